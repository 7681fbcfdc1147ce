package groovy

import (
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// annotationPackages says where the annotations are that a script may use. Those
// in packages that need no import may be named without.
var annotationPackages = map[string]string{
	"java.lang":            "Override Deprecated SuppressWarnings FunctionalInterface SafeVarargs",
	"java.lang.annotation": "Retention Target Documented Inherited Repeatable Native",
	"groovy.lang":          "Category Mixin Delegate Lazy Newify Singleton DelegatesTo Grab Grapes GrabConfig GrabExclude GrabResolver",
	"groovy.transform": `Field ToString EqualsAndHashCode Canonical Immutable TupleConstructor MapConstructor Memoized CompileStatic
		TypeChecked CompileDynamic Sortable InheritConstructors PackageScope BaseScript AutoClone AutoExternalize Synchronized WithReadLock
		WithWriteLock SourceURI NotYetImplemented Generated AnnotationCollector KnownImmutable ImmutableBase ImmutableOptions PropertyOptions
		RecordType RecordBase RecordOptions Sealed NonSealed VisibilityOptions NamedParam NamedParams NamedVariant NamedDelegate NullCheck
		TailRecursive IndexedProperty Trait SelfType Final AutoFinal AutoImplement ExternalizeMethods ExternalizeVerifier Internal
		ConditionalInterrupt ThreadInterrupt TimedInterrupt TypeCheckingMode MapConstructor Undefined`,
	"groovy.transform.stc":     "ClosureParams FirstParam SecondParam SimpleType FromString",
	"groovy.transform.builder": "Builder",
	"groovy.util.logging":      "Log Slf4j Commons Log4j Log4j2",
}

// annotationPackage gives the package of a known annotation, "" for others.
func annotationPackage(name string) string {
	for p, names := range annotationPackages {
		for _, n := range strings.Fields(names) {
			if n == name {
				return p
			}
		}
	}
	return ""
}

// knownAnnotation tells names that may be imported although they are no classes.
func knownAnnotation(name string) bool {
	switch name {
	case "SimpleStrategy", "DefaultStrategy", "ExternalStrategy", "InitializerStrategy":
		return true
	case "ElementType", "RetentionPolicy", "Nullable", "NonNull", "Nonnull":
		return true
	}
	return annotationPackage(name) != ""
}

// checkAnnotations reports annotations that nothing declares or imports.
func (c *compiler) checkAnnotations() {
	syntax.Walk(c.file, func(n syntax.Node) bool {
		a, ok := n.(*syntax.Annotation)
		if !ok || strings.Contains(a.Name, ".") || c.aliases[a.Name] != "" || c.className(a.Name) != nil {
			return true
		}
		p := annotationPackage(a.Name)
		if p == "java.lang" || p == "groovy.lang" {
			return true
		}
		hint := ""
		if p != "" {
			for _, star := range c.stars {
				if star == p {
					return true
				}
			}
			hint = "it needs an import: import " + p + "." + a.Name
		}
		c.errorAt(a, "unable to resolve class "+a.Name+", unable to find class for annotation", hint)
		return true
	})
}
