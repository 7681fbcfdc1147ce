package richtext

// mapBlocks returns d with every block replaced by what f makes of it, inner
// blocks first. d itself stays as it is.
func mapBlocks(d Doc, f func(Block) Block) Doc {
	return Doc{mapBlockList(d.Blocks, f, func(in []Inline) []Inline { return in })}
}

// mapInlines returns d with every inline replaced by what f makes of it, inner
// ones first. d itself stays as it is.
func mapInlines(d Doc, f func(Inline) Inline) Doc {
	return Doc{mapBlockList(d.Blocks, func(b Block) Block { return b },
		func(in []Inline) []Inline { return mapInlineList(in, f) })}
}

func mapBlockList(blocks []Block, f func(Block) Block, g func([]Inline) []Inline) []Block {
	var out []Block
	for _, b := range blocks {
		switch n := b.(type) {
		case Paragraph:
			b = Paragraph{g(n.Inlines)}
		case Heading:
			b = Heading{n.Level, g(n.Inlines)}
		case Quote:
			b = Quote{mapBlockList(n.Blocks, f, g)}
		case Panel:
			n.Blocks = mapBlockList(n.Blocks, f, g)
			b = n
		case Expand:
			b = Expand{g(n.Title), mapBlockList(n.Blocks, f, g)}
		case List:
			items := make([]Item, len(n.Items))
			for i, it := range n.Items {
				items[i] = Item{it.Checked, mapBlockList(it.Blocks, f, g)}
			}
			n.Items = items
			b = n
		case Table:
			rows := make([]Row, len(n.Rows))
			for i, r := range n.Rows {
				for _, c := range r.Cells {
					c.Blocks = mapBlockList(c.Blocks, f, g)
					rows[i].Cells = append(rows[i].Cells, c)
				}
			}
			b = Table{rows}
		}
		out = append(out, f(b))
	}
	return out
}

func mapInlineList(in []Inline, f func(Inline) Inline) []Inline {
	var out []Inline
	for _, n := range in {
		switch m := n.(type) {
		case Strong:
			n = Strong{mapInlineList(m.Inlines, f)}
		case Emph:
			n = Emph{mapInlineList(m.Inlines, f)}
		case Strike:
			n = Strike{mapInlineList(m.Inlines, f)}
		case Underline:
			n = Underline{mapInlineList(m.Inlines, f)}
		case Sub:
			n = Sub{mapInlineList(m.Inlines, f)}
		case Sup:
			n = Sup{mapInlineList(m.Inlines, f)}
		case Color:
			n = Color{m.Value, mapInlineList(m.Inlines, f)}
		case Link:
			m.Inlines = mapInlineList(m.Inlines, f)
			n = m
		}
		out = append(out, f(n))
	}
	return out
}

// MapMentions gives d with each mention as what f makes of it: another mention,
// or a [Text] with the name of somebody who is nobody where d is to go.
func MapMentions(d Doc, f func(Mention) Inline) Doc {
	return Normalize(mapInlines(d, func(in Inline) Inline {
		if m, ok := in.(Mention); ok {
			return f(m)
		}
		return in
	}))
}

// MapImages returns d with every image replaced by what f makes of it.
func MapImages(d Doc, f func(Image) Inline) Doc {
	return mapInlines(d, func(n Inline) Inline {
		if i, ok := n.(Image); ok {
			return f(i)
		}
		return n
	})
}
