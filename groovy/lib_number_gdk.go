package groovy

import (
	"math"
	"math/big"
	"math/bits"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// numberGdkLib is the loops of numbers, which refuse to run nowhere.
func numberGdkLib() lib {
	loop := func(name string, down bool) def {
		less := "less"
		if down {
			less = "greater"
		}
		return def{"void " + name + "(Number,Closure)", func(t *thread, self any, a []any) (any, error) {
			if d := number.Compare(self, a[0]); d > 0 && !down || d < 0 && down {
				from, _ := number.Text(self)
				to, _ := number.Text(a[0])
				return nil, t.throw(classGroovyRuntime, "The argument (%s) to %s() cannot be %s than the value (%s) it's called on.", to, name, less, from)
			}
			return nil, t.countTo(self, a[0], down, a[1].(*Closure))
		}}
	}
	return lib{methods: []def{
		loop("upto", false), loop("downto", true),
		{"void step(Number,Number,Closure)", func(t *thread, self any, a []any) (any, error) {
			to, step, c := a[0], a[1], a[2].(*Closure)
			sign := number.Compare(step, int32(0))
			if way := number.Compare(to, self); way*sign <= 0 && way != 0 {
				from, _ := number.Text(self)
				end, _ := number.Text(to)
				by, _ := number.Text(step)
				return nil, t.throw(classGroovyRuntime, "Infinite loop in %s.step(%s, %s)", from, end, by)
			}
			for v := self; ; {
				// The end itself is left out.
				if d := number.Compare(v, to); d == 0 || d*sign > 0 {
					return nil, nil
				}
				if err := t.step(); err != nil {
					return nil, err
				}
				if _, err := t.call1(c, v); err != nil {
					return nil, err
				}
				var err error
				if v, err = t.numOp(syntax.OpAdd, v, step); err != nil {
					return nil, err
				}
			}
		}},
	}}
}

// bitsLib is the static methods of Integer and Long that look at bits.
func bitsLib(long bool) lib {
	p := "int"
	if long {
		p = "long"
	}
	size := 32
	if long {
		size = 64
	}
	// raw gives the bits of an argument, box makes a value of bits.
	raw := func(v any) uint64 {
		if n, ok := v.(int32); ok {
			return uint64(uint32(n))
		}
		return uint64(v.(int64))
	}
	box := func(u uint64) any {
		if long {
			return int64(u)
		}
		return boxInt(int32(u))
	}
	one := func(name string, f func(u uint64) any) def {
		return def{name + "(" + p + ")", func(_ *thread, _ any, a []any) (any, error) { return f(raw(a[0])), nil }}
	}
	two := func(name string, f func(x, y uint64) (uint64, bool)) def {
		return def{name + "(" + p + "," + p + ")", func(t *thread, _ any, a []any) (any, error) {
			r, ok := f(raw(a[0]), raw(a[1]))
			if !ok {
				return nil, t.throw(classArithmetic, "/ by zero")
			}
			return box(r), nil
		}}
	}
	turn := func(name string, sign int) def {
		return def{name + "(" + p + ",int)", func(_ *thread, _ any, a []any) (any, error) {
			d := sign * int(a[1].(int32))
			if long {
				return int64(bits.RotateLeft64(raw(a[0]), d)), nil
			}
			return boxInt(int32(bits.RotateLeft32(uint32(raw(a[0])), d))), nil
		}}
	}
	count := func(n int) any { return boxInt(int32(n)) }
	return lib{statics: []def{
		one("bitCount", func(u uint64) any { return count(bits.OnesCount64(u)) }),
		one("numberOfLeadingZeros", func(u uint64) any { return count(bits.LeadingZeros64(u) - (64 - size)) }),
		one("numberOfTrailingZeros", func(u uint64) any { return count(min(bits.TrailingZeros64(u), size)) }),
		one("highestOneBit", func(u uint64) any {
			if u == 0 {
				return box(0)
			}
			return box(1 << (bits.Len64(u) - 1))
		}),
		one("lowestOneBit", func(u uint64) any { return box(u & -u) }),
		one("reverse", func(u uint64) any { return box(bits.Reverse64(u) >> (64 - size)) }),
		one("reverseBytes", func(u uint64) any { return box(bits.ReverseBytes64(u) >> (64 - size)) }),
		one("toUnsignedString", func(u uint64) any { return new(big.Int).SetUint64(u).String() }),
		one("toUnsignedLong", func(u uint64) any { return int64(u) }),
		two("divideUnsigned", func(x, y uint64) (uint64, bool) {
			if y == 0 {
				return 0, false
			}
			return x / y, true
		}),
		two("remainderUnsigned", func(x, y uint64) (uint64, bool) {
			if y == 0 {
				return 0, false
			}
			return x % y, true
		}),
		{"compareUnsigned(" + p + "," + p + ")", func(_ *thread, _ any, a []any) (any, error) {
			x, y := raw(a[0]), raw(a[1])
			switch {
			case x < y:
				return boxInt(-1), nil
			case x > y:
				return boxInt(1), nil
			}
			return boxInt(0), nil
		}},
		turn("rotateLeft", 1), turn("rotateRight", -1),
		{map[bool]string{false: "parseUnsignedInt", true: "parseUnsignedLong"}[long] + "(String)", func(t *thread, _ any, a []any) (any, error) {
			s, _ := a[0].(string)
			b, err := number.ParseBig(&t.number, s, 10)
			if err != nil || b.Sign() < 0 || b.BitLen() > size {
				return nil, t.throw(classNumberFormat, "For input string: \"%s\"", s)
			}
			return box(b.Uint64()), nil
		}},
	}}
}

func integerGdkLib() lib { return bitsLib(false) }
func longGdkLib() lib    { return bitsLib(true) }

func doubleGdkLib() lib {
	return lib{statics: []def{
		{"doubleToLongBits(double)", func(_ *thread, _ any, a []any) (any, error) { return int64(math.Float64bits(a[0].(float64))), nil }},
		{"doubleToRawLongBits(double)", func(_ *thread, _ any, a []any) (any, error) { return int64(math.Float64bits(a[0].(float64))), nil }},
		{"longBitsToDouble(long)", func(_ *thread, _ any, a []any) (any, error) { return math.Float64frombits(uint64(a[0].(int64))), nil }},
	}}
}

func bigIntegerGdkLib() lib {
	n := func(v any) *big.Int { return v.(*big.Int) }
	bit := func(sig string, f func(x *big.Int, i int) *big.Int) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			i := int(a[0].(int32))
			if i < 0 {
				return nil, t.throw(classArithmetic, "Negative bit address")
			}
			// The shift asks the run's limits for room.
			if _, err := number.ShiftBig(&t.number, big.NewInt(1), int64(i)); err != nil {
				return nil, t.numberError(err)
			}
			return f(n(self), i), t.alloc(i / 8)
		}}
	}
	return lib{methods: []def{
		{"modInverse(BigInteger)", func(t *thread, self any, a []any) (any, error) {
			m := n(a[0])
			if m.Sign() <= 0 {
				return nil, t.throw(classArithmetic, "BigInteger: modulus not positive")
			}
			r := new(big.Int).ModInverse(n(self), m)
			if r == nil {
				return nil, t.throw(classArithmetic, "BigInteger not invertible.")
			}
			return r, t.charge(1 + m.BitLen())
		}},
		{"nextProbablePrime()", func(t *thread, self any, _ []any) (any, error) {
			x := n(self)
			if x.Sign() < 0 {
				return nil, t.throw(classArithmetic, "start < 0: %s", x.String())
			}
			p := new(big.Int).Set(x)
			for {
				p.Add(p, big.NewInt(1))
				// A test takes about the cube of the length.
				words := p.BitLen()/64 + 1
				if err := t.charge(20 + words*words*words); err != nil {
					return nil, err
				}
				if p.ProbablyPrime(20) {
					return p, nil
				}
			}
		}},
		{"shiftLeft(int)", func(t *thread, self any, a []any) (any, error) { return t.shiftBy(n(self), int64(a[0].(int32))) }},
		{"shiftRight(int)", func(t *thread, self any, a []any) (any, error) { return t.shiftBy(n(self), -int64(a[0].(int32))) }},
		bit("setBit(int)", func(x *big.Int, i int) *big.Int { return new(big.Int).SetBit(x, i, 1) }),
		bit("clearBit(int)", func(x *big.Int, i int) *big.Int { return new(big.Int).SetBit(x, i, 0) }),
		bit("flipBit(int)", func(x *big.Int, i int) *big.Int { return new(big.Int).SetBit(x, i, x.Bit(i)^1) }),
		{"bitCount()", func(t *thread, self any, _ []any) (any, error) {
			x := n(self)
			if x.Sign() < 0 {
				x = new(big.Int).Not(x)
			}
			c := 0
			for _, w := range x.Bits() {
				c += bits.OnesCount64(uint64(w))
			}
			return boxInt(int32(c)), t.charge(1 + len(x.Bits()))
		}},
		{"divideAndRemainder(BigInteger)", func(t *thread, self any, a []any) (any, error) {
			d := n(a[0])
			if d.Sign() == 0 {
				return nil, t.throw(classArithmetic, "BigInteger divide by zero")
			}
			if err := t.charge(1 + len(n(self).Bits())*len(d.Bits())); err != nil {
				return nil, err
			}
			q, r := new(big.Int).QuoRem(n(self), d, new(big.Int))
			return newArray(classBigInteger, []any{q, r}), t.alloc(n(self).BitLen() / 8)
		}},
		{"sqrt()", func(t *thread, self any, _ []any) (any, error) {
			x := n(self)
			if x.Sign() < 0 {
				return nil, t.throw(classArithmetic, "Negative BigInteger")
			}
			words := len(x.Bits())
			return new(big.Int).Sqrt(x), t.charge(1 + words*words)
		}},
	}}
}

func (t *thread) shiftBy(x *big.Int, n int64) (any, error) {
	r, err := number.ShiftBig(&t.number, x, n)
	if err != nil {
		return nil, t.numberError(err)
	}
	return r, t.sized(r)
}

func mathGdkLib() lib {
	exact := func(name string, op syntax.Op, by int64) []def {
		return []def{
			{name + "(int)", func(t *thread, _ any, a []any) (any, error) { return t.exactly(op, a[0], int32(by)) }},
			{name + "(long)", func(t *thread, _ any, a []any) (any, error) { return t.exactly(op, a[0], by) }},
		}
	}
	one := func(sig string, f func(x float64) any) def {
		return def{sig, func(_ *thread, _ any, a []any) (any, error) { return f(a[0].(float64)), nil }}
	}
	two := func(name string, f func(x, y float64) float64) def {
		return def{name + "(double,double)", func(_ *thread, _ any, a []any) (any, error) { return f(a[0].(float64), a[1].(float64)), nil }}
	}
	small := func(sig string, f func(x float32) any) def {
		return def{sig, func(_ *thread, _ any, a []any) (any, error) { return f(a[0].(float32)), nil }}
	}
	up := float32(math.Inf(1))
	statics := []def{
		small("nextUp(float)", func(x float32) any { return math.Nextafter32(x, up) }),
		small("nextDown(float)", func(x float32) any { return math.Nextafter32(x, -up) }),
		small("ulp(float)", func(x float32) any {
			x = max(x, -x)
			if x == math.MaxFloat32 {
				return x - math.Nextafter32(x, 0)
			}
			return math.Nextafter32(x, up) - x
		}),
		small("getExponent(float)", func(x float32) any { return boxInt(int32(math.Float32bits(x)>>23&0xFF) - 127) }),
		small("signum(float)", func(x float32) any {
			switch {
			case x > 0:
				return float32(1)
			case x < 0:
				return float32(-1)
			}
			return x
		}),
		{"nextAfter(float,double)", func(_ *thread, _ any, a []any) (any, error) {
			x, to := a[0].(float32), a[1].(float64)
			switch {
			case to > float64(x):
				return math.Nextafter32(x, up), nil
			case to < float64(x):
				return math.Nextafter32(x, -up), nil
			}
			return float32(to), nil // the same, or none
		}},
		{"scalb(float,int)", func(_ *thread, _ any, a []any) (any, error) {
			return float32(math.Ldexp(float64(a[0].(float32)), int(a[1].(int32)))), nil
		}},
		one("nextUp(double)", func(x float64) any { return math.Nextafter(x, math.Inf(1)) }),
		one("nextDown(double)", func(x float64) any { return math.Nextafter(x, math.Inf(-1)) }),
		one("ulp(double)", func(x float64) any {
			x = math.Abs(x)
			if x == math.MaxFloat64 {
				return x - math.Nextafter(x, 0)
			}
			return math.Nextafter(x, math.Inf(1)) - x
		}),
		one("getExponent(double)", func(x float64) any { return boxInt(int32(math.Float64bits(x)>>52&0x7FF) - 1023) }),
		two("IEEEremainder", math.Remainder), two("copySign", math.Copysign),
		{"copySign(float,float)", func(_ *thread, _ any, a []any) (any, error) {
			return float32(math.Copysign(float64(a[0].(float32)), float64(a[1].(float32)))), nil
		}},
		two("nextAfter", math.Nextafter),
		{"fma(double,double,double)", func(_ *thread, _ any, a []any) (any, error) {
			return math.FMA(a[0].(float64), a[1].(float64), a[2].(float64)), nil
		}},
		{"scalb(double,int)", func(_ *thread, _ any, a []any) (any, error) {
			return math.Ldexp(a[0].(float64), int(a[1].(int32))), nil
		}},
		{"multiplyFull(int,int)", func(_ *thread, _ any, a []any) (any, error) { return int64(a[0].(int32)) * int64(a[1].(int32)), nil }},
		{"multiplyHigh(long,long)", func(_ *thread, _ any, a []any) (any, error) {
			p := new(big.Int).Mul(big.NewInt(a[0].(int64)), big.NewInt(a[1].(int64)))
			return p.Rsh(p, 64).Int64(), nil
		}},
		{"absExact(long)", func(t *thread, _ any, a []any) (any, error) {
			n := a[0].(int64)
			if n == math.MinInt64 {
				return nil, t.throw(classArithmetic, "Overflow to represent absolute value of Long.MIN_VALUE")
			}
			return max(n, -n), nil
		}},
		{"absExact(int)", func(t *thread, _ any, a []any) (any, error) {
			n := a[0].(int32)
			if n == math.MinInt32 {
				return nil, t.throw(classArithmetic, "Overflow to represent absolute value of Integer.MIN_VALUE")
			}
			return boxInt(max(n, -n)), nil
		}},
	}
	statics = append(statics, exact("incrementExact", syntax.OpAdd, 1)...)
	statics = append(statics, exact("decrementExact", syntax.OpSub, 1)...)
	statics = append(statics, exact("negateExact", syntax.OpMul, -1)...)
	return lib{statics: statics}
}
