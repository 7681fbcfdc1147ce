package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// kinds are trackers of every declaration that matters to the rules of a pair.
var kinds = map[string]tracker.Habits{
	"exact conditional log": memtracker.Best(),
	"exact":                 {Revision: tracker.Exact, Marks: []string{"issue"}},
	"coarse":                memtracker.Seconds(),
	"coarse log":            {Revision: tracker.Coarse, ChangeLog: true},
	"none":                  memtracker.Worst(),
	"none log":              {Revision: tracker.None, ChangeLog: true},
	"none conditional":      {Revision: tracker.None, Conditional: true, ConditionalParts: true, Marks: []string{"issue", "comments"}},
}

// pair returns a world of one kind with one issue in step.
func pair(t *testing.T, h tracker.Habits, change func(*Connection)) (*world, hub.Ref, hub.Ref) {
	t.Helper()
	w := newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h}, change: change})
	ref := w.A.Add(hub.Issue{Summary: "zero", Priority: "low", Labels: []string{"base"}})
	w.settle()
	w.atRest()
	return w, ref, w.twinOf(ref.ID).Ref
}

func forKinds(t *testing.T, fn func(*testing.T, tracker.Habits)) {
	for name, h := range inShort(kinds) {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			fn(t, h)
		})
	}
}

func summary(s string) func(*hub.Issue) { return func(is *hub.Issue) { is.Summary = s } }

// Told X, got Y, a person goes back to X: the other side gets X.
func TestBackToWhatWasTold(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		w, a, b := pair(t, h, nil)
		w.A.Edit(a.ID, summary("X"))
		w.settle()
		w.B.Edit(b.ID, summary("Y"))
		w.settle()
		if got := w.A.Issue(a.ID).Summary; got != "Y" {
			t.Fatalf("A shows %q after B's edit, want Y", got)
		}
		w.A.Edit(a.ID, summary("X"))
		w.settle()
		w.atRest()
		if got := w.B.Issue(b.ID).Summary; got != "X" {
			t.Errorf("B shows %q, want X", got)
		}
	})
}

// Edits of one field that cross end in one value on both sides, the policy's,
// with the other one in the history; also when neither was polled yet.
func TestCrossingEdits(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		for _, winner := range []hub.Side{hub.Initiator, hub.Acceptor} {
			for _, polled := range []bool{true, false} {
				t.Run(fmt.Sprintf("%s wins, polled %v", winner, polled), func(t *testing.T) {
					w, a, b := pair(t, h, func(c *Connection) { c.Winner = winner })
					w.A.Edit(a.ID, func(is *hub.Issue) { is.Summary, is.Priority = "from A", "high" })
					if polled { // A's is on its way before B's is made
						w.poll()
						w.step()
					}
					w.B.Edit(b.ID, func(is *hub.Issue) { is.Summary = "from B"; is.Labels = append(is.Labels, "b") })
					w.settle()
					w.atRest()
					want, lost := "from A", "from B"
					if winner == hub.Acceptor {
						want, lost = lost, want
					}
					x, y := w.A.Issue(a.ID), w.B.Issue(b.ID)
					if x.Summary != want || y.Summary != want {
						t.Errorf("A shows %q, B %q, want %q", x.Summary, y.Summary, want)
					}
					for _, is := range []hub.Issue{x, y} {
						if is.Priority != "high" || !slices.Equal(is.Labels, []string{"base", "b"}) {
							t.Errorf("uncontested parts: priority %q, labels %q", is.Priority, is.Labels)
						}
					}
					if !w.inHistory(lost) {
						t.Errorf("%q is in no history", lost)
					}
				})
			}
		}
	})
}

// An edit that nobody polled yet is captured when a message for the same field
// is planned, and counts as crossing.
func TestEditFoundAtPlan(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		w, a, b := pair(t, h, func(c *Connection) { c.Winner = hub.Acceptor })
		w.A.Edit(a.ID, summary("told"))
		w.B.Edit(b.ID, summary("person"))
		if err := w.eng.Poll(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		for w.step() {
		}
		w.settle()
		w.atRest()
		if x, y := w.A.Issue(a.ID).Summary, w.B.Issue(b.ID).Summary; x != "person" || y != "person" {
			t.Errorf("A shows %q, B %q, want the winner's", x, y)
		}
		if !w.inHistory("told") {
			t.Error("the losing value is in no history")
		}
	})
}

// An edit of the very field, made after the plan read the item and before the
// write, is found by the last look before the write.
func TestEditAfterPlan(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		var w *world
		slip := false
		hook := func(c memtracker.Call) error {
			if c.Name == "Get" && c.Phase == memtracker.After && slip {
				slip = false
				w.B.Edit(c.Ref.ID, summary("person"))
			}
			return nil
		}
		w = newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h, OnCall: hook},
			change: func(c *Connection) { c.Winner = hub.Acceptor }})
		a := w.A.Add(hub.Issue{Summary: "zero"})
		w.settle()
		slip = true
		w.A.Edit(a.ID, summary("told"))
		w.settle()
		w.atRest()
		if slip {
			t.Fatal("nothing slipped in")
		}
		if x, y := w.A.Issue(a.ID).Summary, w.twinOf(a.ID).Summary; x != "person" || y != "person" {
			t.Errorf("A shows %q, B %q, want the winner's", x, y)
		}
	})
}

// A poll that sees our own issue while it is being made opens no second pair
// for it.
func TestPollSeesHalfMadeIssue(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		var w *world
		hook := func(c memtracker.Call) error {
			if c.Name == "Create" && c.Phase == memtracker.After {
				return w.eng.Poll(ctx, "b")
			}
			return nil
		}
		w = newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h, OnCall: hook}})
		a := w.A.Add(hub.Issue{Summary: "zero"})
		w.settle()
		w.atRest()
		w.twinOf(a.ID)
		if x, y := len(w.A.Issues()), len(w.B.Issues()); x != 1 || y != 1 {
			t.Errorf("A has %d issues, B %d, want one each", x, y)
		}
	})
}

// inHistory reports whether a value is kept in the history of an end.
func (w *world) inHistory(v hub.Value) bool {
	w.t.Helper()
	found := false
	err := w.store.View(ctx, func(tx store.Tx) error {
		for r, err := range tx.Ends().List(store.EndQuery{}) {
			if err != nil {
				return err
			}
			for h, err := range tx.Histories().OfEnd(r.EndKey, 0) {
				if err != nil {
					return err
				}
				found = found || hub.Same(h.Value, v)
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return found
}

// A label that a person adds between plan and apply survives, and so does an
// edit of another field.
func TestEditBetweenPlanAndApply(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		var w *world
		slipped := false
		slip := func(c memtracker.Call) error {
			if c.Name == "Set" && c.Phase == memtracker.Before && !slipped {
				slipped = true
				w.B.Edit(c.Ref.ID, func(is *hub.Issue) { is.Labels = append(is.Labels, "person"); is.Priority = "urgent" })
			}
			return nil
		}
		w = newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h, OnCall: slip}})
		a := w.A.Add(hub.Issue{Summary: "zero", Labels: []string{"base"}})
		w.settle()
		b := w.twinOf(a.ID).Ref
		w.A.Edit(a.ID, func(is *hub.Issue) { is.Summary = "one"; is.Labels = append(is.Labels, "told") })
		w.settle()
		w.atRest()
		if !slipped {
			t.Fatal("nothing slipped in")
		}
		for _, is := range []hub.Issue{w.A.Issue(a.ID), w.B.Issue(b.ID)} {
			labels := slices.Sorted(slices.Values(is.Labels))
			if is.Summary != "one" || is.Priority != "urgent" || !slices.Equal(labels, []string{"base", "person", "told"}) {
				t.Errorf("shows %q, %q, %q", is.Summary, is.Priority, labels)
			}
		}
	})
}

// Where the tracker has a change log, an edit of the very field we write that
// slips in right before the write is noticed, and goes by the policy.
func TestOverwrittenEditIsNoticed(t *testing.T) {
	for _, winner := range []hub.Side{hub.Initiator, hub.Acceptor} {
		t.Run(string(winner), func(t *testing.T) {
			var w *world
			slipped := false
			slip := func(c memtracker.Call) error {
				if c.Name == "Set" && c.Phase == memtracker.Before && !slipped {
					slipped = true
					w.B.Edit(c.Ref.ID, summary("person"))
				}
				return nil
			}
			h := tracker.Habits{Revision: tracker.Coarse, ChangeLog: true}
			w = newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h, OnCall: slip},
				change: func(c *Connection) { c.Winner = winner }})
			a := w.A.Add(hub.Issue{Summary: "zero"})
			w.settle()
			w.A.Edit(a.ID, summary("told"))
			w.settle()
			w.atRest()
			want := map[hub.Side]string{hub.Initiator: "told", hub.Acceptor: "person"}[winner]
			if x, y := w.A.Issue(a.ID).Summary, w.twinOf(a.ID).Summary; x != want || y != want {
				t.Errorf("A shows %q, B %q, want %q", x, y, want)
			}
			if !w.inHistory("person") {
				t.Error("the overwritten value is in no history")
			}
		})
	}
}

// Two sides that tell each other something at the same moment do not wait for
// each other for ever.
func TestBothTellAtOnce(t *testing.T) {
	w, a, b := pair(t, memtracker.Best(), nil)
	w.A.Edit(a.ID, summary("A"))
	w.B.Edit(b.ID, func(is *hub.Issue) { is.Priority = "high" })
	w.poll()
	w.settle()
	w.atRest()
	if x, y := w.A.Issue(a.ID), w.B.Issue(b.ID); x.Summary != "A" || x.Priority != "high" || y.Summary != "A" || y.Priority != "high" {
		t.Errorf("A %q %q, B %q %q", x.Summary, x.Priority, y.Summary, y.Priority)
	}
}

// A tracker that rewrites what it is given causes no echo, and the text is
// worn by no number of trips.
func TestRewritingTrackerDoesNotWearText(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		w := newWorld(t, worldOptions{
			a: memtracker.Config{Habits: h},
			b: memtracker.Config{Habits: h, Norm: memtracker.Norm{Trim: true, LF: true, Collapse: true}},
		})
		text := "  Steps:\r\n\r\n    indented   code  \r\n\ttab\r\nend   \r\n\r\n"
		a := w.A.Add(hub.Issue{Summary: "round 0", Description: text})
		w.settle()
		w.atRest()
		b := w.twinOf(a.ID).Ref
		for n := 1; n <= 50; n++ {
			before := w.messages()
			w.clock = w.clock.Add(time.Minute)
			if n%2 == 0 {
				w.A.Edit(a.ID, summary(fmt.Sprintf("round %d", n)))
			} else {
				w.B.Edit(b.ID, summary(fmt.Sprintf("round %d", n)))
			}
			w.settle()
			if got := w.messages() - before; got != 1 {
				t.Fatalf("round %d took %d messages, want 1", n, got)
			}
		}
		w.atRest()
		if got := w.A.Issue(a.ID).Description; got != text {
			t.Errorf("text was worn: %q", got)
		}
	})
}

// messages counts the replicas told so far.
func (w *world) messages() int {
	w.t.Helper()
	n := 0
	err := w.store.View(ctx, func(tx store.Tx) error {
		n = 0
		for ev, err := range tx.Events().List(store.EventQuery{Lane: hub.Out}) {
			if err != nil {
				return err
			}
			if ev.Envelope != nil {
				n++
			}
		}
		return nil
	})
	if err != nil {
		w.t.Fatal(err)
	}
	return n
}

// A person who changes what we wrote back, after the write and before anybody
// looks, is not taken for an echo.
func TestEditRightAfterOurWrite(t *testing.T) {
	forKinds(t, func(t *testing.T, h tracker.Habits) {
		var w *world
		slipped := false
		slip := func(c memtracker.Call) error {
			if c.Name == "Set" && c.Phase == memtracker.After && !slipped {
				slipped = true
				w.B.Edit(c.Ref.ID, summary("person"))
			}
			return nil
		}
		w = newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h, OnCall: slip}})
		a := w.A.Add(hub.Issue{Summary: "zero"})
		w.settle()
		w.A.Edit(a.ID, summary("told"))
		w.settle()
		w.atRest()
		if x, y := w.A.Issue(a.ID).Summary, w.twinOf(a.ID).Summary; x != "person" || y != "person" {
			t.Errorf("A shows %q, B %q, want the person's value", x, y)
		}
	})
}

// What arrives twice is applied once.
func TestEnvelopeDeliveredTwice(t *testing.T) {
	w := newWorld(t, worldOptions{rulesB: appending{rule.Basic{Project: "BBB"}}})
	a := w.A.Add(hub.Issue{Summary: "zero"})
	w.settle()
	var sent []hub.Envelope
	w.eng.conns["c1"].Peer = &recorder{Peer: w.eng.conns["c1"].Peer, sent: &sent}
	w.A.Edit(a.ID, summary("told"))
	w.A.Comment(a.ID, hub.User{}, "once")
	w.settle()
	if len(sent) == 0 {
		t.Fatal("nothing was sent")
	}
	for range 2 {
		for _, e := range sent {
			if err := w.eng.Receive(ctx, "n", e); err != nil {
				t.Fatal(err)
			}
		}
		w.settle()
	}
	w.atRest()
	is := w.twinOf(a.ID)
	if got := bodies(is); len(got) != 1 || is.Summary != "told" || strings.Count(strings.Join(got, ""), "once") != 1 {
		t.Errorf("twin shows %q with %q", is.Summary, got)
	}
	if is.Environment != "+zero+told" { // the edit and the comment are seen, and told, together
		t.Errorf("the rule's own field is %q", is.Environment)
	}
	effects := 0
	for _, e := range w.B.Effects() {
		if e.Changed {
			effects++
		}
	}
	if effects != 3 { // create, set, comment
		t.Errorf("B saw %d effects, want 3", effects)
	}
}
