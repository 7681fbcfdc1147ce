package program

import (
	"strings"
	"sync"
)

// A template is one way to write an expression.
type template struct {
	result *Type
	parts  []hole
	loose  bool // needs parentheses within another expression
}

// A hole is a text followed, unless typ is nil, by an expression of a type in
// whose scope are some more variables.
type hole struct {
	text  string
	typ   *Type
	vars  []variable
	plain bool // stands between brackets or commas: needs no parentheses
}

type variable struct {
	name  string
	typ   *Type
	final bool
}

// parse reads a line of a table: "result: text", where @type is a hole and
// @type[name:type,...] one that sees further variables. A line that begins
// with ~ needs parentheses within another expression.
func parse(line string) *template {
	t := &template{}
	line, t.loose = strings.CutPrefix(line, "~")
	t.result, line = typ(line)
	line = strings.TrimPrefix(line, ": ")
	for {
		before, after, found := strings.Cut(line, "@")
		h := hole{text: before}
		if !found {
			t.parts = append(t.parts, h)
			return t
		}
		h.typ, line = typ(after)
		if strings.HasPrefix(line, "[") && strings.Contains(line, ":") && isScope(line) {
			line = line[1:]
			for {
				i := strings.IndexByte(line, ':')
				v := variable{name: line[:i], final: true}
				v.typ, line = typ(line[i+1:])
				h.vars = append(h.vars, v)
				sep := line[0]
				line = line[1:]
				if sep == ']' {
					break
				}
			}
		}
		b, a := strings.TrimRight(before, " "), strings.TrimLeft(line, " ")
		h.plain = b != "" && strings.IndexByte("([,{>", b[len(b)-1]) >= 0 && !strings.HasSuffix(b, ")") &&
			a != "" && strings.IndexByte(")],};", a[0]) >= 0
		// An operator that ends in > is none of an arrow.
		if h.plain && b[len(b)-1] == '>' && !strings.HasSuffix(b, "->") {
			h.plain = false
		}
		t.parts = append(t.parts, h)
	}
}

// isScope tells [it:int] from an index.
func isScope(s string) bool {
	for i := 1; i < len(s); i++ {
		switch c := s[i]; {
		case c == ':':
			return i > 1
		case c < 'a' || c > 'z':
			return false
		}
	}
	return false
}

// templates are those of all tables, by the name of the result's type; those
// for any type are under "".
var templates = sync.OnceValue(func() map[string][]*template {
	all := map[string][]*template{}
	for _, table := range []string{numberTable, textTable, logicTable, listTable, setTable, mapTable, rangeTable, closureTable} {
		for line := range strings.Lines(table) {
			line = strings.TrimSpace(line)
			if line == "" || strings.HasPrefix(line, "#") {
				continue
			}
			t := parse(line)
			key := t.result.name
			if t.result.variable() {
				key = ""
			}
			all[key] = append(all[key], t)
		}
	}
	return all
})
