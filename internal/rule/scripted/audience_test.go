package scripted

import (
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
)

// What only a role or a group may read can be told from the rest, and stays here
// unless a rule says otherwise.
func TestLevelsOfOutgoingComments(t *testing.T) {
	is := hub.Issue{Comments: []hub.Comment{{ID: "1", Body: "for all"}, {ID: "2", Body: "for admins", Private: true, Only: hub.Audience{Role: "Administrators"}},
		{ID: "3", Body: "for staff", Private: true, Only: hub.Audience{Group: "staff"}}},
		WorkLogs: []hub.WorkLog{{ID: "4", Seconds: 60}, {ID: "5", Seconds: 60, Only: hub.Audience{Role: "Administrators"}}}}
	got, err := (&Set{Out: compile(t, `
replica.comments = commentHelper.filterLocal(issue.comments)
replica.workLogs = workLogHelper.filterLocal(issue.workLogs)
replica.summary = (issue.comments*.roleLevel + issue.comments*.groupLevel + issue.workLogs*.roleLevel).toString()
`)}).Outgoing(t.Context(), rule.Out{Issue: is, Tools: &tools{}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Comments) != 1 || got.Comments[0].ID != "1" || len(got.WorkLogs) != 1 || got.WorkLogs[0].ID != "4" {
		t.Errorf("told: %+v %+v, want what is for all", got.Comments, got.WorkLogs)
	}
	if want := "[null, Administrators, null, null, null, staff, null, Administrators]"; got.Summary != want {
		t.Errorf("a rule sees the levels %s, want %s", got.Summary, want)
	}
}

// Names of roles and groups of the other tracker mean nobody here: a comment that
// has some becomes private, and gets those that the rule names.
func TestLevelsOfIncomingComments(t *testing.T) {
	told := hub.Issue{Comments: []hub.Comment{{ID: "1", Body: "one", Private: true, Only: hub.Audience{Role: "Theirs"}}, {ID: "2", Body: "two"}}}
	for _, c := range []struct {
		rule string
		want []hub.Comment
	}{
		{`issue.comments = commentHelper.mergeComments(issue, replica, { it })`, []hub.Comment{{Body: "one", Private: true}, {Body: "two"}}},
		{`issue.comments = commentHelper.mergeComments(issue, replica, { it.roleLevel = it.roleLevel == "Theirs" ? "Ours" : null })`,
			[]hub.Comment{{Body: "one", Private: true, Only: hub.Audience{Role: "Ours"}}, {Body: "two"}}},
		{`issue.comments = commentHelper.mergeComments(issue, replica, { it.groupLevel = "staff" })`,
			[]hub.Comment{{Body: "one", Private: true, Only: hub.Audience{Group: "staff"}}, {Body: "two", Private: true, Only: hub.Audience{Group: "staff"}}}},
		{`issue.comments = commentHelper.mergeComments(issue, replica, { it.internal = false })`, []hub.Comment{{Body: "one"}, {Body: "two"}}},
	} {
		got := incoming(t, c.rule, rule.In{Replica: told}).Issue.Comments
		if len(got) != len(c.want) {
			t.Errorf("%s: %+v", c.rule, got)
			continue
		}
		for i, want := range c.want {
			if got[i].Body != want.Body || got[i].Private != want.Private || got[i].Only != want.Only {
				t.Errorf("%s:\ncomment %d is %+v, want %+v", c.rule, i+1, got[i], want)
			}
		}
	}
}
