package groovy

import (
	"sync/atomic"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A callSite remembers the methods of the class it saw last. It is shared by
// all runs, so it is replaced as a whole.
type callSite struct {
	name string
	own  *Class // where this is called: the class written in, if it has a private method of the name
	seen atomic.Pointer[siteEntry]
}

// ownSite is a call of this.name(...), which finds a private method of the
// class it is written in whatever subclass this is of.
func (c *compiler) ownSite(name string) *callSite {
	s := &callSite{name: name}
	if c.inClosure == 0 && c.cls.hasPrivate(name) {
		s.own = c.cls
	}
	return s
}

type siteEntry struct {
	class *Class
	set   *methodSet
}

// call is recv.name(args).
func (s *callSite) call(t *thread, recv any, args []any) (any, error) {
	if s.own != nil {
		if o, ok := recv.(*Object); ok && s.own != o.class && o.class.isSubclassOf(s.own) {
			if m, err := s.own.privateNamed(t, s.name, args); err != nil {
				return nil, err
			} else if m != nil {
				return t.callMethod(m, recv, args)
			}
		}
	}
	if t.dynamic {
		return t.invokeArgs(recv, s.name, args)
	}
	var c *Class
	switch x := recv.(type) {
	case *Object:
		if x.class.script.interceptable {
			return t.invokeArgs(recv, s.name, args)
		}
		c = x.class
	case string:
		c = classString
	case *List:
		c = x.class
	case int32:
		c = classInteger
	case *Map:
		c = x.class
	case *Set, *Range, *View, *StringBuilder, int64, float64, *Decimal, *Array, *Throwable, *Entry, bool, Char:
		c = classOf(recv)
	default:
		return t.invokeArgs(recv, s.name, args)
	}
	e := s.seen.Load()
	if e == nil || e.class != c {
		e = &siteEntry{c, c.findMethods(s.name)}
		s.seen.Store(e)
	}
	if e.set != nil {
		m, err := e.set.pick(t, args)
		if err != nil {
			return nil, err
		}
		if m != nil {
			return t.callMethod(m, recv, args)
		}
	}
	return t.invokeArgs(recv, s.name, args)
}

// An argList is the arguments of a call.
type argList struct {
	codes []code
	hints []*Class                       // types of arguments that are casts
	slow  func(fr *frame) ([]any, error) // with spread
}

// args compiles arguments; named ones are collected into a map that comes first.
func (c *compiler) args(list []syntax.Expr) argList {
	var named, rest []syntax.Expr
	for _, a := range list {
		switch a.(type) {
		case *syntax.Entry, *syntax.SpreadMap:
			named = append(named, a)
		default:
			rest = append(rest, a)
		}
	}
	if hasSpread(rest) {
		items := c.spreadCode(rest)
		if named == nil {
			return argList{slow: items}
		}
		m := c.mapLiteral(named)
		return argList{slow: func(fr *frame) ([]any, error) {
			first, err := m(fr)
			if err != nil {
				return nil, err
			}
			l, err := items(fr)
			return append([]any{first}, l...), err
		}}
	}
	var a argList
	if named != nil {
		a.codes = append(a.codes, c.mapLiteral(named))
	}
	for _, x := range rest {
		var k *Class
		switch x := x.(type) {
		case *syntax.Cast:
			k = c.hint(x.Type)
		case *syntax.As:
			k = c.hint(x.Type)
		}
		if k != nil && a.hints == nil {
			a.hints = make([]*Class, len(rest)+len(a.codes))
		}
		if k != nil {
			a.hints[len(a.codes)] = k
		}
		a.codes = append(a.codes, c.expr(x))
	}
	return a
}

// hint is the class a cast names, Object included.
func (c *compiler) hint(t *syntax.Type) *Class {
	if k := c.className(t.Name); k != nil {
		return c.dims(k, t.Dims)
	}
	return nil
}

// eval evaluates the arguments into room lent by the run.
func (a *argList) eval(fr *frame) ([]any, error) {
	if a.slow != nil {
		return a.slow(fr)
	}
	if len(a.codes) == 0 {
		return nil, nil
	}
	args := fr.t.args(len(a.codes))
	for i, x := range a.codes {
		v, err := x(fr)
		if err != nil {
			return nil, err
		}
		args[i] = v
	}
	fr.t.hints = a.hints
	return args, nil
}

func (c *compiler) call(x *syntax.Call) code {
	if n := c.newified(x); n != nil {
		n.Place = x.Place
		return c.newObject(n)
	}
	switch f := x.Fun.(type) {
	case *syntax.Ident:
		return c.callName(x, f)
	case *syntax.String:
		// 'name'(args) calls a method or what a builder makes of it.
		return c.callNamed(x, f.Value)
	case *syntax.GString:
		return c.callComposed(x, f)
	case *syntax.Property:
		return c.callMember(x, f)
	case *syntax.This, *syntax.Super:
		if c.method != "<init>" {
			// Outside of a constructor super(...) calls nothing.
			if _, ok := f.(*syntax.This); ok {
				return c.callValueOf(x, c.expr(x.Fun))
			}
		}
		c.errorAt(x, "a call of this(...) or super(...) must be the first statement of a constructor", "")
		return constant0(nil)
	}
	return c.callValueOf(x, c.expr(x.Fun))
}

// callValueOf calls what an expression gives.
func (c *compiler) callValueOf(x *syntax.Call, f code) code {
	args, pos := c.args(x.Args), at0(x)
	return func(fr *frame) (any, error) {
		v, err := f(fr)
		if err != nil {
			return nil, err
		}
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		r, err := fr.t.callAny(v, a)
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

// callAny is v(args).
func (t *thread) callAny(v any, args []any) (any, error) {
	if cl, ok := v.(*Closure); ok && !t.dynamic {
		return t.callArgs(cl, args)
	}
	return t.invokeArgs(v, "call", args)
}

// callName is name(args): a variable that holds a closure, or a method of the
// surroundings.
func (c *compiler) callName(x *syntax.Call, f *syntax.Ident) code {
	if v := c.vars[f.ID()]; v != nil {
		return c.callLocal(x, v)
	}
	return c.callNamed(x, f.Name)
}

// callNamed is name(args) where name is no variable.
func (c *compiler) callNamed(x *syntax.Call, name string) code {
	pos := at0(x)
	args := c.args(x.Args)
	if !c.hasMethod(name) {
		if k, member := c.staticImport(name); k != nil {
			return func(fr *frame) (any, error) {
				mark := fr.t.sp
				a, err := args.eval(fr)
				if err != nil {
					return nil, err
				}
				r, err := fr.t.invokeArgs(k, member, a)
				fr.t.free(mark)
				if err != nil {
					return nil, at(err, fr, pos)
				}
				return r, nil
			}
		}
	}
	if c.inClosure > 0 {
		inScript := c.cls.script.isScript
		site := &callSite{name: name}
		return func(fr *frame) (any, error) {
			mark := fr.t.sp
			a, err := args.eval(fr)
			if err != nil {
				return nil, err
			}
			var r any
			fr.t.fn, fr.t.pos = fr.fn, pos
			if cl := fr.cl; inScript && cl.strategy == ownerFirst && !fr.t.dynamic && cl.owner == any(fr.t.main) && site.direct(fr.t.main) {
				r, err = site.call(fr.t, fr.t.main, a)
			} else {
				r, err = fr.t.invokeArgs(fr.cl, name, a)
				err = fr.t.renamed(err, fr.cl, name)
			}
			fr.t.free(mark)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return r, nil
		}
	}
	if f := c.ownField(name); f != nil && !c.hasMethod(name) {
		return c.callValueOf(x, c.fieldLoad(f, pos))
	}
	site := c.ownSite(name)
	return func(fr *frame) (any, error) {
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		fr.t.fn, fr.t.pos = fr.fn, pos
		r, err := site.call(fr.t, fr.self, a)
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

// callComposed is "$name"(args): a method whose name is only known then.
func (c *compiler) callComposed(x *syntax.Call, f *syntax.GString) code {
	args, pos, text, closure := c.args(x.Args), at0(x), c.expr(f), c.inClosure > 0
	return func(fr *frame) (any, error) {
		v, err := text(fr)
		if err != nil {
			return nil, err
		}
		name, err := fr.t.toString(v)
		if err != nil {
			return nil, err
		}
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		var r any
		if closure {
			r, err = fr.t.invokeArgs(fr.cl, name, a)
			err = fr.t.renamed(err, fr.cl, name)
		} else {
			r, err = fr.t.invokeArgs(fr.self, name, a)
		}
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

// direct tells whether the script has the method itself, so that the closure
// need not be asked first.
func (s *callSite) direct(o *Object) bool {
	e := s.seen.Load()
	if e == nil || e.class != o.class {
		e = &siteEntry{o.class, o.class.findMethods(s.name)}
		s.seen.Store(e)
	}
	if e.set == nil {
		return false
	}
	for _, m := range e.set.all {
		if m.fn == nil {
			return false
		}
	}
	return true
}

// renamed makes an exception of a call inside a closure name the object around
// it, as Groovy does.
func (t *thread) renamed(err error, cl *Closure, name string) error {
	ex := thrownBy(err)
	if ex == nil || ex.class != classMissingMethod || ex.closed || len(ex.frames) > 0 {
		return err
	}
	if ex.data["method"] != name || ex.data["type"] != cl.class {
		return err
	}
	var owner any = cl
	for {
		c, ok := owner.(*Closure)
		if !ok || c.owner == nil {
			break
		}
		owner = c.owner
	}
	args := ex.data["arguments"].(*Array).items
	if k, ok := owner.(*Class); ok {
		return t.missingMethod(k, name, args, true)
	}
	return t.missingMethod(classOf(owner), name, args, false)
}

// hasMethod tells whether the class around or one around that declares a
// method of the name.
func (c *compiler) hasMethod(name string) bool {
	for k := c.cls; k != nil && k.script != nil; k = k.script.outer {
		for _, x := range k.ancestors().order {
			if x.script != nil && (len(x.tab.methods[name]) > 0 || len(x.tab.statics[name]) > 0) {
				return true
			}
		}
	}
	return false
}

func (c *compiler) staticImport(name string) (*Class, string) {
	if im, ok := c.staticImports[name]; ok {
		if k := c.fullClass(im[0]); k != nil && (k.script != nil || k.host != nil || k.findStatics(im[1]) != nil) {
			return k, im[1]
		}
	}
	for _, k := range c.staticStars {
		if k.findStatics(name) != nil {
			return k, name
		}
	}
	return nil, ""
}

func (c *compiler) callLocal(x *syntax.Call, v *variable) code {
	load, args, pos := c.place(v).load(), c.args(x.Args), at0(x)
	if len(args.codes) == 1 && args.slow == nil {
		arg := args.codes[0]
		return func(fr *frame) (any, error) {
			f, err := load(fr)
			if err != nil {
				return nil, err
			}
			a, err := arg(fr)
			if err != nil {
				return nil, err
			}
			var r any
			if cl, ok := f.(*Closure); ok && !fr.t.dynamic {
				r, err = fr.t.call1Named(cl, a, "call")
			} else {
				r, err = fr.t.callAny(f, []any{a})
			}
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return r, nil
		}
	}
	return func(fr *frame) (any, error) {
		f, err := load(fr)
		if err != nil {
			return nil, err
		}
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		r, err := fr.t.callAny(f, a)
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

// callMember is x.name(args) in all its forms.
func (c *compiler) callMember(x *syntax.Call, p *syntax.Property) code {
	pos := at0(x)
	name, nameCode := c.nameOf(p.Name)
	if p.Attr {
		return c.callValueOf(x, c.expr(p))
	}
	if _, ok := p.X.(*syntax.Super); ok {
		return c.callSuper(x, name, nameCode)
	}
	// T.super.m() calls what a trait or superclass has.
	if q, ok := p.X.(*syntax.Property); ok && q.Dot == syntax.DotPlain {
		if n, ok := q.Name.(*syntax.String); ok && n.Value == "super" {
			if id, ok := q.X.(*syntax.Ident); ok {
				if k := c.className(id.Name); k != nil {
					return c.callSuperOf(x, k, name, nameCode)
				}
			}
		}
	}
	recv := c.receiver(p.X)
	args := c.args(x.Args)
	switch p.Dot {
	case syntax.DotSpread:
		return func(fr *frame) (any, error) {
			r, err := recv(fr)
			if r == nil || err != nil {
				return nil, err
			}
			n, err := fr.nameText(name, nameCode)
			if err != nil {
				return nil, err
			}
			mark := fr.t.sp
			a, err := args.eval(fr)
			if err != nil {
				return nil, err
			}
			v, err := fr.t.spreadCall(r, n, a)
			fr.t.free(mark)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	safe := p.Dot != syntax.DotPlain
	if nameCode != nil {
		return func(fr *frame) (any, error) {
			r, err := recv(fr)
			if err != nil {
				return nil, err
			}
			if r == nil && safe {
				return nil, nil
			}
			n, err := nameCode(fr)
			if err != nil {
				return nil, err
			}
			mark := fr.t.sp
			a, err := args.eval(fr)
			if err != nil {
				return nil, err
			}
			var v any
			if cl, ok := n.(*Closure); ok {
				v, err = fr.t.callArgs(cl, a)
			} else {
				var s string
				fr.t.fn, fr.t.pos = fr.fn, pos
				if s, err = fr.t.toString(n); err == nil {
					v, err = fr.t.invokeArgs(r, s, a)
				}
			}
			fr.t.free(mark)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	site := &callSite{name: name}
	if isBareThis(p.X) {
		site = c.ownSite(name)
	}
	if len(args.codes) == 0 && args.slow == nil {
		return func(fr *frame) (any, error) {
			r, err := recv(fr)
			if err != nil {
				return nil, err
			}
			if r == nil && safe {
				return nil, nil
			}
			fr.t.fn, fr.t.pos = fr.fn, pos
			v, err := site.call(fr.t, r, nil)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	return func(fr *frame) (any, error) {
		r, err := recv(fr)
		if err != nil {
			return nil, err
		}
		if r == nil && safe {
			return nil, nil
		}
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		fr.t.fn, fr.t.pos = fr.fn, pos
		v, err := site.call(fr.t, r, a)
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

// spreadCall is x*.name(args).
func (t *thread) spreadCall(x any, name string, args []any) (any, error) {
	var out []any
	a := make([]any, len(args))
	err := t.iterate(x, func(e any) error {
		if e == nil {
			out = append(out, nil)
			return t.alloc(16)
		}
		copy(a, args)
		v, err := t.invokeArgs(e, name, a)
		out = append(out, v)
		if err != nil {
			return err
		}
		return t.alloc(16)
	})
	return newList(out), err
}

// methodRef is x.&name and x::name.
func (c *compiler) methodRef(x *syntax.MethodRef) code {
	recv := c.receiver(x.X)
	name, nameCode := c.nameOf(x.Name)
	pos := at0(x)
	return func(fr *frame) (any, error) {
		r, err := recv(fr)
		if err != nil {
			return nil, err
		}
		n, err := fr.nameText(name, nameCode)
		if err != nil {
			return nil, err
		}
		cl, err := fr.t.methodPointer(r, n)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return cl, nil
	}
}

// methodPointer makes a closure of a method.
func (t *thread) methodPointer(r any, name string) (*Closure, error) {
	if r == nil {
		return nil, t.throw(classNullPointer, "Cannot access method pointer for '%s' on null object", name)
	}
	cl := nativeClosure(classMethodClosure, t.arity(r, name), r, func(t *thread, a []any) (any, error) {
		args := append([]any(nil), a...)
		k, isClass := r.(*Class)
		if isClass && name == "new" {
			return t.construct(k, args)
		}
		v, ok, err := t.tryInvoke(r, name, args)
		if ok || err != nil {
			return v, err
		}
		if isClass && len(args) > 0 && (args[0] == nil || instanceOf(args[0], k)) {
			// C.&m where m is an instance method: the first argument is the receiver.
			return t.invokeArgs(args[0], name, args[1:])
		}
		if len(args) == 1 {
			if items, ok := t.listItems(args[0]); ok {
				if v, ok, err := t.tryInvoke(r, name, append([]any(nil), items...)); ok || err != nil {
					return v, err
				}
			}
		}
		return t.invokeMissing(r, name, args)
	})
	cl.name = name
	return cl, nil
}

// arity is how many arguments a method pointer says it takes.
func (t *thread) arity(r any, name string) int {
	var s *methodSet
	if k, ok := r.(*Class); ok {
		if s = k.findStatics(name); s == nil {
			s = k.findMethods(name)
			if s != nil {
				return len(s.all[0].params) + 1
			}
		}
	} else {
		s = classOf(r).findMethods(name)
	}
	n := 0
	if s != nil {
		for _, m := range s.all {
			n = max(n, len(m.params))
		}
	}
	return n
}

// newObject is new C(args), with or without a body.
func (c *compiler) newObject(x *syntax.New) code {
	pos := at0(x)
	if x.Body != nil {
		return c.newAnonymous(x)
	}
	k := c.typ(x.Type)
	args := c.args(x.Args)
	if k == nil {
		k = classObject
	}
	if k.kind == kindPrimitive {
		c.errorAt(x, "a "+k.name+" cannot be made with new", "")
	}
	if k.script != nil {
		switch {
		case k.kind == kindInterface:
			c.errorAt(x, "You cannot create an instance from the abstract interface '"+k.name+"'.", "")
		case k.kind == kindAbstract:
			c.errorAt(x, "You cannot create an instance from the abstract class '"+k.name+"'.", "")
		case k.kind == kindEnum:
			c.errorAt(x, "You cannot create an instance from the enum '"+k.name+"'.", "")
		}
	} else if k.host == nil && (k.kind == kindInterface || k.kind == kindAbstract) {
		what := "class"
		if k.kind == kindInterface {
			what = "interface"
		}
		c.errorAt(x, "You cannot create an instance from the abstract "+what+" '"+k.name+"'.", "")
	}
	var outer code
	if x.Outer != nil {
		outer = c.expr(x.Outer)
	}
	inner := k.script != nil && k.script.inner
	return func(fr *frame) (any, error) {
		var out any
		var err error
		if outer != nil {
			if out, err = outer(fr); err != nil {
				return nil, err
			}
		} else if inner {
			out = outerThis(fr.self, k.script.outer)
		}
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		if inner && outer == nil && len(a) > 0 {
			// new Inner(outer) is how 2.4 spells it from outside.
			if o, ok := a[0].(*Object); ok && o.class.isSubclassOf(k.script.outer) && !instanceOf(fr.self, k.script.outer) {
				out, a = o, a[1:]
			}
		}
		v, err := fr.t.constructIn(k, a, out, nil)
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		if ex := asThrowable(v); ex != nil {
			fr.t.born(ex, fr, pos)
		}
		return v, nil
	}
}

// born notes where an exception was made.
func (t *thread) born(ex *Throwable, fr *frame, pos int32) {
	if len(ex.frames) == 0 {
		ex.frames = append(ex.frames, fr.frameAt(pos))
		ex.closed = true
	}
}
