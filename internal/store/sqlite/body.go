package sqlite

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/entwine-sync/entwine/hub"
)

// A body is the slim record (its JSON without the large parts), with its length
// in front, and a block with the large parts: a byte that tells its form, then
// for each part its slot, its length and its JSON. Only the block is compressed,
// since from step to step it is mostly the slim record that changes.
const (
	blockPlain byte = 0
	blockZstd  byte = 1
)

// packAbove is the size from which a block is compressed. Below it the row fits
// a page as it is, and the time is better spent on the commit.
const packAbove = 2 << 10

// maxBody refuses what SQLite could not store: its limit is 1e9 bytes a row.
const maxBody = 512 << 20

var errBody = errors.New("sqlite: a stored record cannot be read")

// body joins the slim record and the block.
func (r *record) body() []byte {
	b := make([]byte, 0, binary.MaxVarintLen64+len(r.slim)+len(r.block))
	b = binary.AppendUvarint(b, uint64(len(r.slim)))
	return append(append(b, r.slim...), r.block...)
}

// parseBody is the way back. What it returns shares the bytes of b.
func (s *Store) parseBody(b []byte) (*record, error) {
	slim, b, err := takePiece(b)
	if err != nil || len(b) == 0 {
		return nil, errBody
	}
	r := &record{slim: slim, block: b}
	plain, err := s.unpack(b)
	if err != nil {
		return nil, err
	}
	for len(plain) > 0 {
		slot := plain[0]
		var raw []byte
		if raw, plain, err = takePiece(plain[1:]); err != nil || slot >= slots {
			return nil, errBody
		}
		r.parts[slot] = raw
	}
	return r, nil
}

// takePiece returns the first piece and what follows.
func takePiece(b []byte) (raw, rest []byte, err error) {
	n, k := binary.Uvarint(b)
	if k <= 0 || n > uint64(len(b)-k) {
		return nil, nil, errBody
	}
	return b[k : k+int(n) : k+int(n)], b[k+int(n):], nil
}

// pack makes the block of a record's parts.
func (s *Store) pack(parts *[slots][]byte) ([]byte, error) {
	size := 1
	for _, p := range parts {
		if p != nil {
			size += 1 + binary.MaxVarintLen64 + len(p)
		}
	}
	if size > maxBody {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue,
			Message: fmt.Sprintf("the issue is too large to be kept (%d MB)", size>>20)}
	}
	b := append(make([]byte, 0, size), blockPlain)
	for slot, p := range parts {
		if p != nil {
			b = binary.AppendUvarint(append(b, byte(slot)), uint64(len(p)))
			b = append(b, p...)
		}
	}
	if len(b) <= packAbove {
		return b, nil
	}
	packed := append(make([]byte, 0, len(b)/2), blockZstd)
	if packed = s.packer.EncodeAll(b[1:], packed); len(packed) < len(b) {
		return packed, nil
	}
	return b, nil
}

// unpack returns what pack put together, without the byte for the form.
func (s *Store) unpack(block []byte) ([]byte, error) {
	switch block[0] {
	case blockPlain:
		return block[1:], nil
	case blockZstd:
		b, err := s.opener.DecodeAll(block[1:], nil)
		if err != nil {
			return nil, errors.Join(errBody, err)
		}
		return b, nil
	}
	return nil, errBody
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
