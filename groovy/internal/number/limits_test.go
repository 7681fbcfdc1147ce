package number

import (
	"errors"
	"math"
	"math/big"
	"strings"
	"testing"
)

func TestGiganticNumbersAreRefused(t *testing.T) {
	t.Parallel()
	l := &Limits{MaxDigits: 1000}
	one, far := NewDecimal(1, 0), NewDecimal(1, -2147483647)
	deep := NewDecimal(3, 2147483647)
	long := NewBigDecimal(new(big.Int).Exp(big.NewInt(7), big.NewInt(1000), nil), 0) // 846 digits
	wide := long.Unscaled()
	nines := strings.Repeat("9", 1001)
	for name, f := range map[string]func() (any, error){
		"add":                 func() (any, error) { return one.Add(l, far) },
		"subtract":            func() (any, error) { return far.Sub(l, one) },
		"add deep":            func() (any, error) { return one.Add(l, deep) },
		"multiply":            func() (any, error) { return long.Mul(l, long) },
		"pow":                 func() (any, error) { return NewDecimal(15, 1).Pow(l, 999_999_999) },
		"pow of big":          func() (any, error) { return long.Pow(l, 2) },
		"setScale":            func() (any, error) { return one.SetScale(l, math.MaxInt32, HalfUp) },
		"set scale of far":    func() (any, error) { return far.SetScale(l, 0, HalfUp) },
		"plain":               func() (any, error) { return far.Plain(l) },
		"plain deep":          func() (any, error) { return deep.Plain(l) },
		"plain of zero":       func() (any, error) { return NewDecimal(0, 2147483647).Plain(l) },
		"integer of far":      func() (any, error) { return far.Big(l) },
		"exact integer":       func() (any, error) { return far.BigExact(l) },
		"divide":              func() (any, error) { return one.Div(l, NewBigDecimal(new(big.Int).Lsh(big.NewInt(1), 4000), 0)) },
		"divide with scale":   func() (any, error) { return one.DivScale(l, NewDecimal(3, 0), 1_000_000, HalfUp) },
		"divide with context": func() (any, error) { return one.DivRound(l, NewDecimal(3, 0), MathContext{1_000_000, HalfUp}) },
		"whole quotient":      func() (any, error) { return far.DivInt(l, NewDecimal(3, 0)) },
		"remainder":           func() (any, error) { return far.Rem(l, NewDecimal(3, 0)) },
		"move point":          func() (any, error) { return one.MoveRight(l, math.MaxInt32) },
		"read":                func() (any, error) { return ParseDecimal(l, nines) },
		"read integer":        func() (any, error) { return ParseBig(l, nines, 10) },
		"read binary":         func() (any, error) { return ParseBig(l, strings.Repeat("1", 10_000), 2) },
		"operator **":         func() (any, error) { return Power(l, int32(10), int32(2147483647)) },
		"operator ** long":    func() (any, error) { return Power(l, int64(-3), int32(5000)) },
		"operator ** big":     func() (any, error) { return Power(l, wide, big.NewInt(2147483647)) },
		"operator ** decimal": func() (any, error) { return Power(l, NewDecimal(12, 1), int32(100_000)) },
		"operator *":          func() (any, error) { return Mul(l, wide, wide) },
		"operator + far":      func() (any, error) { return Add(l, far, int32(1)) },
		"operator / far":      func() (any, error) { return Div(l, deep, NewBigDecimal(new(big.Int).Lsh(big.NewInt(1), 4000), 0)) },
		"shift":               func() (any, error) { return ShiftBig(l, big.NewInt(1), 2147483647) },
		"to integer":          func() (any, error) { return ToBig(l, far) },
	} {
		v, err := f()
		var limit *LimitError
		if !errors.As(err, &limit) {
			t.Errorf("%s: error %v, value %T, want a LimitError", name, err, v)
			continue
		}
		if limit.Max != 1000 || !strings.Contains(err.Error(), "1000 digits") {
			t.Errorf("%s: %q does not name the limit", name, err)
		}
	}
}

// What Java can do with numbers that are far apart without building them must
// go on working, and at once.
func TestFarNumbersCostNothing(t *testing.T) {
	t.Parallel()
	l := &Limits{MaxDigits: 50}
	far, deep := NewDecimal(1, -2147483647), NewDecimal(3, 2147483647)
	if far.Cmp(deep) <= 0 || deep.Cmp(NewDecimal(0, 0)) <= 0 || far.Neg().Cmp(deep) >= 0 {
		t.Error("far numbers compare wrong")
	}
	if got := Compare(int32(5), far); got != -1 {
		t.Errorf("5 <=> 1E+2147483647 is %d", got)
	}
	if got := far.Int64(); got != 0 {
		t.Errorf("far has long %d, want its low bits, 0", got)
	}
	if got := deep.Int64(); got != 0 {
		t.Errorf("deep has long %d, want 0", got)
	}
	if got := far.Float64(); !math.IsInf(got, 1) {
		t.Errorf("far has double %v", got)
	}
	if got, err := deep.SetScale(l, 2, HalfUp); err != nil || got.String() != "0.00" {
		t.Errorf("deep with two places is %v, %v", got, err)
	}
	if got, err := deep.SetScale(l, 2, Up); err != nil || got.String() != "0.01" {
		t.Errorf("deep rounded up to two places is %v, %v", got, err)
	}
	if got, err := NewDecimal(7, 0).DivScale(l, NewDecimal(2, -1000), 0, Up); err != nil || got.String() != "1" {
		t.Errorf("7 / 2E+1000 rounded up is %v, %v", got, err)
	}
	if got, err := NewDecimal(0, 0).SetScale(l, math.MaxInt32, HalfUp); err != nil || got.String() != "0E-2147483647" {
		t.Errorf("zero with all places is %v, %v", got, err)
	}
	if got, err := NewDecimal(0, -2147483647).Big(l); err != nil || got.Sign() != 0 {
		t.Errorf("zero with all zeros is the integer %v, %v", got, err)
	}
	if got := far.Strip(); !got.Equal(far) {
		t.Errorf("far stripped is %v", got)
	}
	if got, err := Power(l, int32(-1), int32(2147483647)); err != nil || got != int32(-1) {
		t.Errorf("(-1) ** 2147483647 is %v, %v", got, err)
	}
}

func TestWorkIsCharged(t *testing.T) {
	t.Parallel()
	spent := 0
	l := &Limits{Charge: func(n int) error { spent += n; return nil }}
	x := new(big.Int).Exp(big.NewInt(7), big.NewInt(10_000), nil)
	if _, err := Mul(l, x, x); err != nil || spent < 10_000 {
		t.Errorf("a product of 440 words squared cost %d, %v", spent, err)
	}
	spent = 0
	if _, err := Mul(l, NewDecimal(12345678901234567, 3), NewDecimal(12345678901234567, 3)); err != nil || spent != 0 {
		t.Errorf("a small product cost %d, %v", spent, err)
	}
	stop := errors.New("enough")
	l.Charge = func(int) error { return stop }
	dec := NewBigDecimal(x, 2)
	for name, f := range map[string]func() (any, error){
		"*":       func() (any, error) { return Mul(l, x, x) },
		"/":       func() (any, error) { return Div(l, x, new(big.Int).Add(x, big.NewInt(1))) },
		"%":       func() (any, error) { return Mod(l, x, new(big.Int).Rsh(x, 9000)) },
		"intdiv":  func() (any, error) { return IntDiv(l, x, new(big.Int).Rsh(x, 9000)) },
		"**":      func() (any, error) { return Power(l, x, int32(3)) },
		"decimal": func() (any, error) { return dec.Mul(l, dec) },
		"scale":   func() (any, error) { return dec.SetScale(l, 5000, HalfUp) },
		"cut":     func() (any, error) { return dec.SetScale(l, -4000, HalfUp) },
		"read":    func() (any, error) { return ParseDecimal(l, strings.Repeat("7", 9000)) },
	} {
		if _, err := f(); !errors.Is(err, stop) {
			t.Errorf("%s went on: %v", name, err)
		}
	}
}

func TestWeightIsThatOfBigNumbers(t *testing.T) {
	t.Parallel()
	x := new(big.Int).Lsh(big.NewInt(1), 6400)
	for want, vs := range map[int][]any{0: {int32(7), int64(math.MaxInt64), 2.5, NewDecimal(1, -2147483647), big.NewInt(9)}, 100: {x, NewBigDecimal(x, 3)}} {
		for _, v := range vs {
			if got := Weight(v); got != want {
				t.Errorf("%T weighs %d, want %d", v, got, want)
			}
		}
	}
}

func TestDefaultLimitHoldsWithoutLimits(t *testing.T) {
	t.Parallel()
	var limit *LimitError
	if _, err := Power(nil, int32(10), int32(DefaultMaxDigits+10)); !errors.As(err, &limit) || limit.Max != DefaultMaxDigits {
		t.Errorf("error %v", err)
	}
	if p, err := Power(nil, int32(2), int32(1000)); err != nil || p.(*big.Int).BitLen() != 1001 {
		t.Errorf("2 ** 1000: %v, %v", p, err)
	}
}
