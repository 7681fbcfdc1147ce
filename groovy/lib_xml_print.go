package groovy

import (
	"fmt"
	"strings"
)

// XmlUtil and XmlNodePrinter.

var (
	classXMLUtil        = &Class{name: "groovy.xml.XmlUtil", super: classObject}
	classXMLNodePrinter = &Class{name: "groovy.util.XmlNodePrinter", super: classObject}
	classIndentPrinter  = &Class{name: "groovy.util.IndentPrinter", super: classObject}
)

func xmlPrintClasses() []entry {
	return []entry{{classXMLUtil, xmlUtilLib}, {classXMLNodePrinter, nodePrinterLib}, {classIndentPrinter, indentPrinterLib}}
}

// An indentPrinter is groovy.util.IndentPrinter.
type indentPrinter struct {
	to     any
	indent string
	lines  bool
	level  int
}

func (*indentPrinter) classOf() *Class { return classIndentPrinter }

func indentPrinterLib() lib {
	ip := func(self any) *indentPrinter { return self.(*indentPrinter) }
	text := func(t *thread, self any, a []any) (any, error) {
		s, err := t.format(a[0])
		if err != nil {
			return nil, err
		}
		return nil, t.writeTo(ip(self).to, s)
	}
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &indentPrinter{&printStream{}, "  ", true, 0}, nil }},
			{"(Writer)", func(_ *thread, _ any, a []any) (any, error) { return &indentPrinter{a[0], "  ", true, 0}, nil }},
			{"(Writer,String)", func(_ *thread, _ any, a []any) (any, error) {
				return &indentPrinter{a[0], a[1].(string), true, 0}, nil
			}},
			{"(Writer,String,boolean)", func(_ *thread, _ any, a []any) (any, error) {
				return &indentPrinter{a[0], a[1].(string), a[2].(bool), 0}, nil
			}},
		},
		methods: []def{
			{"void print(Object)", text},
			{"void println(String)", func(t *thread, self any, a []any) (any, error) {
				if _, err := text(t, self, a); err != nil {
					return nil, err
				}
				return nil, t.writeTo(ip(self).to, "\n")
			}},
			{"void println()", func(t *thread, self any, _ []any) (any, error) { return nil, t.writeTo(ip(self).to, "\n") }},
			{"void printIndent()", func(t *thread, self any, _ []any) (any, error) {
				return nil, t.writeTo(ip(self).to, strings.Repeat(ip(self).indent, ip(self).level))
			}},
			{"void incrementIndent()", func(_ *thread, self any, _ []any) (any, error) { ip(self).level++; return nil, nil }},
			{"void decrementIndent()", func(_ *thread, self any, _ []any) (any, error) {
				ip(self).level = max(0, ip(self).level-1)
				return nil, nil
			}},
			{"getIndentLevel()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(ip(self).level)), nil }},
			{"void flush()", func(*thread, any, []any) (any, error) { return nil, nil }},
		},
	}
}

// escapeXML escapes what may not stand in a text; quotes are further
// characters to escape.
func escapeXML(s, quotes string) string {
	if !strings.ContainsAny(s, "<>&"+quotes) {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '<':
			b.WriteString("&lt;")
		case c == '>':
			b.WriteString("&gt;")
		case c == '&':
			b.WriteString("&amp;")
		case strings.IndexByte(quotes, c) >= 0:
			b.WriteString(map[byte]string{'"': "&quot;", '\'': "&apos;", '\n': "&#10;", '\r': "&#13;", '\t': "&#09;"}[c])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// A nodePrinter is an XmlNodePrinter.
type nodePrinter struct {
	to         any
	indent     string
	quote      string
	keepBlank  bool
	namespaces bool
	expand     bool // empty elements have an end of their own
}

func (*nodePrinter) classOf() *Class { return classXMLNodePrinter }

type nodePrinting struct {
	*nodePrinter
	t *thread
	b strings.Builder
}

func (p *nodePrinting) raw(s string) error {
	p.b.WriteString(s)
	if err := p.t.alloc(len(s)); err != nil {
		return err
	}
	return p.t.charge(1 + len(s)/64)
}

func (p *nodePrinting) name(v any) (string, error) {
	if q, ok := v.(*qname); ok {
		if !p.namespaces {
			return q.local, nil
		}
		return q.full(), nil
	}
	return p.t.toString(v)
}

func (p *nodePrinting) print(n *node, level int, known map[string]string) error {
	if err := p.t.enter(); err != nil {
		return err
	}
	defer p.t.exit()
	items := n.children().items
	open, name, inner, err := p.tag(n, known)
	if err != nil {
		return err
	}
	pad := strings.Repeat(p.indent, level)
	body, err := n.body(p.t)
	if err != nil {
		return err
	}
	if len(items) == 0 || len(items) == 1 && items[0] == "" && body == "" {
		if p.expand {
			return p.raw(pad + "<" + open + "></" + name + ">\n")
		}
		return p.raw(pad + "<" + open + "/>\n")
	}
	// A body of nothing but text may stand on one line.
	simple := p.keepBlank
	for _, c := range items {
		if _, ok := c.(*node); ok {
			simple = false
		}
	}
	if err := p.raw(pad + "<" + open + ">"); err != nil {
		return err
	}
	if !simple {
		p.b.WriteByte('\n')
	}
	for _, c := range items {
		if k, ok := c.(*node); ok {
			if err := p.print(k, level+1, inner); err != nil {
				return err
			}
			continue
		}
		s, err := p.t.format(c)
		if err != nil {
			return err
		}
		s = escapeXML(s, "")
		if !p.keepBlank {
			s = strings.Repeat(p.indent, level+1) + s + "\n"
		}
		if err := p.raw(s); err != nil {
			return err
		}
	}
	if simple {
		pad = ""
	}
	return p.raw(pad + "</" + name + ">\n")
}

// tag is what stands between < and >, and the namespaces known within.
func (p *nodePrinting) tag(n *node, known map[string]string) (open, name string, inner map[string]string, err error) {
	if name, err = p.name(n.name); err != nil {
		return "", "", nil, err
	}
	open, inner = name, known
	declare := func(v any) {
		q, ok := v.(*qname)
		if !ok || !p.namespaces {
			return
		}
		if u, ok := inner[q.prefix]; ok && u == q.uri {
			return
		}
		grown := map[string]string{}
		for k, u := range inner {
			grown[k] = u
		}
		grown[q.prefix] = q.uri
		inner = grown
		open += " xmlns"
		if q.prefix != "" {
			open += ":" + q.prefix
		}
		open += "=" + p.quote + q.uri + p.quote
	}
	declare(n.name)
	for k, v := range n.attrs.All {
		key, err := p.name(k)
		if err != nil {
			return "", "", nil, err
		}
		s, err := p.t.format(v)
		if err != nil {
			return "", "", nil, err
		}
		open += " " + key + "=" + p.quote + escapeXML(s, p.quote) + p.quote
		declare(k)
		if err := p.t.alloc(len(open)); err != nil {
			return "", "", nil, err
		}
	}
	return open, name, inner, nil
}

func nodePrinterLib() lib {
	np := func(self any) *nodePrinter { return self.(*nodePrinter) }
	mk := func(to any, indent, quote string) (any, error) {
		return &nodePrinter{to: to, indent: indent, quote: quote, namespaces: true}, nil
	}
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return mk(&printStream{}, "  ", `"`) }},
			{"(Writer)", func(_ *thread, _ any, a []any) (any, error) { return mk(a[0], "  ", `"`) }},
			{"(Writer,String)", func(_ *thread, _ any, a []any) (any, error) { return mk(a[0], a[1].(string), `"`) }},
			{"(Writer,String,String)", func(_ *thread, _ any, a []any) (any, error) {
				return mk(a[0], a[1].(string), a[2].(string))
			}},
			{"(IndentPrinter)", func(_ *thread, _ any, a []any) (any, error) {
				return mk(a[0].(*indentPrinter).to, a[0].(*indentPrinter).indent, `"`)
			}},
		},
		methods: []def{
			{"void print(Node)", func(t *thread, self any, a []any) (any, error) {
				n, ok := a[0].(*node)
				if !ok {
					return nil, t.throw(classIllegalArgument, "Node must not be null!")
				}
				p := &nodePrinting{nodePrinter: np(self), t: t}
				if err := p.print(n, 0, nil); err != nil {
					return nil, err
				}
				return nil, t.writeTo(np(self).to, p.b.String())
			}},
			{"void setPreserveWhitespace(boolean)", func(_ *thread, self any, a []any) (any, error) {
				np(self).keepBlank = a[0].(bool)
				return nil, nil
			}},
			{"void setExpandEmptyElements(boolean)", func(_ *thread, self any, a []any) (any, error) {
				np(self).expand = a[0].(bool)
				return nil, nil
			}},
			{"isExpandEmptyElements()", func(_ *thread, self any, _ []any) (any, error) { return np(self).expand, nil }},
			{"isPreserveWhitespace()", func(_ *thread, self any, _ []any) (any, error) { return np(self).keepBlank, nil }},
			{"void setNamespaceAware(boolean)", func(_ *thread, self any, a []any) (any, error) {
				np(self).namespaces = a[0].(bool)
				return nil, nil
			}},
			{"isNamespaceAware()", func(_ *thread, self any, _ []any) (any, error) { return np(self).namespaces, nil }},
			{"void setQuote(String)", func(_ *thread, self any, a []any) (any, error) { np(self).quote = a[0].(string); return nil, nil }},
			{"getQuote()", func(_ *thread, self any, _ []any) (any, error) { return np(self).quote, nil }},
		},
	}
}

// serialized is XmlUtil.serialize: the document as the JVM's transformer
// indents it, every text among elements on a line of its own.
func (t *thread) serialized(v any) (string, error) {
	var root *xmlNode
	var around [2][]string
	switch x := v.(type) {
	case *gpath:
		if x.len() == 0 {
			return "", nil
		}
		whole, err := t.wholeDocument(x)
		if err != nil {
			return "", err
		}
		root = whole
	case *node:
		p := &nodePrinting{nodePrinter: &nodePrinter{indent: "  ", quote: `"`, keepBlank: true, namespaces: true}, t: t}
		if err := p.print(x, 0, nil); err != nil {
			return "", err
		}
		v = p.b.String()
	}
	if root == nil {
		s, err := t.toString(v)
		if err != nil {
			return "", err
		}
		if root, around, err = t.readWholeXML(s); err != nil {
			return "", err
		}
	}
	_, slurped := v.(*gpath)
	w := &xmlWriter{t: t, slurped: slurped}
	w.b.WriteString(`<?xml version="1.0" encoding="UTF-8"?>`)
	for _, s := range around[0] {
		w.b.WriteString(s)
	}
	if err := w.element(root, 0, map[string]string{"xml": "http://www.w3.org/XML/1998/namespace"}); err != nil {
		return "", err
	}
	for _, s := range around[1] {
		w.b.WriteString(s)
	}
	return w.b.String() + "\n", nil
}

type xmlWriter struct {
	t       *thread
	b       strings.Builder
	slurped bool // attributes come in the order of the HashMap that XmlSlurper keeps them in
}

func (w *xmlWriter) element(n *xmlNode, level int, known map[string]string) error {
	if err := w.t.enter(); err != nil {
		return err
	}
	defer w.t.exit()
	from := w.b.Len()
	fmt.Fprintf(&w.b, "<%s", n.raw())
	declare := func(prefix, uri string) {
		if known[prefix] == uri {
			return
		}
		grown := map[string]string{prefix: uri}
		for k, u := range known {
			if k != prefix {
				grown[k] = u
			}
		}
		known = grown
		if prefix != "" {
			prefix = ":" + prefix
		}
		fmt.Fprintf(&w.b, ` xmlns%s="%s"`, prefix, escapeXML(uri, `"`))
	}
	declare(n.prefix, n.uri)
	n.takeBack()
	for i := range n.attrs {
		if a := &n.attrs[i]; a.prefix != "" && a.uri != "" {
			declare(a.prefix, a.uri)
		}
	}
	attrs := n.attrs
	if w.slurped {
		var err error
		if attrs, err = n.hashedAttrs(w.t); err != nil {
			return err
		}
	}
	for i := range attrs {
		a := &attrs[i]
		fmt.Fprintf(&w.b, ` %s="%s"`, a.raw(), escapeXML(a.value, "\"\n\r\t"))
	}
	mixed := false
	section := func(c any) bool {
		m, ok := c.(xmlMarkup)
		return ok && strings.HasPrefix(string(m), "<![CDATA[")
	}
	for _, c := range n.children {
		if _, text := c.(string); !text && !section(c) {
			mixed = true
		}
	}
	if len(n.children) == 0 {
		w.b.WriteString("/>")
		return w.t.alloc(w.b.Len() - from)
	}
	w.b.WriteByte('>')
	if err := w.t.alloc(w.b.Len() - from); err != nil {
		return err
	}
	pad := "\n" + strings.Repeat("  ", level+1)
	for _, c := range n.children {
		if mixed && !section(c) {
			w.b.WriteString(pad)
			if err := w.t.alloc(len(pad)); err != nil {
				return err
			}
		}
		switch x := c.(type) {
		case string:
			if mixed {
				x = strings.TrimLeft(x, "\n")
			}
			if err := w.t.alloc(len(x)); err != nil {
				return err
			}
			w.b.WriteString(escapeXML(x, ""))
		case xmlMarkup:
			if err := w.t.alloc(len(x)); err != nil {
				return err
			}
			w.b.WriteString(string(x))
		case *xmlNode:
			if err := w.element(x, level+1, known); err != nil {
				return err
			}
		}
	}
	if mixed && !section(n.children[len(n.children)-1]) {
		w.b.WriteString(pad[:len(pad)-2])
	}
	w.b.WriteString("</" + n.raw() + ">")
	return w.t.charge(1 + (w.b.Len()-from)/64)
}

// hashedAttrs are the attributes in the order in which XmlSlurper's map has
// them.
func (n *xmlNode) hashedAttrs(t *thread) ([]xmlAttr, error) {
	if len(n.attrs) < 2 {
		return n.attrs, nil
	}
	m := &Map{class: classAttrMap, mode: mapHash, capacity: 16}
	byKey := make(map[string]xmlAttr, len(n.attrs))
	for i := len(n.attrs) - 1; i >= 0; i-- {
		a := n.attrs[i]
		byKey[a.key()] = a
		if _, err := m.put(t, a.key(), a.value); err != nil {
			return nil, err
		}
	}
	out := make([]xmlAttr, 0, len(byKey))
	for k := range m.All {
		out = append(out, byKey[k.(string)])
	}
	return out, nil
}

func xmlUtilLib() lib {
	serialize := func(t *thread, _ any, a []any) (any, error) { return textResult(t.serialized(a[0])) }
	return lib{statics: []def{
		{"serialize(Object)", serialize},
		{"void serialize(Object,Writer)", func(t *thread, _ any, a []any) (any, error) {
			s, err := t.serialized(a[0])
			if err != nil {
				return nil, err
			}
			return nil, t.writeTo(a[1], s)
		}},
		{"escapeXml(String)", func(t *thread, _ any, a []any) (any, error) {
			s, ok := a[0].(string)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			if err := t.alloc(6 * len(s)); err != nil {
				return nil, err
			}
			return escapeXML(s, `"'`), t.charge(1 + len(s)/32)
		}},
		{"escapeControlCharacters(String)", func(t *thread, _ any, a []any) (any, error) {
			s, ok := a[0].(string)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			if err := t.alloc(5 * len(s)); err != nil {
				return nil, err
			}
			var b strings.Builder
			for _, c := range s {
				if c < 0x20 {
					fmt.Fprintf(&b, "&#%d;", c)
				} else {
					b.WriteRune(c)
				}
			}
			return b.String(), t.charge(1 + len(s)/32)
		}},
	}}
}
