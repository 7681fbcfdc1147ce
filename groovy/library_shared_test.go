package groovy_test

import (
	"context"
	"errors"
	"strings"
	"sync"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

var sharedFiles = []groovy.Source{
	{Name: "classes/Base.groovy", Text: `
abstract class Base implements Named {
    static int made = 0
    protected String prefix = Mapping.PREFIX
    Base() { made++ }
    String label(x) { prefix + transform(x) }
    abstract String transform(x)
}
interface Named { String label(x) }
enum Level { LOW, HIGH; static Level of(String s) { values().find { it.name().equalsIgnoreCase(s) } ?: LOW } }
`},
	{Name: "classes/Child.groovy", Text: `
import com.acme.Mapping as M

class Child extends Base {
    List<String> seen = []
    String transform(x) { seen << (x as String); [1, 2].collect { "$x$it" }.join("-") + M.of(x) }
    static receive(Map args, Closure c) { c(args.replica, new Child()) }
    static class Inner { String hi() { "inner" } }
    def fails(x) {
        x.missing()
    }
}
`},
	{Name: "classes/Mapping.groovy", Text: `
package com.acme
class Mapping {
    static final String PREFIX = ">"
    static String of(x) { [a: "A"].getOrDefault(x, "?") }
    static Closure twice = { it * 2 }
}
`},
	{Name: "classes/Uses.groovy", Text: `
class Uses {
    static String level(String s) { Level.of(s).toString() + new Child.Inner().hi() }
}
`},
}

func sharedLibrary(t *testing.T, files ...groovy.Source) *groovy.Library {
	t.Helper()
	// Base needs the package of Mapping by its full name.
	list := append([]groovy.Source{}, sharedFiles...)
	list[0].Text = strings.Replace(list[0].Text, "Mapping.PREFIX", "com.acme.Mapping.PREFIX", 1)
	l, err := groovy.CompileLibrary(append(list, files...), nil)
	if err != nil {
		t.Fatal(err)
	}
	return l
}

// Classes of other files are there by name and import, whatever the order of
// the files, extend each other, and their statics are each run's own.
func TestSharedLibrary(t *testing.T) {
	t.Parallel()
	l := sharedLibrary(t)
	s, err := groovy.Compile("rule.groovy", `
import com.acme.*
import static com.acme.Mapping.twice
def c = new Child()
assert c.label("a") == ">a1-a2A" && c.seen == ["a"] && c instanceof Base && c instanceof Named
assert Child.receive(replica: 3) { r, ch -> ch.label(r) } == ">31-32?"
assert Base.made == 2 && Level.of("high") == Level.HIGH && Uses.level("x") == "LOWinner"
assert new Child.Inner().hi() == "inner" && Mapping.of("a") == "A" && twice(4) == 8 && com.acme.Mapping.PREFIX == ">"
class Own extends Child { String transform(x) { super.transform(x).reverse() } }
assert new Own().label("b") == ">?2b-1b"
switch (c) { case Base: return "base"; default: return "other" }
`, &groovy.Options{Library: l})
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for range 8 {
		wg.Go(func() {
			if v, err := s.Run(context.Background(), nil); err != nil || v != "base" {
				t.Errorf("%v, %v", v, err)
			}
		})
	}
	wg.Wait()
}

// What fails in a shared file is told at its line there, with the way to it.
func TestSharedLibraryErrorsNameTheFile(t *testing.T) {
	t.Parallel()
	s, err := groovy.Compile("rule.groovy", "def x = 1\nnew Child().fails(x)\n", &groovy.Options{Library: sharedLibrary(t)})
	if err != nil {
		t.Fatal(err)
	}
	_, err = s.Run(context.Background(), nil)
	var re *groovy.RunError
	if !errors.As(err, &re) || re.File != "classes/Child.groovy" || re.Line != 10 || !strings.Contains(re.Source, "x.missing()") {
		t.Fatalf("got %+v", err)
	}
	if len(re.Stack) != 2 || re.Stack[1].File != "rule.groovy" || re.Stack[1].Line != 2 {
		t.Errorf("stack %+v", re.Stack)
	}
}

func TestSharedLibraryThatDoesNotCompile(t *testing.T) {
	t.Parallel()
	for name, c := range map[string]struct {
		files []groovy.Source
		want  []string
	}{
		"every file is told": {
			[]groovy.Source{{Name: "a.groovy", Text: "class A { Strin s }"}, {Name: "b.groovy", Text: "class B {\n def x( { }\n}"}, {Name: "c.groovy", Text: "class C { def m() { new Missing() } }"}},
			[]string{"a.groovy:1:11", "did you mean String?", "b.groovy:2:", "c.groovy:1:25"},
		},
		"twice": {
			[]groovy.Source{{Name: "a.groovy", Text: "class A { }"}, {Name: "b.groovy", Text: "\nclass A { }"}},
			[]string{"b.groovy:2:1", "a.groovy has one of that name"},
		},
		"in a circle": {
			[]groovy.Source{{Name: "a.groovy", Text: "class A extends B { }"}, {Name: "b.groovy", Text: "class B extends A { }"}},
			[]string{"b.groovy:1:1", "Cyclic inheritance"},
		},
		"runs by itself": {
			[]groovy.Source{{Name: "a.groovy", Text: "class A { }\nprintln new A()"}},
			[]string{"a.groovy:2:1", "a shared file holds classes"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			_, err := groovy.CompileLibrary(c.files, nil)
			var list groovy.CompileErrors
			if !errors.As(err, &list) {
				t.Fatalf("got %v", err)
			}
			for _, w := range c.want {
				if !strings.Contains(err.Error(), w) {
					t.Errorf("%q is not in\n%v", w, err)
				}
			}
		})
	}
}

// A library may be made with another one; a script sees both, and its own
// classes before them.
func TestSharedLibraryOfLibraries(t *testing.T) {
	t.Parallel()
	l, err := groovy.CompileLibrary([]groovy.Source{{Name: "more.groovy", Text: "class More extends Child { String transform(x) { 'more' } }\nclass Uses { static String level(s) { 'nearer' } }"}},
		&groovy.Options{Library: sharedLibrary(t)})
	if err != nil {
		t.Fatal(err)
	}
	s, err := groovy.Compile("rule.groovy", `
class Level { static of(x) { "own" } }
new More().label("x") + Uses.level("x") + Level.of("x")`, &groovy.Options{Library: l})
	if err != nil {
		t.Fatal(err)
	}
	if v, err := s.Run(context.Background(), nil); err != nil || v != ">morenearerown" {
		t.Errorf("%v, %v", v, err)
	}
	if _, err := groovy.Compile("rule.groovy", "new Mor()", &groovy.Options{Library: l}); err == nil || !strings.Contains(err.Error(), "did you mean More?") {
		t.Errorf("a name that is almost right: %v", err)
	}
}
