package engine

import (
	"context"
	"encoding/json"
	"maps"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// A search may lag as reads do: an issue that a trigger should take in does not
// match yet at the poll that tells of it, and no later poll would tell again.
// Such young issues are kept, and asked for until the lag is over.

// young is an issue that did not match a trigger within the read lag.
type young struct {
	Ref   hub.Ref `json:"ref"`
	Until int64   `json:"until"` // unix ms: what is not found from then on does not match
}

func youngKey(tracker string) string { return "young/" + tracker }

// younglings reads which issues are to be asked for again.
func (e *Engine) younglings(ctx context.Context, t *tracked) (map[string]young, error) {
	if t.Spec.Habits.ReadLag <= 0 {
		return nil, nil
	}
	m := map[string]young{}
	err := e.opt.Store.View(ctx, func(tx store.Tx) error {
		s, err := tx.Meta().Get(youngKey(t.Name))
		if err != nil || s == "" {
			return err
		}
		return json.Unmarshal([]byte(s), &m)
	})
	return m, err
}

// askAgain returns the batch with a change for each young issue in front, so
// that triggers are asked for them too.
func askAgain(batch []tracker.Change, m map[string]young) []tracker.Change {
	if len(m) == 0 {
		return batch
	}
	var l []tracker.Change
	for _, id := range slices.Sorted(maps.Keys(m)) {
		l = append(l, tracker.Change{Ref: m[id].Ref})
	}
	return append(l, batch...)
}

// growUp stores which issues are still too young to be believed not to match.
func (e *Engine) growUp(tx store.Tx, t *tracked, batch []tracker.Change, was map[string]young) error {
	if t.Spec.Habits.ReadLag <= 0 || !e.triggers(t) {
		return nil
	}
	now, next := e.opt.Now(), map[string]young{}
	for _, c := range batch {
		y, known := was[c.Ref.ID]
		if !known {
			y = young{c.Ref, now.Add(t.Spec.Habits.ReadLag).UnixMilli()}
		}
		rows, err := tx.Ends().ByIssue(t.Name, c.Ref.ID)
		if err != nil {
			return err
		}
		if len(rows) == 0 && !c.Deleted && c.Fault == nil && now.UnixMilli() < y.Until {
			next[c.Ref.ID] = y
		}
	}
	tx.After(func() { t.young.Store(len(next) > 0) })
	if len(next) == 0 && len(was) == 0 {
		return nil
	}
	b, err := json.Marshal(next)
	if err != nil {
		return err
	}
	return tx.Meta().Put(youngKey(t.Name), string(b))
}

// triggers reports whether any trigger looks at the tracker.
func (e *Engine) triggers(t *tracked) bool {
	for _, c := range e.connections() {
		for _, h := range c.Halves {
			if h.Tracker == t.Name && h.Trigger != nil {
				return true
			}
		}
	}
	return false
}

// patience is how long the next poll may wait: not longer than the lag of a
// young issue.
func (t *tracked) patience() time.Duration {
	if t.young.Load() {
		return min(t.Poll, t.Spec.Habits.ReadLag)
	}
	return t.Poll
}
