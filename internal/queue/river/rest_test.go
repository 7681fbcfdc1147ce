package river

import (
	"context"
	"errors"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue/local"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// state counts claims, and the jobs that somebody works on or that wait.
func (p *process) state() (claims, running, waiting int) {
	p.t.Helper()
	err := p.store.Pool().QueryRow(p.t.Context(), `SELECT (SELECT count(*) FROM claims), count(*) FILTER (WHERE state = 'running'),
		count(*) FILTER (WHERE state IN ('available', 'scheduled')) FROM river_job`).Scan(&claims, &running, &waiting)
	if err != nil {
		p.t.Fatal(err)
	}
	return claims, running, waiting
}

// until looks again until the claims and jobs are that many.
func (p *process) until(claims, running, waiting int) {
	p.t.Helper()
	for end := time.Now().Add(time.Minute); ; p.nothing(10 * time.Millisecond) {
		c, r, w := p.state()
		if c == claims && r == running && w == waiting {
			return
		}
		if time.Now().After(end) {
			p.t.Fatalf("%d claims, %d jobs that run, %d that wait; want %d, %d, %d", c, r, w, claims, running, waiting)
		}
	}
}

// What came to rest is given up with its job, what is due much later gets another
// one, and what is under way is kept.
func TestEndsThatRest(t *testing.T) {
	p := join(t, pgtest.URL(t), Options{})
	soon, late := event("late", 0), event("late", 1)
	late.NotBefore = time.Now().Add(time.Hour)
	p.add(event("a", 0), event("b", 0), event("busy", 0), soon)
	p.add(late)
	var busy func()
	for range 4 {
		if ev, le := p.take(); ev.Pair == "busy" {
			busy = func() { p.done(ev, le) }
		} else {
			p.done(ev, le)
		}
	}
	p.until(1, 1, 1)
	busy()
	p.until(0, 0, 1)
	p.add(event("a", 1), event("b", 1)) // and they can be had again
	p.done(p.take())
	p.done(p.take())
	p.until(0, 0, 1)
}

// A database that does not store it leaves the process with its ends.
func TestEndsThatCannotBeGivenUp(t *testing.T) {
	p := join(t, pgtest.URL(t), Options{})
	p.add(event("a", 0))
	p.done(p.take())
	h := &held{p.Adopt(hub.EndKey{Pair: "other", Side: hub.Initiator}, nil, nil, func(*local.Adoption) {}), hub.EndKey{Pair: "other", Side: hub.Initiator}, 0, make(chan struct{})}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := p.giveUp(ctx, []*held{h}); !errors.Is(err, context.Canceled) {
		t.Errorf("gave %v", err)
	}
	if !p.Has(h.key) {
		t.Error("the end is given up")
	}
	if err := p.giveUp(t.Context(), []*held{h}); err != nil || p.Has(h.key) {
		t.Errorf("then: %v, it still has the end: %v", err, p.Has(h.key))
	}
	select {
	case <-h.gone:
	default:
		t.Error("nobody hears of it")
	}
}

// Each end is given up once, however often it came to rest, and not again when it
// is gone.
func TestTakeOfResting(t *testing.T) {
	r := newResting()
	one, two := &local.Adoption{}, &local.Adoption{}
	gone := make(chan struct{})
	close(gone)
	for _, h := range []*held{{Adoption: one}, {Adoption: two, gone: gone}, {Adoption: one}} {
		r.add(h)
	}
	if list := r.take(); len(list) != 1 || list[0].Adoption != one {
		t.Errorf("got %v", list)
	}
	if list := r.take(); len(list) != 0 {
		t.Errorf("and again %v", list)
	}
}

// A process that stops between the rest of an end and its being given up leaves
// nothing behind.
func TestStopWithEndsAtRest(t *testing.T) {
	url := pgtest.URL(t)
	b := join(t, url, Options{})
	for n := range 5 {
		t.Run("and stops", func(t *testing.T) {
			a := join(t, url, Options{})
			a.add(event("p", 2*n))
			takeFromAny(t, event("p", 2*n).ID, a, b)
		})
		b.add(event("p", 2*n+1))
		b.done(b.take())
		b.until(0, 0, 0)
	}
}

// Who has an end no more does not take it from who has it now.
func TestUnclaimOfAnothersEnd(t *testing.T) {
	url := pgtest.URL(t)
	a, b := join(t, url, Options{}), join(t, url, Options{})
	k := hub.EndKey{Pair: "p", Side: hub.Initiator}
	update := func(s *postgres.Store, fn func(store.Tx) error) {
		t.Helper()
		if err := s.Update(t.Context(), fn); err != nil {
			t.Fatal(err)
		}
	}
	update(a.store, func(tx store.Tx) error { _, _, _, err := a.store.Claim(tx, k); return err })
	update(b.store, func(tx store.Tx) error { return b.store.Unclaim(tx, k) })
	if claims, _, _ := a.state(); claims != 1 {
		t.Error("the claim is gone")
	}
	update(a.store, func(tx store.Tx) error { return a.store.Unclaim(tx, k) })
	if claims, _, _ := a.state(); claims != 0 {
		t.Error("its own is not")
	}
}
