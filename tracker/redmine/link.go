package redmine

import (
	"context"
	"net/http"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// AddLink implements tracker.Linker.
func (c *connector) AddLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	n, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if l.URL != "" {
		return tracker.Receipt{}, invalid("links", "an issue of Redmine has links to issues only, none to addresses")
	}
	to, err := number(l.To.ID)
	if err != nil {
		return tracker.Receipt{}, invalid("links", "there is no issue "+quote(l.To.ID)+" to link to")
	}
	theirs := ""
	for _, t := range linkTypes {
		if t.ours == l.Type {
			theirs = t.theirs
		}
	}
	if theirs == "" {
		return tracker.Receipt{}, invalid("links", "Redmine has no links of the type "+quote(l.Type))
	}
	var out struct{ Relation relation }
	_, err = c.web.JSON(ctx, web.Request{
		Method: http.MethodPost, Path: "/issues/" + id(n) + "/relations.json",
		JSON: map[string]any{"relation": map[string]any{"issue_to_id": to, "relation_type": theirs}},
	}, &out)
	if err == nil {
		return c.after(ctx, w.Ref, tracker.Receipt{ID: id(out.Relation.ID)})
	}
	if hub.CodeOf(err) != hub.Invalid {
		return tracker.Receipt{}, closed(err)
	}
	// Refused perhaps because it is there: Redmine says so in words only, and in
	// different ones.
	is, look := c.Get(ctx, w.Ref)
	if look != nil {
		return tracker.Receipt{}, look
	}
	for _, there := range is.Links {
		if there.Type == l.Type && there.To.ID == l.To.ID {
			return tracker.Receipt{Ref: is.Ref, Rev: is.Rev, ID: there.ID, State: is}, nil
		}
	}
	e := *hub.AsError(err)
	e.Field = "links"
	return tracker.Receipt{}, &e
}

// DropLink implements tracker.Linker: the link with that id, or else the one
// that says the same.
func (c *connector) DropLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	raw, err := c.raw(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	var found int64
	for _, r := range raw.Relations {
		there := link(raw.ID, r)
		if l.ID == there.ID || l.ID == "" && there.Type == l.Type && there.To.ID == l.To.ID {
			found = r.ID
		}
	}
	if found == 0 {
		return tracker.Receipt{}, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "the issue has no such link"}
	}
	if _, err := c.web.JSON(ctx, web.Request{Method: http.MethodDelete, Path: "/relations/" + id(found) + ".json"}, nil); err != nil {
		return tracker.Receipt{}, closed(err)
	}
	return c.after(ctx, w.Ref, tracker.Receipt{ID: id(found)})
}
