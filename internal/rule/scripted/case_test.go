package scripted

import (
	"bytes"
	"context"
	"encoding/json"
	"testing"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/trial"
)

const busy = `
if (firstSync) issue.typeName = "Task"
issue.summary = replica.summary + "!"
issue.status = nodeHelper.getStatus("closed")
issue.assignee = nodeHelper.getUserByEmail("ada@example.com") ?: nodeHelper.getUserByEmail("nobody@example.com")
issue.reporter = nodeHelper.getUserByEmail("nobody@example.com")
issue.parentId = nodeHelper.getLocalIssueFromRemoteId("9")?.id ?: nodeHelper.getLocalIssueFromRemoteId("8")?.id
issue.comments = commentHelper.mergeComments(issue, replica) { it.internal = true }
issue.labels += replica.labels
issue.customFields.Team = replica.customFields.Team
issue.environment = "${httpClient.get('/x').made[1]} ${replica.due?.time} ${issue.comments.size()}" +
  nodeHelper.getHubIssue(9L)?.summary + nodeHelper.getHubIssue(9L)?.created?.time + nodeHelper.getHubIssue("L-8")?.key
`

// What a rule saw for an event, kept and read again, makes it do the same: the
// answers of the tracker are in the case.
func TestAKeptRunDoesTheSameAgain(t *testing.T) {
	r := compile(t, busy)
	rapid.Check(t, func(t *rapid.T) {
		x := &tools{}
		in := rule.In{Issue: issues(t, "l"), Replica: issues(t, "r"), Previous: issues(t, "r"), Tools: x, First: rapid.Bool().Draw(t, "first"),
			Traces: []hub.Trace{{Field: "comments", Local: "lc1", Remote: "rc1", Ours: true}}}
		if in.First {
			in.Issue, in.Previous = hub.Issue{}, hub.Issue{}
		}
		got, err := (&Set{In: r}).Incoming(context.Background(), in)
		if err != nil {
			t.Fatal(err)
		}
		// As the store keeps it, and as the command prints it.
		b, err := json.Marshal(x.ran)
		if err != nil {
			t.Fatal(err)
		}
		var kept hub.Values
		if err := json.Unmarshal(b, &kept); err != nil {
			t.Fatal(err)
		}
		if b, err = json.Marshal(Case(kept)); err != nil {
			t.Fatal(err)
		}
		c, err := trial.ReadCase("case", bytes.NewReader(b))
		if err != nil {
			t.Fatalf("%v\n%s", err, b)
		}
		res := trial.Run(context.Background(), r, "rule", true, c, groovy.Limits{})
		if !res.OK {
			t.Fatalf("%s\n%s", res.Fault.Report, b)
		}
		again := in.Issue.Clone()
		after := map[string]any{}
		for _, ch := range res.Changes {
			after[ch.Field] = ch.To
		}
		for _, f := range []struct{ name, want string }{
			{"summary", got.Issue.Summary}, {"environment", got.Issue.Environment},
		} {
			if v := after[f.name]; v != f.want && f.want != map[string]string{"summary": again.Summary, "environment": again.Environment}[f.name] {
				t.Fatalf("%s becomes %v again, was %q\n%s", f.name, v, f.want, b)
			}
		}
		for _, ch := range res.Changes {
			if ch.Field == "comments" && len(got.Issue.Comments) != len(in.Issue.Comments)+len(ch.Added) {
				t.Fatalf("%d comments are added again, before it made %d of %d", len(ch.Added), len(got.Issue.Comments), len(in.Issue.Comments))
			}
		}
		for _, want := range []string{"status", "assignee", "parentId"} {
			if _, ok := after[want]; !ok && in.First {
				t.Fatalf("%s is not set again: %v\n%s", want, res.Changes, b)
			}
		}
		if len(res.Warnings) > 0 && in.First {
			t.Fatalf("warned: %q", res.Warnings)
		}
	})
}
