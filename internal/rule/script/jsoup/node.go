package jsoup

import (
	"slices"
	"strconv"
	"strings"

	"golang.org/x/net/html"

	"github.com/entwine-sync/entwine/groovy"
)

// A Node is any node of a tree: a document, an element, a text, a comment. Two
// are the same if they show the same place, however they were come by.
type Node struct{ n *html.Node }

// A method is what a node or a list can be asked; of the arguments there are as
// many as its name in the table says.
type method func(c *groovy.Context, n *html.Node, a []any) (any, error)

var (
	_ groovy.Caller       = Node{}
	_ groovy.MemberLister = Node{}
	_ groovy.Coercer      = Node{}
)

// TypeName is jsoup's class.
func (x Node) TypeName() string {
	switch x.n.Type {
	case html.DocumentNode:
		return nodes + "Document"
	case html.ElementNode:
		return nodes + "Element"
	case html.CommentNode:
		return nodes + "Comment"
	case html.DoctypeNode:
		return nodes + "DocumentType"
	}
	if isData(x.n) {
		return nodes + "DataNode"
	}
	return nodes + "TextNode"
}

// isData tells whether a text is that of a script or style.
func isData(n *html.Node) bool {
	return n.Type == html.TextNode && n.Parent != nil && (n.Parent.Data == "script" || n.Parent.Data == "style")
}

// String is outerHtml.
func (x Node) String() string { return outer(x.n) }

// Coerce gives the markup as a text.
func (x Node) Coerce(_ *groovy.Context, class string) (any, bool, error) {
	if class == "java.lang.String" {
		return outer(x.n), true, nil
	}
	return nil, false, nil
}

// CallMethod looks the method up: those of all nodes, then those of its kind.
func (x Node) CallMethod(c *groovy.Context, name string, args []any) (any, bool, error) {
	key := name + "/" + strconv.Itoa(len(args))
	for _, table := range x.tables() {
		if f := table[key]; f != nil {
			if err := c.Charge(1); err != nil {
				return nil, true, err
			}
			v, err := f(c, x.n, args)
			return v, true, err
		}
	}
	return nil, false, nil
}

func (x Node) tables() []map[string]method {
	switch x.n.Type {
	case html.DocumentNode:
		return []map[string]method{documentMethods, elementMethods, nodeMethods}
	case html.ElementNode:
		return []map[string]method{elementMethods, nodeMethods}
	case html.TextNode:
		return []map[string]method{textMethods, nodeMethods}
	case html.CommentNode:
		return []map[string]method{commentMethods, nodeMethods}
	}
	return []map[string]method{nodeMethods}
}

// Properties is none: jsoup has methods only.
func (x Node) Properties() []string { return nil }

// Methods are the names of its methods.
func (x Node) Methods() []string {
	var names []string
	for _, t := range x.tables() {
		for k := range t {
			name, _, _ := strings.Cut(k, "/")
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// The tables are filled in an init: their functions look into them again.
var nodeMethods, elementMethods, documentMethods, textMethods, commentMethods map[string]method

func init() {
	nodeMethods = map[string]method{
		"nodeName/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return nodeName(n), nil },
		"attr/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			return attr(n, s), err
		},
		"attr/2": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := two(c, a)
			if err != nil {
				return nil, err
			}
			setAttr(n, s[0], s[1])
			return Node{n}, c.Alloc(len(s[1]))
		},
		"hasAttr/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			return hasAttr(n, s), err
		},
		"removeAttr/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			removeAttr(n, s)
			return Node{n}, err
		},
		"clearAttributes/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if n.Type == html.ElementNode {
				n.Attr = nil
			}
			return Node{n}, nil
		},
		"attributes/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			l := groovy.NewList()
			for _, at := range n.Attr {
				l.Append(groovy.NewEntry(at.Key, at.Val))
			}
			return l, nil
		},
		"absUrl/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			if u := attr(n, s); strings.Contains(u, "://") {
				return u, err
			}
			return "", err
		},
		"baseUri/0":       func(*groovy.Context, *html.Node, []any) (any, error) { return "", nil },
		"childNodeSize/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return len(children(n, false)), nil },
		"childNodes/0":    func(c *groovy.Context, n *html.Node, _ []any) (any, error) { return listOf(c, children(n, false)) },
		"childNodesCopy/0": func(c *groovy.Context, n *html.Node, _ []any) (any, error) {
			copied, err := cloned(c, n)
			if err != nil {
				return nil, err
			}
			return listOf(c, children(copied, false))
		},
		"childNode/1":  func(c *groovy.Context, n *html.Node, a []any) (any, error) { return nth(c, children(n, false), a[0]) },
		"parent/0":     func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return orNull(n.Parent), nil },
		"parentNode/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return orNull(n.Parent), nil },
		"hasParent/0":  func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return n.Parent != nil, nil },
		"root/0":       func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return Node{root(n)}, nil },
		"ownerDocument/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			if r := root(n); r.Type == html.DocumentNode {
				return Node{r}, nil
			}
			return nil, nil
		},
		"nextSibling/0":     func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return orNull(n.NextSibling), nil },
		"previousSibling/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return orNull(n.PrevSibling), nil },
		"siblingNodes/0": func(c *groovy.Context, n *html.Node, _ []any) (any, error) {
			if n.Parent == nil {
				return groovy.NewList(), nil
			}
			return listOf(c, slices.DeleteFunc(children(n.Parent, false), func(k *html.Node) bool { return k == n }))
		},
		"siblingIndex/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			i := 0
			for k := n.PrevSibling; k != nil; k = k.PrevSibling {
				i++
			}
			return i, nil
		},
		"remove/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { detach(n); return nil, nil },
		"replaceWith/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			list, err := given(c, a[0], n.Parent)
			if err == nil {
				err = insert(c, n.Parent, n, list)
				detach(n)
			}
			return nil, err
		},
		"before/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			list, err := given(c, a[0], n.Parent)
			if err == nil {
				err = insert(c, n.Parent, n, list)
			}
			return Node{n}, err
		},
		"after/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			list, err := given(c, a[0], n.Parent)
			if err == nil {
				err = insert(c, n.Parent, n.NextSibling, list)
			}
			return Node{n}, err
		},
		"wrap/1":      func(c *groovy.Context, n *html.Node, a []any) (any, error) { return Node{n}, wrap(c, n, a[0]) },
		"unwrap/0":    func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return unwrap(n), nil },
		"outerHtml/0": func(c *groovy.Context, n *html.Node, _ []any) (any, error) { return printed(c, n, outer) },
		"toString/0":  func(c *groovy.Context, n *html.Node, _ []any) (any, error) { return printed(c, n, outer) },
		"clone/0": func(c *groovy.Context, n *html.Node, _ []any) (any, error) {
			k, err := cloned(c, n)
			return Node{k}, err
		},
		"shallowClone/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			return Node{&html.Node{Type: n.Type, Data: n.Data, DataAtom: n.DataAtom, Attr: slices.Clone(n.Attr)}}, nil
		},
	}
	textMethods = map[string]method{
		"text/0":         func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return squeeze(n.Data), nil },
		"getWholeText/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return n.Data, nil },
		"getWholeData/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return n.Data, nil },
		"isBlank/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) {
			return strings.TrimSpace(n.Data) == "", nil
		},
		"text/1": func(c *groovy.Context, n *html.Node, a []any) (any, error) {
			s, err := c.Text(a[0])
			n.Data = s
			return Node{n}, err
		},
	}
	commentMethods = map[string]method{
		"getData/0": func(_ *groovy.Context, n *html.Node, _ []any) (any, error) { return n.Data, nil },
	}
	elementMethods = elementTable()
	documentMethods = documentTable()
}

func nodeName(n *html.Node) string {
	switch n.Type {
	case html.DocumentNode:
		return "#document"
	case html.TextNode:
		if isData(n) {
			return "#data"
		}
		return "#text"
	case html.CommentNode:
		return "#comment"
	case html.DoctypeNode:
		return "#doctype"
	}
	return n.Data
}

func two(c *groovy.Context, a []any) ([2]string, error) {
	var out [2]string
	for i, v := range a[:2] {
		s, err := c.Text(v)
		if err != nil {
			return out, err
		}
		out[i] = s
	}
	return out, nil
}

func orNull(n *html.Node) any {
	if n == nil {
		return nil
	}
	return Node{n}
}

// root is the topmost node above.
func root(n *html.Node) *html.Node {
	for n.Parent != nil {
		n = n.Parent
	}
	return n
}

// children are the nodes inside, or the elements among them.
func children(n *html.Node, elements bool) []*html.Node {
	var list []*html.Node
	for k := n.FirstChild; k != nil; k = k.NextSibling {
		if !elements || k.Type == html.ElementNode {
			list = append(list, k)
		}
	}
	return list
}

// listOf makes a script's list of nodes.
func listOf(c *groovy.Context, list []*html.Node) (any, error) {
	l := groovy.NewList()
	for _, n := range list {
		l.Append(Node{n})
	}
	return l, c.Alloc(24 * len(list))
}

func nth(c *groovy.Context, list []*html.Node, at any) (any, error) {
	v, err := c.Cast(at, "java.lang.Integer")
	if err != nil {
		return nil, err
	}
	i, _ := v.(int32)
	if i < 0 || int(i) >= len(list) {
		return nil, c.Throw("java.lang.IndexOutOfBoundsException", "Index: "+strconv.Itoa(int(i))+", Size: "+strconv.Itoa(len(list)))
	}
	return Node{list[i]}, nil
}

func attr(n *html.Node, name string) string {
	if n.Type != html.ElementNode {
		return ""
	}
	name = strings.TrimPrefix(strings.ToLower(name), "abs:")
	for _, a := range n.Attr {
		if a.Key == name {
			return a.Val
		}
	}
	return ""
}

func hasAttr(n *html.Node, name string) bool {
	return n.Type == html.ElementNode && slices.ContainsFunc(n.Attr, func(a html.Attribute) bool { return a.Key == strings.ToLower(name) })
}

func setAttr(n *html.Node, name, value string) {
	if n.Type != html.ElementNode {
		return
	}
	name = strings.ToLower(name)
	for i := range n.Attr {
		if n.Attr[i].Key == name {
			n.Attr[i].Val = value
			return
		}
	}
	n.Attr = append(n.Attr, html.Attribute{Key: name, Val: value})
}

func removeAttr(n *html.Node, name string) {
	if n.Type == html.ElementNode {
		n.Attr = slices.DeleteFunc(n.Attr, func(a html.Attribute) bool { return a.Key == strings.ToLower(name) })
	}
}

func detach(n *html.Node) {
	if n.Parent != nil {
		n.Parent.RemoveChild(n)
	}
}

// given are the nodes that an argument stands for: a node, or markup.
func given(c *groovy.Context, v any, in *html.Node) ([]*html.Node, error) {
	switch x := v.(type) {
	case Node:
		return []*html.Node{x.n}, nil
	case *Elements:
		return slices.Clone(x.list), nil
	case *groovy.List:
		var list []*html.Node
		for _, e := range x.Items() {
			if n, ok := e.(Node); ok {
				list = append(list, n.n)
			}
		}
		return list, nil
	}
	s, err := markup(c, v)
	if err != nil {
		return nil, err
	}
	return fragment(c, s, in)
}

// insert moves nodes into a parent, before another one or at its end.
func insert(c *groovy.Context, parent, before *html.Node, list []*html.Node) error {
	if parent == nil {
		return c.Throw("java.lang.IllegalArgumentException", "Object must not be null: the node is in no tree")
	}
	for _, n := range list {
		for p := parent; p != nil; p = p.Parent {
			if p == n {
				return c.Throw("java.lang.IllegalArgumentException", "a node cannot be put into itself")
			}
			if err := c.Charge(1); err != nil {
				return err
			}
		}
		if n == before {
			before = before.NextSibling
		}
		detach(n)
		parent.InsertBefore(n, before)
	}
	return nil
}

// wrap puts a node into the innermost element of markup that takes its place.
func wrap(c *groovy.Context, n *html.Node, v any) error {
	list, err := given(c, v, n.Parent)
	if err != nil || len(list) == 0 || list[0].Type != html.ElementNode || n.Parent == nil {
		return err
	}
	deep := list[0]
	for k := children(deep, true); len(k) > 0; k = children(deep, true) {
		deep = k[0]
	}
	if err := insert(c, n.Parent, n, list[:1]); err != nil {
		return err
	}
	detach(n)
	deep.AppendChild(n)
	return nil
}

// unwrap leaves the content in place of its element; the first of it, or null.
func unwrap(n *html.Node) any {
	first := n.FirstChild
	if n.Parent == nil {
		return orNull(first)
	}
	for k := n.FirstChild; k != nil; k = n.FirstChild {
		n.RemoveChild(k)
		n.Parent.InsertBefore(k, n)
	}
	detach(n)
	return orNull(first)
}

// count is how many nodes a tree has.
func count(n *html.Node) int {
	total := 0
	walk(n, func(*html.Node) { total++ })
	return total
}

// walk visits a node and all below it in their order, without recursion: trees
// may be as deep as their text is long.
func walk(n *html.Node, visit func(*html.Node)) {
	for k := n; k != nil; {
		visit(k)
		if k.FirstChild != nil {
			k = k.FirstChild
			continue
		}
		for k != n && k.NextSibling == nil {
			k = k.Parent
		}
		if k == n {
			return
		}
		k = k.NextSibling
	}
}

// cloned copies a tree.
func cloned(c *groovy.Context, n *html.Node) (*html.Node, error) {
	size := count(n)
	if err := c.Charge(size); err != nil {
		return nil, err
	}
	if err := c.Alloc(200 * size); err != nil {
		return nil, err
	}
	copies := map[*html.Node]*html.Node{}
	walk(n, func(k *html.Node) {
		d := &html.Node{Type: k.Type, Data: k.Data, DataAtom: k.DataAtom, Namespace: k.Namespace, Attr: slices.Clone(k.Attr)}
		copies[k] = d
		if k != n {
			copies[k.Parent].AppendChild(d)
		}
	})
	return copies[n], nil
}

// printed is a text made of a tree, counted.
func printed(c *groovy.Context, n *html.Node, f func(*html.Node) string) (any, error) {
	if err := c.Charge(count(n)); err != nil {
		return nil, err
	}
	s := f(n)
	return s, c.Alloc(len(s))
}
