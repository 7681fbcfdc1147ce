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

func (c *compiler) addToString(k *Class, a *syntax.Annotation) {
	names := boolArg(a, "includeNames", false)
	super := boolArg(a, "includeSuper", false)
	skipNull := boolArg(a, "ignoreNulls", false)
	pkg := boolArg(a, "includePackage", true)
	supers := boolArg(a, "includeSuperProperties", false)
	c.define(k, &method{name: "toString", native: func(t *thread, self any, _ []any) (any, error) {
		list := chosen(fieldsToo(k, a, propertiesOf(k, supers)), a)
		o := self.(*Object)
		var b strings.Builder
		n := k.name
		if !pkg {
			n = k.simpleName()
		}
		b.WriteString(n)
		b.WriteByte('(')
		first := true
		sep := func() {
			if !first {
				b.WriteString(", ")
			}
			first = false
		}
		for _, f := range list {
			v, err := t.getProperty(o, f.name)
			if err != nil {
				return nil, err
			}
			if v == nil && skipNull {
				continue
			}
			sep()
			if names {
				b.WriteString(f.name + ":")
			}
			if v == any(o) {
				b.WriteString("(this)")
				continue
			}
			s, err := t.format(v)
			if err != nil {
				return nil, err
			}
			b.WriteString(s)
		}
		if super {
			s, err := t.invokeSuper(o, func(*Object) (*Class, *Class) { return k.super, nil }, "toString", nil)
			if err != nil {
				return nil, err
			}
			sep()
			if names {
				b.WriteString("super:")
			}
			u, err := t.toString(s)
			if err != nil {
				return nil, err
			}
			b.WriteString(u)
		}
		b.WriteByte(')')
		return b.String(), t.alloc(b.Len())
	}})
}

func (c *compiler) addEquals(k *Class, a *syntax.Annotation) {
	callSuper := boolArg(a, "callSuper", false)
	fieldsOf := func() []*fieldInfo { return chosen(fieldsToo(k, a, propertiesOf(k, false)), a) }
	c.define(k, &method{name: "equals", params: []*Class{classObject}, native: func(t *thread, self any, args []any) (any, error) {
		o := self.(*Object)
		if args[0] == self {
			return true, nil
		}
		p, ok := args[0].(*Object)
		if !ok || !p.class.isSubclassOf(k) {
			return false, nil
		}
		if callSuper && k.super != nil && k.super.script != nil {
			v, err := t.invokeSuper(o, func(*Object) (*Class, *Class) { return k.super, nil }, "equals", []any{args[0]})
			if ok, err2 := t.truth(v); !ok || err != nil {
				return false, firstError(err, err2)
			}
		}
		for _, f := range fieldsOf() {
			x, err := t.getProperty(o, f.name)
			if err != nil {
				return nil, err
			}
			y, err := t.getProperty(p, f.name)
			if err != nil {
				return nil, err
			}
			if x == self && y == args[0] {
				continue
			}
			if ok, err := t.equal(x, y); !ok || err != nil {
				return false, err
			}
		}
		return true, nil
	}})
	c.define(k, &method{name: "hashCode", native: func(t *thread, self any, _ []any) (any, error) {
		// HashCodeHelper: 127 to begin with, times 59.
		h := int32(127)
		for _, f := range fieldsOf() {
			v, err := t.getProperty(self, f.name)
			if err != nil {
				return nil, err
			}
			if v == self {
				continue
			}
			n, err := t.hash(v)
			if err != nil {
				return nil, err
			}
			h = 59*h + n
		}
		return boxInt(h), nil
	}})
}

func firstError(errs ...error) error {
	for _, e := range errs {
		if e != nil {
			return e
		}
	}
	return nil
}

// addTupleConstructor lets properties be given by position.
func (c *compiler) addTupleConstructor(k *Class, a *syntax.Annotation) {
	if len(k.tab.ctors) > 0 && !boolArg(a, "force", false) {
		return
	}
	fields := chosen(fieldsToo(k, a, propertiesOf(k, boolArg(a, "includeSuperProperties", false))), a)
	c.tupleConstructors(k, fields, false)
}

func (c *compiler) tupleConstructors(k *Class, fields []*fieldInfo, immutable bool) {
	for n := 0; n <= len(fields); n++ {
		if n == 1 && len(fields) > 0 && fields[0].typ == classMap {
			continue
		}
		m := &method{name: "<init>", class: k}
		for _, f := range fields[:n] {
			p := f.typ
			if p == nil {
				p = classObject
			}
			m.params = append(m.params, p)
			m.typed = m.typed || p != classObject
		}
		m.native = func(t *thread, self any, args []any) (any, error) {
			o := self.(*Object)
			given := append([]any(nil), args...)
			if err := t.initSuper(o, k, nil); err != nil {
				return nil, err
			}
			if err := t.initFields(o, k); err != nil {
				return nil, err
			}
			for i, v := range given {
				w, err := t.castField(v, fields[i])
				if err != nil {
					return nil, err
				}
				if immutable {
					if w, err = t.frozen(w); err != nil {
						return nil, err
					}
				}
				o.fields[fields[i].slot] = w
			}
			return nil, nil
		}
		if n == 1 && m.params[0] == classObject && !k.script.noMapCtor {
			// new E(a: 1) is named arguments, even where the first property
			// could take the map.
			inner := m.native
			m.native = func(t *thread, self any, args []any) (any, error) {
				if named, ok := args[0].(*Map); ok && named.class == classLinkedHashMap && t.namesProperties(k, named) {
					o := self.(*Object)
					if err := t.initSuper(o, k, nil); err != nil {
						return nil, err
					}
					if err := t.initFields(o, k); err != nil {
						return nil, err
					}
					return nil, t.setNamed(o, named, immutable)
				}
				return inner(t, self, args)
			}
		}
		k.tab.ctors = append(k.tab.ctors, m)
	}
	c.mapConstructor(k, immutable)
}

func (t *thread) namesProperties(k *Class, m *Map) bool {
	for _, e := range m.entries {
		if e == nil {
			continue
		}
		s, ok := e.Key.(string)
		if !ok || k.findField(s) == nil {
			return false
		}
	}
	return m.Len() > 0
}

// mapConstructor takes named arguments.
func (c *compiler) mapConstructor(k *Class, immutable bool) {
	k.tab.ctors = append(k.tab.ctors, &method{name: "<init>", class: k, params: []*Class{classMap}, typed: true,
		native: func(t *thread, self any, args []any) (any, error) {
			o := self.(*Object)
			if err := t.initSuper(o, k, nil); err != nil {
				return nil, err
			}
			if err := t.initFields(o, k); err != nil {
				return nil, err
			}
			m, _ := args[0].(*Map)
			if m == nil {
				return nil, nil
			}
			return nil, t.setNamed(o, m, immutable)
		}})
}

// setNamed sets properties by name; those of an immutable class only here.
func (t *thread) setNamed(o *Object, m *Map, immutable bool) error {
	for _, e := range m.ordered() {
		if e == nil {
			continue
		}
		n, err := t.toString(e.Key)
		if err != nil {
			return err
		}
		if !immutable {
			if err := t.setProperty(o, n, e.Value); err != nil {
				return err
			}
			continue
		}
		f := o.class.findField(n)
		if f == nil || f.static {
			return t.missingProperty(o, n)
		}
		v, err := t.castField(e.Value, f)
		if err != nil {
			return err
		}
		if v, err = t.frozen(v); err != nil {
			return err
		}
		o.fields[f.slot] = v
	}
	return nil
}

// frozen is what an immutable class keeps of a collection: a copy that cannot
// be changed.
func (t *thread) frozen(v any) (any, error) {
	switch v.(type) {
	case *List, *Map, *Set:
		return t.invoke(v, "asImmutable")
	case *Array:
		a := v.(*Array)
		return &Array{class: a.class, items: append([]any(nil), a.items...)}, nil
	}
	return v, nil
}

func (c *compiler) addImmutable(k *Class, a *syntax.Annotation) {
	k.script.immutable = true
	c.addToString(k, a)
	c.addEquals(k, a)
	for _, f := range k.script.fields {
		if !f.static {
			f.final = true
			delete(k.tab.methods, "set"+capitalize(f.name))
		}
	}
	c.dropSetters(k)
	c.tupleConstructors(k, propertiesOf(k, true), true)
	if boolArg(a, "copyWith", false) {
		c.define(k, &method{name: "copyWith", params: []*Class{classMap}, native: func(t *thread, self any, args []any) (any, error) {
			m := NewMap()
			for _, f := range propertiesOf(k, true) {
				m.Put(f.name, self.(*Object).fields[f.slot])
			}
			if given, ok := args[0].(*Map); ok {
				if err := t.putAll(m, given); err != nil {
					return nil, err
				}
			}
			return t.construct(k, []any{m})
		}})
	}
}

func (c *compiler) dropSetters(k *Class) {
	kept := k.tab.order[:0]
	for _, m := range k.tab.order {
		if _, ok := k.tab.methods[m.name]; ok || m.static {
			kept = append(kept, m)
		}
	}
	k.tab.order = kept
}

func (c *compiler) addRecord(k *Class, a *syntax.Annotation) {
	fields := propertiesOf(k, false)
	for _, f := range fields {
		slot := f.slot
		c.define(k, &method{name: f.name, native: func(_ *thread, self any, _ []any) (any, error) {
			return self.(*Object).fields[slot], nil
		}})
	}
	c.define(k, &method{name: "toString", native: func(t *thread, self any, _ []any) (any, error) {
		var b strings.Builder
		b.WriteString(k.simpleName() + "[")
		for i, f := range fields {
			if i > 0 {
				b.WriteString(", ")
			}
			s, err := t.format(self.(*Object).fields[f.slot])
			if err != nil {
				return nil, err
			}
			b.WriteString(f.name + "=" + s)
		}
		return b.String() + "]", t.alloc(b.Len())
	}})
	c.addEquals(k, a)
	k.script.immutable = true
	if len(k.tab.ctors) == 0 {
		c.tupleConstructors(k, fields, true)
	}
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
