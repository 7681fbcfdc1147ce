package groovy

import (
	"fmt"

	"github.com/entwine-sync/entwine/groovy/internal/jtime"
)

// A timeValue is what package jtime has as an immutable value: a date, a zone, a
// unit, a formatter.
type timeValue struct{ v any }

func (w timeValue) classOf() *Class {
	switch x := w.v.(type) {
	case jtime.LocalDate:
		return classLocalDate
	case jtime.LocalTime:
		return classLocalTime
	case jtime.LocalDateTime:
		return classLocalDateTime
	case jtime.OffsetDateTime:
		return classOffsetDateTime
	case jtime.ZonedDateTime:
		return classZonedDateTime
	case jtime.Instant:
		return classInstant
	case jtime.Duration:
		return classDuration
	case jtime.Period:
		return classPeriod
	case jtime.Year:
		return classYear
	case jtime.YearMonth:
		return classYearMonth
	case jtime.MonthDay:
		return classMonthDay
	case jtime.OffsetTime:
		return classOffsetTime
	case jtime.DayOfWeek:
		return classDayOfWeek
	case jtime.Month:
		return classMonth
	case jtime.Unit:
		if x > jtime.Forever {
			return classIsoUnit
		}
		return classChronoUnit
	case jtime.Field:
		return fieldClass(x)
	case jtime.FormatStyle:
		return classFormatStyle
	case jtime.TextStyle:
		return classTextStyle
	case jtime.ResolverStyle:
		return classResolverStyle
	case jtime.SignStyle:
		return classSignStyle
	case jtime.WeekFields:
		return classWeekFields
	case *jtime.Formatter:
		return classTimeFormatter
	case *jtime.Parsed:
		return classParsed
	case jtime.ValueRange:
		return classValueRange
	case jtime.ZoneOffset:
		return classZoneOffset
	case jtime.ZoneRegion:
		return classZoneRegion
	case jtime.ZoneRules:
		return classZoneRulesOf
	case jtime.ZoneTransition:
		return classZoneTransition
	case jtime.Locale:
		return classLocale
	case *jtime.TimeZone:
		return classZoneInfo
	case jtime.DateAdjuster:
		return classAdjusterLambda
	}
	return classObject
}

func (w timeValue) text(t *thread) (string, error) {
	switch x := w.v.(type) {
	case jtime.FormatStyle:
		return jtime.FormatStyles[x], nil
	case jtime.TextStyle:
		return jtime.TextStyles[x], nil
	case jtime.ResolverStyle:
		return jtime.ResolverStyles[x], nil
	case jtime.SignStyle:
		return jtime.SignStyles[x], nil
	case fmt.Stringer:
		return x.String(), nil
	}
	return w.classOf().name + "@" + t.hex(w), nil
}

func (w timeValue) equals(_ *thread, other any) (bool, error) {
	o, ok := other.(timeValue)
	if !ok {
		return false, nil
	}
	if z, ok := w.v.(*jtime.TimeZone); ok {
		y, ok := o.v.(*jtime.TimeZone)
		return ok && z.Equal(y), nil
	}
	return w.v == o.v, nil
}

func (w timeValue) hashCode(t *thread) (int32, error) {
	switch x := w.v.(type) {
	case *jtime.TimeZone:
		return hashString(x.ID()), nil
	case interface{ HashCode() int32 }:
		return x.HashCode(), nil
	}
	s, err := w.text(t)
	return hashString(s), err
}

func (w timeValue) compareTo(t *thread, other any) (int, error) {
	if o, ok := other.(timeValue); ok {
		switch x := w.v.(type) {
		case jtime.LocalDate:
			return ordered(t, x, o)
		case jtime.LocalTime:
			return ordered(t, x, o)
		case jtime.LocalDateTime:
			return ordered(t, x, o)
		case jtime.OffsetDateTime:
			return ordered(t, x, o)
		case jtime.ZonedDateTime:
			return ordered(t, x, o)
		case jtime.Instant:
			return ordered(t, x, o)
		case jtime.Duration:
			return ordered(t, x, o)
		case jtime.Year:
			return ordered(t, x, o)
		case jtime.YearMonth:
			return ordered(t, x, o)
		case jtime.MonthDay:
			return ordered(t, x, o)
		case jtime.OffsetTime:
			return ordered(t, x, o)
		case jtime.ZoneOffset:
			return ordered(t, x, o)
		}
		if a, b := enumOrdinal(w.v), enumOrdinal(o.v); a >= 0 && b >= 0 && w.classOf() == o.classOf() {
			return a - b, nil
		}
	}
	return 0, t.castError(other, w.classOf())
}

// ordered compares x with a value of its own type; with any other that is a
// ClassCastException.
func ordered[T interface{ CompareTo(T) int32 }](t *thread, x T, other timeValue) (int, error) {
	y, ok := other.v.(T)
	if !ok {
		return 0, t.castError(other, timeValue{x}.classOf())
	}
	return int(x.CompareTo(y)), nil
}

// enumOrdinal is the place of an enum's constant, -1 if v is none.
func enumOrdinal(v any) int {
	switch x := v.(type) {
	case jtime.DayOfWeek:
		return int(x.Ordinal())
	case jtime.Month:
		return int(x.Ordinal())
	case jtime.Unit:
		return int(x)
	case jtime.Field:
		return int(x)
	case jtime.FormatStyle:
		return int(x)
	case jtime.TextStyle:
		return int(x)
	case jtime.ResolverStyle:
		return int(x)
	case jtime.SignStyle:
		return int(x)
	}
	return -1
}
