package richtext

import "strings"

// tagPairer gathers the inlines of one parent and pairs the HTML tags among
// them: known pairs become nodes, all other tags stay as RawInline.
type tagPairer struct {
	stack []tagFrame // the first one is the parent itself
	open  map[string]int
}

type tagFrame struct {
	elem *element
	tag  string // as written
	in   []Inline
}

func (p *tagPairer) add(in ...Inline) {
	if len(p.stack) == 0 {
		p.stack = []tagFrame{{}}
		p.open = map[string]int{}
	}
	top := &p.stack[len(p.stack)-1]
	top.in = append(top.in, in...)
}

// tag takes one piece of inline HTML as it is written.
func (p *tagPairer) tag(s string) {
	p.add()
	if s == separator {
		return
	}
	name, isEnd := strings.CutPrefix(strings.TrimSuffix(s, ">"), "</")
	name = strings.ToLower(trim(name))
	if isEnd && p.open[name] > 0 {
		p.end(name, s)
		return
	}
	e := oneElement(s)
	switch {
	case isEnd || e == nil || !e.known():
		p.add(RawInline{HTML, s})
	case voidTags[e.tag]:
		if leaf := e.leaf(""); leaf != nil {
			p.add(leaf)
			return
		}
		p.add(RawInline{HTML, s})
	case !e.isLeaf() && e.mark() == (markSet{}) || len(p.stack) > maxInline:
		p.add(RawInline{HTML, s})
	default:
		p.stack = append(p.stack, tagFrame{elem: e, tag: s})
		p.open[e.tag]++
	}
}

// oneElement reads a piece of HTML that is a single tag; nil if it is not.
func oneElement(s string) *element {
	root := parseHTML(s)
	if len(root.kids) != 1 || root.kids[0].tag == "" {
		return nil
	}
	return root.kids[0]
}

// end closes the innermost element of that name; what was left open in it stays
// as written.
func (p *tagPairer) end(name, s string) {
	for p.stack[len(p.stack)-1].elem.tag != name {
		p.unpair()
	}
	top := p.stack[len(p.stack)-1]
	p.pop()
	if name == "a" { // addresses found in its text are not links of their own
		top.in = unlink(top.in)
	}
	if !top.elem.isLeaf() {
		p.add(top.elem.mark().wrapAll(top.in))
		return
	}
	if text, ok := onlyText(top.in); ok {
		if leaf := top.elem.leaf(text); leaf != nil {
			p.add(leaf)
			return
		}
	}
	p.add(RawInline{HTML, top.tag})
	p.add(top.in...)
	p.add(RawInline{HTML, s})
}

func (p *tagPairer) pop() {
	top := p.stack[len(p.stack)-1]
	p.stack = p.stack[:len(p.stack)-1]
	p.open[top.elem.tag]--
}

func (p *tagPairer) unpair() {
	top := p.stack[len(p.stack)-1]
	p.pop()
	p.add(RawInline{HTML, top.tag})
	p.add(top.in...)
}

// close gives all inlines.
func (p *tagPairer) close() []Inline {
	p.add()
	for len(p.stack) > 1 {
		p.unpair()
	}
	return p.stack[0].in
}

// wrapAll puts in under all marks of m.
func (m markSet) wrapAll(in []Inline) Inline {
	out := Inline(nil)
	one := m.single()
	for i := len(one) - 1; i >= 0; i-- {
		out = one[i].wrap(in)
		in = []Inline{out}
	}
	return out
}

// unlink gives in without links but with what they hold.
func unlink(in []Inline) []Inline {
	var out []Inline
	for _, n := range in {
		if l, ok := n.(Link); ok {
			out = append(out, l.Inlines...)
		} else if m, held, ok := markOf(n); ok && m != (markSet{}) {
			out = append(out, m.wrap(unlink(held)))
		} else {
			out = append(out, n)
		}
	}
	return out
}

// onlyText joins in if there is nothing but text.
func onlyText(in []Inline) (string, bool) {
	var b strings.Builder
	for _, n := range in {
		switch n := n.(type) {
		case Text:
			b.WriteString(n.Value)
		case Mention:
			b.WriteString("@" + n.Name)
		default:
			if l, ok := n.(Link); ok && len(l.Inlines) == 1 && l.Inlines[0] == (Text{l.Target}) {
				b.WriteString(l.Target)
				continue
			}
			return "", false
		}
	}
	return b.String(), true
}
