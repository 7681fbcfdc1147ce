package syntax

import "strings"

// parseFile parses the whole source.
func (p *parser) parseFile() {
	f := p.file
	defer func() {
		if r := recover(); r != nil {
			if _, ok := r.(quit); !ok {
				panic(r)
			}
		}
		f.Nodes = int(p.nodes)
	}()
	first := p.i
	f.Package = p.packageDecl()
	if f.Package != nil {
		p.separator()
	}
	for {
		p.statementsTo(&f.Body)
		if p.kind() == kEOF {
			break
		}
		// Only a brace too many stops statements at top level, and after
		// another error it is most likely that one's leftover.
		if !hard(p.errs) && (len(p.s.errs) == 0 || p.s.errs[0].off > int(p.tok().off)) {
			p.report(p.tok(), "unexpected "+p.describe(p.tok()), p.hint(p.tok()))
		}
		p.i++
	}
	p.endTok = len(p.toks) - 1
	p.nodes++
	f.Start, f.Stop, f.Num = p.startOf(first), p.endOf(p.endTok), p.nodes
	if p.tall {
		p.checkHeight()
	}
}

func (p *parser) checkHeight() {
	if n := tooHigh(p.file, p.cfg.MaxHeight); n != nil {
		p.lateNode(n, "the expression is too long a chain", "split it into several statements")
		p.file.Body = nil // nobody should have to walk it
	}
}

func (p *parser) packageDecl() *PackageDecl {
	i := p.pastNewlines(p.i)
	j, ok := p.skipAnnotations(i)
	if !ok || p.at(j).kind != kPackage {
		return nil
	}
	p.nls()
	start := p.start()
	d := &PackageDecl{Annotations: p.annotations()}
	p.advance()
	defer func(opened int) {
		if r := recover(); r != nil {
			if _, ok := r.(bail); !ok {
				panic(r)
			}
			p.resync(p.i, opened)
		}
	}(len(p.open))
	d.Name = p.qualifiedName()
	p.done(&d.Place, start)
	return d
}

func (p *parser) importStmt() Stmt {
	start, first := p.start(), p.tok()
	s := &Import{Annotations: p.annotations()}
	p.advance()
	s.Static = p.got(kStatic)
	s.Name = p.qualifiedName()
	switch {
	case p.kind() == kDot && p.peek(1) == kStar:
		p.advance()
		p.advance()
		s.Star = true
	case p.kind() == kAs:
		p.advance()
		p.nls()
		s.Alias = p.ident()
	}
	p.done(&s.Place, start)
	if p.ctx.inner {
		p.late(first, "an import cannot stand in a block", "move it to the top of the script")
	}
	return s
}

// qualifiedName reads a.b.c. Some keywords of Groovy that Java does not have
// can be parts of it.
func (p *parser) qualifiedName() string {
	parts := []string{p.name()}
	for p.kind() == kDot {
		i := p.pastNewlines(p.i + 1)
		switch p.at(i).kind {
		case kIdent, kAs, kDef, kIn, kTrait, kPackage:
		default:
			return strings.Join(parts, ".")
		}
		p.advance()
		p.nls()
		parts = append(parts, plainName(p.text(p.tok())))
		p.advance()
	}
	return strings.Join(parts, ".")
}
