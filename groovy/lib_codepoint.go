package groovy

import (
	"unicode"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// The general categories in the order of Java's numbers for them; 17 is not in
// use.
var generalCategories = [...]struct {
	n     int8
	name  string
	table *unicode.RangeTable
}{
	{1, "UPPERCASE_LETTER", unicode.Lu}, {2, "LOWERCASE_LETTER", unicode.Ll}, {3, "TITLECASE_LETTER", unicode.Lt},
	{4, "MODIFIER_LETTER", unicode.Lm}, {5, "OTHER_LETTER", unicode.Lo}, {6, "NON_SPACING_MARK", unicode.Mn},
	{7, "ENCLOSING_MARK", unicode.Me}, {8, "COMBINING_SPACING_MARK", unicode.Mc}, {9, "DECIMAL_DIGIT_NUMBER", unicode.Nd},
	{10, "LETTER_NUMBER", unicode.Nl}, {11, "OTHER_NUMBER", unicode.No}, {12, "SPACE_SEPARATOR", unicode.Zs},
	{13, "LINE_SEPARATOR", unicode.Zl}, {14, "PARAGRAPH_SEPARATOR", unicode.Zp}, {15, "CONTROL", unicode.Cc},
	{16, "FORMAT", unicode.Cf}, {18, "PRIVATE_USE", unicode.Co}, {19, "SURROGATE", unicode.Cs},
	{20, "DASH_PUNCTUATION", unicode.Pd}, {21, "START_PUNCTUATION", unicode.Ps}, {22, "END_PUNCTUATION", unicode.Pe},
	{23, "CONNECTOR_PUNCTUATION", unicode.Pc}, {24, "OTHER_PUNCTUATION", unicode.Po}, {25, "MATH_SYMBOL", unicode.Sm},
	{26, "CURRENCY_SYMBOL", unicode.Sc}, {27, "MODIFIER_SYMBOL", unicode.Sk}, {28, "OTHER_SYMBOL", unicode.So},
	{29, "INITIAL_QUOTE_PUNCTUATION", unicode.Pi}, {30, "FINAL_QUOTE_PUNCTUATION", unicode.Pf},
}

// generalCategory is Character.getType; 0 is what stands for nothing.
func generalCategory(r rune) int8 {
	for _, c := range generalCategories {
		if unicode.Is(c.table, r) {
			return c.n
		}
	}
	return 0
}

// numericValue is Character.getNumericValue: letters count from 10, and what
// is no whole number is -2.
func numericValue(r rune) int32 {
	if d := number.Digit(r, 36); d >= 0 {
		return int32(d)
	}
	switch {
	case r >= 0x2160 && r <= 0x216B:
		return r - 0x2160 + 1
	case r >= 0x2170 && r <= 0x217B:
		return r - 0x2170 + 1
	case r == 0xB2 || r == 0xB3:
		return r - 0xB0
	case r == 0xB9:
		return 1
	case r >= 0xBC && r <= 0xBE:
		return -2
	case r >= 0x2460 && r <= 0x2473:
		return r - 0x2460 + 1
	}
	return -1
}

// codePointLib is the part of Character about all of Unicode.
func codePointLib() lib {
	var l lib
	both := func(name string, f func(r rune) any) {
		l.statics = append(l.statics,
			def{name + "(char)", func(_ *thread, _ any, a []any) (any, error) { return f(rune(a[0].(Char))), nil }},
			def{name + "(int)", func(_ *thread, _ any, a []any) (any, error) { return f(a[0].(int32)), nil }})
	}
	add := func(sig string, f native) { l.statics = append(l.statics, def{sig, f}) }
	char := func(a []any, i int) rune { return rune(a[i].(Char)) }
	start := func(r rune) bool {
		return unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Sc, unicode.Pc)
	}
	ignorable := func(r rune) bool {
		return r >= 0 && r <= 8 || r >= 0xE && r <= 0x1B || r >= 0x7F && r <= 0x9F || unicode.Is(unicode.Cf, r)
	}
	part := func(r rune) bool {
		return start(r) || unicode.In(r, unicode.Nd, unicode.Mc, unicode.Mn) || ignorable(r)
	}
	both("getType", func(r rune) any { return boxInt(int32(generalCategory(r))) })
	both("isTitleCase", func(r rune) any { return unicode.IsTitle(r) })
	both("isDefined", func(r rune) any { return generalCategory(r) != 0 })
	both("isISOControl", func(r rune) any { return r >= 0 && r <= 0x9F && (r >= 0x7F || r <= 0x1F) })
	both("isJavaIdentifierStart", func(r rune) any { return start(r) })
	both("isJavaIdentifierPart", func(r rune) any { return part(r) })
	both("isUnicodeIdentifierStart", func(r rune) any { return unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Other_ID_Start) })
	both("isUnicodeIdentifierPart", func(r rune) any {
		return unicode.IsLetter(r) || unicode.In(r, unicode.Nl, unicode.Pc, unicode.Nd, unicode.Mc, unicode.Mn, unicode.Other_ID_Start, unicode.Other_ID_Continue) || ignorable(r)
	})
	both("isIdentifierIgnorable", func(r rune) any { return ignorable(r) })
	both("isIdeographic", func(r rune) any { return unicode.Is(unicode.Ideographic, r) })
	l.statics = append(l.statics,
		def{"toTitleCase(char)", func(_ *thread, _ any, a []any) (any, error) { return Char(unicode.ToTitle(char(a, 0))), nil }},
		def{"toTitleCase(int)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(unicode.ToTitle(a[0].(int32))), nil }},
		def{"getNumericValue(int)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(numericValue(a[0].(int32))), nil }},
		def{"digit(int,int)", func(_ *thread, _ any, a []any) (any, error) {
			return boxInt(int32(number.Digit(a[0].(int32), int(a[1].(int32))))), nil
		}},
		def{"hashCode(char)", func(_ *thread, _ any, a []any) (any, error) { return boxInt(char(a, 0)), nil }},
		def{"reverseBytes(char)", func(_ *thread, _ any, a []any) (any, error) {
			c := a[0].(Char)
			return c<<8 | c>>8, nil
		}})
	surrogate := func(name string, from, to rune) {
		add(name+"(char)", func(_ *thread, _ any, a []any) (any, error) { return char(a, 0) >= from && char(a, 0) <= to, nil })
	}
	surrogate("isSurrogate", 0xD800, 0xDFFF)
	surrogate("isHighSurrogate", 0xD800, 0xDBFF)
	surrogate("isLowSurrogate", 0xDC00, 0xDFFF)
	add("isSurrogatePair(char,char)", func(_ *thread, _ any, a []any) (any, error) {
		return char(a, 0)>>10 == 0xD800>>10 && char(a, 1)>>10 == 0xDC00>>10, nil
	})
	add("toCodePoint(char,char)", func(_ *thread, _ any, a []any) (any, error) {
		return boxInt((char(a, 0)-0xD800)<<10 + char(a, 1) - 0xDC00 + 0x10000), nil
	})
	add("charCount(int)", func(_ *thread, _ any, a []any) (any, error) {
		if a[0].(int32) >= 0x10000 {
			return boxInt(2), nil
		}
		return boxInt(1), nil
	})
	add("highSurrogate(int)", func(_ *thread, _ any, a []any) (any, error) {
		return Char(a[0].(int32)>>10 + 0xD800 - 0x10000>>10), nil
	})
	add("lowSurrogate(int)", func(_ *thread, _ any, a []any) (any, error) { return Char(a[0].(int32)&0x3FF + 0xDC00), nil })
	add("isSupplementaryCodePoint(int)", func(_ *thread, _ any, a []any) (any, error) {
		return a[0].(int32) >= 0x10000 && a[0].(int32) <= utf8.MaxRune, nil
	})
	add("isBmpCodePoint(int)", func(_ *thread, _ any, a []any) (any, error) { return uint32(a[0].(int32)) < 0x10000, nil })
	add("isValidCodePoint(int)", func(_ *thread, _ any, a []any) (any, error) { return uint32(a[0].(int32)) <= utf8.MaxRune, nil })
	for _, m := range []struct{ sig, name string }{
		{"codePointAt(CharSequence,int)", "codePointAt"}, {"codePointBefore(CharSequence,int)", "codePointBefore"},
		{"codePointCount(CharSequence,int,int)", "codePointCount"}, {"offsetByCodePoints(CharSequence,int,int)", "offsetByCodePoints"},
	} {
		add(m.sig, func(t *thread, _ any, a []any) (any, error) {
			args := append([]any(nil), a[1:]...)
			s, err := t.str(a[0])
			if err != nil {
				return nil, err
			}
			return t.invokeArgs(s, m.name, args)
		})
	}
	for _, name := range []string{"getName", "getDirectionality", "isMirrored"} {
		both2 := func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classUnsupported, "Character.%s is not available to scripts; use getType, or match the character with a pattern such as \\p{L}", name)
		}
		add(name+"(int)", both2)
		if name != "getName" {
			add(name+"(char)", both2)
		}
	}
	l.fields = []constant{{"MIN_RADIX", int32(2)}, {"MAX_RADIX", int32(36)}, {"SIZE", int32(16)}, {"BYTES", int32(2)},
		{"MIN_CODE_POINT", int32(0)}, {"MAX_CODE_POINT", int32(utf8.MaxRune)}, {"MIN_SUPPLEMENTARY_CODE_POINT", int32(0x10000)},
		{"MIN_SURROGATE", Char(0xD800)}, {"MAX_SURROGATE", Char(0xDFFF)}, {"MIN_HIGH_SURROGATE", Char(0xD800)},
		{"MAX_HIGH_SURROGATE", Char(0xDBFF)}, {"MIN_LOW_SURROGATE", Char(0xDC00)}, {"MAX_LOW_SURROGATE", Char(0xDFFF)},
		{"UNASSIGNED", int8(0)}}
	for _, c := range generalCategories {
		l.fields = append(l.fields, constant{c.name, c.n})
	}
	return l
}
