package jira

import (
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// what every site has: types, statuses, priorities and the like.
var (
	typeNames   = []string{"Task", "Bug", "Story", "Epic", "Sub-task"}
	priorities  = []string{"Highest", "High", "Medium", "Low", "Lowest"}
	resolutions = []string{"Done", "Won't Do", "Duplicate"}
	statuses    = []status{
		{"10001", "To Do", "new", 2, "To Do"}, {"3", "In Progress", "indeterminate", 4, "In Progress"},
		{"10005", "In Review", "indeterminate", 4, "In Progress"}, {"10002", "Done", "done", 3, "Done"},
	}
	linkTypes = []linkType{
		{"10000", "Blocks", "is blocked by", "blocks"}, {"10001", "Cloners", "is cloned by", "clones"},
		{"10002", "Duplicate", "is duplicated by", "duplicates"}, {"10003", "Relates", "relates to", "relates to"},
	}
	// transitions of the one workflow: Done is two steps from where work is.
	transitions = []transition{
		{"11", "Start", "To Do", "In Progress", false}, {"21", "Stop", "In Progress", "To Do", false},
		{"31", "Review", "In Progress", "In Review", false}, {"41", "Rework", "In Review", "In Progress", false},
		{"51", "Finish", "In Review", "Done", true}, {"61", "Reopen", "Done", "To Do", false},
	}
)

type status struct {
	ID, Name, Category string
	CategoryID         int
	CategoryName       string
}

type linkType struct{ ID, Name, Inward, Outward string }

type transition struct {
	ID, Name, From, To string
	Resolves           bool // its screen wants a resolution
}

// obj is a JSON object.
type obj = map[string]any

func (s *Site) self(path string) string {
	v := "2"
	if s.cloud() {
		v = "3"
	}
	return s.base + "/rest/api/" + v + path
}

func (s *Site) showStatus(name string) obj {
	i := slices.IndexFunc(statuses, func(t status) bool { return t.Name == name })
	t := statuses[i]
	o := obj{"self": s.self("/status/" + t.ID), "description": "", "iconUrl": s.base + "/images/icons/status.png", "name": t.Name, "id": t.ID}
	if s.atLeast(6, 2) {
		o["statusCategory"] = obj{"self": s.self("/statuscategory/" + strconv.Itoa(t.CategoryID)), "id": t.CategoryID, "key": t.Category, "colorName": "blue-gray", "name": t.CategoryName}
	}
	return o
}

func (s *Site) showNamed(kind string, list []string, name string) any {
	i := slices.Index(list, name)
	if i < 0 {
		return nil
	}
	id := strconv.Itoa(i + 1)
	return obj{"self": s.self("/" + kind + "/" + id), "name": name, "id": id}
}

func (s *Site) showType(name string) obj {
	i := slices.Index(typeNames, name)
	id := strconv.Itoa(10100 + i)
	return obj{
		"self": s.self("/issuetype/" + id), "id": id, "description": "", "iconUrl": s.base + "/images/icons/issuetypes/x.svg", "name": name, "subtask": name == "Sub-task",
	}
}

func (s *Site) showUser(u *user, viewer *user) any {
	if u == nil {
		return nil
	}
	o := obj{"displayName": u.Display, "active": true, "timeZone": u.Zone}
	if s.cloud() {
		o["self"] = s.self("/user?accountId=" + u.ID)
		o["accountId"], o["accountType"] = u.ID, "atlassian"
		if u.Customer {
			o["accountType"] = "customer"
		}
		if viewer == u {
			o["emailAddress"] = u.Mail
		}
		return o
	}
	o["self"], o["name"], o["key"], o["emailAddress"] = s.self("/user?username="+u.Name), u.Name, u.Key, u.Mail
	return o
}

func (s *Site) showProject(p *project) obj {
	o := obj{"self": s.self("/project/" + strconv.Itoa(p.ID)), "id": strconv.Itoa(p.ID), "key": p.Key, "name": p.Name}
	if s.atLeast(7, 0) {
		o["projectTypeKey"] = "software"
		if s.knobs.Desk && p == s.projects[0] {
			o["projectTypeKey"] = "service_desk"
		}
	}
	return o
}

// catalog answers for lists of things.
func (s *Site) catalog(mux *router) {
	mux.handle("GET /serverInfo", func(c *call) {
		v := versions[s.dialect]
		o := obj{
			"baseUrl": s.base, "version": strings.Join(texts(v), "."),
			"versionNumbers": v, "buildNumber": 100000 + v[0], "serverTitle": "Jira", "buildDate": "2024-01-01T00:00:00.000+0000", "scmInfo": "0",
		}
		if s.cloud() {
			o["deploymentType"] = "Cloud"
		} else if s.atLeast(7, 0) {
			o["deploymentType"] = "Server"
		}
		c.answer(http.StatusOK, o)
	})
	mux.handle("GET /myself", func(c *call) { c.answer(http.StatusOK, s.showUser(c.user, c.user)) })
	mux.handle("GET /status", func(c *call) {
		var l []any
		for _, t := range statuses {
			l = append(l, s.showStatus(t.Name))
		}
		c.answer(http.StatusOK, l)
	})
	for _, k := range []struct {
		kind string
		list []string
	}{{"priority", priorities}, {"resolution", resolutions}} {
		mux.handle("GET /"+k.kind+"/{id}", func(c *call) {
			n, err := strconv.Atoi(c.path("id"))
			if err != nil || n < 1 || n > len(k.list) {
				c.refuse(http.StatusNotFound, "The "+k.kind+" does not exist.")
				return
			}
			c.answer(http.StatusOK, s.showNamed(k.kind, k.list, k.list[n-1]))
		})
		mux.handle("GET /"+k.kind, func(c *call) {
			var l []any
			for _, n := range k.list {
				l = append(l, s.showNamed(k.kind, k.list, n))
			}
			c.answer(http.StatusOK, l)
		})
	}
	mux.handle("GET /issuetype", func(c *call) {
		var l []any
		for _, n := range typeNames {
			l = append(l, s.showType(n))
		}
		c.answer(http.StatusOK, l)
	})
	mux.handle("GET /issueLinkType", func(c *call) {
		var l []any
		for _, t := range linkTypes {
			l = append(l, s.showLinkType(t))
		}
		c.answer(http.StatusOK, obj{"issueLinkTypes": l})
	})
	mux.handle("GET /project", func(c *call) {
		l := []any{}
		for _, p := range s.projects {
			if s.may(c.user, "BROWSE_PROJECTS", p, nil) {
				l = append(l, s.showProject(p))
			}
		}
		c.answer(http.StatusOK, l)
	})
	if s.cloud() {
		mux.handle("GET /project/search", func(c *call) {
			wanted := strings.ToLower(c.r.URL.Query().Get("query"))
			l := []any{}
			for _, p := range s.projects {
				if s.may(c.user, "BROWSE_PROJECTS", p, nil) && (strings.Contains(strings.ToLower(p.Name), wanted) || strings.EqualFold(p.Key, wanted)) {
					l = append(l, s.showProject(p))
				}
			}
			c.page(l, 50)
		})
	}
	mux.handle("GET /project/{key}", func(c *call) {
		p := c.projectOf("key")
		if p == nil {
			return
		}
		o := s.showProject(p)
		var types, components, versions []any
		for _, n := range p.Types {
			types = append(types, s.showType(n))
		}
		for _, n := range p.Components {
			components = append(components, s.showListed("component", p, n))
		}
		for _, n := range p.Versions {
			versions = append(versions, s.showListed("version", p, n))
		}
		o["issueTypes"], o["components"], o["versions"], o["lead"], o["roles"] = types, components, versions, s.showUser(p.Lead, c.user), s.showRoles(p)
		c.answer(http.StatusOK, o)
	})
	mux.handle("GET /issueLinkType/{id}", func(c *call) {
		i := slices.IndexFunc(linkTypes, func(t linkType) bool { return t.ID == c.path("id") })
		if i < 0 {
			c.refuse(http.StatusNotFound, "No issue link type with id '"+c.path("id")+"' found.")
			return
		}
		c.answer(http.StatusOK, s.showLinkType(linkTypes[i]))
	})
	mux.handle("GET /issuetype/{id}", func(c *call) {
		t := s.typeOf(obj{"id": c.path("id")})
		if t == "" {
			c.refuse(http.StatusNotFound, "The issue type does not exist.")
			return
		}
		c.answer(http.StatusOK, s.showType(t))
	})
	mux.handle("GET /status/{id}", func(c *call) {
		i := slices.IndexFunc(statuses, func(t status) bool { return t.ID == c.path("id") || t.Name == c.path("id") })
		if i < 0 {
			c.refuse(http.StatusNotFound, "The status does not exist.")
			return
		}
		c.answer(http.StatusOK, s.showStatus(statuses[i].Name))
	})
	if s.atLeast(7, 0) {
		mux.handle("GET /statuscategory", func(c *call) {
			l := []any{obj{"self": s.self("/statuscategory/1"), "id": 1, "key": "undefined", "colorName": "medium-gray", "name": "No Category"}}
			for _, n := range []string{"To Do", "In Progress", "Done"} {
				l = append(l, s.showStatus(n)["statusCategory"])
			}
			c.answer(http.StatusOK, l)
		})
	}
	mux.handle("GET /project/{key}/statuses", func(c *call) {
		p := c.projectOf("key")
		if p == nil {
			return
		}
		l := []any{}
		for _, n := range p.Types {
			t := s.showType(n)
			all := []any{}
			for _, st := range statuses {
				all = append(all, s.showStatus(st.Name))
			}
			l = append(l, obj{"self": t["self"], "id": t["id"], "name": n, "subtask": t["subtask"], "statuses": all})
		}
		c.answer(http.StatusOK, l)
	})
}

func (s *Site) showLinkType(t linkType) obj {
	return obj{"id": t.ID, "name": t.Name, "inward": t.Inward, "outward": t.Outward, "self": s.self("/issueLinkType/" + t.ID)}
}

func texts(l []int) []string {
	var out []string
	for _, n := range l {
		out = append(out, strconv.Itoa(n))
	}
	return out
}

func itoa(n int) string { return strconv.Itoa(n) }

func text(v any) string { t, _ := v.(string); return t }
