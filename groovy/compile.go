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

	aliases       map[string]string // simple name to full name, from imports
	stars         []string          // packages and classes imported with *
	staticImports map[string][2]string
	staticStars   []*Class
	localClasses  map[*syntax.ClassDecl]bool
	decls         map[*syntax.ClassDecl]*Class
	scriptFields  []*syntax.VarDecl // marked @Field, in the order of the source
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
	void       bool       // the method gives nothing
	last       syntax.Pos // of the last part that has a line number in Java's code
	functions  []pending
	strings    map[string]string
	anonymous  []anonymousClass
	height     int // how deep the part being made is nested
}

func (c *compiler) errorAt(n syntax.Node, msg, hint string) {
	c.errorPos(n.Pos(), msg, hint)
}

func (c *compiler) errorPos(p syntax.Pos, msg, hint string) {
	e := &CompileError{File: c.file.Name, Line: int(p.Line), Col: int(p.Col), Msg: msg, Hint: hint}
	if e.Line > 0 && e.Line <= len(c.s.lines) {
		e.Text = c.s.lines[e.Line-1]
	}
	for _, o := range c.errs {
		if o.Line == e.Line && o.Col == e.Col && o.Msg == e.Msg {
			return
		}
	}
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

func (c *compiler) declareHosts() {
	c.s.hosts = make(map[*Class]*HostClass, len(c.o.Classes))
	for l := c.o.Library; l != nil; l = l.parent {
		for _, h := range l.found {
			c.s.hosts[declareHost(h)] = h
		}
	}
	byName := make(map[string]*HostClass, len(c.o.Classes))
	for _, h := range c.o.Classes {
		byName[h.Name] = h
	}
	// What a class extends comes before it, whatever the order of the list.
	var declare func(h *HostClass, depth int)
	declare = func(h *HostClass, depth int) {
		if c.hosts[h.Name] != nil || depth > len(c.o.Classes) {
			return
		}
		for _, n := range append([]string{h.Super}, h.Interfaces...) {
			if up := byName[n]; up != nil {
				declare(up, depth+1)
			}
		}
		k := declareHost(h)
		c.hosts[h.Name] = k
		c.s.hosts[k] = h
	}
	for _, h := range c.o.Classes {
		declare(h, 0)
		if !strings.Contains(h.Name, ".") {
			c.aliases[h.Name] = h.Name
		}
	}
	for _, n := range c.o.Imports {
		if p, ok := strings.CutSuffix(n, ".*"); ok {
			c.stars = append(c.stars, p)
		} else {
			c.aliases[n[strings.LastIndexByte(n, '.')+1:]] = n
		}
	}
}

// scriptClassName makes a class name of a file's name.
func scriptClassName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	if i := strings.IndexByte(name, '.'); i >= 0 {
		name = name[:i]
	}
	var b strings.Builder
	for i, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_', r == '$', r > 127, i > 0 && r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	if b.Len() == 0 {
		return "Script1"
	}
	return b.String()
}

// ---- classes: names --------------------------------------------------------

func (c *compiler) declareClasses() {
	name := c.o.ClassName
	if name == "" {
		name = scriptClassName(c.file.Name)
	}
	if c.file.Package != nil {
		name = c.file.Package.Name + "." + name
	}
	c.s.class = &Class{name: name, super: classScript, script: &scriptClass{script: c.s, isScript: true}, tab: newTables()}
	seen := map[string]syntax.Node{}
	for _, st := range c.file.Body {
		if d, ok := st.(*syntax.ClassDecl); ok {
			if seen[d.Name.Name] != nil {
				c.errorAt(d, "Invalid duplicate class definition of class "+d.Name.Name+": the source contains at least two definitions of it", "")
				continue
			}
			seen[d.Name.Name] = d
			prefix := ""
			if c.file.Package != nil {
				prefix = c.file.Package.Name + "."
			}
			c.declareClass(d, nil, prefix+d.Name.Name)
		}
		// Classes declared in blocks are classes of the file.
		if _, ok := st.(*syntax.ClassDecl); !ok {
			syntax.Walk(st, func(n syntax.Node) bool {
				if d, ok := n.(*syntax.ClassDecl); ok {
					c.localClasses[d] = true
					c.declareClass(d, nil, d.Name.Name)
					return false
				}
				return true
			})
		}
	}
}

func newTables() *tables {
	return &tables{methods: map[string][]*method{}, statics: map[string][]*method{}}
}

func (c *compiler) declareClass(d *syntax.ClassDecl, outer *Class, name string) *Class {
	k := &Class{name: name, super: classObject, tab: newTables(),
		script: &scriptClass{script: c.s, decl: d, outer: outer}}
	switch d.Kind {
	case syntax.Interface, syntax.AnnotationType:
		k.kind, k.super = kindInterface, nil
	case syntax.Trait:
		k.kind, k.super = kindTrait, nil
	case syntax.Enum:
		k.kind, k.super = kindEnum, classEnum
		k.script.enum = &enumInfo{}
	case syntax.Record:
		k.super = classRecord
	default:
		if d.Mods.Has(syntax.ModAbstract) {
			k.kind = kindAbstract
		}
	}
	if outer != nil && d.Kind == syntax.Class && !d.Mods.Has(syntax.ModStatic) && !outer.isInterface() {
		k.script.inner = true
	}
	c.decls[d] = k
	c.s.classes[name] = k
	if d.Body != nil {
		for _, m := range d.Body.Members {
			if in, ok := m.(*syntax.ClassDecl); ok {
				c.declareClass(in, k, name+"$"+in.Name.Name)
			}
		}
	}
	return k
}

// ---- imports ---------------------------------------------------------------

func (c *compiler) imports() {
	for _, st := range c.file.Body {
		im, ok := st.(*syntax.Import)
		if !ok {
			continue
		}
		for _, a := range im.Annotations {
			c.warnAnnotation(a)
		}
		short := im.Name[strings.LastIndexByte(im.Name, '.')+1:]
		if im.Alias != nil {
			short = im.Alias.Name
		}
		switch {
		case im.Static && im.Star:
			if c.refusedImport(im, im.Name, "") {
				continue
			}
			if k := c.namedClass(im.Name); k != nil {
				c.staticStars = append(c.staticStars, k)
			} else {
				c.unknownClass(im.Pos(), im.Name)
			}
		case im.Static:
			i := strings.LastIndexByte(im.Name, '.')
			if i > 0 && c.refusedImport(im, im.Name[:i], short) {
				continue
			}
			if i < 0 || c.namedClass(im.Name[:i]) == nil {
				c.unknownClass(im.Pos(), im.Name[:max(i, 0)])
				continue
			}
			c.staticImports[short] = [2]string{im.Name[:i], im.Name[i+1:]}
		case im.Star:
			c.stars = append(c.stars, im.Name)
		default:
			if c.refusedImport(im, im.Name, short) {
				continue
			}
			if c.namedClass(im.Name) == nil && !knownAnnotation(short) {
				c.unknownClass(im.Pos(), im.Name)
				continue
			}
			c.aliases[short] = im.Name
		}
	}
}

// refusedImport warns of the import of a class that scripts cannot have and
// tells whether it is one. Only its use is an error: rules are copied with the
// imports of the host they were written for.
func (c *compiler) refusedImport(im *syntax.Import, class, short string) bool {
	why := refusedClass(class)
	if k := c.namedClass(class); k != nil {
		if h := c.s.hosts[k]; h != nil && h.Absent != "" {
			p := im.Pos()
			c.s.warnings = append(c.s.warnings, (&CompileError{File: c.file.Name, Line: int(p.Line), Col: int(p.Col)}).place()+
				class+" is not available: "+h.Absent)
		}
		return false
	}
	if why == "" || knownAnnotation(class[strings.LastIndexByte(class, '.')+1:]) {
		return false
	}
	if short != "" {
		if c.s.refused == nil {
			c.s.refused = map[string]string{}
		}
		c.s.refused[short] = class
	}
	p := im.Pos()
	c.s.warnings = append(c.s.warnings, (&CompileError{File: c.file.Name, Line: int(p.Line), Col: int(p.Col)}).place()+
		class+" is not available: "+why)
	return true
}

// defaultPackages are those no script has to import.
var defaultPackages = [...]string{"java.lang.", "java.util.", "java.io.", "java.net.", "groovy.lang.", "groovy.util."}

// fullClass finds a class by its full name; dots may stand for nested classes.
func (c *compiler) fullClass(name string) *Class {
	for {
		if k := c.declared(name); k != nil {
			return k
		}
		if k := c.hosts[name]; k != nil {
			return k
		}
		if k := classNamed(name); k != nil {
			return k
		}
		i := strings.LastIndexByte(name, '.')
		if i < 0 {
			return nil
		}
		// Outer.Inner is Outer$Inner.
		if i+1 >= len(name) || name[i+1] < 'A' || name[i+1] > 'Z' {
			return nil
		}
		name = name[:i] + "$" + name[i+1:]
	}
}

// className finds a class by the name a script may use for it here; nil if
// there is none.
func (c *compiler) className(name string) *Class {
	for i := len(c.typeParams) - 1; i >= 0; i-- {
		if k := c.typeParams[i][name]; k != nil {
			return k
		}
	}
	if k := primitiveNamed(name); k != nil {
		return k
	}
	first, rest, nested := strings.Cut(name, ".")
	if k := c.simpleClass(first); k != nil {
		if !nested {
			return k
		}
		for _, part := range strings.Split(rest, ".") {
			if k = c.nestedClass(k, part); k == nil {
				break
			}
		}
		if k != nil {
			return k
		}
	}
	if !nested {
		return nil
	}
	return c.namedClass(name)
}

// namedClass finds a class that the script names in full: the host is asked for
// what nobody else knows.
func (c *compiler) namedClass(name string) *Class {
	if k := c.fullClass(name); k != nil || c.o.Find == nil {
		return k
	}
	h := c.o.Find(name)
	if h == nil {
		return nil
	}
	k := declareHost(h)
	c.hosts[name] = k
	if c.s.hosts[k] == nil {
		c.s.hosts[k] = h
		c.s.found = append(c.s.found, h)
	}
	return k
}

func (c *compiler) nestedClass(k *Class, name string) *Class {
	for x := k; x != nil; x = x.super {
		if in := c.declared(x.name + "$" + name); in != nil {
			return in
		}
		if in := classNamed(x.name + "$" + name); in != nil {
			return in
		}
		if in := c.hosts[x.name+"$"+name]; in != nil {
			return in
		}
	}
	for _, i := range k.ifaces {
		if in := c.nestedClass(i, name); in != nil {
			return in
		}
	}
	return nil
}

func (c *compiler) simpleClass(name string) *Class {
	for k := c.cls; k != nil && k.script != nil; k = k.script.outer {
		if k.script.decl != nil && k.script.decl.Name.Name == name && !k.script.anonymous {
			return k
		}
		if in := c.nestedClass(k, name); in != nil {
			return in
		}
	}
	if k := c.declared(name); k != nil {
		return k
	}
	if c.file.Package != nil {
		if k := c.declared(c.file.Package.Name + "." + name); k != nil {
			return k
		}
	}
	if full, ok := c.aliases[name]; ok {
		if k := c.fullClass(full); k != nil {
			return k
		}
	}
	for _, p := range c.stars {
		if k := c.fullClass(p + "." + name); k != nil {
			return k
		}
		if k := c.fullClass(p + "$" + name); k != nil {
			return k
		}
	}
	for _, p := range defaultPackages {
		if k := classNamed(p + name); k != nil {
			return k
		}
	}
	switch name {
	case "BigDecimal":
		return classBigDecimal
	case "BigInteger":
		return classBigInteger
	}
	if name == c.s.class.name {
		return c.s.class
	}
	return nil
}

// typ finds the class a type names and complains if there is none. A nil type
// or Object gives nil.
func (c *compiler) typ(t *syntax.Type) *Class {
	if t == nil {
		return nil
	}
	name := t.Name
	if t.Outer != nil {
		if o := c.typ(t.Outer); o != nil {
			if k := c.nestedClass(o, t.Name); k != nil {
				return c.dims(k, t.Dims)
			}
		}
	}
	if name == "def" || name == "var" || name == "?" {
		return nil
	}
	k := c.className(name)
	if k == nil {
		c.unknownClass(t.Pos(), name)
		return nil
	}
	for _, a := range t.Args {
		if a.Name != "?" {
			c.typ(a)
		} else if a.BoundBy != nil {
			c.typ(a.BoundBy)
		}
	}
	if k == classObject && t.Dims == 0 {
		return nil
	}
	return c.dims(k, t.Dims)
}

func (c *compiler) dims(k *Class, n int) *Class {
	for range n {
		k = k.arrayClass()
	}
	return k
}

func (c *compiler) unknownClass(p syntax.Pos, name string) {
	full := name
	if c.s.refused[name] != "" {
		full = c.s.refused[name]
	}
	if why := refusedClass(full); why != "" {
		c.errorPos(p, "unable to resolve class "+name, why)
		return
	}
	hint := ""
	var names []string
	for n := range c.s.classes {
		names = append(names, n)
	}
	names = append(names, c.sharedNames()...)
	for n := range c.hosts {
		names = append(names, n[strings.LastIndexByte(n, '.')+1:])
	}
	for n := range library().byName {
		for _, p := range defaultPackages {
			if rest, ok := strings.CutPrefix(n, p); ok && !strings.ContainsAny(rest, ".$") {
				names = append(names, rest)
			}
		}
		if simple := n[strings.LastIndexByte(n, '.')+1:]; simple == name {
			c.errorPos(p, "unable to resolve class "+name, "it needs an import: import "+n)
			return
		}
	}
	slices.Sort(names)
	if s := nearest(name, names); s != "" {
		hint = "did you mean " + s + "?"
	}
	c.errorPos(p, "unable to resolve class "+name, hint)
}

func (c *compiler) pushTypeParams(l []*syntax.TypeParam) {
	m := map[string]*Class{}
	for _, p := range l {
		m[p.Name.Name] = classObject
	}
	c.typeParams = append(c.typeParams, m)
	for _, p := range l {
		if len(p.Bounds) > 0 {
			if k := c.typ(p.Bounds[0]); k != nil {
				m[p.Name.Name] = k
			}
		}
	}
}

func (c *compiler) popTypeParams() { c.typeParams = c.typeParams[:len(c.typeParams)-1] }

// ---- functions -------------------------------------------------------------

// place says how code reaches a variable from where it is.
type place struct {
	kind placeKind
	i    int
}

type placeKind uint8

const (
	inSlot placeKind = iota
	inCell
	inUp
)

func (c *compiler) place(v *variable) place {
	if v.fn == c.fn {
		if v.captured {
			return place{inCell, v.slot}
		}
		return place{inSlot, v.slot}
	}
	return place{inUp, c.fn.reach(v)}
}

func (p place) load() code {
	i := p.i
	switch p.kind {
	case inSlot:
		return func(fr *frame) (any, error) { return fr.slots[i], nil }
	case inCell:
		return func(fr *frame) (any, error) { return fr.slots[i].(*cell).v, nil }
	}
	return func(fr *frame) (any, error) { return fr.up[i].v, nil }
}

func (p place) store(fr *frame, v any) {
	switch p.kind {
	case inSlot:
		fr.slots[p.i] = v
	case inCell:
		fr.slots[p.i].(*cell).v = v
	default:
		fr.up[p.i].v = v
	}
}

// declare begins the life of a variable, in a new cell if closures share it.
func (p place) declare(fr *frame, v any) {
	if p.kind == inCell {
		fr.slots[p.i] = &cell{v}
		return
	}
	fr.slots[p.i] = v
}

// compiledParams makes the parameters of a function.
func (c *compiler) compiledParams(fn *function, params []*syntax.Param) {
	fn.plain = true
	for _, p := range params {
		v := c.vars[p.Name.ID()]
		q := param{name: p.Name.Name, slot: v.slot, cell: v.captured, typ: c.typ(p.Type), variadic: p.Variadic}
		if p.Variadic {
			if q.typ == nil {
				q.typ = classObject
			}
			q.typ = q.typ.arrayClass()
		} else if p == params[len(params)-1] && q.typ != nil && q.typ.kind == kindArray {
			q.variadic = true
		}
		v.typ = q.typ
		fn.params = append(fn.params, q)
		if q.cell || q.typ != nil || p.Default != nil {
			fn.plain = false
		}
	}
	for i, p := range params {
		if p.Default != nil {
			fn.params[i].def = c.expr(p.Default)
		}
	}
}

// inScope makes code within a function's scope.
func (c *compiler) inScope(s *scope, f func()) {
	was, labels, rec := c.fn, c.labels, c.rec
	c.fn, c.labels, c.rec = s, nil, nil
	f()
	c.fn, c.labels, c.rec = was, labels, rec
}

// closureFunction compiles a closure or lambda.
func (c *compiler) closureFunction(n syntax.Node, params []*syntax.Param, it bool, stmts []syntax.Stmt, x syntax.Expr) *function {
	s := c.scopes[n.ID()]
	fn := &function{name: "closure", script: c.s, class: c.cls, closure: true, it: it}
	site := c.closureSite()
	fn.kind, site.class.code = site.class, fn
	if c.method != "" && !c.cls.script.isScript {
		fn.name = c.method + " (closure)"
	}
	c.inClosure++
	c.around = site
	c.inScope(s, func() {
		if it {
			fn.params = []param{{name: "it", slot: s.itVar.slot, cell: s.itVar.captured}}
			fn.plain = !s.itVar.captured
		} else {
			c.compiledParams(fn, params)
		}
		if x != nil {
			v := c.expr(x)
			fn.body = func(fr *frame) (signal, error) {
				r, err := v(fr)
				fr.ret = r
				return sigReturn, err
			}
		} else {
			fn.body = c.stmts(stmts, true)
		}
	})
	c.inClosure--
	c.around = site.parent
	fn.nslots = s.nslots
	fn.captures = s.order
	return fn
}

// makeClosure gives the code that makes a closure when it is reached.
func makeClosure(fn *function) code {
	captures := fn.captures
	return func(fr *frame) (any, error) {
		if err := fr.t.alloc(96 + 8*len(captures)); err != nil {
			return nil, err
		}
		cl := newClosure(len(captures))
		cl.class, cl.fn, cl.self, cl.owner = fn.kind, fn, fr.self, fr.self
		if fr.cl != nil {
			cl.owner = fr.cl
		}
		cl.delegate = cl.owner
		if len(captures) > 0 {
			fr.capture(cl.up, captures)
		}
		return cl, nil
	}
}

// capture collects the cells that a closure shares.
func (fr *frame) capture(up []*cell, captures []capture) {
	for i, k := range captures {
		if k.up {
			up[i] = fr.up[k.slot]
			continue
		}
		cl, ok := fr.slots[k.slot].(*cell)
		if !ok {
			// Used before its declaration was reached.
			cl = &cell{}
			fr.slots[k.slot] = cl
		}
		up[i] = cl
	}
}

// newClosure takes a closure and room for n captured variables at once.
func newClosure(n int) *Closure {
	switch n {
	case 0:
		return &Closure{}
	case 1:
		a := &struct {
			c  Closure
			up [1]*cell
		}{}
		a.c.up = a.up[:]
		return &a.c
	case 2:
		a := &struct {
			c  Closure
			up [2]*cell
		}{}
		a.c.up = a.up[:]
		return &a.c
	}
	return &Closure{up: make([]*cell, n)}
}
