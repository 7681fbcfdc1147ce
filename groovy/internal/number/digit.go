package number

import "unicode"

// Digit is Character.digit: the worth of r as a digit of the radix, in any
// alphabet, or -1.
func Digit(r rune, radix int) int {
	if radix < 2 || radix > 36 {
		return -1
	}
	d := -1
	switch {
	case r >= '0' && r <= '9':
		d = int(r - '0')
	case r >= 'a' && r <= 'z':
		d = int(r-'a') + 10
	case r >= 'A' && r <= 'Z':
		d = int(r-'A') + 10
	case r < 0x80:
		return -1
	case r >= 0xFF21 && r <= 0xFF3A: // the wide Latin letters
		d = int(r-0xFF21) + 10
	case r >= 0xFF41 && r <= 0xFF5A:
		d = int(r-0xFF41) + 10
	default:
		d = decimalDigit(r)
	}
	if d >= radix {
		return -1
	}
	return d
}

// decimalDigit finds the worth of r among the digits of its alphabet, which
// Unicode keeps together in order, ten by ten.
func decimalDigit(r rune) int {
	if !unicode.Is(unicode.Nd, r) {
		return -1
	}
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10
		}
	}
	return -1
}

// ForDigit is Character.forDigit: the character for a digit of the radix, or 0.
func ForDigit(digit, radix int) rune {
	if radix < 2 || radix > 36 || digit < 0 || digit >= radix {
		return 0
	}
	return rune("0123456789abcdefghijklmnopqrstuvwxyz"[digit])
}
