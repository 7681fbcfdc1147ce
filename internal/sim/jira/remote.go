package jira

import (
	"net/http"
	"slices"
	"strconv"
)

// remote is a link from an issue to something elsewhere.
type remote struct {
	ID                         int
	GlobalID, Relation, Target string
	Title, Summary             string
}

func (s *Site) remoteURL(i *issue, r *remote) string {
	return s.self("/issue/" + i.Key() + "/remotelink/" + strconv.Itoa(r.ID))
}

func (s *Site) showRemote(i *issue, r *remote) obj {
	to := obj{"url": r.Target, "title": r.Title, "icon": obj{}, "status": obj{"icon": obj{}}}
	if r.Summary != "" {
		to["summary"] = r.Summary
	}
	o := obj{"id": r.ID, "self": s.remoteURL(i, r), "application": obj{}, "object": to}
	if r.Relation != "" {
		o["relationship"] = r.Relation
	}
	if r.GlobalID != "" {
		o["globalId"] = r.GlobalID
	}
	return o
}

// readRemote makes a link of what was sent, or refuses it.
func (s *Site) readRemote(c *call, i *issue) *remote {
	if !c.allowed("LINK_ISSUES", i, http.StatusForbidden, "You do not have permission to link issues.") {
		return nil
	}
	in, ok := c.object()
	if !ok {
		return nil
	}
	target, _ := in["object"].(obj)
	if text(target["url"]) == "" || text(target["title"]) == "" {
		c.refuseFields(obj{"object": "'url' and 'title' are required."})
		return nil
	}
	return &remote{GlobalID: text(in["globalId"]), Relation: text(in["relationship"]), Target: text(target["url"]), Title: text(target["title"]), Summary: text(target["summary"])}
}

// remote finds a link of an issue by its number, or refuses the call.
func (c *call) remote() (*issue, int) {
	i := c.issue(c.path("key"))
	if i == nil {
		return nil, -1
	}
	n := slices.IndexFunc(i.Remote, func(r *remote) bool { return strconv.Itoa(r.ID) == c.path("id") })
	if n < 0 {
		c.refuse(http.StatusNotFound, "The remote link does not exist.")
	}
	return i, n
}

func (s *Site) remoteRoutes(m *router) {
	m.handle("GET /issue/{key}/remotelink", func(c *call) {
		i := c.issue(c.path("key"))
		if i == nil {
			return
		}
		wanted := c.r.URL.Query().Get("globalId")
		l := []any{}
		for _, r := range i.Remote {
			if wanted == r.GlobalID && wanted != "" {
				c.answer(http.StatusOK, s.showRemote(i, r))
				return
			}
			l = append(l, s.showRemote(i, r))
		}
		if wanted != "" {
			c.refuse(http.StatusNotFound, "The remote link with that global id does not exist.")
			return
		}
		c.answer(http.StatusOK, l)
	})
	m.handle("POST /issue/{key}/remotelink", func(c *call) {
		i := c.issue(c.path("key"))
		if i == nil {
			return
		}
		r := s.readRemote(c, i)
		if r == nil {
			return
		}
		code := http.StatusCreated
		if n := slices.IndexFunc(i.Remote, func(o *remote) bool { return r.GlobalID != "" && o.GlobalID == r.GlobalID }); n >= 0 {
			r.ID, code = i.Remote[n].ID, http.StatusOK
			i.Remote[n] = r
		} else {
			r.ID = s.next("remote")
			i.Remote = append(i.Remote, r)
		}
		c.answer(code, obj{"id": r.ID, "self": s.remoteURL(i, r)})
	})
	m.handle("GET /issue/{key}/remotelink/{id}", func(c *call) {
		if i, n := c.remote(); n >= 0 {
			c.answer(http.StatusOK, s.showRemote(i, i.Remote[n]))
		}
	})
	m.handle("PUT /issue/{key}/remotelink/{id}", func(c *call) {
		if i, n := c.remote(); n >= 0 {
			if r := s.readRemote(c, i); r != nil {
				r.ID = i.Remote[n].ID
				i.Remote[n] = r
				c.done()
			}
		}
	})
	m.handle("DELETE /issue/{key}/remotelink/{id}", func(c *call) {
		if i, n := c.remote(); n >= 0 {
			if c.allowed("LINK_ISSUES", i, http.StatusForbidden, "You do not have permission to link issues.") {
				i.Remote = slices.Delete(i.Remote, n, n+1)
				c.done()
			}
		}
	})
	m.handle("DELETE /issue/{key}/remotelink", func(c *call) {
		i := c.issue(c.path("key"))
		if i == nil {
			return
		}
		had := len(i.Remote)
		i.Remote = slices.DeleteFunc(i.Remote, func(r *remote) bool { return r.GlobalID == c.r.URL.Query().Get("globalId") })
		if len(i.Remote) == had {
			c.refuse(http.StatusNotFound, "The remote link with that global id does not exist.")
			return
		}
		c.done()
	})
}
