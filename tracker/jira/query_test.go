package jira_test

import (
	"slices"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// Issues are found by what they show in a field: of whatever kind, and whatever
// stands in the value. Those that merely have the words may be among them.
func TestQuery(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		a := c.(tracker.Asker)
		for _, x := range []struct {
			field, value string
			set          func(is *hub.Issue)
		}{
			{"summary", `The "pump" stops \ again`, func(is *hub.Issue) { is.Summary = `The "pump" stops \ again` }},
			{"Team", "red", func(is *hub.Issue) { is.CustomFields = hub.Values{"Team": "red"} }},
			{"Text line", "GLOBEX-3", func(is *hub.Issue) { is.CustomFields = hub.Values{"Text line": "GLOBEX-3"} }},
			{"Points", "5", func(is *hub.Issue) { is.CustomFields = hub.Values{"Points": hub.Number("5")} }},
		} {
			ref := newIssue(t, c, x.set)
			newIssue(t, c, func(is *hub.Issue) { is.Summary = "nothing of it" })
			q, err := a.Query(t.Context(), x.field, x.value)
			if err != nil {
				t.Fatal(err)
			}
			var found []string
			for r, err := range c.Find(t.Context(), q) {
				if err != nil {
					t.Fatalf("%s: %v", q, err)
				}
				found = append(found, r.ID)
			}
			if !slices.Equal(found, []string{ref.ID}) {
				t.Errorf("%s finds %v, want %s", q, found, ref.ID)
			}
		}
		if _, err := a.Query(t.Context(), "Taem", "Red"); hub.CodeOf(err) != hub.Invalid {
			t.Errorf("a field that there is not: %v", err)
		}
	})
}
