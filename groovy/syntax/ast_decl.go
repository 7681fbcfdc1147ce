package syntax

// PackageDecl is the package line.
type PackageDecl struct {
	Place
	Annotations []*Annotation
	Name        string
}

// Import is an import in any of its forms.
type Import struct {
	stmt
	Annotations []*Annotation
	Static      bool
	Name        string // dotted; without ".*"
	Star        bool
	Alias       *Ident // import x.Y as Alias; nil if there is none
}

// ClassKind tells the kinds of ClassDecl apart.
type ClassKind uint8

const (
	Class ClassKind = iota
	Interface
	Enum
	Trait
	AnnotationType
	Record
)

// ClassDecl declares a class or one of its relatives, at top level, in another
// class or (2.4 refuses it, the resolver says so) in a block.
type ClassDecl struct {
	stmt
	Mods       Modifiers
	Kind       ClassKind
	Name       *Ident
	TypeParams []*TypeParam
	Params     []*Param // of a record
	Extends    []*Type  // more than one only for an interface
	Implements []*Type
	Constants  []*EnumConst // of an enum
	Body       *ClassBody
}

// ClassBody is the braces of a class and what they hold.
type ClassBody struct {
	Place
	Members []Member
}

// EnumConst is one constant; Body is nil unless it has one of its own.
type EnumConst struct {
	Place
	Annotations []*Annotation
	Name        *Ident
	Args        []Expr // as in Call.Args
	Parens      bool
	Body        *ClassBody
}

// VarDecl declares local variables, fields or properties: a member without
// ModPublic, ModPrivate and ModProtected is a property.
//
//	def x = 1          Mods has ModDef, Type is nil
//	int a = 1, b       Type is int, two Vars
//	def (a, int b) = l Tuple: each of Vars may have a Type, Init is l
type VarDecl struct {
	stmt
	Mods  Modifiers
	Type  *Type
	Vars  []*Var
	Tuple bool
	Init  Expr // of a Tuple, where it is never nil outside a for
}

// Var is one name of a VarDecl; its Type is set only within a Tuple.
type Var struct {
	Place
	Type *Type
	Name *Ident
	Init Expr // nil if there is none
}

// MethodDecl is a method of a class or of the script.
type MethodDecl struct {
	stmt
	Mods       Modifiers
	TypeParams []*TypeParam
	Return     *Type // nil if not given
	// Quoted tells that the name was written as a string literal.
	Name    string
	NamePos Pos
	Quoted  bool
	Params  []*Param
	Throws  []*Type
	Body    *Block // nil for an abstract method
	Default Expr   // of a member of an annotation type; nil if there is none
}

// ConstructorDecl is a constructor; a call of this(...) or super(...) that
// begins it is an ordinary first statement of Body. Compact is a record's
// constructor without parameter list.
type ConstructorDecl struct {
	Place
	Mods       Modifiers
	TypeParams []*TypeParam
	Name       *Ident
	Params     []*Param
	Compact    bool
	Throws     []*Type
	Body       *Block
}

// InitDecl is a block in a class body.
type InitDecl struct {
	Place
	Static bool
	Body   *Block
}

// Param is a parameter of a method, closure, lambda or record.
type Param struct {
	Place
	Mods     Modifiers
	Type     *Type // nil if not given
	Variadic bool  // T... name
	Name     *Ident
	Default  Expr // nil if there is none
}

func (*VarDecl) memberNode()         {}
func (*MethodDecl) memberNode()      {}
func (*ConstructorDecl) memberNode() {}
func (*InitDecl) memberNode()        {}
func (*ClassDecl) memberNode()       {}
