package pattern

import (
	"errors"
	"strings"
	"sync"
	"testing"
)

// The messages are those of JDK 17.
func TestSyntaxErrorMessage(t *testing.T) {
	for expr, want := range map[string]string{
		"(ab":              "Unclosed group near index 3\n(ab",
		"*":                "Dangling meta character '*' near index 0\n*\n^",
		"[a-":              "Illegal character range near index 3\n[a-",
		"\t(a*)\t)":        "Unmatched closing ')' near index 5\n\t(a*)\t)\n\t    ^",
		"a\U0001F600(":     "Unclosed group near index 3\na\U0001F600(\n   ^",
		"\U0001F600)a":     "Unmatched closing ')' near index 0\n\U0001F600)a\n^",
		"a\n)b":            "Unmatched closing ')' near index 1\na\n)b\n ^",
		"\\QÉ.\\E)a":       "Unmatched closing ')' near index 2\n\\QÉ.\\E)a\n  ^",
		"\\N{LATIN LETTER": "Unclosed character name escape sequence near index 15\n\\N{LATIN LETTER",
	} {
		_, err := Compile(expr, 0)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) {
			t.Errorf("%q: got %v", expr, err)
		} else if got := syntax.Error(); got != want {
			t.Errorf("%q: got %q, want %q", expr, got, want)
		}
	}
}

// What Java offers and we do not is refused by name.
func TestRefused(t *testing.T) {
	for _, c := range []struct {
		expr  string
		flags Flags
		want  string
	}{
		{"a", 0x80, "Canonical equivalence is not supported"},
		{"(?c)a", 0, "Canonical equivalence is not supported"},
		{`\N{DIGIT ONE}`, 0, "Character names are not supported [DIGIT ONE]"},
		{strings.Repeat("(", maxDepth+1) + strings.Repeat(")", maxDepth+1), 0, "Pattern is nested too deep"},
		{strings.Repeat("[a", maxDepth+1) + strings.Repeat("]", maxDepth+1), 0, "Pattern is nested too deep"},
		{"[a" + strings.Repeat("&&a", maxDepth+1) + "]", 0, "Pattern is nested too deep"},
		{strings.Repeat("a", maxPattern+1), 0, "Pattern is too long"},
		{strings.Repeat(`[\p{L}-]`, maxPattern/8), 0, "Pattern is too long"},
		{strings.Repeat(`\P{L}`, maxPattern/5), 0, "Pattern is too long"},
	} {
		_, err := Compile(c.expr, c.flags)
		var syntax *SyntaxError
		if !errors.As(err, &syntax) || syntax.Description != c.want {
			t.Errorf("%.40q: got %.100v, want %s", c.expr, err, c.want)
		}
	}
	if _, err := Compile(strings.Repeat("(", maxDepth)+strings.Repeat(")", maxDepth), 0); err != nil {
		t.Errorf("as deep as may be: %.100v", err)
	}
}

func wantError(t *testing.T, what string, err error, class, message string) {
	t.Helper()
	var thrown *Error
	if !errors.As(err, &thrown) || thrown.Class != "java.lang."+class || thrown.Message != message {
		t.Errorf("%s: got %v, want %s: %s", what, err, class, message)
	}
}

func TestMatcherErrors(t *testing.T) {
	m := MustCompile(`(?<n>a)(b)?`, 0).Matcher("xa", nil)
	_, _, err := m.Group(5)
	wantError(t, "Group before a match", err, "IllegalStateException", "No match found")
	_, _, err = m.NamedGroup("zz")
	wantError(t, "NamedGroup before a match", err, "IllegalStateException", "No match found")
	_, _, err = m.Span(0)
	wantError(t, "Span before a match", err, "IllegalStateException", "No match available")
	wantError(t, "AppendReplacement before a match", m.AppendReplacement(new(strings.Builder), "x"), "IllegalStateException", "No match available")
	_, err = m.FindFrom(3)
	wantError(t, "FindFrom beyond the end", err, "IndexOutOfBoundsException", "Illegal start index")
	wantError(t, "Region the wrong way round", m.Region(2, 1), "IndexOutOfBoundsException", "start > end")
	if found, err := m.Find(); !found || err != nil {
		t.Fatal(found, err)
	}
	_, _, err = m.Group(3)
	wantError(t, "Group 3", err, "IndexOutOfBoundsException", "No group 3")
	_, _, err = m.Group(-1)
	wantError(t, "Group -1", err, "IndexOutOfBoundsException", "No group -1")
	_, _, err = m.NamedGroup("zz")
	wantError(t, "NamedGroup zz", err, "IllegalArgumentException", "No group with name <zz>")
	if text, ok, err := m.Group(2); text != "" || ok || err != nil {
		t.Errorf("a group that took no part: got %q, %v, %v", text, ok, err)
	}
	if text, ok, err := m.NamedGroup("n"); text != "a" || !ok || err != nil {
		t.Errorf("group n: got %q, %v, %v", text, ok, err)
	}
	if found, err := m.Find(); found || err != nil {
		t.Errorf("a second match: %v, %v", found, err)
	}
	_, _, err = m.Group(0)
	wantError(t, "Group after the last match", err, "IllegalStateException", "No match found")
}

// usePattern keeps the place, reset and a new text do not.
func TestMatcherStartsOver(t *testing.T) {
	m := MustCompile(`a`, 0).Matcher("abab", nil)
	next := func(want int) {
		t.Helper()
		if found, err := m.Find(); err != nil || found != (want >= 0) {
			t.Fatalf("found %v, %v, want a match at %d", found, err, want)
		}
		if want >= 0 {
			if start, _, _ := m.Span(0); start != want {
				t.Errorf("found at %d, want %d", start, want)
			}
		}
	}
	next(0)
	m.SetRegex(MustCompile(`(b)`, 0))
	if m.GroupCount() != 1 {
		t.Errorf("%d groups", m.GroupCount())
	}
	next(1)
	next(3)
	next(-1)
	m.Reset()
	next(1)
	m.SetText("xxb")
	next(2)
	if err := m.Region(2, 3); err != nil {
		t.Fatal(err)
	}
	next(2)
	if m.RegionStart() != 2 || m.RegionEnd() != 3 || !m.HasAnchoringBounds() || m.HasTransparentBounds() {
		t.Error("the region is not what was set")
	}
}

func TestAppend(t *testing.T) {
	m := MustCompile(`(\w)(\d)`, 0).Matcher("a1-b2-c", nil)
	var out strings.Builder
	for {
		found, err := m.Find()
		if err != nil {
			t.Fatal(err)
		}
		if !found {
			break
		}
		if err := m.AppendReplacement(&out, `$2\$$1`); err != nil {
			t.Fatal(err)
		}
	}
	if m.Tail() != "-c" {
		t.Errorf("tail %q", m.Tail())
	}
	if err := m.AppendTail(&out); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), "1$a-2$b-c"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestAppendText(t *testing.T) {
	m := MustCompile(`\w+`, 0).Matcher("one two!", nil)
	var out strings.Builder
	for found, err := m.Find(); found; found, err = m.Find() {
		if err != nil {
			t.Fatal(err)
		}
		word, _, _ := m.Group(0)
		if err := m.AppendText(&out, "$"+strings.ToUpper(word)+`\`); err != nil {
			t.Fatal(err)
		}
	}
	if err := m.AppendTail(&out); err != nil {
		t.Fatal(err)
	}
	if got, want := out.String(), `$ONE\ $TWO\!`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	wantError(t, "AppendText after the last match", m.AppendText(&out, "x"), "IllegalStateException", "No match available")
}

func TestQuote(t *testing.T) {
	for text, want := range map[string]string{
		"a.b":    `\Qa.b\E`,
		`a\Eb`:   `\Qa\E\\E\Qb\E`,
		`\E`:     `\Q\E\\E\Q\E`,
		`a\`:     `\Qa\\E`,
		"":       `\Q\E`,
		"é\x00b": "\\Qé\x00b\\E",
	} {
		if got := Quote(text); got != want {
			t.Errorf("Quote(%q): got %q, want %q", text, got, want)
		}
		if found, err := MustCompile(want, 0).Matches(text, nil); !found || err != nil {
			t.Errorf("%q does not match %q: %v", want, text, err)
		}
	}
	text := `a$b\c${d}`
	if got, want := QuoteReplacement(text), `a\$b\\c\${d}`; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if got, err := MustCompile("x", 0).Matcher("x", nil).ReplaceAll(QuoteReplacement(text)); got != text || err != nil {
		t.Errorf("replaced by %q, %v, want %q", got, err, text)
	}
}

// A surrogate without its other half is a character of its own.
func TestLoneSurrogates(t *testing.T) {
	const hi, lo = "\xED\xA0\xBD", "\xED\xB8\x80" // U+D83D and U+DE00
	for _, c := range []struct {
		expr, text string
		want       bool
	}{
		{`.`, hi, true},
		{`..`, hi + "x", true},
		{`\ud83d`, hi, true},
		{`\ud83d`, "\U0001F600", false},
		{`[\ud800-\udbff]x`, hi + "x", true},
		{hi + "x", hi + "x", true},
		{hi + lo, "\U0001F600", true},
		{`\p{Cs}\p{Cs}`, lo + hi, true},
		{`\P{Cs}`, "\U0001F600", true},
		{`(?<=\ude00)x|.`, lo, true},
		{`(?i)` + hi, hi, true},
	} {
		got, err := MustCompile(c.expr, 0).Matches(c.text, nil)
		if got != c.want || err != nil {
			t.Errorf("%q on %q: got %v, %v", c.expr, c.text, got, err)
		}
	}
}

func TestNames(t *testing.T) {
	re := MustCompile(`(a)(?<year>\d)(?<month>\d)`, CaseInsensitive)
	if g, ok := re.GroupIndex("month"); g != 3 || !ok {
		t.Errorf("month is %d, %v", g, ok)
	}
	names := re.GroupNames()
	names["day"] = 4
	if _, ok := re.GroupIndex("day"); ok || len(re.GroupNames()) != 2 {
		t.Error("the names can be changed from outside")
	}
	if re.String() != `(a)(?<year>\d)(?<month>\d)` || re.GroupCount() != 3 {
		t.Errorf("%s with %d groups", re, re.GroupCount())
	}
}

// One Regex serves many goroutines.
func TestShared(t *testing.T) {
	re := MustCompile(`(?:(\w+)=(\w+|"[^"]*");?)+(?<!x)`, 0)
	text := strings.Repeat(`key=value;other="some text";`, 20)
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				found, err := re.Matches(text, nil)
				if !found || err != nil {
					t.Error(found, err)
				}
			}
		})
	}
	all.Wait()
}
