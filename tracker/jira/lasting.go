package jira

import (
	"context"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/tracker/web"
)

// lasting is something that is asked for once and kept. Of those who want it
// before it is there one asks, and the others wait for that answer: a node that has
// just started has all its workers want it at once, and where a limit binds, as many
// requests would keep them from their work for seconds. Make it with newLasting; it
// is safe for concurrent use.
type lasting[T any] struct {
	turn  web.Turn
	mu    sync.Mutex
	value *T // nil until asked
	asked time.Time
}

func newLasting[T any]() *lasting[T] { return &lasting[T]{turn: web.NewTurn()} }

// now returns what is kept and when it was asked for; nil if it was not.
func (l *lasting[T]) now() (*T, time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.value, l.asked
}

// keep has it be as it was asked for at that time.
func (l *lasting[T]) keep(v T, asked time.Time) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.value, l.asked = &v, asked
}

// forget has it asked for anew.
func (l *lasting[T]) forget() {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.value = nil
}

// get returns what is kept if fresh says that its time will do; a nil fresh takes
// any. Else it is asked for; what failed is not kept.
func (l *lasting[T]) get(ctx context.Context, fresh func(asked time.Time) bool, now func() time.Time, ask func(context.Context) (T, error)) (T, error) {
	kept := func() *T {
		v, asked := l.now()
		if v != nil && (fresh == nil || fresh(asked)) {
			return v
		}
		return nil
	}
	if v := kept(); v != nil {
		return *v, nil
	}
	var none T
	end, err := l.turn.Take(ctx)
	if err != nil {
		return none, err
	}
	defer end()
	if v := kept(); v != nil { // somebody else asked while we waited
		return *v, nil
	}
	asked := now()
	v, err := ask(ctx)
	if err != nil {
		return none, err
	}
	l.keep(v, asked)
	return v, nil
}
