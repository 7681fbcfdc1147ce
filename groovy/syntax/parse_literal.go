package syntax

// primary parses an operand without anything before or behind it.
func (p *parser) primary() Expr {
	start := p.start()
	switch t := p.tok(); t.kind {
	case kIdent:
		id := &Ident{Name: plainName(p.text(t))}
		p.advance()
		p.done(&id.Place, start)
		return id
	case kString:
		return p.stringLit()
	case kStrStart:
		return p.gstring()
	case kNumber:
		return p.number()
	case kTrue, kFalse:
		p.advance()
		b := &Bool{Value: t.kind == kTrue}
		p.done(&b.Place, start)
		return b
	case kNull:
		p.advance()
		n := &Null{}
		p.done(&n.Place, start)
		return n
	case kThis:
		p.advance()
		n := &This{}
		p.done(&n.Place, start)
		return n
	case kSuper:
		p.advance()
		n := &Super{}
		p.done(&n.Place, start)
		return n
	case kLParen:
		return p.paren()
	case kLBrack:
		return p.listOrMap()
	case kLBrace:
		return p.closure()
	case kNew:
		return p.newExpr()
	case kSwitch:
		p.newer(t, "switch expression")
		p.advance()
		s := &SwitchExpr{}
		yields := p.ctx.yields
		p.ctx.yields = true
		s.X, s.Cases = p.switchRest(start)
		p.ctx.yields = yields
		p.done(&s.Place, start)
		return s
	default:
		if t.kind.isPrimitive() {
			n := &TypeExpr{Type: &Type{Name: spelling[t.kind]}}
			p.advance()
			p.done(&n.Type.Place, start)
			p.done(&n.Place, start)
			return n
		}
		p.unexpected("expected an expression")
		return nil
	}
}

func (p *parser) paren() Expr {
	start := p.start()
	ctx := p.ctx
	p.ctx.then, p.ctx.noLambda = 0, false
	p.enter()
	n := &Paren{X: p.misplaced()}
	if n.X == nil {
		n.X = p.expression(false)
	}
	p.semicolons()
	p.leave(kRParen)
	p.ctx = ctx
	p.done(&n.Place, start)
	return n
}

func (p *parser) listOrMap() Expr {
	start := p.start()
	if p.peek(1) == kColon {
		p.enter()
		p.advance()
		p.leave(kRBrack)
		m := &Map{}
		p.done(&m.Place, start)
		return m
	}
	elems := p.arguments(kRBrack)
	entries := 0
	for _, e := range elems {
		if isEntry(e) {
			entries++
		}
	}
	if entries == 0 {
		l := &List{Elems: elems}
		p.done(&l.Place, start)
		return l
	}
	m := &Map{Entries: elems}
	p.done(&m.Place, start)
	if entries < len(elems) {
		for _, e := range elems {
			if !isEntry(e) {
				p.lateNode(e, "a map cannot have a value without a key", "give it a key, or make all of it a list")
				break
			}
		}
	}
	return m
}

func isEntry(x Expr) bool {
	switch x.(type) {
	case *Entry, *SpreadMap:
		return true
	}
	return false
}

func (p *parser) closure() *Closure {
	start := p.start()
	c := &Closure{}
	p.closureRest(c)
	p.done(&c.Place, start)
	return c
}

// closureRest parses from the brace on.
func (p *parser) closureRest(c *Closure) {
	ctx := p.ctx
	p.ctx.inner, p.ctx.defaults, p.ctx.then, p.ctx.yields, p.ctx.ctor = true, false, 0, false, 0
	p.enter()
	if p.closureParams(p.i) {
		p.nls()
		c.Arrow = true
		if p.kind() != kArrow {
			p.ctx.noLambda = true
			c.Params = p.params(kArrow)
			p.nls()
		}
		p.expect(kArrow)
	}
	p.ctx.noLambda = false
	c.Body = p.statements()
	p.leave(kRBrace)
	p.ctx = ctx
}

func (p *parser) number() Expr {
	start, t := p.start(), p.tok()
	n := &Number{Text: p.text(t)}
	f := readNumber(n.Text)
	n.Kind, n.Base, n.Digits = f.kind, f.base, f.digits
	// The smallest int and long have no positive counterpart.
	negative := p.i > 0 && p.toks[p.i-1].kind == kMinus && (p.i == 1 || !p.toks[p.i-2].kind.endsExpr())
	switch {
	case n.Kind == NumInt && !fits(f, 31, negative):
		p.late(t, "number "+clip(n.Text)+" is too large for an int", "leave out the suffix")
	case n.Kind == NumLong && !fits(f, 63, negative):
		p.late(t, "number "+clip(n.Text)+" is too large for a long", "use the suffix g for a BigInteger")
	}
	p.advance()
	p.done(&n.Place, start)
	return n
}

func (p *parser) stringValue(t *token) string {
	end := int(t.end)
	if !t.broken {
		end -= len(closer[t.quote])
	}
	return decode(p.src[int(t.off)+len(opener[t.quote]):end], t.quote)
}

func (p *parser) stringLit() *String {
	start, t := p.start(), p.tok()
	s := &String{Quote: t.quote, Value: p.stringValue(t)}
	p.advance()
	p.done(&s.Place, start)
	return s
}

func (p *parser) gstring() Expr {
	start, t := p.start(), p.tok()
	g := &GString{Quote: t.quote}
	g.Texts = append(g.Texts, decode(p.src[int(t.off)+len(opener[t.quote]):t.end], t.quote))
	p.advance()
	for {
		g.Values = append(g.Values, p.interp())
		t := p.tok()
		switch t.kind {
		case kStrMid:
			g.Texts = append(g.Texts, decode(p.text(t), t.quote))
			p.advance()
			continue
		case kStrEnd:
			end := int(t.end)
			if !t.broken {
				end -= len(closer[t.quote])
			}
			g.Texts = append(g.Texts, decode(p.src[t.off:end], t.quote))
			p.advance()
		default:
			p.unexpected("expected the rest of the string")
		}
		break
	}
	p.done(&g.Place, start)
	return g
}

func (p *parser) interp() *Interp {
	start := p.start()
	v := &Interp{}
	if p.kind() == kInterp {
		v.Braced = true
		p.braced(v, start)
	} else {
		// The dollar belongs to no token.
		start.Offset--
		start.Col--
		v.X = p.interpPath()
	}
	p.done(&v.Place, start)
	return v
}

// interpPath parses a.b.c behind a dollar.
func (p *parser) interpPath() Expr {
	start, t := p.start(), p.tok()
	var x Expr
	switch {
	case t.kind == kThis || t.kind == kSuper:
		x = p.primary()
		if p.kind() == kDot {
			p.newer(p.tok(), "path behind $"+spelling[t.kind])
		}
	case t.kind.isKeyword():
		p.failAt(t, "a keyword cannot be interpolated", "use ${...}, or \\$ for a dollar sign")
	default:
		x = p.primary()
	}
	for p.kind() == kDot {
		n := &Property{X: x, DotAt: p.start()}
		p.advance()
		if p.kind().isKeyword() {
			p.newer(p.tok(), "keyword as a name behind $")
		}
		n.Name = p.bareName()
		p.done(&n.Place, start)
		x = n
	}
	return x
}

// braced parses ${...} behind the dollar.
func (p *parser) braced(v *Interp, start Pos) {
	if p.closureParams(p.i + 1) {
		c := &Closure{}
		p.closureRest(c)
		at := start
		at.Offset++
		at.Col++
		p.done(&c.Place, at)
		v.X = c
		return
	}
	ctx := p.ctx
	p.ctx.inner, p.ctx.defaults, p.ctx.then, p.ctx.noLambda, p.ctx.yields = true, false, 0, false, false
	p.enter()
	body := p.statements()
	p.leave(kRBrace)
	p.ctx = ctx
	if len(body) == 1 {
		if s, ok := body[0].(*ExprStmt); ok {
			v.X = s.X
			return
		}
	}
	v.Body = body
}

// newExpr parses new T(...), new T[...] and an anonymous class.
func (p *parser) newExpr() Expr {
	start := p.start()
	p.advance()
	p.nls()
	n := &New{}
	if p.kind() == kLt {
		n.TypeArgs = p.typeArgs()
	}
	if k := p.kind(); k != kIdent && !k.isPrimitive() && k != kAt {
		p.unexpected("expected the name of a class")
	}
	n.Type = p.typeName(true)
	if p.kind() == kLBrack {
		return p.newArray(n.Type, start)
	}
	p.nls()
	if p.kind() != kLParen {
		p.unexpected("expected ( and the arguments of new " + n.Type.Name)
	}
	n.Args = p.arguments(kRParen)
	if p.kind() == kLBrace {
		n.Body = p.classBody(&ClassDecl{})
	}
	p.done(&n.Place, start)
	return n
}

func (p *parser) newArray(elem *Type, start Pos) Expr {
	n := &NewArray{Elem: elem}
	first := p.tok()
	for p.kind() == kLBrack {
		ctx := p.ctx
		p.ctx.then, p.ctx.noLambda = 0, false
		p.checkDims(len(n.Dims) + n.Open + 1)
		p.enter()
		switch {
		case p.kind() == kRBrack:
			n.Open++
		case n.Open > 0:
			p.unexpected("expected ]")
		default:
			n.Dims = append(n.Dims, p.expression(false))
		}
		p.leave(kRBrack)
		p.ctx = ctx
	}
	if len(n.Dims) == 0 {
		if p.kind() != kLBrace {
			p.late(first, "an array needs a size or its elements", "write new "+elem.Name+"[n]")
		} else {
			p.newer(p.tok(), "array initializer")
			n.Init = p.arrayInit()
		}
	}
	p.done(&n.Place, start)
	return n
}

func (p *parser) arrayInit() *ArrayInit {
	start := p.start()
	ctx := p.ctx
	p.ctx.then, p.ctx.noLambda = 0, false
	p.deeper()
	a := &ArrayInit{}
	p.enter()
	for p.nls(); p.kind() != kRBrace; p.nls() {
		if p.kind() == kLBrace {
			a.Elems = append(a.Elems, p.arrayInit())
		} else {
			a.Elems = append(a.Elems, p.expression(false))
		}
		p.nls()
		if !p.got(kComma) {
			break
		}
	}
	p.leave(kRBrace)
	p.ctx = ctx
	p.done(&a.Place, start)
	return a
}
