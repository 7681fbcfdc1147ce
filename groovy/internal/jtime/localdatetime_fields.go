package jtime

func (t LocalDateTime) known() known {
	return known{has: hasDate | hasTime, date: t.date, time: t.time}
}

func (t LocalDateTime) Supports(f Field) bool    { return f.IsDateBased() || f.IsTimeBased() }
func (t LocalDateTime) SupportsUnit(u Unit) bool { return u != Forever }

func (t LocalDateTime) Range(f Field) (ValueRange, error) {
	if f.IsTimeBased() {
		return t.time.Range(f)
	}
	return t.date.Range(f)
}

func (t LocalDateTime) Long(f Field) (int64, error) {
	if f.IsTimeBased() {
		return t.time.Long(f)
	}
	return t.date.Long(f)
}

func (t LocalDateTime) With(f Field, v int64) (Temporal, error) {
	if !f.chrono() && f.IsDateBased() {
		return adjustDerived(t, t.date, f, v)
	}
	return temporal(t.with(f, v))
}

func (t LocalDateTime) with(f Field, v int64) (LocalDateTime, error) {
	if f.IsTimeBased() {
		return t.withTime(t.time.with(f, v))
	}
	return t.withDate(t.date.with(f, v))
}

func (t LocalDateTime) Plus(n int64, u Unit) (Temporal, error) {
	if u > Forever {
		return plusIso(t, t.date, n, u)
	}
	return temporal(t.plus(n, u))
}

func (t LocalDateTime) plus(n int64, u Unit) (LocalDateTime, error) {
	switch {
	case u == HalfDays:
		// Java takes 256 half days for a day, when there are so many.
		return t.plusInSteps(n/256, n%256, u)
	case u == Micros || u == Millis:
		perDay := nanosPerDay / u.nanos()
		return t.plusInSteps(n/perDay, n%perDay, u)
	case u.IsTimeBased():
		return t.plusTime(n, u)
	}
	return t.withDate(t.date.plus(n, u))
}

func (t LocalDateTime) plusInSteps(days, n int64, u Unit) (LocalDateTime, error) {
	t, err := t.PlusDays(days)
	if err != nil {
		return t, err
	}
	return t.plusTime(n, u)
}

func (t LocalDateTime) Until(end Accessor, u Unit) (int64, error) {
	e, err := LocalDateTimeFrom(end)
	if err != nil {
		return 0, err
	}
	return t.until(e, u)
}

func (t LocalDateTime) until(e LocalDateTime, u Unit) (int64, error) {
	if u.IsTimeBased() {
		days := e.date.EpochDay() - t.date.EpochDay()
		nanos := e.time.NanoOfDay() - t.time.NanoOfDay()
		// Both of one sign, so that the rounding is towards zero.
		if days > 0 && nanos < 0 {
			days, nanos = days-1, nanos+nanosPerDay
		} else if days < 0 && nanos > 0 {
			days, nanos = days+1, nanos-nanosPerDay
		}
		whole, err := mulExact(days, nanosPerDay/u.nanos())
		if err != nil {
			return 0, err
		}
		return addExact(whole, nanos/u.nanos())
	}
	to := e.date
	// A day that is not full does not count.
	if to.IsAfter(t.date) && e.time.IsBefore(t.time) {
		to, _ = to.PlusDays(-1)
	} else if to.IsBefore(t.date) && e.time.IsAfter(t.time) {
		to, _ = to.PlusDays(1)
	}
	return t.date.until(to, u)
}

// AdjustInto replaces date and time of to.
func (t LocalDateTime) AdjustInto(to Temporal) (Temporal, error) {
	switch to := to.(type) {
	case LocalDateTime:
		return t, nil
	case OffsetDateTime:
		return OffsetDateTime{t, to.offset}, nil
	case ZonedDateTime:
		return temporal(to.withLocal(t))
	}
	moved, err := to.With(EpochDay, t.date.EpochDay())
	if err != nil {
		return nil, err
	}
	return moved.With(NanoOfDay, t.time.NanoOfDay())
}
