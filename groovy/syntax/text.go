package syntax

import (
	"strconv"
	"strings"
	"unicode/utf8"
)

func utf16Len(r rune) int32 {
	if r >= 0x10000 {
		return 2
	}
	return 1
}

func quoteRune(r rune) string {
	if strconv.IsPrint(r) {
		return "'" + string(r) + "'"
	}
	return "U+" + strings.ToUpper(pad4(r))
}

func pad4(r rune) string {
	h := strconv.FormatInt(int64(r), 16)
	for len(h) < 4 {
		h = "0" + h
	}
	return h
}

// quotedRune gives the first character of s for a message.
func quotedRune(s string) string {
	r, _ := utf8.DecodeRuneInString(s)
	if strconv.IsPrint(r) {
		return string(r)
	}
	return quoteRune(r)
}

// unicodeEscape reads \uXXXX at i. It gives -1 if there is none.
func unicodeEscape(src string, i int) (r rune, n int) {
	j := i + 1
	for j < len(src) && src[j] == 'u' {
		j++
	}
	if j == i+1 || j+4 > len(src) {
		return -1, 0
	}
	for k := j; k < j+4; k++ {
		if !isHex(src[k]) {
			return -1, 0
		}
	}
	v, _ := strconv.ParseUint(src[j:j+4], 16, 16)
	return rune(v), j + 4 - i
}

// decode gives the value of raw, the text of a literal between its quotes
// and interpolations.
func decode(raw string, q Quote) string {
	special := "\\\r"
	if q == DollarSlashy {
		special = "\\\r$"
	}
	if q == Single || q == Double {
		special = "\\"
	}
	if !strings.ContainsAny(raw, special) {
		return raw
	}
	d := decoder{out: make([]byte, 0, len(raw)), high: -1}
	for i := 0; i < len(raw); {
		c := raw[i]
		switch {
		case c == '\r':
			d.byte('\n')
			i += breakAt(raw, i)
		case c == '$' && q == DollarSlashy && (at(raw, i+1) == '$' || at(raw, i+1) == '/'):
			d.byte(raw[i+1])
			i += 2
		case c != '\\':
			d.byte(c)
			i++
		case breakAt(raw, i+1) > 0:
			i += 1 + breakAt(raw, i+1)
		case q.escapes():
			i += d.escape(raw[i:])
		case q == Slashy && at(raw, i+1) == '/':
			d.byte('/')
			i += 2
		default:
			// In the slashy kinds \u works too, unless another backslash
			// stands before it.
			if r, n := unicodeEscape(raw, i); r >= 0 && (i == 0 || raw[i-1] != '\\') {
				d.unit(r)
				i += n
			} else {
				d.byte('\\')
				i++
			}
		}
	}
	return string(d.out)
}

// decoder joins the two halves of a surrogate pair; high is where in out a
// lone first half begins, or -1.
type decoder struct {
	out  []byte
	high int
}

func (d *decoder) byte(c byte) {
	d.out = append(d.out, c)
	d.high = -1
}

// unit adds one UTF-16 unit.
func (d *decoder) unit(r rune) {
	switch {
	case r >= 0xDC00 && r <= 0xDFFF && d.high >= 0:
		hi := rune(d.out[d.high+1]&0x3F)<<6 | rune(d.out[d.high+2]&0x3F) | 0xD000
		d.out = utf8.AppendRune(d.out[:d.high], (hi-0xD800)<<10+(r-0xDC00)+0x10000)
		d.high = -1
	case r >= 0xD800 && r <= 0xDFFF:
		at := len(d.out)
		d.out = append(d.out, 0xED, 0x80|byte(r>>6&0x3F), 0x80|byte(r&0x3F))
		d.high = -1
		if r < 0xDC00 {
			d.high = at
		}
	default:
		d.out = utf8.AppendRune(d.out, r)
		d.high = -1
	}
}

// escape decodes the escape that s begins with and gives its length.
func (d *decoder) escape(s string) int {
	if len(s) < 2 {
		d.byte('\\')
		return 1
	}
	switch c := s[1]; c {
	case 'n':
		d.byte('\n')
	case 'r':
		d.byte('\r')
	case 't':
		d.byte('\t')
	case 'b':
		d.byte('\b')
	case 'f':
		d.byte('\f')
	case 's':
		d.byte(' ')
	case 'u':
		if r, n := unicodeEscape(s, 0); r >= 0 {
			d.unit(r)
			return n
		}
		d.byte('u')
	case '0', '1', '2', '3', '4', '5', '6', '7':
		n, v, most := 1, rune(0), 3
		if c > '3' {
			most = 2
		}
		for n <= most && n < len(s) && s[n] >= '0' && s[n] <= '7' {
			v = v*8 + rune(s[n]-'0')
			n++
		}
		d.unit(v)
		return n
	default:
		d.byte(c)
	}
	return 2
}

// plainName resolves \uXXXX in a name.
func plainName(s string) string {
	if strings.IndexByte(s, '\\') < 0 {
		return s
	}
	d := decoder{high: -1}
	for i := 0; i < len(s); {
		if r, n := unicodeEscape(s, i); s[i] == '\\' && r >= 0 {
			d.unit(r)
			i += n
		} else {
			d.byte(s[i])
			i++
		}
	}
	return string(d.out)
}
