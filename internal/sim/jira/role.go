package jira

import (
	"net/http"
	"slices"
	"strconv"
)

// roleNames are the roles that all projects have.
var roleNames = []string{"Administrators", "Developers"}

func roleID(name string) int { return 10002 + slices.Index(roleNames, name) }

func (s *Site) roleURL(p *project, name string) string {
	return s.self("/project/" + strconv.Itoa(p.ID) + "/role/" + strconv.Itoa(roleID(name)))
}

func (s *Site) showRoles(p *project) obj {
	o := obj{}
	for _, n := range roleNames {
		o[n] = s.roleURL(p, n)
	}
	return o
}

// showRole is a role, of a project if one is given.
func (s *Site) showRole(p *project, name string) obj {
	id := roleID(name)
	o := obj{"self": s.self("/role/" + strconv.Itoa(id)), "name": name, "id": id, "description": "A role that is in all projects."}
	actors := []any{}
	if p != nil {
		o["self"] = s.roleURL(p, name)
		for _, u := range p.Members[name] {
			a := obj{"id": 10240 + len(actors), "displayName": u.Display, "type": "atlassian-user-role-actor"}
			if s.cloud() {
				a["actorUser"] = obj{"accountId": u.ID}
			} else {
				a["name"] = u.Name
			}
			actors = append(actors, a)
		}
	}
	o["actors"] = actors
	return o
}

func (c *call) role() string {
	i := slices.IndexFunc(roleNames, func(n string) bool { return strconv.Itoa(roleID(n)) == c.path("role") })
	if i < 0 {
		c.refuse(http.StatusNotFound, "Can not find a role actor with the id: "+c.path("role")+".")
		return ""
	}
	return roleNames[i]
}

func (s *Site) roleRoutes(m *router) {
	m.handle("GET /role", func(c *call) {
		l := []any{}
		for _, n := range roleNames {
			l = append(l, s.showRole(nil, n))
		}
		c.answer(http.StatusOK, l)
	})
	m.handle("GET /role/{role}", func(c *call) {
		if n := c.role(); n != "" {
			c.answer(http.StatusOK, s.showRole(nil, n))
		}
	})
	m.handle("GET /project/{key}/role", func(c *call) {
		if p := c.projectOf("key"); p != nil {
			c.answer(http.StatusOK, s.showRoles(p))
		}
	})
	m.handle("GET /project/{key}/role/{role}", func(c *call) {
		if p := c.projectOf("key"); p != nil {
			if n := c.role(); n != "" {
				c.answer(http.StatusOK, s.showRole(p, n))
			}
		}
	})
}
