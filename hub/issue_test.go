package hub

import (
	"reflect"
	"testing"
	"time"

	"pgregory.net/rapid"
)

// spoil changes whatever v leads to through pointers, slices and maps, but not
// v itself: that is what a copy may share by mistake.
func spoil(v reflect.Value) {
	switch v.Kind() {
	case reflect.Struct:
		if v.Type() == reflect.TypeFor[time.Time]() {
			return
		}
		for i := range v.NumField() {
			spoil(v.Field(i))
		}
	case reflect.Pointer:
		if !v.IsNil() {
			spoil(v.Elem())
			v.Elem().SetZero()
		}
	case reflect.Interface:
		if !v.IsNil() {
			spoil(v.Elem())
		}
	case reflect.Slice:
		for i := range v.Len() {
			spoil(v.Index(i))
			v.Index(i).SetZero()
		}
	case reflect.Map:
		for _, k := range v.MapKeys() {
			spoil(v.MapIndex(k))
			v.SetMapIndex(k, reflect.Value{})
		}
	}
}

func TestWhateverIsDoneToACopyTheOriginalStays(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		is := issue.Draw(t, "issue")
		if rapid.Bool().Draw(t, "full") {
			is = full()
		}
		is.History = append(is.History, HistoryItem{From: []Value{map[string]Value{"a": "b"}}, To: Values{"a": []Value{true}}})
		is.CustomFields = Values{"list": []Value{[]Value{"x"}}, "named": Values{"a": map[string]Value{"b": true}}}
		clone := is.Clone()
		if !equal(*clone, is) {
			t.Fatalf("the copy differs:\n%s\n%s", show(*clone), show(is))
		}
		before := written(t, &is) // not another copy, which may share the same
		spoil(reflect.ValueOf(clone).Elem())
		if after := written(t, &is); after != before {
			t.Fatalf("got\n%s\nwant\n%s", after, before)
		}
	})
}

func written(t *rapid.T, is *Issue) string {
	b, err := is.MarshalJSON()
	if err != nil {
		t.Fatal(err)
	}
	return string(b)
}

func TestClear(t *testing.T) {
	var is Issue
	is.Clear("labels")
	is.Clear("labels")
	if len(is.Cleared) != 1 || !is.IsCleared("labels") || is.IsCleared("summary") {
		t.Errorf("got %v", is.Cleared)
	}
}
