package jira_test

import (
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
	"github.com/entwine-sync/entwine/tracker/jira"
)

var formats = []richtext.Format{richtext.Markdown, richtext.Textile, richtext.HTML, richtext.Jira, richtext.ADF, richtext.Plain}

// oddDocuments are documents of the cloud with what few have, and words that
// must be in them wherever they go.
var oddDocuments = []struct {
	name, adf string
	words     string
}{
	{"unknown node and mark", `[{"type":"futureBlock","attrs":{"x":1},"content":[{"type":"futureInner","content":[{"type":"text","text":"apple","marks":[{"type":"sparkle","attrs":{"n":[1]}},{"type":"strong"}]}]}]},{"type":"paragraph","content":[{"type":"futureInline","attrs":{"text":"pear"}},{"type":"text","text":"plum"}]}]`, "apple pear plum"},
	{"tasks and decisions", `[{"type":"taskList","attrs":{"localId":"a"},"content":[{"type":"taskItem","attrs":{"localId":"b","state":"DONE"},"content":[{"type":"text","text":"apple"}]},{"type":"taskItem","attrs":{"localId":"c","state":"TODO"},"content":[{"type":"text","text":"pear"}]},{"type":"taskList","attrs":{"localId":"d"},"content":[{"type":"taskItem","attrs":{"localId":"e","state":"TODO"},"content":[{"type":"text","text":"plum"}]}]}]},{"type":"decisionList","attrs":{"localId":"f"},"content":[{"type":"decisionItem","attrs":{"localId":"g","state":"DECIDED"},"content":[{"type":"text","text":"cherry"}]}]}]`, "apple pear plum cherry"},
	// Markup names who is mentioned by the account, and not by the name.
	{"status, date, emoji, mention", `[{"type":"paragraph","content":[{"type":"status","attrs":{"text":"APPLE","color":"blue","localId":"a"}},{"type":"text","text":" "},{"type":"emoji","attrs":{"shortName":":custom-pear:","id":"x"}},{"type":"text","text":" "},{"type":"mention","attrs":{"id":"5b10","text":"@Plum Tree","accessLevel":""}},{"type":"text","text":" cherry"}]}]`, "APPLE pear cherry"},
	{"cards", `[{"type":"paragraph","content":[{"type":"inlineCard","attrs":{"url":"https://example.org/apple"}}]},{"type":"blockCard","attrs":{"url":"https://example.org/pear"}},{"type":"embedCard","attrs":{"url":"https://example.org/plum","layout":"center","width":100}},{"type":"blockCard","attrs":{"datasource":{"id":"x","parameters":{"jql":"project = A"},"views":[]}}},{"type":"paragraph","content":[{"type":"inlineCard","attrs":{"data":{"@type":"Object","url":"https://example.org/cherry","name":"fig"}}}]}]`, "https://example.org/apple https://example.org/pear https://example.org/plum https://example.org/cherry"},
	{"expand and layout", `[{"type":"expand","attrs":{"title":"apple"},"content":[{"type":"paragraph","content":[{"type":"text","text":"pear"}]},{"type":"nestedExpand","attrs":{"title":"plum"},"content":[{"type":"paragraph","content":[{"type":"text","text":"cherry"}]}]}]},{"type":"layoutSection","content":[{"type":"layoutColumn","attrs":{"width":50},"content":[{"type":"paragraph","content":[{"type":"text","text":"fig"}]}]},{"type":"layoutColumn","attrs":{"width":50},"content":[{"type":"paragraph","content":[{"type":"text","text":"lime"}]}]}]}]`, "apple pear plum cherry fig lime"},
	{"media", `[{"type":"mediaSingle","attrs":{"layout":"center"},"content":[{"type":"media","attrs":{"type":"external","url":"https://example.org/apple.png","alt":"pear"}},{"type":"caption","content":[{"type":"text","text":"plum"}]}]},{"type":"mediaGroup","content":[{"type":"media","attrs":{"type":"file","id":"36885b3c","collection":"c","alt":"cherry.png"}}]}]`, "https://example.org/apple.png plum cherry"},
	{"table in a table, lists and code in cells", `[{"type":"table","attrs":{"isNumberColumnEnabled":true,"layout":"wide"},"content":[{"type":"tableRow","content":[{"type":"tableHeader","attrs":{"colspan":2},"content":[{"type":"paragraph","content":[{"type":"text","text":"apple"}]}]}]},{"type":"tableRow","content":[{"type":"tableCell","attrs":{"rowspan":2,"background":"#fff"},"content":[{"type":"bulletList","content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"pear"}]},{"type":"codeBlock","attrs":{"language":"go"},"content":[{"type":"text","text":"plum | x\n\n{code}"}]}]}]}]},{"type":"tableCell","content":[{"type":"table","content":[{"type":"tableRow","content":[{"type":"tableCell","content":[{"type":"paragraph","content":[{"type":"text","text":"cherry"}]}]}]}]},{"type":"panel","attrs":{"panelType":"custom","panelIcon":":x:"},"content":[{"type":"paragraph","content":[{"type":"text","text":"fig"}]}]}]}]}]}]`, "apple pear plum cherry fig"},
	{"extensions", `[{"type":"extension","attrs":{"extensionType":"com.x","extensionKey":"toc","text":"apple","parameters":{"a":1}}},{"type":"bodiedExtension","attrs":{"extensionType":"com.x","extensionKey":"y"},"content":[{"type":"paragraph","content":[{"type":"text","text":"pear"},{"type":"inlineExtension","attrs":{"extensionType":"com.x","extensionKey":"z","text":"plum"}}]}]},{"type":"multiBodiedExtension","attrs":{"extensionType":"x","extensionKey":"tabs"},"content":[{"type":"extensionFrame","content":[{"type":"paragraph","content":[{"type":"text","text":"cherry"}]}]}]},{"type":"syncBlock","attrs":{"resourceId":"x"},"content":[]}]`, "apple pear plum cherry"},
	{"marks over each other", `[{"type":"paragraph","marks":[{"type":"alignment","attrs":{"align":"center"}},{"type":"indentation","attrs":{"level":2}}],"content":[{"type":"text","text":"apple","marks":[{"type":"link","attrs":{"href":"https://example.org/?a=1&b=[2]|3"}},{"type":"strong"},{"type":"em"},{"type":"underline"},{"type":"strike"},{"type":"subsup","attrs":{"type":"sub"}},{"type":"textColor","attrs":{"color":"#97a0af"}},{"type":"backgroundColor","attrs":{"color":"#ff0"}},{"type":"annotation","attrs":{"id":"x","annotationType":"inlineComment"}},{"type":"border"},{"type":"fragment"}]},{"type":"hardBreak"},{"type":"text","text":"𝕡𝕖𝕒𝕣 👩‍👩‍👧 e\u0301"},{"type":"text","text":"{plum} [x] *y* _z_ |","marks":[{"type":"code"}]}]}]`, "apple 𝕡𝕖𝕒𝕣 👩‍👩‍👧 plum"},
	{"nothing in it", `[{"type":"paragraph"},{"type":"paragraph","content":[]},{"type":"bulletList","content":[]},{"type":"table","content":[]},{"type":"rule"},{"type":"text","text":"apple"},{"type":"heading","attrs":{"level":9},"content":[{"type":"text","text":"pear"}]},{"type":"blockquote","content":[{"type":"orderedList","attrs":{"order":0},"content":[{"type":"listItem","content":[{"type":"paragraph","content":[{"type":"text","text":"plum"}]}]}]}]}]`, "apple pear plum"},
}

// keepsWords wants all words of a text of one format in all others, and back.
func keepsWords(t *testing.T, text string, from richtext.Format, words string) {
	t.Helper()
	for _, f := range formats {
		there := richtext.Convert(text, from, f)
		for _, g := range formats {
			back := richtext.WritePlain(richtext.Read(g, richtext.Convert(there, f, g)))
			for w := range strings.FieldsSeq(words) {
				if !strings.Contains(back, w) && !strings.Contains(richtext.Convert(there, f, g), w) {
					t.Errorf("by %s and %s %q is lost in\n%s\nthen\n%s", f, g, w, there, back)
				}
			}
		}
	}
}

func TestOddDocuments(t *testing.T) {
	for _, x := range oddDocuments {
		t.Run(x.name, func(t *testing.T) {
			adf := `{"type":"doc","version":1,"content":` + x.adf + `}`
			s := jira.Written(adf)
			if again := jira.Settled(s); again != s {
				t.Errorf("%q becomes %q", s, again)
			}
			for w := range strings.FieldsSeq(x.words) {
				if !strings.Contains(s, w) {
					t.Errorf("%q is lost in %q", w, s)
				}
			}
			keepsWords(t, adf, richtext.ADF, x.words)
			keepsWords(t, s, richtext.Jira, x.words)
		})
	}
}

// oddMarkup is markup as people leave it behind.
var oddMarkup = []struct{ text, words string }{
	{"{code:java|title=apple.java\npear();", "pear"},
	{"{noformat}\napple\n\n{quote}pear", "apple pear"},
	{"{panel:title=apple|bgColor=#fff\npear\n{panel} plum", "apple pear plum"},
	{"{color:red}apple *pear{color} plum* {color}", "apple pear plum"},
	{"||apple||pear\n|plum|{code}a|b{code}|\n|cherry", "apple pear plum cherry"},
	{"|apple\nstill apple|pear|\n\n# plum\n#* cherry\n#*# fig\n** lime", "apple pear plum cherry fig lime"},
	{"[apple|https://example.org/pear|plum] [~cherry] [~accountid:5b10] [^fig.txt] [#lime] [mailto:kiwi@example.org]", "apple https://example.org/pear cherry fig.txt lime kiwi@example.org"},
	{"!apple.png|thumbnail,width=300! !https://example.org/pear.png! !plum", "apple.png https://example.org/pear.png plum"},
	{"h1.apple\nh7. pear\nbq. plum\nbq.cherry", "apple pear plum cherry"},
	{"{unknown:a=b|c}apple{unknown} {macro} {}pear{} {{plum}} {{cherry", "apple pear plum cherry"},
	{"{expand:apple\npear{expand} {status:colour=Green|title=PLUM} {anchor:x}cherry {jira:A-1} {toc}", "apple pear PLUM cherry"},
	{"----\napple\\\\pear \\{plum\\} \\\\\\\\ cherry -- fig --- lime", "apple pear plum cherry fig lime"},
	{"*apple _pear -plum +cherry ^fig^ ~lime~ ??kiwi?? {{date", "apple pear plum cherry fig lime kiwi date"},
	{"\ufeffapple\u2028pear\u0000plum\u202echerry\r\rfig\x0blime", "apple pear cherry fig"},
	{strings.Repeat("{quote}", 200) + "apple" + strings.Repeat("{panel}", 200) + "pear", "apple pear"},
	{strings.Repeat("*", 300) + " apple\n" + strings.Repeat("#", 300) + " pear\n" + strings.Repeat("|", 300) + "plum", "apple pear plum"},
	{"<script>apple</script> &lt;pear&gt; &#112;lum <b>cherry</b> <!-- fig -->", "apple pear cherry fig"},
}

func TestOddMarkup(t *testing.T) {
	for _, x := range oddMarkup {
		t.Run(x.words, func(t *testing.T) { keepsWords(t, x.text, richtext.Jira, x.words) })
	}
}
