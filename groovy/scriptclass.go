package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A scriptClass is what a class declared by a script has beyond its Class.
type scriptClass struct {
	script    *Script
	decl      *syntax.ClassDecl
	outer     *Class // the class around it, nil at top level
	anonymous bool
	inner     bool // has an instance of outer

	fields   []*fieldInfo // own ones, static ones included
	nfields  int          // slots of an instance, inherited ones included
	nstatics int
	init     *function // field initialisers and blocks
	clinit   *function
	traits   []*Class // whose fields and initialisers are this class's own
	enum     *enumInfo
	native   *Class // the nearest built-in superclass, nil for Object

	proxy         bool // made at run time for an object that was given traits
	interceptable bool
	getProperty   bool // defines the hook of that name
	setProperty   bool
	immutable     bool
	noMapCtor     bool
	zero          []any // what an instance's fields hold at first
	delegates     []*fieldInfo
	backing       *fieldInfo // the one of them that is a collection or map
	idHash        int8       // 0 unknown, 1 identity, 2 own equals or hashCode
	isScript      bool
	mixins        []*Class // of @Mixin
	category      *Class   // what a class with @Category adds methods to
	singleton     native
	singletonName string
}

type enumInfo struct{ constants []*fieldInfo }

// A fieldInfo is a field or property of a script's class.
type fieldInfo struct {
	name     string
	class    *Class
	typ      *Class // nil for Object
	slot     int
	static   bool
	final    bool
	private  bool
	property bool
	enum     bool
	lazy     *lazyField
	guarded  bool // its getter gives copies
}

// identity tells whether equals and hashCode are Object's.
func (s *scriptClass) identity() bool { return s.idHash == 1 }

// findField gives the instance or static field of that name as seen from c.
func (c *Class) findField(name string) *fieldInfo {
	for k := c; k != nil && k.script != nil; k = k.super {
		for _, f := range k.script.fields {
			if f.name == name && !c.hides(k, f.private) {
				return f
			}
		}
	}
	return nil
}

// findStaticOf gives the static field of that name, also of interfaces.
func (c *Class) findStaticOf(name string) *fieldInfo {
	for _, k := range c.ancestors().order {
		if k.script == nil {
			continue
		}
		for _, f := range k.script.fields {
			if f.static && f.name == name && !c.hides(k, f.private) {
				return f
			}
		}
	}
	return nil
}

// statics are a class's static fields in one run.
type statics struct {
	vals   []any
	ready  bool
	failed *Throwable // what its initialiser ended with: the class is unusable
}

func (t *thread) staticsOf(c *Class) *statics {
	s := t.statics[c]
	if s == nil {
		s = &statics{vals: make([]any, c.script.nstatics)}
		for _, f := range c.script.fields {
			if f.static && f.typ != nil {
				s.vals[f.slot] = zeroOf(f.typ)
			}
		}
		if t.statics == nil {
			t.statics = map[*Class]*statics{}
		}
		t.statics[c] = s
	}
	return s
}

// initClass runs a class's static initialiser before its first use.
func (t *thread) initClass(c *Class) error {
	sc := c.script
	if sc == nil {
		return nil
	}
	if sc.nstatics == 0 && sc.clinit == nil && sc.mixins == nil {
		return nil
	}
	s := t.staticsOf(c)
	if s.failed != nil {
		return t.unusable(c, s.failed)
	}
	if s.ready {
		return nil
	}
	s.ready = true
	for _, m := range sc.mixins {
		if err := t.mixin(c, m); err != nil {
			return err
		}
	}
	if c.super != nil {
		if err := t.initClass(c.super); err != nil {
			s.failed = thrownBy(err)
			return err
		}
	}
	if sc.clinit == nil {
		return nil
	}
	_, err := t.run(sc.clinit, c, nil, nil, nil)
	ex := thrownBy(err)
	if ex == nil {
		return err
	}
	s.failed = ex
	if ex.class.isSubclassOf(classError) {
		return err
	}
	// Its place is where the class was first used; the cause knows the other.
	init := t.throw(classExceptionInInit, "")
	thrownBy(init).cause = ex.value()
	return init
}

// unusable is the exception of a class whose initialiser failed before.
func (t *thread) unusable(c *Class, ex *Throwable) error {
	s, err := t.describe(ex)
	if err != nil {
		return err
	}
	cause := t.throw(classExceptionInInit, "Exception %s [in thread \"main\"]", s)
	thrownBy(cause).frames, thrownBy(cause).closed = ex.frames, true
	again := t.throw(classNoClassDef, "Could not initialize class %s", c.Name())
	thrownBy(again).cause = thrownBy(cause)
	return again
}

func (t *thread) readStatic(f *fieldInfo) (any, error) {
	s := t.statics[f.class]
	if s == nil || !s.ready || s.failed != nil {
		if err := t.initClass(f.class); err != nil {
			return nil, err
		}
		s = t.staticsOf(f.class)
	}
	return s.vals[f.slot], nil
}

func (t *thread) writeStatic(f *fieldInfo, v any) error {
	if err := t.initClass(f.class); err != nil {
		return err
	}
	t.staticsOf(f.class).vals[f.slot] = v
	return nil
}

// staticValue reads a static field by name.
func (t *thread) staticValue(c *Class, name string) (any, bool, error) {
	f := c.findStaticOf(name)
	if f != nil && f.lazy != nil || f != nil && f.class.script.singleton != nil && f.name == f.class.script.singletonName {
		v, err := t.invoke(c, "get"+capitalize(name))
		return v, true, err
	}
	if f == nil {
		if in := c.innerNamed(name); in != nil {
			return in, true, nil
		}
		return nil, false, nil
	}
	v, err := t.readStatic(f)
	return v, true, err
}

func (t *thread) setStatic(c *Class, f *fieldInfo, name string, v any) error {
	if f.final {
		return t.readOnly(c, name)
	}
	v, err := t.castField(v, f)
	if err != nil {
		return err
	}
	return t.writeStatic(f, v)
}

func (t *thread) castField(v any, f *fieldInfo) (any, error) {
	if f.typ == nil {
		return v, nil
	}
	return t.cast(v, f.typ)
}

// innerNamed gives the nested class of that simple name.
func (c *Class) innerNamed(name string) *Class {
	if c.script == nil {
		return nil
	}
	return c.script.script.classes[c.name+"$"+name]
}

func enumName(o *Object) string {
	s, _ := o.fields[0].(string)
	return s
}

func ordinalOf(o *Object) int32 {
	n, _ := o.fields[1].(int32)
	return n
}

// enumClass gives the enum itself for a constant with a body of its own.
func enumClass(c *Class) *Class {
	if c.super != nil && c.super.script != nil && c.super.script.enum != nil {
		return c.super
	}
	return c
}

// isEnum tells whether a class is an enum, of the script's or of Java's.
func (c *Class) isEnum() bool {
	return c.kind == kindEnum && c.script == nil || c.script != nil && c.script.enum != nil
}

// constantName is the name of a constant of any enum.
func (t *thread) constantName(v any) (string, error) {
	if o, ok := v.(*Object); ok {
		return enumName(o), nil
	}
	s, err := t.invoke(v, "name")
	if err != nil {
		return "", err
	}
	return t.str(s)
}

// constantOrdinal is the place of a constant among those of any enum.
func (t *thread) constantOrdinal(v any) (int32, error) {
	if o, ok := v.(*Object); ok {
		return ordinalOf(o), nil
	}
	n, err := t.invoke(v, "ordinal")
	i, _ := n.(int32)
	return i, err
}

// enumValues gives the constants of an enum in order.
func (t *thread) enumValues(c *Class) ([]any, error) {
	if c.script == nil {
		r, err := t.invoke(c, "values")
		if err != nil {
			return nil, err
		}
		return r.(*Array).items, nil
	}
	c = enumClass(c)
	if err := t.initClass(c); err != nil {
		return nil, err
	}
	s := t.staticsOf(c)
	out := make([]any, len(c.script.enum.constants))
	for i, f := range c.script.enum.constants {
		out[i] = s.vals[f.slot]
	}
	return out, nil
}

// construct is new C(args).
func (t *thread) construct(c *Class, args []any) (any, error) {
	return t.constructIn(c, args, nil, nil)
}

func (t *thread) constructIn(c *Class, args []any, outer any, up []*cell) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	if t.dynamic {
		if v, ok, err := t.constructMeta(c, args); ok || err != nil {
			return v, err
		}
	}
	if c.script != nil {
		if c.kind == kindTrait {
			return nil, t.noConstructor(c, args)
		}
		if c.kind == kindAbstract || c.isInterface() || c.kind == kindEnum && !t.building(c) {
			return nil, t.throw(classInstantiation, "%s", c.name)
		}
		if err := t.initClass(c); err != nil {
			return nil, err
		}
		o := &Object{class: c, fields: append([]any(nil), c.script.zero...), outer: outer, up: up, epoch: t.epoch}
		if err := t.alloc(64 + 16*len(o.fields)); err != nil {
			return nil, err
		}
		return o, t.initObject(o, c, args)
	}
	if c.host != nil {
		h := t.hostOf(c)
		switch {
		case h != nil && h.New != nil:
			v, err := h.New(t.host(), args)
			return FromGo(v), t.fromHost(err)
		case !c.isSubclassOf(classThrowable):
			return nil, t.throw(classInstantiation, "%s cannot be made by a script", c.name)
		}
	}
	if len(c.members().ctors) == 0 {
		if err := t.refusal(c, "new"); err != nil {
			return nil, err
		}
	}
	typed := len(t.hints) > 0
	if m, err := newMethodSet("<init>", c.members().ctors).pick(t, args); err != nil {
		return nil, err
	} else if m != nil {
		return t.callMethod(m, c, args)
	}
	if c.isSubclassOf(classThrowable) {
		return t.newThrowable(c, args, typed)
	}
	if len(args) == 1 && c.members().ctors != nil {
		// Named arguments: the empty constructor, then the properties.
		if named, ok := args[0].(*Map); ok {
			if m, err := newMethodSet("<init>", c.members().ctors).pick(t, nil); m != nil && err == nil && len(m.params) == 0 {
				v, err := t.callMethod(m, c, nil)
				if err != nil {
					return nil, err
				}
				return v, t.setAll(v, named)
			}
		}
	}
	return nil, t.noConstructor(c, args)
}

func (t *thread) building(c *Class) bool {
	s := t.statics[c]
	return s != nil && s.ready
}

func (t *thread) noConstructor(c *Class, args []any) error {
	return t.throw(classGroovyRuntime, "Could not find matching constructor for: %s%s", c.name, argTypes(args))
}

func argTypes(args []any) string {
	var b strings.Builder
	b.WriteByte('(')
	for i, a := range args {
		if i > 0 {
			b.WriteString(", ")
		}
		if a == nil {
			b.WriteString("null")
		} else {
			b.WriteString(classOf(a).Name())
		}
	}
	b.WriteByte(')')
	return b.String()
}

// setAll sets properties from named arguments.
func (t *thread) setAll(v any, named *Map) error {
	o, _ := v.(*Object)
	if o != nil && o.meta == nil && !o.class.script.setProperty {
		if _, ok := o.native.(*Expando); !ok {
			o = nil
		}
	}
	for _, e := range named.ordered() {
		if e == nil {
			continue
		}
		k, err := t.toString(e.Key)
		if err != nil {
			return err
		}
		if o != nil {
			if err := t.setDeclared(o, k, e.Value); err != nil {
				return err
			}
			continue
		}
		if err := t.setProperty(v, k, e.Value); err != nil {
			return err
		}
	}
	return nil
}

// setDeclared sets a property past a setProperty of the class's own: named
// arguments go to what the class declares.
func (t *thread) setDeclared(o *Object, name string, v any) error {
	if x, ok := o.native.(*Expando); ok && o.class.findProperty(name) == nil {
		return t.missingProperty(o, name)
	} else if ok {
		o.native = nil
		defer func() { o.native = x }()
	}
	ok, err := t.setOwn(o, name, v)
	if ok || err != nil {
		return err
	}
	if ok, err := t.trySetMissing(o, name, v); ok || err != nil {
		return err
	}
	return t.missingProperty(o, name)
}

// initObject runs the constructor of class c on o that fits the arguments.
func (t *thread) initObject(o *Object, c *Class, args []any) error {
	ctors := c.members().ctors
	if len(ctors) > 0 {
		s := newMethodSet("<init>", ctors)
		m, err := s.pick(t, args)
		if err != nil {
			return err
		}
		if m != nil && len(args) == 0 && len(m.params) == 1 && !m.variadic {
			// new C() with only C(x): Groovy passes null.
			args = []any{nil}
		}
		if m != nil {
			_, err := t.callMethod(m, o, args)
			return err
		}
		if len(args) == 1 {
			if named, ok := args[0].(*Map); ok {
				if m, err := s.pick(t, nil); err == nil && m != nil && len(m.params) == 0 {
					if _, err := t.callMethod(m, o, nil); err != nil {
						return err
					}
					return t.setAll(o, named)
				}
			}
		}
		return t.noConstructor(c, args)
	}
	// The constructor that is there by itself.
	var named *Map
	superArgs := args
	if len(args) == 1 {
		if m, ok := args[0].(*Map); ok && !c.script.noMapCtor {
			named, superArgs = m, nil
		}
	}
	if len(superArgs) > 0 && !(c.script.anonymous && c.super != nil) {
		return t.noConstructor(c, args)
	}
	if c.script.anonymous {
		named, superArgs = nil, args
		// Its arguments go to a constructor; named ones set nothing.
		if sup := c.super; len(args) == 1 && sup.script != nil {
			if _, isMap := args[0].(*Map); isMap {
				m, err := newMethodSet("<init>", sup.members().ctors).pick(t, args)
				if err != nil {
					return err
				}
				if m == nil {
					return t.noConstructor(sup, args)
				}
			}
		}
	}
	if err := t.bareSuper(c); err != nil && len(superArgs) == 0 {
		return err
	}
	if err := t.initSuper(o, c, superArgs); err != nil {
		return err
	}
	if err := t.initFields(o, c); err != nil {
		return err
	}
	if named != nil {
		return t.setAll(o, named)
	}
	return nil
}

// bareSuper is the error of a class that calls no constructor of the class
// above it, which has none without parameters.
func (t *thread) bareSuper(c *Class) error {
	sup := c.super
	if sup == nil || sup.script == nil || c.script.anonymous {
		return nil
	}
	for _, m := range sup.tab.ctors {
		if m.fn == nil || len(m.params) == 0 || m.params[0].kind == kindArray || m.fn.params[0].def != nil {
			return nil
		}
	}
	if len(sup.tab.ctors) == 0 {
		return nil
	}
	return t.throw(classNoSuchMethodError, "%s: method 'void <init>()' not found", sup.name)
}

// initSuper runs the superclass's constructor.
func (t *thread) initSuper(o *Object, c *Class, args []any) error {
	sup := c.super
	switch {
	case sup == nil || sup == classObject || sup == classEnum || sup == classRecord || sup == classScript || sup == classGroovyObjectSupport:
		if len(args) > 0 {
			return t.noConstructor(classObject, args)
		}
		return nil
	case sup.script != nil:
		if err := t.enter(); err != nil {
			return err
		}
		defer t.exit()
		if err := t.initClass(sup); err != nil {
			return err
		}
		return t.initObject(o, sup, args)
	}
	if sup.kind == kindAbstract || sup.isInterface() {
		if len(args) == 0 {
			return nil
		}
	}
	v, err := t.construct(sup, args)
	if err != nil {
		return err
	}
	if e, ok := v.(*Throwable); ok {
		e.object = o
	}
	o.native = v
	if m, ok := v.(*Map); ok && m.mode == mapLinked {
		if s := o.class.findMethods("removeEldestEntry"); s != nil && s.all[0].class.script != nil {
			m.owner = o
		}
	}
	return nil
}

// initFields runs field initialisers and blocks of one class.
func (t *thread) initFields(o *Object, c *Class) error {
	for _, tr := range c.script.traits {
		if tr.script.init != nil {
			if _, err := t.run(tr.script.init, o, nil, o.up, nil); err != nil {
				return err
			}
		}
	}
	if c.script.init == nil {
		return nil
	}
	_, err := t.run(c.script.init, o, nil, o.up, nil)
	return err
}

// newThrowable makes an exception as its usual constructors do.
// typed says that a cast tells which one is meant.
func (t *thread) newThrowable(c *Class, args []any, typed bool) (any, error) {
	e := &Throwable{class: c}
	if err := t.alloc(throwSize); err != nil {
		return nil, err
	}
	switch len(args) {
	case 0:
		return e, nil
	case 1:
		switch x := args[0].(type) {
		case nil, string:
			if x == nil && !typed && takesCause(c) {
				return nil, t.throw(classGroovyRuntime, "Ambiguous method overloading for method %s#<init>.\nCannot resolve which constructor to invoke for [null] due to overlapping prototypes", c.Name())
			}
			e.message = x
			return e, nil
		case *GString:
			s, err := t.gtext(x)
			e.message = s
			return e, err
		}
		if cause := asThrowable(args[0]); cause != nil {
			s, err := t.describe(cause)
			e.message, e.cause = s, args[0]
			return e, err
		}
		if c == classAssertion {
			s, err := t.toString(args[0])
			e.message = s
			return e, err
		}
		if c == classIndexOutOfBounds || c == classArrayIndex || c == classStringIndex {
			if n, ok := args[0].(int32); ok {
				s, err := t.toString(n)
				e.message = map[*Class]string{classIndexOutOfBounds: "Index out of range: ", classArrayIndex: "Array index out of range: ", classStringIndex: "String index out of range: "}[c] + s
				return e, err
			}
		}
	case 2, 4:
		if args[0] == nil || isText(args[0]) {
			if args[1] == nil || asThrowable(args[1]) != nil {
				if args[0] != nil {
					s, err := t.toString(args[0])
					if err != nil {
						return nil, err
					}
					e.message = s
				}
				e.cause = args[1]
				return e, nil
			}
		}
	}
	return nil, t.noConstructor(c, args)
}

func isText(v any) bool {
	switch v.(type) {
	case string, *GString:
		return true
	}
	return false
}
