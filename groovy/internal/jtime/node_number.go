package jtime

import "math"

// A numberNode prints and parses a number: the value of a field, its last
// digits (reduced) or the digits behind the point (fraction). With a letter the
// field is one of the locale's week.
type numberNode struct {
	field      Field
	min, max   int
	sign       SignStyle
	subsequent int // digits that belong to the numbers after this, -1 of such a number

	reduced  bool
	base     int64
	baseDate bool // the base came as a date

	fraction, point bool

	letter byte
	count  int
}

// pow10 are the powers that fit in a long.
var pow10 = func() (p [19]int64) {
	p[0] = 1
	for i := 1; i < len(p); i++ {
		p[i] = p[i-1] * 10
	}
	return p
}()

// localized is the node for the week of a locale.
func (n numberNode) localized(l Locale) numberNode {
	if n.letter == 0 {
		return n
	}
	w := WeekFieldsOf(l)
	m := numberNode{min: n.min, max: n.max, sign: notNegative, subsequent: n.subsequent}
	switch n.letter {
	case 'e', 'c':
		m.field = w.DayOfWeek()
	case 'w':
		m.field = w.WeekOfWeekBasedYear()
	case 'W':
		m.field = w.WeekOfMonth()
	case 'Y':
		m.field = w.WeekBasedYear()
		switch {
		case n.count == 2:
			m.reduced, m.base = true, w.weekBasedYear(LocalDate{2000, 1, 1})
		case n.count < 4:
			m.sign = signNormal
		default:
			m.sign = exceedsPad
		}
	}
	return m
}

// fixed reports whether the number has always the same width.
func (n numberNode) fixed(strict bool) bool {
	switch {
	case n.fraction:
		return strict && n.min == n.max && !n.point
	case n.reduced && !strict:
		return false
	}
	return n.subsequent == -1 || n.subsequent > 0 && n.min == n.max && n.sign == notNegative
}

func (n numberNode) print(p *printer, b []byte) ([]byte, bool, error) {
	n = n.localized(p.locale)
	v, ok, err := p.value(n.field)
	if !ok || err != nil {
		return b, ok, err
	}
	if n.fraction {
		return n.printFraction(v, b)
	}
	if n.reduced {
		v = n.reduce(v)
	}
	if decimalLen(magnitude(v)) > n.max {
		return b, false, invalid("Field " + n.field.String() + " cannot be printed as the value " + itoa(v) +
			" exceeds the maximum print width of " + itoa(n.max))
	}
	switch {
	case v < 0 && n.sign == notNegative:
		return b, false, invalid("Field " + n.field.String() + " cannot be printed as the value " + itoa(v) +
			" cannot be negative according to the SignStyle")
	case v < 0 && n.sign != signNever:
		b = append(b, '-')
	case v >= 0 && (n.sign == signAlways || n.sign == exceedsPad && n.min < 19 && v >= pow10[n.min]):
		b = append(b, '+')
	}
	return appendUnsigned(b, magnitude(v), n.min), true, nil
}

func decimalLen(n uint64) int {
	size := 1
	for n >= 10 {
		n /= 10
		size++
	}
	return size
}

func (n numberNode) reduce(v int64) int64 {
	abs := v
	if abs < 0 {
		abs = -abs
	}
	if v >= n.base && v < n.base+pow10[n.min] {
		return abs % pow10[n.min]
	}
	return abs % pow10[n.max]
}

// printFraction prints the value as a part of all values, without the zeros at
// the end that need not be.
func (n numberNode) printFraction(v int64, b []byte) ([]byte, bool, error) {
	r := n.field.Range()
	if err := n.field.check(v); err != nil {
		return b, false, err
	}
	// Ranges of up to 86400 * 10^9: the product has at most 77 bits.
	billionths, _ := mulDiv(v-r.Minimum(), nanosPerSecond, r.Maximum()-r.Minimum()+1)
	digits := appendPadded(nil, billionths, 9)
	width := 9
	for width > 0 && digits[width-1] == '0' {
		width--
	}
	width = min(max(width, n.min), n.max)
	if width == 0 {
		return b, true, nil
	}
	if n.point {
		b = append(b, '.')
	}
	return append(b, digits[:width]...), true, nil
}

func (n numberNode) parse(p *parser, text string, pos int) int {
	n = n.localized(p.locale)
	if n.fraction {
		return n.parseFraction(p, text, pos)
	}
	if pos == len(text) {
		return ^pos
	}
	negative, positive := false, false
	switch text[pos] {
	case '+', '-':
		positive = text[pos] == '+'
		negative = !positive
		if !n.accepts(positive, p.strict) {
			return ^pos
		}
		pos++
	default:
		if n.sign == signAlways && p.strict {
			return ^pos
		}
	}
	exact := p.strict || n.fixed(p.strict)
	least, most := 1, 9
	if exact {
		least, most = n.min, n.max
	}
	if pos+least > len(text) {
		return ^pos
	}
	most += max(n.subsequent, 0)
	have := 0
	for have < most && pos+have < len(text) && digitAt(text, pos+have) >= 0 {
		have++
	}
	if have < least {
		return ^pos
	}
	if n.subsequent > 0 {
		// The numbers after this one get their digits first.
		have = min(have, max(least, have-n.subsequent))
	}
	v, have := decimal(text[pos : pos+have])
	switch {
	case negative:
		if v == 0 && p.strict {
			return ^(pos - 1)
		}
		v = -v
	case n.sign == exceedsPad && p.strict:
		if positive && have <= n.min {
			return ^(pos - 1)
		}
		if !positive && have > n.min {
			return ^pos
		}
	}
	end := pos + have
	if n.reduced {
		v = n.extend(v, have)
	}
	return p.set(n.field, v, pos, end)
}

// accepts reports whether a sign may stand before the number.
func (n numberNode) accepts(positive, strict bool) bool {
	switch n.sign {
	case signNormal:
		return !positive || !strict
	case signAlways, exceedsPad:
		return true
	}
	return !strict && n.min != n.max
}

// decimal reads digits; the last of too many for a long is left.
func decimal(digits string) (v int64, read int) {
	for read < len(digits) {
		d := int64(digits[read] - '0')
		if v > (math.MaxInt64-d)/10 {
			break
		}
		v = v*10 + d
		read++
	}
	return v, read
}

// extend is the number from base on that ends with the digits read.
func (n numberNode) extend(v int64, width int) int64 {
	if width != n.min || v < 0 {
		return v
	}
	r := pow10[n.min]
	last := n.base % r
	if n.base > 0 {
		v = n.base - last + v
	} else {
		v = n.base - last - v
	}
	if v < n.base {
		v += r
	}
	return v
}

func (n numberNode) parseFraction(p *parser, text string, pos int) int {
	exact := p.strict || n.fixed(p.strict)
	least, most := 0, 9
	if exact {
		least, most = n.min, n.max
	}
	start := pos
	missing := func() int {
		if least > 0 {
			return ^start
		}
		return start
	}
	if pos == len(text) {
		return missing()
	}
	if n.point {
		if text[pos] != '.' {
			return missing()
		}
		pos++
	}
	if pos+least > len(text) {
		return ^pos
	}
	end := pos
	for end < len(text) && end < pos+most && digitAt(text, end) >= 0 {
		end++
	}
	if end-pos < least {
		return ^pos
	}
	v, _ := decimal(text[pos:end])
	r := n.field.Range()
	v, _ = mulDiv(v*pow10[9-(end-pos)], r.Maximum()-r.Minimum()+1, nanosPerSecond)
	return p.set(n.field, v+r.Minimum(), pos, end)
}

func (n numberNode) appendTo(b []byte) []byte {
	switch {
	case n.letter != 0:
		return n.appendLocalized(b)
	case n.fraction:
		b = append(b, "Fraction("+n.field.String()+","+itoa(n.min)+","+itoa(n.max)...)
		if n.point {
			b = append(b, ",DecimalPoint"...)
		}
		return append(b, ')')
	case n.reduced:
		b = append(b, "ReducedValue("+n.field.String()+","+itoa(n.min)+","+itoa(n.max)+","+itoa(n.base)...)
		if n.baseDate {
			b = append(b, "-01-01"...)
		}
		return append(b, ')')
	case n.min == 1 && n.max == 19 && n.sign == signNormal:
		return append(b, "Value("+n.field.String()+")"...)
	case n.min == n.max && n.sign == notNegative:
		return append(b, "Value("+n.field.String()+","+itoa(n.min)+")"...)
	}
	return append(b, "Value("+n.field.String()+","+itoa(n.min)+","+itoa(n.max)+","+SignStyles[n.sign]+")"...)
}

func (n numberNode) appendLocalized(b []byte) []byte {
	b = append(b, "Localized("...)
	switch {
	case n.letter != 'Y':
		name := map[byte]string{'e': "DayOfWeek", 'c': "DayOfWeek", 'w': "WeekOfWeekBasedYear", 'W': "WeekOfMonth"}[n.letter]
		b = append(b, name+","+itoa(n.count)...)
	case n.count == 1:
		b = append(b, "WeekBasedYear"...)
	case n.count == 2:
		b = append(b, "ReducedValue(WeekBasedYear,2,2,2000-01-01)"...)
	default:
		style := signNormal
		if n.count >= 4 {
			style = exceedsPad
		}
		b = append(b, "WeekBasedYear,"+itoa(n.count)+",19,"+SignStyles[style]...)
	}
	return append(b, ')')
}
