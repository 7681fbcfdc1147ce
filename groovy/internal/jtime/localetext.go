package jtime

import (
	"slices"
	"strings"
)

// TextStyle is a java.time.format.TextStyle.
type TextStyle int

const (
	FullText TextStyle = iota
	FullStandalone
	ShortText
	ShortStandalone
	NarrowText
	NarrowStandalone
)

// TextStyles are the names of the constants, by ordinal.
var TextStyles = []string{"FULL", "FULL_STANDALONE", "SHORT", "SHORT_STANDALONE", "NARROW", "NARROW_STANDALONE"}

func (s TextStyle) String() string { return TextStyles[s] }

// standalone is the style for a word outside of a date.
func (s TextStyle) standalone() TextStyle { return s | 1 }

func (s TextStyle) isStandalone() bool { return s&1 != 0 }

// FormatStyle is a java.time.format.FormatStyle, and by its ordinal a style of
// java.text.DateFormat.
type FormatStyle int

const (
	FullFormat FormatStyle = iota
	LongFormat
	MediumFormat
	ShortFormat
)

// FormatStyles are the names of the constants, by ordinal.
var FormatStyles = []string{"FULL", "LONG", "MEDIUM", "SHORT"}

// localeText are the words of a locale. Weekdays begin with Sunday.
type localeText struct {
	months, shortMonths, narrowMonths       []string
	weekdays, shortWeekdays, narrowWeekdays []string
	ampm, narrowAmPm                        []string
	eras, longEras, narrowEras              []string // as java.time has them
	calendarEras                            []string // as a SimpleDateFormat has them
	quarters, shortQuarters, narrowQuarters []string
	plainQuarters                           bool // no short ones outside of a date
	alone                                   aloneText
}

// aloneText are the words that stand outside of a date, nil where they are
// those of a date: from full to narrow.
type aloneText struct{ months, weekdays, quarters [3][]string }

func words(s string) []string { return strings.Split(s, " ") }

// english are the words of en_US.
var english = localeText{
	months:         words("January February March April May June July August September October November December"),
	shortMonths:    words("Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec"),
	narrowMonths:   words("J F M A M J J A S O N D"),
	weekdays:       words("Sunday Monday Tuesday Wednesday Thursday Friday Saturday"),
	shortWeekdays:  words("Sun Mon Tue Wed Thu Fri Sat"),
	narrowWeekdays: words("S M T W T F S"),
	ampm:           words("AM PM"),
	narrowAmPm:     words("a p"),
	eras:           words("BC AD"),
	longEras:       []string{"Before Christ", "Anno Domini"},
	narrowEras:     words("B A"),
	calendarEras:   words("BC AD"),
	quarters:       []string{"1st quarter", "2nd quarter", "3rd quarter", "4th quarter"},
	shortQuarters:  words("Q1 Q2 Q3 Q4"),
	narrowQuarters: words("1 2 3 4"),
}

// localeTexts are those that differ, by country; the root locale has none.
var localeTexts = func() map[string]*localeText {
	vary := func(change func(*localeText)) *localeText {
		t := english
		change(&t)
		return &t
	}
	pm := func(t *localeText, normal, narrow string) { t.ampm, t.narrowAmPm = words(normal), words(narrow) }
	return map[string]*localeText{
		"US":  &english,
		"001": vary(func(t *localeText) { pm(t, "am pm", "am pm") }),
		"GB": vary(func(t *localeText) {
			pm(t, "am pm", "am pm")
			t.shortMonths = words("Jan Feb Mar Apr May Jun Jul Aug Sept Oct Nov Dec")
		}),
		"IE": vary(func(t *localeText) { pm(t, "a.m. p.m.", "am pm") }),
		"CA": vary(func(t *localeText) {
			pm(t, "a.m. p.m.", "am pm")
			t.shortMonths = words("Jan. Feb. Mar. Apr. May Jun. Jul. Aug. Sep. Oct. Nov. Dec.")
			t.shortWeekdays = words("Sun. Mon. Tue. Wed. Thu. Fri. Sat.")
		}),
		"AU": vary(func(t *localeText) {
			pm(t, "am pm", "am pm")
			t.alone.months[1] = t.shortMonths
			t.shortMonths = words("Jan Feb Mar Apr May June July Aug Sept Oct Nov Dec")
			t.narrowWeekdays = words("Su. M. Tu. W. Th. F. Sa.")
		}),
		"": vary(func(t *localeText) {
			t.months, t.narrowMonths = t.shortMonths, words("1 2 3 4 5 6 7 8 9 10 11 12")
			t.weekdays, t.narrowAmPm = t.shortWeekdays, t.ampm
			t.longEras, t.narrowEras, t.calendarEras = words("BCE CE"), words("BCE CE"), words("BCE CE")
			t.quarters, t.plainQuarters = t.shortQuarters, true
		}),
	}
}()

// american are the countries whose English has the words of the US.
var american = words("AE AS BI GU MH MP PR UM US VI")

func (l Locale) text() (*localeText, error) {
	switch {
	case l.Language == "":
		return localeTexts[""], nil
	case l.Language != "en":
		d, err := l.data()
		if err != nil {
			return nil, err
		}
		return &d.text, nil
	case l.Country == "" || slices.Contains(american, l.Country):
		return &english, nil
	}
	if t, ok := localeTexts[l.Country]; ok {
		return t, nil
	}
	return localeTexts["001"], nil
}

// of are the words for the values of a field, the first value first, or nil
// where Java has no words for it.
func (t *localeText) of(f Field, s TextStyle) (words []string, first int64) {
	pick := func(full, short, narrow []string, alone [3][]string) []string {
		if s.isStandalone() && alone[s/2] != nil {
			return alone[s/2]
		}
		switch s {
		case FullText, FullStandalone:
			return full
		case ShortText, ShortStandalone:
			return short
		}
		return narrow
	}
	switch f {
	case MonthOfYear:
		return pick(t.months, t.shortMonths, t.narrowMonths, t.alone.months), 1
	case DayOfWeekField:
		sunday := pick(t.weekdays, t.shortWeekdays, t.narrowWeekdays, t.alone.weekdays)
		return append(sunday[1:7:7], sunday[0]), 1
	case QuarterOfYear:
		if s == ShortStandalone && t.plainQuarters {
			return nil, 0
		}
		return pick(t.quarters, t.shortQuarters, t.narrowQuarters, t.alone.quarters), 1
	}
	if s.isStandalone() {
		return nil, 0
	}
	switch f {
	case AmPmOfDay:
		return pick(t.ampm, t.ampm, t.narrowAmPm, [3][]string{}), 0
	case Era:
		return pick(t.longEras, t.eras, t.narrowEras, [3][]string{}), 0
	}
	return nil, 0
}

// displayName is the word for a value or, without one, the number.
func displayName(f Field, v int64, s TextStyle, l Locale) (string, error) {
	t, err := l.text()
	if err != nil {
		return "", err
	}
	if words, first := t.of(f, s); words != nil {
		return words[v-first], nil
	}
	return itoa(v), nil
}

// localePatterns are the patterns of a locale: dates from full to short, then
// hours, minutes and seconds, and how a date and a time are joined, which depends
// on the shorter of them.
type localePatterns struct {
	date    [4]string
	clock   string
	times   *[4]string // where they are not made of clock
	joining [4]string
}

var commaJoined = [4]string{" 'at' ", " 'at' ", ", ", ", "}

// datePatterns are by country; "001" is for those not named.
var datePatterns = map[string][4]string{
	"US":  {"EEEE, MMMM d, y", "MMMM d, y", "MMM d, y", "M/d/yy"},
	"001": {"EEEE, d MMMM y", "d MMMM y", "d MMM y", "dd/MM/y"},
	"CA":  {"EEEE, MMMM d, y", "MMMM d, y", "MMM d, y", "y-MM-dd"},
	"AU":  {"EEEE, d MMMM y", "d MMMM y", "d MMM y", "d/M/yy"},
	"SG":  {"EEEE, d MMMM y", "d MMMM y", "d MMM y", "d/M/yy"},
	"HK":  {"EEEE, d MMMM y", "d MMMM y", "d MMM y", "d/M/y"},
	"IE":  {"EEEE d MMMM y", "d MMMM y", "d MMM y", "dd/MM/y"},
	"SE":  {"EEEE, d MMMM y", "d MMMM y", "d MMM y", "y-MM-dd"},
	"NZ":  {"EEEE, d MMMM y", "d MMMM y", "d/MM/y", "d/MM/yy"},
	"BE":  {"EEEE, d MMMM y", "d MMMM y", "dd MMM y", "dd/MM/yy"},
	"PK":  {"EEEE, d MMMM y", "d MMMM y", "dd-MMM-y", "dd/MM/y"},
	"MT":  {"EEEE, d MMMM y", "dd MMMM y", "dd MMM y", "dd/MM/y"},
	"IN":  {"EEEE, d MMMM, y", "d MMMM y", "dd-MMM-y", "dd/MM/yy"},
	"BW":  {"EEEE, dd MMMM y", "dd MMMM y", "dd MMM y", "dd/MM/yy"},
	"ZA":  {"EEEE, dd MMMM y", "dd MMMM y", "dd MMM y", "y/MM/dd"},
	"ZW":  {"EEEE, dd MMMM y", "dd MMMM y", "dd MMM,y", "d/M/y"},
	"BZ":  {"EEEE, dd MMMM y", "dd MMMM y", "dd-MMM-y", "dd/MM/yy"},
	"":    {"y MMMM d, EEEE", "y MMMM d", "y MMM d", "y-MM-dd"},
}

// fullDayCountries write English times with 24 hours.
var fullDayCountries = words("150 AI AT BE BI BW BZ CC CH CK CM CX DE DG FK GB GG GI IE IM IO JE KE MG MS MT MU NF NG NL " +
	"NR NU PN RW SC SE SH SI SX TK TV TZ UG ZA ZW")

func (l Locale) patterns() (localePatterns, error) {
	if l.Language != "" && l.Language != "en" {
		d, err := l.data()
		if err != nil {
			return localePatterns{}, err
		}
		return d.patterns, nil
	}
	if l.Language == "" {
		return localePatterns{date: datePatterns[""], clock: "HH:mm:ss", joining: [4]string{" ", " ", " ", " "}}, nil
	}
	p := localePatterns{date: datePatterns["001"], clock: "h:mm:ss a", joining: commaJoined}
	if l.Country == "" || l.Country != "AE" && slices.Contains(american, l.Country) {
		p.date = datePatterns["US"]
	} else if d, ok := datePatterns[l.Country]; ok {
		p.date = d
	}
	switch {
	case l.Country == "DK":
		p.clock = "HH.mm.ss"
	case l.Country == "FI":
		p.clock = "H.mm.ss"
	case l.Country == "IL":
		p.clock = "H:mm:ss"
	case slices.Contains(fullDayCountries, l.Country):
		p.clock = "HH:mm:ss"
	}
	return p, nil
}

// time is the pattern of a time of day.
func (p localePatterns) time(s FormatStyle) string {
	if p.times != nil {
		return p.times[s]
	}
	switch s {
	case FullFormat:
		return p.clock + " zzzz"
	case LongFormat:
		return p.clock + " z"
	case MediumFormat:
		return p.clock
	}
	clock, ampm, _ := strings.Cut(p.clock, " ")
	return strings.TrimSpace(clock[:len(clock)-3] + " " + ampm)
}

// dateTime is the pattern of a date and a time, of which one may be -1.
func (l Locale) dateTime(date, time FormatStyle) (string, error) {
	p, err := l.patterns()
	switch {
	case err != nil:
		return "", err
	case date < 0:
		return p.time(time), nil
	case time < 0:
		return p.date[date], nil
	}
	return p.date[date] + p.joining[max(date, time)] + p.time(time), nil
}
