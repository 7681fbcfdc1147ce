package config

import (
	"fmt"
	"regexp"
	"strconv"
	"strings"
	"sync"
	"time"

	"go.yaml.in/yaml/v4"
)

// yaml/v4 because its errors tell line and column as numbers. Only its parser
// is used: values are read from nodes, so that each keeps its place.

// reader collects what is found and what is wrong.
type reader struct {
	file     string
	problems Problems
	places   map[string]Place
	mended   bool // part of the text was left out, so nothing can be called missing
	env      map[string]string
	used     []string // environment variables that were taken
	dir      string
	kinds    []Kind
}

func (r *reader) place(n *yaml.Node) Place {
	if strings.HasPrefix(n.HeadComment, envMark) && n.Line == 0 {
		return Place{File: n.HeadComment}
	}
	return Place{r.file, max(n.Line, 1), max(n.Column, 1)}
}

func (r *reader) wrong(n *yaml.Node, key, format string, args ...any) {
	r.problems = append(r.problems, Problem{r.place(n), key, fmt.Sprintf(format, args...)})
}

// mapping is a YAML map being read. Its reader asks for keys by name; end
// reports the keys nobody asked for.
type mapping struct {
	r     *reader
	path  string
	node  *yaml.Node // where it is; of its key if it is empty
	keys  []string
	key   map[string]*yaml.Node
	value map[string]*yaml.Node
	asked []string
}

func join(path, key string) string {
	if path == "" {
		return key
	}
	return path + "." + key
}

// resolved follows an alias. Chains of aliases do not exist in YAML.
func resolved(n *yaml.Node) *yaml.Node {
	if n.Kind == yaml.AliasNode && n.Alias != nil {
		return n.Alias
	}
	return n
}

func isNull(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && n.Style&quoted == 0 && (n.Value == "" || n.Value == "~" || n.Value == "null")
}

const quoted = yaml.DoubleQuotedStyle | yaml.SingleQuotedStyle | yaml.LiteralStyle | yaml.FoldedStyle

// mapping reads n as a map; a node that is none is a problem and an empty map.
func (r *reader) mapping(n *yaml.Node, path, what string) *mapping {
	m := &mapping{r: r, path: path, node: n, key: map[string]*yaml.Node{}, value: map[string]*yaml.Node{}}
	n = resolved(n)
	switch {
	case isNull(n):
		return m
	case n.Kind != yaml.MappingNode:
		r.wrong(m.node, path, "%s must be lines of \"name: value\", not %s", what, kindOf(n))
		return m
	}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if k.Kind != yaml.ScalarNode {
			r.wrong(k, path, "a name must be plain text")
			continue
		}
		if first, twice := m.key[k.Value]; twice {
			r.wrong(k, join(path, k.Value), "%q is there twice, first in line %d", k.Value, first.Line)
			continue
		}
		m.keys = append(m.keys, k.Value)
		m.key[k.Value], m.value[k.Value] = k, v
		r.places[join(path, k.Value)] = r.place(k)
	}
	return m
}

func kindOf(n *yaml.Node) string {
	switch n.Kind {
	case yaml.SequenceNode:
		return "a list"
	case yaml.MappingNode:
		return "a map"
	}
	return "a single value"
}

// get returns the value of a key, or nil.
func (m *mapping) get(name string) *yaml.Node {
	m.asked = append(m.asked, name)
	return m.value[name]
}

// end reports the keys nobody asked for.
func (m *mapping) end() {
	for _, k := range m.keys {
		known := false
		for _, a := range m.asked {
			known = known || a == k
		}
		switch {
		case known:
		case k == "<<":
			m.r.wrong(m.key[k], join(m.path, k), "maps cannot be merged with << here; write the keys out")
		default:
			m.r.wrong(m.key[k], join(m.path, k), "unknown key %q%s", k, didYouMean(k, m.asked))
		}
	}
}

// missing reports a key that must be there, unless it probably is, misspelt:
// that is reported as it is.
func (m *mapping) missing(name, why string) {
	for _, k := range m.keys {
		if k != name && nearest(k, []string{name}) != "" {
			return
		}
	}
	if !m.r.mended {
		m.r.wrong(m.node, join(m.path, name), "%s", why)
	}
}

// text returns a single value as it was typed. ok is false where it is absent,
// null or no single value.
func (m *mapping) text(name string) (string, bool) {
	n := m.get(name)
	if n == nil {
		return "", false
	}
	n = resolved(n)
	if isNull(n) {
		return "", false
	}
	if n.Kind != yaml.ScalarNode {
		m.wrong(name, "%s must be a single value, not %s", name, kindOf(n))
		return "", false
	}
	return n.Value, true
}

// wrong reports a problem at the value of a key.
func (m *mapping) wrong(name, format string, args ...any) {
	n := m.value[name]
	if n == nil {
		n = m.node
	}
	m.r.wrong(n, join(m.path, name), format, args...)
}

// oneOf returns one of a few words, the first of them if none is given.
func (m *mapping) oneOf(name string, words ...string) string {
	v, ok := m.text(name)
	if !ok {
		return words[0]
	}
	for _, w := range words {
		if v == w {
			return v
		}
	}
	m.wrong(name, "%s cannot be %q%s", name, v, didYouMean(v, words))
	return words[0]
}

// bool reads yes or no as YAML 1.2 has them.
func (m *mapping) bool(name string) bool {
	v, ok := m.text(name)
	switch {
	case !ok || v == "false":
		return false
	case v == "true":
		return true
	}
	m.wrong(name, "%s must be true or false, not %q", name, v)
	return false
}

// int reads a whole number within bounds; unit may stand behind it.
func (m *mapping) int(name, unit string, least, most int) int {
	v, ok := m.text(name)
	if !ok {
		return 0
	}
	n, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(v, unit)))
	if err != nil {
		m.wrong(name, "%s must be a whole number, not %q", name, v)
		return 0
	}
	if n < least || n > most {
		m.wrong(name, "%s must be between %d and %d, not %d", name, least, most, n)
		return 0
	}
	return n
}

// limit is int, or "off" for no limit, which is -1.
func (m *mapping) limit(name, unit string, most int) int {
	if n := m.value[name]; n != nil && resolved(n).Value == "off" {
		m.asked = append(m.asked, name)
		return -1
	}
	return m.int(name, unit, 1, most)
}

// duration reads 30s, 5m or 1h30m within bounds.
func (m *mapping) duration(name string, least, most time.Duration) time.Duration {
	v, ok := m.text(name)
	if !ok {
		return 0
	}
	d, err := time.ParseDuration(strings.ReplaceAll(v, " ", ""))
	switch {
	case err != nil:
		m.wrong(name, "%s must be a time such as 30s, 5m or 1h, not %q", name, v)
		return 0
	case d < least || d > most:
		m.wrong(name, "%s must be between %v and %v, not %v", name, least, most, d)
		return 0
	}
	return d
}

// goodName is what trackers and connections may be called: names appear in
// addresses, environment variables and tables.
func goodName(s string) bool { return len(s) <= 40 && namePattern().MatchString(s) }

var namePattern = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^[A-Za-z][A-Za-z0-9_-]*$`) })

const goodNameText = "a name is up to 40 letters, digits, - and _, and starts with a letter"

// each calls fn for every entry of a map of named things.
func (m *mapping) each(fn func(name string, n *yaml.Node)) {
	m.asked = m.keys
	for _, k := range m.keys {
		if !goodName(k) {
			m.r.wrong(m.key[k], join(m.path, k), "bad name %q: %s", k, goodNameText)
			continue
		}
		n := m.value[k]
		if isNull(resolved(n)) {
			n = m.key[k] // so that what is missing inside is reported at the name
			n = &yaml.Node{Kind: yaml.ScalarNode, Line: n.Line, Column: n.Column}
		}
		fn(k, n)
	}
}
