package jira

import (
	"net/http"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/richtext"
)

// What an issue shows besides its fields, where it is asked to.

// fixed are the fields of issues that have rules of their own.
var fixed = []*field{
	{ID: "issuetype", Name: "Issue Type", Kind: oneOf}, {ID: "project", Name: "Project", Kind: oneOf}, {ID: "status", Name: "Status", Kind: oneOf},
	{ID: "resolution", Name: "Resolution", Kind: oneOf}, {ID: "comment", Name: "Comment", Kind: oneOf}, {ID: "attachment", Name: "Attachment", Kind: oneOf},
	{ID: "worklog", Name: "Log Work", Kind: oneOf}, {ID: "timetracking", Name: "Time Tracking", Kind: oneOf}, {ID: "parent", Name: "Parent", Kind: oneOf},
}

// names are the names of the fields that an answer has.
func (s *Site) names(in obj) obj {
	o := obj{}
	for _, f := range slices.Concat(fixed, s.fields) {
		if _, has := in[f.ID]; has {
			o[f.ID] = f.Name
		}
	}
	return o
}

func (s *Site) schemas(in obj) obj {
	o := obj{}
	for _, f := range slices.Concat(fixed, s.fields) {
		if _, has := in[f.ID]; has {
			o[f.ID] = f.schema()
		}
	}
	return o
}

// rendered are the texts of an issue as HTML.
func (s *Site) rendered(c *call, i *issue, in obj) obj {
	o := obj{}
	for _, f := range s.fields {
		if _, has := in[f.ID]; has && f.Kind == longText {
			o[f.ID] = s.html(i.Values[f.ID])
		}
	}
	if _, has := in["comment"]; has {
		l := s.showComments(c, i, false)
		n := 0
		for _, cm := range i.Comments {
			if s.shown(c.user, i, cm) {
				l[n].(obj)["body"] = s.html(cm.Body)
				n++
			}
		}
		o["comment"] = s.pageOf(l, "comments", s.embedded())
	}
	return o
}

// html is a long text as the pages of Jira show it.
func (s *Site) html(v any) string { return richtext.WriteHTML(s.document(v)) }

// document reads a text as it is kept.
func (s *Site) document(v any) richtext.Doc {
	if s.cloud() {
		return richtext.ReadADF(s.captioned(text(v)))
	}
	return richtext.ReadJira(text(v))
}

// editMeta is what the account may edit of an issue.
func (s *Site) editMeta(c *call, i *issue) obj {
	o := obj{}
	if !s.may(c.user, "EDIT_ISSUES", i.Project, i) {
		return o
	}
	for _, f := range s.metaFields(c, i.Project, i.Type) {
		id := text(f["fieldId"])
		if id == "project" {
			continue // that takes a move
		}
		if !s.cloud() && !s.atLeast(8, 4) {
			delete(f, "fieldId")
		}
		o[id] = f
	}
	return o
}

// operations are the links of an issue's page.
func (s *Site) operations(i *issue) obj {
	return obj{"linkGroups": []any{obj{"id": "view.issue.opsbar", "links": []any{}, "groups": []any{obj{
		"id": "edit-issue_container", "weight": 1, "links": []any{obj{"id": "edit-issue", "label": "Edit", "title": "Edit this issue", "href": "/browse/" + i.Key(), "weight": 1}}, "groups": []any{},
	}}}}}
}

// expanded adds to an issue what is asked for besides its fields, which are in
// the answer already.
func (s *Site) expanded(c *call, i *issue, o obj, expand []string) {
	fields, _ := o["fields"].(obj)
	for _, e := range expand {
		switch what, _, _ := strings.Cut(e, "."); what {
		case "names":
			o["names"] = s.names(fields)
		case "schema":
			o["schema"] = s.schemas(fields)
		case "renderedFields":
			o["renderedFields"] = s.rendered(c, i, fields)
		case "editmeta":
			o["editmeta"] = obj{"fields": s.editMeta(c, i)}
		case "operations":
			o["operations"] = s.operations(i)
		}
	}
}

func (s *Site) expandRoutes(m *router) {
	m.handle("GET /issue/{key}/editmeta", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			c.answer(http.StatusOK, obj{"fields": s.editMeta(c, i)})
		}
	})
}
