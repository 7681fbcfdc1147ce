package jtime

import "time"

// A Date is a java.util.Date. It is mutable; what depends on a time zone takes
// the default one as an argument.
type Date struct{ millis int64 }

// NewDate is new Date(milliseconds).
func NewDate(ms int64) *Date { return &Date{ms} }

// DateOf is the date of a time of Go.
func DateOf(t time.Time) *Date { return &Date{t.UnixMilli()} }

// DateFrom is Date.from(instant).
func DateFrom(i Instant) (*Date, error) {
	ms, err := i.EpochMilli()
	if err != nil {
		return nil, illegal(ArithmeticException + ": " + message(err))
	}
	return &Date{ms}, nil
}

// DateOfFields is the deprecated new Date(year, month, date, hours, minutes,
// seconds), whose years begin with 1900.
func DateOfFields(year, month, date, hours, minutes, seconds int32, z *TimeZone) *Date {
	ms, _ := CalendarOf(year+1900, month, date, hours, minutes, seconds, z, US).TimeInMillis()
	return &Date{ms}
}

// Time is getTime.
func (d *Date) Time() int64 { return d.millis }

// SetTime is setTime.
func (d *Date) SetTime(ms int64) { d.millis = ms }

// Clone is a copy.
func (d *Date) Clone() *Date { return &Date{d.millis} }

func (d *Date) Before(e *Date) bool     { return d.millis < e.millis }
func (d *Date) After(e *Date) bool      { return d.millis > e.millis }
func (d *Date) Equal(e *Date) bool      { return d.millis == e.millis }
func (d *Date) CompareTo(e *Date) int32 { return order(d.millis, e.millis) }
func (d *Date) HashCode() int32         { return hashLong(d.millis) }
func (d *Date) Instant() Instant        { return InstantOfEpochMilli(d.millis) }

// Calendar is the date in a calendar: Groovy's toCalendar.
func (d *Date) Calendar(z *TimeZone) *Calendar { return NewCalendar(d.millis, z, US) }

// Text is toString: Mon Nov 23 01:05:34 UTC 2026.
func (d *Date) Text(z *TimeZone) string {
	c := d.Calendar(z)
	f := &c.fields
	b := append([]byte(english.shortWeekdays[f[calDayOfWeek]-1]), ' ')
	b = append(append(b, english.shortMonths[f[calMonth]]...), ' ')
	b = append(append2(b, int(f[calDayOfMonth])), ' ')
	b = append(c.appendClock(b), ' ')
	b = append(append(b, z.DisplayName(f[calDSTOffset] != 0, TimeZoneShort)...), ' ')
	return string(appendPadded(b, int64(f[calYear]), 0))
}

// appendClock appends the time of day of computed fields, as 01:05:34.
func (c *Calendar) appendClock(b []byte) []byte {
	b = append2(b, int(c.fields[calHourOfDay]))
	b = append2(append(b, ':'), int(c.fields[calMinute]))
	return append2(append(b, ':'), int(c.fields[calSecond]))
}

// GMTString is toGMTString: 23 Nov 2026 01:05:34 GMT.
func (d *Date) GMTString() string {
	c := d.Calendar(TimeZoneOf("GMT"))
	b := appendPadded(nil, int64(c.fields[calDayOfMonth]), 0)
	b = append(append(append(b, ' '), english.shortMonths[c.fields[calMonth]]...), ' ')
	b = append(appendPadded(b, int64(c.fields[calYear]), 0), ' ')
	return string(append(c.appendClock(b), " GMT"...))
}

// LocaleString is toLocaleString: Nov 23, 2026, 1:05:34 AM.
func (d *Date) LocaleString(z *TimeZone) string { return d.styled(MediumFormat, MediumFormat, z) }

// Year is one of the deprecated getters, which ask the calendar of a zone.
func (d *Date) Year(z *TimeZone) int32    { return d.get(calYear, z) - 1900 }
func (d *Date) Month(z *TimeZone) int32   { return d.get(calMonth, z) }
func (d *Date) Date(z *TimeZone) int32    { return d.get(calDayOfMonth, z) }
func (d *Date) Day(z *TimeZone) int32     { return d.get(calDayOfWeek, z) - 1 }
func (d *Date) Hours(z *TimeZone) int32   { return d.get(calHourOfDay, z) }
func (d *Date) Minutes(z *TimeZone) int32 { return d.get(calMinute, z) }
func (d *Date) Seconds(z *TimeZone) int32 { return d.get(calSecond, z) }

// TimezoneOffset is getTimezoneOffset: minutes to be added for UTC.
func (d *Date) TimezoneOffset(z *TimeZone) int32 { return -z.Offset(d.millis) / 60_000 }

func (d *Date) get(f CalendarField, z *TimeZone) int32 { return d.Calendar(z).get(f) }

// Get is a field of the calendar: Groovy's date[field].
func (d *Date) Get(f CalendarField, z *TimeZone) (int32, error) { return d.Calendar(z).Get(f) }

// Put sets a field of the calendar: Groovy's date[field] = value and, with the
// right field, the deprecated setters.
func (d *Date) Put(f CalendarField, v int32, z *TimeZone) error {
	c := d.Calendar(z)
	if err := c.Set(f, v); err != nil {
		return err
	}
	ms, err := c.TimeInMillis()
	d.millis = ms
	return err
}

// SetYear is the deprecated setYear, which begins with 1900.
func (d *Date) SetYear(year int32, z *TimeZone) error { return d.Put(calYear, year+1900, z) }
