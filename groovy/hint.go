package groovy

import (
	"strings"
	"unicode"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// What to do about an exception, where that can be told: the name that was
// probably meant, the part of a chain that was null, the slip that is known to
// end in this text. All of it is found out after the script has failed, from its
// source, so that running it costs nothing more.

// hint gives the advice for an exception, empty if there is none.
func (t *thread) hint(ex *Throwable, e *RunError) string {
	switch ex.class {
	case classMissingProperty:
		return t.hintProperty(ex)
	case classMissingMethod:
		return t.hintMethod(ex, e)
	case classNullPointer:
		return t.hintNull(e)
	}
	return ""
}

func (t *thread) hintProperty(ex *Throwable) string {
	name, _ := ex.data["property"].(string)
	if name == "" {
		return ""
	}
	full := name
	if t.script.refused[name] != "" {
		full = t.script.refused[name]
	}
	if why := refusedClass(full); why != "" {
		return "the class " + full + " is not available to scripts: " + why
	}
	c, _ := ex.data["type"].(*Class)
	var names []string
	switch recv := ex.data["receiver"].(type) {
	case MemberLister:
		names = recv.Properties()
		for _, m := range recv.Methods() {
			if m == name {
				return name + " is a method: write " + name + "()"
			}
		}
	case *Class:
		// What a class lacks is not looked for in the script.
	default:
		if c != nil && c != t.script.class && c.script == nil {
			if s := c.findMethods(name); s != nil {
				return name + " is a method: write " + name + "()"
			}
			names = append(names, c.getters()...)
		}
	}
	if c != nil && c.script != nil {
		for k := c; k != nil && k.script != nil; k = k.super {
			for _, f := range k.script.fields {
				names = append(names, f.name)
			}
		}
	}
	if c == nil || c == t.script.class {
		if t.script.declares(name) {
			return name + " is declared by def outside of the method, which does not see it: leave out def, put @Field before it, or pass it as an argument"
		}
		names = append(names, t.script.locals()...)
		for _, e := range t.vars.entries {
			if e != nil {
				if k, ok := e.Key.(string); ok {
					names = append(names, k)
				}
			}
		}
	}
	return meant(nearest(name, names))
}

func (t *thread) hintMethod(ex *Throwable, e *RunError) string {
	name, _ := ex.data["method"].(string)
	if name == "" {
		return ""
	}
	c, _ := ex.data["type"].(*Class)
	switch recv := ex.data["receiver"].(type) {
	case MemberLister:
		for _, m := range recv.Methods() {
			if m == name {
				return name + " is there, but not for these arguments"
			}
		}
		for _, p := range recv.Properties() {
			if p == name {
				return name + " is a property: write it without ()"
			}
		}
		if s := nearest(name, recv.Methods()); s != "" {
			return meant(s + "()")
		}
		return ""
	}
	if (name == "positive" || name == "negative") && c != nil && !c.isSubclassOf(classNumber) {
		if s := strings.TrimSpace(e.Source); strings.HasPrefix(s, "+") || strings.HasPrefix(s, "-") {
			return "a line that begins with + or - is a statement of its own: put the sign at the end of the line before"
		}
	}
	if c == t.script.class {
		var names []string
		for _, m := range c.members().order {
			if !strings.HasPrefix(m.name, "$") && m.name != "run" && m.name != "main" {
				names = append(names, m.name)
			}
		}
		for _, e := range t.vars.entries {
			if e == nil {
				continue
			}
			if k, ok := e.Key.(string); ok {
				if _, callable := e.Value.(*Closure); callable {
					names = append(names, k)
				}
			}
		}
		if s := nearest(name, names); s != "" {
			return meant(s + "()")
		}
	}
	return ""
}

// hintNull names the part of an expression that was null.
func (t *thread) hintNull(e *RunError) string {
	const (
		get    = "Cannot get property '"
		set    = "Cannot set property '"
		invoke = "Cannot invoke method "
	)
	var name string
	call, operator := false, false
	switch {
	case strings.HasPrefix(e.Message, get), strings.HasPrefix(e.Message, set):
		name, _, _ = strings.Cut(e.Message[len(get):], "'")
	case strings.HasPrefix(e.Message, invoke):
		name, _, _ = strings.Cut(e.Message[len(invoke):], "(")
		call = true
	case strings.HasPrefix(e.Message, "Cannot execute null"):
		operator = true
	default:
		return ""
	}
	if e.File != t.script.name {
		return ""
	}
	file, err := syntax.Parse(t.script.name, t.script.source)
	if err != nil {
		return ""
	}
	var null syntax.Expr
	found, safe, args := 0, true, "(...)"
	bare := map[syntax.Expr]bool{} // what is called without arguments
	look := func(x syntax.Expr, at syntax.Pos, dot syntax.Dot) {
		if int(at.Line) == e.Line && (int(at.Col) == e.Col || found == 0) {
			null, safe = x, dot != syntax.DotPlain
			found++
		}
	}
	syntax.Walk(file, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.Call:
			bare[n.Fun] = len(n.Args) == 0
		case *syntax.Property:
			if s, ok := constantName(n.Name); ok && s == name {
				look(n.X, n.Pos(), n.Dot)
				if bare[n] {
					args = "()"
				}
			}
		case *syntax.Index:
			if call && (name == "getAt" || name == "putAt") {
				look(n.X, n.Pos(), syntax.DotPlain)
			}
		case *syntax.Binary:
			if operator && int(n.Pos().Line) == e.Line && int(n.Pos().Col) == e.Col {
				look(n.X, n.Pos(), syntax.DotPlain)
			} else if call && int(n.Op) < len(operatorMethods) && operatorMethods[n.Op] == name {
				look(n.X, n.Pos(), syntax.DotPlain)
			}
		}
		return true
	})
	if null == nil || found > 1 && safe {
		return ""
	}
	text := syntax.Print(null)
	if strings.Contains(text, "\n") || len(text) > 80 {
		return ""
	}
	hint := text + " is null"
	if _, chain := null.(*syntax.Binary); !operator && !safe && !chain && name != "getAt" && name != "putAt" && !strings.HasPrefix(e.Message, set) && found == 1 {
		hint += "; if that is to be expected, write " + text + "?." + quotedName(name)
		if call {
			hint += args
		}
	}
	return hint
}

// quotedName is a name as it is written behind a dot.
func quotedName(name string) string {
	for i, r := range name {
		if r != '_' && r != '$' && !unicode.IsLetter(r) && (i == 0 || !unicode.IsDigit(r)) {
			return "'" + strings.ReplaceAll(name, "'", "\\'") + "'"
		}
	}
	return name
}

// constantName gives the text of a property's name that is not computed.
func constantName(x syntax.Expr) (string, bool) {
	switch n := x.(type) {
	case *syntax.Ident:
		return n.Name, true
	case *syntax.String:
		return n.Value, true
	}
	return "", false
}

// getters are the properties a built-in class has.
func (c *Class) getters() []string {
	var out []string
	for _, k := range c.ancestors().order {
		if k == classObject {
			continue
		}
		for _, m := range k.members().order {
			if len(m.params) == 0 && len(m.name) > 3 && strings.HasPrefix(m.name, "get") {
				out = append(out, decapitalize(m.name[3:]))
			}
		}
	}
	return out
}

// declares tells whether the script's own code, outside of its methods, has a
// local variable of that name.
func (s *Script) declares(name string) bool {
	file, err := syntax.Parse(s.name, s.source)
	if err != nil {
		return false
	}
	found := false
	syntax.Walk(file, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.ClassDecl, *syntax.MethodDecl, *syntax.Closure:
			return false
		case *syntax.VarDecl:
			for _, v := range n.Vars {
				found = found || v.Name.Name == name
			}
		}
		return true
	})
	return found
}

// locals are the variables that a script declares outside of its classes.
func (s *Script) locals() []string {
	file, err := syntax.Parse(s.name, s.source)
	if err != nil {
		return nil
	}
	var names []string
	syntax.Walk(file, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.ClassDecl:
			return false
		case *syntax.VarDecl:
			for _, v := range n.Vars {
				names = append(names, v.Name.Name)
			}
		}
		return true
	})
	return names
}

func meant(s string) string {
	if s == "" {
		return ""
	}
	return "did you mean " + s + "?"
}

// nearest gives the name most like one that is not there, empty if none is.
func nearest(name string, names []string) string {
	if len(name) > mostLetters {
		return ""
	}
	best, bestDistance := "", max(1, len(name)/4)+1
	for _, n := range names {
		if n == name {
			continue
		}
		if d := editDistance(strings.ToLower(name), strings.ToLower(n), bestDistance); d < bestDistance {
			best, bestDistance = n, d
		}
	}
	return best
}

// mostLetters is how long names may be that are compared letter by letter.
const mostLetters = 64

// editDistance counts changed, missing and swapped letters, up to limit+1.
func editDistance(a, b string, limit int) int {
	if len(a)-len(b) > limit || len(b)-len(a) > limit || len(a) > mostLetters || len(b) > mostLetters {
		return limit + 1
	}
	prev, cur, before := make([]int, len(b)+1), make([]int, len(b)+1), make([]int, len(b)+1)
	for j := range prev {
		prev[j] = j
	}
	for i := 1; i <= len(a); i++ {
		cur[0] = i
		for j := 1; j <= len(b); j++ {
			cost := 1
			if a[i-1] == b[j-1] {
				cost = 0
			}
			cur[j] = min(prev[j]+1, cur[j-1]+1, prev[j-1]+cost)
			if i > 1 && j > 1 && a[i-1] == b[j-2] && a[i-2] == b[j-1] {
				cur[j] = min(cur[j], before[j-2]+1)
			}
		}
		before, prev, cur = prev, cur, before
	}
	return prev[len(b)]
}
