package engine

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link"
	"github.com/entwine-sync/entwine/internal/store"
)

// deliverWithin bounds one delivery: an envelope is small, and a node that has
// not stored it by then is asked again.
const deliverWithin = time.Minute

// send hands the envelope over. Delivering twice is harmless, so nothing is
// stored before.
func (j *job) send(ctx context.Context) error {
	dctx, cancel := context.WithTimeout(ctx, deliverWithin)
	defer cancel()
	err := j.deliver(dctx)
	var gap *link.Gap
	if errors.As(err, &gap) {
		return j.fillGap(ctx, gap.Want)
	}
	if j.ev.Envelope.Kind == hub.KindConnect && hub.CodeOf(err) == hub.Invalid {
		// A node of an older version knows no such message.
		return j.refusedHere(ctx, hub.AsError(err))
	}
	if err != nil {
		return peerError(err)
	}
	j.le.Sent()
	return nil
}

// deliver hands the envelope over, and sees to it that it is stored that it was. Where
// others must not see it as one that is to be sent, that is stored at once, and if the
// other end is in the same store, by the commit that puts it there.
func (j *job) deliver(ctx context.Context) error {
	if p := j.pipe(); p != nil && j.opt.AnswerTime < 0 {
		take, err := j.taking(p.From, *j.ev.Envelope)
		if err != nil {
			return err
		}
		return j.opt.Store.Update(ctx, func(tx store.Tx) error {
			if err := take(tx); err != nil {
				return err
			}
			return awaits(tx, j.ev.ID)
		})
	}
	if err := j.conn.Peer.Deliver(ctx, *j.ev.Envelope); err != nil {
		return err
	}
	j.sent(j.ev.ID)
	if j.opt.AnswerTime < 0 {
		return j.settle(ctx, j.ev.ID)
	}
	return nil
}

// sent remembers that a message was handed over, which Settle stores if its
// answer takes a while. Most answers come at once, and then nothing more needs
// to be stored; after a crash the message is sent again, and known there.
func (e *Engine) sent(id hub.EventID) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.handed[id] = e.opt.Now()
}

func (e *Engine) settleLoop(ctx context.Context) {
	if e.opt.AnswerTime < 0 { // it is stored with each message
		return
	}
	for pause(ctx, max(e.opt.AnswerTime, time.Millisecond)) {
		if err := e.Settle(ctx); err != nil && ctx.Err() == nil {
			e.opt.Log.Warn("store which messages await an answer", "err", err)
		}
	}
}

// Settle stores which messages were handed over and await their answer.
func (e *Engine) Settle(ctx context.Context) error {
	before := e.opt.Now().Add(-max(e.opt.AnswerTime, 0))
	e.mu.Lock()
	var ids []hub.EventID
	for id, at := range e.handed {
		if !at.After(before) {
			ids = append(ids, id)
		}
	}
	e.mu.Unlock()
	if len(ids) == 0 {
		return nil
	}
	slices.Sort(ids)
	return e.settle(ctx, ids...)
}

// settle stores that these messages await their answer, but those that have it.
func (e *Engine) settle(ctx context.Context, ids ...hub.EventID) error {
	err := e.opt.Store.Update(ctx, func(tx store.Tx) error {
		for _, id := range ids {
			if err := awaits(tx, id); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	e.mu.Lock()
	for _, id := range ids {
		delete(e.handed, id)
	}
	e.mu.Unlock()
	return nil
}

// awaits stores that a message awaits its answer, unless it has it.
func awaits(tx store.Tx, id hub.EventID) error {
	ev, err := tx.Events().Get(id)
	if errors.Is(err, store.ErrNone) || err == nil && (ev.State.Ended() || ev.Step != hub.StepSend) {
		return nil
	} else if err != nil {
		return err
	}
	ev.Step, ev.State, ev.NotBefore, ev.Attempt, ev.FailingSince = hub.StepAwait, hub.Waiting, time.Time{}, 0, time.Time{}
	return tx.Events().Put(ev)
}

// peerError makes sure that a failed delivery stops at most the way to that
// node.
func peerError(err error) error {
	if errors.Is(err, context.Canceled) || hub.CodeOf(err) == hub.Held {
		return err
	}
	e := *hub.AsError(err)
	if e.Code == hub.Internal || errors.Is(err, context.DeadlineExceeded) {
		e.Code, e.Message, e.Err = hub.Unreachable, "the other node did not take the message: "+err.Error(), err
	}
	if e.Scope == "" || e.Scope == hub.ScopeIssue {
		e.Scope = hub.ScopePeer
	}
	return &e
}

// fillGap puts everything from want on back to be sent, in order.
func (j *job) fillGap(ctx context.Context, want uint64) error {
	if want == 0 || want > j.ev.Envelope.Seq {
		return &hub.Error{Code: hub.Internal, Scope: hub.ScopeIssue, Message: "the other node misses messages that were never made"}
	}
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		for seq := want; seq < j.ev.Envelope.Seq; seq++ {
			ev, err := tx.Events().BySeq(j.ev.EndKey, hub.Out, j.ev.Envelope.Epoch, seq)
			if errors.Is(err, store.ErrNone) {
				return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeIssue,
					Message: "the other node lost messages that we keep no longer: sync the issue anew"}
			} else if err != nil {
				return err
			}
			ev.Step, ev.State, ev.Finished = hub.StepSend, hub.Waiting, time.Time{}
			if err := j.opt.Queue.Wake(tx, ev); err != nil {
				return err
			}
		}
		return j.le.Done(tx, j.ev)
	})
}

// answer acknowledges a message that was applied.
func (j *job) answer(ctx context.Context) error {
	if err := j.deliverAck(ctx, j.ev, nil); err != nil {
		return peerError(err)
	}
	return j.finish(ctx, j.ev.Note, nil)
}

func (e *Engine) deliverAck(ctx context.Context, ev *hub.Event, fault *hub.Error) error {
	ctx, cancel := context.WithTimeout(ctx, deliverWithin)
	defer cancel()
	return e.conn(ev.Connection).Peer.Deliver(ctx, acknowledgement(ev, fault))
}

func acknowledgement(ev *hub.Event, fault *hub.Error) hub.Envelope {
	ack := &hub.Ack{Of: ev.Envelope.ID, Seq: ev.Envelope.Seq, Fault: fault, Refused: ev.Refusal, Local: hub.Ref{ID: ev.Issue, Key: ev.Key}}
	if ev.Apply != nil {
		for _, t := range ev.Apply.Traces {
			if !t.Ours {
				continue // theirs was made for ours: they know
			}
			ack.Traces = append(ack.Traces, hub.Trace{Field: t.Field, Remote: t.Local, Local: t.Remote})
		}
	}
	return hub.Envelope{
		ID: ev.ID + "-ack", Connection: ev.Connection, Pair: ev.Pair, From: ev.Side,
		Epoch: ev.Envelope.Epoch, Seq: ev.Envelope.Seq, Kind: hub.KindAck, Ack: ack,
	}
}

// applied stores, in the transaction that notes what became of a message, that it
// is to be acknowledged. Where the other end is in the same store, it is acknowledged
// by that: nothing lies in between that could be lost.
func (j *job) applied(tx store.Tx, next *hub.Event) error {
	next.Step = hub.StepConfirm
	if !j.beside() {
		return j.le.Done(tx, next)
	}
	ack := acknowledgement(next, nil)
	if err := j.acknowledged(tx, hub.EndKey{Pair: next.Pair, Side: next.Side.Other()}, &ack); err != nil {
		return err
	}
	if next.Step, next.State = hub.StepDone, hub.Done; next.Skip != "" {
		next.State = hub.Skipped
	}
	tx.After(j.counted)
	return j.le.Done(tx, next)
}

// beside reports whether the other end of the pair is in the same store, and may be
// told.
func (j *job) beside() bool {
	return j.pipe() != nil && !j.opt.Queue.Paused(hub.ScopePeer, string(j.conn.ID))
}

// pipe is the way to the other end if that is in the same store, or nil.
func (j *job) pipe() *link.Pipe {
	if p, ok := j.conn.Peer.(*link.Pipe); ok && p.To == link.Inbox(j.Engine) {
		return p
	}
	return nil
}

// tellFault lets the other side know that its message could not be applied,
// without a word of ours: code, a neutral sentence, a reference. It is told
// once and not insisted on, since a later success says all there is to say.
func (e *Engine) tellFault(ctx context.Context, ev *hub.Event, fault *hub.Error) {
	if e.conn(ev.Connection) == nil || ev.Envelope == nil {
		return
	}
	told := &hub.Error{Code: fault.Code, Scope: fault.Scope, Message: neutral[fault.Code] + " (their reference " + string(ev.ID) + ")"}
	if err := e.deliverAck(ctx, ev, told); err != nil {
		e.opt.Log.Debug("fault not told", "event", ev.ID, "err", err)
	}
}

var neutral = map[hub.Code]string{
	hub.NotFound: "their issue cannot be found",
	hub.Invalid:  "their tracker did not accept a value",
	hub.Denied:   "their node has no right to write this",
	hub.Conflict: "their issue keeps changing",
	hub.Script:   "their rule stopped the change",
	hub.Held:     "their owner must approve the change first",
	hub.Internal: "their node has a problem",
}
