package groovy

import "strings"

// classLoader is what a class says it was loaded by, where the host finds
// classes by name (Options.Find): class libraries ask it for a class by one of
// two names that versions of a program gave it. It gives no class that the
// script could not name itself.
type classLoader struct{}

func (classLoader) TypeName() string { return "java.lang.ClassLoader" }
func (classLoader) String() string   { return "java.lang.ClassLoader" }

// CallMethod has loadClass.
func (classLoader) CallMethod(c *Context, name string, args []any) (any, bool, error) {
	if name != "loadClass" || len(args) != 1 {
		return nil, false, nil
	}
	full, err := c.Text(args[0])
	if err != nil {
		return nil, true, err
	}
	if k := c.t.loadClass(full); k != nil {
		return k, true, nil
	}
	return nil, true, c.t.throw(classClassNotFound, "%s", full)
}

// loadClass finds a class by its full name, as the compiler would.
func (t *thread) loadClass(name string) *Class {
	if !strings.Contains(name, ".") || strings.ContainsAny(name, "[/;") {
		return t.script.classes[name]
	}
	if k := t.script.classes[name]; k != nil {
		return k
	}
	for l := t.script.library; l != nil; l = l.parent {
		if k := l.classes[name]; k != nil {
			return k
		}
	}
	if k := classNamed(name); k != nil {
		return k
	}
	for k := range t.script.hosts {
		if k.name == name {
			return k
		}
	}
	h := t.script.options.Find(name)
	if h == nil {
		return nil
	}
	k := declareHost(h)
	if t.loaded == nil {
		t.loaded = map[*Class]*HostClass{}
	}
	t.loaded[k] = h
	return k
}

// findsClasses tells whether the host finds classes by name.
func (t *thread) findsClasses() bool { return t.script.options != nil && t.script.options.Find != nil }

// hostOf is what the host said of a class; nil for one that is not the host's.
func (t *thread) hostOf(c *Class) *HostClass {
	if h := t.script.hosts[c]; h != nil || t.loaded == nil {
		return h
	}
	return t.loaded[c]
}
