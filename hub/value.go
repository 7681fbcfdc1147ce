package hub

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
	"unicode/utf8"
)

// Value is nil, bool, string, Number, time.Time, User, []Value or
// map[string]Value; nothing else crosses the wire. Its codec loses nothing:
// 1.0 stays 1.0, a time stays a time to the nanosecond with its offset.
//
// JSON has no times and no users, so those travel as one-key objects,
// {"$time": "..."} and {"$user": {...}}; a map that happens to have one key
// starting with "$" is written with that "$" doubled.
type Value any

// Number keeps a number's digits as the tracker wrote them.
type Number = json.Number

// Values is a map of named values with the codec of Value.
type Values map[string]Value

// MarshalJSON writes the values in order of their names.
func (v Values) MarshalJSON() ([]byte, error) {
	return appendMap(nil, v, 0)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (v *Values) UnmarshalJSON(b []byte) error {
	got, err := DecodeValue(b)
	if err != nil {
		return err
	}
	switch got := got.(type) {
	case nil:
		*v = nil
	case map[string]Value:
		*v = got
	default:
		return fmt.Errorf("want an object of values, got %T", got)
	}
	return nil
}

// EncodeValue returns the one canonical form of v: map keys sorted, no blanks,
// digits as given. It fails for anything that is not a Value.
func EncodeValue(v Value) ([]byte, error) { return appendValue(nil, v, 0) }

// appendValue refuses what DecodeValue would not read back: depth counts the
// lists and maps around v, and a list that holds itself ends there too.
func appendValue(b []byte, v Value, depth int) ([]byte, error) {
	if depth > maxDepth {
		return nil, errDepth
	}
	switch v := v.(type) {
	case nil:
		return append(b, "null"...), nil
	case bool:
		if v {
			return append(b, "true"...), nil
		}
		return append(b, "false"...), nil
	case string:
		return appendString(b, v), nil
	case Number:
		if !isNumber(string(v)) {
			return nil, fmt.Errorf("hub: %q is not a number", string(v))
		}
		return append(b, v...), nil
	case time.Time:
		b, err := appendTime(append(b, `{"$time":`...), v)
		return append(b, '}'), err
	case User:
		b = appendString(append(b, `{"$user":{"email":`...), v.Email)
		b = appendString(append(b, `,"id":`...), v.ID)
		return append(appendString(append(b, `,"name":`...), v.Name), "}}"...), nil
	case []Value:
		b = append(b, '[')
		var err error
		for i, e := range v {
			if i > 0 {
				b = append(b, ',')
			}
			if b, err = appendValue(b, e, depth+1); err != nil {
				return nil, err
			}
		}
		return append(b, ']'), nil
	case map[string]Value:
		return appendMap(b, v, depth)
	case Values:
		return appendMap(b, v, depth)
	}
	return nil, fmt.Errorf("hub: %T is not a Value", v)
}

// appendTime writes a time as text. Years beyond 9999 and odd offsets have no
// such form: both are refused here rather than changed.
func appendTime(b []byte, t time.Time) ([]byte, error) {
	if _, offset := t.Zone(); offset%60 != 0 {
		return nil, fmt.Errorf("hub: time: an offset of %d seconds is not one of whole minutes", offset)
	}
	text, err := t.MarshalText()
	if err != nil {
		return nil, fmt.Errorf("hub: time: %w", err)
	}
	return append(append(append(b, '"'), text...), '"'), nil
}

func appendMap(b []byte, m map[string]Value, depth int) ([]byte, error) {
	if m == nil {
		return append(b, "null"...), nil
	}
	b = append(b, '{')
	var err error
	for i, k := range slices.Sorted(maps.Keys(m)) {
		if i > 0 {
			b = append(b, ',')
		}
		name := k
		if len(m) == 1 && strings.HasPrefix(k, "$") {
			name = "$" + k
		}
		b = append(appendString(b, name), ':')
		if b, err = appendValue(b, m[k], depth+1); err != nil {
			return nil, err
		}
	}
	return append(b, '}'), nil
}

const hexDigits = "0123456789abcdef"

// appendString writes s as JSON. Bytes that are not UTF-8 become U+FFFD, as
// everywhere in JSON: connectors hand in valid text.
func appendString(b []byte, s string) []byte {
	b = append(b, '"')
	start := 0
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := utf8.DecodeRuneInString(s[i:])
			if r == utf8.RuneError && n == 1 {
				b = append(append(b, s[start:i]...), "\ufffd"...)
				start = i + 1
			}
			i += n
			continue
		}
		if c >= ' ' && c != '"' && c != '\\' {
			i++
			continue
		}
		b = append(b, s[start:i]...)
		switch c {
		case '"', '\\':
			b = append(b, '\\', c)
		case '\n':
			b = append(b, '\\', 'n')
		case '\r':
			b = append(b, '\\', 'r')
		case '\t':
			b = append(b, '\\', 't')
		default:
			b = append(b, '\\', 'u', '0', '0', hexDigits[c>>4], hexDigits[c&15])
		}
		i++
		start = i
	}
	return append(append(b, s[start:]...), '"')
}

// isNumber reports whether s is a number by RFC 8259.
func isNumber(s string) bool {
	return s != "" && (s[0] == '-' || s[0] >= '0' && s[0] <= '9') && json.Valid([]byte(s)) &&
		s == strings.TrimSpace(s)
}

// maxDepth bounds nesting, so that a hostile value cannot exhaust the stack.
const maxDepth = 200

var errDepth = fmt.Errorf("hub: value nested deeper than %d", maxDepth)

// DecodeValue reads a value written by EncodeValue, or any JSON document.
func DecodeValue(b []byte) (Value, error) { return decodeValue(b, 0) }

func decodeValue(b []byte, depth int) (Value, error) {
	raw, err := scan(b)
	if err != nil {
		return nil, err
	}
	return fromJSON(raw, depth)
}

func fromJSON(raw any, depth int) (Value, error) {
	if depth > maxDepth {
		return nil, errDepth
	}
	switch raw := raw.(type) {
	case []any:
		list := make([]Value, len(raw))
		for i, e := range raw {
			v, err := fromJSON(e, depth+1)
			if err != nil {
				return nil, err
			}
			list[i] = v
		}
		return list, nil
	case map[string]any:
		if len(raw) == 1 {
			for k, e := range raw {
				return tagged(k, e, depth)
			}
		}
		m := make(map[string]Value, len(raw))
		for k, e := range raw {
			v, err := fromJSON(e, depth+1)
			if err != nil {
				return nil, err
			}
			m[k] = v
		}
		return m, nil
	}
	return raw, nil // nil, bool, string, Number
}

// tagged reads an object of one key, which may be a time or a user.
func tagged(k string, e any, depth int) (Value, error) {
	switch k {
	case "$time":
		s, ok := e.(string)
		if !ok {
			return nil, fmt.Errorf("hub: $time wants text")
		}
		t, err := time.Parse(time.RFC3339Nano, s)
		if err != nil {
			return nil, fmt.Errorf("hub: $time: %w", err)
		}
		// Parse takes an offset of a whole day, which nobody could write again.
		if _, err := appendTime(nil, t); err != nil {
			return nil, err
		}
		return t, nil
	case "$user":
		m, ok := e.(map[string]any)
		if !ok {
			return nil, fmt.Errorf("hub: $user wants an object")
		}
		var u User
		for name, to := range map[string]*string{"id": &u.ID, "name": &u.Name, "email": &u.Email} {
			if s, ok := m[name].(string); ok {
				*to = s
			}
		}
		return u, nil
	}
	v, err := fromJSON(e, depth+1)
	if err != nil {
		return nil, err
	}
	if strings.HasPrefix(k, "$$") {
		k = k[1:]
	}
	return map[string]Value{k: v}, nil
}

// Same reports whether two values say the same: times by the moment, users by
// their id (by mail or name where an id is missing), all else by content.
func Same(a, b Value) bool {
	if v, ok := b.(Values); ok {
		b = map[string]Value(v)
	}
	switch a := a.(type) {
	case nil:
		return b == nil
	case string:
		s, ok := b.(string)
		return ok && s == a
	case bool:
		s, ok := b.(bool)
		return ok && s == a
	case time.Time:
		t, ok := b.(time.Time)
		return ok && t.Equal(a)
	case User:
		u, ok := b.(User)
		return ok && a.Is(u)
	case []Value:
		l, ok := b.([]Value)
		return ok && slices.EqualFunc(a, l, Same)
	case map[string]Value:
		m, ok := b.(map[string]Value)
		return ok && maps.EqualFunc(a, m, Same)
	case Values:
		return Same(map[string]Value(a), b)
	case Number:
		n, ok := b.(Number)
		return ok && n == a
	}
	return false // no Value
}
