package syntax

import (
	"strings"
	"unicode/utf8"
)

// Print gives the source of a tree. Parsing it again makes the same tree, as
// Equal sees it; comments and the layout of the original are gone. It expects
// a tree of the shape that Parse makes: where the parser keeps a Paren,
// leaving it out changes what the source means.
func Print(n Node) string {
	p := &printer{}
	p.node(n)
	return string(p.out)
}

// printer writes source.
type printer struct {
	out    []byte
	indent int
	// oneLine counts the one-line strings around: in there statements are
	// parted by semicolons.
	oneLine int
	// breakDot asks for a line break behind the next dot.
	breakDot bool
}

func (p *printer) str(s string) { p.out = append(p.out, s...) }
func (p *printer) byte(c byte)  { p.out = append(p.out, c) }

// line ends a line inside a block.
func (p *printer) line() {
	p.byte('\n')
	for range p.indent {
		p.str("    ")
	}
}

// next parts two statements; semi tells that a line break would not do.
func (p *printer) next(semi bool) {
	switch {
	case p.oneLine > 0:
		p.str("; ")
	case semi:
		p.byte(';')
		p.line()
	default:
		p.line()
	}
}

// braces writes a block of n parts; each part writes itself.
func (p *printer) braces(body func()) {
	p.byte('{')
	p.indent++
	p.gap()
	body()
	p.indent--
	p.gap()
	p.byte('}')
}

// gap is what stands between a brace and a statement.
func (p *printer) gap() {
	if p.oneLine > 0 {
		p.byte(' ')
	} else {
		p.line()
	}
}

func (p *printer) node(n Node) {
	switch n := n.(type) {
	case *File:
		p.file(n)
	case Stmt:
		p.stmt(n)
	case Expr:
		p.expr(n)
	case Member:
		p.member(n)
	case *Type:
		p.typ(n)
	case *TypeParam:
		p.typeParam(n)
	case *AnnotationArg:
		p.annotationArg(n)
	case *PackageDecl:
		p.annotations(n.Annotations)
		p.str("package " + n.Name)
	case *ClassBody:
		p.classBody(n, nil)
	case *EnumConst:
		p.constant(n)
	case *Var:
		p.variable(n)
	case *Param:
		p.param(n)
	case *Case:
		p.switchCase(n)
	case *Catch:
		p.catch(n)
	case *Interp:
		p.interp(n, TripleDouble)
	}
}

func (p *printer) file(f *File) {
	if f.Package != nil {
		p.node(f.Package)
		p.byte('\n')
	}
	p.stmts(f.Body)
	if len(f.Body) > 0 {
		p.byte('\n')
	}
}

// comma writes a list with commas between.
func comma[T any](p *printer, list []T, write func(T)) {
	for i, x := range list {
		if i > 0 {
			p.str(", ")
		}
		write(x)
	}
}

// spaced puts a space where a sign would run into the sign before it.
func (p *printer) spaced(at int) {
	if at == 0 || at >= len(p.out) {
		return
	}
	if c := p.out[at]; c == p.out[at-1] && (c == '-' || c == '+') {
		p.out = append(p.out, 0)
		copy(p.out[at+1:], p.out[at:])
		p.out[at] = ' '
	}
}

// ---- Types and declarations ------------------------------------------------

func (p *printer) typ(t *Type) {
	p.annotations(t.Annotations)
	if t.Outer != nil {
		p.typ(t.Outer)
		p.byte('.')
	}
	if first, rest, ok := strings.Cut(t.Name, "."); ok && p.breakDot {
		p.breakDot = false
		p.str(first + ".")
		p.line()
		p.str(rest)
	} else {
		p.str(t.Name)
	}
	switch {
	case t.Diamond:
		p.str("<>")
	case len(t.Args) > 0:
		p.typeArgs(t.Args)
	}
	switch t.Bound {
	case BoundExtends:
		p.str(" extends ")
		p.typ(t.BoundBy)
	case BoundSuper:
		p.str(" super ")
		p.typ(t.BoundBy)
	}
	for range t.Dims {
		p.str("[]")
	}
}

func (p *printer) typeArgs(list []*Type) {
	p.byte('<')
	comma(p, list, p.typ)
	p.byte('>')
}

func (p *printer) typeParams(list []*TypeParam) {
	if len(list) > 0 {
		p.byte('<')
		comma(p, list, p.typeParam)
		p.byte('>')
	}
}

func (p *printer) typeParam(t *TypeParam) {
	p.str(t.Name.Name)
	for i, b := range t.Bounds {
		if i == 0 {
			p.str(" extends ")
		} else {
			p.str(" & ")
		}
		p.typ(b)
	}
}

func (p *printer) annotations(list []*Annotation) {
	for _, a := range list {
		p.annotation(a)
		p.byte(' ')
	}
}

func (p *printer) annotation(a *Annotation) {
	p.str("@" + a.Name)
	if len(a.Args) > 0 {
		p.byte('(')
		comma(p, a.Args, p.annotationArg)
		p.byte(')')
	}
}

func (p *printer) annotationArg(a *AnnotationArg) {
	if !a.Bare {
		p.str(a.Name + " = ")
	}
	p.expr(a.Value)
}

var modifierNames = []struct {
	flag Modifier
	name string
}{
	{ModDefault, "default "}, {ModPublic, "public "}, {ModProtected, "protected "}, {ModPrivate, "private "},
	{ModAbstract, "abstract "}, {ModStatic, "static "}, {ModFinal, "final "}, {ModTransient, "transient "},
	{ModVolatile, "volatile "}, {ModSynchronized, "synchronized "}, {ModNative, "native "},
	{ModStrictfp, "strictfp "}, {ModThreadsafe, "threadsafe "}, {ModDef, "def "}, {ModVar, "var "},
}

func (p *printer) modifiers(ms Modifiers) {
	p.annotations(ms.Annotations)
	for _, m := range modifierNames {
		if ms.Flags&m.flag != 0 {
			p.str(m.name)
		}
	}
}

func (p *printer) optionalType(t *Type) {
	if t != nil {
		p.typ(t)
		p.byte(' ')
	}
}

func (p *printer) types(before string, list []*Type) {
	if len(list) > 0 {
		p.str(before)
		comma(p, list, p.typ)
	}
}

func (p *printer) varDecl(d *VarDecl) {
	p.modifiers(d.Mods)
	p.optionalType(d.Type)
	if !d.Tuple {
		comma(p, d.Vars, p.variable)
		return
	}
	p.byte('(')
	comma(p, d.Vars, p.variable)
	p.byte(')')
	if d.Init != nil {
		p.str(" = ")
		p.expr(d.Init)
	}
}

func (p *printer) variable(v *Var) {
	p.optionalType(v.Type)
	p.str(v.Name.Name)
	if v.Init != nil {
		p.str(" = ")
		p.expr(v.Init)
	}
}

func (p *printer) param(a *Param) {
	p.modifiers(a.Mods)
	if a.Type != nil {
		p.typ(a.Type)
		if !a.Variadic {
			p.byte(' ')
		}
	}
	if a.Variadic {
		p.str("... ")
	}
	p.str(a.Name.Name)
	if a.Default != nil {
		p.str(" = ")
		p.expr(a.Default)
	}
}

func (p *printer) params(list []*Param) {
	p.byte('(')
	comma(p, list, p.param)
	p.byte(')')
}

func (p *printer) method(m *MethodDecl) {
	p.modifiers(m.Mods)
	if len(m.TypeParams) > 0 {
		p.typeParams(m.TypeParams)
		p.byte(' ')
	}
	p.optionalType(m.Return)
	if m.Quoted {
		p.literal(Single, m.Name)
	} else {
		p.str(m.Name)
	}
	p.params(m.Params)
	p.types(" throws ", m.Throws)
	if m.Body != nil {
		p.byte(' ')
		p.block(m.Body)
	}
	if m.Default != nil {
		p.str(" default ")
		p.expr(m.Default)
	}
}

func (p *printer) constructor(d *ConstructorDecl) {
	p.modifiers(d.Mods)
	if len(d.TypeParams) > 0 {
		p.typeParams(d.TypeParams)
		p.byte(' ')
	}
	p.str(d.Name.Name)
	if !d.Compact {
		p.params(d.Params)
		p.types(" throws ", d.Throws)
	}
	p.byte(' ')
	p.block(d.Body)
}

func (p *printer) class(c *ClassDecl) {
	p.modifiers(c.Mods)
	p.str([...]string{"class ", "interface ", "enum ", "trait ", "@interface ", "record "}[c.Kind])
	p.str(c.Name.Name)
	p.typeParams(c.TypeParams)
	if c.Kind == Record {
		p.params(c.Params)
	}
	p.types(" extends ", c.Extends)
	p.types(" implements ", c.Implements)
	p.byte(' ')
	p.classBody(c.Body, c)
}

// classBody writes the braces; of an enum the constants come first.
func (p *printer) classBody(b *ClassBody, c *ClassDecl) {
	enum := c != nil && c.Kind == Enum
	if len(b.Members) == 0 && (!enum || len(c.Constants) == 0) {
		p.str("{}")
		return
	}
	p.braces(func() {
		if enum {
			comma(p, c.Constants, p.constant)
			if len(b.Members) > 0 {
				// Without it a constructor could pass for a constant.
				p.byte(';')
				p.gap()
			}
		}
		for i, m := range b.Members {
			if i > 0 {
				_, init := m.(*InitDecl)
				p.next(init)
			}
			p.member(m)
		}
	})
}

func (p *printer) constant(c *EnumConst) {
	p.annotations(c.Annotations)
	p.str(c.Name.Name)
	if c.Parens {
		p.byte('(')
		comma(p, c.Args, p.expr)
		p.byte(')')
	}
	if c.Body != nil {
		p.byte(' ')
		p.classBody(c.Body, nil)
	}
}

func (p *printer) member(m Member) {
	switch m := m.(type) {
	case *VarDecl:
		p.varDecl(m)
	case *MethodDecl:
		p.method(m)
	case *ConstructorDecl:
		p.constructor(m)
	case *ClassDecl:
		p.class(m)
	case *InitDecl:
		if m.Static {
			p.str("static ")
		}
		p.block(m.Body)
	}
}

// lastRune is what the text written so far ends with.
func (p *printer) lastRune() rune {
	r, _ := utf8.DecodeLastRune(p.out)
	return r
}
