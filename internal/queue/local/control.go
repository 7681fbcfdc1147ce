package local

import (
	"context"
	"log/slog"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// level says who wants to read of a failure: what heals is for the curious.
func level(v queue.Verdict) slog.Level {
	if v.Fault {
		return slog.LevelWarn
	}
	return slog.LevelDebug
}

// Pause stops everything within a scope.
func (q *Queue) Pause(ctx context.Context, p store.Pause) error {
	if p.At.IsZero() {
		p.At = q.opt.Now()
	}
	return q.store.Update(ctx, func(tx store.Tx) error { return q.PauseIn(tx, p) })
}

// PauseIn stops everything within a scope if the transaction commits.
func (q *Queue) PauseIn(tx store.Tx, p store.Pause) error {
	if err := tx.Pauses().Put(p); err != nil {
		return err
	}
	tx.After(func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.pauses[scope{p.Scope, p.ID}] = p
	})
	return nil
}

// Resume starts what a pause stopped.
func (q *Queue) Resume(ctx context.Context, s hub.Scope, id string) error {
	return q.store.Update(ctx, func(tx store.Tx) error { return q.resume(tx, s, id) })
}

func (q *Queue) resume(tx store.Tx, s hub.Scope, id string) error {
	if err := tx.Pauses().Drop(s, id); err != nil {
		return err
	}
	tx.After(func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		delete(q.pauses, scope{s, id})
		delete(q.cool, scope{s, id})
		q.lookAll()
	})
	if q.opt.Resumed != nil {
		return q.opt.Resumed(tx, s, id)
	}
	return nil
}

// Paused reports whether exactly this scope was paused.
func (q *Queue) Paused(s hub.Scope, id string) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	_, ok := q.pauses[scope{s, id}]
	return ok
}

// Pauses lists what stands still.
func (q *Queue) Pauses() []store.Pause {
	q.mu.Lock()
	defer q.mu.Unlock()
	list := make([]store.Pause, 0, len(q.pauses))
	for _, p := range q.pauses {
		list = append(list, p)
	}
	return list
}

// Retry lets everything a fault holds try again.
func (q *Queue) Retry(ctx context.Context, faultID string) (int, error) {
	n := 0
	err := q.store.Update(ctx, func(tx store.Tx) error {
		n = 0
		f, err := tx.Faults().Get(faultID)
		if err != nil {
			return err
		}
		var held []*hub.Event
		for ev, err := range tx.Events().List(store.EventQuery{FaultID: faultID}) {
			if err != nil {
				return err
			}
			if !ev.State.Ended() {
				held = append(held, ev)
			}
		}
		for _, ev := range slices.Backward(held) { // listed newest first
			q.free(ev)
			ev.Approved = ev.Approved || f.Code == hub.Held
			if err := q.store1(tx, ev); err != nil {
				return err
			}
		}
		n = len(held)
		tx.After(func() { q.try(f) })
		return q.resolve(tx, f)
	})
	return n, err
}

// try spares the fault's tracker or peer no longer: somebody wants to know now.
func (q *Queue) try(f *hub.Fault) {
	s := scope{f.Scope, f.Tracker}
	if f.Scope == hub.ScopePeer {
		s.id = string(f.Connection)
	}
	q.mu.Lock()
	defer q.mu.Unlock()
	delete(q.cool, s)
	q.lookAll()
}

// free makes a blocked event try again at once; it keeps the fault's id, so
// that its success resolves the fault.
func (q *Queue) free(ev *hub.Event) {
	ev.State, ev.Attempt = hub.Waiting, 0
	ev.NotBefore = q.opt.Now()
	ev.FailingSince = ev.NotBefore
}

// Skip lets an event go on without what was refused.
func (q *Queue) Skip(ctx context.Context, id hub.EventID, why, who string) error {
	return q.store.Update(ctx, func(tx store.Tx) error {
		ev, err := tx.Events().Get(id)
		if err != nil {
			return err
		}
		if ev.State != hub.Blocked && ev.State != hub.Retrying {
			return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue,
				Message: "event " + string(id) + " is not stuck: it is " + string(ev.State)}
		}
		if ev.Step == hub.StepSend || ev.Step == hub.StepConfirm {
			return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue,
				Message: "event " + string(id) + " is on its way to the other side and cannot be skipped: those behind it count on it"}
		}
		q.free(ev)
		ev.Skip = why
		if err := q.leave(tx, ev); err != nil {
			return err
		}
		if err := tx.Audits().Add(store.Audit{At: q.opt.Now(), Who: who, Verb: "skip", What: string(id), Note: why}); err != nil {
			return err
		}
		return q.store1(tx, ev)
	})
}
