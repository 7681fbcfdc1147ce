package node

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/store"
)

// ConnectQuery names two issues that exist, to be connected: ours, and the other
// side's as people call it there.
type ConnectQuery struct {
	Connection hub.ConnectionID `json:"connection"`
	Side       hub.Side         `json:"side,omitempty"` // of ours; needed within a node where both trackers have such an issue
	Key        string           `json:"key"`
	hub.Connecting
	Bulk bool `json:"bulk,omitempty"`
	Dry  bool `json:"dry,omitempty"` // only look whether it could begin
}

// StopQuery names pairs of a connection to be stopped.
type StopQuery struct {
	Connection hub.ConnectionID `json:"connection"`
	Pairs      []hub.PairID     `json:"pairs"`
}

// A trigger that looks at an issue just now is done with it after one read of the
// tracker.
const (
	busyTries = 20
	busyWait  = 250 * time.Millisecond
)

// ConnectPair asks for a pair of two issues that exist. It does not wait for the
// other side; PairConnect tells what came of it. Dry, an empty state says that it
// could begin; whether the other side has its issue is not asked then, unless that
// is a tracker of this node.
func (n *Node) ConnectPair(ctx context.Context, q ConnectQuery) (engine.Connected, error) {
	c := n.cfg.Connection(string(q.Connection))
	if c == nil {
		return engine.Connected{}, invalid("no connection is named %q", q.Connection)
	}
	if q.Key == "" || q.Yours == "" {
		return engine.Connected{}, invalid("name two issues: one of this side, and one of the other")
	}
	eq := engine.ConnectQuery{Connection: q.Connection, Connecting: q.Connecting, Bulk: q.Bulk}
	var err error
	if eq.Side, eq.Local, err = n.ourSide(ctx, c, q); err != nil {
		return engine.Connected{}, err
	}
	if !c.Apart {
		is, err := n.lookUp(ctx, c.Side(eq.Side.Other()).Tracker, q.Yours)
		if err != nil {
			return engine.Connected{}, err
		}
		eq.Yours = is.Ref.ID
	}
	if q.Dry {
		return n.engine.CheckConnect(ctx, eq)
	}
	done, err := n.engine.Connect(ctx, eq)
	for try := 0; hub.CodeOf(err) == hub.Busy && try < busyTries; try++ {
		select {
		case <-ctx.Done():
			return done, ctx.Err()
		case <-time.After(busyWait):
		}
		done, err = n.engine.Connect(ctx, eq)
	}
	if err != nil || q.Bulk {
		return done, err
	}
	return done, n.audit(ctx, "connect", fmt.Sprintf("%s and %s over connection %s", eq.Local, q.Yours, q.Connection), "")
}

// ourSide finds the issue of this node that is meant, and on which side it is.
func (n *Node) ourSide(ctx context.Context, c *config.Connection, q ConnectQuery) (hub.Side, hub.Ref, error) {
	sides := []hub.Side{hub.Initiator, hub.Acceptor}
	switch {
	case c.Apart:
		a, ok := n.book.Local(q.Connection)
		switch {
		case !ok:
			return "", hub.Ref{}, invalid("nobody has joined connection %s yet", q.Connection)
		case a.State != accord.Active:
			return "", hub.Ref{}, invalid("connection %s was stopped", q.Connection)
		}
		sides = []hub.Side{a.Side}
	case q.Side != "" && !slices.Contains(sides, q.Side):
		return "", hub.Ref{}, invalid("a side is initiator or acceptor, not %q", q.Side)
	case q.Side != "":
		sides = []hub.Side{q.Side}
	}
	var side hub.Side
	var found hub.Ref
	for _, s := range sides {
		is, err := n.lookUp(ctx, c.Side(s).Tracker, q.Key)
		switch {
		case hub.CodeOf(err) == hub.NotFound && len(sides) > 1:
		case err != nil:
			return "", hub.Ref{}, err
		case side != "":
			return "", hub.Ref{}, invalid("%s is an issue of both trackers; say which is meant with --side", q.Key)
		default:
			side, found = s, is.Ref
		}
	}
	if side == "" {
		return "", hub.Ref{}, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "there is no issue " + q.Key}
	}
	return side, found, nil
}

// lookUp finds an issue of one of our trackers by what people call it.
func (n *Node) lookUp(ctx context.Context, tracker, key string) (*hub.Issue, error) {
	if err := n.meet(ctx, tracker); err != nil {
		return nil, err
	}
	is, err := n.engine.LookUp(ctx, tracker, key)
	if hub.CodeOf(err) == hub.NotFound {
		return nil, &hub.Error{Code: hub.NotFound, Scope: hub.ScopeIssue, Message: "tracker " + tracker + " has no issue " + key}
	}
	return is, err
}

// PairConnect tells how a connect stands, by its event.
func (n *Node) PairConnect(ctx context.Context, id hub.EventID) (engine.Connected, error) {
	return n.engine.Connection(ctx, id)
}

// StopPairs ends the syncing of pairs on both sides and returns how many were not
// stopped before. Both sides keep what they have.
func (n *Node) StopPairs(ctx context.Context, q StopQuery) (int, error) {
	if n.cfg.Connection(string(q.Connection)) == nil {
		return 0, invalid("no connection is named %q", q.Connection)
	}
	var keys []hub.EndKey
	err := n.store.View(ctx, func(tx store.Tx) error {
		keys = nil
		for _, p := range q.Pairs {
			for _, s := range []hub.Side{hub.Initiator, hub.Acceptor} {
				end, err := tx.Ends().Get(hub.EndKey{Pair: p, Side: s})
				if errors.Is(err, store.ErrNone) { // it is on the other node
					continue
				} else if err != nil {
					return err
				}
				if end.Connection != q.Connection {
					return invalid("pair %s is not of connection %s", p, q.Connection)
				}
				if end.State != hub.EndStopped {
					keys = append(keys, end.EndKey)
				}
				break // the other end hears of it
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	for i, k := range keys {
		if err := n.engine.Stop(ctx, k); err != nil {
			return i, err
		}
	}
	return len(keys), n.audit(ctx, "clean up", "connection "+string(q.Connection), fmt.Sprintf("%d pairs stopped", len(keys)))
}
