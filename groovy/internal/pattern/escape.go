package pattern

import "strings"

// escape reads an escape outside a class: a letter, or -1 and a node.
func (p *parser) escape() (rune, *node) {
	start := p.cur
	letter, s := p.sharedEscape(false)
	switch {
	case letter >= 0:
		return letter, nil
	case s != nil:
		return -1, p.classNode(s)
	}
	p.cur = start
	switch ch := p.skip(); ch {
	case '1', '2', '3', '4', '5', '6', '7', '8', '9':
		return -1, p.backref(p.groupNumber(int(ch - '0')))
	case 'A':
		return -1, assertNode(assertBegin)
	case 'B':
		if p.has(UnicodeCharacterClass) {
			return -1, assertNode(assertNoWordUnicode)
		}
		return -1, assertNode(assertNoWord)
	case 'G':
		return -1, assertNode(assertPrevious)
	case 'R':
		return -1, &node{kind: kindLinebreak, fixed: true, wide: true}
	case 'X':
		return -1, &node{kind: kindGrapheme, fixed: true, wide: true}
	case 'Z':
		return -1, assertNode(p.lineEnd(false))
	case 'b':
		return -1, p.wordBound()
	case 'k':
		if p.read() != '<' {
			p.fail(`\k is not followed by '<' for named capturing group`)
		}
		name := p.groupName(p.read())
		g, ok := p.names[name]
		if !ok {
			p.fail("named capturing group <" + name + "> does not exist")
		}
		return -1, p.backref(g)
	case 'z':
		return -1, assertNode(assertEnd)
	}
	p.fail("Illegal/unsupported escape sequence")
	return -1, nil
}

func (p *parser) wordBound() *node {
	if p.peek() == '{' && p.at(p.cur+1) == 'g' {
		p.skip()
		if p.read() != '}' {
			p.fail("Illegal/unsupported escape sequence")
		}
		return assertNode(assertGrapheme)
	}
	if p.has(UnicodeCharacterClass) {
		return assertNode(assertWordUnicode)
	}
	return assertNode(assertWord)
}

func (p *parser) backref(group int) *node {
	p.refers = true
	n := &node{kind: kindBackref, group: group, fixed: true}
	switch {
	case !p.has(CaseInsensitive):
	case p.has(UnicodeCase):
		n.fold = foldAll
	default:
		n.fold = foldLetters
	}
	return n
}

// groupNumber takes more digits as long as there is a group of that number.
func (p *parser) groupNumber(n int) int {
	for {
		ch := p.peek()
		if !isDigit(ch) {
			return n
		}
		more := n*10 + int(ch-'0')
		if more >= p.groups {
			return n
		}
		n = more
		p.read()
	}
}

// sharedEscape reads an escape that means the same in a class and outside: a
// letter, or -1 and a set. For any other it returns -1 and nil, the cursor
// after its letter. before tells that the escape may begin or end a range.
func (p *parser) sharedEscape(before bool) (rune, spans) {
	ch := p.skip()
	switch ch {
	case '0':
		return p.octal(), nil
	case 'N':
		return p.charName(), nil
	case 'a':
		return '\a', nil
	case 'c':
		if p.cur >= len(p.pat) {
			p.fail("Illegal control escape sequence")
		}
		return p.read() ^ 64, nil
	case 'e':
		return 0x1B, nil
	case 'f':
		return '\f', nil
	case 'n':
		return '\n', nil
	case 'r':
		return '\r', nil
	case 't':
		return '\t', nil
	case 'u':
		return p.utf16(), nil
	case 'x':
		return p.hexadecimal(), nil
	case 'v':
		if before {
			return '\v', nil
		}
		return -1, verticalSpace
	case 'V':
		return -1, verticalSpace.negate()
	case 'h':
		return -1, horizontalSpace
	case 'H':
		return -1, horizontalSpace.negate()
	case 'd', 'D':
		return -1, p.predefined(asciiDigit, "DIGIT", ch == 'D')
	case 's', 'S':
		return -1, p.predefined(asciiSpace, "WHITE_SPACE", ch == 'S')
	case 'w', 'W':
		return -1, p.predefined(asciiWord, "WORD", ch == 'W')
	}
	if isAlpha(ch) || isDigit(ch) {
		return -1, nil
	}
	return ch, nil
}

func (p *parser) predefined(ascii spans, unicodeName string, negative bool) spans {
	s := ascii
	if p.has(UnicodeCharacterClass) {
		s, _ = binaryProperty(unicodeName, false)
	}
	if negative {
		return p.fresh(s.negate())
	}
	return s
}

func (p *parser) octal() rune {
	n := p.read()
	if n < '0' || n > '7' {
		p.fail("Illegal octal escape sequence")
	}
	m := p.read()
	if m < '0' || m > '7' {
		p.cur--
		return n - '0'
	}
	if o := p.read(); '0' <= o && o <= '7' && n <= '3' {
		return (n-'0')*64 + (m-'0')*8 + o - '0'
	}
	p.cur--
	return (n-'0')*8 + m - '0'
}

func hexDigit(ch rune) (rune, bool) {
	switch {
	case isDigit(ch):
		return ch - '0', true
	case 'a' <= ch|0x20 && ch|0x20 <= 'f':
		return ch | 0x20 - 'a' + 10, true
	}
	return 0, false
}

func (p *parser) hexadecimal() rune {
	n := p.read()
	if hi, ok := hexDigit(n); ok {
		if lo, ok := hexDigit(p.read()); ok {
			return hi<<4 + lo
		}
	} else if _, ok := hexDigit(p.peek()); ok && n == '{' {
		ch := rune(0)
		for {
			n = p.read()
			d, ok := hexDigit(n)
			if !ok {
				break
			}
			if ch = ch<<4 + d; ch > maxRune {
				p.fail("Hexadecimal codepoint is too big")
			}
		}
		if n != '}' {
			p.fail("Unclosed hexadecimal escape sequence")
		}
		return ch
	}
	p.fail("Illegal hexadecimal escape sequence")
	return 0
}

// utf16 reads uhhhh, twice if that makes a pair of surrogates.
func (p *parser) utf16() rune {
	hi := p.unit()
	if hi&^0x3FF != 0xD800 {
		return hi
	}
	cur := p.cur
	if p.read() == '\\' && p.read() == 'u' {
		if lo := p.unit(); lo&^0x3FF == 0xDC00 {
			return joinSurrogates(hi, lo)
		}
	}
	p.cur = cur
	return hi
}

func (p *parser) unit() rune {
	n := rune(0)
	for range 4 {
		d, ok := hexDigit(p.read())
		if !ok {
			p.fail("Illegal Unicode escape sequence")
		}
		n = n<<4 + d
	}
	return n
}

// charName refuses \N{name}: the names of all characters are not on board.
func (p *parser) charName() rune {
	if p.read() != '{' {
		p.fail("Illegal character name escape sequence")
	}
	start := p.cur
	for p.read() != '}' {
		if p.cur > len(p.pat) {
			p.fail("Unclosed character name escape sequence")
		}
	}
	p.fail("Character names are not supported [" + string(p.pat[start:p.cur-1]) + "]")
	return 0
}

// family reads what follows \p or \P, the cursor being on that letter.
func (p *parser) family(negative bool) spans {
	var name string
	if p.next() != '{' {
		p.cur--
		p.next()
		name = string(p.at(p.cur))
		p.read()
	} else {
		p.next()
		start := p.cur
		for p.read() != '}' {
			if p.cur > len(p.pat) {
				p.fail("Unclosed character family")
			}
		}
		if start+1 >= p.cur {
			p.fail("Empty character family")
		}
		name = string(p.pat[start : p.cur-1])
	}
	s, ok := p.property(name)
	if !ok {
		p.fail(unknownProperty(name))
	}
	if negative {
		return p.fresh(s.negate())
	}
	return s
}

// property finds the set that a name in \p{name} stands for.
func (p *parser) property(name string) (spans, bool) {
	fold := p.has(CaseInsensitive)
	if key, value, ok := strings.Cut(name, "="); ok {
		switch strings.ToLower(key) {
		case "sc", "script":
			return scriptProperty(value)
		case "blk", "block":
			return blockProperty(value)
		case "gc", "general_category":
			return categoryProperty(value, fold)
		}
		return nil, false
	}
	if block, ok := strings.CutPrefix(name, "In"); ok {
		return blockProperty(block)
	}
	if short, ok := strings.CutPrefix(name, "Is"); ok {
		s, ok := binaryProperty(short, fold)
		if !ok {
			s, ok = posixProperty(short, fold)
		}
		if !ok {
			s, ok = categoryProperty(short, fold)
		}
		if !ok {
			s, ok = scriptProperty(short)
		}
		return s, ok
	}
	if p.has(UnicodeCharacterClass) {
		if s, ok := posixProperty(name, fold); ok {
			return s, true
		}
	}
	return categoryProperty(name, fold)
}

func unknownProperty(name string) string {
	if key, value, ok := strings.Cut(name, "="); ok {
		return "Unknown Unicode property {name=<" + strings.ToLower(key) + ">, value=<" + value + ">}"
	}
	return "Unknown character property name {" + name + "}"
}
