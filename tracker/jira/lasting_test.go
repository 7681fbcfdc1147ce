package jira_test

import (
	"strings"
	"sync"
	"testing"
	"time"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/tracker"
)

// What is asked for once is asked for once by all workers of a node that has just
// started, too: where a limit binds, each time costs them all.
func TestAskedOnceByMany(t *testing.T) {
	each(t, func(t *testing.T, _ sim.Dialect, b *bench, c tracker.Connector) {
		ref := newIssue(t, c, nil)
		cold := b.open(nil)
		before := b.site.Calls()
		b.site.Turn(func(k *sim.Knobs) { k.Slow = 20 * time.Millisecond }) // so that all have come before the first is answered
		var all sync.WaitGroup
		for range 20 {
			all.Go(func() {
				if _, err := cold.Get(t.Context(), ref); err != nil {
					t.Error(err)
				}
			})
		}
		all.Wait()
		for what, n := range b.site.Calls() {
			if n -= before[what]; n > 1 && !strings.HasPrefix(what, "GET /issue/{key}") {
				t.Errorf("%s: %d times", what, n)
			}
		}
	})
}
