package rest

import (
	"bufio"
	"compress/flate"
	"compress/gzip"
	"errors"
	"fmt"
	"io"
	"net/http"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

const (
	// bombRatio is how many times its size a stream may swell when unpacked.
	// Text packs by 5 to 20, dull logs by 100; gzip itself ends at about 1000.
	bombRatio = 200
	// bombFree is what any stream may unpack to, however well it was packed.
	bombFree = 16 << 20
)

// body is an answer's body: limited, watched, unpacked, with errors in plain
// words. Like any body it is for one goroutine.
type body struct {
	c      *Client
	w      *watch
	raw    io.ReadCloser
	from   io.Reader // raw, or what unpacks it
	packed *tallyReader
	gz     *gzip.Reader
	read   int64
	limit  int64 // -1: a stream
	err    error // sticky
}

func (c *Client) newBody(res *http.Response, w *watch) *body {
	b := &body{c: c, w: w, raw: res.Body, from: res.Body, limit: c.o.Limits.Body}
	if tracker.IsStreaming(res.Request.Context()) {
		b.limit = -1
	}
	if unpackable(res) {
		b.packed = &tallyReader{r: res.Body}
		b.from = io.Reader(&lazyGzip{b: b})
		res.Header.Del("Content-Encoding")
		res.Header.Del("Content-Length")
		res.ContentLength, res.Uncompressed = -1, true
	}
	w.rest() // the caller reads when it likes
	return b
}

func unpackable(res *http.Response) bool {
	if res.Request.Method == http.MethodHead || res.Body == http.NoBody || res.StatusCode == http.StatusPartialContent {
		return false
	}
	// A caller that asked for an encoding by name gets what it asked for.
	asked := res.Request.Header.Get("Accept-Encoding")
	if asked != "gzip" && asked != "identity" {
		return false
	}
	e := strings.ToLower(res.Header.Get("Content-Encoding"))
	return e == "gzip" || e == "x-gzip"
}

// Read implements io.Reader. Errors other than io.EOF are *hub.Error, or wrap
// context.Canceled if the caller's context has ended.
func (b *body) Read(p []byte) (int, error) {
	if b.err != nil {
		return 0, b.err
	}
	// One byte more than allowed is read, to tell the end from too much.
	if b.limit >= 0 {
		p = p[:min(int64(len(p)), b.limit+1-b.read)]
	}
	b.w.touch()
	n, err := b.from.Read(p)
	b.w.rest()
	b.read += int64(n)
	switch {
	case b.limit >= 0 && b.read > b.limit:
		n, err = n-1, &refusal{hub.Invalid, fmt.Sprintf("the tracker's answer is larger than %d bytes", b.limit)}
	case b.bomb():
		err = &refusal{hub.Invalid, fmt.Sprintf("the tracker's answer unpacks to more than %d times its size", bombRatio)}
	}
	b.err = b.explain(err)
	return n, b.err
}

func (b *body) bomb() bool {
	return b.packed != nil && b.read > bombFree && b.read > bombRatio*b.packed.n
}

// explain ends the watch with the body and puts errors into words.
func (b *body) explain(err error) error {
	if err == nil {
		return nil
	}
	if errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		b.w.stop()
		return io.EOF
	}
	var corrupt flate.CorruptInputError
	if errors.Is(err, gzip.ErrHeader) || errors.Is(err, gzip.ErrChecksum) || errors.As(err, &corrupt) {
		err = io.ErrUnexpectedEOF
	}
	err = b.c.failed(b.w.cause(err), false)
	b.w.stop()
	return err
}

// Close implements io.Closer.
func (b *body) Close() error {
	if b.err == nil {
		b.err = http.ErrBodyReadAfterClose
	}
	err := b.raw.Close()
	b.w.stop()
	return err
}

// scrubText lets Check, which knows no client, hide the values this one knows.
func (b *body) scrubText(s string) string { return b.c.scrub.text(s) }

// lazyGzip opens the packed body at the first read, which is when errors can be
// told.
type lazyGzip struct{ b *body }

func (l *lazyGzip) Read(p []byte) (int, error) {
	if l.b.gz == nil {
		r := bufio.NewReader(l.b.packed)
		if _, err := r.Peek(1); errors.Is(err, io.EOF) {
			return 0, io.EOF // announced as gzip, but empty: some servers answer 201 so
		}
		gz, err := gzip.NewReader(r)
		if err != nil {
			return 0, err
		}
		l.b.gz = gz
	}
	return l.b.gz.Read(p)
}

// tallyReader counts what comes in.
type tallyReader struct {
	r io.Reader
	n int64
}

func (t *tallyReader) Read(p []byte) (int, error) {
	n, err := t.r.Read(p)
	t.n += int64(n)
	return n, err
}
