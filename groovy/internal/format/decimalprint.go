package format

import (
	"math"
	"math/big"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// Format prints a number of any type in at most limit bytes.
func (d *DecimalFormat) Format(limit int, v any) (string, error) {
	w := &writer{limit: limit}
	switch v := v.(type) {
	case float64:
		d.double(w, v)
	case float32:
		d.double(w, float64(v))
	case *number.Decimal:
		d.decimal(w, v)
	case *big.Int:
		d.whole(w, v)
	case int8, int16, int32, int64:
		d.whole(w, big.NewInt(number.Int64(v)))
	default:
		return "", illegalArgument("Cannot format given Object as a Number")
	}
	if w.err != nil {
		return "", w.err
	}
	return string(w.b), nil
}

// limits says how many digits of each kind are shown. Only what is bigger than a
// Long may show more than a double.
func (d *DecimalFormat) limits(all bool) (integers, fractions span) {
	if all {
		return d.integers, d.fractions
	}
	return d.integers.within(doubleIntegers), d.fractions.within(doubleFractions)
}

func (d *DecimalFormat) double(w *writer, f float64) {
	if f != f || math.IsInf(f, 0) && d.Multiplier == 0 {
		w.str(d.symbols.NaN)
		return
	}
	negative := math.Signbit(f) != (d.Multiplier < 0)
	if d.Multiplier != 1 {
		f *= float64(d.Multiplier)
	}
	if math.IsInf(f, 0) {
		d.around(w, negative, func() { w.str(d.symbols.Infinity) })
		return
	}
	integers, fractions := d.limits(false)
	l := doubleDigits(math.Abs(f))
	d.print(w, l, negative, false, integers, fractions, d.fit(l, negative, integers, fractions))
}

func (d *DecimalFormat) decimal(w *writer, v *number.Decimal) {
	if d.Multiplier != 1 {
		var err error
		l := &number.Limits{MaxDigits: max(w.limit, number.DefaultMaxDigits)}
		if v, err = v.Mul(l, number.NewDecimal(int64(d.Multiplier), 0)); err != nil {
			w.fail(err)
			return
		}
	}
	negative := v.Sign() < 0
	integers, fractions := d.limits(true)
	l := decimalDigits(v.Abs())
	d.print(w, l, negative, false, integers, fractions, d.fit(l, negative, integers, fractions))
}

// fit rounds to the digits that will be shown.
func (d *DecimalFormat) fit(l *digitList, negative bool, integers, fractions span) error {
	if d.exponential {
		l.trim()
		return l.round(min(integers.most+fractions.most, math.MaxInt32), negative, d.Rounding)
	}
	return l.places(fractions.most, negative, d.Rounding)
}

func (d *DecimalFormat) whole(w *writer, v *big.Int) {
	integers, fractions := d.limits(!v.IsInt64())
	if d.Multiplier != 1 {
		v = new(big.Int).Mul(v, big.NewInt(int64(d.Multiplier)))
	}
	negative := v.Sign() < 0
	l := wholeDigits(strings.TrimPrefix(v.String(), "-"))
	var err error
	if n := integers.most + fractions.most; d.exponential && n > 0 {
		err = l.round(n, negative, d.Rounding)
	}
	d.print(w, l, negative, true, integers, fractions, err)
}

// around writes the signs before and behind what body writes.
func (d *DecimalFormat) around(w *writer, negative bool, body func()) {
	a := d.positive
	if negative {
		a = d.negative
	}
	w.str(a.prefix.text)
	body()
	w.str(a.suffix.text)
}

func (d *DecimalFormat) print(w *writer, l *digitList, negative, whole bool, integers, fractions span, err error) {
	if err != nil {
		w.fail(err)
		return
	}
	if l.zero() {
		l.point = 0
	}
	d.around(w, negative, func() {
		if d.exponential {
			d.scientific(w, l, integers, fractions)
		} else {
			d.fixed(w, l, whole, integers, fractions)
		}
	})
}

func (d *DecimalFormat) separators() (decimal, grouping rune) {
	if d.currencyPattern {
		return d.symbols.MonetaryDecimal, d.symbols.MonetaryGrouping
	}
	return d.symbols.Decimal, d.symbols.Grouping
}

// digit writes the i-th digit, or a zero where there is none.
func (d *DecimalFormat) digit(w *writer, l *digitList, i int) {
	c := byte('0')
	if i >= 0 && i < len(l.digits) {
		c = l.digits[i]
	}
	w.rune(d.symbols.Zero + rune(c-'0'))
}

func (d *DecimalFormat) fixed(w *writer, l *digitList, whole bool, integers, fractions span) {
	decimal, grouping := d.separators()
	count, next := max(integers.least, l.point), 0
	if count > integers.most {
		// The digits in front are what is left out.
		count = integers.most
		next = l.point - count
	}
	if !w.room(int64(count)) {
		return
	}
	for i := count - 1; i >= 0; i-- {
		if i < l.point && next < len(l.digits) {
			d.digit(w, l, next)
			next++
		} else {
			w.rune(d.symbols.Zero)
		}
		if d.GroupingUsed && d.groupingSize != 0 && i > 0 && i%d.groupingSize == 0 {
			w.rune(grouping)
		}
	}
	more := !whole && next < len(l.digits)
	if count <= 0 && fractions.least == 0 && !more {
		w.rune(d.symbols.Zero)
	}
	if d.SeparatorShown || fractions.least > 0 || more {
		w.rune(decimal)
	}
	for i := 0; i < fractions.most && w.err == nil; i++ {
		if i >= fractions.least && (whole || next >= len(l.digits)) {
			return
		}
		switch {
		case i < -l.point || whole || next >= len(l.digits):
			w.rune(d.symbols.Zero)
		default:
			d.digit(w, l, next)
			next++
		}
	}
}

func (d *DecimalFormat) scientific(w *writer, l *digitList, integers, fractions span) {
	decimal, _ := d.separators()
	exponent, least := l.point, integers.least
	if repeat := integers.most; repeat > 1 && repeat > least {
		// The exponent is a multiple of the most digits before the point.
		if exponent >= 1 {
			exponent = (exponent - 1) / repeat * repeat
		} else {
			exponent = (exponent - repeat) / repeat * repeat
		}
		least = 1
	} else {
		exponent -= least
	}
	before := l.point - exponent
	if l.zero() {
		before, exponent = least, 0
	}
	total := max(integers.least+fractions.least, before, len(l.digits))
	if !w.room(int64(total)) {
		return
	}
	for i := range total {
		if i == before {
			w.rune(decimal)
		}
		d.digit(w, l, i)
	}
	if d.SeparatorShown && total == before {
		w.rune(decimal)
	}
	w.str(d.symbols.Exponent)
	if exponent < 0 {
		w.str(d.symbols.Minus)
		exponent = -exponent
	}
	digits := wholeDigits(strconv.Itoa(exponent))
	w.repeat(d.symbols.Zero, int64(d.leastExponent-digits.point))
	for i := range digits.point {
		d.digit(w, digits, i)
	}
}
