package jtime

import (
	"fmt"
	"strconv"
	"strings"
	"testing"
)

func TestTimeZones(t *testing.T) {
	t.Parallel()
	rows(t, "timezones", func(c []string) (got, want string) {
		if c[0] == "at" {
			z := TimeZoneOf(c[1])
			ms := atoi(c[2])
			return joined(fmt.Sprint(z.Offset(ms)), fmt.Sprint(z.InDaylightTime(ms))), joined(c[3:]...)
		}
		z := TimeZoneOf(c[0])
		return joined(z.ID(), z.String(), fmt.Sprint(z.RawOffset()), fmt.Sprint(z.DSTSavings()), fmt.Sprint(z.UseDaylightTime()),
			z.DisplayName(false, TimeZoneShort), z.DisplayName(false, TimeZoneLong), z.DisplayName(true, TimeZoneShort),
			z.DisplayName(true, TimeZoneLong), shown(z.Zone())), joined(c[1:]...)
	})
}

func TestDates(t *testing.T) {
	t.Parallel()
	rows(t, "dates", func(c []string) (got, want string) {
		if c[0] == "valueOf" {
			z := TimeZoneOf("Europe/Vienna")
			stamp, err := ParseTimestamp(c[1], z)
			text := ""
			if err == nil {
				text = stamp.Text(z)
			}
			date, err2 := ParseSQLDate(c[1], z)
			text2 := ""
			if err2 == nil {
				text2 = date.Text(z)
			}
			return joined(shown(text, err), shown(text2, err2)), joined(c[2:]...)
		}
		z, ms := TimeZoneOf(c[0]), atoi(c[1])
		d, stamp := NewDate(ms), NewTimestamp(ms)
		parts := fmt.Sprint(d.Year(z), d.Month(z), d.Date(z), d.Day(z), d.Hours(z), d.Minutes(z), d.Seconds(z), d.TimezoneOffset(z))
		return joined(d.Text(z), d.GMTString(), stamp.Text(z), NewSQLDate(ms).Text(z), NewSQLTime(ms).Text(z), fmt.Sprint(d.HashCode()),
			parts, stamp.Instant().String(), d.LocaleString(z)), joined(c[2:]...)
	})
}

// perform carries out operations as the table writes them.
func perform(c *Calendar, operations string) (string, error) {
	for op := range strings.SplitSeq(operations, ";") {
		w := strings.Split(op, " ")
		var v [3]int32
		for i, s := range w[1:] {
			n, _ := strconv.ParseInt(s, 10, 32)
			v[i] = int32(n)
		}
		var err error
		switch w[0] {
		case "set":
			err = c.Set(v[0], v[1])
		case "add":
			err = c.Add(v[0], v[1])
		case "roll":
			err = c.Roll(v[0], v[1])
		case "get":
			_, err = c.Get(v[0])
		case "time":
			_, err = c.TimeInMillis()
		case "clear":
			err = c.ClearField(v[0])
		case "zone":
			c.SetTimeZone(TimeZoneOf(w[1]))
		case "first":
			c.SetFirstDayOfWeek(v[0])
		case "min":
			c.SetMinimalDaysInFirstWeek(v[0])
		case "strict":
			c.SetLenient(false)
		case "lenient":
			c.SetLenient(true)
		case "week":
			err = c.SetWeekDate(v[0], v[1], v[2])
		case "date":
			c.SetDate(v[0], v[1], v[2])
		}
		if err != nil {
			return "", err
		}
	}
	ms, err := c.TimeInMillis()
	if err != nil {
		return "", err
	}
	var b strings.Builder
	fmt.Fprint(&b, ms)
	add := func(v int32, e error) {
		fmt.Fprint(&b, " ", v)
		if err == nil {
			err = e
		}
	}
	for f := range calFields {
		add(c.Get(f))
	}
	if c.get(calEra) == 0 {
		return b.String(), err
	}
	b.WriteString(" |")
	add(c.WeekYear())
	add(c.WeeksInWeekYear())
	for f := range int32(9) {
		add(c.ActualMaximum(f))
	}
	return b.String(), err
}

func TestCalendars(t *testing.T) {
	t.Parallel()
	texts := 0
	rows(t, "calendars", func(c []string) (got, want string) {
		if c[0] == "text" {
			cal := NewCalendar(1709642589123, TimeZoneOf("Europe/Vienna"), US)
			switch texts++; texts {
			case 2:
				cal.set(calMonth, 7)
			case 3:
				cal.Clear()
			}
			return cal.String(), c[1]
		}
		cal := NewCalendar(atoi(c[2]), TimeZoneOf(c[0]), LocaleForTag(c[1]))
		return shown(perform(cal, c[3])), c[4]
	})
}

func TestDateFormats(t *testing.T) {
	t.Parallel()
	rows(t, "dateformats", func(c []string) (got, want string) {
		last := c[len(c)-1]
		switch c[0] {
		case "bad":
			_, err := NewDateFormat(c[1], US, TimeZoneOf("UTC"), 0)
			return shown("", err), last
		case "hash":
			return fmt.Sprintf("%x", uint32(must(NewDateFormat(c[1], US, TimeZoneOf("UTC"), 0)).HashCode())), last
		case "style":
			d, s := FormatStyle(atoi(c[1])), FormatStyle(atoi(c[2]))
			pattern := func(d, s FormatStyle) string {
				return must(DateFormatStyled(d, s, US, TimeZoneOf("UTC"), 0)).Pattern()
			}
			return joined(pattern(d, s), pattern(d, -1), pattern(-1, s)), joined(c[3:]...)
		}
		f, err := NewDateFormat(c[1], LocaleForTag(c[2]), TimeZoneOf("UTC"), 0)
		if err != nil {
			return err.Error(), "a format"
		}
		f.SetTimeZone(TimeZoneOf(c[3]))
		if c[0] == "format" {
			return shown(f.Format(atoi(c[4]))), last
		}
		f.Set2DigitYearStart(atoi(c[5]))
		f.SetLenient(c[4] == "true")
		ms, end, failed, err := f.ParseAt(c[6], 0)
		if err != nil {
			return err.Error(), last
		}
		result := fmt.Sprint(ms, end)
		if end < 0 {
			result = fmt.Sprint("null ", failed)
		}
		return joined(result, f.TimeZone().ID()), joined(c[7:]...)
	})
}
