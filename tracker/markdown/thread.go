package markdown

import (
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// comment returns the comment with the id.
func (f *file) comment(id string) (*comment, bool) {
	for i := range f.body.comments {
		if f.body.comments[i].id == id {
			return &f.body.comments[i], true
		}
	}
	return nil, false
}

func (f *file) commentText(c *comment) string {
	return unescape(f.text[c.text.from:c.text.to], true)
}

// unmarked reports whether a comment has no id of its own in the file.
func (f *file) unmarked() bool {
	for i := range f.body.comments {
		if !f.body.comments[i].marked {
			return true
		}
	}
	return false
}

// markAll writes the marks that people leave out: at the separator and at the
// headings of comments.
func (f *file) markAll() (*file, error) {
	sep := f.body.sep.to > f.body.sep.from && !f.body.sepMarked
	if !sep && !f.unmarked() {
		return f, nil
	}
	var b strings.Builder
	done := 0
	put := func(l span, line string) {
		b.WriteString(f.text[done:l.from])
		b.WriteString(line)
		done = l.from + len(lineOf(f.text, l))
	}
	if sep {
		put(f.body.sep, separator+sepMark)
	}
	for i := range f.body.comments {
		c := &f.body.comments[i]
		if c.marked {
			continue
		}
		line := strings.TrimRight(lineOf(f.text, c.heading), " \t")
		line = strings.TrimRight(headingMark.ReplaceAllString(line, ""), " \t")
		put(c.heading, line+" <!-- comment "+c.id+" -->")
	}
	b.WriteString(f.text[done:])
	return f.again(b.String())
}

// addComment puts a comment behind the others. It has an id already.
func (f *file) addComment(c hub.Comment, author string) (*file, error) {
	f, err := f.markAll()
	if err != nil {
		return nil, err
	}
	text, open := f.text, !strings.HasSuffix(f.text, "\n")
	var b strings.Builder
	b.WriteString(text)
	b.WriteString(f.gap(text))
	if f.body.sep.from == f.body.sep.to {
		b.WriteString(separator + sepMark + f.eol + f.eol)
	}
	b.WriteString(printHeading(c, author) + f.eol)
	if s := escape(c.Body, true, f.eol); s != "" {
		b.WriteString(f.eol + s + f.eol)
	}
	text = b.String()
	if open {
		text = strings.TrimSuffix(text, f.eol)
	}
	return f.again(text)
}

// gap is what has to stand behind text so that a blank line follows.
func (f *file) gap(text string) string {
	switch {
	case text == "" || strings.HasSuffix(text, "\n\n") || strings.HasSuffix(text, "\n\r\n"):
		return ""
	case strings.HasSuffix(text, "\n"):
		return f.eol
	}
	return f.eol + f.eol
}

// editComment replaces a comment's text, and says in its heading whether it is
// private.
func (f *file) editComment(id, text string, hidden bool) (*file, error) {
	c, ok := f.comment(id)
	if !ok {
		return nil, errNoPart
	}
	if longText(text) == f.commentText(c) && c.private == hidden {
		return f, nil
	}
	f, err := f.markAll()
	if err != nil {
		return nil, err
	}
	c, _ = f.comment(id)
	line := lineOf(f.text, c.heading)
	heading, end := line, f.text[c.heading.from+len(line):c.heading.to]
	if c.private != hidden {
		i := strings.LastIndex(line, "<!-- comment ")
		name, mark := strings.TrimRight(line[:i], " \t"), line[i:]
		if hidden {
			name += " " + private
		} else {
			name = strings.TrimRight(strings.TrimSuffix(name, private), " \t")
		}
		heading = name + " " + mark
	}
	written := f.text[c.heading.to:c.text.from] + escape(text, true, f.eol) + f.text[c.text.to:c.all.to]
	if longText(text) == f.commentText(c) {
		written = f.text[c.heading.to:c.all.to]
	} else if c.text.from == c.text.to {
		if end == "" {
			end = f.eol
		}
		written = f.eol + escape(text, true, f.eol) + f.eol
		if c.all.to < len(f.text) {
			written += f.eol
		}
	}
	return f.again(f.text[:c.heading.from] + heading + end + written + f.text[c.all.to:])
}

// dropComment takes a comment out, and the separator with the last one if the
// separator is ours and nothing else stands below it.
func (f *file) dropComment(id string) (*file, error) {
	if _, ok := f.comment(id); !ok {
		return nil, errNoPart
	}
	f, err := f.markAll()
	if err != nil {
		return nil, err
	}
	c, _ := f.comment(id)
	from, to := c.all.from, c.all.to
	if to < len(f.text) {
		return f.again(f.text[:from] + f.text[to:])
	}
	if len(f.body.comments) == 1 && strings.TrimSpace(f.text[f.body.sep.to:from]) == "" {
		next, err := f.cutFrom(f.body.sep.from)
		// Without our separator a heading of the text might be taken for one.
		if err != nil || next.description() == f.description() && len(next.body.comments) == 0 {
			return next, err
		}
	}
	return f.cutFrom(from)
}

// cutFrom drops the end of the file, and the blank lines before it.
func (f *file) cutFrom(from int) (*file, error) {
	head := strings.TrimRight(f.text[:from], "\r\n")
	if from > len(head) && strings.HasSuffix(f.text, "\n") {
		head += f.eol
	}
	if len(head) < f.start {
		head = f.text[:f.start]
	}
	return f.again(head)
}
