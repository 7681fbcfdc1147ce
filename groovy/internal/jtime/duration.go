package jtime

import (
	"math/big"
	"strings"
)

// A Duration is a java.time.Duration; the zero value is Duration.ZERO. Two
// durations are equal if == says so.
type Duration struct {
	seconds int64
	nanos   int32 // 0 to 999,999,999 also of a negative one
}

// DurationOfSeconds is Duration.ofSeconds.
func DurationOfSeconds(seconds, nanoAdjustment int64) (Duration, error) {
	s, err := addExact(seconds, floorDiv(nanoAdjustment, nanosPerSecond))
	return Duration{s, int32(floorMod(nanoAdjustment, nanosPerSecond))}, err
}

func DurationOfDays(n int64) (Duration, error)    { return durationOf(n, Days) }
func DurationOfHours(n int64) (Duration, error)   { return durationOf(n, Hours) }
func DurationOfMinutes(n int64) (Duration, error) { return durationOf(n, Minutes) }

func durationOf(n int64, u Unit) (Duration, error) {
	s, err := mulExact(n, unitSeconds[u])
	return Duration{seconds: s}, err
}

func DurationOfMillis(n int64) Duration {
	return Duration{floorDiv(n, 1000), int32(floorMod(n, 1000)) * 1_000_000}
}

func DurationOfNanos(n int64) Duration {
	return Duration{floorDiv(n, nanosPerSecond), int32(floorMod(n, nanosPerSecond))}
}

// DurationOf is Duration.of(n, unit).
func DurationOf(n int64, u Unit) (Duration, error) { return Duration{}.PlusUnit(n, u) }

// DurationBetween is Duration.between.
func DurationBetween(start Temporal, end Accessor) (Duration, error) {
	if n, err := start.Until(end, Nanos); err == nil {
		return DurationOfNanos(n), nil
	}
	// Either the nanoseconds are too many or start has none.
	s, err := start.Until(end, Seconds)
	if err != nil {
		return Duration{}, err
	}
	from, err := start.Long(NanoOfSecond)
	if err != nil {
		return Duration{seconds: s}, nil
	}
	to, err := end.Long(NanoOfSecond)
	if err != nil {
		return Duration{seconds: s}, nil
	}
	n := to - from
	if s > 0 && n < 0 {
		s++
	} else if s < 0 && n > 0 {
		s--
	}
	return DurationOfSeconds(s, n)
}

func (d Duration) Seconds() int64   { return d.seconds }
func (d Duration) Nano() int32      { return d.nanos }
func (d Duration) IsZero() bool     { return d == Duration{} }
func (d Duration) IsNegative() bool { return d.seconds < 0 }

func (d Duration) ToDays() int64    { return d.seconds / secondsPerDay }
func (d Duration) ToHours() int64   { return d.seconds / 3600 }
func (d Duration) ToMinutes() int64 { return d.seconds / 60 }

// ToMillis and ToNanos fail where the number is no long.
func (d Duration) ToMillis() (int64, error) { return d.total(1000) }
func (d Duration) ToNanos() (int64, error)  { return d.total(nanosPerSecond) }

func (d Duration) total(perSecond int64) (int64, error) {
	s, n := d.seconds, int64(d.nanos)
	if s < 0 {
		s, n = s+1, n-nanosPerSecond // nearer to zero, lest the product overflows
	}
	whole, err := mulExact(s, perSecond)
	if err != nil {
		return 0, err
	}
	return addExact(whole, n/(nanosPerSecond/perSecond))
}

// ToDaysPart is the first of the parts a clock would show.
func (d Duration) ToDaysPart() int64    { return d.seconds / secondsPerDay }
func (d Duration) ToHoursPart() int32   { return int32(d.seconds / 3600 % 24) }
func (d Duration) ToMinutesPart() int32 { return int32(d.seconds / 60 % 60) }
func (d Duration) ToSecondsPart() int32 { return int32(d.seconds % 60) }
func (d Duration) ToMillisPart() int32  { return d.nanos / 1_000_000 }
func (d Duration) ToNanosPart() int32   { return d.nanos }

func (d Duration) plus(seconds, nanos int64) (Duration, error) {
	s, err := addExact(d.seconds, seconds)
	if err != nil {
		return d, err
	}
	if s, err = addExact(s, nanos/nanosPerSecond); err != nil {
		return d, err
	}
	return DurationOfSeconds(s, int64(d.nanos)+nanos%nanosPerSecond)
}

// Plus is d.plus(duration), PlusUnit is d.plus(n, unit).
func (d Duration) Plus(e Duration) (Duration, error) { return d.plus(e.seconds, int64(e.nanos)) }

func (d Duration) PlusUnit(n int64, u Unit) (Duration, error) {
	switch {
	case u > Days:
		return d, &Error{Class: UnsupportedTemporalTypeException, Message: "Unit must not have an estimated duration"}
	case u == Nanos:
		return d.plus(0, n)
	case u == Micros:
		return d.plus(n/1_000_000, n%1_000_000*1000)
	case u == Millis:
		return d.plus(n/1000, n%1000*1_000_000)
	}
	s, err := mulExact(n, unitSeconds[u])
	if err != nil {
		return d, err
	}
	return d.plus(s, 0)
}

func (d Duration) PlusDays(n int64) (Duration, error)    { return d.PlusUnit(n, Days) }
func (d Duration) PlusHours(n int64) (Duration, error)   { return d.PlusUnit(n, Hours) }
func (d Duration) PlusMinutes(n int64) (Duration, error) { return d.PlusUnit(n, Minutes) }
func (d Duration) PlusSeconds(n int64) (Duration, error) { return d.plus(n, 0) }
func (d Duration) PlusMillis(n int64) (Duration, error)  { return d.PlusUnit(n, Millis) }
func (d Duration) PlusNanos(n int64) (Duration, error)   { return d.plus(0, n) }

// Minus is d.minus(duration), MinusUnit is d.minus(n, unit).
func (d Duration) Minus(e Duration) (Duration, error) {
	if e.seconds == -1<<63 {
		d, err := d.plus(1<<63-1, -int64(e.nanos))
		if err != nil {
			return d, err
		}
		return d.plus(1, 0)
	}
	return d.plus(-e.seconds, -int64(e.nanos))
}

func (d Duration) MinusUnit(n int64, u Unit) (Duration, error) {
	return minus(d, n, func(d Duration, n int64) (Duration, error) { return d.PlusUnit(n, u) })
}

func (d Duration) MinusDays(n int64) (Duration, error)    { return d.MinusUnit(n, Days) }
func (d Duration) MinusHours(n int64) (Duration, error)   { return d.MinusUnit(n, Hours) }
func (d Duration) MinusMinutes(n int64) (Duration, error) { return d.MinusUnit(n, Minutes) }
func (d Duration) MinusSeconds(n int64) (Duration, error) { return d.MinusUnit(n, Seconds) }
func (d Duration) MinusMillis(n int64) (Duration, error)  { return d.MinusUnit(n, Millis) }
func (d Duration) MinusNanos(n int64) (Duration, error)   { return d.MinusUnit(n, Nanos) }

func (d Duration) WithSeconds(n int64) Duration { return Duration{n, d.nanos} }

func (d Duration) WithNanos(n int32) (Duration, error) {
	return Duration{d.seconds, n}, NanoOfSecond.check(int64(n))
}

// MultipliedBy is exact within the limits, as are DividedBy and
// DividedByDuration; a quotient is rounded towards zero.
func (d Duration) MultipliedBy(n int64) (Duration, error) {
	v := d.big()
	return durationOfBig(v.Mul(v, big.NewInt(n)))
}

func (d Duration) DividedBy(n int64) (Duration, error) {
	if n == 0 {
		return d, &Error{Class: ArithmeticException, Message: "Cannot divide by zero"}
	}
	v := d.big()
	return durationOfBig(v.Quo(v, big.NewInt(n)))
}

func (d Duration) DividedByDuration(e Duration) (int64, error) {
	if e.IsZero() {
		return 0, &Error{Class: ArithmeticException, Message: "Cannot divide by zero"}
	}
	v := d.big()
	if v.Quo(v, e.big()); !v.IsInt64() {
		return 0, &Error{Class: ArithmeticException, Message: "Overflow"}
	}
	return v.Int64(), nil
}

var bigSecond = big.NewInt(nanosPerSecond)

// big is the duration in nanoseconds, a number of at most 94 bits.
func (d Duration) big() *big.Int {
	v := big.NewInt(d.seconds)
	return v.Add(v.Mul(v, bigSecond), big.NewInt(int64(d.nanos)))
}

func durationOfBig(v *big.Int) (Duration, error) {
	s, n := new(big.Int).DivMod(v, bigSecond, new(big.Int))
	if !s.IsInt64() {
		return Duration{}, &Error{Class: ArithmeticException, Message: "Exceeds capacity of Duration: " + v.String()}
	}
	return Duration{s.Int64(), int32(n.Int64())}, nil
}

func (d Duration) Negated() (Duration, error) { return d.MultipliedBy(-1) }

func (d Duration) Abs() (Duration, error) {
	if d.IsNegative() {
		return d.Negated()
	}
	return d, nil
}

// TruncatedTo cuts off all smaller units, towards zero.
func (d Duration) TruncatedTo(u Unit) (Duration, error) {
	if u > Days {
		return d, &Error{Class: UnsupportedTemporalTypeException, Message: "Unit is too large to be used for truncation"}
	}
	n := d.seconds%secondsPerDay*nanosPerSecond + int64(d.nanos)
	return d.PlusNanos(n/u.nanos()*u.nanos() - n)
}

// CompareTo is Java's.
func (d Duration) CompareTo(e Duration) int32 {
	if c := order(d.seconds, e.seconds); c != 0 {
		return c
	}
	return d.nanos - e.nanos
}

func (d Duration) HashCode() int32 { return hashLong(d.seconds) + 51*d.nanos }

func (d Duration) addTo(t Temporal, sign int64) (_ Temporal, err error) {
	if d.seconds != 0 {
		if t, err = plusSigned(t, d.seconds, sign, Seconds); err != nil {
			return nil, err
		}
	}
	if d.nanos != 0 {
		return t.Plus(sign*int64(d.nanos), Nanos)
	}
	return t, nil
}

func plusSigned(t Temporal, n, sign int64, u Unit) (Temporal, error) {
	if sign < 0 {
		return Minus(t, n, u)
	}
	return t.Plus(n, u)
}

// String is PT8H6M12.345S.
func (d Duration) String() string {
	if d.IsZero() {
		return "PT0S"
	}
	total := d.seconds
	borrowed := d.seconds < 0 && d.nanos > 0
	if borrowed {
		total++ // the fraction counts towards minus infinity
	}
	var b strings.Builder
	b.WriteString("PT")
	if h := total / 3600; h != 0 {
		b.WriteString(itoa(h) + "H")
	}
	if m := total % 3600 / 60; m != 0 {
		b.WriteString(itoa(m) + "M")
	}
	s := total % 60
	if s == 0 && d.nanos == 0 && b.Len() > 2 {
		return b.String()
	}
	if borrowed && s == 0 {
		b.WriteByte('-')
	}
	b.WriteString(itoa(s))
	if d.nanos > 0 {
		n := int64(d.nanos)
		if borrowed {
			n = nanosPerSecond - n
		}
		b.WriteByte('.')
		b.WriteString(strings.TrimRight(string(appendPadded(nil, n, 9)), "0"))
	}
	b.WriteByte('S')
	return b.String()
}

// Get is get(unit), which knows Seconds and Nanos.
func (d Duration) Get(u Unit) (int64, error) {
	switch u {
	case Seconds:
		return d.seconds, nil
	case Nanos:
		return int64(d.Nano()), nil
	}
	return 0, unsupportedUnit(u)
}
