package jira

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
)

// want is one part as a write wants it: how the issue will show it, nil if it is
// to be empty or taken out.
type want struct {
	part  hub.Part
	value hub.Value
}

// plan is a write, resolved whole.
type plan struct {
	c      *connector
	before *hub.Issue // what the issue shows, if it was needed; nil too where it is yet to be made
	isNew  bool

	project, kind string
	fields        map[string]any   // values, by Jira's names of fields
	update        map[string][]any // what comes to sets and goes out of them
	ours          map[string]string
	texts         map[string]string // long texts, as they were given, by Jira's names of fields
	wants         []want
	status        string // to be reached by transitions, "" if it stays
	resolution    any    // to go with the transition, if its screen has it
	watch         []person
	unwatch       []person
	sprint        string // to be put into
	backlog       bool   // to be taken out of its sprint
}

// person is somebody as a write needs them.
type person struct {
	id   string
	send map[string]any
}

// longestSummary is how many characters Jira takes for one.
const longestSummary = 255

// setFields are the sets that are written by element, with Jira's names.
var setFields = map[string]string{"labels": "labels", "components": "components", "affectedVersions": "versions", "fixVersions": "fixVersions"}

// fixed are the fields that an issue always has.
var fixed = []string{"project", "type", "summary", "status"}

// plan resolves what a write names, or says what cannot be done. Nothing is
// written yet. before is read by look where the write needs it.
func (c *connector) plan(ctx context.Context, fields, add, drop *hub.Issue, look func() (*hub.Issue, error)) (*plan, error) {
	p := &plan{c: c, isNew: look == nil, fields: map[string]any{}, update: map[string][]any{}, ours: map[string]string{}, texts: map[string]string{}, project: fields.Project, kind: fields.Type}
	parts := fields.Parts()
	if look != nil && p.needsLook(parts, fields, add, drop) {
		var err error
		if p.before, err = look(); err != nil {
			return nil, err
		}
		p.project = p.before.Project
	}
	for _, part := range slices.Sorted(maps.Keys(parts)) {
		if part.Elem() != "" || hub.IsSet(part.Field()) {
			continue
		}
		if err := p.scalar(ctx, part.Field(), parts[part]); err != nil {
			return nil, err
		}
	}
	return p, p.sets(ctx, fields, add, drop)
}

// needsLook reports whether what the issue shows now must be known.
func (p *plan) needsLook(parts hub.Parts, fields, add, drop *hub.Issue) bool {
	for part := range parts {
		switch part.Field() {
		case "project", "status", "originalEstimate", "remainingEstimate":
			return true
		}
	}
	return fields.IsCleared("watchers") || fields.IsCleared("sprints") || len(add.Sprints)+len(drop.Sprints) > 0
}

// put adds a value to what is sent.
func (p *plan) put(key, field string, send, shown hub.Value) {
	p.fields[key], p.ours[key] = send, field
	p.wants = append(p.wants, want{hub.PartOf(field, ""), shown})
}

func (p *plan) scalar(ctx context.Context, field string, v hub.Value) error {
	given, _ := v.(string)
	v = p.c.canon(field, v)
	if v == nil && slices.Contains(fixed, field) {
		return invalid(field, field+" cannot be emptied")
	}
	if name, ok := strings.CutPrefix(field, "customFields."); ok {
		return p.custom(ctx, name, v, given)
	}
	if slices.Contains(richFields, field) {
		p.texts[field] = given
	}
	put := putters[field]
	if put == nil {
		return invalid(field, "issues of Jira have no "+field+", or it cannot be set")
	}
	return put(ctx, p, field, v)
}

// putters make of a field's value what Jira takes for it.
var putters = map[string]func(ctx context.Context, p *plan, field string, v hub.Value) error{
	"project": func(_ context.Context, p *plan, field string, v hub.Value) error {
		key, ok := v.(string)
		switch {
		case !ok:
			return invalid(field, "the key of a project is wanted")
		case p.isNew:
			p.put("project", field, map[string]any{"key": key}, key)
		case key != p.before.Project:
			return invalid(field, "Jira's interface moves no issue to another project: a person must")
		}
		return nil
	},
	"type": named("issuetype"), "priority": named("priority"), "securityLevel": named("security"),
	"resolution": func(ctx context.Context, p *plan, field string, v hub.Value) error {
		if err := named("resolution")(ctx, p, field, v); err != nil {
			return err
		}
		p.resolution = p.fields["resolution"]
		return nil
	},
	"status": func(_ context.Context, p *plan, field string, v hub.Value) error {
		name, ok := v.(string)
		if !ok {
			return invalid(field, "a name is wanted")
		}
		if p.isNew || p.before.Status != name {
			p.status = name
			p.wants = append(p.wants, want{"status", name})
		}
		return nil
	},
	"summary": func(_ context.Context, p *plan, field string, v hub.Value) error {
		s, ok := v.(string)
		switch {
		case !ok:
			return invalid(field, "text is wanted")
		case strings.ContainsAny(s, "\n"):
			return invalid(field, "Jira takes no line ends in a summary")
		case utf8.RuneCountInString(s) > longestSummary:
			return invalid(field, "Jira takes 255 characters at most for the summary")
		}
		p.put("summary", field, s, s)
		return nil
	},
	"description": richText, "environment": richText,
	"assignee": user, "reporter": user,
	"parent": func(ctx context.Context, p *plan, field string, v hub.Value) error {
		m, _ := v.(map[string]hub.Value)
		id, _ := m["id"].(string)
		if v != nil {
			if _, err := number(id); err != nil {
				return invalid(field, "there is no issue "+quote(id)+" to be the parent")
			}
		}
		return p.parent(ctx, id)
	},
	"due": func(_ context.Context, p *plan, field string, v hub.Value) error {
		t, ok := v.(time.Time)
		switch {
		case v == nil:
			p.put("duedate", field, nil, nil)
		case !ok:
			return invalid(field, "a date is wanted")
		default:
			p.put("duedate", field, t.Format(time.DateOnly), t)
		}
		return nil
	},
	"originalEstimate": estimate("originalEstimate"), "remainingEstimate": estimate("remainingEstimate"),
}

func named(key string) func(context.Context, *plan, string, hub.Value) error {
	return func(_ context.Context, p *plan, field string, v hub.Value) error {
		name, ok := v.(string)
		switch {
		case v == nil:
			p.put(key, field, nil, nil)
		case !ok:
			return invalid(field, "a name is wanted")
		default:
			p.put(key, field, map[string]any{"name": name}, name)
		}
		return nil
	}
}

func richText(_ context.Context, p *plan, field string, v hub.Value) error {
	s, ok := v.(string)
	if !ok && v != nil {
		return invalid(field, "text is wanted")
	}
	p.put(field, field, document(p.c.isCloud(), s), v)
	return nil
}

func user(ctx context.Context, p *plan, field string, v hub.Value) error {
	if v == nil {
		p.put(field, field, nil, nil)
		return nil
	}
	u, ok := v.(hub.User)
	if !ok {
		return invalid(field, "a person is wanted")
	}
	id, send, err := p.c.person(ctx, field, u)
	if err != nil {
		return err
	}
	p.put(field, field, send, hub.User{ID: id})
	return nil
}

// estimate sets one of the two times. Where only one is sent Jira may work out
// the other anew, so what the other is goes with it.
func estimate(name string) func(context.Context, *plan, string, hub.Value) error {
	return func(_ context.Context, p *plan, field string, v hub.Value) error {
		n, ok := v.(hub.Number)
		s, err := n.Int64()
		if v == nil {
			return invalid(field, "Jira's interface empties no estimate; it may be set to 0")
		}
		if !ok || err != nil || s < 0 {
			return invalid(field, "a whole number of seconds, from 0 on, is wanted")
		}
		times, _ := p.fields["timetracking"].(map[string]any)
		if times == nil {
			times = map[string]any{}
			if p.before != nil {
				for other, now := range map[string]*int64{"originalEstimate": p.before.Estimate, "remainingEstimate": p.before.Remaining} {
					if now != nil {
						times[other] = itoa(int(*now/60)) + "m"
					}
				}
			}
		}
		times[name] = itoa(int(s/60)) + "m"
		p.fields["timetracking"], p.ours["timetracking"] = times, field
		p.wants = append(p.wants, want{hub.Part(field), v})
		return nil
	}
}

func (p *plan) custom(ctx context.Context, name string, v hub.Value, given string) error {
	field := "customFields." + name
	t, err := p.c.table(ctx, false)
	if err != nil {
		return err
	}
	d, ok := t.named(name)
	if !ok {
		if t, err = p.c.table(ctx, true); err != nil {
			return err
		}
		d, ok = t.named(name)
	}
	switch {
	case !ok:
		return invalid(field, "issues of Jira have no field "+quote(name)+", or the account is not shown it")
	case d.Schema.Custom == sprintField:
		return invalid(field, "sprints are the elements of the field sprints")
	case d.Schema.Custom == rankField:
		return invalid(field, "Jira's interface sets no rank")
	}
	if v == nil {
		p.put(d.ID, field, nil, nil)
		if d.Schema.Type == "array" {
			p.fields[d.ID] = []any{}
		}
		return nil
	}
	if d.rich() {
		p.texts[d.ID] = given
	}
	send, shown, err := p.c.stored(ctx, d, v)
	if err != nil {
		return err
	}
	p.put(d.ID, field, send, shown)
	return nil
}

// ownCalls are the sets that have calls of their own.
var ownCalls = []string{"comments", "attachments", "workLogs", "links"}

// sets resolves the elements that are put in and taken out.
func (p *plan) sets(ctx context.Context, fields, add, drop *hub.Issue) error {
	for _, is := range []*hub.Issue{fields, add, drop} {
		for part := range is.Parts() {
			switch field := part.Field(); {
			case part.Elem() == "" && is != fields, !hub.IsSet(field):
				if is != fields {
					return invalid(field, field+" is no set")
				}
			case is == fields && part.Elem() != "" && !p.isNew:
				return invalid(field, field+" is written by element")
			case setFields[field] != "", field == "watchers", field == "sprints":
			case slices.Contains(ownCalls, field) && p.isNew:
			case slices.Contains(ownCalls, field):
				return invalid(field, field+" has calls of its own")
			default:
				return invalid(field, "issues of Jira have no "+field)
			}
		}
	}
	for _, s := range []struct {
		field     string
		in, out   []string
		asElement func(string) any
	}{
		{"labels", add.Labels, drop.Labels, func(s string) any { return s }},
		{"components", add.Components, drop.Components, asName},
		{"affectedVersions", add.AffectedVersions, drop.AffectedVersions, asName},
		{"fixVersions", add.FixVersions, drop.FixVersions, asName},
	} {
		if err := p.set(s.field, fields.IsCleared(s.field), s.in, s.out, s.asElement); err != nil {
			return err
		}
	}
	if err := p.watchers(ctx, fields.IsCleared("watchers"), add.Watchers, drop.Watchers); err != nil {
		return err
	}
	return p.sprints(fields.IsCleared("sprints"), add.Sprints, drop.Sprints)
}

func asName(s string) any { return map[string]any{"name": s} }

// set writes one set: whole for a new issue or an emptied set, else by element,
// so that what others put in meanwhile stays.
func (p *plan) set(field string, cleared bool, in, out []string, element func(string) any) error {
	key := setFields[field]
	if field == "labels" {
		for _, l := range in {
			if strings.ContainsAny(l, " \t\n\r") || l == "" || utf8.RuneCountInString(l) > longestSummary {
				return invalid(field, "Jira takes labels without blanks, of 255 characters at most; not "+quote(l))
			}
		}
	}
	if len(in)+len(out) > 0 || cleared && !p.isNew {
		p.ours[key] = field
	}
	if p.isNew || cleared {
		list := []any{}
		for _, e := range in {
			list = append(list, element(e))
			p.wants = append(p.wants, want{hub.PartOf(field, e), true})
		}
		if len(list) > 0 || cleared && !p.isNew {
			p.fields[key] = list
		}
		return nil
	}
	for _, e := range in {
		p.update[key] = append(p.update[key], map[string]any{"add": element(e)})
		p.wants = append(p.wants, want{hub.PartOf(field, e), true})
	}
	for _, e := range out {
		if !slices.Contains(in, e) { // what is both stays in
			p.update[key] = append(p.update[key], map[string]any{"remove": element(e)})
			p.wants = append(p.wants, want{hub.PartOf(field, e), nil})
		}
	}
	return nil
}

func (p *plan) watchers(ctx context.Context, cleared bool, in, out []hub.User) error {
	if cleared && p.before != nil {
		out = append(slices.Clone(out), p.before.Watchers...)
	}
	if !p.c.watchers && len(in)+len(out) > 0 {
		return invalid("watchers", "watchers are not kept up here: the setting watchers of this tracker says so")
	}
	for _, l := range []struct {
		users []hub.User
		to    *[]person
		value hub.Value
	}{{in, &p.watch, true}, {out, &p.unwatch, nil}} {
		for _, u := range l.users {
			id, send, err := p.c.person(ctx, "watchers", u)
			if err != nil {
				return err
			}
			if l.value == nil && slices.ContainsFunc(p.watch, func(w person) bool { return w.id == id }) {
				continue // what is both dropped and added stays in
			}
			*l.to = append(*l.to, person{id, send})
			p.wants = append(p.wants, want{hub.PartOf("watchers", id), l.value})
		}
	}
	return nil
}

// sprints: an issue is in one sprint that is not closed, or in none; those that
// are closed stay with it for good.
func (p *plan) sprints(cleared bool, in, out []string) error {
	switch {
	case len(in) > 1:
		return invalid("sprints", "an issue of Jira can be put into one sprint at a time: "+quote(in[0])+" or "+quote(in[1]))
	case len(in) == 1:
		if p.before == nil || !slices.Contains(p.before.Sprints, in[0]) {
			p.sprint = in[0]
			p.wants = append(p.wants, want{hub.PartOf("sprints", in[0]), true})
		}
	case p.before != nil:
		for _, s := range p.before.Sprints {
			if cleared || slices.Contains(out, s) {
				p.backlog = true
				p.wants = append(p.wants, want{hub.PartOf("sprints", s), nil})
			}
		}
	}
	return nil
}

// body is what Jira is sent.
func (p *plan) body() map[string]any {
	body := map[string]any{}
	if len(p.fields) > 0 {
		body["fields"] = p.fields
	}
	if len(p.update) > 0 {
		body["update"] = p.update
	}
	return body
}
