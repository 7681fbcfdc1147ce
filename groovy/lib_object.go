package groovy

import (
	"slices"
	"strings"
)

func objectClasses() []entry {
	return []entry{
		{classObject, objectLib}, {classNull, nullLib}, {classClass, classLib}, {classGroovyObject, groovyObjectLib},
		{classExpando, expandoLib}, {classBinding, bindingLib}, {classScript, scriptLib}, {classEnum, enumLib},
		{classMetaClass, metaClassLib}, {classMetaMethod, metaMethodLib}, {classMetaProperty, nil},
		{classComparable, nil},
	}
}

// objectLib is Object's own methods and those Groovy gives to everything.
func objectLib() lib {
	return lib{
		ctors: []def{{"()", func(*thread, any, []any) (any, error) { return &plainObject{}, nil }}},
		methods: []def{
			{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.toString(self)) }},
			{"equals(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.javaEquals(self, a[0])) }},
			{"hashCode()", func(t *thread, self any, _ []any) (any, error) {
				h, err := t.hash(self)
				return boxInt(h), err
			}},
			{"getClass()", func(_ *thread, self any, _ []any) (any, error) { return classOf(self), nil }},
			{"is(Object)", func(_ *thread, self any, a []any) (any, error) { return same(self, a[0]), nil }},
			{"asBoolean()", func(t *thread, self any, _ []any) (any, error) { return boolResult(t.truth(self)) }},
			{"asType(Class)", func(t *thread, self any, a []any) (any, error) { return t.asType(self, a[0].(*Class)) }},
			{"isCase(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.equal(self, a[0])) }},
			{"inspect()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.inspect(self)) }},
			{"dump()", objectDump},
			{"with(Closure)", objectWith(false)},
			{"tap(Closure)", objectWith(true)},
			{"identity(Closure)", objectWith(false)},
			{"invokeMethod(String,Object)", func(t *thread, self any, a []any) (any, error) {
				args, err := t.argumentList(a[1])
				if err != nil {
					return nil, err
				}
				return t.invokeArgs(self, a[0].(string), args)
			}},
			{"getProperties()", func(t *thread, self any, _ []any) (any, error) { return t.propertiesMap(self) }},
			{"hasProperty(String)", func(t *thread, self any, a []any) (any, error) { return t.hasProperty(self, a[0].(string)) }},
			{"respondsTo(String)", func(t *thread, self any, a []any) (any, error) { return t.respondsTo(self, a[0].(string), nil, false) }},
			{"respondsTo(String,Object[])", func(t *thread, self any, a []any) (any, error) {
				return t.respondsTo(self, a[0].(string), a[1].(*Array).items, true)
			}},
			{"getMetaClass()", func(t *thread, self any, _ []any) (any, error) {
				t.dynamic = true
				if c, ok := self.(*Class); ok {
					return t.metaOf(c), nil
				}
				return t.metaOfObject(self), nil
			}},
			{"metaClass(Closure)", func(t *thread, self any, a []any) (any, error) {
				t.dynamic = true
				m := t.metaOfObject(self)
				if c, ok := self.(*Class); ok {
					m = t.metaOf(c)
				}
				_, err := t.callOn(a[0].(*Closure), m, nil)
				return m, err
			}},
			{"void setMetaClass(Object)", func(*thread, any, []any) (any, error) { return nil, nil }},
			{"getAt(String)", func(t *thread, self any, a []any) (any, error) { return t.getProperty(self, a[0].(string)) }},
			{"void putAt(String,Object)", func(t *thread, self any, a []any) (any, error) {
				return nil, t.setProperty(self, a[0].(string), a[1])
			}},
			{"void println()", func(t *thread, _ any, _ []any) (any, error) { return nil, t.write("\n") }},
			{"void println(Object)", func(t *thread, _ any, a []any) (any, error) { return nil, t.print(a[0], true) }},
			{"void print(Object)", func(t *thread, _ any, a []any) (any, error) { return nil, t.print(a[0], false) }},
			{"void printf(String,Object)", func(t *thread, _ any, a []any) (any, error) { return nil, t.printf(a[0].(string), a[1]) }},
			{"void printf(String,Object[])", func(t *thread, _ any, a []any) (any, error) {
				return nil, t.printf(a[0].(string), a[1])
			}},
			{"void printf(String,Object...)", func(t *thread, _ any, a []any) (any, error) {
				return nil, t.printf(a[0].(string), a[1])
			}},
			{"sprintf(String,Object)", func(t *thread, _ any, a []any) (any, error) { return textResult(t.sprintfValue(a[0].(string), a[1])) }},
			{"sprintf(String,Object...)", func(t *thread, _ any, a []any) (any, error) {
				return textResult(t.sprintfValue(a[0].(string), a[1]))
			}},
			{"use(Class,Closure)", func(t *thread, _ any, a []any) (any, error) {
				return t.use([]*Class{a[0].(*Class)}, a[1].(*Closure))
			}},
			{"use(List,Closure)", func(t *thread, _ any, a []any) (any, error) {
				items, err := t.slice(a[0])
				if err != nil {
					return nil, err
				}
				return t.useAll(items, a[1].(*Closure))
			}},
			{"use(Object...)", func(t *thread, _ any, a []any) (any, error) {
				items := a[0].(*Array).items
				if len(items) > 0 {
					if c, ok := items[len(items)-1].(*Closure); ok {
						return t.useAll(items[:len(items)-1], c)
					}
				}
				return nil, t.throw(classIllegalArgument, "Expecting 2 or more arguments: the categories and a closure")
			}},
			{"addShutdownHook(Closure)", func(t *thread, _ any, _ []any) (any, error) {
				return nil, t.throw(classSecurity, "addShutdownHook is not available to scripts: a script ends when its last statement has run")
			}},
			{"mixin(Class)", func(t *thread, self any, a []any) (any, error) { return nil, t.mixin(self, a[0].(*Class)) }},

			{"iterator()", func(t *thread, self any, _ []any) (any, error) { return t.iterator(self) }},
			{"each(Closure)", func(t *thread, self any, a []any) (any, error) {
				return self, t.eachOf(self, a[0].(*Closure), func(any) error { return nil })
			}},
			{"eachWithIndex(Closure)", func(t *thread, self any, a []any) (any, error) {
				c := a[0].(*Closure)
				i := int32(0)
				return self, t.iterate(self, func(e any) error {
					_, err := t.call2(c, e, boxInt(i))
					i++
					return err
				})
			}},
			{"collect()", func(t *thread, self any, _ []any) (any, error) {
				items, err := t.slice(self)
				return newList(items), err
			}},
			{"collect(Closure)", func(t *thread, self any, a []any) (any, error) {
				return t.collect(self, a[0].(*Closure), newList(nil))
			}},
			{"collect(Collection,Closure)", func(t *thread, self any, a []any) (any, error) {
				return t.collect(self, a[1].(*Closure), a[0])
			}},
			{"find()", func(t *thread, self any, _ []any) (any, error) { return t.find(self, nil) }},
			{"find(Closure)", func(t *thread, self any, a []any) (any, error) { return t.find(self, a[0].(*Closure)) }},
			{"findResult(Closure)", func(t *thread, self any, a []any) (any, error) { return t.findResult(self, a[0].(*Closure), nil) }},
			{"findResult(Object,Closure)", func(t *thread, self any, a []any) (any, error) {
				return t.findResult(self, a[1].(*Closure), a[0])
			}},
			{"findAll()", func(t *thread, self any, _ []any) (any, error) { return t.findAllIn(self, nil, true) }},
			{"findAll(Closure)", func(t *thread, self any, a []any) (any, error) { return t.findAllIn(self, a[0].(*Closure), true) }},
			{"findIndexOf(Closure)", func(t *thread, self any, a []any) (any, error) { return t.findIndex(self, 0, a[0].(*Closure)) }},
			{"findIndexOf(int,Closure)", func(t *thread, self any, a []any) (any, error) {
				return t.findIndex(self, a[0].(int32), a[1].(*Closure))
			}},
			{"findLastIndexOf(Closure)", func(t *thread, self any, a []any) (any, error) {
				l, err := t.findIndexes(self, a[0].(*Closure))
				if err != nil || len(l) == 0 {
					return boxInt(-1), err
				}
				return boxInt(int32(l[len(l)-1].(int64))), nil
			}},
			{"findIndexValues(Closure)", func(t *thread, self any, a []any) (any, error) {
				l, err := t.findIndexes(self, a[0].(*Closure))
				return newList(l), err
			}},
			{"any()", func(t *thread, self any, _ []any) (any, error) { return t.anyEvery(self, nil, true) }},
			{"any(Closure)", func(t *thread, self any, a []any) (any, error) { return t.anyEvery(self, a[0].(*Closure), true) }},
			{"every()", func(t *thread, self any, _ []any) (any, error) { return t.anyEvery(self, nil, false) }},
			{"every(Closure)", func(t *thread, self any, a []any) (any, error) { return t.anyEvery(self, a[0].(*Closure), false) }},
			{"inject(Closure)", func(t *thread, self any, a []any) (any, error) { return t.inject(self, nil, false, a[0].(*Closure)) }},
			{"inject(Object,Closure)", func(t *thread, self any, a []any) (any, error) {
				return t.inject(self, a[0], true, a[1].(*Closure))
			}},
			{"grep()", func(t *thread, self any, _ []any) (any, error) { return t.findAllIn(self, nil, false) }},
			{"grep(Object)", func(t *thread, self any, a []any) (any, error) { return t.grep(self, a[0]) }},
			{"split(Closure)", func(t *thread, self any, a []any) (any, error) { return t.split(self, a[0].(*Closure)) }},
			{"stream()", func(t *thread, self any, _ []any) (any, error) { return t.stream(self) }},
		},
	}
}

// stream is where java.util.stream begins; the file that has streams sets it.
func (t *thread) stream(v any) (any, error) {
	return nil, t.missingMethod(classOf(v), "stream", nil, false)
}

// plainObject is new Object().
type plainObject struct{ _ byte }

func (*plainObject) classOf() *Class { return classObject }

func (t *thread) print(v any, newline bool) error {
	s, err := t.format(v)
	if err != nil {
		return err
	}
	if newline {
		s += "\n"
	}
	return t.write(s)
}

func (t *thread) sprintfValue(f string, v any) (string, error) {
	args := []any{v}
	switch x := v.(type) {
	case *Array:
		args = x.items
	case *List:
		args = x.items
	}
	return t.sprintf(f, args)
}

func (t *thread) printf(f string, v any) error {
	s, err := t.sprintfValue(f, v)
	if err != nil {
		return err
	}
	return t.write(s)
}

func objectWith(returnSelf bool) native {
	return func(t *thread, self any, a []any) (any, error) {
		c := a[0].(*Closure).clone()
		c.delegate, c.strategy = self, delegateFirst
		v, err := t.call1(c, self)
		if returnSelf {
			return self, err
		}
		return v, err
	}
}

func objectDump(t *thread, self any, _ []any) (any, error) {
	var b strings.Builder
	b.WriteString("<" + classOf(self).Name() + "@" + t.hex0(self))
	if o, ok := self.(*Object); ok {
		for _, f := range o.class.script.fields {
			if f.static {
				continue
			}
			s, err := t.inspect(o.fields[f.slot])
			if err != nil {
				return nil, err
			}
			b.WriteString(" " + f.name + "=" + s)
		}
	} else {
		s, err := t.toString(self)
		if err != nil {
			return nil, err
		}
		b.WriteString(" value=" + s)
	}
	return b.String() + ">", t.alloc(b.Len())
}

func (t *thread) hex0(v any) string {
	h, err := t.hash(v)
	if err != nil {
		return "0"
	}
	return hex32(h)
}

func hex32(h int32) string {
	const digits = "0123456789abcdef"
	u := uint32(h)
	var b [8]byte
	i := len(b)
	for {
		i--
		b[i] = digits[u&15]
		if u >>= 4; u == 0 {
			return string(b[i:])
		}
	}
}

func (t *thread) useAll(items []any, c *Closure) (any, error) {
	classes := make([]*Class, 0, len(items))
	for _, v := range items {
		k, ok := v.(*Class)
		if !ok {
			return nil, t.throw(classIllegalArgument, "a category must be a class, not a %s", classOf(v).name)
		}
		classes = append(classes, k)
	}
	return t.use(classes, c)
}

func (t *thread) mixin(self any, c *Class) error {
	t.dynamic = true
	m := t.metaOfObject(self)
	if k, ok := self.(*Class); ok {
		m = t.metaOf(k)
	}
	if mc, ok := self.(*metaClass); ok {
		m = mc
	}
	m.begin(t)
	m.mixins = append(m.mixins, c)
	return nil
}

// propertiesMap is getProperties().
func (t *thread) propertiesMap(self any) (any, error) {
	m := NewMap()
	switch x := self.(type) {
	case *Expando:
		return x.props, nil
	case *Map:
		return m, nil
	}
	c := classOf(self)
	names := c.propertyNames()
	for _, n := range names {
		var v any
		var err error
		if n == "class" {
			v = c
		} else if v, err = t.getProperty(self, n); err != nil {
			return nil, err
		}
		m.Put(n, v)
	}
	return m, nil
}

// propertyNames lists a class's properties, "class" first as Groovy does.
func (c *Class) propertyNames() []string {
	out := []string{"class"}
	for _, k := range slices.Backward(c.ancestors().order) {
		if k.script == nil {
			if k == classObject || k == classGroovyObject || k == classScript {
				continue
			}
			for _, m := range k.members().order {
				if n := getterName(m); n != "" && !contains(out, n) && !k.isInterface() {
					out = append(out, n)
				}
			}
			continue
		}
		for _, f := range k.script.fields {
			if (f.property || c.findProperty(f.name) != nil && c.findProperty(f.name).getter != nil) && !contains(out, f.name) && !strings.HasPrefix(f.name, "$") {
				out = append(out, f.name)
			}
		}
		for _, m := range k.tab.order {
			if n := getterName(m); n != "" && !contains(out, n) && !m.static {
				out = append(out, n)
			}
		}
	}
	return out
}

func getterName(m *method) string {
	if len(m.params) != 0 || m.void {
		return ""
	}
	switch {
	case strings.HasPrefix(m.name, "get") && len(m.name) > 3 && m.name != "getClass" && m.name != "getMetaClass" && m.name != "getProperties":
		return decapitalize(m.name[3:])
	case strings.HasPrefix(m.name, "is") && len(m.name) > 2 && m.name[2] >= 'A' && m.name[2] <= 'Z':
		return decapitalize(m.name[2:])
	}
	return ""
}

// A metaProperty is what hasProperty gives.
type metaProperty struct {
	name string
	of   *Class
	typ  *Class
}

func (*metaProperty) classOf() *Class { return classMetaProperty }

func (p *metaProperty) property(_ *thread, name string) (any, bool, error) {
	switch name {
	case "name":
		return p.name, true, nil
	case "type":
		return p.typ, true, nil
	}
	return nil, false, nil
}

func (p *metaProperty) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	switch {
	case name == "getName" && len(args) == 0:
		return p.name, true, nil
	case name == "getType" && len(args) == 0:
		return p.typ, true, nil
	case name == "getProperty" && len(args) == 1:
		v, err := t.getProperty(args[0], p.name)
		return v, true, err
	case name == "setProperty" && len(args) == 2:
		return nil, true, t.setProperty(args[0], p.name, args[1])
	}
	return nil, false, nil
}

func (t *thread) hasProperty(self any, name string) (any, error) {
	c := classOf(self)
	switch x := self.(type) {
	case *Expando:
		if _, ok := x.props.Get(name); !ok {
			return nil, nil
		}
		return &metaProperty{name, c, classObject}, nil
	case *Map:
		if name != "class" && name != "empty" {
			return nil, nil
		}
	case PropertyGetter:
		_, ok, err := x.GetProperty(t.host(), name)
		if !ok || err != nil {
			return nil, err
		}
		return &metaProperty{name, c, classObject}, nil
	}
	if p := c.findProperty(name); p != nil {
		typ := classObject
		if p.field != nil && p.field.typ != nil {
			typ = p.field.typ
		}
		return &metaProperty{name, c, typ}, nil
	}
	for _, m := range t.metasOf(self) {
		if _, ok := m.props[name]; ok || len(m.methods["get"+capitalize(name)]) > 0 {
			return &metaProperty{name, c, classObject}, nil
		}
	}
	if c.script != nil && c.findStaticOf(name) != nil {
		return &metaProperty{name, c, classObject}, nil
	}
	return nil, nil
}

// A metaMethod is what respondsTo gives.
type metaMethod struct {
	m  *method
	cl *Closure
	n  string
}

func (*metaMethod) classOf() *Class { return classMetaMethod }

func (m *metaMethod) property(_ *thread, name string) (any, bool, error) {
	switch name {
	case "name":
		return m.n, true, nil
	case "parameterTypes", "nativeParameterTypes":
		var types []any
		if m.m != nil {
			for _, p := range m.m.params {
				types = append(types, p)
			}
		}
		return newArray(classClass, types), true, nil
	case "static":
		return m.m != nil && m.m.static, true, nil
	}
	return nil, false, nil
}

func metaMethodLib() lib {
	return lib{methods: []def{
		{"getName()", func(_ *thread, self any, _ []any) (any, error) {
			switch m := self.(type) {
			case *metaMethod:
				return m.n, nil
			case *metaSlot:
				return m.name, nil
			}
			return nil, nil
		}},
		{"invoke(Object,Object...)", func(t *thread, self any, a []any) (any, error) {
			m, ok := self.(*metaMethod)
			if !ok {
				return nil, nil
			}
			args := append([]any(nil), a[1].(*Array).items...)
			if m.cl != nil {
				return t.callOn(m.cl, a[0], args)
			}
			return t.callMethod(m.m, a[0], args)
		}},
		{"leftShift(Closure)", func(t *thread, self any, a []any) (any, error) {
			if s, ok := self.(*metaSlot); ok {
				s.add(t, a[0].(*Closure))
			}
			return self, nil
		}},
	}}
}

func (t *thread) respondsTo(self any, name string, args []any, byArgs bool) (any, error) {
	var out []any
	add := func(s *methodSet) {
		if s == nil {
			return
		}
		for _, m := range s.all {
			if byArgs {
				a := make([]any, len(args))
				ok := len(args) == len(m.params)
				for i, v := range args {
					a[i] = v
					if k, isClass := v.(*Class); isClass && ok {
						ok = fitsArg(k, m.params[i]) || m.params[i] == classClass
					}
				}
				if !ok {
					continue
				}
			}
			out = append(out, &metaMethod{m: m, n: name})
		}
	}
	if c, ok := self.(*Class); ok {
		add(c.findStatics(name))
		add(classClass.findMethods(name))
	} else {
		c := classOf(self)
		for _, m := range t.metasOf(self) {
			for _, f := range m.methods[name] {
				out = append(out, &metaMethod{cl: f, n: name})
			}
		}
		add(c.findMethods(name))
		if c.script != nil {
			add(c.findStatics(name))
		}
		if _, ok := self.(Caller); ok && len(out) == 0 {
			if r, ok := self.(Responder); ok && r.RespondsTo(name) {
				out = append(out, &metaMethod{n: name})
			}
		}
	}
	return newList(out), nil
}

// A Responder tells which methods a Caller has, for respondsTo.
type Responder interface{ RespondsTo(name string) bool }

func nullLib() lib {
	return lib{methods: []def{
		{"toString()", func(*thread, any, []any) (any, error) { return "null", nil }},
		{"equals(Object)", func(_ *thread, _ any, a []any) (any, error) { return a[0] == nil, nil }},
		{"is(Object)", func(_ *thread, _ any, a []any) (any, error) { return a[0] == nil, nil }},
		{"asBoolean()", func(*thread, any, []any) (any, error) { return false, nil }},
		{"getClass()", func(*thread, any, []any) (any, error) { return classNull, nil }},
		{"iterator()", func(*thread, any, []any) (any, error) { return listIterator(newList(nil)), nil }},
		{"asType(Class)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"isCase(Object)", func(_ *thread, _ any, a []any) (any, error) { return a[0] == nil, nil }},
		{"inspect()", func(*thread, any, []any) (any, error) { return "null", nil }},
		{"with(Closure)", objectWith(false)},
		{"each(Closure)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"eachWithIndex(Closure)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"collect()", func(*thread, any, []any) (any, error) { return newList(nil), nil }},
		{"collect(Closure)", func(*thread, any, []any) (any, error) { return newList(nil), nil }},
		{"find(Closure)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"find()", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"findAll(Closure)", func(*thread, any, []any) (any, error) { return newList(nil), nil }},
		{"findAll()", func(*thread, any, []any) (any, error) { return newList(nil), nil }},
		{"any(Closure)", func(*thread, any, []any) (any, error) { return false, nil }},
		{"any()", func(*thread, any, []any) (any, error) { return false, nil }},
		{"every(Closure)", func(*thread, any, []any) (any, error) { return true, nil }},
		{"every()", func(*thread, any, []any) (any, error) { return true, nil }},
		{"inject(Object,Closure)", func(_ *thread, _ any, a []any) (any, error) { return a[0], nil }},
		{"findResult(Closure)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"findIndexOf(Closure)", func(*thread, any, []any) (any, error) { return boxInt(-1), nil }},
		{"grep(Object)", func(*thread, any, []any) (any, error) { return newList(nil), nil }},
		{"grep()", func(*thread, any, []any) (any, error) { return newList(nil), nil }},
	}}
}

func classLib() lib {
	k := func(v any) *Class { return v.(*Class) }
	return lib{methods: []def{
		{"getName()", func(_ *thread, self any, _ []any) (any, error) { return k(self).Name(), nil }},
		{"getSimpleName()", func(_ *thread, self any, _ []any) (any, error) { return k(self).simpleName(), nil }},
		{"getCanonicalName()", func(_ *thread, self any, _ []any) (any, error) { return javaName(k(self).readable()), nil }},
		{"getTypeName()", func(_ *thread, self any, _ []any) (any, error) { return k(self).readable(), nil }},
		{"getPackage()", func(_ *thread, self any, _ []any) (any, error) {
			if p := k(self).packageName(); p != "" {
				return &packageValue{p}, nil
			}
			return nil, nil
		}},
		{"getPackageName()", func(_ *thread, self any, _ []any) (any, error) { return k(self).packageName(), nil }},
		{"getSuperclass()", func(_ *thread, self any, _ []any) (any, error) {
			if s := k(self).super; s != nil {
				return s, nil
			}
			return nil, nil
		}},
		{"getInterfaces()", func(_ *thread, self any, _ []any) (any, error) {
			var l []any
			for _, i := range k(self).ifaces {
				l = append(l, i)
			}
			if k(self).script != nil && !k(self).isInterface() {
				l = append(l, classGroovyObject)
			}
			return newArray(classClass, l), nil
		}},
		{"getComponentType()", func(_ *thread, self any, _ []any) (any, error) {
			if e := k(self).elem; e != nil {
				return e, nil
			}
			return nil, nil
		}},
		{"getEnclosingClass()", func(_ *thread, self any, _ []any) (any, error) {
			if s := k(self).script; s != nil && s.outer != nil {
				return s.outer, nil
			}
			return nil, nil
		}},
		{"getModifiers()", func(*thread, any, []any) (any, error) { return boxInt(1), nil }},
		{"isInterface()", func(_ *thread, self any, _ []any) (any, error) { return k(self).isInterface(), nil }},
		{"isArray()", func(_ *thread, self any, _ []any) (any, error) { return k(self).kind == kindArray, nil }},
		{"isPrimitive()", func(_ *thread, self any, _ []any) (any, error) { return k(self).kind == kindPrimitive, nil }},
		{"isEnum()", func(_ *thread, self any, _ []any) (any, error) { return k(self).kind == kindEnum, nil }},
		{"isAnonymousClass()", func(_ *thread, self any, _ []any) (any, error) {
			return k(self).script != nil && k(self).script.anonymous, nil
		}},
		{"isInstance(Object)", func(_ *thread, self any, a []any) (any, error) { return instanceOf(a[0], k(self)), nil }},
		{"isAssignableFrom(Class)", func(_ *thread, self any, a []any) (any, error) {
			return a[0].(*Class).isSubclassOf(k(self)), nil
		}},
		{"isCase(Object)", func(_ *thread, self any, a []any) (any, error) { return instanceOf(a[0], k(self)), nil }},
		{"cast(Object)", func(t *thread, self any, a []any) (any, error) {
			if a[0] != nil && !instanceOf(a[0], k(self)) {
				return nil, t.throw(classClassCast, "Cannot cast %s to %s", classOf(a[0]).name, k(self).name)
			}
			return a[0], nil
		}},
		{"newInstance()", func(t *thread, self any, _ []any) (any, error) { return t.construct(k(self), nil) }},
		{"newInstance(Object...)", func(t *thread, self any, a []any) (any, error) {
			return t.construct(k(self), append([]any(nil), a[0].(*Array).items...))
		}},
		{"call(Object...)", func(t *thread, self any, a []any) (any, error) {
			return t.construct(k(self), append([]any(nil), a[0].(*Array).items...))
		}},
		{"getEnumConstants()", func(t *thread, self any, _ []any) (any, error) {
			if s := k(self).script; s == nil || s.enum == nil {
				return nil, nil
			}
			vals, err := t.enumValues(k(self))
			return newArray(k(self), vals), err
		}},
		{"toString()", func(t *thread, self any, _ []any) (any, error) { return textResult(t.show(self, styleFormat)) }},
		{"hashCode()", func(t *thread, self any, _ []any) (any, error) { return boxInt(hashString(k(self).name)), nil }},
		{"getTypeParameters()", func(*thread, any, []any) (any, error) { return newArray(classObject, nil), nil }},
		{"isAnnotationPresent(Object)", func(*thread, any, []any) (any, error) { return false, nil }},
		{"desiredAssertionStatus()", func(*thread, any, []any) (any, error) { return true, nil }},
		{"mixin(Class...)", func(t *thread, self any, a []any) (any, error) {
			for _, c := range a[0].(*Array).items {
				if err := t.mixin(self, c.(*Class)); err != nil {
					return nil, err
				}
			}
			return nil, nil
		}},
		{"mixin(List)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.iterate(a[0], func(c any) error {
				kc, ok := c.(*Class)
				if !ok {
					return t.throw(classIllegalArgument, "mixin takes classes")
				}
				return t.mixin(self, kc)
			})
		}},
	}}
}

// A packageValue is C.package.
type packageValue struct{ name string }

var classPackage = &Class{name: "java.lang.Package", super: classObject}

func (*packageValue) classOf() *Class { return classPackage }

func (p *packageValue) text(*thread) (string, error) { return "package " + p.name, nil }

func (p *packageValue) property(_ *thread, name string) (any, bool, error) {
	return p.name, name == "name", nil
}

func groovyObjectLib() lib {
	return lib{methods: []def{
		{"getProperty(String)", func(t *thread, self any, a []any) (any, error) {
			if o, ok := self.(*Object); ok {
				v, ok, err := t.ownProperty(o, a[0].(string))
				if !ok && err == nil {
					return t.getMissing(o, a[0].(string))
				}
				return v, err
			}
			return t.getProperty(self, a[0].(string))
		}},
		{"void setProperty(String,Object)", func(t *thread, self any, a []any) (any, error) {
			if o, ok := self.(*Object); ok {
				ok, err := t.setOwn(o, a[0].(string), a[1])
				if !ok && err == nil {
					err = t.missingProperty(o, a[0].(string))
				}
				return nil, err
			}
			return nil, t.setProperty(self, a[0].(string), a[1])
		}},
	}}
}

func expandoLib() lib {
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &Expando{NewMap()}, nil }},
			{"(Map)", func(t *thread, _ any, a []any) (any, error) {
				e := &Expando{NewMap()}
				return e, t.putAll(e.props, a[0].(*Map))
			}},
		},
		methods: []def{
			{"getProperties()", func(_ *thread, self any, _ []any) (any, error) { return self.(*Expando).props, nil }},
			{"getProperty(String)", func(t *thread, self any, a []any) (any, error) { return t.getProperty(self, a[0].(string)) }},
			{"void setProperty(String,Object)", func(t *thread, self any, a []any) (any, error) {
				return nil, t.setProperty(self, a[0].(string), a[1])
			}},
		},
	}
}

func bindingLib() lib {
	return lib{
		ctors: []def{
			{"()", func(*thread, any, []any) (any, error) { return &binding{NewMap()}, nil }},
			{"(Map)", func(_ *thread, _ any, a []any) (any, error) { return &binding{a[0].(*Map)}, nil }},
		},
		methods: []def{
			{"getVariables()", func(_ *thread, self any, _ []any) (any, error) { return self.(*binding).vars, nil }},
			{"hasVariable(String)", func(_ *thread, self any, a []any) (any, error) {
				return self.(*binding).vars.findString(a[0].(string)) != nil, nil
			}},
			{"getVariable(String)", func(t *thread, self any, a []any) (any, error) {
				if e := self.(*binding).vars.findString(a[0].(string)); e != nil {
					return e.Value, nil
				}
				return nil, t.missingProperty(self, a[0].(string))
			}},
			{"void setVariable(String,Object)", func(t *thread, self any, a []any) (any, error) {
				_, err := self.(*binding).vars.put(t, a[0], a[1])
				return nil, err
			}},
			{"void removeVariable(String)", func(t *thread, self any, a []any) (any, error) {
				_, err := self.(*binding).vars.remove(t, a[0])
				return nil, err
			}},
		},
	}
}

// A binding is the script's variables as an object.
type binding struct{ vars *Map }

func (*binding) classOf() *Class { return classBinding }

func (b *binding) property(_ *thread, name string) (any, bool, error) {
	if e := b.vars.findString(name); e != nil && name != "variables" {
		return e.Value, true, nil
	}
	return nil, false, nil
}

func (b *binding) setProperty(t *thread, name string, v any) (bool, error) {
	_, err := b.vars.put(t, name, v)
	return true, err
}

func scriptLib() lib {
	return lib{methods: []def{
		{"getBinding()", func(t *thread, _ any, _ []any) (any, error) { return &binding{t.vars}, nil }},
		{"void setBinding(Object)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"run()", func(t *thread, self any, _ []any) (any, error) { return t.run(t.script.main, self, nil, nil, nil) }},
		{"getProperty(String)", func(t *thread, self any, a []any) (any, error) { return t.getProperty(self, a[0].(string)) }},
		{"void setProperty(String,Object)", func(t *thread, self any, a []any) (any, error) {
			return nil, t.setProperty(self, a[0].(string), a[1])
		}},
		{"evaluate(String)", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classSecurity, "evaluate is not available to scripts: scripts cannot evaluate text; call a closure or a method")
		}},
		{"sleep(long)", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classSecurity, "sleep is not available to scripts: a script cannot wait; let the host run it again later")
		}},
	}}
}

func enumLib() lib {
	o := func(v any) *Object { return v.(*Object) }
	step := func(by int) native {
		return func(t *thread, self any, _ []any) (any, error) {
			vals, err := t.enumValues(o(self).class)
			if err != nil || len(vals) == 0 {
				return nil, err
			}
			i := (int(ordinalOf(o(self))) + by + len(vals)) % len(vals)
			return vals[i], nil
		}
	}
	return lib{methods: []def{
		{"name()", func(_ *thread, self any, _ []any) (any, error) { return enumName(o(self)), nil }},
		{"ordinal()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(ordinalOf(o(self))), nil }},
		{"toString()", func(_ *thread, self any, _ []any) (any, error) { return enumName(o(self)), nil }},
		{"getDeclaringClass()", func(_ *thread, self any, _ []any) (any, error) { return enumClass(o(self).class), nil }},
		{"compareTo(Object)", func(t *thread, self any, a []any) (any, error) {
			b, ok := a[0].(*Object)
			if !ok || enumClass(b.class) != enumClass(o(self).class) {
				return nil, t.castError(a[0], o(self).class)
			}
			return boxInt(ordinalOf(o(self)) - ordinalOf(b)), nil
		}},
		{"next()", step(1)},
		{"previous()", step(-1)},
	}}
}

func metaClassLib() lib {
	m := func(v any) *metaClass { return v.(*metaClass) }
	return lib{methods: []def{
		{"respondsTo(Object,String)", func(t *thread, _ any, a []any) (any, error) {
			return t.respondsTo(a[0], a[1].(string), nil, false)
		}},
		{"respondsTo(Object,String,Object[])", func(t *thread, _ any, a []any) (any, error) {
			return t.respondsTo(a[0], a[1].(string), a[2].(*Array).items, true)
		}},
		{"hasProperty(Object,String)", func(t *thread, _ any, a []any) (any, error) { return t.hasProperty(a[0], a[1].(string)) }},
		{"getTheClass()", func(_ *thread, self any, _ []any) (any, error) { return m(self).class, nil }},
		{"getMethods()", func(_ *thread, self any, _ []any) (any, error) {
			var l []any
			for _, k := range m(self).class.ancestors().order {
				for _, x := range k.members().order {
					l = append(l, &metaMethod{m: x, n: x.name})
				}
			}
			return newList(l), nil
		}},
		{"getProperties()", func(_ *thread, self any, _ []any) (any, error) {
			var l []any
			for _, n := range m(self).class.propertyNames() {
				l = append(l, &metaProperty{n, m(self).class, classObject})
			}
			return newList(l), nil
		}},
		{"invokeMethod(Object,String,Object)", func(t *thread, _ any, a []any) (any, error) {
			args, err := t.argumentList(a[2])
			if err != nil {
				return nil, err
			}
			return t.invokePlain(a[0], a[1].(string), args)
		}},
		{"getMetaMethod(String,Object)", func(t *thread, self any, a []any) (any, error) {
			args, err := t.argumentList(a[1])
			if err != nil {
				return nil, err
			}
			return t.metaMethodFor(m(self), a[0].(string), args)
		}},
		{"getMetaMethod(String)", func(t *thread, self any, a []any) (any, error) {
			return t.metaMethodFor(m(self), a[0].(string), nil)
		}},
		{"getMetaProperty(String)", func(_ *thread, self any, a []any) (any, error) {
			if m(self).class.findProperty(a[0].(string)) == nil {
				return nil, nil
			}
			return &metaProperty{a[0].(string), m(self).class, classObject}, nil
		}},
		{"getProperty(Object,String)", func(t *thread, _ any, a []any) (any, error) { return t.getProperty(a[0], a[1].(string)) }},
		{"void setProperty(Object,String,Object)", func(t *thread, _ any, a []any) (any, error) {
			return nil, t.setProperty(a[0], a[1].(string), a[2])
		}},
		{"void initialize()", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"mixin(Class)", func(t *thread, self any, a []any) (any, error) { return nil, t.mixin(self, a[0].(*Class)) }},
	}}
}

// invokePlain calls a method of the class itself, past invokeMethod hooks of
// its metaclass.
func (t *thread) invokePlain(recv any, name string, args []any) (any, error) {
	if s := classOf(recv).findMethods(name); s != nil {
		m, err := s.pick(t, args)
		if err != nil {
			return nil, err
		}
		if m != nil {
			return t.callMethod(m, recv, args)
		}
	}
	return nil, t.missingMethod(classOf(recv), name, args, false)
}

func (t *thread) metaMethodFor(m *metaClass, name string, args []any) (any, error) {
	if f, err := t.pickClosure(m.methods[name], args); f != nil || err != nil {
		return &metaMethod{cl: f, n: name}, err
	}
	s := m.class.findMethods(name)
	if s == nil {
		return nil, nil
	}
	// Classes may stand for arguments of their kind.
	for _, x := range s.all {
		if len(x.params) != len(args) {
			continue
		}
		ok := true
		for i, a := range args {
			k, isClass := a.(*Class)
			if !isClass {
				k = classOf(a)
			}
			ok = ok && fitsArg(k, x.params[i])
		}
		if ok {
			return &metaMethod{m: x, n: name}, nil
		}
	}
	return nil, nil
}
