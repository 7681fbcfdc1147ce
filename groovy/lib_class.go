package groovy

import "strings"

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
		asNothing("split(Closure)"), asNothing("findIndexOf(int,Closure)"), asNothing("findLastIndexOf(Closure)"),
		asNothing("findLastIndexOf(int,Closure)"), asNothing("findIndexValues(Closure)"), asNothing("findIndexValues(Number,Closure)"),
		asNothing("findResult(Object,Closure)"),
		asScript("void println()"), asScript("void println(Object)"), asScript("void print(Object)"), asScript("void printf(String,Object)"),
		asScript("void printf(String,Object...)"), asScript("sprintf(String,Object)"), asScript("sprintf(String,Object...)"),
		{"plus(String)", func(t *thread, _ any, a []any) (any, error) { return t.plusText("null", a[0]) }},
		{"getAt(String)", func(t *thread, _ any, a []any) (any, error) { return t.getProperty(nil, a[0].(string)) }},
		{"putAt(String,Object)", func(t *thread, _ any, a []any) (any, error) { return nil, t.setProperty(nil, a[0].(string), a[1]) }},
		{"invokeMethod(String,Object)", func(t *thread, _ any, a []any) (any, error) {
			args, err := t.argumentList(a[1])
			if err != nil {
				return nil, err
			}
			return t.invokeArgs(nil, a[0].(string), args)
		}},
		{"inject(Closure)", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classNoSuchElement, "Cannot call inject() over an empty iterable without passing an initial value.")
		}},
		{"respondsTo(String)", func(*thread, any, []any) (any, error) { return newList(nil), nil }},
		{"respondsTo(String,Object...)", func(*thread, any, []any) (any, error) { return newList(nil), nil }},
		{"hasProperty(String)", func(*thread, any, []any) (any, error) { return nil, nil }},
		{"dump()", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classNullPointer, "Cannot invoke method hashCode() on null object")
		}},
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

// asNothing is a method that walks null as a collection without elements.
func asNothing(sig string) def {
	name, _, _ := strings.Cut(sig, "(")
	return def{sig, func(t *thread, _ any, a []any) (any, error) { return t.invokeArgs(newList(nil), name, a) }}
}

// asScript is a method that every object has and that does the same for all.
func asScript(sig string) def {
	name, _, _ := strings.Cut(strings.TrimPrefix(sig, "void "), "(")
	return def{sig, func(t *thread, _ any, a []any) (any, error) { return t.invokeArgs(t.main, name, a) }}
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
			if k(self).script != nil && !k(self).isInterface() && (k(self).super == nil || k(self).super.script == nil) {
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
		{"isCase(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(t.isCase(self, a[0])) }},
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
			if !k(self).isEnum() {
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
