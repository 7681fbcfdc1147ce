package jira

import (
	"net/http"
	"slices"
	"strings"
)

// peopleRoutes find accounts.
func (s *Site) peopleRoutes(m *router) {
	m.handle("GET /user", func(c *call) {
		u := s.named(c)
		if u == nil {
			c.refuse(http.StatusNotFound, "Specified user does not exist or you do not have required permissions")
			return
		}
		o := s.showUser(u, c.user).(obj)
		if slices.Contains(c.query("expand"), "groups") {
			o["groups"] = obj{"size": len(u.Groups), "items": s.showGroups(u)}
		}
		c.answer(http.StatusOK, o)
	})
	if s.cloud() {
		m.handle("GET /user/groups", func(c *call) {
			u := s.named(c)
			if u == nil {
				c.refuse(http.StatusNotFound, "Specified user does not exist or you do not have required permissions")
				return
			}
			c.answer(http.StatusOK, s.showGroups(u))
		})
		m.handle("GET /users/search", func(c *call) {
			l := []any{}
			for _, u := range s.users {
				l = append(l, s.showUser(u, c.user))
			}
			start := min(c.number("startAt", 0), len(l))
			c.answer(http.StatusOK, l[start:min(start+c.number("maxResults", 50), len(l))])
		})
		m.handle("GET /user/bulk", func(c *call) {
			l := []any{}
			for _, id := range c.r.URL.Query()["accountId"] {
				if u := s.user(func(u *user) bool { return u.ID == id }); u != nil {
					l = append(l, s.showUser(u, c.user))
				}
			}
			c.page(l, 200)
		})
	}
	m.handle("GET /user/search", func(c *call) { s.searchPeople(c, func(*user) bool { return true }) })
	m.handle("GET /user/assignable/search", func(c *call) {
		p := s.project(c.r.URL.Query().Get("project"))
		var i *issue
		if key := c.r.URL.Query().Get("issueKey"); key != "" {
			if i = c.issue(key); i == nil {
				return
			}
			p = i.Project
		}
		if p == nil || !s.may(c.user, "BROWSE_PROJECTS", p, nil) {
			c.refuse(http.StatusNotFound, "Neither the project nor an issue is named, or there is none such.")
			return
		}
		s.searchPeople(c, func(u *user) bool { return s.may(u, "ASSIGNABLE_USER", p, i) })
	})
}

// named is the account that a request names, nil if there is none.
func (s *Site) named(c *call) *user {
	q := c.r.URL.Query()
	return s.user(func(u *user) bool {
		if s.cloud() {
			return u.ID == q.Get("accountId")
		}
		return q.Get("key") != "" && u.Key == q.Get("key") || q.Get("username") != "" && u.Name == q.Get("username")
	})
}

func (s *Site) showGroups(u *user) []any {
	l := []any{}
	for _, g := range u.Groups {
		l = append(l, obj{"name": g, "self": s.self("/group?groupname=" + g)})
	}
	return l
}

// searchPeople answers with those whose name or mail begins with what is asked
// for. The cloud takes no user names any more.
func (s *Site) searchPeople(c *call, fit func(*user) bool) {
	q := c.r.URL.Query()
	assignable := strings.HasSuffix(c.r.URL.Path, "/assignable/search")
	switch {
	case s.knobs.NoSearch:
		c.refuse(http.StatusForbidden, "You do not have permission to browse users.")
		return
	case s.cloud() && q.Has("username"):
		c.refuse(http.StatusBadRequest, "The query parameter 'username' is not supported in GDPR strict mode.")
		return
	case !s.cloud() && !q.Has("username") && !assignable:
		c.refuse(http.StatusBadRequest, "The username query parameter was not provided")
		return
	}
	wanted := strings.ToLower(q.Get("username"))
	if s.cloud() {
		wanted = strings.ToLower(q.Get("query"))
	}
	l := []any{}
	for _, u := range s.users {
		if !fit(u) || s.cloud() && q.Get("accountId") != "" && u.ID != q.Get("accountId") {
			continue
		}
		for _, in := range []string{u.Name, u.Display, u.Mail} {
			if (wanted != "" || assignable || q.Get("accountId") != "") && strings.HasPrefix(strings.ToLower(in), wanted) {
				l = append(l, s.showUser(u, c.user))
				break
			}
		}
	}
	start := min(c.number("startAt", 0), len(l))
	c.answer(http.StatusOK, l[start:min(start+c.number("maxResults", 50), len(l))])
}
