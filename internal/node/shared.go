package node

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/engine"
	"github.com/entwine-sync/entwine/internal/link/accord"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/queue/local"
	"github.com/entwine-sync/entwine/internal/queue/river"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/blob"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

// A node whose database is PostgreSQL may be several processes. All of them work
// on pairs. One leads: it asks the trackers for news, hears those that call,
// tells people of faults, and speaks with other nodes, so connections with other
// nodes are worked on by it alone. When it ends or dies another one leads.

// shelf is a queue with what a node shows of it.
type shelf interface {
	queue.Queue
	Pauses() []store.Pause
	Depth() int
	Idle() bool
}

// shared is a database with several processes, and this one's part in it.
type shared struct {
	store *postgres.Store
	queue *river.Queue
}

// openStore opens what the node keeps, and returns where attachments are.
func (n *Node) openStore(ctx context.Context) (attachments, error) {
	c := n.cfg.Node
	if c.Store == "" {
		s, err := sqlite.Open(ctx, c.Data, sqlite.Options{})
		if err != nil {
			return nil, err
		}
		n.store = s
		if err := notMoved(ctx, s); err != nil {
			return nil, err
		}
		q, err := local.Open(ctx, s, local.Options{Now: n.now, Log: n.log})
		if err != nil {
			return nil, err
		}
		n.queue = q
		return blob.Open(filepath.Join(c.Data, "blobs"))
	}
	bytes, err := n.openShared(ctx)
	return bytes, postgres.Plain(err)
}

func (n *Node) openShared(ctx context.Context) (attachments, error) {
	c := n.cfg.Node
	if err := os.MkdirAll(c.Data, 0o700); err != nil {
		return nil, err
	}
	lease := c.Lease
	if lease <= 0 {
		lease = river.DefaultLease
	}
	// A process that is frozen in the middle of an update keeps the others from
	// writing; they must be able to say that they live.
	s, err := postgres.Open(ctx, c.Store, postgres.Options{Idle: lease / 2})
	if err != nil {
		return nil, err
	}
	n.store = s
	if err := errors.Join(notMoved(ctx, s), whole(ctx, s)); err != nil {
		return nil, err
	}
	q, err := river.Open(ctx, s, river.Options{Now: n.now, Log: n.log, Lease: lease, Lone: n.cfg.IsApart, Before: n.catchUp})
	if err != nil {
		return nil, err
	}
	n.queue, n.shared = q, &shared{s, q}
	return s.Bytes(ctx)
}

// options adds what an engine needs to know of other processes.
func (s *shared) options(o engine.Options) engine.Options {
	if s != nil {
		// Whoever has the end next must see that its message was handed over.
		o.AnswerTime = -1
		o.Lead, o.Making = s.queue.Lead, s.queue.Making
	}
	return o
}

// ErrAgain is the error of Run of a process that was put out and should begin
// anew, with a Node of its own: others thought it dead.
var ErrAgain = errors.New("this process was away for too long and begins anew")

// runShared is Run for one process of several.
func (n *Node) runShared(ctx context.Context) error {
	q := n.shared.queue
	if err := q.Start(ctx); err != nil {
		return err
	}
	own, end := context.WithCancel(ctx)
	defer end()
	var beside sync.WaitGroup
	beside.Go(func() {
		select {
		case <-q.Ended():
			end()
		case <-own.Done():
		}
	})
	n.recognise(own)
	n.mu.Lock()
	n.running, n.since = true, n.now()
	n.mu.Unlock()
	close(n.started)
	beside.Go(func() { n.followRules(own) })
	beside.Go(func() { n.followBooks(own) })
	beside.Go(func() { q.Lead(own, func(ctx context.Context) { n.lead(ctx) }) })
	err := n.work(own, &beside)
	const within = 20 * time.Second // what is under way has ended; this is the database
	sctx, cancel := context.WithTimeout(context.WithoutCancel(ctx), within)
	defer cancel()
	err = errors.Join(err, q.Stop(sctx))
	if cause := q.Err(); errors.Is(cause, postgres.ErrFenced) && ctx.Err() == nil {
		return errors.Join(ErrAgain, cause)
	} else if errors.Is(cause, postgres.ErrNewer) {
		return cause
	}
	return err
}

// tryPort is how often an address is tried that the last leader may still have.
const tryPort = time.Second

// lead does, beside the engine, what one process does for all.
func (n *Node) lead(ctx context.Context) {
	var beside sync.WaitGroup
	beside.Go(func() {
		_ = persist(ctx, n, "calls of trackers", func() (func() error, error) {
			quiet, err := n.listenHooks()
			return func() error { quiet(); return nil }, err
		})
	})
	beside.Go(func() {
		_ = persist(ctx, n, "calls of other nodes", func() (func() error, error) {
			l, err := n.ListenLink(ctx)
			return l.Close, err
		})
	})
	for _, name := range n.firstLooks(ctx) {
		n.introduce(ctx, name)
		beside.Go(func() { n.lookFirst(ctx, name) })
	}
	n.tryAgain(ctx)
	beside.Go(func() { n.link.Run(ctx) })
	beside.Go(func() { n.hooks.run(ctx) })
	beside.Go(func() { n.tellFaults(ctx) })
	beside.Wait()
}

// persist opens something that the last leader may still have, until ctx ends.
func persist(ctx context.Context, n *Node, what string, open func() (func() error, error)) error {
	for told := false; ; told = true {
		shut, err := open()
		if err == nil {
			<-ctx.Done()
			return shut()
		}
		if !told {
			n.log.Warn("not heard yet", "what", what, "err", err)
		}
		select {
		case <-ctx.Done():
			return ctx.Err()
		case <-time.After(tryPort):
		}
	}
}

// catchUp reads what an earlier leader agreed with other nodes. It is done before
// this process leads: an issue of a connection that it does not know would be
// passed over, and a message of one be held against it.
func (n *Node) catchUp(ctx context.Context) error {
	if err := n.book.Reload(ctx); err != nil {
		return err
	}
	for _, a := range n.book.Agreements() {
		if a.State != accord.Active {
			continue
		}
		if err := n.joined(a.Local); err != nil {
			n.log.Error("a connection with another node is not taken up", "conn", a.Local, "err", err)
		}
	}
	return ctx.Err()
}

// followRulesEvery is how old the rules of a process may be that others publish.
const followRulesEvery = 2 * time.Second

// followBooks puts in force what other processes published.
func (n *Node) followBooks(ctx context.Context) {
	tick := time.NewTicker(followRulesEvery)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		for _, b := range n.allBooks() {
			if err := n.followBook(ctx, b); err != nil && ctx.Err() == nil {
				n.log.Warn("published rules are not followed", "conn", b.connection, "side", b.side, "err", err)
			}
		}
	}
}

func (n *Node) followBook(ctx context.Context, b *book) error {
	n.publishing.Lock()
	defer n.publishing.Unlock()
	number := 0
	err := n.store.View(ctx, func(tx store.Tx) error {
		list, err := tx.Rules().List(b.connection, b.side, 1)
		if len(list) > 0 {
			number = list[0].Number
		}
		return err
	})
	if err != nil || number == 0 || b.rules.Version() == fmt.Sprint(number) || b.seen == number {
		return err
	}
	b.seen = number // one that cannot be used is told of once
	if _, err := n.openBook(ctx, n.cfg.Connection(string(b.connection)), b.side); err != nil {
		b.seen = 0
		return err
	}
	n.log.Info("rules that another process published are in force", "conn", b.connection, "side", b.side, "version", number)
	return nil
}

// speaks refuses to change what is agreed with other nodes in a process that
// does not lead: the one that does would not know.
func (n *Node) speaks(ctx context.Context) error {
	if n.shared == nil || n.shared.queue.Leads() {
		return nil
	}
	list, err := n.shared.store.Processes(ctx)
	if err != nil {
		return err
	}
	for _, p := range list {
		if p.Leads {
			return &hub.Error{Code: hub.Conflict, Scope: hub.ScopeNode, Message: fmt.Sprintf(
				"the process that speaks with other nodes is %s (process %d on %s): say it there, with --data of that process", p.ID, p.PID, p.Host)}
		}
	}
	return nil
}

// Processes lists who shares the node's database; none if one process has it.
func (n *Node) Processes(ctx context.Context) ([]postgres.Process, error) {
	if n.shared == nil {
		return nil, nil
	}
	return n.shared.store.Processes(ctx)
}
