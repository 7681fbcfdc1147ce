package test

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// copied writes an issue as both owners have it who copied it by hand: a comment
// that both have, and one of each owner's own.
func (o *owner) copied(summary, text string, n int) {
	o.t.Helper()
	o.write(fmt.Sprintf("issues/%03d.md", n), fmt.Sprintf("---\nkey: %s-%d\nsummary: %s\nstatus: open\n---\n\n%s\n\n## Comments\n\n### Ann, 2026-03-01 10:00 UTC\n\nWe both know.\n\n### %s, 2026-03-01 11:00 UTC\n\nOnly %s knows of %s.\n",
		strings.ToUpper(o.name), n, summary, text, o.name, o.name, summary))
}

type connectRow struct {
	Line    int    `json:"line"`
	Outcome string `json:"outcome"`
	Message string `json:"message"`
}

// outcomes counts what a run of connect-file says, which may be partly done.
func (o *owner) outcomes(args ...string) map[string]int {
	o.t.Helper()
	m := map[string]int{}
	out, err := o.try(append([]string{"pair", "connect-file"}, args...)...)
	if err != nil && !strings.Contains(err.Error(), "exit status 3") {
		o.t.Fatal(err)
	}
	if err != nil {
		out = err.Error()
	}
	for line := range strings.Lines(out) {
		var r connectRow
		if json.Unmarshal([]byte(line), &r) == nil && r.Line > 0 { // words for people are none
			m[r.Outcome]++
		}
	}
	return m
}

// Two owners who have the same issues connect them from a file, end that, and
// connect them again from what that wrote: nothing is doubled and nothing lost.
func TestPairsFromAFile(t *testing.T) {
	t.Parallel()
	const n = 20
	a, b, _ := two(t, setup{before: func(a, b *owner, _ *wire) {
		for i := 1; i <= n; i++ {
			a.copied(fmt.Sprintf("issue %d", i), "As acme wrote it.", i)
			b.copied(fmt.Sprintf("issue %d", i), "As globex wrote it.", 100+i)
		}
	}})
	file := "local,remote\n"
	for i := 1; i <= n; i++ {
		file += fmt.Sprintf("ACME-%d,GLOBEX-%d\n", i, 100+i)
	}
	a.write("pairs.csv", file)
	a.write("wrong.csv", file+"ACME-1,GLOBEX-999\nACME-77\n")
	waitUntil(t, "both to know their issues", []*owner{a, b}, func() bool { return a.has("issue 20") && b.has("issue 20") })

	if _, err := a.try("pair", "connect-file", "wrong.csv"); err == nil || !strings.Contains(err.Error(), "wrong.csv:22:1: ACME-1 is in line 2 already") ||
		!strings.Contains(err.Error(), "wrong.csv:23:2: ") {
		t.Errorf("mistakes: %v", err)
	}
	if got := a.outcomes("pairs.csv", "--dry-run", "--json"); got["ready"] != n || len(got) != 1 || len(rows[pairRow](a, "pairs")) > 0 {
		t.Errorf("dry run: %v", got)
	}
	if got := a.outcomes("pairs.csv", "--json"); got["connected"] != n || len(got) != 1 {
		t.Errorf("first run: %v", got)
	}
	if got := a.outcomes("pairs.csv", "--json"); got["already"] != n || len(got) != 1 {
		t.Errorf("second run: %v", got)
	}
	// The order of comments is each side's own: what crossed comes after what was there.
	waitUntil(t, "both to have everything", []*owner{a, b}, func() bool { return alike(a, b, n) })
	b.edit("issue 3", "(?m)^status: .*$", "status: by globex")
	waitUntil(t, "an edit", []*owner{a, b}, func() bool { return a.issues()["issue 3"].Status == "by globex" })

	if _, err := a.try("connection", "clean-up", "of-acme", "again.csv"); err == nil || !strings.Contains(err.Error(), "20 pairs") {
		t.Errorf("without --yes: %v", err)
	}
	a.run("connection", "clean-up", "of-acme", "again.csv", "--yes")
	waitUntil(t, "globex to hear of it", []*owner{a, b}, func() bool { return strings.Count(a.run("pairs"), "stopped") == n })
	a.edit("issue 3", "(?m)^status: .*$", "status: by acme alone")
	if got := a.outcomes("again.csv", "--json"); got["connected"] != n || len(got) != 1 {
		t.Errorf("connected again: %v", got)
	}
	waitUntil(t, "both to have everything again", []*owner{a, b}, func() bool {
		return alike(a, b, n) && b.issues()["issue 3"].Status == "by acme alone"
	})

	text, err := os.ReadFile(filepath.Join(a.dir, "again.result.csv"))
	if err != nil {
		t.Fatal(err)
	}
	list, err := csv.NewReader(strings.NewReader(string(text))).ReadAll()
	if err != nil || len(list) != n+1 || strings.Join(list[0], ",") != "line,local,remote,outcome,message" || list[1][3] != "connected" {
		t.Errorf("the result is %v, %v", list, err)
	}
	calm(t, a, b)
}

// alike reports whether both owners have the same issues with the same
// description and comments, each once, in whatever order.
func alike(a, b *owner, n int) bool {
	x, y := a.issues(), b.issues()
	if len(x) != n || len(y) != n {
		return false
	}
	for name, is := range x {
		for _, once := range []string{"As acme wrote it.", "We both know.", "Only acme knows of " + name + ".", "Only globex knows of " + name + "."} {
			if strings.Count(is.Text, once) != 1 || strings.Count(y[name].Text, once) != 1 {
				return false
			}
		}
		if is.Status != y[name].Status || strings.Contains(is.Text+y[name].Text, "As globex wrote it.") {
			return false
		}
	}
	return true
}
