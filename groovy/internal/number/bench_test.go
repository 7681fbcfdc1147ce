package number

import (
	"math/big"
	"testing"
)

// What does one operator cost on the pairs that rules are made of?
func BenchmarkOperators(b *testing.B) {
	price, _ := ParseDecimal(nil, "19.99")
	for _, c := range []struct {
		name string
		op   func(l *Limits, x, y any) (any, error)
		x, y any
		want string
	}{
		{"int+int", Add, int32(40), int32(2), "42"},
		{"int+int boxed", Add, int32(40_000), int32(2), "40002"},
		{"long*int", Mul, int64(1e12), int32(3), "3000000000000"},
		{"double+double", Add, 1.5, 2.25, "3.75"},
		{"decimal+decimal", Add, price, price, "39.98"},
		{"decimal*int", Mul, price, int32(3), "59.97"},
		{"int÷int exact", Div, int32(6), int32(2), "3"},
		{"int÷int ends", Div, int32(7), int32(2), "3.5"},
		{"int÷int endless", Div, int32(1), int32(3), "0.3333333333"},
		{"decimal÷int", Div, price, int32(7), "2.8557142857"},
		{"int%int", Mod, int32(7), int32(4), "3"},
		{"int**int", Power, int32(2), int32(10), "1024"},
		{"bigint*bigint", Mul, big.NewInt(1e18), big.NewInt(1e18), "1000000000000000000000000000000000000"},
	} {
		b.Run(c.name, func(b *testing.B) {
			v, err := c.op(nil, c.x, c.y)
			if s, _ := Text(v); err != nil || s != c.want {
				b.Fatalf("%s, %v, want %s", s, err, c.want)
			}
			b.ReportAllocs()
			for b.Loop() {
				if _, err := c.op(nil, c.x, c.y); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// What does it cost to compare, read and print?
func BenchmarkText(b *testing.B) {
	d := NewDecimal(123456, 2)
	for name, f := range map[string]func(){
		"compare ints":        func() { Compare(int32(1), int32(2)) },
		"compare int decimal": func() { Compare(int32(1), d) },
		"print decimal":       func() { _ = d.String() },
		"read decimal":        func() { _, _ = ParseDecimal(nil, "1234.56") },
		"print double":        func() { FormatDouble(0.1) },
		"print whole double":  func() { FormatDouble(100) },
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				f()
			}
		})
	}
}
