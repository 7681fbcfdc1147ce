package groovy

import "strings"

// What XmlSlurper read, given to a StreamingMarkupBuilder: its elements are
// built anew, where any other value would be a text.

// built writes v if it is an element that was read, and tells whether it is.
func (m *markup) built(t *thread, v any) (bool, error) {
	g, ok := v.(*gpath)
	if !ok || !m.flat || g.isAttr() {
		return false, nil
	}
	for _, n := range g.nodes {
		items := []any{n}
		if g.doc.edited {
			var err error
			if items, err = t.written(n, g.doc.hints); err != nil {
				return true, err
			}
		}
		if err := m.rebuildAll(t, items); err != nil {
			return true, err
		}
	}
	return true, nil
}

// rebuild writes an element as this builder writes its own, but with an end
// tag even if there is nothing in it.
func (m *markup) rebuild(t *thread, n *xmlNode) error {
	if err := t.enter(); err != nil {
		return err
	}
	defer t.exit()
	n.takeBack()
	attrs, err := n.hashedAttrs(t)
	if err != nil {
		return err
	}
	var b strings.Builder
	b.WriteString("<" + n.raw())
	for i := range attrs {
		a := &attrs[i]
		b.WriteString(" " + a.raw() + "=" + m.quote + escapeXML(a.value, m.quote+"\n\r\t") + m.quote)
	}
	b.WriteString(">")
	if err := m.text(t, b.String()); err != nil {
		return err
	}
	if err := m.rebuildAll(t, n.children); err != nil {
		return err
	}
	return m.text(t, "</"+n.raw()+">")
}

// rebuildAll writes texts and elements.
func (m *markup) rebuildAll(t *thread, items []any) error {
	for _, c := range items {
		var err error
		switch x := c.(type) {
		case string:
			err = m.text(t, escapeXML(x, ""))
		case *xmlNode:
			err = m.rebuild(t, x)
		}
		if err != nil {
			return err
		}
	}
	return nil
}
