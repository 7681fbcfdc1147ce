package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

func (c *compiler) forLoop(s *syntax.For, name string) stmtCode {
	init := c.stmts(s.Init, false)
	var cond condCode
	if s.Cond != nil {
		cond = c.cond(s.Cond)
	}
	var posts []stmtCode
	for _, x := range s.Post {
		posts = append(posts, c.exprStmt(x, false))
	}
	body, l := c.block(s.Body, false), c.label(name)
	begin := packPos(s.Pos().Line, s.Pos().Col)
	return func(fr *frame) (signal, error) {
		if _, err := init(fr); err != nil {
			return sigNext, err
		}
		for {
			if cond != nil {
				ok, err := cond(fr)
				if !ok || err != nil {
					return sigNext, err
				}
			}
			if err := fr.t.step(); err != nil {
				return sigNext, at(err, fr, begin)
			}
			sig, err := body(fr)
			if err != nil {
				return sig, err
			}
			if sig != sigNext {
				if stop, sig := fr.leaves(sig, l); stop {
					return sig, nil
				}
			}
			for _, p := range posts {
				if _, err := p(fr); err != nil {
					return sigNext, err
				}
			}
		}
	}
}

// stopLoop is the error by which a loop's body ends the walk over a collection.
type stopLoop struct{ sig signal }

func (*stopLoop) Error() string { return "loop left" }

func (c *compiler) forIn(s *syntax.ForIn, name string) stmtCode {
	x, pos := c.expr(s.X), at0(s)
	local := c.vars[s.Name.ID()]
	local.typ = c.typ(s.Type)
	p, typ := c.place(local), local.typ
	body, l := c.block(s.Body, false), c.label(name)
	// All rounds share one variable, as in Groovy 2.4.
	return func(fr *frame) (signal, error) {
		v, err := x(fr)
		if err != nil {
			return sigNext, err
		}
		p.declare(fr, nil)
		round := func(e any) (signal, bool, error) {
			if typ != nil {
				if e, err = fr.t.cast(e, typ); err != nil {
					return sigNext, true, at(err, fr, pos)
				}
			}
			p.store(fr, e)
			sig, err := body(fr)
			if err != nil {
				return sig, true, err
			}
			if sig != sigNext {
				if stop, sig := fr.leaves(sig, l); stop {
					return sig, true, nil
				}
			}
			return sigNext, false, nil
		}
		if r, ok := v.(*Range); ok {
			for i := range r.count {
				if err := fr.t.step(); err != nil {
					return sigNext, at(err, fr, pos)
				}
				if sig, stop, err := round(r.at(i)); stop {
					return sig, err
				}
			}
			return sigNext, nil
		}
		var end stopLoop
		err = fr.t.iterate(v, func(e any) error {
			sig, stop, err := round(e)
			if err != nil {
				return err
			}
			if stop {
				end.sig = sig
				return &end
			}
			return nil
		})
		if err == error(&end) {
			return end.sig, nil
		}
		if err != nil {
			return sigNext, at(err, fr, pos)
		}
		return sigNext, nil
	}
}
