package engine

import (
	"context"
	"errors"

	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// LookForBroken opens a fault for every issue that is there already and cannot
// be read: neither Find nor a poll that starts from now would show them. It is
// for trackers that tell everything from an empty cursor at little cost, such
// as folders of files, and needed once, when such a tracker is first used.
func (e *Engine) LookForBroken(ctx context.Context, name string) error {
	t := e.trackers[name]
	if t == nil {
		return errors.New("no tracker named " + name)
	}
	e.calls.Add(1)
	var broken []tracker.Change
	for c, err := range t.Conn.Changes(ctx, "") {
		if err != nil {
			return err
		}
		if c.Fault != nil {
			broken = append(broken, c)
		}
	}
	if len(broken) == 0 {
		return nil
	}
	return e.opt.Store.Update(ctx, func(tx store.Tx) error {
		for i := range broken {
			if _, err := tx.Faults().Open(unreadableCause + t.Name + "/" + broken[i].Ref.ID); err == nil {
				continue // a poll told it meanwhile
			} else if !errors.Is(err, store.ErrNone) {
				return err
			}
			if _, err := e.unreadable(tx, t, &broken[i]); err != nil {
				return err
			}
		}
		return nil
	})
}

// Known reports whether a tracker was polled before: from then on a poll tells
// all that happens.
func (e *Engine) Known(ctx context.Context, name string) (known bool, err error) {
	err = e.opt.Store.View(ctx, func(tx store.Tx) error {
		cursor, err := tx.Meta().Get(cursorKey(name))
		known = cursor != ""
		return err
	})
	return known, err
}
