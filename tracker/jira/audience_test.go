package jira_test

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// Who may read a comment or a work log is told, kept, and changed when asked for.
func TestAudience(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, _ tracker.Connector) {
		c := b.open(tracker.Settings{"internal_role": "Developers"})
		ref := newIssue(t, c, nil)
		w := tracker.Write{Ref: ref}
		users, usual := hub.Audience{Group: "jira-users"}, hub.Audience{Role: "Developers"}
		var ids []string
		for _, only := range []hub.Audience{users, users, usual, {}} {
			r, err := c.(tracker.Commenter).AddComment(t.Context(), w, hub.Comment{Body: "for some", Private: true, Only: only})
			if err != nil {
				t.Fatal(err)
			}
			ids = append(ids, r.ID)
		}
		if _, err := c.(tracker.WorkLogger).AddWorkLog(t.Context(), w, hub.WorkLog{Seconds: 60, Only: users}); err != nil {
			t.Fatal(err)
		}
		shows := func(want ...hub.Audience) {
			t.Helper()
			is := get(t, c, ref)
			if len(is.Comments) != len(want) || len(is.WorkLogs) != 1 || is.WorkLogs[0].Only != users {
				t.Fatalf("comments %+v, work logs %+v", is.Comments, is.WorkLogs)
			}
			for i, cm := range is.Comments {
				if cm.Only != want[i] || cm.Private != (want[i] != hub.Audience{}) {
					t.Errorf("comment %d is for %+v (private: %v), want %+v", i, cm.Only, cm.Private, want[i])
				}
			}
		}
		shows(users, users, usual, usual)
		for i, cm := range []hub.Comment{{Private: true}, {Private: true, Only: usual}, {Private: true, Only: users}, {}} {
			cm.ID, cm.Body = ids[i], "edited"
			if _, err := c.(tracker.Commenter).EditComment(t.Context(), w, cm); err != nil {
				t.Fatal(err)
			}
		}
		shows(users, usual, users, hub.Audience{})
		_, err := c.(tracker.Commenter).AddComment(t.Context(), w, hub.Comment{Body: "for nobody here", Private: true, Only: hub.Audience{Group: "elsewhere"}})
		if code(err) != hub.Invalid {
			t.Errorf("a group that there is not: %v, want %s", err, hub.Invalid)
		}
	})
}
