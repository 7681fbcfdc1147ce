package jira_test

import (
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// A query that makes no sense is refused with Jira's own reason, and with the place
// in the query as its owner wrote it.
func TestPlaceInAQuery(t *testing.T) {
	each(t, func(t *testing.T, _ sim.Dialect, b *bench, _ tracker.Connector) {
		for _, projects := range []string{"ACME", "", "ACME,GLOBEX"} {
			c := b.open(tracker.Settings{"projects": projects})
			for query, says := range map[string]string{
				"labels = shared priority = High":    "(character 17)",
				"labels = shared\n  priority = High": "(character 19)",
				"labels in (shared priority)":        "(character 19)",
				"colour = blue":                      "colour",
				"labels = \"shared":                  "not been completed",
			} {
				var err error
				for _, e := range c.Find(t.Context(), query) {
					err = e
					break
				}
				if code(err) != hub.Invalid || !strings.Contains(err.Error(), says) {
					t.Errorf("%q in %q: %v, want %s", query, projects, err, says)
				} else if strings.Contains(err.Error(), "line 1") {
					t.Errorf("%q in %q: %v names a place in what we asked", query, projects, err)
				}
			}
		}
	})
}
