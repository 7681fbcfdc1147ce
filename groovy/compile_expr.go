package groovy

import (
	"math/big"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
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

func (c *compiler) exprPlain(x syntax.Expr) code {
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
		if x.Block != nil {
			return makeClosure(c.closureFunction(x, x.Params, false, x.Block.Stmts, nil))
		}
		return makeClosure(c.closureFunction(x, x.Params, false, nil, x.X))
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
		return func(fr *frame) (any, error) {
			v, err := a(fr)
			if err != nil {
				return nil, err
			}
			ok, err := fr.t.truth(v)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			if ok {
				return v, nil
			}
			return b(fr)
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

// number makes the value of a literal; negated tells that a minus stands before it.
func (c *compiler) number(x *syntax.Number, negated bool) any {
	digits := x.Digits
	bad := func() any {
		c.errorAt(x, "Number of value "+x.Text+" does not fit in the range of its type", "")
		return int32(0)
	}
	switch x.Kind {
	case syntax.NumInteger, syntax.NumInt, syntax.NumLong, syntax.NumBigInteger:
		b, ok := new(big.Int).SetString(digits, x.Base)
		if !ok {
			return bad()
		}
		signed := new(big.Int).Set(b)
		if negated {
			signed.Neg(signed)
		}
		fits32 := signed.IsInt64() && signed.Int64() >= -1<<31 && signed.Int64() <= 1<<31-1
		bits := b.BitLen()
		switch x.Kind {
		case syntax.NumInt:
			if !fits32 && !(x.Base != 10 && bits <= 32) {
				return bad()
			}
			return int32(uint32(b.Uint64()))
		case syntax.NumLong:
			if !signed.IsInt64() && !(x.Base != 10 && bits <= 64) {
				return bad()
			}
			return int64(b.Uint64())
		case syntax.NumBigInteger:
			return b
		}
		switch {
		case fits32:
			return boxInt(int32(uint32(b.Uint64())))
		case signed.IsInt64():
			return int64(b.Uint64())
		}
		return b
	case syntax.NumFloat:
		f, err := number.ParseFloat(digits)
		if err != nil {
			return bad()
		}
		return f
	case syntax.NumDouble:
		f, err := number.ParseDouble(digits)
		if err != nil {
			return bad()
		}
		return f
	}
	d, err := number.ParseDecimal(nil, digits)
	if err != nil {
		return bad()
	}
	return d
}

func (c *compiler) gstring(x *syntax.GString) code {
	texts := x.Texts
	codes := make([]code, len(x.Values))
	for i, v := range x.Values {
		switch {
		case v.Body != nil:
			body := c.stmts(v.Body, true)
			codes[i] = func(fr *frame) (any, error) {
				ret := fr.ret
				fr.ret = nil
				_, err := body(fr)
				r := fr.ret
				fr.ret = ret
				return r, err
			}
		case v.X == nil:
			codes[i] = constant0(nil)
		default:
			codes[i] = c.expr(v.X)
		}
	}
	return func(fr *frame) (any, error) {
		values := make([]any, len(codes))
		for i, v := range codes {
			r, err := v(fr)
			if err != nil {
				return nil, err
			}
			values[i] = r
		}
		if err := fr.t.alloc(48 + 16*len(values)); err != nil {
			return nil, err
		}
		return &GString{texts, values}, nil
	}
}

// ident is a name that stands for a value.
func (c *compiler) ident(x *syntax.Ident) code {
	if v := c.vars[x.ID()]; v != nil {
		return c.place(v).load()
	}
	return c.name(x.Name, x)
}

// name is a name that is no local variable: a field, a class, or something to
// be found at run time.
func (c *compiler) name(name string, x syntax.Node) code {
	pos := c.at(x)
	if f := c.ownField(name); f != nil {
		return c.fieldLoad(f, pos)
	}
	if !c.hasMember(name) {
		if k := c.className(name); k != nil && k.kind != kindPrimitive {
			return constant0(k)
		}
		if im, ok := c.staticImports[name]; ok {
			if k := c.fullClass(im[0]); k != nil {
				member := im[1]
				return func(fr *frame) (any, error) {
					v, err := fr.t.getProperty(k, member)
					if err != nil {
						return nil, at(err, fr, pos)
					}
					return v, nil
				}
			}
		}
		for _, k := range c.staticStars {
			if k.findStaticField(name) != nil || k.script != nil && (k.findStaticOf(name) != nil) {
				return func(fr *frame) (any, error) {
					v, err := fr.t.getProperty(k, name)
					if err != nil {
						return nil, at(err, fr, pos)
					}
					return v, nil
				}
			}
		}
	}
	if c.inClosure > 0 {
		if c.cls.script.isScript {
			return func(fr *frame) (any, error) {
				// The binding comes before all else unless the closure was
				// told to ask its delegate first.
				if cl := fr.cl; cl.strategy == ownerFirst && !fr.t.dynamic && cl.owner == any(fr.t.main) {
					if e := fr.t.vars.findString(name); e != nil {
						return e.Value, nil
					}
				}
				v, err := fr.t.getProperty(fr.cl, name)
				if err != nil {
					return nil, at(err, fr, pos)
				}
				return v, nil
			}
		}
		return func(fr *frame) (any, error) {
			v, err := fr.t.getProperty(fr.cl, name)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	if c.cls.script.isScript && !c.static {
		return func(fr *frame) (any, error) {
			if e := fr.t.vars.findString(name); e != nil {
				return e.Value, nil
			}
			v, err := fr.t.getProperty(fr.self, name)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	if c.static && !c.cls.script.isScript && !c.hasMember(name) && !classProperty(name) && !c.cls.script.anonymous {
		c.errorAt(x, "Apparent variable '"+name+"' was found in a static scope but doesn't refer to a local variable, static field or class",
			"declare it, or make the method an instance method")
	}
	return func(fr *frame) (any, error) {
		v, err := fr.t.getProperty(fr.self, name)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

func classProperty(name string) bool {
	p := classClass.findProperty(name)
	return p != nil
}

// ownField gives the field that a name means where code of its own class is
// compiled, outside of closures.
func (c *compiler) ownField(name string) *fieldInfo {
	if c.inClosure > 0 || c.inTrait || c.cls.script == nil {
		return nil
	}
	for _, f := range c.cls.script.fields {
		if f.name == name && (f.static || !c.static) && f.lazy == nil {
			return f
		}
	}
	return nil
}

func (c *compiler) fieldLoad(f *fieldInfo, pos int32) code {
	if f.static {
		return func(fr *frame) (any, error) {
			v, err := fr.t.readStatic(f)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	i := f.slot
	return func(fr *frame) (any, error) {
		if o, ok := fr.self.(*Object); ok {
			return o.fields[i], nil
		}
		return nil, at(fr.t.missingProperty(fr.self, f.name), fr, pos)
	}
}

// hasMember tells whether the class around has a field, property or getter of
// that name, so that it does not mean a class.
func (c *compiler) hasMember(name string) bool {
	for k := c.cls; k != nil && k.script != nil; k = k.script.outer {
		if k.findField(name) != nil || k.findStaticOf(name) != nil {
			return true
		}
		if c.memberGetter(k, name) {
			return true
		}
	}
	return false
}

func (c *compiler) memberGetter(k *Class, name string) bool {
	big := capitalize(name)
	for x := k; x != nil && x.script != nil; x = x.super {
		for _, n := range [...]string{"get" + big, "is" + big} {
			for _, m := range x.tab.methods[n] {
				if len(m.params) == 0 {
					return true
				}
			}
			for _, m := range x.tab.statics[n] {
				if len(m.params) == 0 {
					return true
				}
			}
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
		var out []any
		for i, x := range codes {
			v, err := x(fr)
			if err != nil {
				return nil, err
			}
			if !spread[i] {
				out = append(out, v)
				continue
			}
			if v == nil {
				out = append(out, nil)
				continue
			}
			if _, ok := v.(*Map); ok {
				return nil, fr.t.throw(classIllegalArgument, "cannot spread the type %s with value %s", classOf(v).name, "map")
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

func (c *compiler) list(x *syntax.List) code {
	if hasSpread(x.Elems) {
		items, pos := c.spreadCode(x.Elems), at0(x)
		return func(fr *frame) (any, error) {
			l, err := items(fr)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return newList(l), nil
		}
	}
	codes := c.exprs(x.Elems)
	return func(fr *frame) (any, error) {
		items := make([]any, len(codes))
		for i, e := range codes {
			v, err := e(fr)
			if err != nil {
				return nil, err
			}
			items[i] = v
		}
		if err := fr.t.alloc(56 + 16*len(items)); err != nil {
			return nil, err
		}
		return newList(items), nil
	}
}

func (c *compiler) mapLiteral(entries []syntax.Expr) code {
	type pair struct{ key, value code }
	pairs := make([]pair, len(entries))
	for i, e := range entries {
		switch e := e.(type) {
		case *syntax.Entry:
			pairs[i] = pair{c.expr(e.Key), c.expr(e.Value)}
		case *syntax.SpreadMap:
			pairs[i] = pair{nil, c.expr(e.X)}
		}
	}
	return func(fr *frame) (any, error) {
		m := NewMap()
		if len(pairs) > 0 {
			m.entries = make([]*Entry, 0, len(pairs))
		}
		for _, p := range pairs {
			var k any
			var err error
			if p.key != nil {
				if k, err = p.key(fr); err != nil {
					return nil, err
				}
			}
			v, err := p.value(fr)
			if err != nil {
				return nil, err
			}
			if p.key == nil {
				if v == nil {
					continue
				}
				from, ok := nativeOf(v).(*Map)
				if !ok {
					return nil, fr.t.throw(classIllegalArgument, "cannot spread a %s into a map", classOf(v).name)
				}
				if err := fr.t.putAll(m, from); err != nil {
					return nil, err
				}
				continue
			}
			if _, err := m.put(fr.t, k, v); err != nil {
				return nil, err
			}
		}
		return m, nil
	}
}

func (c *compiler) rangeLiteral(x *syntax.Range) code {
	a, b, pos := c.expr(x.From), c.expr(x.To), at0(x)
	exclude, excludeFrom := x.ExcludeTo, x.ExcludeFrom
	return func(fr *frame) (any, error) {
		from, err := a(fr)
		if err != nil {
			return nil, err
		}
		to, err := b(fr)
		if err != nil {
			return nil, err
		}
		if g, ok := from.(*GString); ok {
			if from, err = fr.t.gtext(g); err != nil {
				return nil, err
			}
		}
		if g, ok := to.(*GString); ok {
			if to, err = fr.t.gtext(g); err != nil {
				return nil, err
			}
		}
		if excludeFrom {
			d, err := fr.t.compare(from, to)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			if d < 0 {
				from, err = fr.t.invoke(from, "next")
			} else if d > 0 {
				from, err = fr.t.invoke(from, "previous")
			}
			if err != nil {
				return nil, at(err, fr, pos)
			}
		}
		r, err := fr.t.newRange(from, to, exclude)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

func (c *compiler) declExpr(x *syntax.DeclExpr) code {
	d := x.Decl
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
	return func(fr *frame) (any, error) {
		r, err := v(fr)
		if err != nil {
			return nil, err
		}
		if r, err = fr.t.cast(r, k); err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

func (c *compiler) newArray(x *syntax.NewArray) code {
	elem := c.typ(x.Elem)
	if elem == nil {
		elem = classObject
	}
	if x.Init != nil {
		return c.arrayInit(x.Init, c.dims(elem, len(x.Dims)+x.Open-1))
	}
	dims, pos := c.exprs(x.Dims), at0(x)
	inner := c.dims(elem, x.Open)
	return func(fr *frame) (any, error) {
		sizes := make([]int, len(dims))
		for i, d := range dims {
			v, err := d(fr)
			if err != nil {
				return nil, err
			}
			if v, err = fr.t.cast(v, classIntP); err != nil {
				return nil, at(err, fr, pos)
			}
			sizes[i] = int(v.(int32))
		}
		r, err := fr.t.arrays(inner, sizes)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

// arrays makes an array of arrays.
func (t *thread) arrays(elem *Class, sizes []int) (*Array, error) {
	n := sizes[0]
	if n < 0 {
		return nil, t.throw(classNegativeArraySize, "%d", n)
	}
	if err := t.alloc(24 + 16*n); err != nil {
		return nil, err
	}
	if err := t.charge(n/16 + 1); err != nil {
		return nil, err
	}
	items := make([]any, n)
	k := elem
	for range sizes[1:] {
		k = k.arrayClass()
	}
	if len(sizes) == 1 {
		if z := zeroOf(elem); z != nil {
			for i := range items {
				items[i] = z
			}
		}
		return newArray(k, items), nil
	}
	for i := range items {
		a, err := t.arrays(elem, sizes[1:])
		if err != nil {
			return nil, err
		}
		items[i] = a
	}
	return newArray(k, items), nil
}

func (c *compiler) arrayInit(x *syntax.ArrayInit, elem *Class) code {
	codes := make([]code, len(x.Elems))
	for i, e := range x.Elems {
		if in, ok := e.(*syntax.ArrayInit); ok && elem.kind == kindArray {
			codes[i] = c.arrayInit(in, elem.elem)
		} else {
			codes[i] = c.expr(e)
		}
	}
	pos := at0(x)
	return func(fr *frame) (any, error) {
		items, err := evalAll(fr, codes)
		if err != nil {
			return nil, err
		}
		for i, v := range items {
			if items[i], err = fr.t.cast(v, elem); err != nil {
				return nil, at(err, fr, pos)
			}
		}
		return newArray(elem, items), fr.t.alloc(24 + 16*len(items))
	}
}

// ---- operators -------------------------------------------------------------

func (c *compiler) unary(x *syntax.Unary) code {
	if n, ok := x.X.(*syntax.Number); ok && x.Op == syntax.OpMinus {
		v := c.number(n, true)
		if r, err := number.Neg(v); err == nil {
			return constant0(r)
		}
	}
	pos, op := at0(x), x.Op
	if op == syntax.OpNot {
		cond := c.cond(x.X)
		return func(fr *frame) (any, error) {
			ok, err := cond(fr)
			return !ok, err
		}
	}
	v := c.expr(x.X)
	return func(fr *frame) (any, error) {
		a, err := v(fr)
		if err != nil {
			return nil, err
		}
		r, err := fr.t.unary(op, a)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return r, nil
	}
}

func (c *compiler) binary(x *syntax.Binary) code {
	pos, op := at0(x), x.Op
	switch op {
	case syntax.OpAnd, syntax.OpOr:
		a, b := c.cond(x.X), c.cond(x.Y)
		if op == syntax.OpAnd {
			return func(fr *frame) (any, error) {
				if ok, err := a(fr); !ok || err != nil {
					return false, err
				}
				return boolCode(b, fr)
			}
		}
		return func(fr *frame) (any, error) {
			if ok, err := a(fr); ok || err != nil {
				return ok, err
			}
			return boolCode(b, fr)
		}
	case syntax.OpEq, syntax.OpNe, syntax.OpLt, syntax.OpLe, syntax.OpGt, syntax.OpGe:
		cmp := c.comparison(x)
		return func(fr *frame) (any, error) { return boolCode(cmp, fr) }
	}
	a, b := c.expr(x.X), c.expr(x.Y)
	switch op {
	case syntax.OpAdd:
		return func(fr *frame) (any, error) {
			l, err := a(fr)
			if err != nil {
				return nil, err
			}
			r, err := b(fr)
			if err != nil {
				return nil, err
			}
			if i, ok := l.(int32); ok && !fr.t.dynamic {
				if j, ok := r.(int32); ok {
					return boxInt(i + j), nil
				}
			}
			v, err := fr.t.binary(syntax.OpAdd, l, r)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	case syntax.OpCompare, syntax.OpIdentical, syntax.OpNotIdentical, syntax.OpFind, syntax.OpMatch, syntax.OpIn, syntax.OpNotIn:
		return func(fr *frame) (any, error) {
			l, err := a(fr)
			if err != nil {
				return nil, err
			}
			r, err := b(fr)
			if err != nil {
				return nil, err
			}
			v, err := fr.t.relation(op, l, r)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	return func(fr *frame) (any, error) {
		l, err := a(fr)
		if err != nil {
			return nil, err
		}
		r, err := b(fr)
		if err != nil {
			return nil, err
		}
		v, err := fr.t.binary(op, l, r)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

func boolCode(c condCode, fr *frame) (any, error) {
	ok, err := c(fr)
	if ok {
		return true, err
	}
	return false, err
}

// relation is the operators whose result is no arithmetic.
func (t *thread) relation(op syntax.Op, l, r any) (any, error) {
	switch op {
	case syntax.OpCompare:
		n, err := t.compare(l, r)
		switch {
		case n < 0 && !isText(l):
			n = -1
		case n > 0 && !isText(l):
			n = 1
		}
		return boxInt(int32(n)), err
	case syntax.OpIdentical:
		return same(l, r), nil
	case syntax.OpNotIdentical:
		return !same(l, r), nil
	case syntax.OpFind:
		return t.findRegex(l, r)
	case syntax.OpMatch:
		return t.matchRegex(l, r)
	case syntax.OpIn:
		return boolResult(t.isCase(r, l))
	}
	ok, err := t.isCase(r, l)
	return !ok, err
}

func boolResult(ok bool, err error) (any, error) { return ok, err }

// cond compiles a condition, without making a Boolean where it can.
func (c *compiler) cond(x syntax.Expr) condCode {
	if c.rec == nil {
		switch x := x.(type) {
		case *syntax.Paren:
			return c.cond(x.X)
		case *syntax.Binary:
			switch x.Op {
			case syntax.OpEq, syntax.OpNe, syntax.OpLt, syntax.OpLe, syntax.OpGt, syntax.OpGe:
				return c.comparison(x)
			case syntax.OpAnd:
				a, b := c.cond(x.X), c.cond(x.Y)
				return func(fr *frame) (bool, error) {
					if ok, err := a(fr); !ok || err != nil {
						return false, err
					}
					return b(fr)
				}
			case syntax.OpOr:
				a, b := c.cond(x.X), c.cond(x.Y)
				return func(fr *frame) (bool, error) {
					if ok, err := a(fr); ok || err != nil {
						return ok, err
					}
					return b(fr)
				}
			}
		case *syntax.Unary:
			if x.Op == syntax.OpNot {
				a := c.cond(x.X)
				return func(fr *frame) (bool, error) {
					ok, err := a(fr)
					return !ok, err
				}
			}
		}
	}
	v, pos := c.expr(x), at0(x)
	return func(fr *frame) (bool, error) {
		r, err := v(fr)
		if err != nil {
			return false, err
		}
		if b, ok := r.(bool); ok {
			return b, nil
		}
		ok, err := fr.t.truth(r)
		if err != nil {
			return false, at(err, fr, pos)
		}
		return ok, nil
	}
}

func intCompare(op syntax.Op, a, b int32) bool {
	switch op {
	case syntax.OpEq:
		return a == b
	case syntax.OpNe:
		return a != b
	case syntax.OpLt:
		return a < b
	case syntax.OpLe:
		return a <= b
	case syntax.OpGt:
		return a > b
	}
	return a >= b
}

func (c *compiler) comparison(x *syntax.Binary) condCode {
	pos, op := at0(x), x.Op
	a := c.expr(x.X)
	if n, ok := x.Y.(*syntax.Number); ok && c.rec == nil {
		if k, ok := c.number(n, false).(int32); ok {
			var boxed any = k
			return func(fr *frame) (bool, error) {
				l, err := a(fr)
				if err != nil {
					return false, err
				}
				if i, ok := l.(int32); ok {
					return intCompare(op, i, k), nil
				}
				ok, err := fr.t.compareOp(op, l, boxed)
				if err != nil {
					return false, at(err, fr, pos)
				}
				return ok, nil
			}
		}
	}
	b := c.expr(x.Y)
	return func(fr *frame) (bool, error) {
		l, err := a(fr)
		if err != nil {
			return false, err
		}
		r, err := b(fr)
		if err != nil {
			return false, err
		}
		if i, ok := l.(int32); ok {
			if j, ok := r.(int32); ok {
				return intCompare(op, i, j), nil
			}
		}
		ok, err := fr.t.compareOp(op, l, r)
		if err != nil {
			return false, at(err, fr, pos)
		}
		return ok, nil
	}
}

// compareOp is one of == != < <= > >=.
func (t *thread) compareOp(op syntax.Op, l, r any) (bool, error) {
	switch op {
	case syntax.OpEq:
		return t.equal(l, r)
	case syntax.OpNe:
		ok, err := t.equal(l, r)
		return !ok, err
	}
	if isNumeric(l) && isNumeric(r) {
		switch op {
		case syntax.OpLt:
			return number.Less(l, r), nil
		case syntax.OpLe:
			return number.LessEqual(l, r), nil
		case syntax.OpGt:
			return number.Less(r, l), nil
		}
		return number.LessEqual(r, l), nil
	}
	n, err := t.compare(l, r)
	if err != nil {
		return false, err
	}
	return intCompare(op, int32(n), 0), nil
}

// isCase is what switch and in ask.
func (t *thread) isCase(k, v any) (bool, error) {
	switch x := k.(type) {
	case nil:
		return v == nil, nil
	case *Class:
		if !t.dynamic {
			return instanceOf(v, x), nil
		}
		return instanceOf(v, x), nil
	case string, int32, int64, bool, Char, float64, *GString:
		return t.equal(k, v)
	case *Range:
		return t.inRange(x, v)
	case *Pattern:
		if v == nil {
			return false, nil
		}
		ok, err := t.matchRegex(v, x)
		return ok == true, err
	case *Closure:
		r, err := t.call1(x, v)
		if err != nil {
			return false, err
		}
		return t.truth(r)
	case *List:
		return t.hasItem(x.items, v)
	case *Array:
		return t.hasItem(x.items, v)
	case *Set:
		return x.has(t, v)
	case *View:
		items, err := t.slice(x)
		if err != nil {
			return false, err
		}
		return t.hasItem(items, v)
	case *Map:
		e, err := x.find(t, v)
		if e == nil || err != nil {
			return false, err
		}
		return t.truth(e.Value)
	}
	r, err := t.invoke(k, "isCase", v)
	if err != nil {
		return false, err
	}
	return t.truth(r)
}

// hasItem is contains: by equals.
func (t *thread) hasItem(items []any, v any) (bool, error) {
	if err := t.charge(len(items)); err != nil {
		return false, err
	}
	for _, e := range items {
		ok, err := t.javaEquals(v, e)
		if ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// inRange is contains of a range.
func (t *thread) inRange(r *Range, v any) (bool, error) {
	if r.ints {
		switch x := v.(type) {
		case int32:
			lo, hi := r.bounds()
			return x >= lo && x <= hi, nil
		case *big.Int:
			if x.IsInt64() && x.Int64() == int64(int32(x.Int64())) {
				return t.inRange(r, int32(x.Int64()))
			}
			return false, nil
		}
		return false, nil
	}
	if err := t.charge(len(r.items)); err != nil {
		return false, err
	}
	for _, e := range r.items {
		if ok, err := t.equal(v, e); ok || err != nil {
			return ok, err
		}
	}
	return false, nil
}

// ---- increments and assignment ---------------------------------------------

// incLocal compiles i++ as a statement where i is a plain local.
func (c *compiler) incLocal(x syntax.Expr) stmtCode {
	d, ok := x.(*syntax.IncDec)
	if !ok || c.rec != nil {
		return nil
	}
	id, ok := d.X.(*syntax.Ident)
	if !ok || c.vars[id.ID()] == nil {
		return nil
	}
	v := c.vars[id.ID()]
	p := c.place(v)
	if p.kind != inSlot {
		return nil
	}
	full := c.incDec(d)
	by := int32(1)
	if d.Op == syntax.OpDec {
		by = -1
	}
	i := p.i
	return func(fr *frame) (signal, error) {
		if n, ok := fr.slots[i].(int32); ok && !fr.t.dynamic {
			fr.slots[i] = boxInt(n + by)
			return sigNext, nil
		}
		_, err := full(fr)
		return sigNext, err
	}
}

func (c *compiler) incDec(x *syntax.IncDec) code {
	pos, op, post := at0(x), x.Op, x.Postfix
	ref := c.reference(x.X)
	return func(fr *frame) (any, error) {
		r, err := ref.open(fr)
		if err != nil {
			return nil, err
		}
		old, err := ref.get(fr, r)
		if err != nil {
			return nil, err
		}
		v, err := fr.t.unary(op, old)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		if err := ref.set(fr, r, v); err != nil {
			return nil, err
		}
		if post {
			return old, nil
		}
		return v, nil
	}
}

func (c *compiler) assign(x *syntax.Assign) code {
	if t, ok := x.X.(*syntax.Tuple); ok {
		return c.assignTuple(x, t)
	}
	if id, ok := x.X.(*syntax.Ident); ok {
		if v := c.vars[id.ID()]; v != nil {
			return c.assignLocal(x, v)
		}
	}
	switch x.X.(type) {
	case *syntax.String, *syntax.Number, *syntax.GString, *syntax.Binary, *syntax.Unary:
		c.errorAt(x.X, "this cannot be assigned to", "")
	}
	ref := c.reference(x.X)
	y, pos, op := c.expr(x.Y), at0(x), x.Op
	if op == syntax.OpNone {
		// The right side is evaluated first, as Groovy does.
		return func(fr *frame) (any, error) {
			v, err := y(fr)
			if err != nil {
				return nil, err
			}
			r, err := ref.open(fr)
			if err != nil {
				return nil, err
			}
			if err := ref.set(fr, r, v); err != nil {
				return nil, err
			}
			return v, nil
		}
	}
	return func(fr *frame) (any, error) {
		r, err := ref.open(fr)
		if err != nil {
			return nil, err
		}
		old, err := ref.get(fr, r)
		if err != nil {
			return nil, err
		}
		v, done, err := fr.combine(op, old, y)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		if done {
			return old, nil
		}
		if err := ref.set(fr, r, v); err != nil {
			return nil, err
		}
		return v, nil
	}
}

// combine is what x op= y stores; done tells that nothing is to be stored.
func (fr *frame) combine(op syntax.Op, old any, y code) (v any, done bool, err error) {
	if op == syntax.OpElvis {
		ok, err := fr.t.truth(old)
		if ok || err != nil {
			return old, true, err
		}
		v, err = y(fr)
		return v, false, err
	}
	b, err := y(fr)
	if err != nil {
		return nil, false, err
	}
	v, err = fr.t.binary(op, old, b)
	return v, false, err
}

func (c *compiler) assignLocal(x *syntax.Assign, v *variable) code {
	p, typ := c.place(v), v.typ
	y, pos, op := c.expr(x.Y), at0(x), x.Op
	if op == syntax.OpNone && typ == nil && p.kind == inSlot {
		i := p.i
		return func(fr *frame) (any, error) {
			r, err := y(fr)
			if err != nil {
				return nil, err
			}
			fr.slots[i] = r
			return r, nil
		}
	}
	load := p.load()
	return func(fr *frame) (any, error) {
		var r any
		var err error
		if op == syntax.OpNone {
			r, err = y(fr)
			if err != nil {
				return nil, err
			}
		} else {
			old, err := load(fr)
			if err != nil {
				return nil, err
			}
			var done bool
			if i, ok := old.(int32); ok && op == syntax.OpAdd && !fr.t.dynamic {
				b, err := y(fr)
				if err != nil {
					return nil, err
				}
				if j, ok := b.(int32); ok {
					r = boxInt(i + j)
				} else if r, err = fr.t.binary(op, old, b); err != nil {
					return nil, at(err, fr, pos)
				}
			} else if r, done, err = fr.combine(op, old, y); err != nil {
				return nil, at(err, fr, pos)
			}
			if done {
				return old, nil
			}
		}
		if typ != nil {
			if r, err = fr.t.cast(r, typ); err != nil {
				return nil, at(err, fr, pos)
			}
		}
		p.store(fr, r)
		return r, nil
	}
}

func (c *compiler) assignTuple(x *syntax.Assign, t *syntax.Tuple) code {
	refs := make([]reference, len(t.Elems))
	for i, e := range t.Elems {
		refs[i] = c.reference(e)
	}
	y, pos := c.expr(x.Y), at0(x)
	return func(fr *frame) (any, error) {
		v, err := y(fr)
		if err != nil {
			return nil, err
		}
		for i, ref := range refs {
			r, err := ref.open(fr)
			if err != nil {
				return nil, err
			}
			e, err := fr.t.component(v, i)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			if err := ref.set(fr, r, e); err != nil {
				return nil, err
			}
		}
		return v, nil
	}
}

// A reference is something that can be assigned to. open evaluates what it is
// made of, once.
type reference struct {
	open func(fr *frame) (target, error)
	get  func(fr *frame, r target) (any, error)
	set  func(fr *frame, r target, v any) error
}

type target struct {
	recv any
	key  any
	skip bool // a?.b = v on null
}

func noTarget(*frame) (target, error) { return target{}, nil }

func (c *compiler) reference(x syntax.Expr) reference {
	pos := at0(x)
	switch x := x.(type) {
	case *syntax.Paren:
		return c.reference(x.X)
	case *syntax.Ident:
		if v := c.vars[x.ID()]; v != nil {
			p, load, typ := c.place(v), c.place(v).load(), v.typ
			return reference{noTarget, func(fr *frame, _ target) (any, error) { return load(fr) },
				func(fr *frame, _ target, val any) error {
					if typ != nil {
						var err error
						if val, err = fr.t.cast(val, typ); err != nil {
							return at(err, fr, pos)
						}
					}
					p.store(fr, val)
					return nil
				}}
		}
		return c.nameReference(x, x.Name)
	case *syntax.Property:
		return c.propertyReference(x)
	case *syntax.Index:
		recv := c.expr(x.X)
		key := c.indexKey(x.Args)
		return reference{
			func(fr *frame) (target, error) {
				r, err := recv(fr)
				if err != nil {
					return target{}, err
				}
				k, err := key(fr)
				return target{recv: r, key: k, skip: x.Safe && r == nil}, err
			},
			func(fr *frame, r target) (any, error) {
				v, err := fr.t.index(r.recv, r.key)
				if err != nil {
					return nil, at(err, fr, pos)
				}
				return v, nil
			},
			func(fr *frame, r target, v any) error {
				if r.skip {
					return nil
				}
				if err := fr.t.setIndex(r.recv, r.key, v); err != nil {
					return at(err, fr, pos)
				}
				return nil
			}}
	}
	switch x.(type) {
	case *syntax.Call, *syntax.String, *syntax.Number, *syntax.GString, *syntax.Binary, *syntax.Unary:
	default:
		c.errorAt(x, "this cannot be assigned to", "")
	}
	// f(x)++ and the like: computed and thrown away.
	v := c.expr(x)
	return reference{noTarget, func(fr *frame, _ target) (any, error) { return v(fr) }, func(*frame, target, any) error { return nil }}
}

// nameReference is a name that is no local.
func (c *compiler) nameReference(x syntax.Node, name string) reference {
	pos := at0(x)
	load := c.name(name, x)
	get := func(fr *frame, _ target) (any, error) { return load(fr) }
	if f := c.ownField(name); f != nil {
		inCtor := c.inCtor || c.method == "<init>" || c.method == "" && !c.cls.script.isScript
		if f.final && !inCtor {
			if f.static {
				c.errorAt(x, "cannot modify static final field '"+name+"' outside of static initialization block.", "")
			} else {
				c.errorAt(x, "cannot modify final field '"+name+"' outside of constructor.", "")
			}
		}
		return reference{noTarget, get, func(fr *frame, _ target, v any) error {
			var err error
			if f.typ != nil {
				if v, err = fr.t.cast(v, f.typ); err != nil {
					return at(err, fr, pos)
				}
			}
			if f.final && !inCtor && f.class.script.immutable {
				return at(fr.t.readOnly(fr.self, name), fr, pos)
			}
			if f.static {
				if err := fr.t.writeStatic(f, v); err != nil {
					return at(err, fr, pos)
				}
				return nil
			}
			o, ok := fr.self.(*Object)
			if !ok {
				return at(fr.t.missingProperty(fr.self, name), fr, pos)
			}
			o.fields[f.slot] = v
			return nil
		}}
	}
	return reference{noTarget, get, func(fr *frame, _ target, v any) error {
		var self any = fr.self
		if fr.cl != nil {
			self = fr.cl
		}
		if err := fr.t.setProperty(self, name, v); err != nil {
			return at(err, fr, pos)
		}
		return nil
	}}
}

func isBareThis(x syntax.Expr) bool {
	_, ok := x.(*syntax.This)
	return ok
}

// nameOf gives the name after a dot as a constant, or code for it.
func (c *compiler) nameOf(x syntax.Expr) (string, code) {
	switch n := x.(type) {
	case *syntax.String:
		return n.Value, nil
	case *syntax.Ident:
		return n.Name, nil
	}
	v := c.exprUnrecorded(x)
	return "", v
}

func (c *compiler) exprUnrecorded(x syntax.Expr) code {
	rec := c.rec
	c.rec = nil
	v := c.expr(x)
	c.rec = rec
	return v
}

func (fr *frame) nameText(name string, v code) (string, error) {
	if v == nil {
		return name, nil
	}
	n, err := v(fr)
	if err != nil {
		return "", err
	}
	return fr.t.toString(n)
}

func (c *compiler) propertyReference(x *syntax.Property) reference {
	pos := at0(x)
	name, nameCode := c.nameOf(x.Name)
	dot := x.Dot
	if isBareThis(x.X) && nameCode == nil && c.inClosure == 0 && c.ownField(name) != nil {
		return c.nameReference(x, name)
	}
	if x.Attr || dot == syntax.DotSpread {
		recv := c.expr(x.X)
		return reference{
			func(fr *frame) (target, error) {
				r, err := recv(fr)
				if err != nil {
					return target{}, err
				}
				n, err := fr.nameText(name, nameCode)
				return target{recv: r, key: n}, err
			},
			func(fr *frame, r target) (any, error) {
				if dot == syntax.DotSpread {
					v, err := fr.t.spreadProperty(r.recv, r.key.(string))
					if err != nil {
						return nil, at(err, fr, pos)
					}
					return v, nil
				}
				v, err := fr.t.attribute(r.recv, r.key.(string))
				if err != nil {
					return nil, at(err, fr, pos)
				}
				return v, nil
			},
			func(fr *frame, r target, v any) error {
				var err error
				if dot == syntax.DotSpread {
					err = fr.t.iterate(r.recv, func(e any) error { return fr.t.setProperty(e, r.key.(string), v) })
				} else {
					err = fr.t.setAttribute(r.recv, r.key.(string), v)
				}
				if err != nil {
					return at(err, fr, pos)
				}
				return nil
			}}
	}
	recv := c.receiver(x.X)
	safe := dot != syntax.DotPlain
	_, super := x.X.(*syntax.Super)
	return reference{
		func(fr *frame) (target, error) {
			r, err := recv(fr)
			if err != nil {
				return target{}, err
			}
			n, err := fr.nameText(name, nameCode)
			return target{recv: r, key: n, skip: safe && r == nil}, err
		},
		func(fr *frame, r target) (any, error) {
			if r.skip {
				return nil, nil
			}
			v, err := fr.t.getProperty(r.recv, r.key.(string))
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		},
		func(fr *frame, r target, v any) error {
			if r.skip {
				return nil
			}
			if super {
				if o, ok := r.recv.(*Object); ok {
					if _, err := fr.t.setOwn(o, r.key.(string), v); err != nil {
						return at(err, fr, pos)
					}
					return nil
				}
			}
			if err := fr.t.setProperty(r.recv, r.key.(string), v); err != nil {
				return at(err, fr, pos)
			}
			return nil
		}}
}

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

// receiver compiles the left side of a dot. A chain of names that is no
// property may be a class with its package.
func (c *compiler) receiver(x syntax.Expr) code {
	if k := c.classPath(x); k != nil {
		return constant0(k)
	}
	return c.expr(x)
}

// classPath gives the class that a dotted name means, nil if it means none.
func (c *compiler) classPath(x syntax.Expr) *Class {
	path, ok := c.dotted(x)
	if !ok || !strings.Contains(path, ".") {
		return nil
	}
	return c.className(path)
}

// dotted gives a chain of plain names as text, if none of them is a variable.
func (c *compiler) dotted(x syntax.Expr) (string, bool) {
	switch x := x.(type) {
	case *syntax.Ident:
		if c.vars[x.ID()] != nil || c.hasMember(x.Name) {
			return "", false
		}
		return x.Name, true
	case *syntax.Property:
		n, ok := x.Name.(*syntax.String)
		if !ok || n.Quote != syntax.Bare || x.Dot != syntax.DotPlain || x.Attr {
			return "", false
		}
		p, ok := c.dotted(x.X)
		if !ok {
			return "", false
		}
		return p + "." + n.Value, true
	}
	return "", false
}

func (c *compiler) property(x *syntax.Property) code {
	pos := c.at(x)
	if k := c.classPath(x); k != nil {
		return constant0(k)
	}
	name, nameCode := c.nameOf(x.Name)
	if nameCode == nil && !x.Attr {
		if name == "class" {
			// String.class is the class itself.
			if id, ok := x.X.(*syntax.Ident); ok && c.vars[id.ID()] == nil && !c.hasMember(id.Name) {
				if k := c.className(id.Name); k != nil {
					return constant0(k)
				}
			}
			if t, ok := x.X.(*syntax.TypeExpr); ok {
				if k := c.typ(t.Type); k != nil {
					return constant0(k)
				}
				return constant0(classObject)
			}
			if k := c.classPath(x.X); k != nil {
				return constant0(k)
			}
		}
		if name == "this" || name == "super" {
			if id, ok := x.X.(*syntax.Ident); ok {
				if k := c.className(id.Name); k != nil && name == "this" {
					return func(fr *frame) (any, error) { return outerThis(fr.self, k), nil }
				}
			}
		}
		if isBareThis(x.X) && c.inClosure == 0 {
			if f := c.ownField(name); f != nil {
				return c.fieldLoad(f, pos)
			}
		}
	}
	recv := c.receiver(x.X)
	dot, attr := x.Dot, x.Attr
	if dot == syntax.DotSpread {
		return func(fr *frame) (any, error) {
			r, err := recv(fr)
			if err != nil {
				return nil, err
			}
			n, err := fr.nameText(name, nameCode)
			if err != nil {
				return nil, err
			}
			var v any
			if attr {
				if r == nil {
					return nil, nil
				}
				v, err = fr.t.spreadAttribute(r, n)
			} else {
				v, err = fr.t.spreadProperty(r, n)
			}
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	safe := dot != syntax.DotPlain
	if _, ok := x.X.(*syntax.Super); ok && nameCode == nil {
		sup := c.cls.super
		return func(fr *frame) (any, error) {
			v, err := fr.t.superProperty(fr.self, sup, name)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	if nameCode == nil && !attr {
		return func(fr *frame) (any, error) {
			r, err := recv(fr)
			if err != nil {
				return nil, err
			}
			switch o := r.(type) {
			case nil:
				if safe {
					return nil, nil
				}
			case *Map:
				if !fr.t.dynamic {
					if e := o.findString(name); e != nil {
						return e.Value, nil
					}
				}
			case *Object:
				if !fr.t.dynamic && !o.class.script.getProperty {
					if p := o.class.findProperty(name); p != nil && p.direct {
						return o.fields[p.field.slot], nil
					}
				}
			}
			v, err := fr.t.getProperty(r, name)
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
		n, err := fr.nameText(name, nameCode)
		if err != nil {
			return nil, err
		}
		var v any
		if attr {
			v, err = fr.t.attribute(r, n)
		} else {
			v, err = fr.t.getProperty(r, n)
		}
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

// outerThis is Outer.this: the nearest surrounding instance of that class.
func outerThis(v any, k *Class) any {
	for o, ok := v.(*Object); ok; o, ok = o.outer.(*Object) {
		if o.class.isSubclassOf(k) {
			return o
		}
	}
	return v
}

func (t *thread) superProperty(self any, sup *Class, name string) (any, error) {
	o, ok := self.(*Object)
	if !ok || sup == nil {
		return t.getProperty(self, name)
	}
	if p := sup.findProperty(name); p != nil {
		if v, ok, err := t.readProperty(o, p); ok || err != nil {
			return v, err
		}
	}
	v, ok, err := t.ownProperty(o, name)
	if ok || err != nil {
		return v, err
	}
	return t.getMissing(self, name)
}

// spreadProperty is v*.name.
func (t *thread) spreadProperty(v any, name string) (any, error) {
	if v == nil {
		return nil, nil
	}
	var out []any
	err := t.iterate(v, func(e any) error {
		if e == nil {
			out = append(out, nil)
			return t.alloc(16)
		}
		p, err := t.getOfElement(e, name)
		if err != nil {
			return err
		}
		out = append(out, p)
		return t.alloc(16)
	})
	return newList(out), err
}

func (t *thread) getOfElement(e any, name string) (any, error) {
	return t.getProperty(e, name)
}

// ---- indexing --------------------------------------------------------------

// indexKey is the one key of x[a], or the list of x[a, b].
func (c *compiler) indexKey(args []syntax.Expr) code {
	if len(args) == 1 {
		switch a := args[0].(type) {
		case *syntax.Spread, *syntax.Entry, *syntax.SpreadMap:
		default:
			return c.expr(a)
		}
	}
	for _, a := range args {
		if _, ok := a.(*syntax.Entry); ok {
			return c.mapLiteral(args)
		}
	}
	items := c.spreadCode(args)
	return func(fr *frame) (any, error) {
		l, err := items(fr)
		return newList(l), err
	}
}

func (c *compiler) index(x *syntax.Index) code {
	recv, key, pos, safe := c.expr(x.X), c.indexKey(x.Args), at0(x), x.Safe
	return func(fr *frame) (any, error) {
		r, err := recv(fr)
		if err != nil {
			return nil, err
		}
		if r == nil && safe {
			return nil, nil
		}
		k, err := key(fr)
		if err != nil {
			return nil, err
		}
		v, err := fr.t.index(r, k)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

// index is x[key].
func (t *thread) index(x, key any) (any, error) {
	if !t.dynamic {
		switch r := x.(type) {
		case *List:
			if i, ok := key.(int32); ok && r.fixed != listReadOnly {
				n := len(r.items)
				if i >= 0 {
					if int(i) < n {
						return r.items[i], nil
					}
					return nil, nil
				}
				if j := n + int(i); j >= 0 {
					return r.items[j], nil
				}
				return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
			}
		case *Map:
			switch k := key.(type) {
			case *GString:
				s, err := t.gtext(k)
				if err != nil {
					return nil, err
				}
				return t.mapGet(r, s)
			}
			return t.mapGet(r, key)
		case *Array:
			if i, ok := key.(int32); ok {
				return t.arrayAt(r, int(i))
			}
		}
	}
	switch r := x.(type) {
	case Indexer:
		v, err := r.Index(t.host(), key)
		return FromGo(v), err
	case *Class:
		// A class in brackets is only asked for a static method getAt.
		return t.invoke(x, "getAt", key)
	}
	if l, ok := key.(*List); ok {
		// x[a, b] calls getAt(a, b) where there is such a method.
		if o, isObject := x.(*Object); isObject {
			if s := o.class.findMethods("getAt"); s != nil {
				if m, err := s.pick(t, l.items); err == nil && m != nil && len(l.items) > 1 {
					return t.callMethod(m, o, append([]any(nil), l.items...))
				}
			}
		}
	}
	return t.invoke(x, "getAt", key)
}

func (t *thread) arrayAt(a *Array, i int) (any, error) {
	n := len(a.items)
	j := i
	if j < 0 {
		if j += n; j < 0 {
			return nil, t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
		}
	}
	if j >= n {
		return nil, t.throw(classArrayIndex, "Index %d out of bounds for length %d", j, n)
	}
	return a.items[j], nil
}

// setIndex is x[key] = v.
func (t *thread) setIndex(x, key, v any) error {
	if !t.dynamic {
		switch r := x.(type) {
		case *Map:
			if g, ok := key.(*GString); ok {
				s, err := t.gtext(g)
				if err != nil {
					return err
				}
				key = s
			}
			_, err := r.put(t, key, v)
			return err
		case *Array:
			if i, ok := key.(int32); ok {
				return t.setArrayAt(r, int(i), v)
			}
		}
	}
	if s, ok := x.(IndexSetter); ok {
		return s.SetIndex(t.host(), key, v)
	}
	_, err := t.invoke(x, "putAt", key, v)
	return err
}

func (t *thread) setArrayAt(a *Array, i int, v any) error {
	n := len(a.items)
	j := i
	if j < 0 {
		if j += n; j < 0 {
			return t.throw(classArrayIndex, "Negative array index [%d] too large for array size %d", i, n)
		}
	}
	if j >= n {
		return t.throw(classArrayIndex, "Index %d out of bounds for length %d", j, n)
	}
	w, err := t.cast(v, a.class.elem)
	if err != nil {
		return err
	}
	a.items[j] = w
	return nil
}
