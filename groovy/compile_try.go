package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

type catchCode struct {
	types []*Class
	place place
	body  stmtCode
}

func (c *compiler) try(s *syntax.Try, tail bool) stmtCode {
	resources := make([]code, len(s.Resources))
	for i, r := range s.Resources {
		switch r := r.(type) {
		case *syntax.VarDecl:
			resources[i] = c.declaration(r, r.Vars[0])
		case *syntax.ExprStmt:
			resources[i] = c.expr(r.X)
		}
	}
	body := c.stmts(s.Body.Stmts, tail)
	if len(resources) > 0 {
		body = withResources(resources, body)
	}
	var catches []catchCode
	for _, k := range s.Catches {
		q := catchCode{place: c.place(c.vars[k.Name.ID()])}
		for _, t := range k.Types {
			k := c.typ(t)
			if k == nil {
				k = classThrowable
			}
			q.types = append(q.types, k)
		}
		if len(q.types) == 0 {
			q.types = []*Class{classException}
		}
		q.body = c.stmts(k.Body.Stmts, tail)
		catches = append(catches, q)
	}
	guarded := func(fr *frame) (signal, error) {
		mark, depth := fr.t.sp, fr.t.depth
		sig, err := body(fr)
		if err == nil {
			return sig, nil
		}
		ex := thrownBy(err)
		if ex == nil || fr.t.dead != nil {
			return sig, err
		}
		k := ex.class
		if ex.object != nil {
			k = ex.object.class
		}
		for i := range catches {
			q := &catches[i]
			for _, want := range q.types {
				if !k.isSubclassOf(want) {
					continue
				}
				fr.t.free(mark)
				fr.t.depth = depth
				ex.closed = true
				q.place.declare(fr, ex.value())
				return q.body(fr)
			}
		}
		return sig, err
	}
	if s.Finally == nil {
		return guarded
	}
	finally := c.stmts(s.Finally.Stmts, false)
	return func(fr *frame) (signal, error) {
		sig, err := guarded(fr)
		if fr.t.dead != nil {
			return sig, err
		}
		ret, l := fr.ret, fr.label
		fsig, ferr := finally(fr)
		if ferr != nil {
			return fsig, ferr
		}
		if fsig != sigNext {
			return fsig, nil
		}
		fr.ret, fr.label = ret, l
		return sig, err
	}
}

// withResources closes what the try opened, the last first.
func withResources(resources []code, body stmtCode) stmtCode {
	return func(fr *frame) (signal, error) {
		var open []any
		var sig signal
		var err error
		for _, r := range resources {
			var v any
			if v, err = r(fr); err != nil {
				break
			}
			open = append(open, v)
		}
		if err == nil {
			sig, err = body(fr)
		}
		for i := len(open) - 1; i >= 0; i-- {
			if open[i] == nil {
				continue
			}
			ret := fr.ret
			_, cerr := fr.t.invoke(open[i], "close")
			fr.ret = ret
			if cerr == nil {
				continue
			}
			if ex, cex := thrownBy(err), thrownBy(cerr); ex != nil && cex != nil {
				ex.suppressed = append(ex.suppressed, cex.value())
			} else if err == nil {
				err = cerr
			}
		}
		return sig, err
	}
}
