package visual

import (
	"bytes"
	"strconv"

	"go.yaml.in/yaml/v4"
)

// YAML writes the mapping as its file, so that Read gives it again, behind a
// comment.
func (m *Mapping) YAML(comment string) ([]byte, error) {
	doc := &yaml.Node{Kind: yaml.MappingNode, HeadComment: comment}
	put := func(name string, list []*yaml.Node) {
		if len(list) > 0 {
			doc.Content = append(doc.Content, text(name), &yaml.Node{Kind: yaml.SequenceNode, Content: list})
		}
	}
	var tell, take []*yaml.Node
	for i := range m.Tell {
		tell = append(tell, m.Tell[i].node())
	}
	for i := range m.Take {
		take = append(take, m.Take[i].node())
	}
	put("tell", tell)
	put("take", take)
	var b bytes.Buffer
	e := yaml.NewEncoder(&b)
	e.SetIndent(2)
	if err := e.Encode(doc); err != nil {
		return nil, err
	}
	err := e.Close()
	return b.Bytes(), err
}

// text is a scalar that reads as a text whatever it looks like.
func text(s string) *yaml.Node {
	n := &yaml.Node{}
	n.SetString(s)
	return n
}

// entry is what a field says beside its name, in one line.
type entry struct{ yaml.Node }

func newEntry(key, field string) *entry {
	e := &entry{yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}}
	e.add(key, text(field))
	return e
}

func (e *entry) add(key string, v *yaml.Node) { e.Content = append(e.Content, text(key), v) }

func (e *entry) text(key, v string, has bool) {
	if has {
		e.add(key, text(v))
	}
}

func (e *entry) flag(key string, on bool) {
	if on {
		e.add(key, &yaml.Node{Kind: yaml.ScalarNode, Tag: "!!bool", Value: strconv.FormatBool(on)})
	}
}

func (e *entry) list(key string, l []string) {
	if len(l) > 0 {
		e.add(key, flow(l))
	}
}

func flow(l []string) *yaml.Node {
	n := &yaml.Node{Kind: yaml.SequenceNode, Style: yaml.FlowStyle}
	for _, s := range l {
		n.Content = append(n.Content, text(s))
	}
	return n
}

// node is the entry, or the name alone where there is no more to say.
func (e *entry) node() *yaml.Node {
	if len(e.Content) == 2 {
		return e.Content[1]
	}
	return &e.Node
}

func (t *Tell) node() *yaml.Node {
	e := newEntry("field", t.Field)
	e.text("as", t.As, t.As != "")
	e.text("only", t.Only, t.Only != "")
	e.list("convert", t.Convert)
	return e.node()
}

func (t *Take) node() *yaml.Node {
	e := newEntry("to", t.To)
	e.text("from", t.From, t.From != "" && t.From != t.To)
	e.text("value", t.Value, t.Fixed)
	if t.Values != nil {
		values := &yaml.Node{Kind: yaml.MappingNode, Style: yaml.FlowStyle}
		for _, theirs := range t.Order {
			ours := text(t.Values[theirs])
			if l := t.Several[theirs]; l != nil {
				ours = flow(l)
			}
			values.Content = append(values.Content, text(theirs), ours)
		}
		e.add("values", values)
	}
	e.text("default", t.Default, t.HasDef)
	e.text("when", t.When, t.When != "")
	e.text("author", t.Author, t.Author != "")
	e.flag("private", t.Private)
	e.flag("add", t.Add)
	e.list("convert", t.Convert)
	return e.node()
}
