package groovy

// attribute is x.@name: the field itself.
func (t *thread) attribute(v any, name string) (any, error) {
	if o, ok := v.(*Object); ok {
		if f := o.class.findField(name); f != nil {
			if f.static {
				return t.readStatic(f)
			}
			return o.fields[f.slot], nil
		}
		err := t.throw(classMissingField, "No such field: %s for class: %s", name, o.class.name)
		return nil, err
	}
	if c, ok := v.(*Class); ok && c.script != nil {
		if f := c.findStaticOf(name); f != nil {
			return t.readStatic(f)
		}
	}
	if a, ok := v.(attributed); ok {
		return a.attribute(t, name)
	}
	if v == nil {
		return nil, t.throw(classNullPointer, "Cannot get property '%s' on null object", name)
	}
	switch v.(type) {
	case *List, *Set, *View, *Range, *Array:
		return t.spreadAttribute(v, name)
	case *Map:
		return t.getProperty(v, name)
	}
	return nil, t.throw(classMissingField, "No such field: %s for class: %s", name, classOf(v).Name())
}

func (t *thread) spreadAttribute(v any, name string) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	var out []any
	err := t.iterate(v, func(e any) error {
		if e == nil {
			out = append(out, nil)
			return nil
		}
		a, err := t.attribute(e, name)
		out = append(out, a)
		return err
	})
	return newList(out), err
}

// attributed is a library value with attributes: a node of XML.
type attributed interface {
	attribute(t *thread, name string) (any, error)
}

func (t *thread) setAttribute(v any, name string, val any) error {
	if o, ok := v.(*Object); ok {
		if f := o.class.findField(name); f != nil {
			if f.final {
				return t.throw(classGroovyRuntime, "Cannot set the property '%s' because the backing field is final.", name)
			}
			if val == nil && f.typ != nil && f.typ.kind == kindPrimitive {
				return t.throw(classIllegalArgument, "Can not set %s field %s.%s to null value", f.typ.name, f.class.Name(), f.name)
			}
			w, err := t.castField(val, f)
			if err != nil {
				return err
			}
			if f.static {
				return t.writeStatic(f, w)
			}
			o.fields[f.slot] = w
			return nil
		}
		return t.throw(classMissingField, "No such field: %s for class: %s", name, o.class.name)
	}
	if a, ok := v.(attributeSetter); ok {
		return a.setAttribute(t, name, val)
	}
	return t.setProperty(v, name, val)
}

type attributeSetter interface {
	setAttribute(t *thread, name string, v any) error
}
