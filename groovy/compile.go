package groovy

import (
	"cmp"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// The compiler turns a resolved tree into Go closures. It goes over the file
// three times: names of classes and their members, local variables
// (resolve.go), code.
type compiler struct {
	*resolution
	s    *Script
	o    *Options
	file *syntax.File
	errs CompileErrors
	told map[toldError]bool // those of errs

	aliases       map[string]string // simple name to full name, from imports
	stars         []string          // packages and classes imported with *
	staticImports map[string][2]string
	staticStars   []*Class
	localClasses  map[*syntax.ClassDecl]bool
	decls         map[*syntax.ClassDecl]*Class
	absent        map[*syntax.Ident]bool // in defaults: parameters that may have been left out
	scriptFields  []*syntax.VarDecl      // marked @Field, in the order of the source
	isField       map[*syntax.VarDecl]bool
	hosts         map[string]*Class
	unit          *unit // files that are compiled together; nil for a script alone

	// Where code is being made for.
	cls        *Class
	fn         *scope
	static     bool
	inClosure  int
	around     *closureSite // the innermost of them
	newify     *newify
	typeParams []map[string]*Class
	method     string // names closures
	inTrait    bool
	rec        *recording
	counters   map[*Class]*int
	sites      map[*Class][]*closureSite
	labels     []*label
	inCtor     bool
	chainedDef bool       // a default names a parameter that may have been left out
	void       bool       // the method gives nothing
	tail       *tailLoop  // of a method with @TailRecursive
	last       syntax.Pos // of the last part that has a line number in Java's code
	functions  []pending
	strings    map[string]string
	anonymous  []anonymousClass
	height     int // how deep the part being made is nested
}

// toldError is what makes an error the same as another.
type toldError struct {
	line, col int
	msg       string
}

func (c *compiler) errorAt(n syntax.Node, msg, hint string) {
	c.errorPos(n.Pos(), msg, hint)
}

func (c *compiler) errorPos(p syntax.Pos, msg, hint string) {
	e := &CompileError{File: c.file.Name, Line: int(p.Line), Col: int(p.Col), Msg: msg, Hint: hint}
	if e.Line > 0 && e.Line <= len(c.s.lines) {
		e.Text = c.s.lines[e.Line-1]
	}
	told := toldError{e.Line, e.Col, msg}
	if c.told[told] {
		return
	}
	if c.told == nil {
		c.told = map[toldError]bool{}
	}
	c.told[told] = true
	c.errs = append(c.errs, e)
}

// at0 is the place that an error in a node is reported at. Over several lines
// it is that of the last part evaluated before the node itself is, since that is
// where the JVM's line numbers stand.
func at0(n syntax.Node) int32 {
	p := n.Pos()
	if n.End().Line != p.Line {
		switch n.(type) {
		case *syntax.Call, *syntax.Binary, *syntax.New:
			p = lastLine(n)
		}
	}
	return packPos(p.Line, p.Col)
}

// at is at0 for parts that have no line number of their own: theirs is that of
// the statement, call or operator evaluated last.
func (c *compiler) at(n syntax.Node) int32 {
	if p := n.Pos(); p.Line == c.last.Line || c.last.Line == 0 {
		return packPos(p.Line, p.Col)
	}
	return packPos(c.last.Line, c.last.Col)
}

func lastLine(n syntax.Node) syntax.Pos {
	p := n.Pos()
	for k := range syntax.Children(n) {
		if k.End().Line <= p.Line {
			continue
		}
		switch k.(type) {
		case *syntax.Closure, *syntax.Lambda, *syntax.ClassBody:
		case *syntax.Call, *syntax.Binary, *syntax.New, *syntax.List, *syntax.Map, *syntax.Ternary:
			p = lastLine(k)
		case *syntax.Property, *syntax.Entry, *syntax.Spread, *syntax.Paren, *syntax.Index, *syntax.Unary, *syntax.Elvis, *syntax.Cast, *syntax.As:
			if q := lastLine(k); q != k.Pos() {
				p = q
			}
		}
	}
	return p
}

// intern makes equal literals one string, which is() can tell.
func (c *compiler) intern(s string) string {
	if have, ok := c.strings[s]; ok {
		return have
	}
	if c.strings == nil {
		c.strings = map[string]string{}
	}
	c.strings[s] = s
	return s
}

func compileFile(file *syntax.File, o *Options) (*Script, error) {
	c := newCompiler(file, o)
	c.declareHosts()
	c.declareClasses()
	c.imports()
	c.findFields()
	c.members()
	c.rest()
	if err := c.wrong(); err != nil {
		return nil, err
	}
	return c.s, nil
}

func newCompiler(file *syntax.File, o *Options) *compiler {
	s := &Script{name: file.Name, source: file.Source, options: o, classes: map[string]*Class{}, library: o.Library}
	s.lines = strings.Split(strings.ReplaceAll(file.Source, "\r\n", "\n"), "\n")
	return &compiler{s: s, o: o, file: file,
		resolution:    &resolution{vars: make([]*variable, file.Nodes+1), scopes: make([]*scope, file.Nodes+1)},
		aliases:       map[string]string{},
		staticImports: map[string][2]string{},
		localClasses:  map[*syntax.ClassDecl]bool{},
		decls:         map[*syntax.ClassDecl]*Class{},
		isField:       map[*syntax.VarDecl]bool{},
		hosts:         map[string]*Class{},
		counters:      map[*Class]*int{},
		sites:         map[*Class][]*closureSite{},
	}
}

// rest compiles what is left once all classes and their members are known.
func (c *compiler) rest() {
	c.checkAnnotations()
	c.checkAnnotated()
	r := &resolver{resolution: c.resolution, c: c}
	r.file(c.file)
	c.code()
	c.nameClosures()
}

// wrong is what is wrong with the file, in the order of the source; nil for
// nothing.
func (c *compiler) wrong() error {
	if len(c.errs) == 0 {
		return nil
	}
	slices.SortStableFunc(c.errs, func(a, b *CompileError) int {
		return cmp.Or(cmp.Compare(a.Line, b.Line), cmp.Compare(a.Col, b.Col))
	})
	return c.errs
}
