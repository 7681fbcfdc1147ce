package richtext

import (
	"strconv"
	"strings"
)

// ReadPlain reads plain text: empty lines part paragraphs, every line end counts
// and so does every space, which becomes a no-break space where it would
// otherwise be lost. Nothing is markup but bare addresses.
func ReadPlain(s string) Doc {
	var d Doc
	var p []Inline
	flush := func() {
		if len(p) > 0 {
			d.Blocks = append(d.Blocks, Paragraph{p})
			p = nil
		}
	}
	for line := range strings.SplitSeq(clean(s), "\n") {
		line = strings.TrimRight(strings.ReplaceAll(line, "\t", "    "), " ")
		if line == "" {
			flush()
			continue
		}
		if len(p) > 0 {
			p = append(p, Break{})
		}
		p = append(p, Text{keepSpaces(line)})
	}
	flush()
	return Normalize(d)
}

// keepSpaces makes all but the last of a run of spaces no-break ones, and at the
// begin of the line all of them.
func keepSpaces(line string) string {
	if !strings.HasPrefix(line, " ") && !strings.Contains(line, "  ") {
		return line
	}
	var b strings.Builder
	start := true
	for i := range len(line) {
		if line[i] == ' ' && (start || i+1 < len(line) && line[i+1] == ' ') {
			b.WriteRune(nbsp)
			continue
		}
		start = false
		b.WriteByte(line[i])
	}
	return b.String()
}

// WritePlain writes d for eyes: no word is lost, but what was markup is only
// hinted at. Common ground with ReadPlain are paragraphs of text and hard breaks.
func WritePlain(d Doc) string {
	return plainBlocks(Normalize(d).Blocks, "\n\n")
}

func plainBlocks(blocks []Block, sep string) string {
	parts := make([]string, 0, len(blocks))
	for _, b := range blocks {
		parts = append(parts, plainBlock(b))
	}
	return strings.Join(parts, sep)
}

func plainBlock(b Block) string {
	switch n := b.(type) {
	case Paragraph:
		return plainText(n.Inlines)
	case Heading:
		return plainText(n.Inlines)
	case List:
		return plainList(n)
	case Quote:
		return prefixLines(plainBlocks(n.Blocks, "\n\n"), "> ")
	case Code:
		if title := codeTitle(n.Lang); title != "" {
			return title + "\n\n" + n.Text
		}
		return n.Text
	case Raw:
		return n.Text
	case Rule:
		return "---"
	case Table:
		return plainTable(n)
	case Panel:
		return plainBlocks(append(normBlocks(titleBlock([]Inline{Text{n.Title}}), 0), n.Blocks...), "\n\n")
	case Expand:
		return plainBlocks(append(normBlocks(titleBlock(n.Title), 0), n.Blocks...), "\n\n")
	}
	return ""
}

// codeTitle is the title that people see above code, which what is said of its
// language may hold: java|title=Main.java.
func codeTitle(lang string) string {
	for part := range strings.SplitSeq(lang, "|") {
		if name, value, _ := strings.Cut(part, "="); strings.TrimSpace(name) == "title" {
			return strings.TrimSpace(value)
		}
	}
	return ""
}

func plainList(l List) string {
	var out []string
	for i, it := range l.Items {
		mark := "- "
		if l.Ordered {
			mark = strconv.Itoa(l.Start+i) + ". "
		}
		body := plainBlocks(it.Blocks, "\n")
		if it.Checked != nil {
			body = checkText(it) + body
		}
		out = append(out, mark+indentLines(body, len(mark)))
	}
	return strings.Join(out, "\n")
}

func checkText(it Item) string {
	if *it.Checked {
		return "[x] "
	}
	return "[ ] "
}

func plainTable(t Table) string {
	var rows []string
	for _, r := range t.Rows {
		var cells []string
		for _, c := range r.Cells {
			cells = append(cells, plainBlocks(c.Blocks, "\n"))
		}
		rows = append(rows, strings.Join(cells, " | "))
	}
	return strings.Join(rows, "\n")
}

// plainText writes running text; runs of no-break spaces are the spaces ReadPlain
// made them of.
func plainText(in []Inline) string {
	s := plainInlines(in)
	if !strings.ContainsRune(s, nbsp) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, line := range lines {
		lines[i] = restoreSpaces(line)
	}
	return strings.Join(lines, "\n")
}

func restoreSpaces(line string) string {
	var b strings.Builder
	runes := []rune(line)
	for i, r := range runes {
		lone := i > 0 && !blank(runes[i-1]) && (i == len(runes)-1 || !blank(runes[i+1]))
		if r == nbsp && !lone {
			r = ' '
		}
		b.WriteRune(r)
	}
	return b.String()
}

func blank(r rune) bool { return r == ' ' || r == nbsp }

func plainInlines(in []Inline) string {
	var b strings.Builder
	writePlainInlines(&b, in)
	return b.String()
}

func writePlainInlines(b *strings.Builder, in []Inline) {
	for _, n := range in {
		if l, ok := n.(Link); ok {
			plainLink(b, l)
			continue
		}
		if _, held, ok := markOf(n); ok {
			writePlainInlines(b, held)
			continue
		}
		b.WriteString(plainLeaf(n))
	}
}

func plainLink(b *strings.Builder, l Link) {
	label := plainInlines(l.Inlines)
	b.WriteString(label)
	if l.Target != "" && l.Target != label && l.Target != "mailto:"+label {
		b.WriteString(" <" + l.Target + ">")
	}
	if l.Title != "" {
		b.WriteString(` "` + l.Title + `"`)
	}
}

func plainLeaf(in Inline) string {
	switch n := in.(type) {
	case Text:
		return n.Value
	case CodeSpan:
		return n.Text
	case Break:
		return "\n"
	case Image:
		words := strings.Fields(n.Alt + " " + n.Title)
		return strings.Join(append(words, "<"+n.Target+">"), " ")
	case Mention:
		return "@" + n.Name
	case Emoji:
		return emojiText(n)
	case Status:
		return n.Text
	case Date:
		return n.Value
	case RawInline:
		return n.Text
	}
	return ""
}
