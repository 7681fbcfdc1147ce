package script

import (
	"sync"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/script/bundled"
)

// injectorGetter is the class through which class libraries get at the rule that
// called them: InjectorGetter.getInjector(), and its variables as properties.
var injectorGetter = &groovy.HostClass{Name: "InjectorGetter", Static: func(c *groovy.Context, name string, args []any, get bool) (any, bool, error) {
	r, _ := c.Context().Value(runKey{}).(*run)
	switch {
	case r == nil || r.scope == nil:
		return nil, false, nil
	case name == "getInjector" && len(args) == 0 || name == "injector" && get:
		return &injector{r}, true, nil
	case name == "scope" && !get:
		return r.scope, true, nil
	case name == "find" && len(args) == 2:
		s, err := texts(c, args)
		if err != nil {
			return nil, true, err
		}
		v, err := r.find(c, s[0], "name", s[1])
		return v, true, err
	case get:
		v, ok := r.scope.b[name]
		return v, ok, nil
	}
	return nil, false, nil
}}

// bundledClasses are the libraries that rules may call without bringing them
// along. They are compiled once.
var bundledClasses = sync.OnceValue(func() *groovy.Library {
	l, err := groovy.CompileLibrary(bundled.Sources(), &groovy.Options{Classes: hostClasses(), Imports: hostImports, Find: findClass})
	if err != nil {
		panic(err) // of files that are part of the program and have their tests
	}
	return l
})
