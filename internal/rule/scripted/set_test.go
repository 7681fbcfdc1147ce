package scripted

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

// tools is a node of which rules ask little.
type tools struct {
	rule.Tools
	logs    []string
	ran     hub.Values
	version string
	effects []hub.Value
}

func (t *tools) Log(s string) { t.logs = append(t.logs, s) }

func (t *tools) Ran(version string, seen func() hub.Values) { t.version, t.ran = version, seen() }

func (t *tools) User(_ context.Context, q hub.User) (*hub.User, error) {
	if q.Email == "ada@example.com" {
		return &hub.User{ID: "7", Name: "Ada", Email: q.Email}, nil
	}
	return nil, nil
}

func (t *tools) Look(_ context.Context, what string, by map[string]string) (hub.Value, error) {
	if what == "status" || what == "customField" {
		return map[string]hub.Value{"name": by["name"], "id": "3"}, nil
	}
	if what == "item" && by["id"] == "9" {
		return &hub.Issue{Ref: hub.Ref{ID: "9", Key: "L-9"}, Summary: "another", Created: time.Unix(1_700_000_000, 0)}, nil
	}
	return nil, nil
}

func (t *tools) LocalOf(_ context.Context, remote string) (hub.Ref, bool, error) {
	return hub.Ref{ID: "l" + remote, Key: "L-" + remote}, remote == "9", nil
}

func (t *tools) Ask(ctx context.Context, request hub.Value) (hub.Value, error) {
	return (&tools{}).Do(ctx, request)
}

func (t *tools) Do(_ context.Context, request hub.Value) (hub.Value, error) {
	t.effects = append(t.effects, request)
	return map[string]hub.Value{"code": hub.Number("201"), "body": `{"made": [1, 2.50]}`}, nil
}

func compile(t testing.TB, text string) *script.Rule {
	t.Helper()
	if text == "" {
		return nil
	}
	r, err := script.Compile("rule.groovy", text)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func incoming(t *testing.T, text string, in rule.In) rule.Result {
	t.Helper()
	if in.Tools == nil {
		in.Tools = &tools{}
	}
	before, replica := *in.Issue.Clone(), *in.Replica.Clone()
	r, err := (&Set{In: compile(t, text)}).Incoming(t.Context(), in)
	if err != nil {
		t.Fatal(err)
	}
	if !reflect.DeepEqual(in.Issue, before) || !reflect.DeepEqual(in.Replica, replica) {
		t.Error("the rule changed what it was given")
	}
	return r
}

var noon = time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)

// issues draws an issue with something in every kind of place.
func issues(t *rapid.T, prefix string) hub.Issue {
	word := rapid.SampledFrom([]string{"", "x", "a\nb", "2026-01-01T00:00:00Z", "ü<b>"})
	user := func() *hub.User {
		if rapid.Bool().Draw(t, "user") {
			return &hub.User{ID: "u", Name: "Ada", Email: "ada@example.com"}
		}
		return nil
	}
	values := rapid.SampledFrom([]hub.Value{"text", hub.Number("1.50"), hub.Number("123456789012345678901234567890"), true, noon,
		[]hub.Value{"a", map[string]hub.Value{"value": "b"}}, map[string]hub.Value{"value": "v", "child": map[string]hub.Value{"value": "w"}}})
	n := rapid.Int64Range(0, 1e6).Draw(t, "n")
	is := hub.Issue{
		Ref: hub.Ref{ID: prefix + "1", Key: "K-1"}, Project: word.Draw(t, "project"), Type: word.Draw(t, "type"), Summary: word.Draw(t, "summary"),
		Description: word.Draw(t, "description"), Status: word.Draw(t, "status"), Priority: word.Draw(t, "priority"),
		Assignee: user(), Reporter: user(), Due: noon, Created: noon, Estimate: &n, Labels: []string{"a", "b c"}, Components: []string{"core"},
		FixVersions: []string{"1.0"}, Watchers: []hub.User{{ID: "w"}}, Parent: &hub.Ref{ID: "p"},
		Links:        []hub.Link{{ID: prefix + "k", Type: "blocks", To: hub.Ref{ID: "9", Key: "K-9"}}},
		Comments:     []hub.Comment{{ID: prefix + "c1", Body: word.Draw(t, "body"), Author: user(), Created: noon}, {ID: prefix + "c2", Body: "y", Private: true, Only: hub.Audience{Role: "r"}, Mark: "m"}},
		Attachments:  []hub.Attachment{{ID: prefix + "f", Name: "a.png", Type: "image/png", Size: 5, Digest: "sha256:00", Created: noon}},
		WorkLogs:     []hub.WorkLog{{ID: prefix + "w", Text: "t", Seconds: 60, Started: noon, Only: hub.Audience{Group: "g"}}},
		CustomFields: hub.Values{"Team": values.Draw(t, "team"), "10010": values.Draw(t, "by id")},
		CustomKeys:   hub.Values{"k": values.Draw(t, "key")},
		Extra:        hub.Values{"ad hoc": values.Draw(t, "extra")},
	}
	return is
}

// A rule that touches nothing changes nothing, whatever the item holds; nor does
// one that reads everything.
func TestAnIdleRuleChangesNothing(t *testing.T) {
	idle, reader := compile(t, "// nothing\n"), compile(t, `
context.getBindings(100).toString()
[issue, replica].each { o -> o.properties; "${o.comments.collect { it.body }} ${o.customFields.collect { k, v -> v.value }} ${o.labels*.label}" }
`)
	rapid.Check(t, func(t *rapid.T) {
		in := rule.In{Issue: issues(t, "l"), Replica: issues(t, "r"), Tools: &tools{}}
		for name, r := range map[string]*script.Rule{"idle": idle, "reader": reader} {
			got, err := (&Set{In: r}).Incoming(context.Background(), in)
			if err != nil {
				t.Fatal(err)
			}
			if !reflect.DeepEqual(got.Issue, in.Issue) {
				t.Fatalf("the %s rule makes\n%+v\nof\n%+v", name, got.Issue, in.Issue)
			}
		}
	})
}

const tellEverything = `
['summary', 'description', 'status', 'priority', 'assignee', 'reporter', 'due', 'originalEstimate', 'labels', 'components', 'fixVersions',
 'watchers', 'parentId', 'issueLinks', 'comments', 'attachments', 'workLogs', 'customFields', 'customKeys', 'project', 'type'].each { replica."$it" = issue."$it" }
replica."ad hoc" = issue."ad hoc"
`

// What a rule tells of every field arrives as it is: nothing is lost or changed
// on the way through the rule.
func TestToldAsItIs(t *testing.T) {
	r := compile(t, tellEverything)
	rapid.Check(t, func(t *rapid.T) {
		is := issues(t, "l")
		got, err := (&Set{Out: r}).Outgoing(context.Background(), rule.Out{Issue: is, Tools: &tools{}})
		if err != nil {
			t.Fatal(err)
		}
		for p, want := range is.Parts() {
			if !hub.Same(got.Get(p), want) {
				t.Fatalf("%s is told as %v, is %v", p, got.Get(p), want)
			}
		}
	})
}

func TestIncoming(t *testing.T) {
	here := hub.Issue{Ref: hub.Ref{ID: "1", Key: "L-1"}, Summary: "old", Labels: []string{"a", "b"},
		Comments:     []hub.Comment{{ID: "c1", Body: "mine"}, {ID: "c2", Body: "Bob: theirs"}},
		CustomFields: hub.Values{"Team": "Core"}}
	told := hub.Issue{Ref: hub.Ref{ID: "9", Key: "R-9"}, Summary: "new", Status: "Done", Assignee: &hub.User{ID: "x", Email: "ada@example.com"},
		Comments: []hub.Comment{{ID: "r2", Body: "changed", Author: &hub.User{Name: "Bob"}}, {ID: "r3", Body: "added", Author: &hub.User{Name: "Bob"}}},
		Extra:    hub.Values{"sev": hub.Number("2")}}
	traces := []hub.Trace{{Field: "comments", Local: "c2", Remote: "r2", Ours: true}}
	before := hub.Issue{Comments: []hub.Comment{{ID: "r2", Body: "theirs", Author: &hub.User{Name: "Bob"}}}}
	in := rule.In{Issue: here, Replica: told, Previous: before, Traces: traces}

	t.Run("fields", func(t *testing.T) {
		w := incoming(t, `
issue.summary = replica.summary + " ${replica.sev}"
issue.labels -= nodeHelper.getLabel("a")
issue.labels += "c"
issue.customFields.Team.value = null
issue.customFields."New one" = 5
issue.assignee = nodeHelper.getUserByEmail(replica.assignee.email)
issue.setStatus("closed")
issue.due = Date.parse("yyyy-MM-dd", "2026-07-01")
issue.parentId = nodeHelper.getLocalIssueFromRemoteId("9").id
`, in).Issue
		if w.Summary != "new 2" || !reflect.DeepEqual(w.Labels, []string{"b", "c"}) || w.Status != "closed" || w.Assignee.ID != "7" ||
			!w.Due.Equal(time.Date(2026, 7, 1, 0, 0, 0, 0, time.UTC)) || w.Parent.ID != "l9" {
			t.Errorf("got %+v", w)
		}
		if v, ok := w.CustomFields["Team"]; v != nil || !ok || w.CustomFields["New one"] != hub.Number("5") {
			t.Errorf("custom fields %v", w.CustomFields)
		}
	})
	t.Run("comments", func(t *testing.T) {
		w := incoming(t, `issue.comments = commentHelper.mergeComments(issue, replica)`, in).Issue
		want := []hub.Comment{{ID: "c1", Body: "mine"}, {ID: "c2", Body: "Bob: changed"}, {ID: rule.New("r3"), Body: "Bob: added", Author: &hub.User{Name: "Bob"}}}
		if !reflect.DeepEqual(w.Comments, want) {
			t.Errorf("got %+v", w.Comments)
		}
	})
	t.Run("removed", func(t *testing.T) {
		gone := in
		gone.Replica.Comments = nil
		w := incoming(t, `issue.comments = commentHelper.mergeComments(issue, replica) { it }`, gone).Issue
		if len(w.Comments) != 1 || w.Comments[0].ID != "c1" {
			t.Errorf("got %+v", w.Comments)
		}
	})
	t.Run("own comment", func(t *testing.T) {
		w := incoming(t, `issue.comments = commentHelper.addComment("hello", issue.comments)`, in).Issue
		if len(w.Comments) != 3 || w.Comments[2].Body != "hello" {
			t.Errorf("got %+v", w.Comments)
		}
		if _, ok := rule.IsNew(w.Comments[2].ID); ok || w.Comments[2].ID == "" {
			t.Errorf("its id is %q", w.Comments[2].ID)
		}
	})
	t.Run("link", func(t *testing.T) {
		r := incoming(t, `if (firstSync) { issue.id = "44"; issue.key = "L-44"; issue.labels += "linked"; return }`, rule.In{Replica: told, First: true})
		if r.Link != (hub.Ref{ID: "44", Key: "L-44"}) || r.Issue.Ref.ID != "" || len(r.Issue.Labels) != 1 {
			t.Errorf("got %+v", r)
		}
	})
	t.Run("wishes and traces", func(t *testing.T) {
		x := &tools{}
		with := in
		with.Tools = x
		r := incoming(t, `
import com.exalate.api.domain.twintrace.*
syncHelper.syncBackAfterProcessing()
syncHelper.unExalateAfterProcessing()
def res = httpClient.post("/comment", '{"a": 1}')
traces.add(new com.exalate.basic.domain.BasicNonPersistentTrace().setType(TraceType.COMMENT).setToSynchronize(true)
  .setLocalId("c9").setRemoteId("r9").setAction(TraceAction.NONE))
issue.environment = "${res.made[1]}"
log.warn("careful")
`, with)
		if !r.SyncBack || !r.Stop || r.Issue.Environment != "2.50" || len(x.effects) != 1 ||
			!reflect.DeepEqual(r.Traces, []hub.Trace{{Field: "comments", Local: "c9", Remote: "r9", Ours: true}}) {
			t.Errorf("got %+v, effects %v", r, x.effects)
		}
		if len(x.logs) != 1 || !strings.Contains(x.logs[0], "careful") {
			t.Errorf("logs %q", x.logs)
		}
	})
}

// Long texts reach the rule in the format of this side, and ours stay as they
// are where they say the same.
func TestTextsComeInOurFormat(t *testing.T) {
	in := rule.In{Issue: hub.Issue{Ref: hub.Ref{ID: "1"}, Description: "*bold*"}, Format: "textile", Theirs: "markdown",
		Replica: hub.Issue{Description: "**bold**", Comments: []hub.Comment{{ID: "r1", Body: "a **b**"}}}}
	w := incoming(t, `issue.description = replica.description; issue.comments = commentHelper.mergeComments(issue, replica, {it})`, in).Issue
	if w.Description != "*bold*" || w.Comments[0].Body != "a *b*" {
		t.Errorf("got %q and %q", w.Description, w.Comments[0].Body)
	}
}

// What was made for the other side's is not told back, nor files that nobody
// here has.
func TestNothingBounces(t *testing.T) {
	is := hub.Issue{Ref: hub.Ref{ID: "1"}, Summary: "s", Comments: []hub.Comment{{ID: "c1", Body: "mine"}, {ID: "c2", Body: "theirs"}}}
	s := &Set{Out: compile(t, `replica.comments = issue.comments; replica.attachments = [new com.exalate.basic.domain.hubobject.v1.BasicHubAttachment(id: 5, filename: "x")]`)}
	got, err := s.Outgoing(t.Context(), rule.Out{Issue: is, Tools: &tools{}, Traces: []hub.Trace{{Field: "comments", Local: "c2", Remote: "r2", Ours: true}}})
	if err != nil {
		t.Fatal(err)
	}
	if len(got.Comments) != 1 || got.Comments[0].ID != "c1" || len(got.Attachments) != 0 {
		t.Errorf("told %+v", got)
	}
}

func TestFaults(t *testing.T) {
	for _, c := range []struct {
		name, text string
		scope      hub.Scope
		want       string
	}{
		{"tracker exception", `throw new com.exalate.api.exception.IssueTrackerException("no")`, hub.ScopeIssue, "rule.groovy:1:7: "},
		{"debug.error", "\ndebug.error('look')", hub.ScopeIssue, "look"},
		{"any exception", `throw new IllegalStateException("no")`, hub.ScopeConnection, "IllegalStateException: no"},
		{"unknown helper", `nodeHelper.getStatsu("x")`, hub.ScopeConnection, "did you mean getStatus()?"},
		{"for ever", `while (true) { }`, hub.ScopeIssue, "steps"},
		{"no text", `issue.summary = [1, 2]`, hub.ScopeIssue, "summary: a text is wanted, not [1,2]"},
		{"no user", `issue.assignee = 5`, hub.ScopeIssue, "assignee: a user is wanted"},
		{"no date", `issue.due = "tomorrow"`, hub.ScopeIssue, "due: a date is wanted"},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := &Set{In: compile(t, c.text)}
			s.Limits.Steps = 10_000
			_, err := s.Incoming(t.Context(), rule.In{Tools: &tools{}})
			var e *hub.Error
			if !errors.As(err, &e) || e.Code != hub.Script || e.Scope != c.scope || !strings.Contains(e.Message, c.want) {
				t.Errorf("got %v", err)
			}
		})
	}
}

// What has to wait for something else is no fault of the rule: the engine is told
// to come again.
func TestWaits(t *testing.T) {
	s := &Set{In: compile(t, "issue.parentId = matchHelper.parent(replica)")}
	in := rule.In{Replica: hub.Issue{Parent: &hub.Ref{ID: "5"}}, Tools: &tools{}}
	_, err := s.Incoming(t.Context(), in)
	if e := hub.AsError(err); hub.CodeOf(err) != hub.Busy || e.Scope != hub.ScopeIssue || e.Field != "parent" {
		t.Errorf("got %v", err)
	}
	in.Replica.Parent.ID = "9"
	if res, err := s.Incoming(t.Context(), in); err != nil || res.Issue.Parent == nil || res.Issue.Parent.ID != "l9" {
		t.Errorf("got %+v, %v", res.Issue.Parent, err)
	}
}

// Three properties are routed through a table of 240 rows.
func TestRoutingByATable(t *testing.T) {
	var csv strings.Builder
	csv.WriteString("product,country,severity,team,queue\n")
	for p := range 10 {
		for c := range 8 {
			for s := range 3 {
				fmt.Fprintf(&csv, "product %d,c%d,s%d,Team %d-%d,Q%d\n", p, c, s, p, c, s)
			}
		}
	}
	dir := t.TempDir()
	if err := os.Mkdir(filepath.Join(dir, "tables"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "tables", "routing.csv"), []byte(csv.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	tables, err := TablesOf(dir)
	if err != nil || tables["routing"].Rows() != 240 {
		t.Fatal(tables, err)
	}
	s := &Set{Tables: tables, In: compile(t, `
def to = lookup("routing", replica.product, replica.customFields.Country?.value, replica.priority?.name)
issue.project = nodeHelper.getProject(to?.queue ?: "TRIAGE")
issue.projectKey = to?.queue ?: "TRIAGE"
issue.labels += to?.team ?: "nobody"
`)}
	for _, c := range []struct{ product, country, severity, project, label string }{
		{"product 7", "c3", "s2", "Q2", "Team 7-3"}, {"product 0", "c0", "s0", "Q0", "Team 0-0"}, {"product 7", "c9", "s2", "TRIAGE", "nobody"}, {"", "c3", "s2", "TRIAGE", "nobody"},
	} {
		r, err := s.Incoming(t.Context(), rule.In{First: true, Tools: &tools{}, Replica: hub.Issue{Priority: c.severity,
			Extra: hub.Values{"product": c.product}, CustomFields: hub.Values{"Country": map[string]hub.Value{"value": c.country}}}})
		if err == nil && (r.Issue.Project != c.project || r.Issue.Labels[0] != c.label) {
			t.Errorf("%+v goes to %s, %v", c, r.Issue.Project, r.Issue.Labels)
		} else if err != nil {
			t.Error(err)
		}
	}
}
