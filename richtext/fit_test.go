package richtext_test

import (
	"slices"

	"github.com/entwine-sync/entwine/richtext"
)

// A fitter changes a tree into one that a format can say whole: what it takes
// out is what the format's writer says it cannot keep. Its functions are told
// the containers and marks they are in.
type fitter struct {
	block  func(richtext.Block, []string) []richtext.Block
	inline func(richtext.Inline, []string) []richtext.Inline
}

func (f fitter) doc(d richtext.Doc) richtext.Doc {
	return richtext.Doc{Blocks: f.blocks(d.Blocks, nil)}
}

func (f fitter) blocks(in []richtext.Block, within []string) []richtext.Block {
	var out []richtext.Block
	for _, b := range in {
		for _, b := range f.block(b, within) {
			out = append(out, f.inside(b, within))
		}
	}
	return out
}

func under(within []string, name string) []string {
	return append(slices.Clone(within), name)
}

func (f fitter) inside(b richtext.Block, within []string) richtext.Block {
	switch n := b.(type) {
	case richtext.Paragraph:
		n.Inlines = f.inlines(n.Inlines, within)
		return n
	case richtext.Heading:
		n.Inlines = f.inlines(n.Inlines, within)
		return n
	case richtext.Quote:
		n.Blocks = f.blocks(n.Blocks, under(within, "Quote"))
		return n
	case richtext.Panel:
		n.Blocks = f.blocks(n.Blocks, under(within, "Panel"))
		return n
	case richtext.Expand:
		n.Blocks = f.blocks(n.Blocks, under(within, "Expand"))
		return n
	case richtext.List:
		n.Items = slices.Clone(n.Items)
		for i := range n.Items {
			n.Items[i].Blocks = f.blocks(n.Items[i].Blocks, under(within, "List"))
		}
		return n
	case richtext.Table:
		return cells(n, func(c richtext.Cell) richtext.Cell {
			c.Blocks = f.blocks(c.Blocks, under(within, "Table"))
			return c
		})
	}
	return b
}

// cells gives a table with every cell changed.
func cells(t richtext.Table, change func(richtext.Cell) richtext.Cell) richtext.Table {
	var out richtext.Table
	for _, r := range t.Rows {
		var row richtext.Row
		for _, c := range r.Cells {
			row.Cells = append(row.Cells, change(c))
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

func (f fitter) inlines(in []richtext.Inline, within []string) []richtext.Inline {
	var out []richtext.Inline
	for _, n := range in {
		for _, n := range f.inline(n, within) {
			out = append(out, f.held(n, within))
		}
	}
	return out
}

func (f fitter) held(n richtext.Inline, within []string) richtext.Inline {
	switch m := n.(type) {
	case richtext.Strong:
		m.Inlines = f.inlines(m.Inlines, under(within, "Strong"))
		return m
	case richtext.Emph:
		m.Inlines = f.inlines(m.Inlines, under(within, "Emph"))
		return m
	case richtext.Strike:
		m.Inlines = f.inlines(m.Inlines, under(within, "Strike"))
		return m
	case richtext.Underline:
		m.Inlines = f.inlines(m.Inlines, under(within, "Underline"))
		return m
	case richtext.Sub:
		m.Inlines = f.inlines(m.Inlines, under(within, "Sub"))
		return m
	case richtext.Sup:
		m.Inlines = f.inlines(m.Inlines, under(within, "Sup"))
		return m
	case richtext.Color:
		m.Inlines = f.inlines(m.Inlines, under(within, "Color"))
		return m
	case richtext.Link:
		m.Inlines = f.inlines(m.Inlines, under(within, "Link"))
		return m
	}
	return n
}

func is(within []string, names ...string) bool {
	return slices.ContainsFunc(within, func(w string) bool { return slices.Contains(names, w) })
}

var markNames = []string{"Strong", "Emph", "Strike", "Underline", "Sub", "Sup", "Color"}

// fitJira: see WriteJira.
func fitJira(d richtext.Doc) richtext.Doc {
	return fitter{fitJiraBlock, fitJiraInline}.doc(d)
}

func fitJiraBlock(b richtext.Block, within []string) []richtext.Block {
	switch n := b.(type) {
	case richtext.Quote:
		if is(within, "Quote") {
			return fitted(fitJiraBlock, n.Blocks, within)
		}
	case richtext.Table:
		return []richtext.Block{cells(n, func(c richtext.Cell) richtext.Cell {
			c.Align, c.ColSpan, c.RowSpan = "", 0, 0
			return c
		})}
	}
	return []richtext.Block{b}
}

func fitJiraInline(n richtext.Inline, within []string) []richtext.Inline {
	switch m := n.(type) {
	case richtext.Status, richtext.Date, richtext.RawInline:
		return nil
	case richtext.Emoji: // TestJira_reads has them
		return nil
	case richtext.Mention:
		if is(within, "Link") {
			return nil
		}
	case richtext.Link:
		if is(within, "Link") {
			return m.Inlines
		}
	}
	return []richtext.Inline{n}
}

// fitADF: see WriteADF.
func fitADF(d richtext.Doc) richtext.Doc {
	return fitter{fitADFBlock, fitADFInline}.doc(d)
}

func fitADFBlock(b richtext.Block, within []string) []richtext.Block {
	switch n := b.(type) {
	case richtext.Heading:
		if is(within, "Quote", "List") {
			return []richtext.Block{richtext.Paragraph{Inlines: n.Inlines}}
		}
	case richtext.Rule:
		if is(within, "Quote", "List") {
			return nil
		}
	case richtext.Quote:
		if is(within, "Quote", "List", "Panel") {
			return fitted(fitADFBlock, n.Blocks, within)
		}
	case richtext.Table:
		if is(within, "Quote", "List", "Panel", "Table") {
			return nil
		}
		return []richtext.Block{cells(n, func(c richtext.Cell) richtext.Cell {
			c.Align = ""
			return c
		})}
	case richtext.Panel:
		if is(within, "Quote", "List", "Panel") {
			return fitted(fitADFBlock, n.Blocks, within)
		}
		n.Title = ""
		return []richtext.Block{n}
	case richtext.Expand:
		if len(within) > 0 {
			return fitted(fitADFBlock, n.Blocks, within)
		}
		n.Title = []richtext.Inline{richtext.Text{Value: "More (or less)"}}
		return []richtext.Block{n}
	case richtext.List:
		n.Items = slices.Clone(n.Items)
		for i := range n.Items {
			n.Items[i].Checked = nil // TestADF_tasks has them
		}
		return []richtext.Block{n}
	}
	return []richtext.Block{b}
}

func fitted(fit func(richtext.Block, []string) []richtext.Block, in []richtext.Block, within []string) []richtext.Block {
	var out []richtext.Block
	for _, b := range in {
		out = append(out, fit(b, within)...)
	}
	return out
}

func fitADFInline(n richtext.Inline, within []string) []richtext.Inline {
	switch m := n.(type) {
	case richtext.Image, richtext.RawInline: // TestADF_pictures has them
		return nil
	case richtext.Mention:
		if m.ID == "" || is(within, markNames...) || is(within, "Link") {
			return nil
		}
	case richtext.Emoji, richtext.Status, richtext.Date: // these have no marks there
		if is(within, markNames...) || is(within, "Link") {
			return nil
		}
	case richtext.CodeSpan:
		if is(within, markNames...) {
			return nil
		}
	case richtext.Sup:
		if is(within, "Sub") {
			return nil
		}
	case richtext.Sub:
		if is(within, "Sup") {
			return nil
		}
	case richtext.Color:
		m.Value = "#00ff00"
		return []richtext.Inline{m}
	case richtext.Link:
		m.Card = false // a card has no text of its own
		return []richtext.Inline{m}
	}
	return []richtext.Inline{n}
}
