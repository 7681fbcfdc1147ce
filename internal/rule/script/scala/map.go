package scala

import (
	"fmt"

	"github.com/entwine-sync/entwine/groovy"
)

// mapClass is the class of every map here.
const mapClass = "scala.collection.immutable.Map"

// A Map is one of Scala's: its values come as options, its pairs as tuples.
type Map struct{ m *groovy.Map }

// NewMap makes one of texts and what they stand for, in that order.
func NewMap(keys []string, values []any) *Map {
	m := groovy.NewMap()
	for i, k := range keys {
		m.Put(k, values[i])
	}
	return &Map{m}
}

var (
	_ groovy.Caller       = (*Map)(nil)
	_ groovy.Iterable     = (*Map)(nil)
	_ groovy.MemberLister = (*Map)(nil)
)

func mapClasses() []*groovy.HostClass {
	names := []string{"scala.collection.Map", "scala.collection.mutable.Map"}
	of := func(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
		switch {
		case get:
			return nil, false, nil
		case name == "empty":
			return NewMap(nil, nil), true, nil
		case name == "apply":
			if s, ok := first(args).(*Seq); ok && len(args) == 1 {
				m, err := mapOf(c, s)
				return m, true, err
			}
			m, err := mapOf(c, NewSeq(args...))
			return m, true, err
		}
		return nil, false, nil
	}
	var list []*groovy.HostClass
	for _, n := range names {
		list = append(list, With(groovy.HostClass{Name: n, Static: of})...)
	}
	return append(list, With(groovy.HostClass{Name: mapClass, Interfaces: names, Static: of})...)
}

// mapOf makes a map of tuples of two.
func mapOf(c *groovy.Context, s *Seq) (*Map, error) {
	m := NewMap(nil, nil)
	for _, e := range s.items {
		p, ok := e.(Tuple)
		if !ok || len(p) != 2 {
			return nil, c.Throw("java.lang.ClassCastException", "a map is made of tuples of two, not of "+show(e))
		}
		if _, err := c.Invoke(m.m, "put", p[0], p[1]); err != nil {
			return nil, err
		}
	}
	return m, nil
}

// TypeName is that of an immutable one.
func (m *Map) TypeName() string { return mapClass }

func (m *Map) String() string {
	s := "Map("
	for k, v := range m.m.All {
		if len(s) > len("Map(") {
			s += ", "
		}
		s += show(k) + " -> " + show(v)
	}
	return s + ")"
}

// Iterate yields the pairs as tuples.
func (m *Map) Iterate(_ *groovy.Context, yield func(any) error) error {
	for k, v := range m.m.All {
		if err := yield(Tuple{k, v}); err != nil {
			return err
		}
	}
	return nil
}

// Properties is none.
func (m *Map) Properties() []string { return nil }

// Methods lists what it can do.
func (m *Map) Methods() []string {
	return []string{"get", "apply", "getOrElse", "contains", "size", "isEmpty", "nonEmpty", "keys", "keySet", "values", "mapValues", "foreach", "map",
		"filter", "toSeq", "toList", "toBuffer", "iterator", "asJava"}
}

// CallMethod has what Scala's has.
func (m *Map) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if err := c.Charge(1 + m.m.Len()/8); err != nil { // see Seq
		return nil, true, err
	}
	switch {
	case len(args) == 0 && (name == "keys" || name == "keySet" || name == "values" || name == "keysIterator" || name == "valuesIterator"):
		s := NewSeq()
		for k, v := range m.m.All {
			if name[0] == 'v' {
				k = v
			}
			s.items = append(s.items, k)
		}
		return s, true, c.Alloc(16 * m.m.Len())
	case len(args) == 0 && name == "asJava":
		return m.m, true, nil
	case len(args) == 0 && name == "toMap":
		return m, true, nil
	case len(args) == 2 && name == "getOrElse":
		v, ok, err := m.at(c, args[0])
		if err == nil && !ok {
			return None.with(c, name, args[1])
		}
		return v, true, err
	case len(args) == 1 && (name == "get" || name == "apply" || name == "contains"):
		v, ok, err := m.at(c, args[0])
		switch {
		case err != nil:
			return nil, true, err
		case name == "contains":
			return ok, true, nil
		case name == "get" && ok:
			return Some(v), true, nil
		case name == "get":
			return None, true, nil
		case !ok:
			return nil, true, c.Throw("java.util.NoSuchElementException", "key not found: "+show(args[0]))
		}
		return v, true, nil
	case len(args) == 1 && name == "mapValues":
		out := groovy.NewMap()
		for k, v := range m.m.All {
			v, err := Call(c, args[0], v)
			if err == nil {
				_, err = c.Invoke(out, "put", k, v)
			}
			if err != nil {
				return nil, true, err
			}
		}
		return &Map{out}, true, nil
	}
	pairs, _, err := seqOf(c, m)
	if err != nil {
		return nil, true, err
	}
	return pairs.(*Seq).CallMethod(c, name, args)
}

// at finds what stands under a key.
func (m *Map) at(c *groovy.Context, key any) (v any, ok bool, err error) {
	has, err := c.Invoke(m.m, "containsKey", key)
	if err == nil {
		v, err = c.Invoke(m.m, "get", key)
	}
	return v, has == true, err
}

// plain is a value of the script as a text.
func plain(v any) string { return fmt.Sprint(groovy.ToGo(v)) }
