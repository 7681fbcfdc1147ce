package format

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// promised says whether an error is one of those promised.
func promised(err error) bool {
	var exception *number.Error
	var limit *number.LimitError
	return errors.As(err, &exception) || errors.As(err, &limit)
}

// Whatever the format and the arguments, there is no panic, no strange error
// and no more output than allowed.
func FuzzFormat(f *testing.F) {
	for _, s := range []string{"%s %d", "%-10.3f|%<e", "%,015.2f", "%2$s %1$S", "%%%n", "%tY-%<tm", "%x%X%o%h", "%(,d", "%.99999f", "%99999s", "%1$", "%q", "%a%g"} {
		f.Add(s, "text", int64(-42), 2.5, "1.50")
	}
	f.Add("%f %e %g", "", int64(math.MinInt64), math.MaxFloat64, "1E+2147483647")
	f.Fuzz(func(t *testing.T, format, s string, i int64, d float64, dec string) {
		const limit = 2000
		decimal, err := number.ParseDecimal(&number.Limits{MaxDigits: 300}, dec)
		if err != nil {
			decimal = number.NewDecimal(i, int32(i))
		}
		for _, args := range [][]any{
			{s, i, d, decimal}, {i, s, decimal, d}, {d, decimal}, {decimal, d}, {big.NewInt(i), int32(i), int16(i), int8(i), float32(d)},
			{nil, true, Char(i), date(i)}, {date(i), i},
		} {
			got, err := Format(limit, format, args)
			if err != nil && !promised(err) {
				t.Fatalf("%q: strange error %v", format, err)
			}
			var thrown *number.Error
			if len(got) > limit || err != nil && !errors.As(err, &thrown) && got != "" {
				t.Fatalf("%q: %d bytes and error %v", format, len(got), err)
			}
			if utf8.ValidString(format) && utf8.ValidString(s) && !utf8.ValidString(got) && !strings.ContainsAny(format, "sScCbBhH") {
				t.Fatalf("%q: %q is no UTF-8", format, got)
			}
		}
	})
}

// A pattern is read without panic, and the pattern of what it made makes the
// same again.
func FuzzDecimalFormat(f *testing.F) {
	for _, s := range []string{"#,##0.00", "0.###E0", "0%", "¤#,##0.00;(¤#,##0.00)", "'a''b'0", "##0.0E00 'x'", "", "0‰", ".##", "0a0;b0c"} {
		f.Add(s, 1234.5, "-0.005")
	}
	f.Fuzz(func(t *testing.T, pattern string, v float64, dec string) {
		const limit = 2000
		d, err := NewDecimalFormat(pattern, nil)
		if err != nil {
			if !promised(err) {
				t.Fatalf("%q: strange error %v", pattern, err)
			}
			return
		}
		decimal, err := number.ParseDecimal(&number.Limits{MaxDigits: 300}, dec)
		if err != nil {
			decimal = number.NewDecimal(15, 1)
		}
		again, err := d.ToPattern(limit)
		var e *DecimalFormat
		if err == nil {
			if e, err = NewDecimalFormat(again, nil); err != nil {
				// Digits in a suffix and letters that a quote hid from their
				// pattern are lost in Java, too.
				e = nil
			}
		}
		for _, x := range []any{v, decimal, int64(v), big.NewInt(int64(v))} {
			got, err := d.Format(limit, x)
			if err != nil {
				if !promised(err) {
					t.Fatalf("%q of %v: strange error %v", pattern, x, err)
				}
				continue
			}
			if len(got) > limit {
				t.Fatalf("%q of %v: %d bytes", pattern, x, len(got))
			}
			if e != nil && roundTrips(pattern) {
				if other, err := e.Format(limit, x); err == nil && other != got {
					t.Errorf("%q of %v is %q, by its own pattern %q %q", pattern, x, got, again, other)
				}
			}
			if _, err := d.Parse(&number.Limits{MaxDigits: 3000}, got); err != nil && !promised(err) {
				t.Errorf("%q: reading %q: %v", pattern, got, err)
			}
		}
	})
}

// roundTrips says whether a pattern is plain enough to be told by ToPattern: an
// E or a quote beside the digits is not.
func roundTrips(pattern string) bool {
	for _, c := range pattern {
		if !strings.ContainsRune("#0,.%$ab", c) {
			return false
		}
	}
	return pattern != "" && strings.Count(pattern, ".") <= 1 && strings.Contains(pattern, "0")
}

// What DecimalFormat reads it gives as a number, and the end is within the text.
func FuzzDecimalFormatParse(f *testing.F) {
	for _, s := range []string{"1,234.50", "-5", "1E5", "(3)", "NaN", "∞", "٣", "1,2,", "5%", ""} {
		f.Add("#,##0.00", s, 0)
		f.Add("0.#E0%;(0)", s, 1)
	}
	f.Fuzz(func(t *testing.T, pattern, s string, index int) {
		d, err := NewDecimalFormat(pattern, nil)
		if err != nil {
			return
		}
		for _, big := range []bool{false, true} {
			d.ParseBigDecimal = big
			v, end, wrong, err := d.ParseAt(&number.Limits{MaxDigits: 1000}, s, index)
			if err != nil {
				if !promised(err) {
					t.Fatalf("strange error %v", err)
				}
				continue
			}
			units := len(number.Units(s))
			if v == nil {
				if end != index || wrong < min(index, units) || wrong > max(index, units) {
					t.Errorf("%q from %d: no number, end %d, error at %d", s, index, end, wrong)
				}
				continue
			}
			if !number.IsNumber(v) || end < index || end > units || wrong != -1 {
				t.Errorf("%q from %d: %v up to %d, error at %d", s, index, v, end, wrong)
			}
		}
	})
}
