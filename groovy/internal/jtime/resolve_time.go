package jtime

// take removes a field; unless lenient its value must be valid.
func (p *Parsed) take(f Field) (int64, bool, error) {
	v, ok := p.fields.remove(f)
	if !ok || p.style == Lenient {
		return v, ok, nil
	}
	return v, true, f.check(v)
}

// simplifyTime turns the fields of a time into hour, minute, second and
// nanosecond.
func (p *Parsed) simplifyTime() error {
	for _, c := range []struct {
		clock, plain Field
		top          int64
	}{{ClockHourOfDay, HourOfDay, 24}, {ClockHourOfAmPm, HourOfAmPm, 12}} {
		v, ok := p.fields.remove(c.clock)
		if !ok {
			continue
		}
		// The smart style takes zero too.
		if p.style == Strict || p.style == Smart && v != 0 {
			if err := c.clock.check(v); err != nil {
				return err
			}
		}
		if v == c.top {
			v = 0
		}
		if err := p.change(c.clock, c.plain, v); err != nil {
			return err
		}
	}
	if p.fields.has(AmPmOfDay) && p.fields.has(HourOfAmPm) {
		half, _, err := p.take(AmPmOfDay)
		if err != nil {
			return err
		}
		hour, _, err := p.take(HourOfAmPm)
		if err != nil {
			return err
		}
		if half, err = mulExact(half, 12); err != nil {
			return err
		}
		if hour, err = addExact(half, hour); err != nil {
			return err
		}
		if err := p.change(AmPmOfDay, HourOfDay, hour); err != nil {
			return err
		}
	}
	type part struct {
		to       Field
		div, mod int64
	}
	for _, split := range []struct {
		from  Field
		parts []part
	}{
		{NanoOfDay, []part{{HourOfDay, 3600 * nanosPerSecond, 0}, {MinuteOfHour, 60 * nanosPerSecond, 60}, {SecondOfMinute, nanosPerSecond, 60}, {NanoOfSecond, 1, nanosPerSecond}}},
		{MicroOfDay, []part{{SecondOfDay, 1_000_000, 0}, {MicroOfSecond, 1, 1_000_000}}},
		{MilliOfDay, []part{{SecondOfDay, 1000, 0}, {MilliOfSecond, 1, 1000}}},
		{SecondOfDay, []part{{HourOfDay, 3600, 0}, {MinuteOfHour, 60, 60}, {SecondOfMinute, 1, 60}}},
		{MinuteOfDay, []part{{HourOfDay, 60, 0}, {MinuteOfHour, 1, 60}}},
	} {
		v, ok, err := p.take(split.from)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		for _, to := range split.parts {
			n := v / to.div
			if to.mod > 0 {
				n %= to.mod
			}
			if err := p.change(split.from, to.to, n); err != nil {
				return err
			}
		}
	}
	if err := p.joinFractions(); err != nil {
		return err
	}
	hour, a := p.fields.get(HourOfDay)
	minute, b := p.fields.get(MinuteOfHour)
	second, c := p.fields.get(SecondOfMinute)
	nano, d := p.fields.get(NanoOfSecond)
	if !a || !b || !c || !d {
		return nil
	}
	p.dropTime()
	return p.combine(hour, minute, second, nano)
}

func (p *Parsed) dropTime() {
	for _, f := range []Field{HourOfDay, MinuteOfHour, SecondOfMinute, NanoOfSecond} {
		p.fields.remove(f)
	}
}

// joinFractions makes one of the fractions of a second if there are several.
func (p *Parsed) joinFractions() error {
	nano, ok := p.fields.get(NanoOfSecond)
	if !ok {
		return nil
	}
	if p.style != Lenient {
		if err := NanoOfSecond.check(nano); err != nil {
			return err
		}
	}
	for _, part := range []struct {
		f    Field
		unit int64
	}{{MicroOfSecond, 1000}, {MilliOfSecond, 1_000_000}} {
		v, ok, err := p.take(part.f)
		if err != nil {
			return err
		}
		if ok {
			nano = v*part.unit + nano%part.unit
			if err := p.change(part.f, NanoOfSecond, nano); err != nil {
				return err
			}
		}
	}
	return nil
}

// combine sets the time. 24:00 is the end of the day unless the style is strict;
// a lenient style carries everything.
func (p *Parsed) combine(hour, minute, second, nano int64) error {
	if p.style == Lenient {
		total := nano
		for _, part := range [][2]int64{{hour, 3600 * nanosPerSecond}, {minute, 60 * nanosPerSecond}, {second, nanosPerSecond}} {
			n, err := mulExact(part[0], part[1])
			if err == nil {
				total, err = addExact(total, n)
			}
			if err != nil {
				return err
			}
		}
		return p.setTime(clock(floorMod(total, nanosPerDay)), floorDiv(total, nanosPerDay))
	}
	if err := MinuteOfHour.check(minute); err != nil {
		return err
	}
	if err := NanoOfSecond.check(nano); err != nil {
		return err
	}
	if p.style == Smart && hour == 24 && minute == 0 && second == 0 && nano == 0 {
		return p.setTime(Midnight, 1)
	}
	if err := HourOfDay.check(hour); err != nil {
		return err
	}
	if err := SecondOfMinute.check(second); err != nil {
		return err
	}
	return p.setTime(LocalTime{int8(hour), int8(minute), int8(second), int32(nano)}, 0)
}

// resolveTime makes a time of an hour alone, or of an hour and a minute.
func (p *Parsed) resolveTime() error {
	if !p.hasTime() {
		// Java does not look at the values of a time that is not complete.
		if ok, err := p.completeTime(); !ok || err != nil {
			return err
		}
	}
	if p.style == Lenient {
		return nil
	}
	for _, e := range p.fields {
		if e.field.chrono() && e.field.IsTimeBased() {
			if err := e.field.check(e.value); err != nil {
				return err
			}
		}
	}
	return nil
}

// completeTime reports whether no part between others is missing.
func (p *Parsed) completeTime() (bool, error) {
	if milli, ok := p.fields.remove(MilliOfSecond); ok {
		if micro, ok := p.fields.get(MicroOfSecond); ok {
			micro = milli*1000 + micro%1000
			if err := p.change(MilliOfSecond, MicroOfSecond, micro); err != nil {
				return false, err
			}
			p.fields.remove(MicroOfSecond)
			p.fields.put(NanoOfSecond, micro*1000)
		} else {
			p.fields.put(NanoOfSecond, milli*1_000_000)
		}
	} else if micro, ok := p.fields.remove(MicroOfSecond); ok {
		p.fields.put(NanoOfSecond, micro*1000)
	}
	hour, a := p.fields.get(HourOfDay)
	minute, b := p.fields.get(MinuteOfHour)
	second, c := p.fields.get(SecondOfMinute)
	nano, d := p.fields.get(NanoOfSecond)
	if !a && !b && !c && !d && p.style != Strict && p.fields.has(AmPmOfDay) {
		// AM or PM alone is the middle of it.
		half, _, err := p.take(AmPmOfDay)
		if err != nil {
			return false, err
		}
		if half, err = mulExact(half, 12); err != nil {
			return false, err
		}
		if half, err = addExact(half, 6); err != nil {
			return false, err
		}
		return true, p.combine(half, 0, 0, 0)
	}
	switch {
	case !a:
		return true, nil
	case !b && (c || d) || !c && d:
		return false, nil
	}
	if err := p.combine(hour, minute, second, nano); err != nil {
		return false, err
	}
	p.dropTime()
	return true, nil
}
