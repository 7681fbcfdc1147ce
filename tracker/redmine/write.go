package redmine

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Set implements tracker.Connector. Redmine has no conditions. Watchers have
// calls of their own and come last, so a refusal of one may come after the
// fields were written; and a field that Redmine drops in silence is only known
// to be refused when the others are written.
func (c *connector) Set(ctx context.Context, w tracker.Write, patch tracker.Patch) (tracker.Receipt, error) {
	before, raw, err := c.read(ctx, w.Ref)
	if err != nil {
		return tracker.Receipt{}, err
	}
	p, err := c.plan(ctx, raw, before, &patch.Fields, &patch.Add, &patch.Drop)
	if err != nil {
		return tracker.Receipt{}, err
	}
	if len(p.wants)+len(p.watch)+len(p.unwatch) == 0 {
		return tracker.Receipt{Ref: before.Ref, Rev: before.Rev, State: before}, nil
	}
	if len(p.wants) > 0 {
		if err := c.update(ctx, raw.ID, attributes(p.wants)); err != nil {
			return tracker.Receipt{}, p.blame(err)
		}
	}
	for i, n := range slices.Concat(p.watch, p.unwatch) {
		if err := c.watch(ctx, raw.ID, n, i < len(p.watch)); err != nil {
			if len(p.wants) > 0 || i > 0 {
				err = web.Unseen(err)
			}
			return tracker.Receipt{}, err
		}
	}
	after, late, err := c.read(ctx, before.Ref)
	if err != nil {
		return tracker.Receipt{}, web.Unseen(err)
	}
	return c.proof(ctx, p, after, late, newest(raw))
}

// update changes an issue.
func (c *connector) update(ctx context.Context, issue int64, attrs map[string]any) error {
	_, err := c.web.JSON(ctx, web.Request{
		Method: http.MethodPut, Path: "/issues/" + id(issue) + ".json", JSON: map[string]any{"issue": attrs},
	}, nil)
	return closed(err)
}

func (c *connector) watch(ctx context.Context, issue, person int64, in bool) error {
	r := web.Request{Method: http.MethodDelete, Path: "/issues/" + id(issue) + "/watchers/" + id(person) + ".json"}
	if in {
		r = web.Request{
			Method: http.MethodPost, Path: "/issues/" + id(issue) + "/watchers.json", JSON: map[string]any{"user_id": person},
		}
	}
	_, err := c.web.JSON(ctx, r, nil)
	if hub.CodeOf(err) == hub.NotFound {
		err = invalid("watchers", "there is no account "+id(person))
	}
	var he *hub.Error
	if err = closed(err); errors.As(err, &he) && he.Field == "" {
		he.Field = "watchers"
	}
	return err
}

// proof compares what the issue shows with what was wanted.
func (c *connector) proof(ctx context.Context, p *plan, after *hub.Issue, late *issue, since int64) (tracker.Receipt, error) {
	r := tracker.Receipt{Ref: after.Ref, Rev: after.Rev, State: after}
	log, err := c.history(ctx, late, after, since)
	if err != nil {
		return r, web.Unseen(err)
	}
	me, err := c.me(ctx)
	if err != nil {
		return r, web.Unseen(err)
	}
	shows := after.Parts()
	for _, w := range p.wants {
		logged := false
		for _, h := range log {
			if h.Field == logName(w.part) && h.By != nil && h.By.ID == id(me.ID) && hub.Same(h.To, w.value) {
				r.Change, logged = h.ID, true
			}
		}
		// What the log has of ours was written, even if somebody has written over it.
		if !logged && !hub.SamePart(shows[w.part], w.value) {
			return tracker.Receipt{}, ignored(w.part)
		}
	}
	if late.Watchers == nil {
		return r, nil // not shown to this account
	}
	for i, n := range slices.Concat(p.watch, p.unwatch) {
		if watches := slices.ContainsFunc(late.Watchers, func(u named) bool { return u.ID == n }); watches != (i < len(p.watch)) {
			return tracker.Receipt{}, ignored(hub.PartOf("watchers", id(n)))
		}
	}
	return r, nil
}

func ignored(part hub.Part) error {
	return invalid(part.Field(), "Redmine answered success and did not change "+part.Field()+
		": the account's role, the workflow or the project may not allow it")
}

// newest is the number of the last journal that an issue shows.
func newest(raw *issue) int64 {
	var n int64
	for _, j := range raw.Journals {
		n = max(n, j.ID)
	}
	return n
}

// me is our account, asked for once: a key stays with its account.
func (c *connector) me(ctx context.Context) (account, error) {
	c.names.mu.Lock()
	known := c.names.me
	c.names.mu.Unlock()
	if known != nil {
		return *known, nil
	}
	u, err := c.self(ctx)
	if err != nil {
		return u, err
	}
	c.names.mu.Lock()
	c.names.me = &u
	c.names.mu.Unlock()
	return u, nil
}

// Create implements tracker.Connector.
func (c *connector) Create(ctx context.Context, w tracker.Write, is *hub.Issue) (tracker.Receipt, error) {
	given := *is
	given.Cleared = nil // nothing is there yet to be emptied
	if given.Project == "" && len(c.projects) == 1 {
		given.Project = c.projects[0]
	}
	p, err := c.plan(ctx, nil, nil, &given, &given, &hub.Issue{})
	if err != nil {
		return tracker.Receipt{}, err
	}
	if given.Summary == "" {
		return tracker.Receipt{}, invalid("summary", "Redmine wants a subject")
	}
	wants := slices.Clone(p.wants)
	if c.mark != "" && w.Mark != "" {
		n, err := c.markID(ctx, p.project, p.issueType)
		if err != nil {
			return tracker.Receipt{}, err
		}
		wants = append(wants, want{custom: n, send: w.Mark})
	}
	attrs := attributes(wants)
	if len(p.watch) > 0 {
		attrs["watcher_user_ids"] = p.watch
	}
	var out struct{ Issue issue }
	_, err = c.web.JSON(ctx, web.Request{Method: http.MethodPost, Path: "/issues.json", JSON: map[string]any{"issue": attrs}}, &out)
	if err != nil {
		return tracker.Receipt{}, p.blame(err)
	}
	if out.Issue.ID == 0 {
		return tracker.Receipt{}, &hub.Error{Code: hub.Unreachable, Scope: hub.ScopeTracker, Message: "the answer does not name the issue that was made"}
	}
	return c.complete(ctx, p, refOf(out.Issue.ID)), nil
}

// complete looks at a new issue. Some of what was set may have been dropped in
// silence (a status that no issue begins with); it is tried once more, now that
// the issue is there. What is not taken then either is for the caller to see in
// the receipt: an issue that was made must not be told as a failure.
func (c *connector) complete(ctx context.Context, p *plan, ref hub.Ref) tracker.Receipt {
	after, _, err := c.read(ctx, ref)
	if err != nil {
		c.log.Warn("new issue cannot be read", "issue", ref.ID, "err", err)
		return tracker.Receipt{Ref: ref}
	}
	shows := after.Parts()
	var missing tracker.Patch
	var fields []string
	for _, w := range p.wants {
		switch {
		case hub.SamePart(shows[w.part], w.value):
			continue
		case w.part.Elem() != "":
			missing.Add.Set(w.part, w.value)
		default:
			missing.Fields.Set(w.part, w.value)
		}
		fields = append(fields, w.part.Field())
	}
	r := tracker.Receipt{Ref: ref, Rev: after.Rev, State: after}
	if fields == nil {
		return r
	}
	if again, err := c.Set(ctx, tracker.Write{Ref: ref}, missing); err == nil {
		return again
	} else {
		c.log.Warn("new issue lacks what was set", "issue", ref.ID, "fields", strings.Join(fields, ", "), "err", err)
	}
	if now, _, err := c.read(ctx, ref); err == nil {
		return tracker.Receipt{Ref: ref, Rev: now.Rev, State: now}
	}
	return tracker.Receipt{Ref: ref}
}

// labels are how Redmine's messages begin, in English, when they complain.
var labels = map[string]string{
	"subject": "Subject", "description": "Description", "status_id": "Status", "tracker_id": "Tracker",
	"project_id": "Project", "priority_id": "Priority", "assigned_to_id": "Assignee", "parent_issue_id": "Parent task",
	"due_date": "Due date", "start_date": "Start date", "estimated_hours": "Estimated time", "done_ratio": "% Done",
	"category_id": "Category", "fixed_version_id": "Target version", "is_private": "Private",
}

// blame names the field that a refusal is about: the only one there was, or the
// one whose label comes first in Redmine's words.
func (p *plan) blame(err error) error {
	var he *hub.Error
	if !errors.As(err, &he) || he.Code != hub.Invalid || he.Field != "" {
		return err
	}
	e := *he
	first := -1
	for _, w := range p.wants {
		label := labels[w.key]
		if w.key == "" {
			label = strings.TrimPrefix(w.part.Field(), "customFields.")
		}
		if i := strings.Index(e.Message, label); i >= 0 && (first < 0 || i < first) {
			first, e.Field = i, w.part.Field()
		}
	}
	if len(p.wants) == 1 {
		e.Field = p.wants[0].part.Field()
	}
	return &e
}
