package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

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
			tryMethod1("plus(java.time.Duration)", jtime.Duration.Plus),
			tryMethod2("plus(long,TemporalUnit)", jtime.Duration.PlusUnit),
			tryMethod1("plusDays(long)", jtime.Duration.PlusDays),
			tryMethod1("plusHours(long)", jtime.Duration.PlusHours),
			tryMethod1("plusMinutes(long)", jtime.Duration.PlusMinutes),
			tryMethod1("plusSeconds(long)", jtime.Duration.PlusSeconds),
			tryMethod1("plusMillis(long)", jtime.Duration.PlusMillis),
			tryMethod1("plusNanos(long)", jtime.Duration.PlusNanos),
			tryMethod1("minus(java.time.Duration)", jtime.Duration.Minus),
			tryMethod2("minus(long,TemporalUnit)", jtime.Duration.MinusUnit),
			tryMethod1("minusDays(long)", jtime.Duration.MinusDays),
			tryMethod1("minusHours(long)", jtime.Duration.MinusHours),
			tryMethod1("minusMinutes(long)", jtime.Duration.MinusMinutes),
			tryMethod1("minusSeconds(long)", jtime.Duration.MinusSeconds),
			tryMethod1("minusMillis(long)", jtime.Duration.MinusMillis),
			tryMethod1("minusNanos(long)", jtime.Duration.MinusNanos),
			tryMethod1("multipliedBy(long)", jtime.Duration.MultipliedBy),
			tryMethod1("dividedBy(long)", jtime.Duration.DividedBy),
			tryMethod1("dividedBy(java.time.Duration)", jtime.Duration.DividedByDuration),
			tryMethod1("truncatedTo(TemporalUnit)", jtime.Duration.TruncatedTo),
			method1("withSeconds(long)", jtime.Duration.WithSeconds),
			tryMethod1("withNanos(int)", jtime.Duration.WithNanos),
			tryMethod1("get(TemporalUnit)", jtime.Duration.Get),
			tryMethod1("addTo(Temporal)", func(d jtime.Duration, to jtime.Temporal) (jtime.Temporal, error) { return jtime.PlusAmount(to, d) }),
			tryMethod1("subtractFrom(Temporal)", func(d jtime.Duration, to jtime.Temporal) (jtime.Temporal, error) { return jtime.MinusAmount(to, d) }),
			unitsOf(jtime.Seconds, jtime.Nanos),
			{"compareTo(java.time.Duration)", func(t *thread, self any, a []any) (any, error) {
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

// unitsOf is getUnits of an amount.
func unitsOf(units ...jtime.Unit) def {
	return def{"getUnits()", func(*thread, any, []any) (any, error) {
		items := make([]any, len(units))
		for i, u := range units {
			items[i] = timeValue{u}
		}
		return fixedList(classImmutableList, items, listReadOnly), nil
	}}
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
			tryMethod1("get(TemporalUnit)", jtime.Period.Get),
			tryMethod1("addTo(Temporal)", func(p jtime.Period, to jtime.Temporal) (jtime.Temporal, error) { return jtime.PlusAmount(to, p) }),
			tryMethod1("subtractFrom(Temporal)", func(p jtime.Period, to jtime.Temporal) (jtime.Temporal, error) { return jtime.MinusAmount(to, p) }),
			unitsOf(jtime.Years, jtime.Months, jtime.Days),
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
			tryMethod1("atMonthDay(MonthDay)", func(y jtime.Year, m jtime.MonthDay) (jtime.LocalDate, error) { return m.AtYear(y.Value()) }),
			tryMethod1("atMonth(Month)", func(y jtime.Year, m jtime.Month) (jtime.YearMonth, error) { return y.AtMonth(m.Value()) }),
			{"isValidMonthDay(MonthDay)", func(_ *thread, self any, a []any) (any, error) {
				m, ok := a[0].(timeValue)
				return ok && m.v.(jtime.MonthDay).IsValidYear(self.(timeValue).v.(jtime.Year).Value()), nil
			}},
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
		fields: []constant{{"MIN_VALUE", int32(jtime.MinYear)}, {"MAX_VALUE", int32(jtime.MaxYear)}},
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
			method1("isValidDay(int)", jtime.YearMonth.IsValidDay),
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
			tryStatic2("of(int,Month)", func(y int32, m jtime.Month) (jtime.YearMonth, error) { return jtime.NewYearMonth(y, m.Value()) }),
			tryStatic1("from(TemporalAccessor)", jtime.YearMonthFrom),
		),
	}
}
