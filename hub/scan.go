package hub

import (
	"bytes"
	"encoding/json"
	"errors"
	"time"
	"unicode/utf8"
)

// What a node keeps is read far more often than it is written, so JSON is read
// here in one pass over bytes that were found valid. All the functions below but
// scan rely on that: they only look for where things end.

var errNotJSON = errors.New("hub: no JSON, or more than one value")

// scan returns what a JSON document says: nil, bool, string, Number, []any or
// map[string]any. Of two members of one name the last one counts.
func scan(b []byte) (any, error) {
	if !json.Valid(b) {
		return nil, errNotJSON
	}
	v, _ := scanned(b)
	return v, nil
}

// scanned returns the value at the beginning of b, and what follows it.
func scanned(b []byte) (any, []byte) {
	b = skipBlanks(b)
	switch b[0] {
	case '"':
		raw, rest := cut(b)
		return unquoted(raw), rest
	case '{':
		m := map[string]any{}
		rest := members(b, func(name string, b []byte) []byte {
			m[name], b = scanned(b)
			return b
		})
		return m, rest
	case '[':
		list := []any{}
		b = skipBlanks(b[1:])
		for b[0] != ']' {
			var e any
			e, b = scanned(b)
			list = append(list, e)
			if b = skipBlanks(b); b[0] == ',' {
				b = b[1:]
			}
		}
		return list, b[1:]
	case 't':
		return true, b[len("true"):]
	case 'f':
		return false, b[len("false"):]
	case 'n':
		return nil, b[len("null"):]
	}
	raw, rest := cut(b)
	return Number(raw), rest
}

// members calls fn with the name of each member of the object at the beginning
// of b and with what follows the colon; fn returns what follows the value. What
// follows the object is returned.
func members(b []byte, fn func(name string, b []byte) []byte) []byte {
	b = skipBlanks(skipBlanks(b)[1:])
	for b[0] != '}' {
		var name []byte
		name, b = cut(b)
		b = fn(unquoted(name), skipBlanks(skipBlanks(b)[1:]))
		if b = skipBlanks(b); b[0] == ',' {
			b = skipBlanks(b[1:])
		}
	}
	return b[1:]
}

// cut parts the value at the beginning of b from what follows it.
func cut(b []byte) (raw, rest []byte) {
	switch b[0] {
	case '"':
		for i := 1; ; i++ {
			switch b[i] {
			case '\\':
				i++
			case '"':
				return b[:i+1], b[i+1:]
			}
		}
	case '{', '[':
		for i, depth := 0, 0; ; i++ {
			switch b[i] {
			case '"':
				s, _ := cut(b[i:])
				i += len(s) - 1
			case '{', '[':
				depth++
			case '}', ']':
				if depth--; depth == 0 {
					return b[:i+1], b[i+1:]
				}
			}
		}
	}
	for i := range b {
		switch b[i] {
		case ',', '}', ']', ' ', '\t', '\n', '\r':
			return b[:i], b[i:]
		}
	}
	return b, nil
}

func skipBlanks(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t' || b[0] == '\n' || b[0] == '\r') {
		b = b[1:]
	}
	return b
}

// unquoted is the text of a string.
func unquoted(raw []byte) string {
	if bytes.IndexByte(raw, '\\') >= 0 || !utf8.Valid(raw) {
		s := ""
		_ = json.Unmarshal(raw, &s) // it is a string, and valid
		return s
	}
	return string(raw[1 : len(raw)-1])
}

// scanField reads the value of a field.
func scanField(p any, raw []byte) error {
	switch p := p.(type) {
	case *string:
		if raw[0] == '"' {
			*p = unquoted(raw)
			return nil
		}
	case *time.Time:
		return p.UnmarshalJSON(raw)
	case *Values:
		return p.UnmarshalJSON(raw)
	}
	return json.Unmarshal(raw, p)
}
