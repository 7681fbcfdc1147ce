package local

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// raise opens the fault of a cause or counts on it, and pauses what must. An
// event that hung on the fault of another cause leaves that one.
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
			Cause: cause, Scope: e.Scope, Code: e.Code, Message: e.Message,
			Connection: ev.Connection, Tracker: ev.Tracker, EndKey: ev.EndKey, Event: ev.ID, Issue: ev.Key,
			Step: ev.Step, First: now, State: "open", Detail: e.Detail,
		}
		if err := nameFault(tx, f); err != nil {
			return err
		}
	case err != nil:
		return err
	}
	if ev.FaultID != f.ID {
		if err := q.leave(tx, ev); err != nil {
			return err
		}
	}
	if fresh || ev.FaultID != f.ID {
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
	return q.pauseFor(tx, store.Pause{Scope: v.Pause, ID: idOf(v.Pause, ev), Why: e.Message, FaultID: f.ID, At: now})
}

// nameFault names a fault by the event it hit first. The same cause again gets
// the same name: the fault is reopened; another cause gets the next one, since
// events and pauses may still refer to the first.
func nameFault(tx store.Tx, f *hub.Fault) error {
	for n := 1; ; n++ {
		f.ID = "F-" + string(f.Event)
		if n > 1 {
			f.ID = fmt.Sprintf("%s-%d", f.ID, n)
		}
		switch was, err := tx.Faults().Get(f.ID); {
		case errors.Is(err, store.ErrNone):
			return nil
		case err != nil:
			return err
		case was.Cause == f.Cause:
			return nil
		}
	}
}

// pauseFor pauses because of a fault, unless an owner already has: that pause
// must not end with the fault.
func (q *Queue) pauseFor(tx store.Tx, p store.Pause) error {
	pauses, err := tx.Pauses().List()
	if err != nil {
		return err
	}
	if slices.ContainsFunc(pauses, func(o store.Pause) bool { return o.Scope == p.Scope && o.ID == p.ID && o.FaultID == "" }) {
		return nil
	}
	return q.PauseIn(tx, p)
}

func idOf(s hub.Scope, ev *hub.Event) string {
	switch s {
	case hub.ScopeConnection, hub.ScopePeer:
		return string(ev.Connection)
	case hub.ScopeTracker:
		return ev.Tracker
	}
	return ""
}

// leave takes an event off its fault, which is resolved if nothing else hangs
// on it.
func (q *Queue) leave(tx store.Tx, ev *hub.Event) error {
	err := q.resolveIfLast(tx, ev)
	ev.FaultID = ""
	return err
}

// resolveIfLast resolves the fault of an event if no other one hangs on it.
func (q *Queue) resolveIfLast(tx store.Tx, ev *hub.Event) error {
	if ev.FaultID == "" {
		return nil
	}
	f, err := tx.Faults().Get(ev.FaultID)
	if errors.Is(err, store.ErrNone) || err == nil && f.State != "open" {
		return nil
	} else if err != nil {
		return err
	}
	live := []hub.State{hub.Waiting, hub.Running, hub.Retrying, hub.Blocked}
	for other, err := range tx.Events().List(store.EventQuery{FaultID: ev.FaultID, States: live, Limit: 2}) {
		if err != nil {
			return err
		}
		if other.ID != ev.ID {
			return nil
		}
	}
	return q.resolve(tx, f)
}

// resolve closes a fault that holds nothing any more and ends its pauses.
func (q *Queue) resolve(tx store.Tx, f *hub.Fault) error {
	pauses, err := tx.Pauses().List()
	if err != nil {
		return err
	}
	for _, p := range pauses {
		if p.FaultID == f.ID {
			if err := q.resume(tx, p.Scope, p.ID); err != nil {
				return err
			}
		}
	}
	f.State = "resolved"
	tx.After(func() { q.tell(*f) })
	return tx.Faults().Put(f)
}

func (q *Queue) tell(f hub.Fault) {
	if q.opt.Told != nil {
		q.opt.Told(f)
	}
}
