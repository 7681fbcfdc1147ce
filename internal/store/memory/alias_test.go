package memory

import (
	"maps"
	"reflect"
	"slices"
	"testing"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/internal/store"
)

// places collects where that lies which a holder of a value could change, with
// the room that its lists could grow into.
type places struct {
	at    map[uintptr]string
	twice []string // reached in two ways
}

func placesOf(v any) *places {
	p := &places{at: map[uintptr]string{}}
	p.add("", reflect.ValueOf(v))
	return p
}

func (p *places) put(at uintptr, path string) {
	if other, ok := p.at[at]; ok {
		p.twice = append(p.twice, path+" and "+other)
	}
	p.at[at] = path
}

func (p *places) add(path string, v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type() != timeType { // its zone is nobody's to change
				p.add(path+"."+v.Type().Field(i).Name, v.Field(i))
			}
		}
	case reflect.Pointer:
		if !v.IsNil() {
			p.put(v.Pointer(), path)
			p.add(path, v.Elem())
		}
	case reflect.Interface:
		p.add(path, v.Elem())
	case reflect.Slice:
		for i := range v.Cap() {
			p.put(v.Slice(0, v.Cap()).Index(i).Addr().Pointer(), path)
		}
		for i := range v.Len() {
			p.add(path+"[]", v.Index(i))
		}
	case reflect.Map:
		if !v.IsNil() {
			p.put(v.Pointer(), path)
		}
		for it := v.MapRange(); it.Next(); {
			p.add(path+"[]", it.Value())
		}
	}
}

// apart checks that what was put, what is kept and what was handed out have no
// memory in common, and what was handed out not even within itself.
func apart(t *testing.T, put, kept any, handed []any) {
	t.Helper()
	seen := map[uintptr]bool{}
	for i, v := range append([]any{put, kept}, handed...) {
		p := placesOf(v)
		shared := map[string]bool{}
		for at, path := range p.at {
			if seen[at] {
				shared[path] = true
			}
			seen[at] = true
		}
		if len(shared) > 0 {
			t.Errorf("%T: number %d shares with others %q", v, i, slices.Sorted(maps.Keys(shared)))
		}
		if len(p.at) < 5 {
			t.Errorf("%T: only %d places were looked at", v, len(p.at))
		}
		if i > 1 && len(p.twice) > 0 {
			t.Errorf("%T: one memory is in two places: %v", v, p.twice)
		}
	}
}

func TestRecordsShareNoMemory(t *testing.T) {
	d := New()
	s := open(t, d)
	end, ev, h := filled[hub.End](), filled[hub.Event](), filled[store.History]()
	ev.Position = 0
	h.EndKey = end.EndKey
	for range 3 { // from the second time on there is a record to share with
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
			switch kept := kept.(type) {
			case *hub.End:
				apart(t, end, kept, ends)
			case *hub.Event:
				apart(t, ev, kept, events)
			case *store.History:
				apart(t, h, kept, histories)
			}
		}
		end.OutSeq++
		end.Captured.Status += "x"
		end.Base["text"] = "x"
		ev.Attempt++
		ev.Snapshot.Comments[0].Body += "x"
		ev.Apply.Done++
	}
}

// What stays the same from one record to the next is not kept twice: that is
// what makes writes and copies cheap.
func TestRecordsShareWhatStays(t *testing.T) {
	s := open(t, New())
	end := filled[hub.End]()
	kept := func() (places map[uintptr]string) {
		update(t, s, func(tx store.Tx) error { return tx.Ends().Put(end) })
		for r := range s.disk.Walk() {
			if e, ok := r.(*hub.End); ok {
				places = placesOf(e).at
			}
		}
		return places
	}
	before := kept()
	end.OutSeq++
	end.Captured.Status = "other"
	end.Base["one more"] = true
	var own []string
	after := kept()
	for at, path := range after {
		if _, ok := before[at]; !ok {
			own = append(own, path)
		}
	}
	slices.Sort(own)
	if !slices.Equal(own, []string{"", ".Base"}) || len(after) < 100 {
		t.Errorf("of %d places these are not shared: %q; want only the end's own and the map of its baseline", len(after), own)
	}
}

func update(t testing.TB, s store.Store, fn func(store.Tx) error) {
	t.Helper()
	if err := s.Update(ctx, fn); err != nil {
		t.Fatal(err)
	}
}
