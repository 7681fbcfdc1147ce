package engine

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// A node whose database was restored from an older copy remembers neither what
// it told since nor what it applied. It begins a new epoch: what it had queued
// is dropped, each issue is read and told as it is (Missed, seen nothing), and
// the other side, which kept its records, decides part by part: see "Restored"
// in docs/pair-protocol.md. Pairs that the copy does not know are named by the
// other side, so that an issue that has a pair never gets a second one.

// restoration is how far the two sides are in finding together again.
type restoration struct {
	Epoch uint64     `json:"epoch"`
	Told  bool       `json:"told,omitempty"`  // restored side: the other one knows
	After hub.PairID `json:"after,omitempty"` // other side: the pairs named so far
	Named bool       `json:"named,omitempty"` // other side: all are named
}

func restoredKey(c hub.ConnectionID) string { return "restored/" + string(c) } // we were
func invitingKey(c hub.ConnectionID) string { return "inviting/" + string(c) } // the other side was

func readRestoration(tx store.Tx, key string) (*restoration, error) {
	s, err := tx.Meta().Get(key)
	if err != nil || s == "" {
		return nil, err
	}
	var r restoration
	return &r, json.Unmarshal([]byte(s), &r)
}

func putRestoration(tx store.Tx, key string, r *restoration) error {
	if r == nil {
		return tx.Meta().Put(key, "")
	}
	b, err := json.Marshal(r)
	if err != nil {
		return err
	}
	return tx.Meta().Put(key, string(b))
}

// Restored begins a new epoch of a connection: the database of this node is an
// older copy of itself, says its owner. It may be called again.
func (e *Engine) Restored(ctx context.Context, id hub.ConnectionID) error {
	c := e.conn(id)
	if c == nil {
		return errors.New("no connection " + string(id))
	}
	if len(c.Halves) > 1 {
		return errors.New("both sides of a local connection were restored together: there is nobody who knows better")
	}
	// Seconds grow whatever the copy has forgotten, also if it is restored twice.
	epoch := uint64(e.opt.Now().Unix())
	err := e.opt.Store.Update(ctx, func(tx store.Tx) error {
		return putRestoration(tx, restoredKey(id), &restoration{Epoch: epoch})
	})
	if err != nil {
		return err
	}
	return e.Rejoin(ctx)
}

// beginEpochs begins the new epoch of every pair that is not in it yet.
func (e *Engine) beginEpochs(ctx context.Context, id hub.ConnectionID, epoch uint64) error {
	var ends []hub.EndKey
	err := e.opt.Store.View(ctx, func(tx store.Tx) error {
		ends = nil
		for r, err := range tx.Ends().List(store.EndQuery{Connection: id}) {
			if err != nil {
				return err
			}
			if r.State != hub.EndStopped {
				ends = append(ends, r.EndKey)
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	for batch := range slices.Chunk(ends, noticeAtOnce) {
		err := e.opt.Store.Update(ctx, func(tx store.Tx) error {
			for _, k := range batch {
				if err := e.beginEpoch(tx, k, epoch); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// beginEpoch drops what is queued at an end and has its issue read and told.
func (e *Engine) beginEpoch(tx store.Tx, k hub.EndKey, epoch uint64) error {
	end, err := tx.Ends().Get(k)
	if errors.Is(err, store.ErrNone) || err == nil && end.Epoch >= epoch {
		return nil
	} else if err != nil {
		return err
	}
	if err := e.supersede(tx, k, compared, func(*hub.Event) bool { return true }); err != nil {
		return err
	}
	freshEpoch(end, epoch)
	end.Passed = 1 // whatever the other side told since is not applied here, as far as we know
	if end.State == hub.EndOrphan {
		end.State = hub.EndActive
	}
	if err := tx.Ends().Put(end); err != nil {
		return err
	}
	ev := e.event(end, hub.Out, hub.StepCapture)
	ev.Reason, ev.Force = hub.Rejoin, true
	return e.opt.Queue.Add(tx, ev)
}

func freshEpoch(end *hub.End, epoch uint64) {
	end.Epoch, end.OutSeq, end.InSeq, end.Passed, end.Stamps, end.Base = epoch, 0, 0, 0, nil, nil
}

const compared = "void: the two sides were compared anew after a restore"

// supersede ends the events of an end that became void.
func (e *Engine) supersede(tx store.Tx, k hub.EndKey, note string, void func(*hub.Event) bool) error {
	var l []*hub.Event
	for h, err := range tx.Events().OfEnd(k) {
		if err != nil {
			return err
		}
		ev, err := tx.Events().Get(h.ID)
		if err != nil {
			return err
		}
		if void(ev) {
			l = append(l, ev)
		}
	}
	for _, ev := range l {
		ev.Step, ev.State, ev.Finished = hub.StepDone, hub.Done, e.opt.Now()
		ev.Note = note
		if err := e.opt.Queue.Wake(tx, ev); err != nil {
			return err
		}
	}
	return nil
}

// beforeEpoch tells the events that are about a message of an older epoch and
// not half way.
func beforeEpoch(epoch uint64) func(*hub.Event) bool {
	return func(ev *hub.Event) bool {
		return ev.Envelope != nil && ev.Envelope.Epoch < epoch && ev.Step != hub.StepApply && ev.Step != hub.StepConfirm
	}
}

// Rejoin carries on with finding together after a restore: it tells the other
// side, or names to it the pairs that it may not know. What cannot be delivered
// now is tried again at the next call; a running engine calls it by itself.
func (e *Engine) Rejoin(ctx context.Context) error {
	var first error
	for _, c := range e.connections() {
		if len(c.Halves) != 1 {
			continue
		}
		for side := range c.Halves {
			if err := errors.Join(e.tellRestored(ctx, c, side), e.invite(ctx, c, side)); err != nil && first == nil {
				first = err
			}
		}
	}
	return first
}

// Rejoining reports whether something of that is left to do.
func (e *Engine) Rejoining(ctx context.Context) (left bool, err error) {
	for _, c := range e.connections() {
		were, err := e.restoration(ctx, restoredKey(c.ID))
		if err != nil {
			return false, err
		}
		was, err := e.restoration(ctx, invitingKey(c.ID))
		if err != nil {
			return false, err
		}
		left = left || were != nil && !were.Told || was != nil && !was.Named
	}
	return left, nil
}

func (e *Engine) rejoinLoop(ctx context.Context) {
	const every = 10 * time.Second // a restore is rare, and its owner looks on
	for pause(ctx, every) {
		if err := e.Rejoin(ctx); err != nil && ctx.Err() == nil {
			e.opt.Log.Warn("compare anew after a restore", "err", err)
		}
	}
}

func (e *Engine) restoration(ctx context.Context, key string) (r *restoration, err error) {
	err = e.opt.Store.View(ctx, func(tx store.Tx) error {
		r, err = readRestoration(tx, key)
		return err
	})
	return r, err
}

func (e *Engine) tellRestored(ctx context.Context, c *Connection, side hub.Side) error {
	r, err := e.restoration(ctx, restoredKey(c.ID))
	if err != nil || r == nil || r.Told {
		return err
	}
	if err := e.beginEpochs(ctx, c.ID, r.Epoch); err != nil {
		return err
	}
	if err := e.deliver(ctx, c, hub.Envelope{
		ID: hub.EventID(e.opt.NewID()), Connection: c.ID, From: side, Epoch: r.Epoch, Kind: hub.KindRestored,
	}); err != nil {
		return err
	}
	r.Told = true
	return e.opt.Store.Update(ctx, func(tx store.Tx) error { return putRestoration(tx, restoredKey(c.ID), r) })
}

func (e *Engine) deliver(ctx context.Context, c *Connection, env hub.Envelope) error {
	ctx, cancel := context.WithTimeout(ctx, deliverWithin)
	defer cancel()
	return c.Peer.Deliver(ctx, env)
}

// invite names our pairs to a restored side, page by page.
func (e *Engine) invite(ctx context.Context, c *Connection, side hub.Side) error {
	r, err := e.restoration(ctx, invitingKey(c.ID))
	if err != nil || r == nil || r.Named {
		return err
	}
	for {
		var ends []*hub.End
		err := e.opt.Store.View(ctx, func(tx store.Tx) error {
			ends = nil
			for row, err := range tx.Ends().List(store.EndQuery{Connection: c.ID, Side: side, After: r.After, Limit: noticeAtOnce}) {
				if err != nil {
					return err
				}
				end, err := tx.Ends().Get(row.EndKey)
				if err != nil {
					return err
				}
				ends = append(ends, end)
			}
			return nil
		})
		if err != nil {
			return err
		}
		for _, end := range ends {
			opened := end.OutSeq+end.InSeq == 0 && end.Remote.ID == "" // and never told: it is nobody's yet
			if end.Epoch < r.Epoch && end.State != hub.EndStopped && !opened {
				if err := e.deliver(ctx, c, invitation(end, r.Epoch, hub.EventID(e.opt.NewID()))); err != nil {
					return err
				}
			}
			r.After = end.Pair
		}
		if r.Named = len(ends) < noticeAtOnce; r.Named {
			err = e.deliver(ctx, c, hub.Envelope{
				ID: hub.EventID(e.opt.NewID()), Connection: c.ID, From: side, Epoch: r.Epoch, Kind: hub.KindRejoined,
			})
			if err != nil {
				return err
			}
		}
		err = e.opt.Store.Update(ctx, func(tx store.Tx) error { return putRestoration(tx, invitingKey(c.ID), r) })
		if err != nil || r.Named {
			return err
		}
	}
}

func invitation(end *hub.End, epoch uint64, id hub.EventID) hub.Envelope {
	return hub.Envelope{
		ID: id, Connection: end.Connection, Pair: end.Pair, From: end.Side, Epoch: epoch, Kind: hub.KindRejoin,
		Ref: end.Local, Rejoin: &hub.Rejoining{Yours: end.Remote, Traces: mirrored(end.Traces)},
	}
}

// mirrored is what traces are to the other side.
func mirrored(l []hub.Trace) []hub.Trace {
	m := make([]hub.Trace, 0, len(l))
	for _, t := range l {
		m = append(m, hub.Trace{Field: t.Field, Remote: t.Local, Local: t.Remote, Ours: !t.Ours})
	}
	return m
}

// rejoin handles the messages of finding together, which have no place in a
// pair's order.
func (e *Engine) rejoin(tx store.Tx, half *Half, key hub.EndKey, env *hub.Envelope) error {
	switch env.Kind {
	case hub.KindRestored:
		old, err := readRestoration(tx, invitingKey(env.Connection))
		if err != nil || old != nil && old.Epoch >= env.Epoch {
			return err
		}
		return putRestoration(tx, invitingKey(env.Connection), &restoration{Epoch: env.Epoch})
	case hub.KindRejoined:
		r, err := readRestoration(tx, restoredKey(env.Connection))
		if err != nil || r == nil || r.Epoch != env.Epoch {
			return err
		}
		return putRestoration(tx, restoredKey(env.Connection), nil)
	}
	return e.invited(tx, half, key, env)
}

// invited makes the end of a pair that the other side knows and we do not.
func (e *Engine) invited(tx store.Tx, half *Half, key hub.EndKey, env *hub.Envelope) error {
	if _, err := tx.Ends().Get(key); !errors.Is(err, store.ErrNone) {
		return err // known: it is compared anyway
	}
	local := env.Rejoin.Yours
	if local.ID != "" {
		if err := e.dropRival(tx, half, key, local.ID); err != nil {
			return err
		}
	}
	end := &hub.End{EndKey: key, Connection: env.Connection, Tracker: half.Tracker, State: hub.EndActive, Local: local, Remote: env.Ref}
	freshEpoch(end, env.Epoch)
	end.Passed = 1
	if err := tx.Ends().Put(end); err != nil {
		return err
	}
	if err := tx.Ends().SetRemote(key, env.Ref); err != nil {
		return err
	}
	if err := tx.Ends().AddTraces(key, env.Rejoin.Traces...); err != nil {
		return err
	}
	ev := e.event(end, hub.Out, hub.StepCapture)
	ev.Reason, ev.Force, ev.Captured = hub.Rejoin, true, true
	return e.opt.Queue.Add(tx, ev)
}

// dropRival drops the pair that a trigger opened for an issue that has one.
func (e *Engine) dropRival(tx store.Tx, half *Half, key hub.EndKey, local string) error {
	rows, err := tx.Ends().ByIssue(half.Tracker, local)
	if err != nil {
		return err
	}
	for _, r := range rows {
		if r.Side != key.Side || r.Pair == key.Pair || r.Remote.ID != "" {
			continue
		}
		if err := e.supersede(tx, r.EndKey, compared, func(*hub.Event) bool { return true }); err != nil {
			return err
		}
		if err := tx.Ends().Drop(r.EndKey); err != nil {
			return err
		}
	}
	return nil
}

// rival reports whether the other side opens a pair for an issue of its own that
// is paired with one of ours already: it does not remember, and will be told.
func rival(tx store.Tx, key hub.EndKey, env *hub.Envelope) (bool, error) {
	if env.Ref.ID == "" {
		return false, nil
	}
	rows, err := tx.Ends().ByRemote(env.Connection, key.Side, env.Ref.ID)
	return slices.ContainsFunc(rows, func(r store.EndRow) bool {
		return r.Pair != key.Pair && r.State != hub.EndStopped && r.State != hub.EndGone && r.State != hub.EndOrphan
	}), err
}

// seek looks for the issue of an invited end whose other side does not know it
// either. Where there is none, that is told, and the other side begins anew. That
// there is none is believed only when what the life before the restore had under
// way must have arrived, and reads show it.
func (j *job) seek(ctx context.Context) (found bool, err error) {
	if m, ok := j.tr.Conn.(tracker.Marker); ok && j.tr.Spec.Habits.Marked("issue") {
		j.calls.Add(1)
		ref, err := m.FindMarked(ctx, j.ev.EndKey.Mark())
		if err == nil {
			j.end.Local = ref
			return true, j.opt.Store.Update(ctx, func(tx store.Tx) error {
				return j.dropRival(tx, j.half, j.ev.EndKey, ref.ID)
			})
		}
		if hub.CodeOf(err) != hub.NotFound {
			return false, err
		}
		h := j.tr.Spec.Habits
		if at := j.noted(j.ev.Created).Add(h.ReadLag + h.Longest); j.opt.Now().Before(at) {
			j.le.Later(at)
			return false, nil
		}
	}
	end := j.end
	end.OutSeq++
	j.ev.Envelope = &hub.Envelope{
		ID: hub.EventID(j.opt.NewID()), Connection: end.Connection, Pair: end.Pair, From: end.Side,
		Epoch: end.Epoch, Seq: end.OutSeq, Kind: hub.KindAbsent,
	}
	end.Passed = 0
	return false, j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if err := tx.Ends().Put(end); err != nil {
			return err
		}
		next := *j.ev
		next.Step = hub.StepSend
		return j.le.Done(tx, &next)
	})
}
