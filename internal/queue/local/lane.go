package local

import (
	"cmp"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// lane is what is pending at one end, in stored order.
type lane struct {
	key        hub.EndKey
	connection hub.ConnectionID
	tracker    string
	items      []store.Head
	held       hub.EventID // what the worker has
	working    bool        // a worker reads or writes its issue
	sending    bool        // a worker talks to the other node about it
	queued     bool        // it stands in a ready list
	rank       int         // which list that is; entries in another one are left over
	timer      int         // place among the timers, plus one
	at         time.Time
	leaving    bool  // it is being given up, see Adoption
	changes    int64 // of items, by put and remove
	asked      int64 // when it last was a probe, as a count: others go first
}

// before orders lanes that could do something at the same time: who has found
// out least, and waits longest. It depends on no map's order.
func (l *lane) before(o *lane) int {
	first := func(l *lane) int64 {
		if len(l.items) == 0 {
			return 0
		}
		return l.items[0].Position
	}
	return cmp.Or(cmp.Compare(l.asked, o.asked), cmp.Compare(first(l), first(o)))
}

func (l *lane) put(h store.Head, gone bool) {
	l.changes++
	i, found := slices.BinarySearchFunc(l.items, h.Position, func(e store.Head, p int64) int { return cmp.Compare(e.Position, p) })
	switch {
	case gone && found:
		l.items = slices.Delete(l.items, i, i+1)
	case gone:
	case found:
		l.items[i] = h
	default:
		l.items = slices.Insert(l.items, i, h)
	}
}

func (l *lane) remove(id hub.EventID) {
	l.changes++
	l.items = slices.DeleteFunc(l.items, func(h store.Head) bool { return h.ID == id })
}

// priority is 0 for a person's edit; one behind bulk work lends it its own.
func (l *lane) priority() int {
	for _, h := range l.items {
		if !h.Bulk {
			return 0
		}
	}
	return 1
}

// candidate is what a lane would do next.
type candidate struct {
	head  store.Head
	send  bool
	issue string // locked while it runs
}

// begins reports whether nothing was done for the event yet on this side.
func (c *candidate) begins() bool {
	return !c.send && (c.head.Step == hub.StepCapture || c.head.Step == hub.StepPlan)
}

// choose returns what a lane can do now, or else when it can do something.
func (q *Queue) choose(l *lane, now time.Time) (*candidate, time.Time) {
	var soonest time.Time
	later := func(at time.Time) {
		if soonest.IsZero() || at.Before(soonest) {
			soonest = at
		}
	}
	if _, stopped := q.pauses[scope{hub.ScopeNode, ""}]; stopped {
		return nil, soonest
	}
	if !l.working {
		if h := l.work(); h != nil {
			switch at, ok := q.dueWork(h, now); {
			case ok:
				c := &candidate{head: *h}
				if h.Issue != "" {
					c.issue = h.Tracker + "\x00" + h.Issue
				}
				return c, time.Time{}
			case !at.IsZero():
				later(at)
			}
		}
	}
	c, at := q.chooseSend(l, now)
	if c != nil {
		return c, time.Time{}
	}
	if !at.IsZero() {
		later(at)
	}
	return nil, soonest
}

// chooseSend returns what a lane can hand over now, or else when.
func (q *Queue) chooseSend(l *lane, now time.Time) (*candidate, time.Time) {
	h := l.send()
	if h == nil || l.sending {
		return nil, time.Time{}
	}
	at, ok := q.dueSend(h, now)
	if !ok {
		return nil, at
	}
	return &candidate{head: *h, send: true}, time.Time{}
}

// work returns the one event of the end that may be worked on: a message half
// way goes on to its end; else what was noticed is captured and prepared, in
// order; only when nothing of that is left a message is planned.
func (l *lane) work() *store.Head {
	var plan *store.Head
	for i := range l.items {
		h := &l.items[i]
		switch h.Step {
		case hub.StepApply:
			return h
		case hub.StepPlan:
			if plan == nil || h.Seq < plan.Seq {
				plan = h
			}
		}
	}
	for _, step := range []hub.Step{hub.StepCapture, hub.StepPrepare} {
		for i := range l.items {
			if h := &l.items[i]; h.Step == step {
				return h
			}
		}
	}
	return plan
}

// send returns what is next to be handed over: answers first, then messages in
// order of seq.
func (l *lane) send() *store.Head {
	var first *store.Head
	for i := range l.items {
		h := &l.items[i]
		switch {
		case h.Step == hub.StepConfirm:
			return h
		case h.Step == hub.StepSend && (first == nil || h.Seq < first.Seq):
			first = h
		}
	}
	return first
}

// dueWork reports whether the event may run now, or else when; never while it
// is blocked or something above it is paused. A pause of the connection does
// not keep changes from being captured.
func (q *Queue) dueWork(h *store.Head, now time.Time) (time.Time, bool) {
	if h.State == hub.Blocked {
		return time.Time{}, false
	}
	if _, paused := q.pauses[scope{hub.ScopeTracker, h.Tracker}]; paused {
		return time.Time{}, false
	}
	if _, paused := q.pauses[scope{hub.ScopeConnection, string(h.Connection)}]; paused && h.Step != hub.StepCapture {
		return time.Time{}, false
	}
	return q.due(h, scope{hub.ScopeTracker, h.Tracker}, now)
}

func (q *Queue) dueSend(h *store.Head, now time.Time) (time.Time, bool) {
	peer := string(h.Connection)
	if h.State == hub.Blocked {
		return time.Time{}, false
	}
	if _, paused := q.pauses[scope{hub.ScopePeer, peer}]; paused {
		return time.Time{}, false
	}
	if _, paused := q.pauses[scope{hub.ScopeConnection, string(h.Connection)}]; paused && h.Step == hub.StepSend {
		return time.Time{}, false
	}
	return q.due(h, scope{hub.ScopePeer, peer}, now)
}

// due knows no time for what waits for the outcome of a probe: its end looks at
// all lanes.
func (q *Queue) due(h *store.Head, s scope, now time.Time) (time.Time, bool) {
	at, c := h.NotBefore, q.cool[s]
	if c != nil && c.until.After(at) {
		at = c.until
	}
	if at.After(now) {
		return at, false
	}
	return time.Time{}, c == nil || c.probe == nil
}
