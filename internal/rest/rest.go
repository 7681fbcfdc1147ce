// Package rest is the HTTP client that connectors are given. It looks like any
// *http.Client; what a polite and careful caller must do happens underneath, in
// this order:
//
//	retry    repeats what is safe to repeat, after a fitting wait
//	pace     keeps to the tracker's limits, shared by all clients of an account
//	count    counts and logs, without secrets
//	watch    deadlines: the whole request, and silence on the line
//	body     size limits, gzip, errors in plain words while reading
//	record   writes exchanges to a file, or answers from one
//	wire     TLS, proxy, connections
//
// Errors that come out are *hub.Error already, inside the *url.Error that
// net/http puts around them. Check does the same for answers, Classify drops
// the wrapping, NotSent tells whether a request can have had an effect.
//
// It will not repeat a write whose outcome is unknown: that needs a look at the
// tracker first, which is the engine's business. It knows no tracker, keeps no
// cookies and caches nothing.
//
// Before changing it: every place where text leaves (logs, errors, recordings)
// goes through a scrubber. A new one must too, and gets a line in TestScrub.
package rest

import (
	"log/slog"
	"math/rand/v2"
	"net/http"
	"time"

	"github.com/entwine-sync/entwine/internal/secret"
)

// Options says how a client behaves. The zero value works: it paces itself
// alone, uses the environment's proxy and the system's certificates.
type Options struct {
	Site       string        // the tracker's address or name; with Credential it names the shared limiter
	Credential secret.Text   // the account or key in use; only its hash is kept
	Secrets    []secret.Text // values that must appear in no log, error or recording
	Pacers     *Pacers       // limiters shared with other clients; nil: this client paces alone

	Proxy    Proxy
	TLS      TLS
	Pace     Pace
	Retry    Retry
	Limits   Limits
	Timeouts Timeouts

	UserAgent string            // sent where the request names none; "entwine" if empty
	Log       *slog.Logger      // nil: silent
	Now       func() time.Time  // to read dates in answers against; nil: time.Now
	Rand      func() float64    // in [0,1), for jitter, from several goroutines; nil: math/rand/v2
	Recorder  *Recorder         // nil: neither record nor replay
	Transport http.RoundTripper // replaces wire, proxy and TLS included; nil: our own
}

// Retry limits the repeating of requests.
type Retry struct {
	Tries   int           // in all, the first included; zero: 4; 1: never repeat
	MaxWait time.Duration // the longest wait for a next try; zero: 30 s
}

// Limits are the most we read of an answer.
type Limits struct {
	Body int64 // bytes after decompression; zero: 64 MiB; streams are exempt
}

// Timeouts end a request. The wait for its turn and between tries is not part
// of any of them: only the caller's context limits those.
type Timeouts struct {
	Request time.Duration // one try, from dialling to the last byte of the answer; zero: 2 min; streams are exempt
	Idle    time.Duration // silence: no byte sent and none received; zero: 1 min
	TLS     time.Duration // the handshake, and likewise the dialling before it; zero: 15 s
}

// Client is a tracker's HTTP client and what is known of its use. It may be
// used from several goroutines.
type Client struct {
	o     Options
	http  *http.Client
	next  http.RoundTripper
	wire  *http.Transport // nil if Options.Transport took its place
	pacer *pacer
	scrub *scrubber
	tally tally

	budgets budgets
}

// Open makes a client. It reads the CA file and the environment's proxy
// variables but opens no connection. Settings that cannot work are a *hub.Error
// with code Invalid.
func Open(o Options) (*Client, error) {
	o = withDefaults(o)
	c := &Client{o: o, scrub: newScrubber(o.Secrets)}
	c.scrub.values.Add(o.Proxy.Password.Reveal(), o.Credential.Reveal())
	c.next = o.Transport
	if c.next == nil {
		wire, err := newWire(o, c.scrub)
		if err != nil {
			return nil, err
		}
		c.wire, c.next = wire, wire
	}
	if o.Recorder != nil {
		c.next = o.Recorder.over(c.next, c.scrub, o.Limits.Body)
	}
	if o.Pacers == nil {
		o.Pacers = &Pacers{}
	}
	c.pacer = o.Pacers.get(o.Site, o.Credential, o.Pace)
	c.http = &http.Client{Transport: chain{c}, CheckRedirect: c.checkRedirect}
	return c, nil
}

// HTTP returns the client to hand to a connector. It may be copied to add a
// cookie jar; its Transport and CheckRedirect must stay.
func (c *Client) HTTP() *http.Client { return c.http }

// Hide keeps values out of logs, errors and recordings from now on, beside those
// of Options.Secrets: what a tracker has given since. Some dozens are kept, the
// newest.
func (c *Client) Hide(values ...string) { c.scrub.values.Pass(values...) }

// Close closes idle connections. Requests under way go on.
func (c *Client) Close() error {
	if c.wire != nil {
		c.wire.CloseIdleConnections()
	}
	return nil
}

func withDefaults(o Options) Options {
	o.Retry.Tries = or(o.Retry.Tries, 4)                       // with back-off some seconds in all: a restart of a proxy, not an outage
	o.Retry.MaxWait = or(o.Retry.MaxWait, 30*time.Second)      // longer is the queue's to wait, which holds no worker meanwhile
	o.Limits.Body = or(o.Limits.Body, 64<<20)                  // the largest issues seen, with all history, have some MiB
	o.Timeouts.Request = or(o.Timeouts.Request, 2*time.Minute) // searches of large old trackers take a good minute
	o.Timeouts.Idle = or(o.Timeouts.Idle, time.Minute)         // ServiceNow ends its own transactions after one minute
	o.Timeouts.TLS = or(o.Timeouts.TLS, 15*time.Second)
	o.UserAgent = or(o.UserAgent, "entwine")
	if o.Log == nil {
		o.Log = slog.New(slog.DiscardHandler)
	}
	if o.Now == nil {
		o.Now = time.Now
	}
	if o.Rand == nil {
		o.Rand = rand.Float64
	}
	return o
}

func or[T comparable](v, otherwise T) T {
	var zero T
	if v == zero {
		return otherwise
	}
	return v
}

// replaying reports whether answers come from a recording: then nothing waits.
func (c *Client) replaying() bool { return c.o.Recorder != nil && c.o.Recorder.replay }
