package rule

import (
	"context"
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// tools knows which issues are paired: local id to remote id.
type tools struct {
	Tools  // the basic mode asks for nothing else, or panics here
	paired map[string]string
	err    error
}

func (s tools) Paired(_ context.Context, localID string) (bool, error) {
	_, ok := s.paired[localID]
	return ok, s.err
}

func (s tools) LocalOf(_ context.Context, remoteID string) (hub.Ref, bool, error) {
	for local, remote := range s.paired {
		if remote == remoteID {
			return hub.Ref{ID: local, Key: "L-" + local}, true, s.err
		}
	}
	return hub.Ref{}, false, s.err
}

var (
	noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	ada  = &hub.User{ID: "1", Name: "Ada"}
)

func outgoing(t *testing.T, in Out) hub.Issue {
	t.Helper()
	if in.Tools == nil {
		in.Tools = tools{}
	}
	before := *in.Issue.Clone()
	got, err := Basic{}.Outgoing(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(in.Issue, before) {
		t.Error("the rule changed the issue it was given")
	}
	return got
}

func incoming(t *testing.T, b Basic, in In) hub.Issue {
	t.Helper()
	if in.Tools == nil {
		in.Tools = tools{}
	}
	issue, replica := *in.Issue.Clone(), *in.Replica.Clone()
	got, err := b.Incoming(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(in.Issue, issue) || !reflect.DeepEqual(in.Replica, replica) {
		t.Error("the rule changed what it was given")
	}
	return got.Issue
}

func TestOutgoingTellsTheFieldsItNames(t *testing.T) {
	n := int64(1)
	is := hub.Issue{
		Ref: hub.Ref{ID: "7", Key: "P-7"}, Project: "P", Type: "Bug", Summary: "s", Description: "d", Status: "Open", Resolution: "r",
		Priority: "High", Assignee: ada, Reporter: ada, Labels: []string{"ui"}, Created: noon, Updated: noon, URL: "https://x/7",
		Parent: &hub.Ref{ID: "6", Key: "P-6"}, Comments: []hub.Comment{{ID: "c", Body: "b", Author: ada}},
		Attachments: []hub.Attachment{{ID: "a", Name: "n"}},
	}
	want := is
	// What is not named stays at home.
	is.Rev, is.Mark, is.Environment, is.Severity, is.SecurityLevel, is.Creator, is.Due, is.Estimate = "r", "m", "e", "s", "x", ada, noon, &n
	is.Components, is.Watchers, is.WorkLogs = []string{"c"}, []hub.User{*ada}, []hub.WorkLog{{ID: "w"}}
	is.CustomFields, is.Extra = hub.Values{"Secret": "x"}, hub.Values{"y": "z"}
	got := outgoing(t, Out{Issue: is, Tools: tools{paired: map[string]string{"6": "60"}}})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestOutgoingTellsWhatIsEmpty(t *testing.T) {
	got := outgoing(t, Out{Issue: hub.Issue{Summary: "s"}})
	if want := []string{"description", "status", "priority", "labels", "parent", "resolution"}; !slices.Equal(got.Cleared, want) {
		t.Errorf("got %v, want %v", got.Cleared, want)
	}
	got = outgoing(t, Out{Issue: hub.Issue{Description: "d", Status: "s", Priority: "p", Labels: []string{"l"}, Resolution: "r"}})
	if want := []string{"parent"}; !slices.Equal(got.Cleared, want) {
		t.Errorf("got %v, want %v", got.Cleared, want)
	}
}

func TestOutgoingNeverTellsPrivateComments(t *testing.T) {
	got := outgoing(t, Out{Issue: hub.Issue{Comments: []hub.Comment{{ID: "1", Private: true}, {ID: "2"}, {ID: "3", Private: true}}}})
	if len(got.Comments) != 1 || got.Comments[0].ID != "2" {
		t.Errorf("got %+v", got.Comments)
	}
}

func TestOutgoingNeverTellsCopiesBack(t *testing.T) {
	got := outgoing(t, Out{
		Issue: hub.Issue{Comments: []hub.Comment{{ID: "1"}, {ID: "2"}, {ID: "3"}}, Attachments: []hub.Attachment{{ID: "1"}, {ID: "2"}}},
		Traces: []hub.Trace{
			{Field: "comments", Local: "1", Remote: "r1", Ours: true},
			{Field: "comments", Local: "2", Remote: "r2"}, // theirs is the copy
			{Field: "attachments", Local: "2", Remote: "r3", Ours: true},
			{Field: "workLogs", Local: "3", Remote: "r4", Ours: true}, // of another field
		},
	})
	if len(got.Comments) != 2 || got.Comments[0].ID != "2" || got.Comments[1].ID != "3" {
		t.Errorf("comments %+v", got.Comments)
	}
	if len(got.Attachments) != 1 || got.Attachments[0].ID != "1" {
		t.Errorf("attachments %+v", got.Attachments)
	}
}

func TestOutgoingTellsNoParentTheOtherSideDoesNotKnow(t *testing.T) {
	got := outgoing(t, Out{Issue: hub.Issue{Parent: &hub.Ref{ID: "6"}}})
	if got.Parent != nil || got.IsCleared("parent") { // theirs may have one of its own
		t.Errorf("got %v, cleared %v", got.Parent, got.Cleared)
	}
	if got := outgoing(t, Out{}); !got.IsCleared("parent") {
		t.Error("that there is no parent is not told")
	}
	lost := errors.New("store is ill")
	_, err := Basic{}.Outgoing(t.Context(), Out{Issue: hub.Issue{Parent: &hub.Ref{ID: "6"}}, Tools: tools{err: lost}})
	if !errors.Is(err, lost) {
		t.Errorf("got %v", err)
	}
}

func TestIncomingTakesOverTheFieldsItNames(t *testing.T) {
	here := hub.Issue{Ref: hub.Ref{ID: "1"}, Project: "L", Type: "Task", Summary: "old", Description: "old", Status: "Open", Priority: "Low",
		Resolution: "none", Labels: []string{"mine"}, Assignee: &hub.User{ID: "local"}, Reporter: &hub.User{ID: "local"}}
	told := hub.Issue{Ref: hub.Ref{ID: "r"}, Project: "P", Type: "Bug", Summary: "new", Description: "new", Status: "Done", Priority: "High",
		Resolution: "fixed", Labels: []string{"theirs"}, Assignee: ada, Reporter: ada}
	want := here
	want.Summary, want.Description, want.Status, want.Priority, want.Labels = "new", "new", "Done", "High", []string{"theirs"}
	got := incoming(t, Basic{Project: "X", Type: "Y"}, In{Issue: here, Replica: told})
	if !reflect.DeepEqual(got, want) {
		t.Errorf("got\n%+v\nwant\n%+v", got, want)
	}
}

func TestIncomingEmptiesOnlyWhatWasEmptied(t *testing.T) {
	here := hub.Issue{Summary: "s", Description: "d", Status: "st", Priority: "p", Labels: []string{"l"}, Parent: &hub.Ref{ID: "6"}}
	if got := incoming(t, Basic{}, In{Issue: here}); !reflect.DeepEqual(got, here) {
		t.Errorf("nothing told: got %+v", got)
	}
	told := hub.Issue{Cleared: []string{"summary", "description", "status", "priority", "labels", "parent"}}
	got := incoming(t, Basic{}, In{Issue: here, Replica: told})
	if got.Summary != "s" || got.Description+got.Status+got.Priority != "" || len(got.Labels) > 0 || got.Parent != nil {
		t.Errorf("all cleared: got %+v; an issue keeps its summary", got)
	}
}

func TestIncomingChoosesTheTypeOfANewIssue(t *testing.T) {
	for _, c := range []struct {
		name string
		b    Basic
		told string
		want string
	}{
		{"theirs, where any goes", Basic{}, "Bug", "Bug"},
		{"theirs, where it is one of ours", Basic{Type: "Task", Types: []string{"Bug", "Task"}}, "Bug", "Bug"},
		{"ours, where theirs is none", Basic{Type: "Task", Types: []string{"Task"}}, "Bug", "Task"},
		{"ours, where none is told", Basic{Type: "Task"}, "", "Task"},
		{"what theirs is called here", Basic{Names: Names{"type": {"Bug": {"Defect"}}}}, "Bug", "Defect"},
	} {
		t.Run(c.name, func(t *testing.T) {
			c.b.Project = "L"
			got := incoming(t, c.b, In{First: true, Replica: hub.Issue{Project: "P", Type: c.told}})
			if got.Type != c.want || got.Project != "L" {
				t.Errorf("got %q in %q, want %q in L", got.Type, got.Project, c.want)
			}
		})
	}
}

func TestIncomingCallsValuesAsTheyAreCalledHere(t *testing.T) {
	n := Names{}
	n.Add("status", "open", "In Progress")
	n.Add("status", "open", "Feedback")
	n.Add("priority", "Low", "Minor")
	for _, c := range []struct{ name, status, stands, want string }{
		{"by its first name", "open", "New", "In Progress"},
		{"by the name that stands", "open", "Feedback", "Feedback"},
		{"as it is, where nothing is said", "resolved", "New", "resolved"},
	} {
		t.Run(c.name, func(t *testing.T) {
			in := In{Replica: hub.Issue{Status: c.status, Priority: "Low"}, Issue: hub.Issue{Status: c.stands}}
			if got := incoming(t, Basic{Names: n}, in); got.Status != c.want || got.Priority != "Minor" {
				t.Errorf("status %q, priority %q", got.Status, got.Priority)
			}
		})
	}
	in := In{Replica: hub.Issue{Cleared: []string{"priority"}}, Issue: hub.Issue{Priority: "Minor"}}
	if got := incoming(t, Basic{Names: n}, in); got.Priority != "" {
		t.Errorf("what is emptied stays %q", got.Priority)
	}
}

func TestIncomingWaitsForTheParent(t *testing.T) {
	in := In{Replica: hub.Issue{Parent: &hub.Ref{ID: "60", Key: "P-60"}}, Issue: hub.Issue{Parent: &hub.Ref{ID: "1"}}, Tools: tools{}}
	_, err := Basic{}.Incoming(t.Context(), in)
	if e := hub.AsError(err); err == nil || e.Code != hub.Busy || e.Scope != hub.ScopeIssue || e.Field != "parent" {
		t.Fatalf("got %v", err)
	}
	in.Tools = tools{paired: map[string]string{"6": "60"}}
	if got := incoming(t, Basic{}, in); got.Parent == nil || *got.Parent != (hub.Ref{ID: "6", Key: "L-6"}) {
		t.Errorf("got %v", got.Parent)
	}
	lost := errors.New("store is ill")
	in.Tools = tools{err: lost}
	if _, err := (Basic{}).Incoming(t.Context(), in); !errors.Is(err, lost) {
		t.Errorf("got %v", err)
	}
}

func TestNewComesApartAgain(t *testing.T) {
	for _, id := range []string{"1", "new:1", "a:b"} {
		if got, ok := IsNew(New(id)); !ok || got != id {
			t.Errorf("%s: got %q, %v", id, got, ok)
		}
	}
	for _, id := range []string{"", "1", "new", "new:", "News:1"} {
		if got, ok := IsNew(id); ok {
			t.Errorf("%q is to be made for %q", id, got)
		}
	}
}
