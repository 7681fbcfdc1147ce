package jtime

// The Gregorian calendar began with 15 October 1582, after 4 October.
const (
	cutoverYear = 1582
	cutoverDay  = -141427 // since 1970
)

// hybridDay is the day of a date that is Julian before the cutover.
func hybridDay(year int64, month, day int) int64 {
	if year < cutoverYear || year == cutoverYear && (month < 10 || month == 10 && day < 15) {
		return julianDaysOf(year, month, day)
	}
	return daysOf(year, month, day)
}

func yearStart(year int64) int64 { return hybridDay(year, 1, 1) }

// hybridDate is the inverse of hybridDay.
func hybridDate(day int64) (year int64, month, dom int, julian bool) {
	if day < cutoverDay {
		year, month, dom = julianDateOf(day)
		return year, month, dom, true
	}
	year, month, dom = dateOf(day)
	return year, month, dom, false
}

// onOrBefore is the last day of the week dow, 1 is Sunday, that is not after a
// day.
func onOrBefore(day int64, dow int32) int64 {
	return day - floorMod(day+4-(int64(dow)-1), 7)
}

// week1 is the day on which the first week of a period begins.
func (c *Calendar) week1(start int64) int64 {
	first := onOrBefore(start+6, c.first)
	if first-start >= int64(c.minDays) {
		first -= 7
	}
	return first
}

func (c *Calendar) weekNumber(start, day int64) int32 {
	return int32(floorDiv(day-c.week1(start), 7)) + 1
}

// computeFields makes the fields those of the time.
func (c *Calendar) computeFields() {
	raw, dst := c.zone.offsets(c.time)
	if c.keepZone {
		raw = c.fields[calZoneOffset]
	}
	if c.keepDST {
		dst = c.fields[calDSTOffset]
	}
	c.keepZone, c.keepDST = false, false
	// The sum with the offset might overflow.
	ofDay := floorMod(c.time, millisPerDay) + int64(raw) + int64(dst)
	day := floorDiv(c.time, millisPerDay) + floorDiv(ofDay, millisPerDay)
	ofDay = floorMod(ofDay, millisPerDay)

	year, month, dom, julian := hybridDate(day)
	c.julian = julian
	f := &c.fields
	f[calEra], f[calYear] = 1, int32(year)
	if year <= 0 {
		f[calEra], f[calYear] = 0, int32(1-year)
	}
	f[calMonth], f[calDayOfMonth] = int32(month-1), int32(dom)
	f[calDayOfWeek] = int32(weekdayOf(day)%7) + 1
	c.setClock(ofDay)
	f[calZoneOffset], f[calDSTOffset] = raw, dst

	jan1, month1 := yearStart(year), hybridDay(year, month, 1)
	f[calDayOfYear] = int32(day-jan1) + 1
	f[calDayOfWeekInMonth] = int32(day-month1)/7 + 1
	f[calWeekOfMonth] = c.weekNumber(month1, day)
	f[calWeekOfYear] = c.weekOfYear(year, day)

	for i := range c.stamp {
		c.stamp[i] = computedStamp
	}
	c.state, c.all = fresh, true
}

func (c *Calendar) setClock(ofDay int64) {
	f := &c.fields
	hour := int32(ofDay / 3_600_000)
	f[calHourOfDay], f[calAmPm], f[calHour] = hour, hour/12, hour%12
	f[calMinute] = int32(ofDay / 60_000 % 60)
	f[calSecond] = int32(ofDay / 1000 % 60)
	f[calMillisecond] = int32(ofDay % 1000)
}

// weekOfYear is the week of the week year that the day belongs to.
func (c *Calendar) weekOfYear(year, day int64) int32 {
	week := c.weekNumber(yearStart(year), day)
	switch {
	case week == 0:
		return c.weekNumber(yearStart(year-1), day)
	case day >= c.week1(yearStart(year+1)):
		return 1
	}
	return week
}

// aggregate is the later of two stamps if both are set.
func aggregate(a, b int64) int64 {
	if a == 0 || b == 0 {
		return 0
	}
	return max(a, b)
}

// A selection is which fields decide on the time.
type selection [calFields]bool

// selectFields finds the group of fields for the day that was set last, and the
// one for the hour.
func (c *Calendar) selectFields() (s selection) {
	st := &c.stamp
	dow := st[calDayOfWeek]
	month, dom, doy := st[calMonth], st[calDayOfMonth], st[calDayOfYear]
	wom := aggregate(st[calWeekOfMonth], dow)
	dowim := aggregate(st[calDayOfWeekInMonth], dow)
	woy := aggregate(st[calWeekOfYear], dow)
	best := max(dom, wom, dowim, doy, woy)
	if best == 0 {
		// No group is whole.
		wom, dowim, woy = st[calWeekOfMonth], max(st[calDayOfWeekInMonth], dow), st[calWeekOfYear]
		if best = max(wom, dowim, woy); best == 0 {
			dom, best = month, month
		}
	}
	switch {
	case best == dom:
		s[calMonth], s[calDayOfMonth] = true, true
	case best == wom && st[calWeekOfMonth] >= st[calWeekOfYear],
		best == dowim && st[calDayOfWeekInMonth] >= st[calWeekOfYear]:
		s[calMonth], s[calDayOfWeek] = true, dow != 0
		switch {
		case wom == dowim && st[calWeekOfMonth] >= st[calDayOfWeekInMonth], wom != dowim && best == wom:
			s[calWeekOfMonth] = true
		case wom == dowim, st[calDayOfWeekInMonth] != 0:
			s[calDayOfWeekInMonth] = true
		}
	case best == doy:
		s[calDayOfYear] = true
	default:
		s[calDayOfWeek], s[calWeekOfYear] = dow != 0, true
	}

	hourOfDay, hour := st[calHourOfDay], aggregate(st[calHour], st[calAmPm])
	if best = max(hourOfDay, hour); best == 0 {
		best = max(st[calHour], st[calAmPm])
	}
	switch {
	case best == 0:
	case best == hourOfDay:
		s[calHourOfDay] = true
	default:
		s[calHour], s[calAmPm] = true, st[calAmPm] != 0
	}
	s[calZoneOffset], s[calDSTOffset] = st[calZoneOffset] >= firstStamp, st[calDSTOffset] >= firstStamp
	return s
}

// computeTime makes the time of the fields.
func (c *Calendar) computeTime() error {
	if c.strict {
		for f := range calFields {
			if v := c.fields[f]; c.stamp[f] >= firstStamp && (v < calMinimum[f] || v > calMaximum[f]) {
				return illegal(CalendarFields[f])
			}
		}
	}
	s := c.selectFields()
	year := int64(1970)
	if c.stamp[calYear] != 0 {
		year = int64(c.fields[calYear])
	}
	if c.stamp[calEra] != 0 {
		switch c.fields[calEra] {
		case 0:
			year = int64(int32(1 - year))
		case 1:
		default:
			return illegal("Invalid era")
		}
	}
	ofDay := c.clockMillis(s)
	day, err := c.dayOf(year, floorDiv(ofDay, millisPerDay), s)
	if err != nil {
		return err
	}
	local := day*millisPerDay + floorMod(ofDay, millisPerDay)

	raw, dst := c.zone.offsetsByWall(local)
	if s[calZoneOffset] {
		raw = c.fields[calZoneOffset]
	}
	if s[calDSTOffset] {
		dst = c.fields[calDSTOffset]
	}
	ms := local - int64(raw+dst)
	if c.strict {
		if err := c.verify(ms, s); err != nil {
			return err
		}
	}
	c.time, c.timeSet = ms, true
	c.state, c.all = counted, false
	c.keepZone, c.keepDST = s[calZoneOffset], s[calDSTOffset]
	return nil
}

// verify refuses fields that a calendar which is not lenient would change.
func (c *Calendar) verify(ms int64, s selection) error {
	d := *c
	d.time = ms
	d.keepZone, d.keepDST = s[calZoneOffset], s[calDSTOffset]
	d.computeFields()
	for f := range calFields {
		if c.stamp[f] >= firstStamp && c.fields[f] != d.fields[f] {
			return illegal(CalendarFields[f] + ": " + itoa(c.fields[f]) + " -> " + itoa(d.fields[f]))
		}
	}
	return nil
}

// clockMillis is the time of the day, which may be of another day.
func (c *Calendar) clockMillis(s selection) int64 {
	f := &c.fields
	var t int64
	if s[calHourOfDay] {
		t = int64(f[calHourOfDay])
	} else {
		t = int64(f[calHour])
		if s[calAmPm] {
			t += int64(12 * f[calAmPm])
		}
	}
	t = t*60 + int64(f[calMinute])
	t = t*60 + int64(f[calSecond])
	return t*1000 + int64(f[calMillisecond])
}

// dayOf is the day of the fields, more days later, in the calendar of its time.
func (c *Calendar) dayOf(year, more int64, s selection) (int64, error) {
	julian, gregorian := more+c.dayIn(julianDaysOf, year, s), more+c.dayIn(daysOf, year, s)
	switch {
	case year > cutoverYear && gregorian >= cutoverDay:
		return gregorian, nil
	case year < cutoverYear:
		if julian < cutoverDay {
			return julian, nil
		}
		gregorian = julian
	}
	switch {
	case s[calDayOfYear] || s[calWeekOfYear]:
		// Counted from the beginning of a year of the Julian calendar.
		return julian, nil
	case gregorian >= cutoverDay && julian >= cutoverDay:
		return gregorian, nil
	case gregorian >= cutoverDay:
		if c.julian {
			return julian, nil
		}
		return gregorian, nil
	case julian >= cutoverDay && c.strict:
		return 0, illegal("the specified date doesn't exist")
	}
	return julian, nil
}

// dayIn is the day of the fields in one of the two calendars.
func (c *Calendar) dayIn(days func(int64, int, int) int64, year int64, s selection) int64 {
	f := &c.fields
	if !s[calMonth] {
		start := days(year, 1, 1)
		if s[calDayOfYear] {
			return start + int64(f[calDayOfYear]) - 1
		}
		day := c.week1(start)
		if s[calDayOfWeek] && f[calDayOfWeek] != c.first {
			day = onOrBefore(day+6, f[calDayOfWeek])
		}
		return day + 7*(int64(f[calWeekOfYear])-1)
	}
	month := int64(f[calMonth])
	year = int64(int32(year + floorDiv(month, 12)))
	month = floorMod(month, 12) + 1
	start := days(year, int(month), 1)
	switch {
	case s[calDayOfMonth]:
		if c.stamp[calDayOfMonth] != 0 {
			start += int64(f[calDayOfMonth]) - 1
		}
		return start
	case s[calWeekOfMonth]:
		day := c.week1(start)
		if s[calDayOfWeek] {
			day = onOrBefore(day+6, f[calDayOfWeek])
		}
		return day + int64(7*(f[calWeekOfMonth]-1))
	}
	dow, n := c.first, int32(1)
	if s[calDayOfWeek] {
		dow = f[calDayOfWeek]
	}
	if s[calDayOfWeekInMonth] {
		n = f[calDayOfWeekInMonth]
	}
	if n >= 0 {
		return onOrBefore(start+int64(7*n)-1, dow)
	}
	next := days(year+(month)/12, int(month%12)+1, 1)
	return onOrBefore(next-1+int64(7*(n+1)), dow)
}
