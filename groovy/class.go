package groovy

import (
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A Class is a class as scripts see it: one of Java's or Groovy's that this
// package knows, one the host declared, or one that a script declares. A Class
// never changes once it is built and is shared by all runs; what a run may
// change (static fields, the metaclass) is kept by the run.
type Class struct {
	name   string // Java's full name; "[I" style for arrays is made by Name
	super  *Class // nil for Object, interfaces and primitives
	ifaces []*Class
	kind   classKind
	elem   *Class // of an array
	box    *Class // of a primitive: its wrapper

	script *scriptClass // what a script declared; nil for all others
	host   *HostClass   // what the host declared; nil for all others
	code   *function    // of a closure's class: the closure

	once sync.Once
	tab  *tables // own members, see members

	ancestry atomic.Pointer[ancestry]
	found    atomic.Pointer[map[string]*methodSet] // by name, grows by copying
	foundSt  atomic.Pointer[map[string]*methodSet] // statics
	props    atomic.Pointer[map[string]*property]
	mu       sync.Mutex // guards growth of the caches above
	arrayOf  atomic.Pointer[Class]
}

type classKind uint8

const (
	kindClass classKind = iota
	kindAbstract
	kindInterface
	kindPrimitive
	kindArray
	kindEnum
	kindTrait
)

// tables are the members a class declares itself.
type tables struct {
	ctors   []*method
	methods map[string][]*method
	statics map[string][]*method
	fields  map[string]func(t *thread) (any, error) // static constants of built-in classes
	order   []*method                               // methods and statics as declared
}

// ancestry is the class and all it extends and implements, nearest first,
// Object last.
type ancestry struct {
	order []*Class
	set   map[*Class]int // position in order
}

// Name is the full name as Java's Class.getName gives it.
func (c *Class) Name() string {
	if c.kind != kindArray {
		return c.name
	}
	e := c.elem
	switch {
	case e.kind == kindArray:
		return "[" + e.Name()
	case e.kind == kindPrimitive:
		return "[" + primitiveCode(e)
	}
	return "[L" + e.name + ";"
}

// readable is the name with brackets for arrays, as in the texts of errors.
func (c *Class) readable() string {
	if c.kind == kindArray {
		return c.elem.readable() + "[]"
	}
	return c.name
}

func primitiveCode(c *Class) string {
	switch c {
	case classIntP:
		return "I"
	case classLongP:
		return "J"
	case classDoubleP:
		return "D"
	case classFloatP:
		return "F"
	case classByteP:
		return "B"
	case classShortP:
		return "S"
	case classCharP:
		return "C"
	}
	return "Z"
}

// simpleName is the name without package and outer classes.
func (c *Class) simpleName() string {
	if c.kind == kindArray {
		return c.elem.simpleName() + "[]"
	}
	n := c.name
	if i := strings.LastIndexByte(n, '.'); i >= 0 {
		n = n[i+1:]
	}
	if c.script != nil && c.script.anonymous {
		return ""
	}
	if i := strings.LastIndexByte(n, '$'); i >= 0 && i+1 < len(n) && (c.script == nil || c.script.outer != nil) {
		n = n[i+1:]
	}
	return n
}

func (c *Class) packageName() string {
	if i := strings.LastIndexByte(c.name, '.'); i >= 0 && c.kind != kindArray {
		return c.name[:i]
	}
	return ""
}

func (c *Class) isInterface() bool { return c.kind == kindInterface || c.kind == kindTrait }

// arrayClass is the class of arrays of c.
func (c *Class) arrayClass() *Class {
	if a := c.arrayOf.Load(); a != nil {
		return a
	}
	a := &Class{name: c.name + "[]", super: classObject, kind: kindArray, elem: c,
		ifaces: []*Class{classCloneable, classSerializable}}
	if !c.arrayOf.CompareAndSwap(nil, a) {
		return c.arrayOf.Load()
	}
	return a
}

// ancestors returns c's ancestry, computed once.
func (c *Class) ancestors() *ancestry {
	if a := c.ancestry.Load(); a != nil {
		return a
	}
	a := &ancestry{set: map[*Class]int{}}
	traits, ifaces := map[*Class]bool{}, map[*Class]bool{}
	add := func(k *Class) {
		if _, ok := a.set[k]; !ok {
			a.set[k] = len(a.order)
			a.order = append(a.order, k)
		}
	}
	for k := c; k != nil; k = k.super {
		if k == classObject {
			break
		}
		add(k)
		// A trait's methods are as if woven into the class that names it, the
		// last named first; a plain interface comes after all superclasses.
		for i := len(k.ifaces) - 1; i >= 0; i-- {
			if k.ifaces[i].kind == kindTrait {
				addTrait(k.ifaces[i], traits, add)
			}
		}
	}
	for k := c; k != nil; k = k.super {
		for _, i := range k.ifaces {
			addInterface(i, ifaces, add)
		}
	}
	if c.kind == kindArray && c.elem.kind != kindPrimitive && c != classObjectArray {
		add(classObjectArray)
	}
	if c.kind != kindPrimitive {
		add(classObject)
	}
	c.ancestry.Store(a)
	return a
}

// addTrait adds a trait and those it extends. It passes by what it has seen: the
// ways through twenty pairs of types that extend both of the pair before are a
// million.
func addTrait(c *Class, seen map[*Class]bool, add func(*Class)) {
	if seen[c] {
		return
	}
	seen[c] = true
	add(c)
	if c.super != nil && c.super.kind == kindTrait {
		addTrait(c.super, seen, add)
	}
	for i := len(c.ifaces) - 1; i >= 0; i-- {
		if c.ifaces[i].kind == kindTrait {
			addTrait(c.ifaces[i], seen, add)
		}
	}
}

func addInterface(c *Class, seen map[*Class]bool, add func(*Class)) {
	if seen[c] {
		return
	}
	seen[c] = true
	add(c)
	for _, i := range c.ifaces {
		addInterface(i, seen, add)
	}
	if c.super != nil {
		addInterface(c.super, seen, add)
	}
}

// isSubclassOf tells whether a value of class c is also one of class k.
func (c *Class) isSubclassOf(k *Class) bool {
	if c == k || k == classObject {
		return true
	}
	if c.kind == kindArray && k.kind == kindArray {
		return c.elem.kind != kindPrimitive && k.elem.kind != kindPrimitive && c.elem.isSubclassOf(k.elem)
	}
	_, ok := c.ancestors().set[k]
	return ok
}

// members are the members c declares itself, built when first asked for.
func (c *Class) members() *tables {
	c.once.Do(func() {
		if c.tab == nil {
			c.tab = buildTables(c)
		}
	})
	return c.tab
}

// ---- looking up ------------------------------------------------------------

// A methodSet is all methods of one name that a class has or inherits, those
// that others override left out.
type methodSet struct {
	name  string
	owner *Class // whose methods they are, nil if that is not known
	all   []*method
	exact bool // they are just the overloads that the real one has: all of them are of scripts, or of Math
	// only[n] is the one method that can take n arguments, if there is only one.
	only [4]*method
}

// findMethods gives the instance methods of that name, nil if there are none.
func (c *Class) findMethods(name string) *methodSet {
	return c.cached(&c.found, name, false)
}

// findStatics gives the static methods of that name, nil if there are none.
func (c *Class) findStatics(name string) *methodSet {
	return c.cached(&c.foundSt, name, true)
}

// Classes outlive the run, and names come from scripts, so what is remembered of
// a class ends somewhere: with names that are longer than any that people give,
// and for those that the class does not have, with more than the some 200 that a
// class of the library has. Those that it has are remembered whatever other
// scripts have asked for.
const (
	longName  = 128
	mostNames = 1000
	// endlessName is longer than names of the JVM can be: nothing has one.
	endlessName = 1<<16 - 1
)

func (c *Class) cached(at *atomic.Pointer[map[string]*methodSet], name string, static bool) *methodSet {
	if m := at.Load(); m != nil {
		if s, ok := (*m)[name]; ok {
			return s
		}
	}
	if len(name) > endlessName {
		return nil
	}
	s := c.gather(name, static)
	if s != nil {
		s.owner = c
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	old := at.Load()
	if old != nil && len(*old) >= mostNames && s == nil || len(name) > longName {
		return s
	}
	grown := make(map[string]*methodSet, 8)
	if old != nil {
		for k, v := range *old {
			grown[k] = v
		}
	}
	grown[strings.Clone(name)] = s // the name may be part of a large text
	at.Store(&grown)
	return s
}

func (c *Class) gather(name string, static bool) *methodSet {
	var all []*method
	for _, k := range c.methodOrder() {
		t := k.members()
		own := t.methods[name]
		if k == classObjectArray || k == classIterable {
			own = ofPrimitiveArray(c, own)
		}
		if static {
			own = t.statics[name]
			if k != c && k.isInterface() && k.kind != kindTrait {
				continue
			}
		}
	next:
		for _, m := range own {
			if !static && c.hides(k, m.private) {
				continue
			}
			for i, have := range all {
				if have.sameParams(m) {
					if have.abstract && !m.abstract {
						// What a trait asks for another one may have.
						all[i] = m
					}
					continue next
				}
			}
			all = append(all, m)
		}
	}
	if len(all) == 0 {
		return nil
	}
	return newMethodSet(name, all)
}

// methodOrder is where methods are looked for: arrays have what every Iterable
// has, although they are none.
func (c *Class) methodOrder() []*Class {
	order := c.ancestors().order
	if c.kind != kindArray {
		return order
	}
	if order[len(order)-1] == classObject {
		order = order[:len(order)-1]
	}
	return append(order[:len(order):len(order)], classObjectArray, classIterable, classObject)
}

// What arrays of a primitive type have of what other arrays and collections
// do, beside what every object has: Groovy 2.4 has not even sort for them.
var primitiveArrayMethods = map[string][]int{
	"contains": {1}, "count": {1}, "flatten": {0}, "join": {0, 1}, "size": {0}, "sum": {0, 1}, "swap": {2}, "toList": {0}, "toSet": {0},
	"getAt": {1}, "putAt": {2}, "equals": {1}, "asType": {1}, "any": {0, 1}, "asBoolean": {0}, "collect": {0, 1, 2}, "each": {1}, "eachWithIndex": {1},
	"every": {0, 1}, "find": {0, 1}, "findAll": {0, 1}, "findIndexOf": {1, 2}, "findIndexValues": {1, 2}, "findLastIndexOf": {1, 2},
	"findResult": {1, 2}, "grep": {0, 1}, "inject": {1, 2}, "isCase": {1}, "iterator": {0}, "split": {1},
}

// ofPrimitiveArray gives those of the methods that an array of a primitive
// type has; other classes have all of them.
func ofPrimitiveArray(c *Class, own []*method) []*method {
	if c.kind != kindArray || c.elem.kind != kindPrimitive || len(own) == 0 {
		return own
	}
	var out []*method
	for _, m := range own {
		if slices.Contains(primitiveArrayMethods[m.name], len(m.params)) && !(m.name == "sum" && slices.Contains(m.params, classClosure)) {
			out = append(out, m)
		}
	}
	return out
}

func newMethodSet(name string, all []*method) *methodSet {
	s := &methodSet{name: name, all: all, exact: true}
	for _, m := range all {
		s.exact = s.exact && (m.fn != nil || m.class == classMath)
	}
	for n := range s.only {
		var one *method
		count := 0
		for _, m := range all {
			if m.takes(n) {
				one = m
				count++
			}
		}
		if n == 0 && len(all) > 1 && one != nil && len(one.params) > 0 {
			continue // m(x) called as m() gets a null only where there is no other m
		}
		if count == 1 && !one.variadic {
			s.only[n] = one
		}
	}
	return s
}

// A method is something that can be called with a receiver and arguments:
// written in Go or in the script.
type method struct {
	name     string
	class    *Class
	params   []*Class
	variadic bool // the last parameter takes any number, params' last is the array
	static   bool
	abstract bool
	private  bool
	void     bool
	light    bool   // takes as long for a long text as for a short one
	typed    bool   // some parameter is not Object, so arguments have to be looked at
	ret      *Class // of a script's method without body: what it gives; nil for Object and for nothing

	native native             // one of these two
	fn     *function          // compiled from the script
	decl   *syntax.MethodDecl // where it is declared, if it is
	given  []int              // for fn: which of its parameters the arguments fill; nil for the first len(params)
}

// native is the Go side of a method. The slice of arguments is only lent: what
// is kept has to be copied. Arguments have the types that the signature names.
type native func(t *thread, self any, a []any) (any, error)

func (m *method) takes(n int) bool {
	if m.variadic {
		return n >= len(m.params)-1
	}
	if n == len(m.params) {
		return true
	}
	// m(x) called as m() gets a null, if x can be null.
	return n == 0 && len(m.params) == 1 && m.params[0].kind != kindPrimitive && m.fn != nil
}

func (m *method) sameParams(o *method) bool {
	if len(m.params) != len(o.params) || m.variadic != o.variadic {
		return false
	}
	for i, p := range m.params {
		if p != o.params[i] {
			return false
		}
	}
	return true
}

// signature is "name(java.lang.String, int)".
func (m *method) signature() string {
	var b strings.Builder
	b.WriteString(m.name)
	b.WriteByte('(')
	for i, p := range m.params {
		if i > 0 {
			b.WriteString(", ")
		}
		b.WriteString(p.Name())
	}
	b.WriteByte(')')
	return b.String()
}
