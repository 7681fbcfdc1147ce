package jira

import (
	"net/http"
	"slices"
)

// Routes for what people do to an issue besides editing it.
func (s *Site) actRoutes(m *router) {
	m.handle("PUT /issue/{key}/assignee", func(c *call) {
		i := c.issue(c.path("key"))
		if i == nil || !c.allowed("ASSIGN_ISSUES", i, http.StatusUnauthorized, "You do not have permission to assign issues.") {
			return
		}
		in, ok := c.object()
		if !ok {
			return
		}
		given, named := in["name"]
		if s.cloud() {
			given, named = in["accountId"]
		}
		if !named {
			c.refuse(http.StatusBadRequest, "The user to assign it to is not named.")
			return
		}
		var who any
		if given != nil && given != "-1" {
			who = in
		}
		if why := s.change(c, i, obj{"fields": obj{"assignee": who}}); len(why) > 0 {
			c.refuseFields(why)
			return
		}
		c.done()
	})
	m.handle("POST /issue/bulk", s.createMany)
	m.handle("POST /issue/{key}/notify", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			if _, ok := c.object(); ok {
				c.done()
			}
		}
	})
	m.handle("GET /issue/{key}/votes", func(c *call) {
		if i := c.issue(c.path("key")); i != nil {
			l := []any{}
			for _, u := range i.Voters {
				l = append(l, s.showUser(u, c.user))
			}
			c.answer(http.StatusOK, obj{"self": s.self("/issue/" + i.Key() + "/votes"), "votes": len(l), "hasVoted": slices.Contains(i.Voters, c.user), "voters": l})
		}
	})
	for method, in := range map[string]bool{http.MethodPost: true, http.MethodDelete: false} {
		m.handle(method+" /issue/{key}/votes", func(c *call) {
			i := c.issue(c.path("key"))
			switch {
			case i == nil:
			case i.Values["reporter"] == c.user:
				c.refuse(http.StatusNotFound, "You cannot vote for an issue you have reported.")
			case !i.Resolved.IsZero():
				c.refuse(http.StatusNotFound, "You cannot vote or change your vote on resolved issues.")
			default:
				i.Voters = join(i.Voters, c.user, in)
				c.done()
			}
		})
	}
}

// createMany makes up to fifty issues, and says which could not be made.
func (s *Site) createMany(c *call) {
	in, ok := c.object()
	if !ok {
		return
	}
	updates, _ := in["issueUpdates"].([]any)
	if len(updates) == 0 || len(updates) > 50 {
		c.refuse(http.StatusBadRequest, "Between 1 and 50 issues may be made at once.")
		return
	}
	made, failed := []any{}, []any{}
	for n, u := range updates {
		one, _ := u.(obj)
		i, code, messages, reasons := s.make(c, one)
		if i == nil {
			failed = append(failed, obj{"status": code, "elementErrors": obj{"errorMessages": messages, "errors": reasons}, "failedElementNumber": n})
			continue
		}
		made = append(made, s.showMade(i))
	}
	code := http.StatusCreated
	if len(made) == 0 {
		code = http.StatusBadRequest
	}
	c.answer(code, obj{"issues": made, "errors": failed})
}
