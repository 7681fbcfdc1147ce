package number

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
)

var seeds = []string{"", "0", "-0.00", "1.50", "1E+5", "-12.345e-7", "1e", ".", "+.5", "0E-2147483648", "9223372036854775808", "12345678901234567890.12345678901234567890",
	"\u0661\u0662", "1\xed\xa0\xbd", "NaN", "0x1.8p1", "1_0", "-", "1e99999999999", "zz"}

// A decimal that can be read is printed in three ways that read as the same.
func FuzzDecimal(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	l := &Limits{MaxDigits: 2000}
	f.Fuzz(func(t *testing.T, s string) {
		d, err := ParseDecimal(l, s)
		if err != nil {
			var exception *Error
			var limit *LimitError
			if !errors.As(err, &exception) && !errors.As(err, &limit) {
				t.Fatalf("%q: strange error %v", s, err)
			}
			return
		}
		if back, err := ParseDecimal(l, d.String()); err == nil && !back.Equal(d) || err != nil && d.Sign() != 0 {
			t.Errorf("%q became %s, read back as %v, %v", s, d, back, err)
		}
		if back, err := ParseDecimal(l, d.Engineering()); err == nil && back.Cmp(d) != 0 || err != nil && d.Sign() != 0 {
			t.Errorf("%q became %s, read back as %v, %v", s, d.Engineering(), back, err)
		}
		plain, err := d.Plain(l)
		if err != nil {
			return
		}
		if len(plain) > 2003 || strings.ContainsAny(plain, "Ee") {
			t.Errorf("%q is plain as %q", s, plain)
		}
		if back, err := ParseDecimal(nil, plain); err != nil || back.Cmp(d) != 0 {
			t.Errorf("%q became %s, read back as %v, %v", s, plain, back, err)
		}
	})
}

// Whatever is read as a number prints as a text that reads as the same.
func FuzzParse(f *testing.F) {
	for _, s := range seeds {
		f.Add(s, 10)
		f.Add(s, 16)
	}
	f.Fuzz(func(t *testing.T, s string, radix int) {
		if v, err := ParseLong(s, radix); err == nil {
			if back, err := ParseLong(FormatRadix(v, radix), radix); err != nil || back != v {
				t.Errorf("%q is %d, read back as %d, %v", s, v, back, err)
			}
			x, err := ParseBig(nil, s, radix)
			if err != nil || !x.IsInt64() || x.Int64() != v {
				t.Errorf("%q is the Long %d and the BigInteger %v, %v", s, v, x, err)
			}
		}
		if x, err := ParseBig(&Limits{MaxDigits: 2000}, s, radix); err == nil {
			if back, err := ParseBig(nil, FormatBig(x, radix), radix); err != nil || back.Cmp(x) != 0 {
				t.Errorf("%q is %d, read back as %d, %v", s, x, back, err)
			}
		}
		if v, err := ParseDouble(s); err == nil && v == v {
			if back, err := ParseDouble(FormatDouble(v)); err != nil || back != v {
				t.Errorf("%q is %v, read back as %v, %v", s, v, back, err)
			}
		}
		_, _ = DecodeLong(s)
		_, _ = DecodeInt(s)
		_, _ = ParseFloat(s)
	})
}

// No two numbers make an operator panic, none grows beyond the limit, and what is
// exact is what package big makes of it.
func FuzzOperators(f *testing.F) {
	f.Add("1.5", "3", uint8(0), uint8(3))
	f.Add("12345678901234567890", "-7", uint8(4), uint8(6))
	f.Add("1E+2147483647", "2", uint8(1), uint8(7))
	f.Add("2", "2147483647", uint8(2), uint8(6))
	f.Add("-9223372036854775808", "-1", uint8(3), uint8(5))
	l := &Limits{MaxDigits: 300}
	ops := []func(x, y any) (any, error){
		func(x, y any) (any, error) { return Add(l, x, y) }, func(x, y any) (any, error) { return Sub(l, x, y) },
		func(x, y any) (any, error) { return Mul(l, x, y) }, func(x, y any) (any, error) { return Div(l, x, y) },
		func(x, y any) (any, error) { return Mod(l, x, y) }, func(x, y any) (any, error) { return IntDiv(l, x, y) },
		func(x, y any) (any, error) { return Power(l, x, y) }, func(x, y any) (any, error) { return And(l, x, y) },
		Shl, Ushr, operators["<=>"], operators["<"], operators["equals"],
	}
	f.Fuzz(func(t *testing.T, a, b string, types, op uint8) {
		x, ok := typed(a, types>>4, l)
		y, ok2 := typed(b, types&15, l)
		if !ok || !ok2 {
			return
		}
		v, err := ops[int(op)%len(ops)](x, y)
		if err != nil {
			var exception *Error
			var limit *LimitError
			if !errors.As(err, &exception) && !errors.As(err, &limit) {
				t.Fatalf("strange error %v", err)
			}
			return
		}
		switch v := v.(type) {
		case *Decimal:
			if v.Precision() > 301 {
				t.Errorf("%d digits", v.Precision())
			}
		case *big.Int:
			if digitsBig(v) > 301 {
				t.Errorf("%d digits", digitsBig(v))
			}
		}
		checkExact(t, x, y, v, int(op)%len(ops))
		if Equal(x, y) != Equal(y, x) || Compare(x, y) != -Compare(y, x) {
			t.Errorf("%s and %s compare differently the other way round", show(x), show(y))
		}
		if h, ok := Hash(v); ok {
			if again, _ := Hash(v); again != h {
				t.Errorf("two hashes of %s", show(v))
			}
		}
	})
}

// checkExact compares with rational numbers what an operator made of decimals and
// integers; what is an Integer or a Long wraps around.
func checkExact(t *testing.T, x, y, v any, op int) {
	t.Helper()
	a, ok := exact(x)
	b, ok2 := exact(y)
	if !ok || !ok2 {
		return
	}
	if got, want := Compare(x, y), a.Cmp(b); got != want {
		t.Errorf("%s compares with %s as %d, want %d", show(x), show(y), got, want)
	}
	switch v.(type) {
	case *Decimal, *big.Int:
	default:
		return
	}
	got, ok := exact(v)
	if !ok {
		return
	}
	want := new(big.Rat)
	switch op {
	case 0:
		want.Add(a, b)
	case 1:
		want.Sub(a, b)
	case 2:
		want.Mul(a, b)
	case 3:
		off := new(big.Rat).Sub(got, want.Quo(a, b))
		if off.Abs(off).Cmp(rational(v.(*Decimal).Ulp())) > 0 {
			t.Errorf("%s / %s is %s", show(x), show(y), show(v))
		}
		return
	default:
		return
	}
	if got.Cmp(want) != 0 {
		t.Errorf("%s %c %s is %s, want %s", show(x), "+-*"[op], show(y), show(v), want.RatString())
	}
}

// exact is the worth of a number that is no floating one, nor so big or small
// that it takes long to be written out.
func exact(x any) (*big.Rat, bool) {
	switch x := x.(type) {
	case *Decimal:
		if s := x.Scale(); s > 1000 || s < -1000 {
			return nil, false
		}
		return rational(x), true
	case *big.Int:
		return new(big.Rat).SetInt(x), true
	case int64:
		return new(big.Rat).SetInt64(x), true
	case int32:
		return new(big.Rat).SetInt64(int64(x)), true
	case int16:
		return new(big.Rat).SetInt64(int64(x)), true
	}
	return nil, false
}

// typed reads s as the number type of that index.
func typed(s string, index uint8, l *Limits) (any, bool) {
	d, err := ParseDecimal(l, s)
	if err != nil {
		return nil, false
	}
	switch index % 8 {
	case 0:
		return d, true
	case 1:
		return d.Int32(), true
	case 2:
		return d.Int64(), true
	case 3:
		return int16(d.Int32()), true
	case 4:
		x, err := d.Big(l)
		return x, err == nil
	case 5:
		return d.Float64(), true
	case 6:
		return d.Float32(), true
	}
	return math.Float64frombits(uint64(d.Int64())), true
}
