package groovy

import (
	"iter"
	"time"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

var (
	classDate      = &Class{name: "java.util.Date", super: classObject, ifaces: []*Class{classSerializable, classCloneable, classComparable}}
	classTimestamp = &Class{name: "java.sql.Timestamp", super: classDate}
	classSQLDate   = &Class{name: "java.sql.Date", super: classDate}
	classSQLTime   = &Class{name: "java.sql.Time", super: classDate}
)

// A dateValue is a java.util.Date or one of the three of java.sql.
type dateValue struct {
	class *Class
	date  *jtime.Date
	stamp *jtime.Timestamp // nil but for a Timestamp, whose date is the one inside
}

func (d *dateValue) classOf() *Class { return d.class }

// moment is the date to read: that inside a Timestamp has no milliseconds.
func (d *dateValue) moment() *jtime.Date {
	if d.stamp != nil {
		return jtime.NewDate(d.stamp.Time())
	}
	return d.date
}

func (d *dateValue) setTime(ms int64) {
	if d.stamp != nil {
		d.stamp.SetTime(ms)
		return
	}
	d.date.SetTime(ms)
}

// clone is a copy of the same class.
func (d *dateValue) clone() *dateValue {
	if d.stamp != nil {
		s := d.stamp.Clone()
		return &dateValue{class: d.class, date: &s.Date, stamp: s}
	}
	return &dateValue{class: d.class, date: d.date.Clone()}
}

// plus is a copy some days later.
func (d *dateValue) plus(t *thread, days int32) *dateValue {
	if d.stamp != nil {
		s := d.stamp.PlusDays(days, t.timeZone())
		return &dateValue{class: d.class, date: &s.Date, stamp: s}
	}
	return &dateValue{class: d.class, date: d.date.PlusDays(days, t.timeZone())}
}

func (d *dateValue) text(t *thread) (string, error) {
	z := t.timeZone()
	switch d.class {
	case classTimestamp:
		return d.stamp.Text(z), nil
	case classSQLDate:
		return (&jtime.SQLDate{Date: *d.date}).Text(z), nil
	case classSQLTime:
		return (&jtime.SQLTime{Date: *d.date}).Text(z), nil
	}
	return d.date.Text(z), nil
}

func (d *dateValue) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*dateValue)
	switch {
	case !ok:
		return false, nil
	case d.stamp != nil:
		return o.stamp != nil && d.stamp.Equal(o.stamp), nil
	}
	return d.date.Equal(o.moment()), nil
}

func (d *dateValue) hashCode(*thread) (int32, error) { return d.moment().HashCode(), nil }

func (d *dateValue) compareTo(t *thread, other any) (int, error) {
	o, ok := other.(*dateValue)
	switch {
	case !ok:
		return 0, t.castError(other, classDate)
	case d.stamp != nil && o.stamp != nil:
		return int(d.stamp.CompareTo(o.stamp)), nil
	}
	return int(d.moment().CompareTo(o.moment())), nil
}

// formatTime makes %tY of a date, which the formatter shows in its own zone.
func (d *dateValue) formatTime(byte) (time.Time, bool) {
	return time.UnixMilli(d.moment().Time()).UTC(), true
}

func (d *dateValue) formatZone() (string, bool) { return "UTC", true }

func newDateValue(ms int64) *dateValue {
	return &dateValue{class: classDate, date: jtime.NewDate(ms)}
}

// dateArg gives an argument that has to be a date.
func dateArg(t *thread, v any) (*dateValue, error) {
	if v == nil {
		return nil, t.throw(classNullPointer, "")
	}
	d, ok := v.(*dateValue)
	if !ok {
		return nil, t.castError(v, classDate)
	}
	return d, nil
}

// dateDef is a method of a date that needs the zone of the run.
func dateDef[R any](sig string, f func(*jtime.Date, *jtime.TimeZone) R) def {
	return def{sig, func(t *thread, self any, _ []any) (any, error) {
		return timeResult(t, f(self.(*dateValue).moment(), t.timeZone()), nil)
	}}
}

// updatesOf reads the map of set(map), copyWith(map) and updated(map).
func updatesOf(t *thread, v any) ([]jtime.Update, error) {
	m, ok := v.(*Map)
	if !ok {
		return nil, t.throw(classNullPointer, "")
	}
	var l []jtime.Update
	for _, e := range m.ordered() {
		if e == nil {
			continue
		}
		n, err := t.cast(e.Value, classIntP)
		if err != nil {
			return nil, err
		}
		u := jtime.Update{Value: n.(int32)}
		if f, ok := e.Key.(int32); ok {
			u.Field = f
		} else if u.Key, err = t.toString(e.Key); err != nil {
			return nil, err
		}
		l = append(l, u)
	}
	return l, t.charge(len(l))
}

// eachMoment calls the closure of upto and downto; every step is counted.
func eachMoment[T any](t *thread, days iter.Seq[T], c any) error {
	for d := range days {
		if err := t.step(); err != nil {
			return err
		}
		v, err := timeResult(t, d, nil)
		if err != nil {
			return err
		}
		if _, err := t.call1(c.(*Closure), v); err != nil {
			return err
		}
	}
	return nil
}

// calendarFields are the fields that the deprecated setters of Date set.
const (
	fieldMonth  = 2
	fieldDate   = 5
	fieldHour   = 11
	fieldMinute = 12
	fieldSecond = 13
)

func dateLib() lib {
	of := func(sig string) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			d := jtime.DateOfFields(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3), anInt(a, 4), anInt(a, 5), t.timeZone())
			return timeResult(t, d, nil)
		}}
	}
	format := func(sig string, zone func(t *thread, a []any) (*jtime.TimeZone, error)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			z, err := zone(t, a)
			if err != nil {
				return nil, err
			}
			p, err := timeArg[string](t, a[0])
			if err != nil {
				return nil, err
			}
			s, err := self.(*dateValue).moment().Format(p, t.locale(), z)
			return timeResult(t, s, err)
		}}
	}
	parse := func(sig string, zone func(t *thread, a []any) (*jtime.TimeZone, error)) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			z, err := zone(t, a)
			if err != nil {
				return nil, err
			}
			p, err := timeArg[string](t, a[0])
			if err != nil {
				return nil, err
			}
			s, err := timeArg[string](t, a[1])
			if err != nil {
				return nil, err
			}
			d, err := jtime.ParseDate(p, s, t.locale(), z, t.now().UnixMilli())
			return timeResult(t, d, err)
		}}
	}
	own := func(t *thread, _ []any) (*jtime.TimeZone, error) { return t.timeZone(), nil }
	given := func(t *thread, a []any) (*jtime.TimeZone, error) { return timeArg[*jtime.TimeZone](t, a[len(a)-1]) }
	set := func(sig string, field jtime.CalendarField) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			d := self.(*dateValue)
			m := d.moment().Clone()
			if err := m.Put(field, a[0].(int32), t.timeZone()); err != nil {
				return nil, t.timeErr(err)
			}
			d.setTime(m.Time())
			return nil, nil
		}}
	}
	order := func(sig string, ok func(int) bool) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			o, err := dateArg(t, a[0])
			if err != nil {
				return nil, err
			}
			n, err := self.(*dateValue).compareTo(t, o)
			return ok(n), err
		}}
	}
	through := func(sig string, days func(*jtime.Date, *jtime.Date, *jtime.TimeZone) (iter.Seq[*jtime.Date], error)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			o, err := dateArg(t, a[0])
			if err != nil {
				return nil, err
			}
			s, err := days(self.(*dateValue).moment(), o.moment(), t.timeZone())
			if err != nil {
				return nil, t.timeErr(err)
			}
			return nil, eachMoment(t, s, a[1])
		}}
	}
	copied := func(t *thread, self any, a []any) (any, error) {
		u, err := updatesOf(t, a[0])
		if err != nil {
			return nil, err
		}
		d, err := self.(*dateValue).moment().CopyWith(u, t.timeZone())
		return timeResult(t, d, err)
	}
	return lib{
		ctors: []def{
			{"()", func(t *thread, _ any, _ []any) (any, error) { return newDateValue(t.now().UnixMilli()), nil }},
			{"(long)", func(_ *thread, _ any, a []any) (any, error) { return newDateValue(a[0].(int64)), nil }},
			of("(int,int,int)"), of("(int,int,int,int,int)"), of("(int,int,int,int,int,int)"),
		},
		methods: []def{
			{"getTime()", func(_ *thread, self any, _ []any) (any, error) { return self.(*dateValue).moment().Time(), nil }},
			{"void setTime(long)", func(_ *thread, self any, a []any) (any, error) {
				self.(*dateValue).setTime(a[0].(int64))
				return nil, nil
			}},
			order("before(Date)", func(n int) bool { return n < 0 }),
			order("after(Date)", func(n int) bool { return n > 0 }),
			{"compareTo(Date)", func(t *thread, self any, a []any) (any, error) {
				o, err := dateArg(t, a[0])
				if err != nil {
					return nil, err
				}
				n, err := self.(*dateValue).compareTo(t, o)
				return boxInt(int32(n)), err
			}},
			{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(self.(*dateValue).text(t)) }},
			{"clone()", func(_ *thread, self any, _ []any) (any, error) { return self.(*dateValue).clone(), nil }},
			{"toInstant()", func(_ *thread, self any, _ []any) (any, error) {
				d := self.(*dateValue)
				if d.stamp != nil {
					return timeValue{d.stamp.Instant()}, nil
				}
				return timeValue{d.date.Instant()}, nil
			}},
			dateDef("getYear()", (*jtime.Date).Year),
			dateDef("getMonth()", (*jtime.Date).Month),
			dateDef("getDate()", (*jtime.Date).Date),
			dateDef("getDay()", (*jtime.Date).Day),
			dateDef("getHours()", (*jtime.Date).Hours),
			dateDef("getMinutes()", (*jtime.Date).Minutes),
			dateDef("getSeconds()", (*jtime.Date).Seconds),
			dateDef("getTimezoneOffset()", (*jtime.Date).TimezoneOffset),
			set("void setMonth(int)", fieldMonth), set("void setDate(int)", fieldDate), set("void setHours(int)", fieldHour),
			set("void setMinutes(int)", fieldMinute), set("void setSeconds(int)", fieldSecond),
			{"void setYear(int)", func(t *thread, self any, a []any) (any, error) {
				d := self.(*dateValue)
				m := d.moment().Clone()
				if err := m.SetYear(a[0].(int32), t.timeZone()); err != nil {
					return nil, t.timeErr(err)
				}
				d.setTime(m.Time())
				return nil, nil
			}},
			dateDef("toLocaleString()", (*jtime.Date).LocaleString),
			method0("toGMTString()", (*jtime.Date).GMTString),
			dateDef("getDateString()", (*jtime.Date).DateString),
			dateDef("getTimeString()", (*jtime.Date).TimeString),
			dateDef("getDateTimeString()", (*jtime.Date).DateTimeString),
			dateDef("toCalendar()", (*jtime.Date).Calendar),
			{"toTimestamp()", func(_ *thread, self any, _ []any) (any, error) {
				s := jtime.NewTimestamp(self.(*dateValue).moment().Time())
				return &dateValue{class: classTimestamp, date: &s.Date, stamp: s}, nil
			}},
			format("format(String)", own), format("format(String,TimeZone)", given),
			{"plus(int)", func(t *thread, self any, a []any) (any, error) { return self.(*dateValue).plus(t, a[0].(int32)), nil }},
			{"minus(int)", func(t *thread, self any, a []any) (any, error) { return self.(*dateValue).plus(t, -a[0].(int32)), nil }},
			{"minus(Date)", func(t *thread, self any, a []any) (any, error) {
				o, err := dateArg(t, a[0])
				if err != nil {
					return nil, err
				}
				return boxInt(self.(*dateValue).moment().DaysSince(o.moment(), t.timeZone())), nil
			}},
			{"next()", func(t *thread, self any, _ []any) (any, error) { return self.(*dateValue).plus(t, 1), nil }},
			{"previous()", func(t *thread, self any, _ []any) (any, error) { return self.(*dateValue).plus(t, -1), nil }},
			{"clearTime()", func(t *thread, self any, _ []any) (any, error) {
				d := self.(*dateValue)
				m := d.moment().Clone()
				m.ClearTime(t.timeZone())
				d.setTime(m.Time())
				return d, nil
			}},
			{"getAt(int)", func(t *thread, self any, a []any) (any, error) {
				n, err := self.(*dateValue).moment().Get(a[0].(int32), t.timeZone())
				return timeResult(t, n, err)
			}},
			{"void putAt(int,int)", func(t *thread, self any, a []any) (any, error) {
				d := self.(*dateValue)
				m := d.moment().Clone()
				if err := m.Put(a[0].(int32), a[1].(int32), t.timeZone()); err != nil {
					return nil, t.timeErr(err)
				}
				d.setTime(m.Time())
				return nil, nil
			}},
			{"copyWith(Map)", copied}, {"updated(Map)", copied},
			{"void set(Map)", func(t *thread, self any, a []any) (any, error) {
				u, err := updatesOf(t, a[0])
				if err != nil {
					return nil, err
				}
				d := self.(*dateValue)
				m := d.moment().Clone()
				if err := m.Update(u, t.timeZone()); err != nil {
					return nil, t.timeErr(err)
				}
				d.setTime(m.Time())
				return nil, nil
			}},
			through("void upto(Date,Closure)", (*jtime.Date).Upto),
			through("void downto(Date,Closure)", (*jtime.Date).Downto),
		},
		statics: []def{
			tryStatic1("from(Instant)", jtime.DateFrom),
			parse("parse(String,String)", own), parse("parse(String,String,TimeZone)", given),
			{"parseToStringDate(String)", func(t *thread, _ any, a []any) (any, error) {
				s, err := timeArg[string](t, a[0])
				if err != nil {
					return nil, err
				}
				d, err := jtime.ParseToStringDate(s, t.timeZone(), t.now().UnixMilli())
				return timeResult(t, d, err)
			}},
			{"UTC(int,int,int,int,int,int)", func(_ *thread, _ any, a []any) (any, error) {
				return jtime.DateOfFields(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3), anInt(a, 4), anInt(a, 5), jtime.TimeZoneOf("UTC")).Time(), nil
			}},
		},
	}
}

func timestampLib() lib {
	return lib{
		ctors: []def{static1("(long)", jtime.NewTimestamp)},
		methods: []def{
			{"getNanos()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(self.(*dateValue).stamp.Nanos()), nil }},
			{"void setNanos(int)", func(t *thread, self any, a []any) (any, error) {
				return nil, t.timeErr(self.(*dateValue).stamp.SetNanos(a[0].(int32)))
			}},
			{"toLocalDateTime()", func(t *thread, self any, _ []any) (any, error) {
				return timeValue{self.(*dateValue).stamp.LocalDateTime(t.timeZone())}, nil
			}},
		},
		statics: []def{
			tryStatic1("from(Instant)", jtime.TimestampFrom),
			{"valueOf(String)", func(t *thread, _ any, a []any) (any, error) {
				s, err := timeArg[string](t, a[0])
				if err != nil {
					return nil, err
				}
				v, err := jtime.ParseTimestamp(s, t.timeZone())
				return timeResult(t, v, err)
			}},
			{"valueOf(LocalDateTime)", func(t *thread, _ any, a []any) (any, error) {
				d, err := timeArg[jtime.LocalDateTime](t, a[0])
				if err != nil {
					return nil, err
				}
				return timeResult(t, jtime.TimestampOf(d, t.timeZone()), nil)
			}},
		},
	}
}

func sqlDateLib() lib {
	return lib{
		ctors: []def{static1("(long)", jtime.NewSQLDate)},
		methods: []def{
			{"toLocalDate()", func(t *thread, self any, _ []any) (any, error) {
				return timeValue{(&jtime.SQLDate{Date: *self.(*dateValue).date}).LocalDate(t.timeZone())}, nil
			}},
		},
		statics: []def{
			{"valueOf(String)", func(t *thread, _ any, a []any) (any, error) {
				s, err := timeArg[string](t, a[0])
				if err != nil {
					return nil, err
				}
				v, err := jtime.ParseSQLDate(s, t.timeZone())
				return timeResult(t, v, err)
			}},
			{"valueOf(LocalDate)", func(t *thread, _ any, a []any) (any, error) {
				d, err := timeArg[jtime.LocalDate](t, a[0])
				if err != nil {
					return nil, err
				}
				return timeResult(t, jtime.SQLDateOf(d, t.timeZone()), nil)
			}},
		},
	}
}

func sqlTimeLib() lib { return lib{ctors: []def{static1("(long)", jtime.NewSQLTime)}} }

// dateClasses are all the classes of dates, times and zones. The java.util.Date
// comes before that of java.sql, so that it is the one a signature means.
func dateClasses() []entry {
	l := []entry{
		{classDate, dateLib}, {classTimestamp, timestampLib}, {classSQLDate, sqlDateLib}, {classSQLTime, sqlTimeLib},
	}
	l = append(l, calendarClasses()...)
	l = append(l, dateFormatClasses()...)
	l = append(l, zoneClasses()...)
	return append(l, javaTimeClasses()...)
}
