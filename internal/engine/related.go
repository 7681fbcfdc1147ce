package engine

import (
	"context"
	"encoding/json"
	"errors"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// A link is told once both its ends are over there. The issue of which a link
// could not be told waits for the other one, on record, and is looked at again
// when that one is paired.

// waitKey names the record of who waits for an issue of ours.
func waitKey(c hub.ConnectionID, s hub.Side, localID string) string {
	return "waits/" + string(c) + "/" + string(s) + "/" + localID
}

// RemoteOf returns the other side's issue paired with one of ours.
func (t *tools) RemoteOf(ctx context.Context, localID string) (ref hub.Ref, ok bool, err error) {
	err = t.opt.Store.View(ctx, func(tx store.Tx) error {
		ref, ok, err = t.remoteOf(tx, localID)
		return err
	})
	if err == nil && !ok && !slices.Contains(t.waits, localID) {
		t.waits = append(t.waits, localID)
	}
	return ref, ok, err
}

func (j *job) remoteOf(tx store.Tx, localID string) (ref hub.Ref, ok bool, err error) {
	rows, err := tx.Ends().ByIssue(j.end.Tracker, localID)
	for _, r := range rows {
		if r.Connection == j.end.Connection && r.Side == j.end.Side && r.Remote.ID != "" {
			ref, ok = r.Remote, true
		}
	}
	return ref, ok, err
}

// storeWaits puts on record for which issues this one waits.
func (j *job) storeWaits(tx store.Tx) error {
	for _, id := range j.waits {
		if _, there, err := j.remoteOf(tx, id); err != nil {
			return err
		} else if there { // since the rule asked
			if err := j.lookAgain(tx, j.ev.EndKey); err != nil {
				return err
			}
			continue
		}
		key := waitKey(j.end.Connection, j.end.Side, id)
		waiting, err := readWaits(tx, key)
		if err != nil || slices.Contains(waiting, j.ev.Pair) {
			return err
		}
		b, err := json.Marshal(append(waiting, j.ev.Pair))
		if err != nil {
			return err
		}
		if err := tx.Meta().Put(key, string(b)); err != nil {
			return err
		}
	}
	return nil
}

func readWaits(tx store.Tx, key string) (l []hub.PairID, err error) {
	s, err := tx.Meta().Get(key)
	if err != nil || s == "" {
		return nil, err
	}
	return l, json.Unmarshal([]byte(s), &l)
}

// met has those looked at again that waited for an issue of which both sides
// are known now.
func (e *Engine) met(tx store.Tx, c hub.ConnectionID, s hub.Side, localID string) error {
	key := waitKey(c, s, localID)
	waiting, err := readWaits(tx, key)
	if err != nil || len(waiting) == 0 {
		return err
	}
	for _, p := range waiting {
		if err := e.lookAgain(tx, hub.EndKey{Pair: p, Side: s}); err != nil {
			return err
		}
	}
	return tx.Meta().Put(key, "")
}

func (e *Engine) lookAgain(tx store.Tx, k hub.EndKey) error {
	end, err := tx.Ends().Get(k)
	if errors.Is(err, store.ErrNone) || err == nil && end.State != hub.EndActive {
		return nil
	} else if err != nil {
		return err
	}
	ev := e.event(end, hub.Out, hub.StepCapture)
	ev.Reason, ev.Captured = hub.Related, true
	return e.opt.Queue.Add(tx, ev)
}
