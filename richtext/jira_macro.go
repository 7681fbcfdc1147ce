package richtext

import (
	"regexp"
	"strings"
)

// Jira's macros hold text of their own: what is between their tags is set aside
// before the rest is read, as the Textile reader does it. A token takes its place.

var (
	jiraVerbatim = compiled(`\{(code|noformat)(?::([^}\n]*))?\}`)
	jiraMacro    = compiled(`\{(quote|panel|info|note|tip|warning|expand)(?::([^}\n]*))?\}`)
)

// escaped reports whether the sign s[i] has a backslash before it.
func escaped(s string, i int) bool { return i > 0 && s[i-1] == '\\' && (i < 2 || s[i-2] != '\\') }

// takeCode sets aside code; a tag that is never closed is text.
func (as *asides) takeCode(s string) string {
	var b strings.Builder
	unclosed := map[string]bool{}
	from, at := 0, 0 // s[:from] is written, s[:at] is looked at
	for {
		m := jiraVerbatim().FindStringSubmatchIndex(s[at:])
		if m == nil {
			b.WriteString(s[from:])
			return b.String()
		}
		start, open := at+m[0], at+m[1]
		tag := s[at+m[2] : at+m[3]]
		params := ""
		if m[4] >= 0 {
			params = s[at+m[4] : at+m[5]]
		}
		at = open
		end := -1
		if !unclosed[tag] && !escaped(s, start) {
			end = strings.Index(s[open:], "{"+tag+"}")
			unclosed[tag] = end < 0
		}
		if end < 0 {
			continue
		}
		stop := open + end + len(tag) + 2
		text := strings.TrimSuffix(strings.TrimPrefix(strings.TrimLeft(s[open:open+end], " "), "\n"), "\n")
		if !strings.HasPrefix(strings.TrimLeft(s[open:open+end], " "), "\n") {
			text = strings.TrimSuffix(s[open:open+end], "\n")
		}
		b.WriteString(s[from:start])
		b.WriteString(as.put(aside{source: s[start:stop], block: codeOrRaw(codeLang(params), jiraUnescapeClose(tag, text))}))
		from, at = stop, stop
	}
}

// codeLang is what the parameters of a code macro say of the language: the
// language alone if nothing else is said, else all of it.
func codeLang(params string) string {
	if lang, ok := strings.CutPrefix(params, "language="); ok && !strings.Contains(lang, "|") {
		params = lang
	}
	return unescapeEntities(params)
}

// Inside code nothing can be escaped: a text with the closing tag has its brace
// as an entity, and such entities are escaped once more.
var (
	jiraCloses = map[string]func() *regexp.Regexp{
		"code":     compiled(`(?:\{|&(?:amp;)*#123;)code\}`),
		"noformat": compiled(`(?:\{|&(?:amp;)*#123;)noformat\}`),
	}
	jiraClosed = map[string]func() *regexp.Regexp{
		"code":     compiled(`&(?:amp;)*#123;code\}`),
		"noformat": compiled(`&(?:amp;)*#123;noformat\}`),
	}
)

func jiraEscapeClose(tag, s string) string {
	return jiraCloses[tag]().ReplaceAllStringFunc(s, func(m string) string {
		if m[0] == '{' {
			return "&#123;" + m[1:]
		}
		return "&amp;" + m[1:]
	})
}

func jiraUnescapeClose(tag, s string) string {
	return jiraClosed[tag]().ReplaceAllStringFunc(s, func(m string) string {
		if rest, ok := strings.CutPrefix(m, "&amp;"); ok {
			return "&" + rest
		}
		return "{" + strings.TrimPrefix(m, "&#123;")
	})
}

// jiraFrame is a macro that is open.
type jiraFrame struct {
	name, params, tag string
	body              strings.Builder
}

// takeBoxes sets aside quotes, panels and what unfolds. The same tag opens and
// closes; one with parameters opens always. Tags without a partner are text.
func (as *asides) takeBoxes(s string, depth int) string {
	if !strings.Contains(s, "{") {
		return s
	}
	stack := []*jiraFrame{{}}
	from := 0
	for _, m := range jiraMacro().FindAllStringSubmatchIndex(s, -1) {
		top := stack[len(stack)-1]
		top.body.WriteString(s[from:m[0]])
		from = m[1]
		name, tag := s[m[2]:m[3]], s[m[0]:m[1]]
		params, hasParams := "", m[4] >= 0
		if hasParams {
			params = s[m[4]:m[5]]
		}
		open := -1
		for i := len(stack) - 1; i > 0 && !hasParams; i-- {
			if stack[i].name == name {
				open = i
				break
			}
		}
		switch {
		case escaped(s, m[0]) || open < 0 && depth+len(stack) > maxDepth:
			top.body.WriteString(tag)
		case open < 0:
			stack = append(stack, &jiraFrame{name: name, params: params, tag: tag})
		default:
			stack = unbox(stack, open+1)
			f := stack[open]
			body := f.body.String()
			a := aside{source: f.tag + body + tag, block: f.block(as.jira(body, depth+len(stack)-1))}
			stack = stack[:open]
			stack[open-1].body.WriteString(as.put(a))
		}
	}
	stack = unbox(stack, 1)
	stack[0].body.WriteString(s[from:])
	return stack[0].body.String()
}

// unbox makes text of the frames from n on.
func unbox(stack []*jiraFrame, n int) []*jiraFrame {
	for len(stack) > n {
		top := stack[len(stack)-1]
		stack = stack[:len(stack)-1]
		below := stack[len(stack)-1]
		below.body.WriteString(top.tag)
		below.body.WriteString(top.body.String())
	}
	return stack
}

func (f *jiraFrame) block(in []Block) Block {
	switch f.name {
	case "quote":
		return Quote{in}
	case "expand":
		title := unescapeEntities(strings.TrimPrefix(f.params, "title="))
		return Expand{[]Inline{Text{title}}, in}
	case "panel":
		p := Panel{Blocks: in}
		for part := range strings.SplitSeq(f.params, "|") {
			key, value, ok := strings.Cut(part, "=")
			switch {
			case !ok && p.Title == "":
				p.Title = unescapeEntities(part)
			case key == "title":
				p.Title = unescapeEntities(value)
			case key == "kind":
				p.Kind = unescapeEntities(value)
			case key == "bgColor" && p.Kind == "":
				p.Kind = jiraPanelKinds[strings.ToLower(value)]
			}
		}
		return p
	}
	p := Panel{Kind: jiraBoxKinds[f.name], Blocks: in}
	p.Title = unescapeEntities(strings.TrimPrefix(f.params, "title="))
	return p
}

var jiraBoxKinds = map[string]string{"info": PanelInfo, "note": PanelNote, "tip": PanelSuccess, "warning": PanelWarning}

// jiraPanelColors are what Jira Cloud writes for its panels in wiki markup.
var jiraPanelColors = map[string]string{
	PanelInfo: "#deebff", PanelNote: "#eae6ff", PanelSuccess: "#e3fcef", PanelWarning: "#fffae6", PanelError: "#ffebe6",
}

var jiraPanelKinds = func() map[string]string {
	kinds := map[string]string{}
	for kind, color := range jiraPanelColors {
		kinds[color] = kind
	}
	return kinds
}()
