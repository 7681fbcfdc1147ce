package groovy

var (
	classEnumSet     = &Class{name: "java.util.EnumSet", super: classAbstractSet, kind: kindAbstract, ifaces: []*Class{classCloneable, classSerializable}}
	classRegularEnum = &Class{name: "java.util.RegularEnumSet", super: classEnumSet}
	classEnumMap     = &Class{name: "java.util.EnumMap", super: classAbstractMap, ifaces: []*Class{classCloneable, classSerializable}}
)

// enumOrder is the order of the constants of an enum, and the comparator of
// an EnumSet or EnumMap, which so knows its enum.
type enumOrder struct{ of *Class }

func (enumOrder) classOf() *Class { return classComparator }

func (o enumOrder) compare(t *thread, a, b any) (int, error) {
	for _, v := range [...]any{a, b} {
		if v == nil {
			return 0, t.throw(classNullPointer, "")
		}
		if enumClass(classOf(v)) != o.of {
			return 0, t.throw(classClassCast, "class %s != class %s", classOf(v).Name(), o.of.Name())
		}
	}
	x, err := t.constantOrdinal(a)
	if err != nil {
		return 0, err
	}
	y, err := t.constantOrdinal(b)
	return int(x - y), err
}

// enumSet makes an EnumSet of constants of an enum.
func (t *thread) enumSet(c *Class, items []any) (any, error) {
	s := newSet(classTreeSet)
	s.class, s.m.order = classRegularEnum, enumOrder{c}
	return s, t.addAll(s, items)
}

// enumOf gives the enum that v is, or is a constant of.
func (t *thread) enumOf(v any) (*Class, error) {
	switch x := v.(type) {
	case nil:
		return nil, t.throw(classNullPointer, "")
	case *Class:
		if x.isEnum() {
			return x, nil
		}
		return nil, t.throw(classClassCast, "class %s not an enum", x.Name())
	default:
		if c := enumClass(classOf(v)); c.isEnum() {
			return c, nil
		}
	}
	return nil, t.throw(classClassCast, "class %s not an enum", classOf(v).Name())
}

func enumSetLib() lib {
	of := func(t *thread, _ any, a []any) (any, error) {
		c, err := t.enumOf(a[0])
		if err != nil {
			return nil, err
		}
		items := make([]any, 0, len(a))
		for _, v := range a {
			if arr, ok := v.(*Array); ok {
				items = append(items, arr.items...)
				continue
			}
			items = append(items, v)
		}
		return t.enumSet(c, items)
	}
	// some is the constants that keep picks.
	some := func(sig string, class func(t *thread, a []any) (*Class, error), keep func(t *thread, a []any, v any) (bool, error)) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			c, err := class(t, a)
			if err != nil {
				return nil, err
			}
			all, err := t.enumValues(c)
			if err != nil {
				return nil, err
			}
			var items []any
			for _, v := range all {
				ok, err := keep(t, a, v)
				if err != nil {
					return nil, err
				}
				if ok {
					items = append(items, v)
				}
			}
			return t.enumSet(c, items)
		}}
	}
	first := func(t *thread, a []any) (*Class, error) { return t.enumOf(a[0]) }
	ofSet := func(t *thread, a []any) (*Class, error) {
		if s, ok := a[0].(*Set); ok {
			if o, ok := s.m.order.(enumOrder); ok {
				return o.of, nil
			}
		}
		return nil, t.throw(classClassCast, "class %s cannot be cast to class java.util.EnumSet", classOf(a[0]).Name())
	}
	return lib{statics: []def{
		{"of(Enum)", of}, {"of(Enum,Enum)", of}, {"of(Enum,Enum,Enum)", of}, {"of(Enum,Enum,Enum,Enum)", of},
		{"of(Enum,Enum,Enum,Enum,Enum)", of}, {"of(Enum,Enum...)", of},
		some("allOf(Class)", first, func(*thread, []any, any) (bool, error) { return true, nil }),
		some("noneOf(Class)", first, func(*thread, []any, any) (bool, error) { return false, nil }),
		some("complementOf(EnumSet)", ofSet, func(t *thread, a []any, v any) (bool, error) {
			in, err := a[0].(*Set).has(t, v)
			return !in, err
		}),
		some("range(Enum,Enum)", func(t *thread, a []any) (*Class, error) {
			c, err := t.enumOf(a[0])
			if err != nil {
				return nil, err
			}
			n, err := enumOrder{c}.compare(t, a[0], a[1])
			if err != nil {
				return nil, err
			}
			if n > 0 {
				x, err := t.format(a[0])
				if err != nil {
					return nil, err
				}
				y, err := t.format(a[1])
				if err != nil {
					return nil, err
				}
				return nil, t.throw(classIllegalArgument, "%s > %s", x, y)
			}
			return c, nil
		}, func(t *thread, a []any, v any) (bool, error) {
			by := enumOrder{enumClass(classOf(v))}
			n, err := by.compare(t, v, a[0])
			if err != nil || n < 0 {
				return false, err
			}
			n, err = by.compare(t, v, a[1])
			return n <= 0, err
		}),
		{"copyOf(Collection)", func(t *thread, _ any, a []any) (any, error) {
			items, err := t.slice(a[0])
			if err != nil {
				return nil, err
			}
			if s, ok := a[0].(*Set); ok {
				if o, ok := s.m.order.(enumOrder); ok {
					return t.enumSet(o.of, items)
				}
			}
			if len(items) == 0 {
				return nil, t.throw(classIllegalArgument, "Collection is empty")
			}
			c, err := t.enumOf(items[0])
			if err != nil {
				return nil, err
			}
			return t.enumSet(c, items)
		}},
	}}
}

func enumMapLib() lib {
	empty := func(c *Class) *Map { return &Map{class: classEnumMap, mode: mapTree, order: enumOrder{c}} }
	return lib{ctors: []def{
		{"(Class)", func(t *thread, _ any, a []any) (any, error) {
			c, err := t.enumOf(a[0])
			if err != nil {
				return nil, err
			}
			return empty(c), nil
		}},
		{"(Map)", func(t *thread, _ any, a []any) (any, error) {
			from, ok := a[0].(*Map)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			if o, ok := from.order.(enumOrder); ok {
				m := empty(o.of)
				return m, t.putAll(m, from)
			}
			for k := range from.All {
				c, err := t.enumOf(k)
				if err != nil {
					return nil, err
				}
				m := empty(c)
				return m, t.putAll(m, from)
			}
			return nil, t.throw(classIllegalArgument, "Specified map is empty")
		}},
	}}
}
