package jira_test

import (
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// Comments are found by their marks where the server keeps any, at a service desk
// too, and after an edit.
func TestMarksOfComments(t *testing.T) {
	each(t, func(t *testing.T, d sim.Dialect, b *bench, c tracker.Connector) {
		b.site.OpenDesk(sim.DeskOptions{})
		ref := newIssue(t, c, nil)
		cm, want := c.(tracker.Commenter), map[string]string{}
		for i := range 3 {
			w := tracker.Write{Ref: ref, Mark: fmt.Sprint("mark ", i)}
			r, err := cm.AddComment(t.Context(), w, hub.Comment{Body: "the same", Private: i == 1})
			if err != nil {
				t.Fatal(err)
			}
			want[r.ID] = w.Mark
			if i == 2 {
				if _, err := cm.EditComment(t.Context(), tracker.Write{Ref: ref}, hub.Comment{ID: r.ID, Body: "another"}); err != nil {
					t.Fatal(err)
				}
			}
		}
		if err := b.site.Person("dev").Comment(ref.ID, "the same"); err != nil {
			t.Fatal(err)
		}
		got, sure, err := c.(tracker.PartMarker).PartMarks(t.Context(), ref, "comments")
		if d == sim.Server6 {
			if sure || err != nil {
				t.Errorf("%v, %v: version 6 keeps no marks", sure, err)
			}
			return
		}
		if err != nil || !sure || fmt.Sprint(got) != fmt.Sprint(want) {
			t.Errorf("got %v, %v, %v; want %v", got, sure, err, want)
		}
		if _, sure, err := c.(tracker.PartMarker).PartMarks(t.Context(), ref, "attachments"); sure || err != nil {
			t.Errorf("attachments carry marks: %v, %v", sure, err)
		}
	})
}
