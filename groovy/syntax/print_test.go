package syntax_test

import (
	"os"
	"path/filepath"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// corpus gives all the sources the tests have, by a name for each.
func corpus(t testing.TB) map[string]string {
	t.Helper()
	all := scripts(t)
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range files {
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for i, c := range splitCases(string(text)) {
			all[filepath.Base(f)+"/"+string(rune('0'+i/100%10))+string(rune('0'+i/10%10))+string(rune('0'+i%10))] = c
		}
	}
	return all
}

// roundTrip parses, prints and parses again; it gives a complaint if the
// trees differ, nothing if src does not parse.
func roundTrip(src string) string {
	f, err := syntax.Parse("a", src)
	if err != nil {
		return ""
	}
	text := syntax.Print(f)
	g, err := syntax.Parse("b", text)
	if err != nil {
		return "printed:\n" + text + "\n" + err.Error()
	}
	if d := syntax.Diff(f, g); d != nil {
		return "printed:\n" + text + "\ndifferent: " + syntax.Print(d[0]) + " and " + syntax.Print(d[1])
	}
	// Printing is settled after the first time.
	if again := syntax.Print(g); again != text {
		return "printed:\n" + text + "\nand then:\n" + again
	}
	return ""
}

func TestPrintGivesTheSameTree(t *testing.T) {
	for name, src := range corpus(t) {
		t.Run(name, func(t *testing.T) {
			if c := roundTrip(src); c != "" {
				t.Errorf("%s\n%s", src, c)
			}
		})
	}
}
