package main

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/page"
)

// A script is a case or a program to compare.
type script struct {
	name string // for people
	file string // as the engines see it
	src  string
	// plain asks the real one to leave out its short cuts for primitive numbers.
	plain bool
}

// different lists the cases that differ on purpose, or where the measure is
// the JVM's, with the reason.
var different = map[string]string{
	"conformance/errors/for_multi_init": "Groovy 3 and later accept several variables in a for, and so does package groovy",
}

// cases are all scripts under a folder that have an expected output beside them.
func cases(dir string) ([]script, error) {
	var all []script
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".groovy") {
			return err
		}
		if _, err := os.Stat(strings.TrimSuffix(path, ".groovy") + ".out"); err != nil {
			return nil // a tool or a sample, no case
		}
		src, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(dir, path)
		if err != nil {
			return err
		}
		all = append(all, script{name: strings.TrimSuffix(filepath.ToSlash(rel), ".groovy"), file: filepath.Base(path), src: string(src)})
		return nil
	})
	if err == nil && len(all) == 0 {
		err = fmt.Errorf("no cases under %s", dir)
	}
	slices.SortFunc(all, func(a, b script) int { return strings.Compare(a.name, b.name) })
	return all, err
}

// lastCommon is the last section of docs/rules.md that holds for the real
// Groovy too; those behind tell what differs, is refused, bounded or newer.
const lastCommon = 13

// examples are those of the page that the real Groovy must do as well. What
// they are to print is checked by a test of package groovy.
func examples(file string) ([]script, error) {
	src, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	all, err := page.Parse(string(src))
	if err != nil {
		return nil, fmt.Errorf("%s: %w", file, err)
	}
	var out []script
	for _, e := range all {
		if e.Section <= lastCommon {
			out = append(out, script{name: "rules.md " + e.Name(), file: page.File, src: e.Code})
		}
	}
	return out, nil
}
