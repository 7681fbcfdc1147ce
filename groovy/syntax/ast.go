package syntax

// Pos is a place in the source.
type Pos struct {
	Offset int32 // in bytes, from 0
	Line   int32 // from 1; 0 means that there is no position
	Col    int32 // from 1, in UTF-16 units as Java counts; a tab is one
}

// IsValid tells whether p was set by a parser.
func (p Pos) IsValid() bool { return p.Line > 0 }

// Node is any part of the tree. The concrete types are all pointers to the
// structs of the ast files; a type switch over them is the way to look inside,
// Children and Walk the way to pass over what is not of interest.
type Node interface {
	// Pos is where the node's text begins, End is just behind it.
	Pos() Pos
	End() Pos
	// ID numbers the nodes of one file from 1 to File.Nodes, in no
	// promised order, so that what is found out about a node can be kept
	// in a slice. A node made by hand has 0.
	ID() int
	place() *Place
}

// Expr is a node with a value.
type Expr interface {
	Node
	exprNode()
}

// Stmt is a node that stands in a block. Declarations are statements too.
type Stmt interface {
	Node
	stmtNode()
}

// Member is what a class body can hold: *VarDecl, *MethodDecl,
// *ConstructorDecl, *InitDecl and *ClassDecl.
type Member interface {
	Node
	memberNode()
}

// Place is embedded in every node.
type Place struct {
	Start, Stop Pos
	Num         int32
}

func (p *Place) Pos() Pos      { return p.Start }
func (p *Place) End() Pos      { return p.Stop }
func (p *Place) ID() int       { return int(p.Num) }
func (p *Place) place() *Place { return p }

// expr and stmt mark what a node is.
type expr struct{ Place }

func (*expr) exprNode() {}

type stmt struct{ Place }

func (*stmt) stmtNode() {}

// File is a whole script. Imports, classes and methods stand in Body among the
// statements, in the order of the source.
type File struct {
	Place
	Name    string
	Source  string
	Package *PackageDecl // nil if there is none
	Body    []Stmt
	Nodes   int // the highest ID given out
}

// Ident is a name. As an expression it is a variable, a class or (as Call.Fun)
// a method of the surroundings.
type Ident struct {
	expr
	Name string
}

// Type names a type. Types nest at most as deep as the source does.
type Type struct {
	Place
	Annotations []*Annotation
	// Name is the dotted name as written ("int", "Map.Entry",
	// "java.util.List"); "?" for a wildcard.
	Name string
	// Outer is set only where an outer class has type arguments of its own: of
	// A<B>.C the Name is "C" and Outer is A<B>.
	Outer   *Type
	Args    []*Type
	Diamond bool // List<>
	Dims    int  // pairs of brackets
	Bound   BoundKind
	BoundBy *Type // of a wildcard
}

// BoundKind tells how a wildcard is bounded.
type BoundKind uint8

const (
	NoBound BoundKind = iota
	BoundExtends
	BoundSuper
)

// TypeParam is a declared type variable, T extends A & B.
type TypeParam struct {
	Place
	Name   *Ident
	Bounds []*Type
}

// Modifier is a set of modifiers. Def and Var are in it because they make a
// declaration what it is when there is no type.
type Modifier uint32

const (
	ModPublic Modifier = 1 << iota
	ModPrivate
	ModProtected
	ModStatic
	ModFinal
	ModAbstract
	ModTransient
	ModVolatile
	ModSynchronized
	ModNative
	ModStrictfp
	ModDefault // of an interface method
	ModThreadsafe
	ModDef
	ModVar
)

// Modifiers is what stands before a declaration. It is a plain value: the
// zero Modifiers is "none".
type Modifiers struct {
	Flags       Modifier
	Annotations []*Annotation
}

// Has tells whether all of m are set.
func (ms Modifiers) Has(m Modifier) bool { return ms.Flags&m == m }

// Annotation is @Name or @Name(key: value). It is an expression because one
// annotation may be the value of another.
type Annotation struct {
	expr
	Name string // dotted as written
	// Args are the members in order. For @Name(v) there is one whose Name is
	// "value" and Bare is true.
	Args []*AnnotationArg
}

// AnnotationArg is one member of an annotation; Value may be an *Annotation.
type AnnotationArg struct {
	Place
	Name  string
	Bare  bool
	Value Expr
}
