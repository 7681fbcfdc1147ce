package richtext

import (
	"html"
	"strings"
	"unicode"
	"unicode/utf8"
)

// txInline reads the marks of one line.
type txInline struct {
	*asides
	s      string
	inLink bool
	out    []Inline
	text   strings.Builder // literal text so far, entities not yet resolved
	none   map[string]bool // signs that are known to have no end in the rest
}

// txSigns are the marks, the longer sign before the shorter.
var txSigns = []struct {
	sign string
	bit  uint8 // 0 is a span, whose mark is in its attributes
}{
	{"**", bitStrong}, {"*", bitStrong}, {"??", bitEmph}, {"-", bitStrike}, {"__", bitEmph}, {"_", bitEmph},
	{"%", 0}, {"+", bitUnderline}, {"^", bitSup}, {"~", bitSub},
}

// maxSigns is how deep marks may be nested; there are only so many marks.
const maxSigns = 12

func (p *txInline) parse(depth int) []Inline {
	p.none = map[string]bool{}
	for i := 0; i < len(p.s); {
		n := p.next(i, depth)
		if n == 0 {
			_, n = utf8.DecodeRuneInString(p.s[i:])
			p.text.WriteString(p.s[i : i+n])
		}
		i += n
	}
	p.flush()
	return p.out
}

func (p *txInline) flush() {
	s := p.text.String()
	p.text.Reset()
	if s == "" {
		return
	}
	for _, n := range mentions(s) {
		if t, ok := n.(Text); ok {
			n = Text{unescapeEntities(t.Value)}
		}
		p.out = append(p.out, n)
	}
}

func (p *txInline) add(n ...Inline) {
	p.flush()
	p.out = append(p.out, n...)
}

// next reads what begins at i and gives its length, 0 if that is only text.
func (p *txInline) next(i, depth int) int {
	switch c := p.s[i]; {
	case strings.HasPrefix(p.s[i:], string(asideOpen)):
		return p.aside(i)
	case c == '@':
		return p.code(i)
	case c == '"' && !p.inLink:
		return p.link(i, depth)
	case c == '!':
		return p.image(i)
	case c == '{':
		return p.macro(i)
	case c == '=':
		return p.literal(i)
	case strings.IndexByte("hHfF", c) >= 0 && !p.inLink:
		return p.url(i)
	case strings.IndexByte("*?-_%+^~", c) >= 0 && depth < maxSigns:
		return p.mark(i, depth)
	}
	return 0
}

func (p *txInline) aside(i int) int {
	a, n := p.get(p.s[i:])
	switch {
	case a.inline != nil:
		p.add(a.inline)
	case a.block != nil: // a code block inside a mark or a link
		p.add(Text{p.restore(a.source)})
	default:
		p.flush() // nothing, but it parts what is around it
	}
	return n
}

func (p *txInline) url(i int) int {
	if i > 0 && wordBefore(p.s[:i]) {
		return 0
	}
	if !strings.Contains(p.s[i:min(len(p.s), i+len("https://"))], "://") {
		return 0
	}
	n := urlLen(p.s[i:])
	if n == 0 {
		return 0
	}
	u := p.s[i : i+n]
	p.add(Link{Target: u, Inlines: []Inline{Text{u}}})
	return n
}

// code reads @code@: no letter may stand before or behind.
func (p *txInline) code(i int) int {
	if p.none["@"] || i > 0 && wordBefore(p.s[:i]) || i+1 >= len(p.s) || p.s[i+1] == ' ' || p.s[i+1] == '@' {
		return 0
	}
	for j := i + 2; j < len(p.s); j++ {
		if p.s[j] == '@' && p.s[j-1] != ' ' && !startsWord(p.s[j+1:]) {
			p.add(CodeSpan{p.restore(p.s[i+1 : j])})
			return j + 1 - i
		}
	}
	p.none["@"] = true
	return 0
}

func startsWord(s string) bool {
	r, _ := utf8.DecodeRuneInString(s)
	return s != "" && (unicode.IsLetter(r) || unicode.IsDigit(r))
}

var (
	txTarget = compiled(`^(?:(?:/|#|\.{1,2}/|www\.|[A-Za-z][A-Za-z0-9+.-]*:)[^\s<` + string(asideOpen) + `]+|[/#])`)
	txTitle  = compiled(`^(.*?[^\s(]) ?\(([^()]+)\)$`)
)

// link reads "text(title)":address.
func (p *txInline) link(i, depth int) int {
	if i > 0 && wordBefore(p.s[:i]) || depth > maxSigns {
		return 0
	}
	n := strings.IndexByte(p.s[i+1:], '"')
	if n <= 0 || !strings.HasPrefix(p.s[i+1+n:], `":`) || trim(p.s[i+1:i+1+n]) == "" {
		return 0
	}
	label, rest := p.s[i+1:i+1+n], p.s[i+n+3:]
	target := linkTarget(rest)
	if target == "" {
		return 0
	}
	title := ""
	if m := txTitle().FindStringSubmatch(label); m != nil {
		label, title = m[1], unescapeEntities(m[2])
	}
	sub := txInline{asides: p.asides, s: label, inLink: true}
	p.add(Link{Target: unescapeEntities(target), Title: title, Inlines: sub.parse(depth + 1)})
	return n + 3 + len(target)
}

// linkTarget is the address that s begins with, "" if there is none: a scheme that
// only the punctuation of the sentence follows is a word.
func linkTarget(s string) string {
	target := trimTarget(txTarget().FindString(s))
	if txTarget().FindString(target) != target {
		return ""
	}
	return target
}

// trimTarget takes off what belongs to the sentence around an address.
func trimTarget(s string) string {
	open := strings.Count(s, "(") - strings.Count(s, ")")
	for s != "" {
		r, n := utf8.DecodeLastRuneInString(s)
		switch {
		case r == ')' && open < 0:
			open++
		case unicode.IsLetter(r) || unicode.IsDigit(r) || strings.ContainsRune("_=/;()-#", r):
			return s
		}
		s = s[:len(s)-n]
	}
	return s
}

var txImage = compiled(`^!(?:[<>=])?(?:\{ *width: *([^};"]*);? *\})?([^\s!()<>"{}` + string(asideOpen) +
	`]+)(?:\(([^()\n]*)\))?!`)

// image reads !address(text)! and !address!:link.
func (p *txInline) image(i int) int {
	if i > 0 && !strings.ContainsRune(" (>", rune(p.s[i-1])) && !p.afterAside(i) {
		return 0
	}
	m := txImage().FindStringSubmatch(p.s[i:])
	if m == nil {
		return 0
	}
	target := unescapeEntities(m[2])
	img := Image{Target: target, Alt: unescapeEntities(m[3]), Width: trim(m[1]), Attachment: attachmentName(target)}
	rest, ok := strings.CutPrefix(p.s[i+len(m[0]):], ":")
	if link := linkTarget(rest); ok && link != "" && !p.inLink {
		p.add(Link{Target: unescapeEntities(link), Inlines: []Inline{img}})
		return len(m[0]) + 1 + len(link)
	}
	p.add(img)
	return len(m[0])
}

func (p *txInline) afterAside(i int) bool {
	return strings.HasSuffix(p.s[:i], string(asideClose))
}

var txMacro = compiled(`^\{\{\w+(\([^` + string(asideOpen) + `]*?\))?\}\}`)

func (p *txInline) macro(i int) int {
	if !strings.HasPrefix(p.s[i:], "{{") || p.none["{{"] {
		return 0
	}
	m := txMacro().FindString(p.s[i:])
	if m == "" {
		// Looking again is in vain, and slow, if there is no end at all.
		p.none["{{"] = !strings.Contains(p.s[i:], "}}")
		return 0
	}
	p.add(RawInline{Textile, m})
	return len(m)
}

// literal reads ==text==, which is not to be looked at.
func (p *txInline) literal(i int) int {
	if !strings.HasPrefix(p.s[i:], "==") || i > 0 && p.s[i-1] != ' ' || p.none["=="] {
		return 0
	}
	for j := i + 3; j+2 <= len(p.s); j++ {
		if p.s[j:j+2] == "==" && (j+2 == len(p.s) || p.s[j+2] == ' ') && p.s[i+2] != '=' {
			p.add(Text{p.restore(p.s[i+2 : j])})
			return j + 2 - i
		}
	}
	p.none["=="] = true
	return 0
}

// mark reads a marked part. Its sign begins a word and ends one.
func (p *txInline) mark(i, depth int) int {
	if !p.mayOpen(i) {
		return 0
	}
	for _, m := range txSigns {
		if !strings.HasPrefix(p.s[i:], m.sign) || p.none[m.sign] {
			continue
		}
		from := i + len(m.sign)
		end := p.signEnd(from, m.sign)
		if end < 0 {
			p.none[m.sign] = true
			continue
		}
		if end == 0 {
			continue
		}
		p.marked(m.bit, p.s[from:end], depth)
		return end + len(m.sign) - i
	}
	return 0
}

func (p *txInline) mayOpen(i int) bool {
	return i == 0 || strings.IndexByte(" (>", p.s[i-1]) >= 0 || p.afterAside(i)
}

// signEnd finds where a mark that begins at from ends: -1 if there is no end in
// the line, 0 if what begins at from cannot be a mark.
func (p *txInline) signEnd(from int, sign string) int {
	s := p.s
	if from >= len(s) || s[from] == ' ' || s[from] == sign[0] {
		return 0
	}
	for j := from + 1; j+len(sign) <= len(s); j++ {
		if s[j] != sign[0] || s[j:j+len(sign)] != sign || s[j-1] == ' ' || s[j-1] == sign[0] {
			continue
		}
		rest := s[j+len(sign):]
		if !startsWord(rest) && !strings.HasPrefix(rest, sign[:1]) {
			return j
		}
	}
	return -1
}

var spanAttr = compiled(`^(?:\{([^}]*)\}|\(([^)]*)\))`)

func (p *txInline) marked(bit uint8, s string, depth int) {
	m := markSet{bits: bit}
	class := ""
	if bit == 0 {
		if a := spanAttr().FindStringSubmatch(s); a != nil {
			s = s[len(a[0]):]
			m.color, class = cleanColor(styleValue(a[1], "color")), a[2]
		}
	}
	sub := txInline{asides: p.asides, s: s, inLink: p.inLink}
	in := sub.parse(depth + 1)
	if text, ok := onlyText(in); ok && class != "" {
		if leaf := classLeaf(class, text); leaf != nil {
			p.add(leaf)
			return
		}
	}
	if m == (markSet{}) {
		p.add(in...)
		return
	}
	p.add(m.wrapAll(in))
}

// classLeaf reads the leaves that WriteTextile hides in the class of a span.
func classLeaf(class, text string) Inline {
	kind, value, _ := strings.Cut(class, "-")
	switch kind {
	case "status":
		return Status{text, value}
	case "emoji":
		if text == ":"+value+":" {
			text = ""
		}
		return Emoji{value, text}
	case "date":
		return Date{text}
	case "mention":
		return Mention{ID: value, Name: strings.TrimPrefix(text, "@")}
	}
	return nil
}

// unescapeEntities resolves entities only: Textile has no backslash.
func unescapeEntities(s string) string {
	if !strings.Contains(s, "&") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		n := 1
		if s[i] == '&' {
			n = max(1, entityLen(s[i:]))
		}
		if n > 1 {
			b.WriteString(clean(html.UnescapeString(s[i : i+n])))
		} else {
			b.WriteByte(s[i])
		}
		i += n
	}
	return b.String()
}
