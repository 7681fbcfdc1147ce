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

// Service Management has an interface of its own beside the platform's. It is
// asked only for what the platform's does not say: whether customers see a
// comment, where the comment itself does not show it, and which request types and
// organisations there are.

// Fields of Service Management, by their types.
const (
	requestField       = "com.atlassian.servicedesk:vp-origin"
	organizationsField = "com.atlassian.servicedesk:sd-customer-organizations"
)

const deskPath = "/rest/servicedeskapi"

// askDesk reads all pages of a list of Service Management.
func (c *connector) askDesk(ctx context.Context, path string, each func(map[string]any)) error {
	for start := 0; ; {
		var page struct {
			Values     []map[string]any
			IsLastPage bool
		}
		r := web.Request{Path: deskPath + path, Query: url.Values{"start": {itoa(start)}, "limit": {"50"}},
			Header: http.Header{"X-Experimentalapi": {"opt-in"}}} // servers want it for much of it
		if err := c.call(ctx, r, &page); err != nil {
			return err
		}
		for _, v := range page.Values {
			each(v)
		}
		if start += len(page.Values); page.IsLastPage || len(page.Values) == 0 {
			return nil
		}
	}
}

// isDeskProject reports whether customers see the issues of a project. Servers
// before 7 know no types of projects; there Service Desk names its own, if it is
// there. Where it does not tell us, customers may see them.
func (c *connector) isDeskProject(ctx context.Context, s site, key string) (bool, error) {
	if !s.before(7) {
		var p struct{ ProjectTypeKey string }
		if err := c.get(ctx, "/project/"+url.PathEscape(key), nil, &p); err != nil {
			return false, web.Hidden(err)
		}
		return p.ProjectTypeKey == serviceDesk, nil
	}
	found := false
	err := c.askDesk(ctx, "/servicedesk", func(d map[string]any) { found = found || str(d["projectKey"]) == key })
	switch hub.CodeOf(err) {
	case hub.NotFound:
		return false, nil // it is not installed
	case hub.Denied, hub.Invalid, hub.Conflict:
		return true, nil
	}
	return found, err
}

// publicly reports whether customers see a comment, and whether it says so itself.
func publicly(m map[string]any) (public, said bool) {
	public, said = m["jsdPublic"].(bool)
	for _, p := range list(m["properties"]) {
		if str(object(p)["key"]) == publicProperty {
			if internal, ok := object(object(p)["value"])["internal"].(bool); ok {
				public, said = !internal, true
			}
		}
	}
	return public, said
}

// keptPrivate reports whether a comment that was to be private is: at a service
// desk only if that is certain.
func keptPrivate(m map[string]any, desk bool) bool {
	if len(object(m["visibility"])) > 0 {
		return true
	}
	public, said := publicly(m)
	return desk && said && !public
}

// remarks has Service Management say of comments that do not say it themselves
// whether customers see them. Those of which it does not tell us stay as they are,
// and count as private.
func (c *connector) remarks(ctx context.Context, issue string, comments []any) error {
	silent := map[string]map[string]any{}
	for _, v := range comments {
		if m := object(v); str(m["id"]) != "" {
			if _, said := publicly(m); !said {
				silent[str(m["id"])] = m
			}
		}
	}
	if len(silent) == 0 {
		return nil
	}
	err := c.askDesk(ctx, "/request/"+issue+"/comment", func(r map[string]any) {
		id := str(r["id"])
		if n, ok := r["id"].(hub.Number); ok {
			id = n.String()
		}
		if public, ok := r["public"].(bool); ok && silent[id] != nil {
			silent[id]["jsdPublic"] = public
		}
	})
	switch hub.CodeOf(err) {
	case hub.NotFound, hub.Denied, hub.Invalid, hub.Conflict:
		if e := hub.AsError(err); e.Scope != hub.ScopeTracker {
			return nil
		}
	}
	return err
}

// remark writes a comment by way of Service Management, on servers whose platform
// keeps nothing beside a comment.
func (c *connector) remark(ctx context.Context, w tracker.Write, cm hub.Comment) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	var out map[string]any
	r := web.Request{Method: http.MethodPost, Path: deskPath + "/request/" + id + "/comment", Header: http.Header{"X-Experimentalapi": {"opt-in"}},
		JSON: map[string]any{"body": settled(false, cm.Body), "public": !cm.Private}}
	if err := c.call(ctx, r, &out); err != nil {
		return tracker.Receipt{}, ofField("comments", err)
	}
	out["jsdPublic"] = out["public"]
	return c.commented(ctx, w, out, cm, true)
}

// sameAudience refuses to edit a comment there whose audience would have to change.
func (c *connector) sameAudience(ctx context.Context, issue string, now map[string]any, private bool) error {
	if err := c.remarks(ctx, issue, []any{now}); err != nil {
		return err
	}
	if public, said := publicly(now); !said || public == private {
		return invalid("comments", "this server cannot change who sees a comment")
	}
	return nil
}

// shownRequest is a request type: by its name in the cloud; servers show the keys
// of the portal and of the type, portal/type.
func shownRequest(v any) hub.Value {
	if s := first(str(object(object(v)["requestType"])["name"]), str(v)); s != "" {
		return s
	}
	if empty(v) {
		return nil
	}
	return plainValue(v)
}

// storedRequest is a request type as it is sent: its id in the cloud, which is
// found by its name.
func (c *connector) storedRequest(ctx context.Context, d definition, v hub.Value) (any, hub.Value, error) {
	field := "customFields." + d.shown
	name, ok := v.(string)
	if name = strings.TrimSpace(name); v == nil || ok && name == "" {
		return nil, nil, nil
	}
	if !ok {
		return nil, nil, invalid(field, "the name of a request type is wanted in "+quote(d.shown))
	}
	if !c.isCloud() {
		return name, name, nil
	}
	id, several, err := c.requestType(ctx, name)
	switch {
	case err != nil:
		return nil, nil, ofField(field, web.Hidden(err))
	case several:
		return nil, nil, invalid(field, "several request types are called "+quote(name))
	case id == "":
		return nil, nil, invalid(field, "there is no request type "+quote(name))
	}
	return id, name, nil
}

// requestType finds a request type of the desks of the projects that are watched.
func (c *connector) requestType(ctx context.Context, name string) (id string, several bool, err error) {
	var desks []string
	err = c.askDesk(ctx, "/servicedesk", func(d map[string]any) {
		if len(c.projects) == 0 || containsFold(c.projects, str(d["projectKey"])) {
			desks = append(desks, str(d["id"]))
		}
	})
	for _, desk := range desks {
		if err != nil {
			break
		}
		err = c.askDesk(ctx, "/servicedesk/"+url.PathEscape(desk)+"/requesttype", func(t map[string]any) {
			if strings.EqualFold(str(t["name"]), name) {
				several = several || id != "" && id != str(t["id"])
				id = str(t["id"])
			}
		})
	}
	return id, several, err
}

func containsFold(l []string, s string) bool {
	for _, e := range l {
		if strings.EqualFold(e, s) {
			return true
		}
	}
	return false
}

// storedOrganization is an organisation as it is sent: its number.
func (c *connector) storedOrganization(ctx context.Context, d definition, v hub.Value) (any, hub.Value, error) {
	field := "customFields." + d.shown
	name, ok := v.(string)
	if !ok {
		return nil, nil, invalid(field, "the names of organisations are wanted in "+quote(d.shown))
	}
	id := ""
	err := c.askDesk(ctx, "/organization", func(o map[string]any) {
		if id == "" && strings.EqualFold(str(o["name"]), name) {
			id, name = str(o["id"]), str(o["name"])
		}
	})
	if err != nil {
		return nil, nil, ofField(field, web.Hidden(err))
	}
	if _, bad := number(id); bad != nil {
		return nil, nil, invalid(field, "there is no organisation "+quote(name))
	}
	return hub.Number(id), name, nil
}
