package groovy

import (
	"math/big"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

var (
	classRoundingMode = &Class{name: "java.math.RoundingMode", super: classEnum, kind: kindEnum}
	classMathContext  = &Class{name: "java.math.MathContext", super: classObject}
)

// A roundingMode is java.math.RoundingMode.
type roundingMode struct{ m number.RoundingMode }

func (roundingMode) classOf() *Class { return classRoundingMode }

func (r roundingMode) text(*thread) (string, error) { return r.m.String(), nil }

func (r roundingMode) compareTo(t *thread, o any) (int, error) {
	p, ok := o.(roundingMode)
	if !ok {
		return 0, t.castError(o, classRoundingMode)
	}
	return int(r.m) - int(p.m), nil
}

// A mathContext is java.math.MathContext.
type mathContext struct{ c number.MathContext }

func (mathContext) classOf() *Class { return classMathContext }

func (c mathContext) text(*thread) (string, error) { return c.c.String(), nil }

// roundingNames are in the order of BigDecimal's old constants.
var roundingNames = [...]string{"UP", "DOWN", "CEILING", "FLOOR", "HALF_UP", "HALF_DOWN", "HALF_EVEN", "UNNECESSARY"}

func modeNamed(name string) roundingMode {
	m, _ := number.RoundingModeOf(name)
	return roundingMode{m}
}

func roundingModeLib() lib {
	var l lib
	for _, n := range roundingNames {
		l.fields = append(l.fields, constant{n, modeNamed(n)})
	}
	l.methods = []def{
		{"name()", func(_ *thread, self any, _ []any) (any, error) { return self.(roundingMode).m.String(), nil }},
		{"ordinal()", func(_ *thread, self any, _ []any) (any, error) {
			for i, n := range roundingNames {
				if n == self.(roundingMode).m.String() {
					return boxInt(int32(i)), nil
				}
			}
			return boxInt(0), nil
		}},
		{"toString()", func(_ *thread, self any, _ []any) (any, error) { return self.(roundingMode).m.String(), nil }},
	}
	l.statics = []def{
		{"valueOf(String)", func(t *thread, _ any, a []any) (any, error) {
			for _, n := range roundingNames {
				if n == a[0] {
					return modeNamed(n), nil
				}
			}
			return nil, t.throw(classIllegalArgument, "No enum constant java.math.RoundingMode.%s", a[0])
		}},
		{"values()", func(*thread, any, []any) (any, error) {
			var vals []any
			for _, n := range roundingNames {
				vals = append(vals, modeNamed(n))
			}
			return newArray(classRoundingMode, vals), nil
		}},
	}
	return l
}

func mathContextLib() lib {
	named := func(name string, precision int32, mode string) constant {
		return constant{name, func(*thread) (any, error) {
			c, _ := number.NewMathContext(precision, modeNamed(mode).m)
			return mathContext{c}, nil
		}}
	}
	return lib{
		ctors: []def{
			{"(int)", func(t *thread, _ any, a []any) (any, error) {
				c, err := number.NewMathContext(a[0].(int32), modeNamed("HALF_UP").m)
				return mathContext{c}, t.numberError(err)
			}},
			{"(int,RoundingMode)", func(t *thread, _ any, a []any) (any, error) {
				c, err := number.NewMathContext(a[0].(int32), a[1].(roundingMode).m)
				return mathContext{c}, t.numberError(err)
			}},
		},
		fields: []constant{
			named("UNLIMITED", 0, "HALF_UP"), named("DECIMAL32", 7, "HALF_EVEN"), named("DECIMAL64", 16, "HALF_EVEN"), named("DECIMAL128", 34, "HALF_EVEN"),
		},
	}
}

// mode gives the rounding mode of an old int constant.
func (t *thread) mode(v any) (number.RoundingMode, error) {
	switch x := v.(type) {
	case roundingMode:
		return x.m, nil
	case int32:
		if x >= 0 && int(x) < len(roundingNames) {
			return modeNamed(roundingNames[x]).m, nil
		}
	}
	return 0, t.throw(classIllegalArgument, "Invalid rounding mode")
}

func bigDecimalLib() lib {
	dec := func(v any) *Decimal { return v.(*Decimal) }
	with := func(sig string, f func(l *number.Limits, a, b *Decimal) (*Decimal, error)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			r, err := f(&t.number, dec(self), dec(a[0]))
			return t.num(r, err)
		}}
	}
	plain := func(sig string, f func(d *Decimal) any) def {
		return def{sig, func(_ *thread, self any, _ []any) (any, error) { return f(dec(self)), nil }}
	}
	setScale := func(t *thread, self any, a []any) (any, error) {
		m := modeNamed("UNNECESSARY").m
		if len(a) > 1 {
			var err error
			if m, err = t.mode(a[1]); err != nil {
				return nil, err
			}
		}
		r, err := dec(self).SetScale(&t.number, a[0].(int32), m)
		return t.num(r, err)
	}
	divScale := func(t *thread, self any, a []any) (any, error) {
		m, err := t.mode(a[2])
		if err != nil {
			return nil, err
		}
		r, err := dec(self).DivScale(&t.number, dec(a[0]), a[1].(int32), m)
		return t.num(r, err)
	}
	divMode := func(t *thread, self any, a []any) (any, error) {
		m, err := t.mode(a[1])
		if err != nil {
			return nil, err
		}
		r, err := dec(self).DivScale(&t.number, dec(a[0]), dec(self).Scale(), m)
		return t.num(r, err)
	}
	of := func(t *thread, _ any, a []any) (any, error) {
		d, err := number.ParseDecimal(&t.number, a[0].(string))
		return t.num(d, err)
	}
	l := lib{
		ctors: []def{
			{"(String)", of},
			{"(char[])", func(t *thread, self any, a []any) (any, error) {
				s, err := t.format(a[0])
				if err != nil {
					return nil, err
				}
				return of(t, self, []any{s})
			}},
			{"(double)", func(t *thread, _ any, a []any) (any, error) {
				d, err := number.DecimalFromFloat(a[0].(float64))
				return t.num(d, err)
			}},
			{"(int)", func(_ *thread, _ any, a []any) (any, error) { return number.NewDecimal(int64(a[0].(int32)), 0), nil }},
			{"(long)", func(_ *thread, _ any, a []any) (any, error) { return number.NewDecimal(a[0].(int64), 0), nil }},
			{"(BigInteger)", func(_ *thread, _ any, a []any) (any, error) { return number.NewBigDecimal(a[0].(*big.Int), 0), nil }},
			{"(BigInteger,int)", func(_ *thread, _ any, a []any) (any, error) {
				return number.NewBigDecimal(a[0].(*big.Int), a[1].(int32)), nil
			}},
			{"(BigDecimal)", func(_ *thread, _ any, a []any) (any, error) { return a[0], nil }},
		},
		methods: []def{
			with("add(BigDecimal)", func(l *number.Limits, a, b *Decimal) (*Decimal, error) { return a.Add(l, b) }),
			with("subtract(BigDecimal)", func(l *number.Limits, a, b *Decimal) (*Decimal, error) { return a.Sub(l, b) }),
			with("multiply(BigDecimal)", func(l *number.Limits, a, b *Decimal) (*Decimal, error) { return a.Mul(l, b) }),
			with("divide(BigDecimal)", func(l *number.Limits, a, b *Decimal) (*Decimal, error) { return a.Div(l, b) }),
			with("remainder(BigDecimal)", func(l *number.Limits, a, b *Decimal) (*Decimal, error) { return a.Rem(l, b) }),
			with("divideToIntegralValue(BigDecimal)", func(l *number.Limits, a, b *Decimal) (*Decimal, error) { return a.DivInt(l, b) }),
			with("max(BigDecimal)", func(_ *number.Limits, a, b *Decimal) (*Decimal, error) { return a.Max(b), nil }),
			with("min(BigDecimal)", func(_ *number.Limits, a, b *Decimal) (*Decimal, error) { return a.Min(b), nil }),
			{"add(BigDecimal,MathContext)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).Add(&t.number, dec(a[0]))
				if err == nil {
					r, err = r.Round(&t.number, a[1].(mathContext).c)
				}
				return t.num(r, err)
			}},
			{"multiply(BigDecimal,MathContext)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).MulRound(&t.number, dec(a[0]), a[1].(mathContext).c)
				return t.num(r, err)
			}},
			{"divide(BigDecimal,MathContext)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).DivRound(&t.number, dec(a[0]), a[1].(mathContext).c)
				return t.num(r, err)
			}},
			{"divide(BigDecimal,int,RoundingMode)", divScale}, {"divide(BigDecimal,int,int)", divScale},
			{"divide(BigDecimal,RoundingMode)", divMode}, {"divide(BigDecimal,int)", divMode},
			{"setScale(int)", setScale}, {"setScale(int,int)", setScale}, {"setScale(int,RoundingMode)", setScale},
			{"round(MathContext)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).Round(&t.number, a[0].(mathContext).c)
				return t.num(r, err)
			}},
			{"round()", func(t *thread, self any, _ []any) (any, error) {
				r, err := dec(self).SetScale(&t.number, 0, modeNamed("HALF_UP").m)
				return t.num(r, err)
			}},
			{"round(int)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).SetScale(&t.number, a[0].(int32), modeNamed("HALF_UP").m)
				return t.num(r, err)
			}},
			{"trunc()", func(t *thread, self any, _ []any) (any, error) {
				r, err := dec(self).SetScale(&t.number, 0, modeNamed("DOWN").m)
				return t.num(r, err)
			}},
			{"trunc(int)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).SetScale(&t.number, a[0].(int32), modeNamed("DOWN").m)
				return t.num(r, err)
			}},
			{"pow(int)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).Pow(&t.number, a[0].(int32))
				return t.num(r, err)
			}},
			plain("scale()", func(d *Decimal) any { return boxInt(d.Scale()) }),
			plain("precision()", func(d *Decimal) any { return boxInt(int32(d.Precision())) }),
			plain("signum()", func(d *Decimal) any { return boxInt(int32(d.Sign())) }),
			plain("unscaledValue()", func(d *Decimal) any { return d.Unscaled() }),
			plain("negate()", func(d *Decimal) any { return d.Neg() }),
			plain("abs()", func(d *Decimal) any { return d.Abs() }),
			{"abs(MathContext)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).Abs().Round(&t.number, a[0].(mathContext).c)
				return t.num(r, err)
			}},
			plain("stripTrailingZeros()", func(d *Decimal) any { return d.Strip() }),
			plain("ulp()", func(d *Decimal) any { return d.Ulp() }),
			plain("toEngineeringString()", func(d *Decimal) any { return d.Engineering() }),
			{"toPlainString()", func(t *thread, self any, _ []any) (any, error) {
				s, err := dec(self).Plain(&t.number)
				return t.num(s, err)
			}},
			{"movePointLeft(int)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).MoveLeft(&t.number, a[0].(int32))
				return t.num(r, err)
			}},
			{"movePointRight(int)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).MoveRight(&t.number, a[0].(int32))
				return t.num(r, err)
			}},
			{"scaleByPowerOfTen(int)", func(t *thread, self any, a []any) (any, error) {
				r, err := dec(self).ScaleByPowerOfTen(a[0].(int32))
				return t.num(r, err)
			}},
			{"intValueExact()", func(t *thread, self any, _ []any) (any, error) {
				r, err := dec(self).Int32Exact()
				return t.num(r, err)
			}},
			{"longValueExact()", func(t *thread, self any, _ []any) (any, error) {
				r, err := dec(self).Int64Exact()
				return t.num(r, err)
			}},
			{"toBigIntegerExact()", func(t *thread, self any, _ []any) (any, error) {
				r, err := dec(self).BigExact(&t.number)
				return t.num(r, err)
			}},
		},
		statics: []def{
			{"valueOf(long)", func(_ *thread, _ any, a []any) (any, error) { return number.NewDecimal(a[0].(int64), 0), nil }},
			{"valueOf(long,int)", func(_ *thread, _ any, a []any) (any, error) {
				return number.NewDecimal(a[0].(int64), a[1].(int32)), nil
			}},
			{"valueOf(double)", func(t *thread, _ any, a []any) (any, error) {
				d, err := number.DecimalOf(a[0].(float64))
				return t.num(d, err)
			}},
		},
		fields: []constant{
			{"ZERO", number.NewDecimal(0, 0)}, {"ONE", number.NewDecimal(1, 0)}, {"TEN", number.NewDecimal(10, 0)},
		},
	}
	for _, d := range l.ctors {
		if d.sig == "(BigInteger,int)" || d.sig == "(BigDecimal)" {
			continue
		}
		l.ctors = append(l.ctors, def{strings.TrimSuffix(d.sig, ")") + ",MathContext)", func(t *thread, self any, a []any) (any, error) {
			v, err := d.fn(t, self, a[:1])
			if err != nil {
				return nil, err
			}
			r, err := dec(v).Round(&t.number, a[1].(mathContext).c)
			return t.num(r, err)
		}})
	}
	for i, n := range roundingNames {
		l.fields = append(l.fields, constant{"ROUND_" + n, int32(i)})
	}
	return l
}

func bigIntegerLib() lib {
	b := func(v any) *big.Int { return v.(*big.Int) }
	bin := func(sig string, f func(z, x, y *big.Int) *big.Int) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			x, y := b(self), b(a[0])
			if err := t.charge(1 + x.BitLen()/64*(y.BitLen()/64)/16); err != nil {
				return nil, err
			}
			if n := (x.BitLen() + y.BitLen()) / 8; n > 1<<17 {
				return nil, t.limit("number", "the script made a number of more than %d digits", number.DefaultMaxDigits)
			}
			return f(new(big.Int), x, y), t.alloc((x.BitLen() + y.BitLen()) / 8)
		}}
	}
	nonzero := func(d def) def {
		f := d.fn
		return def{d.sig, func(t *thread, self any, a []any) (any, error) {
			if b(a[0]).Sign() == 0 {
				return nil, t.throw(classArithmetic, "BigInteger divide by zero")
			}
			return f(t, self, a)
		}}
	}
	plain := func(sig string, f func(x *big.Int) any) def {
		return def{sig, func(_ *thread, self any, _ []any) (any, error) { return f(b(self)), nil }}
	}
	parse := func(t *thread, _ any, a []any) (any, error) {
		r := 10
		if len(a) > 1 {
			r = int(a[1].(int32))
		}
		n, err := number.ParseBig(&t.number, a[0].(string), r)
		return t.num(n, err)
	}
	modulo := bin("mod(BigInteger)", (*big.Int).Mod).fn
	return lib{
		ctors: []def{{"(String)", parse}, {"(String,int)", parse}},
		methods: []def{
			bin("add(BigInteger)", (*big.Int).Add), bin("subtract(BigInteger)", (*big.Int).Sub), bin("multiply(BigInteger)", (*big.Int).Mul),
			nonzero(bin("divide(BigInteger)", (*big.Int).Quo)), nonzero(bin("remainder(BigInteger)", (*big.Int).Rem)),
			{"mod(BigInteger)", func(t *thread, self any, a []any) (any, error) {
				if b(a[0]).Sign() <= 0 {
					return nil, t.throw(classArithmetic, "BigInteger: modulus not positive")
				}
				return modulo(t, self, a)
			}},
			bin("gcd(BigInteger)", func(z, x, y *big.Int) *big.Int { return z.GCD(nil, nil, new(big.Int).Abs(x), new(big.Int).Abs(y)) }),
			bin("max(BigInteger)", func(_, x, y *big.Int) *big.Int {
				if x.Cmp(y) >= 0 {
					return x
				}
				return y
			}),
			bin("min(BigInteger)", func(_, x, y *big.Int) *big.Int {
				if x.Cmp(y) <= 0 {
					return x
				}
				return y
			}),
			{"pow(int)", func(t *thread, self any, a []any) (any, error) {
				if a[0].(int32) < 0 {
					return nil, t.throw(classArithmetic, "Negative exponent")
				}
				r, err := number.Power(&t.number, self, a[0])
				return t.num(r, err)
			}},
			{"modPow(BigInteger,BigInteger)", func(t *thread, self any, a []any) (any, error) {
				if b(a[1]).Sign() <= 0 {
					return nil, t.throw(classArithmetic, "BigInteger: modulus not positive")
				}
				n := b(a[1]).BitLen()/64 + 1
				if err := t.charge(b(a[0]).BitLen() * n * n); err != nil {
					return nil, err
				}
				return new(big.Int).Exp(b(self), b(a[0]), b(a[1])), nil
			}},
			plain("negate()", func(x *big.Int) any { return new(big.Int).Neg(x) }),
			plain("abs()", func(x *big.Int) any { return new(big.Int).Abs(x) }),
			plain("signum()", func(x *big.Int) any { return boxInt(int32(x.Sign())) }),
			plain("not()", func(x *big.Int) any { return new(big.Int).Not(x) }),
			plain("getLowestSetBit()", func(x *big.Int) any {
				if x.Sign() == 0 {
					return boxInt(-1)
				}
				return boxInt(int32(x.TrailingZeroBits()))
			}),
			{"andNot(BigInteger)", func(t *thread, self any, a []any) (any, error) {
				return new(big.Int).AndNot(b(self), b(a[0])), t.charge(1 + b(self).BitLen()/64 + b(a[0]).BitLen()/64)
			}},
			plain("bitLength()", func(x *big.Int) any {
				if x.Sign() < 0 {
					return boxInt(int32(new(big.Int).Not(x).BitLen()))
				}
				return boxInt(int32(x.BitLen()))
			}),
			{"testBit(int)", func(t *thread, self any, a []any) (any, error) {
				if a[0].(int32) < 0 {
					return nil, t.throw(classArithmetic, "Negative bit address")
				}
				return b(self).Bit(int(a[0].(int32))) == 1, nil
			}},
			{"isProbablePrime(int)", func(t *thread, self any, _ []any) (any, error) {
				n := b(self).BitLen()
				if err := t.charge(n * n / 64); err != nil {
					return nil, err
				}
				return b(self).ProbablyPrime(10), nil
			}},
			{"toString(int)", func(t *thread, self any, a []any) (any, error) {
				if err := t.charge(b(self).BitLen() / 16); err != nil {
					return nil, err
				}
				return number.FormatBig(b(self), radix(a[0])), nil
			}},
			{"intValueExact()", func(t *thread, self any, _ []any) (any, error) {
				if x := b(self); x.IsInt64() && x.Int64() == int64(int32(x.Int64())) {
					return boxInt(int32(x.Int64())), nil
				}
				return nil, t.throw(classArithmetic, "BigInteger out of int range")
			}},
			{"longValueExact()", func(t *thread, self any, _ []any) (any, error) {
				if x := b(self); x.IsInt64() {
					return x.Int64(), nil
				}
				return nil, t.throw(classArithmetic, "BigInteger out of long range")
			}},
		},
		statics: []def{{"valueOf(long)", func(_ *thread, _ any, a []any) (any, error) { return big.NewInt(a[0].(int64)), nil }}},
		fields: []constant{
			{"ZERO", big.NewInt(0)}, {"ONE", big.NewInt(1)}, {"TWO", big.NewInt(2)}, {"TEN", big.NewInt(10)},
		},
	}
}
