// Package jtime is Java's time: java.util's Date, Calendar and TimeZone,
// java.text's SimpleDateFormat, java.sql's three dates, java.time with its
// DateTimeFormatter, and what Groovy 2.4 adds to dates.
//
//	java.util.Date         *[Date]           java.time.LocalDate       [LocalDate]
//	java.sql.Timestamp     *[Timestamp]      java.time.LocalTime       [LocalTime]
//	java.sql.Date          *[SQLDate]        java.time.LocalDateTime   [LocalDateTime]
//	java.sql.Time          *[SQLTime]        java.time.OffsetDateTime  [OffsetDateTime]
//	GregorianCalendar      *[Calendar]       java.time.ZonedDateTime   [ZonedDateTime]
//	SimpleDateFormat       *[DateFormat]     java.time.Instant         [Instant]
//	java.util.TimeZone     *[TimeZone]       Duration, Period          [Duration], [Period]
//	java.util.Locale       [Locale]          Year, YearMonth           [Year], [YearMonth]
//	DateTimeFormatter      *[Formatter]      DayOfWeek, Month          [DayOfWeek], [Month]
//	its builder            *[FormatterBuilder]
//	ZoneId                 [ZoneID], which is a [ZoneOffset] or a [ZoneRegion]
//
// Classes that are mutable in Java are pointers here and not safe for use from
// two goroutines; all others are values, or immutable, and of the values two are
// equal in Java's sense if == says so. A number has the width Java gives it:
// int32 for int, int64 for long, so that a result is what a script sees.
// [Temporal] is the interface for what all of java.time can do; its methods and
// the functions on it cover plus, minus, with, until and get for every class.
//
// Nothing here knows the current time or a default time zone: what needs one is
// given it. Time zones are those of the JDK the package was compared with;
// [ZoneDataVersion] tells which. They are not Go's, for which the machine is
// asked before the copy in the program, and which do not say since when which
// part of an offset is daylight saving.
//
// An exception of Java is an *[Error] with its class and message. Nothing grows
// with a number: years are limited as in Java, patterns to [MaxPattern] bytes,
// and printing and parsing take time in proportion to pattern and text.
//
// Results were compared with OpenJDK 17 and Groovy 2.4.21; the tables under
// testdata hold them, with the programs that wrote them. What differs on
// purpose:
//
//   - Words are written and read in English alone; with another language they
//     are refused, numbers are not. Names of zones are those of en_US also in
//     other English locales, and all digits are written in ASCII.
//   - java.util.TimeZone keeps the rules of all zones after 2037.
//   - The pattern letter B of DateTimeFormatter is refused, and so are patterns
//     of more than [MaxPattern] bytes.
//   - A padded number before another (ppHHmm) is a pattern; Java fails on it.
package jtime
