package jira_test

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// A link to the twin is there once, however often it is put, changes nothing of
// the issue, and is not taken for one of its links.
func TestLinkToTheTwin(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, plain tracker.Connector) {
		if _, ok := plain.(tracker.TwinLinker); ok {
			t.Error("links to twins though nobody asked for them")
		}
		c := b.open(tracker.Settings{"twin_links": "yes"})
		ref := newIssue(t, c, nil)
		own := hub.Link{Type: "relates", URL: "https://example.org/page", Title: "a page"}
		if _, err := c.(tracker.Linker).AddLink(t.Context(), tracker.Write{Ref: ref}, own); err != nil {
			t.Fatal(err)
		}
		before := get(t, c, ref)
		for _, address := range []string{"https://globex.example.org/1", "https://globex.example.org/2?x=1", "https://globex.example.org/2?x=1"} {
			w := tracker.Write{Ref: ref, Mark: hub.EndKey{Pair: "p1", Side: hub.Acceptor}.Mark()}
			if err := c.(tracker.TwinLinker).LinkTwin(t.Context(), w, address, "GLOBEX-1"); err != nil {
				t.Fatal(err)
			}
		}
		after := get(t, c, ref)
		if len(after.Links) != 1 || after.Links[0].URL != own.URL {
			t.Errorf("the links are %+v", after.Links)
		}
		if after.Rev != before.Rev {
			t.Error("the issue counts as changed")
		}
		links, err := b.site.Person("dev").Links(ref.ID)
		if err != nil || len(links) != 2 || links[1] != "https://globex.example.org/2?x=1" {
			t.Errorf("people see %v, %v", links, err)
		}
	})
}
