package groovy

import "github.com/entwine-sync/entwine/groovy/internal/jtime"

var (
	classTemporalQueries = &Class{name: "java.time.temporal.TemporalQueries", super: classObject}
	classZoneTransition  = &Class{name: "java.time.zone.ZoneOffsetTransition", super: classObject, ifaces: []*Class{classComparable, classSerializable}}
	classEra             = &Class{name: "java.time.chrono.Era", kind: kindInterface}
	classIsoEra          = &Class{name: "java.time.chrono.IsoEra", super: classEnum, kind: kindEnum, ifaces: []*Class{classEra}}
	classChronology      = &Class{name: "java.time.chrono.Chronology", kind: kindInterface, ifaces: []*Class{classComparable}}
	classIsoChronology   = &Class{name: "java.time.chrono.IsoChronology", super: classObject, ifaces: []*Class{classChronology, classSerializable}}
	isoEras              = enumValues(classIsoEra, "BCE", "CE")
)

func timeQueryClasses() []entry {
	return []entry{
		{classTemporalQueries, temporalQueriesLib}, {classZoneTransition, zoneTransitionLib}, {classZoneRulesOf, zoneChangesLib},
		{classEra, nil}, {classIsoEra, isoEraLib}, {classChronology, nil}, {classIsoChronology, isoChronologyLib},
		{classLocalDate, dateEraLib}, {classLocalDateTime, chronologyLib}, {classZonedDateTime, chronologyLib},
		{classPeriod, chronologyLib}, {classPeriod, periodOfAmountLib}, {classDuration, durationOfAmountLib},
		{classTemporalAdjusters, dateAdjusterLib}, {classZoneID, zoneNamesLib}, {classValueRange, valueRangesLib},
		{classLocalTime, localTimeMoreLib}, {classZonedDateTime, zonedMoreLib}, {classLocalDate, epochSecondLib},
		{classOffsetDateTime, timeLineLib}, {classChronoLocalDate, timeLineLib},
		{classFormatterBuilder, moreBuilderLib}, {classTimeFormatter, moreFormatterLib},
	}
}

// isoChronology is the one calendar there is.
type isoChronology struct{}

func (isoChronology) classOf() *Class { return classIsoChronology }

func (isoChronology) text(*thread) (string, error) { return "ISO", nil }

func isoEraLib() lib {
	l := enumValueLib(isoEras)()
	l.methods = append(l.methods, def{"getValue()", func(_ *thread, self any, _ []any) (any, error) {
		return boxInt(int32(self.(*enumValue).ordinal)), nil
	}})
	return l
}

func isoChronologyLib() lib {
	say := func(sig string, v any) def {
		return def{sig, func(*thread, any, []any) (any, error) { return v, nil }}
	}
	static := tryStatic3("", jtime.NewLocalDate)
	return lib{
		fields: []constant{{"INSTANCE", isoChronology{}}},
		methods: []def{
			say("getId()", "ISO"), say("getCalendarType()", "iso8601"), say("toString()", "ISO"),
			{"isLeapYear(long)", func(_ *thread, _ any, a []any) (any, error) { return jtime.IsLeapYear(a[0].(int64)), nil }},
			{"date(int,int,int)", func(t *thread, _ any, a []any) (any, error) { return static.fn(t, nil, a) }},
			{"date(TemporalAccessor)", func(t *thread, _ any, a []any) (any, error) {
				return tryStatic1("", jtime.LocalDateFrom).fn(t, nil, a)
			}},
			{"dateNow()", func(t *thread, _ any, _ []any) (any, error) { return t.invoke(classLocalDate, "now") }},
		},
	}
}

func chronologyLib() lib {
	return lib{methods: []def{{"getChronology()", func(*thread, any, []any) (any, error) { return isoChronology{}, nil }}}}
}

func dateEraLib() lib {
	l := chronologyLib()
	l.methods = append(l.methods, def{"getEra()", func(_ *thread, self any, _ []any) (any, error) {
		if self.(timeValue).v.(jtime.LocalDate).Year() > 0 {
			return isoEras[1], nil
		}
		return isoEras[0], nil
	}})
	return l
}

func durationOfAmountLib() lib {
	return lib{statics: []def{{"from(TemporalAmount)", func(t *thread, _ any, a []any) (any, error) {
		v, _ := a[0].(timeValue)
		d, err := jtime.DurationFrom(v.v)
		return timeResult(t, d, err)
	}}}}
}

func periodOfAmountLib() lib {
	return lib{statics: []def{{"from(TemporalAmount)", func(t *thread, _ any, a []any) (any, error) {
		v, _ := a[0].(timeValue)
		p, err := jtime.PeriodFrom(v.v)
		return timeResult(t, p, err)
	}}}}
}

// A timeQuery is one of TemporalQueries.
type timeQuery struct {
	name string
	ask  func(a jtime.Accessor) any
}

func (*timeQuery) classOf() *Class { return classTemporalQuery }

func (q *timeQuery) text(*thread) (string, error) { return q.name, nil }

var timeQueries = map[string]*timeQuery{
	"zoneId": {"ZoneId", jtime.QueryZoneID}, "zone": {"Zone", jtime.QueryZone}, "offset": {"ZoneOffset", jtime.QueryOffset},
	"localDate": {"LocalDate", jtime.QueryLocalDate}, "localTime": {"LocalTime", jtime.QueryLocalTime},
	"precision": {"Precision", jtime.QueryPrecision},
	"chronology": {"Chronology", func(a jtime.Accessor) any {
		if jtime.HasChronology(a) {
			return isoChronology{}
		}
		return nil
	}},
}

func temporalQueriesLib() lib {
	var l lib
	for name, q := range timeQueries {
		l.statics = append(l.statics, def{name + "()", func(*thread, any, []any) (any, error) { return q, nil }})
	}
	return l
}

// queried is what a query finds.
func (q *timeQuery) queried(t *thread, v any) (any, error) {
	a, err := timeArg[jtime.Accessor](t, v)
	if err != nil {
		return nil, err
	}
	r := q.ask(a)
	if c, ok := r.(isoChronology); ok {
		return c, nil
	}
	return timeResult(t, r, nil)
}

func temporalQueryLib() lib {
	return lib{methods: []def{{"queryFrom(TemporalAccessor)", func(t *thread, self any, a []any) (any, error) {
		if q, ok := self.(*timeQuery); ok {
			return q.queried(t, a[0])
		}
		return t.callFn(self.(*Proxy).cl, "queryFrom", append([]any(nil), a...)...)
	}}}}
}

// dateAdjusterLib makes an adjuster of a function from date to date.
func dateAdjusterLib() lib {
	return lib{statics: []def{{"ofDateAdjuster(UnaryOperator)", func(t *thread, _ any, a []any) (any, error) {
		f := a[0]
		if f == nil {
			return nil, t.throw(classNullPointer, "dateBasedAdjuster")
		}
		return madeFunction(classTemporalAdjuster, 1, func(t *thread, a []any) (any, error) {
			to := a[0]
			d, err := tryStatic1("", jtime.LocalDateFrom).fn(t, nil, []any{to})
			if err != nil {
				return nil, err
			}
			if d, err = t.callFn(f, "apply", d); err != nil {
				return nil, err
			}
			return t.invoke(to, "with", d)
		}), nil
	}}}}
}

func zoneNamesLib() lib {
	return lib{
		fields: []constant{{"SHORT_IDS", func(*thread) (any, error) {
			m := NewMap()
			for _, id := range jtime.ShortIDs {
				m.Put(id[0], id[1])
			}
			m.class, m.readOnly = classImmutableMap, true
			return m, nil
		}}},
		methods: []def{tryMethod2("getDisplayName(TextStyle,Locale)", jtime.ZoneDisplayName)},
		statics: []def{{"of(String,Map)", func(t *thread, _ any, a []any) (any, error) {
			m, ok := a[1].(*Map)
			if a[0] == nil || !ok {
				return nil, t.throw(classNullPointer, "")
			}
			id := a[0]
			e, err := m.find(t, id)
			if err != nil {
				return nil, err
			}
			if e != nil && e.Value != nil {
				id = e.Value
			}
			return tryStatic1("", jtime.ZoneOf).fn(t, nil, []any{id})
		}}},
	}
}

func zoneTransitionLib() lib {
	type tr = jtime.ZoneTransition
	return lib{methods: []def{
		method0("getInstant()", tr.Instant), method0("toEpochSecond()", tr.EpochSecond),
		method0("getOffsetBefore()", tr.OffsetBefore), method0("getOffsetAfter()", tr.OffsetAfter),
		method0("getDateTimeBefore()", tr.DateTimeBefore), method0("getDateTimeAfter()", tr.DateTimeAfter),
		method0("getDuration()", tr.Duration), method0("isGap()", tr.IsGap), method0("isOverlap()", tr.IsOverlap),
	}}
}

func zoneChangesLib() lib {
	maybe := func(tr jtime.ZoneTransition, ok bool) any {
		if !ok {
			return nil
		}
		return tr
	}
	change := func(sig string, f func(r jtime.ZoneRules, i jtime.Instant) any) def { return method1(sig, f) }
	return lib{methods: []def{
		change("nextTransition(Instant)", func(r jtime.ZoneRules, i jtime.Instant) any { return maybe(r.NextTransition(i)) }),
		change("previousTransition(Instant)", func(r jtime.ZoneRules, i jtime.Instant) any { return maybe(r.PreviousTransition(i)) }),
		method1("getTransition(LocalDateTime)", func(r jtime.ZoneRules, d jtime.LocalDateTime) any { return maybe(r.Transition(d)) }),
		{"getValidOffsets(LocalDateTime)", func(t *thread, self any, a []any) (any, error) {
			d, err := timeArg[jtime.LocalDateTime](t, a[0])
			if err != nil {
				return nil, err
			}
			var items []any
			for _, o := range self.(timeValue).v.(jtime.ZoneRules).ValidOffsets(d) {
				items = append(items, timeValue{o})
			}
			return fixedList(classImmutableList, items, listReadOnly), nil
		}},
	}}
}

func valueRangesLib() lib {
	long := func(a []any, i int) int64 { return a[i].(int64) }
	of := func(sig string, f func(a []any) (jtime.ValueRange, error)) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			r, err := f(a)
			return timeResult(t, r, err)
		}}
	}
	return lib{
		statics: []def{
			of("of(long,long)", func(a []any) (jtime.ValueRange, error) {
				return jtime.NewValueRange(long(a, 0), long(a, 0), long(a, 1), long(a, 1))
			}),
			of("of(long,long,long)", func(a []any) (jtime.ValueRange, error) {
				return jtime.NewValueRange(long(a, 0), long(a, 0), long(a, 1), long(a, 2))
			}),
			of("of(long,long,long,long)", func(a []any) (jtime.ValueRange, error) {
				return jtime.NewValueRange(long(a, 0), long(a, 1), long(a, 2), long(a, 3))
			}),
		},
		methods: []def{
			method0("getLargestMinimum()", func(r jtime.ValueRange) int64 { return r.MinLargest }),
			method0("getSmallestMaximum()", func(r jtime.ValueRange) int64 { return r.MaxSmallest }),
			method0("isIntValue()", jtime.ValueRange.IsIntValue),
			method1("isValidIntValue(long)", func(r jtime.ValueRange, v int64) bool { return r.IsIntValue() && r.IsValid(v) }),
			tryMethod2("checkValidValue(long,TemporalField)", jtime.ValueRange.CheckValid),
		},
	}
}

// moreBuilderLib is the rest of DateTimeFormatterBuilder.
func moreBuilderLib() lib {
	type builder = jtime.FormatterBuilder
	styled := func(sig string, f func(*builder, jtime.TextStyle) error) def {
		return builds(sig, func(b *builder, a *builderArgs) error {
			s := builderArg[jtime.TextStyle](a, 0)
			if a.err != nil {
				return nil
			}
			return f(b, s)
		})
	}
	return lib{methods: []def{
		builds("appendInstant(int)", func(b *builder, a *builderArgs) error { return b.AppendInstantDigits(anInt(a.args, 0)) }),
		builds("appendLocalized(FormatStyle,FormatStyle)", func(b *builder, a *builderArgs) error {
			var styles [2]jtime.FormatStyle
			for i := range styles {
				styles[i] = -1
				if a.args[i] != nil {
					styles[i] = builderArg[jtime.FormatStyle](a, i)
				}
			}
			if a.err != nil {
				return nil
			}
			return b.AppendLocalized(styles[0], styles[1])
		}),
		builds("appendText(TemporalField,Map)", func(b *builder, a *builderArgs) error {
			f := builderArg[jtime.Field](a, 0)
			m, ok := a.args[1].(*Map)
			if !ok && a.err == nil {
				a.err = a.t.throw(classNullPointer, "textLookup")
			}
			if a.err != nil {
				return nil
			}
			words := map[int64]string{}
			a.err = a.t.iterateMap(m, func(e *Entry) error {
				k, ok := e.Key.(int64)
				if !ok {
					return a.t.castError(e.Key, classLong)
				}
				s, ok := e.Value.(string)
				if !ok {
					return a.t.castError(e.Value, classString)
				}
				words[k] = s
				return a.t.alloc(32 + len(s))
			})
			if a.err == nil {
				b.AppendWords(f, words)
			}
			return nil
		}),
		styled("appendLocalizedOffset(TextStyle)", (*builder).AppendLocalizedOffset),
		styled("appendGenericZoneText(TextStyle)", func(b *builder, s jtime.TextStyle) error { b.AppendGenericZone(s); return nil }),
		styled("appendDayPeriodText(TextStyle)", func(b *builder, s jtime.TextStyle) error { b.AppendDayPeriod(s); return nil }),
		builds("appendZoneOrOffsetId()", func(b *builder, _ *builderArgs) error { b.AppendZoneOrOffsetID(); return nil }),
		builds("appendChronologyId()", func(b *builder, _ *builderArgs) error { b.AppendLiteral("ISO"); return nil }),
	}}
}

// moreFormatterLib is the rest of DateTimeFormatter.
func moreFormatterLib() lib {
	return lib{methods: []def{
		{"parseBest(CharSequence,TemporalQuery...)", func(t *thread, self any, a []any) (any, error) {
			queries := append([]any(nil), a[1].(*Array).items...)
			if len(queries) < 2 {
				return nil, t.throw(classIllegalArgument, "At least two queries must be specified")
			}
			p, err := tryMethod1("", (*jtime.Formatter).Parse).fn(t, self, a[:1])
			if err != nil {
				return nil, err
			}
			for _, q := range queries {
				v, err := t.callFn(q, "queryFrom", p)
				if ex := thrownBy(err); ex != nil && ex.class.isSubclassOf(classRuntimeException) {
					continue
				}
				return v, err
			}
			return nil, t.throw(classDateTimeParse, "Unable to convert temporal using any of the specified queries")
		}},
		{"void formatTo(TemporalAccessor,Appendable)", func(t *thread, self any, a []any) (any, error) {
			s, err := formatTemporal().fn(t, self, a[:1])
			if err != nil {
				return nil, err
			}
			return nil, t.writable(a[1], s)
		}},
		{"getChronology()", func(*thread, any, []any) (any, error) { return nil, nil }},
	}}
}

// timeLineLib orders by the moment alone.
func timeLineLib() lib {
	return lib{statics: []def{{"timeLineOrder()", func(*thread, any, []any) (any, error) {
		return &comparator{func(t *thread, a, b any) (int, error) {
			x, err := t.moment(a)
			if err != nil {
				return 0, err
			}
			y, err := t.moment(b)
			return int(x.CompareTo(y)), err
		}}, nil
	}}}}
}

// moment is the instant of a date with an offset, or of a date at midnight UTC.
func (t *thread) moment(v any) (jtime.Instant, error) {
	x, err := timeArg[any](t, v)
	if err != nil {
		return jtime.Instant{}, err
	}
	switch d := x.(type) {
	case jtime.OffsetDateTime:
		return d.Instant(), nil
	case jtime.LocalDate:
		i, err := jtime.InstantOfEpochSecond(d.EpochDay()*86400, 0)
		if err != nil {
			return i, t.timeErr(err)
		}
		return i, nil
	}
	return jtime.Instant{}, t.castError(v, classOffsetDateTime)
}

func epochSecondLib() lib {
	return lib{methods: []def{
		tryMethod2("toEpochSecond(LocalTime,ZoneOffset)", func(d jtime.LocalDate, c jtime.LocalTime, o jtime.ZoneOffset) (int64, error) {
			return d.EpochSecond(c, o), nil
		}),
	}}
}

func localTimeMoreLib() lib {
	return lib{
		methods: []def{
			tryMethod2("toEpochSecond(LocalDate,ZoneOffset)", func(c jtime.LocalTime, d jtime.LocalDate, o jtime.ZoneOffset) (int64, error) {
				return d.EpochSecond(c, o), nil
			}),
		},
		statics: []def{
			tryStatic2("ofInstant(Instant,ZoneId)", func(i jtime.Instant, z jtime.ZoneID) (jtime.LocalTime, error) {
				d, err := jtime.LocalDateTimeOfInstant(i, z)
				if err != nil {
					return jtime.LocalTime{}, err
				}
				return d.LocalTime(), nil
			}),
		},
	}
}

func zonedMoreLib() lib {
	return lib{statics: []def{
		{"ofLocal(LocalDateTime,ZoneId,ZoneOffset)", func(t *thread, _ any, a []any) (any, error) {
			z, err := t.invoke(classZonedDateTime, "of", a[0], a[1])
			if err != nil || a[2] == nil {
				return z, err
			}
			for _, other := range []string{"withEarlierOffsetAtOverlap", "withLaterOffsetAtOverlap"} {
				o, err := t.invoke(z, other)
				if err != nil {
					return nil, err
				}
				if offset, err := t.invoke(o, "getOffset"); err != nil || offset == a[2] {
					return o, err
				}
			}
			return z, nil
		}},
		{"ofInstant(LocalDateTime,ZoneOffset,ZoneId)", func(t *thread, _ any, a []any) (any, error) {
			i, err := t.invoke(a[0], "toInstant", a[1])
			if err != nil {
				return nil, err
			}
			return t.invoke(classZonedDateTime, "ofInstant", i, a[2])
		}},
	}}
}
