package jtime

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// A textNode prints and parses the name of a value.
type textNode struct {
	field Field
	style TextStyle
}

func (n textNode) number() numberNode { return numberNode{field: n.field, min: 1, max: 19} }

func (n textNode) print(p *printer, b []byte) ([]byte, bool, error) {
	v, ok, err := p.value(n.field)
	if !ok || err != nil {
		return b, ok, err
	}
	t, err := p.locale.text()
	if err != nil {
		return b, false, err
	}
	if words, first := t.of(n.field, n.style); words != nil && v >= first && v-first < int64(len(words)) {
		return append(b, words[v-first]...), true, nil
	}
	return n.number().print(p, b)
}

func (n textNode) parse(p *parser, text string, pos int) int {
	t, err := p.locale.text()
	if err != nil {
		return p.fail(err, pos)
	}
	styles := []TextStyle{n.style}
	if !p.strict {
		styles = []TextStyle{FullText, ShortText, NarrowText}
	}
	known, best, value := false, -1, int64(0)
	for _, style := range styles {
		words, first := t.of(n.field, style)
		known = known || words != nil
		for i, w := range words {
			// The longest wins, of names that are alike the last.
			if end, ok := p.literal(text, pos, w); ok && end-pos >= best {
				best, value = end-pos, int64(i)+first
			}
		}
	}
	switch {
	case best >= 0:
		return p.set(n.field, value, pos, pos+best)
	case known && p.strict:
		return ^pos
	}
	return n.number().parse(p, text, pos)
}

func (n textNode) appendTo(b []byte) []byte {
	b = append(b, "Text("+n.field.String()...)
	if n.style != FullText {
		b = append(b, ","+n.style.String()...)
	}
	return append(b, ')')
}

// A literalNode is a text as it is.
type literalNode string

func (n literalNode) print(_ *printer, b []byte) ([]byte, bool, error) {
	return append(b, n...), true, nil
}

func (n literalNode) parse(p *parser, text string, pos int) int {
	if end, ok := p.literal(text, pos, string(n)); ok {
		return end
	}
	return ^pos
}

func (n literalNode) appendTo(b []byte) []byte {
	if n == "'" {
		return append(b, "''"...)
	}
	return append(b, "'"+strings.ReplaceAll(string(n), "'", "''")+"'"...)
}

// A composite is a sequence of nodes, all of which may be missing.
type composite struct {
	nodes    []node
	optional bool
}

func (n *composite) print(p *printer, b []byte) ([]byte, bool, error) {
	if n.optional {
		p.optional++
		defer func() { p.optional-- }()
	}
	start := len(b)
	for _, child := range n.nodes {
		var ok bool
		var err error
		if b, ok, err = child.print(p, b); err != nil {
			return b, false, err
		}
		if !ok {
			return b[:start], true, nil
		}
	}
	return b, true, nil
}

func (n *composite) parse(p *parser, text string, pos int) int {
	start, fields, zone := pos, len(p.fields), p.zone
	for _, child := range n.nodes {
		if pos = child.parse(p, text, pos); pos < 0 {
			if !n.optional || p.err != nil {
				return pos
			}
			p.fields, p.zone = p.fields[:fields], zone
			return start
		}
	}
	return pos
}

func (n *composite) appendTo(b []byte) []byte {
	brackets := "()"
	if n.optional {
		brackets = "[]"
	}
	b = append(b, brackets[0])
	for _, child := range n.nodes {
		b = child.appendTo(b)
	}
	return append(b, brackets[1])
}

// A padNode fills what another prints up from the left.
type padNode struct {
	node  node
	width int
	with  rune
}

func (n padNode) print(p *printer, b []byte) ([]byte, bool, error) {
	start := len(b)
	b, ok, err := n.node.print(p, b)
	if !ok || err != nil {
		return b, ok, err
	}
	have := utf16Len(string(b[start:]))
	if have > n.width {
		return b, false, invalid("Cannot print as output of " + itoa(have) + " characters exceeds pad width of " + itoa(n.width))
	}
	padding := strings.Repeat(string(n.with), n.width-have)
	return slices.Insert(b, start, []byte(padding)...), true, nil
}

func (n padNode) parse(p *parser, text string, pos int) int {
	if pos == len(text) {
		return ^pos
	}
	end := pos + byteOffset(text[pos:], n.width)
	if utf16Len(text[pos:end]) < n.width && p.strict {
		return ^pos
	}
	at := pos
	for at < end {
		r, size := utf8.DecodeRuneInString(text[at:])
		if r != n.with {
			break
		}
		at += size
	}
	result := n.node.parse(p, text[:end], at)
	if result != end && p.strict {
		return ^(pos + at) // beyond the end, if need be: so does Java
	}
	return result
}

func (n padNode) appendTo(b []byte) []byte {
	b = n.node.appendTo(append(b, "Pad("...))
	b = append(b, ","+itoa(n.width)...)
	if n.with != ' ' {
		b = append(b, ",'"+string(n.with)+"'"...)
	}
	return append(b, ')')
}

// A settingNode changes how the nodes after it parse.
type settingNode int

const (
	settingCaseSensitive settingNode = iota
	settingCaseInsensitive
	settingStrict
	settingLenient
)

func (n settingNode) print(_ *printer, b []byte) ([]byte, bool, error) { return b, true, nil }

func (n settingNode) parse(p *parser, _ string, pos int) int {
	switch n {
	case settingCaseSensitive, settingCaseInsensitive:
		p.caseSensitive = n == settingCaseSensitive
	default:
		p.strict = n == settingStrict
	}
	return pos
}

func (n settingNode) appendTo(b []byte) []byte {
	return append(b, [...]string{"ParseCaseSensitive(true)", "ParseCaseSensitive(false)", "ParseStrict(true)", "ParseStrict(false)"}[n]...)
}

// A defaultNode gives a field a value if it has none.
type defaultNode struct {
	field Field
	value int64
}

func (n defaultNode) print(_ *printer, b []byte) ([]byte, bool, error) { return b, true, nil }

func (n defaultNode) parse(p *parser, _ string, pos int) int {
	if p.fields.has(n.field) {
		return pos
	}
	return p.set(n.field, n.value, pos, pos)
}

func (n defaultNode) appendTo(b []byte) []byte { return b }

// A localizedNode is a date or time or both as the locale writes them.
type localizedNode struct{ date, time FormatStyle }

func (n localizedNode) inner(l Locale) (*composite, error) {
	pattern, err := l.dateTime(n.date, n.time)
	if err != nil {
		return nil, err
	}
	f, err := FormatterOf(pattern, l)
	if err != nil {
		return nil, err
	}
	return f.root, nil
}

func (n localizedNode) print(p *printer, b []byte) ([]byte, bool, error) {
	c, err := n.inner(p.locale)
	if err != nil {
		return b, false, err
	}
	return c.print(p, b)
}

func (n localizedNode) parse(p *parser, text string, pos int) int {
	c, err := n.inner(p.locale)
	if err != nil {
		return p.fail(err, pos)
	}
	return c.parse(p, text, pos)
}

func (n localizedNode) appendTo(b []byte) []byte {
	name := func(s FormatStyle) string {
		if s < 0 {
			return ""
		}
		return FormatStyles[s]
	}
	return append(b, "Localized("+name(n.date)+","+name(n.time)+")"...)
}
