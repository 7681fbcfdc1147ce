package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

// addBuilder obeys @Builder: a class C.CBuilder whose methods take the
// properties one by one, or what the strategy it names makes instead: setters
// that can be chained, a class C.CInitializer that the constructor takes, or
// the builder's methods in a class of its own.
func (c *compiler) addBuilder(k *Class, a *syntax.Annotation) {
	fields := chosen(propertiesOf(k, boolArg(a, "includeSuperProperties", false)), a)
	strategy := nameArg(a, "builderStrategy")
	if strategy == "SimpleStrategy" {
		prefix := textArg(a, "prefix", "set")
		for _, f := range fields {
			if f.final {
				continue
			}
			c.replaceMethod(k, c.chained(k, f, prefix))
		}
		return
	}
	if strategy == "ExternalStrategy" {
		target := c.className(nameArg(a, "forClass"))
		if target == nil || target.script == nil {
			c.errorAt(a, "@Builder with ExternalStrategy needs a class of this script as forClass", "")
			return
		}
		c.builderMembers(k, target, chosen(propertiesOf(target, boolArg(a, "includeSuperProperties", false)), a), a)
		return
	}
	kind, maker := "Builder", "builder"
	if strategy == "InitializerStrategy" {
		kind, maker = "Initializer", "createInitializer"
	}
	b := &Class{name: k.name + "$" + k.simpleName() + kind, super: classObject, tab: newTables(), script: &scriptClass{script: c.s, outer: k}}
	if n := textArg(a, "builderClassName", ""); n != "" {
		b.name = k.name + "$" + n
	}
	c.s.classes[b.name] = b
	if kind == "Initializer" {
		own := c.builderSetters(b, fields, a)
		k.tab.ctors = append(k.tab.ctors, &method{name: "<init>", class: k, params: []*Class{b}, typed: true, native: func(t *thread, self any, args []any) (any, error) {
			o, from := self.(*Object), args[0].(*Object)
			if err := t.initFields(o, k); err != nil {
				return nil, err
			}
			for i, f := range fields {
				o.fields[f.slot] = from.fields[own[i].slot]
			}
			return nil, nil
		}})
	} else {
		c.builderMembers(b, k, fields, a)
	}
	c.finishClass(b)
	c.addMethod(k, &method{name: textArg(a, "builderMethodName", maker), class: k, static: true, native: func(t *thread, _ any, _ []any) (any, error) {
		return t.construct(b, nil)
	}})
}

// builderSetters gives b a field and a setter that can be chained for each of
// the fields of what is built, and those fields of b.
func (c *compiler) builderSetters(b *Class, fields []*fieldInfo, a *syntax.Annotation) []*fieldInfo {
	prefix := textArg(a, "prefix", "")
	var out []*fieldInfo
	for _, f := range fields {
		own := &fieldInfo{name: f.name, class: b, typ: f.typ}
		c.addField(b, own)
		c.addMethod(b, c.chained(b, own, prefix))
		out = append(out, own)
	}
	return out
}

// builderMembers makes b a builder of k: setters, and what makes the object.
func (c *compiler) builderMembers(b, k *Class, fields []*fieldInfo, a *syntax.Annotation) {
	own := c.builderSetters(b, fields, a)
	c.addMethod(b, &method{name: textArg(a, "buildMethodName", "build"), class: b, native: func(t *thread, self any, _ []any) (any, error) {
		named := NewMap()
		for i, f := range fields {
			named.Put(f.name, self.(*Object).fields[own[i].slot])
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

// buildersOf obeys @Builder before a static method or a constructor: the
// builder takes its parameters and build() calls it.
func (c *compiler) buildersOf(k *Class, member syntax.Member) {
	var list []*syntax.Annotation
	var params []*syntax.Param
	var call func(t *thread, args []any) (any, error)
	switch d := member.(type) {
	case *syntax.MethodDecl:
		list, params = d.Mods.Annotations, d.Params
		call = func(t *thread, args []any) (any, error) { return t.invokeArgs(k, d.Name, args) }
	case *syntax.ConstructorDecl:
		list, params = d.Mods.Annotations, d.Params
		call = func(t *thread, args []any) (any, error) { return t.construct(k, args) }
	}
	for _, a := range list {
		if shortName(a) != "Builder" {
			continue
		}
		b := &Class{name: k.name + "$" + k.simpleName() + "Builder", super: classObject, tab: newTables(), script: &scriptClass{script: c.s, outer: k}}
		if n := textArg(a, "builderClassName", ""); n != "" {
			b.name = k.name + "$" + n
		}
		if c.s.classes[b.name] != nil {
			c.errorAt(a, "Invalid duplicate class definition of class "+b.name, "name one of them with builderClassName")
			continue
		}
		c.s.classes[b.name] = b
		var fields []*fieldInfo
		for _, p := range params {
			fields = append(fields, &fieldInfo{name: p.Name.Name, typ: c.typ(p.Type)})
		}
		own := c.builderSetters(b, fields, a)
		c.addMethod(b, &method{name: textArg(a, "buildMethodName", "build"), class: b, native: func(t *thread, self any, _ []any) (any, error) {
			args := make([]any, len(own))
			for i, f := range own {
				args[i] = self.(*Object).fields[f.slot]
			}
			return call(t, args)
		}})
		c.finishClass(b)
		c.addMethod(k, &method{name: textArg(a, "builderMethodName", "builder"), class: k, static: true, native: func(t *thread, _ any, _ []any) (any, error) {
			return t.construct(b, nil)
		}})
	}
}
