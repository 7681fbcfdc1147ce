package jira

import (
	"context"
	"net/http"
	"net/url"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// linkType is a kind of link, with how its two ends are shown.
type linkType struct {
	Name, Inward, Outward string
}

// words of Jira's for links and ours; others are known by Jira's words.
var linkWords = map[string]string{
	"relates to": "relates", "blocks": "blocks", "is blocked by": "blocked by", "duplicates": "duplicates", "is duplicated by": "duplicated by",
	"clones": "clones", "is cloned by": "cloned by",
}

func linkWord(theirs string) string { return first(linkWords[strings.ToLower(theirs)], theirs) }

// linkOf reads a link as one of the two issues shows it.
func linkOf(m map[string]any) (hub.Link, bool) {
	kind := object(m["type"])
	if to := object(m["outwardIssue"]); to != nil {
		return hub.Link{ID: word(m["id"]), Type: linkWord(str(kind["outward"])), To: hub.Ref{ID: word(to["id"]), Key: str(to["key"])}}, true
	}
	if to := object(m["inwardIssue"]); to != nil {
		return hub.Link{ID: word(m["id"]), Type: linkWord(str(kind["inward"])), To: hub.Ref{ID: word(to["id"]), Key: str(to["key"])}}, true
	}
	return hub.Link{}, false
}

func (c *connector) linkTypes(ctx context.Context) ([]linkType, error) {
	return c.kinds.get(ctx, nil, c.now, func(ctx context.Context) ([]linkType, error) {
		var out struct{ IssueLinkTypes []linkType }
		err := c.get(ctx, "/issueLinkType", nil, &out)
		if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
			err = invalid("links", "links between issues are turned off in this Jira")
		}
		return out.IssueLinkTypes, err
	})
}

// between finds a link of an issue by its id, or else by what it says.
func (c *connector) between(ctx context.Context, id string, l hub.Link) (found hub.Link, ok bool, err error) {
	var raw answer
	if err := c.get(ctx, "/issue/"+id, url.Values{"fields": {"issuelinks"}}, &raw); err != nil {
		return hub.Link{}, false, web.Hidden(err)
	}
	for _, v := range list(raw.Fields["issuelinks"]) {
		there, ok := linkOf(object(v))
		if ok && (l.ID == there.ID || l.ID == "" && l.Type == there.Type && l.To.ID == there.To.ID) {
			return there, true, nil
		}
	}
	return hub.Link{}, false, nil
}

// AddLink implements tracker.Linker. One that is there is not made again: Jira
// would take a link that reads the same from both ends for another one if it is
// made from the other.
func (c *connector) AddLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if l.URL != "" {
		return c.addRemote(ctx, id, w, l)
	}
	to, err := number(l.To.ID)
	if err != nil {
		return tracker.Receipt{}, invalid("links", "there is no issue "+quote(l.To.ID)+" to link to")
	}
	kinds, err := c.linkTypes(ctx)
	if err != nil {
		return tracker.Receipt{}, err
	}
	// The two issues may be written at once, each with its end of the same link.
	select {
	case c.linking <- struct{}{}:
		defer func() { <-c.linking }()
	case <-ctx.Done():
		return tracker.Receipt{}, ctx.Err()
	}
	if there, ok, err := c.between(ctx, id, hub.Link{Type: l.Type, To: l.To}); ok || err != nil {
		return tracker.Receipt{Ref: w.Ref, ID: there.ID}, err
	}
	for _, k := range kinds {
		from, end := id, to
		switch l.Type {
		case linkWord(k.Outward):
		case linkWord(k.Inward):
			from, end = to, id
		default:
			continue
		}
		// The one it begins at is called inward here, and sees the other as outward.
		body := map[string]any{
			"type": map[string]any{"name": k.Name}, "inwardIssue": map[string]any{"id": from}, "outwardIssue": map[string]any{"id": end},
		}
		if err := c.send(ctx, http.MethodPost, "/issueLink", nil, body, nil); err != nil {
			return tracker.Receipt{}, ofField("links", err)
		}
		return tracker.Receipt{Ref: w.Ref}, nil
	}
	return tracker.Receipt{}, invalid("links", "Jira has no links of the type "+quote(l.Type))
}

// DropLink implements tracker.Linker: the link with that id, or else the one
// that says the same.
func (c *connector) DropLink(ctx context.Context, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if l.URL != "" {
		return c.dropRemote(ctx, id, w, l)
	}
	there, ok, err := c.between(ctx, id, l)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if ok {
		if err := c.send(ctx, http.MethodDelete, "/issueLink/"+there.ID, nil, nil, nil); err != nil {
			return tracker.Receipt{}, ofField("links", err)
		}
		return tracker.Receipt{Ref: w.Ref, ID: there.ID}, nil
	}
	return tracker.Receipt{}, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "the issue has no such link"}
}

// remoteLink is a link to an address.
type remoteLink struct {
	ID           hub.Number
	GlobalID     string
	Relationship string
	Object       struct{ URL, Title string }
}

func (c *connector) remotes(ctx context.Context, id string) ([]hub.Link, error) {
	var out []remoteLink
	if err := c.get(ctx, "/issue/"+id+"/remotelink", nil, &out); err != nil {
		return nil, err
	}
	var links []hub.Link
	for _, r := range out {
		if r.Object.URL == "" || strings.HasPrefix(r.GlobalID, twinMark) {
			continue
		}
		l := hub.Link{ID: "remote-" + r.ID.String(), Type: first(r.Relationship, "relates"), URL: r.Object.URL, Title: single(r.Object.Title)}
		if l.Title == l.URL {
			l.Title = ""
		}
		links = append(links, l)
	}
	return links, nil
}

// remoteLinks adds the links to addresses to an issue. Links to them may be
// turned off, and then there are none.
func (c *connector) remoteLinks(ctx context.Context, id string, is *hub.Issue) error {
	links, err := c.remotes(ctx, id)
	if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
		return nil
	}
	is.Links = append(is.Links, links...)
	return err
}

func (c *connector) addRemote(ctx context.Context, id string, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	if !c.remote {
		return tracker.Receipt{}, invalid("links", "links to addresses are not kept up here: the setting remote_links of this tracker says so")
	}
	body := map[string]any{
		"relationship": l.Type, "object": map[string]any{"url": l.URL, "title": first(single(l.Title), l.URL)},
	}
	var out struct{ ID hub.Number }
	if err := c.send(ctx, http.MethodPost, "/issue/"+id+"/remotelink", nil, body, &out); err != nil {
		return tracker.Receipt{}, ofField("links", err)
	}
	return tracker.Receipt{Ref: w.Ref, ID: "remote-" + out.ID.String()}, nil
}

func (c *connector) dropRemote(ctx context.Context, id string, w tracker.Write, l hub.Link) (tracker.Receipt, error) {
	links, err := c.remotes(ctx, id)
	if err != nil {
		return tracker.Receipt{}, web.Hidden(err)
	}
	for _, there := range links {
		if l.ID != there.ID && (l.ID != "" || l.Type != there.Type || l.URL != there.URL) {
			continue
		}
		err := c.send(ctx, http.MethodDelete, "/issue/"+id+"/remotelink/"+strings.TrimPrefix(there.ID, "remote-"), nil, nil, nil)
		if err != nil {
			return tracker.Receipt{}, ofField("links", err)
		}
		return tracker.Receipt{Ref: w.Ref, ID: there.ID}, nil
	}
	return tracker.Receipt{}, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "the issue has no such link"}
}

// twinning is a connector that shows people where the twins of issues are.
type twinning struct{ *connector }

var _ tracker.TwinLinker = twinning{}

// twinMark begins the marks of links to twins, which are the node's own and no
// links of the issue's.
const twinMark = "entwine:"

// LinkTwin implements tracker.TwinLinker. Of each global id Jira keeps one link.
func (t twinning) LinkTwin(ctx context.Context, w tracker.Write, address, title string) error {
	id, err := number(w.Ref.ID)
	if err != nil {
		return err
	}
	mark := w.Mark
	if !strings.HasPrefix(mark, twinMark) {
		mark = twinMark + mark
	}
	body := map[string]any{
		"globalId": mark, "relationship": "synced with", "application": map[string]any{"type": "entwine", "name": "Entwine"},
		"object": map[string]any{"url": address, "title": first(single(title), address)},
	}
	return ofField("links", t.send(ctx, http.MethodPost, "/issue/"+id+"/remotelink", nil, body, nil))
}
