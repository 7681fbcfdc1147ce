package jira

import (
	"encoding/json"
	"io"
	"maps"
	"net/http"
	"slices"
)

// maxProperty is the most bytes that a property may have.
const maxProperty = 32768

// propertyRoutes are for what programs note at issues and comments, and people
// do not see. Servers before 7 have nothing of the kind.
func (s *Site) propertyRoutes(m *router) {
	if !s.atLeast(7, 0) {
		return
	}
	ofIssue := func(c *call) (map[string]any, string) {
		if i := c.issue(c.path("key")); i != nil {
			return i.Properties, s.self("/issue/" + i.Key() + "/properties")
		}
		return nil, ""
	}
	ofComment := func(c *call) (map[string]any, string) {
		for _, i := range s.issues {
			for _, cm := range i.Comments {
				if itoa(cm.ID) == c.path("id") && s.sees(c.user, i) && s.shown(c.user, i, cm) {
					return cm.Properties, s.self("/comment/" + c.path("id") + "/properties")
				}
			}
		}
		c.refuse(http.StatusNotFound, "Can not find a comment for the id: "+c.path("id")+".")
		return nil, ""
	}
	s.properties(m, "/issue/{key}/properties", ofIssue)
	s.properties(m, "/comment/{id}/properties", ofComment)
}

// properties are the routes of those of one kind; of finds them, or refuses.
func (s *Site) properties(m *router, base string, of func(*call) (map[string]any, string)) {
	m.handle("GET "+base, func(c *call) {
		p, self := of(c)
		if p == nil {
			return
		}
		l := []any{}
		for _, k := range slices.Sorted(maps.Keys(p)) {
			l = append(l, obj{"self": self + "/" + k, "key": k})
		}
		c.answer(http.StatusOK, obj{"keys": l})
	})
	m.handle("GET "+base+"/{name}", func(c *call) {
		p, _ := of(c)
		if p == nil {
			return
		}
		v, ok := p[c.path("name")]
		if !ok {
			c.refuse(http.StatusNotFound, "The property "+c.path("name")+" does not exist.")
			return
		}
		c.answer(http.StatusOK, obj{"key": c.path("name"), "value": v})
	})
	m.handle("PUT "+base+"/{name}", func(c *call) {
		p, _ := of(c)
		if p == nil {
			return
		}
		b, err := io.ReadAll(io.LimitReader(c.r.Body, maxProperty+1))
		var v any
		switch {
		case err != nil || json.Unmarshal(b, &v) != nil:
			c.refuse(http.StatusBadRequest, "The value of a property is JSON.")
			return
		case len(b) > maxProperty:
			c.refuse(http.StatusRequestEntityTooLarge, "The value of a property has at most 32768 characters.")
			return
		}
		code := http.StatusCreated
		if _, had := p[c.path("name")]; had {
			code = http.StatusOK
		}
		p[c.path("name")] = v
		c.w.WriteHeader(code)
	})
	m.handle("DELETE "+base+"/{name}", func(c *call) {
		p, _ := of(c)
		if p == nil {
			return
		}
		if _, had := p[c.path("name")]; !had {
			c.refuse(http.StatusNotFound, "The property "+c.path("name")+" does not exist.")
			return
		}
		delete(p, c.path("name"))
		c.done()
	})
}
