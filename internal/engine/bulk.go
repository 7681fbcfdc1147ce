package engine

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

const (
	bulkAtOnce  = 100 // pairs opened in one transaction
	bulkPending = 500 // events a run keeps waiting: enough to keep all workers busy, little to remember
)

// Depth is what a queue may say about itself; a bulk run holds back by it.
type depth interface{ Depth() int }

// Bulk takes in the issues that match a query and are not synced yet, and
// returns when the last of them is handed to the queue. A run that was stopped
// is resumed by running it again: what is synced already is passed over.
// progress, if not nil, is told after each batch.
func (e *Engine) Bulk(ctx context.Context, c hub.ConnectionID, side hub.Side, query string, progress func(store.Bulk)) (store.Bulk, error) {
	conn := e.conn(c)
	if conn == nil || conn.Halves[side] == nil {
		return store.Bulk{}, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeConnection, Message: fmt.Sprintf("no connection %s with a %s here", c, side)}
	}
	t := e.trackers[conn.Halves[side].Tracker]
	b := store.Bulk{ID: e.opt.NewID(), Connection: c, Side: side, Query: query, State: "running", Started: e.opt.Now()}
	if err := e.prime(ctx, t); err != nil {
		return b, err
	}
	if err := e.putBulk(ctx, &b); err != nil {
		return b, err
	}
	err := e.take(ctx, t, &b, progress)
	b.State, b.Ended = "done", e.opt.Now()
	switch {
	case ctx.Err() != nil:
		b.State = "stopped"
	case err != nil:
		b.State, b.Fault = "failed", hub.AsError(err).Message
	}
	if serr := e.putBulk(context.WithoutCancel(ctx), &b); serr != nil {
		err = errors.Join(err, serr)
	}
	return b, err
}

// prime makes sure that what changes from now on is noticed, before the list
// of what exists is read: else an edit in between would fall through.
func (e *Engine) prime(ctx context.Context, t *tracked) error {
	cursor := ""
	err := e.opt.Store.View(ctx, func(tx store.Tx) (err error) {
		cursor, err = tx.Meta().Get(cursorKey(t.Name))
		return err
	})
	if err != nil || cursor != "" {
		return err
	}
	return e.startCursor(ctx, t)
}

func (e *Engine) putBulk(ctx context.Context, b *store.Bulk) error {
	return e.opt.Store.Update(ctx, func(tx store.Tx) error { return tx.Bulks().Put(b) })
}

func (e *Engine) take(ctx context.Context, t *tracked, b *store.Bulk, progress func(store.Bulk)) error {
	var batch []hub.Ref
	e.calls.Add(1)
	for ref, err := range t.Conn.Find(tracker.Bulk(ctx), b.Query) {
		if err != nil {
			return err
		}
		if batch = append(batch, ref); len(batch) == bulkAtOnce {
			if err := e.takeBatch(ctx, t, b, batch, progress); err != nil {
				return err
			}
			batch = batch[:0]
		}
	}
	return e.takeBatch(ctx, t, b, batch, progress)
}

func (e *Engine) takeBatch(ctx context.Context, t *tracked, b *store.Bulk, batch []hub.Ref, progress func(store.Bulk)) error {
	if err := e.holdBack(ctx); err != nil {
		return err
	}
	taken := 0
	err := e.opt.Store.Update(ctx, func(tx store.Tx) error {
		taken = 0
		for _, ref := range batch {
			have, err := paired(tx, t.Name, ref.ID, b.Connection, b.Side)
			if err != nil {
				return err
			}
			if have {
				continue
			}
			taken++
			if _, err := e.open(tx, t, opening{b.Connection, b.Side}, &tracker.Change{Ref: ref}, nil, hub.Trigger, b.ID); err != nil {
				return err
			}
		}
		next := *b
		next.Found, next.Taken = b.Found+len(batch), b.Taken+taken
		return tx.Bulks().Put(&next)
	})
	if err != nil {
		return err
	}
	b.Found, b.Taken = b.Found+len(batch), b.Taken+taken
	if progress != nil {
		progress(e.withSettled(*b))
	}
	return nil
}

// holdBack waits while more than enough is pending.
func (e *Engine) holdBack(ctx context.Context) error {
	d, ok := e.opt.Queue.(depth)
	for ok && d.Depth() > bulkPending {
		if !pause(ctx, 100*time.Millisecond) {
			return ctx.Err()
		}
	}
	return ctx.Err()
}

func (e *Engine) withSettled(b store.Bulk) store.Bulk {
	e.mu.Lock()
	defer e.mu.Unlock()
	b.Settled = e.settled[b.ID]
	return b
}

// Settled returns how many of a run's issues arrived on the other side since
// this process began.
func (e *Engine) Settled(run string) int { return e.withSettled(store.Bulk{ID: run}).Settled }

// Sync tells an issue again, or takes it in: ref is an issue of the named
// tracker. It returns how many pairs it concerns.
func (e *Engine) Sync(ctx context.Context, name string, ref hub.Ref, only hub.ConnectionID) (int, error) {
	t := e.trackers[name]
	if t == nil {
		return 0, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "no tracker named " + name}
	}
	n := 0
	err := e.opt.Store.Update(ctx, func(tx store.Tx) error {
		n = 0
		rows, err := tx.Ends().ByIssue(name, ref.ID)
		if err != nil {
			return err
		}
		for _, r := range rows {
			end, err := tx.Ends().Get(r.EndKey)
			if err != nil {
				return err
			}
			if only != "" && end.Connection != only || end.State == hub.EndStopped {
				continue
			}
			n++
			ev := e.event(end, hub.Out, hub.StepCapture)
			ev.Reason, ev.Force = hub.Resync, true
			if err := e.opt.Queue.Add(tx, ev); err != nil {
				return err
			}
		}
		if n > 0 {
			return nil
		}
		for _, c := range e.connections() {
			for side, h := range c.Halves {
				if h.Tracker != name || only != "" && c.ID != only {
					continue
				}
				n++
				if _, err := e.open(tx, t, opening{c.ID, side}, &tracker.Change{Ref: ref}, nil, hub.Resync, ""); err != nil {
					return err
				}
			}
		}
		return nil
	})
	return n, err
}
