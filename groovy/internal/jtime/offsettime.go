package jtime

// An OffsetTime is a java.time.OffsetTime: a time of the day with its distance
// from UTC.
type OffsetTime struct {
	local  LocalTime
	offset ZoneOffset
}

// OffsetTimeOf is OffsetTime.of(time, offset).
func OffsetTimeOf(t LocalTime, o ZoneOffset) OffsetTime { return OffsetTime{t, o} }

// OffsetTimeOfInstant is OffsetTime.ofInstant(instant, zone).
func OffsetTimeOfInstant(i Instant, z ZoneID) (OffsetTime, error) {
	t, err := OffsetOfInstant(i, z)
	return OffsetTime{t.local.time, t.offset}, err
}

// OffsetTimeFrom is OffsetTime.from(accessor).
func OffsetTimeFrom(a Accessor) (OffsetTime, error) {
	if t, ok := a.(OffsetTime); ok {
		return t, nil
	}
	k := a.known()
	o, err := OffsetFrom(a)
	if err != nil || k.has&hasTime == 0 {
		return OffsetTime{}, notFrom("OffsetTime", a)
	}
	return OffsetTime{k.time, o}, nil
}

// ParseOffsetTime is OffsetTime.parse(text), as 10:15:30+01:00.
func ParseOffsetTime(text string) (OffsetTime, error) {
	return parseAs(ISOOffsetTime, text, OffsetTimeFrom)
}

// ParseOffsetTimeWith is OffsetTime.parse(text, formatter).
func ParseOffsetTimeWith(text string, f *Formatter) (OffsetTime, error) {
	return parseAs(f, text, OffsetTimeFrom)
}

func (t OffsetTime) Hour() int32          { return t.local.Hour() }
func (t OffsetTime) Minute() int32        { return t.local.Minute() }
func (t OffsetTime) Second() int32        { return t.local.Second() }
func (t OffsetTime) Nano() int32          { return t.local.Nano() }
func (t OffsetTime) Offset() ZoneOffset   { return t.offset }
func (t OffsetTime) LocalTime() LocalTime { return t.local }

// AtDate is atDate(date).
func (t OffsetTime) AtDate(d LocalDate) OffsetDateTime { return OffsetOf(d.AtTime(t.local), t.offset) }

// Change is the same offset with another time.
func (t OffsetTime) Change(local LocalTime) OffsetTime { return OffsetTime{local, t.offset} }

func (t OffsetTime) WithOffsetSameLocal(o ZoneOffset) OffsetTime { return OffsetTime{t.local, o} }

// WithOffsetSameInstant is the time of another offset at the same moment.
func (t OffsetTime) WithOffsetSameInstant(o ZoneOffset) OffsetTime {
	return OffsetTime{t.local.PlusSeconds(int64(o.seconds - t.offset.seconds)), o}
}

// epochNano is the moment within a day that may begin before or after that of UTC.
func (t OffsetTime) epochNano() int64 {
	return t.local.NanoOfDay() - int64(t.offset.seconds)*nanosPerSecond
}

// CompareTo orders by the moment, then by the time itself.
func (t OffsetTime) CompareTo(o OffsetTime) int32 {
	if t.offset != o.offset {
		switch a, b := t.epochNano(), o.epochNano(); {
		case a < b:
			return -1
		case a > b:
			return 1
		}
	}
	return t.local.CompareTo(o.local)
}

func (t OffsetTime) IsBefore(o OffsetTime) bool { return t.epochNano() < o.epochNano() }
func (t OffsetTime) IsAfter(o OffsetTime) bool  { return t.epochNano() > o.epochNano() }
func (t OffsetTime) IsEqual(o OffsetTime) bool  { return t.epochNano() == o.epochNano() }
func (t OffsetTime) HashCode() int32            { return t.local.HashCode() ^ t.offset.HashCode() }
func (t OffsetTime) String() string             { return t.local.String() + t.offset.String() }

func (t OffsetTime) known() known {
	return known{has: hasTime | hasOffset, time: t.local, offset: t.offset}
}

func (t OffsetTime) Supports(f Field) bool    { return f == OffsetSeconds || f.IsTimeBased() }
func (t OffsetTime) SupportsUnit(u Unit) bool { return u.IsTimeBased() }

func (t OffsetTime) Range(f Field) (ValueRange, error) {
	if f == OffsetSeconds {
		return f.Range(), nil
	}
	return t.local.Range(f)
}

func (t OffsetTime) Long(f Field) (int64, error) {
	if f == OffsetSeconds {
		return int64(t.offset.seconds), nil
	}
	return t.local.Long(f)
}

func (t OffsetTime) With(f Field, v int64) (Temporal, error) {
	if f == OffsetSeconds {
		return temporal(OffsetTime{t.local, ZoneOffset{int32(v)}}, f.check(v))
	}
	local, err := t.local.with(f, v)
	return temporal(t.Change(local), err)
}

func (t OffsetTime) Plus(n int64, u Unit) (Temporal, error) {
	moved, err := t.local.Plus(n, u)
	if err != nil {
		return nil, err
	}
	return t.Change(moved.(LocalTime)), nil
}

func (t OffsetTime) Until(end Accessor, u Unit) (int64, error) {
	e, err := OffsetTimeFrom(end)
	if err != nil {
		return 0, err
	}
	if !u.IsTimeBased() {
		return 0, unsupportedUnit(u)
	}
	return (e.epochNano() - t.epochNano()) / u.nanos(), nil
}

// AdjustInto replaces time and offset of to.
func (t OffsetTime) AdjustInto(to Temporal) (Temporal, error) {
	to, err := to.With(NanoOfDay, t.local.NanoOfDay())
	if err != nil {
		return nil, err
	}
	return to.With(OffsetSeconds, int64(t.offset.seconds))
}
