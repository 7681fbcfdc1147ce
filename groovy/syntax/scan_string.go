package syntax

import (
	"strings"
	"unicode/utf8"
)

// opener and closer are the quotes of each kind of literal.
var opener = [...]string{Bare: "", Single: "'", Double: `"`, TripleSingle: "'''", TripleDouble: `"""`, Slashy: "/", DollarSlashy: "$/"}
var closer = [...]string{Bare: "", Single: "'", Double: `"`, TripleSingle: "'''", TripleDouble: `"""`, Slashy: "/", DollarSlashy: "/$"}

func (q Quote) oneLine() bool { return q == Single || q == Double }

// escapes tells whether backslashes mean what they do in Java.
func (q Quote) escapes() bool { return q != Slashy && q != DollarSlashy }

func (q Quote) interpolates() bool { return q != Single && q != TripleSingle }

func (s *scanner) quoted(c byte) {
	q := Single
	if c == '"' {
		q = Double
	}
	if s.peek(1) == c && s.peek(2) == c {
		q += TripleSingle - Single
	}
	s.literal(q)
}

func (s *scanner) slashy()       { s.literal(Slashy) }
func (s *scanner) dollarSlashy() { s.literal(DollarSlashy) }

func (s *scanner) literal(q Quote) {
	start := s.pos
	s.pos += len(opener[q])
	s.pieces(q, start, start, -1, true)
}

// stringRest goes on with a literal behind the brace that closed a ${.
func (s *scanner) stringRest(q Quote, start, broke int) {
	s.pieces(q, start, s.pos, broke, false)
}

// pieces scans the text of a literal from pos on, up to its end or to the
// next ${. The token of the first piece begins at from.
func (s *scanner) pieces(q Quote, start, from, broke int, first bool) {
	for {
		line := s.line()
		fresh := s.fresh
		end, why := s.text(q)
		k, stop := kStrMid, end
		switch {
		case why == pieceDollar && first:
			k = kStrStart
		case why != pieceDollar && first:
			k = kString
		case why != pieceDollar:
			k = kStrEnd
		}
		if why == pieceEnd {
			stop += len(closer[q])
		}
		if why == pieceCut {
			stop = s.unterminated(q, start, from, broke, end)
		}
		t := s.emit(k, from, stop)
		t.line, t.quote, t.broken, t.fresh = line, q, why == pieceCut, fresh
		s.pos = stop
		if why != pieceDollar {
			return
		}
		if s.peek(1) == '{' {
			s.open(kInterp, 2)
			s.toks[len(s.toks)-1].quote = q
			s.modes = append(s.modes, mode{interp: true, quote: q, start: start, broke: -1})
			if s.breakable(q) {
				s.oneLine++
			}
			return
		}
		s.path()
		first, from = false, s.pos
	}
}

// path scans $a.b.c.
func (s *scanner) path() {
	s.pos++
	for {
		end := identEnd(s.src, s.pos, false)
		k := keyword(s.src[s.pos:end])
		if k.mayBeName() && at(s.src, end) == '.' {
			k = kIdent
		}
		s.emit(k, s.pos, end)
		s.pos = end
		if s.peek(0) != '.' || !s.nameAt(s.pos+1) {
			return
		}
		s.emit(kDot, s.pos, s.pos+1)
		s.pos++
	}
}

// nameAt tells whether a name that may follow a $ begins at i.
func (s *scanner) nameAt(i int) bool {
	if i >= len(s.src) || s.src[i] == '$' {
		return false
	}
	r, _ := utf8.DecodeRuneInString(s.src[i:])
	return isIdentStart(r)
}

type pieceStop uint8

const (
	pieceEnd    pieceStop = iota // at the closing quote
	pieceDollar                  // at the $ of an interpolation
	pieceCut                     // where the literal can go no further
)

// text passes over the text of a literal.
func (s *scanner) text(q Quote) (end int, why pieceStop) {
	for s.pos < len(s.src) {
		switch c := s.src[s.pos]; c {
		case '\'', '"', '/':
			if c == closer[q][0] && strings.HasPrefix(s.src[s.pos:], closer[q]) {
				return s.pos, pieceEnd
			}
			s.pos++
		case '\n', '\r':
			if q.oneLine() {
				return s.pos, pieceCut
			}
			s.pos += breakAt(s.src, s.pos)
			s.newline()
		case '\\':
			s.backslash(q)
		case '$':
			if !q.interpolates() {
				s.pos++
				continue
			}
			if n := s.peek(1); q == DollarSlashy && (n == '$' || n == '/') {
				s.pos += 2
				continue
			}
			if s.peek(1) == '{' || s.nameAt(s.pos+1) {
				return s.pos, pieceDollar
			}
			if q.escapes() {
				s.fail(s.pos, s.pos+1, "a $ in a string must begin an interpolation", `write \$ for a dollar sign, or use a string in single quotes`)
			}
			s.pos++
		default:
			if c >= utf8.RuneSelf {
				r, n := utf8.DecodeRuneInString(s.src[s.pos:])
				if r == utf8.RuneError && n == 1 {
					s.fail(s.pos, s.pos+1, "the source is not valid UTF-8 here", "")
				}
				s.pos += n
				continue
			}
			s.pos++
			for s.pos < len(s.src) && plain[s.src[s.pos]] {
				s.pos++
			}
		}
	}
	return s.pos, pieceCut
}

// plain are the bytes that mean nothing in any literal.
var plain = func() (t [256]bool) {
	for c := range utf8.RuneSelf {
		t[c] = !strings.ContainsRune("'\"/\n\r\\$", rune(c))
	}
	return t
}()

func (s *scanner) backslash(q Quote) {
	start := s.pos
	s.pos++
	if n := breakAt(s.src, s.pos); n > 0 {
		s.pos += n
		s.newline()
		return
	}
	if !q.escapes() {
		if q == Slashy && s.peek(0) == '/' {
			s.pos++
		}
		return
	}
	switch c := s.peek(0); {
	case strings.IndexByte(`nrtbf"'\$`, c) >= 0 && c != 0, c >= '0' && c <= '7', c == 's' && !s.strict:
		s.pos++
	case c == 'u':
		r, n := unicodeEscape(s.src, start)
		if r < 0 {
			s.fail(start, start+2, `\u wants four hexadecimal digits`, `write \\ for a backslash`)
			n = 2
		}
		s.pos = start + n
	case s.pos >= len(s.src):
	default:
		s.fail(start, start+2, `unknown escape \`+quotedRune(s.src[s.pos:]), `write \\ for a backslash, or use a /slashy/ string`)
	}
}

// unterminated notes the error and gives the place to go on from.
func (s *scanner) unterminated(q Quote, start, from, broke, end int) int {
	name := map[Quote]string{Single: "string", Double: "string", TripleSingle: "string", TripleDouble: "string", Slashy: "slashy string", DollarSlashy: "dollar-slashy string"}[q]
	e := scanError{off: start, end: end, msg: name + " does not end", hint: "close it with " + closer[q], opening: -1}
	switch {
	case broke >= 0:
		// The literal ran over the line inside a ${: that is where it was
		// meant to end.
		e.off, e.end, e.opening = broke, broke, start
	case q.oneLine() && int32(start) < s.lines[len(s.lines)-1]:
		e.off, e.end, e.opening = end, end, start
	case q == Slashy:
		// Often this slash was meant to divide. The rest of the line is lost,
		// but not the rest of the file.
		e.end, e.opening = s.lineEnd(from), start
		s.pos = e.end
		for len(s.lines) > 1 && int(s.lines[len(s.lines)-1]) > s.pos {
			s.lines = s.lines[:len(s.lines)-1]
		}
		end = e.end
	case !q.oneLine():
		e.end = start + len(opener[q])
		e.opening = start
		if len(s.errs) > 0 {
			return end // most likely it follows from that
		}
	}
	s.errs = append(s.errs, e)
	return end
}
