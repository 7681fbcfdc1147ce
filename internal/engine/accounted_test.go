package engine

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// accounting are the habits of a tracker whose receipts say whether anybody else
// was there.
func accounting() tracker.Habits {
	h := memtracker.Best()
	h.Conditional, h.ConditionalParts, h.Checked = false, false, true
	return h
}

// What was made is not read again, neither between its calls, nor at the end, nor
// when it shows up among the changes, nor after a restart.
func TestAccountedWritesAreNotRead(t *testing.T) {
	w := newWorld(t, worldOptions{b: memtracker.Config{Habits: accounting()}})
	w.B.Set(func(k *memtracker.Knobs) { k.AnswerState = true })
	a := w.A.Add(hub.Issue{Project: "MEM", Summary: "zero", Status: "open"})
	for _, body := range []string{"one", "two", "three"} {
		w.A.Comment(a.ID, hub.User{}, body)
	}
	before := w.B.Calls()
	w.settle()
	w.restart()
	w.settle()
	after := w.B.Calls()
	w.atRest()
	for name, want := range map[string]int{"Create": 1, "AddComment": 3, "Look": 3, "Get": 0} {
		if got := after.By[name] - before.By[name]; got != want {
			t.Errorf("%d calls of %s, want %d", got, name, want)
		}
	}
}

// A person's edit is noticed while the notice of our own write still waits: that
// the one is known says nothing of the other.
func TestLaterEditIsNotTakenForKnown(t *testing.T) {
	var w *world
	slipped := false
	slip := func(c memtracker.Call) error {
		if c.Name != "Set" || c.Phase != memtracker.After || slipped {
			return nil
		}
		slipped = true
		if err := w.eng.Poll(ctx, "b"); err != nil {
			t.Error(err)
		}
		w.B.Edit(c.Ref.ID, func(is *hub.Issue) { is.Priority = "urgent" })
		if err := w.eng.Poll(ctx, "b"); err != nil {
			t.Error(err)
		}
		return nil
	}
	w = newWorld(t, worldOptions{b: memtracker.Config{Habits: accounting(), OnCall: slip}})
	a := w.A.Add(hub.Issue{Summary: "zero"})
	w.settle()
	w.A.Edit(a.ID, func(is *hub.Issue) { is.Summary = "one" })
	w.settle()
	w.atRest()
	if is := w.A.Issue(a.ID); !slipped || is.Priority != "urgent" {
		t.Errorf("A shows the priority %q", is.Priority)
	}
}
