// Package engine turns events into effects: it notices what changed in a
// tracker, tells the other side what its owner's rule lets out, and applies
// what it is told. It is the only package that knows the whole way.
//
// The rules of one pair are docs/pair-protocol.md; the names used here (L,
// want, expected, stays, base, seen) are that page's. The one thing to know
// before changing anything: a step may be cut off anywhere. What it did in a
// tracker is stored with the intent before and the result after, and whatever
// lies between is looked for before it is repeated.
package engine

import (
	"context"
	"crypto/rand"
	"encoding/base32"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"maps"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/link"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// Tracker is one tracker of this node.
type Tracker struct {
	Name string
	Spec tracker.Spec
	Conn tracker.Connector
	Poll time.Duration // how often it is asked for changes; zero: a minute
}

// Half is this node's part in a connection: one side of it.
type Half struct {
	Tracker string
	Name    string // what rules call this side; "" for the tracker's
	Rules   rule.Set
	Trigger *string // query of the issues to take in; nil for none
	// Look and Ask answer what a rule wants to know of the tracker; nil: nothing.
	Look func(ctx context.Context, what string, by map[string]string) (hub.Value, error)
	Ask  func(ctx context.Context, request hub.Value) (hub.Value, error)
	// Effect carries out an effectful call of a rule; nil refuses them.
	Effect func(ctx context.Context, request hub.Value) (hub.Value, error)
}

// Connection is one agreement as this node has it. A local connection has both
// halves and no Peer.
type Connection struct {
	ID     hub.ConnectionID
	Winner hub.Side // whose value stands where edits crossed; initiator unless set
	Halves map[hub.Side]*Half
	Peer   link.Peer
	Node   hub.NodeID // who may write to our inbox for it
	Merge  bool       // waiting neighbours may be told as one
	Guard  Guard
	// FaultIssueOnly makes any failing rule stop the issue instead of the
	// connection.
	FaultIssueOnly bool
	// MaxAttachment and AttachmentTypes are what of the other side's attachments
	// is taken over: bytes of one, and endings of names in small letters. Zero and
	// none: all of them.
	MaxAttachment   int64
	AttachmentTypes []string
}

// Blobs keeps attachments by content; internal/store/blob has one.
type Blobs interface {
	Put(ctx context.Context, r io.Reader) (hub.Digest, int64, error)
	PutAs(ctx context.Context, want hub.Digest, r io.Reader) (int64, error)
	Open(d hub.Digest) (io.ReadCloser, int64, error)
	Has(d hub.Digest) bool
	Drop(d hub.Digest) error
}

// Options is what an engine is made of.
type Options struct {
	Node        hub.NodeID
	Store       store.Store
	Queue       queue.Queue
	Blobs       Blobs
	Trackers    []Tracker
	Connections []*Connection
	Workers     int // steps at a time; zero: 64, most of which wait for a tracker
	Now         func() time.Time
	NewID       func() string // unique, sorts by time; zero value: time and random bits
	Log         *slog.Logger
	HopLimit    int           // to and fro without a person before the pair stops; zero: 5
	Sweep       time.Duration // between two looks for missing issues; zero: 10 minutes
	// AnswerTime is how long an answer may take before it is stored that one
	// waits for it; zero: 2 seconds, negative: not at all.
	AnswerTime time.Duration
	// Lead, where several processes work on one store, runs fn while this process
	// is the one that asks trackers for news and looks after everything, and
	// returns when ctx ends. nil: it is.
	Lead func(ctx context.Context, fn func(context.Context))
	// Making, where several processes work on one store, returns the events of all
	// of them that may be about to make an issue of a tracker.
	Making func(ctx context.Context, tracker string) ([]hub.EventID, error)
}

// Engine works. Its methods may be called from several goroutines.
type Engine struct {
	opt      Options
	trackers map[string]*tracked
	guards   *guards
	calls    atomic.Int64 // tracker calls
	first    sync.Once    // of Recognise

	agreed   sync.RWMutex
	conns    map[hub.ConnectionID]*Connection
	over     map[hub.ConnectionID]bool // see Leave
	mu       sync.Mutex
	creating map[hub.EndKey]string     // ends whose issue is being made, by tracker
	handed   map[hub.EventID]time.Time // messages handed over whose answer is not here yet
	broken   map[string]bool           // causes of open faults of unreadable issues
	settled  map[string]int            // bulk run -> events acknowledged since it began
	ahead    ahead                     // stored times that our clock has not come to
	counts   Counts
}

// Counts is what an engine did since it was made.
type Counts struct {
	Events  int64 `json:"events"`  // events that ended
	Effects int64 `json:"effects"` // writes made to trackers
	Rounds  int64 `json:"rounds"`  // looks for what trackers keep silent about
}

// tracked is a tracker with what the engine remembers of it while it runs.
type tracked struct {
	Tracker
	wake  chan struct{}
	asked atomic.Bool // a poll of this process was answered
	polls atomic.Int64
	young atomic.Bool // some issue is still to be asked for, see young.go
	mu    sync.Mutex
	self  *hub.User
	fail  error // why the last poll failed
	known bool  // it is the tracker synced so far
	// strange: it is another one, and no owner has said that it is right.
	strange bool
}

// New makes an engine; it does not start it.
func New(ctx context.Context, opt Options) (*Engine, error) {
	if opt.Now == nil {
		opt.Now = time.Now
	}
	if opt.Workers <= 0 {
		opt.Workers = 64
	}
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.HopLimit <= 0 {
		opt.HopLimit = 5
	}
	if opt.Sweep <= 0 {
		opt.Sweep = 10 * time.Minute
	}
	if opt.AnswerTime == 0 {
		opt.AnswerTime = 2 * time.Second // most answers come at once
	}
	e := &Engine{
		opt: opt, trackers: map[string]*tracked{}, conns: map[hub.ConnectionID]*Connection{}, over: map[hub.ConnectionID]bool{},
		creating: map[hub.EndKey]string{}, settled: map[string]int{}, handed: map[hub.EventID]time.Time{}, broken: map[string]bool{},
		guards: newGuards(),
	}
	if e.opt.NewID == nil {
		e.opt.NewID = e.newID
	}
	for _, t := range opt.Trackers {
		if e.trackers[t.Name] != nil {
			return nil, fmt.Errorf("tracker %s is named twice", t.Name)
		}
		if t.Poll <= 0 {
			t.Poll = time.Minute
		}
		t.Spec.Habits = t.Spec.HabitsOf(t.Conn)
		e.trackers[t.Name] = &tracked{Tracker: t, wake: make(chan struct{}, 1)}
	}
	for _, c := range opt.Connections {
		if err := e.Join(c); err != nil {
			return nil, err
		}
	}
	return e, e.resume(ctx)
}

// Join adds a connection, or takes the place of one of the same id. It may be
// called while the engine runs.
func (e *Engine) Join(c *Connection) error {
	for side, h := range c.Halves {
		if e.trackers[h.Tracker] == nil {
			return fmt.Errorf("connection %s, %s: no tracker named %s", c.ID, side, h.Tracker)
		}
	}
	if c.Winner == "" {
		c.Winner = hub.Initiator
	}
	if c.Peer == nil {
		c.Peer, c.Node = &link.Pipe{From: e.opt.Node, To: e}, e.opt.Node
	}
	c.Guard = c.Guard.orDefault()
	e.agreed.Lock()
	defer e.agreed.Unlock()
	e.conns[c.ID] = c
	delete(e.over, c.ID)
	return nil
}

// conn returns a connection, nil if there is none.
func (e *Engine) conn(id hub.ConnectionID) *Connection {
	e.agreed.RLock()
	defer e.agreed.RUnlock()
	return e.conns[id]
}

// left reports whether a connection was stopped on this node.
func (e *Engine) left(id hub.ConnectionID) bool {
	e.agreed.RLock()
	defer e.agreed.RUnlock()
	return e.over[id]
}

// connections lists the connections that were not stopped, in order of their ids.
func (e *Engine) connections() []*Connection {
	e.agreed.RLock()
	defer e.agreed.RUnlock()
	l := slices.SortedFunc(maps.Values(e.conns), func(a, b *Connection) int { return strings.Compare(string(a.ID), string(b.ID)) })
	return slices.DeleteFunc(l, func(c *Connection) bool { return e.over[c.ID] })
}

// resume finds out what was under way when the node stopped: creates without
// an answer, issues that cannot be read.
func (e *Engine) resume(ctx context.Context) error {
	return e.opt.Store.View(ctx, func(tx store.Tx) error {
		e.mu.Lock()
		defer e.mu.Unlock()
		strange := map[string]bool{}
		for h, err := range tx.Events().Pending() {
			if err != nil {
				return err
			}
			if e.opt.Making != nil || h.Step != hub.StepApply || h.Issue != "" {
				continue
			}
			ev, err := tx.Events().Get(h.ID)
			if err != nil {
				return err
			}
			if makes(ev) {
				e.creating[h.EndKey] = h.Tracker
			}
		}
		for f, err := range tx.Faults().List("open", 0) {
			if err != nil {
				return err
			}
			if strings.HasPrefix(f.Cause, unreadableCause) {
				e.broken[f.Cause] = true
			}
			if f.Cause == identityCause(f.Tracker) {
				strange[f.Tracker] = true
			}
		}
		for name, t := range e.trackers {
			t.mu.Lock()
			t.strange = strange[name]
			t.mu.Unlock()
		}
		return nil
	})
}

// makes reports whether an event is about to make an issue, or has and does not
// know it yet.
func makes(ev *hub.Event) bool {
	a := ev.Apply
	return a != nil && a.Done < len(a.Ops) && a.Ops[a.Done].Do == hub.DoCreate && a.Ops[a.Done].State == hub.OpIntent
}

// othersMake reports whether issues of other ends are being made on a tracker,
// by any process.
func (e *Engine) othersMake(ctx context.Context, tracker string, than hub.EndKey) (bool, error) {
	e.mu.Lock()
	for k, name := range e.creating {
		if name == tracker && k != than {
			e.mu.Unlock()
			return true, nil
		}
	}
	e.mu.Unlock()
	if e.opt.Making == nil {
		return false, nil
	}
	ids, err := e.opt.Making(ctx, tracker)
	if err != nil || len(ids) == 0 {
		return false, err
	}
	found := false
	err = e.opt.Store.View(ctx, func(tx store.Tx) error {
		found = false
		for _, id := range ids {
			ev, err := tx.Events().Get(id)
			if err != nil && !errors.Is(err, store.ErrNone) {
				return err
			}
			found = found || err == nil && ev.EndKey != than && makes(ev)
		}
		return nil
	})
	return found, err
}

// newID sorts by time and is unique without asking anybody: 48 bits of
// milliseconds and 80 random ones, as in a ULID.
func (e *Engine) newID() string {
	var b [16]byte
	ms := e.opt.Now().UnixMilli()
	for i := range 6 {
		b[i] = byte(ms >> (40 - 8*i))
	}
	rand.Read(b[6:]) // never fails, says crypto/rand
	return strings.ToLower(idCoding.EncodeToString(b[:]))
}

// idCoding keeps the order of the bytes.
var idCoding = base32.HexEncoding.WithPadding(base32.NoPadding)

// Recognise finds out, once in an engine's life and before anything is done, whether
// the trackers are those synced so far. One that cannot be asked now is asked by
// the poll.
func (e *Engine) Recognise(ctx context.Context) {
	e.first.Do(func() {
		for _, t := range e.trackers {
			if err := e.recognise(ctx, t); err != nil {
				e.opt.Log.Warn("tracker not recognised", "tracker", t.Name, "err", err)
			}
		}
	})
}

// Run works until ctx ends, and returns when everything it started has.
func (e *Engine) Run(ctx context.Context) error {
	e.Recognise(ctx)
	var wg sync.WaitGroup
	for range e.opt.Workers {
		wg.Go(func() { e.work(ctx) })
	}
	wg.Go(func() { e.settleLoop(ctx) })
	if e.opt.Lead == nil {
		e.lead(ctx)
	} else {
		wg.Go(func() {
			e.opt.Lead(ctx, func(ctx context.Context) {
				// What other processes found out until now.
				if err := e.resume(ctx); err != nil && ctx.Err() == nil {
					e.opt.Log.Warn("open faults of issues are not known", "err", err)
				}
				e.lead(ctx)
			})
		})
	}
	wg.Wait()
	return ctx.Err()
}

// lead does what one process does for all.
func (e *Engine) lead(ctx context.Context) {
	var wg sync.WaitGroup
	for _, t := range e.trackers {
		wg.Go(func() { e.pollLoop(ctx, t) })
		if w, ok := t.Conn.(tracker.Watcher); ok {
			wg.Go(func() { e.watchLoop(ctx, t, w) })
		}
	}
	wg.Go(func() { e.sweepLoop(ctx) })
	wg.Go(func() { e.roundLoop(ctx) })
	wg.Go(func() { e.tidyLoop(ctx) })
	wg.Go(func() { e.rejoinLoop(ctx) })
	wg.Wait()
}

func (e *Engine) work(ctx context.Context) {
	for {
		ev, le, err := e.opt.Queue.Take(ctx)
		switch {
		case ctx.Err() != nil:
			if err == nil {
				le.Release()
			}
			return
		case err != nil:
			e.opt.Log.Error("queue does not answer", "err", err)
			if !pause(ctx, time.Second) { // the store is ill: look again shortly
				return
			}
			continue
		}
		e.Do(ctx, ev, le)
	}
}

// pause waits, and reports whether ctx is still alive.
func pause(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// Do carries out the step an event stands at, and ends the lease.
func (e *Engine) Do(ctx context.Context, ev *hub.Event, le queue.Lease) {
	j := &job{Engine: e, ev: ev, le: le}
	err := j.run(ctx)
	if err == nil {
		return
	}
	if blocked := le.Fail(ctx, ev, err); blocked && ev.Lane == hub.In && ctx.Err() == nil {
		e.tellFault(ctx, ev, hub.AsError(err))
	}
}

// job is one step being carried out.
type job struct {
	*Engine
	ev   *hub.Event
	le   queue.Lease
	conn *Connection
	half *Half
	tr   *tracked
	end  *hub.End

	preparing bool                     // the outgoing rule of ev may have effects now
	history   []store.History          // found half way, to be stored with the event
	adopted   []hub.Trace              // found at plan, to be stored with it
	asked     map[hub.Digest]hub.Value // what rules asked of the tracker, and its answers
	latest    *hub.Issue               // the item as it was read after our last write, nil if it was not
	waits     []string                 // issues of ours that the outgoing rule asked for and that are not over there yet
}

// run does the step; on success the lease is ended. A panic is a bug of ours:
// it is kept with its stack and blocks the issue.
func (j *job) run(ctx context.Context) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = &hub.Error{Code: hub.Internal, Scope: hub.ScopeIssue, Message: fmt.Sprintf("bug in entwine: %v", p),
				Detail: string(debug.Stack())}
		}
	}()
	if j.ev.Bulk {
		ctx = tracker.Bulk(ctx) // live edits overtake
	}
	if j.left(j.ev.Connection) && (j.ev.Step != hub.StepApply || j.Engine.conn(j.ev.Connection) == nil) {
		return j.finish(ctx, connectionOver, nil)
	}
	switch err := j.load(ctx); {
	case errors.Is(err, errConnectionOver):
		return j.finish(ctx, connectionOver, nil)
	case errors.Is(err, store.ErrNone):
		// A first look found an issue that we made ourselves, and dropped the pair.
		return j.finish(ctx, "this pair is no more", nil)
	case err != nil:
		return err
	}
	switch j.ev.Step {
	case hub.StepCapture:
		return j.capture(ctx)
	case hub.StepPrepare:
		return j.prepare(ctx)
	case hub.StepSend:
		return j.send(ctx)
	case hub.StepPlan:
		return j.plan(ctx)
	case hub.StepApply:
		return j.apply(ctx, false)
	case hub.StepConfirm:
		return j.answer(ctx)
	}
	return fmt.Errorf("event %s stands at a step that is none: %q", j.ev.ID, j.ev.Step)
}

// load finds the connection, the tracker and the end of the event.
func (j *job) load(ctx context.Context) error {
	j.conn = j.Engine.conn(j.ev.Connection)
	if j.conn == nil || j.conn.Halves[j.ev.Side] == nil {
		if over, err := j.stoppedEnd(ctx); err != nil {
			return err
		} else if over {
			return errConnectionOver
		}
		return &hub.Error{Code: hub.Invalid, Scope: hub.ScopeConnection,
			Message: fmt.Sprintf("connection %s is not in the configuration any more", j.ev.Connection)}
	}
	j.half = j.conn.Halves[j.ev.Side]
	j.tr = j.trackers[j.half.Tracker]
	return j.loadEnd(ctx)
}

func (j *job) loadEnd(ctx context.Context) error {
	if j.ev.Step == hub.StepSend || j.ev.Step == hub.StepConfirm {
		return nil // they look at the event alone
	}
	return store.Glance(ctx, j.opt.Store, func(tx store.Tx) (err error) {
		j.end, err = tx.Ends().Get(j.ev.EndKey)
		return err
	})
}

// finish ends the event in one transaction with whatever else is stored.
func (j *job) finish(ctx context.Context, note string, also func(store.Tx) error) error {
	return j.opt.Store.Update(ctx, func(tx store.Tx) error {
		if also != nil {
			if err := also(tx); err != nil {
				return err
			}
		}
		ev := *j.ev
		ev.Step, ev.State, ev.Note = hub.StepDone, hub.Done, note
		if ev.Skip != "" {
			ev.State = hub.Skipped
		}
		tx.After(j.counted)
		return j.le.Done(tx, &ev)
	})
}

func (e *Engine) counted() {
	e.mu.Lock()
	e.counts.Events++
	e.mu.Unlock()
}

func (e *Engine) countEffect() {
	e.mu.Lock()
	e.counts.Effects++
	e.mu.Unlock()
}

// Counts returns what the engine did since it was made.
func (e *Engine) Counts() Counts {
	e.mu.Lock()
	defer e.mu.Unlock()
	return e.counts
}

// TrackerCalls returns how many calls to trackers were made since New.
func (e *Engine) TrackerCalls() int64 { return e.calls.Load() }

// event makes an event of an end.
func (e *Engine) event(end *hub.End, lane hub.Lane, step hub.Step) *hub.Event {
	return &hub.Event{
		ID: hub.EventID(e.opt.NewID()), Connection: end.Connection, EndKey: end.EndKey, Tracker: end.Tracker,
		Issue: end.Local.ID, Key: end.Local.Key, Lane: lane, Step: step, State: hub.Waiting, Created: e.opt.Now(),
	}
}
