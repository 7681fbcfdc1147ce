package number

import "fmt"

// The classes of the exceptions raised here.
const (
	ArithmeticException           = "java.lang.ArithmeticException"
	NumberFormatException         = "java.lang.NumberFormatException"
	NullPointerException          = "java.lang.NullPointerException"
	ClassCastException            = "java.lang.ClassCastException"
	IllegalArgumentException      = "java.lang.IllegalArgumentException"
	UnsupportedOperationException = "java.lang.UnsupportedOperationException"
)

// An Error is an exception that Java or Groovy would throw.
type Error struct {
	Class   string // the full name, as java.lang.ArithmeticException
	Message string // empty where Java's is null
}

func (e *Error) Error() string {
	if e.Message == "" {
		return e.Class
	}
	return e.Class + ": " + e.Message
}

// A LimitError says that an operation was refused because its result would be
// bigger than the caller allows. It is no exception of Java, so that a script
// cannot catch it.
type LimitError struct {
	What string // what is too big: "number", "text"
	Max  int    // the limit, in digits or in bytes
	Unit string // "digits", "bytes"
}

func (e *LimitError) Error() string {
	return fmt.Sprintf("%s of more than %d %s", e.What, e.Max, e.Unit)
}

func arithmetic(message string) *Error { return &Error{ArithmeticException, message} }

func malformed(message string) *Error { return &Error{NumberFormatException, message} }

// These are raised in inner loops, where making them anew would be felt.
var (
	errRounding    = arithmetic("Rounding necessary")
	errOverflow    = arithmetic("Overflow")
	errUnderflow   = arithmetic("Underflow")
	errDivZero     = arithmetic("Division by zero")
	errDivUndef    = arithmetic("Division undefined")
	errIntZero     = arithmetic("/ by zero")
	errBigZero     = arithmetic("BigInteger divide by zero")
	errModulus     = arithmetic("BigInteger: modulus not positive")
	errEndless     = arithmetic("Non-terminating decimal expansion; no exact representable decimal result.")
	errInvalid     = arithmetic("Invalid operation")
	errNoNumber    = &Error{ClassCastException, "a number is needed"}
	errNoMessage   = malformed("") // where Java reads beyond the end of a text
	errNotFinite   = malformed("Infinite or NaN")
	errScaleRange  = malformed("Scale out of range.")
	errNoDigits    = malformed("No digits found.")
	errExpOverflow = malformed("Exponent overflow.")
)
