package jira

import (
	"net/http"
	"slices"
	"strconv"
)

// listedRoutes are the versions and components of projects.
func (s *Site) listedRoutes(m *router) {
	for _, kind := range []string{"component", "version"} {
		list := func(p *project) *[]*named {
			if kind == "version" {
				return &p.Versions
			}
			return &p.Components
		}
		// one finds what an address names, or refuses the call.
		one := func(c *call) (*project, *named) {
			for _, p := range s.projects {
				if n := find(*list(p), "", c.path("id")); n != nil && s.may(c.user, "BROWSE_PROJECTS", p, nil) {
					return p, n
				}
			}
			c.refuse(http.StatusNotFound, "Could not find "+kind+" for id '"+c.path("id")+"'")
			return nil, nil
		}
		m.handle("GET /project/{key}/"+kind+"s", func(c *call) {
			if p := c.projectOf("key"); p != nil {
				l := []any{}
				for _, n := range *list(p) {
					l = append(l, s.showListed(kind, p, n))
				}
				c.answer(http.StatusOK, l)
			}
		})
		if s.atLeast(7, 0) && kind == "version" {
			m.handle("GET /project/{key}/version", func(c *call) {
				if p := c.projectOf("key"); p != nil {
					l := []any{}
					for _, n := range *list(p) {
						l = append(l, s.showListed(kind, p, n))
					}
					c.page(l, 50)
				}
			})
		}
		m.handle("POST /"+kind, func(c *call) {
			in, ok := c.object()
			if !ok {
				return
			}
			p := s.project(text(in["project"]))
			if p == nil {
				p = s.project(jsonText(in["projectId"]))
			}
			switch {
			case p == nil || !s.may(c.user, "BROWSE_PROJECTS", p, nil):
				c.refuseFields(obj{"project": "The project was not specified or does not exist."})
			case text(in["name"]) == "":
				c.refuseFields(obj{"name": "You must specify a name."})
			case !s.makes(c.user, p):
				c.refuse(http.StatusForbidden, "You do not have permission to do this.")
			case find(*list(p), text(in["name"]), "") != nil:
				c.refuseFields(obj{"name": "A " + kind + " with this name already exists in this project."})
			default:
				n := &named{ID: s.next(kind)}
				n.set(in)
				*list(p) = append(*list(p), n)
				c.answer(http.StatusCreated, s.showListed(kind, p, n))
			}
		})
		m.handle("GET /"+kind+"/{id}", func(c *call) {
			if p, n := one(c); n != nil {
				c.answer(http.StatusOK, s.showListed(kind, p, n))
			}
		})
		m.handle("PUT /"+kind+"/{id}", func(c *call) {
			p, n := one(c)
			if n == nil {
				return
			}
			in, ok := c.object()
			switch other := find(*list(p), text(in["name"]), ""); {
			case !ok:
			case !s.makes(c.user, p):
				c.refuse(http.StatusForbidden, "You do not have permission to do this.")
			case other != nil && other != n:
				c.refuseFields(obj{"name": "A " + kind + " with this name already exists in this project."})
			default:
				n.set(in)
				c.answer(http.StatusOK, s.showListed(kind, p, n))
			}
		})
		m.handle("DELETE /"+kind+"/{id}", func(c *call) {
			p, n := one(c)
			switch {
			case n == nil:
			case !s.makes(c.user, p):
				c.refuse(http.StatusForbidden, "You do not have permission to do this.")
			default:
				*list(p) = slices.DeleteFunc(*list(p), func(o *named) bool { return o == n })
				for _, i := range s.issues {
					for _, field := range []string{"components", "versions", "fixVersions"} {
						if l, has := i.Values[field].([]*named); has && slices.Contains(l, n) {
							i.Values[field] = join(l, n, false)
						}
					}
				}
				c.done()
			}
		})
	}
}

// makes reports whether an account may make versions and components: those who
// administer the project, and the account that syncs, which was given that right.
func (s *Site) makes(u *user, p *project) bool {
	return s.may(u, "ADMINISTER_PROJECTS", p, nil) || u.Name == "entwine"
}

// set takes over what was sent.
func (n *named) set(in obj) {
	if t := text(in["name"]); t != "" {
		n.Name = t
	}
	if t, told := in["description"].(string); told {
		n.About = t
	}
	if b, told := in["released"].(bool); told {
		n.Released = b
	}
	if b, told := in["archived"].(bool); told {
		n.Archived = b
	}
	if t, told := in["releaseDate"].(string); told {
		n.Day = t
	}
}

func (s *Site) showListed(kind string, p *project, n *named) obj {
	o := obj{"self": s.self("/" + kind + "/" + strconv.Itoa(n.ID)), "id": strconv.Itoa(n.ID), "name": n.Name}
	if kind == "version" {
		o["archived"], o["released"] = n.Archived, n.Released
		if n.Day != "" {
			o["releaseDate"] = n.Day
		}
		if p != nil {
			o["projectId"] = p.ID
		}
	} else if p != nil {
		o["isAssigneeTypeValid"], o["project"] = true, p.Key
		if s.atLeast(7, 0) {
			o["projectId"] = p.ID
		}
	}
	if n.About != "" {
		o["description"] = n.About
	}
	return o
}

// page answers with a part of a list, as the newer lists are.
func (c *call) page(l []any, most int) {
	start, size := min(c.number("startAt", 0), len(l)), min(c.number("maxResults", most), most)
	end := min(start+size, len(l))
	c.answer(http.StatusOK, obj{"self": c.site.base + c.r.URL.Path, "startAt": start, "maxResults": size, "total": len(l), "isLast": end == len(l), "values": l[start:end]})
}
