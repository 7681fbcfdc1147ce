package groovy

import "strconv"

// Traits given to an object when the script runs: x as T, x.withTraits(T, U). A
// new object has the traits' methods and fields and hands all else on to x.

// withTraits gives v traits. The object keeps v as its surroundings, so that
// whatever the traits do not know is asked of v.
func (t *thread) withTraits(v any, traits []*Class) (any, error) {
	o, err := t.traitObject(classOf(v), traits, true)
	if err != nil {
		return nil, err
	}
	o.outer = v
	return o, nil
}

// asTrait is x as T.
func (t *thread) asTrait(v any, trait *Class) (any, error) {
	switch x := v.(type) {
	case *Closure:
		return t.closureAsTrait(x, trait)
	case *Map:
		return t.mapAsTrait(x, trait)
	}
	return t.withTraits(v, []*Class{trait})
}

// closureAsTrait makes an object whose abstract methods are the closure.
func (t *thread) closureAsTrait(c *Closure, trait *Class) (any, error) {
	o, err := t.traitObject(classObject, []*Class{trait}, true)
	if err != nil {
		return nil, err
	}
	t.overrideAbstract(o, c)
	return o, nil
}

// mapAsTrait makes an object whose abstract methods are those of the map; its
// fields stay null, as in the real one.
func (t *thread) mapAsTrait(m *Map, trait *Class) (any, error) {
	o, err := t.traitObject(classLinkedHashMap, []*Class{trait}, false)
	if err != nil {
		return nil, err
	}
	for _, k := range o.class.ancestors().order {
		for _, am := range k.members().order {
			if !am.abstract {
				continue
			}
			if e := m.findString(am.name); e != nil {
				if cl, ok := e.Value.(*Closure); ok {
					t.dynamic = true
					t.metaOfObject(o).addPlain(am.name, cl)
				}
			}
		}
	}
	return o, nil
}

// traitObject makes an object of a class that has the traits and nothing else.
func (t *thread) traitObject(of *Class, traits []*Class, init bool) (*Object, error) {
	if err := t.step(); err != nil {
		return nil, err
	}
	n, _ := t.local("trait objects", func() any { return new(int) }).(*int)
	*n++
	k := &Class{name: of.simpleName() + strconv.Itoa(*n) + "_groovyProxy", super: classObject, ifaces: traits, tab: newTables(),
		script: &scriptClass{script: t.script, proxy: true}}
	c := &compiler{}
	c.inheritFields(k)
	c.finishClass(k)
	// A class and its caches, and the fields.
	if err := t.alloc(2048 + 16*k.script.nfields); err != nil {
		return nil, err
	}
	o := &Object{class: k, fields: append([]any(nil), k.script.zero...), epoch: t.epoch}
	if !init {
		for i := range o.fields {
			o.fields[i] = nil
		}
		return o, nil
	}
	return o, t.initFields(o, k)
}

// traitsGiven are the arguments of withTraits.
func (t *thread) traitsGiven(args []any) ([]*Class, error) {
	var out []*Class
	for _, a := range args {
		k, ok := a.(*Class)
		if !ok || k.script == nil || !k.isInterface() {
			return nil, t.throw(classIllegalArgument, "withTraits takes traits")
		}
		out = append(out, k)
	}
	return out, nil
}
