package live

import (
	"bytes"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
	"github.com/entwine-sync/entwine/internal/sim/jira/described"
)

// jira is a simulated Jira: these stories need nothing that is not here.
type jira struct {
	dialect   sim.Dialect
	site      *sim.Site
	through   *proxy
	dev, boss account
}

// newJira begins a site whose clock is the real one. What the node and people ask
// of it and what it answers is compared with the vendor's description, where that
// is at hand.
func newJira(t testing.TB, d sim.Dialect) *jira {
	t.Helper()
	server := httptest.NewUnstartedServer(nil)
	server.Start()
	t.Cleanup(server.Close)
	j := &jira{dialect: d, site: sim.New(sim.Options{Dialect: d, Base: server.URL}), through: newProxy(t, server.URL)}
	said, err := described.Of(d)
	if err != nil {
		t.Fatal(err)
	}
	server.Config.Handler = described.NewChecker(d, said, func(complaint string) {
		t.Errorf("against the vendor's description: %s", complaint)
	}).Middleware(j.site.Handler())
	j.dev, j.boss = j.account(server.URL, "dev"), j.account(server.URL, "admin")
	return j
}

func (j *jira) login(name string) string {
	if j.dialect == sim.Cloud {
		return name + "@example.org"
	}
	return name
}

func (j *jira) account(base, name string) account {
	r := httptest.NewRequest(http.MethodGet, "/", nil)
	r.SetBasicAuth(j.login(name), name+"-token")
	return account{base + "/rest/api/2", http.Header{"Authorization": r.Header["Authorization"], "X-Atlassian-Token": {"no-check"}}}
}

func (j *jira) kind() string   { return "jira " + string(j.dialect) }
func (j *jira) format() string { return "jira" }
func (j *jira) proxy() *proxy  { return j.through }

func (j *jira) tracker(name string) string {
	return fmt.Sprintf("  %s: {kind: jira, url: %q, user: %q, token: entwine-token, projects: ACME, internal_role: Developers, poll: 1h, rate: 1000}\n",
		name, j.through.URL, j.login("entwine"))
}

func (j *jira) half(name, more string) string {
	return fmt.Sprintf("{tracker: %s, project: ACME, type: Task%s}", name, more)
}

func (j *jira) status(word string) string {
	return map[string]string{"new": "To Do", "begun": "In Progress", "done": "Done"}[word]
}

func (j *jira) priorities() []string { return []string{"Low", "Medium", "High"} }

func (j *jira) create(t testing.TB, k ticket) string {
	t.Helper()
	var out struct{ Key string }
	j.dev.must(t, "POST", "/issue", map[string]any{"fields": map[string]any{
		"project": map[string]any{"key": "ACME"}, "issuetype": map[string]any{"name": "Task"}, "summary": k.Summary, "description": k.Description,
	}}, &out)
	return out.Key
}

func (j *jira) change(t testing.TB, id, field, value string) {
	t.Helper()
	j.dev.must(t, "PUT", "/issue/"+id, map[string]any{"fields": map[string]any{field: value}}, nil)
}

func (j *jira) rename(t testing.TB, id, s string)   { j.change(t, id, "summary", s) }
func (j *jira) describe(t testing.TB, id, s string) { j.change(t, id, "description", s) }

// move goes to a status as a person does: by the buttons that there are, which
// for what is done are three.
func (j *jira) move(t testing.TB, id, status string) {
	t.Helper()
	for range 4 {
		now := j.show(t, id).Status
		if now == status {
			return
		}
		var out struct {
			Transitions []struct {
				ID string
				To struct{ Name string }
			}
		}
		j.dev.must(t, "GET", "/issue/"+id+"/transitions", nil, &out)
		next := map[string]string{"To Do": "In Progress", "In Progress": "In Review", "In Review": "Done", "Done": "To Do"}[now]
		for _, w := range out.Transitions {
			if w.To.Name != next {
				continue
			}
			in := map[string]any{"transition": map[string]any{"id": w.ID}}
			if next == "Done" {
				in["fields"] = map[string]any{"resolution": map[string]any{"name": "Done"}}
			}
			j.dev.must(t, "POST", "/issue/"+id+"/transitions", in, nil)
		}
	}
	if got := j.show(t, id).Status; got != status {
		t.Fatalf("Jira leaves %s at %s, not at %s", id, got, status)
	}
}

func (j *jira) comment(t testing.TB, id, body string, private bool) {
	t.Helper()
	in := map[string]any{"body": body}
	if private {
		in["visibility"] = map[string]any{"type": "role", "value": "Developers"}
	}
	j.dev.must(t, "POST", "/issue/"+id+"/comment", in, nil)
}

func (j *jira) attach(t testing.TB, id, name string, content []byte) {
	t.Helper()
	var b bytes.Buffer
	form := multipart.NewWriter(&b)
	part, err := form.CreateFormFile("file", name)
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write(content) // a buffer takes everything
	if err := form.Close(); err != nil {
		t.Fatal(err)
	}
	r, err := http.NewRequest(http.MethodPost, j.dev.base+"/issue/"+id+"/attachments", &b)
	if err != nil {
		t.Fatal(err)
	}
	r.Header = j.dev.header.Clone()
	r.Header.Set("Content-Type", form.FormDataContentType())
	res, err := patient.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	_ = res.Body.Close() // nothing in it is of interest
	if res.StatusCode != http.StatusOK {
		t.Fatal(res.Status)
	}
}

func (j *jira) relate(t testing.TB, id, to string) {
	t.Helper()
	j.dev.must(t, "POST", "/issueLink", map[string]any{
		"type": map[string]any{"name": "Relates"}, "inwardIssue": map[string]any{"key": id}, "outwardIssue": map[string]any{"key": to},
	}, nil)
}

func (j *jira) remove(t testing.TB, id string) {
	t.Helper()
	j.boss.must(t, "DELETE", "/issue/"+id, nil, nil)
}

func (j *jira) rewrite(t testing.TB, id, note, body string) {
	t.Helper()
	j.dev.must(t, "PUT", "/issue/"+id+"/comment/"+note, map[string]any{"body": body}, nil)
}

func (j *jira) withdraw(t testing.TB, id, note string) {
	t.Helper()
	j.dev.must(t, "DELETE", "/issue/"+id+"/comment/"+note, nil, nil)
}

func (j *jira) ids(t testing.TB) []string {
	t.Helper()
	path := "/search"
	if j.dialect == sim.Cloud {
		path = "/search/jql"
	}
	var out struct{ Issues []struct{ Key string } }
	j.boss.must(t, "POST", path, map[string]any{"jql": "project = ACME ORDER BY key ASC", "maxResults": 100, "fields": []string{"summary"}}, &out)
	var ids []string
	for _, is := range out.Issues {
		ids = append(ids, is.Key)
	}
	return ids
}

func (j *jira) show(t testing.TB, id string) ticket {
	t.Helper()
	type end struct{ Key string }
	var out struct {
		Fields struct {
			Summary, Description string
			Status               struct{ Name string }
			Comment              struct {
				Comments []struct {
					ID, Body   string
					Visibility map[string]any
				}
			}
			Attachment []struct{ ID, Filename string }
			IssueLinks []struct{ InwardIssue, OutwardIssue *end }
			Parent     end
			Worklog    struct {
				Worklogs []struct {
					Comment          string
					TimeSpentSeconds int
				}
			}
		}
	}
	j.boss.must(t, "GET", "/issue/"+id, nil, &out)
	f := out.Fields
	k := ticket{ID: id, Summary: f.Summary, Description: f.Description, Status: f.Status.Name, Parent: f.Parent.Key}
	for _, w := range f.Worklog.Worklogs {
		k.Work = append(k.Work, fmt.Sprintf("%dm %s", w.TimeSpentSeconds/60, w.Comment))
	}
	slices.Sort(k.Work)
	for _, c := range f.Comment.Comments {
		k.Notes = append(k.Notes, note{c.ID, c.Body, c.Visibility != nil})
	}
	for _, a := range f.Attachment {
		content, ok := j.site.File(a.ID)
		if !ok {
			t.Fatalf("attachment %s of %s has no bytes", a.ID, id)
		}
		k.Files = append(k.Files, file{a.Filename, sum(content)})
	}
	for _, l := range f.IssueLinks {
		for _, e := range []*end{l.InwardIssue, l.OutwardIssue} {
			if e != nil {
				k.Links = append(k.Links, e.Key)
			}
		}
	}
	slices.Sort(k.Links)
	return k
}

func TestStory_JiraCloudServer8(t *testing.T) {
	t.Parallel()
	tell(t, newJira(t, sim.Cloud), newJira(t, sim.Server8))
}

func TestStory_JiraCloudMarkdown(t *testing.T) {
	if testing.Short() {
		t.Skip("other dialects tell the same story (short)")
	}
	t.Parallel()
	tell(t, newJira(t, sim.Cloud), newFolder(t))
}

func TestStory_JiraServer6Markdown(t *testing.T) {
	t.Parallel()
	tell(t, newJira(t, sim.Server6), newFolder(t))
}

func TestStory_JiraDC10Server7(t *testing.T) {
	if testing.Short() {
		t.Skip("other dialects tell the same story (short)")
	}
	t.Parallel()
	tell(t, newJira(t, sim.DC10), newJira(t, sim.Server7))
}

func TestStory_JiraCloudRedmine(t *testing.T) {
	t.Parallel()
	tell(t, newJira(t, sim.Cloud), newRedmine(t))
}

// asks reports whether a request of Jira's interface is a question though it is a POST.
func asks(path string) bool {
	return strings.HasPrefix(path, "/rest/api/") && (strings.HasSuffix(path, "/search") || strings.HasSuffix(path, "/search/jql") || strings.HasSuffix(path, "/bulkfetch"))
}
