package groovy

import "github.com/entwine-sync/entwine/groovy/internal/jtime"

var (
	classDateFormat       = &Class{name: "java.text.DateFormat", super: classTextFormat, kind: kindAbstract}
	classSimpleDateFormat = &Class{name: "java.text.SimpleDateFormat", super: classDateFormat}
	classParsePosition    = &Class{name: "java.text.ParsePosition", super: classObject}
)

// A dateFormatValue is a SimpleDateFormat.
type dateFormatValue struct{ f *jtime.DateFormat }

func (*dateFormatValue) classOf() *Class { return classSimpleDateFormat }

func (v *dateFormatValue) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(*dateFormatValue)
	return ok && v.f.Equal(o.f), nil
}

func (v *dateFormatValue) hashCode(*thread) (int32, error) { return v.f.HashCode(), nil }

func (v *dateFormatValue) text(*thread) (string, error) { return v.f.String(), nil }

// A parsePosition is where a parse begins and ended.
type parsePosition struct{ index, failed int32 }

func (*parsePosition) classOf() *Class { return classParsePosition }

func parsePositionLib() lib {
	at := func(v any) *parsePosition { return v.(*parsePosition) }
	return lib{
		ctors: []def{{"(int)", func(_ *thread, _ any, a []any) (any, error) { return &parsePosition{a[0].(int32), -1}, nil }}},
		methods: []def{
			{"getIndex()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(at(self).index), nil }},
			{"void setIndex(int)", func(_ *thread, self any, a []any) (any, error) {
				at(self).index = a[0].(int32)
				return nil, nil
			}},
			{"getErrorIndex()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(at(self).failed), nil }},
			{"void setErrorIndex(int)", func(_ *thread, self any, a []any) (any, error) {
				at(self).failed = a[0].(int32)
				return nil, nil
			}},
		},
	}
}

// newDateFormat makes a SimpleDateFormat of the run's zone.
func (t *thread) newDateFormat(pattern any, l jtime.Locale) (any, error) {
	p, err := timeArg[string](t, pattern)
	if err != nil {
		return nil, err
	}
	f, err := jtime.NewDateFormat(p, l, t.timeZone(), t.now().UnixMilli())
	if err != nil {
		return nil, t.timeErr(err)
	}
	return &dateFormatValue{f}, nil
}

func simpleDateFormatLib() lib {
	return lib{
		ctors: []def{
			{"()", func(t *thread, _ any, _ []any) (any, error) {
				return t.styledFormat(jtime.ShortFormat, jtime.ShortFormat, t.locale())
			}},
			{"(String)", func(t *thread, _ any, a []any) (any, error) { return t.newDateFormat(a[0], t.locale()) }},
			{"(String,Locale)", func(t *thread, _ any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[1])
				if err != nil {
					return nil, err
				}
				return t.newDateFormat(a[0], l)
			}},
		},
		methods: []def{
			{"toPattern()", func(_ *thread, self any, _ []any) (any, error) { return self.(*dateFormatValue).f.Pattern(), nil }},
			{"void applyPattern(String)", func(t *thread, self any, a []any) (any, error) {
				p, err := timeArg[string](t, a[0])
				if err != nil {
					return nil, err
				}
				if err := self.(*dateFormatValue).f.ApplyPattern(p); err != nil {
					return nil, t.timeErr(err)
				}
				return nil, nil
			}},
			{"get2DigitYearStart()", func(_ *thread, self any, _ []any) (any, error) {
				return newDateValue(self.(*dateFormatValue).f.Get2DigitYearStart()), nil
			}},
			{"void set2DigitYearStart(Date)", func(t *thread, self any, a []any) (any, error) {
				d, err := dateArg(t, a[0])
				if err != nil {
					return nil, err
				}
				self.(*dateFormatValue).f.Set2DigitYearStart(d.moment().Time())
				return nil, nil
			}},
		},
	}
}

// styledFormat makes the format of a style; date or clock may be -1 for none.
func (t *thread) styledFormat(date, clock jtime.FormatStyle, l jtime.Locale) (any, error) {
	f, err := jtime.DateFormatStyled(date, clock, l, t.timeZone(), t.now().UnixMilli())
	if err != nil {
		return nil, t.timeErr(err)
	}
	return &dateFormatValue{f}, nil
}

func dateFormatLib() lib {
	// styles are the ways to ask for a format: default styles, given styles, and
	// a locale as the last argument.
	styles := func(name string, date, clock bool) []def {
		n := 0
		params := ""
		if date {
			n, params = n+1, "int"
		}
		if clock {
			if n++; n > 1 {
				params += ","
			}
			params += "int"
		}
		make := func(t *thread, a []any, l jtime.Locale) (any, error) {
			style := func() jtime.FormatStyle {
				s := jtime.MediumFormat
				if len(a) > 0 {
					s, a = jtime.FormatStyle(a[0].(int32)), a[1:]
				}
				return s
			}
			d, c := jtime.FormatStyle(-1), jtime.FormatStyle(-1)
			if date {
				d = style()
			}
			if clock {
				c = style()
				if c < jtime.FullFormat || c > jtime.ShortFormat {
					return nil, t.throw(classIllegalArgument, "Illegal time style %d", c)
				}
			}
			if date && (d < jtime.FullFormat || d > jtime.ShortFormat) {
				return nil, t.throw(classIllegalArgument, "Illegal date style %d", d)
			}
			return t.styledFormat(d, c, l)
		}
		return []def{
			{name + "()", func(t *thread, _ any, _ []any) (any, error) { return make(t, nil, t.locale()) }},
			{name + "(" + params + ")", func(t *thread, _ any, a []any) (any, error) { return make(t, a, t.locale()) }},
			{name + "(" + params + ",Locale)", func(t *thread, _ any, a []any) (any, error) {
				l, err := timeArg[jtime.Locale](t, a[n])
				if err != nil {
					return nil, err
				}
				return make(t, a[:n], l)
			}},
		}
	}
	l := lib{
		methods: []def{
			{"format(Object)", func(t *thread, self any, a []any) (any, error) {
				var ms int64
				switch x := a[0].(type) {
				case nil:
					return nil, t.throw(classIllegalArgument, "Cannot format given Object as a Date")
				case *dateValue:
					ms = x.moment().Time()
				default:
					if !isNumeric(x) {
						return nil, t.throw(classIllegalArgument, "Cannot format given Object as a Date")
					}
					n, err := t.cast(x, classLongP)
					if err != nil {
						return nil, err
					}
					ms = n.(int64)
				}
				s, err := self.(*dateFormatValue).f.Format(ms)
				return timeResult(t, s, err)
			}},
			{"parse(String)", func(t *thread, self any, a []any) (any, error) {
				s, err := timeArg[string](t, a[0])
				if err != nil {
					return nil, err
				}
				ms, err := self.(*dateFormatValue).f.Parse(s)
				if err != nil {
					return nil, t.timeErr(err)
				}
				return newDateValue(ms), nil
			}},
			{"parse(String,ParsePosition)", func(t *thread, self any, a []any) (any, error) {
				s, err := timeArg[string](t, a[0])
				if err != nil {
					return nil, err
				}
				at, ok := a[1].(*parsePosition)
				if !ok {
					return nil, t.throw(classNullPointer, "")
				}
				ms, end, failed, err := self.(*dateFormatValue).f.ParseAt(s, int(at.index))
				if err != nil {
					return nil, t.timeErr(err)
				}
				if failed >= 0 {
					at.failed = int32(failed)
					return nil, nil
				}
				at.index = int32(end)
				return newDateValue(ms), nil
			}},
			{"isLenient()", func(_ *thread, self any, _ []any) (any, error) { return self.(*dateFormatValue).f.IsLenient(), nil }},
			{"void setLenient(boolean)", func(_ *thread, self any, a []any) (any, error) {
				self.(*dateFormatValue).f.SetLenient(a[0].(bool))
				return nil, nil
			}},
			{"getTimeZone()", func(_ *thread, self any, _ []any) (any, error) {
				return timeValue{self.(*dateFormatValue).f.TimeZone()}, nil
			}},
			{"void setTimeZone(TimeZone)", func(t *thread, self any, a []any) (any, error) {
				z, err := timeArg[*jtime.TimeZone](t, a[0])
				if err != nil {
					return nil, err
				}
				self.(*dateFormatValue).f.SetTimeZone(z)
				return nil, nil
			}},
			{"getCalendar()", func(_ *thread, self any, _ []any) (any, error) {
				return &calendarValue{self.(*dateFormatValue).f.Calendar()}, nil
			}},
			{"void setCalendar(Calendar)", func(t *thread, self any, a []any) (any, error) {
				c, err := timeArg[*jtime.Calendar](t, a[0])
				if err != nil {
					return nil, err
				}
				self.(*dateFormatValue).f.SetCalendar(c)
				return nil, nil
			}},
			{"clone()", func(_ *thread, self any, _ []any) (any, error) {
				return &dateFormatValue{self.(*dateFormatValue).f.Clone()}, nil
			}},
		},
		fields: []constant{{"FULL", int32(0)}, {"LONG", int32(1)}, {"MEDIUM", int32(2)}, {"SHORT", int32(3)}, {"DEFAULT", int32(2)}},
	}
	l.statics = append(l.statics, styles("getDateInstance", true, false)...)
	l.statics = append(l.statics, styles("getTimeInstance", false, true)...)
	l.statics = append(l.statics, styles("getDateTimeInstance", true, true)...)
	return l
}

func parseExceptionLib() lib {
	return lib{methods: []def{datum("getErrorOffset()", "errorIndex")}}
}

func dateFormatClasses() []entry {
	return []entry{
		{classDateFormat, dateFormatLib}, {classSimpleDateFormat, simpleDateFormatLib},
		{classTextFormat, textFormatLib}, {classMessageFormat, messageFormatLib}, {classChoiceFormat, choiceFormatLib},
		{classParsePosition, parsePositionLib}, {classParseException, parseExceptionLib},
	}
}
