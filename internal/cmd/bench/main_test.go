package main

import (
	"strings"
	"testing"

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
	for _, name := range []string{"whole.sqlite.events", "whole.sqlite.ceiling", "latency.p99", "calls.0s", "lost.answers", "bulk.1000.rate", "pairs.cost"} {
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
