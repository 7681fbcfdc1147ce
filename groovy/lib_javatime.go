package groovy

import (
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

func temporalAccessorLib() lib {
	return lib{methods: []def{
		tryMethod1("get(TemporalField)", jtime.Get),
		tryMethod1("getLong(TemporalField)", jtime.Accessor.Long),
		tryMethod1("range(TemporalField)", jtime.Accessor.Range),
		method1("isSupported(TemporalField)", jtime.Accessor.Supports),
		{"query(TemporalQuery)", func(t *thread, self any, a []any) (any, error) {
			if q, ok := a[0].(*timeQuery); ok {
				return q.queried(t, self)
			}
			return t.callFn(a[0], "queryFrom", self)
		}},
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
			localStatic1("ofPattern(String)", func(l jtime.Locale, p string) (*jtime.Formatter, error) { return jtime.FormatterOf(p, l) }),
			tryStatic2("ofPattern(String,Locale)", jtime.FormatterOf),
			localStatic1("ofLocalizedDate(FormatStyle)", func(l jtime.Locale, s jtime.FormatStyle) (*jtime.Formatter, error) {
				return jtime.LocalizedDate(s, l), nil
			}),
			localStatic1("ofLocalizedTime(FormatStyle)", func(l jtime.Locale, s jtime.FormatStyle) (*jtime.Formatter, error) {
				return jtime.LocalizedTime(s, l), nil
			}),
			localStatic1("ofLocalizedDateTime(FormatStyle)", func(l jtime.Locale, s jtime.FormatStyle) (*jtime.Formatter, error) {
				return jtime.LocalizedDateTime(s, s, l), nil
			}),
			{"ofLocalizedDateTime(FormatStyle,FormatStyle)", func(t *thread, _ any, a []any) (any, error) {
				d, err := timeArg[jtime.FormatStyle](t, a[0])
				if err != nil {
					return nil, err
				}
				c, err := timeArg[jtime.FormatStyle](t, a[1])
				if err != nil {
					return nil, err
				}
				return timeResult(t, jtime.LocalizedDateTime(d, c, t.locale()), nil)
			}},
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
		{classTemporalAccessor, temporalAccessorLib}, {classTemporal, temporalLib},
		{classTemporalAmount, nil}, {classTemporalQuery, temporalQueryLib},
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
