package number

import "math"

// A number of this many characters is read by Java in a way of its own, which
// shows in what it says of a wrong one.
const compactDigits = 18

// ParseDecimal is new BigDecimal(String).
func ParseDecimal(l *Limits, s string) (*Decimal, error) {
	if d, ok := plainDecimal(s); ok {
		return d, nil
	}
	return parseUnits(l, Units(s))
}

// plainDecimal reads what rules are made of: a sign, up to 18 digits, a point.
func plainDecimal(s string) (*Decimal, bool) {
	if len(s) > compactDigits {
		return nil, false
	}
	i, negative := 0, false
	if len(s) > 0 && (s[0] == '-' || s[0] == '+') {
		negative = s[0] == '-'
		i++
	}
	var v int64
	point, digits := -1, 0
	for ; i < len(s); i++ {
		switch c := s[i]; {
		case c >= '0' && c <= '9':
			v = v*10 + int64(c-'0')
			digits++
		case c == '.' && point < 0:
			point = i
		default:
			return nil, false
		}
	}
	if digits == 0 {
		return nil, false
	}
	if negative {
		v = -v
	}
	scale := 0
	if point >= 0 {
		scale = len(s) - 1 - point
	}
	return NewDecimal(v, int32(scale)), true
}

func parseUnits(l *Limits, in []uint16) (*Decimal, error) {
	if len(in) == 0 {
		return nil, errNoMessage
	}
	negative := in[0] == '-'
	if negative || in[0] == '+' {
		in = in[1:]
	}
	compact := len(in) <= compactDigits
	digits := make([]byte, 0, len(in))
	var scale, exponent int64
	dot, any := false, false
	for i, c := range in {
		if v := Digit(rune(c), 10); v >= 0 {
			any = true
			if v > 0 || len(digits) > 0 {
				digits = append(digits, '0'+byte(v))
			}
			if dot {
				scale++
			}
			continue
		}
		if c == '.' {
			if dot {
				return nil, malformed("Character array contains more than one decimal point.")
			}
			dot = true
			continue
		}
		if c != 'e' && c != 'E' {
			if !compact {
				return nil, malformed(`Character array is missing "e" notation exponential mark.`)
			}
			return nil, malformed("Character " + FromUnits([]uint16{c}) + ` is neither a decimal digit number, decimal point, nor "e" notation exponential mark.`)
		}
		var err error
		if exponent, err = parseExponent(in[i+1:]); err != nil {
			return nil, err
		}
		break
	}
	if !any {
		return nil, errNoDigits
	}
	scale -= exponent
	if scale > math.MaxInt32 || scale < math.MinInt32 {
		return nil, errScaleRange
	}
	n, err := parseDigits(l, digits)
	if err != nil {
		return nil, err
	}
	if negative {
		n = n.neg()
	}
	return &Decimal{n, int32(scale)}, nil
}

// parseExponent reads what follows the mark.
func parseExponent(in []uint16) (int64, error) {
	if len(in) == 0 {
		return 0, errNoMessage
	}
	negative := in[0] == '-'
	if negative || in[0] == '+' {
		if in = in[1:]; len(in) == 0 {
			return 0, errNoMessage
		}
	}
	for len(in) > 10 && Digit(rune(in[0]), 10) == 0 {
		in = in[1:]
	}
	if len(in) > 10 {
		return 0, malformed("Too many nonzero exponent digits.")
	}
	var exponent int64
	for _, c := range in {
		v := Digit(rune(c), 10)
		if v < 0 {
			return 0, malformed("Not a digit.")
		}
		exponent = exponent*10 + int64(v)
	}
	if negative {
		exponent = -exponent
	}
	if exponent != int64(int32(exponent)) {
		return 0, errExpOverflow
	}
	return exponent, nil
}

// parseDigits is the number that decimal digits write; none are zero.
func parseDigits(l *Limits, digits []byte) (integer, error) {
	if len(digits) <= compactDigits {
		var v int64
		for _, c := range digits {
			v = v*10 + int64(c-'0')
		}
		return integer{small: v}, nil
	}
	x, err := l.read(digits, 10)
	if err != nil {
		return integer{}, err
	}
	return bigInteger(x), nil
}
