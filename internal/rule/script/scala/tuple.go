package scala

import (
	"strconv"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
)

// A Tuple holds two values or more, which are called _1, _2 and so on.
type Tuple []any

var (
	_ groovy.Caller         = Tuple(nil)
	_ groovy.PropertyGetter = Tuple(nil)
	_ groovy.TypeNamer      = Tuple(nil)
)

func tupleClasses() []*groovy.HostClass {
	var list []*groovy.HostClass
	for n := 2; n <= 5; n++ { // longer ones were not seen in rules
		name := "scala.Tuple" + strconv.Itoa(n)
		list = append(list, With(groovy.HostClass{Name: name, Interfaces: []string{"scala.Product"},
			New: func(c *groovy.Context, args []any) (any, error) {
				if len(args) != n {
					return nil, c.Throw("groovy.lang.GroovyRuntimeException", "Could not find matching constructor for: "+name+": it takes "+strconv.Itoa(n)+" values")
				}
				return append(Tuple(nil), args...), nil
			},
			Static: func(_ *groovy.Context, member string, args []any, get bool) (any, bool, error) {
				return append(Tuple(nil), args...), member == "apply" && len(args) == n, nil
			}})...)
	}
	return append(list, &groovy.HostClass{Name: "scala.Product"})
}

// TypeName tells how many values it has.
func (p Tuple) TypeName() string { return "scala.Tuple" + strconv.Itoa(len(p)) }

func (p Tuple) String() string {
	parts := make([]string, len(p))
	for i, v := range p {
		parts[i] = show(v)
	}
	return "(" + strings.Join(parts, ",") + ")"
}

// GetProperty has _1 and so on.
func (p Tuple) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	digits, ok := strings.CutPrefix(name, "_")
	if i, err := strconv.Atoi(digits); ok && err == nil && i >= 1 && i <= len(p) {
		return p[i-1], true, nil
	}
	return nil, false, nil
}

// CallMethod has _1() and so on, and swap.
func (p Tuple) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	switch {
	case len(args) == 1 && name == "productElement":
		i, ok := args[0].(int32)
		if !ok || i < 0 || int(i) >= len(p) {
			return nil, true, c.Throw("java.lang.IndexOutOfBoundsException", show(args[0]))
		}
		return p[i], true, nil
	case len(args) != 0:
		return nil, false, nil
	case name == "swap" && len(p) == 2:
		return Tuple{p[1], p[0]}, true, nil
	case name == "productArity":
		return int32(len(p)), true, nil
	}
	return p.GetProperty(c, name)
}
