package syntax

func (p *parser) tryStmt() Stmt {
	start, first := p.start(), p.tok()
	p.advance()
	s := &Try{}
	if p.kind() == kLParen {
		p.newer(p.tok(), "try with resources")
		s.Resources = p.resources()
	}
	p.nls()
	s.Body = p.block()
	for {
		i := p.pastNewlines(p.i)
		if p.at(i).kind != kCatch {
			break
		}
		p.i = i
		s.Catches = append(s.Catches, p.catch())
	}
	if i := p.pastNewlines(p.i); p.at(i).kind == kFinally {
		p.i = i
		p.advance()
		p.nls()
		s.Finally = p.block()
	}
	if len(s.Catches) == 0 && s.Finally == nil && len(s.Resources) == 0 {
		p.late(first, "this try has neither catch nor finally", "")
	}
	p.done(&s.Place, start)
	return s
}

func (p *parser) resources() []Stmt {
	p.enter()
	var list []Stmt
	for p.kind() != kRParen {
		start := p.start()
		if p.declares(p.i) {
			list = append(list, p.variables())
		} else {
			s := &ExprStmt{X: p.expression(false)}
			p.done(&s.Place, start)
			list = append(list, s)
		}
		if !p.got(kSemi) {
			break
		}
	}
	if len(list) == 0 {
		p.unexpected("expected a resource")
	}
	p.leave(kRParen)
	return list
}

func (p *parser) catch() *Catch {
	start := p.start()
	p.advance()
	if p.kind() != kLParen {
		p.unexpected("expected (")
	}
	p.enter()
	c := &Catch{Mods: p.modifiers()}
	if p.peek(1) != kRParen {
		c.Types = append(c.Types, p.className(false))
		for p.got(kPipe) {
			c.Types = append(c.Types, p.className(false))
		}
	}
	c.Name = p.ident()
	p.leave(kRParen)
	p.nls()
	c.Body = p.block()
	p.done(&c.Place, start)
	return c
}
