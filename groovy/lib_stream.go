package groovy

import "strings"

// java.util.stream: lazy as the real ones, so that an endless stream may be cut
// by limit, and sequential.

var (
	classBaseStream   = &Class{name: "java.util.stream.BaseStream", kind: kindInterface, ifaces: []*Class{classClosable}}
	classStream       = &Class{name: "java.util.stream.Stream", kind: kindInterface, ifaces: []*Class{classBaseStream}}
	classIntStream    = &Class{name: "java.util.stream.IntStream", kind: kindInterface, ifaces: []*Class{classBaseStream}}
	classLongStream   = &Class{name: "java.util.stream.LongStream", kind: kindInterface, ifaces: []*Class{classBaseStream}}
	classDoubleStream = &Class{name: "java.util.stream.DoubleStream", kind: kindInterface, ifaces: []*Class{classBaseStream}}
)

func streamClasses() []entry {
	return []entry{
		{classBaseStream, baseStreamLib}, {classStream, streamLib(classStream)}, {classIntStream, streamLib(classIntStream)},
		{classLongStream, streamLib(classLongStream)}, {classDoubleStream, streamLib(classDoubleStream)},
		{classCollection, collectionStreamLib}, {classCollectors, collectorsLib}, {classCollector, collectorLib},
		{classCharacteristics, collectorKindLib},
		{classStreamBuilder, streamBuilderLib(classStream)}, {classIntStreamBuilder, streamBuilderLib(classIntStream)},
		{classLongStreamBuilder, streamBuilderLib(classLongStream)}, {classDoubleStreamBuilder, streamBuilderLib(classDoubleStream)},
		{classIntMapMulti, nil}, {classLongMapMulti, nil}, {classDoubleMapMulti, nil},
	}
}

// A streamValue is a stream of any kind; next gives its elements.
type streamValue struct {
	class *Class
	next  func(t *thread) (any, bool, error)
	// size is how many there will be, nil if it takes a walk to know: count
	// does not walk then, and what peek would do is not done, as in Java.
	size    func(t *thread) (int64, error)
	pipe    *pipeline
	used    bool
	derived bool // from another stream
}

// A pipeline is what all stages of a stream share.
type pipeline struct {
	parallel bool // what isParallel says; nothing else depends on it
	onClose  []any
	closed   bool
}

// The classes that Java's streams are of.
var streamImpls = func() map[*Class][2]*Class {
	m := map[*Class][2]*Class{}
	for _, c := range []*Class{classStream, classIntStream, classLongStream, classDoubleStream} {
		name := "java.util.stream." + kindName(c) + "Pipeline"
		if c == classStream {
			name = "java.util.stream.ReferencePipeline"
		}
		whole := &Class{name: name, super: classObject, kind: kindAbstract, ifaces: []*Class{c}}
		m[c] = [2]*Class{{name: name + "$Head", super: whole}, whole}
	}
	return m
}()

func (s *streamValue) classOf() *Class {
	if s.derived {
		return streamImpls[s.class][1]
	}
	return streamImpls[s.class][0]
}

// of gives the pipeline, which most streams never ask for.
func (s *streamValue) of() *pipeline {
	if s.pipe == nil {
		s.pipe = &pipeline{}
	}
	return s.pipe
}

// pull gives the next element. A stream over a stream over a stream is as deep
// as the script likes.
func (s *streamValue) pull(t *thread) (any, bool, error) {
	if err := t.enter(); err != nil {
		return nil, false, err
	}
	defer t.exit()
	return s.next(t)
}

func (s *streamValue) iterate(t *thread, f func(any) error) error {
	for {
		v, ok, err := s.pull(t)
		if !ok || err != nil {
			return err
		}
		if err := t.step(); err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
}

// take is asked before a stream is worked with, which may be done once.
func (s *streamValue) take(t *thread) error {
	if s.used {
		return t.throw(classIllegalState, "stream has already been operated upon or closed")
	}
	s.used = true
	return nil
}

// close calls what onClose was given, once, all of them; the first exception
// counts.
func (s *streamValue) close(t *thread) error {
	p := s.of()
	s.used = true
	if p.closed {
		return nil
	}
	p.closed = true
	var first error
	for _, f := range p.onClose {
		_, err := t.callFn(f, "run")
		if err != nil && t.dead != nil {
			return err
		}
		if first == nil {
			first = err
		}
	}
	return first
}

func streamOver(c *Class, items func(t *thread) ([]any, error)) *streamValue {
	var rest []any
	started := false
	return &streamValue{class: c, next: func(t *thread) (any, bool, error) {
		if !started {
			started = true
			var err error
			if rest, err = items(t); err != nil {
				return nil, false, err
			}
		}
		if len(rest) == 0 {
			return nil, false, nil
		}
		v := rest[0]
		rest = rest[1:]
		return v, true, t.step()
	}}
}

// streamOf is a stream over what can be walked over, as it is when the stream
// is first asked.
func streamOf(c *Class, v any) *streamValue {
	s := streamOver(c, func(t *thread) ([]any, error) { return t.slice(v) })
	s.size = func(t *thread) (int64, error) {
		if v == nil {
			return 0, nil
		}
		n, err := t.sizeOf(v)
		return int64(n), err
	}
	return s
}

// streamOfItems is a stream over elements that no one else changes.
func streamOfItems(c *Class, items []any) *streamValue { return streamOf(c, newList(items)) }

func collectionStreamLib() lib {
	return lib{methods: []def{
		{"stream()", func(_ *thread, self any, _ []any) (any, error) { return streamOf(classStream, self), nil }},
		{"parallelStream()", func(_ *thread, self any, _ []any) (any, error) {
			s := streamOf(classStream, self)
			s.of().parallel = true
			return s, nil
		}},
	}}
}

// elementClass is what a stream of numbers holds.
func elementClass(c *Class) *Class {
	switch c {
	case classIntStream:
		return classIntP
	case classLongStream:
		return classLongP
	case classDoubleStream:
		return classDoubleP
	}
	return nil
}

// kindName is Int, Long or Double, and empty for streams of objects.
func kindName(c *Class) string {
	if c == classStream {
		return ""
	}
	return strings.TrimSuffix(c.simpleName(), "Stream")
}

// then makes the stream that comes of this one.
func (s *streamValue) then(t *thread, c *Class, next func(t *thread) (any, bool, error)) (*streamValue, error) {
	if err := s.take(t); err != nil {
		return nil, err
	}
	return &streamValue{class: c, next: next, pipe: s.of(), derived: true}, t.alloc(64)
}

// sized is then for what gives as many elements as it takes.
func (s *streamValue) sized(t *thread, c *Class, next func(t *thread) (any, bool, error)) (*streamValue, error) {
	n, err := s.then(t, c, next)
	if err == nil {
		n.size = s.size
	}
	return n, err
}

// mapped is map and its like; without f the elements are only converted.
func (s *streamValue) mapped(t *thread, c *Class, f any) (*streamValue, error) {
	method := "apply"
	if k := kindName(c); k != "" {
		method = "applyAs" + k
	}
	elem := elementClass(c)
	return s.sized(t, c, func(t *thread) (any, bool, error) {
		v, ok, err := s.pull(t)
		if !ok || err != nil {
			return nil, false, err
		}
		if f != nil {
			v, err = t.callFn(f, method, v)
		} else if elem != nil {
			v, err = t.cast(v, elem)
		}
		return v, err == nil, err
	})
}

// asks calls a predicate.
func (t *thread) asks(f, v any) (bool, error) {
	r, err := t.callFn(f, "test", v)
	if err != nil {
		return false, err
	}
	return r.(bool), nil
}

// rest makes a stream of what is known only when all of this has been seen.
func (s *streamValue) rest(t *thread, f func(t *thread, items []any) ([]any, error)) (any, error) {
	if err := s.take(t); err != nil {
		return nil, err
	}
	n := streamOver(s.class, func(t *thread) ([]any, error) {
		items, err := t.slice(s)
		if err != nil {
			return nil, err
		}
		return f(t, items)
	})
	n.pipe, n.size, n.derived = s.of(), s.size, true
	return n, nil
}

// ends is a method that consumes the stream.
func ends(sig string, f func(t *thread, s *streamValue, a []any) (any, error)) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		s := self.(*streamValue)
		if err := t.present(a); err != nil {
			return nil, err
		}
		if err := s.take(t); err != nil {
			return nil, err
		}
		return f(t, s, a)
	}}
}

// goesOn is a method that makes another stream, which keeps the arguments.
func goesOn(sig string, f func(t *thread, s *streamValue, a []any) (any, error)) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		if err := t.present(a); err != nil {
			return nil, err
		}
		return f(t, self.(*streamValue), append([]any(nil), a...))
	}}
}

// present refuses functions that are null, as the streams of Java do at once.
func (t *thread) present(a []any) error {
	for _, x := range a {
		if x == nil {
			return t.throw(classNullPointer, "")
		}
	}
	return nil
}

func streamLib(c *Class) func() lib {
	return func() lib {
		l := lib{statics: streamStatics(c)}
		l.methods = append(stagesOf(c), endsOf(c)...)
		if c == classStream {
			l.methods = append(l.methods, objectEnds()...)
		} else {
			l.methods = append(l.methods, numberEnds(c)...)
		}
		return l
	}
}

// baseStreamLib is what is the same for all kinds.
func baseStreamLib() lib {
	parallel := func(yes bool) native {
		return func(_ *thread, self any, _ []any) (any, error) {
			self.(*streamValue).of().parallel = yes
			return self, nil
		}
	}
	return lib{methods: []def{
		{"parallel()", parallel(true)}, {"sequential()", parallel(false)},
		{"unordered()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
		{"isParallel()", func(_ *thread, self any, _ []any) (any, error) { return self.(*streamValue).of().parallel, nil }},
		{"onClose(Runnable)", func(t *thread, self any, a []any) (any, error) {
			s := self.(*streamValue)
			if s.used {
				return nil, t.throw(classIllegalState, "stream has already been operated upon or closed")
			}
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			s.of().onClose = append(s.of().onClose, a[0])
			return s, t.alloc(16)
		}},
		{"void close()", func(t *thread, self any, _ []any) (any, error) { return nil, self.(*streamValue).close(t) }},
		ends("iterator()", func(_ *thread, s *streamValue, _ []any) (any, error) { return &Iterator{next: s.next}, nil }),
		ends("spliterator()", func(_ *thread, s *streamValue, _ []any) (any, error) {
			return &spliterator{next: s.next, size: s.size}, nil
		}),
	}}
}
