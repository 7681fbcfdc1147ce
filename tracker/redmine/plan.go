package redmine

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// want is one part as a write wants it, with how Redmine is told.
type want struct {
	part   hub.Part
	value  hub.Value // as it will be shown; nil: empty, or taken out
	key    string    // Redmine's attribute, or "" of a custom field
	custom int64     // number of the custom field
	send   any
}

// plan is a write, resolved whole.
type plan struct {
	c         *connector
	before    *hub.Issue // nil: the issue is yet to be made
	raw       *issue
	project   int64
	issueType int64
	wants     []want
	watch     []int64
	unwatch   []int64
}

// longestSubject is how many characters Redmine takes for one.
const longestSubject = 255

// fixed are the fields that an issue always has.
var fixed = []string{"project", "type", "summary", "status", "priority", "extra.private", "extra.doneRatio"}

// plan resolves what a write names, or says what cannot be done. Nothing is
// written yet.
func (c *connector) plan(ctx context.Context, raw *issue, before *hub.Issue, fields, add, drop *hub.Issue) (*plan, error) {
	p := &plan{c: c, raw: raw, before: before}
	if raw != nil {
		p.project, p.issueType = raw.Project.ID, raw.Tracker.ID
	}
	parts := fields.Parts()
	// Where an issue is and what it is come first: other names depend on them.
	for _, field := range []string{"project", "type"} {
		if v, ok := parts[hub.Part(field)]; ok {
			if err := p.scalar(ctx, field, v); err != nil {
				return nil, err
			}
			delete(parts, hub.Part(field))
		}
	}
	if p.project == 0 {
		return nil, invalid("project", "the identifier of a project is wanted")
	}
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		if part.Elem() != "" || hub.IsSet(part.Field()) {
			continue
		}
		if err := p.scalar(ctx, part.Field(), parts[part]); err != nil {
			return nil, err
		}
	}
	if err := p.sets(ctx, fields, add, drop); err != nil {
		return nil, err
	}
	return p, nil
}

// put adds a want, unless the issue shows it already.
func (p *plan) put(w want) {
	if p.before == nil || !hub.Same(p.before.Get(w.part), w.value) {
		p.wants = append(p.wants, w)
	}
}

func (p *plan) scalar(ctx context.Context, field string, v hub.Value) error {
	v = canon(field, v)
	if v == nil && slices.Contains(fixed, field) {
		return invalid(field, field+" cannot be emptied")
	}
	if name, ok := strings.CutPrefix(field, "customFields."); ok {
		return p.custom(ctx, name, v)
	}
	resolve := resolvers[field]
	if resolve == nil {
		return invalid(field, "issues of Redmine have no "+field+", or it cannot be set")
	}
	w := want{part: hub.PartOf(field, ""), value: v, send: ""}
	if v != nil && p.before != nil && hub.Same(p.before.Get(w.part), v) {
		return nil // there already; it need not be a name that can be chosen
	}
	if err := resolve(ctx, p, field, &w); err != nil {
		return err
	}
	p.put(w)
	return nil
}

// resolvers make of a field's value what Redmine takes for it. An empty value
// is sent as an empty text.
var resolvers = map[string]func(ctx context.Context, p *plan, field string, w *want) error{
	"project": func(ctx context.Context, p *plan, field string, w *want) error {
		return p.named(ctx, field, w, "project_id", projects, &p.project)
	},
	"type": func(ctx context.Context, p *plan, field string, w *want) error {
		return p.named(ctx, field, w, "tracker_id", trackers, &p.issueType)
	},
	"priority": func(ctx context.Context, p *plan, field string, w *want) error {
		return p.named(ctx, field, w, "priority_id", priorities, nil)
	},
	"status": func(ctx context.Context, p *plan, field string, w *want) error {
		if err := p.named(ctx, field, w, "status_id", statuses, nil); err != nil {
			return err
		}
		moves := slices.ContainsFunc(p.wants, func(w want) bool { return w.key == "project_id" || w.key == "tracker_id" })
		if p.raw == nil || p.raw.AllowedStatuses == nil || moves {
			return nil // the look afterwards says
		}
		if !slices.ContainsFunc(p.raw.AllowedStatuses, func(s named) bool { return s.ID == w.send }) {
			return invalid(field, "the workflow has no way from "+p.before.Status+" to "+quote(text(w.value))+" for this account")
		}
		return nil
	},
	"summary": func(_ context.Context, _ *plan, field string, w *want) error {
		w.key = "subject"
		s, err := w.text(field)
		switch {
		case err != nil:
			return err
		case strings.TrimSpace(s) == "":
			return invalid(field, "Redmine wants a subject that is not blank")
		case utf8.RuneCountInString(s) > longestSubject:
			return invalid(field, "Redmine takes 255 characters at most for the subject")
		}
		return nil
	},
	"description": func(_ context.Context, _ *plan, field string, w *want) error {
		w.key = "description"
		_, err := w.text(field)
		return err
	},
	"assignee": func(ctx context.Context, p *plan, field string, w *want) error {
		w.key = "assigned_to_id"
		if w.value == nil {
			return nil
		}
		u, ok := w.value.(hub.User)
		if !ok {
			return invalid(field, "a person is wanted")
		}
		n, err := p.c.person(ctx, field, p.project, u)
		w.send, w.value = n, hub.User{ID: id(n)}
		return err
	},
	"parent": func(_ context.Context, _ *plan, field string, w *want) error {
		w.key = "parent_issue_id"
		if w.value == nil {
			return nil
		}
		m, _ := w.value.(map[string]hub.Value)
		s, _ := m["id"].(string)
		n, err := number(s)
		if err != nil {
			return invalid(field, "there is no issue "+quote(s)+" to be the parent")
		}
		w.send = n
		return nil
	},
	"due": func(_ context.Context, _ *plan, field string, w *want) error {
		w.key = "due_date"
		return w.date(field)
	},
	"extra.startDate": func(_ context.Context, _ *plan, field string, w *want) error {
		w.key = "start_date"
		return w.date(field)
	},
	"originalEstimate": func(_ context.Context, _ *plan, field string, w *want) error {
		w.key = "estimated_hours"
		if w.value == nil {
			return nil
		}
		n, err := w.whole(field)
		w.send = hours(n)
		return err
	},
	"extra.doneRatio": func(_ context.Context, _ *plan, field string, w *want) error {
		w.key = "done_ratio"
		n, err := w.whole(field)
		w.send = n
		return err
	},
	"extra.private": func(_ context.Context, _ *plan, field string, w *want) error {
		w.key = "is_private"
		b, ok := w.value.(bool)
		if !ok {
			return invalid(field, "true or false is wanted")
		}
		w.send = b
		return nil
	},
}

func text(v hub.Value) string { s, _ := v.(string); return s }

func (w *want) text(field string) (string, error) {
	s, ok := w.value.(string)
	if !ok && w.value != nil {
		return "", invalid(field, "text is wanted")
	}
	w.send = s
	if s == "" {
		w.value = nil
	}
	return s, nil
}

func (w *want) date(field string) error {
	if w.value == nil {
		return nil
	}
	t, ok := w.value.(time.Time)
	if !ok {
		return invalid(field, "a date is wanted")
	}
	w.send = t.Format(time.DateOnly)
	return nil
}

func (w *want) whole(field string) (int64, error) {
	v, _ := w.value.(hub.Number)
	n, err := v.Int64()
	if err != nil || id(n) != string(v) {
		return 0, invalid(field, "a whole number is wanted")
	}
	return n, nil
}

// named resolves a name to the number that Redmine wants. Only the name as
// Redmine has it will do: another spelling would never be shown again.
func (p *plan) named(ctx context.Context, field string, w *want, key, path string, also *int64) error {
	name, ok := w.value.(string)
	if !ok {
		return invalid(field, "a name is wanted")
	}
	n, err := p.c.exact(ctx, field, path, name)
	if err != nil {
		return err
	}
	w.key, w.send = key, n
	if also != nil {
		*also = n
	}
	return nil
}

func (c *connector) exact(ctx context.Context, field, path, name string) (int64, error) {
	called := func(e entry) bool { return shownName(path, e) == name }
	e, ok, err := c.names.find(ctx, path, called)
	switch {
	case err != nil:
		return 0, web.Hidden(err)
	case ok:
		return e.id, nil
	}
	hint := ""
	if e, ok, _ := c.names.byName(ctx, path, name); ok { // what it says is worth no second error
		hint = "; is " + quote(shownName(path, e)) + " meant?"
	}
	return 0, invalid(field, "Redmine has no "+field+" "+quote(name)+hint)
}

// shownName is by what an issue shows a thing.
func shownName(path string, e entry) string {
	if path == projects {
		return e.alias
	}
	return e.name
}

func (p *plan) custom(ctx context.Context, name string, v hub.Value) error {
	field := "customFields." + name
	def, ok, err := p.c.field(ctx, p.project, p.issueType, func(d definition) bool { return d.name == name })
	if err != nil {
		return err
	}
	if !ok || p.c.isMark(def.id, def.name) {
		return invalid(field, "issues of Redmine have no field "+quote(name)+", or the account is not shown it")
	}
	if p.raw != nil && !slices.ContainsFunc(p.raw.CustomFields, func(v customValue) bool { return v.ID == def.id }) &&
		!slices.ContainsFunc(p.wants, func(w want) bool { return w.key == "project_id" || w.key == "tracker_id" }) {
		return invalid(field, "this issue has no field "+quote(name)+": it belongs to other projects or trackers")
	}
	w := want{part: hub.PartOf(field, ""), value: v, custom: def.id}
	if p.before != nil && hub.Same(p.before.Get(w.part), v) {
		return nil
	}
	if w.send, err = p.c.stored(ctx, p.project, def, v); err == nil {
		p.put(w)
	}
	return err
}

// sets resolves the elements that are put in and taken out.
func (p *plan) sets(ctx context.Context, fields, add, drop *hub.Issue) error {
	for _, is := range []*hub.Issue{fields, add, drop} {
		for part := range is.Parts() {
			switch field := part.Field(); {
			case part.Elem() == "" && is != fields, !hub.IsSet(field):
			case is == fields && part.Elem() != "" && add != fields:
				return invalid(field, field+" is written by element")
			case field == "components", field == "fixVersions", field == "watchers":
			case slices.Contains(ownCalls, field) && p.before == nil:
			case slices.Contains(ownCalls, field):
				return invalid(field, field+" has calls of its own")
			default:
				return invalid(field, "issues of Redmine have no "+field)
			}
		}
	}
	cleared := func(field string) bool { return p.before != nil && fields.IsCleared(field) }
	var components, fixVersions []string
	var watchers []hub.User
	if p.before != nil {
		components, fixVersions, watchers = p.before.Components, p.before.FixVersions, p.before.Watchers
	}
	err := p.single(ctx, "components", "category_id", categories(p.project), components, cleared("components"), add.Components, drop.Components)
	if err == nil {
		err = p.single(ctx, "fixVersions", "fixed_version_id", versions(p.project), fixVersions, cleared("fixVersions"), add.FixVersions, drop.FixVersions)
	}
	if err == nil {
		err = p.watchers(ctx, watchers, cleared("watchers"), add.Watchers, drop.Watchers)
	}
	return err
}

// ownCalls are the sets that have calls of their own.
var ownCalls = []string{"comments", "attachments", "workLogs", "links"}

// single writes a set of which Redmine has one element at most.
func (p *plan) single(ctx context.Context, field, key, path string, now []string, cleared bool, add, drop []string) error {
	next := slices.DeleteFunc(slices.Clone(now), func(s string) bool { return cleared || slices.Contains(drop, s) })
	for _, s := range add {
		if !slices.Contains(next, s) {
			next = append(next, s)
		}
	}
	if len(next) > 1 {
		return invalid(field, "an issue of Redmine has one of "+field+" at most: "+quote(next[0])+" or "+quote(next[1]))
	}
	if slices.Equal(next, now) {
		return nil
	}
	var send any = ""
	if len(next) == 1 {
		n, err := p.c.exact(ctx, field, path, next[0])
		if err != nil {
			return err
		}
		send = n
		p.put(want{part: hub.PartOf(field, next[0]), value: true, key: key, send: send})
	}
	for _, s := range now {
		p.put(want{part: hub.PartOf(field, s), key: key, send: send})
	}
	return nil
}

func (p *plan) watchers(ctx context.Context, now []hub.User, cleared bool, add, drop []hub.User) error {
	var in, out []int64
	for _, l := range []struct {
		users []hub.User
		to    *[]int64
	}{{add, &in}, {drop, &out}} {
		for _, u := range l.users {
			n, err := p.c.person(ctx, "watchers", p.project, u)
			if err != nil {
				return err
			}
			*l.to = append(*l.to, n)
		}
	}
	watches := func(n int64) bool {
		return slices.ContainsFunc(now, func(u hub.User) bool { return u.ID == id(n) })
	}
	if cleared {
		for _, u := range now {
			if n, err := number(u.ID); err == nil {
				out = append(out, n)
			}
		}
	}
	for _, n := range in {
		if !watches(n) && !slices.Contains(p.watch, n) {
			p.watch = append(p.watch, n)
		}
	}
	for _, n := range out {
		if watches(n) && !slices.Contains(in, n) && !slices.Contains(p.unwatch, n) { // what is both dropped and added stays in
			p.unwatch = append(p.unwatch, n)
		}
	}
	return nil
}

// attributes are what Redmine is sent for some wants.
func attributes(wants []want) map[string]any {
	attrs := map[string]any{}
	var custom []map[string]any
	for _, w := range wants {
		if w.key == "" {
			custom = append(custom, map[string]any{"id": w.custom, "value": w.send})
			continue
		}
		attrs[w.key] = w.send
	}
	if custom != nil {
		attrs["custom_fields"] = custom
	}
	return attrs
}
