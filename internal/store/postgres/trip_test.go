package postgres

import (
	"errors"
	"fmt"
	"sync"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// A write that nobody waited for and that is refused at the end of its update fails
// that update alone, whoever else is in its group.
func TestRefusedAtTheEndOfItsUpdate(t *testing.T) {
	s := open(t, pgtest.URL(t))
	bad := map[string]func(store.Tx) error{
		"an event that is not stored": func(tx store.Tx) error {
			return tx.Events().Put(&hub.Event{ID: "gone", Position: 1 << 40, EndKey: hub.EndKey{Pair: "p"}})
		},
		"the remote issue of no end": func(tx store.Tx) error {
			return tx.Ends().SetRemote(hub.EndKey{Pair: "none", Side: hub.Initiator}, hub.Ref{ID: "r"})
		},
		"the same, and reads go on": func(tx store.Tx) error {
			err := tx.Ends().SetRemote(hub.EndKey{Pair: "none", Side: hub.Initiator}, hub.Ref{ID: "r"})
			_, _ = tx.Meta().Get("k") // a caller who takes what is refused for not being there
			return err
		},
		"what was written before it": func(tx store.Tx) error {
			if err := tx.Meta().Put("bad", "v"); err != nil {
				return err
			}
			if _, err := tx.Meta().Get("bad"); err != nil {
				return err
			}
			return tx.Ends().SetRemote(hub.EndKey{Pair: "none", Side: hub.Initiator}, hub.Ref{ID: "r"})
		},
	}
	mixed := false
	for round := 0; !mixed; round++ {
		if round == 100 {
			t.Fatal("no group had both")
		}
		var mu sync.Mutex
		groups := map[*group][2]bool{}
		in := func(tx store.Tx, refused int) {
			mu.Lock()
			defer mu.Unlock()
			g := groupOf(tx)
			has := groups[g]
			has[refused] = true
			groups[g] = has
		}
		var all sync.WaitGroup
		for i := range 8 {
			key := fmt.Sprintf("good %d.%d", round, i)
			all.Go(func() {
				if err := s.Update(t.Context(), func(tx store.Tx) error { in(tx, 0); return tx.Meta().Put(key, "v") }); err != nil {
					t.Errorf("%s: %v", key, err)
				}
			})
		}
		for what, fn := range bad {
			all.Go(func() {
				err := s.Update(t.Context(), func(tx store.Tx) error { in(tx, 1); return fn(tx) })
				if !errors.Is(err, store.ErrNone) {
					t.Errorf("%s: %v, want ErrNone", what, err)
				}
			})
		}
		all.Wait()
		for _, has := range groups {
			mixed = mixed || has[0] && has[1]
		}
		err := s.View(t.Context(), func(tx store.Tx) error {
			for i := range 8 {
				key := fmt.Sprintf("good %d.%d", round, i)
				if v, err := tx.Meta().Get(key); v != "v" || err != nil {
					t.Errorf("%s: %q, %v", key, v, err)
				}
			}
			if v, err := tx.Meta().Get("bad"); v != "" || err != nil {
				t.Errorf("of a refused update something is kept: %q, %v", v, err)
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}

// An update that has many writes sends them before it ends, in order.
func TestManyWritesOfOneUpdate(t *testing.T) {
	s := open(t, pgtest.URL(t))
	const n = 3*mostLater + 1
	err := s.Update(t.Context(), func(tx store.Tx) error {
		for i := range n {
			if err := tx.Meta().Put(fmt.Sprint(i%mostLater), fmt.Sprint(i)); err != nil {
				return err
			}
			if w := waitingOf(tx); w >= mostLater {
				return fmt.Errorf("%d writes wait", w)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	err = s.View(t.Context(), func(tx store.Tx) error {
		for i := n - mostLater; i < n; i++ {
			if v, err := tx.Meta().Get(fmt.Sprint(i % mostLater)); v != fmt.Sprint(i) || err != nil {
				t.Errorf("%d: %q, %v", i, v, err)
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}

// A glance answers one question, of one state, and no second one.
func TestGlance(t *testing.T) {
	s := open(t, pgtest.URL(t))
	if err := write(s, "v"); err != nil {
		t.Fatal(err)
	}
	err := store.Glance(t.Context(), s, func(tx store.Tx) error {
		if v, err := tx.Meta().Get("k"); v != "v" || err != nil {
			t.Errorf("got %q, %v", v, err)
		}
		_, err := tx.Meta().Get("k")
		return err
	})
	if err == nil {
		t.Error("a second question is answered")
	}
	if err := store.Glance(t.Context(), s, func(tx store.Tx) error { return tx.Meta().Put("k", "w") }); err == nil {
		t.Error("a glance writes")
	}
	for id, want := range map[hub.EventID]error{"": nil, "gone": store.ErrNone} { // several statements
		err := store.Glance(t.Context(), s, func(tx store.Tx) error {
			_, _, _, err := Seen(tx, hub.EndKey{Pair: "p", Side: hub.Initiator}, id)
			return err
		})
		if !errors.Is(err, want) {
			t.Errorf("event %q: %v, want %v", id, err, want)
		}
	}
	if v := valueOf(t, s); v != "v" {
		t.Errorf("afterwards: %q", v)
	}
}

func groupOf(of store.Tx) *group { return of.(*tx).g }

func waitingOf(of store.Tx) int { return len(of.(*tx).waiting) }
