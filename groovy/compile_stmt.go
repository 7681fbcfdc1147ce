package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// stmts compiles statements one after the other. tail tells that the value of
// the last one is the function's result.
func (c *compiler) stmts(list []syntax.Stmt, tail bool) stmtCode {
	var codes []stmtCode
	last := -1
	for i, s := range list {
		switch s.(type) {
		case *syntax.Import, *syntax.MethodDecl, *syntax.ClassDecl, *syntax.Empty:
		default:
			last = i
		}
	}
	for i, s := range list {
		if code := c.stmt(s, tail && i == last); code != nil {
			codes = append(codes, code)
		}
	}
	switch len(codes) {
	case 0:
		return func(*frame) (signal, error) { return sigNext, nil }
	case 1:
		return codes[0]
	case 2:
		a, b := codes[0], codes[1]
		return func(fr *frame) (signal, error) {
			if sig, err := a(fr); sig != sigNext || err != nil {
				return sig, err
			}
			return b(fr)
		}
	}
	return func(fr *frame) (signal, error) {
		for _, s := range codes {
			if sig, err := s(fr); sig != sigNext || err != nil {
				return sig, err
			}
		}
		return sigNext, nil
	}
}

func (c *compiler) block(s syntax.Stmt, tail bool) stmtCode {
	switch s := s.(type) {
	case nil:
		return func(*frame) (signal, error) { return sigNext, nil }
	case *syntax.Block:
		return c.stmts(s.Stmts, tail)
	}
	return c.stmts([]syntax.Stmt{s}, tail)
}

func (c *compiler) stmt(s syntax.Stmt, tail bool) stmtCode { return c.labeled(s, tail, "") }

func (c *compiler) labeled(s syntax.Stmt, tail bool, name string) stmtCode {
	guard := c.deeper()
	f := c.stmtCode(s, tail, name)
	c.height--
	if c.o.count {
		f = c.counted(s, f)
	}
	if !guard {
		return f
	}
	return func(fr *frame) (signal, error) {
		if err := fr.t.enter(); err != nil {
			return sigNext, err
		}
		sig, err := f(fr)
		fr.t.exit()
		return sig, err
	}
}

func (c *compiler) stmtCode(s syntax.Stmt, tail bool, name string) stmtCode {
	if s != nil {
		c.last = s.Pos()
	}
	switch s := s.(type) {
	case *syntax.Block:
		return c.labelBlock(c.stmts(s.Stmts, tail), name)
	case *syntax.ExprStmt:
		return c.exprStmt(s.X, tail)
	case *syntax.Labeled:
		l := &label{s.Label.Name}
		c.labels = append(c.labels, l)
		code := c.labeled(s.Stmt, tail, s.Label.Name)
		c.labels = c.labels[:len(c.labels)-1]
		return code
	case *syntax.VarDecl:
		return c.varDecl(s, tail)
	case *syntax.If:
		cond := c.cond(s.Cond)
		then, els := c.block(s.Then, tail), c.block(s.Else, tail)
		if s.Else == nil {
			return func(fr *frame) (signal, error) {
				ok, err := cond(fr)
				if !ok || err != nil {
					return sigNext, err
				}
				return then(fr)
			}
		}
		return func(fr *frame) (signal, error) {
			ok, err := cond(fr)
			if err != nil {
				return sigNext, err
			}
			if ok {
				return then(fr)
			}
			return els(fr)
		}
	case *syntax.While:
		cond, body, l := c.cond(s.Cond), c.block(s.Body, false), c.label(name)
		begin := packPos(s.Pos().Line, s.Pos().Col)
		return func(fr *frame) (signal, error) {
			for {
				ok, err := cond(fr)
				if !ok || err != nil {
					return sigNext, err
				}
				if err := fr.t.step(); err != nil {
					return sigNext, at(err, fr, begin)
				}
				sig, err := body(fr)
				if err != nil {
					return sig, err
				}
				if sig != sigNext {
					if stop, sig := fr.leaves(sig, l); stop {
						return sig, nil
					}
				}
			}
		}
	case *syntax.DoWhile:
		cond, body, l := c.cond(s.Cond), c.block(s.Body, false), c.label(name)
		begin := packPos(s.Pos().Line, s.Pos().Col)
		return func(fr *frame) (signal, error) {
			for {
				if err := fr.t.step(); err != nil {
					return sigNext, at(err, fr, begin)
				}
				sig, err := body(fr)
				if err != nil {
					return sig, err
				}
				if sig != sigNext {
					if stop, sig := fr.leaves(sig, l); stop {
						return sig, nil
					}
				}
				ok, err := cond(fr)
				if !ok || err != nil {
					return sigNext, err
				}
			}
		}
	case *syntax.For:
		return c.forLoop(s, name)
	case *syntax.ForIn:
		return c.forIn(s, name)
	case *syntax.Switch:
		return c.switchStmt(s, tail, name)
	case *syntax.Try:
		return c.try(s, tail)
	case *syntax.Break:
		l := c.target(s.Label)
		return func(fr *frame) (signal, error) { fr.label = l; return sigBreak, nil }
	case *syntax.Continue:
		l := c.target(s.Label)
		return func(fr *frame) (signal, error) { fr.label = l; return sigContinue, nil }
	case *syntax.Return:
		if s.X != nil && (c.void || c.inCtor) && c.inClosure == 0 {
			c.errorAt(s, "Cannot use return statement with an expression on a method that returns void", "")
		}
		if s.X == nil {
			return func(fr *frame) (signal, error) { fr.ret = nil; return sigReturn, nil }
		}
		return c.give(c.expr(s.X), at0(s))
	case *syntax.Yield:
		x := c.expr(s.X)
		return func(fr *frame) (signal, error) {
			v, err := x(fr)
			fr.ret = v
			return sigYield, err
		}
	case *syntax.Throw:
		x, pos := c.expr(s.X), at0(s)
		return func(fr *frame) (signal, error) {
			v, err := x(fr)
			if err != nil {
				return sigNext, err
			}
			ex := asThrowable(v)
			if ex == nil {
				if v == nil {
					return sigNext, at(fr.t.throw(classNullPointer, ""), fr, pos)
				}
				return sigNext, at(fr.t.throw(classClassCast, "class %s cannot be cast to class java.lang.Throwable", classOf(v).name), fr, pos)
			}
			ex.thrownAt(fr, pos)
			return sigNext, &thrown{ex}
		}
	case *syntax.Assert:
		return c.assert(s)
	case *syntax.Synchronized:
		lock, body := c.expr(s.Lock), c.stmts(s.Body.Stmts, tail)
		return func(fr *frame) (signal, error) {
			if _, err := lock(fr); err != nil {
				return sigNext, err
			}
			return body(fr)
		}
	case *syntax.Import, *syntax.MethodDecl, *syntax.Empty, nil:
		return nil
	case *syntax.ClassDecl:
		return nil
	case *syntax.BadStmt:
		return nil
	}
	return nil
}

// label gives the label that a loop of that name answers to.
func (c *compiler) label(name string) *label {
	if name == "" {
		return nil
	}
	return c.labels[len(c.labels)-1]
}

func (c *compiler) target(id *syntax.Ident) *label {
	if id == nil {
		return nil
	}
	for i := len(c.labels) - 1; i >= 0; i-- {
		if c.labels[i].name == id.Name {
			return c.labels[i]
		}
	}
	return nil
}

// labelBlock lets a break leave a labelled block.
func (c *compiler) labelBlock(body stmtCode, name string) stmtCode {
	if name == "" {
		return body
	}
	l := c.label(name)
	return func(fr *frame) (signal, error) {
		sig, err := body(fr)
		if sig == sigBreak && fr.label == l {
			fr.label = nil
			return sigNext, err
		}
		return sig, err
	}
}

// leaves says what a loop does when its body ended with a signal.
func (fr *frame) leaves(sig signal, l *label) (stop bool, out signal) {
	switch sig {
	case sigBreak:
		if fr.label == nil || fr.label == l {
			fr.label = nil
			return true, sigNext
		}
		return true, sig
	case sigContinue:
		if fr.label == nil || fr.label == l {
			fr.label = nil
			return false, sigNext
		}
		return true, sig
	}
	return true, sig
}

// give ends a method or closure with a value, cast to what it is declared to
// give.
func (c *compiler) give(x code, pos int32) stmtCode {
	if c.tail != nil && c.inClosure == 0 {
		// It may be the next round, which is no result to cast.
		return func(fr *frame) (signal, error) {
			v, err := x(fr)
			fr.ret = v
			return sigReturn, err
		}
	}
	return func(fr *frame) (signal, error) {
		v, err := x(fr)
		if err != nil {
			return sigNext, err
		}
		if k := fr.fn.ret; k != nil {
			if v, err = fr.t.returned(v, k); err != nil {
				return sigNext, at(err, fr, pos)
			}
		}
		fr.ret = v
		return sigReturn, nil
	}
}

func (c *compiler) exprStmt(x syntax.Expr, tail bool) stmtCode {
	if tail {
		return c.give(c.expr(x), at0(x))
	}
	if s := c.incLocal(x); s != nil {
		return s
	}
	v := c.expr(x)
	return func(fr *frame) (signal, error) {
		_, err := v(fr)
		return sigNext, err
	}
}

// notForLocals are the modifiers of members that no local variable has.
var notForLocals = []struct {
	flag syntax.Modifier
	name string
}{
	{syntax.ModPublic, "public"}, {syntax.ModPrivate, "private"}, {syntax.ModProtected, "protected"}, {syntax.ModStatic, "static"},
	{syntax.ModAbstract, "abstract"}, {syntax.ModTransient, "transient"}, {syntax.ModVolatile, "volatile"},
	{syntax.ModSynchronized, "synchronized"}, {syntax.ModNative, "native"}, {syntax.ModStrictfp, "strictfp"},
}

func (c *compiler) varDecl(d *syntax.VarDecl, tail bool) stmtCode {
	if c.isField[d] {
		return nil
	}
	for _, m := range notForLocals {
		if d.Mods.Has(m.flag) {
			c.errorAt(d, "Modifier '"+m.name+"' not allowed here.", "a local variable takes final alone; mark it @groovy.transform.Field to make it a field of the script")
			break
		}
	}
	outer := c.newify
	c.newify = c.newifyOf(d.Mods.Annotations, outer)
	defer func() { c.newify = outer }()
	if d.Tuple {
		v := c.tupleDecl(d)
		return c.valueStmt(v, tail)
	}
	codes := make([]code, 0, len(d.Vars))
	for _, v := range d.Vars {
		codes = append(codes, c.declaration(d, v))
	}
	if len(codes) == 1 {
		return c.valueStmt(codes[0], tail)
	}
	return c.valueStmt(func(fr *frame) (v any, err error) {
		for _, d := range codes {
			if v, err = d(fr); err != nil {
				return nil, err
			}
		}
		return v, nil
	}, tail)
}

func (c *compiler) valueStmt(v code, tail bool) stmtCode {
	return func(fr *frame) (signal, error) {
		r, err := v(fr)
		if err != nil {
			return sigNext, err
		}
		if tail {
			fr.ret = r
			return sigReturn, nil
		}
		return sigNext, nil
	}
}

// declaration is def x = init; its value is that of x.
func (c *compiler) declaration(d *syntax.VarDecl, v *syntax.Var) code {
	local := c.vars[v.Name.ID()]
	local.typ = c.typ(d.Type)
	p := c.place(local)
	typ := local.typ
	if local.captured && typ != nil && typ.kind == kindPrimitive {
		// What a closure shares is kept as an object, and may be null from then on.
		local.typ = typ.box
		if _, null := v.Init.(*syntax.Null); !null && v.Init != nil {
			typ = typ.box
		}
	}
	if v.Init == nil {
		zero := any(nil)
		if typ != nil {
			zero = zeroOf(typ)
		}
		return func(fr *frame) (any, error) {
			p.declare(fr, zero)
			return zero, nil
		}
	}
	x, pos := c.expr(v.Init), at0(v.Init)
	if typ == nil {
		if p.kind == inSlot {
			i := p.i
			return func(fr *frame) (any, error) {
				r, err := x(fr)
				fr.slots[i] = r
				return r, err
			}
		}
		return func(fr *frame) (any, error) {
			r, err := x(fr)
			if err != nil {
				return nil, err
			}
			p.declare(fr, r)
			return r, nil
		}
	}
	pos = at0(d)
	unboxed := c.unboxes(v.Init, typ)
	return func(fr *frame) (any, error) {
		r, err := x(fr)
		if err != nil {
			return nil, err
		}
		if r == nil && unboxed != "" {
			return nil, at(fr.t.throw(classNullPointer, "Cannot invoke \"%s.%sValue()\" because \"%s\" is null", typ.box.name, typ.name, unboxed), fr, pos)
		}
		if r, err = fr.t.cast(r, typ); err != nil {
			return nil, at(err, fr, pos)
		}
		p.declare(fr, r)
		return r, nil
	}
}

// unboxes names the variable of the class that boxes typ out of which Java's
// code takes the number, without asking Groovy for a cast; empty if x is none.
func (c *compiler) unboxes(x syntax.Expr, typ *Class) string {
	id, ok := x.(*syntax.Ident)
	if !ok || typ.kind != kindPrimitive || typ == classBooleanP {
		return ""
	}
	if v := c.vars[id.ID()]; v != nil && v.fn == c.fn && !v.captured && v.typ == typ.box {
		return id.Name
	}
	return ""
}

// tupleDecl is def (a, b) = list.
func (c *compiler) tupleDecl(d *syntax.VarDecl) code {
	x, pos := c.expr(d.Init), at0(d)
	places := make([]place, len(d.Vars))
	types := make([]*Class, len(d.Vars))
	for i, v := range d.Vars {
		local := c.vars[v.Name.ID()]
		local.typ = c.typ(v.Type)
		if local.typ == nil {
			local.typ = c.typ(d.Type)
		}
		places[i], types[i] = c.place(local), local.typ
	}
	return func(fr *frame) (any, error) {
		r, err := x(fr)
		if err != nil {
			return nil, err
		}
		for i, p := range places {
			v, err := fr.t.component(r, i)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			if types[i] != nil {
				if v, err = fr.t.cast(v, types[i]); err != nil {
					return nil, at(err, fr, pos)
				}
			}
			p.declare(fr, v)
		}
		return r, nil
	}
}

// component is what (a, b) = v takes: v[i], null beyond the end.
func (t *thread) component(v any, i int) (any, error) {
	switch x := v.(type) {
	case *List:
		if i < len(x.items) {
			return x.items[i], nil
		}
		return nil, nil
	case nil:
		return nil, t.throw(classNullPointer, "Cannot invoke method getAt() on null object")
	}
	return t.index(v, boxInt(int32(i)))
}
