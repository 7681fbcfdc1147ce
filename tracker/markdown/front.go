package markdown

import (
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/hub"
	"go.yaml.in/yaml/v4"
)

// yaml/v4 rather than v3: its errors carry line and column as numbers, where
// v3 has a line in a sentence, and not always. Only its parser is used; what it
// would print is never written.

// front is the front matter: the text between the two lines of dashes.
type front struct {
	text    string
	fields  []frontField
	byKey   map[string]int
	awkward bool // one pair of braces: can be read, but not edited by line
}

// frontField is one key with its value, and where they are in the text.
type frontField struct {
	key        string
	keyNode    *yaml.Node
	node       *yaml.Node
	from, to   int // whole lines, comments and blank lines behind it left out
	fullTo     int // the same with them
	afterColon int // -1 if the key is written in an odd way
}

// syntaxError is a fault of a file with its place, counted from 1.
type syntaxError struct {
	line, column int
	text         string
	unfinished   bool // what a half-saved file looks like
}

func (e *syntaxError) Error() string { return fmt.Sprintf("%d:%d: %s", e.line, e.column, e.text) }

func parseFront(text string) (*front, *syntaxError) {
	fr := &front{text: text, byKey: map[string]int{}}
	if strings.TrimSpace(text) == "" {
		return fr, nil
	}
	var doc yaml.Node
	if err := yaml.Load([]byte(text), &doc, yaml.WithUniqueKeys(false)); err != nil {
		if onlyComments(text) {
			return fr, nil
		}
		return nil, yamlError(text, err)
	}
	if doc.Kind != yaml.DocumentNode || len(doc.Content) == 0 {
		return fr, nil
	}
	top := doc.Content[0]
	if top.Kind == yaml.ScalarNode && top.Value == "" && top.Style&unplain == 0 {
		return fr, nil
	}
	if top.Kind != yaml.MappingNode {
		return nil, &syntaxError{line: top.Line, column: top.Column, text: "the front matter must be lines of \"name: value\""}
	}
	fr.awkward = top.Style&yaml.FlowStyle != 0
	lines := yamlLines(text)
	for i := 0; i+1 < len(top.Content); i += 2 {
		k, v := top.Content[i], top.Content[i+1]
		if k.Kind != yaml.ScalarNode {
			return nil, &syntaxError{line: k.Line, column: k.Column, text: "the name of a value must be plain text"}
		}
		if j, twice := fr.byKey[k.Value]; twice {
			return nil, &syntaxError{
				line: k.Line, column: k.Column,
				text: fmt.Sprintf("%q is there twice, first in line %d", k.Value, fr.fields[j].keyNode.Line+1),
			}
		}
		fr.byKey[k.Value] = len(fr.fields)
		fr.fields = append(fr.fields, frontField{key: k.Value, keyNode: k, node: v, afterColon: -1})
	}
	if !fr.awkward {
		fr.place(lines)
	}
	return fr, nil
}

// place finds the lines of each field.
func (fr *front) place(lines []int) {
	at := func(line int) int { // offset of a line counted from 1
		if line-1 < len(lines) {
			return lines[line-1]
		}
		return len(fr.text)
	}
	for i := range fr.fields {
		f := &fr.fields[i]
		f.from, f.fullTo = at(f.keyNode.Line), len(fr.text)
		last := len(lines)
		if i+1 < len(fr.fields) {
			last = fr.fields[i+1].keyNode.Line - 1
			f.fullTo = at(last + 1)
		}
		block := f.node.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0
		for last > f.keyNode.Line && isFiller(fr.text[at(last):at(last+1)], block) {
			last--
		}
		f.to = at(last + 1)
		f.afterColon = fr.colon(f)
	}
}

// isFiller reports whether a line says nothing: blank, or a comment. In a block
// of text only what starts at the margin can be a comment.
func isFiller(line string, block bool) bool {
	trimmed := strings.TrimSpace(line)
	return trimmed == "" || strings.HasPrefix(line, "#") || !block && strings.HasPrefix(trimmed, "#")
}

// colon returns the offset behind the colon of a field, or -1.
func (fr *front) colon(f *frontField) int {
	line := fr.text[f.from:f.to]
	i := 0
	for n := 1; n < f.keyNode.Column && i < len(line); n++ {
		_, size := utf8.DecodeRuneInString(line[i:])
		i += size
	}
	if strings.Trim(line[:i], " ") != "" || i >= len(line) {
		return -1
	}
	switch q := line[i]; {
	case q == '"' || q == '\'':
		if i = quoteEnd(line, i); i < 0 {
			return -1
		}
	case strings.HasPrefix(line[i:], f.key):
		i += len(f.key)
	default:
		return -1
	}
	for i < len(line) && line[i] == ' ' {
		i++
	}
	if i < len(line) && line[i] == ':' {
		return f.from + i + 1
	}
	return -1
}

// quoteEnd returns the offset behind the quoted text that starts at i, or -1.
func quoteEnd(s string, i int) int {
	q := s[i]
	for i++; i < len(s); i++ {
		switch {
		case s[i] == '\\' && q == '"':
			i++
		case s[i] == q && q == '\'' && i+1 < len(s) && s[i+1] == q:
			i++
		case s[i] == q:
			return i + 1
		}
	}
	return -1
}

// get returns a field by its key.
func (fr *front) get(key string) (*frontField, bool) {
	i, ok := fr.byKey[key]
	if !ok {
		return nil, false
	}
	return &fr.fields[i], true
}

// yamlLines returns the offsets at which lines start, with YAML's idea of what
// ends a line, since its parser counts by that.
func yamlLines(s string) []int {
	lines := []int{0}
	for i := 0; i < len(s); {
		r, n := utf8.DecodeRuneInString(s[i:])
		i += n
		switch r {
		case '\r':
			if i < len(s) && s[i] == '\n' {
				continue
			}
		case '\n', '\u0085', '\u2028', '\u2029':
		default:
			continue
		}
		if i < len(s) {
			lines = append(lines, i)
		}
	}
	return lines
}

func onlyComments(text string) bool {
	for line := range strings.Lines(text) {
		if line = strings.TrimSpace(line); line != "" && line[0] != '#' {
			return false
		}
	}
	return true
}

// yamlError brings an error of the parser into our form. Places are given as
// in the file, where the line of dashes is the first.
func yamlError(text string, err error) *syntaxError {
	se := &syntaxError{line: 1, column: 1, text: err.Error()}
	var le *yaml.LoadError
	if errors.As(err, &le) {
		se.text = le.Message
		mark := le.Mark
		if mark.Line == 0 {
			mark = le.ContextMark
		}
		if mark.Line > 0 {
			se.line, se.column = mark.Line, max(mark.Column, 1)
		}
	}
	if line, column, ok := badCharacter(text); ok && strings.Contains(se.text, "control characters") {
		se.line, se.column = line, column
	}
	if se.line == 1 && strings.HasPrefix(text, "\t") || strings.Contains(se.text, "cannot start any token") {
		se.text += " (a tab, or a sign that needs quotes around the text?)"
	}
	return se
}

// badCharacter finds the first character that YAML does not allow.
func badCharacter(text string) (line, column int, ok bool) {
	line, column = 1, 1
	for _, r := range text {
		switch {
		case r == '\n':
			line, column = line+1, 1
			continue
		case r < ' ' && r != '\t' && r != '\r', r >= 0x7f && r < 0xa0 && r != 0x85, r == 0xfffe, r == 0xffff:
			return line, column, true
		}
		column++
	}
	return 0, 0, false
}

// same reports whether two nodes say the same, however they are written.
func same(a, b *yaml.Node, depth int) bool {
	if a.Kind != b.Kind || len(a.Content) != len(b.Content) || depth > 200 {
		return false
	}
	switch a.Kind {
	case yaml.ScalarNode:
		return a.Value == b.Value && hub.Same(scalarOf(a), scalarOf(b))
	case yaml.AliasNode:
		return a.Value == b.Value && same(a.Alias, b.Alias, depth+1)
	}
	for i := range a.Content {
		if !same(a.Content[i], b.Content[i], depth+1) {
			return false
		}
	}
	return true
}
