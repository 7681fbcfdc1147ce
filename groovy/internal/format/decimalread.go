package format

import (
	"math"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// Parse reads the number that s begins with, as NumberFormat.parse(String): a
// Long if it is whole and fits, a Double otherwise, or a BigDecimal if the
// format says so.
func (d *DecimalFormat) Parse(l *number.Limits, s string) (any, error) {
	v, end, _, err := d.ParseAt(l, s, 0)
	if err != nil {
		return nil, err
	}
	if end == 0 {
		return nil, &number.Error{Class: "java.text.ParseException", Message: `Unparseable number: "` + s + `"`}
	}
	return v, nil
}

// ParseAt is parse(String, ParsePosition): it reads from the given index on and
// gives the index behind what it read. If there is no number the value is nil,
// end is the index and wrong the place of the error, otherwise -1. Indexes count
// UTF-16 units.
func (d *DecimalFormat) ParseAt(l *number.Limits, s string, index int) (v any, end, wrong int, err error) {
	r := reader{format: d, in: number.Units(s)}
	if index < 0 || index > len(r.in) {
		return nil, index, index, nil
	}
	if r.at(index, d.symbols.NaN) {
		return math.NaN(), index + length(d.symbols.NaN), -1, nil
	}
	positive := []string{d.positive.prefix.text, d.positive.suffix.text}
	negative := []string{d.negative.prefix.text, d.negative.suffix.text}
	n, end, wrong := r.number(index, positive, negative, false)
	if wrong >= 0 {
		return nil, index, wrong, nil
	}
	v, err = d.value(l, n)
	return v, end, -1, err
}

// A reader looks for a number in text.
type reader struct {
	format *DecimalFormat
	in     []uint16
}

// at says whether the text goes on with s at the index.
func (r *reader) at(index int, s string) bool {
	u := number.Units(s)
	if len(r.in)-index < len(u) {
		return false
	}
	for i, c := range u {
		if r.in[index+i] != c {
			return false
		}
	}
	return true
}

// number reads a number with its signs; wrong is -1 if it found one.
func (r *reader) number(index int, positive, negative []string, exponent bool) (n reading, end, wrong int) {
	isPositive, isNegative := r.longer(index, positive[0], negative[0])
	at := index
	switch {
	case isPositive:
		at += length(positive[0])
	case isNegative:
		at += length(negative[0])
	default:
		return n, index, index
	}
	n, at, ok := r.digits(at, exponent)
	if !ok {
		return n, index, index
	}
	if exponent {
		n.positive = isPositive
	} else {
		// A sign before the digits that fits both is told by that behind.
		if isPositive {
			isPositive = r.at(at, positive[1])
		}
		if isNegative {
			isNegative = r.at(at, negative[1])
		}
		if isPositive && isNegative {
			a, b := length(positive[1]), length(negative[1])
			isPositive, isNegative = a >= b, a <= b
		}
		if isPositive == isNegative {
			return n, index, at
		}
		n.positive = isPositive
		if isPositive {
			at += length(positive[1])
		} else {
			at += length(negative[1])
		}
	}
	if at == index {
		return n, index, at
	}
	return n, at, -1
}

// longer says which of the two the text goes on with; of two that fit only the
// longer one counts.
func (r *reader) longer(index int, a, b string) (isA, isB bool) {
	isA, isB = r.at(index, a), r.at(index, b)
	if isA && isB {
		n, m := length(a), length(b)
		return n >= m, n <= m
	}
	return isA, isB
}

// digits reads digits with their separators and, unless they are an exponent
// themselves, an exponent.
func (r *reader) digits(at int, isExponent bool) (n reading, end int, ok bool) {
	d := r.format
	if !isExponent && r.at(at, d.symbols.Infinity) {
		return reading{infinite: true}, at + length(d.symbols.Infinity), true
	}
	decimal, grouping := d.separators()
	sawDecimal, sawDigit := false, false
	count, shift, backup := 0, 0, -1
loop:
	for ; at < len(r.in); at++ {
		c := rune(r.in[at])
		digit := int(c - d.symbols.Zero)
		if digit < 0 || digit > 9 {
			digit = number.Digit(c, 10)
		}
		switch {
		case digit >= 0:
			backup, sawDigit = -1, true
			switch {
			case digit > 0 || len(n.digits) > 0:
				count++
				n.digits = append(n.digits, '0'+byte(digit))
			case sawDecimal:
				n.point--
			}
		case !isExponent && c == decimal:
			if d.ParseIntegerOnly || sawDecimal {
				break loop
			}
			n.point = count
			sawDecimal = true
		case !isExponent && c == grouping && d.GroupingUsed:
			if sawDecimal {
				break loop
			}
			// Nothing but a digit may follow, or it is not ours.
			backup = at
		case !isExponent && r.at(at, d.symbols.Exponent):
			e, after, wrong := r.number(at+length(d.symbols.Exponent), []string{"", ""}, []string{d.symbols.Minus, ""}, true)
			if wrong < 0 && e.fitsLong(true) {
				at, shift = after, int(int32(e.long()))
				if !e.positive {
					shift = -shift
				}
			}
			break loop
		default:
			break loop
		}
	}
	if backup >= 0 {
		at = backup
	}
	if !sawDecimal {
		n.point = count
	}
	n.point = int(int32(n.point + shift))
	return n, at, sawDigit
}
