// Package number is the arithmetic of Java and Groovy: its number types, their
// text forms and what Groovy's operators do with any two of them.
//
// A number is a Go value of one of these types:
//
//	Byte int8        Integer int32    BigInteger *big.Int    Float  float32
//	Short int16      Long    int64    BigDecimal *[Decimal]  Double float64
//
// All of them are values: nothing here changes an operand, and a *big.Int given
// in or handed out must not be changed by the caller either.
//
// Operators ([Add], [Div], [Compare], ...) take any of the types and promote as
// Groovy 2.4 does; methods of [Decimal] are those of java.math.BigDecimal; the
// functions that read text raise what Java's parse methods raise. An exception
// of Java is an *[Error] with its class and message. What would grow beyond the
// caller's [Limits] ends with a *[LimitError] before the memory is taken.
//
// Results were compared with OpenJDK 17 and Groovy 2.4.21; the tables under
// testdata hold them.
package number
