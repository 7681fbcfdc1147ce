package groovy

import (
	"fmt"
	"strings"
)

// java.util.Base64, and Groovy's own encodeBase64 and encodeHex.

var (
	classBase64        = &Class{name: "java.util.Base64", super: classObject}
	classBase64Encoder = &Class{name: "java.util.Base64$Encoder", super: classObject}
	classBase64Decoder = &Class{name: "java.util.Base64$Decoder", super: classObject}
	classLazyText      = &Class{name: "org.codehaus.groovy.runtime.EncodingGroovyMethods$1", super: classObject, ifaces: []*Class{classWritable}}
)

func base64Classes() []entry {
	return []entry{
		{classBase64, base64Lib}, {classBase64Encoder, base64EncoderLib}, {classBase64Decoder, base64DecoderLib},
		{classLazyText, nil}, {classString, decodeTextLib}, {classObject, encodeBytesLib},
	}
}

const (
	base64Plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
	base64URL   = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
)

// A base64Coder is an encoder or decoder.
type base64Coder struct {
	class    *Class
	alphabet string
	pad      bool
	width    int    // of a line; 0 for one line
	newline  string // between lines
	mime     bool   // a decoder that skips what is not of the alphabet
}

func (c *base64Coder) classOf() *Class { return c.class }

func (c *base64Coder) encode(t *thread, b []byte) ([]byte, error) {
	if err := t.alloc(2*len(b) + 8); err != nil {
		return nil, err
	}
	if err := t.charge(1 + len(b)/16); err != nil {
		return nil, err
	}
	out := make([]byte, 0, len(b)*4/3+8)
	row := 0
	for i := 0; i < len(b); i += 3 {
		if c.width > 0 && row == c.width {
			out = append(out, c.newline...)
			row = 0
		}
		n := min(3, len(b)-i)
		var v uint32
		for k := range 3 {
			v <<= 8
			if k < n {
				v |= uint32(b[i+k])
			}
		}
		for k := range 4 {
			if k <= n {
				out = append(out, c.alphabet[v>>(18-6*k)&63])
			} else if c.pad {
				out = append(out, '=')
			}
		}
		row += 4
	}
	return out, nil
}

func (c *base64Coder) decode(t *thread, s []byte) ([]byte, error) {
	if err := t.alloc(len(s)); err != nil {
		return nil, err
	}
	if err := t.charge(1 + len(s)/16); err != nil {
		return nil, err
	}
	if !c.mime && len(s) == 1 {
		return nil, t.throw(classIllegalArgument, "Input byte[] should at least have 2 bytes for base64 bytes")
	}
	out := make([]byte, 0, len(s)*3/4)
	var v uint32
	n, i := 0, 0
	for ; i < len(s); i++ {
		if s[i] == '=' {
			// xx== and xxx= end the text.
			if n < 2 || n == 2 && (i+1 >= len(s) || s[i+1] != '=') && !(c.mime && i+1 >= len(s)) {
				return nil, t.throw(classIllegalArgument, "Input byte array has wrong 4-byte ending unit")
			}
			if n == 2 {
				i++
			}
			i++
			break
		}
		k := strings.IndexByte(c.alphabet, s[i])
		if k < 0 {
			if c.mime {
				continue
			}
			return nil, t.throw(classIllegalArgument, "Illegal base64 character %x", s[i])
		}
		v = v<<6 | uint32(k)
		if n++; n == 4 {
			out = append(out, byte(v>>16), byte(v>>8), byte(v))
			v, n = 0, 0
		}
	}
	switch n {
	case 1:
		return nil, t.throw(classIllegalArgument, "Last unit does not have enough valid bits")
	case 2:
		out = append(out, byte(v>>4))
	case 3:
		out = append(out, byte(v>>10), byte(v>>2))
	}
	for ; i < len(s); i++ {
		if !c.mime || strings.IndexByte(c.alphabet, s[i]) >= 0 {
			return nil, t.throw(classIllegalArgument, "Input byte array has incorrect ending byte at %d", i)
		}
	}
	return out, nil
}

func base64Lib() lib {
	coder := func(sig string, c base64Coder) def {
		return def{sig, func(*thread, any, []any) (any, error) { d := c; return &d, nil }}
	}
	return lib{statics: []def{
		coder("getEncoder()", base64Coder{class: classBase64Encoder, alphabet: base64Plain, pad: true}),
		coder("getUrlEncoder()", base64Coder{class: classBase64Encoder, alphabet: base64URL, pad: true}),
		coder("getMimeEncoder()", base64Coder{class: classBase64Encoder, alphabet: base64Plain, pad: true, width: 76, newline: "\r\n"}),
		{"getMimeEncoder(int,byte[])", func(t *thread, _ any, a []any) (any, error) {
			b, err := t.goBytes(a[1])
			if err != nil {
				return nil, err
			}
			return &base64Coder{class: classBase64Encoder, alphabet: base64Plain, pad: true, width: max(0, int(a[0].(int32))/4*4), newline: string(b)}, nil
		}},
		coder("getDecoder()", base64Coder{class: classBase64Decoder, alphabet: base64Plain}),
		coder("getUrlDecoder()", base64Coder{class: classBase64Decoder, alphabet: base64URL}),
		coder("getMimeDecoder()", base64Coder{class: classBase64Decoder, alphabet: base64Plain, mime: true}),
	}}
}

func base64EncoderLib() lib {
	encode := func(t *thread, self any, a []any) ([]byte, error) {
		b, err := t.goBytes(a[0])
		if err != nil {
			return nil, err
		}
		return self.(*base64Coder).encode(t, b)
	}
	return lib{methods: []def{
		{"encodeToString(byte[])", func(t *thread, self any, a []any) (any, error) {
			b, err := encode(t, self, a)
			return string(b), err
		}},
		{"encode(byte[])", func(t *thread, self any, a []any) (any, error) {
			b, err := encode(t, self, a)
			if err != nil {
				return nil, err
			}
			return t.byteArray(b)
		}},
		{"withoutPadding()", func(_ *thread, self any, _ []any) (any, error) {
			c := *self.(*base64Coder)
			c.pad = false
			return &c, nil
		}},
	}}
}

func base64DecoderLib() lib {
	decode := func(t *thread, self any, b []byte) (any, error) {
		out, err := self.(*base64Coder).decode(t, b)
		if err != nil {
			return nil, err
		}
		return t.byteArray(out)
	}
	return lib{methods: []def{
		{"decode(String)", func(t *thread, self any, a []any) (any, error) {
			s, ok := a[0].(string)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			b, err := t.encode(s, charsets[2])
			if err != nil {
				return nil, err
			}
			return decode(t, self, b)
		}},
		{"decode(byte[])", func(t *thread, self any, a []any) (any, error) {
			b, err := t.goBytes(a[0])
			if err != nil {
				return nil, err
			}
			return decode(t, self, b)
		}},
	}}
}

// A lazyText is what encodeBase64 and encodeHex give: text that is no String
// until it is printed.
type lazyText struct{ s string }

func (*lazyText) classOf() *Class { return classLazyText }

func (l *lazyText) text(*thread) (string, error) { return l.s, nil }

func (l *lazyText) writeSelf(t *thread, to any) error { return t.writeTo(to, l.s) }

// encodeBytesLib is what Groovy gives byte[] and Byte[]; as arrays have no
// members of their own, these are Object's and refuse all else.
func encodeBytesLib() lib {
	of := func(name string, f func(t *thread, b []byte, a []any) (string, error)) native {
		return func(t *thread, self any, a []any) (any, error) {
			arr, ok := self.(*Array)
			if !ok || arr.class.elem != classByteP && arr.class.elem != classByte {
				return nil, t.missingMethod(classOf(self), name, a, false)
			}
			b, err := t.goBytes(arr)
			if err != nil {
				return nil, err
			}
			s, err := f(t, b, a)
			return &lazyText{s}, err
		}
	}
	base64 := func(t *thread, b []byte, a []any) (string, error) {
		c := base64Coder{alphabet: base64Plain, pad: true}
		if len(a) > 0 && a[0] == true {
			c.width, c.newline = 76, "\r\n"
		}
		out, err := c.encode(t, b)
		// A line ends after 19 groups of three bytes; a shorter last one only if
		// its last group is not full.
		groups, full := len(b)/3, len(b)%3 == 0
		if c.width > 0 && (full && groups > 0 && groups%19 == 0 || !full && groups%19 != 0) {
			out = append(out, c.newline...)
		}
		return string(out), err
	}
	return lib{methods: []def{
		{"-encodeBase64()", of("encodeBase64", base64)},
		{"-encodeBase64(boolean)", of("encodeBase64", base64)},
		{"-encodeBase64Url()", of("encodeBase64Url", func(t *thread, b []byte, _ []any) (string, error) {
			out, err := (&base64Coder{alphabet: base64URL}).encode(t, b)
			return string(out), err
		})},
		{"-encodeHex()", of("encodeHex", func(t *thread, b []byte, _ []any) (string, error) {
			return fmt.Sprintf("%x", b), t.alloc(2 * len(b))
		})},
	}}
}

func decodeTextLib() lib {
	from := func(alphabet string) native {
		return func(t *thread, self any, _ []any) (any, error) {
			b, err := (&base64Coder{alphabet: alphabet, mime: true}).decode(t, []byte(self.(string)))
			if err != nil {
				if ex := thrownBy(err); ex != nil {
					return nil, t.throw(classRuntimeException, "bad character in base64 value")
				}
				return nil, err
			}
			return t.byteArray(b)
		}
	}
	return lib{methods: []def{
		{"decodeBase64()", from(base64Plain)},
		{"decodeBase64Url()", from(base64URL)},
		{"decodeHex()", func(t *thread, self any, _ []any) (any, error) {
			s := self.(string)
			if len(s)%2 != 0 {
				return nil, t.throw(classNumberFormat, "odd number of characters in hex string")
			}
			b := make([]byte, len(s)/2)
			for i := range b {
				if !isHex(s[2*i]) || !isHex(s[2*i+1]) {
					return nil, t.throw(classNumberFormat, "For input string: %q under radix 16", s[2*i:2*i+2])
				}
				b[i] = hexValue(s[2*i])<<4 | hexValue(s[2*i+1])
			}
			return t.byteArray(b)
		}},
	}}
}

func hexValue(c byte) byte {
	if c <= '9' {
		return c - '0'
	}
	return c | 0x20 - 'a' + 10
}
