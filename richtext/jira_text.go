package richtext

import (
	"maps"
	"reflect"
	"strings"
	"unicode/utf8"
)

// jiraPlace says where running text stands.
type jiraPlace struct {
	started bool // something stands before it on its first line
	line    bool // there are no line ends
	item    bool
	cell    bool
	link    bool // between the brackets of a link
}

// jiraBit is a piece of a written line. Signs of marks are decided at the end,
// when their neighbours are known: a sign must not touch a word from outside.
type jiraBit struct {
	text string
	sign string // of a mark that opens or ends here
	end  int    // for an opening sign: where its mark ends; -1 for others
	bare bool   // an address that may stand without brackets

	apart bool // it must not touch a word before it
}

// jiraTexter writes running text.
type jiraTexter struct {
	place jiraPlace
	bits  []jiraBit
	signs string       // of the open marks
	count map[byte]int // how often a sign appears in the text
}

func jiraText(in []Inline, place jiraPlace) string {
	w := jiraTexter{place: place, count: map[byte]int{}}
	w.counted(in)
	w.inlines(in)
	return w.join()
}

// counted notes what a literal sign could be mistaken with.
func (w *jiraTexter) counted(in []Inline) {
	for _, n := range in {
		if m, held, ok := markOf(n); ok {
			if s := jiraSign(m); s != "" {
				w.count[s[0]] += 2
			}
			w.counted(held)
			continue
		}
		s := plainLeaf(n)
		for i, c := range []byte(s) {
			if strings.IndexByte("*_?-+^~", c) >= 0 && touchesOne(s, i) || c == '!' { // a picture may end before a letter
				w.count[c]++
			}
		}
		if _, ok := n.(Image); ok {
			w.count['!'] += 2
		}
	}
}

// touchesOne reports whether the sign s[i] could begin or end something: inside
// a word, or between spaces, it cannot.
func touchesOne(s string, i int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:i])
	after, _ := utf8.DecodeRuneInString(s[i+1:])
	inWord := i > 0 && i+1 < len(s) && wordRune(before) && wordRune(after)
	return !inWord && !(i > 0 && i+1 < len(s) && before == ' ' && after == ' ')
}

// jiraSign is the sign of a mark; links have none, colours a macro.
func jiraSign(m markSet) string {
	switch m.bits {
	case bitStrong:
		return "*"
	case bitEmph:
		return "_"
	case bitStrike:
		return "-"
	case bitUnderline:
		return "+"
	case bitSup:
		return "^"
	case bitSub:
		return "~"
	}
	return ""
}

func (w *jiraTexter) put(text string) { w.bits = append(w.bits, jiraBit{text: text, end: -1}) }

func (w *jiraTexter) inlines(in []Inline) {
	for _, n := range in {
		w.inline(n)
	}
}

func (w *jiraTexter) inline(n Inline) {
	switch n := n.(type) {
	case Text:
		w.text(n.Value)
	case Link:
		w.link(n)
	case Color:
		w.put("{color:" + n.Value + "}")
		w.inlines(n.Inlines)
		w.put("{color}")
	case CodeSpan:
		w.put("{{" + jiraCodeSpan(n.Text) + "}}")
	case Break:
		w.brk(n)
	case Image:
		w.bits = append(w.bits, jiraBit{text: jiraPicture(n), apart: true, end: -1})
	case Mention:
		w.mention(n)
	case Emoji:
		w.emoji(n)
	case RawInline:
		w.raw(n)
	case Status:
		w.text(n.Text)
	case Date:
		w.text(n.Value)
	default:
		m, held, _ := markOf(n)
		sign := jiraSign(m)
		at := len(w.bits)
		w.bits = append(w.bits, jiraBit{sign: sign})
		signs := w.signs
		w.signs += sign
		w.inlines(held)
		w.signs = signs
		w.bits[at].end = len(w.bits)
		w.bits = append(w.bits, jiraBit{sign: sign, end: -1})
	}
}

func (w *jiraTexter) brk(b Break) {
	switch {
	case b.Soft:
		w.put(" ")
	case w.place.line || w.place.link:
		w.put(`\\`)
	case w.lineStart():
		w.put("\\\\\n")
	default:
		w.put("\n")
	}
}

// lineStart reports whether what is put next begins a line.
func (w *jiraTexter) lineStart() bool {
	if len(w.bits) == 0 {
		return true
	}
	return strings.HasSuffix(w.bits[len(w.bits)-1].text, "\n")
}

// blockStart is the same for a line that could begin another block.
func (w *jiraTexter) blockStart() bool {
	return w.lineStart() && (len(w.bits) > 0 || !w.place.started && !w.place.link)
}

// jiraCodeSpan escapes what Jira would resolve even inside of code.
func jiraCodeSpan(s string) string {
	var b strings.Builder
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\\':
			b.WriteString("&#92;")
		case c == '&' && entityLen(s[i:]) > 0:
			b.WriteString("&amp;")
		case strings.IndexByte("{}[]|!", c) >= 0, strings.IndexByte("*_?-+^~", c) >= 0 && (i == 0 || !isWordByte(rune(s[i-1]))):
			b.WriteString(`\` + s[i:i+1])
		default:
			b.WriteByte(c)
		}
	}
	return b.String()
}

// FileName is the name of the file an Image of the issue shows. Targets are
// addresses, where a space and some signs are percent-encoded.
func (n Image) FileName() string { return fileName.Replace(n.Target) }

var fileName = strings.NewReplacer("%20", " ", "%3C", "<", "%3E", ">", "%22", `"`, "%5C", `\`, "%60", "`", "%7C", "|", "%5E", "^", "%7B", "{", "%7D", "}")

var (
	jiraTargets  = strings.NewReplacer("!", "%21", "[", "%5B", "]", "%5D")
	jiraBrackets = strings.NewReplacer("[", "%5B", "]", "%5D")
)

func jiraPicture(n Image) string {
	target := n.Target
	if name := n.FileName(); n.Attachment && !strings.ContainsAny(name, "|{}<>\"\\[]") {
		target = name
	}
	s := "!" + jiraTargets.Replace(target)
	var params []string
	for _, p := range []struct{ key, value string }{{"width", n.Width}, {"height", n.Height}, {"alt", n.Alt}, {"title", n.Title}} {
		if p.value != "" {
			params = append(params, p.key+"="+jiraValues.Replace(escapeAmp(p.value)))
		}
	}
	if len(params) > 0 {
		s += "|" + strings.Join(params, ",")
	}
	return s + "!"
}

var jiraValues = strings.NewReplacer(",", "&#44;", "!", "&#33;", "|", "&#124;", `"`, "&quot;", "{", "&#123;", "}", "&#125;", "[", "&#91;", "]", "&#93;", `\`, "&#92;")

func (w *jiraTexter) mention(n Mention) {
	name := n.Name
	if n.ID != "" {
		name = n.ID
	}
	if accountID().MatchString(name) {
		name = "accountid:" + name
	}
	if strings.ContainsAny(name, " []|\\{}&") || w.place.link {
		w.text("@" + n.Name)
		return
	}
	w.put("[~" + name + "]")
}

func (w *jiraTexter) emoji(n Emoji) {
	for _, e := range emoticons {
		if e.short == n.Short && (n.Text == "" || n.Text == e.text) {
			// It is one only if it stands apart, which the join sees to.
			w.bits = append(w.bits, jiraBit{text: e.sign, sign: "emoticon", end: -1})
			return
		}
	}
	w.text(emojiText(n))
}

func (w *jiraTexter) raw(n RawInline) {
	if n.Format == Jira && !w.place.link {
		back := ReadJira("x " + n.Text + " x").Blocks
		if reflect.DeepEqual(back, []Block{Paragraph{[]Inline{Text{"x "}, n, Text{" x"}}}}) && !(w.place.cell && strings.Contains(n.Text, "|") && jiraLinkLen(n.Text) == 0) {
			w.put(n.Text)
			return
		}
	}
	w.put("{{" + jiraCodeSpan(n.Text) + "}}")
}

// link writes [text|address]; an address alone may stand without brackets.
func (w *jiraTexter) link(n Link) {
	target := jiraBrackets.Replace(n.Target)
	own := len(n.Inlines) == 1 && n.Inlines[0] == (Text{n.Target})
	if w.place.link || target == "" || strings.ContainsAny(target, "\\ ") || target[0] == '^' || target[0] == '~' || len(target) > jiraLongest/2 {
		w.inlines(n.Inlines)
		if !own {
			w.text(" (" + n.Target + ")")
		}
		return
	}
	if own && !n.Card && n.Title == "" && target == n.Target {
		if urlLen(target) == len(target) {
			w.bits = append(w.bits, jiraBit{text: target, end: -1, bare: true})
			return
		}
		if jiraAddress().MatchString(target) && !strings.HasPrefix(target, "mailto:") {
			w.put("[" + target + "]")
			return
		}
	}
	label := jiraTexter{place: jiraPlace{link: true, started: true}, count: w.count}
	if strings.Contains(target+n.Title, "!") {
		label.count = maps.Clone(w.count)
		label.count['!'] += 2 // one in the label and one behind it would be a picture
	}
	label.inlines(n.Inlines)
	s := "[" + label.join() + "|" + target
	switch {
	case n.Card:
		s += "|smart-link"
	case n.Title != "":
		s += "|" + jiraTitle(n.Title)
	}
	if s += "]"; len(s) >= jiraLongest {
		w.inlines(n.Inlines)
		w.text(" (" + n.Target + ")")
		return
	}
	w.put(s)
}

var jiraTitles = strings.NewReplacer("[", `\[`, "]", `\]`, "|", `\|`, "{", `\{`, `\`, "&#92;")

func jiraTitle(s string) string { return jiraTitles.Replace(escapeAmp(s)) }

var (
	jiraDot       = compiled(`^(?:h[1-6]|bq)\.(?: |$)`)
	jiraLineStart = compiled(`^(?:[*#-]+ |-{4,} *$|\|)`)
	jiraBox       = compiled(`^\[[ xX]\](?: |$)`)
)

// text writes literal text: what could be markup gets a backslash, or is an
// entity where a backslash means something else.
func (w *jiraTexter) text(s string) {
	if s == "" {
		return
	}
	var b strings.Builder
	i := 0
	if w.blockStart() {
		if m := jiraDot().FindString(s); m != "" {
			n := strings.IndexByte(m, '.')
			b.WriteString(s[:n] + "&#46;")
			i = n + 1
		} else if jiraLineStart().MatchString(s) {
			b.WriteString(`\` + s[:1])
			i = 1
		}
	}
	if i == 0 && w.place.item && len(w.bits) == 0 && jiraBox().MatchString(s) {
		b.WriteString(`\[`)
		i = 1
	}
	for i < len(s) {
		n := w.run(s, i)
		switch c := s[i]; {
		case n > 1 && i > 0 && i+n < len(s) && (c != '?' || n > 2) && strings.IndexByte(w.signs, c) < 0:
			b.WriteString(s[i : i+n]) // a row of signs is no mark
			i += n
			continue
		case c == '\\' && (i+1 == len(s) || s[i+1] == '\\' || strings.IndexByte(jiraEscapable, s[i+1]) >= 0):
			b.WriteString("&#92;")
		case c == '&' && entityLen(s[i:]) > 0:
			b.WriteString("&amp;")
		case w.escapes(s, i):
			b.WriteString(`\` + s[i:i+1])
		default:
			b.WriteByte(c)
		}
		i++
	}
	w.put(b.String())
}

// run counts how often the sign s[i] stands in a row.
func (w *jiraTexter) run(s string, i int) int {
	if strings.IndexByte("*_?-+^~", s[i]) < 0 {
		return 1
	}
	n := 1
	for i+n < len(s) && s[i+n] == s[i] {
		n++
	}
	return n
}

// escapes reports whether the sign s[i] could be markup.
func (w *jiraTexter) escapes(s string, i int) bool {
	before, after := rune(0), rune(0)
	if i > 0 {
		before, _ = utf8.DecodeLastRuneInString(s[:i])
	}
	last := i+1 == len(s)
	if !last {
		after, _ = utf8.DecodeRuneInString(s[i+1:])
	}
	switch c := s[i]; c {
	case '*', '_', '-', '+', '^', '~', '?':
		if strings.IndexByte(w.signs, c) >= 0 {
			return true
		}
		return w.count[c] > 1 && apart(before) && (last || after != ' ')
	case '{':
		return last || isWordByte(after) || strings.ContainsRune("{*_?-+^~", after)
	case '[':
		return w.place.link || !strings.Contains(s[i:], "]") || jiraLinkLen(s[i:]) > 0 || strings.Contains(s[i+1:], "[")
	case ']':
		return w.place.link
	case '|':
		return w.place.link || w.place.cell
	case '!':
		inWord := i > 0 && !last && wordRune(before) && wordRune(after)
		return (w.count[c] > 1 && !inWord || w.place.cell) && after != ' '
	case ':', ';', '(':
		return emoticonAt(s[i:]) >= 0 || last && c != '('
	}
	return false
}

// join decides how signs are written: plain where they begin and end a word,
// in braces elsewhere.
func (w *jiraTexter) join() string {
	var b strings.Builder
	braced := make([]bool, len(w.bits))
	for i, bit := range w.bits {
		before := ' '
		if b.Len() > 0 {
			s := b.String()
			before, _ = utf8.DecodeLastRuneInString(s[max(0, len(s)-utf8.UTFMax):])
		}
		switch {
		case bit.sign == "emoticon":
			if isSpace(before) && endsEmoticon(w.follows(i+1)) {
				b.WriteString(bit.text)
			} else {
				b.WriteString(emoticons[emoticonAt(bit.text)].text)
			}
		case bit.bare:
			after := w.first(i + 1)
			if (isSpace(before) || before == '(') && (after == 0 || isSpace(after)) && w.signs == "" {
				b.WriteString(bit.text)
			} else {
				b.WriteString("[" + bit.text + "]")
			}
		case bit.sign == "":
			if bit.apart && !apart(before) {
				b.WriteString(jiraNothing)
			}
			b.WriteString(bit.text)
		default:
			if bit.end > 0 {
				braced[i] = !w.plainSign(i, before)
				braced[bit.end] = braced[i]
			}
			if braced[i] {
				b.WriteString("{" + bit.sign + "}")
			} else {
				b.WriteString(bit.sign)
			}
		}
	}
	return b.String()
}

// plainSign reports whether the mark that opens at i can do without braces.
func (w *jiraTexter) plainSign(i int, before rune) bool {
	sign, end := rune(w.bits[i].sign[0]), w.bits[i].end
	after, last, next := w.first(i+1), w.lastOf(end-1), w.first(end+1)
	if (isSpace(before) || strings.ContainsRune("*#-", before)) && strings.ContainsRune("*#-", after) {
		return false // signs at the begin of a line would be those of a list
	}
	return apart(before) && before != sign && before != '\\' &&
		after != 0 && !isSpace(after) && after != sign &&
		last != 0 && !isSpace(last) && last != sign && last != '\\' &&
		apart(next) && next != sign
}

// first is the first rune of the piece at i, 0 at the end of the text.
func (w *jiraTexter) first(i int) rune {
	if i >= len(w.bits) {
		return 0
	}
	bit := w.bits[i]
	if bit.bare {
		return '['
	}
	if bit.sign != "" && bit.sign != "emoticon" {
		return rune(bit.sign[0])
	}
	r, _ := utf8.DecodeRuneInString(bit.text)
	return r
}

// follows is how the piece at i begins as it is written, empty at the end of the
// text.
func (w *jiraTexter) follows(i int) string {
	switch {
	case i >= len(w.bits):
		return ""
	case w.bits[i].bare || w.bits[i].sign != "":
		return string(w.first(i))
	}
	return w.bits[i].text
}

func (w *jiraTexter) lastOf(i int) rune {
	bit := w.bits[i]
	if bit.bare {
		return ']'
	}
	if bit.sign != "" && bit.sign != "emoticon" {
		return rune(bit.sign[0])
	}
	r, _ := utf8.DecodeLastRuneInString(bit.text)
	return r
}
