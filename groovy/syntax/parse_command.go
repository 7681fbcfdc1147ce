package syntax

import (
	"slices"
	"strconv"
)

// startsArgument tells whether the argument of a call without parentheses
// can begin at i.
func (p *parser) startsArgument(i int) bool {
	switch t := p.at(i); t.kind {
	case kIdent, kNumber, kString, kStrStart, kNew, kThis, kSuper, kTrue, kFalse, kNull, kTilde, kBad:
		return true
	case kLBrack:
		return p.emptyMap(i)
	case kNot:
		return !(p.at(i+1).off == t.end && (p.at(i+1).kind == kIn || p.at(i+1).kind == kInstanceof))
	case kSwitch:
		return !p.cfg.Groovy24
	case kElse:
		return false
	default:
		return t.kind.isPrimitive() || t.kind.isKeyword() && p.at(i+1).kind == kColon
	}
}

// command parses the arguments of a call without parentheses, and the chain
// that may follow: take 3 of 'milk' is take(3).of('milk').
func (p *parser) command(x Expr) Expr {
	start := x.Pos()
	if c, ok := x.(*Call); !ok || c.Command {
		arg, failure := p.firstArgument()
		if failure != nil {
			p.chain(x, start)
			p.giveUp(failure)
		}
		x = p.commandArgs(x, arg, start)
	}
	return p.chain(x, start)
}

// chain parses the links of a command chain.
func (p *parser) chain(x Expr, start Pos) Expr {
	for n := 0; p.startsVerb(); n++ {
		if n > 100 {
			p.tall = true
		}
		link := &Property{X: x, Chain: true}
		link.DotAt = p.start()
		link.Name = p.verb()
		p.done(&link.Place, start)
		x = link
		switch k := p.kind(); {
		case k == kLParen, k == kLBrack && !p.emptyMap(p.i), k == kLBrace, p.pathFollows():
			x = p.pathRest(x, start, true)
		case p.startsArgument(p.i), k == kPlus, k == kMinus, k == kInc, k == kDec:
			x = p.commandArgs(x, p.commandArg(), start)
		}
	}
	return x
}

// failure is what went wrong in the argument of a command, and where the
// parser was then.
type failure struct {
	errs []scanError
	i    int
	open []int32
}

// firstArgument parses the first argument of a command. If it has an error,
// Groovy forgets that it began to read arguments and takes what follows for
// a chain of properties, which fails too, though elsewhere: in
//
//	println a == (b
//
// without the parenthesis it does at the ==. So that errors are in the same
// line as Groovy's, the failure is given back for the same to be done here.
func (p *parser) firstArgument() (arg Expr, bad *failure) {
	i, endTok, ctx, opened, errs := p.i, p.endTok, p.ctx, len(p.open), len(p.errs)
	defer func() {
		r := recover()
		if _, ok := r.(bail); r != nil && !ok {
			panic(r)
		}
		if r == nil && !hard(p.errs[errs:]) {
			return
		}
		// Each failure means to read the same text again.
		const most = 32
		if p.retries++; p.retries > most || len(p.errs) == errs {
			if r != nil {
				panic(r)
			}
			return
		}
		bad = &failure{slices.Clone(p.errs[errs:]), p.i, slices.Clone(p.open[opened:])}
		p.i, p.endTok, p.ctx = i, endTok, ctx
		p.open, p.errs = p.open[:opened], p.errs[:errs]
	}()
	return p.commandArg(), nil
}

func hard(errs []scanError) bool {
	for _, e := range errs {
		if !e.late {
			return true
		}
	}
	return false
}

// giveUp fails at the token where a chain ended that should have been a
// command with arguments, and says what is wrong with those.
func (p *parser) giveUp(f *failure) {
	t, inner := p.tok(), f.errs[0]
	if i := slices.IndexFunc(f.errs, func(e scanError) bool { return !e.late }); i >= 0 {
		inner = f.errs[i]
	}
	line, innerLine := t.line, p.posOf(inner.off).Line
	switch {
	case line == innerLine || t.kind == kBad || t.kind == kEOF:
		p.errs = append(p.errs, f.errs...)
	case line < innerLine:
		p.report(t, "the argument of this call has an error in line "+strconv.Itoa(int(innerLine))+": "+inner.msg, inner.hint)
		p.errs = append(p.errs, f.errs...)
	default:
		p.report(t, "unexpected "+p.describe(t), "the argument before it has an error in line "+strconv.Itoa(int(innerLine))+": "+inner.msg)
	}
	p.i, p.open = f.i, append(p.open, f.open...)
	panic(bail{})
}

// pathFollows tells whether a dot comes next, maybe on the next line.
func (p *parser) pathFollows() bool {
	switch p.at(p.pastNewlines(p.i)).kind {
	case kDot, kSafeDot, kSpreadDot, kSafeChainDot, kPointer:
		return true
	}
	return false
}

// startsVerb tells whether a link of a command chain follows: any operand
// that has no bracket, but none right before an else.
func (p *parser) startsVerb() bool {
	if p.peek(1) == kElse {
		return false
	}
	switch k := p.kind(); k {
	case kIdent, kString, kStrStart, kNumber, kTrue, kFalse, kNull, kThis, kSuper, kNew:
		return true
	default:
		return k.isPrimitive()
	}
}

// verb parses the name of a link of a command chain. Groovy 2.4 reads
// "println 1 2" too, as the property 2 of what println gives.
func (p *parser) verb() Expr {
	switch k := p.kind(); k {
	case kString, kStrStart:
		return p.memberName()
	case kNumber, kTrue, kFalse, kNull, kNew:
		return p.primary()
	}
	return p.bareName()
}

// commandArg parses one argument without parentheses.
func (p *parser) commandArg() Expr {
	if p.labelAhead(p.i) {
		return p.entry()
	}
	return p.expression(false)
}

// commandArgs makes a call of fun with its first argument and parses the
// others.
func (p *parser) commandArgs(fun, arg Expr, start Pos) Expr {
	c := &Call{Fun: fun, Args: []Expr{arg}, Command: true}
	p.checkConstructorCall(fun)
	for p.kind() == kComma {
		p.advance()
		p.nls()
		c.Args = append(c.Args, p.commandArg())
	}
	p.checkNames(c.Args)
	p.done(&c.Place, start)
	return c
}
