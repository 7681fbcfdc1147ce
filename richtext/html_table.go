package richtext

import (
	"strconv"
	"strings"
)

// table reads the rows of e wherever they are in it. What is in no row, such as
// a caption, comes before the table.
func (b *htmlBuilder) table(e *element, m markSet) []Block {
	var t Table
	before := htmlBuilder{}
	b.rows(e, m, &t, &before)
	before.flush()
	return append(before.blocks, t)
}

func (b *htmlBuilder) rows(e *element, m markSet, t *Table, before *htmlBuilder) {
	for _, k := range e.kids {
		switch k.tag {
		case "tr":
			t.Rows = append(t.Rows, b.row(k, m))
		case "thead", "tbody", "tfoot":
			b.rows(k, m, t, before)
		case "td", "th":
			t.Rows = append(t.Rows, Row{[]Cell{b.cell(k, m)}})
		default:
			before.element(k, m)
		}
	}
}

func (b *htmlBuilder) row(e *element, m markSet) Row {
	var r Row
	for _, k := range e.kids {
		switch {
		case k.tag == "td" || k.tag == "th":
			r.Cells = append(r.Cells, b.cell(k, m))
		case k.tag != "" || trim(k.text) != "":
			r.Cells = append(r.Cells, b.cell(&element{tag: "td", kids: []*element{k}}, m))
		}
	}
	return r
}

func (b *htmlBuilder) cell(e *element, m markSet) Cell {
	span := func(name string) int {
		n, err := strconv.Atoi(e.attr[name])
		if err != nil {
			return 0 // as browsers do
		}
		return n
	}
	return Cell{Header: e.tag == "th", Align: e.align(), ColSpan: span("colspan"),
		RowSpan: span("rowspan"), Blocks: b.inside(e, m)}
}

func (e *element) align() Align {
	a := styleValue(e.attr["style"], "text-align")
	if a == "" {
		a = e.attr["align"]
	}
	switch a := Align(strings.ToLower(a)); a {
	case AlignLeft, AlignCenter, AlignRight:
		return a
	}
	return AlignNone
}
