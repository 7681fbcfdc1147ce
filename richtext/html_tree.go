package richtext

import (
	"strings"

	"golang.org/x/net/html"
)

// element is an HTML element, or a text if tag is empty.
type element struct {
	tag  string
	text string
	attr map[string]string
	kids []*element
}

// maxElements is how many elements may be open at once; the tags beyond are
// overlooked, their text is not.
const maxElements = 200

// treeBuilder builds elements of tokens. It is a small cousin of the parser
// browsers have: it closes what is implied and moves nothing around, so that
// time and size stay in line with the input.
type treeBuilder struct {
	root  element
	stack []*element
}

// parseHTML never fails: what is not a tag is text.
func parseHTML(s string) *element {
	var b treeBuilder
	b.stack = []*element{&b.root}
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			if rest := string(z.Raw()); rest != "" { // a tag without an end
				b.top().kids = append(b.top().kids, &element{text: rest})
			}
			return &b.root
		case html.TextToken:
			b.top().kids = append(b.top().kids, &element{text: string(z.Text())})
		case html.StartTagToken, html.SelfClosingTagToken:
			b.start(startTag(z))
		case html.EndTagToken:
			name, _ := z.TagName()
			b.end(string(name))
		}
	}
}

func startTag(z *html.Tokenizer) *element {
	name, more := z.TagName()
	e := &element{tag: string(name)}
	for more {
		var k, v []byte
		k, v, more = z.TagAttr()
		if e.attr == nil {
			e.attr = map[string]string{}
		}
		if _, twice := e.attr[string(k)]; !twice {
			e.attr[string(k)] = clean(string(v))
		}
	}
	return e
}

func (b *treeBuilder) top() *element { return b.stack[len(b.stack)-1] }

func (b *treeBuilder) start(e *element) {
	switch e.tag {
	case "li":
		b.closeUntil([]string{"li"}, "ul", "ol")
	case "tr":
		b.closeUntil([]string{"tr"}, "table")
	case "td", "th":
		b.closeUntil([]string{"td", "th"}, "tr", "table")
	case "dt", "dd":
		b.closeUntil([]string{"dt", "dd"}, "dl")
	default:
		if blockTags[e.tag] {
			b.closeUntil([]string{"p"}, "td", "th", "li", "div", "blockquote", "details", "dd", "table", "ul", "ol")
		}
	}
	b.top().kids = append(b.top().kids, e)
	if !voidTags[e.tag] && len(b.stack) < maxElements {
		b.stack = append(b.stack, e)
	}
}

func (b *treeBuilder) end(tag string) {
	if tag == "br" { // browsers take </br> for <br>
		b.start(&element{tag: "br"})
		return
	}
	b.closeUntil([]string{tag})
}

// closeUntil closes the innermost open element with one of the tags, and all in
// it, unless one of the walls comes first.
func (b *treeBuilder) closeUntil(tags []string, walls ...string) {
	for i := len(b.stack) - 1; i > 0; i-- {
		for _, t := range tags {
			if b.stack[i].tag == t {
				b.stack = b.stack[:i]
				return
			}
		}
		for _, w := range walls {
			if b.stack[i].tag == w {
				return
			}
		}
	}
}

func tagSet(s string) map[string]bool {
	m := map[string]bool{}
	for _, t := range strings.Fields(s) {
		m[t] = true
	}
	return m
}

var (
	voidTags  = tagSet("area base br col embed hr img input link meta param source track wbr")
	dropTags  = tagSet("script style head")
	blockTags = tagSet(`address article aside blockquote body center dd details dialog dir div dl dt fieldset
		figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li main menu nav ol p pre search
		section summary table tbody td tfoot th thead tr ul caption`)
)

// plain is all text in e.
func (e *element) plain() string {
	var b strings.Builder
	e.writePlain(&b)
	return b.String()
}

func (e *element) writePlain(b *strings.Builder) {
	b.WriteString(e.text)
	if e.tag == "br" {
		b.WriteByte('\n')
	}
	if dropTags[e.tag] {
		return
	}
	for _, k := range e.kids {
		k.writePlain(b)
	}
}

// child is the first child of e with the tag, nil if there is none. Blank text
// before it does not count, other children do if alone is set.
func (e *element) child(tag string, alone bool) *element {
	for _, k := range e.kids {
		switch {
		case k.tag == tag:
			return k
		case alone && (k.tag != "" || trim(k.text) != ""):
			return nil
		}
	}
	return nil
}
