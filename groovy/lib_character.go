package groovy

import (
	"cmp"
	"unicode"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

func characterLib() lib {
	is := func(name string, f func(rune) bool) []def {
		return []def{
			{name + "(char)", func(_ *thread, _ any, a []any) (any, error) { return f(rune(a[0].(Char))), nil }},
			{name + "(int)", func(_ *thread, _ any, a []any) (any, error) { return f(rune(a[0].(int32))), nil }},
		}
	}
	own := func(sig string, f func(rune) bool) def {
		return def{sig, func(_ *thread, self any, _ []any) (any, error) { return f(rune(self.(Char))), nil }}
	}
	conv := func(name string, f func(rune) rune) []def {
		return []def{
			{name + "(char)", func(_ *thread, _ any, a []any) (any, error) { return Char(f(rune(a[0].(Char)))), nil }},
			{name + "(int)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(f(a[0].(int32))), nil }},
		}
	}
	letterOrDigit := func(r rune) bool { return unicode.IsLetter(r) || unicode.Is(unicode.Nd, r) }
	digit := func(r rune) bool { return unicode.Is(unicode.Nd, r) }
	arith := func(sig string, op syntax.Op) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			x := a[0]
			if c, ok := x.(Char); ok {
				x = int32(c)
			}
			return t.numOp(op, int32(self.(Char)), x)
		}}
	}
	intdiv := func(sig string) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			x := a[0]
			if c, ok := x.(Char); ok {
				x = int32(c)
			}
			return t.invoke(int32(self.(Char)), "intdiv", x)
		}}
	}
	l := lib{
		ctors: []def{{"(char)", func(_ *thread, _ any, a []any) (any, error) { return a[0], nil }}},
		methods: []def{
			{"charValue()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
			{"toCharacter()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
			{"compareTo(Character)", func(_ *thread, self any, a []any) (any, error) {
				return boxInt(int32(cmp.Compare(self.(Char), a[0].(Char)))), nil
			}},
			{"compareTo(Number)", func(_ *thread, self any, a []any) (any, error) {
				return boxInt(int32(number.Compare(int32(self.(Char)), a[0]))), nil
			}},
			{"next()", func(_ *thread, self any, _ []any) (any, error) { return self.(Char) + 1, nil }},
			{"previous()", func(_ *thread, self any, _ []any) (any, error) { return self.(Char) - 1, nil }},
			{"toUpperCase()", func(_ *thread, self any, _ []any) (any, error) { return Char(unicode.ToUpper(rune(self.(Char)))), nil }},
			{"toLowerCase()", func(_ *thread, self any, _ []any) (any, error) { return Char(unicode.ToLower(rune(self.(Char)))), nil }},
			own("isLetter()", unicode.IsLetter), own("isDigit()", digit), own("isLetterOrDigit()", letterOrDigit),
			own("isUpperCase()", unicode.IsUpper), own("isLowerCase()", unicode.IsLower), own("isWhitespace()", javaSpace),
			arith("plus(Number)", syntax.OpAdd), arith("minus(Number)", syntax.OpSub), arith("multiply(Number)", syntax.OpMul), arith("div(Number)", syntax.OpDiv),
			arith("plus(Character)", syntax.OpAdd), arith("minus(Character)", syntax.OpSub),
			arith("multiply(Character)", syntax.OpMul), arith("div(Character)", syntax.OpDiv),
			intdiv("intdiv(Number)"), intdiv("intdiv(Character)"),
		},
		statics: []def{
			{"valueOf(char)", func(_ *thread, _ any, a []any) (any, error) { return a[0], nil }},
			{"toString(char)", func(_ *thread, _ any, a []any) (any, error) { return a[0].(Char).String(), nil }},
			{"toString(int)", func(_ *thread, _ any, a []any) (any, error) { return string(rune(a[0].(int32))), nil }},
			{"toChars(int)", func(t *thread, _ any, a []any) (any, error) {
				if n := a[0].(int32); n < 0 || n > unicode.MaxRune {
					return nil, t.throw(classIllegalArgument, "Not a valid Unicode code point: 0x%X", uint32(n))
				}
				var l []any
				for _, u := range toUnits(string(rune(a[0].(int32)))) {
					l = append(l, Char(u))
				}
				return newArray(classCharP, l), nil
			}},
			{"compare(char,char)", func(_ *thread, _ any, a []any) (any, error) {
				return boxInt(int32(a[0].(Char)) - int32(a[1].(Char))), nil
			}},
			{"getNumericValue(char)", func(_ *thread, _ any, a []any) (any, error) {
				return boxInt(numericValue(rune(a[0].(Char)))), nil
			}},
			{"digit(char,int)", func(_ *thread, _ any, a []any) (any, error) {
				return boxInt(int32(number.Digit(rune(a[0].(Char)), int(a[1].(int32))))), nil
			}},
			{"forDigit(int,int)", func(_ *thread, _ any, a []any) (any, error) {
				return Char(number.ForDigit(int(a[0].(int32)), int(a[1].(int32)))), nil
			}},
		},
		fields: []constant{{"MIN_VALUE", Char(0)}, {"MAX_VALUE", Char(0xFFFF)}, {"TYPE", classCharP}},
	}
	for _, d := range [...][]def{
		is("isDigit", digit), is("isLetter", unicode.IsLetter), is("isLetterOrDigit", letterOrDigit), is("isUpperCase", unicode.IsUpper),
		is("isLowerCase", unicode.IsLower), is("isWhitespace", javaSpace), is("isAlphabetic", unicode.IsLetter),
		is("isSpaceChar", func(r rune) bool { return unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp) }),
		conv("toUpperCase", unicode.ToUpper), conv("toLowerCase", unicode.ToLower),
	} {
		l.statics = append(l.statics, d...)
	}
	return l
}

// javaSpace is Character.isWhitespace.
func javaSpace(r rune) bool {
	switch r {
	case '\t', '\n', 0x0B, '\f', '\r', 0x1C, 0x1D, 0x1E, 0x1F:
		return true
	case 0xA0, 0x2007, 0x202F:
		return false
	}
	return unicode.In(r, unicode.Zs, unicode.Zl, unicode.Zp)
}
