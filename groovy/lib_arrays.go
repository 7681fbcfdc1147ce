package groovy

import "slices"

var classArrays = &Class{name: "java.util.Arrays", super: classObject}

// arraysLib is the static methods of java.util.Arrays. They take any array: a
// script that passes the wrong kind is told so by what it does with it.
func arraysLib() lib {
	arr := func(t *thread, v any) (*Array, error) {
		switch x := v.(type) {
		case *Array:
			return x, nil
		case nil:
			return nil, t.throw(classNullPointer, "")
		}
		return nil, t.castError(v, classObjectArray)
	}
	one := func(sig string, f func(t *thread, x *Array, a []any) (any, error)) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			x, err := arr(t, a[0])
			if err != nil {
				return nil, err
			}
			if err := t.charge(1 + len(x.items)); err != nil {
				return nil, err
			}
			return f(t, x, a)
		}}
	}
	copyPart := func(t *thread, x *Array, from, to int) (any, error) {
		if from < 0 || from > len(x.items) {
			return nil, t.throw(classArrayIndex, "Array index out of range: %d", from)
		}
		if from > to {
			return nil, t.throw(classIllegalArgument, "%d > %d", from, to)
		}
		if err := t.alloc(16 * (to - from)); err != nil {
			return nil, err
		}
		if err := t.charge(to - from); err != nil {
			return nil, err
		}
		out := make([]any, to-from)
		n := copy(out, x.items[from:])
		for i := n; i < len(out); i++ {
			out[i] = zeroOf(x.class.elem)
		}
		return &Array{class: x.class, items: out}, nil
	}
	sortPart := func(t *thread, x *Array, from, to int, by any) (any, error) {
		if from > to {
			return nil, t.throw(classIllegalArgument, "fromIndex(%d) > toIndex(%d)", from, to)
		}
		for _, i := range [...]int{from, to} {
			if i < 0 || i > len(x.items) {
				return nil, t.throw(classArrayIndex, "Array index out of range: %d", i)
			}
		}
		part := slices.Clone(x.items[from:to])
		err := t.sortStable(part, t.naturalBy(by))
		copy(x.items[from:to], part)
		return nil, err
	}
	return lib{statics: []def{
		{"asList(Object...)", func(_ *thread, _ any, a []any) (any, error) {
			// The list shows the array's elements and writes through to them.
			return fixedList(classArraysList, a[0].(*Array).items, listFixedSize), nil
		}},
		one("toString(Object)", func(t *thread, x *Array, _ []any) (any, error) {
			return textResult(t.javaText(newList(x.items)))
		}),
		one("deepToString(Object[])", func(t *thread, x *Array, _ []any) (any, error) {
			return textResult(t.format(newList(x.items)))
		}),
		one("void sort(Object)", func(t *thread, x *Array, _ []any) (any, error) { return sortPart(t, x, 0, len(x.items), nil) }),
		one("void sort(Object[],Comparator)", func(t *thread, x *Array, a []any) (any, error) {
			return sortPart(t, x, 0, len(x.items), a[1])
		}),
		one("void sort(Object,int,int)", func(t *thread, x *Array, a []any) (any, error) {
			return sortPart(t, x, int(a[1].(int32)), int(a[2].(int32)), nil)
		}),
		one("void fill(Object,Object)", func(t *thread, x *Array, a []any) (any, error) {
			v, err := t.cast(a[1], x.class.elem)
			for i := range x.items {
				x.items[i] = v
			}
			return nil, err
		}),
		one("void fill(Object,int,int,Object)", func(t *thread, x *Array, a []any) (any, error) {
			from, to := int(a[1].(int32)), int(a[2].(int32))
			if from < 0 || to > len(x.items) || from > to {
				return nil, t.throw(classArrayIndex, "Array index out of range: %d", to)
			}
			v, err := t.cast(a[3], x.class.elem)
			for i := from; i < to; i++ {
				x.items[i] = v
			}
			return nil, err
		}),
		one("copyOf(Object,int)", func(t *thread, x *Array, a []any) (any, error) {
			n := int(a[1].(int32))
			if n < 0 {
				return nil, t.throw(classNegativeArraySize, "%d", n)
			}
			return copyPart(t, x, 0, n)
		}),
		one("copyOfRange(Object,int,int)", func(t *thread, x *Array, a []any) (any, error) {
			return copyPart(t, x, int(a[1].(int32)), int(a[2].(int32)))
		}),
		{"equals(Object,Object)", func(t *thread, _ any, a []any) (any, error) {
			x, ok1 := a[0].(*Array)
			y, ok2 := a[1].(*Array)
			if !ok1 || !ok2 {
				return a[0] == nil && a[1] == nil, nil
			}
			return boolResult(t.equalItems(x.items, y.items, t.javaEquals))
		}},
		{"deepEquals(Object[],Object[])", func(t *thread, _ any, a []any) (any, error) { return boolResult(t.equal(a[0], a[1])) }},
		one("hashCode(Object)", func(t *thread, x *Array, _ []any) (any, error) {
			h, err := t.hashItems(x.items)
			return boxInt(h), err
		}),
		one("deepHashCode(Object[])", func(t *thread, x *Array, _ []any) (any, error) {
			h, err := t.hashItems(x.items)
			return boxInt(h), err
		}),
		one("binarySearch(Object,Object)", func(t *thread, x *Array, a []any) (any, error) {
			return t.binarySearch(x.items, a[1], nil)
		}),
		one("binarySearch(Object[],Object,Comparator)", func(t *thread, x *Array, a []any) (any, error) {
			return t.binarySearch(x.items, a[1], a[2])
		}),
		{"compare(Object,Object)", func(t *thread, _ any, a []any) (any, error) {
			x, ok1 := a[0].(*Array)
			y, ok2 := a[1].(*Array)
			switch {
			case !ok1 || !ok2:
				return boxInt(int32(presence(ok1) - presence(ok2))), nil
			}
			i, err := t.mismatch(x.items, y.items)
			switch {
			case err != nil:
				return nil, err
			case i < 0 || i >= len(x.items) || i >= len(y.items):
				return boxInt(int32(len(x.items) - len(y.items))), nil
			}
			n, err := t.javaCompare(x.items[i], y.items[i])
			return boxInt(int32(n)), err
		}},
		{"mismatch(Object,Object)", func(t *thread, _ any, a []any) (any, error) {
			x, err := arr(t, a[0])
			if err != nil {
				return nil, err
			}
			y, err := arr(t, a[1])
			if err != nil {
				return nil, err
			}
			i, err := t.mismatch(x.items, y.items)
			return boxInt(int32(i)), err
		}},
		one("void parallelSort(Object)", func(t *thread, x *Array, _ []any) (any, error) { return sortPart(t, x, 0, len(x.items), nil) }),
		one("void parallelSort(Object[],Comparator)", func(t *thread, x *Array, a []any) (any, error) {
			return sortPart(t, x, 0, len(x.items), a[1])
		}),
		one("void parallelPrefix(Object,Object)", func(t *thread, x *Array, a []any) (any, error) {
			for i := 1; i < len(x.items); i++ {
				v, err := t.callFn(a[1], "apply", x.items[i-1], x.items[i])
				if err != nil {
					return nil, err
				}
				if x.items[i], err = t.cast(v, x.class.elem); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}),
		one("void setAll(Object,Object)", func(t *thread, x *Array, a []any) (any, error) {
			for i := range x.items {
				v, err := t.callFn(a[1], "apply", boxInt(int32(i)))
				if err != nil {
					return nil, err
				}
				if x.items[i], err = t.cast(v, x.class.elem); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}),
	}}
}

func presence(there bool) int {
	if there {
		return 1
	}
	return 0
}

// mismatch is the index of the first elements that differ, or where the shorter
// one ends; -1 if there is none.
func (t *thread) mismatch(x, y []any) (int, error) {
	n := min(len(x), len(y))
	if err := t.charge(1 + n); err != nil {
		return 0, err
	}
	for i := range n {
		if same, err := t.javaEquals(x[i], y[i]); !same || err != nil {
			return i, err
		}
	}
	if len(x) == len(y) {
		return -1, nil
	}
	return n, nil
}
