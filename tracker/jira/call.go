package jira

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"io"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// path is the address of something in the version of the interface that the
// installation is spoken to in: the third in the cloud, the second at servers.
func (c *connector) path(ctx context.Context, path string) (string, error) {
	s, err := c.place(ctx)
	if err != nil {
		return "", err
	}
	return s.api() + path, nil
}

// get makes a request and decodes the answer.
func (c *connector) get(ctx context.Context, path string, q url.Values, out any) error {
	return c.send(ctx, http.MethodGet, path, q, nil, out)
}

func (c *connector) send(ctx context.Context, method, path string, q url.Values, body, out any) error {
	path, err := c.path(ctx, path)
	if err != nil {
		return err
	}
	return c.call(ctx, web.Request{Method: method, Path: path, Query: q, JSON: body}, out)
}

// call makes a request whose path is whole, and keeps the server's clock.
func (c *connector) call(ctx context.Context, r web.Request, out any) error {
	h, err := c.web.JSON(ctx, r, out)
	if t, bad := http.ParseTime(h.Get("Date")); bad == nil {
		c.mu.Lock()
		c.ahead = t.Sub(c.now().Truncate(time.Second))
		c.mu.Unlock()
	}
	return err
}

// serverTime is the tracker's clock, to the second, as far as it was told.
func (c *connector) serverTime() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now().Add(c.ahead)
}

// maxReasons is how much of a refusal is read for the fields it names.
const maxReasons = 64 << 10

// checking adds to the house's own look at an answer what only Jira says: which
// field was refused.
func checking(check func(*http.Response) error) func(*http.Response) error {
	return func(res *http.Response) error {
		if res.StatusCode < 400 {
			return check(res)
		}
		raw, err := io.ReadAll(io.LimitReader(res.Body, maxReasons))
		closer := res.Body
		res.Body = struct {
			io.Reader
			io.Closer
		}{io.MultiReader(bytes.NewReader(raw), res.Body), closer}
		if err != nil {
			return check(res)
		}
		refused := check(res)
		var he *hub.Error
		var said struct {
			Errors map[string]string `json:"errors"`
		}
		if errors.As(refused, &he) && he.Code == hub.Busy && strings.Contains(res.Header.Get("RateLimit-Reason"), "per-issue") {
			e := *he
			e.Scope, e.Message = hub.ScopeIssue, "Jira takes no more writes to this issue for a while"
			return &e
		}
		if !errors.As(refused, &he) || he.Code != hub.Invalid || json.Unmarshal(raw, &said) != nil {
			return refused
		}
		e := *he
		for name, reason := range said.Errors {
			if e.Field == "" || name < e.Field { // one of them, the same each time
				e.Field, e.Message = name, "Jira refuses this: "+reason
			}
		}
		return &e
	}
}

// closed makes a refusal one of this issue only: rights differ by project and
// by the state an issue is in.
func closed(err error) error {
	var he *hub.Error
	if errors.As(err, &he) && he.Code == hub.Denied && he.Scope == hub.ScopeConnection {
		e := *he
		e.Scope = hub.ScopeIssue
		return &e
	}
	return err
}

// number reads an id, of which nothing but digits may reach an address.
func number(s string) (string, error) {
	n, err := strconv.ParseInt(s, 10, 64)
	if err != nil || n <= 0 || strconv.FormatInt(n, 10) != s {
		return "", &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there is none with the id " + strconv.Quote(s)}
	}
	return s, nil
}

func invalid(field, message string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Field: field, Message: message}
}

func badSetting(field, message string) error {
	return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeTracker, Field: field, Message: message}
}

func quote(s string) string { return "\u201c" + s + "\u201d" }
