package local

import (
	"context"
	"errors"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// lease is the right to work on one event. In one process it cannot run out:
// a worker that dies takes the process with it.
type lease struct {
	q     *Queue
	lane  *lane
	head  store.Head
	send  bool
	issue string
}

// Done stores the event and ends the lease when that is durable.
func (le *lease) Done(tx store.Tx, next *hub.Event) error {
	next.Attempt, next.FailingSince, next.Fault, next.NotBefore = 0, time.Time{}, nil, time.Time{}
	if next.Step == hub.StepDone && !next.State.Ended() {
		next.State = hub.Done
	}
	if next.State.Ended() {
		next.Finished = le.q.opt.Now()
	} else {
		next.State = hub.Waiting
	}
	if err := le.resolve(tx, next); err != nil {
		return err
	}
	if err := tx.Events().Put(next); err != nil {
		return err
	}
	h := store.HeadOf(next)
	tx.After(func() {
		le.q.warm(le)
		le.free(func() { le.q.put(h) })
	})
	return nil
}

// resolve closes the fault that held the event, if nothing else hangs on it.
func (le *lease) resolve(tx store.Tx, ev *hub.Event) error {
	if ev.FaultID == "" {
		return nil
	}
	id := ev.FaultID
	ev.FaultID = ""
	f, err := tx.Faults().Get(id)
	if err != nil || f.State != "open" {
		return ignoreNone(err)
	}
	for other, err := range tx.Events().List(store.EventQuery{FaultID: id, Limit: 2}) {
		if err != nil {
			return err
		}
		if other.ID != ev.ID && !other.State.Ended() {
			return nil
		}
	}
	f.State = "resolved"
	tx.After(func() { le.q.tell(*f) })
	return tx.Faults().Put(f)
}

func ignoreNone(err error) error {
	if errors.Is(err, store.ErrNone) {
		return nil
	}
	return err
}

// Release gives the event back unchanged.
func (le *lease) Release() { le.free(func() {}) }

// Later gives the event back unchanged, to be taken again from at on.
func (le *lease) Later(at time.Time) {
	h := le.head
	h.NotBefore = at
	le.free(func() { le.q.put(h) })
}

// Sent gives the event out no more, without storing anything.
func (le *lease) Sent() {
	le.q.warm(le)
	le.free(func() { le.lane.remove(le.head.ID) })
}

// free ends the lease, with the index changed in between.
func (le *lease) free(change func()) {
	q := le.q
	q.mu.Lock()
	defer q.mu.Unlock()
	if le.send {
		le.lane.sending = false
	} else {
		le.lane.working, le.lane.held = false, ""
	}
	change()
	if le.issue != "" {
		delete(q.busy, le.issue)
		for _, l := range q.waiting[le.issue] {
			q.look(l)
		}
		delete(q.waiting, le.issue)
	}
	q.look(le.lane)
}

// Fail stores what went wrong and decides what waits for how long.
func (le *lease) Fail(ctx context.Context, ev *hub.Event, err error) bool {
	if errors.Is(err, context.Canceled) {
		le.Release()
		return false
	}
	q, e := le.q, hub.AsError(err)
	now := q.opt.Now()
	q.mu.Lock()
	jitter := q.opt.Rand.Float64()
	q.mu.Unlock()
	v := q.opt.Policy.Judge(e, ev, now, jitter)
	if v.State == hub.Retrying && (e.Scope == hub.ScopeTracker || e.Scope == hub.ScopePeer) {
		v.After = q.chill(le, e, v.After, now)
	}
	failed := *ev
	failed.Attempt++
	failed.State, failed.Fault = v.State, e
	failed.NotBefore = time.Time{}
	if failed.FailingSince.IsZero() {
		failed.FailingSince = now
	}
	if v.State == hub.Retrying {
		failed.NotBefore = now.Add(v.After)
	}
	q.opt.Log.Log(ctx, level(v), "step failed", "event", ev.ID, "pair", ev.Pair, "step", ev.Step,
		"attempt", failed.Attempt, "err", err)
	serr := q.store.Update(context.WithoutCancel(ctx), func(tx store.Tx) error {
		if err := q.raise(tx, v, e, &failed, now); err != nil {
			return err
		}
		if err := tx.Events().Put(&failed); err != nil {
			return err
		}
		h := store.HeadOf(&failed)
		tx.After(func() { le.free(func() { q.put(h) }) })
		return nil
	})
	if serr != nil {
		le.deferUnstored(now, serr)
		return false
	}
	return v.State == hub.Blocked
}

// deferUnstored keeps an event whose failure could not even be stored from
// being tried in a tight loop.
func (le *lease) deferUnstored(now time.Time, err error) {
	le.q.opt.Log.Error("store does not take what happened", "event", le.head.ID, "err", err)
	h := le.head
	h.NotBefore = now.Add(le.q.opt.Policy.First)
	le.free(func() { le.q.put(h) })
}

// chill makes a tracker or peer that does not answer wait, and returns for how
// long; the wait grows with failures in a row, not with the number of events.
func (q *Queue) chill(le *lease, e *hub.Error, wait time.Duration, now time.Time) time.Duration {
	s := scope{hub.ScopeTracker, le.head.Tracker}
	if e.Scope == hub.ScopePeer {
		s = scope{hub.ScopePeer, string(le.head.Connection)}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	c := q.cool[s]
	if c == nil {
		c = &cooling{since: now}
		q.cool[s] = c
	}
	if c.until.After(now) { // somebody else found out just now
		return c.until.Sub(now)
	}
	if e.RetryIn <= 0 {
		wait = q.opt.Policy.Most
		if c.attempts < 30 {
			wait = min(wait, q.opt.Policy.First<<c.attempts)
		}
		wait = wait/2 + time.Duration(q.opt.Rand.Float64()*float64(wait/2))
	}
	c.attempts++
	c.until = now.Add(wait)
	return wait
}

// warm forgets that a tracker or peer did not answer: it just did.
func (q *Queue) warm(le *lease) {
	s := scope{hub.ScopeTracker, le.head.Tracker}
	if le.send {
		s = scope{hub.ScopePeer, string(le.head.Connection)}
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	if q.cool[s] == nil {
		return
	}
	delete(q.cool, s)
	for _, l := range q.lanes {
		if l.timer > 0 {
			q.look(l)
		}
	}
}

// raise opens the fault of a cause or counts on it, and pauses what must.
func (q *Queue) raise(tx store.Tx, v queue.Verdict, e *hub.Error, ev *hub.Event, now time.Time) error {
	if !v.Fault {
		return nil
	}
	cause := queue.Cause(e, ev)
	f, err := tx.Faults().Open(cause)
	fresh := errors.Is(err, store.ErrNone)
	switch {
	case fresh:
		f = &hub.Fault{
			ID: "F-" + string(ev.ID), Cause: cause, Scope: e.Scope, Code: e.Code, Message: e.Message,
			Connection: ev.Connection, Tracker: ev.Tracker, EndKey: ev.EndKey, Event: ev.ID, Issue: ev.Key,
			Step: ev.Step, First: now, State: "open", Detail: e.Detail,
		}
	case err != nil:
		return err
	}
	if ev.FaultID != f.ID {
		f.Count++
	}
	f.Last = now
	ev.FaultID = f.ID
	if err := tx.Faults().Put(f); err != nil {
		return err
	}
	if fresh {
		tx.After(func() { q.tell(*f) })
	}
	if v.Pause == "" {
		return nil
	}
	return q.PauseIn(tx, store.Pause{Scope: v.Pause, ID: q.idOf(v.Pause, ev), Why: e.Message, FaultID: f.ID, At: now})
}

func (q *Queue) idOf(s hub.Scope, ev *hub.Event) string {
	switch s {
	case hub.ScopeConnection, hub.ScopePeer:
		return string(ev.Connection)
	case hub.ScopeTracker:
		return ev.Tracker
	}
	return ""
}

func (q *Queue) tell(f hub.Fault) {
	if q.opt.Told != nil {
		q.opt.Told(f)
	}
}
