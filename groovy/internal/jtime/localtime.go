package jtime

// A LocalTime is a java.time.LocalTime; its zero value is midnight. Two times
// are equal if == says so.
type LocalTime struct {
	hour, minute, second int8
	nano                 int32
}

var (
	Midnight     = LocalTime{}
	Noon         = LocalTime{hour: 12}
	MinLocalTime = Midnight
	MaxLocalTime = LocalTime{23, 59, 59, 999_999_999}
)

// NewLocalTime is LocalTime.of.
func NewLocalTime(hour, minute, second, nano int32) (LocalTime, error) {
	if err := HourOfDay.check(int64(hour)); err != nil {
		return LocalTime{}, err
	}
	if err := MinuteOfHour.check(int64(minute)); err != nil {
		return LocalTime{}, err
	}
	if err := SecondOfMinute.check(int64(second)); err != nil {
		return LocalTime{}, err
	}
	if err := NanoOfSecond.check(int64(nano)); err != nil {
		return LocalTime{}, err
	}
	return LocalTime{int8(hour), int8(minute), int8(second), nano}, nil
}

// LocalTimeOfSecondOfDay is LocalTime.ofSecondOfDay.
func LocalTimeOfSecondOfDay(n int64) (LocalTime, error) {
	if err := SecondOfDay.check(n); err != nil {
		return LocalTime{}, err
	}
	return clock(n * nanosPerSecond), nil
}

// LocalTimeOfNanoOfDay is LocalTime.ofNanoOfDay.
func LocalTimeOfNanoOfDay(n int64) (LocalTime, error) {
	if err := NanoOfDay.check(n); err != nil {
		return LocalTime{}, err
	}
	return clock(n), nil
}

// LocalTimeFrom is LocalTime.from.
func LocalTimeFrom(a Accessor) (LocalTime, error) {
	k := a.known()
	if k.has&hasTime == 0 {
		return LocalTime{}, notFrom("LocalTime", a)
	}
	return k.time, nil
}

// ParseLocalTime is LocalTime.parse of a text as 10:15 or 10:15:30.5.
func ParseLocalTime(text string) (LocalTime, error) {
	return parseAs(ISOLocalTime, text, LocalTimeFrom)
}

// ParseLocalTimeWith is LocalTime.parse with a formatter.
func ParseLocalTimeWith(text string, f *Formatter) (LocalTime, error) {
	return parseAs(f, text, LocalTimeFrom)
}

// clock is the time at a nanosecond of the day.
func clock(n int64) LocalTime {
	s := n / nanosPerSecond
	return LocalTime{int8(s / 3600), int8(s / 60 % 60), int8(s % 60), int32(n % nanosPerSecond)}
}

func (t LocalTime) Hour() int32   { return int32(t.hour) }
func (t LocalTime) Minute() int32 { return int32(t.minute) }
func (t LocalTime) Second() int32 { return int32(t.second) }
func (t LocalTime) Nano() int32   { return t.nano }

func (t LocalTime) SecondOfDay() int32 {
	return int32(t.hour)*3600 + int32(t.minute)*60 + int32(t.second)
}

func (t LocalTime) NanoOfDay() int64 { return int64(t.SecondOfDay())*nanosPerSecond + int64(t.nano) }

func (t LocalTime) WithHour(n int32) (LocalTime, error) {
	return NewLocalTime(n, int32(t.minute), int32(t.second), t.nano)
}

func (t LocalTime) WithMinute(n int32) (LocalTime, error) {
	return NewLocalTime(int32(t.hour), n, int32(t.second), t.nano)
}

func (t LocalTime) WithSecond(n int32) (LocalTime, error) {
	return NewLocalTime(int32(t.hour), int32(t.minute), n, t.nano)
}

func (t LocalTime) WithNano(n int32) (LocalTime, error) {
	return NewLocalTime(int32(t.hour), int32(t.minute), int32(t.second), n)
}

// PlusHours and the others go round midnight.
func (t LocalTime) PlusHours(n int64) LocalTime { return t.plusNanos(n % 24 * 3600 * nanosPerSecond) }
func (t LocalTime) PlusMinutes(n int64) LocalTime {
	return t.plusNanos(n % (24 * 60) * 60 * nanosPerSecond)
}
func (t LocalTime) PlusSeconds(n int64) LocalTime {
	return t.plusNanos(n % secondsPerDay * nanosPerSecond)
}
func (t LocalTime) PlusNanos(n int64) LocalTime { return t.plusNanos(n % nanosPerDay) }

func (t LocalTime) MinusHours(n int64) LocalTime   { return t.PlusHours(-(n % 24)) }
func (t LocalTime) MinusMinutes(n int64) LocalTime { return t.PlusMinutes(-(n % (24 * 60))) }
func (t LocalTime) MinusSeconds(n int64) LocalTime { return t.PlusSeconds(-(n % secondsPerDay)) }
func (t LocalTime) MinusNanos(n int64) LocalTime   { return t.PlusNanos(-(n % nanosPerDay)) }

// plusNanos adds less than a day.
func (t LocalTime) plusNanos(n int64) LocalTime { return clock(floorMod(t.NanoOfDay()+n, nanosPerDay)) }

// TruncatedTo cuts off all smaller units.
func (t LocalTime) TruncatedTo(u Unit) (LocalTime, error) {
	n, err := truncate(t.NanoOfDay(), u)
	return clock(n), err
}

// truncate rounds the nanosecond of a day down to a unit.
func truncate(n int64, u Unit) (int64, error) {
	switch {
	case u == Days:
		return 0, nil
	case u > Days:
		return n, &Error{Class: UnsupportedTemporalTypeException, Message: "Unit is too large to be used for truncation"}
	}
	return n / u.nanos() * u.nanos(), nil
}

// AtDate is the time on a date.
func (t LocalTime) AtDate(d LocalDate) LocalDateTime { return LocalDateTime{d, t} }

// CompareTo is -1, 0 or 1.
func (t LocalTime) CompareTo(u LocalTime) int32 { return order(t.NanoOfDay(), u.NanoOfDay()) }

func (t LocalTime) IsBefore(u LocalTime) bool { return t.CompareTo(u) < 0 }
func (t LocalTime) IsAfter(u LocalTime) bool  { return t.CompareTo(u) > 0 }

func (t LocalTime) HashCode() int32 { return hashLong(t.NanoOfDay()) }

// String is 10:15, 10:15:30, or with 3, 6 or 9 digits of a second.
func (t LocalTime) String() string { return string(t.append(nil)) }

func (t LocalTime) append(b []byte) []byte {
	b = append2(b, int(t.hour))
	b = append2(append(b, ':'), int(t.minute))
	if t.second == 0 && t.nano == 0 {
		return b
	}
	b = append2(append(b, ':'), int(t.second))
	return appendNano(b, int64(t.nano))
}

// appendNano appends as many groups of three digits as are needed.
func appendNano(b []byte, nano int64) []byte {
	switch {
	case nano == 0:
		return b
	case nano%1_000_000 == 0:
		return appendPadded(append(b, '.'), nano/1_000_000, 3)
	case nano%1000 == 0:
		return appendPadded(append(b, '.'), nano/1000, 6)
	}
	return appendPadded(append(b, '.'), nano, 9)
}
