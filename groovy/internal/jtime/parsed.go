package jtime

import "strings"

// A Parsed is what a [Formatter] made of a text: a date, a time, both or
// neither, a zone, and the fields that are left.
type Parsed struct {
	fields fieldValues
	zone   ZoneID // nil if there is none
	date   LocalDate
	time   LocalTime
	has    parts // hasDate and hasTime
	excess int64 // days that the time goes beyond its day
	style  ResolverStyle
}

func (p *Parsed) hasDate() bool { return p.has&hasDate != 0 }
func (p *Parsed) hasTime() bool { return p.has&hasTime != 0 }

// ExcessDays is 1 for a text of 24:00 without a date.
func (p *Parsed) ExcessDays() Period { return PeriodOfDays(int32(p.excess)) }

func (p *Parsed) known() known {
	k := known{has: p.has, date: p.date, time: p.time}
	if p.zone != nil {
		k.has |= hasZone
		k.zone = p.zone
	}
	if v, ok := p.fields.get(OffsetSeconds); ok {
		if o, err := OffsetOfSeconds(int32(v)); err == nil {
			k.has |= hasOffset
			k.offset = o
		}
	} else if o, ok := p.zone.(ZoneOffset); ok {
		k.has |= hasOffset
		k.offset = o
	}
	return k
}

func (p *Parsed) Supports(f Field) bool {
	return p.fields.has(f) || p.hasDate() && p.date.Supports(f) || p.hasTime() && p.time.Supports(f)
}

func (p *Parsed) Long(f Field) (int64, error) {
	if v, ok := p.fields.get(f); ok {
		return v, nil
	}
	if p.hasDate() && p.date.Supports(f) {
		return p.date.Long(f)
	}
	if p.hasTime() && p.time.Supports(f) {
		return p.time.Long(f)
	}
	return 0, unsupportedField(f)
}

func (p *Parsed) Range(f Field) (ValueRange, error) {
	if !p.Supports(f) {
		return ValueRange{}, unsupportedField(f)
	}
	return f.Range(), nil
}

// String is the fields that are left, the calendar, the zone and the result.
func (p *Parsed) String() string {
	var b strings.Builder
	b.WriteByte('{')
	for i, e := range p.fields {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(e.field.String() + "=" + itoa(e.value))
	}
	b.WriteString("},ISO")
	if p.zone != nil {
		b.WriteString("," + p.zone.String())
	}
	if p.has == 0 {
		return b.String()
	}
	b.WriteString(" resolved to ")
	if p.hasDate() {
		b.WriteString(p.date.String())
		if p.hasTime() {
			b.WriteByte('T')
		}
	}
	if p.hasTime() {
		b.WriteString(p.time.String())
	}
	return b.String()
}
