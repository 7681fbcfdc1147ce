package redmine

import (
	"context"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Fields implements tracker.Schemer.
func (c *connector) Fields(ctx context.Context, project, issueType string) ([]tracker.Field, error) {
	p, ok, err := c.names.find(ctx, projects, func(e entry) bool { return e.alias == project })
	if err != nil {
		return nil, err
	}
	if !ok && project != "" {
		return nil, invalid("project", "the account sees no project with the identifier "+quote(project))
	}
	var typeID int64
	if issueType != "" {
		if typeID, err = c.exact(ctx, "type", trackers, issueType); err != nil {
			return nil, err
		}
	}
	list := []tracker.Field{
		{ID: "summary", Title: "Subject", Type: "text", Required: true},
		{ID: "description", Title: "Description", Type: "text"},
		{ID: "parent", Title: "Parent task", Type: "issue"},
		{ID: "due", Title: "Due date", Type: "date"},
		{ID: "originalEstimate", Title: "Estimated time", Type: "duration"},
		{ID: "extra.startDate", Title: "Start date", Type: "date"},
		{ID: "extra.doneRatio", Title: "% Done", Type: "number"},
		{ID: "extra.private", Title: "Private", Type: "bool"},
		{ID: "watchers", Title: "Watchers", Type: "users"},
	}
	named := []struct {
		field tracker.Field
		path  string
	}{
		{tracker.Field{ID: "project", Title: "Project", Type: "option", Required: true}, projects},
		{tracker.Field{ID: "type", Title: "Tracker", Type: "option", Required: true}, trackers},
		{tracker.Field{ID: "status", Title: "Status", Type: "option", Required: true}, statuses},
		{tracker.Field{ID: "priority", Title: "Priority", Type: "option", Required: true}, priorities},
	}
	if ok {
		named = append(named, []struct {
			field tracker.Field
			path  string
		}{
			{tracker.Field{ID: "assignee", Title: "Assignee", Type: "user"}, members(p.id)},
			{tracker.Field{ID: "components", Title: "Category (one at most)", Type: "set"}, categories(p.id)},
			{tracker.Field{ID: "fixVersions", Title: "Target version (one at most)", Type: "set"}, versions(p.id)},
		}...)
	}
	for _, n := range named {
		l, err := c.names.list(ctx, n.path)
		if err != nil && hub.CodeOf(web.Hidden(err)) != hub.NotFound {
			return nil, err
		}
		if l != nil {
			for _, e := range l.entries {
				n.field.Options = append(n.field.Options, shownName(n.path, e))
			}
		}
		list = append(list, n.field)
	}
	custom, err := c.customFields(ctx, p.id, typeID)
	return append(list, custom...), err
}

// customFields lists those that issues of a project and type have, as far as
// the account is told.
func (c *connector) customFields(ctx context.Context, project, issueType int64) ([]tracker.Field, error) {
	// Asking for a field that there is not reads all there are.
	if _, _, err := c.field(ctx, project, issueType, func(definition) bool { return false }); err != nil {
		return nil, err
	}
	types := map[string]string{
		"int": "number", "float": "number", "bool": "bool", "date": "date", "user": "user", "list": "option",
		"enumeration": "option", "version": "option",
	}
	d := &c.names.custom
	d.mu.Lock()
	defer d.mu.Unlock()
	var list []tracker.Field
	for _, def := range d.list {
		if c.isMark(def.id, def.name) || def.format == "attachment" ||
			issueType != 0 && def.trackers != nil && !slices.Contains(def.trackers, issueType) {
			continue
		}
		f := tracker.Field{
			ID: "customFields." + def.name, Title: def.name, Type: "text", Options: def.labels(), Required: def.required,
		}
		if t := types[def.format]; t != "" {
			f.Type = t
		}
		if def.multiple {
			f.Type += "s"
		}
		list = append(list, f)
	}
	return list, nil
}
