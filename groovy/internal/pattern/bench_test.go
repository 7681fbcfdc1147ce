package pattern

import (
	"strings"
	"testing"
)

// Patterns of the kind rules use, on texts of the kind trackers hold.
var benchCases = []struct{ name, expr, text string }{
	{"key", `([A-Z]+)-(\d+)`, "see PRJ-1234 for more"},
	{"keyAnchored", `^[A-Z]+-\d+$`, "PRJ-1234"},
	{"word", `\w+`, "hello world"},
	{"quoted", `"([^"]*)"`, `say "hello" now`},
	{"lazy", `<b>(.*?)</b>`, "some <b>bold</b> text"},
	{"alternatives", `(?i)\b(fixes|closes|resolves)\s+#(\d+)`, "This commit Closes #42 at last"},
	{"mail", `[\w.+-]+@[\w-]+\.[\w.-]+`, "write to first.last@example.org today"},
	{"date", `(\d{4})-(\d{2})-(\d{2})`, "due 2024-05-17"},
	{"groups", `(?:(\w+)=(\w+);?)+`, "a=1;b=22;c=333"},
	{"look", `(?<=@)\w+(?=\s|$)`, "ping @alice please"},
	{"loop", `(a|b)*c`, "abababababababc"},
	{"literal", `needle`, strings.Repeat("hay ", 50) + "needle"},
	{"none", `\d+x`, strings.Repeat("hay ", 50)},
}

// How long does one search take, the pattern being compiled?
func BenchmarkFind(b *testing.B) {
	for _, c := range benchCases {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			m := MustCompile(c.expr, 0).Matcher(c.text, nil)
			found, _ := m.FindFrom(0)
			if found == (c.name == "none") {
				b.Fatal("found", found)
			}
			for b.Loop() {
				if _, err := m.FindFrom(0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// How long does it take to compile?
func BenchmarkCompile(b *testing.B) {
	for _, c := range benchCases {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				if _, err := Compile(c.expr, 0); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// How does a search grow with the text?
func BenchmarkLong(b *testing.B) {
	for _, size := range []struct {
		name string
		n    int
	}{{"1k", 1 << 10}, {"64k", 1 << 16}} {
		text := strings.Repeat("the quick brown fox, 42 of them; ", size.n/33)
		for _, expr := range []string{`\w+\d`, `[^;]*;`, `(?:\w|\s)*!`, `(\w+) (\w+)`, `.*x$`, `(?i)FOX|DOG`} {
			re := MustCompile(expr, 0)
			b.Run(expr+"/"+size.name, func(b *testing.B) {
				b.SetBytes(int64(len(text)))
				b.ReportAllocs()
				for b.Loop() {
					m := re.Matcher(text, nil)
					for {
						found, err := m.Find()
						if err != nil {
							b.Fatal(err)
						}
						if !found {
							break
						}
					}
				}
			})
		}
	}
}
