package river

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue/local"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
)

// To give an end up takes a look at it and two writes, while all other processes
// wait. So those that came to rest within a moment are given up together.

// held is an end that this process has, by a job of River's that runs until then.
type held struct {
	*local.Adoption
	key  hub.EndKey
	job  int64
	gone chan struct{} // closed once it is given up
}

// linger is how long an end is kept at least of which nothing can be done. It is
// some dozen updates, and no more than the time a tracker takes for two or three
// answers: an end that waits so long for its place to be free again does not matter.
const linger = 50 * time.Millisecond

// resting are the ends that came to rest.
type resting struct {
	mu     sync.Mutex
	list   []*held
	signal chan struct{}
	over   chan struct{} // closed when nothing more is given up because it rests
}

func newResting() resting {
	return resting{signal: make(chan struct{}, 1), over: make(chan struct{})}
}

func (r *resting) add(h *held) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.list = append(r.list, h)
	select {
	case r.signal <- struct{}{}:
	default:
	}
}

// take returns each end once, but those that were given up since they came to rest.
func (r *resting) take() (list []*held) {
	r.mu.Lock()
	defer r.mu.Unlock()
	seen := map[*local.Adoption]bool{}
	for _, h := range r.list {
		select {
		case <-h.gone:
		default:
			if !seen[h.Adoption] {
				list = append(list, h)
			}
			seen[h.Adoption] = true
		}
	}
	r.list = nil
	return list
}

// adopt begins to work on an end, when the claim to it is durable.
func (q *Queue) adopt(k hub.EndKey, job int64, heads []store.Head, still []store.Pause) *held {
	gone := make(chan struct{})
	a := q.Adopt(k, heads, still, func(a *local.Adoption) { q.resting.add(&held{a, k, job, gone}) })
	return &held{a, k, job, gone}
}

// giveUps gives up what came to rest, until this process ends.
func (q *Queue) giveUps() {
	defer close(q.resting.over)
	for {
		select {
		case <-q.resting.signal:
		case <-q.ended:
			return
		}
		if !q.pause(linger) {
			return
		}
		list := q.resting.take()
		if len(list) == 0 {
			continue
		}
		err := q.giveUp(context.Background(), list)
		switch {
		case errors.Is(err, postgres.ErrFenced):
			<-q.ended // the heart beat finds out too
		case err != nil:
			q.opt.Log.Warn("ends are not given up yet", "ends", len(list), "err", err)
			if q.pause(again) {
				for _, h := range list {
					h.Kept() // which comes to rest again
				}
			}
		}
	}
}

// giveUp ends the claims to ends, and their jobs, but for those of which something is
// under way or due soon; that is looked up in the same transaction. What is due later
// gets a job of its own.
func (q *Queue) giveUp(ctx context.Context, list []*held) error {
	var gone []*held
	err := q.store.Update(ctx, func(tx store.Tx) error {
		gone = nil
		heads, still, err := postgres.SeenAll(tx, keysOf(list))
		if err != nil {
			return err
		}
		var jobs []int64
		var later []func() error
		for _, h := range list {
			ok, at, slow := h.GiveUp(heads[h.key], still)
			if !ok {
				continue
			}
			gone, jobs = append(gone, h), append(jobs, h.job)
			if !at.IsZero() {
				later = append(later, func() error { return q.rouse(tx, h.key, heads[h.key][0].Connection, at, slow) })
			}
		}
		if len(gone) == 0 {
			return nil
		}
		if err := q.store.Unclaim(tx, keysOf(gone)...); err != nil {
			return err
		}
		if err := q.store.EndJobs(tx, jobs...); err != nil {
			return err
		}
		for _, fn := range later {
			if err := fn(); err != nil {
				return err
			}
		}
		return nil
	})
	for _, h := range gone {
		if err != nil {
			h.Kept()
			continue
		}
		h.Given()
		close(h.gone)
	}
	return err
}

func keysOf(list []*held) (keys []hub.EndKey) {
	for _, h := range list {
		keys = append(keys, h.key)
	}
	return keys
}
