package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

// timeEnumLib is the lib of an enum of package jtime, with its constants.
func timeEnumLib[T any](c *Class, names []string, first int, of func(int) T) lib {
	// beside is the next or previous constant; after the last comes the first.
	beside := func(by int) native {
		return func(_ *thread, self any, _ []any) (any, error) {
			i := (enumOrdinal(self.(timeValue).v) + by + len(names)) % len(names)
			return timeValue{of(i + first)}, nil
		}
	}
	l := lib{
		methods: []def{
			{"name()", func(_ *thread, self any, _ []any) (any, error) {
				return names[enumOrdinal(self.(timeValue).v)], nil
			}},
			{"ordinal()", func(_ *thread, self any, _ []any) (any, error) {
				return boxInt(int32(enumOrdinal(self.(timeValue).v))), nil
			}},
			{"next()", beside(1)},
			{"previous()", beside(-1)},
			{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(self.(timeValue).text(t)) }},
			{"getDeclaringClass()", func(*thread, any, []any) (any, error) { return c, nil }},
			{"compareTo(Object)", func(t *thread, self any, a []any) (any, error) {
				n, err := self.(timeValue).compareTo(t, a[0])
				return boxInt(int32(n)), err
			}},
		},
		statics: []def{
			{"values()", func(*thread, any, []any) (any, error) {
				items := make([]any, len(names))
				for i := range names {
					items[i] = timeValue{of(i + first)}
				}
				return newArray(c, items), nil
			}},
			{"valueOf(String)", func(t *thread, _ any, a []any) (any, error) {
				for i, n := range names {
					if n == a[0] {
						return timeValue{of(i + first)}, nil
					}
				}
				return nil, t.throw(classIllegalArgument, "No enum constant %s.%s", c.name, a[0])
			}},
		},
	}
	for i, n := range names {
		l.fields = append(l.fields, constant{n, timeValue{of(i + first)}})
	}
	return l
}

func dayOfWeekLib() lib {
	names := []string{"MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"}
	l := timeEnumLib(classDayOfWeek, names, 1, func(i int) jtime.DayOfWeek { return jtime.DayOfWeek(i) })
	l.methods = append(l.methods,
		method0("getValue()", jtime.DayOfWeek.Value),
		method1("plus(long)", jtime.DayOfWeek.Plus),
		method1("minus(long)", jtime.DayOfWeek.Minus),
		tryMethod2("getDisplayName(TextStyle,Locale)", jtime.DayOfWeek.DisplayName),
	)
	l.statics = append(l.statics,
		tryStatic1("of(int)", jtime.DayOfWeekOf),
		tryStatic1("from(TemporalAccessor)", jtime.DayOfWeekFrom),
	)
	return l
}

func monthLib() lib {
	names := []string{"JANUARY", "FEBRUARY", "MARCH", "APRIL", "MAY", "JUNE", "JULY", "AUGUST", "SEPTEMBER", "OCTOBER", "NOVEMBER", "DECEMBER"}
	l := timeEnumLib(classMonth, names, 1, func(i int) jtime.Month { return jtime.Month(i) })
	l.methods = append(l.methods,
		method0("getValue()", jtime.Month.Value),
		method1("plus(long)", jtime.Month.Plus),
		method1("minus(long)", jtime.Month.Minus),
		method1("length(boolean)", jtime.Month.Length),
		method0("minLength()", jtime.Month.MinLength),
		method0("maxLength()", jtime.Month.MaxLength),
		method1("firstDayOfYear(boolean)", jtime.Month.FirstDayOfYear),
		method0("firstMonthOfQuarter()", jtime.Month.FirstMonthOfQuarter),
		tryMethod2("getDisplayName(TextStyle,Locale)", jtime.Month.DisplayName),
	)
	l.statics = append(l.statics,
		tryStatic1("of(int)", jtime.MonthOf),
		tryStatic1("from(TemporalAccessor)", jtime.MonthFrom),
	)
	return l
}

func chronoUnitLib() lib {
	return timeEnumLib(classChronoUnit, jtime.ChronoUnits, 0, func(i int) jtime.Unit { return jtime.Unit(i) })
}

func chronoFieldLib() lib {
	l := timeEnumLib(classChronoField, jtime.ChronoFields, 0, func(i int) jtime.Field { return jtime.Field(i) })
	l.methods = append(l.methods,
		tryMethod1("checkValidValue(long)", jtime.Field.CheckValue),
		tryMethod1("checkValidIntValue(long)", func(f jtime.Field, v int64) (int32, error) {
			v, err := f.CheckValue(v)
			return int32(v), err
		}),
	)
	return l
}

func formatStyleLib() lib {
	return timeEnumLib(classFormatStyle, jtime.FormatStyles, 0, func(i int) jtime.FormatStyle { return jtime.FormatStyle(i) })
}

func textStyleLib() lib {
	return timeEnumLib(classTextStyle, jtime.TextStyles, 0, func(i int) jtime.TextStyle { return jtime.TextStyle(i) })
}

func resolverStyleLib() lib {
	return timeEnumLib(classResolverStyle, jtime.ResolverStyles, 0, func(i int) jtime.ResolverStyle { return jtime.ResolverStyle(i) })
}

func valueRangeLib() lib {
	return lib{methods: []def{
		method0("getMinimum()", jtime.ValueRange.Minimum),
		method0("getMaximum()", jtime.ValueRange.Maximum),
		method0("isFixed()", jtime.ValueRange.IsFixed),
		method1("isValidValue(long)", jtime.ValueRange.IsValid),
	}}
}
