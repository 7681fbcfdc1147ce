package storm

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// longest is how long a request may be under way in every story's trackers.
const longest = 5 * time.Second

// Kind is what one tracker of a story is like: a row of the table "What a
// tracker declares" of docs/pair-protocol.md, and manners besides it.
type Kind struct {
	Habits      tracker.Habits
	Norm        memtracker.Norm
	NoDigest    bool
	HideRev     bool
	AnswerState bool
	NoDelete    bool // deletions are not told
	Stale       memtracker.Stale
	Feed        memtracker.Feed
}

func drawKind(r *rand.Rand) Kind {
	k := Kind{Habits: tracker.Habits{Longest: longest, Format: "plain"}}
	h := &k.Habits
	switch r.IntN(8) {
	case 0, 1:
		h.Revision, h.Conditional, h.ConditionalParts = tracker.Exact, true, r.IntN(2) == 0
	case 2, 3:
		h.Revision, h.Checked = tracker.Exact, r.IntN(2) == 0
	case 4, 5:
		h.Revision, h.Unit = tracker.Coarse, time.Second
	default:
		h.Revision = tracker.None
	}
	h.ChangeLog = r.IntN(2) == 0
	h.CarriesState = r.IntN(2) == 0
	h.StatusApart = r.IntN(4) == 0
	switch lag := r.IntN(4); {
	case lag == 0:
		h.ReadLag = time.Duration(500+r.IntN(2500)) * time.Millisecond
		k.Stale = []memtracker.Stale{memtracker.Old, memtracker.Jumps}[r.IntN(2)]
	}
	switch marks := r.IntN(5); {
	case marks < 3:
		h.Marks = []string{"issue", "comments", "attachments", "workLogs"}
	case marks == 3:
		h.Marks = []string{"issue"}
	}
	if r.IntN(4) == 0 {
		k.Norm = memtracker.Norm{Trim: true, LF: true, Collapse: r.IntN(2) == 0}
	}
	k.NoDigest = r.IntN(2) == 0
	k.HideRev = r.IntN(4) == 0
	k.AnswerState = r.IntN(4) == 0
	k.NoDelete = r.IntN(4) == 0
	if r.IntN(3) == 0 {
		k.Feed = memtracker.Feed{
			Late: time.Duration(r.IntN(2000)) * time.Millisecond, Jitter: time.Duration(r.IntN(3000)) * time.Millisecond,
			Double: 20, Miss: 10, MissFor: 10 * time.Second,
		}
	}
	return k
}

// knobs gives a tracker the manners that are not for its whole life.
func (k *Kind) knobs(n *memtracker.Knobs) {
	n.HideRev, n.AnswerState, n.NoDeleteEvent = k.HideRev, k.AnswerState, k.NoDelete
	n.Stale, n.Feed = k.Stale, k.Feed
}

// weak reports whether a person's edit of the very field that is written can
// be overwritten and never seen: "What can be lost where the tracker gives
// nothing" of docs/pair-protocol.md.
func (k *Kind) weak() bool { return !k.Habits.Guarded() && !k.Habits.ChangeLog }

// String tells a kind in the words of the protocol page.
func (k *Kind) String() string {
	h := &k.Habits
	l := []string{string(h.Revision)}
	add := func(is bool, what string) {
		if is {
			l = append(l, what)
		}
	}
	add(h.Conditional && h.ConditionalParts, "conditional")
	add(h.Conditional && !h.ConditionalParts, "conditional (fields only)")
	add(h.Checked, "checked")
	add(h.ChangeLog, "log")
	add(h.CarriesState, "carries states")
	add(h.ReadLag > 0, fmt.Sprintf("read lag %v (%s)", h.ReadLag, k.Stale))
	add(len(h.Marks) == 0, "no marks")
	add(len(h.Marks) == 1, "marks on issues only")
	add(h.StatusApart, "status apart")
	add(k.Norm != memtracker.Norm{}, "normalises")
	add(k.NoDigest, "no digests")
	add(k.HideRev, "hides revisions")
	add(k.AnswerState, "answers with states")
	add(k.NoDelete, "tells no deletions")
	add(k.Feed != memtracker.Feed{}, "bad feed")
	return strings.Join(l, ", ")
}
