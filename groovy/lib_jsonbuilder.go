package groovy

// JsonBuilder and StreamingJsonBuilder: method calls become names, what they
// are given becomes values.

const builderArguments = "Expected no arguments, a single map, a single closure, or a map and closure as arguments."

// A jsonDelegate collects what a closure of a JsonBuilder calls.
type jsonDelegate struct{ content *Map }

func (*jsonDelegate) classOf() *Class { return classJSONDelegate }

func (d *jsonDelegate) property(_ *thread, name string) (any, bool, error) {
	return d.content, name == "content", nil
}

func (d *jsonDelegate) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	var v any
	switch {
	case len(args) == 1:
		v = args[0]
	case len(args) == 2 && isCollection(args[0]) && isClosure(args[1]):
		l, err := t.jsonOfEach(args[0], args[1].(*Closure))
		if err != nil {
			return nil, true, err
		}
		v = l
	default:
		v = newList(append([]any(nil), args...))
	}
	_, err := d.content.put(t, name, v)
	return v, true, err
}

func isClosure(v any) bool { _, ok := v.(*Closure); return ok }

func isCollection(v any) bool { return v != nil && classOf(v).isSubclassOf(classCollection) }

// jsonOfClosure runs a closure and gives the names it called.
func (t *thread) jsonOfClosure(c *Closure, args ...any) (*Map, error) {
	d := &jsonDelegate{content: NewMap()}
	_, err := t.callBuilding(c, d, args...)
	return d.content, err
}

// callBuilding calls a copy of a closure whose calls go to d first.
func (t *thread) callBuilding(c *Closure, d any, args ...any) (any, error) {
	c = c.clone()
	c.delegate, c.strategy = d, delegateFirst
	return t.callArgs(c, args)
}

func (t *thread) jsonOfEach(v any, c *Closure) (*List, error) {
	l := newList(nil)
	return l, t.iterate(v, func(e any) error {
		m, err := t.jsonOfClosure(c, e)
		if err != nil {
			return err
		}
		return l.add(t, m)
	})
}

type jsonBuilder struct{ content any }

func (*jsonBuilder) classOf() *Class { return classJSONBuilder }

func (b *jsonBuilder) text(t *thread) (string, error) { return t.toJSON(b.content) }

func (b *jsonBuilder) writeSelf(t *thread, to any) error {
	s, err := b.text(t)
	if err != nil {
		return err
	}
	return t.writeTo(to, s)
}

func (b *jsonBuilder) root(t *thread, name string, v any) (any, bool, error) {
	m := NewMap()
	m.Put(name, v)
	b.content = m
	return m, true, t.alloc(entrySize)
}

func (b *jsonBuilder) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	switch len(args) {
	case 0:
		return b.root(t, name, NewMap())
	case 1:
		switch x := args[0].(type) {
		case *Closure:
			m, err := t.jsonOfClosure(x)
			if err != nil {
				return nil, true, err
			}
			return b.root(t, name, m)
		case *Map:
			return b.root(t, name, x)
		}
	case 2:
		c, ok := args[1].(*Closure)
		if !ok {
			break
		}
		if m, ok := args[0].(*Map); ok {
			more, err := t.jsonOfClosure(c)
			if err != nil {
				return nil, true, err
			}
			all := NewMap()
			if err := t.putAll(all, m); err != nil {
				return nil, true, err
			}
			if err := t.putAll(all, more); err != nil {
				return nil, true, err
			}
			return b.root(t, name, all)
		}
		if _, isArray := args[0].(*Array); isArray || args[0] != nil && classOf(args[0]).isSubclassOf(classIterable) {
			l, err := t.jsonOfEach(args[0], c)
			if err != nil {
				return nil, true, err
			}
			return b.root(t, name, l)
		}
	}
	return nil, true, t.throw(classJSONException, builderArguments)
}

func jsonBuilderLib() lib {
	jb := func(self any) *jsonBuilder { return self.(*jsonBuilder) }
	set := func(_ *thread, self any, a []any) (any, error) {
		jb(self).content = a[0]
		return a[0], nil
	}
	each := func(t *thread, self any, a []any) (any, error) {
		l, err := t.jsonOfEach(a[0], a[1].(*Closure))
		jb(self).content = l
		return l, err
	}
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &jsonBuilder{}, nil }},
			{"(Object)", func(_ *thread, _ any, a []any) (any, error) { return &jsonBuilder{a[0]}, nil }},
		},
		methods: []def{
			{"getContent()", func(_ *thread, self any, _ []any) (any, error) { return jb(self).content, nil }},
			{"call(Map)", set},
			{"call(List)", set},
			{"call(Object...)", func(t *thread, self any, a []any) (any, error) {
				items, err := t.keptItems(a[0].(*Array).items)
				jb(self).content = newList(items)
				return jb(self).content, err
			}},
			{"call(Iterable,Closure)", each},
			{"call(Object[],Closure)", each},
			{"call(Closure)", func(t *thread, self any, a []any) (any, error) {
				m, err := t.jsonOfClosure(a[0].(*Closure))
				jb(self).content = m
				return m, err
			}},
			{"toPrettyString()", func(t *thread, self any, _ []any) (any, error) {
				s, err := jb(self).text(t)
				if err != nil {
					return nil, err
				}
				return textResult(t.prettyJSON(s))
			}},
			{"writeTo(Writer)", func(t *thread, self any, a []any) (any, error) {
				return a[0], jb(self).writeSelf(t, a[0])
			}},
		},
	}
}

// A jsonStream is a StreamingJsonBuilder, and, inside a closure, its delegate:
// it writes names and values as they come.
type jsonStream struct {
	to    any
	inner bool
	first bool
}

func (s *jsonStream) classOf() *Class {
	if s.inner {
		return classJSONStreamTo
	}
	return classJSONStream
}

// object writes what a closure calls.
func (s *jsonStream) object(t *thread, c *Closure, first bool, args ...any) error {
	_, err := t.callBuilding(c, &jsonStream{to: s.to, inner: true, first: first}, args...)
	return err
}

func (s *jsonStream) braces(t *thread, c *Closure, args ...any) error {
	if err := t.writeTo(s.to, "{"); err != nil {
		return err
	}
	if err := s.object(t, c, true, args...); err != nil {
		return err
	}
	return t.writeTo(s.to, "}")
}

func (s *jsonStream) each(t *thread, v any, c *Closure) error {
	if err := t.writeTo(s.to, "["); err != nil {
		return err
	}
	sep := ""
	err := t.iterate(v, func(e any) error {
		if err := t.writeTo(s.to, sep); err != nil {
			return err
		}
		sep = ","
		return s.braces(t, c, e)
	})
	if err != nil {
		return err
	}
	return t.writeTo(s.to, "]")
}

func (s *jsonStream) json(t *thread, v any) error {
	j, err := t.toJSON(v)
	if err != nil {
		return err
	}
	return t.writeTo(s.to, j)
}

func (s *jsonStream) name(t *thread, name string) error {
	j, err := t.toJSON(name)
	if err != nil {
		return err
	}
	if s.inner && !s.first {
		j = "," + j
	}
	s.first = false
	return t.writeTo(s.to, j+":")
}

func (s *jsonStream) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	if s.inner {
		return nil, true, s.member(t, name, args)
	}
	switch len(args) {
	case 0:
		return nil, true, s.wrap(t, name, func() error { return t.writeTo(s.to, "{}") })
	case 1:
		switch x := args[0].(type) {
		case *Closure:
			return nil, true, s.wrap(t, name, func() error { return s.braces(t, x) })
		case *Map:
			return nil, true, s.wrap(t, name, func() error { return s.json(t, x) })
		}
	case 2:
		c, ok := args[1].(*Closure)
		if !ok {
			break
		}
		if m, ok := args[0].(*Map); ok {
			return nil, true, s.wrap(t, name, func() error { return s.mapAndMore(t, m, c) })
		}
		if _, isArray := args[0].(*Array); isArray || args[0] != nil && classOf(args[0]).isSubclassOf(classIterable) {
			return nil, true, s.wrap(t, name, func() error { return s.each(t, args[0], c) })
		}
	}
	return nil, true, t.throw(classJSONException, builderArguments)
}

func (s *jsonStream) wrap(t *thread, name string, f func() error) error {
	if err := t.writeTo(s.to, "{"); err != nil {
		return err
	}
	if err := s.name(t, name); err != nil {
		return err
	}
	if err := f(); err != nil {
		return err
	}
	return t.writeTo(s.to, "}")
}

// mapAndMore writes a map's entries and then what a closure adds.
func (s *jsonStream) mapAndMore(t *thread, m *Map, c *Closure) error {
	if err := t.writeTo(s.to, "{"); err != nil {
		return err
	}
	in := &jsonStream{to: s.to, inner: true, first: true}
	err := t.iterateMap(m, func(e *Entry) error {
		k, err := t.toString(e.Key)
		if err != nil {
			return err
		}
		if err := in.name(t, k); err != nil {
			return err
		}
		return s.json(t, e.Value)
	})
	if err != nil {
		return err
	}
	if err := s.object(t, c, m.Len() == 0); err != nil {
		return err
	}
	return t.writeTo(s.to, "}")
}

// member is a call inside a closure.
func (s *jsonStream) member(t *thread, name string, args []any) error {
	args = append([]any(nil), args...)
	if err := s.name(t, name); err != nil {
		return err
	}
	switch len(args) {
	case 1:
		if c, ok := args[0].(*Closure); ok {
			return s.braces(t, c)
		}
		return s.json(t, args[0])
	case 2:
		if c, ok := args[1].(*Closure); ok {
			if _, isArray := args[0].(*Array); isArray || isCollection(args[0]) {
				return s.each(t, args[0], c)
			}
			return s.braces(t, c, args[0])
		}
	}
	return s.json(t, newList(args))
}

func jsonStreamLib() lib {
	js := func(self any) *jsonStream { return self.(*jsonStream) }
	whole := func(t *thread, self any, a []any) (any, error) { return a[0], js(self).json(t, a[0]) }
	each := func(t *thread, self any, a []any) (any, error) { return a[0], js(self).each(t, a[0], a[1].(*Closure)) }
	return lib{
		ctors: []def{
			{"(Writer)", func(_ *thread, _ any, a []any) (any, error) { return &jsonStream{to: a[0]}, nil }},
			{"(Writer,Object)", func(t *thread, _ any, a []any) (any, error) {
				s := &jsonStream{to: a[0]}
				if a[1] == nil {
					return s, nil
				}
				return s, s.json(t, a[1])
			}},
		},
		methods: []def{
			{"call(Map)", whole},
			{"call(List)", whole},
			{"call(Object...)", func(t *thread, self any, a []any) (any, error) {
				items, err := t.keptItems(a[0].(*Array).items)
				if err != nil {
					return nil, err
				}
				l := newList(items)
				return l, js(self).json(t, l)
			}},
			{"call(Iterable,Closure)", each},
			{"call(Object[],Closure)", each},
			{"call(Closure)", func(t *thread, self any, a []any) (any, error) {
				return nil, js(self).braces(t, a[0].(*Closure))
			}},
		},
	}
}
