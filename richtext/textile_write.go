package richtext

import (
	"html"
	"reflect"
	"strconv"
	"strings"
)

// WriteTextile writes Redmine's Textile. Redmine has no panels (they become
// quotes), no numbers to start a list with, no loose lists, no soft breaks
// (spaces), one paragraph per list item or table cell with code and nested lists
// after it, no quotes, tables and macros in either, no marks in the title of an
// Expand, no title or height on images, one line end at a time, no spans inside
// coloured text and links to addresses with a scheme or a slash only. What has no
// place is written as text around. Signs that would end a mark are percent-encoded
// in addresses.
func WriteTextile(d Doc) string {
	w := txBlocks{}
	return w.restore(w.blocks(Normalize(d).Blocks, true))
}

// txBlocks writes blocks. Code is kept as asides until the end, so that prefixes
// of quotes do not get into it.
type txBlocks struct{ asides }

// blocks writes blocks with empty lines between; top says that macros may stand
// here.
func (w *txBlocks) blocks(blocks []Block, top bool) string {
	var parts []string
	for _, b := range blocks {
		if s := w.block(b, top); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n\n")
}

func (w *txBlocks) block(b Block, top bool) string {
	switch n := b.(type) {
	case Paragraph:
		return w.text(n.Inlines, txPlace{})
	case Heading:
		return "h" + strconv.Itoa(n.Level) + ". " + w.text(n.Inlines, txPlace{started: true})
	case List:
		return w.list(n, "")
	case Quote:
		return w.quote(n.Blocks)
	case Code:
		return w.put(aside{source: txCode(n.Lang, n.Text)})
	case Raw:
		return w.raw(n, top)
	case Rule:
		return "---"
	case Table:
		return w.table(n)
	case Panel:
		return w.quote(append(normBlocks(titleBlock([]Inline{Text{n.Title}}), 0), n.Blocks...))
	case Expand:
		if !top {
			return w.blocks(append(normBlocks(titleBlock(n.Title), 0), n.Blocks...), top)
		}
		title := strings.ReplaceAll(html.EscapeString(plainInlines(n.Title)), ")", "&#41;")
		return "{{collapse(" + title + ")\n" + w.blocks(n.Blocks, true) + "\n}}"
	}
	return ""
}

func (w *txBlocks) quote(blocks []Block) string {
	if len(blocks) == 1 {
		if p, ok := blocks[0].(Paragraph); ok {
			return "bq. " + w.text(p.Inlines, txPlace{started: true})
		}
	}
	return prefixLines(w.blocks(blocks, false), "> ")
}

// txCode is a code block as Redmine wants it.
func txCode(lang, s string) string {
	s = "\n" + escapeClose("pre", s) + "\n"
	if lang != "" {
		return `<pre><code class="` + html.EscapeString(lang) + `">` + s + "</code></pre>"
	}
	if codeInPre().MatchString(s) {
		return "<pre><code>" + s + "</code></pre>"
	}
	return "<pre>" + s + "</pre>"
}

func (w *txBlocks) raw(n Raw, top bool) string {
	if top && n.Format == Textile && reflect.DeepEqual(ReadTextile(n.Text).Blocks, []Block{n}) {
		return w.put(aside{source: n.Text})
	}
	return w.put(aside{source: txCode(rawLang+string(n.Format), n.Text)})
}

func (w *txBlocks) list(l List, marks string) string {
	if l.Ordered {
		marks += "#"
	} else {
		marks += "*"
	}
	var lines []string
	for _, it := range l.Items {
		lines = append(lines, w.item(it, marks))
	}
	return strings.Join(lines, "\n")
}

func (w *txBlocks) item(it Item, marks string) string {
	s := marks + " "
	if it.Checked != nil {
		s += checkText(it)
	}
	parts, lists := w.parts(it.Blocks, txPlace{item: true}, marks)
	if len(parts) == 0 {
		parts = []string{w.put(aside{source: txNothing})} // a mark alone is no item
	}
	lists = append([]string{s + strings.Join(parts, "\n")}, lists...)
	return strings.Join(lists, "\n")
}

// parts writes the blocks of an item or a cell: lines of its own text and code,
// and the lists below it. Containers give what they hold.
func (w *txBlocks) parts(blocks []Block, place txPlace, marks string) (own, lists []string) {
	for i, b := range blocks {
		at := place
		at.started = i > 0
		switch n := b.(type) {
		case Paragraph:
			own = append(own, w.text(n.Inlines, at))
		case Heading:
			own = append(own, w.text(normInlines([]Inline{Strong{n.Inlines}}, true), at))
		case Code, Raw:
			own = append(own, w.block(n, false))
		case List:
			if marks != "" {
				lists = append(lists, w.list(n, marks))
				continue
			}
			in, _ := held(n)
			more, _ := w.parts(in, at, marks)
			own = append(own, more...)
		case Rule:
			own = append(own, w.text([]Inline{Text{"---"}}, at))
		default:
			in, _ := held(n)
			more, below := w.parts(normBlocks(in, 0), at, marks)
			own, lists = append(own, more...), append(lists, below...)
		}
	}
	return own, lists
}

func (w *txBlocks) table(t Table) string {
	var out []string
	for _, r := range t.Rows {
		var row strings.Builder
		row.WriteByte('|')
		for _, c := range r.Cells {
			parts, _ := w.parts(c.Blocks, txPlace{cell: true}, "")
			s := strings.Join(parts, "\n")
			marks := txCellMarks(c)
			if marks == "" && txCell().MatchString(s) {
				s = txNothing + s
			}
			if s == "" {
				s = " "
			}
			row.WriteString(marks + s + "|")
		}
		out = append(out, row.String())
	}
	return strings.Join(out, "\n")
}

func txCellMarks(c Cell) string {
	s := ""
	if c.Header {
		s += "_"
	}
	switch c.Align {
	case AlignLeft:
		s += "<"
	case AlignRight:
		s += ">"
	case AlignCenter:
		s += "="
	}
	if c.ColSpan > 0 {
		s += `\` + strconv.Itoa(c.ColSpan)
	}
	if c.RowSpan > 0 {
		s += "/" + strconv.Itoa(c.RowSpan)
	}
	if s != "" {
		s += ". "
	}
	return s
}
