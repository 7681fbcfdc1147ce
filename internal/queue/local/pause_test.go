package local

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
)

// What goes on while something stands still: a pause of the connection lets
// changes be noticed and answers be given, that of a tracker stops what asks
// it, that of a peer what is handed over.
func TestWhatAPauseStops(t *testing.T) {
	t.Parallel()
	steps := []hub.Step{hub.StepCapture, hub.StepPrepare, hub.StepSend, hub.StepPlan, hub.StepApply, hub.StepConfirm}
	for _, c := range []struct {
		scope hub.Scope
		id    string
		goOn  map[hub.Step]bool
	}{
		{hub.ScopeConnection, "c", map[hub.Step]bool{hub.StepCapture: true, hub.StepConfirm: true}},
		{hub.ScopeTracker, "jira", map[hub.Step]bool{hub.StepSend: true, hub.StepConfirm: true}},
		{hub.ScopePeer, "c", map[hub.Step]bool{hub.StepCapture: true, hub.StepPrepare: true, hub.StepPlan: true, hub.StepApply: true}},
		{hub.ScopeNode, "", nil},
	} {
		for _, reopened := range []bool{false, true} {
			d := newDesk(t)
			queued := map[hub.EventID]bool{}
			for i, step := range steps { // each on a pair of its own
				ev := d.event(string(rune('p'+i)), step, seq(1))
				d.add(ev)
				queued[ev.ID] = true
				d.add(d.event("other"+string(step), step, seq(1), on("redmine", "d")))
			}
			d.pause(c.scope, c.id)
			if reopened {
				d.open()
			}
			got := map[hub.Step]bool{}
			others := 0
			for _, l := range d.takeAll() {
				if queued[l.ev.ID] {
					got[l.ev.Step] = true
				} else {
					others++
				}
				l.le.Release()
			}
			for _, step := range steps {
				if got[step] != c.goOn[step] {
					t.Errorf("%s paused, opened anew %v: %s goes on %v, want %v", c.scope, reopened, step, got[step], c.goOn[step])
				}
			}
			if want := len(steps); others != want && c.scope != hub.ScopeNode {
				t.Errorf("%s paused: %d of %d of another one go on", c.scope, others, want)
			}
			d.resume(c.scope, c.id)
			if n := len(d.takeAll()); n != 2*len(steps) {
				t.Errorf("%s resumed: %d of %d go on", c.scope, n, 2*len(steps))
			}
		}
	}
}
