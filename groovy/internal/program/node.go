package program

import "strings"

// A Node is a piece of a program: an expression, a statement, or a list of
// statements.
type Node struct {
	kind  kind
	typ   *Type // of an expression
	parts []part
	loose bool // an expression that needs parentheses within another
	keep  bool // cannot be left out: what follows needs it
}

type kind uint8

const (
	expression kind = iota
	statement
	block // statements, one a line
)

// A part is a text or, if node is set, a piece.
type part struct {
	text  string
	node  *Node
	plain bool // an expression that stands free: between brackets, after =
}

// Text is the program as Groovy reads it.
func (n *Node) Text() string {
	var b strings.Builder
	n.write(&b, 0)
	return b.String()
}

func (n *Node) write(b *strings.Builder, indent int) {
	tab := strings.Repeat("    ", indent)
	if n.kind == block {
		for _, p := range n.parts {
			b.WriteString(tab)
			p.node.write(b, indent)
			b.WriteByte('\n')
		}
		return
	}
	for _, p := range n.parts {
		switch {
		case p.node == nil:
			b.WriteString(p.text)
		case p.node.kind == block:
			b.WriteString("{\n")
			p.node.write(b, indent+1)
			b.WriteString(tab + "}")
		case (p.node.loose || p.node.closure()) && !p.plain:
			b.WriteByte('(')
			p.node.write(b, indent)
			b.WriteByte(')')
		default:
			p.node.write(b, indent)
		}
	}
}

// closure says whether n is written as a closure literal. One that is called or
// asked for a member stands in parentheses: where a statement may begin, Groovy
// takes the bare one for a block or refuses it as ambiguous.
func (n *Node) closure() bool {
	return n.kind == expression && n.typ != nil && len(n.parts) > 0 && strings.HasPrefix(n.parts[0].text, "{")
}

// Size is the number of pieces.
func (n *Node) Size() int {
	s := 1
	for _, p := range n.parts {
		if p.node != nil {
			s += p.node.Size()
		}
	}
	return s
}

func text(s string) part { return part{text: s} }

// stmt makes a statement; strings are its text, nodes and parts its pieces.
func stmt(a ...any) *Node {
	n := &Node{kind: statement}
	for _, x := range a {
		switch x := x.(type) {
		case string:
			n.parts = append(n.parts, text(x))
		case *Node:
			n.parts = append(n.parts, part{node: x, plain: true})
		case part:
			n.parts = append(n.parts, x)
		default:
			panic("program: no part of a statement")
		}
	}
	return n
}

func list(nodes ...*Node) *Node {
	b := &Node{kind: block}
	for _, n := range nodes {
		b.parts = append(b.parts, part{node: n})
	}
	return b
}
