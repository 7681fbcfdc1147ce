package rt

import (
	"context"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
)

// want is one part as a write wants it, with how RT is told.
type want struct {
	part  hub.Part
	value hub.Value // as it will be shown; nil: empty, or taken out
	key   string    // RT's name for it; that of custom fields is their number
	send  any
}

// plan is a write, resolved whole.
type plan struct {
	c      *connector
	raw    *ticket    // nil: the ticket is yet to be made
	before *hub.Issue // what it shows, without its history
	queue  queue
	defs   []definition
	wants  []want
	roles  map[string][]string // whole lists of the people of a role, by RT's name for it
	status string              // to lead the ticket to
}

// longestSubject is how many characters RT keeps of one.
const longestSubject = 200

// plan resolves what a write names, or says what cannot be done. Nothing is
// written yet.
func (c *connector) plan(ctx context.Context, raw *ticket, fields, add, drop *hub.Issue) (*plan, error) {
	p := &plan{c: c, raw: raw, roles: map[string][]string{}}
	if raw != nil {
		if err := c.people.look(ctx, peopleIn(raw, nil)...); err != nil {
			return nil, err
		}
		defs, err := c.known.definitions(ctx, raw)
		if err != nil {
			return nil, err
		}
		p.defs, p.queue, p.before = defs, raw.Queue, c.plain(raw, defs)
	}
	parts := fields.Parts()
	// Where a ticket is comes first: what else it has depends on that.
	if v, ok := parts["project"]; ok {
		if err := p.scalar(ctx, "project", v); err != nil {
			return nil, err
		}
		delete(parts, "project")
	}
	if p.queue.ID == "" {
		return nil, invalid("project", "the name of a queue is wanted")
	}
	if p.defs == nil {
		var err error
		if p.defs, err = c.known.inQueue(ctx, string(p.queue.ID)); err != nil {
			return nil, err
		}
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

// put adds a want, unless the ticket shows it already.
func (p *plan) put(w want) {
	if p.before == nil || !hub.Same(p.before.Get(w.part), w.value) {
		p.wants = append(p.wants, w)
	}
}

func (p *plan) scalar(ctx context.Context, field string, v hub.Value) error {
	v = canon(field, v)
	if name, ok := strings.CutPrefix(field, "customFields."); ok {
		return p.custom(ctx, name, v)
	}
	resolve := resolvers[field]
	if resolve == nil {
		return invalid(field, "tickets of RT have no "+field+", or it cannot be set")
	}
	w := want{part: hub.PartOf(field, ""), value: v}
	if p.before != nil && hub.Same(p.before.Get(w.part), v) {
		return nil // there already; it need not be a name that can be chosen
	}
	if err := resolve(ctx, p, field, &w); err != nil {
		return err
	}
	if w.key != "" {
		p.put(w)
	}
	return nil
}

// resolvers make of a field's value what RT takes for it. Those of fields that
// are written apart leave the key empty.
var resolvers = map[string]func(ctx context.Context, p *plan, field string, w *want) error{
	"project": func(ctx context.Context, p *plan, field string, w *want) error {
		name, _ := w.value.(string)
		if name == "" {
			return invalid(field, "the name of a queue is wanted")
		}
		q, err := p.c.known.queueNamed(ctx, field, name)
		if err != nil {
			return err
		}
		p.queue = q
		w.key, w.send = "Queue", string(q.ID)
		return nil
	},
	"type": func(_ context.Context, p *plan, field string, w *want) error {
		if w.value == "ticket" || w.value == nil && p.raw == nil {
			return nil // all are
		}
		return invalid(field, "all tickets of RT are of the type ticket")
	},
	"summary": func(_ context.Context, _ *plan, field string, w *want) error {
		s, ok := w.value.(string)
		switch {
		case !ok && w.value != nil:
			return invalid(field, "text is wanted")
		case utf8.RuneCountInString(s) > longestSubject:
			return invalid(field, "RT keeps 200 characters at most of the subject")
		case s == "":
			w.value = nil
		}
		w.key, w.send = "Subject", s
		return nil
	},
	"description": func(ctx context.Context, p *plan, field string, w *want) error {
		s, ok := w.value.(string)
		if p.raw != nil {
			is, err := p.c.Get(ctx, refOf(string(p.raw.ID)))
			if err == nil && !hub.Same(is.Get(w.part), w.value) {
				err = invalid(field, "RT keeps the first text of a ticket as it was written")
			}
			return err
		}
		switch {
		case !ok && w.value != nil:
			return invalid(field, "text is wanted")
		case strings.TrimSpace(s) == "" && s != "":
			return invalid(field, "RT takes no blank texts")
		case s == "0":
			return invalid(field, "RT takes a text of one 0 for none")
		case s == "":
			return nil
		}
		w.key, w.send = "Content", s
		return nil
	},
	"status": func(_ context.Context, p *plan, field string, w *want) error {
		s, _ := w.value.(string)
		switch {
		case s == "" && p.raw == nil:
			return nil
		case s == "":
			return invalid(field, "a status cannot be emptied")
		case s == "deleted":
			return invalid(field, "a ticket with this status is deleted; nobody deletes by setting a status from here")
		}
		p.status = s
		return nil
	},
	"priority": func(_ context.Context, p *plan, field string, w *want) error {
		if w.value == nil && p.raw == nil {
			return nil
		}
		return p.priority(field, "Priority", w)
	},
	"extra.finalPriority": func(_ context.Context, p *plan, field string, w *want) error {
		if w.value == nil {
			w.key, w.send = "FinalPriority", "0"
			return nil
		}
		if err := p.priority(field, "FinalPriority", w); err != nil {
			return err
		}
		if w.send == "0" {
			w.value = nil
		}
		return nil
	},
	"assignee": func(ctx context.Context, p *plan, field string, w *want) error {
		w.key, w.send = "Owner", nobody
		if w.value == nil {
			return nil
		}
		u, ok := w.value.(hub.User)
		if !ok {
			return invalid(field, "a person is wanted")
		}
		login, err := p.c.people.login(ctx, field, u, false)
		w.send, w.value = login, hub.User{ID: login}
		return err
	},
	"reporter": func(ctx context.Context, p *plan, field string, w *want) error {
		if p.raw != nil && len(p.raw.Requestor) > 1 {
			return invalid(field, "the ticket has several requestors; set all of them, in extra.requestors")
		}
		var l []hub.Value
		if w.value != nil {
			l = []hub.Value{w.value}
		}
		return p.role(ctx, field, "Requestor", l)
	},
	"extra.requestors": func(ctx context.Context, p *plan, field string, w *want) error {
		l, _ := w.value.([]hub.Value)
		if len(l) < 2 {
			return invalid(field, "several people are wanted; one alone is the reporter")
		}
		return p.role(ctx, field, "Requestor", l)
	},
	"extra.adminCc": func(ctx context.Context, p *plan, field string, w *want) error {
		l, ok := w.value.([]hub.Value)
		if !ok && w.value != nil {
			return invalid(field, "a list of people is wanted")
		}
		return p.role(ctx, field, "AdminCc", l)
	},
	"parent": func(_ context.Context, p *plan, field string, w *want) error {
		if w.value == nil {
			if p.before == nil || p.before.Parent == nil {
				return nil
			}
			w.key, w.send = "DeleteMemberOf", p.before.Parent.ID
			return nil
		}
		m, _ := w.value.(map[string]hub.Value)
		s, _ := m["id"].(string)
		if _, err := number(s); err != nil {
			return invalid(field, "there is no ticket "+quote(s)+" to be the parent")
		}
		w.key, w.send = "AddMemberOf", s
		if p.raw == nil {
			w.key = "MemberOf"
		}
		return nil
	},
	"due":               sendTime("Due"),
	"extra.starts":      sendTime("Starts"),
	"extra.started":     sendTime("Started"),
	"originalEstimate":  sendMinutes("TimeEstimated"),
	"remainingEstimate": sendMinutes("TimeLeft"),
}

// never is what RT has for a time that is not set.
const never = "1970-01-01 00:00:00"

func sendTime(key string) func(context.Context, *plan, string, *want) error {
	return func(_ context.Context, _ *plan, field string, w *want) error {
		w.key, w.send = key, never
		if w.value == nil {
			return nil
		}
		t, ok := w.value.(time.Time)
		if !ok || t.Year() < 1971 || t.Year() > 9999 {
			return invalid(field, "a moment after 1970 is wanted")
		}
		w.send = t.UTC().Format(time.DateTime)
		return nil
	}
}

func sendMinutes(key string) func(context.Context, *plan, string, *want) error {
	return func(_ context.Context, _ *plan, field string, w *want) error {
		w.key, w.send = key, "0"
		if w.value == nil {
			return nil
		}
		n, ok := w.value.(hub.Number)
		s, err := n.Int64()
		if !ok || err != nil || s < 0 {
			return invalid(field, "a number of seconds is wanted")
		}
		w.send = id(wholeMinutes(s))
		return nil
	}
}

func (p *plan) priority(field, key string, w *want) error {
	n, shows, err := p.c.priorities.number(field, w.value)
	w.key, w.send, w.value = key, id(n), shows
	return err
}

// role resolves the whole list of people that have a role.
func (p *plan) role(ctx context.Context, field, role string, people []hub.Value) error {
	logins := []string{}
	for _, v := range people {
		u, ok := v.(hub.User)
		if !ok {
			return invalid(field, "a person is wanted")
		}
		login, err := p.c.people.login(ctx, field, u, true)
		if err != nil {
			return err
		}
		if !slices.Contains(logins, login) {
			logins = append(logins, login)
		}
	}
	if had := p.has(role); !sameNames(had, logins) {
		p.roles[role] = logins
	}
	return nil
}

// has lists who has a role, as RT would be told.
func (p *plan) has(role string) []string {
	if p.raw == nil {
		return nil
	}
	return p.raw.role(role)
}

func (t *ticket) role(role string) []string {
	var l []string
	for _, r := range map[string]rows[record]{"Requestor": t.Requestor, "Cc": t.Cc, "AdminCc": t.AdminCc}[role] {
		l = append(l, string(r.ID))
	}
	return l
}

func sameNames(a, b []string) bool {
	in := func(l []string, s string) bool {
		return slices.ContainsFunc(l, func(o string) bool { return strings.EqualFold(o, s) })
	}
	return len(a) == len(b) && !slices.ContainsFunc(a, func(s string) bool { return !in(b, s) })
}

// fieldOf names the field of a role.
func fieldOf(role string) string {
	return map[string]string{"Requestor": "reporter", "Cc": "watchers", "AdminCc": "extra.adminCc"}[role]
}

func (p *plan) custom(ctx context.Context, name string, v hub.Value) error {
	field := "customFields." + name
	i := slices.IndexFunc(p.defs, func(d definition) bool { return d.name == name })
	if i >= 0 && p.raw != nil && !slices.ContainsFunc(p.raw.CustomFields, func(v customValue) bool { return string(v.ID) == p.defs[i].id }) {
		i = -1 // of other queues
		if p.queue.ID != p.raw.Queue.ID {
			defs, err := p.c.known.inQueue(ctx, string(p.queue.ID))
			if err != nil {
				return err
			}
			p.defs = defs
			i = slices.IndexFunc(p.defs, func(d definition) bool { return d.name == name })
		}
	}
	if i < 0 || p.c.isMark(customValue{ID: text(p.defs[i].id), Name: text(name)}) {
		return invalid(field, "tickets of the queue "+string(p.queue.Name)+" have no field "+quote(name)+", or the account is not shown it")
	}
	d := p.defs[i]
	w := want{part: hub.PartOf(field, ""), value: v, key: d.id}
	if p.before != nil && hub.Same(p.before.Get(w.part), v) || p.before == nil && v == nil {
		return nil
	}
	var err error
	if w.send, w.value, err = p.c.send(ctx, d, v); err == nil {
		p.put(w)
	}
	return err
}

// ownCalls are the sets that have calls of their own.
var ownCalls = []string{"comments", "attachments", "workLogs", "links"}

// sets resolves the elements that are put in and taken out.
func (p *plan) sets(ctx context.Context, fields, add, drop *hub.Issue) error {
	for _, is := range []*hub.Issue{fields, add, drop} {
		for part := range is.Parts() {
			switch field := part.Field(); {
			case part.Elem() == "" && is != fields, !hub.IsSet(field):
			case is == fields && part.Elem() != "" && add != fields:
				return invalid(field, field+" is written by element")
			case field == "watchers":
			case slices.Contains(ownCalls, field) && p.raw == nil:
			case slices.Contains(ownCalls, field):
				return invalid(field, field+" has calls of its own")
			default:
				return invalid(field, "tickets of RT have no "+field)
			}
		}
	}
	return p.watchers(ctx, p.raw != nil && fields.IsCleared("watchers"), add.Watchers, drop.Watchers)
}

// watchers makes the list of those who get copies: RT only takes it whole.
func (p *plan) watchers(ctx context.Context, cleared bool, add, drop []hub.User) error {
	had := p.has("Cc")
	next := slices.Clone(had)
	if cleared {
		next = nil
	}
	for _, u := range drop {
		login, err := p.c.people.login(ctx, "watchers", u, true)
		if err != nil {
			return err
		}
		next = slices.DeleteFunc(next, func(s string) bool { return strings.EqualFold(s, login) })
	}
	for _, u := range add {
		login, err := p.c.people.login(ctx, "watchers", u, true)
		if err != nil {
			return err
		}
		if !slices.ContainsFunc(next, func(s string) bool { return strings.EqualFold(s, login) }) {
			next = append(next, login)
		}
	}
	if !sameNames(had, next) {
		p.roles["Cc"] = append([]string{}, next...) // RT fails on null
	}
	return nil
}

// body is what RT is sent for a plan. Links of a new ticket are named otherwise
// than those of one that is there.
func (p *plan) body() map[string]any {
	b, custom := map[string]any{}, map[string]any{}
	for _, w := range p.wants {
		if strings.HasPrefix(w.part.Field(), "customFields.") {
			custom[w.key] = w.send
			continue
		}
		b[w.key] = w.send
		if w.part == "parent" && p.before != nil && p.before.Parent != nil && w.value != nil {
			b["DeleteMemberOf"] = p.before.Parent.ID
		}
	}
	if len(custom) > 0 {
		b["CustomFields"] = custom
	}
	for role, logins := range p.roles {
		b[role] = logins
	}
	return b
}
