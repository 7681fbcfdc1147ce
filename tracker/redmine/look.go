package redmine

import (
	"context"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Look finds what issues refer to, for rules. People are looked for among the
// members of the project that the rule names, or else of the settings, since
// only administrators may search all.
func (c *connector) Look(ctx context.Context, what string, by map[string]string) (hub.Value, error) {
	in, err := c.lookedIn(ctx, by["project"])
	if err != nil {
		return nil, err
	}
	name := by["name"]
	switch what {
	case "user":
		return c.lookUser(ctx, in, by)
	case "project":
		return c.look(ctx, projects, first(by["key"], name))
	case "issueType":
		return c.look(ctx, trackers, name)
	case "status":
		return c.look(ctx, statuses, name)
	case "priority":
		return c.look(ctx, priorities, name)
	case "version", "component":
		list := versions
		if what == "component" {
			list = categories
		}
		for _, p := range in {
			if v, err := c.look(ctx, list(p), name); v != nil || err != nil {
				return v, err
			}
		}
	}
	return nil, nil
}

func first(l ...string) string {
	for _, s := range l {
		if s != "" {
			return s
		}
	}
	return ""
}

// lookedIn returns the numbers of the projects that a look-up is about: the one
// it names, or else those of the settings.
func (c *connector) lookedIn(ctx context.Context, name string) ([]int64, error) {
	names := c.projects
	if name != "" {
		names = []string{name}
	}
	var all []int64
	for _, n := range names {
		e, ok, err := c.names.byName(ctx, projects, n)
		if err != nil {
			return nil, web.Hidden(err)
		}
		if ok {
			all = append(all, e.id)
		}
	}
	return all, nil
}

func (c *connector) look(ctx context.Context, path, name string) (hub.Value, error) {
	if name == "" {
		return nil, nil
	}
	e, ok, err := c.names.byName(ctx, path, name)
	if err != nil || !ok {
		return nil, web.Hidden(err)
	}
	m := map[string]hub.Value{"id": id(e.id), "name": e.name}
	if e.alias != "" {
		m["key"] = e.alias
	}
	return m, nil
}

// lookUser finds a person by number, mail, login or name.
func (c *connector) lookUser(ctx context.Context, in []int64, by map[string]string) (hub.Value, error) {
	u := hub.User{ID: first(by["key"], by["username"]), Email: by["email"], Name: by["displayName"]}
	if _, err := number(u.ID); err == nil {
		in = []int64{0} // known by number in every project
	}
	for _, p := range in {
		n, err := c.person(ctx, "user", p, u)
		if hub.CodeOf(err) == hub.Invalid || hub.CodeOf(err) == hub.NotFound {
			continue
		} else if err != nil {
			return nil, err
		}
		e, err := c.account(ctx, n)
		if err != nil {
			return nil, err
		}
		if e.name == "" && e.alias == "" {
			continue // nobody has that number, or it is hidden from us
		}
		return hub.User{ID: id(n), Name: first(e.name, e.alias), Email: e.mail}, nil
	}
	return nil, nil
}

// Request puts a rule's request to Redmine.
func (c *connector) Request(ctx context.Context, request hub.Value) (hub.Value, error) {
	return c.web.Relay(ctx, request)
}
