package memory

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

// openReal opens the database that is compared with. Its reads decode what is in
// the file: what it has in memory is made by the very code that is tested.
func openReal(t *testing.T, dir string) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), dir, sqlite.Options{Forgetful: true})
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// class is as much of an error as both stores must agree in.
func class(err error) string {
	switch {
	case err == nil:
		return "fine"
	case errors.Is(err, store.ErrNone):
		return "none"
	}
	return "refused"
}

// answer is what a store said.
type answer struct {
	what string
	got  any
	err  string
}

// ask is a list of answers being made.
type ask []answer

func (a *ask) say(what string, got any, err error) {
	if err != nil {
		got = nil
	}
	*a = append(*a, answer{what, got, class(err)})
}

func sayAll[T any](a *ask, what string, seq iter.Seq2[T, error]) {
	var list []T
	for v, err := range seq {
		if err != nil {
			a.say(what, nil, err)
			return
		}
		list = append(list, v)
	}
	a.say(what, list, nil)
}

// compare returns the first answers that differ, "" if none do.
func compare(real, twin ask) string {
	for i := range min(len(real), len(twin)) {
		r, m := real[i], twin[i]
		if r.what != m.what || r.err != m.err || !reflect.DeepEqual(r.got, m.got) {
			return fmt.Sprintf("%s:\nsqlite %s %s\nmemory %s %s", r.what, r.err, shown(r.got), m.err, shown(m.got))
		}
	}
	if len(real) != len(twin) {
		return fmt.Sprintf("%d answers of sqlite, %d of memory", len(real), len(twin))
	}
	return ""
}

func shown(v any) string {
	s := fmt.Sprintf("%+v", v)
	if v := reflect.ValueOf(v); v.Kind() == reflect.Pointer && !v.IsNil() {
		s = fmt.Sprintf("%+v", v.Elem())
	}
	return s
}

// side is one store's part in a comparison: it does step i, of n, and says what
// came of it.
type side struct {
	n    int
	step func(tx store.Tx, i int, a *ask)
}

// both compares the stores step by step, each within one update. Each gets a side
// of its own, since records of the one must not come to the other.
func both(t *testing.T, newSide func() side) {
	t.Helper()
	real, twin := openReal(t, t.TempDir()), open(t, New())
	defer real.Close()
	err := real.Update(t.Context(), func(realTx store.Tx) error {
		return twin.Update(t.Context(), func(twinTx store.Tx) error {
			r, m := newSide(), newSide()
			for i := range r.n {
				var said [2]ask
				r.step(realTx, i, &said[0])
				m.step(twinTx, i, &said[1])
				if d := compare(said[0], said[1]); d != "" {
					return errors.New(d)
				}
			}
			t.Log(r.n, "steps")
			return nil
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// Every field of an end, with whatever is put into it, comes back from both
// stores as the same, also where it replaces another one.
func TestTwins_end(t *testing.T) {
	both(t, func() side {
		plain, changed := filled[hub.End](), filled[hub.End]()
		list := mutants(changed, ".Captured.CustomFields", ".Captured.Due", ".Captured.Comments", ".Base")
		return side{len(list), func(tx store.Tx, i int, a *ask) {
			defer list[i].do()()
			for _, e := range []*hub.End{changed, plain} {
				a.say(list[i].path+": put", nil, tx.Ends().Put(e))
				got, err := tx.Ends().Get(e.EndKey)
				a.say(list[i].path+": get", got, err)
			}
			sayAll(a, "all", tx.Ends().List(store.EndQuery{}))
		}}
	})
}

// Any value may replace any other one; the last of them are but more numbers and
// times.
func TestTwins_values(t *testing.T) {
	both(t, func() side {
		const n = 45
		return side{n * n, func(tx store.Tx, i int, a *ask) {
			for _, v := range []hub.Value{someValues[i/n], someValues[i%n]} {
				e := &hub.End{EndKey: benchKey(0), Base: hub.Parts{"v": v}}
				a.say("put", nil, tx.Ends().Put(e))
			}
			got, err := tx.Ends().Get(benchKey(0))
			a.say(fmt.Sprint(i/n, " by ", i%n), got, err)
		}}
	})
}

// A time whose offset is that of the local zone comes back in that zone.
func TestTwins_zone(t *testing.T) {
	was := time.Local
	time.Local = time.FixedZone("Home", 3600)
	defer func() { time.Local = was }()
	both(t, func() side {
		return side{len(someTimes), func(tx store.Tx, i int, a *ask) {
			e := &hub.End{EndKey: benchKey(i), Captured: hub.Issue{Due: someTimes[i]}, Base: hub.Parts{"due": someTimes[i]}}
			a.say("put", nil, tx.Ends().Put(e))
			got, err := tx.Ends().Get(e.EndKey)
			a.say("get", got, err)
		}}
	})
}

// The same for events.
func TestTwins_event(t *testing.T) {
	both(t, func() side {
		plain, changed := filled[hub.Event](), filled[hub.Event]()
		plain.Position = 0
		list := mutants(changed, ".Apply.Ops")
		return side{len(list), func(tx store.Tx, i int, a *ask) {
			if i == 0 {
				a.say("put", nil, tx.Events().Put(plain))
			}
			changed.Position = plain.Position
			defer list[i].do()()
			for _, ev := range []*hub.Event{changed, plain} {
				a.say(list[i].path+": put", ev.Position, tx.Events().Put(ev))
				got, err := tx.Events().Get(ev.ID)
				a.say(list[i].path+": get", got, err)
				sayAll(a, list[i].path+": of end", tx.Events().OfEnd(ev.EndKey))
			}
			sayAll(a, "pending", tx.Events().Pending())
		}}
	})
}

// The same for the other records that are more than columns.
func TestTwins_fault(t *testing.T) {
	both(t, func() side {
		f := filled[hub.Fault]()
		list := mutants(f, "")
		return side{len(list), func(tx store.Tx, i int, a *ask) {
			defer list[i].do()()
			a.say(list[i].path+": put", nil, tx.Faults().Put(f))
			got, err := tx.Faults().Get(f.ID)
			a.say(list[i].path+": get", got, err)
			sayAll(a, "all", tx.Faults().List("", 0))
		}}
	})
}

func TestTwins_bulk(t *testing.T) {
	both(t, func() side {
		b := filled[store.Bulk]()
		list := mutants(b, "")
		return side{len(list), func(tx store.Tx, i int, a *ask) {
			defer list[i].do()()
			a.say(list[i].path+": put", nil, tx.Bulks().Put(b))
			got, err := tx.Bulks().Get(b.ID)
			a.say(list[i].path+": get", got, err)
		}}
	})
}

func TestTwins_rules(t *testing.T) {
	both(t, func() side {
		v := filled[store.RuleVersion]()
		list := mutants(v, "")
		return side{len(list), func(tx store.Tx, i int, a *ask) {
			defer list[i].do()()
			a.say(list[i].path+": put", nil, tx.Rules().Put(v))
			got, err := tx.Rules().Get(v.Connection, v.Side, v.Number)
			a.say(list[i].path+": get", got, err)
			all, err := tx.Rules().List(v.Connection, v.Side, 0)
			a.say(list[i].path+": list", all, err)
		}}
	})
}

func TestTwins_history(t *testing.T) {
	both(t, func() side {
		h := filled[store.History]()
		list := mutants(h, "")
		return side{len(list), func(tx store.Tx, i int, a *ask) {
			defer list[i].do()()
			a.say(list[i].path+": add", nil, tx.Histories().Add(*h))
			sayAll(a, list[i].path+": of end", tx.Histories().OfEnd(h.EndKey, 2))
		}}
	})
}
