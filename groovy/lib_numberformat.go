package groovy

import (
	"unicode/utf8"

	"github.com/entwine-sync/entwine/groovy/internal/format"
)

var (
	classTextFormat     = &Class{name: "java.text.Format", super: classObject, kind: kindAbstract, ifaces: []*Class{classSerializable, classCloneable}}
	classNumFormat      = &Class{name: "java.text.NumberFormat", super: classTextFormat, kind: kindAbstract}
	classDecimalFormat  = &Class{name: "java.text.DecimalFormat", super: classNumFormat}
	classDecimalSymbols = &Class{name: "java.text.DecimalFormatSymbols", super: classObject}
)

// A NumberFormat is java.text.DecimalFormat.
type NumberFormat struct{ f *format.DecimalFormat }

func (*NumberFormat) classOf() *Class { return classDecimalFormat }

func (n *NumberFormat) text(t *thread) (string, error) {
	return "java.text.DecimalFormat@" + t.hex(n), nil
}

// decimalSymbols is java.text.DecimalFormatSymbols.
type decimalSymbols struct{ s format.Symbols }

func (*decimalSymbols) classOf() *Class { return classDecimalSymbols }

// symbolsOf finds the symbols of a Locale; nil is the default one.
func (t *thread) symbolsOf(locale any) (*format.Symbols, error) {
	if locale == nil {
		return t.symbols(), nil
	}
	tag, err := t.invoke(locale, "toLanguageTag")
	if err != nil {
		return nil, err
	}
	s, ok := format.SymbolsFor(tag.(string))
	if !ok {
		return format.US, nil
	}
	return s, nil
}

func numberFormatLib() lib {
	instance := func(name string, make func(*format.Symbols) *format.DecimalFormat) []def {
		return []def{
			{name + "()", func(t *thread, _ any, _ []any) (any, error) { return &NumberFormat{make(t.symbols())}, nil }},
			{name + "(Object)", func(t *thread, _ any, a []any) (any, error) {
				s, err := t.symbolsOf(a[0])
				if err != nil {
					return nil, err
				}
				return &NumberFormat{make(s)}, nil
			}},
		}
	}
	f := func(v any) *format.DecimalFormat { return v.(*NumberFormat).f }
	digits := func(name string, get func(*format.DecimalFormat) int, set func(*format.DecimalFormat, int32)) []def {
		return []def{
			{"get" + name + "()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(get(f(self)))), nil }},
			{"void set" + name + "(int)", func(_ *thread, self any, a []any) (any, error) { set(f(self), a[0].(int32)); return nil, nil }},
		}
	}
	flag := func(name string, at func(*format.DecimalFormat) *bool) []def {
		return []def{
			{"is" + name + "()", func(_ *thread, self any, _ []any) (any, error) { return *at(f(self)), nil }},
			{"void set" + name + "(boolean)", func(_ *thread, self any, a []any) (any, error) {
				*at(f(self)) = a[0].(bool)
				return nil, nil
			}},
		}
	}
	l := lib{methods: []def{
		{"format(Object)", func(t *thread, self any, a []any) (any, error) {
			if !isNumeric(a[0]) {
				return nil, t.throw(classIllegalArgument, "Cannot format given Object as a Number")
			}
			s, err := f(self).Format(maxFormatted, a[0])
			if err != nil {
				return nil, t.formatError(err)
			}
			return s, t.alloc(len(s))
		}},
		{"parse(String)", func(t *thread, self any, a []any) (any, error) {
			v, err := f(self).Parse(&t.number, a[0].(string))
			if err != nil {
				return nil, t.formatError(err)
			}
			return v, nil
		}},
		{"parse(String,ParsePosition)", func(t *thread, self any, a []any) (any, error) {
			at, ok := a[1].(*parsePosition)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			v, end, wrong, err := f(self).ParseAt(&t.number, a[0].(string), int(at.index))
			if err != nil {
				return nil, t.formatError(err)
			}
			if wrong >= 0 {
				at.failed = int32(wrong)
				return nil, nil
			}
			at.index = int32(end)
			return v, nil
		}},
		{"void setRoundingMode(RoundingMode)", func(t *thread, self any, a []any) (any, error) {
			m, err := t.mode(a[0])
			f(self).Rounding = m
			return nil, err
		}},
		{"getRoundingMode()", func(_ *thread, self any, _ []any) (any, error) { return modeNamed(f(self).Rounding.String()), nil }},
		{"void setCurrency(Object)", func(t *thread, self any, a []any) (any, error) {
			c, ok := a[0].(currency)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			f(self).SetCurrency(c.Code, c.sign(t.locale()))
			return nil, nil
		}},
		{"getCurrency()", func(_ *thread, self any, _ []any) (any, error) {
			if c := format.CurrencyOf(f(self).Symbols().CurrencyCode); c != nil {
				return currency{c}, nil
			}
			return nil, nil
		}},
	}}
	for _, d := range [...][]def{
		digits("MaximumFractionDigits", (*format.DecimalFormat).MaximumFractionDigits, (*format.DecimalFormat).SetMaximumFractionDigits),
		digits("MinimumFractionDigits", (*format.DecimalFormat).MinimumFractionDigits, (*format.DecimalFormat).SetMinimumFractionDigits),
		digits("MaximumIntegerDigits", (*format.DecimalFormat).MaximumIntegerDigits, (*format.DecimalFormat).SetMaximumIntegerDigits),
		digits("MinimumIntegerDigits", (*format.DecimalFormat).MinimumIntegerDigits, (*format.DecimalFormat).SetMinimumIntegerDigits),
		flag("GroupingUsed", func(d *format.DecimalFormat) *bool { return &d.GroupingUsed }),
		flag("ParseIntegerOnly", func(d *format.DecimalFormat) *bool { return &d.ParseIntegerOnly }),
		flag("ParseBigDecimal", func(d *format.DecimalFormat) *bool { return &d.ParseBigDecimal }),
		flag("DecimalSeparatorAlwaysShown", func(d *format.DecimalFormat) *bool { return &d.SeparatorShown }),
	} {
		l.methods = append(l.methods, d...)
	}
	for _, d := range [...][]def{
		instance("getInstance", format.NumberInstance), instance("getNumberInstance", format.NumberInstance),
		instance("getIntegerInstance", format.IntegerInstance), instance("getPercentInstance", format.PercentInstance),
		instance("getCurrencyInstance", format.CurrencyInstance),
	} {
		l.statics = append(l.statics, d...)
	}
	return l
}

// readsPattern counts the work of reading a pattern, most of all of one that is
// text, and the memory that its parts take.
func readsPattern(t *thread, pattern string) error {
	if err := t.charge(1 + len(pattern)/16); err != nil {
		return err
	}
	return t.alloc(2 * len(pattern))
}

func decimalFormatLib() lib {
	f := func(v any) *format.DecimalFormat { return v.(*NumberFormat).f }
	make := func(t *thread, pattern string, s *format.Symbols) (any, error) {
		if err := readsPattern(t, pattern); err != nil {
			return nil, err
		}
		d, err := format.NewDecimalFormat(pattern, s)
		if err != nil {
			return nil, t.formatError(err)
		}
		return &NumberFormat{d}, nil
	}
	affix := func(name string, get func(*format.DecimalFormat) string, set func(*format.DecimalFormat, string)) []def {
		return []def{
			{"get" + name + "()", func(_ *thread, self any, _ []any) (any, error) { return get(f(self)), nil }},
			{"void set" + name + "(String)", func(_ *thread, self any, a []any) (any, error) { set(f(self), a[0].(string)); return nil, nil }},
		}
	}
	l := lib{
		ctors: []def{
			{"()", func(t *thread, _ any, _ []any) (any, error) { return make(t, t.symbols().NumberPattern, nil) }},
			{"(String)", func(t *thread, _ any, a []any) (any, error) {
				s, ok := a[0].(string)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				return make(t, s, nil)
			}},
			{"(String,DecimalFormatSymbols)", func(t *thread, _ any, a []any) (any, error) {
				s := a[1].(*decimalSymbols).s
				return make(t, a[0].(string), &s)
			}},
		},
		methods: []def{
			{"void applyPattern(String)", func(t *thread, self any, a []any) (any, error) {
				if err := readsPattern(t, a[0].(string)); err != nil {
					return nil, err
				}
				if err := f(self).ApplyPattern(a[0].(string)); err != nil {
					return nil, t.formatError(err)
				}
				return nil, nil
			}},
			{"toPattern()", func(t *thread, self any, _ []any) (any, error) {
				s, err := f(self).ToPattern(maxFormatted)
				if err != nil {
					return nil, t.formatError(err)
				}
				return s, nil
			}},
			{"getGroupingSize()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(f(self).GroupingSize())), nil }},
			{"void setGroupingSize(int)", func(t *thread, self any, a []any) (any, error) {
				if err := f(self).SetGroupingSize(a[0].(int32)); err != nil {
					return nil, t.formatError(err)
				}
				return nil, nil
			}},
			{"getMultiplier()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(f(self).Multiplier), nil }},
			{"void setMultiplier(int)", func(_ *thread, self any, a []any) (any, error) {
				f(self).Multiplier = a[0].(int32)
				return nil, nil
			}},
			{"getDecimalFormatSymbols()", func(_ *thread, self any, _ []any) (any, error) {
				return &decimalSymbols{*f(self).Symbols()}, nil
			}},
			{"void setDecimalFormatSymbols(DecimalFormatSymbols)", func(_ *thread, self any, a []any) (any, error) {
				s := a[0].(*decimalSymbols).s
				f(self).SetSymbols(&s)
				return nil, nil
			}},
		},
	}
	for _, d := range [...][]def{
		affix("PositivePrefix", (*format.DecimalFormat).PositivePrefix, (*format.DecimalFormat).SetPositivePrefix),
		affix("PositiveSuffix", (*format.DecimalFormat).PositiveSuffix, (*format.DecimalFormat).SetPositiveSuffix),
		affix("NegativePrefix", (*format.DecimalFormat).NegativePrefix, (*format.DecimalFormat).SetNegativePrefix),
		affix("NegativeSuffix", (*format.DecimalFormat).NegativeSuffix, (*format.DecimalFormat).SetNegativeSuffix),
	} {
		l.methods = append(l.methods, d...)
	}
	return l
}

func decimalSymbolsLib() lib {
	make := func(t *thread, locale any) (any, error) {
		s, err := t.symbolsOf(locale)
		if err != nil {
			return nil, err
		}
		return &decimalSymbols{*s}, nil
	}
	char := func(name string, at func(*format.Symbols) *rune) []def {
		return []def{
			{"get" + name + "()", func(_ *thread, self any, _ []any) (any, error) {
				return Char(*at(&self.(*decimalSymbols).s)), nil
			}},
			{"void set" + name + "(char)", func(_ *thread, self any, a []any) (any, error) {
				*at(&self.(*decimalSymbols).s) = rune(a[0].(Char))
				return nil, nil
			}},
			{"void set" + name + "(String)", func(t *thread, self any, a []any) (any, error) {
				c, err := t.cast(a[0], classCharP)
				if err == nil {
					*at(&self.(*decimalSymbols).s) = rune(c.(Char))
				}
				return nil, err
			}},
		}
	}
	word := func(name string, at func(*format.Symbols) *string) []def {
		return []def{
			{"get" + name + "()", func(_ *thread, self any, _ []any) (any, error) { return *at(&self.(*decimalSymbols).s), nil }},
			{"void set" + name + "(String)", func(_ *thread, self any, a []any) (any, error) {
				*at(&self.(*decimalSymbols).s), _ = a[0].(string)
				return nil, nil
			}},
		}
	}
	// A sign is kept as a text of one character.
	sign := func(name string, at func(*format.Symbols) *string) []def {
		return []def{
			{"get" + name + "()", func(_ *thread, self any, _ []any) (any, error) {
				r, _ := utf8.DecodeRuneInString(*at(&self.(*decimalSymbols).s))
				return Char(r), nil
			}},
			{"void set" + name + "(char)", func(_ *thread, self any, a []any) (any, error) {
				*at(&self.(*decimalSymbols).s) = string(rune(a[0].(Char)))
				return nil, nil
			}},
		}
	}
	l := lib{
		ctors: []def{
			{"()", func(t *thread, _ any, _ []any) (any, error) { return make(t, nil) }},
			{"(Object)", func(t *thread, _ any, a []any) (any, error) { return make(t, a[0]) }},
		},
		statics: []def{
			{"getInstance()", func(t *thread, _ any, _ []any) (any, error) { return make(t, nil) }},
			{"getInstance(Object)", func(t *thread, _ any, a []any) (any, error) { return make(t, a[0]) }},
		},
	}
	for _, d := range [...][]def{
		char("DecimalSeparator", func(s *format.Symbols) *rune { return &s.Decimal }),
		char("GroupingSeparator", func(s *format.Symbols) *rune { return &s.Grouping }),
		char("ZeroDigit", func(s *format.Symbols) *rune { return &s.Zero }),
		char("MonetaryDecimalSeparator", func(s *format.Symbols) *rune { return &s.MonetaryDecimal }),
		char("MonetaryGroupingSeparator", func(s *format.Symbols) *rune { return &s.MonetaryGrouping }),
		sign("Percent", func(s *format.Symbols) *string { return &s.Percent }),
		sign("PerMill", func(s *format.Symbols) *string { return &s.PerMill }),
		sign("MinusSign", func(s *format.Symbols) *string { return &s.Minus }),
		word("Infinity", func(s *format.Symbols) *string { return &s.Infinity }),
		word("NaN", func(s *format.Symbols) *string { return &s.NaN }),
		word("ExponentSeparator", func(s *format.Symbols) *string { return &s.Exponent }),
		word("CurrencySymbol", func(s *format.Symbols) *string { return &s.Currency }),
		word("InternationalCurrencySymbol", func(s *format.Symbols) *string { return &s.CurrencyCode }),
		{{"getCurrency()", func(_ *thread, self any, _ []any) (any, error) {
			if c := format.CurrencyOf(self.(*decimalSymbols).s.CurrencyCode); c != nil {
				return currency{c}, nil
			}
			return nil, nil
		}}, {"void setCurrency(Currency)", func(t *thread, self any, a []any) (any, error) {
			c, ok := a[0].(currency)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			s := &self.(*decimalSymbols).s
			s.CurrencyCode, s.Currency = c.Code, c.sign(t.locale())
			return nil, nil
		}}},
	} {
		l.methods = append(l.methods, d...)
	}
	return l
}
