package syntax

import "strconv"

// classDecl parses a class, interface, enum, trait, annotation type or
// record with its modifiers.
func (p *parser) classDecl() *ClassDecl {
	start, first := p.start(), p.tok()
	depth := p.ctx.depth
	p.deeper()
	c := &ClassDecl{Mods: p.modifiers()}
	switch p.kind() {
	case kInterface:
		c.Kind = Interface
	case kEnum:
		c.Kind = Enum
	case kTrait:
		c.Kind = Trait
	case kAt:
		c.Kind = AnnotationType
		p.advance()
	case kIdent:
		c.Kind = Record
	}
	word := p.describe(p.tok())
	p.advance()
	if p.kind() != kIdent {
		p.unexpected("expected a name behind " + word)
	}
	c.Name = p.ident()
	p.nls()
	if p.kind() == kLt && c.Kind != Enum && c.Kind != AnnotationType {
		c.TypeParams = p.typeParams()
		p.nls()
	}
	if c.Kind == Record {
		p.enter()
		c.Params = p.params(kRParen)
		p.leave(kRParen)
		p.nls()
	}
	if p.kind() == kExtends && c.Kind != Enum && c.Kind != AnnotationType && c.Kind != Record {
		c.Extends = p.superTypes(c.Kind == Interface)
	}
	if p.kind() == kImplements && c.Kind != Interface && c.Kind != AnnotationType {
		c.Implements = p.superTypes(true)
	}
	if c.Mods.Has(ModSynchronized) {
		p.late(first, "a class cannot be synchronized", "")
	}
	class := p.ctx.class
	p.ctx.class = c.Name.Name
	c.Body = p.classBody(c)
	p.ctx.class = class
	p.ctx.depth = depth
	p.done(&c.Place, start)
	if p.ctx.inner {
		p.late(first, "a class cannot be declared in a block", "move it out of the block")
	}
	return c
}

func (p *parser) superTypes(several bool) []*Type {
	p.advance()
	p.nls()
	list := []*Type{p.className(true)}
	for several && p.got(kComma) {
		p.nls()
		list = append(list, p.className(true))
	}
	p.nls()
	return list
}

// classBody parses the braces of a class. For an anonymous class or the body
// of an enum's constant, c is a stand-in.
func (p *parser) classBody(c *ClassDecl) *ClassBody {
	start := p.start()
	if p.kind() != kLBrace {
		p.unexpected("expected { and the body of the class")
	}
	ctx := p.ctx
	p.ctx = context{depth: ctx.depth, class: ctx.class, defaults: c.Kind == Interface && !p.cfg.Groovy24}
	p.enter()
	b := &ClassBody{}
	if c.Kind == Enum && c.Name != nil {
		p.nls()
		if p.constantAhead(p.i) {
			c.Constants = p.constants()
			p.memberEnd()
		}
	}
	for {
		for p.kind() == kNewline || p.kind() == kSemi {
			p.i++
		}
		if k := p.kind(); k == kRBrace || k == kEOF {
			break
		}
		if m := p.safeMember(c); m != nil {
			b.Members = append(b.Members, m)
		}
	}
	p.leave(kRBrace)
	p.ctx = ctx
	p.done(&b.Place, start)
	return b
}

// safeMember parses one member and its end; after an error it gives nil and
// stands where the next can begin.
func (p *parser) safeMember(c *ClassDecl) (m Member) {
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
			p.endTok = max(from, p.i-1)
			m = nil
		}
	}()
	m = p.member(c)
	p.memberEnd()
	return m
}

func (p *parser) memberEnd() {
	switch p.kind() {
	case kNewline, kSemi, kRBrace, kEOF:
		return
	}
	p.unexpected("expected the end of the declaration")
}

func (p *parser) member(c *ClassDecl) Member {
	start := p.start()
	plain := c.Kind != Interface && c.Kind != AnnotationType
	if p.kind() == kLBrace && plain {
		d := &InitDecl{Body: p.methodBody(false)}
		p.done(&d.Place, start)
		return d
	}
	if p.kind() == kStatic && p.at(p.pastNewlines(p.i+1)).kind == kLBrace && plain {
		p.advance()
		p.nls()
		d := &InitDecl{Static: true, Body: p.methodBody(false)}
		p.done(&d.Place, start)
		return d
	}
	first := p.i
	j, _ := p.skipModifiers(p.i)
	if plain && c.Name != nil && p.isConstructor(c, j) {
		return p.constructor(start)
	}
	switch k := p.at(j).kind; {
	case k == kAt && p.at(j+1).kind == kInterface:
		first := p.tok()
		d := p.classDecl()
		p.late(first, "an annotation type cannot be declared in a class", "move it out of the class")
		return d
	case isClassKeyword(k), p.recordAhead(j):
		return p.classDecl()
	case k == kLt && (j > p.i || !p.cfg.Groovy24):
		return p.methodOf(c, first)
	}
	if open, ok := p.tupleAhead(p.i); ok {
		p.failAt(p.at(open), "several fields cannot be declared at once", "declare one after the other")
	}
	name, ok := p.declared(p.i)
	if !ok {
		p.noMember(name)
	}
	if p.at(name+1).kind == kLParen || p.at(name).kind == kString {
		return p.methodOf(c, first)
	}
	d := p.variables()
	d.Start = start
	return d
}

// noMember fails where a class has something that is no member.
func (p *parser) noMember(i int) {
	t := p.at(i)
	// If the class is never closed, what follows it is taken for its members:
	// one complaint is enough.
	if brace := p.open[len(p.open)-1]; p.toks[brace].match < 0 && len(p.s.errs) == 0 {
		if p.unclosedClass == brace {
			panic(bail{})
		}
		p.unclosedClass = brace
		at := p.tok()
		p.reportAt(int(at.off), int(at.end), "unexpected "+p.describe(at)+" in a class",
			"the { of line "+strconv.Itoa(int(p.toks[brace].line))+" is never closed", int(p.toks[brace].off))
		panic(bail{})
	}
	if p.kind() == kIdent && p.peek(1) == kLParen {
		p.failAt(p.tok(), "unexpected "+p.describe(p.tok())+" in a class", "a method needs a type or def before its name")
	}
	if i == p.i || t.line != p.tok().line {
		p.unexpected("expected a field, method or class")
	}
	p.notDeclared(t)
}

// isConstructor looks at the name behind the modifiers.
func (p *parser) isConstructor(c *ClassDecl, i int) bool {
	if p.at(i).kind == kLt {
		j, ok := p.skipTypeArgs(i, 0)
		if !ok || p.cfg.Groovy24 {
			return false
		}
		i = j
	}
	t := p.at(i)
	if t.kind != kIdent || plainName(p.text(t)) != p.ctx.class {
		return false
	}
	next := p.at(p.pastNewlines(i + 1)).kind
	return next == kLParen || c.Kind == Record && next == kLBrace
}

func (p *parser) constructor(start Pos) *ConstructorDecl {
	first := p.tok()
	d := &ConstructorDecl{Mods: p.modifiers()}
	if bad := d.Mods.Flags & (ModStatic | ModFinal | ModAbstract | ModNative); bad != 0 {
		p.late(first, "a constructor cannot be static, final, abstract or native", "")
	}
	if p.kind() == kLt {
		d.TypeParams = p.typeParams()
	}
	d.Name = p.ident()
	if p.kind() == kLBrace {
		d.Compact = true
	} else {
		if p.kind() != kLParen {
			p.unexpected("expected (")
		}
		p.enter()
		d.Params = p.params(kRParen)
		p.leave(kRParen)
		d.Throws = p.throws()
		p.nls()
	}
	d.Body = p.methodBody(true)
	p.done(&d.Place, start)
	return d
}

// methodOf parses a method of class c, which begins at token first, and
// checks what the kind of the class asks for.
func (p *parser) methodOf(c *ClassDecl, first int) *MethodDecl {
	m := p.method()
	t := &p.toks[first]
	if c.Kind == AnnotationType && p.kind() == kDefault {
		p.advance()
		p.nls()
		if p.kind() == kAt {
			m.Default = p.annotation()
		} else {
			m.Default = p.conditional(false)
		}
		m.Stop = p.stop()
	}
	abstract := m.Mods.Has(ModAbstract)
	switch c.Kind {
	case Interface:
		abstract = m.Mods.Flags&(ModDefault|ModStatic|ModPrivate) == 0 || p.cfg.Groovy24
	case AnnotationType:
		abstract = true
	}
	switch {
	case c.Kind == AnnotationType && len(m.Params) > 0:
		p.reportNode(m.Params[0], "a member of an annotation has no parameters", "")
	case c.Name != nil && m.Name == p.ctx.class && c.Kind != AnnotationType:
		if c.Kind == Interface {
			p.late(t, "an interface has no constructor", "")
		} else {
			p.late(t, "a constructor has no type of result", "leave out what stands before "+m.Name)
		}
	case abstract && m.Body != nil:
		p.late(t, "abstract method "+m.Name+" cannot have a body", "")
	case !abstract && m.Body == nil:
		p.late(t, "method "+m.Name+" has no body", "add one, or declare it abstract")
	}
	return m
}

// constantAhead tells whether the constants of an enum begin at i, and not
// its first member.
func (p *parser) constantAhead(i int) bool {
	i, ok := p.skipAnnotations(i)
	if !ok || p.at(i).kind != kIdent {
		return false
	}
	switch p.at(i + 1).kind {
	case kLBrace, kLParen:
		return true
	}
	i = p.pastNewlines(i + 1)
	switch p.at(i).kind {
	case kSemi, kComma, kRBrace:
		return true
	}
	return p.declares(i)
}

func (p *parser) constants() []*EnumConst {
	var list []*EnumConst
	for {
		list = append(list, p.constant())
		i := p.pastNewlines(p.i)
		if p.at(i).kind != kComma {
			return list
		}
		p.i = i
		p.advance()
		i = p.pastNewlines(p.i)
		if j, ok := p.skipAnnotations(i); !ok || p.at(j).kind != kIdent {
			return list
		}
		p.i = i
	}
}

func (p *parser) constant() *EnumConst {
	start := p.start()
	c := &EnumConst{Annotations: p.annotations(), Name: p.ident()}
	if p.kind() == kLParen {
		c.Parens = true
		c.Args = p.arguments(kRParen)
	}
	if p.kind() == kLBrace {
		c.Body = p.classBody(&ClassDecl{})
	}
	p.done(&c.Place, start)
	return c
}
