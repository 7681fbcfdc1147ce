package jira_test

import (
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// An issue that was written to too often waits alone.
func TestLimitOfAnIssue(t *testing.T) {
	each(t, func(t *testing.T, _ sim.Dialect, b *bench, c tracker.Connector) {
		busy, other := newIssue(t, c, nil), newIssue(t, c, nil)
		b.site.Turn(func(k *sim.Knobs) { k.IssueWrites = 2 })
		var err error
		for i := 0; i < 5 && err == nil; i++ {
			_, err = c.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: busy}, hub.Comment{Body: fmt.Sprint("remark ", i)})
		}
		if e := hub.AsError(err); err == nil || e.Code != hub.Busy || e.Scope != hub.ScopeIssue || e.RetryIn <= 0 {
			t.Fatalf("got %v, want that this issue waits", err)
		}
		if _, err := c.(tracker.Commenter).AddComment(t.Context(), tracker.Write{Ref: other}, hub.Comment{Body: "remark"}); err != nil {
			t.Error("the other one waits too:", err)
		}
	}, sim.Cloud)
}
