package jtime

// A LocalDateTime is a java.time.LocalDateTime. Two are equal if == says so.
type LocalDateTime struct {
	date LocalDate
	time LocalTime
}

var (
	MinLocalDateTime = LocalDateTime{MinLocalDate, MinLocalTime}
	MaxLocalDateTime = LocalDateTime{MaxLocalDate, MaxLocalTime}
)

// NewLocalDateTime is LocalDateTime.of.
func NewLocalDateTime(year, month, day, hour, minute, second, nano int32) (LocalDateTime, error) {
	d, err := NewLocalDate(year, month, day)
	if err != nil {
		return LocalDateTime{}, err
	}
	t, err := NewLocalTime(hour, minute, second, nano)
	return LocalDateTime{d, t}, err
}

// LocalDateTimeOfEpochSecond is LocalDateTime.ofEpochSecond.
func LocalDateTimeOfEpochSecond(second int64, nano int32, o ZoneOffset) (LocalDateTime, error) {
	if err := NanoOfSecond.check(int64(nano)); err != nil {
		return LocalDateTime{}, err
	}
	local := second + int64(o.seconds)
	d, err := LocalDateOfEpochDay(floorDiv(local, secondsPerDay))
	if err != nil {
		return LocalDateTime{}, err
	}
	return LocalDateTime{d, clock(floorMod(local, secondsPerDay)*nanosPerSecond + int64(nano))}, nil
}

// LocalDateTimeOfInstant is LocalDateTime.ofInstant.
func LocalDateTimeOfInstant(i Instant, zone ZoneID) (LocalDateTime, error) {
	return LocalDateTimeOfEpochSecond(i.seconds, i.nanos, zone.Rules().OffsetAt(i.seconds))
}

// LocalDateTimeFrom is LocalDateTime.from.
func LocalDateTimeFrom(a Accessor) (LocalDateTime, error) {
	k := a.known()
	if k.has&(hasDate|hasTime) != hasDate|hasTime {
		return LocalDateTime{}, notFrom("LocalDateTime", a)
	}
	return LocalDateTime{k.date, k.time}, nil
}

// ParseLocalDateTime is LocalDateTime.parse of a text as 2007-12-03T10:15:30.
func ParseLocalDateTime(text string) (LocalDateTime, error) {
	return parseAs(ISOLocalDateTime, text, LocalDateTimeFrom)
}

// ParseLocalDateTimeWith is LocalDateTime.parse with a formatter.
func ParseLocalDateTimeWith(text string, f *Formatter) (LocalDateTime, error) {
	return parseAs(f, text, LocalDateTimeFrom)
}

func (t LocalDateTime) LocalDate() LocalDate { return t.date }
func (t LocalDateTime) LocalTime() LocalTime { return t.time }
func (t LocalDateTime) Year() int32          { return t.date.Year() }
func (t LocalDateTime) MonthValue() int32    { return t.date.MonthValue() }
func (t LocalDateTime) Month() Month         { return t.date.Month() }
func (t LocalDateTime) DayOfMonth() int32    { return t.date.DayOfMonth() }
func (t LocalDateTime) DayOfYear() int32     { return t.date.DayOfYear() }
func (t LocalDateTime) DayOfWeek() DayOfWeek { return t.date.DayOfWeek() }
func (t LocalDateTime) Hour() int32          { return t.time.Hour() }
func (t LocalDateTime) Minute() int32        { return t.time.Minute() }
func (t LocalDateTime) Second() int32        { return t.time.Second() }
func (t LocalDateTime) Nano() int32          { return t.time.Nano() }

// EpochSecond is toEpochSecond(offset).
func (t LocalDateTime) EpochSecond(o ZoneOffset) int64 { return t.date.EpochSecond(t.time, o) }

// local is the second since 1970-01-01T00:00 where the clock shows t.
func (t LocalDateTime) local() int64 { return t.EpochSecond(UTC) }

// Instant is toInstant(offset).
func (t LocalDateTime) Instant(o ZoneOffset) Instant {
	return Instant{t.EpochSecond(o), t.time.nano}
}

// withDate and withTime run a change of one half.
func (t LocalDateTime) withDate(d LocalDate, err error) (LocalDateTime, error) {
	return LocalDateTime{d, t.time}, err
}

func (t LocalDateTime) withTime(c LocalTime, err error) (LocalDateTime, error) {
	return LocalDateTime{t.date, c}, err
}

func (t LocalDateTime) WithYear(n int32) (LocalDateTime, error) {
	return t.withDate(t.date.WithYear(n))
}
func (t LocalDateTime) WithMonth(n int32) (LocalDateTime, error) {
	return t.withDate(t.date.WithMonth(n))
}
func (t LocalDateTime) WithDayOfMonth(n int32) (LocalDateTime, error) {
	return t.withDate(t.date.WithDayOfMonth(n))
}
func (t LocalDateTime) WithDayOfYear(n int32) (LocalDateTime, error) {
	return t.withDate(t.date.WithDayOfYear(n))
}
func (t LocalDateTime) WithHour(n int32) (LocalDateTime, error) {
	return t.withTime(t.time.WithHour(n))
}
func (t LocalDateTime) WithMinute(n int32) (LocalDateTime, error) {
	return t.withTime(t.time.WithMinute(n))
}
func (t LocalDateTime) WithSecond(n int32) (LocalDateTime, error) {
	return t.withTime(t.time.WithSecond(n))
}
func (t LocalDateTime) WithNano(n int32) (LocalDateTime, error) {
	return t.withTime(t.time.WithNano(n))
}

func (t LocalDateTime) PlusYears(n int64) (LocalDateTime, error) {
	return t.withDate(t.date.PlusYears(n))
}
func (t LocalDateTime) PlusMonths(n int64) (LocalDateTime, error) {
	return t.withDate(t.date.PlusMonths(n))
}
func (t LocalDateTime) PlusWeeks(n int64) (LocalDateTime, error) {
	return t.withDate(t.date.PlusWeeks(n))
}
func (t LocalDateTime) PlusDays(n int64) (LocalDateTime, error) {
	return t.withDate(t.date.PlusDays(n))
}
func (t LocalDateTime) PlusHours(n int64) (LocalDateTime, error) { return t.plusTime(n, Hours) }
func (t LocalDateTime) PlusMinutes(n int64) (LocalDateTime, error) {
	return t.plusTime(n, Minutes)
}
func (t LocalDateTime) PlusSeconds(n int64) (LocalDateTime, error) { return t.plusTime(n, Seconds) }
func (t LocalDateTime) PlusNanos(n int64) (LocalDateTime, error)   { return t.plusTime(n, Nanos) }

func (t LocalDateTime) MinusYears(n int64) (LocalDateTime, error) {
	return minus(t, n, LocalDateTime.PlusYears)
}
func (t LocalDateTime) MinusMonths(n int64) (LocalDateTime, error) {
	return minus(t, n, LocalDateTime.PlusMonths)
}
func (t LocalDateTime) MinusWeeks(n int64) (LocalDateTime, error) {
	return minus(t, n, LocalDateTime.PlusWeeks)
}
func (t LocalDateTime) MinusDays(n int64) (LocalDateTime, error) {
	return minus(t, n, LocalDateTime.PlusDays)
}
func (t LocalDateTime) MinusHours(n int64) (LocalDateTime, error) {
	return minus(t, n, LocalDateTime.PlusHours)
}
func (t LocalDateTime) MinusMinutes(n int64) (LocalDateTime, error) {
	return minus(t, n, LocalDateTime.PlusMinutes)
}
func (t LocalDateTime) MinusSeconds(n int64) (LocalDateTime, error) {
	return minus(t, n, LocalDateTime.PlusSeconds)
}
func (t LocalDateTime) MinusNanos(n int64) (LocalDateTime, error) {
	return minus(t, n, LocalDateTime.PlusNanos)
}

// plusTime adds a unit of time and carries into the date.
func (t LocalDateTime) plusTime(n int64, u Unit) (LocalDateTime, error) {
	if n == 0 {
		return t, nil
	}
	perDay := nanosPerDay / u.nanos()
	rest := t.time.NanoOfDay() + n%perDay*u.nanos()
	d, err := t.date.PlusDays(n/perDay + floorDiv(rest, nanosPerDay))
	return LocalDateTime{d, clock(floorMod(rest, nanosPerDay))}, err
}

// TruncatedTo cuts off all smaller units.
func (t LocalDateTime) TruncatedTo(u Unit) (LocalDateTime, error) {
	return t.withTime(t.time.TruncatedTo(u))
}

// AtOffset and AtZone add an offset or a zone; AtZone is [ZonedOf].
func (t LocalDateTime) AtOffset(o ZoneOffset) OffsetDateTime      { return OffsetDateTime{t, o} }
func (t LocalDateTime) AtZone(zone ZoneID) (ZonedDateTime, error) { return ZonedOf(t, zone) }

// CompareTo is the dates' or else the times'.
func (t LocalDateTime) CompareTo(u LocalDateTime) int32 {
	if c := t.date.CompareTo(u.date); c != 0 {
		return c
	}
	return t.time.CompareTo(u.time)
}

func (t LocalDateTime) IsBefore(u LocalDateTime) bool { return t.CompareTo(u) < 0 }
func (t LocalDateTime) IsAfter(u LocalDateTime) bool  { return t.CompareTo(u) > 0 }
func (t LocalDateTime) IsEqual(u LocalDateTime) bool  { return t == u }

func (t LocalDateTime) HashCode() int32 { return t.date.HashCode() ^ t.time.HashCode() }

// String is 2007-12-03T10:15:30.
func (t LocalDateTime) String() string { return string(t.append(nil)) }

func (t LocalDateTime) append(b []byte) []byte { return t.time.append(append(t.date.append(b), 'T')) }
