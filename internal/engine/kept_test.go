package engine

import (
	"slices"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// What a tracker keeps as it was made is made there, added to, and left alone
// when the other side changes it or takes it out: no fault, and nothing bounces.
func TestWhatIsKept(t *testing.T) {
	h := tracker.Habits{
		Revision: tracker.Exact, Checked: true, ChangeLog: true, Marks: []string{"issue"},
		Kept: []string{"description", "comments"},
	}
	w := newWorld(t, worldOptions{b: memtracker.Config{Habits: h}})
	a := w.A.Add(hub.Issue{Summary: "zero", Description: "first text"})
	w.A.Comment(a.ID, hub.User{ID: "ann"}, "one")
	w.A.Comment(a.ID, hub.User{ID: "ann"}, "two")
	w.settle()
	if is := w.twinOf(a.ID); is.Description != "first text" || len(is.Comments) != 2 {
		t.Fatalf("B has %q and %+v", is.Description, is.Comments)
	}
	w.A.Edit(a.ID, func(is *hub.Issue) {
		is.Summary, is.Description = "one", "another text"
		is.Comments[0].Body = "edited"
		is.Comments = is.Comments[:1]
	})
	w.A.Comment(a.ID, hub.User{ID: "ann"}, "three")
	w.settle()
	is := w.twinOf(a.ID)
	if is.Summary != "one" || is.Description != "first text" {
		t.Errorf("B has %q and %q", is.Summary, is.Description)
	}
	if l := is.Comments; len(l) != 3 || l[0].Body != "one" || l[1].Body != "two" || l[2].Body != "three" {
		t.Errorf("B has the comments %+v", l)
	}
	w.B.Edit(is.Ref.ID, func(is *hub.Issue) { is.Summary = "two" })
	w.settle()
	is = w.A.Issue(a.ID)
	if is.Summary != "two" || is.Description != "another text" || len(is.Comments) != 2 || is.Comments[0].Body != "edited" {
		t.Errorf("A has %q, %q and %+v", is.Summary, is.Description, is.Comments)
	}
	for _, f := range w.faults() {
		t.Errorf("open fault: %s %s", f.Code, f.Message)
	}
}

// Where comments stay as they were made, each edit of one is one more; the
// description stays, and nothing bounces.
func TestWhatIsKept_editsInBasicMode(t *testing.T) {
	kept := []string{"description", "comments", "attachments"}
	w := newWorld(t, worldOptions{
		b:      memtracker.Config{Habits: tracker.Habits{Revision: tracker.Exact, ChangeLog: true, Kept: kept}},
		rulesB: rule.Basic{Project: "BBB", Kept: kept},
	})
	ref := w.A.Add(hub.Issue{Summary: "S", Description: "first"})
	said := w.A.Comment(ref.ID, hub.User{ID: "bob"}, "one")
	gone := w.A.Comment(ref.ID, hub.User{ID: "bob"}, "other")
	w.settle()
	for _, body := range []string{"two", "three"} {
		w.A.EditComment(ref.ID, said, body)
		w.A.Edit(ref.ID, func(is *hub.Issue) { is.Description = body })
		w.settle()
	}
	w.A.DropComment(ref.ID, gone)
	w.settle()
	w.atRest()
	twin := w.twinOf(ref.ID)
	if got, want := bodies(twin), []string{"one", "other", "two", "three"}; !slices.Equal(got, want) {
		t.Errorf("comments %q, want %q", got, want)
	}
	if twin.Description != "first" {
		t.Errorf("description %q", twin.Description)
	}
	if got := bodies(w.A.Issue(ref.ID)); !slices.Equal(got, []string{"three"}) {
		t.Errorf("comments there %q", got)
	}
	// A change of something else goes both ways as ever.
	w.B.Edit(twin.Ref.ID, func(is *hub.Issue) { is.Summary = "T" })
	w.settle()
	w.atRest()
	if got := w.A.Issue(ref.ID); got.Summary != "T" || got.Description != "three" {
		t.Errorf("got %q, %q", got.Summary, got.Description)
	}
	if f := w.faults(); len(f) > 0 {
		t.Errorf("faults %+v", f)
	}
}

// A change log may give each field of one write an entry with an id of its own.
// An edit that slips in is noticed whichever of the entries wrote over it.
func TestOverwrittenEditIsNoticedInEachEntry(t *testing.T) {
	for _, field := range []string{"priority", "summary"} {
		t.Run(field, func(t *testing.T) {
			var w *world
			slipped := false
			slip := func(c memtracker.Call) error {
				if c.Name == "Set" && c.Phase == memtracker.Before && !slipped {
					slipped = true
					w.B.Edit(c.Ref.ID, func(is *hub.Issue) { is.Set(hub.Part(field), "person") })
				}
				return nil
			}
			h := tracker.Habits{Revision: tracker.Exact, ChangeLog: true}
			w = newWorld(t, worldOptions{b: memtracker.Config{Habits: h, LogEach: true, OnCall: slip}})
			a := w.A.Add(hub.Issue{Summary: "zero", Priority: "zero"})
			w.settle()
			w.A.Edit(a.ID, func(is *hub.Issue) { is.Summary, is.Priority = "told", "told" })
			w.settle()
			w.atRest()
			if !slipped || !w.inHistory("person") {
				t.Errorf("slipped in: %v; the overwritten value is in no history", slipped)
			}
		})
	}
}
