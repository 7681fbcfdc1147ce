package jtime

import "strings"

// A Period is a java.time.Period; the zero value is Period.ZERO. Two periods are
// equal if == says so: twelve months are no year.
type Period struct{ years, months, days int32 }

// NewPeriod is Period.of.
func NewPeriod(years, months, days int32) Period { return Period{years, months, days} }

func PeriodOfYears(n int32) Period  { return Period{years: n} }
func PeriodOfMonths(n int32) Period { return Period{months: n} }
func PeriodOfDays(n int32) Period   { return Period{days: n} }

func PeriodOfWeeks(n int32) (Period, error) {
	days, err := mulInt(n, 7)
	return Period{days: days}, err
}

// PeriodBetween is Period.between.
func PeriodBetween(from, to LocalDate) Period { return from.PeriodUntil(to) }

func (p Period) Years() int32     { return p.years }
func (p Period) Months() int32    { return p.months }
func (p Period) Days() int32      { return p.days }
func (p Period) IsZero() bool     { return p == Period{} }
func (p Period) IsNegative() bool { return p.years < 0 || p.months < 0 || p.days < 0 }

func (p Period) ToTotalMonths() int64 { return int64(p.years)*12 + int64(p.months) }

func (p Period) WithYears(n int32) Period  { return Period{n, p.months, p.days} }
func (p Period) WithMonths(n int32) Period { return Period{p.years, n, p.days} }
func (p Period) WithDays(n int32) Period   { return Period{p.years, p.months, n} }

func (p Period) PlusYears(n int64) (Period, error) {
	v, err := addLongInt(p.years, n)
	return p.WithYears(v), err
}

func (p Period) PlusMonths(n int64) (Period, error) {
	v, err := addLongInt(p.months, n)
	return p.WithMonths(v), err
}

func (p Period) PlusDays(n int64) (Period, error) {
	v, err := addLongInt(p.days, n)
	return p.WithDays(v), err
}

func (p Period) MinusYears(n int64) (Period, error)  { return minus(p, n, Period.PlusYears) }
func (p Period) MinusMonths(n int64) (Period, error) { return minus(p, n, Period.PlusMonths) }
func (p Period) MinusDays(n int64) (Period, error)   { return minus(p, n, Period.PlusDays) }

func addLongInt(a int32, b int64) (int32, error) {
	sum, err := addExact(int64(a), b)
	if err != nil {
		return 0, err
	}
	return intExact(sum)
}

// Plus and Minus take a Period; a Duration has no days of a calendar.
func (p Period) Plus(a Amount) (Period, error)  { return p.combine(a, addInt) }
func (p Period) Minus(a Amount) (Period, error) { return p.combine(a, subInt) }

func (p Period) combine(a Amount, op func(x, y int32) (int32, error)) (_ Period, err error) {
	q, ok := a.(Period)
	if !ok {
		return p, invalid("Unit must be Years, Months or Days, but was Seconds")
	}
	if p.years, err = op(p.years, q.years); err != nil {
		return p, err
	}
	if p.months, err = op(p.months, q.months); err != nil {
		return p, err
	}
	p.days, err = op(p.days, q.days)
	return p, err
}

func (p Period) MultipliedBy(n int32) (_ Period, err error) {
	if p.IsZero() || n == 1 {
		return p, nil
	}
	if p.years, err = mulInt(p.years, n); err != nil {
		return p, err
	}
	if p.months, err = mulInt(p.months, n); err != nil {
		return p, err
	}
	p.days, err = mulInt(p.days, n)
	return p, err
}

func (p Period) Negated() (Period, error) { return p.MultipliedBy(-1) }

// Normalized makes years of months and leaves the days alone.
func (p Period) Normalized() (Period, error) {
	total := p.ToTotalMonths()
	years, err := intExact(total / 12)
	return Period{years, int32(total % 12), p.days}, err
}

func (p Period) HashCode() int32 { return p.years + rotateLeft(p.months, 8) + rotateLeft(p.days, 16) }

func (p Period) addTo(t Temporal, sign int64) (_ Temporal, err error) {
	if p.months == 0 {
		if p.years != 0 {
			t, err = t.Plus(sign*int64(p.years), Years)
		}
	} else if total := p.ToTotalMonths(); total != 0 {
		t, err = t.Plus(sign*total, Months)
	}
	if err == nil && p.days != 0 {
		t, err = t.Plus(sign*int64(p.days), Days)
	}
	return t, err
}

// String is P1Y2M3D.
func (p Period) String() string {
	if p.IsZero() {
		return "P0D"
	}
	var b strings.Builder
	b.WriteByte('P')
	if p.years != 0 {
		b.WriteString(itoa(p.years) + "Y")
	}
	if p.months != 0 {
		b.WriteString(itoa(p.months) + "M")
	}
	if p.days != 0 {
		b.WriteString(itoa(p.days) + "D")
	}
	return b.String()
}

// Get is get(unit), which knows Years, Months and Days.
func (p Period) Get(u Unit) (int64, error) {
	switch u {
	case Years:
		return int64(p.years), nil
	case Months:
		return int64(p.months), nil
	case Days:
		return int64(p.days), nil
	}
	return 0, unsupportedUnit(u)
}
