package groovy

// A comparator is what Comparator's own methods give.
type comparator struct {
	f func(t *thread, a, b any) (int, error)
}

var classComparatorImpl = &Class{name: "java.util.Comparators$NaturalOrderComparator", super: classObject, ifaces: []*Class{classComparator}}

func (*comparator) classOf() *Class { return classComparatorImpl }

func (c *comparator) compare(t *thread, a, b any) (int, error) { return c.f(t, a, b) }

func comparatorLib() lib {
	byKey := func(key, order any) *comparator {
		return &comparator{func(t *thread, a, b any) (int, error) {
			x, err := t.callFn(key, "apply", a)
			if err != nil {
				return 0, err
			}
			y, err := t.callFn(key, "apply", b)
			if err != nil {
				return 0, err
			}
			if order == nil {
				return t.compare(x, y)
			}
			return t.compareBy(order, x, y)
		}}
	}
	then := func(first, second any) *comparator {
		return &comparator{func(t *thread, a, b any) (int, error) {
			if d, err := t.compareBy(first, a, b); d != 0 || err != nil {
				return d, err
			}
			return t.compareBy(second, a, b)
		}}
	}
	nulls := func(first bool) native {
		return func(_ *thread, _ any, a []any) (any, error) {
			by := a[0]
			return &comparator{func(t *thread, x, y any) (int, error) {
				d := 1
				if first {
					d = -1
				}
				switch {
				case x == nil && y == nil:
					return 0, nil
				case x == nil:
					return d, nil
				case y == nil:
					return -d, nil
				}
				return t.compareBy(by, x, y)
			}}, nil
		}
	}
	key := func(name string) def {
		return def{name + "(Function)", func(_ *thread, _ any, a []any) (any, error) { return byKey(a[0], nil), nil }}
	}
	thenKey := func(name string) def {
		return def{name + "(Function)", func(_ *thread, self any, a []any) (any, error) { return then(self, byKey(a[0], nil)), nil }}
	}
	return lib{
		methods: []def{
			{"compare(Object,Object)", func(t *thread, self any, a []any) (any, error) {
				if c, ok := self.(*comparator); ok {
					n, err := c.f(t, a[0], a[1])
					return boxInt(int32(n)), err
				}
				if p, ok := self.(*Proxy); ok && p.cl != nil {
					r, err := t.call2(p.cl, a[0], a[1])
					if err != nil {
						return nil, err
					}
					return t.functionResult("compare", r)
				}
				return nil, t.missingMethod(classOf(self), "compare", a, false)
			}},
			{"reversed()", func(_ *thread, self any, _ []any) (any, error) {
				return &comparator{func(t *thread, a, b any) (int, error) { return t.compareBy(self, b, a) }}, nil
			}},
			{"thenComparing(Object)", func(_ *thread, self any, a []any) (any, error) {
				if c, ok := a[0].(*Closure); ok && c.nparams() == 1 {
					return then(self, byKey(c, nil)), nil
				}
				return then(self, a[0]), nil
			}},
			{"thenComparing(Function,Comparator)", func(_ *thread, self any, a []any) (any, error) {
				return then(self, byKey(a[0], a[1])), nil
			}},
			thenKey("thenComparingInt"), thenKey("thenComparingLong"), thenKey("thenComparingDouble"),
		},
		statics: []def{
			key("comparing"), key("comparingInt"), key("comparingLong"), key("comparingDouble"),
			{"comparing(Function,Comparator)", func(_ *thread, _ any, a []any) (any, error) { return byKey(a[0], a[1]), nil }},
			{"naturalOrder()", func(*thread, any, []any) (any, error) {
				return &comparator{func(t *thread, a, b any) (int, error) { return t.javaCompare(a, b) }}, nil
			}},
			{"reverseOrder()", func(*thread, any, []any) (any, error) {
				return &comparator{func(t *thread, a, b any) (int, error) { return t.javaCompare(b, a) }}, nil
			}},
			{"nullsFirst(Comparator)", nulls(true)}, {"nullsLast(Comparator)", nulls(false)},
		},
	}
}
