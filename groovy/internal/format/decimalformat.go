package format

import (
	"math"
	"strconv"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A double shows no more digits than these, however many are asked for: those
// of the greatest one, and of the least.
const (
	doubleIntegers  = 309
	doubleFractions = 340
)

// A DecimalFormat prints and reads numbers by a pattern, as
// java.text.DecimalFormat. It may be changed and is not to be shared.
type DecimalFormat struct {
	Rounding            number.RoundingMode
	Multiplier          int32 // 100 for per cent
	GroupingUsed        bool
	SeparatorShown      bool // the decimal separator, also of whole numbers
	ParseBigDecimal     bool // reads every number as a BigDecimal
	ParseIntegerOnly    bool // reads up to the decimal separator
	groupingSize        int
	exponential         bool
	leastExponent       int // digits
	currencyPattern     bool
	integers, fractions span
	positive, negative  affixes
	symbols             *Symbols
}

// A span is a least and a most number of digits.
type span struct{ least, most int }

// A change of one end takes the other along where they would cross.
func (s *span) setLeast(n int32) {
	s.least = max(0, int(n))
	s.most = max(s.most, s.least)
}

func (s *span) setMost(n int32) {
	s.most = max(0, int(n))
	s.least = min(s.least, s.most)
}

func (s span) within(most int) span { return span{min(s.least, most), min(s.most, most)} }

// affixes are what stands around the digits.
type affixes struct{ prefix, suffix affix }

// An affix is a text, and the piece of pattern it was made of unless it was set
// by itself.
type affix struct {
	text    string
	pattern string
	literal bool // there is no pattern
}

// NewDecimalFormat makes a format by a pattern; nil symbols are those of en_US.
func NewDecimalFormat(pattern string, s *Symbols) (*DecimalFormat, error) {
	if s == nil {
		s = US
	}
	// The empty pattern says nothing of groups and leaves them as they are here.
	d := &DecimalFormat{Rounding: number.HalfEven, Multiplier: 1, GroupingUsed: true, groupingSize: 3, symbols: s}
	if err := d.ApplyPattern(pattern); err != nil {
		return nil, err
	}
	return d, nil
}

// The formats of java.text.NumberFormat for a locale; nil is en_US.

// NumberInstance is NumberFormat.getInstance: 1,234.568.
func NumberInstance(s *Symbols) *DecimalFormat {
	return instance(s, func(s *Symbols) string { return s.NumberPattern })
}

// IntegerInstance is NumberFormat.getIntegerInstance: 1,235.
func IntegerInstance(s *Symbols) *DecimalFormat {
	d := NumberInstance(s)
	d.SetMaximumFractionDigits(0)
	d.SeparatorShown = false
	d.ParseIntegerOnly = true
	return d
}

// CurrencyInstance is NumberFormat.getCurrencyInstance: $1,234.57.
func CurrencyInstance(s *Symbols) *DecimalFormat {
	return instance(s, func(s *Symbols) string { return s.CurrencyPattern })
}

// PercentInstance is NumberFormat.getPercentInstance: 26%.
func PercentInstance(s *Symbols) *DecimalFormat {
	return instance(s, func(s *Symbols) string { return s.PercentPattern })
}

func instance(s *Symbols, pattern func(*Symbols) string) *DecimalFormat {
	if s == nil {
		s = US
	}
	d, err := NewDecimalFormat(pattern(s), s)
	if err != nil {
		panic("format: the pattern of a locale: " + err.Error())
	}
	return d
}

// Symbols are those the format writes with.
func (d *DecimalFormat) Symbols() *Symbols { return d.symbols }

// SetSymbols changes the symbols, also those that stand around the digits.
func (d *DecimalFormat) SetSymbols(s *Symbols) {
	d.symbols = s
	d.expand()
}

// SetCurrency changes the currency, given by its code and its sign.
func (d *DecimalFormat) SetCurrency(code, sign string) {
	s := *d.symbols
	s.CurrencyCode, s.Currency = code, sign
	d.SetSymbols(&s)
}

// MinimumIntegerDigits is how many digits there are at least before the point.
func (d *DecimalFormat) MinimumIntegerDigits() int { return d.integers.least }

// SetMinimumIntegerDigits may raise the maximum as well.
func (d *DecimalFormat) SetMinimumIntegerDigits(n int32) { d.integers.setLeast(n) }

// MaximumIntegerDigits is how many digits there are at most before the point;
// those in front are left out.
func (d *DecimalFormat) MaximumIntegerDigits() int { return d.integers.most }

// SetMaximumIntegerDigits may lower the minimum as well.
func (d *DecimalFormat) SetMaximumIntegerDigits(n int32) { d.integers.setMost(n) }

// MinimumFractionDigits is how many digits there are at least behind the point.
func (d *DecimalFormat) MinimumFractionDigits() int { return d.fractions.least }

// SetMinimumFractionDigits may raise the maximum as well.
func (d *DecimalFormat) SetMinimumFractionDigits(n int32) { d.fractions.setLeast(n) }

// MaximumFractionDigits is to how many digits behind the point is rounded.
func (d *DecimalFormat) MaximumFractionDigits() int { return d.fractions.most }

// SetMaximumFractionDigits may lower the minimum as well.
func (d *DecimalFormat) SetMaximumFractionDigits(n int32) { d.fractions.setMost(n) }

// GroupingSize is how many digits a group has; zero does not group.
func (d *DecimalFormat) GroupingSize() int { return d.groupingSize }

// SetGroupingSize takes what fits a byte and is not negative.
func (d *DecimalFormat) SetGroupingSize(n int32) error {
	if n < 0 || n > math.MaxInt8 {
		return illegalArgument("newValue is out of valid range. value: " + strconv.Itoa(int(n)))
	}
	d.groupingSize = int(n)
	return nil
}

// PositivePrefix is what stands before a number that is not negative.
func (d *DecimalFormat) PositivePrefix() string { return d.positive.prefix.text }

// PositiveSuffix is what stands behind a number that is not negative.
func (d *DecimalFormat) PositiveSuffix() string { return d.positive.suffix.text }

// NegativePrefix is what stands before a negative number.
func (d *DecimalFormat) NegativePrefix() string { return d.negative.prefix.text }

// NegativeSuffix is what stands behind a negative number.
func (d *DecimalFormat) NegativeSuffix() string { return d.negative.suffix.text }

// SetPositivePrefix sets the text as it is: in it no character is special.
func (d *DecimalFormat) SetPositivePrefix(s string) {
	d.positive.prefix = affix{text: s, literal: true}
}

// SetPositiveSuffix is the same for the end.
func (d *DecimalFormat) SetPositiveSuffix(s string) {
	d.positive.suffix = affix{text: s, literal: true}
}

// SetNegativePrefix is the same for negative numbers.
func (d *DecimalFormat) SetNegativePrefix(s string) {
	d.negative.prefix = affix{text: s, literal: true}
}

// SetNegativeSuffix is the same for the end of negative numbers.
func (d *DecimalFormat) SetNegativeSuffix(s string) {
	d.negative.suffix = affix{text: s, literal: true}
}
