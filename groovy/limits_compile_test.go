package groovy_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// Sources of some kilobytes compile, or do not, with work in line with their
// length.
func TestCompilingIsBounded(t *testing.T) {
	t.Parallel()
	var lattice strings.Builder
	for i := range 60 {
		fmt.Fprintf(&lattice, "interface A%d extends A%d, B%d { }\ninterface B%d extends A%d, B%d { }\n", i+1, i, i, i+1, i, i)
	}
	lattice.WriteString("interface A0 { }\ninterface B0 { }\nclass X implements A60 { }\nclass Y { def f(A0 a) { 1 } ; def f(B0 b, int n = 2) { 2 } }\n")
	for _, c := range []struct{ name, src, want string }{
		{"types that extend both of the pair before", lattice.String() + "def f(A0 a) { 'A0' }\ndef f(Object o) { 'o' }\nassert new X() instanceof B0\nf(new X())", "A0"},
		{"traits that extend both of the pair before", strings.NewReplacer("interface ", "trait ", "extends", "implements").Replace(lattice.String()) + "assert new X() instanceof B0\n'made'", "made"},
		{"dimensions", "int" + strings.Repeat("[]", 300_000) + " x = null", "at most 255 dimensions"},
		{"dimensions of a cast", "(int" + strings.Repeat("[]", 300_000) + ") null", "at most 255 dimensions"},
		{"dimensions of an array", "new int" + strings.Repeat("[0]", 300_000), "at most 255 dimensions"},
		{"as many dimensions as the JVM has", "int" + strings.Repeat("[]", 255) + " x = null; (new int" + strings.Repeat("[1]", 255) + ").length", "1"},
		{"an import of many parts", "import " + strings.Repeat("a.", 400_000) + "B", "unable to resolve class"},
		{"a package of many parts", "package " + strings.Repeat("a.", 400_000) + "b\n'made'", "made"},
		{"annotations that are not there", strings.Repeat("@A ", 100_000) + "def x", "unable to resolve class"},
		{"classes that are not there", strings.Repeat("A x = 1;", 100_000), "unable to resolve class"},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			s, err := groovy.Compile("t.groovy", c.src, nil)
			if err == nil {
				var v any
				if v, err = s.Run(context.Background(), nil); err == nil && fmt.Sprint(v) == c.want {
					return
				}
			}
			if err == nil || !strings.Contains(err.Error(), c.want) {
				t.Errorf("got %.200v, want %s", err, c.want)
			}
		})
	}
}
