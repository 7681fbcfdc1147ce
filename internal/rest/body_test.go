package rest

import (
	"bytes"
	"compress/gzip"
	"context"
	"errors"
	"io"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func zipped(t *testing.T, r io.Reader) []byte {
	t.Helper()
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	if _, err := io.Copy(z, r); err != nil {
		t.Fatal(err)
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestBody_limits(t *testing.T) {
	t.Parallel()
	gz := []string{"Content-Encoding", "gzip"}
	plain := func(ctx context.Context) context.Context { return ctx }
	for _, c := range []struct {
		name    string
		mark    func(context.Context) context.Context
		body    []byte
		headers []string
		size    int64 // read without an error, else what was read before it
		code    hub.Code
		says    string
	}{
		{"up to the limit", plain, make([]byte, 1000), nil, 1000, "", ""},
		{"one byte beyond", plain, make([]byte, 1001), nil, 1000, hub.Invalid, "larger than 1000 bytes"},
		{"a stream is exempt", tracker.Streaming, make([]byte, 5000), nil, 5000, "", ""},
		{"packed", plain, zipped(t, strings.NewReader("text")), gz, 4, "", ""},
		{"packed beyond the limit", plain, zipped(t, io.LimitReader(endless{}, 1<<20)), gz, 1000, hub.Invalid, "larger than 1000 bytes"},
		{"a packed stream", tracker.Streaming, zipped(t, io.LimitReader(endless{}, 1<<20)), gz, 1 << 20, "", ""},
		{"a bomb of a stream", tracker.Streaming, zipped(t, io.LimitReader(endless{}, 20<<20)), gz, -1, hub.Invalid, "unpacks to more than 200 times"},
		{"packed, and cut off", plain, zipped(t, strings.NewReader("text"))[:15], gz, -1, hub.Unreachable, "broke off"},
		{"not packed as it says", plain, []byte("plain text here"), gz, 0, hub.Unreachable, "broke off"},
		{"packed nothing", plain, nil, gz, 0, "", ""},
		{"partial content stays packed", plain, []byte("part"), gz, 4, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			status := 200
			if strings.HasPrefix(c.name, "partial") {
				status = 206
			}
			wire := fakeWire(func(*http.Request) (*http.Response, error) {
				return answer(status, string(c.body), c.headers...), nil
			})
			cl := open(t, Options{Transport: wire, Limits: Limits{Body: 1000}})
			res, err := cl.HTTP().Do(request(t, c.mark(t.Context()), "GET", "http://tracker.test/x", ""))
			if err != nil {
				t.Fatal(err)
			}
			defer func() { _ = res.Body.Close() }()
			n, err := io.Copy(io.Discard, res.Body)
			if hub.CodeOf(err) != c.code || err != nil && !strings.Contains(err.Error(), c.says) {
				t.Errorf("got %v, want %q %s", err, c.code, c.says)
			}
			if c.size >= 0 && n != c.size {
				t.Errorf("read %d bytes, want %d", n, c.size)
			}
			if _, again := res.Body.Read(make([]byte, 1)); err != nil && again == nil {
				t.Error("the error does not last")
			}
		})
	}
}

func TestBody_encodingAskedFor(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		name, own, want string
		ctx             context.Context
	}{
		{"by default", "", "gzip", t.Context()},
		{"for streams", "", "identity", tracker.Streaming(t.Context())},
		{"the caller's own", "br", "br", t.Context()},
	} {
		body := zipped(t, strings.NewReader("x"))
		wire := fakeWire(func(r *http.Request) (*http.Response, error) {
			if got := r.Header.Get("Accept-Encoding"); got != c.want {
				t.Errorf("%s: asked for %q, want %q", c.name, got, c.want)
			}
			return answer(200, string(body), "Content-Encoding", "gzip"), nil
		})
		req := request(t, c.ctx, "GET", "http://tracker.test/x", "")
		if c.own != "" {
			req.Header.Set("Accept-Encoding", c.own)
		}
		res, err := open(t, Options{Transport: wire}).HTTP().Do(req)
		if err != nil {
			t.Fatal(err)
		}
		if got := read(t, res); (got == "x") != (c.own == "") {
			t.Errorf("%s: read %q", c.name, got)
		}
	}
}

// drip is a body that gives a byte now and then, until its context ends.
type drip struct {
	ctx   context.Context
	every time.Duration
	left  int
}

func (d *drip) Read(p []byte) (int, error) {
	if d.left == 0 {
		return 0, io.EOF
	}
	select {
	case <-time.After(d.every):
		d.left--
		p[0] = 'x'
		return 1, nil
	case <-d.ctx.Done():
		return 0, d.ctx.Err()
	}
}
func (d *drip) Close() error { return nil }

func TestWatch(t *testing.T) {
	t.Parallel()
	plain := func(ctx context.Context) context.Context { return ctx }
	for _, c := range []struct {
		name   string
		mark   func(context.Context) context.Context
		header time.Duration // until the answer
		every  time.Duration // between bytes
		bytes  int
		ends   time.Duration
		says   string
	}{
		{"in time", plain, 10 * time.Second, 5 * time.Second, 10, time.Minute, ""},
		{"no answer", plain, time.Hour, 0, 0, time.Minute, "nothing heard after 1m0s"},
		{"silence in the body", plain, 0, 61 * time.Second, 3, time.Minute, "nothing heard after 1m0s"},
		{"too slow altogether", plain, 0, 50 * time.Second, 3, 2 * time.Minute, "not done after 2m0s"},
		{"a slow stream", tracker.Streaming, 0, 50 * time.Second, 100, 5000 * time.Second, ""},
		{"a stream that stops", tracker.Streaming, 0, 61 * time.Second, 2, time.Minute, "nothing heard after 1m0s"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				wire := fakeWire(func(r *http.Request) (*http.Response, error) {
					select {
					case <-time.After(c.header):
					case <-r.Context().Done():
						return nil, r.Context().Err()
					}
					res := answer(200, "")
					res.Body = &drip{r.Context(), c.every, c.bytes}
					return res, nil
				})
				cl := open(t, Options{Transport: wire, Retry: Retry{Tries: 1}})
				start := time.Now()
				res, err := cl.HTTP().Do(request(t, c.mark(t.Context()), "GET", "http://tracker.test/x", ""))
				if err == nil {
					defer func() { _ = res.Body.Close() }()
					_, err = io.Copy(io.Discard, res.Body)
				}
				if got := time.Since(start); got != c.ends {
					t.Errorf("ended after %v, want %v", got, c.ends)
				}
				if c.says == "" {
					if err != nil {
						t.Error(err)
					}
					return
				}
				e := hub.AsError(err)
				if e.Code != hub.Unreachable || !strings.Contains(e.Message, "did not answer in time: "+c.says) || NotSent(err) {
					t.Errorf("got %v, NotSent %v; want unreachable, %s, false", err, NotSent(err), c.says)
				}
			})
		})
	}
}

func TestWatch_slowReaderIsNotSilence(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := fakeWire(func(r *http.Request) (*http.Response, error) {
			res := answer(200, "")
			res.Body = &drip{r.Context(), time.Second, 3}
			return res, nil
		})
		res, err := open(t, Options{Transport: wire}).HTTP().Do(request(t, tracker.Streaming(t.Context()), "GET", "http://tracker.test/x", ""))
		if err != nil {
			t.Fatal(err)
		}
		for range 3 {
			pass(time.Hour)
			if _, err := res.Body.Read(make([]byte, 1)); err != nil {
				t.Fatal(err)
			}
		}
		_ = res.Body.Close()
	})
}

func TestWatch_callersDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := fakeWire(func(r *http.Request) (*http.Response, error) {
			<-r.Context().Done()
			return nil, r.Context().Err()
		})
		c := open(t, Options{Transport: wire})
		ctx, cancel := context.WithTimeout(t.Context(), time.Second)
		defer cancel()
		_, err := c.HTTP().Do(request(t, ctx, "GET", "http://tracker.test/x", "")) //nolint:bodyclose // fails
		if hub.CodeOf(err) != hub.Unreachable || !errors.Is(err, context.DeadlineExceeded) {
			t.Errorf("deadline: got %v, want unreachable that is a DeadlineExceeded", err)
		}
		ctx, cancel = context.WithCancel(t.Context())
		time.AfterFunc(time.Second, cancel)
		_, err = c.HTTP().Do(request(t, ctx, "GET", "http://tracker.test/x", "")) //nolint:bodyclose // fails
		if err = Classify(err); !errors.Is(err, context.Canceled) || errors.As(err, new(*hub.Error)) {
			t.Errorf("cancel: got %v, want it passed through", err)
		}
	})
}

func TestWatch_slowUploadIsNotSilence(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := fakeWire(func(r *http.Request) (*http.Response, error) {
			if _, err := io.Copy(io.Discard, r.Body); err != nil {
				return nil, err
			}
			return answer(201, ""), r.Context().Err()
		})
		ctx := tracker.Streaming(t.Context())
		req, err := http.NewRequestWithContext(ctx, "POST", "http://tracker.test/x", &drip{ctx, 50 * time.Second, 10})
		if err != nil {
			t.Fatal(err)
		}
		res, err := open(t, Options{Transport: wire}).HTTP().Do(req)
		if err != nil {
			t.Fatalf("an upload that goes on for 500 s: %v", err)
		}
		read(t, res)
	})
}
