package groovy

import (
	"strconv"
	"strings"
)

// There are four ways a value becomes text, as in Groovy:
//
//	toString  v.toString(), what + and as String use
//	format    what println, GString and join print: the same, but that a range
//	          on its own and an array show their elements
//	inspect   format with strings quoted, as source
//	javaText  what Java's own toString makes of collections: {k=v}
//
// A structure that contains itself ends at the inner one, and the text is
// charged to the run as it grows.

// texter is a library value with a toString of its own.
type texter interface {
	text(t *thread) (string, error)
}

type textStyle uint8

const (
	styleFormat textStyle = iota
	styleInspect
	styleJava
)

// toString is v.toString().
func (t *thread) toString(v any) (string, error) {
	switch x := v.(type) {
	case string:
		return x, nil
	case int32:
		return strconv.Itoa(int(x)), nil
	case *GString:
		return t.gtext(x)
	case *Range:
		return t.rangeText(x, false)
	case *Array:
		return x.class.Name() + "@" + strconv.FormatUint(uint64(uint32(t.identity(v))), 16), nil
	}
	return t.show(v, styleFormat)
}

// format is what println and "${v}" show of v.
func (t *thread) format(v any) (string, error) {
	switch x := v.(type) {
	case string:
		return x, nil
	case int32:
		return strconv.Itoa(int(x)), nil
	case *Range:
		items, err := x.slice(t)
		if err != nil {
			return "", err
		}
		return t.show(newList(items), styleFormat)
	}
	return t.show(v, styleFormat)
}

// inspect is v.inspect().
func (t *thread) inspect(v any) (string, error) { return t.show(v, styleInspect) }

// javaText is v.toString() as Java's own collections print it.
func (t *thread) javaText(v any) (string, error) { return t.show(v, styleJava) }

// gtext is the text of a GString.
func (t *thread) gtext(g *GString) (string, error) {
	if len(g.values) == 1 {
		if _, nested := g.values[0].(*GString); !nested {
			s, err := t.embed(g.values[0])
			if err != nil {
				return "", err
			}
			return t.concat(g.texts[0], s, g.texts[1])
		}
	}
	var b strings.Builder
	put := func(s string) error {
		b.WriteString(s)
		if err := t.alloc(len(s)); err != nil {
			return err
		}
		return t.charge(1 + len(s)/64)
	}
	// A GString that a loop appends to, s = "$s$x", nests as deep as the loop
	// is long: those within are written in place, without recursion.
	type level struct {
		g *GString
		i int
	}
	var outer []level
	at := level{g: g}
	for {
		if at.i == len(at.g.texts) {
			if len(outer) == 0 {
				return joinSurrogates(b.String()), nil
			}
			at, outer = outer[len(outer)-1], outer[:len(outer)-1]
			continue
		}
		if err := put(at.g.texts[at.i]); err != nil {
			return "", err
		}
		at.i++
		if at.i > len(at.g.values) {
			continue
		}
		if in, ok := at.g.values[at.i-1].(*GString); ok {
			if err := t.alloc(24); err != nil {
				return "", err
			}
			outer = append(outer, at)
			at = level{g: in}
			continue
		}
		s, err := t.embed(at.g.values[at.i-1])
		if err != nil {
			return "", err
		}
		if err := put(s); err != nil {
			return "", err
		}
	}
}

// embed is the text of a value in a GString: a closure is called.
func (t *thread) embed(v any) (string, error) {
	if s, ok := v.(string); ok {
		return s, nil
	}
	if err := t.enter(); err != nil {
		return "", err
	}
	defer t.exit()
	if c, ok := v.(*Closure); ok {
		switch c.nparams() {
		case 0:
			r, err := t.callClosure(c)
			if err != nil {
				return "", err
			}
			return t.format(r)
		case 1:
			sb := &StringBuilder{class: classStringBuilder}
			if _, err := t.call1(c, sb); err != nil {
				return "", err
			}
			return sb.text(t)
		}
		return "", t.throw(classGroovyRuntime, "Trying to evaluate a GString containing a Closure taking %d parameters", c.nparams())
	}
	return t.format(v)
}

// concat joins texts, counting the memory.
func (t *thread) concat(parts ...string) (string, error) {
	n := 0
	for _, p := range parts {
		n += len(p)
	}
	if err := t.alloc(n + 16); err != nil {
		return "", err
	}
	if n > 256 {
		if err := t.charge(n / 64); err != nil {
			return "", err
		}
	}
	var s string
	switch len(parts) {
	case 2:
		s = parts[0] + parts[1]
	case 3:
		s = parts[0] + parts[1] + parts[2]
	default:
		s = strings.Join(parts, "")
	}
	return joinSurrogates(s), nil
}

func (t *thread) show(v any, style textStyle) (string, error) {
	switch x := v.(type) {
	case nil:
		return "null", nil
	case string:
		if style == styleInspect {
			return quote(x), nil
		}
		return x, nil
	case int32:
		return strconv.Itoa(int(x)), nil
	case bool:
		if x {
			return "true", nil
		}
		return "false", nil
	case *GString:
		return t.gtext(x)
	case Char:
		return x.String(), nil
	case int64:
		return strconv.FormatInt(x, 10), nil
	case *Class:
		switch {
		case x.kind == kindPrimitive:
			return x.name, nil
		case x.isInterface():
			return "interface " + x.Name(), nil
		}
		return "class " + x.Name(), nil
	case *List, *Map, *Set, *View, *Entry, *Range:
		var b builder
		b.t = t
		if err := b.write(v, style, true); err != nil {
			return "", err
		}
		return b.String(), nil
	case *Array:
		if style == styleJava {
			return t.toString(v)
		}
		var b builder
		b.t = t
		if err := b.write(v, style, true); err != nil {
			return "", err
		}
		return b.String(), nil
	case *Object:
		return t.nestedText(func() (string, error) { return t.objectText(x, style) })
	case *Throwable:
		return t.nestedText(func() (string, error) { return t.describe(x) })
	case *Closure:
		return x.class.name + "@" + t.hex(v), nil
	case texter:
		return t.nestedText(func() (string, error) { return x.text(t) })
	}
	if s, ok, err := t.numberText(v); ok || err != nil {
		return s, err
	}
	return t.hostText(v)
}

// nestedText makes a text one level deeper: what it is made of may nest without
// end.
func (t *thread) nestedText(f func() (string, error)) (string, error) {
	if err := t.enter(); err != nil {
		return "", err
	}
	defer t.exit()
	return f()
}

func (t *thread) hex(v any) string {
	return strconv.FormatUint(uint64(uint32(t.identity(v))), 16)
}

// objectText is toString of a script's object.
func (t *thread) objectText(o *Object, style textStyle) (string, error) {
	s := o.class.findMethods("toString")
	if s != nil && s.all[0].fn != nil {
		// Java makes the text, past what a metaclass has for toString.
		r, err := t.callOwn(o, s)
		if err != nil {
			return "", err
		}
		if u, ok := r.(string); ok {
			return u, nil
		}
		if r == nil {
			return "null", nil
		}
		return t.toString(r)
	}
	return t.plainObjectText(o, style)
}

// plainObjectText is what toString gives when the script's class has none.
func (t *thread) plainObjectText(o *Object, style textStyle) (string, error) {
	if o.class.script.enum != nil {
		return enumName(o), nil
	}
	if e := asThrowable(o); e != nil {
		return t.describe(e)
	}
	if o.native != nil {
		return t.nestedText(func() (string, error) { return t.show(o.native, style) })
	}
	h, err := t.hash(o)
	return o.class.name + "@" + strconv.FormatUint(uint64(uint32(h)), 16), err
}

// builder writes collections, the work and memory counted.
type builder struct {
	strings.Builder
	t      *thread
	within []any
}

func (b *builder) text(s string) error {
	b.WriteString(s)
	if err := b.t.alloc(len(s)); err != nil {
		return err
	}
	return b.t.charge(1 + len(s)/64)
}

// write appends v; top tells that v is not inside a collection.
func (b *builder) write(v any, style textStyle, top bool) error {
	switch x := v.(type) {
	case string:
		if style == styleInspect {
			x = quote(x)
		}
		return b.text(x)
	case *Range:
		s, err := b.t.rangeText(x, style == styleInspect)
		if err != nil {
			return err
		}
		return b.text(s)
	case *List:
		if err := x.fresh(b.t); err != nil {
			return err
		}
		return b.nested(v, "(this Collection)", func() error {
			return b.row(len(x.items), func(i int) any {
				if i < len(x.items) {
					return x.items[i]
				}
				return nil
			}, style)
		})
	case *Array:
		if style == styleJava {
			s, err := b.t.toString(x)
			if err != nil {
				return err
			}
			return b.text(s)
		}
		if x.class.elem == classCharP {
			u := make([]uint16, len(x.items))
			for i, c := range x.items {
				u[i] = uint16(c.(Char))
			}
			return b.text(fromUnits(u))
		}
		return b.nested(v, "(this array)", func() error {
			return b.row(len(x.items), func(i int) any { return x.items[i] }, style)
		})
	case *Set, *View:
		items, err := b.t.slice(v)
		if err != nil {
			return err
		}
		// Java prints the entries of an entrySet itself.
		return b.nested(v, "(this Collection)", func() error {
			return b.row(len(items), func(i int) any { return items[i] }, style)
		})
	case *Entry:
		k, err := b.t.nestedText(func() (string, error) { return b.t.show(x.Key, entryStyle(style)) })
		if err != nil {
			return err
		}
		if err := b.text(k + "="); err != nil {
			return err
		}
		return b.nested(v, "(this Map.Entry)", func() error { return b.write(x.Value, entryStyle(style), false) })
	case *Map:
		return b.nested(v, "(this Map)", func() error { return b.pairs(x, style) })
	case *GString:
		s, err := b.t.gtext(x)
		if err != nil {
			return err
		}
		return b.text(s)
	case *Object:
		return b.nested(v, "(this Collection)", func() error {
			s, err := b.t.objectText(x, style)
			if err != nil {
				return err
			}
			return b.text(s)
		})
	}
	s, err := b.t.show(v, style)
	if err != nil {
		return err
	}
	return b.text(s)
}

// An entry prints its parts as Java does, even in Groovy's lists.
func entryStyle(textStyle) textStyle { return styleJava }

func (b *builder) nested(v any, self string, f func() error) error {
	for _, w := range b.within {
		if w == v {
			return b.text(self)
		}
	}
	if err := b.t.enter(); err != nil {
		return err
	}
	b.within = append(b.within, v)
	err := f()
	b.within = b.within[:len(b.within)-1]
	b.t.exit()
	return err
}

func (b *builder) row(n int, at func(int) any, style textStyle) error {
	b.WriteByte('[')
	for i := range n {
		if i > 0 {
			b.WriteString(", ")
		}
		if err := b.write(at(i), style, false); err != nil {
			return err
		}
	}
	b.WriteByte(']')
	return nil
}

func (b *builder) pairs(m *Map, style textStyle) error {
	if style == styleJava {
		b.WriteByte('{')
	} else {
		if m.Len() == 0 {
			return b.text("[:]")
		}
		b.WriteByte('[')
	}
	first := true
	for _, e := range m.ordered() {
		if e == nil {
			continue
		}
		if !first {
			b.WriteString(", ")
		}
		first = false
		if err := b.write(e.Key, style, false); err != nil {
			return err
		}
		if style == styleJava {
			b.WriteByte('=')
		} else {
			b.WriteByte(':')
		}
		if err := b.write(e.Value, style, false); err != nil {
			return err
		}
	}
	if style == styleJava {
		b.WriteByte('}')
	} else {
		b.WriteByte(']')
	}
	return nil
}

// rangeText is a range's own toString or inspect.
func (t *thread) rangeText(r *Range, inspect bool) (string, error) {
	text := func(v any, style textStyle) (string, error) {
		return t.nestedText(func() (string, error) { return t.show(v, style) })
	}
	style := styleFormat
	if inspect {
		style = styleInspect
	}
	dots := ".."
	to := r.to
	if r.exclude {
		switch {
		case r.ints || r.count == 0:
			dots = "..<"
		default:
			to = r.items[len(r.items)-1]
		}
	}
	a, err := text(r.from, style)
	if err != nil {
		return "", err
	}
	b, err := text(to, style)
	return a + dots + b, err
}

// quote is a string as a single-quoted literal.
func quote(s string) string {
	var b strings.Builder
	b.Grow(len(s) + 2)
	b.WriteByte('\'')
	for i := 0; i < len(s); i++ {
		switch c := s[i]; c {
		case '\n':
			b.WriteString(`\n`)
		case '\t':
			b.WriteString(`\t`)
		case '\r':
			b.WriteString(`\r`)
		case '\f':
			b.WriteString(`\f`)
		case '\b':
			b.WriteString(`\b`)
		case '\\':
			b.WriteString(`\\`)
		case '\'':
			b.WriteString(`\'`)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('\'')
	return b.String()
}
