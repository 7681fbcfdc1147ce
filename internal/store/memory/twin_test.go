package memory

import (
	"errors"
	"fmt"
	"iter"
	"reflect"
	"testing"

	"pgregory.net/rapid"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
	"github.com/entwine-sync/entwine/internal/store/sqlite"
)

func openReal(t *testing.T, dir string) store.Store {
	t.Helper()
	s, err := sqlite.Open(t.Context(), dir, sqlite.Options{})
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

// both runs fn in an update of both stores and compares what it says.
func both(t *testing.T, fn func(tx store.Tx, a *ask)) {
	t.Helper()
	real, twin := openReal(t, t.TempDir()), open(t, New())
	defer real.Close()
	var said [2]ask
	for i, s := range []store.Store{real, twin} {
		err := s.Update(t.Context(), func(tx store.Tx) error {
			fn(tx, &said[i])
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	if d := compare(said[0], said[1]); d != "" {
		t.Fatal(d)
	}
	t.Log(len(said[0]), "answers")
}

// Every field of an end, with whatever is put into it, comes back from both
// stores as the same, also where it replaces another one.
func TestTwins_end(t *testing.T) {
	both(t, func(tx store.Tx, a *ask) {
		plain, changed := filled[hub.End](), filled[hub.End]()
		a.say("put", nil, tx.Ends().Put(plain))
		for _, m := range mutants(changed, ".Captured.CustomFields", ".Captured.Due", ".Captured.Comments", ".Base") {
			undo := m.do()
			for _, e := range []*hub.End{changed, plain} {
				a.say(m.path+": put", nil, tx.Ends().Put(e))
				got, err := tx.Ends().Get(e.EndKey)
				a.say(m.path+": get", got, err)
			}
			undo()
		}
		sayAll(a, "all", tx.Ends().List(store.EndQuery{}))
	})
}

// The same for events.
func TestTwins_event(t *testing.T) {
	both(t, func(tx store.Tx, a *ask) {
		plain, changed := filled[hub.Event](), filled[hub.Event]()
		plain.Position = 0
		a.say("put", nil, tx.Events().Put(plain))
		for _, m := range mutants(changed, ".Apply.Ops") {
			changed.Position = plain.Position
			undo := m.do()
			for _, ev := range []*hub.Event{changed, plain} {
				a.say(m.path+": put", ev.Position, tx.Events().Put(ev))
				got, err := tx.Events().Get(ev.ID)
				a.say(m.path+": get", got, err)
				sayAll(a, m.path+": of end", tx.Events().OfEnd(ev.EndKey))
			}
			undo()
		}
		sayAll(a, "pending", tx.Events().Pending())
	})
}

// The same for the other records that are more than columns.
func TestTwins_small(t *testing.T) {
	both(t, func(tx store.Tx, a *ask) {
		f := filled[hub.Fault]()
		for _, m := range mutants(f, "") {
			undo := m.do()
			a.say(m.path+": put", nil, tx.Faults().Put(f))
			got, err := tx.Faults().Get(f.ID)
			a.say(m.path+": get", got, err)
			undo()
		}
		sayAll(a, "faults", tx.Faults().List("", 0))
		b := filled[store.Bulk]()
		for _, m := range mutants(b, "") {
			undo := m.do()
			a.say(m.path+": put", nil, tx.Bulks().Put(b))
			got, err := tx.Bulks().Get(b.ID)
			a.say(m.path+": get", got, err)
			undo()
		}
		h := filled[store.History]()
		for _, m := range mutants(h, "") {
			undo := m.do()
			a.say(m.path+": add", nil, tx.Histories().Add(*h))
			sayAll(a, m.path+": of end", tx.Histories().OfEnd(h.EndKey, 2))
			undo()
		}
	})
}

var _ = rapid.Check
