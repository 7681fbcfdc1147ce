package syntax

// BadExpr stands for text that could not be parsed.
type BadExpr struct{ expr }

// NumberKind is the type a number literal has by its form. A decimal integer
// without suffix is NumInteger and takes the smallest of int, long and
// BigInteger that holds it.
type NumberKind uint8

const (
	NumInteger    NumberKind = iota // 1, 0x1F, 0b1, 017: smallest that fits
	NumInt                          // 1i
	NumLong                         // 1L
	NumBigInteger                   // 1g
	NumBigDecimal                   // 1.5, 1e3, 1.5g
	NumFloat                        // 1.5f
	NumDouble                       // 1.5d
)

// Number is a number literal. A sign is never part of it; the digits of the
// smallest int and long, which have no positive counterpart, are accepted with
// the suffix of their type only behind a minus.
type Number struct {
	expr
	Kind NumberKind
	Base int // 2, 8, 10 or 16
	// Digits is the number without prefix, suffix and underscores; with point
	// and exponent as written for the decimal kinds.
	Digits string
	// Text is the literal as written.
	Text string
}

// Quote tells how a string was written.
type Quote uint8

const (
	Bare         Quote = iota // a name used as a string: [a: 1], x.a
	Single                    // 'a'
	Double                    // "a"
	TripleSingle              // '''a'''
	TripleDouble              // """a"""
	Slashy                    // /a/
	DollarSlashy              // $/a/$
)

// String is a string literal without interpolation; also the name after a dot
// and the key of a map entry where these are plain names (Quote is then Bare).
type String struct {
	expr
	Quote Quote
	// Value has escapes resolved, in UTF-8; a lone surrogate is in its
	// three-byte form.
	Value string
}

// GString is a string literal with interpolation: Texts[0], Values[0],
// Texts[1], ... with one more text than values.
type GString struct {
	expr
	Quote  Quote
	Texts  []string
	Values []*Interp
}

// Interp is one interpolated value.
//
//	$a.b          X is the Ident or the chain of Property
//	${expr}       X is the expression, Braced
//	${-> expr}    X is a *Closure with Arrow: evaluated at each use of the text
//	${}           X is nil: null
//	${a; b}       Body is set instead: run at once, the last value counts
type Interp struct {
	Place
	Braced bool
	X      Expr
	Body   []Stmt
}

// Bool is true or false.
type Bool struct {
	expr
	Value bool
}

// Null is null.
type Null struct{ expr }

// List is [a, b]; elements may be *Spread.
type List struct {
	expr
	Elems []Expr
}

// Map is [a: 1] or [:]; Entries are *Entry and *SpreadMap.
type Map struct {
	expr
	Entries []Expr
}

// Entry is key: value in a map literal, or a named argument. A plain name (or
// keyword) as key is a *String with quote Bare; (expr): is a *Paren.
type Entry struct {
	expr
	Key   Expr
	Value Expr
}

// Spread is *list in arguments and list literals.
type Spread struct {
	expr
	X Expr
}

// SpreadMap is *: map in arguments and map literals.
type SpreadMap struct {
	expr
	X Expr
}

// Range is a..b and its relatives.
type Range struct {
	expr
	From, To               Expr
	ExcludeFrom, ExcludeTo bool
	OpPos                  Pos
}

// Closure is { a, b -> ... }. Without Arrow it has the implicit parameter it;
// with Arrow and no Params it takes none.
type Closure struct {
	expr
	Params []*Param
	Arrow  bool
	Body   []Stmt
}

// Lambda is (a, b) -> ... with either X or Block set.
type Lambda struct {
	expr
	Params []*Param
	Parens bool
	X      Expr
	Block  *Block
}
