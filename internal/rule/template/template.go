// Package template has ready rules for common needs: folders with the scripts of
// a side, what they are for, and their tests. They are beginnings, to be changed
// by who takes them.
package template

import (
	"embed"
	"io/fs"
	"path"
	"slices"
	"strings"
)

//go:embed files
var files embed.FS

const root = "files"

// A Template is one of them.
type Template struct {
	Name  string `json:"name"`
	Title string `json:"title"`
	Text  string `json:"text"` // what it does, and what to change
}

// All lists the templates by name.
func All() []Template {
	var list []Template
	entries, err := files.ReadDir(root)
	if err != nil {
		panic(err) // they are part of the program
	}
	for _, e := range entries {
		b, err := files.ReadFile(path.Join(root, e.Name(), "README.md"))
		if err != nil {
			panic(err)
		}
		title, text, _ := strings.Cut(string(b), "\n")
		list = append(list, Template{e.Name(), strings.TrimPrefix(title, "# "), strings.TrimSpace(text)})
	}
	return list
}

// Files gives the files of a template by their path within it; nil if there is
// none of that name.
func Files(name string) map[string]string {
	if !slices.ContainsFunc(All(), func(t Template) bool { return t.Name == name }) {
		return nil
	}
	m := map[string]string{}
	dir := path.Join(root, name)
	err := fs.WalkDir(files, dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		b, err := files.ReadFile(p)
		m[strings.TrimPrefix(p, dir+"/")] = string(b)
		return err
	})
	if err != nil {
		panic(err)
	}
	return m
}
