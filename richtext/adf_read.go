package richtext

import (
	"strconv"
	"time"
)

// ReadADF reads an Atlassian document as JSON. What is not such a document is
// read as plain text. Nodes we do not know stay raw with all their attributes,
// layouts give their columns one after the other, decisions are lists, cards
// are links; identities of nodes, colours behind text, alignment and widths of
// columns are dropped. A file is known by the name in its alt text: Jira sets
// it, and the identity of a medium means nothing outside of one site.
func ReadADF(s string) Doc {
	n, ok := adfDecode(s)
	if !ok {
		return ReadPlain(s)
	}
	return Normalize(Doc{adfBlocks(n.Content)})
}

// adfBlocks reads block nodes; inline nodes among them make a paragraph.
func adfBlocks(nodes []adfNode) []Block {
	var out []Block
	var loose []Inline
	flush := func() {
		if len(loose) > 0 {
			out = append(out, Paragraph{loose})
			loose = nil
		}
	}
	for _, n := range nodes {
		if adfInlineTypes[n.Type] {
			loose = append(loose, adfInline(n)...)
			continue
		}
		flush()
		out = append(out, adfBlock(n)...)
	}
	flush()
	return out
}

func adfBlock(n adfNode) []Block {
	switch n.Type {
	case "paragraph", "caption":
		return []Block{Paragraph{adfInlines(n.Content)}}
	case "heading":
		return []Block{Heading{n.number("level"), adfInlines(n.Content)}}
	case "bulletList":
		return []Block{List{Tight: true, Items: adfItems(n.Content)}}
	case "orderedList":
		start := 1
		if _, ok := n.Attrs["order"]; ok {
			start = n.number("order")
		}
		return []Block{List{Ordered: true, Start: start, Tight: true, Items: adfItems(n.Content)}}
	case "taskList", "decisionList":
		return []Block{List{Tight: true, Items: adfItems(n.Content)}}
	case "blockquote":
		return []Block{Quote{adfBlocks(n.Content)}}
	case "codeBlock":
		text := ""
		for _, c := range n.Content {
			text += c.Text
		}
		return []Block{codeOrRaw(n.attr("language"), text)}
	case "rule":
		return []Block{Rule{}}
	case "panel":
		return []Block{adfPanel(n)}
	case "expand", "nestedExpand":
		return []Block{Expand{[]Inline{Text{n.attr("title")}}, adfBlocks(n.Content)}}
	case "table":
		return []Block{adfTable(n)}
	case "mediaSingle", "mediaGroup":
		return adfMediaBlock(n)
	case "blockCard", "embedCard":
		if url := n.attr("url"); url != "" {
			return []Block{Paragraph{[]Inline{Link{Target: url, Card: true}}}}
		}
	case "layoutSection", "layoutColumn", "doc":
		return adfBlocks(n.Content)
	}
	return []Block{Raw{ADF, adfEncode(n.source)}}
}

func adfPanel(n adfNode) Block {
	p := Panel{Kind: n.attr("panelType"), Blocks: adfBlocks(n.Content)}
	if p.Kind == "tip" { // what the first editors called it
		p.Kind = PanelSuccess
	}
	return p
}

// adfItems reads items of all three kinds of lists. A list that stands among
// the items belongs to the one before it.
func adfItems(nodes []adfNode) []Item {
	var items []Item
	for _, n := range nodes {
		it := Item{Blocks: adfBlocks(n.Content)}
		switch n.Type {
		case "taskItem", "blockTaskItem":
			done := n.attr("state") == "DONE"
			it.Checked = &done
		case "listItem", "decisionItem":
		default:
			it.Blocks = adfBlock(n)
			if len(items) > 0 {
				last := &items[len(items)-1]
				last.Blocks = append(last.Blocks, it.Blocks...)
				continue
			}
		}
		items = append(items, it)
	}
	return items
}

func adfTable(n adfNode) Block {
	var t Table
	for _, r := range n.Content {
		var row Row
		for _, c := range r.Content {
			row.Cells = append(row.Cells, Cell{Header: c.Type == "tableHeader",
				ColSpan: c.number("colspan"), RowSpan: c.number("rowspan"), Blocks: adfBlocks(c.Content)})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// adfMediaBlock reads pictures that stand alone: one paragraph of pictures, and
// what is written below them.
func adfMediaBlock(n adfNode) []Block {
	var pictures []Inline
	var below []Block
	for _, c := range n.Content {
		if c.Type != "media" {
			below = append(below, adfBlock(c)...)
			continue
		}
		if len(pictures) > 0 {
			pictures = append(pictures, Text{" "})
		}
		c.Marks = append(c.Marks, n.Marks...)
		pictures = append(pictures, adfMarked(adfMedia(c), c.Marks))
	}
	// A caption that is only words is the title WriteADF put there.
	if len(below) == 1 && len(pictures) == 1 {
		img, isImage := pictures[0].(Image)
		p, isPara := below[0].(Paragraph)
		if isImage && isPara {
			if t, ok := onlyText(p.Inlines); ok {
				img.Title = t
				return []Block{Paragraph{[]Inline{img}}}
			}
		}
	}
	return append([]Block{Paragraph{pictures}}, below...)
}

// mediaID finds identities the media service gives; anything else in their
// place is a name.
var mediaID = compiled(`^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$`)

func adfMedia(n adfNode) Inline {
	img := Image{Target: n.attr("url"), Alt: n.attr("alt")}
	if w := n.number("width"); w > 0 {
		img.Width = strconv.Itoa(w)
	}
	if h := n.number("height"); h > 0 {
		img.Height = strconv.Itoa(h)
	}
	if img.Target != "" {
		return img
	}
	img.Attachment = true
	img.Target = n.attr("id")
	if !mediaID().MatchString(img.Target) {
		return img
	}
	// Documents of some editors tell the file's name apart from the words for
	// those who do not see it.
	switch name := n.attr("__fileName"); {
	case name == img.Alt || name == "":
		if img.Alt != "" {
			img.Target, img.Alt = img.Alt, ""
		}
	default:
		img.Target = name
	}
	return img
}

// adfDay is the day of a date node, whose time is in milliseconds, in UTC.
func adfDay(n adfNode) string {
	ms, err := strconv.ParseInt(n.attr("timestamp"), 10, 64)
	t := time.UnixMilli(ms).UTC()
	if err != nil || t.Year() < 1 || t.Year() > 9999 {
		return n.attr("timestamp")
	}
	return t.Format(time.DateOnly)
}
