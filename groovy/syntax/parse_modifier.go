package syntax

// modifiers parses modifiers, def and annotations in any order.
func (p *parser) modifiers() Modifiers {
	var ms Modifiers
	for {
		t := p.tok()
		switch {
		case t.kind == kDef:
			if ms.Flags&ModDef != 0 {
				p.failAt(t, "def is given twice", "")
			}
			ms.Flags |= ModDef
			p.advance()
		case t.kind.isModifier():
			p.addModifier(&ms, t)
			p.advance()
		case p.isDefault(p.i):
			ms.Flags |= ModDefault
			p.advance()
		case t.kind == kAt && p.peek(1) == kIdent:
			ms.Annotations = append(ms.Annotations, p.annotation())
		case t.kind == kIdent && p.isVar(p.i):
			ms.Flags |= ModVar
			p.advance()
		default:
			return ms
		}
		p.nls()
	}
}

func (p *parser) addModifier(ms *Modifiers, t *token) {
	const access = ModPublic | ModPrivate | ModProtected
	m := modifierOf(t.kind)
	switch {
	case ms.Flags&m != 0:
		p.late(t, "modifier "+spelling[t.kind]+" is given twice", "")
	case m&access != 0 && ms.Flags&access != 0:
		p.late(t, "modifier "+spelling[t.kind]+" contradicts the one before", "give one of public, protected and private")
	}
	ms.Flags |= m
}

func modifierOf(k kind) Modifier {
	switch k {
	case kPublic:
		return ModPublic
	case kPrivate:
		return ModPrivate
	case kProtected:
		return ModProtected
	case kStatic:
		return ModStatic
	case kFinal:
		return ModFinal
	case kAbstract:
		return ModAbstract
	case kTransient:
		return ModTransient
	case kVolatile:
		return ModVolatile
	case kSynchronized:
		return ModSynchronized
	case kNative:
		return ModNative
	case kStrictfp:
		return ModStrictfp
	case kThreadsafe:
		return ModThreadsafe
	}
	return 0
}

func (p *parser) annotations() []*Annotation {
	var list []*Annotation
	for p.kind() == kAt && p.peek(1) == kIdent {
		list = append(list, p.annotation())
		p.nls()
	}
	return list
}

func (p *parser) annotation() *Annotation {
	start, depth := p.start(), p.ctx.depth
	p.deeper()
	p.advance()
	a := &Annotation{Name: p.qualifiedName()}
	if i := p.pastNewlines(p.i); p.at(i).kind == kLParen {
		p.i = i
		p.enter()
		if p.kind() != kRParen {
			a.Args = p.annotationArgs()
		}
		p.leave(kRParen)
	}
	p.ctx.depth = depth
	p.done(&a.Place, start)
	return a
}

func (p *parser) annotationArgs() []*AnnotationArg {
	noLambda, then := p.ctx.noLambda, p.ctx.then
	p.ctx.noLambda, p.ctx.then = false, 0
	var list []*AnnotationArg
	for {
		start := p.start()
		arg := &AnnotationArg{Name: "value", Bare: true}
		if t := p.tok(); (t.kind == kIdent || t.kind.isKeyword()) && p.peek(1) == kAssign {
			arg.Name, arg.Bare = plainName(p.text(t)), false
			p.advance()
			p.advance()
			p.nls()
		}
		if p.kind() == kAt {
			arg.Value = p.annotation()
		} else {
			arg.Value = p.conditional(false)
		}
		p.done(&arg.Place, start)
		list = append(list, arg)
		if arg.Bare || !p.got(kComma) {
			break
		}
	}
	p.ctx.noLambda, p.ctx.then = noLambda, then
	return list
}
