package groovy

// Private members of a superclass. Groovy 2.4 does not see them on an object of
// a subclass: neither from outside nor in the subclass. Code of the class that
// declares them does, also inside its closures, where 2.4 loses them.

// hides tells whether a private member of class k is out of sight for those who
// look at an object of class c.
func (c *Class) hides(k *Class, private bool) bool {
	return private && k != c && k.script != nil && k.kind == kindClass
}

// insider gives the object whose private members of class k the code that runs
// may use: one of a subclass of the class it is written in.
func (t *thread) insider(recv any) (o *Object, k *Class) {
	if c, ok := recv.(*Closure); ok {
		recv = c.self
	}
	o, ok := recv.(*Object)
	if !ok || t.fn == nil || t.fn.class == nil {
		return nil, nil
	}
	if k = t.fn.class; k == o.class || !o.class.isSubclassOf(k) {
		return nil, nil
	}
	return o, k
}

// hiddenField is the private field of that name that only code of its own
// class sees.
func (t *thread) hiddenField(recv any, name string) (*Object, *fieldInfo) {
	o, k := t.insider(recv)
	if o == nil || k.script == nil {
		return nil, nil
	}
	for _, f := range k.script.fields {
		if f.private && f.name == name && !f.static {
			return o, f
		}
	}
	return nil, nil
}

// invokeHidden calls a private method that only code of its own class sees.
func (t *thread) invokeHidden(recv any, name string, args []any) (any, bool, error) {
	o, k := t.insider(recv)
	if o == nil {
		return nil, false, nil
	}
	m, err := k.privateNamed(t, name, args)
	if m == nil || err != nil {
		return nil, false, err
	}
	r, err := t.callMethod(m, o, args)
	return r, true, err
}

// privateNamed picks among the methods as code of class c sees them; nil unless
// that is a private one of c.
func (c *Class) privateNamed(t *thread, name string, args []any) (*method, error) {
	s := c.findMethods(name)
	if s == nil {
		return nil, nil
	}
	m, err := s.pick(t, args)
	if m == nil || err != nil || !m.private || m.class != c {
		return nil, err
	}
	return m, nil
}

// hasPrivate tells whether class c declares a private method of that name.
func (c *Class) hasPrivate(name string) bool {
	if c.script == nil || c.kind != kindClass {
		return false
	}
	for _, m := range c.tab.methods[name] {
		if m.private {
			return true
		}
	}
	return false
}
