package jtime

// What java.time.temporal.TemporalQueries ask of a value; the result is nil
// where Java's is null.

// QueryZoneID is the zone of a value that has one other than an offset.
func QueryZoneID(a Accessor) any {
	k := a.known()
	if _, offset := k.zone.(ZoneOffset); k.has&hasZone == 0 || offset && k.has&hasOffset != 0 {
		return nil
	}
	return k.zone
}

// QueryZone is the zone or else the offset.
func QueryZone(a Accessor) any {
	if z, ok := a.known().anyZone(); ok {
		return z
	}
	return nil
}

// QueryOffset is the offset.
func QueryOffset(a Accessor) any {
	if k := a.known(); k.has&hasOffset != 0 {
		return k.offset
	}
	return nil
}

// QueryLocalDate and QueryLocalTime are the date and the time of day.
func QueryLocalDate(a Accessor) any {
	if k := a.known(); k.has&hasDate != 0 {
		return k.date
	}
	return nil
}

func QueryLocalTime(a Accessor) any {
	if k := a.known(); k.has&hasTime != 0 {
		return k.time
	}
	return nil
}

// QueryPrecision is the smallest unit that counts.
func QueryPrecision(a Accessor) any {
	switch a.(type) {
	case LocalDate, DayOfWeek:
		return Days
	case LocalTime, LocalDateTime, ZonedDateTime, OffsetDateTime, OffsetTime, Instant:
		return Nanos
	case YearMonth, Month:
		return Months
	case Year:
		return Years
	}
	return nil
}

// HasChronology reports whether a value is of the ISO calendar: the others have
// no date at all.
func HasChronology(a Accessor) bool {
	switch a.(type) {
	case LocalTime, OffsetTime, Instant, DayOfWeek, ZoneOffset:
		return false
	}
	return true
}

// DurationFrom and PeriodFrom make one of any amount of time.
func DurationFrom(amount any) (Duration, error) {
	switch x := amount.(type) {
	case Duration:
		return x, nil
	case Period:
		return Duration{}, &Error{Class: "java.time.temporal.UnsupportedTemporalTypeException", Message: "Unit must not have an estimated duration"}
	}
	return Duration{}, &Error{Class: "java.lang.NullPointerException", Message: "amount"}
}

func PeriodFrom(amount any) (Period, error) {
	switch x := amount.(type) {
	case Period:
		return x, nil
	case Duration:
		return Period{}, invalid("Unit must be Years, Months or Days, but was Seconds")
	}
	return Period{}, &Error{Class: "java.lang.NullPointerException", Message: "amount"}
}

// ZoneDisplayName is getDisplayName(style, locale) of a zone: its name for all
// the year.
func ZoneDisplayName(z ZoneID, s TextStyle, l Locale) (string, error) {
	b := NewFormatterBuilder()
	b.AppendGenericZone(s)
	p := &printer{from: Instant{}, locale: l}
	p.known.has, p.known.zone = hasZone, z
	text, _, err := b.active().nodes[0].print(p, nil)
	return string(text), err
}

// ShortIDs are the old names of three letters that ZoneId.SHORT_IDS maps.
var ShortIDs = [][2]string{
	{"ACT", "Australia/Darwin"}, {"AET", "Australia/Sydney"}, {"AGT", "America/Argentina/Buenos_Aires"}, {"ART", "Africa/Cairo"},
	{"AST", "America/Anchorage"}, {"BET", "America/Sao_Paulo"}, {"BST", "Asia/Dhaka"}, {"CAT", "Africa/Harare"},
	{"CNT", "America/St_Johns"}, {"CST", "America/Chicago"}, {"CTT", "Asia/Shanghai"}, {"EAT", "Africa/Addis_Ababa"},
	{"ECT", "Europe/Paris"}, {"EST", "-05:00"}, {"HST", "-10:00"}, {"IET", "America/Indiana/Indianapolis"},
	{"IST", "Asia/Kolkata"}, {"JST", "Asia/Tokyo"}, {"MIT", "Pacific/Apia"}, {"MST", "-07:00"}, {"NET", "Asia/Yerevan"},
	{"NST", "Pacific/Auckland"}, {"PLT", "Asia/Karachi"}, {"PNT", "America/Phoenix"}, {"PRT", "America/Puerto_Rico"},
	{"PST", "America/Los_Angeles"}, {"SST", "Pacific/Guadalcanal"}, {"VST", "Asia/Ho_Chi_Minh"},
}

// NewValueRange is ValueRange.of with two, three or four bounds.
func NewValueRange(minSmallest, minLargest, maxSmallest, maxLargest int64) (ValueRange, error) {
	switch {
	case minSmallest > minLargest:
		return ValueRange{}, illegal("Smallest minimum value must be less than largest minimum value")
	case maxSmallest > maxLargest:
		return ValueRange{}, illegal("Smallest maximum value must be less than largest maximum value")
	case minLargest > maxLargest:
		return ValueRange{}, illegal("Minimum value must be less than maximum value")
	}
	return ValueRange{minSmallest, minLargest, maxSmallest, maxLargest}, nil
}

// CheckValid is checkValidValue(value, field).
func (r ValueRange) CheckValid(v int64, f Field) (int64, error) { return v, r.check(v, f.String()) }

// IsIntValue is isIntValue().
func (r ValueRange) IsIntValue() bool { return r.fitsInt() }
