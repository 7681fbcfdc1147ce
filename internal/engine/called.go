package engine

import (
	"context"
	"errors"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// mostCalled bounds the issues that are read because a call named them: of more,
// a poll finds out with one request.
const mostCalled = 10

// Called takes note that a tracker called and named issues. Nothing else of a call
// is believed: issues that are synced are read by the events that this stores, and
// those that are not are read and shown to the triggers, where the connector can
// tell by that whether they are taken in. It reports whether something is left that
// only a poll finds out. The poll, whose cursor stays where it is, is told of it all
// in any case.
func (e *Engine) Called(ctx context.Context, name string, refs []hub.Ref) (left bool, err error) {
	t := e.trackers[name]
	if t == nil {
		return false, errors.New("no tracker named " + name)
	}
	picker, ok := t.Conn.(tracker.Picker)
	if !ok || len(refs) > mostCalled || t.Spec.Habits.ReadLag > 0 || e.opt.Queue.Paused(hub.ScopeTracker, name) {
		return true, nil
	}
	if err := e.recognise(ctx, t); err != nil {
		return true, err
	}
	begun := false
	err = e.opt.Store.View(ctx, func(tx store.Tx) error {
		cursor, err := tx.Meta().Get(cursorKey(name))
		begun = cursor != ""
		return err
	})
	if err != nil || !begun {
		return true, err
	}
	batch := make([]tracker.Change, len(refs))
	for i, ref := range refs {
		batch[i] = tracker.Change{Ref: ref, At: e.opt.Now()}
	}
	p := picking{engine: e, t: t, picker: picker, read: map[string]*hub.Issue{}, open: map[string][]opening{}}
	if err := p.ask(ctx, batch); err != nil {
		return true, err
	}
	return p.left, e.opt.Store.Update(ctx, func(tx store.Tx) error {
		unread := map[hub.EndKey]bool{}
		for i := range batch {
			if err := e.noticeOne(tx, t, &batch[i], p.open, p.read, unread); err != nil {
				return err
			}
		}
		return nil
	})
}

// picking shows issues that are not synced to triggers.
type picking struct {
	engine *Engine
	t      *tracked
	picker tracker.Picker
	read   map[string]*hub.Issue // what issues showed that were read for it, by id
	open   map[string][]opening
	left   bool
}

func (p *picking) ask(ctx context.Context, batch []tracker.Change) error {
	for _, c := range p.engine.connections() {
		for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
			h := c.Halves[side]
			if h == nil || h.Tracker != p.t.Name || h.Trigger == nil {
				continue
			}
			refs, err := p.engine.unpaired(ctx, p.t, c.ID, side, batch)
			if err != nil {
				return err
			}
			for _, ref := range refs {
				if err := p.askOne(ctx, opening{c.ID, side}, *h.Trigger, ref); err != nil {
					return err
				}
			}
		}
	}
	return nil
}

func (p *picking) askOne(ctx context.Context, o opening, query string, ref hub.Ref) error {
	yes, sure, err := p.picker.Picks(query, ref, func() (s *hub.Issue, err error) {
		if s = p.read[ref.ID]; s == nil {
			s, err = p.engine.get(ctx, p.t, ref)
			p.read[ref.ID] = s
		}
		return s, err
	})
	switch {
	case hub.CodeOf(err) == hub.NotFound:
		return nil // it is gone again, or not for us to see
	case err != nil:
		return err
	case yes && p.read[ref.ID] != nil && p.read[ref.ID].Mark != "":
		p.left = true // one that we made, or somebody's copy of it: marks are seen at the first look
	case yes:
		p.open[ref.ID] = append(p.open[ref.ID], o)
	case !sure:
		p.left = true
	}
	return nil
}
