package number

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

// some is a random decimal of any length and scale that is met.
func some(r *rand.Rand) *Decimal {
	x := new(big.Int).SetUint64(r.Uint64() >> r.IntN(64))
	for range r.IntN(4) * r.IntN(2) {
		x.Mul(x, new(big.Int).SetUint64(r.Uint64()))
	}
	if r.IntN(2) == 0 {
		x.Neg(x)
	}
	if r.IntN(4) == 0 {
		x.Mul(x, ten(r.IntN(20)))
	}
	return NewBigDecimal(x, int32(r.IntN(60)-20))
}

// rational is the exact worth of d.
func rational(d *Decimal) *big.Rat {
	q := new(big.Rat).SetInt(d.Unscaled())
	if d.Scale() >= 0 {
		return q.Quo(q, new(big.Rat).SetInt(ten(int(d.Scale()))))
	}
	return q.Mul(q, new(big.Rat).SetInt(ten(int(-d.Scale()))))
}

func TestLawsOfArithmetic(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(1, 2))
	must := func(d *Decimal, err error) *Decimal {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return d
	}
	for range 3000 {
		a, b := some(r), some(r)
		x, y := rational(a), rational(b)
		check := func(what string, got *Decimal, want *big.Rat) {
			t.Helper()
			if rational(got).Cmp(want) != 0 {
				t.Fatalf("%s %s %s is %s", a, what, b, got)
			}
			if got.n.big != nil && got.n.big.IsInt64() {
				t.Fatalf("%s %s %s is small but kept big", a, what, b)
			}
		}
		check("+", must(a.Add(nil, b)), new(big.Rat).Add(x, y))
		check("-", must(a.Sub(nil, b)), new(big.Rat).Sub(x, y))
		check("*", must(a.Mul(nil, b)), new(big.Rat).Mul(x, y))
		check("neg", a.Neg(), new(big.Rat).Neg(x))
		check("strip", a.Strip(), x)
		if got := a.Cmp(b); got != x.Cmp(y) {
			t.Fatalf("%s <=> %s is %d", a, b, got)
		}
		if b.Sign() == 0 {
			continue
		}
		q, rem := must(a.DivInt(nil, b)), must(a.Rem(nil, b))
		whole := new(big.Rat).Add(new(big.Rat).Mul(rational(q), y), rational(rem))
		if whole.Cmp(x) != 0 || rem.Abs().Cmp(b.Abs()) >= 0 {
			t.Fatalf("%s / %s is %s, rest %s", a, b, q, rem)
		}
		if exact, err := a.Div(nil, b); err == nil {
			check("/", exact, new(big.Rat).Quo(x, y))
		}
		// Groovy's quotient is within its last place, having been rounded
		// twice.
		quo := must(a.Quo(nil, b))
		off := new(big.Rat).Sub(rational(quo), new(big.Rat).Quo(x, y))
		if off.Abs(off).Cmp(rational(quo.Ulp())) > 0 {
			t.Fatalf("%s / %s is %s", a, b, quo)
		}
	}
}

func TestSetScaleRoundsToTheNearest(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(3, 4))
	for range 3000 {
		d, scale := some(r), int32(r.IntN(50)-20)
		x := rational(d)
		for mode := Up; mode < Unnecessary; mode++ {
			got, err := d.SetScale(nil, scale, mode)
			if err != nil {
				t.Fatal(err)
			}
			off := new(big.Rat).Sub(rational(got), x)
			half := new(big.Rat).Quo(rational(got.Ulp()), big.NewRat(2, 1))
			far := new(big.Rat).Abs(off).Cmp(half)
			ok := far < 1
			switch mode {
			case Up:
				ok = off.Sign()*d.Sign() >= 0
			case Down:
				ok = off.Sign()*d.Sign() <= 0
			case Ceiling:
				ok = off.Sign() >= 0
			case Floor:
				ok = off.Sign() <= 0
			case HalfEven:
				ok = ok && (far < 0 || !got.n.odd())
			}
			if off.Abs(off).Cmp(rational(got.Ulp())) >= 0 || !ok {
				t.Fatalf("%s with scale %d %s is %s", d, scale, mode, got)
			}
		}
	}
}

func TestDoublesAndDecimalsAgree(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(5, 6))
	for range 5000 {
		f := math.Float64frombits(r.Uint64())
		if math.IsNaN(f) || math.IsInf(f, 0) {
			continue
		}
		for _, from := range []func(float64) (*Decimal, error){DecimalFromFloat, DecimalOf} {
			d, err := from(f)
			if err != nil || d.Float64() != f {
				t.Fatalf("%v became %v, %v", f, d, err)
			}
		}
		if back, err := ParseDouble(FormatDouble(f)); err != nil || back != f {
			t.Fatalf("%v is read back as %v, %v", f, back, err)
		}
		if back, err := ParseDouble(FormatHexDouble(f)); err != nil || back != f {
			t.Fatalf("%v in hexadecimal is read back as %v, %v", f, back, err)
		}
		g := float32(f)
		if math.IsInf(float64(g), 0) {
			continue
		}
		if back, err := ParseFloat(FormatFloat(g)); err != nil || back != g {
			t.Fatalf("float %v is read back as %v, %v", g, back, err)
		}
	}
}

// The nearest double to a decimal is nearer than both its neighbours.
func TestFloat64IsTheNearest(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(7, 8))
	for range 2000 {
		d := some(r)
		f := d.Float64()
		x := rational(d)
		off := func(g float64) *big.Rat {
			o := new(big.Rat).Sub(new(big.Rat).SetFloat64(g), x)
			return o.Abs(o)
		}
		if best := off(f); best.Cmp(off(math.Nextafter(f, math.Inf(1)))) > 0 || best.Cmp(off(math.Nextafter(f, math.Inf(-1)))) > 0 {
			t.Fatalf("%s became %v", d, f)
		}
	}
}

// Values that are equal in Java have the same hash.
func TestEqualNumbersHashAlike(t *testing.T) {
	t.Parallel()
	r := rand.New(rand.NewPCG(9, 10))
	for range 2000 {
		d := some(r)
		e, err := ParseDecimal(nil, d.String())
		if err != nil || !e.Equal(d) || e.Hash() != d.Hash() {
			t.Fatalf("%s came back as %v, %v", d, e, err)
		}
		a, _ := Hash(d.Unscaled())
		b, _ := Hash(new(big.Int).Set(d.Unscaled()))
		if a != b {
			t.Fatalf("%s has two hashes", d.Unscaled())
		}
	}
}
