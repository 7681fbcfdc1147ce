package jtime

import "unicode/utf8"

// Parse is parse(text). What follows the date is passed over.
func (f *DateFormat) Parse(text string) (int64, error) {
	ms, end, at, err := f.ParseAt(text, 0)
	if err != nil {
		return 0, err
	}
	if end <= 0 {
		return 0, &Error{Class: ParseException, Message: `Unparseable date: "` + text + `"`, Index: at}
	}
	return ms, nil
}

// ParseAt is parse(text, new ParsePosition(start)), with positions in UTF-16
// units. It returns where the date ended, or -1 and where it failed. An error is
// that of a locale whose words are not there.
func (f *DateFormat) ParseAt(text string, start int) (ms int64, end, failed int, err error) {
	p := dateParser{format: f, text: text, pos: byteOffset(text, start)}
	for i, it := range f.items {
		if it.letter == 0 {
			same := 0
			for same < len(it.text) && p.pos+same < len(text) && text[p.pos+same] == it.text[same] {
				same++
			}
			if same < len(it.text) {
				// Not in the middle of a character.
				for same > 0 && p.pos+same < len(text) && !utf8.RuneStart(text[p.pos+same]) {
					same--
				}
				return 0, -1, utf16Len(text[:p.pos+same]), nil
			}
			p.pos += same
			continue
		}
		limited := i+1 < len(f.items) && f.items[i+1].numeric()
		if end, ok := p.field(it, limited); !ok {
			return 0, -1, utf16Len(text[:min(end, len(text))]), p.err
		} else {
			p.pos = end
		}
	}
	if ms, err = p.date(); err != nil {
		return 0, -1, utf16Len(text[:p.pos]), nil
	}
	return ms, utf16Len(text[:p.pos]), -1, nil
}

// numeric reports whether the item is written in digits, so that a number
// before it must stop after as many as it has letters.
func (it formatItem) numeric() bool {
	switch it.letter {
	case 'M', 'L':
		return it.count <= 2
	case 0, 'G', 'E', 'a', 'z', 'Z', 'X':
		return false
	}
	return true
}

// A dateParser collects fields in the order they are read.
type dateParser struct {
	format    *DateFormat
	text      string
	pos       int
	order     []CalendarField
	values    [calFields + 1]int32
	ambiguous bool // the year of two digits is the first or the last of the hundred
	err       error
}

// weekYearField stands behind those of Calendar.
const weekYearField = calFields

func (p *dateParser) set(f CalendarField, v int32) {
	p.clear(f)
	p.order = append(p.order, f)
	p.values[f] = v
}

func (p *dateParser) clear(f CalendarField) {
	for i, g := range p.order {
		if g == f {
			p.order = append(p.order[:i], p.order[i+1:]...)
			return
		}
	}
}

func (p *dateParser) index(f CalendarField) int {
	for i, g := range p.order {
		if g == f {
			return i
		}
	}
	return -1
}

// field reads an item; on failure end is where.
func (p *dateParser) field(it formatItem, limited bool) (end int, ok bool) {
	start := p.pos
	pos := start
	for pos < len(p.text) && (p.text[pos] == ' ' || p.text[pos] == '\t') {
		pos++
	}
	if pos == len(p.text) {
		return start, false
	}
	strict := p.format.calendar.strict
	switch it.letter {
	case 'G', 'E', 'a':
		return p.name(it, start, pos)
	case 'M', 'L':
		if it.count >= 3 {
			return p.name(it, start, pos)
		}
	case 'z', 'Z':
		return p.zone(start, pos)
	case 'X':
		return p.isoZone(it.count, pos)
	}
	text := p.text
	if limited {
		stop := start + byteOffset(text[start:], it.count)
		if utf16Len(text[start:stop]) < it.count {
			return pos, false
		}
		if text = text[:stop]; pos > stop {
			return pos, false // blanks alone fill the place
		}
	}
	v, end, ok := parseInteger(text, pos)
	if !ok {
		return pos, false
	}
	field := formatFields[it.letter]
	switch it.letter {
	case 'y', 'Y':
		if it.letter == 'Y' {
			field = weekYearField
		}
		if it.count <= 2 && p.twoDigits(pos, end) {
			start := p.format.start
			first := start % 100
			p.ambiguous = v == first
			v += start / 100 * 100
			if v%100 < first {
				v += 100
			}
		}
	case 'M', 'L':
		v--
	case 'k':
		if strict && (v < 1 || v > 24) {
			return end, false
		}
		if v == 24 {
			v = 0
		}
	case 'h':
		if strict && (v < 1 || v > 12) {
			return end, false
		}
		if v == 12 {
			v = 0
		}
	case 'u':
		field = calDayOfWeek
		if v >= 1 && v <= 7 {
			v = v%7 + 1
		}
	}
	p.set(field, v)
	return end, true
}

// twoDigits reports whether the text from pos to end is of two digits.
func (p *dateParser) twoDigits(pos, end int) bool {
	n := 0
	for _, r := range p.text[pos:end] {
		if digitOf(r) < 0 {
			return false
		}
		n++
	}
	return n == 2
}

// name reads a name in any case, the longest that fits.
func (p *dateParser) name(it formatItem, start, pos int) (int, bool) {
	t, err := p.format.locale.text()
	if err != nil {
		p.err = err
		return pos, false
	}
	f := formatFields[it.letter]
	short, long := t.calendarNames(f)
	lists := [][]string{long, short}
	if f == calEra {
		lists = append(lists, t.longEras, t.eras)
	}
	best, value := -1, 0
	for _, list := range lists {
		for i, name := range list {
			if end, ok := foldPrefix(p.text, start, name, true); ok && end > best {
				best, value = end, i
			}
		}
	}
	if best < 0 {
		return pos, false
	}
	if f == calDayOfWeek {
		value++
	}
	p.set(f, int32(value))
	return best, true
}

// date makes the date of what was read.
func (p *dateParser) date() (int64, error) {
	ms, err := p.establish(0)
	if err == nil && p.ambiguous && ms < p.format.century {
		return p.establish(100)
	}
	return ms, err
}

// establish sets the calendar, so many years later.
func (p *dateParser) establish(years int32) (int64, error) {
	c := p.format.calendar
	c.Clear()
	c.nextStamp = firstStamp
	for _, f := range p.order {
		switch f {
		case weekYearField:
		case calYear:
			c.set(f, p.values[f]+years)
		default:
			c.set(f, p.values[f])
		}
	}
	if at := p.index(weekYearField); at >= 0 && at > p.index(calYear) {
		if err := p.setWeek(c, p.values[weekYearField]+years); err != nil {
			return 0, err
		}
	}
	return c.TimeInMillis()
}

func (p *dateParser) setWeek(c *Calendar, year int32) error {
	week, dow := int64(1), int64(c.first)
	if p.index(calWeekOfYear) >= 0 {
		week = int64(p.values[calWeekOfYear])
	}
	if p.index(calDayOfWeek) >= 0 {
		dow = int64(p.values[calDayOfWeek])
	}
	if (dow < 1 || dow > 7) && !c.strict {
		// Days beyond the week are of others; they count from Monday.
		if dow >= 8 {
			dow--
			week += dow / 7
			dow = dow%7 + 1
		} else {
			weeks := (7 - dow) / 7
			dow += 7 * weeks
			week -= weeks
		}
		dow = dow%7 + 1
	}
	return c.SetWeekDate(year, int32(week), int32(dow))
}
