package format

import (
	"math"
	"strings"
)

// The special characters of a pattern.
const (
	patternDigit     = '#'
	patternZero      = '0'
	patternGroup     = ','
	patternDecimal   = '.'
	patternSeparator = ';'
	patternPercent   = '%'
	patternPerMille  = '‰'
	patternMinus     = '-'
	patternCurrency  = '¤'
	patternQuote     = '\''
	patternExponent  = 'E'
)

// ApplyPattern makes the format be that of the pattern. In case of an error it
// is undefined and not to be used.
func (d *DecimalFormat) ApplyPattern(pattern string) error {
	d.SeparatorShown, d.currencyPattern, d.exponential = false, false, false
	p := patternReader{all: pattern, in: []rune(pattern), format: d}
	gotNegative := false
	if pattern == "" {
		d.positive, d.negative = affixes{}, affixes{}
		d.integers, d.fractions = span{0, math.MaxInt32}, span{0, math.MaxInt32}
	} else {
		if err := p.half(true); err != nil {
			return err
		}
		d.positive = p.affixes()
		if p.next > 0 {
			// The second half says only what stands around a negative number.
			if p.next < len(p.in) {
				if err := p.half(false); err != nil {
					return err
				}
				gotNegative = true
				d.negative = p.affixes()
			}
		}
	}
	if !gotNegative || d.negative == d.positive {
		d.negative = d.positive
		d.negative.prefix.pattern = "'-" + d.positive.prefix.pattern
	}
	d.expand()
	return nil
}

// A patternReader goes over a pattern, one half at a time.
type patternReader struct {
	all            string
	in             []rune
	next           int // where the second half begins, if there is one
	format         *DecimalFormat
	prefix, suffix []rune

	lead, zeros, trail int // the digits: # before, 0, # behind
	point              int // digits before it, or -1
	group              int // digits since the last separator, or -1
	multiplier         int32
}

func (p *patternReader) affixes() affixes {
	return affixes{affix{pattern: string(p.prefix)}, affix{pattern: string(p.suffix)}}
}

func (p *patternReader) fail(what string) error {
	return illegalArgument(what + ` pattern "` + p.all + `"`)
}

// half reads the part for positive or for negative numbers.
func (p *patternReader) half(positive bool) error {
	p.prefix, p.suffix = nil, nil
	p.lead, p.zeros, p.trail, p.point, p.group, p.multiplier = 0, 0, 0, -1, -1, 1
	pos, err := p.affix(p.next, &p.prefix, positive, true)
	// Digits in the suffix are counted on, wherever that leads.
	for err == nil && pos < len(p.in) {
		if positive {
			pos, err = p.digits(pos)
		} else {
			pos = p.skipDigits(pos)
		}
		if err == nil {
			pos, err = p.affix(pos, &p.suffix, positive, false)
		}
	}
	if err != nil {
		return err
	}
	return p.settle(positive)
}

func isDigitSign(c rune) bool {
	return c == patternDigit || c == patternZero || c == patternGroup || c == patternDecimal
}

// affix reads what stands around the digits, up to the next of them. Signs that
// depend on the locale are kept behind a quote, a quote doubled.
func (p *patternReader) affix(pos int, out *[]rune, positive, prefix bool) (int, error) {
	quoted := false
	for ; pos < len(p.in); pos++ {
		c := p.in[pos]
		follows := pos+1 < len(p.in) && p.in[pos+1] == c
		switch {
		case c == patternQuote && follows:
			pos++
			*out = append(*out, patternQuote, patternQuote)
		case c == patternQuote:
			quoted = !quoted
		case quoted:
			*out = append(*out, c)
		case isDigitSign(c):
			return pos, nil
		case c == patternCurrency:
			*out = append(*out, patternQuote, c)
			if follows {
				pos++
				*out = append(*out, c)
			}
			p.format.currencyPattern = true
		case c == patternSeparator:
			if prefix || !positive {
				return pos, p.fail(`Unquoted special character ';' in`)
			}
			p.next = pos + 1
			return len(p.in), nil
		case c == patternPercent || c == patternPerMille:
			if p.multiplier != 1 {
				return pos, p.fail("Too many percent/per mille characters in")
			}
			if p.multiplier = 100; c == patternPerMille {
				p.multiplier = 1000
			}
			*out = append(*out, patternQuote, c)
		case c == patternMinus:
			*out = append(*out, patternQuote, c)
		default:
			*out = append(*out, c)
		}
	}
	if quoted {
		return pos, p.fail("Malformed")
	}
	return pos, nil
}

// digits reads the part that says how many there are.
func (p *patternReader) digits(pos int) (int, error) {
	for ; pos < len(p.in); pos++ {
		switch p.in[pos] {
		case patternDigit:
			if p.zeros > 0 {
				p.trail++
			} else {
				p.lead++
			}
			p.grouped()
		case patternZero:
			if p.trail > 0 {
				return pos, p.fail("Unexpected '0' in")
			}
			p.zeros++
			p.grouped()
		case patternGroup:
			p.group = 0
		case patternDecimal:
			if p.point >= 0 {
				return pos, p.fail("Multiple decimal separators in")
			}
			p.point = p.lead + p.zeros + p.trail
		case patternExponent:
			return p.exponent(pos + 1)
		default:
			return pos, nil
		}
	}
	return pos, nil
}

func (p *patternReader) grouped() {
	if p.group >= 0 && p.point < 0 {
		p.group++
	}
}

func (p *patternReader) exponent(pos int) (int, error) {
	d := p.format
	if d.exponential {
		return pos, p.fail("Multiple exponential symbols in")
	}
	d.exponential, d.leastExponent = true, 0
	for ; pos < len(p.in) && p.in[pos] == patternZero; pos++ {
		d.leastExponent++
	}
	if p.lead+p.zeros < 1 || d.leastExponent < 1 {
		return pos, p.fail("Malformed exponential")
	}
	return pos, nil
}

// skipDigits passes over the digits of the second half, which say nothing.
func (p *patternReader) skipDigits(pos int) int {
	for pos < len(p.in) && (isDigitSign(p.in[pos]) || p.in[pos] == patternExponent) {
		pos++
	}
	return pos
}

// settle checks the digits and, for the first half, takes them over.
func (p *patternReader) settle(positive bool) error {
	if p.zeros == 0 && p.lead > 0 && p.point >= 0 {
		// ##.## is #0.##, and .## is .0#: the digit beside the point is there.
		n := max(p.point, 1)
		p.trail = p.lead - n
		p.lead = n - 1
		p.zeros = 1
	}
	if p.point < 0 && p.trail > 0 || p.point >= 0 && (p.point < p.lead || p.point > p.lead+p.zeros) || p.group == 0 {
		return p.fail("Malformed")
	}
	if !positive {
		return nil
	}
	d := p.format
	total := p.lead + p.zeros + p.trail
	point := p.point
	if point < 0 {
		point = total
	}
	d.integers = span{point - p.lead, math.MaxInt32}
	if d.exponential {
		d.integers.most = point
	}
	d.fractions = span{}
	if p.point >= 0 {
		d.fractions = span{p.lead + p.zeros - point, total - point}
	}
	d.groupingSize = max(p.group, 0)
	d.GroupingUsed = p.group > 0
	d.Multiplier = p.multiplier
	d.SeparatorShown = p.point == 0 || p.point == total
	return nil
}

// expand makes the texts around the digits of their patterns.
func (d *DecimalFormat) expand() {
	for _, a := range []*affix{&d.positive.prefix, &d.positive.suffix, &d.negative.prefix, &d.negative.suffix} {
		if !a.literal {
			a.text = d.symbols.expand(a.pattern)
		}
	}
}

func (s *Symbols) expand(pattern string) string {
	var b strings.Builder
	in := []rune(pattern)
	for i := 0; i < len(in); i++ {
		c := in[i]
		if c != patternQuote {
			b.WriteRune(c)
			continue
		}
		i++ // a quote is never the last
		switch in[i] {
		case patternCurrency:
			if i+1 < len(in) && in[i+1] == patternCurrency {
				i++
				b.WriteString(s.CurrencyCode)
			} else {
				b.WriteString(s.Currency)
			}
		case patternPercent:
			b.WriteString(s.Percent)
		case patternPerMille:
			b.WriteString(s.PerMill)
		case patternMinus:
			b.WriteString(s.Minus)
		default:
			b.WriteRune(in[i])
		}
	}
	return b.String()
}
