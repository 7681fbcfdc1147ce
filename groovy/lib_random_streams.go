package groovy

import "math"

// randomStreamsLib is the streams of Random and the numbers within bounds that
// they are made of, drawn as JDK 17 does.
func randomStreamsLib() lib {
	rnd := func(v any) *Random { return v.(*Random) }
	l := lib{methods: []def{
		{"nextLong(long)", func(t *thread, self any, a []any) (any, error) {
			n := a[0].(int64)
			if n <= 0 {
				return nil, t.throw(classIllegalArgument, "bound must be positive")
			}
			return rnd(self).longBetween(0, n), nil
		}},
		{"nextLong(long,long)", func(t *thread, self any, a []any) (any, error) {
			lo, hi := a[0].(int64), a[1].(int64)
			if lo >= hi {
				return nil, t.throw(classIllegalArgument, "bound must be greater than origin")
			}
			return rnd(self).longBetween(lo, hi), nil
		}},
		{"nextDouble(double)", func(t *thread, self any, a []any) (any, error) {
			hi := a[0].(float64)
			if !(hi > 0 && !math.IsInf(hi, 0)) {
				return nil, t.throw(classIllegalArgument, "bound must be finite and positive")
			}
			return rnd(self).doubleBetween(0, hi), nil
		}},
		{"nextDouble(double,double)", func(t *thread, self any, a []any) (any, error) {
			lo, hi := a[0].(float64), a[1].(float64)
			if !(lo < hi && !math.IsInf(hi-lo, 0)) {
				return nil, t.throw(classIllegalArgument, "bound must be greater than origin")
			}
			return rnd(self).doubleBetween(lo, hi), nil
		}},
		{"nextFloat(float)", func(t *thread, self any, a []any) (any, error) {
			hi := a[0].(float32)
			if !(hi > 0 && !math.IsInf(float64(hi), 0)) {
				return nil, t.throw(classIllegalArgument, "bound must be finite and positive")
			}
			return rnd(self).floatBetween(0, hi), nil
		}},
		{"nextFloat(float,float)", func(t *thread, self any, a []any) (any, error) {
			lo, hi := a[0].(float32), a[1].(float32)
			if !(lo < hi && !math.IsInf(float64(hi-lo), 0)) {
				return nil, t.throw(classIllegalArgument, "bound must be greater than origin")
			}
			return rnd(self).floatBetween(lo, hi), nil
		}},
		// These two draw with tables of JDK 17 that change the numbers that follow.
		{"nextGaussian(double,double)", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classUnsupported, "nextGaussian(mean, deviation) is not available to scripts; use mean + deviation * nextGaussian()")
		}},
		{"nextExponential()", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classUnsupported, "nextExponential() is not available to scripts; use -Math.log(1 - nextDouble())")
		}},
		{"isDeprecated()", func(*thread, any, []any) (any, error) { return false, nil }},
	}}
	l.methods = append(l.methods, randomStream("ints", classIntStream, func(r *Random) any { return boxInt(r.bits(32)) },
		func(t *thread, a, b any) (func(r *Random) any, error) {
			lo, hi := a.(int32), b.(int32)
			if lo >= hi {
				return nil, t.throw(classIllegalArgument, "bound must be greater than origin")
			}
			return func(r *Random) any { return boxInt(r.between(lo, hi)) }, nil
		})...)
	l.methods = append(l.methods, randomStream("longs", classLongStream, func(r *Random) any { return r.long() },
		func(t *thread, a, b any) (func(r *Random) any, error) {
			lo, hi := a.(int64), b.(int64)
			if lo >= hi {
				return nil, t.throw(classIllegalArgument, "bound must be greater than origin")
			}
			return func(r *Random) any { return r.longBetween(lo, hi) }, nil
		})...)
	l.methods = append(l.methods, randomStream("doubles", classDoubleStream, func(r *Random) any { return r.double() },
		func(t *thread, a, b any) (func(r *Random) any, error) {
			lo, hi := a.(float64), b.(float64)
			if !(lo < hi && !math.IsInf(hi-lo, 0)) {
				return nil, t.throw(classIllegalArgument, "bound must be greater than origin")
			}
			return func(r *Random) any { return r.doubleBetween(lo, hi) }, nil
		})...)
	return l
}

// randomStream is ints, longs or doubles: without end or so many, of all
// numbers or those between two.
func randomStream(name string, c *Class, whole func(r *Random) any, within func(t *thread, lo, hi any) (func(r *Random) any, error)) []def {
	elem := elementClass(c).name
	stream := func(self any, draw func(r *Random) any) *streamValue {
		return endless(c, func(*thread) (any, error) { return draw(self.(*Random)), nil })
	}
	some := func(t *thread, s *streamValue, n int64) (any, error) {
		if n < 0 {
			return nil, t.throw(classIllegalArgument, "size must be non-negative")
		}
		s.size = func(*thread) (int64, error) { return n, nil }
		return s.cut(t, n)
	}
	return []def{
		{name + "()", func(_ *thread, self any, _ []any) (any, error) { return stream(self, whole), nil }},
		{name + "(long)", func(t *thread, self any, a []any) (any, error) { return some(t, stream(self, whole), a[0].(int64)) }},
		{name + "(" + elem + "," + elem + ")", func(t *thread, self any, a []any) (any, error) {
			draw, err := within(t, a[0], a[1])
			if err != nil {
				return nil, err
			}
			return stream(self, draw), nil
		}},
		{name + "(long," + elem + "," + elem + ")", func(t *thread, self any, a []any) (any, error) {
			n := a[0].(int64)
			if n < 0 {
				return nil, t.throw(classIllegalArgument, "size must be non-negative")
			}
			draw, err := within(t, a[1], a[2])
			if err != nil {
				return nil, err
			}
			return some(t, stream(self, draw), n)
		}},
	}
}

// longBetween gives a number from lo up to but without hi.
func (r *Random) longBetween(lo, hi int64) int64 {
	v, n := r.long(), hi-lo // n overflows where the span is wider than half of all
	m := n - 1
	switch {
	case n&m == 0:
		return v&m + lo
	case n > 0:
		for u := int64(uint64(v) >> 1); ; u = int64(uint64(r.long()) >> 1) {
			if v = u % n; u+m-v >= 0 {
				return v + lo
			}
		}
	}
	for v < lo || v >= hi {
		v = r.long()
	}
	return v
}

func (r *Random) doubleBetween(lo, hi float64) float64 {
	if v := float64(r.double()*(hi-lo)) + lo; v < hi {
		return v
	}
	return math.Nextafter(hi, math.Inf(-1))
}

func (r *Random) floatBetween(lo, hi float32) float32 {
	if v := float32(r.float()*(hi-lo)) + lo; v < hi {
		return v
	}
	return math.Nextafter32(hi, float32(math.Inf(-1)))
}

func (r *Random) float() float32 { return float32(r.bits(24)) / (1 << 24) }
