package groovy

import (
	"fmt"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

var (
	classTimeZone    = &Class{name: "java.util.TimeZone", super: classObject, kind: kindAbstract, ifaces: []*Class{classSerializable, classCloneable}}
	classZoneInfo    = &Class{name: "sun.util.calendar.ZoneInfo", super: classTimeZone}
	classLocale      = &Class{name: "java.util.Locale", super: classObject, ifaces: []*Class{classCloneable, classSerializable}}
	classZoneID      = &Class{name: "java.time.ZoneId", super: classObject, kind: kindAbstract, ifaces: []*Class{classSerializable}}
	classZoneRegion  = &Class{name: "java.time.ZoneRegion", super: classZoneID}
	classZoneOffset  = &Class{name: "java.time.ZoneOffset", super: classZoneID, ifaces: []*Class{classTemporalAccessor, classTemporalAdjuster, classComparable}}
	classZoneRulesOf = &Class{name: "java.time.zone.ZoneRules", super: classObject, ifaces: []*Class{classSerializable}}
)

// runZone is the default time zone of a run, which TimeZone.setDefault changes
// for the run alone.
type runZone struct{ zone *jtime.TimeZone }

func (t *thread) zoneOfRun() *runZone {
	return t.local("java.util.TimeZone", func() any { return &runZone{t.hostZone()} }).(*runZone)
}

// timeZone is TimeZone.getDefault().
func (t *thread) timeZone() *jtime.TimeZone { return t.zoneOfRun().zone }

// hostZone is the zone of the host's location: the one of that name, unless that
// shows another time, as it may for a location the host made itself or for Go's
// "Local"; then it is the offset of now.
func (t *thread) hostZone() *jtime.TimeZone {
	if t.env.Location == nil {
		return jtime.TimeZoneOf("UTC")
	}
	now := t.now().In(t.env.Location)
	_, seconds := now.Zone()
	if z := jtime.TimeZoneOf(t.env.Location.String()); int(z.Offset(now.UnixMilli())) == seconds*1000 {
		return z
	}
	sign, minutes := '+', seconds/60
	if minutes < 0 {
		sign, minutes = '-', -minutes
	}
	return jtime.TimeZoneOf(fmt.Sprintf("GMT%c%02d:%02d", sign, minutes/60, minutes%60))
}

func stringArray(names []string) *Array {
	items := make([]any, len(names))
	for i, n := range names {
		items[i] = n
	}
	return newArray(classString, items)
}

func timeZoneLib() lib {
	return lib{
		methods: []def{
			method0("getID()", (*jtime.TimeZone).ID),
			method0("getRawOffset()", (*jtime.TimeZone).RawOffset),
			method0("getDSTSavings()", (*jtime.TimeZone).DSTSavings),
			method0("useDaylightTime()", (*jtime.TimeZone).UseDaylightTime),
			method1("getOffset(long)", (*jtime.TimeZone).Offset),
			method1("inDaylightTime(Date)", func(z *jtime.TimeZone, d *jtime.Date) bool { return z.InDaylightTime(d.Time()) }),
			method0("getDisplayName()", func(z *jtime.TimeZone) string { return z.DisplayName(false, jtime.TimeZoneLong) }),
			tryMethod2("getDisplayName(boolean,int)", func(z *jtime.TimeZone, daylight bool, style int32) (string, error) {
				return z.DisplayName(daylight, style), nil
			}),
			method1("hasSameRules(TimeZone)", func(z, o *jtime.TimeZone) bool {
				a, err := z.Zone()
				b, err2 := o.Zone()
				return err == nil && err2 == nil && a.Rules() == b.Rules()
			}),
			tryMethod0("toZoneId()", (*jtime.TimeZone).Zone),
			{"clone()", func(_ *thread, self any, _ []any) (any, error) { return self, nil }},
		},
		statics: []def{
			static1("getTimeZone(String)", jtime.TimeZoneOf),
			static1("getTimeZone(ZoneId)", jtime.TimeZoneOfZone),
			{"getDefault()", func(t *thread, _ any, _ []any) (any, error) { return timeValue{t.timeZone()}, nil }},
			{"void setDefault(TimeZone)", func(t *thread, _ any, a []any) (any, error) {
				if a[0] == nil {
					t.zoneOfRun().zone = t.hostZone()
					return nil, nil
				}
				z, err := timeArg[*jtime.TimeZone](t, a[0])
				if err != nil {
					return nil, err
				}
				t.zoneOfRun().zone = z
				return nil, nil
			}},
			{"getAvailableIDs()", func(t *thread, _ any, _ []any) (any, error) {
				ids := jtime.AvailableTimeZoneIDs()
				return stringArray(ids), t.charge(len(ids))
			}},
		},
		fields: []constant{{"SHORT", jtime.TimeZoneShort}, {"LONG", jtime.TimeZoneLong}},
	}
}

func zoneIDLib() lib {
	return lib{
		methods: []def{
			method0("getId()", jtime.ZoneID.ID),
			method0("getRules()", jtime.ZoneID.Rules),
			method0("normalized()", jtime.NormalizedZone),
		},
		statics: []def{
			tryStatic1("of(String)", jtime.ZoneOf),
			tryStatic2("ofOffset(String,ZoneOffset)", jtime.ZoneOfOffset),
			tryStatic1("from(TemporalAccessor)", jtime.ZoneFrom),
			{"systemDefault()", func(t *thread, _ any, _ []any) (any, error) {
				z, err := t.timeZone().Zone()
				return timeResult(t, z, err)
			}},
			{"getAvailableZoneIds()", func(t *thread, _ any, _ []any) (any, error) {
				return t.hashSetOf(stringArray(jtime.AvailableZoneIDs()).items)
			}},
		},
	}
}

func zoneOffsetLib() lib {
	return lib{
		methods: []def{
			method0("getTotalSeconds()", jtime.ZoneOffset.TotalSeconds),
			{"compareTo(ZoneOffset)", func(t *thread, self any, a []any) (any, error) {
				o, err := timeArg[jtime.ZoneOffset](t, a[0])
				if err != nil {
					return nil, err
				}
				return boxInt(self.(timeValue).v.(jtime.ZoneOffset).CompareTo(o)), nil
			}},
		},
		statics: []def{
			tryStatic1("of(String)", jtime.ParseOffset),
			tryStatic1("ofHours(int)", func(h int32) (jtime.ZoneOffset, error) { return jtime.OffsetOfHours(h, 0, 0) }),
			tryStatic2("ofHoursMinutes(int,int)", func(h, m int32) (jtime.ZoneOffset, error) { return jtime.OffsetOfHours(h, m, 0) }),
			tryStatic3("ofHoursMinutesSeconds(int,int,int)", jtime.OffsetOfHours),
			tryStatic1("ofTotalSeconds(int)", jtime.OffsetOfSeconds),
			tryStatic1("from(TemporalAccessor)", jtime.OffsetFrom),
		},
		fields: []constant{{"UTC", timeValue{jtime.UTC}}, {"MIN", timeValue{jtime.MinOffset}}, {"MAX", timeValue{jtime.MaxOffset}}},
	}
}

func zoneRulesLib() lib {
	return lib{methods: []def{
		method1("getOffset(Instant)", jtime.ZoneRules.Offset),
		method1("getOffset(LocalDateTime)", jtime.ZoneRules.OffsetOf),
		method1("getStandardOffset(Instant)", jtime.ZoneRules.StandardOffset),
		method1("getDaylightSavings(Instant)", jtime.ZoneRules.DaylightSavings),
		method1("isDaylightSavings(Instant)", jtime.ZoneRules.IsDaylightSavings),
		method0("isFixedOffset()", jtime.ZoneRules.IsFixedOffset),
		tryMethod2("isValidOffset(LocalDateTime,ZoneOffset)", func(r jtime.ZoneRules, d jtime.LocalDateTime, o jtime.ZoneOffset) (bool, error) {
			return r.IsValidOffset(d, o), nil
		}),
	}}
}

func zoneClasses() []entry {
	return []entry{
		{classTimeZone, timeZoneLib}, {classZoneInfo, nil}, {classLocale, localeLib},
		{classZoneID, zoneIDLib}, {classZoneRegion, nil}, {classZoneOffset, zoneOffsetLib}, {classZoneRulesOf, zoneRulesLib},
	}
}
