package richtext

import (
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// ReadMarkdown reads GitHub's Markdown. Known HTML becomes nodes (see [ReadHTML]
// for the elements), other HTML, unused link definitions and footnote marks
// become Raw and RawInline. A name after an @ is a Mention, a quote that begins
// with [!NOTE] a Panel, <details> an Expand. An empty comment <!-- --> is
// dropped: WriteMarkdown uses it to keep things apart.
func ReadMarkdown(s string) Doc {
	r := mdReader{src: []byte(clean(s)), used: map[string]bool{}, first: map[string]ast.Node{}}
	root := markdownParser.Parse(text.NewReader(r.src), parser.WithContext(parser.NewContext()))
	r.references(root)
	return Normalize(Doc{r.blocks(root, 0)})
}

// separator keeps two things apart that Markdown would join.
const separator = "<!-- -->"

// mdReader turns goldmark's tree into ours.
type mdReader struct {
	src   []byte
	used  map[string]bool     // labels of definitions that a link uses
	first map[string]ast.Node // the definition that counts for a label
}

// references notes which link definitions are used: those are told by their
// links, the others must be kept.
func (r *mdReader) references(root ast.Node) {
	_ = ast.Walk(root, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		if !entering {
			return ast.WalkContinue, nil
		}
		var ref *ast.ReferenceLink
		switch n := n.(type) {
		case *ast.Link:
			ref = n.Reference
		case *ast.Image:
			ref = n.Reference
		case *ast.LinkReferenceDefinition:
			if label := util.ToLinkReference(n.Label); r.first[label] == nil {
				r.first[label] = n
			}
		}
		if ref != nil {
			r.used[util.ToLinkReference(ref.Value)] = true
		}
		return ast.WalkContinue, nil
	})
}

func (r *mdReader) blocks(parent ast.Node, depth int) []Block {
	var f frames
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		if h, ok := n.(*ast.HTMLBlock); ok {
			f.html(r.lines(h, h.HasClosure(), h.ClosureLine))
			continue
		}
		f.add(r.block(n, depth)...)
	}
	return f.close()
}

// block reads one node. Beyond the nesting limit the content of containers is
// given flat.
func (r *mdReader) block(n ast.Node, depth int) []Block {
	if depth > maxDepth {
		switch n.(type) {
		case *ast.Blockquote, *ast.List, *ast.ListItem:
			return r.blocks(n, depth)
		}
	}
	switch n := n.(type) {
	case *ast.Heading:
		return []Block{Heading{n.Level, r.inlines(n)}}
	case *ast.Paragraph, *ast.TextBlock:
		return []Block{Paragraph{r.inlines(n)}}
	case *ast.ThematicBreak:
		return []Block{Rule{}}
	case *ast.CodeBlock:
		return []Block{Code{"", strings.TrimRight(r.raw(n.Lines()), "\n")}}
	case *ast.FencedCodeBlock:
		return []Block{r.fenced(n)}
	case *ast.Blockquote:
		return []Block{r.quote(n, depth)}
	case *ast.List:
		return []Block{r.list(n, depth)}
	case *east.Table:
		return []Block{r.table(n)}
	case *ast.LinkReferenceDefinition:
		label := util.ToLinkReference(n.Label)
		if r.used[label] && r.first[label] == n {
			return nil
		}
		return []Block{Raw{Markdown, r.raw(n.Lines())}}
	}
	return []Block{Paragraph{r.inlines(n)}}
}

func (r *mdReader) fenced(n *ast.FencedCodeBlock) Block {
	info := ""
	if n.Info != nil {
		info = cleanLine(unescapeMarkdown(string(n.Info.Segment.Value(r.src))))
	}
	return codeOrRaw(info, strings.TrimSuffix(r.raw(n.Lines()), "\n"))
}

// rawLang begins the language of a code block that holds foreign markup.
const rawLang = "raw-"

// codeOrRaw is the way back of a Raw that was written as a code block.
func codeOrRaw(lang, s string) Block {
	if f, ok := strings.CutPrefix(lang, rawLang); ok && f != "" {
		return Raw{Format(f), s}
	}
	return Code{lang, s}
}

func (r *mdReader) quote(n *ast.Blockquote, depth int) Block {
	blocks := r.blocks(n, depth+1)
	if len(blocks) == 0 {
		return Quote{}
	}
	if p, ok := blocks[0].(Paragraph); ok && len(p.Inlines) > 0 {
		if a, ok := p.Inlines[0].(alertMark); ok {
			blocks[0] = Paragraph{p.Inlines[1:]}
			return Panel{Kind: a.kind, Blocks: blocks}
		}
	}
	return Quote{blocks}
}

func (r *mdReader) list(n *ast.List, depth int) Block {
	l := List{Ordered: n.IsOrdered(), Tight: n.IsTight}
	if l.Ordered {
		l.Start = n.Start
	}
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		it := Item{}
		if t := c.FirstChild(); t != nil {
			if box, ok := t.FirstChild().(*east.TaskCheckBox); ok {
				checked := box.IsChecked
				it.Checked = &checked
			}
		}
		it.Blocks = r.blocks(c, depth+1)
		l.Items = append(l.Items, it)
	}
	return l
}

func (r *mdReader) table(n *east.Table) Block {
	var t Table
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		_, head := row.(*east.TableHeader)
		var out Row
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cell := Cell{Header: head, Align: alignOf(c)}
			if in := r.inlines(c); len(in) > 0 {
				cell.Blocks = []Block{Paragraph{in}}
			}
			out.Cells = append(out.Cells, cell)
		}
		t.Rows = append(t.Rows, out)
	}
	return t
}

func alignOf(n ast.Node) Align {
	c, _ := n.(*east.TableCell)
	if c == nil {
		return AlignNone
	}
	switch c.Alignment {
	case east.AlignLeft:
		return AlignLeft
	case east.AlignCenter:
		return AlignCenter
	case east.AlignRight:
		return AlignRight
	}
	return AlignNone
}

// raw joins lines as they are in the source, without the marks before them.
func (r *mdReader) raw(lines *text.Segments) string {
	var b strings.Builder
	for i := range lines.Len() {
		seg := lines.At(i)
		b.Write(seg.Value(r.src))
	}
	return b.String()
}

func (r *mdReader) lines(n ast.Node, closed bool, last text.Segment) string {
	s := r.raw(n.Lines())
	if closed {
		s += string(last.Value(r.src))
	}
	return s
}
