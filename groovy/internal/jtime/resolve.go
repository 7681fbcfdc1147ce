package jtime

// Resolving puts fields together: a year, a month and a day to a date, an hour
// and AM or PM to a time. Fields that say the same twice must agree.

func (p *Parsed) resolve(style ResolverStyle) error {
	p.style = style
	for _, step := range []func() error{
		p.resolveFields, p.resolveTime, p.crossCheck, p.carry, p.spreadFraction, p.resolveInstant,
	} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

func (p *Parsed) resolveFields() error {
	if err := p.resolveChronoFields(); err != nil {
		return err
	}
	changed := false
	// Each round takes at least one field away, so that it ends.
	for i := 0; i < len(p.fields); {
		f := p.fields[i].field
		if f.chrono() {
			i++
			continue
		}
		d, dated, err := p.resolveDerived(f)
		if err != nil {
			return err
		}
		if dated {
			if err := p.setDate(d); err != nil {
				return err
			}
		}
		if !dated && p.fields.has(f) {
			i++
			continue
		}
		changed = true
		i = 0
	}
	if changed {
		return p.resolveChronoFields()
	}
	return nil
}

func (p *Parsed) resolveChronoFields() error {
	if err := p.splitInstant(); err != nil {
		return err
	}
	d, dated, err := p.resolveDate()
	if err != nil {
		return err
	}
	if dated {
		if err := p.setDate(d); err != nil {
			return err
		}
	}
	return p.simplifyTime()
}

func (p *Parsed) setDate(d LocalDate) error {
	if p.hasDate() && p.date != d {
		return invalid("Conflict found: Fields resolved to two different dates: " + p.date.String() + " " + d.String())
	}
	p.date = d
	p.has |= hasDate
	return nil
}

func (p *Parsed) setTime(t LocalTime, excess int64) error {
	switch {
	case p.hasTime() && p.time != t:
		return invalid("Conflict found: Fields resolved to different times: " + p.time.String() + " " + t.String())
	case p.hasTime() && p.excess != 0 && excess != 0 && p.excess != excess:
		return invalid("Conflict found: Fields resolved to different excess periods: " + p.ExcessDays().String() + " " + PeriodOfDays(int32(excess)).String())
	}
	p.time, p.excess = t, excess
	p.has |= hasTime
	return nil
}

// change replaces what a field was resolved to.
func (p *Parsed) change(from, to Field, v int64) error {
	if old, ok := p.fields.get(to); ok && old != v {
		return invalid("Conflict found: " + to.String() + " " + itoa(old) + " differs from " + to.String() + " " + itoa(v) +
			" while resolving  " + from.String())
	}
	p.fields.put(to, v)
	return nil
}

// splitInstant makes a date and a second of the day of an instant, if there is
// a zone.
func (p *Parsed) splitInstant() error {
	s, ok := p.fields.get(InstantSeconds)
	if !ok {
		return nil
	}
	zone := p.zone
	if zone == nil {
		v, ok := p.fields.get(OffsetSeconds)
		if !ok {
			return nil
		}
		o, err := OffsetOfSeconds(int32(v))
		if err != nil {
			return err
		}
		zone = o
	}
	i, err := InstantOfEpochSecond(s, 0)
	if err != nil {
		return err
	}
	t, err := ZonedOfInstant(i, zone)
	if err != nil {
		return err
	}
	if err := p.setDate(t.LocalDate()); err != nil {
		return err
	}
	return p.change(InstantSeconds, SecondOfDay, int64(t.LocalTime().SecondOfDay()))
}

// crossCheck compares the fields that are left with the date and the time.
func (p *Parsed) crossCheck() error {
	against := func(t Temporal) error {
		rest := p.fields[:0]
		for _, e := range p.fields {
			if !t.Supports(e.field) {
				rest = append(rest, e)
				continue
			}
			v, err := t.Long(e.field)
			if err != nil {
				rest = append(rest, e)
				continue
			}
			if v != e.value {
				name := e.field.String()
				return invalid("Conflict found: Field " + name + " " + itoa(v) + " differs from " + name + " " + itoa(e.value) +
					" derived from " + t.String())
			}
		}
		p.fields = rest
		return nil
	}
	if p.hasDate() {
		if err := against(p.date); err != nil {
			return err
		}
	}
	if p.hasTime() {
		return against(p.time)
	}
	return nil
}

// carry moves the days beyond the time into the date.
func (p *Parsed) carry() (err error) {
	if p.has == hasDate|hasTime && p.excess != 0 {
		p.date, err = p.date.PlusDays(p.excess)
		p.excess = 0
	}
	return err
}

// spreadFraction gives all fractions of a second that has no time.
func (p *Parsed) spreadFraction() error {
	if p.hasTime() || !p.fields.has(InstantSeconds) && !p.fields.has(SecondOfDay) && !p.fields.has(SecondOfMinute) {
		return nil
	}
	nano, ok := p.fields.get(NanoOfSecond)
	if !ok {
		p.fields.put(NanoOfSecond, 0)
	}
	p.fields.put(MicroOfSecond, nano/1000)
	p.fields.put(MilliOfSecond, nano/1_000_000)
	return nil
}

func (p *Parsed) resolveInstant() error {
	if p.has != hasDate|hasTime || p.fields.has(InstantSeconds) {
		return nil
	}
	t := LocalDateTime{p.date, p.time}
	zone := p.zone
	if v, ok := p.fields.get(OffsetSeconds); ok {
		o, err := OffsetOfSeconds(int32(v))
		if err != nil {
			return err
		}
		zone = o
	}
	if zone == nil {
		return nil
	}
	z, err := ZonedOf(t, zone)
	if err != nil {
		return err
	}
	p.fields.put(InstantSeconds, z.EpochSecond())
	return nil
}
