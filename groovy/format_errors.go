package groovy

// What String.format throws for a specifier that makes no sense.
var (
	classDuplicateFlags   = &Class{name: "java.util.DuplicateFormatFlagsException", super: classIllegalFormat}
	classFlagsMismatch    = &Class{name: "java.util.FormatFlagsConversionMismatchException", super: classIllegalFormat}
	classIllegalIndex     = &Class{name: "java.util.IllegalFormatArgumentIndexException", super: classIllegalFormat}
	classIllegalCodePoint = &Class{name: "java.util.IllegalFormatCodePointException", super: classIllegalFormat}
	classIllegalFlags     = &Class{name: "java.util.IllegalFormatFlagsException", super: classIllegalFormat}
	classIllegalPrecision = &Class{name: "java.util.IllegalFormatPrecisionException", super: classIllegalFormat}
	classIllegalWidth     = &Class{name: "java.util.IllegalFormatWidthException", super: classIllegalFormat}
	classMissingWidth     = &Class{name: "java.util.MissingFormatWidthException", super: classIllegalFormat}
	classUnknownFlags     = &Class{name: "java.util.UnknownFormatFlagsException", super: classIllegalFormat}
)

func formatErrorClasses() []entry {
	var l []entry
	for _, c := range [...]*Class{classDuplicateFlags, classFlagsMismatch, classIllegalIndex, classIllegalCodePoint, classIllegalFlags,
		classIllegalPrecision, classIllegalWidth, classMissingWidth, classUnknownFlags} {
		l = append(l, entry{c, nil})
	}
	return l
}
