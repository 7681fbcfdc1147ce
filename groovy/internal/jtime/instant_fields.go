package jtime

func (i Instant) known() known { return known{} }

func (i Instant) Supports(f Field) bool {
	switch f {
	case InstantSeconds, NanoOfSecond, MicroOfSecond, MilliOfSecond:
		return true
	}
	return false
}

func (i Instant) SupportsUnit(u Unit) bool { return u <= Days }

func (i Instant) Range(f Field) (ValueRange, error) {
	if !i.Supports(f) {
		return ValueRange{}, unsupportedField(f)
	}
	return f.Range(), nil
}

func (i Instant) Long(f Field) (int64, error) {
	switch f {
	case InstantSeconds:
		return i.seconds, nil
	case NanoOfSecond:
		return int64(i.nanos), nil
	case MicroOfSecond:
		return int64(i.nanos) / 1000, nil
	case MilliOfSecond:
		return int64(i.nanos) / 1_000_000, nil
	}
	return 0, unsupportedField(f)
}

func (i Instant) With(f Field, v int64) (Temporal, error) {
	if !i.Supports(f) {
		if f.chrono() {
			if err := f.check(v); err != nil {
				return nil, err
			}
		}
		return nil, unsupportedField(f)
	}
	if err := f.check(v); err != nil {
		return nil, err
	}
	switch f {
	case InstantSeconds:
		return temporal(InstantOfEpochSecond(v, int64(i.nanos)))
	case MicroOfSecond:
		v *= 1000
	case MilliOfSecond:
		v *= 1_000_000
	}
	return Instant{i.seconds, int32(v)}, nil
}

func (i Instant) Plus(n int64, u Unit) (Temporal, error) {
	switch u {
	case Nanos:
		return temporal(i.PlusNanos(n))
	case Micros:
		return temporal(i.plus(n/1_000_000, n%1_000_000*1000))
	case Millis:
		return temporal(i.PlusMillis(n))
	case Seconds, Minutes, Hours, HalfDays, Days:
		s, err := mulExact(n, unitSeconds[u])
		if err != nil {
			return nil, err
		}
		return temporal(i.PlusSeconds(s))
	}
	return nil, unsupportedUnit(u)
}

func (i Instant) Until(end Accessor, u Unit) (int64, error) {
	e, err := InstantFrom(end)
	if err != nil {
		return 0, err
	}
	if u > Days {
		return 0, unsupportedUnit(u)
	}
	switch u {
	case Nanos, Micros:
		n, err := e.nanosSince(i)
		return n / u.nanos(), err
	case Millis:
		// Both are rounded before they are compared.
		to, err := e.EpochMilli()
		if err != nil {
			return 0, err
		}
		from, err := i.EpochMilli()
		if err != nil {
			return 0, err
		}
		return subExact(to, from)
	}
	s := e.seconds - i.seconds
	if s > 0 && e.nanos < i.nanos {
		s--
	} else if s < 0 && e.nanos > i.nanos {
		s++
	}
	return s / unitSeconds[u], nil
}

func (i Instant) nanosSince(from Instant) (int64, error) {
	n, err := mulExact(i.seconds-from.seconds, nanosPerSecond)
	if err != nil {
		return 0, err
	}
	return addExact(n, int64(i.nanos-from.nanos))
}

// AdjustInto replaces the instant of t.
func (i Instant) AdjustInto(t Temporal) (Temporal, error) {
	t, err := t.With(InstantSeconds, i.seconds)
	if err != nil {
		return nil, err
	}
	return t.With(NanoOfSecond, int64(i.nanos))
}
