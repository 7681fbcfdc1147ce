package jtime

import "strings"

// offsetPatterns are the ways to write an offset. In a capital a part is always
// there, in a small letter if it is not zero.
var offsetPatterns = []string{
	"+HH", "+HHmm", "+HH:mm", "+HHMM", "+HH:MM", "+HHMMss", "+HH:MM:ss", "+HHMMSS", "+HH:MM:SS", "+HHmmss", "+HH:mm:ss",
	"+H", "+Hmm", "+H:mm", "+HMM", "+H:MM", "+HMMss", "+H:MM:ss", "+HMMSS", "+H:MM:SS", "+Hmmss", "+H:mm:ss",
}

const firstShortOffset = 11 // the index of +H

// An offsetNode prints and parses an offset; zero is how none is written.
type offsetNode struct {
	pattern int
	zero    string
}

var (
	offsetIDNode     = offsetNode{6, "Z"}
	offsetSuffixNode = offsetNode{6, "0"} // of a zone as UTC+02:00
)

func (n offsetNode) style() int   { return n.pattern % firstShortOffset }
func (n offsetNode) padded() bool { return n.pattern < firstShortOffset }
func (n offsetNode) colon() bool  { return n.style() > 0 && n.style()%2 == 0 }

func (n offsetNode) print(p *printer, b []byte) ([]byte, bool, error) {
	v, ok, err := p.value(OffsetSeconds)
	if !ok || err != nil {
		return b, ok, err
	}
	total := int(v)
	sign := byte('+')
	if total < 0 {
		sign, total = '-', -total
	}
	h, m, s := total/3600%100, total/60%60, total%60
	start := len(b)
	b = append(b, sign)
	if n.padded() || h >= 10 {
		b = append2(b, h)
	} else {
		b = append(b, byte('0'+h))
	}
	written := h
	part := func(v int) {
		if n.colon() {
			b = append(b, ':')
		}
		b = append2(b, v)
		written += v
	}
	style := n.style()
	if style >= 3 && style <= 8 || style >= 9 && s > 0 || style >= 1 && m > 0 {
		part(m)
		if style == 7 || style == 8 || style >= 5 && s > 0 {
			part(s)
		}
	}
	if written == 0 {
		b = append(b[:start], n.zero...)
	}
	return b, true, nil
}

func (n offsetNode) parse(p *parser, text string, pos int) int {
	if pos == len(text) {
		if n.zero == "" {
			return p.set(OffsetSeconds, 0, pos, pos)
		}
		return ^pos
	}
	if n.zero != "" {
		if end, ok := p.literal(text, pos, n.zero); ok {
			return p.set(OffsetSeconds, 0, pos, end)
		}
	}
	if c := text[pos]; c == '+' || c == '-' {
		s := offsetScanner{text: text, pos: pos + 1}
		if n.scan(&s, p.strict) {
			if s.v[0] > 23 || s.v[1] > 59 || s.v[2] > 59 {
				return p.fail(invalid("Value out of range: Hour[0-23], Minute[0-59], Second[0-59]"), pos)
			}
			total := int64(s.v[0]*3600 + s.v[1]*60 + s.v[2])
			if c == '-' {
				total = -total
			}
			return p.set(OffsetSeconds, total, pos, s.pos)
		}
	}
	if n.zero == "" {
		return p.set(OffsetSeconds, 0, pos, pos)
	}
	return ^pos
}

// scan reads hours, minutes and seconds as the pattern says, or leniently with
// whatever is there.
func (n offsetNode) scan(s *offsetScanner, strict bool) bool {
	pattern, colon := n.pattern, n.colon()
	if !strict {
		at := func(i int) bool { return s.pos+i < len(s.text) && s.text[s.pos+i] == ':' }
		switch {
		case n.padded():
			colon = colon || pattern == 0 && at(2)
			pattern = 9
		default:
			colon = colon || pattern == firstShortOffset && (at(1) || at(2))
			pattern = 20
		}
		if colon {
			pattern++
		}
	}
	switch pattern {
	case 12:
		return s.run(1, 4)
	case 14:
		return s.run(3, 4)
	case 16:
		return s.run(3, 6)
	case 18:
		return s.run(5, 6)
	case 20:
		return s.run(1, 6)
	}
	if pattern < firstShortOffset {
		if !s.two(false, 0) {
			return false
		}
	} else if !s.run(1, 2) {
		return false
	}
	letters := strings.TrimLeft(offsetPatterns[pattern], "+H:")
	switch {
	case letters == "":
	case strings.HasPrefix(letters, "mm"):
		if s.two(colon, 1) && strings.HasSuffix(letters, "ss") {
			s.two(colon, 2)
		}
	case !s.two(colon, 1):
		return false
	case strings.HasSuffix(letters, "ss"):
		s.two(colon, 2)
	case strings.HasSuffix(letters, "SS"):
		return s.two(colon, 2)
	}
	return true
}

type offsetScanner struct {
	text string
	pos  int
	v    [3]int
}

// two reads two digits, which are less than 60, into part i.
func (s *offsetScanner) two(colon bool, i int) bool {
	pos := s.pos
	if colon {
		if pos+1 > len(s.text) || pos == len(s.text) || s.text[pos] != ':' {
			return false
		}
		pos++
	}
	a, b := digitAt(s.text, pos), digitAt(s.text, pos+1)
	if a < 0 || b < 0 || a > 5 {
		return false
	}
	s.v[i], s.pos = a*10+b, pos+2
	return true
}

// run reads from least to most digits and parts them by their number.
func (s *offsetScanner) run(least, most int) bool {
	n := 0
	for n < most && digitAt(s.text, s.pos+n) >= 0 {
		n++
	}
	if n < least {
		return false
	}
	d := s.text[s.pos : s.pos+n]
	hours := 2 - n%2 // an odd number has one digit for the hours
	for i, part := 0, d[:hours]; ; i++ {
		v, _ := decimal(part)
		s.v[i] = int(v)
		if d = d[len(part):]; d == "" {
			break
		}
		part = d[:2]
	}
	s.pos += n
	return true
}

func (n offsetNode) appendTo(b []byte) []byte {
	return append(b, "Offset("+offsetPatterns[n.pattern]+",'"+strings.ReplaceAll(n.zero, "'", "''")+"')"...)
}

// A localizedOffsetNode is GMT+1 or GMT+01:00.
type localizedOffsetNode struct{ style TextStyle }

func (n localizedOffsetNode) print(p *printer, b []byte) ([]byte, bool, error) {
	v, ok, err := p.value(OffsetSeconds)
	if !ok || err != nil {
		return b, ok, err
	}
	b = append(b, "GMT"...)
	total := int(v)
	if total == 0 {
		return b, true, nil
	}
	if total < 0 {
		b, total = append(b, '-'), -total
	} else {
		b = append(b, '+')
	}
	h, m, s := total/3600%100, total/60%60, total%60
	full := n.style == FullText
	if full || h >= 10 {
		b = append2(b, h)
	} else {
		b = append(b, byte('0'+h))
	}
	if full || m != 0 || s != 0 {
		b = append2(append(b, ':'), m)
	}
	if s != 0 {
		b = append2(append(b, ':'), s)
	}
	return b, true, nil
}

func (n localizedOffsetNode) parse(p *parser, text string, pos int) int {
	start := pos
	pos, ok := p.literal(text, pos, "GMT")
	if !ok {
		return ^start
	}
	if pos == len(text) || text[pos] != '+' && text[pos] != '-' {
		return p.set(OffsetSeconds, 0, start, pos)
	}
	sign := int64(1)
	if text[pos] == '-' {
		sign = -1
	}
	s := offsetScanner{text: text, pos: pos + 1}
	if n.style == FullText {
		for i, c := range "00:00" {
			at := s.pos + i
			if at == len(text) {
				return p.outOfRange(text, start)
			}
			if c == ':' && text[at] != ':' || c != ':' && digitAt(text, at) < 0 {
				return ^start
			}
		}
		s.two(false, 0)
		s.pair(1)
		s.pair(2)
	} else {
		if s.pos == len(text) {
			return p.outOfRange(text, start)
		}
		if !s.run(1, 2) {
			return ^start
		}
		if s.pair(1) {
			s.pair(2)
		}
	}
	return p.set(OffsetSeconds, sign*int64(s.v[0]*3600+s.v[1]*60+s.v[2]), start, s.pos)
}

// outOfRange is for the parsers of Java that look beyond the end of the text.
func (p *parser) outOfRange(text string, pos int) int {
	return p.fail(&Error{Class: IndexOutOfBounds, Message: "String index out of range: " + itoa(utf16Len(text))}, pos)
}

// pair reads a colon and two digits of any value.
func (s *offsetScanner) pair(i int) bool {
	a, b := digitAt(s.text, s.pos+1), digitAt(s.text, s.pos+2)
	if s.pos >= len(s.text) || s.text[s.pos] != ':' || a < 0 || b < 0 {
		return false
	}
	s.v[i], s.pos = a*10+b, s.pos+3
	return true
}

func (n localizedOffsetNode) appendTo(b []byte) []byte {
	return append(b, "LocalizedOffset("+n.style.String()+")"...)
}
