package groovy

import (
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// nodeText is an expression as Groovy's tree prints itself, which an assertion
// with a message shows: parentheses are gone, classes have their full names,
// and a sign before a value is left out.
func (c *compiler) nodeText(x syntax.Expr) string {
	join := func(l []syntax.Expr) string {
		var s []string
		var named []syntax.Expr
		for _, e := range l {
			if _, ok := e.(*syntax.Entry); ok {
				named = append(named, e)
				continue
			}
			s = append(s, c.nodeText(e))
		}
		if named != nil {
			s = append([]string{c.entriesText(named)}, s...)
		}
		return strings.Join(s, ", ")
	}
	switch x := x.(type) {
	case *syntax.Ident:
		if c.vars[x.ID()] == nil {
			if k := c.className(x.Name); k != nil {
				return k.Name()
			}
		}
		return x.Name
	case *syntax.This:
		return "this"
	case *syntax.String:
		return x.Value
	case *syntax.Number:
		return numberText(c.number(x, false))
	case *syntax.Bool:
		if x.Value {
			return "true"
		}
		return "false"
	case *syntax.Null:
		return "null"
	case *syntax.Paren:
		return c.nodeText(x.X)
	case *syntax.Binary:
		return "(" + c.nodeText(x.X) + " " + opText[x.Op] + " " + c.nodeText(x.Y) + ")"
	case *syntax.Index:
		if len(x.Args) > 1 {
			return c.nodeText(x.X) + "[[" + join(x.Args) + "]]"
		}
		return c.nodeText(x.X) + "[" + join(x.Args) + "]"
	case *syntax.Unary:
		if n, ok := x.X.(*syntax.Number); ok && x.Op == syntax.OpMinus {
			s := strings.TrimPrefix(numberText(c.number(n, true)), "-")
			if n.Kind != syntax.NumFloat && n.Kind != syntax.NumDouble && strings.Trim(s, "0.") == "" {
				return s // only a floating point number has a zero below zero
			}
			return "-" + s
		}
		return c.nodeText(x.X)
	case *syntax.IncDec:
		if x.Postfix {
			return "(" + c.nodeText(x.X) + x.Op.String() + ")"
		}
		return "(" + x.Op.String() + c.nodeText(x.X) + ")"
	case *syntax.Assign:
		return "(" + c.nodeText(x.X) + " " + x.Op.String() + "= " + c.nodeText(x.Y) + ")"
	case *syntax.Property:
		dot := [...]string{syntax.DotPlain: ".", syntax.DotSafe: "?.", syntax.DotSpread: "*?.", syntax.DotSafeChain: "?."}[x.Dot]
		return c.nodeText(x.X) + dot + memberText(c, x.Name)
	case *syntax.Call:
		switch f := x.Fun.(type) {
		case *syntax.Property:
			dot := [...]string{syntax.DotPlain: ".", syntax.DotSafe: "?.", syntax.DotSpread: "*.", syntax.DotSafeChain: "?."}[f.Dot]
			return c.nodeText(f.X) + dot + memberText(c, f.Name) + "(" + join(x.Args) + ")"
		case *syntax.Ident:
			if c.vars[f.ID()] == nil {
				return "this." + f.Name + "(" + join(x.Args) + ")"
			}
		}
		return c.nodeText(x.Fun) + ".call(" + join(x.Args) + ")"
	case *syntax.List:
		return "[" + join(x.Elems) + "]"
	case *syntax.Map:
		if len(x.Entries) == 0 {
			return "[:]"
		}
		return c.entriesText(x.Entries)
	case *syntax.Entry:
		return c.nodeText(x.Key) + ":" + c.nodeText(x.Value)
	case *syntax.Range:
		dots := ".."
		if x.ExcludeTo {
			dots = "..<"
		}
		return "(" + c.nodeText(x.From) + dots + c.nodeText(x.To) + ")"
	case *syntax.As:
		return c.castText(x.Type) + " " + c.nodeText(x.X)
	case *syntax.Cast:
		return c.castText(x.Type) + " " + c.nodeText(x.X)
	case *syntax.InstanceOf:
		return "(" + c.nodeText(x.X) + " instanceof " + c.typeText(x.Type) + ")"
	case *syntax.Closure:
		var s []string
		for _, p := range x.Params {
			t := "java.lang.Object"
			if p.Type != nil {
				t = c.typeText(p.Type)
			}
			s = append(s, t+" "+p.Name.Name)
		}
		if s == nil {
			return "{ -> ... }"
		}
		return "{ " + strings.Join(s, ", ") + " -> ... }"
	case *syntax.GString:
		var b strings.Builder
		for i, s := range x.Texts {
			b.WriteString(s)
			if i < len(x.Values) && x.Values[i].X != nil {
				b.WriteString("$" + c.nodeText(x.Values[i].X))
			}
		}
		return b.String()
	case *syntax.New:
		return "new " + c.typeText(x.Type) + "(" + join(x.Args) + ")"
	case *syntax.Ternary:
		return "(" + c.nodeText(x.Cond) + ") ? " + c.nodeText(x.Then) + " : " + c.nodeText(x.Else)
	case *syntax.Elvis:
		return "(" + c.nodeText(x.X) + ") ? " + c.nodeText(x.X) + " : " + c.nodeText(x.Y)
	}
	return ""
}

// mostEntries is after how many characters the text of a map ends.
const mostEntries = 120

// entriesText is a map, or the named arguments of a call.
func (c *compiler) entriesText(entries []syntax.Expr) string {
	var b strings.Builder
	b.WriteByte('[')
	for i, e := range entries {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(c.nodeText(e))
		if i > 0 && i < len(entries)-1 && strLen(b.String()) > mostEntries {
			b.WriteString(", ... ")
			break
		}
	}
	b.WriteByte(']')
	return b.String()
}

// memberText is a name behind a dot, which is no variable.
func memberText(c *compiler, x syntax.Expr) string {
	if id, ok := x.(*syntax.Ident); ok {
		return id.Name
	}
	return c.nodeText(x)
}

func numberText(v any) string {
	switch v := v.(type) {
	case float64:
		return number.FormatDouble(v)
	case float32:
		return number.FormatFloat(v)
	}
	return fmt.Sprint(v)
}

func (c *compiler) typeText(t *syntax.Type) string {
	if k := c.typ(t); k != nil {
		return k.Name()
	}
	return t.Name
}

// castText is the class of a cast; those with parameters tell what they are.
func (c *compiler) castText(t *syntax.Type) string {
	k := c.typ(t)
	if k == nil {
		return "(" + t.Name + ")"
	}
	brackets, base := "", k
	for base.kind == kindArray {
		brackets, base = brackets+"[]", base.elem
	}
	if base.kind == kindPrimitive {
		return "(" + base.Name() + brackets + ")"
	}
	args := ""
	if len(t.Args) > 0 {
		var s []string
		for _, a := range t.Args {
			s = append(s, a.Name)
		}
		args = " <" + strings.Join(s, ", ") + ">"
	}
	params := ""
	if brackets == "" {
		params = typeParameters(base)
	}
	return "(" + base.Name() + args + " -> " + base.Name() + brackets + params + ")"
}

// typeParameters is what Java's class declares between < and >.
func typeParameters(k *Class) string {
	names := ""
	switch {
	case k.script != nil:
	case k.isSubclassOf(classMap):
		names = "KV"
	case k == classIterable, k == classComparable, k == classComparator:
		names = "T"
	case k == classClosure:
		names = "V"
	case k.isSubclassOf(classCollection) && !k.isSubclassOf(classRange), k == classIterator:
		names = "E"
	}
	var s []string
	for _, n := range names {
		s = append(s, string(n)+" extends java.lang.Object")
	}
	if s == nil {
		return ""
	}
	return " <" + strings.Join(s, ", ") + ">"
}
