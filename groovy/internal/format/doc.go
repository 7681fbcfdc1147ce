// Package format prints numbers, text and dates as Java does: with the patterns
// of java.util.Formatter, which String.format and printf use, and with those of
// java.text.DecimalFormat, which also reads numbers.
//
// Arguments are Go values: nil, bool, string, the types of package number,
// [Char], and for all else the small interfaces [Object] and [Moment]. What
// Java refuses is a *number.Error with Java's class and message. Everything that
// writes takes a limit in bytes and ends with a *number.LimitError before it
// writes more, whatever width, precision, exponent or scale is asked for.
//
// Output was compared with OpenJDK 17; the tables under testdata hold it. The
// wanted difference of package number, the shortest text of a double, shows
// here as well. Dates have English names only; symbols of numbers are known for
// some forty locales, see [SymbolsFor].
package format
