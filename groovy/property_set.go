package groovy

// setProperty is x.name = v.
func (t *thread) setProperty(recv any, name string, v any) error {
	ok, err := t.trySet(recv, name, v)
	if ok || err != nil {
		return err
	}
	if ok, err := t.trySetMissing(recv, name, v); ok || err != nil {
		return err
	}
	if recv == nil {
		return t.throw(classNullPointer, "Cannot set property '%s' on null object", name)
	}
	if _, ok := nativeOf(recv).(*List); ok {
		// Groovy takes List.set(int, Object) for a setter of any name.
		return t.throw(classIllegalArgument, "argument type mismatch")
	}
	o, f := t.hiddenField(recv, name)
	if f == nil {
		o, f = traitField(recv, name)
	}
	if f != nil {
		w, err := t.castField(v, f)
		if err == nil {
			o.fields[f.slot] = w
		}
		return err
	}
	return t.missingProperty(recv, name)
}

func (t *thread) trySetMissing(recv any, name string, v any) (bool, error) {
	if t.dynamic {
		if ok, err := t.metaSetMissing(recv, name, v); ok || err != nil {
			return ok, err
		}
	}
	switch x := recv.(type) {
	case *Object:
		if s := x.class.findMethods("propertyMissing"); s != nil {
			a := []any{name, v}
			m, err := s.pick(t, a)
			if err != nil {
				return true, err
			}
			if m != nil && len(m.params) == 2 {
				_, err := t.callMethod(m, x, a)
				return true, err
			}
		}
		if x.outer != nil {
			return t.trySetMissing(x.outer, name, v)
		}
	case *Closure:
		if err := t.enter(); err != nil {
			return true, err
		}
		defer t.exit()
		first, second := closureTargets(x)
		for _, w := range [...]any{first, second} {
			if w == nil || w == any(x) {
				continue
			}
			if ok, err := t.trySetMissing(w, name, v); ok || err != nil {
				return ok, err
			}
		}
	}
	return false, nil
}

// trySet writes a property if there is one.
func (t *thread) trySet(recv any, name string, v any) (bool, error) {
	if t.dynamic {
		if ok, err := t.setMeta(recv, name, v); ok || err != nil {
			return true, err
		}
	}
	switch x := recv.(type) {
	case nil:
		return false, nil
	case *Map:
		return true, x.putName(t, name, nil, v)
	case *Object:
		return t.setOfObject(x, name, v)
	case *Class:
		return t.setOfClass(x, name, v)
	case *Closure:
		return t.setOfClosure(x, name, v)
	case *Expando:
		return true, x.props.putName(t, name, nil, v)
	case *metaClass:
		return true, t.setOfMeta(x, name, v)
	case PropertySetter:
		ok, err := x.SetProperty(t.host(), name, v)
		if ok || err != nil {
			return true, t.fromHost(err)
		}
	case settable:
		ok, err := x.setProperty(t, name, v)
		if ok || err != nil {
			return true, err
		}
	}
	c := classOf(recv)
	if p := c.findProperty(name); p != nil {
		if p.setter != nil {
			a := []any{v}
			m, err := p.setter.pick(t, a)
			if err != nil {
				return true, err
			}
			if m == nil {
				if m = p.setter.oneParam(); m != nil {
					if v == nil && m.params[0].kind == kindPrimitive {
						return true, t.throw(classIllegalArgument, "")
					}
					if a[0], err = t.cast(v, m.params[0]); err != nil {
						return true, err
					}
				}
			}
			if m != nil {
				_, err := t.callMethod(m, recv, a)
				return true, err
			}
		}
		if p.getter != nil {
			return true, t.readOnly(recv, name)
		}
	}
	if x, ok := recv.(Caller); ok {
		_, ok, err := x.CallMethod(t.host(), "set"+capitalize(name), []any{v})
		return ok, t.fromHost(err)
	}
	return false, nil
}

// settable is a library value that takes properties without setters.
type settable interface {
	setProperty(t *thread, name string, v any) (bool, error)
}

// oneParam gives a set's only method of one parameter.
func (s *methodSet) oneParam() *method {
	for _, m := range s.all {
		if len(m.params) == 1 {
			return m
		}
	}
	return nil
}

func (t *thread) readOnly(recv any, name string) error {
	c := classOf(recv)
	if k, ok := recv.(*Class); ok {
		c = k
	}
	err := t.throw(classReadOnlyProperty, "Cannot set readonly property: %s for class: %s", name, c.name)
	thrownBy(err).data = map[string]any{"property": name, "type": c}
	return err
}

func (t *thread) setOfObject(o *Object, name string, v any) (bool, error) {
	c := o.class
	if c.script.setProperty {
		if s := c.findMethods("setProperty"); s != nil {
			a := []any{name, v}
			if m, err := s.pick(t, a); err != nil {
				return true, err
			} else if m != nil && m.fn != nil {
				_, err := t.callMethod(m, o, a)
				return true, err
			}
		}
	}
	return t.setOwn(o, name, v)
}

// setOwn is setOfObject without the hook setProperty.
func (t *thread) setOwn(o *Object, name string, v any) (bool, error) {
	c := o.class
	if c.isSubclassOf(classMap) && c.script.backing != nil {
		_, err := t.invoke(o, "put", name, v)
		return true, err
	}
	if o == t.main && name != "binding" && name != "metaClass" {
		// A script's properties are its binding, whatever fields it has.
		return true, t.vars.putName(t, name, nil, v)
	}
	if p := c.findProperty(name); p != nil {
		if p.setter != nil {
			a := []any{v}
			m, err := p.setter.pick(t, a)
			if err != nil {
				return true, err
			}
			if m == nil {
				m = p.setter.oneParam()
				if v == nil && m.params[0].kind == kindPrimitive {
					return true, t.throw(classIllegalArgument, "")
				}
				if a[0], err = t.cast(v, m.params[0]); err != nil {
					return true, err
				}
			}
			_, err = t.callMethod(m, o, a)
			return true, err
		}
		if f := p.field; f != nil {
			if f.final || c.script.immutable {
				return true, t.readOnly(o, name)
			}
			v, err := t.castField(v, f)
			if err != nil {
				return true, err
			}
			if f.static {
				return true, t.writeStatic(f, v)
			}
			o.fields[f.slot] = v
			return true, nil
		}
		if p.getter != nil && o != t.main {
			return true, t.readOnly(o, name)
		}
	}
	if o.native != nil {
		if ok, err := t.trySet(o.native, name, v); ok || err != nil {
			return ok, err
		}
	}
	if f := c.findStaticOf(name); f != nil {
		return true, t.setStatic(c, f, name, v)
	}
	if m := c.generic("set", 2); m != nil {
		_, err := t.callMethod(m, o, []any{name, v})
		return true, err
	}
	if o.outer != nil && !c.hasHook("propertyMissing") {
		return t.trySet(o.outer, name, v)
	}
	return false, nil
}

func (t *thread) setOfClass(c *Class, name string, v any) (bool, error) {
	if name == "metaClass" {
		return true, t.replaceMeta(c, v)
	}
	if c.script != nil {
		if s := c.findStatics("set" + capitalize(name)); s != nil {
			a := []any{v}
			if m, err := s.pick(t, a); err != nil {
				return true, err
			} else if m != nil {
				_, err := t.callMethod(m, c, a)
				return true, err
			}
		}
		if f := c.findStaticOf(name); f != nil {
			if v == nil && f.typ != nil && f.typ.kind == kindPrimitive && !f.final {
				return true, t.throw(classIllegalArgument, "")
			}
			return true, t.setStatic(c, f, name, v)
		}
		if c.script.outer != nil {
			return t.setOfClass(c.script.outer, name, v)
		}
	}
	if c.findStaticField(name) != nil {
		return true, t.readOnly(c, name)
	}
	if c.script == nil {
		return t.setOfLibraryClass(c, name, v)
	}
	if s := c.findStatics("$static_propertyMissing"); s != nil {
		a := []any{name, v}
		if m, err := s.pick(t, a); m != nil || err != nil {
			if err == nil {
				_, err = t.callMethod(m, c, a)
			}
			return true, err
		}
	}
	return false, nil
}

// setOfLibraryClass calls the static setter of a built-in class:
// TimeZone.default = zone.
func (t *thread) setOfLibraryClass(c *Class, name string, v any) (bool, error) {
	s := c.findStatics("set" + capitalize(name))
	if s == nil {
		return false, nil
	}
	a := []any{v}
	m, err := s.pick(t, a)
	if m == nil || err != nil {
		return err != nil, err
	}
	_, err = t.callMethod(m, c, a)
	return true, err
}

func (t *thread) setOfClosure(c *Closure, name string, v any) (bool, error) {
	switch name {
	case "delegate":
		c.delegate = v
		return true, nil
	case "resolveStrategy":
		n, err := t.cast(v, classIntP)
		if err != nil {
			return true, err
		}
		c.strategy = n.(int32)
		return true, nil
	case "directive", "metaClass":
		return true, nil
	}
	if err := t.enter(); err != nil {
		return true, err
	}
	defer t.exit()
	first, second := closureTargets(c)
	if o, ok := first.(*Object); ok && v == nil && any(o) == c.self {
		// The class's own code casts, where a setter refuses null.
		if p := o.class.findProperty(name); p != nil && p.field != nil && p.field.typ != nil && p.field.typ.kind == kindPrimitive {
			w, err := t.cast(v, p.field.typ)
			if err != nil {
				return true, err
			}
			v = w
		}
	}
	if first != nil && first != any(c) {
		if ok, err := t.trySet(first, name, v); ok || err != nil {
			return ok, err
		}
		// Its hook comes before what another one has.
		if ok, err := t.trySetMissing(first, name, v); ok || err != nil {
			return ok, err
		}
	}
	if second != nil && second != first && second != any(c) {
		return t.trySet(second, name, v)
	}
	return false, nil
}
