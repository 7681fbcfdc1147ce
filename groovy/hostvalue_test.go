package groovy_test

import (
	"runtime"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy"
)

// A value that is shared, or holds itself, costs a run next to nothing and
// would be endless to a host that knows no sharing.
func TestToGoIsBounded(t *testing.T) {
	for name, src := range map[string]string{
		"list":           "def l = [1]; 60.times { l = [l, l] }; l",
		"map":            "def m = [a: 1]; 60.times { m = [a: m, b: m] }; m",
		"array":          "def l = [1]; 60.times { l = [l, l] as Object[] }; l",
		"list of lists":  "def l = (1..1000).toList(); 10.times { l = [l] * 1000 }; l",
		"ranges":         "[[(1..100000)] * 1000] * 1000",
		"list of itself": "def l = []; 5.times { l << l }; l",
		"map of itself":  "def m = [:]; 5.times { m[it] = m }; m",
	} {
		t.Run(name, func(t *testing.T) {
			v, err := run(t, src, nil)
			if err != nil {
				t.Fatal(err)
			}
			// A million values, each a slot of a slice or a map and what it holds.
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			groovy.ToGo(v)
			runtime.ReadMemStats(&after)
			if made := after.TotalAlloc - before.TotalAlloc; made > 1<<30 {
				t.Errorf("makes %d MB", made>>20)
			}
		})
	}
	v, err := run(t, "[[1, [a: 'x']], (1..3), [1] as Set]", nil)
	if err != nil {
		t.Fatal(err)
	}
	if got := groovy.ToGo(v).([]any); len(got) != 3 || len(got[1].([]any)) != 3 {
		t.Errorf("got %v", got)
	}
}

func TestTimestamp(t *testing.T) {
	at := time.Date(2026, 1, 31, 12, 0, 0, 250_000_000, time.UTC)
	s, err := groovy.Compile("x.groovy", `assert at instanceof java.sql.Timestamp && at == new Date(at.time); at.toString()`, nil)
	if err != nil {
		t.Fatal(err)
	}
	v, err := s.Run(t.Context(), &groovy.Env{Binding: map[string]any{"at": groovy.Timestamp(at)}})
	if err != nil || v != "2026-01-31 12:00:00.25" {
		t.Errorf("%v, %v", v, err)
	}
	if back, ok := groovy.ToGo(groovy.Timestamp(at)).(time.Time); !ok || !back.Equal(at) {
		t.Errorf("back: %v", groovy.ToGo(groovy.Timestamp(at)))
	}
}
