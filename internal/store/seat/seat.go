// Package seat gives the right to write to one caller at a time, in the order in
// which they came. The stores whose updates share commits pass it from update to
// update.
package seat

import (
	"context"
	"errors"
	"slices"
	"sync"
)

// ErrClosed is returned to who wants a seat that was closed.
var ErrClosed = errors.New("the store is closed")

// Seat is the right to write. One caller holds it; the others wait in the order
// they came. The zero value is free. All methods may be called from several
// goroutines.
type Seat struct {
	mu     sync.Mutex
	taken  bool
	closed bool
	queue  []chan struct{} // each holds one token once its owner may write
}

// Take waits for the seat. It returns ctx.Err() if ctx ends first and ErrClosed
// once the seat is closed; in both cases the caller has not got it.
func (s *Seat) Take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return ErrClosed
	}
	turn := s.line()
	s.mu.Unlock()
	if turn == nil {
		return nil
	}
	select {
	case <-turn:
		return nil
	case <-ctx.Done():
	}
	if s.leave(turn) {
		return ctx.Err()
	}
	<-turn // given to us at the same moment: then the update runs
	return nil
}

// line takes the free seat, or returns a place in the queue.
func (s *Seat) line() chan struct{} {
	if !s.taken {
		s.taken = true
		return nil
	}
	turn := make(chan struct{}, 1)
	s.queue = append(s.queue, turn)
	return turn
}

// leave gives up a place in the queue; false if the seat was given to it.
func (s *Seat) leave(turn chan struct{}) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	i := slices.Index(s.queue, turn)
	if i < 0 {
		return false
	}
	s.queue = slices.Delete(s.queue, i, i+1)
	return true
}

// Pass gives the seat to the next in the queue; false if nobody waits, and then
// the caller still holds it.
func (s *Seat) Pass() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.passLocked()
}

func (s *Seat) passLocked() bool {
	if len(s.queue) == 0 {
		return false
	}
	s.queue[0] <- struct{}{}
	s.queue = slices.Delete(s.queue, 0, 1)
	return true
}

// Free gives the seat to the next, or to nobody.
func (s *Seat) Free() {
	s.mu.Lock()
	defer s.mu.Unlock()
	if !s.passLocked() {
		s.taken = false
	}
}

// Close refuses everybody who comes later, waits for those who came before and
// keeps the seat. It returns false if it was closed already.
func (s *Seat) Close() bool {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return false
	}
	s.closed = true
	turn := s.line()
	s.mu.Unlock()
	if turn != nil {
		<-turn
	}
	return true
}

// Waiting returns how many wait for their turn.
func (s *Seat) Waiting() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.queue)
}
