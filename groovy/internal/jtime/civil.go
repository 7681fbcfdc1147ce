package jtime

// Days are counted from 1970-01-01, as LocalDate.toEpochDay counts them.

const (
	secondsPerDay  = 86400
	millisPerDay   = 86400 * 1000
	nanosPerDay    = 86400 * nanosPerSecond
	nanosPerSecond = 1_000_000_000
)

func leapYear(y int64) bool { return y&3 == 0 && (y%100 != 0 || y%400 == 0) }

// daysBefore[m] is how many days of a year that is no leap year come before
// month m, which starts at 1.
var daysBefore = [...]int{0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334, 365}

func monthLength(y int64, m int) int {
	if m == 2 && leapYear(y) {
		return 29
	}
	return daysBefore[m+1] - daysBefore[m]
}

func yearLength(y int64) int {
	if leapYear(y) {
		return 366
	}
	return 365
}

// dayOfYear is 1 for the first of January.
func dayOfYear(y int64, m, d int) int {
	n := daysBefore[m] + d
	if m > 2 && leapYear(y) {
		n++
	}
	return n
}

// daysOf is the day of a date in the Gregorian calendar. Years count from March
// inside, so that the leap day is the last of its year; 719468 days lie between
// the first of March of the year 0 and 1970.
func daysOf(y int64, m, d int) int64 {
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + floorDiv(y, 4) - floorDiv(y, 100) + floorDiv(y, 400) + int64((153*(m-3)+2)/5+d-1) - 719468
}

// dateOf is the inverse of daysOf.
func dateOf(day int64) (y int64, m, d int) {
	const perEra = 146097 // days in 400 years
	day += 719468
	era := floorDiv(day, perEra)
	doe := int(day - era*perEra)
	yoe := (doe - doe/1460 + doe/36524 - doe/146096) / 365
	doy := doe - (365*yoe + yoe/4 - yoe/100)
	y = int64(yoe) + era*400
	return fromMarch(y, doy)
}

// fromMarch is the date of the day doy of the year y that begins in March.
func fromMarch(y int64, doy int) (int64, int, int) {
	mp := (5*doy + 2) / 153
	d := doy - (153*mp+2)/5 + 1
	m := mp + 3
	if m > 12 {
		m -= 12
		y++
	}
	return y, m, d
}

// julianDaysOf is the day of a date in the Julian calendar, where every fourth
// year is a leap year and the year 0 stands for 1 BC.
func julianDaysOf(y int64, m, d int) int64 {
	if m <= 2 {
		y--
		m += 12
	}
	return 365*y + floorDiv(y, 4) + int64((153*(m-3)+2)/5+d-1) - 719470
}

// julianDateOf is the inverse of julianDaysOf.
func julianDateOf(day int64) (y int64, m, d int) {
	const perEra = 1461 // days in four years
	day += 719470
	era := floorDiv(day, perEra)
	doe := int(day - era*perEra)
	yoe := (doe - doe/1460) / 365
	return fromMarch(era*4+int64(yoe), doe-365*yoe)
}

// weekdayOf is 1 for Monday to 7 for Sunday; 1970-01-01 was a Thursday.
func weekdayOf(day int64) int { return int(floorMod(day+3, 7)) + 1 }
