package lint

import (
	"fmt"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy/syntax"
)

// A valueMap is a table of values in a rule: what a field of the one who tells
// becomes.
type valueMap struct {
	field string // of the replica or the item, that is looked up
	keys  []string
	to    map[string]string
	at    map[string]syntax.Pos // of each key
}

// maps are the tables of a rule that are looked into with a field.
func (r *rule) maps() []valueMap {
	var list []valueMap
	r.walk(func(n syntax.Node, _ bool) {
		var table, key syntax.Expr
		switch n := n.(type) {
		case *syntax.Index:
			if len(n.Args) == 1 {
				table, key = n.X, n.Args[0]
			}
		case *syntax.Call:
			if of, name, _, ok := member(n.Fun); ok && name == "get" && len(n.Args) >= 1 {
				table, key = of, n.Args[0]
			}
		}
		if table == nil {
			return
		}
		m := r.mapOf(table)
		p := path(key)
		if m == nil || len(p) < 2 || p[0] != "replica" && !r.item(p[0]) {
			return
		}
		v := valueMap{field: r.field(p), to: map[string]string{}, at: map[string]syntax.Pos{}}
		for _, e := range m.Entries {
			if e, ok := e.(*syntax.Entry); ok {
				k, ok1 := constant(e.Key)
				to, ok2 := constant(e.Value)
				if ok1 && ok2 && v.at[k] == (syntax.Pos{}) {
					v.keys = append(v.keys, k)
					v.to[k], v.at[k] = to, e.Pos()
				}
			}
		}
		if !slices.ContainsFunc(list, func(o valueMap) bool { return o.field == v.field && slices.Equal(o.keys, v.keys) }) {
			list = append(list, v)
		}
	})
	return list
}

// mapOf gives the map that an expression is: a literal, or a variable that is
// given one and nothing else.
func (r *rule) mapOf(x syntax.Expr) *syntax.Map {
	switch x := x.(type) {
	case *syntax.Paren:
		return r.mapOf(x.X)
	case *syntax.Map:
		return x
	case *syntax.Ident:
		var found *syntax.Map
		times := 0
		given := func(name string, v syntax.Expr) {
			if name == x.Name && v != nil {
				found, _ = v.(*syntax.Map)
				times++
			}
		}
		syntax.Walk(r.file, func(n syntax.Node) bool {
			switch n := n.(type) {
			case *syntax.Var:
				given(n.Name.Name, n.Init)
			case *syntax.Assign:
				given(bare(n.X), n.Y)
			}
			return true
		})
		if times == 1 {
			return found
		}
	}
	return nil
}

// lossy tells of tables that turn two values into one where the way back gives
// only one of them: then an item that has the other is changed by its own echo.
// The way back is a table of our outgoing rule, or of the other side's incoming
// one.
func (r *rule) lossy(out, theirIn *rule) {
	var back []valueMap
	for _, o := range []*rule{out, theirIn} {
		if o != nil {
			back = append(back, o.maps()...)
		}
	}
	for _, m := range r.maps() {
		for _, k := range m.keys {
			first := m.keys[slices.IndexFunc(m.keys, func(o string) bool { return m.to[o] == m.to[k] })]
			if first == k {
				continue
			}
			same := fmt.Sprintf("%s %q and %q both become %q", m.field, first, k, m.to[k])
			i := slices.IndexFunc(back, func(b valueMap) bool { _, has := b.to[m.to[k]]; return b.field == m.field && has })
			switch {
			case i >= 0:
				returns := back[i].to[m.to[k]]
				var others []string
				for _, o := range m.keys {
					if m.to[o] == m.to[k] && o != returns {
						others = append(others, fmt.Sprintf("%q", o))
					}
				}
				r.report(m.at[k], Warning, "loses-information", same+fmt.Sprintf(
					", and %q goes back as %q: over there %s turns into %q as soon as anything changes here", m.to[k], returns, strings.Join(others, " and "), returns),
					"give each a value of its own here, or do not tell the field back")
			case out != nil && out.traffic().has(m.field):
				r.report(m.at[k], Warning, "loses-information", same+fmt.Sprintf(
					", and the field is told back: nobody can say which of them %q is over there", m.to[k]),
					"give each a value of its own here, or do not tell the field back")
			}
		}
	}
}
