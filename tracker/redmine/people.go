package redmine

import (
	"context"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

func user(n *named) *hub.User {
	if n == nil || n.ID == 0 {
		return nil
	}
	return &hub.User{ID: id(n.ID), Name: n.Name}
}

// person finds who is meant: by number, or else by mail, login or name among
// the members of the project, since only administrators may search all.
func (c *connector) person(ctx context.Context, field string, project int64, u hub.User) (int64, error) {
	if n, err := number(u.ID); err == nil {
		return n, nil
	}
	l, err := c.names.list(ctx, members(project))
	if err != nil {
		return 0, web.Hidden(err)
	}
	for _, wanted := range []string{u.Email, u.ID, u.Name} {
		if wanted == "" {
			continue
		}
		for _, e := range l.entries {
			same, err := c.isCalled(ctx, e, wanted)
			if err != nil {
				return 0, err
			}
			if same {
				return e.id, nil
			}
		}
	}
	// Somebody may have become a member since the list was read.
	if age := c.now().Sub(l.read); age < 0 || age >= freshFor {
		if _, err := c.names.reload(ctx, members(project), l); err != nil {
			return 0, web.Hidden(err)
		}
		return c.person(ctx, field, project, u)
	}
	who := u.Email
	if who == "" {
		who = strings.TrimSpace(u.Name + " " + u.ID)
	}
	return 0, invalid(field, "no member of the project is "+quote(who))
}

// isCalled reports whether somebody has that name, login or mail.
func (c *connector) isCalled(ctx context.Context, e entry, wanted string) (bool, error) {
	if strings.EqualFold(e.name, wanted) {
		return true, nil
	}
	known, err := c.account(ctx, e.id)
	return err == nil && (strings.EqualFold(known.mail, wanted) || strings.EqualFold(known.alias, wanted)), err
}

// account reads what is shown of somebody: login, and mail unless it is hidden.
func (c *connector) account(ctx context.Context, n int64) (entry, error) {
	path := "/users/" + id(n) + ".json"
	c.names.mu.Lock()
	l := c.names.lists[path]
	c.names.mu.Unlock()
	if l != nil && c.now().Sub(l.read) < freshFor {
		return l.entries[0], nil
	}
	var out struct{ User account }
	if _, err := c.get(ctx, path, nil, &out); err != nil && hub.CodeOf(web.Hidden(err)) != hub.NotFound {
		return entry{}, err // a group, or somebody we may not see, is known by name alone
	}
	e := entry{
		id: n, name: strings.TrimSpace(out.User.Firstname + " " + out.User.Lastname), alias: out.User.Login, mail: out.User.Mail,
	}
	c.names.mu.Lock()
	c.names.lists[path] = &catalog{[]entry{e}, c.now()}
	c.names.mu.Unlock()
	return e, nil
}
