package jira

import (
	"maps"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"time"
)

type board struct {
	ID      int
	Project *project
	Sprints []*sprint
}

type sprint struct {
	ID          int
	Name, State string
	Goal        string
	Start, End  time.Time
}

// sprintField holds an issue's sprints.
const sprintField = "customfield_10020"

func (s *Site) sprint(id string) *sprint {
	for _, b := range s.boards {
		for _, sp := range b.Sprints {
			if strconv.Itoa(sp.ID) == id {
				return sp
			}
		}
	}
	return nil
}

func (s *Site) boardOf(sp *sprint) *board {
	i := slices.IndexFunc(s.boards, func(b *board) bool { return slices.Contains(b.Sprints, sp) })
	return s.boards[i]
}

// showSprint is a sprint as issues show it: an object, or at old servers the
// text of a Java bean.
func (s *Site) showSprint(sp *sprint) any {
	if s.dialect == Server6 || s.dialect == Server7 || s.dialect == Server8 {
		return "com.atlassian.greenhopper.service.sprint.Sprint@1f39706[id=" + strconv.Itoa(sp.ID) + ",rapidViewId=1,state=" + sp.State + ",name=" + sp.Name + ",startDate=<null>,endDate=<null>,completeDate=<null>,sequence=" + strconv.Itoa(sp.ID) + "]"
	}
	return obj{"id": sp.ID, "name": sp.Name, "state": sp.State, "boardId": 1}
}

// agileSprint is a sprint as its own interface shows it.
func (s *Site) agileSprint(sp *sprint) obj {
	o := obj{"id": sp.ID, "self": s.base + agileBase + "/sprint/" + strconv.Itoa(sp.ID), "name": sp.Name, "state": sp.State, "originBoardId": s.boardOf(sp).ID}
	if sp.Goal != "" {
		o["goal"] = sp.Goal
	}
	for name, t := range map[string]time.Time{"startDate": sp.Start, "endDate": sp.End} {
		if !t.IsZero() {
			o[name] = t.Format("2006-01-02T15:04:05.000Z07:00")
		}
	}
	return o
}

const agileBase = "/rest/agile/1.0"

func (s *Site) showBoard(b *board) obj {
	return obj{
		"id": b.ID, "self": s.base + agileBase + "/board/" + strconv.Itoa(b.ID), "name": b.Project.Key + " board", "type": "scrum",
		"location": obj{"projectId": b.Project.ID, "projectKey": b.Project.Key, "projectName": b.Project.Name, "displayName": b.Project.Name + " (" + b.Project.Key + ")", "name": b.Project.Name + " (" + b.Project.Key + ")"},
	}
}

// board finds the board of a call, or refuses it.
func (c *call) board() *board {
	i := slices.IndexFunc(c.site.boards, func(b *board) bool {
		return strconv.Itoa(b.ID) == c.path("id") && c.site.may(c.user, "BROWSE_PROJECTS", b.Project, nil)
	})
	if i < 0 {
		c.refuse(http.StatusNotFound, "The requested board cannot be viewed because it either does not exist or you do not have permission to view it.")
		return nil
	}
	return c.site.boards[i]
}

// sprint finds the sprint of a call, or refuses it.
func (c *call) sprint() *sprint {
	sp := c.site.sprint(c.path("id"))
	if sp == nil || !c.site.may(c.user, "BROWSE_PROJECTS", c.site.boardOf(sp).Project, nil) {
		c.refuse(http.StatusNotFound, "Sprint does not exist.")
		return nil
	}
	return sp
}

// agilePage answers with a part of a list as this interface cuts it.
func (c *call) agilePage(l []any) {
	start, size := min(c.number("startAt", 0), len(l)), min(c.number("maxResults", 50), 50)
	end := min(start+size, len(l))
	c.answer(http.StatusOK, obj{"maxResults": size, "startAt": start, "total": len(l), "isLast": end == len(l), "values": l[start:end]})
}

// agileIssues answers with the issues that fit, and the query if there is one.
func (s *Site) agileIssues(c *call, fit func(*issue) bool) {
	found, why := s.found(c, c.r.URL.Query().Get("jql"), false)
	if why != "" {
		c.refuse(http.StatusBadRequest, why)
		return
	}
	found = slices.DeleteFunc(found, func(i *issue) bool { return !fit(i) })
	start, size := min(c.number("startAt", 0), len(found)), c.number("maxResults", 50)
	l := []any{}
	for _, i := range found[start:min(start+size, len(found))] {
		l = append(l, s.agileIssue(c, i))
	}
	c.answer(http.StatusOK, obj{"expand": "schema,names", "startAt": start, "maxResults": size, "total": len(found), "issues": l})
}

// agileIssue is an issue with what this interface knows of it besides.
func (s *Site) agileIssue(c *call, i *issue) obj {
	o := s.showIssue(c, i, c.query("fields"), c.query("expand"), nil)
	o["self"] = s.base + agileBase + "/issue/" + strconv.Itoa(i.ID)
	fields := o["fields"].(obj)
	if !wants(c.query("fields"), "sprint") {
		return o
	}
	fields["sprint"], fields["flagged"] = nil, false
	closed := []any{}
	in, _ := i.Values[sprintField].([]*sprint)
	for _, sp := range in {
		if sp.State == "closed" {
			closed = append(closed, s.agileSprint(sp))
		} else {
			fields["sprint"] = s.agileSprint(sp)
		}
	}
	if len(closed) > 0 {
		fields["closedSprints"] = closed
	}
	fields["epic"] = nil
	if e := s.epicOf(i); e != nil {
		fields["epic"] = s.showEpic(e)
	}
	return o
}

// epicOf is the epic that an issue belongs to.
func (s *Site) epicOf(i *issue) *issue {
	if key := text(i.Values["customfield_10021"]); key != "" {
		return s.byKey(key)
	}
	if up := s.issues[i.Parent]; up != nil && up.Type == "Epic" {
		return up
	}
	return nil
}

func (s *Site) showEpic(e *issue) obj {
	name := text(e.Values["customfield_10022"])
	if name == "" {
		name = text(e.Values["summary"])
	}
	return obj{
		"id": e.ID, "key": e.Key(), "self": s.base + agileBase + "/epic/" + strconv.Itoa(e.ID), "name": name, "summary": text(e.Values["summary"]),
		"color": obj{"key": "color_1"}, "done": e.Status == "Done",
	}
}

// epic finds the epic of a call, or refuses it.
func (c *call) epic() *issue {
	i := c.issue(c.path("epic"))
	if i != nil && i.Type != "Epic" {
		c.refuse(http.StatusNotFound, "The requested issue is not an epic.")
		return nil
	}
	return i
}

func (s *Site) agileRoutes(m *router) {
	on := func(pattern string, do func(*call)) {
		method, path, _ := strings.Cut(pattern, " ")
		m.plain(method+" "+agileBase+path, pattern, false, do)
	}
	on("GET /board", func(c *call) {
		q := c.r.URL.Query()
		l := []any{}
		for _, b := range s.boards {
			key := q.Get("projectKeyOrId")
			if (key == "" || key == b.Project.Key || key == strconv.Itoa(b.Project.ID)) && (q.Get("type") == "" || slices.Contains(c.query("type"), "scrum")) &&
				strings.Contains(strings.ToLower(b.Project.Key+" board"), strings.ToLower(q.Get("name"))) && s.may(c.user, "BROWSE_PROJECTS", b.Project, nil) {
				l = append(l, s.showBoard(b))
			}
		}
		c.agilePage(l)
	})
	on("GET /board/{id}", func(c *call) {
		if b := c.board(); b != nil {
			c.answer(http.StatusOK, s.showBoard(b))
		}
	})
	on("GET /board/{id}/configuration", func(c *call) {
		b := c.board()
		if b == nil {
			return
		}
		columns := []any{}
		for _, name := range []string{"To Do", "In Progress", "Done"} {
			in := []any{}
			for _, st := range statuses {
				if st.CategoryName == name {
					in = append(in, obj{"id": st.ID, "self": s.self("/status/" + st.ID)})
				}
			}
			columns = append(columns, obj{"name": name, "statuses": in})
		}
		o := s.showBoard(b)
		delete(o, "location")
		o["filter"], o["columnConfig"] = obj{"id": strconv.Itoa(b.ID), "self": s.self("/filter/" + strconv.Itoa(b.ID))}, obj{"columns": columns, "constraintType": "none"}
		o["ranking"], o["estimation"] = obj{"rankCustomFieldId": 10019}, obj{"type": "field", "field": obj{"fieldId": "customfield_10003", "displayName": "Points"}}
		c.answer(http.StatusOK, o)
	})
	on("GET /board/{id}/sprint", func(c *call) {
		b := c.board()
		if b == nil {
			return
		}
		states := c.query("state")
		l := []any{}
		for _, sp := range b.Sprints {
			if len(states) == 0 || slices.Contains(states, sp.State) {
				l = append(l, s.agileSprint(sp))
			}
		}
		c.agilePage(l)
	})
	on("GET /board/{id}/project", func(c *call) {
		if b := c.board(); b != nil {
			c.agilePage([]any{s.showProject(b.Project)})
		}
	})
	on("GET /board/{id}/version", func(c *call) {
		if b := c.board(); b != nil {
			l := []any{}
			for _, v := range b.Project.Versions {
				o := s.showListed("version", b.Project, v)
				o["id"] = v.ID
				l = append(l, o)
			}
			c.agilePage(l)
		}
	})
	on("GET /board/{id}/issue", func(c *call) {
		if b := c.board(); b != nil {
			s.agileIssues(c, func(i *issue) bool { return i.Project == b.Project })
		}
	})
	on("GET /board/{id}/backlog", func(c *call) {
		if b := c.board(); b != nil {
			s.agileIssues(c, func(i *issue) bool {
				in, _ := i.Values[sprintField].([]*sprint)
				return i.Project == b.Project && i.Type != "Epic" && i.Type != "Sub-task" && i.Status != "Done" && len(in) == 0
			})
		}
	})
	on("GET /board/{id}/epic", func(c *call) {
		b := c.board()
		if b == nil {
			return
		}
		l := []any{}
		for _, id := range slices.Sorted(maps.Keys(s.issues)) {
			i := s.issues[id]
			done := c.r.URL.Query().Get("done")
			if i.Project == b.Project && i.Type == "Epic" && s.sees(c.user, i) && (done == "" || done == strconv.FormatBool(i.Status == "Done")) {
				l = append(l, s.showEpic(i))
			}
		}
		c.agilePage(l)
	})
	on("GET /epic/{epic}", func(c *call) {
		if e := c.epic(); e != nil {
			c.answer(http.StatusOK, s.showEpic(e))
		}
	})
	on("GET /epic/{epic}/issue", func(c *call) {
		if e := c.epic(); e != nil {
			s.agileIssues(c, func(i *issue) bool { return s.epicOf(i) == e })
		}
	})
	on("GET /issue/{key}", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			c.answer(http.StatusOK, s.agileIssue(c, i))
		}
	})
	s.sprintRoutes(on)
}

func (s *Site) sprintRoutes(on func(string, func(*call))) {
	on("POST /sprint", func(c *call) {
		in, ok := c.object()
		if !ok {
			return
		}
		i := slices.IndexFunc(s.boards, func(b *board) bool { return b.ID == intOf(in["originBoardId"], 0) })
		if i < 0 || text(in["name"]) == "" {
			c.refuseFields(obj{"name": "A sprint has a name and a board."})
			return
		}
		sp := &sprint{ID: s.next("sprint"), State: "future"}
		if why := sp.set(in, false); why != "" {
			c.refuse(http.StatusBadRequest, why)
			return
		}
		s.boards[i].Sprints = append(s.boards[i].Sprints, sp)
		c.answer(http.StatusCreated, s.agileSprint(sp))
	})
	on("GET /sprint/{id}", func(c *call) {
		if sp := c.sprint(); sp != nil {
			c.answer(http.StatusOK, s.agileSprint(sp))
		}
	})
	for method, whole := range map[string]bool{http.MethodPost: false, http.MethodPut: true} {
		on(method+" /sprint/{id}", func(c *call) {
			sp := c.sprint()
			if sp == nil {
				return
			}
			in, ok := c.object()
			if !ok {
				return
			}
			next := *sp
			if why := next.set(in, whole); why != "" {
				c.refuse(http.StatusBadRequest, why)
				return
			}
			*sp = next
			c.answer(http.StatusOK, s.agileSprint(sp))
		})
	}
	on("DELETE /sprint/{id}", func(c *call) {
		sp := c.sprint()
		if sp == nil {
			return
		}
		b := s.boardOf(sp)
		b.Sprints = slices.DeleteFunc(b.Sprints, func(o *sprint) bool { return o == sp })
		for _, i := range s.issues {
			if in, _ := i.Values[sprintField].([]*sprint); slices.Contains(in, sp) {
				i.Values[sprintField] = join(in, sp, false)
			}
		}
		c.done()
	})
	on("GET /sprint/{id}/issue", func(c *call) {
		if sp := c.sprint(); sp != nil {
			s.agileIssues(c, func(i *issue) bool {
				in, _ := i.Values[sprintField].([]*sprint)
				return slices.Contains(in, sp)
			})
		}
	})
	on("POST /sprint/{id}/issue", func(c *call) {
		if sp := c.sprint(); sp != nil {
			if sp.State == "closed" {
				c.refuse(http.StatusBadRequest, "Issues can only be moved to open or active sprints.")
				return
			}
			s.put(c, []*sprint{sp})
		}
	})
	on("POST /backlog/issue", func(c *call) { s.put(c, nil) })
}

// set takes over what was sent of a sprint; what is not sent of a whole one is
// emptied.
func (sp *sprint) set(in obj, whole bool) string {
	if t := text(in["name"]); t != "" {
		sp.Name = t
	}
	if _, told := in["goal"]; told || whole {
		sp.Goal = text(in["goal"])
	}
	for name, to := range map[string]*time.Time{"startDate": &sp.Start, "endDate": &sp.End} {
		t := text(in[name])
		if t == "" {
			if whole {
				*to = time.Time{}
			}
			continue
		}
		at, err := time.Parse(time.RFC3339, t)
		if err != nil {
			at, err = time.Parse(stamp, t)
		}
		if err != nil {
			return "The date " + t + " is not valid."
		}
		*to = at
	}
	state := strings.ToLower(text(in["state"]))
	switch {
	case state == "" || state == sp.State:
	case sp.State == "future" && state == "active" && (sp.Start.IsZero() || sp.End.IsZero()):
		return "A sprint that starts has a start and an end."
	case sp.State == "future" && state == "active", sp.State == "active" && state == "closed":
		sp.State = state
	default:
		return "A sprint goes from future to active to closed."
	}
	return ""
}

// put puts the issues of a call into a sprint, or into none.
func (s *Site) put(c *call, in []*sprint) {
	o, ok := c.object()
	if !ok {
		return
	}
	keys := list(o["issues"])
	if len(keys) > 50 {
		c.refuse(http.StatusBadRequest, "At most 50 issues may be moved at once.")
		return
	}
	var all []*issue
	for _, id := range keys {
		i := c.issue(id)
		if i == nil {
			return
		}
		all = append(all, i)
	}
	for _, i := range all {
		next := *i
		next.Values = maps.Clone(i.Values)
		next.Values[sprintField] = in
		if items := s.differences(i, &next); len(items) > 0 {
			i.Values = next.Values
			h := s.touch(i, c.user, items...)
			s.tell(c.user, "jira:issue_updated", i, h)
		}
	}
	c.done()
}
