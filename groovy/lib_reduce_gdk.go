package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// sum adds up with plus, so that it joins texts and lists as well.
func (t *thread) sum(v, start any, started bool, c *Closure) (any, error) {
	if a, ok := v.(*Array); ok && c == nil && a.class.elem.kind == kindPrimitive && a.class.elem != classBooleanP {
		return t.sumPrimitives(a, start, started)
	}
	acc := start
	// A list that grows is copied by every plus; add to one of our own instead.
	var own *List
	err := t.iterate(v, func(e any) error {
		if c != nil {
			var err error
			if e, err = t.call1(c, e); err != nil {
				return err
			}
		}
		if !started {
			acc, started = e, true
			return nil
		}
		if l, ok := acc.(*List); ok && !t.dynamic && l.class == classArrayList {
			if x, ok := e.(*List); ok {
				if l != own {
					own = newList(append([]any(nil), l.items...))
					acc = own
				}
				if err := t.alloc(16 * len(x.items)); err != nil {
					return err
				}
				own.items = append(own.items, x.items...)
				return t.charge(len(x.items))
			}
		}
		if acc == nil {
			return t.throw(classNullPointer, "Cannot invoke \"Object.getClass()\" because \"obj\" is null")
		}
		var err error
		acc, err = t.binary(syntax.OpAdd, acc, e)
		return err
	})
	return acc, err
}

func (t *thread) average(v any, c *Closure) (any, error) {
	n := int32(0)
	total, err := t.sum(v, nil, false, c)
	if err != nil || total == nil {
		return nil, err
	}
	if err := t.iterate(v, func(any) error { n++; return nil }); err != nil {
		return nil, err
	}
	return t.binary(syntax.OpDiv, total, boxInt(n))
}

// minMax is [the smallest, the largest].
func (t *thread) minMax(v, by any) (any, error) {
	lo, err := t.extreme(v, by, -1)
	if err != nil {
		return nil, err
	}
	hi, err := t.extreme(v, by, 1)
	return fixedList(classTuple2, []any{lo, hi}, listReadOnly), err
}

// injectAll is inject with all results on the way.
func (t *thread) injectAll(v, start any, c *Closure) (any, error) {
	out := newList([]any{start})
	err := t.iterate(v, func(e any) error {
		r, err := t.call2(c, out.items[len(out.items)-1], e)
		if err != nil {
			return err
		}
		return out.add(t, r)
	})
	return out, err
}

func (t *thread) withIndex(v any, from int32) (any, error) {
	out := newList(nil)
	err := t.iterate(v, func(e any) error {
		pair := fixedList(classTuple2, []any{e, boxInt(from)}, listReadOnly)
		from++
		if err := t.alloc(96); err != nil {
			return err
		}
		return out.add(t, pair)
	})
	return out, err
}

func (t *thread) indexed(v any, from int32) (any, error) {
	m := NewMap()
	err := t.iterate(v, func(e any) error {
		_, err := m.put(t, boxInt(from), e)
		from++
		return err
	})
	return m, err
}

// alike makes an empty collection of v's kind, as most of Groovy's methods
// that give a collection do.
func (t *thread) alike(v any) any {
	switch x := nativeOf(v).(type) {
	case *Set:
		if x.m.mode == mapTree {
			s := newSet(classTreeSet)
			s.m.order = x.m.order
			return s
		}
		return newSet(classLinkedHashSet)
	case *View:
		if x.kind == viewKeys && x.m.mode == mapTree {
			s := newSet(classTreeSet)
			s.m.order = x.m.order
			return s
		}
		if x.kind != viewValues {
			return newSet(classLinkedHashSet)
		}
	case *List:
		switch x.class {
		case classLinkedList, classStack, classVector:
			return listOf(x.class, nil)
		case classArrayDeque, classPriorityQueue:
			return listOf(classLinkedList, nil)
		}
	}
	return newList(nil)
}

// alikeOf is alike with elements in it.
func (t *thread) alikeOf(v any, items []any) (any, error) {
	into := t.alike(v)
	if err := t.alloc(16 * len(items)); err != nil {
		return nil, err
	}
	if err := t.charge(len(items)); err != nil {
		return nil, err
	}
	if l, ok := into.(*List); ok {
		l.items = append(l.items, items...)
		return l, nil
	}
	return into, t.addAll(into.(*Set), items)
}

// alike makes an empty map of m's kind.
func (m *Map) alike() *Map {
	switch {
	case m.isSortedMap():
		return &Map{class: classTreeMap, mode: mapTree, order: m.order}
	case m.class == classHashtable:
		return newHashMap(classHashtable)
	}
	return NewMap()
}

func (t *thread) collectNested(v, into any, c *Closure) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	err := t.iterate(v, func(e any) error {
		var r any
		var err error
		switch nativeOf(e).(type) {
		case *List, *Set, *View, *Range:
			r, err = t.collectNested(e, t.alike(e), c)
		default:
			r, err = t.call1(c, e)
		}
		if err != nil {
			return err
		}
		return t.addTo(into, r)
	})
	return into, err
}

// flatten opens collections and arrays inside v at any depth, and those that
// the closure makes of an element.
func (t *thread) flatten(v, into any, c *Closure) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	err := t.iterate(v, func(e any) error {
		if isNested(e) {
			_, err := t.flatten(e, into, c)
			return err
		}
		if c == nil {
			return t.addTo(into, e)
		}
		r, err := t.call1(c, e)
		if err != nil {
			return err
		}
		if r != e && isNested(r) {
			items, err := t.slice(r)
			if err != nil {
				return err
			}
			if len(items) != 1 || !same(items[0], e) {
				_, err := t.flatten(newList(items), into, c)
				return err
			}
		}
		return t.addTo(into, r)
	})
	return into, err
}

func isNested(v any) bool {
	switch nativeOf(v).(type) {
	case *List, *Set, *View, *Range, *Array:
		return true
	}
	return false
}

func (t *thread) joined(v any, sep string) (any, error) {
	var b strings.Builder
	first := true
	err := t.iterate(v, func(e any) error {
		s, err := t.format(e)
		if err != nil {
			return err
		}
		if err := t.alloc(len(s) + len(sep)); err != nil {
			return err
		}
		if !first {
			b.WriteString(sep)
		}
		first = false
		b.WriteString(s)
		return t.charge(len(s) / 64)
	})
	return joinSurrogates(b.String()), err
}

func (t *thread) toSorted(v, by any) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	items, err = t.sortedBy(items, by)
	if arr, ok := v.(*Array); ok {
		return &Array{class: arr.class, items: items}, err
	}
	if by == nil && isSorted(v) {
		s := newSet(classLinkedHashSet)
		return s, t.addAll(s, items)
	}
	return newList(items), err
}

// isSorted tells a sorted set, which Groovy has nothing to do about.
func isSorted(v any) bool {
	switch x := v.(type) {
	case *Set:
		return x.m.isSortedMap()
	case *View:
		return x.kind == viewKeys && x.m.isSortedMap()
	}
	return false
}

func (t *thread) toUnique(v, by any) (any, error) {
	items, err := t.slice(v)
	if err != nil {
		return nil, err
	}
	if items, err = t.distinctInOrder(items, by); err != nil {
		return nil, err
	}
	if arr, ok := v.(*Array); ok {
		return &Array{class: arr.class, items: items}, nil
	}
	return t.alikeOf(v, items)
}

// distinctInOrder keeps the first of what is the same in natural order. Groovy
// notes what was there in a TreeSet, so null and values that cannot be compared
// with each other are errors.
func (t *thread) distinctInOrder(items []any, by any) ([]any, error) {
	seen := newSet(classTreeSet)
	if by != nil {
		seen.m.order = t.checkedOrder(by)
	}
	var out []any
	for _, v := range items {
		if err := t.charge(1); err != nil {
			return nil, err
		}
		added, err := seen.add(t, v)
		if err != nil {
			return nil, err
		}
		if added {
			out = append(out, v)
		}
	}
	return out, t.alloc(16 * len(out))
}

// intArg gives an int of any number.
func (t *thread) intArg(v any) (int, error) {
	if v == nil {
		return 0, t.throw(classNullPointer, "")
	}
	return int(number.Int32(v)), nil
}

// sumPrimitives is sum() of an array of primitives, which stays within their
// type: bytes wrap around at 128.
func (t *thread) sumPrimitives(a *Array, start any, started bool) (any, error) {
	c := a.class.elem
	acc := start
	if !started {
		acc = zeroOf(c)
	}
	for _, v := range a.items {
		if err := t.charge(1); err != nil {
			return nil, err
		}
		n, err := t.plus(acc, v)
		if err != nil {
			return nil, err
		}
		if acc, err = t.cast(n, c); err != nil {
			return nil, err
		}
	}
	return acc, nil
}
