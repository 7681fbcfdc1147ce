package memtracker

import (
	"context"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// sameLink reports whether two links say the same; their titles may differ.
func sameLink(a, b hub.Link) bool {
	return a.Type == b.Type && a.URL == b.URL && (a.URL != "" || a.To.ID == b.To.ID)
}

// AddLink implements tracker.Linker. A link that is there already is not made
// again; the receipt names the one there is. Only the one side shows it.
func (c *connector) AddLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	t := c.t
	return t.writePart(ctx, "AddLink", "links", w, l.Type, func(t *Tracker, next *hub.Issue) (string, error) {
		return t.link(next, l)
	})
}

// link appends a link to a state and returns its id.
func (t *Tracker) link(next *hub.Issue, l hub.Link) (string, error) {
	if l.URL == "" {
		to := t.lookup(l.To)
		if to == nil || !t.shown(to) || to.ref.ID == next.Ref.ID {
			return "", invalid("links", "there is no issue "+l.To.String()+" to link to")
		}
		l.To = to.ref
	} else {
		l.To = hub.Ref{}
	}
	l.Title = t.cfg.Norm.text(l.Title)
	i := slices.IndexFunc(next.Links, func(have hub.Link) bool { return sameLink(have, l) })
	if i >= 0 {
		next.Links[i].Title = l.Title
		return next.Links[i].ID, nil
	}
	l.ID = t.newID()
	next.Links = append(next.Links, l)
	return l.ID, nil
}

// DropLink implements tracker.Linker: the link with the id, or without one the
// link that says the same.
func (c *connector) DropLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	t := c.t
	return t.writePart(ctx, "DropLink", "links", w, l.Type, func(t *Tracker, next *hub.Issue) (string, error) {
		if to := t.lookup(l.To); to != nil {
			l.To = to.ref
		}
		i := slices.IndexFunc(next.Links, func(have hub.Link) bool {
			if l.ID != "" {
				return have.ID == l.ID
			}
			return sameLink(have, l)
		})
		if i < 0 {
			return "", notFound("there is no such link")
		}
		next.Links = slices.Delete(next.Links, i, i+1)
		return "", nil
	})
}
