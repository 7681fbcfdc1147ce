package format

import (
	"strconv"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// java is an exception of the Formatter, whose classes live in java.util.
func java(class, message string) error {
	return &number.Error{Class: "java.util." + class, Message: message}
}

func unknownConversion(conversion string) error {
	return java("UnknownFormatConversionException", "Conversion = '"+conversion+"'")
}

func missingWidth(s spec) error { return java("MissingFormatWidthException", s.String()) }

func badPrecision(n int) error { return java("IllegalFormatPrecisionException", strconv.Itoa(n)) }

func badWidth(n int) error { return java("IllegalFormatWidthException", strconv.Itoa(n)) }

func badFlags(f flags) error { return java("IllegalFormatFlagsException", "Flags = '"+f.String()+"'") }

// mismatch says that a flag does not go with a conversion.
func mismatch(f flags, conversion byte) error {
	return java("FormatFlagsConversionMismatchException", "Conversion = "+string(conversion)+", Flags = "+f.String())
}

// conversionError says that a conversion does not go with an argument.
func conversionError(conversion byte, class string) error {
	return java("IllegalFormatConversionException", string(conversion)+" != "+class)
}

func illegalArgument(message string) error {
	return &number.Error{Class: number.IllegalArgumentException, Message: message}
}
