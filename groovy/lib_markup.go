package groovy

import (
	"cmp"
	"strings"
)

// MarkupBuilder and StreamingMarkupBuilder.

var (
	classMarkupBuilder   = &Class{name: "groovy.xml.MarkupBuilder", super: classGroovyObjectSupport}
	classMarkupHelper    = &Class{name: "groovy.xml.MarkupBuilderHelper", super: classObject}
	classStreamingMarkup = &Class{name: "groovy.xml.StreamingMarkupBuilder", super: classGroovyObjectSupport}
	classStreamedMarkup  = &Class{name: "groovy.xml.StreamingMarkupBuilder$1", super: classGroovyObjectSupport, ifaces: []*Class{classWritable}}
)

func markupClasses() []entry {
	return []entry{
		{classMarkupBuilder, markupBuilderLib}, {classMarkupHelper, markupHelperLib},
		{classStreamingMarkup, streamingMarkupLib}, {classStreamedMarkup, nil}, {classNodeBuilder, nodeBuilderLib},
	}
}

// builderCall sorts the arguments of name(...) in a builder: attributes, a
// value and a closure, each at most once.
func builderCall(args []any) (attrs *Map, value any, c *Closure, ok bool) {
	if len(args) > 3 {
		return nil, nil, nil, false
	}
	given := false
	for i, a := range args {
		switch x := a.(type) {
		case *Map:
			if attrs != nil {
				return nil, nil, nil, false
			}
			attrs = x
			continue
		case *Closure:
			if i == len(args)-1 {
				c = x
				continue
			}
		}
		if given {
			return nil, nil, nil, false
		}
		value, given = a, true
	}
	return attrs, value, c, true
}

// A markup is a MarkupBuilder, or, flat, the document of a
// StreamingMarkupBuilder.
type markup struct {
	out    *indentPrinter
	flat   bool
	state  int // what was written last: 0 nothing, 1 a start tag still open, 2 text, 3 an end tag
	quote  string
	depth  int
	prefix map[string]string // declared namespaces
	fresh  []string          // those not written yet

	omitNull, omitEmpty, expand, escapes bool
}

func newMarkup(to any, flat bool) *markup {
	return &markup{out: &indentPrinter{to: to, indent: "  ", lines: true}, flat: flat, quote: "'", escapes: true}
}

func (m *markup) classOf() *Class { return classMarkupBuilder }

func (m *markup) raw(t *thread, s string) error { return t.writeTo(m.out.to, s) }

// line begins a new line at the present depth.
func (m *markup) line(t *thread) error {
	if m.flat || !m.out.lines {
		return nil
	}
	return m.raw(t, "\n"+strings.Repeat(m.out.indent, m.out.level))
}

func (m *markup) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	attrs, value, c, ok := builderCall(args)
	if !ok {
		return nil, false, nil
	}
	return nil, true, m.element(t, name, attrs, value, c)
}

func (m *markup) property(_ *thread, name string) (any, bool, error) {
	if name == "mkp" {
		return &markupHelper{m}, true, nil
	}
	if _, ok := m.prefix[name]; ok {
		return &prefixed{m, name}, true, nil
	}
	return nil, false, nil
}

// A prefixed is x in x.name() where x is a declared namespace.
type prefixed struct {
	m    *markup
	name string
}

func (*prefixed) classOf() *Class { return classMarkupHelper }

func (p *prefixed) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	return p.m.methodMissing(t, p.name+":"+name, args)
}

func (m *markup) element(t *thread, name string, attrs *Map, value any, c *Closure) error {
	if err := t.enter(); err != nil {
		return err
	}
	defer t.exit()
	// What is declared holds for this element; those beside it declare it again.
	pending := m.fresh
	defer func() { m.fresh = pending }()
	if err := m.open(t, name, attrs); err != nil {
		return err
	}
	if value != nil {
		var err error
		if in, ok := value.(*Closure); ok {
			err = m.run(t, in)
		} else {
			err = m.value(t, value)
		}
		if err != nil {
			return err
		}
	}
	m.depth++
	if c != nil {
		if err := m.run(t, c); err != nil {
			return err
		}
	}
	m.depth--
	return m.close(t, name)
}

// runWith runs a closure that is given v, and builds here.
func (m *markup) runWith(t *thread, c *Closure, v any) error {
	f := c.clone()
	f.delegate, f.strategy = m, delegateFirst
	if f.nparams() == 0 {
		_, err := t.callArgs(f, nil)
		return err
	}
	_, err := t.call1(f, v)
	return err
}

func (m *markup) run(t *thread, c *Closure) error {
	f := c.clone()
	f.delegate = m
	if m.flat {
		f.strategy = delegateFirst
	}
	if f.nparams() > 0 && m.flat {
		_, err := t.call1(f, m)
		return err
	}
	_, err := t.callArgs(f, nil)
	return err
}

func (m *markup) open(t *thread, name string, attrs *Map) error {
	switch m.state {
	case 1, 2:
		if m.state == 1 {
			if err := m.raw(t, ">"); err != nil {
				return err
			}
		}
		m.out.level++
		if err := m.line(t); err != nil {
			return err
		}
	case 3:
		if err := m.line(t); err != nil {
			return err
		}
	}
	var b strings.Builder
	b.WriteString("<" + name)
	if attrs != nil {
		err := t.iterateMap(attrs, func(e *Entry) error {
			if e.Value == nil && m.omitNull {
				return nil
			}
			k, err := t.format(e.Key)
			if err != nil {
				return err
			}
			v := ""
			if e.Value != nil {
				if v, err = t.format(e.Value); err != nil {
					return err
				}
			}
			if v == "" && m.omitEmpty {
				return nil
			}
			if m.escapes {
				v = escapeXML(v, m.quote+"\n\r\t")
			}
			b.WriteString(" " + k + "=" + m.quote + v + m.quote)
			return t.alloc(len(k) + len(v))
		})
		if err != nil {
			return err
		}
	}
	m.declare(&b)
	m.state = 1
	return m.raw(t, b.String())
}

// declare writes the prefixes that are new, in the order of the HashMap that
// Groovy keeps them in, where the one without a name is ":".
func (m *markup) declare(b *strings.Builder) {
	if m.fresh == nil {
		return
	}
	order := newHashMap(classHashMap)
	for _, p := range m.fresh {
		order.Put(cmp.Or(p, ":"), p)
	}
	for key, p := range order.All {
		b.WriteString(" xmlns")
		if p != "" {
			b.WriteString(":" + key.(string))
		}
		b.WriteString("=" + m.quote + m.prefix[p.(string)] + m.quote)
	}
	m.fresh = nil
}

func (m *markup) value(t *thread, v any) error {
	if ok, err := m.built(t, v); ok || err != nil {
		return err
	}
	s, err := t.format(v)
	if err != nil {
		return err
	}
	return m.text(t, escapeXML(s, ""))
}

// text writes what is escaped already.
func (m *markup) text(t *thread, s string) error {
	if m.state == 1 {
		m.state = 2
		s = ">" + s
	}
	return m.raw(t, s)
}

func (m *markup) close(t *thread, name string) error {
	was := m.state
	m.state = 3
	switch was {
	case 1:
		switch {
		case m.expand:
			return m.raw(t, "></"+name+">")
		case m.flat:
			return m.raw(t, "/>")
		}
		return m.raw(t, " />")
	case 3:
		m.out.level--
		if err := m.line(t); err != nil {
			return err
		}
	}
	return m.raw(t, "</"+name+">")
}

func markupBuilderLib() lib {
	mb := func(self any) *markup { return self.(*markup) }
	flag := func(name string, f func(m *markup, on bool), get func(m *markup) bool) []def {
		return []def{
			{"void set" + name + "(boolean)", func(_ *thread, self any, a []any) (any, error) { f(mb(self), a[0].(bool)); return nil, nil }},
			{"is" + name + "()", func(_ *thread, self any, _ []any) (any, error) { return get(mb(self)), nil }},
		}
	}
	l := lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return newMarkup(&printStream{}, false), nil }},
			{"(Writer)", func(_ *thread, _ any, a []any) (any, error) { return newMarkup(a[0], false), nil }},
			{"(IndentPrinter)", func(_ *thread, _ any, a []any) (any, error) {
				m := newMarkup(nil, false)
				m.out = a[0].(*indentPrinter)
				return m, nil
			}},
		},
		methods: []def{{"getMkp()", func(_ *thread, self any, _ []any) (any, error) { return &markupHelper{mb(self)}, nil }}},
	}
	l.methods = append(l.methods, flag("DoubleQuotes", func(m *markup, on bool) {
		m.quote = "'"
		if on {
			m.quote = `"`
		}
	}, func(m *markup) bool { return m.quote == `"` })...)
	l.methods = append(l.methods, flag("OmitNullAttributes", func(m *markup, on bool) { m.omitNull = on }, func(m *markup) bool { return m.omitNull })...)
	l.methods = append(l.methods, flag("OmitEmptyAttributes", func(m *markup, on bool) { m.omitEmpty = on }, func(m *markup) bool { return m.omitEmpty })...)
	l.methods = append(l.methods, flag("ExpandEmptyElements", func(m *markup, on bool) { m.expand = on }, func(m *markup) bool { return m.expand })...)
	l.methods = append(l.methods, flag("EscapeAttributes", func(m *markup, on bool) { m.escapes = on }, func(m *markup) bool { return m.escapes })...)
	return l
}

// A markupHelper is mkp.
type markupHelper struct{ m *markup }

func (*markupHelper) classOf() *Class { return classMarkupHelper }

func markupHelperLib() lib {
	mk := func(self any) *markup { return self.(*markupHelper).m }
	yield := func(escaped bool) native {
		return func(t *thread, self any, a []any) (any, error) {
			if ok, err := mk(self).built(t, a[0]); ok || err != nil {
				return nil, err
			}
			s, err := t.format(a[0])
			if err != nil {
				return nil, err
			}
			if escaped {
				s = escapeXML(s, "")
			}
			return nil, mk(self).text(t, s)
		}
	}
	instruction := func(t *thread, m *markup, name string, attrs *Map) error {
		var b strings.Builder
		b.WriteString("<?" + name)
		err := t.iterateMap(attrs, func(e *Entry) error {
			k, err := t.format(e.Key)
			if err != nil {
				return err
			}
			v, err := t.format(e.Value)
			b.WriteString(" " + k + "=" + m.quote + escapeXML(v, m.quote) + m.quote)
			return err
		})
		if err != nil {
			return err
		}
		b.WriteString("?>")
		if m.state == 0 {
			b.WriteByte('\n')
		}
		return m.text(t, b.String())
	}
	return lib{methods: []def{
		{"void yield(Object)", yield(true)},
		{"void yieldUnescaped(Object)", yield(false)},
		{"void comment(String)", func(t *thread, self any, a []any) (any, error) {
			s, _ := a[0].(string)
			if mk(self).flat {
				return nil, mk(self).text(t, "<!--"+s+"-->")
			}
			return nil, mk(self).text(t, "<!-- "+s+" -->")
		}},
		{"void xmlDeclaration()", func(t *thread, self any, _ []any) (any, error) {
			m := NewMap()
			m.Put("version", "1.0")
			return nil, instruction(t, mk(self), "xml", m)
		}},
		{"void xmlDeclaration(Map)", func(t *thread, self any, a []any) (any, error) {
			return nil, instruction(t, mk(self), "xml", a[0].(*Map))
		}},
		{"void pi(Map)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.iterateMap(a[0].(*Map), func(e *Entry) error {
				name, err := t.format(e.Key)
				if err != nil {
					return err
				}
				attrs, ok := e.Value.(*Map)
				if !ok {
					attrs = NewMap()
				}
				return instruction(t, mk(self), name, attrs)
			})
		}},
		{"void declareNamespace(Map)", func(t *thread, self any, a []any) (any, error) {
			m := mk(self)
			return nil, t.iterateMap(a[0].(*Map), func(e *Entry) error {
				k, err := t.format(e.Key)
				if err != nil {
					return err
				}
				v, err := t.format(e.Value)
				if m.prefix == nil {
					m.prefix = map[string]string{}
				}
				if m.prefix[k] != v {
					m.fresh = append(m.fresh, k)
				}
				m.prefix[k] = v
				return err
			})
		}},
	}}
}

// A streamedMarkup is what bind gives: it runs the closure whenever its text
// is asked for.
type streamedMarkup struct {
	c      *Closure
	node   any // what was read, in place of c
	quote  string
	expand bool
}

func (*streamedMarkup) classOf() *Class { return classStreamedMarkup }

func (s *streamedMarkup) writeSelf(t *thread, to any) error {
	m := newMarkup(to, true)
	m.quote, m.expand = s.quote, s.expand
	if s.c == nil {
		return m.value(t, s.node)
	}
	return m.run(t, s.c)
}

func (s *streamedMarkup) text(t *thread) (string, error) {
	w := newStringWriter()
	if err := s.writeSelf(t, w); err != nil {
		return "", err
	}
	return w.buf.text(t)
}

// A streamingMarkup is a StreamingMarkupBuilder.
type streamingMarkup struct {
	double, expand bool
	encoding       any
}

func (*streamingMarkup) classOf() *Class { return classStreamingMarkup }

func streamingMarkupLib() lib {
	sm := func(self any) *streamingMarkup { return self.(*streamingMarkup) }
	bind := func(_ *thread, self any, a []any) (any, error) {
		c, _ := a[0].(*Closure)
		s := &streamedMarkup{c: c, node: a[0], quote: "'", expand: sm(self).expand}
		if sm(self).double {
			s.quote = `"`
		}
		return s, nil
	}
	return lib{
		ctors: []def{{"()", func(*thread, any, []any) (any, error) { return &streamingMarkup{}, nil }}},
		methods: []def{
			{"bind(Closure)", bind},
			{"bindNode(Object)", bind},
			{"void setUseDoubleQuotes(boolean)", func(_ *thread, self any, a []any) (any, error) { sm(self).double = a[0].(bool); return nil, nil }},
			{"isUseDoubleQuotes()", func(_ *thread, self any, _ []any) (any, error) { return sm(self).double, nil }},
			{"void setExpandEmptyElements(boolean)", func(_ *thread, self any, a []any) (any, error) {
				sm(self).expand = a[0].(bool)
				return nil, nil
			}},
			{"isExpandEmptyElements()", func(_ *thread, self any, _ []any) (any, error) { return sm(self).expand, nil }},
			{"void setEncoding(Object)", func(_ *thread, self any, a []any) (any, error) { sm(self).encoding = a[0]; return nil, nil }},
			{"getEncoding()", func(_ *thread, self any, _ []any) (any, error) { return sm(self).encoding, nil }},
		},
	}
}
