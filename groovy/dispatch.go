package groovy

import (
	"runtime"
	"strings"
)

// Calling methods. Everything that calls by name ends in tryInvoke, which looks
// in Groovy's order: metaclasses and categories of this run, the methods of the
// class and all it inherits (library.go says where those of built-in classes
// come from), closures in properties. invokeArgs adds what happens when there
// is nothing: methodMissing, and then the exception.

// invoke calls a method by name.
func (t *thread) invoke(recv any, name string, args ...any) (any, error) {
	return t.invokeArgs(recv, name, args)
}

func (t *thread) invokeArgs(recv any, name string, args []any) (any, error) {
	r, ok, err := t.tryInvoke(recv, name, args)
	if ok || err != nil {
		return r, err
	}
	return t.invokeMissing(recv, name, args)
}

// tryInvoke calls a method if there is one that fits.
func (t *thread) tryInvoke(recv any, name string, args []any) (any, bool, error) {
	if t.dynamic {
		if r, ok, err := t.invokeMeta(recv, name, args); ok || err != nil {
			return r, true, err
		}
	}
	switch x := recv.(type) {
	case nil:
		return t.invokeNull(name, args)
	case *Class:
		return t.invokeStatic(x, name, args)
	case *Object:
		return t.invokeObject(x, name, args)
	case *Closure:
		return t.invokeOnClosure(x, name, args)
	case *Proxy:
		return t.invokeProxy(x, name, args)
	case *Expando:
		if f, ok := x.props.Get(name); ok {
			if c, ok := f.(*Closure); ok {
				r, err := t.callClosure(x.bound(c), args...)
				return r, true, err
			}
		}
	case Caller:
		v, ok, err := x.CallMethod(t.host(), name, args)
		if ok || err != nil {
			return FromGo(v), true, t.fromHost(err)
		}
	}
	c := classOf(recv)
	if s := c.findMethods(name); s != nil {
		m, args, err := s.pickOrSpread(t, args)
		if err != nil {
			return nil, true, err
		}
		if m != nil {
			r, err := t.callMethod(m, recv, args)
			return r, true, err
		}
	}
	if s := c.findStatics(name); s != nil {
		if m, err := s.pick(t, args); m != nil || err != nil {
			if err != nil {
				return nil, true, err
			}
			r, err := t.callMethod(m, c, args)
			return r, true, err
		}
	}
	switch x := recv.(type) {
	case *GString:
		s, err := t.gtext(x)
		if err != nil {
			return nil, true, err
		}
		return t.tryInvoke(s, name, args)
	case *Map:
		if e := x.findString(name); e != nil {
			if f, ok := e.Value.(*Closure); ok {
				r, err := t.callClosure(f, args...)
				return r, true, err
			}
		}
	case PropertyGetter:
		if v, ok, err := x.GetProperty(t.host(), name); err != nil {
			return nil, true, t.fromHost(err)
		} else if f, isClosure := FromGo(v).(*Closure); ok && isClosure {
			r, err := t.callClosure(f, args...)
			return r, true, err
		}
	}
	if v, ok, err := t.hostBean(recv, name, args); ok || err != nil {
		return v, true, err
	}
	return nil, false, nil
}

// hostBean lets getX() and setX(v) reach the properties of a host's value.
func (t *thread) hostBean(recv any, name string, args []any) (any, bool, error) {
	switch {
	case len(args) == 0 && len(name) > 3 && name[:3] == "get":
		if g, ok := recv.(PropertyGetter); ok {
			v, ok, err := g.GetProperty(t.host(), decapitalize(name[3:]))
			return FromGo(v), ok, t.fromHost(err)
		}
	case len(args) == 0 && len(name) > 2 && name[:2] == "is":
		if g, ok := recv.(PropertyGetter); ok {
			v, ok, err := g.GetProperty(t.host(), decapitalize(name[2:]))
			return FromGo(v), ok, t.fromHost(err)
		}
	case len(args) == 1 && len(name) > 3 && name[:3] == "set":
		if s, ok := recv.(PropertySetter); ok {
			ok, err := s.SetProperty(t.host(), decapitalize(name[3:]), args[0])
			return nil, ok, t.fromHost(err)
		}
	}
	return nil, false, nil
}

// callOwn calls a method of an object as Java does: past what a metaclass or a
// category has of that name.
func (t *thread) callOwn(o *Object, s *methodSet, args ...any) (any, error) {
	m, err := s.pick(t, args)
	if err != nil {
		return nil, err
	}
	if m == nil {
		return t.invokeArgs(o, s.name, args)
	}
	return t.callMethod(m, o, args)
}

// callMethod calls a method that was picked for these arguments.
func (t *thread) callMethod(m *method, recv any, args []any) (any, error) {
	if m.typed || m.variadic || len(args) != len(m.params) {
		var err error
		if args, err = t.prepare(m, args); err != nil {
			return nil, err
		}
	}
	if fn := m.fn; fn != nil {
		var up []*cell
		if o, ok := recv.(*Object); ok {
			up = o.up
		}
		if m.static {
			recv = m.class
			if err := t.initClass(m.class); err != nil {
				return nil, err
			}
		}
		if m.given != nil {
			return t.runGiven(fn, recv, nil, up, args, m.given)
		}
		if len(args) != len(fn.params) {
			return t.runGiven(fn, recv, nil, up, args, nil)
		}
		return t.run(fn, recv, nil, up, args)
	}
	if m.abstract {
		return nil, t.throw(classAbstractMethodError, "%s", m.class.name+"."+m.name)
	}
	// Methods in Go count as calls too: they come back to the script through
	// closures, comparators, toString and what else, and Go's stack has no
	// exception to end with.
	if err := t.enter(); err != nil {
		return nil, err
	}
	r, err := t.callNativeMethod(m, recv, args)
	t.depth--
	if err != nil {
		return nil, err
	}
	return r, t.result(r)
}

// callNativeMethod calls a method of a built-in class.
func (t *thread) callNativeMethod(m *method, recv any, args []any) (any, error) {
	if o, ok := recv.(*Object); ok && o.native != nil && m.class != classObject && m.class.script == nil {
		if base := overridable(m.name); base != "" && o.class.hasHook(base) {
			// Groovy's operator goes through Java's method, which the class has
			// of its own.
			r, err := t.invokeArgs(o, base, append([]any(nil), args...))
			if base == "add" {
				return o, err
			}
			return r, err
		}
		if _, own := classOf(o.native).ancestors().set[m.class]; own || asThrowable(o) != nil {
			recv = o.native
		}
	}
	if !m.light {
		if err := t.weigh(recv); err != nil {
			return nil, err
		}
	}
	_, makes := recv.(*Class)
	for _, a := range args {
		if err := t.weigh(a); err != nil {
			return nil, err
		}
		if makes {
			if err := t.kept(a); err != nil {
				return nil, err
			}
		}
	}
	return t.callGo(m.native, recv, args)
}

// overridable gives the method of Java that an operator of Groovy's calls.
func overridable(name string) string {
	switch name {
	case "leftShift":
		return "add"
	case "putAt":
		return "put"
	case "getAt":
		return "get"
	}
	return ""
}

// callGo calls a method written in Go. Java's methods throw where they are given
// null, or something that only looks like what they want; here the type
// assertion fails, which becomes that exception.
func (t *thread) callGo(f native, recv any, args []any) (r any, err error) {
	sp, depth := t.sp, t.depth
	defer func() {
		p := recover()
		if p == nil {
			return
		}
		failed, ok := p.(runtime.Error)
		if !ok {
			panic(p)
		}
		text := failed.Error()
		switch {
		case strings.Contains(text, "interface conversion") && !strings.Contains(text, "is nil"):
			err = t.throw(classClassCast, "%s cannot be used here", classOf(recv).name)
		case strings.Contains(text, "interface conversion"), strings.Contains(text, "nil pointer"):
			err = t.throw(classNullPointer, "")
		default:
			panic(p)
		}
		r = nil
		t.free(sp)
		t.depth = depth
	}()
	return f(t, recv, args)
}

// invokeObject calls a method of a script's object.
func (t *thread) invokeObject(o *Object, name string, args []any) (any, bool, error) {
	c := o.class
	if c.script.interceptable {
		r, err := t.interceptCall(o, name, args)
		return r, true, err
	}
	if s := c.findMethods(name); s != nil {
		m, args, err := s.pickOrSpread(t, args)
		if err != nil {
			return nil, true, err
		}
		if m != nil {
			r, err := t.callMethod(m, o, args)
			return r, true, err
		}
	}
	if s := c.findStatics(name); s != nil {
		m, args, err := s.pickOrSpread(t, args)
		if err != nil {
			return nil, true, err
		}
		if m != nil {
			r, err := t.callMethod(m, c, args)
			return r, true, err
		}
	}
	if s := classGroovyObject.findMethods(name); s != nil {
		m, err := s.pick(t, args)
		if err != nil {
			return nil, true, err
		}
		if m != nil {
			r, err := t.callMethod(m, o, args)
			return r, true, err
		}
	}
	// A closure in a property is called like a method.
	if o == t.main {
		if e := t.vars.findString(name); e != nil {
			if r, ok, err := t.callValue(e.Value, args); ok || err != nil {
				return r, true, err
			}
		}
	}
	if p := c.findProperty(name); p != nil {
		v, ok, err := t.readProperty(o, p)
		if err != nil {
			return nil, true, err
		}
		if f, isClosure := v.(*Closure); ok && isClosure {
			r, err := t.callClosure(f, args...)
			return r, true, err
		}
	}
	switch n := o.native.(type) {
	case nil, *Throwable:
	default:
		if r, ok, err := t.tryInvoke(n, name, args); ok || err != nil {
			return r, true, err
		}
	}
	if o.outer != nil && !c.hasHook("methodMissing") {
		if r, ok, err := t.tryInvoke(o.outer, name, args); ok || err != nil {
			return r, true, err
		}
	}
	return nil, false, nil
}

// interceptCall sends every call to invokeMethod, as GroovyInterceptable asks.
func (t *thread) interceptCall(o *Object, name string, args []any) (any, error) {
	s := o.class.findMethods("invokeMethod")
	if s == nil {
		return nil, t.missingMethod(o.class, name, args, false)
	}
	hook := []any{name, newArray(classObject, append([]any(nil), args...))}
	m, err := s.pick(t, hook)
	if m == nil || err != nil {
		return nil, err
	}
	return t.callMethod(m, o, hook)
}

// callValue calls what a variable holds: a closure, or anything with call().
func (t *thread) callValue(v any, args []any) (any, bool, error) {
	// A binding may hold the script itself under the name call.
	switch f := v.(type) {
	case *Closure:
		r, err := t.callArgs(f, args)
		return r, true, err
	case nil:
		return nil, false, nil
	}
	if err := t.enter(); err != nil {
		return nil, true, err
	}
	defer t.exit()
	return t.tryInvoke(v, "call", args)
}

// hasHook tells whether the script's own class has a method of that name.
func (c *Class) hasHook(name string) bool {
	if c.script == nil {
		return false
	}
	s := c.findMethods(name)
	if s == nil {
		return false
	}
	for _, m := range s.all {
		if m.fn != nil {
			return true
		}
	}
	return false
}

// invokeMissing is what happens when nothing of that name fits: the class's
// own hooks, then the exception.
func (t *thread) invokeMissing(recv any, name string, args []any) (any, error) {
	if r, ok, err := t.tryMissing(recv, name, args); ok || err != nil {
		return r, err
	}
	if r, ok, err := t.invokeHidden(recv, name, args); ok || err != nil {
		return r, err
	}
	switch x := recv.(type) {
	case nil:
		return nil, t.throw(classNullPointer, "Cannot invoke method %s() on null object", name)
	case *Class:
		if err := t.refusal(x, name); err != nil {
			return nil, err
		}
		return nil, t.missingMethod(x, name, args, true)
	case *Closure:
		if name == "call" || name == "doCall" {
			return nil, t.missingCall(x, args, name)
		}
		recv = missingOn(x)
	}
	c := classOf(recv)
	if c == classGStringImpl {
		c = classString // which a text with values asks for what it does not have
	}
	if err := t.refusal(c, name); err != nil {
		return nil, err
	}
	if out := asksFor(recv, "methodMissing"); out != recv {
		c = classOf(out)
	}
	err := t.missingMethod(c, name, args, false)
	// Showing the arguments may have thrown something else.
	if ex := thrownBy(err); ex != nil && ex.class == classMissingMethod {
		ex.data["receiver"] = recv
	}
	return nil, err
}

// missingOn is the object whose class a missing method of a closure names: the
// first of those the closure passes calls on to that can take them.
func missingOn(c *Closure) any {
	for range mostTargets {
		first, second := closureTargets(c)
		if !takesCalls(first) {
			first = second
		}
		if !takesCalls(first) || first == any(c) {
			break
		}
		next, ok := first.(*Closure)
		if !ok {
			return first
		}
		c = next
	}
	return c
}

// takesCalls tells what is a GroovyObject, to which closures pass calls on.
func takesCalls(v any) bool {
	switch v.(type) {
	case *Object, *Closure, *Expando:
		return true
	}
	return false
}

// tryMissing asks methodMissing and invokeMethod.
func (t *thread) tryMissing(recv any, name string, args []any) (any, bool, error) {
	if t.dynamic {
		if r, ok, err := t.metaMissing(recv, name, args); ok || err != nil {
			return r, ok, err
		}
	}
	switch x := recv.(type) {
	case *Object:
		for _, hook := range [...]string{"invokeMethod", "methodMissing"} {
			if !x.class.hasHook(hook) {
				continue
			}
			a := []any{name, newArray(classObject, append([]any(nil), args...))}
			m, err := x.class.findMethods(hook).pick(t, a)
			if err != nil {
				return nil, true, err
			}
			if m != nil {
				r, err := t.callMethod(m, x, a)
				return r, true, err
			}
		}
		if x.outer != nil {
			return t.tryMissing(x.outer, name, args)
		}
	case *Class:
		if s := x.findStatics("$static_propertyMissing"); s != nil {
			// A property that can be called comes first.
			if m, err := s.pick(t, []any{name}); err != nil {
				return nil, true, err
			} else if m != nil {
				v, err := t.callMethod(m, x, []any{name})
				if err != nil {
					return nil, true, err
				}
				r, err := t.callAny(v, args)
				return r, true, err
			}
		}
		if s := x.findStatics("$static_methodMissing"); s != nil {
			a := []any{name, newArray(classObject, append([]any(nil), args...))}
			r, err := t.callMethod(s.all[0], x, a)
			return r, true, err
		}
	case *Closure:
		return t.closureMissing(x, name, args)
	case missingMethods:
		return x.methodMissing(t, name, args)
	}
	return nil, false, nil
}

// missingMethods is a library value that takes any method name: a builder.
type missingMethods interface {
	methodMissing(t *thread, name string, args []any) (any, bool, error)
}

// invokeNull calls a method of null, which has a few.
func (t *thread) invokeNull(name string, args []any) (any, bool, error) {
	if s := classNull.findMethods(name); s != nil && s.name == name {
		for _, m := range s.all {
			if m.class != classNull {
				continue
			}
			if _, ok := m.distance(args); ok {
				r, err := t.callMethod(m, nil, args)
				return r, true, err
			}
		}
	}
	return nil, false, nil
}

// invokeStatic calls a method of a class object: a static one, then one of
// java.lang.Class.
func (t *thread) invokeStatic(c *Class, name string, args []any) (any, bool, error) {
	if s := c.findStatics(name); s != nil {
		m, err := s.pick(t, args)
		if err != nil {
			return nil, true, err
		}
		if m != nil {
			r, err := t.callMethod(m, c, args)
			return r, true, err
		}
	}
	if h := t.hostOf(c); h != nil && h.Static != nil {
		v, ok, err := h.Static(t.host(), name, args, false)
		if ok || err != nil {
			return FromGo(v), true, t.fromHost(err)
		}
	}
	if name == "getClassLoader" && len(args) == 0 && t.findsClasses() {
		return classLoader{}, true, nil
	}
	if s := classClass.findMethods(name); s != nil {
		m, args, err := s.pickOrSpread(t, args)
		if err != nil {
			return nil, true, err
		}
		if m != nil {
			r, err := t.callMethod(m, c, args)
			return r, true, err
		}
	}
	if c.script != nil {
		v, ok, err := t.staticValue(c, name)
		if err != nil {
			return nil, true, err
		}
		if f, isClosure := v.(*Closure); ok && isClosure {
			r, err := t.callClosure(f, args...)
			return r, true, err
		}
		if c.script.outer != nil {
			return t.invokeStatic(c.script.outer, name, args)
		}
	}
	return nil, false, nil
}
