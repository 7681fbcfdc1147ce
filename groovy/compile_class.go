package groovy

import (
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// within makes code or members for a class.
func (c *compiler) within(k *Class, f func()) {
	cls, static, in, method, trait, ctor := c.cls, c.static, c.inClosure, c.method, c.inTrait, c.inCtor
	c.cls, c.static, c.inClosure, c.method, c.inTrait, c.inCtor = k, false, 0, "", k.kind == kindTrait, false
	f()
	c.cls, c.static, c.inClosure, c.method, c.inTrait, c.inCtor = cls, static, in, method, trait, ctor
}

// members gives all classes their supers, fields and methods; bodies come last.
func (c *compiler) members() {
	c.cls = c.s.class
	for _, st := range c.file.Body {
		if d, ok := st.(*syntax.ClassDecl); ok {
			c.supers(d)
		}
	}
	for d := range c.localClasses {
		c.supers(d)
	}
	done := map[*Class]bool{}
	for _, st := range c.file.Body {
		if d, ok := st.(*syntax.ClassDecl); ok {
			c.declareMembers(d, done)
		}
	}
	for d := range c.localClasses {
		c.declareMembers(d, done)
	}
	c.scriptMembers()
}

func (c *compiler) supers(d *syntax.ClassDecl) {
	k := c.decls[d]
	if k == nil {
		return
	}
	c.within(k, func() {
		c.pushTypeParams(d.TypeParams)
		for _, t := range d.Extends {
			s := c.typ(t)
			if s == nil {
				continue
			}
			switch {
			case k.kind == kindInterface || k.kind == kindTrait && s.isInterface():
				k.ifaces = append(k.ifaces, s)
			case s.isInterface() && k.kind != kindTrait:
				c.errorAt(t, "You are not allowed to extend the interface '"+s.name+"', use implements instead", "")
			case s.kind == kindEnum || s.kind == kindPrimitive:
				c.errorAt(t, "You are not allowed to extend the class '"+s.name+"'", "")
			case s.script != nil && s.script.decl != nil && s.script.decl.Mods.Has(syntax.ModFinal):
				c.errorAt(t, "You are not allowed to overwrite the final class '"+s.name+"'", "")
			default:
				k.super = s
			}
		}
		for _, t := range d.Implements {
			s := c.typ(t)
			if s == nil {
				continue
			}
			if !s.isInterface() && s.host == nil {
				c.errorAt(t, "You are not allowed to implement the class '"+s.name+"', use extends instead", "")
				continue
			}
			k.ifaces = append(k.ifaces, s)
		}
		for x, n := k.super, 0; x != nil; x, n = x.super, n+1 {
			if x == k || n > 100 {
				c.errorAt(d, "Cyclic inheritance involving "+k.name, "")
				k.super = classObject
				break
			}
		}
		c.popTypeParams()
		if d.Body != nil {
			for _, m := range d.Body.Members {
				if in, ok := m.(*syntax.ClassDecl); ok {
					c.supers(in)
				}
			}
		}
	})
}

// declareMembers makes the fields and methods of a class known, its
// superclass's before its own.
func (c *compiler) declareMembers(d *syntax.ClassDecl, done map[*Class]bool) {
	k := c.decls[d]
	if k == nil || done[k] {
		return
	}
	done[k] = true
	if k.super != nil && k.super.script != nil && k.super.script.decl != nil {
		c.declareMembers(k.super.script.decl, done)
	}
	for _, i := range k.ifaces {
		if i.script != nil && i.script.decl != nil {
			c.declareMembers(i.script.decl, done)
		}
	}
	c.within(k, func() {
		c.pushTypeParams(d.TypeParams)
		c.fields(k, d)
		c.methods(k, d.Body)
		c.annotations(k, d)
		c.finishClass(k)
		c.popTypeParams()
	})
	if d.Body != nil {
		for _, m := range d.Body.Members {
			if in, ok := m.(*syntax.ClassDecl); ok {
				c.declareMembers(in, done)
			}
		}
	}
}

// inheritFields begins a class's instance with that of its superclass.
func (c *compiler) inheritFields(k *Class) {
	sc := k.script
	if s := k.super; s != nil && s.script != nil {
		sc.nfields = s.script.nfields
		sc.zero = append([]any(nil), s.script.zero...)
		sc.native = s.script.native
	} else if s != nil && s != classObject && s != classEnum && s != classScript && s != classRecord && s != classGroovyObjectSupport {
		sc.native = s
	}
	if sc.enum != nil {
		sc.nfields, sc.zero = 2, []any{nil, nil}
	}
	for _, tr := range traitsOf(k) {
		if k.super != nil && k.super.script != nil && k.super.isSubclassOf(tr) {
			continue
		}
		sc.traits = append(sc.traits, tr)
		for _, f := range tr.script.fields {
			if !f.static {
				g := *f
				g.class = k
				c.addField(k, &g)
				c.accessors(k, &g)
			}
		}
	}
}

// traitsOf lists the traits a class takes in, supertraits first.
func traitsOf(k *Class) []*Class {
	var out []*Class
	var visit func(t *Class)
	visit = func(t *Class) {
		if t.super != nil && t.super.kind == kindTrait {
			visit(t.super)
		}
		for _, i := range t.ifaces {
			if i.kind == kindTrait {
				visit(i)
			}
		}
		if t != k && t.kind == kindTrait {
			for _, have := range out {
				if have == t {
					return
				}
			}
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
	for _, e := range d.Constants {
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
		m.private = d.Mods.Has(syntax.ModPrivate)
		if abstract {
			m.fn = nil
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

// finishClass notes what calls and properties have to know about a class, and
// checks that it implements what it promises.
func (c *compiler) finishClass(k *Class) {
	sc := k.script
	sc.interceptable = k.isSubclassOf(classGroovyInterceptable)
	sc.idHash = 1
	for x := k; x != nil && x.script != nil; x = x.super {
		for _, y := range append([]*Class{x}, x.script.traits...) {
			for _, n := range [...]string{"equals", "hashCode"} {
				if len(y.tab.methods[n]) > 0 {
					sc.idHash = 2
				}
			}
			for _, m := range y.tab.methods["getProperty"] {
				sc.getProperty = sc.getProperty || len(m.params) == 1
			}
			for _, m := range y.tab.methods["setProperty"] {
				sc.setProperty = sc.setProperty || len(m.params) == 2
			}
		}
		if x.script.immutable {
			sc.immutable = true
		}
	}
	if sc.native != nil && !sc.native.isSubclassOf(classThrowable) {
		sc.idHash = 2
	}
	if k.kind == kindEnum {
		c.enumMembers(k)
	}
}

// checkAbstract reports methods a class leaves without a body.
func (c *compiler) checkAbstract(k *Class, n syntax.Node) {
	if k.kind != kindClass || k.script.isScript {
		return
	}
	for _, x := range k.ancestors().order {
		if x.script == nil {
			continue
		}
		for _, m := range x.tab.order {
			if !m.abstract || m.static {
				continue
			}
			s := k.findMethods(m.name)
			ok := false
			for _, o := range s.all {
				if !o.abstract && len(o.params) == len(m.params) && compatible(o, m) {
					ok = true
				}
			}
			if !ok && len(m.params) <= 1 && strings.HasPrefix(m.name, "get") && k.findField(decapitalize(m.name[3:])) != nil {
				ok = true
			}
			if !ok && k.script.delegates != nil {
				ok = true
			}
			if !ok {
				c.errorAt(n, "Can't have an abstract method in a non-abstract class. The class '"+k.name+"' must be declared abstract or the method '"+
					signatureText(m, nil)+"' must be implemented.", "")
				return
			}
		}
	}
}

// compatible tells whether o's parameters take what m's do; type variables make
// an exact comparison impossible.
func compatible(o, m *method) bool {
	for i, p := range m.params {
		q := o.params[i]
		if p == classObject || q == classObject || p == q || p.isSubclassOf(q) || q.isSubclassOf(p) {
			continue
		}
		return false
	}
	return true
}

func (c *compiler) enumMembers(k *Class) {
	static := func(name string, params []*Class, f native) {
		for _, m := range k.tab.statics[name] {
			if len(m.params) == len(params) {
				return
			}
		}
		c.addMethod(k, &method{name: name, class: k, static: true, params: params, typed: len(params) > 0, native: f})
	}
	static("values", nil, func(t *thread, _ any, _ []any) (any, error) {
		vals, err := t.enumValues(k)
		return newArray(k, vals), err
	})
	static("valueOf", []*Class{classString}, func(t *thread, _ any, a []any) (any, error) {
		if a[0] == nil {
			return nil, t.throw(classNullPointer, "Name is null")
		}
		return t.enumValueOf(k, a[0].(string))
	})
	edge := func(last bool) native {
		return func(t *thread, _ any, _ []any) (any, error) {
			vals, err := t.enumValues(k)
			if err != nil || len(vals) == 0 {
				return nil, err
			}
			if last {
				return vals[len(vals)-1], nil
			}
			return vals[0], nil
		}
	}
	c.addMethod(k, &method{name: "getMIN_VALUE", class: k, static: true, native: edge(false)})
	c.addMethod(k, &method{name: "getMAX_VALUE", class: k, static: true, native: edge(true)})
}

// scriptMembers are the methods and @Field variables of the script itself.
func (c *compiler) scriptMembers() {
	k := c.s.class
	c.within(k, func() {
		for _, st := range c.file.Body {
			switch st := st.(type) {
			case *syntax.MethodDecl:
				c.declareMethod(k, st)
			case *syntax.VarDecl:
				if isField(st) {
					typ := c.typ(st.Type)
					for _, v := range st.Vars {
						f := &fieldInfo{name: v.Name.Name, class: k, typ: typ, final: st.Mods.Has(syntax.ModFinal),
							static: st.Mods.Has(syntax.ModStatic), property: true}
						c.addField(k, f)
					}
				}
				for _, a := range st.Mods.Annotations {
					c.warnAnnotation(a)
				}
			}
		}
		for _, f := range k.script.fields {
			c.accessors(k, f)
		}
		c.finishClass(k)
	})
}

func isField(d *syntax.VarDecl) bool {
	for _, a := range d.Mods.Annotations {
		if a.Name == "Field" || a.Name == "groovy.transform.Field" {
			return true
		}
	}
	return false
}

// ---- code ------------------------------------------------------------------

// code compiles all bodies.
func (c *compiler) code() {
	k := c.s.class
	c.within(k, func() {
		var body []syntax.Stmt
		var fieldDecls []*syntax.VarDecl
		for _, st := range c.file.Body {
			if d, ok := st.(*syntax.VarDecl); ok && isField(d) {
				fieldDecls = append(fieldDecls, d)
				continue
			}
			body = append(body, st)
		}
		s := c.scopes[c.file.ID()]
		main := &function{name: "run", script: c.s, class: k}
		c.inScope(s, func() {
			main.body = c.stmts(body, true)
			if len(fieldDecls) > 0 {
				k.script.init = &function{name: "run", script: c.s, class: k, nslots: s.nslots, body: c.fieldInits(k, fieldDecls)}
			}
		})
		main.nslots = s.nslots
		c.s.main = main
	})
	for d := range c.decls {
		c.initCode(c.decls[d], d)
	}
	for i := 0; i < len(c.functions); i++ {
		c.functionCode(c.functions[i])
	}
	for d, k := range c.decls {
		c.checkAbstract(k, d)
	}
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

// enumConstant makes one constant.
func (c *compiler) enumConstant(k *Class, e *syntax.EnumConst, ordinal int) (stmtCode, int) {
	sc := c.scopes[e.ID()]
	f := k.script.enum.constants[ordinal]
	var args argList
	c.static = true
	c.inScope(sc, func() { args = c.args(e.Args) })
	c.static = false
	kind := k
	if e.Body != nil {
		kind = &Class{name: k.name + "$" + strconv.Itoa(ordinal+1), super: k, tab: newTables(),
			script: &scriptClass{script: c.s, outer: k, anonymous: true, enum: nil}}
		c.bodyClass(kind, e.Body)
		kind.script.enum = &enumInfo{constants: k.script.enum.constants}
	}
	name, pos := e.Name.Name, at0(e)
	return func(fr *frame) (signal, error) {
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return sigNext, err
		}
		o := &Object{class: kind, fields: append([]any(nil), kind.script.zero...)}
		o.fields[0], o.fields[1] = name, boxInt(int32(ordinal))
		err = fr.t.initObject(o, kind, a)
		fr.t.free(mark)
		if err != nil {
			return sigNext, at(err, fr, pos)
		}
		fr.t.staticsOf(k).vals[f.slot] = o
		return sigNext, nil
	}, sc.nslots
}

// bodyClass gives an anonymous class its members and code.
func (c *compiler) bodyClass(k *Class, body *syntax.ClassBody) {
	c.within(k, func() {
		c.inheritFields(k)
		for _, m := range body.Members {
			if v, ok := m.(*syntax.VarDecl); ok {
				typ := c.typ(v.Type)
				for _, one := range v.Vars {
					f := &fieldInfo{name: one.Name.Name, class: k, typ: typ, static: v.Mods.Has(syntax.ModStatic), final: v.Mods.Has(syntax.ModFinal)}
					f.property = v.Mods.Flags&(syntax.ModPublic|syntax.ModPrivate|syntax.ModProtected) == 0
					c.addField(k, f)
				}
			}
		}
		c.methods(k, body)
		c.finishClass(k)
		c.initBody(k, body, nil, 0)
	})
}

// newAnonymous is new T(args) { ... }.
func (c *compiler) newAnonymous(x *syntax.New) code {
	base := c.typ(x.Type)
	if base == nil {
		base = classObject
	}
	n := c.counters[nil]
	if n == nil {
		n = new(int)
		c.counters[nil] = n
	}
	*n++
	top := c.cls
	for top.script.outer != nil {
		top = top.script.outer
	}
	k := &Class{name: top.name + "$" + strconv.Itoa(*n), super: base, tab: newTables(),
		script: &scriptClass{script: c.s, outer: c.cls, anonymous: true, inner: true}}
	if base.isInterface() {
		k.super, k.ifaces = classObject, []*Class{base}
	}
	holder := c.scopes[x.Body.ID()]
	args := c.args(x.Args)
	was, labels := c.fn, c.labels
	c.bodyClass(k, x.Body)
	c.fn, c.labels = was, labels
	captures := holder.order
	c.anonymous = append(c.anonymous, anonymousClass{k, x})
	pos := at0(x)
	return func(fr *frame) (any, error) {
		mark := fr.t.sp
		a, err := args.eval(fr)
		if err != nil {
			return nil, err
		}
		var up []*cell
		if len(captures) > 0 {
			up = fr.capture(captures)
		}
		var outer any = fr.self
		if fr.cl != nil {
			outer = fr.cl.owner
			for {
				in, ok := outer.(*Closure)
				if !ok {
					break
				}
				outer = in.owner
			}
		}
		v, err := fr.t.constructIn(k, a, outer, up)
		fr.t.free(mark)
		if err != nil {
			return nil, at(err, fr, pos)
		}
		return v, nil
	}
}

type anonymousClass struct {
	k *Class
	x *syntax.New
}

// functionCode compiles the body of a method or constructor.
func (c *compiler) functionCode(p pending) {
	c.within(p.k, func() {
		if d := p.k.script.decl; d != nil {
			c.pushTypeParams(d.TypeParams)
			defer c.popTypeParams()
		}
		fn := p.fn
		if p.ctor != nil {
			c.constructorCode(p)
			return
		}
		d := p.decl
		c.pushTypeParams(d.TypeParams)
		defer c.popTypeParams()
		c.method, c.static, c.void = d.Name, fn.static, fn.ret == classVoid
		defer func() { c.void = false }()
		s := c.scopes[d.ID()]
		if s == nil {
			return
		}
		c.inScope(s, func() {
			c.compiledParams(fn, d.Params)
			fn.body = c.stmts(d.Body.Stmts, true)
		})
		fn.nslots = s.nslots
		c.methodAnnotations(p.k, d, fn)
	})
}

// constructorCode compiles a constructor: the call of another one that begins
// it, or of the superclass's and then the fields.
func (c *compiler) constructorCode(p pending) {
	d, fn, k := p.ctor, p.fn, p.k
	c.method, c.inCtor = "<init>", true
	s := c.scopes[d.ID()]
	c.inScope(s, func() {
		c.compiledParams(fn, d.Params)
		body := d.Body.Stmts
		var first *syntax.Call
		if len(body) > 0 {
			if e, ok := body[0].(*syntax.ExprStmt); ok {
				if call, ok := e.X.(*syntax.Call); ok {
					switch call.Fun.(type) {
					case *syntax.This, *syntax.Super:
						first = call
						body = body[1:]
					}
				}
			}
		}
		var args argList
		this := false
		pos := at0(d)
		if first != nil {
			args = c.args(first.Args)
			_, this = first.Fun.(*syntax.This)
			pos = at0(first)
		}
		rest := c.stmts(body, false)
		fn.body = func(fr *frame) (signal, error) {
			o := fr.self.(*Object)
			mark := fr.t.sp
			a, err := args.eval(fr)
			if err != nil {
				return sigNext, err
			}
			if this {
				err = fr.t.initObject(o, k, a)
			} else {
				err = fr.t.initSuper(o, k, a)
			}
			fr.t.free(mark)
			if err != nil {
				return sigNext, at(err, fr, pos)
			}
			if !this {
				if err := fr.t.initFields(o, k); err != nil {
					return sigNext, err
				}
			}
			_, err = rest(fr)
			fr.ret = nil
			return sigNext, err
		}
	})
	fn.nslots = s.nslots
}
