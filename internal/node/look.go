package node

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"iter"
	"slices"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// mostRows bounds a list nobody narrowed: enough to look through, little to
// hold in memory.
const mostRows = 100_000

// Status says how the node is.
func (n *Node) Status(ctx context.Context) (Status, error) {
	s := Status{Node: n.cfg.Node.Name, Running: n.Running(), Counts: n.engine.Counts(), TrackerCalls: n.engine.TrackerCalls()}
	n.mu.Lock()
	s.Since = n.since
	n.mu.Unlock()
	err := n.store.View(ctx, func(tx store.Tx) (err error) {
		s.Connections, s.Faults = nil, 0
		if s.Pauses, err = tx.Pauses().List(); err != nil {
			return err
		}
		if s.Faults, err = openFaults(tx); err != nil {
			return err
		}
		bulks, err := tx.Bulks().List()
		if err != nil {
			return err
		}
		if len(bulks) > 0 {
			s.Bulk = bulks[0]
		}
		return n.connectionStatus(tx, &s)
	})
	if s.Pauses == nil {
		s.Pauses = []store.Pause{} // an empty list in JSON, not null
	}
	s.Trackers = n.trackerStatus(s.Running, s.Pauses)
	if n.notifier != nil {
		notices := n.notifier.Status()
		s.Notices = &notices
	}
	if err == nil && n.shared != nil {
		s.Process = n.shared.queue.ID()
		s.Processes, err = n.shared.store.Processes(ctx)
	}
	return s, err
}

func openFaults(tx store.Tx) (n int, err error) {
	for _, err := range tx.Faults().List("open", 0) {
		if err != nil {
			return 0, err
		}
		n++
	}
	return n, nil
}

func paused(pauses []store.Pause, s hub.Scope, id string) *store.Pause {
	for i := range pauses {
		if p := &pauses[i]; p.Scope == s && p.ID == id || p.Scope == hub.ScopeNode {
			return p
		}
	}
	return nil
}

func (n *Node) trackerStatus(running bool, pauses []store.Pause) []TrackerStatus {
	health := n.engine.Health()
	list := []TrackerStatus{}
	for _, t := range n.cfg.Trackers {
		s := TrackerStatus{Tracker: t.Name, Kind: t.Kind, State: "active"}
		switch p, err := paused(pauses, hub.ScopeTracker, t.Name), health[t.Name]; {
		case p != nil:
			s.State, s.Message = "paused", p.Why
		case !running:
			s.State = "unknown"
		case err != nil:
			s.State, s.Message = "unreachable", plainError(err)
		}
		s.Polls = n.engine.Polls(t.Name)
		s.Calls = n.subs.state(t.Name)
		if c := n.trackers.clients[t.Name]; c != nil {
			s.Budget = c.Budgets()
		}
		list = append(list, s)
	}
	return list
}

func (n *Node) connectionStatus(tx store.Tx, s *Status) error {
	for i := range n.cfg.Connections {
		c := &n.cfg.Connections[i]
		cs := ConnectionStatus{
			Connection: hub.ConnectionID(c.Name), State: "active", Initiator: c.Initiator.Tracker, Acceptor: c.Acceptor.Tracker,
			Pairs: map[hub.EndState]int{}, Rules: n.ruleStatus(hub.ConnectionID(c.Name)),
		}
		if c.Apart {
			n.apartStatus(&cs, c.Initiator.Tracker)
			if err := oldest(tx, &cs); err != nil {
				return err
			}
		}
		if p := paused(s.Pauses, hub.ScopePeer, c.Name); p != nil && cs.State == "active" {
			cs.State, cs.Message = "paused", p.Why
		}
		if p := paused(s.Pauses, hub.ScopeConnection, c.Name); p != nil && cs.State != "stopped" {
			cs.State, cs.Message = "paused", p.Why
		}
		var err error
		if cs.Events, err = tx.Events().Counts(cs.Connection); err != nil {
			return err
		}
		for p, err := range pairs(tx, store.EndQuery{Connection: cs.Connection}) {
			if err != nil {
				return err
			}
			cs.Pairs[p.Worst()]++
		}
		s.Connections = append(s.Connections, cs)
	}
	if s.Connections == nil {
		s.Connections = []ConnectionStatus{}
	}
	return nil
}

// pairs yields every pair once, by walking both sides in order of pair ids.
func pairs(tx store.Tx, q store.EndQuery) iter.Seq2[Pair, error] {
	return func(yield func(Pair, error) bool) {
		q.Side = hub.Initiator
		left, stopLeft := iter.Pull2(tx.Ends().List(q))
		defer stopLeft()
		q.Side = hub.Acceptor
		right, stopRight := iter.Pull2(tx.Ends().List(q))
		defer stopRight()
		l, errL, okL := left()
		r, errR, okR := right()
		for okL || okR {
			if err := errors.Join(errL, errR); err != nil {
				yield(Pair{}, err)
				return
			}
			var p Pair
			switch {
			case okL && okR && l.Pair == r.Pair:
				p = Pair{l, r.State}
				if p.Remote.ID == "" {
					p.Remote = r.Local // made, and not yet acknowledged
				}
				l, errL, okL = left()
				r, errR, okR = right()
			case okL && (!okR || l.Pair < r.Pair):
				p = Pair{EndRow: l}
				l, errL, okL = left()
			default:
				p = Pair{EndRow: r}
				r, errR, okR = right()
			}
			if refused := p.Local.ID == "" && p.State == hub.EndStopped; refused {
				continue // a connect that was asked for and came to nothing
			}
			if !yield(p, nil) {
				return
			}
		}
	}
}

// Pairs lists pairs, those that need people most first, then the last changed.
func (n *Node) Pairs(ctx context.Context, q PairQuery) ([]Pair, error) {
	var list []Pair
	err := n.store.View(ctx, func(tx store.Tx) error {
		list = []Pair{}
		for p, err := range pairs(tx, store.EndQuery{Connection: q.Connection, Search: q.Search}) {
			if err != nil {
				return err
			}
			if q.State == "" || p.State == q.State || p.OtherState == q.State {
				list = append(list, p)
			}
			if len(list) == mostRows {
				break
			}
		}
		return nil
	})
	slices.SortStableFunc(list, func(a, b Pair) int {
		return cmp.Or(cmp.Compare(rank(a.Worst()), rank(b.Worst())), b.Updated.Compare(a.Updated))
	})
	if q.Limit > 0 && len(list) > q.Limit {
		list = list[:q.Limit]
	}
	return list, err
}

// Events lists events, newest first.
func (n *Node) Events(ctx context.Context, q EventQuery) ([]EventRow, error) {
	sq := store.EventQuery{Connection: q.Connection, Pair: q.Pair, FaultID: q.FaultID, Before: q.Before, Limit: q.Limit}
	if q.State != "" {
		sq.States = []hub.State{q.State}
	}
	if sq.Limit <= 0 || sq.Limit > mostRows {
		sq.Limit = mostRows
	}
	var list []EventRow
	err := n.store.View(ctx, func(tx store.Tx) error {
		list = []EventRow{}
		for ev, err := range tx.Events().List(sq) {
			if err != nil {
				return err
			}
			list = append(list, rowOf(ev))
		}
		return nil
	})
	return list, err
}

// Event returns one event in full.
func (n *Node) Event(ctx context.Context, id hub.EventID) (ev *hub.Event, err error) {
	err = n.store.View(ctx, func(tx store.Tx) (err error) {
		ev, err = tx.Events().Get(id)
		return err
	})
	return ev, none(err, "there is no event %s", id)
}

// Faults lists faults, newest first; state "" for all.
func (n *Node) Faults(ctx context.Context, state string) ([]hub.Fault, error) {
	var list []hub.Fault
	err := n.store.View(ctx, func(tx store.Tx) error {
		list = []hub.Fault{}
		for f, err := range tx.Faults().List(state, mostRows) {
			if err != nil {
				return err
			}
			list = append(list, *f)
		}
		return nil
	})
	return list, err
}

// Fault returns one fault with the events it holds.
func (n *Node) Fault(ctx context.Context, id string) (FaultPage, error) {
	var p FaultPage
	err := n.store.View(ctx, func(tx store.Tx) error {
		f, err := tx.Faults().Get(id)
		if err != nil {
			return err
		}
		p = FaultPage{Fault: *f, Events: []EventRow{}}
		for ev, err := range tx.Events().List(store.EventQuery{FaultID: id}) {
			if err != nil {
				return err
			}
			if !ev.State.Ended() {
				p.Events = append(p.Events, rowOf(ev))
			}
		}
		slices.Reverse(p.Events)
		return nil
	})
	return p, none(err, "there is no fault %s", id)
}

// Standing says how much is left to do.
func (n *Node) Standing(ctx context.Context) (NodeStanding, error) {
	s := NodeStanding{Pending: n.queue.Depth(), Idle: n.queue.Idle()}
	err := n.store.View(ctx, func(tx store.Tx) (err error) {
		s.Faults, err = openFaults(tx)
		return err
	})
	return s, err
}

// none turns the store's "no such record" into an answer for people.
func none(err error, format string, args ...any) error {
	if errors.Is(err, store.ErrNone) {
		return &hub.Error{Code: hub.NotFound, Scope: hub.ScopeNode, Message: fmt.Sprintf(format, args...), Err: err}
	}
	return err
}

// oldest finds the oldest change of a connection that has not arrived over there,
// and whether the way there fails. It reads no more of a long queue than its heads.
func oldest(tx store.Tx, cs *ConnectionStatus) error {
	var first, failing hub.EventID
	for h, err := range tx.Events().Pending() {
		if err != nil {
			return err
		}
		if h.Connection != cs.Connection || h.Lane != hub.Out || h.Step != hub.StepSend {
			continue
		}
		cs.Unsent++
		if first == "" { // they come in order
			first = h.ID
		}
		if failing == "" && h.State == hub.Retrying {
			failing = h.ID
		}
	}
	if first == "" {
		return nil
	}
	ev, err := tx.Events().Get(first)
	if err != nil {
		return err
	}
	cs.Oldest = ev.Created
	if failing == "" || cs.State != "active" {
		return nil
	}
	if ev, err = tx.Events().Get(failing); err != nil {
		return err
	}
	if ev.Fault != nil && ev.Fault.Scope == hub.ScopePeer {
		cs.State, cs.Message = "unreachable", ev.Fault.Message
	}
	return nil
}
