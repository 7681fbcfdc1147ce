package queue

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Policy holds the numbers by which errors are judged. The zero value is not
// usable; take Default.
type Policy struct {
	First     time.Duration // first back-off
	Most      time.Duration // longest back-off
	Conflicts int           // tries for an issue that keeps moving on
	Patience  time.Duration // how long a passing failure may last before people hear of it
}

// Default is the policy of a node.
var Default = Policy{
	First:     time.Second,      // a restart of the other side takes about that long
	Most:      5 * time.Minute,  // so that healing is noticed soon after an outage of hours
	Conflicts: 5,                // docs/pair-protocol.md: back-off, 5 tries
	Patience:  20 * time.Second, // a restart passes unnoticed, a full disk does not
}

// Verdict is what an error means for the event it hit.
type Verdict struct {
	State hub.State     // retrying or blocked
	After time.Duration // when retrying
	Fault bool          // people are told
	Pause hub.Scope     // what stands still until the fault is resolved; "" for nothing but the event
}

// Judge decides. jitter is in [0,1): waiting workers must not come back all at
// once.
func (p Policy) Judge(e *hub.Error, ev *hub.Event, now time.Time, jitter float64) Verdict {
	switch e.Code {
	case hub.Busy, hub.Unreachable:
		wait := e.RetryIn
		if wait <= 0 {
			wait = p.Backoff(ev.Attempt, jitter)
		}
		return Verdict{State: hub.Retrying, After: wait, Fault: now.Sub(since(ev, now)) > p.Patience}
	case hub.Conflict:
		if ev.Attempt < p.Conflicts {
			return Verdict{State: hub.Retrying, After: p.Backoff(ev.Attempt, jitter)}
		}
		return Verdict{State: hub.Blocked, Fault: true}
	case hub.Denied:
		if e.RetryIn > 0 { // the connector says that it may heal by itself: a folder, not a password
			return Verdict{State: hub.Retrying, After: e.RetryIn, Fault: true}
		}
		return Verdict{State: hub.Blocked, Fault: true, Pause: atLeast(e.Scope, hub.ScopeConnection)}
	case hub.Script, hub.Invalid, hub.Held, hub.NotFound, hub.Internal:
		return Verdict{State: hub.Blocked, Fault: true, Pause: wider(e.Scope)}
	}
	return Verdict{State: hub.Blocked, Fault: true}
}

// since is when the event first failed in this series of tries.
func since(ev *hub.Event, now time.Time) time.Time {
	if ev.FailingSince.IsZero() {
		return now
	}
	return ev.FailingSince
}

// Backoff doubles from First to Most and takes a random part of the upper half.
func (p Policy) Backoff(attempt int, jitter float64) time.Duration {
	d := p.Most
	if n := max(attempt, 0); p.First <= p.Most>>n { // so that the shift does not overflow
		d = p.First << n
	}
	return d/2 + time.Duration(jitter*float64(d/2))
}

// wider returns the scope to pause: an issue's own fault pauses nothing else.
func wider(s hub.Scope) hub.Scope {
	if s == hub.ScopeIssue {
		return ""
	}
	return s
}

func atLeast(s, least hub.Scope) hub.Scope {
	if s == hub.ScopeIssue || s == "" {
		return least
	}
	return s
}

// digits parts one instance of a message from another: numbers and keys differ,
// the cause is one.
var digits = regexp.MustCompile(`[0-9]+`)

// Cause names what went wrong, so that one cause is one fault however many
// events it hits. A fault of an issue is the issue's own.
func Cause(e *hub.Error, ev *hub.Event) string {
	where := string(ev.Connection)
	switch e.Scope {
	case hub.ScopeTracker:
		where = ev.Tracker
	case hub.ScopeNode:
		where = ""
	case hub.ScopeIssue:
		where += "/" + string(ev.Pair) + "/" + string(ev.Side)
	}
	h := sha256.Sum256([]byte(strings.Join([]string{
		string(e.Scope), string(e.Code), where, string(ev.Step), digits.ReplaceAllString(e.Message, "#"),
	}, "\x00")))
	return hex.EncodeToString(h[:12])
}
