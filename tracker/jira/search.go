package jira

import (
	"context"
	"iter"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// mostListed is how many issues are asked for at once: the cloud gives no more
// where fields are wanted, and servers may be set to less.
const mostListed = 100

// hit is an issue as searches show it.
type hit struct {
	ID, Key    string
	Updated    time.Time
	Mark       string
	Properties bool // they were shown
}

// page is one answer of a search, and where the next begins: "" at the end.
type page struct {
	hits []hit
	next string
	full bool // there may be more
}

// found is an answer of a search.
type found struct {
	Issues        []answer
	NextPageToken string
	IsLast        bool
	Total         int
}

// search makes one request of the search. In the cloud from is a token, at a
// server how many issues come before. lenient takes a query that names issues
// which there are not, where the installation can be told so.
func (c *connector) search(ctx context.Context, jql, from string, fields []string, lenient bool) (page, error) {
	s, err := c.place(ctx)
	if err != nil {
		return page{}, err
	}
	ctx = tracker.Repeatable(ctx)
	var out found
	if s.Cloud {
		body := map[string]any{"jql": jql, "maxResults": c.page, "fields": fields, "properties": []string{markProperty}}
		if from != "" {
			body["nextPageToken"] = from
		}
		if err := c.send(ctx, http.MethodPost, "/search/jql", nil, body, &out); err != nil {
			return page{}, err
		}
		p := page{hits: hitsOf(out.Issues, true), next: out.NextPageToken}
		if out.IsLast {
			p.next = ""
		}
		p.full = p.next != ""
		return p, nil
	}
	start := integer(hub.Number(from))
	body := map[string]any{"jql": jql, "maxResults": c.page, "fields": fields, "startAt": start}
	if lenient {
		body["validateQuery"] = false
	}
	if lenient && s.before(7) { // which is told so in the address only
		q := url.Values{"jql": {jql}, "maxResults": {itoa(c.page)}, "fields": {strings.Join(fields, ",")}, "startAt": {itoa(start)}, "validateQuery": {"false"}}
		err = c.get(ctx, "/search", q, &out)
	} else {
		err = c.send(ctx, http.MethodPost, "/search", nil, body, &out)
	}
	if err != nil {
		return page{}, err
	}
	p := page{hits: hitsOf(out.Issues, false)}
	if end := start + len(out.Issues); len(out.Issues) > 0 && end < out.Total {
		// A few of the last ones once more: issues that are gone meanwhile move the rest.
		p.next, p.full = itoa(max(end-len(out.Issues)/10, start+1)), true
	}
	return p, nil
}

func hitsOf(list []answer, properties bool) []hit {
	out := make([]hit, 0, len(list))
	for _, a := range list {
		h := hit{ID: a.ID, Key: a.Key, Properties: properties, Mark: str(object(a.Properties[markProperty])["mark"])}
		h.Updated, _ = moment(str(a.Fields["updated"]))
		out = append(out, h)
	}
	return out
}

// all yields what a query finds, each once.
func (c *connector) all(ctx context.Context, jql string, fields []string, lenient bool) iter.Seq2[hit, error] {
	return func(yield func(hit, error) bool) {
		told := map[string]bool{}
		for from := ""; ; {
			p, err := c.search(ctx, jql, from, fields, lenient)
			if err != nil {
				yield(hit{}, err)
				return
			}
			for _, h := range p.hits {
				if told[h.ID] {
					continue
				}
				told[h.ID] = true
				if !yield(h, nil) {
					return
				}
			}
			if p.next == "" || p.next == from {
				return
			}
			from = p.next
		}
	}
}

// watched narrows a query to the projects that are watched. The cloud wants
// every query narrowed by something.
func (c *connector) watched(query string) string {
	var parts []string
	if len(c.projects) > 0 {
		var keys []string
		for _, p := range c.projects {
			keys = append(keys, jqlText(p))
		}
		parts = append(parts, "project in ("+strings.Join(keys, ", ")+")")
	}
	if query != "" {
		parts = append(parts, "("+query+")")
	}
	if len(parts) == 0 {
		parts = append(parts, `created >= "1990-01-01"`)
	}
	return strings.Join(parts, " AND ")
}

// jqlText is a text in quotes.
func jqlText(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", " ").Replace(s) + `"`
}

// unordered parts a query from the order it asks for, which is ours to choose.
func unordered(query string) string {
	lower := strings.ToLower(query)
	var quote byte
	for i := 0; i < len(query); i++ {
		switch ch := query[i]; {
		case quote != 0:
			if ch == '\\' {
				i++
			} else if ch == quote {
				quote = 0
			}
		case ch == '"' || ch == '\'':
			quote = ch
		case strings.HasPrefix(lower[i:], "order") && (i == 0 || strings.IndexByte(" \t\n)", lower[i-1]) >= 0):
			if words := strings.Fields(lower[i:]); len(words) > 1 && words[0] == "order" && words[1] == "by" {
				return strings.TrimSpace(query[:i])
			}
		}
	}
	return strings.TrimSpace(query)
}
