package httplink

import (
	"bytes"
	"errors"
	"io"
	"sync"

	"github.com/klauspost/compress/zstd"
)

// packFrom is the size from which packing pays for its header and work.
const packFrom = 1 << 10

var encoders = sync.Pool{New: func() any {
	e, err := zstd.NewWriter(nil, zstd.WithEncoderLevel(zstd.SpeedFastest), zstd.WithEncoderConcurrency(1))
	if err != nil {
		panic("httplink: options of zstd that are constants: " + err.Error())
	}
	return e
}}

// pack returns the body as it travels, and its coding, "" if it travels as it is.
func pack(body []byte) ([]byte, string) {
	if len(body) < packFrom {
		return body, ""
	}
	e := encoders.Get().(*zstd.Encoder)
	defer encoders.Put(e)
	packed := e.EncodeAll(body, make([]byte, 0, len(body)/4))
	if len(packed) >= len(body) {
		return body, ""
	}
	return packed, "zstd"
}

var (
	errCoding = errors.New("the body is packed in a way this node does not know")
	errLarge  = errors.New("the body is too large")
	errDeep   = errors.New("the body is nested too deeply")
)

// unpack returns the body as it was before it travelled. What would become
// larger than limit is given up as soon as that shows.
func unpack(body []byte, coding string, limit int) ([]byte, error) {
	switch coding {
	case "", "identity":
	case "zstd":
		d, err := zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(uint64(limit)+1),
			zstd.WithDecoderMaxWindow(8<<20))
		if err != nil {
			return nil, err
		}
		defer d.Close()
		if body, err = io.ReadAll(io.LimitReader(d, int64(limit)+1)); err != nil {
			if errors.Is(err, zstd.ErrDecoderSizeExceeded) || errors.Is(err, zstd.ErrWindowSizeExceeded) {
				return nil, errLarge
			}
			return nil, err
		}
	default:
		return nil, errCoding
	}
	if len(body) > limit {
		return nil, errLarge
	}
	return body, shallow(body)
}

// shallow refuses text that nests more deeply than anything we send, before a
// parser follows it down.
func shallow(b []byte) error {
	depth, quoted := 0, false
	for i := 0; i < len(b); i++ {
		switch c := b[i]; {
		case quoted && c == '\\':
			i++
		case c == '"':
			quoted = !quoted
		case quoted:
		case c == '{' || c == '[':
			if depth++; depth > maxDepth {
				return errDeep
			}
		case c == '}' || c == ']':
			depth--
		}
	}
	return nil
}
