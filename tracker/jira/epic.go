package jira

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// In the cloud an epic is a parent like any other. At servers it is named, by its
// key, in a field of its own, and epics have a name besides their summary.
const (
	epicLink = "com.pyxis.greenhopper.jira:gh-epic-link"
	epicName = "com.pyxis.greenhopper.jira:gh-epic-label"
)

// ofType finds the custom field of a type.
func (t fieldTable) ofType(custom string) (definition, bool) {
	var found definition
	for _, d := range t {
		if d.Schema.Custom == custom && (found.ID == "" || newer(found.ID, d.ID)) {
			found = d
		}
	}
	return found, found.ID != ""
}

// parent names the parent of an issue; "" takes it out.
func (p *plan) parent(ctx context.Context, id string) error {
	s, err := p.c.place(ctx)
	if err != nil {
		return err
	}
	shown := hub.Value(nil)
	if id != "" {
		shown = map[string]hub.Value{"id": id}
	}
	if s.Cloud {
		send := any(nil)
		if id != "" {
			send = map[string]any{"id": id}
		}
		p.put("parent", "parent", send, shown)
		return nil
	}
	t, err := p.c.table(ctx, false)
	if err != nil {
		return err
	}
	link, ok := t.ofType(epicLink)
	if id == "" {
		if !ok {
			return invalid("parent", "Jira's interface takes no parent from a sub-task")
		}
		p.put(link.ID, "parent", nil, nil)
		return nil
	}
	var raw answer
	if err := p.c.get(ctx, "/issue/"+id, url.Values{"fields": {"issuetype"}}, &raw); err != nil {
		if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
			return invalid("parent", "there is no issue "+quote(id)+" to be the parent")
		}
		return err
	}
	if ok && strings.EqualFold(str(object(raw.Fields["issuetype"])["name"]), "epic") {
		p.put(link.ID, "parent", raw.Key, shown)
		return nil
	}
	p.put("parent", "parent", map[string]any{"id": id}, shown)
	return nil
}

// epicName gives a new epic of a server the name that it must have.
func (c *connector) epicName(ctx context.Context, s site, p *plan) error {
	if s.Cloud || !strings.EqualFold(p.kind, "epic") {
		return nil
	}
	t, err := c.table(ctx, false)
	if err != nil {
		return err
	}
	if d, ok := t.ofType(epicName); ok && p.fields[d.ID] == nil {
		p.fields[d.ID] = p.fields["summary"]
	}
	return nil
}

// idOf is the id of the issue with a key; "" if there is none.
func (c *connector) idOf(ctx context.Context, key string) (string, error) {
	c.mu.Lock()
	id := c.keys[key]
	c.mu.Unlock()
	if id != "" {
		return id, nil
	}
	var raw answer
	if err := c.get(ctx, "/issue/"+url.PathEscape(key), url.Values{"fields": {"updated"}}, &raw); err != nil {
		if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
			return "", nil
		}
		return "", err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.keys) >= maxNames {
		clear(c.keys)
	}
	c.keys[key] = raw.ID
	return raw.ID, nil
}

const agile = "/rest/agile/1.0"

// sprintNamed finds a sprint of the project's boards that is not closed.
func (c *connector) sprintNamed(ctx context.Context, project, name string) (string, error) {
	type listing struct {
		Values []struct {
			ID    hub.Number
			Name  string
			State string
		}
		IsLast bool
	}
	boards, err := pages(ctx, c, agile+"/board", url.Values{"projectKeyOrId": {project}}, func(l listing) (int, bool) { return len(l.Values), l.IsLast })
	if err != nil {
		return "", err
	}
	for _, l := range boards {
		for _, b := range l.Values {
			path := agile + "/board/" + b.ID.String() + "/sprint"
			sprints, err := pages(ctx, c, path, url.Values{"state": {"active,future"}}, func(l listing) (int, bool) { return len(l.Values), l.IsLast })
			if hub.CodeOf(web.Hidden(err)) == hub.NotFound || hub.CodeOf(err) == hub.Invalid {
				continue // a board without sprints
			}
			if err != nil {
				return "", err
			}
			for _, page := range sprints {
				for _, s := range page.Values {
					if s.Name == name {
						return s.ID.String(), nil
					}
				}
			}
		}
	}
	return "", invalid("sprints", "the boards of "+quote(project)+" have no open sprint "+quote(name))
}

// pages reads all pages of a list.
func pages[T any](ctx context.Context, c *connector, path string, q url.Values, count func(T) (int, bool)) ([]T, error) {
	var out []T
	for n := 0; ; {
		q.Set("startAt", itoa(n))
		q.Set("maxResults", "50")
		var l T
		if err := c.call(ctx, web.Request{Path: path, Query: q}, &l); err != nil {
			return nil, err
		}
		out = append(out, l)
		more, last := count(l)
		if n += more; more == 0 || last {
			return out, nil
		}
	}
}

func (c *connector) intoSprint(ctx context.Context, id, project, name string) error {
	sprint, err := c.sprintNamed(ctx, project, name)
	if err != nil {
		return err
	}
	body := map[string]any{"issues": []string{id}}
	return closed(c.call(ctx, web.Request{Method: http.MethodPost, Path: agile + "/sprint/" + sprint + "/issue", JSON: body}, nil))
}

func (c *connector) intoBacklog(ctx context.Context, id string) error {
	body := map[string]any{"issues": []string{id}}
	return closed(c.call(ctx, web.Request{Method: http.MethodPost, Path: agile + "/backlog/issue", JSON: body}, nil))
}
