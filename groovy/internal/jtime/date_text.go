package jtime

import "strings"

// dateWords are the words that Date.parse knows and what they mean: the halves of
// a day, the days (which are passed over), the months, and zones with their
// minutes west of Greenwich. Of words that begin alike the later one is meant.
var dateWords = []struct {
	word string
	kind wordKind
	n    int
}{
	{"am", morning, 0}, {"pm", afternoon, 0},
	{"monday", weekday, 0}, {"tuesday", weekday, 0}, {"wednesday", weekday, 0}, {"thursday", weekday, 0},
	{"friday", weekday, 0}, {"saturday", weekday, 0}, {"sunday", weekday, 0},
	{"january", monthName, 0}, {"february", monthName, 1}, {"march", monthName, 2}, {"april", monthName, 3}, {"may", monthName, 4}, {"june", monthName, 5},
	{"july", monthName, 6}, {"august", monthName, 7}, {"september", monthName, 8}, {"october", monthName, 9}, {"november", monthName, 10}, {"december", monthName, 11},
	{"gmt", zoneName, 0}, {"ut", zoneName, 0}, {"utc", zoneName, 0}, {"est", zoneName, 300}, {"edt", zoneName, 240}, {"cst", zoneName, 360},
	{"cdt", zoneName, 300}, {"mst", zoneName, 420}, {"mdt", zoneName, 360}, {"pst", zoneName, 480}, {"pdt", zoneName, 420},
}

type wordKind uint8

const (
	morning wordKind = iota
	afternoon
	weekday
	monthName
	zoneName
)

// unset is a part of a date that has not been read.
const unset = -1

// A dateReader gathers the parts of a date in any order.
type dateReader struct {
	s                                      string
	i                                      int
	year, month, day, hour, minute, second int
	west                                   int // minutes west of Greenwich
	hasYear                                bool
	before                                 byte // the sign before a number
}

// ParseDateText is Date.parse and new Date(text): parts of a date in nearly any
// order, as Jan 15, 2024 10:20 PM or 1/15/2024 10:20:30 GMT+0200. Two digits of a
// year are in the hundred years that end twenty years after thisYear.
func ParseDateText(text string, z *TimeZone, thisYear int) (*Date, error) {
	r := dateReader{s: text, month: unset, day: unset, hour: unset, minute: unset, second: unset, west: unset}
	for r.i < len(text) {
		if !r.part() {
			return nil, illegal("")
		}
	}
	if !r.hasYear || r.month < 0 || r.day < 0 {
		return nil, illegal("")
	}
	if r.year < 100 {
		start := thisYear - 80
		r.year += start / 100 * 100
		if r.year < start {
			r.year += 100
		}
	}
	if r.west != unset {
		z = TimeZoneOf("UTC")
	}
	d := DateOfFields(int32(r.year-1900), int32(r.month), int32(r.day), int32(max(r.hour, 0)), int32(max(r.minute, 0)), int32(max(r.second, 0)), z)
	if r.west != unset {
		d.SetTime(d.Time() + int64(r.west)*60_000)
	}
	return d, nil
}

// at is the character at i, or 0 behind the end.
func (r *dateReader) at(i int) byte {
	if i < len(r.s) {
		return r.s[i]
	}
	return 0
}

// part reads one thing, and tells whether it makes sense.
func (r *dateReader) part() bool {
	c := r.s[r.i]
	switch {
	case c <= ' ' || c == ',':
		r.i++
	case c == '(':
		r.comment()
	case '0' <= c && c <= '9':
		ok := r.number()
		r.before = 0
		return ok
	case c == '/' || c == ':' || c == '+' || c == '-':
		r.before = c
		r.i++
	default:
		ok := r.word()
		r.before = 0
		return ok
	}
	return true
}

func (r *dateReader) comment() {
	for depth := 0; r.i < len(r.s); {
		c := r.s[r.i]
		r.i++
		if c == '(' {
			depth++
		} else if c == ')' {
			if depth--; depth == 0 {
				return
			}
		}
	}
}

// digits reads a number; one too long for a date is cut to what is none.
func (r *dateReader) digits() int {
	n := 0
	for ; '0' <= r.at(r.i) && r.at(r.i) <= '9'; r.i++ {
		n = min(n*10+int(r.s[r.i]-'0'), 1<<24)
	}
	return n
}

func (r *dateReader) number() bool {
	n := r.digits()
	end := r.i >= len(r.s)
	c := r.at(r.i)
	// Where the text ends Java still sees the last digit.
	if end {
		c = r.s[len(r.s)-1]
	}
	switch {
	case r.before == '+' || r.before == '-' && r.hasYear:
		return r.offset(n)
	case n >= 70:
		if r.hasYear || !(c <= ' ' || c == ',' || c == '/' || end) {
			return false
		}
		r.year, r.hasYear = n, true
	case c == ':':
		return first(n, &r.hour, &r.minute)
	case c == '/':
		if r.month < 0 {
			n--
		}
		return first(n, &r.month, &r.day)
	case !end && c != ',' && c > ' ' && c != '-':
		return false
	case r.hour >= 0 && r.minute < 0:
		r.minute = n
	case r.minute >= 0 && r.second < 0:
		r.second = n
	case r.day < 0:
		r.day = n
	case !r.hasYear && r.month >= 0:
		r.year, r.hasYear = n, true
	default:
		return false
	}
	return true
}

// first sets the first part that is not set.
func first(n int, parts ...*int) bool {
	for _, p := range parts {
		if *p < 0 {
			*p = n
			return true
		}
	}
	return false
}

// offset is the number of GMT+2, +02:00 or -0430.
func (r *dateReader) offset(n int) bool {
	if n < 24 {
		n *= 60
		if r.at(r.i) == ':' {
			r.i++
			n += r.digits()
		}
	} else {
		n = n%100 + n/100*60
	}
	if r.before == '+' {
		n = -n
	}
	if r.west != 0 && r.west != unset {
		return false
	}
	r.west = n
	return true
}

func (r *dateReader) word() bool {
	start := r.i
	for c := r.at(r.i) | 0x20; 'a' <= c && c <= 'z'; c = r.at(r.i) | 0x20 {
		r.i++
	}
	w := strings.ToLower(r.s[start:r.i])
	if len(w) < 2 {
		return false
	}
	for k := len(dateWords) - 1; k >= 0; k-- {
		if d := dateWords[k]; strings.HasPrefix(d.word, w) {
			return r.means(d.kind, d.n)
		}
	}
	return false
}

func (r *dateReader) means(kind wordKind, n int) bool {
	switch kind {
	case morning, afternoon:
		if r.hour < 1 || r.hour > 12 {
			return false
		}
		r.hour %= 12
		if kind == afternoon {
			r.hour += 12
		}
	case monthName:
		if r.month >= 0 {
			return false
		}
		r.month = n
	case zoneName:
		r.west = n
	}
	return true
}
