package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

func groovyObjectLib() lib {
	return lib{methods: []def{
		{"getProperty(String)", func(t *thread, self any, a []any) (any, error) {
			if o, ok := self.(*Object); ok {
				v, ok, err := t.ownProperty(o, a[0].(string))
				if !ok && err == nil {
					return t.getMissing(o, a[0].(string))
				}
				return v, err
			}
			return t.getProperty(self, a[0].(string))
		}},
		{"void setProperty(String,Object)", func(t *thread, self any, a []any) (any, error) {
			if o, ok := self.(*Object); ok {
				ok, err := t.setOwn(o, a[0].(string), a[1])
				if !ok && err == nil {
					err = t.missingProperty(o, a[0].(string))
				}
				return nil, err
			}
			return nil, t.setProperty(self, a[0].(string), a[1])
		}},
	}}
}

func expandoLib() lib {
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &Expando{newHashMap(classHashMap)}, nil }},
			{"(Map)", func(_ *thread, _ any, a []any) (any, error) {
				if m, ok := a[0].(*Map); ok {
					return &Expando{m}, nil // the very map, in its order
				}
				return &Expando{newHashMap(classHashMap)}, nil
			}},
		},
		methods: []def{
			{"getProperties()", func(_ *thread, self any, _ []any) (any, error) { return self.(*Expando).props, nil }},
			{"getProperty(String)", func(t *thread, self any, a []any) (any, error) { return t.getProperty(self, a[0].(string)) }},
			{"void setProperty(String,Object)", func(t *thread, self any, a []any) (any, error) {
				return nil, t.setProperty(self, a[0].(string), a[1])
			}},
		},
	}
}

func bindingLib() lib {
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &binding{NewMap()}, nil }},
			{"(Map)", func(_ *thread, _ any, a []any) (any, error) { return &binding{a[0].(*Map)}, nil }},
		},
		methods: []def{
			{"getVariables()", func(_ *thread, self any, _ []any) (any, error) { return self.(*binding).vars, nil }},
			{"hasVariable(String)", func(_ *thread, self any, a []any) (any, error) {
				return self.(*binding).vars.findString(a[0].(string)) != nil, nil
			}},
			{"getVariable(String)", func(t *thread, self any, a []any) (any, error) {
				if e := self.(*binding).vars.findString(a[0].(string)); e != nil {
					return e.Value, nil
				}
				return nil, t.missingProperty(self, a[0].(string))
			}},
			{"void setVariable(String,Object)", func(t *thread, self any, a []any) (any, error) {
				_, err := self.(*binding).vars.put(t, a[0], a[1])
				return nil, err
			}},
			{"void removeVariable(String)", func(t *thread, self any, a []any) (any, error) {
				_, err := self.(*binding).vars.remove(t, a[0])
				return nil, err
			}},
		},
	}
}

// A binding is the script's variables as an object.
type binding struct{ vars *Map }

func (*binding) classOf() *Class { return classBinding }

func (b *binding) property(_ *thread, name string) (any, bool, error) {
	if e := b.vars.findString(name); e != nil && name != "variables" {
		return e.Value, true, nil
	}
	return nil, false, nil
}

func (b *binding) setProperty(t *thread, name string, v any) (bool, error) {
	_, err := b.vars.put(t, name, v)
	return true, err
}

func scriptLib() lib {
	return lib{methods: []def{
		{"getBinding()", func(t *thread, _ any, _ []any) (any, error) { return &binding{t.vars}, nil }},
		{"void setBinding(Object)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"run()", func(t *thread, self any, _ []any) (any, error) { return t.run(t.script.main, self, nil, nil, nil) }},
		{"getProperty(String)", func(t *thread, self any, a []any) (any, error) { return t.getProperty(self, a[0].(string)) }},
		{"void setProperty(String,Object)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.setProperty(self, a[0].(string), a[1])
		}},
		{"evaluate(String)", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classSecurity, "evaluate is not available to scripts: scripts cannot evaluate text; call a closure or a method")
		}},
		{"sleep(long)", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classSecurity, "sleep is not available to scripts: a script cannot wait; let the host run it again later")
		}},
	}}
}

func enumLib() lib {
	o := func(v any) *Object { return v.(*Object) }
	step := func(by int) native {
		return func(t *thread, self any, _ []any) (any, error) {
			vals, err := t.enumValues(classOf(self))
			if err != nil || len(vals) == 0 {
				return nil, err
			}
			n, err := t.constantOrdinal(self)
			if err != nil {
				return nil, err
			}
			return vals[(int(n)+by+len(vals))%len(vals)], nil
		}
	}
	return lib{methods: []def{
		{"name()", func(_ *thread, self any, _ []any) (any, error) { return enumName(o(self)), nil }},
		{"ordinal()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(ordinalOf(o(self))), nil }},
		{"toString()", func(_ *thread, self any, _ []any) (any, error) { return enumName(o(self)), nil }},
		{"getDeclaringClass()", func(_ *thread, self any, _ []any) (any, error) { return enumClass(classOf(self)), nil }},
		{"compareTo(Object)", func(t *thread, self any, a []any) (any, error) {
			c := enumClass(classOf(self))
			if a[0] == nil || enumClass(classOf(a[0])) != c {
				return nil, t.castError(a[0], classOf(self))
			}
			n, err := enumOrder{c}.compare(t, self, a[0])
			return boxInt(int32(n)), err
		}},
		{"next()", step(1)},
		{"previous()", step(-1)},
	}}
}

func metaClassLib() lib {
	m := func(v any) *metaClass { return v.(*metaClass) }
	made := func(_ *thread, _ any, a []any) (any, error) { return newMeta(a[0].(*Class), nil), nil }
	nothing := func(*thread, any, []any) (any, error) { return nil, nil }
	pick := func(t *thread, self any, a []any) (any, error) {
		return t.metaMethodFor(m(self), a[0].(string), a[1].(*Array).items)
	}
	return lib{ctors: []def{
		{"(Class)", made}, {"(Class,boolean)", made}, {"(Class,boolean,boolean)", made},
	}, statics: []def{
		{"void enableGlobally()", nothing}, {"void disableGlobally()", nothing},
	}, methods: []def{
		{"void registerInstanceMethod(String,Closure)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.setOfMeta(m(self), a[0].(string), a[1])
		}},
		{"respondsTo(Object,String)", func(t *thread, _ any, a []any) (any, error) {
			return t.respondsTo(a[0], a[1].(string), nil, false)
		}},
		{"respondsTo(Object,String,Object...)", func(t *thread, _ any, a []any) (any, error) {
			return t.respondsTo(a[0], a[1].(string), givenTypes(a[2]), true)
		}},
		{"hasProperty(Object,String)", func(t *thread, _ any, a []any) (any, error) { return t.hasProperty(a[0], a[1].(string)) }},
		{"getTheClass()", func(_ *thread, self any, _ []any) (any, error) { return m(self).class, nil }},
		{"getMethods()", func(t *thread, self any, _ []any) (any, error) {
			var l []any
			for _, k := range m(self).class.ancestors().order {
				for _, x := range k.members().order {
					if x.decl != nil && (x.private || x.decl.Mods.Has(syntax.ModProtected)) {
						continue
					}
					l = append(l, &metaMethod{m: x, n: x.name})
				}
				if own := t.metas[k]; own != nil {
					for _, n := range sortedKeys(own.methods) {
						for _, f := range own.methods[n] {
							l = append(l, &metaMethod{cl: f, n: n})
						}
					}
				}
			}
			// Made anew each time, an object and a slot for each.
			if err := t.charge(len(l)); err != nil {
				return nil, err
			}
			return newList(l), t.alloc(len(l) * smallValue)
		}},
		{"getProperties()", func(t *thread, self any, _ []any) (any, error) {
			var l []any
			for _, n := range propertyOrder(m(self).class.propertyNames()) {
				l = append(l, &metaProperty{n, m(self).class, classObject})
			}
			// Made anew each time, an object and a slot for each.
			if err := t.charge(len(l)); err != nil {
				return nil, err
			}
			return newList(l), t.alloc(len(l) * smallValue)
		}},
		{"invokeMethod(Object,String)", func(t *thread, _ any, a []any) (any, error) {
			return t.invokePlain(a[0], a[1].(string), nil)
		}},
		{"invokeMethod(Object,String,Object)", func(t *thread, _ any, a []any) (any, error) {
			args, err := t.argumentList(a[2])
			if err != nil {
				return nil, err
			}
			return t.invokePlain(a[0], a[1].(string), args)
		}},
		{"getMetaMethod(String,Object...)", pick}, {"pickMethod(String,Object...)", pick},
		{"invokeStaticMethod(Object,String,Object...)", func(t *thread, _ any, a []any) (any, error) {
			return t.invokeArgs(a[0], a[1].(string), append([]any(nil), a[2].(*Array).items...))
		}},
		{"getExpandoMethods()", func(t *thread, self any, _ []any) (any, error) {
			var l []any
			for _, n := range sortedKeys(m(self).methods) {
				for _, f := range m(self).methods[n] {
					l = append(l, &metaMethod{cl: f, n: n})
				}
			}
			return newList(l), t.alloc(len(l) * smallValue)
		}},
		{"getExpandoProperties()", func(t *thread, self any, _ []any) (any, error) {
			var l []any
			for _, n := range sortedKeys(m(self).props) {
				l = append(l, &metaProperty{n, m(self).class, classObject})
			}
			return newList(l), t.alloc(len(l) * smallValue)
		}},
		{"hasMetaMethod(String)", func(_ *thread, self any, a []any) (any, error) {
			return len(m(self).methods[a[0].(string)]) > 0, nil
		}},
		{"hasMetaProperty(String)", func(_ *thread, self any, a []any) (any, error) {
			_, ok := m(self).props[a[0].(string)]
			return ok || m(self).class.findProperty(a[0].(string)) != nil, nil
		}},
		{"isModified()", func(_ *thread, self any, _ []any) (any, error) { return m(self).epoch != 0, nil }},
		{"getMetaProperty(String)", func(_ *thread, self any, a []any) (any, error) {
			if m(self).class.findProperty(a[0].(string)) == nil {
				return nil, nil
			}
			return &metaProperty{a[0].(string), m(self).class, classObject}, nil
		}},
		{"getProperty(Object,String)", func(t *thread, _ any, a []any) (any, error) { return t.getProperty(a[0], a[1].(string)) }},
		{"void setProperty(Object,String,Object)", func(t *thread, _ any, a []any) (any, error) {
			return nil, t.setProperty(a[0], a[1].(string), a[2])
		}},
		{"void initialize()", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"mixin(Class)", func(t *thread, self any, a []any) (any, error) { return nil, t.mixin(self, a[0].(*Class)) }},
	}}
}

// invokePlain calls a method of the class itself, past invokeMethod hooks of
// its metaclass.
func (t *thread) invokePlain(recv any, name string, args []any) (any, error) {
	if s := classOf(recv).findMethods(name); s != nil {
		m, err := s.pick(t, args)
		if err != nil {
			return nil, err
		}
		if m != nil {
			return t.callMethod(m, recv, args)
		}
	}
	return nil, t.missingMethod(classOf(recv), name, args, false)
}

func (t *thread) metaMethodFor(m *metaClass, name string, args []any) (any, error) {
	if f, err := t.pickClosure(m.methods[name], args); f != nil || err != nil {
		return &metaMethod{cl: f, n: name}, err
	}
	for k := m.class; k != nil; k = k.super {
		of := t.metas[k]
		if of == nil || of == m {
			continue
		}
		if f, err := t.pickClosure(of.methods[name], args); f != nil || err != nil {
			return &metaMethod{cl: f, n: name}, err
		}
	}
	s := m.class.findMethods(name)
	if s == nil {
		return nil, nil
	}
	// Classes may stand for arguments of their kind.
	for _, x := range s.all {
		if len(x.params) != len(args) {
			continue
		}
		ok := true
		for i, a := range args {
			k, isClass := a.(*Class)
			if !isClass {
				k = classOf(a)
			}
			ok = ok && fitsArg(k, x.params[i])
		}
		if ok {
			return &metaMethod{m: x, n: name}, nil
		}
	}
	return nil, nil
}
