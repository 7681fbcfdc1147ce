package richtext

import (
	"strings"
	"unicode/utf8"
)

// text writes literal text. A sign is escaped where it could be markup, and left
// alone where it surely is not, since people also read the source.
func (w *mdWriter) text(s string, c mdContext) {
	if w.lineStart() {
		n := lineMarkup(s)
		if n > 0 {
			w.put(s[:n-1], `\`, s[n-1:n])
			s = s[n:]
		}
	}
	for i := range len(s) {
		if w.escapes(s, i, c) {
			w.put(`\`)
		}
		w.WriteByte(s[i])
		if s[i] == '@' && mentionAt(s, i) {
			w.put(separator)
		}
	}
}

var (
	lineStarts = compiled(`^(?:#{1,6}(?: |$)|>|[-+](?: |$)|--|=+ *$|[0-9]{1,9}[.)](?: |$)|[-|:][-|: ]*$)`)
	numbered   = compiled(`^[0-9]+[.)]`)
)

// lineMarkup gives the length up to the sign that makes a block of a line that
// begins with s; 0 if none does.
func lineMarkup(s string) int {
	if !lineStarts().MatchString(s) {
		return 0
	}
	if n := len(numbered().FindString(s)); n > 0 {
		return n
	}
	return 1
}

// escapes reports whether the sign s[i] needs a backslash.
func (w *mdWriter) escapes(s string, i int, c mdContext) bool {
	atEnd := i == len(s)-1
	switch s[i] {
	case '`', '[':
		return true
	case '^':
		return w.last() == '[' // a footnote
	case ']':
		return c.inLink
	case '*':
		return !w.spaced(s, i, c) || w.lineStart()
	case '~':
		return !w.spaced(s, i, c)
	case '_':
		return !betweenWords(s, i)
	case '\\':
		return atEnd || isPunct(s[i+1])
	case '<':
		return atEnd || !strings.ContainsRune(" <=-0123456789", rune(s[i+1]))
	case '&':
		return entityLen(s[i:]) > 0
	case '!':
		return atEnd && bracketNext(c)
	case '|':
		return w.place == mdCell
	case '#':
		return w.place == mdHeading && atEnd
	}
	return false
}

// bracketNext reports whether what follows may begin with a bracket, with which
// an exclamation mark would make an image.
func bracketNext(c mdContext) bool {
	if len(c.in) == 0 {
		return false
	}
	switch c.in[0].(type) {
	case Link, RawInline:
		return true
	}
	return false
}

// spaced reports whether a sign has spaces around it, so that it opens nothing.
func (w *mdWriter) spaced(s string, i int, c mdContext) bool {
	prev, next := w.last(), c.next
	if i < len(s)-1 {
		next, _ = utf8.DecodeRuneInString(s[i+1:])
	}
	return spaceRune(prev) && spaceRune(next)
}

// betweenWords reports whether an underscore is inside a word.
func betweenWords(s string, i int) bool {
	prev, _ := utf8.DecodeLastRuneInString(s[:i])
	next, _ := utf8.DecodeRuneInString(s[i+1:])
	return i > 0 && i < len(s)-1 && wordRune(prev) && wordRune(next)
}

// mentionAt reports whether the @ at s[i] would call someone.
func mentionAt(s string, i int) bool {
	loc := mention().FindStringIndex(s[i:min(len(s), i+2)])
	return loc != nil && loc[0] == 0 && !wordBefore(s[:i])
}
