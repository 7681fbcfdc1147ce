package jira

import (
	"net/http"
	"strconv"
)

type board struct {
	ID      int
	Project *project
	Sprints []*sprint
}

type sprint struct {
	ID          int
	Name, State string
}

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

// showSprint is a sprint as issues show it: an object, or at old servers the
// text of a Java bean.
func (s *Site) showSprint(sp *sprint) any {
	if s.dialect == Server6 || s.dialect == Server7 || s.dialect == Server8 {
		return "com.atlassian.greenhopper.service.sprint.Sprint@1f39706[id=" + strconv.Itoa(sp.ID) + ",rapidViewId=1,state=" + sp.State + ",name=" + sp.Name + ",startDate=<null>,endDate=<null>,completeDate=<null>,sequence=" + strconv.Itoa(sp.ID) + "]"
	}
	return obj{"id": sp.ID, "name": sp.Name, "state": sp.State, "boardId": 1}
}

func (s *Site) agileRoutes(m *router) {
	const base = "/rest/agile/1.0"
	m.plain("GET "+base+"/board", "GET /board", false, func(c *call) {
		l := []any{}
		for _, b := range s.boards {
			if key := c.r.URL.Query().Get("projectKeyOrId"); key == "" || key == b.Project.Key {
				l = append(l, obj{"id": b.ID, "self": s.base + base + "/board/" + strconv.Itoa(b.ID), "name": b.Project.Key + " board", "type": "scrum"})
			}
		}
		c.answer(http.StatusOK, obj{"maxResults": 50, "startAt": c.number("startAt", 0), "isLast": true, "total": len(l), "values": l[min(c.number("startAt", 0), len(l)):]})
	})
	m.plain("GET "+base+"/board/{id}/sprint", "GET /board/{id}/sprint", false, func(c *call) {
		for _, b := range s.boards {
			if strconv.Itoa(b.ID) == c.path("id") {
				l := []any{}
				for _, sp := range b.Sprints {
					l = append(l, obj{"id": sp.ID, "self": s.base + base + "/sprint/" + strconv.Itoa(sp.ID), "name": sp.Name, "state": sp.State, "originBoardId": b.ID})
				}
				c.answer(http.StatusOK, obj{"maxResults": 50, "startAt": 0, "isLast": true, "values": l})
				return
			}
		}
		c.refuse(http.StatusNotFound, "The requested board cannot be viewed because it either does not exist or you do not have permission to view it.")
	})
	put := func(c *call, in []*sprint) {
		o, ok := c.object()
		if !ok {
			return
		}
		for _, id := range list(o["issues"]) {
			i := c.issue(id)
			if i == nil {
				return
			}
			next := *i
			next.Values = map[string]any{}
			for k, v := range i.Values {
				next.Values[k] = v
			}
			next.Values["customfield_10020"] = in
			if items := s.differences(i, &next); len(items) > 0 {
				i.Values = next.Values
				s.touch(i, c.user, items...)
			}
		}
		c.done()
	}
	m.plain("POST "+base+"/sprint/{id}/issue", "POST /sprint/{id}/issue", false, func(c *call) {
		if sp := s.sprint(c.path("id")); sp != nil {
			put(c, []*sprint{sp})
			return
		}
		c.refuse(http.StatusNotFound, "Sprint does not exist.")
	})
	m.plain("POST "+base+"/backlog/issue", "POST /backlog/issue", false, func(c *call) { put(c, nil) })
}
