package engine

import (
	"fmt"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

func silent() memtracker.Config {
	h := memtracker.Seconds()
	h.SilentDeletions, h.SilentEdits = true, true
	return memtracker.Config{Habits: h}
}

func (w *world) round() {
	w.t.Helper()
	if err := w.eng.Round(ctx); err != nil {
		w.t.Fatal(err)
	}
	w.settle()
}

// endOf is the state of an issue of A.
func (w *world) endOf(id string) (s hub.EndState) {
	w.store.View(ctx, func(tx store.Tx) error {
		rows, err := tx.Ends().ByIssue("a", id)
		for _, r := range rows {
			s = r.State
		}
		return err
	})
	return s
}

// A tracker that never tells of deletions is asked whether its issues are still
// there; what is gone is told as deleted after two sweeps, no sooner.
func TestSilentDeletions(t *testing.T) {
	w := newWorld(t, worldOptions{a: silent()})
	a, stays := w.A.Add(hub.Issue{Summary: "goes"}), w.A.Add(hub.Issue{Summary: "stays"})
	w.settle()
	w.A.Set(func(k *memtracker.Knobs) { k.NoDeleteEvent = true })
	w.A.Delete(a.ID)
	w.settle()
	if s := w.endOf(a.ID); s != hub.EndActive {
		t.Fatalf("%s before anybody looked", s)
	}
	w.round()
	if s := w.endOf(a.ID); s != hub.EndMissing {
		t.Errorf("%s after a round, want missing", s)
	}
	for range 2 {
		w.clock = w.clock.Add(11 * time.Minute)
		if err := w.eng.Sweep(ctx); err != nil {
			t.Fatal(err)
		}
		w.settle()
	}
	if s := w.endOf(a.ID); s != hub.EndGone {
		t.Errorf("%s after two sweeps, want gone", s)
	}
	if s := w.endOf(stays.ID); s != hub.EndActive {
		t.Errorf("the other one is %s", s)
	}
	w.atRest()
}

// Edits that a tracker keeps silent about are found in rounds: of lively issues
// in the next one, of all others in their turn, and a round reads only so many.
func TestSilentEdits(t *testing.T) {
	w := newWorld(t, worldOptions{a: silent(), change: func(c *Connection) { c.Guard.Overwrites = -1 }})
	const n = 2*readEachRound + 10
	var refs []hub.Ref
	for i := range n {
		refs = append(refs, w.A.Add(hub.Issue{Summary: fmt.Sprint("issue ", i)}))
	}
	w.settle()
	shown := func() (found int) {
		for _, r := range refs {
			if w.twinOf(r.ID).Summary == "edited" {
				found++
			}
		}
		return found
	}
	edit := func(r hub.Ref) { w.A.Edit(r.ID, func(is *hub.Issue) { is.Summary = "edited" }) }
	w.clock = w.clock.Add(24 * time.Hour)
	w.A.Set(func(k *memtracker.Knobs) { k.Feed = memtracker.Feed{} })
	w.A.Edit(refs[n-1].ID, summary("told"))
	w.settle()
	w.A.Set(func(k *memtracker.Knobs) { k.Feed = memtracker.Feed{Miss: 100, MissFor: 1000 * time.Hour} })
	edit(refs[n-1])
	w.round()
	if shown() != 1 {
		t.Errorf("the edit of a lively issue was not found in the next round")
	}
	w.clock = w.clock.Add(24 * time.Hour)
	for _, r := range refs {
		edit(r)
	}
	rounds := 0
	for found := shown(); found < n; rounds++ {
		w.round()
		now := shown()
		if now-found > readEachRound {
			t.Errorf("a round read %d issues, want at most %d", now-found, readEachRound)
		}
		found = now
		// Half a round for each in its turn, and one that ends at the last one.
		if rounds > n/(readEachRound/2)+1 {
			t.Fatalf("%d of %d edits found after %d rounds", found, n, rounds)
		}
	}
}
