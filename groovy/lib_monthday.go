package groovy

import "github.com/entwine-sync/entwine/groovy/internal/jtime"

var (
	classMonthDay   = &Class{name: "java.time.MonthDay", super: classObject, ifaces: []*Class{classTemporalAccessor, classTemporalAdjuster, classComparable, classSerializable}}
	classOffsetTime = &Class{name: "java.time.OffsetTime", super: classObject, ifaces: []*Class{classTemporal, classTemporalAdjuster, classComparable, classSerializable}}
)

func monthDayLib() lib {
	return lib{
		methods: []def{
			method0("getMonth()", jtime.MonthDay.Month),
			method0("getMonthValue()", jtime.MonthDay.MonthValue),
			method0("getDayOfMonth()", jtime.MonthDay.DayOfMonth),
			method1("isValidYear(int)", jtime.MonthDay.IsValidYear),
			tryMethod1("atYear(int)", jtime.MonthDay.AtYear),
			method1("with(Month)", jtime.MonthDay.With),
			tryMethod1("withMonth(int)", jtime.MonthDay.WithMonth),
			tryMethod1("withDayOfMonth(int)", jtime.MonthDay.WithDayOfMonth),
			method1("isAfter(MonthDay)", jtime.MonthDay.IsAfter),
			method1("isBefore(MonthDay)", jtime.MonthDay.IsBefore),
			method1("compareTo(MonthDay)", jtime.MonthDay.CompareTo),
			{"format(DateTimeFormatter)", func(t *thread, self any, a []any) (any, error) {
				return formatTemporal().fn(t, a[0], []any{self})
			}},
		},
		statics: append(append(nows(func(i jtime.Instant, z jtime.ZoneID) (jtime.MonthDay, error) {
			d, err := jtime.LocalDateOfInstant(i, z)
			if err != nil {
				return jtime.MonthDay{}, err
			}
			return jtime.MonthDayFrom(d)
		}), parses(jtime.ParseMonthDay, jtime.ParseMonthDayWith)...),
			tryStatic2("of(int,int)", jtime.NewMonthDay),
			tryStatic2("of(Month,int)", func(m jtime.Month, d int32) (jtime.MonthDay, error) { return jtime.NewMonthDay(m.Value(), d) }),
			tryStatic1("from(TemporalAccessor)", jtime.MonthDayFrom),
		),
	}
}

func offsetTimeLib() lib {
	// moved changes the time and keeps the offset.
	moved := func(sig string, f func(jtime.LocalTime, int64) jtime.LocalTime) def {
		return method1(sig, func(t jtime.OffsetTime, n int64) jtime.OffsetTime { return t.Change(f(t.LocalTime(), n)) })
	}
	with := func(sig string, f func(jtime.LocalTime, int32) (jtime.LocalTime, error)) def {
		return tryMethod1(sig, func(t jtime.OffsetTime, n int32) (jtime.OffsetTime, error) {
			c, err := f(t.LocalTime(), n)
			return t.Change(c), err
		})
	}
	return lib{
		methods: []def{
			method0("getHour()", jtime.OffsetTime.Hour),
			method0("getMinute()", jtime.OffsetTime.Minute),
			method0("getSecond()", jtime.OffsetTime.Second),
			method0("getNano()", jtime.OffsetTime.Nano),
			method0("getOffset()", jtime.OffsetTime.Offset),
			method0("toLocalTime()", jtime.OffsetTime.LocalTime),
			method1("atDate(LocalDate)", jtime.OffsetTime.AtDate),
			method1("withOffsetSameInstant(ZoneOffset)", jtime.OffsetTime.WithOffsetSameInstant),
			method1("withOffsetSameLocal(ZoneOffset)", jtime.OffsetTime.WithOffsetSameLocal),
			method1("isAfter(OffsetTime)", jtime.OffsetTime.IsAfter),
			method1("isBefore(OffsetTime)", jtime.OffsetTime.IsBefore),
			method1("isEqual(OffsetTime)", jtime.OffsetTime.IsEqual),
			moved("plusHours(long)", jtime.LocalTime.PlusHours), moved("minusHours(long)", jtime.LocalTime.MinusHours),
			moved("plusMinutes(long)", jtime.LocalTime.PlusMinutes), moved("minusMinutes(long)", jtime.LocalTime.MinusMinutes),
			moved("plusSeconds(long)", jtime.LocalTime.PlusSeconds), moved("minusSeconds(long)", jtime.LocalTime.MinusSeconds),
			moved("plusNanos(long)", jtime.LocalTime.PlusNanos), moved("minusNanos(long)", jtime.LocalTime.MinusNanos),
			with("withHour(int)", jtime.LocalTime.WithHour), with("withMinute(int)", jtime.LocalTime.WithMinute),
			with("withSecond(int)", jtime.LocalTime.WithSecond), with("withNano(int)", jtime.LocalTime.WithNano),
			tryMethod1("truncatedTo(TemporalUnit)", func(t jtime.OffsetTime, u jtime.Unit) (jtime.OffsetTime, error) {
				c, err := t.LocalTime().TruncatedTo(u)
				return t.Change(c), err
			}),
		},
		statics: append(append(nows(jtime.OffsetTimeOfInstant), parses(jtime.ParseOffsetTime, jtime.ParseOffsetTimeWith)...),
			tryStatic2("of(LocalTime,ZoneOffset)", func(c jtime.LocalTime, o jtime.ZoneOffset) (jtime.OffsetTime, error) {
				return jtime.OffsetTimeOf(c, o), nil
			}),
			def{"of(int,int,int,int,ZoneOffset)", func(t *thread, _ any, a []any) (any, error) {
				o, err := timeArg[jtime.ZoneOffset](t, a[4])
				if err != nil {
					return nil, err
				}
				c, err := jtime.NewLocalTime(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3))
				return timeResult(t, jtime.OffsetTimeOf(c, o), err)
			}},
			tryStatic2("ofInstant(Instant,ZoneId)", jtime.OffsetTimeOfInstant),
			tryStatic1("from(TemporalAccessor)", jtime.OffsetTimeFrom),
		),
		fields: []constant{
			{"MIN", timeValue{jtime.OffsetTimeOf(jtime.MinLocalTime, jtime.MaxOffset)}},
			{"MAX", timeValue{jtime.OffsetTimeOf(jtime.MaxLocalTime, jtime.MinOffset)}},
		},
	}
}
