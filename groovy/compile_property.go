package groovy

import (
	"regexp"
	"strings"
	"sync"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// receiver compiles the left side of a dot. A chain of names that is no
// property may be a class with its package.
func (c *compiler) receiver(x syntax.Expr) code {
	if k := c.classPath(x); k != nil {
		return constant0(k)
	}
	return c.expr(x)
}

// classPath gives the class that a dotted name means, nil if it means none.
func (c *compiler) classPath(x syntax.Expr) *Class {
	path, ok := c.dotted(x)
	if !ok || !strings.Contains(path, ".") {
		return nil
	}
	k := c.className(path)
	if k == nil {
		// A class with its package cannot be a property of the script's.
		if classNameOnly().MatchString(path) && refusedClass(path) != "" {
			c.unknownClass(x.Pos(), path)
		}
	}
	return k
}

// classNameOnly is a package and a class in it, without a member behind.
var classNameOnly = sync.OnceValue(func() *regexp.Regexp { return regexp.MustCompile(`^([a-z]\w*\.)+[A-Z]\w*$`) })

// dotted gives a chain of plain names as text, if none of them is a variable.
func (c *compiler) dotted(x syntax.Expr) (string, bool) {
	switch x := x.(type) {
	case *syntax.Ident:
		if c.vars[x.ID()] != nil || c.hasMember(x.Name) {
			return "", false
		}
		return x.Name, true
	case *syntax.Property:
		n, ok := x.Name.(*syntax.String)
		if !ok || n.Quote != syntax.Bare || x.Dot != syntax.DotPlain || x.Attr {
			return "", false
		}
		p, ok := c.dotted(x.X)
		if !ok {
			return "", false
		}
		return p + "." + n.Value, true
	}
	return "", false
}

func (c *compiler) property(x *syntax.Property) code {
	pos := c.at(x)
	if k := c.classPath(x); k != nil {
		return constant0(k)
	}
	name, nameCode := c.nameOf(x.Name)
	if nameCode == nil && !x.Attr {
		if name == "class" {
			// String.class is the class itself.
			if id, ok := x.X.(*syntax.Ident); ok && c.vars[id.ID()] == nil && !c.hasMember(id.Name) {
				if k := c.className(id.Name); k != nil {
					return constant0(k)
				}
			}
			if t, ok := x.X.(*syntax.TypeExpr); ok {
				if k := c.typ(t.Type); k != nil {
					return constant0(k)
				}
				return constant0(classObject)
			}
			if k := c.classPath(x.X); k != nil {
				return constant0(k)
			}
		}
		if name == "this" || name == "super" {
			if id, ok := x.X.(*syntax.Ident); ok {
				if k := c.className(id.Name); k != nil && name == "this" {
					return func(fr *frame) (any, error) { return outerThis(fr.self, k), nil }
				}
			}
		}
	}
	if nameCode == nil && isBareThis(x.X) && c.inClosure == 0 {
		if f := c.ownField(name); f != nil {
			return c.fieldLoad(f, pos)
		}
	}
	recv := c.receiver(x.X)
	dot, attr := x.Dot, x.Attr
	if dot == syntax.DotSpread {
		return func(fr *frame) (any, error) {
			r, err := recv(fr)
			if err != nil {
				return nil, err
			}
			n, err := fr.nameText(name, nameCode)
			if err != nil {
				return nil, err
			}
			var v any
			if attr {
				if r == nil {
					return nil, nil
				}
				v, err = fr.t.spreadAttribute(r, n)
			} else {
				v, err = fr.t.spreadProperty(r, n)
			}
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	safe := dot != syntax.DotPlain
	if _, ok := x.X.(*syntax.Super); ok && nameCode == nil {
		sup := c.cls.super
		return func(fr *frame) (any, error) {
			v, err := fr.t.superProperty(fr.self, sup, name)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	if nameCode == nil && !attr {
		name := c.intern(name)
		return func(fr *frame) (any, error) {
			r, err := recv(fr)
			if err != nil {
				return nil, err
			}
			switch o := r.(type) {
			case nil:
				if safe {
					return nil, nil
				}
			case *Map:
				if !fr.t.dynamic && !o.byAccess {
					if e := o.findString(name); e != nil {
						return e.Value, nil
					}
				}
			case *Object:
				if !fr.t.dynamic && !o.class.script.getProperty {
					if p := o.class.findProperty(name); p != nil && p.direct {
						return o.fields[p.field.slot], nil
					}
				}
			}
			fr.t.fn, fr.t.pos = fr.fn, pos
			v, err := fr.t.getProperty(r, name)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	return func(fr *frame) (any, error) {
		r, err := recv(fr)
		if err != nil {
			return nil, err
		}
		if r == nil && safe {
			return nil, nil
		}
		n, err := fr.nameText(name, nameCode)
		if err != nil {
			return nil, err
		}
		var v any
		if attr {
			v, err = fr.t.attribute(r, n)
		} else {
			fr.t.fn, fr.t.pos = fr.fn, pos
			v, err = fr.t.getProperty(r, n)
		}
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

// outerThis is Outer.this: the nearest surrounding instance of that class.
func outerThis(v any, k *Class) any {
	for o, ok := v.(*Object); ok; o, ok = o.outer.(*Object) {
		if o.class.isSubclassOf(k) {
			return o
		}
	}
	return v
}

func (t *thread) superProperty(self any, sup *Class, name string) (any, error) {
	o, ok := self.(*Object)
	if !ok || sup == nil {
		return t.getProperty(self, name)
	}
	if p := sup.findProperty(name); p != nil {
		if v, ok, err := t.readProperty(o, p); ok || err != nil {
			return v, err
		}
	}
	v, ok, err := t.ownProperty(o, name)
	if ok || err != nil {
		return v, err
	}
	return t.getMissing(self, name)
}

// spreadProperty is v*.name.
func (t *thread) spreadProperty(v any, name string) (any, error) {
	if v == nil {
		return nil, nil
	}
	var out []any
	err := t.iterate(v, func(e any) error {
		if e == nil {
			out = append(out, nil)
			return t.alloc(16)
		}
		p, err := t.getOfElement(e, name)
		if err != nil {
			return err
		}
		out = append(out, p)
		return t.alloc(16)
	})
	return newList(out), err
}

func (t *thread) getOfElement(e any, name string) (any, error) {
	return t.getProperty(e, name)
}
