package groovy

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"
)

// An xmlNode is an element as it was read.
type xmlNode struct {
	prefix, name, uri string
	attrs             []xmlAttr
	children          []any // string or *xmlNode, and *xmlEdit; xmlMarkup where that was asked for
	parent            *xmlNode
	replaced          []*xmlEdit // what is written instead, the last of them
	handed            *Map       // the attributes as a script has them, which it may change
}

// An xmlMarkup is a comment, a processing instruction or a CDATA section as it
// was written.
type xmlMarkup string

type xmlAttr struct{ prefix, name, uri, value string }

// An xmlReader reads a document without a DTD: there are no entities but the
// five of XML itself, so nothing outside is ever asked for and nothing grows.
// What is wrong is told in the words of the parser Java has.
type xmlReader struct {
	t          *thread
	s          string
	i          int
	namespaces bool
	whole      bool        // comments, instructions and CDATA sections are kept
	around     [2][]string // those before and behind the root element
}

// maxXMLDepth bounds how deep elements nest: what walks over a document calls
// itself, and no real one comes near.
const maxXMLDepth = 1000

func (t *thread) readXML(s string, namespaces bool) (*xmlNode, error) {
	if err := t.charge(1 + len(s)/32); err != nil {
		return nil, err
	}
	r := &xmlReader{t: t, s: strings.TrimPrefix(s, "\ufeff"), namespaces: namespaces}
	return r.document()
}

// readWholeXML reads comments, instructions and CDATA sections as well, and
// gives those before and behind the root element.
func (t *thread) readWholeXML(s string) (root *xmlNode, around [2][]string, err error) {
	if err := t.charge(1 + len(s)/32); err != nil {
		return nil, around, err
	}
	r := &xmlReader{t: t, s: strings.TrimPrefix(s, "\ufeff"), whole: true}
	root, err = r.document()
	return root, r.around, err
}

func (r *xmlReader) fail(format string, args ...any) error {
	done := r.s[:min(r.i, len(r.s))]
	line := 1 + strings.Count(done, "\n")
	col := 1 + strLen(done[strings.LastIndexByte(done, '\n')+1:])
	err := r.t.throwText(classSAXParse, fmt.Sprintf(format, args...))
	thrownBy(err).data = map[string]any{"line": boxInt(int32(line)), "column": boxInt(int32(col))}
	return err
}

func (r *xmlReader) has(prefix string) bool { return strings.HasPrefix(r.s[r.i:], prefix) }

func (r *xmlReader) space() bool {
	from := r.i
	for r.i < len(r.s) && strings.IndexByte(" \t\r\n", r.s[r.i]) >= 0 {
		r.i++
	}
	return r.i > from
}

func (r *xmlReader) nameToken() string {
	from := r.i
	for r.i < len(r.s) {
		c, n := utf8.DecodeRuneInString(r.s[r.i:])
		start := unicode.IsLetter(c) || c == '_' || c == ':'
		if !start && (r.i == from || !unicode.IsDigit(c) && c != '-' && c != '.' && c != 0xB7 && !unicode.Is(unicode.Mn, c)) {
			break
		}
		r.i += n
	}
	return r.s[from:r.i]
}

const unfinished = "XML document structures must start and end within the same entity."

func (r *xmlReader) document() (*xmlNode, error) {
	if r.has("<?xml") && len(r.s) > 5 && strings.IndexByte(" \t\r\n", r.s[5]) >= 0 {
		k := strings.Index(r.s, "?>")
		if k < 0 {
			return nil, r.fail(unfinished)
		}
		r.i = k + 2
	}
	if strings.TrimSpace(r.s[r.i:]) == "" {
		return nil, r.fail("Premature end of file.")
	}
	if err := r.misc("Content is not allowed in prolog.", "The markup in the document preceding the root element must be well-formed."); err != nil {
		return nil, err
	}
	if r.i >= len(r.s) {
		return nil, r.fail("Premature end of file.")
	}
	root, err := r.elements()
	if err != nil {
		return nil, err
	}
	if err := r.misc("Content is not allowed in trailing section.", ""); err != nil {
		return nil, err
	}
	if r.i < len(r.s) {
		r.i++
		return nil, r.fail("The markup in the document following the root element must be well-formed.")
	}
	return root, nil
}

// misc skips what may stand around the root element.
func (r *xmlReader) misc(content, markup string) error {
	for {
		r.space()
		switch {
		case r.i >= len(r.s):
			return nil
		case r.has("<!--"), r.has("<?"):
			from := r.i
			if err := r.skip(); err != nil {
				return err
			}
			if r.whole {
				place := 0
				if markup == "" {
					place = 1
				}
				r.around[place] = append(r.around[place], r.s[from:r.i])
			}
		case r.has("<!DOCTYPE"):
			r.i += len("<!DOCTYPE")
			return r.fail(`DOCTYPE is disallowed when the feature "http://apache.org/xml/features/disallow-doctype-decl" set to true.`)
		case r.s[r.i] != '<':
			return r.fail("%s", content)
		default:
			if c, _ := utf8.DecodeRuneInString(r.s[r.i+1:]); markup != "" && !unicode.IsLetter(c) && c != '_' && c != ':' {
				r.i++
				return r.fail("%s", markup)
			}
			return nil
		}
	}
}

// skip skips a comment or processing instruction.
func (r *xmlReader) skip() error {
	if r.has("<!--") {
		r.i += 4
		k := strings.Index(r.s[r.i:], "--")
		if k < 0 {
			r.i = len(r.s)
			return r.fail(unfinished)
		}
		r.i += k + 2
		if r.i >= len(r.s) || r.s[r.i] != '>' {
			return r.fail(`The string "--" is not permitted within comments.`)
		}
		r.i++
		return nil
	}
	r.i += 2
	if target := r.nameToken(); strings.EqualFold(target, "xml") {
		return r.fail(`The processing instruction target matching "[xX][mM][lL]" is not allowed.`)
	}
	k := strings.Index(r.s[r.i:], "?>")
	if k < 0 {
		r.i = len(r.s)
		return r.fail(unfinished)
	}
	r.i += k + 2
	return nil
}

// An xmlBinding is what a prefix stands for within an element.
type xmlBinding struct {
	prefix, uri string
	depth       int
}

// elements reads the root element and all in it.
func (r *xmlReader) elements() (*xmlNode, error) {
	var root, top *xmlNode
	var text strings.Builder
	depth := 0
	bound := []xmlBinding{{"xml", "http://www.w3.org/XML/1998/namespace", 0}}
	flush := func() {
		if text.Len() > 0 {
			top.children = append(top.children, text.String())
			text.Reset()
		}
	}
	for {
		if err := r.t.step(); err != nil {
			return nil, err
		}
		if r.i >= len(r.s) {
			return nil, r.fail(unfinished)
		}
		switch {
		case r.has("<![CDATA["):
			k := strings.Index(r.s[r.i:], "]]>")
			if k < 0 {
				r.i = len(r.s)
				return nil, r.fail(unfinished)
			}
			if section := newlines(r.s[r.i : r.i+k+3]); r.whole && top != nil {
				if k > 9 {
					flush()
					top.children = append(top.children, xmlMarkup(section))
				}
			} else {
				text.WriteString(newlines(r.s[r.i+9 : r.i+k]))
			}
			r.i += k + 3
		case r.has("<!--"), r.has("<?"):
			from := r.i
			if err := r.skip(); err != nil {
				return nil, err
			}
			if r.whole && top != nil {
				flush()
				top.children = append(top.children, xmlMarkup(r.s[from:r.i]))
			}
		case r.has("</"):
			flush()
			r.i += 2
			at := r.i
			full := top.raw()
			if r.nameToken() != full {
				r.i = at
				return nil, r.fail(`The element type "%s" must be terminated by the matching end-tag "</%s>".`, full, full)
			}
			r.space()
			if r.i >= len(r.s) || r.s[r.i] != '>' {
				if r.i >= len(r.s) {
					return nil, r.fail(unfinished)
				}
				return nil, r.fail(`The end-tag for element type "%s" must end with a '>' delimiter.`, full)
			}
			r.i++
			for len(bound) > 0 && bound[len(bound)-1].depth == depth {
				bound = bound[:len(bound)-1]
			}
			depth--
			if top = top.parent; top == nil {
				return root, nil
			}
		case r.s[r.i] == '<':
			if top != nil {
				flush()
			}
			n, empty, err := r.start()
			if err != nil {
				return nil, err
			}
			depth++
			if depth > maxXMLDepth {
				return nil, r.fail("The document nests deeper than %d elements.", maxXMLDepth)
			}
			if r.namespaces || r.whole {
				named := n
				if !r.namespaces {
					// What is written again keeps its names, which must be right all the same.
					named = &xmlNode{name: n.name, attrs: slices.Clone(n.attrs)}
				}
				if bound, err = r.bind(named, bound, depth); err != nil {
					return nil, err
				}
			}
			if n.parent = top; top == nil {
				root = n
			} else {
				top.children = append(top.children, n)
			}
			if !empty {
				top = n
				continue
			}
			for len(bound) > 0 && bound[len(bound)-1].depth == depth {
				bound = bound[:len(bound)-1]
			}
			depth--
			if top == nil {
				return root, nil
			}
		case r.s[r.i] == '&':
			if err := r.reference(&text); err != nil {
				return nil, err
			}
		default:
			k := strings.IndexAny(r.s[r.i:], "<&")
			if k < 0 {
				k = len(r.s) - r.i
			}
			piece := r.s[r.i : r.i+k]
			if bad := strings.Index(piece, "]]>"); bad >= 0 {
				r.i += bad + 3
				return nil, r.fail(`The character sequence "]]>" must not appear in content unless used to mark the end of a CDATA section.`)
			}
			for j, c := range piece {
				if c < ' ' && c != '\n' && c != '\t' && c != '\r' {
					r.i += j
					return nil, r.fail("An invalid XML character (Unicode: 0x%x) was found in the element content of the document.", c)
				}
			}
			text.WriteString(newlines(piece))
			r.i += k
			if err := r.t.alloc(k); err != nil {
				return nil, err
			}
		}
	}
}

// newlines makes all ends of lines the same.
func newlines(s string) string {
	if strings.IndexByte(s, '\r') < 0 {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}

// raw is the name as it was written.
func (n *xmlNode) raw() string {
	if n.prefix != "" {
		return n.prefix + ":" + n.name
	}
	return n.name
}

func (a *xmlAttr) raw() string {
	if a.prefix != "" {
		return a.prefix + ":" + a.name
	}
	return a.name
}

// reference reads &name; or &#n;.
func (r *xmlReader) reference(to *strings.Builder) error {
	r.i++
	if r.i < len(r.s) && r.s[r.i] == '#' {
		k := strings.IndexByte(r.s[r.i:], ';')
		if k < 0 || k > 12 {
			return r.fail("The character reference must end with the ';' delimiter.")
		}
		ref := r.s[r.i : r.i+k]
		r.i += k + 1
		var n uint64
		var err error
		if strings.HasPrefix(ref, "#x") {
			n, err = strconv.ParseUint(ref[2:], 16, 32)
		} else {
			n, err = strconv.ParseUint(ref[1:], 10, 32)
		}
		c := rune(n)
		if err != nil || n > unicode.MaxRune || c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= 0xD800 && c < 0xE000 || c == 0xFFFE || c == 0xFFFF {
			return r.fail(`Character reference "&%s" is an invalid XML character.`, ref)
		}
		to.WriteRune(c)
		return nil
	}
	name := r.nameToken()
	if name == "" {
		return r.fail("The entity name must immediately follow the '&' in the entity reference.")
	}
	if r.i >= len(r.s) || r.s[r.i] != ';' {
		return r.fail(`The reference to entity "%s" must end with the ';' delimiter.`, name)
	}
	r.i++
	switch name {
	case "lt":
		to.WriteByte('<')
	case "gt":
		to.WriteByte('>')
	case "amp":
		to.WriteByte('&')
	case "quot":
		to.WriteByte('"')
	case "apos":
		to.WriteByte('\'')
	default:
		return r.fail(`The entity "%s" was referenced, but not declared.`, name)
	}
	return nil
}

// start reads a start tag.
// qualified refuses a name that ends with the colon after its prefix.
func (r *xmlReader) qualified(name string) error {
	if (r.namespaces || r.whole) && len(name) > 1 && strings.IndexByte(name, ':') == len(name)-1 {
		return r.fail(`Element or attribute "%s" do not match QName production: QName::=(NCName:)?NCName.`, name)
	}
	return nil
}

func (r *xmlReader) start() (n *xmlNode, empty bool, err error) {
	r.i++
	full := r.nameToken()
	if full == "" {
		if r.i >= len(r.s) {
			return nil, false, r.fail(unfinished)
		}
		return nil, false, r.fail("The content of elements must consist of well-formed character data or markup.")
	}
	if err := r.qualified(full); err != nil {
		return nil, false, err
	}
	n = &xmlNode{name: full}
	if err := r.t.alloc(128 + len(full)); err != nil {
		return nil, false, err
	}
	for {
		blank := r.space()
		if r.i >= len(r.s) {
			return nil, false, r.fail(unfinished)
		}
		if r.has("/>") {
			r.i += 2
			return n, true, nil
		}
		if r.s[r.i] == '>' {
			r.i++
			return n, false, nil
		}
		name := ""
		if blank {
			name = r.nameToken()
		}
		if name == "" {
			return nil, false, r.fail(`Element type "%s" must be followed by either attribute specifications, ">" or "/>".`, full)
		}
		if err := r.qualified(name); err != nil {
			return nil, false, err
		}
		r.space()
		if r.i >= len(r.s) || r.s[r.i] != '=' {
			return nil, false, r.fail(`Attribute name "%s" associated with an element type "%s" must be followed by the ' = ' character.`, name, full)
		}
		r.i++
		r.space()
		if r.i >= len(r.s) || r.s[r.i] != '"' && r.s[r.i] != '\'' {
			return nil, false, r.fail(`Open quote is expected for attribute "%s" associated with an  element type  "%s".`, name, full)
		}
		value, err := r.attribute(name, full)
		if err != nil {
			return nil, false, err
		}
		for _, a := range n.attrs {
			if a.name == name {
				return nil, false, r.fail(`Attribute "%s" was already specified for element "%s".`, name, full)
			}
		}
		if err := r.t.charge(1 + len(n.attrs)); err != nil {
			return nil, false, err
		}
		n.attrs = append(n.attrs, xmlAttr{name: name, value: value})
	}
}

func (r *xmlReader) attribute(name, element string) (string, error) {
	quote := r.s[r.i]
	r.i++
	var b strings.Builder
	for {
		switch {
		case r.i >= len(r.s):
			return "", r.fail(unfinished)
		case r.s[r.i] == quote:
			r.i++
			return b.String(), r.t.alloc(b.Len() + 64)
		case r.s[r.i] == '<':
			return "", r.fail(`The value of attribute "%s" associated with an element type "%s" must not contain the '<' character.`, name, element)
		case r.s[r.i] == '&':
			if err := r.reference(&b); err != nil {
				return "", err
			}
		default:
			c := r.s[r.i]
			if c == '\n' || c == '\t' || c == '\r' {
				c = ' '
			}
			b.WriteByte(c)
			r.i++
		}
	}
}

// bind gives names their namespaces and takes the xmlns attributes away.
func (r *xmlReader) bind(n *xmlNode, bound []xmlBinding, depth int) ([]xmlBinding, error) {
	attrs := n.attrs[:0]
	for _, a := range n.attrs {
		switch {
		case a.name == "xmlns":
			bound = append(bound, xmlBinding{"", a.value, depth})
		case strings.HasPrefix(a.name, "xmlns:"):
			bound = append(bound, xmlBinding{a.name[6:], a.value, depth})
		default:
			attrs = append(attrs, a)
		}
	}
	n.attrs = attrs
	find := func(prefix string) (string, bool) {
		for i := len(bound) - 1; i >= 0; i-- {
			if bound[i].prefix == prefix {
				return bound[i].uri, true
			}
		}
		return "", prefix == ""
	}
	if err := r.t.charge(len(bound) / 8); err != nil {
		return nil, err
	}
	full := n.name
	var ok bool
	if p, local, qualified := strings.Cut(full, ":"); qualified && p != "" {
		n.prefix, n.name = p, local
	}
	if n.uri, ok = find(n.prefix); !ok {
		return nil, r.fail(`The prefix "%s" for element "%s" is not bound.`, n.prefix, full)
	}
	for i := range n.attrs {
		a := &n.attrs[i]
		if p, local, qualified := strings.Cut(a.name, ":"); qualified && p != "" {
			a.prefix, a.name = p, local
			if a.uri, ok = find(p); !ok {
				return nil, r.fail(`The prefix "%s" for attribute "%s" associated with an element type "%s" is not bound.`, p, p+":"+local, full)
			}
		}
	}
	return bound, nil
}

// appendText collects all text in an element.
func (n *xmlNode) appendText(b *strings.Builder) {
	for _, c := range n.children {
		switch x := c.(type) {
		case string:
			b.WriteString(x)
		case *xmlNode:
			x.appendText(b)
		}
	}
}

// get gives an attribute's value.
func (n *xmlNode) get(uri, name string) (string, bool) {
	n.takeBack()
	for _, a := range n.attrs {
		if a.name == name && a.uri == uri {
			return a.value, true
		}
	}
	return "", false
}
