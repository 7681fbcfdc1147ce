package jtime

// CalendarField is a field of java.util.Calendar, by its value there.
type CalendarField = int32

const (
	calEra CalendarField = iota
	calYear
	calMonth
	calWeekOfYear
	calWeekOfMonth
	calDayOfMonth
	calDayOfYear
	calDayOfWeek
	calDayOfWeekInMonth
	calAmPm
	calHour
	calHourOfDay
	calMinute
	calSecond
	calMillisecond
	calZoneOffset
	calDSTOffset
	calFields // how many there are
)

// CalendarFields are the names of the fields, by value.
var CalendarFields = []string{
	"ERA", "YEAR", "MONTH", "WEEK_OF_YEAR", "WEEK_OF_MONTH", "DAY_OF_MONTH", "DAY_OF_YEAR", "DAY_OF_WEEK",
	"DAY_OF_WEEK_IN_MONTH", "AM_PM", "HOUR", "HOUR_OF_DAY", "MINUTE", "SECOND", "MILLISECOND", "ZONE_OFFSET", "DST_OFFSET",
}

// CalendarConstants are the other constants of Calendar and GregorianCalendar.
var CalendarConstants = map[string]int32{
	"DATE": calDayOfMonth, "FIELD_COUNT": calFields, "BC": 0, "AD": 1, "AM": 0, "PM": 1,
	"SUNDAY": 1, "MONDAY": 2, "TUESDAY": 3, "WEDNESDAY": 4, "THURSDAY": 5, "FRIDAY": 6, "SATURDAY": 7,
	"JANUARY": 0, "FEBRUARY": 1, "MARCH": 2, "APRIL": 3, "MAY": 4, "JUNE": 5, "JULY": 6, "AUGUST": 7, "SEPTEMBER": 8,
	"OCTOBER": 9, "NOVEMBER": 10, "DECEMBER": 11, "UNDECIMBER": 12,
	"ALL_STYLES": 0, "SHORT": 1, "LONG": 2, "SHORT_FORMAT": 1, "LONG_FORMAT": 2, "NARROW_FORMAT": 4,
	"SHORT_STANDALONE": 0x8001, "LONG_STANDALONE": 0x8002, "NARROW_STANDALONE": 0x8004,
}

// A Calendar is a java.util.GregorianCalendar, with the Julian calendar before
// 15 October 1582. It is mutable: a field that is set takes effect when a value
// is asked for, and of fields that contradict each other the latest counts.
type Calendar struct {
	zone    *TimeZone
	first   int32 // day of the week, 1 is Sunday
	minDays int32
	strict  bool // not lenient

	time      int64
	timeSet   bool // time is that of the fields
	state     fieldState
	all       bool // the fields have been computed and none was cleared since
	fields    [calFields]int32
	stamp     [calFields]int64 // 0 unset, 1 computed, then the order of setting
	nextStamp int64

	// Offsets that were set hold until the fields are computed again.
	keepZone, keepDST bool
	julian            bool // the last date computed was one
}

// fieldState says how the fields of a Calendar stand to its time.
type fieldState uint8

const (
	stale   fieldState = iota // they are not those of the time
	counted                   // the time was made of them, the others are still to come
	fresh                     // they are those of the time
)

const (
	computedStamp = 1
	firstStamp    = 2
)

// NewCalendar is Calendar.getInstance(zone, locale) at a moment.
func NewCalendar(ms int64, z *TimeZone, l Locale) *Calendar {
	first, days := l.week()
	c := &Calendar{zone: z, first: int32(first)%7 + 1, minDays: days, nextStamp: firstStamp}
	c.SetTimeInMillis(ms)
	return c
}

// CalendarOf is new GregorianCalendar(year, month, day, hour, minute, second).
func CalendarOf(year, month, day, hour, minute, second int32, z *TimeZone, l Locale) *Calendar {
	c := NewCalendar(0, z, l)
	c.Clear()
	c.SetDateTime(year, month, day, hour, minute, second)
	return c
}

// CalendarFrom is GregorianCalendar.from(zonedDateTime): of the ISO calendar,
// but for the Julian dates, which it has too.
func CalendarFrom(t ZonedDateTime) (*Calendar, error) {
	ms, err := t.Instant().EpochMilli()
	if err != nil {
		return nil, illegal(ArithmeticException + ": " + message(err))
	}
	c := NewCalendar(ms, TimeZoneOfZone(t.zone), US)
	c.first, c.minDays = 2, 4
	c.computeFields()
	return c, nil
}

// Clone is a copy.
func (c *Calendar) Clone() *Calendar {
	d := *c
	return &d
}

func (c *Calendar) TimeZone() *TimeZone           { return c.zone }
func (c *Calendar) FirstDayOfWeek() int32         { return c.first }
func (c *Calendar) MinimalDaysInFirstWeek() int32 { return c.minDays }
func (c *Calendar) IsLenient() bool               { return !c.strict }
func (c *Calendar) SetLenient(lenient bool)       { c.strict = !lenient }

// SetTimeZone changes the zone; the time stays, unless it still depends on
// fields that were set.
func (c *Calendar) SetTimeZone(z *TimeZone) {
	c.zone = z
	c.state, c.all = stale, false
}

// SetFirstDayOfWeek and SetMinimalDaysInFirstWeek change what a week is.
func (c *Calendar) SetFirstDayOfWeek(day int32) {
	if c.first != day {
		c.first = day
		c.refreshWeeks()
	}
}

func (c *Calendar) SetMinimalDaysInFirstWeek(days int32) {
	if c.minDays != days {
		c.minDays = days
		c.refreshWeeks()
	}
}

func (c *Calendar) refreshWeeks() {
	for _, f := range []CalendarField{calWeekOfMonth, calWeekOfYear} {
		if c.stamp[f] != computedStamp {
			continue
		}
		d := c.Clone()
		d.strict = false
		d.clear(calWeekOfMonth)
		d.clear(calWeekOfYear)
		c.fields[f] = d.get(f)
	}
}

// TimeInMillis is getTimeInMillis. It fails where the calendar is not lenient
// and the fields are not those of a date.
func (c *Calendar) TimeInMillis() (int64, error) {
	if !c.timeSet {
		if err := c.computeTime(); err != nil {
			return 0, err
		}
	}
	return c.time, nil
}

// SetTimeInMillis is setTimeInMillis.
func (c *Calendar) SetTimeInMillis(ms int64) {
	c.time, c.timeSet = ms, true
	c.keepZone, c.keepDST = false, false
	c.computeFields()
}

// Time is getTime.
func (c *Calendar) Time() (*Date, error) {
	ms, err := c.TimeInMillis()
	return &Date{ms}, err
}

// complete makes time and fields agree.
func (c *Calendar) complete() error {
	if _, err := c.TimeInMillis(); err != nil {
		return err
	}
	if c.state != fresh {
		c.computeFields()
	}
	return nil
}

// Get is get(field).
func (c *Calendar) Get(f CalendarField) (int32, error) {
	if f < 0 || f >= calFields {
		return 0, fieldOutOfBounds(f)
	}
	if err := c.complete(); err != nil {
		return 0, err
	}
	return c.fields[f], nil
}

// get is Get of a calendar that is lenient or was completed.
func (c *Calendar) get(f CalendarField) int32 {
	v, _ := c.Get(f)
	return v
}

func fieldOutOfBounds(f CalendarField) error {
	return &Error{Class: ArrayIndexOutOfBounds, Message: "Index " + itoa(f) + " out of bounds for length " + itoa(calFields)}
}

// Set is set(field, value).
func (c *Calendar) Set(f CalendarField, v int32) error {
	if f < 0 || f >= calFields {
		return fieldOutOfBounds(f)
	}
	c.set(f, v)
	return nil
}

func (c *Calendar) set(f CalendarField, v int32) {
	if c.state == counted {
		c.computeFields()
	}
	c.fields[f] = v
	c.stamp[f] = c.nextStamp
	c.nextStamp++
	c.timeSet, c.state = false, stale
}

// SetDate is set(year, month, day).
func (c *Calendar) SetDate(year, month, day int32) {
	c.set(calYear, year)
	c.set(calMonth, month)
	c.set(calDayOfMonth, day)
}

// SetDateTime is set(year, month, day, hour, minute, second).
func (c *Calendar) SetDateTime(year, month, day, hour, minute, second int32) {
	c.SetDate(year, month, day)
	c.set(calHourOfDay, hour)
	c.set(calMinute, minute)
	c.set(calSecond, second)
}

// Clear is clear(): nothing is set, which stands for 1970.
func (c *Calendar) Clear() {
	c.fields, c.stamp = [calFields]int32{}, [calFields]int64{}
	c.timeSet, c.state, c.all = false, stale, false
}

// ClearField is clear(field).
func (c *Calendar) ClearField(f CalendarField) error {
	if f < 0 || f >= calFields {
		return fieldOutOfBounds(f)
	}
	c.clear(f)
	return nil
}

func (c *Calendar) clear(f CalendarField) {
	if c.state == counted {
		// The values are brought up to date, the order of setting stays.
		stamps := c.stamp
		c.computeFields()
		c.stamp = stamps
		for g, s := range stamps {
			if s == 0 {
				c.fields[g] = 0
			}
		}
	}
	c.fields[f], c.stamp[f] = 0, 0
	c.timeSet, c.state, c.all = false, stale, false
}

// IsSet is isSet(field).
func (c *Calendar) IsSet(f CalendarField) (bool, error) {
	if f < 0 || f >= calFields {
		return false, fieldOutOfBounds(f)
	}
	return c.stamp[f] != 0, nil
}

// CompareTo compares the moments, as Before and After do.
func (c *Calendar) CompareTo(d *Calendar) (int32, error) {
	a, err := c.TimeInMillis()
	if err != nil {
		return 0, err
	}
	b, err := d.TimeInMillis()
	return order(a, b), err
}

func (c *Calendar) Before(d *Calendar) (bool, error) {
	n, err := c.CompareTo(d)
	return n < 0, err
}

func (c *Calendar) After(d *Calendar) (bool, error) {
	n, err := c.CompareTo(d)
	return n > 0, err
}

// Equal is equals: the same moment and the same settings.
func (c *Calendar) Equal(d *Calendar) bool {
	n, err := c.CompareTo(d)
	return err == nil && n == 0 && c.strict == d.strict && c.first == d.first && c.minDays == d.minDays && c.zone.Equal(d.zone)
}

// Instant is toInstant().
func (c *Calendar) Instant() (Instant, error) {
	ms, err := c.TimeInMillis()
	return InstantOfEpochMilli(ms), err
}

// ZonedDateTime is toZonedDateTime().
func (c *Calendar) ZonedDateTime() (ZonedDateTime, error) {
	i, err := c.Instant()
	if err != nil {
		return ZonedDateTime{}, err
	}
	z, err := c.zone.Zone()
	if err != nil {
		return ZonedDateTime{}, err
	}
	return ZonedOfInstant(i, z)
}

// String is what Java prints: everything the calendar knows.
func (c *Calendar) String() string {
	flag := func(b bool) string {
		if b {
			return "true"
		}
		return "false"
	}
	value := func(set bool, n int64) string {
		if set {
			return itoa(n)
		}
		return "?"
	}
	s := "java.util.GregorianCalendar[time=" + value(c.timeSet, c.time) + ",areFieldsSet=" + flag(c.state != stale) +
		",areAllFieldsSet=" + flag(c.all) + ",lenient=" + flag(!c.strict) + ",zone=" + c.zone.String() +
		",firstDayOfWeek=" + itoa(c.first) + ",minimalDaysInFirstWeek=" + itoa(c.minDays)
	for f, name := range CalendarFields {
		s += "," + name + "=" + value(c.stamp[f] != 0, int64(c.fields[f]))
	}
	return s + "]"
}
