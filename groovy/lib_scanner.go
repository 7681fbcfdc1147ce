package groovy

import (
	"math/big"
	"strconv"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/groovy/internal/pattern"
)

var classScanner = &Class{name: "java.util.Scanner", super: classObject, ifaces: []*Class{classIterator, classCloseable}}

// A scanner is java.util.Scanner over a text, all of which is at hand.
type scanner struct {
	s      string
	at     int // in bytes
	delims *pattern.Regex
	radix  int32
	locale any
	last   *Matcher // nil if the last operation found nothing
	closed bool
	// skipped tells that the delimiters before the next token are behind us.
	skipped bool
}

func (*scanner) classOf() *Class { return classScanner }

// Whitespace between tokens, how lines end, and what is a token of a kind.
var (
	scannerBlanks  = scannerPattern(`\p{javaWhitespace}+`)
	scannerLine    = scannerPattern("(.*)(?:\r\n|[\n\r\u2028\u2029\u0085])|(.+)$")
	scannerAny     = scannerPattern("(?s).*")
	scannerDecimal = scannerPattern(decimalForm)
	scannerFloat   = scannerPattern(decimalForm + `|[-+]?(?:NaN|Infinity)|[-+]?0[xX][0-9a-fA-F]*\.[0-9a-fA-F]+(?:[pP][-+]?[0-9]+)?`)
	scannerBoolean = scannerPattern("(?i)true|false")
)

// decimalForm is a number as it is written in English, with commas between groups.
const decimalForm = `[-+]?(?:(?:[0-9]+|[0-9]{1,3}(?:,[0-9]{3})+)(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?`

// scannerPattern is a pattern that is compiled for the first script that scans.
func scannerPattern(expr string) func() *pattern.Regex {
	return sync.OnceValue(func() *pattern.Regex { return pattern.MustCompile(expr, 0) })
}

func newScanner(s string) *scanner { return &scanner{s: s, delims: scannerBlanks(), radix: 10} }

func (s *scanner) open(t *thread) error {
	if s.closed {
		return t.throw(classIllegalState, "Scanner closed")
	}
	return nil
}

// matcher looks for re between two positions.
func (s *scanner) matcher(t *thread, re *pattern.Regex, from, to int) (*Matcher, error) {
	m := re.Matcher(s.s, t.budget())
	m.UseTransparentBounds(true)
	m.UseAnchoringBounds(false)
	if err := m.Region(from, to); err != nil {
		return nil, t.regexError(err)
	}
	return &Matcher{m}, nil
}

func (m *Matcher) tried(t *thread, what func(*pattern.Matcher) (bool, error)) (bool, error) {
	ok, err := what(m.m)
	if err != nil {
		return false, t.regexError(err)
	}
	return ok, nil
}

// iterate walks over the tokens.
func (s *scanner) iterate(t *thread, f func(any) error) error {
	for {
		if ok, err := s.has(t, nil); !ok || err != nil {
			return err
		}
		v, err := s.next(t, scannerAny())
		if err != nil {
			return err
		}
		if err := f(v); err != nil {
			return err
		}
	}
}

// start is where the next token begins.
func (s *scanner) start(t *thread) (int, error) {
	if s.skipped {
		return s.at, nil
	}
	m, err := s.matcher(t, s.delims, s.at, len(s.s))
	if err != nil {
		return 0, err
	}
	ok, err := m.tried(t, (*pattern.Matcher).LookingAt)
	if !ok || err != nil {
		return s.at, err
	}
	_, end, err := m.m.Span(0)
	return end, err
}

// token finds the next token if re matches all of it: where it begins and its
// match, which is nil if it does not or there is no token.
func (s *scanner) token(t *thread, re *pattern.Regex) (int, *Matcher, error) {
	from, err := s.start(t)
	if err != nil || from == len(s.s) {
		return from, nil, err
	}
	to := len(s.s)
	m, err := s.matcher(t, s.delims, from, len(s.s))
	if err != nil {
		return 0, nil, err
	}
	ok, err := m.tried(t, (*pattern.Matcher).Find)
	if err != nil {
		return 0, nil, err
	}
	if ok {
		i, j, _ := m.m.Span(0)
		if j == from {
			// A delimiter without length ends no token before it began.
			if ok, err = m.tried(t, (*pattern.Matcher).Find); err != nil {
				return 0, nil, err
			}
			i, _, _ = m.m.Span(0)
		}
		if ok {
			to = i
		}
	}
	if m, err = s.matcher(t, re, from, to); err != nil {
		return 0, nil, err
	}
	if ok, err = m.tried(t, (*pattern.Matcher).Matches); !ok || err != nil {
		return from, nil, err
	}
	return from, m, nil
}

// next gives the next token, which re must match.
func (s *scanner) next(t *thread, re *pattern.Regex) (string, error) {
	if err := s.open(t); err != nil {
		return "", err
	}
	from, m, err := s.token(t, re)
	s.last = m
	if err != nil {
		return "", err
	}
	if m == nil {
		s.at, s.skipped = from, false
		if from == len(s.s) {
			return "", t.throw(classNoSuchElement, "")
		}
		return "", t.throw(classInputMismatch, "")
	}
	text, _, err := m.m.Group(0)
	if err != nil {
		return "", t.regexError(err)
	}
	s.at, s.skipped = from+len(text), false
	return text, t.charge(1 + len(text)/64)
}

// has tells whether next would give a token.
func (s *scanner) has(t *thread, re *pattern.Regex) (bool, error) {
	if err := s.open(t); err != nil {
		return false, err
	}
	if re == nil {
		from, err := s.start(t)
		return from != len(s.s), err
	}
	_, m, err := s.token(t, re)
	return m != nil, err
}

// find looks for re from here to an end and goes behind what it finds; skip
// wants it right here.
func (s *scanner) find(t *thread, re *pattern.Regex, end int, here bool) (any, error) {
	if err := s.open(t); err != nil {
		return nil, err
	}
	m, err := s.matcher(t, re, s.at, end)
	if err != nil {
		return nil, err
	}
	what := (*pattern.Matcher).Find
	if here {
		what = (*pattern.Matcher).LookingAt
	}
	ok, err := m.tried(t, what)
	if !ok || err != nil {
		s.last = nil
		return nil, err
	}
	s.last = m
	_, s.at, _ = m.m.Span(0)
	return m.group(t, 0)
}

// line gives the next line without its end; nil at the end of the text.
func (s *scanner) line(t *thread) (any, error) {
	v, err := s.find(t, scannerLine(), len(s.s), false)
	if v == nil || err != nil {
		return nil, err
	}
	text, ok, err := s.last.m.Group(1)
	if err == nil && !ok {
		text, _, err = s.last.m.Group(2)
	}
	return text, err
}

// integerRegex is an integer of a radix, with commas between groups.
func (t *thread) integerRegex(radix int32) (*pattern.Regex, error) {
	digits := "0-" + string(rune('0'+min(radix, 10)-1))
	if radix > 10 {
		last := rune('a' + radix - 11)
		digits += "a-" + string(last) + "A-" + strings.ToUpper(string(last))
	}
	d := "[" + digits + "]"
	return t.regex(`[-+]?(?:`+d+`+|`+d+`{1,3}(?:,`+d+`{3})+)`, 0)
}

// A scannerKind is a type of value that a scanner reads.
type scannerKind struct {
	name  string
	radix bool // it may be given one
	re    func(t *thread, radix int32) (*pattern.Regex, error)
	value func(t *thread, token string, radix int32) (any, error)
}

func scannerKinds() []scannerKind {
	integer := func(name string, bits int, of func(n int64) any) scannerKind {
		return scannerKind{name, true, (*thread).integerRegex, func(t *thread, token string, radix int32) (any, error) {
			n, err := strconv.ParseInt(token, int(radix), bits)
			if err == nil {
				return of(n), nil
			}
			switch {
			case name == "Byte" || name == "Short":
				if _, wide := strconv.ParseInt(token, int(radix), 32); wide == nil {
					return nil, t.throw(classInputMismatch, "Value out of range. Value:\"%s\" Radix:%d", token, radix)
				}
			}
			if radix != 10 {
				return nil, t.throw(classInputMismatch, "For input string: \"%s\" under radix %d", token, radix)
			}
			return nil, t.throw(classInputMismatch, "For input string: \"%s\"", token)
		}}
	}
	fixed := func(re func() *pattern.Regex) func(*thread, int32) (*pattern.Regex, error) {
		return func(*thread, int32) (*pattern.Regex, error) { return re(), nil }
	}
	parsed := func(c *Class) func(t *thread, token string, _ int32) (any, error) {
		return func(t *thread, token string, _ int32) (any, error) { return t.parseNumber(token, c) }
	}
	return []scannerKind{
		integer("Byte", 8, func(n int64) any { return int8(n) }), integer("Short", 16, func(n int64) any { return int16(n) }),
		integer("Int", 32, func(n int64) any { return boxInt(int32(n)) }), integer("Long", 64, func(n int64) any { return n }),
		{"BigInteger", true, (*thread).integerRegex, func(t *thread, token string, radix int32) (any, error) {
			if err := t.charge(1 + len(token)*len(token)/64); err != nil {
				return nil, err
			}
			n, ok := new(big.Int).SetString(token, int(radix))
			if !ok {
				return nil, t.throw(classInputMismatch, "For input string: \"%s\"", token)
			}
			return n, nil
		}},
		{"Double", false, fixed(scannerFloat), parsed(classDouble)}, {"Float", false, fixed(scannerFloat), parsed(classFloat)},
		{"BigDecimal", false, fixed(scannerDecimal), parsed(classBigDecimal)},
		{"Boolean", false, fixed(scannerBoolean), func(_ *thread, token string, _ int32) (any, error) {
			return strings.EqualFold(token, "true"), nil
		}},
	}
}

// defs is nextX and hasNextX.
func (k scannerKind) defs() []def {
	read := func(t *thread, s *scanner, radix int32) (any, error) {
		re, err := k.re(t, radix)
		if err != nil {
			return nil, err
		}
		token, err := s.next(t, re)
		if err != nil {
			return nil, err
		}
		v, err := k.value(t, strings.ReplaceAll(token, ",", ""), radix)
		if err != nil {
			s.at -= len(token) // it stays to be read as something else
		}
		return v, err
	}
	has := func(t *thread, s *scanner, radix int32) (any, error) {
		re, err := k.re(t, radix)
		if err != nil {
			return nil, err
		}
		if err := s.open(t); err != nil {
			return nil, err
		}
		_, m, err := s.token(t, re)
		if m == nil || err != nil {
			return false, err
		}
		token, _, err := m.m.Group(0)
		if err != nil {
			return nil, t.regexError(err)
		}
		_, err = k.value(t, strings.ReplaceAll(token, ",", ""), radix)
		if err != nil && thrownBy(err) == nil {
			return nil, err
		}
		return err == nil, nil
	}
	with := func(f func(t *thread, s *scanner, radix int32) (any, error)) native {
		return func(t *thread, self any, a []any) (any, error) {
			s := self.(*scanner)
			if len(a) == 0 {
				return f(t, s, s.radix)
			}
			radix := a[0].(int32)
			if radix < 2 || radix > 36 {
				return nil, t.throw(classIllegalArgument, "radix:%d", radix)
			}
			return f(t, s, radix)
		}
	}
	l := []def{{"next" + k.name + "()", with(read)}, {"hasNext" + k.name + "()", with(has)}}
	if k.radix {
		l = append(l, def{"next" + k.name + "(int)", with(read)}, def{"hasNext" + k.name + "(int)", with(has)})
	}
	return l
}

func scannerLib() lib {
	sc := func(v any) *scanner { return v.(*scanner) }
	var l lib
	// either makes a method that takes a pattern as such or as text.
	either := func(name, more string, f func(t *thread, s *scanner, re *pattern.Regex, a []any) (any, error)) {
		for _, kind := range []string{"String", "Pattern"} {
			l.methods = append(l.methods, def{name + "(" + kind + more + ")", func(t *thread, self any, a []any) (any, error) {
				if a[0] == nil {
					return nil, t.throw(classNullPointer, "")
				}
				re, err := t.regexOf(a[0])
				if err != nil {
					return nil, err
				}
				return f(t, sc(self), re, a)
			}})
		}
	}
	text := func(t *thread, v any) (any, error) {
		if v == nil {
			return nil, t.throw(classNullPointer, "source")
		}
		s, err := t.readAll(v)
		return newScanner(s), err
	}
	decoded := func(t *thread, _ any, a []any) (any, error) {
		in, ok := a[0].(*byteInput)
		if !ok {
			return nil, t.throw(classNullPointer, "source")
		}
		c, err := t.charsetOf(a[1])
		if err != nil {
			return nil, t.throw(classIllegalArgument, "%v", a[1])
		}
		s, err := t.decode(in.rest(), c)
		return newScanner(s), err
	}
	l.ctors = []def{
		{"(String)", func(t *thread, _ any, a []any) (any, error) {
			s, ok := a[0].(string)
			if !ok {
				return nil, t.throw(classNullPointer, "source")
			}
			return newScanner(s), nil
		}},
		{"(Reader)", func(t *thread, _ any, a []any) (any, error) { return text(t, a[0]) }},
		{"(InputStream)", func(t *thread, _ any, a []any) (any, error) { return text(t, a[0]) }},
		{"(InputStream,String)", decoded}, {"(InputStream,Charset)", decoded},
	}
	either("useDelimiter", "", func(_ *thread, s *scanner, re *pattern.Regex, _ []any) (any, error) {
		s.delims = re
		return s, nil
	})
	either("next", "", func(t *thread, s *scanner, re *pattern.Regex, _ []any) (any, error) { return textResult(s.next(t, re)) })
	either("hasNext", "", func(t *thread, s *scanner, re *pattern.Regex, _ []any) (any, error) { return boolResult(s.has(t, re)) })
	either("findInLine", "", func(t *thread, s *scanner, re *pattern.Regex, _ []any) (any, error) {
		end := len(s.s)
		// Where the line ends is looked up each time.
		if err := t.charge((end - s.at) / 256); err != nil {
			return nil, err
		}
		if i := strings.IndexAny(s.s[s.at:], "\r\n\u2028\u2029\u0085"); i >= 0 {
			end = s.at + i
		}
		return s.find(t, re, end, false)
	})
	either("findWithinHorizon", ",int", func(t *thread, s *scanner, re *pattern.Regex, a []any) (any, error) {
		end, n := len(s.s), int(a[1].(int32))
		if n < 0 {
			return nil, t.throw(classIllegalArgument, "horizon < 0")
		}
		if err := t.charge((end - s.at) / 256); err != nil {
			return nil, err
		}
		if rest := s.s[s.at:]; n > 0 && n < strLen(rest) {
			end = s.at + len(substr(rest, 0, n))
		}
		return s.find(t, re, end, false)
	})
	either("skip", "", func(t *thread, s *scanner, re *pattern.Regex, _ []any) (any, error) {
		v, err := s.find(t, re, len(s.s), true)
		if v == nil && err == nil {
			return nil, t.throw(classNoSuchElement, "")
		}
		return s, err
	})
	either("findAll", "", func(t *thread, s *scanner, re *pattern.Regex, _ []any) (any, error) {
		return &streamValue{class: classStream, next: func(t *thread) (any, bool, error) {
			v, err := s.find(t, re, len(s.s), false)
			if v == nil || err != nil {
				return nil, false, err
			}
			m, err := s.last.fixed(t)
			return m, err == nil, err
		}}, s.open(t)
	})
	l.methods = append(l.methods,
		def{"hasNext()", func(t *thread, self any, _ []any) (any, error) { return boolResult(sc(self).has(t, nil)) }},
		def{"next()", func(t *thread, self any, _ []any) (any, error) { return textResult(sc(self).next(t, scannerAny())) }},
		def{"hasNextLine()", func(t *thread, self any, _ []any) (any, error) {
			return sc(self).at < len(sc(self).s), sc(self).open(t)
		}},
		def{"nextLine()", func(t *thread, self any, _ []any) (any, error) {
			v, err := sc(self).line(t)
			if v == nil && err == nil {
				return nil, t.throw(classNoSuchElement, "No line found")
			}
			return v, err
		}},
		def{"tokens()", func(t *thread, self any, _ []any) (any, error) {
			s := sc(self)
			return &streamValue{class: classStream, next: func(t *thread) (any, bool, error) {
				if ok, err := s.has(t, nil); !ok || err != nil {
					return nil, false, err
				}
				v, err := s.next(t, scannerAny())
				return v, err == nil, err
			}}, s.open(t)
		}},
		def{"delimiter()", func(_ *thread, self any, _ []any) (any, error) { return &Pattern{sc(self).delims}, nil }},
		def{"match()", func(t *thread, self any, _ []any) (any, error) {
			if sc(self).last == nil {
				return nil, t.throw(classIllegalState, "No match result available")
			}
			return sc(self).last.fixed(t)
		}},
		def{"radix()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(sc(self).radix), nil }},
		def{"useRadix(int)", func(t *thread, self any, a []any) (any, error) {
			if n := a[0].(int32); n < 2 || n > 36 {
				return nil, t.throw(classIllegalArgument, "radix:%d", n)
			}
			sc(self).radix = a[0].(int32)
			return self, nil
		}},
		def{"locale()", func(t *thread, self any, _ []any) (any, error) {
			if sc(self).locale == nil {
				return timeValue{t.locale()}, nil
			}
			return sc(self).locale, nil
		}},
		def{"useLocale(Locale)", func(t *thread, self any, a []any) (any, error) {
			symbols, err := t.symbolsOf(a[0])
			if err != nil {
				return nil, err
			}
			if symbols.Decimal != '.' || symbols.Grouping != ',' {
				return nil, t.throw(classUnsupported, "a Scanner reads numbers as they are written in English; use NumberFormat.getInstance(locale).parse(text)")
			}
			sc(self).locale = a[0]
			return self, nil
		}},
		def{"ioException()", func(*thread, any, []any) (any, error) { return nil, nil }},
		def{"reset()", func(_ *thread, self any, _ []any) (any, error) {
			sc(self).delims, sc(self).radix, sc(self).locale = scannerBlanks(), 10, nil
			return self, nil
		}},
		def{"void remove()", func(t *thread, _ any, _ []any) (any, error) { return nil, t.throw(classUnsupported, "") }},
		def{"void close()", func(_ *thread, self any, _ []any) (any, error) { sc(self).closed = true; return nil, nil }},
		def{"toString()", func(t *thread, self any, _ []any) (any, error) { return classScanner.name + "@" + t.hex(self), nil }})
	for _, k := range scannerKinds() {
		l.methods = append(l.methods, k.defs()...)
	}
	return l
}
