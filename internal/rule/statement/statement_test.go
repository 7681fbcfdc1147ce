package statement

import (
	"slices"
	"strings"
	"testing"
)

func TestNamed(t *testing.T) {
	for text, want := range map[string]string{
		"a = :a AND b = ?.b":                                        "a = ? AND b = ? | a,b",
		"t::text = :a AND ':no' = \":no\" -- :no":                   "t::text = ? AND ':no' = \":no\" -- :no | a",
		"a = $$ :no $$ AND b = $x$ :no $ $x$ /*:no*/ AND c = :c1_x": "a = $$ :no $$ AND b = $x$ :no $ $x$ /*:no*/ AND c = ? | c1_x",
		"a = 'it''s :no' AND b = :b":                                "a = 'it''s :no' AND b = ? | b",
		"a = ? AND b = $1":                                          "a = ? AND b = $1 | ",
		"a = ':never closed":                                        "a = ':never closed | ",
	} {
		plain, names := Named(text)
		if got := plain + " | " + strings.Join(names, ","); got != want {
			t.Errorf("%s\ngot   %s\nwants %s", text, got, want)
		}
	}
}

func TestDollars(t *testing.T) {
	got := Dollars("a = ? AND b = '?' AND c = ? -- ?\nAND d = $q$?$q$ AND \"?\" = ?")
	if want := "a = $1 AND b = '?' AND c = $2 -- ?\nAND d = $q$?$q$ AND \"?\" = $3"; got != want {
		t.Errorf("got %s", got)
	}
}

func TestReadsOnly(t *testing.T) {
	for _, text := range []string{"SELECT 1", " with x as (select 1) select * from x ;", "(select 1)", "/* a */ -- b\nvalues (1)", "select ';'", "select 1; -- done"} {
		if err := ReadsOnly(text); err != nil {
			t.Errorf("%s: %v", text, err)
		}
	}
	for _, text := range []string{"", " -- only", "delete from t", "select 1; drop table t", "pragma x", "explain delete from t", "selecta", ";select 1;select 2", "'select'"} {
		if ReadsOnly(text) == nil {
			t.Errorf("%s is taken for a query", text)
		}
	}
}

// A statement has the same places whatever is done to it, and nothing in it is
// lost.
func FuzzStatement(f *testing.F) {
	for _, s := range []string{"a = :a AND b = ?", "'", "$$", "$a$ ? $a", "/*", "-- ?", "`?", "::?.x"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		var parts []string
		scan(text, func(p string, _ bool) { parts = append(parts, p) })
		if strings.Join(parts, "") != text || slices.Contains(parts, "") {
			t.Fatalf("%q was taken apart as %q", text, parts)
		}
		plain, names := Named(text)
		if len(names) == 0 && plain != text {
			t.Fatalf("%q without names became %q", text, plain)
		}
		if len(names) > 0 && Places(plain) < len(names) {
			t.Fatalf("%q has %d names and %d places", text, len(names), Places(plain))
		}
		_ = ReadsOnly(text)
		if Places(text) == 0 && Dollars(text) != text {
			t.Fatalf("%q without places became %q", text, Dollars(text))
		}
	})
}
