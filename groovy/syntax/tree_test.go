package syntax_test

import (
	"errors"
	"fmt"
	"math/big"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// TestTrees compares our trees with those of Groovy 2.4.21, which wrote the
// .trees files (see testdata/trees.groovy). It knows nothing of parentheses
// and of how a string was quoted, so neither do the texts compared.
func TestTrees(t *testing.T) {
	files, err := filepath.Glob("testdata/*.txt")
	if err != nil || len(files) == 0 {
		t.Fatal("no cases", err)
	}
	for _, file := range files {
		src, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		trees, err := os.ReadFile(strings.TrimSuffix(file, ".txt") + ".trees")
		if err != nil {
			t.Fatal(err)
		}
		cases := splitCases(string(src))
		want := strings.Split(strings.TrimSuffix(string(trees), "\n"), "\n")
		if len(cases) != len(want) {
			t.Fatalf("%s: %d cases, %d trees", file, len(cases), len(want))
		}
		for i, c := range cases {
			t.Run(fmt.Sprintf("%s/%d", filepath.Base(file), i+1), func(t *testing.T) {
				if got := treeOf(c); got != want[i] && !sameError(got, want[i], c) {
					t.Errorf("%s\ngot  %s\nwant %s", c, got, want[i])
				}
			})
		}
	}
}

// splitCases parts a file at the lines that are "---".
func splitCases(s string) []string {
	var cases []string
	from := 0
	for i := 0; i < len(s); {
		end := i + strings.IndexByte(s[i:]+"\n", '\n') + 1
		if s[i:min(end, len(s))] == "---\n" {
			cases = append(cases, s[from:i])
			from = end
		}
		i = end
	}
	return append(cases, s[from:])
}

// treeOf gives the tree of a script as text, or "error LINE", with the lines
// of the error and of what was opened and is not closed.
func treeOf(src string) string {
	f, err := syntax.Config{Groovy24: true}.Parse("case", src)
	if err != nil {
		var list syntax.ErrorList
		if !errors.As(err, &list) {
			return err.Error()
		}
		s := fmt.Sprintf("error %d", list[0].Pos.Line)
		if list[0].Opening.IsValid() {
			s += fmt.Sprintf(" (opened in %d)", list[0].Opening.Line)
		}
		return s + ": " + list[0].Error()
	}
	return dump{}.file(f)
}

// sameError compares the line of an error. What begins and never ends may be
// told of at the beginning, while Groovy tells at the end.
func sameError(got, want, src string) bool {
	if want == "error ?" {
		return strings.HasPrefix(got, "error")
	}
	var line int
	if n, _ := fmt.Sscanf(want, "error %d", &line); n != 1 {
		return false
	}
	if strings.HasPrefix(got, fmt.Sprintf("error %d:", line)) || strings.HasPrefix(got, fmt.Sprintf("error %d ", line)) {
		return true
	}
	last := strings.Count(src, "\n") + 1
	return strings.HasPrefix(got, "error") && (strings.Contains(got, "(opened in") || strings.Contains(got, "end of file")) && line >= last-1
}

type dump struct{}

func quoteText(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for len(s) > 0 {
		r, n := utf8.DecodeRuneInString(s)
		if r == utf8.RuneError && n == 1 && len(s) >= 3 && s[0] == 0xED {
			// a lone surrogate
			fmt.Fprintf(&b, `\u%04x`, 0xD000|int(s[1]&0x3F)<<6|int(s[2]&0x3F))
			s = s[3:]
			continue
		}
		switch {
		case r == '"' || r == '\\':
			b.WriteByte('\\')
			b.WriteRune(r)
		case r >= 0x10000:
			r -= 0x10000
			fmt.Fprintf(&b, `\u%04x\u%04x`, 0xD800+r>>10, 0xDC00+r&0x3FF)
		case r < 32 || r > 126:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
		s = s[n:]
	}
	b.WriteByte('"')
	return b.String()
}

func join[T any](list []T, f func(T) string) string {
	parts := make([]string, len(list))
	for i, x := range list {
		parts[i] = f(x)
	}
	return strings.Join(parts, " ")
}

func prefixed[T any](list []T, f func(T) string) string {
	s := ""
	for _, x := range list {
		s += " " + f(x)
	}
	return s
}

func (d dump) file(f *syntax.File) string {
	var imports, classes, methods, rest []string
	for _, s := range f.Body {
		switch s := s.(type) {
		case *syntax.Import:
			imports = append(imports, d.imp(s))
		case *syntax.ClassDecl:
			outer := ""
			if f.Package != nil {
				outer = f.Package.Name + "."
			}
			classes = append(classes, d.classes(s, outer)...)
		case *syntax.MethodDecl:
			methods = append(methods, d.method(s))
		default:
			rest = append(rest, d.stmts(s)...)
		}
	}
	slices.Sort(imports)
	slices.Sort(classes)
	var parts []string
	if f.Package != nil {
		parts = append(parts, fmt.Sprintf("(package %s%s)", d.notes(f.Package.Annotations), f.Package.Name))
	}
	parts = append(parts, imports...)
	parts = append(parts, classes...)
	if len(rest) == 0 && len(methods) == 0 && len(classes) == 0 {
		rest = []string{"(return null)"}
	}
	return strings.Join(append(append(parts, methods...), rest...), " ")
}

func (d dump) imp(s *syntax.Import) string {
	notes := d.notes(s.Annotations)
	class, member := s.Name, ""
	if i := strings.LastIndexByte(s.Name, '.'); i >= 0 {
		class, member = s.Name[:i], s.Name[i+1:]
	}
	alias := member
	if member == "" {
		alias = class
	}
	if s.Alias != nil {
		alias = s.Alias.Name
	}
	switch {
	case s.Static && s.Star:
		return fmt.Sprintf("(import static %s%s.*)", notes, s.Name)
	case s.Static:
		return fmt.Sprintf("(import static %s%s %s %s)", notes, class, member, alias)
	case s.Star:
		return fmt.Sprintf("(import %s%s.*)", notes, s.Name)
	}
	return fmt.Sprintf("(import %s%s %s)", notes, s.Name, alias)
}

func (d dump) notes(list []*syntax.Annotation) string {
	s := ""
	for _, a := range list {
		s += d.note(a)
	}
	return s
}

func (d dump) note(a *syntax.Annotation) string {
	s := "@" + a.Name
	if len(a.Args) > 0 {
		s += "(" + join(a.Args, func(x *syntax.AnnotationArg) string { return x.Name + "=" + d.expr(x.Value) }) + ")"
	}
	return s + " "
}

func (d dump) typ(t *syntax.Type) string {
	if t == nil {
		return "java.lang.Object"
	}
	if t.Dims > 0 {
		// The reference implementation forgets the arguments of an array.
		return t.Name + strings.Repeat("[]", t.Dims)
	}
	s := t.Name
	if t.Outer != nil {
		s = d.typ(&syntax.Type{Name: t.Outer.Name}) + "." + s
	}
	if t.Diamond {
		return s + "<>"
	}
	if len(t.Args) > 0 {
		s += "<" + strings.ReplaceAll(join(t.Args, d.typeArg), "> ", ">,")
		s = strings.ReplaceAll(s, ", ", ",")
		args := make([]string, len(t.Args))
		for i, a := range t.Args {
			args[i] = d.typeArg(a)
		}
		s = s[:strings.IndexByte(s, '<')] + "<" + strings.Join(args, ",") + ">"
	}
	return s
}

func (d dump) typeArg(t *syntax.Type) string {
	switch t.Bound {
	case syntax.BoundExtends:
		return "? extends " + d.typ(t.BoundBy)
	case syntax.BoundSuper:
		return "? super " + d.typ(t.BoundBy)
	}
	return d.typ(t)
}

func (d dump) typeParams(list []*syntax.TypeParam) string {
	if len(list) == 0 {
		return ""
	}
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = p.Name.Name
		for j, b := range p.Bounds {
			parts[i] += []string{":", "&"}[min(j, 1)] + d.typ(b)
		}
	}
	return "<" + strings.Join(parts, ",") + ">"
}

func (d dump) mods(m syntax.Modifier) string {
	var parts []string
	for _, x := range []struct {
		flag syntax.Modifier
		name string
	}{
		{syntax.ModProtected, "protected"}, {syntax.ModPrivate, "private"}, {syntax.ModAbstract, "abstract"},
		{syntax.ModStatic, "static"}, {syntax.ModFinal, "final"}, {syntax.ModSynchronized, "synchronized"},
		{syntax.ModNative, "native"}, {syntax.ModStrictfp, "strictfp"},
	} {
		if m&x.flag != 0 {
			parts = append(parts, x.name)
		}
	}
	return strings.Join(parts, " ")
}

func (d dump) params(list []*syntax.Param) string {
	parts := make([]string, len(list))
	for i, p := range list {
		parts[i] = d.notes(p.Mods.Annotations) + d.typ(p.Type)
		if p.Variadic {
			parts[i] += "[]"
		}
		parts[i] += " " + p.Name.Name
		if p.Default != nil {
			parts[i] += "=" + d.expr(p.Default)
		}
	}
	return "[" + strings.Join(parts, ", ") + "]"
}

func (d dump) method(m *syntax.MethodDecl) string {
	body := "nil"
	if m.Body != nil {
		body = d.block(m.Body.Stmts)
	} else if m.Default != nil {
		body = d.expr(m.Default)
	}
	return fmt.Sprintf("(method %s%s %s%s %s %s%s %s)", d.notes(m.Mods.Annotations), d.mods(m.Mods.Flags), d.typeParams(m.TypeParams),
		d.typ(m.Return), quoteText(m.Name), d.params(m.Params), prefixed(m.Throws, d.typ), body)
}

// classes gives a class and those inside it, each by its whole name.
func (d dump) classes(c *syntax.ClassDecl, outer string) []string {
	name := outer + c.Name.Name
	kind := [...]string{"class", "interface", "enum", "trait", "@interface", "record"}[c.Kind]
	super, ifaces := "-", c.Implements
	switch c.Kind {
	case syntax.Interface:
		ifaces = c.Extends
	case syntax.Class, syntax.Trait:
		super = "java.lang.Object"
		if len(c.Extends) > 0 {
			super = d.typ(c.Extends[0])
		}
	}
	all := []string{fmt.Sprintf("(%s %s%s%s %s [%s] %s)", kind, d.notes(c.Mods.Annotations), name, d.typeParams(c.TypeParams),
		super, join(ifaces, d.typ), d.classBody(c.Body, c))}
	for _, m := range c.Body.Members {
		if inner, ok := m.(*syntax.ClassDecl); ok {
			all = append(all, d.classes(inner, name+"$")...)
		}
	}
	return all
}

func (d dump) classBody(b *syntax.ClassBody, c *syntax.ClassDecl) string {
	var fields, inits, ctors, methods, static []string
	at := 0 // where the static initializer stands among the methods
	if c != nil {
		for _, k := range c.Constants {
			fields = append(fields, fmt.Sprintf("(const %s%s)", d.notes(k.Annotations), k.Name.Name))
		}
	}
	for _, m := range b.Members {
		switch m := m.(type) {
		case *syntax.VarDecl:
			kind := "property"
			if m.Mods.Flags&(syntax.ModPublic|syntax.ModPrivate|syntax.ModProtected) != 0 {
				kind = "field"
			}
			if c != nil && c.Kind == syntax.Interface {
				kind = "field"
			}
			for _, v := range m.Vars {
				init := "nil"
				if v.Init != nil {
					init = d.expr(v.Init)
				}
				fields = append(fields, fmt.Sprintf("(%s %s%s %s %s)", kind, d.notes(m.Mods.Annotations), d.typ(m.Type), v.Name.Name, init))
			}
		case *syntax.InitDecl:
			if m.Static {
				if len(static) == 0 {
					at = len(methods)
				}
				static = append(static, d.block(m.Body.Stmts))
			} else {
				inits = append(inits, "(init {"+d.block(m.Body.Stmts)+"})")
			}
		case *syntax.ConstructorDecl:
			ctors = append(ctors, fmt.Sprintf("(constructor %s%s%s %s)", d.notes(m.Mods.Annotations), d.params(m.Params), prefixed(m.Throws, d.typ), d.block(m.Body.Stmts)))
		case *syntax.MethodDecl:
			if c != nil && (c.Kind == syntax.Interface || c.Kind == syntax.AnnotationType) {
				m.Mods.Flags |= syntax.ModAbstract
			}
			methods = append(methods, d.method(m))
		}
	}
	if len(static) > 0 {
		methods = slices.Insert(methods, at, "(static {"+strings.Join(static, "; ")+"})")
	}
	return "{" + strings.Join(slices.Concat(fields, inits, ctors, methods), "; ") + "}"
}

func (d dump) block(list []syntax.Stmt) string {
	return "{" + strings.Join(d.stmtList(list), "; ") + "}"
}

func (d dump) stmtList(list []syntax.Stmt) []string {
	var parts []string
	for _, s := range list {
		parts = append(parts, d.stmts(s)...)
	}
	return parts
}

// stmt is for the places that take one statement.
func (d dump) stmt(s syntax.Stmt) string {
	if s == nil {
		return "empty"
	}
	parts := d.stmts(s)
	if len(parts) == 1 {
		return parts[0]
	}
	return "{" + strings.Join(parts, "; ") + "}"
}

// stmts gives several where one declaration declares several variables.
func (d dump) stmts(s syntax.Stmt) []string {
	if v, ok := s.(*syntax.VarDecl); ok {
		return d.vars(v)
	}
	return []string{d.one(s)}
}

func (d dump) vars(v *syntax.VarDecl) []string {
	notes := d.notes(v.Mods.Annotations)
	if v.Tuple {
		init := "empty"
		if v.Init != nil {
			init = d.expr(v.Init)
		}
		return []string{fmt.Sprintf("(def %s(tuple%s) %s)", notes, prefixed(v.Vars, func(x *syntax.Var) string {
			return d.typ(x.Type) + " " + x.Name.Name
		}), init)}
	}
	var parts []string
	for _, x := range v.Vars {
		init := "empty"
		if x.Init != nil {
			init = d.expr(x.Init)
		}
		parts = append(parts, fmt.Sprintf("(def %s%s %s %s)", notes, d.typ(v.Type), x.Name.Name, init))
	}
	return parts
}

func (d dump) one(s syntax.Stmt) string {
	switch s := s.(type) {
	case *syntax.Block:
		return d.block(s.Stmts)
	case *syntax.Empty:
		return "empty"
	case *syntax.ExprStmt:
		return d.expr(s.X)
	case *syntax.Labeled:
		return s.Label.Name + ": " + d.stmt(s.Stmt)
	case *syntax.If:
		return fmt.Sprintf("(if %s %s %s)", d.expr(s.Cond), d.stmt(s.Then), d.stmt(s.Else))
	case *syntax.For:
		cond := "empty"
		if s.Cond != nil {
			cond = d.expr(s.Cond)
		}
		init, post := "empty", "empty"
		if len(s.Init) > 0 {
			init = d.stmt(s.Init[0])
		}
		if len(s.Post) > 0 {
			post = d.expr(s.Post[0])
		}
		return fmt.Sprintf("(for (; %s %s %s) %s)", init, cond, post, d.stmt(s.Body))
	case *syntax.ForIn:
		return fmt.Sprintf("(for %s %s %s %s)", d.typ(s.Type), s.Name.Name, d.expr(s.X), d.stmt(s.Body))
	case *syntax.While:
		return fmt.Sprintf("(while %s %s)", d.expr(s.Cond), d.stmt(s.Body))
	case *syntax.Switch:
		return d.switchStmt(s)
	case *syntax.Try:
		text := "(try " + d.block(s.Body.Stmts)
		for _, c := range s.Catches {
			types := c.Types
			if len(types) == 0 {
				types = []*syntax.Type{nil}
			}
			for _, t := range types {
				text += fmt.Sprintf(" (catch %s %s %s)", d.typ(t), c.Name.Name, d.block(c.Body.Stmts))
			}
		}
		if s.Finally != nil {
			return text + " {" + d.block(s.Finally.Stmts) + "})"
		}
		return text + " empty)"
	case *syntax.Return:
		if s.X == nil {
			return "(return null)"
		}
		return "(return " + d.expr(s.X) + ")"
	case *syntax.Break:
		if s.Label != nil {
			return "(break " + s.Label.Name + ")"
		}
		return "(break)"
	case *syntax.Continue:
		if s.Label != nil {
			return "(continue " + s.Label.Name + ")"
		}
		return "(continue)"
	case *syntax.Throw:
		return "(throw " + d.expr(s.X) + ")"
	case *syntax.Assert:
		msg := "null"
		if s.Msg != nil {
			msg = d.expr(s.Msg)
		}
		return fmt.Sprintf("(assert %s %s)", d.expr(s.Cond), msg)
	case *syntax.Synchronized:
		return fmt.Sprintf("(synchronized %s %s)", d.expr(s.Lock), d.block(s.Body.Stmts))
	}
	return fmt.Sprintf("%T", s)
}

// switchStmt puts the default last, as Groovy does.
func (d dump) switchStmt(s *syntax.Switch) string {
	text, standard := "(switch "+d.expr(s.X), "empty"
	for i, c := range s.Cases {
		if c.Default {
			standard = d.block(c.Body)
			continue
		}
		body := "empty"
		// Labels without a body of their own belong to the next; if that is
		// the default, they have none.
		if next := i + 1; c.Body != nil || next == len(s.Cases) {
			body = d.block(c.Body)
		}
		text += fmt.Sprintf(" (case %s %s)", d.expr(c.Values[0]), body)
	}
	return text + " (default " + standard + "))"
}

func (d dump) number(n *syntax.Number, sign string) string {
	switch n.Kind {
	case syntax.NumFloat:
		return "Float"
	case syntax.NumDouble:
		return "Double"
	case syntax.NumBigDecimal:
		digits, exp, _ := strings.Cut(strings.ToLower(n.Digits), "e")
		scale, _ := strconv.Atoi(exp)
		whole, frac, _ := strings.Cut(digits, ".")
		v, _ := new(big.Int).SetString(sign+whole+frac, 10)
		return fmt.Sprintf("BigDecimal:%s/%d", v, len(frac)-scale)
	}
	v, _ := new(big.Int).SetString(sign+n.Digits, n.Base)
	kind := "BigInteger"
	switch {
	case n.Kind == syntax.NumBigInteger:
	case n.Kind == syntax.NumInt, n.Kind == syntax.NumInteger && v.IsInt64() && v.Int64() == int64(int32(v.Int64())):
		kind = "Integer"
	case n.Kind == syntax.NumLong, v.IsInt64():
		kind = "Long"
	}
	return kind + ":" + v.String()
}

var opText = map[syntax.Op]string{
	syntax.OpNone: "", syntax.OpAdd: "+", syntax.OpSub: "-", syntax.OpMul: "*", syntax.OpDiv: "/", syntax.OpMod: "%", syntax.OpPow: "**",
	syntax.OpShl: "<<", syntax.OpShr: ">>", syntax.OpUshr: ">>>", syntax.OpBitAnd: "&", syntax.OpBitOr: "|", syntax.OpBitXor: "^",
	syntax.OpAnd: "&&", syntax.OpOr: "||", syntax.OpEq: "==", syntax.OpNe: "!=", syntax.OpCompare: "<=>",
	syntax.OpIdentical: "===", syntax.OpNotIdentical: "!==",
	syntax.OpLt: "<", syntax.OpLe: "<=", syntax.OpGt: ">", syntax.OpGe: ">=", syntax.OpFind: "=~", syntax.OpMatch: "==~", syntax.OpIn: "in",
	syntax.OpMinus: "neg", syntax.OpPlus: "pos", syntax.OpNot: "!", syntax.OpBitNot: "~", syntax.OpInc: "++", syntax.OpDec: "--",
}

var dotText = map[syntax.Dot]string{syntax.DotPlain: ".", syntax.DotSafe: "?.", syntax.DotSpread: "*."}

func (d dump) expr(x syntax.Expr) string {
	switch x := x.(type) {
	case *syntax.Ident:
		return x.Name
	case *syntax.This:
		return "this"
	case *syntax.Super:
		return "super"
	case *syntax.Number:
		return d.number(x, "")
	case *syntax.String:
		return quoteText(x.Value)
	case *syntax.Bool:
		return strconv.FormatBool(x.Value)
	case *syntax.Null:
		return "null"
	case *syntax.Annotation:
		return d.note(x)
	case *syntax.Paren:
		return d.expr(x.X)
	case *syntax.GString:
		s := "(gstring " + quoteText(x.Texts[0])
		for i, v := range x.Values {
			s += " " + d.interp(v) + " " + quoteText(x.Texts[i+1])
		}
		return s + ")"
	case *syntax.List:
		return "(list" + prefixed(x.Elems, d.expr) + ")"
	case *syntax.Map:
		return d.entries(x.Entries)
	case *syntax.Entry:
		return fmt.Sprintf("(%s %s)", d.expr(x.Key), d.expr(x.Value))
	case *syntax.Spread:
		return "(* " + d.expr(x.X) + ")"
	case *syntax.SpreadMap:
		return "(*: " + d.expr(x.X) + ")"
	case *syntax.Range:
		op := ".."
		if x.ExcludeTo {
			op = "..<"
		}
		return fmt.Sprintf("(%s %s %s)", op, d.expr(x.From), d.expr(x.To))
	case *syntax.Closure:
		params := d.params(x.Params)
		if x.Arrow && len(x.Params) == 0 {
			params = "it"
		}
		return fmt.Sprintf("(closure %s %s)", params, d.block(x.Body))
	case *syntax.TypeExpr:
		if x.Type.Dims > 0 {
			s := x.Type.Name
			for range x.Type.Dims {
				s = "([ " + d.dotted(s) + " (list))"
			}
			return s
		}
		return x.Type.Name
	case *syntax.DeclExpr:
		return d.vars(x.Decl)[0]
	case *syntax.Property:
		op := dotText[x.Dot]
		if x.Attr {
			op += "@"
		}
		return fmt.Sprintf("(%s %s %s)", op, d.expr(x.X), d.expr(x.Name))
	case *syntax.MethodRef:
		return fmt.Sprintf("(.& %s %s)", d.expr(x.X), d.expr(x.Name))
	case *syntax.Index:
		return fmt.Sprintf("([ %s %s)", d.expr(x.X), d.indexes(x.Args))
	case *syntax.Call:
		return d.call(x)
	case *syntax.New:
		s := "(new " + d.typ(x.Type) + " " + d.args(x.Args)
		if x.Body != nil {
			s += " " + d.classBody(x.Body, nil)
		}
		return s + ")"
	case *syntax.NewArray:
		return fmt.Sprintf("(array %s %s)", d.typ(x.Elem), strings.TrimSpace(join(x.Dims, d.expr)+strings.Repeat(" null", x.Open)))
	}
	return d.operator(x)
}

func (d dump) dotted(s string) string {
	parts := strings.Split(s, ".")
	if len(parts) == 1 || strings.HasPrefix(s, "(") {
		return s
	}
	out := parts[0]
	for _, p := range parts[1:] {
		out = fmt.Sprintf("(. %s %s)", out, quoteText(p))
	}
	return out
}

func (d dump) interp(v *syntax.Interp) string {
	switch {
	case v.X != nil:
		return d.expr(v.X)
	case v.Body != nil:
		return fmt.Sprintf("(call. (closure [] %s) \"call\" ())", d.block(v.Body))
	}
	return "null"
}

func (d dump) operator(x syntax.Expr) string {
	switch x := x.(type) {
	case *syntax.Unary:
		if n, ok := x.X.(*syntax.Number); ok {
			switch x.Op {
			case syntax.OpMinus:
				return d.number(n, "-")
			case syntax.OpPlus:
				return d.number(n, "")
			}
		}
		return fmt.Sprintf("(%s %s)", opText[x.Op], d.expr(x.X))
	case *syntax.IncDec:
		where := "pre"
		if x.Postfix {
			where = "post"
		}
		return fmt.Sprintf("(%s%s %s)", where, opText[x.Op], d.expr(x.X))
	case *syntax.Binary:
		return fmt.Sprintf("(%s %s %s)", opText[x.Op], d.expr(x.X), d.expr(x.Y))
	case *syntax.Assign:
		return fmt.Sprintf("(%s= %s %s)", opText[x.Op], d.expr(x.X), d.expr(x.Y))
	case *syntax.Tuple:
		return "(tuple" + prefixed(x.Elems, d.expr) + ")"
	case *syntax.Ternary:
		return fmt.Sprintf("(? %s %s %s)", d.expr(x.Cond), d.expr(x.Then), d.expr(x.Else))
	case *syntax.Elvis:
		return fmt.Sprintf("(?: %s %s)", d.expr(x.X), d.expr(x.Y))
	case *syntax.Cast:
		return fmt.Sprintf("(cast %s %s)", d.typ(x.Type), d.expr(x.X))
	case *syntax.As:
		return fmt.Sprintf("(as %s %s)", d.typ(x.Type), d.expr(x.X))
	case *syntax.InstanceOf:
		// The reference implementation forgets the type's arguments.
		t := *x.Type
		t.Args = nil
		return fmt.Sprintf("(instanceof %s %s)", d.expr(x.X), d.typ(&t))
	}
	return fmt.Sprintf("%T", x)
}

func (d dump) entries(list []syntax.Expr) string { return "(map" + prefixed(list, d.expr) + ")" }

// args puts the named arguments first, in a map.
func (d dump) args(list []syntax.Expr) string {
	var named, plain []syntax.Expr
	for _, x := range list {
		switch x.(type) {
		case *syntax.Entry, *syntax.SpreadMap:
			named = append(named, x)
		default:
			plain = append(plain, x)
		}
	}
	var parts []string
	if len(named) > 0 {
		parts = append(parts, d.entries(named))
	}
	for _, x := range plain {
		parts = append(parts, d.expr(x))
	}
	return "(" + strings.Join(parts, " ") + ")"
}

func (d dump) indexes(list []syntax.Expr) string {
	if len(list) == 1 {
		return d.expr(list[0])
	}
	return "(list" + prefixed(list, d.expr) + ")"
}

func (d dump) call(c *syntax.Call) string {
	args := d.args(c.Args)
	switch f := c.Fun.(type) {
	case *syntax.Ident, *syntax.String, *syntax.GString:
		name := d.expr(f)
		if id, ok := f.(*syntax.Ident); ok {
			name = quoteText(id.Name)
		}
		return fmt.Sprintf("(call %s %s)", name, args)
	case *syntax.This:
		return "(this-call " + args + ")"
	case *syntax.Super:
		return "(super-call " + args + ")"
	case *syntax.Property:
		if f.Attr {
			return fmt.Sprintf("(call \"call\" %s)", args)
		}
		types := ""
		if len(f.TypeArgs) > 0 {
			types = "<" + strings.ReplaceAll(join(f.TypeArgs, d.typeArg), " ", ",") + ">"
		}
		return fmt.Sprintf("(call%s %s %s%s %s)", dotText[f.Dot], d.expr(f.X), types, d.expr(f.Name), args)
	}
	if t, ok := c.Fun.(*syntax.TypeExpr); ok {
		return fmt.Sprintf("(call. %s \"call\" %s)", quoteText(t.Type.Name), args)
	}
	return fmt.Sprintf("(call. %s \"call\" %s)", d.expr(c.Fun), args)
}
