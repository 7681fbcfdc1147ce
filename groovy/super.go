package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// callSuper is super.name(args).
func (c *compiler) callSuper(x *syntax.Call, name string, nameCode code) code {
	sup := c.cls.super
	if c.inTrait {
		self := c.cls
		return c.superCall(x, name, nameCode, func(o *Object) (*Class, *Class) { return o.class, self })
	}
	return c.superCall(x, name, nameCode, func(*Object) (*Class, *Class) { return sup, nil })
}

func (c *compiler) callSuperOf(x *syntax.Call, k *Class, name string, nameCode code) code {
	return c.superCall(x, name, nameCode, func(*Object) (*Class, *Class) { return k, nil })
}

// superCall calls the method that class from gives; with after, the first one
// behind that class in its ancestry.
func (c *compiler) superCall(x *syntax.Call, name string, nameCode code, from func(*Object) (*Class, *Class)) code {
	args, pos := c.args(x.Args), at0(x)
	return func(fr *frame) (any, error) {
		n, err := fr.nameText(name, nameCode)
		if err != nil {
			return nil, err
		}
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		v, err := fr.t.invokeSuper(fr.self, from, n, a)
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

func (t *thread) invokeSuper(self any, from func(*Object) (*Class, *Class), name string, args []any) (any, error) {
	o, ok := self.(*Object)
	if !ok {
		if k, isClass := self.(*Class); isClass && k.super != nil {
			return t.invokeArgs(k.super, name, args)
		}
		return t.invokeArgs(self, name, args)
	}
	sup, after := from(o)
	if sup == nil {
		sup = classObject
	}
	if after == nil && sup.script == nil && !sup.isSubclassOf(classGroovyObject) &&
		(name == "getProperty" && len(args) == 1 || name == "setProperty" && len(args) == 2) {
		// Each class of Groovy's has these itself; Object has none to go on to.
		return nil, t.missingMethod(o.class, name, args, false)
	}
	var s *methodSet
	if after != nil {
		s = methodsAfter(sup, after, name)
	} else {
		s = sup.findMethods(name)
	}
	if s != nil {
		m, err := s.pick(t, args)
		if err != nil {
			return nil, err
		}
		if m != nil && !m.abstract {
			return t.callSuperMethod(m, o, args)
		}
	}
	if o.class.script.proxy && o.outer != nil {
		// What has been given traits is above all of them.
		return t.invokeArgs(o.outer, name, args)
	}
	if name == "setProperty" && len(args) == 2 {
		return nil, t.setPast(o, args)
	}
	if name == "propertyMissing" || name == "getProperty" {
		if len(args) == 1 {
			s, err := t.toString(args[0])
			if err != nil {
				return nil, err
			}
			if name == "getProperty" {
				if v, ok, err := t.ownProperty(o, s); ok || err != nil {
					return v, err
				}
			}
			return nil, t.missingProperty(o, s)
		}
	}
	return nil, t.missingMethod(o.class, name, args, false)
}

// callSuperMethod calls a built-in method without going back to the override.
func (t *thread) callSuperMethod(m *method, o *Object, args []any) (any, error) {
	if m.native == nil {
		return t.callMethod(m, o, args)
	}
	switch m.name {
	case "toString":
		return t.plainText0(o)
	case "hashCode":
		if o.native == nil || asThrowable(o) != nil {
			return t.identity(o), nil
		}
		return t.hash(o.native)
	case "equals":
		if len(args) == 1 {
			if o.native == nil || asThrowable(o) != nil {
				return same(o, args[0]), nil
			}
			ok, err := t.javaEquals(o.native, nativeOf(args[0]))
			return ok, err
		}
	case "getMessage":
		if e := asThrowable(o); e != nil {
			return e.text(), nil
		}
	case "setProperty":
		if len(args) == 2 {
			return nil, t.setPast(o, args)
		}
	case "getProperty":
		if len(args) == 1 {
			n, err := t.toString(args[0])
			if err != nil {
				return nil, err
			}
			v, ok, err := t.ownProperty(o, n)
			if !ok && err == nil {
				return t.getMissing(o, n)
			}
			return v, err
		}
	case "invokeMethod":
		if len(args) == 2 {
			n, err := t.toString(args[0])
			if err != nil {
				return nil, err
			}
			list, err := t.argumentList(args[1])
			if err != nil {
				return nil, err
			}
			if s := o.class.findMethods(n); s != nil {
				if m, err := s.pick(t, list); m != nil && err == nil {
					return t.callMethod(m, o, list)
				}
			}
			return nil, t.missingMethod(o.class, n, list, false)
		}
	}
	return t.callMethod(m, o, args)
}

// setPast is super.setProperty(name, value): what the class declares is set
// without going back to its hook.
func (t *thread) setPast(o *Object, args []any) error {
	n, err := t.toString(args[0])
	if err != nil {
		return err
	}
	ok, err := t.setOwn(o, n, args[1])
	if !ok && err == nil {
		err = t.missingProperty(o, n)
	}
	return err
}

func (t *thread) plainText0(o *Object) (any, error) {
	s, err := t.plainObjectText(o, styleFormat)
	return s, err
}

// argumentList makes arguments of what invokeMethod is given.
func (t *thread) argumentList(v any) ([]any, error) {
	switch x := v.(type) {
	case nil:
		return nil, nil
	case *Array:
		return append([]any(nil), x.items...), nil
	case *List:
		return append([]any(nil), x.items...), nil
	}
	return []any{v}, nil
}

// methodsAfter gathers the methods of a name that stand behind class after in
// c's ancestry.
func methodsAfter(c, after *Class, name string) *methodSet {
	var all []*method
	seen := false
	for _, k := range c.ancestors().order {
		if k == after {
			seen = true
			continue
		}
		if !seen {
			continue
		}
		for _, m := range k.members().methods[name] {
			if !m.abstract {
				all = append(all, m)
			}
		}
		if len(all) > 0 {
			break
		}
	}
	if len(all) == 0 {
		return nil
	}
	return newMethodSet(name, all)
}
