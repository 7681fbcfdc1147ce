package river

import (
	"context"
	"sync"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// claims are the ends for which jobs came and that are not claimed yet. While one
// update waits for its turn more of them come, and are claimed with it.
type claims struct {
	mu   sync.Mutex
	list []*claim
	busy bool // somebody is at it
}

// claim is of one job.
type claim struct {
	key  hub.EndKey
	job  int64
	held *held // nil if somebody else has the end
	err  error
	done chan struct{} // closed when the two above say what became of it
}

// add reports whether nobody is at it.
func (c *claims) add(one *claim) (first bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.list = append(c.list, one)
	first, c.busy = !c.busy, true
	return first
}

func (c *claims) take() (list []*claim) {
	c.mu.Lock()
	defer c.mu.Unlock()
	list, c.list = c.list, nil
	return list
}

// more reports whether others came, or else that nobody is at it any more.
func (c *claims) more() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.busy = len(c.list) > 0
	return c.busy
}

// claim makes an end this process's, or gives nil if somebody else has it.
func (q *Queue) claim(ctx context.Context, k hub.EndKey, job int64) (*held, error) {
	one := &claim{key: k, job: job, done: make(chan struct{})}
	if q.claims.add(one) {
		go func() {
			for q.claimAll(ctx); q.claims.more(); q.claimAll(ctx) {
			}
		}()
	}
	<-one.done
	return one.held, one.err
}

// claimAll claims what is there when it is the turn of its update.
func (q *Queue) claimAll(ctx context.Context) {
	var list []*claim
	err := q.store.Update(ctx, func(tx store.Tx) error {
		list = q.claims.take()
		var keys []hub.EndKey
		for _, c := range list {
			keys = append(keys, c.key)
		}
		mine, heads, still, err := q.store.Claim(tx, keys...)
		if err != nil {
			return err
		}
		tx.After(func() {
			for _, c := range list {
				if mine[c.key] {
					c.held = q.adopt(c.key, c.job, heads[c.key], still)
				}
				delete(mine, c.key) // a job that was handed out twice finds the end claimed
			}
		})
		return nil
	})
	if err != nil {
		list = append(list, q.claims.take()...) // it may not have come to its turn
	}
	for _, c := range list {
		c.err = err
		close(c.done)
	}
}
