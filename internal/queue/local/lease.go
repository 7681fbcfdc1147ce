package local

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
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

// Alive implements queue.Lease.
func (le *lease) Alive() error { return nil }

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
	if err := le.q.leave(tx, next); err != nil {
		return err
	}
	if err := tx.Events().Put(next); err != nil {
		return err
	}
	h := store.HeadOf(next)
	tx.After(func() { le.free(le.asked(), func() { le.q.put(h) }) })
	return nil
}

// scope is what the lease's work talks to.
func (le *lease) scope() scope {
	if le.send {
		return scope{hub.ScopePeer, string(le.head.Connection)}
	}
	return scope{hub.ScopeTracker, le.head.Tracker}
}

// asked reports whether the work cannot have succeeded without an answer from
// what it talks to: a rule can, and so can a change that carries its state.
func (le *lease) asked() bool {
	return le.head.Step != hub.StepPrepare && (le.head.Step != hub.StepCapture || !le.head.Read)
}

// Release gives the event back unchanged.
func (le *lease) Release() { le.free(false, func() {}) }

// Later gives the event back unchanged, to be taken again from at on.
func (le *lease) Later(at time.Time) {
	h := le.head
	h.NotBefore = at
	le.free(false, func() { le.q.put(h) })
}

// Sent gives the event out no more, without storing anything.
func (le *lease) Sent() {
	le.free(true, func() { le.lane.remove(le.head.ID) })
}

// free ends the lease, with the index changed in between. A tracker or peer
// that answered is spared no longer.
func (le *lease) free(answered bool, change func()) {
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
	s := le.scope()
	switch c := q.cool[s]; {
	case c == nil:
	case answered:
		delete(q.cool, s)
		q.lookAll()
	case c.probe == le:
		c.probe = nil
		q.lookAll()
	}
}

// Fail stores what went wrong and decides what waits for how long.
func (le *lease) Fail(ctx context.Context, ev *hub.Event, err error) bool {
	// We stop, and whatever went wrong went wrong because of that, or will again:
	// the step is run anew at the next start. A call that ends so while we do not
	// stop is judged like any other, or it would be made again and again.
	if ctx.Err() != nil {
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
		// An issue that alone makes its tracker hang waits longer than the others.
		v.After = max(v.After, q.chill(le, e, v.After, now))
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
	over := false
	serr := q.store.Update(context.WithoutCancel(ctx), func(tx store.Tx) error {
		failed := failed // an update may run again
		is, err := tx.Events().Get(failed.ID)
		if over = err == nil && is.State.Ended(); over {
			tx.After(le.Release) // somebody ended it meanwhile: it cannot fail any more
			return nil
		}
		if err == nil && unstored(e) {
			failed = asStored(*is, failed)
		}
		if err := q.raise(tx, v, e, &failed, now); err != nil {
			return err
		}
		if err := tx.Events().Put(&failed); err != nil {
			return err
		}
		h := store.HeadOf(&failed)
		tx.After(func() { le.free(false, func() { q.put(h) }) })
		return nil
	})
	if serr != nil {
		le.deferUnstored(ctx, now, serr)
		return false
	}
	return v.State == hub.Blocked && !over
}

// unstored reports whether an error is the store's own: what the step was about to
// store is not there, whatever it has in memory.
func unstored(e *hub.Error) bool { return e.Scope == hub.ScopeNode }

// asStored is an event that failed as the store has it, as if the power had gone
// at that commit: what the step has in memory may be half of what belongs
// together.
func asStored(is, failed hub.Event) hub.Event {
	is.Attempt, is.State, is.Fault = failed.Attempt, failed.State, failed.Fault
	is.NotBefore, is.FailingSince = failed.NotBefore, failed.FailingSince
	return is
}

// deferUnstored keeps an event whose failure could not even be stored from
// being tried in a tight loop. The step it stands at is the stored one: it may
// have gone on since it was taken.
func (le *lease) deferUnstored(ctx context.Context, now time.Time, err error) {
	le.q.opt.Log.Error("store does not take what happened", "event", le.head.ID, "err", err)
	h := le.head
	rerr := le.q.store.View(context.WithoutCancel(ctx), func(tx store.Tx) error {
		is, err := tx.Events().Get(h.ID)
		if err == nil {
			h = store.HeadOf(is)
		}
		return err
	})
	if rerr != nil {
		le.q.opt.Log.Error("nor does it say what it has", "event", le.head.ID, "err", rerr)
	}
	h.NotBefore = now.Add(le.q.opt.Policy.First)
	le.free(false, func() { le.q.put(h) })
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
		c = &cooling{}
		q.cool[s] = c
	}
	if c.until.After(now) && e.RetryIn <= c.until.Sub(now) { // somebody else found out just now
		return c.until.Sub(now)
	}
	if e.RetryIn <= 0 {
		wait = q.opt.Policy.Backoff(c.attempts, q.opt.Rand.Float64())
	}
	c.attempts++
	c.until = now.Add(wait)
	return wait
}
