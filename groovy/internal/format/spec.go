package format

import (
	"math"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// flags are those of a format specifier.
type flags uint16

const (
	flagLeft  flags = 1 << iota
	flagUpper       // not written, the conversion was a capital
	flagAlternate
	flagPlus
	flagSpace
	flagZero
	flagGroup
	flagParentheses
	flagPrevious
)

// flagSigns are the signs of the flags, in the order Java lists them.
const flagSigns = "-^#+ 0,(<"

func (f flags) has(g flags) bool { return f&g != 0 }

func (f flags) String() string {
	var b strings.Builder
	for i, c := range flagSigns {
		if f.has(1 << i) {
			b.WriteRune(c)
		}
	}
	return b.String()
}

// Where the argument of a specifier comes from, unless it is given by number.
const (
	ordinary = 0  // the next one
	previous = -1 // that of the specifier before
	noArg    = -2 // there is none
)

// A spec is one format specifier: %[index$][flags][width][.precision]conversion.
type spec struct {
	index     int
	flags     flags
	width     int // -1 if there is none
	precision int // -1 if there is none
	conv      byte
	date      bool // conv follows a t
}

// String is the specifier as Java words it in its exceptions.
func (s spec) String() string {
	b := "%" + (s.flags &^ flagUpper).String()
	if s.index > 0 {
		b += strconv.Itoa(s.index) + "$"
	}
	if s.width >= 0 {
		b += strconv.Itoa(s.width)
	}
	if s.precision >= 0 {
		b += "." + strconv.Itoa(s.precision)
	}
	conv := string(s.conv)
	if s.date {
		t := "t"
		if s.flags.has(flagUpper) {
			t = "T"
		}
		b += t
	}
	if s.flags.has(flagUpper) {
		conv = strings.ToUpper(conv)
	}
	return b + conv
}

// parseSpec reads the specifier after the % at the beginning of s and gives what
// follows it.
func parseSpec(s string) (spec, string, error) {
	sp := spec{width: -1, precision: -1}
	rest := s
	if digits, after := cutDigits(rest); digits != "" && strings.HasPrefix(after, "$") {
		n, err := number.ParseInt(digits, 10)
		if err != nil {
			return sp, "", java("IllegalFormatArgumentIndexException", "Format argument index: (not representable as int)")
		}
		if n <= 0 {
			return sp, "", java("IllegalFormatArgumentIndexException", "Illegal format argument index = "+strconv.Itoa(int(n)))
		}
		sp.index, rest = int(n), after[1:]
	}
	flagged := rest[:len(rest)-len(strings.TrimLeft(rest, "-#+ 0,(<"))]
	rest = rest[len(flagged):]
	width, rest := cutDigits(rest)
	precision := ""
	if strings.HasPrefix(rest, ".") {
		if precision, rest = cutDigits(rest[1:]); precision == "" {
			return sp, "", malformedSpec(s)
		}
	}
	if rest == "" {
		return sp, "", malformedSpec(s)
	}
	conv := rest[0]
	if conv|0x20 == 't' && len(rest) > 1 && isConversion(rest[1]) {
		sp.date = true
		if conv == 'T' {
			sp.flags |= flagUpper
		}
		conv, rest = rest[1], rest[1:]
	}
	if !isConversion(conv) {
		return sp, "", malformedSpec(s)
	}
	// From here on the form is right. Java looks at the parts in this order.
	for i := range len(flagged) {
		f := flags(1) << strings.IndexByte(flagSigns, flagged[i])
		if sp.flags.has(f) {
			return sp, "", java("DuplicateFormatFlagsException", "Flags = '"+f.String()+"'")
		}
		sp.flags |= f
	}
	if sp.flags.has(flagPrevious) {
		sp.index = previous
	}
	var err error
	if sp.width, err = size(width, badWidth); err != nil {
		return sp, "", err
	}
	if sp.precision, err = size(precision, badPrecision); err != nil {
		return sp, "", err
	}
	sp.conv = conv
	return sp, rest[1:], sp.check()
}

func isConversion(c byte) bool { return c|0x20 >= 'a' && c|0x20 <= 'z' || c == '%' }

// malformedSpec names the first character behind the %, right or wrong.
func malformedSpec(s string) error {
	if s == "" {
		return unknownConversion("%")
	}
	return unknownConversion(number.FromUnits(number.Units(s[:min(len(s), 4)])[:1]))
}

func cutDigits(s string) (digits, rest string) {
	rest = strings.TrimLeft(s, "0123456789")
	return s[:len(s)-len(rest)], rest
}

// size reads a width or precision; what is no int is told as the least one.
func size(digits string, refuse func(int) error) (int, error) {
	if digits == "" {
		return -1, nil
	}
	n, err := number.ParseInt(digits, 10)
	if err != nil {
		return 0, refuse(math.MinInt32)
	}
	return int(n), nil
}

// check refuses what does not go together, whatever the argument will be.
func (s *spec) check() error {
	if s.date {
		return s.checkDate()
	}
	if !strings.Contains("bBhHsScCdoxXeEfgGaAn%", string(s.conv)) {
		return unknownConversion(string(s.conv))
	}
	if s.conv >= 'A' && s.conv <= 'Z' {
		s.flags |= flagUpper
		s.conv |= 0x20
	}
	switch s.conv {
	case 'b', 'h', 's':
		if s.conv != 's' && s.flags.has(flagAlternate) {
			return mismatch(flagAlternate, s.conv)
		}
		if s.width < 0 && s.flags.has(flagLeft) {
			return missingWidth(*s)
		}
		return s.without(flagPlus, flagSpace, flagZero, flagGroup, flagParentheses)
	case 'c':
		return s.checkPlain()
	case 'n', '%':
		return s.checkText()
	case 'd', 'o', 'x':
		if err := s.checkNumeric(); err != nil {
			return err
		}
		if s.precision >= 0 {
			return badPrecision(s.precision)
		}
		if s.conv == 'd' {
			return s.without(flagAlternate)
		}
		return s.without(flagGroup)
	}
	if err := s.checkNumeric(); err != nil {
		return err
	}
	switch s.conv {
	case 'a':
		return s.without(flagParentheses, flagGroup)
	case 'e':
		return s.without(flagGroup)
	case 'g':
		return s.without(flagAlternate)
	}
	return nil
}

// without refuses the first of the flags that is set.
func (s *spec) without(bad ...flags) error {
	for _, f := range bad {
		if s.flags.has(f) {
			return mismatch(f, s.conv)
		}
	}
	return nil
}

// checkPlain is for what takes a width and nothing else.
func (s *spec) checkPlain() error {
	if s.precision >= 0 {
		return badPrecision(s.precision)
	}
	if err := s.without(flagAlternate, flagPlus, flagSpace, flagZero, flagGroup, flagParentheses); err != nil {
		return err
	}
	if s.width < 0 && s.flags.has(flagLeft) {
		return missingWidth(*s)
	}
	return nil
}

func (s *spec) checkDate() error {
	if s.precision < 0 && !strings.Contains(dateLetters, string(s.conv)) {
		return unknownConversion("t" + string(s.conv))
	}
	return s.checkPlain()
}

func (s *spec) checkNumeric() error {
	f := s.flags
	switch {
	case s.width < 0 && f.has(flagLeft|flagZero):
		return missingWidth(*s)
	case f.has(flagPlus) && f.has(flagSpace), f.has(flagLeft) && f.has(flagZero):
		return badFlags(f)
	}
	return nil
}

func (s *spec) checkText() error {
	s.index = noArg
	switch {
	case s.precision >= 0:
		return badPrecision(s.precision)
	case s.conv == '%' && s.flags != 0 && s.flags != flagLeft:
		return badFlags(s.flags)
	case s.conv == '%' && s.width < 0 && s.flags.has(flagLeft):
		return missingWidth(*s)
	case s.conv == 'n' && s.width >= 0:
		return badWidth(s.width)
	case s.conv == 'n' && s.flags != 0:
		return badFlags(s.flags)
	}
	return nil
}
