package node

import (
	"path/filepath"
	"strings"
	"testing"
)

// What owners would otherwise write by hand, through a node: children wait for
// their parents, links go between synced items, statuses and people have tables,
// an item that is there already is linked to, and what finds nobody is seen.
func TestMatching(t *testing.T) {
	t.Parallel()
	w := withRules(t, map[string]string{
		"a/outgoing": `
replica.key = issue.key
replica.summary = issue.summary
replica.status = issue.status
replica.assignee = issue.assignee
replica.comments = issue.comments
replica.description = issue.description
replica.issueLinks = issue.issueLinks
replica.parentId = matchHelper.parent(issue)`,
		"b/incoming": `
if (firstSync) {
  def found = matchHelper.issue("Their key", replica.key)
  if (found) {
    issue.id = found.id
    issue.key = found.key
    return
  }
}
issue.summary = replica.summary
issue.status = matchHelper.status(replica.status, [open: "new", fixed: "closed"])
issue.customFields."Who".value = matchHelper.user(replica.assignee, "triage@example.com")?.email ?: "nobody"
issue.description = matchHelper.mentions(replica.description)
issue.parentId = matchHelper.parent(replica)
issue.issueLinks = matchHelper.links(issue, replica, [relates: "see also"])
issue.comments = commentHelper.mergeComments(issue, replica, "{author} on {created:dd.MM.yyyy}: ")`,
	})
	// The child stands before its parent, and each is linked with the other.
	w.write("a/1.md", "---\nkey: A-1\nsummary: child\nstatus: open\nparent: A-2\nlinks:\n- relates A-2\nassignee: Eve\n---\n\nAsk @eve about it.\n\n## Comments\n\n### Bob, 2026-07-01 12:00 UTC\n\nHello.\n")
	w.write("a/2.md", "---\nkey: A-2\nsummary: parent\nstatus: odd\n---\n")
	w.write("a/3.md", "---\nkey: A-3\nsummary: third\nstatus: fixed\n---\n")
	w.write("b/9.md", "---\nkey: B-9\nsummary: was here\nTheir key: A-3\n---\n")
	w.open()
	t.Cleanup(func() { w.stop() })
	w.bulk()
	list, err := filepath.Glob(filepath.Join(w.dir, "b", "*.md"))
	if err != nil || len(list) != 3 {
		t.Fatal(list, err)
	}
	text := map[string]string{}
	for _, f := range list {
		s := w.read(strings.TrimPrefix(f, w.dir))
		for _, name := range []string{"child", "parent", "was here"} {
			if strings.Contains(s, "summary: "+name) {
				text[name] = s
			}
		}
	}
	for name, wants := range map[string][]string{
		"child": {"status: new", "Who: nobody", "parent: B-", "see also", "Ask @<!-- -->eve about it", "Bob on 01.07.2026: Hello."},
	} {
		for _, want := range wants {
			if !strings.Contains(text[name], want) {
				t.Errorf("%s lacks %q:\n%s", name, want, text[name])
			}
		}
	}
	if text["was here"] == "" || text["parent"] == "" {
		t.Errorf("not linked to what was there: %v", text)
	}
	evs, err := w.Events(t.Context(), EventQuery{})
	if err != nil {
		t.Fatal(err)
	}
	warned := ""
	for _, ev := range evs {
		warned += strings.Join(ev.Warnings, "\n") + "\n"
	}
	for _, want := range []string{"nobody here is Eve, nor the fallback triage@example.com"} {
		if !strings.Contains(warned, want) {
			t.Errorf("the events do not warn %q:\n%s", want, warned)
		}
	}
	if faults, err := w.Faults(t.Context(), "open"); err != nil || len(faults) != 0 {
		t.Errorf("faults %+v, %v", faults, err)
	}
}
