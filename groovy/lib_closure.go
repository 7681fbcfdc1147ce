package groovy

func closureClasses() []entry {
	return []entry{
		{classClosure, closureLib},
		{classMethodClosure, nil}, {classCurriedClosure, nil}, {classComposedClosure, nil},
		{classMemoizedClosure, nil}, {classTrampolineClosure, nil},
		{classRunnable, nil}, {classCallable, nil},
	}
}

// derived makes a closure that stands before another and takes n arguments.
func derived(k *Class, c *Closure, n int, f func(t *thread, a []any) (any, error)) *Closure {
	d := nativeClosure(k, max(n, 0), c.owner, f)
	d.self, d.delegate, d.strategy = c.self, c.delegate, c.strategy
	return d
}

// curry fixes arguments from position i on; negative counts from the end. A
// closure of the script has to have that many parameters there.
func (t *thread) curry(c *Closure, i int, fixed []any) (any, error) {
	n, given := c.nparams(), len(fixed)
	if c.fn == nil || n > 0 && takesRest(&c.fn.params[n-1]) {
		return curried(c, i, fixed), nil
	}
	left := n - given
	switch {
	case left < 0:
		return nil, t.throw(classIllegalArgument, "Can't curry %d arguments for a closure with %d parameters.", given, n)
	case i < 0 && (i < -n || i > -given):
		return nil, t.throw(classIllegalArgument, "To curry %d argument(s) expect index range %d..%d but found %d", given, -n, -given, i)
	case i < 0:
		i += n
	case i > left:
		return nil, t.throw(classIllegalArgument, "To curry %d argument(s) expect index range 0..%d but found %d", given, left, i)
	}
	return curried(c, i, fixed), nil
}

func takesRest(p *param) bool { return p.variadic || p.typ != nil && p.typ.kind == kindArray }

// curried is curry without looking at the parameters.
func curried(c *Closure, i int, fixed []any) *Closure {
	return derived(classCurriedClosure, c, c.nparams()-len(fixed), func(t *thread, a []any) (any, error) {
		at := i
		if at < 0 {
			at = len(a)
		}
		if at > len(a) {
			at = len(a)
		}
		args := make([]any, 0, len(a)+len(fixed))
		args = append(append(append(args, a[:at]...), fixed...), a[at:]...)
		return t.callClosure(c, args...)
	})
}

func closureLib() lib {
	cl := func(v any) *Closure { return v.(*Closure) }
	fixed := func(a []any) []any { return append([]any(nil), a[len(a)-1].(*Array).items...) }
	fixedOne := func(v any) []any {
		// An array is passed on for a variable number.
		if a, ok := v.(*Array); ok && a.class.elem.kind != kindPrimitive {
			return append([]any(nil), a.items...)
		}
		return []any{v}
	}
	right := func(t *thread, self any, last []any) (any, error) {
		if len(last) == 0 {
			return t.curry(cl(self), 0, last)
		}
		return t.curry(cl(self), -len(last), last)
	}
	compose := func(first, second *Closure) *Closure {
		return derived(classComposedClosure, first, first.nparams(), func(t *thread, a []any) (any, error) {
			v, err := t.callClosure(first, a...)
			if err != nil {
				return nil, err
			}
			return t.call1(second, v)
		})
	}
	return lib{
		methods: []def{
			{"call(Object...)", func(t *thread, self any, a []any) (any, error) { return t.callArgs(cl(self), a[0].(*Array).items) }},
			{"void run()", func(t *thread, self any, _ []any) (any, error) {
				_, err := t.callClosure(cl(self), nil...)
				return nil, err
			}},
			{"curry(Object)", func(t *thread, self any, a []any) (any, error) { return t.curry(cl(self), 0, fixedOne(a[0])) }},
			{"rcurry(Object)", func(t *thread, self any, a []any) (any, error) { return right(t, self, fixedOne(a[0])) }},
			{"ncurry(int,Object)", func(t *thread, self any, a []any) (any, error) {
				return t.curry(cl(self), int(a[0].(int32)), fixedOne(a[1]))
			}},
			{"curry(Object...)", func(t *thread, self any, a []any) (any, error) { return t.curry(cl(self), 0, fixed(a)) }},
			{"rcurry(Object...)", func(t *thread, self any, a []any) (any, error) { return right(t, self, fixed(a)) }},
			{"ncurry(int,Object...)", func(t *thread, self any, a []any) (any, error) {
				return t.curry(cl(self), int(a[0].(int32)), fixed(a))
			}},
			{"memoize()", func(_ *thread, self any, _ []any) (any, error) { return memoized(cl(self), 0), nil }},
			{"memoizeAtMost(int)", func(t *thread, self any, a []any) (any, error) { return memoizedAtMost(t, cl(self), a[0].(int32)) }},
			{"memoizeAtLeast(int)", func(t *thread, self any, a []any) (any, error) {
				if a[0].(int32) < 0 {
					return nil, t.throw(classIllegalArgument, "A non-negative number is required as the protectedCacheSize parameter for memoizeAtLeast.")
				}
				return memoized(cl(self), 0), nil
			}},
			{"memoizeBetween(int,int)", func(t *thread, self any, a []any) (any, error) {
				switch low, high := a[0].(int32), a[1].(int32); {
				case low < 0:
					return nil, t.throw(classIllegalArgument, "A non-negative number is required as the protectedCacheSize parameter for memoizeBetween.")
				case high < 0:
					return nil, t.throw(classIllegalArgument, "A non-negative number is required as the maxCacheSize parameter for memoizeBetween.")
				case low > high:
					return nil, t.throw(classIllegalArgument, "The maxCacheSize parameter to memoizeBetween is required to be greater or equal to the protectedCacheSize parameter.")
				default:
					return memoizedAtMost(t, cl(self), high)
				}
			}},
			{"rightShift(Closure)", func(_ *thread, self any, a []any) (any, error) { return compose(cl(self), cl(a[0])), nil }},
			{"leftShift(Closure)", func(_ *thread, self any, a []any) (any, error) { return compose(cl(a[0]), cl(self)), nil }},
			{"leftShift(Object)", func(t *thread, self any, a []any) (any, error) { return t.call1(cl(self), a[0]) }},
			{"trampoline()", func(_ *thread, self any, _ []any) (any, error) {
				c := cl(self)
				if c.bounces != nil {
					c = c.bounces
				}
				d := derived(classTrampolineClosure, c, c.nparams(), func(t *thread, a []any) (any, error) {
					v, err := t.callClosure(c, a...)
					for err == nil {
						next, ok := v.(*bounce)
						if !ok {
							return v, nil
						}
						if err := t.step(); err != nil {
							return nil, err
						}
						v, err = t.callClosure(next.c, next.args...)
					}
					return nil, err
				})
				d.bounces = c
				return d, nil
			}},
			{"trampoline(Object...)", func(_ *thread, self any, a []any) (any, error) {
				c := cl(self)
				if c.bounces != nil {
					c = c.bounces // the loop that runs will call it: one more would be deeper
				}
				return &bounce{c, fixed(a)}, nil
			}},
			{"getOwner()", func(_ *thread, self any, _ []any) (any, error) { return cl(self).owner, nil }},
			{"getDelegate()", func(_ *thread, self any, _ []any) (any, error) { return cl(self).delegate, nil }},
			{"getThisObject()", func(_ *thread, self any, _ []any) (any, error) { return cl(self).self, nil }},
			{"void setDelegate(Object)", func(_ *thread, self any, a []any) (any, error) { cl(self).delegate = a[0]; return nil, nil }},
			{"getResolveStrategy()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(cl(self).strategy), nil }},
			{"void setResolveStrategy(int)", func(_ *thread, self any, a []any) (any, error) {
				cl(self).strategy = a[0].(int32)
				return nil, nil
			}},
			{"getMaximumNumberOfParameters()", func(_ *thread, self any, _ []any) (any, error) {
				return boxInt(int32(cl(self).nparams())), nil
			}},
			{"getParameterTypes()", func(_ *thread, self any, _ []any) (any, error) {
				c := cl(self)
				types := make([]any, c.nparams())
				for i := range types {
					types[i] = classObject
					if c.fn != nil && c.fn.params[i].typ != nil {
						types[i] = c.fn.params[i].typ
					}
				}
				return newArray(classClass, types), nil
			}},
			{"getDirective()", func(*thread, any, []any) (any, error) { return boxInt(0), nil }},
			{"getMethod()", func(_ *thread, self any, _ []any) (any, error) { return cl(self).name, nil }},
			{"clone()", func(_ *thread, self any, _ []any) (any, error) { return cl(self).clone(), nil }},
			{"dehydrate()", func(_ *thread, self any, _ []any) (any, error) {
				c := cl(self).clone()
				c.owner, c.delegate, c.self = nil, nil, nil
				return c, nil
			}},
			{"rehydrate(Object,Object,Object)", func(_ *thread, self any, a []any) (any, error) {
				c := cl(self).clone()
				c.delegate, c.owner, c.self = a[0], a[1], a[2]
				return c, nil
			}},
			{"asWritable()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
			{"isCase(Object)", func(t *thread, self any, a []any) (any, error) {
				v, err := t.call1Named(cl(self), a[0], "call")
				if err != nil {
					return nil, err
				}
				return boolResult(t.truth(v))
			}},
		},
		fields: []constant{
			{"OWNER_FIRST", int32(ownerFirst)}, {"DELEGATE_FIRST", int32(delegateFirst)}, {"OWNER_ONLY", int32(ownerOnly)},
			{"DELEGATE_ONLY", int32(delegateOnly)}, {"TO_SELF", int32(toSelf)}, {"IDENTITY", func(t *thread) (any, error) {
				return nativeClosure(classMethodClosure, 1, nil, func(_ *thread, a []any) (any, error) {
					if len(a) == 0 {
						return nil, nil
					}
					return a[0], nil
				}), nil
			}},
		},
	}
}

// A bounce is what a trampolined closure gives to be called next.
type bounce struct {
	c    *Closure
	args []any
}

func (*bounce) classOf() *Class { return classTrampolineClosure }
