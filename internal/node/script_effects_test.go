package node

import (
	"strings"
	"testing"
)

// The rules of a local connection reach the item of the other side by its short
// name, blanks included: what they set there is written to that tracker, and
// does not come back.
func TestOtherSideByShortName(t *testing.T) {
	t.Parallel()
	w := withRules(t, map[string]string{
		"a/outgoing": "replica.summary = issue.summary",
		"a/incoming": "issue.summary = replica.summary",
		"b/outgoing": "replica.summary = issue.summary",
		"b/incoming": `
issue.summary = replica.summary
if (on["Left side"].customFields."Team Name"?.value != "Blue " + issue.summary) on["Left side"].customFields."Team Name".value = "Blue " + issue.summary
on."Left side".labels += nodeHelper.getLabel("synced")
assert on["right"].is(issue)
if (replica.summary == "odd") on["Rigth"].summary = "x"`,
	})
	w.config = strings.Replace(w.config, "initiator: {tracker: a,", `initiator: {tracker: a, name: "Left side",`, 1)
	w.config = strings.Replace(w.config, "acceptor: {tracker: b,", "acceptor: {tracker: b, name: right,", 1)
	w.write("a/1.md", "---\nkey: A-1\nsummary: One\nTeam Name: Red\n---\n")
	w.open()
	t.Cleanup(func() { w.stop() })
	w.bulk()
	check := func(summary string) {
		t.Helper()
		a := w.only("a")
		for _, want := range []string{"Team Name: Blue " + summary, "synced", "summary: " + summary} {
			if !strings.Contains(a, want) {
				t.Errorf("A lacks %q:\n%s", want, a)
			}
		}
		if strings.Count(a, "synced") != 1 || !strings.Contains(w.only("b"), "summary: "+summary) {
			t.Errorf("A:\n%s\nB:\n%s", a, w.only("b"))
		}
	}
	check("One")
	w.write("a/1.md", strings.Replace(w.only("a"), "summary: One", "summary: Two", 1))
	if err := w.Engine().Poll(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	w.rest()
	check("Two")
	w.write("a/1.md", strings.Replace(w.only("a"), "summary: Two", "summary: odd", 1))
	if err := w.Engine().Poll(t.Context(), "a"); err != nil {
		t.Fatal(err)
	}
	w.rest()
	faults, err := w.Faults(t.Context(), "open")
	if err != nil || len(faults) != 1 || !strings.Contains(faults[0].Message, `no side "Rigth"`) || !strings.Contains(faults[0].Message, "incoming.groovy:6") {
		t.Errorf("faults %+v, %v", faults, err)
	}
}

// store(issue) makes the item at once: the rest of the rule knows its key, one
// item is made, and what comes after is written too.
func TestStoreKnowsTheKey(t *testing.T) {
	t.Parallel()
	w := withRules(t, map[string]string{
		"a/outgoing": "replica.summary = issue.summary",
		"b/incoming": `
issue.summary = replica.summary
if (firstSync) {
  try { store(issue) } catch (Throwable e) { issue.summary = "caught" }
  issue.description = "I am ${issue.key}"
  issue.fixVersions = [nodeHelper.createVersion(issue, "1.0", "made")]
  issue.comments = commentHelper.addComment("made as ${issue.id}", false, issue.comments)
  assert syncHelper.isUnderSync(issue.id) || true
}
log.info("tracker at " + syncHelper.getTrackerUrl())`,
	})
	w.write("a/1.md", "---\nkey: A-1\nsummary: One\n---\n")
	w.open()
	t.Cleanup(func() { w.stop() })
	w.bulk()
	b := w.only("b")
	for _, want := range []string{"summary: One", "I am B-1", "1.0", "made as "} {
		if !strings.Contains(b, want) {
			t.Errorf("B lacks %q:\n%s", want, b)
		}
	}
	if faults, err := w.Faults(t.Context(), "open"); err != nil || len(faults) != 0 {
		t.Errorf("faults %+v, %v", faults, err)
	}
}

// A rule that goes beyond its bounds stops its own item, with the line it was at,
// and the node goes on with the others.
func TestHostileRules(t *testing.T) {
	t.Parallel()
	for name, x := range map[string]struct{ rule, want string }{
		"loops for ever":         {"if (replica.summary == 'bad') {\n  while (true) { issue.summary += '' }\n}\nissue.summary = replica.summary", "incoming.groovy:2"},
		"allocates without end":  {"if (replica.summary == 'bad') {\n  def l = []\n  while (true) { l << 'x' * 1000000 }\n}\nissue.summary = replica.summary", "incoming.groovy:3"},
		"recurses":               {"def f(x) {\n  f(x + 1)\n}\nif (replica.summary == 'bad') f(1)\nissue.summary = replica.summary", "incoming.groovy:2"},
		"calls a thousand times": {"if (replica.summary == 'bad') 1000.times {\n  try { httpClient.get('/x/' + it) } catch (Exception e) { }\n}\nissue.summary = replica.summary", "incoming.groovy:2"},
		"calls by the WS client": {"if (replica.summary == 'bad') 1000.times {\n  try { httpClient.ws().url('/x/' + it).get() } catch (Throwable e) { }\n}\nissue.summary = replica.summary", "incoming.groovy:2"},
		"asks a thousand times":  {"if (replica.summary == 'bad') 1000.times {\n  try { sources.none.rows('select 1') } catch (Exception e) { }\n}\nissue.summary = replica.summary", "incoming.groovy:2"},
		"swallows every error":   {"if (replica.summary == 'bad') {\n  while (true) { try { while (true) { } } catch (Throwable t) { } }\n}\nissue.summary = replica.summary", "incoming.groovy:2"},
		"dumps all it knows":     {"if (replica.summary == 'bad')\n  throw new com.exalate.api.exception.IssueTrackerException(context.getBindings(100).toString())\nissue.summary = replica.summary", "incoming.groovy:2"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			w := withRules(t, map[string]string{"a/outgoing": "replica.summary = issue.summary", "b/incoming": x.rule})
			w.write("a/1.md", "---\nkey: A-1\nsummary: bad\n---\n")
			w.write("a/2.md", "---\nkey: A-2\nsummary: good\n---\n")
			w.open()
			t.Cleanup(func() { w.stop() })
			w.bulk()
			if b := w.only("b"); !strings.Contains(b, "summary: good") {
				t.Errorf("B holds\n%s", b)
			}
			faults, err := w.Faults(t.Context(), "open")
			if err != nil || len(faults) != 1 || faults[0].Scope != "issue" || !strings.Contains(faults[0].Message, x.want) {
				t.Errorf("faults %+v, %v", faults, err)
			}
		})
	}
}
