package jtime

import (
	"unicode"
	"unicode/utf8"
)

// Texts are Go strings in UTF-8. Java counts UTF-16 units; it shows in the
// positions of errors and in how much of a text an error quotes.

func utf16Len(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 && surrogate(s[i:]) {
			size = 3
		}
		if r > 0xFFFF {
			n++
		}
		n++
		i += size
	}
	return n
}

// surrogate reports whether s starts with half a pair, in its three bytes.
func surrogate(s string) bool {
	return len(s) >= 3 && s[0] == 0xED && s[1]&0xE0 == 0xA0 && s[2]&0xC0 == 0x80
}

// utf16Prefix is the longest prefix of at most n units.
func utf16Prefix(s string, n int) string {
	return s[:byteOffset(s, n)]
}

// byteOffset is where in s the unit n starts; within a pair it is the pair's
// start, beyond the end it is the end.
func byteOffset(s string, n int) int {
	i := 0
	for i < len(s) && n > 0 {
		r, size := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && size == 1 && surrogate(s[i:]) {
			size = 3
		}
		if r > 0xFFFF {
			n--
		}
		if n--; n < 0 {
			break
		}
		i += size
	}
	return i
}

// appendPadded appends n with zeros before it until it has width digits.
func appendPadded(b []byte, n int64, width int) []byte {
	if n < 0 {
		b = append(b, '-')
	}
	return appendUnsigned(b, magnitude(n), width)
}

func appendUnsigned(b []byte, n uint64, width int) []byte {
	var digits [20]byte
	i := len(digits)
	for n > 0 || i == len(digits) {
		i--
		digits[i] = byte('0' + n%10)
		n /= 10
	}
	for have := len(digits) - i; have < width; have++ {
		b = append(b, '0')
	}
	return append(b, digits[i:]...)
}

func append2(b []byte, n int) []byte { return append(b, byte('0'+n/10%10), byte('0'+n%10)) }

// digitOf is the value of a decimal digit of any script, or -1.
func digitOf(r rune) int {
	if r < utf8.RuneSelf {
		if r >= '0' && r <= '9' {
			return int(r - '0')
		}
		return -1
	}
	// The ranges of Nd are runs of ten digits, or of several tens.
	for _, rt := range unicode.Nd.R16 {
		if r >= rune(rt.Lo) && r <= rune(rt.Hi) {
			return int(r-rune(rt.Lo)) % 10
		}
	}
	for _, rt := range unicode.Nd.R32 {
		if r >= rune(rt.Lo) && r <= rune(rt.Hi) {
			return int(r-rune(rt.Lo)) % 10
		}
	}
	return -1
}

// foldPrefix reports whether text has the prefix at pos, where case may not
// matter, and where the text goes on. Upper case is compared, then lower case,
// as String.regionMatches does.
func foldPrefix(text string, pos int, prefix string, fold bool) (int, bool) {
	if !fold {
		if len(text)-pos >= len(prefix) && text[pos:pos+len(prefix)] == prefix {
			return pos + len(prefix), true
		}
		return pos, false
	}
	i := pos
	for _, want := range prefix {
		if i >= len(text) {
			return pos, false
		}
		got, size := utf8.DecodeRuneInString(text[i:])
		if !sameFold(got, want) {
			return pos, false
		}
		i += size
	}
	return i, true
}

func sameFold(a, b rune) bool {
	if a == b {
		return true
	}
	a, b = unicode.ToUpper(a), unicode.ToUpper(b)
	return a == b || unicode.ToLower(a) == unicode.ToLower(b)
}

// utf8Size is how many bytes the first character of s has; half a pair has three.
func utf8Size(s string) int {
	if surrogate(s) {
		return 3
	}
	_, size := utf8.DecodeRuneInString(s)
	return size
}
