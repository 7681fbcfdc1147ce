package jtime

import (
	"math"
	"strings"
)

// A Field is a java.time.temporal.TemporalField: one of ChronoField, IsoFields
// or JulianFields, or a field of a [WeekFields].
type Field int

// ChronoField, in Java's order, so that the value is the ordinal.
const (
	NanoOfSecond Field = iota
	NanoOfDay
	MicroOfSecond
	MicroOfDay
	MilliOfSecond
	MilliOfDay
	SecondOfMinute
	SecondOfDay
	MinuteOfHour
	MinuteOfDay
	HourOfAmPm
	ClockHourOfAmPm
	HourOfDay
	ClockHourOfDay
	AmPmOfDay
	DayOfWeekField
	AlignedDayOfWeekInMonth
	AlignedDayOfWeekInYear
	DayOfMonth
	DayOfYear
	EpochDay
	AlignedWeekOfMonth
	AlignedWeekOfYear
	MonthOfYear
	ProlepticMonth
	YearOfEra
	YearField
	Era
	InstantSeconds
	OffsetSeconds

	chronoFields // how many there are
)

// IsoFields and JulianFields.
const (
	DayOfQuarter Field = iota + 32
	QuarterOfYear
	WeekOfWeekBasedYear
	WeekBasedYear
	JulianDay
	ModifiedJulianDay
	RataDie
)

// ChronoFields are the names of the constants of ChronoField, by ordinal.
var ChronoFields = []string{
	"NANO_OF_SECOND", "NANO_OF_DAY", "MICRO_OF_SECOND", "MICRO_OF_DAY", "MILLI_OF_SECOND", "MILLI_OF_DAY",
	"SECOND_OF_MINUTE", "SECOND_OF_DAY", "MINUTE_OF_HOUR", "MINUTE_OF_DAY", "HOUR_OF_AMPM", "CLOCK_HOUR_OF_AMPM",
	"HOUR_OF_DAY", "CLOCK_HOUR_OF_DAY", "AMPM_OF_DAY", "DAY_OF_WEEK", "ALIGNED_DAY_OF_WEEK_IN_MONTH",
	"ALIGNED_DAY_OF_WEEK_IN_YEAR", "DAY_OF_MONTH", "DAY_OF_YEAR", "EPOCH_DAY", "ALIGNED_WEEK_OF_MONTH",
	"ALIGNED_WEEK_OF_YEAR", "MONTH_OF_YEAR", "PROLEPTIC_MONTH", "YEAR_OF_ERA", "YEAR", "ERA", "INSTANT_SECONDS",
	"OFFSET_SECONDS",
}

// The limits of the years and of the days in them.
const (
	MinYear = -999_999_999
	MaxYear = 999_999_999

	minEpochDay = -365_243_219_162
	maxEpochDay = 365_241_780_471
)

type fieldFacts struct {
	name       string
	base, rng  Unit
	valueRange ValueRange
}

var fieldTable = [...]fieldFacts{
	NanoOfSecond:            {"NanoOfSecond", Nanos, Seconds, fixedRange(0, 999_999_999)},
	NanoOfDay:               {"NanoOfDay", Nanos, Days, fixedRange(0, nanosPerDay-1)},
	MicroOfSecond:           {"MicroOfSecond", Micros, Seconds, fixedRange(0, 999_999)},
	MicroOfDay:              {"MicroOfDay", Micros, Days, fixedRange(0, nanosPerDay/1000-1)},
	MilliOfSecond:           {"MilliOfSecond", Millis, Seconds, fixedRange(0, 999)},
	MilliOfDay:              {"MilliOfDay", Millis, Days, fixedRange(0, millisPerDay-1)},
	SecondOfMinute:          {"SecondOfMinute", Seconds, Minutes, fixedRange(0, 59)},
	SecondOfDay:             {"SecondOfDay", Seconds, Days, fixedRange(0, secondsPerDay-1)},
	MinuteOfHour:            {"MinuteOfHour", Minutes, Hours, fixedRange(0, 59)},
	MinuteOfDay:             {"MinuteOfDay", Minutes, Days, fixedRange(0, 24*60-1)},
	HourOfAmPm:              {"HourOfAmPm", Hours, HalfDays, fixedRange(0, 11)},
	ClockHourOfAmPm:         {"ClockHourOfAmPm", Hours, HalfDays, fixedRange(1, 12)},
	HourOfDay:               {"HourOfDay", Hours, Days, fixedRange(0, 23)},
	ClockHourOfDay:          {"ClockHourOfDay", Hours, Days, fixedRange(1, 24)},
	AmPmOfDay:               {"AmPmOfDay", HalfDays, Days, fixedRange(0, 1)},
	DayOfWeekField:          {"DayOfWeek", Days, Weeks, fixedRange(1, 7)},
	AlignedDayOfWeekInMonth: {"AlignedDayOfWeekInMonth", Days, Weeks, fixedRange(1, 7)},
	AlignedDayOfWeekInYear:  {"AlignedDayOfWeekInYear", Days, Weeks, fixedRange(1, 7)},
	DayOfMonth:              {"DayOfMonth", Days, Months, ValueRange{1, 1, 28, 31}},
	DayOfYear:               {"DayOfYear", Days, Years, ValueRange{1, 1, 365, 366}},
	EpochDay:                {"EpochDay", Days, Forever, fixedRange(minEpochDay, maxEpochDay)},
	AlignedWeekOfMonth:      {"AlignedWeekOfMonth", Weeks, Months, ValueRange{1, 1, 4, 5}},
	AlignedWeekOfYear:       {"AlignedWeekOfYear", Weeks, Years, fixedRange(1, 53)},
	MonthOfYear:             {"MonthOfYear", Months, Years, fixedRange(1, 12)},
	ProlepticMonth:          {"ProlepticMonth", Months, Forever, fixedRange(MinYear*12, MaxYear*12+11)},
	YearOfEra:               {"YearOfEra", Years, Forever, ValueRange{1, 1, MaxYear, MaxYear + 1}},
	YearField:               {"Year", Years, Forever, fixedRange(MinYear, MaxYear)},
	Era:                     {"Era", Eras, Forever, fixedRange(0, 1)},
	InstantSeconds:          {"InstantSeconds", Seconds, Forever, fixedRange(math.MinInt64, math.MaxInt64)},
	OffsetSeconds:           {"OffsetSeconds", Seconds, Forever, fixedRange(-maxOffset, maxOffset)},
	DayOfQuarter:            {"DayOfQuarter", Days, QuarterYears, ValueRange{1, 1, 90, 92}},
	QuarterOfYear:           {"QuarterOfYear", QuarterYears, Years, fixedRange(1, 4)},
	WeekOfWeekBasedYear:     {"WeekOfWeekBasedYear", Weeks, WeekBasedYears, ValueRange{1, 1, 52, 53}},
	WeekBasedYear:           {"WeekBasedYear", WeekBasedYears, Forever, fixedRange(MinYear, MaxYear)},
	JulianDay:               {"JulianDay", Days, Forever, fixedRange(minEpochDay+julianOffset, maxEpochDay+julianOffset)},
	ModifiedJulianDay:       {"ModifiedJulianDay", Days, Forever, fixedRange(minEpochDay+mjdOffset, maxEpochDay+mjdOffset)},
	RataDie:                 {"RataDie", Days, Forever, fixedRange(minEpochDay+rataDieOffset, maxEpochDay+rataDieOffset)},
}

func (f Field) facts() *fieldFacts {
	if k, w := f.week(); k != noWeekField {
		return k.facts(w)
	}
	return &fieldTable[f]
}

// String is the name as Java prints it, as HourOfDay.
func (f Field) String() string { return f.facts().name }

// IsDateBased and IsTimeBased report what the field is a part of.
func (f Field) IsDateBased() bool { return f >= DayOfQuarter || f >= DayOfWeekField && f <= Era }
func (f Field) IsTimeBased() bool { return f <= AmPmOfDay }

// Range is the range of all valid values.
func (f Field) Range() ValueRange { return f.facts().valueRange }

// BaseUnit and RangeUnit are Days and Months for DayOfMonth.
func (f Field) BaseUnit() Unit  { return f.facts().base }
func (f Field) RangeUnit() Unit { return f.facts().rng }

func (f Field) chrono() bool { return f < chronoFields }

// check refuses a value outside the range.
func (f Field) check(v int64) error {
	facts := f.facts()
	if f >= JulianDay && f <= RataDie && !facts.valueRange.IsValid(v) {
		return invalid("Invalid value: " + facts.name + " " + itoa(v))
	}
	return facts.valueRange.check(v, facts.name)
}

// CheckValue gives v back if it is valid.
func (f Field) CheckValue(v int64) (int64, error) { return v, f.check(v) }

// FieldOf is the constant of ChronoField of that name.
func FieldOf(name string) (Field, error) {
	for i, n := range ChronoFields {
		if n == name {
			return Field(i), nil
		}
	}
	return 0, illegal("No enum constant java.time.temporal.ChronoField." + name)
}

// A ValueRange is a java.time.temporal.ValueRange.
type ValueRange struct{ MinSmallest, MinLargest, MaxSmallest, MaxLargest int64 }

func fixedRange(lo, hi int64) ValueRange { return ValueRange{lo, lo, hi, hi} }

// Minimum and Maximum are the outermost values.
func (r ValueRange) Minimum() int64 { return r.MinSmallest }
func (r ValueRange) Maximum() int64 { return r.MaxLargest }

// IsFixed reports whether the same values are always valid.
func (r ValueRange) IsFixed() bool {
	return r.MinSmallest == r.MinLargest && r.MaxSmallest == r.MaxLargest
}

// IsValid reports whether v can be valid.
func (r ValueRange) IsValid(v int64) bool { return v >= r.MinSmallest && v <= r.MaxLargest }

// fitsInt reports whether all values are of Java's int.
func (r ValueRange) fitsInt() bool {
	return r.MinSmallest >= math.MinInt32 && r.MaxLargest <= math.MaxInt32
}

// String is 1 - 28/31.
func (r ValueRange) String() string {
	var b strings.Builder
	b.WriteString(itoa(r.MinSmallest))
	if r.MinSmallest != r.MinLargest {
		b.WriteString("/" + itoa(r.MinLargest))
	}
	b.WriteString(" - " + itoa(r.MaxSmallest))
	if r.MaxSmallest != r.MaxLargest {
		b.WriteString("/" + itoa(r.MaxLargest))
	}
	return b.String()
}

func (r ValueRange) check(v int64, name string) error {
	if r.IsValid(v) {
		return nil
	}
	return invalid("Invalid value for " + name + " (valid values " + r.String() + "): " + itoa(v))
}
