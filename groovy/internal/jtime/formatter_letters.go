package jtime

// patternFields are the letters that stand for one field.
var patternFields = map[byte]Field{
	'G': Era, 'y': YearOfEra, 'u': YearField, 'Q': QuarterOfYear, 'q': QuarterOfYear, 'M': MonthOfYear,
	'L': MonthOfYear, 'D': DayOfYear, 'd': DayOfMonth, 'F': AlignedDayOfWeekInMonth, 'E': DayOfWeekField,
	'c': DayOfWeekField, 'e': DayOfWeekField, 'a': AmPmOfDay, 'H': HourOfDay, 'k': ClockHourOfDay, 'K': HourOfAmPm,
	'h': ClockHourOfAmPm, 'm': MinuteOfHour, 's': SecondOfMinute, 'S': NanoOfSecond, 'A': MilliOfDay,
	'n': NanoOfSecond, 'N': NanoOfDay, 'g': ModifiedJulianDay,
}

// appendLetter adds what a run of a pattern letter stands for.
func (b *FormatterBuilder) appendLetter(c byte, count int) error {
	f, ok := patternFields[c]
	if !ok {
		return b.appendZoneLetter(c, count)
	}
	n := int32(count)
	switch c {
	case 'u', 'y':
		switch {
		case count == 2:
			b.appendNumber(numberNode{field: f, min: 2, max: 2, sign: notNegative, reduced: true, base: 2000, baseDate: true})
			return nil
		case count < 4:
			return b.AppendRangedValue(f, n, 19, signNormal)
		}
		return b.AppendRangedValue(f, n, 19, exceedsPad)
	case 'M', 'Q', 'E', 'e', 'c', 'L', 'q':
		return b.appendNamed(c, count, f)
	case 'a':
		if count > 1 {
			return tooMany(c)
		}
		b.AppendText(f, ShortText)
	case 'G':
		if count > 5 {
			return tooMany(c)
		}
		b.AppendText(f, [...]TextStyle{ShortText, ShortText, ShortText, FullText, NarrowText}[count-1])
	case 'S':
		return b.AppendFraction(NanoOfSecond, n, n, false)
	case 'F':
		if count > 1 {
			return tooMany(c)
		}
		b.AppendValue(f)
	case 'D':
		switch {
		case count == 1:
			b.AppendValue(f)
		case count > 3:
			return tooMany(c)
		default:
			return b.AppendRangedValue(f, n, 3, notNegative)
		}
	case 'g':
		return b.AppendRangedValue(f, n, 19, signNormal)
	case 'A', 'n', 'N':
		return b.AppendRangedValue(f, n, 19, notNegative)
	default:
		switch {
		case count == 1:
			b.AppendValue(f)
		case count > 2:
			return tooMany(c)
		default:
			return b.AppendFixedValue(f, n)
		}
	}
	return nil
}

func tooMany(letter byte) error { return illegal("Too many pattern letters: " + string(rune(letter))) }

// appendNamed adds a month, quarter or day of the week, as a number or a word.
func (b *FormatterBuilder) appendNamed(c byte, count int, f Field) error {
	standalone := c == 'c' || c == 'L' || c == 'q'
	local := c == 'c' || c == 'e'
	style := ShortText
	switch {
	case c == 'c' && count == 2:
		return illegal(`Invalid pattern "cc"`)
	case local && count <= 2:
		b.appendNumber(numberNode{letter: c, count: count, min: count, max: count, sign: notNegative})
		return nil
	case c == 'E' && count <= 2:
	case count == 1:
		b.AppendValue(f)
		return nil
	case count == 2:
		return b.AppendFixedValue(f, 2)
	case count == 4:
		style = FullText
	case count == 5:
		style = NarrowText
	case count > 5:
		return tooMany(c)
	}
	if standalone {
		style = style.standalone()
	}
	b.AppendText(f, style)
	return nil
}

// appendZoneLetter adds a zone, an offset or a field of the locale's week.
func (b *FormatterBuilder) appendZoneLetter(c byte, count int) error {
	letter := string(rune(c))
	switch c {
	case 'z':
		if count > 4 {
			return tooMany(c)
		}
		b.AppendZoneText(styleOf(count))
	case 'V':
		if count != 2 {
			return illegal("Pattern letter count must be 2: " + letter)
		}
		b.AppendZoneID()
	case 'v':
		if count != 1 && count != 4 {
			return illegal("Wrong number of pattern letters: " + letter)
		}
		b.AppendGenericZone(styleOf(count))
	case 'Z':
		switch {
		case count < 4:
			return b.AppendOffset("+HHMM", "+0000")
		case count == 4:
			return b.AppendLocalizedOffset(FullText)
		case count == 5:
			return b.AppendOffset("+HH:MM:ss", "Z")
		}
		return tooMany(c)
	case 'O':
		if count != 1 && count != 4 {
			return illegal("Pattern letter count must be 1 or 4: " + letter)
		}
		return b.AppendLocalizedOffset(styleOf(count))
	case 'X', 'x':
		if count > 5 {
			return tooMany(c)
		}
		zero := "Z"
		if c == 'x' {
			zero = [...]string{"+00", "+0000", "+00:00", "+0000", "+00:00"}[count-1]
		}
		return b.AppendOffset([...]string{"+HHmm", "+HHMM", "+HH:MM", "+HHMMss", "+HH:MM:ss"}[count-1], zero)
	case 'W':
		if count > 1 {
			return tooMany(c)
		}
		b.appendNumber(numberNode{letter: c, count: count, min: count, max: count, sign: notNegative})
	case 'w':
		if count > 2 {
			return tooMany(c)
		}
		b.appendNumber(numberNode{letter: c, count: count, min: count, max: 2, sign: notNegative})
	case 'Y':
		widest := 19
		if count == 2 {
			widest = 2
		}
		b.appendNumber(numberNode{letter: c, count: count, min: count, max: widest, sign: notNegative})
	case 'B':
		switch count {
		case 1:
			b.AppendDayPeriod(ShortText)
		case 4:
			b.AppendDayPeriod(FullText)
		case 5:
			b.AppendDayPeriod(NarrowText)
		default:
			return illegal("Wrong number of pattern letters: " + letter)
		}
	default:
		return illegal("Unknown pattern letter: " + letter)
	}
	return nil
}

func styleOf(count int) TextStyle {
	if count == 4 {
		return FullText
	}
	return ShortText
}
