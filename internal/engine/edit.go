package engine

import (
	"context"
	"errors"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// editOther stores, with the confirm of a message, what its rule wants the pair's
// other issue to show: an event of the other end, which writes as a message's
// does, and is on record before anybody hears that the message was applied.
func (j *job) editOther(tx store.Tx, a *hub.Apply) error {
	side := j.ev.Side.Other()
	if len(a.Edits) == 0 || j.conn.Halves[side] == nil {
		return nil
	}
	other, err := tx.Ends().Get(hub.EndKey{Pair: j.ev.Pair, Side: side})
	if errors.Is(err, store.ErrNone) {
		return nil
	} else if err != nil {
		return err
	}
	ev := j.event(other, hub.In, hub.StepPlan)
	ev.Reason, ev.Apply = hub.Asked, &hub.Apply{Edits: a.Edits}
	ev.Envelope = &hub.Envelope{
		ID: ev.ID, Connection: other.Connection, Pair: other.Pair, From: j.ev.Side, Epoch: other.Epoch, Kind: hub.KindEdit,
	}
	return j.opt.Queue.Add(tx, ev)
}

// edit plans such an event on the issue as it is now. A person's edit found there
// is captured and told before it, as at any plan; then the rule's word stands.
func (j *job) edit(ctx context.Context) error {
	if j.end.State == hub.EndStopped || j.end.State == hub.EndGone || j.end.Local.ID == "" {
		return j.finish(ctx, "recorded only: this issue is not synced here any more", nil)
	}
	if j.ev.Skip != "" {
		return j.finish(ctx, "skipped: "+j.ev.Skip, nil)
	}
	l, err := j.read(ctx)
	switch {
	case errors.Is(err, errLagging):
		j.le.Later(j.believedFrom())
		return nil
	case hub.CodeOf(err) == hub.NotFound:
		return j.finish(ctx, "the issue is gone", nil)
	case err != nil:
		return unreadable(err)
	}
	if again, err := j.captureFound(ctx, l); again || err != nil {
		return err
	}
	old := j.ev.Apply
	a := &hub.Apply{Want: *l.Clone(), Expected: *l, Rev: l.Rev, Log: l.Log, Edits: old.Edits, Replans: old.Replans}
	for p, v := range old.Edits {
		a.Want.Set(p, v)
		if v == nil && p.Elem() == "" {
			a.Want.Clear(p.Field())
		}
	}
	j.planOps(a, l, false)
	return j.begin(ctx, a)
}

// edited takes note that the other issue shows what the rule wanted. Nothing of
// it is told: it is our own writing, and the rule that wanted it knows.
func (j *job) edited(ctx context.Context) error {
	a, end := j.ev.Apply, j.end
	replaced := j.replaced(a)
	stored := j.canonical(a)
	end.Aliases = j.aliases(a, stored)
	end.Captured, end.CapRev, end.LogID = *stored, a.Rev, a.Log
	end.State, end.TouchedAt, end.Wrote = hub.EndActive, j.opt.Now().UnixMilli(), a.Wrote
	base, err := j.outgoing(ctx, stored)
	if err != nil {
		return err
	}
	end.Base = base.Parts()
	var again *hub.Event
	if len(a.Stays) > 0 || a.Loose || a.Skipped || a.Made > 0 && a.Rev == "" {
		again = j.event(end, hub.Out, hub.StepCapture)
		again.Reason = hub.Changed
	}
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Ends().Put(end); err != nil {
			return err
		}
		if len(a.Ops) > 0 {
			if err := j.storeMade(tx); err != nil {
				return err
			}
		}
		if err := tx.Histories().Add(append(replaced, j.history...)...); err != nil {
			return err
		}
		if again != nil {
			next := *again
			if err := j.opt.Queue.Add(tx, &next); err != nil {
				return err
			}
		}
		next := *j.ev
		next.Step, next.State, next.Note = hub.StepDone, hub.Done, "a rule's edit of this side was made"
		next.Apply = &hub.Apply{Ops: a.Ops, Done: a.Done, Traces: a.Traces, Edits: a.Edits}
		tx.After(j.counted)
		return j.le.Done(tx, &next)
	})
}

// expose takes the further issues in that a rule wants synced, those left out
// that are already.
func (j *job) expose(tx store.Tx, a *hub.Apply) error {
	for _, ref := range a.Expose {
		if ref.ID == "" {
			ref.ID = ref.Key // trackers whose key is the id are common
		}
		have, err := paired(tx, j.tr.Name, ref.ID, j.conn.ID, j.ev.Side)
		if err != nil {
			return err
		}
		if have {
			continue
		}
		if _, err := j.open(tx, j.tr, opening{j.conn.ID, j.ev.Side}, &tracker.Change{Ref: ref}, nil, hub.Asked, ""); err != nil {
			return err
		}
	}
	return nil
}
