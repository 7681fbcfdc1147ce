package jtime

import (
	"strconv"
	"strings"
)

// A DateFormat is a java.text.SimpleDateFormat. It is mutable: parsing a text
// with the name of a time zone changes its zone, as in Java.
type DateFormat struct {
	pattern  string
	items    []formatItem
	locale   Locale
	fallback *TimeZone // whose names are tried after those of the calendar's zone
	calendar *Calendar
	century  int64 // from where on years of two digits are read
	start    int32 // the year of century
}

// A formatItem is a run of a pattern letter or a text.
type formatItem struct {
	letter byte // 0 for a text
	count  int
	text   string
}

const formatLetters = "GyMdkHmsSEDFwWahKzZYuXL"

// NewDateFormat is new SimpleDateFormat(pattern, locale) where z is the default
// time zone. Years of two digits are read as those from 80 years before now on.
func NewDateFormat(pattern string, l Locale, z *TimeZone, now int64) (*DateFormat, error) {
	items, err := compileFormat(pattern)
	if err != nil {
		return nil, err
	}
	f := &DateFormat{pattern: pattern, items: items, locale: l, fallback: z, calendar: NewCalendar(now, z, l)}
	if err := f.calendar.Add(calYear, -80); err != nil {
		return nil, err
	}
	f.Set2DigitYearStart(f.calendar.millis())
	return f, nil
}

// millis is the time of a lenient calendar.
func (c *Calendar) millis() int64 {
	ms, _ := c.TimeInMillis()
	return ms
}

// DateFormatStyled is DateFormat.getDateInstance, getTimeInstance (date is -1)
// or getDateTimeInstance.
func DateFormatStyled(date, clock FormatStyle, l Locale, z *TimeZone, now int64) (*DateFormat, error) {
	pattern, err := l.dateTime(date, clock)
	if err != nil {
		return nil, err
	}
	// The weekday outside of a date is a letter of java.time alone.
	return NewDateFormat(strings.ReplaceAll(pattern, "cccc", "EEEE"), l, z, now)
}

func compileFormat(pattern string) ([]formatItem, error) {
	if err := checkPattern(pattern); err != nil {
		return nil, err
	}
	var items []formatItem
	text := func(s string) {
		if n := len(items); n > 0 && items[n-1].letter == 0 {
			items[n-1].text += s
			return
		}
		items = append(items, formatItem{text: s})
	}
	inQuote := false
	for i := 0; i < len(pattern); i++ {
		c := pattern[i]
		switch {
		case c == '\'' && i+1 < len(pattern) && pattern[i+1] == '\'':
			text("'")
			i++
		case c == '\'':
			inQuote = !inQuote
		case inQuote || !isLetter(c):
			text(pattern[i : i+1])
		case strings.IndexByte(formatLetters, c) < 0:
			return nil, illegal("Illegal pattern character '" + string(rune(c)) + "'")
		default:
			end := runEnd(pattern, i)
			if c == 'X' && end-i > 3 {
				return nil, illegal("invalid ISO 8601 format: length=" + itoa(end-i))
			}
			items = append(items, formatItem{letter: c, count: end - i})
			i = end - 1
		}
	}
	if inQuote {
		return nil, illegal("Unterminated quote")
	}
	return items, nil
}

// ApplyPattern is applyPattern.
func (f *DateFormat) ApplyPattern(pattern string) error {
	items, err := compileFormat(pattern)
	if err == nil {
		f.pattern, f.items = pattern, items
	}
	return err
}

func (f *DateFormat) Pattern() string           { return f.pattern }
func (f *DateFormat) TimeZone() *TimeZone       { return f.calendar.zone }
func (f *DateFormat) SetTimeZone(z *TimeZone)   { f.calendar.SetTimeZone(z) }
func (f *DateFormat) IsLenient() bool           { return f.calendar.IsLenient() }
func (f *DateFormat) SetLenient(lenient bool)   { f.calendar.SetLenient(lenient) }
func (f *DateFormat) Calendar() *Calendar       { return f.calendar }
func (f *DateFormat) SetCalendar(c *Calendar)   { f.calendar = c }
func (f *DateFormat) Get2DigitYearStart() int64 { return f.century }
func (f *DateFormat) Equal(g *DateFormat) bool  { return f.pattern == g.pattern && f.locale == g.locale }
func (f *DateFormat) HashCode() int32           { return javaHash(f.pattern) }

// Clone is a copy.
func (f *DateFormat) Clone() *DateFormat {
	g := *f
	g.calendar = f.calendar.Clone()
	return &g
}

// Set2DigitYearStart is set2DigitYearStart.
func (f *DateFormat) Set2DigitYearStart(ms int64) {
	f.century = ms
	f.calendar.SetTimeInMillis(ms)
	f.start = f.calendar.fields[calYear]
}

// String is the class and the hash of the pattern.
func (f *DateFormat) String() string {
	return "java.text.SimpleDateFormat@" + strconv.FormatUint(uint64(uint32(f.HashCode())), 16)
}

// Format is format(new Date(ms)).
func (f *DateFormat) Format(ms int64) (string, error) {
	c := f.calendar
	c.SetTimeInMillis(ms)
	var b []byte
	for _, it := range f.items {
		if it.letter == 0 {
			b = append(b, it.text...)
			continue
		}
		var err error
		if b, err = f.appendField(b, c, it); err != nil {
			return "", err
		}
	}
	return string(b), nil
}

// formatFields are the fields of the letters that stand for a plain number.
var formatFields = map[byte]CalendarField{
	'y': calYear, 'M': calMonth, 'L': calMonth, 'd': calDayOfMonth, 'k': calHourOfDay, 'H': calHourOfDay, 'm': calMinute,
	's': calSecond, 'S': calMillisecond, 'E': calDayOfWeek, 'D': calDayOfYear, 'F': calDayOfWeekInMonth,
	'w': calWeekOfYear, 'W': calWeekOfMonth, 'a': calAmPm, 'h': calHour, 'K': calHour, 'G': calEra,
}

func (f *DateFormat) appendField(b []byte, c *Calendar, it formatItem) ([]byte, error) {
	offset := (c.fields[calZoneOffset] + c.fields[calDSTOffset])
	switch it.letter {
	case 'G', 'E', 'a':
		return f.appendName(b, c, it)
	case 'M', 'L':
		if it.count >= 3 {
			return f.appendName(b, c, it)
		}
		return appendPadded(b, int64(c.fields[calMonth])+1, it.count), nil
	case 'z':
		style := TimeZoneLong
		if it.count < 4 {
			style = TimeZoneShort
		}
		name, err := f.locale.zoneName(c.zone.DisplayName(c.fields[calDSTOffset] != 0, style), style == TimeZoneShort)
		return append(b, name...), err
	case 'Z':
		return appendOffset(b, offset/60_000, 2), nil
	case 'X':
		if offset == 0 {
			return append(b, 'Z'), nil
		}
		return appendOffset(b, offset/60_000, it.count), nil
	case 'u':
		return appendPadded(b, int64(c.fields[calDayOfWeek]+5)%7+1, it.count), nil
	}
	v := c.fields[formatFields[it.letter]]
	switch it.letter {
	case 'Y':
		year, err := c.WeekYear()
		if err != nil {
			return b, err
		}
		v = year
	case 'k':
		v = (v+23)%24 + 1
	case 'h':
		v = (v+11)%12 + 1
	}
	if (it.letter == 'y' || it.letter == 'Y') && it.count == 2 {
		v %= 100
	}
	return appendPadded(b, int64(v), it.count), nil
}

// appendOffset appends minutes as +hh (1), +hhmm (2) or +hh:mm (3).
func appendOffset(b []byte, minutes int32, parts int) []byte {
	if minutes < 0 {
		b, minutes = append(b, '-'), -minutes
	} else {
		b = append(b, '+')
	}
	b = append2(b, int(minutes/60))
	if parts == 3 {
		b = append(b, ':')
	}
	if parts > 1 {
		b = append2(b, int(minutes%60))
	}
	return b
}

func (f *DateFormat) appendName(b []byte, c *Calendar, it formatItem) ([]byte, error) {
	t, err := f.locale.text()
	if err != nil {
		return b, err
	}
	short, long := t.calendarNames(formatFields[it.letter])
	if a := t.alone.months; it.letter == 'L' || it.letter == 'M' && len(f.items) == 1 {
		// A month by itself is not in a date.
		if a[0] != nil {
			long = a[0]
		}
		if a[1] != nil {
			short = a[1]
		}
	}
	names := short
	if it.count >= 4 {
		names = long
	}
	i := c.fields[formatFields[it.letter]]
	if it.letter == 'E' {
		i--
	}
	return append(b, names[i]...), nil
}

// calendarNames are the names of a field, the first for its smallest value.
func (t *localeText) calendarNames(f CalendarField) (short, long []string) {
	switch f {
	case calEra:
		return t.calendarEras, t.calendarEras
	case calAmPm:
		return t.ampm, t.ampm
	case calMonth:
		return t.shortMonths, t.months
	case calDayOfWeek:
		return t.shortWeekdays, t.weekdays
	}
	return nil, nil
}

// standaloneStyle is the bit of the styles of Calendar for names outside of a date.
const standaloneStyle = 0x8000

// DisplayName is calendar.getDisplayName(field, style, locale); it is false for
// a field without names.
func (c *Calendar) DisplayName(f CalendarField, style int32, l Locale) (string, bool, error) {
	v, err := c.Get(f)
	if err != nil {
		return "", false, err
	}
	t, err := l.text()
	if err != nil {
		return "", false, err
	}
	if short, _ := t.calendarNames(f); short == nil {
		return "", false, nil
	}
	names := t.styledNames(f, style)
	if f == calDayOfWeek {
		v--
	}
	return names[v], true, nil
}

// styledNames are the names of a field in a style of Calendar.
func (t *localeText) styledNames(f CalendarField, style int32) []string {
	short, long := t.calendarNames(f)
	narrow := map[CalendarField][]string{calEra: t.narrowEras, calAmPm: t.narrowAmPm, calMonth: t.narrowMonths, calDayOfWeek: t.narrowWeekdays}[f]
	byStyle := map[int32]int{2: 0, 1: 1, 4: 2} // LONG, SHORT, NARROW_FORMAT
	i := byStyle[style&^standaloneStyle]
	names := [3][]string{long, short, narrow}[i]
	if style&standaloneStyle != 0 {
		alone := map[CalendarField][3][]string{calMonth: t.alone.months, calDayOfWeek: t.alone.weekdays}[f]
		if alone[i] != nil {
			names = alone[i]
		}
	}
	return names
}
