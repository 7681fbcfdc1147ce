package jtime

// A LocalDate is a java.time.LocalDate. The zero value is no date; the values
// here come from the functions below. Two dates are equal if == says so.
type LocalDate struct {
	year       int32
	month, day int8
}

// The first and the last date, and 1970-01-01.
var (
	MinLocalDate   = LocalDate{MinYear, 1, 1}
	MaxLocalDate   = LocalDate{MaxYear, 12, 31}
	EpochLocalDate = LocalDate{1970, 1, 1}
)

// NewLocalDate is LocalDate.of.
func NewLocalDate(year, month, day int32) (LocalDate, error) {
	if err := YearField.check(int64(year)); err != nil {
		return LocalDate{}, err
	}
	if err := MonthOfYear.check(int64(month)); err != nil {
		return LocalDate{}, err
	}
	if err := DayOfMonth.check(int64(day)); err != nil {
		return LocalDate{}, err
	}
	if day > 28 && int(day) > monthLength(int64(year), int(month)) {
		if day == 29 {
			return LocalDate{}, invalid("Invalid date 'February 29' as '" + itoa(year) + "' is not a leap year")
		}
		return LocalDate{}, invalid("Invalid date '" + Month(month).String() + " " + itoa(day) + "'")
	}
	return LocalDate{year, int8(month), int8(day)}, nil
}

// LocalDateOfYearDay is LocalDate.ofYearDay.
func LocalDateOfYearDay(year, dayOfYear int32) (LocalDate, error) {
	if err := YearField.check(int64(year)); err != nil {
		return LocalDate{}, err
	}
	if err := DayOfYear.check(int64(dayOfYear)); err != nil {
		return LocalDate{}, err
	}
	if dayOfYear == 366 && !leapYear(int64(year)) {
		return LocalDate{}, invalid("Invalid date 'DayOfYear 366' as '" + itoa(year) + "' is not a leap year")
	}
	return civilDate(daysOf(int64(year), 1, 1) + int64(dayOfYear) - 1), nil
}

// LocalDateOfEpochDay is LocalDate.ofEpochDay.
func LocalDateOfEpochDay(day int64) (LocalDate, error) {
	if err := EpochDay.check(day); err != nil {
		return LocalDate{}, err
	}
	return civilDate(day), nil
}

// LocalDateOfInstant is LocalDate.ofInstant.
func LocalDateOfInstant(i Instant, zone ZoneID) (LocalDate, error) {
	return LocalDateOfEpochDay(floorDiv(i.seconds+int64(zone.Rules().OffsetAt(i.seconds).seconds), secondsPerDay))
}

// LocalDateFrom is LocalDate.from.
func LocalDateFrom(a Accessor) (LocalDate, error) {
	k := a.known()
	if k.has&hasDate == 0 {
		return LocalDate{}, notFrom("LocalDate", a)
	}
	return k.date, nil
}

// ParseLocalDate is LocalDate.parse of a text as 2007-12-03.
func ParseLocalDate(text string) (LocalDate, error) {
	return parseAs(ISOLocalDate, text, LocalDateFrom)
}

// ParseLocalDateWith is LocalDate.parse with a formatter.
func ParseLocalDateWith(text string, f *Formatter) (LocalDate, error) {
	return parseAs(f, text, LocalDateFrom)
}

// civilDate is the date of a day within the limits.
func civilDate(day int64) LocalDate {
	y, m, d := dateOf(day)
	return LocalDate{int32(y), int8(m), int8(d)}
}

func (d LocalDate) Year() int32       { return d.year }
func (d LocalDate) MonthValue() int32 { return int32(d.month) }
func (d LocalDate) Month() Month      { return Month(d.month) }
func (d LocalDate) DayOfMonth() int32 { return int32(d.day) }
func (d LocalDate) DayOfYear() int32 {
	return int32(dayOfYear(int64(d.year), int(d.month), int(d.day)))
}
func (d LocalDate) DayOfWeek() DayOfWeek { return DayOfWeek(weekdayOf(d.EpochDay())) }
func (d LocalDate) IsLeapYear() bool     { return leapYear(int64(d.year)) }
func (d LocalDate) LengthOfMonth() int32 { return int32(monthLength(int64(d.year), int(d.month))) }
func (d LocalDate) LengthOfYear() int32  { return int32(yearLength(int64(d.year))) }

// EpochDay counts the days from 1970-01-01.
func (d LocalDate) EpochDay() int64 { return daysOf(int64(d.year), int(d.month), int(d.day)) }

// EpochSecond is toEpochSecond(time, offset).
func (d LocalDate) EpochSecond(t LocalTime, o ZoneOffset) int64 {
	return d.EpochDay()*secondsPerDay + int64(t.SecondOfDay()) - int64(o.seconds)
}

func (d LocalDate) prolepticMonth() int64 { return int64(d.year)*12 + int64(d.month) - 1 }

// WithYear replaces a part, as WithMonth and the others do; a day the month does
// not have becomes its last for the first two and is refused by the others.
func (d LocalDate) WithYear(year int32) (LocalDate, error) {
	if err := YearField.check(int64(year)); err != nil {
		return d, err
	}
	return clipped(int64(year), int(d.month), int(d.day)), nil
}

func (d LocalDate) WithMonth(month int32) (LocalDate, error) {
	if err := MonthOfYear.check(int64(month)); err != nil {
		return d, err
	}
	return clipped(int64(d.year), int(month), int(d.day)), nil
}

func (d LocalDate) WithDayOfMonth(day int32) (LocalDate, error) {
	return NewLocalDate(d.year, int32(d.month), day)
}

func (d LocalDate) WithDayOfYear(day int32) (LocalDate, error) {
	return LocalDateOfYearDay(d.year, day)
}

// clipped is the date or, if its month is too short, the month's last day.
func clipped(year int64, month, day int) LocalDate {
	return LocalDate{int32(year), int8(month), int8(min(day, monthLength(year, month)))}
}

func (d LocalDate) PlusYears(n int64) (LocalDate, error) {
	if n == 0 {
		return d, nil
	}
	// Java adds without looking for an overflow and checks the int that is left.
	year := int64(d.year) + n
	if err := YearField.check(year); err != nil {
		return d, err
	}
	return clipped(year, int(d.month), int(d.day)), nil
}

func (d LocalDate) PlusMonths(n int64) (LocalDate, error) {
	if n == 0 {
		return d, nil
	}
	months := d.prolepticMonth() + n
	year := floorDiv(months, 12)
	if err := YearField.check(year); err != nil {
		return d, err
	}
	return clipped(year, int(floorMod(months, 12))+1, int(d.day)), nil
}

func (d LocalDate) PlusWeeks(n int64) (LocalDate, error) {
	days, err := mulExact(n, 7)
	if err != nil {
		return d, err
	}
	return d.PlusDays(days)
}

func (d LocalDate) PlusDays(n int64) (LocalDate, error) {
	if n == 0 {
		return d, nil
	}
	// Within this month or the next, which are nearly all cases, Java complains
	// of the year; further away of the day.
	if dom := int64(d.day) + n; dom > 0 && dom <= 59 && int64(d.day) <= 31 {
		length := int64(monthLength(int64(d.year), int(d.month)))
		switch {
		case dom <= length:
			return LocalDate{d.year, d.month, int8(dom)}, nil
		case d.month < 12:
			return LocalDate{d.year, d.month + 1, int8(dom - length)}, nil
		}
		if err := YearField.check(int64(d.year) + 1); err != nil {
			return d, err
		}
		return LocalDate{d.year + 1, 1, int8(dom - length)}, nil
	}
	day, err := addExact(d.EpochDay(), n)
	if err != nil {
		return d, err
	}
	return LocalDateOfEpochDay(day)
}

func (d LocalDate) MinusYears(n int64) (LocalDate, error)  { return minus(d, n, LocalDate.PlusYears) }
func (d LocalDate) MinusMonths(n int64) (LocalDate, error) { return minus(d, n, LocalDate.PlusMonths) }
func (d LocalDate) MinusWeeks(n int64) (LocalDate, error)  { return minus(d, n, LocalDate.PlusWeeks) }
func (d LocalDate) MinusDays(n int64) (LocalDate, error)   { return minus(d, n, LocalDate.PlusDays) }

// minus is plus of the negated number, which the smallest does not have.
func minus[T any](t T, n int64, plus func(T, int64) (T, error)) (T, error) {
	if n != -1<<63 {
		return plus(t, -n)
	}
	t, err := plus(t, 1<<63-1)
	if err != nil {
		return t, err
	}
	return plus(t, 1)
}

// AtTime is the date at a time of the day.
func (d LocalDate) AtTime(t LocalTime) LocalDateTime { return LocalDateTime{d, t} }

// AtStartOfDay is the date at midnight.
func (d LocalDate) AtStartOfDay() LocalDateTime { return LocalDateTime{d, Midnight} }

// AtStartOfDayIn is the first moment of the date in a zone, which is not
// midnight where the clocks go forward then.
func (d LocalDate) AtStartOfDayIn(zone ZoneID) (ZonedDateTime, error) {
	t := d.AtStartOfDay()
	if _, ok := zone.(ZoneOffset); !ok {
		if trans, ok := zone.Rules().Transition(t); ok && trans.IsGap() {
			t = trans.DateTimeAfter()
		}
	}
	return ZonedOf(t, zone)
}

// CompareTo is Java's: a difference of years, months or days.
func (d LocalDate) CompareTo(e LocalDate) int32 {
	switch {
	case d.year != e.year:
		return d.year - e.year
	case d.month != e.month:
		return int32(d.month - e.month)
	}
	return int32(d.day - e.day)
}

func (d LocalDate) IsBefore(e LocalDate) bool { return d.CompareTo(e) < 0 }
func (d LocalDate) IsAfter(e LocalDate) bool  { return d.CompareTo(e) > 0 }
func (d LocalDate) IsEqual(e LocalDate) bool  { return d == e }

func (d LocalDate) HashCode() int32 {
	return d.year&^0x7FF ^ (d.year<<11 + int32(d.month)<<6 + int32(d.day))
}

// String is 2007-12-03; a year of more than four digits has a sign.
func (d LocalDate) String() string { return string(d.append(nil)) }

func (d LocalDate) append(b []byte) []byte {
	b = appendYear(b, d.year)
	b = append2(append(b, '-'), int(d.month))
	return append2(append(b, '-'), int(d.day))
}

func appendYear(b []byte, year int32) []byte {
	if year > 9999 {
		b = append(b, '+')
	}
	return appendPadded(b, int64(year), 4)
}
