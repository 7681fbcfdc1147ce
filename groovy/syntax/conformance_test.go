package syntax_test

import (
	"errors"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

const conformance = "../testdata/conformance"

// scripts gives the conformance scripts by name.
func scripts(t testing.TB) map[string]string {
	t.Helper()
	files, err := filepath.Glob(conformance + "/*/*.groovy")
	if err != nil || len(files) < 264 {
		t.Fatalf("found %d conformance scripts, %v", len(files), err)
	}
	m := make(map[string]string, len(files))
	for _, f := range files {
		src, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		m[strings.TrimPrefix(filepath.ToSlash(f), conformance+"/")] = string(src)
	}
	return m
}

// semantic are the scripts whose compile error needs more than the grammar.
var semantic = map[string]bool{
	"classes/abstract_instantiation_fail.groovy": true,
	"errors/duplicate_variable.groovy":           true,
	"errors/undeclared_class.groovy":             true,
	"closures/var_shadow_fail.groovy":            true,
}

// compileError reads the line of a compile error from the .err file beside a
// script; 0 if the script compiles.
func compileError(t *testing.T, name string) int {
	t.Helper()
	text, err := os.ReadFile(conformance + "/" + strings.TrimSuffix(name, ".groovy") + ".err")
	if errors.Is(err, os.ErrNotExist) {
		return 0
	}
	if err != nil {
		t.Fatal(err)
	}
	rest, ok := strings.CutPrefix(string(text), "compile error at line ")
	if !ok {
		return 0
	}
	line, err := strconv.Atoi(strings.Fields(rest)[0])
	if err != nil {
		t.Fatal(err)
	}
	return line
}

// newerThan24 are the scripts that Groovy 2.4 refuses and later versions run.
var newerThan24 = map[string]bool{
	"errors/for_multi_init.groovy": true,
}

func TestConformance(t *testing.T) {
	for name, src := range scripts(t) {
		want := compileError(t, name)
		if semantic[name] {
			want = 0
		}
		t.Run(name, func(t *testing.T) {
			checkLine(t, syntax.Config{}, src, want, newerThan24[name])
		})
		t.Run(name+"/2.4", func(t *testing.T) {
			checkLine(t, syntax.Config{Groovy24: true}, src, want, false)
		})
	}
}

// checkLine wants an error in a line, or none if that is 0 or newer is set.
func checkLine(t *testing.T, cfg syntax.Config, src string, want int, newer bool) {
	t.Helper()
	f, err := cfg.Parse("script", src)
	if want == 0 || newer {
		if err != nil {
			t.Fatalf("got %v, want no error", err)
		}
		return
	}
	var list syntax.ErrorList
	if !errors.As(err, &list) {
		t.Fatalf("got %v, want an error in line %d", err, want)
	}
	// Where the end of the file is the trouble, the opening bracket is as good
	// a place.
	if got := int(list[0].Pos.Line); got != want && !(list[0].Opening.IsValid() && want == strings.Count(src, "\n")+1) {
		t.Errorf("got an error in line %d (%v), want line %d", got, err, want)
	}
	if f == nil {
		t.Error("got no file with the error")
	}
}

// What Groovy 2.4 reads means the same to those who also take newer syntax.
func TestNewerSyntaxChangesNothing(t *testing.T) {
	for name, src := range corpus(t) {
		t.Run(name, func(t *testing.T) {
			old, err := syntax.Config{Groovy24: true}.Parse(name, src)
			if err != nil {
				return
			}
			f, err := syntax.Parse(name, src)
			if err != nil {
				t.Fatalf("%s\n%v", src, err)
			}
			if d := syntax.Diff(old, f); d != nil {
				t.Errorf("%s\nwas %s\nis %s", src, syntax.Print(d[0]), syntax.Print(d[1]))
			}
		})
	}
}
