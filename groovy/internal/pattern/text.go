package pattern

// The text is UTF-8 that may hold surrogates in their three-byte form, which
// unicode/utf8 refuses; hence our own decoding. A byte that begins no whole
// character counts as one character by itself, so that broken text is walked
// through rather than over its end.

const badRune = 0xFFFD

// decode returns the character that begins at s[i] and its length. i is less
// than len(s), and no more than end bytes are looked at.
func decode(s string, i, end int) (rune, int) {
	b := s[i]
	switch {
	case b < 0x80:
		return rune(b), 1
	case b < 0xC2:
		return badRune, 1
	case b < 0xE0:
		if i+1 < end && s[i+1]&0xC0 == 0x80 {
			return rune(b&0x1F)<<6 | rune(s[i+1]&0x3F), 2
		}
	case b < 0xF0:
		if i+2 < end && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 {
			return rune(b&0x0F)<<12 | rune(s[i+1]&0x3F)<<6 | rune(s[i+2]&0x3F), 3
		}
	case b < 0xF5:
		if i+3 < end && s[i+1]&0xC0 == 0x80 && s[i+2]&0xC0 == 0x80 && s[i+3]&0xC0 == 0x80 {
			return rune(b&0x07)<<18 | rune(s[i+1]&0x3F)<<12 | rune(s[i+2]&0x3F)<<6 | rune(s[i+3]&0x3F), 4
		}
	}
	return badRune, 1
}

// decodeBefore returns the character that ends before s[i] and its length.
// i is greater than start.
func decodeBefore(s string, start, i int) (rune, int) {
	if b := s[i-1]; b < 0x80 {
		return rune(b), 1
	}
	for n := 2; n <= 4 && i-n >= start; n++ {
		if s[i-n]&0xC0 == 0x80 {
			continue
		}
		if r, size := decode(s, i-n, i); size == n {
			return r, n
		}
		break
	}
	return badRune, 1
}

// appendRune is utf8.AppendRune that keeps surrogates.
func appendRune(b []byte, r rune) []byte {
	switch {
	case r < 0x80:
		return append(b, byte(r))
	case r < 0x800:
		return append(b, 0xC0|byte(r>>6), 0x80|byte(r)&0xBF)
	case r < 0x10000:
		return append(b, 0xE0|byte(r>>12), 0x80|byte(r>>6)&0xBF, 0x80|byte(r)&0xBF)
	}
	return append(b, 0xF0|byte(r>>18), 0x80|byte(r>>12)&0xBF, 0x80|byte(r>>6)&0xBF, 0x80|byte(r)&0xBF)
}

// utf16Len is the length of s as a Java string.
func utf16Len(s string) int {
	n := 0
	for i := 0; i < len(s); {
		r, size := decode(s, i, len(s))
		i += size
		n++
		if r > 0xFFFF {
			n++
		}
	}
	return n
}
