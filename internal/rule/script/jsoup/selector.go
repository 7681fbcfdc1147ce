package jsoup

import (
	"regexp"
	"strconv"
	"strings"

	"github.com/andybalholm/cascadia"
	"golang.org/x/net/html"

	"github.com/entwine-sync/entwine/groovy"
)

// mostSelector bounds a selector; those of rules have a few dozen characters.
const mostSelector = 2000

// What jsoup writes differently from CSS: positions among siblings, and a
// pattern that a value must match.
var (
	position = regexp.MustCompile(`:(eq|lt|gt)\((\d{1,6})\)`)
	matching = regexp.MustCompile(`\[([\w:-]+)~=([^\]]+)\]`)
)

// selector reads a selector of jsoup.
func selector(c *groovy.Context, v any) (cascadia.Selector, error) {
	s, err := c.Text(v)
	if err != nil {
		return nil, err
	}
	if len(s) > mostSelector {
		return nil, c.Throw("java.lang.IllegalArgumentException", "a selector may have "+strconv.Itoa(mostSelector)+" characters")
	}
	css := position.ReplaceAllStringFunc(s, func(p string) string {
		m := position.FindStringSubmatch(p)
		n, _ := strconv.Atoi(m[2]) // digits by the pattern
		switch m[1] {
		case "lt":
			return ":nth-child(-n+" + m[2] + ")"
		case "gt":
			return ":nth-child(n+" + strconv.Itoa(n+2) + ")"
		}
		return ":nth-child(" + strconv.Itoa(n+1) + ")"
	})
	css = matching.ReplaceAllString(css, "[$1#=($2)]")
	sel, err := cascadia.Compile(css)
	if err != nil {
		return nil, c.Throw("java.lang.IllegalStateException", "Could not parse query '"+s+"': "+err.Error())
	}
	return sel, nil
}

// find gives the elements of a tree that a selector fits, itself among them.
func find(c *groovy.Context, n *html.Node, v any) ([]*html.Node, error) {
	sel, err := selector(c, v)
	if err != nil {
		return nil, err
	}
	size := count(n)
	cost := size
	if s, _ := c.Text(v); strings.Contains(s, ":") || strings.ContainsAny(s, "~+>") {
		// Those ask of each element what lies in it or beside it; a look is
		// shorter than a step.
		cost += size * min(size, 1<<20) / 16
	}
	if err := c.Charge(cost); err != nil {
		return nil, err
	}
	var list []*html.Node
	walk(n, func(k *html.Node) {
		if sel.Match(k) {
			list = append(list, k)
		}
	})
	return list, c.Alloc(8 * len(list))
}
