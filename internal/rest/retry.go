package rest

import (
	"context"
	"io"
	"net/http"
	"time"

	"github.com/entwine-sync/entwine/tracker"
)

const (
	// backoffBase is the longest first wait; it doubles with each try.
	backoffBase = 500 * time.Millisecond
	// backoffMax keeps the doubling from outgrowing the callers' patience.
	backoffMax = 10 * time.Second
	// discardMax is how much of an unwanted answer we read to keep its
	// connection; beyond, a new connection is cheaper.
	discardMax = 16 << 10
)

// again decides whether to repeat, and after which wait.
func (c *Client) again(req *http.Request, res *http.Response, err error, try int) (time.Duration, bool) {
	if try >= c.o.Retry.Tries || !rewindable(req) || req.Context().Err() != nil {
		return 0, false
	}
	wait, told := time.Duration(0), false
	if err != nil {
		if !passing(err) || !NotSent(err) && !safe(req) {
			return 0, false
		}
	} else {
		wait, told = RetryAfter(res.Header, c.o.Now())
		if !repeatable(req, res, told) {
			return 0, false
		}
	}
	if c.replaying() {
		return 0, true
	}
	if !told {
		wait = c.backoff(try)
	}
	// A long wait is for the queue, which meanwhile works on something else.
	if wait > c.o.Retry.MaxWait || outlasts(req.Context(), wait) {
		return 0, false
	}
	return wait, true
}

// safe reports whether sending the request twice is as good as once.
func safe(req *http.Request) bool {
	switch req.Method {
	case "", http.MethodGet, http.MethodHead, http.MethodOptions:
		return true
	}
	return tracker.IsRepeatable(req.Context())
}

// repeatable reports whether an answer calls for another try. A write is
// repeated only when the tracker says that it did nothing and when to come back.
func repeatable(req *http.Request, res *http.Response, told bool) bool {
	if throttled(res) && told {
		return true
	}
	if !safe(req) {
		return false
	}
	switch res.StatusCode {
	case http.StatusTooManyRequests, http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout:
		return true
	}
	return false
}

// throttled reports whether the tracker refused to work on the request because
// there were too many. GitHub says so with 403.
func throttled(res *http.Response) bool {
	if res == nil {
		return false
	}
	switch res.StatusCode {
	case http.StatusTooManyRequests:
		return true
	case http.StatusServiceUnavailable:
		return res.Header.Get("Retry-After") != ""
	case http.StatusForbidden:
		left, ok := remaining(res.Header)
		return res.Header.Get("Retry-After") != "" || ok && left == 0
	}
	return false
}

// backoff is full jitter: anything from nothing to a bound that doubles, which
// spreads callers that failed together better than a fixed wait.
func (c *Client) backoff(try int) time.Duration {
	bound := min(backoffBase<<min(try-1, 10), backoffMax)
	return time.Duration(c.o.Rand() * float64(bound))
}

func outlasts(ctx context.Context, wait time.Duration) bool {
	d, ok := ctx.Deadline()
	return ok && time.Until(d) <= wait
}

func (c *Client) pause(ctx context.Context, wait time.Duration) error {
	if wait <= 0 {
		return ctx.Err()
	}
	t := time.NewTimer(wait)
	defer t.Stop()
	select {
	case <-t.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func rewindable(req *http.Request) bool {
	return req.Body == nil || req.Body == http.NoBody || req.GetBody != nil
}

// rewind returns the request with its body at the start again.
func rewind(req *http.Request) (*http.Request, error) {
	if req.Body == nil || req.Body == http.NoBody {
		return req, nil
	}
	b, err := req.GetBody()
	if err != nil {
		return nil, err
	}
	again := *req // a round tripper must not change the caller's request
	again.Body = b
	return &again, nil
}

// discard reads what is left of a small answer, so that its connection can be
// used again, and closes it.
func discard(res *http.Response) {
	if res == nil {
		return
	}
	// Errors are of no interest: the answer is unwanted, and so is its rest.
	_, _ = io.CopyN(io.Discard, res.Body, discardMax)
	_ = res.Body.Close()
}
