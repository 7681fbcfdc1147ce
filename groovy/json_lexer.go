package groovy

import (
	"fmt"
	"strings"
)

// A jsonLexer cuts JSON into tokens as groovy.json.JsonLexer does, for
// prettyPrint and JsonSlurperClassic.
type jsonLexer struct {
	t         *thread
	s         string
	i         int
	line, col int
}

// A jsonToken is a piece of JSON. kind is its first character, except that all
// numbers have '0'; 0 is the end.
type jsonToken struct {
	kind      byte
	text      string // a string's is unescaped, with its quotes
	line, col int    // where it begins
	endCol    int
}

func newJSONLexer(t *thread, s string) *jsonLexer { return &jsonLexer{t: t, s: s, line: 1, col: 1} }

func (l *jsonLexer) read() {
	if l.s[l.i] == '\n' {
		l.line++
		l.col = 0
	}
	if l.s[l.i]&0xC0 != 0x80 {
		l.col++
	}
	l.i++
}

func (l *jsonLexer) next() (jsonToken, error) {
	for l.i < len(l.s) && l.s[l.i] <= ' ' {
		l.read()
	}
	if err := l.t.step(); err != nil || l.i >= len(l.s) {
		return jsonToken{}, err
	}
	tok := jsonToken{kind: l.s[l.i], line: l.line, col: l.col}
	from := l.i
	switch c := l.s[l.i]; {
	case strings.IndexByte("{}[]:,", c) >= 0:
		l.read()
	case c == 't':
		return l.constant(tok, "true")
	case c == 'f':
		return l.constant(tok, "false")
	case c == 'n':
		return l.constant(tok, "null")
	case c == '"':
		return l.text(tok)
	case c == '-' || c >= '0' && c <= '9':
		tok.kind = '0'
		for l.i < len(l.s) && strings.IndexByte("0123456789-+.eE", l.s[l.i]) >= 0 {
			l.read()
		}
		// A number is known to have ended only by what follows.
		if l.i >= len(l.s) {
			return jsonToken{}, nil
		}
		if !isJSONNumber(l.s[from:l.i]) {
			return tok, l.fail(l.s[from:l.i], "a number")
		}
	default:
		u, n := decodeWTF8(l.s[l.i:])
		l.i += n
		return tok, l.t.throw(classJSONException, "Lexing failed on line: %d, column: %d, while reading '%c', no possible valid JSON value or punctuation could be recognized.",
			l.line, l.col, u)
	}
	tok.text, tok.endCol = l.s[from:l.i], l.col
	return tok, l.t.charge((l.i - from) / 64)
}

func (l *jsonLexer) constant(tok jsonToken, word string) (jsonToken, error) {
	from := l.i
	for range len(word) {
		if l.i < len(l.s) {
			l.read()
		}
	}
	tok.text, tok.endCol = l.s[from:l.i], l.col
	if tok.text != word {
		text := tok.text + strings.Repeat("\x00", len(word)-len(tok.text))
		return tok, l.fail(text, "the constant '"+word+"'")
	}
	return tok, nil
}

func (l *jsonLexer) text(tok jsonToken) (jsonToken, error) {
	from := l.i
	l.read()
	for escaped := false; l.i < len(l.s); {
		c := l.s[l.i]
		l.read()
		if c == '"' && !escaped {
			s, err := l.t.unescapeJSON(l.s[from+1 : l.i-1])
			tok.text, tok.endCol = `"`+s+`"`, l.col
			return tok, err
		}
		escaped = c == '\\' && !escaped
	}
	return jsonToken{}, nil
}

func (l *jsonLexer) fail(read, wanted string) error {
	return l.t.throwText(classJSONException, fmt.Sprintf("Lexing failed on line: %d, column: %d, while reading '%s', was trying to match %s",
		l.line, l.col, read, wanted))
}

// isJSONNumber is the pattern -?\d+(\.\d+)?((e|E)(\+|-)?\d+)?
func isJSONNumber(s string) bool {
	digits := func() bool {
		n := 0
		for n < len(s) && s[n] >= '0' && s[n] <= '9' {
			n++
		}
		s = s[n:]
		return n > 0
	}
	s = strings.TrimPrefix(s, "-")
	if !digits() {
		return false
	}
	if rest, ok := strings.CutPrefix(s, "."); ok {
		if s = rest; !digits() {
			return false
		}
	}
	if s != "" && (s[0] == 'e' || s[0] == 'E') {
		s = s[1:]
		if s != "" && (s[0] == '+' || s[0] == '-') {
			s = s[1:]
		}
		if !digits() {
			return false
		}
	}
	return s == ""
}
