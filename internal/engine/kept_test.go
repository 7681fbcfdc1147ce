package engine

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
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
