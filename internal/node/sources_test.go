package node

import (
	"database/sql"
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
)

// An issue is routed by three of its properties through 240 rows, in a table
// beside the rules and in a database: both give the same, for rows in every
// part of them, and the event keeps what the database answered.
func TestRoutedByTableAndDatabase(t *testing.T) {
	t.Parallel()
	w := withRules(t, map[string]string{
		"a/outgoing": `
replica.summary = issue.summary
def (product, country, severity) = issue.summary.split(" ")
replica.product = product; replica.country = country; replica.severity = severity as int`,
		"b/incoming": `
issue.summary = replica.summary
issue.labels += nodeHelper.getLabel("csv-" + lookup("routing", replica.product, replica.country, replica.severity))
def row = sources.crm.firstRow("SELECT team, note FROM routing WHERE product = ? AND country = ? AND severity = ?", [replica.product, replica.country, replica.severity])
issue.labels += nodeHelper.getLabel("sql-" + row.team)
sources.crm.eachRow("SELECT count(*) AS n FROM routing WHERE product = :p", p: replica.product) { issue.labels += nodeHelper.getLabel("of-" + it.n) }`,
	})
	w.config += "sources:\n  crm: {kind: sqlite, path: crm.db, timeout: 10s, rows: 10}\n"
	file := filepath.Join(w.dir, "crm.db")
	db, err := sql.Open("sqlite", file)
	if err != nil {
		t.Fatal(err)
	}
	tx, err := db.Begin()
	if err != nil {
		t.Fatal(err)
	}
	run := func(text string, args ...any) {
		t.Helper()
		if _, err := tx.Exec(text, args...); err != nil {
			t.Fatal(err)
		}
	}
	run("CREATE TABLE routing (product TEXT, country TEXT, severity INTEGER, team TEXT, note TEXT)")
	var csv strings.Builder
	csv.WriteString("product,country,severity,team\n")
	var issues []int
	for i := range 240 {
		p, c, s, team := fmt.Sprint("p", i%10), fmt.Sprint("c", i/10%8), i/80, fmt.Sprint("team", i)
		fmt.Fprintf(&csv, "%s,%s,%d,%s\n", p, c, s, team)
		run("INSERT INTO routing VALUES (?, ?, ?, ?, NULL)", p, c, s, team)
		if i%48 == 47 || i == 0 {
			issues = append(issues, i)
			w.write(fmt.Sprintf("a/%d.md", i), fmt.Sprintf("---\nkey: A-%d\nsummary: %s %s %d\n---\n", i+1, p, c, s))
		}
	}
	if err := tx.Commit(); err != nil {
		t.Fatal(err)
	}
	if err := db.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.Mkdir(filepath.Join(w.dir, "rules/b/tables"), 0o755); err != nil {
		t.Fatal(err)
	}
	w.write("rules/b/tables/routing.csv", csv.String())
	w.open()
	t.Cleanup(func() { w.stop() })
	w.bulk()
	list, err := filepath.Glob(filepath.Join(w.dir, "b", "*.md"))
	if err != nil || len(list) != len(issues) {
		t.Fatal(list, err)
	}
	all := ""
	for _, f := range list {
		all += w.read(strings.TrimPrefix(f, w.dir))
	}
	for _, i := range issues {
		for _, want := range []string{fmt.Sprintf("csv-team%d\n", i), fmt.Sprintf("sql-team%d\n", i)} {
			if !strings.Contains(strings.NewReplacer(",", "\n", "]", "\n").Replace(all), want) {
				t.Errorf("no twin is labelled %q:\n%s", want, all)
			}
		}
	}
	if n := strings.Count(all, "of-24"); n != len(issues) {
		t.Errorf("%d twins know how many rows there are", n)
	}
	evs, err := w.Events(t.Context(), EventQuery{})
	if err != nil {
		t.Fatal(err)
	}
	kept := 0
	for _, row := range evs {
		ev, err := w.Event(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		if ev.Lane != hub.In {
			continue
		}
		b, err := json.Marshal(scripted.Case(ev.Case))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(string(b), `"source":"crm"`) && strings.Contains(string(b), `"columns":["team","note"]`) {
			kept++
		}
	}
	if kept != len(issues) {
		t.Errorf("%d of %d events kept what the database answered", kept, len(issues))
	}
}

// A database that is away says nothing of the rule: the issue is tried again. A
// source that nobody declared is a fault of the rule's, which names those there
// are.
func TestSourcesThatDoNotAnswer(t *testing.T) {
	t.Parallel()
	cfg := &config.Config{Sources: []config.Source{{Name: "crm", Kind: "sqlite", Path: filepath.Join(t.TempDir(), "none.db")}}}
	all, err := sourcesOf(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := all.Close(); err != nil {
			t.Error(err)
		}
	})
	_, err = askSource(t.Context(), all, map[string]hub.Value{"source": "crm", "text": "SELECT 1"})
	if hub.CodeOf(err) != hub.Unreachable {
		t.Errorf("a database that is away: %v", err)
	}
	_, err = askSource(t.Context(), all, map[string]hub.Value{"source": "erp", "text": "SELECT 1"})
	if hub.CodeOf(err) == hub.Unreachable || err == nil || !strings.Contains(err.Error(), "there is crm") {
		t.Errorf("a source that is not there: %v", err)
	}
}
