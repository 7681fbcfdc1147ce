package syntax

// pathExpr parses a primary and what hangs on it: .name, (args), [index] and
// { closure }. With first set, a closure may also begin on the next line.
func (p *parser) pathExpr(first bool) Expr {
	start := p.start()
	x := p.primary()
	x = p.pathRest(x, start, first)
	p.path = x
	return x
}

func (p *parser) pathRest(x Expr, start Pos, first bool) Expr {
	for n := 0; ; n++ {
		if n > 100 {
			p.tall = true
		}
		switch p.kind() {
		case kDot, kSafeDot, kSpreadDot, kSafeChainDot:
			x = p.selected(x, start)
		case kPointer, kColon2:
			x = p.methodRef(x, start)
		case kLParen:
			c := &Call{Fun: x, Parens: true, Lparen: p.start()}
			p.checkConstructorCall(x)
			c.Args = p.arguments(kRParen)
			p.done(&c.Place, start)
			x = c
		case kLBrack:
			if p.emptyMap(p.i) {
				return x
			}
			x = p.index(x, start)
		case kLBrace:
			x = p.trailing(x, start)
		case kQuestion:
			if !p.safeIndex() {
				return x
			}
			p.advance()
			x = p.index(x, start)
			x.(*Index).Safe = true
		case kNewline:
			i := p.pastNewlines(p.i)
			switch p.at(i).kind {
			case kDot, kSafeDot, kSpreadDot, kSafeChainDot, kPointer, kColon2:
			case kLBrace:
				if !first {
					return x
				}
			default:
				return x
			}
			p.i = i
		default:
			return x
		}
	}
}

// emptyMap tells whether [:] is at i, which never is an index: "println [:]"
// prints a map.
func (p *parser) emptyMap(i int) bool {
	return p.at(i).kind == kLBrack && p.at(i+1).kind == kColon && p.at(i+2).kind == kRBrack
}

// safeIndex tells whether a?[i] stands here and not a ?[i] : b. Groovy 2.4
// knows only the second, so that is what it is if a colon follows that nobody
// else waits for.
func (p *parser) safeIndex() bool {
	if p.cfg.Groovy24 || p.peek(1) != kLBrack || !p.adjacent(1) || p.peek(2) == kRBrack {
		return false
	}
	m := int(p.at(p.i + 1).match)
	if m < 0 {
		return false
	}
	return p.ctx.then > 0 || p.at(p.pastNewlines(m+1)).kind != kColon
}

// checkConstructorCall complains of this(...) and super(...) anywhere but at
// the beginning of a constructor.
func (p *parser) checkConstructorCall(fun Expr) {
	switch fun := fun.(type) {
	case *This, *Super:
		if p.i-1 != p.ctx.ctor {
			p.late(p.tok(), "another constructor can only be called by the first statement of a constructor", "")
		}
	case *TypeExpr:
		// Groovy forgot void.
		if fun.Type.Dims > 0 || fun.Type.Name == "void" || !keyword(fun.Type.Name).isPrimitive() {
			break
		}
		p.late(p.tok(), "a primitive type cannot be called", "")
	case *Property:
		s, ok := fun.Name.(*String)
		switch {
		case !ok:
		case s.Value == "this" || s.Value == "super":
			p.late(p.tok(), "there is no method "+s.Value, "")
		case fun.Chain && s.Value != "void" && keyword(s.Value).isPrimitive():
			p.late(p.tok(), "a primitive type cannot be called", "")
		}
	}
}

// dot consumes the operator before a name and tells what it is.
func (p *parser) dot() (Dot, Pos) {
	at := p.start()
	d := DotPlain
	switch p.kind() {
	case kSafeDot:
		d = DotSafe
	case kSpreadDot:
		d = DotSpread
	case kSafeChainDot:
		p.newer(p.tok(), "operator ??.")
		d = DotSafeChain
	}
	p.advance()
	p.nls()
	return d, at
}

func (p *parser) selected(x Expr, start Pos) Expr {
	n := &Property{X: x}
	n.Dot, n.DotAt = p.dot()
	if p.kind() == kNew && !p.cfg.Groovy24 && p.peek(1) == kIdent && p.at(p.i+2).kind == kLParen {
		// outer.new Inner()
		e := p.newExpr().(*New)
		e.Outer = x
		e.Start = start
		return e
	}
	if p.kind() == kLt {
		n.TypeArgs = p.typeArgs()
	}
	if p.got(kAt) {
		n.Attr = true
	}
	n.Name = p.memberName()
	p.done(&n.Place, start)
	return n
}

// memberName parses what may stand behind a dot: a name, also a keyword, a
// string or an expression in parentheses.
func (p *parser) memberName() Expr {
	switch t := p.tok(); t.kind {
	case kString:
		return p.stringLit()
	case kStrStart:
		return p.gstring()
	case kLParen:
		x := p.paren()
		// Groovy takes the name of a variable there for the name itself.
		if id, ok := x.(*Paren).X.(*Ident); ok {
			return &String{expr: expr{*x.place()}, Value: id.Name}
		}
		return x
	case kIdent:
		return p.bareName()
	case kLBrace:
		// x.{ ... } is read, though nothing is known to have a property whose
		// name is a closure.
		if !p.closureParams(p.i + 1) {
			return p.closure()
		}
	default:
		if t.kind.isKeyword() {
			return p.bareName()
		}
	}
	p.unexpected("expected a name behind the dot")
	return nil
}

// bareName makes a string of the name that stands here.
func (p *parser) bareName() *String {
	start := p.start()
	s := &String{Value: plainName(p.text(p.tok()))}
	p.advance()
	p.done(&s.Place, start)
	return s
}

func (p *parser) methodRef(x Expr, start Pos) Expr {
	n := &MethodRef{X: x, Ref: p.kind() == kColon2, OpPos: p.start()}
	if n.Ref {
		p.newer(p.tok(), "method reference")
	}
	p.advance()
	p.nls()
	n.Name = p.memberName()
	if _, ok := n.Name.(*Closure); ok {
		p.lateNode(n.Name, "expected the name of a method", "")
	}
	p.done(&n.Place, start)
	return n
}

func (p *parser) index(x Expr, start Pos) Expr {
	// String[] is a type.
	if p.peek(1) == kRBrack {
		if t := p.typeOf(x); t != nil {
			for p.kind() == kLBrack && p.peek(1) == kRBrack {
				t.Dims++
				p.emptyBrackets(t.Dims)
			}
			e := &TypeExpr{Type: t}
			p.done(&t.Place, start)
			p.done(&e.Place, start)
			return e
		}
	}
	n := &Index{X: x, Lbrack: p.start()}
	n.Args = p.arguments(kRBrack)
	p.done(&n.Place, start)
	return n
}

// typeOf makes a type of a name that was parsed as an expression; nil if x is
// none.
func (p *parser) typeOf(x Expr) *Type {
	switch x := x.(type) {
	case *TypeExpr:
		return x.Type
	case *Ident:
		return &Type{Name: x.Name}
	case *Property:
		if s, ok := x.Name.(*String); ok && s.Quote == Bare && x.Dot == DotPlain && !x.Attr {
			if t := p.typeOf(x.X); t != nil && t.Dims == 0 {
				return &Type{Name: t.Name + "." + s.Value}
			}
		}
	}
	return nil
}

// trailing adds a closure to a call, or makes a call of what is none.
func (p *parser) trailing(x Expr, start Pos) Expr {
	p.checkConstructorCall(x)
	body := p.closure()
	c, ok := x.(*Call)
	if !ok || c.Command {
		c = &Call{Fun: x}
	}
	c.Args = append(c.Args, body)
	c.Trailing++
	if ok {
		c.Stop = p.stop()
	} else {
		p.done(&c.Place, start)
	}
	return c
}
