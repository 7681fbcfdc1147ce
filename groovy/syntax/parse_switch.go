package syntax

// switchRest parses a switch from behind the keyword; start is where that
// stands.
func (p *parser) switchRest(start Pos) (Expr, []*Case) {
	x := p.condition(true)
	p.nls()
	if p.kind() != kLBrace {
		p.unexpected("expected {")
	}
	ctx := p.ctx
	p.ctx.inner, p.ctx.then, p.ctx.noLambda = true, 0, false
	p.enter()
	var list []*Case
	defaults := 0
	for {
		for p.kind() == kNewline || p.kind() == kSemi && len(list) > 0 {
			p.i++
		}
		if p.kind() == kRBrace {
			break
		}
		c := p.switchCase()
		if c.Default {
			defaults++
		}
		list = append(list, c)
	}
	p.leave(kRBrace)
	p.ctx = ctx
	if defaults > 1 {
		p.lateAt(int(start.Offset), int(start.Offset)+len("switch"), "this switch has more than one default", "")
	}
	return x, list
}

func (p *parser) switchCase() *Case {
	start := p.start()
	c := &Case{}
	switch p.kind() {
	case kDefault:
		c.Default = true
		p.advance()
	case kCase:
		p.advance()
		p.ctx.noLambda = true
		for {
			c.Values = append(c.Values, p.expression(false))
			if p.kind() != kComma {
				break
			}
			p.newer(p.tok(), "list of values in a case")
			p.advance()
			p.nls()
		}
		p.ctx.noLambda = false
	default:
		p.unexpected("expected case, default or }")
	}
	switch p.kind() {
	case kArrow:
		p.newer(p.tok(), "arrow in a switch")
		c.Arrow = true
		p.advance()
		p.nls()
		c.Body = []Stmt{p.arrowBody()}
	case kColon:
		p.advance()
		p.nls()
		switch p.kind() {
		case kCase, kDefault:
			if c.Default {
				p.newer(p.tok(), "default before another case")
			}
		case kRBrace, kSemi:
			p.unexpected("expected a statement")
		default:
			c.Body = p.statements()
		}
	default:
		p.unexpected("expected : behind the value")
	}
	p.done(&c.Place, start)
	return c
}

// arrowBody is one statement; its end is checked here, for the next case
// looks for none.
func (p *parser) arrowBody() Stmt {
	var s Stmt
	if p.kind() == kLBrace && !p.closureParams(p.i+1) {
		s = p.block()
	} else {
		s = p.statement()
	}
	p.separator()
	return s
}
