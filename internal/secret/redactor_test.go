package secret_test

import (
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"html"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"testing"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/internal/secret"
)

// travelForms are the ways a value gets into text, each undone by back.
var travelForms = []struct {
	name string
	form func(v string) string
}{
	{"plain", func(v string) string { return v }},
	{"query", url.QueryEscape},
	{"path", url.PathEscape},
	{"query twice", func(v string) string { return url.QueryEscape(url.QueryEscape(v)) }},
	{"lower case percent", func(v string) string {
		var b strings.Builder
		for i := range len(v) {
			b.WriteString("%" + hex.EncodeToString([]byte{v[i]}))
		}
		return b.String()
	}},
	{"json", func(v string) string { b, _ := json.Marshal(v); return string(b) }},
	{"go", strconv.Quote},
	{"ascii", strconv.QuoteToASCII},
	{"html", html.EscapeString},
	{"hex", func(v string) string { return hex.EncodeToString([]byte(v)) }},
	{"HEX", func(v string) string { return strings.ToUpper(hex.EncodeToString([]byte(v))) }},
}

func TestRedactor_forms(t *testing.T) {
	t.Parallel()
	for _, v := range []string{"hunter22", "päss wörd/+&=?", `quote"back\slash` + "\n", "<tag>&'x'", "100%&more", "smile \U0001f600\u00e9 now"} {
		var r secret.Redactor
		r.Add(v)
		for _, f := range travelForms {
			text := "before " + f.form(v) + " after"
			got := r.Redact(text)
			if !strings.Contains(got, secret.Mask) || strings.Contains(got, f.form(v)) {
				t.Errorf("%s of %q: %q became %q", f.name, v, text, got)
			}
			if !strings.HasPrefix(got, "before ") || !strings.HasSuffix(got, " after") {
				t.Errorf("%s of %q: what is around it was lost: %q", f.name, v, got)
			}
		}
	}
}

func TestRedactor_basicHeader(t *testing.T) {
	t.Parallel()
	for _, enc := range []*base64.Encoding{base64.StdEncoding, base64.URLEncoding, base64.RawStdEncoding, base64.RawURLEncoding} {
		for _, user := range []string{"a", "ab", "abc", "someone@example.org"} {
			var r secret.Redactor
			r.Add("s3cret/?key>>")
			text := "Authorization: Basic " + enc.EncodeToString([]byte(user+":s3cret/?key>>"))
			got := r.Redact(text)
			_, coded, _ := strings.Cut(got, "Basic ")
			if !strings.Contains(coded, secret.Mask) {
				t.Errorf("user %s: %q stayed", user, got)
			}
		}
	}
}

func TestRedactor_overlapAndAssembly(t *testing.T) {
	t.Parallel()
	for _, c := range []struct{ name, secrets, text, want string }{
		{"nothing known", "", "text", "text"},
		{"short values are ordinary text", "abc", "abc", "abc"},
		{"overlapping values go as one", "abcdefgh efghijkl", "-abcdefghijkl-", "-***-"},
		{"one within the other", "abcd abcdefgh", "abcdefgh abcd", "*** ***"},
		{"put together by replacing", "12345678 ab***cd", "ab12345678cd", "***"},
		{"a secret of stars", "********", "*********", "***"},
		{"several times", "hunter22", "hunter22hunter22 hunter22", "*** ***"},
	} {
		var r secret.Redactor
		r.Add(strings.Fields(c.secrets)...)
		if got := r.Redact(c.text); got != c.want {
			t.Errorf("%s: got %q, want %q", c.name, got, c.want)
		}
	}
}

func TestRedactor_pastedLineEnd(t *testing.T) {
	t.Parallel()
	var r secret.Redactor
	r.Add("hunter22\n")
	if got := r.Redact("key=hunter22"); got != "key=***" {
		t.Errorf("got %q", got)
	}
}

func TestRedactor_nilAndConcurrent(t *testing.T) {
	t.Parallel()
	if got := (*secret.Redactor)(nil).Redact("text"); got != "text" {
		t.Errorf("a nil Redactor made %q", got)
	}
	var r secret.Redactor
	var wg sync.WaitGroup
	for i := range 8 {
		wg.Go(func() {
			v := "value-number-" + strconv.Itoa(i)
			r.Add(v)
			if got := r.Redact(v); got != secret.Mask {
				t.Errorf("%s became %q", v, got)
			}
		})
	}
	wg.Wait()
}

// unquoted takes off the quotes that the form has put around v.
func unquoted(form, v string) string {
	if form != v && len(form) > 2 && form[0] == '"' && form[len(form)-1] == '"' {
		return form[1 : len(form)-1]
	}
	return form
}

func FuzzRedactor(f *testing.F) {
	f.Add("hunter22", "otherone", "text ", 1)
	f.Add("********", "***abcde", "*", 0)
	f.Add("%41%41%41", `\u0041\u0041`, "%25", 2)
	f.Add("a+b c%20d", "+++++++++", "+", 3)
	f.Fuzz(func(t *testing.T, one, two, around string, shift int) {
		if !utf8.ValidString(one) || !utf8.ValidString(two) {
			t.Skip("JSON and HTML cannot hold it, so it is another value there")
		}
		var r secret.Redactor
		r.Add(one, two)
		var b strings.Builder
		b.WriteString(around + one + two + around)
		for _, form := range travelForms {
			// Parted by spaces: half an escape before a value makes another of it.
			b.WriteString(around + " " + form.form(one) + " " + form.form(two) + " ")
		}
		got := r.Redact(b.String())
		for _, v := range []string{one, two} {
			if len(v) < 8 {
				continue
			}
			for _, form := range travelForms {
				if strings.Contains(got, unquoted(form.form(v), v)) {
					t.Fatalf("%s of %q survived in %q", form.name, v, got)
				}
			}
			prefix := strings.Repeat("u", shift&3)
			if c := base64.StdEncoding.EncodeToString([]byte(prefix + v)); r.Redact(c) == c {
				t.Fatalf("base64 of %q after %q survived", v, prefix)
			}
		}
		if again := r.Redact(got); again != got {
			t.Fatalf("a second time changes %q to %q", got, again)
		}
	})
}

// Values that are replaced by others are forgotten in time, those that stay never.
func TestRedactorPass(t *testing.T) {
	r := &secret.Redactor{}
	r.Add("stays-for-good")
	name := func(n int) string { return fmt.Sprintf("token-number-%04d", n) }
	for n := range 200 {
		r.Pass(name(n))
		r.Pass("seen-again")
	}
	for text, hidden := range map[string]bool{"stays-for-good": true, "seen-again": true, name(199): true, name(170): true, name(3): false} {
		if got := r.Redact("a " + text + " b"); (got == "a "+secret.Mask+" b") != hidden {
			t.Errorf("%s becomes %q, hidden should be %v", text, got, hidden)
		}
	}
}
