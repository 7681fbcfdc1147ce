package page_test

import (
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/internal/page"
)

func TestParse(t *testing.T) {
	t.Parallel()
	got, err := page.Parse("# Title\n\n## 1 One\n\n**1.1** A sentence.\n\n```groovy\nprintln 1  // prints 1\nprintln 'a // b'\nx()  // fails: a.B: c\n```\n")
	if err != nil || len(got) != 1 {
		t.Fatalf("got %v, %v", got, err)
	}
	e := got[0]
	if e.Name() != "1.1" || len(e.Prints) != 1 || e.Prints[0] != "1" || e.End != page.Fails || e.Text != "a.B: c" || e.EndLine != 3 || e.Line != 8 {
		t.Errorf("got %+v", e)
	}
}

func TestParseRefuses(t *testing.T) {
	t.Parallel()
	example := "```groovy\n1\n```\n"
	for name, c := range map[string]struct{ src, want string }{
		"a gap":                {"## 1 One\n**1.2** A.\n" + example, "where 1.1 belongs"},
		"a double":             {"## 1 One\n**1.1** A.\n" + example + "**1.1** B.\n" + example, "where 1.2 belongs"},
		"a section left out":   {"## 2 Two\n", "section 2 follows section 0"},
		"no example":           {"## 1 One\n**1.1** A.\n**1.2** B.\n" + example, "1.1 has no example"},
		"no example at an end": {"## 1 One\n**1.1** A.\n", "1.1 has no example"},
		"no sentence":          {"## 1 One\n" + example, "without a sentence"},
	} {
		if _, err := page.Parse(c.src); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", name, err, c.want)
		}
	}
}
