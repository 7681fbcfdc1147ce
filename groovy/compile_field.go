package groovy

import (
	"slices"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// isField tells whether a declaration is marked @Field.
func isField(d *syntax.VarDecl) bool {
	return slices.ContainsFunc(d.Mods.Annotations, func(a *syntax.Annotation) bool {
		return a.Name == "Field" || a.Name == "groovy.transform.Field"
	})
}

// findFields finds the variables of the script's body that are marked @Field:
// they are fields of the script, also where they stand in a loop or a closure.
// Elsewhere the mark is an error, as in the real one.
func (c *compiler) findFields() {
	for _, st := range c.file.Body {
		where := "" // what the error adds; none in the body of the script
		switch st.(type) {
		case *syntax.ClassDecl:
			where = "a Script."
		case *syntax.MethodDecl:
			where = "a Script body."
		}
		c.findFieldsIn(st, where)
	}
}

func (c *compiler) findFieldsIn(n syntax.Node, where string) {
	resources := map[*syntax.VarDecl]bool{}
	syntax.Walk(n, func(n syntax.Node) bool {
		switch n := n.(type) {
		case *syntax.ClassBody:
			if where == "" {
				c.findFieldsIn(n, "a Script.")
				return false
			}
		case *syntax.Try:
			for _, r := range n.Resources {
				if d, ok := r.(*syntax.VarDecl); ok {
					resources[d] = true
				}
			}
		case *syntax.VarDecl:
			switch {
			case !isField(n):
			case where != "":
				c.errorAt(n, "Annotation @Field can only be used within "+where, "")
			case resources[n]:
				c.errorAt(n, "Annotation @Field cannot be used on a resource.", "declare it before the try")
			case n.Tuple:
				c.errorAt(n, "Annotation @Field not supported with multiple assignment notation.", "")
			default:
				c.scriptFields = append(c.scriptFields, n)
				c.isField[n] = true
			}
		}
		return true
	})
}
