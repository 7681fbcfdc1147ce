package richtext

import (
	"encoding/json"
	"strconv"
)

// WriteADF writes an Atlassian document as Jira Cloud takes it: valid by the
// vendor's schema, whatever the tree. What may not stand in its place there is
// taken apart: a heading in a list is bold, a table in a quote is its cells.
// A panel's title is a bold first line; lists of tasks hold running text only,
// so other tasks are items that begin with [x]; code has no other marks than a
// link; a title below a picture is a caption; a picture from elsewhere inside a
// line is a link to it. Soft breaks are spaces. A mention without an identity
// is text. Pictures of the issue are named, where a site wants the identities
// of its media service: see [Image].
func WriteADF(d Doc) string {
	w := adfWriter{}
	content := w.blocks(Normalize(d).Blocks, adfInDoc)
	if content == nil {
		return `{"version":1,"type":"doc","content":[]}`
	}
	return adfEncode(adfNode{Version: 1, Type: "doc", Content: content})
}

// adfWriter counts the identities that tasks must have; they mean nothing.
type adfWriter struct{ ids int }

func (w *adfWriter) id() string {
	w.ids++
	return "task-" + strconv.Itoa(w.ids)
}

// adfPlace is where blocks stand; it decides which of them may.
type adfPlace string

const (
	adfInDoc    adfPlace = "doc"
	adfInItem   adfPlace = "item"
	adfInQuote  adfPlace = "quote"
	adfInPanel  adfPlace = "panel"
	adfInCell   adfPlace = "cell"
	adfInExpand adfPlace = "expand"
	adfInNested adfPlace = "nested" // an expand in a cell or an expand
)

// adfAllowed says which blocks besides paragraphs, lists and code may stand
// where, as the schema has it.
var adfAllowed = map[adfPlace]map[string]bool{
	adfInDoc:    {"heading": true, "quote": true, "table": true, "panel": true, "expand": true, "rule": true, "tasks": true, "raw": true},
	adfInExpand: {"heading": true, "quote": true, "table": true, "panel": true, "nested": true, "rule": true, "tasks": true},
	adfInCell:   {"heading": true, "quote": true, "panel": true, "nested": true, "rule": true, "tasks": true},
	adfInNested: {"heading": true, "quote": true, "panel": true, "rule": true, "tasks": true},
	adfInPanel:  {"heading": true, "rule": true, "tasks": true},
	adfInItem:   {"tasks": true},
	adfInQuote:  {},
}

func (w *adfWriter) blocks(blocks []Block, at adfPlace) []adfNode {
	var out []adfNode
	for _, b := range blocks {
		out = append(out, w.block(b, at)...)
	}
	return out
}

func (w *adfWriter) block(b Block, at adfPlace) []adfNode {
	may := adfAllowed[at]
	switch n := b.(type) {
	case Paragraph:
		return []adfNode{w.paragraph(n)}
	case Heading:
		if !may["heading"] {
			return w.blocks(normBlocks([]Block{Paragraph{[]Inline{Strong{n.Inlines}}}}, 0), at)
		}
		return []adfNode{{Type: "heading", Attrs: map[string]any{"level": n.Level}, Content: w.inlines(n.Inlines)}}
	case List:
		return w.list(n, at)
	case Quote:
		if may["quote"] {
			return []adfNode{{Type: "blockquote", Content: adfContent(w.blocks(n.Blocks, adfInQuote))}}
		}
	case Code:
		return []adfNode{adfCode(n.Lang, n.Text)}
	case Raw:
		return []adfNode{w.raw(n, may["raw"])}
	case Rule:
		if may["rule"] {
			return []adfNode{{Type: "rule"}}
		}
		return []adfNode{{Type: "paragraph", Content: []adfNode{{Type: "text", Text: "---"}}}}
	case Table:
		if may["table"] {
			return []adfNode{w.table(n)}
		}
	case Panel:
		if may["panel"] {
			return []adfNode{w.panel(n)}
		}
	case Expand:
		if node, ok := w.expand(n, may); ok {
			return []adfNode{node}
		}
	}
	in, _ := held(b)
	return w.blocks(normBlocks(in, 0), at)
}

// adfContent makes sure that a container has something in it, as the schema wants.
func adfContent(in []adfNode) []adfNode {
	if len(in) == 0 {
		return []adfNode{{Type: "paragraph"}}
	}
	return in
}

func adfCode(lang, text string) adfNode {
	n := adfNode{Type: "codeBlock"}
	if lang != "" {
		n.Attrs = map[string]any{"language": lang}
	}
	if text != "" {
		n.Content = []adfNode{{Type: "text", Text: text}}
	}
	return n
}

// adfRawTypes are the block nodes we keep but do not understand. A node of
// any other type may not be valid where it would stand.
var adfRawTypes = map[string]bool{"extension": true, "bodiedExtension": true, "syncBlock": true, "bodiedSyncBlock": true}

// raw writes unknown nodes back as they were read.
func (w *adfWriter) raw(n Raw, may bool) adfNode {
	if n.Format == ADF && may {
		var v any
		if json.Unmarshal([]byte(n.Text), &v) == nil {
			if node := adfWhole(v); adfRawTypes[node.Type] {
				return node
			}
		}
	}
	return adfCode(rawLang+string(n.Format), n.Text)
}

// adfWhole reads a node however deep it is: it goes back as it came, but for
// fields that no schema knows.
func adfWhole(v any) adfNode { return adfFrom(v, -10_000) } // as deep as encoding/json reads

func (w *adfWriter) list(l List, at adfPlace) []adfNode {
	if adfAllowed[at]["tasks"] && adfIsTasks(l) {
		return []adfNode{w.tasks(l)}
	}
	out := adfNode{Type: "bulletList"}
	if l.Ordered {
		out.Type = "orderedList"
		if l.Start != 1 {
			out.Attrs = map[string]any{"order": l.Start}
		}
	}
	for _, it := range l.Items {
		content := w.blocks(adfUnchecked(it), adfInItem)
		if len(content) == 0 || content[0].Type == "bulletList" || content[0].Type == "orderedList" || content[0].Type == "taskList" {
			// An item that begins with a list is shown without its bullet.
			content = append([]adfNode{{Type: "paragraph"}}, content...)
		}
		out.Content = append(out.Content, adfNode{Type: "listItem", Content: content})
	}
	return []adfNode{out}
}

// adfIsTasks reports whether all items are tasks of one line, perhaps with more
// such tasks below.
func adfIsTasks(l List) bool {
	if l.Ordered {
		return false
	}
	for _, it := range l.Items {
		if it.Checked == nil || len(it.Blocks) == 0 || len(it.Blocks) > 2 {
			return false
		}
		p, ok := it.Blocks[0].(Paragraph)
		if !ok || adfPicture(p.Inlines) != nil {
			return false
		}
		if len(it.Blocks) == 2 {
			if sub, ok := it.Blocks[1].(List); !ok || !adfIsTasks(sub) {
				return false
			}
		}
	}
	return true
}

func (w *adfWriter) tasks(l List) adfNode {
	out := adfNode{Type: "taskList", Attrs: map[string]any{"localId": w.id()}}
	for _, it := range l.Items {
		state := "TODO"
		if *it.Checked {
			state = "DONE"
		}
		p, _ := it.Blocks[0].(Paragraph)
		out.Content = append(out.Content, adfNode{Type: "taskItem", Attrs: map[string]any{"localId": w.id(), "state": state}, Content: w.inlines(p.Inlines)})
		if len(it.Blocks) == 2 {
			sub, _ := it.Blocks[1].(List)
			out.Content = append(out.Content, w.tasks(sub))
		}
	}
	return out
}

// adfUnchecked gives the blocks of an item with its check mark as text.
func adfUnchecked(it Item) []Block {
	if it.Checked == nil {
		return it.Blocks
	}
	mark := Text{checkText(it)}
	if len(it.Blocks) > 0 {
		if p, ok := it.Blocks[0].(Paragraph); ok {
			first := Paragraph{append([]Inline{mark}, p.Inlines...)}
			return append([]Block{first}, it.Blocks[1:]...)
		}
	}
	return normBlocks(append([]Block{Paragraph{[]Inline{mark}}}, it.Blocks...), 0)
}

func (w *adfWriter) table(t Table) adfNode {
	out := adfNode{Type: "table"}
	for _, r := range t.Rows {
		row := adfNode{Type: "tableRow"}
		for _, c := range r.Cells {
			cell := adfNode{Type: "tableCell"}
			if c.Header {
				cell.Type = "tableHeader"
			}
			spans := map[string]any{}
			if c.ColSpan > 0 {
				spans["colspan"] = c.ColSpan
			}
			if c.RowSpan > 0 {
				spans["rowspan"] = c.RowSpan
			}
			cell.Attrs = spans
			cell.Content = adfContent(w.blocks(c.Blocks, adfInCell))
			row.Content = append(row.Content, cell)
		}
		out.Content = append(out.Content, row)
	}
	return out
}

var adfPanels = map[string]bool{PanelInfo: true, PanelNote: true, PanelSuccess: true, PanelWarning: true, PanelError: true}

func (w *adfWriter) panel(n Panel) adfNode {
	kind := n.Kind
	if !adfPanels[kind] {
		kind = "custom"
	}
	in := n.Blocks
	if n.Title != "" {
		in = append(normBlocks(titleBlock([]Inline{Text{n.Title}}), 0), in...)
	}
	return adfNode{Type: "panel", Attrs: map[string]any{"panelType": kind}, Content: adfContent(w.blocks(in, adfInPanel))}
}

// expand writes an Expand; its title is one of words.
func (w *adfWriter) expand(n Expand, may map[string]bool) (adfNode, bool) {
	kind, within := "expand", adfInExpand
	if !may["expand"] {
		kind, within = "nestedExpand", adfInNested
		if !may["nested"] {
			return adfNode{}, false
		}
	}
	return adfNode{Type: kind, Attrs: map[string]any{"title": plainInlines(n.Title)}, Content: adfContent(w.blocks(n.Blocks, within))}, true
}
