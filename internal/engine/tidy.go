package engine

import (
	"context"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

const (
	tidyEvery  = time.Hour
	keepEvents = 30 * 24 * time.Hour // how long an administrator may ask what happened
	keepBlobs  = 7 * 24 * time.Hour  // how long bytes are kept that nobody waits for
	tidyAtOnce = 500                 // bounds the transaction
)

func (e *Engine) tidyLoop(ctx context.Context) {
	for pause(ctx, tidyEvery) {
		if err := e.Tidy(ctx); err != nil && ctx.Err() == nil {
			e.opt.Log.Warn("tidy up", "err", err)
		}
	}
}

// Tidy forgets events that ended long ago, and attachments that nobody waits
// for any more.
func (e *Engine) Tidy(ctx context.Context) error {
	now := e.opt.Now()
	for n := tidyAtOnce; n == tidyAtOnce; {
		err := e.opt.Store.Update(ctx, func(tx store.Tx) (err error) {
			n, err = tx.Events().Prune(now.Add(-keepEvents), tidyAtOnce)
			return err
		})
		if err != nil {
			return err
		}
	}
	if err := e.keepAwaited(ctx, now); err != nil {
		return err
	}
	for n := tidyAtOnce; n == tidyAtOnce; {
		var err error
		if n, err = e.dropUnusedBlobs(ctx, now.Add(-keepBlobs)); err != nil {
			return err
		}
	}
	return nil
}

// keepAwaited notes that the attachments of messages without an answer are
// still needed, however long the other side is away.
func (e *Engine) keepAwaited(ctx context.Context, now time.Time) error {
	return e.opt.Store.Update(ctx, func(tx store.Tx) error {
		open := store.EventQuery{Lane: hub.Out, States: []hub.State{hub.Waiting, hub.Running, hub.Retrying, hub.Blocked}}
		for ev, err := range tx.Events().List(open) {
			if err != nil {
				return err
			}
			if ev.Envelope == nil || ev.Envelope.Replica == nil {
				continue
			}
			for _, a := range ev.Envelope.Replica.Issue.Attachments {
				if err := tx.Blobs().Use(a.Digest, a.Size, now); err != nil {
					return err
				}
			}
		}
		return nil
	})
}

// dropUnusedBlobs forgets attachments that nobody asked for since before, and
// returns how many.
func (e *Engine) dropUnusedBlobs(ctx context.Context, before time.Time) (int, error) {
	var unused []hub.Digest
	err := e.opt.Store.Update(ctx, func(tx store.Tx) (err error) {
		if unused, err = tx.Blobs().Unused(before, tidyAtOnce); err != nil {
			return err
		}
		for _, d := range unused {
			if err := tx.Blobs().Drop(d); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, d := range unused {
		if err := e.opt.Blobs.Drop(d); err != nil {
			return 0, err
		}
	}
	return len(unused), nil
}
