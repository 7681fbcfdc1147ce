package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// What a class has to keep to towards those it extends and implements.

// checkAbstract reports methods a class leaves without a body.
func (c *compiler) checkAbstract(k *Class, d *syntax.ClassDecl) {
	if k.kind == kindEnum {
		c.checkConstants(k, d)
	}
	c.checkBodies(k, d)
}

// checkBodies is checkAbstract for a class that begins at d.
func (c *compiler) checkBodies(k *Class, d syntax.Node) {
	if k.kind != kindClass && k.kind != kindEnum || k.script.isScript {
		return
	}
	for _, x := range k.ancestors().order {
		if x.script == nil {
			if name := requiredMethod(x); name != "" && len(k.script.delegates) == 0 && k.script.native == nil && !c.declares(k, name) {
				c.missingBody(k, d, requiredMethods[x])
				return
			}
			continue
		}
		if x == k {
			// An enum's own are those its constants have.
			continue
		}
		for _, m := range x.tab.order {
			if !m.abstract || m.static {
				continue
			}
			if !c.implements(k, m) {
				c.missingBody(k, d, signatureText(m, nil))
				return
			}
		}
	}
}

func (c *compiler) missingBody(k *Class, n syntax.Node, signature string) {
	c.errorAt(n, "Can't have an abstract method in a non-abstract class. The class '"+k.name+"' must be declared abstract or the method '"+
		signature+"' must be implemented.", "")
}

// requiredMethods are those that the usual interfaces of Java leave open.
var requiredMethods = map[*Class]string{
	classComparable: "int compareTo(java.lang.Object)",
	classComparator: "int compare(java.lang.Object, java.lang.Object)",
	classRunnable:   "void run()",
	classCallable:   "java.lang.Object call()",
	classIterable:   "java.util.Iterator iterator()",
	classIterator:   "java.lang.Object next()",
	classCloseable:  "void close()",
}

// requiredMethod is the name of the method an interface of Java leaves open.
func requiredMethod(x *Class) string {
	s := requiredMethods[x]
	if s == "" {
		return ""
	}
	s = s[strings.IndexByte(s, ' ')+1:]
	return s[:strings.IndexByte(s, '(')]
}

// declares tells whether a class of the script, or a trait of it, has the method.
func (c *compiler) declares(k *Class, name string) bool {
	for _, x := range k.ancestors().order {
		for _, m := range x.members().methods[name] {
			if x.script != nil && !m.abstract || x.script == nil && !x.isInterface() && x != classObject {
				return true
			}
		}
		if x.script == nil && !x.isInterface() && x != classObject && x != classGroovyObjectSupport && (x != classEnum || name == "compareTo") {
			// A class of Java's implements what it promises.
			return true
		}
	}
	return false
}

// implements tells whether k has a body for an abstract method.
func (c *compiler) implements(k *Class, m *method) bool {
	if k.script.delegates != nil {
		return true
	}
	for _, o := range k.findMethods(m.name).all {
		if !o.abstract && len(o.params) == len(m.params) && compatible(o, m) {
			return true
		}
	}
	return len(m.params) <= 1 && strings.HasPrefix(m.name, "get") && k.findField(decapitalize(m.name[3:])) != nil
}

// compatible tells whether o's parameters take what m's do; type variables make
// an exact comparison impossible.
func compatible(o, m *method) bool {
	for i, p := range m.params {
		q := o.params[i]
		if p == classObject || q == classObject || p == q || p.isSubclassOf(q) || q.isSubclassOf(p) {
			continue
		}
		return false
	}
	return true
}

// checkConstants wants a body in every constant for what the enum leaves open.
func (c *compiler) checkConstants(k *Class, d *syntax.ClassDecl) {
	for _, m := range k.tab.order {
		if !m.abstract || m.static {
			continue
		}
		for _, e := range d.Constants {
			has := false
			if e.Body != nil {
				for _, b := range e.Body.Members {
					if x, ok := b.(*syntax.MethodDecl); ok && x.Name == m.name && len(x.Params) == len(m.params) {
						has = true
					}
				}
			}
			if !has {
				c.errorAt(e, "The enum constant "+e.Name.Name+" must override abstract methods from "+k.name+".", "")
				return
			}
		}
	}
}

// checkOverrides looks at every method a class declares and at those it
// replaces: their result, how far they can be seen, final and @Override.
func (c *compiler) checkOverrides(k *Class) {
	for _, m := range k.tab.order {
		d := m.decl
		if d == nil || len(m.params) != len(d.Params) {
			continue
		}
		replaced := false
		for _, x := range k.ancestors().order {
			if x == k {
				continue
			}
			for _, o := range x.members().methods[m.name] {
				if len(o.params) == len(m.params) {
					replaced = true
				}
				if o.decl == nil || o.private || m.static || o.static || !o.sameParams(m) {
					continue
				}
				if c.checkOverride(k, x, m, o) {
					return
				}
			}
			if x.script == nil && x != classObject && x != classGroovyObject && x != classGroovyObjectSupport && x != classScript {
				// What the library does not have, Java's class may.
				replaced = true
			}
		}
		if !replaced && !m.static && hasAnnotation(d.Mods.Annotations, "Override") && !c.hasAccessor(k, m) {
			c.errorAt(d, "Method '"+m.name+"' from class '"+k.name+"' does not override method from its superclass or interfaces but is annotated with @Override.", "")
		}
	}
}

// hasAccessor tells whether a superclass has a property whose getter or setter m is.
func (c *compiler) hasAccessor(k *Class, m *method) bool {
	return k.super != nil && (k.super.host != nil || k.super.findMethods(m.name) != nil) || m.name == "getMetaClass" || m.name == "setMetaClass"
}

func hasAnnotation(list []*syntax.Annotation, name string) bool {
	for _, a := range list {
		if shortName(a) == name {
			return true
		}
	}
	return false
}

// checkOverride reports what m may not do to o of class x; it tells whether it did.
func (c *compiler) checkOverride(k, x *Class, m, o *method) bool {
	was, is := o.decl.Mods, m.decl.Mods
	switch {
	case was.Has(syntax.ModFinal):
		c.errorAt(m.decl, "You are not allowed to override the final method "+m.name+parameterText(m)+" from class '"+x.name+"'.", "")
		return true
	case x.isInterface() && (is.Has(syntax.ModPrivate) || is.Has(syntax.ModProtected)):
		c.errorAt(m.decl, "The method "+m.name+" should be public as it implements the corresponding method from interface "+x.name, "")
		return true
	case !was.Has(syntax.ModProtected) && is.Has(syntax.ModProtected), is.Has(syntax.ModPrivate):
		access := "public"
		if was.Has(syntax.ModProtected) {
			access = "protected"
		}
		c.errorAt(m.decl, m.name+parameterText(m)+" in "+k.name+" cannot override "+m.name+" in "+x.name+"; attempting to assign weaker access privileges; was "+access, "")
		return true
	}
	have, ok := c.resultOf(k, m)
	want, known := c.resultOf(x, o)
	if !ok || !known || have == want {
		return false
	}
	if have.kind != kindPrimitive && want.kind != kindPrimitive && have.isSubclassOf(want) {
		return false
	}
	c.errorAt(m.decl, "The return type of "+have.readable()+" "+m.name+parameterText(m)+" in "+k.name+" is incompatible with "+want.readable()+" in "+x.name, "")
	return true
}

// resultOf gives what a method declares to give, if that is no type variable.
func (c *compiler) resultOf(k *Class, m *method) (*Class, bool) {
	t := m.decl.Return
	if t == nil || t.Name == "def" || t.Name == "var" {
		return classObject, true
	}
	for _, p := range m.decl.TypeParams {
		if p.Name.Name == t.Name {
			return nil, false
		}
	}
	if d := k.script.decl; d != nil {
		for _, p := range d.TypeParams {
			if p.Name.Name == t.Name {
				return nil, false
			}
		}
	}
	if t.Name == "void" {
		return classVoid, true
	}
	var r *Class
	c.within(k, func() { r = c.typ(t) })
	if r == nil {
		r = classObject
	}
	return r, true
}

func parameterText(m *method) string { return strings.TrimPrefix(m.signature(), m.name) }
