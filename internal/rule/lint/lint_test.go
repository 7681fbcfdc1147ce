package lint

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/txtar"
)

// shown is a finding in one line.
func shown(f Finding) string {
	s := fmt.Sprintf("%s:%d:%d: %s %s: %s", f.File, f.Line, f.Column, f.Level, f.Check, f.Message)
	if f.Hint != "" {
		s += "; " + f.Hint
	}
	return s
}

func text(name, s string) *Text {
	if s == "" {
		return nil
	}
	return &Text{name, s}
}

var jira = TrackerOf(map[string]any{
	"customFields": []any{"Team", map[string]any{"id": "10001", "name": "Story Points"}},
	"statuses":     []any{"Open", "Done"}, "priorities": []any{map[string]any{"name": "High"}}, "issueTypes": []any{"Bug"},
	"options": map[string]any{"Team": []any{"Red", map[string]any{"value": "Blue"}}},
})

func TestFindings(t *testing.T) {
	for _, c := range []struct {
		name              string
		out, in           string
		theirOut, theirIn string
		tracker           *Tracker
		want              []string
	}{
		{name: "a helper's method", in: "issue.status = nodeHelper.getStatsu('x')",
			want: []string{"in:1:27: error unknown-name: nodeHelper has no method getStatsu; did you mean getStatus?"}},
		{name: "a number of arguments", in: "nodeHelper.getUser()\ncommentHelper.mergeComments(issue)",
			want: []string{"in:1:12: error unknown-name: nodeHelper.getUser takes 1 or 2 arguments, not 0", "in:2:15: error unknown-name: commentHelper.mergeComments takes 2 or 3 arguments, not 1"}},
		{name: "a variable", in: "issue.summary = replca.summary\ndef x = 1\nx.times { println it + it2 }",
			want: []string{"in:1:17: error unknown-name: there is no variable replca; did you mean replica?", "in:3:24: error unknown-name: there is no variable it2; did you mean it?"}},
		{name: "names that are there", in: `import groovy.json.JsonSlurper as J
def (a, b) = [1, 2]
counter = a + b
int twice(int n, int times = 2) { n * times }
class Tool { String name; def say() { name + "x" } }
for (e in [1]) { counter += e }
try { new J().parseText("{}") } catch (Exception ex) { log.warn(ex.message) }
issue.with { summary = replica.summary }
issue.summary = "${twice(a)} ${counter} ${new Tool(name: 'x').say()} ${lookup("t", a)}"
store(issue)
def f = { x, y = 2 -> x + y }
f.call(1)
[a: 1].each { k, v -> k }`},
		{name: "names that the connection gives", in: "if (entityType == 'problem') problem.summary = left.issue.summary\nright.issue.summary = rigth.summary",
			want: []string{"in:2:23: error unknown-name: there is no variable rigth; did you mean right?"}},
		{name: "variables of the other direction", out: "issueBeforeScript.summary", want: []string{"out:1:1: error unknown-name: there is no variable issueBeforeScript"}},
		{name: "a member that looks like another", in: "issue.sumary = replica.summary\nissue.other = 1",
			want: []string{"in:1:7: warning unknown-name: issue has no sumary of its own: it becomes a property that only rules see; did you mean summary?"}},
		{name: "does not parse", in: "if (firstSync { }", want: []string{"in:1:4: error syntax: this ( is never closed"}},
		{name: "fields of the tracker", tracker: jira,
			in:   "issue.customFields.'Team'.value = 'Red'\nissue.customFields.'Taem'.value = 'x'\nissue.customFields['Nowhere'] = 1\nissue.customFields['10001'].value = 3\nreplica.customFields.Whatever?.value",
			want: []string{`in:2:20: error unknown-field: the tracker has no custom field "Taem"; did you mean Team?`, `in:3:20: error unknown-field: the tracker has no custom field "Nowhere"`}},
		{name: "values of the tracker", tracker: jira,
			in: "def m = [New: 'Opn', Closed: 'done']\nissue.setStatus(m[replica.status.name] ?: 'Backlog')\nissue.priority = nodeHelper.getPriority('Hihg')\nissue.typeName = firstSync ? 'Bug' : 'Task'\nissue.customFields.Team.value = 'Green'",
			want: []string{`in:1:15: error unknown-value: the tracker has no status "Opn"; did you mean Open?`, `in:2:43: error unknown-value: the tracker has no status "Backlog"`,
				`in:3:41: error unknown-value: the tracker has no priority "Hihg"; did you mean High?`, `in:4:38: error unknown-value: the tracker has no type "Task"`,
				`in:5:33: error unknown-value: the custom field "Team" has no option "Green"`}},
		{name: "told and never read", out: "replica.summary = issue.summary\nreplica.team = issue.customFields.Team\nreplica.customFields.X = 1\nreplica.comments = issue.comments\nreplica.type = issue.type",
			theirIn: "issue.summary = replica.summary\nissue.comments = commentHelper.mergeComments(issue, replica)\nissue.typeName = replica.typeName",
			want:    []string{"out:2:1: warning never-read: team is told, and the other side's incoming rule never reads it", "out:3:1: warning never-read: customFields.X is told, and the other side's incoming rule never reads it"}},
		{name: "handed on whole, everything is read", out: "replica.team = 1", theirIn: "Tool.apply(issue, replica)"},
		{name: "read and never told", in: "issue.summary = replica.sumary2 ?: replica.key\nreplica.addedComments.each { }", theirOut: "replica.comments = issue.comments\nreplica.summary2 = 1",
			want: []string{"in:1:17: warning never-told: sumary2 is read, and the other side's outgoing rule never tells it; did you mean summary2?"}},
		{name: "two values to one, with a way back", in: "issue.setStatus([Closed: 'Done', Resolved: 'Done', New: 'Open'][replica.status.name])", out: "replica.status = [Done: 'Resolved', Open: 'New'][issue.status.name]",
			want: []string{`in:1:34: warning loses-information: status "Closed" and "Resolved" both become "Done", and "Done" goes back as "Resolved": over there "Closed" turns into "Resolved" as soon as anything changes here; give each a value of its own here, or do not tell the field back`}},
		{name: "two values to one, and back over there", in: "def m = [a: 'x', b: 'x']\nissue.priority = nodeHelper.getPriority(m.get(replica.priority?.name))", theirIn: "issue.priority = nodeHelper.getPriority([x: 'a'][replica.priority.name])",
			want: []string{`in:1:18: warning loses-information: priority "a" and "b" both become "x", and "x" goes back as "a": over there "b" turns into "a" as soon as anything changes here; give each a value of its own here, or do not tell the field back`}},
		{name: "two values to one, and not told back", in: "issue.setStatus([Closed: 'Done', Resolved: 'Done'][replica.status.name])", out: "replica.summary = issue.summary"},
		{name: "one to one", in: "issue.setStatus([Closed: 'Done', New: 'Open'][replica.status.name])", out: "replica.status = issue.status"},
	} {
		t.Run(c.name, func(t *testing.T) {
			side := Side{Outgoing: text("out", c.out), Incoming: text("in", c.in), Tracker: c.tracker}
			var other *Side
			if c.theirOut+c.theirIn != "" {
				other = &Side{Outgoing: text("their out", c.theirOut), Incoming: text("their in", c.theirIn)}
			}
			var got []string
			for _, f := range Check(side, other) {
				got = append(got, shown(f))
			}
			same := len(got) == len(c.want)
			for i := range min(len(got), len(c.want)) {
				same = same && strings.HasPrefix(got[i], c.want[i])
			}
			if !same {
				t.Errorf("got\n  %s\nwant\n  %s", strings.Join(got, "\n  "), strings.Join(c.want, "\n  "))
			}
		})
	}
}

// Rules that run as they should have no names that nobody knows: what the linter
// calls an error is one.
func TestNoFalseAlarms(t *testing.T) {
	read := 0
	err := filepath.WalkDir("../trial/testdata", func(file string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() || filepath.Ext(file) != ".txtar" {
			return err
		}
		b, err := os.ReadFile(file)
		if err != nil {
			return err
		}
		a := txtar.Parse(b)
		if slices.ContainsFunc(a.Files, func(f txtar.File) bool { return strings.Contains(string(f.Data), `"fault"`) }) {
			return nil // it is meant to fail
		}
		if filepath.Base(filepath.Dir(file)) == "refusals" {
			return nil // these do not compile, as they should not
		}
		for _, f := range a.Files {
			if filepath.Ext(f.Name) != ".groovy" {
				continue
			}
			read++
			side := Side{Incoming: &Text{f.Name, string(f.Data)}}
			if strings.Contains(f.Name, "outgoing") {
				side = Side{Outgoing: side.Incoming}
			}
			for _, x := range Check(side, nil) {
				t.Errorf("%s: %s\n%s", file, shown(x), x.Text)
			}
		}
		return nil
	})
	if err != nil || read < 100 {
		t.Fatalf("%d rules read: %v", read, err)
	}
}
