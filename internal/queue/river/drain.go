package river

import (
	"context"
	"errors"
	"time"

	"github.com/riverqueue/river"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
)

// again is when a job is looked at once more whose end somebody else has: it
// was handed out twice, or the issue is being worked on for another pair.
const again = 500 * time.Millisecond

// drain works on an end until nothing of it can be done for a while.
func (q *Queue) drain(ctx context.Context, j *river.Job[job]) error {
	k := hub.EndKey{Pair: j.Args.Pair, Side: j.Args.Side}
	if !q.pause(0) {
		return river.JobSnooze(again) // not ours any more
	}
	// The database keeps what we begin from being lost, whatever becomes of ctx.
	own := context.WithoutCancel(ctx)
	h, err := q.claim(own, k, j.ID)
	if err != nil || h == nil {
		return q.putBack(err)
	}
	select {
	case <-h.gone:
		return nil
	case <-q.ended:
		return q.drop(own, h)
	}
}

// pause waits, and reports whether work goes on.
func (q *Queue) pause(d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-q.ended:
		return false
	case <-t.C:
		return true
	}
}

// putBack leaves a job for later.
func (q *Queue) putBack(err error) error {
	if err != nil && !errors.Is(err, postgres.ErrFenced) {
		q.opt.Log.Warn("an end cannot be worked on yet", "err", err)
	}
	return river.JobSnooze(again)
}

// drop gives an end up in the middle, when this process ends: what is under way
// has ended by then. A process that was put out has nothing to give up.
func (q *Queue) drop(ctx context.Context, h *held) error {
	<-q.resting.over // or it may be given up, and be somebody else's, while we do
	select {
	case <-h.gone:
		return nil
	default:
	}
	h.Stop()
	if !errors.Is(q.cause, postgres.ErrFenced) {
		err := q.store.Update(ctx, func(tx store.Tx) error { return q.store.Unclaim(tx, h.key) })
		if err != nil {
			q.opt.Log.Warn("an end is not given up", "pair", h.key.Pair, "err", err)
		}
	}
	h.Given()
	return river.JobSnooze(0)
}

// Take leases what is due among the ends of this process.
func (q *Queue) Take(ctx context.Context) (*hub.Event, queue.Lease, error) {
	ev, le, err := q.Queue.Take(ctx)
	if err != nil {
		return nil, nil, err
	}
	return ev, &lease{le, q, ev.Issue}, nil
}

// lease is one of this process, as long as it counts as alive.
type lease struct {
	queue.Lease
	q     *Queue
	issue string
}

// Done notes the issue that was made, so that no other process works on it.
func (l *lease) Done(tx store.Tx, next *hub.Event) error {
	if err := l.Lease.Done(tx, next); err != nil || l.issue == next.Issue {
		return err
	}
	return l.q.store.ClaimIssue(tx, next.EndKey, next.Tracker, next.Issue)
}

// Alive fails if others may count this process as dead by now, and may have
// taken over its work.
func (l *lease) Alive() error { return l.q.Alive() }
