package jtime

func (d LocalDate) known() known { return known{has: hasDate, date: d} }

func (d LocalDate) Supports(f Field) bool { return f.IsDateBased() }

func (d LocalDate) SupportsUnit(u Unit) bool { return u.IsDateBased() }

func (d LocalDate) Range(f Field) (ValueRange, error) {
	switch f {
	case DayOfMonth:
		return fixedRange(1, int64(d.LengthOfMonth())), nil
	case DayOfYear:
		return fixedRange(1, int64(d.LengthOfYear())), nil
	case AlignedWeekOfMonth:
		if d.LengthOfMonth() == 28 {
			return fixedRange(1, 4), nil
		}
		return fixedRange(1, 5), nil
	case YearOfEra:
		if d.year <= 0 {
			return fixedRange(1, MaxYear+1), nil
		}
		return fixedRange(1, MaxYear), nil
	}
	if !f.IsDateBased() {
		return ValueRange{}, unsupportedField(f)
	}
	if !f.chrono() {
		return derivedRange(f, d), nil
	}
	return f.Range(), nil
}

func (d LocalDate) Long(f Field) (int64, error) {
	switch f {
	case DayOfWeekField:
		return int64(d.DayOfWeek()), nil
	case AlignedDayOfWeekInMonth:
		return int64(d.day-1)%7 + 1, nil
	case AlignedDayOfWeekInYear:
		return int64(d.DayOfYear()-1)%7 + 1, nil
	case DayOfMonth:
		return int64(d.day), nil
	case DayOfYear:
		return int64(d.DayOfYear()), nil
	case EpochDay:
		return d.EpochDay(), nil
	case AlignedWeekOfMonth:
		return int64(d.day-1)/7 + 1, nil
	case AlignedWeekOfYear:
		return int64(d.DayOfYear()-1)/7 + 1, nil
	case MonthOfYear:
		return int64(d.month), nil
	case ProlepticMonth:
		return d.prolepticMonth(), nil
	case YearOfEra:
		if d.year < 1 {
			return 1 - int64(d.year), nil
		}
		return int64(d.year), nil
	case YearField:
		return int64(d.year), nil
	case Era:
		return eraOf(int64(d.year)), nil
	}
	if !f.IsDateBased() {
		return 0, unsupportedField(f)
	}
	return derivedLong(f, d), nil
}

// eraOf is 1 for the years from 1 on.
func eraOf(year int64) int64 {
	if year >= 1 {
		return 1
	}
	return 0
}

func (d LocalDate) With(f Field, v int64) (Temporal, error) {
	if !f.chrono() {
		if !f.IsDateBased() {
			return nil, unsupportedField(f)
		}
		return adjustDerived(d, d, f, v)
	}
	return temporal(d.with(f, v))
}

// temporal turns a pair of a concrete result into one of the interface.
func temporal[T Temporal](t T, err error) (Temporal, error) {
	if err != nil {
		return nil, err
	}
	return t, nil
}

func (d LocalDate) with(f Field, v int64) (LocalDate, error) {
	if err := f.check(v); err != nil {
		return d, err
	}
	now, err := d.Long(f)
	if err != nil {
		return d, err
	}
	switch f {
	case DayOfWeekField, AlignedDayOfWeekInMonth, AlignedDayOfWeekInYear:
		return d.PlusDays(v - now)
	case DayOfMonth:
		return d.WithDayOfMonth(int32(v))
	case DayOfYear:
		return d.WithDayOfYear(int32(v))
	case EpochDay:
		return LocalDateOfEpochDay(v)
	case AlignedWeekOfMonth, AlignedWeekOfYear:
		return d.PlusWeeks(v - now)
	case MonthOfYear:
		return d.WithMonth(int32(v))
	case ProlepticMonth:
		return d.PlusMonths(v - now)
	case YearOfEra:
		if d.year < 1 {
			v = 1 - v
		}
		return d.WithYear(int32(v))
	case YearField:
		return d.WithYear(int32(v))
	}
	// The era
	if now == v {
		return d, nil
	}
	return d.WithYear(1 - d.year)
}

func (d LocalDate) Plus(n int64, u Unit) (Temporal, error) {
	if u > Forever {
		return plusIso(d, d, n, u)
	}
	return temporal(d.plus(n, u))
}

func (d LocalDate) plus(n int64, u Unit) (LocalDate, error) {
	switch u {
	case Days:
		return d.PlusDays(n)
	case Weeks:
		return d.PlusWeeks(n)
	case Months:
		return d.PlusMonths(n)
	case Years:
		return d.PlusYears(n)
	case Decades, Centuries, Millennia:
		years, err := mulExact(n, u.years())
		if err != nil {
			return d, err
		}
		return d.PlusYears(years)
	case Eras:
		era, err := addExact(eraOf(int64(d.year)), n)
		if err != nil {
			return d, err
		}
		return d.with(Era, era)
	}
	return d, unsupportedUnit(u)
}

// years is how many years a unit of more than one has.
func (u Unit) years() int64 {
	switch u {
	case Decades:
		return 10
	case Centuries:
		return 100
	}
	return 1000
}

func (d LocalDate) Until(end Accessor, u Unit) (int64, error) {
	e, err := LocalDateFrom(end)
	if err != nil {
		return 0, err
	}
	return d.until(e, u)
}

func (d LocalDate) until(e LocalDate, u Unit) (int64, error) {
	switch u {
	case Days:
		return e.EpochDay() - d.EpochDay(), nil
	case Weeks:
		return (e.EpochDay() - d.EpochDay()) / 7, nil
	case Months:
		return d.monthsUntil(e), nil
	case Years:
		return d.monthsUntil(e) / 12, nil
	case Decades, Centuries, Millennia:
		return d.monthsUntil(e) / (12 * u.years()), nil
	case Eras:
		return eraOf(int64(e.year)) - eraOf(int64(d.year)), nil
	case QuarterYears:
		return d.monthsUntil(e) / 3, nil
	case WeekBasedYears:
		return derivedLong(WeekBasedYear, e) - derivedLong(WeekBasedYear, d), nil
	}
	return 0, unsupportedUnit(u)
}

func (d LocalDate) monthsUntil(e LocalDate) int64 {
	// Days of up to 31 have room in 32: the quotient is of whole months.
	return (e.prolepticMonth()*32 + int64(e.day) - d.prolepticMonth()*32 - int64(d.day)) / 32
}

// PeriodUntil is d.until(e): years, months and days.
func (d LocalDate) PeriodUntil(e LocalDate) Period {
	months := e.prolepticMonth() - d.prolepticMonth()
	days := int64(e.day - d.day)
	switch {
	case months > 0 && days < 0:
		months--
		// The month is within the limits: it lies between the two dates.
		from, _ := d.PlusMonths(months)
		days = e.EpochDay() - from.EpochDay()
	case months < 0 && days > 0:
		months++
		days -= int64(e.LengthOfMonth())
	}
	return Period{int32(months / 12), int32(months % 12), int32(days)}
}

// AdjustInto replaces the date of t.
func (d LocalDate) AdjustInto(t Temporal) (Temporal, error) {
	switch t := t.(type) {
	case LocalDate:
		return d, nil
	case LocalDateTime:
		return LocalDateTime{d, t.time}, nil
	case OffsetDateTime:
		return OffsetDateTime{LocalDateTime{d, t.local.time}, t.offset}, nil
	case ZonedDateTime:
		return temporal(t.withLocal(LocalDateTime{d, t.local.time}))
	}
	return t.With(EpochDay, d.EpochDay())
}
