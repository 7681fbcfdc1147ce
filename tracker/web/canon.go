package web

import (
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// Lines brings line ends into one form. Servers store some as CRLF, whatever they
// are sent, and others as they come.
func Lines(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// Set is the value of a field with several values, for trackers that keep no
// order of them: each once, in one order. None at all is nil, an empty field.
// The values are in the form of the tracker's Canon.
func Set(values []hub.Value) hub.Value {
	type keyed struct {
		key string
		v   hub.Value
	}
	var out []keyed
	for _, v := range values {
		b, err := hub.EncodeValue(v)
		if v == nil || err != nil {
			continue
		}
		key := string(b)
		if u, ok := v.(hub.User); ok {
			key = u.ID + " " + u.Email + " " + u.Name
		}
		out = append(out, keyed{key, v})
	}
	slices.SortFunc(out, func(a, b keyed) int { return strings.Compare(a.key, b.key) })
	out = slices.CompactFunc(out, func(a, b keyed) bool { return a.key == b.key })
	if len(out) == 0 {
		return nil
	}
	list := make([]hub.Value, len(out))
	for i, k := range out {
		list[i] = k.v
	}
	return list
}
