package jira

import (
	"net/http"
	"slices"
	"strconv"
)

// askRoutes are what the cloud answers about queries besides their issues.
func (s *Site) askRoutes(m *router) {
	if !s.cloud() {
		return
	}
	m.handle("POST /search/approximate-count", func(c *call) {
		in, ok := c.object()
		if !ok {
			return
		}
		l, why := s.found(c, text(in["jql"]), false)
		switch {
		case unbounded(text(in["jql"])):
			c.refuse(http.StatusBadRequest, unboundedWhy)
		case why != "":
			c.refuse(http.StatusBadRequest, why)
		default:
			c.answer(http.StatusOK, obj{"count": len(l)})
		}
	})
	m.handle("POST /jql/match", func(c *call) {
		in, ok := c.object()
		if !ok {
			return
		}
		ids, _ := in["issueIds"].([]any)
		jqls, _ := in["jqls"].([]any)
		matches := []any{}
		for _, jql := range jqls {
			found, why := s.found(c, text(jql), false)
			matched, errors := []any{}, []any{}
			if why != "" {
				errors = append(errors, why)
			}
			for _, id := range ids {
				if slices.ContainsFunc(found, func(i *issue) bool { return strconv.Itoa(i.ID) == jsonText(id) }) {
					matched = append(matched, id)
				}
			}
			matches = append(matches, obj{"matchedIssues": matched, "errors": errors})
		}
		c.answer(http.StatusOK, obj{"matches": matches})
	})
	m.handle("POST /jql/parse", func(c *call) {
		in, ok := c.object()
		if !ok {
			return
		}
		l := []any{}
		for _, q := range list(in["queries"]) {
			o := obj{"query": q}
			if _, why := s.parse(c.user, q, false); why != "" && c.r.URL.Query().Get("validation") != "none" {
				o["errors"] = []any{why}
			}
			l = append(l, o)
		}
		if len(l) == 0 {
			c.refuse(http.StatusBadRequest, "No queries are given.")
			return
		}
		c.answer(http.StatusOK, obj{"queries": l})
	})
}
