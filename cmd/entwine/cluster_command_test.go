//go:build unix

package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// All commands work by the process that leads, by another one, and by the database
// alone; only what is agreed with other nodes is for who leads.
func TestCluster_CommandsByEveryProcess(t *testing.T) {
	h := newHouse(t, 2)
	first := h.start(0)
	h.await("it leads", func() bool { return strings.Contains(first.log.String(), "process leads") })
	second := h.start(1)
	h.await("the tracker was asked for news once", func() bool { return h.cursorKnown(1) })
	h.create("issue 0")
	h.create("issue 1")
	h.await("issues arrive", func() bool { return h.arrived(2) && h.idle(0) })
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	say := func(n int, args ...string) (string, error) {
		c := exec.Command(self, append(args, "--config", h.config(n))...)
		c.Dir = h.dir
		out, err := c.CombinedOutput()
		return string(out), err
	}
	key, twin := h.keyOf("ACME", "issue 0"), h.keyOf("GLOBEX", "issue 0")
	check := func(t *testing.T, n int, leads bool) {
		h.await("nothing is left of what was said before", func() bool { return h.idle(n) })
		for _, c := range []struct{ args, want string }{
			{"status", "acme-globex  active"},
			{"check", "is fine"},
			{"events --limit 50", "done"}, // the newest may be twins that were just noticed
			{"faults", "No faults"},
			{"pairs", "issue 0"},
			{"pairs " + key, "issue 0"},
			{"sync " + key, "over 1 connection"},
			{"pause connection acme-globex --reason walk", "Paused"},
			{"status", "walk"},
			{"resume connection acme-globex", "Resumed"},
			{"pause tracker globex", "Paused"},
			{"resume tracker globex", "Resumed"},
			{"pause node", "Paused"},
			{"resume node", "Resumed"},
			{"connection list", "acme-globex"},
			{"connection show acme-globex", "pairs active"},
			{"bulk acme-globex", "0 new"},
			{"unsync " + key, "synced no more"},
			{"pair connect " + key + " " + twin + " --connection acme-globex", "is connected with"},
		} {
			if out, err := say(n, strings.Fields(c.args)...); err != nil || !strings.Contains(out, c.want) {
				t.Errorf("entwine %s: %v, want %q in\n%s", c.args, err, c.want, out)
			}
		}
		out, err := say(n, "node", "restored")
		if leads != (err == nil) || !leads && !strings.Contains(out, "say it there") {
			t.Errorf("entwine node restored: %v\n%s", err, out)
		}
	}
	t.Run("by another one than leads", func(t *testing.T) { check(t, 1, false) })
	t.Run("by the one that leads", func(t *testing.T) { check(t, 0, true) })
	second.stop()
	first.stop()
	t.Run("by the database", func(t *testing.T) { check(t, 1, true) })
	h.start(1)
	h.await("what was said while nobody worked is done", func() bool { return h.idle(1) })
	h.onlyOnce()
}

// keyOf is the key of the issue of a summary.
func (h *house) keyOf(site, summary string) string {
	h.t.Helper()
	var found struct {
		Issues []struct {
			Key    string
			Fields struct{ Summary string }
		}
	}
	h.call(site, "POST", "/search", map[string]any{"jql": "project = " + site, "maxResults": 1000, "fields": []string{"summary"}}, &found)
	for _, is := range found.Issues {
		if is.Fields.Summary == summary {
			return is.Key
		}
	}
	h.t.Fatalf("%s has no issue %q", site, summary)
	return ""
}
