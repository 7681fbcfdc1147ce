package richtext

import (
	"reflect"
	"strconv"
	"strings"
)

// WriteJira writes Jira's wiki markup. Jira has no numbers to start a list
// with, no loose lists, no soft breaks (spaces), no quotes in quotes, one
// paragraph in an item or a cell with code, boxes and nested lists after it, no
// alignment and no spans in tables, no marks in the title of what unfolds, no
// labels, no dates, and of the little pictures only its own. What has no place
// is written as text around. A mention is one of a name without spaces.
func WriteJira(d Doc) string {
	w := jiraWriter{}
	return w.blocks(Normalize(d).Blocks)
}

// jiraWriter knows what is around the blocks it writes.
type jiraWriter struct {
	quoted bool // a quote: it ends where the next one begins
	inCell bool // a cell: a bar ends it
}

// box is the writer for what stands between the tags of a macro.
func (w jiraWriter) box() jiraWriter { return jiraWriter{quoted: w.quoted} }

func (w jiraWriter) blocks(blocks []Block) string {
	var parts []string
	for _, b := range blocks {
		if s := w.block(b); s != "" {
			parts = append(parts, s)
		}
	}
	return strings.Join(parts, "\n\n")
}

func (w jiraWriter) block(b Block) string {
	switch n := b.(type) {
	case Paragraph:
		return jiraText(n.Inlines, jiraPlace{})
	case Heading:
		return "h" + strconv.Itoa(n.Level) + ". " + jiraText(n.Inlines, jiraPlace{line: true, started: true})
	case List:
		return w.list(n, "")
	case Quote:
		return w.quote(n.Blocks, true)
	case Code:
		return jiraCode(n.Lang, n.Text)
	case Raw:
		return jiraRaw(n)
	case Rule:
		return "----"
	case Table:
		return w.table(n)
	case Panel:
		return "{panel:" + jiraPanelParams(n) + "}\n" + w.box().blocks(n.Blocks) + "\n{panel}"
	case Expand:
		return "{expand:" + jiraParam(plainInlines(n.Title)) + "}\n" + w.box().blocks(n.Blocks) + "\n{expand}"
	}
	return ""
}

// quote writes a quote; may says that one line may stand for it.
func (w jiraWriter) quote(blocks []Block, may bool) string {
	if p, ok := blocks[0].(Paragraph); ok && len(blocks) == 1 && may {
		if s := jiraText(p.Inlines, jiraPlace{started: true}); !strings.Contains(s, "\n") {
			return "bq. " + s
		}
	}
	if w.quoted {
		return w.blocks(blocks)
	}
	w.quoted = true
	return "{quote}\n" + w.box().blocks(blocks) + "\n{quote}"
}

func jiraCode(lang, text string) string {
	if lang == "" {
		return "{noformat}\n" + jiraEscapeClose("noformat", text) + "\n{noformat}"
	}
	return "{code:" + jiraParam(lang) + "}\n" + jiraEscapeClose("code", text) + "\n{code}"
}

// jiraParam writes a parameter of a macro. Bars stay: in code they part what
// was said, elsewhere see jiraNoBar.
func jiraParam(s string) string {
	return strings.NewReplacer("{", "&#123;", "}", "&#125;").Replace(escapeAmp(s))
}

func jiraNoBar(s string) string { return strings.ReplaceAll(jiraParam(s), "|", "&#124;") }

func jiraPanelParams(n Panel) string {
	var params []string
	if n.Title != "" {
		params = append(params, "title="+jiraNoBar(n.Title))
	}
	if color, ok := jiraPanelColors[n.Kind]; ok {
		params = append(params, "bgColor="+color)
	} else {
		params = append(params, "kind="+jiraNoBar(n.Kind))
	}
	return strings.Join(params, "|")
}

func jiraRaw(n Raw) string {
	if n.Format == Jira && reflect.DeepEqual(ReadJira(n.Text).Blocks, []Block{n}) {
		return n.Text
	}
	return jiraCode(rawLang+string(n.Format), n.Text)
}

func (w jiraWriter) list(l List, marks string) string {
	if l.Ordered {
		marks += "#"
	} else {
		marks += "*"
	}
	var lines []string
	for _, it := range l.Items {
		own, lists := w.parts(it.Blocks, jiraPlace{item: true, cell: w.inCell}, marks)
		s := marks + " "
		if it.Checked != nil {
			s += checkText(it)
		}
		if len(own) == 0 {
			own = []string{jiraNothing} // a mark alone is no item
		}
		lines = append(append(lines, s+strings.Join(own, "\n")), lists...)
	}
	return strings.Join(lines, "\n")
}

// jiraNothing is a sign without width, which Jira shows as nothing. It parts what
// Jira would read as one.
const jiraNothing = "&#8203;"

// parts writes the blocks of an item: its own text and boxes, and the lists below.
func (w jiraWriter) parts(blocks []Block, place jiraPlace, marks string) (own, lists []string) {
	for i, b := range blocks {
		at := place
		at.started = i == 0
		switch n := b.(type) {
		case Paragraph:
			own = append(own, jiraText(n.Inlines, at))
		case Heading:
			own = append(own, jiraText(normInlines([]Inline{Strong{n.Inlines}}, true), at))
		case Code, Raw, Panel, Expand:
			own = append(own, w.block(n))
		case Quote:
			if w.quoted {
				more, below := w.parts(n.Blocks, place, marks)
				own, lists = append(own, more...), append(lists, below...)
				continue
			}
			own = append(own, w.quote(n.Blocks, false))
		case List:
			lists = append(lists, w.list(n, marks))
		case Rule:
			own = append(own, jiraText([]Inline{Text{"---"}}, at))
		default:
			in, _ := held(n)
			more, below := w.parts(normBlocks(in, 0), place, marks)
			own, lists = append(own, more...), append(lists, below...)
		}
	}
	return own, lists
}

func (w jiraWriter) table(t Table) string {
	var rows []string
	for _, r := range t.Rows {
		var row strings.Builder
		bar := "|"
		for _, c := range r.Cells {
			bar = "|"
			if c.Header {
				bar = "||"
			}
			s := w.cell(c.Blocks)
			if s == "" {
				s = " "
			}
			row.WriteString(bar + s)
		}
		row.WriteString(bar)
		rows = append(rows, row.String())
	}
	return strings.Join(rows, "\n")
}

// cell writes what a cell holds: blocks one below the other, without the empty
// lines that would end the table.
func (w jiraWriter) cell(blocks []Block) string {
	w.inCell = true
	var parts []string
	for _, b := range blocks {
		switch n := b.(type) {
		case Paragraph:
			parts = append(parts, jiraText(n.Inlines, jiraPlace{cell: true}))
		case Table:
			in, _ := held(n)
			if s := w.cell(normBlocks(in, 0)); s != "" {
				parts = append(parts, s)
			}
		case Heading:
			parts = append(parts, "h"+strconv.Itoa(n.Level)+". "+jiraText(n.Inlines, jiraPlace{line: true, started: true, cell: true}))
		case List:
			parts = append(parts, w.list(n, ""))
		case Quote:
			if w.quoted {
				parts = append(parts, w.cell(n.Blocks))
				continue
			}
			parts = append(parts, w.quote(n.Blocks, false))
		default:
			parts = append(parts, w.block(n))
		}
	}
	return strings.Join(parts, "\n")
}
