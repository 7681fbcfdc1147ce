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

// knownAnnotation tells names that may be imported although they are no classes.
func knownAnnotation(name string) bool {
	switch name {
	case "Field", "ToString", "EqualsAndHashCode", "Canonical", "Immutable", "TupleConstructor", "Delegate", "Singleton",
		"Memoized", "Lazy", "CompileStatic", "TypeChecked", "CompileDynamic", "Sortable", "InheritConstructors", "MapConstructor",
		"Newify", "Category", "Mixin", "PackageScope", "BaseScript", "AutoClone", "Builder", "Synchronized", "WithReadLock",
		"WithWriteLock", "Grab", "Grapes", "GrabConfig", "GrabExclude", "GrabResolver", "Log", "Slf4j", "Commons", "Log4j", "SourceURI",
		"DelegatesTo", "ClosureParams", "NotYetImplemented", "Retention", "Target", "ElementType", "RetentionPolicy", "Generated", "AnnotationCollector",
		"KnownImmutable", "ImmutableOptions", "RecordType", "VisibilityOptions", "NamedParam", "NamedVariant", "NullCheck", "TailRecursive", "IndexedProperty", "Trait", "SelfType", "AutoFinal", "Final", "Nullable", "NonNull", "Nonnull":
		return true
	}
	return false
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
		v, ok := m.(*syntax.VarDecl)
		if !ok {
			continue
		}
		for _, a := range v.Mods.Annotations {
			switch shortName(a) {
			case "Delegate":
				for _, one := range v.Vars {
					c.addDelegate(k, ownFieldOf(k, one.Name.Name))
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
	if len(includes) > 0 {
		var out []*fieldInfo
		for _, n := range includes {
			for _, f := range fields {
				if f.name == n {
					out = append(out, f)
				}
			}
		}
		return out
	}
	var out []*fieldInfo
	for _, f := range fields {
		if !contains(excludes, f.name) {
			out = append(out, f)
		}
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
	c.define(k, &method{name: "compareTo", params: []*Class{classObject}, native: func(t *thread, self any, args []any) (any, error) {
		for _, f := range chosen(propertiesOf(k, false), a) {
			x, err := t.getProperty(self, f.name)
			if err != nil {
				return nil, err
			}
			y, err := t.getProperty(args[0], f.name)
			if err != nil {
				return nil, err
			}
			n, err := t.compare(x, y)
			if n != 0 || err != nil {
				return boxInt(int32(n)), err
			}
		}
		return boxInt(0), nil
	}})
}

// inheritConstructors gives a class those of its superclass.
func (c *compiler) inheritConstructors(k *Class) {
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

func (c *compiler) addClone(k *Class) {
	c.define(k, &method{name: "clone", native: func(_ *thread, self any, _ []any) (any, error) {
		o := self.(*Object)
		p := *o
		p.fields = append([]any(nil), o.fields...)
		return &p, nil
	}})
}

// addDelegate passes on the methods a field has and the class has not.
func (c *compiler) addDelegate(k *Class, f *fieldInfo) {
	if f == nil {
		return
	}
	k.script.delegates = append(k.script.delegates, f)
	of := f.typ
	if of == nil {
		return
	}
	for _, i := range of.ancestors().order {
		if i.isInterface() && i != classGroovyObject {
			k.ifaces = append(k.ifaces, i)
		}
	}
	k.ancestry.Store(nil)
	slot := f.slot
	for _, x := range of.ancestors().order {
		if x == classObject || x == classGroovyObject {
			continue
		}
		for _, m := range x.members().order {
			if m.static || m.private {
				continue
			}
			own := false
			for _, o := range k.tab.methods[m.name] {
				own = own || o.sameParams(m)
			}
			if own {
				continue
			}
			name := m.name
			c.addMethod(k, &method{name: name, class: k, params: m.params, variadic: m.variadic, typed: m.typed, void: m.void,
				native: func(t *thread, self any, args []any) (any, error) {
					return t.invokeArgs(self.(*Object).fields[slot], name, append([]any(nil), args...))
				}})
		}
	}
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
