package rt

import (
	"context"
	"net/url"
	"slices"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker/web"
)

// Each transaction that changes a field is an entry of the change log, with a
// number of its own: several fields that are written at once are as many entries.

// Entries implements tracker.Logger.
func (c *connector) Entries(ctx context.Context, ref hub.Ref, after string) ([]hub.HistoryItem, error) {
	var since int64
	if after != "" {
		n, err := number(after)
		if err != nil {
			return nil, err
		}
		since = n
	}
	raw, err := c.ticket(ctx, ref)
	if err != nil {
		return nil, err
	}
	return c.entries(ctx, raw, since)
}

// loggedFields maps RT's fields to ours, where transactions name them.
var loggedFields = map[text]string{
	"Subject": "summary", "Status": "status", "Queue": "project", "Priority": "priority", "FinalPriority": "extra.finalPriority",
	"Owner": "assignee", "Due": "due", "Starts": "extra.starts", "Started": "extra.started",
	"TimeEstimated": "originalEstimate", "TimeLeft": "remainingEstimate",
}

// logs reports whether a transaction is an entry of the change log.
func (t *transaction) logs() bool {
	switch t.Type {
	case "Set":
		return loggedFields[t.Field] != ""
	case "Take", "Untake", "Steal", "Give", "Force":
		return t.Field == "Owner"
	case "Status", "CustomField":
		return true
	case "AddWatcher", "DelWatcher":
		return t.Field == "Cc" || t.Field == "Requestor" || t.Field == "AdminCc"
	case "AddLink", "DeleteLink":
		return t.Field == "MemberOf" || ourLink(t.Field) != ""
	}
	return false
}

func ourLink(theirs text) string {
	for _, l := range linkTypes {
		if text(l.theirs) == theirs {
			return l.ours
		}
	}
	return ""
}

// entries makes entries of the transactions after one. Of what has several values
// a transaction has what came or went; the whole is found by going back from what
// the ticket shows.
func (c *connector) entries(ctx context.Context, raw *ticket, since int64) ([]hub.HistoryItem, error) {
	history, err := c.history(ctx, raw, since)
	if err != nil {
		return nil, err
	}
	history = slices.DeleteFunc(history, func(t transaction) bool { return !t.logs() })
	if len(history) == 0 {
		return nil, nil
	}
	defs, err := c.known.definitions(ctx, raw)
	if err != nil {
		return nil, err
	}
	names := peopleIn(raw, nil)
	for _, t := range history {
		names = append(names, string(t.Creator.ID))
	}
	if err := c.people.look(ctx, names...); err != nil {
		return nil, err
	}
	h := &historian{c: c, raw: raw, defs: defs, now: map[string][]hub.Value{}}
	h.begin()
	var items []hub.HistoryItem // newest first
	for _, t := range slices.Backward(history) {
		field, from, to, err := h.entry(ctx, &t)
		if err != nil {
			return nil, err
		}
		if field != "" {
			items = append(items, hub.HistoryItem{
				ID: string(t.ID), At: moment(t.Created), By: c.people.user(t.Creator), Field: field, From: from, To: to,
			})
		}
	}
	slices.Reverse(items)
	return items, nil
}

// historian reads transactions from the newest to the oldest.
type historian struct {
	c    *connector
	raw  *ticket
	defs []definition
	now  map[string][]hub.Value // what has several values shows after the transaction at hand
}

func (h *historian) begin() {
	for _, role := range []string{"Requestor", "AdminCc"} {
		for _, login := range h.raw.role(role) {
			h.now[role] = append(h.now[role], hub.User{ID: login})
		}
	}
	parent, links := linksOf(h.raw)
	if parent != nil {
		h.now["MemberOf"] = append(h.now["MemberOf"], parent.ID)
	}
	for _, l := range links {
		if l.Type == memberOf {
			h.now["MemberOf"] = append(h.now["MemberOf"], l.To.ID)
		}
	}
	for _, v := range h.raw.CustomFields {
		if d, ok := h.definition(v.ID); ok && d.many {
			for _, e := range v.Values {
				if s := d.shownOne(e); s != nil {
					h.now[d.id] = append(h.now[d.id], s)
				}
			}
		}
	}
}

func (h *historian) definition(field text) (definition, bool) {
	i := slices.IndexFunc(h.defs, func(d definition) bool { return d.id == string(field) })
	if i < 0 || h.c.isMark(customValue{ID: text(h.defs[i].id), Name: text(h.defs[i].name)}) {
		return definition{}, false
	}
	return h.defs[i], true
}

// entry makes one entry; its field is "" if it says nothing to us.
func (h *historian) entry(ctx context.Context, t *transaction) (field string, from, to hub.Value, err error) {
	switch t.Type {
	case "CustomField":
		d, ok := h.definition(t.Field)
		if !ok {
			return "", nil, nil, nil
		}
		from, to = d.logged(t.OldValue), d.logged(t.NewValue)
		if d.many {
			was, is := h.back(d.id, from, to)
			from, to = list(d.field(), was), list(d.field(), is)
		}
		return d.field(), from, to, nil
	case "AddWatcher", "DelWatcher":
		return h.watcher(ctx, t)
	case "AddLink", "DeleteLink":
		return h.link(t)
	}
	if field = loggedFields[t.Field]; t.Type == "Status" {
		field = "status"
	}
	if from, err = h.value(ctx, field, t.OldValue); err == nil {
		to, err = h.value(ctx, field, t.NewValue)
	}
	return field, from, to, err
}

// back takes back what came and puts in what went, and returns what there was
// before and after.
func (h *historian) back(of string, went, came hub.Value) (was, is []hub.Value) {
	is = h.now[of]
	was = slices.Clone(is)
	if came != nil {
		was = slices.DeleteFunc(was, func(v hub.Value) bool { return hub.Same(v, came) })
	}
	if went != nil {
		was = slices.Insert(was, 0, went)
	}
	h.now[of] = was
	return was, is
}

func (h *historian) watcher(ctx context.Context, t *transaction) (field string, from, to hub.Value, err error) {
	went, came := t.OldValue, t.NewValue
	var of [2]hub.Value
	for i, principal := range []text{went, came} {
		if principal == "" || principal == "0" {
			continue
		}
		login, err := h.c.people.numbered(ctx, principal)
		if err != nil {
			return "", nil, nil, err
		}
		of[i] = hub.User{ID: login}
	}
	switch t.Field {
	case "Cc":
		u, _ := of[0].(hub.User)
		if of[1] != nil {
			u, _ = of[1].(hub.User)
		}
		return "watchers/" + u.ID, isThere(of[0]), isThere(of[1]), nil
	case "Requestor":
		was, is := h.back("Requestor", of[0], of[1])
		return "reporter", first(was), first(is), nil
	}
	was, is := h.back("AdminCc", of[0], of[1])
	return "extra.adminCc", list("", was), list("", is), nil
}

func isThere(v hub.Value) hub.Value {
	if v == nil {
		return nil
	}
	return true
}

func first(l []hub.Value) hub.Value {
	if len(l) == 0 {
		return nil
	}
	return l[0]
}

func (h *historian) link(t *transaction) (field string, from, to hub.Value, err error) {
	went, came := linkEnd(t.OldValue), linkEnd(t.NewValue)
	if t.Field == "MemberOf" {
		was, is := h.back("MemberOf", went, came)
		return "parent", parentOf(was), parentOf(is), nil
	}
	at := func(end hub.Value) hub.Value {
		if end == nil {
			return nil
		}
		return map[string]hub.Value{"title": ""}
	}
	s, _ := went.(string)
	if came != nil {
		s, _ = came.(string)
	}
	return "links/" + ourLink(t.Field) + ":" + s, at(went), at(came), nil
}

// linkEnd is the number of a ticket or an address, as transactions name them.
func linkEnd(t text) hub.Value {
	if t == "" {
		return nil
	}
	s := string(t)
	if strings.HasPrefix(s, "fsck.com-rt://") {
		if _, n, ok := strings.Cut(s, "/ticket/"); ok {
			return n
		}
	}
	return s
}

// parentOf is the parent among all that there are: that with the lowest number.
func parentOf(l []hub.Value) hub.Value {
	lowest := ""
	for _, v := range l {
		if s, _ := v.(string); lowest == "" || text(s).int() < text(lowest).int() {
			lowest = s
		}
	}
	if lowest == "" {
		return nil
	}
	return map[string]hub.Value{"id": lowest}
}

// value reads a transaction's text as the value of a field.
func (h *historian) value(ctx context.Context, field string, t text) (hub.Value, error) {
	if t == "" {
		return nil, nil
	}
	switch field {
	case "project":
		q, ok, err := h.c.known.queue(ctx, func(q queue) bool { return q.ID == t })
		if !ok {
			return string(t), err
		}
		return string(q.Name), nil
	case "priority":
		return h.c.priorities.word(t), nil
	case "extra.finalPriority":
		if t.int() == 0 {
			return nil, nil
		}
		return h.c.priorities.word(t), nil
	case "assignee":
		login, err := h.c.people.numbered(ctx, t)
		if err != nil || login == nobody {
			return nil, err
		}
		return hub.User{ID: login}, nil
	case "due", "extra.starts", "extra.started":
		if at := logMoment(t); !at.IsZero() {
			return at, nil
		}
		return nil, nil
	case "originalEstimate", "remainingEstimate":
		if s := seconds(t); s != nil {
			return hub.Number(id(*s)), nil
		}
		return nil, nil
	case "summary":
		return oneLine(string(t)), nil
	}
	return string(t), nil
}

// logMoment reads a time as a transaction has it: in the form of databases, or
// as somebody wrote it.
func logMoment(t text) time.Time {
	for _, form := range []string{time.DateTime, time.RFC3339, time.DateOnly} {
		if at, err := time.Parse(form, string(t)); err == nil && at.Unix() != 0 {
			return at.UTC()
		}
	}
	return time.Time{}
}

// logged is a custom field's value as a transaction has it.
func (d definition) logged(t text) hub.Value {
	if d.kind == "DateTime" {
		if at := logMoment(t); !at.IsZero() {
			return at
		}
		return nil
	}
	return d.shownOne(string(t))
}

// numbered is the login of the account with a number, which transactions have.
func (p *people) numbered(ctx context.Context, n text) (string, error) {
	if login, ok := p.byNumber(n); ok {
		return login, nil
	}
	end, err := p.turn.Take(ctx)
	if err != nil {
		return "", err
	}
	defer end()
	if login, ok := p.byNumber(n); ok { // somebody else read it while we waited
		return login, nil
	}
	var u account
	if _, err := p.c.get(ctx, "/user/"+url.PathEscape(string(n)), nil, &u); err != nil && hub.CodeOf(web.Hidden(err)) != hub.NotFound {
		return "", err
	}
	if u.Name == "" {
		u.Name = text(groupPrefix) + n // what is no account is a group
	}
	p.mu.Lock()
	p.byName[numberKey(n)] = person{u, p.c.now()}
	p.mu.Unlock()
	return string(u.Name), nil
}

func (p *people) byNumber(n text) (login string, ok bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	known, ok := p.byName[numberKey(n)]
	age := p.c.now().Sub(known.read)
	return string(known.Name), ok && age >= 0 && age < knownFor
}

func numberKey(n text) string { return "number " + string(n) } // no login has a blank
