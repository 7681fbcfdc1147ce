package pattern

import "strings"

// How the parser goes through a pattern, with the cursor where Java has it.

// peek returns the next character without taking it. With COMMENTS, it first
// skips white space and comments, as read and next do.
func (p *parser) peek() rune {
	return p.skipSpace(p.at(p.cur))
}

// next takes a character and peeks at the one after it.
func (p *parser) next() rune {
	p.cur++
	return p.peek()
}

// nextRaw is next without regard to COMMENTS.
func (p *parser) nextRaw() rune {
	p.cur++
	return p.at(p.cur)
}

// read takes the next character.
func (p *parser) read() rune {
	ch := p.at(p.cur)
	p.cur++
	if !p.has(Comments) {
		return ch
	}
	for isSpace(ch) || ch == '#' {
		for isSpace(ch) {
			ch = p.at(p.cur)
			p.cur++
		}
		if ch == '#' {
			for ch != 0 && !p.isLineEnd(ch) {
				ch = p.at(p.cur)
				p.cur++
			}
		}
	}
	return ch
}

// skip takes two characters and returns the second.
func (p *parser) skip() rune {
	p.cur += 2
	return p.at(p.cur - 1)
}

func (p *parser) skipSpace(ch rune) rune {
	if !p.has(Comments) {
		return ch
	}
	for isSpace(ch) || ch == '#' {
		for isSpace(ch) {
			ch = p.nextRaw()
		}
		if ch == '#' {
			for ch != 0 && !p.isLineEnd(ch) {
				ch = p.nextRaw()
			}
		}
	}
	return ch
}

func (p *parser) isLineEnd(ch rune) bool {
	if p.has(UnixLines) {
		return ch == '\n'
	}
	return ch == '\n' || ch == '\r' || ch|1 == 0x2029 || ch == 0x85
}

func isSpace(ch rune) bool { return ch == ' ' || '\t' <= ch && ch <= '\r' }
func isDigit(ch rune) bool { return '0' <= ch && ch <= '9' }
func isAlpha(ch rune) bool { return 'a' <= ch|0x20 && ch|0x20 <= 'z' }

// unquote spells out \Q...\E with a backslash for each special character.
func (p *parser) unquote() {
	if !strings.Contains(p.expr, `\Q`) {
		return
	}
	in := p.pat
	i := 0
	for i < len(in)-1 && (in[i] != '\\' || in[i+1] != 'Q') {
		if in[i] == '\\' {
			i++
		}
		i++
	}
	if i >= len(in)-1 {
		return
	}
	out := append(make([]rune, 0, 2*len(in)), in[:i]...)
	quoted, first := true, true
	for i += 2; i < len(in); {
		ch := in[i]
		i++
		switch {
		case ch >= 0x80 || isAlpha(ch):
			out = append(out, ch)
		case isDigit(ch):
			// In hexadecimal, lest it join a back reference before the quote.
			if first {
				out = append(out, '\\', 'x', '3')
			}
			out = append(out, ch)
		case ch != '\\':
			if quoted {
				out = append(out, '\\')
			}
			out = append(out, ch)
		case quoted && i < len(in) && in[i] == 'E':
			i++
			quoted = false
		case quoted:
			out = append(out, '\\', '\\')
		case i < len(in) && in[i] == 'Q':
			i++
			quoted, first = true, true
			continue
		default:
			out = append(out, ch)
			if i < len(in) {
				out = append(out, in[i])
				i++
			}
		}
		first = false
	}
	p.pat = out
}
