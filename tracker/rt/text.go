package rt

import (
	"html"
	"regexp"
	"strings"

	"github.com/entwine-sync/entwine/tracker/web"
)

// Texts are HTML here, as RT's own editor writes them. What came by mail or
// from older clients is plain text, and shown as the HTML that says the same.

// bodyOf is a text as rules see it, and the mark that we gave it.
func bodyOf(a *attachment) (body, mark string) {
	if !isHTML(a) {
		return htmlOf(string(a.Content)), ""
	}
	return unmarked(web.Lines(string(a.Content)))
}

// A text of ours ends with its mark, as a comment of HTML that nobody sees. By it
// we know again what we said if the answer to that was lost.

const markBegins, markEnds = "<!-- entwine ", " -->"

var markForm = regexp.MustCompile(`^[0-9A-Za-z:_.-]+$`)

// marked adds a mark to a text, if there is one that can stand in a comment.
func marked(body, mark string) string {
	if !markForm.MatchString(mark) || strings.Contains(mark, "--") {
		return body
	}
	return body + markBegins + mark + markEnds
}

func unmarked(s string) (body, mark string) {
	rest, ok := strings.CutSuffix(s, markEnds)
	i := strings.LastIndex(rest, markBegins)
	if !ok || i < 0 || !markForm.MatchString(rest[i+len(markBegins):]) {
		return s, ""
	}
	return rest[:i], rest[i+len(markBegins):]
}

// htmlOf makes HTML of plain text: paragraphs where lines are blank, and blanks
// that a browser would fold kept.
func htmlOf(s string) string {
	s = strings.Trim(web.Lines(s), "\n")
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
