package jtime

import "strings"

// A ZonedDateTime is a java.time.ZonedDateTime. Two are equal if == says so.
type ZonedDateTime struct {
	local  LocalDateTime
	offset ZoneOffset
	zone   ZoneID
}

// ZonedOf is ZonedDateTime.of. A time that the clocks skip is moved by the
// length of the gap; of one they show twice it is the first.
func ZonedOf(t LocalDateTime, zone ZoneID) (ZonedDateTime, error) { return zonedOf(t, zone, nil) }

// ZonedOfPreferred is ZonedDateTime.ofLocal: of two moments it is the one at
// the preferred offset, if there is one.
func ZonedOfPreferred(t LocalDateTime, zone ZoneID, o ZoneOffset) (ZonedDateTime, error) {
	return zonedOf(t, zone, &o)
}

func zonedOf(t LocalDateTime, zone ZoneID, preferred *ZoneOffset) (ZonedDateTime, error) {
	trans, offset, in := zone.Rules().around(t)
	if in {
		switch {
		case trans.IsGap():
			var err error
			if t, err = t.PlusSeconds(trans.Duration().seconds); err != nil {
				return ZonedDateTime{}, err
			}
			offset = trans.after
		case preferred != nil && *preferred == trans.after:
			offset = trans.after
		default:
			offset = trans.before
		}
	}
	return ZonedDateTime{t, offset, zone}, nil
}

// ZonedOfInstant is ZonedDateTime.ofInstant.
func ZonedOfInstant(i Instant, zone ZoneID) (ZonedDateTime, error) {
	o := zone.Rules().OffsetAt(i.seconds)
	t, err := LocalDateTimeOfEpochSecond(i.seconds, i.nanos, o)
	return ZonedDateTime{t, o, zone}, err
}

// ZonedOfStrict is ZonedDateTime.ofStrict.
func ZonedOfStrict(t LocalDateTime, o ZoneOffset, zone ZoneID) (ZonedDateTime, error) {
	rules := zone.Rules()
	if rules.IsValidOffset(t, o) {
		return ZonedDateTime{t, o, zone}, nil
	}
	if trans, in := rules.Transition(t); in && trans.IsGap() {
		return ZonedDateTime{}, invalid("LocalDateTime '" + t.String() + "' does not exist in zone '" + zone.String() +
			"' due to a gap in the local time-line, typically caused by daylight savings")
	}
	return ZonedDateTime{}, invalid("ZoneOffset '" + o.String() + "' is not valid for LocalDateTime '" + t.String() +
		"' in zone '" + zone.String() + "'")
}

// ZonedFrom is ZonedDateTime.from.
func ZonedFrom(a Accessor) (ZonedDateTime, error) {
	if t, ok := a.(ZonedDateTime); ok {
		return t, nil
	}
	k := a.known()
	zone, ok := k.anyZone()
	switch {
	case !ok:
	case a.Supports(InstantSeconds):
		i, err := InstantFrom(a)
		if err != nil {
			return ZonedDateTime{}, err
		}
		return ZonedOfInstant(i, zone)
	case k.has&(hasDate|hasTime) == hasDate|hasTime:
		return ZonedOf(LocalDateTime{k.date, k.time}, zone)
	}
	return ZonedDateTime{}, notFrom("ZonedDateTime", a)
}

// ParseZoned is ZonedDateTime.parse of a text as
// 2007-12-03T10:15:30+01:00[Europe/Paris].
func ParseZoned(text string) (ZonedDateTime, error) {
	return parseAs(ISOZonedDateTime, text, ZonedFrom)
}

// ParseZonedWith is ZonedDateTime.parse with a formatter.
func ParseZonedWith(text string, f *Formatter) (ZonedDateTime, error) {
	return parseAs(f, text, ZonedFrom)
}

func (t ZonedDateTime) Zone() ZoneID                 { return t.zone }
func (t ZonedDateTime) Offset() ZoneOffset           { return t.offset }
func (t ZonedDateTime) LocalDateTime() LocalDateTime { return t.local }
func (t ZonedDateTime) LocalDate() LocalDate         { return t.local.date }
func (t ZonedDateTime) LocalTime() LocalTime         { return t.local.time }
func (t ZonedDateTime) Year() int32                  { return t.local.Year() }
func (t ZonedDateTime) MonthValue() int32            { return t.local.MonthValue() }
func (t ZonedDateTime) Month() Month                 { return t.local.Month() }
func (t ZonedDateTime) DayOfMonth() int32            { return t.local.DayOfMonth() }
func (t ZonedDateTime) DayOfYear() int32             { return t.local.DayOfYear() }
func (t ZonedDateTime) DayOfWeek() DayOfWeek         { return t.local.DayOfWeek() }
func (t ZonedDateTime) Hour() int32                  { return t.local.Hour() }
func (t ZonedDateTime) Minute() int32                { return t.local.Minute() }
func (t ZonedDateTime) Second() int32                { return t.local.Second() }
func (t ZonedDateTime) Nano() int32                  { return t.local.Nano() }
func (t ZonedDateTime) EpochSecond() int64           { return t.local.EpochSecond(t.offset) }
func (t ZonedDateTime) Instant() Instant             { return t.local.Instant(t.offset) }

func (t ZonedDateTime) OffsetDateTime() OffsetDateTime { return OffsetDateTime{t.local, t.offset} }

// WithZoneSameInstant and WithZoneSameLocal keep the moment or what the clocks
// show, as far as they do.
func (t ZonedDateTime) WithZoneSameInstant(zone ZoneID) (ZonedDateTime, error) {
	if t.zone == zone {
		return t, nil
	}
	return ZonedOfInstant(t.Instant(), zone)
}

func (t ZonedDateTime) WithZoneSameLocal(zone ZoneID) (ZonedDateTime, error) {
	return zonedOf(t.local, zone, &t.offset)
}

func (t ZonedDateTime) WithFixedOffsetZone() ZonedDateTime {
	return ZonedDateTime{t.local, t.offset, t.offset}
}

// WithEarlierOffsetAtOverlap and WithLaterOffsetAtOverlap choose between two
// moments that the clocks show alike.
func (t ZonedDateTime) WithEarlierOffsetAtOverlap() ZonedDateTime {
	if trans, in := t.zone.Rules().Transition(t.local); in && trans.IsOverlap() {
		t.offset = trans.before
	}
	return t
}

func (t ZonedDateTime) WithLaterOffsetAtOverlap() ZonedDateTime {
	if trans, in := t.zone.Rules().Transition(t.local); in && trans.IsOverlap() {
		t.offset = trans.after
	}
	return t
}

// at is what the clocks of the zone show; the offset is kept if it can be.
func (t ZonedDateTime) at(l LocalDateTime, err error) (ZonedDateTime, error) {
	if err != nil {
		return t, err
	}
	return t.withLocal(l)
}

func (t ZonedDateTime) withLocal(l LocalDateTime) (ZonedDateTime, error) {
	return zonedOf(l, t.zone, &t.offset)
}

// moved is for units of time: l is at the offset of t, also where the clocks of
// the zone show something else.
func (t ZonedDateTime) moved(l LocalDateTime, err error) (ZonedDateTime, error) {
	if err != nil {
		return t, err
	}
	if t.zone.Rules().IsValidOffset(l, t.offset) {
		return ZonedDateTime{l, t.offset, t.zone}, nil
	}
	return ZonedOfInstant(l.Instant(t.offset), t.zone)
}

func (t ZonedDateTime) WithYear(n int32) (ZonedDateTime, error)  { return t.at(t.local.WithYear(n)) }
func (t ZonedDateTime) WithMonth(n int32) (ZonedDateTime, error) { return t.at(t.local.WithMonth(n)) }
func (t ZonedDateTime) WithDayOfMonth(n int32) (ZonedDateTime, error) {
	return t.at(t.local.WithDayOfMonth(n))
}
func (t ZonedDateTime) WithDayOfYear(n int32) (ZonedDateTime, error) {
	return t.at(t.local.WithDayOfYear(n))
}
func (t ZonedDateTime) WithHour(n int32) (ZonedDateTime, error)   { return t.at(t.local.WithHour(n)) }
func (t ZonedDateTime) WithMinute(n int32) (ZonedDateTime, error) { return t.at(t.local.WithMinute(n)) }
func (t ZonedDateTime) WithSecond(n int32) (ZonedDateTime, error) { return t.at(t.local.WithSecond(n)) }
func (t ZonedDateTime) WithNano(n int32) (ZonedDateTime, error)   { return t.at(t.local.WithNano(n)) }

func (t ZonedDateTime) PlusYears(n int64) (ZonedDateTime, error)  { return t.at(t.local.PlusYears(n)) }
func (t ZonedDateTime) PlusMonths(n int64) (ZonedDateTime, error) { return t.at(t.local.PlusMonths(n)) }
func (t ZonedDateTime) PlusWeeks(n int64) (ZonedDateTime, error)  { return t.at(t.local.PlusWeeks(n)) }
func (t ZonedDateTime) PlusDays(n int64) (ZonedDateTime, error)   { return t.at(t.local.PlusDays(n)) }
func (t ZonedDateTime) PlusHours(n int64) (ZonedDateTime, error) {
	return t.moved(t.local.PlusHours(n))
}
func (t ZonedDateTime) PlusMinutes(n int64) (ZonedDateTime, error) {
	return t.moved(t.local.PlusMinutes(n))
}
func (t ZonedDateTime) PlusSeconds(n int64) (ZonedDateTime, error) {
	return t.moved(t.local.PlusSeconds(n))
}
func (t ZonedDateTime) PlusNanos(n int64) (ZonedDateTime, error) {
	return t.moved(t.local.PlusNanos(n))
}

func (t ZonedDateTime) MinusYears(n int64) (ZonedDateTime, error) {
	return minus(t, n, ZonedDateTime.PlusYears)
}
func (t ZonedDateTime) MinusMonths(n int64) (ZonedDateTime, error) {
	return minus(t, n, ZonedDateTime.PlusMonths)
}
func (t ZonedDateTime) MinusWeeks(n int64) (ZonedDateTime, error) {
	return minus(t, n, ZonedDateTime.PlusWeeks)
}
func (t ZonedDateTime) MinusDays(n int64) (ZonedDateTime, error) {
	return minus(t, n, ZonedDateTime.PlusDays)
}
func (t ZonedDateTime) MinusHours(n int64) (ZonedDateTime, error) {
	return minus(t, n, ZonedDateTime.PlusHours)
}
func (t ZonedDateTime) MinusMinutes(n int64) (ZonedDateTime, error) {
	return minus(t, n, ZonedDateTime.PlusMinutes)
}
func (t ZonedDateTime) MinusSeconds(n int64) (ZonedDateTime, error) {
	return minus(t, n, ZonedDateTime.PlusSeconds)
}
func (t ZonedDateTime) MinusNanos(n int64) (ZonedDateTime, error) {
	return minus(t, n, ZonedDateTime.PlusNanos)
}

// TruncatedTo cuts off all smaller units.
func (t ZonedDateTime) TruncatedTo(u Unit) (ZonedDateTime, error) {
	return t.at(t.local.TruncatedTo(u))
}

// CompareTo compares the moments, then what the clocks show, then the zones.
func (t ZonedDateTime) CompareTo(u ZonedDateTime) int32 {
	if c := order(t.EpochSecond(), u.EpochSecond()); c != 0 {
		return c
	}
	if c := t.Nano() - u.Nano(); c != 0 {
		return c
	}
	if c := t.local.CompareTo(u.local); c != 0 {
		return c
	}
	return compareStrings(t.zone.ID(), u.zone.ID())
}

// compareStrings is String.compareTo of texts in ASCII.
func compareStrings(a, b string) int32 {
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] != b[i] {
			return int32(a[i]) - int32(b[i])
		}
	}
	return int32(len(a) - len(b))
}

func (t ZonedDateTime) IsBefore(u ZonedDateTime) bool { return t.Instant().IsBefore(u.Instant()) }
func (t ZonedDateTime) IsAfter(u ZonedDateTime) bool  { return t.Instant().IsAfter(u.Instant()) }
func (t ZonedDateTime) IsEqual(u ZonedDateTime) bool  { return t.Instant() == u.Instant() }

func (t ZonedDateTime) HashCode() int32 {
	return t.local.HashCode() ^ t.offset.HashCode() ^ rotateLeft(t.zone.HashCode(), 3)
}

// String is 2007-12-03T10:15:30+01:00[Europe/Paris].
func (t ZonedDateTime) String() string {
	var b strings.Builder
	b.WriteString(t.local.String())
	b.WriteString(t.offset.String())
	if t.zone != ZoneID(t.offset) {
		b.WriteString("[" + t.zone.String() + "]")
	}
	return b.String()
}
