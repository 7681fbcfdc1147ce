package jtime

// A Year is a java.time.Year.
type Year struct{ year int32 }

// NewYear is Year.of.
func NewYear(year int32) (Year, error) { return Year{year}, YearField.check(int64(year)) }

// YearFrom is Year.from.
func YearFrom(a Accessor) (Year, error) {
	if y, ok := a.(Year); ok {
		return y, nil
	}
	y, err := a.Long(YearField)
	if err != nil {
		return Year{}, notFrom("Year", a)
	}
	return Year{int32(y)}, nil
}

// ParseYear is Year.parse of a text as 2007.
func ParseYear(text string) (Year, error) { return parseAs(yearFormat(), text, YearFrom) }

// ParseYearWith is Year.parse with a formatter.
func ParseYearWith(text string, f *Formatter) (Year, error) { return parseAs(f, text, YearFrom) }

// IsLeapYear is the static Year.isLeap.
func IsLeapYear(year int64) bool { return leapYear(year) }

func (y Year) Value() int32  { return y.year }
func (y Year) IsLeap() bool  { return leapYear(int64(y.year)) }
func (y Year) Length() int32 { return int32(yearLength(int64(y.year))) }

func (y Year) AtDay(dayOfYear int32) (LocalDate, error) { return LocalDateOfYearDay(y.year, dayOfYear) }
func (y Year) AtMonth(month int32) (YearMonth, error)   { return NewYearMonth(y.year, month) }

func (y Year) PlusYears(n int64) (Year, error) {
	if n == 0 {
		return y, nil
	}
	v := int64(y.year) + n
	return Year{int32(v)}, YearField.check(v)
}

func (y Year) MinusYears(n int64) (Year, error) { return minus(y, n, Year.PlusYears) }

func (y Year) CompareTo(z Year) int32 { return y.year - z.year }
func (y Year) IsBefore(z Year) bool   { return y.year < z.year }
func (y Year) IsAfter(z Year) bool    { return y.year > z.year }
func (y Year) HashCode() int32        { return y.year }

func (y Year) String() string { return itoa(y.year) }

func (y Year) known() known { return known{} }

func (y Year) Supports(f Field) bool { return f == YearField || f == YearOfEra || f == Era }

func (y Year) SupportsUnit(u Unit) bool { return u >= Years && u <= Eras }

func (y Year) Range(f Field) (ValueRange, error) {
	if !y.Supports(f) {
		return ValueRange{}, unsupportedField(f)
	}
	return LocalDate{y.year, 1, 1}.Range(f)
}

func (y Year) Long(f Field) (int64, error) {
	if !y.Supports(f) {
		return 0, unsupportedField(f)
	}
	return LocalDate{y.year, 1, 1}.Long(f)
}

func (y Year) With(f Field, v int64) (Temporal, error) {
	if f.chrono() {
		if err := f.check(v); err != nil {
			return nil, err
		}
	}
	if !y.Supports(f) {
		return nil, unsupportedField(f)
	}
	d, err := LocalDate{y.year, 1, 1}.with(f, v)
	return temporal(Year{d.year}, err)
}

func (y Year) Plus(n int64, u Unit) (Temporal, error) {
	if !y.SupportsUnit(u) {
		return nil, unsupportedUnit(u)
	}
	d, err := LocalDate{y.year, 1, 1}.plus(n, u)
	return temporal(Year{d.year}, err)
}

func (y Year) Until(end Accessor, u Unit) (int64, error) {
	e, err := YearFrom(end)
	if err != nil {
		return 0, err
	}
	if !y.SupportsUnit(u) {
		return 0, unsupportedUnit(u)
	}
	return LocalDate{y.year, 1, 1}.until(LocalDate{e.year, 1, 1}, u)
}

// AdjustInto replaces the year of t.
func (y Year) AdjustInto(t Temporal) (Temporal, error) { return t.With(YearField, int64(y.year)) }

// A YearMonth is a java.time.YearMonth.
type YearMonth struct {
	year  int32
	month int8
}

// NewYearMonth is YearMonth.of.
func NewYearMonth(year, month int32) (YearMonth, error) {
	if err := YearField.check(int64(year)); err != nil {
		return YearMonth{}, err
	}
	return YearMonth{year, int8(month)}, MonthOfYear.check(int64(month))
}

// YearMonthFrom is YearMonth.from.
func YearMonthFrom(a Accessor) (YearMonth, error) {
	if m, ok := a.(YearMonth); ok {
		return m, nil
	}
	y, err := a.Long(YearField)
	if err != nil {
		return YearMonth{}, notFrom("YearMonth", a)
	}
	m, err := a.Long(MonthOfYear)
	if err != nil {
		return YearMonth{}, notFrom("YearMonth", a)
	}
	return NewYearMonth(int32(y), int32(m))
}

// ParseYearMonth is YearMonth.parse of a text as 2007-12.
func ParseYearMonth(text string) (YearMonth, error) {
	return parseAs(yearMonthFormat(), text, YearMonthFrom)
}

// ParseYearMonthWith is YearMonth.parse with a formatter.
func ParseYearMonthWith(text string, f *Formatter) (YearMonth, error) {
	return parseAs(f, text, YearMonthFrom)
}

// first is the first day.
func (m YearMonth) first() LocalDate { return LocalDate{m.year, m.month, 1} }

func ofDate(d LocalDate, err error) (YearMonth, error) { return YearMonth{d.year, d.month}, err }

func (m YearMonth) Year() int32          { return m.year }
func (m YearMonth) MonthValue() int32    { return int32(m.month) }
func (m YearMonth) Month() Month         { return Month(m.month) }
func (m YearMonth) IsLeapYear() bool     { return leapYear(int64(m.year)) }
func (m YearMonth) LengthOfMonth() int32 { return m.first().LengthOfMonth() }
func (m YearMonth) LengthOfYear() int32  { return m.first().LengthOfYear() }
func (m YearMonth) IsValidDay(day int32) bool {
	return day >= 1 && day <= m.LengthOfMonth()
}

func (m YearMonth) AtDay(day int32) (LocalDate, error) {
	return NewLocalDate(m.year, int32(m.month), day)
}
func (m YearMonth) AtEndOfMonth() LocalDate {
	return LocalDate{m.year, m.month, int8(m.LengthOfMonth())}
}

func (m YearMonth) WithYear(n int32) (YearMonth, error)  { return ofDate(m.first().WithYear(n)) }
func (m YearMonth) WithMonth(n int32) (YearMonth, error) { return ofDate(m.first().WithMonth(n)) }

func (m YearMonth) PlusYears(n int64) (YearMonth, error)  { return ofDate(m.first().PlusYears(n)) }
func (m YearMonth) PlusMonths(n int64) (YearMonth, error) { return ofDate(m.first().PlusMonths(n)) }

func (m YearMonth) MinusYears(n int64) (YearMonth, error) { return minus(m, n, YearMonth.PlusYears) }
func (m YearMonth) MinusMonths(n int64) (YearMonth, error) {
	return minus(m, n, YearMonth.PlusMonths)
}

func (m YearMonth) CompareTo(n YearMonth) int32 { return m.first().CompareTo(n.first()) }
func (m YearMonth) IsBefore(n YearMonth) bool   { return m.CompareTo(n) < 0 }
func (m YearMonth) IsAfter(n YearMonth) bool    { return m.CompareTo(n) > 0 }
func (m YearMonth) HashCode() int32             { return m.year ^ int32(m.month)<<27 }

// String is 2007-12, a year of more than four digits without a sign.
func (m YearMonth) String() string {
	return string(append2(append(appendPadded(nil, int64(m.year), 4), '-'), int(m.month)))
}

func (m YearMonth) known() known { return known{} }

func (m YearMonth) Supports(f Field) bool {
	switch f {
	case YearField, YearOfEra, Era, MonthOfYear, ProlepticMonth, QuarterOfYear:
		return true
	}
	return false
}

func (m YearMonth) SupportsUnit(u Unit) bool {
	return u >= Months && u <= Eras || u == QuarterYears
}

func (m YearMonth) Range(f Field) (ValueRange, error) {
	if !m.Supports(f) {
		return ValueRange{}, unsupportedField(f)
	}
	return m.first().Range(f)
}

func (m YearMonth) Long(f Field) (int64, error) {
	if !m.Supports(f) {
		return 0, unsupportedField(f)
	}
	return m.first().Long(f)
}

func (m YearMonth) With(f Field, v int64) (Temporal, error) {
	if f == QuarterOfYear {
		return adjustDerived(m, m.first(), f, v)
	}
	if f.chrono() {
		if err := f.check(v); err != nil {
			return nil, err
		}
	}
	if !m.Supports(f) {
		return nil, unsupportedField(f)
	}
	return temporal(ofDate(m.first().with(f, v)))
}

func (m YearMonth) Plus(n int64, u Unit) (Temporal, error) {
	switch {
	case u == QuarterYears:
		return plusIso(m, m.first(), n, u)
	case !m.SupportsUnit(u):
		return nil, unsupportedUnit(u)
	}
	return temporal(ofDate(m.first().plus(n, u)))
}

func (m YearMonth) Until(end Accessor, u Unit) (int64, error) {
	e, err := YearMonthFrom(end)
	if err != nil {
		return 0, err
	}
	if !m.SupportsUnit(u) {
		return 0, unsupportedUnit(u)
	}
	return m.first().until(e.first(), u)
}

// AdjustInto replaces year and month of t.
func (m YearMonth) AdjustInto(t Temporal) (Temporal, error) {
	return t.With(ProlepticMonth, m.first().prolepticMonth())
}
