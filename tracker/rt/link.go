package rt

import (
	"cmp"
	"context"
	"net/url"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// linkTypes are how RT tells of links, and how it is told: each is there twice,
// once from either end. What refers to a ticket and what it refers to is the same
// to us.
var linkTypes = []struct{ ref, theirs, ours string }{
	{"refers-to", "RefersTo", "relates"},
	{"referred-to-by", "ReferredToBy", "relates"},
	{"depends-on", "DependsOn", "blocked by"},
	{"depended-on-by", "DependedOnBy", "blocks"},
}

// memberOf is the type of links to parents beyond the first.
const memberOf = "member of"

// linksOf reads parent and links of a ticket. RT lets a ticket have several
// parents: the first is the parent, the others are links that can only be read.
func linksOf(raw *ticket) (*hub.Ref, []hub.Link) {
	var parent *hub.Ref
	var links []hub.Link
	for _, h := range raw.Hyperlinks {
		l := hub.Link{}
		switch {
		case h.Type == "ticket" && h.ID != "":
			l.To = refOf(string(h.ID))
		case h.Type == "external" && h.URL != "":
			l.URL = string(h.URL)
		default:
			continue
		}
		if h.Ref == "parent" {
			if l.URL == "" && (parent == nil || text(l.To.ID).int() < text(parent.ID).int()) {
				l.To, parent = deref(parent), &hub.Ref{ID: l.To.ID, Key: l.To.Key}
			}
			l.Type = memberOf
			if l.To.ID != "" || l.URL != "" {
				links = append(links, l)
			}
			continue
		}
		for _, t := range linkTypes {
			if string(h.Ref) == t.ref {
				l.Type = t.ours
				links = append(links, l)
			}
		}
	}
	slices.SortFunc(links, func(a, b hub.Link) int {
		return cmp.Or(cmp.Compare(a.Type, b.Type), cmp.Compare(text(a.To.ID).int(), text(b.To.ID).int()), cmp.Compare(a.URL, b.URL))
	})
	return parent, slices.Compact(links)
}

func deref(r *hub.Ref) hub.Ref {
	if r == nil {
		return hub.Ref{}
	}
	return *r
}

// AddLink implements tracker.Linker. A link that is there already is no error.
func (c *connector) AddLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	to, theirs, err := linkTo(l)
	if err != nil {
		return tracker.Receipt{}, err
	}
	raw, err := c.ticket(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if w.IfRev != "" && w.IfRev != hub.Rev(id(raw.rev)) {
		return tracker.Receipt{}, movedOn
	}
	if hasLink(raw, l) {
		return tracker.Receipt{Ref: refOf(string(raw.ID)), Rev: hub.Rev(id(raw.rev))}, nil
	}
	return c.relink(ctx, w, raw, l, map[string]any{"Add" + theirs[0]: to}, func(after *ticket) bool { return hasLink(after, l) })
}

// DropLink implements tracker.Linker: the link that says the same. One that
// relates may be there in either direction, or in both.
func (c *connector) DropLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	to, theirs, err := linkTo(l)
	if err != nil {
		return tracker.Receipt{}, err
	}
	raw, err := c.ticket(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if w.IfRev != "" && w.IfRev != hub.Rev(id(raw.rev)) {
		return tracker.Receipt{}, movedOn
	}
	body := map[string]any{}
	for _, h := range raw.Hyperlinks {
		for _, t := range theirs {
			if string(h.Ref) == refOfLink(t) && (l.URL == "" && h.Type == "ticket" && string(h.ID) == to || l.URL != "" && h.Type == "external" && string(h.URL) == to) {
				body["Delete"+t] = to
			}
		}
	}
	if len(body) == 0 {
		return tracker.Receipt{}, notFound("the ticket has no such link")
	}
	return c.relink(ctx, w, raw, l, body, func(after *ticket) bool { return !hasLink(after, l) })
}

// relink changes links, and makes sure that it was done.
func (c *connector) relink(ctx context.Context, w tracker.Write, raw *ticket, l hub.Link, body map[string]any, done func(*ticket) bool) (tracker.Receipt, error) {
	said, err := c.update(ctx, raw, body)
	if err != nil {
		return tracker.Receipt{}, ofPart(err, "links")
	}
	after, err := c.ticket(ctx, refOf(string(raw.ID)))
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	if !done(after) {
		return tracker.Receipt{}, refused(said, "links")
	}
	r := tracker.Receipt{Ref: refOf(string(after.ID)), Rev: hub.Rev(id(after.rev))}
	if w.IfRev == "" {
		return r, nil
	}
	defs, err := c.known.definitions(ctx, after)
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	change, alone, err := c.alone(ctx, defs, raw, after, func(field string) bool { return field == "links" || field == "parent" && l.Type == memberOf })
	if r.Change = change; !alone {
		r.Rev = w.IfRev
	}
	return r, err
}

// linkTo is how RT is told of a link: where to, and under which names it may be.
func linkTo(l hub.Link) (to string, theirs []string, err error) {
	for _, t := range linkTypes {
		if t.ours == l.Type {
			theirs = append(theirs, t.theirs)
		}
	}
	switch {
	case l.Type == memberOf:
		theirs = []string{"MemberOf"}
	case theirs == nil:
		return "", nil, invalid("links", "RT has no links of the type "+quote(l.Type))
	}
	if l.URL == "" {
		_, err = number(l.To.ID)
		if err != nil {
			err = invalid("links", "there is no ticket "+quote(l.To.ID)+" to link to")
		}
		return l.To.ID, theirs, err
	}
	// RT takes what has no scheme for the number of a ticket.
	u, err := url.Parse(l.URL)
	if err != nil || u.Scheme == "" || u.Host == "" {
		return "", nil, invalid("links", "RT links to addresses of the web, not to "+quote(l.URL))
	}
	return l.URL, theirs, nil
}

func refOfLink(theirs string) string {
	if theirs == "MemberOf" {
		return "parent"
	}
	for _, t := range linkTypes {
		if t.theirs == theirs {
			return t.ref
		}
	}
	return ""
}

func hasLink(raw *ticket, l hub.Link) bool {
	_, links := linksOf(raw)
	return slices.ContainsFunc(links, func(o hub.Link) bool { return o.Type == l.Type && o.To.ID == l.To.ID && o.URL == l.URL })
}
