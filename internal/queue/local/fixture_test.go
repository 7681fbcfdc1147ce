package local

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"sync/atomic"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/queue"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

// moody is a store whose writes fail on demand, or are made, undone and made
// again, as the contract of Update allows.
type moody struct {
	store.Store
	fail  atomic.Pointer[error]
	twice atomic.Bool
}

var errUndone = errors.New("undone")

func (m *moody) Update(ctx context.Context, fn func(store.Tx) error) error {
	if err := m.fail.Load(); err != nil {
		return *err
	}
	if m.twice.Load() {
		err := m.Store.Update(ctx, func(tx store.Tx) error {
			if err := fn(tx); err != nil {
				return err
			}
			return errUndone
		})
		if !errors.Is(err, errUndone) {
			return err
		}
	}
	return m.Store.Update(ctx, fn)
}

// desk is a queue over a store of its own, on a clock that only the test moves.
type desk struct {
	*Queue
	t     testing.TB
	store *moody
	clock time.Time
	told  []hub.Fault
	n     int
}

func newDesk(t testing.TB) *desk {
	t.Helper()
	s, err := sqlite.Open(t.Context(), t.TempDir(), sqlite.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	d := &desk{t: t, store: &moody{Store: s}, clock: time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)}
	d.open()
	return d
}

// open makes the queue anew from what is stored, as after a crash.
func (d *desk) open() {
	d.t.Helper()
	q, err := Open(d.t.Context(), d.store, Options{
		Now: func() time.Time { return d.clock }, Rand: rand.New(rand.NewPCG(1, 2)),
		Told: func(f hub.Fault) { d.told = append(d.told, f) },
	})
	if err != nil {
		d.t.Fatal(err)
	}
	d.Queue = q
}

// pass moves the clock.
func (d *desk) pass(by time.Duration) { d.clock = d.clock.Add(by) }

// event makes an event of a pair; each pair has an issue of its own in the
// tracker "jira" of connection "c", unless with says otherwise.
func (d *desk) event(pair string, step hub.Step, with ...func(*hub.Event)) *hub.Event {
	d.n++
	ev := &hub.Event{
		ID: hub.EventID(fmt.Sprintf("e%06d", d.n)), Connection: "c", EndKey: hub.EndKey{Pair: hub.PairID(pair), Side: hub.Initiator},
		Tracker: "jira", Issue: "i-" + pair, Key: "KEY-" + pair, Lane: hub.Out, Step: step, State: hub.Waiting, Created: d.clock,
	}
	switch step {
	case hub.StepPlan, hub.StepApply, hub.StepConfirm:
		ev.Lane = hub.In
	}
	for _, fn := range with {
		fn(ev)
	}
	return ev
}

func bulk(ev *hub.Event)               { ev.Bulk = true }
func issue(id string) func(*hub.Event) { return func(ev *hub.Event) { ev.Issue = id } }
func on(tracker, conn string) func(*hub.Event) {
	return func(ev *hub.Event) { ev.Tracker, ev.Connection = tracker, hub.ConnectionID(conn) }
}
func seq(n uint64) func(*hub.Event) {
	return func(ev *hub.Event) { ev.Envelope = &hub.Envelope{Seq: n, Epoch: 1} }
}
func at(t time.Time) func(*hub.Event) { return func(ev *hub.Event) { ev.NotBefore = t } }

func (d *desk) add(evs ...*hub.Event) {
	d.t.Helper()
	d.update(func(tx store.Tx) error {
		for _, ev := range evs {
			if err := d.Add(tx, ev); err != nil {
				return err
			}
		}
		return nil
	})
}

func (d *desk) update(fn func(tx store.Tx) error) {
	d.t.Helper()
	if err := d.store.Update(d.t.Context(), fn); err != nil {
		d.t.Fatal(err)
	}
}

// take leases what is due now; nil if nothing is.
func (d *desk) take() (*hub.Event, queue.Lease) {
	d.t.Helper()
	ev, le, _, err := d.TryTake(d.t.Context())
	if err != nil {
		d.t.Fatal(err)
	}
	return ev, le
}

// mustTake fails unless the event is due and first in turn.
func (d *desk) mustTake(want *hub.Event) (*hub.Event, queue.Lease) {
	d.t.Helper()
	ev, le := d.take()
	if ev == nil {
		d.t.Fatalf("nothing is due, want %s at %s of pair %s", want.ID, want.Step, want.Pair)
	}
	if ev.ID != want.ID {
		d.t.Fatalf("got %s at %s of pair %s, want %s at %s of pair %s", ev.ID, ev.Step, ev.Pair, want.ID, want.Step, want.Pair)
	}
	return ev, le
}

// mustRest fails if something is due.
func (d *desk) mustRest(why string) {
	d.t.Helper()
	if ev, _ := d.take(); ev != nil {
		d.t.Fatalf("%s: got %s at %s of pair %s", why, ev.ID, ev.Step, ev.Pair)
	}
}

// done stores the event at another step.
func (d *desk) done(ev *hub.Event, le queue.Lease, next hub.Step) {
	d.t.Helper()
	d.update(func(tx store.Tx) error {
		next, ev := next, *ev
		ev.Step = next
		return le.Done(tx, &ev)
	})
}

// drain takes and ends everything that is due, and returns the order.
func (d *desk) drain() (order []hub.EventID) {
	d.t.Helper()
	for {
		ev, le := d.take()
		if ev == nil {
			return order
		}
		order = append(order, ev.ID)
		d.done(ev, le, hub.StepDone)
	}
}

func (d *desk) fail(ev *hub.Event, le queue.Lease, err error) bool {
	d.t.Helper()
	return le.Fail(d.t.Context(), ev, err)
}

func (d *desk) stored(id hub.EventID) (ev *hub.Event) {
	d.t.Helper()
	err := d.store.View(d.t.Context(), func(tx store.Tx) (err error) {
		ev, err = tx.Events().Get(id)
		return err
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return ev
}

func (d *desk) faults(state string) (l []hub.Fault) {
	d.t.Helper()
	err := d.store.View(d.t.Context(), func(tx store.Tx) error {
		for f, err := range tx.Faults().List(state, 0) {
			if err != nil {
				return err
			}
			l = append(l, *f)
		}
		return nil
	})
	if err != nil {
		d.t.Fatal(err)
	}
	return l
}

func (d *desk) pause(s hub.Scope, id string) {
	d.t.Helper()
	if err := d.Pause(d.t.Context(), store.Pause{Scope: s, ID: id, Why: "test"}); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) resume(s hub.Scope, id string) {
	d.t.Helper()
	if err := d.Resume(d.t.Context(), s, id); err != nil {
		d.t.Fatal(err)
	}
}

func (d *desk) retry(fault string) int {
	d.t.Helper()
	n, err := d.Retry(d.t.Context(), fault)
	if err != nil {
		d.t.Fatal(err)
	}
	return n
}

func refused(s hub.Scope) error {
	return &hub.Error{Code: hub.Invalid, Scope: s, Message: "no such value"}
}

func silent(s hub.Scope) error {
	return &hub.Error{Code: hub.Unreachable, Scope: s, Message: "no answer"}
}
