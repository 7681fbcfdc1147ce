package format_test

import (
	"fmt"

	"github.com/entwine-sync/entwine/groovy/internal/format"
	"github.com/entwine-sync/entwine/groovy/internal/number"
)

func ExampleFormat() {
	text, _ := format.Format(1000, "%-8s|%,12.2f|%05d|%<x", []any{"total", 1234567.891, int32(42)})
	fmt.Println(text)
	_, err := format.Format(1000, "%d", []any{"42"})
	fmt.Println(err)
	_, err = format.Format(1000, "%999999999d", []any{int32(1)})
	fmt.Println(err)
	// Output:
	// total   |1,234,567.89|00042|2a
	// java.util.IllegalFormatConversionException: d != java.lang.String
	// formatted text of more than 1000 bytes
}

func ExampleDecimalFormat() {
	d, _ := format.NewDecimalFormat("#,##0.00;(#,##0.00)", nil)
	text, _ := d.Format(1000, number.NewDecimal(-1234565, 3))
	fmt.Println(text)
	v, _ := d.Parse(nil, "(1,234.50)")
	fmt.Println(v)
	german, _ := format.SymbolsFor("de-DE")
	text, _ = format.CurrencyInstance(german).Format(1000, 1234.5)
	fmt.Printf("%q\n", text)
	// Output:
	// (1,234.56)
	// -1234.5
	// "1.234,50\u00a0€"
}
