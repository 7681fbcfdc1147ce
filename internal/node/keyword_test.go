package node

import (
	"path/filepath"
	"strings"
	"testing"
)

// A word in a newly added comment resolves the item once: who opens it again is
// not contradicted by the next message, which has that comment too, nor by an
// edit of the comment.
func TestResolvedByAWordOnce(t *testing.T) {
	t.Parallel()
	w := withRules(t, map[string]string{
		"a/outgoing": "replica.summary = issue.summary\nreplica.comments = issue.comments",
		"b/incoming": `
issue.summary = replica.summary
issue.comments = commentHelper.mergeComments(issue, replica)
if (replica.addedComments.any { it.body.contains("#resolved") }) {
  issue.setStatus("done")
}`,
	})
	w.write("a/1.md", "---\nkey: A-1\nsummary: One\n---\n\nText.\n")
	w.open()
	t.Cleanup(func() { w.stop() })
	w.bulk()
	list, err := filepath.Glob(filepath.Join(w.dir, "b", "*.md"))
	if err != nil || len(list) != 1 {
		t.Fatal(list, err)
	}
	b := strings.TrimPrefix(list[0], w.dir)
	change := func(file, from, to string) {
		t.Helper()
		s := w.read(file)
		if !strings.Contains(s, from) {
			t.Fatalf("%s has no %q:\n%s", file, from, s)
		}
		w.write(file, strings.Replace(s, from, to, 1))
		for _, tracker := range []string{"a", "b"} {
			if err := w.Engine().Poll(t.Context(), tracker); err != nil {
				t.Fatal(err)
			}
		}
		w.rest()
	}
	want := func(texts ...string) {
		t.Helper()
		for _, s := range texts {
			if got := w.read(b); !strings.Contains(got, s) {
				t.Errorf("the twin lacks %q:\n%s", s, got)
			}
		}
	}
	change("a/1.md", "Text.\n", "Text.\n\n## Comments\n\n### Ann\n\nNot yet.\n")
	if strings.Contains(w.read(b), "done") {
		t.Fatalf("any comment resolves:\n%s", w.read(b))
	}
	change("a/1.md", "Not yet.\n", "Not yet.\n\n### Bob, 2026-07-01 <!-- comment b0b -->\n\nNow it is #resolved.\n")
	want("status: done", "Bob: Now it is #resolved.")
	change(b, "status: done", "status: again")
	change("a/1.md", "summary: One", "summary: Two")
	want("status: again", "summary: Two")
	change("a/1.md", "Now it is #resolved.", "Now it is #resolved, I think.")
	want("status: again", "#resolved, I think.")
	change("a/1.md", "### Bob", "### Carl, 2026-07-01\n\nBut now: #resolved.\n\n### Bob")
	want("status: done")
}
