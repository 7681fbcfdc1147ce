package jtime

import "strings"

// zone reads an offset as +0100, GMT, GMT+01:00, or the name of a zone.
func (p *dateParser) zone(start, pos int) (int, bool) {
	sign := signAt(p.text, pos)
	if sign != 0 {
		return p.offset(pos+1, sign, 0, false)
	}
	if end, ok := foldPrefix(p.text, start, "GMT", true); ok && (p.text[pos] == 'G' || p.text[pos] == 'g') {
		if sign = signAt(p.text, end); sign == 0 {
			p.setOffset(0)
			return end, true
		}
		return p.offset(end+1, sign, 0, true)
	}
	return p.zoneName(pos)
}

func signAt(text string, pos int) int32 {
	if pos < len(text) {
		switch text[pos] {
		case '+':
			return 1
		case '-':
			return -1
		}
	}
	return 0
}

func (p *dateParser) setOffset(minutes int32) {
	p.set(calZoneOffset, minutes*60_000)
	p.set(calDSTOffset, 0)
}

func (p *dateParser) isoZone(count, pos int) (int, bool) {
	if p.text[pos] == 'Z' {
		p.setOffset(0)
		return pos + 1, true
	}
	sign := signAt(p.text, pos)
	if sign == 0 {
		return pos + utf8Size(p.text[pos:]), false
	}
	return p.offset(pos+1, sign, count, count == 3)
}

// offset reads hours and minutes; with a count of 1 hours alone.
func (p *dateParser) offset(pos int, sign int32, count int, colon bool) (int, bool) {
	hours := digitAt(p.text, pos)
	if hours < 0 {
		return min(pos, len(p.text)), false
	}
	pos++
	switch d := digitAt(p.text, pos); {
	case d >= 0:
		hours = hours*10 + d
		pos++
	case pos >= len(p.text), count > 0, !colon:
		return pos, false
	}
	if hours > 23 {
		return pos - 1, false
	}
	minutes := 0
	if count != 1 {
		if colon {
			if pos >= len(p.text) || p.text[pos] != ':' {
				return pos, false
			}
			pos++
		}
		a, b := digitAt(p.text, pos), digitAt(p.text, pos+1)
		switch {
		case a < 0:
			return pos, false
		case b < 0:
			return pos + 1, false
		}
		if minutes = a*10 + b; minutes > 59 {
			return pos + 1, false
		}
		pos += 2
	}
	p.setOffset(sign * int32(hours*60+minutes))
	return pos, true
}

// zoneName reads a name: first one of the current zone, then of the default
// one, then of the first zone that has it. The format takes that zone over.
func (p *dateParser) zoneName(pos int) (int, bool) {
	l := p.format.locale
	c := p.format.calendar
	z := c.zone
	column, end := l.matchZoneName(p.text, pos, z.names)
	if column < 0 {
		z = p.format.fallback
		column, end = l.matchZoneName(p.text, pos, z.names)
	}
	if column < 0 {
		for _, e := range zones().listed {
			if column, end = l.matchZoneName(p.text, pos, e.names); column >= 0 {
				z = e.timeZone()
				break
			}
		}
	}
	if column < 0 {
		return pos, false
	}
	if !z.Equal(c.zone) {
		c.SetTimeZone(z)
	}
	saving := int32(0)
	if column >= 2 {
		saving = z.DSTSavings()
	}
	sameName := column < 2 && strings.EqualFold(z.names.text[column], z.names.text[column+2])
	// A name for all the year, or of a summer time that is no more, leaves the
	// offset to the zone.
	if !sameName && (column < 2 || saving != 0) {
		p.clear(calZoneOffset)
		p.set(calDSTOffset, saving)
	}
	return end, true
}

// matchZoneName finds which of the first four names the text goes on with.
func (l Locale) matchZoneName(text string, pos int, n *zoneNames) (column, end int) {
	if n == nil {
		return -1, pos
	}
	for i, name := range n.text[:4] {
		name, err := l.zoneName(name, i%2 == 1)
		if err != nil {
			continue
		}
		if end, ok := foldPrefix(text, pos, name, true); ok {
			return i, end
		}
	}
	return -1, pos
}
