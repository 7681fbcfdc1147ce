package engine

import (
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// A clock that was an hour ahead and was set right before the node was started
// again holds nothing up for an hour: neither what was written, which is not read
// before a lag is over, nor a call whose answer nobody heard.
func TestClockSetBack(t *testing.T) {
	for _, calls := range []int{0, 1, 2, 3} { // after which the power goes
		h := memtracker.Worst()
		h.ReadLag = 20 * time.Second
		w := newWorld(t, worldOptions{a: memtracker.Config{Habits: h}, b: memtracker.Config{Habits: h, Seed: 3}})
		a := w.A.Add(hub.Issue{Summary: "zero"})
		w.settle()

		w.clock = w.clock.Add(time.Hour)
		w.restart()
		w.A.Edit(a.ID, summary("one"))
		w.B.Edit(w.twinOf(a.ID).Ref.ID, func(is *hub.Issue) { is.Description = "one" })
		if calls > 0 {
			done := w.power.n
			w.power.cut = func(n int, _, _ string) bool { return n == done+calls }
		}
		w.settle()
		w.clock = w.clock.Add(-time.Hour)
		w.restart()

		w.A.Edit(a.ID, summary("two"))
		began := w.clock
		w.settle()
		if took := w.clock.Sub(began); took > 10*time.Minute { // a call may be on its way for a minute
			t.Errorf("power gone after %d calls: at rest after %v", calls, took)
		}
		w.atRest()
		if b := w.twinOf(a.ID); b.Summary != "two" || w.A.Issue(a.ID).Description != "one" {
			t.Errorf("power gone after %d calls: A shows %+v, B %+v", calls, w.A.Issue(a.ID), b)
		}
	}
}
