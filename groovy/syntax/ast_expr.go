package syntax

// This and Super are the keywords; as Call.Fun they call a constructor.
type This struct{ expr }

type Super struct{ expr }

// Paren is (X). It is kept because Groovy lets it decide some things: (a): as
// a map key, (f)(x), and where a power assertion draws.
type Paren struct {
	expr
	X Expr
}

// TypeExpr is a type that can only be a type, used as an expression: int,
// int[], String[].
type TypeExpr struct {
	expr
	Type *Type
}

// DeclExpr is a declaration where a value is expected, as in
// while (String s = next()).
type DeclExpr struct {
	expr
	Decl *VarDecl
}

// Property is x.name. Name is a *String (Bare or quoted), a *GString, or a
// *Paren for x.(expr); x.(name) is the same as x.name and so a *String. Groovy
// also reads, and then hardly ever runs, x.{ closure } and, as links of a
// command chain, numbers, true, false, null and new T(): the name is the text
// of the value.
type Property struct {
	expr
	X     Expr
	Dot   Dot
	Attr  bool // .@: the field itself
	Chain bool // written without dot, as the verb of a command chain
	DotAt Pos
	// TypeArgs are those of x.<T>name().
	TypeArgs []*Type
	Name     Expr
}

// MethodRef is x.&name (Ref false) or x::name (Ref true); the name may be new.
type MethodRef struct {
	expr
	X     Expr
	Ref   bool
	OpPos Pos
	Name  Expr // as in Property
}

// Index is x[a], x[a, b] and x?[a].
type Index struct {
	expr
	X      Expr
	Safe   bool
	Lbrack Pos
	// Args are expressions, *Spread, *Entry and *SpreadMap.
	Args []Expr
}

// Call calls what Fun names: an *Ident a method of the surroundings (or what
// the variable of that name holds), a *String or *GString a method of the
// surroundings by that name, a *Property a method of its X, *This and *Super a
// constructor; any other expression's value is called, also that of a *Paren.
type Call struct {
	expr
	Fun Expr
	// Args are expressions, *Spread, *Entry, *SpreadMap, and the closures
	// behind the parentheses, the last Trailing of them. Entries stand where
	// they were written.
	Args     []Expr
	Trailing int
	Parens   bool // f(...)
	Command  bool // f a, b
	Lparen   Pos  // of the parenthesis if Parens
}

// New is new T(args) and, with Body, an anonymous class.
type New struct {
	expr
	Outer    Expr // outer.new T(); nil as a rule
	TypeArgs []*Type
	Type     *Type
	Args     []Expr // as in Call
	Body     *ClassBody
}

// NewArray is new T[n][m][] or new T[] {a, b}.
type NewArray struct {
	expr
	Elem *Type // without the brackets
	Dims []Expr
	Open int // empty pairs of brackets behind Dims
	Init *ArrayInit
}

// ArrayInit is {a, b}; elements may be *ArrayInit.
type ArrayInit struct {
	expr
	Elems []Expr
}

// Unary is one of - + ! ~ before its operand.
type Unary struct {
	expr
	Op Op
	X  Expr
}

// IncDec is ++ or --, before or behind.
type IncDec struct {
	expr
	Op      Op
	Postfix bool
	OpPos   Pos
	X       Expr
}

// Binary is X Op Y. && and || are here; ?: is Elvis.
type Binary struct {
	expr
	Op    Op
	OpPos Pos
	X, Y  Expr
}

// Assign is X = Y or X op= Y; Op is OpNone for the plain form. X may be a
// *Tuple in the plain form.
type Assign struct {
	expr
	Op    Op
	OpPos Pos
	X, Y  Expr
}

// Tuple is (a, b) on the left of an assignment.
type Tuple struct {
	expr
	Elems []Expr
}

// Ternary is Cond ? Then : Else.
type Ternary struct {
	expr
	Cond, Then, Else Expr
	OpPos, ColonPos  Pos
}

// Elvis is X ?: Y.
type Elvis struct {
	expr
	X, Y  Expr
	OpPos Pos
}

// Cast is (T) X.
type Cast struct {
	expr
	Type *Type
	X    Expr
}

// As is X as T.
type As struct {
	expr
	X     Expr
	OpPos Pos
	Type  *Type
}

// InstanceOf is X instanceof T and, with Not, X !instanceof T.
type InstanceOf struct {
	expr
	X     Expr
	Not   bool
	OpPos Pos
	Type  *Type
}

// SwitchExpr is a switch used for its value.
type SwitchExpr struct {
	expr
	X     Expr
	Cases []*Case
}
