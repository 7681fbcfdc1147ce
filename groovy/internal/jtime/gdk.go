package jtime

import "iter"

// What Groovy 2.4 adds to dates and calendars.

// GroovyRuntimeException is raised where Groovy refuses an argument itself.
const GroovyRuntimeException = "groovy.lang.GroovyRuntimeException"

// mapFields are the keys that set(map) and copyWith(map) know.
var mapFields = map[string]CalendarField{
	"year": calYear, "month": calMonth, "date": calDayOfMonth, "dayOfMonth": calDayOfMonth,
	"hourOfDay": calHourOfDay, "minute": calMinute, "second": calSecond,
}

// An Update is an entry of the map of set(map) and copyWith(map).
type Update struct {
	Key   string        // as hourOfDay; an unknown one is passed over
	Field CalendarField // if Key is empty
	Value int32
}

// Update is Groovy's set(map).
func (c *Calendar) Update(updates []Update) error {
	for _, u := range updates {
		f, ok := u.Field, true
		if u.Key != "" {
			f, ok = mapFields[u.Key]
		}
		if !ok {
			continue
		}
		if err := c.Set(f, u.Value); err != nil {
			return err
		}
	}
	return nil
}

// CopyWith is Groovy's copyWith(map) and updated(map).
func (c *Calendar) CopyWith(updates []Update) (*Calendar, error) {
	d := c.Clone()
	return d, d.Update(updates)
}

// Update is Groovy's set(map).
func (d *Date) Update(updates []Update, z *TimeZone) error {
	c := d.Calendar(z)
	if err := c.Update(updates); err != nil {
		return err
	}
	ms, err := c.TimeInMillis()
	if err != nil {
		return err
	}
	d.millis = ms
	return nil
}

// CopyWith is Groovy's copyWith(map) and updated(map).
func (d *Date) CopyWith(updates []Update, z *TimeZone) (*Date, error) {
	e := d.Clone()
	return e, e.Update(updates, z)
}

// PlusDays is date + days; the time of the day stays where the clocks change.
func (d *Date) PlusDays(n int32, z *TimeZone) *Date {
	c := d.Calendar(z)
	c.addDays(int64(n), 0)
	return &Date{c.time}
}

// PlusDays keeps the nanoseconds.
func (t *Timestamp) PlusDays(n int32, z *TimeZone) *Timestamp {
	return &Timestamp{*t.Date.PlusDays(n, z), t.nanos}
}

// PlusDays is a java.sql.Date again.
func (d *SQLDate) PlusDays(n int32, z *TimeZone) *SQLDate { return &SQLDate{*d.Date.PlusDays(n, z)} }

// Next and Previous are date++ and date--.
func (d *Date) Next(z *TimeZone) *Date     { return d.PlusDays(1, z) }
func (d *Date) Previous(z *TimeZone) *Date { return d.PlusDays(-1, z) }

func (c *Calendar) plusDays(n int32) (*Calendar, error) {
	d := c.Clone()
	return d, d.Add(calDayOfMonth, n)
}

// Next and Previous are calendar++ and calendar--.
func (c *Calendar) Next() (*Calendar, error)     { return c.plusDays(1) }
func (c *Calendar) Previous() (*Calendar, error) { return c.plusDays(-1) }

// DaysSince is date - then: the days between the two dates, whatever the time
// of the day.
func (d *Date) DaysSince(then *Date, z *TimeZone) int32 {
	return int32(d.Calendar(z).currentDay() - then.Calendar(z).currentDay())
}

// DaysSince is calendar - then.
func (c *Calendar) DaysSince(then *Calendar) (int32, error) {
	if err := c.complete(); err != nil {
		return 0, err
	}
	if err := then.complete(); err != nil {
		return 0, err
	}
	return int32(c.currentDay() - then.currentDay()), nil
}

// ClearTime is clearTime(): midnight of the day.
func (c *Calendar) ClearTime() error {
	if err := c.complete(); err != nil {
		return err
	}
	for _, f := range []CalendarField{calHourOfDay, calMinute, calSecond, calMillisecond} {
		c.set(f, 0)
	}
	return nil
}

// ClearTime is clearTime(): midnight of the day.
func (d *Date) ClearTime(z *TimeZone) {
	c := d.Calendar(z)
	_ = c.ClearTime() // a lenient calendar has no field that is wrong
	d.millis, _ = c.TimeInMillis()
}

// DateString is that of Groovy, as are TimeString and DateTimeString: 11/23/26,
// 1:05:34 AM, and both.
func (d *Date) DateString(z *TimeZone) string     { return d.styled(ShortFormat, -1, z) }
func (d *Date) TimeString(z *TimeZone) string     { return d.styled(-1, MediumFormat, z) }
func (d *Date) DateTimeString(z *TimeZone) string { return d.styled(ShortFormat, MediumFormat, z) }

func (d *Date) styled(date, clock FormatStyle, z *TimeZone) string {
	f, err := DateFormatStyled(date, clock, US, z, d.millis)
	if err != nil {
		return err.Error()
	}
	s, err := f.Format(d.millis)
	if err != nil {
		return err.Error()
	}
	return s
}

// Format is date.format(pattern, zone) where l is the default locale.
func (d *Date) Format(pattern string, l Locale, z *TimeZone) (string, error) {
	f, err := NewDateFormat(pattern, l, z, d.millis)
	if err != nil {
		return "", err
	}
	return f.Format(d.millis)
}

// Format is calendar.format(pattern) where l is the default locale.
func (c *Calendar) Format(pattern string, l Locale) (string, error) {
	ms, err := c.TimeInMillis()
	if err != nil {
		return "", err
	}
	return (&Date{ms}).Format(pattern, l, c.zone)
}

// ParseDate is Date.parse(pattern, text, zone) where l is the default locale.
// Years of two digits are those around now.
func ParseDate(pattern, text string, l Locale, z *TimeZone, now int64) (*Date, error) {
	f, err := NewDateFormat(pattern, l, z, now)
	if err != nil {
		return nil, err
	}
	ms, err := f.Parse(text)
	return &Date{ms}, err
}

// ParseToStringDate is Date.parseToStringDate: of a text as Date.toString
// writes it.
func ParseToStringDate(text string, z *TimeZone, now int64) (*Date, error) {
	return ParseDate("EEE MMM dd HH:mm:ss z yyyy", text, US, z, now)
}

// Upto and Downto are the days that date.upto(to) and date.downto(to) go
// through. They may be many: it is for the caller to count them.
func (d *Date) Upto(to *Date, z *TimeZone) (iter.Seq[*Date], error) { return d.days(to, 1, z) }
func (d *Date) Downto(to *Date, z *TimeZone) (iter.Seq[*Date], error) {
	return d.days(to, -1, z)
}

func (d *Date) days(to *Date, step int32, z *TimeZone) (iter.Seq[*Date], error) {
	if to.CompareTo(d)*step < 0 {
		return nil, refused(step, d.Text(z), to.Text(z))
	}
	return func(yield func(*Date) bool) {
		for i := d.Clone(); i.CompareTo(to)*step <= 0; {
			if !yield(i) {
				return
			}
			// The last day of all has none behind it.
			next := i.PlusDays(step, z)
			if next.CompareTo(i)*step < 0 {
				return
			}
			i = next
		}
	}, nil
}

func refused(step int32, from, to string) error {
	call, order := "upto", "earlier"
	if step < 0 {
		call, order = "downto", "later"
	}
	return &Error{Class: GroovyRuntimeException,
		Message: "The argument (" + to + ") to " + call + "() cannot be " + order + " than the value (" + from + ") it's called on."}
}

// Upto and Downto are those of calendars.
func (c *Calendar) Upto(to *Calendar) (iter.Seq[*Calendar], error)   { return c.days(to, 1) }
func (c *Calendar) Downto(to *Calendar) (iter.Seq[*Calendar], error) { return c.days(to, -1) }

func (c *Calendar) days(to *Calendar, step int32) (iter.Seq[*Calendar], error) {
	n, err := to.CompareTo(c)
	if err != nil {
		return nil, err
	}
	if n*step < 0 {
		return nil, refused(step, c.String(), to.String())
	}
	return func(yield func(*Calendar) bool) {
		for i := c.Clone(); ; {
			if n, err := i.CompareTo(to); err != nil || n*step > 0 || !yield(i) {
				return
			}
			if i, err = i.plusDays(step); err != nil {
				return
			}
		}
	}, nil
}
