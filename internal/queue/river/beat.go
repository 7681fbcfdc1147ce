package river

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"os"
	"slices"
	"time"

	"github.com/riverqueue/river"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
)

// Start joins those who share the database and begins to work. The queue stops
// by itself, see Ended, when this process was put out. A database that does not
// answer yet is waited for, until ctx ends.
func (q *Queue) Start(ctx context.Context) error {
	for told := false; ; told = true {
		err := q.start(ctx)
		if !passing(err) || ctx.Err() != nil {
			return err
		}
		if !told {
			q.opt.Log.Warn("the process cannot join yet", "process", q.id, "err", err)
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(q.opt.Lease / 3):
		}
	}
}

// passing reports whether an error is that of a database that may answer soon.
func passing(err error) bool {
	var e *hub.Error
	return errors.As(err, &e) && e.Scope == hub.ScopeNode && e.Code == hub.Busy
}

func (q *Queue) start(ctx context.Context) error {
	host, _ := os.Hostname() // it only helps people
	before := time.Now()
	if err := q.store.Join(ctx, postgres.Process{ID: q.id, Host: host, PID: os.Getpid()}, q.opt.Lease); err != nil {
		return err
	}
	q.beaten.Store(&before)
	if err := q.look(ctx); err != nil {
		return err
	}
	if err := q.client.Start(context.WithoutCancel(ctx)); err != nil {
		return postgres.Plain(err)
	}
	q.opt.Log.Info("process joined", "process", q.id, "lease", q.opt.Lease)
	q.started.Store(true)
	q.beats.Go(q.beat)
	q.beats.Go(q.giveUps)
	return nil
}

// beat says again and again that this process lives, and looks whether others
// do.
func (q *Queue) beat() {
	for q.pause(q.opt.Lease / 3) {
		ctx, cancel := context.WithTimeout(context.Background(), q.opt.Lease)
		err := q.beatOnce(ctx)
		cancel()
		switch {
		case errors.Is(err, postgres.ErrFenced), errors.Is(err, postgres.ErrNewer):
			q.end(err)
		case err != nil:
			q.opt.Log.Warn("heart beat", "process", q.id, "err", err)
		}
	}
}

func (q *Queue) beatOnce(ctx context.Context) error {
	before := time.Now()
	leads, err := q.store.Beat(ctx, q.opt.Lease)
	if err != nil {
		return err
	}
	q.beaten.Store(&before)
	due, err := q.store.Others(ctx)
	if err != nil || !due && leads == q.Leads() {
		return err
	}
	return q.look(ctx)
}

// look takes over from those whose time is over, and leads if nobody does.
func (q *Queue) look(ctx context.Context) error {
	var dead []postgres.Dead
	var freed map[string]int
	leads := false
	led := q.Leads()
	err := q.store.Update(ctx, func(tx store.Tx) (err error) {
		if dead, leads, err = q.store.Bury(tx); err != nil {
			return err
		}
		if freed, err = q.store.Free(tx); err != nil {
			return err
		}
		if !leads || led {
			return nil
		}
		// Who begins to lead makes sure that nothing was forgotten: jobs may have been
		// lost with a table, or never made, as after a move from SQLite.
		return q.rouseAll(tx, func(*store.Head) bool { return true })
	})
	if err != nil {
		return err
	}
	for _, d := range dead {
		q.opt.Log.Warn("process taken over", "dead", d.ID, "by", q.id, "silent", (d.Silent + q.opt.Lease).Round(time.Millisecond), "led", d.Leads,
			"ends", len(d.Claims), "jobs", freed[d.ID])
		delete(freed, d.ID)
	}
	if len(freed) > 0 { // whoever was put out, and went on asking for work until it knew
		q.opt.Log.Info("jobs of nobody are free again", "of", slices.Sorted(maps.Keys(freed)))
	}
	if leads && !led {
		if q.opt.Before != nil {
			if err := q.opt.Before(ctx); err != nil {
				return fmt.Errorf("before it leads: %w", err)
			}
		}
		q.opt.Log.Info("process leads", "process", q.id)
		close(q.leads)
		if err := q.client.Queues().Add(lone, river.QueueConfig{MaxWorkers: q.opt.Ends}); err != nil {
			return err
		}
	}
	return nil
}

// ID names this process among those who share the database.
func (q *Queue) ID() string { return q.id }

// Leads reports whether this process leads. Once it does it leads until it ends.
func (q *Queue) Leads() bool {
	select {
	case <-q.leads:
		return true
	default:
		return false
	}
}

// Lead runs fn while this process leads, and returns when ctx ends.
func (q *Queue) Lead(ctx context.Context, fn func(context.Context)) {
	select {
	case <-q.leads:
		fn(ctx)
	case <-ctx.Done():
	}
}

// Alive fails if others may count this process as dead by now. It asks nobody:
// a process that was frozen knows from the clock.
func (q *Queue) Alive() error {
	at := q.beaten.Load()
	if at == nil {
		return nil // it works for itself
	}
	now := time.Now()
	// The clock of the wall sees what the other one may not: that the machine slept.
	if max(now.Sub(*at), now.Round(0).Sub(at.Round(0))) < q.opt.Lease {
		return nil
	}
	return &hub.Error{Code: hub.Busy, Scope: hub.ScopeIssue, RetryIn: q.opt.Lease / 3,
		Message: "this process was away for too long: others may have its work by now"}
}

// Ended is closed when the queue hands out nothing more; Err says why.
func (q *Queue) Ended() <-chan struct{} { return q.ended }

// Err returns postgres.ErrFenced or ErrNewer if the queue ended by itself.
func (q *Queue) Err() error {
	select {
	case <-q.ended:
		return q.cause
	default:
		return nil
	}
}

func (q *Queue) end(cause error) {
	q.once.Do(func() {
		q.cause = cause
		close(q.ended)
	})
}

// Stop leaves those who share the database. It must follow the end of whoever
// works on what was taken. What is not done is others' from then on.
func (q *Queue) Stop(ctx context.Context) error {
	if !q.started.Load() {
		q.end(nil)
		return nil
	}
	stopped := make(chan error, 1)
	go func() { stopped <- q.client.Stop(ctx) }() // nothing more is fetched; what runs waits for the end
	q.end(nil)
	q.beats.Wait()
	err := <-stopped
	if err != nil {
		err = errors.Join(err, q.client.StopAndCancel(ctx))
	}
	if errors.Is(q.cause, postgres.ErrFenced) {
		return err
	}
	return errors.Join(err, q.store.Update(ctx, func(tx store.Tx) error {
		if _, err := q.store.Leave(tx); err != nil {
			return err
		}
		_, err := q.store.Free(tx)
		return err
	}))
}
