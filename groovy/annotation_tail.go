package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

// A tailLoop is a method with @TailRecursive: where it ends by calling itself
// it begins anew with other arguments, however often.
type tailLoop struct {
	fn    *function
	calls map[*syntax.Call]bool
}

// tailLoopOf reads the annotation and finds the calls; nil without it.
func (c *compiler) tailLoopOf(d *syntax.MethodDecl, fn *function) *tailLoop {
	found := false
	for _, a := range d.Mods.Annotations {
		found = found || shortName(a) == "TailRecursive"
	}
	if !found {
		return nil
	}
	l := &tailLoop{fn: fn, calls: map[*syntax.Call]bool{}}
	l.stmts(d, d.Body.Stmts, true)
	syntax.Walk(d.Body, func(n syntax.Node) bool {
		if call, ok := n.(*syntax.Call); ok && recursive(d, call) && !l.calls[call] {
			c.errorAt(call, "Recursive call could not be transformed by @TailRecursive. Maybe it's not a tail call.", "")
		}
		return true
	})
	return l
}

// recursive tells whether a call is one of the method it stands in.
func recursive(d *syntax.MethodDecl, call *syntax.Call) bool {
	if len(call.Args) != len(d.Params) {
		return false
	}
	switch f := call.Fun.(type) {
	case *syntax.Ident:
		return f.Name == d.Name
	case *syntax.Property:
		_, this := f.X.(*syntax.This)
		name, ok := constantName(f.Name)
		return this && ok && name == d.Name
	}
	return false
}

func (l *tailLoop) stmts(d *syntax.MethodDecl, list []syntax.Stmt, last bool) {
	for i, s := range list {
		l.stmt(d, s, last && i == len(list)-1)
	}
}

func (l *tailLoop) stmt(d *syntax.MethodDecl, s syntax.Stmt, last bool) {
	switch s := s.(type) {
	case *syntax.Return:
		l.expr(d, s.X)
	case *syntax.ExprStmt:
		if last {
			l.expr(d, s.X)
		}
	case *syntax.Block:
		l.stmts(d, s.Stmts, last)
	case *syntax.Labeled:
		l.stmt(d, s.Stmt, last)
	case *syntax.If:
		l.stmt(d, s.Then, last)
		l.stmt(d, s.Else, last)
	case *syntax.While:
		l.stmt(d, s.Body, false)
	case *syntax.ForIn:
		l.stmt(d, s.Body, false)
	case *syntax.For:
		l.stmt(d, s.Body, false)
	case *syntax.Switch:
		for _, k := range s.Cases {
			l.stmts(d, k.Body, last)
		}
	}
}

func (l *tailLoop) expr(d *syntax.MethodDecl, x syntax.Expr) {
	switch x := x.(type) {
	case *syntax.Call:
		if recursive(d, x) {
			l.calls[x] = true
		}
	case *syntax.Ternary:
		l.expr(d, x.Then)
		l.expr(d, x.Else)
	}
}

// A tailCall is what a method gives where it begins anew.
type tailCall struct{ args []any }

// tailCall makes the arguments of the next round.
func (c *compiler) tailCall(x *syntax.Call) code {
	args, fn, pos := c.args(x.Args), c.tail.fn, at0(x)
	return func(fr *frame) (any, error) {
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		next := &tailCall{append([]any(nil), a...)}
		fr.t.free(mark)
		if err := fr.t.alloc(24 + 16*len(next.args)); err != nil {
			return nil, at(err, fr, pos)
		}
		for i := range min(len(next.args), len(fn.params)) {
			if k := fn.params[i].typ; k != nil {
				if next.args[i], err = fr.t.cast(next.args[i], k); err != nil {
					return nil, at(err, fr, pos)
				}
			}
		}
		return next, nil
	}
}

// rounds runs a body until it gives something else than its own next round.
// Closures made in one round see the parameters of the last.
func (l *tailLoop) rounds(body stmtCode) stmtCode {
	fn := l.fn
	return func(fr *frame) (signal, error) {
		for {
			sig, err := body(fr)
			next, again := fr.ret.(*tailCall)
			if !again || err != nil {
				return sig, err
			}
			if err := fr.t.step(); err != nil {
				return sigNext, err
			}
			fr.ret = nil
			for i, v := range next.args {
				p := &fn.params[i]
				if p.cell {
					fr.slots[p.slot].(*cell).v = v
				} else {
					fr.slots[p.slot] = v
				}
			}
		}
	}
}
