package scripted

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
)

func writeAll(t *testing.T, dir string, files map[string]string) {
	t.Helper()
	for name, text := range files {
		f := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(f), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(f, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// Rules of all sides name the classes beside their folders, those of one side
// its own too, which come first.
func TestClasses(t *testing.T) {
	t.Parallel()
	dir := t.TempDir()
	writeAll(t, dir, map[string]string{
		"classes/StatusSync.groovy": `
import com.exalate.basic.domain.hubobject.v1.BasicHubIssue
class StatusSync {
    static final Map MAP = [Done: "Closed"]
    static void receive(BasicHubIssue replica, BasicHubIssue issue) {
        issue.setStatus(MAP[replica.status.name] ?: Words.polite("open"))
    }
}`,
		"classes/com/acme/Deep.groovy": "package com.acme\nclass Deep { static String of(s) { 'deep ' + s } }",
		"classes/Words.groovy":         `class Words { static String polite(s) { "please " + s } }`,
		"classes/.hidden.groovy":       `no Groovy`,
		"classes/readme.txt":           `no Groovy`,
		"b/classes/Words.groovy":       `class Words { static String polite(s) { "kindly " + s + " " + StatusSync.MAP.size() } }`,
		"b/incoming.groovy":            "import com.acme.Deep\nStatusSync.receive(replica, issue)\nissue.summary = Deep.of(Words.polite(replica.summary))",
	})
	f, err := Open(filepath.Join(dir, "b"), Set{})
	if err != nil {
		t.Fatal(err)
	}
	run := func(summary, status string) {
		t.Helper()
		res, err := f.Incoming(t.Context(), rule.In{Replica: hub.Issue{Summary: "x", Status: "New"}, Issue: hub.Issue{Ref: hub.Ref{ID: "1"}}, Tools: &tools{}})
		if err != nil {
			t.Fatal(err)
		}
		if res.Issue.Summary != summary || res.Issue.Status != status {
			t.Errorf("got %q, %q", res.Issue.Summary, res.Issue.Status)
		}
	}
	run("deep kindly x 1", "please open")
	before := f.Version()
	writeAll(t, dir, map[string]string{"classes/com/acme/Deep.groovy": "package com.acme\nclass Deep { static String of(s) { 'deeper ' + s ) } }"})
	if _, err := f.Reload(); err == nil || !strings.Contains(err.Error(), filepath.Join("classes", "com", "acme", "Deep.groovy")+":2:") {
		t.Fatalf("a class that does not compile: %v", err)
	}
	run("deep kindly x 1", "please open")
	writeAll(t, dir, map[string]string{"classes/com/acme/Deep.groovy": "package com.acme\nclass Deep { static String of(s) { s.missing() } }"})
	if changed, err := f.Reload(); err != nil || !changed || f.Version() == before {
		t.Fatalf("a class that was mended: %v, %v, version %s", changed, err, f.Version())
	}
	_, err = f.Incoming(t.Context(), rule.In{Replica: hub.Issue{Summary: "x", Status: "New"}, Issue: hub.Issue{Ref: hub.Ref{ID: "1"}}, Tools: &tools{}})
	if err == nil || !strings.Contains(err.Error(), filepath.Join("com", "acme", "Deep.groovy")+":2:") || !strings.Contains(err.Error(), "incoming.groovy:3") {
		t.Errorf("what fails in a class: %v", err)
	}
}
