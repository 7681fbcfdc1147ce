package river

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"time"

	"github.com/riverqueue/river"
	"github.com/riverqueue/river/rivertype"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
)

// stored makes sure, with the transaction that puts an event, that somebody looks
// at its end.
func (q *Queue) stored(tx store.Tx, h store.Head) error {
	if h.State.Ended() || h.Step == hub.StepAwait || h.State == hub.Blocked || q.Has(h.EndKey) {
		return nil
	}
	q.wish(tx, h.EndKey, wish{h.Connection, h.NotBefore, h.Bulk})
	return nil
}

// wishes are the ends at which somebody is to look, by what an update stores. Their
// jobs are inserted together at the end of it.
type wishes struct {
	tx   store.Tx // what another update wanted came to nothing
	ends []hub.EndKey
	of   map[hub.EndKey]wish
}

// wish says when somebody is to look, zero for at once, and whether it has time.
type wish struct {
	connection hub.ConnectionID
	at         time.Time
	slow       bool
}

func (q *Queue) wish(tx store.Tx, k hub.EndKey, w wish) {
	if q.wishes.tx != tx {
		q.wishes = wishes{tx: tx, of: map[hub.EndKey]wish{}}
		postgres.AtEnd(tx, func() error { return q.grant(tx) })
	}
	old, has := q.wishes.of[k]
	if !has {
		q.wishes.ends = append(q.wishes.ends, k)
	} else {
		w.slow = w.slow && old.slow
		if old.at.Before(w.at) {
			w.at = old.at
		}
	}
	q.wishes.of[k] = w
}

// grant inserts the jobs that an update is to have inserted.
func (q *Queue) grant(tx store.Tx) error {
	all := q.wishes
	q.wishes = wishes{}
	ctx, raw, err := postgres.Raw(tx)
	if err != nil {
		return err
	}
	for some := range slices.Chunk(all.ends, atOnce) {
		var jobs []river.InsertManyParams
		for _, k := range some {
			w := all.of[k]
			jobs = append(jobs, river.InsertManyParams{Args: job(k), InsertOpts: q.options(w.connection, w.at, w.slow)})
		}
		res, err := q.client.InsertManyTx(ctx, raw, jobs)
		if err != nil {
			return err
		}
		for _, one := range res { // in whatever order
			var j job
			if err := json.Unmarshal(one.Job.EncodedArgs, &j); err != nil {
				return err
			}
			if err := q.sooner(ctx, raw, j, all.of[hub.EndKey(j)], one); err != nil {
				return err
			}
		}
	}
	return nil
}

// slack is how much earlier than planned somebody must look for a job to be
// made anew.
const slack = 100 * time.Millisecond

// rouse has somebody look at an end at a time, or at once.
func (q *Queue) rouse(tx store.Tx, k hub.EndKey, c hub.ConnectionID, at time.Time, slow bool) error {
	ctx, raw, err := postgres.Raw(tx)
	if err != nil {
		return err
	}
	res, err := q.client.InsertTx(ctx, raw, job(k), q.options(c, at, slow))
	if err != nil {
		return err
	}
	return q.sooner(ctx, raw, job(k), wish{c, at, slow}, res)
}

// sooner makes a job anew that was there before the one that was to be inserted, if
// somebody would look too late by it.
func (q *Queue) sooner(ctx context.Context, raw postgres.RawTx, j job, w wish, res *rivertype.JobInsertResult) error {
	if !res.UniqueSkippedAsDuplicate || res.Job.State == rivertype.JobStateRunning {
		return nil
	}
	opts, when := q.options(w.connection, w.at, w.slow), w.at
	if now := time.Now(); when.Before(now) {
		when = now
	}
	if !res.Job.ScheduledAt.After(when.Add(slack)) && (res.Job.Queue == opts.Queue || res.Job.Queue == live) {
		return nil
	}
	if _, err := q.client.JobDeleteTx(ctx, raw, res.Job.ID); err != nil {
		if errors.Is(err, rivertype.ErrJobRunning) || errors.Is(err, rivertype.ErrNotFound) {
			return nil // somebody looks already
		}
		return err
	}
	_, err := q.client.InsertTx(ctx, raw, j, opts)
	return err
}

func (q *Queue) options(c hub.ConnectionID, at time.Time, slow bool) *river.InsertOpts {
	o := &river.InsertOpts{Queue: live, UniqueOpts: unique, MaxAttempts: attempts, Priority: 1}
	switch {
	case q.opt.Lone(c):
		o.Queue = lone
		if slow {
			o.Priority = 2
		}
	case slow:
		o.Queue = bulk
	}
	if wait := at.Sub(q.opt.Now()); wait > 0 {
		o.ScheduledAt = time.Now().Add(wait)
	}
	return o
}

// resumed has somebody look at everything that a pause may have kept.
func (q *Queue) resumed(tx store.Tx, s hub.Scope, id string) error {
	return q.rouseAll(tx, func(h *store.Head) bool {
		switch s {
		case hub.ScopeConnection, hub.ScopePeer:
			return string(h.Connection) == id
		case hub.ScopeTracker:
			return h.Tracker == id
		}
		return true
	})
}

// atOnce is how many jobs are inserted with one statement.
const atOnce = 500

// rouseAll has somebody look at the ends of all pending events that count.
func (q *Queue) rouseAll(tx store.Tx, counts func(*store.Head) bool) error {
	ctx, raw, err := postgres.Raw(tx)
	if err != nil {
		return err
	}
	seen := map[hub.EndKey]bool{}
	var jobs []river.InsertManyParams
	insert := func(least int) error {
		if len(jobs) < least {
			return nil
		}
		_, err := q.client.InsertManyTx(ctx, raw, jobs)
		jobs = jobs[:0]
		return err
	}
	for h, err := range tx.Events().Pending() {
		if err != nil {
			return err
		}
		if h.State == hub.Blocked || seen[h.EndKey] || !counts(&h) {
			continue
		}
		seen[h.EndKey] = true
		// When exactly is found out by who looks.
		jobs = append(jobs, river.InsertManyParams{Args: job{h.Pair, h.Side}, InsertOpts: q.options(h.Connection, time.Time{}, h.Bulk)})
		if err := insert(atOnce); err != nil {
			return err
		}
	}
	return insert(1)
}
