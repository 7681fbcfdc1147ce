package groovy

import (
	"math"
	"math/bits"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// boxClasses is what Byte, Short, Float and Double have besides parsing: their
// bits, and arithmetic as methods to refer to.
func boxClasses() []entry {
	return []entry{{classByte, byteBitsLib}, {classShort, shortBitsLib}, {classFloat, floatBitsLib}, {classDouble, doubleBitsLib}}
}

// radixDefs are the parse methods that name a radix, and decode.
func radixDefs(c *Class, parse string, low, high int64) []def {
	parsed := func(t *thread, _ any, a []any) (any, error) {
		s, ok := a[0].(string)
		if !ok {
			return nil, t.throw(classNumberFormat, "Cannot parse null string")
		}
		n, err := number.ParseInt(s, int(a[1].(int32)))
		if err != nil {
			return nil, t.numberError(err)
		}
		if int64(n) < low || int64(n) > high {
			return nil, t.throw(classNumberFormat, "Value out of range. Value:\"%s\" Radix:%d", s, a[1].(int32))
		}
		return t.convertNumber(n, c)
	}
	return []def{
		{parse + "(String,int)", parsed}, {"valueOf(String,int)", parsed},
		{"decode(String)", func(t *thread, _ any, a []any) (any, error) {
			s, err := t.str(a[0])
			if err != nil {
				return nil, err
			}
			n, err := number.DecodeLong(s)
			if err != nil {
				return nil, t.numberError(err)
			}
			if n < low || n > high {
				return nil, t.throw(classNumberFormat, "Value %d out of range from input %s", n, s)
			}
			return t.convertNumber(n, c)
		}},
	}
}

func byteBitsLib() lib {
	return lib{
		statics: append(radixDefs(classByte, "parseByte", math.MinInt8, math.MaxInt8),
			def{"toUnsignedInt(byte)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(int32(uint8(a[0].(int8)))), nil }},
			def{"toUnsignedLong(byte)", func(_ *thread, _ any, a []any) (any, error) { return int64(uint8(a[0].(int8))), nil }},
			def{"hashCode(byte)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(int32(a[0].(int8))), nil }},
		),
		fields: []constant{{"SIZE", int32(8)}, {"BYTES", int32(1)}, {"TYPE", classByteP}},
	}
}

func shortBitsLib() lib {
	return lib{
		statics: append(radixDefs(classShort, "parseShort", math.MinInt16, math.MaxInt16),
			def{"toUnsignedInt(short)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(int32(uint16(a[0].(int16)))), nil }},
			def{"toUnsignedLong(short)", func(_ *thread, _ any, a []any) (any, error) { return int64(uint16(a[0].(int16))), nil }},
			def{"hashCode(short)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(int32(a[0].(int16))), nil }},
			def{"reverseBytes(short)", func(_ *thread, _ any, a []any) (any, error) {
				return int16(bits.ReverseBytes16(uint16(a[0].(int16)))), nil
			}},
		),
		fields: []constant{{"SIZE", int32(16)}, {"BYTES", int32(2)}, {"TYPE", classShortP}},
	}
}

// floatingLib is what Float and Double share; p is the primitive type.
func floatingLib(c *Class, p string) lib {
	value := func(v any) float64 { return number.Float64(v) }
	fold := func(name string, f func(a, b float64) float64) def {
		return def{name + "(" + p + "," + p + ")", func(t *thread, _ any, a []any) (any, error) {
			return t.convertNumber(f(value(a[0]), value(a[1])), c)
		}}
	}
	return lib{statics: []def{
		fold("sum", func(a, b float64) float64 { return a + b }), fold("max", math.Max), fold("min", math.Min),
		{"hashCode(" + p + ")", func(t *thread, _ any, a []any) (any, error) {
			h, err := t.hash(a[0])
			return boxInt(h), err
		}},
	}}
}

func floatBitsLib() lib {
	l := floatingLib(classFloat, "float")
	raw := func(_ *thread, _ any, a []any) (any, error) {
		return boxInt(int32(math.Float32bits(a[0].(float32)))), nil
	}
	l.statics = append(l.statics,
		def{"isFinite(float)", func(_ *thread, _ any, a []any) (any, error) {
			f := number.Float64(a[0])
			return f-f == 0, nil
		}},
		def{"floatToRawIntBits(float)", raw},
		def{"floatToIntBits(float)", func(t *thread, self any, a []any) (any, error) {
			if f := a[0].(float32); f != f {
				return boxInt(0x7fc00000), nil
			}
			return raw(t, self, a)
		}},
		def{"intBitsToFloat(int)", func(_ *thread, _ any, a []any) (any, error) {
			return math.Float32frombits(uint32(a[0].(int32))), nil
		}},
	)
	l.fields = []constant{{"MIN_NORMAL", float32(0x1p-126)}, {"MAX_EXPONENT", int32(127)}, {"MIN_EXPONENT", int32(-126)},
		{"SIZE", int32(32)}, {"BYTES", int32(4)}}
	return l
}

func doubleBitsLib() lib {
	l := floatingLib(classDouble, "double")
	l.statics = append(l.statics, def{"toHexString(double)", func(_ *thread, _ any, a []any) (any, error) {
		return number.FormatHexDouble(a[0].(float64)), nil
	}})
	l.fields = []constant{{"MIN_NORMAL", 0x1p-1022}, {"MAX_EXPONENT", int32(1023)}, {"MIN_EXPONENT", int32(-1022)},
		{"SIZE", int32(64)}, {"BYTES", int32(8)}}
	return l
}
