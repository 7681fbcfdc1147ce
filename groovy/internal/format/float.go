package format

import (
	"math"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

func (p *printer) float(s *spec, arg any) {
	switch a := arg.(type) {
	case float64:
		p.double(s, a)
	case float32:
		p.double(s, float64(a))
	case *number.Decimal:
		p.decimal(s, a)
	default:
		p.refuse(s.conv, arg)
	}
}

func (p *printer) double(s *spec, v float64) {
	w := p.part()
	if v != v {
		w.str("NaN")
	} else {
		negative := v < 0 || v == 0 && math.Signbit(v)
		p.signed(w, s, negative, func(width int) {
			switch {
			case math.IsInf(v, 0):
				w.str("Infinity")
			case s.conv == 'a':
				p.hexadecimal(w, s, math.Abs(v))
			default:
				p.digits(w, s, math.Abs(v), width)
			}
		})
	}
	if s.flags.has(flagUpper) && (v != v || math.IsInf(v, 0)) {
		w.b = []byte(strings.ToUpper(string(w.b)))
	}
	p.done(s, w)
}

// digits writes a double that is not negative by %e, %f or %g. Java rounds not
// the double but the shortest digits that it prints as, halves upwards: 1.005
// with two places is 1.01.
func (p *printer) digits(w *writer, s *spec, v float64, width int) {
	precision := s.precision
	if precision < 0 {
		precision = 6
	}
	var room [32]byte
	digits, exponent := number.ShortestDigits(room[:0], v, 64)
	d := digitText{digits, exponent + 1}
	if v == 0 {
		d = digitText{nil, 1}
	}
	switch s.conv {
	case 'f':
		p.fixed(w, s, d.rounded(d.point+precision), precision, width)
	case 'e':
		p.scientific(w, s, d.rounded(precision+1), precision, width)
	default:
		precision = max(precision, 1)
		d = d.rounded(precision)
		// Between 0.0001 and 10^precision the digits are written out.
		if e := d.point - 1; v == 0 || e >= -4 && e < precision {
			p.fixed(w, s, d, precision-d.point, width)
			return
		}
		p.scientific(w, s, d, precision-1, width)
	}
}

// A digitText is a number 0.ddd·10^point; without digits it is zero.
type digitText struct {
	digits []byte
	point  int
}

// rounded keeps the first n digits, halves go upwards.
func (d digitText) rounded(n int) digitText {
	switch {
	case n >= len(d.digits):
		return d
	case n < 0:
		return digitText{nil, d.point}
	}
	up := d.digits[n] >= '5'
	kept := d.digits[:n]
	if !up {
		return digitText{kept, d.point}
	}
	for i := n - 1; i >= 0; i-- {
		if kept[i] != '9' {
			kept[i]++
			return digitText{kept[:i+1], d.point}
		}
	}
	return digitText{[]byte{'1'}, d.point + 1}
}

// fixed writes digits without an exponent.
func (p *printer) fixed(w *writer, s *spec, d digitText, places, width int) {
	m := w.part()
	whole := d.digits[:min(len(d.digits), max(d.point, 0))]
	if d.point <= 0 || len(d.digits) == 0 {
		m.byte('0')
	} else {
		m.bytes(whole)
		m.repeat('0', int64(d.point-len(whole)))
	}
	if places > 0 {
		m.byte('.')
		lead := min(max(-d.point, 0), places)
		if len(d.digits) == 0 {
			lead = places
		}
		m.repeat('0', int64(lead))
		rest := d.digits[len(whole):]
		m.bytes(rest)
		m.repeat('0', int64(places-lead-len(rest)))
	} else if s.flags.has(flagAlternate) {
		m.byte('.')
	}
	p.mantissa(w, m, s.flags, width)
}

// mantissa moves what m wrote to w in the signs of the locale.
func (p *printer) mantissa(w, m *writer, f flags, width int) {
	if m.err != nil {
		w.fail(m.err)
		return
	}
	p.localized(w, string(m.b), f, width)
}

// scientific writes digits with an exponent of at least two digits.
func (p *printer) scientific(w *writer, s *spec, d digitText, places, width int) {
	m := w.part()
	digits := d.digits
	if len(digits) == 0 {
		digits = []byte{'0'}
	}
	m.byte(digits[0])
	if places > 0 {
		m.byte('.')
		m.bytes(digits[1:])
		m.repeat('0', int64(places-len(digits)+1))
	} else if s.flags.has(flagAlternate) {
		m.byte('.')
	}
	exponent := exponentText(int64(d.point)-1, 2)
	if width >= 0 {
		width -= len(exponent) + 1
	}
	p.mantissa(w, m, s.flags, width)
	p.exponent(w, s, exponent)
}

// exponentText is a sign and at least so many digits.
func exponentText(e int64, least int) string {
	sign := "+"
	if e < 0 {
		sign, e = "-", -e
	}
	digits := strconv.FormatInt(e, 10)
	if len(digits) < least {
		digits = "0" + digits
	}
	return sign + digits
}

func (p *printer) exponent(w *writer, s *spec, exponent string) {
	if s.flags.has(flagUpper) {
		w.byte('E')
	} else {
		w.byte('e')
	}
	w.byte(exponent[0])
	p.localized(w, exponent[1:], 0, -1)
}

// hexadecimal writes a double that is not negative by %a.
func (p *printer) hexadecimal(w *writer, s *spec, v float64) {
	precision := s.precision
	switch {
	case precision < 0:
		precision = 0
	case precision == 0:
		precision = 1
	}
	text := hexDouble(v, precision)
	mantissa, exponent, _ := strings.Cut(text, "p")
	mark, p1 := "0x", byte('p')
	if s.flags.has(flagUpper) {
		mark, p1, mantissa = "0X", 'P', strings.ToUpper(mantissa)
	}
	sign := len(w.b)
	w.str(mark)
	if s.flags.has(flagZero) {
		w.repeat('0', int64(s.width-len(text)-len(mark)-sign))
	}
	w.str(mantissa)
	if precision > 0 {
		if !strings.Contains(mantissa, ".") {
			w.byte('.')
		}
		_, fraction, _ := strings.Cut(mantissa, ".")
		w.repeat('0', int64(precision-len(fraction)))
	}
	w.byte(p1)
	w.str(exponent)
}

// hexDouble is Double.toHexString without its mark, with so many digits behind
// the point; none or more than twelve give all there are.
func hexDouble(v float64, places int) string {
	if v == 0 || places == 0 || places > 12 {
		return number.FormatHexDouble(v)[2:]
	}
	frac, exponent := math.Frexp(v) // also of the smallest ones, as Java here
	bits := uint64(frac * (1 << 53))
	cut := uint(4 * (13 - places))
	half, rest := uint64(1)<<(cut-1), bits&(1<<cut-1)
	bits >>= cut
	if rest > half || rest == half && bits&1 == 1 {
		bits++
	}
	rounded := math.Ldexp(float64(bits), int(cut)-53)
	if exponent+int(math.Floor(math.Log2(rounded))) > 1023 {
		return "1.0p1024"
	}
	mantissa, e, _ := strings.Cut(number.FormatHexDouble(rounded)[2:], "p")
	n, _ := strconv.Atoi(e) // what was just written is a number
	return mantissa + "p" + strconv.Itoa(n+exponent)
}
