package jtime

import (
	"math"
	"strings"
	"testing"
	"time"
)

// soon fails a test if something takes longer than any text of a fuzzer may.
func soon(t *testing.T, what string, f func()) {
	t.Helper()
	start := time.Now()
	f()
	// Some milliseconds are usual for the longest texts; a busy machine may need
	// more, but nothing may need seconds.
	if took := time.Since(start); took > 5*time.Second {
		t.Errorf("%s took %v", what, took)
	}
}

// FuzzFormatter: any pattern is refused or a formatter, no text makes it panic,
// and what it prints of a moment it reads as that moment if it reads it at all.
// A plain pattern reads all that it prints.
func FuzzFormatter(f *testing.F) {
	for _, p := range []string{"yyyy-MM-dd", "EEE, d MMM yyyy HH:mm:ss Z", "[yyyy][MM]", "ppHHzzzz", "YYYY-'W'ww-e", "GGGG QQQ A n N S VV O X x Z v g", "HHmmssSSS", "''[[[", "uuuuMMdd", "MM/d HH|m s EE/aQ DD", "Q/a|D"} {
		f.Add(p, "2024-03-05", int64(1709642589123))
		f.Add(p, "Tue, 5 Mar 2024 10:00:00 GMT+2", int64(-62135769600001))
	}
	moscow := must(ZoneOf("Europe/Moscow"))
	f.Fuzz(func(t *testing.T, pattern, text string, ms int64) {
		soon(t, pattern, func() {
			g, err := FormatterOf(pattern, US)
			if err != nil {
				return
			}
			_ = g.String()
			for _, style := range []ResolverStyle{Strict, Smart, Lenient} {
				if p, err := g.WithResolverStyle(style).Parse(text); err == nil {
					_ = p.String()
					_, _ = ZonedFrom(p)
					_, _ = YearFrom(p)
				}
			}
			z, err := ZonedOfInstant(InstantOfEpochMilli(ms), moscow)
			if err != nil {
				return
			}
			s, err := g.Format(z)
			if err != nil {
				return
			}
			if limit := 64*len(pattern) + 64; len(s) > limit {
				t.Errorf("%q prints %d bytes", pattern, len(s))
			}
			_, _ = g.Parse(s)
			// With a whole moment before it, nothing of what follows may change it.
			const moment = "uuuu-MM-dd'T'HH:mm:ss.SSSXXXXX'|'"
			if len(moment)+len(pattern) > MaxPattern {
				return
			}
			whole := must(FormatterOf(moment+pattern, US))
			if s, err = whole.Format(z); err != nil {
				return
			}
			p, err := whole.Parse(s)
			if err != nil {
				if plain(pattern, "MdHmsEaQD") {
					t.Errorf("%q prints %q and does not read it: %v", pattern, s, err)
				}
				return
			}
			if at, err := InstantFrom(p); err != nil || at != must(InstantFrom(z)) {
				t.Errorf("%q prints %v as %q and reads %v, %v", pattern, z, s, at, err)
			}
		})
	})
}

// plain says whether a pattern is made of the given letters, each once or twice and
// apart from the next.
func plain(pattern, letters string) bool {
	for _, part := range strings.FieldsFunc(pattern, func(r rune) bool { return r == ' ' || r == '/' || r == '|' }) {
		if len(part) > 2 || !strings.Contains(letters, part[:1]) || part != strings.Repeat(part[:1], len(part)) {
			return false
		}
	}
	return true
}

// FuzzISO: what parses prints a text that parses to the same value.
func FuzzISO(f *testing.F) {
	for _, s := range []string{"2024-02-29", "+12345-01-01", "-0001-12-31", "10:15:30.123", "24:00", "2024-03-05T10:15:30+01:00[Europe/Paris]", "2024-10-27T02:30:00+01:00[Europe/Vienna]",
		"2024-12-31T23:59:60Z", "PT8H6M12.345S", "-PT0.5S", "P1Y2M3W4D", "2024-03", "+02:00:30", "UTC+5", "Asia/Kolkata", "2024"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		again(t, s, ParseLocalDate)
		again(t, s, ParseLocalTime)
		again(t, s, ParseLocalDateTime)
		again(t, s, ParseOffsetDateTime)
		again(t, s, ParseZoned)
		again(t, s, ParseInstant)
		again(t, s, ParseDuration)
		again(t, s, ParsePeriod)
		again(t, s, ParseYear)
		again(t, s, ParseOffset)
		again(t, s, ZoneOf)
		_, _ = ParseYearMonth(s) // which writes years it does not read
		z := TimeZoneOf(s)
		if TimeZoneOf(z.ID()).ID() != z.ID() {
			t.Errorf("%q is the zone %s, which is %s", s, z.ID(), TimeZoneOf(z.ID()).ID())
		}
		_, _ = ParseTimestamp(s, z)
		_, _ = ParseSQLDate(s, z)
		_ = LocaleForTag(s).String()
	})
}

func again[T interface {
	comparable
	String() string
}](t *testing.T, s string, parse func(string) (T, error)) {
	t.Helper()
	v, err := parse(s)
	if err != nil {
		return
	}
	w, err := parse(v.String())
	if err != nil || v != w {
		t.Errorf("%q is %s, and that is %s, %v", s, v, w, err)
	}
}

// FuzzDateFormat: as FuzzFormatter, but that later fields of a lenient calendar
// win: only plain patterns read what they print.
func FuzzDateFormat(f *testing.F) {
	for _, p := range []string{"yyyy-MM-dd'T'HH:mm:ss.SSSZ", "EEE MMM dd HH:mm:ss z yyyy", "yyMMddHHmmssX", "YYYY-'W'ww-u", "G y D F W a h K k S", "'x''y' zzzz XXX", "M/dd HH|k m/s SS DD zz|Z"} {
		f.Add(p, "2024-03-05T10:15:30.000+0100", int64(1709642589123), true)
		f.Add(p, "Tue Mar 05 10:00:00 CEST 2024", int64(math.MinInt64), false)
	}
	f.Fuzz(func(t *testing.T, pattern, text string, ms int64, lenient bool) {
		soon(t, pattern, func() {
			g, err := NewDateFormat(pattern, US, TimeZoneOf("America/Sao_Paulo"), 1.7e12)
			if err != nil {
				return
			}
			g.SetLenient(lenient)
			_, _ = g.Parse(text)
			g.SetLenient(true)
			s, err := g.Format(ms)
			if err != nil {
				t.Fatalf("%q: %v", pattern, err)
			}
			_, _ = g.Parse(s)
			_ = g.String()
			// Local time of the place was on no whole minute until 1914, which no
			// pattern shows.
			if ms < -1.7e12 || !plain(pattern, "MdHkmsSDzZ") {
				return
			}
			whole, err := NewDateFormat("y G MM-dd HH:mm:ss SSS Z|"+pattern, US, TimeZoneOf("America/Sao_Paulo"), 1.7e12)
			if err != nil {
				t.Fatal(err)
			}
			if s, err = whole.Format(ms); err != nil {
				t.Fatalf("%q: %v", pattern, err)
			}
			if back, err := whole.Parse(s); err != nil || back != ms {
				t.Errorf("%q prints %d as %q and reads %d, %v", pattern, ms, s, back, err)
			}
		})
	})
}

// FuzzCalendar: no operations make a lenient calendar fail or its time and
// fields disagree.
func FuzzCalendar(f *testing.F) {
	f.Add(int64(0), []byte{0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
	f.Add(int64(math.MaxInt64), []byte("\x01\x05\xff\xff\xff\x7f\x02\x03\xff\xff\xff\x7f\x00\x02\x80\x00\x00\x00"))
	f.Add(int64(-12219292800000), []byte("\x02\x03\x00\x00\x00\x09\x02\x04\x00\x00\x00\x09\x02\x07\x00\x00\x00\x09"))
	f.Fuzz(func(t *testing.T, ms int64, ops []byte) {
		c := NewCalendar(ms, TimeZoneOf("Australia/Lord_Howe"), US)
		for len(ops) >= 6 && len(ops) < 600 {
			field := int32(ops[1]) % (calFields + 1)
			v := int32(ops[2])<<24 | int32(ops[3])<<16 | int32(ops[4])<<8 | int32(ops[5])
			switch ops[0] % 8 {
			case 0:
				_ = c.Set(field, v)
			case 1:
				_ = c.Add(field, v)
			case 2:
				_ = c.Roll(field, v)
			case 3:
				_ = c.ClearField(field)
			case 4:
				c.SetFirstDayOfWeek(v%7 + 1)
			case 5:
				_ = c.SetWeekDate(v, int32(ops[2]), int32(ops[3]))
			case 6:
				c.SetMinimalDaysInFirstWeek(v % 8)
			case 7:
				_, _ = c.ActualMaximum(field)
			}
			ops = ops[6:]
		}
		// An era that is neither is the one thing a lenient calendar refuses.
		if c.fields[calEra]>>1 != 0 {
			return
		}
		at, err := c.TimeInMillis()
		if err != nil {
			t.Fatal(err)
		}
		fresh := NewCalendar(at, c.zone, US)
		// Offsets that were set are shown until the time is set anew.
		if c.get(calZoneOffset) != fresh.get(calZoneOffset) || c.get(calDSTOffset) != fresh.get(calDSTOffset) {
			return
		}
		for f := calEra; f < calFields; f++ {
			if f >= calWeekOfYear && f <= calWeekOfMonth {
				continue // the two may have other weeks
			}
			if got, want := c.get(f), fresh.get(f); got != want {
				t.Fatalf("%s is %d in %s, %d in a new calendar", CalendarFields[f], got, c, want)
			}
		}
	})
}

func TestPatternLimit(t *testing.T) {
	t.Parallel()
	long := strings.Repeat("[y-", MaxPattern/3)
	text := strings.Repeat("5-", MaxPattern)
	soon(t, "a long pattern", func() {
		f := must(FormatterOf(long, US))
		if _, err := f.Parse(text); err == nil {
			t.Error("a long text was read to its end")
		}
		if s := must(f.Format(LocalDate{2024, 2, 3})); len(s) != 5*(MaxPattern/3) {
			t.Errorf("%d bytes are written", len(s))
		}
		_ = f.String()
	})
	soon(t, "a long pattern of zones", func() {
		f := must(NewDateFormat(strings.Repeat("z ", MaxPattern/2), US, TimeZoneOf("UTC"), 0))
		_, _ = f.Parse(strings.Repeat("Ust-Nera Time ", MaxPattern))
	})
	if _, err := FormatterOf(long+"yyyy", US); err == nil {
		t.Error("a formatter of a pattern that is too long")
	}
	if _, err := NewDateFormat(strings.Repeat("y", MaxPattern+1), US, TimeZoneOf("UTC"), 0); err == nil {
		t.Error("a date format of a pattern that is too long")
	}
}
