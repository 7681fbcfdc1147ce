package richtext

import (
	"reflect"
	"strings"
)

// maxDepth is how deep blocks may be nested. People reach six; the limit only
// has to keep the writers' indentation and everyone's stack small.
const maxDepth = 20

// maxStart is the largest number a Markdown list may begin with.
const maxStart = 999_999_999

// Normalize gives d the one form that all trees of the same meaning share.
// It is what readers return and what writers do first. Normalizing twice is the
// same as once. In a normal tree
//
//   - texts and equal marks next to each other are one, marks are not nested in
//     themselves, and the mark that reaches further is outside;
//   - white space is a single space, outside of marks where it can be, and never
//     at the ends of a paragraph or next to a Break; hard Breaks stand outside
//     of marks; headings and table cells have no soft Breaks;
//   - bare http, https and ftp URLs are links to themselves;
//   - lines of code that only look empty are empty;
//   - nothing is empty: paragraphs, headings, lists, quotes and marks without
//     content are gone, a link without text shows its address;
//   - a list is tight where looseness could not be seen, and not tight where an
//     item needs room between its blocks;
//   - rows of a table have the same length unless cells span, and a first row
//     of empty header cells is gone;
//   - blocks nested too deep are spliced into their parent.
func Normalize(d Doc) Doc {
	return Doc{Blocks: normBlocks(d.Blocks, 0)}
}

// Equal reports whether a and b mean the same to a reader: after Normalize,
// with soft breaks as spaces and without regard to the tightness of lists.
func Equal(a, b Doc) bool {
	return reflect.DeepEqual(meaning(a), meaning(b))
}

// meaning takes out of d what is only looks.
func meaning(d Doc) Doc {
	d = mapInlines(d, func(in Inline) Inline {
		if b, ok := in.(Break); ok && b.Soft {
			return Text{" "}
		}
		return in
	})
	d = mapBlocks(Normalize(d), func(b Block) Block {
		if l, ok := b.(List); ok {
			l.Tight = true
			return l
		}
		return b
	})
	return d
}

// Harden returns d with its soft breaks as hard ones, for text from trackers
// that show every line end, such as the comments of GitHub.
func Harden(d Doc) Doc {
	return Normalize(mapInlines(d, func(in Inline) Inline {
		if _, ok := in.(Break); ok {
			return Break{}
		}
		return in
	}))
}

func normBlocks(blocks []Block, depth int) []Block {
	var out []Block
	for _, b := range blocks {
		if depth >= maxDepth {
			if held, ok := held(b); ok {
				out = append(out, normBlocks(held, depth)...)
				continue
			}
		}
		if n := normBlock(b, depth); n != nil {
			out = append(out, n)
		}
	}
	return out
}

// held gives the blocks inside a container; ok is false for the others.
func held(b Block) (in []Block, ok bool) {
	switch n := b.(type) {
	case List:
		for _, it := range n.Items {
			in = append(in, it.Blocks...)
		}
	case Quote:
		in = n.Blocks
	case Panel:
		in = append(titleBlock([]Inline{Text{n.Title}}), n.Blocks...)
	case Expand:
		in = append(titleBlock(n.Title), n.Blocks...)
	case Table:
		for _, r := range n.Rows {
			for _, c := range r.Cells {
				in = append(in, c.Blocks...)
			}
		}
	default:
		return nil, false
	}
	return in, true
}

// titleBlock shows a title where the format has no place for one.
func titleBlock(in []Inline) []Block {
	return []Block{Paragraph{[]Inline{Strong{in}}}}
}

func normBlock(b Block, depth int) Block {
	switch n := b.(type) {
	case Paragraph:
		if in := normInlines(n.Inlines, false); len(in) > 0 {
			return Paragraph{in}
		}
	case Heading:
		if in := normInlines(n.Inlines, true); len(in) > 0 {
			return Heading{min(max(n.Level, 1), 6), in}
		}
	case List:
		return normList(n, depth)
	case Quote:
		if in := normBlocks(n.Blocks, depth+1); len(in) > 0 {
			return Quote{in}
		}
	case Panel:
		n.Kind, n.Title = cleanLine(n.Kind), cleanLine(n.Title)
		n.Blocks = normBlocks(n.Blocks, depth+1)
		if n.Title != "" || len(n.Blocks) > 0 {
			return n
		}
	case Expand:
		n.Title, n.Blocks = normInlines(n.Title, true), normBlocks(n.Blocks, depth+1)
		n.Title = dropBreaks(n.Title)
		if len(n.Title) > 0 || len(n.Blocks) > 0 {
			return n
		}
	case Table:
		return normTable(n, depth)
	case Code:
		return Code{cleanLine(n.Lang), blankLine().ReplaceAllString(clean(n.Text), "")}
	case Raw:
		n.Text = strings.Trim(clean(n.Text), "\n")
		if trim(n.Text) != "" {
			return n
		}
	case Rule:
		return n
	}
	return nil
}

// blankLine finds the lines of code that only look empty: not every markup can
// tell them from empty ones.
var blankLine = compiled(`(?m)^[ \t]+$`)

// dropBreaks makes a title one line.
func dropBreaks(in []Inline) []Inline {
	d := mapInlines(Doc{[]Block{Paragraph{in}}}, func(n Inline) Inline {
		if _, ok := n.(Break); ok {
			return Text{" "}
		}
		return n
	})
	return normInlines(d.Blocks[0].(Paragraph).Inlines, true)
}

func normList(l List, depth int) Block {
	if len(l.Items) == 0 {
		return nil
	}
	out := List{Ordered: l.Ordered, Tight: l.Tight}
	if l.Ordered {
		out.Start = min(max(l.Start, 0), maxStart-len(l.Items))
	}
	for _, it := range l.Items {
		blocks := normBlocks(it.Blocks, depth+1)
		out.Items = append(out.Items, Item{it.Checked, blocks})
	}
	out.Tight = normTight(out)
	return out
}

// normTight is the tightness that can be seen: a list whose items need room
// inside is loose, one in which there is nothing to part is tight.
func normTight(l List) bool {
	seen := false // whether there is a paragraph that looseness would show on
	for _, it := range l.Items {
		if len(it.Blocks) == 0 {
			continue
		}
		_, para := it.Blocks[0].(Paragraph)
		if it.Checked != nil && !para {
			return false
		}
		for i, b := range it.Blocks {
			if roomy(b) {
				return false
			}
			_, p := b.(Paragraph)
			seen = seen || p && (len(l.Items) > 1 || len(it.Blocks) > 1)
			if i > 0 && !(i == 1 && para && len(it.Blocks) == 2 && interrupts(b)) {
				return false
			}
		}
	}
	return l.Tight || !seen
}

// roomy reports whether b has empty lines around its content wherever it is.
func roomy(b Block) bool {
	switch b.(type) {
	case Expand, Panel:
		return true
	}
	return false
}

// interrupts reports whether b may follow a paragraph without an empty line.
func interrupts(b Block) bool {
	l, ok := b.(List)
	if !ok || l.Ordered && l.Start != 1 {
		return false
	}
	first := l.Items[0]
	if len(first.Blocks) == 0 {
		return false
	}
	_, ok = first.Blocks[0].(Paragraph)
	return ok
}

func normTable(t Table, depth int) Block {
	var rows []Row
	width, spans := 0, false
	for _, r := range t.Rows {
		var row Row
		for _, c := range r.Cells {
			c = normCell(c, depth)
			spans = spans || c.ColSpan > 0 || c.RowSpan > 0
			row.Cells = append(row.Cells, c)
		}
		if len(row.Cells) > 0 {
			rows = append(rows, row)
			width = max(width, len(row.Cells))
		}
	}
	// The space a ragged table is filled up to is limited: one long row among
	// many short ones must not make a small text a large tree.
	if !spans && width <= maxColumns {
		for i := range rows {
			rows[i].Cells = padCells(rows[i].Cells, rows[0].Cells, width)
		}
	}
	for len(rows) > 1 && allHead(rows[0]) && emptyRow(rows[0]) && !spans {
		rows = rows[1:]
	}
	if len(rows) == 0 {
		return nil
	}
	return Table{rows}
}

// maxColumns is the widest table that is filled up to equal rows.
const maxColumns = 64

// padCells adds empty cells, pushed to the same side as in the first row.
func padCells(cells, first []Cell, width int) []Cell {
	head := allHead(Row{cells})
	for len(cells) < width {
		c := Cell{Header: head}
		if len(cells) < len(first) {
			c.Align = first[len(cells)].Align
		}
		cells = append(cells, c)
	}
	return cells
}

func allHead(r Row) bool {
	for _, c := range r.Cells {
		if !c.Header {
			return false
		}
	}
	return true
}

func emptyRow(r Row) bool {
	for _, c := range r.Cells {
		if len(c.Blocks) > 0 {
			return false
		}
	}
	return true
}

func normCell(c Cell, depth int) Cell {
	c.Blocks = normBlocks(c.Blocks, depth+1)
	for i, b := range c.Blocks {
		if p, ok := b.(Paragraph); ok {
			c.Blocks[i] = Paragraph{normInlines(p.Inlines, true)}
		}
	}
	c.ColSpan, c.RowSpan = normSpan(c.ColSpan), normSpan(c.RowSpan)
	switch c.Align {
	case AlignLeft, AlignCenter, AlignRight:
	default:
		c.Align = AlignNone
	}
	return c
}

func normSpan(n int) int {
	if n < 2 || n > 1000 { // 1000 is where HTML ends too
		return 0
	}
	return n
}
