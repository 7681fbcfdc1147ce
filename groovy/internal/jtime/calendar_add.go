package jtime

// Add is add(field, amount): larger fields follow, and a day that the new month
// does not have becomes its last.
func (c *Calendar) Add(f CalendarField, amount int32) error {
	if amount == 0 {
		return nil
	}
	if f < 0 || f >= calZoneOffset {
		return illegal("")
	}
	if err := c.complete(); err != nil {
		return err
	}
	n := int64(amount)
	switch f {
	case calYear:
		c.addYears(amount)
		return c.pinDay()
	case calMonth:
		month := n + int64(c.fields[calMonth])
		if years := floorDiv(month, 12); years != 0 {
			c.addYears(int32(years))
		}
		c.set(calMonth, int32(floorMod(month, 12)))
		return c.pinDay()
	case calEra:
		era := c.fields[calEra] + amount
		if era < 0 {
			era = 0
		}
		if era > 1 {
			era = 1
		}
		c.set(calEra, era)
		return nil
	case calHour, calHourOfDay:
		c.SetTimeInMillis(c.time + n*hourMillis)
	case calMinute:
		c.SetTimeInMillis(c.time + n*60_000)
	case calSecond:
		c.SetTimeInMillis(c.time + n*1000)
	case calMillisecond:
		c.SetTimeInMillis(c.time + n)
	case calWeekOfYear, calWeekOfMonth, calDayOfWeekInMonth:
		c.addDays(n*7, 0)
	case calAmPm:
		c.addDays(n/2, n%2*12*hourMillis)
	default:
		c.addDays(n, 0)
	}
	return nil
}

// addYears counts years of the era on, beyond its beginning into the other.
func (c *Calendar) addYears(n int32) {
	era := c.fields[calEra]
	if era == 0 {
		n = -n
	}
	year := c.fields[calYear] + n
	if year > 0 {
		c.set(calYear, year)
		return
	}
	c.set(calYear, 1-year)
	c.set(calEra, 1-era)
}

// pinDay keeps the day within the month.
func (c *Calendar) pinDay() error {
	year, month := c.date()
	length := monthLength(year, month)
	if year <= cutoverYear && floorMod(year, 4) == 0 && month == 2 {
		length = 29
	}
	if dom := c.fields[calDayOfMonth]; int(dom) > length {
		c.set(calDayOfMonth, int32(length))
	}
	return nil
}

// currentDay is the day of computed fields, in the local calendar.
func (c *Calendar) currentDay() int64 {
	offset := int64(c.fields[calZoneOffset]) + int64(c.fields[calDSTOffset])
	return floorDiv(c.time, millisPerDay) + floorDiv(floorMod(c.time, millisPerDay)+offset, millisPerDay)
}

// addDays keeps the time of the day where the offset changes in between.
func (c *Calendar) addDays(days, millis int64) {
	f := &c.fields
	day := c.currentDay() + days
	millis += ((int64(f[calHourOfDay])*60+int64(f[calMinute]))*60+int64(f[calSecond]))*1000 + int64(f[calMillisecond])
	day += floorDiv(millis, millisPerDay)
	millis = floorMod(millis, millisPerDay)
	before := int64(f[calZoneOffset]) + int64(f[calDSTOffset])
	c.SetTimeInMillis(day*millisPerDay + millis - before)
	if change := before - int64(f[calZoneOffset]) - int64(f[calDSTOffset]); change != 0 {
		c.SetTimeInMillis(c.time + change)
		if c.currentDay() != day {
			c.SetTimeInMillis(c.time - change)
		}
	}
}
