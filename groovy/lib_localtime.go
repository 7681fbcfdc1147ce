package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

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
			atClock("atTime(int,int)"), atClock("atTime(int,int,int)"), atClock("atTime(int,int,int,int)"),
			{"datesUntil(LocalDate)", datesUntil},
			{"datesUntil(LocalDate,Period)", datesUntil},
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

// atClock is atTime of a date with hour, minute and maybe more.
func atClock(sig string) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		c, err := jtime.NewLocalTime(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3))
		return timeResult(t, self.(timeValue).v.(jtime.LocalDate).AtTime(c), err)
	}}
}

// datesUntil is a stream of the dates from the one to another, which is left out.
func datesUntil(t *thread, self any, a []any) (any, error) {
	next := self.(timeValue).v.(jtime.LocalDate)
	end, err := timeArg[jtime.LocalDate](t, a[0])
	if err != nil {
		return nil, err
	}
	step := jtime.PeriodOfDays(1)
	if len(a) > 1 {
		if step, err = timeArg[jtime.Period](t, a[1]); err != nil {
			return nil, err
		}
	}
	switch {
	case step.IsZero():
		return nil, t.throw(classIllegalArgument, "step is zero")
	case step.ToTotalMonths() > 0 && step.Days() < 0 || step.ToTotalMonths() < 0 && step.Days() > 0:
		return nil, t.throw(classIllegalArgument, "period months and days are of opposite sign")
	}
	start, back := next, step.ToTotalMonths() < 0 || step.Days() < 0
	if len(a) == 1 && end.IsBefore(start) {
		return nil, t.throw(classIllegalArgument, "%s < %s", end, start)
	}
	n := int32(0)
	return &streamValue{class: classStream, next: func(t *thread) (any, bool, error) {
		d := next
		if back && !d.IsAfter(end) || !back && !d.IsBefore(end) {
			return nil, false, nil
		}
		// Months are counted from the start, so that its day is not lost in a
		// short month.
		n++
		many, err := step.MultipliedBy(n)
		if err != nil {
			return nil, false, t.timeErr(err)
		}
		moved, err := jtime.PlusAmount(start, many)
		if err != nil {
			return nil, false, t.timeErr(err)
		}
		next = moved.(jtime.LocalDate)
		return timeValue{d}, true, nil
	}}, nil
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
			method1("atOffset(ZoneOffset)", jtime.OffsetTimeOf),
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
