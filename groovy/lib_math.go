package groovy

import (
	"math"
	"math/big"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

func mathLib() lib {
	one := func(name string, f func(float64) float64) def {
		return def{name + "(double)", func(_ *thread, _ any, a []any) (any, error) { return f(a[0].(float64)), nil }}
	}
	two := func(name string, f func(a, b float64) float64) def {
		return def{name + "(double,double)", func(_ *thread, _ any, a []any) (any, error) { return f(a[0].(float64), a[1].(float64)), nil }}
	}
	// byType takes the overload for int, long, float or double.
	byType := func(name string, f func(t *thread, x any) (any, error)) []def {
		var out []def
		for _, p := range [...]string{"int", "long", "double", "float"} {
			out = append(out, def{name + "(" + p + ")", func(t *thread, _ any, a []any) (any, error) { return f(t, a[0]) }})
		}
		return out
	}
	pair := func(name string, f func(a, b any) any) []def {
		var out []def
		for _, p := range [...]string{"int", "long", "double", "float"} {
			out = append(out, def{name + "(" + p + "," + p + ")", func(_ *thread, _ any, a []any) (any, error) { return f(a[0], a[1]), nil }})
		}
		return out
	}
	exact := func(name string, op syntax.Op) []def {
		var out []def
		for _, p := range [...]string{"int", "long"} {
			out = append(out, def{name + "(" + p + "," + p + ")", func(t *thread, _ any, a []any) (any, error) {
				return t.exactly(op, a[0], a[1])
			}})
		}
		return out
	}
	statics := []def{
		one("sqrt", math.Sqrt), one("cbrt", number.Cbrt), one("ceil", math.Ceil), one("floor", math.Floor), one("rint", number.Rint),
		one("sin", number.Sin), one("cos", number.Cos), one("tan", number.Tan), one("asin", number.Asin), one("acos", number.Acos), one("atan", number.Atan),
		one("sinh", number.Sinh), one("cosh", number.Cosh), one("tanh", number.Tanh), one("exp", number.Exp), one("expm1", math.Expm1),
		one("log", number.Log), one("log10", number.Log10), one("log1p", math.Log1p),
		one("toRadians", func(f float64) float64 { return f * (math.Pi / 180) }), one("toDegrees", func(f float64) float64 { return f * (180 / math.Pi) }),
		one("signum", func(f float64) float64 {
			switch {
			case f > 0:
				return 1
			case f < 0:
				return -1
			}
			return f
		}),
		two("pow", number.Pow), two("atan2", number.Atan2), two("hypot", number.Hypot),
		{"round(float)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(number.RoundFloat(a[0].(float32))), nil }},
		{"round(double)", func(_ *thread, _ any, a []any) (any, error) { return number.Round(a[0].(float64)), nil }},
		{"random()", func(t *thread, _ any, _ []any) (any, error) { return t.random().Float64(), nil }},
		{"floorMod(long,int)", func(t *thread, _ any, a []any) (any, error) {
			r, err := t.floorMod(a[0].(int64), int64(a[1].(int32)))
			return int32(r), err
		}},
		{"floorMod(int,int)", func(t *thread, _ any, a []any) (any, error) {
			r, err := t.floorMod(int64(a[0].(int32)), int64(a[1].(int32)))
			return boxInt(int32(r)), err
		}},
		{"floorMod(long,long)", func(t *thread, _ any, a []any) (any, error) {
			r, err := t.floorMod(a[0].(int64), a[1].(int64))
			return r, err
		}},
		{"floorDiv(int,int)", func(t *thread, _ any, a []any) (any, error) {
			r, err := t.floorDiv(int64(a[0].(int32)), int64(a[1].(int32)))
			return boxInt(int32(r)), err
		}},
		{"floorDiv(long,long)", func(t *thread, _ any, a []any) (any, error) {
			r, err := t.floorDiv(a[0].(int64), a[1].(int64))
			return r, err
		}},
		{"toIntExact(long)", func(t *thread, _ any, a []any) (any, error) {
			n := a[0].(int64)
			if n != int64(int32(n)) {
				return nil, t.throw(classArithmetic, "integer overflow")
			}
			return boxInt(int32(n)), nil
		}},
	}
	statics = append(statics, byType("abs", func(t *thread, x any) (any, error) {
		switch v := x.(type) {
		case int32:
			if v < 0 {
				v = -v
			}
			return boxInt(v), nil
		case int64:
			if v < 0 {
				v = -v
			}
			return v, nil
		case float64:
			return math.Abs(v), nil
		}
		return t.num(number.Abs(x))
	})...)
	statics = append(statics, pair("max", bigger)...)
	statics = append(statics, pair("min", smaller)...)
	statics = append(statics, exact("addExact", syntax.OpAdd)...)
	statics = append(statics, exact("subtractExact", syntax.OpSub)...)
	statics = append(statics, exact("multiplyExact", syntax.OpMul)...)
	return lib{statics: statics, fields: []constant{{"PI", math.Pi}, {"E", math.E}}}
}

func (t *thread) floorMod(a, b int64) (int64, error) {
	if b == 0 {
		return 0, t.throw(classArithmetic, "/ by zero")
	}
	m := a % b
	if m != 0 && (m < 0) != (b < 0) {
		m += b
	}
	return m, nil
}

func (t *thread) floorDiv(a, b int64) (int64, error) {
	if b == 0 {
		return 0, t.throw(classArithmetic, "/ by zero")
	}
	q := a / b
	if a%b != 0 && (a < 0) != (b < 0) {
		q--
	}
	return q, nil
}

// exactly computes with whole numbers that must not overflow.
func (t *thread) exactly(op syntax.Op, a, b any) (any, error) {
	x, y := big.NewInt(number.Int64(a)), big.NewInt(number.Int64(b))
	switch op {
	case syntax.OpAdd:
		x.Add(x, y)
	case syntax.OpSub:
		x.Sub(x, y)
	default:
		x.Mul(x, y)
	}
	if _, ok := a.(int32); ok {
		if !x.IsInt64() || x.Int64() != int64(int32(x.Int64())) {
			return nil, t.throw(classArithmetic, "integer overflow")
		}
		return boxInt(int32(x.Int64())), nil
	}
	if !x.IsInt64() {
		return nil, t.throw(classArithmetic, "long overflow")
	}
	return x.Int64(), nil
}
