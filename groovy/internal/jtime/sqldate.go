package jtime

import "strings"

// A Timestamp is a java.sql.Timestamp: a Date with nanoseconds. It is mutable.
type Timestamp struct {
	Date
	nanos int32
}

// NewTimestamp is new Timestamp(milliseconds).
func NewTimestamp(ms int64) *Timestamp {
	t := new(Timestamp)
	t.SetTime(ms)
	return t
}

// TimestampOf is Timestamp.valueOf(localDateTime).
func TimestampOf(t LocalDateTime, z *TimeZone) *Timestamp {
	d := DateOfFields(t.Year()-1900, t.MonthValue()-1, t.DayOfMonth(), t.Hour(), t.Minute(), t.Second(), z)
	return &Timestamp{*d, t.Nano()}
}

// TimestampFrom is Timestamp.from(instant).
func TimestampFrom(i Instant) (*Timestamp, error) {
	ms, err := mulExact(i.seconds, 1000)
	if err != nil {
		return nil, illegal(ArithmeticException + ": " + message(err))
	}
	return &Timestamp{Date{ms}, i.nanos}, nil
}

// ParseTimestamp is Timestamp.valueOf(text) of 2007-12-03 10:15:30.5.
func ParseTimestamp(text string, z *TimeZone) (*Timestamp, error) {
	fail := illegal("Timestamp format must be yyyy-mm-dd hh:mm:ss[.fffffffff]")
	date, clock, ok := strings.Cut(strings.TrimFunc(text, func(r rune) bool { return r <= ' ' }), " ")
	year, month, day, valid := sqlDate(date)
	if !ok || !valid {
		return nil, fail
	}
	clock, fraction, point := strings.Cut(clock, ".")
	if point && (fraction == "" || len(fraction) > 9 || !digits(fraction)) {
		return nil, fail
	}
	var v [3]int64
	parts := strings.Split(clock, ":")
	if len(parts) != 3 {
		return nil, fail
	}
	for i, p := range parts {
		if p == "" || len(p) > 9 || !digits(p) {
			return nil, fail
		}
		v[i], _ = decimal(p)
	}
	nanos, _ := decimal((fraction + "000000000")[:9])
	d := DateOfFields(year-1900, month-1, day, int32(v[0]), int32(v[1]), int32(v[2]), z)
	return &Timestamp{*d, int32(nanos)}, nil
}

// sqlDate reads yyyy-[m]m-[d]d.
func sqlDate(text string) (year, month, day int32, ok bool) {
	parts := strings.Split(text, "-")
	if len(parts) != 3 || len(parts[0]) != 4 || len(parts[1]) < 1 || len(parts[1]) > 2 || len(parts[2]) < 1 || len(parts[2]) > 2 ||
		!digits(parts[0]+parts[1]+parts[2]) {
		return 0, 0, 0, false
	}
	y, _ := decimal(parts[0])
	m, _ := decimal(parts[1])
	d, _ := decimal(parts[2])
	return int32(y), int32(m), int32(d), m >= 1 && m <= 12 && d >= 1 && d <= 31
}

// Time is getTime, with the milliseconds of the nanoseconds.
func (t *Timestamp) Time() int64 { return t.millis + int64(t.nanos/1_000_000) }

// SetTime is setTime.
func (t *Timestamp) SetTime(ms int64) {
	t.millis = floorDiv(ms, 1000) * 1000
	t.nanos = int32(floorMod(ms, 1000)) * 1_000_000
}

func (t *Timestamp) Nanos() int32 { return t.nanos }

// SetNanos is setNanos.
func (t *Timestamp) SetNanos(n int32) error {
	if n < 0 || n > 999_999_999 {
		return illegal("nanos > 999999999 or < 0")
	}
	t.nanos = n
	return nil
}

// Clone is a copy.
func (t *Timestamp) Clone() *Timestamp {
	u := *t
	return &u
}

func (t *Timestamp) Equal(u *Timestamp) bool  { return t.millis == u.millis && t.nanos == u.nanos }
func (t *Timestamp) Before(u *Timestamp) bool { return t.CompareTo(u) < 0 }
func (t *Timestamp) After(u *Timestamp) bool  { return t.CompareTo(u) > 0 }

func (t *Timestamp) CompareTo(u *Timestamp) int32 {
	if c := order(t.Time(), u.Time()); c != 0 {
		return c
	}
	return order(t.nanos, u.nanos)
}

// HashCode is that of a Date; the nanoseconds do not count.
func (t *Timestamp) HashCode() int32 { return hashLong(t.Time()) }

func (t *Timestamp) Instant() Instant { return Instant{floorDiv(t.millis, 1000), t.nanos} }

// LocalDateTime is toLocalDateTime.
func (t *Timestamp) LocalDateTime(z *TimeZone) LocalDateTime {
	f := &t.Calendar(z).fields
	d := clipped(int64(f[calYear]), int(f[calMonth])+1, int(f[calDayOfMonth]))
	return LocalDateTime{d, LocalTime{int8(f[calHourOfDay]), int8(f[calMinute]), int8(f[calSecond]), t.nanos}}
}

// Text is toString: 2007-12-03 10:15:30.5.
func (t *Timestamp) Text(z *TimeZone) string {
	c := t.Calendar(z)
	b := appendPadded(nil, int64(c.fields[calYear]), 4)
	b = append(c.appendClock(append(c.appendMonthDay(b), ' ')), '.')
	if t.nanos == 0 {
		return string(append(b, '0'))
	}
	return strings.TrimRight(string(appendPadded(b, int64(t.nanos), 9)), "0")
}

func (c *Calendar) appendMonthDay(b []byte) []byte {
	b = append2(append(b, '-'), int(c.fields[calMonth])+1)
	return append2(append(b, '-'), int(c.fields[calDayOfMonth]))
}

// An SQLDate is a java.sql.Date, an SQLTime a java.sql.Time: a Date that shows
// one half of itself.
type (
	SQLDate struct{ Date }
	SQLTime struct{ Date }
)

// NewSQLDate is new java.sql.Date(milliseconds).
func NewSQLDate(ms int64) *SQLDate { return &SQLDate{Date{ms}} }

// NewSQLTime is new java.sql.Time(milliseconds).
func NewSQLTime(ms int64) *SQLTime { return &SQLTime{Date{ms}} }

// SQLDateOf is java.sql.Date.valueOf(localDate).
func SQLDateOf(d LocalDate, z *TimeZone) *SQLDate {
	return &SQLDate{*DateOfFields(d.Year()-1900, d.MonthValue()-1, d.DayOfMonth(), 0, 0, 0, z)}
}

// ParseSQLDate is java.sql.Date.valueOf(text) of 2007-12-03.
func ParseSQLDate(text string, z *TimeZone) (*SQLDate, error) {
	year, month, day, ok := sqlDate(text)
	if !ok {
		return nil, illegal("")
	}
	return &SQLDate{*DateOfFields(year-1900, month-1, day, 0, 0, 0, z)}, nil
}

// LocalDate is toLocalDate.
func (d *SQLDate) LocalDate(z *TimeZone) LocalDate {
	f := &d.Calendar(z).fields
	return clipped(int64(f[calYear]), int(f[calMonth])+1, int(f[calDayOfMonth]))
}

// Text is toString: 2007-12-03.
func (d *SQLDate) Text(z *TimeZone) string {
	c := d.Calendar(z)
	return string(c.appendMonthDay(appendPadded(nil, int64(c.fields[calYear])%10000, 4)))
}

// Text is toString: 10:15:30.
func (d *SQLTime) Text(z *TimeZone) string { return string(d.Calendar(z).appendClock(nil)) }
