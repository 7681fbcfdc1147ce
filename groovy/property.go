package groovy

import "strings"

// Reading and writing properties: x.name and x.name = v.

// A property is how a class's instances give and take a name, found once per
// class and name.
type property struct {
	name   string
	getter *method
	setter *methodSet
	field  *fieldInfo
	direct bool // getter and setter are those made for the field
}

// findProperty gives the property of that name, nil if there is none.
func (c *Class) findProperty(name string) *property {
	if m := c.props.Load(); m != nil {
		if p, ok := (*m)[name]; ok {
			return p
		}
	}
	if len(name) > endlessName {
		return nil
	}
	p := c.gatherProperty(name)
	c.mu.Lock()
	defer c.mu.Unlock()
	old := c.props.Load()
	if old != nil && len(*old) >= mostNames && p == nil || len(name) > longName {
		return p
	}
	grown := map[string]*property{}
	if old != nil {
		for k, v := range *old {
			grown[k] = v
		}
	}
	grown[strings.Clone(name)] = p // the name may be part of a large text
	c.props.Store(&grown)
	return p
}

func (c *Class) gatherProperty(name string) *property {
	if name == "" {
		return nil
	}
	p := &property{name: name}
	big := capitalize(name)
	if hasAccessors(name) {
		if m := c.getterNamed("get" + big); m != nil {
			p.getter = m
		} else if m := c.getterNamed("is" + big); m != nil && (m.fn == nil || m.fn.ret == classBooleanP || m.fn.ret == classBoolean) {
			p.getter = m
		} else if big != name {
			p.getter = c.getterNamed("get" + name)
		}
		if s := c.findMethods("set" + big); s != nil {
			for _, m := range s.all {
				if len(m.params) == 1 {
					p.setter = s
					break
				}
			}
		}
	}
	if !hasAccessors(name) && big != name {
		// getaB gives aB, which getAB does not.
		p.getter = c.getterNamed("get" + name)
	}
	p.field = c.findField(name)
	if p.getter == nil && p.setter == nil && p.field == nil {
		return nil
	}
	p.direct = p.field != nil && !p.field.guarded && !p.field.static && p.field.property &&
		(p.getter != nil && p.getter.native != nil && p.getter.class == p.field.class)
	return p
}

// hasAccessors tells whether getters and setters give a property of that name:
// getFoo gives foo, never Foo; getURL gives URL.
func hasAccessors(name string) bool { return decapitalize(capitalize(name)) == name }

func (c *Class) getterNamed(name string) *method {
	s := c.findMethods(name)
	if s == nil {
		return nil
	}
	for _, m := range s.all {
		if len(m.params) == 0 && !m.void {
			return m
		}
	}
	return nil
}

func capitalize(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return strings.ToUpper(firstRune(s)) + s[len(firstRune(s)):]
	}
	return string(s[0]-'a'+'A') + s[1:]
}

func firstRune(s string) string {
	for i := range s {
		if i > 0 {
			return s[:i]
		}
	}
	return s
}

// decapitalize is Introspector.decapitalize: URL stays URL.
func decapitalize(s string) string {
	if len(s) > 1 && s[0] >= 'A' && s[0] <= 'Z' && s[1] >= 'A' && s[1] <= 'Z' {
		return s
	}
	if s == "" {
		return s
	}
	return strings.ToLower(firstRune(s)) + s[len(firstRune(s)):]
}

// getProperty is x.name.
func (t *thread) getProperty(recv any, name string) (any, error) {
	v, ok, err := t.tryGet(recv, name)
	if ok || err != nil {
		return v, err
	}
	return t.getMissing(recv, name)
}

// getMissing asks the hooks, then throws.
func (t *thread) getMissing(recv any, name string) (any, error) {
	if v, ok, err := t.tryGetMissing(recv, name); ok || err != nil {
		return v, err
	}
	if recv == nil {
		return nil, t.throw(classNullPointer, "Cannot get property '%s' on null object", name)
	}
	if o, f := t.hiddenField(recv, name); f != nil {
		return o.fields[f.slot], nil
	}
	if o, f := traitField(recv, name); f != nil {
		return o.fields[f.slot], nil
	}
	if c, ok := recv.(*Class); ok {
		if err := t.refusal(c, name); err != nil {
			return nil, err
		}
	}
	return nil, t.missingProperty(recv, name)
}

// traitField finds a field of a trait by the name that Groovy gives it in the
// classes that have the trait: Trait__field.
func traitField(recv any, name string) (*Object, *fieldInfo) {
	o, ok := recv.(*Object)
	if !ok || !strings.Contains(name, "__") {
		return nil, nil
	}
	for k := o.class; k != nil && k.script != nil; k = k.super {
		for _, tr := range k.script.traits {
			short, ok := strings.CutPrefix(name, strings.ReplaceAll(tr.name, ".", "_")+"__")
			if !ok {
				continue
			}
			for _, f := range k.script.fields {
				if f.name == short && !f.static {
					return o, f
				}
			}
		}
	}
	return nil, nil
}

func (t *thread) tryGetMissing(recv any, name string) (any, bool, error) {
	if t.dynamic {
		if v, ok, err := t.metaGetMissing(recv, name); ok || err != nil {
			return v, ok, err
		}
	}
	switch x := recv.(type) {
	case *Object:
		if s := x.class.findMethods("propertyMissing"); s != nil {
			m, err := s.pick(t, []any{name})
			if err != nil {
				return nil, true, err
			}
			if m != nil && len(m.params) == 1 {
				v, err := t.callMethod(m, x, []any{name})
				return v, true, err
			}
		}
		if x.outer != nil {
			return t.tryGetMissing(x.outer, name)
		}
	case *Class:
		if s := x.findStatics("$static_propertyMissing"); s != nil {
			if m, err := s.pick(t, []any{name}); m != nil || err != nil {
				if err != nil {
					return nil, true, err
				}
				v, err := t.callMethod(m, x, []any{name})
				return v, true, err
			}
		}
	case missingProperties:
		return x.propertyMissing(t, name)
	}
	return nil, false, nil
}

// missingProperties is a library value that has any property.
type missingProperties interface {
	propertyMissing(t *thread, name string) (any, bool, error)
}

// tryGet gives a property if there is one.
func (t *thread) tryGet(recv any, name string) (any, bool, error) {
	if t.dynamic {
		if v, ok, err := t.getMeta(recv, name); ok || err != nil {
			return v, true, err
		}
	}
	switch x := recv.(type) {
	case nil:
		return nil, false, nil
	case *Map:
		if x.class == classConfigObject {
			v, err := t.configProperty(x, name)
			return v, true, err
		}
		v, err := t.mapGet(x, name)
		return v, true, err
	case *Object:
		return t.getOfObject(x, name)
	case *Class:
		return t.getOfClass(x, name)
	case *Closure:
		return t.getOfClosure(x, name)
	case *Expando:
		if v, ok := x.props.Get(name); ok {
			return v, true, nil
		}
		switch name {
		case "properties":
			return x.props, true, nil
		case "class", "metaClass":
		default:
			if s := classExpando.findMethods("get" + capitalize(name)); s == nil {
				return nil, true, nil
			}
		}
	case *Array:
		if name == "length" {
			return boxInt(int32(len(x.items))), true, nil
		}
	case PropertyGetter:
		v, ok, err := x.GetProperty(t.host(), name)
		if ok || err != nil {
			return FromGo(v), true, t.fromHost(err)
		}
		if l, ok := recv.(MemberLister); ok && name == "properties" {
			m, err := t.hostProperties(recv, l)
			return m, true, err
		}
	case propertied:
		v, ok, err := x.property(t, name)
		if ok || err != nil {
			return v, true, err
		}
	case *Proxy:
		if x.m != nil && !x.class.isInterface() {
			if e := x.m.findString(name); e != nil {
				return e.Value, true, nil
			}
		}
	}
	c := classOf(recv)
	if p := c.findProperty(name); p != nil && p.getter != nil {
		v, err := t.callMethod(p.getter, recv, nil)
		return v, true, err
	}
	switch x := recv.(type) {
	case *GString:
		s, err := t.gtext(x)
		if err != nil {
			return nil, true, err
		}
		return t.tryGet(s, name)
	case *List, *Set, *View, *Range, *Array:
		return t.spreadGet(recv, name)
	case Caller:
		// A host that has only methods answers for properties by its getters.
		v, ok, err := x.CallMethod(t.host(), "get"+capitalize(name), nil)
		if ok || err != nil {
			return FromGo(v), true, t.fromHost(err)
		}
	}
	if st := c.findStaticField(name); st != nil {
		v, err := st(t)
		return v, true, err
	}
	return nil, false, nil
}

// staticGetter is the static method that gives the instances of a script's class
// a property, nil if there is none.
func (c *Class) staticGetter(name string) *method {
	if c.script == nil || !hasAccessors(name) {
		return nil
	}
	for _, get := range [...]string{"get", "is"} {
		if s := c.findStatics(get + capitalize(name)); s != nil {
			for _, m := range s.all {
				if len(m.params) == 0 && !m.void && (get == "get" || m.fn != nil && (m.fn.ret == classBooleanP || m.fn.ret == classBoolean)) {
					return m
				}
			}
		}
	}
	return nil
}

// hostProperties is x.properties of a value of the host that lists them.
func (t *thread) hostProperties(v any, l MemberLister) (*Map, error) {
	names := l.Properties()
	if err := t.charge(len(names)); err != nil {
		return nil, err
	}
	m := newMapOf(len(names) + 1)
	for _, n := range names {
		p, err := t.getProperty(v, n)
		if err != nil {
			return nil, err
		}
		m.Put(n, p)
	}
	if _, own := m.Get("class"); !own {
		m.Put("class", classOf(v))
	}
	return m, nil
}

// propertied is a library value with properties that are no getters.
type propertied interface {
	property(t *thread, name string) (any, bool, error)
}

// spreadGet is list.name: the property of every element.
func (t *thread) spreadGet(recv any, name string) (any, bool, error) {
	if l, ok := recv.(*List); ok && l.class == classNodeList {
		v, err := t.nodesNamed(l, name)
		return v, true, err
	}
	items, err := t.slice(recv)
	if err != nil {
		return nil, true, err
	}
	// An element may be the list itself.
	if err := t.enter(); err != nil {
		return nil, true, err
	}
	defer t.exit()
	out := make([]any, 0, len(items))
	for _, e := range items {
		if err := t.charge(1); err != nil {
			return nil, true, err
		}
		if e == nil {
			// list.name leaves out what list*.name gives as null.
			continue
		}
		v, err := t.getProperty(e, name)
		if err != nil {
			if ex := thrownBy(err); ex != nil && ex.class == classMissingProperty {
				s, _ := t.describe(ex)
				if a, ok := recv.(*Array); ok {
					if a.class.elem.kind == kindPrimitive {
						return nil, false, nil
					}
					// The real one walks an array as a list of its elements.
					recv = fixedList(classArraysList, a.items, listFixedSize)
				}
				return nil, true, t.wrapMissing(recv, name, s)
			}
			return nil, true, err
		}
		out = append(out, v)
	}
	return newList(out), true, t.alloc(16 * len(out))
}

func (t *thread) wrapMissing(recv any, name, reason string) error {
	err := t.throw(classMissingProperty, "Exception evaluating property '%s' for %s, Reason: %s", name, classOf(recv).name, reason)
	ex := thrownBy(err)
	ex.data = map[string]any{"property": name, "type": classOf(recv)}
	return err
}

// mapGet is m.name and m[name]: the entry, or what withDefault makes.
func (t *thread) mapGet(m *Map, key any) (any, error) {
	var e *Entry
	if s, ok := key.(string); ok && m.order == nil && m.mode != mapIdentity {
		e = m.findString(s)
	} else {
		var err error
		if e, err = m.find(t, key); err != nil {
			return nil, err
		}
	}
	if e != nil {
		m.touch(e)
		return e.Value, nil
	}
	for m.fallback == nil {
		if m.view == nil {
			return nil, nil
		}
		m = m.view.of
	}
	v, err := t.call1(m.fallback, key)
	if err != nil {
		return nil, err
	}
	_, err = m.put(t, key, v)
	return v, err
}

// getOfObject is x.name of a script's object, from outside.
func (t *thread) getOfObject(o *Object, name string) (any, bool, error) {
	c := o.class
	if c.script.getProperty {
		if s := c.findMethods("getProperty"); s != nil {
			a := []any{name}
			if m, err := s.pick(t, a); err != nil {
				return nil, true, err
			} else if m != nil && m.fn != nil {
				v, err := t.callMethod(m, o, a)
				return v, true, err
			}
		}
	}
	return t.ownProperty(o, name)
}

// ownProperty is getOfObject without the hook getProperty.
func (t *thread) ownProperty(o *Object, name string) (any, bool, error) {
	c := o.class
	if c.isSubclassOf(classMap) && o.class.script.backing != nil {
		// Its properties are its entries, as with every map.
		v, err := t.invoke(o, "get", name)
		return v, true, err
	}
	if o == t.main {
		if e := t.vars.findString(name); e != nil {
			return e.Value, true, nil
		}
	}
	if p := c.findProperty(name); p != nil {
		if v, ok, err := t.readProperty(o, p); ok || err != nil {
			return v, true, err
		}
	}
	switch n := o.native.(type) {
	case nil:
	case *Throwable:
		if p := n.class.findProperty(name); p != nil && p.getter != nil {
			v, err := t.callMethod(p.getter, o, nil)
			return v, true, err
		}
	default:
		if v, ok, err := t.tryGet(n, name); ok || err != nil {
			return v, ok, err
		}
	}
	if m := c.staticGetter(name); m != nil {
		v, err := t.callMethod(m, c, nil)
		return v, true, err
	}
	if v, ok, err := t.staticValue(c, name); ok || err != nil {
		return v, ok, err
	}
	if m := c.generic("get", 1); m != nil {
		v, err := t.callMethod(m, o, []any{name})
		return v, true, err
	}
	if o.outer != nil && !c.hasHook("propertyMissing") {
		return t.tryGet(o.outer, name)
	}
	if o.outer == nil {
		// A static class within others has what is static in them.
		for k := c.script.outer; k != nil && k.script != nil; k = k.script.outer {
			if m := k.staticGetter(name); m != nil {
				v, err := t.callMethod(m, k, nil)
				return v, true, err
			}
			if v, ok, err := t.staticValue(k, name); ok || err != nil {
				return v, ok, err
			}
		}
	}
	return nil, false, nil
}

// generic gives the class's own get(String) or set(String, x), which stand for
// any property.
func (c *Class) generic(name string, n int) *method {
	s := c.findMethods(name)
	if s == nil {
		return nil
	}
	for _, m := range s.all {
		if m.fn != nil && len(m.params) == n && (m.params[0] == classString) {
			return m
		}
	}
	return nil
}

// readProperty reads a property that the class has.
func (t *thread) readProperty(o *Object, p *property) (any, bool, error) {
	if p.direct {
		return o.fields[p.field.slot], true, nil
	}
	if p.getter != nil {
		v, err := t.callMethod(p.getter, o, nil)
		return v, true, err
	}
	if f := p.field; f != nil {
		if f.static {
			v, err := t.readStatic(f)
			return v, true, err
		}
		return o.fields[f.slot], true, nil
	}
	return nil, false, nil
}

// getOfClass is C.name: static members, inner classes, then properties of
// java.lang.Class.
func (t *thread) getOfClass(c *Class, name string) (any, bool, error) {
	if name == "class" && c.host == nil {
		// String.class is the class itself when written as a literal; see compile.
		return classClass, true, nil
	}
	if c.script != nil {
		if v, ok, err := t.staticValue(c, name); ok || err != nil {
			return v, ok, err
		}
		if s := c.findStatics("get" + capitalize(name)); s != nil && hasAccessors(name) {
			if m, err := s.pick(t, nil); m != nil || err != nil {
				if err != nil {
					return nil, true, err
				}
				v, err := t.callMethod(m, c, nil)
				return v, true, err
			}
		}
	}
	if f := c.findStaticField(name); f != nil {
		v, err := f(t)
		return v, true, err
	}
	if h := t.hostOf(c); h != nil && h.Static != nil {
		v, ok, err := h.Static(t.host(), name, nil, true)
		if ok || err != nil {
			return FromGo(v), true, t.fromHost(err)
		}
	}
	if name == "classLoader" && t.findsClasses() {
		return classLoader{}, true, nil
	}
	if c.script == nil {
		if s := c.findStatics("get" + capitalize(name)); s != nil && hasAccessors(name) {
			if m, err := s.pick(t, nil); m != nil || err != nil {
				if err != nil {
					return nil, true, err
				}
				v, err := t.callMethod(m, c, nil)
				return v, true, err
			}
		}
		if in := classNamed(c.name + "$" + name); in != nil {
			return in, true, nil
		}
	}
	if p := classClass.findProperty(name); p != nil && p.getter != nil {
		v, err := t.callMethod(p.getter, c, nil)
		return v, true, err
	}
	if c.script != nil && c.script.outer != nil {
		return t.getOfClass(c.script.outer, name)
	}
	return nil, false, nil
}

// findStaticField gives the reader of a built-in constant.
func (c *Class) findStaticField(name string) func(t *thread) (any, error) {
	for _, k := range c.ancestors().order {
		if k.script != nil {
			continue
		}
		if f, ok := k.members().fields[name]; ok {
			return f
		}
	}
	return nil
}

// getOfClosure is name inside a closure and c.name: the closure's own
// properties, then owner and delegate.
func (t *thread) getOfClosure(c *Closure, name string) (any, bool, error) {
	switch name {
	case "delegate":
		return c.delegate, true, nil
	case "owner":
		return c.owner, true, nil
	case "thisObject":
		return c.self, true, nil
	}
	if closureProperty(name) {
		if p := c.class.findProperty(name); p != nil && p.getter != nil {
			v, err := t.callMethod(p.getter, c, nil)
			return v, true, err
		}
	}
	if err := t.enter(); err != nil {
		return nil, true, err
	}
	defer t.exit()
	first, second := closureTargets(c)
	if first == nil && c.strategy == delegateOnly {
		return nil, true, t.throw(classNullPointer, "Cannot get property '%s' on null object", name)
	}
	var missed error
	for i, target := range [...]any{first, second} {
		if target == nil || target == any(c) || i > 0 && target == first {
			continue
		}
		v, ok, err := t.tryGet(target, name)
		if !ok && err == nil {
			v, ok, err = t.tryGetMissing(target, name)
		}
		switch ex := thrownBy(err); {
		case ex != nil && ex.class.isSubclassOf(classMissingProperty):
			// The other target may have it; if not, what the first one said counts.
			if i == 0 {
				missed = err
			}
		case ok || err != nil:
			return v, ok, err
		}
	}
	return nil, missed != nil, missed
}

// closureProperty tells the names that closures answer themselves.
func closureProperty(name string) bool {
	switch name {
	case "maximumNumberOfParameters", "parameterTypes", "resolveStrategy", "directive", "metaClass", "class":
		return true
	}
	return false
}

// classByName finds a class by its full or, for those that need no import,
// simple name.
func (t *thread) classByName(name string) *Class {
	if k := t.script.classes[name]; k != nil {
		return k
	}
	if k := classNamed(name); k != nil {
		return k
	}
	for _, p := range defaultPackages {
		if k := classNamed(p + name); k != nil {
			return k
		}
	}
	return nil
}
