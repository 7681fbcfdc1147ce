// Package demo makes the samples that `entwine demo` syncs: the issues of a
// team that delivers parcels, as Markdown files with attachments, and the
// configs of two nodes that keep them in step with a second, empty tracker.
//
// The texts are in text/*.txt, as the files they become; what is long and
// regular (a robot's comments, logs, tables, 20 MB of noise) is computed, always
// the same. Nothing is fetched from anywhere.
//
// Before changing a text: people compare the two folders by eye, so what is in
// there should be worth reading, and every odd thing in it (a rare script, a
// fence in a list, a blank at the end of a name) is there to be synced.
package demo

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
)

// state remembers whether the samples were written, so that a second run does
// not bring back what somebody deleted.
type state struct {
	Samples string `json:"samples"` // writing, written, none
}

// Prepare makes the folders and writes the samples the first time. It reports
// how many issues it wrote; a folder that holds issues already gets none.
func Prepare(ctx context.Context, dir string, progress func(Progress)) (int, error) {
	if err := os.MkdirAll(DataDir(dir), 0o700); err != nil {
		return 0, err
	}
	if err := writeConfigs(dir); err != nil {
		return 0, err
	}
	path := filepath.Join(DataDir(dir), stateFile)
	st, err := readState(path)
	if err != nil || st.Samples == "written" || st.Samples == "none" {
		return 0, err // a folder that is gone since is not made anew: it may come back
	}
	for _, d := range []string{filepath.Join(dir, Acme), filepath.Join(dir, Globex)} {
		if err := os.MkdirAll(d, 0o777); err != nil {
			return 0, err
		}
	}
	if st.Samples == "" {
		if st, err = begin(dir, path); err != nil || st.Samples == "none" {
			return 0, err
		}
	}
	n, err := write(ctx, filepath.Join(dir, Acme), progress)
	if err != nil {
		return n, fmt.Errorf("write the samples: %w", err)
	}
	return n, writeState(path, state{"written"})
}

// begin decides whether there will be samples: whoever is interrupted while
// they are written goes on next time.
func begin(dir, path string) (state, error) {
	st := state{"writing"}
	found, err := hasIssues(filepath.Join(dir, Acme))
	if err != nil {
		return st, err
	}
	if found {
		st.Samples = "none"
	}
	return st, writeState(path, st)
}

func readState(path string) (state, error) {
	var st state
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) {
		return st, nil
	}
	if err == nil {
		err = json.Unmarshal(b, &st)
	}
	return st, err
}

func writeState(path string, st state) error {
	b, err := json.Marshal(st)
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(b, '\n'), 0o600)
}

// hasIssues reports whether there is any issue below a folder.
func hasIssues(dir string) (found bool, err error) {
	err = eachIssue(dir, func(string) error { found = true; return fs.SkipAll })
	return found, err
}

// CountIssues counts the issue files below a folder.
func CountIssues(dir string) (n int, err error) {
	err = eachIssue(dir, func(string) error { n++; return nil })
	return n, err
}

// eachIssue calls fn for every .md file that is not hidden and no attachment.
func eachIssue(dir string, fn func(path string) error) error {
	return filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil // deleted while we walk
		case err != nil:
			return err
		case p != dir && strings.HasPrefix(d.Name(), "."), d.IsDir() && strings.HasSuffix(d.Name(), filesSuffix):
			if d.IsDir() {
				return fs.SkipDir
			}
			return nil
		case d.Type().IsRegular() && strings.HasSuffix(d.Name(), ".md"):
			return fn(p)
		}
		return nil
	})
}

// filesSuffix ends the name of the folder of an issue's attachments.
const filesSuffix = ".files"
