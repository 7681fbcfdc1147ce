package syntax

func (p *parser) forStmt() Stmt {
	start := p.start()
	p.advance()
	if p.kind() != kLParen {
		p.unexpected("expected (")
	}
	inner, then := p.ctx.inner, p.ctx.then
	p.ctx.inner, p.ctx.then = true, 0
	var s Stmt
	if in := p.forIn(); in != nil {
		p.leave(kRParen)
		in.Body = p.loopBody()
		p.done(&in.Place, start)
		s = in
	} else {
		f := p.forClassic()
		p.leave(kRParen)
		f.Body = p.loopBody()
		p.done(&f.Place, start)
		s = f
	}
	p.ctx.inner, p.ctx.then = inner, then
	return s
}

// forIn parses the head of for (x in y) behind the parenthesis, or nothing if
// it is none.
func (p *parser) forIn() *ForIn {
	i := p.i + 1
	typed := p.declares(i)
	if typed {
		i = p.pastDeclared(i)
	}
	if p.at(i).kind != kIdent {
		p.enter()
		return nil
	}
	if k := p.at(i + 1).kind; k != kIn && k != kColon {
		p.enter()
		return nil
	}
	p.enter()
	s := &ForIn{}
	if typed {
		first := p.tok()
		s.Mods = p.modifiers()
		if p.peek(1) != kIn && p.peek(1) != kColon {
			s.Type = p.typeSpec()
		}
		if s.Mods.Flags&^(ModFinal|ModDef|ModVar) != 0 {
			p.late(first, "only final may stand before the variable of a for loop", "")
		}
	}
	s.Name = p.ident()
	s.Colon = p.kind() == kColon
	if s.Colon && !typed {
		p.newer(p.tok(), "for (x : list) without a type")
	}
	p.advance()
	p.nls()
	if s.Colon || !p.cfg.Groovy24 {
		s.X = p.expression(false)
	} else {
		s.X = p.binary(precShift, false)
	}
	return s
}

func (p *parser) forClassic() *For {
	f := &For{}
	first := p.tok()
	if p.kind() != kSemi {
		f.Init = p.forInit()
		if t := p.tok(); t.kind != kSemi && t.line != first.line && len(p.s.errs) == 0 {
			p.failAt(first, "a for loop needs a variable and in, or three parts parted by ;", "")
		}
	}
	p.semicolon()
	if p.kind() != kSemi {
		f.Cond = p.part()
	}
	p.semicolon()
	if p.kind() != kRParen {
		for {
			f.Post = append(f.Post, p.part())
			if p.kind() != kComma {
				break
			}
			p.newer(p.tok(), "list of expressions in a for loop")
			p.advance()
		}
	}
	if p.kind() == kSemi {
		p.unexpected("a for loop has three parts")
	}
	return f
}

// part is an expression in the head of a loop.
func (p *parser) part() Expr {
	if x := p.misplaced(); x != nil {
		return x
	}
	return p.expression(false)
}

func (p *parser) semicolon() {
	if p.kind() != kSemi {
		p.unexpected("expected ; or in")
	}
	p.advance()
}

func (p *parser) forInit() []Stmt {
	if i, ok := p.tupleAhead(p.i); ok {
		p.newer(p.at(i), "declaration of several variables in a for loop")
		return []Stmt{p.tuple()}
	}
	if p.declares(p.i) {
		d := p.variables()
		if len(d.Vars) > 1 && p.cfg.Groovy24 {
			p.reportNode(d.Vars[0], "a for loop declares one variable in Groovy 2.4", "")
		}
		return []Stmt{d}
	}
	var list []Stmt
	for {
		start := p.start()
		s := &ExprStmt{X: p.part()}
		p.done(&s.Place, start)
		list = append(list, s)
		if p.kind() != kComma {
			return list
		}
		p.newer(p.tok(), "list of expressions in a for loop")
		p.advance()
	}
}
