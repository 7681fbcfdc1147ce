package richtext

import (
	"strconv"
	"strings"
)

// listLen counts the lines of a list: items and the lines that go on with one.
func listLen(lines []string) int {
	if !txList().MatchString(lines[0]) || isRule(lines[0]) {
		return 0
	}
	n := 1
	for n < len(lines) && trim(lines[n]) != "" && !strings.HasPrefix(lines[n], ">") && !isRule(lines[n]) {
		n++
	}
	return n
}

// txEntry is one item with the depth it stands at.
type txEntry struct {
	depth   int
	ordered bool
	item    Item
}

func (r *txReader) lists(lines []string) []Block {
	var entries []txEntry
	for i := 0; i < len(lines); {
		m := txList().FindStringSubmatch(lines[i])
		j := i + 1
		for j < len(lines) && (!txList().MatchString(lines[j]) || isRule(lines[j])) {
			j++
		}
		text := strings.Join(lines[i:j], "\n")[len(m[0]):]
		e := txEntry{depth: min(len(m[1]), maxDepth), ordered: strings.HasSuffix(m[1], "#")}
		e.item = r.item(text)
		entries = append(entries, e)
		i = j
	}
	blocks, _ := nestLists(entries, 0)
	return blocks
}

func (r *txReader) item(s string) Item {
	var it Item
	for _, box := range []string{"[ ] ", "[x] ", "[X] "} {
		if rest, ok := strings.CutPrefix(s+" ", box); ok {
			checked := box != "[ ] "
			it.Checked, s = &checked, rest
			break
		}
	}
	it.Blocks = r.split(s, nil, para)
	return it
}

// nestLists makes lists of the entries deeper than depth and gives the rest.
func nestLists(entries []txEntry, depth int) ([]Block, []txEntry) {
	var out []Block
	var cur *List
	at := 0
	for len(entries) > 0 && entries[0].depth > depth {
		e := entries[0]
		if cur != nil && e.depth > at {
			var sub []Block
			sub, entries = nestLists(entries, at)
			last := &cur.Items[len(cur.Items)-1]
			last.Blocks = append(last.Blocks, sub...)
			continue
		}
		if cur == nil || cur.Ordered != e.ordered {
			if cur != nil {
				out = append(out, *cur)
			}
			cur = &List{Ordered: e.ordered, Start: 1, Tight: true}
		}
		at = e.depth
		cur.Items = append(cur.Items, e.item)
		entries = entries[1:]
	}
	if cur != nil {
		out = append(out, *cur)
	}
	return out, entries
}

var txCell = compiled(`^((?:[_<>=]|\\[0-9]{1,4}|/[0-9]{1,4})+)\. ?`)

// table reads the table the lines begin with. If there is none it gives the
// number of lines in which no row ends.
func (r *txReader) table(lines []string) (Block, int) {
	var t Table
	i := 0
	for i < len(lines) && strings.HasPrefix(lines[i], "|") {
		j := i
		for j < len(lines) && trim(lines[j]) != "" && !endsRow(lines[j], j == i) {
			j++
		}
		if j == len(lines) || trim(lines[j]) == "" {
			if i == 0 {
				return nil, j
			}
			break
		}
		row := strings.TrimRight(strings.Join(lines[i:j+1], "\n"), " ")
		t.Rows = append(t.Rows, r.row(row[1:len(row)-1]))
		i = j + 1
	}
	return t, i
}

func endsRow(l string, first bool) bool {
	l = strings.TrimRight(l, " ")
	return strings.HasSuffix(l, "|") && (!first || len(l) > 1)
}

func (r *txReader) row(s string) Row {
	var row Row
	for part := range strings.SplitSeq(s, "|") {
		var c Cell
		if m := txCell().FindStringSubmatch(part); m != nil {
			c = cellMarks(m[1])
			part = part[len(m[0]):]
		}
		c.Blocks = r.split(part, nil, para)
		row.Cells = append(row.Cells, c)
	}
	return row
}

var spanMark = compiled(`[\\/][0-9]+`)

// cellMarks reads the signs before the dot of a cell.
func cellMarks(s string) Cell {
	var c Cell
	for _, m := range spanMark().FindAllString(s, -1) {
		n, err := strconv.Atoi(m[1:])
		if err != nil {
			continue // more digits than a number can have: no span anyone means
		}
		if m[0] == '\\' {
			c.ColSpan = n
		} else {
			c.RowSpan = n
		}
	}
	for _, b := range spanMark().ReplaceAllString(s, "") {
		switch b {
		case '_':
			c.Header = true
		case '<':
			c.Align = AlignLeft
		case '>':
			c.Align = AlignRight
		case '=':
			c.Align = AlignCenter
		}
	}
	return c
}
