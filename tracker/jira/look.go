package jira

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// thing is anything that has an id and a name, as lists have it.
type thing struct {
	ID, Key, Name, Value string
}

func (t thing) value() hub.Value {
	m := map[string]hub.Value{"id": t.ID, "name": first(t.Name, t.Value)}
	if t.Key != "" {
		m["key"] = t.Key
	}
	if t.Value != "" {
		m["value"] = t.Value
	}
	return m
}

// Look implements tracker.Directory.
func (c *connector) Look(ctx context.Context, what string, by map[string]string) (hub.Value, error) {
	name := by["name"]
	project := by["project"]
	if project == "" && len(c.projects) == 1 {
		project = c.projects[0]
	}
	switch what {
	case "user":
		s, err := c.place(ctx)
		if err != nil {
			return nil, err
		}
		a, err := c.account(ctx, s, hub.User{ID: first(by["key"], by["username"]), Email: by["email"], Name: by["displayName"]})
		if err != nil || a == nil {
			return nil, err
		}
		c.learn(*a)
		return a.user(), nil
	case "project":
		var p thing
		if err := c.get(ctx, "/project/"+url.PathEscape(first(by["key"], name)), nil, &p); err != nil {
			return nothing(err)
		}
		return p.value(), nil
	case "issueType":
		if project == "" {
			return c.find(ctx, "/issuetype", name)
		}
		types, err := c.typesOf(ctx, project)
		if err != nil {
			return nothing(err)
		}
		for _, t := range types {
			if strings.EqualFold(t.Name, name) {
				return thing{ID: t.ID, Name: t.Name}.value(), nil
			}
		}
	case "status", "priority", "resolution":
		return c.find(ctx, "/"+what, name)
	case "version", "component":
		if project != "" {
			return c.find(ctx, "/project/"+url.PathEscape(project)+"/"+what+"s", name)
		}
	case "customField":
		t, err := c.table(ctx, false)
		if err != nil {
			return nil, err
		}
		if d, ok := t.named(first(name, by["id"])); ok {
			return map[string]hub.Value{"id": d.ID, "name": d.Name}, nil
		}
	case "option":
		return c.lookOption(ctx, project, by)
	}
	return nil, nil
}

// lookOption finds an option of a field among those of the project's types.
func (c *connector) lookOption(ctx context.Context, project string, by map[string]string) (hub.Value, error) {
	t, err := c.table(ctx, false)
	if err != nil || project == "" {
		return nil, err
	}
	d, ok := t.named(by["field"])
	if !ok {
		return nil, nil
	}
	types, err := c.typesOf(ctx, project)
	if err != nil {
		return nothing(err)
	}
	for _, kind := range types {
		meta, err := c.createMeta(ctx, project, kind.Name)
		if err != nil {
			return nothing(err)
		}
		for _, m := range meta {
			for _, v := range m.AllowedValues {
				if m.FieldID == d.ID && strings.EqualFold(str(v["value"]), first(by["value"], by["name"])) {
					return thing{ID: str(v["id"]), Value: str(v["value"])}.value(), nil
				}
			}
		}
	}
	return nil, nil
}

// find finds what has a name in a list.
func (c *connector) find(ctx context.Context, path, name string) (hub.Value, error) {
	var l []thing
	if name == "" {
		return nil, nil
	}
	if err := c.get(ctx, path, nil, &l); err != nil {
		return nothing(err)
	}
	for _, t := range l {
		if strings.EqualFold(t.Name, name) {
			return t.value(), nil
		}
	}
	return nil, nil
}

// nothing is what is found where the tracker has or shows none.
func nothing(err error) (hub.Value, error) {
	switch hub.CodeOf(web.Hidden(err)) {
	case hub.NotFound, hub.Invalid:
		return nil, nil
	}
	return nil, err
}

// Make implements tracker.Maker: a version or a component.
func (c *connector) Make(ctx context.Context, what string, of map[string]string) (hub.Value, error) {
	name, project := of["name"], of["project"]
	if project == "" && len(c.projects) == 1 {
		project = c.projects[0]
	}
	if name == "" || project == "" || what != "version" && what != "component" {
		return nil, nil
	}
	if have, err := c.Look(ctx, what, map[string]string{"name": name, "project": project}); have != nil || err != nil {
		return have, err
	}
	body := map[string]any{"name": name, "project": project}
	if of["description"] != "" {
		body["description"] = of["description"]
	}
	var made thing
	err := c.send(ctx, http.MethodPost, "/"+what, nil, body, &made)
	if code := hub.CodeOf(web.Hidden(err)); code == hub.NotFound {
		return nil, nil // the account may not make any, which is no reason to stop the tracker
	}
	if err != nil {
		return nil, err
	}
	return made.value(), nil
}

// Request implements tracker.Requester.
func (c *connector) Request(ctx context.Context, request hub.Value) (hub.Value, error) {
	return c.web.Relay(ctx, request)
}
