package groovy

import "math"

var classRandom = &Class{name: "java.util.Random", super: classObject}

// A Random is java.util.Random: with the same seed it gives the same numbers
// as Java's. Without one, the seed is drawn from the host's source.
type Random struct {
	seed   int64
	spare  float64 // the second of a pair of Gaussians
	paired bool
}

func (*Random) classOf() *Class { return classRandom }

// The generator is the one Java documents: 48 bits, multiplied and added.
const (
	randomFactor = 0x5DEECE66D
	randomAdd    = 0xB
	randomMask   = 1<<48 - 1
)

func newRandom(seed int64) *Random { return &Random{seed: (seed ^ randomFactor) & randomMask} }

func (r *Random) bits(n uint) int32 {
	r.seed = (r.seed*randomFactor + randomAdd) & randomMask
	return int32(r.seed >> (48 - n))
}

func (r *Random) long() int64 { return int64(r.bits(32))<<32 + int64(r.bits(32)) }

func (r *Random) double() float64 {
	return float64(int64(r.bits(26))<<27+int64(r.bits(27))) * (1.0 / (1 << 53))
}

// below gives a number from 0 up to but without bound, which is positive.
func (r *Random) below(_ *thread, bound int32) int32 {
	v := r.bits(31)
	m := bound - 1
	if bound&m == 0 {
		return int32(int64(bound) * int64(v) >> 31)
	}
	for u := v; ; u = r.bits(31) {
		if v = u % bound; u-v+m >= 0 {
			return v
		}
	}
}

// between is nextInt(origin, bound), which Java draws in another way.
func (r *Random) between(lo, hi int32) int32 {
	v, n := r.bits(32), hi-lo // n overflows where the span is wider than half of all
	m := n - 1
	switch {
	case n > 0 && n&m == 0:
		return v&m + lo
	case n > 0:
		for u := int32(uint32(v) >> 1); ; u = int32(uint32(r.bits(32)) >> 1) {
			if v = u % n; u+m-v >= 0 {
				return v + lo
			}
		}
	}
	for v < lo || v >= hi {
		v = r.bits(32)
	}
	return v
}

func (r *Random) gaussian() float64 {
	if r.paired {
		r.paired = false
		return r.spare
	}
	for {
		a, b := 2*r.double()-1, 2*r.double()-1
		s := a*a + b*b
		if s >= 1 || s == 0 {
			continue
		}
		f := math.Sqrt(-2 * math.Log(s) / s)
		r.spare, r.paired = b*f, true
		return a * f
	}
}

func randomLib() lib {
	rnd := func(v any) *Random { return v.(*Random) }
	return lib{
		ctors: []def{
			{"()", func(t *thread, _ any, _ []any) (any, error) { return newRandom(int64(t.random().Uint64())), nil }},
			{"(long)", func(_ *thread, _ any, a []any) (any, error) { return newRandom(a[0].(int64)), nil }},
		},
		methods: []def{
			{"nextInt()", func(_ *thread, self any, _ []any) (any, error) { return rnd(self).bits(32), nil }},
			{"nextInt(int)", func(t *thread, self any, a []any) (any, error) {
				n := a[0].(int32)
				if n <= 0 {
					return nil, t.throw(classIllegalArgument, "bound must be positive")
				}
				return boxInt(rnd(self).below(t, n)), nil
			}},
			{"nextInt(int,int)", func(t *thread, self any, a []any) (any, error) {
				lo, hi := a[0].(int32), a[1].(int32)
				if lo >= hi {
					return nil, t.throw(classIllegalArgument, "bound must be greater than origin")
				}
				return boxInt(rnd(self).between(lo, hi)), nil
			}},
			{"nextLong()", func(_ *thread, self any, _ []any) (any, error) { return rnd(self).long(), nil }},
			{"nextBoolean()", func(_ *thread, self any, _ []any) (any, error) { return rnd(self).bits(1) != 0, nil }},
			{"nextDouble()", func(_ *thread, self any, _ []any) (any, error) { return rnd(self).double(), nil }},
			{"nextFloat()", func(_ *thread, self any, _ []any) (any, error) {
				return rnd(self).float(), nil
			}},
			{"nextGaussian()", func(_ *thread, self any, _ []any) (any, error) { return rnd(self).gaussian(), nil }},
			{"void setSeed(long)", func(_ *thread, self any, a []any) (any, error) {
				*rnd(self) = *newRandom(a[0].(int64))
				return nil, nil
			}},
			{"void nextBytes(byte[])", func(t *thread, self any, a []any) (any, error) {
				items := a[0].(*Array).items
				if err := t.charge(len(items) / 8); err != nil {
					return nil, err
				}
				for i := 0; i < len(items); {
					for n, k := rnd(self).bits(32), 0; k < 4 && i < len(items); k, i = k+1, i+1 {
						items[i] = int8(n)
						n >>= 8
					}
				}
				return nil, nil
			}},
		},
	}
}
