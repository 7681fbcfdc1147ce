package format

import (
	"math"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A digitList is a number that is not negative, 0.ddd·10^point, as DecimalFormat
// rounds and prints it. No digits are zero.
type digitList struct {
	digits []byte
	point  int

	// origin has the exact value of a double, whose digits are rounded already;
	// it is nil where the digits are exact themselves.
	origin *float64
}

func (l *digitList) zero() bool {
	for _, c := range l.digits {
		if c != '0' {
			return false
		}
	}
	return true
}

// trim drops the zeros at the end, not the first digit.
func (l *digitList) trim() {
	for len(l.digits) > 1 && l.digits[len(l.digits)-1] == '0' {
		l.digits = l.digits[:len(l.digits)-1]
	}
}

// doubleDigits are those of the text of f.
func doubleDigits(f float64) *digitList {
	if f == 0 {
		return &digitList{}
	}
	digits, exponent := number.ShortestDigits(nil, f, 64)
	if len(digits) == 1 && exponent < -3 {
		// The text is 5.0E-4 then, and Java looks at that zero, too, where it
		// decides about a single digit.
		digits = append(digits, '0')
	}
	return &digitList{digits: digits, point: exponent + 1, origin: &f}
}

// wholeDigits are those of a whole number.
func wholeDigits(digits string) *digitList {
	if digits == "0" {
		return &digitList{}
	}
	return &digitList{digits: []byte(strings.TrimRight(digits, "0")), point: len(digits)}
}

// decimalDigits are those of a decimal that is not negative.
func decimalDigits(d *number.Decimal) *digitList {
	if d.Sign() == 0 {
		return &digitList{}
	}
	digits := d.Unscaled().String()
	return &digitList{digits: []byte(digits), point: len(digits) - int(d.Scale())}
}

// places rounds to so many digits behind the point.
func (l *digitList) places(n int, negative bool, mode number.RoundingMode) error {
	if len(l.digits) == 0 {
		return nil
	}
	switch {
	case -l.point > n:
		// Java gives zero for what is that small, whatever the mode.
		l.digits = nil
		return nil
	case -l.point == n:
		up, err := l.up(0, negative, mode)
		l.digits = nil
		if up {
			l.digits = []byte{'1'}
			l.point++
		}
		return err
	}
	l.trim()
	return l.round(n+l.point, negative, mode)
}

// round keeps the first n digits.
func (l *digitList) round(n int, negative bool, mode number.RoundingMode) error {
	if n < 0 || n >= len(l.digits) {
		return nil
	}
	up, err := l.up(n, negative, mode)
	if err != nil {
		return err
	}
	l.digits = l.digits[:n]
	if up {
		for n > 0 && l.digits[n-1] == '9' {
			n--
		}
		if n == 0 {
			l.digits = []byte{'1'}
			l.point++
		} else {
			l.digits = l.digits[:n]
			l.digits[n-1]++
		}
	}
	l.trim()
	return nil
}

// up decides whether the first n digits, of more, are raised by one.
func (l *digitList) up(n int, negative bool, mode number.RoundingMode) (bool, error) {
	rest := l.digits[n:]
	some := strings.Trim(string(rest), "0") != ""
	switch mode {
	case number.Up:
		return some, nil
	case number.Down:
		return false, nil
	case number.Ceiling:
		return some && !negative, nil
	case number.Floor:
		return some && negative, nil
	case number.Unnecessary:
		if some {
			return false, &number.Error{Class: number.ArithmeticException,
				Message: "Rounding needed with the rounding mode being set to RoundingMode.UNNECESSARY"}
		}
		return false, nil
	}
	switch {
	case rest[0] != '5':
		return rest[0] > '5', nil
	case len(rest) > 1 && mode == number.HalfEven:
		return strings.Trim(string(rest[1:]), "0") != "", nil
	case len(rest) > 1:
		return true, nil
	}
	// The digits end in a half. Those of a double may have been rounded to it.
	switch l.beyond() {
	case 1:
		return true, nil
	case -1:
		return false, nil
	}
	switch mode {
	case number.HalfUp:
		return true, nil
	case number.HalfDown:
		return false, nil
	}
	return n > 0 && (l.digits[n-1]-'0')%2 == 1, nil
}

// beyond compares the number with its digits.
func (l *digitList) beyond() int {
	if l.origin == nil {
		return 0
	}
	exact, err := number.DecimalFromFloat(*l.origin)
	if err != nil {
		return 0
	}
	shown, err := number.ParseDecimal(nil, string(l.digits))
	if err != nil {
		return 0
	}
	if shown, err = shown.ScaleByPowerOfTen(int32(min(l.point-len(l.digits), math.MaxInt32))); err != nil {
		return 0
	}
	return exact.Cmp(shown)
}
