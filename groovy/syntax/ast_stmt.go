package syntax

// BadStmt stands for text that could not be parsed; a tree that has one came
// with an error.
type BadStmt struct{ stmt }

// Block is a block of statements in braces.
type Block struct {
	stmt
	Stmts []Stmt
}

// Empty is a lone semicolon as the body of a loop.
type Empty struct{ stmt }

// ExprStmt is an expression used as a statement.
type ExprStmt struct {
	stmt
	X Expr
}

// Labeled is label: statement.
type Labeled struct {
	stmt
	Label *Ident
	Stmt  Stmt
}

// If has Else nil if there is none.
type If struct {
	stmt
	Cond Expr
	Then Stmt
	Else Stmt
}

// For is the loop with two semicolons. Init and Post hold expressions
// (*ExprStmt) or, in Init, one *VarDecl. Cond may be nil.
type For struct {
	stmt
	Init []Stmt
	Cond Expr
	Post []Expr
	Body Stmt
}

// ForIn is for (x in list) and for (T x : list).
type ForIn struct {
	stmt
	Mods  Modifiers
	Type  *Type // nil if not given
	Name  *Ident
	Colon bool // written with ":"
	X     Expr
	Body  Stmt
}

// While is while (Cond) Body.
type While struct {
	stmt
	Cond Expr
	Body Stmt
}

// DoWhile is do Body while (Cond).
type DoWhile struct {
	stmt
	Body Stmt
	Cond Expr
}

// Switch is the statement; SwitchExpr is the expression.
type Switch struct {
	stmt
	X     Expr
	Cases []*Case
}

// Case is one group: case A: or case A, B -> or default.
type Case struct {
	Place
	Values  []Expr // several only with an arrow; empty with Default
	Default bool
	Arrow   bool
	// Body is what follows the colon up to the next case (falling through if
	// nothing leaves it), or, with an arrow, one statement: an *ExprStmt whose
	// value is the result, a *Block or a *Throw.
	Body []Stmt
}

// Try has at least one of Resources, Catches and Finally.
type Try struct {
	stmt
	// Resources are *VarDecl with one Var or *ExprStmt.
	Resources []Stmt
	Body      *Block
	Catches   []*Catch
	Finally   *Block // nil if there is none
}

// Catch has no Types for catch (e).
type Catch struct {
	Place
	Mods  Modifiers
	Types []*Type // several: catch (A | B e)
	Name  *Ident
	Body  *Block
}

// Return has X nil if there is no value.
type Return struct {
	stmt
	X Expr
}

// Yield leaves a switch expression's block with a value.
type Yield struct {
	stmt
	X Expr
}

// Break and Continue have Label nil if there is none.
type Break struct {
	stmt
	Label *Ident
}

type Continue struct {
	stmt
	Label *Ident
}

// Throw is throw X.
type Throw struct {
	stmt
	X Expr
}

// Assert has Msg nil if there is none. The text that a failed assertion draws
// is File.Text(Cond).
type Assert struct {
	stmt
	Cond  Expr
	Msg   Expr
	Colon bool // "assert a : b" and not "assert a, b"
}

// Synchronized is synchronized (Lock) Body.
type Synchronized struct {
	stmt
	Lock Expr
	Body *Block
}
