package engine

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// Two issues that both exist become a pair by a message that tells one of them
// whole and names the other. The side that is asked looks whether it has that
// issue and may give it, applies what it is told as far as the choices let it,
// and answers with all that its own issue shows then; the side that asked does
// the same with the answer. From then on they are a pair as any other.
//
// Nothing that people wrote is removed or emptied by a connect. What both show
// alike, by record of an earlier pair or by content, is one thing from then on.
// See "Connect" in docs/pair-protocol.md.

// ConnectQuery names two issues to be connected: ours, and the other side's as
// people call it there.
type ConnectQuery struct {
	Connection hub.ConnectionID
	Side       hub.Side
	Local      hub.Ref
	hub.Connecting
	Bulk bool // people's edits overtake it
}

// ConnectState says how far a connect has come.
type ConnectState string

// The states of a connect.
const (
	ConnectAsked   ConnectState = "asked"     // the other side has not answered
	ConnectHeld    ConnectState = "held"      // something needs a person, here or over there
	ConnectDone    ConnectState = "connected" //
	ConnectAlready ConnectState = "already"   // they were a pair before
	ConnectRefused ConnectState = "refused"   // it came to nothing, and left nothing behind
)

// Connected is what became of a connect.
type Connected struct {
	hub.EndKey
	Event   hub.EventID  `json:"event,omitempty"`
	State   ConnectState `json:"state"`
	Local   hub.Ref      `json:"local"`
	Remote  hub.Ref      `json:"remote,omitzero"`
	Message string       `json:"message,omitempty"`
}

// CheckConnect reports why a connect cannot begin, or that the two are a pair
// already or are being made one: then its State is not empty. It changes nothing.
func (e *Engine) CheckConnect(ctx context.Context, q ConnectQuery) (c Connected, err error) {
	if err := e.mayConnect(q); err != nil {
		return Connected{}, err
	}
	err = e.opt.Store.View(ctx, func(tx store.Tx) error {
		c, err = e.connectedBefore(tx, q)
		return err
	})
	return c, err
}

// Connect asks the other side to make a pair of two issues that exist. It does
// not wait for the answer; Connection tells of it. What is a pair already, or
// asked for, is not asked again. Where the other side has asked for the same and
// waits for this owner, this is the owner's word.
func (e *Engine) Connect(ctx context.Context, q ConnectQuery) (c Connected, err error) {
	if err := e.mayConnect(q); err != nil {
		return Connected{}, err
	}
	name := e.conn(q.Connection).Halves[q.Side].Tracker
	err = e.opt.Store.Update(ctx, func(tx store.Tx) error {
		if c, err = e.connectedBefore(tx, q); err != nil || c.State != "" {
			return err
		}
		if c, err = e.approveConnect(tx, q); err != nil || c.State != "" {
			return err
		}
		end := &hub.End{
			EndKey:     hub.EndKey{Pair: hub.PairID(e.opt.NewID()), Side: q.Side},
			Connection: q.Connection, Tracker: name, State: hub.EndActive, Epoch: 1, Local: q.Local,
		}
		ev := e.event(end, hub.Out, hub.StepCapture)
		ev.Reason, ev.Force, ev.Captured, ev.Bulk = hub.Connect, true, true, q.Bulk
		end.Join = &hub.Joining{Connecting: q.Connecting, Asked: ev.ID}
		c = Connected{EndKey: end.EndKey, Event: ev.ID, State: ConnectAsked, Local: q.Local}
		if err := tx.Ends().Put(end); err != nil {
			return err
		}
		known, err := pastTraces(tx, end, func(r hub.Ref) bool { return called(r, q.Yours) })
		if err == nil {
			err = tx.Ends().AddTraces(end.EndKey, known...)
		}
		if err != nil {
			return err
		}
		return e.opt.Queue.Add(tx, ev)
	})
	return c, err
}

// mayConnect looks at what does not change with the issues.
func (e *Engine) mayConnect(q ConnectQuery) error {
	bad := func(format string, args ...any) error {
		return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeConnection, Message: fmt.Sprintf(format, args...)}
	}
	conn := e.conn(q.Connection)
	switch {
	case conn == nil || conn.Halves[q.Side] == nil:
		return bad("no connection %s with a %s here", q.Connection, q.Side)
	case e.left(q.Connection):
		return bad("connection %s was stopped", q.Connection)
	case e.opt.Queue.Paused(hub.ScopeConnection, string(q.Connection)):
		return bad("connection %s is paused: resume it first", q.Connection)
	case e.opt.Queue.Paused(hub.ScopeNode, ""):
		return bad("the node is paused: resume it first")
	case q.Yours == "" || q.Local.ID == "":
		return bad("both issues have to be named")
	}
	for _, c := range []struct {
		what   string
		choice hub.Choice
		of     []hub.Choice
	}{
		{"fields", q.Fields, []hub.Choice{hub.ChooseMine, hub.ChooseTheirs, hub.ChooseLeave}},
		{"comments", q.Comments, []hub.Choice{hub.ChooseBoth, hub.ChooseMine, hub.ChooseTheirs, hub.ChooseLeave}},
		{"attachments", q.Attachments, []hub.Choice{hub.ChooseBoth, hub.ChooseMine, hub.ChooseTheirs, hub.ChooseLeave}},
	} {
		if !slices.Contains(c.of, c.choice) {
			return bad("the choice for %s is one of %v, not %q", c.what, c.of, c.choice)
		}
	}
	return nil
}

// called reports whether people, or the tracker, call an issue so.
func called(r hub.Ref, name string) bool {
	return name != "" && (strings.EqualFold(r.Key, name) || r.ID == name)
}

// connectedBefore looks whether our issue has a pair in the connection already.
func (e *Engine) connectedBefore(tx store.Tx, q ConnectQuery) (Connected, error) {
	rows, err := tx.Ends().ByIssue(e.conn(q.Connection).Halves[q.Side].Tracker, q.Local.ID)
	if err != nil {
		return Connected{}, err
	}
	for _, r := range rows {
		if r.Connection != q.Connection || r.Side != q.Side || r.State == hub.EndStopped {
			continue
		}
		end, err := tx.Ends().Get(r.EndKey)
		if err != nil {
			return Connected{}, err
		}
		c := Connected{EndKey: r.EndKey, Local: end.Local, Remote: end.Remote}
		switch {
		case called(end.Remote, q.Yours) && end.State == hub.EndActive:
			c.State = ConnectAlready
			return c, nil
		case end.Remote.ID == "" && end.Join != nil && strings.EqualFold(end.Join.Yours, q.Yours):
			c.State, c.Event = ConnectAsked, end.Join.Asked
			return c, nil
		}
		if end.Join == nil && end.Untouched() && end.Remote.ID == "" {
			// A trigger takes it in just now, and may find that it is none of its.
			return Connected{}, &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, Message: q.Local.String() + " is just being taken in"}
		}
		return c, &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue, Message: pairedAlready(q.Local, end)}
	}
	return Connected{}, nil
}

func pairedAlready(local hub.Ref, end *hub.End) string {
	with := "and its issue over there is being made"
	switch {
	case end.Remote.ID != "":
		with = "with " + end.Remote.String()
	case end.Join != nil:
		with = "and is being connected with " + end.Join.Yours
	}
	return fmt.Sprintf("%s is synced over this connection already, %s; to connect it with another, end that first: entwine unsync %s", local, with, local)
}

// approveConnect lets a connect go on that the other side asked for and that waits
// for an owner here.
func (e *Engine) approveConnect(tx store.Tx, q ConnectQuery) (Connected, error) {
	for r, err := range tx.Ends().List(store.EndQuery{Connection: q.Connection, Side: q.Side, State: hub.EndActive, Search: q.Yours}) {
		if err != nil {
			return Connected{}, err
		}
		if r.Local.ID != "" || !called(r.Remote, q.Yours) {
			continue
		}
		end, err := tx.Ends().Get(r.EndKey)
		if err != nil {
			return Connected{}, err
		}
		if end.Join == nil || end.Join.Ours() || !called(q.Local, end.Join.Yours) {
			continue
		}
		for h, err := range tx.Events().OfEnd(r.EndKey) {
			if err != nil {
				return Connected{}, err
			}
			if h.Lane != hub.In || h.Seq != 1 || h.State != hub.Blocked {
				continue
			}
			ev, err := tx.Events().Get(h.ID)
			if err != nil {
				return Connected{}, err
			}
			c := Connected{EndKey: r.EndKey, Event: ev.ID, State: ConnectAsked, Local: q.Local, Remote: end.Remote}
			ev.Approved, ev.State, ev.Attempt = true, hub.Waiting, 0
			return c, e.opt.Queue.Wake(tx, ev)
		}
	}
	return Connected{}, nil
}

// Connection tells how a connect stands whose event it is; NotFound where the
// event is too old to be known.
func (e *Engine) Connection(ctx context.Context, id hub.EventID) (c Connected, err error) {
	err = e.opt.Store.View(ctx, func(tx store.Tx) error {
		ev, err := tx.Events().Get(id)
		if errors.Is(err, store.ErrNone) {
			return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "no connect is known as " + string(id)}
		} else if err != nil {
			return err
		}
		c = Connected{EndKey: ev.EndKey, Event: id, State: ConnectAsked, Local: hub.Ref{ID: ev.Issue, Key: ev.Key}}
		end, err := tx.Ends().Get(ev.EndKey)
		switch {
		case err != nil && !errors.Is(err, store.ErrNone):
			return err
		case err == nil:
			c.Local, c.Remote = end.Local, end.Remote
		}
		switch {
		case ev.Refusal != nil:
			c.State, c.Message = ConnectRefused, ev.Refusal.Message
		case ev.State == hub.Blocked || ev.Fault != nil && !ev.Fault.Code.Passing():
			c.State = ConnectHeld
		case ev.State.Ended() && err == nil:
			c.State = ConnectDone
		case ev.State.Ended():
			c.State, c.Message = ConnectRefused, ev.Note
		}
		if ev.Fault != nil && c.Message == "" {
			c.Message = ev.Fault.Message
		}
		return nil
	})
	return c, err
}

// pastTraces is the record of an earlier pair of the same two issues: which part
// was made for which.
func pastTraces(tx store.Tx, end *hub.End, with func(hub.Ref) bool) ([]hub.Trace, error) {
	rows, err := tx.Ends().ByIssue(end.Tracker, end.Local.ID)
	if err != nil {
		return nil, err
	}
	var last hub.EndKey
	for _, r := range rows {
		if r.Connection == end.Connection && r.Side == end.Side && r.State == hub.EndStopped && with(r.Remote) && r.Pair > last.Pair {
			last = r.EndKey
		}
	}
	if last.Pair == "" {
		return nil, nil
	}
	old, err := tx.Ends().Get(last)
	if err != nil {
		return nil, err
	}
	return slices.DeleteFunc(slices.Clone(old.Traces), func(t hub.Trace) bool { return t.Remote == "" }), nil
}

// leaveAlone notes which of our parts were there before and are not to be told.
func (j *job) leaveAlone(ctx context.Context, s *hub.Issue) error {
	l := j.untold(s, true)
	if len(l) == 0 {
		return nil
	}
	j.end.Traces = append(slices.Clone(j.end.Traces), l...)
	return j.opt.Store.Update(ctx, func(tx store.Tx) error { return tx.Ends().AddTraces(j.ev.EndKey, l...) })
}

// untold are the traces of the parts of an issue that its side does not tell.
func (j *job) untold(s *hub.Issue, asks bool) (l []hub.Trace) {
	for _, field := range traced {
		if j.end.Join.Tells(field, asks) {
			continue
		}
		for _, e := range elements(s, field) {
			if _, ok := j.end.TraceLocal(field, e.id); !ok {
				l = append(l, hub.Trace{Field: field, Local: e.id})
			}
		}
	}
	return l
}

// leaveOut takes out of what a rule is to tell the parts that are left alone.
func leaveOut(s *hub.Issue, traces []hub.Trace) {
	alone := map[hub.Part]bool{}
	for _, t := range traces {
		if t.Remote == "" && !t.Ours {
			alone[hub.PartOf(t.Field, t.Local)] = true
		}
	}
	if len(alone) == 0 {
		return
	}
	is := func(field, id string) bool { return alone[hub.PartOf(field, id)] }
	s.Comments = slices.DeleteFunc(s.Comments, func(c hub.Comment) bool { return is("comments", c.ID) })
	s.Attachments = slices.DeleteFunc(s.Attachments, func(a hub.Attachment) bool { return is("attachments", a.ID) })
	s.WorkLogs = slices.DeleteFunc(s.WorkLogs, func(w hub.WorkLog) bool { return is("workLogs", w.ID) })
}

// shared is which element is which, as the other side has to see it. Neither may
// change what it did not make.
func shared(l []hub.Trace) []hub.Trace {
	m := []hub.Trace{}
	for _, t := range l {
		if t.Remote != "" && t.Local != "" {
			m = append(m, hub.Trace{Field: t.Field, Remote: t.Local, Local: t.Remote})
		}
	}
	return m
}

// connectHere finds the issue that the other side wants connected with its own,
// and makes it this end's. It reports whether the event is over: the connect is
// refused.
func (j *job) connectHere(ctx context.Context) (over bool, err error) {
	env := j.ev.Envelope
	yours := env.Connect.Yours
	if j.ev.Skip != "" {
		return true, j.refuse(ctx, hub.Denied, "the owner over there declined")
	}
	l, err := j.lookUp(ctx, j.tr, yours)
	if hub.CodeOf(err) == hub.NotFound {
		return true, j.refuse(ctx, hub.NotFound, "there is no issue "+yours+" over there")
	} else if err != nil {
		return false, unreadable(err)
	}
	if taken, err := j.taken(ctx, l.Ref); err != nil || taken != "" {
		if err != nil {
			return false, err
		}
		return true, j.refuse(ctx, hub.Conflict, taken)
	}
	if err := j.mayBeTold(ctx, l.Ref); err != nil {
		return false, err
	}
	j.end.Local, j.end.Captured, j.end.CapRev, j.end.LogID = l.Ref, *l, l.Rev, l.Log
	j.ev.Issue, j.ev.Key = l.Ref.ID, l.Ref.Key
	// Stored now: should we end here, the next plan finds which issue it is.
	return false, j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if taken, err := j.takenIn(tx, l.Ref); err != nil || taken != "" {
			return errors.Join(err, takenMeanwhile(taken))
		}
		known, err := pastTraces(tx, j.end, func(r hub.Ref) bool { return r.ID == env.Ref.ID })
		if err != nil {
			return err
		}
		j.end.Traces = known
		return errors.Join(tx.Ends().Put(j.end), tx.Ends().AddTraces(j.ev.EndKey, known...), tx.Events().Put(j.ev))
	})
}

func takenMeanwhile(why string) error {
	if why == "" {
		return nil
	}
	return &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, Message: why}
}

func (j *job) taken(ctx context.Context, ref hub.Ref) (why string, err error) {
	err = j.opt.Store.View(ctx, func(tx store.Tx) error {
		why, err = j.takenIn(tx, ref)
		return err
	})
	return why, err
}

// takenIn says what keeps an issue of ours from being connected. Where both sides
// asked at the same time, the initiator's stands.
func (j *job) takenIn(tx store.Tx, ref hub.Ref) (string, error) {
	rows, err := tx.Ends().ByIssue(j.end.Tracker, ref.ID)
	if err != nil {
		return "", err
	}
	for _, r := range rows {
		if r.Connection != j.end.Connection || r.Side != j.end.Side || r.State == hub.EndStopped || r.Pair == j.ev.Pair {
			continue
		}
		end, err := tx.Ends().Get(r.EndKey)
		if err != nil {
			return "", err
		}
		same := end.Join != nil && end.Join.Ours() && end.Remote.ID == "" && called(j.ev.Envelope.Ref, end.Join.Yours)
		switch {
		case same && j.end.Side == hub.Acceptor:
			continue // ours is refused over there
		case same:
			return "both sides asked for it at once; the other one's request stands", nil
		case end.Untouched() && end.Remote.ID == "":
			// A trigger takes it in just now, and may find that it is none of its.
			return "", &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, Message: ref.String() + " is just being taken in"}
		}
		return ref.String() + " is synced over this connection already, with another issue", nil
	}
	return "", nil
}

// mayBeTold holds a connect that another owner asks for with an issue that no
// trigger of ours takes in: what our rule tells of it would be told.
func (j *job) mayBeTold(ctx context.Context, ref hub.Ref) error {
	if !j.conn.remote() || j.ev.Approved {
		return nil
	}
	if j.half.Trigger != nil {
		j.calls.Add(1)
		for found, err := range j.tr.Conn.Find(ctx, *j.half.Trigger, ref) {
			if err != nil {
				return err
			}
			if found.ID == ref.ID {
				return nil
			}
		}
	}
	theirs := j.ev.Envelope.Ref
	return &hub.Error{Code: hub.Held, Scope: hub.ScopeIssue, Message: fmt.Sprintf("the other side wants to connect its %s with %s, which no trigger "+
		"of this side takes in: from then on it is told what the outgoing rule tells of it. Retry to approve, skip to decline", theirs, ref)}
}

// refuse answers that there will be no such pair. The end stays, so that what else
// the other side told of it meanwhile has a place.
func (j *job) refuse(ctx context.Context, code hub.Code, why string) error {
	j.end.State, j.end.InSeq, j.end.Join = hub.EndStopped, j.ev.Envelope.Seq, nil
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Ends().Put(j.end); err != nil {
			return err
		}
		next := *j.ev
		next.Step, next.Skip, next.Note = hub.StepConfirm, "", "refused: "+why
		next.Refusal = &hub.Error{Code: code, Scope: hub.ScopeIssue, Message: why}
		return j.le.Done(tx, &next)
	})
}

// refused hears that the other side will not have a pair. What is left to do is
// done as a step of the end, one at a time with all others.
func (e *Engine) refused(tx store.Tx, ev *hub.Event, why *hub.Error) error {
	ev.Refusal = &hub.Error{Code: why.Code, Scope: hub.ScopeIssue, Message: oneLine(why.Message)}
	ev.Step, ev.State, ev.Fault = hub.StepCapture, hub.Waiting, nil
	id := ev.ID
	tx.After(func() {
		e.mu.Lock()
		delete(e.handed, id)
		e.mu.Unlock()
	})
	return e.opt.Queue.Wake(tx, ev)
}

// oneLine bounds what another node says.
func oneLine(s string) string {
	const most = 300
	s = strings.Join(strings.Fields(s), " ")
	if r := []rune(s); len(r) > most {
		s = string(r[:most]) + "…"
	}
	return s
}

// refusedHere ends a connect that the other node does not even take.
func (j *job) refusedHere(ctx context.Context, why *hub.Error) error {
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		next := *j.ev
		next.Step, next.Refusal = hub.StepCapture, &hub.Error{Code: hub.Invalid, Scope: hub.ScopeIssue, Message: why.Message}
		return j.le.Done(tx, &next)
	})
}

// giveUpConnect ends a connect that nobody over there has heard of.
func (j *job) giveUpConnect(ctx context.Context, why *hub.Error) error {
	j.ev.Refusal = why
	return j.unconnected(ctx)
}

// unconnected forgets the end of a connect that came to nothing. A change that was
// noticed meanwhile was taken for one of that pair: if the trigger wants the issue,
// the change makes a pair of it, as it would have without the connect.
func (j *job) unconnected(ctx context.Context) error {
	if done, err := j.disconnect(ctx, nil); done || err != nil {
		return err
	}
	wanted, err := j.wanted(ctx)
	if err == nil {
		_, err = j.disconnect(ctx, &wanted)
	}
	return err
}

// disconnect drops the end of a connect, and makes a pair of the issue if a change
// was noticed and the trigger wants it. With nil, where that was not asked yet, it
// does nothing if a change was noticed: then done is false.
func (j *job) disconnect(ctx context.Context, wanted *bool) (done bool, err error) {
	err = j.opt.Store.Update(ctx, func(tx store.Tx) error {
		noticed := false // and perhaps over, having nothing new to tell
		for ev, err := range tx.Events().List(store.EventQuery{Connection: j.end.Connection, Pair: j.end.Pair}) {
			if err != nil {
				return err
			}
			noticed = noticed || ev.Side == j.end.Side && ev.Lane == hub.Out && ev.Reason == hub.Changed
		}
		if done = !noticed || wanted != nil; !done {
			return nil
		}
		others := func(ev *hub.Event) bool { return ev.ID != j.ev.ID }
		if err := j.supersede(tx, j.ev.EndKey, "void: the two issues were not connected", others); err != nil {
			return err
		}
		if err := tx.Ends().Drop(j.ev.EndKey); err != nil {
			return err
		}
		if noticed && *wanted {
			o, c := opening{j.end.Connection, j.end.Side}, tracker.Change{Ref: j.end.Local}
			if _, err := j.open(tx, j.tr, o, &c, nil, hub.Trigger, ""); err != nil {
				return err
			}
		}
		next := *j.ev
		next.Step, next.State, next.Note = hub.StepDone, hub.Failed, "not connected: "+j.ev.Refusal.Message
		tx.After(j.counted)
		return j.le.Done(tx, &next)
	})
	return done, err
}

// wanted reports whether the trigger of this side takes the issue in.
func (j *job) wanted(ctx context.Context) (bool, error) {
	h := j.conn.Halves[j.end.Side]
	if h.Trigger == nil {
		return false, nil
	}
	j.calls.Add(1)
	for ref, err := range j.tr.Conn.Find(ctx, *h.Trigger, j.end.Local) {
		if err != nil || ref.ID == j.end.Local.ID {
			return err == nil, err
		}
	}
	return false, nil
}

// settleJoin decides what of the other side's first message is taken over: parts
// that both show alike are one, what people wrote here is neither removed nor
// emptied, and of fields the side stands that was chosen.
func (j *job) settleJoin(ctx context.Context, a *hub.Apply, l *hub.Issue) error {
	join := j.end.Join
	if err := j.matchEqual(ctx, a, l); err != nil {
		return err
	}
	if !join.Ours() {
		alone := j.untold(l, false)
		j.end.Traces, j.adopted = append(slices.Clone(j.end.Traces), alone...), append(j.adopted, alone...)
	}
	var stands []hub.Part
	for _, p := range j.diff(l, &a.Want) {
		here := join.Fields == hub.ChooseLeave || join.Ours() == (join.Fields == hub.ChooseMine)
		switch {
		case l.Get(p) != nil && a.Want.Get(p) == nil: // would be removed
		case slices.Contains(traced, p.Field()) || !here:
			continue
		case l.Get(p) == nil && join.Fields != hub.ChooseLeave:
			continue // nothing here that could stand
		}
		stamp(j.end, p, hub.Untold)
		stands = append(stands, p)
	}
	if len(stands) == 0 {
		return nil
	}
	return j.contest(ctx, a, l, stands)
}

// matchEqual finds, for elements that the rule would make here, equal ones that
// are here already: written on both sides, or made for an earlier pair of which no
// record is left. Nobody may change the other side's by changing its own.
func (j *job) matchEqual(ctx context.Context, a *hub.Apply, l *hub.Issue) error {
	for _, field := range traced {
		for _, theirs := range elements(&a.Want, field) {
			remote, ok := rule.IsNew(theirs.id)
			if !ok {
				continue
			}
			p := hub.PartOf(field, theirs.id)
			mine, err := j.equal(ctx, a, l, p)
			if err != nil {
				return err
			}
			if mine == "" {
				continue
			}
			a.Want.Set(p, nil)
			j.learn(hub.Trace{Field: field, Remote: remote, Local: mine})
		}
	}
	return nil
}

// equal returns the element of the item that is the same as one that would be
// made, and is not known to be another one's.
func (j *job) equal(ctx context.Context, a *hub.Apply, l *hub.Issue, p hub.Part) (string, error) {
	field := p.Field()
	if field == "attachments" {
		if err := j.lookInto(ctx, l, theAttachment(&a.Want, p.Elem())); err != nil {
			return "", err
		}
	}
	want := j.canon(field, a.Want.Get(p))
	for _, mine := range elements(l, field) {
		if j.knows(field, mine.id) {
			continue
		}
		if t, ok := j.end.TraceLocal(field, mine.id); ok && t.Ours {
			continue
		}
		have := l.Get(hub.PartOf(field, mine.id))
		if m, ok := have.(map[string]hub.Value); ok && m["digest"] == "" {
			continue // other bytes, or they would have been looked at
		}
		if hub.SamePart(want, j.canon(field, have)) {
			return mine.id, nil
		}
	}
	return "", nil
}

func theAttachment(is *hub.Issue, id string) hub.Attachment {
	i := slices.IndexFunc(is.Attachments, func(a hub.Attachment) bool { return a.ID == id })
	return is.Attachments[i]
}

// lookInto reads the bytes of attachments of ours that may be the same as one of
// the other side's: of its size, or of its name where the size is not known.
func (j *job) lookInto(ctx context.Context, l *hub.Issue, theirs hub.Attachment) error {
	for _, mine := range l.Attachments {
		if mine.Digest != "" || j.knows("attachments", mine.ID) || mine.Size > 0 && mine.Size != theirs.Size || mine.Size == 0 && mine.Name != theirs.Name {
			continue
		}
		d, size, err := j.fetch(ctx, l.Ref, mine)
		if hub.CodeOf(err) == hub.NotFound {
			continue
		} else if err != nil {
			return err
		}
		err = j.opt.Store.Update(ctx, func(tx store.Tx) error {
			return errors.Join(tx.Blobs().Use(d, size, j.opt.Now()), tx.Blobs().PutDigest(j.tr.Name, mine.ID, mine.Size, d))
		})
		if err != nil {
			return err
		}
		mine.Digest = d
		learnIn(l, mine)
		learnIn(&j.end.Captured, mine)
	}
	return nil
}

// nowJoined ends the joining of an end, at confirm. What stood here against the
// other side stands until somebody over there changes it.
func (j *job) nowJoined(join *hub.Joining, a *hub.Apply) {
	for _, p := range a.Kept {
		stamp(j.end, p, hub.Untold)
	}
	found := func(t hub.Trace) bool { return !t.Ours && t.Remote != "" }
	j.end.Join, j.end.Share = nil, !join.Ours() || slices.ContainsFunc(a.Traces, found)
}

// tells reports whether an event has a message with content.
func tells(ev *hub.Event) bool { return ev.Envelope != nil && ev.Envelope.Replica != nil }

// answerJoin tells the side that asked all that our issue shows now.
func (j *job) answerJoin(ctx context.Context, join *hub.Joining, a *hub.Apply) (*hub.Event, error) {
	ev := j.event(j.end, hub.Out, hub.StepPrepare)
	ev.Reason, ev.Force, ev.Captured, ev.Bulk = hub.Retell, true, true, j.ev.Bulk
	ev.Snapshot, ev.Rev, ev.Seen = &j.end.Captured, j.end.CapRev, j.end.InSeq
	if join.Fields != hub.ChooseLeave {
		ev.Changed = a.Kept // known over there from then on
	}
	_, err := j.tellNow(ctx, ev)
	return ev, err
}
