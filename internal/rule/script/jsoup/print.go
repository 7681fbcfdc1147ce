package jsoup

import (
	"strings"
	"unicode"

	"golang.org/x/net/html"

	"github.com/entwine-sync/entwine/groovy"
)

// settings are Document.OutputSettings: how a document prints.
type settings struct {
	plain  bool // without lines and indents made up
	xml    bool
	indent int
	of     *html.Node // the document they belong to; nil for a pair of their own
}

func newSettings() *settings { return &settings{indent: 1} }

// A document's settings lie in the attributes of its node, which has none
// otherwise, so that they go where the document goes.
const settingKey = "jsoup"

func settingsOf(n *html.Node) *settings {
	s := newSettings()
	r := root(n)
	s.of = r
	if r.Type == html.DocumentNode && len(r.Attr) == 1 && r.Attr[0].Key == settingKey {
		v := r.Attr[0].Val
		s.plain, s.xml, s.indent = v[0] == 'p', v[1] == 'x', len(v)-2
	}
	return s
}

func setSettings(doc *html.Node, s *settings) {
	if doc == nil || doc.Type != html.DocumentNode {
		return
	}
	v := []byte("-h")
	if s.plain {
		v[0] = 'p'
	}
	if s.xml {
		v[1] = 'x'
	}
	doc.Attr = []html.Attribute{{Key: settingKey, Val: string(v) + strings.Repeat(" ", s.indent)}}
}

func (s *settings) TypeName() string { return nodes + "Document$OutputSettings" }

// CallMethod has the settings, each of which gives them back.
func (s *settings) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	if len(args) == 0 {
		switch name {
		case "prettyPrint":
			return !s.plain, true, nil
		case "outline":
			return false, true, nil
		case "indentAmount":
			return s.indent, true, nil
		case "clone":
			k := *s
			k.of = nil
			return &k, true, nil
		case "charset":
			return "UTF-8", true, nil
		}
		return nil, false, nil
	}
	if len(args) != 1 {
		return nil, false, nil
	}
	switch name {
	case "prettyPrint":
		yes, err := c.Truth(args[0])
		if err != nil {
			return nil, true, err
		}
		s.plain = !yes
	case "indentAmount":
		v, err := c.Cast(args[0], "java.lang.Integer")
		if err != nil {
			return nil, true, err
		}
		n, _ := v.(int32)
		s.indent = max(0, min(int(n), 30)) // as far as jsoup itself goes
	case "syntax":
		t, err := c.Text(args[0])
		if err != nil {
			return nil, true, err
		}
		s.xml = t == "xml"
	case "outline", "escapeMode", "charset", "maxPaddingWidth":
		// Texts are UTF-8 here, and escaped as little as HTML needs.
	default:
		return nil, false, nil
	}
	setSettings(s.of, s)
	return s, true, nil
}

// blockTags begin a line of their own; inlineBlocks are those of them whose
// content does not.
var blockTags = tags("html head body frameset script noscript style meta link title frame noframes section nav aside hgroup header footer p h1 h2 h3 h4 h5 h6 " +
	"ul ol pre div blockquote hr address figure figcaption form fieldset ins del dl dt dd li table caption thead tfoot tbody colgroup col tr th td video audio canvas " +
	"details menu plaintext template article main svg math center")

var inlineBlocks = tags("title a p h1 h2 h3 h4 h5 h6 pre address li th td script style ins del s")

var voidTags = tags("area base br col embed hr img input keygen link meta param source track wbr")

var booleanAttributes = tags("allowfullscreen async autofocus checked compact declare default defer disabled formnovalidate hidden inert ismap itemscope multiple muted " +
	"nohref noresize noshade novalidate nowrap open readonly required reversed seamless selected sortable truespeed typemustmatch")

func tags(s string) map[string]bool {
	m := map[string]bool{}
	for _, t := range strings.Fields(s) {
		m[t] = true
	}
	return m
}

func formatsAsBlock(n *html.Node) bool {
	return n != nil && (n.Type == html.DocumentNode || n.Type == html.ElementNode && blockTags[n.Data] && !inlineBlocks[n.Data])
}

// outer is outerHtml: a node with all in it.
func outer(n *html.Node) string {
	p := printer{s: settingsOf(n)}
	if n.Type == html.DocumentNode {
		for k := n.FirstChild; k != nil; k = k.NextSibling {
			p.print(k)
		}
		return strings.TrimSpace(p.b.String())
	}
	p.print(n)
	return p.b.String()
}

// inner is html: what is in a node.
func inner(n *html.Node) string {
	p := printer{s: settingsOf(n)}
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		p.print(k)
	}
	if p.s.plain {
		return p.b.String()
	}
	return strings.TrimSpace(p.b.String())
}

type printer struct {
	b strings.Builder
	s *settings
}

// print writes a tree, without recursion.
func (p *printer) print(top *html.Node) {
	depth := 0
	for k := top; ; {
		p.head(k, depth)
		if k.FirstChild != nil {
			k = k.FirstChild
			depth++
			continue
		}
		p.tail(k, depth)
		for k != top && k.NextSibling == nil {
			k = k.Parent
			depth--
			p.tail(k, depth)
		}
		if k == top {
			return
		}
		k = k.NextSibling
	}
}

func (p *printer) line(depth int) {
	p.b.WriteByte('\n')
	p.b.WriteString(strings.Repeat(" ", min(depth*p.s.indent, 30)))
}

func (p *printer) head(n *html.Node, depth int) {
	switch n.Type {
	case html.TextNode:
		p.text(n, depth)
	case html.CommentNode:
		if !p.s.plain && formatsAsBlock(n.Parent) && p.b.Len() > 0 {
			p.line(depth)
		}
		p.b.WriteString("<!--" + n.Data + "-->")
	case html.DoctypeNode:
		p.b.WriteString("<!doctype " + n.Data + ">")
	case html.ElementNode:
		inline := !blockTags[n.Data] && !voidTags[n.Data] && n.PrevSibling != nil
		if !p.s.plain && p.b.Len() > 0 && (formatsAsBlock(n) || formatsAsBlock(n.Parent)) && !inline {
			p.line(depth)
		}
		p.b.WriteString("<" + n.Data)
		for _, a := range n.Attr {
			p.b.WriteByte(' ')
			if a.Namespace != "" {
				p.b.WriteString(a.Namespace + ":")
			}
			p.b.WriteString(a.Key)
			if !p.s.xml && (a.Val == "" || strings.EqualFold(a.Val, a.Key)) && booleanAttributes[a.Key] {
				continue
			}
			p.b.WriteString(`="` + escape(a.Val, true) + `"`)
		}
		if voidTags[n.Data] && p.s.xml {
			p.b.WriteString(" /")
		}
		p.b.WriteByte('>')
	}
}

func (p *printer) tail(n *html.Node, depth int) {
	if n.Type != html.ElementNode || voidTags[n.Data] && n.FirstChild == nil {
		return
	}
	if !p.s.plain && n.FirstChild != nil && formatsAsBlock(n) {
		p.line(depth)
	}
	p.b.WriteString("</" + n.Data + ">")
}

func (p *printer) text(n *html.Node, depth int) {
	if isData(n) {
		p.b.WriteString(n.Data)
		return
	}
	if p.s.plain || keepsSpace(n) {
		p.b.WriteString(escape(n.Data, false))
		return
	}
	s := squeeze(n.Data)
	if formatsAsBlock(n.Parent) {
		// Blanks between blocks are what the lines are made of.
		if n.PrevSibling == nil || n.PrevSibling.Type == html.ElementNode && blockTags[n.PrevSibling.Data] {
			s = strings.TrimLeft(s, " ")
		}
		if n.NextSibling == nil || n.NextSibling.Type == html.ElementNode && blockTags[n.NextSibling.Data] {
			s = strings.TrimRight(s, " ")
		}
		if s != "" && p.b.Len() > 0 && (n.PrevSibling == nil || blockTags[n.PrevSibling.Data]) && n.Parent.Type == html.ElementNode {
			p.line(depth)
		}
	}
	p.b.WriteString(escape(s, false))
}

// keepsSpace tells whether the blanks of a text count.
func keepsSpace(n *html.Node) bool {
	for k := n.Parent; k != nil; k = k.Parent {
		if k.Data == "pre" || k.Data == "textarea" || k.Data == "plaintext" {
			return true
		}
	}
	return false
}

var (
	textEscapes = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;")
	attrEscapes = strings.NewReplacer("&", "&amp;", `"`, "&quot;", "\u00a0", "&nbsp;")
)

func escape(s string, inAttribute bool) string {
	if inAttribute {
		return attrEscapes.Replace(s)
	}
	return textEscapes.Replace(s)
}

// squeeze makes one blank of each run of white space.
func squeeze(s string) string {
	var b strings.Builder
	blank := false
	for _, r := range s {
		if r != '\u00a0' && unicode.IsSpace(r) {
			if !blank {
				b.WriteByte(' ')
			}
			blank = true
			continue
		}
		blank = false
		b.WriteRune(r)
	}
	return b.String()
}
