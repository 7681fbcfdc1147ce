package groovy

import (
	"errors"
	"fmt"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

var (
	classTemporalAccessor  = &Class{name: "java.time.temporal.TemporalAccessor", kind: kindInterface}
	classTemporal          = &Class{name: "java.time.temporal.Temporal", kind: kindInterface, ifaces: []*Class{classTemporalAccessor}}
	classTemporalAdjuster  = &Class{name: "java.time.temporal.TemporalAdjuster", kind: kindInterface}
	classTemporalAmount    = &Class{name: "java.time.temporal.TemporalAmount", kind: kindInterface}
	classTemporalUnit      = &Class{name: "java.time.temporal.TemporalUnit", kind: kindInterface}
	classTemporalField     = &Class{name: "java.time.temporal.TemporalField", kind: kindInterface}
	classTemporalQuery     = &Class{name: "java.time.temporal.TemporalQuery", kind: kindInterface}
	classChronoLocalDate   = &Class{name: "java.time.chrono.ChronoLocalDate", kind: kindInterface, ifaces: []*Class{classTemporal, classTemporalAdjuster, classComparable}}
	classChronoLocalTime   = &Class{name: "java.time.chrono.ChronoLocalDateTime", kind: kindInterface, ifaces: []*Class{classTemporal, classTemporalAdjuster, classComparable}}
	classChronoZoned       = &Class{name: "java.time.chrono.ChronoZonedDateTime", kind: kindInterface, ifaces: []*Class{classTemporal, classComparable}}
	classTemporalAdjusters = &Class{name: "java.time.temporal.TemporalAdjusters", super: classObject}
	classAdjusterLambda    = &Class{name: "java.time.temporal.TemporalAdjusters$Lambda", super: classObject, ifaces: []*Class{classTemporalAdjuster}}

	classLocalDate      = &Class{name: "java.time.LocalDate", super: classObject, ifaces: []*Class{classChronoLocalDate, classSerializable}}
	classLocalTime      = &Class{name: "java.time.LocalTime", super: classObject, ifaces: []*Class{classTemporal, classTemporalAdjuster, classComparable, classSerializable}}
	classLocalDateTime  = &Class{name: "java.time.LocalDateTime", super: classObject, ifaces: []*Class{classChronoLocalTime, classSerializable}}
	classOffsetDateTime = &Class{name: "java.time.OffsetDateTime", super: classObject, ifaces: []*Class{classTemporal, classTemporalAdjuster, classComparable, classSerializable}}
	classZonedDateTime  = &Class{name: "java.time.ZonedDateTime", super: classObject, ifaces: []*Class{classChronoZoned, classSerializable}}
	classInstant        = &Class{name: "java.time.Instant", super: classObject, ifaces: []*Class{classTemporal, classTemporalAdjuster, classComparable, classSerializable}}
	classDuration       = &Class{name: "java.time.Duration", super: classObject, ifaces: []*Class{classTemporalAmount, classComparable, classSerializable}}
	classPeriod         = &Class{name: "java.time.Period", super: classObject, ifaces: []*Class{classTemporalAmount, classSerializable}}
	classYear           = &Class{name: "java.time.Year", super: classObject, ifaces: []*Class{classTemporal, classTemporalAdjuster, classComparable, classSerializable}}
	classYearMonth      = &Class{name: "java.time.YearMonth", super: classObject, ifaces: []*Class{classTemporal, classTemporalAdjuster, classComparable, classSerializable}}
	classDayOfWeek      = &Class{name: "java.time.DayOfWeek", super: classEnum, kind: kindEnum, ifaces: []*Class{classTemporalAccessor, classTemporalAdjuster}}
	classMonth          = &Class{name: "java.time.Month", super: classEnum, kind: kindEnum, ifaces: []*Class{classTemporalAccessor, classTemporalAdjuster}}
	classChronoUnit     = &Class{name: "java.time.temporal.ChronoUnit", super: classEnum, kind: kindEnum, ifaces: []*Class{classTemporalUnit}}
	classChronoField    = &Class{name: "java.time.temporal.ChronoField", super: classEnum, kind: kindEnum, ifaces: []*Class{classTemporalField}}
	classFormatStyle    = &Class{name: "java.time.format.FormatStyle", super: classEnum, kind: kindEnum}
	classTextStyle      = &Class{name: "java.time.format.TextStyle", super: classEnum, kind: kindEnum}
	classResolverStyle  = &Class{name: "java.time.format.ResolverStyle", super: classEnum, kind: kindEnum}
	classTimeFormatter  = &Class{name: "java.time.format.DateTimeFormatter", super: classObject}
	classParsed         = &Class{name: "java.time.format.Parsed", super: classObject, ifaces: []*Class{classTemporalAccessor}}
	classValueRange     = &Class{name: "java.time.temporal.ValueRange", super: classObject, ifaces: []*Class{classSerializable}}
)

// A timeValue is what package jtime has as an immutable value: a date, a zone, a
// unit, a formatter.
type timeValue struct{ v any }

func (w timeValue) classOf() *Class {
	switch w.v.(type) {
	case jtime.LocalDate:
		return classLocalDate
	case jtime.LocalTime:
		return classLocalTime
	case jtime.LocalDateTime:
		return classLocalDateTime
	case jtime.OffsetDateTime:
		return classOffsetDateTime
	case jtime.ZonedDateTime:
		return classZonedDateTime
	case jtime.Instant:
		return classInstant
	case jtime.Duration:
		return classDuration
	case jtime.Period:
		return classPeriod
	case jtime.Year:
		return classYear
	case jtime.YearMonth:
		return classYearMonth
	case jtime.DayOfWeek:
		return classDayOfWeek
	case jtime.Month:
		return classMonth
	case jtime.Unit:
		return classChronoUnit
	case jtime.Field:
		return classChronoField
	case jtime.FormatStyle:
		return classFormatStyle
	case jtime.TextStyle:
		return classTextStyle
	case jtime.ResolverStyle:
		return classResolverStyle
	case *jtime.Formatter:
		return classTimeFormatter
	case *jtime.Parsed:
		return classParsed
	case jtime.ValueRange:
		return classValueRange
	case jtime.ZoneOffset:
		return classZoneOffset
	case jtime.ZoneRegion:
		return classZoneRegion
	case jtime.ZoneRules:
		return classZoneRulesOf
	case jtime.Locale:
		return classLocale
	case *jtime.TimeZone:
		return classZoneInfo
	case jtime.DateAdjuster:
		return classAdjusterLambda
	}
	return classObject
}

func (w timeValue) text(t *thread) (string, error) {
	switch x := w.v.(type) {
	case jtime.FormatStyle:
		return jtime.FormatStyles[x], nil
	case jtime.TextStyle:
		return jtime.TextStyles[x], nil
	case jtime.ResolverStyle:
		return jtime.ResolverStyles[x], nil
	case fmt.Stringer:
		return x.String(), nil
	}
	return w.classOf().name + "@" + t.hex(w), nil
}

func (w timeValue) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(timeValue)
	if !ok {
		return false, nil
	}
	if z, ok := w.v.(*jtime.TimeZone); ok {
		y, ok := o.v.(*jtime.TimeZone)
		return ok && z.Equal(y), nil
	}
	return w.v == o.v, nil
}

func (w timeValue) hashCode(t *thread) (int32, error) {
	switch x := w.v.(type) {
	case *jtime.TimeZone:
		return hashString(x.ID()), nil
	case interface{ HashCode() int32 }:
		return x.HashCode(), nil
	}
	s, err := w.text(t)
	return hashString(s), err
}

func (w timeValue) compareTo(t *thread, other any) (int, error) {
	if o, ok := other.(timeValue); ok {
		switch x := w.v.(type) {
		case jtime.LocalDate:
			return ordered(t, x, o)
		case jtime.LocalTime:
			return ordered(t, x, o)
		case jtime.LocalDateTime:
			return ordered(t, x, o)
		case jtime.OffsetDateTime:
			return ordered(t, x, o)
		case jtime.ZonedDateTime:
			return ordered(t, x, o)
		case jtime.Instant:
			return ordered(t, x, o)
		case jtime.Duration:
			return ordered(t, x, o)
		case jtime.Year:
			return ordered(t, x, o)
		case jtime.YearMonth:
			return ordered(t, x, o)
		case jtime.ZoneOffset:
			return ordered(t, x, o)
		}
		if a, b := enumOrdinal(w.v), enumOrdinal(o.v); a >= 0 && b >= 0 && w.classOf() == o.classOf() {
			return a - b, nil
		}
	}
	return 0, t.castError(other, w.classOf())
}

// ordered compares x with a value of its own type; with any other that is a
// ClassCastException.
func ordered[T interface{ CompareTo(T) int32 }](t *thread, x T, other timeValue) (int, error) {
	y, ok := other.v.(T)
	if !ok {
		return 0, t.castError(other, timeValue{x}.classOf())
	}
	return int(x.CompareTo(y)), nil
}

// enumOrdinal is the place of an enum's constant, -1 if v is none.
func enumOrdinal(v any) int {
	switch x := v.(type) {
	case jtime.DayOfWeek:
		return int(x.Ordinal())
	case jtime.Month:
		return int(x.Ordinal())
	case jtime.Unit:
		return int(x)
	case jtime.Field:
		return int(x)
	case jtime.FormatStyle:
		return int(x)
	case jtime.TextStyle:
		return int(x)
	case jtime.ResolverStyle:
		return int(x)
	}
	return -1
}

// timeErr turns an error of package jtime into the exception it names.
func (t *thread) timeErr(err error) error {
	var e *jtime.Error
	if !errors.As(err, &e) {
		return err
	}
	c := classNamed(e.Class)
	if c == nil {
		c = classRuntimeException
	}
	thrown := t.throw(c, "")
	if e.Message != "" {
		thrown = t.throwText(c, e.Message)
	}
	if c == classParseException || c == classDateTimeParse {
		thrownBy(thrown).data = map[string]any{"errorIndex": boxInt(int32(e.Index))}
	}
	return thrown
}

// timeResult makes a script's value of one of package jtime.
func timeResult(t *thread, v any, err error) (any, error) {
	if err != nil {
		return nil, t.timeErr(err)
	}
	switch x := v.(type) {
	case nil, bool, int64, string:
		return v, nil
	case int32:
		return boxInt(x), nil
	case *jtime.Date:
		return &dateValue{class: classDate, date: x}, nil
	case *jtime.Timestamp:
		return &dateValue{class: classTimestamp, date: &x.Date, stamp: x}, nil
	case *jtime.SQLDate:
		return &dateValue{class: classSQLDate, date: &x.Date}, nil
	case *jtime.SQLTime:
		return &dateValue{class: classSQLTime, date: &x.Date}, nil
	case *jtime.Calendar:
		return &calendarValue{x}, nil
	}
	return timeValue{v}, nil
}

// timeArg gives an argument as package jtime wants it.
func timeArg[A any](t *thread, v any) (A, error) {
	var none A
	switch x := v.(type) {
	case nil:
		return none, t.throw(classNullPointer, "")
	case timeValue:
		v = x.v
	case *dateValue:
		v = x.moment()
	case *calendarValue:
		v = x.c
	case *GString, *StringBuilder:
		s, err := t.toString(v)
		if err != nil {
			return none, err
		}
		v = s
	}
	if a, ok := v.(A); ok {
		return a, nil
	}
	return none, t.throw(classClassCast, "class %s cannot be cast to class %s", classOf(v).Name(), fmt.Sprintf("%T", none))
}

func method0[T, R any](sig string, f func(T) R) def {
	return tryMethod0(sig, func(x T) (R, error) { return f(x), nil })
}

func tryMethod0[T, R any](sig string, f func(T) (R, error)) def {
	return def{sig, func(t *thread, self any, _ []any) (any, error) {
		x, err := timeArg[T](t, self)
		if err != nil {
			return nil, err
		}
		r, err := f(x)
		return timeResult(t, r, err)
	}}
}

func method1[T, A, R any](sig string, f func(T, A) R) def {
	return tryMethod1(sig, func(x T, a A) (R, error) { return f(x, a), nil })
}

func tryMethod1[T, A, R any](sig string, f func(T, A) (R, error)) def {
	return def{sig, func(t *thread, self any, args []any) (any, error) {
		x, err := timeArg[T](t, self)
		if err != nil {
			return nil, err
		}
		a, err := timeArg[A](t, args[0])
		if err != nil {
			return nil, err
		}
		r, err := f(x, a)
		return timeResult(t, r, err)
	}}
}

func tryMethod2[T, A, B, R any](sig string, f func(T, A, B) (R, error)) def {
	return def{sig, func(t *thread, self any, args []any) (any, error) {
		x, err := timeArg[T](t, self)
		if err != nil {
			return nil, err
		}
		a, err := timeArg[A](t, args[0])
		if err != nil {
			return nil, err
		}
		b, err := timeArg[B](t, args[1])
		if err != nil {
			return nil, err
		}
		r, err := f(x, a, b)
		return timeResult(t, r, err)
	}}
}

func static1[A, R any](sig string, f func(A) R) def {
	return tryStatic1(sig, func(a A) (R, error) { return f(a), nil })
}

func tryStatic1[A, R any](sig string, f func(A) (R, error)) def {
	return def{sig, func(t *thread, _ any, args []any) (any, error) {
		a, err := timeArg[A](t, args[0])
		if err != nil {
			return nil, err
		}
		r, err := f(a)
		return timeResult(t, r, err)
	}}
}

func tryStatic2[A, B, R any](sig string, f func(A, B) (R, error)) def {
	d := tryMethod1(sig, f)
	return def{sig, func(t *thread, _ any, args []any) (any, error) { return d.fn(t, args[0], args[1:]) }}
}

func tryStatic3[A, B, C, R any](sig string, f func(A, B, C) (R, error)) def {
	d := tryMethod2(sig, f)
	return def{sig, func(t *thread, _ any, args []any) (any, error) { return d.fn(t, args[0], args[1:]) }}
}

// nows are now() and now(ZoneId) of a class.
func nows[R any](f func(jtime.Instant, jtime.ZoneID) (R, error)) []def {
	return []def{
		{"now()", func(t *thread, _ any, _ []any) (any, error) {
			z, err := t.timeZone().Zone()
			if err != nil {
				return nil, t.timeErr(err)
			}
			r, err := f(jtime.InstantOf(t.now()), z)
			return timeResult(t, r, err)
		}},
		{"now(ZoneId)", func(t *thread, _ any, a []any) (any, error) {
			z, err := timeArg[jtime.ZoneID](t, a[0])
			if err != nil {
				return nil, err
			}
			r, err := f(jtime.InstantOf(t.now()), z)
			return timeResult(t, r, err)
		}},
	}
}

// parses are parse(text) and parse(text, formatter) of a class.
func parses[R any](f func(string) (R, error), with func(string, *jtime.Formatter) (R, error)) []def {
	l := []def{tryStatic1("parse(CharSequence)", f)}
	if with != nil {
		l = append(l, tryStatic2("parse(CharSequence,DateTimeFormatter)", with))
	}
	return l
}

// timeEnumLib is the lib of an enum of package jtime, with its constants.
func timeEnumLib[T any](c *Class, names []string, first int, of func(int) T) lib {
	l := lib{
		methods: []def{
			{"name()", func(_ *thread, self any, _ []any) (any, error) {
				return names[enumOrdinal(self.(timeValue).v)], nil
			}},
			{"ordinal()", func(_ *thread, self any, _ []any) (any, error) {
				return boxInt(int32(enumOrdinal(self.(timeValue).v))), nil
			}},
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
	l := timeEnumLib(classChronoUnit, jtime.ChronoUnits, 0, func(i int) jtime.Unit { return jtime.Unit(i) })
	l.methods = append(l.methods,
		tryMethod2("between(Temporal,Temporal)", jtime.Unit.Between),
		method0("getDuration()", jtime.Unit.Duration),
		method0("isDateBased()", jtime.Unit.IsDateBased),
		method0("isTimeBased()", jtime.Unit.IsTimeBased),
		method0("isDurationEstimated()", jtime.Unit.IsDurationEstimated),
	)
	return l
}

func chronoFieldLib() lib {
	l := timeEnumLib(classChronoField, jtime.ChronoFields, 0, func(i int) jtime.Field { return jtime.Field(i) })
	l.methods = append(l.methods,
		method0("getBaseUnit()", jtime.Field.BaseUnit),
		method0("getRangeUnit()", jtime.Field.RangeUnit),
		method0("range()", jtime.Field.Range),
		method0("isDateBased()", jtime.Field.IsDateBased),
		method0("isTimeBased()", jtime.Field.IsTimeBased),
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

func temporalAccessorLib() lib {
	return lib{methods: []def{
		tryMethod1("get(TemporalField)", jtime.Get),
		tryMethod1("getLong(TemporalField)", jtime.Accessor.Long),
		tryMethod1("range(TemporalField)", jtime.Accessor.Range),
		method1("isSupported(TemporalField)", jtime.Accessor.Supports),
		{"query(TemporalQuery)", func(t *thread, self any, a []any) (any, error) { return t.callFn(a[0], "queryFrom", self) }},
	}}
}

func temporalLib() lib {
	return lib{methods: []def{
		tryMethod2("plus(long,TemporalUnit)", jtime.Temporal.Plus),
		tryMethod2("minus(long,TemporalUnit)", jtime.Minus),
		tryMethod1("plus(TemporalAmount)", jtime.PlusAmount),
		tryMethod1("minus(TemporalAmount)", jtime.MinusAmount),
		tryMethod2("with(TemporalField,long)", jtime.Temporal.With),
		{"with(TemporalAdjuster)", func(t *thread, self any, a []any) (any, error) {
			switch a[0].(type) {
			case timeValue, nil:
			default:
				return t.callFn(a[0], "adjustInto", self)
			}
			return withAdjuster().fn(t, self, a)
		}},
		tryMethod2("until(Temporal,TemporalUnit)", jtime.Temporal.Until),
		method1("isSupported(TemporalUnit)", jtime.Temporal.SupportsUnit),
		{"format(DateTimeFormatter)", func(t *thread, self any, a []any) (any, error) {
			return formatTemporal().fn(t, a[0], []any{self})
		}},
		{"compareTo(Object)", func(t *thread, self any, a []any) (any, error) {
			if a[0] == nil {
				return nil, t.throw(classNullPointer, "")
			}
			n, err := self.(timeValue).compareTo(t, a[0])
			return boxInt(int32(n)), err
		}},
	}}
}

func withAdjuster() def { return tryMethod1("with(TemporalAdjuster)", jtime.With) }

func formatTemporal() def {
	return tryMethod1("format(TemporalAccessor)", (*jtime.Formatter).Format)
}

func adjustersLib() lib {
	l := lib{statics: []def{
		static1("next(DayOfWeek)", jtime.NextDay),
		static1("nextOrSame(DayOfWeek)", jtime.NextOrSameDay),
		static1("previous(DayOfWeek)", jtime.PreviousDay),
		static1("previousOrSame(DayOfWeek)", jtime.PreviousOrSameDay),
		static1("firstInMonth(DayOfWeek)", jtime.FirstInMonth),
		static1("lastInMonth(DayOfWeek)", jtime.LastInMonth),
		tryStatic2("dayOfWeekInMonth(int,DayOfWeek)", func(n int32, d jtime.DayOfWeek) (jtime.DateAdjuster, error) {
			return jtime.DayOfWeekInMonth(n, d), nil
		}),
	}}
	for _, c := range []struct {
		name string
		a    jtime.DateAdjuster
	}{
		{"firstDayOfMonth", jtime.FirstDayOfMonth}, {"lastDayOfMonth", jtime.LastDayOfMonth},
		{"firstDayOfNextMonth", jtime.FirstDayOfNextMonth}, {"firstDayOfYear", jtime.FirstDayOfYear},
		{"lastDayOfYear", jtime.LastDayOfYear}, {"firstDayOfNextYear", jtime.FirstDayOfNextYear},
	} {
		l.statics = append(l.statics, def{c.name + "()", func(*thread, any, []any) (any, error) { return timeValue{c.a}, nil }})
	}
	return l
}

func localDateLib() lib {
	return lib{
		methods: []def{
			method0("getYear()", jtime.LocalDate.Year),
			method0("getMonth()", jtime.LocalDate.Month),
			method0("getMonthValue()", jtime.LocalDate.MonthValue),
			method0("getDayOfMonth()", jtime.LocalDate.DayOfMonth),
			method0("getDayOfYear()", jtime.LocalDate.DayOfYear),
			method0("getDayOfWeek()", jtime.LocalDate.DayOfWeek),
			method0("isLeapYear()", jtime.LocalDate.IsLeapYear),
			method0("lengthOfMonth()", jtime.LocalDate.LengthOfMonth),
			method0("lengthOfYear()", jtime.LocalDate.LengthOfYear),
			method0("toEpochDay()", jtime.LocalDate.EpochDay),
			method0("atStartOfDay()", jtime.LocalDate.AtStartOfDay),
			tryMethod1("atStartOfDay(ZoneId)", jtime.LocalDate.AtStartOfDayIn),
			method1("atTime(LocalTime)", jtime.LocalDate.AtTime),
			tryMethod2("atTime(int,int)", func(d jtime.LocalDate, h, m int32) (jtime.LocalDateTime, error) {
				c, err := jtime.NewLocalTime(h, m, 0, 0)
				return d.AtTime(c), err
			}),
			method1("isAfter(ChronoLocalDate)", jtime.LocalDate.IsAfter),
			method1("isBefore(ChronoLocalDate)", jtime.LocalDate.IsBefore),
			method1("isEqual(ChronoLocalDate)", jtime.LocalDate.IsEqual),
			method1("until(ChronoLocalDate)", jtime.LocalDate.PeriodUntil),
			tryMethod1("plusDays(long)", jtime.LocalDate.PlusDays),
			tryMethod1("plusWeeks(long)", jtime.LocalDate.PlusWeeks),
			tryMethod1("plusMonths(long)", jtime.LocalDate.PlusMonths),
			tryMethod1("plusYears(long)", jtime.LocalDate.PlusYears),
			tryMethod1("minusDays(long)", jtime.LocalDate.MinusDays),
			tryMethod1("minusWeeks(long)", jtime.LocalDate.MinusWeeks),
			tryMethod1("minusMonths(long)", jtime.LocalDate.MinusMonths),
			tryMethod1("minusYears(long)", jtime.LocalDate.MinusYears),
			tryMethod1("withDayOfMonth(int)", jtime.LocalDate.WithDayOfMonth),
			tryMethod1("withDayOfYear(int)", jtime.LocalDate.WithDayOfYear),
			tryMethod1("withMonth(int)", jtime.LocalDate.WithMonth),
			tryMethod1("withYear(int)", jtime.LocalDate.WithYear),
		},
		statics: append(append(nows(jtime.LocalDateOfInstant), parses(jtime.ParseLocalDate, jtime.ParseLocalDateWith)...),
			tryStatic3("of(int,int,int)", jtime.NewLocalDate),
			tryStatic3("of(int,Month,int)", func(y int32, m jtime.Month, d int32) (jtime.LocalDate, error) {
				return jtime.NewLocalDate(y, m.Value(), d)
			}),
			tryStatic2("ofYearDay(int,int)", jtime.LocalDateOfYearDay),
			tryStatic1("ofEpochDay(long)", jtime.LocalDateOfEpochDay),
			tryStatic2("ofInstant(Instant,ZoneId)", jtime.LocalDateOfInstant),
			tryStatic1("from(TemporalAccessor)", jtime.LocalDateFrom),
		),
		fields: []constant{
			{"MIN", timeValue{jtime.MinLocalDate}}, {"MAX", timeValue{jtime.MaxLocalDate}}, {"EPOCH", timeValue{jtime.EpochLocalDate}},
		},
	}
}

// anInt is an int argument, whose type the signature has ensured.
func anInt(a []any, i int) int32 {
	if i < len(a) {
		return a[i].(int32)
	}
	return 0
}

func localTimeLib() lib {
	of := func(sig string) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			v, err := jtime.NewLocalTime(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3))
			return timeResult(t, v, err)
		}}
	}
	return lib{
		methods: []def{
			method0("getHour()", jtime.LocalTime.Hour),
			method0("getMinute()", jtime.LocalTime.Minute),
			method0("getSecond()", jtime.LocalTime.Second),
			method0("getNano()", jtime.LocalTime.Nano),
			method0("toSecondOfDay()", jtime.LocalTime.SecondOfDay),
			method0("toNanoOfDay()", jtime.LocalTime.NanoOfDay),
			method1("atDate(LocalDate)", jtime.LocalTime.AtDate),
			method1("isAfter(LocalTime)", jtime.LocalTime.IsAfter),
			method1("isBefore(LocalTime)", jtime.LocalTime.IsBefore),
			method1("plusHours(long)", jtime.LocalTime.PlusHours),
			method1("plusMinutes(long)", jtime.LocalTime.PlusMinutes),
			method1("plusSeconds(long)", jtime.LocalTime.PlusSeconds),
			method1("plusNanos(long)", jtime.LocalTime.PlusNanos),
			method1("minusHours(long)", jtime.LocalTime.MinusHours),
			method1("minusMinutes(long)", jtime.LocalTime.MinusMinutes),
			method1("minusSeconds(long)", jtime.LocalTime.MinusSeconds),
			method1("minusNanos(long)", jtime.LocalTime.MinusNanos),
			tryMethod1("withHour(int)", jtime.LocalTime.WithHour),
			tryMethod1("withMinute(int)", jtime.LocalTime.WithMinute),
			tryMethod1("withSecond(int)", jtime.LocalTime.WithSecond),
			tryMethod1("withNano(int)", jtime.LocalTime.WithNano),
			tryMethod1("truncatedTo(TemporalUnit)", jtime.LocalTime.TruncatedTo),
		},
		statics: append(append(nows(func(i jtime.Instant, z jtime.ZoneID) (jtime.LocalTime, error) {
			d, err := jtime.LocalDateTimeOfInstant(i, z)
			return d.LocalTime(), err
		}), parses(jtime.ParseLocalTime, jtime.ParseLocalTimeWith)...),
			of("of(int,int)"), of("of(int,int,int)"), of("of(int,int,int,int)"),
			tryStatic1("ofSecondOfDay(long)", jtime.LocalTimeOfSecondOfDay),
			tryStatic1("ofNanoOfDay(long)", jtime.LocalTimeOfNanoOfDay),
			tryStatic1("from(TemporalAccessor)", jtime.LocalTimeFrom),
		),
		fields: []constant{
			{"MIDNIGHT", timeValue{jtime.Midnight}}, {"NOON", timeValue{jtime.Noon}},
			{"MIN", timeValue{jtime.MinLocalTime}}, {"MAX", timeValue{jtime.MaxLocalTime}},
		},
	}
}

func localDateTimeLib() lib {
	of := func(sig string) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			var month int32
			switch m := a[1].(type) {
			case int32:
				month = m
			default:
				v, err := timeArg[jtime.Month](t, m)
				if err != nil {
					return nil, err
				}
				month = v.Value()
			}
			v, err := jtime.NewLocalDateTime(anInt(a, 0), month, anInt(a, 2), anInt(a, 3), anInt(a, 4), anInt(a, 5), anInt(a, 6))
			return timeResult(t, v, err)
		}}
	}
	return lib{
		methods: append(dateTimeMethods[jtime.LocalDateTime](),
			method1("atOffset(ZoneOffset)", jtime.LocalDateTime.AtOffset),
			tryMethod1("atZone(ZoneId)", jtime.LocalDateTime.AtZone),
			method1("toEpochSecond(ZoneOffset)", jtime.LocalDateTime.EpochSecond),
			method1("toInstant(ZoneOffset)", jtime.LocalDateTime.Instant),
			method1("isAfter(ChronoLocalDateTime)", jtime.LocalDateTime.IsAfter),
			method1("isBefore(ChronoLocalDateTime)", jtime.LocalDateTime.IsBefore),
			method1("isEqual(ChronoLocalDateTime)", jtime.LocalDateTime.IsEqual),
		),
		statics: append(append(nows(jtime.LocalDateTimeOfInstant), parses(jtime.ParseLocalDateTime, jtime.ParseLocalDateTimeWith)...),
			of("of(int,int,int,int,int)"), of("of(int,int,int,int,int,int)"), of("of(int,int,int,int,int,int,int)"),
			of("of(int,Month,int,int,int)"), of("of(int,Month,int,int,int,int)"), of("of(int,Month,int,int,int,int,int)"),
			tryStatic2("of(LocalDate,LocalTime)", func(d jtime.LocalDate, c jtime.LocalTime) (jtime.LocalDateTime, error) {
				return d.AtTime(c), nil
			}),
			tryStatic2("ofInstant(Instant,ZoneId)", jtime.LocalDateTimeOfInstant),
			tryStatic3("ofEpochSecond(long,int,ZoneOffset)", jtime.LocalDateTimeOfEpochSecond),
			tryStatic1("from(TemporalAccessor)", jtime.LocalDateTimeFrom),
		),
		fields: []constant{{"MIN", timeValue{jtime.MinLocalDateTime}}, {"MAX", timeValue{jtime.MaxLocalDateTime}}},
	}
}

// dateTimed is what the three classes with a date and a time have in common.
type dateTimed[T any] interface {
	Year() int32
	Month() jtime.Month
	MonthValue() int32
	DayOfMonth() int32
	DayOfYear() int32
	DayOfWeek() jtime.DayOfWeek
	Hour() int32
	Minute() int32
	Second() int32
	Nano() int32
	LocalDate() jtime.LocalDate
	LocalTime() jtime.LocalTime
	PlusYears(int64) (T, error)
	PlusMonths(int64) (T, error)
	PlusWeeks(int64) (T, error)
	PlusDays(int64) (T, error)
	PlusHours(int64) (T, error)
	PlusMinutes(int64) (T, error)
	PlusSeconds(int64) (T, error)
	PlusNanos(int64) (T, error)
	MinusYears(int64) (T, error)
	MinusMonths(int64) (T, error)
	MinusWeeks(int64) (T, error)
	MinusDays(int64) (T, error)
	MinusHours(int64) (T, error)
	MinusMinutes(int64) (T, error)
	MinusSeconds(int64) (T, error)
	MinusNanos(int64) (T, error)
	WithYear(int32) (T, error)
	WithMonth(int32) (T, error)
	WithDayOfMonth(int32) (T, error)
	WithDayOfYear(int32) (T, error)
	WithHour(int32) (T, error)
	WithMinute(int32) (T, error)
	WithSecond(int32) (T, error)
	WithNano(int32) (T, error)
	TruncatedTo(jtime.Unit) (T, error)
}

func dateTimeMethods[T dateTimed[T]]() []def {
	return []def{
		method0("getYear()", T.Year),
		method0("getMonth()", T.Month),
		method0("getMonthValue()", T.MonthValue),
		method0("getDayOfMonth()", T.DayOfMonth),
		method0("getDayOfYear()", T.DayOfYear),
		method0("getDayOfWeek()", T.DayOfWeek),
		method0("getHour()", T.Hour),
		method0("getMinute()", T.Minute),
		method0("getSecond()", T.Second),
		method0("getNano()", T.Nano),
		method0("toLocalDate()", T.LocalDate),
		method0("toLocalTime()", T.LocalTime),
		tryMethod1("plusYears(long)", T.PlusYears),
		tryMethod1("plusMonths(long)", T.PlusMonths),
		tryMethod1("plusWeeks(long)", T.PlusWeeks),
		tryMethod1("plusDays(long)", T.PlusDays),
		tryMethod1("plusHours(long)", T.PlusHours),
		tryMethod1("plusMinutes(long)", T.PlusMinutes),
		tryMethod1("plusSeconds(long)", T.PlusSeconds),
		tryMethod1("plusNanos(long)", T.PlusNanos),
		tryMethod1("minusYears(long)", T.MinusYears),
		tryMethod1("minusMonths(long)", T.MinusMonths),
		tryMethod1("minusWeeks(long)", T.MinusWeeks),
		tryMethod1("minusDays(long)", T.MinusDays),
		tryMethod1("minusHours(long)", T.MinusHours),
		tryMethod1("minusMinutes(long)", T.MinusMinutes),
		tryMethod1("minusSeconds(long)", T.MinusSeconds),
		tryMethod1("minusNanos(long)", T.MinusNanos),
		tryMethod1("withYear(int)", T.WithYear),
		tryMethod1("withMonth(int)", T.WithMonth),
		tryMethod1("withDayOfMonth(int)", T.WithDayOfMonth),
		tryMethod1("withDayOfYear(int)", T.WithDayOfYear),
		tryMethod1("withHour(int)", T.WithHour),
		tryMethod1("withMinute(int)", T.WithMinute),
		tryMethod1("withSecond(int)", T.WithSecond),
		tryMethod1("withNano(int)", T.WithNano),
		tryMethod1("truncatedTo(TemporalUnit)", T.TruncatedTo),
	}
}

func offsetDateTimeLib() lib {
	return lib{
		methods: append(dateTimeMethods[jtime.OffsetDateTime](),
			method0("getOffset()", jtime.OffsetDateTime.Offset),
			method0("toInstant()", jtime.OffsetDateTime.Instant),
			method0("toEpochSecond()", jtime.OffsetDateTime.EpochSecond),
			method0("toLocalDateTime()", jtime.OffsetDateTime.LocalDateTime),
			method0("toZonedDateTime()", jtime.OffsetDateTime.ZonedDateTime),
			tryMethod1("atZoneSameInstant(ZoneId)", jtime.OffsetDateTime.AtZoneSameInstant),
			tryMethod1("atZoneSimilarLocal(ZoneId)", jtime.OffsetDateTime.AtZoneSimilarLocal),
			tryMethod1("withOffsetSameInstant(ZoneOffset)", jtime.OffsetDateTime.WithOffsetSameInstant),
			method1("withOffsetSameLocal(ZoneOffset)", jtime.OffsetDateTime.WithOffsetSameLocal),
			method1("isAfter(OffsetDateTime)", jtime.OffsetDateTime.IsAfter),
			method1("isBefore(OffsetDateTime)", jtime.OffsetDateTime.IsBefore),
			method1("isEqual(OffsetDateTime)", jtime.OffsetDateTime.IsEqual),
		),
		statics: append(append(nows(jtime.OffsetOfInstant), parses(jtime.ParseOffsetDateTime, jtime.ParseOffsetDateTimeWith)...),
			tryStatic2("of(LocalDateTime,ZoneOffset)", func(d jtime.LocalDateTime, o jtime.ZoneOffset) (jtime.OffsetDateTime, error) {
				return jtime.OffsetOf(d, o), nil
			}),
			tryStatic3("of(LocalDate,LocalTime,ZoneOffset)", func(d jtime.LocalDate, c jtime.LocalTime, o jtime.ZoneOffset) (jtime.OffsetDateTime, error) {
				return jtime.OffsetOf(d.AtTime(c), o), nil
			}),
			def{"of(int,int,int,int,int,int,int,ZoneOffset)", func(t *thread, _ any, a []any) (any, error) {
				o, err := timeArg[jtime.ZoneOffset](t, a[7])
				if err != nil {
					return nil, err
				}
				d, err := jtime.NewLocalDateTime(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3), anInt(a, 4), anInt(a, 5), anInt(a, 6))
				return timeResult(t, jtime.OffsetOf(d, o), err)
			}},
			tryStatic2("ofInstant(Instant,ZoneId)", jtime.OffsetOfInstant),
			tryStatic1("from(TemporalAccessor)", jtime.OffsetDateTimeFrom),
		),
		fields: []constant{{"MIN", timeValue{jtime.MinOffsetDateTime}}, {"MAX", timeValue{jtime.MaxOffsetDateTime}}},
	}
}

func zonedDateTimeLib() lib {
	return lib{
		methods: append(dateTimeMethods[jtime.ZonedDateTime](),
			method0("getOffset()", jtime.ZonedDateTime.Offset),
			method0("getZone()", jtime.ZonedDateTime.Zone),
			method0("toInstant()", jtime.ZonedDateTime.Instant),
			method0("toEpochSecond()", jtime.ZonedDateTime.EpochSecond),
			method0("toLocalDateTime()", jtime.ZonedDateTime.LocalDateTime),
			method0("toOffsetDateTime()", jtime.ZonedDateTime.OffsetDateTime),
			tryMethod1("withZoneSameInstant(ZoneId)", jtime.ZonedDateTime.WithZoneSameInstant),
			tryMethod1("withZoneSameLocal(ZoneId)", jtime.ZonedDateTime.WithZoneSameLocal),
			method0("withFixedOffsetZone()", jtime.ZonedDateTime.WithFixedOffsetZone),
			method0("withEarlierOffsetAtOverlap()", jtime.ZonedDateTime.WithEarlierOffsetAtOverlap),
			method0("withLaterOffsetAtOverlap()", jtime.ZonedDateTime.WithLaterOffsetAtOverlap),
			method1("isAfter(ChronoZonedDateTime)", jtime.ZonedDateTime.IsAfter),
			method1("isBefore(ChronoZonedDateTime)", jtime.ZonedDateTime.IsBefore),
			method1("isEqual(ChronoZonedDateTime)", jtime.ZonedDateTime.IsEqual),
		),
		statics: append(append(nows(jtime.ZonedOfInstant), parses(jtime.ParseZoned, jtime.ParseZonedWith)...),
			tryStatic2("of(LocalDateTime,ZoneId)", jtime.ZonedOf),
			tryStatic3("of(LocalDate,LocalTime,ZoneId)", func(d jtime.LocalDate, c jtime.LocalTime, z jtime.ZoneID) (jtime.ZonedDateTime, error) {
				return jtime.ZonedOf(d.AtTime(c), z)
			}),
			def{"of(int,int,int,int,int,int,int,ZoneId)", func(t *thread, _ any, a []any) (any, error) {
				z, err := timeArg[jtime.ZoneID](t, a[7])
				if err != nil {
					return nil, err
				}
				d, err := jtime.NewLocalDateTime(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3), anInt(a, 4), anInt(a, 5), anInt(a, 6))
				if err != nil {
					return nil, t.timeErr(err)
				}
				v, err := jtime.ZonedOf(d, z)
				return timeResult(t, v, err)
			}},
			tryStatic2("ofInstant(Instant,ZoneId)", jtime.ZonedOfInstant),
			tryStatic3("ofStrict(LocalDateTime,ZoneOffset,ZoneId)", jtime.ZonedOfStrict),
			tryStatic1("from(TemporalAccessor)", jtime.ZonedFrom),
		),
	}
}

func instantLib() lib {
	return lib{
		methods: []def{
			tryMethod0("toEpochMilli()", jtime.Instant.EpochMilli),
			method0("getEpochSecond()", jtime.Instant.EpochSecond),
			method0("getNano()", jtime.Instant.Nano),
			method1("isAfter(Instant)", jtime.Instant.IsAfter),
			method1("isBefore(Instant)", jtime.Instant.IsBefore),
			tryMethod1("plusSeconds(long)", jtime.Instant.PlusSeconds),
			tryMethod1("plusMillis(long)", jtime.Instant.PlusMillis),
			tryMethod1("plusNanos(long)", jtime.Instant.PlusNanos),
			tryMethod1("minusSeconds(long)", jtime.Instant.MinusSeconds),
			tryMethod1("minusMillis(long)", jtime.Instant.MinusMillis),
			tryMethod1("minusNanos(long)", jtime.Instant.MinusNanos),
			tryMethod1("truncatedTo(TemporalUnit)", jtime.Instant.TruncatedTo),
			tryMethod1("atZone(ZoneId)", jtime.Instant.AtZone),
			tryMethod1("atOffset(ZoneOffset)", jtime.Instant.AtOffset),
		},
		statics: append(parses(jtime.ParseInstant, nil),
			def{"now()", func(t *thread, _ any, _ []any) (any, error) { return timeValue{jtime.InstantOf(t.now())}, nil }},
			static1("ofEpochMilli(long)", jtime.InstantOfEpochMilli),
			tryStatic1("ofEpochSecond(long)", func(n int64) (jtime.Instant, error) { return jtime.InstantOfEpochSecond(n, 0) }),
			tryStatic2("ofEpochSecond(long,long)", jtime.InstantOfEpochSecond),
			tryStatic1("from(TemporalAccessor)", jtime.InstantFrom),
		),
		fields: []constant{
			{"EPOCH", timeValue{jtime.EpochInstant}}, {"MIN", timeValue{jtime.MinInstant}}, {"MAX", timeValue{jtime.MaxInstant}},
		},
	}
}

func durationLib() lib {
	return lib{
		methods: []def{
			method0("getSeconds()", jtime.Duration.Seconds),
			method0("toSeconds()", jtime.Duration.Seconds),
			method0("getNano()", jtime.Duration.Nano),
			method0("toDays()", jtime.Duration.ToDays),
			method0("toHours()", jtime.Duration.ToHours),
			method0("toMinutes()", jtime.Duration.ToMinutes),
			tryMethod0("toMillis()", jtime.Duration.ToMillis),
			tryMethod0("toNanos()", jtime.Duration.ToNanos),
			method0("toDaysPart()", jtime.Duration.ToDaysPart),
			method0("toHoursPart()", jtime.Duration.ToHoursPart),
			method0("toMinutesPart()", jtime.Duration.ToMinutesPart),
			method0("toSecondsPart()", jtime.Duration.ToSecondsPart),
			method0("toMillisPart()", jtime.Duration.ToMillisPart),
			method0("toNanosPart()", jtime.Duration.ToNanosPart),
			method0("isZero()", jtime.Duration.IsZero),
			method0("isNegative()", jtime.Duration.IsNegative),
			tryMethod0("abs()", jtime.Duration.Abs),
			tryMethod0("negated()", jtime.Duration.Negated),
			tryMethod1("plus(Duration)", jtime.Duration.Plus),
			tryMethod2("plus(long,TemporalUnit)", jtime.Duration.PlusUnit),
			tryMethod1("plusDays(long)", jtime.Duration.PlusDays),
			tryMethod1("plusHours(long)", jtime.Duration.PlusHours),
			tryMethod1("plusMinutes(long)", jtime.Duration.PlusMinutes),
			tryMethod1("plusSeconds(long)", jtime.Duration.PlusSeconds),
			tryMethod1("plusMillis(long)", jtime.Duration.PlusMillis),
			tryMethod1("plusNanos(long)", jtime.Duration.PlusNanos),
			tryMethod1("minus(Duration)", jtime.Duration.Minus),
			tryMethod2("minus(long,TemporalUnit)", jtime.Duration.MinusUnit),
			tryMethod1("minusDays(long)", jtime.Duration.MinusDays),
			tryMethod1("minusHours(long)", jtime.Duration.MinusHours),
			tryMethod1("minusMinutes(long)", jtime.Duration.MinusMinutes),
			tryMethod1("minusSeconds(long)", jtime.Duration.MinusSeconds),
			tryMethod1("minusMillis(long)", jtime.Duration.MinusMillis),
			tryMethod1("minusNanos(long)", jtime.Duration.MinusNanos),
			tryMethod1("multipliedBy(long)", jtime.Duration.MultipliedBy),
			tryMethod1("dividedBy(long)", jtime.Duration.DividedBy),
			tryMethod1("dividedBy(Duration)", jtime.Duration.DividedByDuration),
			tryMethod1("truncatedTo(TemporalUnit)", jtime.Duration.TruncatedTo),
			method1("withSeconds(long)", jtime.Duration.WithSeconds),
			tryMethod1("withNanos(int)", jtime.Duration.WithNanos),
			{"compareTo(Duration)", func(t *thread, self any, a []any) (any, error) {
				x, err := timeArg[jtime.Duration](t, self)
				if err != nil {
					return nil, err
				}
				y, err := timeArg[jtime.Duration](t, a[0])
				return boxInt(x.CompareTo(y)), err
			}},
		},
		statics: append(parses(jtime.ParseDuration, nil),
			tryStatic2("between(Temporal,Temporal)", jtime.DurationBetween),
			tryStatic2("of(long,TemporalUnit)", jtime.DurationOf),
			tryStatic1("ofDays(long)", jtime.DurationOfDays),
			tryStatic1("ofHours(long)", jtime.DurationOfHours),
			tryStatic1("ofMinutes(long)", jtime.DurationOfMinutes),
			tryStatic1("ofSeconds(long)", func(n int64) (jtime.Duration, error) { return jtime.DurationOfSeconds(n, 0) }),
			tryStatic2("ofSeconds(long,long)", jtime.DurationOfSeconds),
			static1("ofMillis(long)", jtime.DurationOfMillis),
			static1("ofNanos(long)", jtime.DurationOfNanos),
		),
		fields: []constant{{"ZERO", timeValue{jtime.Duration{}}}},
	}
}

func periodLib() lib {
	return lib{
		methods: []def{
			method0("getYears()", jtime.Period.Years),
			method0("getMonths()", jtime.Period.Months),
			method0("getDays()", jtime.Period.Days),
			method0("toTotalMonths()", jtime.Period.ToTotalMonths),
			method0("isZero()", jtime.Period.IsZero),
			method0("isNegative()", jtime.Period.IsNegative),
			tryMethod0("negated()", jtime.Period.Negated),
			tryMethod0("normalized()", jtime.Period.Normalized),
			tryMethod1("multipliedBy(int)", jtime.Period.MultipliedBy),
			tryMethod1("plus(TemporalAmount)", jtime.Period.Plus),
			tryMethod1("minus(TemporalAmount)", jtime.Period.Minus),
			tryMethod1("plusDays(long)", jtime.Period.PlusDays),
			tryMethod1("plusMonths(long)", jtime.Period.PlusMonths),
			tryMethod1("plusYears(long)", jtime.Period.PlusYears),
			tryMethod1("minusDays(long)", jtime.Period.MinusDays),
			tryMethod1("minusMonths(long)", jtime.Period.MinusMonths),
			tryMethod1("minusYears(long)", jtime.Period.MinusYears),
			method1("withDays(int)", jtime.Period.WithDays),
			method1("withMonths(int)", jtime.Period.WithMonths),
			method1("withYears(int)", jtime.Period.WithYears),
		},
		statics: append(parses(jtime.ParsePeriod, nil),
			tryStatic2("between(LocalDate,LocalDate)", func(a, b jtime.LocalDate) (jtime.Period, error) { return jtime.PeriodBetween(a, b), nil }),
			tryStatic3("of(int,int,int)", func(y, m, d int32) (jtime.Period, error) { return jtime.NewPeriod(y, m, d), nil }),
			static1("ofDays(int)", jtime.PeriodOfDays),
			static1("ofMonths(int)", jtime.PeriodOfMonths),
			static1("ofYears(int)", jtime.PeriodOfYears),
			tryStatic1("ofWeeks(int)", jtime.PeriodOfWeeks),
		),
		fields: []constant{{"ZERO", timeValue{jtime.Period{}}}},
	}
}

func yearLib() lib {
	return lib{
		methods: []def{
			method0("getValue()", jtime.Year.Value),
			method0("isLeap()", jtime.Year.IsLeap),
			method0("length()", jtime.Year.Length),
			tryMethod1("atDay(int)", jtime.Year.AtDay),
			tryMethod1("atMonth(int)", jtime.Year.AtMonth),
			method1("isAfter(Year)", jtime.Year.IsAfter),
			method1("isBefore(Year)", jtime.Year.IsBefore),
			tryMethod1("plusYears(long)", jtime.Year.PlusYears),
			tryMethod1("minusYears(long)", jtime.Year.MinusYears),
		},
		statics: append(append(nows(func(i jtime.Instant, z jtime.ZoneID) (jtime.Year, error) {
			d, err := jtime.LocalDateOfInstant(i, z)
			if err != nil {
				return jtime.Year{}, err
			}
			return jtime.YearFrom(d)
		}), parses(jtime.ParseYear, jtime.ParseYearWith)...),
			tryStatic1("of(int)", jtime.NewYear),
			static1("isLeap(long)", jtime.IsLeapYear),
			tryStatic1("from(TemporalAccessor)", jtime.YearFrom),
		),
	}
}

func yearMonthLib() lib {
	return lib{
		methods: []def{
			method0("getYear()", jtime.YearMonth.Year),
			method0("getMonth()", jtime.YearMonth.Month),
			method0("getMonthValue()", jtime.YearMonth.MonthValue),
			method0("isLeapYear()", jtime.YearMonth.IsLeapYear),
			method0("lengthOfMonth()", jtime.YearMonth.LengthOfMonth),
			method0("lengthOfYear()", jtime.YearMonth.LengthOfYear),
			tryMethod1("atDay(int)", jtime.YearMonth.AtDay),
			method0("atEndOfMonth()", jtime.YearMonth.AtEndOfMonth),
			method1("isAfter(YearMonth)", jtime.YearMonth.IsAfter),
			method1("isBefore(YearMonth)", jtime.YearMonth.IsBefore),
			tryMethod1("plusMonths(long)", jtime.YearMonth.PlusMonths),
			tryMethod1("plusYears(long)", jtime.YearMonth.PlusYears),
			tryMethod1("minusMonths(long)", jtime.YearMonth.MinusMonths),
			tryMethod1("minusYears(long)", jtime.YearMonth.MinusYears),
			tryMethod1("withMonth(int)", jtime.YearMonth.WithMonth),
			tryMethod1("withYear(int)", jtime.YearMonth.WithYear),
		},
		statics: append(append(nows(func(i jtime.Instant, z jtime.ZoneID) (jtime.YearMonth, error) {
			d, err := jtime.LocalDateOfInstant(i, z)
			if err != nil {
				return jtime.YearMonth{}, err
			}
			return jtime.YearMonthFrom(d)
		}), parses(jtime.ParseYearMonth, jtime.ParseYearMonthWith)...),
			tryStatic2("of(int,int)", jtime.NewYearMonth),
			tryStatic1("from(TemporalAccessor)", jtime.YearMonthFrom),
		),
	}
}

func timeFormatterLib() lib {
	l := lib{
		methods: []def{
			formatTemporal(),
			tryMethod1("parse(CharSequence)", (*jtime.Formatter).Parse),
			{"parse(CharSequence,TemporalQuery)", func(t *thread, self any, a []any) (any, error) {
				query := a[1]
				p, err := tryMethod1("", (*jtime.Formatter).Parse).fn(t, self, a[:1])
				if err != nil {
					return nil, err
				}
				return t.callFn(query, "queryFrom", p)
			}},
			method1("withZone(ZoneId)", (*jtime.Formatter).WithZone),
			method1("withLocale(Locale)", (*jtime.Formatter).WithLocale),
			method1("withResolverStyle(ResolverStyle)", (*jtime.Formatter).WithResolverStyle),
			method0("getZone()", (*jtime.Formatter).Zone),
			method0("getLocale()", (*jtime.Formatter).Locale),
			method0("getResolverStyle()", (*jtime.Formatter).ResolverStyle),
		},
		statics: []def{
			tryStatic1("ofPattern(String)", func(p string) (*jtime.Formatter, error) { return jtime.FormatterOf(p, jtime.US) }),
			tryStatic2("ofPattern(String,Locale)", jtime.FormatterOf),
			static1("ofLocalizedDate(FormatStyle)", func(s jtime.FormatStyle) *jtime.Formatter { return jtime.LocalizedDate(s, jtime.US) }),
			static1("ofLocalizedTime(FormatStyle)", func(s jtime.FormatStyle) *jtime.Formatter { return jtime.LocalizedTime(s, jtime.US) }),
			static1("ofLocalizedDateTime(FormatStyle)", func(s jtime.FormatStyle) *jtime.Formatter {
				return jtime.LocalizedDateTime(s, s, jtime.US)
			}),
			tryStatic2("ofLocalizedDateTime(FormatStyle,FormatStyle)", func(d, c jtime.FormatStyle) (*jtime.Formatter, error) {
				return jtime.LocalizedDateTime(d, c, jtime.US), nil
			}),
		},
	}
	for n, f := range jtime.Formatters {
		l.fields = append(l.fields, constant{n, timeValue{f}})
	}
	return l
}

func timeParseLib() lib {
	return lib{methods: []def{datum("getErrorIndex()", "errorIndex")}}
}

func javaTimeClasses() []entry {
	return []entry{
		{classTemporalAccessor, temporalAccessorLib}, {classTemporal, temporalLib}, {classTemporalAdjuster, nil},
		{classTemporalAmount, nil}, {classTemporalUnit, nil}, {classTemporalField, nil}, {classTemporalQuery, nil},
		{classChronoLocalDate, nil}, {classChronoLocalTime, nil}, {classChronoZoned, nil},
		{classTemporalAdjusters, adjustersLib}, {classAdjusterLambda, nil},
		{classLocalDate, localDateLib}, {classLocalTime, localTimeLib}, {classLocalDateTime, localDateTimeLib},
		{classOffsetDateTime, offsetDateTimeLib}, {classZonedDateTime, zonedDateTimeLib}, {classInstant, instantLib},
		{classDuration, durationLib}, {classPeriod, periodLib}, {classYear, yearLib}, {classYearMonth, yearMonthLib},
		{classDayOfWeek, dayOfWeekLib}, {classMonth, monthLib}, {classChronoUnit, chronoUnitLib}, {classChronoField, chronoFieldLib},
		{classFormatStyle, formatStyleLib}, {classTextStyle, textStyleLib}, {classResolverStyle, resolverStyleLib},
		{classTimeFormatter, timeFormatterLib}, {classParsed, nil}, {classValueRange, valueRangeLib},
		{classDateTimeParse, timeParseLib},
	}
}
