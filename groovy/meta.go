package groovy

import "strings"

// A metaClass is what a run added to a class or to one object: it is forgotten
// with the run. While there is any, calls take the long way (thread.dynamic).
type metaClass struct {
	class   *Class
	object  any // of one object; nil for a whole class
	methods map[string][]*Closure
	statics map[string][]*Closure
	props   map[string]any
	ctors   []*Closure
	mixins  []*Class
	epoch   int32
	plain   bool                   // the methods are closures that keep their own delegates
	mixed   map[any]map[*Class]any // the mixin instance of each object
}

func (*metaClass) classOf() *Class { return classMetaClass }

func (m *metaClass) text(t *thread) (string, error) {
	return "groovy.lang.ExpandoMetaClass@" + t.hex(m) + "[class " + m.class.name + "]", nil
}

// staticMeta is X.metaClass.static.
type staticMeta struct{ m *metaClass }

func (*staticMeta) classOf() *Class { return classMetaClass }

func (s *staticMeta) setProperty(t *thread, name string, v any) (bool, error) {
	s.m.begin(t)
	c, ok := v.(*Closure)
	if !ok {
		s.m.props["static "+name] = v
		return true, nil
	}
	s.m.statics[name] = replaceOverload(s.m.statics[name], c)
	return true, nil
}

func (s *staticMeta) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	if len(args) == 1 {
		if c, ok := args[0].(*Closure); ok {
			(&metaSlot{m: s.m, name: name, static: true}).add(t, c)
			return nil, true, nil
		}
	}
	return nil, false, nil
}

func (s *staticMeta) property(_ *thread, name string) (any, bool, error) {
	return &metaSlot{s.m, name, true}, true, nil
}

// metaSlot is X.metaClass.name before << or a call.
type metaSlot struct {
	m      *metaClass
	name   string
	static bool
}

func (*metaSlot) classOf() *Class { return classMetaMethod }

func (s *metaSlot) add(t *thread, c *Closure) {
	s.m.begin(t)
	switch {
	case s.static:
		s.m.statics[s.name] = replaceOverload(s.m.statics[s.name], c)
	case s.name == "constructor":
		s.m.ctors = append(s.m.ctors, c)
	default:
		s.m.methods[s.name] = replaceOverload(s.m.methods[s.name], c)
	}
}

// begin marks the metaclass as changed. Objects of a script's class that were
// made before keep the class as it was.
func (m *metaClass) begin(t *thread) {
	t.dynamic = true
	if m.epoch == 0 {
		t.epoch++
		m.epoch = t.epoch
	}
}

func newMeta(c *Class, object any) *metaClass {
	return &metaClass{class: c, object: object, methods: map[string][]*Closure{}, statics: map[string][]*Closure{}, props: map[string]any{}}
}

// metaOf gives a class's metaclass of this run.
func (t *thread) metaOf(c *Class) *metaClass {
	m := t.metas[c]
	if m == nil {
		m = newMeta(c, nil)
		if t.metas == nil {
			t.metas = map[*Class]*metaClass{}
		}
		t.metas[c] = m
	}
	return m
}

// metaOfObject gives the metaclass of one object.
func (t *thread) metaOfObject(v any) *metaClass {
	if o, ok := v.(*Object); ok {
		if o.meta == nil {
			o.meta = newMeta(o.class, o)
		}
		return o.meta
	}
	switch v.(type) {
	case *List, *Map, *Set, *Closure, *Expando, *StringBuilder, *Throwable, *plainObject:
		m := t.instMetas[v]
		if m == nil {
			m = newMeta(classOf(v), v)
			if t.instMetas == nil {
				t.instMetas = map[any]*metaClass{}
			}
			t.instMetas[v] = m
		}
		return m
	}
	return t.metaOf(classOf(v))
}

// addPlain adds a method whose closure keeps its own delegate.
func (m *metaClass) addPlain(name string, c *Closure) {
	m.methods[name] = append(m.methods[name], c)
	if o, ok := m.object.(*Object); ok {
		o.meta = m
	}
	m.plain = true
}

func replaceOverload(l []*Closure, c *Closure) []*Closure {
	for i, o := range l {
		if sameClosureParams(o, c) {
			l[i] = c
			return l
		}
	}
	return append(l, c)
}

func sameClosureParams(a, b *Closure) bool {
	if a.fn == nil || b.fn == nil {
		return a.nparams() == b.nparams()
	}
	if len(a.fn.params) != len(b.fn.params) || a.fn.it != b.fn.it {
		return false
	}
	for i := range a.fn.params {
		if a.fn.params[i].typ != b.fn.params[i].typ {
			return false
		}
	}
	return true
}

// setOfMeta is X.metaClass.name = v.
func (t *thread) setOfMeta(m *metaClass, name string, v any) error {
	m.begin(t)
	c, ok := v.(*Closure)
	if !ok {
		m.props[name] = v
		return nil
	}
	(&metaSlot{m: m, name: name}).add(t, c)
	return nil
}

// property reads of a metaclass itself.
func (m *metaClass) property(t *thread, name string) (any, bool, error) {
	t.dynamic = true
	switch name {
	case "static", "'static'":
		return &staticMeta{m}, true, nil
	case "methods", "properties", "expandoMethods", "expandoProperties", "modified", "theClass", "class", "metaClass", "delegate":
		return nil, false, nil
	}
	return &metaSlot{m: m, name: name}, true, nil
}

// methodMissing lets X.metaClass { foo { ... } } and X.metaClass.foo { } define.
func (m *metaClass) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	if len(args) == 1 {
		if c, ok := args[0].(*Closure); ok {
			if name == "static" {
				_, err := t.callOn(c, &staticMeta{m}, nil)
				return nil, true, err
			}
			if name == "constructor" {
				// In this form it is a method of that name and makes nothing.
				m.begin(t)
				m.methods[name] = replaceOverload(m.methods[name], c)
				return nil, true, nil
			}
			(&metaSlot{m: m, name: name}).add(t, c)
			return nil, true, nil
		}
	}
	return nil, false, nil
}

func (t *thread) replaceMeta(c *Class, v any) error {
	if v == nil {
		delete(t.metas, c)
		return nil
	}
	if m, ok := v.(*metaClass); ok {
		if t.metas == nil {
			t.metas = map[*Class]*metaClass{}
		}
		t.metas[c] = m
	}
	return nil
}

// setMetaClass is x.metaClass = m: of a class, or of one object.
func (t *thread) setMetaClass(v, m any) error {
	if c, ok := v.(*Class); ok {
		return t.replaceMeta(c, m)
	}
	meta, _ := m.(*metaClass)
	if meta == nil && m != nil {
		return t.castError(m, classMetaClassI)
	}
	t.dynamic = true
	if meta != nil && meta.object == nil {
		// One object's own from now on.
		own := *meta
		own.object = v
		meta = &own
	}
	switch x := v.(type) {
	case *Object:
		x.meta = meta
	case *List, *Map, *Set, *Closure, *Expando, *StringBuilder, *Throwable, *plainObject:
		if t.instMetas == nil {
			t.instMetas = map[any]*metaClass{}
		}
		if meta == nil {
			delete(t.instMetas, v)
			break
		}
		t.instMetas[v] = meta
	}
	return nil
}

// A category is a class whose static methods use() lends to others.
type category struct{ class *Class }

// metasOf lists the metaclasses that bear on a value, nearest first.
func (t *thread) metasOf(recv any) []*metaClass {
	var out []*metaClass
	if o, ok := recv.(*Object); ok {
		if o.meta != nil {
			out = append(out, o.meta)
		}
	} else if len(t.instMetas) > 0 {
		switch recv.(type) {
		case *List, *Map, *Set, *Closure, *Expando, *StringBuilder, *Throwable, *plainObject:
			if m := t.instMetas[recv]; m != nil {
				out = append(out, m)
			}
		}
	}
	if len(t.metas) > 0 {
		for _, k := range classOf(recv).ancestors().order {
			m := t.metas[k]
			if m == nil {
				continue
			}
			if o, ok := recv.(*Object); ok && o.epoch < m.epoch && o != t.main {
				continue
			}
			out = append(out, m)
		}
	}
	return out
}

// redefined tells whether this run gave an object's class a method of that
// name, by a metaclass or a category. Groovy's own code finds it; Java's, which
// makes texts and looks up keys, does not.
func (t *thread) redefined(v any, name string) bool {
	if !t.dynamic {
		return false
	}
	for _, k := range t.categories {
		if k.class.findStatics(name) != nil {
			return true
		}
	}
	for _, m := range t.metasOf(v) {
		if len(m.methods[name]) > 0 || len(m.methods["invokeMethod"]) > 0 {
			return true
		}
	}
	return false
}

// invokeMeta looks in categories and metaclasses.
func (t *thread) invokeMeta(recv any, name string, args []any) (any, bool, error) {
	for i := len(t.categories) - 1; i >= 0; i-- {
		if r, ok, err := t.invokeCategory(t.categories[i].class, recv, name, args); ok || err != nil {
			return r, true, err
		}
		if r, ok, err := t.invokeExtension(t.categories[i].class, recv, name, args); ok || err != nil {
			return r, true, err
		}
	}
	if c, ok := recv.(*Class); ok {
		return t.invokeMetaStatic(c, name, args, func(*Class) *Class { return c })
	}
	for _, m := range t.metasOf(recv) {
		if hooks := m.methods["invokeMethod"]; len(hooks) > 0 && name != "invokeMethod" && !strings.HasPrefix(name, "$") {
			r, err := t.callOn(hooks[0], recv, []any{name, newArray(classObject, append([]any(nil), args...))})
			return r, true, err
		}
		if f, err := t.pickClosure(m.methods[name], args); err != nil {
			return nil, true, err
		} else if f != nil {
			if m.plain && m.object == recv {
				r, err := t.callArgs(f, args)
				return r, true, err
			}
			r, err := t.callOn(f, recv, args)
			return r, true, err
		}
		if len(args) <= 1 {
			if v, ok, err := t.metaAccessor(m, name, args); ok || err != nil {
				return v, true, err
			}
		}
		for i := len(m.mixins) - 1; i >= 0; i-- {
			in, err := t.mixinFor(m, recv, m.mixins[i])
			if err != nil {
				return nil, true, err
			}
			if s := m.mixins[i].findMethods(name); s != nil && s.all[0].fn != nil {
				p, err := s.pick(t, args)
				if err != nil {
					return nil, true, err
				}
				if p != nil && p.fn != nil {
					r, err := t.callMethod(p, in, args)
					return r, true, err
				}
			}
			if r, ok, err := t.invokeExtension(m.mixins[i], recv, name, args); ok || err != nil {
				return r, true, err
			}
		}
	}
	if o, ok := recv.(*Object); ok {
		// What a class was given as static its objects have as well.
		return t.invokeMetaStatic(o.class, name, args, func(k *Class) *Class { return k })
	}
	return nil, false, nil
}

// invokeMetaStatic calls a static method that the metaclass of c or of a class
// above it was given; on says which class the closure is called on, by the one
// that has it.
func (t *thread) invokeMetaStatic(c *Class, name string, args []any, on func(has *Class) *Class) (any, bool, error) {
	for k := c; k != nil; k = k.super {
		m := t.metas[k]
		if m == nil {
			continue
		}
		f, err := t.pickClosure(m.statics[name], args)
		if err != nil {
			return nil, true, err
		}
		if f != nil {
			r, err := t.callOn(f, on(k), args)
			return r, true, err
		}
	}
	return nil, false, nil
}

// invokeExtension calls a static method of a category or a mixin, whose first
// parameter is the object.
func (t *thread) invokeExtension(c *Class, recv any, name string, args []any) (any, bool, error) {
	s := c.findStatics(name)
	if s == nil {
		return nil, false, nil
	}
	all := append([]any{recv}, args...)
	m, err := s.pick(t, all)
	if err != nil {
		return nil, true, err
	}
	if m == nil || len(m.params) == 0 {
		return nil, false, nil
	}
	r, err := t.callMethod(m, c, all)
	return r, true, err
}

// invokeCategory calls a method of a class with @Category, whose methods are
// written as those of the class it is for.
func (t *thread) invokeCategory(c *Class, recv any, name string, args []any) (any, bool, error) {
	if c.script == nil || c.script.category == nil || !instanceOf(recv, c.script.category) {
		return nil, false, nil
	}
	if len(c.tab.methods[name]) == 0 {
		return nil, false, nil
	}
	m, err := newMethodSet(name, c.tab.methods[name]).pick(t, args)
	if m == nil || err != nil {
		return nil, false, err
	}
	r, err := t.callMethod(m, recv, args)
	return r, true, err
}

// metaAccessor is getX() and setX(v) of a property a metaclass has.
func (t *thread) metaAccessor(m *metaClass, name string, args []any) (any, bool, error) {
	if len(args) == 0 && strings.HasPrefix(name, "get") && len(name) > 3 {
		if v, ok := m.props[decapitalize(name[3:])]; ok {
			return v, true, nil
		}
	}
	return nil, false, nil
}

func (t *thread) mixinFor(m *metaClass, recv any, c *Class) (any, error) {
	if m.mixed == nil {
		m.mixed = map[any]map[*Class]any{}
	}
	key := recv
	if !hashableInGo(recv) {
		key = nil
	}
	byClass := m.mixed[key]
	if byClass == nil {
		byClass = map[*Class]any{}
		m.mixed[key] = byClass
	}
	if in, ok := byClass[c]; ok {
		return in, nil
	}
	in, err := t.construct(c, nil)
	if err != nil {
		return nil, err
	}
	byClass[c] = in
	return in, nil
}

// pickClosure chooses among closures by their parameters.
func (t *thread) pickClosure(l []*Closure, args []any) (*Closure, error) {
	var best *Closure
	bestDistance := 0
	for i := len(l) - 1; i >= 0; i-- {
		c := l[i]
		if c.fn == nil {
			if best == nil {
				best = c
				bestDistance = 1 << 20
			}
			continue
		}
		_, _, ok, err := t.fitClosure(c.fn, args)
		if err != nil {
			return nil, err
		}
		if !ok {
			continue
		}
		d := 0
		for j, a := range args {
			p := classObject
			if j < len(c.fn.params) && c.fn.params[j].typ != nil {
				p = c.fn.params[j].typ
			}
			if a != nil {
				d += distance(classOf(a), p)
			}
		}
		if c.fn.it {
			d += 2000
		}
		if best == nil || d < bestDistance {
			best, bestDistance = c, d
		}
	}
	return best, nil
}

// callOn calls a closure as a method of recv.
func (t *thread) callOn(c *Closure, recv any, args []any) (any, error) {
	f := c.clone()
	f.delegate = recv
	if f.strategy == ownerFirst {
		f.strategy = delegateFirst
	}
	return t.callArgs(f, args)
}

// metaMissing asks methodMissing of metaclasses.
func (t *thread) metaMissing(recv any, name string, args []any) (any, bool, error) {
	list := []any{name, newArray(classObject, append([]any(nil), args...))}
	if c, ok := recv.(*Class); ok {
		if m := t.metas[c]; m != nil {
			if l := m.statics["methodMissing"]; len(l) > 0 {
				r, err := t.callOn(l[0], recv, list)
				return r, true, err
			}
		}
		return nil, false, nil
	}
	for _, m := range t.metasOf(recv) {
		if l := m.methods["methodMissing"]; len(l) > 0 {
			r, err := t.callOn(l[0], recv, list)
			return r, true, err
		}
	}
	return nil, false, nil
}

// getMeta reads a property that a metaclass or category has.
func (t *thread) getMeta(recv any, name string) (any, bool, error) {
	if c, ok := recv.(*Class); ok {
		if m := t.metas[c]; m != nil {
			if v, ok := m.props["static "+name]; ok {
				return v, true, nil
			}
			if l := m.statics["get"+capitalize(name)]; len(l) > 0 {
				v, err := t.callOn(l[0], recv, nil)
				return v, true, err
			}
		}
		return nil, false, nil
	}
	if recv == nil {
		return nil, false, nil
	}
	if _, ok := recv.(*metaClass); ok {
		return nil, false, nil
	}
	getter := "get" + capitalize(name)
	for i := len(t.categories) - 1; i >= 0; i-- {
		if v, ok, err := t.invokeCategory(t.categories[i].class, recv, getter, nil); ok || err != nil {
			return v, true, err
		}
		if s := t.categories[i].class.findStatics(getter); s != nil {
			all := []any{recv}
			m, err := s.pick(t, all)
			if err != nil {
				return nil, true, err
			}
			if m != nil && len(m.params) == 1 {
				v, err := t.callMethod(m, t.categories[i].class, all)
				return v, true, err
			}
		}
	}
	if _, ok := recv.(*Map); ok {
		// A map's entries come before all properties.
		return nil, false, nil
	}
	for _, m := range t.metasOf(recv) {
		if v, ok := m.props[name]; ok {
			if own, ok := t.metaOwn(m, recv, name); ok {
				return own, true, nil
			}
			return v, true, nil
		}
		if l := m.methods[getter]; len(l) > 0 {
			if c, err := t.pickClosure(l, nil); c != nil || err != nil {
				if err != nil {
					return nil, true, err
				}
				v, err := t.callOn(c, recv, nil)
				return v, true, err
			}
		}
		if l := m.methods["is"+capitalize(name)]; len(l) > 0 {
			v, err := t.callOn(l[0], recv, nil)
			return v, true, err
		}
		if l := m.methods["getProperty"]; len(l) > 0 {
			v, err := t.callOn(l[0], recv, []any{name})
			return v, true, err
		}
		for i := len(m.mixins) - 1; i >= 0; i-- {
			if p := m.mixins[i].findProperty(name); p != nil && name != "class" && name != "metaClass" {
				in, err := t.mixinFor(m, recv, m.mixins[i])
				if err != nil {
					return nil, true, err
				}
				if o, ok := in.(*Object); ok {
					return t.readProperty(o, p)
				}
			}
		}
	}
	return nil, false, nil
}

// metaOwn is the value one object has for a property its class's metaclass
// gives to all.
func (t *thread) metaOwn(m *metaClass, recv any, name string) (any, bool) {
	if m.object != nil || !hashableInGo(recv) {
		return nil, false
	}
	v, ok := t.instMetaValue(recv)[name]
	return v, ok
}

func (t *thread) instMetaValue(recv any) map[string]any {
	m, _ := t.local("metaValues", func() any { return map[any]map[string]any{} }).(map[any]map[string]any)
	return m[recv]
}

// setMeta writes a property that a metaclass has.
func (t *thread) setMeta(recv any, name string, v any) (bool, error) {
	switch recv.(type) {
	case nil, *Class, *metaClass:
		return false, nil
	}
	setter := "set" + capitalize(name)
	for i := len(t.categories) - 1; i >= 0; i-- {
		if _, ok, err := t.invokeCategory(t.categories[i].class, recv, setter, []any{v}); ok || err != nil {
			return true, err
		}
		if s := t.categories[i].class.findStatics(setter); s != nil {
			all := []any{recv, v}
			m, err := s.pick(t, all)
			if err != nil {
				return true, err
			}
			if m != nil {
				_, err := t.callMethod(m, t.categories[i].class, all)
				return true, err
			}
		}
	}
	if _, ok := recv.(*Map); ok {
		return false, nil
	}
	for _, m := range t.metasOf(recv) {
		if l := m.methods[setter]; len(l) > 0 {
			_, err := t.callOn(l[0], recv, []any{v})
			return true, err
		}
		if l := m.methods["setProperty"]; len(l) > 0 {
			_, err := t.callOn(l[0], recv, []any{name, v})
			return true, err
		}
		if _, ok := m.props[name]; ok {
			if m.object != nil {
				m.props[name] = v
				return true, nil
			}
			if hashableInGo(recv) {
				all := t.local("metaValues", func() any { return map[any]map[string]any{} }).(map[any]map[string]any)
				if all[recv] == nil {
					all[recv] = map[string]any{}
				}
				all[recv][name] = v
				return true, nil
			}
		}
	}
	return false, nil
}

func (t *thread) metaGetMissing(recv any, name string) (any, bool, error) {
	if c, ok := recv.(*Class); ok {
		if m := t.metas[c]; m != nil {
			if l := m.statics["propertyMissing"]; len(l) > 0 {
				r, err := t.callOn(l[0], recv, []any{name})
				return r, true, err
			}
		}
		return nil, false, nil
	}
	for _, m := range t.metasOf(recv) {
		if f, err := t.pickClosure(m.methods["propertyMissing"], []any{name}); err != nil {
			return nil, true, err
		} else if f != nil {
			r, err := t.callOn(f, recv, []any{name})
			return r, true, err
		}
	}
	return nil, false, nil
}

func (t *thread) metaSetMissing(recv any, name string, v any) (bool, error) {
	if _, ok := recv.(*Class); ok {
		return false, nil
	}
	for _, m := range t.metasOf(recv) {
		for _, f := range m.methods["propertyMissing"] {
			if f.nparams() == 2 {
				_, err := t.callOn(f, recv, []any{name, v})
				return true, err
			}
		}
	}
	return false, nil
}

// constructMeta asks X.metaClass.constructor.
func (t *thread) constructMeta(c *Class, args []any) (any, bool, error) {
	m := t.metas[c]
	if m == nil || len(m.ctors) == 0 {
		return nil, false, nil
	}
	f, err := t.pickClosure(m.ctors, args)
	if f == nil || err != nil {
		return nil, false, err
	}
	if f.fn != nil && len(f.fn.params) != len(args) {
		return nil, false, nil
	}
	v, err := t.callOn(f, c, args)
	return v, true, err
}

// hashableInGo tells whether a value may be a key of a Go map.
func hashableInGo(v any) bool {
	switch v.(type) {
	case nil, string, int32, int64, bool, Char, float64, float32, int8, int16, *Object, *List, *Map, *Set, *Closure, *Class, *Decimal:
		return true
	}
	return false
}

// use runs a closure with categories in effect.
func (t *thread) use(classes []*Class, c *Closure) (any, error) {
	was, had := t.dynamic, len(t.categories)
	t.dynamic = true
	for _, k := range classes {
		t.categories = append(t.categories, &category{k})
	}
	r, err := t.callArgs(c, nil)
	t.categories = t.categories[:had]
	if len(t.categories) == 0 && len(t.metas) == 0 && len(t.instMetas) == 0 && !was {
		t.dynamic = false
	}
	return r, err
}
