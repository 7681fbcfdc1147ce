package groovy

import (
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// traitsOf lists the traits a class takes in, supertraits first.
func traitsOf(k *Class) []*Class {
	var out []*Class
	seen := map[*Class]bool{}
	var visit func(t *Class)
	visit = func(t *Class) {
		if seen[t] {
			return
		}
		seen[t] = true
		if t.super != nil && t.super.kind == kindTrait {
			visit(t.super)
		}
		for _, i := range t.ifaces {
			if i.kind == kindTrait {
				visit(i)
			}
		}
		if t != k && t.kind == kindTrait {
			out = append(out, t)
		}
	}
	if k.kind != kindTrait {
		visit(k)
	}
	return out
}

func (c *compiler) addField(k *Class, f *fieldInfo) {
	sc := k.script
	if f.static {
		f.slot = sc.nstatics
		sc.nstatics++
	} else {
		f.slot = sc.nfields
		sc.nfields++
		var z any
		if f.typ != nil {
			z = zeroOf(f.typ)
		}
		sc.zero = append(sc.zero, z)
	}
	sc.fields = append(sc.fields, f)
}

func (c *compiler) fields(k *Class, d *syntax.ClassDecl) {
	c.inheritFields(k)
	constants := map[string]bool{}
	for _, e := range d.Constants {
		if constants[e.Name.Name] {
			c.errorAt(e.Name, "The field '"+e.Name.Name+"' is declared multiple times.", "")
		}
		constants[e.Name.Name] = true
		f := &fieldInfo{name: e.Name.Name, class: k, typ: k, static: true, final: true, enum: true}
		c.addField(k, f)
		k.script.enum.constants = append(k.script.enum.constants, f)
	}
	for _, p := range d.Params {
		f := &fieldInfo{name: p.Name.Name, class: k, typ: c.typ(p.Type), final: true, property: true}
		c.addField(k, f)
		c.accessors(k, f)
	}
	if d.Body == nil {
		return
	}
	seen := map[string]bool{}
	for _, m := range d.Body.Members {
		v, ok := m.(*syntax.VarDecl)
		if !ok {
			continue
		}
		typ := c.typ(v.Type)
		for _, one := range v.Vars {
			if seen[one.Name.Name] {
				c.errorAt(one.Name, "The field '"+one.Name.Name+"' is declared multiple times.", "")
				continue
			}
			seen[one.Name.Name] = true
			f := &fieldInfo{name: one.Name.Name, class: k, typ: typ,
				static:  v.Mods.Has(syntax.ModStatic) || k.kind == kindInterface,
				final:   v.Mods.Has(syntax.ModFinal) || k.kind == kindInterface,
				private: v.Mods.Has(syntax.ModPrivate)}
			f.property = v.Mods.Flags&(syntax.ModPublic|syntax.ModPrivate|syntax.ModProtected) == 0 && k.kind != kindInterface
			c.addField(k, f)
		}
	}
}

// accessors adds the getter and setter of a property that the class does not
// define itself.
func (c *compiler) accessors(k *Class, f *fieldInfo) {
	big := capitalize(f.name)
	tab := k.tab.methods
	if f.static {
		tab = k.tab.statics
	}
	slot := f.slot
	get := func(t *thread, self any, _ []any) (any, error) { return self.(*Object).fields[slot], nil }
	set := func(t *thread, self any, a []any) (any, error) {
		v, err := t.castField(a[0], f)
		if err != nil {
			return nil, err
		}
		self.(*Object).fields[slot] = v
		return nil, nil
	}
	if f.static {
		get = func(t *thread, _ any, _ []any) (any, error) { return t.readStatic(f) }
		set = func(t *thread, _ any, a []any) (any, error) {
			v, err := t.castField(a[0], f)
			if err != nil {
				return nil, err
			}
			return nil, t.writeStatic(f, v)
		}
	}
	names := []string{"get" + big}
	if f.typ == classBooleanP || f.typ == classBoolean {
		names = append(names, "is"+big)
	}
	for _, n := range names {
		if !hasParams(tab[n], 0) {
			c.addMethod(k, &method{name: n, class: k, native: get, static: f.static})
		}
	}
	if !f.final && !hasParams(tab["set"+big], 1) {
		p := f.typ
		if p == nil {
			p = classObject
		}
		c.addMethod(k, &method{name: "set" + big, class: k, native: set, static: f.static, params: []*Class{p}, typed: p != classObject, void: true})
	}
}

func hasParams(l []*method, n int) bool {
	for _, m := range l {
		if len(m.params) == n {
			return true
		}
	}
	return false
}

func (c *compiler) addMethod(k *Class, m *method) {
	if m.static {
		k.tab.statics[m.name] = append(k.tab.statics[m.name], m)
	} else {
		k.tab.methods[m.name] = append(k.tab.methods[m.name], m)
	}
	k.tab.order = append(k.tab.order, m)
}

// methods declares what a body defines; functions get their code later.
func (c *compiler) methods(k *Class, body *syntax.ClassBody) {
	if body == nil {
		return
	}
	for _, m := range body.Members {
		switch m := m.(type) {
		case *syntax.MethodDecl:
			c.declareMethod(k, m)
		case *syntax.ConstructorDecl:
			c.declareConstructor(k, m)
		}
	}
	for _, f := range k.script.fields {
		if f.property && !f.enum && f.class == k {
			c.accessors(k, f)
		}
	}
}

// compiled remembers the function of a method until its body is compiled.
type pending struct {
	k    *Class
	decl *syntax.MethodDecl
	ctor *syntax.ConstructorDecl
	fn   *function
}

func (c *compiler) declareMethod(k *Class, d *syntax.MethodDecl) {
	static := d.Mods.Has(syntax.ModStatic)
	c.pushTypeParams(d.TypeParams)
	defer c.popTypeParams()
	fn := &function{name: d.Name, script: c.s, class: k, static: static}
	if d.Return != nil {
		if d.Return.Name == "void" && d.Return.Dims == 0 {
			fn.ret = classVoid
		} else {
			fn.ret = c.typ(d.Return)
		}
	}
	types, variadic := c.paramTypes(d.Params)
	abstract := d.Body == nil
	if abstract && k.kind != kindInterface && k.kind != kindTrait && k.kind != kindAbstract && k.kind != kindEnum && !d.Mods.Has(syntax.ModNative) {
		if d.Mods.Has(syntax.ModAbstract) {
			c.errorAt(d, "Can't have an abstract method in a non-abstract class. The class '"+k.name+"' must be declared abstract or the method '"+d.Name+"' must be implemented.", "")
		} else {
			c.errorAt(d, "You defined a method without body. Try adding a body, or declare it abstract.", "")
		}
	}
	for _, m := range c.variants(k, d.Name, d.Params, types, variadic) {
		m.static, m.fn, m.abstract, m.void = static, fn, abstract, fn.ret == classVoid
		m.private, m.decl = d.Mods.Has(syntax.ModPrivate), d
		if abstract {
			m.fn = nil
			if fn.ret != classVoid {
				m.ret = fn.ret
			}
		}
		tab := k.tab.methods
		if static {
			tab = k.tab.statics
		}
		for _, o := range tab[d.Name] {
			if o.fn != nil && o.sameParams(m) && o.native == nil {
				c.errorAt(d, "The method "+signatureText(m, fn.ret)+" duplicates another method of the same signature", "")
			}
		}
		c.addMethod(k, m)
	}
	if !abstract {
		c.functions = append(c.functions, pending{k: k, decl: d, fn: fn})
	}
}

func signatureText(m *method, ret *Class) string {
	r := "java.lang.Object"
	if ret != nil {
		r = ret.readable()
	}
	return r + " " + m.signature()
}

func (c *compiler) paramTypes(params []*syntax.Param) ([]*Class, bool) {
	types := make([]*Class, len(params))
	variadic := false
	for i, p := range params {
		k := c.typ(p.Type)
		if k == nil {
			k = classObject
		}
		if p.Variadic {
			k = k.arrayClass()
			variadic = true
		} else if i == len(params)-1 && k.kind == kindArray {
			variadic = true
		}
		types[i] = k
	}
	return types, variadic
}

// variants makes one method for every number of arguments that defaults allow.
func (c *compiler) variants(k *Class, name string, params []*syntax.Param, types []*Class, variadic bool) []*method {
	var out []*method
	defaults := 0
	for _, p := range params {
		if p.Default != nil {
			defaults++
		}
	}
	for drop := 0; drop <= defaults; drop++ {
		skip := map[int]bool{}
		for i, left := len(params)-1, drop; i >= 0 && left > 0; i-- {
			if params[i].Default != nil {
				skip[i] = true
				left--
			}
		}
		m := &method{name: name, class: k}
		for i, t := range types {
			if skip[i] {
				continue
			}
			m.params = append(m.params, t)
			if t != classObject {
				m.typed = true
			}
			if drop > 0 {
				m.given = append(m.given, i)
			}
		}
		if drop > 0 && m.given == nil {
			m.given = []int{}
		}
		m.variadic = variadic && !skip[len(params)-1]
		out = append(out, m)
	}
	return out
}

func (c *compiler) declareConstructor(k *Class, d *syntax.ConstructorDecl) {
	fn := &function{name: "<init>", script: c.s, class: k}
	types, variadic := c.paramTypes(d.Params)
	for _, m := range c.variants(k, "<init>", d.Params, types, variadic) {
		m.fn = fn
		for _, o := range k.tab.ctors {
			if o.sameParams(m) {
				c.errorAt(d, "The constructor "+k.name+" is declared twice with the same parameters", "")
			}
		}
		k.tab.ctors = append(k.tab.ctors, m)
	}
	c.functions = append(c.functions, pending{k: k, ctor: d, fn: fn})
}
