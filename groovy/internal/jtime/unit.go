package jtime

// A Unit is a java.time.temporal.TemporalUnit: a ChronoUnit or one of the two of
// IsoFields.
type Unit int

// ChronoUnit, in Java's order, so that the value is the ordinal, then those of
// IsoFields.
const (
	Nanos Unit = iota
	Micros
	Millis
	Seconds
	Minutes
	Hours
	HalfDays
	Days
	Weeks
	Months
	Years
	Decades
	Centuries
	Millennia
	Eras
	Forever
	WeekBasedYears
	QuarterYears
)

// ChronoUnits are the names of the constants of ChronoUnit, by ordinal.
var ChronoUnits = []string{
	"NANOS", "MICROS", "MILLIS", "SECONDS", "MINUTES", "HOURS", "HALF_DAYS", "DAYS", "WEEKS", "MONTHS", "YEARS",
	"DECADES", "CENTURIES", "MILLENNIA", "ERAS", "FOREVER",
}

var unitNames = [...]string{
	"Nanos", "Micros", "Millis", "Seconds", "Minutes", "Hours", "HalfDays", "Days", "Weeks", "Months", "Years",
	"Decades", "Centuries", "Millennia", "Eras", "Forever", "WeekBasedYears", "QuarterYears",
}

// String is the name as Java prints it, as HalfDays.
func (u Unit) String() string { return unitNames[u] }

// IsDateBased and IsTimeBased report what the unit is a part of.
func (u Unit) IsDateBased() bool { return u >= Days && u != Forever }
func (u Unit) IsTimeBased() bool { return u < Days }

// UnitOf is the constant of ChronoUnit of that name.
func UnitOf(name string) (Unit, error) {
	for i, n := range ChronoUnits {
		if n == name {
			return Unit(i), nil
		}
	}
	return 0, illegal("No enum constant java.time.temporal.ChronoUnit." + name)
}

// A year has 31556952 seconds in the mean, which Java takes for these too.
var unitSeconds = [...]int64{
	Seconds: 1, Minutes: 60, Hours: 3600, HalfDays: 43200, Days: 86400, Weeks: 7 * 86400,
	Months: 31556952 / 12, Years: 31556952, Decades: 31556952 * 10, Centuries: 31556952 * 100,
	Millennia: 31556952 * 1000, Eras: 31556952 * 1_000_000_000, Forever: 1<<63 - 1,
	WeekBasedYears: 31556952, QuarterYears: 31556952 / 4,
}

// Duration is the length of the unit, for months and more an estimate.
func (u Unit) Duration() Duration {
	switch u {
	case Nanos:
		return Duration{0, 1}
	case Micros:
		return Duration{0, 1000}
	case Millis:
		return Duration{0, 1_000_000}
	case Forever:
		return Duration{unitSeconds[u], 999_999_999}
	}
	return Duration{unitSeconds[u], 0}
}

// nanos is the length of a unit of time within a day.
func (u Unit) nanos() int64 {
	switch u {
	case Nanos:
		return 1
	case Micros:
		return 1000
	case Millis:
		return 1_000_000
	}
	return unitSeconds[u] * nanosPerSecond
}

// IsDurationEstimated reports whether the unit has no fixed length.
func (u Unit) IsDurationEstimated() bool { return u >= Days }

// Between is how many whole units lie between the two, which may be negative.
func (u Unit) Between(start Temporal, end Accessor) (int64, error) { return start.Until(end, u) }
