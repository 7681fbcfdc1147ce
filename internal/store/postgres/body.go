package postgres

import (
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"github.com/klauspost/compress/zstd"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// A body is a byte that tells its form, and the JSON of the record.
const (
	bodyPlain byte = 0
	bodyZstd  byte = 1
)

// packAbove is the size from which a body is compressed. Below it the row fits
// a page as it is.
const packAbove = 2 << 10

// maxBody refuses what the server could not store: its limit is 1 GB a field.
const maxBody = 512 << 20

func (s *Store) pack(v any) ([]byte, error) {
	raw, err := json.Marshal(v)
	if err != nil {
		return nil, err
	}
	if len(raw) > maxBody {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue,
			Message: fmt.Sprintf("the issue is too large to be kept (%d MB)", len(raw)>>20)}
	}
	if len(raw) > packAbove {
		return s.packer.EncodeAll(raw, append(make([]byte, 0, len(raw)/2), bodyZstd)), nil
	}
	return append(append(make([]byte, 0, 1+len(raw)), bodyPlain), raw...), nil
}

func (s *Store) unpack(b []byte, into any) error {
	if len(b) == 0 {
		return errBody
	}
	raw, err := b[1:], error(nil)
	switch b[0] {
	case bodyPlain:
	case bodyZstd:
		if raw, err = s.opener.DecodeAll(raw, nil); err != nil {
			return errors.Join(errBody, err)
		}
	default:
		return errBody
	}
	if err := json.Unmarshal(raw, into); err != nil {
		return errors.Join(errBody, err)
	}
	return nil
}

// packEvent packs an event with its times as they come back.
func (s *Store) packEvent(ev *hub.Event) ([]byte, error) {
	c := *ev
	for _, t := range []*time.Time{&c.FailingSince, &c.NotBefore, &c.Created, &c.Finished} {
		*t = store.Stored(*t)
	}
	return s.pack(&c)
}

// newCodecs makes a store's own codecs: they hold channels, which must not
// cross from one synctest bubble to another.
func newCodecs() (*zstd.Encoder, *zstd.Decoder, error) {
	w, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1),
		zstd.WithLowerEncoderMem(true), zstd.WithEncoderCRC(false))
	if err != nil {
		return nil, nil, err
	}
	r, err := zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(2*maxBody))
	return w, r, err
}
