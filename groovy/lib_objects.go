package groovy

var (
	classObjects  = &Class{name: "java.util.Objects", super: classObject}
	classOptional = &Class{name: "java.util.Optional", super: classObject}
)

// objectsLib is java.util.Objects.
func objectsLib() lib {
	check := func(t *thread, i, n int) (any, error) {
		if i < 0 || i >= n {
			return nil, t.throw(classIndexOutOfBounds, "Index %d out of bounds for length %d", i, n)
		}
		return boxInt(int32(i)), nil
	}
	return lib{statics: []def{
		{"equals(Object,Object)", func(t *thread, _ any, a []any) (any, error) { return boolResult(t.javaEquals(a[0], a[1])) }},
		{"deepEquals(Object,Object)", func(t *thread, _ any, a []any) (any, error) { return boolResult(t.equal(a[0], a[1])) }},
		{"hash(Object...)", func(t *thread, _ any, a []any) (any, error) {
			h, err := t.hashItems(a[0].(*Array).items)
			return boxInt(h), err
		}},
		{"hashCode(Object)", func(t *thread, _ any, a []any) (any, error) {
			h, err := t.hash(a[0])
			return boxInt(h), err
		}},
		{"toString(Object)", func(t *thread, _ any, a []any) (any, error) { return textResult(t.javaText(a[0])) }},
		{"toString(Object,String)", func(t *thread, _ any, a []any) (any, error) {
			if a[0] == nil {
				return a[1], nil
			}
			return textResult(t.javaText(a[0]))
		}},
		{"isNull(Object)", func(_ *thread, _ any, a []any) (any, error) { return a[0] == nil, nil }},
		{"nonNull(Object)", func(_ *thread, _ any, a []any) (any, error) { return a[0] != nil, nil }},
		{"requireNonNull(Object)", func(t *thread, _ any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return a[0], nil
		}},
		{"requireNonNull(Object,String)", func(t *thread, _ any, a []any) (any, error) {
			if a[0] == nil {
				m, _ := a[1].(string)
				return nil, t.throwText(classNullPointer, m)
			}
			return a[0], nil
		}},
		{"requireNonNull(Object,Supplier)", func(t *thread, _ any, a []any) (any, error) {
			if a[0] != nil {
				return a[0], nil
			}
			m, err := t.callFn(a[1], "get")
			if err != nil {
				return nil, err
			}
			s, err := t.format(m)
			if err != nil {
				return nil, err
			}
			return nil, t.throwText(classNullPointer, s)
		}},
		{"requireNonNullElse(Object,Object)", func(t *thread, _ any, a []any) (any, error) {
			switch {
			case a[0] != nil:
				return a[0], nil
			case a[1] == nil:
				return nil, t.throw(classNullPointer, "defaultObj")
			}
			return a[1], nil
		}},
		{"requireNonNullElseGet(Object,Supplier)", func(t *thread, _ any, a []any) (any, error) {
			if a[0] != nil {
				return a[0], nil
			}
			return t.callFn(a[1], "get")
		}},
		{"compare(Object,Object,Comparator)", func(t *thread, _ any, a []any) (any, error) {
			if same(a[0], a[1]) {
				return boxInt(0), nil
			}
			c, err := t.compareBy(a[2], a[0], a[1])
			return boxInt(int32(c)), err
		}},
		{"checkIndex(int,int)", func(t *thread, _ any, a []any) (any, error) {
			return check(t, int(a[0].(int32)), int(a[1].(int32)))
		}},
	}}
}

// throwSupplied throws what a supplier gives.
func (t *thread) throwSupplied(f any) error {
	ex, err := t.callFn(f, "get")
	if err != nil {
		return err
	}
	e := asThrowable(ex)
	if e == nil {
		return t.castError(ex, classThrowable)
	}
	return &thrown{e}
}

// An Optional is java.util.Optional; null is empty.
type Optional struct{ v any }

func (*Optional) classOf() *Class { return classOptional }

func (o *Optional) text(t *thread) (string, error) {
	if o.v == nil {
		return "Optional.empty", nil
	}
	s, err := t.javaText(o.v)
	if err != nil {
		return "", err
	}
	return t.concat("Optional[", s, "]")
}

func (o *Optional) equals(t *thread, other any) (bool, error) {
	p, ok := other.(*Optional)
	if !ok {
		return false, nil
	}
	return t.javaEquals(o.v, p.v)
}

func (o *Optional) hashCode(t *thread) (int32, error) { return t.hash(o.v) }

func optionalLib() lib {
	opt := func(v any) *Optional { return v.(*Optional) }
	// some makes a method that does f with the value, and nothing if there is none.
	some := func(sig, method string, f func(t *thread, o *Optional, r any) (any, error)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			o := opt(self)
			if o.v == nil {
				return o, nil
			}
			r, err := t.callFn(a[0], method, o.v)
			if err != nil {
				return nil, err
			}
			return f(t, o, r)
		}}
	}
	get := func(t *thread, self any, _ []any) (any, error) {
		if o := opt(self); o.v != nil {
			return o.v, nil
		}
		return nil, t.throw(classNoSuchElement, "No value present")
	}
	return lib{
		statics: []def{
			{"of(Object)", func(t *thread, _ any, a []any) (any, error) {
				if a[0] == nil {
					return nil, t.throw(classNullPointer, "")
				}
				return &Optional{a[0]}, nil
			}},
			{"ofNullable(Object)", func(_ *thread, _ any, a []any) (any, error) { return &Optional{a[0]}, nil }},
			{"empty()", func(*thread, any, []any) (any, error) { return &Optional{}, nil }},
		},
		methods: []def{
			{"get()", get},
			{"orElseThrow()", get},
			{"isPresent()", func(_ *thread, self any, _ []any) (any, error) { return opt(self).v != nil, nil }},
			{"isEmpty()", func(_ *thread, self any, _ []any) (any, error) { return opt(self).v == nil, nil }},
			{"orElse(Object)", func(_ *thread, self any, a []any) (any, error) {
				if v := opt(self).v; v != nil {
					return v, nil
				}
				return a[0], nil
			}},
			{"orElseGet(Supplier)", func(t *thread, self any, a []any) (any, error) {
				if v := opt(self).v; v != nil {
					return v, nil
				}
				return t.callFn(a[0], "get")
			}},
			{"orElseThrow(Supplier)", func(t *thread, self any, a []any) (any, error) {
				if v := opt(self).v; v != nil {
					return v, nil
				}
				return nil, t.throwSupplied(a[0])
			}},
			{"or(Supplier)", func(t *thread, self any, a []any) (any, error) {
				if opt(self).v != nil {
					return self, nil
				}
				return t.callFn(a[0], "get")
			}},
			{"void ifPresent(Consumer)", func(t *thread, self any, a []any) (any, error) {
				if v := opt(self).v; v != nil {
					_, err := t.callFn(a[0], "accept", v)
					return nil, err
				}
				return nil, nil
			}},
			{"void ifPresentOrElse(Consumer,Runnable)", func(t *thread, self any, a []any) (any, error) {
				var err error
				if v := opt(self).v; v != nil {
					_, err = t.callFn(a[0], "accept", v)
				} else {
					_, err = t.callFn(a[1], "run")
				}
				return nil, err
			}},
			some("map(Function)", "apply", func(_ *thread, _ *Optional, r any) (any, error) { return &Optional{r}, nil }),
			some("flatMap(Function)", "apply", func(t *thread, _ *Optional, r any) (any, error) {
				if r == nil {
					return nil, t.throw(classNullPointer, "")
				}
				return r, nil
			}),
			some("filter(Predicate)", "test", func(t *thread, o *Optional, r any) (any, error) {
				ok, err := t.truth(r)
				if !ok {
					return &Optional{}, err
				}
				return o, err
			}),
			{"stream()", func(t *thread, self any, _ []any) (any, error) {
				var items []any
				if v := opt(self).v; v != nil {
					items = []any{v}
				}
				return t.invoke(newList(items), "stream")
			}},
		},
	}
}
