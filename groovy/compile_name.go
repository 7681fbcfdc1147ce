package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// ident is a name that stands for a value.
func (c *compiler) ident(x *syntax.Ident) code {
	if v := c.vars[x.ID()]; v != nil {
		load := c.place(v).load()
		if c.absent[x] {
			return c.unlessAbsent(load, x)
		}
		return load
	}
	return c.name(x.Name, x)
}

// name is a name that is no local variable: a field, a class, or something to
// be found at run time.
func (c *compiler) name(name string, x syntax.Node) code {
	pos := c.at(x)
	if f := c.ownField(name); f != nil {
		return c.fieldLoad(f, pos)
	}
	if !c.hasMember(name) {
		if k := c.className(name); k != nil && k.kind != kindPrimitive {
			return constant0(k)
		}
		if im, ok := c.staticImports[name]; ok {
			if k := c.fullClass(im[0]); k != nil {
				member := im[1]
				return func(fr *frame) (any, error) {
					v, err := fr.t.getProperty(k, member)
					if err != nil {
						return nil, at(err, fr, pos)
					}
					return v, nil
				}
			}
		}
		for _, k := range c.staticStars {
			if k.findStaticField(name) != nil || k.script != nil && (k.findStaticOf(name) != nil) {
				return func(fr *frame) (any, error) {
					v, err := fr.t.getProperty(k, name)
					if err != nil {
						return nil, at(err, fr, pos)
					}
					return v, nil
				}
			}
		}
	}
	if c.inClosure > 0 {
		if c.cls.script.isScript {
			return func(fr *frame) (any, error) {
				// The binding comes before all else unless the closure was
				// told to ask its delegate first.
				if cl := fr.cl; cl.strategy == ownerFirst && !fr.t.dynamic && cl.owner == any(fr.t.main) {
					if e := fr.t.vars.findString(name); e != nil {
						return e.Value, nil
					}
				}
				fr.t.fn, fr.t.pos = fr.fn, pos
				v, err := fr.t.getProperty(fr.cl, name)
				if err != nil {
					return nil, at(err, fr, pos)
				}
				return v, nil
			}
		}
		return func(fr *frame) (any, error) {
			fr.t.fn, fr.t.pos = fr.fn, pos
			v, err := fr.t.getProperty(fr.cl, name)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	if c.cls.script.isScript && !c.static {
		return func(fr *frame) (any, error) {
			if e := fr.t.vars.findString(name); e != nil {
				return e.Value, nil
			}
			v, err := fr.t.getProperty(fr.self, name)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	if c.static && !c.hasStaticMember(name) && !classProperty(name) && !c.cls.script.anonymous {
		hint := "declare it, or make the method an instance method"
		for _, of := range []string{name, name + "."} { // a class, or the first part of a package
			if why := refusedClass(of); why != "" {
				hint = why
			}
		}
		c.errorAt(x, "Apparent variable '"+name+"' was found in a static scope but doesn't refer to a local variable, static field or class", hint)
	}
	return func(fr *frame) (any, error) {
		v, err := fr.t.getProperty(fr.self, name)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

func classProperty(name string) bool {
	p := classClass.findProperty(name)
	return p != nil
}

// ownField gives the field that a name means where code of its own class is
// compiled, outside of closures.
func (c *compiler) ownField(name string) *fieldInfo {
	if c.inClosure > 0 || c.inTrait || c.cls.script == nil {
		return nil
	}
	for _, f := range c.cls.script.fields {
		if f.name == name && (f.static || !c.static) && f.lazy == nil {
			return f
		}
	}
	return nil
}

func (c *compiler) fieldLoad(f *fieldInfo, pos int32) code {
	if f.static {
		return func(fr *frame) (any, error) {
			v, err := fr.t.readStatic(f)
			if err != nil {
				return nil, at(err, fr, pos)
			}
			return v, nil
		}
	}
	i := f.slot
	return func(fr *frame) (any, error) {
		if o, ok := fr.self.(*Object); ok {
			return o.fields[i], nil
		}
		return nil, at(fr.t.missingProperty(fr.self, f.name), fr, pos)
	}
}

// hasMember tells whether the class around has a field, property or getter of
// that name, so that it does not mean a class.
func (c *compiler) hasMember(name string) bool {
	for k := c.cls; k != nil && k.script != nil; k = k.script.outer {
		if k.findField(name) != nil || k.findStaticOf(name) != nil {
			return true
		}
		if c.memberGetter(k, name) {
			return true
		}
	}
	return false
}

// hasStaticMember is hasMember where there is no instance.
func (c *compiler) hasStaticMember(name string) bool {
	big := capitalize(name)
	for k := c.cls; k != nil && k.script != nil; k = k.script.outer {
		if k.findStaticOf(name) != nil {
			return true
		}
		for x := k; x != nil && x.script != nil; x = x.super {
			for _, n := range [...]string{"get" + big, "is" + big, "set" + big} {
				if len(x.tab.statics[n]) > 0 && hasAccessors(name) {
					return true
				}
			}
			if x.super != nil && x.super.script == nil && x.super != classObject && x.super != classScript && x.super != classEnum {
				// A class of the library or the host may have it.
				return true
			}
		}
	}
	return false
}

func (c *compiler) memberGetter(k *Class, name string) bool {
	if !hasAccessors(name) {
		return false
	}
	big := capitalize(name)
	for x := k; x != nil && x.script != nil; x = x.super {
		for _, n := range [...]string{"get" + big, "is" + big} {
			for _, m := range x.tab.methods[n] {
				if len(m.params) == 0 {
					return true
				}
			}
			for _, m := range x.tab.statics[n] {
				if len(m.params) == 0 {
					return true
				}
			}
		}
	}
	return false
}
