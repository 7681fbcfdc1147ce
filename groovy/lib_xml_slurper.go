package groovy

import (
	"slices"
	"strings"
)

// XmlSlurper and what its paths give.

var (
	classXMLSlurper   = &Class{name: "groovy.util.XmlSlurper", super: classObject}
	classGPath        = &Class{name: "groovy.util.slurpersupport.GPathResult", super: classGroovyObjectSupport, kind: kindAbstract, ifaces: []*Class{classWritable, classIterable}}
	classNodeChild    = &Class{name: "groovy.util.slurpersupport.NodeChild", super: classGPath}
	classNodeChildren = &Class{name: "groovy.util.slurpersupport.NodeChildren", super: classGPath}
	classFiltered     = &Class{name: "groovy.util.slurpersupport.FilteredNodeChildren", super: classNodeChildren}
	classNoChildren   = &Class{name: "groovy.util.slurpersupport.NoChildren", super: classGPath}
	classXMLAttr      = &Class{name: "groovy.util.slurpersupport.Attribute", super: classGPath}
	classXMLAttrs     = &Class{name: "groovy.util.slurpersupport.Attributes", super: classNodeChildren}
	classAttrMap      = &Class{name: "groovy.util.slurpersupport.NamespaceAwareHashMap", super: classHashMap}
)

func xmlSlurperClasses() []entry {
	return []entry{
		{classXMLSlurper, xmlSlurperLib}, {classGPath, gpathLib}, {classGPath, gpathEditLib}, {classNodeChild, nodeChildLib}, {classNodeChildren, nil},
		{classFiltered, nil}, {classNoChildren, nil}, {classXMLAttr, nil}, {classXMLAttrs, nil}, {classAttrMap, nil},
		{classSAXParse, saxParseLib},
	}
}

func saxParseLib() lib {
	return lib{methods: []def{datum("getLineNumber()", "line"), datum("getColumnNumber()", "column")}}
}

// An xmlSlurper is an XmlSlurper or XmlParser with its settings.
type xmlSlurper struct {
	class      *Class
	namespaces bool
	keepBlank  bool
	trim       bool
}

func (s *xmlSlurper) classOf() *Class { return s.class }

// xmlParsing is what XmlSlurper and XmlParser have in common.
func xmlParsing(c *Class, result func(t *thread, s *xmlSlurper, root *xmlNode) (any, error)) lib {
	sl := func(self any) *xmlSlurper { return self.(*xmlSlurper) }
	parse := func(t *thread, s *xmlSlurper, text string) (any, error) {
		root, err := t.readXML(text, s.namespaces)
		if err != nil {
			return nil, err
		}
		return result(t, s, root)
	}
	from := func(t *thread, self any, a []any) (any, error) {
		if a[0] == nil {
			return nil, t.throw(classIllegalArgument, "InputSource cannot be null")
		}
		text, err := t.readAll(a[0])
		if err != nil {
			return nil, err
		}
		return parse(t, sl(self), text)
	}
	makes := func(_ *thread, _ any, a []any) (any, error) {
		s := &xmlSlurper{class: c, namespaces: true}
		if len(a) >= 2 {
			s.namespaces = a[1].(bool)
		}
		return s, nil
	}
	return lib{
		ctors: []def{{"()", makes}, {"(boolean,boolean)", makes}, {"(boolean,boolean,boolean)", makes}},
		methods: []def{
			{"parseText(String)", func(t *thread, self any, a []any) (any, error) {
				s, ok := a[0].(string)
				if !ok {
					return nil, t.throw(classNullPointer, `Cannot invoke "String.length()" because "s" is null`)
				}
				return parse(t, sl(self), s)
			}},
			{"parse(Reader)", from},
			{"parse(InputStream)", from},
			{"parse(String)", func(t *thread, _ any, _ []any) (any, error) {
				return nil, t.throw(classSecurity, "%s.parse(String) is not available to scripts: scripts cannot reach files or the network; use parseText", c.name)
			}},
			{"void setKeepIgnorableWhitespace(boolean)", func(_ *thread, self any, a []any) (any, error) {
				sl(self).keepBlank = a[0].(bool)
				return nil, nil
			}},
			{"isKeepIgnorableWhitespace()", func(_ *thread, self any, _ []any) (any, error) { return sl(self).keepBlank, nil }},
			{"void setTrimWhitespace(boolean)", func(_ *thread, self any, a []any) (any, error) {
				sl(self).trim = a[0].(bool)
				return nil, nil
			}},
			{"isTrimWhitespace()", func(_ *thread, self any, _ []any) (any, error) { return sl(self).trim, nil }},
			{"void setFeature(String,boolean)", func(*thread, any, []any) (any, error) { return nil, nil }},
			{"isNamespaceAware()", func(_ *thread, self any, _ []any) (any, error) { return sl(self).namespaces, nil }},
		},
	}
}

func xmlSlurperLib() lib {
	return xmlParsing(classXMLSlurper, func(_ *thread, s *xmlSlurper, root *xmlNode) (any, error) {
		doc := &xmlDocument{declared: map[string]string{}, hints: map[string]string{}}
		doc.prepare(root, s.keepBlank)
		return &gpath{class: classNodeChild, doc: doc, nodes: []*xmlNode{root}, label: root.name}, nil
	})
}

// An xmlDocument is what all paths into one document share.
type xmlDocument struct {
	declared map[string]string // by declareNamespace
	hints    map[string]string // prefixes the document uses
	edited   bool              // something is only there when it is written
}

// prepare drops text that is nothing but blanks and notes the prefixes.
func (d *xmlDocument) prepare(n *xmlNode, keepBlank bool) {
	if n.uri != "" {
		d.hints[n.prefix] = n.uri
	}
	for _, a := range n.attrs {
		if a.uri != "" {
			d.hints[a.prefix] = a.uri
		}
	}
	kept := n.children[:0]
	for _, c := range n.children {
		switch x := c.(type) {
		case string:
			if !keepBlank && trimJava(x) == "" {
				continue
			}
		case *xmlNode:
			d.prepare(x, keepBlank)
		}
		kept = append(kept, c)
	}
	n.children = kept
}

// A gpath is a GPathResult: elements, or attributes.
type gpath struct {
	class  *Class
	doc    *xmlDocument
	parent *gpath
	nodes  []*xmlNode // of attributes: the elements they are of
	attrs  []string   // the values of attributes
	label  string     // what name() gives
}

func (g *gpath) classOf() *Class { return g.class }

func (g *gpath) isAttr() bool { return g.class == classXMLAttr || g.class == classXMLAttrs }

func (g *gpath) len() int {
	if g.isAttr() {
		return len(g.attrs)
	}
	return len(g.nodes)
}

// at gives one of the elements or attributes.
func (g *gpath) at(i int) *gpath {
	if i < 0 {
		i += g.len()
	}
	if i < 0 || i >= g.len() {
		return &gpath{class: classNoChildren, doc: g.doc, parent: g, label: g.label}
	}
	if g.isAttr() {
		return &gpath{class: classXMLAttr, doc: g.doc, parent: g.parent, nodes: g.nodes[i : i+1], attrs: g.attrs[i : i+1], label: g.label}
	}
	if g.class == classNodeChild {
		return g
	}
	return g.child(g.nodes[i])
}

func (g *gpath) child(n *xmlNode) *gpath {
	p := g.parent
	if p == nil {
		p = g
	}
	return &gpath{class: classNodeChild, doc: g.doc, parent: p, nodes: []*xmlNode{n}, label: n.name}
}

func (g *gpath) text(t *thread) (string, error) {
	if g.isAttr() {
		return strings.Join(g.attrs, ""), t.charge(1 + len(g.attrs))
	}
	var b strings.Builder
	for _, n := range g.nodes {
		n.appendText(&b)
	}
	if err := t.charge(1 + len(g.nodes) + b.Len()/32); err != nil {
		return "", err
	}
	return b.String(), t.alloc(b.Len())
}

func (g *gpath) equals(t *thread, other any) (bool, error) {
	s, err := g.text(t)
	if err != nil {
		return false, err
	}
	o, err := t.toString(other)
	return s == o, err
}

func (g *gpath) hashCode(t *thread) (int32, error) {
	s, err := g.text(t)
	return hashString(s), err
}

func (g *gpath) truth(*thread) (bool, error) { return g.class != classNoChildren, nil }

func (g *gpath) iterate(_ *thread, f func(any) error) error {
	for i := range g.len() {
		if err := f(g.at(i)); err != nil {
			return err
		}
	}
	return nil
}

// qualified splits a name at its prefix and finds what that stands for.
func (g *gpath) qualified(name string, hints bool) (uri, local string, ok bool) {
	p, local, cut := strings.Cut(name, ":")
	if !cut {
		return "", name, false
	}
	if u, known := g.doc.declared[p]; known {
		return u, local, true
	}
	if u, known := g.doc.hints[p]; known && hints {
		return u, local, true
	}
	return "", name, false
}

// choose is the elements in these that a name means; "*" is all.
func (g *gpath) choose(t *thread, name string) (*gpath, error) {
	r := &gpath{class: classNodeChildren, doc: g.doc, parent: g, label: name}
	uri, local, qualified := g.qualified(name, false)
	for _, n := range g.nodes {
		if err := t.charge(1 + len(n.children)); err != nil {
			return nil, err
		}
		for _, c := range n.children {
			if e, ok := c.(*xmlNode); ok && (name == "*" || e.name == local && (!qualified || e.uri == uri)) {
				r.nodes = append(r.nodes, e)
			}
		}
	}
	return r, t.alloc(96 + 8*len(r.nodes))
}

func (g *gpath) attribute(t *thread, name string) (any, error) {
	r := &gpath{class: classXMLAttrs, doc: g.doc, parent: g, label: name}
	uri, local, _ := g.qualified(name, true)
	for _, n := range g.nodes {
		if v, ok := n.get(uri, local); ok {
			r.nodes, r.attrs = append(r.nodes, n), append(r.attrs, v)
		}
	}
	return r, t.charge(1 + len(g.nodes))
}

func (g *gpath) property(t *thread, name string) (any, bool, error) {
	switch {
	case name == "..":
		return g.up(), true, nil
	case name == "*":
		r, err := g.choose(t, name)
		return r, true, err
	case name == "**":
		l, err := g.deep(t)
		return listIterator(l), true, err
	case strings.HasPrefix(name, "@"):
		v, err := g.attribute(t, name[1:])
		return v, true, err
	case name == "metaClass":
		return nil, false, nil
	}
	r, err := g.choose(t, name)
	return r, true, err
}

func (g *gpath) up() *gpath {
	if g.parent == nil {
		return g
	}
	return g.parent
}

func (g *gpath) setProperty(t *thread, name string, v any) (bool, error) {
	if rest, ok := strings.CutPrefix(name, "@"); ok {
		if _, text := t.textOf(v); !text {
			return true, nil // Groovy sets nothing but texts, and says nothing
		}
		return true, g.setAttribute(t, rest, v)
	}
	r, err := g.choose(t, name)
	if err != nil {
		return true, err
	}
	return true, r.replaceBody(t, v)
}

func (g *gpath) setAttribute(t *thread, name string, v any) error {
	s, err := t.toString(v)
	if err != nil {
		return err
	}
next:
	for _, n := range g.nodes {
		n.takeBack()
		n.handed = nil
		for i := range n.attrs {
			if n.attrs[i].name == name {
				n.attrs[i].value = s
				continue next
			}
		}
		n.attrs = append(n.attrs, xmlAttr{name: name, value: s})
	}
	return t.alloc(64 * len(g.nodes))
}

func (g *gpath) replaceBody(t *thread, v any) error {
	if _, ok := v.(*Closure); ok {
		for _, n := range g.nodes {
			n.children = nil
		}
		return g.appendNode(t, v)
	}
	s, err := t.toString(v)
	if err != nil {
		return err
	}
	for _, n := range g.nodes {
		n.children = []any{s}
	}
	return t.charge(1 + len(g.nodes))
}

// deep is all elements, depth first.
func (g *gpath) deep(t *thread) (*List, error) {
	l := newList(nil)
	var walk func(p *gpath, n *xmlNode) error
	walk = func(p *gpath, n *xmlNode) error {
		c := &gpath{class: classNodeChild, doc: g.doc, parent: p, nodes: []*xmlNode{n}, label: n.name}
		if err := t.step(); err != nil {
			return err
		}
		if err := t.alloc(96); err != nil {
			return err
		}
		l.items = append(l.items, c)
		for _, k := range n.children {
			if e, ok := k.(*xmlNode); ok {
				if err := walk(c, e); err != nil {
					return err
				}
			}
		}
		return nil
	}
	for _, n := range g.nodes {
		if err := walk(g.up(), n); err != nil {
			return nil, err
		}
	}
	return l, nil
}

func (g *gpath) broad(t *thread) (*List, error) {
	l := newList(nil)
	row := make([]*gpath, 0, len(g.nodes))
	for i := range g.nodes {
		row = append(row, g.at(i))
	}
	for len(row) > 0 {
		var next []*gpath
		for _, c := range row {
			l.items = append(l.items, c)
			kids, err := c.choose(t, "*")
			if err != nil {
				return nil, err
			}
			for i := range kids.nodes {
				next = append(next, kids.at(i))
			}
		}
		row = next
	}
	return l, nil
}

func (g *gpath) attributeMap(t *thread) (*Map, error) {
	m := &Map{class: classAttrMap, mode: mapHash, capacity: 16}
	if len(g.nodes) == 0 {
		return m, nil
	}
	n := g.nodes[0]
	if n.handed != nil {
		return n.handed, nil
	}
	for i := len(n.attrs) - 1; i >= 0; i-- { // Groovy takes them from the last to the first
		if _, err := m.put(t, n.attrs[i].key(), n.attrs[i].value); err != nil {
			return nil, err
		}
	}
	n.handed = m
	return m, nil
}

func (g *gpath) writeSelf(t *thread, to any) error {
	s, err := g.text(t)
	if err != nil {
		return err
	}
	return t.writeTo(to, s)
}

func gpathLib() lib {
	gp := func(self any) *gpath { return self.(*gpath) }
	number := func(name string, c *Class) def {
		return def{name + "()", func(t *thread, self any, _ []any) (any, error) {
			s, err := gp(self).text(t)
			if err != nil {
				return nil, err
			}
			return t.parseNumber(s, c)
		}}
	}
	list := func(f func(*gpath, *thread) (*List, error)) native {
		return func(t *thread, self any, _ []any) (any, error) {
			l, err := f(gp(self), t)
			if err != nil {
				return nil, err
			}
			return listIterator(l), nil
		}
	}
	return lib{methods: []def{
		{"name()", func(_ *thread, self any, _ []any) (any, error) {
			g := gp(self)
			if g.class == classNodeChild {
				return g.nodes[0].name, nil
			}
			return g.label, nil
		}},
		{"text()", func(t *thread, self any, _ []any) (any, error) { return textResult(gp(self).text(t)) }},
		{"parent()", func(_ *thread, self any, _ []any) (any, error) { return gp(self).up(), nil }},
		{"pop()", func(_ *thread, self any, _ []any) (any, error) { return gp(self).up(), nil }},
		{"children()", func(t *thread, self any, _ []any) (any, error) { return gp(self).choose(t, "*") }},
		{"size()", func(_ *thread, self any, _ []any) (any, error) { return boxInt(int32(gp(self).len())), nil }},
		{"isEmpty()", func(_ *thread, self any, _ []any) (any, error) { return gp(self).len() == 0, nil }},
		{"getAt(int)", func(_ *thread, self any, a []any) (any, error) { return gp(self).at(int(a[0].(int32))), nil }},
		{"getAt(Range)", func(t *thread, self any, a []any) (any, error) {
			l := newList(nil)
			return l, t.iterate(a[0], func(i any) error {
				n, err := t.cast(i, classIntP)
				if err != nil {
					return err
				}
				return l.add(t, gp(self).at(int(n.(int32))))
			})
		}},
		{"void putAt(int,Object)", func(t *thread, self any, a []any) (any, error) {
			return nil, gp(self).at(int(a[0].(int32))).replaceBody(t, a[1])
		}},
		{"list()", func(t *thread, self any, _ []any) (any, error) {
			items, err := t.slice(self)
			return newList(items), err
		}},
		{"find(Closure)", func(t *thread, self any, a []any) (any, error) {
			v, err := t.find(self, a[0].(*Closure))
			if v == nil && err == nil {
				v = &gpath{class: classNoChildren, doc: gp(self).doc, parent: gp(self)}
			}
			return v, err
		}},
		{"findAll(Closure)", func(t *thread, self any, a []any) (any, error) {
			g := gp(self)
			r := &gpath{class: classFiltered, doc: g.doc, parent: g, label: g.label}
			if g.isAttr() {
				r.class = classXMLAttrs
			}
			return r, t.iterate(self, func(e any) error {
				ok, err := t.test(a[0].(*Closure), e)
				if ok {
					r.nodes = append(r.nodes, e.(*gpath).nodes...)
					r.attrs = append(r.attrs, e.(*gpath).attrs...)
				}
				return err
			})
		}},
		{"depthFirst()", list((*gpath).deep)},
		{"breadthFirst()", list((*gpath).broad)},
		{"childNodes()", func(t *thread, self any, _ []any) (any, error) {
			kids, err := gp(self).choose(t, "*")
			if err != nil {
				return nil, err
			}
			return t.iterator(kids)
		}},
		{"namespaceURI()", func(_ *thread, self any, _ []any) (any, error) {
			if g := gp(self); len(g.nodes) > 0 {
				return g.nodes[0].uri, nil
			}
			return "", nil
		}},
		{"lookupNamespace(String)", func(_ *thread, self any, a []any) (any, error) {
			p, _ := a[0].(string)
			u, ok := gp(self).doc.hints[p]
			return orNull(u, ok), nil
		}},
		{"declareNamespace(Map)", func(t *thread, self any, a []any) (any, error) {
			return self, t.iterateMap(a[0].(*Map), func(e *Entry) error {
				k, err := t.toString(e.Key)
				if err != nil {
					return err
				}
				v, err := t.toString(e.Value)
				gp(self).doc.declared[k] = v
				return err
			})
		}},
		number("toInteger", classInteger), number("toLong", classLong), number("toDouble", classDouble),
		number("toFloat", classFloat), number("toBigDecimal", classBigDecimal), number("toBigInteger", classBigInteger),
		{"toBoolean()", func(t *thread, self any, _ []any) (any, error) {
			s, err := gp(self).text(t)
			s = strings.ToLower(trimJava(s))
			return s == "true" || s == "y" || s == "1", err
		}},
		{"void replaceBody(Object)", func(t *thread, self any, a []any) (any, error) { return nil, gp(self).replaceBody(t, a[0]) }},
		{"writeTo(Writer)", func(t *thread, self any, a []any) (any, error) { return a[0], gp(self).writeSelf(t, a[0]) }},
		{"plus(Object)", func(t *thread, self any, a []any) (any, error) {
			switch a[0].(type) {
			case *gpath, *List, *Set, *View, *Range:
				out, err := t.slice(self)
				if err != nil {
					return nil, err
				}
				more, err := t.slice(a[0])
				if err != nil {
					return nil, err
				}
				return newList(slices.Concat(out, more)), t.alloc(16 * (len(out) + len(more)))
			}
			return gp(self).plus(t, a[0])
		}},
	}}
}

// nodeChildLib is what only a single element has.
func nodeChildLib() lib {
	gp := func(self any) *gpath { return self.(*gpath) }
	return lib{methods: []def{
		{"attributes()", func(t *thread, self any, _ []any) (any, error) { return gp(self).attributeMap(t) }},
		{"localText()", func(t *thread, self any, _ []any) (any, error) {
			l := newList(nil)
			for _, n := range gp(self).nodes {
				for _, c := range n.children {
					if s, ok := c.(string); ok {
						if err := l.add(t, s); err != nil {
							return nil, err
						}
					}
				}
			}
			return l, nil
		}},
	}}
}
