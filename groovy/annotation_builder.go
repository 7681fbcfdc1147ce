package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

// addBuilder obeys @Builder: a class C.CBuilder whose methods take the
// properties one by one, or, with SimpleStrategy, setters that can be chained.
func (c *compiler) addBuilder(k *Class, a *syntax.Annotation) {
	fields := chosen(propertiesOf(k, boolArg(a, "includeSuperProperties", false)), a)
	if nameArg(a, "builderStrategy") == "SimpleStrategy" {
		prefix := textArg(a, "prefix", "set")
		for _, f := range fields {
			if f.final {
				continue
			}
			c.replaceMethod(k, c.chained(k, f, prefix))
		}
		return
	}
	b := &Class{name: k.name + "$" + k.simpleName() + "Builder", super: classObject, tab: newTables(), script: &scriptClass{script: c.s, outer: k}}
	if n := textArg(a, "builderClassName", ""); n != "" {
		b.name = k.name + "$" + n
	}
	c.s.classes[b.name] = b
	prefix := textArg(a, "prefix", "")
	for _, f := range fields {
		own := &fieldInfo{name: f.name, class: b, typ: f.typ}
		c.addField(b, own)
		c.addMethod(b, c.chained(b, own, prefix))
	}
	c.addMethod(b, &method{name: textArg(a, "buildMethodName", "build"), class: b, native: func(t *thread, self any, _ []any) (any, error) {
		named := NewMap()
		for i, f := range fields {
			named.Put(f.name, self.(*Object).fields[i])
		}
		if k.script.immutable || len(fields) == 0 {
			return t.construct(k, []any{named})
		}
		v, err := t.construct(k, nil)
		if err != nil {
			return nil, err
		}
		return v, t.setAll(v, named)
	}})
	c.finishClass(b)
	c.addMethod(k, &method{name: textArg(a, "builderMethodName", "builder"), class: k, static: true, native: func(t *thread, _ any, _ []any) (any, error) {
		return t.construct(b, nil)
	}})
}

// chained makes a setter that gives the object itself.
func (c *compiler) chained(k *Class, f *fieldInfo, prefix string) *method {
	name := f.name
	if prefix != "" {
		name = prefix + capitalize(f.name)
	}
	p := f.typ
	if p == nil {
		p = classObject
	}
	slot := f.slot
	return &method{name: name, class: k, params: []*Class{p}, typed: p != classObject, native: func(t *thread, self any, a []any) (any, error) {
		v, err := t.castField(a[0], f)
		if err != nil {
			return nil, err
		}
		self.(*Object).fields[slot] = v
		return self, nil
	}}
}

// replaceMethod adds a method in the place of one made for a field.
func (c *compiler) replaceMethod(k *Class, m *method) {
	list := k.tab.methods[m.name]
	for i, o := range list {
		if o.native != nil && o.sameParams(m) {
			*list[i] = *m
			return
		}
	}
	c.addMethod(k, m)
}

// textArg gives a member that is a string.
func textArg(a *syntax.Annotation, name, def string) string {
	for _, g := range a.Args {
		if s, ok := g.Value.(*syntax.String); ok && g.Name == name {
			return s.Value
		}
	}
	return def
}

// nameArg gives the last part of a member that is a name.
func nameArg(a *syntax.Annotation, name string) string {
	for _, g := range a.Args {
		if g.Name != name {
			continue
		}
		switch v := g.Value.(type) {
		case *syntax.Ident:
			return v.Name
		case *syntax.Property:
			if n, ok := v.Name.(*syntax.String); ok {
				return n.Value
			}
		}
	}
	return ""
}
