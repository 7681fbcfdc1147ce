package jira

import (
	"context"
	"maps"
	"net/http"
	"strconv"
	"strings"
	"time"
)

func contextWith(ctx context.Context, u *user) context.Context {
	return context.WithValue(ctx, whoKey{}, u)
}

// issue is one issue. What can be searched is kept twice: as it is, and as the
// index has it.
type issue struct {
	content
	ID         int
	Creator    *user
	Created    time.Time
	Watchers   []*user
	Comments   []*comment
	Worklogs   []*worklog
	Files      []int
	Remote     []*remote
	Histories  []*history
	Properties map[string]any
	Hidden     map[*user]bool
	Voters     []*user
	writes     []time.Time // of the last seconds
	depicted   []string    // media that its texts show, in the cloud

	indexed *content // what searches show
	pending []entry  // what they will show
}

// content is what a search may ask for.
type content struct {
	Project    *project
	Number     int
	Type       string
	Status     string
	Resolution string
	Parent     int
	Updated    time.Time
	Resolved   time.Time
	Original   *int // seconds
	Remaining  *int
	Values     map[string]any
}

type entry struct {
	at time.Time
	c  content
}

func (i *content) Key() string { return i.Project.Key + "-" + strconv.Itoa(i.Number) }

func (s *Site) byKey(key string) *issue {
	for _, i := range s.issues {
		if i.Key() == key {
			return i
		}
	}
	return s.issues[s.moved[key]]
}

// issue finds the issue of a call that its account may see, or refuses it.
func (c *call) issue(keyOrID string) *issue {
	i := c.site.byKey(keyOrID)
	if n, err := strconv.Atoi(keyOrID); err == nil {
		i = c.site.issues[n]
	}
	if i == nil || !c.site.sees(c.user, i) {
		c.refuse(http.StatusNotFound, "Issue does not exist or you do not have permission to see it.")
		return nil
	}
	return i
}

// touch notes that an issue was changed, and what of it.
func (s *Site) touch(i *issue, by *user, items ...obj) *history {
	i.Updated = s.now()
	items = append(items, s.orphans(i)...)
	var h *history
	if len(items) > 0 {
		h = &history{ID: s.next("history"), Author: by, Created: i.Updated, Items: items}
		i.Histories = append(i.Histories, h)
	}
	c := i.content
	c.Values = maps.Clone(i.Values)
	i.pending = append(i.pending, entry{i.Updated, c})
	return h
}

// index brings what searches show up to date, as far as the index is.
func (s *Site) index(i *issue) *content {
	limit := s.now().Add(-s.knobs.IndexLag)
	for len(i.pending) > 0 && !i.pending[0].at.After(limit) {
		i.indexed, i.pending = &i.pending[0].c, i.pending[1:]
	}
	return i.indexed
}

func (s *Site) issueRoutes(m *router) {
	m.handle("POST /issue", s.create)
	m.handle("GET /issue/{key}", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			c.answer(http.StatusOK, s.showIssue(c, i, c.query("fields"), c.query("expand"), c.query("properties")))
		}
	})
	m.handle("PUT /issue/{key}", s.edit)
	m.handle("DELETE /issue/{key}", func(c *call) {
		i := c.issue(c.path("key"))
		if i != nil && c.allowed("DELETE_ISSUES", i, http.StatusForbidden, "You do not have permission to delete issues in this project.") {
			if s.hasSubtasks(i) && c.r.URL.Query().Get("deleteSubtasks") != "true" {
				c.refuse(http.StatusBadRequest, "The issue '"+i.Key()+"' has subtasks.  You must specify the 'deleteSubtasks' parameter to delete this issue and all its subtasks.")
				return
			}
			s.remove(i)
			s.tell(c.user, "jira:issue_deleted", i, nil)
			c.done()
		}
	})
	m.handle("GET /issue/{key}/transitions", s.listTransitions)
	m.handle("POST /issue/{key}/transitions", s.transit)
	if s.cloud() {
		m.handle("GET /issue/{key}/changelog", func(c *call) {
			i := c.issue(c.path("key"))
			if i == nil {
				return
			}
			start, size := c.number("startAt", 0), min(c.number("maxResults", 100), 100)
			l := []any{}
			for _, h := range i.Histories[min(start, len(i.Histories)):] {
				if len(l) < size {
					l = append(l, s.showHistory(c, h))
				}
			}
			c.answer(http.StatusOK, obj{
				"self": s.self("/issue/" + c.path("key") + "/changelog"), "startAt": start, "maxResults": size, "total": len(i.Histories),
				"isLast": start+len(l) >= len(i.Histories), "values": l,
			})
		})
		m.handle("POST /issue/bulkfetch", s.bulkFetch)
	}
}

func (s *Site) hasSubtasks(i *issue) bool {
	for _, d := range s.issues {
		if d.Parent == i.ID && d.Type == "Sub-task" {
			return true
		}
	}
	return false
}

// remove deletes an issue and its sub-tasks.
func (s *Site) remove(i *issue) {
	delete(s.issues, i.ID)
	for _, d := range s.issues {
		if d.Parent == i.ID && d.Type == "Sub-task" {
			s.remove(d)
		}
	}
	for id, l := range s.links {
		if l.From == i.ID || l.To == i.ID {
			delete(s.links, id)
		}
	}
}

func list(v any) []string {
	l, _ := v.([]any)
	var out []string
	for _, e := range l {
		out = append(out, text(e))
	}
	if t, ok := v.(string); ok {
		out = strings.Split(t, ",")
	}
	return out
}
