package memory

import "github.com/entwine-sync/entwine/hub"

// error is the part of an error that people are shown.
func (k *keeper) error(was, e *hub.Error) *hub.Error {
	switch {
	case e == nil:
		return nil
	case sameError(was, e):
		return was
	}
	k.texts(string(e.Code), string(e.Scope), e.Field, e.Message)
	return &hub.Error{Code: e.Code, Scope: e.Scope, Field: e.Field, RetryIn: e.RetryIn, Message: e.Message}
}

func (k *keeper) envelope(was, e *hub.Envelope) *hub.Envelope {
	switch {
	case e == nil:
		return nil
	case was == nil:
		was = new(hub.Envelope)
	case sameEnvelope(was, e):
		return was
	}
	c := *e
	k.texts(string(e.ID), string(e.Connection), string(e.Pair), string(e.From), string(e.Kind), e.Ref.ID, e.Ref.Key)
	c.Replica, c.Ack = k.replica(was.Replica, e.Replica), k.ack(was.Ack, e.Ack)
	return &c
}

func (k *keeper) replica(was, r *hub.Replica) *hub.Replica {
	switch {
	case r == nil:
		return nil
	case was == nil:
		was = new(hub.Replica)
	case sameReplica(was, r):
		return was
	}
	c := *r
	k.issue(&was.Issue, &c.Issue)
	c.Was = k.told(was.Was, r.Was)
	return &c
}

func (k *keeper) ack(was, a *hub.Ack) *hub.Ack {
	switch {
	case a == nil:
		return nil
	case was == nil:
		was = new(hub.Ack)
	case sameAck(was, a):
		return was
	}
	c := *a
	k.texts(string(a.Of), a.Local.ID, a.Local.Key)
	c.Traces = keepList(k, was.Traces, a.Traces, equal[hub.Trace], (*keeper).trace)
	c.Fault = k.error(was.Fault, a.Fault)
	return &c
}

func (k *keeper) apply(was, a *hub.Apply) *hub.Apply {
	switch {
	case a == nil:
		return nil
	case was == nil:
		was = new(hub.Apply)
	}
	c := *a
	k.texts(string(a.Rev), a.Log)
	k.issue(&was.Want, &c.Want)
	k.issue(&was.Expected, &c.Expected)
	c.Keep, c.Kept = keepTexts(k, was.Keep, a.Keep), keepTexts(k, was.Kept, a.Kept)
	c.Lost, c.Wrote = keepTexts(k, was.Lost, a.Lost), keepTexts(k, was.Wrote, a.Wrote)
	c.Stays = k.told(was.Stays, a.Stays)
	c.Ops = keepList(k, was.Ops, a.Ops, sameOp, (*keeper).op)
	c.Traces = keepList(k, was.Traces, a.Traces, equal[hub.Trace], (*keeper).trace)
	return &c
}

func (k *keeper) trace(_, t *hub.Trace) { k.texts(t.Field, t.Remote, t.Local) }

func (k *keeper) op(was, o *hub.Op) {
	k.texts(string(o.Do), o.Remote, string(o.State), o.Mark, string(o.Request), o.Cursor, o.Note)
	o.At = k.date(was.At, o.At)
	if o.Parts == nil || len(o.Parts) > 0 { // this list is kept empty
		o.Parts = keepTexts(k, was.Parts, o.Parts)
	} else {
		o.Parts = []hub.Part{}
	}
}

func (k *keeper) call(was, c *hub.Call) {
	k.texts(string(c.Request), string(c.State))
	c.Result = k.values(was.Result, c.Result)
}
