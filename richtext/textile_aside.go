package richtext

import (
	"regexp"
	"strconv"
	"strings"
)

// An aside is a part of a Textile text that is set aside before the rest is
// read, as Redmine does it: code, literal text and macros that span lines. A
// token takes its place, so that it is one word to everything else.
type aside struct {
	source string // as written
	block  Block  // for code blocks and macros that span lines
	inline Inline // for code in a line, raw markup and literal text; nil for nothing
}

var (
	asideTag   = compiled(`<(pre|code|notextile)(?: [^<>\n]*)?>`)
	classAttr  = compiled(`class="([^"]*)"`)
	codeInPre  = compiled(`(?s)^\s*<code(?: [^<>\n]*)?>(.*)</code>\s*$`)
	asideToken = compiled(string(asideOpen) + `([0-9]+)` + string(asideClose))
	macroOpen  = compiled(`^\{\{(\w+)(?:\((.*)\))?$`)
)

type asides []aside

// put keeps a and gives its token.
func (as *asides) put(a aside) string {
	*as = append(*as, a)
	return string(asideOpen) + strconv.Itoa(len(*as)-1) + string(asideClose)
}

// get finds the aside of a token s begins with and the token's length.
func (as asides) get(s string) (aside, int) {
	end := strings.IndexRune(s, asideClose)
	n, err := strconv.Atoi(s[len(string(asideOpen)):max(end, len(string(asideOpen)))])
	if err != nil || n >= len(as) { // cannot be: clean takes foreign tokens out
		return aside{}, len(string(asideOpen))
	}
	return as[n], end + len(string(asideClose))
}

// restore puts the asides back into s.
func (as asides) restore(s string) string {
	return asideToken().ReplaceAllStringFunc(s, func(t string) string {
		a, _ := as.get(t)
		return as.restore(a.source)
	})
}

// take sets aside what is between the tags; a tag that is never closed is text.
func (as *asides) take(s string) string {
	var b strings.Builder
	unclosed := map[string]bool{}
	for {
		m := asideTag().FindStringSubmatchIndex(s)
		if m == nil {
			b.WriteString(s)
			return b.String()
		}
		tag := s[m[2]:m[3]]
		end := -1
		if !unclosed[tag] {
			end = strings.Index(s[m[1]:], "</"+tag+">")
		}
		if end < 0 {
			unclosed[tag] = true
			b.WriteString(s[:m[1]])
			s = s[m[1]:]
			continue
		}
		b.WriteString(s[:m[0]])
		stop := m[1] + end + len("</"+tag+">")
		b.WriteString(as.put(tagAside(tag, s[m[0]:m[1]], s[m[1]:m[1]+end], s[m[0]:stop])))
		s = s[stop:]
	}
}

func tagAside(tag, open, text, source string) aside {
	a := aside{source: source}
	switch tag {
	case "notextile":
		if text != "" {
			a.inline = Text{text}
		}
	case "code":
		a.inline = CodeSpan{unescapeClose(tag, text)}
		if f, ok := strings.CutPrefix(classOf(open), rawLang); ok && f != "" {
			a.inline = RawInline{Format(f), unescapeClose(tag, text)}
		}
	case "pre":
		lang := ""
		if m := codeInPre().FindStringSubmatch(text); m != nil {
			lang, text = classOf(text[:strings.Index(text, ">")]), m[1]
		}
		text = strings.TrimSuffix(strings.TrimPrefix(text, "\n"), "\n")
		a.block = codeOrRaw(lang, unescapeClose(tag, text))
	}
	return a
}

func classOf(tag string) string {
	m := classAttr().FindStringSubmatch(tag)
	if m == nil {
		return ""
	}
	return unescapeEntities(m[1])
}

// Inside code nothing can be escaped, so a text with the closing tag would end
// there. Such tags, and the escaped ones with them, are escaped once more.
var (
	closeTags = map[string]func() *regexp.Regexp{
		"pre":  compiled(`(?:<|&(?:amp;)*lt;)/pre>`),
		"code": compiled(`(?:<|&(?:amp;)*lt;)/code>`),
	}
	closedTags = map[string]func() *regexp.Regexp{
		"pre":  compiled(`&(?:amp;)*lt;/pre>`),
		"code": compiled(`&(?:amp;)*lt;/code>`),
	}
)

func escapeClose(tag, s string) string {
	return closeTags[tag]().ReplaceAllStringFunc(s, func(m string) string {
		if m[0] == '<' {
			return "&lt;" + m[1:]
		}
		return "&amp;" + m[1:]
	})
}

func unescapeClose(tag, s string) string {
	return closedTags[tag]().ReplaceAllStringFunc(s, func(m string) string {
		if rest, ok := strings.CutPrefix(m, "&amp;"); ok {
			return "&" + rest
		}
		return "<" + strings.TrimPrefix(m, "&lt;")
	})
}

// takeMacros sets macros aside that span lines: {{name(arguments) and a line }}
// to close it. {{collapse}} becomes an Expand, the others stay raw.
func (as *asides) takeMacros(s string, depth int) string {
	if !strings.Contains(s, "{{") {
		return s
	}
	lines := strings.Split(s, "\n")
	ends := macroEnds(lines)
	var out []string
	for i := 0; i < len(lines); i++ {
		end, ok := ends[i]
		if !ok || depth > maxDepth {
			out = append(out, lines[i])
			continue
		}
		m := macroOpen().FindStringSubmatch(lines[i])
		source := strings.Join(lines[i:end+1], "\n")
		a := aside{source: source, block: Raw{Textile, as.restore(source)}}
		if m[1] == "collapse" {
			body := strings.Join(lines[i+1:end], "\n")
			a.block = Expand{[]Inline{Text{unescapeEntities(m[2])}}, as.read(body, depth+1)}
		}
		out = append(out, as.put(a))
		i = end
	}
	return strings.Join(out, "\n")
}

// macroEnds pairs the lines that open and close macros.
func macroEnds(lines []string) map[int]int {
	ends := map[int]int{}
	var open []int
	for i, l := range lines {
		switch {
		case macroOpen().MatchString(l):
			open = append(open, i)
		case l == "}}" && len(open) > 0:
			ends[open[len(open)-1]] = i
			open = open[:len(open)-1]
		}
	}
	return ends
}
