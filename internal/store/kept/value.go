package kept

import (
	"maps"
	"slices"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// deepest is a depth of values that is beyond doubt; what is deeper, the codec
// may refuse.
const deepest = 100

// value is v as it comes back. depth counts the lists and maps around it.
func (k *keeper) value(was, v hub.Value, depth int) hub.Value {
	if was != nil && sameValue(was, v) {
		return was
	}
	if depth > deepest {
		k.odd = true
		return nil
	}
	switch v := v.(type) {
	case nil, bool:
	case string:
		k.texts(v)
	case hub.Number:
		if !isNumber(string(v)) {
			k.odd = true
		}
	case time.Time:
		if t := k.moment(v); t != v {
			return t
		}
	case hub.User:
		k.texts(v.ID, v.Name, v.Email)
	case []hub.Value:
		old, _ := was.([]hub.Value)
		list := make([]hub.Value, len(v))
		for i, e := range v {
			var w hub.Value
			if i < len(old) {
				w = old[i]
			}
			list[i] = k.value(w, e, depth+1)
		}
		return list
	case map[string]hub.Value:
		if v == nil {
			return nil
		}
		old, _ := was.(map[string]hub.Value)
		return keepMap(k, old, v, depth)
	case hub.Values:
		if v == nil {
			return nil
		}
		return keepMap(k, nil, map[string]hub.Value(v), depth)
	default:
		k.odd = true
	}
	return v
}

func keepMap[K ~string, M ~map[K]hub.Value](k *keeper, was, m M, depth int) M {
	c := make(M, len(m))
	for name, v := range m {
		k.texts(string(name))
		c[name] = k.value(was[name], v, depth+1)
	}
	return c
}

// isNumber reports whether s is a number by RFC 8259.
func isNumber(s string) bool {
	digits := s
	if digits != "" && digits[0] == '-' {
		digits = digits[1:]
	}
	plain := digits != "" && (digits[0] != '0' || digits == "0")
	for i := range len(digits) {
		plain = plain && digits[i] >= '0' && digits[i] <= '9'
	}
	if plain {
		return true
	}
	_, err := hub.EncodeValue(hub.Number(s))
	return err == nil
}

// values are those of a field, where none are as good as nil.
func (k *keeper) values(was, vs hub.Values) hub.Values {
	switch {
	case len(vs) == 0:
		return nil
	case sameValues(was, vs):
		return was
	}
	return keepMap(k, was, vs, 0)
}

// extra are the ad-hoc keys of an issue. Which keys those may be, the codec alone
// knows.
func (k *keeper) extra(was, vs hub.Values) hub.Values {
	switch {
	case len(vs) == 0:
		return nil
	case sameValues(was, vs):
		return was
	}
	var is hub.Issue
	b, err := hub.Issue{Extra: vs}.MarshalJSON()
	if err == nil {
		err = is.UnmarshalJSON(b)
	}
	if err != nil {
		k.odd = true
	}
	return is.Extra
}

// told are parts, where none are as good as nil.
func (k *keeper) told(was, ps hub.Parts) hub.Parts {
	switch {
	case len(ps) == 0:
		return nil
	case sameMap(was, ps):
		return was
	}
	return keepMap(k, was, ps, 0)
}

func (k *keeper) stamps(was, stamps map[hub.Part]uint64) map[hub.Part]uint64 {
	switch {
	case len(stamps) == 0:
		return nil
	case maps.Equal(was, stamps):
		return was
	}
	c := make(map[hub.Part]uint64, len(stamps))
	for p, n := range stamps {
		k.texts(string(p))
		c[p] = n
	}
	return c
}

func (k *keeper) aliases(was, aliases map[hub.Part]hub.Alias) map[hub.Part]hub.Alias {
	switch {
	case len(aliases) == 0:
		return nil
	case maps.EqualFunc(was, aliases, sameAlias):
		return was
	}
	c := make(map[hub.Part]hub.Alias, len(aliases))
	for p, a := range aliases {
		k.texts(string(p))
		old := was[p]
		c[p] = hub.Alias{Stored: k.value(old.Stored, a.Stored, 1), Meant: k.value(old.Meant, a.Meant, 1)}
	}
	return c
}

// keepTexts is a list of texts, where none are as good as nil.
func keepTexts[T ~string](k *keeper, was, list []T) []T {
	switch {
	case len(list) == 0:
		return nil
	case slices.Equal(was, list):
		return was
	}
	for _, s := range list {
		k.texts(string(s))
	}
	return slices.Clone(list)
}

// keepList is a list of elements, where none are as good as nil. keep changes a
// copy of an element to the form that is kept, and may share with another one.
func keepList[T any](k *keeper, was, list []T, same func(was, is *T) bool, keep func(k *keeper, was, e *T)) []T {
	switch {
	case len(list) == 0:
		return nil
	case sameList(was, list, same):
		return was
	}
	c := slices.Clone(list)
	like := new(T)
	for i := range c {
		if i < len(was) {
			like = &was[i]
		}
		keep(k, like, &c[i])
		like = &c[i] // those behind may have its author
	}
	return c
}

func keepPtr[T comparable](was, p *T) *T {
	switch {
	case p == nil:
		return nil
	case was != nil && *was == *p:
		return was
	}
	c := *p
	return &c
}
