package syntax

import (
	"strconv"
	"strings"
)

// typeSpec is a type with brackets.
func (p *parser) typeSpec() *Type { return p.typeWithDims(true) }

func (p *parser) typeWithDims(diamond bool) *Type {
	start := p.start()
	t := p.typeName(diamond)
	for p.kind() == kLBrack && p.peek(1) == kRBrack {
		t.Dims++
		p.emptyBrackets(t.Dims)
	}
	t.Start, t.Stop = start, p.stop()
	return t
}

// mostDims is how many dimensions an array of the JVM may have.
const mostDims = 255

// emptyBrackets passes over the pair that makes an array of so many dimensions.
func (p *parser) emptyBrackets(dims int) {
	p.checkDims(dims)
	p.advance()
	p.advance()
}

func (p *parser) checkDims(dims int) {
	if dims > mostDims {
		p.failAt(p.tok(), "an array has at most "+strconv.Itoa(mostDims)+" dimensions", "")
	}
}

// typeName is a type without brackets; diamond tells whether <> may follow.
func (p *parser) typeName(diamond bool) *Type {
	start := p.start()
	t := &Type{}
	if p.kind() == kAt {
		p.newer(p.tok(), "annotation of a type")
		t.Annotations = p.annotations()
	}
	if k := p.kind(); k.isPrimitive() {
		t.Name = spelling[k]
		p.advance()
		p.done(&t.Place, start)
		return t
	}
	depth := p.ctx.depth
	p.deeper()
	t.Name = p.name()
	for {
		if p.kind() == kLt {
			if diamond && p.peek(1) == kGt {
				p.advance()
				p.advance()
				t.Diamond = true
				break
			}
			t.Args = p.typeArgs()
		}
		if p.kind() != kDot || p.peek(1) != kIdent {
			break
		}
		if t.Args != nil {
			outer := t
			p.done(&outer.Place, start)
			p.advance()
			t = &Type{Outer: outer, Name: p.name()}
			continue
		}
		p.advance()
		t.Name = strings.Join([]string{t.Name, p.name()}, ".")
	}
	p.ctx.depth = depth
	p.done(&t.Place, start)
	return t
}

// className is a type that cannot be primitive.
func (p *parser) className(diamond bool) *Type {
	if p.kind().isPrimitive() {
		p.unexpected("expected the name of a class")
	}
	return p.typeName(diamond)
}

func (p *parser) typeArgs() []*Type {
	p.advance()
	p.nls()
	var list []*Type
	for {
		list = append(list, p.typeArg())
		if !p.got(kComma) {
			break
		}
		p.nls()
	}
	p.nls()
	if p.kind() != kGt {
		p.unexpected("expected > to end the type arguments")
	}
	p.advance()
	return list
}

func (p *parser) typeArg() *Type {
	if p.kind() != kQuestion {
		first := p.tok()
		t := p.typeWithDims(false)
		if first.kind.isPrimitive() && t.Dims == 0 {
			p.report(first, "a primitive type cannot be a type argument", "use its class, such as Integer for int")
		}
		return t
	}
	start := p.start()
	t := &Type{Name: "?"}
	p.advance()
	switch p.kind() {
	case kExtends:
		t.Bound = BoundExtends
	case kSuper:
		t.Bound = BoundSuper
	}
	if t.Bound != NoBound {
		p.advance()
		p.nls()
		t.BoundBy = p.typeWithDims(false)
	}
	p.done(&t.Place, start)
	return t
}

func (p *parser) typeParams() []*TypeParam {
	p.advance()
	p.nls()
	var list []*TypeParam
	for {
		start := p.start()
		tp := &TypeParam{Name: p.ident()}
		if p.got(kExtends) {
			p.nls()
			tp.Bounds = append(tp.Bounds, p.className(false))
			for p.got(kAmp) {
				p.nls()
				tp.Bounds = append(tp.Bounds, p.className(false))
			}
		}
		p.done(&tp.Place, start)
		list = append(list, tp)
		if !p.got(kComma) {
			break
		}
		p.nls()
	}
	p.nls()
	if p.kind() != kGt {
		p.unexpected("expected > to end the type parameters")
	}
	p.advance()
	return list
}
