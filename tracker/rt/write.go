package rt

import (
	"context"
	"maps"
	"net/http"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Set implements tracker.Connector. What is refused after it was checked here is
// only known when the rest is written; and a status may take several steps.
func (c *connector) Set(ctx context.Context, w tracker.Write, patch tracker.Patch) (tracker.Receipt, error) {
	raw, err := c.ticket(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if w.IfRev != "" && w.IfRev != hub.Rev(id(raw.rev)) {
		return tracker.Receipt{}, movedOn
	}
	p, err := c.plan(ctx, raw, &patch.Fields, &patch.Add, &patch.Drop)
	if err != nil {
		return tracker.Receipt{}, err
	}
	receipt := tracker.Receipt{Ref: refOf(string(raw.ID)), Rev: hub.Rev(id(raw.rev))}
	if len(p.wants)+len(p.roles) == 0 && p.status == "" {
		return receipt, nil
	}
	after := raw
	if len(p.wants)+len(p.roles) > 0 {
		said, err := c.update(ctx, raw, p.body())
		if err != nil {
			return tracker.Receipt{}, p.blame(err)
		}
		if after, err = c.ticket(ctx, w.Ref); err != nil {
			return tracker.Receipt{}, web.Unseen(err)
		}
		if err := c.prove(ctx, p, raw, after, said); err != nil {
			return tracker.Receipt{}, err
		}
	}
	if p.status != "" {
		if after, err = c.lead(ctx, after, p.status); err != nil {
			if code := hub.CodeOf(err); len(p.wants)+len(p.roles) > 0 && code != hub.Invalid && code != hub.Denied {
				err = web.Unseen(err)
			}
			return tracker.Receipt{}, err
		}
	}
	change, alone, err := c.alone(ctx, p.defs, raw, after, p.wrote)
	if receipt.Change = change; alone || w.IfRev == "" {
		receipt.Rev = hub.Rev(id(after.rev))
	}
	return receipt, err
}

var movedOn = &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: "the ticket was changed in the meantime"}

// update changes a ticket if it is still as it was read, and returns what RT
// said to it.
func (c *connector) update(ctx context.Context, raw *ticket, body map[string]any) ([]string, error) {
	var answer []text
	_, err := c.web.JSON(ctx, web.Request{
		Method: http.MethodPut, Path: rest + "/ticket/" + string(raw.ID), JSON: body,
		Header: http.Header{"If-Match": {`"` + id(raw.rev) + `"`}}, // without what servers in between add to it
	}, &answer)
	return sentences(answer), closed(err)
}

// prove compares what a ticket shows with what was wanted. What it does not show
// was refused, unless the history has it as written by us: somebody has then
// written over it since.
func (c *connector) prove(ctx context.Context, p *plan, raw, after *ticket, said []string) error {
	if err := c.people.look(ctx, peopleIn(after, nil)...); err != nil {
		return web.Unseen(err)
	}
	shows := c.plain(after, p.defs)
	var missing []string
	for _, w := range p.wants {
		if w.part != "description" && !hub.SamePart(shows.Get(w.part), w.value) {
			missing = append(missing, w.part.Field())
		}
	}
	for _, role := range slices.Sorted(maps.Keys(p.roles)) {
		if !sameNames(after.role(role), p.roles[role]) {
			missing = append(missing, fieldOf(role))
		}
	}
	if missing == nil {
		return nil
	}
	ours, err := c.logged(ctx, p, raw, after)
	if err != nil {
		return web.Unseen(err)
	}
	for _, field := range missing {
		if !ours[field] {
			return refused(said, field)
		}
	}
	return nil
}

// logged tells of which fields the history says that we wrote what was wanted,
// after the ticket was read.
func (c *connector) logged(ctx context.Context, p *plan, raw, after *ticket) (map[string]bool, error) {
	items, err := c.entries(ctx, after, raw.rev)
	if err != nil {
		return nil, err
	}
	me, err := c.me(ctx)
	if err != nil {
		return nil, err
	}
	ours := map[string]bool{}
	for _, h := range items {
		for _, w := range p.wants {
			if h.Field == w.part.Field() && h.By != nil && strings.EqualFold(h.By.ID, me) && hub.Same(h.To, w.value) {
				ours[h.Field] = true
			}
		}
	}
	return ours, nil
}

// me is the login of our account, asked for once: a token stays with its
// account.
func (c *connector) me(ctx context.Context) (string, error) {
	c.known.mu.Lock()
	known := c.known.me
	c.known.mu.Unlock()
	if known != "" {
		return known, nil
	}
	u, err := c.self(ctx)
	if err != nil {
		return "", err
	}
	c.known.mu.Lock()
	c.known.me = string(u.Name)
	c.known.mu.Unlock()
	return string(u.Name), nil
}

// Create implements tracker.Connector. People get their roles after the ticket
// is there, so that RT does not mail them about it, unless the settings want
// that; the status is led to its place last.
func (c *connector) Create(ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
	given := *is
	given.Cleared = nil // nothing is there yet to be emptied
	if given.Project == "" && len(c.queues) == 1 {
		given.Project = c.queues[0]
	}
	p, err := c.plan(ctx, nil, &given, &given, &hub.Issue{})
	if err != nil {
		return tracker.Receipt{}, err
	}
	first := *p
	if !c.correspond {
		first.roles = nil
	}
	body := first.body()
	if body["Content"] != nil {
		body["ContentType"] = "text/html"
	}
	if c.mark != "" && w.Mark != "" {
		d, err := c.markField(p)
		if err != nil {
			return tracker.Receipt{}, err
		}
		custom, _ := body["CustomFields"].(map[string]any)
		if custom == nil {
			custom = map[string]any{}
			body["CustomFields"] = custom
		}
		custom[d.id] = w.Mark
	}
	var out struct {
		ID text `json:"id"`
	}
	_, err = c.web.JSON(ctx, web.Request{Method: http.MethodPost, Path: rest + "/ticket", JSON: body}, &out)
	if err != nil {
		return tracker.Receipt{}, p.blame(err)
	}
	if out.ID == "" {
		return tracker.Receipt{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer does not name the ticket that was made"}
	}
	return c.complete(ctx, p, refOf(string(out.ID))), nil
}

func (c *connector) markField(p *plan) (definition, error) {
	i := slices.IndexFunc(p.defs, func(d definition) bool { return d.name == c.mark || d.id == c.mark })
	if i < 0 {
		return definition{}, badSetting("mark_field", "tickets of the queue "+string(p.queue.Name)+" have no field "+quote(c.mark)+", or the account is not shown it")
	}
	return p.defs[i], nil
}

// complete gives a new ticket what it was not made with, and tries once more
// what was dropped in silence. What is not taken then either is for the caller to
// see in the receipt: a ticket that was made must not be told as a failure.
func (c *connector) complete(ctx context.Context, p *plan, ref hub.Ref) tracker.Receipt {
	lacks := func(what string, err error) {
		c.log.Warn("new ticket lacks what was set", "ticket", ref.ID, "what", what, "err", err)
	}
	shows, raw, err := c.read(ctx, ref)
	if err != nil {
		lacks("cannot be read", err)
		return tracker.Receipt{Ref: ref}
	}
	rest := plan{c: c, raw: raw, before: shows, queue: p.queue, defs: p.defs, roles: map[string][]string{}}
	var names []string
	for _, w := range p.wants {
		if w.part == "description" || hub.SamePart(shows.Get(w.part), w.value) {
			continue
		}
		if w.part == "parent" {
			w.key = "AddMemberOf"
		}
		rest.wants = append(rest.wants, w)
		names = append(names, w.part.Field())
	}
	for role, logins := range p.roles {
		if !sameNames(raw.role(role), logins) {
			rest.roles[role] = logins
			names = append(names, fieldOf(role))
		}
	}
	after := raw
	if len(names) > 0 {
		said, err := c.update(ctx, raw, rest.body())
		if err == nil {
			if after, err = c.ticket(ctx, ref); err == nil {
				err = c.prove(ctx, &rest, raw, after, said)
			}
		}
		if err != nil {
			slices.Sort(names)
			lacks(strings.Join(names, ", "), err)
		}
	}
	if p.status != "" && after != nil {
		if moved, err := c.lead(ctx, after, p.status); err == nil {
			after = moved
		} else {
			lacks("status", err)
			after = nil
		}
	}
	if after == nil {
		return tracker.Receipt{Ref: ref}
	}
	if after != raw {
		if shows, _, err = c.read(ctx, ref); err != nil {
			lacks("cannot be read again", err)
			return tracker.Receipt{Ref: ref}
		}
	}
	return tracker.Receipt{Ref: ref, Rev: shows.Rev, State: shows}
}

// blame names the field that a refusal of the whole is about, where it can be
// told.
func (p *plan) blame(err error) error {
	e := hub.AsError(err)
	if e.Code != hub.Invalid || e.Field != "" {
		return err
	}
	named := *e
	for _, w := range p.wants {
		field := w.part.Field()
		if why, _ := reason([]string{e.Message}, field); why != "" || len(p.wants) == 1 {
			named.Field = field
		}
	}
	return &named
}
