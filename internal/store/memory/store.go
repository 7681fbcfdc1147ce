package memory

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"

	"github.com/entwine-sync/entwine/internal/store"
)

// Store is a process's hold on a disk. It ends with Close or with the power.
type Store struct {
	disk *Disk
	seat chan struct{} // holds one token while somebody may write
	gone chan struct{} // closed when nobody who waits will get anything any more
	dead atomic.Bool   // the power was cut

	mu     sync.Mutex
	closed bool
	views  int
	idle   chan struct{} // set by Close, closed by the last view
}

var _ store.Store = (*Store)(nil)

func newStore(d *Disk) *Store {
	return &Store{disk: d, seat: make(chan struct{}, 1), gone: make(chan struct{})}
}

// View implements store.Store. Views neither wait for an update nor hold one up.
// The state they see is the one at their first read.
func (s *Store) View(ctx context.Context, fn func(store.Tx) error) error {
	if err := s.enter(ctx, true); err != nil {
		return err
	}
	defer s.leave()
	t := &tx{s: s, ctx: ctx}
	defer func() { t.ended = true }()
	if err := fn(t); err != nil {
		return err
	}
	t.ended = true
	return s.runAfter(t)
}

// enter refuses a call that comes too late, and counts it if it is a view.
func (s *Store) enter(ctx context.Context, view bool) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.dead.Load():
		return ErrCut
	case s.closed:
		return ErrClosed
	}
	if view {
		s.views++
	}
	return nil
}

func (s *Store) leave() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.views--; s.views == 0 && s.idle != nil {
		close(s.idle)
	}
}

// runAfter runs what a transaction that ended well has handed to After, as long
// as there is power.
func (s *Store) runAfter(t *tx) error {
	for _, fn := range t.after {
		if s.dead.Load() {
			break
		}
		fn()
	}
	return s.cutError()
}

// Update implements store.Store. fn is run once, in its caller's goroutine. It
// must not call Update of the same store: it holds the seat it would wait for.
func (s *Store) Update(ctx context.Context, fn func(store.Tx) error) error {
	if err := s.sit(ctx); err != nil {
		return err
	}
	defer func() { <-s.seat }()
	t := &tx{s: s, ctx: ctx, update: true}
	if err := s.attempt(t, fn); err != nil {
		return err
	}
	if t.wrote {
		if err := s.disk.committedBy(s); err != nil {
			return err
		}
	}
	return s.runAfter(t)
}

// attempt runs fn and commits what it wrote. A panic or Goexit in fn takes its
// writes back and then continues in its caller.
func (s *Store) attempt(t *tx, fn func(store.Tx) error) error {
	kept := false
	defer func() {
		t.ended = true
		if !kept {
			t.takeBack()
		}
	}()
	if err := fn(t); err != nil {
		return err
	}
	t.ended = true
	if t.wrote {
		if err := s.disk.commit(s, t.st); err != nil {
			return err
		}
	}
	kept = true
	return nil
}

// sit waits for the seat. Those who wait get it in the order they came, unless
// the store or their context ends first.
func (s *Store) sit(ctx context.Context) error {
	if err := s.enter(ctx, false); err != nil {
		return err
	}
	select {
	case s.seat <- struct{}{}:
		return nil
	default:
	}
	err := ErrClosed
	select {
	case s.seat <- struct{}{}:
		// Both may have come at once, and which of them is seen is chance.
		if err = errors.Join(s.cutError(), ctx.Err()); err != nil {
			<-s.seat
		}
	case <-ctx.Done():
		err = ctx.Err()
	case <-s.gone:
		if s.dead.Load() {
			err = ErrCut
		}
	}
	return err
}

// Close waits for the updates and views that run or wait and gives up the disk.
// It must not be called inside one of them. A second call does nothing.
func (s *Store) Close() error {
	if !s.shut() {
		return s.cutError()
	}
	select {
	case s.seat <- struct{}{}: // and keep it
	case <-s.gone:
		return ErrCut
	}
	select {
	case <-s.lastView():
	case <-s.gone:
		return ErrCut
	}
	if !s.disk.release(s) {
		return ErrCut
	}
	close(s.gone)
	return nil
}

// shut refuses everybody who comes later; false if somebody did before.
func (s *Store) shut() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	was := s.closed
	s.closed = true
	return !was && !s.dead.Load()
}

// lastView is closed when no view runs any more. No new one may come.
func (s *Store) lastView() <-chan struct{} {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.idle = make(chan struct{})
	if s.views == 0 {
		close(s.idle)
	}
	return s.idle
}

// die ends a store that has lost its disk.
func (s *Store) die() {
	s.dead.Store(true)
	close(s.gone)
}

// cutError is ErrCut in a store that is dead.
func (s *Store) cutError() error {
	if s.dead.Load() {
		return ErrCut
	}
	return nil
}
