package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

func (c *compiler) declareHosts() {
	c.s.hosts = make(map[*Class]*HostClass, len(c.o.Classes))
	for l := c.o.Library; l != nil; l = l.parent {
		for _, h := range l.found {
			c.s.hosts[declareHost(h)] = h
		}
	}
	byName := make(map[string]*HostClass, len(c.o.Classes))
	for _, h := range c.o.Classes {
		byName[h.Name] = h
	}
	// What a class extends comes before it, whatever the order of the list.
	var declare func(h *HostClass, depth int)
	declare = func(h *HostClass, depth int) {
		if c.hosts[h.Name] != nil || depth > len(c.o.Classes) {
			return
		}
		for _, n := range append([]string{h.Super}, h.Interfaces...) {
			if up := byName[n]; up != nil {
				declare(up, depth+1)
			}
		}
		k := declareHost(h)
		c.hosts[h.Name] = k
		c.s.hosts[k] = h
	}
	for _, h := range c.o.Classes {
		declare(h, 0)
		if !strings.Contains(h.Name, ".") {
			c.aliases[h.Name] = h.Name
		}
	}
	for _, n := range c.o.Imports {
		if p, ok := strings.CutSuffix(n, ".*"); ok {
			c.stars = append(c.stars, p)
		} else {
			c.aliases[n[strings.LastIndexByte(n, '.')+1:]] = n
		}
	}
}

// scriptClassName makes a class name of a file's name.
func scriptClassName(name string) string {
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	if i := strings.IndexByte(name, '.'); i >= 0 {
		name = name[:i]
	}
	var b strings.Builder
	for i, r := range name {
		switch {
		case r >= 'a' && r <= 'z', r >= 'A' && r <= 'Z', r == '_', r == '$', r > 127, i > 0 && r >= '0' && r <= '9':
			b.WriteRune(r)
		default:
			b.WriteByte('_')
		}
	}
	if b.Len() == 0 {
		return "Script1"
	}
	return b.String()
}

func (c *compiler) declareClasses() {
	name := c.o.ClassName
	if name == "" {
		name = scriptClassName(c.file.Name)
	}
	if c.file.Package != nil {
		name = c.file.Package.Name + "." + name
	}
	c.s.class = &Class{name: name, super: classScript, script: &scriptClass{script: c.s, isScript: true}, tab: newTables()}
	seen := map[string]syntax.Node{}
	for _, st := range c.file.Body {
		if d, ok := st.(*syntax.ClassDecl); ok {
			if seen[d.Name.Name] != nil {
				c.errorAt(d, "Invalid duplicate class definition of class "+d.Name.Name+": the source contains at least two definitions of it", "")
				continue
			}
			seen[d.Name.Name] = d
			prefix := ""
			if c.file.Package != nil {
				prefix = c.file.Package.Name + "."
			}
			c.declareClass(d, nil, prefix+d.Name.Name)
		}
		// Classes declared in blocks are classes of the file.
		if _, ok := st.(*syntax.ClassDecl); !ok {
			syntax.Walk(st, func(n syntax.Node) bool {
				if d, ok := n.(*syntax.ClassDecl); ok {
					c.localClasses[d] = true
					c.declareClass(d, nil, d.Name.Name)
					return false
				}
				return true
			})
		}
	}
}

func newTables() *tables {
	return &tables{methods: map[string][]*method{}, statics: map[string][]*method{}}
}

func (c *compiler) declareClass(d *syntax.ClassDecl, outer *Class, name string) *Class {
	k := &Class{name: name, super: classObject, tab: newTables(),
		script: &scriptClass{script: c.s, decl: d, outer: outer}}
	switch d.Kind {
	case syntax.Interface, syntax.AnnotationType:
		k.kind, k.super = kindInterface, nil
	case syntax.Trait:
		k.kind, k.super = kindTrait, nil
	case syntax.Enum:
		k.kind, k.super = kindEnum, classEnum
		k.script.enum = &enumInfo{}
	case syntax.Record:
		k.super = classRecord
	default:
		if d.Mods.Has(syntax.ModAbstract) {
			k.kind = kindAbstract
		}
	}
	if outer != nil && d.Kind == syntax.Class && !d.Mods.Has(syntax.ModStatic) && !outer.isInterface() {
		k.script.inner = true
	}
	c.decls[d] = k
	c.s.classes[name] = k
	if d.Body != nil {
		for _, m := range d.Body.Members {
			if in, ok := m.(*syntax.ClassDecl); ok {
				c.declareClass(in, k, name+"$"+in.Name.Name)
			}
		}
	}
	return k
}
