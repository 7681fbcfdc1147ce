package format

import (
	"math"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

func (p *printer) decimal(s *spec, d *number.Decimal) {
	if s.conv == 'a' {
		p.refuse('a', d)
		return
	}
	w := p.part()
	p.signed(w, s, d.Sign() < 0, func(width int) {
		precision := s.precision
		if precision < 0 {
			precision = 6
		}
		if err := p.magnitudeOf(w, s, d.Abs(), s.conv, precision, width); err != nil {
			w.fail(err)
		}
	})
	p.done(s, w)
}

func (p *printer) magnitudeOf(w *writer, s *spec, d *number.Decimal, conv byte, precision, width int) error {
	// What is rounded becomes no longer than it was.
	var limits *number.Limits
	switch conv {
	case 'e':
		places := min(precision, d.Precision()-1)
		d, err := d.Round(limits, number.MathContext{Precision: int32(min(places, math.MaxInt32-1) + 1), Mode: number.HalfUp})
		if err != nil {
			return err
		}
		digits := d.Unscaled().String()
		e := int64(len(digits)) - 1 - int64(d.Scale())
		exponent := exponentText(e, 2)
		if d.Scale() == 0 && len(digits) == 10 {
			exponent = "+9" // sic: Java counts ten digits as too many for a zero
		}
		m := w.part()
		m.str(digits[:1])
		if len(digits) > 1 {
			m.byte('.')
			m.str(digits[1:])
		}
		if zeros := precision - places; zeros > 0 || s.flags.has(flagAlternate) {
			if len(digits) == 1 {
				m.byte('.')
			}
			m.repeat('0', int64(zeros))
		}
		if width >= 0 {
			width -= len(exponent) + 1
		}
		p.mantissa(w, m, s.flags, width)
		p.exponent(w, s, exponent)
	case 'f':
		if int64(d.Scale()) > int64(precision) {
			var err error
			if d, err = d.SetScale(limits, int32(precision), number.HalfUp); err != nil {
				return err
			}
		}
		p.plain(w, s, d, precision, width)
	default:
		precision = max(precision, 1)
		d, err := d.Round(limits, number.MathContext{Precision: int32(precision), Mode: number.HalfUp})
		if err != nil {
			return err
		}
		e := int64(d.Precision()) - 1 - int64(d.Scale())
		if d.Sign() == 0 && d.Scale() == 0 || d.Sign() != 0 && e >= -4 && e < int64(precision) {
			return p.magnitudeOf(w, s, d, 'f', precision-int(e)-1, width)
		}
		return p.magnitudeOf(w, s, d, 'e', precision-1, width)
	}
	return nil
}

// plain writes d without an exponent, with at least so many places.
func (p *printer) plain(w *writer, s *spec, d *number.Decimal, places, width int) {
	m := w.part()
	digits, scale := d.Unscaled().String(), int(d.Scale())
	switch {
	case scale >= len(digits):
		m.str("0.")
		m.repeat('0', int64(scale-len(digits)))
		m.str(digits)
	case scale > 0:
		m.str(digits[:len(digits)-scale])
		m.byte('.')
		m.str(digits[len(digits)-scale:])
	default:
		m.str(digits)
		if d.Sign() != 0 {
			m.repeat('0', -int64(scale))
		}
		scale = 0
	}
	if scale == 0 && (places > 0 || s.flags.has(flagAlternate)) {
		m.byte('.')
	}
	m.repeat('0', int64(places-scale))
	p.mantissa(w, m, s.flags, width)
}
