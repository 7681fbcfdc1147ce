package syntax

// stmts writes statements, each on its line.
func (p *printer) stmts(list []Stmt) {
	for i, s := range list {
		if i > 0 {
			// A brace on the next line would belong to the call before it.
			p.next(beginsWithBrace(s))
		}
		p.stmt(s)
	}
}

func beginsWithBrace(s Stmt) bool {
	switch s := s.(type) {
	case *Block:
		return true
	case *ExprStmt:
		_, ok := leftmost(s.X).(*Closure)
		return ok
	}
	return false
}

// leftmost gives the operand an expression begins with.
func leftmost(x Expr) Expr {
	for {
		var next Expr
		switch x := x.(type) {
		case *Call:
			next = x.Fun
		case *Property:
			next = x.X
		case *MethodRef:
			next = x.X
		case *Index:
			next = x.X
		case *Binary:
			next = x.X
		case *Assign:
			next = x.X
		case *Ternary:
			next = x.Cond
		case *Elvis:
			next = x.X
		case *Range:
			next = x.From
		case *As:
			next = x.X
		case *InstanceOf:
			next = x.X
		case *New:
			next = x.Outer
		case *IncDec:
			if x.Postfix {
				next = x.X
			}
		}
		if next == nil {
			return x
		}
		x = next
	}
}

func (p *printer) block(b *Block) {
	if len(b.Stmts) == 0 {
		p.str("{}")
		return
	}
	p.braces(func() {
		p.keepArrow(b.Stmts)
		p.stmts(b.Stmts)
	})
}

// keepArrow writes a semicolon where the arrow of a lambda would make its
// parameter one of the braces around it.
func (p *printer) keepArrow(list []Stmt) {
	if len(list) > 0 && showsArrow(list[0]) {
		p.str("; ")
	}
}

func showsArrow(n Node) bool {
	switch n := n.(type) {
	case *Lambda:
		return true
	case *ExprStmt:
		return showsArrow(n.X)
	case *VarDecl:
		for _, v := range n.Vars {
			if v.Init != nil && showsArrow(v.Init) {
				return true
			}
		}
		return n.Init != nil && showsArrow(n.Init)
	case *Assign:
		return showsArrow(n.Y)
	case *Ternary:
		return showsArrow(n.Then) || showsArrow(n.Else)
	case *Elvis:
		return showsArrow(n.Y)
	case *Call:
		for _, a := range n.Args {
			if n.Command && showsArrow(a) {
				return true
			}
		}
		return showsArrow(n.Fun)
	case *Property:
		return showsArrow(n.X)
	case *Entry:
		return showsArrow(n.Value)
	}
	return false
}

// body writes the statement of an if or a loop behind its head.
func (p *printer) body(s Stmt) {
	if _, ok := s.(*Empty); !ok {
		p.byte(' ')
	}
	p.stmt(s)
}

func (p *printer) head(word string, cond Expr) {
	p.str(word + " (")
	p.expr(cond)
	p.byte(')')
}

func (p *printer) stmt(s Stmt) {
	switch s := s.(type) {
	case *Block:
		p.block(s)
	case *Empty:
		p.byte(';')
	case *ExprStmt:
		p.exprStmt(s.X)
	case *VarDecl:
		p.varDecl(s)
	case *MethodDecl:
		p.method(s)
	case *ClassDecl:
		p.class(s)
	case *Import:
		p.importStmt(s)
	case *Labeled:
		p.str(s.Label.Name + ": ")
		p.stmt(s.Stmt)
	case *If:
		p.ifStmt(s)
	case *For:
		p.forStmt(s)
	case *ForIn:
		p.forIn(s)
	case *While:
		p.head("while", s.Cond)
		p.body(s.Body)
	case *DoWhile:
		p.str("do")
		p.body(s.Body)
		if _, ok := s.Body.(*Block); ok {
			p.byte(' ')
		} else {
			p.next(false)
		}
		p.head("while", s.Cond)
	case *Switch:
		p.switchBody(s.X, s.Cases)
	case *Try:
		p.try(s)
	case *Return:
		p.word("return", s.X)
	case *Yield:
		p.word("yield", s.X)
	case *Throw:
		p.word("throw", s.X)
	case *Break:
		p.jump("break", s.Label)
	case *Continue:
		p.jump("continue", s.Label)
	case *Assert:
		p.word("assert", s.Cond)
		if s.Msg != nil {
			if s.Colon {
				p.str(" : ")
			} else {
				p.str(", ")
			}
			p.expr(s.Msg)
		}
	case *Synchronized:
		p.head("synchronized", s.Lock)
		p.byte(' ')
		p.block(s.Body)
	}
}

func (p *printer) word(word string, x Expr) {
	p.str(word)
	if x != nil {
		p.byte(' ')
		p.expr(x)
	}
}

func (p *printer) jump(word string, label *Ident) {
	p.str(word)
	if label != nil {
		p.str(" " + label.Name)
	}
}

func (p *printer) importStmt(s *Import) {
	p.annotations(s.Annotations)
	p.str("import ")
	if s.Static {
		p.str("static ")
	}
	p.str(s.Name)
	if s.Star {
		p.str(".*")
	}
	if s.Alias != nil {
		p.str(" as " + s.Alias.Name)
	}
}

func (p *printer) ifStmt(s *If) {
	for {
		p.head("if", s.Cond)
		p.body(s.Then)
		if s.Else == nil {
			return
		}
		if _, ok := s.Then.(*Block); ok {
			p.byte(' ')
		} else {
			p.next(false)
		}
		p.str("else")
		next, ok := s.Else.(*If)
		if !ok {
			p.body(s.Else)
			return
		}
		p.byte(' ')
		s = next
	}
}

func (p *printer) forStmt(s *For) {
	p.str("for (")
	comma(p, s.Init, p.stmt)
	p.str("; ")
	if s.Cond != nil {
		p.expr(s.Cond)
	}
	p.str("; ")
	comma(p, s.Post, p.expr)
	p.byte(')')
	p.body(s.Body)
}

func (p *printer) forIn(s *ForIn) {
	p.str("for (")
	p.modifiers(s.Mods)
	p.optionalType(s.Type)
	p.str(s.Name.Name)
	if s.Colon {
		p.str(" : ")
	} else {
		p.str(" in ")
	}
	p.expr(s.X)
	p.byte(')')
	p.body(s.Body)
}

func (p *printer) switchBody(x Expr, cases []*Case) {
	p.head("switch", x)
	p.byte(' ')
	if len(cases) == 0 {
		p.str("{}")
		return
	}
	p.braces(func() {
		for i, c := range cases {
			switch {
			case i == 0:
			case len(cases[i-1].Body) == 0:
				p.gap()
			default:
				p.next(false)
			}
			p.switchCase(c)
		}
	})
}

func (p *printer) switchCase(c *Case) {
	if c.Default {
		p.str("default")
	} else {
		p.str("case ")
		comma(p, c.Values, p.expr)
	}
	if c.Arrow {
		p.str(" -> ")
		p.stmts(c.Body)
		return
	}
	p.byte(':')
	if len(c.Body) == 0 {
		return
	}
	p.indent++
	p.gap()
	p.stmts(c.Body)
	p.indent--
}

func (p *printer) try(s *Try) {
	p.str("try ")
	if len(s.Resources) > 0 {
		p.byte('(')
		for i, r := range s.Resources {
			if i > 0 {
				p.str("; ")
			}
			p.stmt(r)
		}
		p.str(") ")
	}
	p.block(s.Body)
	for _, c := range s.Catches {
		p.byte(' ')
		p.catch(c)
	}
	if s.Finally != nil {
		p.str(" finally ")
		p.block(s.Finally)
	}
}

func (p *printer) catch(c *Catch) {
	p.str("catch (")
	p.modifiers(c.Mods)
	for i, t := range c.Types {
		if i > 0 {
			p.str(" | ")
		}
		p.typ(t)
	}
	if len(c.Types) > 0 {
		p.byte(' ')
	}
	p.str(c.Name.Name + ") ")
	p.block(c.Body)
}
