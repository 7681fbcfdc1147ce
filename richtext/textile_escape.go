package richtext

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

// text writes literal text. Textile has no escape sign, but Redmine shows
// entities, so a sign that would be markup is written as one.
func (w *txWriter) text(s string, c txContext) {
	block := -1 // the sign that would make a block of the line
	if w.lineStart() || w.place.item && w.Len() == 0 {
		block = w.lineMarkup(s) - 1
	}
	for i := range len(s) {
		if i == block || w.escapes(s, i, c) {
			w.entity(s[i])
		} else {
			w.WriteByte(s[i])
		}
	}
}

func (w *txWriter) entity(b byte) { w.put("&#", strconv.Itoa(int(b)), ";") }

var (
	txLineStarts = compiled(`^(?:[*#]+(?: |$)|>|\||\[[ xX]\](?: |$)|[-*_][-*_ ]*$|\{\{|\}\})`)
	txBlockStart = compiled(`^(?:h[1-6]|bq|p|fn[0-9]+|notextile|table|pre|bc)[^ ]*\.(?: |$)`)
)

// lineMarkup gives the length up to the sign that makes a block of a line that
// begins with s; 0 if none does.
func (w *txWriter) lineMarkup(s string) int {
	if m := txBlockStart().FindString(s); m != "" {
		return strings.LastIndexByte(m, '.') + 1
	}
	if txLineStarts().MatchString(s) {
		return 1
	}
	return 0
}

// escapes reports whether the sign s[i] could be markup.
func (w *txWriter) escapes(s string, i int, c txContext) bool {
	next := c.next
	if i+1 < len(s) {
		next, _ = utf8.DecodeRuneInString(s[i+1:])
	}
	switch b := s[i]; b {
	case '&':
		return entityLen(s[i:]) > 0
	case '<':
		return i+1 == len(s) || next == '/' || isWordByte(next)
	case '|':
		return w.place.cell || i == len(s)-1
	case '"':
		return c.inLink || i+1 == len(s) || next == ':'
	case ':':
		return c.inLink && w.last() == '"' && w.Len() == w.fresh // or the sign before it would end a link
	case '(':
		return c.inLink && i+1 == len(s) // before a title
	case '@':
		return !wordRune(w.last()) || !wordRune(next) || next == 0 || w.people
	case '#':
		return w.signs != "" && w.Len() == w.fresh // *# begins an item
	case '{':
		return next == '{' || i+1 == len(s)
	case '!', '=':
		return w.opens(next) && w.signed[b] > 1
	case '*', '?', '-', '_', '%', '+', '^', '~':
		return w.signEscapes(b, next, i == len(s)-1)
	}
	return false
}

// opens reports whether a sign here, before next, would begin a mark.
func (w *txWriter) opens(next rune) bool {
	return (w.Len() == w.fresh || strings.ContainsRune(" \n(>", w.last()) || w.last() == asideClose) && next != ' '
}

// signEscapes reports whether the sign of a mark must be escaped: where it opens
// one that could have an end, and anywhere it could end an open one.
func (w *txWriter) signEscapes(b byte, next rune, last bool) bool {
	if strings.IndexByte(w.signs, b) >= 0 || w.last() == rune(b) && w.signed[b] > 1 {
		return true
	}
	if w.signs != "" && (w.Len() == w.fresh || last) {
		return true
	}
	return w.opens(next) && w.signed[b] > 1
}
