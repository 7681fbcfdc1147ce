package syntax

import "iter"

// Walk calls visit for n and, where visit returns true, for what is below it,
// in the order of the source.
func Walk(n Node, visit func(Node) bool) {
	if !visit(n) {
		return
	}
	children(n, func(c Node) bool {
		Walk(c, visit)
		return true
	})
}

// Children gives the nodes directly below n in the order of the source.
func Children(n Node) iter.Seq[Node] {
	return func(yield func(Node) bool) { children(n, yield) }
}

// PathTo gives the nodes around the byte at offset, from the file down to the
// innermost: what an editor asks for under its cursor.
func PathTo(f *File, offset int) []Node {
	var path []Node
	Walk(f, func(n Node) bool {
		if offset < int(n.Pos().Offset) || offset >= int(n.End().Offset) {
			return n == Node(f)
		}
		path = append(path, n)
		return true
	})
	if len(path) == 0 {
		path = append(path, f)
	}
	return path
}

// walker passes nodes on until the caller has enough. Its methods skip what
// is nil and return false to stop.
type walker func(Node) bool

func (w walker) expr(x Expr) bool       { return x == nil || w(x) }
func (w walker) stmt(s Stmt) bool       { return s == nil || w(s) }
func (w walker) typ(t *Type) bool       { return t == nil || w(t) }
func (w walker) ident(i *Ident) bool    { return i == nil || w(i) }
func (w walker) block(b *Block) bool    { return b == nil || w(b) }
func (w walker) body(b *ClassBody) bool { return b == nil || w(b) }

func all[T Node](w walker, list []T) bool {
	for _, n := range list {
		if !w(n) {
			return false
		}
	}
	return true
}

// children calls w for each node directly below n until it returns false.
func children(n Node, w walker) bool {
	switch n := n.(type) {
	case *File:
		return (n.Package == nil || w(n.Package)) && all(w, n.Body)

	case *Type:
		return all(w, n.Annotations) && w.typ(n.Outer) && all(w, n.Args) && w.typ(n.BoundBy)
	case *TypeParam:
		return w.ident(n.Name) && all(w, n.Bounds)
	case *Annotation:
		return all(w, n.Args)
	case *AnnotationArg:
		return w.expr(n.Value)

	case *PackageDecl:
		return all(w, n.Annotations)
	case *Import:
		return all(w, n.Annotations) && w.ident(n.Alias)
	case *ClassDecl:
		return all(w, n.Mods.Annotations) && w.ident(n.Name) && all(w, n.TypeParams) && all(w, n.Params) &&
			all(w, n.Extends) && all(w, n.Implements) && all(w, n.Constants) && w.body(n.Body)
	case *ClassBody:
		return all(w, n.Members)
	case *EnumConst:
		return all(w, n.Annotations) && w.ident(n.Name) && all(w, n.Args) && w.body(n.Body)
	case *VarDecl:
		return all(w, n.Mods.Annotations) && w.typ(n.Type) && all(w, n.Vars) && w.expr(n.Init)
	case *Var:
		return w.typ(n.Type) && w.ident(n.Name) && w.expr(n.Init)
	case *MethodDecl:
		return all(w, n.Mods.Annotations) && all(w, n.TypeParams) && w.typ(n.Return) && all(w, n.Params) &&
			all(w, n.Throws) && w.block(n.Body) && w.expr(n.Default)
	case *ConstructorDecl:
		return all(w, n.Mods.Annotations) && all(w, n.TypeParams) && w.ident(n.Name) && all(w, n.Params) &&
			all(w, n.Throws) && w.block(n.Body)
	case *InitDecl:
		return w.block(n.Body)
	case *Param:
		return all(w, n.Mods.Annotations) && w.typ(n.Type) && w.ident(n.Name) && w.expr(n.Default)

	case *Block:
		return all(w, n.Stmts)
	case *ExprStmt:
		return w.expr(n.X)
	case *Labeled:
		return w.ident(n.Label) && w.stmt(n.Stmt)
	case *If:
		return w.expr(n.Cond) && w.stmt(n.Then) && w.stmt(n.Else)
	case *For:
		return all(w, n.Init) && w.expr(n.Cond) && all(w, n.Post) && w.stmt(n.Body)
	case *ForIn:
		return all(w, n.Mods.Annotations) && w.typ(n.Type) && w.ident(n.Name) && w.expr(n.X) && w.stmt(n.Body)
	case *While:
		return w.expr(n.Cond) && w.stmt(n.Body)
	case *DoWhile:
		return w.stmt(n.Body) && w.expr(n.Cond)
	case *Switch:
		return w.expr(n.X) && all(w, n.Cases)
	case *Case:
		return all(w, n.Values) && all(w, n.Body)
	case *Try:
		return all(w, n.Resources) && w.block(n.Body) && all(w, n.Catches) && w.block(n.Finally)
	case *Catch:
		return all(w, n.Mods.Annotations) && all(w, n.Types) && w.ident(n.Name) && w.block(n.Body)
	case *Return:
		return w.expr(n.X)
	case *Yield:
		return w.expr(n.X)
	case *Break:
		return w.ident(n.Label)
	case *Continue:
		return w.ident(n.Label)
	case *Throw:
		return w.expr(n.X)
	case *Assert:
		return w.expr(n.Cond) && w.expr(n.Msg)
	case *Synchronized:
		return w.expr(n.Lock) && w.block(n.Body)
	}
	return childrenOfExpr(n, w)
}

func childrenOfExpr(n Node, w walker) bool {
	switch n := n.(type) {
	case *GString:
		return all(w, n.Values)
	case *Interp:
		return w.expr(n.X) && all(w, n.Body)
	case *List:
		return all(w, n.Elems)
	case *Map:
		return all(w, n.Entries)
	case *Entry:
		return w.expr(n.Key) && w.expr(n.Value)
	case *Spread:
		return w.expr(n.X)
	case *SpreadMap:
		return w.expr(n.X)
	case *Range:
		return w.expr(n.From) && w.expr(n.To)
	case *Closure:
		return all(w, n.Params) && all(w, n.Body)
	case *Lambda:
		return all(w, n.Params) && w.expr(n.X) && w.block(n.Block)

	case *Paren:
		return w.expr(n.X)
	case *TypeExpr:
		return w.typ(n.Type)
	case *DeclExpr:
		return w(n.Decl)
	case *Property:
		return w.expr(n.X) && all(w, n.TypeArgs) && w.expr(n.Name)
	case *MethodRef:
		return w.expr(n.X) && w.expr(n.Name)
	case *Index:
		return w.expr(n.X) && all(w, n.Args)
	case *Call:
		return w.expr(n.Fun) && all(w, n.Args)
	case *New:
		return w.expr(n.Outer) && all(w, n.TypeArgs) && w.typ(n.Type) && all(w, n.Args) && w.body(n.Body)
	case *NewArray:
		return w.typ(n.Elem) && all(w, n.Dims) && (n.Init == nil || w(n.Init))
	case *ArrayInit:
		return all(w, n.Elems)
	case *Unary:
		return w.expr(n.X)
	case *IncDec:
		return w.expr(n.X)
	case *Binary:
		return w.expr(n.X) && w.expr(n.Y)
	case *Assign:
		return w.expr(n.X) && w.expr(n.Y)
	case *Tuple:
		return all(w, n.Elems)
	case *Ternary:
		return w.expr(n.Cond) && w.expr(n.Then) && w.expr(n.Else)
	case *Elvis:
		return w.expr(n.X) && w.expr(n.Y)
	case *Cast:
		return w.typ(n.Type) && w.expr(n.X)
	case *As:
		return w.expr(n.X) && w.typ(n.Type)
	case *InstanceOf:
		return w.expr(n.X) && w.typ(n.Type)
	case *SwitchExpr:
		return w.expr(n.X) && all(w, n.Cases)
	}
	return true
}
