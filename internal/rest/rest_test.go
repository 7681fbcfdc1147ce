package rest

import (
	"bytes"
	"context"
	"io"
	"log/slog"
	"net/http"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/secret"
)

// fakeWire answers in place of the network.
type fakeWire func(*http.Request) (*http.Response, error)

func (f fakeWire) RoundTrip(req *http.Request) (*http.Response, error) { return f(req) }

// answer makes an answer; headers come as name, value, name, value.
func answer(status int, body string, headers ...string) *http.Response {
	h := http.Header{}
	for i := 0; i+1 < len(headers); i += 2 {
		h.Add(headers[i], headers[i+1])
	}
	return &http.Response{StatusCode: status, Header: h, Body: io.NopCloser(strings.NewReader(body)),
		ContentLength: int64(len(body)), Proto: "HTTP/1.1", ProtoMajor: 1, ProtoMinor: 1}
}

// script answers from a list and notes when and what it was asked.
type script struct {
	mu      sync.Mutex
	answers []func() (*http.Response, error)
	asked   []time.Time
	bodies  []string
}

func (s *script) RoundTrip(req *http.Request) (*http.Response, error) {
	body := ""
	if req.Body != nil {
		b, err := io.ReadAll(req.Body)
		if err != nil {
			return nil, err
		}
		body = string(b)
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.asked = append(s.asked, time.Now())
	s.bodies = append(s.bodies, body)
	a := s.answers[min(len(s.asked), len(s.answers))-1]
	res, err := a()
	if res != nil {
		res.Request = req
	}
	return res, err
}

func gives(status int, headers ...string) func() (*http.Response, error) {
	return func() (*http.Response, error) {
		return answer(status, "body of "+strconv.Itoa(status), headers...), nil
	}
}

func fails(err error) func() (*http.Response, error) {
	return func() (*http.Response, error) { return nil, err }
}

// open makes a client that is closed with the test.
func open(t testing.TB, o Options) *Client {
	t.Helper()
	c, err := Open(o)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func request(t testing.TB, ctx context.Context, method, url, body string) *http.Request {
	t.Helper()
	var r io.Reader
	if body != "" {
		r = strings.NewReader(body)
	}
	req, err := http.NewRequestWithContext(ctx, method, url, r)
	if err != nil {
		t.Fatal(err)
	}
	return req
}

// read returns the whole body and closes it.
func read(t testing.TB, res *http.Response) string {
	t.Helper()
	b, err := io.ReadAll(res.Body)
	if err != nil {
		t.Fatalf("read body: %v", err)
	}
	if err := res.Body.Close(); err != nil {
		t.Fatalf("close body: %v", err)
	}
	return string(b)
}

func TestOpen_zeroOptionsWork(t *testing.T) {
	t.Parallel()
	wire := &script{answers: []func() (*http.Response, error){gives(200)}}
	c := open(t, Options{Transport: wire})
	res, err := c.HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/x", ""))
	if err != nil {
		t.Fatal(err)
	}
	if got := read(t, res); got != "body of 200" {
		t.Errorf("got %q", got)
	}
	if ua := res.Request.Header.Get("User-Agent"); ua != "entwine" {
		t.Errorf("user agent %q, want entwine", ua)
	}
}

func TestClient_keepsTheCallersHeaders(t *testing.T) {
	t.Parallel()
	c := open(t, Options{UserAgent: "ours", Transport: &script{answers: []func() (*http.Response, error){gives(200)}}})
	req := request(t, t.Context(), "GET", "http://tracker.test/x", "")
	req.Header.Set("User-Agent", "theirs")
	res, err := c.HTTP().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	read(t, res)
	if got := res.Request.Header.Get("User-Agent"); got != "theirs" {
		t.Errorf("user agent %q, want theirs", got)
	}
	if len(req.Header) != 1 {
		t.Errorf("the caller's request was changed: %v", req.Header)
	}
}

func TestCounts(t *testing.T) {
	t.Parallel()
	wire := &script{answers: []func() (*http.Response, error){gives(503), gives(200), gives(404), fails(io.ErrUnexpectedEOF)}}
	c := open(t, Options{Transport: wire, Rand: func() float64 { return 0 }})
	for range 2 {
		res, err := c.HTTP().Do(request(t, t.Context(), "GET", "http://tracker.test/x", ""))
		if err != nil {
			t.Fatal(err)
		}
		read(t, res)
	}
	if res, err := c.HTTP().Do(request(t, t.Context(), "PROPFIND", "http://tracker.test/x", "")); err == nil {
		read(t, res)
		t.Error("no error")
	}
	got := c.Counts()
	want := []Count{{"GET", "2xx", 1}, {"GET", "4xx", 1}, {"GET", "5xx", 1}, {"other", "error", 1}}
	if len(got.Calls) != len(want) || got.Retries != 1 {
		t.Fatalf("got %+v, want %v and 1 retry", got, want)
	}
	for i := range want {
		if got.Calls[i] != want[i] {
			t.Errorf("got %v, want %v", got.Calls[i], want[i])
		}
	}
}

// logged returns a logger and what it wrote.
func logged() (*slog.Logger, *bytes.Buffer) {
	var b bytes.Buffer
	return slog.New(slog.NewTextHandler(&b, &slog.HandlerOptions{Level: slog.LevelDebug})), &b
}

func texts(values ...string) []secret.Text {
	var out []secret.Text
	for _, v := range values {
		out = append(out, secret.New(v))
	}
	return out
}

// pass lets time go by; only for bubbles, whose clock jumps.
func pass(d time.Duration) { <-time.After(d) }
