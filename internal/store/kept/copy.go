package kept

import (
	"maps"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// copier makes what is handed out: a copy of what is kept that shares nothing a
// caller could change. Its methods called own turn a flat copy into such a one.
//
// Most of what a copy costs is to ask for memory. What there is much of in an
// issue, its users and short texts, is therefore asked for at once.
type copier struct {
	users []hub.User
	texts []string
}

// Copy returns a copy that the caller may change.
func (to *End) Copy() *hub.End {
	e := to.End
	var c copier
	c.room(&e.Captured, &e.Received)
	c.ownIssue(&e.Captured)
	c.ownIssue(&e.Received)
	e.Base = maps.Clone(e.Base)
	for _, p := range to.deep {
		e.Base[p] = copyValue(e.Base[p])
	}
	e.Stamps = maps.Clone(e.Stamps)
	if aliases := e.Aliases; aliases != nil {
		e.Aliases = make(map[hub.Part]hub.Alias, len(aliases))
		for p, a := range aliases {
			e.Aliases[p] = hub.Alias{Stored: copyValue(a.Stored), Meant: copyValue(a.Meant)}
		}
	}
	e.Wrote = slices.Clone(e.Wrote)
	e.Join = copyPtr(e.Join)
	e.Traces = slices.Clone(e.Traces)
	return &e
}

// Copy returns a copy that the caller may change.
func (form *Event) Copy() *hub.Event {
	ev := form.Event
	var c copier
	if ev.Snapshot = copyPtr(ev.Snapshot); ev.Snapshot != nil {
		c.room(ev.Snapshot)
		c.ownIssue(ev.Snapshot)
	}
	ev.Fault, ev.Refusal = copyPtr(ev.Fault), copyPtr(ev.Refusal)
	ev.Changed = slices.Clone(ev.Changed)
	ev.Before, ev.Told = copyMap(ev.Before), copyMap(ev.Told)
	ev.Case = copyMap(ev.Case)
	if ev.Envelope = copyPtr(ev.Envelope); ev.Envelope != nil {
		c.ownEnvelope(ev.Envelope)
	}
	if ev.Apply = copyPtr(ev.Apply); ev.Apply != nil {
		c.ownApply(ev.Apply)
	}
	ev.Calls = slices.Clone(ev.Calls)
	for i := range ev.Calls {
		ev.Calls[i].Result = copyMap(ev.Calls[i].Result)
	}
	return &ev
}

// CopyHistory returns a copy of what History made, which the caller may change.
func CopyHistory(v *store.History) store.History {
	c := *v
	c.Value, c.By = copyValue(v.Value), copyValue(v.By)
	return c
}

func (c *copier) ownEnvelope(e *hub.Envelope) {
	if e.Replica = copyPtr(e.Replica); e.Replica != nil {
		c.room(&e.Replica.Issue)
		c.ownIssue(&e.Replica.Issue)
		e.Replica.Traces = slices.Clone(e.Replica.Traces)
		e.Replica.Was = copyMap(e.Replica.Was)
	}
	if e.Ack = copyPtr(e.Ack); e.Ack != nil {
		e.Ack.Traces = slices.Clone(e.Ack.Traces)
		e.Ack.Fault, e.Ack.Refused = copyPtr(e.Ack.Fault), copyPtr(e.Ack.Refused)
	}
	if e.Rejoin = copyPtr(e.Rejoin); e.Rejoin != nil {
		e.Rejoin.Traces = slices.Clone(e.Rejoin.Traces)
	}
	e.Connect = copyPtr(e.Connect)
}

func (c *copier) ownApply(a *hub.Apply) {
	c.room(&a.Want, &a.Expected)
	c.ownIssue(&a.Want)
	c.ownIssue(&a.Expected)
	a.Keep, a.Kept, a.Lost, a.Wrote = slices.Clone(a.Keep), slices.Clone(a.Kept), slices.Clone(a.Lost), slices.Clone(a.Wrote)
	a.Stays, a.Edits = copyMap(a.Stays), copyMap(a.Edits)
	a.Expose = slices.Clone(a.Expose)
	a.Traces = slices.Clone(a.Traces)
	a.Ops = slices.Clone(a.Ops)
	for i := range a.Ops {
		a.Ops[i].Parts = slices.Clone(a.Ops[i].Parts)
	}
}

// room asks for the memory that the users and texts of some issues take. It need
// not be right: where it is too little, more is asked for later.
func (c *copier) room(issues ...*hub.Issue) {
	users, texts := 0, 0
	for _, is := range issues {
		for _, u := range []*hub.User{is.Assignee, is.Reporter, is.Creator} {
			if u != nil {
				users++
			}
		}
		users += len(is.Comments) + len(is.Attachments) + len(is.WorkLogs) + len(is.History)
		texts += len(is.Labels) + len(is.Components) + len(is.AffectedVersions) + len(is.FixVersions) + len(is.Sprints) +
			len(is.Cleared)
	}
	c.users, c.texts = make([]hub.User, 0, users), make([]string, 0, texts)
}

func (c *copier) user(u *hub.User) *hub.User {
	if u == nil {
		return nil
	}
	c.users = append(c.users, *u)
	return &c.users[len(c.users)-1]
}

func (c *copier) list(l []string) []string {
	if l == nil {
		return nil
	}
	n := len(c.texts)
	c.texts = append(c.texts, l...)
	return slices.Clip(c.texts[n:])
}

func (c *copier) ownIssue(is *hub.Issue) {
	is.Assignee, is.Reporter, is.Creator = c.user(is.Assignee), c.user(is.Reporter), c.user(is.Creator)
	is.Parent = copyPtr(is.Parent)
	is.Estimate, is.Remaining, is.Spent = copyPtr(is.Estimate), copyPtr(is.Remaining), copyPtr(is.Spent)
	is.Labels, is.Components, is.AffectedVersions = c.list(is.Labels), c.list(is.Components), c.list(is.AffectedVersions)
	is.FixVersions, is.Sprints, is.Cleared = c.list(is.FixVersions), c.list(is.Sprints), c.list(is.Cleared)
	is.Watchers, is.Links = slices.Clone(is.Watchers), slices.Clone(is.Links)
	is.Comments = slices.Clone(is.Comments)
	for i := range is.Comments {
		is.Comments[i].Author = c.user(is.Comments[i].Author)
	}
	is.Attachments = slices.Clone(is.Attachments)
	for i := range is.Attachments {
		is.Attachments[i].Author = c.user(is.Attachments[i].Author)
	}
	is.WorkLogs = slices.Clone(is.WorkLogs)
	for i := range is.WorkLogs {
		is.WorkLogs[i].Author = c.user(is.WorkLogs[i].Author)
	}
	is.History = slices.Clone(is.History)
	for i := range is.History {
		h := &is.History[i]
		h.By, h.From, h.To = c.user(h.By), copyValue(h.From), copyValue(h.To)
	}
	is.CustomFields, is.CustomKeys, is.Extra = copyMap(is.CustomFields), copyMap(is.CustomKeys), copyMap(is.Extra)
}

func copyPtr[T any](p *T) *T {
	if p == nil {
		return nil
	}
	v := *p
	return &v
}

func copyMap[K comparable, M ~map[K]hub.Value](m M) M {
	if len(m) == 0 {
		return maps.Clone(m)
	}
	c := maps.Clone(m)
	for k, v := range m {
		if isDeep(v) {
			c[k] = copyValue(v)
		}
	}
	return c
}

// deepParts lists the parts whose values are more than one piece.
func deepParts(ps hub.Parts) (deep []hub.Part) {
	for p, v := range ps {
		if isDeep(v) {
			deep = append(deep, p)
		}
	}
	return deep
}

// isDeep reports whether two holders of a kept value could disturb each other.
func isDeep(v hub.Value) bool {
	switch v.(type) {
	case []hub.Value, map[string]hub.Value:
		return true
	}
	return false
}

func copyValue(v hub.Value) hub.Value {
	switch v := v.(type) {
	case []hub.Value:
		l := make([]hub.Value, len(v))
		for i, e := range v {
			l[i] = copyValue(e)
		}
		return l
	case map[string]hub.Value:
		return copyMap(v)
	}
	return v
}
