package groovy

import "github.com/entwine-sync/entwine/groovy/syntax"

// newified is T(args) and T.new(args) where @Newify lets them make objects.
func (c *compiler) newified(x *syntax.Call) *syntax.New {
	if c.newify == nil {
		return nil
	}
	switch f := x.Fun.(type) {
	case *syntax.Ident:
		if c.newify.names[f.Name] && c.vars[f.ID()] == nil {
			return &syntax.New{Type: &syntax.Type{Place: f.Place, Name: f.Name}, Args: x.Args}
		}
	case *syntax.Property:
		n, ok := f.Name.(*syntax.String)
		id, named := f.X.(*syntax.Ident)
		if ok && named && c.newify.auto && n.Value == "new" && c.className(id.Name) != nil {
			return &syntax.New{Type: &syntax.Type{Place: id.Place, Name: id.Name}, Args: x.Args}
		}
	}
	return nil
}

// A newify is what an annotation of that name allows.
type newify struct {
	auto  bool            // T.new(args)
	names map[string]bool // T(args)
}

// newifyOf reads @Newify among annotations; outer is that of the surroundings.
func (c *compiler) newifyOf(list []*syntax.Annotation, outer *newify) *newify {
	for _, a := range list {
		if shortName(a) != "Newify" {
			continue
		}
		n := &newify{auto: boolArg(a, "auto", true), names: map[string]bool{}}
		for _, k := range c.classArgs(a) {
			n.names[k.simpleName()] = true
		}
		return n
	}
	return outer
}
