package richtext_test

import (
	"strings"

	"github.com/entwine-sync/entwine/richtext"
	"pgregory.net/rapid"
)

// common says which part of the tree a format can carry; the generator stays
// inside it. See the Write functions for what is outside and what becomes of it.
type common struct {
	format                     richtext.Format
	soft, start, loose, panels bool                            // soft breaks, numbers to start at, loose lists, panels
	freeItems                  bool                            // any block in items, cells, quotes and each other
	freeMarks                  bool                            // images with titles, relative links, mentions with ids
	breaks                     bool                            // several breaks in a row
	inSpan                     bool                            // inside a colour, where Textile has no other span
	marks                      bool                            // marks and blocks at all: plain text has none
	fit                        func(richtext.Doc) richtext.Doc // takes out what the format cannot say; nil: nothing
}

var commons = []common{
	{format: richtext.Markdown, soft: true, start: true, loose: true, panels: true, freeItems: true, freeMarks: true, breaks: true, marks: true},
	{format: richtext.HTML, soft: true, start: true, loose: true, panels: true, freeItems: true, freeMarks: true, breaks: true, marks: true},
	{format: richtext.Textile, marks: true},
	{format: richtext.Plain},
	{format: richtext.Jira, panels: true, breaks: true, marks: true, fit: fitJira},
	{format: richtext.ADF, start: true, panels: true, freeMarks: true, breaks: true, marks: true, fit: fitADF},
}

// words are what texts are made of: signs of all markups, at their worst places.
var words = []string{
	"a", "word", "B2", "foo_bar", "*", "**", "*x*", "_", "_x_", "__", "`", "``", "~", "~~", "#", "##", "#12", "1.", "12)", "-", "--", "---", "-x-", "+", "+1",
	"=", "==", "==x==", ">", ">>", "|", "||", "|x|", "[", "]", "[x]", "[ ]", "[x](y)", "![x](y)", "(", ")", "<", "<b>", "</b>", "<br>", "<pre>", "</code>", "<!--", "&", "&amp;", "&#42;",
	"&nope;", "\\", "\\*", "!", "!x!", "@", "@user", "@code@", "a@b.example", ":", ";", "\"", "\"a\":b", "\"a\":/b", "h1.", "bq.", "p.", "fn1.", "{{", "}}", "{{toc}}", "[[Wiki]]", "[1]", "[^1]",
	"%", "%x%", "^", "^x^", "??", "é", "日本", "😄", "\u00a0", "www.example.org", "http://", "https://example.org/a_b", "https://example.org/x(y).", "ftp://h/", "$x$", ":smile:", "'",
	"{", "}", "/", "[!NOTE]", "[x]:", "- [ ]", "~~~", "```", "*#", "x:", "?", ".", ",", "\u2003", "%{color:red}x%", "+x+",
}

// plainWords have nothing that a plain text would spell in another way.
var plainWords = []string{"a", "word", "*x*", "- x", "#", "<b>", "&amp;", "@user", "é", "x\u00a0y", "https://example.org/a", "|", "\"", "1."}

func (c common) text(t *rapid.T) richtext.Inline {
	from := words
	if !c.marks {
		from = plainWords
	}
	return richtext.Text{Value: joinWords(t, from, 4)}
}

func joinWords(t *rapid.T, from []string, most int) string {
	parts := rapid.SliceOfN(rapid.SampledFrom(from), 1, most).Draw(t, "words")
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p)
		if rapid.Bool().Draw(t, "space") {
			b.WriteByte(' ')
		}
	}
	return b.String()
}

var (
	targets   = []string{"https://example.org/", "https://example.org/a_b*c?x=1&amp=2#f", "https://example.org/a(b)", "mailto:a@b.example", "/path/to", "https://example.org/é"}
	anyTarget = append([]string{"relative/page", "#anchor", "a)b", "x y", "a&lt;b"}, targets...)
	files     = []string{"shot.png", "https://example.org/i.png", "a-b_c.jpg"}
)

func (c common) inlines(t *rapid.T, depth int) []richtext.Inline {
	n := rapid.IntRange(1, 4).Draw(t, "inlines")
	var out []richtext.Inline
	for range n {
		out = append(out, c.inline(t, depth))
	}
	return out
}

func (c common) inline(t *rapid.T, depth int) richtext.Inline {
	if !c.marks {
		if rapid.IntRange(0, 3).Draw(t, "break") == 0 {
			return richtext.Break{}
		}
		return c.text(t)
	}
	kind := rapid.IntRange(0, 19).Draw(t, "inline")
	if depth <= 0 && kind >= 6 && kind <= 13 {
		kind = 0
	}
	if c.inSpan && kind >= 16 && kind <= 18 {
		kind = 0
	}
	inner := func() []richtext.Inline { return c.inlines(t, depth-1) }
	switch kind {
	case 4:
		return richtext.CodeSpan{Text: joinWords(t, words, 3)}
	case 5:
		return c.brk(t)
	case 6:
		return richtext.Strong{Inlines: inner()}
	case 7:
		return richtext.Emph{Inlines: inner()}
	case 8:
		return richtext.Strike{Inlines: inner()}
	case 9:
		return richtext.Underline{Inlines: inner()}
	case 10:
		return richtext.Sub{Inlines: inner()}
	case 11:
		return richtext.Sup{Inlines: inner()}
	case 12:
		c.inSpan = !c.freeMarks
		return richtext.Color{Value: rapid.SampledFrom([]string{"red", "#00ff00"}).Draw(t, "color"), Inlines: c.inlines(t, depth-1)}
	case 13:
		return c.link(t, inner())
	case 14:
		return c.image(t)
	case 15:
		return c.mention(t)
	case 16:
		return richtext.Status{Text: rapid.SampledFrom([]string{"DONE", "in work"}).Draw(t, "status"), Color: "green"}
	case 17:
		return richtext.Emoji{Short: "smile", Text: rapid.SampledFrom([]string{"", "😄"}).Draw(t, "emoji")}
	case 18:
		return richtext.Date{Value: "2024-02-29"}
	case 19:
		f := rapid.SampledFrom([]richtext.Format{"jira", "adf", richtext.Textile, richtext.Markdown}).Draw(t, "format")
		return richtext.RawInline{Format: f, Text: rapid.SampledFrom([]string{"{{toc}}", "[^1]", "<kbd>", "{x|y}", "a `b` @c@"}).Draw(t, "raw")}
	}
	return c.text(t)
}

func (c common) brk(t *rapid.T) richtext.Inline {
	return richtext.Break{Soft: c.soft && rapid.Bool().Draw(t, "soft")}
}

func (c common) link(t *rapid.T, in []richtext.Inline) richtext.Inline {
	if !c.freeMarks {
		return richtext.Link{Target: rapid.SampledFrom(targets).Draw(t, "target"),
			Title: rapid.SampledFrom([]string{"", "a title", "(x) \"y\""}).Draw(t, "title"), Inlines: in}
	}
	return richtext.Link{
		Target:  rapid.SampledFrom(anyTarget).Draw(t, "target"),
		Title:   rapid.SampledFrom([]string{"", "a title", `"q" (p) | &amp; \`}).Draw(t, "title"),
		Card:    rapid.IntRange(0, 9).Draw(t, "card") == 0,
		Inlines: in,
	}
}

func (c common) image(t *rapid.T) richtext.Inline {
	im := richtext.Image{Target: rapid.SampledFrom(files).Draw(t, "file"),
		Alt: rapid.SampledFrom([]string{"", "alt text", "a (b) c", "a [b] | *c*", "<x> &amp; \""}).Draw(t, "alt")}
	if rapid.Bool().Draw(t, "sized") {
		im.Width = "300"
	}
	if c.freeMarks {
		im.Title = rapid.SampledFrom([]string{"", `t "x"`}).Draw(t, "title")
	}
	return im
}

func (c common) mention(t *rapid.T) richtext.Inline {
	m := richtext.Mention{Name: rapid.SampledFrom([]string{"user", "a.b-c", "org/team"}).Draw(t, "name")}
	if c.freeMarks && rapid.Bool().Draw(t, "id") {
		m.ID, m.Name = "5b10a:17", "Jo Ann"
	}
	return m
}

func (c common) doc(t *rapid.T) richtext.Doc {
	d := richtext.Normalize(richtext.Doc{Blocks: c.blocks(t, 3)})
	if !c.breaks {
		d = richtext.Normalize(richtext.Doc{Blocks: oneBreak(d.Blocks)})
	}
	if c.fit != nil {
		d = richtext.Normalize(c.fit(d))
	}
	return d
}

func (c common) blocks(t *rapid.T, depth int) []richtext.Block {
	var out []richtext.Block
	for range rapid.IntRange(1, 3).Draw(t, "blocks") {
		out = append(out, c.block(t, depth))
	}
	return out
}

func (c common) block(t *rapid.T, depth int) richtext.Block {
	if !c.marks {
		return richtext.Paragraph{Inlines: c.inlines(t, 0)}
	}
	kind := rapid.IntRange(0, 12).Draw(t, "block")
	if depth <= 0 && kind >= 7 {
		kind = 0
	}
	switch kind {
	case 3:
		return richtext.Heading{Level: rapid.IntRange(1, 6).Draw(t, "level"), Inlines: c.inlines(t, 2)}
	case 4:
		return richtext.Rule{}
	case 5:
		return c.code(t)
	case 6:
		return richtext.Raw{Format: rapid.SampledFrom([]richtext.Format{"adf", "jira"}).Draw(t, "format"), Text: "{macro}\n\ntext"}
	case 7, 8:
		return c.list(t, depth)
	case 9:
		return richtext.Quote{Blocks: c.blocks(t, depth-1)}
	case 10:
		return c.table(t, depth)
	case 11:
		if !c.panels {
			return c.list(t, depth)
		}
		return richtext.Panel{Kind: rapid.SampledFrom([]string{"info", "error", "custom"}).Draw(t, "kind"),
			Title: rapid.SampledFrom([]string{"", `A "title"`}).Draw(t, "title"), Blocks: c.blocks(t, depth-1)}
	case 12:
		if !c.freeItems && depth < 3 {
			return c.code(t)
		}
		title := []richtext.Inline{richtext.Text{Value: "More (or less)"}}
		if c.freeMarks {
			title = c.inlines(t, 1)
		}
		return richtext.Expand{Title: title, Blocks: c.blocks(t, depth-1)}
	}
	return richtext.Paragraph{Inlines: c.inlines(t, 3)}
}

func (c common) code(t *rapid.T) richtext.Block {
	lines := rapid.SliceOfN(rapid.SampledFrom([]string{"x := 1", "", "\tif x {", "    four", "```", "~~~~", "</pre>", "<code>y</code>", "&lt;/pre>", "> q", "}}", "| a |", "* b", "\\", "  "}), 0, 4).Draw(t, "code")
	return richtext.Code{Lang: rapid.SampledFrom([]string{"", "go", "c++", `a "b"`, "x`y", "a&amp;b"}).Draw(t, "lang"), Text: strings.Join(lines, "\n")}
}

func (c common) list(t *rapid.T, depth int) richtext.Block {
	l := richtext.List{Ordered: rapid.Bool().Draw(t, "ordered"), Tight: true}
	if l.Ordered {
		l.Start = 1
		if c.start {
			l.Start = rapid.SampledFrom([]int{1, 1, 0, 7, 99999}).Draw(t, "start")
		}
	}
	if c.loose {
		l.Tight = rapid.Bool().Draw(t, "tight")
	}
	for range rapid.IntRange(1, 3).Draw(t, "items") {
		l.Items = append(l.Items, c.item(t, depth))
	}
	return l
}

func (c common) item(t *rapid.T, depth int) richtext.Item {
	var it richtext.Item
	if rapid.IntRange(0, 3).Draw(t, "task") == 0 {
		done := rapid.Bool().Draw(t, "done")
		it.Checked = &done
	}
	if c.freeItems {
		if rapid.IntRange(0, 9).Draw(t, "empty") > 0 {
			it.Blocks = c.blocks(t, depth-1)
		}
		return it
	}
	// What Textile can say: a paragraph, then code, then one nested list.
	it.Blocks = []richtext.Block{richtext.Paragraph{Inlines: append([]richtext.Inline{richtext.Text{Value: "item"}}, c.inlines(t, 2)...)}}
	if rapid.IntRange(0, 3).Draw(t, "code") == 0 {
		it.Blocks = append(it.Blocks, c.code(t))
	}
	if depth > 1 && rapid.Bool().Draw(t, "nested") {
		it.Blocks = append(it.Blocks, c.list(t, depth-1))
	}
	return it
}

func (c common) table(t *rapid.T, depth int) richtext.Block {
	rows, cols := rapid.IntRange(1, 3).Draw(t, "rows"), rapid.IntRange(1, 3).Draw(t, "cols")
	head := rapid.IntRange(0, 2).Draw(t, "head")
	var tab richtext.Table
	for i := range rows {
		var r richtext.Row
		for j := range cols {
			cell := richtext.Cell{Header: head == 0 && i == 0 || head == 1 && j == 0}
			cell.Align = []richtext.Align{"", "left", "right", "center"}[(j+rows)%4]
			switch n := rapid.IntRange(0, 5).Draw(t, "cell"); {
			case n == 0:
			case n == 1 && c.freeItems:
				cell.Blocks = c.blocks(t, depth-1)
			case n == 2:
				cell.ColSpan = 2
			default:
				cell.Blocks = []richtext.Block{richtext.Paragraph{Inlines: c.inlines(t, 2)}}
			}
			r.Cells = append(r.Cells, cell)
		}
		tab.Rows = append(tab.Rows, r)
	}
	return tab
}

// oneBreak takes out breaks that follow a break.
func oneBreak(blocks []richtext.Block) []richtext.Block {
	fix := func(in []richtext.Inline) []richtext.Inline {
		var out []richtext.Inline
		for i, n := range in {
			if _, again := n.(richtext.Break); again && i > 0 {
				if _, ok := in[i-1].(richtext.Break); ok {
					continue
				}
			}
			out = append(out, n)
		}
		return out
	}
	var out []richtext.Block
	for _, b := range blocks {
		switch n := b.(type) {
		case richtext.Paragraph:
			b = richtext.Paragraph{Inlines: fix(n.Inlines)}
		case richtext.Heading:
			b = richtext.Heading{Level: n.Level, Inlines: fix(n.Inlines)}
		case richtext.Quote:
			b = richtext.Quote{Blocks: oneBreak(n.Blocks)}
		case richtext.Expand:
			n.Blocks = oneBreak(n.Blocks)
			b = n
		case richtext.List:
			for i := range n.Items {
				n.Items[i].Blocks = oneBreak(n.Items[i].Blocks)
			}
		case richtext.Table:
			for _, r := range n.Rows {
				for j := range r.Cells {
					r.Cells[j].Blocks = oneBreak(r.Cells[j].Blocks)
				}
			}
		}
		out = append(out, b)
	}
	return out
}
