package engine

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
)

// plan reads the item, captures a person's edit it finds there, runs the
// incoming rule and decides part by part: plan(r) of docs/pair-protocol.md.
func (j *job) plan(ctx context.Context) error {
	env := j.ev.Envelope
	switch env.Kind {
	case hub.KindReplica, hub.KindConnect:
	case hub.KindAbsent:
		return j.beginAnew(ctx)
	case hub.KindEdit:
		return j.edit(ctx)
	default:
		return j.over(ctx)
	}
	if j.end.State == hub.EndStopped || j.end.State == hub.EndGone {
		return j.pass(ctx, "recorded only: this issue is not synced here any more")
	}
	if env.Kind == hub.KindConnect && j.end.Local.ID == "" {
		if over, err := j.connectHere(ctx); over || err != nil {
			return err
		}
	}
	first := j.end.Local.ID == ""
	l := &hub.Issue{}
	if !first {
		if a := j.unmoved(ctx); a != nil {
			return j.begin(ctx, a)
		}
		var err error
		if l, err = j.read(ctx); errors.Is(err, errLagging) {
			j.le.Later(j.believedFrom())
			return nil
		} else if hub.CodeOf(err) == hub.NotFound {
			return j.missingAtPlan(ctx)
		} else if err != nil {
			return unreadable(err)
		}
		if again, err := j.captureFound(ctx, l); again || err != nil {
			return err
		}
	}
	j.settleCalls()
	if j.ev.Skip != "" {
		return j.skipMessage(ctx, l)
	}
	a, err := j.decide(ctx, l, first)
	if err != nil {
		return err
	}
	if err := j.guard(ctx, a); err != nil {
		return err
	}
	return j.begin(ctx, a)
}

// captureFound captures a person's edit found at plan and tells it, before
// anything is written over it. It reports whether planning must wait, because
// the edit could not be told yet.
func (j *job) captureFound(ctx context.Context, l *hub.Issue) (bool, error) {
	if j.end.State == hub.EndOrphan {
		j.end.State = hub.EndActive // the other side's issue is back
	}
	if j.end.Joining() && !j.end.Join.Ours() { // told with the answer, as all of it is
		j.end.Captured, j.end.CapRev, j.end.LogID = *l, l.Rev, l.Log
		return false, nil
	}
	d := j.diff(&j.end.Captured, l)
	if len(d) == 0 && j.end.State == hub.EndActive {
		j.end.CapRev, j.end.LogID = l.Rev, l.Log
		return false, nil
	}
	found := j.event(j.end, hub.Out, hub.StepPrepare)
	found.Reason = hub.Changed
	j.take(found, l, d)
	told, err := j.tell(ctx, found)
	if err != nil {
		// On record it is; the queue runs the prepare first and then comes back.
		serr := j.opt.Store.Update(ctx, func(tx store.Tx) error {
			if err := tx.Ends().Put(j.end); err != nil {
				return err
			}
			return j.opt.Queue.Add(tx, found)
		})
		if serr == nil {
			j.le.Later(j.opt.Now())
		}
		return true, serr
	}
	return false, j.opt.Store.Update(ctx, func(tx store.Tx) error { return j.storeTold(tx, found, told) })
}

// decide computes want from L and what was told.
func (j *job) decide(ctx context.Context, l *hub.Issue, first bool) (*hub.Apply, error) {
	r := j.ev.Envelope.Replica
	j.relearn(l, r)
	w, err := j.incoming(ctx, l, r.Issue, first, true)
	if err != nil {
		return nil, j.ruleFault(err)
	}
	if w.Store && first {
		return j.madeFirst(&w, l), nil
	}
	if first && w.Link.ID != "" {
		if l, err = j.linkTo(ctx, &w); err != nil {
			return nil, err
		}
		first = false
	}
	a := &hub.Apply{Want: w.Issue, Expected: *l, Rev: l.Rev, Log: l.Log, SyncBack: w.SyncBack, Stop: w.Stop, Traces: w.Traces,
		Expose: w.Expose, Edits: w.Edits}
	if err := j.transition(ctx, a, w.Transition); err != nil {
		return nil, err
	}
	if j.ev.Apply != nil {
		a.Replans = j.ev.Apply.Replans
		a.Traces = append(slices.Clone(j.ev.Apply.Traces), a.Traces...)
	}
	if j.end.Joining() && !first {
		if err := j.settleJoin(ctx, a, l); err != nil {
			return nil, err
		}
	}
	a.Traces = append(a.Traces, j.adopted...)
	if j.newEpoch() && !first {
		if err := j.reunite(ctx, a, l); err != nil {
			return nil, err
		}
	} else if ours := j.oursSince(r.Seen); len(ours) > 0 && !first {
		if err := j.contest(ctx, a, l, ours); err != nil {
			return nil, err
		}
	}
	j.planOps(a, l, first)
	return a, nil
}

// linkTo pairs with the existing issue that the rule named, instead of making
// one. What the rule set is laid over what is there.
func (j *job) linkTo(ctx context.Context, w *rule.Result) (*hub.Issue, error) {
	l, err := j.get(ctx, j.tr, w.Link)
	if hub.CodeOf(err) == hub.NotFound {
		return nil, &hub.Error{Code: hub.Script, Scope: hub.ScopeIssue,
			Message: "the rule links to " + w.Link.String() + ", which cannot be found: let it name an issue that is there, or make one"}
	} else if err != nil {
		return nil, unreadable(err)
	}
	want := l.Clone()
	for p, v := range w.Issue.Parts() {
		want.Set(p, v)
	}
	w.Issue = *want
	j.end.Local, j.end.Captured, j.end.CapRev, j.end.LogID = l.Ref, *l, l.Rev, l.Log
	j.ev.Issue, j.ev.Key = l.Ref.ID, l.Ref.Key
	// Stored now: should we end here, the next plan finds a pair whose issue
	// nobody has touched.
	return l, j.opt.Store.Update(ctx, func(tx store.Tx) error {
		return errors.Join(tx.Ends().Put(j.end), tx.Events().Put(j.ev))
	})
}

// relearn brings back which element here is which over there, where a restore
// lost it.
func (j *job) relearn(l *hub.Issue, r *hub.Replica) {
	restored := j.end.Epoch > 1 || j.newEpoch()
	for _, t := range r.Traces {
		t.Ours = t.Ours && restored // else it is ours only if we know that we made it
		if !j.knows(t.Field, t.Local) && l.Get(hub.PartOf(t.Field, t.Local)) != nil {
			j.learn(t)
		}
	}
	if restored {
		j.adopt(l, &r.Issue, j.newEpoch() || r.Traces != nil)
	}
}

// beginAnew tells everything to a restored side that has no issue for the pair.
func (j *job) beginAnew(ctx context.Context) error {
	epoch := j.ev.Envelope.Epoch
	if j.end.Epoch < epoch {
		freshEpoch(j.end, epoch)
	}
	j.end.InSeq = j.ev.Envelope.Seq
	again := j.event(j.end, hub.Out, hub.StepCapture)
	again.Reason, again.Force = hub.Resync, true
	return j.acknowledge(ctx, "the other side was restored and makes its issue anew", again)
}

// oursSince lists the parts of which a person's last change was told, or
// withheld, after the teller's capture.
func (j *job) oursSince(seen uint64) []hub.Part {
	var ours []hub.Part
	for p, n := range j.end.Stamps {
		if n > seen {
			ours = append(ours, p)
		}
	}
	slices.Sort(ours)
	return ours
}

// contest goes through the parts that people changed here: only ours, kept;
// only theirs, taken; both, by the policy.
func (j *job) contest(ctx context.Context, a *hub.Apply, l *hub.Issue, ours []hub.Part) error {
	r := j.ev.Envelope.Replica
	differ := slices.DeleteFunc(slices.Clone(ours), func(p hub.Part) bool { return j.same(p, a.Want.Get(p), l.Get(p)) })
	if len(differ) == 0 {
		return nil
	}
	w := a.Want.Clone()
	// What the rule gives for their old values: an expectation that fails counts
	// as "they changed it".
	w0, err0 := j.incoming(ctx, l, withWas(r.Issue, r.Was), false, false)
	// What it gives if ours were other values: one that fails, as "not computed".
	w1, err1 := j.incoming(ctx, j.withOthers(l, differ), r.Issue, false, false)
	if err := ctx.Err(); err != nil {
		return err // we stop, which says nothing of the rule
	}
	for _, p := range differ {
		v := w.Get(p)
		computed := err1 == nil && !j.same(p, w1.Issue.Get(p), v)
		unchanged := err0 == nil && j.same(p, w0.Issue.Get(p), v)
		switch {
		case computed: // holds our edit, and stands
			a.Lost = append(a.Lost, p)
		case unchanged && r.Missed: // and does not know ours: told again
			j.keepStanding(a, p, l.Get(p))
		case unchanged:
			a.Want.Take(p, l)
			a.Kept = append(a.Kept, p)
		case j.end.Stamps[p] == hub.Untold: // they cannot know ours
			a.Lost = append(a.Lost, p)
		case j.conn.Winner == j.end.Side && r.Missed:
			a.Keep = append(a.Keep, p)
			j.keepStanding(a, p, l.Get(p))
		case j.conn.Winner == j.end.Side:
			a.Want.Take(p, l)
			a.Kept, a.Keep = append(a.Kept, p), append(a.Keep, p)
		default:
			a.Lost = append(a.Lost, p)
		}
	}
	return nil
}

// keepStanding leaves a value of ours standing that the other side does not
// have: it is told at confirm, as an edit made after the message.
func (j *job) keepStanding(a *hub.Apply, p hub.Part, v hub.Value) {
	if a.Stays == nil {
		a.Stays = hub.Parts{}
	}
	a.Stays[p] = v
}

// withWas lays the old values of what the teller's person changed over what
// is told now.
func withWas(is hub.Issue, was hub.Parts) hub.Issue {
	r := is.Clone()
	for p, v := range was {
		name := p.Field()
		r.Set(p, v)
		if v != nil {
			r.Cleared = slices.DeleteFunc(r.Cleared, func(f string) bool { return f == name })
		} else if p.Elem() == "" || len(setParts(r, name)) == 0 {
			r.Clear(name)
		}
	}
	return *r
}

// setParts lists the elements an issue has of a set.
func setParts(is *hub.Issue, field string) []hub.Part {
	var l []hub.Part
	for p := range is.Parts() {
		if p.Elem() != "" && p.Field() == field {
			l = append(l, p)
		}
	}
	return l
}

// withOthers gives the parts other values of the same type, never null.
func (j *job) withOthers(l *hub.Issue, parts []hub.Part) *hub.Issue {
	o := l.Clone()
	for _, p := range parts {
		o.Set(p, another(l.Get(p), p))
	}
	return o
}

func another(v hub.Value, p hub.Part) hub.Value {
	switch v := v.(type) {
	case nil:
		if p.Elem() != "" {
			return true
		}
		return "another value"
	case string:
		return v + " (another value)"
	case bool:
		if p.Elem() != "" {
			return nil // an element that is there: one that is not
		}
		return !v
	case hub.Number:
		return v + "1"
	case time.Time:
		return v.AddDate(0, 0, 1)
	case hub.User:
		return hub.User{ID: v.ID + "-another", Name: v.Name + " (another)"}
	case []hub.Value:
		return append(slices.Clone(v), "another value")
	case map[string]hub.Value:
		m := make(map[string]hub.Value, len(v))
		for k, e := range v {
			m[k] = e
			if s, ok := e.(string); ok {
				m[k] = s + " (another value)"
			}
		}
		return m
	}
	return "another value"
}

// incoming runs our incoming rule.
func (j *job) incoming(ctx context.Context, l *hub.Issue, replica hub.Issue, first, real bool) (rule.Result, error) {
	return j.incomingWith(ctx, l, replica, first, &tools{job: j, real: real, keep: real})
}

func (j *job) incomingWith(ctx context.Context, l *hub.Issue, replica hub.Issue, first bool, t *tools) (rule.Result, error) {
	replica.Attachments = j.conn.limited(replica.Attachments)
	return j.half.Rules.Incoming(ctx, rule.In{
		Replica: replica, Previous: j.end.Received, Issue: *l.Clone(), Traces: j.end.Traces, First: first,
		Format: j.tr.Spec.Habits.Format, Theirs: j.ev.Envelope.Replica.Format, Tools: t,
	})
}

// settleCalls carries out what the owner decided about a rule's call whose
// outcome nobody knows: after a retry it is made once more.
func (j *job) settleCalls() {
	if j.ev.Fault == nil || j.ev.Fault.Field != unknownCall {
		return
	}
	for i, c := range j.ev.Calls {
		if c.State != hub.OpIntent {
			continue
		}
		if j.ev.Skip != "" {
			j.ev.Calls[i].State, j.ev.Skip = hub.OpSkipped, ""
		} else {
			j.ev.Calls = j.ev.Calls[:i]
		}
		return
	}
}

// begin stores the plan with its first intent and carries it out.
func (j *job) begin(ctx context.Context, a *hub.Apply) error {
	j.ev.Apply, j.ev.Step = a, hub.StepApply
	if len(a.Ops) == 0 {
		return j.confirm(ctx)
	}
	if err := j.intend(ctx, &a.Ops[0]); err != nil {
		j.ev.Step, j.ev.Apply = hub.StepPlan, nil // nothing was begun
		return err
	}
	err := j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Histories().Add(j.losing(a)...); err != nil {
			return err
		}
		return tx.Events().Put(j.ev)
	})
	if err != nil {
		j.ev.Step = hub.StepPlan // it was not stored: nothing was begun
		return err
	}
	return j.apply(ctx, true)
}

// over takes note that the other side's issue is gone or no longer synced.
func (j *job) over(ctx context.Context) error {
	if j.newEpoch() {
		freshEpoch(j.end, j.ev.Envelope.Epoch)
	}
	j.end.InSeq = j.ev.Envelope.Seq
	note := "the other side stopped syncing this issue"
	if j.end.State != hub.EndStopped {
		j.end.State = hub.EndStopped
		if j.ev.Envelope.Kind == hub.KindRemoved {
			j.end.State, note = hub.EndOrphan, "the other side's issue was deleted; ours is kept"
		}
	}
	return j.acknowledge(ctx, note)
}

// pass acknowledges a message without applying it. If the issue ever comes
// back, the other side is told which messages that were.
func (j *job) pass(ctx context.Context, note string) error {
	var again []*hub.Event
	if j.newEpoch() {
		freshEpoch(j.end, j.ev.Envelope.Epoch)
		if j.end.State == hub.EndGone { // which the restored side does not remember
			again = append(again, j.event(j.end, hub.Out, hub.StepSend))
			again[0].Reason, again[0].Envelope = hub.Deleted, j.removal()
		}
	}
	j.end.InSeq = j.ev.Envelope.Seq
	if j.end.Passed == 0 {
		j.end.Passed = j.end.InSeq
	}
	return j.acknowledge(ctx, note, again...)
}

func (j *job) acknowledge(ctx context.Context, note string, also ...*hub.Event) error {
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Ends().Put(j.end); err != nil {
			return err
		}
		if j.end.Epoch > 1 {
			if err := j.supersede(tx, j.ev.EndKey, compared, beforeEpoch(j.end.Epoch)); err != nil {
				return err
			}
		}
		for _, ev := range also {
			added := *ev
			if err := j.opt.Queue.Add(tx, &added); err != nil {
				return err
			}
		}
		next := *j.ev
		next.Note = note
		return j.applied(tx, &next)
	})
}

// skipMessage goes on without a message, by the owner's word: the item stays
// as it is, and the other side is told how it is.
func (j *job) skipMessage(ctx context.Context, l *hub.Issue) error {
	if j.end.Local.ID == "" {
		return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue,
			Message: "the message that makes the issue cannot be skipped: mend what keeps it and retry, or stop syncing the issue"}
	}
	j.end.InSeq, j.end.Received, j.end.CapRev = j.ev.Envelope.Seq, j.ev.Envelope.Replica.Issue, l.Rev
	j.end.Join = nil
	again := j.event(j.end, hub.Out, hub.StepCapture)
	again.Reason, again.Force = hub.Resync, true
	return j.acknowledge(ctx, "skipped: "+j.ev.Skip, again)
}
