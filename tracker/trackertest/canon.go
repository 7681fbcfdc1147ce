package trackertest

import (
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
)

func canonChecks() []check {
	return []check{
		{"canon", "of its own answer is the same", nil, func(x *trial) {
			for _, field := range canonFields(x) {
				for _, v := range canonValues() {
					once := x.c.Canon(field, v)
					if twice := x.c.Canon(field, once); !hub.Same(once, twice) {
						x.Errorf("Canon(%s, %.80q) is %.80q, then %.80q", field, text(v), text(once), text(twice))
					}
				}
			}
		}},
		{"canon", "is pure", nil, func(x *trial) {
			for _, field := range canonFields(x) {
				for _, v := range canonValues() {
					before, a, b := text(v), x.c.Canon(field, v), x.c.Canon(field, v)
					if !hub.Same(a, b) {
						x.Errorf("Canon(%s, %.80q) is %.80q, then %.80q", field, text(v), text(a), text(b))
					}
					if text(v) != before {
						x.Errorf("Canon(%s, %.80q) changed its argument", field, before)
					}
				}
			}
		}},
		{"canon", "of nothing is nothing", nil, func(x *trial) {
			for _, field := range canonFields(x) {
				if v := x.c.Canon(field, nil); v != nil {
					x.Errorf("Canon(%s, nil) is %v", field, v)
				}
			}
		}},
		{"canon", "gives Values", nil, func(x *trial) {
			for _, field := range canonFields(x) {
				for _, v := range canonValues() {
					if _, err := hub.EncodeValue(x.c.Canon(field, v)); err != nil {
						x.Errorf("Canon(%s, %.80q): %v", field, text(v), err)
					}
				}
			}
		}},
		{"canon", "is what a read shows after Set", nil, canonSet},
		{"canon", "is what a read shows after Create", nil, func(x *trial) {
			for _, s := range x.sample(nasty(), 10) {
				for _, field := range x.s.Texts {
					is := x.base()
					is.Set(hub.Part(field), s)
					r, err := x.c.Create(x.ctx(), tracker.Write{}, is)
					x.refusesOrShows(r.Ref, err, field, s)
				}
			}
		}},
	}
}

func canonSet(x *trial) {
	ref := x.full()
	for _, s := range x.sample(nasty(), 1) {
		for _, field := range x.texts() {
			_, err := x.c.Set(x.ctx(), writeTo(ref), fieldPatch(field, s))
			x.refusesOrShows(ref, err, field, s)
		}
	}
}

func canonFields(x *trial) []string {
	fields := slices.Concat(x.s.Texts, slices.Collect(maps.Keys(x.s.Values)), slices.Collect(maps.Keys(x.s.Sets)),
		[]string{"comments", "attachments", "workLogs", "links", "assignee", "due", "customFields.Any"})
	slices.Sort(fields)
	return slices.Compact(fields)
}

// sample keeps each n-th string; a short run keeps fewer, a brief one very few.
func (x *trial) sample(list []string, n int) []string {
	switch {
	case x.s.Brief:
		n *= 50
	case testing.Short():
		n *= 10
	}
	var out []string
	for i := 0; i < len(list); i += n {
		out = append(out, list[i])
	}
	return out
}

// canonValues is what Canon may meet: nasty texts, and all other types.
func canonValues() []hub.Value {
	list := []hub.Value{
		nil, true, false, hub.Number("1.0"), hub.Number("-0"), time.Unix(1e9, 123456789).UTC(), time.Time{},
		hub.User{ID: "u", Name: " U "}, []hub.Value{}, []hub.Value{" a ", nil, hub.Number("2")},
		map[string]hub.Value{}, map[string]hub.Value{"title": " t\r\n"},
		map[string]hub.Value{"name": " a .txt", "digest": string(hub.DigestOf(nil))},
		map[string]hub.Value{"text": " t ", "started": time.Unix(1e9, 0).UTC(), "seconds": hub.Number("60")},
	}
	for _, s := range nasty() {
		list = append(list, s, map[string]hub.Value{"body": s, "private": false})
	}
	return list
}

// nasty is text on which normalising goes wrong: blanks and line ends in every
// place, markup of every tracker, quoting, and the corners of Unicode.
func nasty() []string {
	list := slices.Clone(world)
	for _, core := range []string{"a", "a b", "a  b", "a\tb", "a\nb", "a\r\nb", "a\rb", "a\n\n\nb", "a\r\r\nb", "a \n b"} {
		for _, edge := range []string{"", " ", "\t", "\n", "\r\n", "\r", " \n ", "\u00a0", "\u2028", "\v", "\ufeff"} {
			list = append(list, edge+core, core+edge, edge+core+edge)
		}
	}
	list = append(list, markup...)
	list = append(list, unicodeCorners...)
	for _, s := range []string{"x", "é", "漢", "😀", " ", "\n"} {
		list = append(list, strings.Repeat(s, 100), strings.Repeat(s, 253), "a"+strings.Repeat(s, 253)+"z")
	}
	slices.Sort(list)
	return slices.Compact(list)
}

var markup = []string{
	"# heading", "## two\ntext", "*bold*", "**bold**", "_it_", "~~no~~", "`code`", "```\ncode\n```", "```go\nx := 1\n```",
	"- a\n- b", "* a\n* b", "1. a\n2. b", "- a\n  - b", "- [ ] todo\n- [x] done", "> quote", ">> two", "---", "***",
	"[a](http://example.org/?a=b&c=d)", "![img](x.png)", "<http://example.org>", "http://example.org/a_b_c",
	"| a | b |\n|---|---|\n| 1 | 2 |", "||a||b||\n|1|2|", "h1. heading", "h2. x\n\ntext", "bq. quote", "{code}x{code}",
	"{code:java}\nint x;\n{code}", "{noformat}x{noformat}", "{color:red}x{color}", "{quote}x{quote}", "[a|http://example.org]",
	"!img.png!", "[~user]", "@user", "#123", "PRJ-1", "{{mono}}", "-struck-", "+ins+", "^sup^", "~sub~", "??cite??", "(/)", ":)",
	"<b>bold</b>", "<p>para</p>", "<br>", "<br/>", "a<br>b", "<script>alert(1)</script>", "<!-- c -->", "&amp;", "&amp;amp;",
	"&lt;b&gt;", "&nbsp;", "&#65;", "a & b", "a < b > c", "\"quoted\"", "'quoted'", "it's", "\\", "\\\\", "\\n", "a\\", "\\*a\\*",
	"%s %d %", "%20", "$1", "${x}", "{{x}}", "{}", "[]", "()", "{", "}", "[", "]", "null", "true", "0", "1.0", "-", "--", "---\n---",
	"'; drop table issues; --", "a,b;c", "a=b", "a:b", ":", "a|b", "*", "**", "_", "`", "~", "<", ">", "&", "...", "...\u2026",
	"p{color:red}. x", "\"link\":http://example.org", "%{color:red}x%", "# one\n# two", "    indented", "\tindented",
	"line one  \nline two", "a\n\n\n\n\nb", "trailing  \n", "\n\nleading", "From: x@example.org\n\n> y", "-- \nsignature",
}

var unicodeCorners = []string{
	"😀", "👩‍👩‍👧‍👦", "🇩🇪", "e\u0301", "é", "\u0301", "A\u030a", "Å", "Å", "ﬁ", "ß", "ẞ", "İ", "ı", "K", "Ω", "Ω", "½", "①", "Ａ",
	"\u200b", "a\u200bb", "a\u200db", "\u202eabc\u202c", "\u2066a\u2069", "\ufeffa", "a\u00a0b", "a\u2003b", "a\u3000b",
	"\u2028", "a\u2029b", "a\u0085b", "\ufffd", "\U0001d11e", "\U0010fffd", "a\u00adb", "\u0e33", "क्ष", "ﷺ", "\ue000",
	"-\u2010\u2011\u2012\u2013\u2014", "\u2018a\u2019 \u201cb\u201d", "«a»", "„a“",
}
