package format

import (
	"math/big"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

func (p *printer) integer(s *spec, arg any) {
	switch a := arg.(type) {
	case *big.Int:
		p.bigInteger(s, a)
	case int64:
		p.long(s, a, 64)
	case int32:
		p.long(s, int64(a), 32)
	case int16:
		p.long(s, int64(a), 16)
	case int8:
		p.long(s, int64(a), 8)
	default:
		p.refuse(s.conv, arg)
	}
}

// long prints an integer of that many bits.
func (p *printer) long(s *spec, v int64, bits uint) {
	w := p.part()
	if s.conv == 'd' {
		p.signed(w, s, v < 0, func(width int) {
			p.localized(w, strings.TrimPrefix(strconv.FormatInt(v, 10), "-"), s.flags, width)
		})
	} else {
		// In two's complement there is no sign to show.
		if err := s.without(flagParentheses, flagSpace, flagPlus); err != nil {
			p.fail(err)
			return
		}
		u := uint64(v) & (^uint64(0) >> (64 - bits))
		p.radix(w, s, strconv.FormatUint(u, s.base()), s.width)
	}
	p.done(s, w)
}

func (p *printer) bigInteger(s *spec, v *big.Int) {
	w := p.part()
	negative := v.Sign() < 0
	digits := strings.TrimPrefix(number.FormatBig(v, s.base()), "-")
	p.signed(w, s, negative, func(width int) {
		if s.conv == 'd' {
			p.localized(w, digits, s.flags, width)
			return
		}
		p.radix(w, s, digits, width)
	})
	p.done(s, w)
}

func (s *spec) base() int {
	switch s.conv {
	case 'o':
		return 8
	case 'x':
		return 16
	}
	return 10
}

// signed writes the sign before and behind what body writes, which is to fill
// the width that it is given, sign in front included.
func (p *printer) signed(w *writer, s *spec, negative bool, body func(width int)) {
	width := s.width
	parentheses := negative && s.flags.has(flagParentheses)
	switch {
	case parentheses:
		w.byte('(')
		if width >= 0 {
			width--
		}
	case negative:
		w.byte('-')
	case s.flags.has(flagPlus):
		w.byte('+')
	case s.flags.has(flagSpace):
		w.byte(' ')
	}
	body(width)
	if parentheses {
		w.byte(')')
	}
}

// radix writes octal or hexadecimal digits with their mark and zeros.
func (p *printer) radix(w *writer, s *spec, digits string, width int) {
	mark := ""
	if s.flags.has(flagAlternate) {
		if mark = "0"; s.conv == 'x' {
			mark = "0x"
		}
	}
	if s.flags.has(flagUpper) {
		mark, digits = strings.ToUpper(mark), strings.ToUpper(digits)
	}
	w.str(mark)
	if s.flags.has(flagZero) {
		w.repeat('0', int64(width)-int64(len(w.b))-int64(len(digits)))
	}
	w.str(digits)
}

// done writes a number to its place.
func (p *printer) done(s *spec, w *writer) {
	if w.err != nil {
		p.fail(w.err)
		return
	}
	p.justify(s, string(w.b))
}

// localized writes decimal digits, perhaps with a point, in the signs of the
// locale, with groups and with zeros up to the width as the flags say.
func (p *printer) localized(w *writer, digits string, f flags, width int) {
	whole := strings.IndexByte(digits, '.')
	if whole < 0 {
		whole = len(digits)
	}
	sym := p.symbols
	group := 0
	if f.has(flagGroup) {
		group = sym.GroupSize
	}
	// The zeros come between the sign and the digits, and are not grouped.
	if f.has(flagZero) {
		written := length(string(w.b)) + len(digits)
		if group > 0 && whole > 0 {
			written += (whole - 1) / group
		}
		w.repeat(sym.Zero, int64(width-written))
	}
	if group == 0 && sym.Zero == '0' && sym.Decimal == '.' {
		w.str(digits)
		return
	}
	if !w.room(int64(len(digits))) {
		return
	}
	for i := range len(digits) {
		if i == whole {
			w.rune(sym.Decimal)
			continue
		}
		w.rune(sym.Zero + rune(digits[i]-'0'))
		if left := whole - i - 1; group > 0 && left > 0 && left%group == 0 {
			w.rune(sym.Grouping)
		}
	}
}
