package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

// addDelegate passes on the methods a field has and the class has not, as far
// as the annotation wants it.
func (c *compiler) addDelegate(k *Class, f *fieldInfo, a *syntax.Annotation) {
	if f == nil {
		return
	}
	k.script.delegates = append(k.script.delegates, f)
	of := f.typ
	if of == nil {
		return
	}
	if boolArg(a, "interfaces", true) {
		for _, i := range of.ancestors().order {
			if i.isInterface() && i != classGroovyObject {
				k.ifaces = append(k.ifaces, i)
			}
		}
		k.ancestry.Store(nil)
		if of.isSubclassOf(classCollection) || of.isSubclassOf(classMap) {
			k.script.backing = f
			k.script.getProperty = k.script.getProperty || of.isSubclassOf(classMap)
		}
	}
	includes, excludes := listArg(a, "includes"), listArg(a, "excludes")
	deprecated := boolArg(a, "deprecated", false)
	slot := f.slot
	for _, x := range of.ancestors().order {
		if x == classObject || x == classGroovyObject {
			continue
		}
		for _, m := range x.members().order {
			if m.static || m.private || contains(excludes, m.name) || len(includes) > 0 && !contains(includes, m.name) {
				continue
			}
			if ofObject(m) {
				continue
			}
			if !deprecated && m.decl != nil && hasAnnotation(m.decl.Mods.Annotations, "Deprecated") {
				continue
			}
			own := false
			for _, o := range k.tab.methods[m.name] {
				own = own || o.sameParams(m)
			}
			if own {
				continue
			}
			name := m.name
			c.addMethod(k, &method{name: name, class: k, params: m.params, variadic: m.variadic, typed: m.typed, void: m.void,
				native: func(t *thread, self any, args []any) (any, error) {
					return t.invokeArgs(self.(*Object).fields[slot], name, append([]any(nil), args...))
				}})
		}
	}
}

// ofObject tells the methods of java.lang.Object, which are never passed on.
func ofObject(m *method) bool {
	switch m.name {
	case "toString", "hashCode", "getClass", "getMetaClass", "clone", "finalize":
		return len(m.params) == 0
	case "equals", "setMetaClass":
		return len(m.params) == 1
	}
	return false
}
