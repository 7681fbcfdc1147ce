package jira

import (
	"context"
	"encoding/json"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Webhooks that we make: those of administrators, which stay, and those of apps of
// the cloud, which end after some weeks and must be renewed. Of each address there
// is one, so that making it again mends it.

// hookName is what administrators see of ours.
const hookName = "Entwine"

// events are what ours are called for. Those before 7 know no more; others than
// these leave nothing to look for.
var (
	oldEvents   = []string{"jira:issue_created", "jira:issue_updated", "jira:issue_deleted"}
	appEvents   = slices.Concat(oldEvents, []string{"comment_created", "comment_updated", "comment_deleted"})
	adminEvents = slices.Concat(appEvents, []string{"worklog_created", "worklog_updated", "worklog_deleted", "issuelink_created", "issuelink_deleted"})
)

// scope narrows calls to the projects that are watched, "" for all.
func (c *connector) scope() string {
	if len(c.projects) == 0 {
		return ""
	}
	return c.watched("")
}

// Subscribe implements tracker.Subscriber.
func (c *connector) Subscribe(ctx context.Context, address, secret string) (time.Time, error) {
	s, err := c.place(ctx)
	if err != nil {
		return time.Time{}, err
	}
	if c.isApp(s) {
		return c.subscribeApp(ctx, address)
	}
	if c.secret != "" {
		secret = c.secret
	}
	signs, err := c.subscribeAdmin(ctx, s, address, secret)
	if err != nil {
		return time.Time{}, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.signing = ""; signs {
		c.signing = secret
	}
	return time.Time{}, nil
}

// Unsubscribe implements tracker.Subscriber.
func (c *connector) Unsubscribe(ctx context.Context, address string) error {
	s, err := c.place(ctx)
	if err != nil {
		return err
	}
	c.mu.Lock()
	c.signing = ""
	c.mu.Unlock()
	if c.isApp(s) {
		l, err := c.appHooks(ctx)
		if err != nil {
			return err
		}
		return c.dropAppHooks(ctx, l)
	}
	path, l, err := c.adminHooks(ctx, s)
	for _, h := range l {
		if h.URL == address && err == nil {
			err = c.call(ctx, web.Request{Method: http.MethodDelete, Path: path + "/" + h.id()}, nil)
		}
	}
	if hub.CodeOf(err) == hub.NotFound {
		return nil
	}
	return err
}

// isApp reports whether we are an app of the cloud, which may not do what
// administrators do.
func (c *connector) isApp(s site) bool {
	_, app := c.door.who.(*oauth2)
	return app && s.Cloud
}

// adminHook is a webhook as administrators see it. From version 10 on it has an
// id, before that an address that ends with it.
type adminHook struct {
	ID   hub.Number `json:"id"`
	Self string     `json:"self"`
	URL  string     `json:"url"`
}

func (h adminHook) id() string {
	id := h.ID.String()
	if id == "" {
		id = h.Self[strings.LastIndexByte(h.Self, '/')+1:]
	}
	return url.PathEscape(id)
}

// Where administrators look after webhooks: before version 10 and in the cloud,
// and from then on.
const (
	hooksOld = "/rest/webhooks/1.0/webhook"
	hooksNew = "/rest/jira-webhook/1.0/webhooks"
)

// adminHooks are all that there are, and where.
func (c *connector) adminHooks(ctx context.Context, s site) (path string, l []adminHook, err error) {
	path = hooksOld
	if !s.Cloud && !s.before(10) {
		path = hooksNew
	}
	var raw json.RawMessage
	err = c.call(ctx, web.Request{Path: path}, &raw)
	if path == hooksNew && hub.CodeOf(err) == hub.NotFound {
		path = hooksOld
		err = c.call(ctx, web.Request{Path: path}, &raw)
	}
	if err != nil {
		return path, nil, err
	}
	var page struct{ Values []adminHook }
	if json.Unmarshal(raw, &l) != nil { // version 10 answers in pages
		if err := json.Unmarshal(raw, &page); err != nil {
			return path, nil, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the list of webhooks cannot be read", Err: err}
		}
		l = page.Values
	}
	return path, l, nil
}

func (c *connector) subscribeAdmin(ctx context.Context, s site, address, secret string) (signs bool, err error) {
	path, l, err := c.adminHooks(ctx, s)
	if err != nil {
		return false, err
	}
	body := map[string]any{"name": hookName, "url": address, "events": adminEvents}
	filters := map[string]string{"issue-related-events-section": c.scope()}
	switch {
	case path == hooksNew:
		conf := map[string]any{"EXCLUDE_BODY": "false", "secret": secret}
		if c.scope() != "" {
			b, err := json.Marshal(filters)
			if err != nil {
				return false, err
			}
			conf["FILTERS"] = string(b)
		}
		body["configuration"], body["active"] = conf, true
		signs = secret != ""
	case s.Cloud:
		body["filters"], body["excludeBody"], body["secret"] = filters, false, secret
		signs = secret != ""
	case s.before(7):
		body["events"] = oldEvents
	default:
		body["filters"], body["excludeBody"] = filters, false
	}
	method := http.MethodPost
	i := slices.IndexFunc(l, func(h adminHook) bool { return h.URL == address })
	if i >= 0 {
		method, path = http.MethodPut, path+"/"+l[i].id()
	}
	return signs, c.call(ctx, web.Request{Method: method, Path: path, JSON: body}, nil)
}

// appHook is a webhook of an app of the cloud. An app has one address for all of
// its own on a site.
type appHook struct {
	ID        hub.Number `json:"id"`
	URL       string     `json:"url"` // not told by all sites
	JQLFilter string     `json:"jqlFilter"`
	Events    []string   `json:"events"`
}

func (c *connector) appHooks(ctx context.Context) ([]appHook, error) {
	var all []appHook
	for {
		var page struct {
			Values []appHook
			IsLast bool
		}
		if err := c.get(ctx, "/webhook", url.Values{"startAt": {strconv.Itoa(len(all))}, "maxResults": {"100"}}, &page); err != nil {
			return nil, err
		}
		all = append(all, page.Values...)
		if page.IsLast || len(page.Values) == 0 {
			return all, nil
		}
	}
}

func idsOf(l []appHook) []hub.Number {
	ids := make([]hub.Number, len(l))
	for i, h := range l {
		ids[i] = h.ID
	}
	return ids
}

func (c *connector) dropAppHooks(ctx context.Context, l []appHook) error {
	if len(l) == 0 {
		return nil
	}
	return c.send(ctx, http.MethodDelete, "/webhook", nil, map[string]any{"webhookIds": idsOf(l)}, nil)
}

// appHookLife is how long the cloud lets one live; when its end is not told it
// counts from now.
const appHookLife = 30 * 24 * time.Hour

func (c *connector) subscribeApp(ctx context.Context, address string) (time.Time, error) {
	l, err := c.appHooks(ctx)
	if err != nil {
		return time.Time{}, err
	}
	jql := c.scope()
	var kept, others []appHook
	for _, h := range l {
		slices.Sort(h.Events)
		want := slices.Sorted(slices.Values(appEvents))
		if len(kept) == 0 && h.JQLFilter == jql && slices.Equal(h.Events, want) && (h.URL == "" || h.URL == address) {
			kept = append(kept, h)
		} else {
			others = append(others, h)
		}
	}
	if err := c.dropAppHooks(ctx, others); err != nil {
		return time.Time{}, err
	}
	if len(kept) > 0 {
		var out struct{ ExpirationDate any }
		if err := c.send(ctx, http.MethodPut, "/webhook/refresh", nil, map[string]any{"webhookIds": idsOf(kept)}, &out); err != nil {
			return time.Time{}, err
		}
		return c.renewal(out.ExpirationDate), nil
	}
	body := map[string]any{"url": address, "webhooks": []any{map[string]any{"jqlFilter": jql, "events": appEvents}}}
	var out struct {
		Results []struct {
			ID     hub.Number `json:"createdWebhookId"`
			Errors []string   `json:"errors"`
		} `json:"webhookRegistrationResult"`
	}
	if err := c.send(ctx, http.MethodPost, "/webhook", nil, body, &out); err != nil {
		return time.Time{}, err
	}
	if len(out.Results) == 0 || out.Results[0].ID == "" {
		why := "it does not say why"
		if len(out.Results) > 0 && len(out.Results[0].Errors) > 0 {
			why = strings.Join(out.Results[0].Errors, "; ")
		}
		return time.Time{}, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Message: "Jira makes no webhook for this app: " + why}
	}
	return c.renewal(nil), nil
}

// renewal is half way to the end of a webhook, so that a node which stands still
// for two weeks loses none. The end is a number of milliseconds in the vendor's
// description, and a text in its examples.
func (c *connector) renewal(end any) time.Time {
	now := c.serverTime()
	at, ok := moment(str(end))
	if ms, err := hub.Number(word(end)).Int64(); !ok && err == nil {
		at, ok = time.UnixMilli(ms), true
	}
	if !ok || at.Before(now) || at.After(now.Add(2*appHookLife)) {
		at = now.Add(appHookLife)
	}
	return now.Add(at.Sub(now) / 2)
}
