package syntax

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// scanner makes tokens of a source. It needs nothing from the parser: whether
// a slash divides follows from the token before it, whether a line break
// counts from the brackets around it.
type scanner struct {
	src   string
	pos   int
	lines []int32 // where each line begins
	toks  []token
	// opens are the indices of the brackets not closed yet, of all kinds.
	opens []int32
	// modes is the stack of braces; the bottom is the file.
	modes []mode
	fresh bool // a line break since the last token
	// oneLine counts the ${ of one-line literals around.
	oneLine int
	// errs are in the order of the source. Positions are offsets until the
	// end, when columns are worked out.
	errs   []scanError
	strict bool
}

// mode is what holds between a brace and its partner.
type mode struct {
	// parens counts the open ( and [ of this brace: while there are any, line
	// breaks mean nothing.
	parens int
	// interp tells that the brace is ${ in a literal that began at start.
	interp bool
	quote  Quote
	start  int
	// broke is where the first line break inside a ${ of a one-line literal
	// is, or -1.
	broke int
}

type scanError struct {
	off, end int
	msg      string
	hint     string
	opening  int // -1 if there is none
	late     bool
}

// scan makes all tokens of src, the last of them kEOF.
func scan(src string, strict bool) *scanner {
	s := &scanner{src: src, strict: strict}
	// Rules have about one token for four bytes.
	s.toks = make([]token, 0, len(src)/4+16)
	s.lines = make([]int32, 1, len(src)/32+4)
	s.modes = append(make([]mode, 0, 8), mode{broke: -1})
	if strings.HasPrefix(src, "\uFEFF") {
		s.pos = len("\uFEFF")
	}
	if strings.HasPrefix(src[s.pos:], "#!") {
		s.pos = s.lineEnd(s.pos)
	}
	s.run()
	return s
}

// rescan throws away the tokens from index i on and scans again from there as
// if depth braces and no parentheses were open: the parser asks for it when a
// missing parenthesis has made the scanner blind for line breaks.
func (s *scanner) rescan(i int, braces []int32) {
	s.pos = int(s.toks[i].off)
	line := s.toks[i].line
	s.toks = s.toks[:i]
	for j := range s.toks {
		if s.toks[j].match >= int32(i) {
			s.toks[j].match = -1
		}
	}
	s.lines = s.lines[:line]
	s.opens = append(s.opens[:0], braces...)
	s.modes = s.modes[:1]
	s.modes[0].parens = 0
	s.oneLine = 0
	for _, b := range braces {
		o := s.toks[b]
		if o.kind == kInterp && s.breakable(o.quote) {
			s.oneLine++
		}
		s.modes = append(s.modes, mode{interp: o.kind == kInterp, quote: o.quote, start: int(o.off), broke: -1})
	}
	keep := len(s.errs)
	for keep > 0 && s.errs[keep-1].off >= s.pos {
		keep--
	}
	s.errs = s.errs[:keep]
	s.fresh = true
	s.run()
}

func (s *scanner) run() {
	for s.next() {
	}
	for _, i := range s.opens {
		s.toks[i].match = -1
	}
	s.emit(kEOF, len(s.src), len(s.src))
}

func (s *scanner) fail(off, end int, msg, hint string) {
	s.errs = append(s.errs, scanError{off: off, end: end, msg: msg, hint: hint, opening: -1})
}

func (s *scanner) line() int32 { return int32(len(s.lines)) }

func (s *scanner) emit(k kind, off, end int) *token {
	s.toks = append(s.toks, token{kind: k, fresh: s.fresh, off: int32(off), end: int32(end), line: s.line(), match: -1})
	s.fresh = false
	return &s.toks[len(s.toks)-1]
}

func (s *scanner) last() kind {
	if len(s.toks) == 0 {
		return kEOF
	}
	return s.toks[len(s.toks)-1].kind
}

func (s *scanner) top() *mode { return &s.modes[len(s.modes)-1] }

// peek gives the byte n behind pos, 0 behind the end.
func (s *scanner) peek(n int) byte {
	if s.pos+n < len(s.src) {
		return s.src[s.pos+n]
	}
	return 0
}

// breakAt tells how long the line break at i is: 0 if there is none.
func breakAt(src string, i int) int {
	if i >= len(src) {
		return 0
	}
	switch src[i] {
	case '\n':
		return 1
	case '\r':
		if i+1 < len(src) && src[i+1] == '\n' {
			return 2
		}
		return 1
	}
	return 0
}

// newline notes that a line begins at pos.
func (s *scanner) newline() { s.lines = append(s.lines, int32(s.pos)) }

func (s *scanner) lineEnd(i int) int {
	for i < len(s.src) && s.src[i] != '\n' && s.src[i] != '\r' {
		i++
	}
	return i
}

// next makes one token, or none of blanks and comments. It returns false at
// the end.
func (s *scanner) next() bool {
	for s.pos < len(s.src) {
		c := s.src[s.pos]
		switch {
		case c == ' ' || c == '\t' || c == '\f':
			s.pos++
		case c == '\n' || c == '\r':
			s.breakLine()
		case c == '\\' && breakAt(s.src, s.pos+1) > 0:
			s.pos += 1 + breakAt(s.src, s.pos+1)
			s.newline()
		case c == '/' && s.peek(1) == '/':
			s.pos = s.lineEnd(s.pos)
		case c == '/' && s.peek(1) == '*':
			s.comment()
		default:
			s.token(c)
			return true
		}
	}
	return false
}

func (s *scanner) breakLine() {
	at := s.pos
	if s.oneLine > 0 {
		s.breakInside(at)
	}
	// One token stands for all the breaks up to the next real token.
	if s.top().parens == 0 && s.last() != kNewline {
		s.emit(kNewline, at, at+1)
	}
	s.pos += breakAt(s.src, s.pos)
	s.newline()
	s.fresh = true
}

// breakInside notes a line break inside a ${ of a one-line literal. Groovy 2.4
// refuses it; later versions do not mind, and so it matters only if the
// literal then does not end.
func (s *scanner) breakInside(at int) {
	for i := len(s.modes) - 1; i > 0; i-- {
		m := &s.modes[i]
		if !m.interp || !s.breakable(m.quote) {
			continue
		}
		if m.broke < 0 {
			m.broke = at
			if s.strict {
				s.fail(at, at, "line break inside ${...} of a one-line string", `use """...""" for a string of several lines`)
			}
		}
		return
	}
}

func (s *scanner) breakable(q Quote) bool { return q == Double || q == Slashy && s.strict }

func (s *scanner) comment() {
	start := s.pos
	end := strings.Index(s.src[s.pos+2:], "*/")
	stop := len(s.src)
	if end < 0 {
		s.fail(start, start+2, "comment does not end", "close it with */")
		s.errs[len(s.errs)-1].opening = start
	} else {
		stop = s.pos + 2 + end + 2
	}
	s.passLines(stop)
}

// passLines moves to stop and counts the lines on the way.
func (s *scanner) passLines(stop int) {
	for s.pos < stop {
		if n := breakAt(s.src, s.pos); n > 0 {
			s.pos += n
			s.newline()
			s.fresh = true
		} else {
			s.pos++
		}
	}
}

func (s *scanner) token(c byte) {
	switch {
	case isLetter(c):
		s.ident()
	case c >= '0' && c <= '9':
		s.number()
	case c == '\'' || c == '"':
		s.quoted(c)
	case c == '/' && !s.last().endsExprIn(s):
		s.slashy()
	case c == '$':
		if s.peek(1) == '/' && !s.last().endsExprIn(s) {
			s.dollarSlashy()
		} else {
			s.ident()
		}
	case c == '\\' && s.peek(1) == 'u':
		if r, _ := unicodeEscape(s.src, s.pos); r >= 0 && isIdentStart(r) {
			s.ident()
			return
		}
		s.bad()
	case c < utf8.RuneSelf:
		s.operator(c)
	default:
		r, _ := utf8.DecodeRuneInString(s.src[s.pos:])
		if isIdentStart(r) {
			s.ident()
		} else {
			s.bad()
		}
	}
}

// endsExprIn is endsExpr, but for a keyword used as a name behind a dot.
func (k kind) endsExprIn(s *scanner) bool {
	if k.isKeyword() && len(s.toks) > 1 {
		switch s.toks[len(s.toks)-2].kind {
		case kDot, kSafeDot, kSpreadDot, kPointer, kAt, kColon2:
			return true
		}
	}
	// Groovy 2.4 takes every keyword for the end of an expression and so
	// refuses "return /x/", which later versions read.
	return k.endsExpr() || s.strict && k.isKeyword()
}

func (s *scanner) bad() {
	r, n := utf8.DecodeRuneInString(s.src[s.pos:])
	msg, hint := "unexpected character "+quoteRune(r), ""
	switch {
	case r == utf8.RuneError && n == 1:
		msg = "the source is not valid UTF-8 here"
	case r == '\u201c' || r == '\u201d' || r == '\u201e' || r == '\u00ab' || r == '\u00bb':
		hint = `use a straight quote "`
	case r == '\u2018' || r == '\u2019' || r == '\u00b4' || r == '`':
		hint = "use a straight quote '"
	case unicode.IsSpace(r) || unicode.Is(unicode.Cf, r):
		hint = "it looks like a blank or nothing and is neither; type it again"
	case r == '#':
		hint = "a comment begins with //"
	}
	s.fail(s.pos, s.pos+n, msg, hint)
	s.emit(kBad, s.pos, s.pos+n)
	s.pos += n
}

func isLetter(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_'
}

func isIdentByte(c byte) bool {
	return isLetter(c) || c >= '0' && c <= '9' || c == '$'
}

// isIdentStart follows Groovy 2.4, which takes nearly all from U+0100 on for
// letters, but leaves out what is a blank, a quote or another mark.
func isIdentStart(r rune) bool {
	switch {
	case r < utf8.RuneSelf:
		return isLetter(byte(r)) || r == '$'
	case r == utf8.RuneError:
		return false
	case r < 0x100:
		return r >= 0xC0 && r != 0xD7 && r != 0xF7
	}
	return !unicode.In(r, unicode.Z, unicode.P, unicode.C)
}

func isIdentPart(r rune) bool { return r >= '0' && r <= '9' || isIdentStart(r) }

// identEnd gives the end of the name that begins at i. In a string the dollar
// is no part of it.
func identEnd(src string, i int, dollar bool) int {
	for i < len(src) {
		c := src[i]
		if isIdentByte(c) {
			if c == '$' && !dollar {
				break
			}
			i++
			continue
		}
		if c == '\\' {
			r, n := unicodeEscape(src, i)
			if r < 0 || !isIdentPart(r) {
				break
			}
			i += n
			continue
		}
		if c < utf8.RuneSelf {
			break
		}
		r, n := utf8.DecodeRuneInString(src[i:])
		if !isIdentPart(r) {
			break
		}
		i += n
	}
	return i
}

func (s *scanner) ident() {
	end := identEnd(s.src, s.pos, true)
	k := keyword(s.src[s.pos:end])
	if (k.mayBeName() || k == kStatic || k == kPackage) && at(s.src, end) == '.' {
		k = kIdent
	}
	s.emit(k, s.pos, end)
	s.pos = end
}

// operators by first byte, longest first.
var operators = func() (t [128][]kind) {
	for k := kLParen; k < kAbstract; k++ {
		text := spelling[k]
		if k == kInterp {
			continue
		}
		list := t[text[0]]
		at := len(list)
		for at > 0 && len(spelling[list[at-1]]) < len(text) {
			at--
		}
		list = append(list, 0)
		copy(list[at+1:], list[at:])
		list[at] = k
		t[text[0]] = list
	}
	return t
}()

// single are the marks that begin no longer one.
var single = [128]kind{'(': kLParen, ')': kRParen, '[': kLBrack, ']': kRBrack, '{': kLBrace, '}': kRBrace, ';': kSemi, ',': kComma, '~': kTilde, '@': kAt}

func (s *scanner) operator(c byte) {
	k, n := single[c], 1
	if k == kEOF {
		k = kBad
		for _, o := range operators[c] {
			if text := spelling[o]; strings.HasPrefix(s.src[s.pos:], text) {
				k, n = o, len(text)
				break
			}
		}
	}
	switch k {
	case kBad:
		s.bad()
		return
	case kRangeFrom, kRangeBoth:
		// a <..b could only be this, but List<..> could not be written.
		if s.strict {
			k, n = kLt, 1
		}
	case kLBrace:
		s.open(k, n)
		s.modes = append(s.modes, mode{broke: -1})
		return
	case kLParen, kLBrack:
		s.open(k, n)
		s.top().parens++
		return
	case kRParen:
		s.close(k, kLParen)
		return
	case kRBrack:
		s.close(k, kLBrack)
		return
	case kRBrace:
		s.closeBrace()
		return
	}
	s.emit(k, s.pos, s.pos+n)
	s.pos += n
}

func (s *scanner) open(k kind, n int) {
	s.emit(k, s.pos, s.pos+n)
	s.opens = append(s.opens, int32(len(s.toks)-1))
	s.pos += n
}

// close pairs a ) or ] with its partner inside the same braces; brackets that
// were opened in between stay without one.
func (s *scanner) close(k, partner kind) {
	s.emit(k, s.pos, s.pos+1)
	s.pos++
	for i := len(s.opens) - 1; i >= 0; i-- {
		o := &s.toks[s.opens[i]]
		if o.kind == kLBrace || o.kind == kInterp {
			return
		}
		if o.kind == partner {
			s.pair(i)
			return
		}
	}
}

// pair joins the bracket at opens[i] with the token just made.
func (s *scanner) pair(i int) {
	for j := i + 1; j < len(s.opens); j++ {
		o := &s.toks[s.opens[j]]
		o.match = -1
		if m := s.top(); (o.kind == kLParen || o.kind == kLBrack) && m.parens > 0 {
			m.parens--
		}
	}
	at := s.opens[i]
	o := &s.toks[at]
	o.match = int32(len(s.toks) - 1)
	s.toks[len(s.toks)-1].match = at
	if o.kind == kLParen || o.kind == kLBrack {
		s.top().parens--
	}
	s.opens = s.opens[:i]
}

func (s *scanner) closeBrace() {
	s.emit(kRBrace, s.pos, s.pos+1)
	s.pos++
	for i := len(s.opens) - 1; i >= 0; i-- {
		if k := s.toks[s.opens[i]].kind; k != kLBrace && k != kInterp {
			continue
		}
		m := s.modes[len(s.modes)-1]
		s.modes = s.modes[:len(s.modes)-1]
		if m.interp && s.breakable(m.quote) {
			s.oneLine--
		}
		// pair looks at the mode on top, whose brackets these are not.
		for j := i + 1; j < len(s.opens); j++ {
			s.toks[s.opens[j]].match = -1
		}
		s.opens = s.opens[:i+1]
		s.pair(i)
		if m.interp {
			s.stringRest(m.quote, m.start, m.broke)
		}
		return
	}
}
