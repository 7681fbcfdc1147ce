package jira

import (
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func jsonText(v any) string {
	b, _ := json.Marshal(v) // it came as JSON
	return string(b)
}

// metaRoutes describe fields: those there are, and those that new issues take,
// in the old way, the new one, or both, as the versions have them.
func (s *Site) metaRoutes(m *router) {
	m.handle("GET /field", func(c *call) {
		l := []any{}
		for _, name := range []string{"issuetype", "project", "status", "resolution", "comment", "attachment", "worklog", "timetracking", "parent"} {
			l = append(l, s.showDefinition(&field{ID: name, Name: strings.ToUpper(name[:1]) + name[1:], Kind: oneOf}))
		}
		for _, f := range s.fields {
			l = append(l, s.showDefinition(f))
		}
		c.answer(http.StatusOK, l)
	})
	if s.atLeast(8, 4) {
		m.handle("GET /createmeta/{project}/issuetypes", func(c *call) {
			p := c.project()
			if p == nil {
				return
			}
			l := []any{}
			for _, t := range p.Types {
				l = append(l, s.showType(t))
			}
			c.answer(http.StatusOK, s.metaPage(c, l, "issueTypes"))
		})
		m.handle("GET /createmeta/{project}/issuetypes/{type}", func(c *call) {
			p := c.project()
			if p == nil {
				return
			}
			t := s.typeOf(obj{"id": c.path("type")})
			if t == "" {
				c.refuse(http.StatusNotFound, "Issue type not found.")
				return
			}
			l := []any{}
			for _, f := range s.metaFields(c, p, t) {
				l = append(l, f)
			}
			c.answer(http.StatusOK, s.metaPage(c, l, "fields"))
		})
	}
	if !s.atLeast(9, 0) || s.cloud() {
		m.handle("GET /createmeta", s.oldMeta)
	}
}

func (c *call) project() *project { return c.projectOf("project") }

// projectOf is the project that the address names, if the account may see it.
func (c *call) projectOf(name string) *project {
	p := c.site.project(c.path(name))
	if p == nil || !c.site.may(c.user, "BROWSE_PROJECTS", p, nil) {
		c.refuse(http.StatusNotFound, "No project could be found with key '"+c.path(name)+"'.")
		return nil
	}
	return p
}

func (s *Site) showDefinition(f *field) obj {
	o := obj{"id": f.ID, "name": f.Name, "custom": f.Custom != "", "orderable": true, "navigable": true, "searchable": true, "clauseNames": []string{strings.ToLower(f.Name)}, "schema": f.schema()}
	if s.cloud() {
		o["key"] = f.ID
	}
	return o
}

func (s *Site) metaPage(c *call, l []any, name string) obj {
	start, size := min(c.number("startAt", 0), len(l)), c.number("maxResults", 50)
	end := min(start+size, len(l))
	if !s.cloud() {
		return obj{"maxResults": size, "startAt": start, "total": len(l), "isLast": end == len(l), "values": l[start:end]}
	}
	return obj{"maxResults": size, "startAt": start, "total": len(l), name: l[start:end]}
}

// metaFields are the fields of new issues.
func (s *Site) metaFields(c *call, p *project, t string) []obj {
	fixed := []*field{{ID: "project", Name: "Project", Kind: oneOf}, {ID: "issuetype", Name: "Issue Type", Kind: oneOf}}
	var out []obj
	for _, f := range slices.Concat(fixed, s.fields) {
		if f.Name == "Epic Name" && t != "Epic" || slices.Contains(s.knobs.OffScreen, f.ID) || f.Kind == rank || !f.in(p, t) {
			continue
		}
		o := obj{
			"fieldId": f.ID, "name": f.Name, "schema": f.schema(), "hasDefaultValue": f.ID == "priority", "operations": []string{"set"},
			"required": slices.Contains([]string{"summary", "project", "issuetype"}, f.ID) || f.Name == "Epic Name",
		}
		if s.cloud() {
			o["key"] = f.ID
		}
		var allowed []any
		switch {
		case f.Contexts != nil:
			for _, v := range f.context(p, t).Options {
				if v.Disabled {
					continue
				}
				one := s.showOption(v, false)
				if f.Kind == cascade {
					children := []any{}
					for _, d := range v.Children {
						children = append(children, s.showOption(d, false))
					}
					one["children"] = children
				}
				allowed = append(allowed, one)
			}
		case f.ID == "security":
			for i, name := range f.Options {
				if s.inLevel(c.user, p, name) {
					allowed = append(allowed, obj{"id": strconv.Itoa(i + 1), "name": name})
				}
			}
		default:
			for i, name := range f.Options {
				allowed = append(allowed, obj{"id": strconv.Itoa(i + 1), "name": name})
			}
		}
		if f.Kind == several {
			what, l := "version", p.Versions
			if f.ID == "components" {
				what, l = "component", p.Components
			}
			for _, n := range l {
				allowed = append(allowed, s.showListed(what, nil, n))
			}
		}
		if allowed != nil {
			o["allowedValues"] = allowed
		}
		out = append(out, o)
	}
	return out
}

func (s *Site) oldMeta(c *call) {
	keys, ids := c.query("projectKeys"), c.query("issuetypeIds")
	expanded := slices.Contains(c.query("expand"), "projects.issuetypes.fields")
	projects := []any{}
	for _, p := range s.projects {
		if len(keys) > 0 && !slices.Contains(keys, p.Key) {
			continue
		}
		types := []any{}
		for _, t := range p.Types {
			o := s.showType(t)
			if len(ids) > 0 && !slices.Contains(ids, text(o["id"])) {
				continue
			}
			if expanded {
				fields := obj{}
				for _, f := range s.metaFields(c, p, t) {
					id := text(f["fieldId"])
					delete(f, "fieldId")
					fields[id] = f
				}
				o["expand"], o["fields"] = "fields", fields
			}
			types = append(types, o)
		}
		o := s.showProject(p)
		delete(o, "projectTypeKey")
		o["issuetypes"] = types
		projects = append(projects, o)
	}
	c.answer(http.StatusOK, obj{"expand": "projects", "projects": projects})
}
