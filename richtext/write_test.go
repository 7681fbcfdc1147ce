package richtext_test

import (
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
)

// literals look like markup somewhere and must come through every format as the
// text they are.
var literals = []string{
	"*not bold*", "**x**", "_not italic_", "__init__", "snake_case_name", "~~x~~", "a * b", "2*3*4", "# not heading", "#hash", "####### x", "1. x", "1) x", "- x", "+ x", "* x", "** x", "## x", "> x", "---", "***", "___", "===", "-- x",
	"```", "~~~", "`x`", "``", "a | b", "|x|", "|_. x|", "| - |", "[x](y)", "![x](y)", "[x]: y", "[ ] x", "[x] y", "[^1]", "[!NOTE]", "<b>x</b>", "<br>", "<!-- x -->", "<pre>x</pre>", "<notextile>x</notextile>", "<script>x</script>", "a < b > c",
	"&amp;", "&lt;b&gt;", "&#42;", "&nope;", "AT&T", `\*`, `\`, `C:\dir\*`, "@user", "a@b.example", "@code@", "@ x @", "h1. x", "bq. x", "p. x", "fn1. x", "{{toc}}", "{{", "}}", "[[Wiki]]", "#123", `attachment:"a b"`, "!x!", "!1.a!a", "a!b.c!d e!", "wow!", `"a":b`, `"a":/b`, `"a":https://b.example`,
	"-x-", "+x+", "+1", "^x^", "~x~", "??x??", "%x%", "100%", "==x==", "é日本😄", "a\u00a0b", "x:", "a (b) c", "'q'", `"q"`, "$x$", ":smile:", "xhttp://a.example", "http://a.example)(", "www.example.org", "a\\", "!", "[", "]", "(", "table. x", "notextile. x",
}

func TestWrite_literal_text_does_not_become_markup(t *testing.T) {
	t.Parallel()
	for _, f := range formats {
		for _, s := range literals {
			for where, d := range placesFor(f, s) {
				text := richtext.Write(f, d)
				if back := richtext.Read(f, text); dump(back) != dump(richtext.Normalize(d)) {
					t.Errorf("%s, %s: %q written as %q\ngot  %s\nwant %s", f, where, s, text, dump(back), dump(d))
				}
			}
		}
	}
}

// placesFor puts a literal where it may be mistaken.
func placesFor(f richtext.Format, s string) map[string]richtext.Doc {
	x := T{Value: s}
	doc := func(b ...B) richtext.Doc { return richtext.Doc{Blocks: b} }
	places := map[string]richtext.Doc{"alone": doc(p(x)), "in a line": doc(p(T{Value: "a " + s + " b"})), "after a break": doc(p(T{Value: "a"}, richtext.Break{}, x))}
	if f == richtext.Plain {
		return places
	}
	places["in a heading"] = doc(richtext.Heading{Level: 2, Inlines: []I{x}})
	places["in an item"] = doc(bullets(item(p(x)), item(p(x))))
	places["in a numbered item"] = doc(numbers(1, item(p(x))))
	places["in a task"] = doc(bullets(task(true, p(x))))
	places["in a quote"] = doc(richtext.Quote{Blocks: []B{p(x), p(x)}})
	places["in a cell"] = doc(richtext.Table{Rows: []richtext.Row{row(head("h"), head("i")), row(richtext.Cell{Blocks: []B{p(x)}}, cell("y"))}})
	places["in bold"] = doc(p(T{Value: "a "}, richtext.Strong{Inlines: []I{x}}, T{Value: " b"}))
	places["in bold in a word"] = doc(p(T{Value: "a"}, richtext.Strong{Inlines: []I{x}}, T{Value: "b"}))
	places["in deleted italics"] = doc(p(richtext.Strike{Inlines: []I{richtext.Emph{Inlines: []I{x}}}}))
	places["in a link"] = doc(p(link("https://x.example/", x)))
	places["in code"] = doc(p(T{Value: "a "}, richtext.CodeSpan{Text: s}, T{Value: " b"}))
	places["in a code block"] = doc(richtext.Code{Lang: "go", Text: s + "\n\n" + s})
	places["beside bold"] = doc(p(strong("b"), x, strong("c"), x))
	places["between breaks"] = doc(p(x, richtext.Break{}, x, richtext.Break{}, x))
	return places
}

// A mention begins a word: behind an address in the words of a link it would be a
// part of the address.
func TestMarkdown_mention_behind_an_address_in_a_link(t *testing.T) {
	t.Parallel()
	for _, words := range [][]I{
		{T{Value: "a http://a="}, richtext.Mention{Name: "user"}},
		{richtext.Color{Value: "#00ff00", Inlines: []I{T{Value: "ftp://h/#"}, richtext.Mention{Name: "org/team"}}}, T{Value: "x"}},
	} {
		for _, l := range []richtext.Link{{Target: "/x", Inlines: words}, {Target: "/x", Card: true, Inlines: words}} {
			d := richtext.Doc{Blocks: []B{p(l)}}
			text := richtext.WriteMarkdown(d)
			if back := richtext.ReadMarkdown(text); dump(back) != dump(d) {
				t.Errorf("%s\ngot  %s\nwant %s", text, dump(back), dump(d))
			}
		}
	}
}

// A pipe in what looks like the begin of a heading is still a pipe in a table.
func TestTextile_heading_with_a_pipe_in_a_cell(t *testing.T) {
	t.Parallel()
	d := richtext.Doc{Blocks: []B{richtext.Table{Rows: []richtext.Row{row(cell("h"), richtext.Cell{Blocks: []B{p(T{Value: "a"}, richtext.Break{}, T{Value: "h1.|1."})}})}}}}
	text := richtext.WriteTextile(d)
	if back := richtext.ReadTextile(text); dump(back) != dump(d) {
		t.Errorf("%s\ngot  %s\nwant %s", text, dump(back), dump(d))
	}
}

// What no Markdown reader takes for markup is written as it was typed.
func TestMarkdown_signs_left_alone(t *testing.T) {
	t.Parallel()
	for _, s := range []string{"+1", "-5 °C", "=x", "a - b", "#12", "1.5 h", "|x", ":-)"} {
		if got := richtext.WriteMarkdown(richtext.Doc{Blocks: []B{p(T{Value: s})}}); got != s {
			t.Errorf("got %q, want %q", got, s)
		}
	}
}

func TestWrite_spelling(t *testing.T) {
	t.Parallel()
	s := func(v string) T { return T{Value: v} }
	tree := richtext.Doc{Blocks: []B{
		richtext.Heading{Level: 2, Inlines: []I{s("Title")}},
		p(s("Some "), strong("bold"), s(", "), emph("italic"), s(" and "), richtext.CodeSpan{Text: "code"}, s(" see "), link("https://x.example/", s("here")), s(".")),
		bullets(item(txt("one"), bullets(item(txt("two")))), task(true, txt("three"))),
		richtext.Code{Lang: "go", Text: "x := 1"},
		richtext.Table{Rows: []richtext.Row{row(head("a"), head("b")), row(cell("c"), cell("d|e"))}},
		richtext.Quote{Blocks: []B{txt("said")}},
		p(richtext.Underline{Inlines: []I{s("under")}}, richtext.Break{}, richtext.Mention{Name: "jo"}),
	}}
	for f, want := range map[richtext.Format]string{
		richtext.Markdown: "## Title\n\nSome **bold**, *italic* and `code` see [here](https://x.example/).\n\n- one\n  - two\n- [x] three\n\n```go\nx := 1\n```\n\n| a | b |\n| --- | --- |\n| c | d\\|e |\n\n> said\n\n<ins>under</ins>\\\n@jo",
		richtext.Textile:  "h2. Title\n\nSome *bold*, _italic_ and @code@ see \"here\":https://x.example/.\n\n* one\n** two\n* [x] three\n\n<pre><code class=\"go\">\nx := 1\n</code></pre>\n\n|_. a|_. b|\n|c|d&#124;e|\n\nbq. said\n\n+under+\n@jo",
		richtext.HTML: "<h2>Title</h2>\n<p>Some <strong>bold</strong>, <em>italic</em> and <code>code</code> see <a href=\"https://x.example/\">here</a>.</p>\n<ul>\n<li>one\n<ul>\n<li>two</li>\n</ul></li>\n" +
			"<li><input type=\"checkbox\" checked disabled>three</li>\n</ul>\n<pre><code class=\"language-go\">x := 1\n</code></pre>\n<table>\n<tr>\n<th>a</th>\n<th>b</th>\n</tr>\n<tr>\n<td>c</td>\n<td>d|e</td>\n</tr>\n</table>\n<blockquote>\n<p>said</p>\n</blockquote>\n<p><ins>under</ins><br>\n<span data-mention=\"\">@jo</span></p>",
		richtext.Plain: "Title\n\nSome bold, italic and code see here <https://x.example/>.\n\n- one\n  - two\n- [x] three\n\nx := 1\n\na | b\nc | d|e\n\n> said\n\nunder\n@jo",
	} {
		if got := richtext.Write(f, tree); got != want {
			t.Errorf("%s\ngot  %q\nwant %q", f, got, want)
		}
	}
}

func TestWriteHTML_runs_no_script(t *testing.T) {
	t.Parallel()
	d := richtext.Doc{Blocks: []B{
		p(link(" JavaScript:alert(1)", T{Value: "a"}), richtext.Image{Target: "javascript:alert(1)", Alt: "b"}, link(`x" onclick="y`, T{Value: "c"})),
		richtext.Raw{Format: richtext.HTML, Text: "<script>alert(1)</script>"},
		p(richtext.RawInline{Format: richtext.HTML, Text: "<img src=x onerror=y>"}, richtext.Color{Value: `red"><script>`, Inlines: []I{T{Value: "d"}}}),
		richtext.Code{Lang: `"><script>`, Text: "</code></pre><script>"},
		richtext.Panel{Kind: `"><script>`, Title: `"><script>`, Blocks: []B{txt("e")}},
	}}
	got := strings.ToLower(richtext.WriteHTML(d))
	for _, bad := range []string{"<script", "javascript:", "<img src=x", `" onclick="`} {
		if strings.Contains(got, bad) {
			t.Errorf("%q is in %q", bad, got)
		}
	}
}

func TestWrite_foreign_raw_markup_comes_back(t *testing.T) {
	t.Parallel()
	d := richtext.Doc{Blocks: []B{richtext.Raw{Format: "adf", Text: `{"type":"x"}`}, p(T{Value: "a "}, richtext.RawInline{Format: "jira", Text: "{anchor:x}"}, T{Value: " b"})}}
	for _, f := range formats[:3] {
		if back := richtext.Read(f, richtext.Write(f, d)); dump(back) != dump(d) {
			t.Errorf("%s: got %s, want %s", f, dump(back), dump(d))
		}
	}
}

func TestEqual_compares_what_is_meant(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"a *b*", "a _b_", true}, {"a\nb", "a b", true}, {"- a\n- b", "* a\n\n* b", true}, {"# a", "a\n=", true}, {"https://x.example", "<https://x.example>", true},
		{"a", "b", false}, {"*a*", "**a**", false}, {"a\\\nb", "a b", false}, {"- a", "1. a", false}, {"[a](b)", "[a](c)", false},
	} {
		if got := richtext.Equal(richtext.ReadMarkdown(c.a), richtext.ReadMarkdown(c.b)); got != c.want {
			t.Errorf("Equal(%q, %q) = %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestHarden_shows_every_line_end(t *testing.T) {
	t.Parallel()
	if got, want := richtext.WriteTextile(richtext.Harden(richtext.ReadMarkdown("a\nb"))), "a\nb"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestRead_unknown_format_is_plain(t *testing.T) {
	t.Parallel()
	if got := richtext.Convert("*a* <b>", "wiki", "other"); got != "*a* <b>" {
		t.Errorf("got %q", got)
	}
}
