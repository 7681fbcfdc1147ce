package world_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/world"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// The stories here are the shortest forms of what random stories and the
// explorer found in the engine: each was a fault once.

var ctx = context.Background()

// driver answers with a function.
type driver func(world.Point) world.Fate

func (d driver) At(p world.Point) world.Fate { return d(p) }

// tale is a world with what tests ask of it.
type tale struct {
	*testing.T
	*world.World
	at driver // nil: nothing interferes
}

func begin(t *testing.T, o world.Options) *tale {
	t.Helper()
	s := &tale{T: t}
	o.Driver = driver(func(p world.Point) world.Fate {
		if s.at == nil {
			return world.Fate{}
		}
		return s.at(p)
	})
	w, err := world.New(ctx, o)
	if err != nil {
		t.Fatal(err)
	}
	s.World = w
	return s
}

func habits(change func(*tracker.Habits)) memtracker.Config {
	h := memtracker.Best()
	h.Longest = 5 * time.Second
	if change != nil {
		change(&h)
	}
	return memtracker.Config{Habits: h}
}

func both(c memtracker.Config) world.Options {
	return world.Options{Trackers: [2]memtracker.Config{c, c}}
}

// once lets the first call of a name on a side have a fate.
func (s *tale) once(side int, name string, kind world.Kind, f world.Fate, also func()) {
	s.at = func(p world.Point) world.Fate {
		if p.Side != side || p.Name != name || p.Kind != kind {
			return world.Fate{}
		}
		s.at = nil
		if also != nil {
			also()
		}
		return f
	}
}

// rest lets both nodes come to rest and checks what must hold then.
func (s *tale) rest() {
	s.Helper()
	if err := s.Rest(ctx); err != nil {
		s.Fatal(err)
	}
	for i, n := range s.Nodes {
		faults, err := n.Faults(ctx)
		if err != nil {
			s.Fatal(err)
		}
		for _, f := range faults {
			s.Errorf("node %d: %s %s", i, f.Code, f.Message)
		}
		ends, err := n.Ends(ctx)
		if err != nil {
			s.Fatal(err)
		}
		for _, e := range ends {
			odd, err := n.Verify(ctx, e.EndKey)
			if err != nil {
				s.Fatal(err)
			}
			for _, what := range odd {
				s.Errorf("node %d, %s: %s", i, e.Local, what)
			}
		}
	}
}

// work polls a side and carries out so many steps of its node.
func (s *tale) work(side, steps int) {
	s.Helper()
	if err := s.Poll(ctx, side); err != nil {
		s.Fatal(err)
	}
	for range steps {
		if _, err := s.Nodes[side%len(s.Nodes)].Step(ctx, 0); err != nil {
			s.Fatal(err)
		}
	}
}

func (s *tale) add(side int, is hub.Issue) string { return s.Trackers[side].Add(is).ID }

// only returns the one issue of a side.
func (s *tale) only(side int) hub.Issue {
	s.Helper()
	l := s.Trackers[side].Issues()
	if len(l) != 1 {
		s.Fatalf("side %d has %d issues, want one", side, len(l))
	}
	return l[0]
}

func (s *tale) set(side int, id string, fn func(*hub.Issue)) { s.Trackers[side].Edit(id, fn) }

func bodies(is hub.Issue) []string {
	var l []string
	for _, c := range is.Comments {
		l = append(l, c.Body)
	}
	return l
}

func (s *tale) same(a, b hub.Issue) {
	s.Helper()
	if a.Summary != b.Summary || a.Priority != b.Priority || a.Status != b.Status || !slices.Equal(bodies(a), bodies(b)) {
		s.Errorf("A shows %q %q %q %q, B %q %q %q %q",
			a.Summary, a.Priority, a.Status, bodies(a), b.Summary, b.Priority, b.Status, bodies(b))
	}
}

// A write whose outcome is looked for landed, and a person changed the field
// again before the look: that edit is told.
func TestEditBetweenLandingAndLook(t *testing.T) {
	s := begin(t, both(habits(nil)))
	s.add(0, hub.Issue{Summary: "s", Priority: "0"})
	s.rest()
	s.set(0, s.only(0).Ref.ID, func(is *hub.Issue) { is.Priority = "1" })
	s.work(0, 2)
	s.once(1, "Set", world.BeforeCall, world.Fate{Do: world.Lose}, nil)
	s.work(1, 1)
	s.set(1, s.only(1).Ref.ID, func(is *hub.Issue) { is.Priority = "0" })
	s.rest()
	if a, b := s.only(0), s.only(1); a.Priority != "0" || b.Priority != "0" {
		t.Errorf("A shows %q, B %q, want the person's 0", a.Priority, b.Priority)
	}
}

// A new issue that the search does not show within the read lag is taken in.
func TestSearchLags(t *testing.T) {
	c := habits(func(h *tracker.Habits) { *h = memtracker.Worst(); h.ReadLag = 2 * time.Second })
	s := begin(t, world.Options{Trackers: [2]memtracker.Config{c, habits(nil)}})
	s.Trackers[0].Set(func(k *memtracker.Knobs) { k.Stale = memtracker.Old })
	s.add(0, hub.Issue{Summary: "s"})
	s.rest()
	if got := s.only(1).Summary; got != "s" {
		t.Errorf("B shows %q, want s", got)
	}
}

// A tracker that changes the status by a call of its own takes an issue with
// another status than its first one.
func TestNewIssueWithStatusApart(t *testing.T) {
	s := begin(t, both(habits(func(h *tracker.Habits) { h.StatusApart = true })))
	s.add(0, hub.Issue{Summary: "s", Status: "busy"})
	s.rest()
	s.same(s.only(0), s.only(1))
}

// What is told while an issue is away is told again when it is back.
func TestIssueAwayAndBack(t *testing.T) {
	s := begin(t, both(habits(nil)))
	s.add(0, hub.Issue{Summary: "s", Priority: "0"})
	s.rest()
	s.Trackers[0].Hide(s.only(0).Ref.ID)
	s.set(1, s.only(1).Ref.ID, func(is *hub.Issue) { is.Priority = "1" })
	s.Trackers[1].Comment(s.only(1).Ref.ID, hub.User{ID: "bob"}, "meanwhile")
	if err := s.Rest(ctx); err != nil { // long enough for it to count as deleted
		t.Fatal(err)
	}
	s.Trackers[0].Show(s.only(0).Ref.ID)
	s.rest()
	a, b := s.only(0), s.only(1)
	if s.same(a, b); a.Priority != "1" || len(a.Comments) != 1 {
		t.Errorf("A shows %q and %q, want what was told meanwhile", a.Priority, bodies(a))
	}
}

// An issue deleted while a message is applied to it: the other side hears.
func TestDeletedHalfWay(t *testing.T) {
	s := begin(t, both(habits(nil)))
	s.add(0, hub.Issue{Summary: "s"})
	s.rest()
	id := s.only(1).Ref.ID
	s.set(0, s.only(0).Ref.ID, func(is *hub.Issue) { is.Priority = "1" })
	s.work(0, 2)
	s.once(1, "Set", world.BeforeCall, world.Fate{Do: world.Lose}, nil)
	s.work(1, 1)
	s.Trackers[1].Delete(id)
	s.rest()
	ends, err := s.Nodes[0].Ends(ctx)
	if err != nil || len(ends) != 1 || ends[0].State != hub.EndOrphan {
		t.Errorf("A's end is %+v (%v), want an orphan", ends, err)
	}
}

// An attachment of an issue that cannot be seen for a moment is told later.
func TestAttachmentOfHiddenIssue(t *testing.T) {
	c := habits(nil)
	c.NoDigest = true
	s := begin(t, both(c))
	id := s.add(0, hub.Issue{Summary: "s"})
	s.rest()
	s.Trackers[0].Attach(id, "a.txt", []byte("hello"))
	if err := s.Nodes[0].Pause(ctx); err != nil {
		t.Fatal(err)
	}
	s.work(0, 1)
	s.Trackers[0].Hide(id)
	if err := s.Nodes[0].Resume(ctx); err != nil {
		t.Fatal(err)
	}
	s.work(0, 1)
	s.Trackers[0].Show(id)
	s.rest()
	if n := len(s.only(1).Attachments); n != 1 {
		t.Errorf("B has %d attachments, want one", n)
	}
}

// A clone of an issue whose create was not answered yet is an issue of its own.
func TestCloneOfHalfMadeIssue(t *testing.T) {
	s := begin(t, both(habits(nil)))
	s.add(0, hub.Issue{Summary: "s"})
	s.work(0, 2)
	s.once(1, "Create", world.BeforeCall, world.Fate{Do: world.Lose}, nil)
	s.work(1, 1)
	s.Trackers[1].Clone(s.only(1).Ref.ID)
	s.rest()
	if a, b := len(s.Trackers[0].Issues()), len(s.Trackers[1].Issues()); a != 2 || b != 2 {
		t.Errorf("A has %d issues, B %d, want two each", a, b)
	}
}

// A copy that a person deleted is made again when its author edits it, and is
// the one that his next edit changes.
func TestCommentMadeAgain(t *testing.T) {
	s := begin(t, both(habits(nil)))
	id := s.add(0, hub.Issue{Summary: "s"})
	c := s.Trackers[0].Comment(id, hub.User{ID: "alice"}, "one")
	s.rest()
	b := s.only(1)
	s.Trackers[1].DropComment(b.Ref.ID, b.Comments[0].ID)
	s.rest()
	for _, text := range []string{"two", "three"} {
		s.Trackers[0].EditComment(id, c, text)
		s.rest()
	}
	if got := bodies(s.only(1)); !slices.Equal(got, []string{"three"}) {
		t.Errorf("B shows %q, want three", got)
	}
}

// A node that is restored from an older copy makes nothing twice and loses
// nothing, whichever side it is and whatever happened since the copy.
func TestRestoredNode(t *testing.T) {
	for side, name := range []string{"initiator", "acceptor"} {
		t.Run(name, func(t *testing.T) {
			s := begin(t, both(habits(nil)))
			old := s.add(0, hub.Issue{Summary: "old", Priority: "0"})
			s.rest()
			twin := s.only(1).Ref.ID
			disk, err := s.Nodes[side].Backup(ctx)
			if err != nil {
				t.Fatal(err)
			}
			// Forgotten: edits and comments both ways, and a new issue on each side.
			s.set(0, old, func(is *hub.Issue) { is.Summary = "changed at A" })
			s.set(1, twin, func(is *hub.Issue) { is.Priority = "changed at B" })
			s.Trackers[0].Comment(old, hub.User{ID: "alice"}, "from A")
			s.Trackers[1].Comment(twin, hub.User{ID: "bob"}, "from B")
			s.add(0, hub.Issue{Summary: "new at A"})
			s.add(1, hub.Issue{Summary: "new at B"})
			s.rest()
			if err := s.Nodes[side].Restore(ctx, disk); err != nil {
				t.Fatal(err)
			}
			s.set(side, []string{old, twin}[side], func(is *hub.Issue) { is.Status = "done" })
			if err := s.Nodes[side].Restored(ctx); err != nil {
				t.Fatal(err)
			}
			s.rest()
			for i, tr := range s.Trackers {
				if n := len(tr.Issues()); n != 3 {
					t.Errorf("side %d has %d issues, want 3", i, n)
				}
			}
			a, b := s.Trackers[0].Issue(old), s.Trackers[1].Issue(twin)
			if a.Summary != "changed at A" || b.Summary != a.Summary || a.Priority != "changed at B" || b.Priority != a.Priority ||
				a.Status != "done" || b.Status != "done" || len(a.Comments) != 2 || len(b.Comments) != 2 {
				t.Errorf("A shows %q %q %q %q, B %q %q %q %q",
					a.Summary, a.Priority, a.Status, bodies(a), b.Summary, b.Priority, b.Status, bodies(b))
			}
		})
	}
}

// A restored node of which nobody said so is found out by the number it uses
// twice, and held.
func TestRestoredNodeIsNoticed(t *testing.T) {
	s := begin(t, both(habits(nil)))
	id := s.add(0, hub.Issue{Summary: "s", Priority: "0"})
	s.rest()
	disk, err := s.Nodes[0].Backup(ctx)
	if err != nil {
		t.Fatal(err)
	}
	s.set(0, id, func(is *hub.Issue) { is.Priority = "1" })
	s.rest()
	if err := s.Nodes[0].Restore(ctx, disk); err != nil {
		t.Fatal(err)
	}
	s.set(0, id, func(is *hub.Issue) { is.Priority = "2" })
	if err := s.Rest(ctx); err != nil {
		t.Fatal(err)
	}
	faults, err := s.Nodes[0].Faults(ctx)
	if err != nil || len(faults) != 1 || faults[0].Code != hub.Held || !strings.Contains(faults[0].Message, "older copy") {
		t.Fatalf("the faults are %v (%v), want one that says it is an older copy", faults, err)
	}
	if err := s.Nodes[0].Restored(ctx); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Nodes[0].Queue().Retry(ctx, faults[0].ID); err != nil {
		t.Fatal(err)
	}
	s.rest()
	if got := s.only(1).Priority; got != "2" {
		t.Errorf("B shows %q, want 2", got)
	}
}
