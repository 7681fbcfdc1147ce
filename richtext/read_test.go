package richtext_test

import (
	"testing"

	"github.com/entwine-sync/entwine/richtext"
)

// short names, so that a case is one line
type (
	P = richtext.Paragraph
	T = richtext.Text
	B = richtext.Block
	I = richtext.Inline
)

func p(in ...I) P { return P{Inlines: in} }

func txt(s string) P { return p(T{Value: s}) }

func link(target string, in ...I) I { return richtext.Link{Target: target, Inlines: in} }

func item(blocks ...B) richtext.Item { return richtext.Item{Blocks: blocks} }

func task(done bool, blocks ...B) richtext.Item { return richtext.Item{Checked: &done, Blocks: blocks} }

func bullets(items ...richtext.Item) richtext.List { return richtext.List{Tight: true, Items: items} }

func numbers(start int, items ...richtext.Item) richtext.List {
	return richtext.List{Ordered: true, Start: start, Tight: true, Items: items}
}

func cell(s string) richtext.Cell { return richtext.Cell{Blocks: []B{txt(s)}} }

func head(s string) richtext.Cell { return richtext.Cell{Header: true, Blocks: []B{txt(s)}} }

func row(cells ...richtext.Cell) richtext.Row { return richtext.Row{Cells: cells} }

func strong(s string) I { return richtext.Strong{Inlines: []I{T{Value: s}}} }

func emph(s string) I { return richtext.Emph{Inlines: []I{T{Value: s}}} }

// readCase is a text and the tree it must give.
type readCase struct {
	name, text string
	want       []B
}

func runReadCases(t *testing.T, f richtext.Format, cases []readCase) {
	t.Helper()
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			got := dump(richtext.Read(f, c.text))
			if want := dump(richtext.Doc{Blocks: c.want}); got != want {
				t.Errorf("%q\ngot  %s\nwant %s", c.text, got, want)
			}
			wear(t, f, c.text)
		})
	}
}

// wear writes and reads text often: after the first time nothing may change.
func wear(t *testing.T, f richtext.Format, text string) {
	t.Helper()
	first := richtext.Convert(text, f, f)
	if !richtext.Equal(richtext.Read(f, first), richtext.Read(f, text)) {
		t.Errorf("%q is another document after writing:\n%q\ngot  %s\nwant %s", text, first,
			dump(richtext.Read(f, first)), dump(richtext.Read(f, text)))
	}
	again := first
	for range 50 {
		again = richtext.Convert(again, f, f)
	}
	if again != first {
		t.Errorf("%q wears out:\ngot  %q\nwant %q", text, again, first)
	}
}

func TestReadMarkdown(t *testing.T) {
	t.Parallel()
	s := func(v string) T { return T{Value: v} }
	soft, hard := richtext.Break{Soft: true}, richtext.Break{}
	runReadCases(t, richtext.Markdown, []readCase{
		{"nothing", "", nil},
		{"paragraphs", "one\n\ntwo", []B{txt("one"), txt("two")}},
		{"soft and hard breaks", "a\nb\\\nc  \nd<br>e", []B{p(s("a"), soft, s("b"), hard, s("c"), hard, s("d"), hard, s("e"))}},
		{"windows line ends", "a\r\nb\r\n\r\nc", []B{p(s("a"), soft, s("b")), txt("c")}},
		{"headings", "# A #\nB\n---", []B{richtext.Heading{Level: 1, Inlines: []I{s("A")}}, richtext.Heading{Level: 2, Inlines: []I{s("B")}}}},
		{"emphasis", "*a* **b**, ***c*** ~~d~~ x*y*z", []B{p(emph("a"), s(" "), strong("b"), s(", "),
			richtext.Strong{Inlines: []I{emph("c")}}, s(" "), richtext.Strike{Inlines: []I{s("d")}}, s(" x"), emph("y"), s("z"))}},
		{"code span with backticks", "`` a`b ``", []B{p(richtext.CodeSpan{Text: "a`b"})}},
		{"fence in a fence", "````md\n```\nx\n```\n````", []B{richtext.Code{Lang: "md", Text: "```\nx\n```"}}},
		{"indented code", "    a\n\n    b", []B{richtext.Code{Text: "a\n\nb"}}},
		{"link with title and parentheses", `[a](https://x.example/(y) "t")`, []B{p(richtext.Link{Target: "https://x.example/(y)", Title: "t", Inlines: []I{s("a")}})}},
		{"reference link", "[a][r]\n\n[r]: https://x.example/", []B{p(link("https://x.example/", s("a")))}},
		{"two links to one place stay two", "[a](/x) [b](/x)", []B{p(link("/x", s("a")), s(" "), link("/x", s("b")))}},
		{"unused definition", "[r]: https://x.example/ 'why'", []B{richtext.Raw{Format: richtext.Markdown, Text: "[r]: https://x.example/ 'why'"}}},
		{"autolinks", "<https://a.example> https://b.example/__x__. <m@c.example>", []B{p(link("https://a.example", s("https://a.example")), s(" "),
			link("https://b.example/__x", s("https://b.example/__x")), s("__. "), link("mailto:m@c.example", s("m@c.example")))}},
		{"image", `![alt *x*](a.png "t")`, []B{p(richtext.Image{Target: "a.png", Alt: "alt x", Title: "t", Attachment: true})}},
		{"sized image", `<img width="10" src="https://x.example/a.png" alt="a">`, []B{p(richtext.Image{Target: "https://x.example/a.png", Alt: "a", Width: "10"})}},
		{"tasks", "- [ ] a\n- [x] b", []B{bullets(task(false, txt("a")), task(true, txt("b")))}},
		{"numbers", "3. a\n4. b", []B{numbers(3, item(txt("a")), item(txt("b")))}},
		{"item with everything", "- a\n\n  b\n\n  ```\n  c\n  ```\n\n  1. d", []B{richtext.List{Items: []richtext.Item{item(txt("a"), txt("b"), richtext.Code{Text: "c"}, numbers(1, item(txt("d"))))}}}},
		{"quote", "> a\n> > b", []B{richtext.Quote{Blocks: []B{txt("a"), richtext.Quote{Blocks: []B{txt("b")}}}}}},
		{"alert", "> [!WARNING]\n> hot", []B{richtext.Panel{Kind: richtext.PanelWarning, Blocks: []B{txt("hot")}}}},
		{"table", "| a | b |\n|---|:-:|\n| x\\|y | `p\\|q` |", []B{richtext.Table{Rows: []richtext.Row{
			row(head("a"), richtext.Cell{Header: true, Align: "center", Blocks: []B{txt("b")}}),
			row(cell("x|y"), richtext.Cell{Align: "center", Blocks: []B{p(richtext.CodeSpan{Text: "p|q"})}})}}}},
		{"surplus cells stay", "| a |\n|---|\n| b | c |", []B{richtext.Table{Rows: []richtext.Row{row(head("a"), richtext.Cell{Header: true}), row(cell("b"), cell("c"))}}}},
		{"details", "<details>\n<summary>More <b>x</b></summary>\n\n- a\n\n</details>", []B{richtext.Expand{
			Title: []I{s("More "), strong("x")}, Blocks: []B{bullets(item(txt("a")))}}}},
		{"known html", "<sub>a</sub> <ins>b</ins> H<sup>2</sup>", []B{p(richtext.Sub{Inlines: []I{s("a")}}, s(" "), richtext.Underline{Inlines: []I{s("b")}}, s(" H"), richtext.Sup{Inlines: []I{s("2")}})}},
		{"unknown html stays", "<kbd>x</kbd>", []B{p(richtext.RawInline{Format: richtext.HTML, Text: "<kbd>"}, s("x"), richtext.RawInline{Format: richtext.HTML, Text: "</kbd>"})}},
		{"unknown html block stays", "<p align=center>\nx\n</p>", []B{richtext.Raw{Format: richtext.HTML, Text: "<p align=center>\nx\n</p>"}}},
		{"comment stays", "<!-- fill in\n\nhere -->\n\na", []B{richtext.Raw{Format: richtext.HTML, Text: "<!-- fill in\n\nhere -->"}, txt("a")}},
		{"mention", "hi @jo, not a@b.example", []B{p(s("hi "), richtext.Mention{Name: "jo"}, s(", not a@b.example"))}},
		{"entities", "&lt;b&gt; &copy; &#42;x&#42; &amp;lt; \\&lt;", []B{txt("<b> © *x* &lt; &lt;")}},
		{"footnotes stay", "a[^1]\n\n[^1]: why", []B{p(s("a"), richtext.RawInline{Format: richtext.Markdown, Text: "[^1]"}),
			p(richtext.RawInline{Format: richtext.Markdown, Text: "[^1]"}, s(": why"))}},
		{"no-break space", "a\u00a0b &nbsp;c", []B{txt("a\u00a0b \u00a0c")}},
		{"control characters", "a\x00b\x1bc\ufeff", []B{txt("a\ufffdb\ufffdc")}},
		{"tabs", "a\tb\n\n\tcode\there", []B{txt("a b"), richtext.Code{Text: "code\there"}}},
	})
}

func TestReadTextile(t *testing.T) {
	t.Parallel()
	s := func(v string) T { return T{Value: v} }
	hard := richtext.Break{}
	runReadCases(t, richtext.Textile, []readCase{
		{"headings", "h1. One\n\nh6(#id). Six", []B{richtext.Heading{Level: 1, Inlines: []I{s("One")}}, richtext.Heading{Level: 6, Inlines: []I{s("Six")}}}},
		{"line ends count", "a\nb", []B{p(s("a"), hard, s("b"))}},
		{"marks", "*a* _b_ -c- +d+ ^e^ ~f~ ??g?? **h** __i__", []B{p(strong("a"), s(" "), emph("b"), s(" "), richtext.Strike{Inlines: []I{s("c")}}, s(" "),
			richtext.Underline{Inlines: []I{s("d")}}, s(" "), richtext.Sup{Inlines: []I{s("e")}}, s(" "), richtext.Sub{Inlines: []I{s("f")}}, s(" "), emph("g"), s(" "), strong("h"), s(" "), emph("i"))}},
		{"signs inside words", "snake_case_name 3*4*5 a-b-c x+y+z", []B{txt("snake_case_name 3*4*5 a-b-c x+y+z")}},
		{"nested marks", "*a _b_*", []B{p(richtext.Strong{Inlines: []I{s("a "), emph("b")}})}},
		{"code", "@a *b*@ and me@example.org <code>x@y</code>", []B{p(richtext.CodeSpan{Text: "a *b*"}, s(" and me@example.org "), richtext.CodeSpan{Text: "x@y"})}},
		{"code block", "<pre><code class=\"ruby\">\nputs 1\n\nputs 2\n</code></pre>", []B{richtext.Code{Lang: "ruby", Text: "puts 1\n\nputs 2"}}},
		{"pre in a paragraph", "a\n<pre>b</pre>\nc", []B{txt("a"), richtext.Code{Text: "b"}, txt("c")}},
		{"quotes", "bq. a\n\n> b\n>> c", []B{richtext.Quote{Blocks: []B{txt("a")}}, richtext.Quote{Blocks: []B{txt("b"), richtext.Quote{Blocks: []B{txt("c")}}}}}},
		{"lists", "* a\n** b\n*# c\n* d", []B{richtext.List{Items: []richtext.Item{item(txt("a"), bullets(item(txt("b"))), numbers(1, item(txt("c")))), item(txt("d"))}}}},
		{"tasks and lines in items", "# [ ] a\n# [x] b\nmore", []B{numbers(1, task(false, txt("a")), task(true, p(s("b"), hard, s("more"))))}},
		{"table", "|_. a|_>. b|\n|x|\\2. y|\n|=. z &#124; w|/2. v|", []B{richtext.Table{Rows: []richtext.Row{
			row(head("a"), richtext.Cell{Header: true, Align: "right", Blocks: []B{txt("b")}}),
			row(cell("x"), richtext.Cell{ColSpan: 2, Blocks: []B{txt("y")}}),
			row(richtext.Cell{Align: "center", Blocks: []B{txt("z | w")}}, richtext.Cell{RowSpan: 2, Blocks: []B{txt("v")}})}}}},
		{"links", `"a(t)":https://x.example/y. "b":/issues/1, https://z.example`, []B{p(richtext.Link{Target: "https://x.example/y", Title: "t", Inlines: []I{s("a")}}, s(". "),
			link("/issues/1", s("b")), s(", "), link("https://z.example", s("https://z.example")))}},
		{"images", "!a.png! !https://x.example/b.png(alt)!:https://y.example", []B{p(richtext.Image{Target: "a.png", Attachment: true}, s(" "),
			link("https://y.example", richtext.Image{Target: "https://x.example/b.png", Alt: "alt"}))}},
		{"not an image", "wow! so! nice!", []B{txt("wow! so! nice!")}},
		{"redmine's own", `{{toc}} [[Wiki|page]] #123 r42 attachment:"a b.txt" x[1]`, []B{p(richtext.RawInline{Format: richtext.Textile, Text: "{{toc}}"}, s(` [[Wiki|page]] #123 r42 attachment:"a b.txt" x[1]`))}},
		{"footnote", "fn1. why", []B{p(richtext.RawInline{Format: richtext.Textile, Text: "fn1."}, s(" why"))}},
		{"collapse", "{{collapse(More)\n* a\n\nb\n}}", []B{richtext.Expand{Title: []I{s("More")}, Blocks: []B{bullets(item(txt("a"))), txt("b")}}}},
		{"other macro", "{{note(x)\nhello *w*\n}}", []B{richtext.Raw{Format: richtext.Textile, Text: "{{note(x)\nhello *w*\n}}"}}},
		{"notextile", "<notextile>*a*</notextile> ==_b_== &#42;c&#42;", []B{txt("*a* _b_ *c*")}},
		{"colour", "%{color:red}a% %b%", []B{p(richtext.Color{Value: "red", Inlines: []I{s("a")}}, s(" b"))}},
		{"rule", "a\n\n---\n\n***", []B{txt("a"), richtext.Rule{}, richtext.Rule{}}},
		{"aligned paragraph keeps its sign", "p>. a", []B{p(richtext.RawInline{Format: richtext.Textile, Text: "p>."}, s(" a"))}},
		{"unclosed pre is text", "<pre>a\n|b", []B{p(s("<pre>a"), hard, s("|b"))}},
		{"mention", "@jo please", []B{p(richtext.Mention{Name: "jo"}, s(" please"))}},
		{"windows line ends", "h1. A\r\n\r\nb\r\nc", []B{richtext.Heading{Level: 1, Inlines: []I{s("A")}}, p(s("b"), hard, s("c"))}},
	})
}

func TestReadHTML(t *testing.T) {
	t.Parallel()
	s := func(v string) T { return T{Value: v} }
	runReadCases(t, richtext.HTML, []readCase{
		{"paragraphs and spaces", "<p> a  b\n c</p>d", []B{p(s("a b"), richtext.Break{Soft: true}, s("c")), txt("d")}},
		{"marks", "<b>a</b><i>b</i><u>c</u><s>d</s><sub>e</sub><sup>f</sup>", []B{p(strong("a"), emph("b"), richtext.Underline{Inlines: []I{s("c")}},
			richtext.Strike{Inlines: []I{s("d")}}, richtext.Sub{Inlines: []I{s("e")}}, richtext.Sup{Inlines: []I{s("f")}})}},
		{"scripts go", "<p onclick=x()>a<script>alert(1)</script><style>b{}</style></p>", []B{txt("a")}},
		{"script addresses go", `<a href="javascript:x()">a</a> <a href=" java&#10;script:x()">b</a> <img src="vbscript:x" alt=c> <a href="data:text/html,x">d</a>`, []B{txt("a b c d")}},
		{"unknown elements open up", "<foo>a <bar>b</bar></foo><svg><text>c</text></svg>", []B{txt("a bc")}},
		{"never closed", "<ul><li>a<li><b>b", []B{bullets(item(txt("a")), item(p(strong("b"))))}},
		{"code", "<pre><code class=\"language-go\">a\n\n b\n</code></pre><code>x  y</code>", []B{richtext.Code{Lang: "go", Text: "a\n\n b"}, p(richtext.CodeSpan{Text: "x  y"})}},
		{"list", `<ol start=3><li><p>a</p><p>b</p></li><li>c</li></ol>`, []B{richtext.List{Ordered: true, Start: 3, Items: []richtext.Item{item(txt("a"), txt("b")), item(txt("c"))}}}},
		{"tasks", `<ul><li><input type="checkbox" checked> a</li></ul>`, []B{bullets(task(true, txt("a")))}},
		{"table", `<table><caption>t</caption><tr><th>a<th style="text-align: right">b<tr><td colspan=2><p>c</p><p>d</p></table>`, []B{txt("t"), richtext.Table{Rows: []richtext.Row{
			row(head("a"), richtext.Cell{Header: true, Align: "right", Blocks: []B{txt("b")}}), row(richtext.Cell{ColSpan: 2, Blocks: []B{txt("c"), txt("d")}})}}}},
		{"details", "<details><summary>x</summary>a</details>", []B{richtext.Expand{Title: []I{s("x")}, Blocks: []B{txt("a")}}}},
		{"mark around blocks", "<b><p>a</p><p>b</p></b>", []B{p(strong("a")), p(strong("b"))}},
		{"heading with a line end", "<h2>a<br>b</h2>", []B{richtext.Heading{Level: 2, Inlines: []I{s("a"), richtext.Break{}, s("b")}}}},
		{"entities", "&lt;b&gt;&nbsp;&amp;lt;", []B{txt("<b>\u00a0&lt;")}},
		{"empty link shows its address", `<a href="/x"></a>`, []B{p(link("/x", s("/x")))}},
	})
}

func TestReadPlain(t *testing.T) {
	t.Parallel()
	s := func(v string) T { return T{Value: v} }
	runReadCases(t, richtext.Plain, []readCase{
		{"nothing is markup", "*a* <b>\n- c", []B{p(s("*a* <b>"), richtext.Break{}, s("- c"))}},
		{"spaces count", "  a   b", []B{txt("\u00a0\u00a0a\u00a0\u00a0 b")}},
		{"addresses", "see https://x.example/a_b, (https://y.example/c(d))", []B{p(s("see "), link("https://x.example/a_b", s("https://x.example/a_b")), s(", ("),
			link("https://y.example/c(d)", s("https://y.example/c(d)")), s(")"))}},
	})
}
