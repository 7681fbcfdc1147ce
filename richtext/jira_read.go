package richtext

import (
	"strings"
)

// ReadJira reads Jira's wiki markup. Every line end is a hard Break, as Jira
// shows it. Macros we do not know, anchors and links to attachments stay raw;
// citations are emphasis; of the parameters of a panel its title and its colour
// count. A colour may reach over several blocks, as it does in Jira.
func ReadJira(s string) Doc {
	var as asides
	text := as.takeCode(strings.Trim(clean(s), "\n"))
	return Normalize(Doc{as.jira(text, 0)})
}

// jira reads blocks, with the macros in them.
func (as *asides) jira(s string, depth int) []Block {
	text := as.takeBoxes(s, depth)
	r := jiraReader{asides: as, closers: strings.Count(text, "{color}")}
	return r.blocks(text, depth)
}

type jiraReader struct {
	*asides
	color   string // one that was opened on an earlier line
	closers int    // how many ends of a colour are still to come
}

var (
	jiraHeading = compiled(`^ *h([1-6])\.(?: +|$)`)
	jiraQuote   = compiled(`^ *bq\.(?: +|$)`)
	jiraList    = compiled(`^ *([*#-]+) +`)
	jiraRule    = compiled(`^ *-{4,} *$`)
	jiraRow     = compiled(`^ *\|.*\|`)
	jiraBar     = compiled(`^ *\|`)
)

// starts reports whether a line begins a block of its own.
func (r *jiraReader) starts(l string) bool {
	return jiraHeading().MatchString(l) || jiraQuote().MatchString(l) || isJiraItem(l) || jiraRule().MatchString(l) || jiraRow().MatchString(l)
}

func isJiraItem(l string) bool { return jiraList().MatchString(l) && !jiraRule().MatchString(l) }

func (r *jiraReader) blocks(s string, depth int) []Block {
	var out []Block
	lines := strings.Split(s, "\n")
	noTable := 0 // up to this line there is no end of a row
	for i := 0; i < len(lines); {
		l := lines[i]
		switch {
		case trim(l) == "":
			i++
		case jiraRule().MatchString(l):
			out = append(out, Rule{})
			i++
		case isJiraItem(l):
			n := r.listLen(lines[i:])
			out = append(out, r.lists(lines[i:i+n])...)
			i += n
		case i >= noTable && jiraBar().MatchString(l) && depth < maxDepth:
			t, n := r.table(lines[i:], depth)
			if len(t.Rows) > 0 {
				out = append(out, t)
				i += n
			} else {
				noTable = i + n
			}
		case jiraHeading().MatchString(l):
			m := jiraHeading().FindStringSubmatch(l)
			out = append(out, r.split(l[len(m[0]):], func(in []Inline) Block { return Heading{int(m[1][0] - '0'), in} })...)
			i++
		case jiraQuote().MatchString(l):
			out = append(out, Quote{r.split(l[len(jiraQuote().FindString(l)):], para)})
			i++
		default:
			n := 1
			for i+n < len(lines) && trim(lines[i+n]) != "" && !r.starts(lines[i+n]) {
				n++
			}
			out = append(out, r.split(strings.Join(lines[i:i+n], "\n"), para)...)
			i += n
		}
	}
	return out
}

// split reads running text with blocks in it: text before, block, text after.
func (r *jiraReader) split(s string, wrap func([]Inline) Block) []Block {
	var out []Block
	from := 0
	for _, m := range asideToken().FindAllStringIndex(s, -1) {
		a, _ := r.get(s[m[0]:m[1]])
		if a.block == nil {
			continue
		}
		out = append(out, wrap(r.lines(strings.TrimSuffix(s[from:m[0]], "\n"))), a.block)
		from = m[1]
		if from < len(s) && s[from] == '\n' {
			from++
		}
	}
	return append(out, wrap(r.lines(s[from:])))
}

// lines reads running text; marks but colours do not reach over the end of a line.
func (r *jiraReader) lines(s string) []Inline {
	var out []Inline
	for i, l := range strings.Split(s, "\n") {
		if i > 0 {
			out = append(out, Break{})
		}
		if t := strings.TrimRight(l, " "); strings.HasSuffix(t, `\\`) && i < strings.Count(s, "\n") {
			l = strings.TrimSuffix(t, `\\`) // the line end says it already
		}
		p := jiraInline{jiraReader: r, s: l}
		out = append(out, p.parse()...)
	}
	return out
}

// listLen counts the lines of a list: items and the lines that go on with one.
func (r *jiraReader) listLen(lines []string) int {
	n := 1
	for n < len(lines) && trim(lines[n]) != "" && (isJiraItem(lines[n]) || !r.starts(lines[n])) {
		n++
	}
	return n
}

func (r *jiraReader) lists(lines []string) []Block {
	var entries []txEntry
	for i := 0; i < len(lines); {
		m := jiraList().FindStringSubmatch(lines[i])
		j := i + 1
		for j < len(lines) && !isJiraItem(lines[j]) {
			j++
		}
		text := strings.Join(lines[i:j], "\n")[len(m[0]):]
		entries = append(entries, txEntry{depth: min(len(m[1]), maxDepth), ordered: strings.HasSuffix(m[1], "#"), item: r.item(text)})
		i = j
	}
	blocks, _ := nestLists(entries, 0)
	return blocks
}

// item reads an item; Jira knows no tasks, but people write them like this.
func (r *jiraReader) item(s string) Item {
	var it Item
	for _, box := range []string{"[ ] ", "[x] ", "[X] "} {
		if rest, ok := strings.CutPrefix(s+" ", box); ok {
			checked := box != "[ ] "
			it.Checked, s = &checked, strings.TrimSuffix(rest, " ")
			break
		}
	}
	it.Blocks = r.split(s, para)
	return it
}

// table reads the rows the lines begin with. A row ends with a bar, or where
// the next one begins, or with an empty line. If there is no row it gives the
// number of lines in which none ends.
func (r *jiraReader) table(lines []string, depth int) (Table, int) {
	var t Table
	i := 0
	for i < len(lines) && jiraBar().MatchString(lines[i]) {
		j := i + 1
		for j < len(lines) && !(endsJiraRow(lines[j-1]) && (j > i+1 || jiraRow().MatchString(lines[i]))) &&
			trim(lines[j]) != "" && !jiraBar().MatchString(lines[j]) {
			j++
		}
		if !jiraRow().MatchString(lines[i]) && !(j > i+1 && endsJiraRow(lines[j-1])) {
			if i == 0 {
				return t, j
			}
			break
		}
		t.Rows = append(t.Rows, r.row(strings.Join(lines[i:j], "\n"), depth))
		i = j
	}
	return t, i
}

func endsJiraRow(l string) bool {
	l = strings.TrimRight(l, " ")
	return strings.HasSuffix(l, "|") && !escaped(l, len(l)-1)
}

// row reads the cells of a row: || before one makes it a header.
func (r *jiraReader) row(s string, depth int) Row {
	s = trim(s)
	if endsJiraRow(s) {
		s = s[:len(s)-1]
		if endsJiraRow(s) && len(s) > 1 {
			s = s[:len(s)-1]
		}
	}
	var row Row
	for i := 0; i < len(s); {
		head := strings.HasPrefix(s[i:], "||")
		i++
		if head {
			i++
		}
		end := i + cellEnd(s[min(i, len(s)):])
		row.Cells = append(row.Cells, Cell{Header: head, Blocks: r.blocks(trim(s[min(i, end):end]), depth+1)})
		i = end
	}
	return row
}

// cellEnd finds the next bar that is not part of a link, a picture or code.
func cellEnd(s string) int {
	for i := 0; i < len(s); {
		n := 1
		switch s[i] {
		case '|':
			return i
		case '\\':
			n = 2
		case '[':
			n = max(1, jiraLinkLen(s[i:]))
		case '!':
			n = max(1, jiraImageLen(s, i))
		case '{':
			n = max(1, jiraSpanLen(s[i:]))
		}
		i += n
	}
	return len(s)
}
