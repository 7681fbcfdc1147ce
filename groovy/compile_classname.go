package groovy

import (
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// fullClass finds a class by its full name; dots may stand for nested classes.
func (c *compiler) fullClass(name string) *Class {
	for {
		if k := c.declared(name); k != nil {
			return k
		}
		if k := c.hosts[name]; k != nil {
			return k
		}
		if k := classNamed(name); k != nil {
			return k
		}
		i := strings.LastIndexByte(name, '.')
		if i < 0 {
			return nil
		}
		// Outer.Inner is Outer$Inner.
		if i+1 >= len(name) || name[i+1] < 'A' || name[i+1] > 'Z' {
			return nil
		}
		name = name[:i] + "$" + name[i+1:]
	}
}

// className finds a class by the name a script may use for it here; nil if
// there is none.
func (c *compiler) className(name string) *Class {
	for i := len(c.typeParams) - 1; i >= 0; i-- {
		if k := c.typeParams[i][name]; k != nil {
			return k
		}
	}
	if k := primitiveNamed(name); k != nil {
		return k
	}
	first, rest, nested := strings.Cut(name, ".")
	if k := c.simpleClass(first); k != nil {
		if !nested {
			return k
		}
		for _, part := range strings.Split(rest, ".") {
			if k = c.nestedClass(k, part); k == nil {
				break
			}
		}
		if k != nil {
			return k
		}
	}
	if !nested {
		return nil
	}
	return c.namedClass(name)
}

// namedClass finds a class that the script names in full: the host is asked for
// what nobody else knows.
func (c *compiler) namedClass(name string) *Class {
	if k := c.fullClass(name); k != nil || c.o.Find == nil {
		return k
	}
	h := c.o.Find(name)
	if h == nil {
		return nil
	}
	k := declareHost(h)
	c.hosts[name] = k
	if c.s.hosts[k] == nil {
		c.s.hosts[k] = h
		c.s.found = append(c.s.found, h)
	}
	return k
}

// nestedClass finds a class declared in k or in what k extends and implements.
func (c *compiler) nestedClass(k *Class, name string) *Class {
	return c.nestedIn(k, name, map[*Class]bool{})
}

func (c *compiler) nestedIn(k *Class, name string, seen map[*Class]bool) *Class {
	if seen[k] {
		return nil
	}
	seen[k] = true
	for x := k; x != nil; x = x.super {
		if in := c.declared(x.name + "$" + name); in != nil {
			return in
		}
		if in := classNamed(x.name + "$" + name); in != nil {
			return in
		}
		if in := c.hosts[x.name+"$"+name]; in != nil {
			return in
		}
	}
	for _, i := range k.ifaces {
		if in := c.nestedIn(i, name, seen); in != nil {
			return in
		}
	}
	return nil
}

func (c *compiler) simpleClass(name string) *Class {
	for k := c.cls; k != nil && k.script != nil; k = k.script.outer {
		if k.script.decl != nil && k.script.decl.Name.Name == name && !k.script.anonymous {
			return k
		}
		if in := c.nestedClass(k, name); in != nil {
			return in
		}
	}
	if k := c.declared(name); k != nil {
		return k
	}
	if c.file.Package != nil {
		if k := c.declared(c.file.Package.Name + "." + name); k != nil {
			return k
		}
	}
	if full, ok := c.aliases[name]; ok {
		if k := c.fullClass(full); k != nil {
			return k
		}
	}
	for _, p := range c.stars {
		if k := c.fullClass(p + "." + name); k != nil {
			return k
		}
		if k := c.fullClass(p + "$" + name); k != nil {
			return k
		}
	}
	for _, p := range defaultPackages {
		if k := classNamed(p + name); k != nil {
			return k
		}
	}
	switch name {
	case "BigDecimal":
		return classBigDecimal
	case "BigInteger":
		return classBigInteger
	}
	if name == c.s.class.name {
		return c.s.class
	}
	return nil
}

// typ finds the class a type names and complains if there is none. A nil type
// or Object gives nil.
func (c *compiler) typ(t *syntax.Type) *Class {
	if t == nil {
		return nil
	}
	name := t.Name
	if t.Outer != nil {
		if o := c.typ(t.Outer); o != nil {
			if k := c.nestedClass(o, t.Name); k != nil {
				return c.dims(k, t.Dims)
			}
		}
	}
	if name == "def" || name == "var" || name == "?" {
		return nil
	}
	k := c.className(name)
	if k == nil {
		c.unknownClass(t.Pos(), name)
		return nil
	}
	for _, a := range t.Args {
		if a.Name != "?" {
			c.typ(a)
		} else if a.BoundBy != nil {
			c.typ(a.BoundBy)
		}
	}
	if k == classObject && t.Dims == 0 {
		return nil
	}
	return c.dims(k, t.Dims)
}

func (c *compiler) dims(k *Class, n int) *Class {
	for range n {
		k = k.arrayClass()
	}
	return k
}

// mostHints is how many errors of a source are worth going through all classes
// for: nobody reads on, and a source may name 100,000 that are not there.
const mostHints = 100

func (c *compiler) unknownClass(p syntax.Pos, name string) {
	full := name
	if c.s.refused[name] != "" {
		full = c.s.refused[name]
	}
	if why := refusedClass(full); why != "" {
		c.errorPos(p, "unable to resolve class "+name, why)
		return
	}
	if len(c.errs) >= mostHints {
		c.errorPos(p, "unable to resolve class "+name, "")
		return
	}
	hint := ""
	var names []string
	for n := range c.s.classes {
		names = append(names, n)
	}
	names = append(names, c.sharedNames()...)
	for n := range c.hosts {
		names = append(names, n[strings.LastIndexByte(n, '.')+1:])
	}
	for n := range library().byName {
		for _, p := range defaultPackages {
			if rest, ok := strings.CutPrefix(n, p); ok && !strings.ContainsAny(rest, ".$") {
				names = append(names, rest)
			}
		}
		if simple := n[strings.LastIndexByte(n, '.')+1:]; simple == name {
			c.errorPos(p, "unable to resolve class "+name, "it needs an import: import "+n)
			return
		}
	}
	slices.Sort(names)
	if s := nearest(name, names); s != "" {
		hint = "did you mean " + s + "?"
	}
	c.errorPos(p, "unable to resolve class "+name, hint)
}

func (c *compiler) pushTypeParams(l []*syntax.TypeParam) {
	m := map[string]*Class{}
	for _, p := range l {
		m[p.Name.Name] = classObject
	}
	c.typeParams = append(c.typeParams, m)
	for _, p := range l {
		if len(p.Bounds) > 0 {
			if k := c.typ(p.Bounds[0]); k != nil {
				m[p.Name.Name] = k
			}
		}
	}
}

func (c *compiler) popTypeParams() { c.typeParams = c.typeParams[:len(c.typeParams)-1] }
