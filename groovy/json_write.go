package groovy

import (
	"math"
	"slices"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/groovy/internal/number"
)

// A jsonWriter is JsonOutput.toJson.
type jsonWriter struct {
	t *thread
	b strings.Builder
}

func (t *thread) toJSON(v any) (string, error) {
	w := &jsonWriter{t: t}
	if err := w.value(v); err != nil {
		return "", err
	}
	return w.b.String(), nil
}

func (w *jsonWriter) raw(s string) error {
	if err := w.t.alloc(len(s)); err != nil {
		return err
	}
	w.b.WriteString(s)
	return w.t.charge(1 + len(s)/64)
}

func (w *jsonWriter) value(v any) error {
	switch x := v.(type) {
	case nil:
		return w.raw("null")
	case string:
		return w.quoted(x)
	case bool, int32, int64, int8, int16:
		s, err := w.t.toString(v)
		if err != nil {
			return err
		}
		return w.raw(s)
	case float64:
		return w.float(x, v)
	case float32:
		return w.float(float64(x), v)
	case Char:
		return w.quoted(x.String())
	case *Map:
		return w.within(func() error { return w.object(x) })
	case *GString, *StringBuilder:
		s, err := w.t.toString(v)
		if err != nil {
			return err
		}
		return w.quoted(s)
	case *Closure:
		return w.within(func() error {
			m, err := w.t.jsonOfClosure(x)
			if err != nil {
				return err
			}
			return w.object(m)
		})
	case *Expando:
		return w.within(func() error { return w.object(x.props) })
	case *jsonRaw:
		return w.raw(x.s)
	case *List, *Set, *View, *Range, *Array, *Iterator:
		return w.within(func() error { return w.array(v) })
	case *Entry:
		m := NewMap()
		m.Put("value", x.Value)
		m.Put("key", x.Key)
		return w.within(func() error { return w.object(m) })
	case *Class:
		// Java follows its class loader's insides without end.
		return w.t.throw(classStackOverflow, "")
	}
	if s, ok, err := w.t.numberText(v); ok || err != nil {
		if err != nil {
			return err
		}
		return w.raw(s)
	}
	c := classOf(v)
	switch {
	case c.isSubclassOf(classEnum):
		s, err := w.t.constantName(v)
		if err != nil {
			return err
		}
		return w.quoted(s)
	case c.isSubclassOf(classCharSequence), c == classUUID, c.name == "java.net.URL":
		s, err := w.t.toString(v)
		if err != nil {
			return err
		}
		return w.quoted(s)
	case classNamed("java.util.Date") != nil && c.isSubclassOf(classNamed("java.util.Date")):
		return w.date(v, "getTime")
	case classNamed("java.util.Calendar") != nil && c.isSubclassOf(classNamed("java.util.Calendar")):
		return w.date(v, "getTimeInMillis")
	}
	return w.within(func() error { return w.bean(v, c) })
}

func (w *jsonWriter) within(f func() error) error {
	if err := w.t.enter(); err != nil {
		return err
	}
	defer w.t.exit()
	return f()
}

// bean writes an object of a script's class, or whatever has properties.
func (w *jsonWriter) bean(v any, c *Class) error {
	if o, ok := v.(*Object); ok {
		switch n := o.native.(type) {
		case *Map:
			return w.object(n)
		case *Throwable, nil:
		default:
			return w.value(n)
		}
	}
	if j, ok := v.(JSONer); ok {
		return w.value(FromGo(j.JSONValue()))
	}
	if c.isSubclassOf(classIterable) || c.isSubclassOf(classIterator) {
		return w.array(v)
	}
	if l, ok := v.(MemberLister); ok {
		m, err := w.t.hostProperties(v, l)
		if err != nil {
			return err
		}
		if m.findString("class").Value == c {
			if _, err := m.remove(w.t, "class"); err != nil {
				return err
			}
		}
		return w.object(m)
	}
	m := NewMap()
	for _, n := range propertyOrder(c.propertyNames()) {
		if n == "class" || n == "metaClass" || n == "declaringClass" || c.findProperty(n) == nil {
			continue
		}
		p, err := w.t.getProperty(v, n)
		if err != nil {
			return err
		}
		m.Put(n, p)
	}
	return w.object(m)
}

// propertyOrder puts names of properties in the order of Groovy's own hash
// table, in which obj.properties and JSON show them: from the last bucket to
// the first, within a bucket the last that came first. Each time that the table
// grows, what was in a bucket changes its order.
func propertyOrder(names []string) []string {
	hash := func(s string) int {
		h := uint32(hashString(s))
		h += ^(h << 9)
		h ^= h >> 14
		h += h << 4
		h ^= h >> 10
		return int(h)
	}
	table := make([][]string, 32) // in a bucket, the last that came last
	put := func(n string) {
		at := hash(n) & (len(table) - 1)
		table[at] = append(table[at], n)
	}
	for i, n := range names {
		put(n)
		if i+1 == len(table)*3/4 {
			old := table
			table = make([][]string, 2*len(old))
			for _, bucket := range old {
				for _, n := range slices.Backward(bucket) {
					put(n)
				}
			}
		}
	}
	var out []string
	for _, bucket := range slices.Backward(table) {
		for _, n := range slices.Backward(bucket) {
			out = append(out, n)
		}
	}
	return out
}

func (w *jsonWriter) array(v any) error {
	if err := w.raw("["); err != nil {
		return err
	}
	first := true
	err := w.t.iterate(v, func(e any) error {
		if !first {
			w.b.WriteByte(',')
		}
		first = false
		return w.value(e)
	})
	if err != nil {
		return err
	}
	return w.raw("]")
}

func (w *jsonWriter) object(m *Map) error {
	if err := w.raw("{"); err != nil {
		return err
	}
	first := true
	err := w.t.iterateMap(m, func(e *Entry) error {
		if e.Key == nil {
			return w.t.throw(classIllegalArgument, "Maps with null keys can't be converted to JSON")
		}
		if !first {
			w.b.WriteByte(',')
		}
		first = false
		k, err := w.t.toString(e.Key)
		if err != nil {
			return err
		}
		if err := w.quoted(k); err != nil {
			return err
		}
		w.b.WriteByte(':')
		return w.value(e.Value)
	})
	if err != nil {
		return err
	}
	return w.raw("}")
}

func (w *jsonWriter) float(f float64, v any) error {
	s, _ := number.Text(v)
	switch {
	case math.IsInf(f, 0):
		return w.t.throw(classJSONException, "Number %s can't be serialized as JSON: infinite are not allowed in JSON.", s)
	case f != f:
		return w.t.throw(classJSONException, "Number %s can't be serialized as JSON: NaN are not allowed in JSON.", s)
	}
	return w.raw(s)
}

// date writes a Date or Calendar, always in GMT.
func (w *jsonWriter) date(v any, getter string) error {
	ms, err := w.t.invoke(v, getter)
	if err != nil {
		return err
	}
	n, ok := ms.(int64)
	if !ok {
		return w.t.throw(classJSONException, "%s gives no time", classOf(v).name)
	}
	s, err := w.t.jsonDate(n)
	if err != nil {
		return err
	}
	return w.raw(`"` + s + `"`)
}

const hexDigits = "0123456789abcdef"

func (w *jsonWriter) quoted(s string) error {
	if err := w.t.alloc(len(s) + 2); err != nil {
		return err
	}
	if err := w.t.charge(1 + len(s)/64); err != nil {
		return err
	}
	from := w.b.Len()
	writeJSONText(&w.b, s)
	return w.t.alloc(max(0, w.b.Len()-from-len(s)-2))
}

// writeJSONText writes a string in quotes; all but printable ASCII is escaped.
func writeJSONText(b *strings.Builder, s string) {
	b.WriteByte('"')
	for i := 0; i < len(s); {
		c := s[i]
		if c >= utf8.RuneSelf {
			r, n := decodeWTF8(s[i:])
			i += n
			if r > 0xFFFF {
				hi, lo := utf16.EncodeRune(r)
				writeEscape(b, uint16(hi))
				r = lo
			}
			writeEscape(b, uint16(r))
			continue
		}
		i++
		switch c {
		case '"', '\\':
			b.WriteByte('\\')
			b.WriteByte(c)
		case '\b':
			b.WriteString(`\b`)
		case '\f':
			b.WriteString(`\f`)
		case '\n':
			b.WriteString(`\n`)
		case '\r':
			b.WriteString(`\r`)
		case '\t':
			b.WriteString(`\t`)
		default:
			if c < ' ' || c > '~' {
				writeEscape(b, uint16(c))
			} else {
				b.WriteByte(c)
			}
		}
	}
	b.WriteByte('"')
}

func writeEscape(b *strings.Builder, u uint16) {
	b.WriteString(`\u`)
	for shift := 12; shift >= 0; shift -= 4 {
		b.WriteByte(hexDigits[u>>shift&15])
	}
}

// prettyJSON is JsonOutput.prettyPrint, which goes by tokens and does not mind
// whether they make sense together.
func (t *thread) prettyJSON(s string) (string, error) {
	w := &jsonWriter{t: t}
	l := newJSONLexer(t, s)
	indent := 0
	line := func() error {
		w.b.WriteByte('\n')
		return w.raw(strings.Repeat(" ", max(indent, 0)))
	}
	for {
		tok, err := l.next()
		if err != nil {
			return "", err
		}
		switch tok.kind {
		case 0:
			return w.b.String(), nil
		case '{', '[':
			indent += 4
			w.b.WriteByte(tok.kind)
			err = line()
		case '}', ']':
			indent -= 4
			if err = line(); err == nil {
				err = w.raw(tok.text)
			}
		case ',':
			w.b.WriteByte(',')
			err = line()
		case ':':
			err = w.raw(": ")
		case '"':
			err = w.quoted(tok.text[1 : len(tok.text)-1])
		default:
			err = w.raw(tok.text)
		}
		if err != nil {
			return "", err
		}
	}
}
