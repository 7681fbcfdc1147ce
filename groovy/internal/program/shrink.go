package program

import (
	"cmp"
	"slices"
)

// Smaller gives the programs that are one step smaller, those that leave most
// out first: without some statements, with the body of one in its place, with
// an expression replaced by a part of it or by the simplest of its type. They
// need not be well typed any more; whether they still show what is looked for
// is for the caller to find out. n itself is not changed.
func Smaller(n *Node) []*Node {
	var out []*Node
	shrink(n, func(m *Node) { out = append(out, m) })
	sizes := make(map[*Node]int, len(out))
	for _, m := range out {
		sizes[m] = m.Size()
	}
	slices.SortStableFunc(out, func(a, b *Node) int { return cmp.Compare(sizes[a], sizes[b]) })
	return out
}

// shrink gives to yield each version of n with one thing less.
func shrink(n *Node, yield func(*Node)) {
	if n.kind == block {
		for size := len(n.parts); size >= 1; size /= 2 {
			for from := 0; from < len(n.parts); from += size {
				without(n, from, min(from+size, len(n.parts)), yield)
			}
		}
	}
	for i, p := range n.parts {
		if p.node == nil {
			continue
		}
		with := func(m *Node) { yield(n.with(i, m)) }
		if p.node.kind == expression && p.node.typ != nil {
			for _, m := range p.node.inner(p.node.typ) {
				with(m)
			}
			if s := simplest(p.node.typ); s != nil && s.Text() != p.node.Text() {
				with(s)
			}
		}
		if n.kind == block {
			// What stands in a block may take the place of the statement.
			for _, q := range p.node.parts {
				if q.node != nil && (q.node.kind == block || q.node.kind == statement) {
					m := &Node{kind: block, parts: slices.Clone(n.parts[:i])}
					if q.node.kind == block {
						m.parts = append(m.parts, q.node.parts...)
					} else {
						m.parts = append(m.parts, q)
					}
					m.parts = append(m.parts, n.parts[i+1:]...)
					yield(m)
				}
			}
		}
		shrink(p.node, with)
	}
}

// without leaves statements out, except those that must stay.
func without(n *Node, from, to int, yield func(*Node)) {
	m := &Node{kind: block, parts: slices.Clone(n.parts[:from])}
	for _, p := range n.parts[from:to] {
		if p.node.keep {
			m.parts = append(m.parts, p)
		}
	}
	m.parts = append(m.parts, n.parts[to:]...)
	if len(m.parts) < len(n.parts) {
		yield(m)
	}
}

// with is n with another node at place i.
func (n *Node) with(i int, m *Node) *Node {
	c := *n
	c.parts = slices.Clone(n.parts)
	c.parts[i].node = m
	return &c
}

// inner are the expressions within n that have type t.
func (n *Node) inner(t *Type) []*Node {
	var out []*Node
	for _, p := range n.parts {
		if p.node == nil || p.node.kind != expression {
			continue
		}
		if p.node.typ != nil && covers(t, p.node.typ) {
			out = append(out, p.node)
		}
		out = append(out, p.node.inner(t)...)
	}
	return out
}

var simple = map[string]string{"int": "1", "small": "1", "long": "1L", "bigint": "1G", "dec": "1.5", "dbl": "1d", "num": "1", "str": "'a'", "cs": "'a'",
	"nstr": "null", "bool": "true", "gstr": `"${1}"`, "range": "(0..1)", "re": "/a/", "plainstr": "'a'", "list": "[]", "set": "([] as Set)", "map": "[:]"}

func simplest(t *Type) *Node {
	if s, ok := simple[t.name]; ok {
		return leafOf(t, s)
	}
	return nil
}
