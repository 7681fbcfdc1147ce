package richtext

import (
	"strings"
	"unicode/utf8"
)

// nbsp is the no-break space: a letter to us, not white space.
const nbsp = '\u00a0'

// The Textile reader puts these noncharacters in the place of parts it has set
// aside. They mean nothing in any text, and clean takes them out of the input.
const (
	asideOpen  = '\ufdd0'
	asideClose = '\ufdd1'
)

// clean makes input safe to scan: valid UTF-8, \n line ends, no control
// characters but tab and newline. What it takes out it replaces by U+FFFD, or by
// a space where the character was a kind of space.
func clean(s string) string {
	if !strings.ContainsFunc(s, dirty) && utf8.ValidString(s) {
		return s
	}
	s = strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
	return strings.Map(func(r rune) rune {
		switch {
		case r == '\ufeff': // a byte order mark says nothing here
			return -1
		case r == '\f' || r == '\v' || r == '\u0085':
			return ' '
		case dirty(r):
			return utf8.RuneError
		}
		return r
	}, s)
}

func dirty(r rune) bool {
	return r < ' ' && r != '\n' && r != '\t' || r == 0x7f || r >= 0x80 && r < 0xa0 ||
		r >= 0xfdd0 && r <= 0xfdef || r == 0xfeff || r&0xfffe == 0xfffe
}

// cleanLine is for titles and names: one line, single spaces, none at the ends.
func cleanLine(s string) string {
	if s == "" {
		return s
	}
	return strings.Join(strings.FieldsFunc(clean(s), isSpace), " ")
}

// cleanTarget is for addresses. Characters that end an address in some markup
// are percent-encoded, as a browser would.
func cleanTarget(s string) string {
	s = strings.TrimFunc(clean(s), isSpace)
	if !strings.ContainsAny(s, " \t\n<>\"\\`|^{}") {
		return s
	}
	return targetEscaper.Replace(s)
}

var targetEscaper = strings.NewReplacer("\n", "", "\t", "", " ", "%20", "<", "%3C", ">", "%3E",
	`"`, "%22", `\`, "%5C", "`", "%60", "|", "%7C", "^", "%5E", "{", "%7B", "}", "%7D")

// cleanColor keeps colour words, #rrggbb and rgb(...); anything else is no colour.
func cleanColor(s string) string {
	s = trim(s)
	for _, r := range s {
		if !isWordByte(r) && r != '#' {
			return ""
		}
	}
	return s
}

func isWordByte(r rune) bool {
	return r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
}

// isSpace is white space in the sense of the tree: a no-break space is not.
func isSpace(r rune) bool { return r == ' ' || r == '\t' || r == '\n' || r == '\r' || r == '\f' }

// trim takes white space off both ends; strings.TrimSpace would take no-break
// spaces too.
func trim(s string) string { return strings.TrimFunc(s, isSpace) }

// unsafeTarget reports whether following an address could run a script.
func unsafeTarget(s string) bool {
	var b strings.Builder
	for _, r := range s {
		if r > ' ' && r != utf8.RuneError { // browsers skip spaces and controls inside a scheme
			b.WriteRune(r)
		}
		if r == ':' {
			break
		}
	}
	switch strings.ToLower(b.String()) {
	case "javascript:", "vbscript:", "data:":
		return true
	}
	return false
}

// isPunct is ASCII punctuation, the set a backslash can escape in Markdown.
func isPunct(b byte) bool {
	return b > ' ' && b < 0x7f && !isWordByte(rune(b))
}
