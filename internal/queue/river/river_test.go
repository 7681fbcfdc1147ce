package river

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// process is one of those who share a queue.
type process struct {
	*Queue
	t     *testing.T
	store *postgres.Store
}

// join starts a process on the database of an address.
func join(t *testing.T, url string, opt Options) *process {
	t.Helper()
	p := opened(t, url, opt)
	if err := p.Start(t.Context()); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(p.Stop(context.Background()), p.store.Close()); err != nil && p.Err() == nil {
			t.Error(err)
		}
	})
	return p
}

// opened is a process that has not joined.
func opened(t *testing.T, url string, opt Options) *process {
	t.Helper()
	s, err := postgres.Open(t.Context(), url, postgres.Options{Connections: 12})
	if err != nil {
		t.Fatal(err)
	}
	if opt.Lease == 0 {
		opt.Lease = time.Minute
	}
	q, err := Open(t.Context(), s, opt)
	if err != nil {
		t.Fatal(err, s.Close())
	}
	return &process{q, t, s}
}

func event(pair string, n int) *hub.Event {
	return &hub.Event{ID: hub.EventID(fmt.Sprintf("%s-%d", pair, n)), Connection: "c", EndKey: hub.EndKey{Pair: hub.PairID(pair), Side: hub.Initiator},
		Tracker: "jira", Issue: pair, Lane: hub.Out, Step: hub.StepCapture, State: hub.Waiting, Created: time.Now()}
}

func (p *process) add(evs ...*hub.Event) {
	p.t.Helper()
	err := p.store.Update(p.t.Context(), func(tx store.Tx) error {
		for _, ev := range evs {
			if err := p.Add(tx, ev); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		p.t.Fatal(err)
	}
}

// take waits for an event; a minute without one is a failure.
func (p *process) take() (*hub.Event, queue.Lease) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), time.Minute)
	defer cancel()
	ev, le, err := p.Take(ctx)
	if err != nil {
		p.t.Fatalf("take: %v", err)
	}
	return ev, le
}

func (p *process) done(ev *hub.Event, le queue.Lease) {
	p.t.Helper()
	next := *ev
	next.Step = hub.StepDone
	if err := p.store.Update(p.t.Context(), func(tx store.Tx) error { return le.Done(tx, &next) }); err != nil {
		p.t.Fatal(err)
	}
}

// nothing checks that a process is given nothing for a while.
func (p *process) nothing(d time.Duration) {
	p.t.Helper()
	ctx, cancel := context.WithTimeout(p.t.Context(), d)
	defer cancel()
	if ev, le, err := p.Take(ctx); err == nil {
		le.Release()
		p.t.Errorf("%s was handed out", ev.ID)
	}
}

// Three processes work off what two of them add: each event once, in the order
// of its end, never two of an end or an issue at once.
func TestSeveralProcessesShareTheWork(t *testing.T) {
	url := pgtest.URL(t)
	const pairs, each = 12, 6
	var mu sync.Mutex
	next, busy, took := map[hub.PairID]int{}, map[hub.PairID]bool{}, map[int]int{}
	left := pairs * each
	ctx, cancel := context.WithTimeout(t.Context(), 2*time.Minute)
	defer cancel()
	var wg sync.WaitGroup
	var all []*process
	for range 3 {
		all = append(all, join(t, url, Options{}))
	}
	for i, p := range all {
		for range 4 {
			wg.Go(func() {
				for {
					ev, le, err := p.Take(ctx)
					if err != nil {
						return
					}
					mu.Lock()
					if want := hub.EventID(fmt.Sprintf("%s-%d", ev.Pair, next[ev.Pair])); busy[ev.Pair] || ev.ID != want {
						t.Errorf("%s was handed out, busy: %v, want %s", ev.ID, busy[ev.Pair], want)
					}
					busy[ev.Pair] = true
					took[i]++
					mu.Unlock()
					after := *ev
					after.Step = hub.StepDone
					err = p.store.Update(ctx, func(tx store.Tx) error {
						tx.After(func() {
							mu.Lock()
							defer mu.Unlock()
							next[ev.Pair]++
							busy[ev.Pair] = false
							if left--; left == 0 {
								cancel()
							}
						})
						return le.Done(tx, &after)
					})
					if err != nil && ctx.Err() == nil {
						t.Error(err)
					}
				}
			})
		}
	}
	for n := range each {
		for i := range pairs {
			all[(n+i)%2].add(event(fmt.Sprint("p", i), n))
		}
	}
	wg.Wait()
	if left != 0 {
		t.Errorf("%d events were never handed out", left)
	}
	if len(took) < 2 {
		t.Errorf("one process did everything: %v", took)
	}
}

func TestWhatAnotherProcessDoesIsSeen(t *testing.T) {
	url := pgtest.URL(t)
	a, b := join(t, url, Options{}), join(t, url, Options{})
	t.Run("a pause and its end", func(t *testing.T) {
		if err := a.Pause(t.Context(), store.Pause{Scope: hub.ScopeTracker, ID: "jira", Why: "test"}); err != nil {
			t.Fatal(err)
		}
		if !b.Paused(hub.ScopeTracker, "jira") {
			t.Error("the other process knows of no pause")
		}
		a.add(event("paused", 0))
		b.nothing(500 * time.Millisecond)
		if err := b.Resume(t.Context(), hub.ScopeTracker, "jira"); err != nil {
			t.Fatal(err)
		}
		takeFromAny(t, "paused-0", a, b)
	})
	t.Run("an event that waits long is due at once", func(t *testing.T) {
		late := event("late", 0)
		late.NotBefore = time.Now().Add(time.Hour)
		a.add(late)
		if err := b.store.Update(t.Context(), func(tx store.Tx) error {
			ev, err := tx.Events().Get(late.ID)
			if err != nil {
				return err
			}
			ev.NotBefore = time.Time{}
			return b.Wake(tx, ev)
		}); err != nil {
			t.Fatal(err)
		}
		takeFromAny(t, "late-0", a, b)
	})
	t.Run("one that is read by nobody yet is not added twice", func(t *testing.T) {
		if err := a.Pause(t.Context(), store.Pause{Scope: hub.ScopeNode, Why: "test"}); err != nil {
			t.Fatal(err)
		}
		ev := event("unread", 0)
		a.add(ev)
		for !b.Idle() { // until nobody has a claim to its end
			b.nothing(50 * time.Millisecond)
		}
		_, unread := b.Waiting(ev.EndKey)
		if _, other := b.Waiting(hub.EndKey{Pair: "other", Side: hub.Initiator}); !unread || other {
			t.Error("what waits to be read is not seen, or something else is")
		}
		if err := b.Resume(t.Context(), hub.ScopeNode, ""); err != nil {
			t.Fatal(err)
		}
		takeFromAny(t, "unread-0", a, b)
	})
}

// takeFromAny takes an event from whichever process gets it, and ends it.
func takeFromAny(t *testing.T, id hub.EventID, from ...*process) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	got := make(chan hub.EventID, len(from))
	var wg sync.WaitGroup
	for _, p := range from {
		wg.Go(func() {
			ev, le, err := p.Take(ctx)
			if err != nil {
				return
			}
			cancel()
			p.done(ev, le)
			got <- ev.ID
		})
	}
	wg.Wait()
	select {
	case one := <-got:
		if one != id {
			t.Errorf("got %s, want %s", one, id)
		}
	default:
		t.Errorf("%s is not handed out", id)
	}
}

// A process that says nothing more is put out: its work goes to another one, and
// what it does afterwards is refused.
func TestTakeover(t *testing.T) {
	url := pgtest.URL(t)
	a := join(t, url, Options{Lease: time.Minute})
	a.add(event("p", 0))
	ev, le := a.take()
	if err := le.Alive(); err != nil {
		t.Errorf("one that just began: %v", err)
	}
	long := time.Now().Add(-2 * time.Minute)
	a.beaten.Store(&long) // as after a sleep of two minutes
	if err := le.Alive(); hub.CodeOf(err) != hub.Busy {
		t.Errorf("one that was away: %v, want busy", err)
	}
	if _, err := a.store.Pool().Exec(t.Context(), `UPDATE processes SET until = clock_timestamp() - interval '1 s'`); err != nil {
		t.Fatal(err)
	}
	b := join(t, url, Options{Lease: time.Second})
	if !b.Leads() {
		t.Error("who took over does not lead")
	}
	again, ble := b.take()
	if again.ID != ev.ID {
		t.Errorf("got %s, want %s", again.ID, ev.ID)
	}
	next := *ev
	next.Step = hub.StepDone
	if err := a.store.Update(t.Context(), func(tx store.Tx) error { return le.Done(tx, &next) }); !errors.Is(err, postgres.ErrFenced) {
		t.Errorf("the first one's outcome: %v, want that it is refused", err)
	}
	le.Release()
	b.done(again, ble)
	if err := a.beatOnce(t.Context()); !errors.Is(err, postgres.ErrFenced) {
		t.Errorf("the first one's heart beat: %v", err)
	}
	a.end(postgres.ErrFenced)
	if !errors.Is(a.Err(), postgres.ErrFenced) {
		t.Error("the first one does not know that it was put out")
	}
}

// The ends of a connection with another node are worked on by who leads.
func TestLoneConnections(t *testing.T) {
	url := pgtest.URL(t)
	lone := Options{Lone: func(c hub.ConnectionID) bool { return c == "apart" }}
	a, b := join(t, url, lone), join(t, url, lone)
	ev := event("p", 0)
	ev.Connection = "apart"
	b.add(ev)
	b.nothing(500 * time.Millisecond)
	got, le := a.take()
	a.done(got, le)
}

// A process that was put out may fetch jobs until it notices. If it dies then, they
// are done by others all the same.
func TestJobsOfAProcessThatIsNoneAnyMore(t *testing.T) {
	a := join(t, pgtest.URL(t), Options{Lease: 3 * time.Second})
	if err := a.store.Update(t.Context(), func(tx store.Tx) error {
		if err := a.Add(tx, event("p", 0)); err != nil {
			return err
		}
		ctx, raw, err := postgres.Raw(tx)
		if err != nil {
			return err
		}
		_, err = raw.Exec(ctx, `UPDATE river_job SET state = 'running', attempt = 1, attempted_at = now(), attempted_by = '{one,gone}'`)
		return err
	}); err != nil {
		t.Fatal(err)
	}
	a.done(a.take())
	if err := a.store.Update(t.Context(), func(tx store.Tx) error {
		freed, err := a.store.Free(tx)
		if len(freed) > 0 {
			t.Errorf("jobs of %v are free, of whom there are none", freed)
		}
		return err
	}); err != nil {
		t.Fatal(err)
	}
}
