package jira

import (
	"context"
	"net/url"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// person finds who is meant, by id or else by mail or name, and gives the id and
// what Jira is sent for the person: the account id in the cloud, the user name
// at a server. One that several people fit is nobody.
func (c *connector) person(ctx context.Context, field string, u hub.User) (id string, send map[string]any, err error) {
	s, err := c.place(ctx)
	if err != nil {
		return "", nil, err
	}
	if s.Cloud && u.ID != "" {
		return u.ID, map[string]any{"accountId": u.ID}, nil
	}
	if !s.Cloud {
		c.mu.Lock()
		name := c.names[u.ID]
		c.mu.Unlock()
		if u.ID != "" && name != "" {
			return u.ID, map[string]any{"name": name}, nil
		}
	}
	a, err := c.account(ctx, s, u)
	if err != nil {
		return "", nil, err
	}
	if a == nil {
		return "", nil, invalid(field, "Jira shows the account nobody who is "+quote(first(u.Email, strings.TrimSpace(u.Name+" "+u.ID))))
	}
	if s.Cloud {
		return a.id(), map[string]any{"accountId": a.AccountID}, nil
	}
	c.learn(*a)
	return a.id(), map[string]any{"name": a.Name}, nil
}

// account looks for a person; nil if there is none, or more than one.
func (c *connector) account(ctx context.Context, s site, u hub.User) (*account, error) {
	if u.ID != "" {
		by := []string{"key", "username"}
		if s.Cloud {
			by = []string{"accountId"}
		}
		for _, name := range by {
			var a account
			err := c.get(ctx, "/user", url.Values{name: {u.ID}}, &a)
			switch {
			case err == nil && a.id() != "":
				return &a, nil
			case err != nil && hub.CodeOf(web.Hidden(err)) != hub.NotFound && hub.CodeOf(err) != hub.Invalid:
				return nil, err
			}
		}
	}
	for _, wanted := range []string{u.Email, u.Name, u.ID} {
		if wanted == "" {
			continue
		}
		q := url.Values{"username": {wanted}, "maxResults": {"50"}}
		if s.Cloud {
			q = url.Values{"query": {wanted}, "maxResults": {"50"}}
		}
		var found []account
		if err := c.get(ctx, "/user/search", q, &found); err != nil {
			if hub.CodeOf(web.Hidden(err)) == hub.NotFound {
				return nil, nil // the account may not look for people
			}
			return nil, err
		}
		var same []account
		for _, a := range found {
			if strings.EqualFold(a.Email, wanted) || strings.EqualFold(a.Name, wanted) || strings.EqualFold(a.DisplayName, wanted) {
				same = append(same, a)
			}
		}
		// In the cloud mails are mostly hidden: who was found by one alone has it.
		if len(same) == 0 && s.Cloud && wanted == u.Email && len(found) == 1 && found[0].Email == "" {
			same = found
		}
		if len(same) == 1 {
			return &same[0], nil
		}
	}
	return nil, nil
}
