package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// kinds gives the tokens of a source but for space, one letter for each kind
// before its text.
func kinds(src string) string {
	const letters = " #iklnsv@b+!"
	var parts []string
	for _, t := range syntax.Scan(src) {
		if t.Kind != syntax.TokenSpace {
			parts = append(parts, string(letters[t.Kind])+t.Text)
		}
	}
	return strings.Join(parts, " ")
}

func TestScan(t *testing.T) {
	for src, want := range map[string]string{
		"def x = 1 // one":               "kdef ix += n1 #// one",
		"#!/bin/groovy\nx /* a\nb */":    "##!/bin/groovy ix #/* a\nb */",
		"a.class.if + b.'c d'":           "ia +. iclass +. iif ++ ib +. s'c d'",
		"return true ? null : this":      "kreturn ltrue +? lnull +: kthis",
		`"a $b.c ${d + "e"} f"`:          `s"a  v$ ib +. ic s  v${ id ++ s"e" v} s f"`,
		`"$a"`:                           `s" v$ ia s"`,
		"/a\\/$b/ / c":                   "s/a\\/ v$ ib s/ +/ ic",
		"$/a $$ ${b}/$":                  "s$/a $$  v${ ib v} s/$",
		"x = /a/ + b / c":                "ix += s/a/ ++ ib +/ ic",
		"a?.b*.c?:d <=> e":               "ia +?. ib +*. ic +?: id +<=> ie",
		"@Field(1) List<A<B>> x":         "@@ @Field b( n1 b) iList +< iA +< iB +> +> ix",
		"{ a -> [b, (c)] }":              "b{ ia +-> b[ ib +, b( ic b) b] b}",
		"x = 'a":                         "ix += s'a",
		"été = 'ß😀' + 1.5e-3G":           "iété += s'ß😀' ++ n1.5e-3G",
		"x ` y":                          "ix !` iy",
		"'''a\n'b' ''' \"\"\"c\"d\"\"\"": "s'''a\n'b' ''' s\"\"\"c\"d\"\"\"",
		"/* a":                           "#/* a",
		"":                               "",
	} {
		if got := kinds(src); got != want {
			t.Errorf("%s\ngot  %s\nwant %s", src, got, want)
		}
		checkTokens(t, src)
	}
}

func TestScanGivesPlaces(t *testing.T) {
	var got []string
	for _, tok := range syntax.Scan("a\r\n 'é😀' b\rc") {
		if tok.Kind != syntax.TokenSpace {
			got = append(got, fmt.Sprint(tok.Pos))
		}
	}
	// Columns count UTF-16 units, of which the last character of the string
	// has two.
	want := "[{0 1 1} {4 2 2} {13 2 8} {15 3 1}]"
	if fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
}
