package jtime

import "strings"

// A DayOfWeek is a java.time.DayOfWeek.
type DayOfWeek int8

const (
	Monday DayOfWeek = iota + 1
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

// A Month is a java.time.Month.
type Month int8

const (
	January Month = iota + 1
	February
	March
	April
	May
	June
	July
	August
	September
	October
	November
	December
)

// DayOfWeekOf is DayOfWeek.of.
func DayOfWeekOf(n int32) (DayOfWeek, error) {
	if n < 1 || n > 7 {
		return 0, invalid("Invalid value for DayOfWeek: " + itoa(n))
	}
	return DayOfWeek(n), nil
}

// DayOfWeekFrom is DayOfWeek.from.
func DayOfWeekFrom(a Accessor) (DayOfWeek, error) {
	n, err := a.Long(DayOfWeekField)
	if err != nil {
		return 0, notFrom("DayOfWeek", a)
	}
	return DayOfWeekOf(int32(n))
}

// DayOfWeekNamed is DayOfWeek.valueOf.
func DayOfWeekNamed(name string) (DayOfWeek, error) {
	for d := Monday; d <= Sunday; d++ {
		if d.String() == name {
			return d, nil
		}
	}
	return 0, illegal("No enum constant java.time.DayOfWeek." + name)
}

// Value is 1 for Monday, Ordinal is 0.
func (d DayOfWeek) Value() int32   { return int32(d) }
func (d DayOfWeek) Ordinal() int32 { return int32(d) - 1 }

func (d DayOfWeek) Plus(n int64) DayOfWeek  { return DayOfWeek(floorMod(int64(d)-1+n%7, 7)) + 1 }
func (d DayOfWeek) Minus(n int64) DayOfWeek { return d.Plus(-(n % 7)) }

// DisplayName is getDisplayName(style, locale).
func (d DayOfWeek) DisplayName(style TextStyle, l Locale) (string, error) {
	return displayName(DayOfWeekField, int64(d), style, l)
}

func (d DayOfWeek) String() string { return strings.ToUpper(english.weekdays[d%7]) }

func (d DayOfWeek) known() known          { return known{} }
func (d DayOfWeek) Supports(f Field) bool { return f == DayOfWeekField }

func (d DayOfWeek) Long(f Field) (int64, error) {
	if f != DayOfWeekField {
		return 0, unsupportedField(f)
	}
	return int64(d), nil
}

func (d DayOfWeek) Range(f Field) (ValueRange, error) {
	if f != DayOfWeekField {
		return ValueRange{}, unsupportedField(f)
	}
	return f.Range(), nil
}

// AdjustInto moves t to that day of its week from Monday to Sunday.
func (d DayOfWeek) AdjustInto(t Temporal) (Temporal, error) { return t.With(DayOfWeekField, int64(d)) }

// MonthOf is Month.of.
func MonthOf(n int32) (Month, error) {
	if n < 1 || n > 12 {
		return 0, invalid("Invalid value for MonthOfYear: " + itoa(n))
	}
	return Month(n), nil
}

// MonthFrom is Month.from.
func MonthFrom(a Accessor) (Month, error) {
	n, err := a.Long(MonthOfYear)
	if err != nil {
		return 0, notFrom("Month", a)
	}
	return MonthOf(int32(n))
}

// MonthNamed is Month.valueOf.
func MonthNamed(name string) (Month, error) {
	for m := January; m <= December; m++ {
		if m.String() == name {
			return m, nil
		}
	}
	return 0, illegal("No enum constant java.time.Month." + name)
}

// Value is 1 for January, Ordinal is 0.
func (m Month) Value() int32   { return int32(m) }
func (m Month) Ordinal() int32 { return int32(m) - 1 }

func (m Month) Plus(n int64) Month  { return Month(floorMod(int64(m)-1+n%12, 12)) + 1 }
func (m Month) Minus(n int64) Month { return m.Plus(-(n % 12)) }

// Length is the number of days, MinLength and MaxLength those it can have.
func (m Month) Length(leapYear bool) int32 {
	if leapYear {
		return m.MaxLength()
	}
	return m.MinLength()
}
func (m Month) MinLength() int32 { return int32(monthLength(1, int(m))) }
func (m Month) MaxLength() int32 { return int32(monthLength(4, int(m))) }

// FirstDayOfYear is the day of the year of the first of the month.
func (m Month) FirstDayOfYear(leapYear bool) int32 {
	year := int64(1)
	if leapYear {
		year = 4
	}
	return int32(dayOfYear(year, int(m), 1))
}

// FirstMonthOfQuarter is JANUARY, APRIL, JULY or OCTOBER.
func (m Month) FirstMonthOfQuarter() Month { return (m-1)/3*3 + 1 }

// DisplayName is getDisplayName(style, locale).
func (m Month) DisplayName(style TextStyle, l Locale) (string, error) {
	return displayName(MonthOfYear, int64(m), style, l)
}

func (m Month) String() string { return strings.ToUpper(english.months[m-1]) }

func (m Month) known() known          { return known{} }
func (m Month) Supports(f Field) bool { return f == MonthOfYear || f == QuarterOfYear }

func (m Month) Long(f Field) (int64, error) {
	switch f {
	case MonthOfYear:
		return int64(m), nil
	case QuarterOfYear:
		return int64(m+2) / 3, nil
	}
	return 0, unsupportedField(f)
}

func (m Month) Range(f Field) (ValueRange, error) {
	if !m.Supports(f) {
		return ValueRange{}, unsupportedField(f)
	}
	return f.Range(), nil
}

// AdjustInto replaces the month of t.
func (m Month) AdjustInto(t Temporal) (Temporal, error) { return t.With(MonthOfYear, int64(m)) }
