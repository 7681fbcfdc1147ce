package richtext

import (
	"encoding/json"
	"strconv"
	"strings"
)

// adfNode is a node of an Atlassian document as JSON has it.
type adfNode struct {
	Version int            `json:"version,omitempty"`
	Type    string         `json:"type"`
	Attrs   map[string]any `json:"attrs,omitempty"`
	Content []adfNode      `json:"content,omitempty"`
	Text    string         `json:"text,omitempty"`
	Marks   []adfMark      `json:"marks,omitempty"`

	source any // as read: what we do not understand is kept with all it says
}

type adfMark struct {
	Type  string         `json:"type"`
	Attrs map[string]any `json:"attrs,omitempty"`
}

// maxADFDepth is how deep nodes may be nested to be read as nodes; below it
// only the text is kept. Normalize cuts blocks deeper than maxDepth anyway.
const maxADFDepth = 100

// adfFrom takes what it can use and minds nothing else: a field of an
// unexpected type is as good as missing.
func adfFrom(v any, depth int) adfNode {
	n := adfNode{source: v}
	m, ok := v.(map[string]any)
	if !ok {
		return n
	}
	n.Type, _ = m["type"].(string)
	n.Text, _ = m["text"].(string)
	n.Attrs, _ = m["attrs"].(map[string]any)
	content, _ := m["content"].([]any)
	for _, c := range content {
		if depth >= maxADFDepth {
			n.Content = append(n.Content, adfNode{Type: "text", Text: adfWords(c)})
			continue
		}
		n.Content = append(n.Content, adfFrom(c, depth+1))
	}
	marks, _ := m["marks"].([]any)
	for _, v := range marks {
		if mark, ok := v.(map[string]any); ok {
			t, _ := mark["type"].(string)
			a, _ := mark["attrs"].(map[string]any)
			n.Marks = append(n.Marks, adfMark{t, a})
		}
	}
	return n
}

// adfWords is all text below a node.
func adfWords(v any) string {
	var b strings.Builder
	var walk func(v any)
	walk = func(v any) {
		m, ok := v.(map[string]any)
		if !ok {
			return
		}
		if t, ok := m["text"].(string); ok {
			b.WriteString(t)
		}
		content, _ := m["content"].([]any)
		for _, c := range content {
			walk(c)
		}
	}
	walk(v) // as deep as encoding/json reads: 10,000
	return b.String()
}

// adfDecode reads a document; ok is false if s is none.
func adfDecode(s string) (doc adfNode, ok bool) {
	s = trim(s)
	if !strings.HasPrefix(s, "{") {
		return adfNode{}, false
	}
	d := json.NewDecoder(strings.NewReader(s))
	d.UseNumber()
	var m map[string]any
	if err := d.Decode(&m); err != nil || d.More() || m["type"] != "doc" {
		return adfNode{}, false
	}
	if _, ok := m["content"].([]any); !ok {
		return adfNode{}, false
	}
	return adfFrom(m, 0), true
}

func adfEncode(v any) string {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return "" // cannot be: what we encode came from JSON or is made of strings and numbers
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// attr is an attribute as text.
func (n adfNode) attr(name string) string { return adfString(n.Attrs[name]) }

func (m adfMark) attr(name string) string { return adfString(m.Attrs[name]) }

func adfString(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// number is a whole number among the attributes, 0 if there is none.
func (n adfNode) number(name string) int {
	i, err := strconv.Atoi(n.attr(name))
	if err != nil || i < 0 || i > maxStart {
		return 0
	}
	return i
}
