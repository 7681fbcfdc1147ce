package syntax

// statements parses up to a closing brace, the end of the file or, in a
// switch, the next label.
func (p *parser) statements() []Stmt {
	var list []Stmt
	p.statementsTo(&list)
	return list
}

func (p *parser) statementsTo(list *[]Stmt) {
	for {
		for p.kind() == kNewline || p.kind() == kSemi {
			p.i++
		}
		switch p.kind() {
		case kEOF, kRBrace, kCase:
			return
		case kDefault:
			if p.label() {
				return
			}
		}
		s := p.safely()
		*list = append(*list, s)
		if _, bad := s.(*BadStmt); !bad {
			p.separator()
		}
	}
}

// label tells whether default is a label here and not a modifier.
func (p *parser) label() bool { return p.peek(1) == kColon || p.peek(1) == kArrow }

// separator wants the end of a statement.
func (p *parser) separator() {
	switch p.kind() {
	case kNewline, kSemi, kRBrace, kEOF, kCase:
		return
	case kDefault:
		if p.label() {
			return
		}
	}
	defer func(opened int) {
		if r := recover(); r != nil {
			if _, ok := r.(bail); !ok {
				panic(r)
			}
			p.resync(p.i, opened)
		}
	}(len(p.open))
	p.unexpected("expected the end of the statement")
}

// safely parses one statement; after an error it gives a BadStmt and stands
// where the next can begin.
func (p *parser) safely() (st Stmt) {
	ctx, opened, from := p.ctx, len(p.open), p.i
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(bail); !ok {
				panic(r)
			}
			p.ctx = ctx
			p.resync(from, opened)
			if p.i == from && p.kind() != kRBrace && p.kind() != kEOF {
				p.i++
			}
			bad := &BadStmt{}
			p.endTok = max(from, p.i-1)
			p.done(&bad.Place, p.startOf(from))
			st = bad
		}
	}()
	return p.statement()
}

func (p *parser) statement() Stmt {
	depth := p.ctx.depth
	p.deeper()
	s := p.statementAt()
	p.ctx.depth = depth
	return s
}

func (p *parser) statementAt() Stmt {
	start := p.start()
	switch k := p.kind(); k {
	case kIdent:
		if p.peek(1) == kColon {
			return p.labeled()
		}
		if s := p.contextual(); s != nil {
			return s
		}
		if p.declares(p.i) {
			return p.declaration()
		}
	case kLBrace:
		if !p.closureParams(p.i + 1) {
			if p.cfg.Groovy24 {
				p.failAt(p.tok(), "a block cannot stand alone in Groovy 2.4",
					"give it a label, as in block: {...}, or parameters, as in { it -> ... }, if it is a closure")
			}
			return p.block()
		}
	case kIf:
		return p.ifStmt()
	case kFor:
		return p.forStmt()
	case kWhile:
		p.advance()
		s := &While{Cond: p.condition(true)}
		s.Body = p.loopBody()
		p.done(&s.Place, start)
		return s
	case kDo:
		return p.doWhile()
	case kSwitch:
		p.advance()
		s := &Switch{}
		s.X, s.Cases = p.switchRest(start)
		p.done(&s.Place, start)
		// switch (x) {...}.foo() is an expression that begins with a switch.
		return s
	case kTry:
		return p.tryStmt()
	case kSynchronized:
		if p.peek(1) == kLParen {
			p.advance()
			s := &Synchronized{Lock: p.condition(true)}
			p.nls()
			s.Body = p.block()
			p.done(&s.Place, start)
			return s
		}
		return p.declaration()
	case kReturn:
		p.advance()
		s := &Return{}
		if p.startsExpr(p.i) {
			s.X = p.expression(false)
		}
		p.done(&s.Place, start)
		return s
	case kBreak:
		p.advance()
		s := &Break{Label: p.optionalIdent()}
		p.done(&s.Place, start)
		return s
	case kContinue:
		p.advance()
		s := &Continue{Label: p.optionalIdent()}
		p.done(&s.Place, start)
		return s
	case kThrow:
		p.advance()
		s := &Throw{X: p.expression(false)}
		p.done(&s.Place, start)
		return s
	case kAssert:
		return p.assertStmt()
	case kImport:
		return p.importStmt()
	case kDef, kAt, kPrivate, kPublic, kProtected, kStatic, kTransient, kFinal, kAbstract, kNative,
		kThreadsafe, kVolatile, kStrictfp, kClass, kInterface, kEnum, kTrait:
		return p.declaration()
	case kElse:
		p.unexpected("")
	case kPackage:
		p.failAt(p.tok(), "unexpected keyword package", "the package line must be the first")
	default:
		if k.isPrimitive() && p.declares(p.i) {
			return p.declaration()
		}
	}
	s := &ExprStmt{}
	if p.i == p.ctx.ctor && p.peek(1) == kLParen && (p.kind() == kThis || p.kind() == kSuper) {
		// The call of another constructor is all of its statement.
		c := &Call{Fun: p.primary(), Parens: true, Lparen: p.start()}
		c.Args = p.arguments(kRParen)
		p.done(&c.Place, start)
		s.X = c
	} else {
		s.X = p.statementExpr()
	}
	p.done(&s.Place, start)
	return s
}

func (p *parser) optionalIdent() *Ident {
	if p.kind() == kIdent {
		return p.ident()
	}
	return nil
}

func (p *parser) labeled() Stmt {
	start := p.start()
	s := &Labeled{Label: p.ident()}
	p.advance()
	p.nls()
	if p.kind() == kLBrace && !p.closureParams(p.i+1) {
		s.Stmt = p.block()
	} else {
		s.Stmt = p.statement()
	}
	p.done(&s.Place, start)
	return s
}

// block parses statements in braces.
func (p *parser) block() *Block {
	start := p.start()
	if p.kind() != kLBrace {
		p.unexpected("expected {")
	}
	ctx := p.ctx
	p.ctx.inner, p.ctx.defaults, p.ctx.then, p.ctx.noLambda = true, false, 0, false
	p.enter()
	b := &Block{Stmts: p.statements()}
	p.leave(kRBrace)
	p.ctx = ctx
	p.done(&b.Place, start)
	return b
}

// methodBody is a block whose first token may call another constructor if
// ctor is set.
func (p *parser) methodBody(ctor bool) *Block {
	ctx := p.ctx
	p.ctx.ctor, p.ctx.yields = 0, false
	if ctor {
		p.ctx.ctor = p.pastNewlines(p.i + 1)
	}
	b := p.block()
	p.ctx = ctx
	return b
}

// body is the statement under an if or a loop.
func (p *parser) body() Stmt {
	p.nls()
	if p.kind() == kLBrace {
		return p.block()
	}
	inner := p.ctx.inner
	p.ctx.inner = true
	s := p.statement()
	p.ctx.inner = inner
	return s
}

// loopBody may also be a lone semicolon.
func (p *parser) loopBody() Stmt {
	p.nls()
	if p.kind() == kSemi {
		start := p.start()
		s := &Empty{}
		p.advance()
		p.done(&s.Place, start)
		return s
	}
	return p.body()
}

// condition is an expression in parentheses. Where Groovy refuses an
// assignment in it, it nearly always is a mistyped comparison.
func (p *parser) condition(assign bool) Expr {
	switch t := p.tok(); t.kind {
	case kLParen:
	case kNewline, kEOF, kBad:
		p.unexpected("expected (")
	default:
		p.failAt(t, "unexpected "+p.describe(t)+", expected (", "put the condition in parentheses")
	}
	noLambda, then := p.ctx.noLambda, p.ctx.then
	p.ctx.noLambda, p.ctx.then = false, 0
	p.enter()
	x := p.misplaced()
	if x != nil {
		// It has been complained of.
	} else if assign {
		x = p.expression(false)
	} else {
		x = p.conditional(false)
		if p.kind() == kAssign {
			p.report(p.tok(), "unexpected = in a condition", "use == to compare, or put the assignment in parentheses")
			p.advance()
			p.conditional(false)
		}
	}
	p.leave(kRParen)
	p.ctx.noLambda, p.ctx.then = noLambda, then
	return x
}

func (p *parser) ifStmt() Stmt {
	var first, last *If
	// A chain of else if is parsed in a loop: it is long sometimes, and not
	// nested in anybody's eyes.
	for n := 0; ; n++ {
		start := p.start()
		p.advance()
		s := &If{Cond: p.condition(false)}
		s.Then = p.body()
		p.done(&s.Place, start)
		if last != nil {
			last.Else = s
		} else {
			first = s
		}
		last = s
		p.tall = p.tall || n > 100
		i := p.elseAhead()
		if i < 0 {
			break
		}
		p.i = i
		p.advance()
		p.nls()
		if p.kind() != kIf {
			s.Else = p.body()
			break
		}
	}
	stop := p.stop()
	for s := first; s != nil; s, _ = s.Else.(*If) {
		s.Stop = stop
		if s == last {
			break
		}
	}
	return first
}

// elseAhead gives the index of the else that follows, or -1. A semicolon and
// line breaks may stand before it.
func (p *parser) elseAhead() int {
	i := p.pastNewlines(p.i)
	for p.at(i).kind == kSemi {
		i = p.pastNewlines(i + 1)
		if p.toks[p.i].kind == kSemi {
			break
		}
	}
	if p.at(i).kind == kElse {
		return i
	}
	return -1
}

func (p *parser) doWhile() Stmt {
	start := p.start()
	p.newer(p.tok(), "do while loop")
	p.advance()
	s := &DoWhile{Body: p.body()}
	for p.kind() == kNewline || p.kind() == kSemi {
		p.i++
	}
	if p.kind() != kWhile {
		p.unexpected("expected while")
	}
	p.advance()
	s.Cond = p.condition(true)
	p.done(&s.Place, start)
	return s
}

func (p *parser) assertStmt() Stmt {
	start := p.start()
	p.advance()
	s := &Assert{Cond: p.conditional(false)}
	switch p.kind() {
	case kComma, kColon:
		s.Colon = p.kind() == kColon
		p.advance()
		p.nls()
		s.Msg = p.expression(false)
	case kAssign:
		p.failAt(p.tok(), "unexpected = in an assertion", "use == to compare")
	}
	p.done(&s.Place, start)
	return s
}

// name reads one identifier.
func (p *parser) name() string {
	t := p.tok()
	if t.kind != kIdent {
		if t.kind.isKeyword() {
			p.failAt(t, "expected a name, found keyword "+spelling[t.kind], "a keyword cannot be a name")
		}
		p.unexpected("expected a name")
	}
	p.advance()
	return plainName(p.text(t))
}

func (p *parser) ident() *Ident {
	start := p.start()
	id := &Ident{Name: p.name()}
	p.done(&id.Place, start)
	return id
}
