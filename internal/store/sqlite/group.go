package sqlite

import (
	"context"
	"runtime"
	"time"

	"github.com/entwine-sync/entwine/internal/store"
)

const (
	// maxGroup bounds how many updates share a commit: beyond a few dozen the
	// commit's own cost no longer shows, and each one more makes the first wait.
	maxGroup = 64
	// maxGroupTime bounds how long the first update of a group waits for later
	// ones to run. It is the order of one fsync on an ordinary disk.
	maxGroupTime = 5 * time.Millisecond
)

var (
	beginWrite  = newQuery("BEGIN IMMEDIATE")
	beginRead   = newQuery("BEGIN")
	commitAll   = newQuery("COMMIT")
	rollbackAll = newQuery("ROLLBACK")
	savepoint   = newQuery("SAVEPOINT one")
	releaseOne  = newQuery("RELEASE one")
	rollbackOne = newQuery("ROLLBACK TO one")
)

// group is the updates that share one commit. Whoever holds the seat may use
// it; err may be read by anybody once done is closed.
type group struct {
	done    chan struct{}
	err     error // the group is lost
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
// A full disk and the like are a *hub.Error of ScopeNode, told to all updates
// of the group; the store can be used again once the cause is gone.
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
	t := &tx{s: s, c: s.writer, g: g, ctx: ctx}
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
	if err = fn(t); err != nil {
		return g, plain(err)
	}
	t.keep()
	kept = true
	return g, nil
}

// join returns the open group, or opens one.
func (s *Store) join() *group {
	if s.group == nil {
		s.group = &group{done: make(chan struct{}), began: time.Now()}
		if _, err := s.writer.exec(beginWrite); err != nil {
			s.group.err = plain(err)
		}
	}
	s.group.size++
	return s.group
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
	s.group = nil
	if g.err == nil {
		_, err := s.writer.exec(commitAll)
		g.err = plain(err)
	}
	if g.err != nil {
		s.abandon(g)
		return
	}
	s.count.groups(g)
	for _, fn := range g.after {
		fn()
	}
}

// abandon undoes a lost group. SQLite may have rolled it back already, in which
// case the statement fails, and that is what we wanted.
func (s *Store) abandon(g *group) {
	_, _ = s.writer.exec(rollbackAll)
	for _, fn := range g.forgets {
		fn()
	}
}

// keep ends an update whose writes stay, if the group is committed.
func (t *tx) keep() {
	g := t.g
	if t.saved {
		t.note(second(t.c.exec(releaseOne)))
	}
	g.wrote = g.wrote || t.wrote
	g.after = append(g.after, t.after...)
	g.forgets = append(g.forgets, t.forgets...)
}

// takeBack undoes the writes of this update alone.
func (t *tx) takeBack() {
	for _, fn := range t.forgets {
		fn()
	}
	switch {
	case t.g.err != nil || !t.wrote:
	case t.saved:
		t.note(second(t.c.exec(rollbackOne)))
		t.note(second(t.c.exec(releaseOne)))
	default: // nobody else in this group has written
		t.note(second(t.c.exec(rollbackAll)))
		t.note(second(t.c.exec(beginWrite)))
	}
}

// note remembers an error that leaves nothing of the group.
func (t *tx) note(err error) {
	if err != nil && t.g.err == nil {
		t.g.err = plain(err)
	}
}

func second[T any](_ T, err error) error { return err }
