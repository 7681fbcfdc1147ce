package sqlite

import (
	"context"
	"errors"
	"fmt"
	"runtime"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

func putMeta(s *Store, k, v string) error {
	return s.Update(context.Background(), func(tx store.Tx) error { return tx.Meta().Put(k, v) })
}

func getMeta(t *testing.T, s *Store, k string) (v string) {
	t.Helper()
	err := s.View(t.Context(), func(tx store.Tx) (err error) {
		v, err = tx.Meta().Get(k)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// queueUp runs first alone in an update, lets the others line up behind it in
// order, and only then lets it go on.
func queueUp(t *testing.T, s *Store, first func(store.Tx) error, others ...func() error) []error {
	t.Helper()
	errs := make([]error, len(others)+1)
	var wg sync.WaitGroup
	begun, release := make(chan struct{}), make(chan struct{})
	wg.Go(func() {
		errs[0] = s.Update(t.Context(), func(tx store.Tx) error {
			close(begun)
			<-release
			return first(tx)
		})
	})
	<-begun
	for i, fn := range others {
		wg.Go(func() { errs[i+1] = fn() })
		for waiting := 0; waiting <= i; {
			runtime.Gosched()
			waiting = s.seat.Waiting()
		}
	}
	close(release)
	wg.Wait()
	return errs
}

func TestUpdate_those_who_wait_share_a_commit(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // no time passes, so time does not end the group
		s := openIn(t, t.TempDir())
		defer s.Close()
		before := s.Stats()
		var order []int
		var others []func() error
		for i := range 10 {
			others = append(others, func() error {
				return s.Update(t.Context(), func(tx store.Tx) error {
					tx.After(func() { order = append(order, i+1) })
					return tx.Meta().Put(fmt.Sprint(i), "v")
				})
			})
		}
		errs := queueUp(t, s, func(tx store.Tx) error {
			tx.After(func() { order = append(order, 0) })
			return nil
		}, others...)
		if err := errors.Join(errs...); err != nil {
			t.Fatal(err)
		}
		after := s.Stats()
		if c, u := after.Commits-before.Commits, after.Updates-before.Updates; c != 1 || u != 11 {
			t.Errorf("%d commits for %d updates, want 1 for 11", c, u)
		}
		if got := fmt.Sprint(order); got != "[0 1 2 3 4 5 6 7 8 9 10]" {
			t.Errorf("after ran in order %s", got)
		}
	})
}

func openIn(t *testing.T, dir string) *Store {
	t.Helper()
	s, err := Open(t.Context(), dir, Options{})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// A group is neither endless nor lost when something in its middle goes wrong.
func TestUpdate_in_a_group(t *testing.T) {
	refused := errors.New("refused")
	t.Run("a failing update is taken back alone", func(t *testing.T) {
		s := open(t, t.TempDir())
		errs := queueUp(t, s, func(tx store.Tx) error { return tx.Meta().Put("a", "1") },
			func() error {
				return s.Update(t.Context(), func(tx store.Tx) error { return errors.Join(tx.Meta().Put("a", "2"), refused) })
			},
			func() error {
				return s.Update(t.Context(), func(tx store.Tx) error {
					got, err := tx.Meta().Get("a")
					return errors.Join(err, tx.Meta().Put("b", got))
				})
			})
		if errs[0] != nil || !errors.Is(errs[1], refused) || errs[2] != nil {
			t.Fatal(errs)
		}
		if a, b := getMeta(t, s, "a"), getMeta(t, s, "b"); a != "1" || b != "1" {
			t.Errorf("a=%s b=%s, want both 1", a, b)
		}
	})
	t.Run("a panic stays with its caller", func(t *testing.T) {
		s := open(t, t.TempDir())
		var caught any
		errs := queueUp(t, s, func(tx store.Tx) error { return tx.Meta().Put("a", "1") },
			func() error {
				defer func() { caught = recover() }()
				return s.Update(t.Context(), func(tx store.Tx) error {
					if err := tx.Meta().Put("a", "2"); err != nil {
						return err
					}
					panic("oh")
				})
			},
			func() error { return putMeta(s, "b", "1") })
		if errs[0] != nil || caught != "oh" || errs[2] != nil {
			t.Fatal(errs, caught)
		}
		if a, b := getMeta(t, s, "a"), getMeta(t, s, "b"); a != "1" || b != "1" {
			t.Errorf("a=%s b=%s, want both 1", a, b)
		}
	})
	t.Run("a goroutine that ends in fn does not hold the seat", func(t *testing.T) {
		s := open(t, t.TempDir())
		var wg sync.WaitGroup
		wg.Go(func() {
			_ = s.Update(t.Context(), func(tx store.Tx) error { // never returns
				_ = tx.Meta().Put("a", "1")
				runtime.Goexit()
				return nil
			})
		})
		wg.Wait()
		if err := putMeta(s, "b", "1"); err != nil {
			t.Fatal(err)
		}
		if a := getMeta(t, s, "a"); a != "" {
			t.Errorf("a=%s, want nothing", a)
		}
	})
	t.Run("an after that panics does not hold the seat", func(t *testing.T) {
		s := open(t, t.TempDir())
		func() {
			defer func() { _ = recover() }()
			_ = s.Update(t.Context(), func(tx store.Tx) error {
				tx.After(func() { panic("oh") })
				return tx.Meta().Put("a", "1")
			})
		}()
		if err := putMeta(s, "b", "1"); err != nil {
			t.Fatal(err)
		}
	})
}

func TestUpdate_position_is_taken_back_with_the_update(t *testing.T) {
	s := open(t, t.TempDir())
	ev := &hub.Event{ID: "ev1", EndKey: hub.EndKey{Pair: "p", Side: hub.Initiator}}
	_ = s.Update(t.Context(), func(tx store.Tx) error { return errors.Join(tx.Events().Put(ev), errors.New("no")) })
	if ev.Position != 0 {
		t.Errorf("position %d after a failed update", ev.Position)
	}
	if err := s.Update(t.Context(), func(tx store.Tx) error { return tx.Events().Put(ev) }); err != nil || ev.Position == 0 {
		t.Errorf("tried again: position %d, %v", ev.Position, err)
	}
}

func TestView_must_not_write(t *testing.T) {
	s := open(t, t.TempDir())
	err := s.View(t.Context(), func(tx store.Tx) error { return tx.Meta().Put("k", "v") })
	if !errors.Is(err, errView) {
		t.Errorf("got %v, want errView", err)
	}
}

// A pool that is used up makes views wait and heed their context.
func TestView_waits_for_a_connection(t *testing.T) {
	s, err := Open(t.Context(), t.TempDir(), Options{Readers: 1})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	ctx, end := context.WithCancel(t.Context())
	err = s.View(t.Context(), func(store.Tx) error {
		end()
		return s.View(ctx, func(store.Tx) error { return nil })
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("got %v, want canceled", err)
	}
}

func TestClose(t *testing.T) {
	t.Run("waits for those who came before", func(t *testing.T) {
		dir := t.TempDir()
		s := openIn(t, dir)
		closed := make(chan error, 1)
		errs := queueUp(t, s, func(tx store.Tx) error { return tx.Meta().Put("a", "1") },
			func() error { return putMeta(s, "b", "1") },
			func() error { closed <- s.Close(); return nil })
		if err := errors.Join(append(errs, <-closed)...); err != nil {
			t.Fatal(err)
		}
		s = open(t, dir)
		if a, b := getMeta(t, s, "a"), getMeta(t, s, "b"); a != "1" || b != "1" {
			t.Errorf("a=%s b=%s, want both 1", a, b)
		}
	})
	t.Run("use afterwards is a clear error", func(t *testing.T) {
		s := openIn(t, t.TempDir())
		for range 2 { // the second does nothing
			if err := s.Close(); err != nil {
				t.Error(err)
			}
		}
		for what, err := range map[string]error{
			"update": putMeta(s, "k", "v"), "view": s.View(t.Context(), func(store.Tx) error { return nil }),
			"backup": s.Backup(t.Context(), t.TempDir()+"/b"), "check": s.Check(t.Context()),
		} {
			if !errors.Is(err, ErrClosed) {
				t.Errorf("%s: got %v, want ErrClosed", what, err)
			}
		}
	})
	t.Run("leaves one file and no log", func(t *testing.T) {
		dir := t.TempDir()
		s := openIn(t, dir)
		if err := errors.Join(putMeta(s, "k", "v"), s.View(t.Context(), func(store.Tx) error { return nil }), s.Close()); err != nil {
			t.Fatal(err)
		}
		if st := s.Stats(); st.Log != 0 || st.File == 0 {
			t.Errorf("after close: %+v", st)
		}
	})
}

// The whole store works inside a bubble: fake hours pass at once, and nothing
// of it blocks in a way the bubble cannot see.
func TestStore_in_a_bubble(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := openIn(t, t.TempDir())
		ctx, stop := context.WithTimeout(t.Context(), 6*time.Hour)
		defer stop()
		ticks := 0
		var ticking sync.WaitGroup
		ticking.Go(func() {
			hour := time.NewTicker(time.Hour)
			defer hour.Stop()
			for ctx.Err() == nil {
				select {
				case now := <-hour.C:
					if err := putMeta(s, "tick", now.String()); err != nil {
						t.Error(err)
					}
					ticks++
				case <-ctx.Done():
				}
			}
		})
		var wg sync.WaitGroup
		for i := range 20 {
			wg.Go(func() {
				e := benchEnd(8<<10, hub.EndKey{Pair: hub.PairID(fmt.Sprint(i)), Side: hub.Initiator})
				err := s.Update(ctx, func(tx store.Tx) error { return tx.Ends().Put(e) })
				if err := errors.Join(err, s.View(ctx, func(tx store.Tx) error { _, err := tx.Ends().Get(e.EndKey); return err })); err != nil {
					t.Error(err)
				}
			})
		}
		wg.Wait()
		ticking.Wait()
		if ticks < 5 || !strings.Contains(getMeta(t, s, "tick"), "2000-01-01 0") {
			t.Errorf("%d ticks, last %s", ticks, getMeta(t, s, "tick"))
		}
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
}
