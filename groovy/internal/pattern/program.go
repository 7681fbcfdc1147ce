package pattern

// op is what an instruction does. "Fails" means that the machine goes back to
// the youngest choice.
type op uint8

const (
	opAccept    op = iota // the pattern has matched
	opByte                // text[0]
	opText                // text
	opLetters             // text, ASCII letters in either case; text is lower case
	opFold                // text, all letters in either case; text is folded
	opSet                 // one character of set
	opRun                 // as many of set as there are, min to max, for good
	opRunGreedy           // as many, one less whenever the rest fails
	opRunLazy             // min, one more whenever the rest fails
	opJump                // go on at to
	opAlt                 // go on at the first of alts that lets the rest match
	opOpen                // reg: a group begins here
	opClose               // group: what lies between reg and here
	opLast                // group: the last character since reg, if there is one
	opLoopEnter           // begin a loop: count in reg+1, if it counts
	opLoop                // a round has ended; it began at reg
	opLazyEnter           // opLoopEnter that would rather leave
	opLazy                // opLoop that would rather leave
	opRepeat              // begin rounds that are for good: reg count, +1 stack, +2 begin
	opRound               // one more round, or leave
	opRoundEnd            // the round of the opRound at to is over
	opAhead               // look-ahead: reg stack, +1 place, +2 old end
	opAheadEnd
	opBehind // look-behind: reg stack, +1 place, +2 old begin
	opBehindEnd
	opAtomic // reg stack
	opAtomicEnd
	opBackref
	opAssert
	opLinebreak
	opGrapheme
)

// inst is an instruction. Which fields count depends on op.
type inst struct {
	op       op
	greed    greed
	fold     folding
	assert   assertion
	negative bool
	question bool // rounds written ?: an empty one still counts
	counts   bool // a loop whose rounds must be counted
	watches  bool // a loop that an empty round must end
	undo     bool // a begin that may be set again before it is used
	rewrites bool // rounds whose group Java writes again when all has matched

	next     int16 // the byte that must follow a run, -1 if not known
	to       int32 // where to go: after a loop, to the body of a loop
	out      int32 // the other way
	reg      int32
	group    int32 // register of a group's begin, 0 for none
	memo     int32 // number of the memo of a loop that recalls, from 1
	min, max int32
	set      *set
	text     string
	alts     []alt
	lead     *lead // of the body of a loop
	follow   *lead // of what comes after a loop or run
}

type alt struct {
	to   int32
	lead *lead
}

// program is what the machine runs; it does not change.
type program struct {
	code   []inst
	groups int // group 0 included
	regs   int // registers; the first 2*groups hold the groups
	memos  int
	rounds bool // some instruction rewrites

	lead     lead
	prefix   string
	run      *set // every match begins with a run of these, without end
	begin    bool // only a match at the begin of the text is possible
	previous bool // only a match at \G is possible
}
