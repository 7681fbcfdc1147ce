package live

import (
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// householder is a place where issues have sub-tasks and can be taken elsewhere.
type householder interface {
	place
	child(t testing.TB, of string, k ticket) (id string)
	projects(t testing.TB) [2]string // where its issues are, and where they can be taken; "": it has none
	carry(t testing.TB, id string, away bool)
	called(t testing.TB, id string) (now string) // what it is called after a move

	// first is what a rule sets of a new issue, told apart by whether it has a parent.
	first(t testing.TB) string
	// follow is what a rule does with what its tracker has in no list of its own:
	// work logs, or the project that an issue is in.
	follow(t testing.TB, other householder) string
}

// logger is a place where people write down what time they spent.
type logger interface {
	log(t testing.TB, id string, minutes int, text string) (entry string)
	relog(t testing.TB, id, entry string, minutes int, text string)
	unlog(t testing.TB, id, entry string)
}

// ruled is a pairing whose owners have written rules, for what basic mode leaves
// alone: work logs, and what a sub-task is over here.
type ruled struct {
	*pairing
	dir string
}

func withRules(t testing.TB, a, b householder) ruled {
	t.Helper()
	r := ruled{&pairing{a: a, b: b, more: "    mode: script\n"}, t.TempDir()}
	for i, p := range [2]householder{a, b} {
		dir, other := filepath.Join(r.dir, []string{"a", "b"}[i]), [2]householder{b, a}[i]
		if err := os.Mkdir(dir, 0o755); err != nil {
			t.Fatal(err)
		}
		for name, text := range map[string]string{"outgoing.groovy": tells, "incoming.groovy": takes(t, p, other)} {
			if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
	return r
}

func (r ruled) text(data string) string {
	s := r.pairing.text(data)
	for i, name := range []string{"a", "b"} {
		half := [2]place{r.a, r.b}[i].half(name, ", trigger: all")
		s = strings.Replace(s, half, strings.TrimSuffix(half, "}")+fmt.Sprintf(", rules: %q}", filepath.Join(r.dir, name)), 1)
	}
	return s
}

// tells is the outgoing rule of every place.
const tells = `
replica.key         = issue.key
replica.project     = issue.project
replica.summary     = issue.summary
replica.description = issue.description
replica.status      = issue.status
replica.priority    = issue.priority
replica.comments    = issue.comments.findAll { !it.internal }
replica.attachments = issue.attachments
replica.workLogs    = issue.workLogs
replica.parentId    = matchHelper.parent(issue)
replica.issueLinks  = matchHelper.links(issue)
`

// takes is the incoming rule of a place, for what comes from another one.
func takes(t testing.TB, p, other householder) string {
	t.Helper()
	named := func(l []string, of []string) string {
		var out []string
		for i := range l {
			out = append(out, fmt.Sprintf("%q: %q", of[i], l[i]))
		}
		return "[" + strings.Join(out, ", ") + "]"
	}
	var ours, theirs []string
	for _, w := range []string{"new", "begun", "done"} {
		ours, theirs = append(ours, p.status(w)), append(theirs, other.status(w))
	}
	return p.first(t) + `
issue.summary     = replica.summary
issue.description = replica.description
issue.status      = matchHelper.status(replica.status, ` + named(ours, theirs) + `)
issue.priority    = matchHelper.priority(replica.priority, ` + named(p.priorities(), other.priorities()) + `)
issue.comments    = commentHelper.mergeComments(issue, replica, "")
issue.attachments = attachmentHelper.mergeAttachments(issue, replica)
issue.parentId    = matchHelper.parent(replica)
issue.issueLinks  = matchHelper.links(issue, replica, ["relates": "relates", "*": "relates"])
` + p.follow(t, other)
}

// tellWhole plays the story with rules, and what is left of it for them: a
// sub-task, work logs, and a move to another project.
func tellWhole(t *testing.T, a, b householder) {
	tellBy(t, keep(t, withRules(t, a, b)), a, b, testing.Short(), func(s *story, side hub.Side) {
		s.play(side)
		s.nest(side)
	})
}

// nest goes on with an issue that has a sub-task, on which people work, and which
// they take to another project.
func (s *story) nest(side hub.Side) {
	t, here, there := s.t, s.sides[0].(householder), s.sides[1].(householder)
	were := [2][]string{here.ids(t), there.ids(t)}
	id := here.create(t, ticket{Summary: "New roof", Description: "The old one burnt."})
	child := here.child(t, id, ticket{Summary: "Buy tiles", Description: "Red ones."})
	s.settle()
	twin, childTwin := s.twin(id, side), s.twin(child, side)
	if a, b := s.same(child, childTwin); a.Parent != id || b.Parent != twin {
		t.Errorf("sub-tasks of %q and %q, want %q and %q", a.Parent, b.Parent, id, twin)
	}
	late := there.child(t, twin, ticket{Summary: "Hire a crane", Description: "A tall one."})
	s.settle()
	other := hub.Acceptor
	if side == hub.Acceptor {
		other = hub.Initiator
	}
	lateTwin := s.twin(late, other)
	if k := here.show(t, lateTwin); k.Parent != id || k.Summary != "Hire a crane" {
		t.Errorf("the sub-task that was made there arrived as %+v, want a part of %s", k, id)
	}

	s.work(child, childTwin)
	s.elsewhere(id, twin, child, side)
	s.quiet()
	for i, p := range s.sides {
		if n := len(p.ids(t)) - len(were[i]); n != 3 {
			t.Errorf("%s has %d new issues", p.kind(), n)
		}
	}
}

// work has people write down their time on both sides, and change and take out
// what they wrote. Where a tracker has no work logs its rule keeps the sum.
func (s *story) work(id, twin string) {
	t, here, there := s.t, s.sides[0], s.sides[1]
	l, can := here.(logger)
	if !can {
		t.Logf("skipped: writing down work (%s has no work logs)", here.kind())
		return
	}
	_, both := there.(logger)
	want := func(what string, entries ...string) {
		t.Helper()
		s.settle()
		s.round()
		a, b := s.same(id, twin)
		equal(t, what+" here", a.Work, entries)
		if !both {
			entries = []string{total(entries)}
		}
		equal(t, what+" there", b.Work, entries)
	}
	entry := l.log(t, id, 90, "Fetched a ladder.")
	want("work", "90m Fetched a ladder.")
	all := []string{}
	if both {
		there.(logger).log(t, twin, 30, "Held it.")
		all = append(all, "30m Held it.")
		want("work on both sides", "30m Held it.", "90m Fetched a ladder.")
	} else {
		t.Logf("skipped: work written down at %s, which has no work logs: it shows the sum of ours", there.kind())
	}
	l.relog(t, id, entry, 120, "Fetched a long ladder.")
	want("work after an edit", append([]string{"120m Fetched a long ladder."}, all...)...)
	l.unlog(t, id, entry)
	want("work after the end of one", all...)
}

// total is what a place without work logs shows of them.
func total(entries []string) string {
	sum := 0
	for _, e := range entries {
		var n int
		if _, err := fmt.Sscanf(e, "%dm", &n); err != nil {
			panic(err) // of our own making
		}
		sum += n
	}
	return fmt.Sprintf("%dm", sum)
}

// elsewhere takes an issue to another project, where it has another key mostly,
// and back. It is the same issue all the while, and so are its sub-tasks.
func (s *story) elsewhere(id, twin, child string, side hub.Side) {
	t, here, there := s.t, s.sides[0].(householder), s.sides[1].(householder)
	went := func(name string, away bool) {
		t.Helper()
		from := id
		here.carry(t, id, away)
		id, child = here.called(t, id), here.called(t, child)
		here.rename(t, id, name)
		here.comment(t, id, name+", says the foreman.", false)
		s.settle()
		s.round() // a project that is not watched is told of by rounds alone
		if got := s.twin(id, side); got != twin {
			t.Fatalf("%s became %s, whose twin is %s, not %s", from, id, got, twin)
		}
		a, b := s.same(id, twin)
		if b.Summary != name || !slices.Contains(bodies(there, b, false), name+", says the foreman.") {
			t.Errorf("after the move %s is %+v, and its twin %+v", id, a, b)
		}
		there.rename(t, twin, name+", and answered")
		s.settle()
		s.round() // the twin may have gone to such a project too
		if a, _ := s.same(id, twin); a.Summary != name+", and answered" {
			t.Errorf("after the move and an answer %s is %+v", id, a)
		}
		if at, has := there.(interface {
			at(t testing.TB, id string) string
		}); has && there.projects(t)[1] != "" && here.projects(t)[1] != "" {
			want := there.projects(t)[0]
			if away {
				want = there.projects(t)[1]
			}
			if got := at.at(t, twin); got != want {
				t.Errorf("the twin is in %s, want %s", got, want)
			}
		}
		if got := there.show(t, s.twin(child, side)).Parent; got != twin {
			t.Errorf("the sub-task's twin is a part of %q, not of %s", got, twin)
		}
	}
	went("Away", true)
	went("Back again", false)
}

// Jira.

func (j *jira) projects(testing.TB) [2]string { return [2]string{"ACME", "GLOBEX"} }

func (j *jira) first(testing.TB) string {
	return `
if (firstSync) {
  issue.projectKey = "ACME"
  issue.typeName   = replica.parentId ? "Sub-task" : "Task"
}`
}

// follow: its interface takes no issue to another project.
func (j *jira) follow(testing.TB, householder) string {
	return "issue.workLogs = workLogHelper.mergeWorkLogs(issue, replica)\n"
}

func (j *jira) child(t testing.TB, of string, k ticket) string {
	t.Helper()
	var out struct{ Key string }
	j.dev.must(t, "POST", "/issue", map[string]any{"fields": map[string]any{
		"project": map[string]any{"key": "ACME"}, "issuetype": map[string]any{"name": "Sub-task"}, "parent": map[string]any{"key": of},
		"summary": k.Summary, "description": k.Description,
	}}, &out)
	return out.Key
}

func (j *jira) carry(t testing.TB, id string, away bool) {
	t.Helper()
	project := "ACME"
	if away {
		project = "GLOBEX"
	}
	n, err := strconv.Atoi(j.named(t, id).ID)
	if err == nil {
		err = j.site.MoveIssue(n, project, "dev")
	}
	if err != nil {
		t.Fatal(err)
	}
}

// named looks an issue up by a key that it has or had.
func (j *jira) named(t testing.TB, key string) (out struct{ ID, Key string }) {
	t.Helper()
	j.boss.must(t, "GET", "/issue/"+key+"?fields=summary", nil, &out)
	return out
}

func (j *jira) called(t testing.TB, id string) string { return j.named(t, id).Key }

func (j *jira) log(t testing.TB, id string, minutes int, text string) string {
	t.Helper()
	var out struct{ ID string }
	j.dev.must(t, "POST", "/issue/"+id+"/worklog", map[string]any{"timeSpentSeconds": 60 * minutes, "comment": text}, &out)
	return out.ID
}

func (j *jira) relog(t testing.TB, id, entry string, minutes int, text string) {
	t.Helper()
	j.dev.must(t, "PUT", "/issue/"+id+"/worklog/"+entry, map[string]any{"timeSpentSeconds": 60 * minutes, "comment": text}, nil)
}

func (j *jira) unlog(t testing.TB, id, entry string) {
	t.Helper()
	j.dev.must(t, "DELETE", "/issue/"+id+"/worklog/"+entry, nil, nil)
}

// Redmine.

// annex is a second project, which nobody watches.
func (r *redmine) annex(t testing.TB) *redmine {
	t.Helper()
	if r.second == nil {
		r.second = newRedmine(t)
	}
	return r.second
}

func (r *redmine) projects(t testing.TB) [2]string {
	return [2]string{r.project, r.annex(t).project}
}

func (r *redmine) first(testing.TB) string {
	return fmt.Sprintf(`
if (firstSync) {
  issue.projectKey = %q
  issue.typeName   = "Bug"
}`, r.project)
}

// follow: an issue that changes its project over there does so here. Sub-tasks go
// with what they are a part of; one that went first would be a part of nothing.
func (r *redmine) follow(t testing.TB, other householder) string {
	ours, theirs := r.projects(t), other.projects(t)
	s := "issue.workLogs = workLogHelper.mergeWorkLogs(issue, replica)\n"
	if theirs[1] != "" {
		s += fmt.Sprintf("if (!replica.parentId) issue.projectKey = [%q: %q, %q: %q][replica.project?.key] ?: issue.projectKey\n", theirs[0], ours[0], theirs[1], ours[1])
	}
	return s
}

func (r *redmine) child(t testing.TB, of string, k ticket) string {
	t.Helper()
	id := r.create(t, k)
	r.boss.must(t, "PUT", "/issues/"+id+".json", map[string]any{"issue": map[string]any{"parent_issue_id": of}}, nil)
	return id
}

func (r *redmine) carry(t testing.TB, id string, away bool) {
	t.Helper()
	project := r.project
	if away {
		project = r.annex(t).project
	}
	r.boss.must(t, "PUT", "/issues/"+id+".json", map[string]any{"issue": map[string]any{"project_id": project}}, nil)
	if got := r.at(t, id); got != project {
		t.Fatalf("Redmine leaves %s in %s, not in %s", id, got, project)
	}
}

func (r *redmine) called(_ testing.TB, id string) string { return id }

// at is the project that an issue is in.
func (r *redmine) at(t testing.TB, id string) string {
	t.Helper()
	var out struct {
		Issue struct{ Project struct{ Name string } }
	}
	r.boss.must(t, "GET", "/issues/"+id+".json", nil, &out)
	return out.Issue.Project.Name // which is its identifier too
}

// hours are what Redmine takes for some minutes.
func hours(minutes int) float64 { return float64(minutes) / 60 }

func (r *redmine) log(t testing.TB, id string, minutes int, text string) string {
	t.Helper()
	var out struct {
		Entry struct{ ID int } `json:"time_entry"`
	}
	var kinds struct {
		List []struct{ ID int } `json:"time_entry_activities"`
	}
	r.boss.must(t, "GET", "/enumerations/time_entry_activities.json", nil, &kinds)
	r.boss.must(t, "POST", "/time_entries.json", map[string]any{"time_entry": map[string]any{
		"issue_id": id, "hours": hours(minutes), "comments": text, "activity_id": kinds.List[0].ID,
	}}, &out)
	return fmt.Sprint(out.Entry.ID)
}

func (r *redmine) relog(t testing.TB, _, entry string, minutes int, text string) {
	t.Helper()
	r.boss.must(t, "PUT", "/time_entries/"+entry+".json", map[string]any{"time_entry": map[string]any{"hours": hours(minutes), "comments": text}}, nil)
}

func (r *redmine) unlog(t testing.TB, _, entry string) {
	t.Helper()
	r.boss.must(t, "DELETE", "/time_entries/"+entry+".json", nil, nil)
}

// Folders.

// projects: a folder of files is one.
func (f *folder) projects(testing.TB) [2]string { return [2]string{} }

func (f *folder) first(testing.TB) string { return "" }

// follow: files have no work logs; what they can say is how much there was.
func (f *folder) follow(testing.TB, householder) string {
	return `issue.customFields.spent = (replica.workLogs.sum { it.timeSpent } ?: 0).intdiv(60) + "m"` + "\n"
}

func (f *folder) child(t testing.TB, of string, k ticket) string {
	t.Helper()
	k.Parent = of
	return f.create(t, k)
}

// carry puts the file into another folder of the tracker: the nearest to another
// project that there is. The key is in the file and stays.
func (f *folder) carry(t testing.TB, id string, away bool) {
	t.Helper()
	from, dir := f.files(t)[id], f.dir
	if away {
		dir = filepath.Join(f.dir, "elsewhere")
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(from, filepath.Join(dir, filepath.Base(from))); err != nil {
		t.Fatal(err)
	}
}

func (f *folder) called(_ testing.TB, id string) string { return id }

func TestWholeStory_JiraCloudServer8(t *testing.T) {
	t.Parallel()
	tellWhole(t, newJira(t, sim.Cloud), newJira(t, sim.Server8))
}

func TestWholeStory_JiraServer6Markdown(t *testing.T) {
	t.Parallel()
	tellWhole(t, newJira(t, sim.Server6), newFolder(t))
}

func TestWholeStory_JiraCloudRedmine(t *testing.T) {
	t.Parallel()
	tellWhole(t, newJira(t, sim.Cloud), newRedmine(t))
}
