package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

type caseCode struct {
	values []code
	body   stmtCode
	def    bool
	arrow  bool
	pos    int32
}

func (c *compiler) switchCases(cases []*syntax.Case, tail bool) []caseCode {
	cases = defaultLast(cases)
	out := make([]caseCode, len(cases))
	for i, k := range cases {
		q := caseCode{def: k.Default, arrow: k.Arrow, pos: at0(k)}
		for _, v := range k.Values {
			q.values = append(q.values, c.expr(v))
		}
		body := k.Body
		switch {
		case !tail:
			q.body = c.stmts(body, false)
		case k.Arrow:
			q.body = c.stmts(body, true)
		case endsInBreak(body):
			// The value before the break is the switch's.
			q.body = c.stmts(body[:len(body)-1], true)
			n := q.body
			q.body = func(fr *frame) (signal, error) {
				sig, err := n(fr)
				if sig == sigNext && err == nil {
					fr.label = nil
					return sigBreak, nil
				}
				return sig, err
			}
		default:
			// Only what ends in break, or is the default, gives a value.
			q.body = c.stmts(body, k.Default)
		}
		out[i] = q
	}
	return out
}

// defaultLast moves the default behind all cases, where Groovy has it: what falls
// through from the case before it goes on with the one after.
func defaultLast(cases []*syntax.Case) []*syntax.Case {
	for i, k := range cases {
		if k.Default && len(k.Values) == 0 && i < len(cases)-1 && !k.Arrow {
			moved := append(append(make([]*syntax.Case, 0, len(cases)), cases[:i]...), cases[i+1:]...)
			return append(moved, k)
		}
	}
	return cases
}

func endsInBreak(body []syntax.Stmt) bool {
	if len(body) < 2 {
		return false
	}
	b, ok := body[len(body)-1].(*syntax.Break)
	return ok && b.Label == nil
}

// chooseCase finds where a switch goes; -1 if nowhere.
func (fr *frame) chooseCase(v any, cases []caseCode) (int, error) {
	def := -1
	for i := range cases {
		k := &cases[i]
		if k.def {
			def = i
		}
		for _, x := range k.values {
			w, err := x(fr)
			if err != nil {
				return -1, err
			}
			ok, err := fr.t.isCase(w, v)
			if err != nil {
				return -1, at(err, fr, k.pos)
			}
			if ok {
				return i, nil
			}
		}
	}
	return def, nil
}

func (c *compiler) switchStmt(s *syntax.Switch, tail bool, name string) stmtCode {
	x := c.expr(s.X)
	cases := c.switchCases(s.Cases, tail)
	l := c.label(name)
	return func(fr *frame) (signal, error) {
		v, err := x(fr)
		if err != nil {
			return sigNext, err
		}
		i, err := fr.chooseCase(v, cases)
		if i < 0 || err != nil {
			return sigNext, err
		}
		for ; i < len(cases); i++ {
			sig, err := cases[i].body(fr)
			if err != nil {
				return sig, err
			}
			if sig == sigBreak && (fr.label == nil || fr.label == l) {
				fr.label = nil
				return sigNext, nil
			}
			if sig != sigNext {
				return sig, nil
			}
			if cases[i].arrow {
				break
			}
		}
		return sigNext, nil
	}
}

// switchExpr is a switch used for its value.
func (c *compiler) switchExpr(s *syntax.SwitchExpr) code {
	x := c.expr(s.X)
	cases := make([]caseCode, len(s.Cases))
	for i, k := range s.Cases {
		q := caseCode{def: k.Default, arrow: k.Arrow, pos: at0(k)}
		for _, v := range k.Values {
			q.values = append(q.values, c.expr(v))
		}
		if len(k.Body) == 1 && k.Arrow {
			if e, ok := k.Body[0].(*syntax.ExprStmt); ok {
				v := c.expr(e.X)
				q.body = func(fr *frame) (signal, error) {
					r, err := v(fr)
					fr.ret = r
					return sigYield, err
				}
				cases[i] = q
				continue
			}
		}
		q.body = c.stmts(k.Body, false)
		cases[i] = q
	}
	return func(fr *frame) (any, error) {
		v, err := x(fr)
		if err != nil {
			return nil, err
		}
		i, err := fr.chooseCase(v, cases)
		if i < 0 || err != nil {
			return nil, err
		}
		for ; i < len(cases); i++ {
			sig, err := cases[i].body(fr)
			if err != nil {
				return nil, err
			}
			switch sig {
			case sigYield, sigReturn:
				r := fr.ret
				fr.ret = nil
				return r, nil
			case sigBreak:
				return nil, nil
			}
			if cases[i].arrow {
				break
			}
		}
		return nil, nil
	}
}
