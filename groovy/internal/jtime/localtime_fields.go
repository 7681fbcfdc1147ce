package jtime

func (t LocalTime) known() known { return known{has: hasTime, time: t} }

func (t LocalTime) Supports(f Field) bool    { return f.IsTimeBased() }
func (t LocalTime) SupportsUnit(u Unit) bool { return u.IsTimeBased() }

func (t LocalTime) Range(f Field) (ValueRange, error) {
	if !f.IsTimeBased() {
		return ValueRange{}, unsupportedField(f)
	}
	return f.Range(), nil
}

func (t LocalTime) Long(f Field) (int64, error) {
	switch f {
	case NanoOfSecond:
		return int64(t.nano), nil
	case NanoOfDay:
		return t.NanoOfDay(), nil
	case MicroOfSecond:
		return int64(t.nano) / 1000, nil
	case MicroOfDay:
		return t.NanoOfDay() / 1000, nil
	case MilliOfSecond:
		return int64(t.nano) / 1_000_000, nil
	case MilliOfDay:
		return t.NanoOfDay() / 1_000_000, nil
	case SecondOfMinute:
		return int64(t.second), nil
	case SecondOfDay:
		return int64(t.SecondOfDay()), nil
	case MinuteOfHour:
		return int64(t.minute), nil
	case MinuteOfDay:
		return int64(t.hour)*60 + int64(t.minute), nil
	case HourOfAmPm:
		return int64(t.hour % 12), nil
	case ClockHourOfAmPm:
		return int64(t.hour+11)%12 + 1, nil
	case HourOfDay:
		return int64(t.hour), nil
	case ClockHourOfDay:
		return int64(t.hour+23)%24 + 1, nil
	case AmPmOfDay:
		return int64(t.hour / 12), nil
	}
	return 0, unsupportedField(f)
}

func (t LocalTime) With(f Field, v int64) (Temporal, error) { return temporal(t.with(f, v)) }

func (t LocalTime) with(f Field, v int64) (LocalTime, error) {
	if f.chrono() {
		if err := f.check(v); err != nil {
			return t, err
		}
	}
	now, err := t.Long(f)
	if err != nil {
		return t, err
	}
	switch f {
	case NanoOfSecond:
		return t.WithNano(int32(v))
	case NanoOfDay:
		return clock(v), nil
	case MicroOfSecond:
		return t.WithNano(int32(v) * 1000)
	case MicroOfDay:
		return clock(v * 1000), nil
	case MilliOfSecond:
		return t.WithNano(int32(v) * 1_000_000)
	case MilliOfDay:
		return clock(v * 1_000_000), nil
	case SecondOfMinute:
		return t.WithSecond(int32(v))
	case SecondOfDay:
		return t.PlusSeconds(v - now), nil
	case MinuteOfHour:
		return t.WithMinute(int32(v))
	case MinuteOfDay:
		return t.PlusMinutes(v - now), nil
	case HourOfDay:
		return t.WithHour(int32(v))
	case ClockHourOfDay:
		return t.WithHour(int32(v % 24))
	case AmPmOfDay:
		return t.PlusHours((v - now) * 12), nil
	}
	return t.PlusHours(v%12 - now%12), nil // HourOfAmPm and its clock form
}

func (t LocalTime) Plus(n int64, u Unit) (Temporal, error) { return temporal(t.plus(n, u)) }

func (t LocalTime) plus(n int64, u Unit) (LocalTime, error) {
	if !u.IsTimeBased() {
		return t, unsupportedUnit(u)
	}
	perDay := nanosPerDay / u.nanos()
	return t.plusNanos(n % perDay * u.nanos()), nil
}

func (t LocalTime) Until(end Accessor, u Unit) (int64, error) {
	e, err := LocalTimeFrom(end)
	if err != nil {
		return 0, err
	}
	if !u.IsTimeBased() {
		return 0, unsupportedUnit(u)
	}
	return (e.NanoOfDay() - t.NanoOfDay()) / u.nanos(), nil
}

// AdjustInto replaces the time of day of t.
func (t LocalTime) AdjustInto(to Temporal) (Temporal, error) {
	return to.With(NanoOfDay, t.NanoOfDay())
}
