package format

import (
	"strconv"
	"strings"
	"time"
)

// dateLetters are those that may follow %t.
const dateLetters = "HIklMNLQpsSTzZaAbBCdehjmyYrRcDF"

// composed are the letters that stand for several.
var composed = map[byte]string{
	'R': "H:M",
	'T': "H:M:S",
	'r': "I:M:S p",
	'D': "m/d/y",
	'F': "Y-m-d",
	'c': "a b d T Z Y",
}

// widths are the least digits of the letters that print a number.
var widths = map[byte]int{'H': 2, 'I': 2, 'M': 2, 'S': 2, 'L': 3, 'N': 9, 'd': 2, 'm': 2, 'y': 2, 'C': 2, 'Y': 4, 'j': 3, 'k': 1, 'l': 1, 'e': 1, 's': 1, 'Q': 1}

func (p *printer) date(s *spec, arg any) {
	if arg == nil {
		p.text(s, "null")
		return
	}
	moment, ok := arg.(Moment)
	if ms, isLong := arg.(int64); isLong {
		zone := p.zone
		if zone == nil {
			zone = time.UTC
		}
		moment, ok = instant{time.UnixMilli(ms).In(zone)}, true
	}
	if !ok {
		p.refuse(s.conv, arg)
		return
	}
	w := p.part()
	if bad := p.field(w, moment, s.conv); bad != 0 {
		p.refuse(bad, arg)
		return
	}
	if w.err != nil {
		p.fail(w.err)
		return
	}
	p.text(s, string(w.b))
}

// field writes what the letter stands for, or gives the letter that m has not.
func (p *printer) field(w *writer, m Moment, letter byte) byte {
	if parts, ok := composed[letter]; ok {
		for i := range len(parts) {
			c := parts[i]
			switch {
			case strings.IndexByte(" :/-", c) >= 0:
				w.byte(c)
				continue
			case letter == 'r' && c == 'p':
				half := w.part()
				if bad := p.field(half, m, c); bad != 0 {
					return bad
				}
				w.str(strings.ToUpper(string(half.b)))
				continue
			}
			if bad := p.field(w, m, c); bad != 0 {
				return bad
			}
		}
		return 0
	}
	if letter == 'Z' {
		name, ok := m.FormatZone()
		if !ok {
			return letter
		}
		w.str(name)
		return 0
	}
	t, ok := m.FormatTime(letter)
	if !ok {
		return letter
	}
	if text := word(t, letter); text != "" {
		w.str(text)
		return 0
	}
	n := count(t, letter)
	if letter == 's' && !strings.HasPrefix(m.FormatClass(), "java.time.") {
		n = t.UnixMilli() / 1000 // which goes towards zero, before 1970 as well
	}
	digits := strconv.FormatInt(abs(n), 10)
	if n < 0 {
		w.byte('-')
	}
	w.repeat(p.symbols.Zero, int64(widths[letter]-len(digits)))
	p.localized(w, digits, 0, -1)
	return 0
}

func abs(n int64) int64 { return max(n, -n) }

// word is the text of the letters that give one.
func word(t time.Time, letter byte) string {
	switch letter {
	case 'a':
		return t.Weekday().String()[:3]
	case 'A':
		return t.Weekday().String()
	case 'b', 'h':
		return t.Month().String()[:3]
	case 'B':
		return t.Month().String()
	case 'p':
		if t.Hour() < 12 {
			return "am"
		}
		return "pm"
	case 'z':
		return t.Format("-0700")
	}
	return ""
}

// count is the number of the letters that give one.
func count(t time.Time, letter byte) int64 {
	year := t.Year()
	if year <= 0 {
		year = 1 - year // the year of its era
	}
	switch letter {
	case 'H', 'k':
		return int64(t.Hour())
	case 'I', 'l':
		return int64((t.Hour()+11)%12 + 1)
	case 'M':
		return int64(t.Minute())
	case 'S':
		return int64(t.Second())
	case 'L':
		return int64(t.Nanosecond() / 1e6)
	case 'N':
		return int64(t.Nanosecond())
	case 's':
		return t.Unix()
	case 'Q':
		return t.UnixMilli()
	case 'd', 'e':
		return int64(t.Day())
	case 'j':
		return int64(t.YearDay())
	case 'm':
		return int64(t.Month())
	case 'y':
		return int64(year % 100)
	case 'C':
		return int64(year / 100)
	}
	return int64(year)
}

// An instant is a Long seen as a date.
type instant struct{ time.Time }

func (i instant) FormatClass() string                { return "java.lang.Long" }
func (i instant) FormatString() (string, error)      { return strconv.FormatInt(i.UnixMilli(), 10), nil }
func (i instant) FormatHash() (int32, error)         { return 0, nil }
func (i instant) FormatTime(byte) (time.Time, bool)  { return i.Time, true }
func (i instant) FormatZone() (name string, ok bool) { name, _ = i.Zone(); return name, true }
