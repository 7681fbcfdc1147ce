package jtime

// WeekFields is a java.time.temporal.WeekFields: on which day a week begins and
// how many days of a year or month its first week has at least.
type WeekFields struct {
	first   DayOfWeek
	minDays int8
}

// ISOWeek is WeekFields.ISO, SundayStart is WeekFields.SUNDAY_START.
var (
	ISOWeek     = WeekFields{Monday, 4}
	SundayStart = WeekFields{Sunday, 1}
)

// NewWeekFields is WeekFields.of(first, minimalDays).
func NewWeekFields(first DayOfWeek, minimalDays int32) (WeekFields, error) {
	if minimalDays < 1 || minimalDays > 7 {
		return WeekFields{}, illegal("Minimal number of days is invalid")
	}
	return WeekFields{first, int8(minimalDays)}, nil
}

// WeekFieldsOf is WeekFields.of(locale).
func WeekFieldsOf(l Locale) WeekFields {
	first, days := l.week()
	return WeekFields{first, int8(days)}
}

func (w WeekFields) FirstDayOfWeek() DayOfWeek     { return w.first }
func (w WeekFields) MinimalDaysInFirstWeek() int32 { return int32(w.minDays) }
func (w WeekFields) DayOfWeek() Field              { return w.field(localDayOfWeek) }
func (w WeekFields) WeekOfMonth() Field            { return w.field(weekOfMonth) }
func (w WeekFields) WeekOfYear() Field             { return w.field(weekOfYear) }
func (w WeekFields) WeekOfWeekBasedYear() Field    { return w.field(weekOfWeekBasedYear) }
func (w WeekFields) WeekBasedYear() Field          { return w.field(weekBasedYear) }
func (w WeekFields) HashCode() int32               { return int32(w.first-1)*7 + int32(w.minDays) }
func (w WeekFields) String() string {
	return "WeekFields[" + w.first.String() + "," + itoa(int32(w.minDays)) + "]"
}

type weekField int

const (
	noWeekField weekField = iota
	localDayOfWeek
	weekOfMonth
	weekOfYear
	weekOfWeekBasedYear
	weekBasedYear
)

// field packs the kind and the week into a Field, above all others.
func (w WeekFields) field(k weekField) Field {
	return Field(int(k)<<6 | int(w.first)<<3 | int(w.minDays))
}

func (f Field) week() (weekField, WeekFields) {
	return weekField(f >> 6), WeekFields{DayOfWeek(f >> 3 & 7), int8(f & 7)}
}

func (k weekField) facts(w WeekFields) *fieldFacts {
	ff := &fieldFacts{base: Weeks}
	switch k {
	case localDayOfWeek:
		ff.name, ff.base, ff.rng, ff.valueRange = "DayOfWeek", Days, Weeks, fixedRange(1, 7)
	case weekOfMonth:
		ff.name, ff.rng, ff.valueRange = "WeekOfMonth", Months, ValueRange{0, 1, 4, 6}
	case weekOfYear:
		ff.name, ff.rng, ff.valueRange = "WeekOfYear", Years, ValueRange{0, 1, 52, 54}
	case weekOfWeekBasedYear:
		ff.name, ff.rng, ff.valueRange = "WeekOfWeekBasedYear", WeekBasedYears, ValueRange{1, 1, 52, 53}
	default:
		ff.name, ff.base, ff.rng, ff.valueRange = "WeekBasedYear", WeekBasedYears, Forever, YearField.Range()
	}
	ff.name += "[" + w.String() + "]"
	return ff
}

// dayOfWeek is 1 on the first day of the week.
func (w WeekFields) dayOfWeek(d LocalDate) int64 {
	return floorMod(int64(d.DayOfWeek()-w.first), 7) + 1
}

// startOffset is by how many days the first week begins before the first day of
// the month or year, given one of its days; it may be negative.
func (w WeekFields) startOffset(day, dow int64) int64 {
	start := floorMod(day-dow, 7)
	if start+1 > int64(w.minDays) {
		return 7 - start
	}
	return -start
}

// weekAt is the number of the week of a day, counted from a start offset.
func weekAt(offset, day int64) int64 { return (7 + offset + day - 1) / 7 }

func (w WeekFields) weekOf(day, dow int64) int64 { return weekAt(w.startOffset(day, dow), day) }

func (w WeekFields) weekBasedYear(d LocalDate) int64 {
	year, day := int64(d.year), int64(d.DayOfYear())
	offset := w.startOffset(day, w.dayOfWeek(d))
	switch week := weekAt(offset, day); {
	case week == 0:
		return year - 1
	case week >= weekAt(offset, int64(d.LengthOfYear())+int64(w.minDays)):
		return year + 1
	}
	return year
}

func (w WeekFields) weekOfWeekBasedYear(d LocalDate) int64 {
	year := w.weekBasedYear(d)
	return floorDiv(d.EpochDay()-w.startOfYear(year), 7) + 1
}

// startOfYear is the day on which a week-based year begins.
func (w WeekFields) startOfYear(year int64) int64 {
	first := daysOf(year, 1, 1)
	dow := floorMod(int64(weekdayOf(first))-int64(w.first), 7) + 1
	return first - w.startOffset(1, dow)
}

// weeksOf is how many weeks a week-based year has.
func (w WeekFields) weeksOf(year int64) int64 {
	return (w.startOfYear(year+1) - w.startOfYear(year)) / 7
}

// date is the day dow of a week of a week-based year.
func (w WeekFields) date(year, week, dow int64) (LocalDate, error) {
	if err := YearField.check(year); err != nil {
		return LocalDate{}, err
	}
	return LocalDateOfEpochDay(w.startOfYear(year) + (week-1)*7 + dow - 1)
}
