package richtext_test

import (
	"regexp"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
	"golang.org/x/net/html"
)

// seeds are small texts of every markup, at the edges of what means something.
var seeds = []string{
	"", " ", "a", "# h\n\np *e* **s** `c`\n", "- a\n  - b\n\n    c\n1. d\n", "> q\n> > r\n", "```go\nx\n```\n", "| a | b |\n|---|--:|\n| c \\| d | `e\\|f` |\n",
	"[a](b \"c\") ![d](e) <https://f.example> [g][h]\n\n[h]: i\n[j]: k\n", "<details>\n<summary>s</summary>\n\nx\n\n</details>\n", "a<br>b <sub>c</sub> <kbd>d</kbd> <!-- e -->",
	"- [ ] a\n- [x] b\n", "&lt; &#42; &nope; \\* \\&amp;", "> [!NOTE]\n> a\n", "a\\\nb  \nc\n", "[^1]\n\n[^1]: x\n", "@user a@b.example\n",
	"h1. T\n\np. a *b* _c_ -d- +e+ ^f^ ~g~ @h@ %{color:red}i%\n", "* a\n** b\n*# c\n", "|_. a|>. b|\n|\\2. c|\n", "bq. q\n\n> r\n>> s\n", "<pre><code class=\"x\">\ny\n</code></pre>\n",
	"\"a(t)\":https://b.example !c.png(d)!:/e {{f}} [[g]] #1 attachment:\"h\"", "{{collapse(x)\ny\n}}\n", "fn1. a\n\nb[1]\n", "<notextile>*a*</notextile> ==b==", "---\n***\n",
	"<p>a<b>b<p>c</b></p><ul><li>d<ul><li>e</ul></ul>", "<table><tr><td>a<td colspan=2>b</table>", "<script>x</script><a href=javascript:y>z</a>", "<pre>\na\n\nb</pre>",
	"a\u00a0b\tc\x00d\ufeff\ufdd0\xff", strings.Repeat("> ", 100) + "x", strings.Repeat("- ", 60) + "x", strings.Repeat("*a ", 50), strings.Repeat("[", 60), strings.Repeat("<b>", 60),
}

var letters = regexp.MustCompile(`[a-z]{5,}`)

// fuzzReader checks what every reader promises of any input.
func fuzzReader(f *testing.F, format richtext.Format, visible func(string) string) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 4000 {
			return
		}
		d := richtext.Read(format, s)
		for _, w := range formats {
			out := richtext.Write(w, d)
			if len(out) > 60*len(s)+2000 {
				t.Errorf("%d bytes became %d in %s", len(s), len(out), w)
			}
		}
		first := richtext.Write(format, d)
		if again := richtext.Convert(first, format, format); again != first {
			t.Errorf("%q wears out:\ngot  %q\nwant %q", s, again, first)
		}
		if back := richtext.Read(format, first); !richtext.Equal(back, d) &&
			(format != richtext.Textile || signs.Replace(dump(back)) != signs.Replace(dump(d))) {
			t.Errorf("%q is another document after writing %q\ngot  %s\nwant %s", s, first, dump(back), dump(d))
		}
		plain := richtext.WritePlain(d)
		for _, w := range letters.FindAllString(visible(s), -1) {
			if !strings.Contains(plain, w) {
				t.Errorf("%q lost %q: %q", s, w, plain)
			}
		}
	})
}

func FuzzReadPlain(f *testing.F) {
	fuzzReader(f, richtext.Plain, func(s string) string { return s })
}

// markupWords finds what may hold words that are not text: tags, entities, the
// line after a fence, the names of alerts.
var markupWords = regexp.MustCompile("<[^>]*>|&[#A-Za-z0-9]*;|(```|~~~).*|\\[!.*")

func FuzzReadMarkdown(f *testing.F) {
	fuzzReader(f, richtext.Markdown, func(s string) string {
		if strings.Contains(s, "]:") {
			return "" // the labels of links are words too
		}
		return markupWords.ReplaceAllString(s, " ")
	})
}

// textileWords finds classes, styles, languages, tags, entities and our macro.
var textileWords = regexp.MustCompile(`(?s)\([^)]*\)|\{[^}]*\}|\[[^\]]*\]|<[^>]*>|&[#A-Za-z0-9]*;|collapse`)

func FuzzReadTextile(f *testing.F) {
	fuzzReader(f, richtext.Textile, func(s string) string { return textileWords.ReplaceAllString(s, " ") })
}

func FuzzReadHTML(f *testing.F) {
	fuzzReader(f, richtext.HTML, htmlText)
}

// htmlText is the text of a page but for what is never shown.
func htmlText(s string) string {
	var b strings.Builder
	if l := strings.ToLower(s); strings.Contains(l, "<script") || strings.Contains(l, "<style") || strings.Contains(l, "<head") {
		return "" // an end tag may be missing, and all the rest is not text
	}
	z := html.NewTokenizer(strings.NewReader(s))
	for {
		switch z.Next() {
		case html.ErrorToken:
			return b.String()
		case html.TextToken:
			b.WriteString(" " + string(z.Text()))
		}
	}
}

// FuzzChain sends a text through all formats: the chain has a fixed point.
func FuzzChain(f *testing.F) {
	for _, s := range seeds {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if len(s) > 2000 {
			return
		}
		chain := func(s string) string {
			html := richtext.Convert(s, richtext.Textile, richtext.HTML)
			md := richtext.Convert(html, richtext.HTML, richtext.Markdown)
			return richtext.Convert(md, richtext.Markdown, richtext.Textile)
		}
		first := chain(s)
		if again := chain(first); again != first {
			t.Errorf("%q wears out in the chain:\ngot  %q\nwant %q", s, again, first)
		}
	})
}
