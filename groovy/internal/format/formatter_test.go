package format

import (
	"strconv"
	"testing"
)

func TestFormatIsThatOfJava(t *testing.T) {
	t.Parallel()
	table(t, "formatter.tsv", func(t *testing.T, c []string) {
		got, err := Format(plenty, unquote(t, c[0]), values(t, c[1]))
		expect(t, c, outcome(got, err))
	})
}

func TestDatesAreThoseOfJava(t *testing.T) {
	t.Parallel()
	table(t, "dates.tsv", func(t *testing.T, c []string) {
		got, err := Format(plenty, unquote(t, c[0]), values(t, c[1]))
		expect(t, c, outcome(got, err))
	})
}

func TestCapitalsOfMoreThanOneLetter(t *testing.T) {
	t.Parallel()
	long := map[rune]bool{}
	table(t, "upper.tsv", func(t *testing.T, c []string) {
		code, err := strconv.Atoi(c[0])
		if err != nil {
			t.Fatal(err)
		}
		long[rune(code)] = true
		if got, want := ToUpper(string(rune(code))), unquote(t, c[1]); got != want {
			t.Errorf("capital of %U is %q, want %q", code, got, want)
		}
	})
	for r := rune(0x80); r < 0xD800; r++ {
		if got := ToUpper(string(r)); !long[r] && len([]rune(got)) != 1 {
			t.Errorf("capital of %U is %q", r, got)
		}
	}
	if got := ToUpper("a\xed\xa0\xbdß"); got != "A\xed\xa0\xbdSS" {
		t.Errorf("a lone surrogate became %q", got)
	}
}
