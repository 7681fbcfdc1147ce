package rt

import (
	"html"
	"strings"
)

// Texts are HTML here, as RT's own editor writes them. What came by mail or
// from older clients is plain text, and shown as the HTML that says the same.

// bodyOf is a text as rules see it.
func bodyOf(a *attachment) string {
	if strings.EqualFold(string(a.ContentType), "text/html") {
		return lines(string(a.Content))
	}
	return htmlOf(string(a.Content))
}

// htmlOf makes HTML of plain text: paragraphs where lines are blank, and blanks
// that a browser would fold kept.
func htmlOf(s string) string {
	s = strings.Trim(lines(s), "\n")
	if strings.TrimSpace(s) == "" {
		return ""
	}
	var b strings.Builder
	open := false
	for line := range strings.SplitSeq(s, "\n") {
		switch {
		case strings.TrimSpace(line) == "":
			if open {
				b.WriteString("</p>\n")
			}
			open = false
			continue
		case open:
			b.WriteString("<br>\n")
		default:
			b.WriteString("<p>")
			open = true
		}
		b.WriteString(keepBlanks(html.EscapeString(line)))
	}
	if open {
		b.WriteString("</p>")
	}
	return strings.TrimSuffix(b.String(), "\n")
}

// keepBlanks keeps those at the beginning of a line, and several in a row. A tab
// counts for four.
func keepBlanks(s string) string {
	s = strings.ReplaceAll(s, "\t", "    ")
	if s[0] != ' ' && !strings.Contains(s, "  ") {
		return s
	}
	var b strings.Builder
	for i := range len(s) {
		if s[i] == ' ' && (i == 0 || i+1 < len(s) && s[i+1] == ' ') {
			b.WriteString("&nbsp;")
		} else {
			b.WriteByte(s[i])
		}
	}
	return b.String()
}

// lines brings line ends into one form. RT turns CRLF into LF in texts, and
// leaves a lone CR and those of custom fields as they come.
func lines(s string) string {
	if !strings.Contains(s, "\r") {
		return s
	}
	return strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")
}
