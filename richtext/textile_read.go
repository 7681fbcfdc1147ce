package richtext

import (
	"strings"
)

// ReadTextile reads Redmine's Textile. Every line end is a hard Break. Wiki
// links, issue references and the like stay as text, macros as raw markup but
// for {{collapse}}, which is an Expand. Classes and styles of blocks are dropped
// where they have a block of their own (h1, bq), else kept raw.
func ReadTextile(s string) Doc {
	var as asides
	text := as.take(strings.TrimRight(clean(s), " \n"))
	return Normalize(Doc{as.read(text, 0)})
}

// read reads blocks, with the macros in them.
func (as *asides) read(s string, depth int) []Block {
	r := txReader{}
	text := as.takeMacros(s, depth)
	r.asides = as
	return r.blocks(text, depth)
}

type txReader struct{ *asides }

var (
	txHeading = compiled(`^h([1-6])(?:[<>=()]|\{[^}\n]*\}|\([^)\n]*\)|\[[^\]\n]*\])*\. +`)
	txQuote   = compiled(`^bq(?:[<>=()]|\{[^}\n]*\}|\([^)\n]*\)|\[[^\]\n]*\])*\. +`)
	txPara    = compiled(`^p\. +`)
	txRaw     = compiled(`(?m)\A(?:p(?:[<>=()]|\{[^}\n]*\}|\([^)\n]*\)|\[[^\]\n]*\])+|fn[0-9]{1,4})\.(?: +|$)`)
	txList    = compiled(`^([*#]+) +`)
)

// blocks reads the blocks of s, whose asides are tokens.
func (r *txReader) blocks(s string, depth int) []Block {
	var out []Block
	lines := strings.Split(s, "\n")
	noTable := 0 // up to this line there is no end of a row
	for i := 0; i < len(lines); {
		if trim(lines[i]) == "" {
			i++
			continue
		}
		if n := listLen(lines[i:]); n > 0 {
			out = append(out, r.lists(lines[i:i+n])...)
			i += n
			continue
		}
		if n := quoteLen(lines[i:]); n > 0 && depth < maxDepth {
			out = append(out, Quote{r.blocks(unquote(lines[i:i+n]), depth+1)})
			i += n
			continue
		}
		if isRule(lines[i]) {
			out = append(out, Rule{})
			i++
			continue
		}
		if i >= noTable && strings.HasPrefix(lines[i], "|") {
			t, n := r.table(lines[i:])
			if t != nil {
				out = append(out, t)
				i += n
				continue
			}
			noTable = i + n
		}
		n := r.paraLen(lines[i:], depth)
		out = append(out, r.paragraph(strings.Join(lines[i:i+n], "\n"))...)
		i += n
	}
	return out
}

// paraLen counts the lines of a paragraph: up to an empty one, or one that can
// only begin something else.
func (r *txReader) paraLen(lines []string, depth int) int {
	for i, l := range lines {
		if i == 0 {
			continue
		}
		if trim(l) == "" || txList().MatchString(l) || isRule(l) ||
			strings.HasPrefix(l, ">") && depth < maxDepth ||
			strings.HasPrefix(l, "|") && strings.HasSuffix(strings.TrimRight(l, " "), "|") && len(l) > 1 {
			return i
		}
	}
	return len(lines)
}

// isRule reports whether a line is three or more of - * or _ and nothing else.
func isRule(l string) bool {
	l = trim(l)
	if l == "" || strings.IndexByte("-*_", l[0]) < 0 {
		return false
	}
	return strings.Trim(l, l[:1]+" ") == "" && strings.Count(l, l[:1]) >= 3 && !strings.Contains(l, "  ")
}

func quoteLen(lines []string) int {
	n := 0
	for n < len(lines) && strings.HasPrefix(lines[n], ">") {
		n++
	}
	return n
}

// unquote takes one quote sign off each line.
func unquote(lines []string) string {
	out := make([]string, len(lines))
	for i, l := range lines {
		out[i] = strings.TrimPrefix(l[1:], " ")
	}
	return strings.Join(out, "\n")
}

// paragraph reads a block of lines: its prefix says which block it is.
func (r *txReader) paragraph(s string) []Block {
	if m := txHeading().FindString(s); m != "" {
		return r.split(s[len(m):], nil, func(in []Inline) Block { return Heading{int(m[1] - '0'), in} })
	}
	if m := txQuote().FindString(s); m != "" {
		return []Block{Quote{r.split(s[len(m):], nil, para)}}
	}
	if m := txPara().FindString(s); m != "" {
		return r.split(s[len(m):], nil, para)
	}
	if m := txRaw().FindString(s); m != "" {
		return r.split(s[len(m):], []Inline{RawInline{Textile, m}, Text{" "}}, para)
	}
	return r.split(s, nil, para)
}

func para(in []Inline) Block { return Paragraph{in} }

// split reads running text with code blocks in it: text before, code, text after.
func (r *txReader) split(s string, first []Inline, make func([]Inline) Block) []Block {
	var out []Block
	in := first
	from := 0
	for _, m := range asideToken().FindAllStringIndex(s, -1) {
		a, _ := r.get(s[m[0]:m[1]])
		if a.block == nil {
			continue
		}
		in = append(in, r.lines(s[from:m[0]])...)
		out = append(out, make(in), a.block)
		in, from = nil, m[1]
	}
	return append(out, make(append(in, r.lines(s[from:])...)))
}

// lines reads running text; marks do not reach over the end of a line.
func (r *txReader) lines(s string) []Inline {
	var out []Inline
	for i, l := range strings.Split(s, "\n") {
		if i > 0 {
			out = append(out, Break{})
		}
		p := txInline{asides: r.asides, s: l}
		out = append(out, p.parse(0)...)
	}
	return out
}
