package number

import (
	"unicode/utf16"
	"unicode/utf8"
)

// Java counts and names characters by UTF-16 units. Text is UTF-8 here, in which
// a lone surrogate has its three-byte form.

// Units is s in UTF-16.
func Units(s string) []uint16 {
	out := make([]uint16, 0, len(s))
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		if r == utf8.RuneError && n == 1 && i+2 < len(s) && s[i] == 0xED {
			r, n = rune(s[i]&0x0F)<<12|rune(s[i+1]&0x3F)<<6|rune(s[i+2]&0x3F), 3
			out = append(out, uint16(r))
		} else {
			out = utf16.AppendRune(out, r)
		}
		i += n
	}
	return out
}

// FromUnits is the way back.
func FromUnits(u []uint16) string {
	out := make([]byte, 0, len(u))
	for i := 0; i < len(u); i++ {
		r := rune(u[i])
		if utf16.IsSurrogate(r) {
			if i+1 < len(u) {
				if pair := utf16.DecodeRune(r, rune(u[i+1])); pair != utf8.RuneError {
					out = utf8.AppendRune(out, pair)
					i++
					continue
				}
			}
			out = append(out, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0xBF, 0x80|byte(r)&0xBF)
			continue
		}
		out = utf8.AppendRune(out, r)
	}
	return string(out)
}
