package memory

import (
	"reflect"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// memoryOf collects where what can be changed within v lies, and what it is.
func memoryOf(v any) map[uintptr]string {
	at := map[uintptr]string{}
	addMemory(at, "", reflect.ValueOf(v))
	return at
}

func addMemory(at map[uintptr]string, path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == timeType { // its zone is nobody's to change
			return
		}
		for i := range v.NumField() {
			addMemory(at, path+"."+v.Type().Field(i).Name, v.Field(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			at[v.Pointer()] = path
			addMemory(at, path, v.Elem())
		}
	case reflect.Interface:
		addMemory(at, path, v.Elem())
	case reflect.Slice:
		for i := range v.Len() {
			at[v.Index(i).Addr().Pointer()] = path
			addMemory(at, path+"[]", v.Index(i))
		}
	case reflect.Map:
		if !v.IsNil() {
			at[v.Pointer()] = path
		}
		for it := v.MapRange(); it.Next(); {
			addMemory(at, path+"[]", it.Value())
		}
	}
}

// apart checks that no two of some values have memory in common. The address of
// a value's own place may be that of its first field, never that of another's.
func apart(t *testing.T, list ...any) {
	t.Helper()
	seen := map[uintptr]string{}
	for i, v := range list {
		for at, path := range memoryOf(v) {
			if other, ok := seen[at]; ok {
				t.Errorf("%T: number %d shares %s with another's %s", v, i, path, other)
			}
		}
		for at, path := range memoryOf(v) {
			seen[at] = path
		}
	}
	if len(seen) < 5*len(list) {
		t.Fatalf("only %d places looked at", len(seen))
	}
}

// What is put, what is kept and what is handed out, each time, have no memory in
// common, also where a record replaces another one; and a kept record does not
// share within itself what a copy of it must not.
func TestRecordsShareNoMemory(t *testing.T) {
	d := New()
	s := open(t, d)
	end, ev, h := filled[hub.End](), filled[hub.Event](), filled[store.History]()
	ev.Position = 0
	h.EndKey = end.EndKey
	for range 3 { // the second time there is one to share with
		var ends, events, histories []any
		update(t, s, func(tx store.Tx) error {
			if err := tx.Ends().Put(end); err != nil {
				return err
			}
			if err := tx.Ends().AddTraces(end.EndKey, end.Traces...); err != nil {
				return err
			}
			if err := tx.Events().Put(ev); err != nil {
				return err
			}
			return tx.Histories().Add(*h)
		})
		for range 3 {
			update(t, s, func(tx store.Tx) error {
				e, err := tx.Ends().Get(end.EndKey)
				if err != nil {
					return err
				}
				got, err := tx.Events().Get(ev.ID)
				if err != nil {
					return err
				}
				for v, err := range tx.Histories().OfEnd(h.EndKey, 1) {
					if err != nil {
						return err
					}
					histories = append(histories, &v)
				}
				ends, events = append(ends, e), append(events, got)
				return nil
			})
		}
		for kept := range d.Walk() {
			switch kept.(type) {
			case *hub.End:
				apart(t, append(ends, end, kept)...)
			case *hub.Event:
				apart(t, append(events, ev, kept)...)
			case *store.History:
				apart(t, append(histories, h, kept)...)
			}
		}
		end.OutSeq++
		end.Captured.Status += "x"
		end.Base["text"] = "x"
		ev.Attempt++
		ev.Snapshot.Comments[0].Body += "x"
		ev.Apply.Done++
		for i := range ends { // each in itself: nothing is in two places of one copy
			within(t, ends[i])
			within(t, events[i])
		}
	}
}

// within checks that no two places of a copy lead to the same memory.
func within(t *testing.T, v any) {
	t.Helper()
	var pointers []uintptr
	var walk func(v reflect.Value)
	walk = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			for i := range v.NumField() {
				if v.Type() != timeType {
					walk(v.Field(i))
				}
			}
		case reflect.Pointer, reflect.Map:
			if v.IsNil() {
				return
			}
			pointers = append(pointers, v.Pointer())
			if v.Kind() == reflect.Pointer {
				walk(v.Elem())
				return
			}
			for it := v.MapRange(); it.Next(); {
				walk(it.Value())
			}
		case reflect.Interface:
			walk(v.Elem())
		case reflect.Slice:
			for i := range v.Len() {
				walk(v.Index(i))
			}
		}
	}
	walk(reflect.ValueOf(v))
	seen := map[uintptr]bool{}
	for _, p := range pointers {
		if seen[p] {
			t.Errorf("%T: two places lead to the same memory", v)
		}
		seen[p] = true
	}
}

func update(t testing.TB, s store.Store, fn func(store.Tx) error) {
	t.Helper()
	if err := s.Update(ctx, fn); err != nil {
		t.Fatal(err)
	}
}
