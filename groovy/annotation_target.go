package groovy

import (
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// annotationTargets says what the annotations that are tied to one kind of
// declaration may stand before, by the names of Java's ElementType.
var annotationTargets = map[string]string{
	"groovy.lang.Category": "TYPE", "groovy.lang.Mixin": "TYPE", "groovy.lang.Singleton": "TYPE", "groovy.lang.Delegate": "FIELD METHOD",
	"groovy.lang.Lazy": "FIELD", "groovy.lang.DelegatesTo": "PARAMETER", "java.lang.Override": "METHOD", "java.lang.FunctionalInterface": "TYPE",
	"groovy.transform.ToString": "TYPE", "groovy.transform.EqualsAndHashCode": "TYPE",
	"groovy.transform.Canonical": "TYPE", "groovy.transform.Immutable": "TYPE", "groovy.transform.TupleConstructor": "TYPE",
	"groovy.transform.Memoized": "METHOD", "groovy.transform.Sortable": "TYPE", "groovy.transform.InheritConstructors": "TYPE",
	"groovy.transform.AutoClone": "TYPE", "groovy.transform.Synchronized": "METHOD", "groovy.transform.TailRecursive": "METHOD",
}

// checkTargets reports annotations before what they cannot stand before.
func (c *compiler) checkTargets(list []*syntax.Annotation, element string) {
	for _, a := range list {
		name := a.Name
		if !strings.Contains(name, ".") {
			if c.className(name) != nil {
				continue // a class of the script
			}
			if alias := c.aliases[name]; alias != "" {
				name = alias
			} else {
				name = annotationPackage(name) + "." + name
			}
		}
		if may := annotationTargets[name]; may != "" && !contains(strings.Fields(may), element) {
			c.errorAt(a, "Annotation @"+name+" is not allowed on element "+element, "")
		}
	}
}

// checkAnnotated looks at the annotations of every declaration.
func (c *compiler) checkAnnotated() {
	fields := map[*syntax.VarDecl]bool{}
	syntax.Walk(c.file, func(n syntax.Node) bool {
		switch x := n.(type) {
		case *syntax.ClassDecl:
			c.checkTargets(x.Mods.Annotations, "TYPE")
		case *syntax.ClassBody:
			for _, m := range x.Members {
				if f, ok := m.(*syntax.VarDecl); ok {
					fields[f] = true
				}
			}
		case *syntax.VarDecl:
			field := func(a *syntax.Annotation) bool { return shortName(a) == "Field" }
			switch {
			case fields[x]:
				c.checkTargets(x.Mods.Annotations, "FIELD")
			case !slices.ContainsFunc(x.Mods.Annotations, field):
				c.checkTargets(x.Mods.Annotations, "LOCAL_VARIABLE")
			}
		case *syntax.MethodDecl:
			c.checkTargets(x.Mods.Annotations, "METHOD")
		case *syntax.ConstructorDecl:
			c.checkTargets(x.Mods.Annotations, "CONSTRUCTOR")
		case *syntax.Param:
			c.checkTargets(x.Mods.Annotations, "PARAMETER")
		}
		return true
	})
}
