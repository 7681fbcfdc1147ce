package markdown

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// file is one issue file taken apart. It is never changed: an edit makes a new
// text, which is parsed again, so what is not understood stays byte for byte.
type file struct {
	text   string // all of it, without a byte order mark
	bom    string
	eol    string
	closed bool // it has front matter
	front  *front
	from   int // where the front matter's text starts
	start  int // where the body starts
	body   body
}

const bom = "\ufeff"

// maxSize is what a file may have, so that a log somebody dropped into the
// folder does not end up in memory. Descriptions elsewhere end at a few MB.
const maxSize = 8 << 20

func parseFile(raw []byte) (*file, *syntaxError) {
	if !utf8.Valid(raw) {
		return nil, notUTF8(raw)
	}
	f := &file{text: string(raw), eol: "\n"}
	if rest, ok := strings.CutPrefix(f.text, bom); ok {
		f.text, f.bom = rest, bom
	}
	if i := strings.IndexByte(f.text, '\n'); i > 0 && f.text[i-1] == '\r' {
		f.eol = "\r\n"
	}
	if strings.TrimSpace(f.text) == "" {
		return nil, &syntaxError{line: 1, column: 1, text: "the file is empty", unfinished: true}
	}
	lines := textLines(f.text, 0)
	if !isDashes(f.text, lines[0]) {
		f.front = &front{byKey: map[string]int{}}
		f.body = parseBody(f.text, 0)
		return f, nil
	}
	f.from = lines[0].to
	for _, l := range lines[1:] {
		if !isDashes(f.text, l) {
			continue
		}
		var bad *syntaxError
		if f.front, bad = parseFront(f.text[f.from:l.from]); bad != nil {
			bad.line++ // the line of dashes above
			return nil, bad
		}
		f.closed, f.start = true, l.to
		f.body = parseBody(f.text, f.start)
		return f, nil
	}
	return nil, &syntaxError{
		line: 1, column: 1, unfinished: true,
		text: "the front matter has no end: a second line of three dashes is missing",
	}
}

func isDashes(text string, l span) bool {
	return strings.TrimRight(lineOf(text, l), " \t") == "---"
}

func notUTF8(raw []byte) *syntaxError {
	e := &syntaxError{line: 1, column: 1}
	for len(raw) > 0 {
		r, n := utf8.DecodeRune(raw)
		if r == utf8.RuneError && n == 1 {
			e.text = fmt.Sprintf("the byte 0x%02x is not UTF-8", raw[0])
			break
		}
		if e.column++; r == '\n' {
			e.line, e.column = e.line+1, 1
		}
		raw = raw[n:]
	}
	return e
}

// bytes returns the file as it is on disk.
func (f *file) bytes() []byte { return []byte(f.bom + f.text) }

// key returns what the issue is called, "" if it has no name yet.
func (f *file) key() string { return f.line("key") }

// line returns the text of a field of one line.
func (f *file) line(key string) string {
	if field, ok := f.front.get(key); ok {
		if v, err := (&decoder{}).value(field.node); err == nil {
			if s, ok := plainText(field.node, v); ok {
				return oneLine(s)
			}
		}
	}
	return ""
}

// again parses an edited text. That it can be parsed was made sure by the edit.
func (f *file) again(text string) (*file, error) {
	next, bad := parseFile([]byte(f.bom + text))
	if bad != nil {
		return nil, fmt.Errorf("edited file cannot be read: %w", bad)
	}
	return next, nil
}

// withFront returns the file with other front matter.
func (f *file) withFront(fr *front) (*file, error) {
	if f.closed {
		end := f.from + len(f.front.text)
		return f.again(f.text[:f.from] + fr.text + f.text[end:])
	}
	gap := f.eol
	if strings.HasPrefix(f.text, "\n") || strings.HasPrefix(f.text, "\r\n") {
		gap = ""
	}
	return f.again("---" + f.eol + fr.text + "---" + f.eol + gap + f.text)
}

// set writes a field of the front matter; printed as printValue has it.
func (f *file) set(key, printed string) (*file, error) {
	fr, err := f.front.set(key, printed, f.eol)
	if err != nil {
		return nil, err
	}
	return f.withFront(fr)
}

// drop takes a field out of the front matter.
func (f *file) drop(key string) (*file, error) {
	if _, ok := f.front.get(key); !ok {
		return f, nil
	}
	fr, err := f.front.remove(key)
	if err != nil {
		return nil, err
	}
	return f.withFront(fr)
}

// description is the text above the comments, as Get shows it.
func (f *file) description() string {
	d := f.body.description
	return unescape(f.text[d.from:d.to], false)
}

// setDescription writes the description and leaves the comments as they are.
func (f *file) setDescription(s string) (*file, error) {
	if longText(s) == f.description() {
		return f, nil
	}
	if strings.Contains(s, "```") || strings.Contains(s, "~~~") {
		// Fenced code above a separator without its mark could swallow it.
		var err error
		if f, err = f.markAll(); err != nil {
			return nil, err
		}
	}
	text, d := escape(s, false, f.eol), f.body.description
	if d.from < d.to {
		return f.again(f.text[:d.from] + text + f.text[d.to:])
	}
	d = f.body.desc
	head := f.text[:d.from]
	if head != "" && !strings.HasSuffix(head, "\n") {
		head += f.eol
	}
	if text != "" {
		text = f.eol + text + f.eol
		if d.to < len(f.text) {
			text += f.eol
		}
	}
	return f.again(head + text + f.text[d.to:])
}

// withKey returns the file with a key, and with front matter if it has none.
// A copy loses the mark, which is the original's.
func (f *file) withKey(key string, isCopy bool, name string) (*file, error) {
	next := f
	var err error
	if !f.closed {
		fr, bad := parseFront("summary: " + printText(f.title(name)) + f.eol + "status: open" + f.eol + "labels: []" + f.eol)
		if bad != nil {
			return nil, bad
		}
		if next, err = f.withFront(fr); err != nil {
			return nil, err
		}
	}
	if isCopy {
		if next, err = next.drop(markKey); err != nil {
			return nil, err
		}
	}
	return next.set("key", printText(key))
}

// title is the summary of a text without front matter: its first heading or
// line, or else the name of the file.
func (f *file) title(name string) string {
	for line := range strings.Lines(f.text) {
		if line = oneLine(strings.Trim(strings.TrimSpace(line), "#")); line != "" {
			if len(line) > 200 {
				line = oneLine(strings.ToValidUTF8(line[:200], ""))
			}
			return line
		}
	}
	return oneLine(name)
}
