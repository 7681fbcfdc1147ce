// Package local is the queue of a node that is one process: the store is the
// truth, an index of what is pending is kept in memory, and workers of the same
// process take from it.
//
// The one thing to know before changing it: an index entry changes only after
// the transaction that changed the event is durable (store.Tx.After), so a
// crash between the two loses nothing; Open reads the index anew.
package local

import (
	"context"
	"errors"
	"log/slog"
	"maps"
	"math/rand/v2"
	"slices"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// Options say how the queue behaves; zero fields take defaults.
type Options struct {
	Policy queue.Policy
	Now    func() time.Time
	Rand   *rand.Rand // for jitter; guarded by the queue
	Log    *slog.Logger
	// Told hears of every fault that is opened, reopened or resolved, after it is
	// stored. It must not block.
	Told func(hub.Fault)

	// Where several processes share the store, a queue works only on the ends that
	// it adopted, and these hear of what it writes, in the transaction that does:
	// of each event put into the queue, and of each pause that ended.
	Shared  bool
	Seen    Seen
	Stored  func(store.Tx, store.Head) error
	Resumed func(tx store.Tx, s hub.Scope, id string) error
}

// Queue is the queue of one process.
type Queue struct {
	store store.Store
	opt   Options

	mu      sync.Mutex
	lanes   map[hub.EndKey]*lane
	ready   [2]turns // live, bulk
	timers  timers
	busy    map[string]bool    // local issues a worker has
	waiting map[string][]*lane // lanes that wait for such an issue
	pauses  map[scope]store.Pause
	cool    map[scope]*cooling
	probes  int64 // made so far
	signal  chan struct{}
	adopted map[hub.EndKey]*Adoption // nil: all ends are ours
}

type scope struct {
	scope hub.Scope
	id    string
}

// cooling spares a tracker or peer that does not answer: one try at a time
// finds out whether it is back.
type cooling struct {
	until    time.Time
	attempts int
	probe    *lease // the one try made since until; the others wait for its end
}

var _ queue.Queue = (*Queue)(nil)

// Open reads what is pending.
func Open(ctx context.Context, s store.Store, opt Options) (*Queue, error) {
	if opt.Policy == (queue.Policy{}) {
		opt.Policy = queue.Default
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Rand == nil {
		opt.Rand = rand.New(rand.NewPCG(rand.Uint64(), rand.Uint64()))
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	q := &Queue{
		store: s, opt: opt, lanes: map[hub.EndKey]*lane{}, busy: map[string]bool{}, waiting: map[string][]*lane{},
		pauses: map[scope]store.Pause{}, cool: map[scope]*cooling{}, signal: make(chan struct{}, 1),
	}
	if opt.Shared {
		q.adopted = map[hub.EndKey]*Adoption{}
		return q, nil
	}
	err := s.View(ctx, func(tx store.Tx) error {
		pauses, err := tx.Pauses().List()
		if err != nil {
			return err
		}
		for _, p := range pauses {
			q.pauses[scope{p.Scope, p.ID}] = p
		}
		for h, err := range tx.Events().Pending() {
			if err != nil {
				return err
			}
			q.put(h)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	q.lookAll()
	return q, nil
}

// lookAll looks at all lanes in their order.
func (q *Queue) lookAll() {
	for _, l := range slices.SortedFunc(maps.Values(q.lanes), (*lane).before) {
		q.look(l)
	}
}

// Add stores an event and enters it once that is durable.
func (q *Queue) Add(tx store.Tx, ev *hub.Event) error { return q.store1(tx, ev) }

// Wake stores an event nobody has leased and looks at its end again. What is
// over, or was handed over, hangs on no fault any more.
func (q *Queue) Wake(tx store.Tx, ev *hub.Event) error {
	if ev.State.Ended() || ev.Step == hub.StepAwait {
		if err := q.leave(tx, ev); err != nil {
			return err
		}
	}
	return q.store1(tx, ev)
}

func (q *Queue) store1(tx store.Tx, ev *hub.Event) error {
	if err := tx.Events().Put(ev); err != nil {
		return err
	}
	h := store.HeadOf(ev)
	tx.After(func() {
		q.mu.Lock()
		defer q.mu.Unlock()
		if l := q.put(h); l != nil {
			q.look(l)
		}
	})
	if q.opt.Stored != nil {
		return q.opt.Stored(tx, h)
	}
	return nil
}

// put enters an event into its lane, or takes it out if it has ended or only
// waits for an answer. It returns nil for the event of an end that is not ours.
func (q *Queue) put(h store.Head) *lane {
	if q.adopted != nil && q.adopted[h.EndKey] == nil {
		return nil
	}
	l := q.lanes[h.EndKey]
	if l == nil {
		l = &lane{key: h.EndKey, connection: h.Connection, tracker: h.Tracker}
		q.lanes[h.EndKey] = l
	}
	l.put(h, h.State.Ended() || h.Step == hub.StepAwait)
	return l
}

// Take waits for an event that is due and leases it.
func (q *Queue) Take(ctx context.Context) (*hub.Event, queue.Lease, error) {
	for {
		if err := ctx.Err(); err != nil {
			q.wake() // a signal that was ours may have been meant for anybody
			return nil, nil, err
		}
		le, next := q.next()
		if le != nil {
			ev, err := q.load(ctx, le)
			if errors.Is(err, store.ErrNone) {
				continue // it ended meanwhile
			}
			return ev, le, err
		}
		if err := q.wait(ctx, next); err != nil {
			return nil, nil, err
		}
	}
}

// load reads the event of a lease, and gives the lease back if that event is not
// what its end does next.
func (q *Queue) load(ctx context.Context, le *lease) (*hub.Event, error) {
	for {
		before := q.changes(le.lane)
		var ev *hub.Event
		var now *seen
		err := store.Glance(ctx, q.store, func(tx store.Tx) (err error) {
			if q.adopted == nil {
				ev, err = tx.Events().Get(le.head.ID)
				return err
			}
			ev, now, err = q.read(tx, le.lane.key, le.head.ID)
			return err
		})
		switch {
		case err == nil && now == nil && ev.State.Ended(), errors.Is(err, store.ErrNone):
			q.mu.Lock()
			le.lane.remove(le.head.ID)
			q.mu.Unlock()
			err = store.ErrNone
		case err == nil && now != nil:
			is, newest := q.still(le, now, before)
			if !newest {
				continue // what was read is older than what came to be known meanwhile
			}
			if !is {
				err = store.ErrNone
			}
		}
		if err != nil {
			le.Release()
			return nil, err
		}
		return ev, nil
	}
}

// wait returns when something may have become due.
func (q *Queue) wait(ctx context.Context, next time.Time) error {
	var timer <-chan time.Time
	if !next.IsZero() {
		t := time.NewTimer(max(next.Sub(q.opt.Now()), 0))
		defer t.Stop()
		timer = t.C
	}
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-q.signal:
	case <-timer:
	}
	return nil
}

// next leases what is first in turn, or says when something will be due.
func (q *Queue) next() (*lease, time.Time) {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.opt.Now()
	for l := q.timers.due(now); l != nil; l = q.timers.due(now) {
		q.look(l)
	}
	for i := range q.ready {
		for l := q.ready[i].pop(); l != nil; l = q.ready[i].pop() {
			if !l.queued || l.rank != i || l.leaving {
				continue // it was moved to the other list, or taken from there
			}
			l.queued = false
			c, _ := q.choose(l, now)
			if c == nil || l.priority() > i { // the edit that lifted it is done
				q.look(l)
				continue
			}
			if c.issue != "" && q.busy[c.issue] {
				q.waiting[c.issue] = append(q.waiting[c.issue], l)
				if c, _ = q.chooseSend(l, now); c == nil {
					continue
				}
			}
			le := q.lease(l, c)
			q.look(l) // it may have a message to send beside the work
			q.wake()
			return le, time.Time{}
		}
	}
	return nil, q.timers.next()
}

func (q *Queue) lease(l *lane, c *candidate) *lease {
	if c.issue != "" {
		q.busy[c.issue] = true
	}
	if c.send {
		l.sending = true
	} else {
		l.working, l.held = true, c.head.ID
	}
	le := &lease{q: q, lane: l, head: c.head, send: c.send, issue: c.issue}
	if c := q.cool[le.scope()]; c != nil {
		c.probe = le
		q.probes++
		l.asked = q.probes // one issue that makes a tracker hang must not be its only probe
	}
	return le
}

// look finds out whether a lane has something to do, now or later.
func (q *Queue) look(l *lane) {
	if l.leaving || l.queued && (l.rank == 0 || l.priority() > 0) {
		return // a person's edit behind queued bulk work lifts it
	}
	c, at := q.choose(l, q.opt.Now())
	switch {
	case c != nil:
		l.queued, l.rank = true, l.priority()
		q.ready[l.rank].push(l, c)
		q.wake()
	case !at.IsZero():
		q.timers.set(l, at)
		q.wake()
		q.atRest(l, at)
	case q.adopted != nil:
		q.timers.drop(l)
		q.atRest(l, at)
	case len(l.items) == 0 && !l.working && !l.sending:
		q.timers.drop(l)
		if q.lanes[l.key] == l { // it may have been dropped and made anew
			delete(q.lanes, l.key)
		}
	}
}

func (q *Queue) wake() {
	select {
	case q.signal <- struct{}{}:
	default:
	}
}

// Idle reports whether nothing is due, leased or waiting for its time: what is
// left is blocked, paused or awaits an answer.
func (q *Queue) Idle() bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	now := q.opt.Now()
	for _, l := range q.lanes {
		if l.working || l.sending {
			return false
		}
		if c, at := q.choose(l, now); c != nil || !at.IsZero() {
			return false
		}
	}
	return true
}

// Depth counts what is pending.
func (q *Queue) Depth() int {
	q.mu.Lock()
	defer q.mu.Unlock()
	n := 0
	for _, l := range q.lanes {
		n += len(l.items)
	}
	return n
}

// Waiting implements queue.Queue.
func (q *Queue) Waiting(k hub.EndKey) (stuck []hub.EventID, unread bool) {
	q.mu.Lock()
	defer q.mu.Unlock()
	l := q.lanes[k]
	if l == nil {
		return nil, false
	}
	for _, h := range l.items {
		if h.State == hub.Blocked {
			stuck = append(stuck, h.ID)
		}
		unread = unread || h.Step == hub.StepCapture && !h.Read && h.State == hub.Waiting && h.ID != l.held
	}
	return stuck, unread
}

// Holds reports whether what is captured now must wait to be prepared.
func (q *Queue) Holds(k hub.EndKey, c hub.ConnectionID) bool {
	q.mu.Lock()
	defer q.mu.Unlock()
	if _, paused := q.pauses[scope{hub.ScopeConnection, string(c)}]; paused {
		return true
	}
	l := q.lanes[k]
	return l != nil && slices.ContainsFunc(l.items, func(h store.Head) bool { return h.Step == hub.StepPrepare })
}
