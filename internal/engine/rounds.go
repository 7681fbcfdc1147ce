package engine

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// Some trackers keep silent about deletions, or about edits that they do not
// count as a change of the issue. Their issues are looked at in rounds: all of
// them whether they are still there, many with one question; and, a few each
// time, what they show.

const (
	// askedAtOnce is how many issues one question names: an address with that
	// many ids is still short enough for every server.
	askedAtOnce = 100
	// readEachRound is how many issues are read anew in one round, which bounds
	// what silence costs to one read in ten seconds.
	readEachRound = 60
	// lively is how long after its last change an issue is read in every round,
	// if half a round has room for it: that is when people answer and mend what
	// they wrote. The other half makes sure that each issue has its turn.
	lively = 2 * time.Hour
)

func (e *Engine) roundLoop(ctx context.Context) {
	for pause(ctx, e.opt.Sweep) {
		if err := e.Round(ctx); err != nil && ctx.Err() == nil {
			e.opt.Log.Warn("round of trackers that keep silent", "err", err)
		}
		e.mu.Lock()
		e.counts.Rounds++
		e.mu.Unlock()
	}
}

// Round makes one round of every tracker that keeps silent about something. One
// that cannot be asked is left for the next round.
func (e *Engine) Round(ctx context.Context) error {
	for _, t := range e.trackers {
		h := t.Spec.Habits
		if !h.SilentDeletions && !h.SilentEdits {
			continue
		}
		e.calls.Add(1)
		if _, err := t.Conn.Check(ctx); err != nil {
			continue // who cannot be asked has not said that something is gone
		}
		if t.doubt(); e.recognise(ctx, t) != nil {
			continue // nor has another tracker
		}
		for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
			if err := e.roundOf(ctx, t, side); err != nil {
				return err
			}
		}
	}
	return nil
}

func (e *Engine) roundOf(ctx context.Context, t *tracked, side hub.Side) error {
	h := t.Spec.Habits
	if h.SilentDeletions {
		err := e.pages(ctx, t, side, "", func(rows []store.EndRow) (bool, error) { return true, e.stillThere(ctx, t, rows) })
		if err != nil {
			return err
		}
	}
	if !h.SilentEdits {
		return nil
	}
	return e.readSome(ctx, t, side)
}

// pages goes through the active ends of one side behind a pair, until visit has
// had enough.
func (e *Engine) pages(ctx context.Context, t *tracked, side hub.Side, after hub.PairID, visit func([]store.EndRow) (bool, error)) error {
	for {
		var rows []store.EndRow
		err := e.opt.Store.View(ctx, func(tx store.Tx) error {
			rows = nil
			q := store.EndQuery{Tracker: t.Name, Side: side, State: hub.EndActive, After: after, Limit: askedAtOnce}
			for r, err := range tx.Ends().List(q) {
				if err != nil {
					return err
				}
				rows = append(rows, r)
			}
			return nil
		})
		if err != nil || len(rows) == 0 {
			return err
		}
		more, err := visit(rows)
		if err != nil || !more || len(rows) < askedAtOnce {
			return err
		}
		after = rows[len(rows)-1].Pair
	}
}

// stillThere has those issues read of which the tracker knows nothing any more.
// Whether they are deleted or hidden is for the sweeps to find out.
func (e *Engine) stillThere(ctx context.Context, t *tracked, rows []store.EndRow) error {
	there := map[string]bool{}
	var refs []hub.Ref
	for _, r := range rows {
		if r.Local.ID != "" {
			refs = append(refs, r.Local)
		}
	}
	if len(refs) == 0 {
		return nil
	}
	e.calls.Add(1)
	for ref, err := range t.Conn.Find(tracker.Bulk(ctx), "", refs...) {
		if err != nil {
			return nil // half an answer says nothing of the rest
		}
		there[ref.ID] = true
	}
	var gone []store.EndRow
	for _, r := range rows {
		if r.Local.ID != "" && !there[r.Local.ID] {
			gone = append(gone, r)
		}
	}
	return e.readAgain(ctx, t, gone)
}

// readSome has the lively issues read, and some of the others, each time the
// next ones.
func (e *Engine) readSome(ctx context.Context, t *tracked, side hub.Side) error {
	key := "round/" + t.Name + "/" + string(side)
	var from hub.PairID
	err := e.opt.Store.View(ctx, func(tx store.Tx) error {
		s, err := tx.Meta().Get(key)
		from = hub.PairID(s)
		return err
	})
	if err != nil {
		return err
	}
	since := e.opt.Now().Add(-lively)
	var read []store.EndRow
	err = e.pages(ctx, t, side, "", func(rows []store.EndRow) (bool, error) {
		for _, r := range rows {
			if r.Updated.After(since) && len(read) < readEachRound/2 {
				read = append(read, r)
			}
		}
		return len(read) < readEachRound/2, nil
	})
	if err != nil {
		return err
	}
	taken := map[hub.PairID]bool{}
	for _, r := range read {
		taken[r.Pair] = true
	}
	var last hub.PairID // back to the beginning unless there are more
	err = e.pages(ctx, t, side, from, func(rows []store.EndRow) (bool, error) {
		for _, r := range rows {
			if len(read) >= readEachRound {
				return false, nil
			}
			if last = r.Pair; !taken[r.Pair] {
				read = append(read, r)
			}
		}
		return true, nil
	})
	if err != nil {
		return err
	}
	if len(read) < readEachRound {
		last = ""
	}
	if err := e.readAgain(ctx, t, read); err != nil {
		return err
	}
	return e.opt.Store.Update(ctx, func(tx store.Tx) error { return tx.Meta().Put(key, string(last)) })
}

// readAgain stores events by which issues are read, as if they had changed.
func (e *Engine) readAgain(ctx context.Context, t *tracked, rows []store.EndRow) error {
	if len(rows) == 0 {
		return nil
	}
	return e.opt.Store.Update(ctx, func(tx store.Tx) error {
		unread := map[hub.EndKey]bool{}
		for _, r := range rows {
			end, err := tx.Ends().Get(r.EndKey)
			if err != nil {
				return err
			}
			if end.State != hub.EndActive {
				continue
			}
			if err := e.noticeEnd(tx, t, end, &tracker.Change{Ref: end.Local}, unread); err != nil {
				return err
			}
		}
		return nil
	})
}
