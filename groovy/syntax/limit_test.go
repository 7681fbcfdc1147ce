package syntax_test

import (
	"errors"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// Whatever nests is refused when it nests too deep, and not by the stack.
func TestDepthIsLimited(t *testing.T) {
	for _, opening := range []string{
		"(", "[", "{ -> ", "{ a -> ", "f(", "a[", "x{", "!", "-", "(int) ", "(A) ", "a ? b : ", "a ? ", "a ?: ", "a = ",
		"[a: ", "\"${", "a?[", "x -> ", "(x) -> ", "if (a) ", "while (a) ", "a: ", "for (a in b) ", "try { ", "{ ",
		"switch (a) { case 1: ", "switch (a) { case 1 -> ", "x = switch (a) { case ", "class A { ", "new A() { def a = ",
		"A<", "@A(", "@A(b = @", "def a(b = ", "new int[] {", "new int[", "a ** -", "a.(", "do ", "synchronized (a) { ",
		"enum A { B(", "f a: ", "List<List<", "a instanceof A<",
	} {
		src := strings.Repeat(opening, 100_000/len(opening))
		_, err := syntax.Parse("deep", src)
		if err == nil {
			t.Errorf("%q: got no error", opening)
		}
		// Few enough are fine, as far as depth goes.
		_, err = syntax.Parse("shallow", strings.Repeat(opening, 20))
		if err != nil && strings.Contains(err.Error(), "deeper") {
			t.Errorf("%q: 20 are too deep already: %v", opening, err)
		}
	}
}

func TestDepthOfTheDefault(t *testing.T) {
	nest := func(n int) string { return "x = " + strings.Repeat("(", n) + "1" + strings.Repeat(")", n) }
	f, err := syntax.Parse("f", nest(400))
	if err != nil {
		t.Fatal(err)
	}
	if c := roundTrip(nest(400)); c != "" || len(f.Body) != 1 {
		t.Error(c)
	}
	var list syntax.ErrorList
	if _, err = syntax.Parse("f", nest(600)); !errors.As(err, &list) || !strings.Contains(list[0].Msg, "nests deeper than 500 levels") {
		t.Errorf("got %v, want an error for the depth", err)
	}
	if _, err := (syntax.Config{MaxDepth: 10}).Parse("f", nest(20)); err == nil {
		t.Error("MaxDepth does not count")
	}
}

// Chains do not nest, and are long sometimes; but a tree of them is high.
func TestHeightIsLimited(t *testing.T) {
	for _, link := range []string{" + 1", ".a", "[1]", "(1)", " b c", ".a { }", " ** 2", " - 1", " && a", ".a(1)?.b*.c", "\n.d"} {
		long := "x = a" + strings.Repeat(link, 1000)
		if link == " b c" {
			long = "x a" + strings.Repeat(link, 1000)
		}
		if _, err := syntax.Parse("f", long); err != nil {
			t.Errorf("1000 times %q: %v", link, err)
		}
		_, err := syntax.Parse("f", "x = a"+strings.Repeat(link, 20_000))
		if link == " b c" {
			_, err = syntax.Parse("f", "x a"+strings.Repeat(link, 20_000))
		}
		if err == nil || !strings.Contains(err.Error(), "too long a chain") {
			t.Errorf("20000 times %q: got %v, want an error", link, err)
		}
	}
	many := strings.Repeat("if (a) b\nelse ", 20_000) + "c"
	if _, err := syntax.Parse("f", many); err == nil {
		t.Error("20000 else if: got no error")
	}
	if _, err := syntax.Parse("f", strings.Repeat("if (a) b\nelse ", 1000)+"c"); err != nil {
		t.Errorf("1000 else if: %v", err)
	}
}

func TestSizeIsLimited(t *testing.T) {
	cfg := syntax.Config{MaxSize: 10}
	if _, err := cfg.Parse("f", "x = 123456"); err != nil {
		t.Error(err)
	}
	if _, err := cfg.Parse("f", "x = 1234567"); err == nil || !strings.Contains(err.Error(), "longer than 10 bytes") {
		t.Errorf("got %v, want an error for the size", err)
	}
}

func TestErrorsAreLimited(t *testing.T) {
	src := strings.Repeat("a = = 1\nb = 2\n", 100)
	for max, want := range map[int]int{0: 20, 3: 3} {
		f, err := syntax.Config{MaxErrors: max}.Parse("f", src)
		var list syntax.ErrorList
		if !errors.As(err, &list) || len(list) != want || len(f.Body) < want {
			t.Errorf("MaxErrors %d: got %d errors, %d statements, want %d errors", max, len(list), len(f.Body), want)
		}
	}
}

// Nothing takes time out of proportion: these have taken the square of their
// length, or worse, in some parser or other.
func TestLongSources(t *testing.T) {
	for _, part := range []string{
		"a b ", "a\n", "(a)", "[a, ", "{ a, ", "{ a = ", "A<A, ", "f { a }\n", "\"$a\" + ", "a.b.c.D.", "@A ", "a ?[", "x = /a", "a(b)\n{",
		"println a == (b\n", "f g { a = = 1 }\n", "(a, ", "A[b] ", "if (a) ", "}", ")", "]", "'", "\"${", "//\n", "/*", "\\\n", "é + ",
	} {
		src := strings.Repeat(part, 200_000/len(part))
		start := time.Now()
		f, err := syntax.Parse("f", src)
		if err == nil {
			syntax.Print(f)
		}
		syntax.Scan(src)
		// A tenth of a second is what it takes; the square would take minutes.
		if took := time.Since(start); took > 10*time.Second {
			t.Errorf("%d times %q took %v", 200_000/len(part), part, took)
		}
	}
}
