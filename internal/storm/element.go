package storm

import (
	"fmt"
	"strings"

	"github.com/entwine-sync/entwine/hub"
)

// element is a comment or an attachment of an issue, with what became of it.
type element struct {
	field, id string
	word      string // names it for good, on both sides
	ours      bool   // made by a connector
	made      *deed
	dropped   *deed
	edits     []*deed
	text      string // as it is now, or was last
}

// elements lists the comments and attachments that an issue ever had.
func (it *item) elements() []*element {
	var l []*element
	byPart := map[hub.Part]*element{}
	for _, d := range it.deeds {
		for _, c := range d.Changes {
			f := c.Part.Field()
			if f != "comments" && f != "attachments" {
				continue
			}
			e := byPart[c.Part]
			switch {
			case e == nil:
				e = &element{field: f, id: c.Part.Elem(), ours: d.Ours, made: d, text: textOf(c.To, d.State, c.Part)}
				e.word, _, _ = strings.Cut(e.text, " ")
				byPart[c.Part] = e
				l = append(l, e)
			case c.To == nil:
				e.dropped = d
			default:
				e.edits = append(e.edits, d)
				e.text = textOf(c.To, d.State, c.Part)
			}
		}
	}
	return l
}

// textOf is a comment's text or a file's name.
func textOf(v hub.Value, is *hub.Issue, p hub.Part) string {
	if m, ok := v.(map[string]hub.Value); ok && p.Field() == "comments" {
		s, _ := m["body"].(string)
		return s
	}
	for _, a := range is.Attachments {
		if a.ID == p.Elem() {
			return a.Name
		}
	}
	return ""
}

// maker finds the deed that made an element.
func (it *item) maker(field, id string) *deed {
	for _, s := range it.parts[hub.PartOf(field, id)] {
		return s.deed
	}
	return nil
}

// byPerson reports whether a person edited the element after it was made.
func (e *element) byPerson() bool {
	for _, d := range e.edits {
		if !d.Ours {
			return true
		}
	}
	return false
}

func (e *element) String() string { return fmt.Sprintf("%s %s %q", e.field, e.id, e.word) }

// inWords tells what a deed changed.
func inWords(d *deed) string {
	var l []string
	if d.Made {
		l = append(l, "makes it")
	}
	for _, c := range d.Changes {
		if d.Made && c.To == nil {
			continue
		}
		switch {
		case c.From == nil:
			l = append(l, fmt.Sprintf("%s=%s", c.Part, short(c.To)))
		default:
			l = append(l, fmt.Sprintf("%s=%s (was %s)", c.Part, short(c.To), short(c.From)))
		}
	}
	return strings.Join(l, " ")
}

func short(v hub.Value) string {
	switch v := v.(type) {
	case nil:
		return "none"
	case string:
		return fmt.Sprintf("%q", v)
	case map[string]hub.Value:
		if b, ok := v["body"].(string); ok {
			return fmt.Sprintf("%q", b)
		}
	}
	return fmt.Sprint(v)
}
