package number

import (
	"fmt"
	"math/big"
	"strconv"
	"testing"
)

func TestIntegersAreAsInJava(t *testing.T) {
	t.Parallel()
	table(t, "integer.tsv", func(t *testing.T, c []string) {
		all := func(got ...any) {
			t.Helper()
			for i, g := range got {
				s := fmt.Sprint(g)
				if f, ok := g.(float64); ok {
					s = FormatDouble(f)
				} else if f, ok := g.(float32); ok {
					s = FormatFloat(f)
				}
				if s != c[i+2] {
					t.Errorf("column %d of %s is %s, want %s", i+2, c[1], s, c[i+2])
				}
			}
		}
		switch c[0] {
		case "int":
			v, err := ParseInt(c[1], 10)
			if err != nil {
				t.Fatal(err)
			}
			all(FormatBits32(v, 16), FormatBits32(v, 2), FormatBits32(v, 8), FormatRadix(int64(v), 36), FormatRadix(int64(v), 7), FormatRadix(int64(v), 99), FormatBits32(v, 10))
		case "long":
			v, err := ParseLong(c[1], 10)
			if err != nil {
				t.Fatal(err)
			}
			h, _ := Hash(v)
			all(FormatBits64(v, 16), FormatBits64(v, 2), FormatBits64(v, 8), FormatRadix(v, 36), FormatRadix(v, 7), FormatRadix(v, 99), FormatBits64(v, 10), h)
		case "bigint":
			x, err := ParseBig(nil, c[1], 10)
			if err != nil {
				t.Fatal(err)
			}
			h, _ := Hash(x)
			all(h, Int32(x), Int64(x), Float64(x), Float32(x), FormatBig(x, 16), FormatBig(x, 36), FormatBig(x, 2))
			all2 := []string{strconv.Itoa(int(int8(Int32(x)))), strconv.Itoa(int(int16(Int32(x))))}
			if all2[0] != c[11] || all2[1] != c[12] {
				t.Errorf("byte and short of %s are %v, want %v", c[1], all2, c[11:13])
			}
		}
	})
}

// The lengths around powers of ten are where an estimate would be off.
func TestDigitsAreCounted(t *testing.T) {
	t.Parallel()
	for n := 1; n < 2000; n += 1 + n/50 {
		p := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
		for _, x := range []*big.Int{new(big.Int).Sub(p, big.NewInt(1)), p, new(big.Int).Add(p, big.NewInt(1)), new(big.Int).Neg(p)} {
			want := len(new(big.Int).Abs(x).String())
			if got := digitsBig(x); got != want {
				t.Errorf("a number near 10^%d has %d digits, want %d", n, got, want)
			}
		}
	}
}
