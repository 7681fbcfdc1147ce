package syntax_test

import (
	"os"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

func rule(b *testing.B) string {
	b.Helper()
	src, err := os.ReadFile("testdata/rule.groovy")
	if err != nil {
		b.Fatal(err)
	}
	return string(src)
}

// How much of a rule's way to its first run is parsing? The aim for all of it
// is half a millisecond.
func BenchmarkParse(b *testing.B) {
	src := rule(b)
	for _, size := range []struct {
		name  string
		times int
	}{{"rule", 1}, {"100 rules", 100}} {
		b.Run(size.name, func(b *testing.B) {
			src := strings.Repeat(src, size.times)
			b.SetBytes(int64(len(src)))
			b.ReportAllocs()
			for b.Loop() {
				f, err := syntax.Parse("rule", src)
				if err != nil || len(f.Body) < 15*size.times {
					b.Fatal(err)
				}
			}
		})
	}
}

// Can an editor colour a rule at each key stroke?
func BenchmarkScan(b *testing.B) {
	src := rule(b)
	b.SetBytes(int64(len(src)))
	b.ReportAllocs()
	for b.Loop() {
		if len(syntax.Scan(src)) < 500 {
			b.Fatal("too few tokens")
		}
	}
}
