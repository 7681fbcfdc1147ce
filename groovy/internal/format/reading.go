package format

import (
	"math"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A reading is what was found.
type reading struct {
	digits   []byte
	point    int
	positive bool
	infinite bool
}

// Leading zeros apart, a Long has no more digits than these.
const longest = "9223372036854775808"

// fitsLong drops the zeros at the end and says whether the number is whole and
// a Long. A negative zero is none, unless there are only whole numbers.
func (n *reading) fitsLong(wholeOnly bool) bool {
	n.digits = []byte(strings.TrimRight(string(n.digits), "0"))
	switch {
	case len(n.digits) == 0:
		return n.positive || wholeOnly
	case n.point < len(n.digits) || n.point > len(longest):
		return false
	case n.point < len(longest):
		return true
	}
	switch c := strings.Compare(string(n.digits), longest[:len(n.digits)]); {
	case c != 0:
		return c < 0
	case len(n.digits) < n.point:
		return true
	}
	return !n.positive
}

// long is the number that fits, without its sign but for the least one.
func (n *reading) long() int64 {
	if len(n.digits) == 0 {
		return 0
	}
	digits := string(n.digits) + strings.Repeat("0", n.point-len(n.digits))
	if digits == longest {
		return math.MinInt64
	}
	v, err := number.ParseLong(digits, 10)
	if err != nil {
		return 0 // not met: it fits
	}
	return v
}

func (n *reading) double() float64 {
	if len(n.digits) == 0 {
		return 0
	}
	d, err := number.ParseDouble("0." + string(n.digits) + "E" + exponentText(int64(n.point), 1))
	if err != nil {
		return 0 // not met: these are digits
	}
	return d
}

func (n *reading) decimal(l *number.Limits) (*number.Decimal, error) {
	digits := string(n.digits)
	if digits == "" {
		digits = "0"
	}
	d, err := number.ParseDecimal(l, digits)
	if err != nil {
		return nil, err
	}
	return d.ScaleByPowerOfTen(int32(n.point - len(n.digits)))
}

// value is the number read, divided by the multiplier.
func (d *DecimalFormat) value(l *number.Limits, n reading) (any, error) {
	infinity := func(positive bool) any {
		if positive {
			return math.Inf(1)
		}
		return math.Inf(-1)
	}
	switch {
	case n.infinite:
		return infinity(n.positive == (d.Multiplier >= 0)), nil
	case d.Multiplier == 0 && strings.Trim(string(n.digits), "0") == "":
		return math.NaN(), nil
	case d.Multiplier == 0:
		return infinity(n.positive), nil
	case d.ParseBigDecimal:
		return d.bigValue(l, n)
	}
	if !n.fitsLong(d.ParseIntegerOnly) {
		return d.doubleValue(n.double(), n.positive, d.Multiplier), nil
	}
	v := n.long()
	if m := int64(d.Multiplier); m != 1 {
		if v%m != 0 {
			return d.doubleValue(float64(v), n.positive || v < 0, d.Multiplier), nil
		}
		if v = v / m; n.long() < 0 {
			return v, nil
		}
	}
	if !n.positive && v != math.MinInt64 {
		v = -v
	}
	return v, nil
}

// doubleValue is a Long again if dividing made it one.
func (d *DecimalFormat) doubleValue(f float64, positive bool, multiplier int32) any {
	if multiplier != 1 {
		f /= float64(multiplier)
	}
	if !positive {
		f = -f
	}
	if multiplier == 1 {
		return f
	}
	v := number.FloatToLong(f)
	if d.ParseIntegerOnly || f == float64(v) && (f != 0 || !math.Signbit(f)) {
		return v
	}
	return f
}

func (d *DecimalFormat) bigValue(l *number.Limits, n reading) (any, error) {
	v, err := n.decimal(l)
	if err != nil {
		return nil, err
	}
	if d.Multiplier != 1 {
		m := number.NewDecimal(int64(d.Multiplier), 0)
		q, err := v.Div(l, m)
		if _, endless := err.(*number.Error); endless {
			q, err = v.DivScale(l, m, v.Scale(), d.Rounding)
		}
		if err != nil {
			return nil, err
		}
		v = q
	}
	if !n.positive {
		v = v.Neg()
	}
	return v, nil
}
