package rt

import (
	"context"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Look implements tracker.Directory: what rules look up. Names may be in small
// letters. A thing of a queue is looked for in the queue that the rule names as
// the project, or else in those of the settings, or else in all.
func (c *connector) Look(ctx context.Context, what string, by map[string]string) (hub.Value, error) {
	name := by["name"]
	switch what {
	case "user":
		return c.lookUser(ctx, by)
	case "issueType":
		return called("ticket", name), nil
	case "priority":
		for _, p := range c.priorities {
			if m := called(p.word, name); m != nil {
				return m, nil
			}
		}
	case "project":
		if name == "" {
			name = by["key"]
		}
		q, ok, err := c.known.queue(ctx, func(q queue) bool { return strings.EqualFold(string(q.Name), name) || string(q.ID) == name })
		if err != nil || !ok || name == "" {
			return nil, web.Hidden(err)
		}
		return map[string]hub.Value{"id": string(q.ID), "key": string(q.Name), "name": string(q.Name)}, nil
	case "status":
		return c.lookStatus(ctx, by["project"], name)
	case "customField":
		d, err := c.lookField(ctx, by["project"], name)
		if d == nil || err != nil {
			return nil, err
		}
		return map[string]hub.Value{"id": d.id, "name": d.name}, nil
	case "option":
		return c.lookOption(ctx, by)
	}
	return nil, nil
}

// called is a thing that has a name alone, if it is the one that is looked for.
func called(is, name string) hub.Value {
	if !strings.EqualFold(is, name) {
		return nil
	}
	return map[string]hub.Value{"id": is, "name": is}
}

// lookedIn are the queues that a look-up is about. None: the account sees no
// such queue.
func (c *connector) lookedIn(ctx context.Context, name string) ([]queue, error) {
	if name != "" {
		q, ok, err := c.known.queue(ctx, func(q queue) bool { return strings.EqualFold(string(q.Name), name) })
		if err != nil || !ok {
			return nil, web.Hidden(err)
		}
		return []queue{q}, nil
	}
	list, err := c.known.watched(ctx)
	if err != nil || len(list) > 0 {
		return list, err
	}
	if _, _, err := c.known.queue(ctx, func(queue) bool { return true }); err != nil { // reads the list
		return nil, err
	}
	c.known.mu.Lock()
	defer c.known.mu.Unlock()
	return slices.Clone(c.known.queues), nil
}

// lookStatus finds a status as its lifecycle spells it. Where a lifecycle cannot
// be known, since there is no ticket to tell of it, the name is taken as it is:
// whether there is such a status shows when it is written.
func (c *connector) lookStatus(ctx context.Context, project, name string) (hub.Value, error) {
	queues, err := c.lookedIn(ctx, project)
	if err != nil || name == "" {
		return nil, err
	}
	unknown := false
	for _, q := range queues {
		if s := c.ways.spelled(string(q.Lifecycle), name); s != "" {
			return called(s, s), nil
		}
		known, err := c.statuses(ctx, q)
		if err != nil {
			return nil, err
		}
		for _, s := range known {
			if m := called(s, name); m != nil {
				return m, nil
			}
		}
		unknown = unknown || len(known) == 0
	}
	if unknown {
		return called(name, name), nil
	}
	return nil, nil
}

// lookField finds a custom field by name or number; nil if there is none.
func (c *connector) lookField(ctx context.Context, project, name string) (*definition, error) {
	queues, err := c.lookedIn(ctx, project)
	if err != nil || name == "" {
		return nil, err
	}
	for _, q := range queues {
		defs, err := c.known.inQueue(ctx, string(q.ID))
		if hub.CodeOf(err) == hub.NotFound {
			continue // the account is shown none of this one
		} else if err != nil {
			return nil, err
		}
		for _, d := range defs {
			if (strings.EqualFold(d.name, name) || d.id == name) && !c.isMark(customValue{ID: text(d.id), Name: text(d.name)}) {
				return &d, nil
			}
		}
	}
	return nil, nil
}

// lookOption finds a value that can be chosen in a field.
func (c *connector) lookOption(ctx context.Context, by map[string]string) (hub.Value, error) {
	d, err := c.lookField(ctx, by["project"], by["field"])
	if d == nil || err != nil {
		return nil, err
	}
	choices, err := c.known.choices(ctx, d.id)
	if err != nil {
		return nil, err
	}
	for _, v := range choices {
		if strings.EqualFold(v, by["value"]) {
			return map[string]hub.Value{"id": v, "value": v}, nil
		}
	}
	return nil, nil
}

// lookUser finds a person by login, mail or name.
func (c *connector) lookUser(ctx context.Context, by map[string]string) (hub.Value, error) {
	u := hub.User{ID: by["key"], Email: by["email"], Name: by["displayName"]}
	if u.ID == "" {
		u.ID = by["username"]
	}
	if u == (hub.User{}) || u.ID == nobody || strings.HasPrefix(u.ID, groupPrefix) {
		return nil, nil
	}
	login, err := c.people.login(ctx, "user", u, false)
	if hub.CodeOf(err) == hub.Invalid {
		return nil, nil
	} else if err != nil {
		return nil, err
	}
	if err := c.people.look(ctx, login); err != nil {
		return nil, err
	}
	return *c.people.user(record{ID: text(login)}), nil
}

// Request implements tracker.Requester: a rule's request to RT itself. Paths are
// below RT's address, so those of its interface begin with /REST/2.0.
func (c *connector) Request(ctx context.Context, request hub.Value) (hub.Value, error) {
	return c.web.Relay(ctx, request)
}
