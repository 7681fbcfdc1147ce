package node

import (
	"context"
	"sync"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

type bulkKey struct {
	connection hub.ConnectionID
	side       hub.Side
}

// bulkJob is a bulk run that was started and not waited for.
type bulkJob struct {
	stop context.CancelFunc

	mu    sync.Mutex
	state store.Bulk
	ended bool
}

func (j *bulkJob) set(b store.Bulk, ended bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.state, j.ended = b, ended
}

func (j *bulkJob) get() (store.Bulk, bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state, j.ended
}

// StartBulk begins to take in what exists and matches, and does not wait. One
// that is under way is not started twice: its state is returned.
func (n *Node) StartBulk(ctx context.Context, q BulkQuery) (BulkState, error) {
	query, err := n.bulkQuery(q)
	if err != nil {
		return BulkState{}, err
	}
	if !n.Running() {
		return BulkState{}, invalid("the node does not run, so nothing would take the issues in")
	}
	key := bulkKey{q.Connection, q.Side}
	n.mu.Lock()
	if j := n.bulks[key]; j != nil {
		if _, ended := j.get(); !ended {
			n.mu.Unlock()
			return n.Bulk(ctx, q.Connection, q.Side)
		}
	}
	run, stop := context.WithCancel(n.base)
	j := &bulkJob{stop: stop}
	j.set(store.Bulk{Connection: q.Connection, Side: q.Side, Query: query, State: "finding", Started: n.now()}, false)
	n.bulks[key] = j
	n.jobs.Go(func() {
		defer stop()
		b, err := n.engine.Bulk(run, q.Connection, q.Side, query, func(b store.Bulk) { j.set(b, false) })
		if err != nil && b.Fault == "" {
			b.Fault = plainError(err)
		}
		if b.State == "" || b.State == "running" {
			b.State = "failed"
		}
		j.set(b, true)
	})
	n.mu.Unlock()
	return n.Bulk(ctx, q.Connection, q.Side)
}

// bulkQuery returns the query of a run: its own, or else the side's trigger.
func (n *Node) bulkQuery(q BulkQuery) (string, error) {
	c := n.cfg.Connection(string(q.Connection))
	if c == nil {
		return "", invalid("no connection is named %q", q.Connection)
	}
	if q.Side != hub.Initiator && q.Side != hub.Acceptor {
		return "", invalid("a side is initiator or acceptor, not %q", q.Side)
	}
	switch t := c.Side(q.Side).Trigger; {
	case q.Query != nil:
		return *q.Query, nil
	case t != nil:
		return *t, nil
	}
	return "", invalid("the %s of connection %s has no trigger: say what to take in with --query", q.Side, q.Connection)
}

// Bulk returns how far the last run of a connection's side has come.
func (n *Node) Bulk(ctx context.Context, c hub.ConnectionID, side hub.Side) (BulkState, error) {
	standing, err := n.Standing(ctx)
	if err != nil {
		return BulkState{}, err
	}
	n.mu.Lock()
	j := n.bulks[bulkKey{c, side}]
	n.mu.Unlock()
	if j == nil {
		return BulkState{}, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeConnection,
			Message: "no bulk run of " + string(c) + " since the node was started"}
	}
	b, _ := j.get()
	b.Settled = n.engine.Settled(b.ID)
	return BulkState{b, standing}, nil
}

// StopBulk ends a run; what it handed over already is still synced. Running it
// again goes on.
func (n *Node) StopBulk(ctx context.Context, c hub.ConnectionID, side hub.Side) (BulkState, error) {
	n.mu.Lock()
	j := n.bulks[bulkKey{c, side}]
	n.mu.Unlock()
	if j != nil {
		j.stop()
	}
	return n.Bulk(ctx, c, side)
}
