package pattern

import "math"

// kind is what a node of the pattern's tree stands for.
type kind uint8

const (
	kindText      kind = iota // text, letter by letter
	kindSet                   // one character of set
	kindSequence              // kids, one after the other
	kindChoice                // the first of kids that lets the rest match
	kindGroup                 // kids[0] in parentheses; group is its number or 0
	kindRepeat                // kids[0] from min to max times
	kindAhead                 // (?=X) (?!X)
	kindBehind                // (?<=X) (?<!X), X being min to max characters long
	kindAtomic                // (?>X)
	kindBackref               // what group number group captured
	kindAssert                // a place
	kindLinebreak             // \R
	kindGrapheme              // \X
)

// greed says which number of rounds a repetition tries first.
type greed uint8

const (
	greedy greed = iota
	lazy
	possessive
)

// folding says which letters are taken for equal.
type folding uint8

const (
	foldNone folding = iota
	foldLetters
	foldAll
)

// assertion is a place in the text.
type assertion uint8

const (
	assertBegin         assertion = iota // \A, and ^ without MULTILINE
	assertEnd                            // \z
	assertLastEnd                        // \Z, and $ without MULTILINE
	assertLastEndUnix                    // the same in UNIX_LINES
	assertLineBegin                      // ^ in MULTILINE
	assertLineBeginUnix                  //
	assertLineEnd                        // $ in MULTILINE
	assertLineEndUnix                    //
	assertWord                           // \b
	assertWordUnicode                    // \b with UNICODE_CHARACTER_CLASS
	assertNoWord                         // \B
	assertNoWordUnicode                  //
	assertPrevious                       // \G
	assertGrapheme                       // \b{g}
)

// unlimited is the greatest number of rounds Java can count.
const unlimited = math.MaxInt32

type node struct {
	kind     kind
	greed    greed
	fold     folding
	assert   assertion
	negative bool // of look-around
	question bool // a repetition written ? or {0,1}
	recalls  bool // a loop that remembers from where it failed

	// fixed is Java's "deterministic": no choice within, every repetition of
	// one number of rounds. Java repeats a fixed group without going back
	// into its rounds, and any other as a loop that does.
	fixed bool

	captures bool // there is a capturing group within
	wide     bool // takes at least one character

	group    int
	min, max int32
	set      *set
	text     string
	kids     []*node

	lead *lead // what it can begin with, once known
}

func textNode(text string, fold folding) *node {
	return &node{kind: kindText, text: text, fold: fold, fixed: true, wide: text != ""}
}

func setNode(s *set) *node {
	return &node{kind: kindSet, set: s, fixed: true, wide: true}
}

func assertNode(a assertion) *node {
	return &node{kind: kindAssert, assert: a, fixed: true}
}

func sequenceNode(kids []*node) *node {
	if len(kids) == 1 {
		return kids[0]
	}
	n := &node{kind: kindSequence, kids: kids, fixed: true}
	for _, k := range kids {
		n.fixed = n.fixed && k.fixed
		n.captures = n.captures || k.captures
		n.wide = n.wide || k.wide
	}
	return n
}

func choiceNode(kids []*node) *node {
	n := &node{kind: kindChoice, kids: kids, wide: true}
	for _, k := range kids {
		n.captures = n.captures || k.captures
		n.wide = n.wide && k.wide
	}
	return n
}

func groupNode(body *node, group int) *node {
	return &node{kind: kindGroup, kids: []*node{body}, group: group, fixed: body.fixed,
		captures: group > 0 || body.captures, wide: body.wide}
}

func atomicNode(body *node) *node {
	return &node{kind: kindAtomic, kids: []*node{body}, fixed: body.fixed, captures: body.captures, wide: body.wide}
}

func lookNode(k kind, negative bool, body *node) *node {
	return &node{kind: k, negative: negative, kids: []*node{body}, fixed: true, captures: body.captures}
}

func repeatNode(body *node, lo, hi int32, g greed) *node {
	n := &node{kind: kindRepeat, kids: []*node{body}, min: lo, max: hi, greed: g,
		captures: body.captures, wide: lo > 0 && body.wide}
	n.fixed = body.fixed && lo == hi && !n.loops()
	return n
}

// loops tells whether Java repeats n as a loop that goes back into its rounds.
func (n *node) loops() bool {
	body := n.kids[0]
	return body.kind == kindGroup && n.greed != possessive && !n.question && !body.fixed
}

// option tells whether n is a group with ?, which Java reads as a choice
// between the group and nothing.
func (n *node) option() bool {
	return n.question && n.kids[0].kind == kindGroup && n.greed != possessive
}

// one tells whether n always takes exactly one character, and is repeated as
// such.
func (n *node) one() bool {
	return n.kind == kindSet || n.kind == kindText && n.fold == foldNone && oneRune(n.text)
}

func oneRune(text string) bool {
	if text == "" {
		return false
	}
	_, size := decode(text, 0, len(text))
	return size == len(text)
}

func countRunes(text string) int32 {
	n := int32(0)
	for i := 0; i < len(text); {
		_, size := decode(text, i, len(text))
		i += size
		n++
	}
	return n
}
