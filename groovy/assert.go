package groovy

import (
	"slices"
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A recording is a power assertion being compiled: its expressions note their
// values, each with the column below which the drawing shows it.
type recording struct {
	start syntax.Pos
	src   string
}

type recordedValue struct {
	col   int
	value any
}

// recorded compiles an expression that notes its value.
func (c *compiler) recorded(x syntax.Expr) code { return c.recordedFrom(x, x.Pos()) }

// recordedFrom is recorded for an expression that begins at start for Groovy,
// as ${x} in a text, whose x stands where the brace does.
func (c *compiler) recordedFrom(x syntax.Expr, start syntax.Pos) code {
	rec := c.rec
	if _, ok := x.(*syntax.Closure); ok {
		return c.exprPlain(x)
	}
	for {
		t, ok := x.(*syntax.Paren)
		if !ok {
			break
		}
		x = t.X
	}
	if _, ok := x.(*syntax.Closure); ok {
		return c.exprPlain(x)
	}
	v := c.exprPlain(x)
	p, own, ok := recordAt(x)
	if !ok {
		return v
	}
	if own && start != x.Pos() {
		p = start // what has no sign of its own stands where its parentheses begin
	}
	if c.isClass(x) {
		return v
	}
	col := rec.column(p)
	return func(fr *frame) (any, error) {
		r, err := v(fr)
		if err == nil {
			fr.t.record(col, r)
		}
		return r, err
	}
}

// isClass tells whether x names a class, by its name or as name.class.
func (c *compiler) isClass(x syntax.Expr) bool {
	if p, ok := x.(*syntax.Property); ok && p.Dot == syntax.DotPlain && memberText(c, p.Name) == "class" {
		x = p.X
	}
	if id, ok := x.(*syntax.Ident); ok {
		return c.vars[id.ID()] == nil && c.className(id.Name) != nil
	}
	return c.classPath(x) != nil
}

// columnOf is below which column an assertion being compiled shows a value that
// is read and written, 0 if there is none.
func (c *compiler) columnOf(x syntax.Expr) int {
	if c.rec == nil {
		return 0
	}
	p, _, ok := recordAt(x)
	if !ok {
		return 0
	}
	return c.rec.column(p)
}

// recordAt gives the place of a value in the drawing, whether that is where the
// expression itself begins, and whether it has one.
func recordAt(x syntax.Expr) (p syntax.Pos, own, ok bool) {
	switch x := x.(type) {
	case *syntax.Ident, *syntax.New:
		return x.Pos(), true, true
	case *syntax.Property:
		if x.Name != nil {
			return x.Name.Pos(), false, true
		}
	case *syntax.Call:
		switch f := x.Fun.(type) {
		case *syntax.Property:
			return f.Name.Pos(), false, true
		case *syntax.Ident:
			return f.Pos(), false, true
		}
	case *syntax.Binary:
		return x.OpPos, false, true
	case *syntax.Assign:
		return x.OpPos, false, true
	case *syntax.Unary:
		_, number := x.X.(*syntax.Number) // -2 is a number, no operation
		return x.Pos(), true, !number || x.Op == syntax.OpNot
	case *syntax.IncDec:
		return x.OpPos, true, true
	case *syntax.Index:
		return x.Lbrack, false, true
	case *syntax.InstanceOf:
		return x.OpPos, false, true
	}
	return syntax.Pos{}, false, false
}

// column counts from the beginning of the assertion; lines are joined as the
// drawing joins them.
func (r *recording) column(p syntax.Pos) int {
	if p.Line == r.start.Line {
		return int(p.Col-r.start.Col) + 1
	}
	text := r.src[r.start.Offset:min(int(p.Offset), len(r.src))]
	n := 0
	for i, l := range strings.Split(text, "\n") {
		if i > 0 {
			l = strings.TrimLeft(l, " \t")
			if n > 0 {
				n++
			}
		} else {
			l = strings.TrimRight(l, " \t")
		}
		n += strLen(l)
	}
	return n + 1
}

func (t *thread) record(col int, v any) {
	t.records = append(t.records, recordedValue{col, v})
}

func (c *compiler) assert(s *syntax.Assert) stmtCode {
	pos := at0(s)
	if s.Msg != nil {
		cond, msg := c.cond(s.Cond), c.expr(s.Msg)
		text := c.nodeText(s.Cond)
		names := slices.DeleteFunc(variablesOf(s.Cond, nil), func(n *syntax.Ident) bool {
			return c.vars[n.ID()] == nil && c.className(n.Name) != nil // a class, no variable
		})
		values := make([]code, len(names))
		for i, n := range names {
			values[i] = c.expr(n)
		}
		return func(fr *frame) (signal, error) {
			ok, err := cond(fr)
			if ok || err != nil {
				return sigNext, err
			}
			m, err := msg(fr)
			if err != nil {
				return sigNext, err
			}
			b, err := fr.t.format(m)
			if err != nil {
				return sigNext, err
			}
			class := classAssertion
			if m == nil || b == "" {
				class, b = classPowerAssertion, text // without a message Groovy gives the expression alone
			} else {
				b += ". Expression: " + text
			}
			for i, v := range values {
				r, err := v(fr)
				if err != nil {
					continue
				}
				u, err := fr.t.format(r)
				if err != nil {
					return sigNext, err
				}
				if i == 0 {
					b += ". Values: "
				} else {
					b += ", "
				}
				b += names[i].Name + " = " + u
			}
			return sigNext, at(fr.t.throwText(class, b), fr, pos)
		}
	}
	c.rec = &recording{s.Pos(), c.file.Source}
	cond := c.cond(s.Cond)
	c.rec = nil
	text := assertText(c.file.Source[s.Pos().Offset:withComments(c.file.Source, int(s.Cond.End().Offset))])
	return func(fr *frame) (signal, error) {
		mark := len(fr.t.records)
		ok, err := cond(fr)
		var values []recordedValue
		if !ok && err == nil {
			values = append(values, fr.t.records[mark:]...)
		}
		clear(fr.t.records[mark:])
		fr.t.records = fr.t.records[:mark]
		if ok || err != nil {
			return sigNext, err
		}
		drawn, err := fr.t.draw(text, values)
		if err != nil {
			return sigNext, err
		}
		return sigNext, at(fr.t.throwText(classPowerAssertion, drawn), fr, pos)
	}
}

// withComments moves the end of a statement behind the comments that follow on
// its last line, which belong to it for Groovy: it ends where the next token
// begins, and a comment is none.
func withComments(src string, end int) int {
	for i := end; i < len(src); {
		switch rest := src[i:]; {
		case rest[0] == ' ', rest[0] == '\t':
			i++
		case strings.HasPrefix(rest, "//"):
			n := strings.IndexByte(rest, '\n')
			if n < 0 {
				n = len(rest)
			}
			return i + n
		case strings.HasPrefix(rest, "/*"):
			n := strings.Index(rest, "*/")
			if n < 0 {
				return end
			}
			i += n + len("*/")
			end = i
		default:
			return end
		}
	}
	return end
}

// assertText joins the lines of an assertion.
func assertText(s string) string {
	if !strings.Contains(s, "\n") {
		return s
	}
	lines := strings.Split(s, "\n")
	for i := range lines {
		lines[i] = strings.TrimSpace(lines[i])
	}
	return strings.Join(lines, " ")
}

// draw is Groovy's AssertionRenderer: values below the text, each as high as
// there is room.
func (t *thread) draw(text string, values []recordedValue) (string, error) {
	lines := [][]rune{[]rune(text), nil}
	starts := []int{0, 0}
	place := func(i int, s string, col int) {
		for len(lines[i]) < col {
			lines[i] = append(lines[i], ' ')
		}
		r := []rune(s)
		for j, ch := range r {
			if at := col - 1 + j; at < len(lines[i]) {
				lines[i][at] = ch
			} else {
				lines[i] = append(lines[i], ch)
			}
		}
	}
	slices.SortStableFunc(values, func(a, b recordedValue) int { return b.col - a.col })
next:
	for i, v := range values {
		if v.col < 1 || i+1 < len(values) && values[i+1].col == v.col {
			// Of two values at one place the outer one is shown.
			continue
		}
		s, err := t.drawn(v.value)
		if err != nil {
			return "", err
		}
		strs := strings.Split(lineBreaks.Replace(s), "\n")
		for len(strs) > 0 && strs[len(strs)-1] == "" {
			strs = strs[:len(strs)-1]
		}
		end := v.col + strLen(s)
		if len(strs) != 1 {
			end = 1 << 30
		}
		for j := 1; j < len(lines); j++ {
			if end < starts[j] {
				place(j, s, v.col)
				starts[j] = v.col
				continue next
			}
			place(j, "|", v.col)
			if j > 1 {
				starts[j] = v.col + 1
			}
		}
		for _, one := range strs {
			lines = append(lines, nil)
			place(len(lines)-1, one, v.col)
			starts = append(starts, v.col)
		}
	}
	var b strings.Builder
	for i, l := range lines {
		if i > 0 {
			b.WriteByte('\n')
		}
		b.WriteString(string(l))
	}
	out := b.String()
	if len(values) == 0 {
		out = text + "\n"
	}
	return out, t.alloc(len(out))
}

var lineBreaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

// drawn is a value as an assertion's drawing shows it.
func (t *thread) drawn(v any) (string, error) {
	identity := func() string {
		return classOf(v).Name() + "@" + strconv.FormatUint(uint64(uint32(t.identity(v))), 16)
	}
	s, err := "", error(nil)
	if o, ok := v.(*Object); ok {
		var r any
		if r, err = t.invoke(o, "toString"); err == nil && r == nil {
			return identity() + " (toString() == null)", nil
		}
	}
	if err == nil {
		s, err = t.format(v)
	}
	if ex := thrownBy(err); ex != nil && ex.class.isSubclassOf(classException) {
		return identity() + " (toString() threw " + ex.class.Name() + ")", nil
	}
	if s == "" && err == nil {
		switch v.(type) {
		case string, *StringBuilder:
			return `""`, nil
		}
		s = identity() + ` (toString() == "")`
	}
	return s, err
}

var opText = map[syntax.Op]string{
	syntax.OpAdd: "+", syntax.OpSub: "-", syntax.OpMul: "*", syntax.OpDiv: "/", syntax.OpMod: "%", syntax.OpPow: "**",
	syntax.OpShl: "<<", syntax.OpShr: ">>", syntax.OpUshr: ">>>", syntax.OpBitAnd: "&", syntax.OpBitOr: "|", syntax.OpBitXor: "^",
	syntax.OpAnd: "&&", syntax.OpOr: "||", syntax.OpEq: "==", syntax.OpNe: "!=", syntax.OpCompare: "<=>", syntax.OpLt: "<",
	syntax.OpLe: "<=", syntax.OpGt: ">", syntax.OpGe: ">=", syntax.OpFind: "=~", syntax.OpMatch: "==~", syntax.OpIn: "in",
	syntax.OpIdentical: "===", syntax.OpNotIdentical: "!==", syntax.OpNotIn: "!in", syntax.OpMinus: "-", syntax.OpPlus: "+", syntax.OpBitNot: "~",
}

// variablesOf lists the variables in a comparison as often as they are in it.
func variablesOf(x syntax.Expr, out []*syntax.Ident) []*syntax.Ident {
	switch x := x.(type) {
	case *syntax.Ident:
		return append(out, x)
	case *syntax.Paren:
		return variablesOf(x.X, out)
	case *syntax.Binary:
		return variablesOf(x.Y, variablesOf(x.X, out))
	case *syntax.InstanceOf:
		return variablesOf(x.X, out)
	case *syntax.Assign:
		return variablesOf(x.Y, variablesOf(x.X, out))
	case *syntax.Index:
		if len(x.Args) == 1 {
			return variablesOf(x.Args[0], variablesOf(x.X, out))
		}
		return variablesOf(x.X, out)
	case *syntax.Unary:
		if x.Op == syntax.OpNot {
			return variablesOf(x.X, out)
		}
	}
	return out
}
