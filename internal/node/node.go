// Package node puts a node together: the database, the attachments, the queue,
// the trackers and the engine, as a config says, and the control API by which
// the command line reaches a node that runs.
//
// Its map: Node (this file) is the assembled node, whether or not it works;
// Trackers (connect.go) are its connectors;
// Desk (desk.go) is what people ask of a node, answered by Node itself and, over
// HTTP, by Client; Serve (server.go) puts a Node behind the route table of
// routes.go; tap.go tells of changes as they cross; rest.go waits until all is
// at rest.
//
// It decides nothing about issues. Before changing it: only one process may
// have the data folder open, so whatever a command wants of a node that runs
// must be a method of Desk.
package node

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"strings"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/link/httplink"
	"github.com/entwine-sync/entwine/internal/notify"
	"github.com/entwine-sync/entwine/internal/rule"
	"github.com/entwine-sync/entwine/internal/rule/scripted"
	"github.com/entwine-sync/entwine/internal/rule/source"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/tracker"
)

// Options is what a node is made of.
type Options struct {
	Config *config.Config
	Specs  []tracker.Spec
	Log    *slog.Logger
	Now    func() time.Time
	Rounds time.Duration // between two looks for what trackers keep silent about; zero: as the engine likes
}

// Node is an assembled node. Its methods may be called from several goroutines.
type Node struct {
	cfg    *config.Config
	specs  []tracker.Spec
	log    *slog.Logger
	now    func() time.Time
	store  store.Store
	queue  shelf
	shared *shared // nil if one process has the database
	tap    *tap
	engine *engine.Engine

	trackers *Trackers
	book     *accord.Book
	link     *httplink.Link
	hooks    *hooks
	subs     *subscriptions
	notifier *notify.Notifier // nil if nobody hears of faults

	mu       sync.Mutex
	running  bool
	met      bool            // the trackers were asked who they are
	astray   bool            // the node does not know whether it is itself; see copy.go
	saidHeld map[string]bool // causes of which the log says that they hold connections
	staging  bool
	since    time.Time
	bulks    map[bulkKey]*bulkJob
	base     context.Context // of what was started for somebody who does not wait
	stop     context.CancelFunc
	started  chan struct{}
	rules    []ruleFolder // of the connections in script and visual mode, by side
	books    []*book      // those of them that live in the database
	sources  source.Sources
	jobs     sync.WaitGroup

	publishing sync.Mutex // so that what is in force is what was published last
}

var _ Desk = (*Node)(nil)

// Open assembles a node; it does not start it. It takes the data folder for
// itself until Close, and fails with sqlite.ErrInUse if somebody has it.
func Open(ctx context.Context, opt Options) (_ *Node, err error) {
	if opt.Log == nil {
		opt.Log = slog.New(slog.DiscardHandler)
	}
	if opt.Now == nil {
		opt.Now = time.Now
	}
	n := &Node{cfg: opt.Config, specs: opt.Specs, log: opt.Log, now: opt.Now, bulks: map[bulkKey]*bulkJob{}, started: make(chan struct{})}
	n.base, n.stop = context.WithCancel(context.WithoutCancel(ctx))
	if n.trackers, err = Connect(opt.Config, opt.Specs, opt.Log, opt.Now); err != nil {
		return nil, err
	}
	bytes, err := n.openStore(ctx)
	if err != nil {
		return nil, errors.Join(err, n.Close())
	}
	n.tap, n.hooks, n.subs, n.notifier = newTap(n.queue), newHooks(n), newSubscriptions(n), newNotifier(n)
	trackers := n.parts(opt.Specs)
	if wrong := CheckRules(opt.Config); len(wrong) > 0 {
		return nil, errors.Join(wrong, n.Close())
	}
	if n.sources, err = sourcesOf(opt.Config); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	if err := n.openLink(ctx); err != nil {
		return nil, errors.Join(err, n.Close())
	}
	conns, err := n.connections(ctx, opt.Config, trackers)
	if err != nil {
		return nil, errors.Join(err, n.Close())
	}
	n.engine, err = engine.New(ctx, n.shared.options(engine.Options{
		Node: hub.NodeID(opt.Config.Node.Name), Store: n.store, Queue: n.tap, Blobs: blobs{bytes, opt.Log}, Workers: opt.Config.Node.Workers,
		Trackers: trackers, Connections: conns, Now: opt.Now, Log: opt.Log,
		Sweep: opt.Rounds,
	}))
	if err == nil {
		err = n.settleIn(ctx)
	}
	if err != nil {
		return nil, errors.Join(err, n.Close())
	}
	return n, nil
}

func (n *Node) parts(specs []tracker.Spec) []engine.Tracker {
	var list []engine.Tracker
	for _, t := range n.cfg.Trackers {
		i := slices.IndexFunc(specs, func(s tracker.Spec) bool { return s.Kind == t.Kind })
		spec, conn := specs[i], n.trackers.Get(t.Name)
		spec.Habits = spec.HabitsOf(conn)
		list = append(list, engine.Tracker{Name: t.Name, Spec: spec, Conn: conn, Poll: t.Poll})
	}
	return list
}

func (n *Node) connections(ctx context.Context, cfg *config.Config, trackers []engine.Tracker) ([]*engine.Connection, error) {
	var list []*engine.Connection
	var errs []error
	for i := range cfg.Connections {
		c := &cfg.Connections[i]
		conn, err := n.connection(ctx, c, trackers)
		if err != nil {
			errs = append(errs, err)
		} else if conn != nil {
			list = append(list, conn)
		}
	}
	return list, errors.Join(errs...)
}

// rulesFor are the rules of one side of a connection, from where they live.
func (n *Node) rulesFor(ctx context.Context, c *config.Connection, side hub.Side, habits tracker.Habits) (rule.Set, error) {
	if c.Side(side).Stored {
		return n.openBook(ctx, c, side)
	}
	return rulesOf(c, side, habits)
}

// connection makes what the engine has of a connection; nil of one with another
// node that nobody has joined yet.
func (n *Node) connection(ctx context.Context, c *config.Connection, trackers []engine.Tracker) (*engine.Connection, error) {
	conn := &engine.Connection{
		ID: hub.ConnectionID(c.Name), Winner: c.Winner, Merge: c.Merge, FaultIssueOnly: c.FaultItem, Halves: map[hub.Side]*engine.Half{},
		Guard:         engine.Guard{Deletions: c.Guard.Deletions, Overwrites: c.Guard.Overwrites, Window: c.Guard.Window},
		MaxAttachment: c.Limits.Size, AttachmentTypes: c.Limits.Types,
	}
	sides := []hub.Side{hub.Initiator, hub.Acceptor}
	if c.Apart {
		a, ok := n.book.Local(conn.ID)
		if !ok || a.State != accord.Active {
			return nil, nil
		}
		sides, conn.Winner, conn.Node, conn.Peer = []hub.Side{a.Side}, a.Winner, a.Partner, n.link.Peer(conn.ID)
	}
	for _, side := range sides {
		h, err := n.half(ctx, c, side, trackers)
		if err != nil {
			return nil, err
		}
		conn.Halves[side] = h
	}
	return conn, nil
}

func (n *Node) half(ctx context.Context, c *config.Connection, side hub.Side, trackers []engine.Tracker) (*engine.Half, error) {
	s := c.Side(side)
	t := trackers[slices.IndexFunc(trackers, func(t engine.Tracker) bool { return t.Name == s.Tracker })]
	rules, err := n.rulesFor(ctx, c, side, t.Spec.Habits)
	if err != nil {
		return nil, fmt.Errorf("rules of connection %s, %s: %w", c.Name, side, err)
	}
	if f, ok := rules.(*scripted.Folder); ok {
		n.follow(ruleFolder{hub.ConnectionID(c.Name), side, f})
	}
	h := &engine.Half{Tracker: s.Tracker, Name: s.ShortName(), Trigger: s.Trigger, Rules: rules}
	serve(h, t.Conn, n.sources)
	return h, nil
}

// types are those that an issue made on a side may have, where its owner says
// of which type they are to be: that one, and what is named to be the same as
// one of theirs.
func types(given string, same []config.Same, side hub.Side) []string {
	if given == "" {
		return nil
	}
	l := []string{given}
	for _, s := range same {
		switch {
		case s.Field != "type":
		case side == hub.Acceptor:
			l = append(l, s.Acceptor)
		default:
			l = append(l, s.Initiator)
		}
	}
	return l
}

// names says what the other side's values are called on one side.
func names(same []config.Same, side hub.Side) rule.Names {
	n := rule.Names{}
	for _, s := range same {
		if side == hub.Acceptor {
			n.Add(s.Field, s.Initiator, s.Acceptor)
		} else {
			n.Add(s.Field, s.Acceptor, s.Initiator)
		}
	}
	return n
}

// recogniseWithin bounds how long trackers may keep the start of a node from going
// on: one that does not say who it is by then is asked again while it works.
const recogniseWithin = 10 * time.Second

// recognise has the trackers asked who they are, before anything is sent or taken.
func (n *Node) recognise(ctx context.Context) {
	ctx, cancel := context.WithTimeout(ctx, recogniseWithin)
	defer cancel()
	n.engine.Recognise(ctx)
	n.mu.Lock()
	n.met = true
	n.mu.Unlock()
}

// Started is closed once Run is at work.
func (n *Node) Started() <-chan struct{} { return n.started }

// Run works until ctx ends, once in a node's life, and returns when everything that was started has
// ended. Nothing that goes wrong with an issue or a tracker ends it.
func (n *Node) Run(ctx context.Context) error {
	if err := n.endStaging(ctx); err != nil {
		return err
	}
	if n.shared != nil {
		return n.runShared(ctx)
	}
	quiet, err := n.listenHooks()
	if err != nil {
		return err
	}
	defer quiet()
	var looks sync.WaitGroup
	for _, name := range n.firstLooks(ctx) {
		n.introduce(ctx, name)
		looks.Go(func() { n.lookFirst(ctx, name) })
	}
	n.tryAgain(ctx)
	n.recognise(ctx)
	n.mu.Lock()
	n.running, n.since = true, n.now()
	n.mu.Unlock()
	close(n.started)
	looks.Go(func() { n.followRules(ctx) })
	looks.Go(func() { n.link.Run(ctx) })
	looks.Go(func() { n.hooks.run(ctx) })
	looks.Go(func() { n.subs.run(ctx) })
	looks.Go(func() { n.tellFaults(ctx) })
	return n.work(ctx, &looks)
}

// work has the engine work until ctx ends, and waits for what runs beside it.
func (n *Node) work(ctx context.Context, beside *sync.WaitGroup) error {
	err := n.engine.Run(ctx)
	beside.Wait()
	n.mu.Lock()
	n.running = false
	n.mu.Unlock()
	n.stop()
	n.jobs.Wait()
	if errors.Is(err, context.Canceled) {
		return nil
	}
	return err
}

// Running reports whether Run is at work.
func (n *Node) Running() bool {
	n.mu.Lock()
	defer n.mu.Unlock()
	return n.running
}

// Engine gives the engine, for who drives it in the same process.
func (n *Node) Engine() *engine.Engine { return n.engine }

// LinkRequests counts the requests to other nodes since the node was opened.
func (n *Node) LinkRequests() int64 { return n.link.Requests() }

// Config returns what the node was made from.
func (n *Node) Config() *config.Config { return n.cfg }

// Tracker returns a tracker's connector, nil if there is none of that name.
func (n *Node) Tracker(name string) tracker.Connector { return n.trackers.Get(name) }

// View reads the database.
func (n *Node) View(ctx context.Context, fn func(store.Tx) error) error { return n.store.View(ctx, fn) }

// Close gives everything back. It must follow the end of Run.
func (n *Node) Close() error {
	n.stop()
	n.jobs.Wait()
	if n.link != nil {
		n.link.Close()
	}
	errs := []error{n.sources.Close()}
	if n.trackers != nil {
		errs = append(errs, n.trackers.Close())
	}
	if n.store != nil {
		errs = append(errs, n.store.Close())
	}
	return errors.Join(errs...)
}

// plainError is an error without what only the log needs.
func plainError(err error) string {
	if err == nil {
		return ""
	}
	var e *hub.Error
	if errors.As(err, &e) {
		return e.Message
	}
	return strings.TrimSpace(err.Error())
}
