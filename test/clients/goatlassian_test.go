package clients_test

import (
	"bytes"
	"errors"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/ctreminiom/go-atlassian/v2/jira/agile"
	v2 "github.com/ctreminiom/go-atlassian/v2/jira/v2"
	v3 "github.com/ctreminiom/go-atlassian/v2/jira/v3"
	"github.com/ctreminiom/go-atlassian/v2/pkg/infra/models"

	sim "github.com/entwine-sync/entwine/internal/sim/jira"
)

// ok is what a call of go-atlassian gives, which must not fail.
func ok[T any](t *testing.T) func(T, *models.ResponseScheme, error) T {
	return func(v T, r *models.ResponseScheme, err error) T {
		t.Helper()
		if err != nil {
			t.Fatalf("%v: %s", err, said(r))
		}
		return v
	}
}

// fine is for calls of go-atlassian that give nothing.
func fine(t *testing.T) func(*models.ResponseScheme, error) {
	return func(r *models.ResponseScheme, err error) {
		t.Helper()
		if err != nil {
			t.Fatalf("%v: %s", err, said(r))
		}
	}
}

func said(r *models.ResponseScheme) string {
	if r == nil {
		return ""
	}
	return r.Bytes.String()
}

// goAtlassian2, 3 and Agile are clients with the rights of an account.
func goAtlassian2(t *testing.T, d sim.Dialect, address, name string) *v2.Client {
	t.Helper()
	c, err := v2.New(nil, address)
	if err != nil {
		t.Fatal(err)
	}
	c.Auth.SetBasicAuth(login(d, name))
	return c
}

func goAtlassian3(t *testing.T, address, name string) *v3.Client {
	t.Helper()
	c, err := v3.New(nil, address)
	if err != nil {
		t.Fatal(err)
	}
	c.Auth.SetBasicAuth(login(sim.Cloud, name))
	return c
}

func goAtlassianAgile(t *testing.T, d sim.Dialect, address string) *agile.Client {
	t.Helper()
	c, err := agile.New(nil, address)
	if err != nil {
		t.Fatal(err)
	}
	c.Auth.SetBasicAuth(login(d, "entwine"))
	return c
}

// paragraph is a document with one paragraph.
func paragraph(text string) *models.CommentNodeScheme {
	return &models.CommentNodeScheme{Version: 1, Type: "doc", Content: []*models.CommentNodeScheme{
		{Type: "paragraph", Content: []*models.CommentNodeScheme{{Type: "text", Text: text}}},
	}}
}

// textOf is the text of a document.
func textOf(n *models.CommentNodeScheme) string {
	if n == nil {
		return ""
	}
	s := n.Text
	for _, c := range n.Content {
		s += textOf(c)
	}
	return s
}

func task3(summary string) *models.IssueScheme {
	return &models.IssueScheme{Fields: &models.IssueFieldsScheme{
		Project: &models.ProjectScheme{Key: "ACME"}, IssueType: &models.IssueTypeScheme{Name: "Task"}, Summary: summary,
	}}
}

// custom is what issues are given besides; go-atlassian refuses none at all.
func custom(t *testing.T, set ...func(*models.CustomFields) error) *models.CustomFields {
	t.Helper()
	f := &models.CustomFields{}
	for _, one := range set {
		if err := one(f); err != nil {
			t.Fatal(err)
		}
	}
	return f
}

func TestGoAtlassian3_Issue(t *testing.T) {
	s, address := site(t, sim.Cloud)
	c, ctx := goAtlassian3(t, address, "entwine"), t.Context()
	is := task3("From go-atlassian")
	is.Fields.Description = paragraph("What it is about")
	is.Fields.Priority = &models.PriorityScheme{Name: "Low"}
	is.Fields.Labels = []string{"b", "a"}
	is.Fields.Components = []*models.ComponentScheme{{Name: "api"}}
	is.Fields.FixVersions = []*models.VersionScheme{{Name: "1.0"}}
	is.Fields.Assignee = &models.UserScheme{AccountID: s.Person("dev").ID()}
	made := ok[*models.IssueResponseScheme](t)(c.Issue.Create(ctx, is, custom(t,
		func(f *models.CustomFields) error { return f.Number("customfield_10003", 2.5) },
		func(f *models.CustomFields) error { return f.Select("customfield_10007", "red") },
		func(f *models.CustomFields) error { return f.Cascading("customfield_10009", "Europe", "Berlin") },
		func(f *models.CustomFields) error {
			return f.Users("customfield_10012", []string{s.Person("ann").ID()})
		},
	)))
	got, r, err := c.Issue.Get(ctx, made.Key, nil, []string{"changelog", "renderedFields", "transitions"})
	if err != nil {
		t.Fatal(err)
	}
	f := got.Fields
	switch {
	case f.Summary != "From go-atlassian" || textOf(f.Description) != "What it is about" || !slices.Equal(f.Labels, []string{"a", "b"}) || f.Priority.Name != "Low":
		t.Errorf("read is %+v", f)
	case len(f.Components) != 1 || len(f.FixVersions) != 1 || f.Assignee.DisplayName != "The dev" || f.Status.StatusCategory.Key != "new" || len(got.Transitions) == 0:
		t.Errorf("read is %+v", f)
	case f.Created == nil || time.Since(time.Time(*f.Created)) > time.Minute:
		t.Errorf("made at %v", f.Created)
	}
	place, err := models.ParseCascadingSelectCustomField(r.Bytes, "customfield_10009")
	if err != nil || place.Value != "Europe" || place.Child.Value != "Berlin" {
		t.Errorf("place is %+v, %v", place, err)
	}
	if n, err := models.ParseFloatCustomField(r.Bytes, "customfield_10003"); err != nil || n != 2.5 {
		t.Errorf("points are %v, %v", n, err)
	}

	ops := &models.UpdateOperations{}
	if err := ops.AddArrayOperation("labels", map[string]string{"c": "add", "a": "remove"}); err != nil {
		t.Fatal(err)
	}
	fine(t)(c.Issue.Update(ctx, made.Key, true, &models.IssueScheme{Fields: &models.IssueFieldsScheme{Summary: "Said otherwise"}},
		custom(t, func(f *models.CustomFields) error { return f.Number("customfield_10003", 8) }), ops))
	fine(t)(c.Issue.Assign(ctx, made.Key, s.Person("ann").ID()))
	got = ok[*models.IssueScheme](t)(c.Issue.Get(ctx, made.Key, []string{"summary", "labels", "assignee"}, []string{"changelog"}))
	if got.Fields.Summary != "Said otherwise" || !slices.Equal(got.Fields.Labels, []string{"b", "c"}) || got.Fields.Assignee.DisplayName != "Ann Example" {
		t.Errorf("read is %+v", got.Fields)
	}
	if got.Changelog.Total != 2 || got.Changelog.Histories[0].Items[0].FieldID != "assignee" {
		t.Errorf("the log is %+v", got.Changelog)
	}
	many := ok[*models.IssueBulkResponseScheme](t)(c.Issue.Creates(ctx, []*models.IssueBulkSchemeV3{
		{Payload: task3("one of two"), CustomFields: custom(t, func(f *models.CustomFields) error { return f.Text("customfield_10001", "one") })},
		{Payload: task3("two of two"), CustomFields: custom(t, func(f *models.CustomFields) error { return f.Text("customfield_10001", "two") })},
	}))
	if len(many.Issues) != 2 {
		t.Errorf("made are %+v", many)
	}
	_, err = c.Issue.Delete(ctx, made.Key, false)
	if err == nil {
		t.Error("deleted without the right to")
	}
	fine(t)(goAtlassian3(t, address, "admin").Issue.Delete(ctx, made.Key, true))
	if _, r, err := c.Issue.Get(ctx, made.Key, nil, nil); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("a deleted issue: %v, %s", err, said(r))
	}
}

func TestGoAtlassian3_Search(t *testing.T) {
	s, address := site(t, sim.Cloud)
	s.Turn(func(k *sim.Knobs) { k.Page = 4 })
	c, ctx := goAtlassian3(t, address, "entwine"), t.Context()
	want := map[string]bool{}
	for i := range 10 {
		want[ok[*models.IssueResponseScheme](t)(c.Issue.Create(ctx, task3("issue "+strconv.Itoa(i)), custom(t,
			func(f *models.CustomFields) error { return f.Text("customfield_10001", "x") }))).Key] = true
	}
	const jql = "project = ACME ORDER BY created"
	if n := ok[*models.IssueSearchApproximateCountScheme](t)(c.Issue.Search.ApproximateCount(ctx, jql)); n.Count != 10 {
		t.Errorf("%d are counted", n.Count)
	}
	var keys []string
	for token := ""; ; {
		page := ok[*models.IssueSearchJQLScheme](t)(c.Issue.Search.SearchJQL(ctx, jql, []string{"summary", "status"}, nil, 100, token))
		for _, is := range page.Issues {
			if !want[is.Key] || is.Fields.Summary == "" || is.Fields.Status.Name != "To Do" {
				t.Errorf("found is %+v", is)
			}
			delete(want, is.Key)
			keys = append(keys, is.Key)
		}
		if token = page.NextPageToken; token == "" {
			break
		}
	}
	if len(want) != 0 {
		t.Errorf("not found: %v", want)
	}
	if l := ok[*models.IssueBulkFetchScheme](t)(c.Issue.Search.BulkFetch(ctx, keys, []string{"summary"})); len(l.Issues) != 10 {
		t.Errorf("%d are fetched", len(l.Issues))
	}
	_, r, err := c.Issue.Search.SearchJQL(ctx, "ORDER BY created", nil, nil, 10, "")
	if err == nil || !strings.Contains(said(r), "Unbounded") {
		t.Errorf("a query without bounds: %v, %s", err, said(r))
	}
	if _, r, _ := c.Issue.Search.Get(ctx, jql, nil, nil, 0, 10, ""); r.Code != http.StatusGone {
		t.Errorf("the search that was removed: %d", r.Code)
	}
	found := ok[*models.IssueMatchesPageScheme](t)(c.Issue.Search.Checks(ctx, &models.IssueSearchCheckPayloadScheme{IssueIDs: []int{10001, 10002}, JQLs: []string{"key = ACME-1", "colour = blue"}}))
	if len(found.Matches) != 2 || !slices.Equal(found.Matches[0].MatchedIssues, []int{10001}) || len(found.Matches[1].Errors) == 0 {
		t.Errorf("matches are %+v", found.Matches)
	}
	parsed := ok[*models.ParsedQueryPageScheme](t)(c.JQL.Parse(ctx, "strict", []string{jql, "colour = blue", "project = "}))
	if len(parsed.Queries) != 3 || len(parsed.Queries[0].Errors) != 0 || len(parsed.Queries[1].Errors) == 0 || len(parsed.Queries[2].Errors) == 0 {
		t.Errorf("parsed are %+v", parsed.Queries)
	}
}

func TestGoAtlassian3_Parts(t *testing.T) {
	s, address := site(t, sim.Cloud)
	c, ctx := goAtlassian3(t, address, "entwine"), t.Context()
	none := custom(t, func(f *models.CustomFields) error { return f.Text("customfield_10001", "x") })
	key := ok[*models.IssueResponseScheme](t)(c.Issue.Create(ctx, task3("has parts"), none)).Key
	other := ok[*models.IssueResponseScheme](t)(c.Issue.Create(ctx, task3("is linked"), none)).Key

	cm := ok[*models.IssueCommentScheme](t)(c.Issue.Comment.Add(ctx, key, &models.CommentPayloadScheme{
		Body: paragraph("for some"), Visibility: &models.CommentVisibilityScheme{Type: "role", Value: "Developers"},
	}, nil))
	ok[*models.IssueCommentScheme](t)(c.Issue.Comment.Add(ctx, key, &models.CommentPayloadScheme{Body: paragraph("for all")}, nil))
	if l := ok[*models.IssueCommentPageScheme](t)(c.Issue.Comment.Gets(ctx, key, "created", nil, 0, 50)); l.Total != 2 || textOf(l.Comments[0].Body) != "for some" || l.Comments[0].Visibility.Value != "Developers" {
		t.Errorf("comments are %+v", l)
	}
	// Who has not the role sees one of them.
	if l := ok[*models.IssueCommentPageScheme](t)(goAtlassian3(t, address, "ann").Issue.Comment.Gets(ctx, key, "", nil, 0, 50)); l.Total != 1 || textOf(l.Comments[0].Body) != "for all" {
		t.Errorf("ann sees %+v", l)
	}
	fine(t)(c.Issue.Comment.Delete(ctx, key, cm.ID))

	files := ok[[]*models.IssueAttachmentScheme](t)(c.Issue.Attachment.Add(ctx, key, "a.txt", strings.NewReader("all of it")))
	if len(files) != 1 || files[0].Filename != "a.txt" || files[0].Size != 9 {
		t.Fatalf("made are %+v", files)
	}
	for _, redirect := range []bool{true, false} {
		r, err := c.Issue.Attachment.Download(ctx, files[0].ID, redirect)
		if err != nil || r.Bytes.String() != "all of it" {
			t.Errorf("read is %q, %v", said(r), err)
		}
	}
	if m := ok[*models.IssueAttachmentMetadataScheme](t)(c.Issue.Attachment.Metadata(ctx, files[0].ID)); m.Filename != "a.txt" {
		t.Errorf("it is %+v", m)
	}
	if !ok[*models.AttachmentSettingScheme](t)(c.Issue.Attachment.Settings(ctx)).Enabled {
		t.Error("attachments are not enabled")
	}
	fine(t)(c.Issue.Attachment.Delete(ctx, files[0].ID))

	fine(t)(c.Issue.Link.Create(ctx, &models.LinkPayloadSchemeV3{
		Type: &models.LinkTypeScheme{Name: "Blocks"}, InwardIssue: &models.LinkedIssueScheme{Key: key}, OutwardIssue: &models.LinkedIssueScheme{Key: other},
		Comment: &models.CommentPayloadScheme{Body: paragraph("since yesterday")},
	}))
	links := ok[*models.IssueLinkPageScheme](t)(c.Issue.Link.Gets(ctx, key))
	if len(links.Fields.IssueLinks) != 1 || links.Fields.IssueLinks[0].OutwardIssue.Key != other {
		t.Fatalf("links are %+v", links.Fields.IssueLinks)
	}
	if l := ok[*models.IssueLinkScheme](t)(c.Issue.Link.Get(ctx, links.Fields.IssueLinks[0].ID)); l.InwardIssue.Key != key || l.OutwardIssue.Key != other {
		t.Errorf("the link is %+v", l)
	}
	fine(t)(c.Issue.Link.Delete(ctx, links.Fields.IssueLinks[0].ID))
	if l := ok[*models.IssueLinkTypeSearchScheme](t)(c.Issue.Link.Type.Gets(ctx)); len(l.IssueLinkTypes) != 4 {
		t.Errorf("types are %+v", l)
	}

	remote := ok[*models.RemoteLinkIdentify](t)(c.Issue.Link.Remote.Create(ctx, key, &models.RemoteLinkScheme{GlobalID: "entwine=1", Object: &models.RemoteLinkObjectScheme{URL: "https://example.org/1", Title: "One"}}))
	fine(t)(c.Issue.Link.Remote.Update(ctx, key, strconv.Itoa(remote.ID), &models.RemoteLinkScheme{GlobalID: "entwine=1", Object: &models.RemoteLinkObjectScheme{URL: "https://example.org/1", Title: "Two"}}))
	if l := ok[*models.RemoteLinkScheme](t)(c.Issue.Link.Remote.Get(ctx, key, strconv.Itoa(remote.ID))); l.Object.Title != "Two" {
		t.Errorf("it is %+v", l)
	}
	fine(t)(c.Issue.Link.Remote.DeleteByID(ctx, key, strconv.Itoa(remote.ID)))

	fine(t)(c.Issue.Watcher.Add(ctx, key, s.Person("dev").ID()))
	fine(t)(c.Issue.Watcher.Delete(ctx, key, s.Person("entwine").ID()))
	if w := ok[*models.IssueWatcherScheme](t)(c.Issue.Watcher.Gets(ctx, key)); w.WatchCount != 1 || w.Watchers[0].AccountID != s.Person("dev").ID() {
		t.Errorf("watchers are %+v", w)
	}

	w := ok[*models.IssueWorklogADFScheme](t)(c.Issue.Worklog.Add(ctx, key, &models.WorklogADFPayloadScheme{Comment: paragraph("thinking"), Started: "2026-01-31T09:00:00.000+0000", TimeSpent: "1h 30m"}, nil))
	w = ok[*models.IssueWorklogADFScheme](t)(c.Issue.Worklog.Get(ctx, key, w.ID, nil))
	if w.TimeSpentSeconds != 5400 || textOf(w.Comment) != "thinking" {
		t.Errorf("the work log is %+v", w)
	}
	fine(t)(c.Issue.Worklog.Delete(ctx, key, w.ID, nil))

	fine(t)(c.Issue.Property.Set(ctx, key, "entwine", map[string]string{"mark": "p1"}))
	if p := ok[*models.EntityPropertyScheme](t)(c.Issue.Property.Get(ctx, key, "entwine")); p.Value.(map[string]any)["mark"] != "p1" {
		t.Errorf("the property is %+v", p)
	}
	if l := ok[*models.PropertyPageScheme](t)(c.Issue.Property.Gets(ctx, key)); len(l.Keys) != 1 || l.Keys[0].Key != "entwine" {
		t.Errorf("properties are %+v", l.Keys)
	}
	fine(t)(c.Issue.Property.Delete(ctx, key, "entwine"))

	if v := ok[*models.IssueVoteScheme](t)(c.Issue.Vote.Gets(ctx, key)); v.Votes != 0 {
		t.Errorf("votes are %+v", v)
	}
	if _, err := c.Issue.Vote.Add(ctx, key); err == nil {
		t.Error("who reported it could vote")
	}
	fine(t)(goAtlassian3(t, address, "ann").Issue.Vote.Add(ctx, key))
}

func TestGoAtlassian3_Transition(t *testing.T) {
	_, address := site(t, sim.Cloud)
	c, ctx := goAtlassian3(t, address, "entwine"), t.Context()
	key := ok[*models.IssueResponseScheme](t)(c.Issue.Create(ctx, task3("moves"), custom(t, func(f *models.CustomFields) error { return f.Text("customfield_10001", "x") }))).Key
	for _, name := range []string{"In Progress", "In Review", "Done"} {
		l := ok[*models.IssueTransitionsScheme](t)(c.Issue.Transitions(ctx, key))
		i := slices.IndexFunc(l.Transitions, func(tr *models.IssueTransitionScheme) bool { return tr.To.Name == name })
		if i < 0 {
			t.Fatalf("no way to %s", name)
		}
		var options *models.IssueMoveOptionsV3
		if l.Transitions[i].HasScreen {
			ops := &models.UpdateOperations{}
			if err := ops.AddMultiRawOperation("comment", []map[string]any{{"add": map[string]any{"body": paragraph("It is done.")}}}); err != nil {
				t.Fatal(err)
			}
			options = &models.IssueMoveOptionsV3{
				Fields:       &models.IssueScheme{Fields: &models.IssueFieldsScheme{Resolution: &models.ResolutionScheme{Name: "Duplicate"}}},
				CustomFields: &models.CustomFields{}, Operations: ops,
			}
		}
		fine(t)(c.Issue.Move(ctx, key, l.Transitions[i].ID, options))
	}
	f := ok[*models.IssueScheme](t)(c.Issue.Get(ctx, key, nil, nil)).Fields
	if f.Status.Name != "Done" || f.Resolution.Name != "Duplicate" || f.Comment.Total != 1 || textOf(f.Comment.Comments[0].Body) != "It is done." {
		t.Errorf("read is %+v", f)
	}
}

func TestGoAtlassian3_Metadata(t *testing.T) {
	s, address := site(t, sim.Cloud)
	c, admin, ctx := goAtlassian3(t, address, "entwine"), goAtlassian3(t, address, "admin"), t.Context()
	types, _, err := c.Issue.Metadata.FetchIssueMappings(ctx, "ACME", 0, 50)
	if err != nil || types.Get("issueTypes.#").Int() != 5 {
		t.Fatalf("types are %s, %v", types.Raw, err)
	}
	id := types.Get(`issueTypes.#(name=="Bug").id`).String()
	options := func(project, severity string) {
		t.Helper()
		fields, _, err := c.Issue.Metadata.FetchFieldMappings(ctx, project, id, 0, 50)
		if err != nil || fields.Get(`fields.#(name=="Severity").allowedValues.0.value`).String() != severity {
			t.Errorf("fields of %s are %s, %v", project, fields.Raw, err)
		}
	}
	options("ACME", "minor")
	options("GLOBEX", "low")
	key := ok[*models.IssueResponseScheme](t)(c.Issue.Create(ctx, task3("to edit"), custom(t, func(f *models.CustomFields) error { return f.Select("customfield_10015", "major") }))).Key
	edit, _, err := c.Issue.Metadata.Get(ctx, key, false, false)
	if err != nil || !edit.Get("fields.summary.required").Bool() || edit.Get("fields.project").Exists() {
		t.Errorf("what may be edited is %s, %v", edit.Raw, err)
	}

	contexts := ok[*models.CustomFieldContextPageScheme](t)(admin.Issue.Field.Context.Gets(ctx, "customfield_10015", nil, 0, 50))
	if len(contexts.Values) != 2 || contexts.Values[0].IsGlobalContext {
		t.Fatalf("contexts are %+v", contexts.Values)
	}
	context, err := strconv.Atoi(contexts.Values[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	added := ok[*models.FieldContextOptionListScheme](t)(admin.Issue.Field.Context.Option.Create(ctx, "customfield_10015", context, &models.FieldContextOptionListScheme{Options: []*models.CustomFieldContextOptionScheme{{Value: "fatal"}}}))
	if len(added.Options) != 1 || added.Options[0].ID == "" {
		t.Fatalf("added are %+v", added)
	}
	added.Options[0].Disabled = true
	ok[*models.FieldContextOptionListScheme](t)(admin.Issue.Field.Context.Option.Update(ctx, "customfield_10015", context, added))
	if l := ok[*models.CustomFieldContextOptionPageScheme](t)(admin.Issue.Field.Context.Option.Gets(ctx, "customfield_10015", context, nil, 0, 50)); l.Total != 3 || !l.Values[2].Disabled {
		t.Errorf("options are %+v", l.Values)
	}
	if _, r, err := c.Issue.Create(ctx, task3("with a choice that is out of use"), custom(t, func(f *models.CustomFields) error { return f.Select("customfield_10015", "fatal") })); err == nil {
		t.Errorf("made with a choice that is out of use: %s", said(r))
	}
	if _, r, err := c.Issue.Field.Context.Gets(ctx, "customfield_10015", nil, 0, 50); err == nil || r.Code != http.StatusForbidden {
		t.Errorf("for administrators only: %v", err)
	}

	if u := ok[*models.UserScheme](t)(c.MySelf.Details(ctx, nil)); u.DisplayName != "The entwine" || u.EmailAddress != "entwine@example.org" {
		t.Errorf("I am %+v", u)
	}
	if l := ok[[]*models.UserScheme](t)(c.User.Search.Do(ctx, "", "ann", 0, 50)); len(l) != 1 || l[0].AccountID != s.Person("ann").ID() || l[0].EmailAddress != "" {
		t.Errorf("found are %+v", l)
	}
	if i := ok[*models.ServerInformationScheme](t)(c.Server.Info(ctx)); i.DeploymentType != "Cloud" {
		t.Errorf("it is %+v", i)
	}
	if p := ok[*models.ProjectSearchScheme](t)(c.Project.Search(ctx, nil, 0, 50)); p.Total != 2 {
		t.Errorf("projects are %+v", p)
	}
	if l := ok[[]*models.ProjectStatusPageScheme](t)(c.Project.Statuses(ctx, "ACME")); len(l) != 5 || len(l[0].Statuses) != 4 {
		t.Errorf("statuses are %+v", l)
	}
	if l := ok[*models.VersionPageScheme](t)(c.Project.Version.Search(ctx, "ACME", &models.VersionGetsOptions{}, 0, 50)); l.Total != 3 {
		t.Errorf("versions are %+v", l)
	}
	if l := ok[[]*models.PriorityScheme](t)(c.Issue.Priority.Gets(ctx)); len(l) != 5 {
		t.Errorf("priorities are %+v", l)
	}
}

// What an account may not do is refused, and what a scheme allows is seen by it.
func TestGoAtlassian3_Permissions(t *testing.T) {
	s, address := site(t, sim.Cloud)
	c, admin, ctx := goAtlassian3(t, address, "entwine"), goAtlassian3(t, address, "admin"), t.Context()
	none := custom(t, func(f *models.CustomFields) error { return f.Text("customfield_10001", "x") })
	key := ok[*models.IssueResponseScheme](t)(c.Issue.Create(ctx, task3("guarded"), none)).Key
	for _, p := range []string{"ADD_COMMENTS", "EDIT_ISSUES", "CREATE_ATTACHMENTS", "LINK_ISSUES", "WORK_ON_ISSUES", "CREATE_ISSUES", "TRANSITION_ISSUES"} {
		s.Permit("ACME", p, "dev")
	}
	_, _, comment := c.Issue.Comment.Add(ctx, key, &models.CommentPayloadScheme{Body: paragraph("may I?")}, nil)
	_, edit := c.Issue.Update(ctx, key, true, &models.IssueScheme{Fields: &models.IssueFieldsScheme{Summary: "may I?"}}, nil, nil)
	_, _, attach := c.Issue.Attachment.Add(ctx, key, "a.txt", strings.NewReader("may I?"))
	_, _, work := c.Issue.Worklog.Add(ctx, key, &models.WorklogADFPayloadScheme{TimeSpentSeconds: 3600}, nil)
	_, _, create := c.Issue.Create(ctx, task3("may I?"), none)
	for what, err := range map[string]error{"comment": comment, "edit": edit, "attach": attach, "work log": work, "create": create} {
		if err == nil {
			t.Errorf("%s: done without the right to", what)
		}
	}
	if l := ok[*models.IssueTransitionsScheme](t)(c.Issue.Transitions(ctx, key)); len(l.Transitions) != 0 {
		t.Errorf("transitions are %+v", l.Transitions)
	}
	dev := goAtlassian3(t, address, "dev")
	ok[*models.IssueCommentScheme](t)(dev.Issue.Comment.Add(ctx, key, &models.CommentPayloadScheme{Body: paragraph("I may")}, nil))

	schemes := ok[*models.PermissionSchemePageScheme](t)(admin.Permission.Scheme.Gets(ctx))
	if len(schemes.PermissionSchemes) != 2 {
		t.Fatalf("schemes are %+v", schemes.PermissionSchemes)
	}
	id := ok[*models.PermissionSchemeScheme](t)(admin.Project.Permission.Get(ctx, "ACME", nil)).ID
	ok[*models.PermissionGrantScheme](t)(admin.Permission.Scheme.Grant.Create(ctx, id, &models.PermissionGrantPayloadScheme{
		Permission: "ADD_COMMENTS", Holder: &models.PermissionGrantHolderScheme{Type: "user", Parameter: s.Person("entwine").ID()},
	}))
	ok[*models.IssueCommentScheme](t)(c.Issue.Comment.Add(ctx, key, &models.CommentPayloadScheme{Body: paragraph("now I may")}, nil))

	s.Permit("ACME", "BROWSE_PROJECTS", "dev")
	if _, _, err := c.Issue.Get(ctx, key, nil, nil); !errors.Is(err, models.ErrNotFound) {
		t.Errorf("an issue of a project that is not shown: %v", err)
	}
	if p := ok[*models.ProjectSearchScheme](t)(c.Project.Search(ctx, nil, 0, 50)); p.Total != 1 {
		t.Errorf("projects are %+v", p)
	}
}

// The second version of the interface, with texts as markup: in the cloud, and at
// servers as far as they have it.
func TestGoAtlassian2(t *testing.T) {
	for _, d := range []sim.Dialect{sim.Cloud, sim.DC10, sim.Server8} {
		t.Run(string(d), func(t *testing.T) {
			_, address := site(t, d)
			c, ctx := goAtlassian2(t, d, address, "entwine"), t.Context()
			made := ok[*models.IssueResponseScheme](t)(c.Issue.Create(ctx, &models.IssueSchemeV2{Fields: &models.IssueFieldsSchemeV2{
				Project: &models.ProjectScheme{Key: "ACME"}, IssueType: &models.IssueTypeScheme{Name: "Task"}, Summary: "In markup", Description: "*bold*",
			}}, custom(t, func(f *models.CustomFields) error { return f.Text("customfield_10001", "x") })))
			is := ok[*models.IssueSchemeV2](t)(c.Issue.Get(ctx, made.Key, nil, []string{"changelog"}))
			if is.Fields.Description != "*bold*" || is.Fields.Summary != "In markup" {
				t.Errorf("read is %+v", is.Fields)
			}
			cm := ok[*models.IssueCommentSchemeV2](t)(c.Issue.Comment.Add(ctx, made.Key, &models.CommentPayloadSchemeV2{Body: "_said_"}, nil))
			if cm.Body != "_said_" {
				t.Errorf("said is %+v", cm)
			}
			files := ok[[]*models.IssueAttachmentScheme](t)(c.Issue.Attachment.Add(ctx, made.Key, "a b.txt", bytes.NewReader([]byte("all of it"))))
			if len(files) != 1 || files[0].Size != 9 {
				t.Errorf("made are %+v", files)
			}
			l := ok[*models.IssueTransitionsScheme](t)(c.Issue.Transitions(ctx, made.Key))
			fine(t)(c.Issue.Move(ctx, made.Key, l.Transitions[0].ID, nil))
			fields, _, err := c.Issue.Metadata.FetchIssueMappings(ctx, "ACME", 0, 50)
			if err != nil || fields.Get("issueTypes.#").Int()+fields.Get("values.#").Int() != 5 {
				t.Errorf("types are %s, %v", fields.Raw, err)
			}
			if d == sim.Cloud {
				if p := ok[*models.IssueSearchJQLSchemeV2](t)(c.Issue.Search.SearchJQL(ctx, "project = ACME", []string{"summary"}, nil, 50, "")); len(p.Issues) != 1 {
					t.Errorf("found are %+v", p.Issues)
				}
				return
			}
			if p := ok[*models.IssueSearchSchemeV2](t)(c.Issue.Search.Get(ctx, "project = ACME", []string{"summary"}, nil, 0, 50, "")); p.Total != 1 {
				t.Errorf("found are %+v", p.Issues)
			}
		})
	}
}

func TestGoAtlassian_Agile(t *testing.T) {
	for _, d := range sim.Dialects {
		t.Run(string(d), func(t *testing.T) {
			s, address := site(t, d)
			c, ctx := goAtlassianAgile(t, d, address), t.Context()
			key, err := s.Person("dev").Create("ACME", "Story", "in a sprint")
			if err != nil {
				t.Fatal(err)
			}
			boards := ok[*models.BoardPageScheme](t)(c.Board.Gets(ctx, &models.GetBoardsOptions{ProjectKeyOrID: "ACME"}, 0, 50))
			if boards.Total != 1 {
				t.Fatalf("boards are %+v", boards.Values)
			}
			board := boards.Values[0].ID
			sprint := ok[*models.SprintScheme](t)(c.Sprint.Create(ctx, &models.SprintPayloadScheme{Name: "Sprint 9", OriginBoardID: board, StartDate: "2026-03-01T09:00:00.000Z", EndDate: "2026-03-15T09:00:00.000Z"}))
			fine(t)(c.Sprint.Move(ctx, sprint.ID, &models.SprintMovePayloadScheme{Issues: []string{key}}))
			fine(t)(c.Sprint.Start(ctx, sprint.ID))
			if sp := ok[*models.SprintScheme](t)(c.Sprint.Get(ctx, sprint.ID)); sp.State != "active" || sp.OriginBoardID != board {
				t.Errorf("the sprint is %+v", sp)
			}
			if l := ok[*models.SprintIssuePageScheme](t)(c.Sprint.Issues(ctx, sprint.ID, &models.IssueOptionScheme{}, 0, 50)); l.Total != 1 {
				t.Errorf("in it are %+v", l.Issues)
			}
			fine(t)(c.Backlog.Move(ctx, []string{key}))
			if l := ok[*models.BoardIssuePageScheme](t)(c.Board.Backlog(ctx, board, &models.IssueOptionScheme{}, 0, 50)); l.Total != 1 || l.Issues[0].Key != key {
				t.Errorf("left are %+v", l.Issues)
			}
			fine(t)(c.Sprint.Close(ctx, sprint.ID))
			if l := ok[*models.BoardSprintPageScheme](t)(c.Board.Sprints(ctx, board, 0, 50, []string{"closed"})); len(l.Values) != 1 {
				t.Errorf("closed are %+v", l.Values)
			}
		})
	}
}
