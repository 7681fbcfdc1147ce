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

func (s *Site) showListed(kind string, n *named) obj {
	o := obj{"self": s.self("/" + kind + "/" + strconv.Itoa(n.ID)), "id": strconv.Itoa(n.ID), "name": n.Name}
	if kind == "version" {
		o["archived"], o["released"] = false, false
	}
	if n.About != "" {
		o["description"] = n.About
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
		var l []any
		for _, p := range s.projects {
			l = append(l, s.showProject(p))
		}
		c.answer(http.StatusOK, l)
	})
	mux.handle("GET /project/{key}", func(c *call) {
		p := s.project(c.path("key"))
		if p == nil {
			c.refuse(http.StatusNotFound, "No project could be found with key '"+c.path("key")+"'.")
			return
		}
		o := s.showProject(p)
		var types, components, versions []any
		for _, n := range p.Types {
			types = append(types, s.showType(n))
		}
		for _, n := range p.Components {
			components = append(components, s.showListed("component", n))
		}
		for _, n := range p.Versions {
			versions = append(versions, s.showListed("version", n))
		}
		o["issueTypes"], o["components"], o["versions"], o["lead"] = types, components, versions, s.showUser(p.Lead, c.user)
		c.answer(http.StatusOK, o)
	})
	for _, kind := range []string{"component", "version"} {
		list := func(p *project) *[]*named {
			if kind == "version" {
				return &p.Versions
			}
			return &p.Components
		}
		mux.handle("GET /project/{key}/"+kind+"s", func(c *call) {
			p := s.project(c.path("key"))
			if p == nil {
				c.refuse(http.StatusNotFound, "No project could be found with key '"+c.path("key")+"'.")
				return
			}
			l := []any{}
			for _, n := range *list(p) {
				l = append(l, s.showListed(kind, n))
			}
			c.answer(http.StatusOK, l)
		})
		mux.handle("POST /"+kind, func(c *call) {
			in, ok := c.object()
			if !ok {
				return
			}
			p := s.project(text(in["project"]))
			switch {
			case p == nil:
				c.refuseFields(obj{"project": "The project was not specified or does not exist."})
			case text(in["name"]) == "":
				c.refuseFields(obj{"name": "You must specify a name."})
			case !c.user.Admin && c.user.Name != "entwine":
				c.refuse(http.StatusForbidden, "You do not have permission to do this.")
			case find(*list(p), text(in["name"]), "") != nil:
				c.refuseFields(obj{"name": "A " + kind + " with this name already exists in this project."})
			default:
				n := &named{ID: s.next(kind), Name: text(in["name"]), About: text(in["description"])}
				*list(p) = append(*list(p), n)
				c.answer(http.StatusCreated, s.showListed(kind, n))
			}
		})
	}
	mux.handle("GET /user", func(c *call) {
		q := c.r.URL.Query()
		u := s.user(func(u *user) bool {
			if s.cloud() {
				return u.ID == q.Get("accountId")
			}
			return q.Get("key") != "" && u.Key == q.Get("key") || q.Get("username") != "" && u.Name == q.Get("username")
		})
		if u == nil {
			c.refuse(http.StatusNotFound, "Specified user does not exist or you do not have required permissions")
			return
		}
		c.answer(http.StatusOK, s.showUser(u, c.user))
	})
	mux.handle("GET /user/search", func(c *call) {
		if s.knobs.NoSearch {
			c.refuse(http.StatusForbidden, "You do not have permission to browse users.")
			return
		}
		wanted := strings.ToLower(c.r.URL.Query().Get("username"))
		if s.cloud() {
			wanted = strings.ToLower(c.r.URL.Query().Get("query"))
		}
		l := []any{}
		for _, u := range s.users {
			for _, in := range []string{u.Name, u.Display, u.Mail} {
				if wanted != "" && strings.HasPrefix(strings.ToLower(in), wanted) {
					l = append(l, s.showUser(u, c.user))
					break
				}
			}
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

func text(v any) string { t, _ := v.(string); return t }
