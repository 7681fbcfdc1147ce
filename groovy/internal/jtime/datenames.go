package jtime

// DateNames are the words of a java.text.DateFormatSymbols: a thirteenth month
// without a name, and weekdays from Sunday behind an empty one.
type DateNames struct {
	Months, ShortMonths, Weekdays, ShortWeekdays, AmPm, Eras []string
}

// DateNamesIn is new DateFormatSymbols(locale).
func DateNamesIn(l Locale) (*DateNames, error) {
	t, err := l.text()
	if err != nil {
		return nil, err
	}
	months := func(s []string) []string { return append(s[:12:12], "") }
	days := func(s []string) []string { return append([]string{""}, s...) }
	return &DateNames{
		Months: months(t.months), ShortMonths: months(t.shortMonths),
		Weekdays: days(t.weekdays), ShortWeekdays: days(t.shortWeekdays), AmPm: t.ampm, Eras: t.calendarEras,
	}, nil
}

// DisplayNames is calendar.getDisplayNames(field, style, locale): the names and
// the values of the field, false for a field without names. Style 0 is all of
// them, short and long.
func (c *Calendar) DisplayNames(f CalendarField, style int32, l Locale) (names []string, values []int32, ok bool, err error) {
	t, err := l.text()
	if err != nil {
		return nil, nil, false, err
	}
	if short, _ := t.calendarNames(f); short == nil {
		return nil, nil, false, nil
	}
	styles := []int32{style}
	if style == 0 {
		styles = []int32{1, 2, 1 | standaloneStyle, 2 | standaloneStyle}
	}
	first := int32(0)
	if f == calDayOfWeek {
		first = 1
	}
	for _, s := range styles {
		for i, name := range t.styledNames(f, s) {
			names, values = append(names, name), append(values, int32(i)+first)
		}
	}
	return names, values, true, nil
}
