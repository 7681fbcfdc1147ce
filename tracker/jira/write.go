package jira

import (
	"context"
	"errors"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Set implements tracker.Connector. Jira has no conditions. Fields go in one
// request, which is done whole or not at all; the status, watchers and the sprint
// have calls of their own and come after it.
func (c *connector) Set(ctx context.Context, w tracker.Write, patch tracker.Patch) (tracker.Receipt, error) {
	id, err := number(w.Ref.ID)
	if err != nil {
		return tracker.Receipt{}, err
	}
	p, err := c.plan(ctx, &patch.Fields, &patch.Add, &patch.Drop, func() (*hub.Issue, error) { return c.Get(ctx, w.Ref) })
	if err != nil {
		return tracker.Receipt{}, err
	}
	if p.status != "" && p.fields["resolution"] != nil {
		delete(p.fields, "resolution") // it goes with the transition
	}
	if err := c.illustrate(ctx, id, p); err != nil {
		return tracker.Receipt{}, err
	}
	wrote := false
	if len(p.fields)+len(p.update) > 0 {
		if err := c.edit(ctx, id, p.body()); err != nil {
			return tracker.Receipt{}, p.blame(err)
		}
		wrote = true
	}
	for _, step := range p.steps(id) {
		if err := step(ctx); err != nil {
			if wrote {
				err = web.Unseen(err)
			}
			return tracker.Receipt{}, err
		}
		wrote = true
	}
	after, raw, err := c.read(ctx, w.Ref)
	if err != nil {
		if wrote {
			err = web.Unseen(err)
		}
		return tracker.Receipt{}, err
	}
	return c.proof(ctx, p, after, raw)
}

// edit changes fields of an issue.
func (c *connector) edit(ctx context.Context, id string, body map[string]any) error {
	q := url.Values{}
	if c.quiet {
		q.Set("notifyUsers", "false")
	}
	return closed(c.send(ctx, http.MethodPut, "/issue/"+id, q, body, nil))
}

// steps are the calls that come after that of the fields.
func (p *plan) steps(id string) []func(context.Context) error {
	var out []func(context.Context) error
	if p.status != "" {
		out = append(out, func(ctx context.Context) error { return p.c.move(ctx, id, p) })
	}
	for _, w := range p.watch {
		out = append(out, func(ctx context.Context) error { return p.c.watch(ctx, id, w, true) })
	}
	for _, w := range p.unwatch {
		out = append(out, func(ctx context.Context) error { return p.c.watch(ctx, id, w, false) })
	}
	if p.sprint != "" {
		out = append(out, func(ctx context.Context) error { return p.c.intoSprint(ctx, id, p.project, p.sprint) })
	}
	if p.backlog {
		out = append(out, func(ctx context.Context) error { return p.c.intoBacklog(ctx, id) })
	}
	return out
}

// watch has somebody watch an issue, or no longer.
func (c *connector) watch(ctx context.Context, id string, who person, in bool) error {
	path := "/issue/" + id + "/watchers"
	name := first(str(who.send["accountId"]), str(who.send["name"]))
	var err error
	if in {
		err = c.send(ctx, http.MethodPost, path, nil, name, nil)
	} else {
		q := url.Values{"username": {name}}
		if who.send["accountId"] != nil {
			q = url.Values{"accountId": {name}}
		}
		err = c.send(ctx, http.MethodDelete, path, q, nil, nil)
	}
	var he *hub.Error
	if err = closed(err); errors.As(err, &he) && he.Field == "" && he.Code == hub.Invalid {
		e := *he
		e.Field = "watchers"
		return &e
	}
	return err
}

// proof compares what the issue shows with what was wanted.
func (c *connector) proof(ctx context.Context, p *plan, after *hub.Issue, raw *answer) (tracker.Receipt, error) {
	r := tracker.Receipt{Ref: after.Ref, Rev: after.Rev, State: after}
	shows := after.Parts()
	var odd []want
	for _, w := range p.wants {
		if !hub.SamePart(shows[w.part], w.value) {
			odd = append(odd, w)
		}
	}
	t, err := c.table(ctx, false)
	if err != nil {
		return r, web.Unseen(err)
	}
	me, err := c.self(ctx)
	if err != nil {
		return r, web.Unseen(err)
	}
	var log []hub.HistoryItem
	if raw.Changelog != nil {
		last := inOrder(raw.Changelog.Histories)
		for _, h := range last[max(0, len(last)-mostLookedAt):] {
			log = append(log, c.entries(h, t)...)
		}
	}
	ours := func(w want) string {
		for _, h := range slices.Backward(log) {
			if h.By != nil && h.By.ID == me.id() && h.Field == logName(w.part) && hub.Same(h.To, w.value) {
				return h.ID
			}
		}
		return ""
	}
	for _, w := range odd {
		if ours(w) == "" { // else it was written, and somebody has written over it
			return tracker.Receipt{}, invalid(w.part.Field(), "Jira answered success and did not change "+w.part.Field())
		}
	}
	for _, w := range p.wants {
		if id := ours(w); newer(id, r.Change) {
			r.Change = id
		}
	}
	return r, nil
}

// mostLookedAt is how many of an issue's last changes are searched for ours: more
// are not made by others while one request is under way.
const mostLookedAt = 50

// logName is how an entry names a part: the names of fields and elements stand
// as they are.
func logName(p hub.Part) string {
	if e := p.Elem(); e != "" {
		return p.Field() + "/" + e
	}
	return p.Field()
}

// blame names our field where Jira named its own.
func (p *plan) blame(err error) error {
	var he *hub.Error
	if !errors.As(err, &he) || he.Code != hub.Invalid {
		return err
	}
	e := *he
	if ours := p.ours[e.Field]; ours != "" {
		e.Field = ours
	}
	if e.Field == "" && len(p.wants) == 1 {
		e.Field = p.wants[0].part.Field()
	}
	return &e
}

// Create implements tracker.Connector: one request, and one for each thing that
// Jira does not take with it: a status that issues do not begin with, watchers,
// a sprint. An issue that was made is not told as a failure of those: the receipt
// shows what it has.
func (c *connector) Create(ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
	given := *is
	given.Cleared = nil // nothing is there yet to be emptied
	if given.Project == "" && len(c.projects) == 1 {
		given.Project = c.projects[0]
	}
	switch {
	case given.Project == "":
		return tracker.Receipt{}, invalid("project", "the key of a project is wanted")
	case strings.TrimSpace(given.Summary) == "":
		return tracker.Receipt{}, invalid("summary", "Jira wants a summary")
	case given.Type == "":
		return tracker.Receipt{}, invalid("type", "the type of the new issue is wanted: Task, Bug or another of the project's")
	}
	s, err := c.place(ctx)
	if err != nil {
		return tracker.Receipt{}, err
	}
	p, err := c.plan(ctx, &given, &given, &hub.Issue{}, nil)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if err := c.epicName(ctx, s, p); err != nil {
		return tracker.Receipt{}, err
	}
	body := p.body()
	c.marked(s, w.Mark, body, p.fields)
	var out struct{ ID, Key string }
	if err := closed(c.send(ctx, http.MethodPost, "/issue", nil, body, &out)); err != nil {
		return tracker.Receipt{}, p.blame(err)
	}
	if out.ID == "" {
		return tracker.Receipt{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer does not name the issue that was made"}
	}
	for key, text := range p.depicting() {
		c.await(out.ID, key, picturesIn(text))
	}
	r := tracker.Receipt{Ref: hub.Ref{ID: out.ID, Key: out.Key}}
	steps := p.steps(out.ID)
	for _, step := range steps {
		if err := step(ctx); err != nil {
			c.log.Warn("new issue lacks something that was set", "issue", out.Key, "err", err)
		}
	}
	if len(steps) > 0 {
		if now, err := c.Get(ctx, r.Ref); err == nil {
			r.Rev, r.State = now.Rev, now
		}
	}
	return r, nil
}
