package live

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

// How many issues with comments does a node take over in a minute, with how
// many calls, and what could the trackers do at best? Both are measured in the
// same run: first each tracker alone, asked by six callers who do nothing else,
// as many as a node has under way; then the node. The proxy says for how much of
// the node's time a tracker was at work, and how long it had to wait for us.
func TestBulkSpeed_RedmineRT(t *testing.T) {
	if os.Getenv("ENTWINE_LIVE_SPEED") == "" {
		t.Skip("a measurement (ENTWINE_LIVE_SPEED is not set): make bench-trackers")
	}
	issues := number(t, "ENTWINE_LIVE_ISSUES", 200)
	alone(t, newRedmine(t))
	alone(t, newRT(t))

	a, b := newRedmine(t), quiet(newRT(t))
	want := stock(t, a, issues, rand.New(rand.NewPCG(1, 1)))
	comments := 0
	for _, notes := range want {
		comments += len(notes)
	}
	s := serve(t, both(a, b))
	ctx, cancel := context.WithTimeout(t.Context(), 40*time.Minute)
	defer cancel()
	began := time.Now()
	s.bulk(ctx)
	took := time.Since(began)
	counts := [2]tally{a.proxy().counts(), b.proxy().counts()}
	arrived(t, ctx, s, b, want)
	s.kill() // its processor time is told at its end

	per := func(n int) string { return fmt.Sprintf("%.1f", float64(n)/float64(issues)) }
	t.Logf("node: %d issues with %d comments in %.1f s, %.2f issues/s; processor time of the node %.0f ms per issue, at most %d MB resident",
		issues, comments, took.Seconds(), float64(issues)/took.Seconds(), float64(s.cpu.Milliseconds())/float64(issues), s.peak>>20)
	for i, p := range []place{a, b} {
		c := counts[i]
		t.Logf("%s: %s reads and %s writes per issue, %.1f requests/s; at work %.0f %% of the time, %.1f requests at once, %.0f ms each",
			p.kind(), per(c.Reads), per(c.Writes), float64(c.Reads+c.Writes)/took.Seconds(), 100*c.Busy.Seconds()/took.Seconds(),
			c.Work.Seconds()/took.Seconds(), 1000*c.Work.Seconds()/float64(c.Reads+c.Writes))
		t.Logf("%s: %v", p.kind(), c.Kinds)
	}
}

// alone measures what a tracker can do: an issue read, and a comment written.
func alone(t *testing.T, p interface {
	place
	look(t testing.TB, id string)
}) {
	t.Helper()
	const callers, rounds = 6, 20
	ids := make([]string, callers)
	for i := range ids {
		ids[i] = p.create(t, ticket{Summary: fmt.Sprintf("Measured %d", i), Description: "As it is."})
	}
	for what, do := range map[string]func(id string){
		"reads of an issue": func(id string) { p.look(t, id) },
		"comments written":  func(id string) { p.comment(t, id, "One more.", true) },
	} {
		var wg sync.WaitGroup
		var n atomic.Int64
		began := time.Now()
		for _, id := range ids {
			wg.Go(func() {
				for range rounds {
					do(id)
					n.Add(1)
				}
			})
		}
		wg.Wait()
		t.Logf("%s alone: %.1f %s/s, %d callers", p.kind(), float64(n.Load())/time.Since(began).Seconds(), what, callers)
	}
}
