package richtext

import (
	"html"
	"strconv"
	"strings"
)

// WriteHTML writes a fragment that is safe to show: literal text is escaped, raw
// markup is shown as code, addresses that would run a script are left out. What
// HTML has no element for is written with data attributes ReadHTML knows. The
// fragment has no empty lines, so that it can stand inside Markdown.
func WriteHTML(d Doc) string {
	var w htmlWriter
	w.blocks(Normalize(d).Blocks)
	return strings.TrimSuffix(w.String(), "\n")
}

type htmlWriter struct{ strings.Builder }

func (w *htmlWriter) put(parts ...string) {
	for _, p := range parts {
		w.WriteString(p)
	}
}

func (w *htmlWriter) blocks(blocks []Block) {
	for _, b := range blocks {
		w.block(b)
		w.put("\n")
	}
}

func (w *htmlWriter) block(b Block) {
	switch n := b.(type) {
	case Paragraph:
		w.put("<p>")
		w.inlines(n.Inlines)
		w.put("</p>")
	case Heading:
		h := "h" + strconv.Itoa(n.Level)
		w.put("<", h, ">")
		w.inlines(n.Inlines)
		w.put("</", h, ">")
	case List:
		w.list(n)
	case Quote:
		w.put("<blockquote>\n")
		w.blocks(n.Blocks)
		w.put("</blockquote>")
	case Code:
		w.put("<pre><code", langAttr(n.Lang), ">", escapePre(n.Text), "\n</code></pre>")
	case Raw:
		w.put("<pre", attr("data-raw", string(n.Format)), "><code>", escapePre(n.Text), "\n</code></pre>")
	case Rule:
		w.put("<hr>")
	case Table:
		w.table(n)
	case Panel:
		w.put("<div data-panel=\"", html.EscapeString(n.Kind), "\"", attr("data-title", n.Title), ">\n")
		w.blocks(n.Blocks)
		w.put("</div>")
	case Expand:
		w.put("<details>\n<summary>")
		w.inlines(n.Title)
		w.put("</summary>\n")
		w.blocks(n.Blocks)
		w.put("</details>")
	}
}

// attr writes an attribute, or nothing if it would be empty.
func attr(name, value string) string {
	if value == "" {
		return ""
	}
	return " " + name + `="` + html.EscapeString(value) + `"`
}

var simpleLang = compiled(`^[A-Za-z0-9_+#.-]+$`)

func langAttr(lang string) string {
	if simpleLang().MatchString(lang) {
		return attr("class", "language-"+lang)
	}
	return attr("data-lang", lang)
}

func (w *htmlWriter) list(l List) {
	tag := "ul"
	if l.Ordered {
		tag = "ol"
	}
	w.put("<", tag)
	if l.Ordered && l.Start != 1 {
		w.put(attr("start", strconv.Itoa(l.Start)))
	}
	w.put(">\n")
	for _, it := range l.Items {
		w.put("<li>")
		w.item(it, l.Tight)
		w.put("</li>\n")
	}
	w.put("</", tag, ">")
}

func (w *htmlWriter) item(it Item, tight bool) {
	box := ""
	if it.Checked != nil {
		box = `<input type="checkbox" disabled>`
		if *it.Checked {
			box = `<input type="checkbox" checked disabled>`
		}
	}
	for i, b := range it.Blocks {
		p, ok := b.(Paragraph)
		switch {
		case ok && tight:
			w.put(box)
			w.inlines(p.Inlines)
		case ok:
			w.put("<p>", box)
			w.inlines(p.Inlines)
			w.put("</p>")
		default:
			w.put(box)
			w.block(b)
		}
		box = ""
		if i < len(it.Blocks)-1 {
			w.put("\n")
		}
	}
	w.put(box)
}

func (w *htmlWriter) table(t Table) {
	w.put("<table>\n")
	for _, r := range t.Rows {
		w.put("<tr>\n")
		for _, c := range r.Cells {
			w.cell(c)
		}
		w.put("</tr>\n")
	}
	w.put("</table>")
}

func (w *htmlWriter) cell(c Cell) {
	tag := "td"
	if c.Header {
		tag = "th"
	}
	w.put("<", tag, attr("align", string(c.Align)))
	if c.ColSpan > 0 {
		w.put(attr("colspan", strconv.Itoa(c.ColSpan)))
	}
	if c.RowSpan > 0 {
		w.put(attr("rowspan", strconv.Itoa(c.RowSpan)))
	}
	w.put(">")
	if len(c.Blocks) == 1 {
		if p, ok := c.Blocks[0].(Paragraph); ok {
			w.inlines(p.Inlines)
			w.put("</", tag, ">\n")
			return
		}
	}
	for i, b := range c.Blocks {
		if i > 0 {
			w.put("\n")
		}
		w.block(b)
	}
	w.put("</", tag, ">\n")
}

var textEscaper = strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;", "\u00a0", "&nbsp;")

// escapePre escapes preformatted text. Line ends that would make an empty line
// and tabs are written as entities.
func escapePre(s string) string {
	s = strings.ReplaceAll(textEscaper.Replace(s), "\t", "&#9;")
	lines := strings.Split(s, "\n")
	var b strings.Builder
	for i, line := range lines {
		if i > 0 {
			b.WriteString(lineEnd(trim(line) == ""))
		}
		b.WriteString(line)
	}
	return b.String()
}

func lineEnd(blankNext bool) string {
	if blankNext {
		return "&#10;"
	}
	return "\n"
}
