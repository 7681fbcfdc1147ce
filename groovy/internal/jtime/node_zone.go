package jtime

import "strings"

type zoneKind uint8

const (
	zoneAny      zoneKind = iota // the id
	zoneOrOffset                 // the id of the zone or else the offset
	zoneRegion                   // the id, which is not an offset
	zoneWords                    // the name for the time of the year
	zoneGeneric                  // the name for all the year
)

// A zoneNode prints and parses a zone.
type zoneNode struct {
	kind  zoneKind
	style TextStyle
}

func (n zoneNode) print(p *printer, b []byte) ([]byte, bool, error) {
	z := p.known.zone
	if any, ok := p.known.anyZone(); ok && n.kind == zoneOrOffset {
		return append(b, any.ID()...), true, nil
	}
	_, offset := z.(ZoneOffset)
	if p.known.has&hasZone == 0 || offset && n.kind == zoneRegion {
		if p.optional > 0 {
			return b, false, nil
		}
		what := "ZoneId"
		if n.kind == zoneRegion {
			what = "ZoneRegionId()"
		}
		return b, false, invalid("Unable to extract " + what + " from temporal " + p.from.String())
	}
	if n.kind <= zoneRegion || offset {
		return append(b, z.ID()...), true, nil
	}
	e, ok := zones().byID[z.ID()]
	if !ok || !e.region {
		return append(b, z.ID()...), true, nil
	}
	column := 4
	if second, ok := p.second(z); n.kind == zoneWords && ok {
		column = 0
		if z.Rules().IsDaylightSavings(Instant{seconds: second}) {
			column = 2
		}
	}
	if n.style != FullText {
		column++
	}
	name, err := p.locale.zoneName(e.names.text[column], column%2 == 1)
	return append(b, name...), err == nil, err
}

// second is the moment for which to name a zone.
func (p *printer) second(z ZoneID) (int64, bool) {
	if s, err := p.from.Long(InstantSeconds); err == nil {
		return s, true
	}
	t := LocalDateTime{p.known.date, p.known.time}
	if p.known.has&(hasDate|hasTime) != hasDate|hasTime {
		return 0, false
	}
	_, offset, in := z.Rules().around(t)
	return t.EpochSecond(offset), !in
}

func (n zoneNode) parse(p *parser, text string, pos int) int {
	if pos == len(text) {
		return ^pos
	}
	if c := text[pos]; c == '+' || c == '-' {
		return n.parseOffset(p, text, pos, pos, offsetIDNode)
	}
	if end, ok := p.literal(text, pos, "UT"); ok {
		utc, ok := p.literal(text, pos, "UTC")
		if ok {
			end = utc
		}
		// Where names are read, UTC before other text is that of Etc/UTC.
		if ok && n.kind >= zoneWords && end < len(text) && text[end] != '+' && text[end] != '-' {
			p.zone, _ = ZoneOf("Etc/UTC")
			return end
		}
		return n.parseOffset(p, text, pos, end, offsetSuffixNode)
	}
	if end, ok := p.literal(text, pos, "GMT"); ok {
		if end < len(text) && text[end] == '0' {
			p.zone, _ = ZoneOf("GMT0")
			return end + 1
		}
		return n.parseOffset(p, text, pos, end, offsetSuffixNode)
	}
	var names map[string]string
	if n.kind >= zoneWords {
		names = zones().short
		if n.style == FullText {
			if err := p.locale.hasZoneNames(); err != nil {
				return p.fail(err, pos)
			}
			names = zones().long
		}
	}
	if z, end, ok := longestZone(text, pos, names, !p.caseSensitive); ok {
		p.zone = z
		return end
	}
	if end, ok := p.literal(text, pos, "Z"); ok {
		p.zone = UTC
		return end
	}
	return ^pos
}

// parseOffset reads the offset behind a prefix as UTC, which may be missing.
func (n zoneNode) parseOffset(p *parser, text string, start, pos int, offset offsetNode) int {
	prefix := strings.ToUpper(text[start:pos])
	bare := func() int {
		p.zone, _ = ZoneOf(prefix)
		return pos
	}
	if pos == len(text) {
		return bare()
	}
	if _, ok := p.literal(text, pos, "Z"); ok || text[pos] == '0' {
		return bare()
	}
	inner := parser{locale: p.locale, caseSensitive: p.caseSensitive, strict: p.strict}
	end := offset.parse(&inner, text, pos)
	if end < 0 {
		if inner.err != nil {
			return p.fail(inner.err, start)
		}
		if prefix == "" {
			return ^start
		}
		return bare()
	}
	v, _ := inner.fields.get(OffsetSeconds)
	o, err := OffsetOfSeconds(int32(v))
	if err != nil {
		return ^start
	}
	p.zone, _ = ZoneOfOffset(prefix, o)
	return end
}

// longestZone finds the longest name or id of a zone that text goes on with.
func longestZone(text string, pos int, names map[string]string, fold bool) (ZoneID, int, bool) {
	db := zones()
	for n := min(longestZoneName, len(text)-pos); n > 0; n-- {
		part := text[pos : pos+n]
		if fold {
			part = db.folded()[strings.ToLower(part)]
		}
		if id, ok := names[part]; ok {
			r, ok := regionOf(id)
			if !ok { // GMT and UTC are zones without rules of their own
				z, _ := ZoneOf(id)
				return z, pos + n, true
			}
			return r, pos + n, true
		}
		if e, ok := db.byID[part]; ok && e.region && (names == nil || e.listed) {
			z, _ := ZoneOf(part)
			return z, pos + n, true
		}
	}
	return nil, pos, false
}

// longestZoneName is in bytes; a test sees that none is longer.
const longestZoneName = 45

func (n zoneNode) appendTo(b []byte) []byte {
	switch n.kind {
	case zoneOrOffset:
		return append(b, "ZoneOrOffsetId()"...)
	case zoneAny:
		return append(b, "ZoneId()"...)
	case zoneRegion:
		return append(b, "ZoneRegionId()"...)
	}
	return append(b, "ZoneText("+n.style.String()+")"...)
}

// An instantNode is an instant in UTC.
type instantNode struct{ digits int }

// What is printed of the fraction of a second if it is not so many digits: none
// or as many groups of three as it takes, or as many digits as it takes.
const (
	groupsOfThree = -2
	asManyDigits  = -1
)

func (n instantNode) print(p *printer, b []byte) ([]byte, bool, error) {
	s, ok, err := p.value(InstantSeconds)
	if !ok || err != nil {
		return b, ok, err
	}
	nanos := int64(0)
	if p.from.Supports(NanoOfSecond) {
		nanos, _ = p.from.Long(NanoOfSecond)
	}
	i, err := InstantOfEpochSecond(s, nanos)
	if err != nil {
		return b, false, err
	}
	if n.digits == groupsOfThree {
		return i.append(b), true, nil
	}
	b = Instant{seconds: i.seconds}.append(b)
	b = b[:len(b)-1] // the Z
	fraction := "000000000" + itoa(i.nanos)
	fraction = fraction[len(fraction)-9:]
	if n.digits == asManyDigits {
		fraction = strings.TrimRight(fraction, "0")
	} else {
		fraction = fraction[:n.digits]
	}
	if fraction != "" {
		b = append(append(b, '.'), fraction...)
	}
	return append(b, 'Z'), true, nil
}

func (n instantNode) parse(p *parser, text string, pos int) int {
	inner := parser{locale: p.locale, caseSensitive: p.caseSensitive, strict: p.strict}
	end := instantParts().parse(&inner, text, pos)
	if end < 0 {
		if inner.err != nil {
			p.fail(inner.err, pos)
		}
		return end
	}
	get := func(f Field) int64 {
		v, _ := inner.fields.get(f)
		return v
	}
	year, hour, minute, second, nano := get(YearField), get(HourOfDay), get(MinuteOfHour), get(SecondOfMinute), get(NanoOfSecond)
	days := int64(0)
	switch {
	case hour == 24 && minute == 0 && second == 0 && nano == 0:
		hour, days = 0, 1
	case hour == 23 && minute == 59 && second == 60:
		second = 59 // a leap second
	}
	// Years of ten digits do not fit in a date.
	const cycle = 10_000
	t, err := NewLocalDateTime(int32(year%cycle), int32(get(MonthOfYear)), int32(get(DayOfMonth)), int32(hour), int32(minute), int32(second), 0)
	if err != nil {
		return ^pos
	}
	if t, err = t.PlusDays(days); err != nil {
		return ^pos
	}
	o, err := OffsetOfSeconds(int32(get(OffsetSeconds)))
	if err != nil {
		return ^pos
	}
	s := t.EpochSecond(o) + year/cycle*(146097*25*secondsPerDay)
	if end = p.set(InstantSeconds, s, pos, end); end < 0 {
		return end
	}
	return p.set(NanoOfSecond, nano, pos, end)
}

func (n instantNode) appendTo(b []byte) []byte { return append(b, "Instant()"...) }
