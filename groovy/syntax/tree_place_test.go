package syntax_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// TestPlaces marks each node of some kinds under its source line: what a
// drawing of an assertion, a caret or an editor goes by.
func TestPlaces(t *testing.T) {
	const src = "assert x.size() + a[1] == (b ?: 'é') && !c?.d(2) // end"
	f, err := syntax.Parse("f", src)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	syntax.Walk(f.Body[0], func(n syntax.Node) bool {
		at := fmt.Sprintf("%T %d-%d %s", n, n.Pos().Col, n.End().Col, f.Text(n))
		switch n := n.(type) {
		case *syntax.Binary:
			at += fmt.Sprintf(" op %d", n.OpPos.Col)
		case *syntax.Property:
			at += fmt.Sprintf(" dot %d name %d", n.DotAt.Col, n.Name.Pos().Col)
		case *syntax.Index:
			at += fmt.Sprintf(" [ %d", n.Lbrack.Col)
		case *syntax.Call:
			at += fmt.Sprintf(" ( %d", n.Lparen.Col)
		case *syntax.Elvis:
			at += fmt.Sprintf(" op %d", n.OpPos.Col)
		}
		got = append(got, strings.TrimPrefix(at, "*syntax."))
		return true
	})
	want := []string{
		"Assert 1-49 assert x.size() + a[1] == (b ?: 'é') && !c?.d(2)",
		"Binary 8-49 x.size() + a[1] == (b ?: 'é') && !c?.d(2) op 38",
		"Binary 8-37 x.size() + a[1] == (b ?: 'é') op 24",
		"Binary 8-23 x.size() + a[1] op 17",
		"Call 8-16 x.size() ( 14",
		"Property 8-14 x.size dot 9 name 10",
		"Ident 8-9 x",
		"String 10-14 size",
		"Index 19-23 a[1] [ 20",
		"Ident 19-20 a",
		"Number 21-22 1",
		"Paren 27-37 (b ?: 'é')",
		"Elvis 28-36 b ?: 'é' op 30",
		"Ident 28-29 b",
		"String 33-36 'é'",
		"Unary 41-49 !c?.d(2)",
		"Call 42-49 c?.d(2) ( 46",
		"Property 42-46 c?.d dot 43 name 45",
		"Ident 42-43 c",
		"String 45-46 d",
		"Number 47-48 2",
	}
	for i := range max(len(got), len(want)) {
		g, w := "", ""
		if i < len(got) {
			g = got[i]
		}
		if i < len(want) {
			w = want[i]
		}
		if g != w {
			t.Errorf("got %q, want %q", g, w)
		}
	}
}

func TestPathTo(t *testing.T) {
	const src = "a = { b.c }\n"
	f, err := syntax.Parse("f", src)
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, n := range syntax.PathTo(f, strings.Index(src, "c")) {
		got = append(got, strings.TrimPrefix(fmt.Sprintf("%T", n), "*syntax."))
	}
	if want := "[File ExprStmt Assign Closure ExprStmt Property String]"; fmt.Sprint(got) != want {
		t.Errorf("got %v, want %s", got, want)
	}
	if got := syntax.PathTo(f, len(src)+5); len(got) != 1 || got[0] != syntax.Node(f) {
		t.Errorf("behind the end: got %v", got)
	}
}

func TestChildrenStops(t *testing.T) {
	n := 0
	for range syntax.Children(value(t, "[1, 2, 3]")) {
		if n++; n == 2 {
			break
		}
	}
	if n != 2 {
		t.Errorf("got %d children, want to stop at 2", n)
	}
}

func TestEqual(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want bool
	}{
		{"x = 1", "x   =   1 // one", true},
		{"f(a, b)", "f(\n  a,\n  b\n)", true},
		{"x = 1", "x = 2", false},
		{"x = 1", "x = 1L", false},
		{"x = 'a'", "x = \"a\"", false},
		{"x = a", "x = (a)", false},
		{"f(a)", "f a", false},
		{"f a", "f a, b", false},
		{"a.b", "a?.b", false},
		{"a", "a; b", false},
		{"def a", "int a", false},
		{"final a = 1", "static a = 1", false},
		{"[a: 1]", "[('a'): 1]", false},
		{"if (a) b", "if (a) b else c", false},
		{"{ -> a }", "x = { -> a }", false},
		{"\"a${b}c\"", "\"a${b}d\"", false},
		{"\"${a}\"", "\"$a\"", false},
		{"import a.b", "import a.b as c", false},
		{"package a", "package b", false},
	} {
		fa, errA := syntax.Parse("a", c.a)
		fb, errB := syntax.Parse("b", c.b)
		if errA != nil || errB != nil {
			t.Fatal(errA, errB)
		}
		if got := syntax.Equal(fa, fb); got != c.want {
			t.Errorf("%s and %s: got %v, want %v", c.a, c.b, got, c.want)
		}
	}
}

func TestFile(t *testing.T) {
	f, err := syntax.Parse("f", "\uFEFFimport a.B\r\nclass C { class D { } }\rdef e() { }\nimport f.G\nx")
	if err != nil {
		t.Fatal(err)
	}
	for n, want := range map[int]string{0: "", 1: "import a.B", 2: "class C { class D { } }", 3: "def e() { }", 5: "x", 6: "", 99: ""} {
		if got := f.Line(n); got != want {
			t.Errorf("line %d: got %q, want %q", n, got, want)
		}
	}
	if p := f.Body[0].Pos(); p.Col != 1 || p.Offset != 3 {
		t.Errorf("behind a byte order mark: got %+v", p)
	}
	if len(f.Imports()) != 2 || len(f.Classes()) != 1 || len(f.Methods()) != 1 {
		t.Errorf("got %d imports, %d classes, %d methods", len(f.Imports()), len(f.Classes()), len(f.Methods()))
	}
}
