package rest

import (
	"context"
	"errors"
	"io"
	"net/http"
	"net/http/httptrace"
	"sync/atomic"
	"time"

	"github.com/entwine-sync/entwine/tracker"
)

// watch ends a request that takes too long. It lives from before dialling until
// the answer's body is read or closed.
type watch struct {
	ctx    context.Context
	cancel context.CancelCauseFunc
	whole  *time.Timer // nil for streams
	idle   *time.Timer
	limit  time.Duration // of silence
}

func newWatch(parent context.Context, t Timeouts) *watch {
	ctx, cancel := context.WithCancelCause(parent)
	w := &watch{ctx: ctx, cancel: cancel, limit: t.Idle}
	if !tracker.IsStreaming(parent) {
		w.whole = time.AfterFunc(t.Request, func() { cancel(&timeout{"not done", t.Request}) })
	}
	w.idle = time.AfterFunc(t.Idle, func() { cancel(&timeout{"nothing heard", t.Idle}) })
	return w
}

// touch notes that something happened on the line, or is expected from now on.
func (w *watch) touch() { w.idle.Reset(w.limit) }

// rest stops counting silence while the caller is busy with what it has read.
func (w *watch) rest() { w.idle.Stop() }

// stop ends the watch and frees what it holds. It may be called twice.
func (w *watch) stop() {
	w.idle.Stop()
	if w.whole != nil {
		w.whole.Stop()
	}
	w.cancel(nil)
}

// cause is the reason behind err if the watch has ended the request: net/http
// only says "canceled" for both our limits and the caller's.
func (w *watch) cause(err error) error {
	var t *timeout
	if errors.As(context.Cause(w.ctx), &t) {
		return t
	}
	return err
}

// upload is a request body that tells the watch of its progress.
type upload struct {
	io.ReadCloser
	w *watch
}

func (u upload) Read(p []byte) (int, error) {
	u.w.touch()
	return u.ReadCloser.Read(p)
}

// trace watches how far a request got.
type trace struct{ asked, connected atomic.Bool }

func (t *trace) hooks() *httptrace.ClientTrace {
	return &httptrace.ClientTrace{
		// The transport asks again only after a connection turned out to be closed
		// before a byte was written to it, so what came before does not count.
		GetConn: func(string) {
			t.asked.Store(true)
			t.connected.Store(false)
		},
		GotConn: func(httptrace.GotConnInfo) { t.connected.Store(true) },
	}
}

// notSent reports whether the request certainly stayed here. A transport of
// somebody else's may not know of traces; then the kind of error decides.
func (t *trace) notSent(err error) bool {
	if t.asked.Load() {
		return !t.connected.Load()
	}
	return failedDialling(err)
}

// send sends the request once, under watch.
func (c *Client) send(req *http.Request) (*http.Response, error) {
	w := newWatch(req.Context(), c.o.Timeouts)
	t := &trace{}
	out := req.Clone(httptrace.WithClientTrace(w.ctx, t.hooks()))
	if out.Body != nil && out.Body != http.NoBody {
		out.Body = upload{out.Body, w}
	}
	c.prepare(out)
	res, err := c.next.RoundTrip(out)
	if err != nil {
		err = c.failed(w.cause(err), t.notSent(err))
		w.stop()
		return nil, err
	}
	res.Request = out // with what led to it, which origin follows
	res.Body = c.newBody(res, w)
	return res, nil
}

// prepare fills in what the connector left to us.
func (c *Client) prepare(req *http.Request) {
	if req.Header == nil {
		req.Header = http.Header{}
	}
	if req.Header.Get("User-Agent") == "" {
		req.Header.Set("User-Agent", c.o.UserAgent)
	}
	// Set by us, net/http leaves the body packed and we can limit what comes out.
	if req.Header.Get("Accept-Encoding") == "" {
		encoding := "gzip"
		if tracker.IsStreaming(req.Context()) || req.Header.Get("Range") != "" {
			encoding = "identity"
		}
		req.Header.Set("Accept-Encoding", encoding)
	}
	// With this header net/http would repeat a write by itself when the line
	// breaks. It cannot without a second copy of the body.
	if !safe(req) && (req.Header.Get("Idempotency-Key") != "" || req.Header.Get("X-Idempotency-Key") != "") {
		req.GetBody = nil
	}
}
