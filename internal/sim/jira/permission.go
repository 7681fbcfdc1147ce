package jira

import (
	"net/http"
	"slices"
	"strconv"
)

// right is what may be allowed in projects: its name, and that of servers
// before 7.
type right struct{ Key, Old, Name string }

// rights are those that a site asks for.
var rights = []right{
	{"BROWSE_PROJECTS", "BROWSE", "Browse Projects"}, {"CREATE_ISSUES", "CREATE_ISSUE", "Create Issues"}, {"EDIT_ISSUES", "EDIT_ISSUE", "Edit Issues"},
	{"ASSIGN_ISSUES", "ASSIGN_ISSUE", "Assign Issues"}, {"ASSIGNABLE_USER", "ASSIGNABLE_USER", "Assignable User"},
	{"TRANSITION_ISSUES", "TRANSITION_ISSUE", "Transition Issues"}, {"SCHEDULE_ISSUES", "SCHEDULE_ISSUE", "Schedule Issues"},
	{"MODIFY_REPORTER", "MODIFY_REPORTER", "Modify Reporter"}, {"SET_ISSUE_SECURITY", "SET_ISSUE_SECURITY", "Set Issue Security"},
	{"DELETE_ISSUES", "DELETE_ISSUE", "Delete Issues"}, {"LINK_ISSUES", "LINK_ISSUE", "Link Issues"},
	{"ADD_COMMENTS", "COMMENT_ISSUE", "Add Comments"}, {"EDIT_ALL_COMMENTS", "COMMENT_EDIT_ALL", "Edit All Comments"},
	{"EDIT_OWN_COMMENTS", "COMMENT_EDIT_OWN", "Edit Own Comments"}, {"DELETE_ALL_COMMENTS", "COMMENT_DELETE_ALL", "Delete All Comments"},
	{"DELETE_OWN_COMMENTS", "COMMENT_DELETE_OWN", "Delete Own Comments"}, {"CREATE_ATTACHMENTS", "CREATE_ATTACHMENT", "Create Attachments"},
	{"DELETE_ALL_ATTACHMENTS", "ATTACHMENT_DELETE_ALL", "Delete All Attachments"},
	{"DELETE_OWN_ATTACHMENTS", "ATTACHMENT_DELETE_OWN", "Delete Own Attachments"}, {"WORK_ON_ISSUES", "WORK_ISSUE", "Work On Issues"},
	{"EDIT_ALL_WORKLOGS", "WORKLOG_EDIT_ALL", "Edit All Worklogs"}, {"EDIT_OWN_WORKLOGS", "WORKLOG_EDIT_OWN", "Edit Own Worklogs"},
	{"DELETE_ALL_WORKLOGS", "WORKLOG_DELETE_ALL", "Delete All Worklogs"}, {"DELETE_OWN_WORKLOGS", "WORKLOG_DELETE_OWN", "Delete Own Worklogs"},
	{"VIEW_VOTERS_AND_WATCHERS", "VIEW_VOTERS_AND_WATCHERS", "View Voters and Watchers"},
	{"MANAGE_WATCHERS", "MANAGE_WATCHER_LIST", "Manage Watchers"}, {"ADMINISTER_PROJECTS", "PROJECT_ADMIN", "Administer Projects"},
}

// scheme says who may do what in the projects that have it.
type scheme struct {
	ID          int
	Name, About string
	Grants      []*grant
}

// grant allows one thing to those who are meant by Kind and To: anyone,
// applicationRole, user (by name), group, projectRole (by name), reporter,
// assignee, projectLead.
type grant struct {
	ID                   int
	Permission, Kind, To string
}

// newScheme is what projects begin with: who has an account may do everything
// but delete issues and administer.
func (s *Site) newScheme() *scheme {
	sc := &scheme{ID: s.next("scheme"), Name: "Default Permission Scheme", About: "What new projects have."}
	for _, p := range rights {
		g := &grant{ID: s.next("grant"), Permission: p.Key, Kind: "applicationRole"}
		if p.Key == "DELETE_ISSUES" || p.Key == "ADMINISTER_PROJECTS" {
			g.Kind, g.To = "projectRole", "Administrators"
		}
		sc.Grants = append(sc.Grants, g)
	}
	return sc
}

// Permit allows something in a project to the named accounts, and to nobody else.
func (s *Site) Permit(project, permission string, to ...string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	sc := s.project(project).Scheme
	sc.Grants = slices.DeleteFunc(sc.Grants, func(g *grant) bool { return g.Permission == permission })
	for _, name := range to {
		sc.Grants = append(sc.Grants, &grant{ID: s.next("grant"), Permission: permission, Kind: "user", To: name})
	}
}

// may reports whether an account may do something in a project, to the issue if
// there is one.
func (s *Site) may(u *user, what string, p *project, i *issue) bool {
	return u != nil && u != nobody && slices.ContainsFunc(p.Scheme.Grants, func(g *grant) bool { return g.Permission == what && s.meant(g, u, p, i) })
}

func (s *Site) meant(g *grant, u *user, p *project, i *issue) bool {
	named := func(field string) bool {
		if i == nil {
			return false
		}
		v, _ := i.Values[field].(*user)
		return v == u
	}
	switch g.Kind {
	case "anyone", "applicationRole":
		return true
	case "user":
		return g.To == u.Name
	case "group":
		return slices.Contains(u.Groups, g.To)
	case "projectRole":
		return slices.Contains(p.Members[g.To], u)
	case "reporter", "assignee":
		return named(g.Kind)
	case "projectLead":
		return p.Lead == u
	}
	return false
}

// sees reports whether an account may see an issue at all.
func (s *Site) sees(u *user, i *issue) bool {
	if u == nil || i.Hidden[u] || !s.may(u, "BROWSE_PROJECTS", i.Project, i) {
		return false
	}
	level, _ := i.Values["security"].(string)
	return level == "" || s.inLevel(u, i.Project, level)
}

// levels are who is in the levels of security that issues may have: a role of
// the project.
var levels = map[string]string{"Internal": "Developers", "Confidential": "Administrators"}

func (s *Site) inLevel(u *user, p *project, level string) bool {
	return slices.Contains(p.Members[levels[level]], u)
}

// mayOwn reports whether an account may do to an element of an issue what needs
// one permission for its own and another for those of all: EDIT and COMMENTS, say.
func (s *Site) mayOwn(u *user, verb, what string, i *issue, author *user) bool {
	return s.may(u, verb+"_ALL_"+what, i.Project, i) || u == author && s.may(u, verb+"_OWN_"+what, i.Project, i)
}

// allowed reports whether the account of a call may do something to an issue,
// and refuses it if not.
func (c *call) allowed(what string, i *issue, code int, why string) bool {
	if c.site.may(c.user, what, i.Project, i) {
		return true
	}
	c.refuse(code, why)
	return false
}

func (s *Site) showGrant(sc *scheme, g *grant, expand bool) obj {
	holder := obj{"type": g.Kind}
	if g.To != "" {
		to := g.To
		switch u := s.user(func(u *user) bool { return u.Name == g.To }); {
		case g.Kind == "user" && s.cloud():
			to = u.ID
		case g.Kind == "user" && s.atLeast(8, 0):
			to = u.Key
		case g.Kind == "projectRole":
			to = strconv.Itoa(roleID(g.To))
		}
		holder["parameter"] = to
		if s.cloud() {
			holder["value"] = to
		}
	}
	o := obj{"id": g.ID, "self": s.self("/permissionscheme/" + strconv.Itoa(sc.ID) + "/permission/" + strconv.Itoa(g.ID)), "permission": g.Permission, "holder": holder}
	if expand && g.Kind == "projectRole" {
		holder["expand"] = "projectRole"
	}
	return o
}

func (s *Site) showScheme(sc *scheme, grants bool) obj {
	o := obj{"expand": "permissions,user,group,projectRole,field,all", "id": sc.ID, "self": s.self("/permissionscheme/" + strconv.Itoa(sc.ID)), "name": sc.Name, "description": sc.About}
	if grants {
		o["permissions"] = s.showGrants(sc)
	}
	return o
}

func (s *Site) showGrants(sc *scheme) []any {
	l := []any{}
	for _, g := range sc.Grants {
		l = append(l, s.showGrant(sc, g, false))
	}
	return l
}

// permissionRoutes are the schemes, for administrators, and what one's own
// account may do.
func (s *Site) permissionRoutes(m *router) {
	m.handle("GET /mypermissions", s.myPermissions)
	if !s.atLeast(7, 0) {
		return
	}
	m.handle("GET /permissions", func(c *call) {
		o := obj{}
		for _, p := range rights {
			o[p.Key] = obj{"key": p.Key, "name": p.Name, "type": "PROJECT", "description": p.Name}
		}
		c.answer(http.StatusOK, obj{"permissions": o})
	})
	m.handle("GET /permissionscheme", func(c *call) {
		l := []any{}
		for _, p := range s.schemes {
			l = append(l, s.showScheme(p, slices.Contains(c.query("expand"), "permissions")))
		}
		c.answer(http.StatusOK, obj{"permissionSchemes": l})
	})
	m.handle("GET /permissionscheme/{scheme}", func(c *call) {
		if sc := c.scheme(); sc != nil {
			c.answer(http.StatusOK, s.showScheme(sc, true))
		}
	})
	m.handle("GET /project/{key}/permissionscheme", func(c *call) {
		if p := c.projectOf("key"); p != nil {
			c.answer(http.StatusOK, s.showScheme(p.Scheme, slices.Contains(c.query("expand"), "permissions")))
		}
	})
	m.handle("GET /permissionscheme/{scheme}/permission", func(c *call) {
		if sc := c.scheme(); sc != nil {
			c.answer(http.StatusOK, obj{"expand": "user,group,projectRole,field,all", "permissions": s.showGrants(sc)})
		}
	})
	m.handle("POST /permissionscheme/{scheme}/permission", s.addGrant)
	m.handle("DELETE /permissionscheme/{scheme}/permission/{grant}", func(c *call) {
		sc := c.scheme()
		if sc == nil || !c.admin() {
			return
		}
		had := len(sc.Grants)
		sc.Grants = slices.DeleteFunc(sc.Grants, func(g *grant) bool { return strconv.Itoa(g.ID) == c.path("grant") })
		if len(sc.Grants) == had {
			c.refuse(http.StatusNotFound, "The permission grant does not exist.")
			return
		}
		c.done()
	})
}

// admin refuses a call that only administrators may make.
func (c *call) admin() bool {
	if !c.user.Admin {
		c.refuse(http.StatusForbidden, "You are not authorized to perform this operation. Administrator privileges are required.")
	}
	return c.user.Admin
}

func (c *call) scheme() *scheme {
	i := slices.IndexFunc(c.site.schemes, func(sc *scheme) bool { return strconv.Itoa(sc.ID) == c.path("scheme") })
	if i < 0 {
		c.refuse(http.StatusNotFound, "The permission scheme does not exist.")
		return nil
	}
	return c.site.schemes[i]
}

func (s *Site) addGrant(c *call) {
	sc := c.scheme()
	if sc == nil || !c.admin() {
		return
	}
	in, ok := c.object()
	if !ok {
		return
	}
	holder, _ := in["holder"].(obj)
	g := &grant{Permission: text(in["permission"]), Kind: text(holder["type"]), To: text(holder["parameter"])}
	if s.cloud() && text(holder["value"]) != "" {
		g.To = text(holder["value"])
	}
	if !slices.ContainsFunc(rights, func(p right) bool { return p.Key == g.Permission }) {
		c.refuseFields(obj{"permission": "Unrecognized permission: " + g.Permission})
		return
	}
	switch g.Kind {
	case "user":
		u := s.user(func(u *user) bool {
			return g.To != "" && (u.ID == g.To || !s.cloud() && (u.Key == g.To || u.Name == g.To))
		})
		if u == nil {
			c.refuseFields(obj{"holder": "The user does not exist."})
			return
		}
		g.To = u.Name
	case "projectRole":
		i := slices.IndexFunc(roleNames, func(n string) bool { return strconv.Itoa(roleID(n)) == g.To })
		if i < 0 {
			c.refuseFields(obj{"holder": "The project role does not exist."})
			return
		}
		g.To = roleNames[i]
	case "anyone", "applicationRole", "group", "reporter", "assignee", "projectLead":
	default:
		c.refuseFields(obj{"holder": "Unrecognized type of holder: " + g.Kind})
		return
	}
	g.ID = s.next("grant")
	sc.Grants = append(sc.Grants, g)
	c.answer(http.StatusCreated, s.showGrant(sc, g, false))
}

// myPermissions answers what the account may do, in a project or to an issue if
// one is named. The cloud wants to hear of which permissions.
func (s *Site) myPermissions(c *call) {
	q := c.r.URL.Query()
	var p *project
	var i *issue
	if key := q.Get("issueKey") + q.Get("issueId"); key != "" {
		if i = c.issue(key); i == nil {
			return
		}
		p = i.Project
	}
	if key := q.Get("projectKey") + q.Get("projectId"); key != "" && p == nil {
		if p = s.project(key); p == nil || !s.may(c.user, "BROWSE_PROJECTS", p, nil) {
			c.refuse(http.StatusNotFound, "No project could be found with key '"+key+"'.")
			return
		}
	}
	wanted := c.query("permissions")
	if s.cloud() && len(wanted) == 0 {
		c.refuse(http.StatusBadRequest, "The 'permissions' query parameter is required.")
		return
	}
	o := obj{}
	for n, perm := range rights {
		if len(wanted) > 0 && !slices.Contains(wanted, perm.Key) {
			continue
		}
		have := p != nil && s.may(c.user, perm.Key, p, i)
		if p == nil { // somewhere
			have = slices.ContainsFunc(s.projects, func(p *project) bool { return s.may(c.user, perm.Key, p, nil) })
		}
		key := perm.Key
		if !s.atLeast(7, 0) {
			key = perm.Old
		}
		o[key] = obj{"id": strconv.Itoa(10 + n), "key": key, "name": perm.Name, "description": perm.Name, "havePermission": have}
		if s.atLeast(7, 0) {
			o[key].(obj)["type"] = "PROJECT"
		}
	}
	if s.atLeast(7, 0) {
		o["ADMINISTER"] = obj{"id": "0", "key": "ADMINISTER", "name": "Administer Jira", "description": "Administer Jira", "havePermission": c.user.Admin, "type": "GLOBAL"}
		if len(wanted) > 0 && !slices.Contains(wanted, "ADMINISTER") {
			delete(o, "ADMINISTER")
		}
	}
	c.answer(http.StatusOK, obj{"permissions": o})
}
