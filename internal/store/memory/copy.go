package memory

import (
	"maps"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// The functions of this file make what is handed out: a copy of what is kept that
// shares nothing a caller could change. Those called own turn a flat copy into
// such a one.

func copyEnd(e *hub.End) *hub.End {
	c := *e
	ownIssue(&c.Captured)
	ownIssue(&c.Received)
	c.Base = copyMap(e.Base)
	c.Stamps = maps.Clone(e.Stamps)
	c.Aliases = maps.Clone(e.Aliases)
	for p, a := range e.Aliases {
		if isShared(a.Stored) || isShared(a.Meant) {
			c.Aliases[p] = hub.Alias{Stored: copyValue(a.Stored), Meant: copyValue(a.Meant)}
		}
	}
	c.Wrote = slices.Clone(e.Wrote)
	c.Traces = slices.Clone(e.Traces)
	return &c
}

func copyEvent(ev *hub.Event) *hub.Event {
	c := *ev
	c.Fault = copyPtr(ev.Fault)
	if c.Snapshot = copyPtr(ev.Snapshot); c.Snapshot != nil {
		ownIssue(c.Snapshot)
	}
	c.Changed = slices.Clone(ev.Changed)
	if c.Envelope = copyPtr(ev.Envelope); c.Envelope != nil {
		ownEnvelope(c.Envelope)
	}
	if c.Apply = copyPtr(ev.Apply); c.Apply != nil {
		ownApply(c.Apply)
	}
	c.Calls = slices.Clone(ev.Calls)
	for i := range c.Calls {
		c.Calls[i].Result = copyMap(c.Calls[i].Result)
	}
	return &c
}

func copyHistory(v *store.History) store.History {
	c := *v
	c.Value, c.By = copyValue(v.Value), copyValue(v.By)
	return c
}

func ownEnvelope(e *hub.Envelope) {
	if e.Replica = copyPtr(e.Replica); e.Replica != nil {
		ownIssue(&e.Replica.Issue)
		e.Replica.Was = copyMap(e.Replica.Was)
	}
	if e.Ack = copyPtr(e.Ack); e.Ack != nil {
		e.Ack.Traces = slices.Clone(e.Ack.Traces)
		e.Ack.Fault = copyPtr(e.Ack.Fault)
	}
}

func ownApply(a *hub.Apply) {
	ownIssue(&a.Want)
	ownIssue(&a.Expected)
	for _, l := range []*[]hub.Part{&a.Keep, &a.Kept, &a.Lost, &a.Wrote} {
		*l = slices.Clone(*l)
	}
	a.Stays = copyMap(a.Stays)
	a.Traces = slices.Clone(a.Traces)
	a.Ops = slices.Clone(a.Ops)
	for i := range a.Ops {
		a.Ops[i].Parts = slices.Clone(a.Ops[i].Parts)
	}
}

func ownIssue(is *hub.Issue) {
	is.Assignee, is.Reporter, is.Creator = copyPtr(is.Assignee), copyPtr(is.Reporter), copyPtr(is.Creator)
	is.Parent = copyPtr(is.Parent)
	is.Estimate, is.Remaining, is.Spent = copyPtr(is.Estimate), copyPtr(is.Remaining), copyPtr(is.Spent)
	for _, l := range []*[]string{&is.Labels, &is.Components, &is.AffectedVersions, &is.FixVersions, &is.Sprints, &is.Cleared} {
		*l = slices.Clone(*l)
	}
	is.Watchers = slices.Clone(is.Watchers)
	is.Links = slices.Clone(is.Links)
	is.Comments = slices.Clone(is.Comments)
	for i := range is.Comments {
		is.Comments[i].Author = copyPtr(is.Comments[i].Author)
	}
	is.Attachments = slices.Clone(is.Attachments)
	for i := range is.Attachments {
		is.Attachments[i].Author = copyPtr(is.Attachments[i].Author)
	}
	is.WorkLogs = slices.Clone(is.WorkLogs)
	for i := range is.WorkLogs {
		is.WorkLogs[i].Author = copyPtr(is.WorkLogs[i].Author)
	}
	is.History = slices.Clone(is.History)
	for i := range is.History {
		h := &is.History[i]
		h.By, h.From, h.To = copyPtr(h.By), copyValue(h.From), copyValue(h.To)
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
	c := maps.Clone(m)
	for k, v := range m {
		if isShared(v) {
			c[k] = copyValue(v)
		}
	}
	return c
}

// isShared reports whether two holders of a kept value could disturb each other.
func isShared(v hub.Value) bool {
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
