package script

import (
	"maps"
	"slices"
	"strings"

	"github.com/entwine-sync/entwine/groovy"
	"github.com/entwine-sync/entwine/internal/rule/table"
)

// lookup is lookup("routing", product, country): what the owner's table says
// for the keys. One column left is its text, several are a map by column; null
// if no row fits.
func (r *run) lookup(c *groovy.Context, args []any) (any, error) {
	s, err := texts(c, args)
	if err != nil {
		return nil, err
	}
	if len(s) < 2 {
		return nil, c.Throw("java.lang.IllegalArgumentException", "lookup takes the name of a table and its keys: lookup(\"routing\", a, b)")
	}
	t := r.in.Tables[s[0]]
	if t == nil {
		if r.in.Lenient {
			r.warn("there is no table " + s[0] + ": something stands in for its answer")
			return NewStandIn(s[0]), nil
		}
		return nil, c.Throw("java.lang.IllegalArgumentException", "there is no table "+s[0]+"; "+tablesAre(r.in.Tables))
	}
	if err := c.Charge(10); err != nil {
		return nil, err
	}
	columns, answers, ok, err := t.Find(s[1:]...)
	if err != nil {
		return nil, c.Throw("java.lang.IllegalArgumentException", err.Error())
	}
	if !ok {
		return nil, nil
	}
	if len(answers) == 1 {
		return answers[0], nil
	}
	m := groovy.NewMap()
	for i, col := range columns {
		m.Put(col, answers[i])
	}
	return m, nil
}

func tablesAre(all table.Tables) string {
	if len(all) == 0 {
		return "put routing.csv into the folder tables beside the rules, and it is lookup(\"routing\", ...)"
	}
	return "there are " + strings.Join(slices.Sorted(maps.Keys(all)), ", ")
}
