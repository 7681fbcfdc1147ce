package node

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// firstLooks finds out which trackers were never asked before and may hold
// issues that cannot be read: those that can be watched, which are folders on
// this machine. The others tell of such issues when they are listed.
func (n *Node) firstLooks(ctx context.Context) []string {
	var names []string
	for _, t := range n.cfg.Trackers {
		if _, local := n.trackers.Get(t.Name).(tracker.Watcher); !local {
			continue
		}
		if known, err := n.engine.Known(ctx, t.Name); err == nil && !known {
			names = append(names, t.Name)
		}
	}
	return names
}

// introduce asks a new folder where to start from, before anybody else wants
// something of it. One that is away is asked again by the poll.
func (n *Node) introduce(ctx context.Context, name string) {
	ctx, cancel := context.WithTimeout(ctx, 5*time.Second)
	defer cancel()
	if err := n.engine.Poll(ctx, name); err != nil {
		n.log.Info("new tracker does not answer yet", "tracker", name, "err", err)
	}
}

// lookFirst looks once at a tracker that is new to the node, as soon as it
// answers.
func (n *Node) lookFirst(ctx context.Context, name string) {
	for {
		err := n.engine.LookForBroken(ctx, name)
		if err == nil || ctx.Err() != nil {
			return
		}
		select {
		case <-ctx.Done():
			return
		case <-time.After(n.cfg.Tracker(name).Poll):
		}
	}
}

// tryAgain lets what waits for its next try be tried at once: whoever starts a
// node has often just mended what was wrong. What stands still because we were
// denied something has one try too: the key or the rights may be others now, and
// one more refusal locks no account.
func (n *Node) tryAgain(ctx context.Context) {
	denied, err := n.Faults(ctx, "open")
	for _, f := range denied {
		if err == nil && f.Code == hub.Denied {
			_, err = n.queue.Retry(ctx, f.ID)
		}
	}
	if err != nil && ctx.Err() == nil {
		n.log.Warn("what we were denied is not tried again", "err", err)
	}
	err = n.store.Update(ctx, func(tx store.Tx) error {
		for ev, err := range tx.Events().List(store.EventQuery{States: []hub.State{hub.Retrying}, Limit: mostRows}) {
			if err != nil {
				return err
			}
			ev.NotBefore = time.Time{}
			if err := n.queue.Wake(tx, ev); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil && ctx.Err() == nil {
		n.log.Warn("what waits for its next try goes on waiting", "err", err)
	}
}
