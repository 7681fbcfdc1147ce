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
		{classComparable, nil}, {classGroovySystem, groovySystemLib}, {classMetaRegistry, metaRegistryLib},
	}
}

// objectLib is Object's own methods and those Groovy gives to everything.
func objectLib() lib {
	return lib{
		ctors: []def{{"()", func(*thread, any, []any) (any, error) { return &plainObject{}, nil }}},
		methods: []def{
			{"toString()", func(t *thread, self any, _ []any) (any, error) {
				if _, ok := self.(*Array); ok {
					return textResult(t.format(self)) // Groovy's, not Java's
				}
				if o, ok := self.(*Object); ok {
					// Its own toString is not this method.
					return textResult(t.plainObjectText(o, styleFormat))
				}
				return textResult(t.toString(self))
			}},
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
			{"withTraits(Class...)", func(t *thread, self any, a []any) (any, error) {
				traits, err := t.traitsGiven(a[0].(*Array).items)
				if err != nil {
					return nil, err
				}
				return t.withTraits(self, traits)
			}},
			{"identity(Closure)", objectWith(false)},
			{"invokeMethod(String,Object)", func(t *thread, self any, a []any) (any, error) {
				args, err := t.argumentList(a[1])
				if err != nil {
					return nil, err
				}
				return t.invokeArgs(self, a[0].(string), args)
			}},
			{"getProperties()", func(t *thread, self any, _ []any) (any, error) {
				if l, ok := self.(MemberLister); ok {
					return t.hostProperties(self, l)
				}
				return t.propertiesMap(self)
			}},
			{"hasProperty(String)", func(t *thread, self any, a []any) (any, error) { return t.hasProperty(self, a[0].(string)) }},
			{"respondsTo(String)", func(t *thread, self any, a []any) (any, error) { return t.respondsTo(self, a[0].(string), nil, false) }},
			{"respondsTo(String,Object...)", func(t *thread, self any, a []any) (any, error) {
				return t.respondsTo(self, a[0].(string), givenTypes(a[1]), true)
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
			{"void setMetaClass(Object)", func(t *thread, self any, a []any) (any, error) { return nil, t.setMetaClass(self, a[0]) }},
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
			{"findIndexValues(Number,Closure)", func(t *thread, self any, a []any) (any, error) {
				from, err := t.cast(a[0], classLong)
				if err != nil {
					return nil, err
				}
				all, err := t.findIndexesFrom(self, from.(int64), a[1].(*Closure))
				return newList(all), err
			}},
			{"findLastIndexOf(int,Closure)", func(t *thread, self any, a []any) (any, error) {
				all, err := t.findIndexesFrom(self, int64(a[0].(int32)), a[1].(*Closure))
				if err != nil || len(all) == 0 {
					return boxInt(-1), err
				}
				return boxInt(int32(all[len(all)-1].(int64))), nil
			}},
			{"any()", func(t *thread, self any, _ []any) (any, error) { return t.anyEvery(self, nil, true) }},
			{"any(Closure)", func(t *thread, self any, a []any) (any, error) { return t.anyEvery(self, a[0].(*Closure), true) }},
			{"every()", func(t *thread, self any, _ []any) (any, error) { return t.anyEvery(self, nil, false) }},
			{"every(Closure)", func(t *thread, self any, a []any) (any, error) { return t.anyEvery(self, a[0].(*Closure), false) }},
			{"inject(Closure)", func(t *thread, self any, a []any) (any, error) { return t.inject(self, nil, false, a[0].(*Closure)) }},
			{"inject(Object,Closure)", func(t *thread, self any, a []any) (any, error) {
				return t.inject(self, a[0], true, a[1].(*Closure))
			}},
			{"grep()", func(t *thread, self any, _ []any) (any, error) { return t.findAllIn(self, nil, true) }},
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
	if v == nil {
		return "", t.throw(classNullPointer, "") // Groovy asks for its class
	}
	args := []any{v}
	switch x := v.(type) {
	case *Array:
		args = x.items
	case *List:
		args = x.items
	case *Range:
		var err error
		if args, err = x.slice(t); err != nil {
			return "", err
		}
	}
	return t.sprintf(f, args)
}

func (t *thread) printf(f string, v any) error {
	s, err := t.sprintfValue(f, v)
	if s != "" { // also what came before an error
		if werr := t.write(s); werr != nil {
			return werr
		}
	}
	return err
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
			s, err := t.format(o.fields[f.slot])
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
	names := propertyOrder(c.propertyNames())
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
			if k.script.isScript {
				continue
			}
			if (f.property || c.findProperty(f.name) != nil && c.findProperty(f.name).getter != nil) && !contains(out, f.name) && !strings.HasPrefix(f.name, "$") {
				out = append(out, f.name)
			}
		}
		for _, m := range k.tab.order {
			if k.script.isScript && m.fn == nil {
				continue
			}
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
