package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// ---- code ------------------------------------------------------------------

// code compiles all bodies.
func (c *compiler) code() {
	k := c.s.class
	c.within(k, func() {
		s := c.scopes[c.file.ID()]
		main := &function{name: "run", script: c.s, class: k}
		c.inScope(s, func() {
			main.body = c.stmts(c.file.Body, true)
			if len(c.scriptFields) > 0 {
				k.script.init = &function{name: "run", script: c.s, class: k, nslots: s.nslots, body: c.fieldInits(k, c.scriptFields)}
			}
		})
		main.nslots = s.nslots
		if k := c.mainClass(); k != nil {
			main.body = func(fr *frame) (signal, error) {
				_, err := fr.t.invoke(k, "main", newArray(classString, nil))
				return sigReturn, err
			}
		}
		c.s.main = main
	})
	for d := range c.decls {
		c.initCode(c.decls[d], d)
	}
	for i := 0; i < len(c.functions); i++ {
		c.functionCode(c.functions[i])
	}
	c.checkOverrides(k)
	for _, a := range c.anonymous {
		c.checkBodies(a.k, a.x.Body)
	}
	for d, k := range c.decls {
		c.checkAbstract(k, d)
		c.checkOverrides(k)
	}
}

// mainClass is the class whose main method runs: the first of a file that has
// nothing but classes.
func (c *compiler) mainClass() *Class {
	var first *Class
	for _, st := range c.file.Body {
		switch st := st.(type) {
		case *syntax.Import, *syntax.Empty:
		case *syntax.ClassDecl:
			if first == nil {
				first = c.decls[st]
			}
		default:
			return nil
		}
	}
	if first == nil || len(first.tab.statics["main"]) == 0 {
		return nil
	}
	return first
}

// fieldInits are the initialisers of @Field variables.
func (c *compiler) fieldInits(k *Class, decls []*syntax.VarDecl) stmtCode {
	var list []stmtCode
	for _, d := range decls {
		for _, v := range d.Vars {
			if v.Init == nil {
				continue
			}
			f := k.findField(v.Name.Name)
			x, pos := c.expr(v.Init), at0(v)
			list = append(list, storeField(f, x, pos))
		}
	}
	return sequence(list)
}

func sequence(list []stmtCode) stmtCode {
	return func(fr *frame) (signal, error) {
		for _, s := range list {
			if sig, err := s(fr); sig != sigNext || err != nil {
				return sig, err
			}
		}
		return sigNext, nil
	}
}

func storeField(f *fieldInfo, x code, pos int32) stmtCode {
	return func(fr *frame) (signal, error) {
		v, err := x(fr)
		if err != nil {
			return sigNext, err
		}
		if v, err = fr.t.castField(v, f); err != nil {
			return sigNext, at(err, fr, pos)
		}
		if f.static {
			fr.t.staticsOf(f.class).vals[f.slot] = v
			return sigNext, nil
		}
		o := fr.self.(*Object)
		g := f
		if o.class.kind != kindTrait && f.class.kind == kindTrait {
			// A trait's field lives in the class that takes the trait in.
			if g = o.class.findField(f.name); g == nil {
				return sigNext, nil
			}
		}
		o.fields[g.slot] = v
		return sigNext, nil
	}
}

// initCode compiles what runs when an object or a class is initialised.
func (c *compiler) initCode(k *Class, d *syntax.ClassDecl) {
	c.within(k, func() {
		c.pushTypeParams(d.TypeParams)
		var statics []stmtCode
		nslots := 0
		for i, e := range d.Constants {
			s, n := c.enumConstant(k, e, i)
			statics = append(statics, s)
			nslots = max(nslots, n)
		}
		c.initBody(k, d.Body, statics, nslots)
		c.popTypeParams()
	})
}

func (c *compiler) initBody(k *Class, body *syntax.ClassBody, statics []stmtCode, staticSlots int) {
	var inits, blocks, staticBlocks []stmtCode
	slots := 0
	add := func(static bool, s stmtCode, n int) {
		if static {
			statics = append(statics, s)
			staticSlots = max(staticSlots, n)
		} else {
			inits = append(inits, s)
			slots = max(slots, n)
		}
	}
	if body != nil {
		for _, m := range body.Members {
			switch m := m.(type) {
			case *syntax.VarDecl:
				for _, v := range m.Vars {
					if v.Init == nil || c.lazy(m) {
						continue
					}
					f := ownFieldOf(k, v.Name.Name)
					if f == nil {
						continue
					}
					sc := c.scopes[v.ID()]
					c.static = f.static
					c.inScope(sc, func() { add(f.static, storeField(f, c.expr(v.Init), at0(v)), sc.nslots) })
					c.static = false
				}
			case *syntax.InitDecl:
				sc := c.scopes[m.ID()]
				c.static = m.Static
				c.inScope(sc, func() {
					b := c.stmts(m.Body.Stmts, false)
					block := func(fr *frame) (signal, error) {
						_, err := b(fr)
						return sigNext, err
					}
					if m.Static {
						staticBlocks = append(staticBlocks, block)
						staticSlots = max(staticSlots, sc.nslots)
					} else {
						blocks = append(blocks, block)
						slots = max(slots, sc.nslots)
					}
				})
				c.static = false
			}
		}
	}
	c.lazyCode(k, body)
	// Blocks run after all fields have their values, wherever they stand.
	inits, statics = append(inits, blocks...), append(statics, staticBlocks...)
	if len(inits) > 0 {
		k.script.init = &function{name: "<init>", script: c.s, class: k, nslots: slots, body: sequence(inits)}
	}
	if len(statics) > 0 {
		k.script.clinit = &function{name: "<clinit>", script: c.s, class: k, nslots: staticSlots, body: sequence(statics), static: true}
	}
}

func ownFieldOf(k *Class, name string) *fieldInfo {
	for i := len(k.script.fields) - 1; i >= 0; i-- {
		if k.script.fields[i].name == name {
			return k.script.fields[i]
		}
	}
	return nil
}
