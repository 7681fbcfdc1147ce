package richtext_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/richtext"
)

// chains are ways a text may go round through trackers.
var chains = [][]richtext.Format{
	{richtext.Textile, richtext.HTML, richtext.Markdown, richtext.Textile},
	{richtext.Markdown, richtext.Textile, richtext.Markdown},
	{richtext.Markdown, richtext.HTML, richtext.Textile, richtext.Markdown},
	{richtext.HTML, richtext.Textile, richtext.HTML},
}

// The first round may lose what a format cannot say; no later round loses more.
func TestChain_reaches_a_fixed_point_after_one_round(t *testing.T) {
	t.Parallel()
	texts := slices.Concat(seeds, literals)
	for _, chain := range chains {
		for _, text := range texts {
			round := func(s string) string {
				for i := 1; i < len(chain); i++ {
					s = richtext.Convert(s, chain[i-1], chain[i])
				}
				return s
			}
			first := round(text)
			again := first
			for range 10 {
				again = round(again)
			}
			if again != first {
				t.Errorf("%v: %q wears out:\ngot  %q\nwant %q", chain, text, again, first)
			}
		}
	}
}

func TestWear_seeds_do_not_change_in_fifty_rounds(t *testing.T) {
	t.Parallel()
	for _, f := range formats {
		for _, text := range slices.Concat(seeds, literals) {
			wear(t, f, text)
		}
	}
}

// How long does a comment of an ordinary and of a great size take to pass, in
// every format, and does the time per byte stay the same?
func BenchmarkConvert(b *testing.B) {
	unit := "h2. Title\n\nSome *bold* and _italic_ words with @code@ and \"a link\":https://x.example/.\n\n* one\n** two\n\n<pre>\ncode\n</pre>\n\n|_. a|_. b|\n|c|d|\n\n"
	for _, n := range []int{1, 100, 1000} {
		for _, f := range formats {
			text := richtext.Convert(strings.Repeat(unit, n), richtext.Textile, f)
			b.Run(string(f)+"/"+sizeName(n), func(b *testing.B) {
				b.ReportAllocs()
				b.SetBytes(int64(len(text)))
				for b.Loop() {
					if richtext.Convert(text, f, f) == "" {
						b.Fatal("nothing came out")
					}
				}
			})
		}
	}
}

func sizeName(n int) string {
	return map[int]string{1: "comment", 100: "long", 1000: "huge"}[n]
}
