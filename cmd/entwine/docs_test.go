package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/entwine-sync/entwine/internal/config"
	"github.com/entwine-sync/entwine/internal/node"
	"github.com/entwine-sync/entwine/tracker/all"
)

// Each command that the documents show exists, with its flags, and takes what it
// is shown with.
func TestCommandsInTheDocuments(t *testing.T) {
	files, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	seen := 0
	for _, file := range append(files, "../../README.md") {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		shell := false
		for n, line := range strings.Split(string(b), "\n") {
			if lang, ok := strings.CutPrefix(strings.TrimSpace(line), "```"); ok {
				shell = lang == "sh"
				continue
			}
			args, ok := commandOf(line)
			if !shell || !ok {
				continue
			}
			seen++
			a := &app{specs: all.Specs, now: time.Now}
			c, rest, err := a.root().Find(args)
			if err == nil {
				err = c.ParseFlags(rest)
			}
			if err == nil && c.Args != nil {
				err = c.Args(c, c.Flags().Args())
			}
			if err != nil || !c.Runnable() {
				t.Errorf("%s:%d: %s: %v", file, n+1, line, err)
			}
		}
	}
	if seen < 15 {
		t.Errorf("only %d commands were found", seen)
	}
}

// commandOf splits a line of a shell that calls the program, as simply as the
// documents write it: words, texts in double quotes, then perhaps a comment or
// where the output goes.
func commandOf(line string) ([]string, bool) {
	rest, ok := strings.CutPrefix(strings.TrimSpace(line), "entwine ")
	if !ok {
		return nil, false
	}
	var args []string
	for rest = strings.TrimSpace(rest); rest != ""; rest = strings.TrimSpace(rest) {
		if text, ok := strings.CutPrefix(rest, `"`); ok {
			word, after, _ := strings.Cut(text, `"`)
			args, rest = append(args, word), after
			continue
		}
		word, after, _ := strings.Cut(rest, " ")
		if strings.ContainsAny(word[:1], "#|>&") {
			break
		}
		args, rest = append(args, word), after
	}
	return args, true
}

// Each guide to a tracker shows a whole config, and it is one that we take.
func TestConfigsInTheGuides(t *testing.T) {
	files, err := filepath.Glob("../../docs/trackers/*.md")
	if err != nil || len(files) == 0 {
		t.Fatal(files, err)
	}
	secret := regexp.MustCompile(`file:([a-z.]+)`)
	for _, file := range files {
		b, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		_, text, ok := strings.Cut(string(b), "```yaml\nnode:")
		text, _, closed := strings.Cut(text, "```")
		if !ok || !closed {
			t.Errorf("%s shows no config", file)
			continue
		}
		dir := t.TempDir()
		path := filepath.Join(dir, "entwine.yaml")
		for _, m := range secret.FindAllStringSubmatch(text, -1) {
			if err := os.WriteFile(filepath.Join(dir, m[1]), []byte("1-14-0123456789abcdef\n"), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		if err := os.WriteFile(path, []byte("node:"+text), 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := config.Load(path, config.Options{Kinds: node.Kinds(all.Specs)}); err != nil {
			t.Errorf("%s: %v", file, err)
		}
	}
}
