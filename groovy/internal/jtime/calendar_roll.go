package jtime

// rolled goes round from max to min.
func rolled(value, amount, min, max int32) int32 {
	span := int64(max) - int64(min) + 1
	return int32(floorMod(int64(value)+int64(amount)%span-int64(min), span)) + min
}

// RollUp is roll(field, up).
func (c *Calendar) RollUp(f CalendarField, up bool) error {
	if up {
		return c.Roll(f, 1)
	}
	return c.Roll(f, -1)
}

// Roll is roll(field, amount): larger fields stay.
func (c *Calendar) Roll(f CalendarField, amount int32) error {
	if amount == 0 {
		return nil
	}
	if f < 0 || f >= calZoneOffset {
		return illegal("")
	}
	if err := c.complete(); err != nil {
		return err
	}
	min, max := calMinimum[f], calMaximum[f]
	switch f {
	case calHour, calHourOfDay:
		c.rollHour(f, amount, max+1)
		return nil
	case calMonth:
		return c.rollMonth(amount)
	case calWeekOfYear:
		return c.rollWeekOfYear(amount)
	case calWeekOfMonth:
		return c.rollWeekOfMonth(amount)
	case calDayOfWeek:
		if week := c.fields[calWeekOfYear]; week <= 1 || week >= 52 || c.inCutoverYear() {
			c.rollDayOfWeek(amount)
			return nil
		}
		c.set(calWeekOfYear, c.fields[calWeekOfYear])
		max = 7
	case calDayOfWeekInMonth:
		n, err := c.ActualMaximum(calDayOfWeekInMonth)
		if err != nil {
			return err
		}
		c.set(calDayOfWeek, c.fields[calDayOfWeek])
		max = n
	case calDayOfMonth, calDayOfYear:
		n, err := c.ActualMaximum(f)
		if err != nil {
			return err
		}
		max = n
		if c.inCutoverYear() {
			c.rollThroughCutover(f, amount)
			return nil
		}
	}
	c.set(f, rolled(c.fields[f], amount, min, max))
	return nil
}

func (c *Calendar) inCutoverYear() bool {
	year, _ := c.date()
	return year == cutoverYear
}

// rollHour changes what the clocks show. If that is where they were, since the
// amount is a multiple of the unit or because of a gap, it goes one further.
func (c *Calendar) rollHour(f CalendarField, amount, unit int32) {
	half := int32(0)
	if f == calHour {
		half = c.fields[calAmPm] * 12
	}
	day, hour := c.currentDay(), c.fields[calHourOfDay]
	rest := (int64(c.fields[calMinute])*60+int64(c.fields[calSecond]))*1000 + int64(c.fields[calMillisecond])
	show := func(hour int32) {
		local := day*millisPerDay + int64(hour)*hourMillis + rest
		raw, dst := c.zone.offsetsByWall(local)
		c.SetTimeInMillis(local - int64(raw+dst))
	}
	to := rolled(c.fields[f], amount, 0, unit-1)
	if show(to + half); c.fields[calHourOfDay] != hour {
		return
	}
	step := int32(1)
	if amount < 0 {
		step = -1
	}
	show(rolled(to, step, 0, unit-1) + half)
}

func (c *Calendar) rollMonth(amount int32) error {
	c.set(calMonth, rolled(c.fields[calMonth], amount, 0, 11))
	return c.pinDay()
}

func (c *Calendar) rollWeekOfYear(amount int32) error {
	min := int32(1)
	max, err := c.ActualMaximum(calWeekOfYear)
	if err != nil {
		return err
	}
	weekYear, err := c.WeekYear()
	if err != nil {
		return err
	}
	year, _ := c.date()
	day := c.currentDay()
	c.set(calDayOfWeek, c.fields[calDayOfWeek])
	week := c.fields[calWeekOfYear]
	value := int64(week) + int64(amount)
	switch {
	case year == cutoverYear:
		first := day - 7*int64(week-min)
		if first < yearStart(year) {
			min++
		}
		if day+7*int64(max-week) >= yearStart(year+1) {
			max--
		}
		_, month, dom, _ := hybridDate(first + 7*int64(rolled(week, amount, min, max)-1))
		c.set(calMonth, int32(month-1))
		c.set(calDayOfMonth, int32(dom))
		return nil
	case int64(weekYear) == year:
		if value > int64(min) && value < int64(max) {
			c.set(calWeekOfYear, int32(value))
			return nil
		}
		// The first and the last week count only if they have this day of the
		// week in this year.
		if day-7*int64(week-min) < yearStart(year) {
			min++
		}
		if day+7*int64(max-week) >= yearStart(year+1) {
			max--
		}
	case int64(weekYear) > year:
		if amount < 0 {
			amount++
		}
		week = max
	default:
		if amount > 0 {
			amount -= week - max
		}
		week = min
	}
	c.set(calWeekOfYear, rolled(week, amount, min, max))
	return nil
}

func (c *Calendar) rollWeekOfMonth(amount int32) error {
	last, err := c.ActualMaximum(calWeekOfMonth)
	if err != nil {
		return err
	}
	year, month := c.date()
	start := hybridDay(year, month, 1)
	end := hybridDay(year+int64(month/12), month%12+1, 1) - 1
	ahead := c.fields[calDayOfWeek] - c.first
	if ahead < 0 {
		ahead += 7
	}
	week := rolled(c.fields[calWeekOfMonth], amount, 1, last) - 1
	day := c.week1(start) + int64(week)*7 + int64(ahead)
	_, _, dom, _ := hybridDate(min(max(day, start), end))
	c.set(calDayOfMonth, int32(dom))
	return nil
}

func (c *Calendar) rollDayOfWeek(amount int32) {
	if amount %= 7; amount == 0 {
		return
	}
	day := c.currentDay()
	first := onOrBefore(day, c.first)
	day = first + floorMod(day-first+int64(amount), 7)
	year, month, dom, _ := hybridDate(day)
	era := int32(1)
	if year <= 0 {
		era, year = 0, 1-year
	}
	c.set(calEra, era)
	c.SetDate(int32(year), int32(month-1), int32(dom))
}

// rollThroughCutover rolls a day of 1582, of which ten are missing.
func (c *Calendar) rollThroughCutover(f CalendarField, amount int32) {
	year, month := c.date()
	start, next := yearStart(year), yearStart(year+1)
	if f == calDayOfMonth {
		start, next = hybridDay(year, month, 1), hybridDay(year+int64(month/12), month%12+1, 1)
	}
	day := start + floorMod(c.currentDay()-start+int64(amount), next-start)
	_, m, dom, _ := hybridDate(day)
	c.set(calMonth, int32(m-1))
	c.set(calDayOfMonth, int32(dom))
}
