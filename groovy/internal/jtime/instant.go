package jtime

import "time"

// An Instant is a java.time.Instant; the zero value is 1970. Two instants are
// equal if == says so.
type Instant struct {
	seconds int64
	nanos   int32 // 0 to 999,999,999 also before 1970
}

// The limits are those of Java: a year more than a LocalDate has on both sides,
// so that each is an instant in every zone.
var (
	EpochInstant = Instant{}
	MinInstant   = Instant{-31557014167219200, 0}
	MaxInstant   = Instant{31556889864403199, 999_999_999}
)

// InstantOfEpochSecond is Instant.ofEpochSecond.
func InstantOfEpochSecond(second, nanoAdjustment int64) (Instant, error) {
	s, err := addExact(second, floorDiv(nanoAdjustment, nanosPerSecond))
	if err != nil {
		return Instant{}, err
	}
	if s < MinInstant.seconds || s > MaxInstant.seconds {
		return Instant{}, invalid("Instant exceeds minimum or maximum instant")
	}
	return Instant{s, int32(floorMod(nanoAdjustment, nanosPerSecond))}, nil
}

// InstantOfEpochMilli is Instant.ofEpochMilli.
func InstantOfEpochMilli(ms int64) Instant {
	return Instant{floorDiv(ms, 1000), int32(floorMod(ms, 1000)) * 1_000_000}
}

// InstantOf is the instant of a time of Go.
func InstantOf(t time.Time) Instant { return Instant{t.Unix(), int32(t.Nanosecond())} }

// InstantFrom is Instant.from.
func InstantFrom(a Accessor) (Instant, error) {
	if i, ok := a.(Instant); ok {
		return i, nil
	}
	s, err := a.Long(InstantSeconds)
	if err != nil {
		return Instant{}, notFrom("Instant", a)
	}
	n, err := a.Long(NanoOfSecond)
	if err != nil {
		return Instant{}, notFrom("Instant", a)
	}
	return InstantOfEpochSecond(s, n)
}

// ParseInstant is Instant.parse of a text as 2007-12-03T10:15:30.00Z.
func ParseInstant(text string) (Instant, error) { return parseAs(ISOInstant, text, InstantFrom) }

func (i Instant) EpochSecond() int64 { return i.seconds }
func (i Instant) Nano() int32        { return i.nanos }

// Time is the instant as a time of Go in UTC.
func (i Instant) Time() time.Time { return time.Unix(i.seconds, int64(i.nanos)).UTC() }

// EpochMilli is toEpochMilli, which far instants do not have.
func (i Instant) EpochMilli() (int64, error) {
	s, sub := i.seconds, int64(i.nanos/1_000_000)
	if s < 0 && i.nanos > 0 {
		s, sub = s+1, sub-1000 // nearer to zero, lest the product overflows
	}
	ms, err := mulExact(s, 1000)
	if err != nil {
		return 0, err
	}
	return addExact(ms, sub)
}

func (i Instant) plus(seconds, nanos int64) (Instant, error) {
	s, err := addExact(i.seconds, seconds)
	if err != nil {
		return i, err
	}
	if s, err = addExact(s, nanos/nanosPerSecond); err != nil {
		return i, err
	}
	return InstantOfEpochSecond(s, int64(i.nanos)+nanos%nanosPerSecond)
}

func (i Instant) PlusSeconds(n int64) (Instant, error) { return i.plus(n, 0) }
func (i Instant) PlusMillis(n int64) (Instant, error)  { return i.plus(n/1000, n%1000*1_000_000) }
func (i Instant) PlusNanos(n int64) (Instant, error)   { return i.plus(0, n) }

func (i Instant) MinusSeconds(n int64) (Instant, error) { return minus(i, n, Instant.PlusSeconds) }
func (i Instant) MinusMillis(n int64) (Instant, error)  { return minus(i, n, Instant.PlusMillis) }
func (i Instant) MinusNanos(n int64) (Instant, error)   { return minus(i, n, Instant.PlusNanos) }

// TruncatedTo cuts off all smaller units.
func (i Instant) TruncatedTo(u Unit) (Instant, error) {
	n := i.seconds%secondsPerDay*nanosPerSecond + int64(i.nanos)
	if u > Days {
		return i, &Error{Class: UnsupportedTemporalTypeException, Message: "Unit is too large to be used for truncation"}
	}
	return i.PlusNanos(floorDiv(n, u.nanos())*u.nanos() - n)
}

// AtOffset and AtZone are the instant as a date and time there.
func (i Instant) AtOffset(o ZoneOffset) (OffsetDateTime, error) { return OffsetOfInstant(i, o) }
func (i Instant) AtZone(zone ZoneID) (ZonedDateTime, error)     { return ZonedOfInstant(i, zone) }

// CompareTo is Java's.
func (i Instant) CompareTo(j Instant) int32 {
	if c := order(i.seconds, j.seconds); c != 0 {
		return c
	}
	return i.nanos - j.nanos
}

func (i Instant) IsBefore(j Instant) bool { return i.CompareTo(j) < 0 }
func (i Instant) IsAfter(j Instant) bool  { return i.CompareTo(j) > 0 }

func (i Instant) HashCode() int32 { return hashLong(i.seconds) + 51*i.nanos }

// String is 2007-12-03T10:15:30Z, or with 3, 6 or 9 digits of a second.
func (i Instant) String() string { return string(i.append(nil)) }

func (i Instant) append(b []byte) []byte {
	y, m, d := dateOf(floorDiv(i.seconds, secondsPerDay))
	b = appendYear(b, int32(y))
	b = append2(append(b, '-'), m)
	b = append2(append(b, '-'), d)
	s := int(floorMod(i.seconds, secondsPerDay))
	b = append2(append(b, 'T'), s/3600)
	b = append2(append(b, ':'), s/60%60)
	b = append2(append(b, ':'), s%60)
	return append(appendNano(b, int64(i.nanos)), 'Z')
}
