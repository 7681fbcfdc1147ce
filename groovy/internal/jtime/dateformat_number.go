package jtime

import (
	"math"
	"strconv"
	"strings"
	"unicode/utf8"
)

// parseInteger is the parse of Java's integer NumberFormat, which takes digits
// of all scripts, an exponent, and the words of floating point.
func parseInteger(text string, pos int) (v int32, end int, ok bool) {
	i := pos
	if strings.HasPrefix(text[i:], "-") {
		i++
	}
	negative := i > pos
	digits, i := scanDigits(text, i)
	if digits == "" {
		for _, w := range []struct {
			word  string
			value int32
		}{{"NaN", 0}, {"∞", math.MaxInt32}, {"-∞", math.MinInt32}} {
			if strings.HasPrefix(text[pos:], w.word) {
				return w.value, pos + len(w.word), true
			}
		}
		return 0, pos, false
	}
	exponent := ""
	if strings.HasPrefix(text[i:], "E") {
		at := i + 1
		sign := ""
		if strings.HasPrefix(text[at:], "-") {
			sign = "-"
			at++
		}
		if e, stop := scanDigits(text, at); e != "" && len(strings.TrimLeft(e, "0")) <= 18 {
			exponent, i = sign+e, stop
		}
	}
	if exponent == "" {
		if n, err := strconv.ParseInt(digits, 10, 64); err == nil {
			if negative {
				n = -n
			}
			return int32(n), i, true
		}
	}
	n, _ := strconv.ParseFloat(digits+"E0"+exponent, 64)
	if exponent != "" {
		n, _ = strconv.ParseFloat(digits+"E"+exponent, 64)
	}
	if negative {
		n = -n
	}
	return floatToInt(n), i, true
}

// floatToInt converts as Java does: a whole number that is a long loses its
// upper half, all else is cut at the limits of an int.
func floatToInt(n float64) int32 {
	switch {
	case n == math.Trunc(n) && n > -1<<63 && n < 1<<63:
		return int32(int64(n))
	case n >= math.MaxInt32:
		return math.MaxInt32
	case n <= math.MinInt32:
		return math.MinInt32
	}
	return int32(n)
}

// scanDigits reads digits of any script as those of ASCII.
func scanDigits(text string, pos int) (string, int) {
	start := pos
	for digitAt(text, pos) >= 0 {
		pos++
	}
	if pos == len(text) || text[pos] < utf8.RuneSelf {
		return text[start:pos], pos
	}
	b := []byte(text[start:pos])
	for pos < len(text) {
		r, size := utf8.DecodeRuneInString(text[pos:])
		d := digitOf(r)
		if d < 0 || r > 0xFFFF {
			break
		}
		b = append(b, byte('0'+d))
		pos += size
	}
	return string(b), pos
}
