package jtime

// DateAdjuster is one of java.time.temporal.TemporalAdjusters.
type DateAdjuster struct {
	kind    adjusterKind
	dow     DayOfWeek
	ordinal int32
}

type adjusterKind uint8

const (
	firstDay adjusterKind = iota
	lastDay
	firstDayNextMonth
	firstDayYear
	lastDayYear
	firstDayNextYear
	dayInMonth
	nextDay
	nextOrSame
	previousDay
	previousOrSame
)

// The adjusters that need nothing else.
var (
	FirstDayOfMonth     = DateAdjuster{kind: firstDay}
	LastDayOfMonth      = DateAdjuster{kind: lastDay}
	FirstDayOfNextMonth = DateAdjuster{kind: firstDayNextMonth}
	FirstDayOfYear      = DateAdjuster{kind: firstDayYear}
	LastDayOfYear       = DateAdjuster{kind: lastDayYear}
	FirstDayOfNextYear  = DateAdjuster{kind: firstDayNextYear}
)

func FirstInMonth(d DayOfWeek) DateAdjuster { return DayOfWeekInMonth(1, d) }
func LastInMonth(d DayOfWeek) DateAdjuster  { return DayOfWeekInMonth(-1, d) }

// DayOfWeekInMonth is the second Tuesday, with a negative ordinal the second
// from the end.
func DayOfWeekInMonth(ordinal int32, d DayOfWeek) DateAdjuster {
	return DateAdjuster{dayInMonth, d, ordinal}
}

func NextDay(d DayOfWeek) DateAdjuster           { return DateAdjuster{kind: nextDay, dow: d} }
func NextOrSameDay(d DayOfWeek) DateAdjuster     { return DateAdjuster{kind: nextOrSame, dow: d} }
func PreviousDay(d DayOfWeek) DateAdjuster       { return DateAdjuster{kind: previousDay, dow: d} }
func PreviousOrSameDay(d DayOfWeek) DateAdjuster { return DateAdjuster{kind: previousOrSame, dow: d} }

// AdjustInto moves t, which must have a date.
func (a DateAdjuster) AdjustInto(t Temporal) (Temporal, error) {
	switch a.kind {
	case firstDay:
		return t.With(DayOfMonth, 1)
	case lastDay:
		return toEnd(t, DayOfMonth)
	case firstDayNextMonth:
		return then(t, DayOfMonth, 1, 1, Months)
	case firstDayYear:
		return t.With(DayOfYear, 1)
	case lastDayYear:
		return toEnd(t, DayOfYear)
	case firstDayNextYear:
		return then(t, DayOfYear, 1, 1, Years)
	case dayInMonth:
		return a.inMonth(t)
	}
	now, err := Get(t, DayOfWeekField)
	if err != nil {
		return nil, err
	}
	ahead := floorMod(int64(a.dow)-int64(now), 7)
	switch a.kind {
	case nextDay:
		return t.Plus((ahead+6)%7+1, Days)
	case nextOrSame:
		return t.Plus(ahead, Days)
	case previousDay:
		return t.Plus(-((6-ahead)%7 + 1), Days)
	}
	return t.Plus(-(7-ahead)%7, Days)
}

func toEnd(t Temporal, f Field) (Temporal, error) {
	r, err := t.Range(f)
	if err != nil {
		return nil, err
	}
	return t.With(f, r.Maximum())
}

func then(t Temporal, f Field, v, n int64, u Unit) (Temporal, error) {
	t, err := t.With(f, v)
	if err != nil {
		return nil, err
	}
	return t.Plus(n, u)
}

func (a DateAdjuster) inMonth(t Temporal) (_ Temporal, err error) {
	n := int64(a.ordinal)
	if n >= 0 {
		t, err = t.With(DayOfMonth, 1)
	} else {
		t, err = toEnd(t, DayOfMonth)
	}
	if err != nil {
		return nil, err
	}
	now, err := Get(t, DayOfWeekField)
	if err != nil {
		return nil, err
	}
	diff := int64(a.dow) - int64(now)
	if n >= 0 {
		return t.Plus(floorMod(diff, 7)+(n-1)*7, Days)
	}
	return t.Plus(-floorMod(-diff, 7)-(-n-1)*7, Days)
}
