package engine

import (
	"context"
	"fmt"
	"sync"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// Guard holds a connection when too much is deleted or overwritten at once,
// until an owner approves. Zero fields take the defaults, negative ones switch
// a limit off.
type Guard struct {
	Deletions  int           // within Window
	Overwrites int           // per cent of a connection's pairs within Window
	Pairs      int           // fewer pairs than this are never too many
	Window     time.Duration //
}

func (g Guard) orDefault() Guard {
	// A person deletes a handful in ten minutes and edits dozens; a script that
	// went wrong, or an unmounted folder, does hundreds.
	def := Guard{Deletions: 25, Overwrites: 50, Pairs: 100, Window: 10 * time.Minute}
	if g.Deletions == 0 {
		g.Deletions = def.Deletions
	}
	if g.Overwrites == 0 {
		g.Overwrites = def.Overwrites
	}
	if g.Pairs == 0 {
		g.Pairs = def.Pairs
	}
	if g.Window <= 0 {
		g.Window = def.Window
	}
	return g
}

// guards counts what connections destroyed lately. It is kept in memory: after
// a restart the window begins anew.
type guards struct {
	mu    sync.Mutex
	conns map[hub.ConnectionID]*window
}

type window struct {
	dropped     []time.Time
	overwritten map[hub.PairID]time.Time
	pairs       int // of the connection, counted now and then
	counted     time.Time
}

func newGuards() *guards { return &guards{conns: map[hub.ConnectionID]*window{}} }

func (g *guards) of(c hub.ConnectionID) *window {
	w := g.conns[c]
	if w == nil {
		w = &window{overwritten: map[hub.PairID]time.Time{}}
		g.conns[c] = w
	}
	return w
}

// reset begins a connection's window anew: an owner saw what happened in it.
func (g *guards) reset(c hub.ConnectionID) {
	g.mu.Lock()
	defer g.mu.Unlock()
	delete(g.conns, c)
}

// replaced notes that a pair had values overwritten.
func (g *guards) replaced(c hub.ConnectionID, p hub.PairID, now time.Time) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.of(c).overwritten[p] = now
}

// drop notes n deletions, unless they would be too many: then it says how many
// there were.
func (g *guards) drop(c hub.ConnectionID, n, most int, since, now time.Time) (int, bool) {
	g.mu.Lock()
	defer g.mu.Unlock()
	w := g.of(c)
	for len(w.dropped) > 0 && w.dropped[0].Before(since) {
		w.dropped = w.dropped[1:]
	}
	if most >= 0 && len(w.dropped)+n > most {
		return len(w.dropped), false
	}
	for range n {
		w.dropped = append(w.dropped, now)
	}
	return len(w.dropped), true
}

// overwrites counts the pairs overwritten since.
func (g *guards) overwrites(c hub.ConnectionID, since time.Time) int {
	g.mu.Lock()
	defer g.mu.Unlock()
	w := g.of(c)
	for p, at := range w.overwritten {
		if at.Before(since) {
			delete(w.overwritten, p)
		}
	}
	return len(w.overwritten)
}

// guard holds a plan that would destroy too much.
func (j *job) guard(ctx context.Context, a *hub.Apply) error {
	if j.ev.Approved {
		j.guards.reset(j.conn.ID)
		return nil
	}
	drops, sets := 0, 0
	for _, op := range a.Ops {
		switch op.Do {
		case hub.DoDrop:
			drops++
		case hub.DoSet:
			sets++
		}
	}
	if drops > 0 {
		if err := j.guardDrops(drops, "parts of issues"); err != nil {
			return err
		}
	}
	if sets == 0 || j.conn.Guard.Overwrites < 0 {
		return nil
	}
	g, now := j.conn.Guard, j.opt.Now()
	n := j.guards.overwrites(j.conn.ID, now.Add(-g.Window))
	if n < g.Pairs {
		return nil
	}
	pairs, err := j.countPairs(ctx, now)
	if err != nil || n*100 <= pairs*g.Overwrites {
		return err
	}
	return &hub.Error{Code: hub.Held, Scope: hub.ScopeConnection, Message: fmt.Sprintf(
		"%d of %d issues were overwritten within %v; held before %s: retry to approve, skip to drop", n, pairs, g.Window, j.end.Local)}
}

// guardDrops holds when too many deletions come together.
func (j *job) guardDrops(n int, what string) error {
	if j.ev.Approved {
		j.guards.reset(j.conn.ID)
		return nil
	}
	g, now := j.conn.Guard, j.opt.Now()
	before, ok := j.guards.drop(j.conn.ID, n, g.Deletions, now.Add(-g.Window), now)
	if ok {
		return nil
	}
	return &hub.Error{Code: hub.Held, Scope: hub.ScopeConnection, Message: fmt.Sprintf(
		"%d %s were deleted within %v, and more are to be, first of %s: retry to approve, skip to drop", before, what, g.Window, j.end.Local)}
}

// countPairs counts a connection's pairs, at most once a minute.
func (j *job) countPairs(ctx context.Context, now time.Time) (int, error) {
	j.guards.mu.Lock()
	w := j.guards.of(j.conn.ID)
	n, at := w.pairs, w.counted
	j.guards.mu.Unlock()
	if now.Sub(at) < time.Minute {
		return n, nil
	}
	err := j.opt.Store.View(ctx, func(tx store.Tx) (err error) {
		n, err = tx.Ends().Count(store.EndQuery{Connection: j.conn.ID, Side: j.end.Side})
		return err
	})
	j.guards.mu.Lock()
	w = j.guards.of(j.conn.ID)
	w.pairs, w.counted = n, now
	j.guards.mu.Unlock()
	return n, err
}
