package groovy

import (
	"cmp"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

// groovy.time: durations made of numbers, as in use(TimeCategory) { 3.days.ago }.

var (
	classTimeCategory  = &Class{name: "groovy.time.TimeCategory", super: classObject}
	classBaseDuration  = &Class{name: "groovy.time.BaseDuration", super: classObject, ifaces: []*Class{classComparable}}
	classGroovyPeriod  = &Class{name: "groovy.time.Duration", super: classBaseDuration}
	classTimeDuration  = &Class{name: "groovy.time.TimeDuration", super: classGroovyPeriod}
	classDatumDuration = &Class{name: "groovy.time.DatumDependentDuration", super: classBaseDuration}
	classTimeDatum     = &Class{name: "groovy.time.TimeDatumDependentDuration", super: classDatumDuration}
	classDurationFrom  = &Class{name: "groovy.time.BaseDuration$From", super: classObject}
)

func timeCategoryClasses() []entry {
	return []entry{
		{classTimeCategory, timeCategoryLib}, {classBaseDuration, baseDurationLib}, {classDurationFrom, durationFromLib},
		{classGroovyPeriod, func() lib { return durationCtors(classGroovyPeriod, 0) }}, {classTimeDuration, func() lib { return durationCtors(classTimeDuration, 4) }},
		{classDatumDuration, func() lib { return durationCtors(classDatumDuration, 7) }}, {classTimeDatum, func() lib { return durationCtors(classTimeDatum, 7) }},
	}
}

// The parts of a duration, and the fields of a Calendar that they are added to.
const (
	spanYears = iota
	spanMonths
	spanDays
	spanHours
	spanMinutes
	spanSeconds
	spanMillis
	spanParts
)

var (
	spanFields  = [spanParts]jtime.CalendarField{1, 2, 6, 11, 12, 13, 14}
	spanNames   = [spanParts]string{"years", "months", "days", "hours", "minutes", "seconds", "millis"}
	spanGetters = [spanParts]string{"getYears()", "getMonths()", "getDays()", "getHours()", "getMinutes()", "getSeconds()", "getMillis()"}
)

// A span is a groovy.time.BaseDuration of any class.
type span struct {
	class *Class
	parts [spanParts]int32
}

func (s *span) classOf() *Class { return s.class }

// timed tells whether hours and less count, and not only days.
func (s *span) timed() bool { return s.class == classTimeDuration || s.class == classTimeDatum }

func (s *span) datum() bool { return s.class == classDatumDuration || s.class == classTimeDatum }

func (s *span) text(*thread) (string, error) {
	var b []string
	for i, n := range s.parts[:spanSeconds] {
		if n != 0 {
			b = append(b, strconv.Itoa(int(n))+" "+spanNames[i])
		}
	}
	if seconds, millis := s.parts[spanSeconds], s.parts[spanMillis]; seconds != 0 || millis != 0 {
		part := millis % 1000
		seconds += millis / 1000
		text := strconv.Itoa(int(seconds))
		if seconds == 0 && part < 0 {
			text = "-0"
		}
		thousandths := strconv.Itoa(int(max(part, -part)))
		b = append(b, text+"."+strings.Repeat("0", 3-len(thousandths))+thousandths+" seconds")
	}
	if len(b) == 0 {
		return "0", nil
	}
	return strings.Join(b, ", "), nil
}

// moved is a moment the duration later, or earlier if sign is -1.
func (s *span) moved(t *thread, ms int64, sign int32) (int64, error) {
	c := jtime.NewDate(ms).Calendar(t.timeZone())
	for i, n := range s.parts {
		if err := c.Add(spanFields[i], sign*n); err != nil {
			return 0, t.timeErr(err)
		}
	}
	ms, err := c.TimeInMillis()
	return ms, t.timeErr(err)
}

// milliseconds is how long the duration is; one of months is as long as it would
// be from now on.
func (s *span) milliseconds(t *thread) (int64, error) {
	if s.datum() {
		now := t.now().UnixMilli()
		ms, err := s.moved(t, now, 1)
		return ms - now, err
	}
	n := int64(s.parts[spanDays])*24 + int64(s.parts[spanHours])
	n = n*60 + int64(s.parts[spanMinutes])
	n = n*60 + int64(s.parts[spanSeconds])
	return n*1000 + int64(s.parts[spanMillis]), nil
}

func (s *span) compareTo(t *thread, other any) (int, error) {
	o, ok := other.(*span)
	if !ok {
		return 0, t.castError(other, classBaseDuration)
	}
	a, err := s.milliseconds(t)
	if err != nil {
		return 0, err
	}
	b, err := o.milliseconds(t)
	return cmp.Compare(a, b), err
}

// fromNow is the moment the duration after or before now; one of days begins at
// midnight.
func (s *span) fromNow(t *thread, sign int32) (any, error) {
	ms, err := s.moved(t, t.now().UnixMilli(), sign)
	if err != nil {
		return nil, err
	}
	if exact := s.class == classTimeDuration || s.class == classTimeDatum && sign > 0; !exact {
		c := jtime.NewDate(ms).Calendar(t.timeZone())
		for _, f := range spanFields[spanHours:] {
			if err := c.Set(f, 0); err != nil {
				return nil, t.timeErr(err)
			}
		}
		if ms, err = c.TimeInMillis(); err != nil {
			return nil, t.timeErr(err)
		}
	}
	return newDateValue(ms), nil
}

// combined adds or takes away another duration.
func (s *span) combined(o *span, sign int32) *span {
	r := &span{parts: s.parts}
	for i, n := range o.parts {
		r.parts[i] += sign * n
	}
	timed := s.timed() || o.timed()
	if sign < 0 && s.class == classDatumDuration && o.class == classTimeDuration {
		timed = false
	}
	switch {
	case (s.datum() || o.datum()) && timed:
		r.class = classTimeDatum
	case s.datum() || o.datum():
		r.class = classDatumDuration
	case timed:
		r.class = classTimeDuration
	default:
		r.class = classGroovyPeriod
	}
	return r
}

// durationCtors has the constructor of all parts of the class, from days on or
// from years on, and one of so many last parts.
func durationCtors(c *Class, last int) lib {
	ctor := func(n int) def {
		return def{"(int" + strings.Repeat(",int", n-1) + ")", func(_ *thread, _ any, a []any) (any, error) {
			s := &span{class: c}
			for i, v := range a {
				s.parts[spanParts-n+i] = v.(int32)
			}
			return s, nil
		}}
	}
	switch {
	case last == 7:
		return lib{ctors: []def{ctor(7)}}
	case last > 0:
		return lib{ctors: []def{ctor(5), ctor(last)}}
	}
	return lib{ctors: []def{ctor(5)}}
}

func spanArg(t *thread, v any) (*span, error) {
	if s, ok := v.(*span); ok {
		return s, nil
	}
	return nil, t.throw(classNullPointer, "")
}

func baseDurationLib() lib {
	combine := func(name string, sign int32) def {
		return def{name + "(BaseDuration)", func(t *thread, self any, a []any) (any, error) {
			o, err := spanArg(t, a[0])
			if err != nil {
				return nil, err
			}
			return self.(*span).combined(o, sign), t.alloc(64)
		}}
	}
	l := lib{methods: []def{
		combine("plus", 1), combine("minus", -1),
		{"plus(Date)", func(t *thread, self any, a []any) (any, error) {
			d, err := dateArg(t, a[0])
			if err != nil {
				return nil, err
			}
			ms, err := self.(*span).moved(t, d.moment().Time(), 1)
			return newDateValue(ms), err
		}},
		{"toMilliseconds()", func(t *thread, self any, _ []any) (any, error) {
			ms, err := self.(*span).milliseconds(t)
			return ms, err
		}},
		{"getAgo()", func(t *thread, self any, _ []any) (any, error) { return self.(*span).fromNow(t, -1) }},
		{"getFrom()", func(_ *thread, self any, _ []any) (any, error) { return spanFrom{self.(*span)}, nil }},
		{"compareTo(BaseDuration)", func(t *thread, self any, a []any) (any, error) {
			o, err := spanArg(t, a[0])
			if err != nil {
				return nil, err
			}
			n, err := self.(*span).compareTo(t, o)
			return boxInt(int32(n)), err
		}},
	}}
	for i, name := range spanGetters {
		l.methods = append(l.methods, def{name, func(_ *thread, self any, _ []any) (any, error) {
			return boxInt(self.(*span).parts[i]), nil
		}})
	}
	return l
}

// A spanFrom is what 3.days.from gives.
type spanFrom struct{ s *span }

func (spanFrom) classOf() *Class { return classDurationFrom }

func durationFromLib() lib {
	now := func(t *thread, self any, _ []any) (any, error) { return self.(spanFrom).s.fromNow(t, 1) }
	return lib{methods: []def{{"getNow()", now}, {"getToday()", now}}}
}

func timeCategoryLib() lib {
	l := lib{statics: []def{
		{"plus(Date,BaseDuration)", func(t *thread, _ any, a []any) (any, error) { return shifted(t, a, 1) }},
		{"minus(Date,BaseDuration)", func(t *thread, _ any, a []any) (any, error) { return shifted(t, a, -1) }},
		{"minus(Date,Date)", func(t *thread, _ any, a []any) (any, error) {
			x, err := dateArg(t, a[0])
			if err != nil {
				return nil, err
			}
			y, err := dateArg(t, a[1])
			if err != nil {
				return nil, err
			}
			ms := x.moment().Time() - y.moment().Time()
			s := &span{class: classTimeDuration}
			for i, unit := range [...]int64{spanDays: 24 * 60 * 60 * 1000, spanHours: 60 * 60 * 1000, spanMinutes: 60 * 1000, spanSeconds: 1000, spanMillis: 1} {
				if unit > 0 {
					s.parts[i] = int32(ms / unit)
					ms %= unit
				}
			}
			return s, t.alloc(64)
		}},
	}}
	unit := func(name string, c *Class, part int, times int32) {
		for _, suffix := range [...]string{"", "s"} {
			l.statics = append(l.statics, def{"get" + name + suffix + "(Integer)", func(t *thread, _ any, a []any) (any, error) {
				n, ok := a[0].(int32)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				s := &span{class: c}
				s.parts[part] = n * times
				return s, t.alloc(64)
			}})
		}
	}
	unit("Year", classDatumDuration, spanYears, 1)
	unit("Month", classDatumDuration, spanMonths, 1)
	unit("Week", classGroovyPeriod, spanDays, 7)
	unit("Day", classGroovyPeriod, spanDays, 1)
	unit("Hour", classTimeDuration, spanHours, 1)
	unit("Minute", classTimeDuration, spanMinutes, 1)
	unit("Second", classTimeDuration, spanSeconds, 1)
	unit("Millisecond", classTimeDuration, spanMillis, 1)
	return l
}

// shifted is a date and a duration, added or taken away.
func shifted(t *thread, a []any, sign int32) (any, error) {
	d, err := dateArg(t, a[0])
	if err != nil {
		return nil, err
	}
	s, err := spanArg(t, a[1])
	if err != nil {
		return nil, err
	}
	ms, err := s.moved(t, d.moment().Time(), sign)
	return newDateValue(ms), err
}
