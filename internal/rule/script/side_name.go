package script

import (
	"slices"
	"strings"
	"unicode"

	"github.com/entwine-sync/entwine/groovy"
)

// A sideName is a variable by the short name of a side, as the scripts of
// mappings have it: left.issue is the item of that side, which of the other side
// is what it told.
type sideName struct{ item *Object }

// bindSides adds the short names of both sides where they can be variables and
// stand for nothing else.
func (r *run) bindSides(b map[string]any) {
	bind := func(name string, item *Object) {
		if _, taken := b[name]; !taken && isIdentifier(name) {
			b[name] = sideName{item}
		}
	}
	bind(r.in.Side, r.item)
	bind(r.instance("localInstance"), r.item)
	bind(r.instance("remoteInstance"), r.replica)
}

// instance is the short name of a side of the connection.
func (r *run) instance(which string) string {
	switch x := r.in.Connection[which].(type) {
	case string:
		return x
	case map[string]any:
		for _, k := range []string{"name", "shortName"} {
			if s, ok := x[k].(string); ok {
				return s
			}
		}
	}
	return ""
}

// isIdentifier tells whether a rule can name a variable so.
func isIdentifier(s string) bool {
	return s != "" && !unicode.IsDigit(rune(s[0])) &&
		!strings.ContainsFunc(s, func(c rune) bool { return c != '_' && !unicode.IsLetter(c) && !unicode.IsDigit(c) })
}

// GetProperty gives the item, under any of its names.
func (s sideName) GetProperty(_ *groovy.Context, name string) (any, bool, error) {
	return s.item, slices.Contains(itemNames, name), nil
}

// TypeName is how errors call it.
func (sideName) TypeName() string { return "Side" }

// Properties are the names of its item.
func (sideName) Properties() []string { return slices.Clone(itemNames) }

// Methods is none.
func (sideName) Methods() []string { return nil }

// String is how it prints.
func (s sideName) String() string { return s.item.String() }
