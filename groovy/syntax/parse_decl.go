package syntax

// contextual parses the statements that begin with a word that is a keyword
// only there; nil if there is none.
func (p *parser) contextual() Stmt {
	t := p.tok()
	switch p.text(t) {
	case "var":
		if _, ok := p.tupleAhead(p.i); ok {
			return p.tuple()
		}
	case "record":
		if p.recordAhead(p.i) {
			return p.classDecl()
		}
	case "yield":
		if p.ctx.yields && p.startsExpr(p.i+1) {
			start := p.start()
			p.advance()
			s := &Yield{X: p.expression(false)}
			p.done(&s.Place, start)
			return s
		}
	}
	return nil
}

func (p *parser) recordAhead(i int) bool {
	if p.cfg.Groovy24 || p.at(i).kind != kIdent || p.text(p.at(i)) != "record" || p.at(i+1).kind != kIdent {
		return false
	}
	i += 2
	if p.at(i).kind == kLt {
		j, ok := p.skipTypeArgs(i, 0)
		if !ok {
			return false
		}
		i = j
	}
	m := int(p.at(i).match)
	if p.at(i).kind != kLParen || m < 0 {
		return false
	}
	k := p.at(p.pastNewlines(m + 1)).kind
	return k == kLBrace || k == kImplements
}

func isClassKeyword(k kind) bool {
	return k == kClass || k == kInterface || k == kEnum || k == kTrait
}

// declaration parses what begins with a modifier, an annotation or a type:
// variables, a method, a class, an import with annotations.
func (p *parser) declaration() Stmt {
	j, def := p.skipModifiers(p.i)
	switch k := p.at(j).kind; {
	case isClassKeyword(k), k == kAt && p.at(j+1).kind == kInterface, p.recordAhead(j):
		return p.classDecl()
	case k == kImport:
		return p.importStmt()
	case k == kLt && j > p.i:
		return p.scriptMethod()
	case k == kLParen && def:
		if _, ok := p.tupleAhead(p.i); ok {
			return p.tuple()
		}
	}
	name, ok := p.declared(p.i)
	if !ok {
		p.notDeclared(p.at(name))
	}
	if k := p.at(name + 1).kind; k == kLParen || p.at(name).kind == kString {
		return p.scriptMethod()
	}
	return p.variables()
}

func (p *parser) scriptMethod() *MethodDecl {
	first := p.tok()
	m := p.method()
	switch abstract := m.Mods.Has(ModAbstract); {
	case p.ctx.inner:
		p.late(first, "a method cannot be declared in a block", "use a closure: def "+m.Name+" = { ... }")
	case abstract:
		p.late(first, "a script cannot have an abstract method", "")
	case m.Body == nil:
		p.late(first, "method "+m.Name+" has no body", "add one; a call of "+m.Name+" needs no type before it")
	}
	return m
}

// notDeclared fails where a name is missing in a declaration; t is what stands
// there.
func (p *parser) notDeclared(t *token) {
	switch next := p.at(p.i + 1); {
	case t.kind.isKeyword():
		p.failAt(t, "expected a name, found keyword "+spelling[t.kind], "a keyword cannot be a name")
	case t.kind == kIdent && next.kind == kIdent && !p.isUpper(next):
		p.failAt(t, "unexpected "+p.describe(t), "a type begins with a capital letter; separate names with commas")
	}
	p.unexpectedAt(t, "expected a name")
}

// variables parses the declaration of variables or fields.
func (p *parser) variables() *VarDecl {
	start := p.start()
	d := &VarDecl{Mods: p.modifiers()}
	if p.typed() {
		d.Type = p.typeSpec()
	}
	for {
		d.Vars = append(d.Vars, p.variable())
		if !p.got(kComma) {
			break
		}
		p.nls()
	}
	p.done(&d.Place, start)
	return d
}

// typed tells whether a type stands before the next name.
func (p *parser) typed() bool {
	if p.kind().isPrimitive() {
		return true
	}
	j, ok := p.skipType(p.i, 0)
	if !ok {
		return false
	}
	k := p.at(j).kind
	return k == kIdent || k == kString || k == kEllipsis
}

func (p *parser) variable() *Var {
	start := p.start()
	v := &Var{Name: p.ident()}
	v.Init = p.initializer()
	p.done(&v.Place, start)
	return v
}

// initializer parses "= value" if there is one.
func (p *parser) initializer() Expr {
	if !p.got(kAssign) {
		return nil
	}
	p.nls()
	return p.statementExpr()
}

// tuple parses def (a, b) = list.
func (p *parser) tuple() *VarDecl {
	start := p.start()
	d := &VarDecl{Tuple: true}
	if p.kind() == kIdent {
		d.Mods.Flags = ModVar
		p.advance()
	} else {
		d.Mods = p.modifiers()
	}
	p.enter()
	for {
		from := p.start()
		v := &Var{}
		if p.typed() {
			v.Type = p.typeSpec()
		}
		v.Name = p.ident()
		p.done(&v.Place, from)
		d.Vars = append(d.Vars, v)
		if !p.got(kComma) {
			break
		}
	}
	p.leave(kRParen)
	if p.kind() != kAssign {
		p.unexpected("expected = and the values")
	}
	p.advance()
	p.nls()
	d.Init = p.expression(false)
	p.done(&d.Place, start)
	return d
}

// method parses a method of the script or of a class.
func (p *parser) method() *MethodDecl {
	start := p.start()
	m := &MethodDecl{Mods: p.modifiers()}
	if p.kind() == kLt {
		m.TypeParams = p.typeParams()
		p.nls()
	}
	if p.typed() {
		m.Return = p.typeSpec()
	} else if m.TypeParams != nil {
		p.unexpected("expected the type of the result")
	}
	m.NamePos = p.start()
	if t := p.tok(); t.kind == kString {
		m.Name, m.Quoted = p.stringValue(t), true
		p.advance()
	} else {
		m.Name = p.name()
	}
	if p.kind() != kLParen {
		p.unexpected("expected (")
	}
	p.enter()
	m.Params = p.params(kRParen)
	p.leave(kRParen)
	m.Throws = p.throws()
	if i := p.pastNewlines(p.i); p.at(i).kind == kLBrace {
		p.i = i
		m.Body = p.methodBody(false)
	}
	p.done(&m.Place, start)
	return m
}

func (p *parser) throws() []*Type {
	i := p.pastNewlines(p.i)
	if p.at(i).kind != kThrows {
		return nil
	}
	p.i = i
	p.advance()
	p.nls()
	var list []*Type
	for {
		list = append(list, p.className(false))
		if !p.got(kComma) {
			return list
		}
		p.nls()
	}
}

// params parses parameters up to the token end, which is left for the caller.
func (p *parser) params(end kind) []*Param {
	if p.kind() == end {
		return nil
	}
	var list []*Param
	for {
		list = append(list, p.param())
		if !p.got(kComma) {
			break
		}
		p.nls()
	}
	if first := list[0]; first.Variadic && len(list) > 1 {
		p.lateNode(first, "parameter "+first.Name.Name+" takes the rest of the arguments and must be the last", "")
	}
	return list
}

func (p *parser) param() *Param {
	start, first := p.start(), p.i
	a := &Param{Mods: p.modifiers()}
	if p.skipParamModifiers(first) != p.i {
		p.failAt(p.at(first), "a parameter can only be def or final", "")
	}
	if p.typed() {
		a.Type = p.typeSpec()
	}
	a.Variadic = p.got(kEllipsis)
	a.Name = p.ident()
	a.Default = p.initializer()
	p.done(&a.Place, start)
	return a
}
