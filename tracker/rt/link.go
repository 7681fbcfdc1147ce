package rt

import (
	"cmp"
	"slices"

	"github.com/entwine-sync/entwine/hub"
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
