package engine

import (
	"fmt"
	"maps"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// picky is a tracker that calls, and whose queries are the summaries that they take
// in; what begins with a question mark only Find can tell.
type picky struct {
	tracker.Connector
	tracker.Commenter
	tracker.Logger
	tracker.Marker
}

func (p picky) Picks(query string, _ hub.Ref, read func() (*hub.Issue, error)) (yes, sure bool, err error) {
	if query != "" && query[0] == '?' {
		return false, false, nil
	}
	is, err := read()
	if err != nil {
		return false, false, err
	}
	return query == "" || is.Summary == query, true, nil
}

// A tracker's call has the issues read that it names, once each, and those taken in
// that a trigger takes in by the look of them; the rest is left to a poll.
func TestCalled(t *testing.T) {
	calls := map[string]int{}
	trigger := ""
	h := tracker.Habits{Revision: tracker.Coarse, ChangeLog: true, Marks: []string{"issue"}}
	w := newWorld(t, worldOptions{
		b: memtracker.Config{Habits: h, OnCall: func(c memtracker.Call) error {
			if c.Phase == memtracker.Before {
				calls[c.Name]++
			}
			return nil
		}},
		wrapB: func(s tracker.Spec, c tracker.Connector) (tracker.Spec, tracker.Connector) {
			return s, picky{c, c.(tracker.Commenter), c.(tracker.Logger), c.(tracker.Marker)}
		},
		change: func(c *Connection) { c.Halves[hub.Acceptor].Trigger = &trigger },
	})
	pairs := func(id string) (n int) {
		t.Helper()
		if err := w.store.View(ctx, func(tx store.Tx) error {
			rows, err := tx.Ends().ByIssue("b", id)
			n = len(rows)
			return err
		}); err != nil {
			t.Fatal(err)
		}
		return n
	}
	called := func(what string, wantLeft bool, want map[string]int, refs ...hub.Ref) {
		t.Helper()
		clear(calls)
		left, err := w.eng.Called(ctx, "b", refs)
		if err != nil || left != wantLeft {
			t.Errorf("%s: left %v, %v", what, left, err)
		}
		for w.step() {
		}
		if !maps.Equal(calls, want) {
			t.Errorf("%s: calls %v, want %v", what, calls, want)
		}
	}
	a := w.B.Add(hub.Issue{Summary: "one"})
	called("a new issue", false, map[string]int{"Get": 1}, a)
	if n := pairs(a.ID); n != 1 {
		t.Fatalf("the issue has %d pairs", n)
	}
	w.B.Edit(a.ID, summary("two"))
	called("an edit", false, map[string]int{"Get": 1}, a)
	called("nothing new", false, map[string]int{"Get": 1}, a)

	trigger = "wanted"
	other, wanted, gone := w.B.Add(hub.Issue{Summary: "other"}), w.B.Add(hub.Issue{Summary: "wanted"}), hub.Ref{ID: "9999"}
	called("some", false, map[string]int{"Get": 3}, other, wanted, gone)
	if pairs(other.ID) != 0 || pairs(wanted.ID) != 1 || pairs(gone.ID) != 0 {
		t.Errorf("%d, %d and %d pairs", pairs(other.ID), pairs(wanted.ID), pairs(gone.ID))
	}
	trigger = "?"
	called("what only a search can tell", true, map[string]int{}, other)
	many := make([]hub.Ref, mostCalled+1)
	for i := range many {
		many[i] = hub.Ref{ID: fmt.Sprint(i)}
	}
	called("many", true, map[string]int{}, many...)

	// One that carries a mark may be one that is just being made, or a copy.
	trigger = ""
	copied := w.B.Add(hub.Issue{Summary: "copy", Mark: hub.EndKey{Pair: "p", Side: hub.Acceptor}.Mark()})
	called("a marked one", true, map[string]int{"Get": 1}, copied)
	w.settle()
	w.atRest()
}

// A message of which nothing is to be written has nothing read, and an edit that
// nobody has seen yet is as if it came after it.
func TestMessageThatAsksNothing(t *testing.T) {
	reads := 0
	w := newWorld(t, worldOptions{b: memtracker.Config{Habits: tracker.Habits{Revision: tracker.Coarse, ChangeLog: true}, OnCall: func(c memtracker.Call) error {
		if c.Name == "Get" && c.Phase == memtracker.Before {
			reads++
		}
		return nil
	}}})
	a := w.A.Add(hub.Issue{Summary: "zero"})
	w.settle()
	b := w.twinOf(a.ID)
	assign := func(name string) {
		t.Helper()
		// People are told of, and not taken over.
		w.A.Edit(a.ID, func(is *hub.Issue) { is.Assignee = &hub.User{ID: name, Name: name} })
		if err := w.eng.Poll(ctx, "a"); err != nil {
			t.Fatal(err)
		}
		reads = 0
		for w.step() {
		}
		if reads != 0 {
			t.Errorf("%s: read %d times", name, reads)
		}
	}
	assign("bob")
	w.B.Edit(b.Ref.ID, summary("a person's"))
	assign("carol")
	w.settle()
	w.atRest()
	if got := w.A.Issue(a.ID).Summary; got != "a person's" {
		t.Errorf("the other side shows %q", got)
	}
}
