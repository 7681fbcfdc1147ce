// Package test runs the program as its users do: scripts in testdata/script, one
// story each, with files before and after. They know nothing of the code.
package test

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"strings"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"
)

func TestMain(m *testing.M) {
	os.Exit(runTests(m))
}

// runTests builds the program once and puts it into the scripts' PATH.
func runTests(m *testing.M) int {
	dir, err := os.MkdirTemp("", "entwine-test-")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer os.RemoveAll(dir)
	name := filepath.Join(dir, "entwine")
	if runtime.GOOS == "windows" {
		name += ".exe"
	}
	build := exec.Command("go", "build", "-o", name, "../cmd/entwine")
	build.Stderr = os.Stderr
	if err := build.Run(); err != nil {
		fmt.Fprintln(os.Stderr, "build:", err)
		return 1
	}
	os.Setenv("ENTWINE_BIN", dir)
	return m.Run()
}

func TestScripts(t *testing.T) {
	t.Parallel()
	testscript.Run(t, testscript.Params{
		Dir: "testdata/script",
		Setup: func(e *testscript.Env) error {
			e.Setenv("PATH", os.Getenv("ENTWINE_BIN")+string(os.PathListSeparator)+os.Getenv("PATH"))
			e.Setenv("TZ", "UTC")
			return nil
		},
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"json": jsonCmd, "count": countCmd, "edit": editCmd, "twin": twinCmd,
		},
	})
}

// jsonCmd checks a value of the JSON document on stdout: json pairs 64, or
// json effects '>0'.
func jsonCmd(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: json name value")
	}
	var doc map[string]any
	if err := json.Unmarshal([]byte(ts.ReadFile("stdout")), &doc); err != nil {
		ts.Fatalf("stdout is no JSON document: %v", err)
	}
	v, ok := doc[args[0]]
	if !ok {
		ts.Fatalf("there is no %s in %v", args[0], doc)
	}
	got, want := fmt.Sprint(v), args[1]
	match := got == want
	if least, is := strings.CutPrefix(want, ">"); is {
		n, err := strconv.ParseFloat(least, 64)
		ts.Check(err)
		f, isNumber := v.(float64)
		match = isNumber && f > n
	}
	if match == neg {
		ts.Fatalf("%s is %s, want %s (negated: %t)", args[0], got, want, neg)
	}
}

// countCmd counts files: count globex/*.md 64.
func countCmd(ts *testscript.TestScript, neg bool, args []string) {
	hits, err := filepath.Glob(ts.MkAbs(args[0]))
	ts.Check(err)
	if (strconv.Itoa(len(hits)) == args[1]) == neg {
		ts.Fatalf("%s is %d files, want %s", args[0], len(hits), args[1])
	}
}

// editCmd replaces a text in the one file that matches: edit acme/*/ACME-5-*.md
// 'status: open' 'status: done'. With one text it is added at the end.
func editCmd(ts *testscript.TestScript, _ bool, args []string) {
	file := one(ts, args[0])
	b, err := os.ReadFile(file)
	ts.Check(err)
	text := string(b)
	unquote := func(s string) string { return strings.NewReplacer(`\n`, "\n").Replace(s) }
	if len(args) == 2 {
		text += unquote(args[1])
	} else if strings.Contains(text, args[1]) {
		text = strings.Replace(text, args[1], unquote(args[2]), 1)
	} else {
		ts.Fatalf("%s does not hold %q:\n%s", file, args[1], text)
	}
	ts.Check(os.WriteFile(file, []byte(text), 0o644))
}

// twinCmd finds the file of a folder that holds a line, and names it in a
// variable: twin F globex 'summary: Folded'.
func twinCmd(ts *testscript.TestScript, neg bool, args []string) {
	var hits []string
	err := filepath.WalkDir(ts.MkAbs(args[1]), func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(p, ".md") {
			return err
		}
		b, err := os.ReadFile(p)
		for l := range strings.Lines(string(b)) {
			if strings.TrimRight(l, "\r\n") == args[2] {
				hits = append(hits, p)
				break
			}
		}
		return err
	})
	ts.Check(err)
	switch {
	case neg && len(hits) == 0:
	case neg || len(hits) != 1:
		ts.Fatalf("%d files hold the line %q", len(hits), args[2])
	default:
		ts.Setenv(args[0], hits[0])
	}
}

func one(ts *testscript.TestScript, pattern string) string {
	hits, err := filepath.Glob(ts.MkAbs(pattern))
	ts.Check(err)
	if len(hits) != 1 {
		ts.Fatalf("%s is %d files", pattern, len(hits))
	}
	return hits[0]
}
