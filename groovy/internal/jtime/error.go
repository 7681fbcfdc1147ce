package jtime

import "strconv"

// The classes of the exceptions raised here.
const (
	ArithmeticException              = "java.lang.ArithmeticException"
	IllegalArgumentException         = "java.lang.IllegalArgumentException"
	UnsupportedOperationException    = "java.lang.UnsupportedOperationException"
	ArrayIndexOutOfBounds            = "java.lang.ArrayIndexOutOfBoundsException"
	IndexOutOfBounds                 = "java.lang.StringIndexOutOfBoundsException"
	ParseException                   = "java.text.ParseException"
	DateTimeException                = "java.time.DateTimeException"
	DateTimeParseException           = "java.time.format.DateTimeParseException"
	UnsupportedTemporalTypeException = "java.time.temporal.UnsupportedTemporalTypeException"
	ZoneRulesException               = "java.time.zone.ZoneRulesException"
)

// An Error is an exception that Java would throw. Every error this package
// returns is an *Error.
type Error struct {
	Class   string // the full name, as java.time.DateTimeException
	Message string // empty where Java's is null
	Index   int    // where in the text it failed, for the two parse exceptions
}

func (e *Error) Error() string {
	if e.Message == "" {
		return e.Class
	}
	return e.Class + ": " + e.Message
}

func illegal(message string) error { return &Error{Class: IllegalArgumentException, Message: message} }

func invalid(message string) error { return &Error{Class: DateTimeException, Message: message} }

// unsupportedField names the field that is missed, which for one that follows
// from others is the first of them.
func unsupportedField(f Field) error {
	if kind, _ := f.week(); kind != noWeekField {
		f = DayOfWeekField
	} else if f >= JulianDay && f <= RataDie {
		f = EpochDay
	}
	return &Error{Class: UnsupportedTemporalTypeException, Message: "Unsupported field: " + f.String()}
}

func unsupportedUnit(u Unit) error {
	return &Error{Class: UnsupportedTemporalTypeException, Message: "Unsupported unit: " + u.String()}
}

// unparsed is the DateTimeParseException for a text that ends or differs at
// index, which counts UTF-16 units as Java does.
func unparsed(text string, index int, message string) error {
	beyond := max(index-len(text), 0)
	return &Error{Class: DateTimeParseException, Message: message, Index: utf16Len(text[:index-beyond]) + beyond}
}

// quoteShort is the text as a DateTimeParseException shows it.
func quoteShort(text string) string {
	if utf16Len(text) > 64 {
		return "'" + utf16Prefix(text, 64) + "...'"
	}
	return "'" + text + "'"
}

var (
	errLongOverflow = &Error{Class: ArithmeticException, Message: "long overflow"}
	errIntOverflow  = &Error{Class: ArithmeticException, Message: "integer overflow"}
)

func itoa[T ~int | ~int32 | ~int64 | ~uint8](n T) string { return strconv.FormatInt(int64(n), 10) }
