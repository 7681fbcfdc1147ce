package richtext

import (
	"html"
	"reflect"
	"strings"
	"unicode"
	"unicode/utf8"
)

// The places running text stands in.
type mdPlace int

const (
	mdParagraph mdPlace = iota
	mdHeading
	mdCell
)

// mdText writes running text.
func mdText(in []Inline, place mdPlace) string {
	w := mdWriter{place: place}
	w.inlines(in, mdContext{next: ' '})
	return w.String()
}

// mdWriter writes running text. Whether a sign is markup depends on its
// neighbours, so it looks back at what it wrote and forward at what comes.
type mdWriter struct {
	strings.Builder
	place mdPlace
}

// punct stands for a sign of markup, whichever it will be.
const punct = '.'

// mdContext is what surrounds the inlines being written.
type mdContext struct {
	next   rune // the first rune after them, 0 if that is not known
	star   bool // inside * or **, so that _ must be used
	inMark bool // the paragraph does not end with them
	inLink bool
	in     []Inline // what follows the current inline
}

func (w *mdWriter) put(parts ...string) {
	for _, p := range parts {
		w.WriteString(p)
	}
}

// last is the rune before, a space at the begin.
func (w *mdWriter) last() rune {
	if w.Len() == 0 {
		return ' '
	}
	s := w.String()
	r, _ := utf8.DecodeLastRuneInString(s[max(0, len(s)-utf8.UTFMax):])
	return r
}

func (w *mdWriter) lineStart() bool {
	return w.place == mdParagraph && (w.Len() == 0 || w.last() == '\n')
}

func (w *mdWriter) inlines(in []Inline, c mdContext) {
	for i, n := range in {
		sub := c
		sub.in = in[i+1:]
		if i+1 < len(in) {
			sub.next = firstRune(in[i+1])
		}
		w.inline(n, sub)
	}
}

// firstRune is what an inline begins with when it is written.
func firstRune(in Inline) rune {
	switch n := in.(type) {
	case Text:
		r, _ := utf8.DecodeRuneInString(n.Value)
		return r
	case Break:
		if n.Soft {
			return '\n'
		}
	case Link:
		return 0 // an address or a bracket
	}
	return punct
}

func (w *mdWriter) inline(n Inline, c mdContext) {
	switch n := n.(type) {
	case Strong:
		w.emphasis(n, n.Inlines, "**", c)
	case Emph:
		w.emphasis(n, n.Inlines, "*", c)
	case Strike:
		w.emphasis(n, n.Inlines, "~~", c)
	case Link:
		w.link(n, c)
	case Text:
		w.text(n.Value, c)
	case CodeSpan:
		w.code(n.Text)
	case Break:
		w.brk(n)
	case Image:
		w.image(n, c)
	case Mention:
		w.mention(n, c)
	case Emoji:
		w.tagged(`<span data-emoji="`+escapeAttr(n.Short)+`">`, emojiText(n), "</span>")
	case Status:
		w.tagged(`<span data-status="`+escapeAttr(n.Color)+`">`, n.Text, "</span>")
	case Date:
		w.tagged(`<time datetime="`+escapeAttr(n.Value)+`">`, n.Value, "</time>")
	case RawInline:
		w.raw(n, c)
	default:
		m, held, _ := markOf(n)
		open, end := htmlTags(m)
		w.wrapped(open, held, end, c)
	}
}

// wrapped writes in between two tags or signs.
func (w *mdWriter) wrapped(open string, in []Inline, end string, c mdContext) {
	w.put(open)
	c.next, c.inMark = punct, true
	w.inlines(in, c)
	w.put(end)
}

// emphasis writes a mark with signs if the neighbours leave no doubt where it
// begins and ends, else with tags.
func (w *mdWriter) emphasis(n Inline, in []Inline, sign string, c mdContext) {
	if sign[0] == '*' && (c.star || sign == "*" && holdsStrong(in)) {
		sign = strings.ReplaceAll(sign, "*", "_")
	}
	if !w.delimits(in, sign[0], c.next) || c.inLink && (w.inURL() || strings.Contains(plainInlines(in), "://")) {
		m, _, _ := markOf(n)
		open, end := htmlTags(m)
		w.wrapped(open, in, end, c)
		return
	}
	c.star = c.star || sign[0] == '*'
	w.wrapped(sign, in, sign, c)
}

func holdsStrong(in []Inline) bool {
	for _, n := range in {
		if _, ok := n.(Strong); ok {
			return true
		}
		if _, held, ok := markOf(n); ok && holdsStrong(held) {
			return true
		}
	}
	return false
}

// delimits applies CommonMark's rules for signs that open and close, on the
// safe side.
func (w *mdWriter) delimits(in []Inline, sign byte, next rune) bool {
	prev, first, last := w.last(), firstRune(in[0]), lastRune(in[len(in)-1])
	if s := rune(sign); prev == s || first == s || last == s || next == s {
		return false
	}
	if first == 0 || last == 0 || next == 0 || spaceRune(first) || spaceRune(last) {
		return false
	}
	outsideOpen, outsideClose := !wordRune(prev), !wordRune(next)
	if sign != '*' && (!outsideOpen || !outsideClose) {
		return false
	}
	return (wordRune(first) || outsideOpen) && (wordRune(last) || outsideClose)
}

// lastRune is what an inline ends with when it is written.
func lastRune(in Inline) rune {
	if n, ok := in.(Text); ok {
		r, _ := utf8.DecodeLastRuneInString(n.Value)
		return r
	}
	return firstRune(in)
}

// inURL reports whether the word being written is an address, to which a sign
// would be added. Only inside links addresses are plain text.
func (w *mdWriter) inURL() bool {
	s := w.String()
	s = s[max(0, len(s)-2000):] // a longer word is taken for one
	at := strings.LastIndexAny(s, " \n<>")
	return at < 0 && len(s) == 2000 || strings.Contains(s[at+1:], "://")
}

func spaceRune(r rune) bool { return unicode.IsSpace(r) }

func wordRune(r rune) bool {
	return !unicode.IsSpace(r) && !unicode.IsPunct(r) && !unicode.IsSymbol(r) &&
		r != asideOpen && r != asideClose
}

func (w *mdWriter) brk(b Break) {
	switch {
	case w.place != mdParagraph && b.Soft:
		w.put(" ")
	case w.place != mdParagraph:
		w.put("<br>")
	case b.Soft:
		w.put("\n")
	case w.last() == '\\':
		w.put("<br>\n") // a backslash behind one would not be seen
	default:
		w.put("\\\n")
	}
}

// tagged writes literal text between tags.
func (w *mdWriter) tagged(open, s, end string) {
	w.put(open)
	w.text(s, mdContext{next: punct, inLink: true}) // it may be in one
	w.put(end)
}

// code writes a code span with a fence longer than any inside.
func (w *mdWriter) code(s string) {
	if w.place == mdCell && strings.Contains(s, "|") && strings.Contains(s, `\`) || w.last() == '`' {
		w.tagged("<code>", s, "</code>")
		return
	}
	f := strings.Repeat("`", longestRun(s, '`')+1)
	pad := ""
	if s[0] == '`' || s[len(s)-1] == '`' || s[0] == ' ' && s[len(s)-1] == ' ' && strings.Trim(s, " ") != "" {
		pad = " "
	}
	if w.place == mdCell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	w.put(f, pad, s, pad, f)
}

// mention writes @name where it will be read as one, else a span.
func (w *mdWriter) mention(n Mention, c mdContext) {
	plain := n.ID == "" && mention().FindString("@"+n.Name) == "@"+n.Name
	if !plain || wordRune(w.last()) || strings.ContainsRune(`@_/.-+\`, w.last()) || c.inLink && w.inURL() {
		w.tagged(`<span data-mention="`+escapeAttr(n.ID)+`">`, "@"+n.Name, "</span>")
		return
	}
	w.put("@", n.Name)
	if wordRune(c.next) || strings.ContainsRune("_/.-@", c.next) && mentionGrows(n, c) {
		w.put(separator)
	}
}

// mentionGrows reports whether the text after would become part of the name.
func mentionGrows(n Mention, c mdContext) bool {
	t := ""
	if len(c.in) > 0 {
		if x, ok := c.in[0].(Text); ok {
			t = x.Value
		}
	}
	all := "@" + n.Name + t
	return mention().FindString(all) != "@"+n.Name || strings.HasPrefix(t, "@")
}

func (w *mdWriter) image(n Image, c mdContext) {
	start := w.Len() == 0
	if n.Width != "" || n.Height != "" || n.Attachment && !attachmentName(n.Target) {
		w.put(strings.ReplaceAll(htmlImage(n), "|", "&#124;"))
		if start && c.next == '\n' {
			w.put(separator) // a tag alone in the first line would begin a block
		}
		return
	}
	w.put("![")
	w.text(n.Alt, mdContext{next: punct, inLink: true})
	w.put("](", mdDestination(n.Target), w.title(n.Title), ")")
}

// link writes a bare address if it will be found again, else with brackets.
func (w *mdWriter) link(n Link, c mdContext) {
	if n.Card || w.Len() == 0 && strings.EqualFold(plainInlines(n.Inlines), "x") { // [x] would be a task
		open, end := htmlTags(markSet{link: linkMark{true, n.Target, n.Title, n.Card}})
		c.inLink = true
		w.wrapped(strings.ReplaceAll(open, "|", "&#124;"), n.Inlines, end, c)
		return
	}
	if n.Title == "" && len(n.Inlines) == 1 && n.Inlines[0] == (Text{n.Target}) {
		if w.bare(n.Target, c) {
			w.put(n.Target)
			return
		}
		if angleLink(n.Target) {
			w.put("<", n.Target, ">")
			return
		}
	}
	if mail, ok := strings.CutPrefix(n.Target, "mailto:"); ok && n.Title == "" && len(n.Inlines) == 1 &&
		n.Inlines[0] == (Text{mail}) && angleLink(mail) {
		w.put("<", mail, ">")
		return
	}
	c.inLink = true
	w.wrapped("[", n.Inlines, "]("+mdDestination(n.Target)+w.title(n.Title)+")", c)
}

// bare reports whether url, written as it is here, will be found again in its
// full length and no more.
func (w *mdWriter) bare(url string, c mdContext) bool {
	if wordRune(w.last()) || w.last() == '\\' {
		return false
	}
	if spaceRune(c.next) {
		return urlLen(url) == len(url)
	}
	if len(c.in) == 0 {
		return false
	}
	t, ok := c.in[0].(Text)
	if !ok {
		return false
	}
	word, rest, _ := strings.Cut(t.Value, " ")
	// Without a space the word goes on in the next inline.
	return (rest != "" || len(c.in) == 1 && !c.inMark || strings.HasSuffix(t.Value, " ")) &&
		urlLen(url) == len(url) && urlLen(url+word) == len(url)
}

// angleLink asks the reader: its rules for <address> are its own.
func angleLink(s string) bool {
	if len(s) > 2000 { // no one reads it anyway
		return false
	}
	want := Link{Target: s, Inlines: []Inline{Text{s}}}
	if !strings.Contains(s, ":") {
		want.Target = "mailto:" + s
	}
	back := ReadMarkdown("x<" + s + ">x").Blocks
	return reflect.DeepEqual(back, []Block{Paragraph{[]Inline{Text{"x"}, want, Text{"x"}}}})
}

func mdDestination(s string) string {
	s = escapeEntities(s)
	if s == "" || strings.ContainsAny(s, "()") || strings.ContainsFunc(s, unicode.IsSpace) {
		return "<" + s + ">"
	}
	return s
}

// escapeEntities escapes what looks like an entity; targets have no backslash.
func escapeEntities(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if s[i] == '&' && entityLen(s[i:]) > 0 || s[i] == '\\' {
			b.WriteByte('\\')
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func (w *mdWriter) title(s string) string {
	if s == "" {
		return ""
	}
	s = strings.ReplaceAll(escapeEntities(s), `"`, `\"`)
	if w.place == mdCell {
		s = strings.ReplaceAll(s, "|", `\|`)
	}
	return ` "` + s + `"`
}

// raw writes raw inlines as they are if they will be read as such again.
func (w *mdWriter) raw(n RawInline, c mdContext) {
	ok := (n.Format == HTML || n.Format == Markdown) && !(w.place == mdCell && strings.Contains(n.Text, "|"))
	if ok && w.lineStart() && n.Format == HTML {
		back := ReadMarkdown(n.Text + "x").Blocks
		// A tag on a line of its own would be a block.
		ok = reflect.DeepEqual(back, []Block{Paragraph{[]Inline{n, Text{"x"}}}}) && (w.Len() > 0 || !endsLine(c.in))
	}
	if ok {
		back := ReadMarkdown("x " + n.Text + " x").Blocks
		ok = reflect.DeepEqual(back, []Block{Paragraph{[]Inline{Text{"x "}, n, Text{" x"}}}})
	}
	if ok {
		w.put(n.Text)
		return
	}
	w.tagged(`<code data-raw="`+escapeAttr(string(n.Format))+`">`, n.Text, "</code>")
}

// endsLine reports whether nothing can be seen of these up to the end of the line.
func endsLine(in []Inline) bool {
	for _, n := range in {
		switch n := n.(type) {
		case Break:
			return true
		case Text:
			if trim(n.Value) != "" {
				return false
			}
		default:
			return false
		}
	}
	return true
}

func escapeAttr(s string) string {
	return strings.ReplaceAll(html.EscapeString(s), "|", "&#124;")
}
