package groovy_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"sync/atomic"
	"testing"

	"github.com/entwine-sync/entwine/groovy"
)

// known lists scripts whose outcome differs on purpose, with the reason.
var known = map[string]string{
	"errors/for_multi_init": "Groovy 3 and later accept several variables in a for, and so do we",
}

// pending lists scripts that do not run yet, with what they wait for.
var pending = map[string]string{}

// jvmText are scripts whose message is the JVM's own wording; class and line count.
var jvmText = regexp.MustCompile(`IndexOutOfBounds|ClassCastException|PatternSyntax|NegativeArraySize`)

var identity = regexp.MustCompile(`@[0-9a-f]{5,8}\b`)

// TestConformance runs every script of testdata/conformance and compares as
// the README there says.
func TestConformance(t *testing.T) {
	t.Parallel()
	files, err := filepath.Glob("testdata/conformance/*/*.groovy")
	if err != nil || len(files) < 264 {
		t.Fatalf("found %d scripts, %v", len(files), err)
	}
	var passed atomic.Int64
	t.Run("scripts", func(t *testing.T) {
		for _, f := range files {
			name := strings.TrimSuffix(strings.TrimPrefix(filepath.ToSlash(f), "testdata/conformance/"), ".groovy")
			t.Run(name, func(t *testing.T) {
				if why := known[name]; why != "" {
					t.Skip(why)
				}
				if why := pending[name]; why != "" {
					t.Skip("not yet: " + why)
				}
				if conform(t, f) {
					passed.Add(1)
				}
			})
		}
	})
	t.Logf("%d of %d scripts behave as the real Groovy, %d differ on purpose", passed.Load(), len(files), len(known))
}

func conform(t *testing.T, file string) bool {
	t.Helper()
	src, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	base := strings.TrimSuffix(file, ".groovy")
	want, err := os.ReadFile(base + ".out")
	if err != nil {
		t.Fatal(err)
	}
	wantErr, _ := os.ReadFile(base + ".err")

	var out bytes.Buffer
	script, err := groovy.Compile(filepath.Base(file), string(src), nil)
	if err == nil {
		_, err = script.Run(context.Background(), &groovy.Env{Stdout: &out})
	}
	ok := true
	if got := out.String(); got != string(want) {
		t.Errorf("printed\n%s\nwant\n%s", got, want)
		ok = false
	}
	if complaint := compareError(err, string(wantErr)); complaint != "" {
		t.Error(complaint)
		ok = false
	}
	return ok
}

// compareError says how an error differs from what a .err file asks for.
func compareError(err error, want string) string {
	if want == "" {
		if err != nil {
			return fmt.Sprintf("failed: %v", report(err))
		}
		return ""
	}
	if err == nil {
		return "ended normally, want " + want
	}
	lines := strings.Split(strings.TrimRight(want, "\n"), "\n")
	if rest, ok := strings.CutPrefix(lines[0], "compile error at line "); ok {
		num, _, _ := strings.Cut(rest, " ")
		line, _ := strconv.Atoi(num)
		var ce groovy.CompileErrors
		if !errors.As(err, &ce) {
			return fmt.Sprintf("failed while running: %v, want %s", report(err), want)
		}
		for _, e := range ce {
			if e.Line == line {
				return ""
			}
		}
		// What is not closed may be reported where it begins.
		if strings.Contains(want, "found ''") {
			return ""
		}
		return fmt.Sprintf("compile error %v, want %s", err, want)
	}
	if lines[0] == "compile error" {
		// The real one does not say where.
		var ce groovy.CompileErrors
		if !errors.As(err, &ce) {
			return fmt.Sprintf("failed while running: %v, want %s", report(err), want)
		}
		return ""
	}
	var re *groovy.RunError
	if !errors.As(err, &re) {
		return fmt.Sprintf("failed with %v, want %s", report(err), want)
	}
	got := re.Class
	if re.Message != "" {
		got += ": " + identity.ReplaceAllString(strings.SplitN(re.Message, "\n", 2)[0], "@HASH")
	}
	wantClass, _, _ := strings.Cut(lines[0], ":")
	if re.Class != wantClass || got != lines[0] && !jvmText.MatchString(lines[0]) {
		return fmt.Sprintf("error %q, want %q", got, lines[0])
	}
	if len(lines) > 1 {
		if at := "at line " + strconv.Itoa(re.Line); at != lines[1] {
			return fmt.Sprintf("error %q %s, want %s", got, at, lines[1])
		}
	}
	return ""
}

func report(err error) string {
	var re *groovy.RunError
	if errors.As(err, &re) {
		return re.Report()
	}
	return err.Error()
}
