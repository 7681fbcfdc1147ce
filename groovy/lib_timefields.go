package groovy

import "github.com/entwine-sync/entwine/groovy/internal/jtime"

// The fields of dates beyond ChronoField: quarters, weeks and Julian days.
var (
	classIsoFields    = &Class{name: "java.time.temporal.IsoFields", super: classObject}
	classIsoField     = &Class{name: "java.time.temporal.IsoFields$Field", super: classEnum, kind: kindEnum, ifaces: []*Class{classTemporalField}}
	classIsoUnit      = &Class{name: "java.time.temporal.IsoFields$Unit", super: classEnum, kind: kindEnum, ifaces: []*Class{classTemporalUnit}}
	classJulianFields = &Class{name: "java.time.temporal.JulianFields", super: classObject}
	classJulianField  = &Class{name: "java.time.temporal.JulianFields$Field", super: classEnum, kind: kindEnum, ifaces: []*Class{classTemporalField}}
	classWeekFields   = &Class{name: "java.time.temporal.WeekFields", super: classObject, ifaces: []*Class{classSerializable}}
	classWeekField    = &Class{name: "java.time.temporal.WeekFields$ComputedDayOfField", super: classObject, ifaces: []*Class{classTemporalField}}
)

// fieldClass is the class of a field.
func fieldClass(f jtime.Field) *Class {
	switch {
	case int(f) < len(jtime.ChronoFields):
		return classChronoField
	case f >= jtime.DayOfQuarter && f <= jtime.WeekBasedYear:
		return classIsoField
	case f >= jtime.JulianDay && f <= jtime.RataDie:
		return classJulianField
	}
	return classWeekField
}

func temporalFieldLib() lib {
	return lib{methods: []def{
		method0("getBaseUnit()", jtime.Field.BaseUnit),
		method0("getRangeUnit()", jtime.Field.RangeUnit),
		method0("range()", jtime.Field.Range),
		method0("isDateBased()", jtime.Field.IsDateBased),
		method0("isTimeBased()", jtime.Field.IsTimeBased),
		method1("isSupportedBy(TemporalAccessor)", func(f jtime.Field, a jtime.Accessor) bool { return a.Supports(f) }),
		tryMethod1("getFrom(TemporalAccessor)", func(f jtime.Field, a jtime.Accessor) (int64, error) { return a.Long(f) }),
		tryMethod1("rangeRefinedBy(TemporalAccessor)", func(f jtime.Field, a jtime.Accessor) (jtime.ValueRange, error) { return a.Range(f) }),
		tryMethod2("adjustInto(Temporal,long)", func(f jtime.Field, to jtime.Temporal, v int64) (jtime.Temporal, error) { return to.With(f, v) }),
	}}
}

func temporalUnitLib() lib {
	return lib{methods: []def{
		tryMethod2("between(Temporal,Temporal)", jtime.Unit.Between),
		method0("getDuration()", jtime.Unit.Duration),
		method0("isDateBased()", jtime.Unit.IsDateBased),
		method0("isTimeBased()", jtime.Unit.IsTimeBased),
		method0("isDurationEstimated()", jtime.Unit.IsDurationEstimated),
		method1("isSupportedBy(Temporal)", func(u jtime.Unit, to jtime.Temporal) bool { return to.SupportsUnit(u) }),
		tryMethod2("addTo(Temporal,long)", func(u jtime.Unit, to jtime.Temporal, n int64) (jtime.Temporal, error) { return to.Plus(n, u) }),
	}}
}

func temporalAdjusterLib() lib {
	adjust := tryMethod1("adjustInto(Temporal)", jtime.Adjuster.AdjustInto)
	return lib{methods: []def{{adjust.sig, func(t *thread, self any, a []any) (any, error) {
		if p, ok := self.(*Proxy); ok && p.cl != nil {
			return t.call1(p.cl, a[0])
		}
		return adjust.fn(t, self, a)
	}}}}
}

func isoFieldsLib() lib {
	return lib{fields: []constant{
		{"DAY_OF_QUARTER", timeValue{jtime.DayOfQuarter}}, {"QUARTER_OF_YEAR", timeValue{jtime.QuarterOfYear}},
		{"WEEK_OF_WEEK_BASED_YEAR", timeValue{jtime.WeekOfWeekBasedYear}}, {"WEEK_BASED_YEAR", timeValue{jtime.WeekBasedYear}},
		{"WEEK_BASED_YEARS", timeValue{jtime.WeekBasedYears}}, {"QUARTER_YEARS", timeValue{jtime.QuarterYears}},
	}}
}

func julianFieldsLib() lib {
	return lib{fields: []constant{
		{"JULIAN_DAY", timeValue{jtime.JulianDay}}, {"MODIFIED_JULIAN_DAY", timeValue{jtime.ModifiedJulianDay}},
		{"RATA_DIE", timeValue{jtime.RataDie}},
	}}
}

func weekFieldsLib() lib {
	return lib{
		methods: []def{
			method0("getFirstDayOfWeek()", jtime.WeekFields.FirstDayOfWeek),
			method0("getMinimalDaysInFirstWeek()", jtime.WeekFields.MinimalDaysInFirstWeek),
			method0("dayOfWeek()", jtime.WeekFields.DayOfWeek),
			method0("weekOfMonth()", jtime.WeekFields.WeekOfMonth),
			method0("weekOfYear()", jtime.WeekFields.WeekOfYear),
			method0("weekOfWeekBasedYear()", jtime.WeekFields.WeekOfWeekBasedYear),
			method0("weekBasedYear()", jtime.WeekFields.WeekBasedYear),
		},
		statics: []def{
			static1("of(Locale)", jtime.WeekFieldsOf),
			tryStatic2("of(DayOfWeek,int)", jtime.NewWeekFields),
		},
		fields: []constant{
			{"ISO", timeValue{jtime.ISOWeek}}, {"SUNDAY_START", timeValue{jtime.SundayStart}},
			{"WEEK_BASED_YEARS", timeValue{jtime.WeekBasedYears}},
		},
	}
}

func timeFieldClasses() []entry {
	return []entry{
		{classTemporalField, temporalFieldLib}, {classTemporalUnit, temporalUnitLib}, {classTemporalAdjuster, temporalAdjusterLib},
		{classIsoFields, isoFieldsLib}, {classIsoField, nil}, {classIsoUnit, nil},
		{classJulianFields, julianFieldsLib}, {classJulianField, nil},
		{classWeekFields, weekFieldsLib}, {classWeekField, nil},
		{classMonthDay, monthDayLib}, {classOffsetTime, offsetTimeLib}, {classClock, clockLib},
		{classSystemClock, nil}, {classFixedClock, nil}, {classOffsetClock, nil}, {classTickClock, nil},
		{classFormatterBuilder, formatterBuilderLib}, {classSignStyle, signStyleLib},
	}
}
