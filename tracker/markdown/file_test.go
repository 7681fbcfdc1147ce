package markdown

import (
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/hub"
	"github.com/entwine-sync/entwine/tracker"
	"pgregory.net/rapid"
)

const whole = `---
# what we call it
key: ACME-12   # given once
summary: "Login fails: Safari"   # short
'status': open
type: &kind bug
labels:
  - ui
  # the next one is old
  - login
Story Points: 1.50
odd: {b: [1, 'two' , "three"], a: 2026-11-02}   # kept
text: |
  one
  # not a comment

  two
# about people
assignee:   Ann Smith <ann@acme.example>
same: *kind
due: 2026-12-01
estimate: 1h 30m
links: [blocks ACME-3, "relates [the report](https://acme.example/r)"]
---

Body in *Markdown*.

### A heading of the text

## Comments

### Bob

By hand.

### Ann Smith, 2026-11-02 10:15 UTC (private) <!-- comment 3f2a1c entwine:p1:initiator -->

` + "```sh\n### not a heading\n```" + `
### Carl, 2026-11-03
The last.`

func parsed(t testing.TB, text string) (*file, *hub.Issue) {
	t.Helper()
	f, bad := parseFile([]byte(text))
	if bad != nil {
		t.Fatalf("%v in:\n%s", bad, text)
	}
	is, bad := f.issue("ACME")
	if bad != nil {
		t.Fatalf("%v in:\n%s", bad, text)
	}
	return f, is
}

func TestReadsWhatPeopleWrite(t *testing.T) {
	for _, eol := range []string{"\n", "\r\n"} {
		f, is := parsed(t, strings.ReplaceAll(whole, "\n", eol))
		if f.key() != "ACME-12" || string(f.bytes()) != strings.ReplaceAll(whole, "\n", eol) {
			t.Fatal("key or bytes are not those of the file")
		}
		for _, c := range []struct{ what, got, want string }{
			{"summary", is.Summary, "Login fails: Safari"},
			{"status", is.Status, "open"},
			{"type", is.Type, "bug"},
			{"labels", strings.Join(is.Labels, "|"), "ui|login"},
			{"assignee", fmt.Sprint(*is.Assignee), "{ann@acme.example Ann Smith ann@acme.example}"},
			{"due", is.Due.Format(time.RFC3339), "2026-12-01T00:00:00Z"},
			{"estimate", fmt.Sprint(*is.Estimate), "5400"},
			{"links", fmt.Sprintln(len(is.Links), is.Links[0].To.ID, is.Links[1].URL, is.Links[1].Title), "2 ACME-3 https://acme.example/r the report\n"},
			{"points", fmt.Sprint(is.CustomFields["Story Points"]), "1.50"},
			{"text", fmt.Sprint(is.CustomFields["text"]), "one\n# not a comment\n\ntwo\n"},
			{"alias", fmt.Sprint(is.CustomFields["same"]), "bug"},
			{"nested", fmt.Sprint(is.CustomFields["odd"]), "map[a:2026-11-02 00:00:00 +0000 UTC b:[1 two three]]"},
			{"description", is.Description, "Body in *Markdown*.\n\n### A heading of the text"},
			{"comments", fmt.Sprint(len(is.Comments)), "3"},
			{"first", is.Comments[0].Author.Name + ": " + is.Comments[0].Body, "Bob: By hand."},
			{"second", is.Comments[1].ID + is.Comments[1].Mark + fmt.Sprint(is.Comments[1].Private), "3f2a1centwine:p1:initiatortrue"},
			{"fenced", is.Comments[1].Body, "```sh\n### not a heading\n```"},
			{"time", is.Comments[1].Created.Format(time.RFC3339), "2026-11-02T10:15:00Z"},
			{"third", is.Comments[2].Author.Name + ": " + is.Comments[2].Body, "Carl: The last."},
		} {
			if c.got != c.want {
				t.Errorf("%s is %q, want %q", c.what, c.got, c.want)
			}
		}
	}
}

// One field is written; all lines but its own stay as they are.
func TestSetLeavesOtherLinesAlone(t *testing.T) {
	for _, c := range []struct {
		name     string
		patch    tracker.Patch
		from, to string
	}{
		{"summary", tracker.Patch{Fields: hub.Issue{Summary: "New: one"}}, `summary: "Login fails: Safari"   # short`, `summary: "New: one"   # short`},
		{"status", tracker.Patch{Fields: hub.Issue{Status: "done"}}, "'status': open", "'status': done"},
		{"status emptied", tracker.Patch{Fields: hub.Issue{Cleared: []string{"status"}}}, "'status': open", "'status':"},
		{"add to a list of lines", tracker.Patch{Add: hub.Issue{Labels: []string{"x: y"}}}, "  - ui\n  # the next one is old\n  - login\n", "  - ui\n  - login\n  - \"x: y\"\n"},
		{"nested", tracker.Patch{Fields: hub.Issue{CustomFields: hub.Values{"odd": true}}}, `odd: {b: [1, 'two' , "three"], a: 2026-11-02}   # kept`, "odd: true   # kept"},
		{"block of text", tracker.Patch{Fields: hub.Issue{CustomFields: hub.Values{"text": "a\nb"}}}, "text: |\n  one\n  # not a comment\n\n  two\n", `text: "a\nb"` + "\n"},
		{"alias", tracker.Patch{Fields: hub.Issue{CustomFields: hub.Values{"same": "x"}}}, "same: *kind", "same: x"},
		{"due emptied", tracker.Patch{Fields: hub.Issue{Cleared: []string{"due"}}}, "due: 2026-12-01\n", ""},
		{"added in its place", tracker.Patch{Fields: hub.Issue{Priority: "high"}}, "'status': open\n", "'status': open\npriority: high\n"},
		{"description", tracker.Patch{Fields: hub.Issue{Description: "a\n\nb\n"}}, "Body in *Markdown*.\n\n### A heading of the text", "a\n\nb"},
		{"number", tracker.Patch{Fields: hub.Issue{CustomFields: hub.Values{"Story Points": hub.Number("2.0")}}}, "Story Points: 1.50", "Story Points: 2.0"},
		{"what is there", tracker.Patch{Fields: hub.Issue{Summary: "Login fails: Safari"}, Add: hub.Issue{Labels: []string{"ui"}}}, "", ""},
	} {
		t.Run(c.name, func(t *testing.T) {
			for _, eol := range []string{"\n", "\r\n"} {
				crlf := func(s string) string { return bom + strings.ReplaceAll(s, "\n", eol) }
				f, _ := parsed(t, crlf(whole))
				next, err := f.apply(&c.patch, "ACME")
				if err != nil {
					t.Fatal(err)
				}
				if got, want := string(next.bytes()), crlf(strings.Replace(whole, c.from, c.to, 1)); got != want {
					t.Errorf("the file is\n%s\nwant\n%s", got, want)
				}
			}
		})
	}
}

// Blank lines can be part of a value: what is added goes behind them.
func TestAddedFieldDoesNotCutAValue(t *testing.T) {
	f, _ := parsed(t, "---\nkey: A-1\nx: |+\n  kept\n\n---\n")
	next, err := f.apply(&tracker.Patch{Fields: hub.Issue{CustomFields: hub.Values{"Team": "red"}}}, "A")
	if want := "---\nkey: A-1\nx: |+\n  kept\n\nTeam: red\n---\n"; err != nil || next.text != want {
		t.Errorf("the file is %q (%v), want %q", next.text, err, want)
	}
}

func TestSetRefuses(t *testing.T) {
	for name, p := range map[string]tracker.Patch{
		"the anchor of another value": {Fields: hub.Issue{Type: "task"}},
		"no project":                  {Fields: hub.Issue{Cleared: []string{"project"}}},
		"a name that is taken":        {Fields: hub.Issue{CustomFields: hub.Values{"key": "X-1"}}},
		"what has no place":           {Fields: hub.Issue{CustomKeys: hub.Values{"a": "b"}}},
		"a set as a field":            {Fields: hub.Issue{Labels: []string{"a"}}},
		"comments":                    {Add: hub.Issue{Comments: []hub.Comment{{ID: "1"}}}},
		"no number":                   {Fields: hub.Issue{CustomFields: hub.Values{"n": hub.Number("one")}}},
	} {
		f, _ := parsed(t, whole)
		if _, err := f.apply(&p, "ACME"); hub.CodeOf(err) != hub.Invalid || hub.AsError(err).Field == "" {
			t.Errorf("%s: %v, want Invalid with the field", name, err)
		}
	}
}

func TestFaultsHaveAPlace(t *testing.T) {
	for text, want := range map[string]string{
		"---\nkey: A-1\nsummary: a: b\n---\n":               "3:11",
		"---\nkey: A-1\n\tsummary: b\n---\n":                "3:1",
		"---\nkey: A-1\nstatus: open\nstatus: done\n---\n":  "4:1",
		"---\nkey: A-1\nsummary: \"x\n---\n":                "4:1",
		"---\nkey: A-1\nlabels: [a, b\n---\n":               "4:1",
		"---\nkey: A-1\ndue: tomorrow\n---\n":               "3:6",
		"---\nkey: A-1\nestimate: soon\n---\n":              "3:11",
		"---\nkey: A-1\nstatus: [a]\n---\n":                 "3:9",
		"---\nkey: A-1\nm: {a: 1, a: 2}\n---\n":             "3:11",
		"---\nkey: A-1\nsummary: a\x01b\n---\n":             "3:11",
		"---\nkey: A-1\nsummary: \xff\n---\n":               "3:10",
		"---\n- a\n---\n":                                   "2:1",
		"---\nkey: A-1\n":                                   "1:1",
		"":                                                  "1:1",
		"---\nkey: A-1\nx: *nobody\n---\n":                  "3:4",
		"---\na: &a [x, x]\nb: &b [*a, *a]\nc: [*b,\n---\n": "5:1",
	} {
		f, bad := parseFile([]byte(text))
		if bad == nil {
			_, bad = f.issue("A")
		}
		if bad == nil {
			t.Errorf("%q is fine, want a fault at %s", text, want)
		} else if got := fmt.Sprintf("%d:%d", bad.line, bad.column); got != want {
			t.Errorf("%q: fault at %v, want %s", text, bad, want)
		}
	}
}

func TestAliasesDoNotGrowWithoutEnd(t *testing.T) {
	text := "---\na0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
	for i := 1; i < 12; i++ {
		text += fmt.Sprintf("a%d: &a%d [%s*a%d]\n", i, i, strings.Repeat(fmt.Sprintf("*a%d, ", i-1), 9), i-1)
	}
	f, bad := parseFile([]byte(text + "---\n"))
	if bad == nil {
		_, bad = f.issue("A")
	}
	if bad == nil {
		t.Error("no fault")
	}
}

func TestUnclosedFencesAreFast(t *testing.T) {
	f, _ := parsed(t, "---\nkey: A-1\n---\n"+strings.Repeat("```a\n~~~~b\n", 200_000)+"## Comments\n\n### Bob\n\nx\n")
	if len(f.body.comments) != 1 {
		t.Errorf("%d comments, want 1", len(f.body.comments))
	}
}

// nasty makes texts of what could be mistaken for something of ours.
func nasty() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		lines := rapid.SliceOfN(rapid.SampledFrom([]string{
			"", "text", "## Comments", "## Comments <!-- comments -->", "## Comments <!-- text -->", "### Bob", "### Bob <!-- text -->",
			"### Ann <!-- comment 3f2a1c -->", "### Ann <!-- comment 3f2a1c --> <!-- text -->", "---", "```", "```go", "~~~", "````", "~~~~ x",
			"    ### indented", "#### four", "### ", "###", "## Comments  ", "### x  <!-- text -->", "### x <!-- text --> ", " ```", "key: x",
			"\t", "  ", "é \U0001f600", "<!-- text -->", "\u2028", "a\rb", "\r",
		}), 0, 8).Draw(t, "lines")
		return strings.Join(lines, rapid.SampledFrom([]string{"\n", "\r\n"}).Draw(t, "eol"))
	})
}

func oddFile() *rapid.Generator[string] {
	return rapid.Custom(func(t *rapid.T) string {
		lines := rapid.SliceOfNDistinct(rapid.SampledFrom([]string{
			"summary: one", "summary: 'it''s'  # c", "summary: >-\n  two\n  lines", "status: \"a # b\" # c", "status:", "labels: [a, \"b, c\"] # d",
			"labels:\n- a\n- b # c", "labels: x", "# comment", "", "  # indented", "type: !!str 12", "type: bug", "priority: 'x'", "\"resolution\" : done",
			"x: |+\n  keep\n\n", "y: {a: 1}", "z: [1,\n  2]", "due: 2026-01-02", "assignee: Ann", "w: \"a\n  b\"", "environment: \"a\\nb\"",
		}), 0, 8, func(s string) string {
			k, _, _ := strings.Cut(strings.Trim(s, "\" "), ":")
			return strings.TrimSpace(strings.Trim(k, "\""))
		}).Draw(t, "front")
		text := "---\nkey: A-1\n" + strings.Join(lines, "\n") + "\n---\n"
		if rapid.Bool().Draw(t, "described") {
			text += "\n" + nasty().Draw(t, "description") + "\n"
		}
		if rapid.Bool().Draw(t, "commented") {
			text += "\n## Comments <!-- comments -->\n\n### Ann, 2026-01-01 <!-- comment a1 -->\n\n" + nasty().Draw(t, "comment")
		}
		if rapid.Bool().Draw(t, "crlf") {
			text = strings.ReplaceAll(strings.ReplaceAll(text, "\r\n", "\n"), "\n", "\r\n")
		}
		return text
	})
}

// Whatever the file is like: what is written reads back up to Canon, and all
// other parts are as they were; a field that cannot be written is refused.
func TestSetOfOnePartKeepsTheOthers(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := oddFile().Draw(t, "file")
		f, bad := parseFile([]byte(text))
		if bad != nil {
			t.Skip("not a file")
		}
		before, bad := f.issue("A")
		if bad != nil {
			t.Skip("not an issue")
		}
		var p tracker.Patch
		field := rapid.SampledFrom([]string{
			"summary", "status", "type", "resolution", "description", "environment", "customFields.x", "customFields.new one", "customFields.z",
		}).Draw(t, "field")
		value := hub.Value(nasty().Draw(t, "value"))
		if rapid.Bool().Draw(t, "random") {
			value = rapid.String().Draw(t, "text")
		}
		want := canon(field, value)
		p.Fields.Set(hub.PartOf(field, ""), value)
		if value == "" || want == nil {
			p.Fields = hub.Issue{Cleared: []string{field}}
		}
		next, err := f.apply(&p, "A")
		if err != nil {
			if hub.CodeOf(err) != hub.Invalid || field == "description" || field == "summary" {
				t.Fatal(err)
			}
			return
		}
		after, bad := next.issue("A")
		if bad != nil {
			t.Fatal(bad)
		}
		for _, part := range before.Parts().Diff(after.Parts()) {
			if part != hub.PartOf(field, "") {
				t.Fatalf("%s changed too, in\n%q\nnow\n%q", part, text, next.text)
			}
		}
		if got := after.Parts()[hub.PartOf(field, "")]; !hub.Same(got, want) {
			t.Fatalf("%s shows %q, want %q in\n%q", field, got, want, next.text)
		}
		if field == "description" {
			if next.text[:next.start] != f.text[:f.start] {
				t.Fatalf("the front matter was changed: %q", next.text)
			}
		} else if next.text[next.start:] != f.text[f.start:] {
			t.Fatalf("the body was changed")
		}
	})
}

// Comments come, change and go; each reads back, and the others stay.
func TestCommentsKeepEachOther(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, bad := parseFile([]byte(oddFile().Draw(t, "file")))
		if bad != nil {
			t.Skip("not a file")
		}
		is, bad := f.issue("A")
		if bad != nil {
			t.Skip("not an issue")
		}
		text := f.text
		want := is.Parts()
		for i := range rapid.IntRange(1, 5).Draw(t, "steps") {
			var err error
			body, hidden := nasty().Draw(t, "body"), rapid.Bool().Draw(t, "private")
			id := fmt.Sprintf("n%d", i)
			element := func(id string) hub.Part { return hub.PartOf("comments", id) }
			have := f.body.comments
			switch what := rapid.IntRange(0, 2).Draw(t, "what"); {
			case what == 0 || len(have) == 0:
				f, err = f.addComment(hub.Comment{ID: id, Body: body, Private: hidden, Mark: "m -- >", Created: time.Unix(0, 0)}, "entwine")
				want[element(id)] = map[string]hub.Value{"body": longText(body), "private": hidden}
			case what == 1:
				id = have[rapid.IntRange(0, len(have)-1).Draw(t, "which")].id
				f, err = f.editComment(id, body, hidden)
				want[element(id)] = map[string]hub.Value{"body": longText(body), "private": hidden}
			default:
				id = have[rapid.IntRange(0, len(have)-1).Draw(t, "which")].id
				f, err = f.dropComment(id)
				delete(want, element(id))
			}
			if err != nil {
				t.Fatal(err)
			}
			if is, bad = f.issue("A"); bad != nil {
				t.Fatal(bad)
			}
			if d := want.Diff(is.Parts()); len(d) > 0 {
				t.Fatalf("after step %d %v differ, was\n%q\nnow\n%q", i, d, text, f.text)
			}
			for _, c := range is.Comments {
				if c.ID == fmt.Sprintf("n%d", i) && c.Mark != "m -- >" {
					t.Fatalf("the mark is %q", c.Mark)
				}
			}
		}
	})
}

func TestAddAndDropLeaveNothing(t *testing.T) {
	for _, text := range []string{issueText("A-1", "x"), "---\nkey: A-1\n---\n", strings.ReplaceAll(issueText("A-1", "x"), "\n", "\r\n")} {
		f, _ := parsed(t, text)
		next, err := f.addComment(hub.Comment{ID: "a", Body: "b"}, "entwine")
		if err != nil {
			t.Fatal(err)
		}
		if next, err = next.dropComment("a"); err != nil || next.text != text {
			t.Errorf("the file is %q, want %q (%v)", next.text, text, err)
		}
	}
}

func TestCanonIsFixed(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := rapid.OneOf(rapid.String(), nasty(), rapid.StringMatching(`[ <>@a-c"]{0,12}`)).Draw(t, "text")
		other := rapid.StringMatching(`[ <>@a-c"]{0,8}`).Draw(t, "other")
		for field, v := range map[string]hub.Value{
			"summary": s, "description": s, "environment": s, "customFields.x": s, "assignee": hub.User{ID: s, Name: other, Email: rapid.SampledFrom([]string{"", "a@b"}).Draw(t, "mail")},
			"comments": map[string]hub.Value{"body": s}, "attachments": map[string]hub.Value{"name": s}, "links": map[string]hub.Value{"title": s},
			"parent": map[string]hub.Value{"id": s},
		} {
			once := canon(field, v)
			if twice := canon(field, once); !hub.Same(once, twice) {
				t.Fatalf("Canon(%s, %q) is %q, then %q", field, v, once, twice)
			}
		}
	})
}

func TestFormsReadBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		text := rapid.OneOf(rapid.String(), rapid.StringMatching(`[a-c :#,\[\]{}"'0-9.x-]{0,10}`))
		k := hub.Link{Type: oneLine(text.Draw(t, "type")), Title: oneLine(text.Draw(t, "title"))}
		if to := text.Draw(t, "to"); rapid.Bool().Draw(t, "address") {
			k.URL = to
		} else {
			k.To = hub.Ref{ID: to, Key: to}
		}
		if k.ID = linkID(k); k.Type != "" && k.URL+k.To.ID != "" {
			f, _ := parseFile([]byte("---\nkey: A\n---\n"))
			f, err := f.setLinks(func([]hub.Link) ([]hub.Link, error) { return []hub.Link{k}, nil })
			if err != nil {
				t.Fatal(err)
			}
			if is, bad := f.issue("A"); bad != nil || len(is.Links) != 1 || is.Links[0] != k {
				t.Fatalf("link %+v reads back as %+v, %v in\n%s", k, is, bad, f.text)
			}
		}
		n := rapid.Int64().Draw(t, "seconds")
		if got, err := parseDuration(printDuration(n)); err != nil || got != n {
			t.Fatalf("%d seconds read back as %d, %v", n, got, err)
		}
		name := cleanName(text.Draw(t, "name"))
		if strings.ContainsAny(name, "/\\\x00") || strings.HasPrefix(name, ".") || name == "" || len(name) > maxFileName+20 {
			t.Fatalf("%q is no safe file name", name)
		}
		mark := text.Draw(t, "mark")
		if got := parseMark(strings.TrimPrefix(printMark(mark), " ")); got != mark {
			t.Fatalf("mark %q reads back as %q", mark, got)
		}
	})
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(whole))
	f.Add([]byte("---\nsummary: |+\n x\n\n---\n## Comments\n### a\n```\n### b"))
	f.Add([]byte(bom + "---\r\nkey: 'a'\r\n---"))
	f.Fuzz(func(t *testing.T, raw []byte) {
		file, bad := parseFile(raw)
		if bad != nil {
			if bad.line < 1 || bad.column < 1 {
				t.Fatalf("fault without a place: %v", bad)
			}
			return
		}
		if string(file.bytes()) != string(raw) {
			t.Fatal("bytes were lost")
		}
		before, bad := file.issue("A")
		if bad != nil {
			return
		}
		next, err := file.set("summary", `"new: one"`)
		if err != nil {
			return
		}
		after, bad := next.issue("A")
		if bad != nil {
			t.Fatal(bad)
		}
		for _, part := range before.Parts().Diff(after.Parts()) {
			if part != "summary" && file.closed {
				t.Fatalf("%s changed too", part)
			}
		}
		if next, err = next.addComment(hub.Comment{ID: "zz", Body: "```\n### x"}, "a"); err != nil {
			t.Fatal(err)
		}
		if c, ok := next.comment("zz"); !ok || next.commentText(c) != "```\n### x" {
			t.Fatalf("comment does not read back in %q", next.text)
		}
	})
}

// corpus is the tracker texts that are shared between modules' checkouts.
func corpus(t *testing.T) string {
	dir := os.Getenv("ENTWINE_SHARED")
	if dir == "" {
		dir = "../../../shared"
	}
	dir += "/fixtures"
	if _, err := os.Stat(dir); err != nil {
		t.Skip("no real tracker texts here: ENTWINE_SHARED does not lead to any")
	}
	return dir
}
