// Package lint reads the rules of a side without running them and tells what
// will go wrong: names that nobody knows, fields and values that the tracker
// does not have, what is told and never read, and tables of values that turn two
// into one, so that a change comes back as another one.
//
// It works on the tree of package groovy/syntax and on the surface that package
// script gives rules, so that it knows what rules know. It errs on the side of
// silence: what depends on values that only a run has is passed over.
package lint

import (
	"cmp"
	"errors"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
	"github.com/entwine-sync/entwine/internal/rule/script"
)

// A Finding is one thing to look at.
type Finding struct {
	File    string `json:"file"`
	Line    int    `json:"line"`
	Column  int    `json:"column"`
	Level   string `json:"level"` // error: it will fail or do nothing; warning: it may surprise
	Check   string `json:"check"` // compile, unknown-name, unknown-field, unknown-value, never-read, never-told, loses-information, syntax
	Message string `json:"message"`
	Hint    string `json:"hint,omitempty"`
	Text    string `json:"text,omitempty"` // the line
}

// The levels of findings.
const (
	Error   = "error"
	Warning = "warning"
)

// A Text is one script.
type Text struct{ File, Text string }

// A Side is the rules of one side of a connection; either text may be missing.
type Side struct {
	Outgoing, Incoming *Text
	Classes            *script.Classes // of files beside the rules
	Tracker            *Tracker        // nil if nobody knows what it has
}

// Check reads the rules of a side. other, if not nil, are those of the side it
// talks with: what is told is compared with what is read there.
func Check(side Side, other *Side) []Finding {
	c := &checker{side: side}
	out, in := c.parse(side.Outgoing, false), c.parse(side.Incoming, true)
	for _, r := range []*rule{out, in} {
		if r != nil {
			r.names()
			r.fields()
		}
	}
	var theirOut, theirIn *rule
	if other != nil {
		quiet := &checker{side: *other}
		theirOut, theirIn = quiet.parse(other.Outgoing, false), quiet.parse(other.Incoming, true)
		compare(out, theirIn, theirOut, in)
	}
	if in != nil {
		in.lossy(out, theirIn)
	}
	slices.SortStableFunc(c.found, func(a, b Finding) int {
		return cmp.Or(strings.Compare(a.File, b.File), cmp.Compare(a.Line, b.Line), cmp.Compare(a.Column, b.Column))
	})
	return c.found
}

type checker struct {
	side  Side
	found []Finding
}

// rule is one script with its tree.
type rule struct {
	*checker
	file     *syntax.File
	lines    []string
	incoming bool
	surface  script.Surface
}

func (c *checker) parse(t *Text, incoming bool) *rule {
	if t == nil {
		return nil
	}
	file, err := syntax.Parse(t.File, t.Text)
	var list syntax.ErrorList
	if errors.As(err, &list) {
		for _, e := range list {
			c.found = append(c.found, Finding{File: t.File, Line: int(e.Pos.Line), Column: int(e.Pos.Col), Level: Error, Check: "syntax", Message: e.Msg, Hint: e.Hint, Text: e.Line})
		}
		return nil
	} else if err != nil {
		c.found = append(c.found, Finding{File: t.File, Level: Error, Check: "syntax", Message: err.Error()})
		return nil
	}
	// What the compiler alone knows: classes, and names declared twice.
	for _, e := range c.side.Classes.Mistakes(t.File, t.Text) {
		c.found = append(c.found, Finding{File: e.File, Line: e.Line, Column: e.Col, Level: Error, Check: "compile", Message: e.Msg, Hint: e.Hint, Text: e.Text})
	}
	return &rule{c, file, strings.Split(t.Text, "\n"), incoming, script.SurfaceOf(incoming)}
}

// report tells of something at a place.
func (r *rule) report(at syntax.Pos, level, check, message, hint string) {
	f := Finding{File: r.file.Name, Line: int(at.Line), Column: int(at.Col), Level: level, Check: check, Message: message, Hint: hint}
	if i := int(at.Line) - 1; i >= 0 && i < len(r.lines) {
		f.Text = strings.TrimRight(r.lines[i], "\r")
	}
	r.found = append(r.found, f)
}

// The parts of the tree that most checks ask for.

// bare gives the name of a variable: issue.
func bare(x syntax.Expr) string {
	switch x := x.(type) {
	case *syntax.Ident:
		return x.Name
	case *syntax.Paren:
		return bare(x.X)
	}
	return ""
}

// constant gives the text of a literal.
func constant(x syntax.Node) (string, bool) {
	switch x := x.(type) {
	case *syntax.String:
		return x.Value, true
	case *syntax.Number:
		return x.Text, true
	case *syntax.Paren:
		return constant(x.X)
	}
	return "", false
}

// member takes x.name or x["name"] apart.
func member(x syntax.Expr) (of syntax.Expr, name string, at syntax.Pos, ok bool) {
	switch x := x.(type) {
	case *syntax.Paren:
		return member(x.X)
	case *syntax.Property:
		name, ok = constant(x.Name)
		if id, isIdent := x.Name.(*syntax.Ident); isIdent {
			name, ok = id.Name, true
		}
		return x.X, name, x.Name.Pos(), ok
	case *syntax.Index:
		if len(x.Args) != 1 {
			return nil, "", syntax.Pos{}, false
		}
		name, ok = constant(x.Args[0])
		return x.X, name, x.Args[0].Pos(), ok
	}
	return nil, "", syntax.Pos{}, false
}

// path is the members that lead from a variable to what is read: of
// replica.customFields."Team"?.value it is replica, customFields, Team, value.
func path(x syntax.Expr) []string {
	if name := bare(x); name != "" {
		return []string{name}
	}
	if call, ok := x.(*syntax.Call); ok {
		// A getter, or toString() and the like at the end.
		of, name, _, ok := member(call.Fun)
		if !ok || len(call.Args) > 0 {
			return nil
		}
		p := path(of)
		if p == nil {
			return nil
		}
		if field, ok := strings.CutPrefix(name, "get"); ok && field != "" {
			return append(p, strings.ToLower(field[:1])+field[1:])
		}
		return p
	}
	of, name, _, ok := member(x)
	if !ok {
		return nil
	}
	if p := path(of); p != nil {
		return append(p, name)
	}
	return nil
}
