package rest

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"strings"
	"syscall"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

var (
	errDial  = &net.OpError{Op: "dial", Net: "tcp", Err: syscall.ECONNREFUSED}
	errReset = &net.OpError{Op: "read", Net: "tcp", Err: syscall.ECONNRESET}
	errHost  = &net.DNSError{Name: "tracker.test", IsNotFound: true, Err: "no such host"}
)

func TestRetry(t *testing.T) {
	t.Parallel()
	type answers = []func() (*http.Response, error)
	plain := func(ctx context.Context) context.Context { return ctx }
	for _, c := range []struct {
		name, method string
		mark         func(context.Context) context.Context
		answers      answers
		asked        int
		status       int // zero: an error
		waited       time.Duration
	}{
		{"a read after a reset", "GET", plain, answers{fails(errReset), gives(200)}, 2, 200, 250 * time.Millisecond},
		{"a read after 429", "GET", plain, answers{gives(429), gives(200)}, 2, 200, time.Second},
		{"a read after 502", "GET", plain, answers{gives(502), gives(200)}, 2, 200, 250 * time.Millisecond},
		{"a read after 503", "HEAD", plain, answers{gives(503), gives(200)}, 2, 200, 250 * time.Millisecond},
		{"a read after 504", "OPTIONS", plain, answers{gives(504), gives(200)}, 2, 200, 250 * time.Millisecond},
		{"back-off doubles and ends", "GET", plain, answers{gives(502)}, 4, 502, (250 + 500 + 1000) * time.Millisecond},
		{"not after 500", "GET", plain, answers{gives(500), gives(200)}, 1, 500, 0},
		{"not after 404", "GET", plain, answers{gives(404), gives(200)}, 1, 404, 0},
		{"not where no such host is", "GET", plain, answers{fails(errHost), gives(200)}, 1, 0, 0},
		{"Retry-After is obeyed", "GET", plain, answers{gives(429, "Retry-After", "7"), gives(200)}, 2, 200, 7 * time.Second},
		{"Retry-After as a date", "GET", plain, answers{gives(503, "Date", "Mon, 02 Jan 2006 15:04:05 GMT",
			"Retry-After", "Mon, 02 Jan 2006 15:04:14 GMT"), gives(200)}, 2, 200, 9 * time.Second},
		{"a long Retry-After is the caller's", "GET", plain, answers{gives(429, "Retry-After", "31"), gives(200)}, 1, 429, 0},
		{"GitHub's 403", "GET", plain, answers{gives(403, "Retry-After", "2"), gives(200)}, 2, 200, 2 * time.Second},
		{"a plain 403 is final", "GET", plain, answers{gives(403), gives(200)}, 1, 403, 0},
		{"a write not after a reset", "POST", plain, answers{fails(errReset), gives(201)}, 1, 0, 0},
		{"a write not after 502", "PUT", plain, answers{gives(502), gives(200)}, 1, 502, 0},
		{"a write not after 503 alone", "POST", plain, answers{gives(503), gives(201)}, 1, 503, 0},
		{"a write not after 429 alone", "POST", plain, answers{gives(429), gives(201)}, 1, 429, 0},
		{"a write that never left", "POST", plain, answers{fails(errDial), gives(201)}, 2, 201, 250 * time.Millisecond},
		{"a write told when to come back", "PATCH", plain, answers{gives(429, "Retry-After", "3"), gives(200)}, 2, 200, 3 * time.Second},
		{"a write after 503 with Retry-After", "POST", plain, answers{gives(503, "Retry-After", "3"), gives(201)}, 2, 201, 3 * time.Second},
		{"a write told to come back much later", "POST", plain, answers{gives(503, "Retry-After", "60"), gives(201)}, 1, 503, 0},
		{"a write that may be repeated", "PUT", tracker.Repeatable, answers{fails(errReset), gives(504), gives(200)}, 3, 200, 750 * time.Millisecond},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			synctest.Test(t, func(t *testing.T) {
				wire := &script{answers: c.answers}
				cl := open(t, Options{Transport: wire, Rand: func() float64 { return 0.5 }})
				body := ""
				if c.method == "POST" || c.method == "PUT" || c.method == "PATCH" {
					body = "content"
				}
				start := time.Now()
				res, err := cl.HTTP().Do(request(t, c.mark(t.Context()), c.method, "http://tracker.test/x", body))
				waited := time.Since(start)
				status := 0
				if err == nil {
					status = res.StatusCode
					read(t, res)
				}
				if status != c.status || len(wire.asked) != c.asked || waited != c.waited {
					t.Errorf("got %d (%v) after %d tries and %v, want %d after %d and %v",
						status, err, len(wire.asked), waited, c.status, c.asked, c.waited)
				}
				for _, b := range wire.bodies {
					if b != body {
						t.Errorf("sent %q, want %q", b, body)
					}
				}
			})
		})
	}
}

func TestRetry_jitterIsFull(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		rand float64
		try  int
		want time.Duration
	}{{0, 1, 0}, {0.5, 1, 250 * time.Millisecond}, {1, 3, 2 * time.Second}, {1, 60, 10 * time.Second}} {
		cl := open(t, Options{Transport: &script{}, Rand: func() float64 { return c.rand }})
		if got := cl.backoff(c.try); got != c.want {
			t.Errorf("try %d, rand %v: %v, want %v", c.try, c.rand, got, c.want)
		}
	}
}

func TestRetry_notBeyondTheDeadline(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := &script{answers: []func() (*http.Response, error){gives(429, "Retry-After", "20")}}
		c := open(t, Options{Transport: wire})
		ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
		defer cancel()
		start := time.Now()
		res, err := c.HTTP().Do(request(t, ctx, "GET", "http://tracker.test/x", ""))
		if err != nil || time.Since(start) != 0 {
			t.Fatalf("got %v after %v, want the answer at once", err, time.Since(start))
		}
		if e := hub.AsError(Check(res)); e.Code != hub.Busy || e.RetryIn != 20*time.Second {
			t.Errorf("got %v, RetryIn %v, want busy, 20s", e, e.RetryIn)
		}
		read(t, res)
	})
}

func TestRetry_waitEndsWithTheContext(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		wire := &script{answers: []func() (*http.Response, error){gives(429, "Retry-After", "20")}}
		c := open(t, Options{Transport: wire})
		ctx, cancel := context.WithCancel(t.Context())
		time.AfterFunc(5*time.Second, cancel)
		start := time.Now()
		_, err := c.HTTP().Do(request(t, ctx, "POST", "http://tracker.test/x", "content")) //nolint:bodyclose // fails
		if !errors.Is(err, context.Canceled) || time.Since(start) != 5*time.Second {
			t.Errorf("got %v after %v, want canceled after 5s", err, time.Since(start))
		}
		if !NotSent(err) {
			t.Error("the tracker had refused it, so nothing was done, but NotSent says otherwise")
		}
	})
}

func TestRetry_bodyThatCannotBeReadAgain(t *testing.T) {
	t.Parallel()
	wire := &script{answers: []func() (*http.Response, error){gives(503, "Retry-After", "0"), gives(201)}}
	c := open(t, Options{Transport: wire})
	req, err := http.NewRequestWithContext(t.Context(), "POST", "http://tracker.test/x", io.MultiReader(strings.NewReader("content")))
	if err != nil {
		t.Fatal(err)
	}
	res, err := c.HTTP().Do(req)
	if err != nil {
		t.Fatal(err)
	}
	read(t, res)
	if res.StatusCode != 503 || len(wire.asked) != 1 {
		t.Errorf("got %d after %d tries, want 503 after 1", res.StatusCode, len(wire.asked))
	}
}
