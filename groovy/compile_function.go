package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

// place says how code reaches a variable from where it is.
type place struct {
	kind placeKind
	i    int
}

type placeKind uint8

const (
	inSlot placeKind = iota
	inCell
	inUp
)

func (c *compiler) place(v *variable) place {
	if v.fn == c.fn {
		if v.captured {
			return place{inCell, v.slot}
		}
		return place{inSlot, v.slot}
	}
	return place{inUp, c.fn.reach(v)}
}

func (p place) load() code {
	i := p.i
	switch p.kind {
	case inSlot:
		return func(fr *frame) (any, error) { return fr.slots[i], nil }
	case inCell:
		return func(fr *frame) (any, error) { return fr.slots[i].(*cell).v, nil }
	}
	return func(fr *frame) (any, error) { return fr.up[i].v, nil }
}

func (p place) store(fr *frame, v any) {
	switch p.kind {
	case inSlot:
		fr.slots[p.i] = v
	case inCell:
		fr.slots[p.i].(*cell).v = v
	default:
		fr.up[p.i].v = v
	}
}

// declare begins the life of a variable, in a new cell if closures share it.
func (p place) declare(fr *frame, v any) {
	if p.kind == inCell {
		fr.slots[p.i] = &cell{v}
		return
	}
	fr.slots[p.i] = v
}

// compiledParams makes the parameters of a function.
func (c *compiler) compiledParams(fn *function, params []*syntax.Param) {
	fn.plain = true
	for _, p := range params {
		v := c.vars[p.Name.ID()]
		q := param{name: p.Name.Name, slot: v.slot, cell: v.captured, typ: c.typ(p.Type), variadic: p.Variadic}
		if p.Variadic {
			if q.typ == nil {
				q.typ = classObject
			}
			q.typ = q.typ.arrayClass()
		} else if p == params[len(params)-1] && q.typ != nil && q.typ.kind == kindArray {
			q.variadic = true
		}
		v.typ = q.typ
		fn.params = append(fn.params, q)
		if q.cell || q.typ != nil || p.Default != nil {
			fn.plain = false
		}
	}
	c.chainedDef = false
	for i, p := range params {
		if p.Default != nil {
			fn.params[i].def = c.expr(p.Default)
		}
	}
	fn.chained = c.chainedDef
}

// unlessAbsent reads a parameter in the default of another one. If both were
// left out the name is not a parameter's: the overload that Groovy makes for
// fewer arguments has neither.
func (c *compiler) unlessAbsent(load code, x *syntax.Ident) code {
	if c.static || c.inCtor {
		return load
	}
	c.chainedDef = true
	otherwise := c.name(x.Name, x)
	return func(fr *frame) (any, error) {
		v, err := load(fr)
		if v == any(absent) {
			return otherwise(fr)
		}
		return v, err
	}
}

// inScope makes code within a function's scope.
func (c *compiler) inScope(s *scope, f func()) {
	was, labels, rec := c.fn, c.labels, c.rec
	c.fn, c.labels, c.rec = s, nil, nil
	f()
	c.fn, c.labels, c.rec = was, labels, rec
}

// closureFunction compiles a closure or lambda.
func (c *compiler) closureFunction(n syntax.Node, params []*syntax.Param, it bool, stmts []syntax.Stmt, x syntax.Expr) *function {
	s := c.scopes[n.ID()]
	fn := &function{name: "closure", script: c.s, class: c.cls, closure: true, it: it}
	site := c.closureSite()
	fn.kind, site.class.code = site.class, fn
	if c.method != "" && !c.cls.script.isScript {
		fn.name = c.method + " (closure)"
	}
	c.inClosure++
	c.around = site
	c.inScope(s, func() {
		if it {
			fn.params = []param{{name: "it", slot: s.itVar.slot, cell: s.itVar.captured}}
			fn.plain = !s.itVar.captured
		} else {
			c.compiledParams(fn, params)
		}
		if x != nil {
			v := c.expr(x)
			fn.body = func(fr *frame) (signal, error) {
				r, err := v(fr)
				fr.ret = r
				return sigReturn, err
			}
		} else {
			fn.body = c.stmts(stmts, true)
		}
	})
	c.inClosure--
	c.around = site.parent
	fn.nslots = s.nslots
	fn.captures = s.order
	return fn
}

// makeClosure gives the code that makes a closure when it is reached.
func makeClosure(fn *function) code {
	captures := fn.captures
	return func(fr *frame) (any, error) {
		if err := fr.t.alloc(96 + 8*len(captures)); err != nil {
			return nil, err
		}
		cl := newClosure(len(captures))
		cl.class, cl.fn, cl.self, cl.owner = fn.kind, fn, fr.self, fr.self
		if fr.cl != nil {
			cl.owner = fr.cl
		}
		cl.delegate = cl.owner
		if len(captures) > 0 {
			fr.capture(cl.up, captures)
		}
		return cl, nil
	}
}

// capture collects the cells that a closure shares.
func (fr *frame) capture(up []*cell, captures []capture) {
	for i, k := range captures {
		if k.up {
			up[i] = fr.up[k.slot]
			continue
		}
		cl, ok := fr.slots[k.slot].(*cell)
		if !ok {
			// Used before its declaration was reached.
			cl = &cell{}
			fr.slots[k.slot] = cl
		}
		up[i] = cl
	}
}

// newClosure takes a closure and room for n captured variables at once.
func newClosure(n int) *Closure {
	switch n {
	case 0:
		return &Closure{}
	case 1:
		a := &struct {
			c  Closure
			up [1]*cell
		}{}
		a.c.up = a.up[:]
		return &a.c
	case 2:
		a := &struct {
			c  Closure
			up [2]*cell
		}{}
		a.c.up = a.up[:]
		return &a.c
	}
	return &Closure{up: make([]*cell, n)}
}
