package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

func firstError(errs ...error) error {
	for _, e := range errs {
		if e != nil {
			return e
		}
	}
	return nil
}

// addTupleConstructor lets properties be given by position.
func (c *compiler) addTupleConstructor(k *Class, a *syntax.Annotation) {
	if len(k.tab.ctors) > 0 && !boolArg(a, "force", false) {
		return
	}
	fields := chosen(fieldsToo(k, a, propertiesOf(k, boolArg(a, "includeSuperProperties", false))), a)
	c.tupleConstructors(k, fields, false)
}

func (c *compiler) tupleConstructors(k *Class, fields []*fieldInfo, immutable bool) {
	for n := 0; n <= len(fields); n++ {
		if n == 1 && len(fields) > 0 && fields[0].typ == classMap || immutable && n > 0 && n < len(fields) {
			continue
		}
		m := &method{name: "<init>", class: k}
		for _, f := range fields[:n] {
			p := f.typ
			if p == nil {
				p = classObject
			}
			m.params = append(m.params, p)
			m.typed = m.typed || p != classObject
		}
		m.native = func(t *thread, self any, args []any) (any, error) {
			o := self.(*Object)
			given := append([]any(nil), args...)
			if err := t.initSuper(o, k, nil); err != nil {
				return nil, err
			}
			if err := t.initFields(o, k); err != nil {
				return nil, err
			}
			for i, v := range given {
				w, err := t.castField(v, fields[i])
				if err != nil {
					return nil, err
				}
				if immutable {
					if w, err = t.frozen(w); err != nil {
						return nil, err
					}
				}
				o.fields[fields[i].slot] = w
			}
			return nil, nil
		}
		if n == 1 && m.params[0] == classObject && !k.script.noMapCtor {
			// new E(a: 1) is named arguments, even where the first property
			// could take the map.
			inner := m.native
			m.native = func(t *thread, self any, args []any) (any, error) {
				if named, ok := args[0].(*Map); ok && named.class == classLinkedHashMap && t.namesProperties(k, named) {
					o := self.(*Object)
					if err := t.initSuper(o, k, nil); err != nil {
						return nil, err
					}
					if err := t.initFields(o, k); err != nil {
						return nil, err
					}
					return nil, t.setNamed(o, named, immutable)
				}
				return inner(t, self, args)
			}
		}
		k.tab.ctors = append(k.tab.ctors, m)
	}
	c.mapConstructor(k, immutable)
}

func (t *thread) namesProperties(k *Class, m *Map) bool {
	for _, e := range m.ordered() {
		if e == nil {
			continue
		}
		s, ok := e.Key.(string)
		if !ok || k.findField(s) == nil {
			return false
		}
	}
	return m.Len() > 0
}

// mapConstructor takes named arguments.
func (c *compiler) mapConstructor(k *Class, immutable bool) {
	k.tab.ctors = append(k.tab.ctors, &method{name: "<init>", class: k, params: []*Class{classMap}, typed: true,
		native: func(t *thread, self any, args []any) (any, error) {
			o := self.(*Object)
			if err := t.initSuper(o, k, nil); err != nil {
				return nil, err
			}
			if err := t.initFields(o, k); err != nil {
				return nil, err
			}
			m, _ := args[0].(*Map)
			if m == nil {
				return nil, nil
			}
			return nil, t.setNamed(o, m, immutable)
		}})
}

// setNamed sets properties by name; those of an immutable class only here.
func (t *thread) setNamed(o *Object, m *Map, immutable bool) error {
	for _, e := range m.ordered() {
		if e == nil {
			continue
		}
		n, err := t.toString(e.Key)
		if err != nil {
			return err
		}
		if !immutable {
			if err := t.setProperty(o, n, e.Value); err != nil {
				return err
			}
			continue
		}
		f := o.class.findField(n)
		if f == nil || f.static {
			return t.missingProperty(o, n)
		}
		v, err := t.castField(e.Value, f)
		if err != nil {
			return err
		}
		if v, err = t.frozen(v); err != nil {
			return err
		}
		o.fields[f.slot] = v
	}
	return nil
}

// frozen is what an immutable class keeps of a collection: a copy that cannot
// be changed.
func (t *thread) frozen(v any) (any, error) {
	switch x := v.(type) {
	case *List:
		if err := t.alloc(16 * len(x.items)); err != nil {
			return nil, err
		}
		return t.invoke(newList(append([]any(nil), x.items...)), "asImmutable")
	case *Map, *Set:
		own, err := t.invoke(v, "clone")
		if err != nil {
			return nil, err
		}
		return t.invoke(own, "asImmutable")
	}
	return t.copied(v)
}

// copied is what an immutable class keeps, and shows, of a value that could be
// changed: a copy.
func (t *thread) copied(v any) (any, error) {
	if x, ok := v.(*Array); ok {
		return &Array{class: x.class, items: append([]any(nil), x.items...)}, t.alloc(16 * len(x.items))
	}
	if c := classOf(v); v != nil && (c.isSubclassOf(classDate) || c.isSubclassOf(classCalendar)) {
		return t.invoke(v, "clone")
	}
	return v, nil
}

func (c *compiler) addImmutable(k *Class, a *syntax.Annotation) {
	k.script.immutable = true
	c.addToString(k, &syntax.Annotation{Args: append([]*syntax.AnnotationArg{{Name: "ignoreNulls", Value: &syntax.Bool{Value: true}}}, a.Args...)})
	c.addEquals(k, a)
	for _, f := range k.script.fields {
		if !f.static {
			f.final = true
			delete(k.tab.methods, "set"+capitalize(f.name))
			if f.typ != nil && (f.typ.kind == kindArray || f.typ.isSubclassOf(classDate) || f.typ.isSubclassOf(classCalendar)) {
				c.copyingGetter(k, f)
			}
		}
	}
	c.dropSetters(k)
	c.tupleConstructors(k, propertiesOf(k, true), true)
	if boolArg(a, "copyWith", false) {
		c.define(k, &method{name: "copyWith", params: []*Class{classMap}, native: func(t *thread, self any, args []any) (any, error) {
			m := NewMap()
			for _, f := range propertiesOf(k, true) {
				m.Put(f.name, self.(*Object).fields[f.slot])
			}
			if given, ok := args[0].(*Map); ok {
				same := true
				for _, e := range given.ordered() {
					if e == nil {
						continue
					}
					old, err := m.find(t, e.Key)
					if err != nil {
						return nil, err
					}
					if old == nil {
						continue
					}
					eq, err := t.equal(old.Value, e.Value)
					if err != nil {
						return nil, err
					}
					same = same && eq
				}
				if same {
					return self, nil
				}
				if err := t.putAll(m, given); err != nil {
					return nil, err
				}
			}
			return t.construct(k, []any{m})
		}})
	}
}

// copyingGetter makes a getter that does not show the field itself.
func (c *compiler) copyingGetter(k *Class, f *fieldInfo) {
	for _, m := range k.tab.methods["get"+capitalize(f.name)] {
		if m.native == nil {
			continue
		}
		get := m.native
		m.native = func(t *thread, self any, a []any) (any, error) {
			v, err := get(t, self, a)
			if err != nil {
				return nil, err
			}
			return t.copied(v)
		}
		f.guarded = true
	}
}

func (c *compiler) dropSetters(k *Class) {
	kept := k.tab.order[:0]
	for _, m := range k.tab.order {
		if _, ok := k.tab.methods[m.name]; ok || m.static {
			kept = append(kept, m)
		}
	}
	k.tab.order = kept
}

func (c *compiler) addRecord(k *Class, a *syntax.Annotation) {
	fields := propertiesOf(k, false)
	for _, f := range fields {
		slot := f.slot
		c.define(k, &method{name: f.name, native: func(_ *thread, self any, _ []any) (any, error) {
			return self.(*Object).fields[slot], nil
		}})
	}
	c.define(k, &method{name: "toString", native: func(t *thread, self any, _ []any) (any, error) {
		var b strings.Builder
		b.WriteString(k.simpleName() + "[")
		for i, f := range fields {
			if i > 0 {
				b.WriteString(", ")
			}
			s, err := t.format(self.(*Object).fields[f.slot])
			if err != nil {
				return nil, err
			}
			b.WriteString(f.name + "=" + s)
		}
		return b.String() + "]", t.alloc(b.Len())
	}})
	c.addEquals(k, a)
	k.script.immutable = true
	if len(k.tab.ctors) == 0 {
		c.tupleConstructors(k, fields, true)
	}
}
