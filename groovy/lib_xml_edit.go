package groovy

import (
	"fmt"
	"strings"
)

// Editing what an XmlSlurper read. As in Groovy, what is appended or put in a
// node's place is made when the document is written: until then paths show the
// document as it was.

// An xmlEdit is content that a closure makes with a markup builder, or a text.
type xmlEdit struct {
	c    *Closure
	text string
	path *gpath // what the closure is given
	then *xmlEdit
}

// key is an attribute's name in the map that scripts get.
func (a *xmlAttr) key() string {
	if a.uri != "" {
		return "{" + a.uri + "}" + a.name
	}
	return a.name
}

// takeBack reads the attributes out of the map that a script may have changed.
func (n *xmlNode) takeBack() {
	if n.handed == nil {
		return
	}
	var kept []xmlAttr
	known := map[string]bool{}
	for _, a := range n.attrs {
		known[a.key()] = true
		if v, ok := n.handed.Get(a.key()); ok {
			a.value = plainString(v)
			kept = append(kept, a)
		}
	}
	for k, v := range n.handed.All {
		if name := plainString(k); !known[name] {
			kept = append(kept, xmlAttr{name: name, value: plainString(v)})
		}
	}
	n.attrs = kept
}

func plainString(v any) string {
	if s, ok := plainText(v).(string); ok {
		return s
	}
	return fmt.Sprint(v)
}

// newEdit takes what a script gives.
func (t *thread) newEdit(path *gpath, v any) (*xmlEdit, error) {
	if c, ok := v.(*Closure); ok {
		return &xmlEdit{c: c, path: path}, t.alloc(64)
	}
	if other, ok := v.(*gpath); ok && !other.isAttr() && len(other.nodes) > 0 {
		return &xmlEdit{path: other}, t.alloc(64)
	}
	s, err := t.toString(v)
	return &xmlEdit{text: s}, err
}

func (g *gpath) appendNode(t *thread, v any) error {
	for i, n := range g.nodes {
		e, err := t.newEdit(g.at(i), v)
		if err != nil {
			return err
		}
		if e.c == nil && e.path == nil {
			n.children = append(n.children, e.text)
			continue
		}
		n.children = append(n.children, e)
		g.doc.edited = true
	}
	return t.charge(1 + len(g.nodes))
}

func (g *gpath) replaceNode(t *thread, c *Closure) error {
	for i, n := range g.nodes {
		n.replaced = append(n.replaced, &xmlEdit{c: c, path: g.at(i)})
		g.doc.edited = true
	}
	if err := t.alloc(64 * len(g.nodes)); err != nil {
		return err
	}
	return t.charge(1 + len(g.nodes))
}

// plus puts what is added behind each node; the value is the nodes themselves,
// whose text stays what it was.
func (g *gpath) plus(t *thread, v any) (any, error) {
	if g.isAttr() {
		return nil, t.throw(classClassCast, "class %s cannot be cast to class %s", g.class.name, classNodeChild.name)
	}
	for i, n := range g.nodes {
		then, err := t.newEdit(g.at(i), v)
		if err != nil {
			return nil, err
		}
		n.replaced = append(n.replaced, &xmlEdit{path: g.at(i), then: then})
		g.doc.edited = true
	}
	return g, t.alloc(128 * len(g.nodes))
}

// written gives a node as it is to be written: what stands in its place.
func (t *thread) written(n *xmlNode, hints map[string]string) ([]any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	if k := len(n.replaced); k > 0 {
		// The closure may write the node itself, which is then the one before.
		e := n.replaced[k-1]
		n.replaced = n.replaced[:k-1]
		defer func() { n.replaced = append(n.replaced, e) }()
		return t.built(e, hints)
	}
	copied := *n
	copied.children = make([]any, 0, len(n.children))
	for _, c := range n.children {
		var items []any
		var err error
		switch x := c.(type) {
		case *xmlNode:
			items, err = t.written(x, hints)
		case *xmlEdit:
			items, err = t.built(x, hints)
		default:
			items = []any{c}
		}
		if err != nil {
			return nil, err
		}
		copied.children = append(copied.children, items...)
	}
	return []any{&copied}, t.alloc(96 + 16*len(copied.children))
}

// built is the nodes and texts that an edit makes.
func (t *thread) built(e *xmlEdit, hints map[string]string) ([]any, error) {
	if e.c == nil {
		if e.path == nil {
			return []any{e.text}, nil
		}
		var all []any
		for _, n := range e.path.nodes {
			items, err := t.written(n, hints)
			if err != nil {
				return nil, err
			}
			all = append(all, items...)
		}
		if e.then != nil {
			items, err := t.built(e.then, hints)
			return append(all, items...), err
		}
		return all, nil
	}
	w := newStringWriter()
	m := newMarkup(w, true)
	m.quote = `"`
	if err := m.runWith(t, e.c, e.path); err != nil {
		return nil, err
	}
	s, err := w.buf.text(t)
	if err != nil {
		return nil, err
	}
	var root strings.Builder
	root.WriteString("<r")
	for _, p := range sortedKeys(hints) {
		if p == "" {
			root.WriteString(` xmlns="` + escapeXML(hints[p], `"`) + `"`)
		} else if p != "xml" {
			root.WriteString(" xmlns:" + p + `="` + escapeXML(hints[p], `"`) + `"`)
		}
	}
	root.WriteString(">" + s + "</r>")
	top, err := t.readXML(root.String(), true)
	if err != nil {
		return nil, err
	}
	return top.children, nil
}

// wholeDocument is a document with its edits made.
func (t *thread) wholeDocument(g *gpath) (*xmlNode, error) {
	root := g.nodes[0]
	if !g.doc.edited {
		return root, nil
	}
	items, err := t.written(root, g.doc.hints)
	if err != nil {
		return nil, err
	}
	for _, v := range items {
		if n, ok := v.(*xmlNode); ok {
			return n, nil
		}
	}
	return &xmlNode{name: root.name}, nil
}

func gpathEditLib() lib {
	gp := func(self any) *gpath { return self.(*gpath) }
	return lib{methods: []def{
		{"void appendNode(Object)", func(t *thread, self any, a []any) (any, error) { return nil, gp(self).appendNode(t, a[0]) }},
		{"leftShift(Object)", func(t *thread, self any, a []any) (any, error) { return self, gp(self).appendNode(t, a[0]) }},
		{"void replaceNode(Closure)", func(t *thread, self any, a []any) (any, error) {
			c, ok := a[0].(*Closure)
			if !ok {
				return nil, t.throw(classNullPointer, "")
			}
			return nil, gp(self).replaceNode(t, c)
		}},
		{"plus(Closure)", func(t *thread, self any, a []any) (any, error) {
			return gp(self).plus(t, a[0])
		}},
		{"parents()", func(t *thread, _ any, _ []any) (any, error) {
			return nil, t.throw(classGroovyRuntime, "parents() not implemented yet")
		}},
		{"nodeIterator()", func(t *thread, self any, _ []any) (any, error) { return t.iterator(self) }},
		{"toURI()", func(t *thread, self any, _ []any) (any, error) {
			s, err := gp(self).text(t)
			if err != nil {
				return nil, err
			}
			return t.invoke(s, "toURI")
		}},
		{"toURL()", func(t *thread, self any, _ []any) (any, error) {
			s, err := gp(self).text(t)
			if err != nil {
				return nil, err
			}
			return t.invoke(s, "toURL")
		}},
	}}
}
