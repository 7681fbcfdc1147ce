package groovy

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"testing"
)

// A map of many keys of all kinds behaves as a list of pairs that is looked
// through, whatever comes and goes.
func TestMapAgainstAList(t *testing.T) {
	var keys []any
	for i := range 60 {
		keys = append(keys, int32(i), int64(i), fmt.Sprint("k", i), float64(i), float32(i), Char(i), newList([]any{int32(i)}))
	}
	keys = append(keys, nil, true, false, math.NaN(), float32(math.NaN()), math.Copysign(0, -1), classString, &GString{texts: []string{"k", ""}, values: []any{int32(1)}})
	th := newLooseThread()
	th.maxSteps, th.maxMemory = 1<<40, 1<<40
	same := func(a, b any) bool {
		ok, err := th.javaEquals(a, b)
		if err != nil {
			t.Fatal(err)
		}
		return ok
	}
	for _, class := range []*Class{classLinkedHashMap, classHashMap} {
		for seed := range uint64(8) {
			rnd := rand.New(rand.NewPCG(1, seed))
			m := newHashMap(class)
			var model []*Entry
			at := func(k any) int { return slices.IndexFunc(model, func(e *Entry) bool { return same(k, e.Key) }) }
			for step := range 600 {
				k := keys[rnd.IntN(len(keys))]
				i := at(k)
				switch rnd.IntN(5) {
				case 0, 1:
					if _, err := m.put(th, k, step); err != nil {
						t.Fatal(err)
					}
					if i >= 0 {
						model[i].Value = step
					} else {
						model = append(model, &Entry{Key: k, Value: step})
					}
				case 2, 3:
					if seed%2 == 0 && rnd.IntN(3) > 0 {
						continue // half of the rounds grow
					}
					e, err := m.remove(th, k)
					if err != nil || (e != nil) != (i >= 0) {
						t.Fatalf("%s: seed %d, step %d: remove %v gave %v, %v", class.name, seed, step, k, e, err)
					}
					if i >= 0 {
						model = slices.Delete(model, i, i+1)
					}
				case 4:
					e, err := m.find(th, k)
					if err != nil || (e != nil) != (i >= 0) || e != nil && e.Value != model[i].Value {
						t.Fatalf("%s: seed %d, step %d: find %v gave %v, %v", class.name, seed, step, k, e, err)
					}
				}
				if m.Len() != len(model) {
					t.Fatalf("%s: seed %d, step %d: %d entries, want %d", class.name, seed, step, m.Len(), len(model))
				}
			}
			var got []any
			for _, v := range m.All {
				got = append(got, v)
			}
			want := make([]any, len(model))
			for i, e := range model {
				want[i] = e.Value
			}
			if class == classHashMap {
				// Its own order is the oracle's business.
				order := func(a, b any) int { return a.(int) - b.(int) }
				slices.SortFunc(got, order)
				slices.SortFunc(want, order)
			}
			if !slices.Equal(got, want) {
				t.Fatalf("%s: seed %d: %v, want %v", class.name, seed, got, want)
			}
		}
	}
}
