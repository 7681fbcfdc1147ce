package kept

import (
	"slices"

	"github.com/entwine-sync/entwine/hub"
)

// error is the part of an error that people are shown.
func (k *keeper) error(e *hub.Error) *hub.Error {
	if e == nil {
		return nil
	}
	c := *e
	c.Detail, c.Err = "", nil
	k.texts(string(c.Code), string(c.Scope), c.Field, c.Message)
	return &c
}

func (k *keeper) envelope(was, e *hub.Envelope) *hub.Envelope {
	if e == nil {
		return nil
	}
	if was == nil {
		was = new(hub.Envelope)
	}
	c := *e
	k.texts(string(e.ID), string(e.Connection), string(e.Pair), string(e.From), string(e.Kind), e.Ref.ID, e.Ref.Key)
	c.Replica, c.Ack, c.Rejoin = k.replica(was.Replica, e.Replica), k.ack(e.Ack), k.rejoining(e.Rejoin)
	c.Connect = k.connecting(e.Connect)
	return &c
}

func (k *keeper) replica(was, r *hub.Replica) *hub.Replica {
	if r == nil {
		return nil
	}
	if was == nil {
		was = new(hub.Replica)
	}
	c := *r
	k.texts(r.Format)
	k.issue(&was.Issue, &c.Issue)
	c.Traces = k.traces(r.Traces)
	c.Was = k.told(was.Was, r.Was)
	return &c
}

func (k *keeper) ack(a *hub.Ack) *hub.Ack {
	if a == nil {
		return nil
	}
	c := *a
	k.texts(string(a.Of), a.Local.ID, a.Local.Key)
	c.Traces = k.traces(a.Traces)
	c.Fault, c.Refused = k.error(a.Fault), k.error(a.Refused)
	return &c
}

func (k *keeper) connecting(c *hub.Connecting) *hub.Connecting {
	if c == nil {
		return nil
	}
	k.texts(c.Yours, string(c.Fields), string(c.Comments), string(c.Attachments))
	return copyPtr(c)
}

func (k *keeper) rejoining(r *hub.Rejoining) *hub.Rejoining {
	if r == nil {
		return nil
	}
	c := *r
	k.texts(r.Yours.ID, r.Yours.Key)
	c.Traces = k.traces(r.Traces)
	return &c
}

func (k *keeper) apply(was, a *hub.Apply) *hub.Apply {
	if a == nil {
		return nil
	}
	if was == nil {
		was = new(hub.Apply)
	}
	c := *a
	k.texts(string(a.Rev), a.Log)
	k.issue(&was.Want, &c.Want)
	k.issue(&was.Expected, &c.Expected)
	c.Keep, c.Kept = keepTexts(k, was.Keep, a.Keep), keepTexts(k, was.Kept, a.Kept)
	c.Lost, c.Wrote = keepTexts(k, was.Lost, a.Lost), keepTexts(k, was.Wrote, a.Wrote)
	c.Stays, c.Edits = k.told(was.Stays, a.Stays), k.told(was.Edits, a.Edits)
	c.Expose = k.refs(a.Expose)
	c.Ops = k.ops(a.Ops)
	c.Traces = k.traces(a.Traces)
	return &c
}

func (k *keeper) refs(list []hub.Ref) []hub.Ref {
	if len(list) == 0 {
		return nil
	}
	for _, r := range list {
		k.texts(r.ID, r.Key)
	}
	return slices.Clone(list)
}

func (k *keeper) traces(list []hub.Trace) []hub.Trace {
	if len(list) == 0 {
		return nil
	}
	for _, t := range list {
		k.texts(t.Field, t.Remote, t.Local)
	}
	return slices.Clone(list)
}

func (k *keeper) ops(list []hub.Op) []hub.Op {
	if len(list) == 0 {
		return nil
	}
	list = slices.Clone(list)
	for i := range list {
		o := &list[i]
		k.texts(string(o.Do), o.Remote, string(o.State), o.Mark, string(o.Request), o.Cursor, o.Note)
		o.At = k.date(o.At)
		for _, p := range o.Parts {
			k.texts(string(p))
		}
		o.Parts = slices.Clone(o.Parts) // this list is kept empty
	}
	return list
}

func (k *keeper) calls(was, list []hub.Call) []hub.Call {
	if len(list) == 0 {
		return nil
	}
	list = slices.Clone(list)
	for i := range list {
		c := &list[i]
		k.texts(string(c.Request), string(c.State))
		var old hub.Values
		if i < len(was) {
			old = was[i].Result
		}
		c.Result = k.values(old, c.Result)
	}
	return list
}
