package script

import (
	"context"
	"maps"
	"slices"
)

// A Surface is all that the rules of a direction find ready, for who reads rules
// without running them. It is made of the variables of a run, so it has what
// rules have.
type Surface struct {
	Variables []string
	// Helpers are the variables that have methods only: by name of the variable,
	// then of the method, the numbers of arguments it may be given.
	Helpers map[string]map[string][]int
	// Items are the variables that stand for the item here.
	Items []string
	// Members are those of items, by each name they have, with the name that
	// stands first in the reference.
	Members map[string]string
}

// SurfaceOf gives the surface of a direction.
func SurfaceOf(incoming bool) Surface {
	r := newRun(context.Background(), Input{Incoming: incoming, Previous: map[string]any{}})
	s := Surface{Helpers: map[string]map[string][]int{}, Items: slices.Clone(itemNames), Members: map[string]string{}}
	b := r.bindings()
	s.Variables = slices.Sorted(maps.Keys(b))
	for name, v := range b {
		h, ok := v.(*helper)
		if !ok {
			continue
		}
		s.Helpers[name] = map[string][]int{}
		for method, list := range h.table {
			for _, m := range list {
				s.Helpers[name][method] = append(s.Helpers[name][method], len(m.Args))
			}
		}
	}
	for _, m := range kindByName["item"].Members {
		s.Members[m.Name] = m.Name
		for _, a := range m.Aliases {
			s.Members[a] = m.Name
		}
	}
	return s
}
