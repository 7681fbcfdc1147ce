package groovy

import "strings"

// Methods called on maps and closures that stand for an object of another class.

// invokeProxy calls a method of a closure or map that was made an interface.
func (t *thread) invokeProxy(p *Proxy, name string, args []any) (any, bool, error) {
	if s := p.class.findMethods(name); s != nil && p.class.script != nil {
		// Default methods of an interface and those of a trait or class are
		// called unless the map has its own.
		if m, err := s.pick(t, args); err != nil {
			return nil, true, err
		} else if m != nil && m.fn != nil {
			if p.m == nil || p.m.findString(name) == nil {
				r, err := t.callMethod(m, p, args)
				return r, true, err
			}
		}
	}
	if p.cl != nil {
		s := classObject.findMethods(name)
		if d := p.class.findMethods(name); d != nil && p.class.script == nil && p.class != classIterator {
			if m, err := d.pick(t, args); err == nil && m != nil && !m.abstract && m.native != nil && m.class != classObject {
				r, err := t.callMethod(m, p, args)
				if err != nil {
					err = t.leaveProxy(p, name, err)
				}
				return r, true, err
			}
		}
		if s == nil && !p.exact() || isInterfaceMethod(p.class, name) {
			r, err := t.callClosure(p.cl, args...)
			if err != nil {
				return nil, true, t.leaveProxy(p, name, err)
			}
			if p.class.script == nil {
				r, err = t.functionResult(name, r)
			} else {
				r, err = t.proxyResult(p, name, args, r)
			}
			return r, true, err
		}
	} else if e := p.m.findString(name); e != nil {
		if f, ok := e.Value.(*Closure); ok {
			r, err := t.callClosure(f, args...)
			if err != nil {
				return nil, true, t.leaveProxy(p, name, err)
			}
			r, err = t.proxyResult(p, name, args, r)
			return r, true, err
		}
		if len(args) == 0 {
			return e.Value, true, nil
		}
	}
	s := p.class.findMethods(name)
	if s == nil {
		return nil, false, nil
	}
	m, err := s.pick(t, args)
	if m == nil || err != nil {
		return nil, false, err
	}
	if m.abstract || p.class == classIterator && m.class == classIterator { // ours are for iterators of our own
		return nil, true, t.throw(classUnsupported, "")
	}
	r, err := t.callMethod(m, p, args)
	return r, true, err
}

// exact tells whether a closure answers to the methods of its interface only:
// not where the interface is the host's, or one whose methods are not known.
func (p *Proxy) exact() bool {
	if !p.class.isInterface() || p.class.host != nil || p.cl.fn != nil && p.cl.fn.lambda {
		return false
	}
	switch p.class {
	case classComparator, classRunnable, classCallable:
		return true
	}
	return p.class.script != nil || strings.HasPrefix(p.class.name, "java.util.function.")
}

// proxyResult checks what a closure gave as the result of a method of a
// script's interface: Java casts it and converts nothing.
func (t *thread) proxyResult(p *Proxy, name string, args []any, r any) (any, error) {
	if p.class.script == nil || p.class.kind != kindInterface {
		return r, nil
	}
	s := p.class.findMethods(name)
	if s == nil {
		return r, nil
	}
	m, err := s.pick(t, args)
	if err != nil || m == nil {
		return r, err
	}
	switch {
	case m.void:
		return nil, nil
	case m.ret == nil:
		return r, nil
	case r == nil:
		if m.ret.kind == kindPrimitive {
			return nil, t.throw(classNullPointer, "the result of %s is null, which no %s is", name, m.ret.name)
		}
		return nil, nil
	}
	want := m.ret
	if want.kind == kindPrimitive {
		want = want.box
	}
	if !classOf(r).isSubclassOf(want) {
		return nil, t.castError(r, want)
	}
	return r, nil
}

// isInterfaceMethod tells whether the interface itself declares the method.
func isInterfaceMethod(c *Class, name string) bool {
	if c.script == nil {
		switch name {
		case "call":
			return c == classCallable || c != classComparator && c != classRunnable && !strings.HasPrefix(c.name, "java.util.function.")
		case "run", "compare", "apply", "test", "accept", "get", "applyAsInt", "applyAsLong", "applyAsDouble",
			"getAsInt", "getAsLong", "getAsDouble", "getAsBoolean":
			return true
		}
		return false
	}
	s := c.findMethods(name)
	if s == nil {
		return false
	}
	for _, m := range s.all {
		if m.abstract {
			return true
		}
	}
	return false
}
