package richtext

import (
	"strconv"
	"strings"
)

// ReadHTML reads a fragment or a page. Scripts, styles, comments, event handlers
// and addresses that would run a script are dropped; of elements it does not
// know the content stays. Marks ADF and the like have and HTML has not are read
// from the data attributes WriteHTML gives them.
func ReadHTML(s string) Doc {
	return Normalize(Doc{htmlBlocks(parseHTML(clean(s)))})
}

// htmlBlocks reads the content of e as blocks.
func htmlBlocks(e *element) []Block {
	var b htmlBuilder
	b.kids(e, markSet{})
	b.flush()
	return b.blocks
}

// htmlBuilder gathers blocks; running text between them becomes paragraphs.
type htmlBuilder struct {
	blocks []Block
	text   []run
}

func (b *htmlBuilder) flush() {
	if len(b.text) > 0 {
		b.blocks = append(b.blocks, Paragraph{build(b.text, markSet{})})
		b.text = nil
	}
}

func (b *htmlBuilder) add(blocks ...Block) {
	b.flush()
	b.blocks = append(b.blocks, blocks...)
}

func (b *htmlBuilder) kids(e *element, m markSet) {
	for _, k := range e.kids {
		b.element(k, m)
	}
}

func (b *htmlBuilder) element(e *element, m markSet) {
	switch {
	case e.tag == "":
		b.words(e.text, m)
		return
	case dropTags[e.tag]:
		return
	case blockTags[e.tag]:
		b.block(e, m)
		return
	}
	if e.isLeaf() {
		if leaf := e.leaf(e.plain()); leaf != nil {
			b.text = append(b.text, run{m, leaf})
			return
		}
	}
	own := e.mark()
	if own.link.on && len(e.kids) == 0 {
		b.words(own.link.target, m.plus(own))
	}
	b.kids(e, m.plus(own))
}

// words puts text; white space with a line end in it is a soft break.
func (b *htmlBuilder) words(s string, m markSet) {
	for i, line := range strings.Split(s, "\n") {
		if i > 0 {
			b.text = append(b.text, run{m, Break{Soft: true}})
		}
		if line != "" {
			b.text = append(b.text, run{m, Text{line}})
		}
	}
}

func (b *htmlBuilder) block(e *element, m markSet) {
	switch e.tag {
	case "h1", "h2", "h3", "h4", "h5", "h6":
		b.heading(e, m)
	case "hr":
		b.add(Rule{})
	case "pre":
		b.add(preBlock(e))
	case "blockquote":
		b.add(Quote{b.inside(e, m)})
	case "ul", "ol", "menu", "dir":
		b.add(b.list(e, m))
	case "table":
		b.add(b.table(e, m)...)
	case "details":
		b.add(b.details(e, m))
	case "div":
		kind, ok := e.attr["data-panel"]
		if ok {
			b.add(Panel{Kind: kind, Title: e.attr["data-title"], Blocks: b.inside(e, m)})
			return
		}
		fallthrough
	default:
		b.flush()
		b.kids(e, m)
		b.flush()
	}
}

// inside reads the content of e as blocks of their own.
func (b *htmlBuilder) inside(e *element, m markSet) []Block {
	var in htmlBuilder
	in.kids(e, m)
	in.flush()
	return in.blocks
}

// heading takes the first paragraph in e for the heading.
func (b *htmlBuilder) heading(e *element, m markSet) {
	blocks := b.inside(e, m)
	for i, in := range blocks {
		if p, ok := in.(Paragraph); ok {
			blocks[i] = Heading{int(e.tag[1] - '0'), p.Inlines}
		}
	}
	b.add(blocks...)
}

func preBlock(e *element) Block {
	s := strings.TrimSuffix(e.plain(), "\n")
	if f := e.attr["data-raw"]; f != "" {
		return Raw{Format(f), s}
	}
	lang := ""
	if c := e.child("code", true); c != nil {
		lang = c.attr["data-lang"]
		for class := range strings.FieldsSeq(c.attr["class"]) {
			if l, ok := strings.CutPrefix(class, "language-"); ok && lang == "" {
				lang = l
			}
		}
	}
	return Code{lang, s}
}

func (b *htmlBuilder) details(e *element, m markSet) Block {
	var title, rest element
	for _, k := range e.kids {
		if k.tag == "summary" && title.kids == nil {
			title.kids = k.kids
			continue
		}
		rest.kids = append(rest.kids, k)
	}
	out := Expand{Blocks: b.inside(&rest, m)}
	for _, t := range b.inside(&title, m) {
		if p, ok := t.(Paragraph); ok {
			out.Title = append(append(out.Title, Text{" "}), p.Inlines...)
		} else {
			out.Blocks = append([]Block{t}, out.Blocks...)
		}
	}
	return out
}

func (b *htmlBuilder) list(e *element, m markSet) Block {
	l := List{Ordered: e.tag == "ol", Tight: true}
	if l.Ordered {
		l.Start = 1
		if n, err := strconv.Atoi(e.attr["start"]); err == nil {
			l.Start = n
		}
	}
	for _, k := range e.kids {
		if k.tag == "" && trim(k.text) == "" {
			continue
		}
		if k.tag != "li" { // a list right inside a list belongs to the item before
			k = &element{tag: "li", kids: []*element{k}}
			if n := len(l.Items); n > 0 && blockTags[k.kids[0].tag] {
				l.Items[n-1].Blocks = append(l.Items[n-1].Blocks, b.inside(k, m)...)
				continue
			}
		}
		l.Tight = l.Tight && k.child("p", false) == nil
		l.Items = append(l.Items, b.item(k, m))
	}
	return l
}

func (b *htmlBuilder) item(e *element, m markSet) Item {
	var it Item
	in := e
	if p := e.child("p", true); p != nil {
		in = p
	}
	if box := in.child("input", true); box != nil && strings.EqualFold(box.attr["type"], "checkbox") {
		_, checked := box.attr["checked"]
		it.Checked = &checked
	}
	it.Blocks = b.inside(e, m)
	return it
}
