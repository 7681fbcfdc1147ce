package jtime

const hourMillis = 3_600_000

// The limits of the fields: what is always, and what is ever a valid value.
var (
	calMinimum  = [calFields]int32{0, 1, 0, 1, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, -13 * hourMillis, 0}
	calLeastMax = [calFields]int32{1, 292269054, 11, 52, 4, 28, 365, 7, 4, 1, 11, 23, 59, 59, 999, 14 * hourMillis, 20 * 60 * 1000}
	calMaximum  = [calFields]int32{1, 292278994, 11, 53, 6, 31, 366, 7, 6, 1, 11, 23, 59, 59, 999, 14 * hourMillis, 2 * hourMillis}
)

func limit(f CalendarField, of *[calFields]int32) (int32, error) {
	if f < 0 || f >= calFields {
		return 0, fieldOutOfBounds(f)
	}
	return of[f], nil
}

// Minimum and the others are getMinimum and so on, whatever the date.
func (c *Calendar) Minimum(f CalendarField) (int32, error)         { return limit(f, &calMinimum) }
func (c *Calendar) GreatestMinimum(f CalendarField) (int32, error) { return limit(f, &calMinimum) }
func (c *Calendar) Maximum(f CalendarField) (int32, error)         { return limit(f, &calMaximum) }
func (c *Calendar) LeastMaximum(f CalendarField) (int32, error)    { return limit(f, &calLeastMax) }

// ActualMinimum is getActualMinimum(field).
func (c *Calendar) ActualMinimum(f CalendarField) (int32, error) { return limit(f, &calMinimum) }

// normalized is a lenient copy whose fields are computed.
func (c *Calendar) normalized() (*Calendar, error) {
	d := c.Clone()
	d.strict = false
	return d, d.complete()
}

// ActualMaximum is getActualMaximum(field): what the field can be for the date.
func (c *Calendar) ActualMaximum(f CalendarField) (int32, error) {
	switch f {
	case calEra, calDayOfWeek, calHour, calAmPm, calHourOfDay, calMinute, calSecond, calMillisecond, calZoneOffset, calDSTOffset, calMonth:
		return limit(f, &calMaximum)
	}
	if f < 0 || f >= calFields {
		return 0, fieldOutOfBounds(f)
	}
	d, err := c.normalized()
	if err != nil {
		return 0, err
	}
	year, month := d.date()
	start, next := yearStart(year), yearStart(year+1)
	month1 := hybridDay(year, month, 1)
	monthEnd := hybridDay(year+int64(month/12), month%12+1, 1) - 1
	switch f {
	case calYear:
		return d.maxYear(), nil
	case calDayOfYear:
		return int32(next - start), nil
	case calDayOfMonth:
		_, _, dom, _ := hybridDate(monthEnd)
		return int32(dom), nil
	case calWeekOfYear:
		// The last week that does not belong to the next year.
		week := d.weekOfYear(year, next-1)
		if week == 1 {
			week = d.weekOfYear(year, next-8)
		}
		return week, nil
	case calWeekOfMonth:
		last := monthEnd
		if year == cutoverYear {
			last -= (monthEnd - d.currentDay()) % 7 // Java goes on by weeks there
		}
		return d.weekNumber(month1, last), nil
	}
	// Which day of its kind the last one of the month is.
	first := onOrBefore(month1+6, d.fields[calDayOfWeek])
	return int32((monthEnd-first)/7) + 1, nil
}

// date is the year, 0 for 1 BC, and the month from 1, of computed fields.
func (c *Calendar) date() (year int64, month int) {
	year = int64(c.fields[calYear])
	if c.fields[calEra] == 0 {
		year = 1 - year
	}
	return year, int(c.fields[calMonth]) + 1
}

// maxYear is the last year in which the other fields are a date a long can be.
func (c *Calendar) maxYear() int32 {
	end := c.Clone()
	end.SetTimeInMillis(1<<63 - 1)
	if c.fields[calEra] == 0 {
		end.SetTimeInMillis(-1 << 63)
	}
	year := end.fields[calYear]
	later := c.rest() > end.rest()
	if c.fields[calEra] == 0 {
		later = c.rest() < end.rest()
	}
	if later {
		year--
	}
	return year
}

// rest orders what is smaller than a year.
func (c *Calendar) rest() int64 {
	f := &c.fields
	ofDay := ((int64(f[calHourOfDay])*60+int64(f[calMinute]))*60+int64(f[calSecond]))*1000 + int64(f[calMillisecond])
	return (int64(f[calMonth])*32+int64(f[calDayOfMonth]))*millisPerDay + ofDay
}

// WeekYear is getWeekYear: the year that most of the week belongs to.
func (c *Calendar) WeekYear() (int32, error) {
	if err := c.complete(); err != nil {
		return 0, err
	}
	year, month := c.date()
	switch week := c.fields[calWeekOfYear]; {
	case month == 1 && week >= 52:
		year--
	case month == 12 && week == 1:
		year++
	}
	return int32(year), nil
}

// WeeksInWeekYear is getWeeksInWeekYear.
func (c *Calendar) WeeksInWeekYear() (int32, error) {
	d, err := c.normalized()
	if err != nil {
		return 0, err
	}
	year, err := d.WeekYear()
	if err != nil {
		return 0, err
	}
	return int32((d.week1(yearStart(int64(year)+1)) - d.week1(yearStart(int64(year)))) / 7), nil
}

// SetWeekDate is setWeekDate.
func (c *Calendar) SetWeekDate(weekYear, week, dow int32) error {
	if dow < 1 || dow > 7 {
		return illegal("invalid dayOfWeek: " + itoa(dow))
	}
	d, err := c.normalized()
	if err != nil {
		return err
	}
	era := d.fields[calEra]
	d.Clear()
	d.zone = TimeZoneOf("GMT")
	d.set(calEra, era)
	d.set(calYear, weekYear)
	d.set(calWeekOfYear, 1)
	d.set(calDayOfWeek, d.first)
	days := dow - d.first
	if days < 0 {
		days += 7
	}
	if err := d.Add(calDayOfYear, days+7*(week-1)); err != nil {
		return err
	}
	if err := d.complete(); err != nil {
		return err
	}
	if c.strict {
		if y, err := d.WeekYear(); err != nil || y != weekYear || d.fields[calWeekOfYear] != week || d.fields[calDayOfWeek] != dow {
			return illegal("")
		}
	}
	c.set(calEra, d.fields[calEra])
	c.SetDate(d.fields[calYear], d.fields[calMonth], d.fields[calDayOfMonth])
	c.fields[calWeekOfYear] = week
	return c.complete()
}
