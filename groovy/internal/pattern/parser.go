package pattern

import "unicode"

const (
	// maxPattern is the longest pattern accepted, in characters. A tree and its
	// instructions take some two hundred bytes a character.
	maxPattern = 1 << 18
	// maxSpans is how many spans all sets of a pattern may have together: 8 MB.
	maxSpans = 1 << 20
	// maxDepth is how deep groups and classes may nest: parser and compiler
	// recurse that deep.
	maxDepth = 1000
)

// parser reads a pattern. It goes through it the way Java does, character by
// character with the cursor in the same places, because an error shows where
// the cursor was.
type parser struct {
	expr    string
	pat     []rune // quotes spelled out
	cur     int
	flags   Flags
	initial Flags // the flags outside all groups, after the last change
	groups  int   // capturing groups opened, group 0 included
	names   map[string]int
	depth   int
	loops   []*node // loops without end that are in no other repetition
	refers  bool    // there is a back reference
	size    int     // spans of all classes
}

func newParser(expr string, flags Flags) *parser {
	return &parser{expr: expr, flags: flags, groups: 1}
}

// parse returns the tree of the whole pattern.
func (p *parser) parse() (root *node, err error) {
	defer func() {
		if r := recover(); r != nil {
			bad, ok := r.(*SyntaxError)
			if !ok {
				panic(r)
			}
			err = bad
		}
	}()
	p.pat = make([]rune, 0, len(p.expr))
	for i := 0; i < len(p.expr); {
		r, n := decode(p.expr, i, len(p.expr))
		i += n
		// A high surrogate and a low one, each in three bytes, are one
		// character as soon as they meet.
		if last := len(p.pat) - 1; r&^0x3FF == 0xDC00 && last >= 0 && p.pat[last]&^0x3FF == 0xD800 {
			p.pat[last] = joinSurrogates(p.pat[last], r)
			continue
		}
		p.pat = append(p.pat, r)
	}
	if len(p.pat) > maxPattern {
		p.cur = 0
		p.fail("Pattern is too long")
	}
	if p.has(canonEq) {
		p.cur = 0
		p.fail("Canonical equivalence is not supported")
	}
	if p.has(Literal) {
		p.initial = p.flags
		if len(p.pat) == 0 {
			return sequenceNode(nil), nil
		}
		return p.literal(p.pat), nil
	}
	p.unquote()
	root = p.choice()
	if p.cur != len(p.pat) {
		if p.peek() == ')' {
			p.fail("Unmatched closing ')'")
		}
		p.fail("Unexpected internal error")
	}
	p.initial = p.flags
	// What a loop does from some place depends on the place alone, unless
	// there are back references.
	for _, n := range p.loops {
		n.recalls = !p.refers
	}
	return root, nil
}

func joinSurrogates(hi, lo rune) rune { return (hi-0xD800)<<10 + lo - 0xDC00 + 0x10000 }

func (p *parser) has(f Flags) bool { return p.flags&f != 0 }

// fail ends parsing; Java's index is the character before the cursor.
func (p *parser) fail(description string) {
	panic(&SyntaxError{Description: description, Index: p.cur - 1, Pattern: p.expr})
}

func (p *parser) enter() {
	if p.depth++; p.depth > maxDepth {
		p.fail("Pattern is nested too deep")
	}
}

func (p *parser) leave() { p.depth-- }

// at reads past the end as zeros.
func (p *parser) at(i int) rune {
	if i < len(p.pat) {
		return p.pat[i]
	}
	return 0
}

// choice reads alternatives up to a closing parenthesis or the end.
func (p *parser) choice() *node {
	first := p.sequence()
	if p.peek() != '|' {
		return first
	}
	kids := []*node{first}
	for p.peek() == '|' {
		p.next()
		kids = append(kids, p.sequence())
	}
	return choiceNode(kids)
}

func (p *parser) sequence() *node {
	var kids []*node
	for {
		var n *node
		ch := p.peek()
		switch ch {
		case '(':
			if n = p.group(); n == nil {
				continue
			}
			kids = append(kids, n)
			continue
		case '[':
			n = p.classNode(p.class(true))
		case '\\':
			if ch = p.nextRaw(); ch == 'p' || ch == 'P' {
				n = p.classNode(p.family(ch == 'P'))
			} else {
				p.cur--
				n = p.atom()
			}
		case '^':
			p.next()
			n = assertNode(p.lineBegin())
		case '$':
			p.next()
			n = assertNode(p.lineEnd(p.has(Multiline)))
		case '.':
			p.next()
			n = setNode(p.dot())
		case '|', ')':
			return sequenceNode(kids)
		case '?', '*', '+':
			p.next()
			p.fail("Dangling meta character '" + string(ch) + "'")
		case 0:
			if p.cur >= len(p.pat) {
				return sequenceNode(kids)
			}
			n = p.atom()
		default:
			n = p.atom()
		}
		kids = append(kids, p.repetition(n))
	}
}

func (p *parser) lineBegin() assertion {
	switch {
	case !p.has(Multiline):
		return assertBegin
	case p.has(UnixLines):
		return assertLineBeginUnix
	}
	return assertLineBegin
}

func (p *parser) lineEnd(multiline bool) assertion {
	switch {
	case multiline && p.has(UnixLines):
		return assertLineEndUnix
	case multiline:
		return assertLineEnd
	case p.has(UnixLines):
		return assertLastEndUnix
	}
	return assertLastEnd
}

var (
	dotAllSet  = newSet(anySpans)
	dotSet     = newSet(anyInLine)
	dotUnixSet = newSet(anyUnix)
)

func (p *parser) dot() *set {
	switch {
	case p.has(DotAll):
		return dotAllSet
	case p.has(UnixLines):
		return dotUnixSet
	}
	return dotSet
}

// atom reads letters up to the next special character, or one escape. The last
// letter before a quantifier is left for the next call.
func (p *parser) atom() *node {
	var text [32]rune
	letters := text[:0]
	prev := -1
	for {
		ch := p.peek()
		switch ch {
		case '*', '+', '?', '{':
			if len(letters) > 1 {
				p.cur = prev
				letters = letters[:len(letters)-1]
			}
			return p.literal(letters)
		case '$', '.', '^', '(', '[', '|', ')':
			return p.literal(letters)
		case '\\':
			if ch = p.nextRaw(); ch == 'p' || ch == 'P' {
				if len(letters) > 0 {
					p.cur--
					return p.literal(letters)
				}
				return p.classNode(p.family(ch == 'P'))
			}
			p.cur--
			prev = p.cur
			letter, n := p.escape()
			if letter < 0 {
				if len(letters) == 0 {
					return n
				}
				p.cur = prev
				return p.literal(letters)
			}
			letters = append(letters, letter)
			continue
		case 0:
			if p.cur >= len(p.pat) {
				return p.literal(letters)
			}
		}
		prev = p.cur
		letters = append(letters, ch)
		p.cur++
	}
}

// literal returns the node that matches letters one after the other.
func (p *parser) literal(letters []rune) *node {
	if len(letters) == 1 {
		return p.classNode(p.letter(letters[0]))
	}
	fold := foldNone
	text := make([]byte, 0, len(letters)+8)
	for _, r := range letters {
		switch {
		case !p.has(CaseInsensitive):
		case p.has(UnicodeCase):
			if _, alone := unicodeCase(r).single(); !alone {
				fold = foldAll
			}
			r = foldUnicode(r)
		case r < 0x80 && isAlpha(r):
			fold = foldLetters
			r = foldASCII(r)
		}
		text = appendRune(text, r)
	}
	return textNode(string(text), fold)
}

// letter returns the characters a single letter stands for. Alone, a letter
// whose upper case has no other lower case is itself only (sharp s); in a word
// its capital counts too.
func (p *parser) letter(r rune) spans {
	switch {
	case !p.has(CaseInsensitive):
		return spans{{r, r}}
	case !p.has(UnicodeCase):
		return asciiCase(r)
	}
	if upper := unicode.ToUpper(r); upper == unicode.ToLower(upper) && upper == r {
		return spans{{r, r}}
	}
	return unicodeCase(r)
}

// classNode returns the node for one character of s.
func (p *parser) classNode(s spans) *node {
	if r, ok := s.single(); ok {
		var b [4]byte
		return textNode(string(appendRune(b[:0], r)), foldNone)
	}
	return setNode(newSet(s))
}
