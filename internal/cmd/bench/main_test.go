package main

import (
	"encoding/json"
	"io"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/postgres/pgtest"
	"github.com/entwine-sync/entwine/tracker"
)

func TestMain(m *testing.M) { pgtest.Main(m) }

// Every part runs, in its short form, and nothing is lost or made twice by it.
func TestBench_short(t *testing.T) {
	if testing.Short() {
		t.Skip("it takes a minute, and more where races are looked for")
	}
	var out strings.Builder
	b := newBench(&out, t.TempDir(), true)
	b.url, _ = startPostgres()
	err := b.run(t.Context(), nil)
	t.Log(out.String())
	if err != nil {
		t.Fatal(err)
	}
	if b.violations > 0 {
		t.Errorf("%d promises were broken", b.violations)
	}
	if d := b.did; d.edits == 0 || d.issues == 0 || d.messages == 0 || d.lost == 0 {
		t.Errorf("not all was counted: %+v", d)
	}
	for _, name := range []string{"whole.sqlite.events", "whole.sqlite.ceiling", "exchange.events", "exchange.requests", "latency.p99", "calls.0s", "lost.answers", "bulk.1000.rate", "pairs.cost"} {
		if b.figures[name] <= 0 {
			t.Errorf("%s was not measured", name)
		}
	}
}

// A copy of an issue over there, and one that is missing, are found.
func TestCheck_finds_what_is_missing_and_doubled(t *testing.T) {
	var out strings.Builder
	b := newBench(&out, t.TempDir(), true)
	r := &rig{setup: setup{old: 3}, A: newSite("a", 3), B: newSite("b", 0)}
	for _, n := range []int{1, 2, 2} {
		is := r.A.template(n)
		if _, err := r.B.Create(t.Context(), tracker.Write{}, &is); err != nil {
			t.Fatal(err)
		}
	}
	b.check(r, 0)
	if b.violations != 2 {
		t.Errorf("%d violations, want one missing and one doubled:\n%s", b.violations, out.String())
	}
}

// What is seeded is what a node stores when it takes an issue in, but for ids and
// moments: or databases of seeded pairs would say nothing about real ones.
func TestSeed_is_what_a_node_stores(t *testing.T) {
	records := func(o setup) map[hub.Side]*hub.End {
		r, err := newBench(io.Discard, t.TempDir(), true).newRig(t.Context(), o)
		if err != nil {
			t.Fatal(err)
		}
		defer r.stop()
		if o.old > 0 {
			if _, err := r.takeIn(t.Context()); err != nil {
				t.Fatal(err)
			}
		}
		ends := map[hub.Side]*hub.End{}
		err = r.store.View(t.Context(), func(tx store.Tx) error {
			for row, err := range tx.Ends().List(store.EndQuery{}) {
				if err != nil {
					return err
				}
				if ends[row.Side], err = tx.Ends().Get(row.EndKey); err != nil {
					return err
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		return ends
	}
	lived, made := records(setup{old: 1}), records(setup{pairs: 1})
	for _, side := range []hub.Side{hub.Initiator, hub.Acceptor} {
		if lived[side] == nil || made[side] == nil {
			t.Fatalf("no end of the %s: %v, %v", side, lived[side], made[side])
		}
		if l, m := len(lived[side].Pair), len(made[side].Pair); l != m {
			t.Errorf("ids have %d letters, seeded ones %d", l, m)
		}
		if lived[side].TouchedAt == 0 || made[side].TouchedAt == 0 {
			t.Errorf("%s: touched at %d, seeded at %d", side, lived[side].TouchedAt, made[side].TouchedAt)
		}
		if want, got := shown(t, lived[side]), shown(t, made[side]); got != want {
			t.Errorf("%s: seeded\n%s\nlived\n%s", side, got, want)
		}
	}
}

// shown is all of an end but its pair and its moment.
func shown(t *testing.T, e *hub.End) string {
	t.Helper()
	e.Pair, e.TouchedAt = "", 0
	text, err := json.MarshalIndent(struct {
		*hub.End
		Remote hub.Ref
		Traces []hub.Trace
	}{e, e.Remote, e.Traces}, "", " ")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
