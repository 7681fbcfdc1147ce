package local

import (
	"context"
	"errors"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// TryTake is Take without waiting: it leases what is due now, or returns a nil
// event and when something will be due (zero: nothing will by itself). With it
// a simulation drives the queue step by step.
func (q *Queue) TryTake(ctx context.Context) (*hub.Event, queue.Lease, time.Time, error) {
	for {
		le, next := q.next()
		if le == nil {
			return nil, nil, next, nil
		}
		ev, err := q.load(ctx, le)
		if errors.Is(err, store.ErrNone) {
			continue
		}
		if err != nil {
			return nil, nil, next, err
		}
		return ev, le, next, nil
	}
}
