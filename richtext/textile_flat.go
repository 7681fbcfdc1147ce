package richtext

import "strings"

// flat gives running text in which everything that Textile has no place for is
// text already, joined with the text around it: which signs must be escaped is
// seen in whole texts only. signs are those of the marks around it.
func (w *txWriter) flat(in []Inline, signs string, inLink bool) []Inline {
	var out []Inline
	for _, n := range in {
		switch n := n.(type) {
		case Link:
			if _, ok := w.target(n, signs); ok && !inLink {
				n.Inlines = w.flat(n.Inlines, signs, true)
				out = append(out, n)
				break
			}
			held := w.flat(n.Inlines, signs, inLink)
			if len(held) != 1 || held[0] != (Text{n.Target}) {
				held = append(held, Text{" (" + n.Target + ")"})
			}
			out = joinTexts(out, held...)
		case Mention:
			if plainMention(n) {
				out = append(out, n)
			} else {
				out = joinTexts(out, w.flatSpan(n, "(mention-"+n.ID+")", "@"+n.Name, signs))
			}
		case Emoji:
			out = joinTexts(out, w.flatSpan(n, "(emoji-"+n.Short+")", emojiText(n), signs))
		case Status:
			out = joinTexts(out, w.flatSpan(n, "(status-"+n.Color+")", n.Text, signs))
		case Date:
			out = joinTexts(out, w.flatSpan(n, "(date)", n.Value, signs))
		default:
			m, held, ok := markOf(n)
			if !ok {
				out = joinTexts(out, n)
				break
			}
			out = append(out, m.wrapAll(w.flat(held, signs+txSign(m), inLink)))
		}
	}
	return out
}

// flatSpan is a leaf that a span with a class can be written for, or its text.
func (w *txWriter) flatSpan(n Inline, class, s, signs string) Inline {
	if !simpleClass().MatchString(class) || strings.Contains(signs, "%") {
		return Text{s}
	}
	return n
}

// joinTexts adds to running text, where texts that touch become one.
func joinTexts(out []Inline, more ...Inline) []Inline {
	for _, n := range more {
		t, ok := n.(Text)
		if last := len(out) - 1; ok && last >= 0 {
			if before, ok := out[last].(Text); ok {
				out[last] = Text{before.Value + t.Value}
				continue
			}
		}
		out = append(out, n)
	}
	return out
}
