package config

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"unicode/utf8"

	"go.yaml.in/yaml/v4"
)

// Options is what Load must be told.
type Options struct {
	Kinds []Kind
	Env   []string // as os.Environ has it; the later of two wins
}

// maxSize is what a config may have: a thousand trackers fit, a log that was
// given by mistake does not.
const maxSize = 1 << 20

// Load reads a config. Its error is Problems, or that of the file system.
func Load(file string, opt Options) (*Config, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close() // read only: nothing to lose
	text, err := io.ReadAll(io.LimitReader(f, maxSize+1))
	if err != nil {
		return nil, err
	}
	return Parse(file, text, opt)
}

// Parse checks the text of a config; file is its name, and what is relative in
// it is relative to the folder of that.
func Parse(file string, text []byte, opt Options) (*Config, error) {
	r := &reader{file: file, places: map[string]Place{}, dir: filepath.Dir(file), env: environment(opt.Env), kinds: opt.Kinds}
	if len(text) > maxSize {
		return nil, Problems{{Place{file, 1, 1}, "", fmt.Sprintf("the file is larger than %d kB: is it the right one?", maxSize>>10)}}
	}
	root := r.parse(text)
	if root == nil {
		return nil, r.problems.sorted()
	}
	c := r.config(root)
	if len(r.problems) > 0 {
		return nil, r.problems.sorted()
	}
	return c, nil
}

// parse returns the top node. A line that is no YAML is reported and left out,
// so that what is wrong with the others is known too.
func (r *reader) parse(text []byte) *yaml.Node {
	if i := badUTF8(text); i >= 0 {
		line := 1 + bytes.Count(text[:i], []byte("\n"))
		column := 1 + utf8.RuneCount(text[bytes.LastIndexByte(text[:i], '\n')+1:i])
		r.problems = append(r.problems, Problem{Place{r.file, line, column}, "", "this is not UTF-8 text"})
		return nil
	}
	lines := strings.Split(strings.TrimPrefix(string(text), "\ufeff"), "\n")
	const most = 20 // more broken lines than that are not a config
	for range most {
		var doc yaml.Node
		err := yaml.Load([]byte(strings.Join(lines, "\n")), &doc, yaml.WithUniqueKeys(false))
		if err == nil || isEmpty(lines) {
			return topOf(&doc)
		}
		p := r.syntax(err)
		r.problems = append(r.problems, p)
		if p.Line > len(lines) || strings.TrimSpace(lines[p.Line-1]) == "" {
			return nil // the mistake is elsewhere: nothing can be left out
		}
		lines[p.Line-1], r.mended = "", true
	}
	return nil
}

func isEmpty(lines []string) bool {
	for _, l := range lines {
		if l = strings.TrimSpace(l); l != "" && l[0] != '#' {
			return false
		}
	}
	return true
}

func topOf(doc *yaml.Node) *yaml.Node {
	if doc.Kind == yaml.DocumentNode && len(doc.Content) > 0 {
		return doc.Content[0]
	}
	return &yaml.Node{Kind: yaml.ScalarNode, Line: 1, Column: 1} // an empty file: everything is missing
}

func badUTF8(b []byte) int {
	for i := 0; i < len(b); {
		c, n := utf8.DecodeRune(b[i:])
		if c == utf8.RuneError && n == 1 {
			return i
		}
		i += n
	}
	return -1
}

// syntax brings an error of the YAML parser into our form.
func (r *reader) syntax(err error) Problem {
	p := Problem{Place{r.file, 1, 1}, "", "this is not YAML: " + err.Error()}
	var le *yaml.LoadError
	if !errors.As(err, &le) {
		return p
	}
	p.Message = "this is not YAML: " + le.Message
	if strings.Contains(le.Message, "cannot start any token") {
		p.Message = "this is not YAML: lines are indented with blanks, not with tabs"
	}
	mark := le.Mark
	if mark.Line == 0 {
		mark = le.ContextMark
	}
	if mark.Line > 0 {
		p.Line, p.Column = mark.Line, max(mark.Column, 1)
	}
	return p
}
