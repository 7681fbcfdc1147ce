package groovy

import "math"

// java.util.Spliterator, as scripts need it: to make a stream of an Iterable.

var (
	classSpliterator   = &Class{name: "java.util.Spliterator", kind: kindInterface}
	classSpliterators  = &Class{name: "java.util.Spliterators", super: classObject}
	classStreamSupport = &Class{name: "java.util.stream.StreamSupport", super: classObject}
)

func spliteratorClasses() []entry {
	return []entry{
		{classSpliterator, spliteratorLib}, {classSpliterators, spliteratorsLib}, {classStreamSupport, streamSupportLib},
		{classIterable, func() lib {
			return lib{methods: []def{{"spliterator()", func(t *thread, self any, _ []any) (any, error) { return t.spliteratorOf(self) }}}}
		}},
	}
}

// A spliterator walks over what a collection or stream holds; it is never
// split, which Java allows.
type spliterator struct {
	next  func(t *thread) (any, bool, error)
	size  func(t *thread) (int64, error) // nil if it is not known
	given int64                          // how many were handed out
	flags int32
}

func (*spliterator) classOf() *Class { return classSpliterator }

// The characteristics that say something here.
const (
	spliteratorOrdered  = 0x10
	spliteratorSized    = 0x40
	spliteratorSubsized = 0x4000
)

func (t *thread) spliteratorOf(v any) (any, error) {
	it, err := t.iterator(v)
	if err != nil {
		return nil, err
	}
	s := &spliterator{next: func(t *thread) (any, bool, error) { return t.nextOf(it) }, flags: spliteratorOrdered}
	if _, own := v.(*Object); !own {
		s.size, s.flags = streamOf(classStream, v).size, s.flags|spliteratorSized|spliteratorSubsized
	}
	return s, nil
}

func (s *spliterator) left(t *thread) (int64, error) {
	if s.size == nil {
		return math.MaxInt64, nil
	}
	n, err := s.size(t)
	return n - s.given, err
}

// advance hands one element to f.
func (s *spliterator) advance(t *thread, f any) (bool, error) {
	v, ok, err := s.next(t)
	if !ok || err != nil {
		return false, err
	}
	s.given++
	_, err = t.callFn(f, "accept", v)
	return true, err
}

func spliteratorLib() lib {
	sp := func(v any) *spliterator { return v.(*spliterator) }
	return lib{
		fields: []constant{{"ORDERED", int32(spliteratorOrdered)}, {"DISTINCT", int32(0x1)}, {"SORTED", int32(0x4)},
			{"SIZED", int32(spliteratorSized)}, {"NONNULL", int32(0x100)}, {"IMMUTABLE", int32(0x400)},
			{"CONCURRENT", int32(0x1000)}, {"SUBSIZED", int32(spliteratorSubsized)}},
		methods: []def{
			{"tryAdvance(Consumer)", func(t *thread, self any, a []any) (any, error) {
				if err := t.present(a); err != nil {
					return nil, err
				}
				return boolResult(sp(self).advance(t, a[0]))
			}},
			{"void forEachRemaining(Consumer)", func(t *thread, self any, a []any) (any, error) {
				f := a[0]
				if err := t.present(a); err != nil {
					return nil, err
				}
				for {
					if ok, err := sp(self).advance(t, f); !ok || err != nil {
						return nil, err
					}
				}
			}},
			{"trySplit()", func(*thread, any, []any) (any, error) { return nil, nil }},
			{"estimateSize()", func(t *thread, self any, _ []any) (any, error) { return longResult(sp(self).left(t)) }},
			{"getExactSizeIfKnown()", func(t *thread, self any, _ []any) (any, error) {
				if sp(self).size == nil {
					return int64(-1), nil
				}
				return longResult(sp(self).left(t))
			}},
			{"characteristics()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(sp(self).flags), nil }},
			{"hasCharacteristics(int)", func(_ *thread, self any, a []any) (any, error) {
				return sp(self).flags&a[0].(int32) == a[0].(int32), nil
			}},
		},
	}
}

func spliteratorsLib() lib {
	return lib{statics: []def{
		{"spliteratorUnknownSize(Iterator,int)", func(t *thread, _ any, a []any) (any, error) {
			it := a[0]
			if it == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return &spliterator{next: func(t *thread) (any, bool, error) { return t.nextOf(it) }, flags: a[1].(int32)}, nil
		}},
		{"spliterator(Collection,int)", func(t *thread, _ any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			flags := a[1].(int32)
			s, err := t.spliteratorOf(a[0])
			if err == nil {
				s.(*spliterator).flags = flags | spliteratorSized | spliteratorSubsized
			}
			return s, err
		}},
		{"iterator(Spliterator)", func(t *thread, _ any, a []any) (any, error) {
			s, ok := a[0].(*spliterator)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			return &Iterator{next: s.next}, nil
		}},
	}}
}

// streamSupportLib makes a stream of a spliterator.
func streamSupportLib() lib {
	return lib{statics: []def{{"stream(Spliterator,boolean)", func(t *thread, _ any, a []any) (any, error) {
		sp, ok := a[0].(*spliterator)
		if !ok {
			return nil, t.throw(classNullPointer, "")
		}
		s := &streamValue{class: classStream, next: sp.next}
		if sp.size != nil {
			s.size = sp.left
		}
		s.of().parallel = a[1].(bool)
		return s, nil
	}}}}
}
