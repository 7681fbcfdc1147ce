package groovy

import (
	"slices"
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
func (c *compiler) recorded(x syntax.Expr) code {
	rec := c.rec
	if _, ok := x.(*syntax.Closure); ok {
		return c.exprPlain(x)
	}
	outer := x
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
	p, ok := recordAt(x)
	if p == x.Pos() {
		p = outer.Pos() // what has no sign of its own stands where its parentheses begin
	}
	if !ok {
		return v
	}
	if id, isID := x.(*syntax.Ident); isID && c.vars[id.ID()] == nil && c.className(id.Name) != nil {
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

// recordAt gives the place of a value in the drawing, and whether it has one.
func recordAt(x syntax.Expr) (syntax.Pos, bool) {
	switch x := x.(type) {
	case *syntax.Ident, *syntax.This:
		return x.Pos(), true
	case *syntax.Property:
		if x.Name != nil {
			return x.Name.Pos(), true
		}
	case *syntax.Call:
		if p, ok := x.Fun.(*syntax.Property); ok {
			return p.Name.Pos(), true
		}
		return x.Pos(), true
	case *syntax.Binary:
		return x.OpPos, true
	case *syntax.Assign:
		return x.OpPos, true
	case *syntax.Unary:
		_, number := x.X.(*syntax.Number) // -2 is a number, no operation
		return x.Pos(), !number || x.Op == syntax.OpNot
	case *syntax.IncDec:
		return x.OpPos, true
	case *syntax.Index:
		return x.Lbrack, true
	case *syntax.InstanceOf:
		return x.OpPos, true
	case *syntax.New:
		return x.Pos(), true
	}
	return syntax.Pos{}, false
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
	text := assertText(c.file.Source[s.Pos().Offset:s.Cond.End().Offset])
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
		for len(lines[i]) < col-1 {
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
		s, err := t.format(v.value)
		if err != nil {
			return "", err
		}
		if s == "" {
			s = `""`
			if !isText(v.value) {
				s = classOf(v.value).simpleName() + ` (toString() == "")`
			}
		}
		strs := strings.Split(strings.ReplaceAll(s, "\r\n", "\n"), "\n")
		end := v.col + strLen(s)
		if len(strs) > 1 {
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

var opText = map[syntax.Op]string{
	syntax.OpAdd: "+", syntax.OpSub: "-", syntax.OpMul: "*", syntax.OpDiv: "/", syntax.OpMod: "%", syntax.OpPow: "**",
	syntax.OpShl: "<<", syntax.OpShr: ">>", syntax.OpUshr: ">>>", syntax.OpBitAnd: "&", syntax.OpBitOr: "|", syntax.OpBitXor: "^",
	syntax.OpAnd: "&&", syntax.OpOr: "||", syntax.OpEq: "==", syntax.OpNe: "!=", syntax.OpCompare: "<=>", syntax.OpLt: "<",
	syntax.OpLe: "<=", syntax.OpGt: ">", syntax.OpGe: ">=", syntax.OpFind: "=~", syntax.OpMatch: "==~", syntax.OpIn: "in",
	syntax.OpIdentical: "===", syntax.OpNotIdentical: "!==", syntax.OpNotIn: "!in", syntax.OpMinus: "-", syntax.OpPlus: "+", syntax.OpBitNot: "~",
}

// variablesOf lists the variables in a comparison, each once.
func variablesOf(x syntax.Expr, out []*syntax.Ident) []*syntax.Ident {
	switch x := x.(type) {
	case *syntax.Ident:
		for _, o := range out {
			if o.Name == x.Name {
				return out
			}
		}
		return append(out, x)
	case *syntax.Paren:
		return variablesOf(x.X, out)
	case *syntax.Binary:
		return variablesOf(x.Y, variablesOf(x.X, out))
	case *syntax.InstanceOf:
		return variablesOf(x.X, out)
	}
	return out
}
