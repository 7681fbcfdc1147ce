package jtime

import (
	_ "embed"
	"strings"
	"sync"
)

// localeLines are the languages beside English, a line for each: de|Januar;Februar;...|... A
// country has a line where it differs, whose empty columns are those of its
// language. The 28 columns are, in this order: months, weekdays
// (from Sunday), halves of the day, eras (the fourth column is that of a
// SimpleDateFormat) and quarters, each full, short and narrow, months, weekdays
// and quarters then once more as they stand outside of a date (= is as in one),
// and the patterns of dates, of times and of what is between them, from full to
// short.
//
//go:embed locales.txt
var localeLines string

// localeData is what there is of a locale.
type localeData struct {
	text     localeText
	patterns localePatterns
}

var localeIndex = sync.OnceValue(func() map[string]string {
	lines := make(map[string]string, 128)
	for line := range strings.Lines(localeLines) {
		if name, rest, ok := strings.Cut(strings.TrimSuffix(line, "\n"), "|"); ok {
			lines[name] = rest
		}
	}
	return lines
})

// localesRead keeps what was read: *localeData by language and country.
var localesRead sync.Map

// oldLanguages are the codes that Java takes for newer ones.
var oldLanguages = map[string]string{"in": "id", "no": "nb"}

// data finds the words of a locale other than English; the words of a country
// that is not listed are those of its language.
func (l Locale) data() (*localeData, error) {
	language := l.Language
	if n, ok := oldLanguages[language]; ok {
		language = n
	}
	index := localeIndex()
	base, ok := index[language]
	if !ok {
		return nil, &Error{Class: UnsupportedOperationException, Message: "the words of locale " + l.String() +
			" are not available; write the number of the month, or take the name from a list of your own"}
	}
	name := language + "_" + l.Country
	own, ok := index[name]
	if !ok {
		name = language
	}
	if d, ok := localesRead.Load(name); ok {
		return d.(*localeData), nil
	}
	columns := strings.Split(base, "|")
	if own != "" {
		for i, c := range strings.Split(own, "|") {
			if c != "" {
				columns[i] = c
			}
		}
	}
	d, _ := localesRead.LoadOrStore(name, readLocale(columns))
	return d.(*localeData), nil
}

func readLocale(columns []string) *localeData {
	list := func(i int) []string { return strings.Split(columns[i], ";") }
	alone := func(i int) (a [3][]string) {
		for k := range a {
			if columns[i+k] != "=" {
				a[k] = list(i + k)
			}
		}
		return a
	}
	four := func(i int) [4]string { return [4]string(list(i)) }
	times := four(26)
	return &localeData{
		text: localeText{
			months: list(0), shortMonths: list(1), narrowMonths: list(2),
			weekdays: list(6), shortWeekdays: list(7), narrowWeekdays: list(8),
			ampm: list(13), narrowAmPm: list(14),
			longEras: list(15), eras: list(16), narrowEras: list(17), calendarEras: list(18),
			quarters: list(19), shortQuarters: list(20), narrowQuarters: list(21),
			alone: aloneText{months: alone(3), weekdays: alone(9), quarters: alone(22)},
		},
		patterns: localePatterns{date: four(25), times: &times, joining: four(27)},
	}
}

// hasZoneNames is nil where the long names of time zones are known: in English.
func (l Locale) hasZoneNames() error {
	if l.Language == "" || l.Language == "en" {
		return nil
	}
	return &Error{Class: UnsupportedOperationException, Message: "the long names of time zones are not available in locale " + l.String() +
		", only in English; use z, VV or XXX"}
}

// shortZones are the short names of time zones that differ from those of
// English, which other languages have as well.
var shortZones = map[string]map[string]string{
	"de": {"CET": "MEZ", "CEST": "MESZ", "EET": "OEZ", "EEST": "OESZ", "WET": "WEZ", "WEST": "WESZ"},
	"cs": {"CET": "SEČ", "CEST": "SELČ"},
}

// zoneName is the English name of a time zone in the locale.
func (l Locale) zoneName(name string, short bool) (string, error) {
	if !short {
		return name, l.hasZoneNames()
	}
	if n, ok := shortZones[l.Language][name]; ok {
		return n, nil
	}
	return name, nil
}
