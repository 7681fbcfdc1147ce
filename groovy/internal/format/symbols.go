package format

// Symbols are what a locale writes in numbers: DecimalFormatSymbols, with the
// patterns that NumberFormat takes for the locale.
type Symbols struct {
	Zero, Grouping, Decimal           rune
	MonetaryGrouping, MonetaryDecimal rune   // for patterns with a currency sign
	Percent, PerMill, Minus           string // of one character each
	Infinity, NaN, Exponent           string
	Currency, CurrencyCode            string // $ and USD
	GroupSize                         int    // of %,d; zero does not group

	NumberPattern, CurrencyPattern, PercentPattern string
}

// US are the symbols of en_US, not to be changed.
var US = locales[0].symbols()
