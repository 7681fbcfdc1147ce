package groovy

import (
	"fmt"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A jsonReader reads JSON as Groovy 2.4's JsonSlurper does, which is more
// forgiving than the standard: what follows the first value is not looked at,
// a comma may stand before a closing brace, and control characters in strings
// are taken as they are. The texts of its errors are Groovy's.
type jsonReader struct {
	t   *thread
	s   string
	i   int
	cur int // where the character is that errors call the current one
}

// readJSON reads the first value of s.
func (t *thread) readJSON(s string) (any, error) {
	if err := t.charge(1 + len(s)/64); err != nil {
		return nil, err
	}
	r := &jsonReader{t: t, s: s}
	return r.value()
}

func (r *jsonReader) space() {
	if r.i < len(r.s) {
		r.cur = r.i
	}
	if r.cur < len(r.s) && r.s[r.cur] <= ' ' {
		for r.i < len(r.s) && r.s[r.i] <= ' ' {
			r.i++
		}
		if r.i >= len(r.s) {
			r.i = len(r.s) - 1
		}
		r.cur = r.i
	}
}

// current is the character last looked at; 0 stands for none.
func (r *jsonReader) current() byte {
	if r.cur < len(r.s) {
		return r.s[r.cur]
	}
	return 0
}

func (r *jsonReader) value() (any, error) {
	r.space()
	switch c := r.current(); {
	case c == '"':
		return r.text()
	case c == 't':
		return true, r.word("true", "true not parsed properly")
	case c == 'f':
		return false, r.word("false", "false not parsed properly")
	case c == 'n':
		return nil, r.word("null", "null not parse properly")
	case c == '[':
		return r.array()
	case c == '{':
		return r.object()
	case c >= '0' && c <= '9' || c == '-':
		return r.number()
	}
	return nil, r.complain("Unable to determine the current character, it is not a string, number, array, or object")
}

func (r *jsonReader) word(w, complaint string) error {
	if r.i+len(w) > len(r.s) {
		return r.complain(complaint)
	}
	for k := range len(w) {
		if r.s[r.i] != w[k] {
			return r.complain(complaint)
		}
		if k < len(w)-1 {
			r.i++
		}
	}
	r.i++
	return r.t.step()
}

func (r *jsonReader) object() (any, error) {
	if err := r.t.enter(); err != nil {
		return nil, err
	}
	defer r.t.exit()
	r.i++
	m := newLazyMap()
	if err := r.t.alloc(entrySize); err != nil {
		return nil, err
	}
	for ; r.i < len(r.s); r.i++ {
		r.space()
		if r.current() == '"' {
			key, err := r.text()
			if err != nil {
				return nil, err
			}
			r.space()
			if r.current() != ':' {
				return nil, r.complain("expecting current character to be " + r.describe() + "\n")
			}
			r.i++
			v, err := r.value()
			if err != nil {
				return nil, err
			}
			r.space()
			if err := r.t.alloc(entrySize); err != nil {
				return nil, err
			}
			if err := r.t.step(); err != nil {
				return nil, err
			}
			if _, err := m.put(r.t, key, v); err != nil {
				return nil, err
			}
		}
		switch r.current() {
		case '}':
			r.i++
			return m, nil
		case ',':
		default:
			return nil, r.complain("expecting '}' or ',' but got current char " + r.describe())
		}
	}
	return m, nil
}

func (r *jsonReader) array() (any, error) {
	if err := r.t.enter(); err != nil {
		return nil, err
	}
	defer r.t.exit()
	l, err := r.elements()
	if ex := thrownBy(err); ex != nil && !ex.class.isSubclassOf(classJSONException) && ex.class != classStackOverflow {
		wrapped := r.complain("issue parsing JSON array")
		thrownBy(wrapped).cause = ex
		return nil, wrapped
	}
	return l, err
}

func (r *jsonReader) elements() (any, error) {
	r.i++
	r.space()
	if r.current() == ']' && r.i < len(r.s) {
		r.i++
		return newList(nil), nil
	}
	l := newList(nil)
	for r.i < len(r.s)-1 {
		v, err := r.value()
		if err != nil {
			return nil, err
		}
		if err := l.add(r.t, v); err != nil {
			return nil, err
		}
		if err := r.t.step(); err != nil {
			return nil, err
		}
		if r.i >= len(r.s) {
			return nil, r.complain("issue parsing JSON array")
		}
		before := r.i
		switch r.s[r.i] {
		case ',':
			r.i++
			continue
		case ']':
			r.i++
			return l, nil
		}
		r.space()
		switch c := r.s[r.i]; {
		case c == ',':
			r.i++
		case c == ']' && before != r.i:
			r.i++
			return l, nil
		default:
			return nil, r.complain(fmt.Sprintf("expecting a ',' or a ']',  but got \nthe current character of  %s  on array index of %d \n",
				r.describe(), len(l.items)))
		}
	}
	return nil, r.complain("Did not find end of Json Array")
}

// text reads a string; the end of the input ends it, too.
func (r *jsonReader) text() (string, error) {
	r.i++
	start := r.i
	for r.i < len(r.s) && r.s[r.i] != '"' && r.s[r.i] != '\\' {
		r.i++
	}
	if r.i >= len(r.s) || r.s[r.i] == '"' {
		s := r.s[start:r.i]
		if r.i < len(r.s) {
			r.i++
		}
		return s, r.t.charge(1 + len(s)/64)
	}
	for escaped := false; r.i < len(r.s) && (r.s[r.i] != '"' || escaped); r.i++ {
		escaped = r.s[r.i] == '\\' && !escaped
	}
	s := r.s[start:r.i]
	if r.i < len(r.s) {
		r.i++
	}
	return r.t.unescapeJSON(s)
}

// unescapeJSON undoes the escapes of a JSON string.
func (t *thread) unescapeJSON(s string) (string, error) {
	if err := t.alloc(len(s)); err != nil {
		return "", err
	}
	if err := t.charge(1 + len(s)/32); err != nil {
		return "", err
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c != '\\' || i+1 == len(s) {
			b.WriteByte(c)
			continue
		}
		i++
		switch s[i] {
		case 'b':
			b.WriteByte('\b')
		case 'f':
			b.WriteByte('\f')
		case 'n':
			b.WriteByte('\n')
		case 'r':
			b.WriteByte('\r')
		case 't':
			b.WriteByte('\t')
		case '"', '\\', '/':
			b.WriteByte(s[i])
		case 'u':
			if i+4 >= len(s) {
				continue
			}
			n, err := strconv.ParseUint(s[i+1:i+5], 16, 16)
			if err != nil {
				return "", t.throw(classNumberFormat, "For input string: %q under radix 16", s[i+1:i+5])
			}
			writeUnit(&b, uint16(n))
			i += 4
		default:
			return "", t.throw(classJSONException, "Unable to decode string")
		}
	}
	return joinSurrogates(b.String()), nil
}

func (r *jsonReader) number() (any, error) {
	from := r.i
	if r.s[r.i] == '-' {
		r.i++
	}
	if r.i >= len(r.s) || r.s[r.i] == ',' || r.s[r.i] == '}' || r.s[r.i] == ']' || r.s[r.i] <= ' ' {
		return nil, r.t.throw(classJSONInternal, "died")
	}
	dot, simple, behind := false, true, 0
scan:
	for ; r.i < len(r.s); r.i++ {
		switch c := r.s[r.i]; {
		case c >= '0' && c <= '9':
			if dot {
				behind++
			}
		case c <= ' ' || c == ',' || c == '}' || c == ']':
			break scan
		case c == '.':
			if dot {
				return nil, r.t.throw(classJSONInternal, "unexpected character .")
			}
			dot = true
		case c == 'e' || c == 'E' || c == '-' || c == '+':
			simple = false
		default:
			u, _ := decodeWTF8(r.s[r.i:])
			return nil, r.t.throw(classJSONInternal, "unexpected character %c", u)
		}
	}
	text := r.s[from:r.i]
	if err := r.t.charge(1 + len(text)/16); err != nil {
		return nil, err
	}
	if simple && !dot {
		if n, err := strconv.ParseInt(text, 10, 64); err == nil {
			if n == int64(int32(n)) {
				return boxInt(int32(n)), nil
			}
			return n, nil
		}
		n, err := number.ParseBig(&r.t.number, text, 10)
		if err != nil {
			return nil, r.t.numberError(err)
		}
		return n, r.t.alloc(len(text))
	}
	d, err := number.ParseDecimal(&r.t.number, text)
	if err != nil {
		return nil, r.t.numberError(err)
	}
	return d, r.t.alloc(16 + len(text))
}

// complain makes the exception that points at where the reader stands.
func (r *jsonReader) complain(message string) error {
	line, start := 1, 0
	for k := 0; k < r.i && k < len(r.s); k++ {
		if r.s[k] == '\n' {
			line++
			start = k + 1
		}
	}
	row := r.s[start:]
	if k := strings.IndexByte(row, '\n'); k >= 0 {
		row = row[:k]
	}
	dots := max(0, strLen(r.s[start:min(r.i, len(r.s))]))
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\nThe current character read is %s\n%s\nline number %d\nindex number %d\n%s\n%s^",
		message, r.describe(), message, line, strLen(r.s[:min(r.i, len(r.s))]), row, strings.Repeat(".", dots))
	if err := r.t.alloc(b.Len()); err != nil {
		return err
	}
	if err := r.t.charge(len(r.s) / 32); err != nil {
		return err
	}
	return r.t.throwText(classJSONException, b.String())
}

// describe names the current character.
func (r *jsonReader) describe() string {
	c := uint16(0)
	if r.cur < len(r.s) {
		c = charAt(r.s[r.cur:], 0)
	}
	name := "'" + Char(c).String() + "'"
	switch c {
	case ' ':
		name = "[SPACE]"
	case '\t':
		name = "[TAB]"
	case '\n':
		name = "[NEWLINE]"
	}
	return fmt.Sprintf("%s with an int value of %d", name, c)
}
