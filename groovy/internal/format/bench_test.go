package format

import (
	"testing"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// What does a line of a report cost?
func BenchmarkFormat(b *testing.B) {
	price := number.NewDecimal(123456, 2)
	for _, c := range []struct {
		name, format string
		args         []any
		want         string
	}{
		{"text", "%s-%s", []any{"PRJ", "7"}, "PRJ-7"},
		{"integer", "%05d", []any{int32(42)}, "00042"},
		{"double", "%.2f", []any{1.005}, "1.01"},
		{"decimal", "%,.1f", []any{price}, "1,234.6"},
	} {
		b.Run(c.name, func(b *testing.B) {
			if got, err := Format(1000, c.format, c.args); err != nil || got != c.want {
				b.Fatalf("%q, %v, want %q", got, err, c.want)
			}
			b.ReportAllocs()
			for b.Loop() {
				_, _ = Format(1000, c.format, c.args)
			}
		})
	}
	b.Run("DecimalFormat", func(b *testing.B) {
		d, err := NewDecimalFormat("#,##0.00", nil)
		if err != nil {
			b.Fatal(err)
		}
		if got, err := d.Format(1000, price); err != nil || got != "1,234.56" {
			b.Fatal(got, err)
		}
		b.ReportAllocs()
		for b.Loop() {
			_, _ = d.Format(1000, price)
		}
	})
}
