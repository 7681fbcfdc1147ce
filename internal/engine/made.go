package engine

import (
	"context"
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
)

// madeFirst plans the issue that a rule wants made before it goes on: store(issue).
// The create is one like any other, found again after a crash by its mark; what
// the rule does after it is planned once the issue is there.
func (j *job) madeFirst(w *rule.Result, l *hub.Issue) *hub.Apply {
	is := w.Issue.Clone()
	is.Comments, is.Attachments, is.WorkLogs, is.Links = nil, nil, nil, nil // a rule that goes on says them again
	a := &hub.Apply{Want: *is, Expected: *l, Rev: l.Rev, Log: l.Log, Rule: true}
	if j.ev.Apply != nil {
		a.Replans = j.ev.Apply.Replans
	}
	j.planOps(a, l, true)
	a.Ops = a.Ops[:1] // a status of its own is for the end
	return a
}

// goOnWithRule runs the rule once more now that the issue is there, as it ran
// the first time, and plans what it wants beyond what was made. The step stays
// apply: the message is half way, so nothing of the issue is captured.
func (j *job) goOnWithRule(ctx context.Context) error {
	a := j.ev.Apply
	err := j.opt.Store.Update(ctx, func(tx store.Tx) error { return errors.Join(j.storeMade(tx), j.put(tx)) })
	if err != nil {
		return err
	}
	j.settleCalls()
	if j.ev.Skip != "" { // what is made counts, by the owner's word
		a.Rule, a.Skipped = false, true
		return j.confirm(ctx)
	}
	w, err := j.incoming(ctx, &hub.Issue{}, j.ev.Envelope.Replica.Issue, true, true)
	if err != nil {
		return j.ruleFault(err)
	}
	want := a.Want.Clone()
	now := w.Issue.Parts()
	for p := range want.Parts() {
		if _, ok := now[p]; !ok {
			want.Set(p, nil)
		}
	}
	for p, v := range now {
		want.Set(p, v)
	}
	want.Ref = j.end.Local
	next := &hub.Apply{Want: *want}
	if err := j.transition(ctx, next, w.Transition); err != nil {
		return err
	}
	j.planOps(next, &a.Expected, false)
	a.Want, a.Rule = next.Want, false
	a.Ops = append(a.Ops, next.Ops...)
	a.SyncBack, a.Stop, a.Expose, a.Edits = w.SyncBack, w.Stop, w.Expose, w.Edits
	a.Traces = append(a.Traces, w.Traces...)
	if a.Done == len(a.Ops) {
		return j.confirm(ctx)
	}
	if err := j.storeIntent(ctx, &a.Ops[a.Done]); err != nil {
		return err
	}
	return j.apply(ctx, true)
}

// transition lets the step of a workflow that a rule named decide the status.
// Trackers that know no steps by name know where they lead to.
func (j *job) transition(ctx context.Context, a *hub.Apply, name string) error {
	if name == "" {
		return nil
	}
	if j.half.Look != nil {
		for _, what := range []string{"transition", "status"} {
			v, err := j.half.Look(ctx, what, map[string]string{"name": name, "issue": a.Expected.Ref.ID})
			if err != nil {
				return err
			}
			m, _ := v.(map[string]hub.Value)
			for _, member := range []string{"to", "name"} {
				if to, ok := m[member].(string); ok && to != "" && (what == "status" || member == "to") {
					a.Want.Status = to
					return nil
				}
			}
		}
	}
	return &hub.Error{Code: hub.Script, Scope: hub.ScopeIssue, Field: "status",
		Message: fmt.Sprintf("the rule asks for the transition %q, and the tracker has no step and no status of that name", name)}
}
