package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// The annotations of groovy.transform that change a class, obeyed while its
// members are declared. Others are read and ignored.

// shortName is an annotation's name without its package.
func shortName(a *syntax.Annotation) string {
	return a.Name[strings.LastIndexByte(a.Name, '.')+1:]
}

func (c *compiler) warnAnnotation(a *syntax.Annotation) {
	switch shortName(a) {
	case "Grab", "Grapes", "GrabConfig", "GrabResolver", "GrabExclude":
		p := a.Pos()
		c.s.warnings = append(c.s.warnings, (&CompileError{File: c.file.Name, Line: int(p.Line), Col: int(p.Col)}).place()+
			"@"+shortName(a)+" is ignored: scripts cannot load libraries; what the host offers is there without it")
	}
}

func (e *CompileError) place() string {
	s := e.Error()
	return s[:strings.Index(s, "compile error")] + "warning: "
}

func boolArg(a *syntax.Annotation, name string, def bool) bool {
	for _, g := range a.Args {
		if g.Name == name {
			if b, ok := g.Value.(*syntax.Bool); ok {
				return b.Value
			}
		}
	}
	return def
}

// listArg gives a member that is a string or a list of them.
func listArg(a *syntax.Annotation, name string) []string {
	var out []string
	for _, g := range a.Args {
		if g.Name != name {
			continue
		}
		switch v := g.Value.(type) {
		case *syntax.String:
			for _, s := range strings.Split(v.Value, ",") {
				out = append(out, strings.TrimSpace(s))
			}
		case *syntax.List:
			for _, e := range v.Elems {
				if s, ok := e.(*syntax.String); ok {
					out = append(out, s.Value)
				}
			}
		}
	}
	return out
}

// classArgs gives the classes that an annotation's value names.
func (c *compiler) classArgs(a *syntax.Annotation) []*Class {
	var out []*Class
	var add func(x syntax.Expr)
	add = func(x syntax.Expr) {
		switch x := x.(type) {
		case *syntax.List:
			for _, e := range x.Elems {
				add(e)
			}
			return
		case *syntax.Property:
			if n, ok := x.Name.(*syntax.String); ok && n.Value == "class" {
				add(x.X)
				return
			}
		}
		name := ""
		switch x := x.(type) {
		case *syntax.Ident:
			name = x.Name
		case *syntax.TypeExpr:
			if k := c.typ(x.Type); k != nil {
				out = append(out, k)
			}
			return
		default:
			name, _ = c.dotted(x)
		}
		if k := c.className(name); k != nil {
			out = append(out, k)
		} else {
			c.unknownClass(x.Pos(), name)
		}
	}
	for _, g := range a.Args {
		if g.Name == "value" || g.Name == "" {
			add(g.Value)
		}
	}
	return out
}

// classArg is classArgs for an annotation that takes one; Object if it has none.
func (c *compiler) classArg(a *syntax.Annotation) *Class {
	if l := c.classArgs(a); len(l) > 0 {
		return l[0]
	}
	return classObject
}

func contains(l []string, s string) bool {
	for _, x := range l {
		if x == s {
			return true
		}
	}
	return false
}

// annotations applies what stands before a class and its members.
func (c *compiler) annotations(k *Class, d *syntax.ClassDecl) {
	for _, a := range d.Mods.Annotations {
		c.warnAnnotation(a)
		switch shortName(a) {
		case "ToString":
			c.addToString(k, a)
		case "EqualsAndHashCode":
			c.addEquals(k, a)
		case "TupleConstructor":
			c.addTupleConstructor(k, a)
		case "Canonical":
			c.addToString(k, a)
			c.addEquals(k, a)
			c.addTupleConstructor(k, a)
		case "Immutable":
			c.addImmutable(k, a)
		case "Singleton":
			c.addSingleton(k, a)
		case "Sortable":
			c.addSortable(k, a)
		case "InheritConstructors":
			c.inheritConstructors(k)
		case "AutoClone":
			c.addClone(k)
		case "Builder":
			c.addBuilder(k, a)
		case "Category":
			k.script.category = c.classArg(a)
		case "Mixin":
			k.script.mixins = c.classArgs(a)
		}
	}
	if d.Kind == syntax.Record {
		none := &syntax.Annotation{}
		c.addRecord(k, none)
	}
	if d.Body == nil {
		return
	}
	for _, m := range d.Body.Members {
		c.buildersOf(k, m)
		v, ok := m.(*syntax.VarDecl)
		if !ok {
			continue
		}
		for _, a := range v.Mods.Annotations {
			switch shortName(a) {
			case "Delegate":
				for _, one := range v.Vars {
					c.addDelegate(k, ownFieldOf(k, one.Name.Name), a)
				}
			case "IndexedProperty":
				for _, one := range v.Vars {
					c.addIndexed(k, ownFieldOf(k, one.Name.Name))
				}
			case "Lazy":
				for _, one := range v.Vars {
					c.addLazy(k, one)
				}
			}
		}
	}
}

// propertiesOf lists the properties of a class and its script superclasses if
// asked for, as the transformations take them.
func propertiesOf(k *Class, supers bool) []*fieldInfo {
	var out []*fieldInfo
	if supers && k.super != nil && k.super.script != nil {
		out = propertiesOf(k.super, true)
	}
	for _, f := range k.script.fields {
		if f.property && !f.static && !strings.HasPrefix(f.name, "$") {
			out = append(out, f)
		}
	}
	return out
}

func chosen(fields []*fieldInfo, a *syntax.Annotation) []*fieldInfo {
	includes, excludes := listArg(a, "includes"), listArg(a, "excludes")
	var out []*fieldInfo
	for _, f := range fields {
		if len(includes) > 0 && !contains(includes, f.name) || contains(excludes, f.name) {
			continue
		}
		out = append(out, f)
	}
	return out
}

func fieldsToo(k *Class, a *syntax.Annotation, props []*fieldInfo) []*fieldInfo {
	if !boolArg(a, "includeFields", false) {
		return props
	}
	for _, f := range k.script.fields {
		if !f.property && !f.static {
			props = append(props, f)
		}
	}
	return props
}

// define adds a method unless the class has one with as many parameters.
func (c *compiler) define(k *Class, m *method) {
	tab := k.tab.methods
	if m.static {
		tab = k.tab.statics
	}
	for _, o := range tab[m.name] {
		if len(o.params) == len(m.params) {
			return
		}
	}
	m.class = k
	for _, p := range m.params {
		m.typed = m.typed || p != classObject
	}
	// Counts as the script's own, so that toString() and equals find it.
	m.fn = &function{name: m.name, script: c.s, class: k, plain: true}
	f := m.native
	m.native = nil
	n := len(m.params)
	for i := range n {
		m.fn.params = append(m.fn.params, param{slot: i})
	}
	m.fn.nslots = n
	m.fn.body = func(fr *frame) (signal, error) {
		v, err := f(fr.t, fr.self, fr.slots[:n])
		fr.ret = v
		return sigReturn, err
	}
	c.addMethod(k, m)
}

func (c *compiler) addSingleton(k *Class, a *syntax.Annotation) {
	f := &fieldInfo{name: "instance", class: k, typ: k, static: true, final: true}
	for _, g := range a.Args {
		if g.Name == "property" {
			if s, ok := g.Value.(*syntax.String); ok {
				f.name = s.Value
			}
		}
	}
	c.addField(k, f)
	get := func(t *thread, _ any, _ []any) (any, error) {
		if err := t.initClass(k); err != nil {
			return nil, err
		}
		st := t.staticsOf(k)
		if st.vals[f.slot] == nil {
			o := &Object{class: k, fields: append([]any(nil), k.script.zero...)}
			st.vals[f.slot] = o
			if err := t.initObject(o, k, nil); err != nil {
				st.vals[f.slot] = nil
				return nil, err
			}
		}
		return st.vals[f.slot], nil
	}
	c.addMethod(k, &method{name: "get" + capitalize(f.name), class: k, static: true, native: get})
	if len(k.tab.ctors) > 0 && boolArg(a, "strict", true) {
		if d := k.script.decl; d != nil && d.Body != nil {
			for _, m := range d.Body.Members {
				if x, ok := m.(*syntax.ConstructorDecl); ok {
					c.errorAt(x, "@Singleton didn't expect to find one or more additional constructors: remove constructor(s) or set strict=false", "")
					break
				}
			}
		}
	}
	if len(k.tab.ctors) == 0 {
		name := f.name
		k.tab.ctors = append(k.tab.ctors, &method{name: "<init>", class: k, native: func(t *thread, self any, _ []any) (any, error) {
			o := self.(*Object)
			if st := t.staticsOf(k); st.vals[f.slot] != any(o) {
				return nil, t.throw(classRuntimeException, "Can't instantiate singleton %s. Use %s.%s", k.name, k.name, name)
			}
			if err := t.initSuper(o, k, nil); err != nil {
				return nil, err
			}
			return nil, t.initFields(o, k)
		}})
	}
	k.script.singleton = get
	k.script.singletonName = f.name
}

func (c *compiler) addSortable(k *Class, a *syntax.Annotation) {
	if !k.isSubclassOf(classComparable) {
		k.ifaces = append(k.ifaces, classComparable)
		k.ancestry.Store(nil)
	}
	fields := func() []*fieldInfo {
		return inOrder(chosen(propertiesOf(k, boolArg(a, "includeSuperProperties", false)), a), listArg(a, "includes"))
	}
	c.define(k, &method{name: "compareTo", params: []*Class{classObject}, native: func(t *thread, self any, args []any) (any, error) {
		for _, f := range fields() {
			n, err := t.compareBy0(self, args[0], f.name)
			if n != 0 || err != nil {
				return boxInt(int32(n)), err
			}
		}
		return boxInt(0), nil
	}})
	for _, f := range fields() {
		name := f.name
		c.addMethod(k, &method{name: "comparatorBy" + capitalize(name), class: k, static: true, native: func(*thread, any, []any) (any, error) {
			return &Proxy{class: classComparator, cl: nativeClosure(classMethodClosure, 2, k, func(t *thread, a []any) (any, error) {
				n, err := t.compareBy0(a[0], a[1], name)
				return boxInt(int32(n)), err
			})}, nil
		}})
	}
}

// compareBy0 compares one property of two objects.
func (t *thread) compareBy0(a, b any, name string) (int, error) {
	x, err := t.getProperty(a, name)
	if err != nil {
		return 0, err
	}
	y, err := t.getProperty(b, name)
	if err != nil {
		return 0, err
	}
	return t.compare(x, y)
}

// inOrder sorts fields as a list of names has them.
func inOrder(fields []*fieldInfo, names []string) []*fieldInfo {
	if len(names) == 0 {
		return fields
	}
	var out []*fieldInfo
	for _, n := range names {
		for _, f := range fields {
			if f.name == n {
				out = append(out, f)
			}
		}
	}
	return out
}

// inheritConstructors gives a class those of its superclass.
func (c *compiler) inheritConstructors(k *Class) {
	if sup := k.super; sup != nil && sup.script != nil && len(sup.tab.ctors) > 0 {
		for _, m := range sup.tab.ctors {
			if m.private || hasSame(k.tab.ctors, m) {
				continue
			}
			k.tab.ctors = append(k.tab.ctors, &method{name: "<init>", class: k, params: m.params, variadic: m.variadic, typed: m.typed,
				native: func(t *thread, self any, args []any) (any, error) {
					o := self.(*Object)
					if _, err := t.callMethod(m, o, append([]any(nil), args...)); err != nil {
						return nil, err
					}
					return nil, t.initFields(o, k)
				}})
		}
		return
	}
	k.tab.ctors = append(k.tab.ctors, &method{name: "<init>", class: k, params: []*Class{classObject.arrayClass()}, variadic: true, typed: true,
		native: func(t *thread, self any, args []any) (any, error) {
			o := self.(*Object)
			given := append([]any(nil), args[0].(*Array).items...)
			if err := t.initSuper(o, k, given); err != nil {
				return nil, err
			}
			return nil, t.initFields(o, k)
		}})
}

func hasSame(l []*method, m *method) bool {
	for _, o := range l {
		if o.sameParams(m) {
			return true
		}
	}
	return false
}

func (c *compiler) addClone(k *Class) {
	c.define(k, &method{name: "clone", native: func(_ *thread, self any, _ []any) (any, error) {
		o := self.(*Object)
		p := *o
		p.fields = append([]any(nil), o.fields...)
		return &p, nil
	}})
}

// methodAnnotations obeys @Memoized.
func (c *compiler) methodAnnotations(k *Class, d *syntax.MethodDecl, fn *function) {
	for _, a := range d.Mods.Annotations {
		if shortName(a) != "Memoized" {
			continue
		}
		body := fn.body
		n := len(fn.params)
		key := "memo " + k.name + "." + d.Name
		params := fn.params
		fn.body = func(fr *frame) (signal, error) {
			memo := fr.t.local(key, func() any { return map[any]*Map{} }).(map[any]*Map)
			m := memo[fr.self]
			if m == nil {
				m = NewMap()
				memo[fr.self] = m
			}
			args := make([]any, n)
			for i, p := range params {
				args[i] = fr.slots[p.slot]
				if cl, ok := args[i].(*cell); ok {
					args[i] = cl.v
				}
			}
			l := newList(args)
			e, err := m.find(fr.t, l)
			if err != nil {
				return sigNext, err
			}
			if e != nil {
				fr.ret = e.Value
				return sigReturn, nil
			}
			sig, err := body(fr)
			if err != nil {
				return sig, err
			}
			_, err = m.put(fr.t, l, fr.ret)
			return sig, err
		}
	}
}
