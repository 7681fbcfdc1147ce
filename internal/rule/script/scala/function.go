package scala

import (
	"strconv"

	"github.com/entwine-sync/entwine/groovy"
)

// functionClasses are what scripts implement to hand a function over: a class of
// theirs extends AbstractFunction1 and has apply. Closures do as well.
func functionClasses() []*groovy.HostClass {
	list := []*groovy.HostClass{{Name: "scala.PartialFunction"}, {Name: "scala.runtime.BoxedUnit", Static: func(_ *groovy.Context, member string, _ []any, get bool) (any, bool, error) {
		return nil, member == "UNIT" && get, nil
	}}}
	for n := range 4 { // of more arguments were not seen in rules
		f := "Function" + strconv.Itoa(n)
		list = append(list,
			&groovy.HostClass{Name: "scala." + f},
			&groovy.HostClass{Name: "scala.runtime.Abstract" + f, Interfaces: []string{"scala." + f}, New: func(*groovy.Context, []any) (any, error) {
				return &Token{"scala.runtime.Abstract" + f, "<function>"}, nil // of which the script's own class is made
			}})
	}
	return list
}
