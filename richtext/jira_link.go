package richtext

import (
	"strings"
	"unicode/utf8"
)

// jiraLinkParts cuts what is between brackets at its bars; n is the length with
// the brackets, 0 if there is no end in sight.
func jiraLinkParts(s string) (parts []string, n int) {
	s = s[:min(len(s), jiraLongest)]
	from := 1
	for i := 1; i < len(s); i++ {
		switch s[i] {
		case '\\':
			i++
		case '\n', '[':
			return nil, 0
		case '!':
			if len(parts) == 0 {
				i += max(0, jiraImageLen(s, i)-1)
			}
		case '{':
			if len(parts) == 0 {
				i += max(0, jiraSpanLen(s[i:])-1)
			}
		case '|':
			parts = append(parts, s[from:i])
			from = i + 1
		case ']':
			return append(parts, s[from:i]), i + 1
		}
	}
	return nil, 0
}

// jiraAddress finds what is a link without a text of its own.
var jiraAddress = compiled(`^(?:[a-zA-Z][a-zA-Z0-9+.-]*://|mailto:|www\.|#)[^\s]+$`)

// jiraLinkLen is the length of the link, mention or the like s begins with.
func jiraLinkLen(s string) int {
	parts, n := jiraLinkParts(s)
	if n == 0 || jiraLinkKind(parts) == jiraNoLink {
		return 0
	}
	return n
}

type jiraLinkIs int

const (
	jiraNoLink jiraLinkIs = iota
	jiraLinkTo
	jiraPerson
	jiraFile
)

func jiraLinkKind(parts []string) jiraLinkIs {
	if len(parts) == 1 {
		s := parts[0]
		switch {
		case len(s) > 1 && s[0] == '~' && !strings.ContainsAny(s, " \t"):
			return jiraPerson
		case len(s) > 1 && s[0] == '^' && s[1] != ' ':
			return jiraFile
		case jiraAddress().MatchString(s):
			return jiraLinkTo
		}
		return jiraNoLink
	}
	target := trim(parts[1])
	switch {
	case target == "" || strings.ContainsAny(target, " \t"):
		return jiraNoLink
	case target[0] == '^' || target[0] == '~':
		return jiraFile
	}
	return jiraLinkTo
}

// link reads [text|address|title], [address], [~person] and [^file].
func (p *jiraInline) link(rest string) int {
	parts, n := jiraLinkParts(rest)
	if n == 0 {
		return 0
	}
	switch jiraLinkKind(parts) {
	case jiraPerson:
		name := jiraUnescape(parts[0][1:])
		if id, ok := strings.CutPrefix(name, "accountid:"); ok && id != "" && accountID().MatchString(id) {
			name = id
		}
		p.add(Mention{Name: name})
	case jiraFile:
		p.add(RawInline{Jira, rest[:n]})
	case jiraLinkTo:
		p.add(p.linkOf(parts))
	default:
		return 0
	}
	return n
}

func (p *jiraInline) linkOf(parts []string) Link {
	if len(parts) == 1 {
		return Link{Target: parts[0], Inlines: []Inline{Text{strings.TrimPrefix(parts[0], "mailto:")}}}
	}
	l := Link{Target: trim(parts[1])}
	if len(parts) > 2 {
		switch l.Title = jiraUnescape(strings.Join(parts[2:], "|")); l.Title {
		case "smart-link", "smart-card", "smart-embed": // what Jira Cloud writes for its cards
			l.Card, l.Title = true, ""
		}
	}
	if trim(parts[0]) == "" {
		l.Inlines = []Inline{Text{l.Target}}
		return l
	}
	sub := jiraInline{jiraReader: p.jiraReader, s: parts[0], inLink: true}
	l.Inlines = sub.parse()
	return l
}

// emoticons are Jira's, each with the short name others know it by and its character.
var emoticons = []struct{ sign, short, text string }{
	{":)", "slight_smile", "🙂"}, {":(", "disappointed", "😞"}, {":P", "stuck_out_tongue", "😛"}, {":D", "smiley", "😃"}, {";)", "wink", "😉"},
	{"(y)", "thumbsup", "👍"}, {"(n)", "thumbsdown", "👎"}, {"(i)", "info", "ℹ️"}, {"(/)", "check_mark", "✅"}, {"(x)", "cross_mark", "❌"},
	{"(!)", "warning", "⚠️"}, {"(+)", "plus", "➕"}, {"(-)", "minus", "➖"}, {"(?)", "question", "❓"}, {"(on)", "light_bulb_on", "💡"},
	{"(*)", "star", "⭐"}, {"(flag)", "flag_on", "🚩"},
}

func emoticonAt(s string) int {
	for i, e := range emoticons {
		if strings.HasPrefix(s, e.sign) {
			return i
		}
	}
	return -1
}

// endsEmoticon reports whether an emoticon may be followed by s, as it is written:
// the punctuation may be escaped.
func endsEmoticon(s string) bool {
	r, n := utf8.DecodeRuneInString(s)
	if r == '\\' && n < len(s) {
		return strings.IndexByte(".,!?", s[n]) >= 0
	}
	return s == "" || isSpace(r) || strings.ContainsRune(".,!?", r)
}

// emoticon reads one that stands apart; f(x) has none.
func (p *jiraInline) emoticon(i int) int {
	n := emoticonAt(p.s[i:])
	if n < 0 {
		return 0
	}
	e := emoticons[n]
	before := p.before(i)
	if before != 0 && !isSpace(before) || !endsEmoticon(p.s[i+len(e.sign):]) {
		return 0
	}
	p.add(Emoji{Short: e.short, Text: e.text})
	return len(e.sign)
}
