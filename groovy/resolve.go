package groovy

import (
	"slices"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// The resolver gives every local variable a slot, finds out which of them
// closures share, and reports what can be known without running: names
// declared twice, break and continue that lead nowhere. Code is made after it,
// when it is known of every variable whether it needs a cell.

// A variable is a local variable, a parameter or a catch's exception.
type variable struct {
	name     string
	fn       *scope
	slot     int
	captured bool
	typ      *Class // of a typed one, set when code is made
	final    bool
}

// A scope is the body of one method, closure or initialiser.
type scope struct {
	parent   *scope
	shared   *scope // methods of an anonymous class: whose variables they share
	holder   bool   // an anonymous class: only holds captures
	closure  bool
	nslots   int
	captures map[*variable]int
	order    []capture
	itVar    *variable
}

func (s *scope) newVar(name string) *variable {
	v := &variable{name: name, fn: s, slot: s.nslots}
	s.nslots++
	return v
}

// reach gives the place of a variable of a surrounding scope among s's
// captured ones.
func (s *scope) reach(v *variable) int {
	if s.shared != nil {
		return s.shared.reach(v)
	}
	if i, ok := s.captures[v]; ok {
		return i
	}
	c := capture{slot: v.slot}
	if s.parent == v.fn {
		v.captured = true
	} else {
		c = capture{slot: s.parent.reach(v), up: true}
	}
	if s.captures == nil {
		s.captures = map[*variable]int{}
	}
	s.captures[v] = len(s.order)
	s.order = append(s.order, c)
	return len(s.order) - 1
}

// A resolution is what the resolver found out, by node.
type resolution struct {
	vars   []*variable // by ID of the name: declared or used there
	scopes []*scope    // by ID of the closure, method, initialiser or class body
}

type resolver struct {
	*resolution
	c      *compiler
	fn     *scope
	blocks []map[string]*variable // visible locals, innermost last; nil starts a class
	loops  []loopInfo
}

type loopInfo struct {
	label  string
	loop   bool // continue may aim here
	breaks bool // break without label may
	wall   bool // a closure or method begins here
}

func (r *resolver) open()  { r.blocks = append(r.blocks, map[string]*variable{}) }
func (r *resolver) close() { r.blocks = r.blocks[:len(r.blocks)-1] }

// inFunction resolves a body of its own.
func (r *resolver) inFunction(id int, s *scope, f func()) {
	was, loops := r.fn, r.loops
	r.fn = s
	r.scopes[id] = s
	r.loops = append(r.loops, loopInfo{wall: true})
	r.open()
	f()
	r.close()
	r.fn, r.loops = was, loops
}

// lookup finds a visible local.
func (r *resolver) lookup(name string) *variable {
	for i := len(r.blocks) - 1; i >= 0; i-- {
		if r.blocks[i] == nil {
			return nil
		}
		if v := r.blocks[i][name]; v != nil {
			return v
		}
	}
	return nil
}

// lookupAll is lookup through anonymous classes as well.
func (r *resolver) lookupAll(name string) *variable {
	for i := len(r.blocks) - 1; i >= 0; i-- {
		if v := r.blocks[i][name]; v != nil {
			return v
		}
	}
	return nil
}

func (r *resolver) declare(id *syntax.Ident) *variable {
	if old := r.lookup(id.Name); old != nil {
		r.c.errorAt(id, "The current scope already contains a variable of the name "+id.Name, "")
	}
	return r.declareQuiet(id)
}

func (r *resolver) declareQuiet(id *syntax.Ident) *variable {
	v := r.fn.newVar(id.Name)
	r.vars[id.ID()] = v
	r.blocks[len(r.blocks)-1][id.Name] = v
	return v
}

func (r *resolver) use(id *syntax.Ident) {
	v := r.lookupAll(id.Name)
	if v == nil {
		return
	}
	r.vars[id.ID()] = v
	if v.fn != r.fn {
		r.fn.reach(v)
	}
}

func (r *resolver) stmts(list []syntax.Stmt) {
	for _, s := range list {
		r.stmt(s)
	}
}

func (r *resolver) block(list []syntax.Stmt) {
	r.open()
	r.stmts(list)
	r.close()
}

// body resolves a statement in a scope of its own.
func (r *resolver) body(s syntax.Stmt) {
	if s == nil {
		return
	}
	if b, ok := s.(*syntax.Block); ok {
		r.block(b.Stmts)
		return
	}
	r.open()
	r.stmt(s)
	r.close()
}

func (r *resolver) loop(label string, f func()) {
	r.loops = append(r.loops, loopInfo{label: label, loop: true, breaks: true})
	f()
	r.loops = r.loops[:len(r.loops)-1]
}

func (r *resolver) stmt(s syntax.Stmt) { r.labeled(s, "") }

func (r *resolver) labeled(s syntax.Stmt, label string) {
	switch s := s.(type) {
	case nil, *syntax.Import, *syntax.MethodDecl, *syntax.ClassDecl, *syntax.Empty:
		// Methods and classes are resolved by themselves.
		if d, ok := s.(*syntax.ClassDecl); ok && r.c.localClasses[d] {
			r.class(d, nil)
		}
	case *syntax.Block:
		r.loops = append(r.loops, loopInfo{label: label})
		r.block(s.Stmts)
		r.loops = r.loops[:len(r.loops)-1]
	case *syntax.ExprStmt:
		r.expr(s.X)
	case *syntax.Labeled:
		r.labeled(s.Stmt, s.Label.Name)
	case *syntax.VarDecl:
		r.varDecl(s)
	case *syntax.If:
		r.expr(s.Cond)
		r.body(s.Then)
		r.body(s.Else)
	case *syntax.While:
		r.open()
		r.expr(s.Cond)
		r.loop(label, func() { r.body(s.Body) })
		r.close()
	case *syntax.DoWhile:
		r.loop(label, func() { r.body(s.Body) })
		r.expr(s.Cond)
	case *syntax.For:
		r.open()
		r.stmts(s.Init)
		r.expr(s.Cond)
		for _, x := range s.Post {
			r.expr(x)
		}
		r.loop(label, func() { r.body(s.Body) })
		r.close()
	case *syntax.ForIn:
		r.expr(s.X)
		r.open()
		r.declare(s.Name)
		r.loop(label, func() { r.body(s.Body) })
		r.close()
	case *syntax.Switch:
		r.expr(s.X)
		r.loops = append(r.loops, loopInfo{label: label, breaks: true})
		r.cases(s.Cases)
		r.loops = r.loops[:len(r.loops)-1]
	case *syntax.Try:
		r.open()
		for _, x := range s.Resources {
			r.stmt(x)
		}
		r.block(s.Body.Stmts)
		r.close()
		for _, c := range s.Catches {
			r.open()
			r.declare(c.Name)
			r.block(c.Body.Stmts)
			r.close()
		}
		if s.Finally != nil {
			r.block(s.Finally.Stmts)
		}
	case *syntax.Break:
		r.jump(s, s.Label, false)
	case *syntax.Continue:
		r.jump(s, s.Label, true)
	case *syntax.Return:
		r.expr(s.X)
	case *syntax.Yield:
		r.expr(s.X)
	case *syntax.Throw:
		r.expr(s.X)
	case *syntax.Assert:
		r.expr(s.Cond)
		r.expr(s.Msg)
	case *syntax.Synchronized:
		r.expr(s.Lock)
		r.block(s.Body.Stmts)
	}
}

func (r *resolver) cases(cases []*syntax.Case) {
	r.open()
	for _, k := range cases {
		for _, v := range k.Values {
			r.expr(v)
		}
		if k.Arrow {
			r.block(k.Body)
		} else {
			r.stmts(k.Body)
		}
	}
	r.close()
}

// jump checks that a break or continue has somewhere to go.
func (r *resolver) jump(n syntax.Node, l *syntax.Ident, isContinue bool) {
	for i := len(r.loops) - 1; i >= 0 && !r.loops[i].wall; i-- {
		at := r.loops[i]
		switch {
		case l != nil && at.label == l.Name && (at.loop || !isContinue):
			return
		case l == nil && (at.loop || at.breaks && !isContinue):
			return
		}
	}
	switch {
	case l != nil && isContinue:
		r.c.errorAt(n, "continue to missing label "+l.Name, "")
	case l != nil:
		r.c.errorAt(n, "break to missing label "+l.Name, "")
	case isContinue:
		r.c.errorAt(n, "the continue statement is only allowed inside loops", "in a closure, return goes on with the next element")
	default:
		r.c.errorAt(n, "the break statement is only allowed inside loops or switches", "use find or any to stop early in a closure")
	}
}

func (r *resolver) varDecl(d *syntax.VarDecl) {
	if r.c.isField[d] {
		return // no local variable; its initialiser was resolved with the script
	}
	if d.Tuple {
		r.expr(d.Init)
	}
	for _, v := range d.Vars {
		if d.Tuple {
			nv := r.declare(v.Name)
			nv.final = d.Mods.Has(syntax.ModFinal)
			continue
		}
		// A closure may use the variable it is assigned to; the initialiser
		// sees it as the real one does: declared after.
		r.expr(v.Init)
		nv := r.declare(v.Name)
		nv.final = d.Mods.Has(syntax.ModFinal)
	}
}

func (r *resolver) exprs(list []syntax.Expr) {
	for _, x := range list {
		r.expr(x)
	}
}

func (r *resolver) expr(x syntax.Expr) {
	switch x := x.(type) {
	case nil:
	case *syntax.Ident:
		r.use(x)
	case *syntax.Closure:
		s := &scope{parent: r.fn, closure: true}
		r.inFunction(x.ID(), s, func() {
			if len(x.Params) == 0 && !x.Arrow {
				s.itVar = s.newVar("it")
				r.blocks[len(r.blocks)-1]["it"] = s.itVar
			}
			r.params(x.Params)
			r.stmts(x.Body)
		})
	case *syntax.Lambda:
		s := &scope{parent: r.fn, closure: true}
		r.inFunction(x.ID(), s, func() {
			r.params(x.Params)
			if x.Block != nil {
				r.stmts(x.Block.Stmts)
			} else {
				r.expr(x.X)
			}
		})
	case *syntax.GString:
		for _, v := range x.Values {
			r.expr(v.X)
			if v.Body != nil {
				r.block(v.Body)
			}
		}
	case *syntax.DeclExpr:
		r.varDecl(x.Decl)
	case *syntax.SwitchExpr:
		r.expr(x.X)
		r.loops = append(r.loops, loopInfo{breaks: true})
		r.cases(x.Cases)
		r.loops = r.loops[:len(r.loops)-1]
	case *syntax.New:
		r.expr(x.Outer)
		r.exprs(x.Args)
		if x.Body != nil {
			r.anonymous(x.Body)
		}
	case *syntax.String, *syntax.Number, *syntax.Bool, *syntax.Null, *syntax.This, *syntax.Super, *syntax.TypeExpr, *syntax.Annotation:
	default:
		for n := range syntax.Children(x) {
			if e, ok := n.(syntax.Expr); ok {
				r.expr(e)
			}
		}
	}
}

// anonymous resolves the body of an anonymous class, whose methods see the
// variables around it.
func (r *resolver) anonymous(b *syntax.ClassBody) {
	holder := &scope{parent: r.fn, holder: true}
	r.scopes[b.ID()] = holder
	r.blocks = append(r.blocks, map[string]*variable{})
	r.members(b, holder)
	r.close()
}

func (r *resolver) params(params []*syntax.Param) {
	for _, p := range params {
		if old := r.lookup(p.Name.Name); old != nil {
			r.c.errorAt(p.Name, "The current scope already contains a variable of the name "+p.Name.Name, "")
		}
		r.declareQuiet(p.Name)
	}
	lone := true
	for i, p := range params {
		r.expr(p.Default)
		lone = lone && !hasClosure(p.Default)
		if p.Default == nil || i == 0 {
			continue
		}
		// Overloads that leave out both parameters do not know the first.
		syntax.Walk(p.Default, func(n syntax.Node) bool {
			id, ok := n.(*syntax.Ident)
			if !ok {
				return true
			}
			for _, before := range params[:i] {
				if before.Default != nil && r.vars[id.ID()] != nil && r.vars[id.ID()] == r.vars[before.Name.ID()] {
					if r.c.absent == nil {
						r.c.absent = map[*syntax.Ident]bool{}
					}
					r.c.absent[id] = true
				}
			}
			return true
		})
	}
	if !lone {
		// With a closure among the defaults they are made one after another.
		for _, p := range params {
			if p.Default != nil {
				syntax.Walk(p.Default, func(n syntax.Node) bool {
					if id, ok := n.(*syntax.Ident); ok {
						delete(r.c.absent, id)
					}
					return true
				})
			}
		}
	}
}

// hasClosure tells whether there is a closure in an expression.
func hasClosure(x syntax.Expr) bool {
	if x == nil {
		return false
	}
	found := false
	syntax.Walk(x, func(n syntax.Node) bool {
		switch n.(type) {
		case *syntax.Closure, *syntax.Lambda:
			found = true
		}
		return !found
	})
	return found
}

// class resolves all of a class; holder is that of an anonymous one.
func (r *resolver) class(d *syntax.ClassDecl, holder *scope) {
	blocks := r.blocks
	r.blocks = append(slices.Clip(r.blocks), nil)
	if !r.c.localClasses[d] {
		r.blocks = []map[string]*variable{}
	}
	for _, k := range d.Constants {
		s := &scope{}
		r.inFunction(k.ID(), s, func() { r.exprs(k.Args) })
		if k.Body != nil {
			r.members(k.Body, nil)
		}
	}
	r.members(d.Body, holder)
	r.blocks = blocks
}

func (r *resolver) members(b *syntax.ClassBody, holder *scope) {
	if b == nil {
		return
	}
	scopeOf := func() *scope {
		if holder != nil {
			return &scope{parent: holder, shared: holder}
		}
		return &scope{}
	}
	guard := func(f func()) {
		// Locals around an anonymous class may be hidden by its own.
		r.blocks = append(r.blocks, nil)
		f()
		r.close()
	}
	if holder == nil {
		guard = func(f func()) {
			was := r.blocks
			r.blocks = nil
			f()
			r.blocks = was
		}
	}
	for _, m := range b.Members {
		switch m := m.(type) {
		case *syntax.VarDecl:
			for _, v := range m.Vars {
				if v.Init != nil {
					guard(func() { r.inFunction(v.ID(), scopeOf(), func() { r.expr(v.Init) }) })
				}
			}
			if m.Tuple && m.Init != nil {
				guard(func() { r.inFunction(m.ID(), scopeOf(), func() { r.expr(m.Init) }) })
			}
		case *syntax.MethodDecl:
			guard(func() { r.method(m, scopeOf()) })
		case *syntax.ConstructorDecl:
			guard(func() {
				r.inFunction(m.ID(), scopeOf(), func() {
					r.params(m.Params)
					r.stmts(m.Body.Stmts)
				})
			})
		case *syntax.InitDecl:
			guard(func() { r.inFunction(m.ID(), scopeOf(), func() { r.stmts(m.Body.Stmts) }) })
		case *syntax.ClassDecl:
			r.class(m, nil)
		}
	}
}

func (r *resolver) method(m *syntax.MethodDecl, s *scope) {
	r.inFunction(m.ID(), s, func() {
		r.params(m.Params)
		if m.Body != nil {
			r.stmts(m.Body.Stmts)
		}
	})
}

// file resolves the script: its own body, its methods and its classes.
func (r *resolver) file(f *syntax.File) {
	main := &scope{}
	r.inFunction(f.ID(), main, func() {
		// Set before the body runs, and so blind to its variables.
		for _, d := range r.c.scriptFields {
			for _, v := range d.Vars {
				r.expr(v.Init)
			}
		}
		r.stmts(f.Body)
	})
	for _, s := range f.Body {
		switch s := s.(type) {
		case *syntax.MethodDecl:
			was := r.blocks
			r.blocks = nil
			r.method(s, &scope{})
			r.blocks = was
		case *syntax.ClassDecl:
			r.class(s, nil)
		}
	}
}
