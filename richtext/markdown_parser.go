package richtext

import (
	"bytes"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"
)

// markdownParser is goldmark with strike and task lists from its GFM set, and
// with our own parts where goldmark's would lose or slow something: tables (theirs
// drop surplus cells), bare URLs (theirs come after emphasis was looked for),
// footnotes (theirs move the text) and alerts (it has none).
var markdownParser = parser.NewParser(
	parser.WithBlockParsers(
		util.Prioritized(parser.NewSetextHeadingParser(), 100),
		util.Prioritized(parser.NewThematicBreakParser(), 200),
		util.Prioritized(shallow{parser.NewListParser()}, 300),
		util.Prioritized(parser.NewListItemParser(), 400),
		util.Prioritized(parser.NewCodeBlockParser(), 500),
		util.Prioritized(parser.NewATXHeadingParser(), 600),
		util.Prioritized(parser.NewFencedCodeBlockParser(), 700),
		util.Prioritized(shallow{parser.NewBlockquoteParser()}, 800),
		util.Prioritized(parser.NewHTMLBlockParser(), 900),
		util.Prioritized(parser.NewParagraphParser(), 1000),
	),
	parser.WithInlineParsers(
		util.Prioritized(parser.NewCodeSpanParser(), 100),
		util.Prioritized(linkParser{parser.NewLinkParser()}, 200),
		util.Prioritized(parser.NewAutoLinkParser(), 300),
		util.Prioritized(parser.NewRawHTMLParser(), 400),
		util.Prioritized(parser.NewEmphasisParser(), 500),
		util.Prioritized(extension.NewTaskCheckBoxParser(), 0),
		util.Prioritized(bracketParser{}, 10),
		util.Prioritized(urlParser{}, 20),
		util.Prioritized(extension.NewStrikethroughParser(), 500),
	),
	parser.WithParagraphTransformers(
		util.Prioritized(refTransformer{}, 100),
		util.Prioritized(tableTransformer{}, 200),
	),
)

// shallow is a parser of containers that opens none too deep: their signs are
// text there. The time for a line grows with the containers it is in, so their
// number must not come with the input.
type shallow struct{ parser.BlockParser }

func (p shallow) Open(parent ast.Node, reader text.Reader, pc parser.Context) (ast.Node, parser.State) {
	depth := 0
	for n := parent; n != nil; n = n.Parent() {
		depth++
	}
	if depth > 2*maxDepth {
		return nil, parser.NoChildren
	}
	return p.BlockParser.Open(parent, reader, pc)
}

// literalNode is an inline our own parsers found; what it becomes is in leaf.
type literalNode struct {
	ast.BaseInline
	leaf Inline
}

var kindLiteral = ast.NewNodeKind("RichtextLiteral")

func (n *literalNode) Kind() ast.NodeKind         { return kindLiteral }
func (n *literalNode) Dump(src []byte, level int) { ast.DumpHelper(n, src, level, nil, nil) }

// alertMark stands in a quote's first line for the kind of panel it is.
type alertMark struct {
	Text
	kind string
}

// bareURL is an address found in the text. Inside a link it is only text.
type bareURL struct{ Text }

// linkParser is goldmark's, but for addresses with parentheses nested so deep
// that CommonMark allows to refuse them: looking for their end over and over
// would take time with the square of the input.
type linkParser struct{ parser.InlineParser }

const maxParens = 32 // CommonMark: at least three; its reference reader stops here

func (p linkParser) Parse(parent ast.Node, block text.Reader, pc parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if bytes.HasPrefix(line, []byte("](")) && deepParens(line[1:]) {
		return nil
	}
	return p.InlineParser.Parse(parent, block, pc)
}

// CloseBlock tells goldmark's parser to forget the brackets left open.
func (p linkParser) CloseBlock(parent ast.Node, block text.Reader, pc parser.Context) {
	if c, ok := p.InlineParser.(parser.CloseBlocker); ok {
		c.CloseBlock(parent, block, pc)
	}
}

// deepParens reports whether the address in parentheses s begins with nests more
// of them than allowed.
func deepParens(s []byte) bool {
	open := 0
	for _, b := range s {
		switch b {
		case '(':
			open++
		case ')':
			open--
		}
		if open == 0 || b == ' ' {
			return false
		}
		if open > maxParens {
			return true
		}
	}
	return false
}

// urlParser finds bare URLs before their underscores are taken for emphasis.
// goldmark asks parsers at punctuation only, so it begins at the colon and takes
// the scheme back from the text before.
type urlParser struct{}

func (urlParser) Trigger() []byte { return []byte{':'} }

func (urlParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, seg := block.PeekLine()
	before, ok := parent.LastChild().(*ast.Text)
	if !bytes.HasPrefix(line, []byte("://")) || !ok || before.Segment.Stop != seg.Start {
		return nil
	}
	src := block.Source()
	for _, scheme := range schemes {
		from := seg.Start - len(scheme) + len("://")
		if from < before.Segment.Start || !bytes.EqualFold(src[from:seg.Start+3], []byte(scheme)) ||
			wordBefore(string(src[max(before.Segment.Start, from-4):from])) {
			continue
		}
		rest := src[from : seg.Start+len(line)]
		if end := bytes.IndexAny(rest, " \t\n<>"); end > 0 {
			rest = rest[:end] // no more than needed is copied
		}
		n := urlLen(string(rest))
		if n == 0 {
			return nil
		}
		before.Segment.Stop = from
		block.Advance(from + n - seg.Start)
		return &literalNode{leaf: bareURL{Text{string(src[from : from+n])}}}
	}
	return nil
}

// bracketParser finds footnote marks, which stay as they are, and alerts.
type bracketParser struct{}

var (
	footnoteMark = compiled(`^\[\^[^\]\[\s^]+\]`)
	alertLine    = compiled(`^\[!([A-Za-z]+)\][ \t]*\n?$`)
)

func (bracketParser) Trigger() []byte { return []byte{'['} }

func (bracketParser) Parse(parent ast.Node, block text.Reader, _ parser.Context) ast.Node {
	line, _ := block.PeekLine()
	if len(line) < 4 {
		return nil
	}
	switch line[1] {
	case '^':
		if m := footnoteMark().Find(line); m != nil {
			block.Advance(len(m))
			return &literalNode{leaf: RawInline{Markdown, string(m)}}
		}
	case '!':
		m := alertLine().FindSubmatch(line)
		if m == nil || parent.HasChildren() || !firstInQuote(parent) {
			return nil
		}
		kind, ok := alertKinds[string(bytes.ToUpper(m[1]))]
		if !ok {
			return nil
		}
		block.Advance(len(bytes.TrimRight(line, "\n")))
		return &literalNode{leaf: alertMark{kind: kind}}
	}
	return nil
}

func firstInQuote(n ast.Node) bool {
	q := n.Parent()
	return q != nil && q.Kind() == ast.KindBlockquote && q.FirstChild() == n
}

// alertKinds pairs GitHub's alerts with the panels that look most like them.
var alertKinds = map[string]string{
	"NOTE": PanelInfo, "TIP": PanelSuccess, "IMPORTANT": PanelNote,
	"WARNING": PanelWarning, "CAUTION": PanelError,
}

// refTransformer takes link definitions out of paragraphs, but not footnotes,
// which look like them when they are one word long.
type refTransformer struct{}

func (refTransformer) Transform(node *ast.Paragraph, reader text.Reader, pc parser.Context) {
	lines := node.Lines()
	for i := range lines.Len() {
		seg := lines.At(i)
		if bytes.HasPrefix(bytes.TrimLeft(seg.Value(reader.Source()), " "), []byte("[^")) {
			return
		}
	}
	parser.LinkReferenceParagraphTransformer.Transform(node, reader, pc)
}

// tableTransformer makes tables of paragraphs with a delimiter row.
type tableTransformer struct{}

func (tableTransformer) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	lines, src := node.Lines(), reader.Source()
	for i := 1; i < lines.Len(); i++ {
		aligns := delimiterRow(lineValue(lines.At(i), src))
		if aligns == nil {
			continue
		}
		head := rowCells(lines.At(i-1), src)
		if len(head) != len(aligns) {
			continue
		}
		table := east.NewTable()
		table.Alignments = aligns
		table.AppendChild(table, east.NewTableHeader(newRow(head, aligns)))
		for j := i + 1; j < lines.Len(); j++ {
			table.AppendChild(table, newRow(rowCells(lines.At(j), src), aligns))
		}
		parent := node.Parent()
		parent.InsertAfter(parent, node, table)
		lines.SetSliced(0, i-1)
		if lines.Len() == 0 {
			parent.RemoveChild(parent, node)
			return
		}
		last := lines.At(i - 2)
		lines.Set(i-2, last.TrimRightSpace(src))
		return
	}
}

func lineValue(seg text.Segment, src []byte) []byte {
	return bytes.Trim(seg.Value(src), " \t\n")
}

// delimiterRow reads a line such as |:--|--:|; nil if line is none.
func delimiterRow(line []byte) []east.Alignment {
	if len(bytes.Trim(line, "|-: \t")) > 0 || !bytes.ContainsAny(line, "|:") {
		return nil
	}
	line = bytes.TrimPrefix(line, []byte("|"))
	line = bytes.TrimSuffix(line, []byte("|"))
	var out []east.Alignment
	for _, col := range bytes.Split(line, []byte("|")) {
		col = bytes.TrimSpace(col)
		left, right := bytes.HasPrefix(col, []byte(":")), bytes.HasSuffix(col, []byte(":"))
		dashes := bytes.TrimSuffix(bytes.TrimPrefix(col, []byte(":")), []byte(":"))
		if len(dashes) == 0 || len(bytes.Trim(dashes, "-")) > 0 {
			return nil
		}
		switch {
		case left && right:
			out = append(out, east.AlignCenter)
		case left:
			out = append(out, east.AlignLeft)
		case right:
			out = append(out, east.AlignRight)
		default:
			out = append(out, east.AlignNone)
		}
	}
	return out
}

// rowCells splits a line at the pipes without a backslash before them.
func rowCells(seg text.Segment, src []byte) []text.Segment {
	seg = trimSegment(seg, src)
	line := src[seg.Start:seg.Stop]
	pos, limit := 0, len(line)
	if limit > 0 && line[0] == '|' {
		pos = 1
	}
	if limit > pos && line[limit-1] == '|' && (limit < 2 || line[limit-2] != '\\') {
		limit--
	}
	var out []text.Segment
	from := pos
	for i := pos; i <= limit; i++ {
		if i < limit && (line[i] != '|' || i > 0 && line[i-1] == '\\') {
			continue
		}
		cell := text.NewSegment(seg.Start+from, seg.Start+i)
		out = append(out, trimSegment(cell, src))
		from = i + 1
	}
	return out
}

func trimSegment(seg text.Segment, src []byte) text.Segment {
	seg = seg.TrimLeftSpace(src)
	return seg.TrimRightSpace(src)
}

func newRow(cells []text.Segment, aligns []east.Alignment) *east.TableRow {
	row := east.NewTableRow(aligns)
	for i, seg := range cells {
		c := east.NewTableCell()
		c.Alignment = east.AlignNone
		if i < len(aligns) {
			c.Alignment = aligns[i]
		}
		c.Lines().Append(seg)
		row.AppendChild(row, c)
	}
	for i := len(cells); i < len(aligns); i++ {
		c := east.NewTableCell()
		c.Alignment = aligns[i]
		row.AppendChild(row, c)
	}
	return row
}
