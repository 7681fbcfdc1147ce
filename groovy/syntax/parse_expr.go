package syntax

// statementExpr is an expression where a statement may stand, which is also
// right of an =: there a call needs no parentheses, and a closure on the next
// line belongs to the call before it.
func (p *parser) statementExpr() Expr {
	x := p.expression(true)
	if x == p.path && p.startsArgument(p.i) {
		x = p.command(x)
	}
	return x
}

// expression parses any expression. first tells that it begins a statement or
// stands right of an =.
func (p *parser) expression(first bool) Expr {
	depth := p.ctx.depth
	p.deeper()
	x := p.assignment(first)
	p.ctx.depth = depth
	return x
}

func (p *parser) assignment(first bool) Expr {
	start := p.start()
	switch p.kind() {
	case kIdent:
		if p.peek(1) == kArrow && !p.ctx.noLambda {
			return p.lambda()
		}
	case kLParen:
		if p.tupleAssigned(p.i) {
			return p.tupleAssignment()
		}
		if m := p.tok().match; m > 0 && p.at(int(m)+1).kind == kArrow && !p.ctx.noLambda {
			return p.lambda()
		}
	}
	x := p.conditional(first)
	op, n := p.assignOp()
	if n == 0 {
		return x
	}
	p.assignable(x)
	a := &Assign{Op: op, OpPos: p.start(), X: x}
	if op == OpElvis {
		p.newer(p.tok(), "operator ?=")
	}
	for ; n > 0; n-- {
		p.advance()
	}
	p.nls()
	a.Y = p.statementExpr()
	p.done(&a.Place, start)
	return a
}

// assignOp gives the assignment operator that stands here and the number of
// its tokens, 0 if there is none.
func (p *parser) assignOp() (Op, int) {
	switch p.kind() {
	case kAssign:
		return OpNone, 1
	case kPlusAssign:
		return OpAdd, 1
	case kMinusAssign:
		return OpSub, 1
	case kStarAssign:
		return OpMul, 1
	case kSlashAssign:
		return OpDiv, 1
	case kPercentAssign:
		return OpMod, 1
	case kPowerAssign:
		return OpPow, 1
	case kShlAssign:
		return OpShl, 1
	case kAmpAssign:
		return OpBitAnd, 1
	case kPipeAssign:
		return OpBitOr, 1
	case kCaretAssign:
		return OpBitXor, 1
	case kElvisAssign:
		return OpElvis, 1
	case kGt:
		switch n := p.arrows(); {
		case n == 2 && p.adjacent(1) && p.peek(1) == kGe:
			return OpShr, 2
		case n == 3 && p.peek(2) == kGe:
			return OpUshr, 3
		}
	}
	return OpNone, 0
}

// adjacent tells whether the token n behind the current one follows its
// predecessor without a gap.
func (p *parser) adjacent(n int) bool {
	return p.at(p.i+n).off == p.at(p.i+n-1).end
}

// arrows counts the > that stand here without gap, with a >= as the last of
// them: at most three.
func (p *parser) arrows() int {
	n := 1
	for n < 3 && p.adjacent(n) {
		switch p.peek(n) {
		case kGt:
			n++
			continue
		case kGe:
			n++
		}
		break
	}
	return n
}

// assignable complains of a left side that cannot be assigned to.
func (p *parser) assignable(x Expr) {
	what := ""
	switch x := x.(type) {
	case *Ident, *Property, *Index, *Assign, *BadExpr, *DeclExpr, *This, *Super, *TypeExpr:
		return
	case *Paren:
		p.assignable(x.X)
		return
	case *Number, *String, *Bool, *Null:
		what = "a constant"
	case *GString:
		what = "a string"
	case *Call:
		what = "the result of a call"
	case *Map, *List:
		what = "a literal"
	case *Binary, *Range, *InstanceOf, *As, *Unary:
		what = "the result of an operator"
	default:
		what = "this expression"
	}
	hint := ""
	if p.kind() == kAssign {
		hint = "use == to compare"
	}
	p.late(p.tok(), "cannot assign to "+what, hint)
}

func (p *parser) tupleAssignment() Expr {
	start := p.start()
	t := &Tuple{}
	p.enter()
	for {
		t.Elems = append(t.Elems, p.ident())
		if !p.got(kComma) {
			break
		}
	}
	p.leave(kRParen)
	p.done(&t.Place, start)
	a := &Assign{X: t, OpPos: p.start()}
	p.advance()
	p.nls()
	a.Y = p.expression(true)
	p.done(&a.Place, start)
	return a
}

func (p *parser) lambda() Expr {
	start := p.start()
	p.newer(p.at(p.i), "lambda")
	l := &Lambda{}
	ctx := p.ctx
	if p.kind() == kLParen {
		l.Parens = true
		p.enter()
		p.ctx.noLambda = true
		l.Params = p.params(kRParen)
		p.leave(kRParen)
	} else {
		from := p.start()
		a := &Param{Name: p.ident()}
		p.done(&a.Place, from)
		l.Params = []*Param{a}
	}
	p.advance()
	p.nls()
	p.ctx.yields, p.ctx.ctor, p.ctx.noLambda = false, 0, ctx.noLambda
	if p.kind() == kLBrace {
		l.Block = p.block()
	} else {
		l.X = p.expression(false)
	}
	p.ctx = ctx
	p.done(&l.Place, start)
	return l
}

// conditional parses ? : and ?: and all that binds tighter.
func (p *parser) conditional(first bool) Expr {
	start := p.start()
	x := p.binary(precOr, first)
	i := p.pastNewlines(p.i)
	switch p.at(i).kind {
	case kElvis:
		p.i = i
		e := &Elvis{X: x, OpPos: p.start()}
		p.advance()
		p.nls()
		e.Y = p.nested()
		p.done(&e.Place, start)
		return e
	case kQuestion:
		p.i = i
		t := &Ternary{Cond: x, OpPos: p.start()}
		p.advance()
		p.nls()
		p.ctx.then++
		t.Then = p.expression(false)
		p.ctx.then--
		p.nls()
		if p.kind() != kColon {
			p.unexpected("expected : and the value for the other case")
		}
		t.ColonPos = p.start()
		p.advance()
		p.nls()
		t.Else = p.nested()
		p.done(&t.Place, start)
		return t
	}
	return x
}

// nested is conditional one level deeper, for its own right sides.
func (p *parser) nested() Expr {
	depth := p.ctx.depth
	p.deeper()
	var x Expr
	if (p.kind() == kIdent || p.kind() == kLParen) && !p.cfg.Groovy24 && p.lambdaAhead() {
		x = p.lambda()
	} else {
		x = p.conditional(false)
	}
	p.ctx.depth = depth
	return x
}

func (p *parser) lambdaAhead() bool {
	if p.ctx.noLambda {
		return false
	}
	if p.kind() == kIdent {
		return p.peek(1) == kArrow
	}
	m := p.tok().match
	return m > 0 && p.at(int(m)+1).kind == kArrow
}

// unary parses an operand with what stands before it. leading tells that a
// sign takes in a power: -2 ** 2 is -(2 ** 2), but 3 * -2 ** 2 is
// 3 * ((-2) ** 2).
func (p *parser) unary(first, leading bool) Expr {
	switch k := p.kind(); k {
	case kMinus, kPlus, kNot, kTilde, kInc, kDec:
		start := p.start()
		depth := p.ctx.depth
		p.deeper()
		p.advance()
		p.nls()
		if next := p.kind(); leading && k != kNot && k != kTilde && (next == kMinus || next == kPlus || next == kInc || next == kDec) {
			p.newer(p.tok(), "sign behind a sign")
		}
		var x Expr
		if leading && (k == kMinus || k == kPlus) {
			x = p.binary(precPower, false)
		} else {
			x = p.unary(false, false)
		}
		p.ctx.depth = depth
		if k == kInc || k == kDec {
			n := &IncDec{Op: OpInc, OpPos: start, X: x}
			if k == kDec {
				n.Op = OpDec
			}
			p.done(&n.Place, start)
			return n
		}
		n := &Unary{Op: unaryOp(k), X: x}
		p.done(&n.Place, start)
		return n
	case kLParen:
		if p.castAhead() {
			return p.cast()
		}
	}
	return p.postfix(first)
}

func unaryOp(k kind) Op {
	switch k {
	case kMinus:
		return OpMinus
	case kPlus:
		return OpPlus
	case kNot:
		return OpNot
	}
	return OpBitNot
}

// castAhead tells whether the parenthesis here begins a cast. If there is a
// type in it and an operand behind it, Groovy takes it for one, so that
// (list)[0] is a cast of [0]. A sign begins the operand only behind a
// primitive type: (a) - 1 subtracts.
func (p *parser) castAhead() bool {
	m := int(p.tok().match)
	if m < 0 {
		return false
	}
	if j, ok := p.skipType(p.i+1, 0); !ok || j != m {
		return false
	}
	next := m + 1
	switch p.at(next).kind {
	case kPlus, kMinus, kInc, kDec:
		return p.peek(1).isPrimitive()
	case kNot:
		k := p.at(next + 1)
		return p.cfg.Groovy24 || k.kind != kIn && k.kind != kInstanceof || k.off != p.at(next).end
	case kAt:
		return false
	case kSwitch:
		return !p.cfg.Groovy24
	}
	return p.startsExpr(next)
}

func (p *parser) cast() Expr {
	start := p.start()
	depth := p.ctx.depth
	p.deeper()
	p.enter()
	c := &Cast{Type: p.typeSpec()}
	p.leave(kRParen)
	c.X = p.unary(false, false)
	p.ctx.depth = depth
	p.done(&c.Place, start)
	return c
}

func (p *parser) postfix(first bool) Expr {
	start := p.start()
	x := p.pathExpr(first)
	if k := p.kind(); k == kInc || k == kDec {
		n := &IncDec{Op: OpInc, Postfix: true, OpPos: p.start(), X: x}
		if k == kDec {
			n.Op = OpDec
		}
		p.advance()
		p.done(&n.Place, start)
		return n
	}
	return x
}
