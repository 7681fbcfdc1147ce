package local

import (
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Where several processes share a store, somebody else says which ends this one
// works on: it adopts an end, waits until nothing of it can be done for a while,
// and gives it up. What others write meanwhile is seen when an event is taken,
// and when the end is given up, in the transaction that ends the claim to it.

// hold is how soon something must be due for an end to be kept until then. To
// give it up and get it back takes a few statements.
const hold = 10 * time.Second

// probeTime is when an end is looked at again that waits to see whether its
// tracker or peer is back.
const probeTime = time.Second

// Adoption is the right of a shared queue to work on an end.
type Adoption struct {
	q    *Queue
	lane *lane
	rest func(*Adoption)
}

// seen is what the store says of an end.
type seen struct {
	heads  []store.Head
	pauses []store.Pause
}

// Seen reads of the store what it says of an end: the heads of what is not over, in
// order, what stands still, and an event, nil for the id "".
type Seen func(store.Tx, hub.EndKey, hub.EventID) (*hub.Event, []store.Head, []store.Pause, error)

func (q *Queue) read(tx store.Tx, k hub.EndKey, id hub.EventID) (*hub.Event, *seen, error) {
	ev, heads, pauses, err := q.opt.Seen(tx, k, id)
	return ev, newSeen(heads, pauses), err
}

// newSeen leaves out what only waits for an answer.
func newSeen(heads []store.Head, pauses []store.Pause) *seen {
	return &seen{slices.DeleteFunc(heads, func(h store.Head) bool { return h.Step == hub.StepAwait }), pauses}
}

// Adopt works on an end from now on, of which the store says this. It is called when
// the update becomes durable in which the caller claimed the end and read that, before
// another one of this process can: nothing comes to be known in between. Whenever
// nothing can be done for a while rest is called, which must neither block nor call
// the queue.
func (q *Queue) Adopt(k hub.EndKey, heads []store.Head, still []store.Pause, rest func(*Adoption)) *Adoption {
	q.mu.Lock()
	defer q.mu.Unlock()
	a := &Adoption{q: q, rest: rest, lane: &lane{key: k}}
	q.adopted[k], q.lanes[k] = a, a.lane
	q.install(a.lane, newSeen(heads, still))
	q.look(a.lane)
	return a
}

// GiveUp is told, in an update, what the store says of the end, and reports
// whether it can be given up: nothing is under way or due soon. Then nothing of
// it is begun any more, and either Given or Kept must follow. at is when
// something will be due, zero for never by itself.
func (a *Adoption) GiveUp(heads []store.Head, still []store.Pause) (ok bool, at time.Time, bulk bool) {
	q, l := a.q, a.lane
	q.mu.Lock()
	defer q.mu.Unlock()
	q.install(l, newSeen(heads, still))
	if l.working || l.sending {
		return false, at, false // it comes to rest again after that
	}
	c, at := q.choose(l, q.opt.Now())
	if at.IsZero() && c == nil && q.probing(l) {
		at = q.opt.Now().Add(probeTime)
	} else if c != nil || !at.IsZero() && at.Before(q.opt.Now().Add(hold)) {
		q.look(l)
		return false, at, false
	}
	l.leaving = true
	return true, at, l.priority() > 0
}

// Stop has nothing of the end begun any more, and reports whether nothing of it
// is under way. Given must follow.
func (a *Adoption) Stop() bool {
	a.q.mu.Lock()
	defer a.q.mu.Unlock()
	a.lane.leaving = true
	return !a.lane.working && !a.lane.sending
}

// Given forgets the end: the claim is given up.
func (a *Adoption) Given() {
	q := a.q
	q.mu.Lock()
	defer q.mu.Unlock()
	q.timers.drop(a.lane)
	if q.adopted[a.lane.key] != a {
		return // somebody was quicker: the end was adopted again as soon as the claim was gone
	}
	delete(q.adopted, a.lane.key)
	delete(q.lanes, a.lane.key)
}

// Kept goes on with the end: the claim could not be given up.
func (a *Adoption) Kept() {
	a.q.mu.Lock()
	defer a.q.mu.Unlock()
	a.lane.leaving = false
	a.q.look(a.lane)
}

// Has reports whether the queue works on an end, and will look at it once more
// before it gives it up.
func (q *Queue) Has(k hub.EndKey) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	a := q.adopted[k]
	return a != nil && !a.lane.leaving
}

// install replaces what is known of an end by what the store says. What a lease
// gave back until later waits on: that is not stored.
func (q *Queue) install(l *lane, now *seen) {
	for i := range now.heads {
		h := &now.heads[i]
		for _, old := range l.items {
			if old.ID == h.ID && old.Step == h.Step && old.State == h.State && old.NotBefore.After(h.NotBefore) {
				h.NotBefore = old.NotBefore
			}
		}
	}
	l.items = now.heads
	if len(l.items) > 0 {
		l.connection, l.tracker = l.items[0].Connection, l.items[0].Tracker
	}
	clear(q.pauses)
	for _, p := range now.pauses {
		q.pauses[scope{p.Scope, p.ID}] = p
	}
}

// changes counts what came to be known of a lane by writes of this process.
func (q *Queue) changes(l *lane) int64 {
	q.mu.Lock()
	defer q.mu.Unlock()
	return l.changes
}

// still installs what the store said, if it was read since the lane changed last:
// an event that ended between the two would be there again. newest says whether
// that is so, and is whether what was leased is what the end does next.
func (q *Queue) still(le *lease, now *seen, before int64) (is, newest bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l, at := le.lane, q.opt.Now()
	if l.changes != before {
		return false, false
	}
	q.install(l, now)
	if _, stopped := q.pauses[scope{hub.ScopeNode, ""}]; stopped {
		return false, true
	}
	next := l.work()
	if le.send {
		next = l.send()
	}
	return next != nil && next.ID == le.head.ID && q.dueBut(le.scope(), next, le.send, at), true
}

// dueBut reports whether an event may run now, if nobody finds out whether a
// tracker or peer is back.
func (q *Queue) dueBut(s scope, h *store.Head, send bool, now time.Time) bool {
	if c := q.cool[s]; c != nil && c.probe != nil {
		defer func(was *lease) { c.probe = was }(c.probe)
		c.probe = nil
	}
	due := q.dueWork
	if send {
		due = q.dueSend
	}
	_, ok := due(h, now)
	return ok
}

// probing reports whether something of a lane waits for the outcome of a probe.
func (q *Queue) probing(l *lane) bool {
	if _, stopped := q.pauses[scope{hub.ScopeNode, ""}]; stopped {
		return false
	}
	now := q.opt.Now()
	if h := l.work(); h != nil && q.dueBut(scope{hub.ScopeTracker, h.Tracker}, h, false, now) {
		return true
	}
	h := l.send()
	return h != nil && q.dueBut(scope{hub.ScopePeer, string(h.Connection)}, h, true, now)
}

// atRest lets who adopted an end know that it can do nothing until at, zero for
// never by itself.
func (q *Queue) atRest(l *lane, at time.Time) {
	a := q.adopted[l.key]
	if a == nil || l.working || l.sending || !at.IsZero() && at.Before(q.opt.Now().Add(hold)) {
		return
	}
	a.rest(a)
}
