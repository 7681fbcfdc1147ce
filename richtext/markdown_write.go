package richtext

import (
	"reflect"
	"strconv"
	"strings"
)

// WriteMarkdown writes GitHub's Markdown. What Markdown has no signs for is
// written as HTML that GitHub shows and ReadMarkdown reads back: underline and
// the like, tables with spans or blocks in their cells, titled panels.
func WriteMarkdown(d Doc) string {
	return mdBlocks(Normalize(d).Blocks, "\n\n", false)
}

// mdBlocks writes blocks with sep between them; inItem says that they follow the
// mark of a list item.
func mdBlocks(blocks []Block, sep string, inItem bool) string {
	var out strings.Builder
	alt := false // adjacent lists take turns with their marks, or they would be one
	for i, b := range blocks {
		if i > 0 {
			out.WriteString(sep)
		}
		alt = i > 0 && !alt && sameLists(blocks[i-1], b)
		switch n := b.(type) {
		case List:
			out.WriteString(mdList(n, alt))
		case Rule:
			// After "- " or "* " these signs cannot be taken for one rule.
			if inItem && i == 0 {
				out.WriteString("___")
			} else {
				out.WriteString("---")
			}
		default:
			out.WriteString(mdBlock(b))
		}
	}
	return out.String()
}

func sameLists(a, b Block) bool {
	x, ok := a.(List)
	y, ok2 := b.(List)
	return ok && ok2 && x.Ordered == y.Ordered
}

func mdBlock(b Block) string {
	switch n := b.(type) {
	case Paragraph:
		return mdText(n.Inlines, mdParagraph)
	case Heading:
		return strings.Repeat("#", n.Level) + " " + mdText(n.Inlines, mdHeading)
	case Quote:
		return prefixLines(mdBlocks(n.Blocks, "\n\n", false), "> ")
	case Code:
		return fence(n.Lang, n.Text)
	case Raw:
		return mdRaw(n)
	case Table:
		return mdTable(n)
	case Panel:
		return mdPanel(n)
	case Expand:
		var w htmlWriter
		w.inlines(n.Title)
		return mdBox("<details>\n<summary>"+strings.ReplaceAll(w.String(), "\n", " ")+"</summary>", "</details>", n.Blocks)
	}
	return ""
}

// mdBox puts Markdown between two lines of HTML.
func mdBox(open, end string, blocks []Block) string {
	if len(blocks) == 0 {
		return open + "\n\n" + end
	}
	return open + "\n\n" + mdBlocks(blocks, "\n\n", false) + "\n\n" + end
}

func mdPanel(p Panel) string {
	for alert, kind := range alertKinds {
		if kind != p.Kind || p.Title != "" || len(p.Blocks) == 0 {
			continue
		}
		sep := "\n\n"
		if _, ok := p.Blocks[0].(Paragraph); ok {
			sep = "\n"
		}
		return prefixLines("[!"+alert+"]"+sep+mdBlocks(p.Blocks, "\n\n", false), "> ")
	}
	var w htmlWriter
	w.put("<div data-panel=\"", escapeAttr(p.Kind), "\"", attr("data-title", p.Title), ">")
	return mdBox(w.String(), "</div>", p.Blocks)
}

func prefixLines(s, prefix string) string {
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if l == "" {
			lines[i] = strings.TrimRight(prefix, " ")
		} else {
			lines[i] = prefix + l
		}
	}
	return strings.Join(lines, "\n")
}

// fence writes code between fences longer than any run of the sign inside.
func fence(lang, s string) string {
	sign := "`"
	if strings.Contains(lang, "`") {
		sign = "~"
	}
	f := strings.Repeat(sign, max(3, longestRun(s, sign[0])+1))
	if s != "" {
		s += "\n"
	}
	return f + escapeInfo(lang) + "\n" + s + f
}

func longestRun(s string, b byte) int {
	longest, n := 0, 0
	for i := range len(s) {
		if s[i] != b {
			n = 0
			continue
		}
		n++
		longest = max(longest, n)
	}
	return longest
}

// escapeInfo escapes what would be resolved in the line after a fence.
func escapeInfo(lang string) string {
	var b strings.Builder
	for i := range len(lang) {
		if c := lang[i]; c == '\\' || c == '&' || c == '~' && i == 0 {
			b.WriteByte('\\')
		}
		b.WriteByte(lang[i])
	}
	return b.String()
}

// mdRaw writes raw Markdown and HTML as it is if it will be read as that very
// block again, anything else as code.
func mdRaw(r Raw) string {
	if r.Format == HTML || r.Format == Markdown {
		if back := ReadMarkdown(r.Text); reflect.DeepEqual(back.Blocks, []Block{r}) && closedHTML(r) {
			return r.Text
		}
	}
	return fence(rawLang+string(r.Format), r.Text)
}

// closedHTML reports whether an HTML block ends before the text after it.
func closedHTML(r Raw) bool {
	back := ReadMarkdown(r.Text + "\n\nx")
	return reflect.DeepEqual(back.Blocks, []Block{r, Paragraph{[]Inline{Text{"x"}}}})
}

func mdList(l List, alt bool) string {
	sep := "\n\n"
	if l.Tight {
		sep = "\n"
	}
	var out strings.Builder
	for i, it := range l.Items {
		if i > 0 {
			out.WriteString(sep)
		}
		mark := listMark(l, i, alt)
		body := mdBlocks(it.Blocks, sep, true)
		switch {
		case it.Checked != nil:
			body = taskMark(it) + body
		case body == "":
			body = separator // what comes after a mark alone may not count as the item's
		}
		out.WriteString(mark + indentLines(body, len(mark)))
	}
	return out.String()
}

func listMark(l List, i int, alt bool) string {
	switch {
	case l.Ordered && alt:
		return strconv.Itoa(l.Start+i) + ") "
	case l.Ordered:
		return strconv.Itoa(l.Start+i) + ". "
	case alt:
		return "* "
	}
	return "- "
}

func taskMark(it Item) string {
	mark := "[ ] "
	if *it.Checked {
		mark = "[x] "
	}
	if len(it.Blocks) == 0 {
		return mark + separator
	}
	if _, ok := it.Blocks[0].(Paragraph); ok {
		return mark
	}
	return mark + separator + "\n\n"
}

// indentLines moves all lines but the first to the right.
func indentLines(s string, n int) string {
	lines := strings.Split(s, "\n")
	for i := 1; i < len(lines); i++ {
		if lines[i] != "" {
			lines[i] = strings.Repeat(" ", n) + lines[i]
		}
	}
	return strings.Join(lines, "\n")
}

// mdTable writes a GFM table if it can say all of t, else an HTML one.
func mdTable(t Table) string {
	if !gfmTable(t) {
		return WriteHTML(Doc{[]Block{t}})
	}
	rows := t.Rows
	if !allHead(rows[0]) {
		rows = append([]Row{{make([]Cell, len(rows[0].Cells))}}, rows...)
	}
	var out strings.Builder
	for i, r := range rows {
		out.WriteString("|")
		for _, c := range r.Cells {
			if len(c.Blocks) == 0 {
				out.WriteString("  |")
				continue
			}
			out.WriteString(" " + mdText(c.Blocks[0].(Paragraph).Inlines, mdCell) + " |")
		}
		out.WriteString("\n")
		if i == 0 {
			out.WriteString(delimiters(t.Rows[0]))
		}
	}
	return strings.TrimSuffix(out.String(), "\n")
}

func delimiters(r Row) string {
	s := "|"
	for _, c := range r.Cells {
		switch c.Align {
		case AlignLeft:
			s += " :--- |"
		case AlignCenter:
			s += " :---: |"
		case AlignRight:
			s += " ---: |"
		default:
			s += " --- |"
		}
	}
	return s + "\n"
}

// gfmTable reports whether t is a table with at most one header row, aligned by
// columns, with a single paragraph in each cell.
func gfmTable(t Table) bool {
	for i, r := range t.Rows {
		if len(r.Cells) != len(t.Rows[0].Cells) {
			return false
		}
		for j, c := range r.Cells {
			first := t.Rows[0].Cells[j]
			if c.ColSpan+c.RowSpan > 0 || c.Align != first.Align || len(c.Blocks) > 1 {
				return false
			}
			if c.Header != (i == 0 && allHead(r)) {
				return false
			}
			if len(c.Blocks) == 1 {
				if _, ok := c.Blocks[0].(Paragraph); !ok {
					return false
				}
			}
		}
	}
	return true
}
