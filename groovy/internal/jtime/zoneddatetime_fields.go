package jtime

func (t ZonedDateTime) known() known {
	return known{hasDate | hasTime | hasOffset | hasZone, t.local.date, t.local.time, t.offset, t.zone}
}

func (t ZonedDateTime) Supports(f Field) bool    { return t.OffsetDateTime().Supports(f) }
func (t ZonedDateTime) SupportsUnit(u Unit) bool { return t.local.SupportsUnit(u) }

func (t ZonedDateTime) Range(f Field) (ValueRange, error) { return t.OffsetDateTime().Range(f) }
func (t ZonedDateTime) Long(f Field) (int64, error)       { return t.OffsetDateTime().Long(f) }

func (t ZonedDateTime) With(f Field, v int64) (Temporal, error) {
	switch {
	case f == InstantSeconds:
		i, err := InstantOfEpochSecond(v, int64(t.local.time.nano))
		if err != nil {
			return nil, err
		}
		return temporal(ZonedOfInstant(i, t.zone))
	case f == OffsetSeconds:
		if err := f.check(v); err != nil {
			return nil, err
		}
		if o := (ZoneOffset{int32(v)}); t.zone.Rules().IsValidOffset(t.local, o) {
			t.offset = o
		}
		return t, nil
	case !f.chrono() && f.IsDateBased():
		return adjustDerived(t, t.local.date, f, v)
	}
	return temporal(t.at(t.local.with(f, v)))
}

func (t ZonedDateTime) Plus(n int64, u Unit) (Temporal, error) {
	switch {
	case u > Forever:
		return plusIso(t, t.local.date, n, u)
	case u.IsTimeBased():
		return temporal(t.moved(t.local.plus(n, u)))
	}
	return temporal(t.at(t.local.plus(n, u)))
}

func (t ZonedDateTime) Until(end Accessor, u Unit) (int64, error) {
	e, err := ZonedFrom(end)
	if err != nil {
		return 0, err
	}
	if moved, err := e.WithZoneSameInstant(t.zone); err == nil {
		e = moved
	} else if t, err = t.WithZoneSameInstant(e.zone); err != nil { // beyond the last date here
		return 0, err
	}
	if u.IsTimeBased() {
		return t.OffsetDateTime().until(e.OffsetDateTime(), u)
	}
	return t.local.until(e.local, u)
}
