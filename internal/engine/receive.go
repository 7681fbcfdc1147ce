package engine

import (
	"context"
	"errors"
	"fmt"
	"io"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link"
	"github.com/entwine-sync/entwine/internal/store"
)

var _ link.Inbox = (*Engine)(nil)

// Receive stores an envelope of the other node.
func (e *Engine) Receive(ctx context.Context, from hub.NodeID, env hub.Envelope) error {
	take, err := e.taking(from, env)
	if err != nil {
		return err
	}
	return e.opt.Store.Update(ctx, take)
}

// taking is what stores an envelope of the other node.
func (e *Engine) taking(from hub.NodeID, env hub.Envelope) (func(store.Tx) error, error) {
	c := e.conn(env.Connection)
	if c == nil || c.Node != from {
		return nil, &hub.Error{Code: hub.Denied, Scope: hub.ScopePeer, Message: fmt.Sprintf("no connection %s with that node", env.Connection)}
	}
	key := hub.EndKey{Pair: env.Pair, Side: env.From.Other()}
	half := c.Halves[key.Side]
	if half == nil {
		return nil, &hub.Error{Code: hub.Invalid, Scope: hub.ScopePeer, Message: "the envelope names the wrong side"}
	}
	if err := checkEnvelope(&env); err != nil {
		return nil, err
	}
	return func(tx store.Tx) error {
		switch env.Kind {
		case hub.KindAck:
			return e.acknowledged(tx, key, &env)
		case hub.KindRestored, hub.KindRejoin, hub.KindRejoined:
			return e.rejoin(tx, half, key, &env)
		}
		return e.receive(tx, c, half, key, &env)
	}, nil
}

// checkEnvelope refuses what no node of ours would send and no rule could make
// sense of.
func checkEnvelope(env *hub.Envelope) error {
	bad := func(what string) error {
		return &hub.Error{Code: hub.Invalid, Scope: hub.ScopePeer, Message: "the other node sent " + what}
	}
	switch env.Kind {
	case hub.KindAck:
		return nil
	case hub.KindRestored, hub.KindRejoined:
		if env.From != hub.Initiator && env.From != hub.Acceptor || env.Epoch == 0 {
			return bad("a new epoch without its number")
		}
		return nil
	case hub.KindRejoin:
		if env.Rejoin == nil || env.Epoch == 0 || env.Pair == "" {
			return bad("an invitation that names no pair")
		}
		return nil
	case hub.KindRemoved, hub.KindUnpair, hub.KindAbsent:
	case hub.KindReplica, hub.KindConnect:
		if env.Kind == hub.KindConnect && (env.Connect == nil || env.Connect.Yours == "" || env.Ref.ID == "") {
			return bad("a connect that does not name both issues")
		}
		if env.Replica == nil {
			return bad("a replica without content")
		}
		is, seen := &env.Replica.Issue, map[hub.Part]bool{}
		ids := func(field, id string) bool {
			p := hub.PartOf(field, id)
			ok := id != "" && !seen[p]
			seen[p] = true
			return ok
		}
		for _, c := range is.Comments {
			if !ids("comments", c.ID) {
				return bad("a comment without an id of its own")
			}
		}
		for _, a := range is.Attachments {
			if !ids("attachments", a.ID) {
				return bad("an attachment without an id of its own")
			}
		}
		for _, l := range is.WorkLogs {
			if !ids("workLogs", l.ID) {
				return bad("a work log without an id of its own")
			}
		}
	default:
		return bad("a message of an unknown kind, " + string(env.Kind))
	}
	if env.Seq == 0 || env.Pair == "" || env.From != hub.Initiator && env.From != hub.Acceptor {
		return bad("a message without a place in order")
	}
	return nil
}

// receive stores a message in order: receive(r) of docs/pair-protocol.md.
func (e *Engine) receive(tx store.Tx, c *Connection, half *Half, key hub.EndKey, env *hub.Envelope) error {
	end, err := tx.Ends().Get(key)
	switch {
	case errors.Is(err, store.ErrNone):
		if env.Seq != 1 {
			return &link.Gap{Want: 1}
		}
		if r, err := readRestoration(tx, restoredKey(env.Connection)); err != nil {
			return err
		} else if r != nil && env.Epoch < r.Epoch {
			return &hub.Error{Code: hub.Busy, Scope: hub.ScopePeer,
				Message: "the other node was restored from an older copy, and waits to be told which pairs there are"}
		}
		if other, err := rival(tx, key, env); err != nil {
			return err
		} else if other {
			return &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue,
				Message: "the other side has a pair for " + env.Ref.String() + " already, which this node does not know yet"}
		}
		end = &hub.End{EndKey: key, Connection: c.ID, Tracker: half.Tracker, State: hub.EndActive, Epoch: env.Epoch}
		if env.Kind == hub.KindConnect {
			end.Join = &hub.Joining{Connecting: *env.Connect}
		}
		if err := tx.Ends().Put(end); err != nil {
			return err
		}
	case err != nil:
		return err
	case env.Epoch < end.Epoch:
		return nil // of before a restore: what it told is compared anew
	case env.Epoch > end.Epoch:
		if err := e.supersede(tx, key, compared, func(ev *hub.Event) bool { return ev.Lane == hub.In && beforeEpoch(env.Epoch)(ev) }); err != nil {
			return err
		}
	}
	if end.Remote != env.Ref && env.Ref.ID != "" {
		if err := tx.Ends().SetRemote(key, env.Ref); err != nil {
			return err
		}
	}
	applied := end.InSeq
	if env.Epoch > end.Epoch {
		applied = 0
	}
	last, err := tx.Events().LastSeq(key, hub.In, env.Epoch)
	if err != nil {
		return err
	}
	if env.Seq <= last {
		known, err := tx.Events().BySeq(key, hub.In, env.Epoch, env.Seq)
		switch {
		case err == nil && known.Envelope.ID != env.ID:
			return restoredError
		case err == nil:
			return e.answerAgain(tx, known)
		case !errors.Is(err, store.ErrNone):
			return err
		}
	}
	if env.Seq <= applied {
		return nil // applied so long ago that its event was pruned
	}
	if last = max(last, applied); env.Seq > last+1 {
		return &link.Gap{Want: last + 1}
	}
	ev := e.event(end, hub.In, hub.StepPlan)
	ev.Envelope, ev.Bulk = env, env.Bulk
	if ev.Key == "" {
		ev.Key = env.Ref.Key
	}
	return e.opt.Queue.Add(tx, ev)
}

// restoredError answers a message whose number another one had before: only a
// node that forgot what it told uses a number twice.
var restoredError = &hub.Error{Code: hub.Held, Scope: hub.ScopeConnection,
	Message: "this node told the other one something else under the same number before: its database is an older copy of itself. " +
		"When its owner says so, the two sides are compared anew"}

// answerAgain repeats the acknowledgement of a message that was applied: the
// first one may not have arrived.
func (e *Engine) answerAgain(tx store.Tx, ev *hub.Event) error {
	if ev.State != hub.Done && ev.State != hub.Skipped {
		return nil
	}
	ev.Step, ev.State = hub.StepConfirm, hub.Waiting
	return e.opt.Queue.Wake(tx, ev)
}

// acknowledged completes the event of a message of ours, or notes why the
// other side could not apply it. base, stamps and seen are not touched.
func (e *Engine) acknowledged(tx store.Tx, key hub.EndKey, env *hub.Envelope) error {
	ack := env.Ack
	if ack == nil {
		return &hub.Error{Code: hub.Invalid, Scope: hub.ScopePeer, Message: "acknowledgement without content"}
	}
	ev, err := tx.Events().BySeq(key, hub.Out, env.Epoch, ack.Seq)
	if errors.Is(err, store.ErrNone) || err == nil && ev.State.Ended() {
		return nil
	} else if err != nil {
		return err
	}
	if ack.Refused != nil && ev.Envelope.Kind == hub.KindConnect {
		return e.refused(tx, ev, ack.Refused)
	}
	if ack.Fault != nil {
		ev.Step, ev.Fault = hub.StepAwait, ack.Fault
		return e.opt.Queue.Wake(tx, ev)
	}
	if ack.Local.ID != "" {
		if err := tx.Ends().SetRemote(key, ack.Local); err != nil {
			return err
		}
		if err := e.met(tx, env.Connection, key.Side, ev.Issue); err != nil {
			return err
		}
	}
	if err := learn(tx, key, ack.Traces); err != nil {
		return err
	}
	ev.Step, ev.State, ev.Fault, ev.Finished = hub.StepDone, hub.Done, nil, e.opt.Now()
	run, id := ev.Run, ev.ID
	tx.After(func() {
		e.mu.Lock()
		defer e.mu.Unlock()
		e.counts.Events++
		delete(e.handed, id)
		if run != "" {
			e.settled[run]++
		}
	})
	return e.opt.Queue.Wake(tx, ev)
}

// OpenBlob opens the bytes of an attachment for the other node.
func (e *Engine) OpenBlob(ctx context.Context, from hub.NodeID, c hub.ConnectionID, d hub.Digest) (io.ReadCloser, error) {
	conn := e.conn(c)
	if conn == nil || conn.Node != from {
		return nil, &hub.Error{Code: hub.Denied, Scope: hub.ScopePeer, Message: "no such connection with that node"}
	}
	told := ""
	err := e.opt.Store.View(ctx, func(tx store.Tx) (err error) {
		told, err = tx.Meta().Get(toldKey(c, d))
		return err
	})
	if err != nil {
		return nil, err
	}
	if conn.remote() && told == "" {
		return nil, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "no attachment of that digest was told over this connection"}
	}
	r, _, err := e.opt.Blobs.Open(d)
	return r, err
}
