package engine

import (
	"context"
	"errors"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// confirm takes note, in one transaction, that the message is applied: the new
// baseline is what we meant to write, as the tracker shows it, run through our
// own outgoing rule; never a re-read. Persons' values that a crossing half way
// left standing, and contested values that this end kept, are told after it.
func (j *job) confirm(ctx context.Context) error {
	if j.ev.Envelope.Kind == hub.KindEdit {
		return j.edited(ctx)
	}
	a, r, end := j.ev.Apply, j.ev.Envelope.Replica, j.end
	j.remember()
	again, joining := j.newEpoch(), j.end.Join
	if !j.end.Joining() {
		joining = nil
	}
	if again {
		freshEpoch(end, j.ev.Envelope.Epoch)
	}
	replaced := j.replaced(a)
	stored := j.canonical(a)
	end.InSeq, end.Received = j.ev.Envelope.Seq, r.Issue
	end.Aliases = j.aliases(a, stored)
	end.Captured, end.CapRev, end.LogID = *stored, a.Rev, a.Log
	end.State, end.TouchedAt = hub.EndActive, j.opt.Now().UnixMilli()
	end.Hops, end.Wrote = r.Hops, a.Wrote
	for p, n := range end.Stamps {
		if n <= r.Seen {
			delete(end.Stamps, p)
		}
	}
	if joining != nil {
		j.nowJoined(joining, a)
	}
	base, err := j.outgoing(ctx, stored)
	if err != nil {
		return err
	}
	end.Base = base.Parts()
	after, err := j.after(ctx, a, stored)
	if err != nil {
		return err
	}
	if joining != nil && !joining.Ours() && !slices.ContainsFunc(after, tells) {
		ev, err := j.answerJoin(ctx, joining, a)
		if err != nil {
			return err
		}
		after = append(after, ev)
	}
	if a.Stop {
		after = append(after, j.unpaired())
	}
	if again {
		for _, ev := range after {
			if ev.Envelope != nil && ev.Envelope.Replica != nil {
				ev.Envelope.Replica.Traces = mirrored(end.Traces)
			}
		}
	}
	j.linkTwin(ctx, r)
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Ends().Put(end); err != nil {
			return err
		}
		if err := errors.Join(j.storeWaits(tx), j.met(tx, end.Connection, end.Side, end.Local.ID)); err != nil {
			return err
		}
		if len(a.Ops) > 0 {
			if err := j.storeMade(tx); err != nil {
				return err
			}
		} else if err := tx.Ends().AddTraces(j.ev.EndKey, a.Traces...); err != nil {
			return err
		}
		if again {
			if err := j.supersede(tx, j.ev.EndKey, compared, beforeEpoch(end.Epoch)); err != nil {
				return err
			}
		}
		if err := tx.Histories().Add(slices.Concat(replaced, j.history)...); err != nil {
			return err
		}
		for _, ev := range after {
			next := *ev
			if err := j.opt.Queue.Add(tx, &next); err != nil {
				return err
			}
		}
		if err := errors.Join(j.editOther(tx, a), j.expose(tx, a)); err != nil {
			return err
		}
		next := *j.ev
		// What is kept of the work is what an administrator may ask for.
		next.Apply = &hub.Apply{Ops: a.Ops, Done: a.Done, Traces: a.Traces, Lost: a.Lost, Keep: a.Keep}
		return j.applied(tx, &next)
	})
}

// canonical is want in the form in which the tracker shows it, as if all of it
// were written: skipped calls and values left standing too. What it keeps as it
// was made shows that.
func (j *job) canonical(a *hub.Apply) *hub.Issue {
	is := a.Want.Clone()
	for p, v := range is.Parts() {
		if v == nil || hub.SamePart(v, a.Expected.Get(p)) {
			continue
		}
		if c := j.canon(p.Field(), v); !hub.Same(c, v) {
			is.Set(p, c)
		}
	}
	for _, field := range j.tr.Spec.Habits.Kept {
		if !hub.IsSet(field) {
			is.Set(hub.PartOf(field, ""), a.Expected.Get(hub.PartOf(field, "")))
		}
	}
	is.Cleared = nil
	is.Ref, is.Rev, is.Log, is.Mark = j.end.Local, a.Rev, a.Log, a.Expected.Mark
	is.Created, is.Updated, is.URL, is.Creator = a.Expected.Created, a.Expected.Updated, a.Expected.URL, a.Expected.Creator
	return is
}

// aliases notes the tracker's form of what we meant, where the two differ. One
// that stands is kept while nobody touches its part.
func (j *job) aliases(a *hub.Apply, stored *hub.Issue) map[hub.Part]hub.Alias {
	l := map[hub.Part]hub.Alias{}
	for p, shows := range stored.Parts() {
		// Emptied over there; here it stays.
		if j.keeps(p) && p.Elem() == "" && a.Want.Get(p) == nil {
			l[p] = hub.Alias{Stored: shows}
		}
	}
	for p, meant := range a.Want.Parts() {
		if slices.Contains(a.Kept, p) {
			if old, ok := j.end.Aliases[p]; ok {
				l[p] = old
			}
			continue
		}
		shows := stored.Get(p)
		switch old, ok := j.end.Aliases[p]; {
		case meant != nil && !hub.Same(shows, meant):
			l[p] = hub.Alias{Stored: shows, Meant: meant}
		case ok && hub.SamePart(old.Stored, shows) && !slices.Contains(a.Wrote, p):
			l[p] = old
		}
	}
	return l
}

// replaced lists the values that our writes took the place of.
func (j *job) replaced(a *hub.Apply) []store.History {
	var l []store.History
	for _, p := range a.Wrote {
		if v := j.end.Captured.Get(p); v != nil && !slices.Contains(a.Lost, p) {
			l = append(l, j.pastOf("replaced", p, v, a.Want.Get(p)))
		}
	}
	if len(l) > 0 {
		j.guards.replaced(j.conn.ID, j.ev.Pair, j.opt.Now())
	}
	return l
}

// after makes the events that follow a message: what stays is told as an edit
// made after it, a contested value we kept is told once more, as is everything
// to a side that missed messages, and the item is read again where something may
// have slipped in unseen.
func (j *job) after(ctx context.Context, a *hub.Apply, stored *hub.Issue) ([]*hub.Event, error) {
	var events []*hub.Event
	told := false
	if len(a.Stays) > 0 {
		s := stored.Clone()
		for p, v := range a.Stays {
			s.Set(p, v)
		}
		d := j.diff(stored, s)
		ev := j.event(j.end, hub.Out, hub.StepPrepare)
		ev.Reason = hub.Kept
		if len(d) > 0 {
			j.take(ev, s, d)
			var err error
			if told, err = j.tellNow(ctx, ev); err != nil {
				return nil, err
			}
			events = append(events, ev)
		}
	}
	if (len(a.Keep) > 0 || j.ev.Envelope.Replica.Missed) && !told {
		ev := j.event(j.end, hub.Out, hub.StepPrepare)
		ev.Reason, ev.Force, ev.Captured = hub.Retell, true, true
		ev.Snapshot, ev.Rev, ev.Seen = &j.end.Captured, j.end.CapRev, j.end.InSeq
		if _, err := j.tellNow(ctx, ev); err != nil {
			return nil, err
		}
		events = append(events, ev)
	}
	if a.SyncBack && !told && len(a.Keep) == 0 && !a.Stop {
		ev := j.event(j.end, hub.Out, hub.StepPrepare)
		ev.Reason, ev.Force, ev.Captured = hub.Asked, true, true
		ev.Snapshot, ev.Rev, ev.Seen, ev.Hops = &j.end.Captured, j.end.CapRev, j.end.InSeq, j.end.Hops+1
		events = append(events, ev)
	}
	if a.Loose || a.Skipped || a.Made > 0 && a.Rev == "" {
		ev := j.event(j.end, hub.Out, hub.StepCapture)
		ev.Reason = hub.Changed
		if s := j.latest; s == nil || len(events) > 0 || a.Skipped {
			events = append(events, ev)
		} else if d := j.diff(&j.end.Captured, s); len(d) == 0 {
			j.end.CapRev, j.end.LogID = s.Rev, s.Log
		} else { // read after our last write, so there is no need to read again
			j.take(ev, s, d)
			if _, err := j.tellNow(ctx, ev); err != nil {
				return nil, err
			}
			events = append(events, ev)
		}
	}
	return events, nil
}

// unpaired stops the pair, as the rule asked, and makes the event that tells so.
func (j *job) unpaired() *hub.Event {
	ev := j.event(j.end, hub.Out, hub.StepSend)
	ev.Reason, ev.Envelope = hub.Asked, j.removal()
	ev.Envelope.Kind = hub.KindUnpair
	j.end.State = hub.EndStopped
	return ev
}

// tellNow prepares an event that is stored together with the message it
// follows.
func (j *job) tellNow(ctx context.Context, ev *hub.Event) (bool, error) {
	told, err := j.tell(ctx, ev)
	if errors.Is(err, errNewEffect) {
		return true, nil // it stands at prepare, the step that is for it
	} else if err != nil {
		return false, err
	}
	ev.Snapshot = nil
	ev.Step = hub.StepSend
	if !told {
		ev.Step, ev.State, ev.Finished = hub.StepDone, hub.Done, j.opt.Now()
	}
	return told, nil
}
