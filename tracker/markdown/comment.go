package markdown

import (
	"context"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

// AddComment implements tracker.Commenter.
func (c *connector) AddComment(ctx context.Context, w tracker.Write, hc hub.Comment) (tracker.Receipt, error) {
	hc.Mark = w.Mark
	if hc.Created.IsZero() {
		hc.Created = c.now()
	}
	r, err := c.update(ctx, w, func(l *loaded) (*file, error) {
		for hc.ID = randomHex(3); ; hc.ID = randomHex(3) {
			if _, taken := l.comment(hc.ID); !taken {
				return l.addComment(hc, c.author)
			}
		}
	})
	if err == nil {
		r.ID = hc.ID
	}
	return r, err
}

// EditComment implements tracker.Commenter.
func (c *connector) EditComment(ctx context.Context, w tracker.Write, hc hub.Comment) (tracker.Receipt, error) {
	return c.forPart(ctx, w, hc.ID, func(l *loaded) (*file, error) { return l.editComment(hc.ID, hc.Body, hc.Private) })
}

// DropComment implements tracker.Commenter.
func (c *connector) DropComment(ctx context.Context, w tracker.Write, id string) (tracker.Receipt, error) {
	return c.forPart(ctx, w, id, func(l *loaded) (*file, error) { return l.dropComment(id) })
}

// forPart is an update whose receipt names the part that was written.
func (c *connector) forPart(ctx context.Context, w tracker.Write, id string, edit func(*loaded) (*file, error)) (tracker.Receipt, error) {
	r, err := c.update(ctx, w, edit)
	if err == nil {
		r.ID = id
	}
	return r, err
}

// AddLink implements tracker.Linker. A link that is there already is not put in
// twice, but gets the title.
func (c *connector) AddLink(ctx context.Context, w tracker.Write, k hub.Link) (tracker.Receipt, error) {
	k.Type = oneLine(k.Type)
	if k.Type == "" || k.URL == "" && k.To.ID == "" {
		return tracker.Receipt{}, refused("links", "a link needs a type, and an issue or address")
	}
	if k.URL == "" {
		f, err := c.folder(ctx)
		if err != nil {
			return tracker.Receipt{}, err
		}
		if _, err := f.load(ctx, hub.Ref{ID: k.To.ID}); hub.CodeOf(err) == hub.NotFound {
			return tracker.Receipt{}, refused("links", "there is no issue "+k.To.ID+" to link to")
		}
	}
	id := linkID(k)
	return c.forPart(ctx, w, id, func(l *loaded) (*file, error) {
		return l.setLinks(func(links []hub.Link) ([]hub.Link, error) {
			if i := slices.IndexFunc(links, func(o hub.Link) bool { return o.ID == id }); i >= 0 {
				links[i].Title = k.Title
				return links, nil
			}
			return append(links, k), nil
		})
	})
}

// DropLink implements tracker.Linker.
func (c *connector) DropLink(ctx context.Context, w tracker.Write, k hub.Link) (tracker.Receipt, error) {
	id := linkID(k)
	if k.Type == "" && k.ID != "" {
		id = k.ID
	}
	return c.forPart(ctx, w, id, func(l *loaded) (*file, error) {
		return l.setLinks(func(links []hub.Link) ([]hub.Link, error) {
			kept := slices.DeleteFunc(slices.Clone(links), func(o hub.Link) bool { return o.ID == id })
			if len(kept) == len(links) {
				return nil, errNoPart
			}
			return kept, nil
		})
	})
}

// setLinks changes the list of links.
func (f *file) setLinks(change func([]hub.Link) ([]hub.Link, error)) (*file, error) {
	is, bad := f.issue("")
	if bad != nil {
		return nil, bad
	}
	links, err := change(slices.Clone(is.Links))
	if err != nil {
		return nil, err
	}
	was, now := make([]string, len(is.Links)), make([]string, len(links))
	for i, k := range is.Links {
		was[i] = printLink(k)
	}
	for i, k := range links {
		now[i] = printLink(k)
	}
	if slices.Equal(was, now) {
		return f, nil
	}
	return f.setList("links", now)
}
