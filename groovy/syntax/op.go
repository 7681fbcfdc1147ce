package syntax

// Op is an operator.
type Op uint8

const (
	OpNone Op = iota
	OpAdd
	OpSub
	OpMul
	OpDiv
	OpMod
	OpPow
	OpShl
	OpShr
	OpUshr
	OpBitAnd
	OpBitOr
	OpBitXor
	OpAnd
	OpOr
	OpEq
	OpNe
	OpCompare // <=>
	OpIdentical
	OpNotIdentical
	OpLt
	OpLe
	OpGt
	OpGe
	OpFind  // =~
	OpMatch // ==~
	OpIn
	OpNotIn
	OpElvis // in Assign only: ?=
	OpMinus // unary
	OpPlus  // unary
	OpNot
	OpBitNot
	OpInc
	OpDec
)

// Dot tells how a member is reached.
type Dot uint8

const (
	DotPlain     Dot = iota // a.b
	DotSafe                 // a?.b
	DotSpread               // a*.b
	DotSafeChain            // a??.b: the rest of the path is skipped too
)

var opNames = [...]string{
	OpAdd: "+", OpSub: "-", OpMul: "*", OpDiv: "/", OpMod: "%", OpPow: "**",
	OpShl: "<<", OpShr: ">>", OpUshr: ">>>", OpBitAnd: "&", OpBitOr: "|", OpBitXor: "^",
	OpAnd: "&&", OpOr: "||", OpEq: "==", OpNe: "!=", OpCompare: "<=>",
	OpIdentical: "===", OpNotIdentical: "!==", OpLt: "<", OpLe: "<=", OpGt: ">", OpGe: ">=",
	OpFind: "=~", OpMatch: "==~", OpIn: "in", OpNotIn: "!in", OpElvis: "?",
	OpMinus: "-", OpPlus: "+", OpNot: "!", OpBitNot: "~", OpInc: "++", OpDec: "--",
}

// String gives the operator as it is written.
func (o Op) String() string { return opNames[o] }

var dotNames = [...]string{DotPlain: ".", DotSafe: "?.", DotSpread: "*.", DotSafeChain: "??."}

// String gives the operator as it is written.
func (d Dot) String() string { return dotNames[d] }
