package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A reference is something that can be assigned to. open evaluates what it is
// made of, once.
type reference struct {
	open func(fr *frame) (target, error)
	get  func(fr *frame, r target) (any, error)
	set  func(fr *frame, r target, v any) error
}

type target struct {
	recv any
	key  any
	skip bool // a?.b = v on null
}

func noTarget(*frame) (target, error) { return target{}, nil }

// reference is what x = v and x op= v assign to; the drawing of an assertion
// shows what was read for the latter, unless that is an element.
func (c *compiler) reference(x syntax.Expr) reference {
	r := c.referenceOf(x)
	if _, ok := x.(*syntax.Index); !ok {
		r.get = noted(c.columnOf(x), r.get)
	}
	return r
}

// noted makes what reads a value note it in the drawing of an assertion below
// column col, if that is one.
func noted(col int, get func(*frame, target) (any, error)) func(*frame, target) (any, error) {
	if col == 0 {
		return get
	}
	return func(fr *frame, r target) (any, error) {
		v, err := get(fr, r)
		if err == nil {
			fr.t.record(col, v)
		}
		return v, err
	}
}

func (c *compiler) referenceOf(x syntax.Expr) reference {
	pos := at0(x)
	switch x := x.(type) {
	case *syntax.Paren:
		return c.referenceOf(x.X)
	case *syntax.Ident:
		if v := c.vars[x.ID()]; v != nil {
			p, load, typ := c.place(v), c.place(v).load(), v.typ
			return reference{noTarget, func(fr *frame, _ target) (any, error) { return load(fr) },
				func(fr *frame, _ target, val any) error {
					if typ != nil {
						var err error
						if val, err = fr.t.cast(val, typ); err != nil {
							return at(err, fr, pos)
						}
					}
					p.store(fr, val)
					return nil
				}}
		}
		return c.nameReference(x, x.Name)
	case *syntax.Property:
		return c.propertyReference(x)
	case *syntax.Index:
		recv := c.expr(x.X)
		key := c.indexKey(x.Args)
		return reference{
			func(fr *frame) (target, error) {
				r, err := recv(fr)
				if err != nil {
					return target{}, err
				}
				k, err := key(fr)
				return target{recv: r, key: k, skip: x.Safe && r == nil}, err
			},
			func(fr *frame, r target) (any, error) {
				v, err := fr.t.index(r.recv, r.key)
				if err != nil {
					return nil, at(err, fr, pos)
				}
				return v, nil
			},
			func(fr *frame, r target, v any) error {
				if r.skip {
					return nil
				}
				if err := fr.t.setIndex(r.recv, r.key, v); err != nil {
					return at(err, fr, pos)
				}
				return nil
			}}
	}
	switch x.(type) {
	case *syntax.This, *syntax.Super, *syntax.Tuple:
		c.errorAt(x, "this cannot be assigned to", "")
	}
	// f(x)++ and the like: computed and thrown away.
	v := c.expr(x)
	return reference{noTarget, func(fr *frame, _ target) (any, error) { return v(fr) }, func(*frame, target, any) error { return nil }}
}

// nameReference is a name that is no local.
func (c *compiler) nameReference(x syntax.Node, name string) reference {
	pos := at0(x)
	load := c.name(name, x)
	get := func(fr *frame, _ target) (any, error) { return load(fr) }
	if f := c.ownField(name); f != nil {
		inCtor := c.inCtor || c.method == "<init>" || c.method == "" && !c.cls.script.isScript
		if f.final && !inCtor {
			if f.static {
				c.errorAt(x, "cannot modify static final field '"+name+"' outside of static initialization block.", "")
			} else {
				c.errorAt(x, "cannot modify final field '"+name+"' outside of constructor.", "")
			}
		}
		return reference{noTarget, get, func(fr *frame, _ target, v any) error {
			var err error
			if f.typ != nil {
				if v, err = fr.t.cast(v, f.typ); err != nil {
					return at(err, fr, pos)
				}
			}
			if f.final && !inCtor && f.class.script.immutable {
				return at(fr.t.readOnly(fr.self, name), fr, pos)
			}
			if f.static {
				if err := fr.t.writeStatic(f, v); err != nil {
					return at(err, fr, pos)
				}
				return nil
			}
			o, ok := fr.self.(*Object)
			if !ok {
				return at(fr.t.missingProperty(fr.self, name), fr, pos)
			}
			o.fields[f.slot] = v
			return nil
		}}
	}
	return reference{noTarget, get, func(fr *frame, _ target, v any) error {
		var self any = fr.self
		if fr.cl != nil {
			self = fr.cl
		}
		fr.t.fn, fr.t.pos = fr.fn, pos
		if err := fr.t.setProperty(self, name, v); err != nil {
			return at(err, fr, pos)
		}
		return nil
	}}
}

func isBareThis(x syntax.Expr) bool {
	_, ok := x.(*syntax.This)
	return ok
}

// nameOf gives the name after a dot as a constant, or code for it.
func (c *compiler) nameOf(x syntax.Expr) (string, code) {
	switch n := x.(type) {
	case *syntax.String:
		return n.Value, nil
	case *syntax.Ident:
		return n.Name, nil
	}
	v := c.exprUnrecorded(x)
	return "", v
}

func (c *compiler) exprUnrecorded(x syntax.Expr) code {
	rec := c.rec
	c.rec = nil
	v := c.expr(x)
	c.rec = rec
	return v
}

func (fr *frame) nameText(name string, v code) (string, error) {
	if v == nil {
		return name, nil
	}
	n, err := v(fr)
	if err != nil {
		return "", err
	}
	return fr.t.toString(n)
}

func (c *compiler) propertyReference(x *syntax.Property) reference {
	pos := at0(x)
	name, nameCode := c.nameOf(x.Name)
	dot := x.Dot
	if isBareThis(x.X) && nameCode == nil && c.inClosure == 0 && c.ownField(name) != nil {
		return c.nameReference(x, name)
	}
	if x.Attr || dot == syntax.DotSpread {
		recv := c.expr(x.X)
		return reference{
			func(fr *frame) (target, error) {
				r, err := recv(fr)
				if err != nil {
					return target{}, err
				}
				n, err := fr.nameText(name, nameCode)
				return target{recv: r, key: n}, err
			},
			func(fr *frame, r target) (any, error) {
				if dot == syntax.DotSpread {
					v, err := fr.t.spreadProperty(r.recv, r.key.(string))
					if err != nil {
						return nil, at(err, fr, pos)
					}
					return v, nil
				}
				v, err := fr.t.attribute(r.recv, r.key.(string))
				if err != nil {
					return nil, at(err, fr, pos)
				}
				return v, nil
			},
			func(fr *frame, r target, v any) error {
				var err error
				if dot == syntax.DotSpread {
					err = fr.t.iterate(r.recv, func(e any) error { return fr.t.setProperty(e, r.key.(string), v) })
				} else {
					err = fr.t.setAttribute(r.recv, r.key.(string), v)
				}
				if err != nil {
					return at(err, fr, pos)
				}
				return nil
			}}
	}
	recv := c.receiver(x.X)
	safe := dot != syntax.DotPlain
	_, super := x.X.(*syntax.Super)
	var boxed any // the name as a key, made once
	if nameCode == nil {
		boxed = c.intern(name)
	}
	return reference{
		func(fr *frame) (target, error) {
			r, err := recv(fr)
			if err != nil {
				return target{}, err
			}
			if boxed != nil {
				return target{recv: r, key: boxed, skip: safe && r == nil}, nil
			}
			n, err := fr.nameText(name, nameCode)
			return target{recv: r, key: n, skip: safe && r == nil}, err
		},
		func(fr *frame, r target) (any, error) {
			if r.skip {
				return nil, nil
			}
			fr.t.fn, fr.t.pos = fr.fn, pos
			v, err := fr.t.getProperty(r.recv, r.key.(string))
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		},
		func(fr *frame, r target, v any) error {
			if r.skip {
				return nil
			}
			if m, ok := r.recv.(*Map); ok && !fr.t.dynamic {
				if err := m.putName(fr.t, r.key.(string), r.key, v); err != nil {
					return at(err, fr, pos)
				}
				return nil
			}
			if super {
				if o, ok := r.recv.(*Object); ok {
					if _, err := fr.t.setOwn(o, r.key.(string), v); err != nil {
						return at(err, fr, pos)
					}
					return nil
				}
			}
			fr.t.fn, fr.t.pos = fr.fn, pos
			if err := fr.t.setProperty(r.recv, r.key.(string), v); err != nil {
				return at(err, fr, pos)
			}
			return nil
		}}
}
