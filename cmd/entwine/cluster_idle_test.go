//go:build unix

package main

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/jackc/pgx/v5"
)

// transactions is how many the database has had, as it tells: up to a second late.
func (h *house) transactions() (n int) {
	h.t.Helper()
	c, err := pgx.Connect(h.t.Context(), h.url)
	if err != nil {
		h.t.Fatal(err)
	}
	defer c.Close(context.Background())
	err = c.QueryRow(h.t.Context(), `SELECT xact_commit + xact_rollback FROM pg_stat_database WHERE datname = current_database()`).Scan(&n)
	if err != nil {
		h.t.Fatal(err)
	}
	return n
}

// A node with nothing to do asks its database for little: two processes with a
// lease of two seconds, whose trackers are asked twice a second, make about sixty
// transactions a second; a loop makes thousands.
func TestCluster_AnIdleNodeIsQuiet(t *testing.T) {
	const most, over = 200, 4 * time.Second
	h := newHouse(t, 2)
	h.start(0)
	h.start(1)
	h.await("the tracker was asked for news once", func() bool { return h.cursorKnown(1) })
	quiet := func(when string) {
		t.Helper()
		began, before := time.Now(), h.transactions()
		h.await("time passes", func() bool { return time.Since(began) > over })
		took := time.Since(began)
		if rate := float64(h.transactions()-before) / took.Seconds(); rate > most {
			t.Errorf("%s it makes %.0f transactions a second, at most %d are expected", when, rate, most)
		} else {
			t.Logf("%s: %.0f transactions a second", when, rate)
		}
	}
	n := 0
	more := func() {
		for range 20 {
			h.create(fmt.Sprintf("issue %d", n))
			n++
		}
	}
	more()
	h.await("all issues arrive", func() bool { return h.arrived(n) && h.idle(0) })
	quiet("when all is done")
	if out, err := h.command(0, "pause", "tracker", "globex"); err != nil {
		t.Fatalf("pause: %v\n%s", err, out)
	}
	more()
	h.await("what is new waits", func() bool {
		s := h.standing(0)
		return len(s.Connections) == 1 && s.Connections[0].Events["waiting"] >= 20
	})
	quiet("while a tracker is paused")
	if out, err := h.command(1, "resume", "tracker", "globex"); err != nil {
		t.Fatalf("resume: %v\n%s", err, out)
	}
	h.await("all issues arrive", func() bool { return h.arrived(n) && h.idle(0) })
	h.onlyOnce()
}
