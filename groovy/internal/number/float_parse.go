package number

import (
	"errors"
	"math"
	"strconv"
	"strings"
)

// ParseDouble is Double.parseDouble: surrounding white space, a last f or d,
// NaN, Infinity and hexadecimal forms are taken, and what is too big is infinite.
func ParseDouble(s string) (float64, error) { return parseFloat(s, 64) }

// ParseFloat is Float.parseFloat.
func ParseFloat(s string) (float32, error) {
	f, err := parseFloat(s, 32)
	return float32(f), err
}

func parseFloat(s string, size int) (float64, error) {
	s = trim(s)
	if s == "" {
		return 0, malformed("empty String")
	}
	body := s
	if s[0] == '-' || s[0] == '+' {
		body = s[1:]
	}
	negative := s[0] == '-'
	switch body {
	case "NaN":
		return math.NaN(), nil
	case "Infinity":
		if negative {
			return math.Inf(-1), nil
		}
		return math.Inf(1), nil
	}
	hex := len(body) > 1 && body[0] == '0' && body[1]|0x20 == 'x'
	valid := false
	if hex {
		valid = hexForm(body[2:])
	} else {
		var twoPoints bool
		if valid, twoPoints = decimalForm(body); twoPoints {
			return 0, malformed("multiple points")
		}
	}
	if valid {
		// The letter of a type is no digit in either form.
		if last := body[len(body)-1] | 0x20; last == 'd' || last == 'f' {
			body = body[:len(body)-1]
		}
		f, err := strconv.ParseFloat(body, size)
		if err == nil || errors.Is(err, strconv.ErrRange) {
			if negative {
				f = -f
			}
			return f, nil
		}
	}
	return 0, forInput(s, 10)
}

// trim is Java's String.trim, which takes everything up to the space.
func trim(s string) string {
	for s != "" && s[0] <= ' ' {
		s = s[1:]
	}
	for s != "" && s[len(s)-1] <= ' ' {
		s = s[:len(s)-1]
	}
	return s
}

// decimalForm says whether s is digits with a point, an exponent and the letter
// of a type, as far as they are there. A second point has a message of its own.
func decimalForm(s string) (ok, twoPoints bool) {
	i, digits, points := 0, 0, 0
	for ; i < len(s); i++ {
		if s[i] == '.' {
			if points++; points > 1 {
				return false, true
			}
			continue
		}
		if s[i] < '0' || s[i] > '9' {
			break
		}
		digits++
	}
	if digits == 0 {
		return false, false
	}
	s = s[i:]
	if s != "" && s[0]|0x20 == 'e' {
		if s, ok = afterExponent(s[1:]); !ok {
			return false, false
		}
	}
	return s == "" || strings.Contains("fFdD", s) && len(s) == 1, false
}

// hexForm is the same for what follows 0x; here the exponent must be there.
func hexForm(s string) bool {
	i, digits, points := 0, 0, 0
	for ; i < len(s); i++ {
		if s[i] == '.' {
			points++
			continue
		}
		if Digit(rune(s[i]), 16) < 0 {
			break
		}
		digits++
	}
	if digits == 0 || points > 1 || i == len(s) || s[i]|0x20 != 'p' {
		return false
	}
	rest, ok := afterExponent(s[i+1:])
	return ok && (rest == "" || strings.Contains("fFdD", rest) && len(rest) == 1)
}

// afterExponent is what follows an optional sign and at least one digit.
func afterExponent(s string) (string, bool) {
	if s != "" && (s[0] == '-' || s[0] == '+') {
		s = s[1:]
	}
	rest := strings.TrimLeft(s, "0123456789")
	return rest, len(rest) < len(s)
}
