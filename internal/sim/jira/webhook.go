package jira

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// Webhooks are made by administrators, at an address that changed with version 10,
// and in the cloud by apps, whose own end after thirty days.

// Webhooks are the addresses that are told of events.
func (s *Site) Webhooks() []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	var l []string
	for _, h := range s.hooks {
		if h.App == nil || s.now().Before(h.Expires) {
			l = append(l, h.URL)
		}
	}
	return l
}

// oldHookEvents are all that versions before 7 know.
var oldHookEvents = []string{"jira:issue_created", "jira:issue_updated", "jira:issue_deleted", "jira:worklog_updated"}

func (s *Site) hookRoutes(m *router) {
	base := "/rest/webhooks/1.0/webhook"
	if s.dialect == DC10 {
		base = "/rest/jira-webhook/1.0/webhooks"
	}
	admin := func(pattern string, do func(*call)) {
		m.plain(pattern, pattern, false, func(c *call) {
			if c.r.Context().Value(appKey{}) != nil || !c.user.Admin {
				c.refuse(http.StatusForbidden, "Only administrators can register webhooks.")
				return
			}
			do(c)
		})
	}
	show := func(h *webhook) obj {
		o := obj{"name": h.Name, "url": h.URL, "events": h.Events, "enabled": true, "self": s.base + base + "/" + strconv.Itoa(h.ID),
			"filters": obj{"issue-related-events-section": h.Filter}}
		if s.dialect == DC10 {
			o = obj{"id": h.ID, "name": h.Name, "url": h.URL, "events": h.Events, "active": true, "configuration": obj{"FILTERS": h.Filter}}
		}
		return o
	}
	write := func(c *call, h *webhook) bool {
		in, ok := c.object()
		if !ok {
			return false
		}
		filters, secret := in["filters"], text(in["secret"])
		if conf, ok := in["configuration"].(obj); ok && s.dialect == DC10 {
			secret, filters = text(conf["secret"]), nil
			if f := text(conf["FILTERS"]); f != "" {
				var o obj
				if json.Unmarshal([]byte(f), &o) != nil {
					c.refuse(http.StatusBadRequest, "FILTERS is no JSON.")
					return false
				}
				filters = o
			}
		}
		events := list(in["events"])
		for _, e := range events {
			if !s.atLeast(7, 0) && !slices.Contains(oldHookEvents, e) {
				c.refuse(http.StatusBadRequest, "There is no event "+e+".")
				return false
			}
		}
		f, _ := filters.(obj)
		jql := text(f["issue-related-events-section"])
		if _, why := s.parse(c.user, jql, false); why != "" && jql != "" {
			c.refuse(http.StatusBadRequest, why)
			return false
		}
		if text(in["name"]) == "" || text(in["url"]) == "" || len(events) == 0 {
			c.refuse(http.StatusBadRequest, "A webhook has a name, an address and events.")
			return false
		}
		h.Name, h.URL, h.Events, h.Secret, h.Filter = text(in["name"]), text(in["url"]), events, secret, jql
		return true
	}
	of := func(c *call) *webhook {
		i := slices.IndexFunc(s.hooks, func(h *webhook) bool { return h.App == nil && strconv.Itoa(h.ID) == c.path("id") })
		if i < 0 {
			c.refuse(http.StatusNotFound, "There is no such webhook.")
			return nil
		}
		return s.hooks[i]
	}
	admin("GET "+base, func(c *call) {
		l := []any{}
		for _, h := range s.hooks {
			if h.App == nil {
				l = append(l, show(h))
			}
		}
		if s.dialect == DC10 {
			c.answer(http.StatusOK, obj{"values": l, "size": len(l), "isLastPage": true})
			return
		}
		c.answer(http.StatusOK, l)
	})
	admin("POST "+base, func(c *call) {
		h := &webhook{ID: s.next("hook")}
		if write(c, h) {
			s.hooks = append(s.hooks, h)
			c.answer(http.StatusCreated, show(h))
		}
	})
	admin("PUT "+base+"/{id}", func(c *call) {
		if h := of(c); h != nil && write(c, h) {
			c.answer(http.StatusOK, show(h))
		}
	})
	admin("DELETE "+base+"/{id}", func(c *call) {
		if h := of(c); h != nil {
			s.hooks = slices.DeleteFunc(s.hooks, func(o *webhook) bool { return o == h })
			c.done()
		}
	})
	if s.cloud() {
		s.appHookRoutes(m)
	}
}

// appHookLife is how long a webhook of an app lives.
const appHookLife = 30 * 24 * time.Hour

// appHookEvents are those that apps are told of.
var appHookEvents = []string{"jira:issue_created", "jira:issue_updated", "jira:issue_deleted", "comment_created", "comment_updated", "comment_deleted",
	"issue_property_set", "issue_property_deleted"}

// appHookRoutes are for apps alone. An app has one address.
func (s *Site) appHookRoutes(m *router) {
	handle := func(pattern string, do func(*call, App)) {
		m.handle(pattern, func(c *call) {
			p := s.bearer(c.r)
			if p == nil {
				c.refuse(http.StatusForbidden, "The caller isn't an app.")
				return
			}
			do(c, p.app)
		})
	}
	own := func(a App) (l []*webhook) {
		for _, h := range s.hooks {
			if h.App != nil && h.App.ID == a.ID && s.now().Before(h.Expires) {
				l = append(l, h)
			}
		}
		return l
	}
	named := func(c *call, a App) (l []*webhook) {
		in, ok := c.object()
		ids, _ := in["webhookIds"].([]any)
		for _, h := range own(a) {
			if ok && slices.ContainsFunc(ids, func(v any) bool { return v == json.Number(strconv.Itoa(h.ID)) }) {
				l = append(l, h)
			}
		}
		return l
	}
	handle("GET /webhook", func(c *call, a App) {
		l := []any{}
		for _, h := range own(a) {
			l = append(l, obj{"id": h.ID, "jqlFilter": h.Filter, "events": h.Events, "url": h.URL, "expirationDate": h.Expires.UnixMilli()})
		}
		start := min(c.number("startAt", 0), len(l))
		c.answer(http.StatusOK, obj{"startAt": start, "maxResults": 100, "total": len(l), "isLast": true, "values": l[start:]})
	})
	handle("POST /webhook", func(c *call, a App) {
		in, ok := c.object()
		hooks, _ := in["webhooks"].([]any)
		if !ok {
			return
		}
		results := []any{}
		for _, v := range hooks {
			o, _ := v.(obj)
			h := &webhook{URL: text(in["url"]), Events: list(o["events"]), Filter: text(o["jqlFilter"]), App: &a, Expires: s.now().Add(appHookLife)}
			why := ""
			for _, e := range h.Events {
				if !slices.Contains(appHookEvents, e) {
					why = "The event " + e + " is not supported."
				}
			}
			if others := own(a); len(others) > 0 && others[0].URL != h.URL {
				why = "Only a single URL per app is allowed to be registered via REST API. Currently used URL is " + others[0].URL
			}
			if h.Filter != "" && why == "" {
				_, why = s.parse(c.user, h.Filter, false)
			}
			if why != "" {
				results = append(results, obj{"errors": []string{why}})
				continue
			}
			h.ID = s.next("hook")
			s.hooks = append(s.hooks, h)
			results = append(results, obj{"createdWebhookId": h.ID})
		}
		c.answer(http.StatusOK, obj{"webhookRegistrationResult": results})
	})
	handle("PUT /webhook/refresh", func(c *call, a App) {
		for _, h := range named(c, a) {
			h.Expires = s.now().Add(appHookLife)
		}
		c.answer(http.StatusOK, obj{"expirationDate": s.now().Add(appHookLife).UnixMilli()})
	})
	handle("DELETE /webhook", func(c *call, a App) {
		gone := named(c, a)
		s.hooks = slices.DeleteFunc(s.hooks, func(h *webhook) bool { return slices.Contains(gone, h) })
		c.w.WriteHeader(http.StatusAccepted)
	})
}

// wanted reports whether a webhook is for an issue.
func (s *Site) wanted(w *webhook, i *issue) bool {
	if w.App != nil && !s.now().Before(w.Expires) {
		return false
	}
	if w.Filter == "" {
		return true
	}
	q, why := s.parse(s.users[0], w.Filter, true)
	return why == "" && q.match(i, &i.content)
}

// signedToken is a JSON web token for an app, good for a few minutes.
func (s *Site) signedToken(a *App) string {
	part := func(v any) string {
		b, _ := json.Marshal(v) // it is made of texts and numbers
		return base64.RawURLEncoding.EncodeToString(b)
	}
	s.mu.Lock()
	now := s.now()
	s.mu.Unlock()
	text := part(obj{"alg": "HS256", "typ": "JWT"}) + "." + part(obj{"iss": a.ID, "iat": now.Unix(), "exp": now.Add(3 * time.Minute).Unix()})
	mac := hmac.New(sha256.New, []byte(a.Secret))
	mac.Write([]byte(text))
	return text + "." + base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}
