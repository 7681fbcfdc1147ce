package jtime

// The fields of IsoFields, JulianFields and WeekFields and the units of
// IsoFields follow from a date.

// What the day 1970-01-01 is in each of JulianFields.
const (
	julianOffset  = 2440588
	mjdOffset     = 40587
	rataDieOffset = 719163
)

func dayOffset(f Field) int64 {
	switch f {
	case JulianDay:
		return julianOffset
	case ModifiedJulianDay:
		return mjdOffset
	}
	return rataDieOffset
}

func derivedLong(f Field, d LocalDate) int64 {
	switch f {
	case DayOfQuarter:
		first := LocalDate{d.year, (d.month-1)/3*3 + 1, 1}
		return int64(d.DayOfYear()-first.DayOfYear()) + 1
	case QuarterOfYear:
		return int64(d.month+2) / 3
	case WeekOfWeekBasedYear:
		return ISOWeek.weekOfWeekBasedYear(d)
	case WeekBasedYear:
		return ISOWeek.weekBasedYear(d)
	case JulianDay, ModifiedJulianDay, RataDie:
		return d.EpochDay() + dayOffset(f)
	}
	kind, w := f.week()
	switch kind {
	case localDayOfWeek:
		return w.dayOfWeek(d)
	case weekOfMonth:
		return w.weekOf(int64(d.day), w.dayOfWeek(d))
	case weekOfYear:
		return w.weekOf(int64(d.DayOfYear()), w.dayOfWeek(d))
	case weekOfWeekBasedYear:
		return w.weekOfWeekBasedYear(d)
	}
	return w.weekBasedYear(d)
}

func derivedRange(f Field, d LocalDate) ValueRange {
	switch f {
	case DayOfQuarter:
		switch quarter := (d.month + 2) / 3; {
		case quarter == 1 && d.IsLeapYear(), quarter == 2:
			return fixedRange(1, 91)
		case quarter == 1:
			return fixedRange(1, 90)
		}
		return fixedRange(1, 92)
	case WeekOfWeekBasedYear:
		return fixedRange(1, ISOWeek.weeksOf(ISOWeek.weekBasedYear(d)))
	}
	kind, w := f.week()
	switch kind {
	case weekOfMonth:
		offset := w.startOffset(int64(d.day), w.dayOfWeek(d))
		return fixedRange(weekAt(offset, 1), weekAt(offset, int64(d.LengthOfMonth())))
	case weekOfYear:
		offset := w.startOffset(int64(d.DayOfYear()), w.dayOfWeek(d))
		return fixedRange(weekAt(offset, 1), weekAt(offset, int64(d.LengthOfYear())))
	case weekOfWeekBasedYear:
		return fixedRange(1, w.weeksOf(w.weekBasedYear(d)))
	}
	return f.Range()
}

// adjustDerived is field.adjustInto of a field that is no ChronoField; d is the
// date of t.
func adjustDerived(t Temporal, d LocalDate, f Field, v int64) (Temporal, error) {
	if err := f.check(v); err != nil {
		return nil, err
	}
	kind, w := f.week()
	now := derivedLong(f, d)
	switch f {
	case DayOfQuarter:
		return t.With(DayOfYear, int64(d.DayOfYear())+v-now)
	case QuarterOfYear:
		return t.With(MonthOfYear, int64(d.month)+(v-now)*3)
	case WeekOfWeekBasedYear:
		return t.Plus(v-now, Weeks)
	case JulianDay, ModifiedJulianDay, RataDie:
		return t.With(EpochDay, v-dayOffset(f))
	case WeekBasedYear:
		week := min(ISOWeek.weekOfWeekBasedYear(d), ISOWeek.weeksOf(v))
		moved, err := ISOWeek.date(v, week, int64(d.DayOfWeek()))
		if err != nil {
			return nil, err
		}
		return moved.AdjustInto(t)
	}
	if v == now {
		return t, nil
	}
	switch kind {
	case localDayOfWeek:
		return t.Plus(v-now, Days)
	case weekBasedYear:
		week := min(w.weekOfWeekBasedYear(d), w.weeksOf(v))
		moved, err := w.date(v, week, w.dayOfWeek(d))
		if err != nil {
			return nil, err
		}
		return moved.AdjustInto(t)
	}
	return t.Plus(v-now, Weeks)
}

// plusIso adds a unit of IsoFields; d is the date of t.
func plusIso(t Temporal, d LocalDate, n int64, u Unit) (Temporal, error) {
	if u == WeekBasedYears {
		year, err := addExact(derivedLong(WeekBasedYear, d), n)
		if err != nil {
			return nil, err
		}
		return t.With(WeekBasedYear, year)
	}
	t, err := t.Plus(n/4, Years)
	if err != nil {
		return nil, err
	}
	return t.Plus(n%4*3, Months)
}
