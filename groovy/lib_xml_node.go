package groovy

import "strings"

// XmlParser and the tree of groovy.util.Node it makes.

var (
	classXMLParser = &Class{name: "groovy.util.XmlParser", super: classObject}
	classNode      = &Class{name: "groovy.util.Node", super: classObject, ifaces: []*Class{classSerializable, classCloneable}}
	classNodeList  = &Class{name: "groovy.util.NodeList", super: classArrayList}
	classQName     = &Class{name: "groovy.xml.QName", super: classObject, ifaces: []*Class{classSerializable}}
	classNamespace = &Class{name: "groovy.xml.Namespace", super: classObject}
)

func xmlNodeClasses() []entry {
	return []entry{
		{classXMLParser, xmlParserLib}, {classNode, nodeLib}, {classNodeList, nodeListLib},
		{classQName, qnameLib}, {classNamespace, namespaceLib},
	}
}

// A qname is groovy.xml.QName.
type qname struct{ uri, local, prefix string }

func (*qname) classOf() *Class { return classQName }

func (q *qname) text(*thread) (string, error) {
	if q.uri == "" {
		return q.local, nil
	}
	return "{" + q.uri + "}" + q.local, nil
}

// full is the name with its prefix.
func (q *qname) full() string {
	if q.prefix == "" {
		return q.local
	}
	return q.prefix + ":" + q.local
}

func (q *qname) equals(_ *thread, other any) (bool, error) {
	switch o := other.(type) {
	case *qname:
		return q.uri == o.uri && q.local == o.local, nil
	case string:
		return q.matches(o), nil
	}
	return false, nil
}

func (q *qname) hashCode(*thread) (int32, error) {
	return hashString(q.uri)*31 + hashString(q.local), nil
}

func (q *qname) matches(s string) bool {
	return s == q.local || s == q.full() || s == "{"+q.uri+"}"+q.local || s == q.uri+":"+q.local
}

func qnameLib() lib {
	q := func(self any) *qname { return self.(*qname) }
	text := func(v any) string { s, _ := v.(string); return s }
	return lib{
		ctors: []def{
			{"(String)", func(_ *thread, _ any, a []any) (any, error) { return &qname{local: text(a[0])}, nil }},
			{"(String,String)", func(_ *thread, _ any, a []any) (any, error) {
				return &qname{uri: text(a[0]), local: text(a[1])}, nil
			}},
			{"(String,String,String)", func(_ *thread, _ any, a []any) (any, error) {
				return &qname{text(a[0]), text(a[1]), text(a[2])}, nil
			}},
		},
		methods: []def{
			{"getNamespaceURI()", func(_ *thread, self any, _ []any) (any, error) { return q(self).uri, nil }},
			{"getLocalPart()", func(_ *thread, self any, _ []any) (any, error) { return q(self).local, nil }},
			{"getPrefix()", func(_ *thread, self any, _ []any) (any, error) { return q(self).prefix, nil }},
			{"getQualifiedName()", func(_ *thread, self any, _ []any) (any, error) { return q(self).full(), nil }},
			{"matches(Object)", func(t *thread, self any, a []any) (any, error) { return boolResult(q(self).equals(t, a[0])) }},
		},
	}
}

// A namespaceValue is groovy.xml.Namespace, whose properties are QNames.
type namespaceValue struct{ uri, prefix string }

func (*namespaceValue) classOf() *Class { return classNamespace }

func (n *namespaceValue) property(_ *thread, name string) (any, bool, error) {
	switch name {
	case "uri":
		return n.uri, true, nil
	case "prefix":
		return n.prefix, true, nil
	}
	return &qname{n.uri, name, n.prefix}, true, nil
}

func namespaceLib() lib {
	text := func(v any) string { s, _ := v.(string); return trimJava(s) }
	return lib{ctors: []def{
		{"(String)", func(_ *thread, _ any, a []any) (any, error) { return &namespaceValue{uri: text(a[0])}, nil }},
		{"(String,String)", func(_ *thread, _ any, a []any) (any, error) { return &namespaceValue{text(a[0]), text(a[1])}, nil }},
	}}
}

// A node is groovy.util.Node. value is a NodeList of nodes and texts, or
// whatever a script put there.
type node struct {
	parent *node
	name   any // string or *qname
	attrs  *Map
	value  any
}

func (*node) classOf() *Class { return classNode }

func (n *node) text(t *thread) (string, error) {
	name, err := t.toString(n.name)
	if err != nil {
		return "", err
	}
	attrs, err := t.javaText(n.attrs)
	if err != nil {
		return "", err
	}
	if err := t.enter(); err != nil {
		return "", err
	}
	defer t.exit()
	v, err := t.javaText(n.value)
	if err != nil {
		return "", err
	}
	return t.concat(name, "[attributes="+attrs, "; value="+v, "]")
}

func (n *node) iterate(t *thread, f func(any) error) error {
	return t.iterate(n.children(), f)
}

func (n *node) children() *List {
	switch v := n.value.(type) {
	case nil:
		return newNodeList(nil)
	case *List:
		return v
	}
	return newList([]any{n.value})
}

// body is the text of a node itself, not of those in it.
func (n *node) body(t *thread) (string, error) {
	var b strings.Builder
	for _, c := range n.children().items {
		switch x := c.(type) {
		case *node:
			if err := t.enter(); err != nil {
				return "", err
			}
			s, err := x.body(t)
			t.exit()
			if err != nil {
				return "", err
			}
			b.WriteString(s)
		default:
			s, err := t.toString(c)
			if err != nil {
				return "", err
			}
			b.WriteString(s)
		}
	}
	return b.String(), t.alloc(b.Len())
}

func newNodeList(items []any) *List { return listOf(classNodeList, items) }

// add makes c the last of n's children.
func (n *node) add(t *thread, c any) error {
	l, ok := n.value.(*List)
	if !ok {
		l = newNodeList(nil)
		if n.value != nil && n.value != "" {
			l.items = append(l.items, n.value)
		}
		n.value = l
	}
	if k, ok := c.(*node); ok {
		k.parent = n
	}
	return l.add(t, c)
}

func (n *node) index(c any) int {
	for i, e := range n.children().items {
		if e == c {
			return i
		}
	}
	return -1
}

func nameMatches(name any, key string) bool {
	if q, ok := name.(*qname); ok {
		return q.matches(key)
	}
	return name == key
}

// named is the children of a name.
func (n *node) named(t *thread, key any) (any, error) {
	out := newNodeList(nil)
	for _, c := range n.children().items {
		k, ok := c.(*node)
		if !ok {
			continue
		}
		match := false
		switch x := key.(type) {
		case string:
			match = nameMatches(k.name, x)
		case *qname:
			match, _ = x.equals(t, k.name)
		}
		if match {
			out.items = append(out.items, c)
		}
	}
	return out, t.charge(1 + len(n.children().items))
}

func (n *node) get(t *thread, key string) (any, error) {
	switch {
	case strings.HasPrefix(key, "@"):
		return n.attribute(t, key[1:])
	case key == "..":
		if n.parent == nil {
			return nil, nil
		}
		return n.parent, nil
	case key == "*":
		return n.children(), nil
	case key == "**":
		return n.deep(t)
	}
	return n.named(t, key)
}

func (n *node) attribute(t *thread, name string) (any, error) {
	if e := n.attrs.findString(name); e != nil {
		return e.Value, nil
	}
	for k, v := range n.attrs.All {
		if q, ok := k.(*qname); ok && q.full() == name {
			return v, nil
		}
	}
	return nil, nil
}

func (n *node) setAttribute(t *thread, name string, v any) error {
	_, err := n.attrs.put(t, name, v)
	return err
}

func (n *node) property(t *thread, name string) (any, bool, error) {
	if name == "metaClass" || name == "class" {
		return nil, false, nil
	}
	v, err := n.get(t, name)
	return v, true, err
}

func (n *node) setProperty(t *thread, name string, v any) (bool, error) {
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		return true, n.setAttribute(t, rest, v)
	}
	if name == "value" {
		n.value = v
		return true, nil
	}
	return false, nil
}

// deep is the node and all in it, depth first; texts count where they stand
// among other things.
func (n *node) deep(t *thread) (*List, error) {
	out := newNodeList([]any{n})
	var walk func(n *node) error
	walk = func(n *node) error {
		if err := t.enter(); err != nil {
			return err
		}
		defer t.exit()
		items := n.children().items
		for _, c := range items {
			if _, text := c.(string); text && len(items) == 1 {
				continue
			}
			if err := out.add(t, c); err != nil {
				return err
			}
			if k, ok := c.(*node); ok {
				if err := walk(k); err != nil {
					return err
				}
			}
		}
		return nil
	}
	return out, walk(n)
}

func (n *node) broad(t *thread) (*List, error) {
	out := newNodeList([]any{n})
	for i := 0; i < len(out.items); i++ {
		k, ok := out.items[i].(*node)
		if !ok {
			continue
		}
		items := k.children().items
		for _, c := range items {
			if _, text := c.(string); text && len(items) == 1 {
				continue
			}
			if err := out.add(t, c); err != nil {
				return nil, err
			}
			if err := t.step(); err != nil {
				return nil, err
			}
		}
	}
	return out, nil
}

// nodesNamed is list.name on a NodeList: what all nodes in it have, in one list.
func (t *thread) nodesNamed(l *List, name string) (any, error) {
	out := newNodeList(nil)
	for _, e := range l.items {
		n, ok := e.(*node)
		if !ok {
			continue
		}
		v, err := n.get(t, name)
		if err != nil {
			return nil, err
		}
		if many, ok := v.(*List); ok {
			out.items = append(out.items, many.items...)
		} else if v != nil {
			out.items = append(out.items, v)
		}
	}
	if err := t.alloc(16 * len(out.items)); err != nil {
		return nil, err
	}
	return out, t.charge(1 + len(l.items) + len(out.items))
}

func nodeListLib() lib {
	return lib{
		ctors: []def{{"()", func(*thread, any, []any) (any, error) { return newNodeList(nil), nil }}},
		methods: []def{
			{"replaceNode(Closure)", func(t *thread, self any, a []any) (any, error) {
				items := self.(*List).items
				if len(items) != 1 {
					return nil, t.throw(classGroovyRuntime, "replaceNode() can only be used to replace a single node, but was applied to %d nodes", len(items))
				}
				return t.invoke(items[0], "replaceNode", a[0])
			}},
			{"void plus(Closure)", func(t *thread, self any, a []any) (any, error) {
				c := a[0]
				return nil, t.iterate(newList(append([]any(nil), self.(*List).items...)), func(e any) error {
					_, err := t.invoke(e, "plus", c)
					return err
				})
			}},
			{"text()", func(t *thread, self any, _ []any) (any, error) {
				var b strings.Builder
				for _, e := range self.(*List).items {
					var s string
					var err error
					if n, ok := e.(*node); ok {
						s, err = n.body(t)
					} else if e != nil {
						s, err = t.toString(e)
					}
					if err != nil {
						return nil, err
					}
					b.WriteString(s)
				}
				return b.String(), t.alloc(b.Len())
			}},
			{"getAt(String)", func(t *thread, self any, a []any) (any, error) { return t.nodesNamed(self.(*List), a[0].(string)) }},
			{"getAt(QName)", func(t *thread, self any, a []any) (any, error) {
				out := newNodeList(nil)
				for _, e := range self.(*List).items {
					if n, ok := e.(*node); ok {
						l, err := n.named(t, a[0])
						if err != nil {
							return nil, err
						}
						out.items = append(out.items, l.(*List).items...)
					}
				}
				return out, t.alloc(16 * len(out.items))
			}},
		},
	}
}

// newNode is new Node(parent, name, attributes, value).
func (t *thread) newNode(parent, name, attrs, value any) (any, error) {
	n := &node{name: name, value: value}
	n.attrs, _ = attrs.(*Map)
	if n.attrs == nil {
		n.attrs = NewMap()
	}
	if err := t.alloc(192); err != nil {
		return nil, err
	}
	if p, ok := parent.(*node); ok {
		return n, p.add(t, n)
	}
	return n, nil
}

// grown runs a closure that builds nodes and gives them.
func (t *thread) grown(c *Closure) ([]any, error) {
	b := &nodeBuilder{top: &node{name: "dummy", attrs: NewMap(), value: newNodeList(nil)}}
	f := c.clone()
	f.delegate = b
	_, err := t.callArgs(f, nil)
	return b.top.children().items, err
}

// A nodeBuilder is groovy.util.NodeBuilder, and what the closures of
// replaceNode and plus build with.
type nodeBuilder struct{ top *node }

func (*nodeBuilder) classOf() *Class { return classNodeBuilder }

var classNodeBuilder = &Class{name: "groovy.util.NodeBuilder", super: classObject}

func nodeBuilderLib() lib {
	makes := func(*thread, any, []any) (any, error) { return &nodeBuilder{}, nil }
	return lib{ctors: []def{{"()", makes}}, statics: []def{{"newInstance()", makes}}}
}

func (b *nodeBuilder) methodMissing(t *thread, name string, args []any) (any, bool, error) {
	attrs, value, c, ok := builderCall(args)
	if !ok {
		return nil, false, nil
	}
	if value == nil {
		value = newNodeList(nil)
	}
	var parent any
	if b.top != nil {
		parent = b.top
	}
	v, err := t.newNode(parent, name, attrs, value)
	if err != nil || c == nil {
		return v, true, err
	}
	outer := b.top
	b.top = v.(*node)
	f := c.clone()
	f.delegate = b
	_, err = t.callArgs(f, nil)
	b.top = outer
	return v, true, err
}

func nodeLib() lib {
	nd := func(self any) *node { return self.(*node) }
	mk := func(t *thread, a ...any) (any, error) { return t.newNode(a[0], a[1], a[2], a[3]) }
	appendNode := func(attrs, value int) native {
		return func(t *thread, self any, a []any) (any, error) {
			var m, v any = nil, newNodeList(nil)
			if attrs >= 0 {
				m = a[attrs]
			}
			if value >= 0 {
				v = a[value]
			}
			return t.newNode(self, a[0], m, v)
		}
	}
	insert := func(t *thread, self any, c *Closure, replace bool) error {
		n := nd(self)
		if n.parent == nil {
			return t.throw(classUnsupported, "Replacing the root node is not supported")
		}
		items, err := t.grown(c)
		if err != nil {
			return err
		}
		l, at := n.parent.children(), n.parent.index(n)
		if at < 0 {
			return nil
		}
		if replace {
			if _, err := l.removeAt(t, at); err != nil {
				return err
			}
			at--
		}
		for _, e := range items {
			e.(*node).parent = n.parent
		}
		if replace {
			n.parent = nil
		}
		return l.insert(t, at+1, items...)
	}
	return lib{
		ctors: []def{
			{"(Node,Object)", func(t *thread, _ any, a []any) (any, error) { return mk(t, a[0], a[1], nil, newNodeList(nil)) }},
			{"(Node,Object,Map)", func(t *thread, _ any, a []any) (any, error) { return mk(t, a[0], a[1], a[2], newNodeList(nil)) }},
			{"(Node,Object,Object)", func(t *thread, _ any, a []any) (any, error) { return mk(t, a[0], a[1], nil, a[2]) }},
			{"(Node,Object,Map,Object)", func(t *thread, _ any, a []any) (any, error) { return mk(t, a...) }},
		},
		methods: []def{
			{"name()", func(_ *thread, self any, _ []any) (any, error) { return nd(self).name, nil }},
			{"value()", func(_ *thread, self any, _ []any) (any, error) { return nd(self).value, nil }},
			{"void setValue(Object)", func(_ *thread, self any, a []any) (any, error) { nd(self).value = a[0]; return nil, nil }},
			{"text()", func(t *thread, self any, _ []any) (any, error) { return textResult(nd(self).body(t)) }},
			{"localText()", func(t *thread, self any, _ []any) (any, error) {
				l := newList(nil)
				for _, c := range nd(self).children().items {
					if s, ok := c.(string); ok {
						l.items = append(l.items, s)
					}
				}
				return l, t.charge(1 + len(l.items))
			}},
			{"parent()", func(t *thread, self any, _ []any) (any, error) { return nd(self).get(t, "..") }},
			{"children()", func(_ *thread, self any, _ []any) (any, error) { return nd(self).children(), nil }},
			{"attributes()", func(_ *thread, self any, _ []any) (any, error) { return nd(self).attrs, nil }},
			{"attribute(Object)", func(t *thread, self any, a []any) (any, error) { return t.mapGet(nd(self).attrs, a[0]) }},
			{"get(String)", func(t *thread, self any, a []any) (any, error) { return nd(self).get(t, a[0].(string)) }},
			{"getAt(String)", func(t *thread, self any, a []any) (any, error) { return nd(self).get(t, a[0].(string)) }},
			{"getAt(QName)", func(t *thread, self any, a []any) (any, error) { return nd(self).named(t, a[0]) }},
			{"getAt(int)", func(_ *thread, self any, a []any) (any, error) {
				l, i := nd(self).children(), int(a[0].(int32))
				if i < 0 {
					i += len(l.items)
				}
				if i < 0 || i >= len(l.items) {
					return nil, nil
				}
				return l.items[i], nil
			}},
			{"depthFirst()", func(t *thread, self any, _ []any) (any, error) { return nd(self).deep(t) }},
			{"breadthFirst()", func(t *thread, self any, _ []any) (any, error) { return nd(self).broad(t) }},
			{"append(Node)", func(t *thread, self any, a []any) (any, error) { return true, nd(self).add(t, a[0]) }},
			{"remove(Node)", func(t *thread, self any, a []any) (any, error) {
				i := nd(self).index(a[0])
				if i < 0 {
					return false, nil
				}
				_, err := nd(self).children().removeAt(t, i)
				return true, err
			}},
			{"appendNode(Object)", appendNode(-1, -1)},
			{"appendNode(Object,Map)", appendNode(1, -1)},
			{"appendNode(Object,Object)", appendNode(-1, 1)},
			{"appendNode(Object,Map,Object)", appendNode(1, 2)},
			{"replaceNode(Closure)", func(t *thread, self any, a []any) (any, error) {
				return self, insert(t, self, a[0].(*Closure), true)
			}},
			{"replaceNode(Node)", func(t *thread, self any, a []any) (any, error) {
				n, with := nd(self), a[0].(*node)
				if n.parent == nil {
					return nil, t.throw(classUnsupported, "Replacing the root node is not supported")
				}
				siblings := n.parent.children()
				for i, c := range siblings.items {
					if c == any(n) {
						siblings.items[i] = with
					}
				}
				with.parent, n.parent = n.parent, nil
				return n, t.charge(1 + len(siblings.items))
			}},
			{"void plus(Closure)", func(t *thread, self any, a []any) (any, error) {
				return nil, insert(t, self, a[0].(*Closure), false)
			}},
			{"clone()", func(t *thread, self any, _ []any) (any, error) { return nd(self).copy(t) }},
		},
	}
}

func (n *node) copy(t *thread) (any, error) {
	if err := t.enter(); err != nil {
		return nil, err
	}
	defer t.exit()
	attrs := NewMap()
	if err := t.putAll(attrs, n.attrs); err != nil {
		return nil, err
	}
	c := &node{name: n.name, attrs: attrs, value: n.value}
	if l, ok := n.value.(*List); ok {
		c.value = newNodeList(nil)
		for _, e := range l.items {
			if k, ok := e.(*node); ok {
				d, err := k.copy(t)
				if err != nil {
					return nil, err
				}
				e = d
			}
			if err := c.add(t, e); err != nil {
				return nil, err
			}
		}
	}
	return c, nil
}

func xmlParserLib() lib {
	return xmlParsing(classXMLParser, func(t *thread, s *xmlSlurper, root *xmlNode) (any, error) {
		return t.nodeOf(root, s.trim, s.keepBlank)
	})
}

// nodeOf makes Nodes of what was read.
func (t *thread) nodeOf(x *xmlNode, trim, keepBlank bool) (*node, error) {
	name := func(prefix, local, uri string) any {
		if uri == "" {
			if prefix != "" {
				return prefix + ":" + local
			}
			return local
		}
		return &qname{uri, local, prefix}
	}
	n := &node{name: name(x.prefix, x.name, x.uri), attrs: NewMap(), value: newNodeList(nil)}
	for i := range x.attrs {
		a := &x.attrs[i]
		if _, err := n.attrs.put(t, name(a.prefix, a.name, a.uri), a.value); err != nil {
			return nil, err
		}
	}
	if err := t.alloc(256); err != nil {
		return nil, err
	}
	for _, c := range x.children {
		switch k := c.(type) {
		case string:
			if trim {
				k = trimJava(k)
			}
			if k == "" || !keepBlank && trimJava(k) == "" {
				continue
			}
			if err := n.add(t, k); err != nil {
				return nil, err
			}
		case *xmlNode:
			d, err := t.nodeOf(k, trim, keepBlank)
			if err != nil {
				return nil, err
			}
			if err := n.add(t, d); err != nil {
				return nil, err
			}
		}
	}
	return n, nil
}
