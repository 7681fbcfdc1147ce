package syntax_test

import (
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// newer is what Groovy 2.4 refuses and later versions read.
var newer = []string{
	"for (x : list) println x\n",
	"do { x++ } while (x < 3)\n",
	"do x++\nwhile (x < 3)\n",
	"for (int i = 0, j = 9; i < j; i++, j--) println i\n",
	"for (def (i, String s) = [0, 'a']; i < 3; i++) println i\n",
	"for (i = 0, j = 1; i < 2; i++) {}\n",
	"def f = x -> x + 1\n",
	"def f = (x, y = 2) -> x + y\n",
	"def f = (int x, String... s) -> { x }\n",
	"def f = () -> 1\n",
	"list.collect(x -> x * 2)\n",
	"list.collect x -> x * 2\n",
	"def c = {; x -> 1 }\n",
	"def c = {; a = x -> 1 }\n",
	"f = String::valueOf\n",
	"f = ArrayList::new\n",
	"if (a !in b && a !instanceof C) {}\n",
	"x = a?[1]\n",
	"x = a?[1]?.b?[2, 3]\n",
	"x = c ? a?[1] : b\n",
	"x ?= 5\n",
	"var x = 1, y = 2\n",
	"var (a, b) = [1, 2]\n",
	"class A { var x = 1 }\n",
	"def a = new int[] {1, 2}\n",
	"def a = new int[][] {{1}, {2, 3}}\n",
	"def a = new String[] {\n  'a',\n  'b',\n}\n",
	"try (def r = open()) { r.read() }\n",
	"try (A a = x; b) { 1 } catch (e) { 2 } finally { 3 }\n",
	"def x = switch (y) { case 1 -> 'a'; case 2, 3 -> { yield 'b' } default -> throw new E() }\n",
	"def x = switch (y) {\n case 1: yield 'a'\n default:\n  z()\n  yield 'b'\n}\n",
	"switch (y) {\n case 1 -> foo()\n case 2 -> { bar() }\n default -> baz()\n}\n",
	"def x = a\n    && b\n    || c\n",
	"def x = a\n  == b\n",
	"{ println 1 }\n",
	"foo();\n{ println 1 }\n",
	"interface A { default int f() { 1 }\n static int g() { 2 } }\n",
	"interface A { @Foo default int f() { 1 } }\n",
	"record P(int x, String y = 'a') { P { x = 1 }; def z() { x } }\n",
	"x = a <..b\n",
	"x = a<..<b\n",
	"x = a??.b.c\n",
	"x = a as B as C\n",
	"x = a as int < 5\n",
	"return /abc/\n",
	"switch (x) { case /a/: 1 }\n",
	"x = - -1\n",
	"\"$x.class and $this.y\"\n",
	"\"${a\n}\"\n",
	"x = outer.new Inner(1)\n",
	"for (x in a ?: []) {}\n",
	"List<@NonNull String> x = []\n",
	"class A { <T> T f(T t) { t } }\n",
}

func TestNewerSyntax(t *testing.T) {
	for _, src := range newer {
		t.Run(src, func(t *testing.T) {
			if _, err := syntax.Parse("a", src); err != nil {
				t.Errorf("got %v, want no error", err)
			}
			if c := roundTrip(src); c != "" {
				t.Error(c)
			}
			if _, err := (syntax.Config{Groovy24: true}).Parse("a", src); err == nil && !readDifferently[src] {
				t.Error("Groovy 2.4 takes it, by Config, and must not")
			}
		})
	}
}

// readDifferently is what 2.4 reads too, as something else.
var readDifferently = map[string]bool{
	"var x = 1, y = 2\n":       true,
	"x = outer.new Inner(1)\n": true,
	"class A { var x = 1 }\n":  true,
}

func TestSafeIndexAndTernary(t *testing.T) {
	for src, want := range map[string]bool{
		"x = a?[1]:[2]":         false,
		"x = a ? [1] : [2]":     false,
		"x = a?[1]":             true,
		"f(a?[1])":              true,
		"x = c ? a?[1] : 2":     true,
		"x = c ? (a?[1]:2) : 3": false,
	} {
		f, err := syntax.Parse("a", src)
		if err != nil {
			t.Errorf("%s: %v", src, err)
			continue
		}
		got := false
		syntax.Walk(f, func(n syntax.Node) bool {
			if i, ok := n.(*syntax.Index); ok && i.Safe {
				got = true
			}
			return true
		})
		if got != want {
			t.Errorf("%s: safe index is %v, want %v", strings.TrimSpace(src), got, want)
		}
	}
}
