package richtext

import (
	"html"
	"strings"
)

func (w *htmlWriter) inlines(in []Inline) {
	for _, n := range in {
		if m, held, ok := markOf(n); ok {
			open, end := htmlTags(m)
			w.put(open)
			w.inlines(held)
			w.put(end)
			continue
		}
		w.leaf(n)
	}
}

// htmlTags are the tags of one mark.
func htmlTags(m markSet) (open, end string) {
	switch {
	case m.link.on:
		return linkTags(m.link)
	case m.color != "":
		return `<span style="color: ` + html.EscapeString(m.color) + `">`, "</span>"
	}
	switch m.bits {
	case bitUnderline:
		return "<ins>", "</ins>"
	case bitStrike:
		return "<del>", "</del>"
	case bitStrong:
		return "<strong>", "</strong>"
	case bitEmph:
		return "<em>", "</em>"
	case bitSub:
		return "<sub>", "</sub>"
	default:
		return "<sup>", "</sup>"
	}
}

func linkTags(l linkMark) (open, end string) {
	target := l.target
	if unsafeTarget(target) {
		target = ""
	}
	if target == "" && l.title == "" {
		return "", ""
	}
	card := ""
	if l.card {
		card = ` data-card=""`
	}
	return "<a" + attr("href", target) + attr("title", l.title) + card + ">", "</a>"
}

func (w *htmlWriter) leaf(in Inline) {
	switch n := in.(type) {
	case Text:
		w.put(textEscaper.Replace(n.Value))
	case CodeSpan:
		w.put("<code>", strings.ReplaceAll(textEscaper.Replace(n.Text), "\t", "&#9;"), "</code>")
	case Break:
		w.put(htmlBreak(n))
	case Image:
		w.put(htmlImage(n))
	case Mention:
		w.put(`<span data-mention="`, html.EscapeString(n.ID), `">@`, textEscaper.Replace(n.Name), "</span>")
	case Emoji:
		w.put(`<span data-emoji="`, html.EscapeString(n.Short), `">`, textEscaper.Replace(emojiText(n)), "</span>")
	case Status:
		w.put(`<span data-status="`, html.EscapeString(n.Color), `">`, textEscaper.Replace(n.Text), "</span>")
	case Date:
		w.put("<time", attr("datetime", n.Value), ">", textEscaper.Replace(n.Value), "</time>")
	case RawInline:
		w.put("<code", attr("data-raw", string(n.Format)), ">", textEscaper.Replace(n.Text), "</code>")
	}
}

func htmlBreak(b Break) string {
	if b.Soft {
		return "\n"
	}
	return "<br>\n"
}

func htmlImage(n Image) string {
	if unsafeTarget(n.Target) && !strings.HasPrefix(strings.ToLower(n.Target), "data:image/") {
		return textEscaper.Replace(n.Alt)
	}
	s := `<img src="` + html.EscapeString(n.Target) + `" alt="` + html.EscapeString(n.Alt) + `"` +
		attr("title", n.Title) + attr("width", n.Width) + attr("height", n.Height)
	if n.Attachment {
		s += ` data-attachment=""`
	}
	return s + ">"
}

// emojiText is what people see of an emoji.
func emojiText(n Emoji) string {
	if n.Text != "" {
		return n.Text
	}
	return ":" + n.Short + ":"
}
