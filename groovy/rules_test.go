package groovy_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// The rules of testdata/rules are written as owners of connections write them.
// world.groovy, which is put behind each, is a tracker and the helpers of a node
// in Groovy; the expected files are what the real Groovy 2.4.21 made of both.

// TestRules runs them with that world.
func TestRules(t *testing.T) {
	t.Parallel()
	behind, err := os.ReadFile("testdata/rules/world.groovy")
	if err != nil {
		t.Fatal(err)
	}
	eachRule(t, func(t *testing.T, file, src string) (*groovy.Script, string, error) {
		var out strings.Builder
		s, err := groovy.Compile(filepath.Base(file), src+string(behind), nil)
		if err != nil {
			return nil, "", err
		}
		_, err = s.Run(context.Background(), &groovy.Env{Stdout: &out})
		return s, out.String(), err
	})
}

// TestRulesOnHost runs them on a host whose issues, helpers and functions are
// Go values: what scripts see of a host is what they see of Groovy's own.
func TestRulesOnHost(t *testing.T) {
	t.Parallel()
	eachRule(t, func(t *testing.T, file, src string) (*groovy.Script, string, error) {
		side := sideOf.FindString(src)
		if side == "" {
			t.Skip("uses classes of the world")
		}
		var out strings.Builder
		s, err := groovy.Compile(filepath.Base(file), src, ruleOptions())
		if err != nil {
			return nil, "", err
		}
		_, err = s.Run(context.Background(), &groovy.Env{Stdout: &out, Binding: readWorld(t).bind(side)})
		return s, out.String(), err
	})
}

// sideOf finds which of the world's beginnings a rule has.
var sideOf = regexp.MustCompile(`(?m)^(firstMessage|message|change)\b`)

func eachRule(t *testing.T, run func(t *testing.T, file, src string) (*groovy.Script, string, error)) {
	t.Helper()
	files, err := filepath.Glob("testdata/rules/*/*.groovy")
	if err != nil || len(files) < 145 {
		t.Fatalf("found %d rules, %v", len(files), err)
	}
	for _, file := range files {
		base := strings.TrimSuffix(file, ".groovy")
		t.Run(filepath.Base(filepath.Dir(base))+"/"+filepath.Base(base), func(t *testing.T) {
			t.Parallel()
			src, err := os.ReadFile(file)
			if err != nil {
				t.Fatal(err)
			}
			want, err := os.ReadFile(base + ".out")
			if err != nil {
				t.Fatal(err)
			}
			_, out, err := run(t, file, string(src))
			if out != string(want) {
				t.Errorf("got output:\n%swant:\n%s", out, want)
			}
			wantErr, readErr := os.ReadFile(base + ".err")
			if readErr != nil {
				if err != nil {
					t.Errorf("got error %v, want none", err)
				}
				return
			}
			if strings.HasPrefix(string(wantErr), "compile error") {
				if complaint := compareError(err, string(wantErr)); complaint != "" {
					t.Error(complaint)
				}
				return
			}
			var re *groovy.RunError
			if !errors.As(err, &re) {
				t.Errorf("got error %v, want %s", err, wantErr)
				return
			}
			// The class by its simple name: the host's own has a package.
			class, at, _ := strings.Cut(string(wantErr), "\n")
			class, _, _ = strings.Cut(class, ":")
			if simple(re.Class) != simple(class) {
				t.Errorf("got %s\nwant %s", re.Report(), class)
			}
			line, err := strconv.Atoi(strings.TrimPrefix(strings.TrimSpace(at), "at line "))
			if err != nil {
				t.Fatalf("no line in %s", wantErr)
			}
			// What was thrown in the world has no line on a host: there its
			// caller is the innermost.
			if line <= strings.Count(string(src), "\n") && line != re.Line {
				t.Errorf("got line %d, want %d", re.Line, line)
			}
		})
	}
}

func simple(class string) string { return class[strings.LastIndexByte(class, '.')+1:] }
