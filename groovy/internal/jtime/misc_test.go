package jtime

import (
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"
)

func TestCalendarMethods(t *testing.T) {
	t.Parallel()
	utc := TimeZoneOf("UTC")
	c := NewCalendar(0, utc, US)
	named := func(f CalendarField, style int32) string {
		s, ok, err := c.DisplayName(f, style, US)
		if err != nil || !ok {
			return shown("null", err)
		}
		return s
	}
	if got := named(calMonth, 2) + named(calDayOfWeek, 1) + named(calAmPm, 1) + named(calEra, 1) + named(calYear, 1) + named(calMonth, 4); got != "JanuaryThuAMADnullJ" {
		t.Errorf("display names %s", got)
	}
	later := must(c.Next())
	_, outside := c.Get(-1)
	from := must(CalendarFrom(must(ParseZoned("2024-12-30T10:00:00+01:00[Europe/Vienna]"))))
	_, far := CalendarFrom(must(ZonedOfInstant(must(InstantOfEpochSecond(1e16, 0)), UTC)))
	day := CalendarOf(2024, 1, 29, 10, 20, 30, TimeZoneOf("Asia/Tokyo"), Locales["GERMANY"])
	for _, r := range []struct{ name, got, want string }{
		{"set of no field", shown("", c.Set(17, 1)), "!ArrayIndexOutOfBoundsException: Index 17 out of bounds for length 17"},
		{"clear of no field", shown("", c.ClearField(17)), "!ArrayIndexOutOfBoundsException: Index 17 out of bounds for length 17"},
		{"isSet of no field", shown(c.IsSet(17)), "!ArrayIndexOutOfBoundsException: Index 17 out of bounds for length 17"},
		{"get of no field", shown("", outside), "!ArrayIndexOutOfBoundsException: Index -1 out of bounds for length 17"},
		{"add to an offset", shown("", c.Add(calZoneOffset, 1)), "!IllegalArgumentException: null"},
		{"roll of an offset", shown("", c.Roll(calZoneOffset, 1)), "!IllegalArgumentException: null"},
		{"week of no day", shown("", c.SetWeekDate(2024, 1, 8)), "!IllegalArgumentException: invalid dayOfWeek: 8"},
		{"before", fmt.Sprint(must(c.Before(later)), must(c.After(later)), c.Equal(later), c.Equal(c.Clone()), must(c.CompareTo(later))), "true false false true -1"},
		{"limits", fmt.Sprint(must(c.Minimum(calDayOfMonth)), must(c.Maximum(calDayOfMonth)), must(c.LeastMaximum(calDayOfMonth)), must(c.GreatestMinimum(calDayOfMonth)), must(c.ActualMinimum(calMonth))), "1 31 28 1 0"},
		{"from", fmt.Sprint(must(from.Get(calWeekOfYear)), from.FirstDayOfWeek(), must(from.ZonedDateTime()), must(from.Instant())), "1 2 2024-12-30T10:00+01:00[Europe/Vienna] 2024-12-30T09:00:00Z"},
		{"from too far", shown("", far), "!IllegalArgumentException: java.lang.ArithmeticException: long overflow"},
		{"of", fmt.Sprint(must(day.Instant()), day.FirstDayOfWeek(), day.MinimalDaysInFirstWeek(), day.IsLenient(), day.TimeZone().ID()), "2024-02-29T01:20:30Z 2 4 trueAsia/Tokyo"},
		{"time", fmt.Sprint(must(day.Time()).Time()), "1709169630000"},
	} {
		if r.got != r.want {
			t.Errorf("%s\n got %s\nwant %s", r.name, r.got, r.want)
		}
	}
	if err := day.RollUp(calMonth, false); err != nil || must(day.Get(calMonth)) != 0 || must(day.Get(calDayOfMonth)) != 29 {
		t.Errorf("roll(MONTH, false): %v, %s", err, day)
	}
}

func TestDateMethods(t *testing.T) {
	t.Parallel()
	z := TimeZoneOf("Europe/Vienna")
	d := DateOf(time.Date(2024, 3, 5, 12, 0, 0, 0, time.UTC))
	e := d.Clone()
	e.SetTime(e.Time() + 1)
	if !d.Before(e) || d.After(e) || d.Equal(e) || d.CompareTo(e) != -1 || !d.Equal(must(DateFrom(d.Instant()))) {
		t.Errorf("%v and %v compare wrongly", d, e)
	}
	if err := d.SetYear(99, z); err != nil || d.Text(z) != "Fri Mar 05 13:00:00 CET 1999" {
		t.Errorf("setYear(99): %v, %s", err, d.Text(z))
	}
	if _, err := DateFrom(MaxInstant); shown("", err) != "!IllegalArgumentException: java.lang.ArithmeticException: long overflow" {
		t.Errorf("Date.from(Instant.MAX): %v", err)
	}
	if got := DateOfFields(124, 0, 31, 25, 0, 0, z).Text(z); got != "Thu Feb 01 01:00:00 CET 2024" {
		t.Errorf("new Date(124, 0, 31, 25, 0, 0) is %s", got)
	}

	stamp := TimestampOf(must(ParseLocalDateTime("2024-03-05T13:00:00.000000001")), z)
	other := stamp.Clone()
	if err := other.SetNanos(2); err != nil || !stamp.Before(other) || !other.After(stamp) || stamp.Equal(other) || stamp.CompareTo(stamp.Clone()) != 0 {
		t.Errorf("%s and %s compare wrongly, %v", stamp.Text(z), other.Text(z), err)
	}
	if err := other.SetNanos(-1); shown("", err) != "!IllegalArgumentException: nanos > 999999999 or < 0" {
		t.Errorf("setNanos(-1): %v", err)
	}
	from := must(TimestampFrom(stamp.Instant()))
	if from.Text(z) != "2024-03-05 13:00:00.000000001" || from.LocalDateTime(z).String() != "2024-03-05T13:00:00.000000001" || from.HashCode() != NewDate(from.Time()).HashCode() {
		t.Errorf("from the instant %s it is %s", stamp.Instant(), from.Text(z))
	}
	if got := SQLDateOf(LocalDate{2024, 3, 5}, z); got.LocalDate(z) != (LocalDate{2024, 3, 5}) || got.Text(z) != "2024-03-05" {
		t.Errorf("java.sql.Date of 2024-03-05 is %s", got.Text(z))
	}
}

func TestDateFormatMethods(t *testing.T) {
	t.Parallel()
	utc := TimeZoneOf("UTC")
	f := must(NewDateFormat("yy", US, utc, 1709642589123))
	if got := f.Get2DigitYearStart(); got != -814965410877 { // eighty years before
		t.Errorf("two digits are read from %d on", got)
	}
	for text, want := range map[string]string{"43": "2043", "44": "2044", "45": "1945", "24": "2024"} {
		ms := must(f.Parse(text))
		if got := must(NewDate(ms).Format("yyyy", US, utc)); got != want {
			t.Errorf("%s is the year %s, want %s", text, got, want)
		}
	}
	g := f.Clone()
	if err := g.ApplyPattern("q"); err == nil || g.Pattern() != "yy" {
		t.Errorf("applyPattern(q): %v, %s", err, g.Pattern())
	}
	if err := g.ApplyPattern("HH"); err != nil || g.Equal(f) || must(g.Format(3_600_000)) != "01" || must(f.Format(0)) != "70" {
		t.Errorf("applyPattern(HH): %v, %s", err, g.Pattern())
	}
	g.SetCalendar(NewCalendar(0, TimeZoneOf("Asia/Tokyo"), US))
	if got := must(g.Format(0)); got != "09" || g.Calendar().TimeZone().ID() != "Asia/Tokyo" || !g.IsLenient() {
		t.Errorf("in Tokyo it is %s", got)
	}
	_, err := f.Parse("x")
	var e *Error
	if !errors.As(err, &e) || e.Error() != `java.text.ParseException: Unparseable date: "x"` || e.Index != 0 {
		t.Errorf("parse(x): %v", err)
	}
}

// The words of languages that are listed are there, those of others are
// refused; numbers are not.
func TestOtherLanguages(t *testing.T) {
	t.Parallel()
	german, arabic := Locales["GERMANY"], NewLocale("ar", "EG", "")
	const refusal = "the words of locale ar_EG are not available"
	utc := TimeZoneOf("UTC")
	numbers := must(NewDateFormat("dd.MM.yyyy HH:mm X w", german, utc, 0))
	if got := shown(numbers.Format(1709642589123)); got != "05.03.2024 12:43 Z 10" {
		t.Errorf("numbers alone are %s", got)
	}
	for pattern, want := range map[string]string{"MMM": "Jan", "EEEE": "Donnerstag", "a": "AM", "G": "n. Chr.", "z": "UTC"} {
		if got := shown(must(NewDateFormat(pattern, german, utc, 0)).Format(0)); got != want {
			t.Errorf("%s in German is %q, want %q", pattern, got, want)
		}
	}
	for _, pattern := range []string{"MMM", "EEEE", "a", "G"} {
		f := must(NewDateFormat(pattern, arabic, utc, 0))
		_, err := f.Format(0)
		_, err2 := f.Parse("Mai")
		if !strings.Contains(shown("", err), refusal) || shown("", err2) != shown("", err) {
			t.Errorf("%s: %v, %v", pattern, err, err2)
		}
		g := must(FormatterOf(pattern, arabic))
		_, err = g.Format(must(ZonedOfInstant(EpochInstant, must(ZoneOf("Asia/Tokyo")))))
		_, err2 = g.Parse("Mai")
		if !strings.Contains(shown("", err), refusal) || !strings.Contains(shown("", err2), refusal) {
			t.Errorf("%s: %v, %v", pattern, err, err2)
		}
	}
	if got := shown(must(FormatterOf("dd.MM.uuuu e", german)).Format(LocalDate{2024, 3, 5})); got != "05.03.2024 2" {
		t.Errorf("numbers alone are %s", got)
	}
	if _, err := must(FormatterOf("zzzz", german)).Format(must(ZonedOfInstant(EpochInstant, must(ZoneOf("Asia/Tokyo"))))); err == nil || !strings.Contains(err.Error(), "long names of time zones") {
		t.Errorf("the long name of a zone in German: %v", err)
	}
	_, err := LocalizedDate(FullFormat, arabic).Format(LocalDate{2024, 3, 5})
	_, err2 := DateFormatStyled(FullFormat, -1, arabic, utc, 0)
	_, err3 := Monday.DisplayName(FullText, arabic)
	_, err4 := LocalizedTime(ShortFormat, arabic).Parse("10:00")
	for _, err := range []error{err, err2, err3, err4} {
		if err == nil || !strings.Contains(err.Error(), refusal) {
			t.Errorf("a style of another language: %v", err)
		}
	}
	period := must(FormatterOf("h B", US))
	for hour, want := range map[int32]string{0: "12 midnight", 3: "3 at night", 9: "9 in the morning", 12: "12 noon", 15: "3 in the afternoon", 20: "8 in the evening", 23: "11 at night"} {
		if got := shown(period.Format(must(NewLocalTime(hour, 0, 0, 0)))); got != want {
			t.Errorf("the period of hour %d is %q, want %q", hour, got, want)
		}
	}
	if _, err := must(FormatterOf("B", german)).Format(LocalTime{}); err == nil || !strings.Contains(err.Error(), "English only") {
		t.Errorf("a period in German: %v", err)
	}
	if _, err := period.Parse("3 at night"); err == nil || !strings.Contains(err.Error(), "not parsed") {
		t.Errorf("a period parsed: %v", err)
	}
}

func TestGoTime(t *testing.T) {
	t.Parallel()
	at := time.Date(2024, 3, 5, 12, 43, 9, 123456789, time.FixedZone("", 3600))
	i := InstantOf(at)
	if i.String() != "2024-03-05T11:43:09.123456789Z" || !i.Time().Equal(at) || i.EpochSecond() != at.Unix() || i.Nano() != 123456789 {
		t.Errorf("%v is the instant %s", at, i)
	}
}
