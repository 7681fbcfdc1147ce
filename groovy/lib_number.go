package groovy

import (
	"math"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

func numberClasses() []entry {
	return []entry{
		{classNumber, numberLib}, {classByte, byteLib}, {classShort, shortLib}, {classInteger, integerLib}, {classLong, longLib},
		{classFloat, floatLib}, {classDouble, doubleLib}, {classBigInteger, bigIntegerLib}, {classBigDecimal, bigDecimalLib},
		{classBoolean, booleanLib}, {classCharacter, characterLib}, {classCharacter, codePointLib}, {classMath, mathLib}, {classStrictMath, mathLib},
		{classRoundingMode, roundingModeLib}, {classMathContext, mathContextLib},
	}
}

// num passes on what package number gives.
func (t *thread) num(v any, err error) (any, error) {
	if err != nil {
		return nil, t.numberError(err)
	}
	return v, nil
}

func arithmeticDef(sig string, op syntax.Op) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		if a[0] == nil {
			switch op {
			case syntax.OpAdd, syntax.OpSub, syntax.OpMul, syntax.OpDiv:
				return nil, t.ambiguous(self, operatorMethods[op])
			}
			return nil, t.throw(classNullPointer, "")
		}
		if c, ok := a[0].(Char); ok {
			a[0] = int32(c)
		}
		return t.numOp(op, self, a[0])
	}}
}

func (t *thread) numOp(op syntax.Op, a, b any) (any, error) {
	r, err := t.arithmetic(op, a, b)
	if e, ok := err.(*number.Error); ok && e.Class == number.UnsupportedOperationException {
		if op == syntax.OpMod || e.Message != "" {
			return nil, t.throw(classUnsupported, "%s", e.Message)
		}
		return nil, t.missingMethod(classOf(a), operatorMethods[op], []any{b}, false)
	}
	return t.num(r, err)
}

func convertDef(sig string, c *Class) def {
	return def{sig, func(t *thread, self any, _ []any) (any, error) { return t.convertNumber(self, c) }}
}

// count is times, upto and downto: i from a by one until it passes b.
func (t *thread) countTo(from, to any, down bool, c *Closure) error {
	if c == nil {
		return t.throw(classNullPointer, "")
	}
	a, aok := from.(int32)
	b, bok := to.(int32)
	if aok && bok {
		for i := int64(a); down && i >= int64(b) || !down && i <= int64(b); {
			if err := t.step(); err != nil {
				return err
			}
			if _, err := t.call1(c, boxInt(int32(i))); err != nil {
				return err
			}
			if down {
				i--
			} else {
				i++
			}
		}
		return nil
	}
	name, op := "upto", syntax.OpInc
	if down {
		name, op = "downto", syntax.OpDec
	}
	if d := number.Compare(from, to); down && d < 0 || !down && d > 0 {
		as, _ := number.Text(from)
		bs, _ := number.Text(to)
		return t.throw(classGroovyRuntime, "The argument (%s) to %s() cannot be %s than the value (%s) it's called on.", bs, name, map[bool]string{false: "less", true: "greater"}[down], as)
	}
	for v := from; ; {
		if d := number.Compare(v, to); down && d < 0 || !down && d > 0 {
			return nil
		}
		if err := t.step(); err != nil {
			return err
		}
		if _, err := t.call1(c, v); err != nil {
			return err
		}
		var err error
		if v, err = t.unary(op, v); err != nil {
			return err
		}
	}
}

func numberLib() lib {
	un := func(op syntax.Op) native {
		return func(t *thread, self any, _ []any) (any, error) {
			var r any
			var err error
			switch op {
			case syntax.OpMinus:
				r, err = number.Neg(self)
			case syntax.OpBitNot:
				r, err = number.BitNot(self)
			case syntax.OpInc:
				r, err = number.Next(&t.number, self)
			case syntax.OpDec:
				r, err = number.Previous(&t.number, self)
			default:
				r = self
			}
			if e, ok := err.(*number.Error); ok && e.Class == number.UnsupportedOperationException {
				return nil, t.missingMethod(classOf(self), operatorMethods[op], nil, false)
			}
			return t.num(r, err)
		}
	}
	return lib{methods: []def{
		arithmeticDef("plus(Number)", syntax.OpAdd), arithmeticDef("minus(Number)", syntax.OpSub),
		arithmeticDef("multiply(Number)", syntax.OpMul), arithmeticDef("div(Number)", syntax.OpDiv),
		arithmeticDef("mod(Number)", syntax.OpMod), arithmeticDef("power(Number)", syntax.OpPow),
		arithmeticDef("and(Number)", syntax.OpBitAnd), arithmeticDef("or(Number)", syntax.OpBitOr), arithmeticDef("xor(Number)", syntax.OpBitXor),
		arithmeticDef("leftShift(Number)", syntax.OpShl), arithmeticDef("rightShift(Number)", syntax.OpShr),
		arithmeticDef("rightShiftUnsigned(Number)", syntax.OpUshr),
		arithmeticDef("plus(Character)", syntax.OpAdd), arithmeticDef("minus(Character)", syntax.OpSub),
		arithmeticDef("multiply(Character)", syntax.OpMul), arithmeticDef("div(Character)", syntax.OpDiv),
		{"plus(String)", func(t *thread, self any, a []any) (any, error) {
			s, err := t.toString(self)
			if err != nil {
				return nil, err
			}
			return t.plusText(s, a[0])
		}},
		{"intdiv(Number)", func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.ambiguous(self, "intdiv")
			}
			r, err := number.IntDiv(&t.number, self, a[0])
			return t.num(r, err)
		}},
		{"intdiv(Character)", func(t *thread, self any, a []any) (any, error) {
			r, err := number.IntDiv(&t.number, self, int32(a[0].(Char)))
			return t.num(r, err)
		}},
		{"unaryMinus()", un(syntax.OpMinus)}, {"negative()", un(syntax.OpMinus)}, {"unaryPlus()", un(syntax.OpPlus)}, {"positive()", un(syntax.OpPlus)},
		{"bitwiseNegate()", un(syntax.OpBitNot)}, {"next()", un(syntax.OpInc)}, {"previous()", un(syntax.OpDec)},
		{"abs()", func(t *thread, self any, _ []any) (any, error) { return t.num(number.Abs(self)) }},
		{"compareTo(Number)", func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return boxInt(int32(number.Compare(self, a[0]))), nil
		}},
		{"compareTo(Object)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.throw(classClassCast, "class %s cannot be cast to class %s", classOf(a[0]).Name(), classOf(self).Name())
		}},
		{"compareTo(Character)", func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			return boxInt(int32(number.Compare(self, int32(a[0].(Char))))), nil
		}},
		{"isCase(Number)", func(_ *thread, self any, a []any) (any, error) {
			return a[0] != nil && number.Equal(self, a[0]), nil
		}},
		convertDef("toInteger()", classInteger), convertDef("toLong()", classLong), convertDef("toFloat()", classFloat),
		{"toDouble()", func(_ *thread, self any, _ []any) (any, error) { return number.ToDouble(self), nil }}, convertDef("toBigInteger()", classBigInteger), convertDef("toBigDecimal()", classBigDecimal),
		convertDef("intValue()", classInteger), convertDef("longValue()", classLong), convertDef("floatValue()", classFloat),
		{"doubleValue()", func(_ *thread, self any, _ []any) (any, error) { return number.Float64(self), nil }},
		convertDef("shortValue()", classShort), convertDef("byteValue()", classByte),
		{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.toString(self)) }},
		{"void times(Closure)", func(t *thread, self any, a []any) (any, error) {
			n := number.Int64(self)
			c, _ := a[0].(*Closure)
			if c == nil {
				return nil, t.throw(classNullPointer, "")
			}
			for i := int64(0); i < n; i++ {
				if err := t.step(); err != nil {
					return nil, err
				}
				if _, err := t.call1(c, boxInt(int32(i))); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}},
	}}
}

// radix checks a radix as Java does: out of range is ten.
func radix(v any) int {
	r := int(v.(int32))
	if r < 2 || r > 36 {
		return 10
	}
	return r
}

func parseDef1(sig string, c *Class) def {
	return def{sig, func(t *thread, _ any, a []any) (any, error) {
		if a[0] == nil {
			if c == classDouble || c == classFloat || c == classBigDecimal {
				return nil, t.throw(classNullPointer, "")
			}
			return nil, t.throw(classNumberFormat, "Cannot parse null string")
		}
		// Java's parse methods take no blanks, Groovy's toInteger does.
		s := a[0].(string)
		if c != classDouble && c != classFloat && trimJava(s) != s {
			return nil, t.throw(classNumberFormat, "For input string: \"%s\"", s)
		}
		return t.parseNumber(s, c)
	}}
}

// boxed is the class's own valueOf(number) and constructor.
func boxed(sig string, c *Class) def {
	return def{sig, func(t *thread, _ any, a []any) (any, error) { return t.convertNumber(a[0], c) }}
}

func compareDef(c *Class) def {
	return def{"compare(Number,Number)", func(t *thread, _ any, a []any) (any, error) {
		x, err := t.convertNumber(a[0], c)
		if err != nil {
			return nil, err
		}
		y, err := t.convertNumber(a[1], c)
		if err != nil {
			return nil, err
		}
		return boxInt(int32(number.Compare(x, y))), nil
	}}
}

func hashDef(c *Class) def {
	return def{"hashCode(Number)", func(t *thread, _ any, a []any) (any, error) {
		v, err := t.convertNumber(a[0], c)
		if err != nil {
			return nil, err
		}
		h, err := t.hash(v)
		return boxInt(h), err
	}}
}

func textDef(c *Class) def {
	return def{"toString(Number)", func(t *thread, _ any, a []any) (any, error) {
		v, err := t.convertNumber(a[0], c)
		if err != nil {
			return nil, err
		}
		return textResult(t.toString(v))
	}}
}

func foldDef(name string, c *Class, op func(a, b any) any) def {
	return def{name + "(Number,Number)", func(t *thread, _ any, a []any) (any, error) {
		x, err := t.convertNumber(a[0], c)
		if err != nil {
			return nil, err
		}
		y, err := t.convertNumber(a[1], c)
		if err != nil {
			return nil, err
		}
		return op(x, y), nil
	}}
}

func bigger(a, b any) any {
	if number.Compare(a, b) >= 0 {
		return a
	}
	return b
}

func smaller(a, b any) any {
	if number.Compare(a, b) <= 0 {
		return a
	}
	return b
}

func byteLib() lib {
	return lib{
		ctors:   []def{boxed("(Number)", classByte), parseDef1("(String)", classByte)},
		statics: []def{parseDef1("parseByte(String)", classByte), parseDef1("valueOf(String)", classByte), boxed("valueOf(Number)", classByte), textDef(classByte), compareDef(classByte)},
		fields:  []constant{{"MAX_VALUE", int8(math.MaxInt8)}, {"MIN_VALUE", int8(math.MinInt8)}},
	}
}

func shortLib() lib {
	return lib{
		ctors:   []def{boxed("(Number)", classShort), parseDef1("(String)", classShort)},
		statics: []def{parseDef1("parseShort(String)", classShort), parseDef1("valueOf(String)", classShort), boxed("valueOf(Number)", classShort), textDef(classShort), compareDef(classShort)},
		fields:  []constant{{"MAX_VALUE", int16(math.MaxInt16)}, {"MIN_VALUE", int16(math.MinInt16)}},
	}
}

func integerLib() lib {
	bits := func(sig string, base int) def {
		return def{sig, func(_ *thread, _ any, a []any) (any, error) { return number.FormatBits32(a[0].(int32), base), nil }}
	}
	parse := func(t *thread, _ any, a []any) (any, error) {
		if a[0] == nil {
			return nil, t.throw(classNumberFormat, "Cannot parse null string")
		}
		n, err := number.ParseInt(a[0].(string), int(a[1].(int32)))
		if err != nil {
			return nil, t.numberError(err)
		}
		return boxInt(n), nil
	}
	return lib{
		ctors: []def{boxed("(Number)", classInteger), parseDef1("(String)", classInteger)},
		statics: []def{
			parseDef1("parseInt(String)", classInteger), parseDef1("valueOf(String)", classInteger), boxed("valueOf(Number)", classInteger),
			{"valueOf(char)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(int32(a[0].(Char))), nil }},
			{"parseInt(String,int)", parse}, {"valueOf(String,int)", parse},
			{"decode(String)", func(t *thread, _ any, a []any) (any, error) {
				n, err := number.DecodeInt(a[0].(string))
				return t.num(n, err)
			}},
			textDef(classInteger),
			{"toString(int,int)", func(_ *thread, _ any, a []any) (any, error) {
				return number.FormatRadix(int64(a[0].(int32)), radix(a[1])), nil
			}},
			bits("toHexString(int)", 16), bits("toBinaryString(int)", 2), bits("toOctalString(int)", 8),
			compareDef(classInteger), hashDef(classInteger), foldDef("max", classInteger, bigger), foldDef("min", classInteger, smaller),
			foldDef("sum", classInteger, func(a, b any) any { return boxInt(a.(int32) + b.(int32)) }),
			{"signum(int)", func(_ *thread, _ any, a []any) (any, error) {
				return boxInt(int32(number.Compare(a[0], int32(0)))), nil
			}},
		},
		fields: []constant{{"MAX_VALUE", int32(math.MaxInt32)}, {"MIN_VALUE", int32(math.MinInt32)}, {"SIZE", int32(32)}, {"BYTES", int32(4)}, {"TYPE", classIntP}},
	}
}

func longLib() lib {
	bits := func(sig string, base int) def {
		return def{sig, func(_ *thread, _ any, a []any) (any, error) { return number.FormatBits64(a[0].(int64), base), nil }}
	}
	return lib{
		ctors: []def{boxed("(Number)", classLong), parseDef1("(String)", classLong)},
		statics: []def{
			parseDef1("parseLong(String)", classLong), parseDef1("valueOf(String)", classLong), boxed("valueOf(Number)", classLong),
			{"parseLong(String,int)", func(t *thread, _ any, a []any) (any, error) {
				n, err := number.ParseLong(a[0].(string), int(a[1].(int32)))
				return t.num(n, err)
			}},
			{"decode(String)", func(t *thread, _ any, a []any) (any, error) {
				n, err := number.DecodeLong(a[0].(string))
				return t.num(n, err)
			}},
			textDef(classLong),
			{"toString(long,int)", func(_ *thread, _ any, a []any) (any, error) {
				return number.FormatRadix(a[0].(int64), radix(a[1])), nil
			}},
			bits("toHexString(long)", 16), bits("toBinaryString(long)", 2), bits("toOctalString(long)", 8),
			compareDef(classLong), hashDef(classLong), foldDef("max", classLong, bigger), foldDef("min", classLong, smaller),
			foldDef("sum", classLong, func(a, b any) any { return a.(int64) + b.(int64) }),
			{"signum(long)", func(_ *thread, _ any, a []any) (any, error) {
				return boxInt(int32(number.Compare(a[0], int32(0)))), nil
			}},
		},
		fields: []constant{{"MAX_VALUE", int64(math.MaxInt64)}, {"MIN_VALUE", int64(math.MinInt64)}, {"SIZE", int32(64)}, {"BYTES", int32(8)}, {"TYPE", classLongP}},
	}
}

func floatLib() lib {
	is := func(sig string, f func(float64) bool) def {
		return def{sig, func(_ *thread, self any, a []any) (any, error) {
			if len(a) > 0 {
				self = a[0]
			}
			return f(number.Float64(self)), nil
		}}
	}
	return lib{
		ctors: []def{boxed("(Number)", classFloat), parseDef1("(String)", classFloat)},
		methods: []def{
			is("isNaN()", math.IsNaN), is("isInfinite()", func(f float64) bool { return math.IsInf(f, 0) }),
			{"round()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(number.RoundFloat(self.(float32))), nil }},
			{"round(int)", func(_ *thread, self any, a []any) (any, error) {
				p := math.Pow(10, float64(a[0].(int32)))
				return float32(math.Floor(float64(self.(float32))*p+0.5) / p), nil
			}},
			{"trunc()", func(_ *thread, self any, _ []any) (any, error) {
				return float32(math.Trunc(float64(self.(float32)))), nil
			}},
			{"trunc(int)", func(_ *thread, self any, a []any) (any, error) {
				p := math.Pow(10, float64(a[0].(int32)))
				return float32(math.Trunc(float64(self.(float32))*p) / p), nil
			}},
		},
		statics: []def{
			parseDef1("parseFloat(String)", classFloat), parseDef1("valueOf(String)", classFloat), boxed("valueOf(Number)", classFloat), textDef(classFloat), compareDef(classFloat),
			is("isNaN(float)", math.IsNaN), is("isInfinite(float)", func(f float64) bool { return math.IsInf(f, 0) }),
			foldDef("max", classFloat, bigger), foldDef("min", classFloat, smaller),
		},
		fields: []constant{
			{"MAX_VALUE", float32(math.MaxFloat32)}, {"MIN_VALUE", float32(math.SmallestNonzeroFloat32)},
			{"NaN", float32(math.NaN())}, {"POSITIVE_INFINITY", float32(math.Inf(1))}, {"NEGATIVE_INFINITY", float32(math.Inf(-1))}, {"TYPE", classFloatP},
		},
	}
}

func doubleLib() lib {
	is := func(sig string, f func(float64) bool) def {
		return def{sig, func(_ *thread, self any, a []any) (any, error) {
			if len(a) > 0 {
				self = a[0]
			}
			return f(number.Float64(self)), nil
		}}
	}
	return lib{
		ctors: []def{boxed("(Number)", classDouble), parseDef1("(String)", classDouble)},
		methods: []def{
			is("isNaN()", math.IsNaN), is("isInfinite()", func(f float64) bool { return math.IsInf(f, 0) }),
			{"round()", func(_ *thread, self any, _ []any) (any, error) { return number.Round(self.(float64)), nil }},
			{"round(int)", func(_ *thread, self any, a []any) (any, error) {
				p := math.Pow(10, float64(a[0].(int32)))
				return math.Floor(self.(float64)*p+0.5) / p, nil
			}},
			{"trunc()", func(_ *thread, self any, _ []any) (any, error) { return math.Trunc(self.(float64)), nil }},
			{"trunc(int)", func(_ *thread, self any, a []any) (any, error) {
				p := math.Pow(10, float64(a[0].(int32)))
				return math.Trunc(self.(float64)*p) / p, nil
			}},
		},
		statics: []def{
			parseDef1("parseDouble(String)", classDouble), parseDef1("valueOf(String)", classDouble), boxed("valueOf(Number)", classDouble), textDef(classDouble), compareDef(classDouble),
			hashDef(classDouble),
			is("isNaN(double)", math.IsNaN), is("isInfinite(double)", func(f float64) bool { return math.IsInf(f, 0) }),
			is("isFinite(double)", func(f float64) bool { return !math.IsInf(f, 0) && !math.IsNaN(f) }),
			foldDef("max", classDouble, bigger), foldDef("min", classDouble, smaller),
			foldDef("sum", classDouble, func(a, b any) any { return a.(float64) + b.(float64) }),
		},
		fields: []constant{
			{"MAX_VALUE", math.MaxFloat64}, {"MIN_VALUE", math.SmallestNonzeroFloat64},
			{"NaN", math.NaN()}, {"POSITIVE_INFINITY", math.Inf(1)}, {"NEGATIVE_INFINITY", math.Inf(-1)}, {"TYPE", classDoubleP},
		},
	}
}

func booleanLib() lib {
	parse := func(_ *thread, _ any, a []any) (any, error) {
		s, _ := a[0].(string)
		return len(s) == 4 && equalFold(s, "true"), nil
	}
	// The second operand is looked at where the first does not decide: there
	// null is an error.
	logic := func(sig string, decides func(a bool) (result, decided bool), f func(a, b bool) bool) def {
		return def{sig, func(_ *thread, self any, a []any) (any, error) {
			if r, ok := decides(self.(bool)); ok {
				return r, nil
			}
			return f(self.(bool), a[0].(bool)), nil
		}}
	}
	and := func(a, b bool) bool { return a && b }
	or := func(a, b bool) bool { return a || b }
	xor := func(a, b bool) bool { return a != b }
	two := func(sig string, f func(a, b bool) bool) def {
		return def{sig, func(_ *thread, _ any, a []any) (any, error) { return f(a[0].(bool), a[1].(bool)), nil }}
	}
	return lib{
		methods: []def{
			logic("and(Boolean)", func(a bool) (bool, bool) { return false, !a }, and),
			logic("or(Boolean)", func(a bool) (bool, bool) { return true, a }, or),
			logic("xor(Boolean)", func(bool) (bool, bool) { return false, false }, xor),
			logic("implies(Boolean)", func(a bool) (bool, bool) { return true, !a }, func(_, b bool) bool { return b }),
			{"booleanValue()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
			{"toBoolean()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
			{"compareTo(Boolean)", func(t *thread, self any, a []any) (any, error) {
				n, err := t.compare(self, a[0])
				return boxInt(int32(n)), err
			}},
		},
		statics: []def{
			{"parseBoolean(String)", parse}, {"valueOf(String)", parse},
			{"valueOf(boolean)", func(_ *thread, _ any, a []any) (any, error) { return a[0], nil }},
			{"toString(boolean)", func(t *thread, _ any, a []any) (any, error) { return textResult(t.toString(a[0])) }},
			{"compare(boolean,boolean)", func(t *thread, _ any, a []any) (any, error) {
				n, err := t.compare(a[0], a[1])
				return boxInt(int32(n)), err
			}},
			two("logicalAnd(boolean,boolean)", and), two("logicalOr(boolean,boolean)", or), two("logicalXor(boolean,boolean)", xor),
		},
		ctors:  []def{{"(boolean)", func(_ *thread, _ any, a []any) (any, error) { return a[0], nil }}, {"(String)", parse}},
		fields: []constant{{"TRUE", true}, {"FALSE", false}, {"TYPE", classBooleanP}},
	}
}

func equalFold(a, b string) bool {
	if len(a) != len(b) {
		return false
	}
	for i := 0; i < len(a); i++ {
		if a[i]|0x20 != b[i]|0x20 {
			return false
		}
	}
	return true
}
