package richtext

import (
	"encoding/json"
	"strconv"
	"strings"
	"time"
)

// paragraph writes running text; a picture alone is one that stands free.
func (w *adfWriter) paragraph(p Paragraph) adfNode {
	if media := adfPicture(p.Inlines); media != nil {
		single := adfNode{Type: "mediaSingle", Attrs: map[string]any{"layout": "center"}, Content: []adfNode{*media}}
		if img, ok := p.Inlines[0].(Image); ok && img.Title != "" {
			single.Content = append(single.Content, adfNode{Type: "caption", Content: []adfNode{{Type: "text", Text: img.Title}}})
		}
		return single
	}
	return adfNode{Type: "paragraph", Content: w.inlines(p.Inlines)}
}

// adfPicture is the medium of a text that is one picture, perhaps in a link.
func adfPicture(in []Inline) *adfNode {
	if len(in) != 1 {
		return nil
	}
	var marks []adfMark
	if l, ok := in[0].(Link); ok && len(l.Inlines) == 1 {
		marks, in = []adfMark{adfLink(l)}, l.Inlines
	}
	img, ok := in[0].(Image)
	if !ok || len(marks) > 0 && img.Title != "" {
		return nil
	}
	n := adfImage(img, "media")
	n.Marks = marks
	return &n
}

func adfImage(img Image, kind string) adfNode {
	n := adfNode{Type: kind, Attrs: map[string]any{"type": "external", "url": img.Target}}
	if img.Attachment {
		n.Attrs = map[string]any{"type": "file", "id": img.Target, "collection": ""}
	}
	if img.Alt != "" {
		n.Attrs["alt"] = img.Alt
	}
	if px := adfPixels(img.Width); px > 0 {
		n.Attrs["width"] = px
	}
	if px := adfPixels(img.Height); px > 0 {
		n.Attrs["height"] = px
	}
	return n
}

// adfPixels is a width in pixels; one in per cent has no place here.
func adfPixels(s string) int {
	n, err := strconv.Atoi(strings.TrimSuffix(s, "px"))
	if err != nil || n < 0 || n > maxStart {
		return 0
	}
	return n
}

func (w *adfWriter) inlines(in []Inline) []adfNode {
	var out []adfNode
	for _, r := range flatten(in, markSet{}, nil) {
		if n, ok := w.leaf(r); ok {
			out = append(out, n)
		}
	}
	return adfJoin(out)
}

// adfJoin joins texts that came out under equal marks.
func adfJoin(in []adfNode) []adfNode {
	var out []adfNode
	for _, n := range in {
		if len(out) > 0 {
			last := &out[len(out)-1]
			if last.Type == "text" && n.Type == "text" && adfEncode(last.Marks) == adfEncode(n.Marks) {
				last.Text += n.Text
				continue
			}
		}
		out = append(out, n)
	}
	return out
}

func (w *adfWriter) leaf(r run) (adfNode, bool) {
	text := func(s string) (adfNode, bool) {
		return adfNode{Type: "text", Text: s, Marks: adfMarks(r.marks)}, s != ""
	}
	switch n := r.leaf.(type) {
	case Text:
		if l := r.marks.link; l.card && n.Value == l.target && r.marks.bits == 0 && r.marks.color == "" {
			return adfNode{Type: "inlineCard", Attrs: map[string]any{"url": l.target}}, true
		}
		return text(n.Value)
	case CodeSpan:
		marks := []adfMark{{Type: "code"}}
		if r.marks.link.on {
			marks = append(marks, adfLink(linkOf(r.marks.link)))
		}
		return adfNode{Type: "text", Text: n.Text, Marks: marks}, true
	case Break:
		if n.Soft {
			return text(" ")
		}
		return adfNode{Type: "hardBreak"}, true
	case Image:
		return w.image(n, r.marks)
	case Mention:
		if n.ID == "" && !accountID().MatchString(n.Name) {
			return text("@" + n.Name)
		}
		attrs := map[string]any{"id": n.ID, "text": "@" + n.Name}
		if n.ID == "" {
			attrs = map[string]any{"id": n.Name}
		}
		return adfNode{Type: "mention", Attrs: attrs}, true
	case Emoji:
		attrs := map[string]any{"shortName": ":" + n.Short + ":"}
		if n.Text != "" {
			attrs["text"] = n.Text
		}
		return adfNode{Type: "emoji", Attrs: attrs}, true
	case Status:
		return adfNode{Type: "status", Attrs: map[string]any{"text": n.Text, "color": adfStatusColor(n.Color)}}, true
	case Date:
		day, err := time.Parse(time.DateOnly, n.Value)
		if err != nil {
			return text(n.Value)
		}
		return adfNode{Type: "date", Attrs: map[string]any{"timestamp": strconv.FormatInt(day.UnixMilli(), 10)}}, true
	case RawInline:
		var v any
		if n.Format == ADF && json.Unmarshal([]byte(n.Text), &v) == nil {
			if node := adfWhole(v); node.Type == "inlineExtension" {
				return node, true
			}
		}
		return adfNode{Type: "text", Text: n.Text, Marks: []adfMark{{Type: "code"}}}, true
	}
	return adfNode{}, false
}

// accountID finds the identities of people at Jira Cloud, old and new.
var accountID = compiled(`^(?:[0-9][0-9a-z]{23}|[0-9]+:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?:qm|ug):[0-9A-Za-z:-]{8,})$`)

func linkOf(l linkMark) Link { return Link{Target: l.target, Title: l.title, Card: l.card} }

// image writes a picture inside a line.
func (w *adfWriter) image(img Image, m markSet) (adfNode, bool) {
	if img.Attachment {
		n := adfImage(img, "mediaInline")
		if m.link.on {
			n.Marks = []adfMark{adfLink(linkOf(m.link))}
		}
		return n, true
	}
	words := strings.TrimSpace(img.Alt + " " + img.Title)
	if words == "" {
		words = img.Target
	}
	if !m.link.on {
		m.link = linkMark{on: true, target: img.Target}
	} else if words != img.Target {
		words += " <" + img.Target + ">"
	}
	return adfNode{Type: "text", Text: words, Marks: adfMarks(m)}, true
}

func adfLink(l Link) adfMark {
	m := adfMark{"link", map[string]any{"href": l.Target}}
	if l.Title != "" {
		m.Attrs["title"] = l.Title
	}
	return m
}

func adfMarks(m markSet) []adfMark {
	var out []adfMark
	for _, one := range m.single() {
		switch {
		case one.link.on:
			out = append(out, adfLink(linkOf(one.link)))
		case one.color != "":
			if hex := adfColor(one.color); hex != "" {
				out = append(out, adfMark{"textColor", map[string]any{"color": hex}})
			}
		case one.bits == bitUnderline:
			out = append(out, adfMark{Type: "underline"})
		case one.bits == bitStrike:
			out = append(out, adfMark{Type: "strike"})
		case one.bits == bitStrong:
			out = append(out, adfMark{Type: "strong"})
		case one.bits == bitEmph:
			out = append(out, adfMark{Type: "em"})
		case one.bits == bitSub:
			out = append(out, adfMark{"subsup", map[string]any{"type": "sub"}})
		case one.bits == bitSup && m.bits&bitSub == 0: // there is one mark for both
			out = append(out, adfMark{"subsup", map[string]any{"type": "sup"}})
		}
	}
	return out
}

var (
	hexColor  = compiled(`^#[0-9a-fA-F]{6}$`)
	hexColor3 = compiled(`^#([0-9a-fA-F])([0-9a-fA-F])([0-9a-fA-F])$`)
)

// adfColor is a colour as #rrggbb: other forms are refused there.
func adfColor(s string) string {
	if hexColor().MatchString(s) {
		return s
	}
	if m := hexColor3().FindStringSubmatch(s); m != nil {
		return "#" + m[1] + m[1] + m[2] + m[2] + m[3] + m[3]
	}
	return cssColors[strings.ToLower(s)]
}

// cssColors are the words for colours of HTML 4, and orange.
var cssColors = map[string]string{
	"black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080", "white": "#ffffff", "maroon": "#800000", "red": "#ff0000",
	"purple": "#800080", "fuchsia": "#ff00ff", "magenta": "#ff00ff", "green": "#008000", "lime": "#00ff00", "olive": "#808000", "yellow": "#ffff00",
	"navy": "#000080", "blue": "#0000ff", "teal": "#008080", "aqua": "#00ffff", "cyan": "#00ffff", "orange": "#ffa500",
}

func adfStatusColor(s string) string {
	switch c := strings.ToLower(s); c {
	case "neutral", "purple", "blue", "red", "yellow", "green":
		return c
	}
	if hexColor().MatchString(s) {
		return s
	}
	return "neutral"
}
