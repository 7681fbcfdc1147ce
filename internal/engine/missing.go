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
		if j.end.OutSeq == 0 && j.end.InSeq == 0 {
			return j.finish(ctx, "gone before it could be read", func(tx store.Tx) error { return tx.Ends().Drop(j.ev.EndKey) })
		}
		if j.end.State != hub.EndMissing {
			j.end.State, j.end.MissingAt = hub.EndMissing, j.opt.Now().UnixMilli()
		}
		return j.finish(ctx, "not found: held until it is back or certainly deleted", func(tx store.Tx) error {
			return tx.Ends().Put(j.end)
		})
	}
	if j.end.OutSeq == 0 && j.end.InSeq == 0 {
		return j.finish(ctx, "deleted before anything was told", func(tx store.Tx) error { return tx.Ends().Drop(j.ev.EndKey) })
	}
	if err := j.guardDrops(1, "issues"); err != nil {
		return err
	}
	return j.tellRemoved(ctx)
}

// tellRemoved tells that the issue was deleted, after all that was told of it
// before.
func (j *job) tellRemoved(ctx context.Context) error {
	end := j.end
	end.OutSeq++
	end.State, end.MissingAt = hub.EndGone, 0
	j.ev.Envelope = &hub.Envelope{
		ID: hub.EventID(j.opt.NewID()), Connection: end.Connection, Pair: end.Pair, From: end.Side,
		Epoch: end.Epoch, Seq: end.OutSeq, Kind: hub.KindRemoved, Ref: end.Local,
	}
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Ends().Put(end); err != nil {
			return err
		}
		if err := j.wakeHeld(tx); err != nil {
			return err
		}
		next := *j.ev
		next.Step = hub.StepSend
		return j.le.Done(tx, &next)
	})
}

// missingAtPlan holds a message for an issue that cannot be found; the pair is
// missing from now on.
func (j *job) missingAtPlan(ctx context.Context) error {
	if j.end.State != hub.EndMissing {
		j.end.State, j.end.MissingAt = hub.EndMissing, j.opt.Now().UnixMilli()
		if err := j.opt.Store.Update(ctx, func(tx store.Tx) error { return tx.Ends().Put(j.end) }); err != nil {
			return err
		}
	}
	return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue,
		Message: j.end.Local.String() + " cannot be found; the change waits until it is back or certainly deleted"}
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
		return e.opt.Queue.Add(tx, ev)
	})
}

// absence is how long an issue must be away before it counts as deleted
// without the tracker's word: two sweeps at least that far apart.
const absence = 10 * time.Minute
