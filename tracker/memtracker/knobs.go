package memtracker

import (
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// Knobs are the bad habits that come and go. The zero value has none.
type Knobs struct {
	// Time a call takes, before and after its effect. A context that ends while
	// the call waits ends it with Unreachable, whatever the effect.
	Latency time.Duration
	Answer  time.Duration

	// What becomes of a call. Fate, if set, is asked first; then Down, Denied and
	// the counters. Counters are for writes, and run down to zero.
	Fate      func(Call) Fate
	Down      bool // nothing is reached, nothing happens
	Denied    bool // our credentials are refused
	BusyNext  int  // so many calls of any kind are told to wait
	RetryIn   time.Duration
	LoseNext  int // so many writes take effect, and their answer is lost
	LoseEvery int // each so many-th write, too
	LateNext  int // so many writes are not answered and land after LateBy, or at Land
	LateBy    time.Duration
	NeverNext int // so many writes are not answered and never land

	// What becomes of a value.
	Refuse   []Refusal
	Workflow map[string][]string // from a status to these only; no entry: to any

	// What is shown.
	Stale       Stale           // which state within Habits.ReadLag a read shows
	StaleCreate bool            // and whether a read by id may miss a new issue too
	Unreadable  map[string]bool // projects we may not see now
	ClockOffset time.Duration   // how far the tracker's clock is ahead of ours
	HideRev     bool            // answers to writes do not tell the revision
	AnswerState bool            // answers to writes carry the whole issue

	// What the change feed and other lists do.
	Feed          Feed
	BreakAfter    int  // a list fails after so many entries
	NoDeleteEvent bool // deletions are not told
	LogKeep       int  // a change log shows only so many entries, the newest

	// What the bytes of attachments do.
	BreakBytes int64 // reading fails after so many
	WrongBytes bool  // the first byte is not what was stored
}

// Feed says how the change feed treats what is new. Percentages are by seed.
// Nothing is left out for ever: a change that is missed comes in later, as it
// does for a poll that catches up.
type Feed struct {
	Late    time.Duration // each change is shown so much later
	Jitter  time.Duration // and up to so much more, hence out of order
	Double  int           // per cent that are shown twice
	Miss    int           // per cent that are shown only after MissFor
	MissFor time.Duration // a minute if zero
}

// Stale says which state a read may show while the lag of a newer one is not over.
type Stale string

// The ways of being stale.
const (
	Fresh Stale = ""       // always the newest
	Old   Stale = "always" // the one from a lag ago
	Jumps Stale = "jumps"  // by seed, back and forth
)

// Refusal is a value that the tracker does not take.
type Refusal struct {
	Field string    // "summary", "customFields.Team", "labels", "comments"
	Value hub.Value // nil: any. Of an element of a set of names, the name; of a comment or work log, its text
	Code  hub.Code  // Invalid if empty
	How   How
}

// How says in which way a value is refused.
type How string

// The ways of refusing. Silently means that the tracker answers success.
const (
	Loud   How = ""       // with an error
	Silent How = "silent" // nothing of the request is done; the connector sees that and says so
	Hidden How = "hidden" // the value is left out, the rest is done, and nothing shows it
)

// Set changes the knobs, under the tracker's lock: change must not call the
// tracker.
func (t *Tracker) Set(change func(*Knobs)) {
	t.lock()
	defer t.mu.Unlock()
	change(&t.knobs)
}

// refusal returns the rule by which a value is refused, if one is.
func (t *Tracker) refusal(field string, v hub.Value) (Refusal, bool) {
	for _, r := range t.knobs.Refuse {
		if r.Field == field && (r.Value == nil || hub.Same(r.Value, v)) {
			return r, true
		}
	}
	return Refusal{}, false
}

func (r Refusal) error() *hub.Error {
	code := r.Code
	if code == "" {
		code = hub.Invalid
	}
	return &hub.Error{Code: code, Scope: hub.ScopeIssue, Field: r.Field, Message: "the tracker refused " + r.Field}
}
