package rest

import (
	"log/slog"
	"net/http"
	"net/url"
	"time"

	"github.com/entwine-sync/entwine/tracker"
)

// chain is what the connector's *http.Client sends through.
type chain struct{ c *Client }

// RoundTrip implements http.RoundTripper.
func (ch chain) RoundTrip(req *http.Request) (*http.Response, error) {
	for try := 1; ; try++ {
		res, err := ch.c.attempt(req, try)
		wait, again := ch.c.again(req, res, err, try)
		if !again {
			return res, err
		}
		ch.c.tally.retries.Add(1)
		discard(res)
		if err := ch.c.pause(req.Context(), wait); err != nil {
			return nil, ch.c.failed(err, true) // what came before had no effect, or it would not be repeated
		}
		if req, err = rewind(req); err != nil {
			return nil, ch.c.failed(err, true)
		}
	}
}

// attempt takes its turn and sends the request once.
func (c *Client) attempt(req *http.Request, try int) (*http.Response, error) {
	foreign := !sameOrigin(origin(req), req.URL)
	// Another host, usually a store of attachments, has limits of its own and
	// says nothing about the tracker's.
	paced := !foreign && !c.replaying()
	var g *grant
	if paced {
		var err error
		if g, err = c.pacer.acquire(req.Context(), tracker.IsBulk(req.Context()), c.o.Retry.MaxWait); err != nil {
			closeBody(req)
			return nil, c.failed(err, true)
		}
	}
	start := time.Now()
	res, err := c.send(req)
	if paced {
		g.done(hintsOf(res, c.o.Now()))
	}
	if !foreign {
		c.budgets.learn(res, c.o.Now())
	}
	c.tally.add(req.Method, res)
	c.logCall(req, res, err, try, time.Since(start))
	return res, err
}

func (c *Client) logCall(req *http.Request, res *http.Response, err error, try int, took time.Duration) {
	level := slog.LevelDebug
	if err != nil || throttled(res) {
		level = slog.LevelInfo
	}
	ctx := req.Context()
	// Asked first, because scrubbing costs more than all the rest of the chain.
	if !c.o.Log.Enabled(ctx, level) {
		return
	}
	log := c.o.Log.With("site", c.scrub.text(c.o.Site), "method", req.Method, "url", c.scrub.url(req.URL), "attempt", try, "took", took)
	switch {
	case err != nil:
		log.InfoContext(ctx, "http call failed", "err", c.scrub.cause(err))
	case throttled(res):
		wait, _ := RetryAfter(res.Header, c.o.Now())
		log.InfoContext(ctx, "tracker asks to slow down", "status", res.StatusCode, "retry_in", wait)
	default:
		log.DebugContext(ctx, "http call", "status", res.StatusCode)
	}
}

// origin is the address the connector asked for, before any redirects.
func origin(req *http.Request) *url.URL {
	u := req.URL
	for r := req; r != nil; {
		u = r.URL
		if r.Response == nil {
			break
		}
		r = r.Response.Request
	}
	return u
}

func sameOrigin(a, b *url.URL) bool {
	return a.Scheme == b.Scheme && hostPort(a) == hostPort(b)
}

func closeBody(req *http.Request) {
	if req.Body != nil {
		_ = req.Body.Close() // we are giving up on it; nothing it says matters
	}
}
