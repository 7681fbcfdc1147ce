package jtime

// An OffsetDateTime is a java.time.OffsetDateTime. Two are equal if == says so.
type OffsetDateTime struct {
	local  LocalDateTime
	offset ZoneOffset
}

var (
	MinOffsetDateTime = OffsetDateTime{MinLocalDateTime, MaxOffset}
	MaxOffsetDateTime = OffsetDateTime{MaxLocalDateTime, MinOffset}
)

// OffsetOf is OffsetDateTime.of.
func OffsetOf(t LocalDateTime, o ZoneOffset) OffsetDateTime { return OffsetDateTime{t, o} }

// OffsetOfInstant is OffsetDateTime.ofInstant.
func OffsetOfInstant(i Instant, zone ZoneID) (OffsetDateTime, error) {
	o := zone.Rules().OffsetAt(i.seconds)
	t, err := LocalDateTimeOfEpochSecond(i.seconds, i.nanos, o)
	return OffsetDateTime{t, o}, err
}

// OffsetDateTimeFrom is OffsetDateTime.from.
func OffsetDateTimeFrom(a Accessor) (OffsetDateTime, error) {
	k := a.known()
	if k.has&hasOffset == 0 {
		return OffsetDateTime{}, notFrom("OffsetDateTime", a)
	}
	if k.has&(hasDate|hasTime) == hasDate|hasTime {
		return OffsetDateTime{LocalDateTime{k.date, k.time}, k.offset}, nil
	}
	i, err := InstantFrom(a)
	if err != nil {
		return OffsetDateTime{}, notFrom("OffsetDateTime", a)
	}
	return OffsetOfInstant(i, k.offset)
}

// ParseOffsetDateTime is OffsetDateTime.parse of a text as
// 2007-12-03T10:15:30+01:00.
func ParseOffsetDateTime(text string) (OffsetDateTime, error) {
	return parseAs(ISOOffsetDateTime, text, OffsetDateTimeFrom)
}

// ParseOffsetDateTimeWith is OffsetDateTime.parse with a formatter.
func ParseOffsetDateTimeWith(text string, f *Formatter) (OffsetDateTime, error) {
	return parseAs(f, text, OffsetDateTimeFrom)
}

func (t OffsetDateTime) Offset() ZoneOffset           { return t.offset }
func (t OffsetDateTime) LocalDateTime() LocalDateTime { return t.local }
func (t OffsetDateTime) LocalDate() LocalDate         { return t.local.date }
func (t OffsetDateTime) LocalTime() LocalTime         { return t.local.time }
func (t OffsetDateTime) Year() int32                  { return t.local.Year() }
func (t OffsetDateTime) MonthValue() int32            { return t.local.MonthValue() }
func (t OffsetDateTime) Month() Month                 { return t.local.Month() }
func (t OffsetDateTime) DayOfMonth() int32            { return t.local.DayOfMonth() }
func (t OffsetDateTime) DayOfYear() int32             { return t.local.DayOfYear() }
func (t OffsetDateTime) DayOfWeek() DayOfWeek         { return t.local.DayOfWeek() }
func (t OffsetDateTime) Hour() int32                  { return t.local.Hour() }
func (t OffsetDateTime) Minute() int32                { return t.local.Minute() }
func (t OffsetDateTime) Second() int32                { return t.local.Second() }
func (t OffsetDateTime) Nano() int32                  { return t.local.Nano() }
func (t OffsetDateTime) EpochSecond() int64           { return t.local.EpochSecond(t.offset) }
func (t OffsetDateTime) Instant() Instant             { return t.local.Instant(t.offset) }

func (t OffsetDateTime) ZonedDateTime() ZonedDateTime {
	return ZonedDateTime{t.local, t.offset, t.offset}
}

// AtZoneSameInstant and AtZoneSimilarLocal are the moment, or what the clocks
// show, in a zone.
func (t OffsetDateTime) AtZoneSameInstant(zone ZoneID) (ZonedDateTime, error) {
	return ZonedOfInstant(t.Instant(), zone)
}
func (t OffsetDateTime) AtZoneSimilarLocal(zone ZoneID) (ZonedDateTime, error) {
	return zonedOf(t.local, zone, &t.offset)
}

func (t OffsetDateTime) WithOffsetSameLocal(o ZoneOffset) OffsetDateTime {
	return OffsetDateTime{t.local, o}
}

func (t OffsetDateTime) WithOffsetSameInstant(o ZoneOffset) (OffsetDateTime, error) {
	local, err := t.local.PlusSeconds(int64(o.seconds) - int64(t.offset.seconds))
	return OffsetDateTime{local, o}, err
}

// at is the same offset with another date and time.
func (t OffsetDateTime) at(l LocalDateTime, err error) (OffsetDateTime, error) {
	return OffsetDateTime{l, t.offset}, err
}

func (t OffsetDateTime) WithYear(n int32) (OffsetDateTime, error)  { return t.at(t.local.WithYear(n)) }
func (t OffsetDateTime) WithMonth(n int32) (OffsetDateTime, error) { return t.at(t.local.WithMonth(n)) }
func (t OffsetDateTime) WithDayOfMonth(n int32) (OffsetDateTime, error) {
	return t.at(t.local.WithDayOfMonth(n))
}
func (t OffsetDateTime) WithDayOfYear(n int32) (OffsetDateTime, error) {
	return t.at(t.local.WithDayOfYear(n))
}
func (t OffsetDateTime) WithHour(n int32) (OffsetDateTime, error) { return t.at(t.local.WithHour(n)) }
func (t OffsetDateTime) WithMinute(n int32) (OffsetDateTime, error) {
	return t.at(t.local.WithMinute(n))
}
func (t OffsetDateTime) WithSecond(n int32) (OffsetDateTime, error) {
	return t.at(t.local.WithSecond(n))
}
func (t OffsetDateTime) WithNano(n int32) (OffsetDateTime, error) { return t.at(t.local.WithNano(n)) }

func (t OffsetDateTime) PlusYears(n int64) (OffsetDateTime, error) { return t.at(t.local.PlusYears(n)) }
func (t OffsetDateTime) PlusMonths(n int64) (OffsetDateTime, error) {
	return t.at(t.local.PlusMonths(n))
}
func (t OffsetDateTime) PlusWeeks(n int64) (OffsetDateTime, error) { return t.at(t.local.PlusWeeks(n)) }
func (t OffsetDateTime) PlusDays(n int64) (OffsetDateTime, error)  { return t.at(t.local.PlusDays(n)) }
func (t OffsetDateTime) PlusHours(n int64) (OffsetDateTime, error) { return t.at(t.local.PlusHours(n)) }
func (t OffsetDateTime) PlusMinutes(n int64) (OffsetDateTime, error) {
	return t.at(t.local.PlusMinutes(n))
}
func (t OffsetDateTime) PlusSeconds(n int64) (OffsetDateTime, error) {
	return t.at(t.local.PlusSeconds(n))
}
func (t OffsetDateTime) PlusNanos(n int64) (OffsetDateTime, error) { return t.at(t.local.PlusNanos(n)) }

func (t OffsetDateTime) MinusYears(n int64) (OffsetDateTime, error) {
	return t.at(t.local.MinusYears(n))
}
func (t OffsetDateTime) MinusMonths(n int64) (OffsetDateTime, error) {
	return t.at(t.local.MinusMonths(n))
}
func (t OffsetDateTime) MinusWeeks(n int64) (OffsetDateTime, error) {
	return t.at(t.local.MinusWeeks(n))
}
func (t OffsetDateTime) MinusDays(n int64) (OffsetDateTime, error) { return t.at(t.local.MinusDays(n)) }
func (t OffsetDateTime) MinusHours(n int64) (OffsetDateTime, error) {
	return t.at(t.local.MinusHours(n))
}
func (t OffsetDateTime) MinusMinutes(n int64) (OffsetDateTime, error) {
	return t.at(t.local.MinusMinutes(n))
}
func (t OffsetDateTime) MinusSeconds(n int64) (OffsetDateTime, error) {
	return t.at(t.local.MinusSeconds(n))
}
func (t OffsetDateTime) MinusNanos(n int64) (OffsetDateTime, error) {
	return t.at(t.local.MinusNanos(n))
}

// TruncatedTo cuts off all smaller units.
func (t OffsetDateTime) TruncatedTo(u Unit) (OffsetDateTime, error) {
	return t.at(t.local.TruncatedTo(u))
}

// CompareTo compares the moments and, if they are one, what the clocks show.
func (t OffsetDateTime) CompareTo(u OffsetDateTime) int32 {
	if t.offset == u.offset {
		return t.local.CompareTo(u.local)
	}
	if c := order(t.EpochSecond(), u.EpochSecond()); c != 0 {
		return c
	}
	if c := t.Nano() - u.Nano(); c != 0 {
		return c
	}
	return t.local.CompareTo(u.local)
}

func (t OffsetDateTime) IsBefore(u OffsetDateTime) bool { return t.Instant().IsBefore(u.Instant()) }
func (t OffsetDateTime) IsAfter(u OffsetDateTime) bool  { return t.Instant().IsAfter(u.Instant()) }
func (t OffsetDateTime) IsEqual(u OffsetDateTime) bool  { return t.Instant() == u.Instant() }

func (t OffsetDateTime) HashCode() int32 { return t.local.HashCode() ^ t.offset.HashCode() }

// String is 2007-12-03T10:15:30+01:00.
func (t OffsetDateTime) String() string { return t.local.String() + t.offset.String() }

func (t OffsetDateTime) known() known {
	return known{has: hasDate | hasTime | hasOffset, date: t.local.date, time: t.local.time, offset: t.offset}
}

func (t OffsetDateTime) Supports(f Field) bool {
	return f == InstantSeconds || f == OffsetSeconds || t.local.Supports(f)
}
func (t OffsetDateTime) SupportsUnit(u Unit) bool { return t.local.SupportsUnit(u) }

func (t OffsetDateTime) Range(f Field) (ValueRange, error) {
	if f == InstantSeconds || f == OffsetSeconds {
		return f.Range(), nil
	}
	return t.local.Range(f)
}

func (t OffsetDateTime) Long(f Field) (int64, error) {
	switch f {
	case InstantSeconds:
		return t.EpochSecond(), nil
	case OffsetSeconds:
		return int64(t.offset.seconds), nil
	}
	return t.local.Long(f)
}

func (t OffsetDateTime) With(f Field, v int64) (Temporal, error) {
	switch {
	case f == InstantSeconds:
		i, err := InstantOfEpochSecond(v, int64(t.local.time.nano))
		if err != nil {
			return nil, err
		}
		return temporal(OffsetOfInstant(i, t.offset))
	case f == OffsetSeconds:
		return temporal(OffsetDateTime{t.local, ZoneOffset{int32(v)}}, f.check(v))
	case !f.chrono() && f.IsDateBased():
		return adjustDerived(t, t.local.date, f, v)
	}
	return temporal(t.at(t.local.with(f, v)))
}

func (t OffsetDateTime) Plus(n int64, u Unit) (Temporal, error) {
	if u > Forever {
		return plusIso(t, t.local.date, n, u)
	}
	return temporal(t.at(t.local.plus(n, u)))
}

func (t OffsetDateTime) Until(end Accessor, u Unit) (int64, error) {
	e, err := OffsetDateTimeFrom(end)
	if err != nil {
		return 0, err
	}
	return t.until(e, u)
}

func (t OffsetDateTime) until(e OffsetDateTime, u Unit) (int64, error) {
	e, err := e.WithOffsetSameInstant(t.offset)
	if err != nil {
		return 0, err
	}
	return t.local.until(e.local, u)
}

// AdjustInto replaces date, time and offset of to.
func (t OffsetDateTime) AdjustInto(to Temporal) (Temporal, error) {
	switch to := to.(type) {
	case OffsetDateTime:
		return t, nil
	case ZonedDateTime:
		return temporal(zonedOf(t.local, to.zone, &t.offset))
	}
	moved, err := t.local.AdjustInto(to)
	if err != nil {
		return nil, err
	}
	return t.offset.AdjustInto(moved)
}
