package river

import (
	"context"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
)

// What other processes work on is not in this one's memory, so these ask the
// database. Where it does not answer they say what does no harm: an issue is
// read once too often, a tracker is asked once more.

// askFor bounds a question.
const askFor = 10 * time.Second

func ask[T any](q *Queue, fn func(context.Context) (T, error), otherwise T) T {
	ctx, cancel := context.WithTimeout(context.Background(), askFor)
	defer cancel()
	v, err := fn(ctx)
	if err != nil {
		q.opt.Log.Warn("the queue cannot ask the database", "err", err)
		return otherwise
	}
	return v
}

// Waiting implements queue.Queue.
func (q *Queue) Waiting(k hub.EndKey) (stuck []hub.EventID, unread bool) {
	_, unread = q.Queue.Waiting(k)
	w := ask(q, func(ctx context.Context) (postgres.Waits, error) { return q.store.Waiting(ctx, k) }, postgres.Waits{})
	return w.Stuck, unread || w.Unread
}

// Paused implements queue.Queue.
func (q *Queue) Paused(s hub.Scope, id string) bool {
	for _, p := range q.Pauses() {
		if p.Scope == s && p.ID == id {
			return true
		}
	}
	return false
}

// Pauses lists what stands still.
func (q *Queue) Pauses() []store.Pause {
	return ask(q, q.store.Pauses, nil)
}

// depthLasts is how old a count of what is pending may be: it is asked for many
// times a second by who waits.
const depthLasts = 500 * time.Millisecond

type depth struct {
	sync.Mutex
	n  int
	at time.Time
}

// Depth counts what is pending, as of half a second ago at most.
func (q *Queue) Depth() int {
	q.depth.Lock()
	defer q.depth.Unlock()
	if time.Since(q.depth.at) > depthLasts {
		q.depth.n, q.depth.at = ask(q, q.store.Depth, q.depth.n), time.Now()
	}
	return q.depth.n
}

// Idle reports whether nothing is due, leased or waiting for its time, in any
// process.
func (q *Queue) Idle() bool {
	return !ask(q, q.store.Busy, true)
}

// Making returns the events that may be about to make an issue of a tracker, of
// all processes.
func (q *Queue) Making(ctx context.Context, tracker string) ([]hub.EventID, error) {
	return q.store.Making(ctx, tracker)
}
