package world

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker/memtracker"
)

// ErrNoRest says that the nodes were still busy after a day, or a great many
// steps, without anybody touching anything.
var ErrNoRest = errors.New("no rest")

// Calm ends what disturbs: the trackers behave, the power stays on, both nodes
// run, nobody interferes.
func (w *World) Calm(ctx context.Context) error {
	w.opt.Driver = quiet{}
	for _, t := range w.Trackers {
		t.Set(func(k *memtracker.Knobs) { *k = memtracker.Knobs{} })
	}
	w.Mail = nil
	for _, n := range w.Nodes {
		if err := n.Start(ctx); err != nil {
			return err
		}
	}
	return nil
}

// Rest lets both nodes work until nothing is left to do, moving the clock to
// whatever waits for its time. It is meant for a calm world.
func (w *World) Rest(ctx context.Context) error {
	const (
		day   = 24 * time.Hour
		steps = 20_000 // of the longest stories, a hundred times over
		quiet = 3      // rounds without anything: feeds that are late by a round are seen
	)
	end, budget, since, swept := w.Clock.Add(day), w.Stats.Steps+steps, w.Clock, w.Clock
	for idle := 0; idle < quiet; {
		did, err := w.round(ctx, budget)
		if err != nil {
			return err
		}
		next, err := w.next(ctx)
		if err != nil {
			return err
		}
		missing, err := w.missing(ctx)
		if err != nil {
			return err
		}
		switch {
		case did:
			idle = 0
		case !next.IsZero() && next.After(w.Clock):
			idle, w.Clock = 0, next
		case missing && w.Clock.Sub(since) < time.Hour:
			idle, w.Clock = 0, w.Clock.Add(10*time.Minute)
		default:
			idle, w.Clock = idle+1, w.Clock.Add(3*time.Second)
		}
		if missing && w.Clock.Sub(swept) >= 10*time.Minute {
			swept = w.Clock
			for _, n := range w.Nodes {
				if err := n.Sweep(ctx); err != nil {
					return err
				}
			}
		}
		if w.Clock.After(end) || w.Stats.Steps > budget {
			return fmt.Errorf("%w: after %v and %d steps", ErrNoRest, w.Clock.Sub(end.Add(-day)), w.Stats.Steps-budget+steps)
		}
	}
	return nil
}

// round polls both trackers and carries out all that is due.
func (w *World) round(ctx context.Context, budget int) (did bool, err error) {
	for side := range w.Trackers {
		if err := w.Poll(ctx, side); err != nil && hub.CodeOf(err) == hub.Internal {
			return did, err
		}
	}
	for _, n := range w.Nodes {
		for {
			ev, err := n.Step(ctx, 0)
			if err != nil {
				return did, err
			}
			if ev == nil || w.Stats.Steps > budget {
				break
			}
			did = true
		}
		if err := n.Settle(ctx); err != nil {
			return did, err
		}
		if left, err := n.Rejoin(ctx); err == nil && left {
			did = true
			w.Clock = w.Clock.Add(time.Minute) // or what never comes to its end would be waited for for ever
		}
	}
	return did, nil
}

// next is when something will be due by itself.
func (w *World) next(ctx context.Context) (soonest time.Time, err error) {
	for _, n := range w.Nodes {
		_, at, err := n.Due(ctx)
		if err != nil {
			return soonest, err
		}
		if !at.IsZero() && (soonest.IsZero() || at.Before(soonest)) {
			soonest = at
		}
	}
	return soonest, nil
}

func (w *World) missing(ctx context.Context) (found bool, err error) {
	for _, n := range w.Nodes {
		err := n.View(ctx, func(tx store.Tx) error {
			k, err := tx.Ends().Count(store.EndQuery{State: hub.EndMissing})
			found = found || k > 0
			return err
		})
		if err != nil {
			return false, err
		}
	}
	return found, nil
}

// Faults lists the open faults of a node.
func (n *Node) Faults(ctx context.Context) (l []*hub.Fault, err error) {
	err = n.View(ctx, func(tx store.Tx) error {
		l = nil
		for f, err := range tx.Faults().List("open", 0) {
			if err != nil {
				return err
			}
			l = append(l, f)
		}
		return nil
	})
	return l, err
}

// Ends lists the ends of a node, in order of pair and side.
func (n *Node) Ends(ctx context.Context) (l []*hub.End, err error) {
	err = n.View(ctx, func(tx store.Tx) error {
		l = nil
		for r, err := range tx.Ends().List(store.EndQuery{}) {
			if err != nil {
				return err
			}
			end, err := tx.Ends().Get(r.EndKey)
			if err != nil {
				return err
			}
			l = append(l, end)
		}
		return nil
	})
	return l, err
}

// Events lists the events of a node, oldest first.
func (n *Node) Events(ctx context.Context) (l []*hub.Event, err error) {
	err = n.View(ctx, func(tx store.Tx) error {
		l = nil
		for ev, err := range tx.Events().List(store.EventQuery{}) {
			if err != nil {
				return err
			}
			l = append(l, ev)
		}
		return nil
	})
	for i, j := 0, len(l)-1; i < j; i, j = i+1, j-1 {
		l[i], l[j] = l[j], l[i]
	}
	return l, err
}
