package number

import (
	"math"
	"math/big"
	"strconv"
)

// forInput is how Java words most malformed numbers.
func forInput(s string, radix int) *Error {
	if radix == 10 {
		return malformed(`For input string: "` + s + `"`)
	}
	return malformed(`For input string: "` + s + `" under radix ` + strconv.Itoa(radix))
}

// ParseNull is the error for a null in place of text to be read as the type that
// has the given name in Java: Integer, BigDecimal and so on.
func ParseNull(class string) *Error {
	cannot := func(method, name string) *Error {
		return &Error{NullPointerException, `Cannot invoke "String.` + method + `()" because "` + name + `" is null`}
	}
	switch class {
	case "Double", "Float":
		return cannot("trim", "in")
	case "BigInteger":
		return cannot("length", "val")
	case "BigDecimal":
		return cannot("toCharArray", "val")
	}
	return malformed("Cannot parse null string")
}

// ParseInt is Integer.parseInt(s, radix).
func ParseInt(s string, radix int) (int32, error) {
	v, err := parseInteger(s, radix, math.MinInt32, math.MaxInt32)
	return int32(v), err
}

// ParseLong is Long.parseLong(s, radix).
func ParseLong(s string, radix int) (int64, error) {
	return parseInteger(s, radix, math.MinInt64, math.MaxInt64)
}

// ParseShort is Short.parseShort(s, radix).
func ParseShort(s string, radix int) (int16, error) {
	v, err := parseNarrow(s, radix, math.MinInt16, math.MaxInt16)
	return int16(v), err
}

// ParseByte is Byte.parseByte(s, radix).
func ParseByte(s string, radix int) (int8, error) {
	v, err := parseNarrow(s, radix, math.MinInt8, math.MaxInt8)
	return int8(v), err
}

func parseNarrow(s string, radix int, least, most int64) (int64, error) {
	v, err := parseInteger(s, radix, math.MinInt32, math.MaxInt32)
	if err == nil && (v < least || v > most) {
		err = malformed(`Value out of range. Value:"` + s + `" Radix:` + strconv.Itoa(radix))
	}
	return v, err
}

func parseInteger(s string, radix int, least, most int64) (int64, error) {
	switch {
	case radix < 2:
		return 0, malformed("radix " + strconv.Itoa(radix) + " less than Character.MIN_RADIX")
	case radix > 36:
		return 0, malformed("radix " + strconv.Itoa(radix) + " greater than Character.MAX_RADIX")
	case s == "":
		return 0, forInput(s, radix)
	}
	digits, negative := s, s[0] == '-'
	if negative || s[0] == '+' {
		if digits = s[1:]; digits == "" {
			return 0, forInput(s, radix)
		}
	}
	// Counted downwards, since there is one more number below zero than above.
	limit := -most
	if negative {
		limit = least
	}
	var v int64
	for _, r := range digits {
		d := int64(-1)
		if r <= 0xFFFF { // Java looks at UTF-16 units here
			d = int64(Digit(r, radix))
		}
		if d < 0 || v < limit/int64(radix) || v*int64(radix) < limit+d {
			return 0, forInput(s, radix)
		}
		v = v*int64(radix) - d
	}
	if negative {
		return v, nil
	}
	return -v, nil
}

// DecodeLong is Long.decode: 0x, 0X and # begin hexadecimal digits, 0 octal ones.
func DecodeLong(s string) (int64, error) { return decode(s, math.MinInt64, math.MaxInt64) }

// DecodeInt is Integer.decode.
func DecodeInt(s string) (int32, error) {
	v, err := decode(s, math.MinInt32, math.MaxInt32)
	return int32(v), err
}

func decode(s string, least, most int64) (int64, error) {
	if s == "" {
		return 0, malformed("Zero length string")
	}
	rest, negative := s, s[0] == '-'
	if negative || s[0] == '+' {
		rest = s[1:]
	}
	radix := 10
	switch {
	case len(rest) > 1 && rest[0] == '0' && rest[1]|0x20 == 'x':
		rest, radix = rest[2:], 16
	case rest != "" && rest[0] == '#':
		rest, radix = rest[1:], 16
	case len(rest) > 1 && rest[0] == '0':
		rest, radix = rest[1:], 8
	}
	if rest != "" && (rest[0] == '-' || rest[0] == '+') {
		return 0, malformed("Sign character in wrong position")
	}
	v, err := parseInteger(rest, radix, least, most)
	if !negative {
		return v, err
	}
	if err == nil {
		return -v, nil
	}
	// The least number has no positive counterpart; Java reads it once more.
	return parseInteger("-"+rest, radix, least, most)
}

// digitsPerGroup is how many digits of each radix Java reads at a time, which
// shows in its errors.
var digitsPerGroup = [37]int{0, 0, 30, 19, 15, 13, 11, 11, 10, 9, 9, 8, 8, 8, 8, 7, 7, 7, 7, 7, 7, 7, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 6, 5}

// ParseBig is new BigInteger(s, radix).
func ParseBig(l *Limits, s string, radix int) (*big.Int, error) {
	if radix < 2 || radix > 36 {
		return nil, malformed("Radix out of range")
	}
	if s == "" {
		return nil, malformed("Zero length BigInteger")
	}
	in := Units(s)
	sign := false
	for i, c := range in {
		if c == '-' || c == '+' {
			if i > 0 {
				return nil, malformed("Illegal embedded sign character")
			}
			sign = true
		}
	}
	negative := in[0] == '-'
	if sign {
		if in = in[1:]; len(in) == 0 {
			return nil, malformed("Zero length BigInteger")
		}
	}
	for len(in) > 0 && Digit(rune(in[0]), radix) == 0 {
		in = in[1:]
	}
	if len(in) == 0 {
		return new(big.Int), nil
	}
	digits := make([]byte, len(in))
	for i, c := range in {
		d := Digit(rune(c), radix)
		if d < 0 {
			from, to := group(i, len(in), digitsPerGroup[radix])
			return nil, forInput(FromUnits(in[from:to]), radix)
		}
		digits[i] = byte(ForDigit(d, 36))
	}
	x, err := l.read(digits, radix)
	if err != nil {
		return nil, err
	}
	if negative {
		x.Neg(x)
	}
	return x, nil
}

// group finds the group that holds digit i of n, where all but the first have
// size digits.
func group(i, n, size int) (from, to int) {
	first := n % size
	if first == 0 {
		first = size
	}
	if i < first {
		return 0, first
	}
	from = first + (i-first)/size*size
	return from, from + size
}
