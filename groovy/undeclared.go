package groovy

import "strings"

// undeclared wraps a checked exception that leaves a closure or map made an
// interface of Java's whose method declares none: Java's proxies let nothing
// else through. Exceptions a host threw stay what they are.
func (t *thread) undeclared(err error) error {
	ex := thrownBy(err)
	if ex == nil || ex.host != nil || ex.class.isSubclassOf(classRuntimeException) || ex.class.isSubclassOf(classError) {
		return err
	}
	wrapped := t.throw(classUndeclaredThrowable, "")
	thrownBy(wrapped).cause = ex.value()
	return wrapped
}

// declares tells whether a method of a built-in functional interface declares
// exceptions.
func declares(method string) bool { return method == "call" || method == "close" }

// mayThrow tells whether one of a script's interfaces declares the exception
// for a method of that name.
func mayThrow(c *Class, name string, err error) bool {
	ex := thrownBy(err)
	s := c.findMethods(name)
	if ex == nil || s == nil {
		return true
	}
	for _, m := range s.all {
		if m.decl == nil {
			continue
		}
		for _, d := range m.decl.Throws {
			simple := d.Name[strings.LastIndexByte(d.Name, '.')+1:]
			for _, k := range ex.class.ancestors().order {
				if k.simpleName() == simple {
					return true
				}
			}
		}
	}
	return false
}

// leaveProxy is what becomes of an exception that a method of a proxy throws.
// Proxies of classes are subclasses, which throw what they like.
func (t *thread) leaveProxy(p *Proxy, name string, err error) error {
	switch {
	case !p.class.isInterface(), p.class.script == nil && declares(name), p.class.script != nil && mayThrow(p.class, name, err):
		return err
	}
	return t.undeclared(err)
}
