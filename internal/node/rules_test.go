package node

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/tracker/all"
)

const scriptConfig = `
node: {name: test}
trackers:
  a: {kind: markdown, path: a, prefix: A, poll: 100ms}
  b: {kind: markdown, path: b, prefix: B, poll: 100ms}
connections:
  c:
    mode: script
    initiator: {tracker: a, trigger: all, rules: rules/a}
    acceptor: {tracker: b, rules: rules/b}
`

const tellAll = `
replica.summary = issue.summary
replica.status = issue.status
replica.labels = issue.labels
replica.comments = issue.comments
replica.secret = "from ${connection.remoteInstance.name}"
replica.again = nodeHelper.getHubIssue(issue.key).summary + nodeHelper.getHubIssue("none")?.summary
replica.key = issue.key
`

// withRules is a world whose two sides have rules.
func withRules(t *testing.T, rules map[string]string) *world {
	t.Helper()
	w := &world{t: t, dir: t.TempDir(), specs: all.Specs, config: scriptConfig}
	for _, d := range []string{"a", "b", "rules/a", "rules/b"} {
		if err := os.MkdirAll(filepath.Join(w.dir, d), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	for name, text := range rules {
		w.write("rules/"+name+".groovy", text)
	}
	return w
}

func (w *world) read(name string) string {
	w.t.Helper()
	b, err := os.ReadFile(filepath.Join(w.dir, name))
	if err != nil {
		w.t.Fatal(err)
	}
	return string(b)
}

// only returns the one file of a folder.
func (w *world) only(folder string) string {
	w.t.Helper()
	l, err := filepath.Glob(filepath.Join(w.dir, folder, "*.md"))
	if err != nil || len(l) != 1 {
		w.t.Fatalf("%s holds %v, %v", folder, l, err)
	}
	return w.read(strings.TrimPrefix(l[0], w.dir))
}

// An issue is made as the incoming script says, both sides' later edits pass
// the scripts, and comments travel once.
func TestScriptsDecide(t *testing.T) {
	t.Parallel()
	w := withRules(t, map[string]string{
		"a/outgoing": tellAll,
		"a/incoming": `
issue.status = nodeHelper.getStatus(replica.status?.name == "fixed" ? "closed" : "open")
issue.comments = commentHelper.mergeComments(issue, replica, { it })
`,
		"b/outgoing": tellAll,
		"b/incoming": `
if (firstSync) { issue.typeName = "Task" }
issue.summary = "[" + replica.key + "] " + replica.summary
issue.setStatus(["open": "new", "closed": "fixed"][replica.status.name] ?: "odd")
issue.labels = replica.labels
issue.labels += nodeHelper.getLabel("synced")
issue.customFields."Sent by" = replica.secret
issue.customFields."Read again" = replica.again
issue.comments = commentHelper.mergeComments(issue, replica)
`,
	})
	w.write("a/1.md", "---\nkey: A-1\nsummary: One\nstatus: open\nlabels: [red]\n---\n\nText.\n")
	w.open()
	t.Cleanup(func() { w.stop() })
	w.bulk()
	b := w.only("b")
	for _, want := range []string{"summary: \"[A-1] One\"", "status: new", "type: Task", "red", "synced", "from b", "Onenull"} {
		if !strings.Contains(strings.ReplaceAll(b, "'", "\""), want) {
			t.Errorf("the twin lacks %q:\n%s", want, b)
		}
	}
	list, err := filepath.Glob(filepath.Join(w.dir, "b", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	name := strings.TrimPrefix(list[0], w.dir)
	w.write(name, strings.Replace(b, "status: new", "status: fixed", 1))
	if err := w.Engine().Poll(t.Context(), "b"); err != nil {
		t.Fatal(err)
	}
	w.rest()
	if a := w.only("a"); !strings.Contains(a, "status: closed") {
		t.Errorf("the answer did not arrive:\n%s", a)
	}
	// Each event kept what its rule saw.
	evs, err := w.Events(t.Context(), EventQuery{})
	if err != nil {
		t.Fatal(err)
	}
	kept := map[string]int{}
	for _, row := range evs {
		ev, err := w.Event(t.Context(), row.ID)
		if err != nil {
			t.Fatal(err)
		}
		if d, ok := ev.Case["direction"].(string); ok {
			kept[d]++
		}
	}
	if kept["outgoing"] < 2 || kept["incoming"] < 2 {
		t.Errorf("kept %v of %d events", kept, len(evs))
	}
}

// In visual mode a mapping decides; what runs is the scripts it stands for.
func TestMappingDecides(t *testing.T) {
	t.Parallel()
	w := withRules(t, nil)
	w.config = strings.Replace(scriptConfig, "mode: script", "mode: visual", 1)
	w.write("rules/a/mapping.yaml", "tell: [summary, status, labels]\ntake: [{to: status, values: {fixed: closed}}]\n")
	w.write("rules/b/mapping.yaml", "tell: [status]\ntake: [summary, {to: status, values: {open: new}}, {to: type, value: Task, when: first}, {to: labels, add: true}]\n")
	w.write("a/1.md", "---\nkey: A-1\nsummary: One\nstatus: open\nlabels: [red]\n---\n")
	w.open()
	t.Cleanup(func() { w.stop() })
	w.bulk()
	for _, want := range []string{"One", "status: new", "type: Task", "red"} {
		if b := w.only("b"); !strings.Contains(b, want) {
			t.Errorf("the twin lacks %q:\n%s", want, b)
		}
	}
}

// Rules that are edited while the node runs are taken over when they are right;
// until then the ones before stay in force, and the status says why.
func TestRulesAreEdited(t *testing.T) {
	t.Parallel()
	w := withRules(t, map[string]string{"a/outgoing": "replica.summary = issue.summary", "b/incoming": "issue.summary = replica.summary + ' 1'"})
	w.write("a/1.md", "---\nkey: A-1\nsummary: One\n---\n")
	w.open()
	t.Cleanup(func() { w.stop() })
	w.bulk()
	status := func() RuleStatus {
		t.Helper()
		s, err := w.Status(t.Context())
		if err != nil || len(s.Connections[0].Rules) != 2 {
			t.Fatal(s, err)
		}
		return s.Connections[0].Rules[1]
	}
	before := status()
	edit := func(rule, summary, want string) {
		t.Helper()
		w.write("rules/b/incoming.groovy", rule)
		w.reloadRules()
		w.write("a/1.md", strings.Replace(w.only("a"), "summary: ", "summary: "+summary, 1))
		if err := w.Engine().Poll(t.Context(), "a"); err != nil {
			t.Fatal(err)
		}
		w.rest()
		if b := w.only("b"); !strings.Contains(b, want) {
			t.Errorf("the twin lacks %q:\n%s", want, b)
		}
	}
	edit("issue.summary = = 2", "New ", "New One 1")
	if s := status(); s.Version != before.Version || !strings.Contains(s.Problem, "incoming.groovy:1:") {
		t.Errorf("a wrong rule shows as %+v", s)
	}
	edit("issue.summary = replica.summary + ' 2'", "Very ", "Very New One 2")
	if s := status(); s.Version == before.Version || s.Problem != "" {
		t.Errorf("a new rule shows as %+v", s)
	}
}

// A rule that does not compile opens no node, and the error tells everything.
func TestRulesThatDoNotCompile(t *testing.T) {
	t.Parallel()
	w := withRules(t, map[string]string{"a/outgoing": "def a = 1\ndef a = 2\n", "b/incoming": "issue.summary = new Strin()\n"})
	cfg, err := config.Parse(filepath.Join(w.dir, "entwine.yaml"), []byte(scriptConfig), config.Options{Kinds: Kinds(all.Specs)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = Open(t.Context(), Options{Config: cfg, Specs: all.Specs})
	var list config.Problems
	if !errors.As(err, &list) || len(list) != 2 {
		t.Fatal(err)
	}
	for _, want := range []string{"outgoing.groovy:2:5", "incoming.groovy:1:21", "did you mean String?"} {
		if !strings.Contains(err.Error(), want) {
			t.Errorf("%q is not in %v", want, err)
		}
	}
}
