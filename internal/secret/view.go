package secret

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// view is the text as a decoder would read it, with the way back. Looking for
// the value in the decoded text finds it however it was escaped: everything or
// only what must be, upper or lower case digits.
type view struct {
	text string
	at   []int // where in the original each byte begins; nil: the same place
	end  int   // length of the original
}

// span gives the part of the original behind the bytes from..to of the view.
func (v view) span(from, to int) span {
	if v.at == nil {
		return span{from, to}
	}
	s := span{v.at[from], v.end}
	if to < len(v.at) {
		s.to = v.at[to]
	}
	// Bytes of one escaped character share its place: take the whole of it.
	for n := to; s.to <= v.at[to-1] && n < len(v.at); n++ {
		s.to = v.at[n]
	}
	if s.to <= v.at[to-1] {
		s.to = v.end
	}
	return s
}

// maxLayers is how many escapes upon escapes are undone: a URL that is a
// parameter of another, in a JSON string, is two.
const maxLayers = 2

// views lists the ways in which text may be read, the text itself first.
func views(text string) []view {
	out := []view{{text: text, end: len(text)}}
	from := 0
	for range maxLayers {
		upTo := len(out)
		for _, v := range out[from:upTo] {
			out = append(out, v.layers()...)
		}
		from = upTo
	}
	return out
}

// layers undoes each kind of escape that the view shows signs of.
func (v view) layers() []view {
	var out []view
	if strings.Contains(v.text, "%") {
		out = append(out, v.decode(percent))
	}
	if strings.Contains(v.text, "+") {
		out = append(out, v.decode(form))
	}
	if strings.Contains(v.text, `\`) {
		out = append(out, v.decode(backslash))
	}
	return out
}

// decode builds a view of the view. The step function reads what stands at the
// start of s: the bytes it means and how many bytes of s say so, zero for an
// ordinary byte.
func (v view) decode(step func(s string) (string, int)) view {
	var b strings.Builder
	at := make([]int, 0, len(v.text))
	for i := 0; i < len(v.text); {
		meant, n := step(v.text[i:])
		if n == 0 {
			meant, n = v.text[i:i+1], 1
		}
		for range len(meant) {
			at = append(at, v.place(i))
		}
		b.WriteString(meant)
		i += n
	}
	return view{text: b.String(), at: at, end: v.end}
}

// place is where in the original the byte i of the view begins.
func (v view) place(i int) int {
	if v.at == nil {
		return i
	}
	return v.at[i]
}

// percent reads %41.
func percent(s string) (string, int) {
	if s[0] != '%' || len(s) < 3 {
		return "", 0
	}
	c, ok := hexByte(s[1:3])
	if !ok {
		return "", 0
	}
	return string([]byte{c}), 3
}

// form reads what percent does, and a plus as the space it is in forms.
func form(s string) (string, int) {
	if s[0] == '+' {
		return " ", 1
	}
	return percent(s)
}

// backslash reads the escapes of JSON and of Go's quoted strings.
func backslash(s string) (string, int) {
	if s[0] != '\\' || len(s) < 2 {
		return "", 0
	}
	switch s[1] {
	case '"', '\\', '/', '\'':
		return s[1:2], 2
	case 'x':
		if len(s) >= 4 {
			if c, ok := hexByte(s[2:4]); ok {
				return string([]byte{c}), 4
			}
		}
	case 'u':
		return unicodeEscape(s)
	case 'U':
		if r, ok := hexRune(s, 8); ok {
			return string(r), 10
		}
	}
	if i := strings.IndexByte("abfnrtv", s[1]); i >= 0 {
		return "\a\b\f\n\r\t\v"[i : i+1], 2
	}
	return "", 0
}

// unicodeEscape reads \u0041 and pairs of them.
func unicodeEscape(s string) (string, int) {
	first, ok := hexRune(s, 4)
	if !ok {
		return "", 0
	}
	if utf16.IsSurrogate(first) {
		if second, ok := hexRune(s[6:], 4); ok {
			if r := utf16.DecodeRune(first, second); r != utf8.RuneError {
				return string(r), 12
			}
		}
	}
	return string(first), 6
}

// hexRune reads that many digits after \u or \U.
func hexRune(s string, digits int) (rune, bool) {
	if len(s) < 2+digits || s[0] != '\\' || s[1] != 'u' && s[1] != 'U' {
		return 0, false
	}
	var r rune
	for i := 2; i < 2+digits; i += 2 {
		c, ok := hexByte(s[i : i+2])
		if !ok {
			return 0, false
		}
		r = r<<8 | rune(c)
	}
	return r, true
}

func hexByte(s string) (byte, bool) {
	hi, ok1 := hexDigit(s[0])
	lo, ok2 := hexDigit(s[1])
	return hi<<4 | lo, ok1 && ok2
}

func hexDigit(c byte) (byte, bool) {
	switch {
	case '0' <= c && c <= '9':
		return c - '0', true
	case 'a' <= c && c <= 'f':
		return c - 'a' + 10, true
	case 'A' <= c && c <= 'F':
		return c - 'A' + 10, true
	}
	return 0, false
}
