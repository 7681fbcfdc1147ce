package syntax_test

import (
	"fmt"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// value parses an expression.
func value(t *testing.T, src string) syntax.Expr {
	t.Helper()
	f, err := syntax.Parse("f", "x = "+src)
	if err != nil {
		t.Fatalf("%s: %v", src, err)
	}
	return f.Body[0].(*syntax.ExprStmt).X.(*syntax.Assign).Y
}

func TestStrings(t *testing.T) {
	for src, want := range map[string]struct {
		quote syntax.Quote
		value string
	}{
		`'a"b\'c'`:               {syntax.Single, `a"b'c`},
		`"a'b\"c"`:               {syntax.Double, `a'b"c`},
		`'\n\r\t\b\f\\\$'`:       {syntax.Single, "\n\r\t\b\f\\$"},
		`'\u0041\uuu00e9\101\7'`: {syntax.Single, "AéA\a"},
		`'\400\18'`:              {syntax.Single, "\x200\x018"},
		`'\ud83d\ude00'`:         {syntax.Single, "😀"},
		// Lone surrogates stay what they are.
		`'\ud83d'`:           {syntax.Single, "\xed\xa0\xbd"},
		`'\ude00\ud83d'`:     {syntax.Single, "\xed\xb8\x80\xed\xa0\xbd"},
		"'a\\\nb'":           {syntax.Single, "ab"},
		"'''a\nb\r\nc\rd'''": {syntax.TripleSingle, "a\nb\nc\nd"},
		"'''a'b''c'''":       {syntax.TripleSingle, "a'b''c"},
		"\"\"\"\\\na\"\"\"":  {syntax.TripleDouble, "a"},
		`/a\/b\d\\$ $1/`:     {syntax.Slashy, `a/b\d\\$ $1`},
		"/a\\\nb\nc/":        {syntax.Slashy, "ab\nc"},
		`/\u00e9\\u00e9/`:    {syntax.Slashy, `é\\u00e9`},
		`$/a$/b$$c/d\e $/$`:  {syntax.DollarSlashy, "unterminated"},
		`$/a$/b$$c/d\e'"/$`:  {syntax.DollarSlashy, `a/b$c/d\e'"`},
	} {
		if want.value == "unterminated" {
			if _, err := syntax.Parse("f", "x = "+src); err == nil {
				t.Errorf("%s: got no error", src)
			}
			continue
		}
		s, ok := value(t, src).(*syntax.String)
		if !ok || s.Quote != want.quote || s.Value != want.value {
			t.Errorf("%s: got %+v, want %+v", src, s, want)
		}
	}
}

func TestNumbers(t *testing.T) {
	for src, want := range map[string]string{
		"0":          "0 10 0",
		"1_000":      "0 10 1000",
		"0x1F_a":     "0 16 1Fa",
		"0b10_1":     "0 2 101",
		"017":        "0 8 17",
		"0xFL":       "2 16 F",
		"1i":         "1 10 1",
		"1L":         "2 10 1",
		"1g":         "3 10 1",
		"1.50":       "4 10 1.50",
		"1e-3":       "4 10 1e-3",
		"1.5G":       "4 10 1.5",
		"1f":         "5 10 1",
		"1.5e3d":     "6 10 1.5e3",
		"09.5":       "4 10 09.5",
		"2147483648": "0 10 2147483648",
	} {
		n, ok := value(t, src).(*syntax.Number)
		if !ok {
			t.Errorf("%s: got %T", src, value(t, src))
			continue
		}
		if got := fmt.Sprintf("%d %d %s", n.Kind, n.Base, n.Digits); got != want || n.Text != src {
			t.Errorf("%s: got %s as %q, want %s", src, got, n.Text, want)
		}
	}
}

func TestInterpolation(t *testing.T) {
	g := value(t, `"a$b.c ${d}${-> e}${}${f; g}z"`).(*syntax.GString)
	if got := fmt.Sprintf("%q", g.Texts); got != `["a" " " "" "" "" "z"]` {
		t.Errorf("texts %s", got)
	}
	var got []string
	for _, v := range g.Values {
		got = append(got, fmt.Sprintf("%T %v %d", v.X, v.Braced, len(v.Body)))
	}
	const want = "[*syntax.Property false 0 *syntax.Ident true 0 *syntax.Closure true 0 <nil> true 0 <nil> true 2]"
	if fmt.Sprint(got) != want {
		t.Errorf("values %v, want %s", got, want)
	}
}
