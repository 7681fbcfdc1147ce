package local

import (
	"context"
	"errors"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
)

// bubble runs fn on fake time with a queue whose clock is that time.
func bubble(t *testing.T, fn func(t *testing.T, d *desk)) {
	synctest.Test(t, func(t *testing.T) {
		d := newDesk(t)
		q, err := Open(t.Context(), d.store, Options{})
		if err != nil {
			t.Fatal(err)
		}
		d.Queue, d.clock = q, time.Now()
		fn(t, d)
	})
}

type taken struct {
	ev  *hub.Event
	le  queue.Lease
	err error
	at  time.Time
}

// taking starts a Take and returns where its outcome will be.
func (d *desk) taking(ctx context.Context) <-chan taken {
	ch := make(chan taken, 1)
	go func() {
		ev, le, err := d.Take(ctx)
		ch <- taken{ev, le, err, time.Now()}
	}()
	synctest.Wait()
	return ch
}

func TestTakeWaitsForAnEvent(t *testing.T) {
	bubble(t, func(t *testing.T, d *desk) {
		ch := d.taking(t.Context())
		if len(ch) > 0 {
			t.Fatal("did not wait")
		}
		ev := d.event("p", hub.StepCapture)
		d.add(ev)
		if got := <-ch; got.err != nil || got.ev.ID != ev.ID {
			t.Errorf("got %+v", got)
		}
	})
}

func TestTakeWaitsUntilItIsTime(t *testing.T) {
	bubble(t, func(t *testing.T, d *desk) {
		start := time.Now()
		d.add(d.event("p", hub.StepCapture, at(start.Add(6*time.Hour))))
		ch := d.taking(t.Context())
		d.add(d.event("q", hub.StepCapture, at(start.Add(time.Hour)))) // sooner than what it waits for
		if got := <-ch; got.err != nil || got.ev.Pair != "q" || got.at.Sub(start) != time.Hour {
			t.Errorf("got %+v after %v", got.ev, got.at.Sub(start))
		}
		if got := <-d.taking(t.Context()); got.err != nil || got.ev.Pair != "p" || got.at.Sub(start) != 6*time.Hour {
			t.Errorf("got %+v after %v", got.ev, got.at.Sub(start))
		}
	})
}

func TestTakeEndsWithItsContext(t *testing.T) {
	bubble(t, func(t *testing.T, d *desk) {
		ctx, cancel := context.WithCancel(t.Context())
		ch := d.taking(ctx)
		cancel()
		if got := <-ch; !errors.Is(got.err, context.Canceled) || got.ev != nil || got.le != nil {
			t.Errorf("got %+v", got)
		}
		d.add(d.event("p", hub.StepCapture))
		if _, _, err := d.Take(ctx); !errors.Is(err, context.Canceled) {
			t.Errorf("an event is handed to somebody who has gone: %v", err)
		}
		if got := <-d.taking(t.Context()); got.err != nil {
			t.Errorf("got %+v", got)
		}
	})
}

func TestTakeWakesForWhateverMakesAnEventDue(t *testing.T) {
	for name, c := range map[string]struct {
		before func(d *desk) func() // returns what makes it due
	}{
		"a lease that ends": {func(d *desk) func() {
			d.add(d.event("p", hub.StepCapture), d.event("p", hub.StepCapture))
			_, le := d.take()
			return le.Release
		}},
		"another pair's lease on the issue": {func(d *desk) func() {
			d.add(d.event("p", hub.StepCapture, issue("7")), d.event("q", hub.StepCapture, issue("7")))
			ev, le := d.take()
			return func() { d.done(ev, le, hub.StepDone) }
		}},
		"a resume": {func(d *desk) func() {
			d.pause(hub.ScopeTracker, "jira")
			d.add(d.event("p", hub.StepCapture))
			return func() { d.resume(hub.ScopeTracker, "jira") }
		}},
		"a retry": {func(d *desk) func() {
			d.add(d.event("p", hub.StepCapture))
			d.failAll(refused(hub.ScopeConnection))
			return func() { d.retry(d.faults("open")[0].ID) }
		}},
		"an event that is woken": {func(d *desk) func() {
			ev := d.event("p", hub.StepSend, seq(1))
			d.add(ev)
			_, le := d.take()
			le.Sent()
			return func() { d.update(func(tx store.Tx) error { return d.Wake(tx, ev) }) }
		}},
		"a tracker that answers": {func(d *desk) func() {
			a, b := d.event("p", hub.StepCapture), d.event("q", hub.StepCapture)
			d.add(a, b)
			ea, la := d.take()
			eb, lb := d.take()
			d.fail(ea, la, &hub.Error{Code: hub.Busy, Scope: hub.ScopeTracker, RetryIn: 9 * time.Hour})
			d.add(d.event("r", hub.StepCapture))
			return func() { d.done(eb, lb, hub.StepDone) }
		}},
	} {
		t.Run(name, func(t *testing.T) {
			bubble(t, func(t *testing.T, d *desk) {
				start := time.Now()
				due := c.before(d)
				ch := d.taking(t.Context())
				if len(ch) > 0 {
					t.Fatal("did not wait")
				}
				due()
				if got := <-ch; got.err != nil || got.at != start {
					t.Errorf("got %+v after %v", got, got.at.Sub(start))
				}
			})
		})
	}
}

// Who stops at the moment an event comes must not take the news of it along.
func TestAnEventIsNotLostWithTheOneWhoStops(t *testing.T) {
	bubble(t, func(t *testing.T, d *desk) {
		for i := range 50 {
			ctx, cancel := context.WithCancel(t.Context())
			leaving, staying := d.taking(ctx), d.taking(t.Context())
			d.update(func(tx store.Tx) error {
				err := d.Add(tx, d.event("p", hub.StepCapture))
				tx.After(cancel) // right behind the signal, which goes to the one who waits longest
				return err
			})
			synctest.Wait()
			var got taken
			select {
			case got = <-staying:
				<-leaving
			default:
				if got = <-leaving; got.err != nil {
					t.Fatalf("round %d: the one who stays was not woken", i)
				}
				d.done(got.ev, got.le, hub.StepDone)
				d.add(d.event("p", hub.StepCapture))
				got = <-staying
			}
			d.done(got.ev, got.le, hub.StepDone)
			cancel()
		}
	})
}

// Many workers on many pairs: never two of an end or an issue at once, each
// event worked on to its end, nobody left waiting for something that is due.
func TestManyWorkersShareTheQueue(t *testing.T) {
	bubble(t, func(t *testing.T, d *desk) {
		const pairs, each, workers = 12, 6, 8
		ctx, cancel := context.WithCancel(t.Context())
		defer cancel()
		var wg sync.WaitGroup
		var mu sync.Mutex
		busy, last := map[string]bool{}, map[hub.EndKey]hub.EventID{}
		var ended atomic.Int32
		for range workers {
			wg.Go(func() {
				for {
					ev, le, err := d.Take(ctx)
					if err != nil {
						return
					}
					end, issue := "end "+string(ev.Pair), "issue "+ev.Issue
					mu.Lock()
					if busy[end] || busy[issue] {
						t.Errorf("%s is worked on beside another one", ev.ID)
					}
					if ev.ID <= last[ev.EndKey] {
						t.Errorf("%s comes after %s", ev.ID, last[ev.EndKey])
					}
					busy[end], busy[issue] = true, true
					mu.Unlock()
					wait := time.NewTimer(time.Duration(len(ev.ID)) * time.Millisecond) // the tracker takes its time
					<-wait.C
					mu.Lock()
					busy[end], busy[issue] = false, false
					if ev.Attempt == 1 {
						last[ev.EndKey] = ev.ID
					}
					mu.Unlock()
					if ev.Attempt == 0 {
						le.Fail(ctx, ev, silent(hub.ScopeIssue))
						continue
					}
					err = d.store.Update(ctx, func(tx store.Tx) error { next := *ev; next.Step = hub.StepDone; return le.Done(tx, &next) })
					if err != nil {
						t.Error(err)
						return
					}
					if ended.Add(1) == pairs*each {
						cancel()
					}
				}
			})
		}
		for i := range pairs * each {
			p := string(rune('a' + i%pairs))
			d.add(d.event(p, hub.StepCapture, issue(string(rune('A'+i%pairs/2)))))
		}
		wg.Wait()
		if n := ended.Load(); n != pairs*each || d.Depth() != 0 || !d.Idle() {
			t.Errorf("%d of %d ended, %d pending, idle %v", n, pairs*each, d.Depth(), d.Idle())
		}
	})
}

func TestTakeSaysThatTheStoreIsIllAndKeepsTheEvent(t *testing.T) {
	t.Parallel()
	d := newDesk(t)
	d.add(d.event("p", hub.StepCapture))
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, _, _, err := d.TryTake(ctx); err == nil { // a read that is given up
		t.Fatal("no error")
	}
	if ev, _ := d.take(); ev == nil {
		t.Error("the event is lost")
	}
}
