package groovy

import (
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// Bytes and how text becomes bytes.

var (
	classCharset            = &Class{name: "java.nio.charset.Charset", super: classObject, kind: kindAbstract, ifaces: []*Class{classComparable}}
	classStandardCharsets   = &Class{name: "java.nio.charset.StandardCharsets", super: classObject}
	classUnsupportedCharset = &Class{name: "java.nio.charset.UnsupportedCharsetException", super: classIllegalArgument}
	classIllegalCharset     = &Class{name: "java.nio.charset.IllegalCharsetNameException", super: classIllegalArgument}
)

func bytesClasses() []entry {
	return []entry{
		{classCharset, charsetLib}, {classStandardCharsets, standardCharsetsLib},
		{classUnsupportedCharset, nil}, {classIllegalCharset, nil},
		{classString, stringBytesLib},
	}
}

// A charset is java.nio.charset.Charset, one of the six that every JVM has.
type charset struct{ name string }

var charsets = [...]*charset{{"UTF-8"}, {"US-ASCII"}, {"ISO-8859-1"}, {"UTF-16"}, {"UTF-16BE"}, {"UTF-16LE"}}

func (*charset) classOf() *Class { return classCharset }

func (c *charset) text(*thread) (string, error) { return c.name, nil }

// charsetNamed finds a charset by its name or one of its aliases.
func charsetNamed(name string) *charset {
	n := strings.ToUpper(strings.ReplaceAll(name, "_", "-"))
	switch n {
	case "UTF8":
		n = "UTF-8"
	case "ASCII", "ISO646-US", "CP367":
		n = "US-ASCII"
	case "LATIN1", "ISO8859-1", "ISO-8859-1:1987", "ISO88591", "L1", "CP819":
		n = "ISO-8859-1"
	case "UTF16":
		n = "UTF-16"
	}
	for _, c := range charsets {
		if c.name == n {
			return c
		}
	}
	return nil
}

// charsetOf is charsetNamed for the methods that throw
// UnsupportedEncodingException.
func (t *thread) charsetOf(name any) (*charset, error) {
	switch n := name.(type) {
	case *charset:
		return n, nil
	case string:
		if c := charsetNamed(n); c != nil {
			return c, nil
		}
		return nil, t.throwText(classUnsupportedEncoding, n)
	}
	return nil, t.throw(classNullPointer, "charsetName")
}

func charsetLib() lib {
	return lib{
		methods: []def{
			{"name()", func(_ *thread, self any, _ []any) (any, error) { return self.(*charset).name, nil }},
			{"displayName()", func(_ *thread, self any, _ []any) (any, error) { return self.(*charset).name, nil }},
			{"compareTo(Charset)", func(t *thread, self any, a []any) (any, error) {
				return boxInt(int32(strings.Compare(self.(*charset).name, a[0].(*charset).name))), nil
			}},
		},
		statics: []def{
			{"forName(String)", func(t *thread, _ any, a []any) (any, error) {
				n, ok := a[0].(string)
				if !ok {
					return nil, t.throw(classIllegalArgument, "Null charset name")
				}
				if c := charsetNamed(n); c != nil {
					return c, nil
				}
				if n == "" || strings.ContainsAny(n, " /\\?*") {
					return nil, t.throwText(classIllegalCharset, n)
				}
				return nil, t.throwText(classUnsupportedCharset, n)
			}},
			{"isSupported(String)", func(_ *thread, _ any, a []any) (any, error) {
				n, _ := a[0].(string)
				return charsetNamed(n) != nil, nil
			}},
			{"defaultCharset()", func(*thread, any, []any) (any, error) { return charsets[0], nil }},
		},
	}
}

func standardCharsetsLib() lib {
	l := lib{}
	for _, c := range charsets {
		l.fields = append(l.fields, constant{strings.ReplaceAll(c.name, "-", "_"), c})
	}
	return l
}

// encode gives the bytes of a text; what the charset does not have is "?".
func (t *thread) encode(s string, c *charset) ([]byte, error) {
	if err := t.alloc(2*len(s) + 2); err != nil {
		return nil, err
	}
	if err := t.charge(1 + len(s)/32); err != nil {
		return nil, err
	}
	var out []byte
	switch c.name {
	case "US-ASCII", "ISO-8859-1":
		limit := rune(0x7F)
		if c.name == "ISO-8859-1" {
			limit = 0xFF
		}
		out = make([]byte, 0, len(s))
		for i := 0; i < len(s); {
			r, n := decodeWTF8(s[i:])
			i += n
			if r > limit {
				r = '?'
			}
			out = append(out, byte(r))
		}
	case "UTF-16", "UTF-16BE", "UTF-16LE":
		out = make([]byte, 0, 2*len(s)+2)
		if c.name == "UTF-16" && s != "" {
			out = append(out, 0xFE, 0xFF)
		}
		for _, u := range toUnits(s) {
			if c.name == "UTF-16LE" {
				out = append(out, byte(u), byte(u>>8))
			} else {
				out = append(out, byte(u>>8), byte(u))
			}
		}
	default:
		out = []byte(cleanText(s))
	}
	return out, nil
}

// decode gives the text of bytes; what is no character is U+FFFD.
func (t *thread) decode(b []byte, c *charset) (string, error) {
	if err := t.alloc(3*len(b) + 16); err != nil {
		return "", err
	}
	if err := t.charge(1 + len(b)/32); err != nil {
		return "", err
	}
	switch c.name {
	case "US-ASCII", "ISO-8859-1":
		var s strings.Builder
		s.Grow(len(b))
		for _, x := range b {
			if x >= utf8.RuneSelf && c.name == "US-ASCII" {
				s.WriteRune(utf8.RuneError)
			} else {
				s.WriteRune(rune(x))
			}
		}
		return s.String(), nil
	case "UTF-16", "UTF-16BE", "UTF-16LE":
		little := c.name == "UTF-16LE"
		if c.name == "UTF-16" && len(b) > 1 && (b[0] == 0xFE && b[1] == 0xFF || b[0] == 0xFF && b[1] == 0xFE) {
			little = b[0] == 0xFF
			b = b[2:]
		}
		u := make([]uint16, 0, len(b)/2+1)
		for ; len(b) > 1; b = b[2:] {
			if little {
				u = append(u, uint16(b[0])|uint16(b[1])<<8)
			} else {
				u = append(u, uint16(b[1])|uint16(b[0])<<8)
			}
		}
		if len(b) > 0 {
			u = append(u, utf8.RuneError)
		}
		return string(utf16.Decode(u)), nil
	}
	if utf8.Valid(b) {
		return string(b), nil
	}
	return decodeUTF8(b), nil
}

// decodeUTF8 replaces what is not UTF-8 as Java does: one U+FFFD for each
// longest beginning of a character.
func decodeUTF8(b []byte) string {
	var s strings.Builder
	for i := 0; i < len(b); {
		r, n := utf8.DecodeRune(b[i:])
		if r == utf8.RuneError && n <= 1 {
			n = 1
			for k := 2; k < 4 && i+k <= len(b) && !utf8.FullRune(b[i:i+k]); k++ {
				n = k
			}
		}
		s.WriteRune(r)
		i += n
	}
	return s.String()
}

// byteArray makes a byte[].
func (t *thread) byteArray(b []byte) (*Array, error) {
	if err := t.alloc(16*len(b) + 32); err != nil {
		return nil, err
	}
	if err := t.charge(1 + len(b)/8); err != nil {
		return nil, err
	}
	items := make([]any, len(b))
	for i, x := range b {
		items[i] = int8(x)
	}
	return newArray(classByteP, items), nil
}

// goBytes gives the bytes of a byte[], or of anything that holds numbers.
func (t *thread) goBytes(v any) ([]byte, error) {
	a, ok := v.(*Array)
	if !ok {
		if v == nil {
			return nil, t.throw(classNullPointer, "")
		}
		return nil, t.castError(v, classByteP.arrayClass())
	}
	if err := t.charge(1 + len(a.items)/8); err != nil {
		return nil, err
	}
	b := make([]byte, len(a.items))
	for i, e := range a.items {
		switch x := e.(type) {
		case int8:
			b[i] = byte(x)
		case nil:
		default:
			n, err := t.cast(x, classByteP)
			if err != nil {
				return nil, err
			}
			b[i] = byte(n.(int8))
		}
	}
	return b, t.alloc(len(b))
}

// stringBytesLib is how String and byte[] become each other.
func stringBytesLib() lib {
	fromBytes := func(t *thread, v any, from, n int, c *charset) (any, error) {
		b, err := t.goBytes(v)
		if err != nil {
			return nil, err
		}
		if from < 0 || n < 0 || from > len(b)-n {
			return nil, t.throw(classStringIndex, "Range [%d, %d + %d) out of bounds for length %d", from, from, n, len(b))
		}
		return textResult(t.decode(b[from:from+n], c))
	}
	size := func(v any) int {
		if a, ok := v.(*Array); ok {
			return len(a.items)
		}
		return 0
	}
	toBytes := func(t *thread, self any, c *charset) (any, error) {
		b, err := t.encode(self.(string), c)
		if err != nil {
			return nil, err
		}
		return t.byteArray(b)
	}
	return lib{
		ctors: []def{
			{"(byte[])", func(t *thread, _ any, a []any) (any, error) { return fromBytes(t, a[0], 0, size(a[0]), charsets[0]) }},
			{"(byte[],Charset)", func(t *thread, _ any, a []any) (any, error) {
				c, err := t.charsetOf(a[1])
				if err != nil {
					return nil, err
				}
				return fromBytes(t, a[0], 0, size(a[0]), c)
			}},
			{"(byte[],String)", func(t *thread, _ any, a []any) (any, error) {
				c, err := t.charsetOf(a[1])
				if err != nil {
					return nil, err
				}
				return fromBytes(t, a[0], 0, size(a[0]), c)
			}},
			{"(byte[],int,int)", func(t *thread, _ any, a []any) (any, error) {
				return fromBytes(t, a[0], int(a[1].(int32)), int(a[2].(int32)), charsets[0])
			}},
			{"(byte[],int,int,String)", func(t *thread, _ any, a []any) (any, error) {
				c, err := t.charsetOf(a[3])
				if err != nil {
					return nil, err
				}
				return fromBytes(t, a[0], int(a[1].(int32)), int(a[2].(int32)), c)
			}},
		},
		methods: []def{
			{"getBytes()", func(t *thread, self any, _ []any) (any, error) { return toBytes(t, self, charsets[0]) }},
			{"getBytes(String)", func(t *thread, self any, a []any) (any, error) {
				c, err := t.charsetOf(a[0])
				if err != nil {
					return nil, err
				}
				return toBytes(t, self, c)
			}},
			{"getBytes(Charset)", func(t *thread, self any, a []any) (any, error) {
				c, err := t.charsetOf(a[0])
				if err != nil {
					return nil, err
				}
				return toBytes(t, self, c)
			}},
		},
	}
}
