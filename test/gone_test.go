package test

import (
	"encoding/json"
	"fmt"
	"strings"
	"testing"
	"time"
)

// connRow is a connection as it is listed.
type connRow struct {
	State  string         `json:"state"`
	Oldest time.Time      `json:"oldest"`
	Unsent int            `json:"unsent"`
	Pairs  map[string]int `json:"pairs"`
	Events map[string]int `json:"events"`
}

func connOf(o *owner) connRow {
	o.t.Helper()
	return rows[connRow](o, "connection", "list")[0]
}

// callable joins two owners who can both be called, so that one who is away is
// noticed at once.
func callable(t *testing.T) (a, b *owner) {
	t.Helper()
	a, b, _ = two(t, setup{nodeB: func(string, *wire) string {
		return fmt.Sprintf("  link: {title: Globex Inc., listen: %q}\n", freePort(t))
	}})
	return a, b
}

// A partner that is away for long: what it should hear waits on the disk, over a
// restart, and its age is shown; once it is back all of it arrives, in order.
func TestPartnerAwayForLong(t *testing.T) {
	t.Parallel()
	a, b := callable(t)
	a.add("one")
	agree(t, a, b, 1)
	waits := func(n int) bool { return connOf(a).Unsent == n }
	waitUntil(t, "the issue to be known as received", []*owner{a}, func() bool { return waits(0) })
	b.kill()
	began := time.Now()
	const edits = 5
	for i := range edits {
		a.edit("one", "(?m)^status: .*$", fmt.Sprintf("status: step %d", i))
		waitUntil(t, "the edit to wait", []*owner{a}, func() bool { return waits(i + 1) })
	}
	a.add("two")
	waitUntil(t, "the new issue to wait, and the absence to be shown", []*owner{a}, func() bool {
		c := connOf(a)
		return c.Unsent == edits+1 && c.State == "unreachable"
	})
	oldest := connOf(a).Oldest
	if oldest.Before(began.Add(-time.Minute)) || oldest.After(time.Now()) {
		t.Errorf("the oldest change is of %v", oldest)
	}
	a.kill()
	a.serve()
	if c := connOf(a); !c.Oldest.Equal(oldest) || c.Unsent != edits+1 {
		t.Errorf("after a restart: %+v, was since %v", c, oldest)
	}
	for _, command := range []string{"status", "connection list", "connection show of-acme"} {
		if shown := a.run(strings.Fields(command)...); !strings.Contains(strings.ToLower(shown), "oldest") || !strings.Contains(shown, " s") {
			t.Errorf("entwine %s does not show the age:\n%s", command, shown)
		}
	}
	b.serve()
	agree(t, a, b, 2)
	waitUntil(t, "nothing to wait any more", []*owner{a, b}, func() bool { c := connOf(a); return c.Unsent == 0 && c.Oldest.IsZero() && c.State == "active" })
	var wrote []string
	for _, ev := range rows[eventRow](b, "events", "--limit", "0") {
		if ev.Lane == "in" && strings.Join(ev.Wrote, "") == "status" {
			wrote = append(wrote, ev.Note)
		}
	}
	if len(wrote) != edits || b.issues()["one"].Status != fmt.Sprintf("step %d", edits-1) {
		t.Errorf("%d edits were applied one by one, want %d; it shows %q", len(wrote), edits, b.issues()["one"].Status)
	}
	calm(t, a, b)
}

// A partner that is gone for ever: one owner ends the connection alone. What
// waited is dropped and said to be, the pairs stop, no fault stays open. Should the
// other one come back after all, it learns of it with its first word.
func TestPartnerGoneForEver(t *testing.T) {
	t.Parallel()
	for _, verb := range []string{"stop", "revoke"} {
		t.Run(verb, func(t *testing.T) {
			t.Parallel()
			a, b := callable(t)
			a.add("one")
			agree(t, a, b, 1)
			waitUntil(t, "the issue to be known as received", []*owner{a}, func() bool { return connOf(a).Unsent == 0 })
			b.kill()
			a.edit("one", "(?m)^status: .*$", "status: told to nobody")
			waitUntil(t, "the absence to be shown", []*owner{a}, func() bool { c := connOf(a); return c.Unsent == 1 && c.State == "unreachable" })
			a.add("two")
			waitUntil(t, "more to wait", []*owner{a}, func() bool { return connOf(a).Unsent == 2 })
			var ended struct {
				Told    bool   `json:"told"`
				Silent  string `json:"silent"`
				Pairs   int    `json:"pairs"`
				Dropped int    `json:"dropped"`
			}
			if err := json.Unmarshal([]byte(a.run("connection", verb, "of-acme", "--yes", "--json")), &ended); err != nil {
				t.Fatal(err)
			}
			if ended.Told || ended.Silent == "" || ended.Pairs != 2 || ended.Dropped != 2 {
				t.Errorf("what is said: %+v", ended)
			}
			waitUntil(t, "acme to come to rest", []*owner{a}, func() bool {
				c := connOf(a)
				return c.State == "stopped" && c.Unsent == 0 && c.Pairs["active"] == 0 && c.Events["waiting"]+c.Events["retrying"]+c.Events["blocked"] == 0
			})
			if open := openFaults(a); open > 0 {
				t.Errorf("%d faults stay open", open)
			}
			b.serve()
			b.edit("one", "(?m)^Text of .*$", "Written by globex.")
			waitUntil(t, "globex to hear of it", []*owner{a, b}, func() bool { return connOf(b).State == "stopped" })
			waitUntil(t, "globex to come to rest", []*owner{b}, func() bool {
				c := connOf(b)
				return c.Unsent == 0 && c.Events["waiting"]+c.Events["retrying"]+c.Events["blocked"] == 0
			})
			if x, y := a.issues(), b.issues(); x["one"].Status != "told to nobody" || strings.Contains(x["one"].Text, "globex") || y["one"].Status != "open" || len(y) != 1 {
				t.Errorf("%v and %v", x, y)
			}
			calm(t, a, b)
		})
	}
}

func openFaults(o *owner) (n int) {
	o.t.Helper()
	for _, f := range rows[faultRow](o, "faults") {
		if f.State == "open" {
			n++
		}
	}
	return n
}

// The last agreement with a partner that only calls is revoked while it is away:
// it hears so when it calls, and gives up.
func TestRevokedWhileTheCallerIsAway(t *testing.T) {
	t.Parallel()
	a, b, _ := two(t, setup{})
	a.add("one")
	agree(t, a, b, 1)
	b.stop()
	shown := a.run("connection", "revoke", "of-acme", "--yes")
	if !strings.Contains(shown, "it calls us") {
		t.Errorf("the owner reads:\n%s", shown)
	}
	b.serve()
	waitUntil(t, "globex to hear of it", []*owner{a, b}, func() bool { return noted(t, b, "the other owner ended a connection") })
	b.edit("one", "(?m)^status: .*$", "status: for globex alone")
	calm(t, a, b)
	if shown := b.run("connection", "show", "of-globex"); !strings.Contains(shown, "stopped") {
		t.Errorf("globex is not told: %s", shown)
	}
}
