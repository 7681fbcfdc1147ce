package jsoup_test

import (
	"context"
	"errors"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/jsoup"
)

func run(t *testing.T, src string, limits groovy.Limits) (any, error) {
	t.Helper()
	s, err := groovy.Compile("rule.groovy", "import org.jsoup.*\nimport org.jsoup.nodes.*\nimport org.jsoup.safety.*\n"+src, &groovy.Options{Classes: jsoup.Classes()})
	if err != nil {
		t.Fatal(err)
	}
	return s.Run(context.Background(), &groovy.Env{Limits: limits})
}

func TestTree(t *testing.T) {
	t.Parallel()
	for src, want := range map[string]string{
		`Jsoup.parse("<p>a<p>b").select("p").size().toString()`:                                                                      "2",
		`Jsoup.parse("<p>a <b> b</b></p>").text()`:                                                                                   "a b",
		`Jsoup.parse("<div>a<p>b</p>c</div>").text()`:                                                                                "a b c",
		`Jsoup.parse("<p>a<br>b").body().html()`:                                                                                     "<p>a<br>b</p>",
		`Jsoup.parse("<p>x &amp; &lt;y&gt; &nbsp;</p>").select("p").first().html()`:                                                  "x &amp; &lt;y&gt; &nbsp;",
		`Jsoup.parse("<input disabled value='a\"b'>").select("input").outerHtml()`:                                                   "<input disabled value=\"a&quot;b\">",
		`Jsoup.parse("<p>a</p>").selectFirst("p").html("<i>n</i>").append("t").outerHtml()`:                                          "<p><i>n</i>t</p>",
		`def d = Jsoup.parse("<p>a</p>"); d.select("p").wrap("<div class=w></div>"); d.select("div > p").text()`:                     "a",
		`def d = Jsoup.parse("<p>a</p><p>b</p>"); d.select("p").remove(); d.body().childNodeSize().toString()`:                       "0",
		`Jsoup.parse("<a href=x>1</a><a>2</a>").select("a[href]").attr("href")`:                                                      "x",
		`Jsoup.parse("<ul><li>1<li>2<li>3</ul>").select("li:gt(0)").eachText().join(",")`:                                            "2,3",
		`Jsoup.parse("<ul><li>1<li>2<li>3</ul>").select("li:lt(2)").text()`:                                                          "1 2",
		`Jsoup.parse("<img src=a.png><img src=b.gif>").select("img[src~=png]").size().toString()`:                                    "1",
		`def p = Jsoup.parse("<p>a</p>").selectFirst("p"); "" + (p == p.parent().child(0)) + " " + [p, p.clone()].toSet().size()`:    "true 2",
		`Jsoup.clean("<a href='javascript:x' onclick=y>t</a><script>z</script>", Whitelist.basic())`:                                 "<a rel=\"nofollow\">t</a>",
		`Jsoup.clean("a\n<b>b</b>", "", Safelist.none(), new Document.OutputSettings().prettyPrint(false))`:                          "a\nb",
		`Jsoup.parse("<script>var a = '<b>';</script>x").text() + Jsoup.parse("<script>1</script>").select("script").first().data()`: "x1",
		`Jsoup.parse("<pre>a\n  b</pre>").body().html()`:                                                                             "<pre>a\n  b</pre>",
	} {
		got, err := run(t, src, groovy.Limits{})
		if err != nil || got != want {
			t.Errorf("%s\ngot %q %v, want %q", src, got, err, want)
		}
	}
}

// What a hostile rule makes of trees ends within its budget, and a node is not
// put into itself.
func TestLimits(t *testing.T) {
	t.Parallel()
	limits := groovy.Limits{Steps: 1_000_000, Memory: 64 << 20}
	for name, src := range map[string]string{
		"clones":    `def d = Jsoup.parse("<p>a</p>").body(); while (true) d.appendChild(d.clone())`,
		"appending": `def d = Jsoup.parse("<p>a</p>").body(); while (true) d.append("<b>x</b>")`,
		"selecting": `def d = Jsoup.parse("<b>x</b>" * 1000); while (true) d.select("b")`,
		"has":       `def d = Jsoup.parse("<div>" * 400 + "<b>x</b>" * 3000); while (true) d.select("div:has(b)")`,
		"printing":  `def d = Jsoup.parse("<b>x</b>" * 1000); while (true) d.html()`,
		"texts":     `def d = Jsoup.parse("<b>x</b>" * 1000); while (true) d.text()`,
		"cleaning":  `while (true) Jsoup.clean("<b>x</b>" * 1000, Whitelist.basic())`,
	} {
		_, err := run(t, src, limits)
		var le *groovy.LimitError
		if !errors.As(err, &le) {
			t.Errorf("%s: got %v, want the end of a limit", name, err)
		}
	}
	for src, want := range map[string]string{
		`def d = Jsoup.parse("<p>a</p>").body(); d.child(0).appendChild(d)`: "into itself",
		`Jsoup.parse("x" * 5000000)`:                                        "more than",
		`Jsoup.parse("<p>").select("p[")`:                                   "Could not parse query",
		`Jsoup.connect("https://x.example").get()`:                          "cannot reach the network",
	} {
		if _, err := run(t, src, groovy.Limits{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s\ngot %v, want an error with %q", src, err, want)
		}
	}
}
