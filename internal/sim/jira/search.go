package jira

import (
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

func (s *Site) searchRoutes(m *router) {
	if s.cloud() {
		m.handle("POST /search/jql", func(c *call) {
			if in, ok := c.object(); ok {
				s.searchJQL(c, in)
			}
		})
		m.handle("GET /search/jql", func(c *call) { s.searchJQL(c, c.asObject()) })
		for _, method := range []string{"GET", "POST"} {
			m.handle(method+" /search", func(c *call) {
				c.refuse(http.StatusGone, "The requested API has been removed. Please migrate to the /rest/api/3/search/jql API.")
			})
		}
		return
	}
	m.handle("POST /search", func(c *call) {
		if in, ok := c.object(); ok {
			s.search(c, in)
		}
	})
	m.handle("GET /search", func(c *call) { s.search(c, c.asObject()) })
}

// asObject is what a request says in its address, as it would in a body.
func (c *call) asObject() obj {
	o := obj{}
	for name := range c.r.URL.Query() {
		v := c.r.URL.Query().Get(name)
		switch name {
		case "startAt", "maxResults":
			o[name] = json.Number(v)
		case "fields", "properties", "expand":
			l := []any{}
			for _, e := range c.query(name) {
				l = append(l, e)
			}
			o[name] = l
		case "validateQuery":
			o[name] = v != "false"
		default:
			o[name] = v
		}
	}
	return o
}

// found are the issues that a query finds, as the index has them.
func (s *Site) found(c *call, jql string, lenient bool) ([]*issue, string) {
	q, why := s.parse(c.user, jql, lenient)
	if why != "" {
		return nil, why
	}
	var l []*issue
	for _, i := range s.issues {
		if at := s.index(i); at != nil && s.sees(c.user, i) && q.match(i, at) {
			l = append(l, i)
		}
	}
	q.sort(l)
	return l, ""
}

// inHit is an issue as a search shows it: as the index has it.
func (s *Site) inHit(c *call, i *issue, fields []string, in obj) obj {
	old := *i
	old.content = *i.indexed
	o := s.showIssue(c, &old, fields, list(in["expand"]), list(in["properties"]))
	if !s.cloud() {
		delete(o, "properties")
	}
	return o
}

func intOf(v any, otherwise int) int {
	n, ok := v.(json.Number)
	i, err := n.Int64()
	if !ok || err != nil || i < 0 {
		return otherwise
	}
	return int(i)
}

// search is that of servers: by counting.
func (s *Site) search(c *call, in obj) {
	lenient := in["validateQuery"] == false
	if lenient && !s.atLeast(7, 0) && c.r.Method == http.MethodPost { // a parameter of the address there
		c.refuse(http.StatusBadRequest, "Unrecognized field \"validateQuery\"")
		return
	}
	l, why := s.found(c, text(in["jql"]), lenient)
	if why != "" {
		c.refuse(http.StatusBadRequest, why)
		return
	}
	most := s.knobs.Page
	if most == 0 {
		most = 1000
	}
	start, size := intOf(in["startAt"], 0), min(intOf(in["maxResults"], 50), most)
	fields := list(in["fields"])
	if len(fields) == 0 {
		fields = []string{"*navigable"}
	}
	page := []any{}
	for _, i := range l[min(start, len(l)):min(start+size, len(l))] {
		page = append(page, s.inHit(c, i, fields, in))
	}
	c.answer(http.StatusOK, obj{"expand": "schema,names", "startAt": start, "maxResults": size, "total": len(l), "issues": page})
}

const unboundedWhy = "Unbounded JQL queries are not allowed here. Please add a search restriction to your query."

// unbounded reports whether a query has an order at most.
func unbounded(jql string) bool {
	i := strings.Index(strings.ToLower(jql), "order by")
	return strings.TrimSpace(jql) == "" || i >= 0 && strings.TrimSpace(jql[:i]) == ""
}

// searchJQL is that of the cloud: by tokens, and no query without bounds.
func (s *Site) searchJQL(c *call, in obj) {
	jql := text(in["jql"])
	if unbounded(jql) {
		c.refuse(http.StatusBadRequest, unboundedWhy)
		return
	}
	l, why := s.found(c, jql, false)
	if why != "" {
		c.refuse(http.StatusBadRequest, why)
		return
	}
	start := 0
	if token := text(in["nextPageToken"]); token != "" {
		b, err := base64.StdEncoding.DecodeString(token)
		n, bad := strconv.Atoi(strings.TrimPrefix(string(b), "page "))
		if err != nil || bad != nil {
			c.refuse(http.StatusBadRequest, "The provided next page token is invalid or has expired.")
			return
		}
		start = n
	}
	most := s.knobs.Page
	if most == 0 {
		most = 100
	}
	size := min(max(intOf(in["maxResults"], 50), 1), most)
	fields := list(in["fields"])
	if len(fields) == 0 {
		fields = []string{"id"}
	}
	start = min(start, len(l))
	end := min(start+size, len(l))
	page := []any{}
	for _, i := range l[start:end] {
		o := s.inHit(c, i, fields, in)
		if slices.Equal(fields, []string{"id"}) {
			delete(o, "fields")
		}
		page = append(page, o)
	}
	out := obj{"issues": page, "isLast": end == len(l)}
	if end < len(l) {
		out["nextPageToken"] = base64.StdEncoding.EncodeToString([]byte("page " + strconv.Itoa(end)))
	}
	c.answer(http.StatusOK, out)
}
