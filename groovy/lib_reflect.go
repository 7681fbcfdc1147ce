package groovy

import (
	"slices"
	"strings"
)

// A metaProperty is what hasProperty gives.
type metaProperty struct {
	name string
	of   *Class
	typ  *Class
}

func (*metaProperty) classOf() *Class { return classMetaProperty }

func (p *metaProperty) property(_ *thread, name string) (any, bool, error) {
	switch name {
	case "name":
		return p.name, true, nil
	case "type":
		return p.typ, true, nil
	}
	return nil, false, nil
}

func (p *metaProperty) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	switch {
	case name == "getName" && len(args) == 0:
		return p.name, true, nil
	case name == "getType" && len(args) == 0:
		return p.typ, true, nil
	case name == "getProperty" && len(args) == 1:
		v, err := t.getProperty(args[0], p.name)
		return v, true, err
	case name == "setProperty" && len(args) == 2:
		return nil, true, t.setProperty(args[0], p.name, args[1])
	}
	return nil, false, nil
}

func (t *thread) hasProperty(self any, name string) (any, error) {
	c := classOf(self)
	switch x := self.(type) {
	case *Expando:
		if _, ok := x.props.Get(name); !ok {
			return nil, nil
		}
		return &metaProperty{name, c, classObject}, nil
	case *Map:
		if name != "class" && name != "empty" {
			return nil, nil
		}
	case PropertyGetter:
		_, ok, err := x.GetProperty(t.host(), name)
		if !ok || err != nil {
			return nil, t.fromHost(err)
		}
		return &metaProperty{name, c, classObject}, nil
	}
	if p := c.findProperty(name); p != nil {
		typ := classObject
		if p.field != nil && p.field.typ != nil {
			typ = p.field.typ
		}
		return &metaProperty{name, c, typ}, nil
	}
	for _, m := range t.metasOf(self) {
		if _, ok := m.props[name]; ok || len(m.methods["get"+capitalize(name)]) > 0 {
			return &metaProperty{name, c, classObject}, nil
		}
	}
	if c.script != nil && (c.findStaticOf(name) != nil || c.staticGetter(name) != nil) {
		return &metaProperty{name, c, classObject}, nil
	}
	return nil, nil
}

// A metaMethod is what respondsTo gives.
type metaMethod struct {
	m  *method
	cl *Closure
	n  string
}

func (*metaMethod) classOf() *Class { return classMetaMethod }

func (m *metaMethod) property(_ *thread, name string) (any, bool, error) {
	switch name {
	case "name":
		return m.n, true, nil
	case "parameterTypes", "nativeParameterTypes":
		var types []any
		for _, p := range m.params() {
			types = append(types, p)
		}
		return newArray(classClass, types), true, nil
	}
	v, ok := m.about(name)
	return v, ok, nil
}

func (m *metaMethod) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	if prop, ok := strings.CutPrefix(name, "get"); ok && len(args) == 0 {
		return m.property(t, decapitalize(prop))
	}
	if prop, ok := strings.CutPrefix(name, "is"); ok && len(args) == 0 {
		return m.property(t, decapitalize(prop))
	}
	return nil, false, nil
}

func metaMethodLib() lib {
	invoke := func(t *thread, self any, a []any) (any, error) {
		m, ok := self.(*metaMethod)
		if !ok {
			return nil, nil
		}
		args := append([]any(nil), a[1].(*Array).items...)
		switch {
		case m.cl != nil:
			return t.callOn(m.cl, a[0], args)
		case m.m == nil: // of a host's value
			return t.invokeArgs(a[0], m.n, args)
		}
		return t.callMethod(m.m, a[0], args)
	}
	return lib{methods: []def{
		{"getName()", func(_ *thread, self any, _ []any) (any, error) {
			switch m := self.(type) {
			case *metaMethod:
				return m.n, nil
			case *metaSlot:
				return m.name, nil
			}
			return nil, nil
		}},
		{"invoke(Object,Object...)", invoke}, {"doMethodInvoke(Object,Object...)", invoke},
		{"leftShift(Closure)", func(t *thread, self any, a []any) (any, error) {
			if s, ok := self.(*metaSlot); ok {
				s.add(t, a[0].(*Closure))
			}
			return self, nil
		}},
	}}
}

// givenTypes are the arguments that respondsTo asks about; null is none.
func givenTypes(v any) []any {
	if arr, ok := v.(*Array); ok {
		return arr.items
	}
	return nil
}

// respondsTo finds methods that values of self's class have; what is given to
// a class later is there for values made before as well.
func (t *thread) respondsTo(self any, name string, args []any, byArgs bool) (any, error) {
	var out []any
	add := func(s *methodSet) {
		if s == nil {
			return
		}
		for _, m := range s.all {
			if byArgs {
				a := make([]any, len(args))
				ok := len(args) == len(m.params)
				for i, v := range args {
					a[i] = v
					if k, isClass := v.(*Class); isClass && ok {
						ok = fitsArg(k, m.params[i]) || m.params[i] == classClass
					}
				}
				if !ok {
					continue
				}
			}
			out = append(out, &metaMethod{m: m, n: name})
		}
	}
	if c, ok := self.(*Class); ok {
		add(c.findStatics(name))
		add(classClass.findMethods(name))
	} else {
		c := classOf(self)
		takes := func(f *Closure) bool {
			for _, m := range out {
				if m.(*metaMethod).cl.nparams() == f.nparams() {
					return true
				}
			}
			return false
		}
		for _, m := range t.metasOf(self) {
			for _, f := range m.methods[name] {
				if (!byArgs || len(args) == f.nparams()) && !takes(f) {
					out = append(out, &metaMethod{cl: f, n: name})
				}
			}
		}
		given := out
		add(c.findMethods(name))
		out = slices.DeleteFunc(out, func(v any) bool {
			m := v.(*metaMethod).m
			return m != nil && slices.ContainsFunc(given, func(g any) bool { return g.(*metaMethod).cl.nparams() == len(m.params) })
		})
		if c.script != nil {
			add(c.findStatics(name))
		}
		if l, ok := self.(MemberLister); ok && len(out) == 0 && (slices.Contains(l.Methods(), name) || isAccessor(l, name)) {
			out = append(out, &metaMethod{n: name})
		}
	}
	return newList(out), nil
}

// isAccessor tells whether a name is the getter or setter of a property that a
// value of the host lists.
func isAccessor(l MemberLister, name string) bool {
	return len(name) > 3 && (name[:3] == "get" || name[:3] == "set") && slices.Contains(l.Properties(), decapitalize(name[3:]))
}
