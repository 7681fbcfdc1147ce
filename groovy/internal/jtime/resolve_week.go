package jtime

// resolveDerived makes a date of a field that is no ChronoField and of others,
// or replaces it.
func (p *Parsed) resolveDerived(f Field) (d LocalDate, ok bool, err error) {
	kind, w := f.week()
	switch {
	case kind != noWeekField:
		return p.weekField(f, kind, w)
	case f == DayOfQuarter:
		return p.dayOfQuarter()
	case f == WeekOfWeekBasedYear:
		return p.isoWeek()
	case f == JulianDay || f == ModifiedJulianDay || f == RataDie:
		v, _, err := p.take(f)
		if err != nil {
			return d, false, err
		}
		if v, err = subExact(v, dayOffset(f)); err != nil {
			return d, false, err
		}
		d, err = LocalDateOfEpochDay(v)
		return d, true, err
	}
	return d, false, nil
}

func (p *Parsed) removeAll(fields ...Field) {
	for _, f := range fields {
		p.fields.remove(f)
	}
}

func (p *Parsed) dayOfQuarter() (d LocalDate, ok bool, err error) {
	year, a := p.fields.get(YearField)
	quarter, b := p.fields.get(QuarterOfYear)
	if !a || !b {
		return d, false, nil
	}
	if err := YearField.check(year); err != nil {
		return d, false, err
	}
	day, _ := p.fields.get(DayOfQuarter)
	d = LocalDate{int32(year), 1, 1}
	months, err := subExact(quarter, 1)
	if err == nil {
		months, err = mulExact(months, 3)
	}
	if p.style != Lenient {
		err = QuarterOfYear.check(quarter)
	}
	if err != nil {
		return d, false, err
	}
	if d, err = d.PlusMonths(months); err != nil {
		return d, false, err
	}
	if p.style != Lenient && (day < 1 || day > 90) {
		r := DayOfQuarter.Range()
		if p.style == Strict {
			r = derivedRange(DayOfQuarter, d)
		}
		if err := r.check(day, DayOfQuarter.String()); err != nil {
			return d, false, err
		}
	}
	p.removeAll(DayOfQuarter, YearField, QuarterOfYear)
	d, err = d.from(day, LocalDate.PlusDays)
	return d, true, err
}

func (p *Parsed) isoWeek() (d LocalDate, ok bool, err error) {
	year, a := p.fields.get(WeekBasedYear)
	day, b := p.fields.get(DayOfWeekField)
	if !a || !b {
		return d, false, nil
	}
	if err := WeekBasedYear.check(year); err != nil {
		return d, false, err
	}
	week, _ := p.fields.get(WeekOfWeekBasedYear)
	if p.style == Lenient {
		if week, err = addExact(week, floorDiv(day-1, 7)); err != nil {
			return d, false, err
		}
		day = floorMod(day-1, 7) + 1
	} else if err := DayOfWeekField.check(day); err != nil {
		return d, false, err
	} else if week < 1 || week > 52 {
		r := WeekOfWeekBasedYear.Range()
		if p.style == Strict {
			r = fixedRange(1, ISOWeek.weeksOf(year))
		}
		if err := r.check(week, WeekOfWeekBasedYear.String()); err != nil {
			return d, false, err
		}
	}
	p.removeAll(WeekOfWeekBasedYear, WeekBasedYear, DayOfWeekField)
	d, err = weekDate(ISOWeek, year, week, day)
	return d, true, err
}

// weekDate is the date of a week that may be far away.
func weekDate(w WeekFields, year, week, day int64) (LocalDate, error) {
	d, err := w.date(year, 1, day)
	if err != nil {
		return d, err
	}
	return d.from(week, LocalDate.PlusWeeks)
}

func (p *Parsed) weekField(f Field, kind weekField, w WeekFields) (d LocalDate, ok bool, err error) {
	v, _ := p.fields.get(f)
	if _, err := intExact(v); err != nil {
		return d, false, err
	}
	if kind == localDayOfWeek {
		if err := f.check(v); err != nil {
			return d, false, err
		}
		p.fields.remove(f)
		p.fields.put(DayOfWeekField, floorMod(int64(w.first)-1+v-1, 7)+1)
		return d, false, nil
	}
	iso, ok := p.fields.get(DayOfWeekField)
	if !ok {
		return d, false, nil
	}
	if err := DayOfWeekField.check(iso); err != nil {
		return d, false, err
	}
	day := floorMod(iso-int64(w.first), 7) + 1
	year, ok := p.fields.get(YearField)
	if !ok {
		if kind == weekOfWeekBasedYear || kind == weekBasedYear {
			return p.weekOfYearDate(w, day)
		}
		return d, false, nil
	}
	if err := YearField.check(year); err != nil {
		return d, false, err
	}
	month, hasMonth := p.fields.get(MonthOfYear)
	switch {
	case kind == weekOfMonth && hasMonth:
		d, err = p.weekIn(f, w, LocalDate{int32(year), 1, 1}, v, day, month)
		p.removeAll(f, YearField, MonthOfYear, DayOfWeekField)
	case kind == weekOfYear:
		d, err = p.weekIn(f, w, LocalDate{int32(year), 1, 1}, v, day, 0)
		p.removeAll(f, YearField, DayOfWeekField)
	default:
		return d, false, nil
	}
	return d, true, err
}

// weekIn is a day of a week of a month, or of a year if month is 0.
func (p *Parsed) weekIn(f Field, w WeekFields, first LocalDate, week, day, month int64) (d LocalDate, err error) {
	if p.style != Lenient {
		if f.BaseUnit() == Weeks && f.RangeUnit() == Months {
			if err := MonthOfYear.check(month); err != nil {
				return d, err
			}
		}
		if err := f.check(week); err != nil {
			return d, err
		}
	}
	within := f.RangeUnit() == Months
	if within {
		if first, err = first.from(month, LocalDate.PlusMonths); err != nil {
			return d, err
		}
	}
	days := (week-derivedLong(f, first))*7 + day - w.dayOfWeek(first)
	if d, err = first.PlusDays(days); err != nil {
		return d, err
	}
	if p.style == Strict && (d.year != first.year || within && d.month != first.month) {
		name := "year"
		if within {
			name = "month"
		}
		return d, invalid("Strict mode rejected resolved date as it is in a different " + name)
	}
	return d, nil
}

// weekOfYearDate is a day of a week of a week-based year.
func (p *Parsed) weekOfYearDate(w WeekFields, day int64) (d LocalDate, ok bool, err error) {
	year, a := p.fields.get(w.WeekBasedYear())
	week, b := p.fields.get(w.WeekOfWeekBasedYear())
	if !a || !b {
		return d, false, nil
	}
	if err := w.WeekBasedYear().check(year); err != nil {
		return d, false, err
	}
	if p.style != Lenient {
		if err := w.WeekOfWeekBasedYear().check(week); err != nil {
			return d, false, err
		}
		// Java takes the last week for one the year does not have.
		week = min(week, w.weeksOf(year))
	}
	p.removeAll(w.WeekBasedYear(), w.WeekOfWeekBasedYear(), DayOfWeekField)
	d, err = weekDate(w, year, week, day)
	return d, true, err
}
