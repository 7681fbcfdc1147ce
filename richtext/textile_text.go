package richtext

import (
	"html"
	"reflect"
	"strconv"
	"strings"
	"unicode/utf8"
)

// txNothing is shown as nothing; it parts what Textile would read as one.
const txNothing = "<notextile></notextile>"

// txPlace says where running text stands.
type txPlace struct {
	started bool // something stands before it on its first line
	item    bool
	cell    bool
}

// txWriter writes running text, with an eye on its neighbours as mdWriter does.
type txWriter struct {
	strings.Builder
	as     *asides
	place  txPlace
	fresh  int          // how much was written when the innermost mark was opened
	signs  string       // the signs of the open marks
	signed map[byte]int // how often each sign appears in all of the text
	people bool         // whether there are mentions, whose @ could begin code
}

func (w *txBlocks) text(in []Inline, place txPlace) string {
	t := txWriter{as: &w.asides, place: place, signed: map[byte]int{}}
	t.count(in, "") // whether there are mentions, by which addresses are written
	in = t.flat(in, "", false)
	t.people = false
	t.count(in, "") // and whether there still are
	clear(t.signed)
	t.count(in, "")
	t.inlines(in, txContext{next: ' '})
	return t.String()
}

// count notes what a literal sign could be mistaken with, inside marks with these
// signs. Addresses are counted as they will be written: percent-encoding one must
// not change what is thought of the next time.
func (w *txWriter) count(in []Inline, signs string) {
	for _, n := range in {
		switch n := n.(type) {
		case Text:
			w.countText(n.Value)
		case Mention:
			w.people = true
			if !plainMention(n) {
				w.signed['%'] += 2
			}
		case Image:
			w.signed['!'] += 2
			w.countText(n.Alt + n.Title + w.source(n, signs))
		case CodeSpan:
			w.countText(n.Text)
		case Status, Date, Emoji:
			w.signed['%'] += 2
		}
		if l, ok := n.(Link); ok {
			target, _ := w.target(l, signs)
			w.countText(l.Title + target)
		}
		if m, held, ok := markOf(n); ok {
			s := txSign(m)
			if s != "" {
				w.signed[s[0]] += 2
			}
			w.count(held, signs+s)
		}
	}
}

func (w *txWriter) countText(s string) {
	for i := range len(s) {
		if strings.IndexByte("*?-_%+^~=!", s[i]) >= 0 {
			w.signed[s[i]]++
		}
	}
}

// txSign is the sign of one mark; links have none.
func txSign(m markSet) string {
	if m.color != "" {
		return "%"
	}
	for _, s := range txSigns {
		if s.bit == m.bits && len(s.sign) == 1 {
			return s.sign
		}
	}
	return ""
}

// txContext is what surrounds the inlines being written.
type txContext struct {
	next   rune // the first rune after them, 0 if that is not known
	inLink bool
	in     []Inline // what follows the current inline
}

func (w *txWriter) put(parts ...string) {
	for _, p := range parts {
		w.WriteString(p)
	}
}

// last is the rune before, a space at the begin of a line.
func (w *txWriter) last() rune {
	if w.Len() == 0 {
		return ' '
	}
	s := w.String()
	r, _ := utf8.DecodeLastRuneInString(s[max(0, len(s)-utf8.UTFMax):])
	return r
}

func (w *txWriter) lineStart() bool {
	return w.Len() == 0 && !w.place.started && !w.place.cell || w.Len() > 0 && w.last() == '\n'
}

func (w *txWriter) inlines(in []Inline, c txContext) {
	for i, n := range in {
		sub := c
		sub.in = in[i+1:]
		if i+1 < len(in) {
			sub.next = firstRune(in[i+1])
			if isBreak(in[i+1]) {
				sub.next = '\n'
			}
		}
		w.inline(n, sub)
	}
}

func (w *txWriter) inline(n Inline, c txContext) {
	switch n := n.(type) {
	case Text:
		w.text(n.Value, c)
	case Link:
		w.link(n, c)
	case CodeSpan:
		w.code(n.Text, c)
	case Break:
		w.brk(n)
	case Image:
		w.image(n)
		w.part(c)
	case Mention:
		w.mention(n, c)
	case Emoji:
		w.span("(emoji-"+n.Short+")", emojiText(n), c)
	case Status:
		w.span("(status-"+n.Color+")", n.Text, c)
	case Date:
		w.span("(date)", n.Value, c)
	case RawInline:
		w.raw(n)
	default:
		m, held, _ := markOf(n)
		w.mark(m, held, c)
	}
}

// mark writes a mark with its sign. Where a sign would not begin or end a word,
// nothing is put between to part them.
func (w *txWriter) mark(m markSet, in []Inline, c txContext) {
	sign := txSign(m)
	attr := ""
	if m.color != "" {
		attr = "{color:" + m.color + "}"
	}
	w.marked(sign, attr, c, func() { w.inlines(in, txContext{next: punct, inLink: c.inLink}) })
}

func (w *txWriter) marked(sign, attr string, c txContext, content func()) {
	w.opening()
	w.put(sign, attr)
	fresh, signs := w.fresh, w.signs
	w.fresh, w.signs = w.Len(), w.signs+sign
	content()
	w.fresh, w.signs = fresh, signs
	w.put(sign)
	w.part(c)
}

// opening makes sure that a sign written now begins a word.
func (w *txWriter) opening() {
	if w.Len() != w.fresh && !strings.ContainsRune(" \n(", w.last()) && !w.lineStart() && w.last() != asideClose {
		w.nothing()
	}
}

func (w *txWriter) nothing() { w.put(w.as.put(aside{source: txNothing})) }

// part makes sure that what follows does not take part in what was written.
func (w *txWriter) part(c txContext) {
	if c.next == 0 || wordRune(c.next) || c.next == ':' {
		w.nothing()
	}
}

var simpleClass = compiled(`^\([A-Za-z0-9_#+-]+\)$`)

// span writes a leaf Textile does not know as a span with a class.
func (w *txWriter) span(class, s string, c txContext) {
	w.marked("%", class, c, func() { w.text(s, txContext{next: punct, inLink: c.inLink}) })
}

func (w *txWriter) brk(b Break) {
	switch {
	case b.Soft:
		w.put(" ")
	case w.Len() > 0 && w.last() == '\n':
		w.put("&nbsp;\n") // an empty line would end the paragraph
	default:
		w.put("\n")
	}
}

// code writes @code@ where that is sure to be found, else <code>.
func (w *txWriter) code(s string, c txContext) {
	if w.people || c.inLink || strings.Trim(s, " ") != s || strings.ContainsAny(s, "@|<&\"\t"+w.signs) || wordRune(w.last()) ||
		w.last() == '@' || wordRune(c.next) || c.next == 0 || strings.Contains(s, "{{") {
		w.put(w.as.put(aside{source: "<code>" + escapeClose("code", s) + "</code>"}))
		return
	}
	w.put("@", w.as.put(aside{source: s}), "@")
}

// plainMention reports whether a mention is known by its @ again.
func plainMention(n Mention) bool {
	return n.ID == "" && mention().FindString("@"+n.Name) == "@"+n.Name
}

func (w *txWriter) mention(n Mention, c txContext) {
	if !plainMention(n) {
		w.span("(mention-"+n.ID+")", "@"+n.Name, c)
		return
	}
	if wordRune(w.last()) || strings.ContainsRune("@_/.-+", w.last()) {
		w.nothing()
	}
	w.put("@", n.Name)
	if wordRune(c.next) || c.next == 0 || strings.ContainsRune("_/.-@", c.next) && mentionGrows(n, mdContext{in: c.in}) {
		w.nothing()
	}
}

var txTargetEscaper = strings.NewReplacer("!", "%21", "(", "%28", ")", "%29")

func (w *txWriter) image(n Image) {
	w.opening()
	w.put("!")
	if n.Width != "" && !strings.ContainsAny(n.Width, "{}();\"") {
		w.put("{width: ", n.Width, "}")
	}
	w.put(w.source(n, w.signs))
	// There is one place for the text and the title, so it holds both.
	alt := trim(n.Alt)
	if title := trim(n.Title); title != "" && title != alt {
		if alt != "" {
			alt += ": "
		}
		alt += title
	}
	if alt != "" {
		w.put("(", w.inParens(alt), ")")
	}
	w.put("!")
}

var txAlt = strings.NewReplacer("&", "&amp;", "(", "&#40;", ")", "&#41;", `"`, "&quot;", "<", "&lt;", "|", "&#124;", "{{", "&#123;{")

// source is the address of a picture as it is written inside marks with these signs.
func (w *txWriter) source(n Image, signs string) string {
	return w.hideSigns(escapeAmp(txTargetEscaper.Replace(n.Target)), signs)
}

// inParens writes a text or title that stands in parentheses.
func (w *txWriter) inParens(s string) string {
	s = txAlt.Replace(s)
	for _, b := range "*?-_%+^~" {
		if w.signed[byte(b)] > 1 {
			s = strings.ReplaceAll(s, string(b), "&#"+strconv.Itoa(int(b))+";")
		}
	}
	return s
}

// link writes a bare address if it will be found again, else "text":address.
func (w *txWriter) link(n Link, c txContext) {
	md := mdWriter{}
	md.put(string(w.last()))
	if n.Title == "" && len(n.Inlines) == 1 && n.Inlines[0] == (Text{n.Target}) &&
		md.bare(n.Target, mdContext{next: c.next, in: c.in, inMark: w.signs != "" || c.inLink}) && w.linkEnds(n.Target, c) &&
		w.hideSigns(n.Target, w.signs) == n.Target {
		w.put(n.Target)
		return
	}
	target, _ := w.target(n, w.signs)
	if img, ok := n.Inlines[0].(Image); ok && len(n.Inlines) == 1 && n.Title == "" {
		w.image(img)
		w.put(":", target)
	} else {
		w.label(n, c)
		w.put(`":`, target)
	}
	if !w.linkEnds(target, c) {
		w.nothing()
	}
}

// target is the address of a link as it is written inside marks with these signs.
// It is none that Textile takes if ok is false.
func (w *txWriter) target(n Link, signs string) (target string, ok bool) {
	target = escapeAmp(n.Target)
	if t := trimTarget(target); t != target {
		target = escapeTail(target, len(t))
	}
	target = w.hideSigns(target, signs)
	return target, txTarget().FindString(target) == target
}

// hideSigns percent-encodes what could end an open mark inside an address.
func (w *txWriter) hideSigns(target, signs string) string {
	for i := 0; i < len(target); i++ {
		if (strings.IndexByte(signs, target[i]) >= 0 || w.people && target[i] == '@') && !startsWord(target[i+1:]) {
			target = target[:i] + escapeTail(target[i:i+1], 0) + target[i+1:]
		}
	}
	return target
}

// label writes the opening quote, text and title of a link.
func (w *txWriter) label(n Link, c txContext) {
	if wordRune(w.last()) || w.last() == '"' {
		w.nothing()
	}
	w.put(`"`)
	fresh := w.fresh
	w.fresh = w.Len()
	w.inlines(n.Inlines, txContext{next: punct, inLink: true})
	w.fresh = fresh
	if n.Title != "" {
		w.put("(", w.inParens(n.Title), ")")
	} else if w.last() == ')' {
		w.nothing() // or the last words in parentheses would be the title
	}
}

// escapeTail percent-encodes the end of an address that would be taken for the
// punctuation of the sentence.
func escapeTail(s string, from int) string {
	const hex = "0123456789ABCDEF"
	var b strings.Builder
	b.WriteString(s[:from])
	for i := from; i < len(s); i++ {
		b.WriteString("%" + string(hex[s[i]>>4]) + string(hex[s[i]&15]))
	}
	return b.String()
}

func (w *txWriter) linkEnds(target string, c txContext) bool {
	if c.next == ' ' || c.next == '\n' {
		return true
	}
	if len(c.in) == 0 {
		return false
	}
	t, ok := c.in[0].(Text)
	if !ok {
		return false
	}
	word, _, _ := strings.Cut(t.Value, " ")
	ends := len(word) < len(t.Value) || len(c.in) == 1 && w.signs == "" && !c.inLink
	// Other punctuation may come out as an entity.
	return ends && strings.Trim(word, ".,:)") == "" && trimTarget(target+word) == target
}

// raw writes raw Textile as it is if it will be read as such again.
func (w *txWriter) raw(n RawInline) {
	if n.Format == Textile {
		if w.Len() == 0 && w.place == (txPlace{}) && txRaw().FindString(n.Text+" ") == n.Text+" " {
			w.put(n.Text)
			return
		}
		back := ReadTextile("x " + n.Text + " x").Blocks
		if reflect.DeepEqual(back, []Block{Paragraph{[]Inline{Text{"x "}, n, Text{" x"}}}}) && !strings.Contains(n.Text, "|") {
			w.put(n.Text)
			return
		}
	}
	class := html.EscapeString(rawLang + string(n.Format))
	w.put(w.as.put(aside{source: `<code class="` + class + `">` + escapeClose("code", n.Text) + "</code>"}))
}

// escapeAmp escapes the ampersands that begin an entity.
func escapeAmp(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		b.WriteByte(s[i])
		if s[i] == '&' && entityLen(s[i:]) > 0 {
			b.WriteString("amp;")
		}
	}
	return b.String()
}
