package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// lazy tells whether a field is only made when asked for.
func (c *compiler) lazy(d *syntax.VarDecl) bool {
	for _, a := range d.Mods.Annotations {
		if shortName(a) == "Lazy" {
			return true
		}
	}
	return false
}

func (c *compiler) addLazy(k *Class, v *syntax.Var) {
	f := ownFieldOf(k, v.Name.Name)
	if f == nil {
		return
	}
	name := "get" + capitalize(f.name)
	// The accessor made for the field gives way to one that fills it first.
	for _, tab := range []map[string][]*method{k.tab.methods, k.tab.statics} {
		var kept []*method
		for _, m := range tab[name] {
			if m.native == nil {
				kept = append(kept, m)
			}
		}
		tab[name] = kept
		if len(kept) == 0 {
			delete(tab, name)
		}
	}
	made := &fieldInfo{name: "$" + f.name + "Made", class: k, static: f.static}
	c.addField(k, made)
	f.lazy = &lazyField{made: made}
	slot, flag := f.slot, made.slot
	lz := f.lazy
	c.define(k, &method{name: name, static: f.static, native: func(t *thread, self any, _ []any) (any, error) {
		vals := []any(nil)
		if f.static {
			vals = t.staticsOf(k).vals
		} else {
			vals = self.(*Object).fields
		}
		if vals[flag] == nil {
			if lz.init != nil {
				r, err := t.run(lz.init, self, nil, nil, nil)
				if err != nil {
					return nil, err
				}
				if r, err = t.castField(r, f); err != nil {
					return nil, err
				}
				vals[slot] = r
			} else if f.typ != nil {
				r, err := t.construct(f.typ, nil)
				if err != nil {
					return nil, err
				}
				vals[slot] = r
			}
			vals[flag] = true
		}
		return vals[slot], nil
	}})
}

// A lazyField is a field with @Lazy: what makes its value.
type lazyField struct {
	made *fieldInfo
	init *function
}

// lazyCode compiles the initialisers of lazy fields.
func (c *compiler) lazyCode(k *Class, body *syntax.ClassBody) {
	if body == nil {
		return
	}
	for _, m := range body.Members {
		d, ok := m.(*syntax.VarDecl)
		if !ok || !c.lazy(d) {
			continue
		}
		for _, v := range d.Vars {
			f := ownFieldOf(k, v.Name.Name)
			if f == nil || f.lazy == nil || v.Init == nil {
				continue
			}
			s := c.scopes[v.ID()]
			c.static = f.static
			c.inScope(s, func() {
				x := c.expr(v.Init)
				f.lazy.init = &function{name: f.name, script: c.s, class: k, nslots: s.nslots, body: func(fr *frame) (signal, error) {
					r, err := x(fr)
					fr.ret = r
					return sigReturn, err
				}}
			})
			c.static = false
			f.lazy.init.nslots = s.nslots
		}
	}
}
