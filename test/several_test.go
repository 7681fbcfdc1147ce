package test

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// Two connections between the same two nodes that touch the same issues: each has
// a pair of its own, they know nothing of each other, and what arrives over one
// goes on over the other. Ending one leaves the other.
func TestTwoConnectionsOfOneIssue(t *testing.T) {
	t.Parallel()
	a, b, _ := two(t, setup{rest: func(name string) string {
		if name == "acme" {
			return "  second:\n    here: {tracker: acme, trigger: all}\n"
		}
		return ""
	}})
	a.add("one")
	agree(t, a, b, 1)
	b.stop()
	config, err := os.ReadFile(filepath.Join(b.dir, "entwine.yaml"))
	if err != nil {
		t.Fatal(err)
	}
	b.write("entwine.yaml", strings.Replace(string(config), "connections:\n", "  other: {kind: markdown, path: other, prefix: OTHER, poll: 500ms}\nconnections:\n  second:\n    here: {tracker: other, trigger: all}\n", 1))
	b.write("other/.keep", "")
	b.write("mail.txt", a.run("connection", "invite", "second"))
	b.run("connection", "accept", "mail.txt")
	b.serve()
	// The same owner's second folder, seen as an owner of its own.
	o := *b
	o.dir = filepath.Join(t.TempDir(), "view")
	if err := errors.Join(os.Mkdir(o.dir, 0o700), os.Symlink(filepath.Join(b.dir, "other"), filepath.Join(o.dir, "issues"))); err != nil {
		t.Fatal(err)
	}
	status := func(w *owner) string { return w.issues()["one"].Status }
	a.edit("one", "(?m)^status: .*$", "status: by acme")
	waitUntil(t, "acme's edit in both", []*owner{a, b}, func() bool { return status(b) == "by acme" && status(&o) == "by acme" })
	b.edit("one", "(?m)^status: .*$", "status: by the first")
	waitUntil(t, "the first one's edit everywhere", []*owner{a, b}, func() bool { return status(a) == "by the first" && status(&o) == "by the first" })
	o.edit("one", "(?m)^Text of .*$", "Written by the second.")
	everywhere := func(text string) func() bool {
		return func() bool {
			for _, w := range []*owner{a, b, &o} {
				if !strings.Contains(w.issues()["one"].Text, text) {
					return false
				}
			}
			return true
		}
	}
	waitUntil(t, "the second one's edit everywhere", []*owner{a, b}, everywhere("Written by the second."))
	key := a.key("one")
	a.run("unsync", key, "--connection", "of-acme")
	waitUntil(t, "the first pair to be stopped", []*owner{a, b}, func() bool {
		states := strings.Join(stateOf(a, key), " ")
		return strings.Contains(states, "stopped") && strings.Contains(states, "active")
	})
	a.edit("one", "(?m)^status: .*$", "status: for the second")
	waitUntil(t, "an edit over the second", []*owner{a, b}, func() bool { return status(&o) == "for the second" })
	if status(b) != "by the first" {
		t.Errorf("the first shows %q", status(b))
	}
	for _, w := range []*owner{a, b, &o} {
		if n := len(w.issues()); n != 1 {
			t.Errorf("%s has %d issues", w.dir, n)
		}
	}
	calm(t, a, b)
}
