package syntax

import "strconv"

// number scans a number literal. What the digits mean is left to the parser.
func (s *scanner) number() {
	start := s.pos
	end := numberEnd(s.src, start)
	text := s.src[start:end]
	for i := range text {
		if text[i] == '_' && (!isHex(text[i-1]) && text[i-1] != '_' || i+1 == len(text) || !isHex(text[i+1]) && text[i+1] != '_') {
			s.fail(start+i, start+i+1, "an underscore in a number must stand between digits", "")
			break
		}
	}
	if len(text) == 2 && (text[1] == 'x' || text[1] == 'X') {
		s.fail(start, end, "a number needs digits behind "+text, "")
	}
	// 2.4 reads 09 as 0 and 9, which then means nothing.
	if f := readNumber(text); f.base == 8 {
		for i := start; i < end; i++ {
			if c := s.src[i]; c == '8' || c == '9' {
				s.fail(i, i+1, "a number that begins with 0 is octal and has no digit "+string(rune(c)), "leave out the leading 0")
				break
			}
		}
	}
	if c := at(s.src, end); (c == 'e' || c == 'E') && isDigit(text[len(text)-1]) && text[0] != '0' {
		s.fail(start, end+1, "a number needs digits behind its exponent", "")
	}
	s.emit(kNumber, start, end)
	s.pos = end
}

func digits(src string, i int, ok func(byte) bool) int {
	for i < len(src) && (ok(src[i]) || src[i] == '_') {
		i++
	}
	return i
}

func isDigit(c byte) bool { return c >= '0' && c <= '9' }

func isHex(c byte) bool {
	return isDigit(c) || c >= 'a' && c <= 'f' || c >= 'A' && c <= 'F'
}

func isBinary(c byte) bool { return c == '0' || c == '1' }

func at(src string, i int) byte {
	if i < len(src) {
		return src[i]
	}
	return 0
}

func numberEnd(src string, i int) int {
	if src[i] == '0' {
		switch at(src, i+1) {
		case 'x', 'X':
			return integerSuffix(src, digits(src, i+2, isHex))
		case 'b', 'B':
			if isBinary(at(src, i+2)) {
				return integerSuffix(src, digits(src, i+2, isBinary))
			}
		}
	}
	i = digits(src, i, isDigit)
	decimal := false
	if at(src, i) == '.' && isDigit(at(src, i+1)) {
		decimal = true
		i = digits(src, i+1, isDigit)
	}
	if c := at(src, i); c == 'e' || c == 'E' {
		j := i + 1
		if c := at(src, j); c == '+' || c == '-' {
			j++
		}
		if isDigit(at(src, j)) {
			decimal = true
			i = digits(src, j, isDigit)
		}
	}
	switch at(src, i) {
	case 'f', 'F', 'd', 'D', 'g', 'G':
		return i + 1
	}
	if decimal {
		return i
	}
	return integerSuffix(src, i)
}

func integerSuffix(src string, i int) int {
	switch at(src, i) {
	case 'l', 'L', 'i', 'I', 'g', 'G':
		return i + 1
	}
	return i
}

// numberForm is what the form of a literal says.
type numberForm struct {
	kind   NumberKind
	base   int
	digits string
}

// readNumber takes a literal apart.
func readNumber(text string) numberForm {
	f := numberForm{base: 10}
	body := text
	if len(body) > 2 && body[0] == '0' {
		switch body[1] {
		case 'x', 'X':
			f.base, body = 16, body[2:]
		case 'b', 'B':
			f.base, body = 2, body[2:]
		}
	}
	decimal := false
	if f.base == 10 {
		for i := 0; i < len(body); i++ {
			if c := body[i]; c == '.' || c == 'e' || c == 'E' {
				decimal = true
			}
		}
	}
	suffix := body[len(body)-1]
	if f.base != 10 && isHex(suffix) {
		suffix = 0
	}
	switch suffix {
	case 'f', 'F':
		f.kind, decimal = NumFloat, true
	case 'd', 'D':
		f.kind, decimal = NumDouble, true
	case 'g', 'G':
		f.kind = NumBigInteger
		if decimal {
			f.kind = NumBigDecimal
		}
	case 'l', 'L':
		f.kind = NumLong
	case 'i', 'I':
		f.kind = NumInt
	default:
		suffix = 0
		if decimal {
			f.kind = NumBigDecimal
		}
	}
	if suffix != 0 {
		body = body[:len(body)-1]
	}
	if f.base == 10 && !decimal && len(body) > 1 && body[0] == '0' {
		f.base, body = 8, body[1:]
	}
	f.digits = withoutUnderscores(body)
	return f
}

func withoutUnderscores(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] == '_' {
			b := append([]byte(nil), s[:i]...)
			for ; i < len(s); i++ {
				if s[i] != '_' {
					b = append(b, s[i])
				}
			}
			return string(b)
		}
	}
	return s
}

// fits tells whether a number fits in a signed type of so many bits and a
// sign.
func fits(f numberForm, bits int, negative bool) bool {
	v, err := strconv.ParseUint(f.digits, f.base, 64)
	if err != nil {
		return false
	}
	limit := uint64(1) << bits
	return v < limit || negative && v == limit
}
