package sqlite

import (
	"encoding/json"
	"errors"
	"reflect"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// fullIssue has something in every field, found by reflection, so that a field
// added later is covered too. It has been through JSON, as all that is cached.
func fullIssue(t *testing.T) hub.Issue {
	t.Helper()
	var is hub.Issue
	fillAll(reflect.ValueOf(&is).Elem(), 0)
	b, err := json.Marshal(is)
	if err != nil {
		t.Fatal(err)
	}
	is = hub.Issue{}
	if err := json.Unmarshal(b, &is); err != nil {
		t.Fatal(err)
	}
	return is
}

func nestedValue() hub.Value {
	return map[string]hub.Value{"a": []hub.Value{"b", map[string]hub.Value{"c": "d", "e": nil}}, "f": "g"}
}

func fillAll(v reflect.Value, depth int) {
	switch {
	case depth > 6:
	case v.Type() == reflect.TypeFor[time.Time]():
		v.Set(reflect.ValueOf(time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)))
	case v.Type() == reflect.TypeFor[hub.Value]():
		v.Set(reflect.ValueOf(nestedValue()))
	case v.Type() == reflect.TypeFor[hub.Values]():
		v.Set(reflect.ValueOf(hub.Values{"x" + string(rune('a'+depth)): nestedValue()}))
	case v.Kind() == reflect.Struct:
		for i := range v.NumField() {
			fillAll(v.Field(i), depth+1)
		}
	case v.Kind() == reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillAll(v.Elem(), depth+1)
	case v.Kind() == reflect.Slice:
		v.Set(reflect.MakeSlice(v.Type(), 2, 2))
		fillAll(v.Index(0), depth+1)
		fillAll(v.Index(1), depth+1)
	case v.Kind() == reflect.String:
		v.SetString("text")
	case v.Kind() == reflect.Bool:
		v.SetBool(true)
	case v.CanInt():
		v.SetInt(7)
	}
}

// memory lists every address through which something could be changed.
func memory(v reflect.Value, at string, found map[uintptr]string) {
	if v.Type() == reflect.TypeFor[time.Time]() {
		return // its location is shared by all times
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Map, reflect.Slice:
		if v.IsNil() || v.Kind() == reflect.Slice && v.Len() == 0 {
			return
		}
		found[v.Pointer()] = at
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			memory(v.Elem(), at, found)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			memory(v.Field(i), at+"."+v.Type().Field(i).Name, found)
		}
	case reflect.Slice:
		for i := range v.Len() {
			memory(v.Index(i), at+"[]", found)
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			memory(v.MapIndex(k), at+"[k]", found)
		}
	}
}

func checkCopy[T any](t *testing.T, from, to T) {
	t.Helper()
	if !reflect.DeepEqual(from, to) {
		t.Errorf("the copy differs:\n%+v\n%+v", from, to)
	}
	ours, theirs := map[uintptr]string{}, map[uintptr]string{}
	memory(reflect.ValueOf(from), "", ours)
	memory(reflect.ValueOf(to), "", theirs)
	if len(ours) < 10 {
		t.Errorf("only %d places were looked at", len(ours))
	}
	for p, at := range theirs {
		if ours[p] != "" {
			t.Errorf("%s is shared", at)
		}
	}
}

func TestCopyIssue_shares_nothing(t *testing.T) {
	is := fullIssue(t)
	checkCopy(t, is, copyIssue(&is))
}

func TestCopyParts_shares_nothing(t *testing.T) {
	is := fullIssue(t)
	b, err := is.Parts().MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	var ps hub.Parts
	if err := ps.UnmarshalJSON(b); err != nil {
		t.Fatal(err)
	}
	checkCopy(t, ps, copyParts(ps))
}

func TestIdentical(t *testing.T) {
	berlin := time.FixedZone("", 3600)
	moment := time.Date(2026, 1, 2, 3, 4, 5, 6, time.UTC)
	values := []hub.Value{nil, true, false, "", "a", hub.Number("1"), hub.Number("1.0"), moment, moment.In(berlin),
		hub.User{ID: "1"}, hub.User{ID: "1", Name: "x"}, []hub.Value{}, []hub.Value(nil), []hub.Value{nil},
		[]hub.Value{"a"}, map[string]hub.Value{}, map[string]hub.Value{"a": nil}, map[string]hub.Value{"a": "b"}, nestedValue()}
	for i, a := range values {
		for j, b := range values {
			if got := identical(hub.Parts{"p": a}, hub.Parts{"p": copyValue(b)}); got != (i == j) {
				t.Errorf("%#v and %#v: %v", a, b, got)
			}
		}
	}
	if identical(hub.Parts{"p": nil}, hub.Parts{}) || identical(hub.Parts{"p": 1}, hub.Parts{"p": 1}) {
		t.Error("a part too many, or a type that is no Value, was found identical")
	}
}

func TestRecord_keeps_what_stays_the_same(t *testing.T) {
	s := open(t, t.TempDir())
	e := benchEnd(14<<10, hub.EndKey{Pair: "p", Side: hub.Initiator})
	first, err := s.endRecord(e, nil)
	if err != nil {
		t.Fatal(err)
	}
	got, err := first.end()
	if err != nil {
		t.Fatal(err)
	}
	got.OutSeq++
	second, err := s.endRecord(got, first)
	if err != nil {
		t.Fatal(err)
	}
	if first.parts != second.parts || &first.block[0] != &second.block[0] {
		t.Error("unchanged parts were encoded again")
	}
	got.Captured.Comments[3].Body += "!"
	third, err := s.endRecord(got, second)
	if err != nil {
		t.Fatal(err)
	}
	if third.parts[slotCaptured] == first.parts[slotCaptured] || third.parts[slotReceived] != first.parts[slotReceived] {
		t.Error("want the captured issue encoded again and the received one kept")
	}
}

func TestCache_is_bounded(t *testing.T) {
	c := newCache()
	for i := range 3 * cacheRecords {
		c.put(keyOfEvent(hub.EventID(rune(i))), &record{slim: make([]byte, 100)})
	}
	if n := len(c.byKey); n != cacheRecords || c.order.Len() != n || c.bytes != 100*n {
		t.Errorf("%d records, %d in order, %d bytes", n, c.order.Len(), c.bytes)
	}
	for i := range 100 {
		c.put(keyOfEvent(hub.EventID(rune(i))), &record{slim: make([]byte, cacheLargest-1)})
	}
	if c.bytes > cacheBytes {
		t.Errorf("%d bytes, more than %d", c.bytes, cacheBytes)
	}
	c.put(keyOfEvent("monster"), &record{slim: make([]byte, cacheLargest+1)})
	if c.get(keyOfEvent("monster")) != nil {
		t.Error("a monster was kept")
	}
}

// A body is read or refused, never misread: what is accepted is written the
// same again.
func FuzzParseBody(f *testing.F) {
	s := &Store{}
	var err error
	if s.packer, s.opener, err = newCodecs(); err != nil {
		f.Fatal(err)
	}
	for _, size := range []int{0, 14 << 10} {
		r, err := s.endRecord(benchEnd(size, hub.EndKey{Pair: "p", Side: hub.Initiator}), nil)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(r.body())
	}
	f.Add([]byte{})
	f.Add([]byte{0})
	f.Add([]byte(strings.Repeat("\xff", 20)))
	f.Fuzz(func(t *testing.T, b []byte) {
		r, err := s.parseBody(b)
		if err != nil {
			if !errors.Is(err, errBody) {
				t.Errorf("got %v, want errBody", err)
			}
			return
		}
		again, err := s.parseBody(r.body())
		if err != nil {
			t.Fatalf("its own body: %v", err)
		}
		for i := range r.parts {
			if (r.parts[i] == nil) != (again.parts[i] == nil) || r.parts[i] != nil && string(r.parts[i].raw) != string(again.parts[i].raw) {
				t.Errorf("part %d differs", i)
			}
		}
	})
}
