package pattern

import "strings"

// group reads what is in parentheses, with its repetition. It returns nil for
// a group that only sets flags.
func (p *parser) group() *node {
	p.enter()
	defer p.leave()
	flags, loops := p.flags, len(p.loops)
	var n *node
	if ch := p.next(); ch != '?' {
		n = p.capture()
	} else {
		switch ch = p.skip(); ch {
		case ':':
			n = groupNode(p.choice(), 0)
		case '=', '!':
			n = lookNode(kindAhead, ch == '!', p.choice())
		case '>':
			n = atomicNode(p.choice())
		case '<':
			if ch = p.read(); ch == '=' || ch == '!' {
				n = p.lookBehind(ch == '!')
				break
			}
			name := p.groupName(ch)
			if _, ok := p.names[name]; ok {
				p.fail("Named capturing group <" + name + "> is already defined")
			}
			if p.names == nil {
				p.names = make(map[string]int)
			}
			p.names[name] = p.groups
			n = p.capture()
		case '$', '@':
			p.fail("Unknown group type")
		default:
			p.cur--
			p.flagGroup()
			if ch = p.read(); ch == ')' {
				return nil
			}
			if ch != ':' {
				p.fail("Unknown inline modifier")
			}
			n = groupNode(p.choice(), 0)
		}
	}
	if p.read() != ')' {
		p.fail("Unclosed group")
	}
	p.flags = flags
	r := p.repetition(n)
	if r != n {
		p.loops = p.loops[:loops]
		if r.loops() && r.greed == greedy && r.max == unlimited {
			p.loops = append(p.loops, r)
		}
	}
	return r
}

func (p *parser) capture() *node {
	number := p.groups
	p.groups++
	return groupNode(p.choice(), number)
}

func (p *parser) lookBehind(negative bool) *node {
	body := p.choice()
	reach := extentOf(body)
	if !reach.bounded {
		p.fail("Look-behind group does not have an obvious maximum length")
	}
	n := lookNode(kindBehind, negative, body)
	n.min, n.max = reach.min, reach.max
	return n
}

// groupName reads the rest of a name that begins with ch, and the '>' after it.
func (p *parser) groupName(ch rune) string {
	if !isAlpha(ch) {
		p.fail("capturing group name does not start with a Latin letter")
	}
	var name strings.Builder
	for isAlpha(ch) || isDigit(ch) {
		name.WriteByte(byte(ch))
		ch = p.read()
	}
	if ch != '>' {
		p.fail("named capturing group is missing trailing '>'")
	}
	return name.String()
}

// flagGroup reads the letters of (?idmsuxU-idmsuxU.
func (p *parser) flagGroup() {
	on := true
	for ch := p.peek(); ; ch = p.next() {
		var f Flags
		switch ch {
		case 'i':
			f = CaseInsensitive
		case 'm':
			f = Multiline
		case 's':
			f = DotAll
		case 'd':
			f = UnixLines
		case 'u':
			f = UnicodeCase
		case 'x':
			f = Comments
		case 'U':
			f = UnicodeCharacterClass | UnicodeCase
		case 'c':
			p.fail("Canonical equivalence is not supported")
		case '-':
			if on {
				on = false
				continue
			}
			return
		default:
			return
		}
		if on {
			p.flags |= f
		} else {
			p.flags &^= f
		}
	}
}

// repetition reads the quantifier after n, if there is one.
func (p *parser) repetition(n *node) *node {
	switch p.peek() {
	case '?':
		p.next()
		return p.question(n)
	case '*':
		return p.star(n, 0)
	case '+':
		return p.star(n, 1)
	case '{':
		return p.counted(n)
	}
	return n
}

// manner reads what follows a quantifier and says how hard it tries.
func (p *parser) manner() greed {
	switch p.peek() {
	case '?':
		p.next()
		return lazy
	case '+':
		p.next()
		return possessive
	}
	return greedy
}

func (p *parser) question(body *node) *node {
	n := repeatNode(body, 0, 1, p.manner())
	n.question, n.fixed = true, false
	return n
}

func (p *parser) star(body *node, lo int32) *node {
	p.next()
	return repeatNode(body, lo, unlimited, p.manner())
}

func (p *parser) counted(body *node) *node {
	ch := p.skip()
	if !isDigit(ch) {
		p.fail("Illegal repetition")
	}
	lo, ch := p.count(ch)
	hi := lo
	if ch == ',' {
		hi = unlimited
		if ch = p.read(); isDigit(ch) {
			hi, ch = p.count(ch)
		}
	}
	if ch != '}' {
		p.fail("Unclosed counted closure")
	}
	if hi < lo {
		p.fail("Illegal repetition range")
	}
	if lo == 0 && hi == 1 {
		return p.question(body)
	}
	return repeatNode(body, lo, hi, p.manner())
}

// count reads the number that begins with digit, and the character after it.
func (p *parser) count(digit rune) (int32, rune) {
	n := int64(0)
	for ; isDigit(digit); digit = p.read() {
		if n = n*10 + int64(digit-'0'); n > unlimited {
			p.fail("Illegal repetition range")
		}
	}
	return int32(n), digit
}
