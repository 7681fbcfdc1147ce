package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

func constant0(v any) code { return func(*frame) (any, error) { return v, nil } }

// expr compiles an expression; in a power assertion its value is noted.
func (c *compiler) expr(x syntax.Expr) code {
	if c.rec == nil {
		return c.exprPlain(x)
	}
	return c.recorded(x)
}

// guardEvery is how many nested parts of the source count as one nested call.
// What runs an expression calls itself for its parts, so that one call of a
// function may take as much of Go's stack as its body is high; this keeps the
// share of one level near that of an ordinary call.
const guardEvery = 32

// deeper notes one more level of nesting and tells whether code made for it
// has to count as a call.
func (c *compiler) deeper() bool {
	c.height++
	return c.height%guardEvery == 0
}

func (c *compiler) exprPlain(x syntax.Expr) code {
	guard := c.deeper()
	f := c.exprCode(x)
	c.height--
	if !guard {
		return f
	}
	return func(fr *frame) (any, error) {
		if err := fr.t.enter(); err != nil {
			return nil, err
		}
		v, err := f(fr)
		fr.t.exit()
		return v, err
	}
}

func (c *compiler) exprCode(x syntax.Expr) code {
	switch x.(type) {
	case *syntax.Call, *syntax.Binary, *syntax.New, *syntax.List, *syntax.Map, *syntax.Ternary:
		c.last = x.Pos()
	}
	switch x := x.(type) {
	case nil, *syntax.Null:
		return constant0(nil)
	case *syntax.Bool:
		return constant0(x.Value)
	case *syntax.String:
		return constant0(c.intern(x.Value))
	case *syntax.Number:
		return constant0(c.number(x, false))
	case *syntax.GString:
		return c.gstring(x)
	case *syntax.Ident:
		return c.ident(x)
	case *syntax.Paren:
		return c.expr(x.X)
	case *syntax.This:
		return func(fr *frame) (any, error) { return fr.self, nil }
	case *syntax.Super:
		return func(fr *frame) (any, error) { return fr.self, nil }
	case *syntax.List:
		return c.list(x)
	case *syntax.Map:
		return c.mapLiteral(x.Entries)
	case *syntax.Range:
		return c.rangeLiteral(x)
	case *syntax.Closure:
		return makeClosure(c.closureFunction(x, x.Params, len(x.Params) == 0 && !x.Arrow, x.Body, nil))
	case *syntax.Lambda:
		var body []syntax.Stmt
		if x.Block != nil {
			body = x.Block.Stmts
		}
		fn := c.closureFunction(x, x.Params, false, body, x.X)
		fn.lambda = true
		return makeClosure(fn)
	case *syntax.TypeExpr:
		k := c.typ(x.Type)
		if k == nil {
			k = classObject
		}
		return constant0(k)
	case *syntax.DeclExpr:
		return c.declExpr(x)
	case *syntax.Property:
		return c.property(x)
	case *syntax.MethodRef:
		return c.methodRef(x)
	case *syntax.Index:
		return c.index(x)
	case *syntax.Call:
		if c.tail != nil && c.tail.calls[x] {
			return c.tailCall(x)
		}
		return c.call(x)
	case *syntax.New:
		return c.newObject(x)
	case *syntax.NewArray:
		return c.newArray(x)
	case *syntax.Unary:
		return c.unary(x)
	case *syntax.IncDec:
		return c.incDec(x)
	case *syntax.Binary:
		return c.binary(x)
	case *syntax.Assign:
		return c.assign(x)
	case *syntax.Ternary:
		cond, a, b := c.cond(x.Cond), c.expr(x.Then), c.expr(x.Else)
		if alike := c.alike(x.Then, x.Else); alike != nil {
			return func(fr *frame) (any, error) {
				ok, err := cond(fr)
				if err != nil {
					return nil, err
				}
				v := b
				if ok {
					v = a
				}
				r, err := v(fr)
				if err != nil {
					return nil, err
				}
				return alike(fr.t, r)
			}
		}
		return func(fr *frame) (any, error) {
			ok, err := cond(fr)
			if err != nil {
				return nil, err
			}
			if ok {
				return a(fr)
			}
			return b(fr)
		}
	case *syntax.Elvis:
		a, b, pos := c.expr(x.X), c.expr(x.Y), at0(x)
		alike := c.alike(x.X, x.Y)
		return func(fr *frame) (any, error) {
			v, err := a(fr)
			if err != nil {
				return nil, err
			}
			ok, err := fr.t.truth(v)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			if !ok {
				if v, err = b(fr); err != nil {
					return nil, err
				}
			}
			if alike != nil {
				return alike(fr.t, v)
			}
			return v, nil
		}
	case *syntax.Cast:
		return c.cast(x)
	case *syntax.As:
		v, k, pos := c.expr(x.X), c.typ(x.Type), at0(x)
		if k == nil {
			return v
		}
		return func(fr *frame) (any, error) {
			r, err := v(fr)
			if err != nil {
				return nil, err
			}
			if r, err = fr.t.asType(r, k); err != nil {
				return nil, at(err, fr, pos)
			}
			return r, nil
		}
	case *syntax.InstanceOf:
		v, k, not := c.expr(x.X), c.typ(x.Type), x.Not
		if k == nil {
			k = classObject
		}
		return func(fr *frame) (any, error) {
			r, err := v(fr)
			if err != nil {
				return nil, err
			}
			return instanceOf(r, k) != not, nil
		}
	case *syntax.SwitchExpr:
		return c.switchExpr(x)
	case *syntax.Tuple:
		list := c.exprs(x.Elems)
		return func(fr *frame) (any, error) {
			items, err := evalAll(fr, list)
			return newList(items), err
		}
	case *syntax.BadExpr, *syntax.Annotation:
		return constant0(nil)
	}
	c.errorAt(x, "this expression is not allowed here", "")
	return constant0(nil)
}

func instanceOf(v any, k *Class) bool {
	if v == nil {
		return false
	}
	c := classOf(v)
	if c == k || k.box != nil && c == k.box {
		return true
	}
	if c.isSubclassOf(k) {
		return true
	}
	if k.host != nil || c.host != nil {
		return k.name == c.name
	}
	if k == classGroovyObject {
		switch v.(type) {
		case *Object, *Closure, *GString, *Expando:
			return true
		}
	}
	return false
}

func (c *compiler) exprs(list []syntax.Expr) []code {
	out := make([]code, len(list))
	for i, x := range list {
		out[i] = c.expr(x)
	}
	return out
}

func evalAll(fr *frame, list []code) ([]any, error) {
	out := make([]any, len(list))
	for i, x := range list {
		v, err := x(fr)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return out, nil
}

func hasSpread(list []syntax.Expr) bool {
	for _, x := range list {
		if _, ok := x.(*syntax.Spread); ok {
			return true
		}
	}
	return false
}

// spreadCode evaluates elements some of which are spread out.
func (c *compiler) spreadCode(list []syntax.Expr) func(fr *frame) ([]any, error) {
	codes := make([]code, len(list))
	spread := make([]bool, len(list))
	for i, x := range list {
		if s, ok := x.(*syntax.Spread); ok {
			codes[i], spread[i] = c.expr(s.X), true
		} else {
			codes[i] = c.expr(x)
		}
	}
	return func(fr *frame) ([]any, error) {
		// What is spread is evaluated when all else has been.
		values := make([]any, len(codes))
		for _, last := range []bool{false, true} {
			for i, x := range codes {
				if spread[i] != last {
					continue
				}
				v, err := x(fr)
				if err != nil {
					return nil, err
				}
				values[i] = v
			}
		}
		var out []any
		for i, v := range values {
			if !spread[i] {
				out = append(out, v)
				continue
			}
			if v == nil {
				out = append(out, nil)
				continue
			}
			_, host := v.(Iterable)
			if k := classOf(v); k.kind != kindArray && !k.isSubclassOf(classList) && !host {
				s, err := fr.t.toString(v)
				if err != nil {
					return nil, err
				}
				return nil, fr.t.throw(classIllegalArgument, "cannot spread the type %s with value %s", k.Name(), s)
			}
			items, err := fr.t.slice(v)
			if err != nil {
				return nil, err
			}
			out = append(out, items...)
		}
		return out, fr.t.alloc(16 * len(out))
	}
}

func (c *compiler) declExpr(x *syntax.DeclExpr) code {
	d := x.Decl
	if c.isField[d] {
		return func(*frame) (any, error) { return nil, nil }
	}
	if d.Tuple {
		return c.tupleDecl(d)
	}
	var last code
	for _, v := range d.Vars {
		one := c.declaration(d, v)
		if last == nil {
			last = one
			continue
		}
		first := last
		last = func(fr *frame) (any, error) {
			if _, err := first(fr); err != nil {
				return nil, err
			}
			return one(fr)
		}
	}
	return last
}

func (c *compiler) cast(x *syntax.Cast) code {
	k, pos := c.typ(x.Type), at0(x)
	v := c.expr(x.X)
	if k == nil {
		return v
	}
	// What is known to be in the wrapper of that very type is taken out of it.
	unboxed := k.kind == kindPrimitive && c.numberType(x.X, true) == k
	return func(fr *frame) (any, error) {
		r, err := v(fr)
		if err != nil {
			return nil, err
		}
		if r == nil && unboxed {
			return nil, at(fr.t.throw(classNullPointer, ""), fr, pos)
		}
		if r, err = fr.t.cast(r, k); err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}
