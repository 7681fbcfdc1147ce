package richtext_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
)

func TestJira_reads(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, jira, markdown string }{
		{"marks", "*a* _b_ -c- {{d}} ??e??", "**a** *b* ~~c~~ `d` *e*"},
		{"signs in words", "snake_case_name 3-4 a*b*c --x-- __init__", "snake_case_name 3-4 a\\*b\\*c --x-- \\_\\_init\\_\\_"},
		{"braces", "in{*}word{*}s", "in**word**s"},
		{"crossed", "*a _b* c_", "**a \\_b** c\\_"},
		{"lists", "* a\n** b\n*# c\n# d", "- a\n\n  - b\n\n  1. c\n\n1. d"},
		{"heading", "h2. Title\ntext", "## Title\n\ntext"},
		{"code", "{code:title=A.java|borderStyle=solid}\nint a*b*;\n{code}", "```title=A.java|borderStyle=solid\nint a*b*;\n```"},
		{"code in line", "before {code}x{code} after", "before\n\n```\nx\n```\n\nafter"},
		{"open code", "{code} is never closed", "{code} is never closed"},
		{"quote", "{quote}\na\n\nb\n{quote}", "> a\n>\n> b"},
		{"bq", "bq. a *b*", "> a **b**"},
		{"panel", "{info}\na\n{info}", "> [!NOTE]\n> a"},
		{"table", "||a||b||\n|c|[d|https://x.example/a|b]|\n", "| a | b |\n| --- | --- |\n| c | [d](https://x.example/a \"b\") |"},
		{"cell of two lines", "|a\nb|c|", "|  |  |\n| --- | --- |\n| a<br>b | c |"},
		{"links", "[a|https://x.example/] [https://y.example/] [mailto:a@b.example] [not a link] [x]", "[a](https://x.example/) https://y.example/ <a@b.example> \\[not a link] \\[x]"},
		{"mention", "[~jo.smith] and [~accountid:5b10a2844c20165700ede21g]", "@jo.smith and @5b10a2844c20165700ede21g"},
		{"image", "!shot.png|thumbnail! !https://x.example/i.png|width=30,alt=A! wow! great!", "![](shot.png) ![A](https://x.example/i.png) wow! great!"},
		{"escapes", `\*a\* \{b} \[c|d] \\ e`, "\\*a\\* {b} \\[c|d]\\\ne"},
		{"rule", "a\n----\nb", "a\n\n---\n\nb"},
		{"emoticons", ":) f(x) (x)", `<span data-emoji="slight_smile">🙂</span> f(x) <span data-emoji="cross_mark">❌</span>`},
		{"entity", "&amp;lt; &#42;a&#42;", "\\&lt; \\*a\\*"},
		{"windows", `C:\temp\new`, `C:\temp\new`},
		{"dashes", "a -- b --- c - d", "a -- b --- c - d"},
	} {
		got := strings.TrimSpace(richtext.Convert(c.jira, richtext.Jira, richtext.Markdown))
		if c.name == "image" {
			got = regexp.MustCompile(`<img[^>]*>`).ReplaceAllString(got, "![A](https://x.example/i.png)")
		}
		if got != c.markdown {
			t.Errorf("%s: %q\ngot  %q\nwant %q", c.name, c.jira, got, c.markdown)
		}
	}
}

// An exclamation mark inside a word begins no picture, and what a picture says of
// its size holds no bracket or bar: so the bar behind it parts.
func TestJira_a_bar_behind_an_exclamation_mark_parts(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ jira, markdown string }{
		{"[\\!x!a1.!shot.png|width=300!|https://example.org/]", "[!x!a1.<img src=\"shot.png\" alt=\"\" width=\"300\" data-attachment=\"\">](https://example.org/)"},
		{"[a!b.c|https://example.org/]!", "[a!b.c](https://example.org/)!"},
		{"[a !b.|https://example.org/] !", "[a !b.](https://example.org/) !"},
		{"|a!b.c|d!|", "|  |  |\n| --- | --- |\n| a!b.c | d! |"},
	} {
		if got := strings.TrimSpace(richtext.Convert(c.jira, richtext.Jira, richtext.Markdown)); got != c.markdown {
			t.Errorf("%q\ngot  %q\nwant %q", c.jira, got, c.markdown)
		}
	}
}

func TestJira_writes_what_a_person_would(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ markdown, jira string }{
		{"**a** *b* ~~c~~ `d_e`", "*a* _b_ -c- {{d_e}}"},
		{"a_b_c -5 and 3 - 4, well-known, (see) x@y.example!", "a_b_c -5 and 3 - 4, well-known, (see) x@y.example!"},
		{"see https://x.example/a_b_c and [t](https://y.example/)", "see https://x.example/a_b_c and [t|https://y.example/]"},
		{"```go\na\n```", "{code:go}\na\n{code}"},
		{"```\na\n```", "{noformat}\na\n{noformat}"},
		{"- a\n  1. b\n- c", "* a\n*# b\n* c"},
		{"| a | b |\n|---|---|\n| c | |", "||a||b||\n|c| |"},
		{"> a", "bq. a"},
		{"in**word**s", "in{*}word{*}s"},
		{"\\*~~# a~~", "*{-}# a{-}"},
		{"\\*a\\*", "\\*a*"},
		{"@jo", "[~jo]"},
		{"![](my%20shot.png)", "!my shot.png!"},
	} {
		if got := richtext.Convert(c.markdown, richtext.Markdown, richtext.Jira); got != c.jira {
			t.Errorf("%q: got %q, want %q", c.markdown, got, c.jira)
		}
	}
}

func TestJira_colours(t *testing.T) {
	t.Parallel()
	for jira, want := range map[string]string{
		"{color:red}a{color} b":             "{color:red}a{color} b",
		"{color:red}a\nb{color} c":          "{color:red}a{color}\n{color:red}b{color} c",
		"{color:red}a\n\n* b{color}\n\nc":   "{color:red}a{color}\n\n* {color:red}b{color}\n\nc",
		"{color:red}never closed\n\nand on": "\\{color:red}never closed\n\nand on",
		"a{color} b":                        "a\\{color} b",
		"{color:#ff0000}*a*{color}":         "{color:#ff0000}*a*{color}",
	} {
		if got := richtext.Convert(jira, richtext.Jira, richtext.Jira); got != want {
			t.Errorf("%q: got %q, want %q", jira, got, want)
		}
	}
}

func TestImage_file_name_is_the_attachments(t *testing.T) {
	t.Parallel()
	d := richtext.ReadJira("!my shot (1).png|thumbnail!")
	p, _ := d.Blocks[0].(richtext.Paragraph)
	img, ok := p.Inlines[0].(richtext.Image)
	if !ok || img.FileName() != "my shot (1).png" || !img.Attachment {
		t.Errorf("got %#v", p.Inlines)
	}
}

// jiraWords finds what may hold words that are not text: macros with their
// parameters, entities, the parameters of pictures.
var jiraWords = regexp.MustCompile(`\{[^}]*\}|&[#A-Za-z0-9]*;|![^!]*!`)

func FuzzReadJira(f *testing.F) {
	for _, s := range []string{
		"*a* _b_ -c- +d+ ^e^ ~f~ ??g?? {{h}}", "{*}a{*}", "||a||b||\n|c|d|", "* a\n*# b\n- c", "h1. a\nbq. b\n----", "{quote}a{quote}", "{panel:title=a|bgColor=#deebff}\nb\n{panel}",
		"{code:java}\na\n{code}", "{noformat}a{noformat}", "[a|https://b.example|c] [~d] [^e.txt] [#f]", "!a.png|width=3!", "{color:red}a\nb{color}", "\\*a \\\\ b", ":) (x)", "{expand:a}\nb\n{expand}",
	} {
		f.Add(s)
	}
	fuzzReader(f, richtext.Jira, func(s string) string {
		s = jiraWords.ReplaceAllString(s, " ")
		if strings.ContainsAny(s, "[{!") {
			return "" // parts of links, pictures and macros hold words too
		}
		return s
	})
}

func TestJira_titles_of_code_are_read_by_people(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ markup, plain string }{
		{"{code:title=Main.java|borderStyle=solid}\nx\n{code}", "Main.java\n\nx"},
		{"{code:java|title=Main.java}\nx\n{code}", "Main.java\n\nx"},
		{"{noformat:title=A log}\nx\n{noformat}", "A log\n\nx"},
		{"{code:java}\nx\n{code}", "x"},
	} {
		if got := richtext.Convert(c.markup, richtext.Jira, richtext.Plain); got != c.plain {
			t.Errorf("%q is %q, want %q", c.markup, got, c.plain)
		}
	}
}
