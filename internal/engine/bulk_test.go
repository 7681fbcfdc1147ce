package engine

import (
	"context"
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// bulkWorld is a world in which only a bulk run takes issues in, with so many to
// take in beside one pair.
func bulkWorld(t *testing.T, issues int) (*world, hub.Ref) {
	t.Helper()
	asked := "label=asked"
	w := newWorld(t, worldOptions{change: func(c *Connection) {
		c.Halves[hub.Initiator].Trigger, c.Halves[hub.Acceptor].Trigger = &asked, nil
	}})
	pair := w.A.Add(hub.Issue{Summary: "a pair", Labels: []string{"asked"}})
	w.settle()
	for i := range issues {
		w.A.Add(hub.Issue{Summary: fmt.Sprint("issue ", i), Labels: []string{"in"}})
	}
	w.settle()
	return w, pair
}

// A person's edit is carried over at once, however much a bulk run has handed
// over before it: its own steps are taken first, and of the run none but what
// stands in their way.
func TestBulk_is_overtaken_by_edits(t *testing.T) {
	w, pair := bulkWorld(t, 300)
	if _, err := w.eng.Bulk(ctx, "c1", hub.Initiator, "label=in", nil); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		w.step()
	}
	before := w.queue.Depth()
	if before < 250 {
		t.Fatalf("%d events of the run wait, too few to overtake", before)
	}
	w.A.Edit(pair.ID, summary("edited meanwhile"))
	w.poll()
	steps := 0
	for w.twinOf(pair.ID).Summary != "edited meanwhile" {
		if steps++; !w.step() {
			t.Fatal("nothing is left to do, and the edit has not arrived")
		}
	}
	// Captured, sent, planned and applied: three steps of its own. The run may have
	// begun one before each.
	if steps > 6 || w.queue.Depth() < before-6 {
		t.Errorf("the edit took %d steps, and %d of %d events of the run were left", steps, w.queue.Depth(), before)
	}
	w.settle()
	w.atRest()
	w.allIn(300)
}

// allIn checks that each issue is over there once.
func (w *world) allIn(issues int) {
	w.t.Helper()
	seen := map[string]int{}
	for _, is := range w.B.Issues() {
		seen[is.Summary]++
	}
	for i := range issues {
		if n := seen[fmt.Sprint("issue ", i)]; n != 1 {
			w.t.Errorf("issue %d is over there %d times", i, n)
		}
	}
}

// A run that is stopped, or whose process is killed, goes on where it was when it
// is run again: nothing is missing then, and nothing there twice.
func TestBulk_goes_on(t *testing.T) {
	w, _ := bulkWorld(t, 350)
	run, stop := context.WithCancel(ctx)
	b, err := w.eng.Bulk(run, "c1", hub.Initiator, "label=in", func(b store.Bulk) {
		if b.Found == 2*bulkAtOnce {
			stop()
		}
	})
	if err == nil || b.State != "stopped" || b.Taken != 2*bulkAtOnce {
		t.Fatalf("stopped: %+v, %v", b, err)
	}
	for range 30 {
		w.step()
	}
	w.restart() // with issues half made
	b, err = w.eng.Bulk(ctx, "c1", hub.Initiator, "label=in", nil)
	if err != nil || b.Found != 350 || b.Taken != 150 {
		t.Errorf("run again: %+v, %v", b, err)
	}
	w.settle()
	w.atRest()
	w.allIn(350)
}
