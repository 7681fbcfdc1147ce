package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// recognise makes sure that a tracker is the one this node has synced so far,
// and not a copy, or the empty place where it used to be. A stranger is
// paused until an owner says, by retrying the fault, that it is right.
func (e *Engine) recognise(ctx context.Context, t *tracked) error {
	who, ok := t.Conn.(tracker.Identifier)
	if !ok || t.recognised() {
		return nil
	}
	e.calls.Add(1)
	id, err := who.Identity(ctx)
	if err != nil {
		return err
	}
	stranger := false
	err = e.opt.Store.Update(ctx, func(tx store.Tx) error {
		stranger = false
		known, err := tx.Meta().Get("identity/" + t.Name)
		if err != nil {
			return err
		}
		asked, err := tx.Meta().Get("identity asked/" + t.Name)
		if err != nil {
			return err
		}
		if known == id && asked == "" {
			return nil
		}
		_, err = tx.Faults().Open(identityCause(t.Name))
		approved := asked == id && errors.Is(err, store.ErrNone)
		if known == id || known == "" || approved {
			return adopt(tx, t.Name, known, id)
		}
		stranger = true
		return e.holdStranger(tx, t, id)
	})
	if err != nil {
		return err
	}
	t.mu.Lock()
	t.strange, t.known = stranger, !stranger
	t.mu.Unlock()
	if stranger {
		return errStranger
	}
	return nil
}

// Stranger names a tracker that answers as another one than was synced so far,
// "" if there is none: until an owner has said how that is, a node does not know
// in whose name it speaks.
func (e *Engine) Stranger() string {
	for _, name := range slices.Sorted(maps.Keys(e.trackers)) {
		t := e.trackers[name]
		t.mu.Lock()
		strange := t.strange
		t.mu.Unlock()
		if strange {
			return name
		}
	}
	return ""
}

// AdmitStrangers takes every such tracker for the one to sync from now on, by the
// owner's word, as retrying its fault does.
func (e *Engine) AdmitStrangers(ctx context.Context) error {
	for _, t := range e.trackers {
		var f *hub.Fault
		err := e.opt.Store.View(ctx, func(tx store.Tx) (err error) {
			f, err = tx.Faults().Open(identityCause(t.Name))
			return err
		})
		if errors.Is(err, store.ErrNone) {
			continue
		} else if err != nil {
			return err
		}
		if _, err := e.opt.Queue.Retry(ctx, f.ID); err != nil {
			return err
		}
		t.nudge()
	}
	return nil
}

// adopt takes a tracker for the one to sync from now on. The place reached in
// another one's changes means nothing in this one's.
func adopt(tx store.Tx, name, known, id string) error {
	if known != "" && known != id {
		if err := errors.Join(tx.Meta().Put(cursorKey(name), ""), tx.Meta().Put(admittedKey(name), "yes")); err != nil {
			return err
		}
	}
	if err := tx.Meta().Put("identity asked/"+name, ""); err != nil {
		return err
	}
	return tx.Meta().Put("identity/"+name, id)
}

// admittedKey notes that a tracker took another one's place, and that its paired
// issues were not read since.
func admittedKey(name string) string { return "admitted/" + name }

// readAdmitted has every paired issue of such a tracker read: no cursor tells what
// changed in them.
func (e *Engine) readAdmitted(ctx context.Context, t *tracked) error {
	admitted := ""
	err := e.opt.Store.View(ctx, func(tx store.Tx) (err error) {
		admitted, err = tx.Meta().Get(admittedKey(t.Name))
		return err
	})
	if err != nil || admitted == "" {
		return err
	}
	for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
		err := e.pages(ctx, t, side, "", func(rows []store.EndRow) (bool, error) { return true, e.readAgain(ctx, t, rows) })
		if err != nil {
			return err
		}
	}
	return nil
}

var errStranger = &hub.Error{Code: hub.Denied, Scope: hub.ScopeTracker,
	Message: "this is not the tracker that was synced so far: see its fault"}

func identityCause(name string) string { return "identity/" + name }

func (e *Engine) holdStranger(tx store.Tx, t *tracked, id string) error {
	f := &hub.Fault{Cause: identityCause(t.Name), Scope: hub.ScopeTracker, Code: hub.Held, Tracker: t.Name, Message: fmt.Sprintf(
		"tracker %s answers as %s, which is not the one synced so far: a copy, another server, or a folder that is not mounted. "+
			"Nothing is sent or taken until its owner has said how that is: mend it, or say entwine node original if it is right, "+
			"entwine node moved if it is the same at another place, entwine node copy if this node and its trackers are copies", t.Name, id)}
	if err := e.fault(tx, f); err != nil {
		return err
	}
	if err := tx.Meta().Put("identity asked/"+t.Name, id); err != nil {
		return err
	}
	return e.opt.Queue.PauseIn(tx, store.Pause{Scope: hub.ScopeTracker, ID: t.Name, Why: f.Message, FaultID: f.ID, At: e.opt.Now()})
}

func (t *tracked) recognised() bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	return t.known
}

// doubt makes the next poll look who it is again.
func (t *tracked) doubt() {
	t.mu.Lock()
	t.known = false
	t.mu.Unlock()
}

// healStranger ends the hold of a tracker that is itself again, where nobody
// had to say so.
func (e *Engine) healStranger(ctx context.Context, t *tracked) error {
	who, ok := t.Conn.(tracker.Identifier)
	if !ok {
		return nil
	}
	f, known := (*hub.Fault)(nil), ""
	err := e.opt.Store.View(ctx, func(tx store.Tx) (err error) {
		if f, err = tx.Faults().Open(identityCause(t.Name)); errors.Is(err, store.ErrNone) {
			f, err = nil, nil
		}
		if err == nil {
			known, err = tx.Meta().Get("identity/" + t.Name)
		}
		return err
	})
	if err != nil || f == nil {
		return err
	}
	e.calls.Add(1)
	if id, err := who.Identity(ctx); err != nil || id != known {
		return err
	}
	_, err = e.opt.Queue.Retry(ctx, f.ID)
	return err
}
