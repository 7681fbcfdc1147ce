package engine

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// A link travels once both its issues are over there, whichever of them came
// first, and is taken out again; a link to an issue that is not synced stays at
// home until it is.
func TestLinksBetweenSyncedIssues(t *testing.T) {
	types := []string{"relates", "blocks"}
	only := "label=sync"
	w := newWorld(t, worldOptions{
		rulesA: rule.Basic{Project: "AAA", Links: types}, rulesB: rule.Basic{Project: "BBB", Links: types},
		change: func(c *Connection) { c.Halves[hub.Initiator].Trigger = &only },
	})
	issue := func(name string, label string) hub.Ref {
		return w.A.Add(hub.Issue{Summary: name, Labels: []string{label}})
	}
	first, later, never := issue("first", "sync"), issue("later", "no"), issue("never", "no")
	w.A.Edit(first.ID, func(is *hub.Issue) {
		is.Links = []hub.Link{{Type: "blocks", To: later}, {Type: "relates", To: never}, {Type: "relates", URL: "https://example.org"}}
	})
	w.settle()
	if l := w.twinOf(first.ID).Links; len(l) != 0 {
		t.Fatalf("links to issues that are not synced were told: %+v", l)
	}

	w.A.Edit(later.ID, func(is *hub.Issue) { is.Labels = []string{"sync"} })
	w.settle()
	there := w.twinOf(later.ID).Ref
	l := w.twinOf(first.ID).Links
	if len(l) != 1 || l[0].Type != "blocks" || l[0].To.ID != there.ID {
		t.Fatalf("links over there are %+v, want blocks %s", l, there)
	}
	w.atRest()

	// Back from the other side: another link, of a kind that A has not.
	b1 := w.twinOf(first.ID).Ref
	w.B.Edit(there.ID, func(is *hub.Issue) { is.Links = []hub.Link{{Type: "sounds like", To: b1}} })
	w.settle()
	if l := w.A.Issue(later.ID).Links; len(l) != 1 || l[0].Type != "relates" || l[0].To.ID != first.ID {
		t.Errorf("links of the later one are %+v", l)
	}
	w.A.Edit(later.ID, summary("and goes back with the next change"))
	w.settle()
	if l := w.B.Issue(there.ID).Links; len(l) != 1 || l[0].Type != "sounds like" {
		t.Errorf("B's own link came back as another one: %+v", l)
	}

	w.A.Edit(first.ID, func(is *hub.Issue) { is.Links = is.Links[1:] })
	w.settle()
	if l := w.twinOf(first.ID).Links; len(l) != 0 {
		t.Errorf("a link that was taken out still stands over there: %+v", l)
	}
	if l := w.A.Issue(first.ID).Links; len(l) != 2 {
		t.Errorf("links that are not told were touched: %+v", l)
	}
	w.atRest()
}

// Who waits for whom is not forgotten when the power goes.
func TestLinksWaitOverRestarts(t *testing.T) {
	types := []string{"relates"}
	only := "label=sync"
	w := newWorld(t, worldOptions{
		a: memtracker.Config{}, rulesA: rule.Basic{Project: "AAA"}, rulesB: rule.Basic{Project: "BBB", Links: types},
		change: func(c *Connection) { c.Halves[hub.Initiator].Trigger = &only },
	})
	other := w.A.Add(hub.Issue{Summary: "other"})
	one := w.A.Add(hub.Issue{Summary: "one", Labels: []string{"sync"}, Links: []hub.Link{{Type: "relates", To: other}}})
	w.settle()
	w.restart()
	w.A.Edit(other.ID, func(is *hub.Issue) { is.Labels = []string{"sync"} })
	w.settle()
	if l := w.twinOf(one.ID).Links; len(l) != 1 || l[0].To.ID != w.twinOf(other.ID).Ref.ID {
		t.Errorf("links over there are %+v", l)
	}
	w.atRest()
}
