package syntax

import "strings"

func (p *printer) expr(x Expr) {
	switch x := x.(type) {
	case *Ident:
		p.str(x.Name)
	case *This:
		p.str("this")
	case *Super:
		p.str("super")
	case *Number:
		p.str(x.Text)
	case *String:
		p.literal(x.Quote, x.Value)
	case *GString:
		p.gstring(x)
	case *Bool:
		if x.Value {
			p.str("true")
		} else {
			p.str("false")
		}
	case *Null:
		p.str("null")
	case *List:
		p.args('[', x.Elems, ']')
	case *Map:
		if len(x.Entries) == 0 {
			p.str("[:]")
		} else {
			p.args('[', x.Entries, ']')
		}
	case *Entry:
		p.expr(x.Key)
		p.str(": ")
		p.expr(x.Value)
	case *Spread:
		p.byte('*')
		p.expr(x.X)
	case *SpreadMap:
		p.str("*: ")
		p.expr(x.X)
	case *Closure:
		p.closure(x)
	case *Lambda:
		p.lambda(x)
	case *Paren:
		p.byte('(')
		p.expr(x.X)
		p.byte(')')
	case *TypeExpr:
		p.typ(x.Type)
	case *DeclExpr:
		p.varDecl(x.Decl)
	case *Annotation:
		p.annotation(x)
	case *Property:
		p.property(x)
	case *MethodRef:
		p.expr(x.X)
		if x.Ref {
			p.str("::")
		} else {
			p.str(".&")
		}
		p.expr(x.Name)
	case *Index:
		p.expr(x.X)
		if x.Safe {
			p.byte('?')
		}
		p.args('[', x.Args, ']')
	case *Call:
		p.call(x)
	case *New:
		p.newObject(x)
	case *NewArray:
		p.newArray(x)
	case *ArrayInit:
		p.byte('{')
		comma(p, x.Elems, p.expr)
		p.byte('}')
	case *SwitchExpr:
		p.switchBody(x.X, x.Cases)
	default:
		p.operation(x)
	}
}

func (p *printer) operation(x Expr) {
	switch x := x.(type) {
	case *Unary:
		p.str(x.Op.String())
		at := len(p.out)
		p.expr(x.X)
		p.spaced(at)
	case *IncDec:
		if x.Postfix {
			p.expr(x.X)
			p.str(x.Op.String())
			return
		}
		p.str(x.Op.String())
		at := len(p.out)
		p.expr(x.X)
		p.spaced(at)
	case *Binary:
		p.infix(x.X, x.Op.String(), x.Y)
	case *Range:
		p.expr(x.From)
		if x.ExcludeFrom {
			p.byte('<')
		}
		p.str("..")
		if x.ExcludeTo {
			p.byte('<')
		}
		p.expr(x.To)
	case *Assign:
		p.infix(x.X, x.Op.String()+"=", x.Y)
	case *Tuple:
		p.args('(', x.Elems, ')')
	case *Ternary:
		p.infix(x.Cond, "?", x.Then)
		if _, ok := x.Then.(*Assign); ok {
			// In a = b c : d the colon would make c the name of an argument.
			p.line()
			p.str(": ")
		} else {
			p.str(" : ")
		}
		p.expr(x.Else)
	case *Elvis:
		p.infix(x.X, "?:", x.Y)
	case *Cast:
		p.byte('(')
		p.typ(x.Type)
		p.str(") ")
		p.expr(x.X)
	case *As:
		p.expr(x.X)
		p.str(" as ")
		p.typ(x.Type)
	case *InstanceOf:
		p.expr(x.X)
		if x.Not {
			p.str(" !instanceof ")
		} else {
			p.str(" instanceof ")
		}
		p.typ(x.Type)
	}
}

func (p *printer) infix(x Expr, op string, y Expr) {
	p.expr(x)
	p.str(" " + op + " ")
	p.expr(y)
}

func (p *printer) args(open byte, list []Expr, end byte) {
	p.byte(open)
	comma(p, list, p.expr)
	p.byte(end)
}

func (p *printer) property(x *Property) {
	p.expr(x.X)
	if x.Chain {
		p.byte(' ')
	} else {
		p.str(x.Dot.String())
		if p.breakDot {
			p.breakDot = false
			p.line()
		}
	}
	if len(x.TypeArgs) > 0 {
		p.typeArgs(x.TypeArgs)
	}
	if x.Attr {
		p.byte('@')
	}
	p.expr(x.Name)
}

func (p *printer) call(x *Call) {
	p.expr(x.Fun)
	n := len(x.Args) - x.Trailing
	switch {
	case x.Command:
		p.byte(' ')
		comma(p, x.Args, p.expr)
		return
	case x.Parens:
		p.args('(', x.Args[:n], ')')
	}
	for i, c := range x.Args[n:] {
		if i == 0 && !x.Parens && breaksBefore(x.Fun) {
			p.line()
		} else {
			p.byte(' ')
		}
		p.expr(c)
	}
}

// exprStmt writes an expression where a statement stands. If it would be taken
// for a declaration, as a.b.C d is, it was none because a line ended behind a
// dot, and so one has to again.
func (p *printer) exprStmt(x Expr) {
	at := len(p.out)
	p.expr(x)
	if commands(x) && looksDeclared(string(p.out[at:])) {
		p.out = p.out[:at]
		p.breakDot = true
		p.expr(x)
		p.breakDot = false
	}
}

// commands tells whether x begins with a call without parentheses.
func commands(x Expr) bool {
	for {
		switch n := x.(type) {
		case *Call:
			if n.Command {
				return true
			}
			x = n.Fun
		case *Property:
			x = n.X
		case *Index:
			x = n.X
		case *MethodRef:
			x = n.X
		default:
			return false
		}
	}
}

// looksDeclared asks the parser about the beginning of a statement.
func looksDeclared(text string) bool {
	if i := strings.IndexAny(text, "{\n"); i >= 0 {
		text = text[:i]
	}
	p := &parser{cfg: Config{}.withDefaults(), src: text, s: scan(text, false)}
	p.toks = p.s.toks
	return p.declares(0)
}

// breaksBefore tells whether a closure behind fun must stand on the next line,
// because on the same it would be the body of an anonymous class or what a
// cast is applied to.
func breaksBefore(fun Expr) bool {
	switch fun := fun.(type) {
	case *New:
		return fun.Body == nil
	case *Paren:
		return isTypeName(fun.X)
	}
	return false
}

func isTypeName(x Expr) bool {
	switch x := x.(type) {
	case *Ident, *TypeExpr:
		return true
	case *Property:
		s, ok := x.Name.(*String)
		return ok && s.Quote == Bare && x.Dot == DotPlain && !x.Attr && isTypeName(x.X)
	}
	return false
}

func (p *printer) newObject(x *New) {
	if x.Outer != nil {
		p.expr(x.Outer)
		p.byte('.')
	}
	p.str("new ")
	if len(x.TypeArgs) > 0 {
		p.typeArgs(x.TypeArgs)
	}
	p.typ(x.Type)
	p.args('(', x.Args, ')')
	if x.Body != nil {
		p.byte(' ')
		p.classBody(x.Body, nil)
	}
}

func (p *printer) newArray(x *NewArray) {
	p.str("new ")
	p.typ(x.Elem)
	for _, d := range x.Dims {
		p.args('[', []Expr{d}, ']')
	}
	for range x.Open {
		p.str("[]")
	}
	if x.Init != nil {
		p.expr(x.Init)
	}
}

func (p *printer) closure(x *Closure) {
	p.byte('{')
	p.closureInside(x)
	p.byte('}')
}

// closureInside writes what is between the braces.
func (p *printer) closureInside(x *Closure) {
	if x.Arrow {
		p.byte(' ')
		comma(p, x.Params, p.param)
		if len(x.Params) > 0 {
			p.byte(' ')
		}
		p.str("->")
	}
	if len(x.Body) == 0 {
		p.byte(' ')
		return
	}
	budget := 16 // about what fits on a line
	if len(x.Body) == 1 && small(x.Body[0], &budget) {
		p.byte(' ')
		if !x.Arrow {
			p.keepArrow(x.Body)
		}
		p.stmts(x.Body)
		p.byte(' ')
		return
	}
	p.indent++
	p.gap()
	if !x.Arrow {
		p.keepArrow(x.Body)
	}
	p.stmts(x.Body)
	p.indent--
	p.gap()
}

// small tells whether a statement looks well on the line of its brace.
func small(n Node, budget *int) bool {
	switch n := n.(type) {
	case *Block, *Switch, *SwitchExpr, *Try, *For, *ForIn, *While, *DoWhile, *ClassBody:
		return false
	case *If:
		if n.Else != nil {
			return false
		}
	case *Closure:
		if len(n.Body) > 1 {
			return false
		}
	}
	if *budget--; *budget < 0 {
		return false
	}
	return children(n, func(c Node) bool { return small(c, budget) })
}

func (p *printer) lambda(x *Lambda) {
	if x.Parens {
		p.params(x.Params)
	} else {
		comma(p, x.Params, p.param)
	}
	p.str(" -> ")
	if x.Block != nil {
		p.block(x.Block)
	} else {
		p.expr(x.X)
	}
}
