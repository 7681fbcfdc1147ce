package richtext

import (
	"html"
	"strings"

	"github.com/yuin/goldmark/ast"
	east "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/util"
)

// inlines reads the children of n: goldmark's nodes first, then HTML tags are
// paired and mentions found, which needs the neighbours.
func (r *mdReader) inlines(n ast.Node) []Inline {
	_, cell := n.(*east.TableCell)
	return r.children(n, cell, 0)
}

// maxInline is how deep inlines are read; deeper ones lose their marks, not
// their text.
const maxInline = 100

func (r *mdReader) children(parent ast.Node, cell bool, depth int) []Inline {
	var p tagPairer
	var text strings.Builder // literal text is unescaped as a whole
	flush := func() {
		if text.Len() > 0 {
			p.add(mentions(unescapeMarkdown(text.String()))...)
			text.Reset()
		}
	}
	for c := parent.FirstChild(); c != nil; c = c.NextSibling() {
		switch n := c.(type) {
		case *ast.Text:
			text.Write(n.Segment.Value(r.src))
			switch {
			case n.HardLineBreak():
				flush()
				p.add(Break{})
			case n.SoftLineBreak():
				flush()
				p.add(Break{Soft: true})
			}
		case *ast.RawHTML:
			flush()
			p.tag(strings.ReplaceAll(r.raw(n.Segments), "\n", " "))
		default:
			flush()
			p.add(r.inline(c, cell, depth)...)
		}
	}
	flush()
	return p.close()
}

func (r *mdReader) inline(c ast.Node, cell bool, depth int) []Inline {
	var in []Inline
	switch c.(type) {
	case *ast.Emphasis, *east.Strikethrough, *ast.Link, *ast.Image:
		in = r.children(c, cell, depth+1)
		if depth > maxInline {
			return in
		}
	}
	switch n := c.(type) {
	case *ast.Emphasis:
		if n.Level == 2 {
			return []Inline{Strong{in}}
		}
		return []Inline{Emph{in}}
	case *east.Strikethrough:
		return []Inline{Strike{in}}
	case *ast.CodeSpan:
		return []Inline{CodeSpan{r.codeText(n, cell)}}
	case *ast.Link:
		return []Inline{Link{Target: unescapeMarkdown(string(n.Destination)),
			Title: unescapeMarkdown(string(n.Title)), Inlines: in}}
	case *ast.Image:
		target := unescapeMarkdown(string(n.Destination))
		return []Inline{Image{Target: target, Alt: plainInlines(in),
			Title: unescapeMarkdown(string(n.Title)), Attachment: attachmentName(target)}}
	case *ast.AutoLink:
		label := string(n.Label(r.src))
		target := label
		if n.AutoLinkType == ast.AutoLinkEmail {
			target = "mailto:" + label
		}
		return []Inline{Link{Target: target, Inlines: []Inline{Text{label}}}}
	case *literalNode:
		if u, ok := n.leaf.(bareURL); ok {
			if insideLink(c) {
				return []Inline{Text{u.Value}}
			}
			return []Inline{Link{Target: u.Value, Inlines: []Inline{Text{u.Value}}}}
		}
		return []Inline{n.leaf}
	}
	return nil
}

func insideLink(n ast.Node) bool {
	for p := n.Parent(); p != nil && p.Type() == ast.TypeInline; p = p.Parent() {
		switch p.(type) {
		case *ast.Link, *ast.Image:
			return true
		}
	}
	return false
}

func (r *mdReader) codeText(n ast.Node, cell bool) string {
	var b strings.Builder
	for c := n.FirstChild(); c != nil; c = c.NextSibling() {
		if t, ok := c.(*ast.Text); ok {
			b.Write(t.Segment.Value(r.src))
		}
	}
	s := strings.ReplaceAll(b.String(), "\n", " ")
	if cell {
		// In a table even code needs the backslash before a pipe.
		s = strings.ReplaceAll(s, `\|`, "|")
	}
	return s
}

// attachmentName reports whether an image's target is the name of a file that
// hangs on the issue, not an address.
func attachmentName(target string) bool {
	return target != "" && !strings.ContainsAny(target, "/:?#")
}

var mention = compiled(`@[A-Za-z0-9](?:[A-Za-z0-9_./-]*[A-Za-z0-9_])?`)

// mentions cuts text into texts and mentions. A mention begins a word.
func mentions(s string) []Inline {
	var out []Inline
	from := 0
	for _, m := range mention().FindAllStringIndex(s, -1) {
		if wordBefore(s[:m[0]]) || m[0] > 0 && strings.IndexByte("@_/.-+", s[m[0]-1]) >= 0 {
			continue
		}
		if m[1] < len(s) && s[m[1]] == '@' { // an address at a host, as in @a@b.example
			continue
		}
		out = append(out, Text{s[from:m[0]]}, Mention{Name: s[m[0]+1 : m[1]]})
		from = m[1]
	}
	return append(out, Text{s[from:]})
}

// unescapeMarkdown resolves backslashes and entities in one go, so that an
// escaped entity stays one.
func unescapeMarkdown(s string) string {
	if !strings.ContainsAny(s, `\&`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); {
		switch {
		case s[i] == '\\' && i+1 < len(s) && isPunct(s[i+1]):
			b.WriteByte(s[i+1])
			i += 2
		case s[i] == '&':
			n := entityLen(s[i:])
			if n > 0 {
				b.WriteString(clean(html.UnescapeString(s[i : i+n])))
			} else {
				n = 1
				b.WriteByte('&')
			}
			i += n
		default:
			b.WriteByte(s[i])
			i++
		}
	}
	return b.String()
}

var entity = compiled(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// entityLen is the length of the entity s begins with, 0 if there is none.
func entityLen(s string) int {
	m := entity().FindString(s[:min(len(s), 40)])
	if m == "" || m[1] == '#' {
		return len(m)
	}
	if _, ok := util.LookUpHTML5EntityByName(m[1 : len(m)-1]); !ok {
		return 0
	}
	return len(m)
}
