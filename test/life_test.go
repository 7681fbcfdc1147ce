package test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// pairRow is a pair as it is listed.
type pairRow struct {
	Pair  string `json:"pair"`
	State string `json:"state"`
	Local struct {
		Key string `json:"key"`
	} `json:"local"`
	Remote struct {
		Key string `json:"key"`
	} `json:"remote"`
}

// stateOf is how an owner's node shows the pair of an issue.
func stateOf(o *owner, key string) (states []string) {
	for _, p := range rows[pairRow](o, "pairs") {
		if p.Local.Key == key {
			states = append(states, p.State)
		}
	}
	return states
}

// The life of pairs between two owners: a deletion is told and shown, and later
// edits do no harm; a pair that is stopped keeps what it has; a renamed file is
// the same issue.
func TestLifeOfPairs(t *testing.T) {
	t.Parallel()
	a, b, _ := two(t, setup{})
	for _, name := range []string{"deleted", "stopped", "moved", "goes on"} {
		a.add(name)
	}
	b.add("deleted over there")
	agree(t, a, b, 5)
	keyOfDeleted, keyOfStopped := a.key("deleted"), a.key("stopped")

	if err := os.Remove(filepath.Join(b.dir, "issues", fileOf(t, b, "deleted"))); err != nil {
		t.Fatal(err)
	}
	waitUntil(t, "the deletion to be shown", []*owner{a, b}, func() bool { return strings.Join(stateOf(a, keyOfDeleted), "") == "orphan" })
	if shown := a.run("pairs"); !strings.Contains(shown, "removed over there") {
		t.Errorf("people read:\n%s", shown)
	}
	a.edit("deleted", "(?m)^status: .*$", "status: edited in spite of it")

	a.run("unsync", keyOfStopped)
	waitUntil(t, "the pair to be stopped", []*owner{a, b}, func() bool { return strings.Join(stateOf(a, keyOfStopped), "") == "stopped" })
	a.edit("stopped", "(?m)^status: .*$", "status: by acme alone")
	b.edit("stopped", "(?m)^Text of .*$", "Written by globex alone.")

	was := fileOf(t, b, "moved")
	if err := os.Rename(filepath.Join(b.dir, "issues", was), filepath.Join(b.dir, "issues", "elsewhere.md")); err != nil {
		t.Fatal(err)
	}
	b.edit("moved", "(?m)^status: .*$", "status: after the move")
	a.edit("goes on", "(?m)^status: .*$", "status: still told")
	waitUntil(t, "what is told still", []*owner{a, b}, func() bool {
		return a.issues()["moved"].Status == "after the move" && b.issues()["goes on"].Status == "still told"
	})
	x, y := a.issues(), b.issues()
	if x["stopped"].Status != "by acme alone" || y["stopped"].Status != "open" || strings.Contains(x["stopped"].Text, "globex") {
		t.Errorf("stopped: %v and %v", x["stopped"], y["stopped"])
	}
	if _, there := y["deleted"]; there || x["deleted"].Status != "edited in spite of it" || len(x) != 5 || len(y) != 4 {
		t.Errorf("%v and %v", x, y)
	}
	calm(t, a, b)
}

// A connection that one owner stops is stopped for both; what each has stays.
func TestStoppedConnection(t *testing.T) {
	t.Parallel()
	a, b, _ := two(t, setup{})
	a.add("one")
	agree(t, a, b, 1)
	a.run("connection", "stop", "of-acme", "--yes")
	a.edit("one", "(?m)^status: .*$", "status: for acme alone")
	a.add("two")
	waitUntil(t, "both to have stopped", []*owner{a, b}, func() bool {
		return strings.Contains(a.run("connection", "show", "of-acme"), "stopped") && a.has("two")
	})
	waitUntil(t, "globex to hear of it", []*owner{a, b}, func() bool { return noted(t, b, "the other owner ended a connection") })
	b.edit("one", "(?m)^status: .*$", "status: for globex alone")
	b.stop()
	if shown := b.run("connection", "show", "of-globex"); !strings.Contains(shown, "stopped") {
		t.Errorf("globex is not told: %s", shown)
	}
	if x, y := a.issues(), b.issues(); x["one"].Status != "for acme alone" || y["one"].Status != "for globex alone" || len(y) != 1 {
		t.Errorf("%v and %v", x, y)
	}
	calm(t, a, b)
}

// fileOf is the file of the issue of a summary.
func fileOf(t *testing.T, o *owner, summary string) string {
	t.Helper()
	for _, f := range o.files() {
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		if s := summaryLine.FindSubmatch(b); s != nil && string(s[1]) == summary {
			return filepath.Base(f)
		}
	}
	t.Fatalf("%s has no issue %q", o.name, summary)
	return ""
}
