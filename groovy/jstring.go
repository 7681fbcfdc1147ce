package groovy

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Java's strings are rows of UTF-16 units. Here they are Go strings in UTF-8,
// with a lone surrogate in its three-byte form; these functions count and cut
// as Java does. Most strings are ASCII, for which nothing has to be converted.

func isASCII(s string) bool {
	for i := 0; i < len(s); i++ {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}

// decodeWTF8 is utf8.DecodeRuneInString that also reads lone surrogates.
func decodeWTF8(s string) (rune, int) {
	r, n := utf8.DecodeRuneInString(s)
	if r == utf8.RuneError && n <= 1 && len(s) >= 3 && s[0] == 0xED && s[1] >= 0xA0 && s[1] <= 0xBF && s[2]&0xC0 == 0x80 {
		return 0xD000 | rune(s[1]&0x3F)<<6 | rune(s[2]&0x3F), 3
	}
	return r, n
}

// strLen is String.length().
func strLen(s string) int {
	n := 0
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			i++
			n++
			continue
		}
		r, w := decodeWTF8(s[i:])
		i += w
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}

// toUnits gives the UTF-16 units of s.
func toUnits(s string) []uint16 {
	out := make([]uint16, 0, len(s))
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			out = append(out, uint16(s[i]))
			i++
			continue
		}
		r, w := decodeWTF8(s[i:])
		i += w
		if r > 0xFFFF {
			a, b := utf16.EncodeRune(r)
			out = append(out, uint16(a), uint16(b))
		} else {
			out = append(out, uint16(r))
		}
	}
	return out
}

// fromUnits makes a string of UTF-16 units.
func fromUnits(u []uint16) string {
	var b strings.Builder
	b.Grow(len(u))
	for i := 0; i < len(u); i++ {
		c := u[i]
		if utf16.IsSurrogate(rune(c)) && i+1 < len(u) {
			if r := utf16.DecodeRune(rune(c), rune(u[i+1])); r != utf8.RuneError {
				b.WriteRune(r)
				i++
				continue
			}
		}
		writeUnit(&b, c)
	}
	return b.String()
}

func writeUnit(b *strings.Builder, c uint16) {
	switch {
	case c < 0x80:
		b.WriteByte(byte(c))
	case c >= 0xD800 && c < 0xE000:
		b.WriteByte(0xED)
		b.WriteByte(0x80 | byte(c>>6&0x3F))
		b.WriteByte(0x80 | byte(c&0x3F))
	default:
		b.WriteRune(rune(c))
	}
}

// String gives the char as a one-unit string.
func (c Char) String() string {
	if c < 0x80 {
		return asciiStrings[c : c+1]
	}
	var b strings.Builder
	writeUnit(&b, uint16(c))
	return b.String()
}

// asciiStrings lends the strings of one ASCII character.
const asciiStrings = "\x00\x01\x02\x03\x04\x05\x06\x07\b\t\n\v\f\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f" +
	" !\"#$%&'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f"

// charAt is the unit at i, which must be within the string.
func charAt(s string, i int) uint16 {
	if i < len(s) && isASCII(s[:i+1]) {
		return uint16(s[i])
	}
	n := 0
	for k := 0; k < len(s); {
		r, w := decodeWTF8(s[k:])
		k += w
		if r > 0xFFFF {
			a, b := utf16.EncodeRune(r)
			if n == i {
				return uint16(a)
			}
			if n+1 == i {
				return uint16(b)
			}
			n += 2
			continue
		}
		if n == i {
			return uint16(r)
		}
		n++
	}
	return 0
}

// byteAt is the byte where unit i begins, and whether it does not fall into
// the middle of a character.
func byteAt(s string, i int) (int, bool) {
	if i <= len(s) && isASCII(s[:i]) {
		return i, true
	}
	n := 0
	for k := 0; k < len(s); {
		if n == i {
			return k, true
		}
		r, w := decodeWTF8(s[k:])
		if r > 0xFFFF {
			n++
			if n == i {
				return k, false
			}
		}
		k += w
		n++
	}
	return len(s), true
}

// substr is substring(i, j), whose bounds must be right.
func substr(s string, i, j int) string {
	if j <= len(s) && isASCII(s[:j]) {
		return s[i:j]
	}
	a, ok1 := byteAt(s, i)
	b, ok2 := byteAt(s, j)
	if ok1 && ok2 {
		return s[a:b]
	}
	return fromUnits(toUnits(s)[i:j])
}

// unitIndex turns a byte offset into a unit index.
func unitIndex(s string, byteOffset int) int {
	if byteOffset < 0 {
		return -1
	}
	return strLen(s[:byteOffset])
}

// eachUnit calls f with every unit of s as a one-unit string.
func eachUnit(s string, f func(one string) error) error {
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			if err := f(s[i : i+1]); err != nil {
				return err
			}
			i++
			continue
		}
		r, w := decodeWTF8(s[i:])
		if r > 0xFFFF {
			a, b := utf16.EncodeRune(r)
			if err := f(Char(a).String()); err != nil {
				return err
			}
			if err := f(Char(b).String()); err != nil {
				return err
			}
		} else if err := f(s[i : i+w]); err != nil {
			return err
		}
		i += w
	}
	return nil
}

// compareStrings is String.compareTo without the distance: by units.
func compareStrings(a, b string) int {
	n := min(len(a), len(b))
	for i := 0; i < n; i++ {
		if a[i] != b[i] {
			if a[i] < utf8.RuneSelf && b[i] < utf8.RuneSelf {
				return int(a[i]) - int(b[i])
			}
			return compareUnits(toUnits(a), toUnits(b))
		}
	}
	if len(a) != len(b) && (!isASCII(a) || !isASCII(b)) {
		return compareUnits(toUnits(a), toUnits(b))
	}
	return len(a) - len(b)
}

func compareUnits(a, b []uint16) int {
	n := min(len(a), len(b))
	for i := 0; i < n; i++ {
		if a[i] != b[i] {
			return int(a[i]) - int(b[i])
		}
	}
	return len(a) - len(b)
}

// hashString is String.hashCode.
func hashString(s string) int32 {
	var h int32
	for i := 0; i < len(s); {
		if s[i] < utf8.RuneSelf {
			h = 31*h + int32(s[i])
			i++
			continue
		}
		r, w := decodeWTF8(s[i:])
		i += w
		if r > 0xFFFF {
			a, b := utf16.EncodeRune(r)
			h = 31*(31*h+int32(a)) + int32(b)
		} else {
			h = 31*h + int32(r)
		}
	}
	return h
}

// cleanText makes s fit for the world outside: a lone surrogate becomes "?",
// as Java's encoders have it.
func cleanText(s string) string {
	if utf8.ValidString(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		r, w := decodeWTF8(s[i:])
		if r >= 0xD800 && r < 0xE000 || r == utf8.RuneError && w == 1 {
			b.WriteByte('?')
		} else {
			b.WriteString(s[i : i+w])
		}
		i += w
	}
	return b.String()
}

// joinSurrogates repairs a text put together from pieces that split a pair.
func joinSurrogates(s string) string {
	i := strings.IndexByte(s, 0xED)
	for i >= 0 && i+5 < len(s) {
		if s[i+1] >= 0xA0 && s[i+1] <= 0xAF && s[i+3] == 0xED && s[i+4] >= 0xB0 {
			return fromUnits(toUnits(s))
		}
		j := strings.IndexByte(s[i+1:], 0xED)
		if j < 0 {
			break
		}
		i += 1 + j
	}
	return s
}

// plainText makes a String of a GString and leaves all else alone. It is for
// GStrings whose values are known to be harmless; t.toString is the real thing.
func plainText(v any) any {
	if g, ok := v.(*GString); ok && len(g.values) == 0 {
		return strings.Join(g.texts, "")
	}
	return v
}
