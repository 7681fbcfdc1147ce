package pattern

// lead says what a piece of a pattern can begin with. It may promise too
// much, never too little: what it rules out is not tried.
type lead struct {
	bytes byteSet // the next byte is one of these
	end   bool    // or the text is at its end
	empty bool    // or it takes nothing, and what follows decides
}

var fullBytes = byteSet{^uint64(0), ^uint64(0), ^uint64(0), ^uint64(0)}

// anything is the lead of pieces that nothing is known of.
var anything = lead{bytes: fullBytes, end: true, empty: true}

// always is the lead of a piece that must be tried even where it cannot
// succeed: look-ahead leaves its groups behind in Java when the rest fails.
var always = lead{bytes: fullBytes, end: true}

// allows tells whether the piece can match at pos, before end.
func (l *lead) allows(text string, pos, end int) bool {
	if l.empty {
		return true
	}
	if pos >= end {
		return l.end
	}
	return l.bytes.has(text[pos])
}

// then is the lead of a piece followed by another.
func (l *lead) then(next *lead) lead {
	if !l.empty {
		return *l
	}
	both := *next
	both.bytes.addAll(&l.bytes)
	both.end = both.end || l.end
	return both
}

func (l *lead) add(other *lead) {
	l.bytes.addAll(&other.bytes)
	l.end = l.end || other.end
	l.empty = l.empty || other.empty
}

// leadOf returns what n can begin with.
func leadOf(n *node) *lead {
	if n.lead == nil {
		l := makeLead(n)
		if l.empty && n.captures && n.sealed() {
			l = always
		}
		n.lead = &l
	}
	return n.lead
}

// sealed tells whether n is left for good once it has matched, so that groups
// within keep what they have.
func (n *node) sealed() bool {
	switch n.kind {
	case kindAhead, kindBehind, kindAtomic:
		return true
	case kindRepeat:
		return !n.loops() && !n.option()
	}
	return false
}

// leaks tells whether n may leave something in a group when it fails: it does
// if a group is sealed in, other than by its own repetition.
func (n *node) leaks() bool {
	if !n.captures {
		return false
	}
	if n.sealed() {
		body := n.kids[0]
		return n.kind != kindRepeat || n.greed == possessive || body.kind != kindGroup || body.kids[0].captures
	}
	for _, k := range n.kids {
		if k.leaks() {
			return true
		}
	}
	return false
}

func makeLead(n *node) lead {
	var l lead
	switch n.kind {
	case kindText:
		return textLead(n)
	case kindSet:
		l.bytes = n.set.bytes()
	case kindSequence:
		l.empty = true
		for _, k := range n.kids {
			if l = l.then(leadOf(k)); !l.empty {
				break
			}
		}
	case kindChoice:
		for _, k := range n.kids {
			l.add(leadOf(k))
		}
	case kindGroup, kindAtomic:
		return *leadOf(n.kids[0])
	case kindRepeat:
		if n.max > 0 {
			l = *leadOf(n.kids[0])
		}
		l.empty = l.empty || n.min == 0
	case kindAhead, kindBehind:
		l.empty = true
	case kindAssert:
		return assertLead(n.assert)
	case kindLinebreak:
		set := newSet(verticalSpace)
		l.bytes = set.bytes()
	case kindGrapheme:
		l.bytes = fullBytes
	default:
		return anything
	}
	return l
}

func textLead(n *node) lead {
	var l lead
	if n.text == "" {
		l.empty = true
		return l
	}
	if first := n.text[0]; n.fold == foldNone || first >= 0x80 && n.fold == foldLetters {
		l.bytes.add(first)
		return l
	}
	r, _ := decode(n.text, 0, len(n.text))
	s := asciiCase(r)
	if n.fold == foldAll {
		s = unicodeCase(r)
	}
	for _, sp := range s {
		l.bytes.add(leadByte(sp.lo))
		l.bytes.add(leadByte(sp.hi))
	}
	return l
}

func assertLead(a assertion) lead {
	var l lead
	switch a {
	case assertEnd:
		l.end = true
	case assertLastEndUnix, assertLineEndUnix:
		l.bytes.add('\n')
		l.end = true
	case assertLastEnd, assertLineEnd:
		for _, sp := range lineEnds {
			l.bytes.add(leadByte(sp.lo))
		}
		l.end = true
	default:
		l.empty = true
	}
	return l
}

// enoughPrefix is how long a prefix helps a search; more only takes time to put
// together.
const enoughPrefix = 64

// prefixOf returns text that every match of n begins with, and whether that is
// all n takes.
func prefixOf(n *node) (string, bool) {
	switch n.kind {
	case kindText:
		if n.fold == foldNone {
			return n.text, true
		}
	case kindGroup, kindAtomic:
		return prefixOf(n.kids[0])
	case kindSequence:
		prefix := ""
		for _, k := range n.kids {
			more, whole := prefixOf(k)
			prefix += more
			if !whole || len(prefix) >= enoughPrefix {
				return prefix, false
			}
		}
		return prefix, true
	case kindRepeat:
		if n.min > 0 {
			prefix, whole := prefixOf(n.kids[0])
			return prefix, whole && n.min == 1 && n.max == 1
		}
	}
	return "", false
}
