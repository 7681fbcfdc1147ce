package engine

import (
	"fmt"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

func withFormat(format string) memtracker.Config {
	h := memtracker.Best()
	h.Format = format
	return memtracker.Config{Habits: h}
}

// Each side has texts in its own format. What the other side sends back without
// having changed it stays byte for byte, spelled as its writer spelled it.
func TestFormats(t *testing.T) {
	const written = "Title\n=====\n\n* one\n* two __bold__\n"
	w := newWorld(t, worldOptions{a: withFormat("markdown"), b: withFormat("textile")})
	a := w.A.Add(hub.Issue{Summary: "zero", Description: written})
	w.settle()
	b := w.twinOf(a.ID).Ref
	const there = "h1. Title\n\n* one\n* two *bold*"
	if got := w.B.Issue(b.ID).Description; got != there {
		t.Fatalf("B shows %q", got)
	}
	for i := range 10 {
		w.clock = w.clock.Add(time.Hour) // people, not automation
		w.A.Edit(a.ID, summary(fmt.Sprint("A ", i)))
		w.settle()
		w.clock = w.clock.Add(time.Hour)
		w.B.Edit(b.ID, summary(fmt.Sprint("B ", i)))
		w.settle()
	}
	if got := w.A.Issue(a.ID).Description; got != written {
		t.Errorf("A's text is worn: %q", got)
	}
	if got := w.B.Issue(b.ID).Description; got != there {
		t.Errorf("B's text is worn: %q", got)
	}
	w.B.Edit(b.ID, func(is *hub.Issue) { is.Description = "h2. Another" })
	w.B.Comment(b.ID, hub.User{ID: "bob", Name: "Bob"}, "it is *so*")
	w.settle()
	is := w.A.Issue(a.ID)
	if is.Description != "## Another" || len(is.Comments) != 1 || is.Comments[0].Body != "it is **so**" {
		t.Errorf("A shows %q and %+v", is.Description, is.Comments)
	}
	w.atRest()
}
