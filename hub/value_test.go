package hub

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func TestValueHasOneForm(t *testing.T) {
	berlin := time.FixedZone("", 2*60*60)
	for _, c := range []struct {
		name string
		v    Value
		want string
	}{
		{"nothing", nil, `null`},
		{"true", true, `true`},
		{"false", false, `false`},
		{"text", "a\"\\\n\r\t\x01ü𝄞<", `"a\"\\\n\r\t\u0001ü𝄞<"`},
		{"text that is not UTF-8", "a\xffb\xc3", "\"a\ufffdb\ufffd\""},
		{"a key that is not UTF-8", map[string]Value{"\xff": true}, "{\"\ufffd\":true}"},
		{"a whole number", Number("1"), `1`},
		{"the same number with its digits", Number("1.0"), `1.0`},
		{"minus nought", Number("-0"), `-0`},
		{"a number no float holds", Number("1e400"), `1e400`},
		{"a time with offset and nanoseconds", time.Date(2026, 7, 1, 12, 0, 0, 123456789, berlin), `{"$time":"2026-07-01T12:00:00.123456789+02:00"}`},
		{"a user", User{ID: "1", Name: "Ada", Email: "a@x"}, `{"$user":{"email":"a@x","id":"1","name":"Ada"}}`},
		{"an empty list", []Value{}, `[]`},
		{"a list", []Value{nil, Number("1"), []Value{"x"}}, `[null,1,["x"]]`},
		{"an empty map", map[string]Value{}, `{}`},
		{"a map in order of its keys", map[string]Value{"b": true, "a": nil, "ä": "x", "B": false}, `{"B":false,"a":null,"b":true,"ä":"x"}`},
		{"a map that looks like a time", map[string]Value{"$time": "noon"}, `{"$$time":"noon"}`},
		{"a map that looks like an escaped one", map[string]Value{"$$time": "noon"}, `{"$$$time":"noon"}`},
		{"a map whose key is a dollar", map[string]Value{"$": true}, `{"$$":true}`},
		{"two keys are no tag", map[string]Value{"$time": "noon", "a": true}, `{"$time":"noon","a":true}`},
		{"named values", Values{"a": Values{"$user": true}}, `{"a":{"$$user":true}}`},
	} {
		t.Run(c.name, func(t *testing.T) {
			got, err := EncodeValue(c.v)
			if err != nil || string(got) != c.want {
				t.Errorf("got %s, %v; want %s", got, err, c.want)
			}
		})
	}
}

func TestValueRefusesWhatIsNone(t *testing.T) {
	endless := []Value{nil}
	endless[0] = endless
	for name, v := range map[string]Value{
		"an int":                       1,
		"a float":                      1.5,
		"a list of strings":            []string{"a"},
		"a pointer":                    &User{},
		"an int deep inside":           map[string]Value{"a": []Value{1}},
		"an empty number":              Number(""),
		"text as a number":             Number("x"),
		"not a number":                 Number("NaN"),
		"a number with a blank":        Number(" 1"),
		"a number with a line":         Number("1\n"),
		"two numbers":                  Number("1 2"),
		"a leading plus":               Number("+1"),
		"a leading nought":             Number("01"),
		"true as a number":             Number("true"),
		"a year of five digits":        time.Date(10000, 1, 1, 0, 0, 0, 0, time.UTC),
		"a year before year nought":    time.Date(-1, 1, 1, 0, 0, 0, 0, time.UTC),
		"an offset beyond a day":       time.Date(2026, 1, 1, 0, 0, 0, 0, time.FixedZone("", 24*60*60)),
		"an offset with odd seconds":   time.Date(1930, 1, 1, 0, 0, 0, 0, time.FixedZone("", 19*60+32)),
		"what nobody could read again": nest(maxDepth + 1),
		"a list that holds itself":     endless,
	} {
		if b, err := EncodeValue(v); err == nil {
			t.Errorf("%s: got %.60s, want an error", name, b)
		}
	}
}

// nest returns a value inside so many lists.
func nest(depth int) Value {
	var v Value = "x"
	for range depth {
		v = []Value{v}
	}
	return v
}

func TestValueDecodes(t *testing.T) {
	for _, c := range []struct {
		in   string
		want Value
	}{
		{` [ 1.0 , -0 ] `, []Value{Number("1.0"), Number("-0")}},
		{`{"$time":"2026-07-01T12:00:00Z"}`, time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)},
		{`{"$user":{"id":"1","shoe":44,"name":null}}`, User{ID: "1"}},
		{`{"$other":1}`, map[string]Value{"$other": Number("1")}},
		{`{"$$":1}`, map[string]Value{"$": Number("1")}},
		{`{"$time":1,"a":2}`, map[string]Value{"$time": Number("1"), "a": Number("2")}},
		{`"\ud800"`, "\ufffd"},
	} {
		got, err := DecodeValue([]byte(c.in))
		if err != nil || !equal(got, c.want) {
			t.Errorf("%s: got %s, %v; want %s", c.in, show(got), err, show(c.want))
		}
	}
}

func TestValueDecodeRefuses(t *testing.T) {
	for name, in := range map[string]string{
		"nothing":                   ``,
		"half a value":              `{"a":`,
		"two values":                `1 2`,
		"a bracket left over":       `1]`,
		"a brace left over":         `null}`,
		"a time that is a number":   `{"$time":1}`,
		"a time that is none":       `{"$time":"noon"}`,
		"a time nobody could write": `{"$time":"2026-07-01T12:00:00+24:00"}`,
		"a user that is text":       `{"$user":"ada"}`,
		"too many lists":            strings.Repeat("[", maxDepth+1) + "1" + strings.Repeat("]", maxDepth+1),
		"lists without end":         strings.Repeat("[", 1_000_000),
		"too many maps":             strings.Repeat(`{"a":`, maxDepth+1) + "1" + strings.Repeat("}", maxDepth+1),
	} {
		if v, err := DecodeValue([]byte(in)); err == nil {
			t.Errorf("%s: got %.60v, want an error", name, v)
		}
	}
}

func TestValueAtTheDepthLimitGoesThereAndBack(t *testing.T) {
	b, err := EncodeValue(nest(maxDepth))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := DecodeValue(b); err != nil {
		t.Error(err)
	}
}

func TestValueCodecLosesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		v := value.Draw(t, "value")
		b, err := EncodeValue(v)
		if err != nil {
			t.Fatal(err)
		}
		if !json.Valid(b) {
			t.Fatalf("not JSON: %s", b)
		}
		got, err := DecodeValue(b)
		if err != nil || !equal(got, v) {
			t.Fatalf("%s: got %s, %v; want %s", b, show(got), err, show(v))
		}
		again, err := EncodeValue(got)
		if err != nil || !bytes.Equal(again, b) {
			t.Fatalf("got %s, %v; the first time %s", again, err, b)
		}
		if !Same(got, v) || !Same(v, got) {
			t.Fatalf("%s is not the same as itself", b)
		}
	})
}

func TestEqualBytesMeanEqualValues(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		a := value.Draw(t, "a")
		b := rapid.OneOf(value, rapid.Just(a)).Draw(t, "b")
		x, _ := EncodeValue(a)
		y, _ := EncodeValue(b)
		if bytes.Equal(x, y) != equal(a, b) {
			t.Fatalf("%s and %s are equal %v, their bytes %v", show(a), show(b), equal(a, b), bytes.Equal(x, y))
		}
	})
}

func TestSame(t *testing.T) {
	noon := time.Date(2026, 7, 1, 12, 0, 0, 0, time.UTC)
	cet := noon.In(time.FixedZone("", 3600))
	for _, c := range []struct {
		name string
		a, b Value
		want bool
	}{
		{"one moment in two zones", noon, cet, true},
		{"one moment in two zones, deep inside", map[string]Value{"a": []Value{noon}}, map[string]Value{"a": []Value{cet}}, true},
		{"two moments", noon, noon.Add(1), false},
		{"a user with another name", User{ID: "1", Name: "Ada"}, User{ID: "1", Name: "A."}, true},
		{"users with one mail", User{ID: "1", Email: "a@x"}, User{Email: "a@x"}, true},
		{"users with one name", User{ID: "1", Name: "Ada"}, User{Name: "Ada", Email: "a@x"}, true},
		{"users with nothing in common", User{ID: "1"}, User{Email: "a@x"}, false},
		{"a user and nobody", User{ID: "1"}, User{}, false},
		{"nobody twice", User{}, User{}, true},
		{"numbers written alike", Number("1"), Number("1"), true},
		{"numbers written in two ways", Number("1.0"), Number("1"), false},
		{"a number and its text", Number("1"), "1", false},
		{"nothing and an empty text", nil, "", false},
		{"lists in another order", []Value{"a", "b"}, []Value{"b", "a"}, false},
		{"maps with other keys", map[string]Value{"a": nil}, map[string]Value{"b": nil}, false},
		{"two names for a map", Values{"a": "x"}, map[string]Value{"a": "x"}, true},
		{"two names for a map, the other way", map[string]Value{"a": "x"}, Values{"a": "x"}, true},
		{"what is no Value", 1, 1, false},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := Same(c.a, c.b); got != c.want {
				t.Errorf("got %v, want %v", got, c.want)
			}
			if got := Same(c.b, c.a); got != c.want {
				t.Errorf("the other way round: got %v, want %v", got, c.want)
			}
		})
	}
}

func TestValuesRefusesWhatIsNoMap(t *testing.T) {
	for _, in := range []string{`1`, `[]`, `"x"`, `{"$time":"2026-07-01T12:00:00Z"}`, `{"a":`} {
		v := Values{"old": true}
		if err := v.UnmarshalJSON([]byte(in)); err == nil {
			t.Errorf("%s: got %v, want an error", in, v)
		}
	}
	v := Values{"old": true}
	if err := json.Unmarshal([]byte(`null`), &v); err != nil || v != nil {
		t.Errorf("null: got %v, %v; want nil", v, err)
	}
}

// FuzzValue: what can be read can be written, and reads the same again.
func FuzzValue(f *testing.F) {
	for _, s := range []string{`null`, `[1.0,-0,1e400]`, `{"$time":"2026-07-01T12:00:00.5+02:00"}`, `{"$user":{"id":"1"}}`,
		`{"$$time":{"$time":"0000-01-01T00:00:00-23:59"}}`, `{"a":{"$x":[]},"$y":"\ud800"}`, `1]`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, in []byte) {
		v, err := DecodeValue(in)
		if err != nil {
			return
		}
		if !json.Valid(in) {
			t.Fatalf("took what is not JSON: %q", in)
		}
		b, err := EncodeValue(v)
		if err != nil {
			t.Fatalf("%q was read and cannot be written: %v", in, err)
		}
		again, err := DecodeValue(b)
		if err != nil || !equal(again, v) {
			t.Fatalf("%s: got %s, %v; want %s", b, show(again), err, show(v))
		}
		c, _ := EncodeValue(again)
		if !slices.Equal(b, c) {
			t.Fatalf("two forms: %s and %s", b, c)
		}
	})
}
