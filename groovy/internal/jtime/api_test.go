package jtime

import (
	"fmt"
	"strings"
	"testing"
)

// The expected results are those of OpenJDK 17.
func TestAPI(t *testing.T) {
	t.Parallel()
	vienna := must(ZoneOf("Europe/Vienna"))
	hours := func(h, m, s int32) string { return shown(OffsetOfHours(h, m, s)) }
	date := func(y, m, d int32) LocalDate { return must(NewLocalDate(y, m, d)) }
	dateTime := func(y, m, d, h, min int32) LocalDateTime { return must(NewLocalDateTime(y, m, d, h, min, 0, 0)) }
	pattern := func(p string) *Formatter { return must(FormatterOf(p, US)) }
	zoned := func(s string) string { return shown(ParseZoned(s)) }
	two := OffsetOf(dateTime(2024, 1, 1, 0, 0), must(OffsetOfHours(1, 0, 0)))
	for _, c := range []struct{ name, got, want string }{
		{"Month.of", shown(MonthOf(13)), "!DateTimeException: Invalid value for MonthOfYear: 13"},
		{"DayOfWeek.of", shown(DayOfWeekOf(0)), "!DateTimeException: Invalid value for DayOfWeek: 0"},
		{"Month.valueOf", shown(MonthNamed("MAI")), "!IllegalArgumentException: No enum constant java.time.Month.MAI"},
		{"DayOfWeek.valueOf", shown(DayOfWeekNamed("MAI")), "!IllegalArgumentException: No enum constant java.time.DayOfWeek.MAI"},
		{"ChronoUnit.valueOf", shown(UnitOf("MAI")), "!IllegalArgumentException: No enum constant java.time.temporal.ChronoUnit.MAI"},
		{"ChronoField.valueOf", shown(FieldOf("HOUR_OF_DAY")), "HourOfDay"},
		{"months", fmt.Sprint(January.Plus(-1), March.Minus(15), February.Length(true), February.MinLength(), April.MaxLength(),
			March.FirstDayOfYear(true), May.FirstMonthOfQuarter()), "DECEMBER DECEMBER 29 28 30 61 APRIL"},
		{"days", fmt.Sprint(Monday.Plus(-1), " ", Sunday.Plus(8), " ", must(Friday.DisplayName(ShortText, US)), " ", must(Friday.DisplayName(NarrowText, US)), " ",
			must(May.DisplayName(FullStandalone, Locales["UK"])), " ", must(September.DisplayName(ShortText, Locales["UK"]))), "SUNDAY MONDAY Fri F May Sept"},
		{"Year", fmt.Sprint(must(ParseYear("2024")), must(ParseYear("-0005")), must(Year{2023}.AtDay(365)), must(Year{2024}.AtMonth(2)).AtEndOfMonth(), Year{5}.Length()), "2024 -5 2023-12-31 2024-02-29 365"},
		{"Year.parse of five digits", shown(ParseYear("12345")), "12345"},
		{"Year.parse with a plus", shown(ParseYear("+12345")), "12345"},
		{"YearMonth.parse of five digits", shown(ParseYearMonth("+12024-02")), "12024-02"},
		{"YearMonth.atDay", shown(must(NewYearMonth(2023, 2)).AtDay(29)), "!DateTimeException: Invalid date 'February 29' as '2023' is not a leap year"},
		{"YearMonth.isValidDay", fmt.Sprint(must(NewYearMonth(2023, 2)).IsValidDay(29)), "false"},
		{"LocalDate.of", shown(NewLocalDate(2023, 2, 29)), "!DateTimeException: Invalid date 'February 29' as '2023' is not a leap year"},
		{"LocalDate.parse of no date", shown(ParseLocalDate("2024-02-30")), "!DateTimeParseException: Text '2024-02-30' could not be parsed: Invalid date 'FEBRUARY 30'"},
		{"LocalDate.parse of one digit", shown(ParseLocalDate("2024-2-3")), "!DateTimeParseException: Text '2024-2-3' could not be parsed at index 5"},
		{"LocalDate.parse of nothing", shown(ParseLocalDate("")), "!DateTimeParseException: Text '' could not be parsed at index 0"},
		{"LocalDate.parse of more", shown(ParseLocalDate("2024-02-03x")), "!DateTimeParseException: Text '2024-02-03x' could not be parsed, unparsed text found at index 10"},
		{"LocalDate.parse of much", shown(ParseLocalDate("2024-02-03 and then a text that is so long that it must be cut off somewhere near here")),
			"!DateTimeParseException: Text '2024-02-03 and then a text that is so long that it must be cut o...' could not be parsed, unparsed text found at index 10"},
		{"Instant.parse", fmt.Sprint(must(ParseInstant("2024-02-03T24:00:00Z")), must(ParseInstant("2024-12-31T23:59:60Z")), must(ParseInstant("2024-02-03T10:00:00+02:00")), must(ParseInstant("2024-02-03T10:00:00.1Z"))),
			"2024-02-04T00:00:00Z 2024-12-31T23:59:59Z 2024-02-03T08:00:00Z 2024-02-03T10:00:00.100Z"},
		{"Instant.parse without seconds", shown(ParseInstant("2024-02-03T10:00Z")), "!DateTimeParseException: Text '2024-02-03T10:00Z' could not be parsed at index 16"},
		{"Instant.parse of the last", shown(ParseInstant("+1000000000-12-31T23:59:59.999999999Z")), "+1000000000-12-31T23:59:59.999999999Z"},
		{"Instant.toEpochMilli", shown(MaxInstant.EpochMilli()), "!ArithmeticException: long overflow"},
		{"Instant.MIN", MinInstant.String(), "-1000000000-01-01T00:00:00Z"},
		{"Instant.plusNanos", shown(MaxInstant.PlusNanos(1)), "!DateTimeException: Instant exceeds minimum or maximum instant"},
		{"ZonedDateTime.parse in a gap", zoned("2024-03-31T02:30:00+01:00[Europe/Vienna]"), "2024-03-31T03:30+02:00[Europe/Vienna]"},
		{"ZonedDateTime.parse of the second hour", zoned("2024-10-27T02:30:00+01:00[Europe/Vienna]"), "2024-10-27T02:30+01:00[Europe/Vienna]"},
		{"ofStrict in a gap", shown(ZonedOfStrict(dateTime(2024, 3, 31, 2, 30), must(OffsetOfSeconds(3600)), vienna)),
			"!DateTimeException: LocalDateTime '2024-03-31T02:30' does not exist in zone 'Europe/Vienna' due to a gap in the local time-line, typically caused by daylight savings"},
		{"ofStrict at another offset", shown(ZonedOfStrict(dateTime(2024, 3, 31, 4, 30), must(OffsetOfSeconds(3600)), vienna)),
			"!DateTimeException: ZoneOffset '+01:00' is not valid for LocalDateTime '2024-03-31T04:30' in zone 'Europe/Vienna'"},
		{"ofHours 1 -1", hours(1, -1, 0), "!DateTimeException: Zone offset minutes and seconds must be positive because hours is positive"},
		{"ofHours -1 1", hours(-1, 1, 0), "!DateTimeException: Zone offset minutes and seconds must be negative because hours is negative"},
		{"ofHours 19", hours(19, 0, 0), "!DateTimeException: Zone offset hours not in valid range: value 19 is not in the range -18 to 18"},
		{"ofHours 1 60", hours(1, 60, 0), "!DateTimeException: Zone offset minutes not in valid range: value 60 is not in the range -59 to 59"},
		{"ofHours 18 1", hours(18, 1, 0), "!DateTimeException: Zone offset not in valid range: -18:00 to +18:00"},
		{"ofHours 0 1 -1", hours(0, 1, -1), "!DateTimeException: Zone offset minutes and seconds must have the same sign"},
		{"ofHours 0 1 60", hours(0, 1, 60), "!DateTimeException: Zone offset seconds not in valid range: value 60 is not in the range -59 to 59"},
		{"ofTotalSeconds", shown(OffsetOfSeconds(64801)), "!DateTimeException: Zone offset not in valid range: -18:00 to +18:00"},
		{"ofOffset", shown(ZoneOfOffset("UTC", ZoneOffset{7200})), "UTC+02:00"},
		{"ofOffset X", shown(ZoneOfOffset("X", ZoneOffset{7200})), "!IllegalArgumentException: prefix should be GMT, UTC or UT, is: X"},
		{"SHORT_IDS", fmt.Sprint(must(ZoneOfAlias("PST", ShortZoneIDs)), must(ZoneOfAlias("EST", ShortZoneIDs))), "America/Los_Angeles -05:00"},
		{"format without the field", shown(pattern("HH").Format(date(2024, 2, 3))), "!UnsupportedTemporalTypeException: Unsupported field: HourOfDay"},
		{"format without offset", shown(ISOOffsetDateTime.Format(dateTime(2024, 2, 3, 4, 5))), "!UnsupportedTemporalTypeException: Unsupported field: OffsetSeconds"},
		{"format without zone", shown(pattern("VV").Format(dateTime(2024, 2, 3, 4, 5))), "!DateTimeException: Unable to extract ZoneId from temporal 2024-02-03T04:05"},
		{"format in a zone", shown(pattern("yyyy-MM-dd").WithZone(must(ZoneOf("Asia/Tokyo"))).Format(EpochInstant)), "1970-01-01"},
		{"format an offset in a zone", shown(pattern("XXX").WithZone(must(ZoneOf("+02:00"))).Format(two)), "+02:00"},
		{"format of another offset", shown(pattern("y").WithZone(must(ZoneOf("+02:00"))).Format(must(OffsetOfSeconds(3600)))),
			"!DateTimeException: Unable to apply override zone '+02:00' because the temporal object being formatted has a different offset but does not represent an instant: +01:00"},
		{"RFC 1123", shown(RFC1123DateTime.Format(must(ParseZoned("2024-03-05T10:00:00+01:00")))), "Tue, 5 Mar 2024 10:00:00 +0100"},
		{"RFC 1123 on another day", shown(ParseZonedWith("Wed, 5 Mar 2024 10:00:00 GMT", RFC1123DateTime)),
			"!DateTimeParseException: Text 'Wed, 5 Mar 2024 10:00:00 GMT' could not be parsed: Conflict found: Field DayOfWeek 2 differs from DayOfWeek 3 derived from 2024-03-05"},
		{"adjust a time", shown(With(Noon, FirstDayOfMonth)), "!UnsupportedTemporalTypeException: Unsupported field: DayOfMonth"},
		{"between a date and a time", shown(Days.Between(date(2024, 1, 1), Noon)), "!DateTimeException: Unable to obtain LocalDate from TemporalAccessor: 12:00 of type java.time.LocalTime"},
		{"between in hours", shown(Hours.Between(date(2024, 1, 1), date(2024, 1, 2))), "!UnsupportedTemporalTypeException: Unsupported unit: Hours"},
		{"between in months", shown(Months.Between(date(2024, 1, 31), dateTime(2024, 3, 1, 0, 0))), "1"},
		{"Duration.between", shown(DurationBetween(date(2024, 1, 1), date(2024, 1, 2))), "!UnsupportedTemporalTypeException: Unsupported unit: Seconds"},
		{"Period.plus", shown(PeriodOfDays(1).Plus(Duration{seconds: 86400})), "!DateTimeException: Unit must be Years, Months or Days, but was Seconds"},
		{"Period.ofWeeks", shown(PeriodOfWeeks(400000000)), "!ArithmeticException: integer overflow"},
		{"Duration.of", shown(DurationOf(1, Months)), "!UnsupportedTemporalTypeException: Unit must not have an estimated duration"},
		{"truncatedTo", shown(Noon.TruncatedTo(Weeks)), "!UnsupportedTemporalTypeException: Unit is too large to be used for truncation"},
		{"withNanos", shown(Duration{}.WithNanos(-1)), "!DateTimeException: Invalid value for NanoOfSecond (valid values 0 - 999999999): -1"},
		{"WeekFields.of", shown(NewWeekFields(Monday, 8)), "!IllegalArgumentException: Minimal number of days is invalid"},
		{"WeekFields", fmt.Sprint(WeekFieldsOf(Locales["GERMANY"]), WeekFieldsOf(US), ISOWeek.WeekOfYear(), ISOWeek.HashCode()), "WeekFields[MONDAY,4] WeekFields[SUNDAY,1] WeekOfYear[WeekFields[MONDAY,4]] 4"},
		{"locales", strings.Join([]string{LocaleForTag("de-AT").String(), LocaleForTag("zh-Hans-CN").String(), LocaleForTag("x").String() + "|" + NewLocale("EN", "us", "POSIX").String(),
			US.LanguageTag(), Locale{}.LanguageTag(), LocaleForTag("zh-Hans-CN").LanguageTag(), LocaleForTag("sl-rozaj").String(), LocaleForTag("zh-Hans").String()}, " "),
			"de_AT zh_CN_#Hans |en_US_POSIX en-US und zh-Hans-CN sl__rozaj zh__#Hans"},
		{"strict", shown(ParseLocalDateWith("2024-02-31", pattern("uuuu-MM-dd").WithResolverStyle(Strict))), "!DateTimeParseException: Text '2024-02-31' could not be parsed: Invalid date 'FEBRUARY 31'"},
		{"smart", shown(ParseLocalDateWith("2024-02-31", pattern("uuuu-MM-dd"))), "2024-02-29"},
		{"lenient", shown(ParseLocalDateWith("2024-14-41", pattern("uuuu-MM-dd").WithResolverStyle(Lenient))), "2025-03-13"},
		{"excess days", must(pattern("HH:mm").Parse("24:00")).ExcessDays().String(), "P1D"},
		{"transition", fmt.Sprint(must2(vienna.Rules().NextTransition(must(ParseInstant("2024-01-01T00:00:00Z"))))), "Transition[Gap at 2024-03-31T02:00+01:00 to +02:00]"},
		{"Period", fmt.Sprint(NewPeriod(1, -2, 3).Years(), NewPeriod(1, -2, 3).Months(), NewPeriod(1, -2, 3).Days(), NewPeriod(1, -2, 3).IsNegative(), PeriodOfYears(2), PeriodOfMonths(3),
			PeriodBetween(date(2024, 1, 31), date(2025, 3, 1)), PeriodOfDays(1).WithYears(4).WithMonths(5).WithDays(6)), "1 -2 3 true P2Y P3M P1Y1M1D P4Y5M6D"},
		{"Period.plusDays", fmt.Sprint(must(PeriodOfDays(1).PlusDays(-3)), must(PeriodOfDays(1).PlusMonths(2)), must(PeriodOfDays(1).MinusYears(2))), "P-2D P2M1D P-2Y1D"},
		{"Period.plusDays too far", shown(PeriodOfDays(1).PlusDays(1<<31 - 1)), "!ArithmeticException: integer overflow"},
		{"OffsetDateTime", fmt.Sprint(must(two.AtZoneSameInstant(vienna)), must(two.AtZoneSimilarLocal(must(ZoneOf("Asia/Tokyo")))), two.WithOffsetSameLocal(UTC), must(two.WithOffsetSameInstant(UTC)), two.ZonedDateTime(), must(two.TruncatedTo(Days))),
			"2024-01-01T00:00+01:00[Europe/Vienna] 2024-01-01T00:00+09:00[Asia/Tokyo] 2024-01-01T00:00Z 2023-12-31T23:00Z 2024-01-01T00:00+01:00 2024-01-01T00:00+01:00"},
		{"OffsetDateTime order", fmt.Sprint(two.IsEqual(must(two.WithOffsetSameInstant(UTC))), two.IsBefore(two.WithOffsetSameLocal(UTC)), two.IsAfter(two), two.CompareTo(must(two.WithOffsetSameInstant(UTC)))), "true true false 1"},
		{"ZonedDateTime order", fmt.Sprint(must(ZonedOf(dateTime(2024, 1, 1, 0, 0), vienna)).CompareTo(must(ZonedOf(dateTime(2024, 1, 1, 0, 0), must(ZoneOf("Europe/Paris"))))),
			must(ZonedOf(dateTime(2024, 1, 1, 0, 0), vienna)).IsEqual(two.ZonedDateTime()), must(ZonedOf(dateTime(2024, 1, 1, 0, 0), vienna)).WithFixedOffsetZone() == two.ZonedDateTime()), "6 true true"},
		{"ofLocal", shown(ZonedOfPreferred(dateTime(2024, 10, 27, 2, 30), vienna, ZoneOffset{3600})), "2024-10-27T02:30+01:00[Europe/Vienna]"},
		{"ofInstant", fmt.Sprint(must(LocalDateOfInstant(EpochInstant, vienna)), must(LocalDateTimeOfInstant(EpochInstant, vienna)), must(EpochInstant.AtOffset(MaxOffset))), "1970-01-01 1970-01-01T01:00 1970-01-01T18:00+18:00"},
		{"a time on a date", fmt.Sprint(date(2024, 1, 1).AtTime(Noon), Noon.AtDate(date(2024, 1, 1)), must(LocalTimeOfSecondOfDay(3661)), must(LocalTimeOfNanoOfDay(1))), "2024-01-01T12:00 2024-01-01T12:00 01:01:01 00:00:00.000000001"},
		{"dates compared", fmt.Sprint(date(2024, 1, 1).IsEqual(date(2024, 1, 1)), EpochInstant.IsBefore(MaxInstant), EpochInstant.IsAfter(MaxInstant), dateTime(2024, 1, 1, 0, 0).IsBefore(MinLocalDateTime), dateTime(2024, 1, 1, 0, 0).IsAfter(MinLocalDateTime)), "true true false false true"},
		{"adjusters that are parts", fmt.Sprint(must(With(date(2024, 1, 31), February)), must(With(date(2024, 1, 31), Sunday)), must(With(two, ZoneOffset{7200}))), "2024-02-29 2024-02-04 2024-01-01T00:00+02:00"},
		{"units", fmt.Sprint(Days.Duration(), Months.Duration(), Millis.Duration(), Forever.Duration(), Days.IsDurationEstimated(), Hours.IsDurationEstimated()), "PT24H PT730H29M6S PT0.001S PT2562047788015215H30M7.999999999S true false"},
		{"a formatter's settings", fmt.Sprint(pattern("y").WithLocale(Locale{}).Locale() == Locale{}, pattern("y").WithZone(vienna).Zone(), pattern("y").ResolverStyle()), "true Europe/Vienna 1"},
		{"an optional part", shown(withOptional().Format(date(2024, 2, 3))) + " " + shown(withOptional().Format(Year{2024})), "2024-034 2024"},
		{"DST", fmt.Sprint(vienna.Rules().DaylightSavings(must(ParseInstant("2024-07-01T00:00:00Z"))), UTC.TotalSeconds(), MinOffset.CompareTo(UTC), ZoneDataVersion() != ""), "PT1H 0 64800 true"},
		{"class", ClassOf(Noon) + " " + ClassOf(vienna) + " " + ClassOf(UTC) + " " + ClassOf(NewDate(0)) + " " + ClassOf(3), "java.time.LocalTime java.time.ZoneRegion java.time.ZoneOffset java.util.Date "},
	} {
		if c.got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, c.got, c.want)
		}
	}
}

// withOptional is a year and, where there is one, a day of it.
func withOptional() *Formatter {
	day := NewFormatterBuilder()
	day.AppendLiteral("-")
	_ = day.AppendFixedValue(DayOfYear, 3)
	b := NewFormatterBuilder()
	b.AppendValue(YearField)
	b.AppendOptional(day.Formatter(US))
	return b.Formatter(US)
}

func must2[T any](v T, ok bool) T {
	if !ok {
		panic("none")
	}
	return v
}

func TestBuilder(t *testing.T) {
	t.Parallel()
	b := NewFormatterBuilder()
	b.ParseCaseInsensitive()
	if err := b.AppendPattern("dd MMM"); err != nil {
		t.Fatal(err)
	}
	b.OptionalStart()
	b.AppendLiteral(" ")
	if err := b.AppendFixedValue(YearField, 4); err != nil {
		t.Fatal(err)
	}
	if err := b.OptionalEnd(); err != nil {
		t.Fatal(err)
	}
	b.ParseDefaulting(YearField, 2024)
	f := b.Formatter(US)
	for text, want := range map[string]string{"05 mar": "2024-03-05", "05 MAR 1999": "1999-03-05"} {
		if got := shown(ParseLocalDateWith(text, f)); got != want {
			t.Errorf("%s is read as %s, want %s", text, got, want)
		}
	}
	if got := shown(f.Format(LocalDate{2000, 1, 2})); got != "02 Jan 2000" {
		t.Errorf("2000-01-02 is written %s", got)
	}
	if got := shown("", NewFormatterBuilder().OptionalEnd()); !strings.HasPrefix(got, "!IllegalStateException: Cannot call optionalEnd()") {
		t.Errorf("optionalEnd without a start: %s", got)
	}

	b = NewFormatterBuilder()
	_ = b.AppendFixedValue(HourOfDay, 2)
	if err := b.AppendFraction(MinuteOfHour, 1, 4, true); err != nil {
		t.Fatal(err)
	}
	f = b.Formatter(US)
	if got := shown(f.Format(LocalTime{hour: 10, minute: 15})) + " " + shown(ParseLocalTimeWith("10.5", f)); got != "10.25 10:30" {
		t.Errorf("a fraction of an hour: %s", got)
	}

	b = NewFormatterBuilder()
	_ = b.AppendReduced(YearField, 2, 2, 1950)
	_ = b.PadNext(5, '*')
	b.AppendValue(MonthOfYear)
	f = b.Formatter(US)
	got := shown(f.Format(LocalDate{1951, 3, 4})) + " " + sortedFields(shown(f.Parse("49****7"))) + " " + f.String()
	if want := "51****3 {MonthOfYear=7, Year=2049},ISO ReducedValue(Year,2,2,1950)Pad(Value(MonthOfYear),5,'*')"; got != want {
		t.Errorf("reduced and padded\n got %s\nwant %s", got, want)
	}
}

func TestOffsetPatterns(t *testing.T) {
	t.Parallel()
	parsed := func(f *Formatter, text string) string {
		p, err := f.Parse(text)
		if err != nil {
			return "!"
		}
		v, err := p.Long(OffsetSeconds)
		return shown(v, err)
	}
	var b strings.Builder
	for _, pattern := range offsetPatterns {
		fb := NewFormatterBuilder()
		if err := fb.AppendOffset(pattern, "Z"); err != nil {
			t.Fatal(err)
		}
		f := fb.Formatter(US)
		for _, o := range []int32{0, 3600, -5400, 39610, 30} {
			text := must(f.Format(ZoneOffset{o}))
			b.WriteString(text + "=" + parsed(f, text) + " ")
		}
	}
	const want = "Z=0 +01=3600 -01=-3600 +11=39600 Z=0 Z=0 +01=3600 -0130=-5400 +11=39600 Z=0 Z=0 +01=3600 -01:30=-5400 +11=39600 Z=0 " +
		"Z=0 +0100=3600 -0130=-5400 +1100=39600 Z=0 Z=0 +01:00=3600 -01:30=-5400 +11:00=39600 Z=0 Z=0 +0100=3600 -0130=-5400 +110010=39610 +000030=30 " +
		"Z=0 +01:00=3600 -01:30=-5400 +11:00:10=39610 +00:00:30=30 Z=0 +010000=3600 -013000=-5400 +110010=39610 +000030=30 " +
		"Z=0 +01:00:00=3600 -01:30:00=-5400 +11:00:10=39610 +00:00:30=30 Z=0 +01=3600 -0130=-5400 +110010=39610 +000030=30 " +
		"Z=0 +01=3600 -01:30=-5400 +11:00:10=39610 +00:00:30=30 Z=0 +1=3600 -1=-3600 +11=39600 Z=0 Z=0 +1=3600 -130=-5400 +11=39600 Z=0 " +
		"Z=0 +1=3600 -1:30=-5400 +11=39600 Z=0 Z=0 +100=3600 -130=-5400 +1100=39600 Z=0 Z=0 +1:00=3600 -1:30=-5400 +11:00=39600 Z=0 " +
		"Z=0 +100=3600 -130=-5400 +110010=39610 +00030=30 Z=0 +1:00=3600 -1:30=-5400 +11:00:10=39610 +0:00:30=30 " +
		"Z=0 +10000=3600 -13000=-5400 +110010=39610 +00030=30 Z=0 +1:00:00=3600 -1:30:00=-5400 +11:00:10=39610 +0:00:30=30 " +
		"Z=0 +1=3600 -130=-5400 +110010=39610 +00030=30 Z=0 +1=3600 -1:30=-5400 +11:00:10=39610 +0:00:30=30 "
	if got := b.String(); got != want {
		t.Errorf("\n got %s\nwant %s", got, want)
	}

	b.Reset()
	for _, pattern := range []string{"+HH", "+HH:MM", "+H", "+HMMss"} {
		fb := NewFormatterBuilder()
		fb.ParseLenient()
		_ = fb.AppendOffset(pattern, "Z")
		f := fb.Formatter(US)
		for _, text := range []string{"+01", "+1", "+0130", "+01:30", "+01:30:15", "+013015", "z", "-1:30", "+130", "+24", "+01:3"} {
			b.WriteString(parsed(f, text) + " ")
		}
		b.WriteString("| ")
	}
	const lenient = "3600 ! 5400 5400 5415 5415 ! ! ! ! ! | 3600 ! ! 5400 5415 ! ! ! ! ! ! | " +
		"3600 3600 5400 5400 5415 5415 ! -5400 5400 ! ! | 3600 3600 5400 ! ! 5415 ! ! 5400 ! ! | "
	if got := b.String(); got != lenient {
		t.Errorf("lenient\n got %s\nwant %s", got, lenient)
	}
}
