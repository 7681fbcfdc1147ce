package jtime

// An Accessor is a java.time.temporal.TemporalAccessor. The set of them is
// closed: the value types of this package and *[Parsed].
type Accessor interface {
	// Supports reports whether Long knows the field.
	Supports(Field) bool
	// Long is Java's getLong. For a field it does not know the error is an
	// UnsupportedTemporalTypeException.
	Long(Field) (int64, error)
	// Range is the range of values of the field for this very object: DayOfMonth
	// ends at 29 in February 2024.
	Range(Field) (ValueRange, error)
	String() string

	// known is what Java's queries get out of it.
	known() known
}

// A Temporal is a java.time.temporal.Temporal. The dynamic type of a result is
// the receiver's.
type Temporal interface {
	Accessor
	With(f Field, v int64) (Temporal, error)
	Plus(n int64, u Unit) (Temporal, error)
	// Until converts end to the receiver's type.
	Until(end Accessor, u Unit) (int64, error)
	SupportsUnit(Unit) bool
}

// An Adjuster is a java.time.temporal.TemporalAdjuster: a part that replaces
// that part, as a LocalTime does, or one of TemporalAdjusters.
type Adjuster interface {
	AdjustInto(Temporal) (Temporal, error)
}

// An Amount is a java.time.temporal.TemporalAmount.
type Amount interface {
	addTo(t Temporal, sign int64) (Temporal, error)
}

// known are the parts of an Accessor; a part counts if its bit is set.
type known struct {
	has    parts
	date   LocalDate
	time   LocalTime
	offset ZoneOffset
	zone   ZoneID // for zoneIdKnown alone, not for an offset
}

type parts uint8

const (
	hasDate parts = 1 << iota
	hasTime
	hasOffset
	hasZone
)

// anyZone is the zone or else the offset.
func (k known) anyZone() (ZoneID, bool) {
	switch {
	case k.has&hasZone != 0:
		return k.zone, true
	case k.has&hasOffset != 0:
		return k.offset, true
	}
	return nil, false
}

// Get is Java's get: the field's value if all its values are ints.
func Get(a Accessor, f Field) (int32, error) {
	v, err := a.Long(f)
	if err != nil {
		return 0, err
	}
	r, err := a.Range(f)
	if err != nil {
		return 0, err
	}
	if r.fitsInt() {
		return int32(v), r.check(v, f.String())
	}
	// Each class has its own way to say that it is too long.
	name := f.String()
	switch a.(type) {
	case Instant:
		return 0, unsupportedField(f)
	case YearMonth:
		return 0, invalid("Invalid value for " + name + " (valid values " + r.String() + "): " + itoa(v))
	case Temporal:
		if f.chrono() {
			name = "'" + name + "'"
		}
	}
	return 0, &Error{Class: UnsupportedTemporalTypeException, Message: "Invalid field " + name + " for get() method, use getLong() instead"}
}

// With is t.with(adjuster).
func With(t Temporal, a Adjuster) (Temporal, error) { return a.AdjustInto(t) }

// Minus is t.minus(n, unit).
func Minus(t Temporal, n int64, u Unit) (Temporal, error) {
	if n == -1<<63 {
		t, err := t.Plus(1<<63-1, u)
		if err != nil {
			return nil, err
		}
		return t.Plus(1, u)
	}
	return t.Plus(-n, u)
}

// PlusAmount and MinusAmount are t.plus(amount) and t.minus(amount).
func PlusAmount(t Temporal, a Amount) (Temporal, error)  { return a.addTo(t, 1) }
func MinusAmount(t Temporal, a Amount) (Temporal, error) { return a.addTo(t, -1) }

// ClassOf is the Java class of a value of this package.
func ClassOf(v any) string {
	switch v.(type) {
	case LocalDate:
		return "java.time.LocalDate"
	case LocalTime:
		return "java.time.LocalTime"
	case LocalDateTime:
		return "java.time.LocalDateTime"
	case OffsetDateTime:
		return "java.time.OffsetDateTime"
	case ZonedDateTime:
		return "java.time.ZonedDateTime"
	case Instant:
		return "java.time.Instant"
	case Duration:
		return "java.time.Duration"
	case Period:
		return "java.time.Period"
	case Year:
		return "java.time.Year"
	case YearMonth:
		return "java.time.YearMonth"
	case MonthDay:
		return "java.time.MonthDay"
	case OffsetTime:
		return "java.time.OffsetTime"
	case DayOfWeek:
		return "java.time.DayOfWeek"
	case Month:
		return "java.time.Month"
	case ZoneOffset:
		return "java.time.ZoneOffset"
	case ZoneRegion:
		return "java.time.ZoneRegion"
	case *Parsed:
		return "java.time.format.Parsed"
	case *Formatter:
		return "java.time.format.DateTimeFormatter"
	case ValueRange:
		return "java.time.temporal.ValueRange"
	case WeekFields:
		return "java.time.temporal.WeekFields"
	case Unit:
		return "java.time.temporal.ChronoUnit"
	case Field:
		return "java.time.temporal.ChronoField"
	case *Date:
		return "java.util.Date"
	case *Timestamp:
		return "java.sql.Timestamp"
	case *SQLDate:
		return "java.sql.Date"
	case *SQLTime:
		return "java.sql.Time"
	case *Calendar:
		return "java.util.GregorianCalendar"
	case *TimeZone:
		return "sun.util.calendar.ZoneInfo"
	case *DateFormat:
		return "java.text.SimpleDateFormat"
	case Locale:
		return "java.util.Locale"
	}
	return ""
}

// notFrom is the error of a conversion that lacks a part.
func notFrom(target string, a Accessor) error {
	return invalid("Unable to obtain " + target + " from TemporalAccessor: " + a.String() + " of type " + ClassOf(a))
}
