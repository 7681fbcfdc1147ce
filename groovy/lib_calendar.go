package groovy

import (
	"iter"
	"time"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

var (
	classCalendar          = &Class{name: "java.util.Calendar", super: classObject, kind: kindAbstract, ifaces: []*Class{classSerializable, classCloneable, classComparable}}
	classGregorianCalendar = &Class{name: "java.util.GregorianCalendar", super: classCalendar}
)

// A calendarValue is a GregorianCalendar, the only calendar there is.
type calendarValue struct{ c *jtime.Calendar }

func (*calendarValue) classOf() *Class { return classGregorianCalendar }

func (v *calendarValue) text(*thread) (string, error) { return v.c.String(), nil }

func (v *calendarValue) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*calendarValue)
	return ok && v.c.Equal(o.c), nil
}

func (v *calendarValue) hashCode(t *thread) (int32, error) {
	ms, err := v.c.TimeInMillis()
	if err != nil {
		return 0, t.timeErr(err)
	}
	return int32(ms) ^ int32(ms>>32), nil
}

func (v *calendarValue) compareTo(t *thread, other any) (int, error) {
	o, ok := other.(*calendarValue)
	if !ok {
		return 0, t.castError(other, classCalendar)
	}
	n, err := v.c.CompareTo(o.c)
	if err != nil {
		return 0, t.timeErr(err)
	}
	return int(n), nil
}

// formatTime makes %tY of a calendar, in the zone it has.
func (v *calendarValue) formatTime(byte) (time.Time, bool) {
	ms, err := v.c.TimeInMillis()
	z := v.c.TimeZone()
	return time.UnixMilli(ms).In(time.FixedZone(z.ID(), int(z.Offset(ms))/1000)), err == nil
}

func (v *calendarValue) formatZone() (string, bool) {
	ms, err := v.c.TimeInMillis()
	z := v.c.TimeZone()
	return z.DisplayName(z.InDaylightTime(ms), jtime.TimeZoneShort), err == nil
}

// change is a method of a calendar without a result.
func change[A any](sig string, f func(*jtime.Calendar, A) error) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		v, err := timeArg[A](t, a[0])
		if err != nil {
			return nil, err
		}
		if err := f(self.(*calendarValue).c, v); err != nil {
			return nil, t.timeErr(err)
		}
		return nil, nil
	}}
}

func change2[A, B any](sig string, f func(*jtime.Calendar, A, B) error) def {
	return def{sig, func(t *thread, self any, a []any) (any, error) {
		v, err := timeArg[A](t, a[0])
		if err != nil {
			return nil, err
		}
		w, err := timeArg[B](t, a[1])
		if err != nil {
			return nil, err
		}
		if err := f(self.(*calendarValue).c, v, w); err != nil {
			return nil, t.timeErr(err)
		}
		return nil, nil
	}}
}

// newCalendars are the ways to make a calendar, as constructors or getInstance.
func newCalendars(name string) []def {
	at := func(t *thread, z, l any) (any, error) {
		zone, locale := t.timeZone(), t.locale()
		var err error
		if z != nil {
			if zone, err = timeArg[*jtime.TimeZone](t, z); err != nil {
				return nil, err
			}
		}
		if l != nil {
			if locale, err = timeArg[jtime.Locale](t, l); err != nil {
				return nil, err
			}
		}
		return &calendarValue{jtime.NewCalendar(t.now().UnixMilli(), zone, locale)}, nil
	}
	return []def{
		{name + "()", func(t *thread, _ any, _ []any) (any, error) { return at(t, nil, nil) }},
		{name + "(TimeZone)", func(t *thread, _ any, a []any) (any, error) { return at(t, a[0], nil) }},
		{name + "(Locale)", func(t *thread, _ any, a []any) (any, error) { return at(t, nil, a[0]) }},
		{name + "(TimeZone,Locale)", func(t *thread, _ any, a []any) (any, error) { return at(t, a[0], a[1]) }},
	}
}

func calendarLib() lib {
	through := func(sig string, days func(*jtime.Calendar, *jtime.Calendar) (iter.Seq[*jtime.Calendar], error)) def {
		return def{sig, func(t *thread, self any, a []any) (any, error) {
			to, err := timeArg[*jtime.Calendar](t, a[0])
			if err != nil {
				return nil, err
			}
			s, err := days(self.(*calendarValue).c, to)
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
		c, err := self.(*calendarValue).c.CopyWith(u)
		return timeResult(t, c, err)
	}
	l := lib{
		methods: []def{
			tryMethod1("get(int)", (*jtime.Calendar).Get),
			tryMethod1("getAt(int)", (*jtime.Calendar).Get),
			change2("void set(int,int)", (*jtime.Calendar).Set),
			change2("void putAt(int,int)", (*jtime.Calendar).Set),
			{"void set(int,int,int)", func(_ *thread, self any, a []any) (any, error) {
				self.(*calendarValue).c.SetDate(anInt(a, 0), anInt(a, 1), anInt(a, 2))
				return nil, nil
			}},
			{"void set(int,int,int,int,int)", func(t *thread, self any, a []any) (any, error) {
				c := self.(*calendarValue).c
				c.SetDate(anInt(a, 0), anInt(a, 1), anInt(a, 2))
				if err := c.Set(fieldHour, anInt(a, 3)); err != nil {
					return nil, t.timeErr(err)
				}
				if err := c.Set(fieldMinute, anInt(a, 4)); err != nil {
					return nil, t.timeErr(err)
				}
				return nil, nil
			}},
			{"void set(int,int,int,int,int,int)", func(_ *thread, self any, a []any) (any, error) {
				self.(*calendarValue).c.SetDateTime(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3), anInt(a, 4), anInt(a, 5))
				return nil, nil
			}},
			change2("void add(int,int)", (*jtime.Calendar).Add),
			change2("void roll(int,int)", (*jtime.Calendar).Roll),
			change2("void roll(int,boolean)", (*jtime.Calendar).RollUp),
			{"void clear()", func(_ *thread, self any, _ []any) (any, error) {
				self.(*calendarValue).c.Clear()
				return nil, nil
			}},
			change("void clear(int)", (*jtime.Calendar).ClearField),
			tryMethod1("isSet(int)", (*jtime.Calendar).IsSet),
			tryMethod0("getTime()", (*jtime.Calendar).Time),
			change("void setTime(Date)", func(c *jtime.Calendar, d *jtime.Date) error {
				c.SetTimeInMillis(d.Time())
				return nil
			}),
			tryMethod0("getTimeInMillis()", (*jtime.Calendar).TimeInMillis),
			change("void setTimeInMillis(long)", func(c *jtime.Calendar, ms int64) error {
				c.SetTimeInMillis(ms)
				return nil
			}),
			method0("getTimeZone()", (*jtime.Calendar).TimeZone),
			change("void setTimeZone(TimeZone)", func(c *jtime.Calendar, z *jtime.TimeZone) error {
				c.SetTimeZone(z)
				return nil
			}),
			method0("isLenient()", (*jtime.Calendar).IsLenient),
			change("void setLenient(boolean)", func(c *jtime.Calendar, b bool) error {
				c.SetLenient(b)
				return nil
			}),
			method0("getFirstDayOfWeek()", (*jtime.Calendar).FirstDayOfWeek),
			change("void setFirstDayOfWeek(int)", func(c *jtime.Calendar, d int32) error {
				c.SetFirstDayOfWeek(d)
				return nil
			}),
			method0("getMinimalDaysInFirstWeek()", (*jtime.Calendar).MinimalDaysInFirstWeek),
			change("void setMinimalDaysInFirstWeek(int)", func(c *jtime.Calendar, n int32) error {
				c.SetMinimalDaysInFirstWeek(n)
				return nil
			}),
			tryMethod1("getActualMaximum(int)", (*jtime.Calendar).ActualMaximum),
			tryMethod1("getActualMinimum(int)", (*jtime.Calendar).ActualMinimum),
			tryMethod1("getMaximum(int)", (*jtime.Calendar).Maximum),
			tryMethod1("getMinimum(int)", (*jtime.Calendar).Minimum),
			tryMethod1("getLeastMaximum(int)", (*jtime.Calendar).LeastMaximum),
			tryMethod1("getGreatestMinimum(int)", (*jtime.Calendar).GreatestMinimum),
			{"getDisplayName(int,int,Locale)", func(t *thread, self any, a []any) (any, error) {
				locale, err := timeArg[jtime.Locale](t, a[2])
				if err != nil {
					return nil, err
				}
				s, ok, err := self.(*calendarValue).c.DisplayName(a[0].(int32), a[1].(int32), locale)
				if err != nil {
					return nil, t.timeErr(err)
				}
				if !ok {
					return nil, nil
				}
				return s, nil
			}},
			{"getDisplayNames(int,int,Locale)", func(t *thread, self any, a []any) (any, error) {
				locale, err := timeArg[jtime.Locale](t, a[2])
				if err != nil {
					return nil, err
				}
				names, values, ok, err := self.(*calendarValue).c.DisplayNames(a[0].(int32), a[1].(int32), locale)
				if err != nil {
					return nil, t.timeErr(err)
				}
				if !ok {
					return nil, nil
				}
				m := newHashMap(classHashMap)
				for i, n := range names {
					if _, err := m.put(t, n, boxInt(values[i])); err != nil {
						return nil, err
					}
				}
				return m, nil
			}},
			tryMethod0("getWeekYear()", (*jtime.Calendar).WeekYear),
			tryMethod0("getWeeksInWeekYear()", (*jtime.Calendar).WeeksInWeekYear),
			{"void setWeekDate(int,int,int)", func(t *thread, self any, a []any) (any, error) {
				if err := self.(*calendarValue).c.SetWeekDate(anInt(a, 0), anInt(a, 1), anInt(a, 2)); err != nil {
					return nil, t.timeErr(err)
				}
				return nil, nil
			}},
			{"before(Object)", func(t *thread, self any, a []any) (any, error) {
				o, ok := a[0].(*calendarValue)
				if !ok {
					return false, nil
				}
				n, err := self.(*calendarValue).compareTo(t, o)
				return n < 0, err
			}},
			{"after(Object)", func(t *thread, self any, a []any) (any, error) {
				o, ok := a[0].(*calendarValue)
				if !ok {
					return false, nil
				}
				n, err := self.(*calendarValue).compareTo(t, o)
				return n > 0, err
			}},
			tryMethod1("compareTo(Calendar)", (*jtime.Calendar).CompareTo),
			method0("clone()", (*jtime.Calendar).Clone),
			method0("toString()", (*jtime.Calendar).String),
			tryMethod0("toInstant()", (*jtime.Calendar).Instant),
			{"format(String)", func(t *thread, self any, a []any) (any, error) {
				p, err := timeArg[string](t, a[0])
				if err != nil {
					return nil, err
				}
				s, err := self.(*calendarValue).c.Format(p, t.locale())
				return timeResult(t, s, err)
			}},
			tryMethod1("minus(Calendar)", (*jtime.Calendar).DaysSince),
			tryMethod0("next()", (*jtime.Calendar).Next),
			tryMethod0("previous()", (*jtime.Calendar).Previous),
			{"clearTime()", func(t *thread, self any, _ []any) (any, error) {
				if err := self.(*calendarValue).c.ClearTime(); err != nil {
					return nil, t.timeErr(err)
				}
				return self, nil
			}},
			{"copyWith(Map)", copied}, {"updated(Map)", copied},
			{"void set(Map)", func(t *thread, self any, a []any) (any, error) {
				u, err := updatesOf(t, a[0])
				if err != nil {
					return nil, err
				}
				if err := self.(*calendarValue).c.Update(u); err != nil {
					return nil, t.timeErr(err)
				}
				return nil, nil
			}},
			through("void upto(Calendar,Closure)", (*jtime.Calendar).Upto),
			through("void downto(Calendar,Closure)", (*jtime.Calendar).Downto),
		},
		statics: newCalendars("getInstance"),
	}
	for i, n := range jtime.CalendarFields {
		l.fields = append(l.fields, constant{n, int32(i)})
	}
	for n, v := range jtime.CalendarConstants {
		l.fields = append(l.fields, constant{n, v})
	}
	return l
}

func gregorianCalendarLib() lib {
	of := func(sig string) def {
		return def{sig, func(t *thread, _ any, a []any) (any, error) {
			return &calendarValue{jtime.CalendarOf(anInt(a, 0), anInt(a, 1), anInt(a, 2), anInt(a, 3), anInt(a, 4), anInt(a, 5), t.timeZone(), t.locale())}, nil
		}}
	}
	return lib{
		ctors: append(newCalendars(""), of("(int,int,int)"), of("(int,int,int,int,int)"), of("(int,int,int,int,int,int)")),
		methods: []def{
			tryMethod0("toZonedDateTime()", (*jtime.Calendar).ZonedDateTime),
			method1("isLeapYear(int)", func(_ *jtime.Calendar, y int32) bool { return jtime.IsLeapYear(int64(y)) }),
		},
		statics: []def{tryStatic1("from(ZonedDateTime)", jtime.CalendarFrom)},
	}
}

func calendarClasses() []entry {
	return []entry{{classCalendar, calendarLib}, {classGregorianCalendar, gregorianCalendarLib}}
}
