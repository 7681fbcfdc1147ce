package syntax

import (
	"unicode"
	"unicode/utf8"
)

// The functions of this file look ahead without consuming anything: they take
// the index of a token and give the index behind what they saw.

// declares tells whether a declaration begins at i. Without def or another
// modifier it takes a primitive type or a name that begins with a capital to
// be a type, if a name follows: that is how Groovy tells "String x" from
// "println x".
func (p *parser) declares(i int) bool {
	_, ok := p.declared(i)
	return ok
}

// pastDeclared gives the index of the first declared name, given that i
// declares.
func (p *parser) pastDeclared(i int) int {
	i, _ = p.declared(i)
	return i
}

func (p *parser) declared(i int) (name int, ok bool) {
	any := false
	for {
		t := p.at(i)
		switch {
		case t.kind == kDef, t.kind.isModifier(), p.isDefault(i):
			any = true
			i = p.pastNewlines(i + 1)
		case t.kind == kAt:
			j, ok := p.skipAnnotation(i)
			if !ok {
				return i, false
			}
			any = true
			i = p.pastNewlines(j)
		case t.kind == kIdent:
			if p.isVar(i) {
				any = true
				i++
				continue
			}
			if j, ok := p.skipKnownType(i); ok && p.declContinues(j) {
				any = true
				i = j
				continue
			}
			// A name followed by what could go on with a type or declaration is
			// no declared name: "def foo bar" and "Foo bar.baz()" declare
			// nothing.
			if k := p.at(i + 1).kind; k == kDot || k == kLt || k == kLBrack || p.declContinues(i+1) {
				return i, false
			}
			return i, any
		case t.kind.isPrimitive():
			any = true
			i = p.skipBrackets(i + 1)
		case t.kind == kString:
			return i, any
		default:
			return i, false
		}
	}
}

// isVar tells whether the name at i is the var of a declaration.
func (p *parser) isVar(i int) bool {
	t := p.at(i)
	return t.end-t.off == 3 && p.text(t) == "var" && p.at(i+1).kind == kIdent && !p.cfg.Groovy24
}

// isDefault tells whether a default at i is the modifier of an interface's
// method.
func (p *parser) isDefault(i int) bool {
	return p.ctx.defaults && p.at(i).kind == kDefault
}

func (p *parser) declContinues(i int) bool {
	k := p.at(i).kind
	return k == kIdent || k == kString || k == kDef || k == kAt || k.isModifier() || k.isPrimitive()
}

func (p *parser) isUpper(t *token) bool {
	c := p.src[t.off]
	if c < utf8.RuneSelf {
		return c >= 'A' && c <= 'Z'
	}
	r, _ := utf8.DecodeRuneInString(p.src[t.off:])
	return unicode.IsUpper(r)
}

// skipKnownType passes over a name that must be a type by its look: one with a
// capital, or a dotted one whose last part has.
func (p *parser) skipKnownType(i int) (int, bool) {
	t := p.at(i)
	j := i + 1
	if p.at(j).kind == kDot {
		last := t
		for p.at(j).kind == kDot && p.at(j+1).kind == kIdent {
			last = p.at(j + 1)
			j += 2
		}
		if !p.isUpper(last) {
			return i, false
		}
	} else if !p.isUpper(t) {
		return i, false
	}
	if p.at(j).kind == kLt {
		k, ok := p.skipTypeArgs(j, 0)
		if !ok {
			return i, false
		}
		j = k
	}
	return p.skipBrackets(j), true
}

// skipBrackets passes over [...] pairs, whatever is in them.
func (p *parser) skipBrackets(i int) int {
	for p.at(i).kind == kLBrack && int(p.at(i).match) > i {
		i = int(p.at(i).match) + 1
	}
	return i
}

// skipType passes over anything that has the form of a type.
func (p *parser) skipType(i, depth int) (int, bool) {
	t := p.at(i)
	switch {
	case t.kind.isPrimitive():
		i++
	case t.kind == kIdent:
		i++
		if p.at(i).kind == kLt {
			if p.at(i+1).kind == kGt && depth == 0 {
				i += 2
			} else {
				j, ok := p.skipTypeArgs(i, depth)
				if !ok {
					return i, false
				}
				i = j
			}
		}
		for p.at(i).kind == kDot && p.at(i+1).kind == kIdent {
			i += 2
			if p.at(i).kind == kLt {
				j, ok := p.skipTypeArgs(i, depth)
				if !ok {
					return i, false
				}
				i = j
			}
		}
	default:
		return i, false
	}
	for p.at(i).kind == kLBrack && p.at(i+1).kind == kRBrack {
		i += 2
	}
	return i, true
}

func (p *parser) skipTypeArgs(i, depth int) (int, bool) {
	if depth > p.cfg.MaxDepth {
		return i, false
	}
	i = p.pastNewlines(i + 1)
	for {
		if p.at(i).kind == kAt && !p.cfg.Groovy24 {
			i, _ = p.skipAnnotations(i)
		}
		if p.at(i).kind == kQuestion {
			i++
			if k := p.at(i).kind; k != kExtends && k != kSuper {
				goto next
			}
			i = p.pastNewlines(i + 1)
		}
		if j, ok := p.skipType(i, depth+1); ok {
			i = j
		} else {
			return i, false
		}
	next:
		i = p.pastNewlines(i)
		switch p.at(i).kind {
		case kComma:
			i = p.pastNewlines(i + 1)
		case kGt:
			return i + 1, true
		default:
			return i, false
		}
	}
}

// skipAnnotation passes over @Name and its arguments.
func (p *parser) skipAnnotation(i int) (int, bool) {
	if p.at(i).kind != kAt || p.at(i+1).kind != kIdent {
		return i, false
	}
	i += 2
	for p.at(i).kind == kDot && p.at(i+1).kind == kIdent {
		i += 2
	}
	if j := p.pastNewlines(i); p.at(j).kind == kLParen {
		if m := int(p.at(j).match); m > j {
			return m + 1, true
		}
		return j, false
	}
	return i, true
}

func (p *parser) skipAnnotations(i int) (int, bool) {
	for p.at(i).kind == kAt {
		j, ok := p.skipAnnotation(i)
		if !ok {
			return i, false
		}
		i = p.pastNewlines(j)
	}
	return i, true
}

// skipModifiers passes over modifiers, def and annotations; def tells whether
// there was a def or var.
func (p *parser) skipModifiers(i int) (next int, def bool) {
	for {
		t := p.at(i)
		switch {
		case t.kind == kDef:
			def = true
			i = p.pastNewlines(i + 1)
		case t.kind.isModifier(), p.isDefault(i):
			i = p.pastNewlines(i + 1)
		case t.kind == kAt:
			j, ok := p.skipAnnotation(i)
			if !ok {
				return i, def
			}
			i = p.pastNewlines(j)
		case p.isVar(i):
			def = true
			i++
		default:
			return i, def
		}
	}
}

// skipParamModifiers passes over what may stand before a parameter.
func (p *parser) skipParamModifiers(i int) int {
	for {
		switch {
		case p.at(i).kind == kDef, p.at(i).kind == kFinal, p.isVar(i):
			i++
		case p.at(i).kind == kAt:
			j, ok := p.skipAnnotation(i)
			if !ok {
				return i
			}
			i = j
		default:
			return i
		}
		i = p.pastNewlines(i)
	}
}

// tupleAhead tells whether def (a, b) begins at i; open is its parenthesis.
func (p *parser) tupleAhead(i int) (open int, ok bool) {
	switch k := p.at(i).kind; {
	case k == kIdent:
		if p.cfg.Groovy24 || p.text(p.at(i)) != "var" || p.at(i+1).kind != kLParen {
			return i, false
		}
		m := int(p.at(i + 1).match)
		return i + 1, m > 0 && p.at(m+1).kind == kAssign
	case k == kDef || k == kAt || k.isModifier():
		j, def := p.skipModifiers(i)
		if !def || p.at(j).kind != kLParen {
			return j, false
		}
		last := j - 1
		for p.at(last).kind == kNewline {
			last--
		}
		return j, p.at(last).kind == kDef
	}
	return i, false
}

// tupleAssigned tells whether (a, b) = begins at the parenthesis i.
func (p *parser) tupleAssigned(i int) bool {
	m := int(p.at(i).match)
	if m < 0 || p.at(m+1).kind != kAssign {
		return false
	}
	for j := i + 1; ; j += 2 {
		if p.at(j).kind != kIdent {
			return false
		}
		if j+1 == m {
			return true
		}
		if p.at(j+1).kind != kComma {
			return false
		}
	}
}

// closureParams tells whether the brace before i begins a closure with
// parameters (or a lone arrow).
func (p *parser) closureParams(i int) bool {
	i = p.pastNewlines(i)
	if p.at(i).kind == kArrow {
		return true
	}
	for {
		i = p.skipParamModifiers(i)
		if j, ok := p.skipType(i, 0); ok {
			if k := p.at(j).kind; k == kIdent || k == kEllipsis {
				i = j
			}
		}
		if p.at(i).kind == kEllipsis {
			i++
		}
		if p.at(i).kind != kIdent {
			return false
		}
		i++
		if p.at(i).kind == kAssign {
			i = p.skipDefault(i + 1)
		}
		if p.at(i).kind == kComma {
			i = p.pastNewlines(i + 1)
			continue
		}
		return p.at(p.pastNewlines(i)).kind == kArrow
	}
}

// skipDefault passes over the default value of a closure's parameter.
func (p *parser) skipDefault(i int) int {
	i = p.pastNewlines(i)
	for {
		t := p.at(i)
		switch t.kind {
		case kComma, kArrow, kSemi, kRBrace, kRParen, kRBrack, kEOF:
			return i
		case kNewline:
			// Inside the value a line breaks only behind an operator.
			if p.at(i - 1).kind.endsExpr() {
				return i
			}
		case kLParen, kLBrack, kLBrace, kInterp:
			if int(t.match) < i {
				return i
			}
			i = int(t.match)
		}
		i++
	}
}

// startsExpr tells whether an expression can begin at i.
func (p *parser) startsExpr(i int) bool {
	switch k := p.at(i).kind; k {
	case kIdent, kNumber, kString, kStrStart, kLParen, kLBrack, kLBrace, kNot, kTilde, kPlus, kMinus, kInc, kDec,
		kNew, kThis, kSuper, kTrue, kFalse, kNull, kSwitch, kAt, kBad:
		return true
	default:
		return k.isPrimitive()
	}
}

// skipGString gives the index of the end of the literal that begins at i.
func (p *parser) skipGString(i int) int {
	depth := 0
	for ; i < len(p.toks); i++ {
		switch p.toks[i].kind {
		case kStrStart:
			depth++
		case kStrEnd:
			if depth--; depth == 0 {
				return i
			}
		}
	}
	return i
}

// labelAhead tells whether an argument's label and its colon are at i.
func (p *parser) labelAhead(i int) bool {
	switch t := p.at(i); t.kind {
	case kIdent, kNumber, kString:
		return p.at(i+1).kind == kColon
	case kLParen:
		return t.match > 0 && p.at(int(t.match)+1).kind == kColon
	case kStrStart:
		return p.at(p.skipGString(i)+1).kind == kColon
	default:
		return t.kind.isKeyword() && p.at(i+1).kind == kColon
	}
}
