package syntax

// kind is what the scanner tells the parser about a token.
type kind uint8

const (
	kEOF kind = iota
	kNewline
	kBad // text no token can be made of; an error has been noted
	kIdent
	kNumber
	kString   // a whole literal without interpolation
	kStrStart // from the quote to the first $
	kStrMid   // between two interpolations
	kStrEnd   // from the last interpolation to the quote

	kLParen
	kRParen
	kLBrack
	kRBrack
	kLBrace
	kInterp // ${
	kRBrace
	kSemi
	kComma
	kColon
	kColon2 // ::
	kQuestion
	kElvis       // ?:
	kElvisAssign // ?=
	kAt
	kArrow // ->
	kDot
	kSafeDot      // ?.
	kSafeChainDot // ??.
	kSpreadDot    // *.
	kPointer      // .&
	kEllipsis     // ...
	kRange        // ..
	kRangeOpen    // ..<
	kRangeFrom    // <..
	kRangeBoth    // <..<
	kNot
	kTilde
	kInc
	kDec

	kPlus
	kMinus
	kStar
	kSlash
	kPercent
	kPower
	kShl
	kAmp
	kPipe
	kCaret
	kAnd
	kOr
	kEq
	kNe
	kIdentical
	kNotIdentical
	kCompare
	kLt
	kLe
	kGt // >> and >>> are made of adjacent ones by the parser, so that generics need not split them
	kGe
	kFind
	kMatch

	kAssign
	kPlusAssign
	kMinusAssign
	kStarAssign
	kSlashAssign
	kPercentAssign
	kPowerAssign
	kShlAssign
	kAmpAssign
	kPipeAssign
	kCaretAssign

	// Keywords. From kAs to kWhile in the order of the alphabet.
	kAbstract
	kAs
	kAssert
	kBoolean
	kBreak
	kByte
	kCase
	kCatch
	kChar
	kClass
	kConst
	kContinue
	kDef
	kDefault
	kDo
	kDouble
	kElse
	kEnum
	kExtends
	kFalse
	kFinal
	kFinally
	kFloat
	kFor
	kGoto
	kIf
	kImplements
	kImport
	kIn
	kInstanceof
	kInt
	kInterface
	kLong
	kNative
	kNew
	kNull
	kPackage
	kPrivate
	kProtected
	kPublic
	kReturn
	kShort
	kStatic
	kStrictfp
	kSuper
	kSwitch
	kSynchronized
	kThis
	kThreadsafe
	kThrow
	kThrows
	kTrait
	kTransient
	kTrue
	kTry
	kVoid
	kVolatile
	kWhile
	kindCount
)

// spelling is the text of each kind that has only one.
var spelling = [kindCount]string{
	kEOF: "end of file", kNewline: "end of line",
	kLParen: "(", kRParen: ")", kLBrack: "[", kRBrack: "]", kLBrace: "{", kInterp: "${", kRBrace: "}",
	kSemi: ";", kComma: ",", kColon: ":", kColon2: "::", kQuestion: "?", kElvis: "?:", kElvisAssign: "?=",
	kAt: "@", kArrow: "->", kDot: ".", kSafeDot: "?.", kSafeChainDot: "??.", kSpreadDot: "*.", kPointer: ".&",
	kEllipsis: "...", kRange: "..", kRangeOpen: "..<", kRangeFrom: "<..", kRangeBoth: "<..<",
	kNot: "!", kTilde: "~", kInc: "++", kDec: "--",
	kPlus: "+", kMinus: "-", kStar: "*", kSlash: "/", kPercent: "%", kPower: "**", kShl: "<<",
	kAmp: "&", kPipe: "|", kCaret: "^", kAnd: "&&", kOr: "||",
	kEq: "==", kNe: "!=", kIdentical: "===", kNotIdentical: "!==", kCompare: "<=>",
	kLt: "<", kLe: "<=", kGt: ">", kGe: ">=", kFind: "=~", kMatch: "==~",
	kAssign: "=", kPlusAssign: "+=", kMinusAssign: "-=", kStarAssign: "*=", kSlashAssign: "/=",
	kPercentAssign: "%=", kPowerAssign: "**=", kShlAssign: "<<=", kAmpAssign: "&=", kPipeAssign: "|=",
	kCaretAssign: "^=",
	kAbstract:    "abstract", kAs: "as", kAssert: "assert", kBoolean: "boolean", kBreak: "break", kByte: "byte",
	kCase: "case", kCatch: "catch", kChar: "char", kClass: "class", kConst: "const", kContinue: "continue",
	kDef: "def", kDefault: "default", kDo: "do", kDouble: "double", kElse: "else", kEnum: "enum",
	kExtends: "extends", kFalse: "false", kFinal: "final", kFinally: "finally", kFloat: "float", kFor: "for",
	kGoto: "goto", kIf: "if", kImplements: "implements", kImport: "import", kIn: "in",
	kInstanceof: "instanceof", kInt: "int", kInterface: "interface", kLong: "long", kNative: "native",
	kNew: "new", kNull: "null", kPackage: "package", kPrivate: "private", kProtected: "protected",
	kPublic: "public", kReturn: "return", kShort: "short", kStatic: "static", kStrictfp: "strictfp",
	kSuper: "super", kSwitch: "switch", kSynchronized: "synchronized", kThis: "this",
	kThreadsafe: "threadsafe", kThrow: "throw", kThrows: "throws", kTrait: "trait", kTransient: "transient",
	kTrue: "true", kTry: "try", kVoid: "void", kVolatile: "volatile", kWhile: "while",
}

// keywords by length and first letter.
var keywords = func() (t [13]['w' - 'a' + 1][]kind) {
	for k := kAbstract; k < kindCount; k++ {
		list := &t[len(spelling[k])][spelling[k][0]-'a']
		*list = append(*list, k)
	}
	return t
}()

// keyword tells which keyword a name is; kIdent if it is none. They are all
// lower case and have between 2 and 12 letters.
func keyword(name string) kind {
	if len(name) < 2 || len(name) > 12 || name[0] < 'a' || name[0] > 'w' {
		return kIdent
	}
	for _, k := range keywords[len(name)][name[0]-'a'] {
		if spelling[k] == name {
			return k
		}
	}
	return kIdent
}

func (k kind) isKeyword() bool { return k >= kAbstract && k < kindCount }

func (k kind) isPrimitive() bool {
	switch k {
	case kVoid, kBoolean, kByte, kChar, kShort, kInt, kFloat, kLong, kDouble:
		return true
	}
	return false
}

// mayBeName tells whether a word is a keyword of Groovy but not of Java: before
// a dot it is a variable or the first part of a package's name.
func (k kind) mayBeName() bool { return k == kAs || k == kDef || k == kIn || k == kTrait }

// isModifier leaves out def, which is one and is not.
func (k kind) isModifier() bool {
	switch k {
	case kPrivate, kPublic, kProtected, kStatic, kTransient, kFinal, kAbstract, kNative, kThreadsafe,
		kSynchronized, kVolatile, kStrictfp:
		return true
	}
	return false
}

// endsExpr tells whether a token can be the last of an expression, so that a
// slash behind it divides. Of the keywords only those that are values do.
func (k kind) endsExpr() bool {
	switch k {
	case kIdent, kNumber, kString, kStrEnd, kRParen, kRBrack, kRBrace, kInc, kDec, kBad,
		kThis, kSuper, kTrue, kFalse, kNull, kClass:
		return true
	}
	return k.isPrimitive()
}

// token is one token of the source. Its column is worked out when a node
// asks for it.
type token struct {
	kind  kind
	quote Quote // of the string kinds
	// fresh tells that a line break came before, also where the scanner made
	// no kNewline of it.
	fresh bool
	// broken marks a literal that does not end.
	broken   bool
	off, end int32
	line     int32
	// match is the index of the other bracket of a pair, or -1.
	match int32
}
