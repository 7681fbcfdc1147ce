package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
)

// effects is a half whose rules' effects are counted by what they ask for, with
// a power cut possible before and after each.
func effects(w **world, made *[]string) func(*Connection) {
	return func(c *Connection) {
		c.Halves[hub.Acceptor].Effect = func(_ context.Context, request hub.Value) (hub.Value, error) {
			p := (*w).power
			if p.off {
				return nil, errPower
			}
			*made = append(*made, fmt.Sprint(request))
			return "done", nil
		}
	}
}

// A rule that stores the issue knows its id in the rest of its run, and goes on
// from there: one issue is made, its effects happen once, and everything that the
// rule said before and after is there.
func TestStoreInARule(t *testing.T) {
	var w *world
	var made []string
	crashes(t, func() worldOptions {
		made = nil
		return worldOptions{
			change: effects(&w, &made),
			rulesB: wishing{rule.Basic{Project: "BBB"}, func(in rule.In, r *rule.Result) {
				if !in.First {
					return
				}
				before := hub.Issue{Project: "BBB", Summary: in.Replica.Summary, Environment: "before"}
				v, err := in.Tools.Do(ctx, map[string]hub.Value{"do": "store"})
				if errors.Is(err, rule.ErrMakeFirst) {
					*r = rule.Result{Issue: before, Store: true}
					return
				} else if err != nil {
					panic(err)
				}
				id := v.(map[string]hub.Value)["id"].(string)
				if _, err := in.Tools.Do(ctx, map[string]hub.Value{"do": "link", "of": id}); err != nil {
					r.Issue = before // the fault is not what this is about
				}
				r.Issue = before
				r.Issue.Labels = []string{"made as " + id}
				r.Issue.Status = "taken"
				r.Issue.Comments = []hub.Comment{{ID: rule.New("c9"), Body: "hello " + id}}
			}},
		}
	}, func(world *world, run func()) {
		w = world
		a := w.A.Add(hub.Issue{Summary: "one", Status: "open"})
		run()
		if n := len(w.B.Issues()); n != 1 {
			t.Fatalf("B has %d issues", n)
		}
		b := w.twinOf(a.ID)
		if b.Summary != "one" || b.Environment != "before" || b.Status != "taken" || !slices.Equal(b.Labels, []string{"made as " + b.Ref.ID}) {
			t.Errorf("the twin is %+v", b)
		}
		if len(b.Comments) != 1 || b.Comments[0].Body != "hello "+b.Ref.ID {
			t.Errorf("its comments are %+v", b.Comments)
		}
		if len(made) != 1 || !strings.Contains(made[0], b.Ref.ID) {
			t.Errorf("effects %v", made)
		}
		w.A.Edit(a.ID, summary("two"))
		run()
		if b := w.twinOf(a.ID); b.Summary != "two" {
			t.Errorf("an edit came as %q", b.Summary)
		}
	})
}

// A rule may edit the pair's other issue where that is in a tracker of this node
// too: after its own side's writes, once, and without an echo.
func TestEditOfTheOtherSide(t *testing.T) {
	crashes(t, func() worldOptions {
		return worldOptions{
			rulesB: wishing{rule.Basic{Project: "BBB"}, func(in rule.In, r *rule.Result) {
				name, other, err := in.Tools.Other(ctx)
				if err != nil || name != "a" || other == nil {
					return // the power went
				}
				r.Edits = hub.Parts{"environment": "seen as " + in.Replica.Summary, hub.PartOf("labels", "seen"): true}
				if other.Environment == "" {
					r.Edits[hub.PartOf("comments", "rule:1")] = map[string]hub.Value{"body": "first seen"}
				}
			}},
		}
	}, func(w *world, run func()) {
		a := w.A.Add(hub.Issue{Summary: "one"})
		run()
		is := w.A.Issue(a.ID)
		if is.Environment != "seen as one" || !slices.Equal(is.Labels, []string{"seen"}) {
			t.Errorf("A shows %+v", is)
		}
		w.A.Edit(a.ID, summary("two"))
		run()
		is = w.A.Issue(a.ID)
		if is.Environment != "seen as two" || len(is.Labels) != 1 {
			t.Errorf("A shows %+v", is)
		}
		if len(is.Comments) != 1 {
			t.Errorf("A has the comments %+v", is.Comments)
		}
		if b := w.twinOf(a.ID); b.Summary != "two" || b.Environment != "" {
			t.Errorf("an echo: B shows %+v", b)
		}
	})
}

// A rule may have further issues synced: each becomes a pair, once.
func TestExposeMore(t *testing.T) {
	var more hub.Ref
	crashes(t, func() worldOptions {
		return worldOptions{
			change: func(c *Connection) { c.Halves[hub.Acceptor].Trigger = nil },
			rulesB: wishing{rule.Basic{Project: "BBB"}, func(in rule.In, r *rule.Result) {
				if in.Replica.Summary != "child" {
					r.Expose = []hub.Ref{more}
				}
			}},
		}
	}, func(w *world, run func()) {
		more = w.B.Add(hub.Issue{Summary: "child"})
		a := w.A.Add(hub.Issue{Summary: "one"})
		run()
		w.A.Edit(a.ID, summary("two"))
		run()
		if n := len(w.A.Issues()); n != 2 {
			t.Errorf("A has %d issues", n)
		}
		if n := len(w.B.Issues()); n != 2 {
			t.Errorf("B has %d issues", n)
		}
	})
}

// A transition that a rule names leads to the status that the tracker says it
// does; one that nobody knows is the rule's fault.
func TestTransitionByName(t *testing.T) {
	w := newWorld(t, worldOptions{
		change: func(c *Connection) {
			c.Halves[hub.Acceptor].Look = func(_ context.Context, what string, by map[string]string) (hub.Value, error) {
				switch {
				case what == "transition" && by["name"] == "Resolve":
					return map[string]hub.Value{"name": "Resolve", "to": "resolved"}, nil
				case what == "status" && by["name"] == "reopened":
					return map[string]hub.Value{"name": "reopened"}, nil
				}
				return nil, nil
			}
		},
		rulesB: wishing{rule.Basic{Project: "BBB"}, func(in rule.In, r *rule.Result) { r.Issue.Status, r.Transition = "", in.Replica.Status }},
	})
	ids := map[string]hub.Ref{}
	for _, s := range []string{"Resolve", "reopened", "nonsense"} {
		ids[s] = w.A.Add(hub.Issue{Summary: s, Status: s})
	}
	w.settle()
	for s, want := range map[string]string{"Resolve": "resolved", "reopened": "reopened"} {
		if got := w.twinOf(ids[s].ID).Status; got != want {
			t.Errorf("%s leads to %q", s, got)
		}
	}
	if f := w.faults(); len(f) != 1 || f[0].Scope != hub.ScopeIssue || !strings.Contains(f[0].Message, "nonsense") {
		t.Errorf("faults %+v", f)
	}
}

// doing is an outgoing rule that has an effect each time it tells something.
type doing struct{ rule.Basic }

func (d doing) Outgoing(ctx context.Context, in rule.Out) (hub.Issue, error) {
	if _, err := in.Tools.Do(ctx, map[string]hub.Value{"do": "note", "of": in.Issue.Summary}); err != nil {
		return hub.Issue{}, err
	}
	return d.Basic.Outgoing(ctx, in)
}

// What an outgoing rule does to its tracker happens once for each thing it tells,
// however often the step is run, and not at all when the rule is only asked what
// it would say.
func TestOutgoingRuleWithEffects(t *testing.T) {
	var w *world
	var made []string
	crashes(t, func() worldOptions {
		made = nil
		return worldOptions{
			rulesB: doing{rule.Basic{Project: "BBB"}},
			change: func(c *Connection) {
				c.Halves[hub.Acceptor].Trigger = nil
				effects(&w, &made)(c)
			},
		}
	}, func(world *world, settle func()) {
		w = world
		run := func() {
			settle()
			// The power went between the call and its record: the owner looks, and
			// says that it is there.
			for _, f := range w.faults() {
				if strings.Contains(f.Message, "nobody knows") {
					if err := w.queue.Skip(ctx, f.Event, "it is there", "ann"); err != nil {
						t.Fatal(err)
					}
					w.settle()
				}
			}
		}
		a := w.A.Add(hub.Issue{Summary: "one"})
		run()
		b := w.twinOf(a.ID)
		before := len(made)
		w.B.Edit(b.Ref.ID, summary("theirs"))
		run()
		if got := w.A.Issue(a.ID).Summary; got != "theirs" {
			t.Errorf("A shows %q", got)
		}
		if n := len(made) - before; n != 1 {
			t.Errorf("%d effects for one edit: %v", n, made[before:])
		}
		w.A.Edit(a.ID, summary("ours"))
		run()
		if got := w.twinOf(a.ID).Summary; got != "ours" {
			t.Errorf("B shows %q", got)
		}
		for i := range made {
			if slices.Contains(made[:i], made[i]) {
				t.Errorf("an effect twice: %v", made)
			}
		}
	})
}
