package redmine

import (
	"context"
	"net/http"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

var _ tracker.Maker = (*connector)(nil)

// Make makes a version, or a category, which rules call component.
func (c *connector) Make(ctx context.Context, what string, of map[string]string) (hub.Value, error) {
	name := of["name"]
	if name == "" || what != "version" && what != "component" {
		return nil, nil
	}
	if have, err := c.Look(ctx, what, map[string]string{"name": name, "project": of["project"]}); have != nil || err != nil {
		return have, err
	}
	in, err := c.lookedIn(ctx, of["project"])
	if err != nil || len(in) == 0 {
		return nil, err
	}
	path, body := "versions", map[string]any{"version": map[string]string{"name": name, "description": of["description"]}}
	list := versions
	if what == "component" {
		path, body = "issue_categories", map[string]any{"issue_category": map[string]string{"name": name}}
		list = categories
	}
	_, err = c.web.JSON(ctx, web.Request{Method: http.MethodPost, Path: "/projects/" + id(in[0]) + "/" + path + ".json", JSON: body}, nil)
	if hub.CodeOf(err) == hub.Denied {
		return nil, nil // one issue's version is no reason to stop the tracker
	} else if err != nil {
		return nil, err
	}
	if _, err := c.names.read(ctx, list(in[0])); err != nil {
		return nil, err
	}
	return c.Look(ctx, what, map[string]string{"name": name, "project": of["project"]})
}
