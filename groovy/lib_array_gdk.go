package groovy

// arrayLib is what arrays have beside what every Iterable has.
func arrayLib() lib {
	arr := func(v any) *Array { return v.(*Array) }
	list := func(t *thread, self any) *List { return newList(arr(self).items) }
	like := func(self, v any, err error) (any, error) {
		if l, ok := v.(*List); ok && err == nil {
			// A list's array has forgotten what it was an array of.
			c := classObjectArray
			if arr(self).class.elem.kind == kindPrimitive {
				c = arr(self).class
			}
			return &Array{class: c, items: l.items}, nil
		}
		return v, err
	}
	// via passes on to the same method of a list.
	via := func(sig, name string, array bool) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			v, err := t.invokeArgs(list(t, self), name, append([]any(nil), a...))
			if array {
				return like(self, v, err)
			}
			return v, err
		}}
	}
	return lib{methods: []def{
		{"size()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(len(arr(self).items))), nil }},
		{"getAt(int)", func(t *thread, self any, a []any) (any, error) { return t.arrayAt(arr(self), int(a[0].(int32))) }},
		{"getAt(Range)", func(t *thread, self any, a []any) (any, error) {
			v, err := t.invoke(list(t, self), "getAt", a[0])
			if ex := thrownBy(err); ex != nil && arr(self).class.elem.kind == kindPrimitive && ex.class == classIndexOutOfBounds {
				return nil, t.throw(classArrayIndex, "%v", ex.message)
			}
			return v, err
		}},
		{"getAt(Collection)", func(t *thread, self any, a []any) (any, error) {
			at, err := t.slice(a[0])
			if err != nil {
				return nil, err
			}
			for _, i := range at {
				// Unlike a list, an array has nothing behind its end.
				if i, ok := i.(int32); ok {
					if _, err := t.arrayAt(arr(self), int(i)); err != nil {
						return nil, err
					}
				}
			}
			return t.invoke(list(t, self), "getAt", a[0])
		}},
		{"contains(Object)", func(t *thread, self any, a []any) (any, error) {
			same := t.javaEquals
			if arr(self).class.elem.kind == kindPrimitive {
				same = t.equal
			}
			for _, e := range arr(self).items {
				if err := t.charge(1); err != nil {
					return nil, err
				}
				if ok, err := same(a[0], e); ok || err != nil {
					return ok, err
				}
			}
			return false, nil
		}},
		{"putAt(int,Object)", func(t *thread, self any, a []any) (any, error) {
			return a[1], t.setArrayAt(arr(self), int(a[0].(int32)), a[1])
		}},
		{"clone()", func(t *thread, self any, _ []any) (any, error) {
			return &Array{class: arr(self).class, items: append([]any(nil), arr(self).items...)}, t.alloc(16 * len(arr(self).items))
		}},
		via("plus(Object)", "plus", true),
		{"plus(Iterable)", func(t *thread, self any, a []any) (any, error) {
			v, err := t.invoke(list(t, self), "plus", a[0])
			if l, ok := v.(*List); ok {
				return &Array{class: classObjectArray, items: l.items}, err
			}
			return v, err
		}},
		{"plus(Object[])", func(t *thread, self any, a []any) (any, error) {
			items := append(append([]any(nil), arr(self).items...), arr(a[0]).items...)
			return &Array{class: classObjectArray, items: items}, t.alloc(16 * len(items))
		}},
		via("minus(Object)", "minus", true), via("minus(Iterable)", "minus", true),
		via("reverse()", "reverse", true), via("indexOf(Object)", "indexOf", false), via("lastIndexOf(Object)", "lastIndexOf", false),
		{"swap(int,int)", func(t *thread, self any, a []any) (any, error) {
			items := arr(self).items
			i, j := int(a[0].(int32)), int(a[1].(int32))
			for _, at := range [...]int{i, j} {
				if at < 0 || at >= len(items) {
					return nil, t.throw(classArrayIndex, "Index %d out of bounds for length %d", at, len(items))
				}
			}
			items[i], items[j] = items[j], items[i]
			return self, nil
		}},
		{"equals(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.equal(self, a[0])) }},
		{"asType(Class)", func(t *thread, self any, a []any) (any, error) { return t.asType(self, a[0].(*Class)) }},
	}}
}
