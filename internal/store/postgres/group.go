package postgres

import (
	"context"
	"errors"
	"runtime"
	"time"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

const (
	// maxGroup bounds how many updates share a commit. Each has a savepoint, and
	// the server remembers 64 of them cheaply.
	maxGroup = 60
	// maxGroupTime bounds how long the first update of a group waits for later
	// ones to run, and other processes for the lock. It is the order of one fsync
	// on an ordinary disk.
	maxGroupTime = 5 * time.Millisecond
)

// group is the updates that share one commit. Whoever holds the seat may use
// it; err may be read by anybody once done is closed.
type group struct {
	done    chan struct{}
	err     error // the group is lost
	ctx     context.Context
	cancel  context.CancelFunc
	conn    *pgxpool.Conn
	q       pgx.Tx
	id      string // of the transaction, by which its fate can be asked for
	size    int
	wrote   bool // an update that is kept has written
	began   time.Time
	after   []func()
	forgets []func() // what to take back if the group is lost
}

// Update implements store.Store. Every fn is run once, in its caller's
// goroutine. It must not call Update of the same store: it holds the seat it
// would wait for.
//
// A server that does not answer is a *hub.Error of ScopeNode, told to all
// updates of the group; the store can be used again once it does. ErrFenced says
// that this process was put out, ErrNewer that a newer program changed the tables
// in a way that this one must not write to.
func (s *Store) Update(ctx context.Context, fn func(store.Tx) error) error {
	if err := s.seat.Take(ctx); err != nil {
		return err
	}
	g, err := s.attempt(ctx, fn)
	<-g.done
	if g.err != nil {
		return g.err
	}
	return err
}

// attempt runs fn as one more update of the open group. Everything is in a
// deferred call, so that a panic or Goexit in fn takes back its own writes, lets
// the others go on, and then continues in its caller.
func (s *Store) attempt(ctx context.Context, fn func(store.Tx) error) (g *group, err error) {
	g = s.join()
	t := &tx{s: s, q: g.q, g: g, ctx: ctx}
	kept := false
	defer func() {
		if !kept {
			t.takeBack()
		}
		t.ended = true
		s.leave(g)
	}()
	if g.err != nil {
		return g, g.err
	}
	if err = fn(t); err == nil {
		err = t.finish()
	}
	if err == nil {
		err = t.failed // a statement failed, and the server forgets what came before it
	}
	if err != nil {
		return g, plain(err)
	}
	t.keep()
	kept = true
	return g, nil
}

// join returns the open group, or opens one.
func (s *Store) join() *group {
	if s.group == nil {
		g := &group{done: make(chan struct{}), began: time.Now()}
		g.ctx, g.cancel = context.WithTimeout(context.Background(), patience)
		if s.doubt.Load() {
			g.err = ErrFenced
		} else if g.conn, g.err = s.pool.Acquire(g.ctx); g.err == nil {
			g.err = s.begin(g)
		}
		g.err = plain(g.err)
		s.group = g
	}
	s.group.size++
	return s.group
}

// lockOf is the first half of the key of the lock by which one group at a time
// writes; the other half is the schema.
const lockOf = 0x656e7477 // "entw"

// begin opens the transaction of a group: the lock, and then, in a statement of
// its own that sees what the last holder did, whether we may go on.
func (s *Store) begin(g *group) (err error) {
	b := &pgx.Batch{}
	b.BeginTx(pgx.TxOptions{IsoLevel: pgx.ReadCommitted})
	b.Queue(`SELECT pg_advisory_xact_lock($1, hashtext(current_schema()))`, int32(lockOf))
	p := s.process.Load()
	if p == nil {
		b.Queue(`SELECT pg_current_xact_id()::text, true, needs FROM shape`)
	} else {
		b.Queue(`SELECT pg_current_xact_id()::text, EXISTS (SELECT 1 FROM processes WHERE id = $1), needs FROM shape`, p.ID)
	}
	res := g.conn.SendBatch(g.ctx, b)
	g.q = res.Tx()
	_, err = res.Exec() // BEGIN
	if err == nil {
		_, err = res.Exec()
	}
	alive, needs := false, int64(0)
	if err == nil {
		err = res.QueryRow().Scan(&g.id, &alive, &needs)
	}
	if closed := res.Close(); err == nil {
		err = closed
	}
	switch {
	case err != nil:
	case !alive:
		err = ErrFenced
	case needs > known:
		err = ErrNewer
	}
	return err
}

// leave passes the seat to the next update of the group, or ends the group.
func (s *Store) leave(g *group) {
	if g.err == nil && g.size < maxGroup && time.Since(g.began) < maxGroupTime {
		if s.seat.Pass() {
			return
		}
		// Those whom the last commit set free are about to come back: let them
		// run first, or every second group is a single update.
		runtime.Gosched()
		if s.seat.Pass() {
			return
		}
	}
	s.finish(g)
}

// finish ends the group and gives up the seat.
func (s *Store) finish(g *group) {
	defer s.seat.Free()
	s.settle(g)
}

// settle commits the group, or rolls it back, and answers its callers.
func (s *Store) settle(g *group) {
	defer close(g.done)
	defer g.cancel()
	s.group = nil
	if g.err == nil {
		g.err = s.commit(g)
	}
	if g.err != nil {
		s.abandon(g)
		return
	}
	g.conn.Release()
	for _, fn := range g.after {
		fn()
	}
}

// commit makes a group durable. A connection that breaks meanwhile leaves it
// open whether it is; then the server is asked.
func (s *Store) commit(g *group) error {
	err := g.q.Commit(g.ctx)
	if err == nil || errors.Is(err, pgx.ErrTxCommitRollback) || refused(err) {
		return plain(err)
	}
	ctx, cancel := context.WithTimeout(context.Background(), patience)
	defer cancel()
	for {
		fate := ""
		if s.pool.QueryRow(ctx, `SELECT coalesce(pg_xact_status($1::text::xid8), 'unknown')`, g.id).Scan(&fate) == nil {
			switch fate {
			case "committed":
				return nil
			case "aborted":
				return plain(err)
			}
		}
		select {
		case <-ctx.Done():
			// Going on from either would be a guess. Nothing more is written under this
			// name; who begins anew finds out what is stored.
			s.doubt.Store(true)
			return errors.Join(ErrFenced, plain(err))
		case <-time.After(100 * time.Millisecond): // a server that restarts takes seconds
		}
	}
}

// abandon undoes a lost group.
func (s *Store) abandon(g *group) {
	if g.q != nil {
		_ = g.q.Rollback(g.ctx) // a connection that cannot is closed by the pool
	}
	if g.conn != nil {
		g.conn.Release()
	}
	for _, fn := range g.forgets {
		fn()
	}
}

// keep ends an update whose writes stay, if the group is committed.
func (t *tx) keep() {
	g := t.g
	g.wrote = g.wrote || t.wrote
	g.after = append(g.after, t.after...)
	g.forgets = append(g.forgets, t.forgets...)
}

// takeBack undoes the writes of this update alone.
func (t *tx) takeBack() {
	for _, fn := range t.forgets {
		fn()
	}
	g := t.g
	switch {
	case g.err != nil || !t.saved && t.failed == nil && !t.sent:
	case t.saved:
		t.note(second(g.q.Exec(g.ctx, "ROLLBACK TO SAVEPOINT one")))
	case g.wrote: // it only read, and a read failed: nothing tells what is left
		t.note(t.failed)
	default: // nobody else in this group has written
		t.note(g.q.Rollback(g.ctx))
		if g.err == nil {
			t.note(t.s.begin(g))
		}
	}
}

// note remembers an error that leaves nothing of the group.
func (t *tx) note(err error) {
	if err != nil && t.g.err == nil {
		t.g.err = plain(err)
	}
}

func second[T any](_ T, err error) error { return err }

// unreachable is what people hear of a server that does not answer.
func unreachable(err error) error {
	return &hub.Error{Code: hub.Busy, Scope: hub.ScopeNode, Message: "the database does not answer; nothing was stored", Err: err}
}
