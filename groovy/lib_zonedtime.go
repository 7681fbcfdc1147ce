package groovy

import (
	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

func offsetDateTimeLib() lib {
	return lib{
		methods: append(dateTimeMethods[jtime.OffsetDateTime](),
			method0("getOffset()", jtime.OffsetDateTime.Offset),
			method0("toInstant()", jtime.OffsetDateTime.Instant),
			method0("toEpochSecond()", jtime.OffsetDateTime.EpochSecond),
			method0("toLocalDateTime()", jtime.OffsetDateTime.LocalDateTime),
			method0("toOffsetTime()", func(d jtime.OffsetDateTime) jtime.OffsetTime { return jtime.OffsetTimeOf(d.LocalTime(), d.Offset()) }),
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
			def{"now(Clock)", func(t *thread, _ any, a []any) (any, error) {
				i, _, err := t.readClock(a[0])
				return timeValue{i}, err
			}},
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
