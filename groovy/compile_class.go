package groovy

import (
	"strconv"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// within makes code or members for a class.
func (c *compiler) within(k *Class, f func()) {
	cls, static, in, method, trait, ctor, around := c.cls, c.static, c.inClosure, c.method, c.inTrait, c.inCtor, c.around
	c.around = nil
	c.cls, c.static, c.inClosure, c.method, c.inTrait, c.inCtor = k, false, 0, "", k.kind == kindTrait, false
	f()
	c.cls, c.static, c.inClosure, c.method, c.inTrait, c.inCtor = cls, static, in, method, trait, ctor
	c.around = around
}

// members gives all classes their supers, fields and methods; bodies come last.
func (c *compiler) members() {
	c.allSupers()
	c.allMembers(map[*Class]bool{})
}

// allSupers says what the classes of the file extend and implement.
func (c *compiler) allSupers() {
	c.cls = c.s.class
	for _, st := range c.file.Body {
		if d, ok := st.(*syntax.ClassDecl); ok {
			c.supers(d)
		}
	}
	for d := range c.localClasses {
		c.supers(d)
	}
}

// allMembers makes the fields and methods of the file's classes known, but for
// those that are done.
func (c *compiler) allMembers(done map[*Class]bool) {
	c.cls = c.s.class
	for _, st := range c.file.Body {
		if d, ok := st.(*syntax.ClassDecl); ok {
			c.declareMembers(d, done)
		}
	}
	for d := range c.localClasses {
		c.declareMembers(d, done)
	}
	c.scriptMembers()
}

func (c *compiler) supers(d *syntax.ClassDecl) {
	k := c.decls[d]
	if k == nil {
		return
	}
	c.within(k, func() {
		c.pushTypeParams(d.TypeParams)
		for _, t := range d.Extends {
			s := c.typ(t)
			if s == nil {
				continue
			}
			switch {
			case k.kind == kindInterface && !s.isInterface() && s.host == nil:
				c.errorAt(t, "You are not allowed to implement the class '"+s.name+"', use extends instead.", "")
			case k.kind == kindInterface || k.kind == kindTrait && s.isInterface():
				k.ifaces = append(k.ifaces, s)
			case s.isInterface() && k.kind != kindTrait:
				c.errorAt(t, "You are not allowed to extend the interface '"+s.name+"', use implements instead", "")
			case s.kind == kindEnum || s.kind == kindPrimitive:
				c.errorAt(t, "You are not allowed to extend the class '"+s.name+"'", "")
			case s.script != nil && s.script.decl != nil && s.script.decl.Mods.Has(syntax.ModFinal):
				c.errorAt(t, "You are not allowed to overwrite the final class '"+s.name+"'", "")
			default:
				k.super = s
			}
		}
		for _, t := range d.Implements {
			s := c.typ(t)
			if s == nil {
				continue
			}
			if !s.isInterface() && s.host == nil {
				c.errorAt(t, "You are not allowed to implement the class '"+s.name+"', use extends instead", "")
				continue
			}
			k.ifaces = append(k.ifaces, s)
		}
		if k.inherits(k, map[*Class]bool{}) {
			c.errorAt(d, "Cyclic inheritance involving "+k.name, "")
			k.ifaces = nil
			if k.super != nil {
				k.super = classObject
			}
		}
		c.popTypeParams()
		if d.Body != nil {
			for _, m := range d.Body.Members {
				if in, ok := m.(*syntax.ClassDecl); ok {
					c.supers(in)
				}
			}
		}
	})
}

// inherits tells whether c extends or implements k, directly or not, while it
// is not yet known that nothing goes round in circles.
func (c *Class) inherits(k *Class, seen map[*Class]bool) bool {
	for _, x := range append([]*Class{c.super}, c.ifaces...) {
		if x == nil || seen[x] {
			continue
		}
		seen[x] = true
		if x == k || x.inherits(k, seen) {
			return true
		}
	}
	return false
}

// declareMembers makes the fields and methods of a class known, its
// superclass's before its own.
func (c *compiler) declareMembers(d *syntax.ClassDecl, done map[*Class]bool) {
	k := c.decls[d]
	if k == nil && c.unit != nil {
		if o := c.unit.owners[d]; o != nil {
			o.declareMembers(d, done) // of another file that is compiled with this one
		}
		return
	}
	if k == nil || done[k] {
		return
	}
	done[k] = true
	if k.super != nil && k.super.script != nil && k.super.script.decl != nil {
		c.declareMembers(k.super.script.decl, done)
	}
	for _, i := range k.ifaces {
		if i.script != nil && i.script.decl != nil {
			c.declareMembers(i.script.decl, done)
		}
	}
	c.within(k, func() {
		c.pushTypeParams(d.TypeParams)
		c.fields(k, d)
		c.methods(k, d.Body)
		c.annotations(k, d)
		c.finishClass(k)
		c.popTypeParams()
	})
	if d.Body != nil {
		for _, m := range d.Body.Members {
			if in, ok := m.(*syntax.ClassDecl); ok {
				c.declareMembers(in, done)
			}
		}
	}
}

// inheritFields begins a class's instance with that of its superclass.
func (c *compiler) inheritFields(k *Class) {
	sc := k.script
	if s := k.super; s != nil && s.script != nil {
		sc.nfields = s.script.nfields
		sc.zero = append([]any(nil), s.script.zero...)
		sc.native, sc.backing, sc.getProperty = s.script.native, s.script.backing, s.script.getProperty
	} else if s != nil && s != classObject && s != classEnum && s != classScript && s != classRecord && s != classGroovyObjectSupport {
		sc.native = s
	}
	if sc.enum != nil {
		sc.nfields, sc.zero = 2, []any{nil, nil}
	}
	for _, tr := range traitsOf(k) {
		if k.super != nil && k.super.script != nil && k.super.isSubclassOf(tr) {
			continue
		}
		sc.traits = append(sc.traits, tr)
		for _, f := range tr.script.fields {
			if !f.static {
				g := *f
				g.class = k
				c.addField(k, &g)
				c.accessors(k, &g)
			}
		}
	}
}

// finishClass notes what calls and properties have to know about a class, and
// checks that it implements what it promises.
func (c *compiler) finishClass(k *Class) {
	sc := k.script
	sc.interceptable = k.isSubclassOf(classGroovyInterceptable)
	sc.idHash = 1
	for x := k; x != nil && x.script != nil; x = x.super {
		for _, y := range append([]*Class{x}, x.script.traits...) {
			for _, n := range [...]string{"equals", "hashCode"} {
				if len(y.tab.methods[n]) > 0 {
					sc.idHash = 2
				}
			}
			for _, m := range y.tab.methods["getProperty"] {
				sc.getProperty = sc.getProperty || len(m.params) == 1
			}
			for _, m := range y.tab.methods["setProperty"] {
				sc.setProperty = sc.setProperty || len(m.params) == 2
			}
		}
		if x.script.immutable {
			sc.immutable = true
		}
	}
	if sc.native != nil && !sc.native.isSubclassOf(classThrowable) {
		sc.idHash = 2
	}
	if k.kind == kindEnum {
		c.enumMembers(k)
	}
}

func (c *compiler) enumMembers(k *Class) {
	static := func(name string, params []*Class, f native) {
		for _, m := range k.tab.statics[name] {
			if len(m.params) == len(params) {
				return
			}
		}
		c.addMethod(k, &method{name: name, class: k, static: true, params: params, typed: len(params) > 0, native: f})
	}
	static("values", nil, func(t *thread, _ any, _ []any) (any, error) {
		vals, err := t.enumValues(k)
		return newArray(k, vals), err
	})
	static("valueOf", []*Class{classString}, func(t *thread, _ any, a []any) (any, error) {
		if a[0] == nil {
			return nil, t.throw(classNullPointer, "Name is null")
		}
		return t.enumValueOf(k, a[0].(string))
	})
	edge := func(last bool) native {
		return func(t *thread, _ any, _ []any) (any, error) {
			vals, err := t.enumValues(k)
			if err != nil || len(vals) == 0 {
				return nil, err
			}
			if last {
				return vals[len(vals)-1], nil
			}
			return vals[0], nil
		}
	}
	c.addMethod(k, &method{name: "getMIN_VALUE", class: k, static: true, native: edge(false)})
	c.addMethod(k, &method{name: "getMAX_VALUE", class: k, static: true, native: edge(true)})
}

// scriptMembers are the methods and @Field variables of the script itself.
func (c *compiler) scriptMembers() {
	k := c.s.class
	c.within(k, func() {
		for _, st := range c.file.Body {
			switch st := st.(type) {
			case *syntax.MethodDecl:
				c.declareMethod(k, st)
			case *syntax.VarDecl:
				for _, a := range st.Mods.Annotations {
					c.warnAnnotation(a)
				}
			}
		}
		for _, d := range c.scriptFields {
			typ := c.typ(d.Type)
			for _, v := range d.Vars {
				c.addField(k, &fieldInfo{name: v.Name.Name, class: k, typ: typ, final: d.Mods.Has(syntax.ModFinal),
					static: d.Mods.Has(syntax.ModStatic), property: true})
			}
		}
		for _, f := range k.script.fields {
			c.accessors(k, f)
		}
		c.finishClass(k)
	})
}

// enumConstant makes one constant.
func (c *compiler) enumConstant(k *Class, e *syntax.EnumConst, ordinal int) (stmtCode, int) {
	sc := c.scopes[e.ID()]
	f := k.script.enum.constants[ordinal]
	var args argList
	c.static = true
	c.inScope(sc, func() { args = c.args(e.Args) })
	c.static = false
	kind := k
	if e.Body != nil {
		bodies := 0
		for _, other := range k.script.decl.Constants[:ordinal+1] {
			if other.Body != nil {
				bodies++
			}
		}
		kind = &Class{name: k.name + "$" + strconv.Itoa(bodies), super: k, tab: newTables(),
			script: &scriptClass{script: c.s, outer: k, anonymous: true, enum: nil}}
		c.bodyClass(kind, e.Body)
		kind.script.enum = &enumInfo{constants: k.script.enum.constants}
	}
	name, pos := e.Name.Name, at0(e)
	return func(fr *frame) (signal, error) {
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return sigNext, err
		}
		o := &Object{class: kind, fields: append([]any(nil), kind.script.zero...)}
		o.fields[0], o.fields[1] = name, boxInt(int32(ordinal))
		err = fr.t.initObject(o, kind, a)
		fr.t.free(mark)
		if err != nil {
			return sigNext, at(err, fr, pos)
		}
		fr.t.staticsOf(k).vals[f.slot] = o
		return sigNext, nil
	}, sc.nslots
}

// bodyClass gives an anonymous class its members and code.
func (c *compiler) bodyClass(k *Class, body *syntax.ClassBody) {
	c.within(k, func() {
		c.inheritFields(k)
		for _, m := range body.Members {
			if v, ok := m.(*syntax.VarDecl); ok {
				typ := c.typ(v.Type)
				for _, one := range v.Vars {
					f := &fieldInfo{name: one.Name.Name, class: k, typ: typ, static: v.Mods.Has(syntax.ModStatic), final: v.Mods.Has(syntax.ModFinal)}
					f.property = v.Mods.Flags&(syntax.ModPublic|syntax.ModPrivate|syntax.ModProtected) == 0
					c.addField(k, f)
				}
			}
		}
		c.methods(k, body)
		c.finishClass(k)
		c.initBody(k, body, nil, 0)
	})
}

// newAnonymous is new T(args) { ... }.
func (c *compiler) newAnonymous(x *syntax.New) code {
	base := c.typ(x.Type)
	if base == nil {
		base = classObject
	}
	if base.kind == kindTrait {
		c.errorAt(x.Body, "You are not allowed to extend the trait '"+base.Name()+"', use implements instead.", "name a class that implements it")
	}
	n := c.counters[nil]
	if n == nil {
		n = new(int)
		c.counters[nil] = n
	}
	*n++
	top := c.cls
	for top.script.outer != nil {
		top = top.script.outer
	}
	k := &Class{name: top.name + "$" + strconv.Itoa(*n), super: base, tab: newTables(),
		script: &scriptClass{script: c.s, outer: c.cls, anonymous: true, inner: true}}
	if base.isInterface() {
		k.super, k.ifaces = classObject, []*Class{base}
	}
	holder := c.scopes[x.Body.ID()]
	args := c.args(x.Args)
	was, labels := c.fn, c.labels
	c.bodyClass(k, x.Body)
	c.fn, c.labels = was, labels
	captures := holder.order
	c.anonymous = append(c.anonymous, anonymousClass{k, x})
	pos := at0(x)
	return func(fr *frame) (any, error) {
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		var up []*cell
		if len(captures) > 0 {
			up = make([]*cell, len(captures))
			fr.capture(up, captures)
		}
		var outer any = fr.self
		if fr.cl != nil {
			outer = fr.cl.owner
			for {
				in, ok := outer.(*Closure)
				if !ok {
					break
				}
				outer = in.owner
			}
		}
		v, err := fr.t.constructIn(k, a, outer, up)
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

type anonymousClass struct {
	k *Class
	x *syntax.New
}

// functionCode compiles the body of a method or constructor.
func (c *compiler) functionCode(p pending) {
	c.within(p.k, func() {
		if d := p.k.script.decl; d != nil {
			c.pushTypeParams(d.TypeParams)
			defer c.popTypeParams()
		}
		fn := p.fn
		if p.ctor != nil {
			c.constructorCode(p)
			return
		}
		d := p.decl
		c.pushTypeParams(d.TypeParams)
		defer c.popTypeParams()
		c.method, c.static, c.void = d.Name, fn.static, fn.ret == classVoid
		outer := c.newify
		if k := p.k.script.decl; k != nil {
			c.newify = c.newifyOf(k.Mods.Annotations, nil)
		}
		c.newify = c.newifyOf(d.Mods.Annotations, c.newify)
		defer func() { c.void, c.newify = false, outer }()
		s := c.scopes[d.ID()]
		if s == nil {
			return
		}
		c.inScope(s, func() {
			c.compiledParams(fn, d.Params)
			c.tail = c.tailLoopOf(d, fn)
			fn.body = c.stmts(d.Body.Stmts, true)
			if c.tail != nil {
				fn.body = c.tail.rounds(fn.body)
				c.tail = nil
			}
		})
		fn.nslots, fn.end = s.nslots, endOf(d, d.Body.Stmts)
		c.methodAnnotations(p.k, d, fn)
	})
}

// constructorCode compiles a constructor: the call of another one that begins
// it, or of the superclass's and then the fields.
func (c *compiler) constructorCode(p pending) {
	d, fn, k := p.ctor, p.fn, p.k
	c.method, c.inCtor = "<init>", true
	s := c.scopes[d.ID()]
	c.inScope(s, func() {
		c.compiledParams(fn, d.Params)
		body := d.Body.Stmts
		var first *syntax.Call
		if len(body) > 0 {
			if e, ok := body[0].(*syntax.ExprStmt); ok {
				if call, ok := e.X.(*syntax.Call); ok {
					switch call.Fun.(type) {
					case *syntax.This, *syntax.Super:
						first = call
						body = body[1:]
					}
				}
			}
		}
		var args argList
		this := false
		pos := at0(d)
		if first != nil {
			args = c.args(first.Args)
			_, this = first.Fun.(*syntax.This)
			pos = at0(first)
		}
		rest := c.stmts(body, false)
		implicit := first == nil && k.super != nil && k.super.script != nil
		fn.body = func(fr *frame) (signal, error) {
			o := fr.self.(*Object)
			if implicit {
				// Where it was called: the call is written nowhere.
				if err := fr.t.bareSuper(k); err != nil {
					return sigNext, err
				}
			}
			mark := fr.t.sp
			a, err := args.eval(fr)
			if err != nil {
				return sigNext, err
			}
			if this {
				err = fr.t.initObject(o, k, a)
			} else {
				err = fr.t.initSuper(o, k, a)
			}
			fr.t.free(mark)
			if err != nil {
				return sigNext, at(err, fr, pos)
			}
			if !this {
				if err := fr.t.initFields(o, k); err != nil {
					return sigNext, err
				}
			}
			_, err = rest(fr)
			fr.ret = nil
			return sigNext, err
		}
	})
	fn.nslots = s.nslots
}

// endOf is where the JVM says that a body without a value ends: behind its
// last statement if that is one with a body of its own.
func endOf(n syntax.Node, body []syntax.Stmt) int32 {
	if len(body) == 0 {
		return at0(n)
	}
	last := body[len(body)-1]
	for {
		s, ok := last.(*syntax.If)
		if !ok || s.Else == nil {
			break
		}
		last = s.Else
		if b, ok := last.(*syntax.Block); ok && len(b.Stmts) > 0 {
			last = b.Stmts[len(b.Stmts)-1]
		}
	}
	switch last.(type) {
	case *syntax.If, *syntax.For, *syntax.ForIn, *syntax.While, *syntax.DoWhile, *syntax.Switch, *syntax.Block:
		return packPos(last.End().Line, last.End().Col)
	}
	return at0(last)
}
