package jtime

// resolveDate makes a date of the fields, if there are enough.
func (p *Parsed) resolveDate() (d LocalDate, ok bool, err error) {
	if day, ok := p.fields.remove(EpochDay); ok {
		d, err = LocalDateOfEpochDay(day)
		return d, true, err
	}
	if months, ok, err := p.take(ProlepticMonth); err != nil {
		return d, false, err
	} else if ok {
		if err := p.addField(MonthOfYear, floorMod(months, 12)+1); err != nil {
			return d, false, err
		}
		if err := p.addField(YearField, floorDiv(months, 12)); err != nil {
			return d, false, err
		}
	}
	if err := p.resolveEra(); err != nil {
		return d, false, err
	}
	if !p.fields.has(YearField) {
		return d, false, nil
	}
	has := p.fields.has
	switch {
	case has(MonthOfYear) && has(DayOfMonth):
		d, err = p.yearMonthDay()
	case has(MonthOfYear) && has(AlignedWeekOfMonth) && (has(AlignedDayOfWeekInMonth) || has(DayOfWeekField)):
		d, err = p.alignedWeek(MonthOfYear, AlignedWeekOfMonth, AlignedDayOfWeekInMonth, "month")
	case has(DayOfYear):
		d, err = p.yearDay()
	case has(AlignedWeekOfYear) && (has(AlignedDayOfWeekInYear) || has(DayOfWeekField)):
		d, err = p.alignedWeek(YearField, AlignedWeekOfYear, AlignedDayOfWeekInYear, "year")
	default:
		return d, false, nil
	}
	return d, true, err
}

func (p *Parsed) addField(f Field, v int64) error {
	if old, ok := p.fields.get(f); ok && old != v {
		return invalid("Conflict found: " + f.String() + " " + itoa(old) + " differs from " + f.String() + " " + itoa(v))
	}
	p.fields.put(f, v)
	return nil
}

// resolveEra makes a year of the year of an era. Only the strict style wants to
// know the era.
func (p *Parsed) resolveEra() error {
	ofEra, ok, err := p.take(YearOfEra)
	if err != nil {
		return err
	}
	if !ok {
		if era, ok := p.fields.get(Era); ok {
			return Era.check(era)
		}
		return nil
	}
	before, err := subExact(1, ofEra)
	if err != nil {
		return err
	}
	if era, ok := p.fields.remove(Era); ok {
		switch era {
		case 1:
			return p.addField(YearField, ofEra)
		case 0:
			return p.addField(YearField, before)
		}
		return invalid("Invalid value for era: " + itoa(era))
	}
	year, ok := p.fields.get(YearField)
	switch {
	case !ok && p.style == Strict:
		p.fields.put(YearOfEra, ofEra)
		return nil
	case ok && year <= 0:
		return p.addField(YearField, before)
	}
	return p.addField(YearField, ofEra)
}

// year takes the year, which must be valid in every style.
func (p *Parsed) year() (int64, error) {
	y, _ := p.fields.remove(YearField)
	return y, YearField.check(y)
}

// from adds a lenient number of units; the first is 1.
func (d LocalDate) from(n int64, plus func(LocalDate, int64) (LocalDate, error)) (LocalDate, error) {
	n, err := subExact(n, 1)
	if err != nil {
		return d, err
	}
	return plus(d, n)
}

func (p *Parsed) yearMonthDay() (d LocalDate, err error) {
	year, err := p.year()
	if err != nil {
		return d, err
	}
	month, _, err := p.take(MonthOfYear)
	if err != nil {
		return d, err
	}
	day, _, err := p.take(DayOfMonth)
	if err != nil {
		return d, err
	}
	switch p.style {
	case Lenient:
		if d, err = (LocalDate{int32(year), 1, 1}).from(month, LocalDate.PlusMonths); err != nil {
			return d, err
		}
		return d.from(day, LocalDate.PlusDays)
	case Smart:
		return clipped(year, int(month), int(day)), nil
	}
	return NewLocalDate(int32(year), int32(month), int32(day))
}

func (p *Parsed) yearDay() (d LocalDate, err error) {
	year, err := p.year()
	if err != nil {
		return d, err
	}
	day, _, err := p.take(DayOfYear)
	if err != nil {
		return d, err
	}
	if p.style == Lenient {
		return LocalDate{int32(year), 1, 1}.from(day, LocalDate.PlusDays)
	}
	return LocalDateOfYearDay(int32(year), int32(day))
}

// alignedWeek makes a date of weeks that begin with the first day of a month or
// of a year, and of a day in it by its number or its name.
func (p *Parsed) alignedWeek(within, week, dayIn Field, name string) (d LocalDate, err error) {
	year, err := p.year()
	if err != nil {
		return d, err
	}
	d = LocalDate{int32(year), 1, 1}
	if within == MonthOfYear {
		month, _, err := p.take(MonthOfYear)
		if err != nil {
			return d, err
		}
		if d, err = d.from(month, LocalDate.PlusMonths); err != nil {
			return d, err
		}
	}
	start := d
	weeks, _, err := p.take(week)
	if err != nil {
		return d, err
	}
	if d, err = d.from(weeks, LocalDate.PlusWeeks); err != nil {
		return d, err
	}
	if p.fields.has(dayIn) {
		day, _, err := p.take(dayIn)
		if err != nil {
			return d, err
		}
		if d, err = d.from(day, LocalDate.PlusDays); err != nil {
			return d, err
		}
	} else {
		day, _, err := p.take(DayOfWeekField)
		if err != nil {
			return d, err
		}
		// A lenient day may lie in other weeks; Java takes it for the one before.
		if p.style == Lenient {
			if day, err = subExact(day, 1); err != nil {
				return d, err
			}
			if d, err = d.PlusWeeks(floorDiv(day-1, 7)); err != nil {
				return d, err
			}
			day = floorMod(day-1, 7) + 1
		}
		if d, err = d.PlusDays(floorMod(day-int64(d.DayOfWeek()), 7)); err != nil {
			return d, err
		}
	}
	if p.style == Strict && (d.year != start.year || within == MonthOfYear && d.month != start.month) {
		return d, invalid("Strict mode rejected resolved date as it is in a different " + name)
	}
	return d, nil
}
