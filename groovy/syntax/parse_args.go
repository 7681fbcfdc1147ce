package syntax

// arguments parses the arguments of a call, an index or a list literal, with
// the brackets around them. One comma too many is tolerated, but not at the
// beginning.
func (p *parser) arguments(end kind) []Expr {
	then, noLambda := p.ctx.then, p.ctx.noLambda
	p.ctx.then, p.ctx.noLambda = 0, false
	p.enter()
	var list []Expr
	if p.kind() != end {
		list = p.argumentList(end)
	}
	if end == kRParen {
		p.checkNames(list)
	}
	p.leave(end)
	p.ctx.then, p.ctx.noLambda = then, noLambda
	return list
}

func (p *parser) argumentList(end kind) []Expr {
	var list []Expr
	extra := false
	for {
		list = append(list, p.argument())
		if len(list) == 1 {
			p.semicolons()
		}
		for p.kind() == kComma {
			comma := p.tok()
			p.advance()
			if k := p.kind(); k != kComma && k != end {
				break
			}
			if extra {
				p.failAt(comma, "unexpected , without a value before it", "")
			}
			extra = true
		}
		if p.kind() == end || p.toks[p.endTok].kind != kComma {
			return list
		}
	}
}

// semicolons reads the rest of (a; b; c), which Groovy knows, but only as the
// head of a loop.
func (p *parser) semicolons() {
	if p.kind() != kSemi {
		return
	}
	p.late(p.tok(), "unexpected ; in brackets", "separate values with commas")
	for p.got(kSemi) {
		if k := p.kind(); k != kSemi && k != kRParen && k != kRBrack {
			p.value()
		}
	}
}

// checkNames complains of an argument named twice.
func (p *parser) checkNames(list []Expr) {
	for i, a := range list {
		name, ok := argumentName(a)
		if !ok {
			continue
		}
		for _, b := range list[:i] {
			if other, ok := argumentName(b); ok && other == name {
				p.lateNode(list[0], "argument "+name+" is given twice", "")
				return
			}
		}
	}
}

func argumentName(x Expr) (string, bool) {
	e, ok := x.(*Entry)
	if !ok {
		return "", false
	}
	switch k := e.Key.(type) {
	case *String:
		return k.Value, true
	case *Number:
		return k.Text, true
	}
	return "", false
}

func (p *parser) argument() Expr {
	start := p.start()
	if p.labelAhead(p.i) {
		return p.entry()
	}
	if p.kind() == kStar {
		p.advance()
		if p.got(kColon) {
			n := &SpreadMap{X: p.value()}
			p.done(&n.Place, start)
			return n
		}
		n := &Spread{X: p.value()}
		p.done(&n.Place, start)
		return n
	}
	x := p.value()
	if p.kind() == kColon {
		p.failAt(p.tok(), "unexpected : behind an argument", "put a key that is not a plain name, number or string in parentheses")
	}
	return x
}

func (p *parser) entry() *Entry {
	start := p.start()
	e := &Entry{}
	switch t := p.tok(); {
	case t.kind == kNumber:
		e.Key = p.number()
	case t.kind == kString:
		e.Key = p.stringLit()
	case t.kind == kStrStart:
		e.Key = p.gstring()
	case t.kind == kLParen:
		e.Key = p.paren()
	default:
		e.Key = p.bareName()
	}
	if p.kind() != kColon {
		p.unexpected("expected :")
	}
	p.advance()
	p.nls()
	e.Value = p.value()
	p.done(&e.Place, start)
	return e
}

// value is an expression inside brackets, where Groovy lets declarations
// stand too.
func (p *parser) value() Expr {
	if x := p.misplaced(); x != nil {
		return x
	}
	if p.kind() == kAt {
		return p.annotation()
	}
	if p.declares(p.i) {
		start := p.start()
		d := &VarDecl{Mods: p.modifiers()}
		if p.typed() {
			d.Type = p.typeSpec()
		}
		d.Vars = []*Var{p.variable()}
		p.done(&d.Place, start)
		n := &DeclExpr{Decl: d}
		p.done(&n.Place, start)
		return n
	}
	return p.expression(false)
}

// misplaced reads a return or its like where a value must be, and complains;
// nil if there is none.
func (p *parser) misplaced() Expr {
	switch t := p.tok(); t.kind {
	case kReturn, kThrow, kBreak, kContinue, kAssert:
		start := p.start()
		p.late(t, "unexpected keyword "+spelling[t.kind]+" where a value is expected", "use an if statement")
		p.statement()
		x := &BadExpr{}
		p.done(&x.Place, start)
		return x
	}
	return nil
}
