package rest

import (
	"time"

	"golang.org/x/time/rate"
)

const (
	slowest      = 1.0 / 64         // of the configured rate: below, the limit is not about rate
	recoverEvery = 10 * time.Second // how long a rate must go well before it is raised
	recoverBy    = 1.25             // from a half back to the whole in 40 s
	blindPause   = time.Second      // after a refusal that does not say how long
	lowWater     = 10               // requests, or a tenth of the window, from where on they are spread
	obeyed       = 0.98             // of a rate that the tracker names, for the reason that aSecond is longer than one
	thinnest     = 0.2              // per second: a window of an hour is used up and then paused, not waited for request by request
)

// slowdown is what a tracker's answers have taught about its limits. It is part
// of the pacer and guarded by its lock.
type slowdown struct {
	factor   float64   // of the configured rate, at most 1
	changed  time.Time // when factor last changed
	until    time.Time // no request before
	ceiling  float64   // requests per second that use up the window and no more
	ceilOver time.Time // until when ceiling holds
	granted  float64   // requests per second that a refusal named; zero: none did
}

// learn takes in the hints of an answer to a request that was sent at the given time.
func (s *slowdown) learn(h hints, sent, now time.Time) {
	switch {
	case h.throttled:
		// Requests of one burst are refused together and count as one lesson.
		switch {
		case !sent.After(s.changed):
		case h.rate > 0 && h.rate != s.granted: // now it is known, and need not be found by trying
			s.granted, s.changed = h.rate, now
		default:
			s.factor, s.changed = max(s.factor/2, slowest), now
		}
		s.pauseUntil(now.Add(max(h.wait, blindPause)))
	case h.wait > 0:
		s.pauseUntil(now.Add(h.wait))
	case s.factor < 1 && now.Sub(s.changed) >= recoverEvery:
		s.factor, s.changed = min(s.factor*recoverBy, 1), now
	}
	if h.reset > 0 && h.left >= 0 {
		s.window(h, now)
	}
}

// window spreads the last requests of a window over what is left of it.
func (s *slowdown) window(h hints, now time.Time) {
	switch end := now.Add(h.reset); {
	case h.left == 0:
		s.pauseUntil(end)
	case h.left <= max(h.limit/10, lowWater):
		s.ceiling, s.ceilOver = max(float64(h.left)/h.reset.Seconds(), thinnest), end
	default:
		s.ceilOver = time.Time{}
	}
}

func (s *slowdown) pauseUntil(t time.Time) {
	if t.After(s.until) {
		s.until = t
	}
}

// rate is what the configured rate comes down to now.
func (s *slowdown) rate(configured rate.Limit, now time.Time) rate.Limit {
	r := configured
	if s.granted > 0 {
		r = min(r, rate.Limit(s.granted*obeyed))
	}
	if s.factor < 1 {
		if r == rate.Inf {
			r = 64 // no limit was set, but the tracker has one: begin somewhere
		}
		r *= rate.Limit(s.factor)
	}
	if now.Before(s.ceilOver) {
		r = min(r, rate.Limit(s.ceiling))
	}
	return r
}

// adjust sets the bucket to the rate that holds now.
func (p *pacer) adjust(now time.Time) {
	if r := p.slow.rate(asLimit(p.pace.Rate), now); r != p.bucket.Limit() {
		p.bucket.SetLimitAt(now, r)
	}
}
