package river

import (
	"context"
	"errors"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
)

// What came together is claimed together: by one job for an end, and only if
// nobody has it.
func TestClaimsOfOneUpdate(t *testing.T) {
	url := pgtest.URL(t)
	a, b := join(t, url, Options{}), join(t, url, Options{})
	try := func(ctx context.Context, p *process, pairs ...hub.PairID) (list []*claim) {
		for _, pair := range pairs {
			one := &claim{key: hub.EndKey{Pair: pair, Side: hub.Initiator}, done: make(chan struct{})}
			p.claims.add(one)
			list = append(list, one)
		}
		p.claimAll(ctx)
		if p.claims.more() {
			t.Error("some are left")
		}
		for _, one := range list {
			<-one.done
		}
		return list
	}
	k := hub.EndKey{Pair: "p", Side: hub.Initiator}
	if err := a.store.Update(t.Context(), func(tx store.Tx) error { _, _, _, err := a.store.Claim(tx, k); return err }); err != nil {
		t.Fatal(err)
	}
	list := try(t.Context(), b, "p", "r", "r", "s")
	for i, want := range []bool{false, true, false, true} {
		if list[i].err != nil || (list[i].held != nil) != want {
			t.Errorf("%d: %v, %v, want it: %v", i, list[i].held, list[i].err, want)
		}
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if list := try(ctx, b, "t"); list[0].held != nil || !errors.Is(list[0].err, context.Canceled) {
		t.Errorf("given up: %v, %v", list[0].held, list[0].err)
	}
}
