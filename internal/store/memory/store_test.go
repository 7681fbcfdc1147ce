package memory

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// behind runs fn in an update of s while others, started in order, wait for it.
func behind(t *testing.T, s *Store, fn func(), others ...func() error) []error {
	t.Helper()
	errs := make([]error, len(others))
	var wg sync.WaitGroup
	begun, release := make(chan struct{}), make(chan struct{})
	wg.Go(func() {
		_ = s.Update(ctx, func(tx store.Tx) error { // its error is the others'
			close(begun)
			<-release
			fn()
			return tx.Meta().Put("first", "v")
		})
	})
	<-begun
	for i, other := range others {
		wg.Go(func() { errs[i] = other() })
		synctest.Wait()
	}
	close(release)
	wg.Wait()
	return errs
}

func TestThoseWhoWait(t *testing.T) {
	t.Run("come in the order in which they came", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			s := open(t, New())
			var order []int
			var others []func() error
			for i := range 5 {
				others = append(others, func() error {
					return s.Update(ctx, func(store.Tx) error { order = append(order, i); return nil })
				})
			}
			if err := errors.Join(behind(t, s, func() {}, others...)...); err != nil {
				t.Fatal(err)
			}
			if got := fmt.Sprint(order); got != "[0 1 2 3 4]" {
				t.Errorf("order %s", got)
			}
		})
	})
	t.Run("are told of a cut", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := New()
			s := open(t, d)
			write := func() error { return putMeta(s, "k", "v") }
			for i, err := range behind(t, s, d.Cut, write, write, s.Close) {
				if !errors.Is(err, ErrCut) {
					t.Errorf("%d: got %v, want ErrCut", i, err)
				}
			}
			s = open(t, d)
			if first, k := getMeta(t, s, "first"), getMeta(t, s, "k"); first != "" || k != "" {
				t.Errorf("got %q and %q, want nothing", first, k)
			}
		})
	})
	t.Run("are waited for by close", func(t *testing.T) {
		synctest.Test(t, func(t *testing.T) {
			d := New()
			s := open(t, d)
			write := func() error { return putMeta(s, "k", "v") }
			errs := behind(t, s, func() {}, write, s.Close, write)
			if errs[0] != nil || errs[1] != nil || !errors.Is(errs[2], ErrClosed) {
				t.Errorf("got %v, want the one before close done and the one after it refused", errs)
			}
			if got := getMeta(t, open(t, d), "k"); got != "v" {
				t.Errorf("got %q, want v", got)
			}
		})
	})
}

func TestClose_waits_for_views(t *testing.T) {
	for name, end := range map[string]func(d *Disk, release chan struct{}){
		"":        func(_ *Disk, release chan struct{}) { close(release) },
		"or ends": func(d *Disk, release chan struct{}) { d.Cut(); synctest.Wait(); close(release) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				d := New()
				s := open(t, d)
				release, begun := make(chan struct{}), make(chan struct{})
				var wg sync.WaitGroup
				wg.Go(func() {
					_ = s.View(ctx, func(store.Tx) error { // what it answers is for others to test
						close(begun)
						<-release
						return nil
					})
				})
				<-begun
				closed := make(chan error, 1)
				wg.Go(func() { closed <- s.Close() })
				synctest.Wait()
				select {
				case err := <-closed:
					t.Errorf("closed beside a view: %v", err)
				default:
				}
				end(d, release)
				wg.Wait()
				if err := <-closed; errors.Is(err, ErrCut) != (name != "") {
					t.Errorf("close: %v", err)
				}
				open(t, d)
			})
		})
	}
}

// A fn that does not return leaves the store usable and nothing behind.
func TestUpdate_that_does_not_return(t *testing.T) {
	s := open(t, New())
	ev := &hub.Event{ID: "ev1"}
	for name, end := range map[string]func(){
		"panic":  func() { panic("oh") },
		"goexit": runtime.Goexit,
	} {
		var wg sync.WaitGroup
		wg.Go(func() {
			defer func() { _ = recover() }()
			_ = s.Update(ctx, func(tx store.Tx) error { // never returns
				_ = errors.Join(tx.Meta().Put("k", name), tx.Events().Put(ev))
				end()
				return nil
			})
		})
		wg.Wait()
		if err := putMeta(s, "other", name); err != nil {
			t.Fatal(err)
		}
		if got := getMeta(t, s, "k"); got != "" || ev.Position != 0 {
			t.Errorf("%s: got %q and position %d, want nothing", name, got, ev.Position)
		}
	}
	func() {
		defer func() { _ = recover() }()
		update(t, s, func(tx store.Tx) error {
			tx.After(func() { panic("oh") })
			return tx.Meta().Put("k", "v")
		})
	}()
	if err := putMeta(s, "other", "v"); err != nil {
		t.Fatal(err)
	}
	if got := getMeta(t, s, "k"); got != "v" {
		t.Errorf("got %q, want what was durable before its after panicked", got)
	}
}

func TestView_must_not_write(t *testing.T) {
	s := open(t, New())
	k := hub.EndKey{Pair: "p"}
	for i, write := range []func(store.Tx) error{
		func(tx store.Tx) error { return tx.Ends().Put(&hub.End{EndKey: k}) },
		func(tx store.Tx) error { return tx.Ends().SetRemote(k, hub.Ref{}) },
		func(tx store.Tx) error { return tx.Ends().Drop(k) },
		func(tx store.Tx) error { return tx.Events().Put(&hub.Event{ID: "ev1"}) },
		func(tx store.Tx) error { _, err := tx.Events().Prune(someMoment, 1); return err },
		func(tx store.Tx) error { return tx.Faults().Put(&hub.Fault{ID: "f"}) },
		func(tx store.Tx) error { return tx.Pauses().Put(store.Pause{}) },
		func(tx store.Tx) error { return tx.Pauses().Drop(hub.ScopeNode, "") },
		func(tx store.Tx) error { return tx.Histories().Add(store.History{EndKey: k}) },
		func(tx store.Tx) error { return tx.Bulks().Put(&store.Bulk{ID: "b"}) },
		func(tx store.Tx) error { return tx.Audits().Add(store.Audit{}) },
		func(tx store.Tx) error { return tx.Meta().Put("k", "v") },
		func(tx store.Tx) error { return tx.Blobs().PutDigest("t", "a", 1, "d") },
		func(tx store.Tx) error { return tx.Blobs().Use("d", 1, someMoment) },
		func(tx store.Tx) error { return tx.Blobs().Drop("d") },
		func(tx store.Tx) error { return tx.Rules().Put(&store.RuleVersion{Number: 1}) },
		func(tx store.Tx) error { return tx.Rules().DropDraft("c", "") },
	} {
		if err := s.View(ctx, write); !errors.Is(err, errView) {
			t.Errorf("%d: got %v, want errView", i, err)
		}
	}
	if left := walked(s.disk); len(left) != 0 {
		t.Errorf("left %v", left)
	}
}

// A list in a view is given up with its context, page by page.
func TestView_heeds_its_context(t *testing.T) {
	s := open(t, New())
	update(t, s, func(tx store.Tx) error {
		for i := range 2 * pageSize {
			if err := tx.Events().Put(&hub.Event{ID: hub.EventID(fmt.Sprint(i)), State: hub.Waiting}); err != nil {
				return err
			}
		}
		return nil
	})
	ctx, end := context.WithCancel(ctx)
	n := 0
	err := s.View(ctx, func(tx store.Tx) error {
		for _, err := range tx.Events().Pending() {
			if err != nil {
				return err
			}
			n++
			end()
		}
		return nil
	})
	if !errors.Is(err, context.Canceled) || n != pageSize {
		t.Errorf("%v after %d, want canceled after %d", err, n, pageSize)
	}
}

// The store works inside a bubble, where only what waits in it lets time pass.
func TestStore_in_a_bubble(t *testing.T) {
	d := New() // made outside, as by one who explores
	synctest.Test(t, func(t *testing.T) {
		s := open(t, d)
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				<-time.After(time.Duration(i%3) * time.Hour)
				if err := putMeta(s, fmt.Sprint(i), "v"); err != nil {
					t.Error(err)
				}
				getMeta(t, s, fmt.Sprint(i))
			})
		}
		wg.Wait()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	if n := len(walked(d)); n != 20 {
		t.Errorf("%d values, want 20", n)
	}
}
