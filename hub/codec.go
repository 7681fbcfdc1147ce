package hub

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"time"
)

// MarshalJSON writes what is set, in the order of the field table, unknown
// keys (Extra) sorted behind; so equal issues have equal bytes, up to the order
// of the elements of a set.
func (is Issue) MarshalJSON() ([]byte, error) {
	b := append(make([]byte, 0, 512+len(is.Description)), '{')
	for i := range fields {
		f := &fields[i]
		start := len(b)
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(append(append(b, '"'), f.name...), '"', ':')
		grown, err := appendField(b, f.ptr(&is))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", f.name, err)
		}
		if grown == nil {
			b = b[:start] // not set
			continue
		}
		b = grown
	}
	for _, k := range slices.Sorted(maps.Keys(is.Extra)) {
		if fieldByName[k] != nil {
			return nil, fmt.Errorf("extra key %q is the name of a field", k)
		}
		if len(b) > 1 {
			b = append(b, ',')
		}
		b = append(appendString(b, k), ':')
		var err error
		if b, err = appendValue(b, is.Extra[k], 1); err != nil {
			return nil, fmt.Errorf("%s: %w", k, err)
		}
	}
	return append(b, '}'), nil
}

// appendField writes a field's value, or returns nil if it is not set.
func appendField(b []byte, p any) ([]byte, error) {
	switch p := p.(type) {
	case *string:
		if *p == "" {
			return nil, nil
		}
		return appendString(b, *p), nil
	case *[]string:
		if len(*p) == 0 {
			return nil, nil
		}
		b = append(b, '[')
		for i, s := range *p {
			if i > 0 {
				b = append(b, ',')
			}
			b = appendString(b, s)
		}
		return append(b, ']'), nil
	case *Values:
		if len(*p) == 0 {
			return nil, nil
		}
		return appendMap(b, *p, 0)
	case *Ref:
		if *p == (Ref{}) {
			return nil, nil
		}
	case **User:
		if *p == nil {
			return nil, nil
		}
	case **Ref:
		if *p == nil {
			return nil, nil
		}
	case **int64:
		if *p == nil {
			return nil, nil
		}
	case *time.Time:
		if p.IsZero() {
			return nil, nil
		}
		return appendTime(b, *p)
	case *[]User:
		if len(*p) == 0 {
			return nil, nil
		}
	case *[]Link:
		if len(*p) == 0 {
			return nil, nil
		}
	case *[]Comment:
		if len(*p) == 0 {
			return nil, nil
		}
	case *[]Attachment:
		if len(*p) == 0 {
			return nil, nil
		}
	case *[]WorkLog:
		if len(*p) == 0 {
			return nil, nil
		}
	case *[]HistoryItem:
		if len(*p) == 0 {
			return nil, nil
		}
	}
	v, err := json.Marshal(p)
	return append(b, v...), err
}

// UnmarshalJSON reads what MarshalJSON wrote; keys it does not know go to
// Extra, so that a newer partner's words are kept and sent on.
func (is *Issue) UnmarshalJSON(b []byte) error {
	if !json.Valid(b) {
		return errNotJSON
	}
	switch b = skipBlanks(b); b[0] {
	case 'n':
		return nil
	case '{':
	default:
		return fmt.Errorf("an issue is an object, not %.20s", b)
	}
	*is = Issue{}
	var err error
	members(b, func(name string, b []byte) []byte {
		raw, rest := cut(b)
		if err == nil {
			err = is.read(name, raw)
		}
		return rest
	})
	return err
}

// read takes over one member of an issue.
func (is *Issue) read(name string, raw []byte) error {
	if f := fieldByName[name]; f != nil {
		if err := scanField(f.ptr(is), raw); err != nil {
			return fmt.Errorf("%s: %w", name, err)
		}
		return nil
	}
	v, err := decodeValue(raw, 1)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	if is.Extra == nil {
		is.Extra = Values{}
	}
	is.Extra[name] = v
	return nil
}

// MarshalJSON writes From and To with the codec of Value.
func (h HistoryItem) MarshalJSON() ([]byte, error) {
	type plain HistoryItem
	w := struct {
		plain
		From json.RawMessage `json:"from,omitempty"`
		To   json.RawMessage `json:"to,omitempty"`
	}{plain: plain(h)}
	var err error
	if h.From != nil {
		if w.From, err = EncodeValue(h.From); err != nil {
			return nil, err
		}
	}
	if h.To != nil {
		if w.To, err = EncodeValue(h.To); err != nil {
			return nil, err
		}
	}
	return json.Marshal(w)
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (h *HistoryItem) UnmarshalJSON(b []byte) error {
	type plain HistoryItem
	var w struct {
		plain
		From json.RawMessage `json:"from"`
		To   json.RawMessage `json:"to"`
	}
	if err := json.Unmarshal(b, &w); err != nil {
		return err
	}
	*h = HistoryItem(w.plain)
	var err error
	if len(w.From) > 0 {
		if h.From, err = DecodeValue(w.From); err != nil {
			return err
		}
	}
	if len(w.To) > 0 {
		h.To, err = DecodeValue(w.To)
	}
	return err
}

// MarshalJSON writes the parts in order of their names.
func (ps Parts) MarshalJSON() ([]byte, error) {
	if ps == nil {
		return []byte("null"), nil
	}
	b := []byte{'{'}
	for i, p := range slices.Sorted(maps.Keys(ps)) {
		if i > 0 {
			b = append(b, ',')
		}
		b = append(appendString(b, string(p)), ':')
		var err error
		if b, err = appendValue(b, ps[p], 1); err != nil {
			return nil, fmt.Errorf("%s: %w", p, err)
		}
	}
	return append(b, '}'), nil
}

// UnmarshalJSON reads what MarshalJSON wrote.
func (ps *Parts) UnmarshalJSON(b []byte) error {
	raw, err := scan(b)
	if err != nil {
		return err
	}
	*ps = nil
	m, ok := raw.(map[string]any)
	if !ok && raw != nil {
		return fmt.Errorf("parts are an object, not %.20s", skipBlanks(b))
	}
	if m == nil {
		return nil
	}
	*ps = make(Parts, len(m))
	for p, r := range m {
		v, err := fromJSON(r, 1)
		if err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		(*ps)[Part(p)] = v
	}
	return nil
}
