package jtime

// A MonthDay is a java.time.MonthDay, as a birthday is.
type MonthDay struct{ month, day int8 }

// NewMonthDay is MonthDay.of(month, day); 29 February is one.
func NewMonthDay(month, day int32) (MonthDay, error) {
	m, err := MonthOf(month)
	if err != nil {
		return MonthDay{}, err
	}
	if err := DayOfMonth.check(int64(day)); err != nil {
		return MonthDay{}, err
	}
	if day > m.MaxLength() {
		return MonthDay{}, invalid("Illegal value for DayOfMonth field, value " + itoa(day) + " is not valid for month " + m.String())
	}
	return MonthDay{int8(month), int8(day)}, nil
}

// MonthDayFrom is MonthDay.from(accessor).
func MonthDayFrom(a Accessor) (MonthDay, error) {
	if m, ok := a.(MonthDay); ok {
		return m, nil
	}
	month, err := Get(a, MonthOfYear)
	if err != nil {
		return MonthDay{}, notFrom("MonthDay", a)
	}
	day, err := Get(a, DayOfMonth)
	if err != nil {
		return MonthDay{}, notFrom("MonthDay", a)
	}
	return NewMonthDay(month, day)
}

var monthDayFormat = format(func(b *FormatterBuilder) {
	b.literal("--").two(MonthOfYear).literal("-").two(DayOfMonth)
})

// ParseMonthDay is MonthDay.parse(text), as --12-03.
func ParseMonthDay(text string) (MonthDay, error) { return parseAs(monthDayFormat, text, MonthDayFrom) }

// ParseMonthDayWith is MonthDay.parse(text, formatter).
func ParseMonthDayWith(text string, f *Formatter) (MonthDay, error) {
	return parseAs(f, text, MonthDayFrom)
}

func (m MonthDay) Month() Month      { return Month(m.month) }
func (m MonthDay) MonthValue() int32 { return int32(m.month) }
func (m MonthDay) DayOfMonth() int32 { return int32(m.day) }

// IsValidYear reports whether the day is there in that year.
func (m MonthDay) IsValidYear(year int32) bool {
	return m.month != 2 || m.day != 29 || leapYear(int64(year))
}

// AtYear is the day in that year, 28 February for a 29 that is not there.
func (m MonthDay) AtYear(year int32) (LocalDate, error) {
	if !m.IsValidYear(year) {
		return NewLocalDate(year, int32(m.month), 28)
	}
	return NewLocalDate(year, int32(m.month), int32(m.day))
}

// With is with(month): a day the month does not have becomes its last.
func (m MonthDay) With(n Month) MonthDay {
	return MonthDay{int8(n), min(m.day, int8(n.MaxLength()))}
}

func (m MonthDay) WithMonth(n int32) (MonthDay, error) {
	month, err := MonthOf(n)
	if err != nil {
		return m, err
	}
	return m.With(month), nil
}

func (m MonthDay) WithDayOfMonth(day int32) (MonthDay, error) {
	return NewMonthDay(int32(m.month), day)
}

func (m MonthDay) CompareTo(n MonthDay) int32 {
	if m.month != n.month {
		return int32(m.month) - int32(n.month)
	}
	return int32(m.day) - int32(n.day)
}

func (m MonthDay) IsBefore(n MonthDay) bool { return m.CompareTo(n) < 0 }
func (m MonthDay) IsAfter(n MonthDay) bool  { return m.CompareTo(n) > 0 }
func (m MonthDay) HashCode() int32          { return int32(m.month)<<6 + int32(m.day) }

// String is --12-03.
func (m MonthDay) String() string {
	return string(append2(append(append2([]byte("--"), int(m.month)), '-'), int(m.day)))
}

func (m MonthDay) known() known { return known{} }

func (m MonthDay) Supports(f Field) bool { return f == MonthOfYear || f == DayOfMonth }

func (m MonthDay) Range(f Field) (ValueRange, error) {
	switch f {
	case MonthOfYear:
		return f.Range(), nil
	case DayOfMonth:
		return ValueRange{1, 1, int64(m.Month().MinLength()), int64(m.Month().MaxLength())}, nil
	}
	return ValueRange{}, unsupportedField(f)
}

func (m MonthDay) Long(f Field) (int64, error) {
	switch f {
	case MonthOfYear:
		return int64(m.month), nil
	case DayOfMonth:
		return int64(m.day), nil
	}
	return 0, unsupportedField(f)
}

// AdjustInto replaces month and day of t.
func (m MonthDay) AdjustInto(t Temporal) (Temporal, error) {
	t, err := t.With(MonthOfYear, int64(m.month))
	if err != nil {
		return nil, err
	}
	r, err := t.Range(DayOfMonth)
	if err != nil {
		return nil, err
	}
	return t.With(DayOfMonth, min(r.Maximum(), int64(m.day)))
}
