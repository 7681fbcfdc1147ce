package richtext

import (
	"strings"
	"unicode/utf8"
)

// jiraLongest is how far the end of a link, a picture or a macro is looked for:
// addresses are shorter, and looking on at every sign would be slow.
const jiraLongest = 4000

// jiraInline reads one line. It lists leaves and signs first and pairs the signs
// afterwards, so that marks that cross or have no end cost nothing more.
type jiraInline struct {
	*jiraReader
	s      string
	inLink bool
	out    []jiraPiece
	text   strings.Builder
}

// jiraPiece is a leaf, or a sign that may begin or end a mark.
type jiraPiece struct {
	leaf        Inline
	sign        string // as written; the key of pairing is without braces
	key         string
	mark        markSet
	open, close bool
}

var jiraMarks = map[string]uint8{"*": bitStrong, "_": bitEmph, "??": bitEmph, "-": bitStrike, "+": bitUnderline, "^": bitSup, "~": bitSub}

var (
	jiraColor = compiled(`^\{color(?::([^}\n]{1,60}))?\}`)
	jiraBrace = compiled(`^\{(\*|_|\?\?|-|\+|\^|~)\}`)
	jiraSpan  = compiled(`^\{[a-zA-Z][\w-]*(?::[^}\n]*)?\}`)
	jiraOther = compiled(`^\{(?:[a-zA-Z][\w-]*:[^}\n]*|toc|anchor|attachments|center|section|column|html|csv|chart)\}`)
	jiraImage = compiled(`^!([^\s!|](?:[^!|\n]*[^\s!|])?)(?:\|([^!|\[\]\n]*))?!`)
)

func (p *jiraInline) parse() []Inline {
	if p.color != "" && !p.inLink {
		p.out = append(p.out, jiraPiece{key: "color", mark: markSet{color: p.color}, open: true})
		p.color = ""
	}
	for i := 0; i < len(p.s); {
		n := p.next(i)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(p.s[i:])
			p.text.WriteString(p.s[i : i+n])
		}
		i += n
	}
	p.flush()
	return p.pair()
}

func (p *jiraInline) flush() {
	if p.text.Len() > 0 {
		p.out = append(p.out, jiraPiece{leaf: Text{p.text.String()}})
		p.text.Reset()
	}
}

func (p *jiraInline) add(leaf Inline) {
	p.flush()
	p.out = append(p.out, jiraPiece{leaf: leaf})
}

// next reads what begins at i and gives its length, 0 if that is only text.
func (p *jiraInline) next(i int) int {
	rest := p.s[i:]
	switch c := p.s[i]; {
	case strings.HasPrefix(rest, string(asideOpen)): // a block where there can be none
		a, n := p.get(rest)
		p.add(Text{p.restore(a.source)})
		return n
	case c == '\\':
		return p.backslash(rest)
	case strings.HasPrefix(rest, jiraNothing):
		p.flush()
		return len(jiraNothing)
	case c == '&':
		if n := entityLen(rest); n > 0 {
			p.text.WriteString(unescapeEntities(rest[:n]))
			return n
		}
	case c == '{':
		return p.brace(rest)
	case c == '[' && !p.inLink:
		return p.link(rest)
	case c == '!':
		return p.image(i)
	case strings.IndexByte("hHfF", c) >= 0 && !p.inLink:
		return p.url(i)
	case strings.IndexByte(":;(", c) >= 0:
		return p.emoticon(i)
	case strings.IndexByte("*_?-+^~", c) >= 0:
		return p.mark(i)
	}
	return 0
}

// jiraEscapable are the signs a backslash makes literal.
const jiraEscapable = `*_?-+^~{}[]()|!#:;&@<>"`

func (p *jiraInline) backslash(rest string) int {
	switch {
	case len(rest) < 2:
	case rest[1] == '\\':
		p.add(Break{})
		return 2
	case strings.IndexByte(jiraEscapable, rest[1]) >= 0:
		p.text.WriteByte(rest[1])
		return 2
	}
	return 0
}

func (p *jiraInline) brace(rest string) int {
	if len(rest) > 1 && rest[1] == '{' {
		return p.code(rest)
	}
	rest = rest[:min(len(rest), jiraLongest)]
	if m := jiraBrace().FindStringSubmatch(rest); m != nil {
		p.flush()
		p.out = append(p.out, jiraPiece{sign: m[0], key: m[1], mark: markSet{bits: jiraMarks[m[1]]}, open: true, close: true})
		return len(m[0])
	}
	if m := jiraColor().FindStringSubmatch(rest); m != nil {
		p.flush()
		p.out = append(p.out, jiraPiece{sign: m[0], key: "color", mark: markSet{color: cleanColor(m[1])}, open: m[1] != "", close: m[1] == ""})
		if m[1] == "" {
			p.closers--
		}
		return len(m[0])
	}
	if m := jiraOther().FindString(rest); m != "" {
		p.add(RawInline{Jira, m})
		return len(m)
	}
	return 0
}

// jiraSpanLen is the length of the code or the macro s begins with.
func jiraSpanLen(s string) int {
	s = s[:min(len(s), jiraLongest)]
	if !strings.Contains(s, "}") {
		return 0
	}
	if !strings.HasPrefix(s, "{{") {
		return len(jiraSpan().FindString(s))
	}
	open := 0
	for i := 2; i+1 < len(s); i++ {
		switch {
		case s[i] == '\\':
			i++
		case s[i] == '\n':
			return 0
		case s[i] == '{':
			open++
		case s[i] == '}' && s[i+1] == '}' && i > 2:
			// {{{a}}} is code with {a}
			for n := i + 2; open > 0 && n < len(s) && s[n] == '}'; n++ {
				i++
				open--
			}
			return i + 2
		}
	}
	return 0
}

func (p *jiraInline) code(rest string) int {
	n := jiraSpanLen(rest)
	if n > 0 {
		p.add(CodeSpan{jiraUnescape(rest[2 : n-2])})
	}
	return n
}

// jiraUnescape resolves what WriteJira escapes inside code, titles and the like.
func jiraUnescape(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		switch {
		case s[i] == '\\' && i+1 < len(s) && strings.IndexByte(jiraEscapable, s[i+1]) >= 0:
			i++
			b.WriteByte(s[i])
		case s[i] == '&' && entityLen(s[i:]) > 0:
			n := entityLen(s[i:])
			b.WriteString(unescapeEntities(s[i : i+n]))
			i += n - 1
		default:
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

func (p *jiraInline) url(i int) int {
	if i > 0 && wordBefore(p.s[:i]) || !strings.Contains(p.s[i:min(len(p.s), i+len("https://"))], "://") {
		return 0
	}
	n := urlLen(p.s[i:])
	if n > 0 {
		p.add(Link{Target: p.s[i : i+n], Inlines: []Inline{Text{p.s[i : i+n]}}})
	}
	return n
}

// before is the rune that stands before i, 0 at the begin of the line.
func (p *jiraInline) before(i int) rune {
	if i == 0 {
		return 0
	}
	r, _ := utf8.DecodeLastRuneInString(p.s[:i])
	return r
}

func (p *jiraInline) after(i int) rune {
	if i >= len(p.s) {
		return 0
	}
	r, _ := utf8.DecodeRuneInString(p.s[i:])
	return r
}

// apart reports whether r is no part of a word, or nothing at all.
func apart(r rune) bool { return r == 0 || !wordRune(r) }

// jiraImageOf matches the picture s begins with. Jira takes any word between two
// signs for one; we want it to look like a file or an address, or a cheerful
// sentence becomes a picture.
func jiraImageOf(s string) []string {
	m := jiraImage().FindStringSubmatch(s[:min(len(s), jiraLongest)])
	if m == nil || !strings.ContainsAny(m[1], "./:") || strings.ContainsAny(m[1], "{}[]\"<>") {
		return nil
	}
	return m
}

// jiraImageLen is the length of the picture at s[i]; inside a word there is none.
func jiraImageLen(s string, i int) int {
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && !apart(before) {
		return 0
	}
	if m := jiraImageOf(s[i:]); m != nil {
		return len(m[0])
	}
	return 0
}

func (p *jiraInline) image(i int) int {
	if !apart(p.before(i)) {
		return 0
	}
	m := jiraImageOf(p.s[i:])
	if m == nil {
		return 0
	}
	img := Image{Target: m[1], Attachment: attachmentName(m[1])}
	for part := range strings.SplitSeq(m[2], ",") {
		key, value, _ := strings.Cut(part, "=")
		value = unescapeEntities(strings.Trim(trim(value), `"`))
		switch trim(key) {
		case "width":
			img.Width = value
		case "height":
			img.Height = value
		case "alt":
			img.Alt = value
		case "title":
			img.Title = value
		}
	}
	p.add(img)
	return len(m[0])
}

// mark notes a sign. Two or more of the same sign in a row are text, but ??.
func (p *jiraInline) mark(i int) int {
	c := p.s[i]
	n := 1
	for i+n < len(p.s) && p.s[i+n] == c {
		n++
	}
	key := p.s[i : i+1]
	if c == '?' {
		key = "??"
	}
	if n != len(key) {
		p.text.WriteString(p.s[i : i+n])
		return n
	}
	before, after := p.before(i), p.after(i+n)
	piece := jiraPiece{sign: key, key: key, mark: markSet{bits: jiraMarks[key]}}
	piece.open = apart(before) && after != 0 && !isSpace(after)
	piece.close = before != 0 && !isSpace(before) && apart(after)
	if !piece.open && !piece.close {
		return 0
	}
	p.flush()
	p.out = append(p.out, piece)
	return n
}

// jiraMark is a mark that is open while pieces are paired.
type jiraMark struct {
	piece jiraPiece
	in    []Inline
}

// pair makes marks of the signs that have a partner, text of the others. Only
// one mark of a kind is open at a time, so the stack is never high.
func (p *jiraInline) pair() []Inline {
	stack := []jiraMark{{}}
	opened := map[string]bool{}
	fold := func() jiraMark {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		opened[top.piece.key] = false
		return top
	}
	put := func(in ...Inline) {
		top := &stack[len(stack)-1]
		top.in = append(top.in, in...)
	}
	for _, piece := range p.out {
		switch {
		case piece.leaf != nil:
			put(piece.leaf)
		case piece.close && opened[piece.key]:
			for {
				m := fold()
				if m.piece.key == piece.key {
					put(wrapMark(m.piece.mark, m.in)...)
					break
				}
				put(Text{m.piece.sign})
				put(m.in...)
			}
		case piece.open && !opened[piece.key]:
			opened[piece.key] = true
			stack = append(stack, jiraMark{piece: piece})
		case piece.key == "color" && piece.open: // a colour inside a colour: Jira has no such thing
		default:
			put(Text{piece.sign})
		}
	}
	for len(stack) > 1 {
		m := fold()
		if m.piece.key == "color" && (p.closers > 0 || m.piece.sign == "") && !p.inLink {
			p.color = m.piece.mark.color
			put(wrapMark(m.piece.mark, m.in)...)
			continue
		}
		put(Text{m.piece.sign})
		put(m.in...)
	}
	return stack[0].in
}

func wrapMark(m markSet, in []Inline) []Inline {
	if m == (markSet{}) || len(in) == 0 {
		return in
	}
	return []Inline{m.wrap(in)}
}
