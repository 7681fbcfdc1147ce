package syntax

import (
	"strings"
	"unicode/utf8"
)

// literal writes a string of a kind.
func (p *printer) literal(q Quote, value string) {
	switch {
	case q == Bare:
		p.str(value)
		return
	case q == Slashy && value == "":
		// Two slashes would begin a comment.
		p.str("/\\\n/")
		return
	}
	p.str(opener[q])
	p.piece(q, value, true)
	p.str(closer[q])
}

func (p *printer) gstring(g *GString) {
	p.str(opener[g.Quote])
	for i, text := range g.Texts {
		last := i == len(g.Texts)-1
		named := i > 0 && !g.Values[i-1].Braced
		if named && joins(text) {
			// An empty line break keeps the text from becoming part of the
			// name before it.
			p.str("\\\n")
		}
		p.piece(g.Quote, text, last)
		if !last {
			p.interp(g.Values[i], g.Quote)
		}
	}
	p.str(closer[g.Quote])
}

// joins tells whether a text would go on with the path of a $name before it.
func joins(text string) bool {
	if text == "" {
		return false
	}
	r, n := utf8.DecodeRuneInString(text)
	if r == '.' && len(text) > n {
		r, _ = utf8.DecodeRuneInString(text[n:])
		return isIdentStart(r) && r != '$'
	}
	return isIdentPart(r) && r != '$'
}

func (p *printer) interp(v *Interp, q Quote) {
	if !v.Braced {
		p.byte('$')
		p.expr(v.X)
		return
	}
	if q.oneLine() {
		p.oneLine++
		defer func() { p.oneLine-- }()
	}
	p.str("${")
	switch {
	case v.X != nil:
		if c, ok := v.X.(*Closure); ok && c.Arrow {
			p.closureInside(c)
		} else {
			if showsArrow(v.X) {
				p.str("; ")
			}
			p.exprStmt(v.X)
		}
	case v.Body != nil:
		p.keepArrow(v.Body)
		p.stmts(v.Body)
	}
	p.byte('}')
}

// piece writes a stretch of text; last tells that the closing quote follows.
func (p *printer) piece(q Quote, text string, last bool) {
	if q.escapes() {
		p.escaped(q, text)
	} else {
		p.slashy(q, text, last)
	}
}

// escaped writes text for the kinds with Java's escapes.
func (p *printer) escaped(q Quote, text string) {
	quote := closer[q][0]
	for i := 0; i < len(text); {
		r, n := decodeUnit(text[i:])
		switch {
		case r == '\n' && !q.oneLine():
			p.byte('\n')
		case r == '\n':
			p.str(`\n`)
		case r == '\r':
			p.str(`\r`)
		case r == '\t':
			p.str(`\t`)
		case r == '\b':
			p.str(`\b`)
		case r == '\f':
			p.str(`\f`)
		case r == '\\':
			p.str(`\\`)
		case r == '$' && q.interpolates():
			p.str(`\$`)
		case r == rune(quote) && (q.oneLine() || i+1 == len(text) || text[i+1] == quote):
			p.byte('\\')
			p.byte(quote)
		case r < ' ' || r == 0x7F || r >= 0xD800 && r <= 0xDFFF:
			p.unit(r)
		default:
			p.str(text[i : i+n])
		}
		i += n
	}
}

// unit writes \uXXXX.
func (p *printer) unit(r rune) { p.str(`\u` + pad4(r)) }

// decodeUnit is utf8.DecodeRuneInString, but gives a lone surrogate in its
// three-byte form too.
func decodeUnit(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n == 1 && len(s) >= 3 && s[0] == 0xED {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, n
}

// slashy writes text for the two kinds where a backslash is an ordinary
// character, as long as nothing behind it makes it special.
func (p *printer) slashy(q Quote, text string, last bool) {
	begin := len(p.out)
	for i := 0; i < len(text); {
		r, n := decodeUnit(text[i:])
		switch {
		case r == '\\':
			n = len(text[i:]) - len(strings.TrimLeft(text[i:], `\`))
			if p.special(q, text[i+n:], last) {
				p.str(strings.Repeat(`\u005c`, n))
			} else {
				p.str(text[i : i+n])
			}
		case r == '/' && q == Slashy:
			p.str(`\/`)
		case r == '/':
			// A slash before a dollar, also one of an escape, would end it.
			n = len(text[i:]) - len(strings.TrimLeft(text[i:], "/"))
			if i+n == len(text) || text[i+n] == '$' {
				p.str(strings.Repeat("$/", n))
			} else {
				p.str(text[i : i+n])
			}
		case r == '$' && q == DollarSlashy:
			p.str(`$$`)
		case r == '$' && i+1 < len(text) && opensInterp(text[i+1:]),
			// A comment would begin here.
			r == '*' && q == Slashy && len(p.out) == begin && p.lastRune() == '/':
			p.unit(r)
		case r < ' ' && r != '\n' && r != '\t' || r == 0x7F || r >= 0xD800 && r <= 0xDFFF:
			p.unit(r)
		default:
			p.str(text[i : i+n])
		}
		i += n
	}
}

// special tells whether a backslash before rest would be more than one.
func (p *printer) special(q Quote, rest string, last bool) bool {
	if rest == "" {
		return last && q == Slashy
	}
	r, _ := decodeUnit(rest)
	switch {
	case r == 'u', r == '\n', r < ' ' && r != '\t', r == 0x7F, r >= 0xD800 && r <= 0xDFFF:
		return true
	case r == '$' && q == Slashy:
		return len(rest) > 1 && opensInterp(rest[1:])
	}
	return false
}

func opensInterp(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return r == '{' || isIdentStart(r) && r != '$'
}
