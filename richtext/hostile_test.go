package richtext_test

import (
	"runtime"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
)

// hostile are small pieces that make careless readers slow or deep when they
// come by the thousand.
var hostile = []string{
	"[", "]", "![", "[a](", "[a](b", "[a](<b", "[a](b \"", "[a](b '", "[a](b (", "](", "[](", "[a][", "[a]: b \"\n", "`<a ", "<a href=\"", "<?", "<!A", "<![CDATA[", "{{a(b", "\"a(b\":/", "[x]: y\n", "*a ", "**a ", "*a **b ", "_a_", "a_", "*", "`", "`a``", "<", "<a ", "<b>", "</b>", "<b a=1>", "<p>", "<i><p>", "<!--", "<details>\n", "<details>\n\n", "</details>\n\n",
	"> ", ">", "- ", "- a\n", "1. ", "> a\n", "| ", "|a", "|a\n", "| a |\n", "a|b\n-|-\n", "&", "&a", "&amp;", "\\", "~~a ", "~", "@", "@a", "@a ", "@a@ ", "http://", "http://a ", "ahttp://a", "(http://a)", "h",
	"\"", "\"a\":", "\"a\":/", "\":", "!", " !a", "!a(", "{{", "{{a(", "{{a(b)", "{{a\n", "}}\n", "{{collapse\n", "%{", " %{a", "<pre>", "<code>", "<pre>a</pre>", "<notextile>", "==a ", " ==a", "* a\n", "*#* a\n", "# a\n** b\n",
	"h1. ", "bq. a\n", "---\n", "\n", " ", "\u00a0", "a", "<table>", "<tr><td>", "<ul><li>", "<font color=red>", "<a href=x>", "<code>a", "<span data-status=x>", "\ufdd0", "``` \n", "~~~\n", "[^a]", "[!NOTE]\n", "<div data-panel=x>\n\n", "*a*b", "-a ", "+a ", "^a ", "??a ", "__a ", "(", ")", "-", "+", "^a^ ", "<kbd>", "<sub>a", "<br>", "</p>", "1) a\n", "- [ ] a\n", "::", "://",
}

// Work in line with the input: eight times the input may take a good deal more
// than eight times the memory in passing, but not sixty-four times, as it does
// where a reader or a writer copies all there is for each new piece. What is
// allocated is counted, since time on a busy machine says nothing.
func TestHostile_input_takes_work_in_line_with_its_size(t *testing.T) {
	if testing.Short() {
		t.Skip("reads some megabytes of hostile text; not in short mode")
	}
	const small = 8 << 10
	for _, piece := range hostile {
		for _, f := range formats {
			text := strings.Repeat(piece, small/len(piece))
			one, eight := allocated(f, text), allocated(f, strings.Repeat(text, 8))
			if eight > 24*max(one, 1<<20) {
				t.Errorf("%s: %q x %d allocated %d bytes, eight times as much %d", f, piece, small/len(piece), one, eight)
			}
		}
	}
}

// allocated counts the bytes that converting a text takes, given back or not.
// Nothing else may run meanwhile.
func allocated(f richtext.Format, text string) uint64 {
	var before, after runtime.MemStats
	runtime.ReadMemStats(&before)
	richtext.Convert(text, f, f)
	runtime.ReadMemStats(&after)
	return after.TotalAlloc - before.TotalAlloc
}

func TestHostile_nesting_ends_and_the_text_stays(t *testing.T) {
	t.Parallel()
	for _, c := range []struct {
		f          richtext.Format
		open, text string
	}{
		{richtext.Markdown, "> ", "word"}, {richtext.Markdown, "- ", "word"}, {richtext.Markdown, "1. ", "word"}, {richtext.HTML, "<blockquote>", "word"},
		{richtext.HTML, "<ul><li>", "word"}, {richtext.HTML, "<table><tr><td>", "word"}, {richtext.HTML, "<b><i>", "word"}, {richtext.Textile, ">", "word"}, {richtext.Textile, "*", " word"},
		{richtext.Markdown, "<details>\n\n", "word"}, {richtext.Textile, "{{collapse(a)\n", "word"},
	} {
		d := richtext.Read(c.f, strings.Repeat(c.open, 500)+c.text)
		if got := nesting(d.Blocks); got > 25 {
			t.Errorf("%s %q: nested %d deep", c.f, c.open, got)
		}
		if got := richtext.WritePlain(d); !strings.Contains(got, "word") {
			t.Errorf("%s %q: lost the text", c.f, c.open)
		}
		for _, f := range formats {
			if out := richtext.Write(f, d); len(out) > 300_000 {
				t.Errorf("%s %q: %d bytes of %s", c.f, c.open, len(out), f)
			}
		}
	}
}

func nesting(blocks []richtext.Block) int {
	deepest := 0
	for _, b := range blocks {
		var in []richtext.Block
		switch n := b.(type) {
		case richtext.Quote:
			in = n.Blocks
		case richtext.Panel:
			in = n.Blocks
		case richtext.Expand:
			in = n.Blocks
		case richtext.List:
			for _, it := range n.Items {
				in = append(in, it.Blocks...)
			}
		case richtext.Table:
			for _, r := range n.Rows {
				for _, c := range r.Cells {
					in = append(in, c.Blocks...)
				}
			}
		}
		deepest = max(deepest, 1+nesting(in))
	}
	return deepest
}
