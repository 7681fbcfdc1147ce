package scala

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// buffer is the class of every sequence here; it is each of Scala's kinds.
const buffer = "scala.collection.mutable.Buffer"

// seqNames are the names that one sequence has in types.
var seqNames = []string{
	"scala.collection.Seq", "scala.collection.Iterable", "scala.collection.Traversable", "scala.collection.TraversableOnce", "scala.collection.Iterator",
	"scala.collection.immutable.Seq", "scala.collection.immutable.List", "scala.collection.immutable.Vector", "scala.collection.immutable.Set",
	"scala.collection.mutable.Seq", "scala.collection.mutable.ArrayBuffer", "scala.collection.mutable.ListBuffer", "scala.collection.IndexedSeq",
	"scala.collection.Set", "scala.collection.mutable.Builder",
}

// A Seq is a sequence, a list, a buffer, an iterator and what builds one.
type Seq struct{ items []any }

// NewSeq makes one of values.
func NewSeq(items ...any) *Seq { return &Seq{items} }

var (
	_ groovy.Caller       = (*Seq)(nil)
	_ groovy.Iterable     = (*Seq)(nil)
	_ groovy.Indexer      = (*Seq)(nil)
	_ groovy.Comparer     = (*Seq)(nil)
	_ groovy.MemberLister = (*Seq)(nil)
	_ groovy.JSONer       = (*Seq)(nil)
)

func seqClasses() []*groovy.HostClass {
	var list []*groovy.HostClass
	for _, n := range seqNames {
		list = append(list, With(groovy.HostClass{Name: n, Static: seqStatic})...)
	}
	list = append(list, With(groovy.HostClass{Name: buffer, Interfaces: seqNames, Static: seqStatic})...)
	for _, n := range []string{"scala.Seq", "scala.List", "scala.Vector"} { // of Scala's package object, which Java has no name for
		list = append(list, With(groovy.HostClass{Name: n, Static: seqStatic})...)
	}
	return append(list, &groovy.HostClass{Name: "scala.collection.immutable.Nil$", Static: func(_ *groovy.Context, member string, _ []any, get bool) (any, bool, error) {
		return NewSeq(), member == "MODULE$" && get, nil
	}})
}

func seqStatic(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	if get {
		return nil, false, nil
	}
	switch name {
	case "newBuilder", "empty", "canBuildFrom":
		return NewSeq(), true, nil
	case "apply":
		// A method of any number of values takes them as one sequence in Java.
		if s, ok := first(args).(*Seq); ok && len(args) == 1 {
			return s, true, nil
		}
		return NewSeq(append([]any(nil), args...)...), true, c.Alloc(16 * len(args))
	}
	return nil, false, nil
}

// itemsOf are the values of whatever holds some.
func itemsOf(c *groovy.Context, v any) ([]any, error) {
	var items []any
	err := c.Each(v, func(e any) error {
		items = append(items, e)
		return c.Alloc(16)
	})
	return items, err
}

// seqOf is a sequence of what something holds.
func seqOf(c *groovy.Context, v any) (any, bool, error) {
	items, err := itemsOf(c, v)
	return NewSeq(items...), true, err
}

// TypeName is that of a buffer.
func (s *Seq) TypeName() string { return buffer }

func (s *Seq) String() string { return "Buffer(" + s.join(", ") + ")" }

func (s *Seq) join(sep string) string {
	parts := make([]string, len(s.items))
	for i, v := range s.items {
		parts[i] = show(v)
	}
	return strings.Join(parts, sep)
}

// JSONValue is the list.
func (s *Seq) JSONValue() any { return groovy.NewList(s.items...) }

// Iterate yields the values in their order.
func (s *Seq) Iterate(_ *groovy.Context, yield func(any) error) error {
	for _, v := range s.items {
		if err := yield(v); err != nil {
			return err
		}
	}
	return nil
}

// Index gives the value at a place.
func (s *Seq) Index(c *groovy.Context, key any) (any, error) {
	if i, ok := key.(int32); ok && i >= 0 && int(i) < len(s.items) {
		return s.items[i], nil
	}
	return nil, c.Throw("java.lang.IndexOutOfBoundsException", show(key))
}

// Compare tells equal ones.
func (s *Seq) Compare(other any) (int, bool) {
	x, ok := other.(*Seq)
	if !ok {
		return 0, false
	}
	return strings.Compare(s.String(), x.String()), true
}

// Properties is none.
func (s *Seq) Properties() []string { return nil }

// Methods lists what it can do.
func (s *Seq) Methods() []string {
	return []string{"size", "length", "isEmpty", "nonEmpty", "head", "headOption", "last", "lastOption", "tail", "apply", "map", "flatMap", "filter", "filterNot",
		"find", "exists", "forall", "foreach", "contains", "mkString", "take", "drop", "reverse", "toSeq", "toList", "toBuffer", "toVector", "toSet",
		"toArray", "toMap", "iterator", "result", "asJava"}
}

// CallMethod has what Scala's sequences, buffers and builders have.
func (s *Seq) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if err := c.Charge(1 + len(s.items)/8); err != nil { // most methods look at each value, which is a fraction of a step
		return nil, true, err
	}
	switch len(args) {
	case 0:
		return s.alone(c, name)
	case 1, 2: // a function may come with what builds its result
		if v, ok, err := s.mapped(c, name, args[0]); ok || err != nil {
			return v, true, err
		}
		if len(args) == 1 {
			return s.with(c, name, args[0])
		}
	case 3:
		if name == "mkString" {
			return show(args[0]) + s.join(show(args[1])) + show(args[2]), true, nil
		}
	}
	return nil, false, nil
}

// alone are the methods without arguments.
func (s *Seq) alone(c *groovy.Context, name string) (any, bool, error) {
	n := len(s.items)
	switch name {
	case "size", "length":
		return int32(n), true, nil
	case "isEmpty", "getEmpty":
		return n == 0, true, nil
	case "nonEmpty", "hasNext":
		return n > 0, true, nil
	case "head", "last", "next":
		if n == 0 {
			return nil, true, c.Throw("java.util.NoSuchElementException", name+" of an empty sequence")
		}
		switch name {
		case "last":
			return s.items[n-1], true, nil
		case "next":
			v := s.items[0]
			s.items = s.items[1:]
			return v, true, nil
		}
		return s.items[0], true, nil
	case "headOption", "lastOption":
		if n == 0 {
			return None, true, nil
		}
		if name == "headOption" {
			return Some(s.items[0]), true, nil
		}
		return Some(s.items[n-1]), true, nil
	case "tail":
		return NewSeq(s.items[min(1, n):]...), true, nil
	case "reverse":
		r := make([]any, n)
		for i, v := range s.items {
			r[n-1-i] = v
		}
		return NewSeq(r...), true, c.Alloc(16 * n)
	case "toSeq", "toList", "toBuffer", "toVector", "toSet", "toIterable", "toIndexedSeq", "toStream", "iterator", "result", "clone", "distinct":
		return NewSeq(append([]any(nil), s.items...)...), true, c.Alloc(16 * n)
	case "toMap":
		m, err := mapOf(c, s)
		return m, true, err
	case "toArray", "asJava":
		return groovy.NewList(append([]any(nil), s.items...)...), true, c.Alloc(16 * n)
	case "mkString":
		return s.join(""), true, nil
	}
	return nil, false, nil
}

// mapped are the methods that take a function; ok is false for others.
func (s *Seq) mapped(c *groovy.Context, name string, f any) (any, bool, error) {
	switch name {
	case "map", "flatMap", "filter", "filterNot", "withFilter", "find", "exists", "forall", "foreach", "count":
	default:
		return nil, false, nil
	}
	out := NewSeq()
	n := 0
	for _, e := range s.items {
		v, err := Call(c, f, e)
		if err == nil {
			err = c.Alloc(16)
		}
		if err != nil {
			return nil, true, err
		}
		switch name {
		case "map":
			out.items = append(out.items, v)
			continue
		case "flatMap":
			more, err := itemsOf(c, v)
			if err != nil {
				return nil, true, err
			}
			out.items = append(out.items, more...)
			continue
		case "foreach":
			continue
		}
		yes, err := c.Truth(v)
		switch {
		case err != nil:
			return nil, true, err
		case name == "find" && yes:
			return Some(e), true, nil
		case name == "exists" && yes:
			return true, true, nil
		case name == "forall" && !yes:
			return false, true, nil
		case yes:
			n++
		}
		if yes == (name != "filterNot") {
			out.items = append(out.items, e)
		}
	}
	switch name {
	case "find":
		return None, true, nil
	case "exists":
		return false, true, nil
	case "forall":
		return true, true, nil
	case "foreach":
		return nil, true, nil
	case "count":
		return int32(n), true, nil
	}
	return out, true, nil
}

// with are the other methods of one argument. Operators have the names that
// Java sees: ++= is $plus$plus$eq.
func (s *Seq) with(c *groovy.Context, name string, v any) (any, bool, error) {
	switch name {
	case "$plus$eq", "append", "add", "addOne":
		s.items = append(s.items, v)
		return s, true, c.Alloc(16)
	case "$plus$plus$eq", "appendAll", "addAll":
		more, err := itemsOf(c, v)
		s.items = append(s.items, more...)
		return s, true, err
	case "$plus$plus", "union", "concat":
		more, err := itemsOf(c, v)
		return NewSeq(append(append([]any(nil), s.items...), more...)...), true, err
	case "$colon$plus", "appended", "$plus":
		return NewSeq(append(append([]any(nil), s.items...), v)...), true, c.Alloc(16 * len(s.items))
	case "$plus$colon", "$colon$colon", "prepended":
		return NewSeq(append([]any{v}, s.items...)...), true, c.Alloc(16 * len(s.items))
	case "apply", "get":
		e, err := s.Index(c, v)
		return e, true, err
	case "contains":
		for _, e := range s.items {
			if Some(e).same(Some(v)) {
				return true, true, nil
			}
		}
		return false, true, nil
	case "mkString":
		return s.join(show(v)), true, nil
	case "take", "drop":
		n, ok := v.(int32)
		if !ok {
			return nil, false, nil
		}
		i := max(0, min(int(n), len(s.items)))
		if name == "take" {
			return NewSeq(s.items[:i:i]...), true, nil
		}
		return NewSeq(s.items[i:]...), true, nil
	case "toArray":
		return groovy.NewList(append([]any(nil), s.items...)...), true, c.Alloc(16 * len(s.items))
	}
	return nil, false, nil
}
