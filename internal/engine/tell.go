package engine

import (
	"context"
	"errors"
	"fmt"
	"maps"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
)

// prepare tells what an earlier step captured.
func (j *job) prepare(ctx context.Context) error {
	j.preparing = true
	j.settleCalls()
	if j.ev.Skip != "" && j.ev.Reason == hub.Connect {
		return j.giveUpConnect(ctx, &hub.Error{Code: hub.Denied, Scope: hub.ScopeIssue, Message: "skipped: " + j.ev.Skip})
	}
	if j.ev.Skip != "" {
		for _, p := range j.ev.Changed {
			stamp(j.end, p, hub.Untold)
		}
		return j.finish(ctx, "skipped: "+j.ev.Skip, func(tx store.Tx) error { return tx.Ends().Put(j.end) })
	}
	if j.ev.Reason == hub.Deleted {
		if j.end.State != hub.EndGone {
			return j.finish(ctx, "it is back already", nil)
		}
		return j.tellRemoved(ctx)
	}
	if merged, err := j.mergeIntoNext(ctx); merged || err != nil {
		return err
	}
	told, err := j.tell(ctx, j.ev)
	if err != nil {
		return err
	}
	return j.opt.Store.Update(ctx, func(tx store.Tx) error { return j.storeTold(tx, j.ev, told) })
}

// tell runs the outgoing rule on what ev captured and, if that differs from
// what the other side takes us to show, makes the message. It changes the end
// in memory only, and reports whether there is a message to send.
func (j *job) tell(ctx context.Context, ev *hub.Event) (bool, error) {
	r, err := j.outgoingOf(ctx, ev.Snapshot, &tools{job: j, real: j.preparing && ev == j.ev, keep: true})
	if err != nil {
		return false, err
	}
	content := r.Parts()
	end := j.end
	nothing := len(content) == 0 && end.Untold()
	if nothing && ev.Reason == hub.Connect && end.Join != nil && end.Join.Ours() {
		return false, &hub.Error{Code: hub.Script, Scope: hub.ScopeIssue, Message: "the outgoing rule tells nothing of " + end.Local.String() +
			", so it cannot be connected: let it tell something and retry, or skip"}
	}
	if nothing || content.Told(end.Base) && !ev.Force {
		for _, p := range ev.Changed {
			stamp(end, p, hub.Untold)
		}
		ev.Note = "nothing of it is told"
		return false, nil
	}
	if ev.FaultID != "" {
		ev.Hops = 0 // an owner saw it and said: go on
	}
	if ev.Hops >= j.opt.HopLimit {
		return false, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: fmt.Sprintf(
			"%s went to and fro %d times without a person: something here keeps changing %v after we write it",
			end.Local, ev.Hops, ev.Changed)}
	}
	end.OutSeq++
	for _, p := range ev.Changed {
		stamp(end, p, end.OutSeq)
	}
	if ev.Told = nil; len(ev.Changed) > 0 && end.OutSeq > 1 { // the first message tells everything
		ev.Told = hub.Parts{}
		for _, p := range ev.Changed {
			ev.Told[p] = ev.Snapshot.Get(p)
		}
	} else {
		ev.Before = nil
	}
	seen, missed := ev.Seen, end.Passed > 0
	if missed {
		seen, end.Passed = min(seen, end.Passed-1), 0
	}
	ev.Envelope = &hub.Envelope{
		ID: hub.EventID(j.opt.NewID()), Connection: end.Connection, Pair: end.Pair, From: end.Side,
		Epoch: end.Epoch, Seq: end.OutSeq, Kind: hub.KindReplica, Bulk: ev.Bulk, Ref: end.Local,
		Replica: &hub.Replica{Seen: seen, Missed: missed, Hops: ev.Hops, Issue: r, Format: j.tr.Spec.Habits.Format, Was: was(end.Base, content)},
	}
	if end.Join != nil && end.Join.Ours() && end.OutSeq == 1 {
		c := end.Join.Connecting
		// Told as a whole: nothing of it is an edit of what the other side has.
		ev.Envelope.Kind, ev.Envelope.Connect, ev.Envelope.Replica.Was = hub.KindConnect, &c, nil
	}
	if end.Share {
		ev.Envelope.Replica.Traces, end.Share = shared(end.Traces), false
	}
	end.Base = content
	return true, nil
}

// storeTold stores what tell made of ev, which this job has leased.
func (j *job) storeTold(tx store.Tx, ev *hub.Event, told bool) error {
	if err := tx.Ends().Put(j.end); err != nil {
		return err
	}
	if err := j.storeWaits(tx); err != nil {
		return err
	}
	next := *ev
	next.Step = hub.StepSend
	if !told {
		next.Step, next.State = hub.StepDone, hub.Done
		tx.After(j.counted)
	}
	// The state is kept in the end and what was told in the envelope.
	next.Snapshot = nil
	if ev.ID != j.ev.ID {
		if next.State.Ended() {
			next.Finished = j.opt.Now()
		}
		return j.opt.Queue.Add(tx, &next)
	}
	return j.le.Done(tx, &next)
}

func stamp(end *hub.End, p hub.Part, n uint64) {
	if end.Stamps == nil {
		end.Stamps = map[hub.Part]uint64{}
	}
	end.Stamps[p] = n
}

// was returns the parts of base that differ from what is told now, with their
// old values, an absent one as absent.
func was(base, told hub.Parts) hub.Parts {
	w := hub.Parts{}
	for p, v := range base {
		if now, ok := told[p]; !ok || !hub.Same(v, now) {
			w[p] = v
		}
	}
	for p := range told {
		if _, ok := base[p]; !ok {
			w[p] = nil
		}
	}
	return w
}

// outgoing runs our outgoing rule on a state of the item, with the partner's
// original bytes where a field still shows the form the tracker gave them. In
// a run that keeps what it saw, what is told is being told: the attachments of it
// are put into the blob store. Effects a rule has only in the step that is for
// it, whose event is stored as it stands.
func (j *job) outgoing(ctx context.Context, s *hub.Issue) (hub.Issue, error) {
	return j.outgoingOf(ctx, s, &tools{job: j, supposing: true})
}

func (j *job) outgoingOf(ctx context.Context, s *hub.Issue, t *tools) (hub.Issue, error) {
	told := s.Clone()
	leaveOut(told, j.end.Traces)
	for p, a := range j.end.Aliases {
		if hub.SamePart(s.Get(p), a.Stored) {
			told.Set(p, a.Meant)
		}
	}
	r, err := j.half.Rules.Outgoing(ctx, rule.Out{
		Issue: *told, Traces: j.end.Traces, First: j.end.Untold(), Format: j.tr.Spec.Habits.Format, Tools: t,
	})
	if errors.Is(err, errNewEffect) {
		return hub.Issue{}, errNewEffect
	} else if err != nil {
		return hub.Issue{}, j.ruleFault(err)
	}
	if t.keep {
		return r, j.keepBlobs(ctx, s, &r)
	}
	return r, nil
}

// ruleFault gives a rule's failure the scope its owner chose.
func (j *job) ruleFault(err error) error {
	e := hub.AsError(err)
	if e.Code == hub.Internal {
		e = &hub.Error{Code: hub.Script, Scope: hub.ScopeConnection, Message: err.Error(), Err: err}
	}
	if e.Code == hub.Script && j.conn.FaultIssueOnly {
		narrowed := *e
		narrowed.Scope = hub.ScopeIssue
		e = &narrowed
	}
	return e
}

// mergeIntoNext joins a waiting event with the one behind it, where the
// connection allows it and nothing is hidden by it: neighbours with one seen,
// no re-tell among them, and no told part back at its baseline.
func (j *job) mergeIntoNext(ctx context.Context) (bool, error) {
	if !j.conn.Merge && !j.ev.Bulk || j.ev.Force {
		return false, nil
	}
	var next *hub.Event
	err := j.opt.Store.View(ctx, func(tx store.Tx) error {
		for h, err := range tx.Events().OfEnd(j.ev.EndKey) {
			if err != nil {
				return err
			}
			if h.Step == hub.StepPrepare && h.Position > j.ev.Position {
				next, err = tx.Events().Get(h.ID)
				return err
			}
		}
		return nil
	})
	if err != nil || next == nil || next.Reason == hub.Deleted || next.Seen != j.ev.Seen || next.Force || next.State == hub.Blocked {
		return false, err
	}
	a, err := j.outgoing(ctx, j.ev.Snapshot)
	if err != nil {
		return false, err
	}
	b, err := j.outgoing(ctx, next.Snapshot)
	if err != nil {
		return false, err
	}
	pa, pb := a.Parts(), b.Parts()
	for p := range was(j.end.Base, pa) {
		if hub.Same(pb[p], j.end.Base[p]) {
			return false, nil
		}
	}
	next.Changed = union(next.Changed, j.ev.Changed)
	next.Before = earliest(next.Before, j.ev.Before)
	next.Hops = max(next.Hops, j.ev.Hops)
	j.ev.Merged = next.ID
	return true, j.finish(ctx, "told together with the next change", func(tx store.Tx) error {
		return j.opt.Queue.Wake(tx, next)
	})
}

// earliest gives the values before two neighbours: where both changed a part,
// that of the first.
func earliest(later, first hub.Parts) hub.Parts {
	if later == nil {
		return first
	}
	maps.Copy(later, first)
	return later
}

// union appends to a what only b has.
func union(a, b []hub.Part) []hub.Part {
	have := make(map[hub.Part]bool, len(a))
	for _, p := range a {
		have[p] = true
	}
	for _, p := range b {
		if !have[p] {
			a = append(a, p)
		}
	}
	return a
}
