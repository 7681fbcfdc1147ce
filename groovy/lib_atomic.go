package groovy

import "github.com/entwine-sync/entwine/groovy/internal/number"

// java.util.concurrent.atomic. A run has one thread, so these are boxes.

var (
	classAtomicInteger = &Class{name: "java.util.concurrent.atomic.AtomicInteger", super: classNumber}
	classAtomicLong    = &Class{name: "java.util.concurrent.atomic.AtomicLong", super: classNumber}
	classAtomicBoolean = &Class{name: "java.util.concurrent.atomic.AtomicBoolean", super: classObject, ifaces: []*Class{classSerializable}}
	classAtomicRef     = &Class{name: "java.util.concurrent.atomic.AtomicReference", super: classObject, ifaces: []*Class{classSerializable}}
)

func atomicClasses() []entry {
	return []entry{
		{classAtomicInteger, atomicLib(classAtomicInteger)}, {classAtomicLong, atomicLib(classAtomicLong)},
		{classAtomicBoolean, atomicLib(classAtomicBoolean)}, {classAtomicRef, atomicLib(classAtomicRef)},
	}
}

// An atomicBox holds one value.
type atomicBox struct {
	class *Class
	v     any
}

func (a *atomicBox) classOf() *Class { return a.class }

func (a *atomicBox) text(t *thread) (string, error) { return t.format(a.v) }

func atomicLib(c *Class) func() lib {
	return func() lib {
		kind, zero, update := "Object", any(nil), "apply"
		switch c {
		case classAtomicInteger:
			kind, zero, update = "int", int32(0), "applyAsInt"
		case classAtomicLong:
			kind, zero, update = "long", int64(0), "applyAsLong"
		case classAtomicBoolean:
			kind, zero = "boolean", false
		}
		of := func(self any) *atomicBox { return self.(*atomicBox) }
		// change sets a new value and gives the old or the new one.
		change := func(sig string, fresh bool, f func(t *thread, old any, a []any) (any, error)) def {
			return def{sig, func(t *thread, self any, a []any) (any, error) {
				x := of(self)
				a = append([]any(nil), a...)
				v, err := f(t, x.v, a)
				if err != nil {
					return nil, err
				}
				if c == classAtomicInteger || c == classAtomicLong {
					if v, err = t.cast(v, primitiveNamed(kind)); err != nil {
						return nil, err
					}
				}
				old := x.v
				x.v = v
				if fresh {
					return v, nil
				}
				return old, nil
			}}
		}
		given := func(_ *thread, _ any, a []any) (any, error) { return a[0], nil }
		get := func(_ *thread, self any, _ []any) (any, error) { return of(self).v, nil }
		set := func(_ *thread, self any, a []any) (any, error) { of(self).v = a[0]; return nil, nil }
		l := lib{
			ctors: []def{
				{"()", func(*thread, any, []any) (any, error) { return &atomicBox{c, zero}, nil }},
				{"(" + kind + ")", func(_ *thread, _ any, a []any) (any, error) { return &atomicBox{c, a[0]}, nil }},
			},
			methods: []def{
				{"get()", get}, {"getPlain()", get}, {"getAcquire()", get},
				{"void set(" + kind + ")", set}, {"void lazySet(" + kind + ")", set},
				change("getAndSet("+kind+")", false, given),
				{"compareAndSet(" + kind + "," + kind + ")", func(_ *thread, self any, a []any) (any, error) {
					if v := of(self).v; !same(v, a[0]) && (c == classAtomicRef || v != a[0]) {
						return false, nil
					}
					of(self).v = a[1]
					return true, nil
				}},
			},
		}
		if c == classAtomicBoolean {
			return l
		}
		l.methods = append(l.methods,
			change("updateAndGet(Object)", true, func(t *thread, old any, a []any) (any, error) { return t.callFn(a[0], update, old) }),
			change("getAndUpdate(Object)", false, func(t *thread, old any, a []any) (any, error) { return t.callFn(a[0], update, old) }),
			change("accumulateAndGet("+kind+",Object)", true, func(t *thread, old any, a []any) (any, error) {
				return t.callFn(a[1], update, old, a[0])
			}),
			change("getAndAccumulate("+kind+",Object)", false, func(t *thread, old any, a []any) (any, error) {
				return t.callFn(a[1], update, old, a[0])
			}))
		if c == classAtomicRef {
			return l
		}
		plus := func(n int32) func(t *thread, old any, a []any) (any, error) {
			return func(t *thread, old any, a []any) (any, error) {
				if len(a) > 0 {
					return number.Add(&t.number, old, a[0])
				}
				return number.Add(&t.number, old, n)
			}
		}
		l.methods = append(l.methods,
			change("incrementAndGet()", true, plus(1)), change("getAndIncrement()", false, plus(1)),
			change("decrementAndGet()", true, plus(-1)), change("getAndDecrement()", false, plus(-1)),
			change("addAndGet("+kind+")", true, plus(0)), change("getAndAdd("+kind+")", false, plus(0)),
			def{"intValue()", func(_ *thread, self any, _ []any) (any, error) { return number.Int32(of(self).v), nil }},
			def{"longValue()", func(_ *thread, self any, _ []any) (any, error) { return number.Int64(of(self).v), nil }},
			def{"doubleValue()", func(_ *thread, self any, _ []any) (any, error) { return number.Float64(of(self).v), nil }},
			def{"toInteger()", func(_ *thread, self any, _ []any) (any, error) { return number.Int32(of(self).v), nil }},
			def{"next()", func(_ *thread, self any, _ []any) (any, error) { return number.Int32(of(self).v) + 1, nil }})
		return l
	}
}
