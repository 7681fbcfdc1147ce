package engine

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// lost handles an issue that cannot be found. Gone is not deleted: without the
// tracker's word the pair is held as missing and nothing is told.
func (j *job) lost(ctx context.Context) error {
	if j.end.State == hub.EndGone {
		return j.finish(ctx, "deleted, and told", nil)
	}
	if j.ev.Reason != hub.Deleted {
		if j.end.Untouched() {
			return j.finish(ctx, "gone before it could be read", func(tx store.Tx) error { return tx.Ends().Drop(j.ev.EndKey) })
		}
		if j.end.State != hub.EndMissing {
			j.end.State, j.end.MissingAt = hub.EndMissing, j.opt.Now().UnixMilli()
		}
		return j.finish(ctx, "not found: held until it is back or certainly deleted", func(tx store.Tx) error {
			return tx.Ends().Put(j.end)
		})
	}
	if j.end.Untouched() {
		return j.finish(ctx, "deleted before anything was told", func(tx store.Tx) error { return tx.Ends().Drop(j.ev.EndKey) })
	}
	if err := j.guardDrops(1, "issues"); err != nil {
		return err
	}
	if !j.opt.Queue.Holds(j.ev.EndKey, j.ev.Connection) {
		return j.tellRemoved(ctx)
	}
	// What was captured before it is told before it.
	j.end.State, j.end.MissingAt = hub.EndGone, 0
	j.ev.Step, j.ev.Captured = hub.StepPrepare, true
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Ends().Put(j.end); err != nil {
			return err
		}
		return j.le.Done(tx, j.ev)
	})
}

// tellRemoved tells that the issue was deleted, after all that was told of it
// before.
func (j *job) tellRemoved(ctx context.Context) error {
	return j.leave(ctx, hub.EndGone, j.removal())
}

// removal is the message that the issue was deleted, with the next number.
func (j *job) removal() *hub.Envelope {
	end := j.end
	end.OutSeq++
	return &hub.Envelope{
		ID: hub.EventID(j.opt.NewID()), Connection: end.Connection, Pair: end.Pair, From: end.Side,
		Epoch: end.Epoch, Seq: end.OutSeq, Kind: hub.KindRemoved, Ref: end.Local,
	}
}

// missingAtPlan holds a message for an issue that cannot be found; the pair is
// missing from now on.
func (j *job) missingAtPlan(ctx context.Context) error {
	if err := j.goesMissing(ctx); err != nil {
		return err
	}
	return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue,
		Message: j.end.Local.String() + " cannot be found; the change waits until it is back or certainly deleted"}
}

// goesMissing stores that the issue cannot be found, from now on if that is new,
// so that sweeps look for it. Nothing else of the end is stored.
func (j *job) goesMissing(ctx context.Context) error {
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		end, err := tx.Ends().Get(j.ev.EndKey)
		if err != nil || end.State != hub.EndActive && end.State != hub.EndOrphan {
			return err
		}
		end.State, end.MissingAt = hub.EndMissing, j.opt.Now().UnixMilli()
		j.end.State, j.end.MissingAt = end.State, end.MissingAt
		return tx.Ends().Put(end)
	})
}

// awayHalfWay handles an issue that went while a message was being applied to
// it. The message waits, and with it whatever is noticed; if the tracker or a
// sweep said that the issue was deleted, the message is over, and that is told.
func (j *job) awayHalfWay(ctx context.Context, cause error) error {
	if j.end.Local.ID == "" {
		return cause
	}
	if _, err := j.get(ctx, j.tr, j.end.Local); hub.CodeOf(err) != hub.NotFound {
		return cause // it is something of the issue that is not there
	}
	deleted := false
	err := j.opt.Store.View(ctx, func(tx store.Tx) error {
		deleted = false
		for h, err := range tx.Events().OfEnd(j.ev.EndKey) {
			if err != nil {
				return err
			}
			if h.Step != hub.StepCapture {
				continue
			}
			ev, err := tx.Events().Get(h.ID)
			if err != nil {
				return err
			}
			deleted = deleted || ev.Reason == hub.Deleted
		}
		return nil
	})
	if err != nil {
		return err
	}
	if deleted {
		// What was carried meanwhile may hold what we made and never heard of.
		err := j.opt.Store.Update(ctx, func(tx store.Tx) error {
			return j.supersede(tx, j.ev.EndKey, "recorded only: the issue was deleted", func(ev *hub.Event) bool {
				return ev.Step == hub.StepCapture && ev.Carried
			})
		})
		if err != nil {
			return err
		}
		return j.pass(ctx, "recorded only: the issue was deleted while this was being applied")
	}
	if err := j.goesMissing(ctx); err != nil {
		return err
	}
	return cause
}

// sweepLoop looks for missing issues from time to time.
func (e *Engine) sweepLoop(ctx context.Context) {
	for pause(ctx, e.opt.Sweep) {
		if err := e.Sweep(ctx); err != nil && ctx.Err() == nil {
			e.opt.Log.Warn("sweep for missing issues", "err", err)
		}
	}
}

// Sweep looks once for every missing issue. One that is back is captured; one
// that has been missing since an earlier sweep, while its tracker answers our
// account, is deleted.
func (e *Engine) Sweep(ctx context.Context) error {
	var rows []store.EndRow
	err := e.opt.Store.View(ctx, func(tx store.Tx) error {
		rows = nil
		for r, err := range tx.Ends().List(store.EndQuery{State: hub.EndMissing}) {
			if err != nil {
				return err
			}
			rows = append(rows, r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, r := range rows {
		if err := e.sweepOne(ctx, r); err != nil {
			return err
		}
	}
	return nil
}

func (e *Engine) sweepOne(ctx context.Context, r store.EndRow) error {
	t := e.trackers[r.Tracker]
	if t == nil {
		return nil
	}
	e.calls.Add(1)
	if _, err := t.Conn.Check(ctx); err != nil {
		return nil // who cannot be asked has not said that it is gone
	}
	if t.doubt(); e.recognise(ctx, t) != nil {
		return nil // nor has another tracker
	}
	_, err := e.get(ctx, t, r.Local)
	reason := hub.Changed
	if hub.CodeOf(err) == hub.NotFound {
		if e.opt.Now().Sub(r.MissingAt) < absence {
			return nil
		}
		reason = hub.Deleted
	} else if err != nil {
		return nil
	}
	return e.opt.Store.Update(ctx, func(tx store.Tx) error {
		end, err := tx.Ends().Get(r.EndKey)
		if err != nil || end.State != hub.EndMissing {
			return err
		}
		ev := e.event(end, hub.Out, hub.StepCapture)
		ev.Reason = reason
		if err := e.opt.Queue.Add(tx, ev); err != nil {
			return err
		}
		stuck, _ := e.opt.Queue.Waiting(r.EndKey)
		_, err = e.stir(tx, stuck, "")
		return err
	})
}

// absence is how long an issue must be away before it counts as deleted
// without the tracker's word: two sweeps at least that far apart.
const absence = 10 * time.Minute
