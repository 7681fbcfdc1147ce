package scripted

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

// ClassesFolder holds files of classes that rules share, in the folder of the
// rules for that side alone, and beside it for all sides that lie there. What is
// nearer comes first where both have a class of one name.
const ClassesFolder = "classes"

// classFolders are those of a folder of rules, the shared one first.
func classFolders(dir string) []string {
	dir = filepath.Clean(dir)
	return []string{filepath.Join(filepath.Dir(dir), ClassesFolder), filepath.Join(dir, ClassesFolder)}
}

// mostClasses bounds the files of a folder of classes: the largest library that
// is known has some dozen.
const mostClasses = 1000

// ClassesOf compiles the classes that the rules of a folder may name. The error
// holds all that is wrong with them.
func ClassesOf(dir string) (*script.Classes, error) {
	var all *script.Classes
	for _, folder := range classFolders(dir) {
		files, err := classFiles(folder)
		if err != nil {
			return nil, err
		}
		sources := make([]groovy.Source, len(files))
		for i, f := range files {
			text, err := readRule(f)
			if err != nil {
				return nil, err
			}
			sources[i] = groovy.Source{Name: f, Text: text}
		}
		if all, err = all.With(sources); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// classFiles are the scripts below a folder, by name; none if it is not there.
func classFiles(folder string) ([]string, error) {
	var files []string
	err := filepath.WalkDir(folder, func(p string, e fs.DirEntry, err error) error {
		switch {
		case errors.Is(err, fs.ErrNotExist) && p == folder:
			return fs.SkipAll
		case err != nil:
			return err
		case p != folder && strings.HasPrefix(e.Name(), "."):
			if e.IsDir() {
				return fs.SkipDir
			}
		case !e.IsDir() && filepath.Ext(p) == ".groovy":
			files = append(files, p)
		}
		if len(files) > mostClasses {
			return fmt.Errorf("%s holds more than %d files of classes", folder, mostClasses)
		}
		return nil
	})
	return files, err
}

// readRule reads a script, of a size that scripts have.
func readRule(file string) (string, error) {
	f, err := os.Open(file)
	if err != nil {
		return "", err
	}
	defer f.Close() // it was only read
	text, err := io.ReadAll(io.LimitReader(f, mostRule+1))
	if err != nil {
		return "", err
	}
	if len(text) > mostRule {
		return "", fmt.Errorf("%s is longer than %d MB: that is no rule", file, mostRule>>20)
	}
	return string(text), nil
}
