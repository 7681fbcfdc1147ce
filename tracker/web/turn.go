package web

import "context"

// Turn lets one in at a time: whoever needs a list that others are just reading
// waits for them, and then finds it read. Make it with NewTurn.
type Turn chan struct{}

// NewTurn returns one that is free.
func NewTurn() Turn { return make(Turn, 1) }

// Take waits for the turn, which end gives back. It fails only when ctx ends.
func (t Turn) Take(ctx context.Context) (end func(), err error) {
	select {
	case t <- struct{}{}:
		return func() { <-t }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}
