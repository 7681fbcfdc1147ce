package groovy

import (
	"slices"

	"math/big"

	"github.com/entwine-sync/entwine/groovy/internal/number"
	"github.com/entwine-sync/entwine/groovy/syntax"
)

// cast is what an assignment to a typed variable, a (T) x and a return from a
// typed method do.
func (t *thread) cast(v any, c *Class) (any, error) {
	if c == nil || c == classObject {
		return v, nil
	}
	if v == nil {
		if c.kind == kindPrimitive {
			if c == classBooleanP {
				return false, nil
			}
			if c == classVoid {
				return nil, nil
			}
			return nil, t.throw(classGroovyCast, "Cannot cast object 'null' with class 'null' to class '%s'. Try '%s' instead", c.name, c.box.name)
		}
		if c == classBoolean {
			return nil, nil
		}
		return nil, nil
	}
	k := classOf(v)
	if k == c || k == c.box {
		return v, nil
	}
	switch c {
	case classString:
		switch x := v.(type) {
		case *Array:
			if x.class.elem == classCharP {
				return t.show(v, styleFormat)
			}
		case JSONSource:
			// A text that was read already says itself what stands for it.
			if x, ok := x.(Coercer); ok {
				if r, ok, err := x.Coerce(t.host(), c.name); ok || err != nil {
					return FromGo(r), t.fromHost(err)
				}
			}
		}
		return t.format(v)
	case classBooleanP, classBoolean:
		return t.truth(v)
	case classCharP, classCharacter:
		switch x := v.(type) {
		case string, *GString:
			s, err := t.toString(x)
			if err != nil {
				return nil, err
			}
			if strLen(s) == 1 {
				return Char(charAt(s, 0)), nil
			}
		default:
			if isNumeric(v) {
				return Char(number.Int32(v)), nil
			}
		}
		s, err := t.javaToString(v)
		if err != nil {
			return nil, err
		}
		if strLen(s) == 1 {
			return Char(charAt(s, 0)), nil
		}
		return nil, t.cannotCast(s, classCharP)
	case classClass:
		if s, ok := t.textOf(v); ok {
			if k := t.classByName(s); k != nil {
				return k, nil
			}
		}
		return nil, t.cannotCast(v, c)
	}
	if n := numberRank(unboxed(c)); n > 0 {
		return t.castNumber(v, c)
	}
	if k.isSubclassOf(c) {
		return v, nil
	}
	return t.castOther(v, c)
}

func unboxed(c *Class) *Class {
	if c.kind == kindPrimitive && c.box != nil {
		return c.box
	}
	return c
}

// castNumber converts to one of the number classes, cutting off what does not fit.
func (t *thread) castNumber(v any, c *Class) (any, error) {
	switch x := v.(type) {
	case Char:
		v = int32(x)
	case string, *GString:
		s, err := t.toString(x)
		if err != nil {
			return nil, err
		}
		if strLen(s) != 1 {
			return nil, t.cannotCast(v, c)
		}
		v = int32(charAt(s, 0))
	}
	if !isNumeric(v) {
		if _, ok := v.(Coercer); ok {
			return t.castOther(v, c)
		}
		return nil, t.cannotCast(v, c)
	}
	if c == classBigDecimal {
		switch x := v.(type) {
		case float64:
			return t.num(number.DecimalFromFloat(x))
		case float32:
			return t.num(number.DecimalFromFloat(float64(x)))
		}
	}
	return t.convertNumber(v, unboxed(c))
}

func (t *thread) convertNumber(v any, c *Class) (any, error) {
	switch c {
	case classInteger:
		return boxInt(number.Int32(v)), nil
	case classLong:
		return number.Int64(v), nil
	case classShort:
		return int16(number.Int32(v)), nil
	case classByte:
		return int8(number.Int32(v)), nil
	case classDouble:
		return number.Float64(v), nil
	case classFloat:
		return number.Float32(v), nil
	case classBigInteger:
		r, err := number.ToBig(&t.number, v)
		if err != nil {
			return nil, t.numberError(err)
		}
		return r, nil
	case classBigDecimal:
		r, err := number.ToDecimal(v)
		if err != nil {
			return nil, t.numberError(err)
		}
		return r, nil
	}
	return nil, t.cannotCast(v, c)
}

// castOther is the casts that make something of something else: a list of
// constructor arguments, a collection of another, a closure an interface.
func (t *thread) castOther(v any, c *Class) (any, error) {
	// A map is cast to a class by its properties, which may hold the map.
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	switch x := v.(type) {
	case *Closure:
		if c.kind == kindTrait {
			return t.closureAsTrait(x, c)
		}
		if c.kind == kindInterface && isFunctional(c) {
			return &Proxy{class: c, cl: x}, nil
		}
		if c.script != nil && c.kind == kindAbstract && abstractMethods(c) == 1 {
			return t.closureAsClass(x, c)
		}
	case *Proxy:
		if x.cl != nil && c == classClosure {
			return x.cl, nil
		}
	case Coercer:
		if r, ok, err := x.Coerce(t.host(), c.name); ok || err != nil {
			return FromGo(r), t.fromHost(err)
		}
	}
	if c.kind == kindArray {
		items, err := t.elementsOf(v)
		if err != nil {
			return nil, err
		}
		return t.toArray(items, c, t.cast)
	}
	if c.isEnum() {
		if s, ok := t.textOf(v); ok {
			return t.enumValueOf(c, s)
		}
	}
	if items, ok := t.collectionItems(v); ok {
		if _, array := v.(*Array); !array && c.kind == kindInterface && c != classSet || c == classSortedSet {
			return nil, t.cannotConstruct(v, c, items) // an assignment makes only sets of collections
		}
		switch c {
		case classTreeSet, classArrayDeque, classPriorityQueue:
			r, err := t.asCollection(items, c)
			if ex := thrownBy(err); ex != nil && !ex.closed && ex.class.isSubclassOf(classException) {
				return nil, t.cannotConstruct(v, c, items) // what they do not take is looked for as arguments
			}
			return r, err
		case classSet, classLinkedHashSet, classHashSet, classSortedSet, classList, classArrayList, classLinkedList, classCollection, classIterable,
			classStack, classVector, classQueue, classDeque:
			return t.asCollection(items, c)
		}
		if l, ok := nativeOf(v).(*List); ok && l.class != classArrayDeque {
			if c.isInterface() || c.kind == kindAbstract {
				return nil, t.cannotConstruct(v, c, items)
			}
			return t.constructFrom(v, c, items)
		}
	}
	if m, ok := v.(*Map); ok {
		switch c {
		case classHashMap, classLinkedHashMap, classTreeMap, classSortedMap, classNavigableMap, classConcurrentHashMap, classHashtable, classIdentityHashMap, classWeakHashMap:
			return t.asMap(m, c)
		}
		if c.script != nil && !c.isInterface() && c.kind != kindAbstract && c.kind != kindEnum {
			r, err := t.construct(c, []any{m})
			return r, t.dueTo(err, v, c)
		}
		if c.script == nil && len(c.members().ctors) > 0 && !c.isInterface() {
			return t.construct(c, []any{m})
		}
		if c.isInterface() {
			return nil, t.cannotConstruct(v, c, []any{m})
		}
	}
	return nil, t.cannotCast(v, c)
}

func (t *thread) cannotCast(v any, c *Class) error {
	s, err := t.javaToString(v)
	if err != nil {
		return err
	}
	return t.throw(classGroovyCast, "Cannot cast object '%s' with class '%s' to class '%s'", s, classOf(v).Name(), c.Name())
}

// asType is x as T.
func (t *thread) asType(v any, c *Class) (any, error) {
	if v == "" && (c == classCharP || c == classCharacter) {
		return nil, t.throw(classStringIndex, "String index out of range: 0")
	}
	if v == nil || c == classObject {
		if c.kind == kindPrimitive && v == nil {
			return t.cast(v, c)
		}
		return v, nil
	}
	if o, ok := v.(*Object); ok && (o.class.hasHook("asType") || t.dynamic) {
		if s := o.class.findMethods("asType"); s != nil && (o.class.hasHook("asType") || t.redefined(o, "asType")) {
			r, err := t.invoke(v, "asType", c)
			if err == nil && r != nil && c.kind != kindPrimitive && !instanceOf(r, c) {
				return nil, t.throw(classClassCast, "class %s cannot be cast to class %s", classOf(r).name, c.name)
			}
			return r, err
		}
	}
	k := classOf(v)
	if k == c || k == c.box && c.box != nil {
		return v, nil
	}
	if k.isSubclassOf(c) && c.kind != kindArray {
		return v, nil
	}
	if c.kind == kindArray {
		switch nativeOf(v).(type) {
		case *List, *Set, *View, *Range:
			items, err := t.slice(v)
			if err != nil {
				return nil, err
			}
			return t.toArray(items, c, t.asElement)
		}
		return t.cast(v, c)
	}
	switch c {
	case classList, classCollection, classIterable, classSet, classSortedSet, classQueue, classDeque:
		if items, ok := t.collectionItems(v); ok {
			if a, ok := v.(*Array); ok && c == classSet && a.class.elem.kind != kindPrimitive {
				return t.hashSetOf(items) // as split gives it; an assignment keeps the order
			}
			return t.asCollection(items, c) // where an assignment makes only sets
		}
	}
	switch c {
	case classString:
		return t.cast(v, c)
	}
	if c.kind == kindTrait && c.script != nil {
		return t.asTrait(v, c)
	}
	switch x := v.(type) {
	case string:
		return t.stringAs(x, c)
	case *GString:
		s, err := t.gtext(x)
		if err != nil {
			return nil, err
		}
		if c == classCharSequence {
			return v, nil
		}
		return t.stringAs(s, c)
	case *StringBuilder:
		s, err := t.toString(x)
		if err != nil {
			return nil, err
		}
		return t.stringAs(s, c)
	case *Closure:
		if c.kind == kindInterface {
			return &Proxy{class: c, cl: x}, nil
		}
		if c.script != nil && !c.isInterface() {
			return t.closureAsClass(x, c)
		}
	case *Map:
		if c.kind == kindInterface {
			if !classLinkedHashMap.isSubclassOf(c) {
				return t.mapAs(x, c)
			}
		}
		if c.script != nil && c.kind == kindAbstract {
			return t.mapAs(x, c)
		}
		if c.script != nil && c.kind == kindClass {
			r, err := t.cast(v, c)
			if ex := thrownBy(err); ex != nil && ex.class.isSubclassOf(classException) {
				// What has no such properties may be made of its methods.
				if d := c.script.decl; d != nil && d.Mods.Has(syntax.ModFinal) {
					return nil, t.throw(classGroovyCast, "Cannot coerce a map to class %s because it is a final class", c.Name())
				}
				made, err2 := t.mapAs(x, c)
				switch ex2 := thrownBy(err2); {
				case ex2 != nil && ex2.class.isSubclassOf(classException):
					return nil, t.throw(classGroovyCast, "Error casting map to %s, Reason: null", c.Name())
				case err2 == nil && ex.class != classGroovyCast && !noConstructorFor(ex, c):
					return nil, err // a setter's own
				}
				r, err = made, err2
			}
			return r, err
		}
		switch unboxed(c) {
		case classInteger, classLong, classShort, classByte, classDouble, classFloat, classCharacter:
			return nil, t.throw(classGroovyCast, "Cannot coerce a map to class %s because it is a final class", c.Name())
		}
	case *Range:
		if c == classIntRange {
			return v, nil
		}
	case float64, float32:
		if c == classBigDecimal {
			return t.convertNumber(v, c) // by its text, where a cast takes the very number
		}
	}
	return t.cast(v, c)
}

// stringAs is 'text' as T, which parses where a cast would not.
func (t *thread) stringAs(s string, c *Class) (any, error) {
	switch unboxed(c) {
	case classInteger, classLong, classShort, classByte, classDouble, classFloat, classBigInteger, classBigDecimal:
		return t.parseNumber(s, unboxed(c))
	case classCharacter:
		if strLen(s) == 0 {
			return nil, t.cannotCast(s, c)
		}
		return Char(charAt(s, 0)), nil
	case classBoolean:
		return s != "", nil
	case classList, classArrayList, classCollection, classIterable, classLinkedList, classSet, classLinkedHashSet, classHashSet, classTreeSet, classSortedSet:
		items, err := t.slice(s)
		if err != nil {
			return nil, err
		}
		return t.asCollection(items, c)
	case classClass:
		if k := t.classByName(s); k != nil {
			return k, nil
		}
		return nil, t.throw(classClassNotFound, "%s", s)
	}
	return t.cast(s, c)
}

// parseNumber is 'text'.toInteger() and its like.
func (t *thread) parseNumber(s string, c *Class) (any, error) {
	trimmed := trimJava(s)
	var v any
	var err error
	switch c {
	case classInteger:
		var n int32
		n, err = number.ParseInt(trimmed, 10)
		v = boxInt(n)
	case classLong:
		v, err = number.ParseLong(trimmed, 10)
	case classShort:
		v, err = number.ParseShort(trimmed, 10)
	case classByte:
		v, err = number.ParseByte(trimmed, 10)
	case classDouble:
		v, err = number.ParseDouble(trimmed)
	case classFloat:
		v, err = number.ParseFloat(trimmed)
	case classBigInteger:
		var b *big.Int
		b, err = number.ParseBig(&t.number, trimmed, 10)
		v = b
	default:
		var d *number.Decimal
		d, err = number.ParseDecimal(&t.number, trimmed)
		v = d
	}
	if err != nil {
		return nil, t.numberError(err)
	}
	return v, t.charge(len(s) / 16)
}

// trimJava is String.trim: all up to the blank goes.
func trimJava(s string) string {
	i, j := 0, len(s)
	for i < j && s[i] <= ' ' {
		i++
	}
	for j > i && s[j-1] <= ' ' {
		j--
	}
	return s[i:j]
}

// elementsOf is what becomes of a value that is made an array: the elements of
// a collection or map, the letters of a text, the values of an enum, and of
// anything else an array of one.
func (t *thread) elementsOf(v any) ([]any, error) {
	switch x := nativeOf(v).(type) {
	case *List, *Set, *View, *Range, *Array, *Map, string, *GString:
		return t.slice(x)
	case *StringBuilder:
		s, err := t.toString(x)
		if err != nil {
			return nil, err
		}
		return t.slice(s)
	case *Class:
		if x.isEnum() {
			return t.enumValues(x)
		}
	}
	return []any{v}, nil
}

// toArray makes an array of values, each turned into an element by convert.
func (t *thread) toArray(items []any, c *Class, convert func(any, *Class) (any, error)) (any, error) {
	out := make([]any, len(items))
	for i, e := range items {
		if err := t.charge(1); err != nil {
			return nil, err
		}
		v, err := convert(e, c.elem)
		if err != nil {
			return nil, err
		}
		out[i] = v
	}
	return &Array{class: c, items: out}, t.alloc(16 * len(out))
}

// asElement is an element of a collection that is made an array by as, which
// goes through as for each of them.
func (t *thread) asElement(e any, c *Class) (any, error) {
	if e == nil && c.kind == kindPrimitive {
		return nil, t.throw(classNullPointer, "null has no value of type %s", c.name)
	}
	return t.asType(e, c)
}

// collectionItems gives the elements of any collection of Java's, in a slice
// that must not be changed.
func (t *thread) collectionItems(v any) ([]any, bool) {
	switch x := nativeOf(v).(type) {
	case *List:
		return x.items, true
	case *Set, *View, *Range:
		s, err := t.slice(x)
		return s, err == nil
	case *Array:
		return x.items, true
	}
	return nil, false
}

// asCollection makes a new collection of the class, or of the usual one for
// an interface.
func (t *thread) asCollection(items []any, c *Class) (any, error) {
	switch c {
	case classSet, classLinkedHashSet:
		return t.setOf(classLinkedHashSet, items)
	case classHashSet:
		return t.hashSetOf(items)
	case classTreeSet, classSortedSet:
		return t.setOf(classTreeSet, items)
	case classQueue, classLinkedList, classDeque:
		c = classLinkedList
	case classArrayDeque:
		if slices.Contains(items, nil) {
			return nil, t.throw(classNullPointer, "")
		}
	case classStack, classVector, classArrayList:
	case classPriorityQueue:
		l := listOf(c, nil)
		for _, v := range items {
			if err := l.add(t, v); err != nil {
				return nil, err
			}
		}
		return l, nil
	default:
		c = classArrayList
	}
	if err := t.alloc(16 * len(items)); err != nil {
		return nil, err
	}
	return listOf(c, append(make([]any, 0, len(items)), items...)), nil
}

func (t *thread) setOf(c *Class, items []any) (*Set, error) {
	s := newSet(c)
	return s, t.addAll(s, items)
}

func (t *thread) addAll(s *Set, items []any) error {
	for _, v := range items {
		if err := t.charge(1); err != nil {
			return err
		}
		if _, err := s.add(t, v); err != nil {
			return err
		}
	}
	return nil
}

func (t *thread) asMap(m *Map, c *Class) (any, error) {
	switch c {
	case classSortedMap, classNavigableMap:
		c = classTreeMap
	}
	out := newHashMap(c)
	return out, t.putAll(out, m)
}

func (t *thread) putAll(to, from *Map) error {
	to.reserve(from.Len())
	for _, e := range from.ordered() {
		if e == nil {
			continue
		}
		if err := t.charge(1); err != nil {
			return err
		}
		if _, err := to.put(t, e.Key, e.Value); err != nil {
			return err
		}
	}
	return nil
}

// mapAs is [m: {...}] as T: an object of that interface or class whose methods
// the map's closures are.
func (t *thread) mapAs(m *Map, c *Class) (any, error) {
	if c.isInterface() {
		return &Proxy{class: c, m: m}, nil
	}
	return t.overriding(c, m, nil)
}

func (t *thread) closureAsClass(f *Closure, c *Class) (any, error) {
	return t.overriding(c, nil, f)
}

// overriding makes an instance of a class some methods of which are closures:
// its own metaclass has them.
func (t *thread) overriding(c *Class, m *Map, f *Closure) (any, error) {
	o := &Object{class: c, fields: append([]any(nil), c.script.zero...)}
	if err := t.initClass(c); err != nil {
		return nil, err
	}
	if err := t.initObject(o, c, nil); err != nil {
		return nil, err
	}
	if m != nil {
		return o, t.overrideFromMap(o, m)
	}
	t.overrideAbstract(o, f)
	return o, nil
}

// overrideFromMap gives an object methods of its own: the closures of a map.
func (t *thread) overrideFromMap(o *Object, m *Map) error {
	t.dynamic = true
	mc := t.metaOfObject(o)
	for _, e := range m.ordered() {
		if e == nil {
			continue
		}
		if cl, ok := e.Value.(*Closure); ok {
			name, err := t.toString(e.Key)
			if err != nil {
				return err
			}
			mc.addPlain(name, cl)
		}
	}
	return nil
}

// overrideAbstract lets a closure stand for all methods without a body.
func (t *thread) overrideAbstract(o *Object, f *Closure) {
	t.dynamic = true
	mc := t.metaOfObject(o)
	for _, k := range o.class.ancestors().order {
		for _, am := range k.members().order {
			if am.abstract {
				mc.addPlain(am.name, f)
			}
		}
	}
}

// enumValueOf is E.valueOf(name).
func (t *thread) enumValueOf(c *Class, name string) (any, error) {
	vals, err := t.enumValues(c)
	if err != nil {
		return nil, err
	}
	for _, v := range vals {
		s, err := t.constantName(v)
		if err != nil {
			return nil, err
		}
		if s == name {
			return v, nil
		}
	}
	return nil, t.throw(classIllegalArgument, "No enum constant %s.%s", javaName(enumClass(c).name), name)
}

// javaName writes a nested class's name with dots.
func javaName(n string) string {
	b := []byte(n)
	for i, c := range b {
		if c == '$' {
			b[i] = '.'
		}
	}
	return string(b)
}
