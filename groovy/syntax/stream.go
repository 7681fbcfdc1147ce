package syntax

import (
	"strings"
	"unicode/utf8"
)

// TokenKind sorts the pieces of a source for whoever colours it.
type TokenKind uint8

const (
	TokenSpace      TokenKind = iota // blanks and line breaks
	TokenComment                     // with its marks; also the #! line
	TokenIdent                       // a name, also a keyword used as one behind a dot
	TokenKeyword                     // without true, false and null
	TokenLiteral                     // true, false, null
	TokenNumber                      //
	TokenString                      // a string, or a piece of one between interpolations, with its quotes
	TokenInterp                      // $, ${ and the } that ends it
	TokenAnnotation                  // @ and the name behind it
	TokenBracket                     // ( ) [ ] { }
	TokenOperator                    // all other marks
	TokenBad                         // what no token can be made of
)

// Token is one piece of a source.
type Token struct {
	Kind  TokenKind
	Quote Quote // of a TokenString
	Pos   Pos
	Text  string
}

// Scan cuts a source into tokens, comments and space: the texts of all of them
// joined are the source again. It never fails; what is wrong with the source
// is for Parse to say.
func Scan(src string) []Token {
	s := scan(src, false)
	c := cutter{src: src, at: Pos{0, 1, 1}, out: make([]Token, 0, 2*len(s.toks))}
	for i := range s.toks {
		t := &s.toks[i]
		if t.kind == kNewline {
			continue
		}
		c.gap(int(t.off))
		if t.kind != kEOF {
			c.cut(tokenKind(s, i), t.quote, int(t.end))
		}
	}
	return c.out
}

// tokenKind sorts the token at i.
func tokenKind(s *scanner, i int) TokenKind {
	t := &s.toks[i]
	before := kEOF
	if i > 0 {
		before = s.toks[i-1].kind
	}
	switch k := t.kind; {
	case k == kBad:
		return TokenBad
	case k == kNumber:
		return TokenNumber
	case k >= kString && k <= kStrEnd:
		return TokenString
	case k == kInterp, k == kRBrace && t.match >= 0 && s.toks[t.match].kind == kInterp:
		return TokenInterp
	case k == kAt, k == kIdent && before == kAt:
		return TokenAnnotation
	case k == kIdent:
		return TokenIdent
	case k.isKeyword():
		switch before {
		case kDot, kSafeDot, kSpreadDot, kSafeChainDot, kPointer, kColon2:
			return TokenIdent
		}
		if k == kTrue || k == kFalse || k == kNull {
			return TokenLiteral
		}
		return TokenKeyword
	case k >= kLParen && k <= kRBrace:
		return TokenBracket
	}
	return TokenOperator
}

// cutter keeps the position between the tokens.
type cutter struct {
	src string
	at  Pos
	out []Token
}

// cut makes a token of what is between the last one and end.
func (c *cutter) cut(k TokenKind, q Quote, end int) {
	text := c.src[c.at.Offset:end]
	if text == "" {
		return
	}
	c.out = append(c.out, Token{k, q, c.at, text})
	for i := 0; i < len(text); {
		if n := breakAt(text, i); n > 0 {
			i += n
			c.at.Line++
			c.at.Col = 1
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		i += n
		c.at.Col += utf16Len(r)
	}
	c.at.Offset = int32(end)
}

// gap makes tokens of what the scanner passes over.
func (c *cutter) gap(end int) {
	for int(c.at.Offset) < end {
		i := int(c.at.Offset)
		rest := c.src[i:end]
		switch {
		case rest[0] == '$':
			c.cut(TokenInterp, Bare, i+1)
		case strings.HasPrefix(rest, "//"), strings.HasPrefix(rest, "#!"):
			n := strings.IndexAny(rest, "\r\n")
			if n < 0 {
				n = len(rest)
			}
			c.cut(TokenComment, Bare, i+n)
		case strings.HasPrefix(rest, "/*"):
			n := len(rest)
			if j := strings.Index(rest[2:], "*/"); j >= 0 {
				n = j + 4
			}
			c.cut(TokenComment, Bare, i+n)
		default:
			n := 1
			for n < len(rest) && rest[n] != '/' && rest[n] != '#' && rest[n] != '$' {
				n++
			}
			c.cut(TokenSpace, Bare, i+n)
		}
	}
}
