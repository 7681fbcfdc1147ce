package markdown

import (
	"crypto/sha256"
	"encoding/hex"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/entwine-sync/entwine/hub"
)

// The body of a file: the description, then the comments.
//
//	Body in Markdown.
//
//	## Comments <!-- comments -->
//
//	### Ann Smith, 2026-11-02 10:15 UTC <!-- comment 3f2a1c -->
//
//	Text of the comment.
//
// Headings made here carry a mark in an HTML comment, which no forge shows, and
// count wherever they stand. People leave the mark out: then a heading counts
// only outside of fenced code, and gets its mark when the file is written next.
// A line of a text that would be taken for such a heading gets escapeMark at
// its end, which is taken away again when it is read.

const (
	separator  = "## Comments"
	sepMark    = " <!-- comments -->"
	escapeMark = " <!-- text -->"
	private    = "(private)"
)

// span is a piece of the file's text.
type span struct{ from, to int }

type body struct {
	description span // without blank lines at either end
	desc        span // all of it
	sep         span // the line of the separator; empty if there is none
	sepMarked   bool
	comments    []comment
}

type comment struct {
	heading span // with its line end
	all     span // heading and text, up to the next heading
	text    span // without blank lines at either end
	id      string
	mark    string
	marked  bool // the heading carries the id
	author  string
	created time.Time
	private bool
}

var headingMark = regexp.MustCompile(`<!-- comment ([A-Za-z0-9_-]{1,64})(?: ([^ ]+))? -->$`)

// parseBody reads what stands behind offset start.
func parseBody(text string, start int) body {
	lines := textLines(text, start)
	b := body{sep: span{len(text), len(text)}}
	at := -1
	for i, l := range lines {
		if lineOf(text, l) == separator+sepMark {
			at, b.sepMarked = i, true
			break
		}
	}
	if at < 0 {
		code := fenced(text, lines)
		for i, l := range lines {
			if !code[i] && strings.TrimRight(lineOf(text, l), " \t") == separator {
				at = i
				break
			}
		}
	}
	if at < 0 {
		b.desc = span{start, len(text)}
		b.description = trimmed(text, b.desc)
		return b
	}
	b.sep, b.desc = lines[at], span{start, lines[at].from}
	b.description = trimmed(text, b.desc)
	b.comments = parseComments(text, lines[at+1:])
	return b
}

// parseComments reads the lines behind the separator. What stands there before
// the first heading belongs to nobody and is left alone.
func parseComments(text string, lines []span) []comment {
	var list []comment
	seen := map[string]bool{}
	for len(lines) > 0 {
		n := 1
		for n < len(lines) && !headingMark.MatchString(headingLine(text, lines[n])) {
			n++
		}
		code := fenced(text, lines[:n])
		for i, l := range lines[:n] {
			line := headingLine(text, l)
			if line == "" || code[i] && !headingMark.MatchString(line) {
				continue
			}
			c := parseHeading(line)
			if seen[c.id] {
				c.id, c.mark, c.marked = "", "", false // a copy within the file
			}
			if c.id != "" {
				seen[c.id] = true
			}
			c.heading = l
			list = append(list, c)
		}
		lines = lines[n:]
	}
	for i := range list {
		c := &list[i]
		c.all = span{c.heading.from, len(text)}
		if i+1 < len(list) {
			c.all.to = list[i+1].heading.from
		}
		c.text = trimmed(text, span{c.heading.to, c.all.to})
	}
	for i := range list {
		if c := &list[i]; c.id == "" {
			c.id = derivedID(lineOf(text, c.heading), text[c.text.from:c.text.to], seen)
			seen[c.id] = true
		}
	}
	return list
}

// headingLine returns a line that starts a comment, or "".
func headingLine(text string, l span) string {
	line := strings.TrimRight(lineOf(text, l), " \t")
	if !strings.HasPrefix(line, "### ") || strings.HasSuffix(line, escapeMark) || len(line) < 5 {
		return ""
	}
	return line
}

// derivedID names a comment that a person wrote, by what it says: so it has the
// same id whether or not the file could be written to hold it.
func derivedID(heading, text string, taken map[string]bool) string {
	for n := 0; ; n++ {
		h := sha256.Sum256([]byte(strconv.Itoa(n) + "\n" + heading + "\n" + unixLines(text)))
		if id := hex.EncodeToString(h[:3]); !taken[id] {
			return id
		}
	}
}

// textLines cuts text into lines; each span has its line end.
func textLines(text string, start int) []span {
	var lines []span
	for start < len(text) {
		end := len(text)
		if i := strings.IndexByte(text[start:], '\n'); i >= 0 {
			end = start + i + 1
		}
		lines = append(lines, span{start, end})
		start = end
	}
	return lines
}

// lineOf returns a line without its end.
func lineOf(text string, l span) string {
	return strings.TrimSuffix(strings.TrimSuffix(text[l.from:l.to], "\n"), "\r")
}

// trimmed leaves out blank lines at both ends; a piece of blanks is empty.
func trimmed(text string, s span) span {
	if strings.TrimSpace(text[s.from:s.to]) == "" {
		return span{s.from, s.from}
	}
	for s.from < s.to && (text[s.from] == '\n' || text[s.from] == '\r') {
		s.from++
	}
	for s.to > s.from && (text[s.to-1] == '\n' || text[s.to-1] == '\r') {
		s.to--
	}
	return s
}

// fenced tells which lines are within fenced code. A fence that is not closed
// is none, so it cannot swallow the rest of the file.
func fenced(text string, lines []span) []bool {
	code := make([]bool, len(lines))
	open := map[byte]int{} // the shortest fence known not to be closed: spares looking again
	for i := 0; i < len(lines); i++ {
		f := fence(lineOf(text, lines[i]))
		if f == "" || open[f[0]] != 0 && len(f) >= open[f[0]] {
			continue
		}
		j := i + 1
		for j < len(lines) && !closes(lineOf(text, lines[j]), f) {
			j++
		}
		if j == len(lines) {
			open[f[0]] = len(f)
			continue
		}
		for k := i; k <= j; k++ {
			code[k] = true
		}
		i = j
	}
	return code
}

func closes(line, open string) bool {
	shut := fence(line)
	return len(shut) >= len(open) && shut[0] == open[0] && strings.Trim(line, " \t"+shut[:1]) == ""
}

// fence returns the run of signs that opens or closes fenced code, or "".
func fence(line string) string {
	s := strings.TrimLeft(line, " ")
	if len(line)-len(s) > 3 || len(s) < 3 || s[0] != '`' && s[0] != '~' {
		return ""
	}
	n := len(s) - len(strings.TrimLeft(s, s[:1]))
	if n < 3 || s[0] == '`' && strings.Contains(s[n:], "`") {
		return ""
	}
	return s[:n]
}

// unescape turns a piece of the file into the text that Get shows.
func unescape(raw string, inComment bool) string {
	s := longText(raw)
	if !strings.Contains(s, escapeMark) {
		return s
	}
	lines := strings.Split(s, "\n")
	for i, l := range lines {
		if strings.HasSuffix(l, escapeMark) && looksLikeHeading(l, inComment) {
			lines[i] = strings.TrimSuffix(l, escapeMark)
		}
	}
	return strings.Join(lines, "\n")
}

// escape is the other way: what to write, so that reading gives s again.
func escape(s string, inComment bool, eol string) string {
	s = longText(s)
	if strings.Contains(s, "##") {
		lines := textLines(s, 0)
		code := fenced(s, lines)
		var b strings.Builder
		for i, span := range lines {
			l := strings.TrimSuffix(s[span.from:span.to], "\n")
			b.WriteString(l)
			if looksLikeHeading(l, inComment) && (!code[i] || strings.Contains(l, "<!-- ")) {
				b.WriteString(escapeMark)
			}
			b.WriteString(s[span.from+len(l) : span.to])
		}
		s = b.String()
	}
	if eol != "\n" {
		s = strings.ReplaceAll(s, "\n", eol)
	}
	return s
}

// looksLikeHeading reports whether a line, without the escape marks at its end,
// could be taken for a heading of ours.
func looksLikeHeading(line string, inComment bool) bool {
	for strings.HasSuffix(line, escapeMark) {
		line = strings.TrimSuffix(line, escapeMark)
	}
	line = strings.TrimRight(line, " \t")
	return line == separator || line == separator+sepMark || inComment && len(line) > 4 && strings.HasPrefix(line, "### ")
}

// moments are the ways in which the time of a comment may be written.
var moments = []string{
	"2006-01-02 15:04:05 UTC", "2006-01-02 15:04 UTC", "2006-01-02 15:04:05 -0700", "2006-01-02 15:04 -0700",
	"2006-01-02 15:04:05", "2006-01-02 15:04", "2006-01-02", time.RFC3339,
}

// parseHeading reads "### Ann Smith, 2026-11-02 10:15 UTC (private) <!-- comment 3f2a1c -->".
func parseHeading(line string) comment {
	var c comment
	if m := headingMark.FindStringSubmatchIndex(line); m != nil {
		c.id, c.marked = line[m[2]:m[3]], true
		if m[4] >= 0 {
			c.mark = parseMark(line[m[4]:m[5]])
		}
		line = line[:m[0]]
	}
	line = strings.TrimSpace(strings.TrimPrefix(line, "###"))
	if s, ok := strings.CutSuffix(line, private); ok {
		c.private, line = true, strings.TrimSpace(s)
	}
	c.author = line
	if i := strings.LastIndex(line, ", "); i >= 0 {
		for _, layout := range moments {
			if t, err := time.Parse(layout, strings.TrimSpace(line[i+2:])); err == nil {
				c.author, c.created = strings.TrimSpace(line[:i]), t.UTC()
				break
			}
		}
	}
	return c
}

// printHeading writes the heading of a comment that we make.
func printHeading(c hub.Comment, author string) string {
	if c.Author != nil {
		if s := cleanAuthor(printUser(*c.Author)); s != "" {
			author = s
		}
	}
	line := "### " + author + ", " + c.Created.UTC().Format(moments[0])
	if c.Private {
		line += " " + private
	}
	return line + " <!-- comment " + c.ID + printMark(c.Mark) + " -->"
}

// cleanAuthor takes out of a name what a heading uses for other things.
func cleanAuthor(s string) string {
	s = oneLine(strings.NewReplacer("<!--", "", "-->", "").Replace(s))
	for strings.HasSuffix(s, private) {
		s = strings.TrimSpace(strings.TrimSuffix(s, private))
	}
	return s
}

// printMark writes a mark so that it can stand in an HTML comment.
func printMark(mark string) string {
	if mark == "" {
		return ""
	}
	var b strings.Builder
	b.WriteByte(' ')
	for i := range len(mark) {
		switch c := mark[i]; {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', strings.IndexByte(":_./+=~@", c) >= 0,
			c == '-' && i > 0 && i+1 < len(mark) && mark[i-1] != '-':
			b.WriteByte(c)
		default:
			b.WriteByte('%')
			b.WriteString(strings.ToUpper(hex.EncodeToString([]byte{c})))
		}
	}
	return b.String()
}

func parseMark(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) {
			if c, err := hex.DecodeString(s[i+1 : i+3]); err == nil {
				b.Write(c)
				i += 2
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
