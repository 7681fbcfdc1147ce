package groovy

import (
	"cmp"
	"slices"
	"strings"
)

// A LibraryMethod is one line of the tables of built-in classes, for tests
// that go over all of them.
type LibraryMethod struct {
	Class, Name string
	Params      []string // class names
	Kind        string   // "new", "static", or "" for a method of an object
	Variadic    bool
}

func (m LibraryMethod) String() string {
	return strings.TrimSpace(m.Kind+" ") + " " + m.Class + "." + m.Name + "(" + strings.Join(m.Params, ", ") + ")"
}

// LibraryMethods lists the constructors and public methods of all built-in
// classes, in an order that does not change.
func LibraryMethods() []LibraryMethod {
	var all []LibraryMethod
	for c, parts := range library().members {
		for _, members := range parts {
			l := members()
			for kind, defs := range map[string][]def{"new": l.ctors, "": l.methods, "static": l.statics} {
				for _, d := range defs {
					if kind == "new" {
						d.sig = "<init>" + d.sig
					}
					m := parseDef(c, d)
					if m.private {
						continue
					}
					e := LibraryMethod{Class: c.name, Name: m.name, Kind: kind, Variadic: m.variadic}
					for _, p := range m.params {
						e.Params = append(e.Params, cmp.Or(p, classObject).Name())
					}
					all = append(all, e)
				}
			}
		}
	}
	slices.SortFunc(all, func(a, b LibraryMethod) int { return cmp.Compare(a.String(), b.String()) })
	return all
}

// IsLibrarySubclass tells whether one built-in class is another or extends or
// implements it.
func IsLibrarySubclass(class, of string) bool {
	c, o := classNamed(class), classNamed(of)
	return c != nil && o != nil && c.isSubclassOf(o)
}
