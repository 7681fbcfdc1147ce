package clients_test

import (
	"bytes"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	jira "github.com/andygrunwald/go-jira"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// goJira is a client with the rights of an account.
func goJira(t *testing.T, d sim.Dialect, address, name string) *jira.Client {
	t.Helper()
	user, password := login(d, name)
	c, err := jira.NewClient((&jira.BasicAuthTransport{Username: user, Password: password}).Client(), address)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// got is what a call of go-jira gives, which must not fail.
func got[T any](t *testing.T) func(T, *jira.Response, error) T {
	return func(v T, _ *jira.Response, err error) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// did is for calls of go-jira that give nothing.
func did(t *testing.T) func(*jira.Response, error) {
	return func(r *jira.Response, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		_ = r.Body.Close() // nothing in it is of interest
	}
}

// person is an account as go-jira names it in fields.
func person(d sim.Dialect, s *sim.Site, name string) *jira.User {
	if d == sim.Cloud {
		return &jira.User{AccountID: s.Person(name).ID()}
	}
	return &jira.User{Name: name}
}

func eachDialect(t *testing.T, run func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client)) {
	for _, d := range sim.Dialects {
		t.Run(string(d), func(t *testing.T) {
			s, address := site(t, d)
			run(t, d, s, address, goJira(t, d, address, "entwine"))
		})
	}
}

func task(summary string) *jira.Issue {
	return &jira.Issue{Fields: &jira.IssueFields{Project: jira.Project{Key: "ACME"}, Type: jira.IssueType{Name: "Task"}, Summary: summary}}
}

func TestGoJira_Issue(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		new := task("From go-jira")
		new.Fields.Description = "*bold* and\n\n* a list"
		new.Fields.Labels = []string{"b", "a"}
		new.Fields.Priority = &jira.Priority{Name: "High"}
		new.Fields.Components = []*jira.Component{{Name: "ui"}}
		new.Fields.FixVersions = []*jira.FixVersion{{Name: "1.1"}}
		new.Fields.Assignee = person(d, s, "dev")
		new.Fields.Duedate = jira.Date(time.Date(2040, 6, 1, 0, 0, 0, 0, time.UTC))
		new.Fields.Unknowns = map[string]any{"customfield_10003": 2.5, "customfield_10007": map[string]string{"value": "red"}}
		made := got[*jira.Issue](t)(c.Issue.Create(new))
		is := got[*jira.Issue](t)(c.Issue.Get(made.Key, &jira.GetQueryOptions{Expand: "changelog,names,renderedFields,transitions"}))
		f := is.Fields
		switch {
		case is.ID != made.ID || f.Summary != "From go-jira" || f.Description != "*bold* and\n\n* a list" || !slices.Equal(f.Labels, []string{"a", "b"}):
			t.Errorf("read is %+v", f)
		case f.Priority.Name != "High" || len(f.Components) != 1 || f.Components[0].Name != "ui" || len(f.FixVersions) != 1 || f.Status.Name != "To Do":
			t.Errorf("read is %+v", f)
		case f.Assignee.DisplayName != "The dev" || time.Time(f.Duedate).Format(time.DateOnly) != "2040-06-01" || time.Since(time.Time(f.Created)) > time.Minute:
			t.Errorf("assignee %+v, due %v, created %v", f.Assignee, time.Time(f.Duedate), time.Time(f.Created))
		case f.Unknowns["customfield_10003"] != 2.5 || f.Unknowns["customfield_10007"].(map[string]any)["value"] != "red":
			t.Errorf("custom fields are %v", f.Unknowns)
		case !strings.Contains(is.RenderedFields.Description, "<b>bold</b>") && !strings.Contains(is.RenderedFields.Description, "<strong>bold</strong>"):
			t.Errorf("rendered is %q", is.RenderedFields.Description)
		case is.Names["customfield_10003"] != "Points" || len(is.Transitions) == 0:
			t.Errorf("names %v, transitions %v", is.Names, is.Transitions)
		}

		got[*jira.Issue](t)(c.Issue.Update(&jira.Issue{Key: made.Key, Fields: &jira.IssueFields{Summary: "Said otherwise"}}))
		did(t)(c.Issue.UpdateIssue(made.Key, map[string]any{"update": map[string]any{"labels": []map[string]any{{"add": "c"}, {"remove": "a"}}}}))
		did(t)(c.Issue.UpdateAssignee(made.Key, person(d, s, "ann")))
		is = got[*jira.Issue](t)(c.Issue.Get(made.Key, &jira.GetQueryOptions{Expand: "changelog"}))
		if is.Fields.Summary != "Said otherwise" || !slices.Equal(is.Fields.Labels, []string{"b", "c"}) || is.Fields.Assignee.DisplayName != "Ann Example" {
			t.Errorf("read is %+v", is.Fields)
		}
		var log []string
		for _, h := range is.Changelog.Histories {
			for _, it := range h.Items {
				log = append(log, it.Field)
			}
			if _, err := h.CreatedTime(); err != nil || h.Author.DisplayName != "The entwine" {
				t.Errorf("%+v: %v", h, err)
			}
		}
		if slices.Sort(log); !slices.Equal(log, []string{"assignee", "labels", "summary"}) {
			t.Errorf("the log tells of %q", log)
		}
		if names := got[jira.CustomFields](t)(c.Issue.GetCustomFields(made.Key)); names["customfield_10003"] == "" {
			t.Errorf("custom fields are %v", names)
		}

		_, r, err := c.Issue.Create(&jira.Issue{Fields: &jira.IssueFields{Project: jira.Project{Key: "ACME"}, Type: jira.IssueType{Name: "Task"}, Summary: strings.Repeat("x", 300)}})
		if b, bad := io.ReadAll(r.Body); err == nil || bad != nil || !strings.Contains(string(b), `"summary":"Summary must be less than 255`) {
			t.Errorf("refused with %v: %s", err, b)
		}
		isCode(t, "a summary that is too long", r.StatusCode, http.StatusBadRequest)
		_, r, _ = c.Issue.Get("ACME-999", nil)
		isCode(t, "no such issue", r.StatusCode, http.StatusNotFound)
		r, _ = c.Issue.Delete(made.Key)
		isCode(t, "deletion without the right to", r.StatusCode, http.StatusForbidden)
		did(t)(goJira(t, d, address, "admin").Issue.Delete(made.Key))
		_, r, _ = c.Issue.Get(made.Key, nil)
		isCode(t, "a deleted issue", r.StatusCode, http.StatusNotFound)
	})
}

func TestGoJira_Search(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		s.Turn(func(k *sim.Knobs) { k.Page = 3 })
		want := map[string]bool{}
		for i := range 10 {
			want[got[*jira.Issue](t)(c.Issue.Create(task("issue "+strconv.Itoa(i)))).Key] = true
		}
		const jql = `project = ACME AND status = "To Do" AND created > -1d ORDER BY created DESC`
		if d == sim.Cloud {
			// go-jira gives no token for the next page.
			l := got[[]jira.Issue](t)(c.Issue.SearchV2JQL(jql, &jira.SearchOptionsV2{MaxResults: 50, Fields: []string{"summary"}}))
			if len(l) != 3 || !want[l[0].Key] || l[0].Fields.Summary == "" {
				t.Errorf("found are %+v", l)
			}
			_, r, _ := c.Issue.Search(jql, nil)
			isCode(t, "the search that was removed", r.StatusCode, http.StatusGone)
			return
		}
		err := c.Issue.SearchPages(jql, &jira.SearchOptions{MaxResults: 4, Fields: []string{"summary"}}, func(is jira.Issue) error {
			if !want[is.Key] || is.Fields.Summary == "" {
				t.Errorf("found is %+v", is)
			}
			delete(want, is.Key)
			return nil
		})
		if err != nil || len(want) != 0 {
			t.Errorf("not found: %v, %v", want, err)
		}
		_, r, err := c.Issue.Search("colour = blue", nil)
		if isCode(t, "a field that there is not", r.StatusCode, http.StatusBadRequest); err == nil || !strings.Contains(err.Error(), "colour") {
			t.Errorf("refused with %v", err)
		}
	})
}

func TestGoJira_Transition(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		key := got[*jira.Issue](t)(c.Issue.Create(task("moves"))).Key
		for _, name := range []string{"In Progress", "In Review"} {
			l := got[[]jira.Transition](t)(c.Issue.GetTransitions(key))
			i := slices.IndexFunc(l, func(tr jira.Transition) bool { return tr.To.Name == name })
			if i < 0 {
				t.Fatalf("no way to %s among %+v", name, l)
			}
			did(t)(c.Issue.DoTransition(key, l[i].ID))
		}
		l := got[[]jira.Transition](t)(c.Issue.GetTransitions(key))
		i := slices.IndexFunc(l, func(tr jira.Transition) bool { return tr.To.Name == "Done" })
		if i < 0 || !l[i].Fields["resolution"].Required {
			t.Fatalf("transitions are %+v", l)
		}
		r, err := c.Issue.DoTransition(key, l[i].ID)
		if isCode(t, "a transition without what it requires", r.StatusCode, http.StatusBadRequest); err == nil {
			t.Error("no error")
		}
		did(t)(c.Issue.DoTransitionWithPayload(key, map[string]any{
			"transition": map[string]string{"id": l[i].ID}, "fields": map[string]any{"resolution": map[string]string{"name": "Duplicate"}},
			"update": map[string]any{"comment": []any{map[string]any{"add": map[string]string{"body": "It is done."}}}},
		}))
		f := got[*jira.Issue](t)(c.Issue.Get(key, nil)).Fields
		if f.Status.Name != "Done" || f.Status.StatusCategory.Key != "done" && d != sim.Server6 || f.Resolution.Name != "Duplicate" || time.Time(f.Resolutiondate).IsZero() {
			t.Errorf("status %+v, resolution %+v", f.Status, f.Resolution)
		}
		if len(f.Comments.Comments) != 1 || f.Comments.Comments[0].Body != "It is done." {
			t.Errorf("comments are %+v", f.Comments.Comments)
		}
	})
}

func TestGoJira_CommentsAndWorklogs(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		key := got[*jira.Issue](t)(c.Issue.Create(task("is talked about"))).Key
		cm := got[*jira.Comment](t)(c.Issue.AddComment(key, &jira.Comment{Body: "first", Visibility: jira.CommentVisibility{Type: "role", Value: "Developers"}}))
		if cm.Author.DisplayName != "The entwine" || cm.Visibility.Value != "Developers" {
			t.Errorf("made is %+v", cm)
		}
		cm = got[*jira.Comment](t)(c.Issue.UpdateComment(key, &jira.Comment{ID: cm.ID, Body: "corrected"}))
		if cm.Body != "corrected" {
			t.Errorf("corrected is %+v", cm)
		}
		other := got[*jira.Comment](t)(c.Issue.AddComment(key, &jira.Comment{Body: "second"}))
		if err := c.Issue.DeleteComment(key, other.ID); err != nil {
			t.Error(err)
		}
		if l := got[*jira.Issue](t)(c.Issue.Get(key, nil)).Fields.Comments.Comments; len(l) != 1 || l[0].Body != "corrected" {
			t.Errorf("comments are %+v", l)
		}

		began := jira.Time(time.Date(2026, 1, 31, 9, 0, 0, 0, time.UTC))
		w := got[*jira.WorklogRecord](t)(c.Issue.AddWorklogRecord(key, &jira.WorklogRecord{TimeSpent: "1h 30m", Comment: "thinking", Started: &began}))
		if w.TimeSpentSeconds != 5400 || !time.Time(*w.Started).Equal(time.Time(began)) {
			t.Errorf("made is %+v", w)
		}
		got[*jira.WorklogRecord](t)(c.Issue.UpdateWorklogRecord(key, w.ID, &jira.WorklogRecord{TimeSpentSeconds: 7200}))
		l := got[*jira.Worklog](t)(c.Issue.GetWorklogs(key))
		if l.Total != 1 || l.Worklogs[0].TimeSpentSeconds != 7200 || l.Worklogs[0].Comment != "thinking" {
			t.Errorf("work logs are %+v", l.Worklogs)
		}
	})
}

func TestGoJira_Attachment(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		key := got[*jira.Issue](t)(c.Issue.Create(task("has a file"))).Key
		bytesOf := bytes.Repeat([]byte("all of it\n"), 10000)
		l := *got[*[]jira.Attachment](t)(c.Issue.PostAttachment(key, bytes.NewReader(bytesOf), "a log.txt"))
		if len(l) != 1 || l[0].Filename != "a log.txt" || l[0].Size != len(bytesOf) {
			t.Fatalf("made is %+v", l)
		}
		r, err := c.Issue.DownloadAttachment(l[0].ID)
		if err != nil {
			t.Fatal(err)
		}
		b, err := io.ReadAll(r.Body)
		_ = r.Body.Close() // read to its end
		if err != nil || !bytes.Equal(b, bytesOf) {
			t.Errorf("read are %d bytes, want %d: %v", len(b), len(bytesOf), err)
		}
		did(t)(c.Issue.DeleteAttachment(l[0].ID))
		if l := got[*jira.Issue](t)(c.Issue.Get(key, nil)).Fields.Attachments; len(l) != 0 {
			t.Errorf("left are %+v", l)
		}
	})
}

func TestGoJira_LinksAndWatchers(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		from, to := got[*jira.Issue](t)(c.Issue.Create(task("blocks"))).Key, got[*jira.Issue](t)(c.Issue.Create(task("waits"))).Key
		// GetList of go-jira takes the list for an array, which it is in no version.
		if l := got[*jira.IssueLinkType](t)(c.IssueLinkType.Get("10000")); l.Name != "Blocks" || l.Outward != "blocks" {
			t.Fatalf("the type is %+v", l)
		}
		did(t)(c.Issue.AddLink(&jira.IssueLink{
			Type: jira.IssueLinkType{Name: "Blocks"}, InwardIssue: &jira.Issue{Key: from}, OutwardIssue: &jira.Issue{Key: to},
			Comment: &jira.Comment{Body: "since yesterday"},
		}))
		f := got[*jira.Issue](t)(c.Issue.Get(from, nil)).Fields
		if len(f.IssueLinks) != 1 || f.IssueLinks[0].OutwardIssue.Key != to {
			t.Fatalf("links are %+v", f.IssueLinks)
		}
		if len(f.Comments.Comments) != 1 || f.Comments.Comments[0].Body != "since yesterday" {
			t.Errorf("comments are %+v", f.Comments.Comments)
		}
		did(t)(c.Issue.DeleteLink(f.IssueLinks[0].ID))
		if l := got[*jira.Issue](t)(c.Issue.Get(to, nil)).Fields.IssueLinks; len(l) != 0 {
			t.Errorf("left are %+v", l)
		}

		r := got[*jira.RemoteLink](t)(c.Issue.AddRemoteLink(from, &jira.RemoteLink{GlobalID: "entwine=1", Object: &jira.RemoteLinkObject{URL: "https://example.org/1", Title: "One"}}))
		did(t)(c.Issue.UpdateRemoteLink(from, r.ID, &jira.RemoteLink{GlobalID: "entwine=1", Object: &jira.RemoteLinkObject{URL: "https://example.org/1", Title: "Two"}}))
		if l := *got[*[]jira.RemoteLink](t)(c.Issue.GetRemoteLinks(from)); len(l) != 1 || l[0].Object.Title != "Two" || l[0].GlobalID != "entwine=1" {
			t.Errorf("links to elsewhere are %+v", l)
		}

		who := "dev"
		if d == sim.Cloud {
			who = s.Person(who).ID()
		}
		did(t)(c.Issue.AddWatcher(from, who))
		if n := got[*jira.Issue](t)(c.Issue.Get(from, nil)).Fields.Watches.WatchCount; n != 2 {
			t.Errorf("%d watch, want the one who made it and dev", n)
		}
		if d == sim.Cloud { // elsewhere go-jira wants account ids, which there are not
			if l := *got[*[]jira.User](t)(c.Issue.GetWatchers(from)); len(l) != 2 || l[1].AccountID != who {
				t.Errorf("watchers are %+v", l)
			}
		}
	})
}

// What go-jira makes of a project and its fields is what it needs to make an
// issue of texts alone.
func TestGoJira_Metadata(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		if d == sim.DC10 {
			_, r, _ := c.Issue.GetCreateMeta("ACME")
			isCode(t, "the way that was removed", r.StatusCode, http.StatusNotFound)
		} else {
			meta := got[*jira.CreateMetaInfo](t)(c.Issue.GetCreateMeta("ACME"))
			project := meta.GetProjectWithKey("acme")
			if project == nil || len(meta.Projects) != 1 {
				t.Fatalf("projects are %+v", meta.Projects)
			}
			kind := project.GetIssueTypeWithName("Bug")
			fields, err := kind.GetAllFields()
			if err != nil || fields["Points"] != "customfield_10003" || fields["Summary"] != "summary" {
				t.Fatalf("fields are %v: %v", fields, err)
			}
			if must, err := kind.GetMandatoryFields(); err != nil || must["Summary"] != "summary" {
				t.Errorf("mandatory are %v: %v", must, err)
			}
			config := map[string]string{"Project": "ACME", "Issue Type": "Bug", "Summary": "made of texts", "Text line": "one line", "Team": "blue"}
			if ok, err := kind.CheckCompleteAndAvailable(config); !ok {
				t.Fatal(err)
			}
			is, err := jira.InitIssueWithMetaAndFields(project, kind, config)
			if err != nil {
				t.Fatal(err)
			}
			made := got[*jira.Issue](t)(c.Issue.Create(is))
			if f := got[*jira.Issue](t)(c.Issue.Get(made.Key, nil)).Fields; f.Type.Name != "Bug" || f.Unknowns["customfield_10001"] != "one line" {
				t.Errorf("made is %+v", f)
			}
			edit := got[*jira.EditMetaInfo](t)(c.Issue.GetEditMeta(made))
			if edit.Fields["summary"] == nil || edit.Fields["project"] != nil {
				t.Errorf("what may be edited is %v", edit.Fields)
			}
		}
		if l := *got[*jira.ProjectList](t)(c.Project.GetList()); len(l) != 2 || l[0].Key != "ACME" {
			t.Errorf("projects are %+v", l)
		}
		p := got[*jira.Project](t)(c.Project.Get("ACME"))
		if p.Lead.DisplayName != "The admin" || len(p.Components) != 3 || len(p.Versions) != 3 || len(p.IssueTypes) != 5 || p.Roles["Developers"] == "" {
			t.Errorf("project is %+v", p)
		}
		if l := got[[]jira.Field](t)(c.Field.GetList()); !slices.ContainsFunc(l, func(f jira.Field) bool { return f.Name == "Points" && f.Custom && f.Schema.Type == "number" }) {
			t.Errorf("fields are %+v", l)
		}
		if l := got[[]jira.Priority](t)(c.Priority.GetList()); len(l) != 5 {
			t.Errorf("priorities are %+v", l)
		}
		if l := got[[]jira.Resolution](t)(c.Resolution.GetList()); len(l) != 3 {
			t.Errorf("resolutions are %+v", l)
		}
		if l := got[[]jira.Status](t)(c.Status.GetAllStatuses()); len(l) != 4 {
			t.Errorf("statuses are %+v", l)
		}
		if d != sim.Server6 {
			if l := got[[]jira.StatusCategory](t)(c.StatusCategory.GetList()); len(l) != 4 {
				t.Errorf("categories are %+v", l)
			}
		}
		v := got[*jira.Version](t)(c.Version.Create(&jira.Version{Name: "9.0", ProjectID: 10000}))
		id, err := strconv.Atoi(v.ID)
		if err != nil {
			t.Fatal(err)
		}
		yes := true
		got[*jira.Version](t)(c.Version.Update(&jira.Version{ID: v.ID, Name: "9.1", Released: &yes}))
		if v = got[*jira.Version](t)(c.Version.Get(id)); v.Name != "9.1" || !*v.Released || v.ProjectID != 10000 {
			t.Errorf("version is %+v", v)
		}
		if k := got[*jira.ProjectComponent](t)(c.Component.Create(&jira.CreateComponentOptions{Name: "engine", Project: "ACME", LeadUserName: "dev"})); k.Name != "engine" {
			t.Errorf("component is %+v", k)
		}
	})
}

func TestGoJira_People(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		if u := got[*jira.User](t)(c.User.GetSelf()); u.DisplayName != "The entwine" || !u.Active {
			t.Errorf("I am %+v", u)
		}
		find := func() ([]jira.User, *jira.Response, error) { return c.User.Find("ann") }
		if d != sim.Cloud { // where it is not enough to ask for a name without saying that it is one
			find = func() ([]jira.User, *jira.Response, error) { return c.User.Find("ann", jira.WithUsername("ann")) }
		}
		if l := got[[]jira.User](t)(find()); len(l) != 1 || l[0].DisplayName != "Ann Example" {
			t.Errorf("found are %+v", l)
		}
		if d == sim.Cloud {
			if g := *got[*[]jira.UserGroup](t)(c.User.GetGroups(s.Person("dev").ID())); len(g) == 0 {
				t.Error("dev is in no group")
			}
			if l := *got[*[]jira.Role](t)(c.Role.GetList()); len(l) != 2 {
				t.Errorf("roles are %+v", l)
			}
		}
	})
}

// A session, as scripts for servers begin them; the cloud has none.
func TestGoJira_Session(t *testing.T) {
	for _, d := range []sim.Dialect{sim.DC10, sim.Server8, sim.Server7, sim.Server6} {
		t.Run(string(d), func(t *testing.T) {
			_, address := site(t, d)
			c, err := jira.NewClient((&jira.CookieAuthTransport{Username: "dev", Password: "dev-token", AuthURL: address + "/rest/auth/1/session"}).Client(), address)
			if err != nil {
				t.Fatal(err)
			}
			if u := got[*jira.User](t)(c.User.GetSelf()); u.Name != "dev" {
				t.Errorf("I am %+v", u)
			}
			if made := got[*jira.Issue](t)(c.Issue.Create(task("in a session"))); made.Key == "" {
				t.Errorf("made is %+v", made)
			}
		})
	}
}

func TestGoJira_Agile(t *testing.T) {
	eachDialect(t, func(t *testing.T, d sim.Dialect, s *sim.Site, address string, c *jira.Client) {
		boards := got[*jira.BoardsList](t)(c.Board.GetAllBoards(&jira.BoardListOptions{ProjectKeyOrID: "ACME"}))
		if len(boards.Values) != 1 || boards.Values[0].Type != "scrum" {
			t.Fatalf("boards are %+v", boards.Values)
		}
		board := boards.Values[0].ID
		if b := got[*jira.Board](t)(c.Board.GetBoard(board)); b.Name != boards.Values[0].Name {
			t.Errorf("board is %+v", b)
		}
		if cfg := got[*jira.BoardConfiguration](t)(c.Board.GetBoardConfiguration(board)); len(cfg.ColumnConfig.Columns) != 3 {
			t.Errorf("configuration is %+v", cfg)
		}
		sprints := got[*jira.SprintsList](t)(c.Board.GetAllSprintsWithOptions(board, &jira.GetAllSprintsOptions{State: "active"}))
		if len(sprints.Values) != 1 || sprints.Values[0].State != "active" {
			t.Fatalf("sprints are %+v", sprints.Values)
		}
		key := got[*jira.Issue](t)(c.Issue.Create(task("in a sprint"))).Key
		did(t)(c.Sprint.MoveIssuesToSprint(sprints.Values[0].ID, []string{key}))
		if l := got[[]jira.Issue](t)(c.Sprint.GetIssuesForSprint(sprints.Values[0].ID)); len(l) != 1 || l[0].Key != key {
			t.Errorf("in it are %+v", l)
		}
		is := got[*jira.Issue](t)(c.Sprint.GetIssue(key, nil))
		if is.Fields.Sprint == nil || is.Fields.Sprint.ID != sprints.Values[0].ID {
			t.Errorf("its sprint is %+v", is.Fields.Sprint)
		}
	})
}
