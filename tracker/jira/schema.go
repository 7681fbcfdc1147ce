package jira

import (
	"context"
	"net/url"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// metaField is a field as the description of what new issues take has it.
type metaField struct {
	FieldID       string `json:"fieldId"`
	Name          string
	Required      bool
	AllowedValues []map[string]any
	Schema        schema
}

// Fields implements tracker.Schemer: those that a new issue of the project and
// type takes, or without a type all that there are.
func (c *connector) Fields(ctx context.Context, project, issueType string) ([]tracker.Field, error) {
	t, err := c.table(ctx, true)
	if err != nil {
		return nil, err
	}
	if project == "" && len(c.projects) == 1 {
		project = c.projects[0]
	}
	if project == "" || issueType == "" {
		return c.allFields(ctx, t, project)
	}
	meta, err := c.createMeta(ctx, project, issueType)
	if err != nil {
		return nil, err
	}
	var out []tracker.Field
	for _, m := range meta {
		if f, ok := c.fieldOf(t, m); ok {
			out = append(out, f)
		}
	}
	out = append(out, tracker.Field{ID: "status", Title: "Status", Type: "option"})
	if c.watchers {
		out = append(out, tracker.Field{ID: "watchers", Title: "Watchers", Type: "users"})
	}
	return out, nil
}

// allFields are the fields that any issue may have.
func (c *connector) allFields(ctx context.Context, t fieldTable, project string) ([]tracker.Field, error) {
	types, err := c.typeNames(ctx, project)
	if err != nil {
		return nil, err
	}
	out := []tracker.Field{
		{ID: "project", Title: "Project", Type: "option", Required: true},
		{ID: "type", Title: "Issue type", Type: "option", Options: types, Required: true},
		{ID: "summary", Title: "Summary", Type: "text", Required: true},
		{ID: "description", Title: "Description", Type: "text"}, {ID: "environment", Title: "Environment", Type: "text"},
		{ID: "status", Title: "Status", Type: "option"}, {ID: "resolution", Title: "Resolution", Type: "option"},
		{ID: "priority", Title: "Priority", Type: "option"}, {ID: "securityLevel", Title: "Security level", Type: "option"},
		{ID: "assignee", Title: "Assignee", Type: "user"}, {ID: "reporter", Title: "Reporter", Type: "user"},
		{ID: "parent", Title: "Parent", Type: "issue"}, {ID: "due", Title: "Due date", Type: "date"},
		{ID: "originalEstimate", Title: "Original estimate", Type: "duration"}, {ID: "remainingEstimate", Title: "Remaining estimate", Type: "duration"},
		{ID: "labels", Title: "Labels", Type: "set"}, {ID: "components", Title: "Components", Type: "set"},
		{ID: "affectedVersions", Title: "Affects versions", Type: "set"}, {ID: "fixVersions", Title: "Fix versions", Type: "set"},
		{ID: "sprints", Title: "Sprint", Type: "set"},
	}
	if c.watchers {
		out = append(out, tracker.Field{ID: "watchers", Title: "Watchers", Type: "users"})
	}
	for _, d := range t.inOrder() {
		if f, ok := customOf(d); ok {
			out = append(out, f)
		}
	}
	return out, nil
}

// fieldOf describes a field of new issues.
func (c *connector) fieldOf(t fieldTable, m metaField) (tracker.Field, bool) {
	f := tracker.Field{Title: m.Name, Required: m.Required}
	for _, v := range m.AllowedValues {
		if o := first(str(v["value"]), str(v["name"]), str(v["key"])); o != "" {
			f.Options = append(f.Options, o)
		}
	}
	if d, ok := t[m.FieldID]; ok {
		own, ok := customOf(d)
		f.ID, f.Type = own.ID, own.Type
		return f, ok
	}
	known := map[string][2]string{
		"project": {"project", "option"}, "issuetype": {"type", "option"}, "summary": {"summary", "text"}, "description": {"description", "text"},
		"environment": {"environment", "text"}, "priority": {"priority", "option"}, "resolution": {"resolution", "option"},
		"security": {"securityLevel", "option"}, "assignee": {"assignee", "user"}, "reporter": {"reporter", "user"}, "parent": {"parent", "issue"},
		"duedate": {"due", "date"}, "timetracking": {"originalEstimate", "duration"}, "labels": {"labels", "set"},
		"components": {"components", "set"}, "versions": {"affectedVersions", "set"}, "fixVersions": {"fixVersions", "set"},
	}[m.FieldID]
	f.ID, f.Type = known[0], known[1]
	return f, f.ID != ""
}

// customOf describes a custom field; those that are told as something else are none.
func customOf(d definition) (tracker.Field, bool) {
	switch d.Schema.Custom {
	case sprintField:
		return tracker.Field{ID: "sprints", Title: d.Name, Type: "set"}, true
	case epicLink:
		return tracker.Field{ID: "parent", Title: d.Name, Type: "issue"}, true
	case rankField:
		return tracker.Field{}, false
	}
	kind, several := d.Schema.Type, ""
	if kind == "array" {
		kind, several = d.Schema.Items, "s"
	}
	names := map[string]string{
		"string": "text", "number": "number", "date": "date", "datetime": "moment", "user": "user", "option": "option", "group": "option",
		"version": "option", "project": "option", "option-with-child": "cascade",
	}
	return tracker.Field{ID: "customFields." + d.shown, Title: d.Name, Type: first(names[kind], "any") + several}, true
}

func (t fieldTable) inOrder() []definition {
	var out []definition
	for _, d := range t {
		out = append(out, d)
	}
	slices.SortFunc(out, func(a, b definition) int { return compareIDs(a.ID, b.ID) })
	return out
}

// issueType is one of a project's.
type issueType struct{ ID, Name string }

// typesOf are the types that issues of a project may have.
func (c *connector) typesOf(ctx context.Context, project string) ([]issueType, error) {
	var out struct{ IssueTypes []issueType }
	if err := c.get(ctx, "/project/"+url.PathEscape(project), nil, &out); err != nil {
		if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
			return nil, invalid("project", "the account sees no project "+quote(project))
		}
		return nil, err
	}
	return out.IssueTypes, nil
}

func (c *connector) typeNames(ctx context.Context, project string) ([]string, error) {
	if project == "" {
		return nil, nil
	}
	l, err := c.typesOf(ctx, project)
	var out []string
	for _, t := range l {
		out = append(out, t.Name)
	}
	return out, err
}

// createMeta reads what new issues take: in pages by project and type where there
// are such, and the older way where there are not.
func (c *connector) createMeta(ctx context.Context, project, kind string) ([]metaField, error) {
	types, err := c.typesOf(ctx, project)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(types, func(t issueType) bool { return t.Name == kind })
	if i < 0 {
		return nil, invalid("type", "issues of "+quote(project)+" have no type "+quote(kind))
	}
	path := "/issue/createmeta/" + url.PathEscape(project) + "/issuetypes/" + url.PathEscape(types[i].ID)
	var all []metaField
	for {
		var page struct {
			Values, Fields, Results []metaField // by version and by flavour
			Total                   int
		}
		err := c.get(ctx, path, url.Values{"startAt": {itoa(len(all))}, "maxResults": {"100"}}, &page)
		if hub.CodeOf(err) == hub.NotFound && len(all) == 0 {
			return c.oldMeta(ctx, project, types[i].ID)
		}
		if err != nil {
			return nil, web.Hidden(err)
		}
		more := slices.Concat(page.Values, page.Fields, page.Results)
		all = append(all, more...)
		if len(more) == 0 || len(all) >= page.Total {
			return all, nil
		}
	}
}

func (c *connector) oldMeta(ctx context.Context, project, kind string) ([]metaField, error) {
	var out struct {
		Projects []struct {
			IssueTypes []struct {
				ID     string
				Fields map[string]metaField
			}
		}
	}
	q := url.Values{"projectKeys": {project}, "issuetypeIds": {kind}, "expand": {"projects.issuetypes.fields"}}
	if err := c.get(ctx, "/issue/createmeta", q, &out); err != nil {
		return nil, web.Hidden(err)
	}
	var all []metaField
	for _, p := range out.Projects {
		for _, t := range p.IssueTypes {
			if t.ID != kind {
				continue
			}
			for id, f := range t.Fields {
				f.FieldID = id
				all = append(all, f)
			}
		}
	}
	slices.SortFunc(all, func(a, b metaField) int { return strings.Compare(a.FieldID, b.FieldID) })
	return all, nil
}
