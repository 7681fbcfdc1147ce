package syntax

// Binding strengths, as Groovy 2.4 has them: == binds tighter than &, ranges
// and shifts tighter than comparisons, a sign weaker than **.
const (
	precOr = iota + 1
	precAnd
	precBitOr
	precBitXor
	precBitAnd
	precRegex
	precEqual
	precRelation
	precShift
	precAdd
	precMul
	precPower
)

type operator struct {
	prec uint8
	op   Op
	// leads tells that the operator may begin a line, as later versions of
	// Groovy allow it: nothing else can begin with it there.
	leads bool
}

var binaryOps = [kindCount]operator{
	kOr:           {precOr, OpOr, true},
	kAnd:          {precAnd, OpAnd, true},
	kPipe:         {precBitOr, OpBitOr, true},
	kCaret:        {precBitXor, OpBitXor, true},
	kAmp:          {precBitAnd, OpBitAnd, true},
	kFind:         {precRegex, OpFind, true},
	kMatch:        {precRegex, OpMatch, true},
	kEq:           {precEqual, OpEq, true},
	kNe:           {precEqual, OpNe, true},
	kIdentical:    {precEqual, OpIdentical, true},
	kNotIdentical: {precEqual, OpNotIdentical, true},
	kCompare:      {precEqual, OpCompare, true},
	kLt:           {precRelation, OpLt, false},
	kLe:           {precRelation, OpLe, true},
	kGt:           {precRelation, OpGt, true},
	kGe:           {precRelation, OpGe, true},
	kIn:           {precRelation, OpIn, true},
	kNot:          {precRelation, OpNotIn, false},
	kInstanceof:   {precRelation, OpNone, true},
	kAs:           {precRelation, OpNone, true},
	kShl:          {precShift, OpShl, true},
	kRange:        {precShift, OpNone, true},
	kRangeOpen:    {precShift, OpNone, true},
	kRangeFrom:    {precShift, OpNone, true},
	kRangeBoth:    {precShift, OpNone, true},
	kPlus:         {precAdd, OpAdd, false},
	kMinus:        {precAdd, OpSub, false},
	kStar:         {precMul, OpMul, true},
	kSlash:        {precMul, OpDiv, false},
	kPercent:      {precMul, OpMod, true},
	kPower:        {precPower, OpPow, false},
}

// binary parses operators that bind at least as tight as min. It climbs by
// strength, with the exceptions of the grammar: comparisons do not chain, and
// a sign at the beginning of a product takes in a following **.
func (p *parser) binary(min uint8, first bool) Expr {
	start := p.start()
	x := p.unary(first, min <= precMul)
	var last uint8 // strength of the operator before
	cast := false  // whether it was as
	for n := 0; ; n++ {
		if n > 100 {
			p.tall = true
		}
		i := p.pastNewlines(p.i)
		k := p.at(i).kind
		o := binaryOps[k]
		if o.prec == 0 {
			return x
		}
		width := 1
		switch k {
		case kNot:
			// !in and !instanceof, in one piece.
			if next := p.at(i + 1); next.kind != kIn && next.kind != kInstanceof || next.off != p.at(i).end {
				return x
			}
			width = 2
		case kGt:
			save := p.i
			p.i = i
			width = p.arrows()
			assign := p.peek(width-1) == kGe
			p.i = save
			switch {
			case assign:
				return x // >>= or >>>=, an assignment
			case width == 2:
				o = operator{precShift, OpShr, true}
			case width == 3:
				o = operator{precShift, OpUshr, true}
			}
		}
		if o.prec < min || i != p.i && (!o.leads || p.cfg.Groovy24) {
			return x
		}
		if o.prec == precRelation && last != 0 && last <= precRelation && !(cast && !p.cfg.Groovy24) {
			p.chained = i
			return x
		}
		p.i = i
		p.rightSide(k, o, i+width)
		op := p.start()
		if k == kNot {
			p.newer(p.tok(), "operator !"+spelling[p.peek(1)])
		}
		for ; width > 0; width-- {
			p.advance()
		}
		p.nls()
		last, cast = o.prec, k == kAs
		x = p.operation(x, k, o, op, start)
	}
}

// rightSide fails at the operator that stands here if what follows it, at i
// and on another line, cannot be its right side. Groovy looks that far to
// decide whether it is an operator, for most of them only at a bracket or
// comma.
func (p *parser) rightSide(k kind, o operator, i int) {
	t := p.at(i)
	if !t.fresh || t.kind == kNewline || t.kind == kEOF {
		return
	}
	bad := t.kind == kRParen || t.kind == kRBrack || t.kind == kComma
	switch {
	case k == kAs || k == kInstanceof:
		bad = t.kind != kIdent && !t.kind.isPrimitive() && t.kind != kAt
	case o.prec == precRelation:
		bad = !p.startsExpr(i)
	}
	if bad {
		p.failAt(p.tok(), "expected something behind "+spelling[k], "")
	}
}

// operation parses the right side of an operator and joins it with x.
func (p *parser) operation(x Expr, k kind, o operator, op, start Pos) Expr {
	switch k {
	case kAs:
		n := &As{X: x, OpPos: op, Type: p.typeSpec()}
		p.done(&n.Place, start)
		return n
	case kInstanceof:
		n := &InstanceOf{X: x, OpPos: op, Type: p.typeSpec()}
		p.done(&n.Place, start)
		return n
	case kNot:
		if p.toks[p.endTok].kind == kInstanceof {
			n := &InstanceOf{X: x, Not: true, OpPos: op, Type: p.typeSpec()}
			p.done(&n.Place, start)
			return n
		}
	case kRange, kRangeOpen, kRangeFrom, kRangeBoth:
		n := &Range{From: x, OpPos: op, To: p.binary(o.prec+1, false)}
		n.ExcludeFrom = k == kRangeFrom || k == kRangeBoth
		n.ExcludeTo = k == kRangeOpen || k == kRangeBoth
		p.done(&n.Place, start)
		return n
	}
	n := &Binary{Op: o.op, OpPos: op, X: x}
	if o.op == OpPow {
		n.Y = p.unary(false, false)
	} else {
		n.Y = p.binary(o.prec+1, false)
	}
	p.done(&n.Place, start)
	return n
}
